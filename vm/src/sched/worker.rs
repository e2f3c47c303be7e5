//! One scheduler: take a process, handle its signals, run a slice, put it where it belongs.
#![allow(unsafe_code)]

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rustc_hash::FxHashMap;

use super::driven::{self, Operation};
use super::{Runnable, lane, watch};
use crate::clock::Policy;
use crate::events::{Event, note};
use crate::interp::{Context, SliceEnd};
use crate::machine::{Crash, Ending, Machine};
use crate::memory;
use crate::process::inbox::Backlog;
use crate::process::{Place, Priority, Process, exit, flag, outbox, signal};
use crate::sync::deque::Worker;
use crate::sync::{Arc, Ordering};
use crate::term::Pid;

/// The stack of a scheduler's thread. Little of it is ever touched: terms are walked with lists of what is left.
pub(crate) const STACK_BYTES: usize = 16 << 20;

/// Reductions of a slice.
pub const SLICE: i64 = 4000;
/// How often in a row the slot may be preferred to the queue.
const SLOT_TURNS: u32 = 16;
/// So many slices may follow the first one in a turn.
const FOLLOWING: u32 = 7;
/// Who looks at so many messages in a slice is busy with its mail.
const RECEIVES: u64 = 64;
/// Other schedulers are called at once when more processes wait in the queue.
const MANY: usize = 4;
/// So much surplus is enough to call other schedulers after a turn.
const ENOUGH: usize = 2;
/// A process of low priority is passed over this many times.
const LOW_SKIPS: u32 = 8;
/// After so many turns a scheduler says that it holds on to no process of before: it costs a locked instruction.
const TURNS_TOLD: u32 = 4;
/// After so many turns a scheduler that always has work looks for processes that keep more than they need.
const TURNS_TIDIED: u32 = 1024;
/// Nanoseconds of virtual time that a reduction takes.
const VIRTUAL_NANOS: u64 = 50;

/// The queues of one scheduler.
pub struct Local {
    worker: Worker<Runnable>,
    /// The process woken last, to run next.
    slot: Option<Runnable>,
    slot_turns: u32,
    low_turns: u32,
    /// Turns since the common queue was looked at.
    common_turns: u32,
    /// How clear it has become that there is more work in the queue than one scheduler does.
    surplus: usize,
    /// Instead of the deque, when it is not the machine that chooses: in the order in which they became runnable.
    chosen: Option<VecDeque<Runnable>>,
    /// What those are about to do that left before an operation.
    operations: FxHashMap<Pid, Operation>,
}

impl Local {
    /// The process that was woken last, if its slice may follow at once.
    #[inline]
    fn take_following(&mut self) -> Option<*mut Process> {
        if self.slot_turns >= SLOT_TURNS {
            return None;
        }
        let found = self.slot.take()?;
        self.slot_turns += 1;
        self.low_turns += 1;
        Some(found.0)
    }

    /// Somebody else runs before the one in the slot. That turn may become a long one, and from the slot nobody can take.
    fn pass_over_slot(&mut self, found: Runnable) -> Option<*mut Process> {
        if let Some(passed_over) = self.slot.take() {
            self.worker.push(passed_over);
        }
        Some(found.0)
    }
}

/// Starts one more scheduler, if the policy has one left, on a thread of the pool.
pub fn start(machine: &Arc<Machine>) {
    if !machine.sched.has_started() && !machine.clock.is_virtual() {
        watch::start(machine);
    }
    let Some((number, worker)) = machine.sched.start_one() else { return };
    submit(machine, number, move |cx| run(cx, worker));
}

/// Has a thread of the pool do `work` as that scheduler, or beside the schedulers.
pub(super) fn submit(
    machine: &Arc<Machine>,
    number: usize,
    work: impl FnOnce(&mut Context) + Send + 'static,
) {
    let own = machine.clone();
    let body = move || {
        let mut cx = Context::new(own.clone(), number);
        own.table.set_asleep(number, false);
        if catch_unwind(AssertUnwindSafe(|| work(&mut cx))).is_err() {
            // Outside of every process's turn: what the scheduler held is lost, so the run cannot go on.
            own.note_crash(Crash {
                class: "exit".into(),
                reason: "internal_error".into(),
                stack: Vec::new(),
                values: Vec::new(),
            });
            own.main_ended(false, String::new());
        }
        drop(cx);
        memory::settle();
    };
    // Without memory for one more thread the others go on alone.
    machine.pool.submit(Box::new(body));
}

