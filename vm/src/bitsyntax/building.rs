//! Building bit strings from evaluated segments: the instruction `bs_create`.
//!
//! All sizes are checked first, from left to right, then the values, as OTP does. When the first segment is a whole
//! bit string that ends where its buffer's used bytes end, the rest is appended in place, so that loops of
//! `<<Acc/binary, X>>` are linear.

use dashu_int::{IBig, Sign};

use super::half_of_float;
use crate::arith;
use crate::atom::{Atom, atoms};
use crate::bif::{Stop, badarg, system_limit};
use crate::instr::{Flags, SegmentKind};
use crate::term::bits::{Bits, Buffer, BufferPtr, MAX_HEAP_BYTES, Writer};
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::{Kind, Term, View};

/// An evaluated segment.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its type.
    pub kind: SegmentKind,
    /// Byte order.
    pub flags: Flags,
    /// Bits per unit of size.
    pub unit: u32,
    /// What is written.
    pub value: Term,
    /// Its size in units; `None` for the whole of a bit string and for UTF.
    pub size: Option<Term>,
    /// Its size in bits, which [`build`] finds out.
    pub bits: u64,
}

/// Why a bit string cannot be built.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Failure {
    /// What is raised.
    pub stop: Stop,
    /// What OTP's `error_info` says of it: the segment's number from 1, its type, the error, the culprit.
    pub cause: Option<(usize, Atom, Atom, Term)>,
}

impl From<OutOfHeap> for Failure {
    fn from(full: OutOfHeap) -> Failure {
        Failure { stop: full.into(), cause: None }
    }
}

/// The largest bit string in bits; beyond, `system_limit`.
const MAX_BITS: u64 = 1 << 40;

/// The least capacity of a buffer that is made to be appended to.
const MIN_CAPACITY: usize = 256;

/// The name of a segment's type in `error_info`.
fn type_name(kind: SegmentKind) -> Atom {
    match kind {
        SegmentKind::Integer => atoms::integer,
        SegmentKind::Float => atoms::float,
        SegmentKind::Bits => atoms::binary,
        SegmentKind::Utf8 => atoms::utf8,
        SegmentKind::Utf16 => atoms::utf16,
        SegmentKind::Utf32 => atoms::utf32,
    }
}

fn failure(stop: Stop, index: usize, part: &Part, error: &str, culprit: Term) -> Failure {
    Failure { stop, cause: Some((index + 1, type_name(part.kind), Atom::new(error), culprit)) }
}

/// Makes the bit string of these segments. `scratch` may hold anything; its memory is used.
pub fn build<A: Alloc>(heap: &mut A, parts: &mut [Part], scratch: &mut Writer) -> Result<Term, Failure> {
    let mut total = 0u64;
    for (index, part) in parts.iter_mut().enumerate() {
        part.bits = match part.size.and_then(Term::as_small) {
            // What most segments are.
            Some(size @ 0..=64) if part.kind == SegmentKind::Integer => size as u64 * u64::from(part.unit),
            _ => size_of(index, part)?,
        };
        total = total.saturating_add(part.bits);
        if total > MAX_BITS {
            return Err(failure(system_limit(), index, part, "size", part.size.unwrap_or(part.value)));
        }
    }
    let Some((first, rest)) = parts.split_first() else { return Ok(heap.binary(&[])?) };
    match (first.kind, first.size, first.value.as_bits()) {
        (SegmentKind::Bits, None, Some(bits)) if !rest.is_empty() => append(heap, bits, rest, total, scratch),
        _ => {
            write(scratch, parts, 0, total)?;
            Ok(heap.bits(&scratch.bytes, scratch.size)?)
        }
    }
}

/// The size of a segment in bits.
fn size_of(index: usize, part: &Part) -> Result<u64, Failure> {
    let Some(size) = part.size else { return whole_size(index, part) };
    let wrong = |stop| failure(stop, index, part, "size", size);
    let bits = match size.view() {
        View::Small(size) if size >= 0 => (size as u64).checked_mul(u64::from(part.unit)),
        View::Big(big) if !big.is_negative() => None,
        _ => return Err(wrong(badarg())),
    };
    let bits = bits.ok_or_else(|| wrong(system_limit()))?;
    match part.kind {
        SegmentKind::Float if !matches!(bits, 16 | 32 | 64) => {
            Err(failure(badarg(), index, part, "invalid", Term::try_small(bits as i64).unwrap_or(size)))
        }
        _ => Ok(bits),
    }
}

/// The size of a segment without a size expression.
fn whole_size(index: usize, part: &Part) -> Result<u64, Failure> {
    let wrong = |error| failure(badarg(), index, part, error, part.value);
    match part.kind {
        SegmentKind::Bits => match part.value.as_bits() {
            Some(bits) if bits.size % u64::from(part.unit.max(1)) == 0 => Ok(bits.size),
            Some(_) => Err(wrong("unit")),
            None => Err(wrong("type")),
        },
        SegmentKind::Integer | SegmentKind::Float => Ok(u64::from(part.unit)),
        SegmentKind::Utf8 => Ok(character(part).ok_or_else(|| wrong("type"))?.len_utf8() as u64 * 8),
        SegmentKind::Utf16 => Ok(character(part).ok_or_else(|| wrong("type"))?.len_utf16() as u64 * 16),
        SegmentKind::Utf32 => character(part).map(|_| 32).ok_or_else(|| wrong("type")),
    }
}

fn character(part: &Part) -> Option<char> {
    char::from_u32(u32::try_from(part.value.as_small()?).ok()?)
}

/// Writes segments of `total` bits, the first of which has number `from`.
fn write(writer: &mut Writer, parts: &[Part], from: usize, total: u64) -> Result<(), Failure> {
    writer.clear();
    writer.bytes.try_reserve(total.div_ceil(8) as usize + 8).map_err(|_| Failure::from(OutOfHeap))?;
    parts.iter().enumerate().try_for_each(|(index, part)| put(writer, from + index, part))
}

