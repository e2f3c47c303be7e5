//! Memory of the whole program: how much is taken, how much may be, and who has to go when it is too much.
//!
//! [`Counting`] stands before the allocators of `source` and counts what every part takes: heaps, messages,
//! binaries, tables, whatever Rust code needs meanwhile. Threads add their counts to the common one in steps of
//! [`STEP`]. The limit is one of the operating-system process, as its memory is, so both are statics.
//!
//! - Above three quarters of the limit processes *weigh* themselves when a slice ends (`Process::weigh`).
//! - Shortly before the limit `spawn` raises `system_limit`.
//! - Above it, between two slices, a scheduler picks the heaviest processes and ends them, with a report (`relieve`).
//! - A large block that would pass the limit is refused ([`has_room`]): whoever asked for it ends. Since others may be
//!   to blame, a request of less than a quarter of the limit may pass it by an eighth.
//!
//! # Safety
//! 1. The allocator passes every call on to those of `source` unchanged.
//! 2. Advice covers whole pages inside one block, which is not read or written.
#![allow(unsafe_code)]

mod kept;
pub mod kinds;
pub(crate) mod source;

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;

use rustix::mm::{Advice, madvise};

use crate::heap::parcel::{Parcel, Signal};
use crate::interp::Context;
use crate::machine::Machine;
use crate::process::{Process, signal};
use crate::sync::{AtomicI64, AtomicU8, AtomicUsize, Mutex, Ordering};
use crate::term::{Pid, Term, show};

/// A thread tells of its allocations when they come to this many bytes.
pub const STEP: i64 = 64 << 10;
/// Blocks below this many bytes are never refused: the next slice's end is early enough.
const SMALL: usize = 32 << 10;
/// After a look for victims that found none the next one waits for so many milliseconds, and so many times as long as
/// the look took.
const PAUSE: u64 = 10;
const SHARE: u64 = 20;
/// Lighter processes are not ended: it would take too many.
const LIGHT: u64 = 64 << 10;

static TAKEN: AtomicI64 = AtomicI64::new(0);
static LIMIT: AtomicI64 = AtomicI64::new(i64::MAX);
static PRESSURE: AtomicU8 = AtomicU8::new(CALM);

const CALM: u8 = 0;
const TIGHT: u8 = 1;
const OVER: u8 = 2;

thread_local! {
    /// Bytes taken less bytes given back that `TAKEN` does not know of.
    static UNTOLD: Cell<i64> = const { Cell::new(0) };
    /// Bytes of the last request on this thread that was refused for want of room in the machine, 0 for none.
    static REFUSED: Cell<i64> = const { Cell::new(0) };
}

/// The allocators of `source`, with a count. To be the program's `#[global_allocator]`.
pub struct Counting;

/// What the allocators really use for a block.
fn weight(bytes: usize) -> i64 {
    ((bytes + 8 + 15) & !15) as i64
}

#[inline]
fn count(bytes: i64) {
    let told = UNTOLD.try_with(|untold| {
        let sum = untold.get() + bytes;
        let step = sum.abs() >= STEP;
        untold.set(if step { 0 } else { sum });
        if step { sum } else { 0 }
    });
    // A thread that is ending has no count of its own any more.
    let told = told.unwrap_or(bytes);
    if told != 0 {
        tell(told);
    }
}

#[cold]
fn tell(bytes: i64) {
    let taken = TAKEN.fetch_add(bytes, Ordering::Relaxed) + bytes;
    let pressure = pressure(taken, LIMIT.load(Ordering::Relaxed));
    if PRESSURE.load(Ordering::Relaxed) != pressure {
        PRESSURE.store(pressure, Ordering::Relaxed);
    }
}

fn pressure(taken: i64, limit: i64) -> u8 {
    match taken {
        _ if limit < taken => OVER,
        _ if limit - limit / 4 < taken => TIGHT,
        _ => CALM,
    }
}

/// Blocks of so many bytes are asked for in huge pages.
const HUGE: usize = 4 << 20;

/// Asks for huge pages where a large block lies, which the system then gives 2 MB at a time and not 4 KB: a large heap
/// or message is written from end to end soon after it was taken.
fn in_huge_pages(block: *mut u8, bytes: usize) {
    if bytes >= HUGE {
        let start = (block as usize).next_multiple_of(4096);
        let end = (block as usize + bytes) & !4095;
        // SAFETY: rule 2. A refusal changes nothing.
        let _ = unsafe { madvise(start as *mut _, end - start, Advice::LinuxHugepage) };
    }
}

// SAFETY: rule 1.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: rule 1.
        let block = unsafe { source::alloc(layout) };
        if !block.is_null() {
            in_huge_pages(block, layout.size());
            count(weight(layout.size()));
        }
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(-weight(layout.size()));
        // SAFETY: rule 1.
        unsafe { source::dealloc(block, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: rule 1.
        let block = unsafe { source::alloc_zeroed(layout) };
        if !block.is_null() {
            count(weight(layout.size()));
        }
        block
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: rule 1.
        let moved = unsafe { source::realloc(block, layout, size) };
        if !moved.is_null() {
            in_huge_pages(moved, size);
            count(weight(size) - weight(layout.size()));
        }
        moved
    }
}

