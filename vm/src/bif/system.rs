//! The machine itself: references, unique numbers, statistics, what the system is, standard input and output.

use super::processes::{atom_arg, proper_list};
use super::{Cx, Outcome, Stop, badarg};
use crate::arith;
use crate::atom::{ATOM_LIMIT, Atom, atoms};
use crate::heap::parcel::{Parcel, ParcelBox, Signal};
use crate::machine::Told;
use crate::process::signal;
use crate::sync::Ordering;
use crate::term::build::Alloc;
use crate::term::show::{self, Style};
use crate::term::{Pid, Term, View};

pub(super) fn make_ref(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let id = cx.context.machine.new_reference();
    cx.process().mailbox.set_mark(id);
    Ok(cx.reference(id, None)?)
}

pub(super) fn unique_integer_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let number = cx.context.machine.new_unique();
    Ok(Term::small(-(number as i64)))
}

pub(super) fn unique_integer_1(cx: &mut Cx, [options]: &[Term; 1]) -> Outcome {
    let mut positive = false;
    for option in proper_list(*options).ok_or_else(badarg)? {
        match option.as_atom().map(Atom::name) {
            Some("positive") => positive = true,
            Some("monotonic") => {}
            _ => return Err(badarg()),
        }
    }
    let number = cx.context.machine.new_unique() as i64;
    // Negative numbers grow as well: far below zero, upwards.
    Ok(Term::small(if positive { number } else { number - (1 << 59) }))
}

pub(super) fn node_0(_: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(Term::atom(atoms::nonode))
}

pub(super) fn node_1(_: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    match term.view() {
        View::Pid(_) | View::Port(_) | View::Reference(_) => Ok(Term::atom(atoms::nonode)),
        View::ExternalPid(other) | View::ExternalPort(other) | View::ExternalReference(other) => {
            Ok(Term::atom(other.node()))
        }
        _ => Err(badarg()),
    }
}

pub(super) fn no_nodes(_: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(Term::NIL)
}

/// The own node is the only one that is known.
pub(super) fn nodes_1(cx: &mut Cx, [kinds]: &[Term; 1]) -> Outcome {
    let kinds = if kinds.as_atom().is_some() {
        vec![*kinds]
    } else {
        super::lists::elements(*kinds).ok_or_else(badarg)?
    };
    let mut own = false;
    for kind in kinds {
        match kind.as_atom().map(|kind| kind.name()) {
            Some("this" | "known") => own = true,
            Some("visible" | "hidden" | "connected") => {}
            _ => return Err(badarg()),
        }
    }
    Ok(if own { cx.list(&[Term::atom(atoms::nonode)])? } else { Term::NIL })
}

pub(super) fn is_alive(_: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(Term::atom(atoms::false_))
}

// ── Statistics ─────────────────────────────────────────────────────────────

/// Bytes that the operating system says we use; 0 where it does not say.
fn resident_bytes() -> i64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split_whitespace().nth(1).and_then(|pages| pages.parse::<i64>().ok()).map_or(0, |pages| pages * 4096)
}

fn memory_of(cx: &mut Cx, kind: Atom) -> Option<i64> {
    let machine = &cx.context.machine;
    let processes = (machine.table.count() * crate::process::CELL_BYTES) as i64;
    let total = resident_bytes().max(processes);
    Some(match kind.name() {
        "total" => total,
        "processes" | "processes_used" => processes,
        "system" => total - processes,
        "atom" | "atom_used" => (Atom::count() * 48) as i64,
        "code" => (machine.code.literal_words() * 8) as i64,
        "binary" | "ets" => 0,
        _ => return None,
    })
}

pub(super) fn memory_1(cx: &mut Cx, [kind]: &[Term; 1]) -> Outcome {
    if kind.is_cons() || kind.is_nil() {
        let mut pairs = Vec::new();
        for kind in proper_list(*kind).ok_or_else(badarg)? {
            let bytes = memory_of(cx, atom_arg(kind)?).ok_or_else(badarg)?;
            pairs.push(cx.tuple(&[kind, Term::small(bytes)])?);
        }
        return Ok(cx.list(&pairs)?);
    }
    let bytes = memory_of(cx, atom_arg(*kind)?).ok_or_else(badarg)?;
    Ok(Term::small(bytes))
}

