//! What the memory of processes and of large binaries is, apart from all other: for `erlang:memory/1`.
//!
//! Threads add to the common counts in steps, as they do for all memory.

use std::cell::Cell;

use crate::sync::{AtomicI64, Ordering};

/// What memory is for.
#[derive(Clone, Copy)]
pub enum Purpose {
    /// Heaps and messages.
    Process,
    /// Buffers of binaries.
    Binary,
}

static TAKEN: [AtomicI64; 2] = [const { AtomicI64::new(0) }; 2];

thread_local! {
    /// Bytes taken less bytes given back that `TAKEN` does not know of.
    static UNTOLD: [Cell<i64>; 2] = const { [const { Cell::new(0) }; 2] };
}

/// So many bytes were taken or, below zero, given back.
#[inline]
pub(crate) fn note(purpose: Purpose, bytes: i64) {
    let kind = purpose as usize;
    let told = UNTOLD.try_with(|untold| {
        let sum = untold[kind].get() + bytes;
        let step = sum.abs() >= super::STEP;
        untold[kind].set(if step { 0 } else { sum });
        if step { sum } else { 0 }
    });
    let told = told.unwrap_or(bytes);
    if told != 0 {
        TAKEN[kind].fetch_add(told, Ordering::Relaxed);
    }
}

/// Tells what this thread has taken.
pub(super) fn settle() {
    for (kind, taken) in TAKEN.iter().enumerate() {
        let told = UNTOLD.try_with(|untold| untold[kind].take()).unwrap_or(0);
        taken.fetch_add(told, Ordering::Relaxed);
    }
}

/// Bytes taken at this moment, to within [`super::STEP`] for each thread.
pub fn taken(purpose: Purpose) -> u64 {
    TAKEN[purpose as usize].load(Ordering::Relaxed).max(0) as u64
}
