//! What is known of the machine as a whole: memory, statistics, what the system is.

use super::processes::{atom_arg, proper_list};
use super::{Cx, Outcome, badarg};
use crate::atom::{ATOM_LIMIT, Atom, atoms};
use crate::machine::Machine;
use crate::memory::kinds::{self, Purpose};
use crate::process::info;
use crate::sched::worker::SLICE;
use crate::settings::{Figure, SMALLEST_HEAP, heap_size_of};
use crate::sync::Ordering;
use crate::term::build::Alloc;
use crate::term::{Term, View};

fn number(value: usize) -> Term {
    Term::small(value as i64)
}

fn word(name: &str) -> Term {
    Term::atom(Atom::new(name))
}

// ── Memory ─────────────────────────────────────────────────────────────────

/// Bytes that the operating system says we use; 0 where it does not say.
fn resident_bytes() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split_whitespace().nth(1).and_then(|pages| pages.parse::<u64>().ok()).map_or(0, |pages| pages * 4096)
}

/// Bytes for each purpose that OTP names, in its order.
fn memory(machine: &Machine) -> [(&'static str, u64); 9] {
    crate::memory::settle();
    let cells = (machine.table.count() * crate::process::CELL_BYTES) as u64;
    let processes = cells + kinds::taken(Purpose::Process);
    let binary = kinds::taken(Purpose::Binary);
    let ets = machine.tables.all().iter().map(|table| table.words() as u64 * 8).sum::<u64>();
    let (atom, code) = (Atom::count() as u64 * 48, machine.code.literal_words() as u64 * 8);
    let counted = match crate::memory::taken() {
        0 => resident_bytes(),
        taken => taken,
    };
    let total = counted.max(processes + binary + ets + atom + code);
    [
        ("total", total),
        ("processes", processes),
        ("processes_used", processes),
        ("system", total - processes),
        ("atom", atom),
        ("atom_used", atom),
        ("binary", binary),
        ("code", code),
        ("ets", ets),
    ]
}

/// `{Purpose, Bytes}` for each of some purposes.
fn memory_list(cx: &mut Cx, purposes: &[Term]) -> Outcome {
    let known = memory(&cx.context.machine.clone());
    let mut pairs = Vec::with_capacity(purposes.len());
    for purpose in purposes {
        let bytes = bytes_for(&known, *purpose)?;
        pairs.push(cx.tuple(&[*purpose, bytes])?);
    }
    Ok(cx.list(&pairs)?)
}

fn bytes_for(known: &[(&str, u64)], purpose: Term) -> Outcome {
    let name = atom_arg(purpose)?.name();
    let found = known.iter().find(|(known, _)| *known == name).ok_or_else(badarg)?;
    Ok(Term::small(found.1 as i64))
}

pub(super) fn memory_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let purposes = memory(&cx.context.machine.clone()).map(|(name, _)| word(name));
    memory_list(cx, &purposes)
}

pub(super) fn memory_1(cx: &mut Cx, [purpose]: &[Term; 1]) -> Outcome {
    if purpose.is_cons() || purpose.is_nil() {
        let purposes = proper_list(*purpose).ok_or_else(badarg)?;
        return memory_list(cx, &purposes);
    }
    bytes_for(&memory(&cx.context.machine.clone()), *purpose)
}

// ── Statistics ─────────────────────────────────────────────────────────────

/// Reductions of all processes, those of the running slice included.
fn reductions(cx: &mut Cx) -> u64 {
    let used = SLICE - cx.process().reductions_left.clamp(0, SLICE);
    cx.context.machine.watch.usage().reductions + used as u64
}

/// `{Total, SinceLast}`
fn with_last(cx: &mut Cx, figure: Figure, total: u64) -> Outcome {
    let since = cx.context.machine.settings.since_last(figure, total);
    Ok(cx.tuple(&[total, since].map(|value| Term::small(value as i64)))?)
}