fn run(cx: &mut Context, worker: Worker<Runnable>) {
    let (machine, number) = (cx.machine.clone(), cx.scheduler);
    let chosen = machine.clock.is_virtual().then(VecDeque::new);
    cx.local = Some(Local {
        worker,
        slot: None,
        slot_turns: 0,
        low_turns: 0,
        common_turns: 0,
        surplus: 0,
        chosen,
        operations: FxHashMap::default(),
    });
    machine.watch.sit_down(number);
    machine.watch.go_on(number, machine.clock.real());
    let mut turns = 0_u32;
    while !machine.sched.stopping() && !cx.aside {
        machine.watch.turn(number);
        cx.read_clock();
        if machine.timers.is_due(cx.now) {
            fire_timers(cx);
        }
        match next(cx) {
            Some(process) => {
                take_turn(cx, process);
                cx.share_surplus();
            }
            None => {
                idle(cx);
                cx.clock_turns = 0;
                cx.aside = machine.watch.is_aside(number);
            }
        }
        turns = turns.wrapping_add(1);
        if turns.is_multiple_of(TURNS_TOLD) {
            machine.table.slice_ended(number);
        }
        if turns.is_multiple_of(TURNS_TIDIED) {
            cx.tidy();
        }
    }
    let local = cx.local.take();
    if !machine.sched.stopping()
        && let Some(local) = local
    {
        stand_aside(cx, local);
    }
    machine.table.set_asleep(number, true);
    machine.watch.rest(number, machine.clock.real());
}

/// A scheduler in whose place another one runs: its work is for that one, but for those that are slow.
fn stand_aside(cx: &mut Context, local: Local) {
    // Who is next comes before the others, who may be many, when they have to go to the common queue.
    if let Some(Runnable(process)) = local.slot {
        cx.machine.sched.inject(process);
    }
    serve_lane(cx, local.worker);
}

/// What a thread does that is beside the schedulers, with a queue that is not used.
pub(super) fn serve_lane(cx: &mut Context, worker: Worker<Runnable>) {
    cx.machine.sched.hand_over(&worker);
    lane::serve(cx);
    cx.machine.table.set_asleep(cx.scheduler, true);
    cx.machine.watch.rest(cx.scheduler, cx.machine.clock.real());
    cx.machine.sched.end_one(cx.scheduler, worker);
}

/// Delivers what is due.
pub fn fire_timers(cx: &mut Context) {
    let machine = cx.machine();
    machine.timers.fire(machine, |target, parcel| signal::deliver_timer(cx, target, parcel));
}

/// The process to run: by priority, then the slot, the own queue, what others have.
fn next(cx: &mut Context) -> Option<*mut Process> {
    let machine = cx.machine();
    let number = cx.scheduler;
    let local = cx.local.as_mut()?;
    for priority in [Priority::Max, Priority::High] {
        if let Some(found) = machine.sched.pop_other(priority) {
            return local.pass_over_slot(found);
        }
    }
    if let Some(queue) = &mut local.chosen {
        while let Some(found) = machine.sched.steal(number, &local.worker) {
            queue.push_back(found);
        }
        if queue.is_empty() {
            return machine.sched.pop_other(Priority::Low).map(|found| found.0);
        }
        let index = match machine.clock.policy() {
            Policy::Driven => driven::choose(machine, queue.iter().map(identify), &local.operations)?,
            _ => (machine.clock.random() % queue.len() as u64) as usize,
        };
        return queue.remove(index).map(|found| found.0);
    }
    local.low_turns += 1;
    if local.low_turns >= LOW_SKIPS {
        local.low_turns = 0;
        if let Some(found) = machine.sched.pop_other(Priority::Low) {
            return local.pass_over_slot(found);
        }
    }
    // Who came from outside, or from a scheduler that stood aside, does not wait until all others do.
    local.common_turns += 1;
    if local.common_turns >= LOW_SKIPS {
        local.common_turns = 0;
        if let Some(found) = machine.sched.take_common(&local.worker) {
            return local.pass_over_slot(found);
        }
    }
    if let Some(found) = local.slot.take() {
        if local.worker.is_empty() {
            local.slot_turns = 0;
        }
        if local.slot_turns < SLOT_TURNS {
            local.slot_turns += 1;
            return Some(found.0);
        }
        local.worker.push(found);
    }
    local.slot_turns = 0;
    if let Some(found) = local.worker.pop() {
        return Some(found.0);
    }
    machine
        .sched
        .steal(number, &local.worker)
        .or_else(|| machine.sched.pop_other(Priority::Normal))
        .or_else(|| machine.sched.pop_other(Priority::Low))
        .map(|found| found.0)
}

