//! Models of the machine's protocols: the files that hold them, compiled a second time over loom's primitives, and run
//! through every interleaving and every reordering that the memory model allows (within the bounds given below).
//!
//! The world around them is made of stand-ins in `models/world.rs`: a process is a cell that loom watches for data
//! races and for use after it was freed; a parcel is a number.
//!
//! # Safety
//! 1. Every address is that of a leaked stand-in, valid for ever; loom's cells tell when it is used wrongly.
#![allow(unsafe_code)]

#[path = "models/world.rs"]
mod world;
use world::{atom, heap, machine, process, sync, term};

#[allow(dead_code)]
#[path = "../src/process/inbox.rs"]
mod inbox;
#[allow(dead_code)]
#[path = "../src/sched/queues.rs"]
mod queues;
#[allow(dead_code)]
#[path = "../src/table.rs"]
mod table;
#[allow(dead_code)]
#[path = "../src/ids.rs"]
mod ids;

#[allow(dead_code)]
#[path = "../src/timers.rs"]
mod timers;

use heap::parcel::Parcel;
use inbox::{Inbox, Pushed};
use loom::thread::spawn;
use machine::Machine;
use process::Process;
use queues::Shared;
use sync::deque::Worker;
use sync::{Arc, AtomicBool, AtomicUsize, Ordering};
use table::Table;
use term::Pid;
use timers::Target;

/// Every interleaving with at most so many preemptions: nearly all faults need no more than two.
fn explore(preemptions: usize, model: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(model);
}

// ── Inbox: no signal is lost, a process has one owner ──────────────────────

/// A process of which loom watches the fields that only the owner may touch.
#[derive(Clone)]
struct Owned(Arc<(Inbox, loom::cell::UnsafeCell<Vec<u64>>)>);

impl Owned {
    fn new() -> Owned {
        Owned(Arc::new((Inbox::new(), loom::cell::UnsafeCell::new(Vec::new()))))
    }

    fn inbox(&self) -> &Inbox {
        &self.0.0
    }

    /// What a scheduler does with a process: takes its signals until it can sleep.
    fn run(&self) {
        loop {
            self.touch(self.inbox().fetch());
            if self.inbox().sleep() {
                return;
            }
        }
    }

    /// The owner writes its fields.
    fn touch(&self, mut parcels: *mut Parcel) {
        self.0.1.with_mut(|received| {
            while !parcels.is_null() {
                // SAFETY: rule 1.
                unsafe {
                    (*received).push((*parcels).read());
                    parcels = (*parcels).next;
                }
            }
        });
    }

    fn send(&self, number: u64) -> Pushed {
        self.woken(self.inbox().push(Parcel::number(number)))
    }

    /// Both at once, the first being the older.
    fn send_group(&self, numbers: [u64; 2]) -> Pushed {
        let [oldest, newest] = numbers.map(Parcel::number);
        // SAFETY: rule 1: not yet pushed.
        unsafe { (*newest).next = oldest };
        self.woken(self.inbox().push_group(newest, oldest))
    }

    fn woken(&self, pushed: Pushed) -> Pushed {
        if pushed == Pushed::MustWake {
            // Queueing it uses its fields before its signals are fetched.
            self.touch(std::ptr::null_mut());
            self.run();
        }
        pushed
    }

    fn received(&self) -> Vec<u64> {
        // SAFETY: rule 1; every thread has been joined.
        self.0.1.with(|received| unsafe { (*received).clone() })
    }
}

#[test]
fn signals_arrive_once_and_in_order_and_a_process_has_one_owner() {
    explore(3, || {
        let process = Owned::new();
        let senders = [vec![1, 2], vec![11]].map(|numbers| {
            let process = process.clone();
            spawn(move || numbers.into_iter().for_each(|number| _ = process.send(number)))
        });
        process.run();
        senders.into_iter().for_each(|sender| sender.join().expect("no panic"));
        let received = process.received();
        assert_eq!(received.len(), 3, "{received:?}");
        let first: Vec<u64> = received.into_iter().filter(|number| *number < 10).collect();
        assert_eq!(first, [1, 2]);
    });
}

