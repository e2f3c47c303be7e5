//! The memory of one process: heap and stack in one block, the old generation, fragments, large binaries.
//!
//! ```text
//!   start            high          top      stack            end
//!   │ survived once  │ new objects │  free  │ frames … bottom │
//!   └────────────────┴────────────▶│        │◀────────────────┘
//! ```
//!
//! Instructions reserve room and then bump `top`. Built-in functions allocate through [`Alloc`]: when the block is
//! full the words come from a *fragment*, and the instruction that called collects soon after.
//!
//! # Safety
//! 1. `start ≤ top ≤ stack ≤ end` lie in one allocation of `end - start` words, made by [`Heap::new`] or by the
//!    collector, freed when replaced or dropped.
//! 2. Words below `top` are complete objects, words from `stack` on are complete frames.
//! 3. A fragment's words below `used` are complete objects; it lives until a collection has copied them.
#![allow(unsafe_code)]

use std::alloc::Layout;
use std::ptr::NonNull;

use crate::term::Term;
use crate::term::bits::BufferPtr;
use crate::term::build::{Alloc, OutOfHeap};

/// Words that stay free between heap and stack, so that small pushes need no test.
pub const RED_ZONE: usize = 0;

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
    /// Extra blocks, filled while the main one was full, or received with messages.
    pub(crate) fragments: Option<Box<Fragment>>,
    /// Words in all fragments.
    pub(crate) fragment_words: usize,
    /// Addresses of the `BufferRef` objects of this heap.
    pub(crate) off_heap: Vec<u64>,
    /// Bytes of the buffers registered since the last collection.
    pub(crate) off_heap_bytes: usize,
}

/// A block of words beside the heap, linked to the next one.
pub struct Fragment {
    words: Box<[u64]>,
    used: usize,
    pub(crate) next: Option<Box<Fragment>>,
}

/// Fragments hold at least this many words, so that a function that conses one by one makes few of them.
const MIN_FRAGMENT_WORDS: usize = 512;

fn layout(words: usize) -> Option<Layout> {
    Layout::array::<u64>(words.max(1)).ok()
}

impl Heap {
    /// A heap whose block has `words` words, all free; `None` when memory is short.
    pub fn new(words: usize) -> Option<Heap> {
        // SAFETY: the layout is not empty.
        let start = NonNull::new(unsafe { std::alloc::alloc(layout(words)?) })?.as_ptr().cast::<u64>();
        let end = start.wrapping_add(words);
        Some(Heap {
            start,
            top: start,
            stack: end,
            end,
            fragments: None,
            fragment_words: 0,
            off_heap: Vec::new(),
            off_heap_bytes: 0,
        })
    }

    fn alloc_fragment(&mut self, words: usize) -> Result<&mut [u64], OutOfHeap> {
        let fits = self.fragments.as_ref().is_some_and(|first| first.words.len() - first.used >= words);
        if !fits {
            let size = words.max(MIN_FRAGMENT_WORDS).max(self.fragment_words.min(1 << 16));
            let mut storage = Vec::new();
            storage.try_reserve_exact(size).map_err(|_| OutOfHeap)?;
            storage.resize(size, 0);
            let next = self.fragments.take();
            self.fragments = Some(Box::new(Fragment { words: storage.into_boxed_slice(), used: 0, next }));
            self.fragment_words += size;
        }
        let first = self.fragments.as_mut().expect("just made");
        let from = first.used;
        first.used += words;
        Ok(&mut first.words[from..from + words])
    }
}

impl Alloc for Heap {
    #[inline]
    fn alloc(&mut self, words: usize) -> Result<&mut [u64], OutOfHeap> {
        let free = (self.stack as usize - self.top as usize) / 8;
        if words > free {
            return self.alloc_fragment(words);
        }
        let at = self.top;
        self.top = at.wrapping_add(words);
        // SAFETY: rule 1: the words from `top` to `stack` are free and ours.
        Ok(unsafe { std::slice::from_raw_parts_mut(at, words) })
    }

    fn register(&mut self, buffer_ref: Term, bytes: usize) {
        self.off_heap.push(crate::term::raw::address(buffer_ref) as u64);
        self.off_heap_bytes += bytes;
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        for address in &self.off_heap {
            // SAFETY: rule 2: a registered address is a complete `BufferRef` object.
            BufferPtr::from_word(unsafe { *(*address as *const u64).add(1) }).release();
        }
        let words = (self.end as usize - self.start as usize) / 8;
        // SAFETY: rule 1.
        unsafe {
            std::alloc::dealloc(self.start.cast(), layout(words).expect("the layout that it was made with"))
        }
        // Dropping a long chain link by link must not recurse.
        let mut next = self.fragments.take();
        while let Some(mut fragment) = next {
            next = fragment.next.take();
        }
    }
}
