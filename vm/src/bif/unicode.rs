//! Character data: conversions between encodings, with OTP's answers for what is wrong or incomplete.
//!
//! Character data is a binary or a nested list of code points and binaries; a character may be split between two
//! binaries. What cannot be converted is given back in its nesting. OTP converts between latin-1 or UTF-8 and UTF-8
//! or lists natively, and writes the other conversions in Erlang; what these two give back differs slightly, and
//! [`Converter::native`] says which one is meant.

use super::{Cx, Outcome, Stop, badarg};
use crate::atom::atoms;
use crate::term::bits::Bits;
use crate::term::build::Alloc;
use crate::term::{Term, View};

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Encoding {
    Latin1,
    Utf8,
    Utf16 { little: bool },
    Utf32 { little: bool },
}

impl Encoding {
    /// Whether the first byte promises more bytes than there are; OTP's native conversions look no further then.
    fn is_cut(self, bytes: &[u8]) -> bool {
        let promised = match bytes[0] {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 1,
        };
        self == Encoding::Utf8 && bytes.len() < promised
    }

    fn of(term: Term) -> Result<Encoding, Stop> {
        let sized = |name, little| match name {
            Some(atoms::utf16) => Ok(Encoding::Utf16 { little }),
            Some(atoms::utf32) => Ok(Encoding::Utf32 { little }),
            _ => Err(badarg()),
        };
        match (term.as_atom(), term.as_tuple().as_ref().map(|tuple| tuple.elements())) {
            (Some(atoms::latin1), _) => Ok(Encoding::Latin1),
            (Some(atoms::utf8 | atoms::unicode), _) => Ok(Encoding::Utf8),
            (name @ Some(_), _) => sized(name, false),
            (_, Some([name, order])) => match order.as_atom() {
                Some(atoms::big) => sized(name.as_atom(), false),
                Some(atoms::little) => sized(name.as_atom(), true),
                _ => Err(badarg()),
            },
            _ => Err(badarg()),
        }
    }

    fn is_native(self) -> bool {
        matches!(self, Encoding::Latin1 | Encoding::Utf8)
    }

    /// The first character of `bytes`.
    fn decode(self, bytes: &[u8]) -> Decoded {
        match self {
            Encoding::Latin1 => match bytes.first() {
                Some(byte) => Decoded::Character(u32::from(*byte), 1),
                None => Decoded::Incomplete,
            },
            Encoding::Utf8 => decode_utf8(bytes),
            Encoding::Utf16 { little } => decode_utf16(bytes, little),
            Encoding::Utf32 { little } => match bytes.first_chunk::<4>() {
                Some(word) => {
                    let value = if little { u32::from_le_bytes(*word) } else { u32::from_be_bytes(*word) };
                    if is_character(value) { Decoded::Character(value, 4) } else { Decoded::Wrong }
                }
                // No character has these bytes in front.
                None if !little && (bytes.first() > Some(&0) || bytes.get(1) > Some(&0x10)) => Decoded::Wrong,
                None => Decoded::Incomplete,
            },
        }
    }
}

/// What stands at the start of some bytes.
enum Decoded {
    /// A code point and how many bytes it took.
    Character(u32, usize),
    /// More bytes are needed.
    Incomplete,
    Wrong,
}

fn is_character(value: u32) -> bool {
    char::from_u32(value).is_some()
}

fn decode_utf8(bytes: &[u8]) -> Decoded {
    let Some(first) = bytes.first() else { return Decoded::Incomplete };
    let len = match first {
        0..=0x7f => return Decoded::Character(u32::from(*first), 1),
        // Some of these begin no character, but without the bytes that follow OTP takes them for incomplete.
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => return Decoded::Wrong,
    };
    let Some(bytes) = bytes.get(..len) else {
        let continued = bytes[1..].iter().all(|byte| byte & 0xc0 == 0x80);
        return if continued { Decoded::Incomplete } else { Decoded::Wrong };
    };
    match std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next()) {
        Some(character) => Decoded::Character(u32::from(character), len),
        None => Decoded::Wrong,
    }
}

