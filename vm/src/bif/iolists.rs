//! I/O lists and bit strings: joining, splitting, converting to and from lists.

use super::{Cx, Outcome, Stop, badarg};
use crate::arith;
use crate::term::bits::{Bits, Builder, MAX_HEAP_BYTES, Writer};
use crate::term::build::Alloc;
use crate::term::{Term, View};

/// Calls `byte` for each byte and `bits` for each bit string of an iolist (nested lists), or of a bit string.
fn walk(
    term: Term,
    mut byte: impl FnMut(u8) -> Result<(), Stop>,
    mut bits: impl FnMut(Bits) -> Result<(), Stop>,
) -> Result<(), Stop> {
    // Tails that are still to be walked. The tail of a list may be a bit string, but no byte.
    let mut pending = Vec::new();
    let mut rest = term;
    loop {
        // What most lists hold.
        while let Some((head, tail)) = rest.as_cons()
            && let Some(value @ 0..=255) = head.as_small()
        {
            byte(value as u8)?;
            rest = tail;
        }
        match rest.view() {
            View::Cons(head, tail) => match head.view() {
                View::Nil => rest = tail,
                View::Bits(found) => {
                    bits(found)?;
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
                bits(found)?;
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

impl Gathered {
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
    let out = std::cell::RefCell::new(Vec::new());
    walk(
        term,
        |byte| {
            out.borrow_mut().push(byte);
            Ok(())
        },
        |bits| {
            let mut out = out.borrow_mut();
            match bits.aligned() {
                Some(bytes) => out.extend_from_slice(bytes),
                None if bits.is_binary() => out.extend(bits.to_vec()),
                None => return Err(badarg()),
            }
            Ok(())
        },
    )?;
    Ok(out.into_inner())
}

fn joined(cx: &mut Cx, term: Term) -> Outcome {
    let gathered = Gathered { few: [0; MAX_HEAP_BYTES], len: 0, many: Builder::default() };
    let out = std::cell::RefCell::new(gathered);
    walk(
        term,
        |byte| {
            out.borrow_mut().push(byte);
            Ok(())
        },
        |bits| {
            match bits.aligned() {
                Some(bytes) => out.borrow_mut().extend(bytes),
                None if bits.is_binary() => out.borrow_mut().extend(&bits.to_vec()),
                None => return Err(badarg()),
            }
            Ok(())
        },
    )?;
    let Gathered { few, len, many } = out.into_inner();
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

pub(super) fn iolist_size(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    let size = std::cell::Cell::new(0u64);
    let mut steps = 0;
    walk(
        *list,
        |_| {
            steps += 1;
            size.set(size.get() + 1);
            Ok(())
        },
        |bits| {
            size.set(size.get() + bits.size / 8);
            if bits.is_binary() { Ok(()) } else { Err(badarg()) }
        },
    )?;
    cx.charge(steps / 16);
    Ok(cx.unsigned(size.get())?)
}

pub(super) fn list_to_bitstring(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    if list.as_bits().is_some() {
        return Err(badarg());
    }
    let writer = std::cell::RefCell::new(Writer::default());
    walk(
        *list,
        |byte| {
            writer.borrow_mut().push(u64::from(byte), 8);
            Ok(())
        },
        |bits| {
            writer.borrow_mut().push_bits(&bits);
            Ok(())
        },
    )?;
    let writer = writer.into_inner();
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
