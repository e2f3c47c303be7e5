//! The world as `tests/models.rs` sees it: loom's primitives under the machine's names, and stand-ins for the types that
//! the protocols carry around.
//!
//! # Safety
//! 1. As in `tests/models.rs`.
#![allow(unsafe_code)]

/// `vm/src/sync.rs` over loom.
pub mod sync {
    pub use loom::sync::Arc;
    pub use loom::sync::atomic::{
        AtomicBool, AtomicPtr, AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
    };

    /// As `parking_lot`'s.
    pub struct Mutex<T>(loom::sync::Mutex<T>);

    /// As `parking_lot`'s; empty while a condition is awaited.
    pub struct Guard<'a, T>(Option<loom::sync::MutexGuard<'a, T>>);

    impl<T> Mutex<T> {
        pub fn new(value: T) -> Mutex<T> {
            Mutex(loom::sync::Mutex::new(value))
        }

        pub fn lock(&self) -> Guard<'_, T> {
            Guard(Some(self.0.lock().expect("no panic under a lock")))
        }

        pub fn get_mut(&mut self) -> &mut T {
            self.0.get_mut().expect("no panic under a lock")
        }
    }

    impl<T: Default> Default for Mutex<T> {
        fn default() -> Mutex<T> {
            Mutex::new(T::default())
        }
    }

    impl<T> std::ops::Deref for Guard<'_, T> {
        type Target = T;

        fn deref(&self) -> &T {
            self.0.as_ref().expect("held")
        }
    }

    impl<T> std::ops::DerefMut for Guard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {
            self.0.as_mut().expect("held")
        }
    }

    /// A wait has ended for its limit.
    pub struct TimedOut;

    /// As `parking_lot`'s; a wait with a limit ends at once, as if the time had passed.
    pub struct Condvar(loom::sync::Condvar);

    impl Condvar {
        pub fn new() -> Condvar {
            Condvar(loom::sync::Condvar::new())
        }

        pub fn wait<T>(&self, guard: &mut Guard<'_, T>) {
            let held = guard.0.take().expect("held");
            guard.0 = Some(self.0.wait(held).expect("no panic under a lock"));
        }

        pub fn wait_for<T>(&self, _: &mut Guard<'_, T>, _: std::time::Duration) -> TimedOut {
            TimedOut
        }

        pub fn notify_one(&self) {
            self.0.notify_one();
        }

        pub fn notify_all(&self) {
            self.0.notify_all();
        }
    }

    /// The smallest numbers that keep the protocol.
    pub mod size {
        pub const CHUNK_BITS: u32 = 1;
        pub const RESTING_SLOTS: usize = 0;
        pub const RETIRED_BATCH: usize = 1;
        pub const SUBSTITUTES: usize = 1;
    }

    /// A deque as weak as crossbeam's promises are: who takes an item sees what was before its push, and nobody sees
    /// more than that. Its length is read without the lock.
    pub mod deque {
        use super::{Arc, AtomicUsize, Mutex, Ordering};
        use std::collections::VecDeque;

        struct Queue<T> {
            items: Mutex<VecDeque<T>>,
            len: AtomicUsize,
        }

        impl<T> Queue<T> {
            fn new() -> Queue<T> {
                Queue { items: Mutex::default(), len: AtomicUsize::new(0) }
            }

            fn push(&self, item: T) {
                let mut items = self.items.lock();
                items.push_back(item);
                self.len.store(items.len(), Ordering::Release);
            }

            fn pop(&self) -> Option<T> {
                if self.is_empty() {
                    return None;
                }
                let mut items = self.items.lock();
                let item = items.pop_front();
                self.len.store(items.len(), Ordering::Release);
                item
            }

            fn is_empty(&self) -> bool {
                self.len.load(Ordering::Acquire) == 0
            }
        }

        pub enum Steal<T> {
            Empty,
            Success(T),
            // The stand-in never asks for another try.
            #[allow(dead_code)]
            Retry,
        }

        macro_rules! queue {
            ($($name:ident)*) => { $(
                pub struct $name<T>(Arc<Queue<T>>);

                #[allow(dead_code)]
                impl<T> $name<T> {
                    pub fn new() -> Self {
                        $name(Arc::new(Queue::new()))
                    }

                    pub fn push(&self, item: T) {
                        self.0.push(item);
                    }

                    pub fn is_empty(&self) -> bool {
                        self.0.is_empty()
                    }

                    pub fn len(&self) -> usize {
                        self.0.len.load(Ordering::Acquire)
                    }

                    pub fn steal(&self) -> Steal<T> {
                        self.0.pop().map_or(Steal::Empty, Steal::Success)
                    }

                    pub fn steal_batch_and_pop(&self, _: &Worker<T>) -> Steal<T> {
                        self.0.pop().map_or(Steal::Empty, Steal::Success)
                    }
                }
            )* };
        }

        queue!(Injector Stealer Worker);

        impl<T> Worker<T> {
            pub fn new_fifo() -> Worker<T> {
                Worker::new()
            }

            pub fn stealer(&self) -> Stealer<T> {
                Stealer(self.0.clone())
            }

            pub fn pop(&self) -> Option<T> {
                self.0.pop()
            }
        }
    }
}

