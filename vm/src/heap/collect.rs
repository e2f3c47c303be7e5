//! The collector: generational, copying, iterative.
//!
//! After Cheney (1970): roots are copied to the new space, which is then scanned in order; what it refers to is
//! copied behind. A *minor* collection looks at the young block and the parcels only: objects that survived one
//! collection before (below `high`) go to the old generation, the others to a new young block. A *full* one copies
//! everything to a new young block and drops the old generation. No old object refers to a young one, since terms
//! cannot change and so refer only to what existed before them.
//!
//! Sizes. The new block is as large as the old one, which always suffices for its survivors. When too little is
//! free afterwards, the survivors move once more to a block sized by what is *live*. Small heaps that overflow grow
//! fourfold up to [`COMFORTABLE_WORDS`], whatever is live: list code runs much faster there.
//!
//! # Safety
//! 1. Roots and objects obey the rules of [`super`]; nobody else touches the process meanwhile.
//! 2. A copied cons cell holds `NONE` in its head and the new term in its tail; another copied object holds the new
//!    term in place of its header. Neither can occur in a complete object.
//! 3. The target spaces have room for all words of the source spaces that can be copied to them.
#![allow(unsafe_code)]

use std::ptr::null_mut;

use super::copy::LiteralRange;
use super::parcel::{self, Parcel};
use super::{Heap, alloc_block, free_block, words_between};
use crate::process::CELL_WORDS;
use crate::term::bits::BufferPtr;
use crate::term::build::OutOfHeap;
use crate::term::{Kind, Term, header_kind, header_words, tag};

/// A heap that allocates hard gets this many words soon.
pub const COMFORTABLE_WORDS: usize = 16 * 1024;

/// The block of a process that sleeps has so many words more than it needs: enough to look at a message.
const TIGHT_ROOM: usize = 8;

/// How a collection is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// Words that must be free afterwards.
    pub need: usize,
    /// Collect the old generation too.
    pub full: bool,
    /// The program ran out of room: give it more than it needs at once.
    pub grow: bool,
    /// Leave no more than is alive: the process sleeps.
    pub tight: bool,
    /// With `tight`: the words of the process's cell, for live data that fits; null to leave them alone.
    pub cell: *mut u64,
    /// Overwrite what is left behind, and check the result.
    pub stress: bool,
    /// Where literals are.
    pub literals: LiteralRange,
}

/// Copies objects; `old` is null in a full collection.
struct Copier {
    literals: LiteralRange,
    /// Survivors below this address and from `young_start` on are promoted.
    young_start: u64,
    high: u64,
    /// The old generation's range, left alone in a minor collection.
    old_start: u64,
    old_end: u64,
    /// Where the next survivor goes.
    top: *mut u64,
    old_top: *mut u64,
}

impl Copier {
    /// Moves what `*slot` refers to, if it is to be moved, and updates the slot.
    ///
    /// # Safety
    /// `slot` points at a term of the process being collected.
    #[inline]
    unsafe fn evacuate(&mut self, slot: *mut u64) {
        // SAFETY: rules 1 to 3.
        unsafe {
            let term = Term(*slot);
            if !term.is_pointer() {
                return;
            }
            let address = *slot & !tag::MASK;
            if address.wrapping_sub(self.old_start) < self.old_end - self.old_start
                || self.literals.contains(address)
            {
                return;
            }
            let source = address as *mut u64;
            let first = *source;
            if term.is_cons() {
                if first == Term::NONE.0 {
                    *slot = *source.add(1);
                    return;
                }
                let target = self.claim(address, 2);
                *target = first;
                *target.add(1) = *source.add(1);
                *slot = target as u64 | tag::CONS;
                *source = Term::NONE.0;
                *source.add(1) = *slot;
                return;
            }
            if first & tag::MASK != tag::HEADER {
                *slot = first;
                return;
            }
            let count = 1 + header_words(first);
            let target = self.claim(address, count);
            std::ptr::copy_nonoverlapping(source, target, count);
            *slot = target as u64 | term.tag();
            *source = *slot;
        }
    }

