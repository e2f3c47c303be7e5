//! Scheduling: who runs next, on which thread, and what threads without work do.
//!
//! Each scheduler has a queue of its own (a crossbeam deque that others steal from), a slot for the process that it
//! woke last, and shares the queues of the other priorities. Whoever makes a process runnable puts it into its own queue.
//!
//! 1. A runnable process is in exactly one queue, or runs. A waiting one is in none: its inbox word owns it.
//! 2. A parked thread is woken only when a queue stays non-empty, not for the slot: waking costs more than many slices.
//! 3. Before it parks, a scheduler announces it, then looks at all queues once more; who pushes, looks at the
//!    sleepers afterwards. A fence between each pair makes one of the two see the other.
//! 4. The last scheduler to park decides, under the idle lock, whether anything can ever run again.
//! 5. A scheduler whose turn does not end stands aside, and another one runs in its place ([`watch`]).

pub mod queues;
pub mod worker;
pub mod watch;
pub mod lane;
pub mod driven;
pub mod tidy;

pub use queues::{Runnable, Shared};