/// `system_info({wordsize, Which})`.
fn word_size(item: Term) -> Option<Term> {
    let pair = item.as_tuple()?;
    let which = |name: &str| pair.get(1).and_then(Term::as_atom).is_some_and(|atom| atom.name() == name);
    let is_word_size = pair.get(0).and_then(Term::as_atom).is_some_and(|atom| atom.name() == "wordsize");
    (is_word_size && (which("internal") || which("external"))).then(|| Term::small(8))
}

pub(super) fn memory_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let kinds =
        ["total", "processes", "processes_used", "system", "atom", "atom_used", "binary", "code", "ets"];
    let kinds = kinds.map(|kind| Term::atom(Atom::new(kind)));
    let list = cx.list(&kinds)?;
    memory_1(cx, &[list])
}

pub(super) fn statistics(cx: &mut Cx, [kind]: &[Term; 1]) -> Outcome {
    let machine = cx.context.machine.clone();
    let millis = Term::small(machine.clock.millis() as i64);
    let zero = Term::small(0);
    let reductions = {
        let process = cx.process();
        Term::small((process.reductions + 4000) as i64 - process.reductions_left)
    };
    match atom_arg(*kind)?.name() {
        "runtime" | "wall_clock" => Ok(cx.tuple(&[millis, zero])?),
        "reductions" | "exact_reductions" => Ok(cx.tuple(&[reductions, zero])?),
        "context_switches" => Ok(cx.tuple(&[zero, zero])?),
        "garbage_collection" => {
            let count = Term::small(i64::from(cx.process().heap.minors));
            Ok(cx.tuple(&[count, zero, zero])?)
        }
        "run_queue"
        | "total_run_queue_lengths"
        | "total_active_tasks"
        | "total_run_queue_lengths_all"
        | "total_active_tasks_all" => Ok(zero),
        "run_queue_lengths" | "run_queue_lengths_all" | "active_tasks" | "active_tasks_all" => {
            Ok(cx.list(&vec![zero; machine.sched.schedulers])?)
        }
        // They are off, and cannot be switched on.
        "scheduler_wall_time" | "scheduler_wall_time_all" | "microstate_accounting" => {
            Ok(Term::atom(atoms::undefined))
        }
        "io" => {
            let (input, output) = (cx.tuple(&[Term::atom(Atom::new("input")), zero])?, Atom::new("output"));
            let output = cx.tuple(&[Term::atom(output), zero])?;
            Ok(cx.tuple(&[input, output])?)
        }
        _ => Err(badarg()),
    }
}

pub(super) fn system_info(cx: &mut Cx, [item]: &[Term; 1]) -> Outcome {
    let machine = cx.context.machine.clone();
    let number = |value: usize| Ok(Term::small(value as i64));
    let Some(name) = item.as_atom() else { return word_size(*item).ok_or_else(badarg) };
    match name.name() {
        "process_count" => number(machine.table.count()),
        "process_limit" => number(machine.table.limit),
        "schedulers" | "schedulers_online" => number(machine.sched.schedulers),
        "logical_processors" | "logical_processors_online" | "logical_processors_available" => {
            number(std::thread::available_parallelism().map_or(1, usize::from))
        }
        "atom_count" => number(Atom::count()),
        "atom_limit" => number(ATOM_LIMIT),
        "port_count" => number(0),
        "port_limit" => number(65536),
        "ets_count" => number(0),
        "ets_limit" => number(8192),
        "wordsize" => number(8),
        "scheduler_id" => number(cx.context.scheduler + 1),
        "thread_pool_size" => number(1),
        "threads" | "smp_support" => Ok(Term::TRUE),
        "otp_release" => Ok(cx.string("25")?),
        "version" => Ok(cx.string("13.0")?),
        "machine" => Ok(cx.string("Erlet")?),
        "system_architecture" => {
            Ok(cx.string(&format!("{}-erlet-{}", std::env::consts::ARCH, std::env::consts::OS))?)
        }
        "emu_flavor" => Ok(Term::atom(Atom::new("emu"))),
        "emu_type" | "build_type" => Ok(Term::atom(Atom::new("opt"))),
        "endian" => Ok(Term::atom(if cfg!(target_endian = "big") { atoms::big } else { atoms::little })),
        "system_version" => Ok(cx.string(&format!("Erlet {}\n", env!("CARGO_PKG_VERSION")))?),
        "time_correction" => Ok(Term::TRUE),
        "time_warp_mode" => Ok(Term::atom(Atom::new("no_time_warp"))),
        "os_monotonic_time_source" | "os_system_time_source" => Ok(Term::NIL),
        "heap_type" => Ok(Term::atom(Atom::new("private"))),
        "fullsweep_after" => {
            let value = Term::small(65535);
            Ok(cx.tuple(&[*item, value])?)
        }
        "min_heap_size" => {
            let value = Term::small(crate::process::CELL_WORDS as i64);
            Ok(cx.tuple(&[*item, value])?)
        }
        "min_bin_vheap_size" => Ok(cx.tuple(&[*item, Term::small(46422)])?),
        "max_heap_size" => max_heap_size(cx),
        "garbage_collection" => garbage_collection(cx),
        "start_time" => number(0),
        "end_time" => number(1 << 58),
        "compat_rel" => number(25),
        "dirty_cpu_schedulers" | "dirty_cpu_schedulers_online" | "dirty_io_schedulers" => {
            number(machine.sched.schedulers)
        }
        "scheduler_bindings" => {
            Ok(cx.tuple(&vec![Term::atom(Atom::new("unbound")); machine.sched.schedulers])?)
        }
        name => fixed(name).ok_or_else(badarg),
    }
}

