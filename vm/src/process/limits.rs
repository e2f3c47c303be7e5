//! What is said when a limit stops something, which option raises it, and the way out of a flood of processes.

use std::time::Duration;

use rustc_hash::FxHashMap;

use super::signal::deliver;
use super::{flag, inspect};
use crate::heap::parcel::{Parcel, Signal};
use crate::interp::{Context, trace};
use crate::machine::Machine;
use crate::memory;
use crate::sync::{Arc, AtomicU64, AtomicUsize, Mutex, Ordering};
use crate::term::{Pid, Term, show};

/// Milliseconds between two reports that no more processes can be made.
const QUIET: u64 = 10_000;
/// How many processes may report their crash within [`FLOOD`] milliseconds, where reports are for people.
const MOST_REPORTS: u32 = 20;
/// A mailbox whose length is a multiple of this is looked at.
pub(super) const GROWTH: u32 = 1024;
/// A mailbox that grew for so many milliseconds is spoken of.
const GREW: u64 = 1_000;
/// How many of its senders are counted, and how many are named.
const SENDERS: (usize, usize) = (4096, 3);
/// How many mailboxes are watched at a time.
const WATCHED: usize = 1000;
/// See [`MOST_REPORTS`].
const FLOOD: u64 = 1_000;
/// How often [`stop_all`] looks whether all have heard that they are to end, and what it waits in between.
const PATIENCE: (u32, Duration) = (1000, Duration::from_millis(5));

/// What was said lately.
#[derive(Default)]
pub struct Limits {
    /// When it was last said that no more processes can be made: milliseconds of the machine's clock and one, or 0.
    full: AtomicU64,
    /// Crash reports: when the present count began, and the count.
    crashes: Mutex<(u64, u32)>,
    /// Mailboxes that grow, by their owners.
    growing: Mutex<FxHashMap<Pid, Growth>>,
    /// Processes that were told to end and have not heard it.
    told: AtomicUsize,
}

/// A mailbox as it was when it was first found to be long.
struct Growth {
    millis: u64,
    len: u32,
    received: u64,
    told: bool,
}

/// The mailbox of the running process has become longer by some: one that goes on growing is spoken of, once.
#[cold]
pub(super) fn note_growth(cx: &mut Context) {
    if !cx.machine.obituaries.explains() {
        return;
    }
    let machine = cx.machine.clone();
    let now = machine.clock.millis();
    let process = cx.process();
    let (pid, len, received) = (process.pid, process.mailbox.len, process.mailbox.received);
    let mut growing = machine.limits.growing.lock();
    if growing.len() == WATCHED && !growing.contains_key(&pid) {
        growing.clear();
    }
    let start = Growth { millis: now, len, received, told: false };
    let growth = growing.entry(pid).or_insert(start);
    if len < growth.len {
        // It was emptied meanwhile.
        *growth = Growth { told: growth.told, ..Growth { millis: now, len, received, told: false } };
    }
    let millis = now - growth.millis;
    if growth.told || millis < GREW {
        return;
    }
    growth.told = true;
    let grown = u64::from(len - growth.len);
    let taken = (received - growth.received).saturating_sub(grown);
    let rate = |count: u64| count * 1000 / millis;
    let (grows, takes) = (rate(grown), rate(taken));
    drop(growing);
    let who = match machine.names.read().name_of(pid) {
        Some(name) => format!("{} {}", inspect::title(pid, None), name.name()),
        None => inspect::title(pid, None),
    };
    let senders = senders(cx);
    let place = inspect::waiting_place(cx).map_or(String::new(), |place| format!("; receive at {place}"));
    let (len, grows, takes) = (grouped(len.into()), grouped(grows), grouped(takes));
    let text = format!("⚠ {who}: {len} waiting (+{grows}/s); producers {senders}; takes {takes}/s{place}\n");
    machine.output.write(text.as_bytes());
}

/// A number with a blank between thousands.
fn grouped(number: u64) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{} {:03}", grouped(number / 1000), number % 1000),
    }
}

