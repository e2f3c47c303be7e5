//! The process dictionary: key–value pairs kept flat, so that a collection can walk them, with an index by hash.

use rustc_hash::FxHashMap;

use crate::memory;
use crate::term::{Term, equal, hash};

/// What a pair takes with its part of the index.
const PAIR_BYTES: usize = 112;

/// The pairs that `put/2` stored.
#[derive(Default)]
pub struct Dictionary {
    /// Key, value, key, value …
    pairs: Vec<Term>,
    /// From a key's hash to the numbers of the pairs that have it. Hashes do not change when terms move.
    index: FxHashMap<u32, Vec<u32>>,
}

impl Dictionary {
    fn find(&self, key: Term) -> (u32, Option<usize>) {
        let hash = hash::internal(key, 0) as u32;
        let found = self.index.get(&hash).and_then(|numbers| {
            numbers.iter().copied().find(|number| equal::exact(self.pairs[*number as usize * 2], key))
        });
        (hash, found.map(|number| number as usize))
    }

    /// The value stored under `key`.
    pub fn get(&self, key: Term) -> Option<Term> {
        self.find(key).1.map(|number| self.pairs[number * 2 + 1])
    }

    /// Whether one more pair can be stored: the tables double when they are full.
    pub fn has_room(&self) -> bool {
        let grows = self.pairs.len() == self.pairs.capacity() || self.index.len() == self.index.capacity();
        !grows || memory::has_room(self.bytes())
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.pairs.len() / 2 * PAIR_BYTES
    }

    /// Stores a value; returns the one it replaces.
    pub fn put(&mut self, key: Term, value: Term) -> Option<Term> {
        match self.find(key) {
            (_, Some(number)) => Some(std::mem::replace(&mut self.pairs[number * 2 + 1], value)),
            (hash, None) => {
                self.index.entry(hash).or_default().push((self.pairs.len() / 2) as u32);
                self.pairs.extend([key, value]);
                None
            }
        }
    }

    /// Removes a pair; returns its value.
    pub fn erase(&mut self, key: Term) -> Option<Term> {
        let (hash, number) = self.find(key);
        let number = number?;
        let last = self.pairs.len() / 2 - 1;
        self.renumber(hash, number as u32, None);
        if number != last {
            let last_hash = hash::internal(self.pairs[last * 2], 0) as u32;
            self.renumber(last_hash, last as u32, Some(number as u32));
        }
        let value = self.pairs[number * 2 + 1];
        let (key, other) = (self.pairs[last * 2], self.pairs[last * 2 + 1]);
        self.pairs[number * 2] = key;
        self.pairs[number * 2 + 1] = other;
        self.pairs.truncate(last * 2);
        Some(value)
    }

    fn renumber(&mut self, hash: u32, from: u32, to: Option<u32>) {
        let Some(numbers) = self.index.get_mut(&hash) else { return };
        match (numbers.iter().position(|number| *number == from), to) {
            (Some(at), Some(to)) => numbers[at] = to,
            (Some(at), None) => drop(numbers.swap_remove(at)),
            (None, _) => {}
        }
        if numbers.is_empty() {
            self.index.remove(&hash);
        }
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        *self = Dictionary::default();
    }

    /// Key, value, key, value …
    pub fn pairs(&self) -> &[Term] {
        &self.pairs
    }

    /// The pairs as roots of a collection.
    pub fn roots(&mut self) -> &mut [Term] {
        &mut self.pairs
    }
}
