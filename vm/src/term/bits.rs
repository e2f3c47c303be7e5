//! Bit strings: small ones on the heap, large ones in counted buffers, parts of both, and match contexts.
//!
//! A [`Buffer`] is shared between heaps and never moves. Bits below its `used` mark never change; a bit string
//! that ends exactly at the mark may be extended in place by whoever advances the mark first (compare and swap).
//!
//! # Safety
//! 1. A `Buffer` lives while its count is not zero; each `BufferRef` object on a heap owns one count, given back when
//!    the collector finds the object dead or the heap is freed.
//! 2. Bits below `used` are initialised and immutable. Bytes above belong to the thread that advanced `used` over
//!    them, until it hands out a term that covers them. A byte that `used` divides gets its other bits only while the
//!    count is one: then the thread that runs the only process which refers to the buffer is the one that writes.
//! 3. No slice covers bytes above the mark that its maker has read, and none outlives the operation that made it.
#![allow(unsafe_code)]

pub mod builder;
pub mod writer;

use crate::sync::{self, AtomicU64, AtomicUsize};
use std::alloc::Layout;
use std::cmp::Ordering;
use std::fs::File;
use std::io;
use std::mem::MaybeUninit;

use super::{Kind, Term, header, header_kind, raw};
use crate::memory::kinds::{self, Purpose};
pub use builder::Builder;
pub use writer::Writer;

/// The largest bit string, in bytes, that is kept on a heap.
pub const MAX_HEAP_BYTES: usize = 64;

/// The head of a counted byte buffer; the bytes follow it in memory.
#[repr(C)]
pub struct Buffer {
    count: AtomicUsize,
    /// In bits.
    used: AtomicUsize,
    /// In bytes.
    capacity: usize,
}

impl Buffer {
    fn layout(capacity: usize) -> Option<Layout> {
        Layout::from_size_align(size_of::<Buffer>().checked_add(capacity)?, 8).ok()
    }

    /// A buffer with count 1 that holds the first `size` bits of `bytes` and has room for `capacity` bytes in all;
    /// `None` when memory is short.
    #[allow(clippy::new_ret_no_self)]
    pub fn new(bytes: &[u8], size: u64, capacity: usize) -> Option<BufferPtr> {
        let bytes = &bytes[..size.div_ceil(8) as usize];
        let capacity = capacity.max(bytes.len()).max(1);
        let layout = Buffer::layout(capacity)?;
        if !crate::memory::has_room(capacity) {
            return None;
        }
        // SAFETY: the layout is not empty; the head is written before use and the bytes below `used` are too.
        unsafe {
            let head = std::alloc::alloc(layout).cast::<Buffer>();
            if head.is_null() {
                return None;
            }
            kinds::note(Purpose::Binary, layout.size() as i64);
            head.write(Buffer {
                count: AtomicUsize::new(1),
                used: AtomicUsize::new(size as usize),
                capacity,
            });
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), head.add(1).cast::<u8>(), bytes.len());
            Some(BufferPtr(head))
        }
    }
}

impl Buffer {
    /// A buffer with count 1 whose bytes are `count` numbers, all zero, which threads change at once; none of its bits
    /// are in use as a bit string. `None` when memory is short.
    pub fn of_numbers(count: usize) -> Option<BufferPtr> {
        let capacity = count.checked_mul(8)?;
        let layout = Buffer::layout(capacity)?;
        if !crate::memory::has_room(capacity) {
            return None;
        }
        // SAFETY: the layout is not empty; the head is written before use.
        unsafe {
            let head = std::alloc::alloc_zeroed(layout).cast::<Buffer>();
            if head.is_null() {
                return None;
            }
            kinds::note(Purpose::Binary, layout.size() as i64);
            head.write(Buffer { count: AtomicUsize::new(1), used: AtomicUsize::new(0), capacity });
            Some(BufferPtr(head))
        }
    }
}

impl Buffer {
    /// A buffer with count 1: the bytes `known`, then at most `more` bytes of a file, all in one reading or, for
    /// `whole`, until the file ends. `None` when memory is short.
    pub fn read(file: &File, known: &[u8], more: usize, whole: bool) -> Option<io::Result<BufferPtr>> {
        let capacity = known.len().checked_add(more)?.max(1);
        let layout = Buffer::layout(capacity)?;
        if !crate::memory::has_room(capacity) {
            return None;
        }
        // SAFETY: the layout is not empty; the head is written at once; bytes count as used once they were written, and
        // nobody else has the buffer yet.
        unsafe {
            let head = std::alloc::alloc(layout).cast::<Buffer>();
            if head.is_null() {
                return None;
            }
            kinds::note(Purpose::Binary, layout.size() as i64);
            head.write(Buffer { count: AtomicUsize::new(1), used: AtomicUsize::new(0), capacity });
            let buffer = BufferPtr(head);
            let bytes = head.add(1).cast::<MaybeUninit<u8>>();
            std::ptr::copy_nonoverlapping(known.as_ptr(), bytes.cast(), known.len());
            let room = std::slice::from_raw_parts_mut(bytes.add(known.len()), more);
            let read = fill(file, room, whole);
            Some(match read {
                Ok(count) => {
                    (*head).used.store((known.len() + count) * 8, sync::Ordering::Relaxed);
                    Ok(buffer)
                }
                Err(error) => {
                    buffer.release();
                    Err(error)
                }
            })
        }
    }
}

