//! The store of an `ordered_set`: a B-tree by key, in the order of terms, in which `1` and `1.0` are the same key.
//!
//! Programs go over such a table from key to key, and to look for each of them from the root is most of what a step
//! costs. So who asks for the neighbour of the row that was answered last gets it from a few that were taken ahead,
//! as long as no row came or went.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Bound;

use super::row::Row;
use crate::sync::Mutex;
use crate::term::Term;
use crate::term::order::compare;

/// A key: a term of the row that it leads to, or of whoever asks.
#[derive(Clone, Copy)]
struct Key(Term);

impl Ord for Key {
    #[inline]
    fn cmp(&self, other: &Key) -> Ordering {
        compare(self.0, other.0)
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Key {}

/// See the module's text.
#[derive(Default)]
pub struct Tree {
    rows: BTreeMap<Key, Row>,
    words: usize,
    ahead: Mutex<Ahead>,
}

/// The way of whoever goes from row to row.
#[derive(Default)]
struct Ahead {
    /// Downwards.
    back: bool,
    /// The row that was answered last, and those that follow it.
    rows: Vec<Row>,
    /// Where in `rows` the last one is.
    at: usize,
}

/// Rows taken ahead at once.
const AHEAD: usize = 16;

/// Words that the tree takes for a row.
const NODE_WORDS: usize = 3;

impl Tree {
    /// The number of objects.
    pub fn size(&self) -> usize {
        self.rows.len()
    }

    /// Words of memory.
    pub fn words(&self) -> usize {
        self.words + self.rows.len() * NODE_WORDS
    }

    /// The row with a key.
    #[inline]
    pub fn find(&self, key: Term) -> Option<Row> {
        self.rows.get(&Key(key)).copied()
    }

    /// Adds a row, in the place of one with an equal key, whose `index`-th element is its key.
    pub fn put(&mut self, row: Row, index: usize) {
        let key = Key(row.element(index));
        self.words += row.words();
        self.ahead.get_mut().rows.clear();
        match self.rows.entry(key) {
            Entry::Vacant(free) => drop(free.insert(row)),
            Entry::Occupied(mut taken) => {
                // The key in the tree may be part of the old row: the new one's takes its place.
                let own = *taken.key();
                let old = match !own.0.is_pointer() && taken.get().element(index) == own.0 {
                    true => taken.insert(row),
                    false => {
                        let old = taken.remove();
                        self.rows.insert(key, row);
                        old
                    }
                };
                self.words -= old.words();
                old.free();
            }
        }
    }

    /// Deletes the row with a key.
    pub fn remove(&mut self, key: Term) {
        if let Some(row) = self.rows.remove(&Key(key)) {
            self.words -= row.words();
            self.ahead.get_mut().rows.clear();
            row.free();
        }
    }

    /// The row next to a key, above it or below (`back`); `index` says where in a row its key is.
    pub fn neighbour(&self, key: Term, index: usize, back: bool) -> Option<Row> {
        // Another process goes over the table at this very moment: it may keep its way.
        let Some(mut ahead) = self.ahead.try_lock() else {
            return if back { self.before(Some(key)).next_back() } else { self.after(Some(key)).next() };
        };
        let goes_on = ahead.back == back
            && ahead.rows.get(ahead.at).is_some_and(|last| Key(last.element(index)) == Key(key));
        if goes_on && let Some(row) = ahead.rows.get(ahead.at + 1).copied() {
            ahead.at += 1;
            return Some(row);
        }
        ahead.back = back;
        ahead.at = 0;
        ahead.rows.clear();
        let count = if goes_on { AHEAD } else { 1 };
        match back {
            true => ahead.rows.extend(self.before(Some(key)).rev().take(count)),
            false => ahead.rows.extend(self.after(Some(key)).take(count)),
        }
        ahead.rows.first().copied()
    }

    /// The rows after a key, or all, in order.
    pub fn after(&self, key: Option<Term>) -> impl DoubleEndedIterator<Item = Row> {
        let from = key.map_or(Bound::Unbounded, |key| Bound::Excluded(Key(key)));
        self.rows.range((from, Bound::Unbounded)).map(|(_, row)| *row)
    }

    /// The rows before a key, or all, in order.
    pub fn before(&self, key: Option<Term>) -> impl DoubleEndedIterator<Item = Row> {
        let to = key.map_or(Bound::Unbounded, |key| Bound::Excluded(Key(key)));
        self.rows.range((Bound::Unbounded, to)).map(|(_, row)| *row)
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        self.rows.values().for_each(|row| row.free());
    }
}
