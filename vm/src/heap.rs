//! The memory of one process: heap and stack in one block, the old generation, parcels, large binaries.
//!
//! ```text
//!   start            high          top      stack            end
//!   │ survived once  │ new objects │  free  │ frames … bottom │
//!   └────────────────┴────────────▶│        │◀────────────────┘
//! ```
//!
//! Instructions reserve room and then bump `top`. Built-in functions allocate through [`Alloc`]: when the block is
//! full the words come from a [`parcel::Parcel`] linked to the heap, and the instruction that called collects soon
//! after. Received messages are linked the same way; the next collection takes them in.
//!
//! # Safety
//! 1. `start ≤ top ≤ stack ≤ end` lie in one allocation of `end - start` words, made by [`Heap::new`] or by the
//!    collector, freed when replaced or dropped; or inside the process's own cell (`owned` is false).
//! 2. Words below `top` are complete objects, words from `stack` on are complete frames. The same holds for the old
//!    generation's words below `old_top`.
//! 3. A parcel's words below `used` are complete objects; it lives until a collection has copied them.
#![allow(unsafe_code)]

pub mod parcel;
mod short;
pub(crate) mod spare;
pub mod collect;
pub mod copy;
pub mod census;
pub mod verify;

use std::alloc::Layout;
use std::ptr::null_mut;

use crate::memory::kinds::{self, Purpose};
use crate::term::Term;
use crate::term::bits::BufferPtr;
use crate::term::build::{Alloc, OutOfHeap};
use parcel::Parcel;

/// The heap of one process.
pub struct Heap {
    /// First word of the block.
    pub(crate) start: *mut u64,
    /// First free word.
    pub(crate) top: *mut u64,
    /// First word of the stack, which grows down.
    pub(crate) stack: *mut u64,
    /// After the last word of the block.
    pub(crate) end: *mut u64,
    /// Objects below have survived a collection.
    pub(crate) high: *mut u64,
    /// The old generation: first word, first free word, after the last; null before the first promotion.
    pub(crate) old_start: *mut u64,
    pub(crate) old_top: *mut u64,
    pub(crate) old_end: *mut u64,
    /// Extra blocks, filled while the main one was full, or received with messages.
    pub(crate) parcels: *mut Parcel,
    /// Counted buffers that this heap refers to.
    pub(crate) off_heap: Option<Box<OffHeap>>,
    /// Words in all parcels.
    pub(crate) parcel_words: u32,
    /// The most words that heap, stack and old generation may have together, in units of [`LIMIT_UNIT`]; 0 for any.
    pub(crate) limit: u32,
    /// Whether the block was allocated, not part of the process's cell.
    pub(crate) owned: bool,
    /// Minor collections since the last full one.
    pub(crate) minors: u16,
    /// All collections, modulo their number.
    pub(crate) collections: u16,
    /// Full collection after this many minor ones.
    pub(crate) fullsweep_after: u16,
}

/// The `BufferRef` objects of a heap, by address, and what their buffers weigh. A reference answers for its share of the
/// buffer: who gets a thousand parts of one buffer, each with a message, has not got its bytes a thousand times.
#[derive(Default)]
pub struct OffHeap {
    /// Those in the young generation and in parcels.
    pub(crate) young: Vec<u64>,
    /// Those in the old generation.
    pub(crate) old: Vec<u64>,
    /// Shares of the references registered since the last collection.
    pub(crate) fresh_bytes: usize,
    /// Shares of those in the old generation, as they were when these came there.
    pub(crate) old_bytes: usize,
    /// Shares of all references, as of the last collection or of their registration.
    pub(crate) bytes: usize,
}

/// A heap of more words is large.
const LARGE_WORDS: usize = 1 << 17;

/// Limits are kept in units of this many words.
pub const LIMIT_UNIT: usize = 64;

fn layout(words: usize) -> Option<Layout> {
    Layout::array::<u64>(words.max(1)).ok()
}

/// Blocks that this thread has freed lately, by their size in words. A process that allocates hard asks for the same
/// sizes again and again, and pages that the allocator gave back to the system cost a fault each.
struct Spares(Vec<(usize, *mut u64)>);

/// Blocks of fewer words come from the allocator quickly enough.
const SPARE_MIN: usize = 1 << 12;
/// Larger blocks are given back at once.
const SPARE_MAX: usize = 1 << 20;
/// How many blocks are kept.
const SPARES: usize = 4;

