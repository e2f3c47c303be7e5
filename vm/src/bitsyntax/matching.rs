//! Taking bit strings apart: the operations behind the `bs_*` instructions that match.
//!
//! A match context holds the base, the position, the end and the start. The position moves only when an operation
//! matches; `None` says that it does not.

use dashu_int::{IBig, UBig};

use super::{float_of_half, sub_bits};
use crate::arith;
use crate::bif::Stop;
use crate::instr::Flags;
use crate::term::bits::Bits;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::{Kind, Term, raw};

/// The word of a context that holds the position.
const POSITION: usize = 2;
/// The word of a context that holds the end.
const END: usize = 3;

/// A match context at the first bit of `term`; `None` unless it is a bit string (or a context).
pub fn start<A: Alloc>(heap: &mut A, term: Term) -> Result<Option<Term>, OutOfHeap> {
    let bits = match term.kind() {
        Some(Kind::HeapBits | Kind::SubBits | Kind::MatchContext) => Bits::of(term),
        _ => return Ok(None),
    };
    let end = bits.offset + bits.size;
    heap.boxed_words(Kind::MatchContext, &[bits.base.0, bits.offset, end, bits.offset]).map(Some)
}

/// The next position, in bits from the base's start.
#[inline]
pub fn position(context: Term) -> u64 {
    raw::word(context, POSITION)
}

/// Goes to a position that [`position`] gave.
#[inline]
pub fn set_position(context: Term, position: u64) {
    debug_assert!(position <= raw::word(context, END));
    raw::set_context_word(context, POSITION, position);
}

/// How many bits are left.
#[inline]
pub fn left(context: Term) -> u64 {
    raw::word(context, END) - position(context)
}

/// The next `bits` bits, which are passed over.
#[inline]
fn take(context: Term, bits: u64) -> Option<Bits> {
    if bits > left(context) {
        return None;
    }
    let offset = position(context);
    set_position(context, offset + bits);
    Some(Bits { base: raw::term(context, 1), offset, size: bits })
}

/// The size in bits of a segment whose size expression gave `size`; `None` unless it is an integer from 0 on.
#[inline]
pub fn segment_size(size: Term, unit: u32) -> Option<u64> {
    let units = u64::try_from(size.as_small()?).ok()?;
    units.checked_mul(u64::from(unit))
}

/// Passes over `bits` bits.
#[inline]
pub fn skip(context: Term, bits: u64) -> bool {
    take(context, bits).is_some()
}

/// Whether the number of bits left is a multiple of `unit`.
#[inline]
pub fn test_unit(context: Term, unit: u32) -> bool {
    left(context).is_multiple_of(u64::from(unit.max(1)))
}

/// Whether exactly `bits` bits are left.
#[inline]
pub fn test_tail(context: Term, bits: u64) -> bool {
    left(context) == bits
}

/// Takes `bits` bits as an integer.
#[inline]
pub fn get_integer<A: Alloc>(
    heap: &mut A,
    context: Term,
    bits: u64,
    flags: Flags,
) -> Result<Option<Term>, Stop> {
    let Some(taken) = take(context, bits) else { return Ok(None) };
    if bits <= 64 {
        let value = if flags.little { little_word(&taken) } else { big_word(&taken) };
        return Ok(Some(word_term(heap, value, bits as u32, flags.signed)?));
    }
    wide_integer(heap, &taken, flags).map(Some)
}

/// The term of an integer of `bits` bits.
#[inline]
fn word_term<A: Alloc>(heap: &mut A, value: u64, bits: u32, signed: bool) -> Result<Term, OutOfHeap> {
    if signed && bits > 0 {
        // Moved to the top and back, the sign bit fills the rest.
        let shift = 64 - bits;
        return heap.integer((value << shift) as i64 >> shift);
    }
    heap.unsigned(value)
}

/// At most 64 bits, most significant first.
#[inline]
fn big_word(bits: &Bits) -> u64 {
    if bits.size == 0 {
        return 0;
    }
    let bytes = bits.covering();
    let first = bits.offset % 8;
    // Whole bytes are the usual case.
    if first == 0 && bits.size.is_multiple_of(8) {
        return bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    }
    // At most nine bytes cover 64 bits.
    let all = bytes.iter().fold(0u128, |word, byte| word << 8 | u128::from(*byte));
    let after = bytes.len() as u64 * 8 - first - bits.size;
    let word = (all >> after) as u64;
    if bits.size == 64 { word } else { word & ((1 << bits.size) - 1) }
}

/// At most 64 bits, least significant byte first; a partial byte comes last.
fn little_word(bits: &Bits) -> u64 {
    let whole = bits.size / 8;
    let rest = bits.size % 8;
    let word = (0..whole).rev().fold(0, |word, index| word << 8 | u64::from(bits.byte(index * 8)));
    if rest == 0 {
        return word;
    }
    word | u64::from(bits.byte(whole * 8) >> (8 - rest)) << (whole * 8)
}