/// What is the same in every machine.
fn fixed(name: &str) -> Option<Term> {
    Some(Term::atom(Atom::new(match name {
        "time_offset" => "final",
        "tolerant_timeofday" | "multi_scheduling" => "enabled",
        "scheduler_bind_type" => "unbound",
        "message_queue_data" => "on_heap",
        "dynamic_trace" => "none",
        "update_cpu_info" => "unchanged",
        "system_logger" => "logger",
        "cpu_topology" | "modified_timing_level" => "undefined",
        "kernel_poll" | "eager_check_io" => "true",
        "debug_compiled" | "dynamic_trace_probes" | "port_parallelism" => "false",
        "multi_scheduling_blockers" | "normal_multi_scheduling_blockers" | "dist_ctrl" => {
            return Some(Term::NIL);
        }
        "creation" => return Some(Term::small(0)),
        _ => return None,
    })))
}

/// The limit that a process has unless it is given one: none.
fn max_heap_size(cx: &mut Cx) -> Outcome {
    let pairs = [(atoms::size, Term::small(0)), (atoms::kill, Term::TRUE), (atoms::error_logger, Term::TRUE)];
    let pairs = pairs.map(|(name, value)| (Term::atom(name), value)).to_vec();
    Ok(crate::term::map::from_pairs(cx, pairs)?)
}

/// What a process is given unless it asks for something else.
fn garbage_collection(cx: &mut Cx) -> Outcome {
    let words = |words: usize| Term::small(words as i64);
    let settings = [
        ("max_heap_size", words(0)),
        ("min_bin_vheap_size", words(46422)),
        ("min_heap_size", words(crate::process::CELL_WORDS)),
        ("fullsweep_after", words(65535)),
    ];
    let mut pairs = Vec::new();
    for (name, value) in settings {
        pairs.push(cx.tuple(&[Term::atom(Atom::new(name)), value])?);
    }
    Ok(cx.list(&pairs)?)
}

/// `erts_internal:arguments()`: the program's arguments as strings.
pub(super) fn arguments(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let machine = cx.context.machine.clone();
    let mut items = Vec::new();
    for argument in &machine.config.arguments {
        items.push(cx.string(argument)?);
    }
    Ok(cx.list(&items)?)
}

/// `erts_internal:program()`: the file of the program as the command line says it.
pub(super) fn program(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let program = cx.context.machine.config.program.clone();
    Ok(cx.string(&program)?)
}

/// `erts_internal:random_seed()`: 58 bits from the machine's source of chance.
pub(super) fn random_seed(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(Term::small((cx.context.machine.clock.random() >> 6) as i64))
}

// ── Input and output ───────────────────────────────────────────────────────

fn bytes_of(term: Term) -> Result<std::borrow::Cow<'static, [u8]>, Stop> {
    let bits = term.as_bits().filter(|bits| bits.size % 8 == 0).ok_or_else(badarg)?;
    Ok(std::borrow::Cow::Owned(bits.to_vec()))
}

/// `erts_internal:put_output(1 | 2, Bytes)`: to standard output or error.
pub(super) fn put_output(cx: &mut Cx, [device, bytes]: &[Term; 2]) -> Outcome {
    let bytes = bytes_of(*bytes)?;
    match device.as_small() {
        Some(1) => cx.context.machine.output.write(&bytes),
        Some(2) => cx.context.machine.output.write_error(&bytes),
        _ => return Err(badarg()),
    }
    cx.charge(bytes.len() / 64);
    Ok(Term::TRUE)
}

