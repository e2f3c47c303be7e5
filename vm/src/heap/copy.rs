//! Copying terms out of a heap: messages, spawn arguments, literals, answers.
//!
//! A breadth-first copy into an area. A large message takes the area along as its parcel; for the others one linear
//! pass moves the words to their place and mends the pointers among them. Nothing recurses, nothing is measured
//! beforehand. Sharing is not kept (OTP does not keep it either), so the copy stops at a limit: a small term can be
//! huge when flattened.
//!
//! # Safety
//! 1. Source terms are complete objects (rules of [`crate::term::raw`]).
//! 2. In the area every term before the scan position refers into the area or to a literal; those after it still
//!    refer to the source, which is never in the area.
#![allow(unsafe_code)]

use std::ptr::null_mut;

use super::parcel::Parcel;
use super::{Heap, short};
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

/// A larger copy keeps the area that it was gathered in; a smaller one moves to a block of its size.
const HANDED_OVER: usize = 64;
/// The words of a new area, at least and at most; more when a copy turns out to need more.
const AREA_WORDS: std::ops::RangeInclusive<usize> = 64..=1 << 16;

/// Makes copies, in an area that lasts from one copy to the next.
pub struct Scratch {
    /// Where a copy is gathered; null when the last one took its area along.
    area: *mut Parcel,
    /// The words of the area.
    capacity: usize,
    /// The words gathered.
    used: usize,
    has_buffers: bool,
    /// Literals are shared, not copied.
    pub literals: LiteralRange,
    /// The most words one copy may have.
    pub limit: usize,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.area.is_null() {
            Parcel::free(self.area);
        }
    }
}

impl Scratch {
    /// Without an area yet.
    pub fn new(literals: LiteralRange) -> Scratch {
        Scratch { area: null_mut(), capacity: 0, used: 0, has_buffers: false, literals, limit: 1 << 31 }
    }

    #[inline]
    fn words(&self) -> *mut u64 {
        Parcel::words(self.area)
    }

    /// Appends the object that `term` refers to and returns the term that refers to the copy. When the area has to
    /// move, the `roots` that refer into it are mended.
    #[inline(always)]
    fn evacuate(&mut self, term: Term, roots: &mut [Term]) -> Result<Term, OutOfHeap> {
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
        if self.used + count > self.capacity
            && let Err(full) = self.grow(count, roots)
        {
            if header_kind(raw::word(term, 0)) == Kind::BufferRef && term.tag() != tag::CONS {
                BufferPtr::of(term).release();
            }
            return Err(full);
        }
        let source = raw::words(term, 0, count);
        // SAFETY: there is room for `count` words.
        unsafe {
            let target = self.words().add(self.used);
            if count <= 8 {
                source.iter().enumerate().for_each(|(index, word)| *target.add(index) = *word);
            } else {
                std::ptr::copy_nonoverlapping(source.as_ptr(), target, count);
            }
            self.used += count;
            Ok(Term(target as u64 | term.tag()))
        }
    }

    /// Moves what was gathered to an area with room for `count` more words.
    #[cold]
    fn grow(&mut self, count: usize, roots: &mut [Term]) -> Result<(), OutOfHeap> {
        let needed = self.used + count;
        if needed > self.limit {
            return Err(OutOfHeap);
        }
        let capacity = needed.max(self.capacity.saturating_mul(2)).max(*AREA_WORDS.start()).min(self.limit);
        let area = Parcel::new(capacity).ok_or(OutOfHeap)?;
        if !self.area.is_null() {
            self.place(Parcel::words(area), roots);
            Parcel::free(self.area);
        }
        (self.area, self.capacity) = (area, capacity);
        Ok(())
    }

    /// Copies the roots, which become terms that refer into the area; the number of words gathered.
    pub(crate) fn gather(&mut self, roots: &mut [Term]) -> Result<usize, OutOfHeap> {
        // An area much larger than the last copy is not kept for ever.
        if self.capacity > *AREA_WORDS.end() {
            Parcel::free(self.area);
            (self.area, self.capacity) = (null_mut(), 0);
        }
        let likely = self.used;
        (self.used, self.has_buffers) = (0, false);
        if self.area.is_null() {
            self.grow(likely.clamp(*AREA_WORDS.start(), *AREA_WORDS.end()).min(self.limit), &mut [])?;
        }
        match self.gather_all(roots) {
            Ok(()) => Ok(self.used),
            Err(full) => {
                self.give_back();
                Err(full)
            }
        }
    }

    /// Moves what [`Scratch::gather`] gathered into `heap`: into its block when there is room, else as a parcel.
    pub(crate) fn finish_into(&mut self, heap: &mut Heap, roots: &mut [Term]) -> Result<(), OutOfHeap> {
        if !self.has_buffers && self.used <= heap.free_words() {
            let target = heap.top;
            heap.top = target.wrapping_add(self.used);
            self.place(target, roots);
        } else {
            heap.link(self.finish(roots)?);
        }
        Ok(())
    }

    fn gather_all(&mut self, roots: &mut [Term]) -> Result<(), OutOfHeap> {
        for index in 0..roots.len() {
            roots[index] = self.evacuate(roots[index], roots)?;
        }
        let mut scan = 0;
        while scan < self.used {
            // SAFETY: rule 1: complete objects were copied, so all their words lie below `used`.
            let (terms, size) = object(unsafe { *self.words().add(scan) }, scan);
            for index in terms {
                // SAFETY: as above.
                let term = Term(unsafe { *self.words().add(index) });
                if term.is_pointer() {
                    let moved = self.evacuate(term, roots)?;
                    // SAFETY: as above.
                    unsafe { *self.words().add(index) = moved.0 };
                }
            }
            scan += size;
        }
        Ok(())
    }

