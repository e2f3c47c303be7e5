//! Atoms: interned names, shared by every machine in the operating-system process.
//!
//! The table only grows. An atom is its index; the well-known ones have fixed indices, declared once in
//! `atoms!` below, so that code can name them as `atoms::ok` and match on them.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use parking_lot::RwLock;

/// An interned name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Atom(pub u32);

/// The longest name in characters that OTP accepts.
pub const MAX_ATOM_CHARACTERS: usize = 255;

/// How many atoms there may be before programs cannot make more. The machine's own are not limited.
pub const ATOM_LIMIT: usize = 1 << 20;

/// The atoms by name. Its lock is what makes atoms one after another; who has one reads its name without.
fn table() -> &'static RwLock<HashMap<&'static str, u32>> {
    static TABLE: OnceLock<RwLock<HashMap<&'static str, u32>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for name in WELL_KNOWN {
            add(&mut table, name);
        }
        RwLock::new(table)
    })
}

/// How many atoms the first row of names holds; each further row holds twice as many as the one before.
const FIRST_ROW: u32 = 1024;

/// A row of names. A name is written before its atom exists.
type Row = OnceLock<Box<[OnceLock<&'static str>]>>;

/// The names by index, in rows that never move.
static NAMES: [Row; 22] = [const { OnceLock::new() }; 22];

/// The row in which an atom's name stands, its length, and the place in it.
fn place(index: u32) -> (usize, usize, usize) {
    let row = (index / FIRST_ROW + 1).ilog2();
    let before = FIRST_ROW * ((1 << row) - 1);
    (row as usize, (FIRST_ROW << row) as usize, (index - before) as usize)
}

fn add(table: &mut HashMap<&'static str, u32>, name: &'static str) -> Atom {
    let index = table.len() as u32;
    let (row, len, at) = place(index);
    let row = NAMES[row].get_or_init(|| (0..len).map(|_| OnceLock::new()).collect());
    row[at].get_or_init(|| name);
    table.insert(name, index);
    Atom(index)
}

impl Atom {
    /// The atom called `name`, made if it does not exist.
    pub fn new(name: &str) -> Atom {
        if let Some(atom) = Atom::existing(name) {
            return atom;
        }
        let mut table = table().write();
        if let Some(index) = table.get(name) {
            return Atom(*index);
        }
        // Atoms are never removed, as in OTP, so the name may live for ever.
        add(&mut table, Box::leak(name.to_owned().into_boxed_str()))
    }

    /// The atom called `name`, made if it does not exist; `None` when programs have made too many.
    pub fn limited(name: &str) -> Option<Atom> {
        Atom::existing(name).or_else(|| (Atom::count() < ATOM_LIMIT).then(|| Atom::new(name)))
    }

    /// The atom called `name`, if some code has made it before.
    pub fn existing(name: &str) -> Option<Atom> {
        table().read().get(name).map(|index| Atom(*index))
    }

    /// The text, without quotes.
    pub fn name(self) -> &'static str {
        let (row, _, at) = place(self.0);
        match NAMES[row].get().and_then(|row| row[at].get()) {
            Some(name) => name,
            // A well-known atom may be asked for before the table was made.
            None => WELL_KNOWN.get(self.0 as usize).copied().unwrap_or(""),
        }
    }

    /// How many atoms exist.
    pub fn count() -> usize {
        table().read().len()
    }
}

impl fmt::Debug for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}'", self.name())
    }
}

macro_rules! atoms {
    ($($constant:ident $(= $text:literal)?),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u32)]
        enum Index { $($constant),* }

        const WELL_KNOWN: &[&str] = &[$(atoms!(@text $constant $($text)?)),*];

        /// The well-known atoms by name; keywords bear a trailing `_`.
        #[allow(non_upper_case_globals, missing_docs)]
        pub mod atoms {
            use super::{Atom, Index};
            $(pub const $constant: Atom = Atom(Index::$constant as u32);)*
        }
    };
    (@text $constant:ident $text:literal) => { $text };
    (@text $constant:ident) => { stringify!($constant) };
}