/// Counts memory that was taken from the system, or given back, without the allocator.
pub(crate) fn note(bytes: i64) {
    count(bytes);
}

/// Tells at once what this thread has taken: at the end of a thread, and when much was given back.
pub fn settle() {
    let told = UNTOLD.try_with(Cell::take).unwrap_or(0);
    tell(told);
    kinds::settle();
}

/// Bytes taken at this moment, to within [`STEP`] for each thread; 0 when [`Counting`] is not the allocator.
pub fn taken() -> u64 {
    TAKEN.load(Ordering::Relaxed).max(0) as u64
}

/// The most bytes to be taken, if there is a limit.
pub fn limit() -> Option<u64> {
    match LIMIT.load(Ordering::Relaxed) {
        i64::MAX => None,
        limit => Some(limit as u64),
    }
}

/// Sets the most bytes that all processes together may take.
pub fn set_limit(bytes: u64) {
    LIMIT.store(i64::try_from(bytes).unwrap_or(i64::MAX), Ordering::Relaxed);
    settle();
}

/// Whether processes have to weigh themselves.
#[inline]
pub fn is_tight() -> bool {
    PRESSURE.load(Ordering::Relaxed) != CALM
}

/// Whether more than the limit is taken.
#[inline]
pub fn is_over() -> bool {
    PRESSURE.load(Ordering::Relaxed) == OVER
}

/// Whether there may be one more process: the last eighth of the limit is for those that exist.
#[inline]
pub(crate) fn has_room_for_a_process() -> bool {
    !is_tight() || has_room_for_processes(0)
}

/// The same for a block of so many bytes that more processes need.
pub(crate) fn has_room_for_processes(bytes: usize) -> bool {
    let limit = LIMIT.load(Ordering::Relaxed);
    let taken = TAKEN.load(Ordering::Relaxed).saturating_add(i64::try_from(bytes).unwrap_or(i64::MAX));
    taken <= limit - limit / 8
}

/// Whether a block of so many bytes may be taken.
#[inline]
pub fn has_room(bytes: usize) -> bool {
    bytes < SMALL || has_much_room(bytes)
}

#[cold]
fn has_much_room(bytes: usize) -> bool {
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    let room = fits(bytes, TAKEN.load(Ordering::Relaxed), LIMIT.load(Ordering::Relaxed));
    if !room {
        REFUSED.with(|refused| refused.set(bytes));
    }
    room
}

fn fits(bytes: i64, taken: i64, limit: i64) -> bool {
    let after = taken.saturating_add(bytes);
    after <= limit || bytes < limit / 4 && after <= limit.saturating_add(limit / 8)
}

/// Makes room for `more` elements, of which the program decides how many; false when there is no memory for them.
pub fn reserve<T>(vec: &mut Vec<T>, more: usize) -> bool {
    let grows = vec.capacity() - vec.len() < more;
    !grows || has_room((vec.len() + more).saturating_mul(size_of::<T>())) && vec.try_reserve(more).is_ok()
}

/// How many bytes this thread was refused last, if it was for want of room in the machine; said once.
pub(crate) fn refused() -> Option<u64> {
    match REFUSED.with(Cell::take) {
        0 => None,
        bytes => Some(bytes as u64),
    }
}

/// The processes that `relieve` has picked and that have not ended yet.
#[derive(Default)]
pub struct Victims {
    state: Mutex<Picked>,
    count: AtomicUsize,
}

#[derive(Default)]
struct Picked {
    pids: Vec<Pid>,
    /// Light processes picked and not yet reported, and what they held.
    unreported: (usize, u64),
    /// When light ones were last reported, in milliseconds of the machine's clock.
    reported: Option<u64>,
    /// Until then, in the same milliseconds, nobody looks for victims: there were none worth it.
    rests_until: u64,
}

impl Victims {
    /// A process has given its memory back.
    pub(crate) fn gone(&self, pid: Pid) {
        if self.count.load(Ordering::Relaxed) == 0 {
            return;
        }
        settle();
        let mut picked = self.state.lock();
        picked.pids.retain(|victim| *victim != pid);
        self.count.store(picked.pids.len(), Ordering::Relaxed);
    }
}