/// More than 64 bits.
#[cold]
fn wide_integer<A: Alloc>(heap: &mut A, bits: &Bits, flags: Flags) -> Result<Term, Stop> {
    let mut bytes = bits.to_vec();
    let padding = (bits.size.div_ceil(8) * 8 - bits.size) as usize;
    let magnitude = if flags.little {
        if let Some(last) = bytes.last_mut() {
            *last >>= padding;
        }
        UBig::from_le_bytes(&bytes)
    } else {
        UBig::from_be_bytes(&bytes) >> padding
    };
    let size = bits.size as usize;
    let value = IBig::from(magnitude);
    let negative = flags.signed && (value.clone() >> (size - 1)) == IBig::ONE;
    let value = if negative { value - (IBig::ONE << size) } else { value };
    arith::from_ibig(heap, &value)
}

/// Takes `bits` bits (16, 32 or 64) as a finite float.
pub fn get_float<A: Alloc>(
    heap: &mut A,
    context: Term,
    bits: u64,
    flags: Flags,
) -> Result<Option<Term>, OutOfHeap> {
    let before = position(context);
    let Some(taken) = take(context, bits) else { return Ok(None) };
    let word = |taken: &Bits| if flags.little { little_word(taken) } else { big_word(taken) };
    let value = match bits {
        16 => float_of_half(word(&taken) as u16),
        32 => f64::from(f32::from_bits(word(&taken) as u32)),
        64 => f64::from_bits(word(&taken)),
        _ => f64::NAN,
    };
    if !value.is_finite() {
        set_position(context, before);
        return Ok(None);
    }
    heap.float(value).map(Some)
}

/// Takes `bits` bits as a bit string.
#[inline]
pub fn get_bits<A: Alloc>(heap: &mut A, context: Term, bits: u64) -> Result<Option<Term>, OutOfHeap> {
    match take(context, bits) {
        Some(taken) => sub_bits(heap, taken, 0, bits).map(Some),
        None => Ok(None),
    }
}

/// Takes all that is left as a bit string, if its size is a multiple of `unit`.
#[inline]
pub fn get_rest<A: Alloc>(heap: &mut A, context: Term, unit: u32) -> Result<Option<Term>, OutOfHeap> {
    if test_unit(context, unit) { get_bits(heap, context, left(context)) } else { Ok(None) }
}

/// Passes over the bits of the bit string `expected`, if they come next.
pub fn match_bits(context: Term, expected: Term) -> bool {
    let Some(expected) = expected.as_bits() else { return false };
    let before = position(context);
    let Some(taken) = take(context, expected.size) else { return false };
    let same = taken.compare(&expected).is_eq();
    if !same {
        set_position(context, before);
    }
    same
}

/// Takes one code point in UTF-`kind`.
pub fn get_utf(context: Term, kind: u32, flags: Flags) -> Option<Term> {
    let before = position(context);
    let found = match kind {
        8 => utf8(context),
        16 => utf16(context, flags),
        _ => unit(context, 32, flags).map(|value| value as u32),
    };
    match found.and_then(char::from_u32) {
        Some(character) => Some(Term::small(i64::from(u32::from(character)))),
        None => {
            set_position(context, before);
            None
        }
    }
}

/// One unit of `bits` bits.
fn unit(context: Term, bits: u64, flags: Flags) -> Option<u64> {
    let taken = take(context, bits)?;
    Some(if flags.little { little_word(&taken) } else { big_word(&taken) })
}

fn utf8(context: Term) -> Option<u32> {
    let first = big_word(&take(context, 8)?) as u32;
    let (more, least) = match first {
        0..=0x7f => return Some(first),
        0xc2..=0xdf => (1, 0x80),
        0xe0..=0xef => (2, 0x800),
        0xf0..=0xf4 => (3, 0x1_0000),
        _ => return None,
    };
    let mut value = first & (0x3f >> more);
    for _ in 0..more {
        let next = big_word(&take(context, 8)?) as u32;
        if next & 0xc0 != 0x80 {
            return None;
        }
        value = value << 6 | next & 0x3f;
    }
    // A longer form than needed is refused.
    if value < least { None } else { Some(value) }
}

fn utf16(context: Term, flags: Flags) -> Option<u32> {
    let first = unit(context, 16, flags)? as u32;
    if !(0xd800..0xdc00).contains(&first) {
        return Some(first);
    }
    let second = unit(context, 16, flags)? as u32;
    match second {
        0xdc00..=0xdfff => Some(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)),
        _ => None,
    }
}
