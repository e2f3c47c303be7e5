//! A row: one object of a table, in a block of memory of its own.
//!
//! ```text
//!   next row of the chain │ hash, words, marks │ header of the tuple │ elements … │ what they refer to …
//! ```
//!
//! # Safety
//! 1. A row is made by [`Row::new`] and belongs to one store, which frees it once. Whoever else has a `Row` or a term of
//!    it uses it only while the lock of that store is held.
//! 2. The words from the header on are complete objects that refer only to words of the same row, to literals and to
//!    counted buffers.
//! 3. A row changes only while its store's lock is held for writing.
#![allow(unsafe_code)]

use std::alloc::Layout;
use std::ptr::{NonNull, null_mut};

use crate::heap::copy::Scratch;
use crate::heap::parcel::for_each_buffer_among;
use crate::memory;
use crate::term::build::OutOfHeap;
use crate::term::{Kind, Term, header, raw, tag};

/// Words before the tuple's header.
const HEAD: usize = 2;
/// Bits of the second word: whether there are counted buffers, and whether the row only waits for its end.
const BUFFERS: u64 = 1;
const GONE: u64 = 2;
/// Where the number of words stands, and how many bits it has.
const WORDS_SHIFT: u32 = 2;
const WORDS_BITS: u32 = 30;

/// See the module's text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Row(NonNull<u64>);

// SAFETY: rules 1 and 3: the store's lock says who may look at a row.
unsafe impl Send for Row {}
// SAFETY: as for `Send`.
unsafe impl Sync for Row {}

fn layout(words: usize) -> Option<Layout> {
    Layout::array::<u64>(HEAD + words).ok()
}

/// Memory for a tuple of that size and `more` words, with its head and the tuple's header written.
fn new_block(size: usize, more: usize, hash: u32, marks: u64) -> Option<*mut u64> {
    let words = 1 + size + more;
    if words >> WORDS_BITS != 0 || !memory::has_room(words * 8) {
        return None;
    }
    // SAFETY: the layout is not empty.
    unsafe {
        let block = std::alloc::alloc(layout(words)?).cast::<u64>();
        if block.is_null() {
            return None;
        }
        *block = 0;
        *block.add(1) = u64::from(hash) << 32 | (words as u64) << WORDS_SHIFT | marks;
        *block.add(HEAD) = header(Kind::Tuple, size);
        Some(block)
    }
}

impl Row {
    /// A row that holds a copy of the tuple with these elements.
    pub fn new(scratch: &mut Scratch, elements: &[Term], hash: u32) -> Result<Row, OutOfHeap> {
        let mut few = [Term::NIL; 8];
        let mut many;
        let roots: &mut [Term] = match few.get_mut(..elements.len()) {
            Some(few) => few,
            None => {
                many = vec![Term::NIL; elements.len()];
                &mut many
            }
        };
        roots.copy_from_slice(elements);
        let own = 1 + elements.len();
        let mut block = null_mut();
        scratch.copy_to_place(roots, |words, buffers| {
            let marks = if buffers { BUFFERS } else { 0 };
            block = new_block(elements.len(), words, hash, marks)?;
            // SAFETY: behind the tuple the block has that many words.
            Some(unsafe { block.add(HEAD + own) })
        })?;
        for (index, root) in roots.iter().enumerate() {
            // SAFETY: the block has room for the elements.
            unsafe { *block.add(HEAD + 1 + index) = root.0 };
        }
        NonNull::new(block).map(Row).ok_or(OutOfHeap)
    }

    /// A row that holds the tuple with these elements, all immediates.
    pub fn flat(elements: &[Term], hash: u32) -> Result<Row, OutOfHeap> {
        let block = new_block(elements.len(), 0, hash, 0).ok_or(OutOfHeap)?;
        let row = NonNull::new(block).map(Row).ok_or(OutOfHeap)?;
        row.set_elements(elements);
        Ok(row)
    }

    /// Makes it the row of these elements, all immediates; false, and nothing happens, when it has no such form.
    pub fn write_over(self, elements: &[Term]) -> bool {
        let fits = self.payload() == 1 + elements.len()
            && self.word(HEAD) == header(Kind::Tuple, elements.len())
            && self.word(1) & BUFFERS == 0;
        if fits {
            self.set_elements(elements);
        }
        fits
    }

    fn set_elements(self, elements: &[Term]) {
        for (index, element) in elements.iter().enumerate() {
            self.set_word(HEAD + 1 + index, element.0);
        }
    }

    fn word(self, index: usize) -> u64 {
        // SAFETY: rule 1.
        unsafe { *self.0.as_ptr().add(index) }
    }

    fn set_word(self, index: usize, word: u64) {
        // SAFETY: rule 3.
        unsafe { *self.0.as_ptr().add(index) = word }
    }

    /// The object.
    #[inline]
    pub fn term(self) -> Term {
        Term((self.0.as_ptr() as u64 + 8 * HEAD as u64) | tag::TUPLE)
    }

    /// The element at `index`, counted from 0, which exists.
    #[inline]
    pub fn element(self, index: usize) -> Term {
        raw::term(self.term(), index + 1)
    }

    /// Replaces an element that is an immediate by another one; not the key.
    pub fn set_immediate(self, index: usize, value: Term) {
        debug_assert!(!value.is_pointer() && !self.element(index).is_pointer());
        self.set_word(HEAD + 1 + index, value.0);
    }

    /// Has the processor fetch the row's first words, which will be looked at soon.
    #[inline]
    pub fn prefetch(self) {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a hint, which reads nothing.
        unsafe {
            use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
            _mm_prefetch::<_MM_HINT_T0>(self.0.as_ptr().cast());
        }
    }

    /// The hash that it was made with.
    #[inline]
    pub fn hash(self) -> u32 {
        (self.word(1) >> 32) as u32
    }

    /// Words of memory that it takes.
    pub fn words(self) -> usize {
        HEAD + self.payload()
    }

    fn payload(self) -> usize {
        (self.word(1) >> WORDS_SHIFT) as usize & ((1 << WORDS_BITS) - 1)
    }

    /// The next row of its chain.
    #[inline]
    pub fn next(self) -> Option<Row> {
        NonNull::new(self.word(0) as *mut u64).map(Row)
    }

    /// Sets the next row of its chain.
    pub fn set_next(self, next: Option<Row>) {
        self.set_word(0, next.map_or(0, |row| row.0.as_ptr() as u64));
    }

    /// Whether it was deleted, and stays only because the table is fixed.
    #[inline]
    pub fn is_gone(self) -> bool {
        self.word(1) & GONE != 0
    }

    /// Marks it as deleted.
    pub fn mark_gone(self) {
        self.set_word(1, self.word(1) | GONE);
    }

    /// Frees it.
    pub fn free(self) {
        let words = self.payload();
        // SAFETY: rules 1 and 2.
        unsafe {
            if self.word(1) & BUFFERS != 0 {
                for_each_buffer_among(self.0.as_ptr().add(HEAD), words, |_, buffer| buffer.release());
            }
            std::alloc::dealloc(
                self.0.as_ptr().cast(),
                layout(words).expect("the layout that it was made with"),
            );
        }
    }
}