/// Reads once or, for `whole`, until the file ends or there is no room; how many bytes are initialised then.
fn fill(file: &File, room: &mut [MaybeUninit<u8>], whole: bool) -> io::Result<usize> {
    let mut count = 0;
    while count < room.len() {
        match rustix::io::read(file, &mut room[count..]) {
            Ok(([], _)) => break,
            Ok((read, _)) => count += read.len(),
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
        }
        if !whole {
            break;
        }
    }
    Ok(count)
}

/// So many references to a buffer are few.
const FEW: usize = 4;

/// A pointer to a live [`Buffer`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BufferPtr(*mut Buffer);

// SAFETY: counts and marks are atomic, bytes below the mark are immutable.
unsafe impl Send for BufferPtr {}

impl BufferPtr {
    /// The pointer that a `BufferRef` object holds.
    #[inline]
    pub fn of(buffer_ref: Term) -> BufferPtr {
        debug_assert!(buffer_ref.kind() == Some(Kind::BufferRef));
        BufferPtr(raw::word(buffer_ref, 1) as *mut Buffer)
    }

    /// The pointer as a heap word.
    pub fn to_word(self) -> u64 {
        self.0 as u64
    }

    /// The pointer in a heap word of a `BufferRef`.
    pub fn from_word(word: u64) -> BufferPtr {
        BufferPtr(word as *mut Buffer)
    }

    fn head(&self) -> &Buffer {
        // SAFETY: rule 1.
        unsafe { &*self.0 }
    }

    /// Takes one more count.
    pub fn retain(self) {
        self.head().count.fetch_add(1, sync::Ordering::Relaxed);
    }

    /// Gives a count back; the last one frees the buffer.
    pub fn release(self) {
        if self.head().count.fetch_sub(1, sync::Ordering::Release) == 1 {
            // A load where a fence would do as well: ThreadSanitizer does not know fences.
            let _ = self.head().count.load(sync::Ordering::Acquire);
            let layout = Buffer::layout(self.head().capacity).expect("the layout that it was made with");
            kinds::note(Purpose::Binary, -(layout.size() as i64));
            // SAFETY: the last count is gone, nobody else holds the pointer.
            unsafe { std::alloc::dealloc(self.0.cast(), layout) }
        }
    }

    /// The numbers of a buffer made by [`Buffer::of_numbers`].
    pub fn numbers<'a>(self) -> &'a [AtomicU64] {
        // SAFETY: rules 1 and 3; all bytes are initialised, aligned as the head is, and changed only as atomics.
        unsafe { std::slice::from_raw_parts(self.0.add(1).cast::<AtomicU64>(), self.head().capacity / 8) }
    }

    /// How many bytes are in use.
    pub fn used(self) -> usize {
        self.head().used.load(sync::Ordering::Acquire).div_ceil(8)
    }

    /// How many bytes fit.
    pub fn capacity(self) -> usize {
        self.head().capacity
    }

    /// What one of the references that share the buffer has to answer for, in bytes. A few of them answer for all of it
    /// each: most often it is on its way from one process to another, which has the only one soon.
    pub fn share(self) -> usize {
        self.capacity() / (self.count() / FEW).max(1)
    }

    /// How many heap references share the buffer.
    pub fn count(self) -> usize {
        self.head().count.load(sync::Ordering::Relaxed)
    }

    /// The `len` bytes at `offset`, which are below the mark.
    #[inline]
    pub fn bytes<'a>(self, offset: usize, len: usize) -> &'a [u8] {
        debug_assert!(offset + len <= self.used());
        // SAFETY: rules 1 to 3.
        unsafe { std::slice::from_raw_parts(self.0.add(1).cast::<u8>().add(offset), len) }
    }

    /// Appends `size` bits after a bit string that ends at bit `end`, if that is the mark, there is room, and nobody else can
    /// look at the byte where they meet.
    #[inline]
    pub fn append(self, end: u64, bytes: &[u8], size: u64) -> bool {
        let head = self.head();
        let (old, new) = (end as usize, (end + size) as usize);
        let shift = old % 8;
        if new.div_ceil(8) > head.capacity
            || (shift != 0 && self.count() != 1)
            || head.used.compare_exchange(old, new, sync::Ordering::AcqRel, sync::Ordering::Relaxed).is_err()
        {
            return false;
        }
        // SAFETY: rule 2: advancing the mark made these bits ours, and no term covers them yet.
        unsafe {
            let mut to = self.0.add(1).cast::<u8>().add(old / 8);
            if shift == 0 {
                std::ptr::copy_nonoverlapping(bytes.as_ptr(), to, bytes.len());
                return true;
            }
            let mut before = *to & (0xff_u8 << (8 - shift));
            for byte in bytes {
                *to = before | byte >> shift;
                before = byte << (8 - shift);
                to = to.add(1);
            }
            // The last bits may have fitted into the byte before.
            if (new - 1) / 8 == to.addr() - self.0.add(1).addr() {
                *to = before;
            }
        }
        true
    }
}