    /// After a copy that failed: the buffer counts taken so far.
    pub(crate) fn give_back(&mut self) {
        let mut at = 0;
        while at < self.used {
            // SAFETY: complete objects fill the area.
            let word = unsafe { *self.words().add(at) };
            if word & tag::MASK != tag::HEADER {
                at += 2;
                continue;
            }
            if header_kind(word) == Kind::BufferRef {
                // SAFETY: as above.
                BufferPtr::from_word(unsafe { *self.words().add(at + 1) }).release();
            }
            at += 1 + header_words(word);
        }
        self.used = 0;
    }

    /// Copies the gathered words to `target`, which has room for them, and mends the roots.
    fn place(&mut self, target: *mut u64, roots: &mut [Term]) {
        let (from, bytes) = (self.words() as u64, 8 * self.used as u64);
        let distance = (target as u64).wrapping_sub(from);
        let mended = |word: u64| {
            let inside = Term(word).is_pointer() && (word & !tag::MASK).wrapping_sub(from) < bytes;
            if inside { word.wrapping_add(distance) } else { word }
        };
        let mut at = 0;
        while at < self.used {
            // SAFETY: complete objects fill the area, and the caller gives room for all words.
            unsafe {
                let words = self.words();
                let (terms, size) = object(*words.add(at), at);
                for index in at..terms.start {
                    *target.add(index) = *words.add(index);
                }
                for index in terms.clone() {
                    *target.add(index) = mended(*words.add(index));
                }
                let rest = at + size - terms.end;
                if rest > 0 {
                    std::ptr::copy_nonoverlapping(words.add(terms.end), target.add(terms.end), rest);
                }
                at += size;
            }
        }
        for root in roots {
            *root = Term(mended(root.0));
        }
    }

    /// A parcel that holds a copy of a message, and the term that refers to it.
    #[inline(always)]
    pub fn message(&mut self, message: Term) -> Result<(*mut Parcel, Term), OutOfHeap> {
        if !message.is_pointer() {
            return Ok((Parcel::new(0).ok_or(OutOfHeap)?, message));
        }
        if message.is_tuple()
            && !self.literals.contains(raw::address(message) as u64)
            && let Some(own) = short::measure_flat(message, self.literals)
        {
            let parcel = Parcel::new(own).ok_or(OutOfHeap)?;
            // SAFETY: just made, ours alone, with room for the words that were measured.
            return unsafe {
                (*parcel).used = own as u32;
                Ok((parcel, short::write_flat(message, self.literals, Parcel::words(parcel))))
            };
        }
        self.large_message(message)
    }

    /// The same for a message that is no flat tuple.
    #[inline(never)]
    fn large_message(&mut self, message: Term) -> Result<(*mut Parcel, Term), OutOfHeap> {
        if let Some(copied) = self.draft(message, 0)? {
            return Ok(copied);
        }
        let mut roots = [message];
        let parcel = self.copy_to_parcel(&mut roots)?;
        Ok((parcel, roots[0]))
    }

    /// A parcel with a copy of a term and room for `words` more words, unless the term is long; and the copy.
    #[inline]
    pub fn draft(&mut self, term: Term, words: usize) -> Result<Option<(*mut Parcel, Term)>, OutOfHeap> {
        let Some(own) = short::measure(term, self.literals) else { return Ok(None) };
        let parcel = Parcel::new(own + words).ok_or(OutOfHeap)?;
        let mut next = Parcel::words(parcel);
        // SAFETY: just made, ours alone, with room for the words that were measured.
        let copy = unsafe {
            (*parcel).used = own as u32;
            short::write(term, self.literals, &mut next)
        };
        debug_assert_eq!(next, Parcel::words(parcel).wrapping_add(own));
        Ok(Some((parcel, copy)))
    }

    /// A parcel that holds copies of `roots`, which are changed to refer into it.
    pub fn copy_to_parcel(&mut self, roots: &mut [Term]) -> Result<*mut Parcel, OutOfHeap> {
        self.gather(roots)?;
        self.finish(roots)
    }

    /// Copies `roots` into `heap`, into its block when there is room, else as a parcel.
    pub fn copy_to_heap(&mut self, heap: &mut Heap, roots: &mut [Term]) -> Result<(), OutOfHeap> {
        if roots.iter().all(|root| !root.is_pointer()) {
            return Ok(());
        }
        self.gather(roots)?;
        self.finish_into(heap, roots)
    }

    /// A parcel of the gathered words: the area itself if they are many.
    fn finish(&mut self, roots: &mut [Term]) -> Result<*mut Parcel, OutOfHeap> {
        let parcel = match self.used > HANDED_OVER && self.used > self.capacity / 4 * 3 {
            true => {
                self.capacity = 0;
                std::mem::replace(&mut self.area, null_mut())
            }
            false => {
                let Some(parcel) = Parcel::new(self.used) else {
                    self.give_back();
                    return Err(OutOfHeap);
                };
                self.place(Parcel::words(parcel), roots);
                if self.used > HANDED_OVER {
                    // The next copy is likely to be as large: it gets an area of that size, to take along.
                    Parcel::free(std::mem::replace(&mut self.area, null_mut()));
                    self.capacity = 0;
                }
                parcel
            }
        };
        // SAFETY: ours alone, with that many words.
        unsafe {
            (*parcel).used = self.used as u32;
            (*parcel).has_buffers = self.has_buffers;
        }
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
        let count = self.gather(&mut roots)?;
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
        self.used
    }
}
