//! What the schedulers of a machine share: the run queues, and the protocol by which they sleep and are woken.
//!
//! The numbers are those of [`super`].
#![allow(unsafe_code)]

use std::collections::VecDeque;

use crate::process::{Priority, Process};
use crate::sync::deque::{Injector, Steal, Stealer, Worker};
use crate::sync::{AtomicBool, AtomicUsize, Condvar, Mutex, Ordering, fence, size};

/// A runnable process on its way between threads.
#[derive(Clone, Copy)]
pub struct Runnable(pub *mut Process);

// SAFETY: rule 1: one owner at a time.
unsafe impl Send for Runnable {}

/// What the schedulers of a machine share.
pub struct Shared {
    /// How many schedulers may run at once.
    pub schedulers: usize,
    /// How many numbers schedulers may have: those that stand aside keep theirs until they end.
    pub numbers: usize,
    /// Threads of schedulers, those that stand aside included.
    started: AtomicUsize,
    /// Those that stand aside.
    aside: AtomicUsize,
    /// Threads beside the schedulers that run those that are slow.
    lane_threads: AtomicUsize,
    /// Turns of those that are slow, on any thread, that have not ended.
    pub(crate) slow_turns: AtomicUsize,
    /// Queues from this number on were never used.
    used: AtomicUsize,
    injector: Injector<Runnable>,
    stealers: Vec<Stealer<Runnable>>,
    workers: Mutex<Vec<Option<Worker<Runnable>>>>,
    /// Low, high and max; those of normal priority have the deques, but for those that are slow.
    others: [Mutex<VecDeque<Runnable>>; 4],
    other_counts: [AtomicUsize; 4],
    sleepers: AtomicUsize,
    idle: Mutex<()>,
    wake: Condvar,
    stop: AtomicBool,
}

impl Shared {
    /// Queues for that many schedulers.
    pub fn new(schedulers: usize) -> Shared {
        let numbers = schedulers + size::SUBSTITUTES;
        let workers: Vec<Worker<Runnable>> = (0..numbers).map(|_| Worker::new_fifo()).collect();
        Shared {
            schedulers,
            numbers,
            started: AtomicUsize::new(0),
            aside: AtomicUsize::new(0),
            lane_threads: AtomicUsize::new(0),
            slow_turns: AtomicUsize::new(0),
            used: AtomicUsize::new(0),
            injector: Injector::new(),
            stealers: workers.iter().map(Worker::stealer).collect(),
            workers: Mutex::new(workers.into_iter().map(Some).collect()),
            others: Default::default(),
            other_counts: Default::default(),
            sleepers: AtomicUsize::new(0),
            idle: Mutex::new(()),
            wake: Condvar::new(),
            stop: AtomicBool::new(false),
        }
    }

    /// Takes a number and its queue for a scheduler that is about to start, if one more may run.
    pub(crate) fn start_one(&self) -> Option<(usize, Worker<Runnable>)> {
        let mut workers = self.workers.lock();
        if !self.may_start() {
            return None;
        }
        self.take_number(&mut workers)
    }

    fn take_number(&self, workers: &mut [Option<Worker<Runnable>>]) -> Option<(usize, Worker<Runnable>)> {
        let number = workers.iter().position(Option::is_some)?;
        let worker = workers[number].take()?;
        self.used.fetch_max(number + 1, Ordering::Relaxed);
        self.started.fetch_add(1, Ordering::Release);
        Some((number, worker))
    }

    /// Whether one more scheduler may run.
    pub(crate) fn may_start(&self) -> bool {
        self.started.load(Ordering::Relaxed) < self.schedulers + self.aside.load(Ordering::Relaxed)
    }

    /// A scheduler that is held up stops counting, so that another one may start; false when there is no number left
    /// for that one.
    pub(crate) fn stand_aside(&self) -> bool {
        let workers = self.workers.lock();
        let left = workers.iter().any(Option::is_some);
        self.aside.fetch_add(usize::from(left), Ordering::Relaxed);
        left
    }