    /// Room for an object of `words` words that stood at `address`.
    #[inline]
    fn claim(&mut self, address: u64, words: usize) -> *mut u64 {
        let promoted = address.wrapping_sub(self.young_start) < self.high - self.young_start;
        let top = if promoted { &mut self.old_top } else { &mut self.top };
        let target = *top;
        *top = target.wrapping_add(words);
        target
    }

    /// Moves what the objects from `scan` to the top of their space refer to; returns that top.
    ///
    /// # Safety
    /// The words from `scan` to the space's top are complete objects.
    unsafe fn scan(&mut self, mut scan: *mut u64, old: bool) -> *mut u64 {
        // SAFETY: the caller's promise and rules 1 to 3.
        unsafe {
            while scan < (if old { self.old_top } else { self.top }) {
                let word = *scan;
                if word & tag::MASK != tag::HEADER {
                    self.evacuate(scan);
                    self.evacuate(scan.add(1));
                    scan = scan.add(2);
                    continue;
                }
                let size = header_words(word);
                for index in header_kind(word).term_words(size) {
                    self.evacuate(scan.add(1 + index));
                }
                scan = scan.add(1 + size);
            }
        }
        scan
    }

    /// Scans both spaces until nothing new is copied.
    ///
    /// # Safety
    /// As for [`Copier::scan`].
    unsafe fn finish(&mut self, mut scan: *mut u64, mut old_scan: *mut u64) {
        while scan < self.top || old_scan < self.old_top {
            // SAFETY: the caller's promise.
            unsafe {
                scan = self.scan(scan, false);
                old_scan = self.scan(old_scan, true);
            }
        }
    }
}

impl Heap {
    /// Collects until `request.need` words are free. `roots` are all terms outside heap and stack that refer into it.
    ///
    /// On failure nothing was lost, but the process must end: it may not have that much memory.
    pub fn collect(&mut self, roots: &mut [&mut [Term]], request: Request) -> Result<(), OutOfHeap> {
        let young_survivors = words_between(self.start, self.high);
        let old_room = words_between(self.old_top, self.old_end);
        let binaries_pile_up = self
            .off_heap
            .as_ref()
            .is_some_and(|off| off.bytes > (32 << 20) && off.fresh_bytes > off.bytes / 4);
        let full = request.full
            || self.minors >= self.fullsweep_after
            || binaries_pile_up
            || (!self.old_start.is_null() && old_room < young_survivors);
        let before = self.block_words();
        if full {
            self.full(roots, request)?;
        } else {
            self.minor(roots, request)?;
        }
        self.resize(before, roots, request)?;
        if request.stress {
            super::verify::verify(self, roots, request.literals);
        }
        Ok(())
    }

    fn minor(&mut self, roots: &mut [&mut [Term]], request: Request) -> Result<(), OutOfHeap> {
        let survivors = words_between(self.start, self.high);
        if self.old_start.is_null() && survivors > 0 {
            let words = (survivors * 2).max(64);
            self.check_limit(words)?;
            self.old_start = alloc_block(words).ok_or(OutOfHeap)?;
            self.old_top = self.old_start;
            self.old_end = self.old_start.wrapping_add(words);
        }
        // In the worst case all of block and parcels survives; the excess is given back by `resize`.
        let words = match self.parcel_words as usize {
            0 => self.block_words(),
            extra => size_class(self.block_words() + extra),
        };
        self.check_limit(words)?;
        let block = alloc_block(words).ok_or(OutOfHeap)?;
        let old_scan = self.old_top;
        let mut copier = Copier {
            literals: request.literals,
            young_start: self.start as u64,
            high: self.high as u64,
            old_start: self.old_start as u64,
            old_end: self.old_top as u64,
            top: block,
            old_top: self.old_top,
        };
        self.run(&mut copier, roots, block, old_scan);
        self.old_top = copier.old_top;
        self.minors = self.minors.saturating_add(1);
        self.collections = self.collections.wrapping_add(1);
        self.sweep_buffers(false);
        self.replace_block(block, words, copier.top, request.stress);
        Ok(())
    }

