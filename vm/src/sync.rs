//! The synchronisation primitives that the machine uses: one place to swap them for modelled ones.
//!
//! Nothing else in `vm` imports `std::sync::atomic`. The files with the machine's protocols (`process/inbox.rs`,
//! `sched/queues.rs`, `table.rs`, `timers.rs`) know nothing else of the world than this, so `tests/models.rs` compiles
//! them a second time, over loom's primitives, and runs them through every interleaving.

pub use std::sync::Arc;
pub use std::sync::atomic::{
    AtomicBool, AtomicI64, AtomicPtr, AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
};

pub use parking_lot::{Condvar, Mutex, RwLock, RwLockWriteGuard};

/// Queues of which one end belongs to a thread and the other to everybody.
pub mod deque {
    pub use crossbeam_deque::{Injector, Steal, Stealer, Worker};
}

/// Numbers that a model makes small.
pub mod size {
    /// A chunk of the process table has 2 to this power slots.
    pub const CHUNK_BITS: u32 = 12;
    /// So many slots rest before the first of them is used again.
    pub const RESTING_SLOTS: usize = 1024;
    /// So many cells are retired together.
    pub const RETIRED_BATCH: usize = 64;
    /// So many schedulers may be held up and have others run in their place.
    pub const SUBSTITUTES: usize = 8;
}
