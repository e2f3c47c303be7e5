//! The watch: a thread that sees when a scheduler is held up, and has another one run in its place.
//!
//! Most of what takes long goes in steps. What cannot (a collection of a large heap, the work of a crate, a built-in
//! function on large data) holds its scheduler up, and with it whoever stands in that scheduler's queue. The watch looks
//! at the schedulers every millisecond. One that has been in the same turn for a while, and was not just kept waiting for
//! a processor itself, *stands aside*: it does not count any more and gets less of the processors, another thread is
//! started and takes its work, and when it has ended its turn it puts its process back and ends.
//!
//! While every scheduler sleeps the watch sleeps too. Under a seed there is none: nothing may depend on time.

use std::time::Duration;

use rustix::process::{Pid, getpid, getpriority_process, setpriority_process};

use super::{lane, worker};
use crate::machine::Machine;
use crate::sync::{Arc, AtomicBool, AtomicU64, Condvar, Mutex, Ordering};

/// How often the watch looks while schedulers run.
const LOOK: Duration = Duration::from_millis(1);
/// It looks less and less often while they sleep, down to this, and then not at all.
const LOOK_RARELY: Duration = Duration::from_millis(4);
/// Nanoseconds of processor time that are too many for a turn. A shorter one is better left to end: a thread more for a
/// processor delays the others by the time that the system gives a thread at once.
const MUCH: u64 = 2_000_000;
/// So many looks are too many in any case: the thread may wait for something that is not a processor.
const MANY_LOOKS: u32 = 20;
/// So much nicer is a thread that stands aside.
const WAY: i32 = 5;
/// Instead of a turn: the thread got no processor, which is not its process's fault.
const WAITED: u64 = u64::MAX;
/// It stops looking after so many looks at sleepers.
const PATIENCE: u32 = 8;

/// What the watch knows of a scheduler.
#[derive(Default)]
#[repr(align(64))]
struct Seat {
    /// Twice the number of the turn that it is in, and 1 more unless it sleeps.
    turn: AtomicU64,
    /// Other than 0 when it stands aside, and is to end after its turn: the `turn` in which it spent too much of a
    /// processor's time, or [`WAITED`].
    aside: AtomicU64,
    /// The system's number of its thread, 0 when that is not known.
    thread: AtomicU64,
    /// Nanoseconds for which it did not sleep, up to the last time that it fell asleep.
    awake: AtomicU64,
    /// Since when it does not sleep, in nanoseconds of real time.
    since: AtomicU64,
    /// What its processes have used.
    used: Used,
}

/// What processes have used, on one scheduler or on all.
#[derive(Default)]
struct Used {
    slices: AtomicU64,
    reductions: AtomicU64,
    collections: AtomicU64,
    reclaimed: AtomicU64,
}

/// What processes have used.
#[derive(Clone, Copy, Default, Debug, PartialEq)]
pub struct Usage {
    /// Slices.
    pub slices: u64,
    /// Reductions.
    pub reductions: u64,
    /// Collections of garbage.
    pub collections: u64,
    /// Words that collections gave back.
    pub reclaimed: u64,
}

impl Seat {
    /// The system's number of its thread.
    fn thread(&self) -> Option<Pid> {
        i32::try_from(self.thread.load(Ordering::Relaxed)).ok().and_then(Pid::from_raw)
    }
}

/// See the module's text.
pub struct Watch {
    seats: Vec<Seat>,
    /// Whether the thread looks, or is to be woken.
    looking: AtomicBool,
    lock: Mutex<()>,
    wake: Condvar,
}

impl Watch {
    /// A watch over that many seats, which nobody keeps yet.
    pub fn new(seats: usize) -> Watch {
        Watch {
            seats: (0..seats).map(|_| Seat::default()).collect(),
            looking: AtomicBool::new(false),
            lock: Mutex::new(()),
            wake: Condvar::new(),
        }
    }

    /// A thread becomes scheduler `number`.
    pub(super) fn sit_down(&self, number: usize) {
        let seat = &self.seats[number];
        seat.thread.store(own_thread().unwrap_or(0), Ordering::Relaxed);
        seat.aside.store(0, Ordering::Relaxed);
    }

    /// Scheduler `number` begins a turn.
    #[inline]
    pub(super) fn turn(&self, number: usize) {
        let turn = &self.seats[number].turn;
        turn.store(turn.load(Ordering::Relaxed) + 2, Ordering::Relaxed);
    }