    fn full(&mut self, roots: &mut [&mut [Term]], request: Request) -> Result<(), OutOfHeap> {
        let (old_used, old_all) = self.old_words();
        let words = size_class(
            self.used_words() + old_used + self.parcel_words as usize + self.stack_words() + request.need,
        );
        self.check_limit(words)?;
        let block = alloc_block(words).ok_or(OutOfHeap)?;
        let mut copier = Copier {
            literals: request.literals,
            young_start: 0,
            high: 0,
            old_start: 0,
            old_end: 0,
            top: block,
            old_top: null_mut(),
        };
        self.run(&mut copier, roots, block, null_mut());
        self.sweep_buffers(true);
        if !self.old_start.is_null() {
            // SAFETY: all that lived there has moved.
            unsafe {
                if request.stress {
                    poison(self.old_start, old_all);
                }
                free_block(self.old_start, old_all);
            }
        }
        self.old_start = null_mut();
        self.old_top = null_mut();
        self.old_end = null_mut();
        self.minors = 0;
        self.collections = self.collections.wrapping_add(1);
        self.replace_block(block, words, copier.top, request.stress);
        Ok(())
    }

    /// Copies everything that roots and stack reach.
    fn run(&mut self, copier: &mut Copier, roots: &mut [&mut [Term]], scan: *mut u64, old_scan: *mut u64) {
        // SAFETY: rules 1 to 3.
        unsafe {
            for group in roots.iter_mut() {
                for root in group.iter_mut() {
                    copier.evacuate(&mut root.0);
                }
            }
            let mut slot = self.stack;
            while slot < self.end {
                copier.evacuate(slot);
                slot = slot.add(1);
            }
            copier.finish(scan, old_scan);
        }
    }

    /// Gives back the counts of buffers whose references died; notes where the others went.
    fn sweep_buffers(&mut self, full: bool) {
        let Some(off_heap) = self.off_heap.as_mut() else { return };
        let old_range = self.old_start as u64..self.old_end as u64;
        let mut candidates = std::mem::take(&mut off_heap.young);
        if full {
            candidates.append(&mut off_heap.old);
            off_heap.old_bytes = 0;
        }
        let mut young_bytes = 0;
        for object in candidates {
            // SAFETY: rule 2: the object was a complete `BufferRef`, perhaps replaced by its new place.
            let first = unsafe { *(object as *const u64) };
            if first & tag::MASK == tag::HEADER {
                // SAFETY: as above; the word after the header is the pointer.
                BufferPtr::from_word(unsafe { *(object as *const u64).add(1) }).release();
                continue;
            }
            let moved = first & !tag::MASK;
            // SAFETY: as above, at its new place.
            let share = BufferPtr::from_word(unsafe { *(moved as *const u64).add(1) }).share();
            if !full && old_range.contains(&moved) {
                off_heap.old.push(moved);
                off_heap.old_bytes += share;
            } else {
                off_heap.young.push(moved);
                young_bytes += share;
            }
        }
        off_heap.fresh_bytes = 0;
        off_heap.bytes = off_heap.old_bytes + young_bytes;
        if off_heap.young.is_empty() && off_heap.old.is_empty() {
            self.off_heap = None;
        }
    }

    /// Makes `block` the young block: moves the stack to its end and frees what was before.
    fn replace_block(&mut self, block: *mut u64, words: usize, top: *mut u64, stress: bool) {
        let stack_words = self.stack_words();
        let end = block.wrapping_add(words);
        let stack = end.wrapping_sub(stack_words);
        // SAFETY: the target has room: its words are at least those of the source spaces.
        unsafe {
            std::ptr::copy_nonoverlapping(self.stack, stack, stack_words);
            let old_words = self.block_words();
            if stress {
                poison(self.start, old_words);
                poison_parcels(self.parcels);
            }
            if self.owned {
                free_block(self.start, old_words);
            }
        }
        parcel::free_chain(self.parcels, false);
        self.parcels = null_mut();
        self.parcel_words = 0;
        (self.start, self.top, self.stack, self.end) = (block, top, stack, end);
        self.high = top;
        self.owned = true;
    }