#[test]
fn a_group_arrives_whole_and_in_order_among_others() {
    explore(3, || {
        let process = Owned::new();
        let (group, single) = (process.clone(), process.clone());
        let group = spawn(move || _ = group.send_group([1, 2]));
        let single = spawn(move || _ = single.send(11));
        process.run();
        [group, single].into_iter().for_each(|sender| sender.join().expect("no panic"));
        let received = process.received();
        assert!([[1, 2, 11], [11, 1, 2]].iter().any(|order| received == order), "{received:?}");
    });
}

#[test]
fn a_signal_to_a_process_that_ends_is_received_or_given_back() {
    explore(3, || {
        let process = Owned::new();
        let sender = process.clone();
        let sender = spawn(move || [1, 2].map(|number| sender.send(number)));
        process.touch(process.inbox().fetch());
        process.touch(process.inbox().close());
        let pushed = sender.join().expect("no panic");
        let dead = pushed.iter().filter(|pushed| **pushed == Pushed::Dead).count();
        assert_eq!(process.received().len() + dead, 2);
        assert!(!pushed.contains(&Pushed::MustWake));
    });
}

#[test]
fn a_sleeping_process_that_is_claimed_misses_nothing() {
    explore(3, || {
        let process = Owned::new();
        process.run();
        let sender = process.clone();
        let sender = spawn(move || sender.send(1));
        // As `memory::relieve` weighs it.
        if process.inbox().claim() {
            process.touch(std::ptr::null_mut());
            if !process.inbox().sleep() {
                process.run();
            }
        }
        sender.join().expect("no panic");
        assert_eq!(process.received(), [1]);
    });
}

// ── Queues: work that is queued is run, and sleepers are told of the end ───

#[test]
fn a_parked_scheduler_is_woken_for_work_and_sees_what_its_maker_wrote() {
    explore(3, || {
        let shared = Arc::new(Shared::new(2));
        let (_, own) = shared.start_one().expect("two schedulers");
        let (number, other) = shared.start_one().expect("two schedulers");
        let process = Process::leak(Pid::new(0, 0));
        let sharer = shared.clone();
        let maker = spawn(move || {
            Process::write(process);
            own.push(queues::Runnable(process));
            sharer.wake_one();
            own
        });
        Process::write(wait_for_work(&shared, number, &other));
        drop(maker.join().expect("no panic"));
    });
}

/// A scheduler without work: looks, parks, looks again.
fn wait_for_work(shared: &Shared, number: usize, worker: &Worker<queues::Runnable>) -> *mut Process {
    loop {
        if let Some(found) = shared.steal(number, worker) {
            return found.0;
        }
        shared.park(|| None, || {});
    }
}

#[test]
fn work_from_outside_and_of_other_priorities_wakes_a_parked_scheduler() {
    wakes_a_parked_scheduler(process::Priority::High);
}

#[test]
fn who_is_slow_wakes_a_parked_scheduler() {
    wakes_a_parked_scheduler(process::Priority::Normal);
}

fn wakes_a_parked_scheduler(priority: process::Priority) {
    explore(3, move || {
        let shared = Arc::new(Shared::new(1));
        let (number, worker) = shared.start_one().expect("one scheduler");
        let outside = shared.clone();
        let outside = spawn(move || {
            let [first, second] = [0, 1].map(|slot| Process::leak(Pid::new(slot, 0)));
            Process::write(first);
            outside.push_other(priority, first);
            outside.wake_one();
            outside.inject(second);
        });
        let mut found = 0;
        while found < 2 {
            if let Some(process) = shared.pop_other(priority) {
                Process::write(process.0);
                found += 1;
            } else {
                wait_for_work_or_other(&shared, number, &worker, &mut found);
            }
        }
        outside.join().expect("no panic");
    });
}

fn wait_for_work_or_other(
    shared: &Shared,
    number: usize,
    worker: &Worker<queues::Runnable>,
    found: &mut usize,
) {
    match shared.steal(number, worker) {
        Some(_) => *found += 1,
        None => shared.park(|| None, || {}),
    }
}

#[test]
fn the_last_scheduler_to_park_decides_and_only_when_no_work_is_left() {
    the_last_to_park_decides(|_| {});
}

#[test]
fn nobody_decides_while_work_is_taken_from_one_that_is_held_up() {
    the_last_to_park_decides(|shared| {
        let shared = shared.clone();
        spawn(move || shared.release(0));
    });
}

