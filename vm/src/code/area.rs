//! The literal area: one reserved range of addresses, filled from the bottom, so that "is it a literal?" is two
//! compares. Pages cost memory only when written.
//!
//! # Safety
//! 1. The mapping is made by [`Area::new`] and removed when the area is dropped, with the machine.
#![allow(unsafe_code)]

use crate::heap::copy::LiteralRange;
use crate::term::Term;
use crate::term::build::{Alloc, OutOfHeap};

/// Bytes of address space that are reserved.
const RESERVED: usize = 8 << 30;
/// Bytes where address space is scarce.
const FALLBACK: usize = 256 << 20;

/// See the module's text.
pub struct Area {
    start: *mut u64,
    bytes: usize,
    used: usize,
}

// SAFETY: the area owns its mapping.
unsafe impl Send for Area {}

impl Area {
    /// An empty area.
    pub fn new() -> Area {
        for bytes in [RESERVED, FALLBACK] {
            // SAFETY: an anonymous private mapping at an address of the system's choice.
            let start = unsafe {
                libc::mmap(
                    std::ptr::null_mut(),
                    bytes,
                    libc::PROT_READ | libc::PROT_WRITE,
                    libc::MAP_PRIVATE | libc::MAP_ANON | libc::MAP_NORESERVE,
                    -1,
                    0,
                )
            };
            if start != libc::MAP_FAILED {
                return Area { start: start.cast(), bytes, used: 0 };
            }
        }
        Area { start: std::ptr::NonNull::dangling().as_ptr(), bytes: 0, used: 0 }
    }

    /// The whole range, used or not.
    pub fn range(&self) -> LiteralRange {
        LiteralRange { start: self.start as u64, end: self.start as u64 + self.bytes as u64 }
    }

    /// Words in use.
    pub fn used_words(&self) -> usize {
        self.used
    }

    /// Copies a term of a heap into the area, where it stays for ever.
    pub fn keep(&mut self, scratch: &mut crate::heap::copy::Scratch, term: Term) -> Result<Term, OutOfHeap> {
        let mut root = term;
        let target = self.start.wrapping_add(self.used);
        let words = scratch.copy_to_area(&mut root, target, self.bytes / 8 - self.used)?;
        self.used += words;
        Ok(root)
    }
}

impl Default for Area {
    fn default() -> Area {
        Area::new()
    }
}

impl Alloc for Area {
    fn alloc(&mut self, words: usize) -> Result<&mut [u64], OutOfHeap> {
        if words > self.bytes / 8 - self.used {
            return Err(OutOfHeap);
        }
        let at = self.start.wrapping_add(self.used);
        self.used += words;
        // SAFETY: rule 1; the words were handed to nobody before.
        Ok(unsafe { std::slice::from_raw_parts_mut(at, words) })
    }

    /// Buffers of literals live for ever: their count is never given back.
    fn register(&mut self, _: Term, _: usize) {}
}

impl Drop for Area {
    fn drop(&mut self) {
        if self.bytes > 0 {
            // SAFETY: rule 1.
            unsafe { libc::munmap(self.start.cast(), self.bytes) };
        }
    }
}
