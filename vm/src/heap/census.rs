//! What fills a heap: the objects of each sort and their words, for the prompt's `heap(Pid)`.
#![allow(unsafe_code)]

use super::{Heap, words_between};
use crate::atom::{Atom, atoms};
use crate::term::{Kind, header_kind, header_words, tag};

/// Words of a generation that are looked at: a look must not take longer than a slice.
const LOOKED: usize = 1 << 17;

/// The sorts of objects that are told apart.
const SORTS: [Atom; 6] =
    [atoms::list, atoms::tuple, atoms::map, atoms::binary, atoms::function_, atoms::number];

/// How many objects of a sort there are, and their words.
#[derive(Clone, Copy, Default)]
pub struct Count {
    /// Objects; of lists, their cells.
    pub objects: usize,
    /// Words.
    pub words: usize,
}

/// What the first words of the generations hold, by sort, and how many words were looked at.
pub fn census(heap: &Heap) -> (Vec<(Atom, Count)>, usize) {
    let mut counts = [Count::default(); SORTS.len() + 1];
    let mut looked = 0;
    for (start, top) in [(heap.start, heap.top), (heap.old_start, heap.old_top)] {
        looked += walk(start, words_between(start, top).min(LOOKED), words_between(start, top), &mut counts);
    }
    let sorts = SORTS.into_iter().chain([atoms::other]);
    (sorts.zip(counts).filter(|(_, count)| count.objects > 0).collect(), looked)
}

/// Counts the objects that begin among the first `words` of `all`; the words that they have.
fn walk(start: *const u64, words: usize, all: usize, counts: &mut [Count]) -> usize {
    let mut at = 0;
    while at < words {
        // SAFETY: rule 2 of the heap: these words are complete objects.
        let first = unsafe { *start.add(at) };
        let (sort, size) = match first & tag::MASK == tag::HEADER {
            true => (sort(header_kind(first)), 1 + header_words(first)),
            false => (0, 2),
        };
        counts[sort].objects += 1;
        counts[sort].words += size;
        at += size;
    }
    at.min(all)
}

/// The index of an object's sort.
fn sort(kind: Kind) -> usize {
    match kind {
        Kind::Tuple => 1,
        Kind::FlatMap | Kind::HashMap | Kind::MapNode => 2,
        Kind::HeapBits | Kind::SubBits | Kind::BufferRef | Kind::MatchContext => 3,
        Kind::Fun | Kind::ExportFun => 4,
        Kind::BigPositive | Kind::BigNegative | Kind::Float => 5,
        _ => SORTS.len(),
    }
}