    /// Whether scheduler `number` is to end after its turn.
    #[inline]
    pub(super) fn is_aside(&self, number: usize) -> bool {
        self.seats[number].aside.load(Ordering::Relaxed) != 0
    }

    /// Whether it is the turn that scheduler `number` ends now which made it stand aside. The watch may have seen an
    /// earlier one, and who runs in this one is not to blame.
    pub(super) fn turn_took_long(&self, number: usize) -> bool {
        let seat = &self.seats[number];
        seat.aside.load(Ordering::Relaxed) == seat.turn.load(Ordering::Relaxed)
    }

    /// Scheduler `number` is about to sleep, or ends; `now` is real time.
    pub(super) fn rest(&self, number: usize, now: u64) {
        let seat = &self.seats[number];
        let turn = seat.turn.load(Ordering::Relaxed);
        if turn % 2 == 1 {
            add(&seat.awake, now.saturating_sub(seat.since.load(Ordering::Relaxed)));
        }
        seat.turn.store(turn & !1, Ordering::SeqCst);
    }

    /// Scheduler `number` does not sleep any more; `now` is real time.
    pub(super) fn go_on(&self, number: usize, now: u64) {
        let seat = &self.seats[number];
        seat.since.store(now, Ordering::Relaxed);
        let turn = &seat.turn;
        turn.store((turn.load(Ordering::Relaxed) | 1) + 2, Ordering::SeqCst);
        if !self.looking.load(Ordering::SeqCst) {
            self.look();
        }
    }

    /// Scheduler `number` has run a slice. Only its thread writes here.
    #[inline]
    pub(super) fn note_slice(&self, number: usize, reductions: u64) {
        let used = &self.seats[number].used;
        add(&used.slices, 1);
        add(&used.reductions, reductions);
    }

    /// Scheduler `number` has collected garbage.
    pub(crate) fn note_collection(&self, number: usize, reclaimed: usize) {
        // What is no scheduler, and collects for one, has no seat.
        let Some(seat) = self.seats.get(number) else { return };
        add(&seat.used.collections, 1);
        add(&seat.used.reclaimed, reclaimed as u64);
    }

    /// What all processes have used, up to their last slices.
    pub fn usage(&self) -> Usage {
        let mut sum = Usage::default();
        for Seat { used, .. } in &self.seats {
            sum.slices += used.slices.load(Ordering::Relaxed);
            sum.reductions += used.reductions.load(Ordering::Relaxed);
            sum.collections += used.collections.load(Ordering::Relaxed);
            sum.reclaimed += used.reclaimed.load(Ordering::Relaxed);
        }
        sum
    }

    /// For how many nanoseconds until `now` each of the first `count` schedulers did not sleep.
    pub fn awake(&self, count: usize, now: u64) -> Vec<u64> {
        let awake = |seat: &Seat| {
            let before = seat.awake.load(Ordering::Relaxed);
            match seat.turn.load(Ordering::Relaxed) % 2 {
                0 => before,
                _ => before + now.saturating_sub(seat.since.load(Ordering::Relaxed)),
            }
        };
        self.seats.iter().take(count).map(awake).collect()
    }

    /// How many schedulers run a turn at this moment.
    pub fn busy(&self) -> Vec<bool> {
        self.seats.iter().map(|seat| seat.turn.load(Ordering::Relaxed) % 2 == 1).collect()
    }

    /// Wakes the thread.
    pub(crate) fn look(&self) {
        let _guard = self.lock.lock();
        self.looking.store(true, Ordering::SeqCst);
        self.wake.notify_one();
    }
}

/// Adds to a number that only this thread writes.
#[inline]
fn add(number: &AtomicU64, more: u64) {
    number.store(number.load(Ordering::Relaxed).wrapping_add(more), Ordering::Relaxed);
}

/// Starts the thread for a machine.
pub(super) fn start(machine: &Arc<Machine>) {
    let machine = machine.clone();
    // Without a thread for it, what takes long holds others up.
    drop(std::thread::Builder::new().name("watch".into()).spawn(move || watch(&machine)));
}

