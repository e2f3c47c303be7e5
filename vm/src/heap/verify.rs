//! The heap verifier: walks everything a process holds and stops the program at the first broken rule.
//!
//! Runs after each collection in stress mode. It checks that objects follow each other without gaps, that every
//! pointer leads into the block, the old generation, a parcel or the literals, at an object of the right sort, and
//! that no old object refers to a young one.
#![allow(unsafe_code)]

use super::copy::LiteralRange;
use super::{Heap, words_between};
use crate::term::{Kind, Term, header_kind, header_words, tag};

struct Spaces {
    young: std::ops::Range<u64>,
    old: std::ops::Range<u64>,
    literals: LiteralRange,
}

/// Checks `heap` and `roots` right after a collection, when there are no parcels.
pub fn verify(heap: &Heap, roots: &[&mut [Term]], literals: LiteralRange) {
    assert!(heap.start <= heap.top && heap.top <= heap.stack && heap.stack <= heap.end, "block out of order");
    let spaces = Spaces {
        young: heap.start as u64..heap.top as u64,
        old: heap.old_start as u64..heap.old_top as u64,
        literals,
    };
    for root in roots.iter().flat_map(|group| group.iter()) {
        spaces.check(*root, false);
    }
    for index in 0..heap.stack_words() {
        // SAFETY: rule 2 of the heap: the words from `stack` to `end` are complete frames.
        spaces.check(Term(unsafe { *heap.stack.add(index) }), false);
    }
    spaces.walk(heap.start, words_between(heap.start, heap.top), false);
    spaces.walk(heap.old_start, words_between(heap.old_start, heap.old_top), true);
}

impl Spaces {
    fn walk(&self, start: *const u64, words: usize, old: bool) {
        let mut at = 0;
        while at < words {
            // SAFETY: rule 2 of the heap: these words are complete objects.
            let word = |index: usize| unsafe { *start.add(index) };
            let first = word(at);
            if first & tag::MASK != tag::HEADER {
                self.check(Term(first), old);
                self.check(Term(word(at + 1)), old);
                at += 2;
                continue;
            }
            let size = header_words(first);
            assert!(first >> 3 & 31 <= Kind::Filler as u64 && at + size < words, "broken header {first:#x}");
            for index in header_kind(first).term_words(size) {
                self.check(Term(word(at + 1 + index)), old);
            }
            at += 1 + size;
        }
        assert_eq!(at, words, "objects overlap the top");
    }

    fn check(&self, term: Term, from_old: bool) {
        assert!(term.tag() != tag::HEADER, "a header {:#x} stands where a term should", term.0);
        if !term.is_pointer() {
            return;
        }
        let address = term.0 & !tag::MASK;
        let young = self.young.contains(&address);
        assert!(!(from_old && young), "an old object refers to a young one");
        assert!(
            young || self.old.contains(&address) || self.literals.contains(address),
            "a pointer {:#x} leads nowhere",
            term.0
        );
        // SAFETY: the address lies in a live space.
        let first = unsafe { *(address as *const u64) };
        match term.tag() {
            tag::CONS => assert!(first & tag::MASK != tag::HEADER, "a cons cell begins with a header"),
            tag::TUPLE => assert!(first & 0xff == crate::term::header(Kind::Tuple, 0) & 0xff, "no tuple"),
            tag::FLOAT => assert!(first == crate::term::header(Kind::Float, 1), "no float"),
            _ => assert!(first & tag::MASK == tag::HEADER, "no boxed object"),
        }
    }
}