fn put(writer: &mut Writer, index: usize, part: &Part) -> Result<(), Failure> {
    let size = part.bits;
    let wrong = |error| failure(badarg(), index, part, error, part.value);
    match part.kind {
        SegmentKind::Integer => {
            if !put_integer(writer, part.value, size, part.flags) {
                return Err(wrong("type"));
            }
        }
        SegmentKind::Float => {
            let is_number = part.value.is_float() || part.value.is_integer();
            let value = arith::to_float(part.value)
                .ok_or_else(|| wrong(if is_number { "no_float" } else { "type" }))?;
            let word = match size {
                16 => u64::from(half_of_float(value)),
                32 => u64::from((value as f32).to_bits()),
                _ => value.to_bits(),
            };
            put_word(writer, word, size as u32, part.flags.little);
        }
        SegmentKind::Bits => {
            let bits = part.value.as_bits().ok_or_else(|| wrong("type"))?;
            if size > bits.size {
                return Err(wrong("short"));
            }
            writer.push_bits(&Bits { size, ..bits });
        }
        SegmentKind::Utf8 => {
            let character = character(part).ok_or_else(|| wrong("type"))?;
            writer.push_bytes(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
        SegmentKind::Utf16 => {
            let character = character(part).ok_or_else(|| wrong("type"))?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                put_word(writer, u64::from(*unit), 16, part.flags.little);
            }
        }
        SegmentKind::Utf32 => {
            let character = character(part).ok_or_else(|| wrong("type"))?;
            put_word(writer, u64::from(u32::from(character)), 32, part.flags.little);
        }
    }
    Ok(())
}

/// Writes the low `size` (at most 64) bits of a word.
#[inline]
fn put_word(writer: &mut Writer, word: u64, size: u32, little: bool) {
    if !little {
        return writer.push(word, size);
    }
    let (whole, rest) = (size / 8, size % 8);
    for index in 0..whole {
        writer.push(word >> (8 * index) & 0xff, 8);
    }
    if rest > 0 {
        writer.push(word >> (8 * whole), rest);
    }
}

/// Writes the low `size` bits of an integer in two's complement; false if it is none.
fn put_integer(writer: &mut Writer, value: Term, size: u64, flags: Flags) -> bool {
    if let Some(small) = value.as_small() {
        if size <= 64 {
            put_word(writer, small as u64, size as u32, flags.little);
            return true;
        }
        put_wide(writer, &small.to_le_bytes(), if small < 0 { 0xff } else { 0 }, size, flags.little);
        return true;
    }
    let Some(value) = arith::to_ibig(value) else { return false };
    let (sign, magnitude) = value.clone().into_parts();
    if sign == Sign::Negative {
        // -x is the complement of x - 1.
        let bytes: Vec<u8> = (IBig::from(magnitude) - IBig::ONE)
            .into_parts()
            .1
            .to_le_bytes()
            .iter()
            .map(|byte| !byte)
            .collect();
        put_wide(writer, &bytes, 0xff, size, flags.little);
    } else {
        put_wide(writer, &magnitude.to_le_bytes(), 0, size, flags.little);
    }
    true
}

/// Writes the low `size` bits of a number given by its bytes, the least significant first, and those that follow.
fn put_wide(writer: &mut Writer, bytes: &[u8], fill: u8, size: u64, little: bool) {
    let byte = |index: u64| bytes.get(index as usize).copied().unwrap_or(fill);
    let (whole, rest) = (size / 8, (size % 8) as u32);
    if little {
        (0..whole).for_each(|index| writer.push(u64::from(byte(index)), 8));
        if rest > 0 {
            writer.push(u64::from(byte(whole)), rest);
        }
    } else {
        if rest > 0 {
            writer.push(u64::from(byte(whole)), rest);
        }
        (0..whole).rev().for_each(|index| writer.push(u64::from(byte(index)), 8));
    }
}

/// `<<Bits/bits, Rest…>>`, in place if possible.
fn append<A: Alloc>(
    heap: &mut A,
    first: Bits,
    rest: &[Part],
    total: u64,
    scratch: &mut Writer,
) -> Result<Term, Failure> {
    write(scratch, rest, 1, total - first.size)?;
    if first.base.kind() == Some(Kind::BufferRef)
        && BufferPtr::of(first.base).append(first.offset + first.size, &scratch.bytes, scratch.size)
    {
        return Ok(heap.boxed_words(Kind::SubBits, &[first.base.0, first.offset, total])?);
    }
    if total <= MAX_HEAP_BYTES as u64 * 8 {
        let mut both = Writer::default();
        both.bytes.reserve(MAX_HEAP_BYTES + 8);
        both.push_bits(&first);
        both.push_written(scratch);
        return Ok(heap.bits(&both.bytes, total)?);
    }
    Ok(grow(heap, first, scratch, total)?)
}

/// The two joined in a new buffer with room to grow.
fn grow<A: Alloc>(heap: &mut A, first: Bits, rest: &Writer, total: u64) -> Result<Term, OutOfHeap> {
    let capacity = (total.div_ceil(8) as usize).saturating_mul(2).max(MIN_CAPACITY);
    let buffer = match first.offset % 8 {
        0 => Buffer::new(first.covering(), first.size, capacity),
        _ => Buffer::new(&first.to_vec(), first.size, capacity),
    };
    let buffer = buffer.ok_or(OutOfHeap)?;
    let fitted = buffer.append(first.size, &rest.bytes, rest.size);
    debug_assert!(fitted, "the capacity covers both");
    heap.buffer_bits(buffer, 0, total)
}
