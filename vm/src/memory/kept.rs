//! Large blocks that were freed a moment ago: whoever needs one of that size soon gets it back with its pages in place.
//! The system would clear every page of a new one first, which takes longer than to fill it.
//!
//! Collections of large heaps and files read whole take and free such blocks one after another. What nobody wants is
//! given back when the machine tidies up ([`give_back`]).
//!
//! # Safety
//! 1. A kept block came from the C library, belongs to nobody else, and has at least the bytes noted with it. The
//!    library does not ask for the size of a block that is freed, so a kept one may go to a smaller request.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};

use parking_lot::Mutex;

/// Smaller blocks the C library keeps itself.
const LARGE: usize = 16 << 20;
/// At most so many bytes are kept, in so many blocks.
const MOST: usize = 192 << 20;
const PLACES: usize = 4;

struct Kept {
    blocks: [(*mut u8, usize); PLACES],
    bytes: usize,
}

// SAFETY: rule 1: the blocks belong to whoever holds the lock.
unsafe impl Send for Kept {}

static KEPT: Mutex<Kept> = Mutex::new(Kept { blocks: [(std::ptr::null_mut(), 0); PLACES], bytes: 0 });

/// Whether blocks of this layout may be kept.
#[inline]
pub(super) fn is_large(layout: Layout) -> bool {
    layout.size() >= LARGE && layout.align() <= 16
}

/// A kept block that fits well, or a new one.
pub(super) unsafe fn alloc(layout: Layout) -> *mut u8 {
    if let Some(block) = KEPT.lock().take(layout.size()) {
        return block;
    }
    // SAFETY: the caller's promise.
    let block = unsafe { System.alloc(layout) };
    if block.is_null() && give_back() {
        // SAFETY: as before.
        return unsafe { System.alloc(layout) };
    }
    block
}

/// Keeps a block, or frees it.
pub(super) unsafe fn dealloc(block: *mut u8, layout: Layout) {
    if !KEPT.lock().put(block, layout.size()) {
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(block, layout) }
    }
}

/// Frees all kept blocks; whether there were any.
pub(super) fn give_back() -> bool {
    let blocks = {
        let mut kept = KEPT.lock();
        kept.bytes = 0;
        std::mem::replace(&mut kept.blocks, [(std::ptr::null_mut(), 0); PLACES])
    };
    let mut any = false;
    for (block, size) in blocks {
        if let (false, Ok(layout)) = (block.is_null(), Layout::from_size_align(size, 16)) {
            // SAFETY: rule 1.
            unsafe { System.dealloc(block, layout) }
            any = true;
        }
    }
    any
}

impl Kept {
    fn take(&mut self, size: usize) -> Option<*mut u8> {
        let fits = size..=size + size / 4;
        let best =
            self.blocks.iter_mut().filter(|(_, own)| fits.contains(own)).min_by_key(|(_, own)| *own)?;
        let (block, own) = std::mem::replace(best, (std::ptr::null_mut(), 0));
        self.bytes -= own;
        Some(block)
    }

    fn put(&mut self, block: *mut u8, size: usize) -> bool {
        let free = self.blocks.iter_mut().find(|(block, _)| block.is_null());
        match free {
            Some(place) if self.bytes + size <= MOST => {
                *place = (block, size);
                self.bytes += size;
                true
            }
            _ => false,
        }
    }
}