/// Which process it is, and whether signals have arrived for it.
fn identify(runnable: &Runnable) -> (Pid, bool) {
    // SAFETY: a process in our queue is ours.
    unsafe { ((*runnable.0).pid, (*runnable.0).inbox.has_signals()) }
}

/// A turn of a process, and a look at the memory.
pub(super) fn take_turn(cx: &mut Context, process: *mut Process) {
    turn(cx, process);
    if memory::is_over() {
        memory::relieve(cx);
    }
}

/// One slice of a process, or several of processes that wake each other: signals before and consequences after it. A
/// fault of the machine ends the process that runs.
fn turn(cx: &mut Context, process: *mut Process) {
    cx.process = process;
    if cx.process().place.is_slow() {
        lane::note_beginning(cx);
    }
    let end = catch_unwind(AssertUnwindSafe(|| slices(cx))).unwrap_or_else(|panic| {
        exit::internal_error(cx, None, &*panic);
        outbox::leave(cx);
        SliceEnd::Ended
    });
    if memory::is_tight() {
        cx.process().weigh();
    }
    cx.aside = cx.machine.watch.is_aside(cx.scheduler);
    if cx.aside || cx.turn_began.is_some() {
        lane::note_end(cx);
    }
    if cx.machine.clock.policy() == Policy::Driven && !leaves_to_ask(cx, end) {
        return;
    }
    match end {
        SliceEnd::Ended => end_of(cx),
        _ if cx.process().has(flag::EXITING) => end_of(cx),
        SliceEnd::Yielded if cx.is_behind => cx.go_on_next(cx.process),
        SliceEnd::Yielded => cx.enqueue_last(cx.process),
        SliceEnd::Waiting => wait(cx),
    }
}

/// A slice. When it was short and its process waits now for an answer of the one that it woke, that one's slice
/// follows: what a turn does besides slices would be most of what an exchange of messages costs.
fn slices(cx: &mut Context) -> SliceEnd {
    let mut used = 0;
    for _ in 0..FOLLOWING {
        let end = slice(cx, &mut used);
        if end != SliceEnd::Waiting || used > SHORT || !may_follow(cx) {
            return end;
        }
        let Some(next) = cx.local.as_mut().and_then(Local::take_following) else { return end };
        wait(cx);
        cx.process = next;
    }
    slice(cx, &mut used)
}

/// Whether nothing needs to be done after this slice but what every slice needs.
#[inline]
fn may_follow(cx: &mut Context) -> bool {
    !cx.process().has(flag::EXITING)
        && cx.turn_began.is_none()
        && !memory::is_tight()
        && !cx.machine.watch.is_aside(cx.scheduler)
}

/// In a driven machine: notes what a process is about to do. False when it is to end, and was not chosen for that: it
/// is queued to be asked for.
fn leaves_to_ask(cx: &mut Context, end: SliceEnd) -> bool {
    let ends = end == SliceEnd::Ended || cx.process().has(flag::EXITING);
    let chosen = std::mem::take(&mut cx.chosen);
    let operation = std::mem::replace(&mut cx.operation, Operation::GoOn);
    let operation = match end {
        _ if ends => Operation::End,
        SliceEnd::Waiting => Operation::Receive,
        _ => operation,
    };
    let (process, pid) = (cx.process, cx.process().pid);
    if let Some(local) = cx.local.as_mut() {
        local.operations.insert(pid, operation);
        if ends && chosen {
            local.operations.remove(&pid);
        }
    }
    if ends && !chosen {
        cx.process().set(flag::EXITING, true);
        cx.enqueue_last(process);
        return false;
    }
    true
}

/// The process is to end, unless it is kept.
fn end_of(cx: &mut Context) {
    match exit::is_kept(cx) {
        true => cx.enqueue_last(cx.process),
        false => terminate(cx),
    }
}

fn terminate(cx: &mut Context) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| exit::terminate(cx))) {
        exit::abandon(cx, &*panic);
    }
}

