//! Maps: sorted arrays of pairs up to [`FLAT_LIMIT`] keys ([`flat`]), hash tries above ([`trie`]).
//!
//! ```text
//!   FlatMap │ keys ─┼─▶ tuple of sorted keys, shared by maps that differ in values only
//!           │ value 0 … value n-1
//!
//!   HashMap │ number of keys │ root ─┼─▶ MapNode │ bitmap │ key, value, key, value … │ child … │
//! ```
//!
//! A trie node looks at four bits of the hash, the highest first. Its bitmap has a bit in 0 to 15 for each of these
//! 16 places that holds a pair and in 16 to 31 for each that holds a child. Below the last bits of the hash stands a
//! *collision node*: bit 40 set, the number of pairs in the low bits, pairs sorted by key. A node other than the root
//! never holds a single pair and nothing else, so equal maps are equal trees.

pub mod flat;
pub mod trie;

use super::build::{Alloc, OutOfHeap};
use super::{Kind, Term, raw};
pub use flat::parts as flat_parts;
pub use trie::Node;

/// The most keys of a flat map.
pub const FLAT_LIMIT: usize = 32;

/// The result of an operation that may allocate.
type Made = Result<Term, OutOfHeap>;

/// Whether `map` is a hash trie.
#[inline]
fn is_hashed(map: Term) -> bool {
    map.kind() == Some(Kind::HashMap)
}

/// The number of keys of a map.
#[inline]
pub fn size(map: Term) -> usize {
    if is_hashed(map) { raw::term(map, 1).as_small().unwrap_or(0) as usize } else { flat::parts(map).0.len() }
}

/// The root node of a hash trie.
pub fn root(map: Term) -> Term {
    raw::term(map, 2)
}

/// The empty map.
pub fn empty<A: Alloc>(heap: &mut A) -> Made {
    flat::from_sorted(heap, &[])
}

/// The value under `key`.
#[inline]
pub fn get(map: Term, key: Term) -> Option<Term> {
    if is_hashed(map) { trie::get(root(map), key) } else { flat::get(map, key) }
}

/// `Map#{key => value}`
pub fn put<A: Alloc>(heap: &mut A, map: Term, key: Term, value: Term) -> Made {
    if is_hashed(map) {
        return trie::put(heap, map, key, value);
    }
    match flat::find(map, key) {
        Some(index) => flat::replace(heap, map, index, value),
        None if size(map) < FLAT_LIMIT => flat::insert(heap, map, key, value),
        None => {
            let mut pairs: Vec<(Term, Term)> = iter(map).collect();
            pairs.push((key, value));
            trie::from_pairs(heap, pairs)
        }
    }
}

/// `Map#{key := value}`; `None` when the key is not there.
pub fn update<A: Alloc>(heap: &mut A, map: Term, key: Term, value: Term) -> Result<Option<Term>, OutOfHeap> {
    if is_hashed(map) {
        return match trie::get(root(map), key) {
            Some(_) => trie::put(heap, map, key, value).map(Some),
            None => Ok(None),
        };
    }
    flat::find(map, key).map(|index| flat::replace(heap, map, index, value)).transpose()
}

/// The map with all `pairs` put into it, later ones over earlier ones.
pub fn put_all<A: Alloc>(heap: &mut A, map: Term, pairs: &[(Term, Term)]) -> Made {
    if let [(key, value)] = pairs {
        return put(heap, map, *key, *value);
    }
    if !is_hashed(map) {
        return flat::put_all(heap, map, pairs);
    }
    let mut map = map;
    for (key, value) in pairs {
        map = trie::put(heap, map, *key, *value)?;
    }
    Ok(map)
}

/// The map without `key`, and the value that stood there; `None` when it is not there.
pub fn take<A: Alloc>(heap: &mut A, map: Term, key: Term) -> Result<Option<(Term, Term)>, OutOfHeap> {
    let Some(value) = get(map, key) else { return Ok(None) };
    let rest = if is_hashed(map) { trie::remove(heap, map, key)? } else { flat::remove(heap, map, key)? };
    Ok(Some((rest, value)))
}