fn decode_utf16(bytes: &[u8], little: bool) -> Decoded {
    let unit = |at: usize| {
        let pair = bytes.get(at..at + 2)?.first_chunk::<2>()?;
        Some(u32::from(if little { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) }))
    };
    match unit(0) {
        None => Decoded::Incomplete,
        Some(high @ 0xd800..=0xdbff) => match unit(2) {
            // The byte in front of a cut low surrogate tells whether it can be one.
            None if !little && bytes.get(2).is_some_and(|byte| !(0xdc..=0xdf).contains(byte)) => {
                Decoded::Wrong
            }
            None => Decoded::Incomplete,
            Some(low @ 0xdc00..=0xdfff) => {
                Decoded::Character(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00), 4)
            }
            Some(_) => Decoded::Wrong,
        },
        Some(0xdc00..=0xdfff) => Decoded::Wrong,
        Some(value) => Decoded::Character(value, 2),
    }
}

/// Where the characters go.
enum Output {
    List(Vec<Term>),
    Bytes(Vec<u8>, Encoding),
}

impl Output {
    /// Appends a character; false if the encoding does not have it.
    fn push(&mut self, value: u32) -> bool {
        let Some(character) = char::from_u32(value) else { return false };
        match self {
            Output::List(list) => list.push(Term::small(i64::from(value))),
            Output::Bytes(bytes, Encoding::Latin1) => match u8::try_from(value) {
                Ok(byte) => bytes.push(byte),
                Err(_) => return false,
            },
            Output::Bytes(bytes, Encoding::Utf8) => {
                bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            Output::Bytes(bytes, Encoding::Utf16 { little }) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    bytes.extend(if *little { unit.to_le_bytes() } else { unit.to_be_bytes() });
                }
            }
            Output::Bytes(bytes, Encoding::Utf32 { little }) => {
                bytes.extend(if *little { value.to_le_bytes() } else { value.to_be_bytes() });
            }
        }
        true
    }

    fn finish(self, cx: &mut Cx) -> Outcome {
        match self {
            Output::List(list) => {
                cx.charge(list.len() / 16);
                Ok(cx.list(&list)?)
            }
            Output::Bytes(bytes, _) => {
                cx.charge(bytes.len() / 64);
                Ok(cx.binary(&bytes)?)
            }
        }
    }
}

/// A conversion under way.
struct Converter {
    input: Encoding,
    output: Output,
    /// Whether OTP does this conversion natively.
    native: bool,
    /// The tails to go on with, the innermost last.
    pending: Vec<Term>,
    /// The bytes of a character that began in an earlier binary.
    begun: Vec<u8>,
}

/// Where a conversion stopped.
enum End {
    Done,
    /// At a term that is what is left of its list (or of the data).
    Wrong(Term),
    /// In a binary, of which this is left, before this rest of its list; only native conversions tell them apart.
    Inside(Term, Term),
}

impl Converter {
    /// Walks the data until its end or the first character that cannot be converted.
    fn run(&mut self, cx: &mut Cx, data: Term) -> Result<End, Stop> {
        let mut rest = data;
        loop {
            match rest.view() {
                View::Cons(head, tail) => match head.view() {
                    View::Small(_) | View::Big(_) => {
                        let value = head.as_small().and_then(|value| u32::try_from(value).ok());
                        if !self.begun.is_empty() {
                            return self.begun_before(cx, rest);
                        }
                        let fits = value.is_some_and(|value| self.accepts(value) && self.output.push(value));
                        if !fits {
                            return Ok(End::Wrong(if self.native {
                                rest
                            } else {
                                self.wrapped(cx, head, tail)?
                            }));
                        }
                        rest = tail;
                    }
                    View::Bits(bits) => match self.binary(cx, bits)? {
                        Some(Left::Here(left)) => return Ok(End::Wrong(cx.cons(left, tail)?)),
                        Some(Left::Before) => return self.begun_before(cx, rest),
                        None => rest = tail,
                    },
                    View::Cons(..) | View::Nil => {
                        self.pending.push(tail);
                        rest = head;
                    }
                    _ => return Err(badarg()),
                },
                View::Nil => match self.pending.pop() {
                    Some(tail) => rest = tail,
                    None => return Ok(End::Done),
                },
                View::Bits(bits) => match self.binary(cx, bits)? {
                    Some(Left::Here(left)) => return Ok(End::Wrong(left)),
                    Some(Left::Before) => return self.begun_before(cx, rest),
                    None => rest = Term::NIL,
                },
                _ => return Err(badarg()),
            }
        }
    }

