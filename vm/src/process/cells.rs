//! Cells: the blocks of [`CELL_BYTES`] bytes in which processes live, cut from slabs.
//!
//! ```text
//!   arena (reserved addresses)  │ slab │ slab │ slab │ …
//!   slab (2 MB, aligned)        │ head │ cell │ cell │ cell │ …
//! ```
//!
//! A cell takes its bytes and nothing more, and a slab is one page for the processor where the system has pages of that
//! size, so a million processes are neither rounded up nor faulted in 4 KB at a time. A slab whose cells are all free
//! gives its memory back to the system and keeps its addresses.
//!
//! # Safety
//! 1. A slab begins at a multiple of its size with a [`Head`]; its other cells are free, in the list of the head or
//!    never used, or belong to whoever took them.
//! 2. Heads are touched under the lock of the pool.
#![allow(unsafe_code)]

use std::ptr::null_mut;

use rustix::mm::{Advice, MapFlags, ProtFlags, madvise, mmap_anonymous, munmap};

use super::CELL_BYTES;
use crate::memory;
use crate::sync::Mutex;

const SLAB_BYTES: usize = 2 << 20;
/// The addresses of so many slabs are reserved at once.
const ARENA_SLABS: usize = 16;
/// Cells of a slab, the head not counted.
const CELLS: u32 = (SLAB_BYTES / CELL_BYTES - 1) as u32;

/// What a slab begins with.
struct Head {
    /// The first free cell, whose first word leads to the next one.
    free: *mut *mut u8,
    /// So many cells, from the first on, have been used.
    touched: u32,
    /// So many cells are taken.
    taken: u32,
    /// Where it stands among the slabs with free cells.
    place: usize,
}

struct Pool {
    /// Slabs with free cells.
    open: Vec<*mut Head>,
    /// Slabs without memory.
    empty: Vec<*mut Head>,
    /// Addresses that were reserved and never used.
    next: usize,
    end: usize,
    /// Whether there has been a slab: a small program shall not pay for a large page.
    begun: bool,
}

// SAFETY: the slabs belong to the pool.
unsafe impl Send for Pool {}

static POOL: Mutex<Pool> =
    Mutex::new(Pool { open: Vec::new(), empty: Vec::new(), next: 0, end: 0, begun: false });

/// Takes up to `count` cells and hands them to `to`; fewer, perhaps none, when memory is short.
pub(crate) fn take(count: usize, mut to: impl FnMut(*mut u8)) {
    let mut pool = POOL.lock();
    for _ in 0..count {
        let Some(cell) = pool.take() else { return };
        to(cell);
    }
}

/// Gives cells back.
///
/// # Safety
/// They came from [`take`], and nothing in them is needed any more.
pub(crate) unsafe fn give_back(cells: impl Iterator<Item = *mut u8>) {
    let mut pool = POOL.lock();
    for cell in cells {
        // SAFETY: the caller's promise.
        unsafe { pool.give_back(cell) }
    }
}

impl Pool {
    fn take(&mut self) -> Option<*mut u8> {
        let slab = match self.open.last() {
            Some(slab) => *slab,
            None => self.open_slab()?,
        };
        // SAFETY: rules 1 and 2.
        unsafe {
            let head = &mut *slab;
            let cell = match head.free.is_null() {
                false => {
                    let cell = head.free;
                    head.free = (*cell).cast();
                    cell.cast::<u8>()
                }
                true => {
                    head.touched += 1;
                    slab.cast::<u8>().add(head.touched as usize * CELL_BYTES)
                }
            };
            head.taken += 1;
            if head.taken == CELLS {
                self.open.pop();
            }
            Some(cell)
        }
    }

    /// # Safety
    /// As for the function of the same name outside.
    unsafe fn give_back(&mut self, cell: *mut u8) {
        let slab = cell.wrapping_sub(cell as usize % SLAB_BYTES).cast::<Head>();
        // SAFETY: rules 1 and 2.
        unsafe {
            let head = &mut *slab;
            *cell.cast::<*mut u8>() = head.free.cast();
            head.free = cell.cast();
            if head.taken == CELLS {
                head.place = self.open.len();
                self.open.push(slab);
            }
            head.taken -= 1;
            if head.taken == 0 && self.open.len() > 1 {
                self.empty_slab(slab);
            }
        }
    }

