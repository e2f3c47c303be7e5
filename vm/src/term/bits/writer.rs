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
            self.bytes.extend_from_slice(&value.to_be_bytes()[8 - count as usize / 8..]);
            self.size += u64::from(count);
            return;
        }
        let mut left = count;
        while left > 0 {
            let used = (self.size % 8) as u32;
            if used == 0 {
                self.bytes.push(0);
            }
            let free = 8 - used;
            let taken = free.min(left);
            // The next `taken` bits, at the top of the free ones.
            let bits = (value >> (left - taken)) as u8 & (0xff >> (8 - taken));
            if let Some(last) = self.bytes.last_mut() {
                *last |= bits << (free - taken);
            }
            left -= taken;
            self.size += u64::from(taken);
        }
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
