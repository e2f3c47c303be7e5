//! A few bits that are put together before they are written: what the integers of most segments come to.

use crate::term::Term;

/// Bits that there may be.
const MOST: usize = 256;

/// At most 256 bits, most significant bit of each byte first; the bits that are not used are zero.
pub struct Few {
    bytes: [u8; MOST / 8 + 16],
    size: usize,
}

impl Default for Few {
    fn default() -> Few {
        Few { bytes: [0; MOST / 8 + 16], size: 0 }
    }
}

impl Few {
    /// Appends the low bits of a small integer; false when it is none, or these are not few.
    #[inline(always)]
    pub fn push(&mut self, value: Term, bits: u64, little: bool) -> bool {
        value.as_small().is_some_and(|value| self.push_low(value as u64, bits, little))
    }

    /// Appends a character in UTF-8; false when it is none, or there is no room.
    pub fn push_utf8(&mut self, value: Term) -> bool {
        let point = value.as_small().and_then(|value| u32::try_from(value).ok());
        let Some(character) = point.and_then(char::from_u32) else { return false };
        let mut bytes = [0; 4];
        let count = character.encode_utf8(&mut bytes).len() as u64;
        self.push_low(u64::from(u32::from_be_bytes(bytes)) >> (32 - 8 * count), 8 * count, false)
    }

    #[inline(always)]
    fn push_low(&mut self, value: u64, bits: u64, little: bool) -> bool {
        if bits == 0 || bits > 64 || self.size + bits as usize > MOST || little && !bits.is_multiple_of(8) {
            return false;
        }
        let top =
            if little { value.swap_bytes() >> (64 - bits) << (64 - bits) } else { value << (64 - bits) };
        let (at, used) = (self.size / 8, self.size % 8);
        let joined = u128::from(self.bytes[at]) << 120 | u128::from(top) << 64 >> used;
        self.bytes[at..at + 16].copy_from_slice(&joined.to_be_bytes());
        self.size += bits as usize;
        true
    }

    /// Their number.
    pub fn size(&self) -> u64 {
        self.size as u64
    }

    /// Their bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.size.div_ceil(8)]
    }
}
