//! Writing bit strings.

use super::Bits;

/// Bits written one after the other, most significant bit of each byte first.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// The bytes; the unused bits of the last one are zero.
    pub bytes: Vec<u8>,
    /// The number of bits.
    pub size: u64,
}

impl Writer {
    /// Appends the low `count` (at most 64) bits of `value`.
    #[inline]
    pub fn push(&mut self, value: u64, count: u32) {
        if self.size.is_multiple_of(8) && count.is_multiple_of(8) {
            if count > 0 {
                self.push_top(value << (64 - count), count as usize / 8);
                self.size += u64::from(count);
            }
            return;
        }
        if count > 48 {
            self.push(value >> 48, count - 48);
            return self.push(value, 48);
        }
        // The bits used of the last byte and the new ones, at the top of whole bytes: at most 56 bits.
        let used = (self.size % 8) as u32;
        let last = if used == 0 { 0 } else { self.bytes.pop().unwrap_or(0) };
        let joined = u64::from(last) >> ((8 - used) % 8) << count | value & ((1 << count) - 1);
        if used + count > 0 {
            self.push_top(joined << (64 - used - count), (used + count).div_ceil(8) as usize);
        }
        self.size += u64::from(count);
    }

    /// Appends the first bytes of a word: all eight are written and those that are too many taken back, which costs
    /// less than a copy of some length.
    #[inline]
    fn push_top(&mut self, word: u64, count: usize) {
        let len = self.bytes.len() + count;
        self.bytes.extend_from_slice(&word.to_be_bytes());
        self.bytes.truncate(len);
    }

    /// Appends bytes.
    pub fn push_bytes(&mut self, bytes: &[u8]) {
        if self.size.is_multiple_of(8) {
            self.bytes.extend_from_slice(bytes);
            self.size += bytes.len() as u64 * 8;
        } else {
            for byte in bytes {
                self.push(u64::from(*byte), 8);
            }
        }
    }

    /// Appends what another one has written.
    pub fn push_written(&mut self, other: &Writer) {
        let (whole, rest) = ((other.size / 8) as usize, (other.size % 8) as u32);
        self.push_bytes(&other.bytes[..whole]);
        if rest > 0 {
            self.push(u64::from(other.bytes[whole] >> (8 - rest)), rest);
        }
    }

    /// Forgets what was written, but not the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.size = 0;
    }

    /// Appends a bit string.
    pub fn push_bits(&mut self, bits: &Bits) {
        let whole = bits.size / 8;
        let rest = (bits.size % 8) as u32;
        let full = Bits { size: whole * 8, ..*bits };
        match full.aligned() {
            Some(bytes) => self.push_bytes(bytes),
            None => (0..whole).for_each(|index| self.push(u64::from(bits.byte(index * 8)), 8)),
        }
        if rest > 0 {
            self.push(u64::from(bits.byte(whole * 8) >> (8 - rest)), rest);
        }
    }
}