/// Who sent the latest messages of the running process, with their shares.
fn senders(cx: &mut Context) -> String {
    let mut counts: FxHashMap<Pid, usize> = FxHashMap::default();
    let skipped = (cx.process().mailbox.len as usize).saturating_sub(SENDERS.0);
    let mut index = 0;
    cx.process().mailbox.for_each(|parcel| {
        if skipped <= index {
            *counts.entry(Parcel::sender_of(parcel)).or_insert(0) += 1;
        }
        index += 1;
    });
    let total = (index - skipped).max(1);
    let mut counts: Vec<(usize, Pid)> = counts.into_iter().map(|(pid, count)| (count, pid)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let names = cx.machine.names.read();
    let shares = counts.iter().take(SENDERS.1).map(|(count, pid)| {
        format!("{} {} %", inspect::title(*pid, names.name_of(*pid)), (count * 100 + total / 2) / total)
    });
    shares.collect::<Vec<_>>().join(", ")
}

/// The running process ends because its heap may not grow: whose limit it was, and how it is raised.
pub(super) fn report_heap(cx: &mut Context) {
    let process = cx.process();
    let (pid, limit) = (process.pid, process.heap.limit_words());
    let words = process.heap.used_words() + process.heap.stack_words() + process.heap.old_words().0;
    let set = process.seldom().and_then(|seldom| seldom.max_heap);
    // The place is found by a trace, which needs room.
    process.heap.set_limit_words(usize::MAX);
    let by_option = limit == cx.machine.config.max_heap_words;
    if !by_option && set.is_some_and(|(_, _, reports, _)| !reports) {
        return;
    }
    let megabytes = limit.div_ceil((1 << 20) / 8);
    let text = if cx.machine.obituaries.explains() {
        let place = place(cx);
        let who = inspect::title(pid, cx.machine.names.read().name_of(pid));
        let how = if by_option { "erlet --max-heap SIZE raises it" } else { "its own max_heap_size" };
        let size = if megabytes > 1 { format!("{megabytes} MB") } else { format!("{limit} words") };
        format!("{who} killed: heap limit {size}{place} ({how})\n")
    } else {
        let how = match by_option {
            true => format!("     Heap Limit:         {megabytes} MB (--max-heap raises it)\n"),
            false => String::new(),
        };
        format!(
            "=ERROR REPORT====\n     Process:            {}\n     Context:            maximum heap size reached\n     \
             Total Heap Size:    {words} words\n{how}     Kill:               true\n",
            show::identifier(Term::pid(pid))
        )
    };
    cx.machine.output.write_error(text.as_bytes());
}

/// ` at File:Line` of the innermost call that is not the library's; else ` in M:F/A` of the library's outermost one.
fn place(cx: &mut Context) -> String {
    let Ok(trace) = trace::here(cx) else { return String::new() };
    let (_, places) = trace::places(cx, trace);
    match places.iter().find(|place| !cx.machine.code.is_sticky(place.mfa.module)) {
        Some(own) => format!(" at {}:{}", own.file, own.line),
        None => places.last().map_or(String::new(), |place| {
            format!(" in {}:{}/{}", place.mfa.module.name(), place.mfa.function.name(), place.mfa.arity)
        }),
    }
}

/// `spawn` fails: says why, and how that is changed, unless it was said just before.
#[cold]
pub(super) fn report_full(machine: &Machine) {
    let now = machine.clock.millis() + 1;
    let last = machine.limits.full.load(Ordering::Relaxed);
    if last != 0 && now < last + QUIET {
        return;
    }
    if machine.limits.full.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_err() {
        return;
    }
    let count = machine.table.count();
    let why = match machine.table.limit <= count {
        true => format!("process limit: {count} processes are alive (--max-processes raises it)"),
        false => format!(
            "memory limit: no room for more than {count} processes in {} MB (--max-memory raises it)",
            memory::limit().unwrap_or(0).div_ceil(1 << 20)
        ),
    };
    let way_out = match machine.obituaries.are_wanted() {
        true => "\n  Ctrl-C at an empty line ends them all, and leaves you the prompt",
        false => "",
    };
    machine.output.write_error(format!("{why}{way_out}\n").as_bytes());
}

/// Whether one more crash may be reported: where people read the reports, a flood of them is cut off.
pub(super) fn may_report(machine: &Machine) -> bool {
    if !machine.obituaries.are_wanted() {
        return true;
    }
    let now = machine.clock.millis();
    let mut crashes = machine.limits.crashes.lock();
    if crashes.0 + FLOOD <= now {
        *crashes = (now, 0);
    }
    crashes.1 = crashes.1.saturating_add(1);
    if crashes.1 == MOST_REPORTS + 1 {
        let text =
            format!("more than {MOST_REPORTS} processes crashed within a second: the others are left out\n");
        machine.output.write_error(text.as_bytes());
    }
    crashes.1 <= MOST_REPORTS
}

/// Whether hardly any process can be made any more.
pub fn is_crowded(machine: &Machine) -> bool {
    let limit = machine.table.limit;
    let full = machine.limits.full.load(Ordering::Relaxed);
    let lately = full != 0 && machine.clock.millis() < full + QUIET;
    limit - limit / 10 <= machine.table.count() || lately
}

/// Ends every process of the program but the main one and the prompt's, and makes none until they are gone; how many.
/// Called from outside the schedulers.
pub fn stop_all(machine: &Arc<Machine>) -> usize {
    machine.table.close(true);
    let before = machine.table.count();
    // Those that were being made when the table was closed are told in the second round.
    for _ in 0..2 {
        let mut cx = Context::new(machine.clone(), machine.sched.numbers);
        for pid in machine.table.guest(|| machine.table.pids()) {
            let Some(signal) = Parcel::signal(Signal::Stop, pid, Term::NIL, 0) else { continue };
            machine.limits.told.fetch_add(1, Ordering::Relaxed);
            if !machine.table.guest(|| deliver(&mut cx, pid, signal)) {
                heard(machine);
            }
        }
        memory::settle();
        let (times, pause) = PATIENCE;
        let waits = |_: &u32| machine.limits.told.load(Ordering::Relaxed) > 0;
        (0..times).take_while(waits).for_each(|_| std::thread::sleep(pause));
    }
    machine.limits.full.store(0, Ordering::Relaxed);
    machine.table.close(false);
    before - machine.table.count()
}

/// A signal of [`stop_all`] has reached its process, or found none.
pub(super) fn heard(machine: &Machine) {
    machine.limits.told.fetch_sub(1, Ordering::Relaxed);
}

/// A process is told by [`stop_all`] to end: whether it does.
pub(super) fn stops(cx: &mut Context) -> bool {
    heard(&cx.machine);
    let process = cx.process();
    let (pid, spared) = (process.pid, process.has(flag::SYSTEM | flag::KEPT));
    !spared && !cx.machine.is_main(pid)
}