/// `erts_internal:put_user(Bytes)`: to standard output, if the caller's group leader is the machine's own `user`.
pub(super) fn put_user(cx: &mut Cx, [bytes]: &[Term; 1]) -> Outcome {
    let user = cx.context.machine.user.load(Ordering::Relaxed);
    if user == 0 || cx.process().group_leader != Term::pid(Pid(user - 1)) {
        return Ok(Term::atom(atoms::false_));
    }
    put_output(cx, &[Term::small(1), *bytes])
}

/// `erts_internal:is_user()`: makes the caller the process behind standard input and output.
pub(super) fn become_user(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let pid = cx.process().pid;
    cx.context.machine.user.store(pid.0 + 1, Ordering::Relaxed);
    cx.process().group_leader = Term::pid(pid);
    Ok(Term::TRUE)
}

/// `erts_internal:read_input(Ref, Encoding)`: one line of standard input, sent later as `{Ref, Bytes}` or `{Ref, eof}`.
pub(super) fn read_input(cx: &mut Cx, [reference, _encoding]: &[Term; 2]) -> Outcome {
    let own = cx.process().pid;
    let machine = cx.context.machine.clone();
    machine.output.flush();
    let message = cx.tuple(&[*reference, Term::atom(atoms::eof)])?;
    let empty = ParcelBox(signal::make(cx.context, Signal::Message, message, 0)?);
    machine.jobs.fetch_add(1, Ordering::SeqCst);
    let job = move || crate::jobs::read_line(&machine, own, empty);
    if std::thread::Builder::new().name("input".into()).spawn(job).is_err() {
        return Err(super::system_limit());
    }
    Ok(Term::TRUE)
}

/// `erts_internal:shell_reply(Words)`: tells the program around the machine, in atoms, strings and binaries. An
/// answer, if there is one, comes as a message.
pub(super) fn shell_reply(cx: &mut Cx, [words]: &[Term; 1]) -> Outcome {
    let word = |term: Term| match term.as_atom() {
        Some(atom) => Ok(atom.name().to_owned()),
        None => text(term),
    };
    let words = proper_list(*words).ok_or_else(badarg)?.into_iter().map(word).collect::<Result<_, Stop>>()?;
    let from = cx.process().pid;
    Ok(Term::boolean(cx.context.machine.tell(Told { from, words })))
}

/// `erlang:display(Term)`: the term on standard output, for debugging.
pub(super) fn display(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    let text = show::to_string(*term, Style::PRETTY);
    cx.context.machine.output.write(format!("{text}\n").as_bytes());
    Ok(Term::TRUE)
}

pub(super) fn getpid(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(cx.string(&std::process::id().to_string())?)
}

pub(super) fn os_type(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let name = Term::atom(Atom::new(std::env::consts::OS));
    Ok(cx.tuple(&[Term::atom(atoms::unix), name])?)
}

pub(super) fn perf_counter(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let nanos = i128::from(cx.context.machine.clock.elapsed());
    arith::from_i128(cx, nanos)
}

/// A string or binary as text.
fn text(term: Term) -> Result<String, Stop> {
    if let Some(characters) = proper_list(term) {
        let read = |code: Term| char::from_u32(u32::try_from(code.as_small()?).ok()?);
        return characters.into_iter().map(read).collect::<Option<String>>().ok_or_else(badarg);
    }
    String::from_utf8(bytes_of(term)?.into_owned()).map_err(|_| badarg())
}

/// The parcel of an answer from outside, to be completed with bytes.
pub(crate) fn answer_with(
    parcel: ParcelBox,
    machine: &crate::sync::Arc<crate::machine::Machine>,
    bytes: &[u8],
) -> ParcelBox {
    let mut cx = crate::interp::Context::new(machine.clone(), machine.sched.numbers);
    let Ok(heap) = crate::heap::Heap::new(64 + bytes.len() / 8).ok_or(()) else { return parcel };
    let mut heap = heap;
    let reference = Parcel::term(parcel.0).as_tuple().and_then(|pair| pair.get(0)).unwrap_or(Term::NIL);
    let Ok(binary) = heap.binary(bytes) else { return parcel };
    let Ok(message) = heap.tuple(&[reference, binary]) else { return parcel };
    let mut roots = [message];
    let Ok(made) = cx.scratch.copy_to_parcel(&mut roots) else { return parcel };
    Parcel::become_message(made, parcel.0, roots[0]);
    Parcel::discard(parcel.0);
    ParcelBox(made)
}
