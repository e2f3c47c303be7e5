//! Spare blocks: each thread keeps the blocks of small parcels and of processes that it freed, for the next ones.
//!
//! Most signals are small and live shortly, and so do many processes; their memory goes round: what a scheduler frees
//! it needs again a moment later. A debug build keeps nothing, so that the tools that find misuse of memory see every
//! block.
//!
//! # Safety
//! 1. A block in a list was given to [`put`] or [`put_cell`], or taken from [`cells`], and belongs to the list alone; its first word is the
//!    link to the next one.
#![allow(unsafe_code)]

use std::cell::Cell;
use std::ptr::null_mut;

use super::parcel::Parcel;
use crate::process::cells;

/// Parcels with fewer words are kept.
const CLASSES: usize = 24;
/// How many blocks of each kind are kept at most.
const KEPT: u32 = 512;
/// So many of each kind are kept for good, and the others for a while: what a thread frees more often than it needs it,
/// because others send it, would be kept for ever, and its sizes one after the other.
const FEW: u32 = 32;
/// After so many milliseconds half of the parcels is given back.
const WHILE: u32 = 1000;
/// So many cells are taken at once.
const TAKEN: usize = 32;

struct List {
    first: Cell<*mut u8>,
    len: Cell<u32>,
}

/// A list for each capacity of parcels, and one for the cells of processes.
struct Spare {
    parcels: [List; CLASSES],
    cells: List,
    /// When parcels were given back, in milliseconds of the machine's clock.
    shrunk: Cell<u32>,
}

thread_local! {
    static SPARE: Spare = const {
        Spare { parcels: [const { List::new() }; CLASSES], cells: List::new(), shrunk: Cell::new(0) }
    };
}

impl Drop for Spare {
    fn drop(&mut self) {
        for list in &self.parcels {
            while let Some(parcel) = list.take() {
                Parcel::dealloc(parcel.cast());
            }
        }
        // SAFETY: rule 1.
        unsafe { cells::give_back(std::iter::from_fn(|| self.cells.take())) }
    }
}

impl List {
    const fn new() -> List {
        List { first: Cell::new(null_mut()), len: Cell::new(0) }
    }

    #[inline]
    fn take(&self) -> Option<*mut u8> {
        let block = self.first.get();
        if block.is_null() {
            return None;
        }
        // SAFETY: rule 1.
        self.first.set(unsafe { *block.cast::<*mut u8>() });
        self.len.set(self.len.get() - 1);
        Some(block)
    }

    #[inline]
    fn put(&self, block: *mut u8) -> bool {
        if cfg!(debug_assertions) || self.len.get() >= KEPT {
            return false;
        }
        // SAFETY: rule 1: the caller gives the block up.
        unsafe { *block.cast::<*mut u8>() = self.first.get() };
        self.first.set(block);
        self.len.set(self.len.get() + 1);
        true
    }

    /// Gives back half of the parcels, but for the few.
    fn shrink(&self) {
        let left = FEW.max(self.len.get() / 2);
        while self.len.get() > left {
            match self.take() {
                Some(parcel) => Parcel::dealloc(parcel.cast()),
                None => return,
            }
        }
    }
}

/// A block for a parcel of `words` words, if one is spare.
#[inline]
pub(super) fn take(words: usize) -> Option<*mut Parcel> {
    if words >= CLASSES {
        return None;
    }
    // A thread that is ending has no lists any more.
    SPARE.try_with(|spare| spare.parcels[words].take()).ok().flatten().map(<*mut u8>::cast)
}

/// Keeps the block of a parcel whose capacity is `words`; false when it is to be given back.
#[inline]
pub(super) fn put(parcel: *mut Parcel, words: usize) -> bool {
    words < CLASSES && SPARE.try_with(|spare| spare.parcels[words].put(parcel.cast())).unwrap_or(false)
}

/// Gives back half of the parcels that this thread keeps, if that was long ago at `now`.
pub(crate) fn shrink(now: u32) {
    let _ = SPARE.try_with(|spare| {
        if now.wrapping_sub(spare.shrunk.get()) >= WHILE {
            spare.shrunk.set(now);
            spare.parcels.iter().for_each(List::shrink);
        }
    });
}

/// A cell for a process; `None` when memory is short.
#[inline]
pub(crate) fn take_cell() -> Option<*mut u8> {
    SPARE.try_with(|spare| spare.cells.take()).ok().flatten().or_else(new_cells)
}

/// A new cell, and more of them for the list.
fn new_cells() -> Option<*mut u8> {
    let mut first = None;
    // A thread that is ending, and a debug build, keep no list.
    let keeps = !cfg!(debug_assertions) && SPARE.try_with(|_| ()).is_ok();
    let count = if keeps { TAKEN } else { 1 };
    cells::take(count, |cell| match first {
        None => first = Some(cell),
        // The list has room: it was empty.
        Some(_) => drop(SPARE.try_with(|spare| spare.cells.put(cell))),
    });
    first
}

/// Keeps the cell of a process for the next one, or gives it back.
///
/// # Safety
/// It came from [`take_cell`], and nothing in it is needed any more.
#[inline]
pub(crate) unsafe fn put_cell(cell: *mut u8) {
    if !SPARE.try_with(|spare| spare.cells.put(cell)).unwrap_or(false) {
        // SAFETY: the caller's promise, and rule 1.
        unsafe { give_cells_back(cell) }
    }
}

/// Gives a cell back, and with it half of the spare ones.
///
/// # Safety
/// As for [`put_cell`].
#[cold]
unsafe fn give_cells_back(cell: *mut u8) {
    let others = std::iter::from_fn(|| SPARE.try_with(|spare| spare.cells.take()).ok().flatten());
    // SAFETY: the caller's promise, and rule 1.
    unsafe { cells::give_back(std::iter::once(cell).chain(others.take(KEPT as usize / 2))) }
}
