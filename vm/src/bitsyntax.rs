//! The bit syntax: taking bit strings apart with a match context ([`matching`]) and building them ([`building`]).

pub mod building;
pub mod few;
pub mod matching;

use crate::term::Term;
use crate::term::bits::{Bits, MAX_HEAP_BYTES};
use crate::term::build::{Alloc, OutOfHeap};

/// Up to this size in bits a part is no larger as a copy than as a reference.
pub const COPY_LIMIT: u64 = 128;

/// The part of a bit string from bit `from` of it on: a copy if it is small, else a reference to its bytes.
#[inline]
pub fn sub_bits<A: Alloc>(heap: &mut A, bits: Bits, from: u64, size: u64) -> Result<Term, OutOfHeap> {
    if size > COPY_LIMIT {
        return heap.sub_bits(bits, from, size);
    }
    let part = Bits { base: bits.base, offset: bits.offset + from, size };
    match part.offset % 8 {
        0 => heap.bits(part.covering(), size),
        _ => {
            let mut bytes = [0; MAX_HEAP_BYTES];
            let len = size.div_ceil(8);
            for index in 0..len {
                bytes[index as usize] = part.byte(index * 8);
            }
            heap.bits(&bytes[..len as usize], size)
        }
    }
}

/// The float of 16 bits (1 sign, 5 exponent, 10 fraction), which every float of 64 bits can hold.
fn float_of_half(half: u16) -> f64 {
    let sign = if half >> 15 == 0 { 1.0 } else { -1.0 };
    let fraction = f64::from(half & 0x3ff);
    match half >> 10 & 0x1f {
        0 => sign * fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => sign * f64::INFINITY,
        31 => f64::NAN,
        exponent => sign * (1024.0 + fraction) * 2f64.powi(i32::from(exponent) - 25),
    }
}

/// The nearest float of 16 bits, ties to even; infinity when it is too large.
fn half_of_float(value: f64) -> u16 {
    let sign = (value.to_bits() >> 48) as u16 & 0x8000;
    let size = value.abs();
    if size >= 65520.0 {
        return sign | 0x7c00;
    }
    if size < 2f64.powi(-14) {
        return sign | (size * 2f64.powi(24)).round_ties_even() as u16;
    }
    let exponent = ((size.to_bits() >> 52) as i32) - 1023;
    // From 1024 to 2048: a carry into the exponent is what the sum below does.
    let fraction = (size * 2f64.powi(10 - exponent)).round_ties_even() as u16;
    sign | ((((exponent + 14) as u16) << 10) + fraction)
}