/// The map without `key`.
pub fn remove<A: Alloc>(heap: &mut A, map: Term, key: Term) -> Made {
    Ok(take(heap, map, key)?.map_or(map, |(rest, _)| rest))
}

/// All keys of both maps, with the values of `b` where both have one.
pub fn merge<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Made {
    if size(a) == 0 || a == b {
        return Ok(b);
    }
    if size(b) == 0 {
        return Ok(a);
    }
    if !is_hashed(a) && !is_hashed(b) {
        return flat::merge(heap, a, b);
    }
    if is_hashed(a) && is_hashed(b) {
        return trie::merge(heap, a, b);
    }
    if size(a) >= size(b) {
        return iter(b).try_fold(a, |map, (key, value)| put(heap, map, key, value));
    }
    iter(a).try_fold(b, |map, (key, value)| match get(map, key) {
        Some(_) => Ok(map),
        None => put(heap, map, key, value),
    })
}

/// A map of these pairs; of equal keys the last pair counts.
pub fn from_pairs<A: Alloc>(heap: &mut A, pairs: Vec<(Term, Term)>) -> Made {
    if pairs.len() <= FLAT_LIMIT { flat::from_pairs(heap, pairs) } else { trie::from_pairs(heap, pairs) }
}

/// The pairs: in key order if the map is flat, in the order of its tree if not.
pub fn iter(map: Term) -> Iter {
    Iter::from_path(map, 0)
}

/// A walk over a map's pairs, which can be left and taken up again.
#[derive(Clone)]
pub struct Iter {
    /// The nodes from the root to the current one, each with the position in it; or the flat map.
    stack: Vec<(Term, usize)>,
    left: usize,
    hashed: bool,
}

/// Bits of one position in a path.
const PATH_BITS: u32 = 5;

impl Iter {
    /// A walk that begins at a path given by [`Iter::path`]; 0 is the beginning.
    pub fn from_path(map: Term, path: u128) -> Iter {
        let hashed = is_hashed(map);
        if !hashed {
            return Iter { stack: vec![(map, path.min(64) as usize)], left: size(map), hashed };
        }
        let mut stack = Vec::with_capacity(8);
        let (mut node, mut path) = (root(map), path);
        loop {
            let view = Node::of(node);
            let last = stack.len() == trie::LEVELS;
            let position = if last { path as usize } else { (path & ((1 << PATH_BITS) - 1)) as usize };
            stack.push((node, position));
            path >>= PATH_BITS;
            match position.checked_sub(view.pairs()).and_then(|child| view.children().get(child)) {
                Some(child) if !last => node = *child,
                _ => return Iter { stack, left: size(map), hashed },
            }
        }
    }

    /// Where the walk stands, as a number.
    pub fn path(&self) -> u128 {
        self.stack.iter().rev().fold(0, |path, (_, position)| path << PATH_BITS | *position as u128)
    }

    fn next_hashed(&mut self) -> Option<(Term, Term)> {
        loop {
            let (node, position) = self.stack.last_mut()?;
            let view = Node::of(*node);
            if let Some(pair) = view.pair(*position) {
                *position += 1;
                return Some(pair);
            }
            // The position of a child stays while the walk is below it.
            match view.children().get(*position - view.pairs()) {
                Some(child) => self.stack.push((*child, 0)),
                None => {
                    self.stack.pop();
                    self.stack.last_mut()?.1 += 1;
                }
            }
        }
    }
}

impl Iterator for Iter {
    type Item = (Term, Term);

    fn next(&mut self) -> Option<(Term, Term)> {
        if self.hashed {
            return self.next_hashed();
        }
        let (map, index) = self.stack.last_mut()?;
        let (keys, values) = flat::parts(*map);
        let pair = (*keys.get(*index)?, *values.get(*index)?);
        *index += 1;
        Some(pair)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.left))
    }
}
