//! Sets of small numbers: registers that hold a value.

/// A set of small numbers.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Set(Vec<u64>);

impl Set {
    /// Adds a number.
    pub fn insert(&mut self, number: usize) {
        if self.0.len() <= number / 64 {
            self.0.resize(number / 64 + 1, 0);
        }
        self.0[number / 64] |= 1 << (number % 64);
    }

    /// Whether a number is a member.
    pub fn contains(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 != 0)
    }

    /// Removes what is not below `limit`.
    pub fn truncate(&mut self, limit: usize) {
        self.0.truncate(limit.div_ceil(64));
        if !limit.is_multiple_of(64) && self.0.len() == limit.div_ceil(64) {
            let last = self.0.len() - 1;
            self.0[last] &= (1 << (limit % 64)) - 1;
        }
    }

    /// Removes what is not in the other one.
    pub fn intersect(&mut self, other: &Set) {
        self.0.truncate(other.0.len());
        for (word, with) in self.0.iter_mut().zip(&other.0) {
            *word &= with;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    /// The same set in its shortest form, so that equal sets are equal values.
    pub fn trimmed(mut self) -> Set {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }
}