    /// Moves the survivors once more when the block has become too small or is far too large for them.
    fn resize(
        &mut self,
        before: usize,
        roots: &mut [&mut [Term]],
        request: Request,
    ) -> Result<(), OutOfHeap> {
        let live = self.used_words() + self.stack_words();
        let needed = live + request.need;
        let wanted = match request.grow {
            _ if request.tight && needed < CELL_WORDS => CELL_WORDS,
            _ if request.tight => (needed + TIGHT_ROOM).next_multiple_of(8),
            // An overflow of a small block: it allocates hard, so give it room at once.
            true if before < COMFORTABLE_WORDS => {
                size_class((before * 4).min(COMFORTABLE_WORDS).max(needed * 2))
            }
            true => size_class((needed * 2).max(COMFORTABLE_WORDS)),
            false => size_class(needed * 2),
        };
        let words = self.block_words();
        let comfortable = if request.grow { COMFORTABLE_WORDS } else { 0 };
        let too_small = self.free_words() < request.need
            || (live * 2 > words && wanted > words)
            || words < wanted.min(comfortable);
        let too_large = match request.tight {
            true => words > wanted,
            false => words > wanted.saturating_mul(4).max(comfortable),
        };
        if !too_small && !too_large {
            return Ok(());
        }
        let target = if self.check_limit(wanted).is_ok() { wanted } else { size_class(live + request.need) };
        self.check_limit(target.saturating_sub(words))?;
        // An owned block lies outside of the cell, whose words are free then.
        let in_cell = request.tight && !request.cell.is_null() && self.owned && target == CELL_WORDS;
        let block = match in_cell {
            true => request.cell,
            false => alloc_block(target).ok_or(OutOfHeap)?,
        };
        let mut copier = Copier {
            literals: request.literals,
            young_start: 0,
            high: 0,
            old_start: self.old_start as u64,
            old_end: self.old_top as u64,
            top: block,
            old_top: null_mut(),
        };
        self.run(&mut copier, roots, block, null_mut());
        self.move_buffers();
        self.replace_block(block, target, copier.top, request.stress);
        self.owned = !in_cell;
        Ok(())
    }

    /// After a plain move of the young block: all its references are alive, at new addresses.
    fn move_buffers(&mut self) {
        let Some(off_heap) = self.off_heap.as_mut() else { return };
        off_heap.young.retain_mut(|object| {
            // SAFETY: rule 2, as in `sweep_buffers`.
            let first = unsafe { *(*object as *const u64) };
            if first & tag::MASK == tag::HEADER {
                // Dead since the last sweep: cannot happen between two copies, but must not be lost.
                // SAFETY: as above.
                BufferPtr::from_word(unsafe { *(*object as *const u64).add(1) }).release();
                return false;
            }
            *object = first & !tag::MASK;
            true
        });
    }

    fn check_limit(&self, words: usize) -> Result<(), OutOfHeap> {
        // Live data counts, not the copying space: a block of twice the limit may still hold less than the limit.
        let live = self.used_words() + self.stack_words() + self.old_words().0 + self.parcel_words as usize;
        let limit = self.limit_words();
        let over = live > limit || words > limit.saturating_mul(4);
        if over { Err(OutOfHeap) } else { Ok(()) }
    }
}

/// Block sizes grow in steps of about a quarter, so that allocators can reuse blocks.
pub fn size_class(words: usize) -> usize {
    let words = words.max(64);
    let step = (words.next_power_of_two() / 8).max(1);
    words.div_ceil(step) * step
}

/// Overwrites words that no term may refer to any more: a stale pointer then reads a header that the verifier knows.
unsafe fn poison(start: *mut u64, words: usize) {
    // SAFETY: the caller frees the block next.
    unsafe { std::slice::from_raw_parts_mut(start, words) }.fill(POISON);
}

unsafe fn poison_parcels(mut parcel: *mut Parcel) {
    while !parcel.is_null() {
        // SAFETY: the parcel is about to be freed and its words have moved.
        unsafe {
            poison(Parcel::words(parcel), (*parcel).used as usize);
            parcel = (*parcel).next;
        }
    }
}

/// A header of a filler of impossible size.
pub(crate) const POISON: u64 = crate::term::header(Kind::Filler, 0x00de_ad00_dead_0000);
