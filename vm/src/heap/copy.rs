//! Copying terms out of a heap: messages, spawn arguments, literals, answers.
//!
//! A breadth-first copy into a scratch area, in which pointers are offsets, then one linear pass that moves the
//! words to their place and adds its address. Nothing recurses, nothing is measured beforehand. Sharing is not kept
//! (OTP does not keep it either), so the copy stops at a limit: a small term can be huge when flattened.
//!
//! # Safety
//! 1. Source terms are complete objects (rules of [`crate::term::raw`]).
//! 2. In the scratch area every word before the scan position refers by offset; all after it by address.
#![allow(unsafe_code)]

use super::Heap;
use super::parcel::Parcel;
use crate::memory;
use crate::term::bits::BufferPtr;
use crate::term::build::OutOfHeap;
use crate::term::{Kind, Term, header_kind, header_words, raw, tag};

/// The address range that holds the literals of all loaded code: never copied, never collected.
#[derive(Clone, Copy, Debug, Default)]
pub struct LiteralRange {
    /// First address.
    pub start: u64,
    /// After the last address.
    pub end: u64,
}

impl LiteralRange {
    /// Whether the address lies in the range.
    #[inline]
    pub fn contains(self, address: u64) -> bool {
        address.wrapping_sub(self.start) < self.end - self.start
    }
}

/// The object that begins with `word` at index `at`: the indices of its terms, and its size in words.
#[inline(always)]
fn object(word: u64, at: usize) -> (std::ops::Range<usize>, usize) {
    if word & tag::MASK != tag::HEADER {
        return (at..at + 2, 2);
    }
    let size = header_words(word);
    let kind = header_kind(word);
    if kind == Kind::Tuple {
        return (at + 1..at + 1 + size, size + 1);
    }
    let range = kind.term_words(size);
    (at + 1 + range.start..at + 1 + range.end, size + 1)
}

/// A reusable area for copies in progress.
pub struct Scratch {
    words: Vec<u64>,
    has_buffers: bool,
    /// Literals are shared, not copied.
    pub literals: LiteralRange,
    /// The most words one copy may have.
    pub limit: usize,
}

impl Scratch {
    /// An empty area.
    pub fn new(literals: LiteralRange) -> Scratch {
        Scratch { words: Vec::new(), has_buffers: false, literals, limit: 1 << 31 }
    }

    /// Appends the object that `term` refers to; returns the term with an offset for an address.
    #[inline]
    fn evacuate(&mut self, term: Term) -> Result<Term, OutOfHeap> {
        if !term.is_pointer() || self.literals.contains(raw::address(term) as u64) {
            return Ok(term);
        }
        let count = match term.tag() {
            tag::CONS => 2,
            _ => {
                let head = raw::word(term, 0);
                if header_kind(head) == Kind::BufferRef {
                    BufferPtr::of(term).retain();
                    self.has_buffers = true;
                }
                1 + header_words(head)
            }
        };
        let at = self.words.len();
        if at + count > self.words.capacity() {
            self.grow(count)?;
        }
        let source = raw::words(term, 0, count);
        // SAFETY: there is capacity for `count` words, all of which are written before the length says so.
        unsafe {
            let target = self.words.as_mut_ptr().add(at);
            if count <= 8 {
                source.iter().enumerate().for_each(|(index, word)| *target.add(index) = *word);
            } else {
                std::ptr::copy_nonoverlapping(source.as_ptr(), target, count);
            }
            self.words.set_len(at + count);
        }
        Ok(Term((at as u64) << 3 | term.tag()))
    }

    /// Makes room for `count` more words.
    #[cold]
    fn grow(&mut self, count: usize) -> Result<(), OutOfHeap> {
        if self.words.len() + count > self.limit || !memory::reserve(&mut self.words, count) {
            return Err(OutOfHeap);
        }
        Ok(())
    }

    /// Copies the roots, which become terms that refer into the area by offset; the number of words gathered.
    pub(crate) fn gather(&mut self, roots: &mut [Term]) -> Result<usize, OutOfHeap> {
        self.words.clear();
        self.has_buffers = false;
        match self.gather_all(roots) {
            Ok(()) => Ok(self.words.len()),
            Err(full) => {
                self.give_back();
                Err(full)
            }
        }
    }

    /// Moves what [`Scratch::gather`] gathered into `heap`: into its block when there is room, else as a parcel.
    pub(crate) fn finish_into(&mut self, heap: &mut Heap, roots: &mut [Term]) -> Result<(), OutOfHeap> {
        let parcel = self.finish(heap, roots)?;
        if !parcel.is_null() {
            heap.link(parcel);
        }
        Ok(())
    }

    fn gather_all(&mut self, roots: &mut [Term]) -> Result<(), OutOfHeap> {
        for root in roots {
            *root = self.evacuate(*root)?;
        }
        let mut scan = 0;
        while scan < self.words.len() {
            let (terms, size) = object(self.words[scan], scan);
            for index in terms {
                // SAFETY: rule 1: a complete object was copied, so all its words lie below the length.
                let term = Term(unsafe { *self.words.get_unchecked(index) });
                if term.is_pointer() {
                    let moved = self.evacuate(term)?;
                    // SAFETY: as above.
                    unsafe { *self.words.get_unchecked_mut(index) = moved.0 };
                }
            }
            scan += size;
        }
        Ok(())
    }

