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
const MOST: usize = 256 << 20;
const PLACES: usize = 4;

/// A block and its bytes.
type Block = (*mut u8, usize);

const NONE: Block = (std::ptr::null_mut(), 0);

struct Kept {
    /// The oldest first; null where there is none.
    blocks: [Block; PLACES],
    bytes: usize,
}

// SAFETY: rule 1: the blocks belong to whoever holds the lock.
unsafe impl Send for Kept {}

static KEPT: Mutex<Kept> = Mutex::new(Kept { blocks: [NONE; PLACES], bytes: 0 });

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

/// Keeps a block, in the place of the oldest ones if need be, unless it is too large.
pub(super) unsafe fn dealloc(block: *mut u8, layout: Layout) {
    let put_out = KEPT.lock().put((block, layout.size()));
    put_out.into_iter().for_each(free);
}

fn free((block, size): Block) {
    if let (false, Ok(layout)) = (block.is_null(), Layout::from_size_align(size, 16)) {
        // SAFETY: rule 1.
        unsafe { System.dealloc(block, layout) }
    }
}

/// Frees all kept blocks; whether there were any.
pub(super) fn give_back() -> bool {
    let blocks = KEPT.lock().make_room(MOST);
    blocks.into_iter().for_each(free);
    blocks.iter().any(|(block, _)| !block.is_null())
}

impl Kept {
    fn take(&mut self, size: usize) -> Option<*mut u8> {
        let fits = size..=size + size / 4;
        let best =
            self.blocks.iter_mut().filter(|(_, own)| fits.contains(own)).min_by_key(|(_, own)| *own)?;
        let (block, own) = std::mem::replace(best, NONE);
        self.bytes -= own;
        Some(block)
    }

    /// Keeps a block; what is not kept any more.
    fn put(&mut self, new: Block) -> [Block; PLACES] {
        if new.1 > MOST {
            return [new, NONE, NONE, NONE];
        }
        let put_out = self.make_room(new.1);
        // The first place is free, or an earlier one that was taken is; behind the others is the newest's.
        let free = self.blocks.iter().position(|(block, _)| block.is_null()).unwrap_or(0);
        self.blocks[free..].rotate_left(1);
        self.blocks[PLACES - 1] = new;
        self.bytes += new.1;
        put_out
    }

    /// Puts the oldest blocks out until there is a place and room for so many bytes.
    fn make_room(&mut self, bytes: usize) -> [Block; PLACES] {
        let mut put_out = [NONE; PLACES];
        for (index, out) in put_out.iter_mut().enumerate() {
            if self.bytes + bytes <= MOST && self.blocks.contains(&NONE) {
                break;
            }
            *out = std::mem::replace(&mut self.blocks[index], NONE);
            self.bytes -= out.1;
        }
        put_out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_block_makes_room_and_a_fitting_one_is_found() {
        let mut kept = Kept { blocks: [NONE; PLACES], bytes: 0 };
        // No block is touched: addresses do.
        let block = |number: usize, size: usize| (std::ptr::without_provenance_mut(number * 16), size);
        for number in 1..=PLACES {
            assert_eq!(kept.put(block(number, LARGE + number)), [NONE; PLACES]);
        }
        let put_out = kept.put(block(9, LARGE));
        assert_eq!(put_out.iter().filter(|out| **out != NONE).collect::<Vec<_>>(), [&block(1, LARGE + 1)]);
        assert_eq!(kept.take(LARGE), Some(block(9, LARGE).0));
        assert_eq!(kept.take(LARGE + 3), Some(block(3, LARGE + 3).0));
        assert_eq!(kept.take(2 * LARGE), None);
        let put_out = kept.put(block(5, MOST - LARGE));
        assert_eq!(put_out.iter().filter(|out| **out != NONE).count(), 2);
        assert_eq!(kept.put(block(6, MOST + 1))[0], block(6, MOST + 1));
        assert_eq!((kept.bytes, kept.take(MOST - LARGE)), (MOST - LARGE, Some(block(5, MOST - LARGE).0)));
        assert_eq!(kept.bytes, 0);
    }
}
