//! Hash tries: the maps of more than [`FLAT_LIMIT`] keys. See [`super`] for the layout.
//!
//! Functions recurse once per level of the trie, of which there are at most [`LEVELS`] and a collision node.

use std::cmp::Ordering;

use super::{FLAT_LIMIT, Made, flat};
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::equal::exact;
use crate::term::hash;
use crate::term::order::compare_keys;
use crate::term::{Kind, Term, header, header_words, raw, tag};

/// How often four bits of the hash are looked at.
pub const LEVELS: usize = 16;

/// In the bitmap of a collision node.
const COLLISION: u64 = 1 << 40;

/// The hash of a key.
#[inline]
fn hash_key(key: Term) -> u64 {
    hash::internal(key, 0)
}

/// The place of a hash in a node of this level, as a bit.
#[inline]
fn place(hash: u64, level: usize) -> u64 {
    1 << (hash >> (60 - 4 * level) & 15)
}

/// A node taken apart.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    bitmap: u64,
    /// Pairs, then children.
    words: &'a [Term],
}

impl<'a> Node<'a> {
    /// The parts of a node.
    #[inline]
    pub fn of(node: Term) -> Node<'a> {
        let len = header_words(raw::word(node, 0)) - 1;
        Node { bitmap: raw::word(node, 1) >> 3, words: raw::terms(node, 2, len) }
    }

    /// The bits that say what is where.
    pub fn bitmap(self) -> u64 {
        self.bitmap
    }

    fn is_collision(self) -> bool {
        self.bitmap & COLLISION != 0
    }

    /// The number of pairs.
    #[inline]
    pub fn pairs(self) -> usize {
        if self.is_collision() { self.words.len() / 2 } else { (self.bitmap & 0xffff).count_ones() as usize }
    }

    /// The pair at `index`.
    #[inline]
    pub fn pair(self, index: usize) -> Option<(Term, Term)> {
        if index < self.pairs() { Some((self.words[2 * index], self.words[2 * index + 1])) } else { None }
    }

    /// The pairs.
    pub fn entries(self) -> impl Iterator<Item = (Term, Term)> {
        (0..self.pairs()).map(move |index| (self.words[2 * index], self.words[2 * index + 1]))
    }

    /// The children.
    #[inline]
    pub fn children(self) -> &'a [Term] {
        &self.words[2 * self.pairs()..]
    }

    /// How many pairs stand before the place `bit`.
    #[inline]
    fn pair_index(self, bit: u64) -> usize {
        (self.bitmap & (bit - 1)).count_ones() as usize
    }

    /// How many children stand before the place `bit`.
    #[inline]
    fn child_index(self, bit: u64) -> usize {
        (self.bitmap >> 16 & (bit - 1)).count_ones() as usize
    }

    /// What stands at the place `bit`.
    fn at(self, bit: u64) -> Spot {
        if self.bitmap & bit != 0 {
            let at = 2 * self.pair_index(bit);
            return Spot::Pair(self.words[at], self.words[at + 1]);
        }
        match self.bitmap & bit << 16 {
            0 => Spot::Empty,
            _ => Spot::Child(self.children()[self.child_index(bit)]),
        }
    }

    /// Where in `words` a key that hashes like `key`'s place stands, if it is the key.
    fn find_collision(self, key: Term) -> Option<usize> {
        (0..self.pairs()).find(|index| exact(self.words[2 * index], key))
    }
}

/// What a place of a node holds.
#[derive(Clone, Copy)]
enum Spot {
    Empty,
    Pair(Term, Term),
    Child(Term),
}

/// Makes a node out of pieces.
fn build<A: Alloc>(heap: &mut A, bitmap: u64, pieces: &[&[Term]]) -> Made {
    let len: usize = pieces.iter().map(|piece| piece.len()).sum();
    let words = heap.alloc(len + 2)?;
    words[0] = header(Kind::MapNode, len + 1);
    words[1] = bitmap << 3;
    let mut at = 2;
    for piece in pieces {
        for (word, term) in words[at..].iter_mut().zip(*piece) {
            *word = term.0;
        }
        at += piece.len();
    }
    Ok(Term(words.as_ptr() as u64 | tag::BOXED))
}

