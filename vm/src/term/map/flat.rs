//! Flat maps: a shared tuple of sorted keys and an array of values.

use std::cmp::Ordering;

use super::{FLAT_LIMIT, Made, trie};
use crate::term::build::Alloc;
use crate::term::equal::exact;
use crate::term::order::compare_keys;
use crate::term::{Kind, Term, header, raw, tag};

/// Keys and values.
#[inline]
pub fn parts<'a>(map: Term) -> (&'a [Term], &'a [Term]) {
    let keys = raw::term(map, 1);
    let len = crate::term::header_words(raw::word(keys, 0));
    (raw::terms(keys, 1, len), raw::terms(map, 2, len))
}

/// The index of `key`.
#[inline]
pub fn find(map: Term, key: Term) -> Option<usize> {
    let (keys, _) = parts(map);
    if key.is_pointer() {
        keys.iter().position(|candidate| exact(*candidate, key))
    } else {
        // What is no pointer equals nothing but itself.
        keys.iter().position(|candidate| *candidate == key)
    }
}

/// The value under `key`.
#[inline]
pub fn get(map: Term, key: Term) -> Option<Term> {
    find(map, key).map(|index| raw::term(map, 2 + index))
}

/// The map with another value at `index`; the keys are shared.
pub fn replace<A: Alloc>(heap: &mut A, map: Term, index: usize, value: Term) -> Made {
    let (_, values) = parts(map);
    if values[index] == value {
        return Ok(map);
    }
    let words = heap.alloc(values.len() + 2)?;
    words.copy_from_slice(raw::words(map, 0, values.len() + 2));
    words[2 + index] = value.0;
    Ok(Term(words.as_ptr() as u64 | tag::BOXED))
}

/// The map of `keys`, a sorted tuple, with these values.
pub fn with_keys<A: Alloc>(heap: &mut A, keys: Term, values: &[Term]) -> Made {
    let words = heap.alloc(values.len() + 2)?;
    words[0] = header(Kind::FlatMap, values.len() + 1);
    words[1] = keys.0;
    for (word, value) in words[2..].iter_mut().zip(values) {
        *word = value.0;
    }
    Ok(Term(words.as_ptr() as u64 | tag::BOXED))
}

/// The map of pairs whose keys are sorted and distinct; at most [`FLAT_LIMIT`].
pub fn from_sorted<A: Alloc>(heap: &mut A, pairs: &[(Term, Term)]) -> Made {
    let len = pairs.len();
    // Tuple of keys and map in one allocation.
    let words = heap.alloc(2 * len + 3)?;
    let keys = words.as_ptr() as u64 | tag::TUPLE;
    words[0] = header(Kind::Tuple, len);
    words[len + 1] = header(Kind::FlatMap, len + 1);
    words[len + 2] = keys;
    for (index, (key, value)) in pairs.iter().enumerate() {
        words[1 + index] = key.0;
        words[len + 3 + index] = value.0;
    }
    Ok(Term(words[len + 1..].as_ptr() as u64 | tag::BOXED))
}

/// Sorts by key and keeps the last of equal keys.
pub fn from_pairs<A: Alloc>(heap: &mut A, mut pairs: Vec<(Term, Term)>) -> Made {
    sort(&mut pairs);
    from_sorted(heap, &pairs)
}

fn sort(pairs: &mut Vec<(Term, Term)>) {
    pairs.sort_by(|a, b| compare_keys(a.0, b.0));
    // `dedup_by` removes the later one, so the later value moves to the earlier place first.
    pairs.dedup_by(|later, earlier| {
        let same = exact(later.0, earlier.0);
        if same {
            earlier.1 = later.1;
        }
        same
    });
}

/// The map with a key it does not have.
pub fn insert<A: Alloc>(heap: &mut A, map: Term, key: Term, value: Term) -> Made {
    let (keys, values) = parts(map);
    let at = keys.partition_point(|candidate| compare_keys(*candidate, key) == Ordering::Less);
    let len = keys.len() + 1;
    let words = heap.alloc(2 * len + 3)?;
    words[0] = header(Kind::Tuple, len);
    put_with(&mut words[1..=len], keys, at, key);
    words[len + 1] = header(Kind::FlatMap, len + 1);
    words[len + 2] = words.as_ptr() as u64 | tag::TUPLE;
    put_with(&mut words[len + 3..], values, at, value);
    Ok(Term(words[len + 1..].as_ptr() as u64 | tag::BOXED))
}

/// Fills `words` with `terms` and `new` at index `at`.
fn put_with(words: &mut [u64], terms: &[Term], at: usize, new: Term) {
    for (word, term) in words.iter_mut().zip(&terms[..at]) {
        *word = term.0;
    }
    words[at] = new.0;
    for (word, term) in words[at + 1..].iter_mut().zip(&terms[at..]) {
        *word = term.0;
    }
}

/// The map with all `pairs` put into it.
pub fn put_all<A: Alloc>(heap: &mut A, map: Term, pairs: &[(Term, Term)]) -> Made {
    let (_, values) = parts(map);
    let mut buffer = [Term::NIL; FLAT_LIMIT];
    let updated = &mut buffer[..values.len()];
    updated.copy_from_slice(values);
    for (key, value) in pairs {
        match find(map, *key) {
            Some(index) => updated[index] = *value,
            None => {
                let all = super::iter(map).chain(pairs.iter().copied()).collect();
                return super::from_pairs(heap, all);
            }
        }
    }
    with_keys(heap, raw::term(map, 1), updated)
}

/// The map without a key that it has.
pub fn remove<A: Alloc>(heap: &mut A, map: Term, key: Term) -> Made {
    let pairs: Vec<(Term, Term)> = super::iter(map).filter(|pair| !exact(pair.0, key)).collect();
    from_sorted(heap, &pairs)
}

/// Both maps' pairs; where both have a key, that of `b`.
pub fn merge<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Made {
    let (mut left, mut right) = (super::iter(a).peekable(), super::iter(b).peekable());
    let mut pairs: Vec<(Term, Term)> = Vec::with_capacity(2 * FLAT_LIMIT);
    while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
        match compare_keys(x.0, y.0) {
            Ordering::Less => pairs.extend(left.next()),
            Ordering::Greater => pairs.extend(right.next()),
            Ordering::Equal => {
                left.next();
                pairs.extend(right.next());
            }
        }
    }
    pairs.extend(left);
    pairs.extend(right);
    // Shares the keys of a map that has them all.
    for map in [a, b] {
        if pairs.len() == super::size(map) {
            let values: Vec<Term> = pairs.iter().map(|pair| pair.1).collect();
            return with_keys(heap, raw::term(map, 1), &values);
        }
    }
    if pairs.len() <= FLAT_LIMIT { from_sorted(heap, &pairs) } else { trie::from_pairs(heap, pairs) }
}