/// A process: its pid and what loom watches.
pub mod process {
    use super::term::Pid;
    use crate::inbox::Inbox;
    use crate::sync::AtomicU8;
    use loom::cell::UnsafeCell;

    #[derive(Clone, Copy)]
    #[allow(dead_code)]
    pub enum Priority {
        Low,
        Normal,
        High,
        Max,
    }

    pub struct Process {
        pub pid: Pid,
        pub inbox: Inbox,
        pub outside: AtomicU8,
        /// Written by its owner, and by whoever frees it.
        alive: UnsafeCell<bool>,
    }

    impl Process {
        pub fn leak(pid: Pid) -> *mut Process {
            Box::into_raw(Box::new(Process {
                pid,
                inbox: Inbox::new(),
                outside: AtomicU8::new(0),
                alive: UnsafeCell::new(true),
            }))
        }

        /// What an owner does.
        pub fn write(process: *mut Process) {
            // SAFETY: rule 1.
            unsafe { (*process).alive.with_mut(|alive| assert!(*alive)) }
        }

        /// What somebody does who found it by `pid`.
        pub fn read(process: *mut Process, pid: Pid) {
            // SAFETY: rule 1.
            unsafe {
                (*process).alive.with(|alive| assert!(*alive, "freed"));
                assert_eq!((*process).pid, pid);
            }
        }

        pub unsafe fn empty(_: *mut Process) {}

        pub unsafe fn free(process: *mut Process) {
            // SAFETY: rule 1.
            unsafe { (*process).alive.with_mut(|alive| *alive = false) }
        }
    }
}

/// A pid with few slots.
pub mod term {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub struct Pid(u32, u32);

    impl Pid {
        pub const SLOT_BITS: u32 = 3;

        pub fn new(slot: u32, generation: u32) -> Pid {
            Pid(slot, generation)
        }

        pub fn slot(self) -> u32 {
            self.0
        }

        pub fn generation(self) -> u32 {
            self.1
        }
    }

    pub struct Term;

    impl Term {
        pub const NIL: Term = Term;
    }
}

/// Names are not part of any model.
pub mod atom {
    #[derive(Clone, Copy)]
    pub struct Atom;
}

/// A parcel: a number.
pub mod heap {
    pub mod parcel {
        use crate::term::{Pid, Term};
        use loom::cell::UnsafeCell;

        pub struct Parcel {
            pub next: *mut Parcel,
            number: UnsafeCell<u64>,
        }

        impl Parcel {
            pub fn number(number: u64) -> *mut Parcel {
                let next = std::ptr::null_mut();
                Box::into_raw(Box::new(Parcel { next, number: UnsafeCell::new(number) }))
            }

            /// What the receiver does.
            pub fn read(&self) -> u64 {
                // SAFETY: rule 1.
                self.number.with(|number| unsafe { *number })
            }

            pub fn signal(_: Signal, _: Pid, _: Term, number: u64) -> Option<*mut Parcel> {
                Some(Parcel::number(number))
            }

            pub fn discard(_: *mut Parcel) {}
        }

        pub enum Signal {
            Timeout,
        }

        pub fn free_chain(_: *mut Parcel, _: bool) {}

        pub struct ParcelBox(pub *mut Parcel);

        // SAFETY: one owner at a time, which loom's cell checks.
        unsafe impl Send for ParcelBox {}
    }
}

/// A machine: queues, timers, a clock that stands still.
pub mod machine {
    use crate::queues::Shared;
    use crate::timers::Timers;

    pub struct Machine {
        pub sched: Shared,
        pub timers: Timers,
        pub clock: Clock,
    }

    pub struct Clock;

    impl Clock {
        pub fn elapsed(&self) -> u64 {
            1
        }
    }

    impl Machine {
        pub fn new(schedulers: usize) -> Machine {
            Machine { sched: Shared::new(schedulers), timers: Timers::new(), clock: Clock }
        }

        pub fn is_alive(&self, _: crate::term::Pid) -> bool {
            true
        }

        pub fn wake_for_timer(&self) {
            self.sched.wake_all();
        }
    }
}
