//! Spare parcels: each thread keeps the blocks of small parcels that it freed, for the next ones that it makes.
//!
//! Most signals are small and live shortly, and their memory goes round: what a scheduler frees for one process it
//! needs for the next one a moment later. A debug build keeps nothing, so that the tools that find misuse of memory
//! see every block.
//!
//! # Safety
//! 1. A block in a list was given to [`put`] with its capacity, and belongs to the list alone.
#![allow(unsafe_code)]

use std::cell::Cell;
use std::ptr::null_mut;

use super::parcel::Parcel;

/// Parcels with fewer words are kept.
const CLASSES: usize = 24;
/// How many parcels of each capacity are kept at most.
const KEPT: u32 = 512;

struct List {
    first: Cell<*mut Parcel>,
    len: Cell<u32>,
}

/// A list for each capacity.
struct Spare([List; CLASSES]);

thread_local! {
    static SPARE: Spare = const { Spare([const { List { first: Cell::new(null_mut()), len: Cell::new(0) } }; CLASSES]) };
}

impl Drop for Spare {
    fn drop(&mut self) {
        for list in &self.0 {
            while let Some(parcel) = list.take() {
                Parcel::dealloc(parcel);
            }
        }
    }
}

impl List {
    #[inline]
    fn take(&self) -> Option<*mut Parcel> {
        let parcel = self.first.get();
        if parcel.is_null() {
            return None;
        }
        // SAFETY: rule 1.
        self.first.set(unsafe { (*parcel).next });
        self.len.set(self.len.get() - 1);
        Some(parcel)
    }
}

/// A block for a parcel of `words` words, if one is spare.
#[inline]
pub(super) fn take(words: usize) -> Option<*mut Parcel> {
    if words >= CLASSES {
        return None;
    }
    // A thread that is ending has no lists any more.
    SPARE.try_with(|spare| spare.0[words].take()).ok().flatten()
}

/// Keeps the block of a parcel whose capacity is `words`; false when it is to be given back.
#[inline]
pub(super) fn put(parcel: *mut Parcel, words: usize) -> bool {
    if cfg!(debug_assertions) || words >= CLASSES {
        return false;
    }
    let kept = SPARE.try_with(|spare| {
        let list = &spare.0[words];
        if list.len.get() >= KEPT {
            return false;
        }
        // SAFETY: rule 1: the caller gives the parcel up.
        unsafe { (*parcel).next = list.first.get() };
        list.first.set(parcel);
        list.len.set(list.len.get() + 1);
        true
    });
    kept.unwrap_or(false)
}