    /// A character begun in an earlier binary does not go on at `rest`.
    fn begun_before(&mut self, cx: &mut Cx, rest: Term) -> Result<End, Stop> {
        if !self.native {
            return Ok(End::Wrong(rest));
        }
        let begun = std::mem::take(&mut self.begun);
        Ok(End::Inside(cx.binary(&begun)?, rest))
    }

    /// An integer in a list of latin-1 data must be a byte.
    fn accepts(&self, value: u32) -> bool {
        self.input != Encoding::Latin1 || value < 256
    }

    /// OTP's conversions in Erlang give a wrong code point back in a list of its own.
    fn wrapped(&self, cx: &mut Cx, head: Term, tail: Term) -> Outcome {
        let inner = cx.list(&[head])?;
        Ok(cx.cons(inner, tail)?)
    }

    /// Converts a binary; gives back what is wrong in it.
    fn binary(&mut self, cx: &mut Cx, bits: Bits) -> Result<Option<Left>, Stop> {
        if !bits.is_binary() {
            return Err(badarg());
        }
        let owned;
        let bytes = match bits.aligned() {
            Some(bytes) => bytes,
            None => {
                owned = bits.to_vec();
                &owned
            }
        };
        let mut at = 0;
        if !self.begun.is_empty() {
            match self.complete(bytes) {
                Ok(taken) => at = taken,
                Err(()) => return Ok(Some(Left::Before)),
            }
            if !self.begun.is_empty() {
                return Ok(None);
            }
        }
        while at < bytes.len() {
            match self.input.decode(&bytes[at..]) {
                Decoded::Character(value, len) => {
                    if !self.output.push(value) {
                        return self.here(cx, bits, at);
                    }
                    at += len;
                }
                Decoded::Wrong if self.native && self.input.is_cut(&bytes[at..]) => {
                    self.begun = bytes[at..].to_vec();
                    return Ok(None);
                }
                Decoded::Wrong => return self.here(cx, bits, at),
                Decoded::Incomplete => {
                    self.begun = bytes[at..].to_vec();
                    return Ok(None);
                }
            }
        }
        Ok(None)
    }

    /// Completes a character that an earlier binary began; returns how many of `bytes` that took.
    fn complete(&mut self, bytes: &[u8]) -> Result<usize, ()> {
        let before = self.begun.len();
        let mut joined = self.begun.clone();
        joined.extend_from_slice(&bytes[..bytes.len().min(4)]);
        match self.input.decode(&joined) {
            Decoded::Character(value, len) if self.output.push(value) => {
                self.begun.clear();
                Ok(len - before)
            }
            Decoded::Incomplete => {
                self.begun.extend_from_slice(bytes);
                Ok(bytes.len())
            }
            Decoded::Wrong if self.native && !self.is_wrong() && self.input.is_cut(&joined) => {
                self.begun = joined;
                Ok(bytes.len())
            }
            _ => Err(()),
        }
    }

    /// Whether the bytes of the character begun can begin none.
    fn is_wrong(&self) -> bool {
        matches!(self.input.decode(&self.begun), Decoded::Wrong)
    }

    fn here(&self, cx: &mut Cx, bits: Bits, at: usize) -> Result<Option<Left>, Stop> {
        let from = at as u64 * 8;
        let left = super::iolists::slice(cx, bits, from, bits.size - from)?;
        Ok(Some(Left::Here(left)))
    }
}

/// What could not be converted.
enum Left {
    /// From some byte of this binary on.
    Here(Term),
    /// A character begun in an earlier binary, which this one does not complete.
    Before,
}