/// Too much is taken: picks the heaviest processes and has them end, unless others are about to. Between two slices.
#[cold]
pub(crate) fn relieve(cx: &mut Context) {
    let machine = cx.machine.clone();
    // While one scheduler is at it the others go on.
    let Some(mut picked) = machine.victims.state.try_lock() else { return };
    settle();
    let excess = TAKEN.load(Ordering::Relaxed) - LIMIT.load(Ordering::Relaxed);
    let now = machine.clock.millis();
    if !picked.pids.is_empty() || excess <= 0 || now < picked.rests_until {
        return;
    }
    let limit = LIMIT.load(Ordering::Relaxed) as u64;
    let mut goal = excess as u64 + limit / 16;
    let found = heaviest_first(cx, &machine);
    if found.iter().map(|(weight, _)| weight).sum::<u64>() < goal {
        // Their end would not help: what fills the memory is elsewhere, or in too many places. To look at all of them
        // again after each slice would leave no time for anything else.
        let then = machine.clock.millis();
        picked.rests_until = then + PAUSE + SHARE * (then - now);
        return;
    }
    for (weight, pid) in found {
        let Some(parcel) = Parcel::signal(Signal::OutOfMemory, pid, Term::NIL, 0) else { break };
        if !signal::deliver(cx, pid, parcel) {
            continue;
        }
        picked.pids.push(pid);
        picked.report(&machine, pid, weight, 0);
        goal = goal.saturating_sub(weight);
        if goal == 0 {
            break;
        }
    }
    machine.victims.count.store(picked.pids.len(), Ordering::Relaxed);
    picked.report_light(&machine);
}

/// Reports that the running process ends because it asked for `bytes` more, which there are not.
pub(crate) fn report(cx: &mut Context, bytes: u64) {
    let machine = cx.machine.clone();
    let process = cx.process();
    process.weigh();
    let (pid, weight) = (process.pid, process.weight());
    let mut picked = machine.victims.state.lock();
    picked.report(&machine, pid, weight, bytes);
    picked.report_light(&machine);
}

impl Picked {
    fn report(&mut self, machine: &Machine, pid: Pid, weight: u64, asked: u64) {
        if limit().unwrap_or(0) / 16 <= weight.max(asked) {
            return write_report(machine, &show::identifier(Term::pid(pid)), weight, asked);
        }
        self.unreported.0 += 1;
        self.unreported.1 += weight;
    }

    /// Light processes are reported together, at most once a second: there can be thousands.
    fn report_light(&mut self, machine: &Machine) {
        let now = machine.clock.millis();
        let (count, weight) = std::mem::take(&mut self.unreported);
        if count == 0 || self.reported.is_some_and(|last| now < last + 1000) {
            self.unreported = (count, weight);
            return;
        }
        self.reported = Some(now);
        write_report(machine, &format!("{count} together"), weight, 0);
    }
}

fn write_report(machine: &Machine, who: &str, weight: u64, asked: u64) {
    let megabytes = |bytes: u64| bytes.div_ceil(1 << 20);
    let (limit, weight, asked) = (megabytes(limit().unwrap_or(0)), megabytes(weight), megabytes(asked));
    let asked = if asked == 0 { String::new() } else { format!(", asked for {asked} MB more") };
    let text = format!(
        "=ERROR REPORT====\n     Process:            {who}\n     Context:            memory limit reached\n     \
         Memory Limit:       {limit} MB (--max-memory raises it)\n     Process Memory:     {weight} MB{asked}\n     Kill:               true\n"
    );
    machine.output.write_error(text.as_bytes());
}

fn heaviest_first(cx: &mut Context, machine: &Machine) -> Vec<(u64, Pid)> {
    let mut found = Vec::new();
    for pid in machine.table.pids() {
        let Some(process) = machine.table.find(pid) else { continue };
        let weight = weigh_other(cx, process);
        if LIGHT <= weight {
            found.push((weight, pid));
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    found
}

/// The weight of a process that sleeps, or what it last found itself to weigh.
fn weigh_other(cx: &mut Context, process: *mut Process) -> u64 {
    // SAFETY: the look-up holds until the slice ends, and the first line may be read by all; after a claim the
    // process is ours until it sleeps again or is queued.
    unsafe {
        if (*process).inbox.claim() {
            (*process).weigh();
            let weight = (*process).weight();
            if !(*process).inbox.sleep() {
                cx.enqueue_last(process);
            }
            return weight;
        }
        (*process).weight()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MB: i64 = 1 << 20;

    #[test]
    fn large_blocks_stop_at_the_limit_and_modest_ones_an_eighth_above() {
        assert!(fits(100 * MB, 0, 100 * MB) && !fits(101 * MB, 0, 100 * MB));
        assert!(fits(20 * MB, 80 * MB, 100 * MB) && !fits(30 * MB, 80 * MB, 100 * MB));
        assert!(fits(5 * MB, 105 * MB, 100 * MB), "others may be to blame");
        assert!(!fits(10 * MB, 105 * MB, 100 * MB));
        assert!(fits(i64::MAX, i64::MAX, i64::MAX));
    }

    #[test]
    fn pressure_rises_with_what_is_taken() {
        let levels = [0, 75, 76, 100, 101].map(|taken| pressure(taken * MB, 100 * MB));
        assert_eq!(levels, [CALM, CALM, TIGHT, TIGHT, OVER]);
    }
}
