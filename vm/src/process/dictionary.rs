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
    /// From a key's hash to the numbers of the pairs that have it. Hashes do not change when terms move. A few pairs are
    /// found without: most processes that have a dictionary have two.
    index: Option<Box<Index>>,
}

type Index = FxHashMap<u32, Vec<u32>>;

/// More pairs than these have an index.
const FEW: usize = 8;

fn hash_of(key: Term) -> u32 {
    hash::internal(key, 0) as u32
}

impl Dictionary {
    /// The number of the pair with this key.
    fn find(&self, key: Term) -> Option<usize> {
        let Some(index) = &self.index else {
            return (0..self.pairs.len() / 2).find(|number| equal::exact(self.pairs[number * 2], key));
        };
        let numbers = index.get(&hash_of(key))?;
        let found =
            numbers.iter().copied().find(|number| equal::exact(self.pairs[*number as usize * 2], key));
        found.map(|number| number as usize)
    }

    /// The value stored under `key`.
    pub fn get(&self, key: Term) -> Option<Term> {
        self.find(key).map(|number| self.pairs[number * 2 + 1])
    }

    /// Whether one more pair can be stored: the tables double when they are full.
    pub fn has_room(&self) -> bool {
        let grows = self.pairs.len() == self.pairs.capacity()
            || self.index.as_ref().is_some_and(|index| index.len() == index.capacity());
        !grows || memory::has_room(self.bytes())
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.pairs.len() / 2 * PAIR_BYTES
    }

    /// Stores a value; returns the one it replaces.
    pub fn put(&mut self, key: Term, value: Term) -> Option<Term> {
        match self.find(key) {
            Some(number) => Some(std::mem::replace(&mut self.pairs[number * 2 + 1], value)),
            None => {
                let number = self.pairs.len() / 2;
                if let Some(index) = &mut self.index {
                    index.entry(hash_of(key)).or_default().push(number as u32);
                }
                self.pairs.extend([key, value]);
                if self.index.is_none() && number >= FEW {
                    self.make_index();
                }
                None
            }
        }
    }

    fn make_index(&mut self) {
        let mut index = Index::default();
        for (number, pair) in self.pairs.chunks_exact(2).enumerate() {
            index.entry(hash_of(pair[0])).or_default().push(number as u32);
        }
        self.index = Some(Box::new(index));
    }

    /// Removes a pair; returns its value.
    pub fn erase(&mut self, key: Term) -> Option<Term> {
        let number = self.find(key)?;
        let last = self.pairs.len() / 2 - 1;
        self.renumber(key, number as u32, None);
        if number != last {
            self.renumber(self.pairs[last * 2], last as u32, Some(number as u32));
        }
        let value = self.pairs[number * 2 + 1];
        let (key, other) = (self.pairs[last * 2], self.pairs[last * 2 + 1]);
        self.pairs[number * 2] = key;
        self.pairs[number * 2 + 1] = other;
        self.pairs.truncate(last * 2);
        Some(value)
    }

    fn renumber(&mut self, key: Term, from: u32, to: Option<u32>) {
        let Some(index) = &mut self.index else { return };
        let hash = hash_of(key);
        let Some(numbers) = index.get_mut(&hash) else { return };
        match (numbers.iter().position(|number| *number == from), to) {
            (Some(at), Some(to)) => numbers[at] = to,
            (Some(at), None) => drop(numbers.swap_remove(at)),
            (None, _) => {}
        }
        if numbers.is_empty() {
            index.remove(&hash);
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