pub(super) fn statistics(cx: &mut Cx, [kind]: &[Term; 1]) -> Outcome {
    let machine = cx.context.machine.clone();
    let zero = Term::small(0);
    let kind = atom_arg(*kind)?.name();
    match kind {
        "runtime" => with_last(cx, Figure::Runtime, machine.clock.processor_nanos() / 1_000_000),
        "wall_clock" => with_last(cx, Figure::WallClock, machine.clock.millis()),
        "reductions" => {
            let total = reductions(cx);
            with_last(cx, Figure::Reductions, total)
        }
        "exact_reductions" => {
            let total = reductions(cx);
            with_last(cx, Figure::ExactReductions, total)
        }
        "context_switches" => Ok(cx.tuple(&[number(machine.watch.usage().slices as usize), zero])?),
        "garbage_collection" => {
            let usage = machine.watch.usage();
            let [count, words] = [usage.collections, usage.reclaimed].map(|value| Term::small(value as i64));
            Ok(cx.tuple(&[count, words, zero])?)
        }
        "io" => {
            let (input, output) = (cx.tuple(&[word("input"), zero])?, cx.tuple(&[word("output"), zero])?);
            Ok(cx.tuple(&[input, output])?)
        }
        "scheduler_wall_time" => scheduler_times(cx, &machine, machine.sched.schedulers),
        "scheduler_wall_time_all" => scheduler_times(cx, &machine, 2 * machine.sched.schedulers),
        // It is off, and cannot be switched on.
        "microstate_accounting" => Ok(Term::atom(atoms::undefined)),
        _ => queues(cx, &machine, kind),
    }
}

/// Lengths of queues, and how many processes run or wait for it. OTP's lists have a place more for work that takes long,
/// and two when they are to say `all`; here it is in the other queues.
fn queues(cx: &mut Cx, machine: &Machine, kind: &str) -> Outcome {
    let mut lengths = machine.sched.lengths();
    if kind.contains("active") {
        let busy = machine.watch.busy();
        for (number, busy) in busy.into_iter().enumerate().filter(|(_, busy)| *busy) {
            lengths[number.min(machine.sched.schedulers - 1)] += usize::from(busy);
        }
    }
    let sum: usize = lengths.iter().sum();
    lengths.push(0);
    if kind.ends_with("_all") {
        lengths.push(0);
    }
    match kind {
        "run_queue"
        | "total_run_queue_lengths"
        | "total_run_queue_lengths_all"
        | "total_active_tasks"
        | "total_active_tasks_all" => Ok(number(sum)),
        "run_queue_lengths" | "run_queue_lengths_all" | "active_tasks" | "active_tasks_all" => {
            let lengths: Vec<Term> = lengths.into_iter().map(number).collect();
            Ok(cx.list(&lengths)?)
        }
        _ => Err(badarg()),
    }
}

/// `{Number, Awake, Passed}` of each scheduler, in nanoseconds, and of so many that OTP has for work that takes long.
fn scheduler_times(cx: &mut Cx, machine: &Machine, others: usize) -> Outcome {
    let since = machine.settings.measured_since.load(Ordering::Relaxed);
    if since == 0 {
        return Ok(Term::atom(atoms::undefined));
    }
    let now = machine.clock.real();
    let mut awake = machine.watch.awake(machine.sched.schedulers, now);
    awake.resize(awake.len() + others, 0);
    let mut items = Vec::with_capacity(awake.len());
    for (index, awake) in awake.into_iter().enumerate() {
        items.push(cx.tuple(&[index + 1, awake as usize, now as usize].map(number))?);
    }
    Ok(cx.list(&items)?)
}

// ── What the system is ─────────────────────────────────────────────────────