/// Adds the slice's reductions to `sum`.
#[inline]
fn slice(cx: &mut Context, sum: &mut u64) -> SliceEnd {
    let process = cx.process;
    let machine = cx.machine();
    cx.listening = machine.events.is_on();
    cx.chosen = !cx.process().inbox.has_signals();
    let alive = cx.chosen || signal::handle_all(cx);
    if !alive || cx.process().has(flag::EXITING) {
        return SliceEnd::Ended;
    }
    if cx.process().has(flag::SUSPENDED) {
        return SliceEnd::Waiting;
    }
    let budget = match machine.clock.policy() {
        Policy::Seeded(_) => 1 + (machine.clock.random() % SLICE as u64) as i64,
        Policy::Parallel(_) | Policy::Driven => SLICE,
    };
    let slept = cx.process().has(flag::WAITED) && !cx.process().has(flag::TIMED_OUT);
    let before = slept.then_some((cx.process().pc, cx.process().mailbox.received));
    note!(cx, Event::Began { pid: cx.process().pid, scheduler: cx.scheduler });
    let seen = cx.process().mailbox.seen();
    let end = cx.run_slice(process, budget);
    if end == SliceEnd::Yielded {
        let mailbox = &cx.process().mailbox;
        cx.is_behind = mailbox.unseen >= u32::from(Backlog::LONG) && mailbox.seen() - seen >= RECEIVES;
    }
    let used = (budget - cx.process().reductions_left - cx.held_back).max(0) as u64;
    note!(cx, Event::Paused { pid: cx.process().pid, end, reductions: used });
    machine.watch.note_slice(cx.scheduler, used);
    *sum += used;
    // Who was only asked something, and sleeps on, has waited all the time and done nothing.
    if end != SliceEnd::Waiting || before != Some((cx.process().pc, cx.process().mailbox.received)) {
        cx.process().since = cx.millis();
        cx.process().reductions += used;
    }
    if used > SHORT {
        cx.clock_turns = 0;
    }
    if machine.clock.is_virtual() {
        machine.clock.advance(used * VIRTUAL_NANOS);
    }
    end
}

/// The process sleeps, unless a signal came in the meantime.
fn wait(cx: &mut Context) {
    let process = cx.process;
    cx.process().set(flag::WAITED, true);
    cx.note_sleeper();
    // From a successful sleep on, the process belongs to whoever wakes it.
    if !cx.process().inbox.sleep() {
        cx.enqueue_last(process);
    }
}

/// A slice of at most so many reductions takes a few microseconds.
const SHORT: u64 = 500;
/// The clock is read after so many short slices, or one that is not: a millisecond stays a millisecond, and a pair of
/// processes that only exchange messages does not pay for it at each of them.
const CLOCK_TURNS: u32 = 16;

/// Nothing to run: let virtual time pass, or spin a little and park.
fn idle(cx: &mut Context) {
    let machine = cx.machine.clone();
    let earliest = machine.timers.earliest();
    if machine.clock.is_virtual()
        && let Some(deadline) = earliest
        && machine.jobs.load(Ordering::SeqCst) == 0
    {
        machine.clock.advance(deadline.saturating_sub(machine.clock.elapsed()));
        return;
    }
    for _ in 0..100 {
        std::hint::spin_loop();
        if machine.sched.any_work() {
            return;
        }
    }
    machine.output.flush();
    if cx.tidy() {
        return;
    }
    let tidying = machine.until_tidying();
    let left = |deadline: u64| deadline.saturating_sub(machine.clock.elapsed()).max(1000);
    machine.table.set_asleep(cx.scheduler, true);
    let since = machine.clock.real();
    machine.watch.rest(cx.scheduler, since);
    machine.sched.park(
        || machine.timers.earliest().map(left).into_iter().chain(tidying).min(),
        || {
            let waits_for_something =
                machine.timers.earliest().is_some() || machine.jobs.load(Ordering::SeqCst) > 0;
            if !waits_for_something {
                nothing_can_run(&machine);
            }
        },
    );
    machine.watch.go_on(cx.scheduler, machine.clock.real());
    machine.table.set_asleep(cx.scheduler, false);
    // What is outside may never come: a timer is due all the same when it would be in real time.
    if machine.clock.is_virtual()
        && let Some(deadline) = earliest
        && !machine.sched.any_work()
    {
        let left = left(deadline);
        if machine.clock.real() - since >= left {
            machine.clock.advance(left);
        }
    }
}