    /// Takes a number and its queue for a thread that is to run beside the schedulers, if one is left.
    pub(crate) fn start_beside(&self) -> Option<(usize, Worker<Runnable>)> {
        let mut workers = self.workers.lock();
        let taken = self.take_number(&mut workers);
        self.aside.fetch_add(usize::from(taken.is_some()), Ordering::Relaxed);
        taken
    }

    /// What is in a scheduler's queue is for the others.
    pub(crate) fn hand_over(&self, worker: &Worker<Runnable>) {
        while let Some(runnable) = worker.pop() {
            self.injector.push(runnable);
        }
        self.wake_one();
    }

    /// What waits in the queue of a scheduler that is held up is for the others, also for those that have work of their
    /// own and would never look there. The lock keeps anybody from finding that nobody waits while one is on the way.
    pub(crate) fn release(&self, number: usize) {
        if self.stealers[number].is_empty() {
            return;
        }
        let guard = self.idle.lock();
        loop {
            match self.stealers[number].steal() {
                Steal::Success(found) => self.injector.push(found),
                Steal::Retry => {}
                Steal::Empty => break,
            }
        }
        drop(guard);
        self.wake_one();
    }

    /// A scheduler that stood aside ends; what is in its queue is for the others.
    pub(crate) fn end_one(&self, number: usize, worker: Worker<Runnable>) {
        self.hand_over(&worker);
        let mut workers = self.workers.lock();
        workers[number] = Some(worker);
        self.aside.fetch_sub(1, Ordering::Relaxed);
        self.started.fetch_sub(1, Ordering::SeqCst);
        drop(workers);
        // If all others sleep, one of them has to look at the work, or to find that there is none for ever.
        self.wake_one();
    }

    /// Whether a scheduler was started.
    pub(crate) fn has_started(&self) -> bool {
        self.started.load(Ordering::Acquire) > 0
    }

    /// Queues a process that becomes runnable outside the schedulers.
    pub fn inject(&self, process: *mut Process) {
        self.injector.push(Runnable(process));
        self.wake_one();
    }

    pub(crate) fn push_other(&self, priority: Priority, process: *mut Process) {
        self.others[priority as usize].lock().push_back(Runnable(process));
        self.other_counts[priority as usize].fetch_add(1, Ordering::SeqCst);
    }

    pub(crate) fn pop_other(&self, priority: Priority) -> Option<Runnable> {
        if self.other_counts[priority as usize].load(Ordering::SeqCst) == 0 {
            return None;
        }
        let found = self.others[priority as usize].lock().pop_front();
        if found.is_some() {
            self.other_counts[priority as usize].fetch_sub(1, Ordering::SeqCst);
        }
        found
    }

    /// Takes from the common queue.
    pub(crate) fn take_common(&self, worker: &Worker<Runnable>) -> Option<Runnable> {
        loop {
            match self.injector.steal_batch_and_pop(worker) {
                Steal::Success(found) => return Some(found),
                Steal::Retry => {}
                Steal::Empty => return None,
            }
        }
    }

    /// Takes from the common queue or from another scheduler.
    pub(crate) fn steal(&self, own: usize, worker: &Worker<Runnable>) -> Option<Runnable> {
        loop {
            let mut retry = false;
            match self.injector.steal_batch_and_pop(worker) {
                Steal::Success(found) => return Some(found),
                Steal::Retry => retry = true,
                Steal::Empty => {}
            }
            let used = self.used.load(Ordering::Relaxed);
            for step in 1..used {
                let victim = &self.stealers[(own + step) % used];
                match victim.steal_batch_and_pop(worker) {
                    Steal::Success(found) => return Some(found),
                    Steal::Retry => retry = true,
                    Steal::Empty => {}
                }
            }
            if !retry {
                return None;
            }
        }
    }

    /// Whether a queue that this scheduler may take from is not empty.
    pub(crate) fn any_work(&self) -> bool {
        self.any_prompt() || self.has_slow()
    }