impl Drop for Spares {
    fn drop(&mut self) {
        for (words, block) in self.0.drain(..) {
            kinds::note(Purpose::Process, -(words as i64 * 8));
            // SAFETY: `free_block` put it here, and nobody has it since.
            unsafe {
                std::alloc::dealloc(block.cast(), layout(words).expect("the layout that it was made with"))
            }
        }
    }
}

thread_local! {
    static SPARE: std::cell::RefCell<Spares> = const { std::cell::RefCell::new(Spares(Vec::new())) };
}

/// A block of `words` words, or nothing when memory is short.
pub(crate) fn alloc_block(words: usize) -> Option<*mut u64> {
    if (SPARE_MIN..=SPARE_MAX).contains(&words) {
        let spare = SPARE.try_with(|spares| {
            let spares = &mut spares.borrow_mut().0;
            let at = spares.iter().position(|(size, _)| *size == words)?;
            Some(spares.swap_remove(at).1)
        });
        if let Ok(Some(block)) = spare {
            return Some(block);
        }
    }
    if !crate::memory::has_room(words.saturating_mul(8)) {
        return None;
    }
    // SAFETY: the layout is not empty.
    let block = unsafe { std::alloc::alloc(layout(words)?) }.cast::<u64>();
    if block.is_null() {
        return None;
    }
    kinds::note(Purpose::Process, words as i64 * 8);
    Some(block)
}

/// Frees a block of [`alloc_block`] with the same number of words.
///
/// # Safety
/// Nothing refers to the block any more.
pub(crate) unsafe fn free_block(block: *mut u64, words: usize) {
    let mut freed = (words, block);
    if (SPARE_MIN..=SPARE_MAX).contains(&words) {
        let replaced = SPARE.try_with(|spares| {
            let spares = &mut spares.borrow_mut().0;
            let oldest = if spares.len() >= SPARES { Some(spares.remove(0)) } else { None };
            spares.push((words, block));
            oldest
        });
        match replaced {
            Ok(Some(oldest)) => freed = oldest,
            Ok(None) => return,
            // The thread ends.
            Err(_) => {}
        }
    }
    let (words, block) = freed;
    kinds::note(Purpose::Process, -(words as i64 * 8));
    // SAFETY: the caller's promise; spare blocks belong to nobody.
    unsafe { std::alloc::dealloc(block.cast(), layout(words).expect("the layout that it was made with")) }
}

/// Words between two addresses.
#[inline]
pub(crate) fn words_between(low: *const u64, high: *const u64) -> usize {
    (high as usize - low as usize) / 8
}

impl Heap {
    /// A heap over a block of `words` words, all free; `owned` says whether to free it.
    pub(crate) fn over(start: *mut u64, words: usize, owned: bool) -> Heap {
        let end = start.wrapping_add(words);
        Heap {
            start,
            top: start,
            stack: end,
            end,
            high: start,
            old_start: null_mut(),
            old_top: null_mut(),
            old_end: null_mut(),
            parcels: null_mut(),
            parcel_words: 0,
            off_heap: None,
            limit: 0,
            owned,
            minors: 0,
            collections: 0,
            fullsweep_after: u16::MAX,
        }
    }

    /// A heap whose block has `words` words, all free; `None` when memory is short.
    pub fn new(words: usize) -> Option<Heap> {
        Some(Heap::over(alloc_block(words)?, words, true))
    }

    /// Free words of the block.
    #[inline]
    pub fn free_words(&self) -> usize {
        words_between(self.top, self.stack)
    }

    /// Words of the block, used or not.
    pub fn block_words(&self) -> usize {
        words_between(self.start, self.end)
    }

    /// Whether a collection may take a millisecond.
    #[inline]
    pub(crate) fn is_large(&self) -> bool {
        self.block_words() + self.old_words().1 + self.parcel_words as usize > LARGE_WORDS
    }

    /// Whether a walk through all that a process has, with its binaries, may take a millisecond.
    #[inline]
    pub(crate) fn has_large_data(&self) -> bool {
        self.is_large() || self.off_heap.as_ref().is_some_and(|off_heap| off_heap.bytes > 8 * LARGE_WORDS)
    }

    /// Words of the stack.
    pub fn stack_words(&self) -> usize {
        words_between(self.stack, self.end)
    }

    /// Words of objects in the block.
    pub fn used_words(&self) -> usize {
        words_between(self.start, self.top)
    }

    /// Words of the old generation, used ones and all.
    pub fn old_words(&self) -> (usize, usize) {
        (words_between(self.old_start, self.old_top), words_between(self.old_start, self.old_end))
    }