/// The node with word `index` of its pairs and children replaced.
fn replace<A: Alloc>(heap: &mut A, node: Term, index: usize, term: Term) -> Made {
    let len = header_words(raw::word(node, 0)) + 1;
    let words = heap.alloc(len)?;
    words.copy_from_slice(raw::words(node, 0, len));
    words[2 + index] = term.0;
    Ok(Term(words.as_ptr() as u64 | tag::BOXED))
}

fn make_map<A: Alloc>(heap: &mut A, count: usize, root: Term) -> Made {
    heap.boxed(Kind::HashMap, &[Term::small(count as i64), root])
}

/// The value under `key` in the trie below `node`.
pub fn get(root: Term, key: Term) -> Option<Term> {
    find(root, 0, hash_key(key), key)
}

/// The value under a key below a node of this level.
#[inline]
fn find(node: Term, level: usize, hash: u64, key: Term) -> Option<Term> {
    let (mut term, mut level) = (node, level);
    loop {
        let node = Node::of(term);
        if node.is_collision() {
            return node.find_collision(key).map(|index| node.words[2 * index + 1]);
        }
        let bit = place(hash, level);
        if node.bitmap & bit != 0 {
            let at = 2 * node.pair_index(bit);
            return if exact(node.words[at], key) { Some(node.words[at + 1]) } else { None };
        }
        if node.bitmap & bit << 16 == 0 {
            return None;
        }
        term = node.children()[node.child_index(bit)];
        level += 1;
    }
}

/// `Map#{key => value}`
pub fn put<A: Alloc>(heap: &mut A, map: Term, key: Term, value: Term) -> Made {
    let root = super::root(map);
    let mut added = false;
    let new = insert(heap, root, 0, hash_key(key), key, value, &mut added)?;
    if new == root {
        return Ok(map);
    }
    make_map(heap, super::size(map) + usize::from(added), new)
}

fn insert<A: Alloc>(
    heap: &mut A,
    term: Term,
    level: usize,
    hash: u64,
    key: Term,
    value: Term,
    added: &mut bool,
) -> Made {
    let node = Node::of(term);
    if node.is_collision() {
        return insert_collision(heap, term, key, value, added);
    }
    let bit = place(hash, level);
    let at = 2 * node.pair_index(bit);
    let child_at = 2 * node.pairs() + node.child_index(bit);
    if node.bitmap & bit != 0 {
        let (old, old_value) = (node.words[at], node.words[at + 1]);
        if exact(old, key) {
            return if old_value == value { Ok(term) } else { replace(heap, term, at + 1, value) };
        }
        // Two keys in one place: both go into a new child.
        *added = true;
        let child = two(heap, level + 1, (hash_key(old), old, old_value), (hash, key, value))?;
        let bitmap = node.bitmap ^ (bit | bit << 16);
        let words = node.words;
        return build(heap, bitmap, &[&words[..at], &words[at + 2..child_at], &[child], &words[child_at..]]);
    }
    if node.bitmap & bit << 16 != 0 {
        let child = node.words[child_at];
        let new = insert(heap, child, level + 1, hash, key, value, added)?;
        return if new == child { Ok(term) } else { replace(heap, term, child_at, new) };
    }
    *added = true;
    build(heap, node.bitmap | bit, &[&node.words[..at], &[key, value], &node.words[at..]])
}

fn insert_collision<A: Alloc>(heap: &mut A, term: Term, key: Term, value: Term, added: &mut bool) -> Made {
    let node = Node::of(term);
    if let Some(index) = node.find_collision(key) {
        return replace(heap, term, 2 * index + 1, value);
    }
    *added = true;
    let before = node.entries().filter(|pair| compare_keys(pair.0, key) == Ordering::Less).count();
    build(heap, node.bitmap + 1, &[&node.words[..2 * before], &[key, value], &node.words[2 * before..]])
}

/// A node of two pairs whose keys differ.
fn two<A: Alloc>(heap: &mut A, level: usize, a: (u64, Term, Term), b: (u64, Term, Term)) -> Made {
    let ordered = |first_a: bool| if first_a { [a.1, a.2, b.1, b.2] } else { [b.1, b.2, a.1, a.2] };
    if level == LEVELS {
        let words = ordered(compare_keys(a.1, b.1) == Ordering::Less);
        return build(heap, COLLISION | 2, &[&words]);
    }
    let (bit_a, bit_b) = (place(a.0, level), place(b.0, level));
    if bit_a == bit_b {
        let child = two(heap, level + 1, a, b)?;
        return build(heap, bit_a << 16, &[&[child]]);
    }
    build(heap, bit_a | bit_b, &[&ordered(bit_a < bit_b)])
}