fn watch(machine: &Arc<Machine>) {
    let watch = &machine.watch;
    let mut suspects = vec![Suspect::default(); watch.seats.len()];
    let (mut pause, mut idle_looks) = (LOOK, 0);
    let mut slow_before = false;
    while !machine.sched.stopping() {
        let mut runs = false;
        let slow = machine.sched.has_slow();
        if slow && slow_before {
            lane::help(machine);
        }
        slow_before = slow;
        for (number, (seat, suspect)) in watch.seats.iter().zip(&mut suspects).enumerate() {
            let turn = seat.turn.load(Ordering::Relaxed);
            if turn % 2 == 0 {
                continue;
            }
            runs = true;
            if seat.aside.load(Ordering::Relaxed) != 0 {
                machine.sched.release(number);
            } else if let Some(by) = suspect.held_up(turn, seat) {
                replace(machine, seat, turn, by);
                machine.sched.release(number);
            }
        }
        (pause, idle_looks) = match runs {
            true => (LOOK, 0),
            false => ((pause * 2).min(LOOK_RARELY), idle_looks + 1),
        };
        let mut guard = watch.lock.lock();
        if machine.sched.stopping() {
            return;
        }
        if idle_looks < PATIENCE {
            watch.wake.wait_for(&mut guard, pause);
            continue;
        }
        watch.looking.store(false, Ordering::SeqCst);
        // Who wakes up after this store wakes the watch.
        if watch.seats.iter().all(|seat| seat.turn.load(Ordering::SeqCst) % 2 == 0) {
            watch.wake.wait(&mut guard);
        }
        watch.looking.store(true, Ordering::SeqCst);
        idle_looks = 0;
    }
}

/// A scheduler as the watch saw it last.
#[derive(Clone, Default)]
struct Suspect {
    turn: u64,
    /// How often it was seen in this turn before.
    looks: u32,
    /// Its thread's processor time when it was first seen in this turn.
    time: u64,
}

/// What holds a scheduler up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeldUp {
    /// Its own work, which takes long.
    ByWork,
    /// It waits for a processor, or for something else.
    ByWaiting,
}

impl Suspect {
    /// Whether a scheduler that is in this turn has spent much time in it. Much time may have passed in which its thread
    /// had no processor, too: then another thread would only make things worse.
    fn held_up(&mut self, turn: u64, seat: &Seat) -> Option<HeldUp> {
        if self.turn != turn {
            (self.turn, self.looks) = (turn, 0);
            return None;
        }
        self.looks += 1;
        let Some(time) = processor_time(seat.thread.load(Ordering::Relaxed)) else {
            return Some(HeldUp::ByWork);
        };
        if self.looks == 1 {
            self.time = time;
        }
        match time - self.time >= MUCH {
            true => Some(HeldUp::ByWork),
            false => (self.looks >= MANY_LOOKS).then_some(HeldUp::ByWaiting),
        }
    }
}

/// The system's number of this thread.
fn own_thread() -> Option<u64> {
    std::fs::read_link("/proc/thread-self").ok()?.file_name()?.to_str()?.parse().ok()
}

/// Nanoseconds that a thread had a processor, where the system tells.
fn processor_time(thread: u64) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/self/task/{thread}/schedstat")).ok()?;
    text.split_whitespace().next()?.parse().ok()
}

/// A thread that stands aside has to leave the processors to those that run in its place, which serve everybody else: beside
/// them it gets a third of what one of them gets. It cannot be given its weight back, so it ends with its turn.
/// With no number it is this thread.
pub(super) fn give_way(thread: Option<Pid>) {
    if let Ok(usual) = usual_priority() {
        // Where that is not permitted it keeps its weight.
        let _ = setpriority_process(thread, usual + WAY);
    }
}

/// The priority of threads that do not give way: that of the program's first one.
fn usual_priority() -> rustix::io::Result<i32> {
    getpriority_process(Some(getpid()))
}

/// Whether this thread gives way, or was started by one that does and has inherited that.
pub(crate) fn gives_way() -> bool {
    getpriority_process(None).is_ok_and(|own| usual_priority().is_ok_and(|usual| own > usual))
}

/// Has another scheduler run in the place of one that is held up in that turn, if anything waits to be run.
fn replace(machine: &Arc<Machine>, seat: &Seat, turn: u64, by: HeldUp) {
    if !machine.sched.any_prompt() && !machine.timers.is_due(machine.clock.elapsed()) {
        return;
    }
    if machine.sched.may_start() {
        return worker::start(machine);
    }
    if machine.sched.has_sleepers() {
        return machine.sched.wake_one();
    }
    if machine.sched.stand_aside() {
        // One that has waited too long already must not wait longer yet.
        if by == HeldUp::ByWork
            && let Some(thread) = seat.thread()
        {
            give_way(Some(thread));
        }
        let reason = if by == HeldUp::ByWork { turn } else { WAITED };
        seat.aside.store(reason, Ordering::Relaxed);
        worker::start(machine);
    }
}