    /// # Safety
    /// No cell of the slab is taken.
    unsafe fn empty_slab(&mut self, slab: *mut Head) {
        // SAFETY: rules 1 and 2.
        unsafe {
            let place = (*slab).place;
            self.open.swap_remove(place);
            if let Some(moved) = self.open.get(place) {
                (**moved).place = place;
            }
            // Whether or not the system takes the memory, the next use begins with a new head.
            let _ = madvise(slab.cast(), SLAB_BYTES, Advice::LinuxDontNeed);
        }
        memory::note(-(SLAB_BYTES as i64));
        self.empty.push(slab);
    }

    /// A slab with memory, all of its cells free.
    fn open_slab(&mut self) -> Option<*mut Head> {
        if !memory::has_room_for_processes(SLAB_BYTES) {
            return None;
        }
        let slab = match self.empty.pop() {
            Some(slab) => slab,
            None => self.reserve()?,
        };
        memory::note(SLAB_BYTES as i64);
        // SAFETY: rule 1: the slab's addresses are the pool's, and it has no head yet.
        unsafe {
            if std::mem::replace(&mut self.begun, true) {
                // Without such pages ordinary ones do.
                let _ = madvise(slab.cast(), SLAB_BYTES, Advice::LinuxHugepage);
            }
            slab.write(Head { free: null_mut(), touched: 0, taken: 0, place: self.open.len() });
        }
        self.open.push(slab);
        Some(slab)
    }

    /// The addresses of a slab.
    fn reserve(&mut self) -> Option<*mut Head> {
        if self.next == self.end {
            let bytes = (ARENA_SLABS + 1) * SLAB_BYTES;
            // SAFETY: new addresses of nobody; what lies before the first and after the last whole slab is given up.
            unsafe {
                let flags = MapFlags::PRIVATE | MapFlags::NORESERVE;
                let start = mmap_anonymous(null_mut(), bytes, ProtFlags::READ | ProtFlags::WRITE, flags)
                    .ok()? as usize;
                self.next = start.next_multiple_of(SLAB_BYTES);
                self.end = self.next + ARENA_SLABS * SLAB_BYTES;
                if self.next > start {
                    let _ = munmap(start as *mut _, self.next - start);
                }
                if self.end < start + bytes {
                    let _ = munmap(self.end as *mut _, start + bytes - self.end);
                }
            }
        }
        let slab = self.next as *mut Head;
        self.next += SLAB_BYTES;
        Some(slab)
    }
}

#[cfg(test)]
mod tests {
    use super::{CELL_BYTES, CELLS, give_back, take};

    #[test]
    fn cells_are_taken_once_and_slabs_are_used_again() {
        let count = 3 * CELLS as usize + 10;
        for _ in 0..3 {
            let mut cells = Vec::new();
            take(count, |cell| cells.push(cell));
            assert_eq!(cells.len(), count);
            for (index, cell) in cells.iter().enumerate() {
                // SAFETY: the cell is ours.
                unsafe { std::slice::from_raw_parts_mut(*cell, CELL_BYTES).fill(index as u8) }
            }
            for (index, cell) in cells.iter().enumerate() {
                // SAFETY: the cell is ours.
                let bytes = unsafe { std::slice::from_raw_parts(*cell, CELL_BYTES) };
                assert!(bytes.iter().all(|byte| *byte == index as u8));
            }
            let (even, odd): (Vec<_>, Vec<_>) =
                cells.into_iter().enumerate().partition(|(index, _)| index % 2 == 0);
            // SAFETY: they were taken above.
            unsafe {
                give_back(even.into_iter().map(|(_, cell)| cell));
                give_back(odd.into_iter().map(|(_, cell)| cell));
            }
        }
    }
}