fn convert(cx: &mut Cx, data: Term, input: Encoding, output: Output, native: bool) -> Outcome {
    // OTP makes no difference between a binary and a list of one, when it makes a binary natively.
    let data = match data.as_cons() {
        Some((only, tail))
            if tail.is_nil() && native && only.as_bits().is_some() && matches!(output, Output::Bytes(..)) =>
        {
            only
        }
        _ => data,
    };
    let mut converter = Converter { input, output, native, pending: Vec::new(), begun: Vec::new() };
    let end = converter.run(cx, data)?;
    let Converter { output, pending, begun, .. } = converter;
    let (name, rest) = match end {
        End::Done if begun.is_empty() => return output.finish(cx),
        End::Done => {
            let wrong = matches!(input.decode(&begun), Decoded::Wrong);
            (if wrong { atoms::error } else { atoms::incomplete }, cx.binary(&begun)?)
        }
        End::Wrong(left) => {
            check(data)?;
            let mut rest = left;
            if !begun.is_empty() {
                let begun = cx.binary(&begun)?;
                rest = cx.cons(begun, rest)?;
            }
            for tail in pending.into_iter().rev() {
                rest = cx.cons(rest, tail)?;
            }
            (atoms::error, rest)
        }
        End::Inside(left, mut tail) => {
            check(data)?;
            for outer in pending.into_iter().rev() {
                tail = if tail.is_nil() { outer } else { cx.cons(tail, outer)? };
            }
            (atoms::error, if tail.is_nil() { left } else { cx.list(&[left, tail])? })
        }
    };
    let done = output.finish(cx)?;
    Ok(cx.tuple(&[Term::atom(name), done, rest])?)
}

/// Data that is no character data at all is a `badarg`, also after what cannot be converted; but a code point beyond
/// small integers ends OTP's check.
fn check(data: Term) -> Result<(), Stop> {
    let mut pending = Vec::new();
    let mut rest = data;
    loop {
        match rest.view() {
            View::Cons(head, tail) => match head.view() {
                View::Small(_) => rest = tail,
                View::Big(_) => return Ok(()),
                View::Cons(..) | View::Nil => {
                    pending.push(tail);
                    rest = head;
                }
                View::Bits(bits) if bits.is_binary() => rest = tail,
                _ => return Err(badarg()),
            },
            View::Nil => match pending.pop() {
                Some(tail) => rest = tail,
                None => return Ok(()),
            },
            View::Bits(bits) if bits.is_binary() => rest = Term::NIL,
            _ => return Err(badarg()),
        }
    }
}

pub(super) fn characters_to_binary_1(cx: &mut Cx, [data]: &[Term; 1]) -> Outcome {
    convert(cx, *data, Encoding::Utf8, Output::Bytes(Vec::new(), Encoding::Utf8), true)
}

pub(super) fn characters_to_binary_2(cx: &mut Cx, [data, from]: &[Term; 2]) -> Outcome {
    let input = Encoding::of(*from)?;
    convert(cx, *data, input, Output::Bytes(Vec::new(), Encoding::Utf8), input.is_native())
}

pub(super) fn characters_to_binary_3(cx: &mut Cx, [data, from, to]: &[Term; 3]) -> Outcome {
    let (input, output) = (Encoding::of(*from)?, Encoding::of(*to)?);
    let native = input.is_native() && output == Encoding::Utf8;
    convert(cx, *data, input, Output::Bytes(Vec::new(), output), native)
}

pub(super) fn characters_to_list_1(cx: &mut Cx, [data]: &[Term; 1]) -> Outcome {
    convert(cx, *data, Encoding::Utf8, Output::List(Vec::new()), true)
}

pub(super) fn characters_to_list_2(cx: &mut Cx, [data, from]: &[Term; 2]) -> Outcome {
    let input = Encoding::of(*from)?;
    convert(cx, *data, input, Output::List(Vec::new()), input.is_native())
}

pub(super) fn bin_is_7bit(_cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    match b.as_bits() {
        Some(bits) if bits.is_binary() => Ok(Term::boolean(bits.to_vec().is_ascii())),
        _ => Ok(Term::FALSE),
    }
}
