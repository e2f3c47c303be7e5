//! A counted buffer while its bytes are being written: what grows to megabytes is never copied to where it is to stay.
//!
//! # Safety
//! 1. The block has `Buffer::layout` of the builder's capacity, so a finished buffer is freed as any other.
//! 2. The first `len` bytes after the head are initialised; `len` is at most the capacity.
//! 3. The builder alone has the block, until [`Builder::finish`] makes a buffer of it.
#![allow(unsafe_code)]

use std::ptr::null_mut;

use super::{Buffer, BufferPtr};
use crate::memory::kinds::{self, Purpose};
use crate::sync::AtomicUsize;

/// Bytes that will be a buffer. When memory is short nothing is written any more, and [`Builder::is_short`] says so.
#[derive(Debug)]
pub struct Builder {
    head: *mut Buffer,
    len: usize,
    capacity: usize,
    short: bool,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder { head: null_mut(), len: 0, capacity: 0, short: false }
    }
}

impl Builder {
    /// How many bytes were written.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bytes written.
    pub fn bytes(&self) -> &[u8] {
        if self.is_empty() {
            return &[];
        }
        // SAFETY: rules 2 and 3.
        unsafe { std::slice::from_raw_parts(self.head.add(1).cast::<u8>(), self.len) }
    }

    /// Whether something could not be written.
    pub fn is_short(&self) -> bool {
        self.short
    }

    /// Makes room for `more` bytes; false when memory is short.
    #[inline]
    pub fn reserve(&mut self, more: usize) -> bool {
        self.capacity - self.len >= more || self.grow(more)
    }

    #[cold]
    fn grow(&mut self, more: usize) -> bool {
        let Some(needed) = self.len.checked_add(more) else { return false };
        let capacity = needed.max(self.capacity.saturating_mul(2)).max(256);
        let Some(layout) = Buffer::layout(capacity) else { return false };
        if !crate::memory::has_room(capacity) {
            return false;
        }
        // SAFETY: rule 1; neither layout is empty.
        let block = unsafe {
            match Buffer::layout(self.capacity).filter(|_| !self.head.is_null()) {
                Some(old) => std::alloc::realloc(self.head.cast(), old, layout.size()),
                None => std::alloc::alloc(layout),
            }
        };
        if block.is_null() {
            return false;
        }
        (self.head, self.capacity) = (block.cast(), capacity);
        true
    }

    /// Appends a byte.
    #[inline]
    pub fn push(&mut self, byte: u8) {
        self.extend(&[byte]);
    }

    /// Appends bytes.
    #[inline]
    pub fn extend(&mut self, bytes: &[u8]) {
        if !self.reserve(bytes.len()) {
            self.short = true;
            return;
        }
        // SAFETY: rules 2 and 3: the room is there, and `bytes` lie elsewhere.
        unsafe {
            let end = self.head.add(1).cast::<u8>().add(self.len);
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), end, bytes.len());
        }
        self.len += bytes.len();
    }

    /// Writes over bytes that were written before.
    pub fn put(&mut self, at: usize, bytes: &[u8]) {
        assert!(at <= self.len && bytes.len() <= self.len - at, "these bytes were written");
        // SAFETY: rules 2 and 3.
        unsafe {
            let to = self.head.add(1).cast::<u8>().add(at);
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), to, bytes.len());
        }
    }

    /// The buffer, with count 1; `None` when nothing was written, or not all.
    pub fn finish(mut self) -> Option<BufferPtr> {
        if self.is_empty() || self.short {
            return None;
        }
        self.fit();
        let head = std::mem::replace(&mut self.head, null_mut());
        kinds::note(Purpose::Binary, Buffer::layout(self.capacity).map_or(0, |layout| layout.size() as i64));
        // SAFETY: rules 1 to 3; the builder forgets the block.
        unsafe {
            head.write(Buffer {
                count: AtomicUsize::new(1),
                used: AtomicUsize::new(self.len * 8),
                capacity: self.capacity,
            });
        }
        Some(BufferPtr(head))
    }

    /// Gives back most of the room that was not needed.
    fn fit(&mut self) {
        let (Some(old), Some(new)) = (Buffer::layout(self.capacity), Buffer::layout(self.len)) else {
            return;
        };
        if self.capacity - self.len > self.len / 8 {
            // SAFETY: rule 1; a block that cannot be made smaller stays as it is.
            let block = unsafe { std::alloc::realloc(self.head.cast(), old, new.size()) };
            if !block.is_null() {
                (self.head, self.capacity) = (block.cast(), self.len);
            }
        }
    }
}

impl Drop for Builder {
    fn drop(&mut self) {
        if let Some(layout) = Buffer::layout(self.capacity).filter(|_| !self.head.is_null()) {
            // SAFETY: rules 1 and 3.
            unsafe { std::alloc::dealloc(self.head.cast(), layout) }
        }
    }
}
