//! I/O lists and bit strings: joining, splitting, converting to and from lists.

use super::{Cx, Outcome, Stop, badarg};
use crate::arith;
use crate::term::bits::{Bits, Builder, MAX_HEAP_BYTES, Writer};
use crate::term::build::Alloc;
use crate::term::{Term, View};

/// What takes the bytes and bit strings of an iolist.
trait Sink {
    /// One byte more.
    fn push(&mut self, byte: u8);

    /// So many bytes more.
    fn extend(&mut self, bytes: &[u8]);

    /// A bit string more, which has to consist of bytes unless the sink takes bits.
    fn bits(&mut self, bits: Bits) -> Result<(), Stop> {
        match bits.aligned() {
            Some(bytes) => self.extend(bytes),
            None if bits.is_binary() => self.extend(&bits.to_vec()),
            None => return Err(badarg()),
        }
        Ok(())
    }
}

impl Sink for Vec<u8> {
    fn push(&mut self, byte: u8) {
        Vec::push(self, byte);
    }

    fn extend(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// Hands each byte and each bit string of an iolist (nested lists), or a bit string, to `sink`.
fn walk(term: Term, sink: &mut impl Sink) -> Result<(), Stop> {
    // Tails that are still to be walked. The tail of a list may be a bit string, but no byte.
    let mut pending = Vec::new();
    let mut rest = term;
    loop {
        // What most lists hold.
        while let Some((head, tail)) = rest.as_cons()
            && let Some(value @ 0..=255) = head.as_small()
        {
            sink.push(value as u8);
            rest = tail;
        }
        match rest.view() {
            View::Cons(head, tail) => match head.view() {
                View::Nil => rest = tail,
                View::Bits(found) => {
                    sink.bits(found)?;
                    rest = tail;
                }
                View::Cons(..) => {
                    pending.push(tail);
                    rest = head;
                }
                _ => return Err(badarg()),
            },
            View::Nil => match pending.pop() {
                Some(tail) => rest = tail,
                None => return Ok(()),
            },
            View::Bits(found) => {
                sink.bits(found)?;
                rest = Term::NIL;
            }
            _ => return Err(badarg()),
        }
    }
}

/// Bytes of which the first stand where they cost nothing: most texts are short.
struct Gathered {
    few: [u8; MAX_HEAP_BYTES],
    len: usize,
    /// All of them, once they are more.
    many: Builder,
}

impl Sink for Gathered {
    #[inline]
    fn push(&mut self, byte: u8) {
        match self.len < MAX_HEAP_BYTES && self.many.is_empty() {
            true => {
                self.few[self.len] = byte;
                self.len += 1;
            }
            false => self.extend(&[byte]),
        }
    }

    fn extend(&mut self, bytes: &[u8]) {
        if self.many.is_empty() {
            if let Some(room) = self.few.get_mut(self.len..self.len + bytes.len()) {
                room.copy_from_slice(bytes);
                self.len += bytes.len();
                return;
            }
            self.many.extend(&self.few[..self.len]);
        }
        self.many.extend(bytes);
    }
}

/// The bytes of an iolist or binary.
pub(super) fn bytes(term: Term) -> Result<Vec<u8>, Stop> {
    let mut out = Vec::new();
    walk(term, &mut out)?;
    Ok(out)
}

fn joined(cx: &mut Cx, term: Term) -> Outcome {
    let mut gathered = Gathered { few: [0; MAX_HEAP_BYTES], len: 0, many: Builder::default() };
    walk(term, &mut gathered)?;
    let Gathered { few, len, many } = gathered;
    if many.is_short() {
        return Err(Stop::OutOfHeap);
    }
    if many.is_empty() {
        return Ok(cx.binary(&few[..len])?);
    }
    cx.charge(many.len() / 128);
    Ok(cx.built(many)?)
}

pub(super) fn list_to_binary(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    if list.as_bits().is_some() { Err(badarg()) } else { joined(cx, *list) }
}

pub(super) fn iolist_to_binary(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    if list.as_bits().is_some_and(|bits| bits.is_binary()) { Ok(*list) } else { joined(cx, *list) }
}

pub(super) fn iolist_to_iovec(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    let binary = iolist_to_binary(cx, &[*list])?;
    if binary.as_bits().is_some_and(|bits| bits.size == 0) { Ok(Term::NIL) } else { Ok(cx.list(&[binary])?) }
}

/// How many bytes there are.
#[derive(Default)]
struct Size {
    bytes: u64,
    /// How many of them stood in lists, which took longer.
    walked: usize,
}

impl Sink for Size {
    fn push(&mut self, _: u8) {
        self.bytes += 1;
        self.walked += 1;
    }

    fn extend(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
    }
}

pub(super) fn iolist_size(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    let mut size = Size::default();
    walk(*list, &mut size)?;
    cx.charge(size.walked / 16);
    Ok(cx.unsigned(size.bytes)?)
}

impl Sink for Writer {
    fn push(&mut self, byte: u8) {
        Writer::push(self, u64::from(byte), 8);
    }

    fn extend(&mut self, bytes: &[u8]) {
        self.push_bytes(bytes);
    }

    fn bits(&mut self, bits: Bits) -> Result<(), Stop> {
        self.push_bits(&bits);
        Ok(())
    }
}

pub(super) fn list_to_bitstring(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    if list.as_bits().is_some() {
        return Err(badarg());
    }
    let mut writer = Writer::default();
    walk(*list, &mut writer)?;
    cx.charge(writer.bytes.len() / 128);
    Ok(cx.bits(&writer.bytes, writer.size)?)
}

fn byte_list(cx: &mut Cx, bytes: &[u8], tail: Term) -> Outcome {
    cx.charge(bytes.len() / 16);
    Ok(cx.byte_list(bytes, tail)?)
}

pub(super) fn binary_to_list_1(cx: &mut Cx, [binary]: &[Term; 1]) -> Outcome {
    let bytes = super::convert::bytes(*binary)?;
    byte_list(cx, &bytes, Term::NIL)
}

/// `binary_to_list(Binary, First, Last)`, counted from 1.
pub(super) fn binary_to_list_3(cx: &mut Cx, [binary, first, last]: &[Term; 3]) -> Outcome {
    let bits = binary.as_bits().ok_or_else(badarg)?;
    let bytes = Bits { size: bits.size / 8 * 8, ..bits }.to_vec();
    match (first.as_small(), last.as_small()) {
        (Some(first), Some(last)) if first >= 1 && first <= last && last as usize <= bytes.len() => {
            byte_list(cx, &bytes[first as usize - 1..last as usize], Term::NIL)
        }
        _ => Err(badarg()),
    }
}

pub(super) fn bitstring_to_list(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    let bits = term.as_bits().ok_or_else(badarg)?;
    let whole = bits.size / 8 * 8;
    let tail = match bits.size % 8 {
        0 => Term::NIL,
        rest => {
            let last = cx.bits(&[bits.byte(whole)], rest)?;
            cx.list(&[last])?
        }
    };
    let bytes = Bits { size: whole, ..bits }.to_vec();
    byte_list(cx, &bytes, tail)
}

/// A bit string and a part of its whole bytes that a program asked for: the part's first byte and size. A negative
/// length counts backwards.
pub(super) fn part(binary: Term, start: Term, length: Term) -> Result<(Bits, u64, u64), Stop> {
    let bits = binary.as_bits().ok_or_else(badarg)?;
    let (start, length) = match (arith::to_i64(start), arith::to_i64(length)) {
        (Some(start), Some(length)) => (start, length),
        _ => return Err(badarg()),
    };
    let end = start.checked_add(length).ok_or_else(badarg)?;
    let (from, to) = (start.min(end), start.max(end));
    if from < 0 || to as u64 > bits.size / 8 || start < 0 {
        return Err(badarg());
    }
    Ok((bits, from as u64, (to - from) as u64))
}

/// A part of a bit string, copied when it is small and shared when it is large.
pub(super) fn slice(cx: &mut Cx, bits: Bits, from: u64, size: u64) -> Outcome {
    Ok(crate::bitsyntax::sub_bits(cx, bits, from, size)?)
}

pub(super) fn binary_part_3(cx: &mut Cx, [binary, start, length]: &[Term; 3]) -> Outcome {
    let (bits, from, size) = part(*binary, *start, *length)?;
    slice(cx, bits, from * 8, size * 8)
}

pub(super) fn binary_part_2(cx: &mut Cx, [binary, pair]: &[Term; 2]) -> Outcome {
    match pair.as_tuple().as_ref().map(|tuple| tuple.elements()) {
        Some([start, length]) => binary_part_3(cx, &[*binary, *start, *length]),
        _ => Err(badarg()),
    }
}

pub(super) fn split_binary(cx: &mut Cx, [binary, at]: &[Term; 2]) -> Outcome {
    let bits = binary.as_bits().ok_or_else(badarg)?;
    let at = match at.as_small() {
        Some(at) if at >= 0 && at as u64 <= bits.size / 8 => at as u64 * 8,
        _ => return Err(badarg()),
    };
    let first = slice(cx, bits, 0, at)?;
    let second = slice(cx, bits, at, bits.size - at)?;
    Ok(cx.tuple(&[first, second])?)
}