pub(super) fn system_info(cx: &mut Cx, [item]: &[Term; 1]) -> Outcome {
    let machine = cx.context.machine.clone();
    let Some(name) = item.as_atom().map(Atom::name) else { return of_pair(*item).ok_or_else(badarg) };
    if let Some(value) = counted(cx, &machine, name) {
        return Ok(number(value));
    }
    if let Some(value) = fixed(name) {
        return Ok(value);
    }
    let settings = &machine.settings;
    let kept = |value: usize| Some(number(value));
    let set = match name {
        "fullsweep_after" => kept(settings.fullsweep_after.load(Ordering::Relaxed)),
        "min_heap_size" => kept(settings.min_heap.load(Ordering::Relaxed).max(SMALLEST_HEAP)),
        "min_bin_vheap_size" => kept(settings.min_binary_heap.load(Ordering::Relaxed)),
        "sequential_tracer" => Some(Term::atom(atoms::false_)),
        _ => None,
    };
    if let Some(value) = set {
        return Ok(cx.tuple(&[*item, value])?);
    }
    match name {
        "otp_release" => Ok(cx.string("25")?),
        "version" => Ok(cx.string("13.0")?),
        "machine" => Ok(cx.string("Erlet")?),
        "system_architecture" => {
            Ok(cx.string(&format!("{}-erlet-{}", std::env::consts::ARCH, std::env::consts::OS))?)
        }
        "system_version" => Ok(cx.string(&format!("Erlet {}\n", env!("CARGO_PKG_VERSION")))?),
        "os_type" => super::system::os_type(cx, &[]),
        "os_monotonic_time_source" => time_source(cx, "CLOCK_MONOTONIC", i128::from(machine.clock.real())),
        "os_system_time_source" => time_source(cx, "CLOCK_REALTIME", machine.clock.system_nanos()),
        "max_heap_size" => Ok(info::limit_map(cx, settings.max_heap())?),
        "garbage_collection" => garbage_collection(cx, &machine),
        "c_compiler_used" => Ok(cx.tuple(&[Term::atom(atoms::undefined); 2])?),
        "heap_sizes" => {
            let step = |size: &usize| Some(heap_size_of(size + 1)).filter(|next| *next < 1 << 40);
            let sizes: Vec<Term> = std::iter::successors(Some(SMALLEST_HEAP), step).map(number).collect();
            Ok(cx.list(&sizes)?)
        }
        "end_time" => crate::arith::from_i128(cx, i128::from(crate::clock::END)),
        "scheduler_bindings" => Ok(cx.tuple(&vec![word("unbound"); machine.sched.schedulers])?),
        "info" | "loaded" | "procs" => {
            let text = report(cx, &machine, name);
            Ok(cx.binary(text.as_bytes())?)
        }
        _ => Err(badarg()),
    }
}

/// Items that are numbers.
fn counted(cx: &mut Cx, machine: &Machine, name: &str) -> Option<usize> {
    Some(match name {
        "process_count" => machine.table.count(),
        "process_limit" => machine.table.limit,
        "schedulers" | "schedulers_online" => machine.sched.schedulers,
        "dirty_cpu_schedulers" | "dirty_cpu_schedulers_online" | "dirty_io_schedulers" => {
            machine.sched.schedulers
        }
        "logical_processors" | "logical_processors_online" | "logical_processors_available" => {
            std::thread::available_parallelism().map_or(1, usize::from)
        }
        "atom_count" => Atom::count(),
        "atom_limit" => ATOM_LIMIT,
        "port_count" => machine.ports.lock().numbers().len(),
        "port_limit" => 65_536,
        "ets_count" => machine.tables.all().len(),
        "ets_limit" => 8192,
        "wordsize" => 8,
        "scheduler_id" => cx.context.scheduler + 1,
        "thread_pool_size" => 1,
        "start_time" | "creation" => 0,
        "compat_rel" => 25,
        "delayed_node_table_gc" => 60,
        "dist_buf_busy_limit" => 1 << 20,
        "context_reductions" => SLICE as usize,
        "outstanding_system_requests_limit" => machine.settings.system_requests.load(Ordering::Relaxed),
        "trace_control_word" => machine.settings.control_word.load(Ordering::Relaxed) as usize,
        _ => return None,
    })
}