    /// The most words that live data may take.
    pub fn limit_words(&self) -> usize {
        if self.limit == 0 { usize::MAX } else { self.limit as usize * LIMIT_UNIT }
    }

    /// Sets the most words that live data may take; `usize::MAX` for no limit.
    pub fn set_limit_words(&mut self, words: usize) {
        self.limit = if words == usize::MAX {
            0
        } else {
            u32::try_from(words.div_ceil(LIMIT_UNIT)).unwrap_or(u32::MAX).max(1)
        };
    }

    /// Links a parcel, whose words become part of this heap. Its free words count too: [`Heap::alloc_parcel`] uses them,
    /// and a collection must have room for what is there then.
    #[inline]
    pub(crate) fn link(&mut self, parcel: *mut Parcel) {
        // SAFETY: rule 3; the parcel is ours from here on.
        let words = unsafe {
            (*parcel).next = self.parcels;
            (*parcel).capacity as usize
        };
        self.parcels = parcel;
        self.parcel_words += words as u32;
        // SAFETY: as above.
        if unsafe { (*parcel).has_buffers } {
            self.note_buffers(parcel);
        }
    }

    #[inline(never)]
    fn note_buffers(&mut self, parcel: *mut Parcel) {
        parcel::for_each_buffer(parcel, |object, buffer| self.note_buffer(object, buffer.share()));
    }

    /// Registers a `BufferRef` that came with a message.
    pub(crate) fn adopt_buffer(&mut self, object: u64, bytes: usize) {
        self.note_buffer(object, bytes);
    }

    fn note_buffer(&mut self, object: u64, bytes: usize) {
        let off_heap = self.off_heap.get_or_insert_default();
        off_heap.young.push(object);
        off_heap.fresh_bytes += bytes;
        off_heap.bytes += bytes;
    }

    fn alloc_parcel(&mut self, words: usize) -> Result<&mut [u64], OutOfHeap> {
        if self.parcels.is_null() || Parcel::room(self.parcels) < words {
            let total = self.block_words() + self.parcel_words as usize + self.old_words().1;
            if words > self.limit_words().saturating_sub(total) {
                return Err(OutOfHeap);
            }
            // Doubling keeps the number of parcels small when a function conses one word at a time.
            let size = words.max(MIN_PARCEL_WORDS).max((self.parcel_words as usize).min(1 << 16));
            let parcel = Parcel::new(size).ok_or(OutOfHeap)?;
            // SAFETY: just made, ours alone.
            unsafe { (*parcel).next = self.parcels };
            self.parcels = parcel;
            self.parcel_words += size as u32;
        }
        Ok(Parcel::take(self.parcels, words))
    }

    /// Whether received or allocated parcels, or large binaries, call for a collection soon: the binaries when much of
    /// what this heap refers to is new, or when they weigh more than what the collection would have to look at.
    #[inline]
    pub fn wants_collection(&self) -> bool {
        self.parcel_words > 128 && self.parcel_words as usize > self.block_words() / 2
            || self.off_heap.as_ref().is_some_and(|off| {
                off.fresh_bytes > 1 << 20
                    && (off.fresh_bytes >= off.bytes / 3 || off.fresh_bytes / 8 >= self.block_words())
            })
    }
}

/// Parcels of a heap hold at least this many words, so that a function that conses one by one makes few of them.
const MIN_PARCEL_WORDS: usize = 256;

impl Alloc for Heap {
    #[inline]
    fn alloc(&mut self, words: usize) -> Result<&mut [u64], OutOfHeap> {
        if words > self.free_words() {
            return self.alloc_parcel(words);
        }
        let at = self.top;
        self.top = at.wrapping_add(words);
        // SAFETY: rule 1: the words from `top` to `stack` are free and ours.
        Ok(unsafe { std::slice::from_raw_parts_mut(at, words) })
    }

    fn register(&mut self, buffer_ref: Term, bytes: usize) {
        self.note_buffer(crate::term::raw::address(buffer_ref) as u64, bytes);
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        if let Some(off_heap) = self.off_heap.take() {
            for object in off_heap.young.iter().chain(&off_heap.old) {
                // SAFETY: rule 2: a registered address is a complete `BufferRef` object.
                BufferPtr::from_word(unsafe { *(*object as *const u64).add(1) }).release();
            }
        }
        parcel::free_chain(self.parcels, false);
        // SAFETY: rule 1, and the old generation was made by `alloc_block` with these words.
        unsafe {
            if self.owned {
                free_block(self.start, self.block_words());
            }
            if !self.old_start.is_null() {
                free_block(self.old_start, self.old_words().1);
            }
        }
    }
}
