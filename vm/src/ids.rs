//! Maps keyed by numbers that the machine hands out one after the other: references.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map from such a number.
pub type IdMap<V> = HashMap<u64, V, BuildHasherDefault<IdHasher>>;

/// The number itself as hash: numbers that were made one after the other lie beside each other, so whoever sets and
/// cancels many timers walks through memory instead of jumping about. The table also looks at the highest bits, which
/// get a copy of the lowest.
#[derive(Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 << 57
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0 << 8 ^ u64::from(*byte));
    }

    fn write_u64(&mut self, id: u64) {
        self.0 = id;
    }
}