    /// Whether somebody waits who is not slow.
    pub(crate) fn any_prompt(&self) -> bool {
        let has = |priority: Priority| self.other_counts[priority as usize].load(Ordering::SeqCst) > 0;
        !self.injector.is_empty()
            || self.stealers[..self.used.load(Ordering::Relaxed)].iter().any(|stealer| !stealer.is_empty())
            || [Priority::Low, Priority::High, Priority::Max].into_iter().any(has)
    }

    /// How many wait in each scheduler's queue. Those in the queues that all share wait for the first one.
    pub(crate) fn lengths(&self) -> Vec<usize> {
        let mut lengths: Vec<usize> = self.stealers.iter().map(|stealer| stealer.len()).collect();
        // Those that stand aside have numbers of their own, and hand over what they have.
        let beside: usize = lengths.drain(self.schedulers..).sum();
        let shared: usize = self.other_counts.iter().map(|count| count.load(Ordering::Relaxed)).sum();
        lengths[0] += self.injector.len() + shared + beside;
        lengths
    }

    /// Whether somebody waits who is slow.
    pub(crate) fn has_slow(&self) -> bool {
        self.other_counts[Priority::Normal as usize].load(Ordering::SeqCst) > 0
    }

    /// Whether fewer threads run those that are slow than there are schedulers.
    pub(crate) fn needs_slow_turns(&self) -> bool {
        self.slow_turns.load(Ordering::Relaxed) < self.schedulers
    }

    /// A thread beside the schedulers is about to run those that are slow; false when enough do.
    pub(crate) fn enter_lane(&self) -> bool {
        let one_more = |threads| (threads < self.schedulers).then_some(threads + 1);
        self.lane_threads.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more).is_ok()
    }

    /// Such a thread has nobody left to run.
    pub(crate) fn leave_lane(&self) {
        self.lane_threads.fetch_sub(1, Ordering::Relaxed);
    }

    /// Wakes a parked scheduler, if there is one.
    pub(crate) fn wake_one(&self) {
        fence(Ordering::SeqCst);
        if self.sleepers.load(Ordering::Relaxed) > 0 {
            drop(self.idle.lock());
            self.wake.notify_one();
        }
    }

    /// Whether a scheduler is parked.
    pub(crate) fn has_sleepers(&self) -> bool {
        self.sleepers.load(Ordering::Relaxed) > 0
    }

    pub(crate) fn wake_all(&self) {
        fence(Ordering::SeqCst);
        if self.sleepers.load(Ordering::Relaxed) > 0 {
            drop(self.idle.lock());
            self.wake.notify_all();
        }
    }

    /// Parks the calling scheduler until there is work. `nanos` says for how many nanoseconds at most; it is asked
    /// after the sleep was announced, since a timer set later wakes the sleepers. `last` is asked under the idle lock
    /// when every other scheduler sleeps too and nothing is queued.
    pub(crate) fn park(&self, nanos: impl Fn() -> Option<u64>, last: impl FnOnce()) {
        let mut guard = self.idle.lock();
        let sleeping = self.sleepers.fetch_add(1, Ordering::SeqCst) + 1;
        fence(Ordering::SeqCst);
        if !self.any_work() && !self.stopping() {
            if sleeping == self.started.load(Ordering::Relaxed) {
                last();
            }
            match nanos() {
                Some(nanos) => drop(self.wake.wait_for(&mut guard, std::time::Duration::from_nanos(nanos))),
                None => self.wake.wait(&mut guard),
            }
        }
        self.sleepers.fetch_sub(1, Ordering::SeqCst);
    }

    /// Whether the schedulers are to end.
    #[inline]
    pub fn stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Lets the schedulers end after their slices.
    pub fn shut_down(&self) {
        self.stop.store(true, Ordering::SeqCst);
        let _guard = self.idle.lock();
        self.wake.notify_all();
    }
}
