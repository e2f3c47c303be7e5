//! Numbers that are random enough for a test, and the same each time: Marsaglia's xorshift with 64 bits.

/// A sequence of numbers; what it begins with must not be 0.
pub struct Chance(pub u64);

impl Chance {
    /// The next number, from 0 up to below `limit`; 0 for a limit of 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// Some element of a list that is not empty.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}