/// Two schedulers, the first with work to do, and somebody who starts when they do.
fn the_last_to_park_decides(beside: fn(&Arc<Shared>)) {
    explore(2, move || {
        let shared = Arc::new(Shared::new(2));
        let done = Arc::new(AtomicUsize::new(0));
        let ended = Arc::new((sync::Mutex::new(false), sync::Condvar::new()));
        let (_, own) = shared.start_one().expect("two schedulers");
        own.push(queues::Runnable(Process::leak(Pid::new(0, 0))));
        let (_, other) = shared.start_one().expect("two schedulers");
        beside(&shared);
        let schedulers = [(0, own), (1, other)].map(|(number, worker)| {
            let (shared, done, ended) = (shared.clone(), done.clone(), ended.clone());
            spawn(move || {
                while !shared.stopping() {
                    match worker.pop().or_else(|| shared.steal(number, &worker)) {
                        Some(_) => drop(done.fetch_add(1, Ordering::Relaxed)),
                        None => shared.park(
                            || None,
                            || {
                                assert_eq!(done.load(Ordering::Relaxed), 1, "work was left");
                                *ended.0.lock() = true;
                                ended.1.notify_all();
                            },
                        ),
                    }
                }
            })
        });
        let mut end = ended.0.lock();
        while !*end {
            ended.1.wait(&mut end);
        }
        drop(end);
        shared.shut_down();
        schedulers.into_iter().for_each(|scheduler| scheduler.join().expect("no panic"));
    });
}

#[test]
fn what_a_scheduler_leaves_that_stood_aside_is_run_by_another_one() {
    explore(3, || {
        let shared = Arc::new(Shared::new(1));
        let (number, own) = shared.start_one().expect("one scheduler");
        assert!(!shared.may_start());
        assert!(shared.stand_aside());
        let process = Process::leak(Pid::new(0, 0));
        let leaver = shared.clone();
        let leaver = spawn(move || {
            Process::write(process);
            own.push(queues::Runnable(process));
            leaver.end_one(number, own);
        });
        let (other, worker) = shared.start_one().expect("a substitute");
        Process::write(wait_for_work(&shared, other, &worker));
        leaver.join().expect("no panic");
        assert!(!shared.may_start());
    });
}

#[test]
fn a_scheduler_that_parks_while_the_machine_stops_ends() {
    explore(3, || {
        let shared = Arc::new(Shared::new(1));
        drop(shared.start_one());
        let stopper = shared.clone();
        let stopper = spawn(move || stopper.shut_down());
        while !shared.stopping() {
            shared.park(|| None, || {});
        }
        stopper.join().expect("no panic");
    });
}

// ── Table: a process found stays readable for the slice, a pid means one process ──

/// Two slices of scheduler `number`, which look `pid` up and read what they find.
fn look_up(table: &Table, number: usize, pid: Pid) {
    for _ in 0..2 {
        if let Some(process) = table.find(pid) {
            Process::read(process, pid);
        }
        table.slice_ended(number);
    }
}

/// Ends a process as its scheduler does: out of the table, then retired.
fn end(table: &Table, pid: Pid, process: *mut Process) {
    table.remove(pid);
    // SAFETY: it has left the table.
    unsafe { table.retire(&mut vec![process]) };
}

/// A table for two schedulers, of which the first `awake` do not sleep, with one process.
fn one_process(awake: usize) -> (Arc<Table>, Pid, *mut Process) {
    let table = Arc::new(Table::new(2, 8));
    (0..awake).for_each(|number| table.set_asleep(number, false));
    let pid = table.reserve().expect("room");
    let process = Process::leak(pid);
    table.insert(pid, process);
    (table, pid, process)
}

#[test]
fn a_cell_is_freed_only_when_no_slice_can_hold_it() {
    explore(3, || {
        let (table, pid, process) = one_process(2);
        let reader = table.clone();
        let reader = spawn(move || look_up(&reader, 1, pid));
        end(&table, pid, process);
        table.slice_ended(0);
        // The end of another one, which frees what is quiescent.
        let next = Process::leak(Pid::new(7, 0));
        // SAFETY: it was never in the table.
        unsafe { table.retire(&mut vec![next]) };
        reader.join().expect("no panic");
    });
}

#[test]
fn a_scheduler_that_wakes_up_finds_no_freed_cell() {
    explore(3, || {
        let (table, pid, process) = one_process(1);
        let sleeper = table.clone();
        let sleeper = spawn(move || {
            sleeper.set_asleep(1, false);
            look_up(&sleeper, 1, pid);
            sleeper.set_asleep(1, true);
        });
        end(&table, pid, process);
        table.slice_ended(0);
        // SAFETY: it was never in the table.
        unsafe { table.retire(&mut vec![Process::leak(Pid::new(7, 0))]) };
        sleeper.join().expect("no panic");
    });
}