/// What is the same in every machine.
fn fixed(name: &str) -> Option<Term> {
    Some(word(match name {
        "threads" | "smp_support" | "time_correction" => "true",
        "emu_flavor" => "emu",
        "emu_type" | "build_type" => "opt",
        "endian" if cfg!(target_endian = "big") => "big",
        "endian" => "little",
        "time_warp_mode" => "no_time_warp",
        "heap_type" => "private",
        "time_offset" => "final",
        "tolerant_timeofday" | "multi_scheduling" => "enabled",
        "scheduler_bind_type" => "unbound",
        "message_queue_data" => "on_heap",
        "dynamic_trace" => "none",
        "update_cpu_info" => "unchanged",
        "system_logger" => "logger",
        "cpu_topology" | "modified_timing_level" | "hipe_architecture" => "undefined",
        "kernel_poll" | "eager_check_io" | "beam_jump_table" => "true",
        "debug_compiled" | "dynamic_trace_probes" | "port_parallelism" => "false",
        "multi_scheduling_blockers" | "normal_multi_scheduling_blockers" | "dist_ctrl" => {
            return Some(Term::NIL);
        }
        _ => return None,
    }))
}

/// Items that are pairs: the size of a word, and processors, of which nothing is known.
fn of_pair(item: Term) -> Option<Term> {
    let View::Tuple(pair) = item.view() else { return None };
    let [name, which] = pair.elements() else { return None };
    match (name.as_atom()?.name(), which.as_atom()?.name()) {
        ("wordsize", "internal" | "external") => Some(Term::small(8)),
        ("cpu_topology", "defined" | "detected" | "used") => Some(Term::atom(atoms::undefined)),
        _ => None,
    }
}

/// How a clock of the operating system is read, and what it says.
fn time_source(cx: &mut Cx, clock: &str, now: i128) -> Outcome {
    let now = cx.integer(now as i64)?;
    let mut properties = vec![
        ("function", word("clock_gettime")),
        ("clock_id", word(clock)),
        ("resolution", Term::small(1_000_000_000)),
    ];
    if clock == "CLOCK_MONOTONIC" {
        properties.push(("extended", word("no")));
    }
    properties.extend([("parallel", word("yes")), ("time", now)]);
    pairs(cx, &properties)
}

fn pairs(cx: &mut Cx, properties: &[(&str, Term)]) -> Outcome {
    let mut items = Vec::with_capacity(properties.len());
    for (name, value) in properties {
        items.push(cx.tuple(&[word(name), *value])?);
    }
    Ok(cx.list(&items)?)
}

/// What a process is given unless it asks for something else.
fn garbage_collection(cx: &mut Cx, machine: &Machine) -> Outcome {
    let settings = &machine.settings;
    pairs(
        cx,
        &[
            ("max_heap_size", number(settings.max_heap().0)),
            ("min_bin_vheap_size", number(settings.min_binary_heap.load(Ordering::Relaxed))),
            ("min_heap_size", number(settings.min_heap.load(Ordering::Relaxed).max(SMALLEST_HEAP))),
            ("fullsweep_after", number(settings.fullsweep_after.load(Ordering::Relaxed))),
        ],
    )
}

/// A text about the machine, to be read by people.
fn report(cx: &mut Cx, machine: &Machine, name: &str) -> String {
    let mut lines = Vec::new();
    if name == "info" {
        lines.push("=memory".into());
        lines.extend(memory(machine).map(|(name, bytes)| format!("{name}: {bytes}")));
    }
    if name != "procs" {
        lines.push("=loaded_modules".into());
        let mut modules: Vec<&str> = machine.code.modules().keys().map(|module| module.name()).collect();
        modules.sort_unstable();
        lines.extend(modules.into_iter().map(String::from));
    }
    if name != "loaded" {
        let names = machine.names.read();
        for pid in machine.table.pids() {
            lines.push(format!("=proc:{}", crate::term::show::identifier(Term::pid(pid))));
            lines.extend(names.name_of(pid).map(|name| format!("Name: {}", name.name())));
        }
    }
    cx.charge(lines.len());
    lines.push(String::new());
    lines.join("\n")
}