/// The address of the first byte of a `HeapBits` or `BufferRef` object.
#[inline(always)]
pub fn first_byte(base: Term) -> *const u8 {
    match raw::word(base, 0) & 0xff == header(Kind::HeapBits, 0) {
        true => raw::address(base).wrapping_add(2).cast(),
        false => BufferPtr::of(base).0.wrapping_add(1).cast(),
    }
}

/// A bit string taken apart: where its bytes are and which of their bits belong to it.
#[derive(Clone, Copy)]
pub struct Bits {
    /// The `HeapBits` or `BufferRef` object that holds the bytes.
    pub base: Term,
    /// The first bit, counted from the base's first byte, most significant bit first.
    pub offset: u64,
    /// The number of bits.
    pub size: u64,
}

impl Bits {
    /// The parts of a bit string term (or of what is left in a match context).
    #[inline]
    pub fn of(term: Term) -> Bits {
        match header_kind(raw::word(term, 0)) {
            Kind::HeapBits => Bits { base: term, offset: 0, size: raw::word(term, 1) },
            Kind::SubBits => {
                Bits { base: raw::term(term, 1), offset: raw::word(term, 2), size: raw::word(term, 3) }
            }
            Kind::MatchContext => {
                let position = raw::word(term, 2);
                Bits { base: raw::term(term, 1), offset: position, size: raw::word(term, 3) - position }
            }
            kind => unreachable!("{kind:?} is no bit string"),
        }
    }

    /// The bytes that hold the bits: from the byte of the first bit to that of the last.
    #[inline]
    pub fn covering(&self) -> &[u8] {
        let first = (self.offset / 8) as usize;
        let last = (self.offset + self.size).div_ceil(8) as usize;
        match header_kind(raw::word(self.base, 0)) {
            Kind::HeapBits => &raw::bytes(self.base, 2, last)[first..],
            _ => BufferPtr::of(self.base).bytes(first, last - first),
        }
    }

    /// The bytes, when the bits start at a byte's first bit and are whole bytes.
    #[inline]
    pub fn aligned(&self) -> Option<&[u8]> {
        if self.offset.is_multiple_of(8) && self.size.is_multiple_of(8) {
            Some(self.covering())
        } else {
            None
        }
    }

    /// Whether the size is a multiple of 8: a binary.
    pub fn is_binary(&self) -> bool {
        self.size.is_multiple_of(8)
    }

    /// The byte made of the 8 bits that start at bit `at`; bits past the end are 0.
    #[inline]
    pub fn byte(&self, at: u64) -> u8 {
        let bytes = self.covering();
        let bit = self.offset % 8 + at;
        let index = (bit / 8) as usize;
        let pair = u16::from(bytes.get(index).copied().unwrap_or(0)) << 8
            | u16::from(bytes.get(index + 1).copied().unwrap_or(0));
        let byte = (pair >> (8 - bit % 8)) as u8;
        match self.size - at {
            0 => 0,
            left @ 1..=7 => byte & (0xff << (8 - left)),
            _ => byte,
        }
    }

    /// All bits as bytes, the last one filled with zero bits.
    pub fn to_vec(&self) -> Vec<u8> {
        match self.aligned() {
            Some(bytes) => bytes.to_vec(),
            None => (0..self.size.div_ceil(8)).map(|index| self.byte(index * 8)).collect(),
        }
    }

    /// The order of two bit strings: by the first bit that differs, then the shorter one first.
    pub fn compare(&self, other: &Bits) -> Ordering {
        let common = self.size.min(other.size);
        let (whole, rest) = ((common / 8) as usize, common % 8);
        let order = if self.offset.is_multiple_of(8) && other.offset.is_multiple_of(8) {
            self.covering()[..whole].cmp(&other.covering()[..whole])
        } else {
            let pairs = (0..whole as u64).map(|index| (self.byte(index * 8), other.byte(index * 8)));
            pairs.map(|(a, b)| a.cmp(&b)).find(|order| *order != Ordering::Equal).unwrap_or(Ordering::Equal)
        };
        order
            .then_with(|| match rest {
                0 => Ordering::Equal,
                _ => {
                    let at = common - rest;
                    (self.byte(at) >> (8 - rest)).cmp(&(other.byte(at) >> (8 - rest)))
                }
            })
            .then(self.size.cmp(&other.size))
    }
}