#[test]
fn what_is_kept_for_a_process_is_known_when_it_leaves() {
    explore(3, || {
        let (table, pid, process) = one_process(2);
        let giver = table.clone();
        let giver = spawn(move || {
            let given = giver.note_outside(pid, 1);
            giver.slice_ended(1);
            given
        });
        table.remove(pid);
        // SAFETY: the cell is freed below.
        let known = unsafe { (*process).outside.swap(0, Ordering::AcqRel) } != 0;
        // SAFETY: it has left the table.
        unsafe { table.retire(&mut vec![process]) };
        let given = giver.join().expect("no panic");
        assert!(known || !given, "given to nobody");
    });
}

#[test]
fn a_process_that_is_found_is_complete() {
    explore(3, || {
        let table = Arc::new(Table::new(2, 8));
        (0..2).for_each(|number| table.set_asleep(number, false));
        let pid = table.reserve().expect("room");
        let reader = table.clone();
        let reader = spawn(move || look_up(&reader, 1, pid));
        let process = Process::leak(pid);
        Process::write(process);
        table.insert(pid, process);
        reader.join().expect("no panic");
    });
}

#[test]
fn a_reused_slot_does_not_answer_to_the_old_pid() {
    explore(3, || {
        let table = Arc::new(Table::new(2, 8));
        (0..2).for_each(|number| table.set_asleep(number, false));
        let first = table.reserve().expect("room");
        let process = Process::leak(first);
        table.insert(first, process);
        let reader = table.clone();
        let reader = spawn(move || look_up(&reader, 1, first));
        end(&table, first, process);
        let second = table.reserve().expect("room");
        assert_eq!((second.slot(), second.generation()), (first.slot(), first.generation() + 1));
        table.insert(second, Process::leak(second));
        assert!(table.find(first).is_none() && table.find(second).is_some());
        reader.join().expect("no panic");
    });
}

#[test]
fn two_reservations_differ_and_the_limit_holds() {
    explore(3, || {
        let table = Arc::new(Table::new(2, 2));
        let other = table.clone();
        let other = spawn(move || [other.reserve(), other.reserve()]);
        let own = table.reserve();
        let mut pids: Vec<Pid> = other.join().expect("no panic").into_iter().chain([own]).flatten().collect();
        pids.sort();
        pids.dedup();
        assert_eq!(pids.len(), 2);
        assert_eq!(table.count(), 2);
    });
}

// ── Timers: each fires once or is cancelled, and wakes who sleeps ──────────

#[test]
fn a_timer_fires_or_is_cancelled_and_then_is_gone() {
    explore(3, || {
        let machine = Arc::new(Machine::new(1));
        let other = machine.clone();
        let firing = spawn(move || {
            let mut fired = 0;
            other.timers.fire(&other, |_, _| fired += 1);
            fired
        });
        machine.timers.deliver_at(&machine, 0, Target::Pid(Pid::new(1, 0)), Parcel::number(0), 7);
        let cancelled = machine.timers.cancel(&machine, 7).is_some();
        let fired = firing.join().expect("no panic");
        assert_eq!(usize::from(cancelled) + fired, 1);
        assert!(machine.timers.left(&machine, 7).is_none());
        assert_eq!(machine.timers.count(), 0);
        assert!(machine.timers.earliest().is_none());
    });
}

#[test]
fn a_parked_scheduler_wakes_for_a_timer_that_another_one_sets() {
    explore(3, || {
        let machine = Arc::new(Machine::new(2));
        (0..2).for_each(|_| drop(machine.sched.start_one()));
        let setter = machine.clone();
        let setter = spawn(move || setter.timers.receive_timeout(&setter, Pid::new(1, 0), 1, 0));
        let fired = AtomicBool::new(false);
        while !fired.load(Ordering::Relaxed) {
            if machine.timers.earliest().is_some() {
                machine.timers.fire(&machine, |_, _| fired.store(true, Ordering::Relaxed));
            } else {
                machine.sched.park(|| machine.timers.earliest(), || {});
            }
        }
        setter.join().expect("no panic");
    });
}