    /// After a copy that failed: the buffer counts taken so far.
    pub(crate) fn give_back(&mut self) {
        let mut at = 0;
        while at < self.words.len() {
            let word = self.words[at];
            if word & tag::MASK != tag::HEADER {
                at += 2;
                continue;
            }
            if header_kind(word) == Kind::BufferRef {
                BufferPtr::from_word(self.words[at + 1]).release();
            }
            at += 1 + header_words(word);
        }
        self.words.clear();
    }

    #[inline]
    fn rebase_word(&self, word: u64, base: u64) -> u64 {
        let term = Term(word);
        // Offsets are far below any literal's address.
        if term.is_pointer() && (word & !tag::MASK) < (self.words.len() as u64) << 3 {
            word + base
        } else {
            word
        }
    }

    /// Moves the gathered words to `target`, which has room for them, and mends the roots.
    fn place(&mut self, target: *mut u64, roots: &mut [Term]) {
        let base = target as u64;
        let mut at = 0;
        while at < self.words.len() {
            let (terms, size) = object(self.words[at], at);
            // SAFETY: complete objects fill the area, and the caller gives room for all words.
            unsafe {
                let words = self.words.as_ptr();
                for index in at..terms.start {
                    *target.add(index) = *words.add(index);
                }
                for index in terms.clone() {
                    *target.add(index) = self.rebase_word(*words.add(index), base);
                }
                std::ptr::copy_nonoverlapping(
                    words.add(terms.end),
                    target.add(terms.end),
                    at + size - terms.end,
                );
            }
            at += size;
        }
        for root in roots {
            *root = Term(self.rebase_word(root.0, base));
        }
        // One huge message must not keep its scratch area for ever.
        if self.words.capacity() > 1 << 16 {
            self.words = Vec::new();
        }
    }

    /// A parcel that holds copies of `roots`, which are changed to refer into it; also the number of words.
    pub fn copy_to_parcel(&mut self, roots: &mut [Term]) -> Result<*mut Parcel, OutOfHeap> {
        self.gather(roots)?;
        let count = self.words.len();
        let Some(parcel) = Parcel::new(count) else {
            self.give_back();
            return Err(OutOfHeap);
        };
        // SAFETY: just made, ours alone, with room for `count` words.
        unsafe {
            (*parcel).used = count as u32;
            (*parcel).has_buffers = self.has_buffers;
        }
        self.place(Parcel::words(parcel), roots);
        Ok(parcel)
    }

    /// Copies `roots` into `heap`, into its block when there is room, else as a parcel.
    pub fn copy_to_heap(&mut self, heap: &mut Heap, roots: &mut [Term]) -> Result<(), OutOfHeap> {
        if roots.iter().all(|root| !root.is_pointer()) {
            return Ok(());
        }
        self.gather(roots)?;
        self.finish_into(heap, roots)
    }

    fn finish(&mut self, heap: &mut Heap, roots: &mut [Term]) -> Result<*mut Parcel, OutOfHeap> {
        let count = self.words.len();
        if !self.has_buffers && count <= heap.free_words() {
            let target = heap.top;
            heap.top = target.wrapping_add(count);
            self.place(target, roots);
            return Ok(std::ptr::null_mut());
        }
        let Some(parcel) = Parcel::new(count) else {
            self.give_back();
            return Err(OutOfHeap);
        };
        // SAFETY: just made, ours alone, with room for `count` words.
        unsafe {
            (*parcel).used = count as u32;
            (*parcel).has_buffers = self.has_buffers;
        }
        self.place(Parcel::words(parcel), roots);
        Ok(parcel)
    }

    /// Copies one term to `target` (the literal area), giving the number of words; `room` bounds them.
    pub(crate) fn copy_to_area(
        &mut self,
        root: &mut Term,
        target: *mut u64,
        room: usize,
    ) -> Result<usize, OutOfHeap> {
        let mut roots = [*root];
        self.gather(&mut roots)?;
        let count = self.words.len();
        if count > room {
            self.give_back();
            return Err(OutOfHeap);
        }
        self.place(target, &mut roots);
        *root = roots[0];
        Ok(count)
    }

    /// Copies `roots` to a place that `room` makes: it is told how many words there are, and whether `BufferRef`
    /// objects are among them. The roots then refer into that place.
    pub(crate) fn copy_to_place(
        &mut self,
        roots: &mut [Term],
        room: impl FnOnce(usize, bool) -> Option<*mut u64>,
    ) -> Result<(), OutOfHeap> {
        let count = self.gather(roots)?;
        let Some(target) = room(count, self.has_buffers) else {
            self.give_back();
            return Err(OutOfHeap);
        };
        self.place(target, roots);
        Ok(())
    }

    /// The number of words of the last copy.
    pub fn last_words(&self) -> usize {
        self.words.len()
    }
}
