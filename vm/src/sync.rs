//! The synchronisation primitives that the machine uses: one place to swap them for modelled ones.
//!
//! Nothing else in `vm` imports `std::sync::atomic`, so a model checker can stand in for them all.

pub use std::sync::Arc;
pub use std::sync::atomic::{
    AtomicBool, AtomicI64, AtomicPtr, AtomicU8, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
};

pub use parking_lot::{Condvar, Mutex, RwLock};
