//! One shared string per distinct name of a compilation, so that a token costs a counter and not an allocation.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use crate::ast::Name;

/// The names seen so far.
#[derive(Default)]
pub struct Names {
    set: HashSet<Name, BuildHasherDefault<NameHasher>>,
}

impl Names {
    /// The shared string equal to `text`.
    pub fn get(&mut self, text: &str) -> Name {
        if let Some(name) = self.set.get(text) {
            return name.clone();
        }
        let name: Name = text.into();
        self.set.insert(name.clone());
        name
    }
}

/// A multiply-and-rotate hash over eight bytes at a time: names are short and come from the user's own source, so
/// speed matters here and resistance to crafted collisions does not.
#[derive(Default)]
pub struct NameHasher(u64);

impl NameHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(chunk.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
        self.add(chunks.remainder().iter().fold(1, |word, byte| word << 8 | u64::from(*byte)));
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// A hash map keyed by things made of names.
pub type NameMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<NameHasher>>;