// Sorted by subject. Add an atom here when Rust code needs to name it; nowhere else.
atoms! {
    // Truth and absence; their indices are relied on by the instruction handlers.
    false_ = "false", true_ = "true", undefined, ok, error, nil = "[]", empty = "",
    // Classes and reasons.
    exit, throw, interrupt, badarg, badarith, badmatch, function_clause, case_clause, if_clause, try_clause, else_clause,
    undef, badfun, bad_image, badarity, badkey, badmap, badrecord, nocatch, timeout_value, system_limit, noproc, normal,
    unknown, done, kill, killed, shutdown, noconnection, internal_error, notsup, notalive, bad_generator,
    bad_filter, bad_generators, not_purged, error_info, cause, badopt, badtype, module, function, line, file, general, position,
    // Signals.
    exit_signal = "EXIT", down = "DOWN", process, port, time_offset, clock_service, timeout, trap_exit, flush, info, alias,
    tag, explicit_unalias, demonitor, reply_demonitor, monitor, link, priority, low, high, max, min_heap_size,
    min_bin_vheap_size, max_heap_size, message_queue_data, on_heap, off_heap, fullsweep_after, size, include_shared_binaries,
    error_logger, logger, crashed, erlet_shell, interrupted, async_, save_calls, last_calls, trace, sensitive, scheduler, noconnect, nosuspend,
    // Modules.
    erlang, lists, maps, binary, string, unicode, math, io, io_lib, timer, os, init, code, erlet, erts_internal, ets,
    error_handler, init_ = "__init__",
    // Operators and guards as functions.
    plus = "+", minus = "-", times = "*", divide = "/", div, rem, band, bor, bxor, bsl, bsr, bnot, not, and, or, xor,
    eq = "==", ne = "/=", eq_exact = "=:=", ne_exact = "=/=", lt = "<", le = "=<", gt = ">", ge = ">=", append = "++",
    subtract = "--", send = "!",
    // Types and their names.
    atom, integer, float, list, tuple, map, pid, reference, function_ = "fun", bitstring, boolean, external, local,
    // Text and binaries.
    utf8, utf16, utf32, latin1, big, little, native, signed, unsigned, nomatch, incomplete, scope, global, trim, trim_all,
    all, start, capture, none, nfc, nfd, nfkc, nfkd,
    // process_info and friends.
    registered_name, current_function, current_location, current_stacktrace, initial_call, status, message_queue_len,
    messages, links, monitors, monitored_by, dictionary, group_leader, total_heap_size, heap_size,
    stack_size, reductions, garbage_collection, garbage_collection_info, suspending, sequential_trace_token,
    memory, parent, label, mail, waits_for, calls, measured, sketch, number, other, collections, traffic, backtrace, catchlevel, binary_, running, runnable, waiting, exiting, suspended, garbage_collecting, procs,
    minor_gcs, heap_block_size, mbuf_size, recent_size, old_heap_block_size, old_heap_size, bin_vheap_size, bin_vheap_block_size, bin_old_vheap_size, bin_old_vheap_block_size, high_water,
    // Time.
    second, millisecond, microsecond, nanosecond, seconds, milli_seconds, micro_seconds, nano_seconds, perf_counter, cancel_timer, abs, infinity, hibernate,
    // I/O.
    user, io_request, io_reply, put_chars, get_line, get_chars, get_until, eof, standard_io, standard_error, encoding, enotsup, terminated, nonode = "nonode@nohost",
    // System information.
    otp_release, machine, version, schedulers, schedulers_online, process_count, process_limit, atom_count, atom_limit, port_count, port_limit, wordsize, system_architecture,
    context_switches, runtime, wall_clock, exact_reductions, total, processes, processes_used, system, atom_used, scheduler_id, logical_processors, emu_flavor, emu_type, os_type, unix, linux, BEAM,
    // code and functions.
    type_ = "type", env, name, arity, new_index, new_uniq, index, uniq, exports, attributes, compile, functions, md5, nifs, exported, loaded, module_info, main, record, value, id, options, source, vsn,
    ordered, reversed, iterator, compressed, minor_version, safe, used, deterministic, await_exit, spawned, spawn, spawn_request, reply, yes, no, error_only, success_only, success,
    dollar_ancestors = "$ancestors", dollar_initial_call = "$initial_call", proc_lib, short, long, inherit, access, off, on, start_time, end_time, os_system_time, monotonic_time, thread_id,
    // Tables.
    underscore = "_", whole_object = "$_", all_variables = "$$", end_of_table = "$end_of_table", set, ordered_set, bag, duplicate_bag,
    public, protected, private, named_table, keypos, heir, read_concurrency, write_concurrency, decentralized_counters, auto,
    owner, protection, fixed, safe_fixed, safe_fixed_monotonic_time, stats, node, already_exists, table_type,
    cancel, ets_ = "ETS-TRANSFER", stdin_ = "stdin", stdout_ = "stdout", stderr_ = "stderr", insert_replaced, insert, update_colliding, debug, warning, notice, critical, alert, emergency, warning_map, badsize, unmatched_, too_small, insufficient,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_atoms_are_distinct_and_found_by_name() {
        for (index, name) in WELL_KNOWN.iter().enumerate() {
            assert_eq!(Atom::new(name), Atom(index as u32), "{name} is declared twice");
        }
    }
}
