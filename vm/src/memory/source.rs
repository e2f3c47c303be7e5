//! Where blocks of memory come from: small ones from mimalloc, which finds and takes them back in a few instructions,
//! the others from the C library, which is told to keep what was freed ([`keep_freed`]); large ones it would not keep
//! ([`kept`] does).
//!
//! # Safety
//! 1. Whether a block is small follows from its layout alone, so it goes back to where it came from.
//! 2. Each function has the contract of the same one of `GlobalAlloc`.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};

use libmimalloc_sys as mi;

use super::kept;

/// Blocks of at most so many bytes are small: control blocks, messages, rows of tables. None is where mimalloc would be in
/// the way: ThreadSanitizer does not see how it hands a block from one thread to another.
const SMALL: usize = if cfg!(feature = "no_mimalloc") { 0 } else { 1024 };
/// mimalloc aligns every block to this, or to its size if that is less.
const ALIGNED: usize = 16;

#[inline]
fn is_small(layout: Layout) -> bool {
    layout.size() <= SMALL && layout.align() <= ALIGNED
}

#[inline]
pub(super) unsafe fn alloc(layout: Layout) -> *mut u8 {
    // SAFETY: rule 2.
    unsafe {
        match is_small(layout) {
            true => mi::mi_malloc(layout.size()).cast(),
            false if kept::is_large(layout) => kept::alloc(layout),
            false => System.alloc(layout),
        }
    }
}

#[inline]
pub(super) unsafe fn alloc_zeroed(layout: Layout) -> *mut u8 {
    // SAFETY: rule 2.
    unsafe {
        if is_small(layout) { mi::mi_zalloc(layout.size()).cast() } else { System.alloc_zeroed(layout) }
    }
}

#[inline]
pub(super) unsafe fn dealloc(block: *mut u8, layout: Layout) {
    // SAFETY: rules 1 and 2.
    unsafe {
        match is_small(layout) {
            true => mi::mi_free(block.cast()),
            false if kept::is_large(layout) => kept::dealloc(block, layout),
            false => System.dealloc(block, layout),
        }
    }
}

pub(super) unsafe fn realloc(block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
    // SAFETY: rules 1 and 2; the size was checked by the caller, as `GlobalAlloc` asks.
    unsafe {
        let new = Layout::from_size_align_unchecked(size, layout.align());
        match (is_small(layout), is_small(new)) {
            (true, true) => mi::mi_realloc(block.cast(), size).cast(),
            (false, false) => System.realloc(block, layout, size),
            _ => {
                let moved = alloc(new);
                if !moved.is_null() {
                    std::ptr::copy_nonoverlapping(block, moved, size.min(layout.size()));
                    dealloc(block, layout);
                }
                moved
            }
        }
    }
}

/// Tells the C library's allocator to keep some memory that was freed: by default it returns every 128 KiB to the
/// system, and a machine that allocates hard spends a quarter of its time getting the same pages back, cleared.
/// Bursts beyond these few megabytes go back to the system as before. There are as many threads at once that allocate
/// much as there are `schedulers`.
#[cfg_attr(not(target_env = "gnu"), allow(unused_variables))]
pub(crate) fn keep_freed(schedulers: usize) {
    #[cfg(target_env = "gnu")]
    // SAFETY: these options only set numbers that the allocator reads.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, 16 << 20);
        libc::mallopt(libc::M_TRIM_THRESHOLD, 32 << 20);
        // Each new thread would get a part of memory of its own, and leave it fragmented to the next one.
        libc::mallopt(libc::M_ARENA_MAX, i32::try_from(schedulers).unwrap_or(i32::MAX - 1) + 1);
    }
}

/// Has the allocators give all whole pages back that they keep.
pub(crate) fn give_back_freed() {
    kept::give_back();
    // SAFETY: an allocator looks at its own free memory.
    unsafe {
        mi::mi_collect(true);
        #[cfg(target_env = "gnu")]
        libc::malloc_trim(1 << 20);
    }
}