/// All pairs of two hashed maps; of a key in both, that of `b`. What only one map has below a node is shared with it.
pub fn merge<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Made {
    let mut common = 0;
    let root = join(heap, super::root(a), super::root(b), 0, &mut common)?;
    make_map(heap, super::size(a) + super::size(b) - common, root)
}

/// The node of what two nodes of one level have; adds the number of their common keys to `common`.
fn join<A: Alloc>(heap: &mut A, a: Term, b: Term, level: usize, common: &mut usize) -> Made {
    if a == b {
        *common += count(a);
        return Ok(a);
    }
    let (left, right) = (Node::of(a), Node::of(b));
    if left.is_collision() || right.is_collision() {
        // Both are: only the nodes below the last level are.
        return right.entries().try_fold(a, |node, (key, value)| {
            let mut added = false;
            let node = insert_collision(heap, node, key, value, &mut added)?;
            *common += usize::from(!added);
            Ok(node)
        });
    }
    let mut pairs = [Term::NIL; 32];
    let mut children = [Term::NIL; 16];
    let (mut pair_words, mut child_count, mut bitmap) = (0, 0, 0);
    for bit in (0..16).map(|place| 1 << place) {
        match (left.at(bit), right.at(bit)) {
            (Spot::Empty, Spot::Empty) => {}
            (spot, Spot::Empty) | (Spot::Empty, spot) => match spot {
                Spot::Pair(key, value) => {
                    bitmap |= bit;
                    pairs[pair_words..pair_words + 2].copy_from_slice(&[key, value]);
                    pair_words += 2;
                }
                Spot::Child(child) => {
                    bitmap |= bit << 16;
                    children[child_count] = child;
                    child_count += 1;
                }
                Spot::Empty => {}
            },
            (Spot::Pair(key, _), Spot::Pair(other, value)) if exact(key, other) => {
                *common += 1;
                bitmap |= bit;
                pairs[pair_words..pair_words + 2].copy_from_slice(&[key, value]);
                pair_words += 2;
            }
            (left, right) => {
                bitmap |= bit << 16;
                children[child_count] = join_spots(heap, left, right, level + 1, common)?;
                child_count += 1;
            }
        }
    }
    build(heap, bitmap, &[&pairs[..pair_words], &children[..child_count]])
}

/// The child, a node of `level`, of two different pairs or children.
fn join_spots<A: Alloc>(heap: &mut A, a: Spot, b: Spot, level: usize, common: &mut usize) -> Made {
    match (a, b) {
        (Spot::Child(a), Spot::Child(b)) => join(heap, a, b, level, common),
        (Spot::Child(child), Spot::Pair(key, value)) => {
            let mut added = false;
            let child = insert(heap, child, level, hash_key(key), key, value, &mut added)?;
            *common += usize::from(!added);
            Ok(child)
        }
        (Spot::Pair(key, value), Spot::Child(child)) => match find(child, level, hash_key(key), key) {
            Some(_) => {
                *common += 1;
                Ok(child)
            }
            None => insert(heap, child, level, hash_key(key), key, value, &mut false),
        },
        (Spot::Pair(a, x), Spot::Pair(b, y)) => two(heap, level, (hash_key(a), a, x), (hash_key(b), b, y)),
        (Spot::Empty, _) | (_, Spot::Empty) => unreachable!("empty places are joined by `join`"),
    }
}

/// The number of pairs below a node.
fn count(node: Term) -> usize {
    let node = Node::of(node);
    node.pairs() + node.children().iter().map(|child| count(*child)).sum::<usize>()
}

/// The map without a key that it has.
pub fn remove<A: Alloc>(heap: &mut A, map: Term, key: Term) -> Made {
    let count = super::size(map) - 1;
    if count <= FLAT_LIMIT {
        let pairs: Vec<(Term, Term)> = super::iter(map).filter(|pair| !exact(pair.0, key)).collect();
        return flat::from_pairs(heap, pairs);
    }
    match delete(heap, super::root(map), 0, hash_key(key), key)? {
        Rest::Node(root) => make_map(heap, count, root),
        // The root holds more than `FLAT_LIMIT` keys, so it is never reduced to one.
        Rest::Pair(..) => Ok(map),
    }
}

/// What is left of a node.
enum Rest {
    Node(Term),
    /// One pair, which moves up into the parent.
    Pair(Term, Term),
}