/// Every scheduler sleeps and no timer or job is pending: the main process waits for ever.
fn nothing_can_run(machine: &Arc<Machine>) {
    if !machine.config.detect_deadlock || machine.main.load(Ordering::Relaxed) == 0 {
        return;
    }
    if let Some(report) = crate::process::deadlock::report(machine) {
        machine.end(Ending::Deadlock(report));
    }
}

impl Context {
    /// Milliseconds of the machine's clock when it was last read.
    pub(crate) fn millis(&self) -> u32 {
        (self.now / 1_000_000) as u32
    }

    /// Before a slice: reads the clock, if it may have moved noticeably.
    fn read_clock(&mut self) {
        if self.clock_turns > 0 && !self.machine.clock.is_virtual() {
            self.clock_turns -= 1;
            return;
        }
        self.clock_turns = CLOCK_TURNS;
        self.now = self.machine.clock.elapsed();
    }

    /// Queues a process that a signal woke: it runs next here, unless its priority says otherwise.
    pub(crate) fn wake(&mut self, process: *mut Process) {
        // SAFETY: whoever replaced WAITING owns the process.
        let place = unsafe { (*process).place };
        if place != Place::USUAL {
            self.machine.sched.push_other(place.priority(), process);
            self.machine.sched.wake_one();
            return;
        }
        let Some(local) = self.local.as_mut() else { return self.machine.sched.inject(process) };
        if let Some(queue) = &mut local.chosen {
            queue.push_back(Runnable(process));
            return;
        }
        if let Some(before) = local.slot.replace(Runnable(process)) {
            local.worker.push(before);
            if local.worker.len() > MANY {
                self.share_work();
            }
        }
    }

    /// Begins work that may hold this scheduler up, and during which it looks at no other process: who would run next
    /// goes where other schedulers can take it, and cells of processes that end can be used again. False, and nothing
    /// to end, on a thread that is no scheduler.
    #[cold]
    pub(crate) fn step_apart(&mut self) -> bool {
        if self.scheduler >= self.machine.sched.numbers {
            return false;
        }
        if let Some(local) = self.local.as_mut()
            && let Some(process) = local.slot.take()
        {
            local.worker.push(process);
            self.share_work();
        }
        self.machine.table.set_asleep(self.scheduler, true);
        true
    }

    /// Ends such work.
    #[cold]
    pub(crate) fn step_back(&mut self) {
        self.machine.table.set_asleep(self.scheduler, false);
    }

    /// Queues a process that receives less than is sent to it: it goes on here, until the others have waited for long.
    fn go_on_next(&mut self, process: *mut Process) {
        // SAFETY: the caller owns the process.
        let place = unsafe { (*process).place };
        match self.local.as_mut() {
            Some(local) if place == Place::USUAL && local.chosen.is_none() && local.slot.is_none() => {
                local.slot = Some(Runnable(process));
            }
            _ => self.enqueue_last(process),
        }
    }

    /// Queues a process behind all others.
    pub(crate) fn enqueue_last(&mut self, process: *mut Process) {
        // SAFETY: the caller owns the process.
        let place = unsafe { (*process).place };
        if place != Place::USUAL {
            self.machine.sched.push_other(place.priority(), process);
            return;
        }
        let Some(local) = self.local.as_mut() else { return self.machine.sched.inject(process) };
        if let Some(queue) = &mut local.chosen {
            queue.push_back(Runnable(process));
            return;
        }
        local.worker.push(Runnable(process));
    }

    /// After a turn: other schedulers are called when two processes wait here beside the one that is next, or one does at
    /// the end of two turns. One that has just used up its slice waits only for the one that it woke, and they go on
    /// together.
    fn share_surplus(&mut self) {
        let Some(local) = self.local.as_mut() else { return };
        let next = usize::from(local.slot.is_none());
        local.surplus = match local.worker.len().saturating_sub(next) {
            0 => 0,
            waiting => local.surplus + waiting,
        };
        if local.surplus >= ENOUGH {
            local.surplus = 0;
            self.share_work();
        }
    }

    /// There is more work here than one scheduler does at once.
    fn share_work(&mut self) {
        // A scheduler's thread must not inherit less of the processors.
        if self.machine.sched.may_start() && !self.machine.watch.is_aside(self.scheduler) {
            start(&self.machine);
        } else {
            self.machine.sched.wake_one();
        }
    }
}