fn delete<A: Alloc>(heap: &mut A, term: Term, level: usize, hash: u64, key: Term) -> Result<Rest, OutOfHeap> {
    let node = Node::of(term);
    if node.is_collision() {
        let Some(index) = node.find_collision(key) else { return Ok(Rest::Node(term)) };
        if let (2, Some(other)) = (node.pairs(), node.pair(1 - index.min(1))) {
            return Ok(Rest::Pair(other.0, other.1));
        }
        let words = node.words;
        let pieces = [&words[..2 * index], &words[2 * index + 2..]];
        return Ok(Rest::Node(build(heap, node.bitmap - 1, &pieces)?));
    }
    let bit = place(hash, level);
    let at = 2 * node.pair_index(bit);
    if node.bitmap & bit != 0 {
        if let (2, 0, true) = (node.pairs(), node.children().len(), level > 0) {
            let other = 2 - at;
            return Ok(Rest::Pair(node.words[other], node.words[other + 1]));
        }
        let pieces = [&node.words[..at], &node.words[at + 2..]];
        return Ok(Rest::Node(build(heap, node.bitmap ^ bit, &pieces)?));
    }
    let child_at = 2 * node.pairs() + node.child_index(bit);
    let Some(child) = node.words.get(child_at) else { return Ok(Rest::Node(term)) };
    match delete(heap, *child, level + 1, hash, key)? {
        Rest::Node(new) => Ok(Rest::Node(replace(heap, term, child_at, new)?)),
        Rest::Pair(key, value) if node.words.len() == 1 && level > 0 => Ok(Rest::Pair(key, value)),
        Rest::Pair(key, value) => {
            let bitmap = node.bitmap ^ (bit | bit << 16);
            let words = node.words;
            let pieces: [&[Term]; 4] =
                [&words[..at], &[key, value], &words[at..child_at], &words[child_at + 1..]];
            Ok(Rest::Node(build(heap, bitmap, &pieces)?))
        }
    }
}

/// A map of these pairs, hashed or flat by their number; of equal keys the last pair counts.
pub fn from_pairs<A: Alloc>(heap: &mut A, pairs: Vec<(Term, Term)>) -> Made {
    let mut entries: Vec<(u64, Term, Term)> =
        pairs.into_iter().map(|(key, value)| (hash_key(key), key, value)).collect();
    entries.sort_by_key(|entry| entry.0);
    remove_duplicates(&mut entries);
    if entries.len() <= FLAT_LIMIT {
        return flat::from_pairs(heap, entries.into_iter().map(|(_, key, value)| (key, value)).collect());
    }
    let root = grow(heap, &entries, 0)?;
    make_map(heap, entries.len(), root)
}

/// Of entries with the same key keeps the first place and the last value. Entries are sorted by hash.
fn remove_duplicates(entries: &mut Vec<(u64, Term, Term)>) {
    let mut kept = 0;
    for index in 0..entries.len() {
        let entry = entries[index];
        let run = (0..kept).rev().take_while(|at| entries[*at].0 == entry.0);
        match run.into_iter().find(|at| exact(entries[*at].1, entry.1)) {
            Some(at) => entries[at].2 = entry.2,
            None => {
                entries[kept] = entry;
                kept += 1;
            }
        }
    }
    entries.truncate(kept);
}

/// The node of entries that are sorted by hash, distinct, and alike in the bits above this level.
fn grow<A: Alloc>(heap: &mut A, entries: &[(u64, Term, Term)], level: usize) -> Made {
    let (mut pairs, mut children) = (Vec::new(), Vec::new());
    if level == LEVELS {
        let mut sorted = entries.to_vec();
        sorted.sort_by(|a, b| compare_keys(a.1, b.1));
        pairs.extend(sorted.iter().flat_map(|entry| [entry.1, entry.2]));
        return build(heap, COLLISION | sorted.len() as u64, &[&pairs]);
    }
    let mut bitmap = 0;
    for group in entries.chunk_by(|a, b| place(a.0, level) == place(b.0, level)) {
        let bit = place(group[0].0, level);
        if let [(_, key, value)] = group {
            bitmap |= bit;
            pairs.extend([*key, *value]);
        } else {
            bitmap |= bit << 16;
            children.push(grow(heap, group, level + 1)?);
        }
    }
    build(heap, bitmap, &[&pairs, &children])
}
