//! The module `binary`.

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, MatchKind};

use super::convert::bytes;
use super::iolists::{part, slice};
use super::lists::elements;
use super::{Cx, Outcome, Stop, badarg, system_limit};
use crate::arith;
use crate::atom::{Atom, atoms};
use crate::memory;
use crate::term::bits::{Bits, BufferPtr};
use crate::term::build::Alloc;
use crate::term::{Kind, Term, View};
use dashu_int::UBig;

/// The binary, if it is one.
fn binary(term: Term) -> Result<Bits, Stop> {
    term.as_bits().filter(|bits| bits.is_binary()).ok_or_else(badarg)
}

pub(super) fn at(_cx: &mut Cx, [b, position]: &[Term; 2]) -> Outcome {
    let bits = binary(*b)?;
    match position.as_small() {
        Some(position) if position >= 0 && (position as u64) < bits.size / 8 => {
            Ok(Term::small(i64::from(bits.byte(position as u64 * 8))))
        }
        _ => Err(badarg()),
    }
}

pub(super) fn first(cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    at(cx, &[*b, Term::small(0)])
}

pub(super) fn last(cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    let size = binary(*b)?.size / 8;
    at(cx, &[*b, Term::small(size as i64 - 1)])
}

pub(super) fn part_3(cx: &mut Cx, [b, start, length]: &[Term; 3]) -> Outcome {
    let (bits, from, size) = part(*b, *start, *length)?;
    slice(cx, bits, from * 8, size * 8)
}

/// Start and length in a tuple.
fn pair(term: Term) -> Result<(Term, Term), Stop> {
    match term.as_tuple().as_ref().map(|tuple| tuple.elements()) {
        Some([start, length]) => Ok((*start, *length)),
        _ => Err(badarg()),
    }
}

pub(super) fn part_2(cx: &mut Cx, [b, place]: &[Term; 2]) -> Outcome {
    let (start, length) = pair(*place)?;
    part_3(cx, &[*b, start, length])
}

pub(super) fn bin_to_list_1(cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    super::iolists::binary_to_list_1(cx, &[*b])
}

pub(super) fn bin_to_list_3(cx: &mut Cx, [b, start, length]: &[Term; 3]) -> Outcome {
    bytes(*b)?;
    let part = part_3(cx, &[*b, *start, *length])?;
    bin_to_list_1(cx, &[part])
}

pub(super) fn bin_to_list_2(cx: &mut Cx, [b, place]: &[Term; 2]) -> Outcome {
    let (start, length) = pair(*place)?;
    bin_to_list_3(cx, &[*b, start, length])
}

pub(super) fn copy_1(cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    copy_2(cx, &[*b, Term::small(1)])
}

pub(super) fn copy_2(cx: &mut Cx, [b, times]: &[Term; 2]) -> Outcome {
    if *times == Term::small(0) && b.as_bits().is_some() {
        return Ok(cx.binary(&[])?);
    }
    let source = bytes(*b)?;
    let times = match times.view() {
        View::Small(times) if times >= 0 => times as usize,
        View::Big(big) if !big.is_negative() => return Err(system_limit()),
        _ => return Err(badarg()),
    };
    let size = source.len().checked_mul(times).filter(|size| *size < 1 << 40).ok_or_else(system_limit)?;
    let mut copy = Vec::new();
    if !memory::reserve(&mut copy, size) {
        return Err(Stop::OutOfHeap);
    }
    (0..if source.is_empty() { 0 } else { times }).for_each(|_| copy.extend_from_slice(&source));
    cx.charge(size / 256);
    Ok(cx.binary(&copy)?)
}

/// Whether the least significant byte comes first.
fn is_little(order: Term) -> Result<bool, Stop> {
    match order.as_atom() {
        Some(atoms::little) => Ok(true),
        Some(atoms::big) => Ok(false),
        _ => Err(badarg()),
    }
}

pub(super) fn decode_unsigned_1(cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    decode_unsigned_2(cx, &[*b, Term::atom(atoms::big)])
}

pub(super) fn decode_unsigned_2(cx: &mut Cx, [b, order]: &[Term; 2]) -> Outcome {
    let bytes = bytes(*b)?;
    let value = if is_little(*order)? { UBig::from_le_bytes(&bytes) } else { UBig::from_be_bytes(&bytes) };
    cx.charge(bytes.len() / 256);
    arith::from_ibig(cx, &value.into())
}

pub(super) fn encode_unsigned_1(cx: &mut Cx, [n]: &[Term; 1]) -> Outcome {
    encode_unsigned_2(cx, &[*n, Term::atom(atoms::big)])
}

pub(super) fn encode_unsigned_2(cx: &mut Cx, [n, order]: &[Term; 2]) -> Outcome {
    let little = is_little(*order)?;
    let value = arith::to_ibig(*n).ok_or_else(badarg)?;
    let value = UBig::try_from(value).map_err(|_| badarg())?;
    let bytes = if little { value.to_le_bytes() } else { value.to_be_bytes() };
    cx.charge(bytes.len() / 256);
    // Zero takes one byte.
    Ok(cx.binary(if bytes.is_empty() { &[0] } else { &bytes })?)
}

fn hex(cx: &mut Cx, b: Term, digits: &[u8; 16]) -> Outcome {
    let bytes = bytes(b)?;
    cx.charge(bytes.len() / 128);
    let text: Vec<u8> =
        bytes.iter().flat_map(|b| [digits[usize::from(b >> 4)], digits[usize::from(b & 15)]]).collect();
    Ok(cx.binary(&text)?)
}

pub(super) fn encode_hex_1(cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    hex(cx, *b, b"0123456789ABCDEF")
}

pub(super) fn encode_hex_2(cx: &mut Cx, [b, case]: &[Term; 2]) -> Outcome {
    match case.as_atom().map(Atom::name) {
        Some("uppercase") => hex(cx, *b, b"0123456789ABCDEF"),
        Some("lowercase") => hex(cx, *b, b"0123456789abcdef"),
        _ => Err(badarg()),
    }
}

pub(super) fn decode_hex(cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    let text = bytes(*b)?;
    if text.len() % 2 != 0 {
        return Err(badarg());
    }
    cx.charge(text.len() / 128);
    let digit = |byte: u8| char::from(byte).to_digit(16).ok_or_else(badarg);
    let bytes: Result<Vec<u8>, Stop> =
        text.chunks(2).map(|pair| Ok((digit(pair[0])? << 4 | digit(pair[1])?) as u8)).collect();
    Ok(cx.binary(&bytes?)?)
}

pub(super) fn referenced_byte_size(_cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    let bits = b.as_bits().ok_or_else(badarg)?;
    let size = match bits.base.kind() {
        Some(Kind::BufferRef) => BufferPtr::of(bits.base).used(),
        _ => (Bits::of(bits.base).size as usize).div_ceil(8),
    };
    Ok(Term::small(size as i64))
}

/// The length that all binaries of a list have in common, from the front or from the back.
fn common(cx: &mut Cx, list: Term, from_end: bool) -> Outcome {
    let all: Vec<Vec<u8>> =
        elements(list).ok_or_else(badarg)?.into_iter().map(bytes).collect::<Result<_, _>>()?;
    let (first, rest) = all.split_first().ok_or_else(badarg)?;
    cx.charge(first.len() * rest.len() / 256);
    let same = |a: &[u8], b: &[u8]| match from_end {
        true => a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count(),
        false => a.iter().zip(b).take_while(|(x, y)| x == y).count(),
    };
    let length = rest.iter().fold(first.len(), |length, other| length.min(same(first, other)));
    Ok(Term::small(length as i64))
}

pub(super) fn longest_common_prefix(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    common(cx, *list, false)
}

pub(super) fn longest_common_suffix(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    common(cx, *list, true)
}

// ── Searching ──────────────────────────────────────────────────────────────

/// A pattern to search for.
enum Pattern {
    One(Vec<u8>),
    Many(Box<AhoCorasick>),
}

impl Pattern {
    /// A binary, a list of binaries, or what [`compile_pattern`] made of them. None may be empty.
    fn of(term: Term) -> Result<Pattern, Stop> {
        if let Some(compiled) = term.as_tuple() {
            return match (compiled.get(0).and_then(Term::as_atom).map(Atom::name), compiled.get(1)) {
                (Some("bm" | "ac"), Some(pattern)) if !pattern.is_tuple() => Pattern::of(pattern),
                _ => Err(badarg()),
            };
        }
        if term.as_bits().is_some() {
            let pattern = bytes(term)?;
            return if pattern.is_empty() { Err(badarg()) } else { Ok(Pattern::One(pattern)) };
        }
        let mut patterns = Vec::new();
        for element in elements(term).ok_or_else(badarg)? {
            patterns.push(bytes(element)?);
        }
        if patterns.is_empty() || patterns.iter().any(Vec::is_empty) {
            return Err(badarg());
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns);
        automaton.map(|automaton| Pattern::Many(Box::new(automaton))).map_err(|_| system_limit())
    }

    /// The first match from byte `from` on, as start and length; the longest of those that start there.
    fn find(&self, subject: &[u8], from: usize) -> Option<(usize, usize)> {
        match self {
            Pattern::One(pattern) => {
                let at = memchr::memmem::find(&subject[from..], pattern)?;
                Some((from + at, pattern.len()))
            }
            Pattern::Many(automaton) => {
                let found = automaton.find(&subject[from..])?;
                Some((from + found.start(), found.len()))
            }
        }
    }

    /// All matches that do not overlap, at most `limit`.
    fn find_all(&self, subject: &[u8], limit: usize) -> Vec<(usize, usize)> {
        match self {
            Pattern::One(pattern) => memchr::memmem::find_iter(subject, pattern)
                .take(limit)
                .map(|at| (at, pattern.len()))
                .collect(),
            Pattern::Many(automaton) => {
                automaton.find_iter(subject).take(limit).map(|found| (found.start(), found.len())).collect()
            }
        }
    }
}

pub(super) fn compile_pattern(cx: &mut Cx, [pattern]: &[Term; 1]) -> Outcome {
    let name = match Pattern::of(*pattern)? {
        Pattern::One(_) => "bm",
        Pattern::Many(_) => "ac",
    };
    if pattern.is_tuple() {
        return Err(badarg());
    }
    let name = cx.atom(name);
    Ok(cx.tuple(&[name, *pattern])?)
}

/// The options of searches and splits.
#[derive(Default)]
struct Options {
    scope: Option<(Term, Term)>,
    global: bool,
    trim: bool,
    trim_all: bool,
}

/// Of several parts the last one counts; each has to lie within the subject.
fn options(subject: Term, list: Term, splitting: bool) -> Result<Options, Stop> {
    let mut options = Options::default();
    for option in elements(list).ok_or_else(badarg)? {
        match (option.as_atom(), option.as_tuple().as_ref().map(|tuple| tuple.elements())) {
            (Some(atoms::global), _) if splitting => options.global = true,
            (Some(atoms::trim), _) if splitting => options.trim = true,
            (Some(atoms::trim_all), _) if splitting => options.trim_all = true,
            (_, Some([name, place])) if *name == Term::atom(atoms::scope) => {
                let (start, length) = pair(*place)?;
                part(subject, start, length)?;
                options.scope = Some((start, length))
            }
            _ => return Err(badarg()),
        }
    }
    Ok(options)
}

/// A subject's bytes and the part of them to be searched, as first and last byte.
fn scope(subject: Term, options: &Options) -> Result<(Bits, usize, usize), Stop> {
    let bits = binary(subject)?;
    match options.scope {
        None => Ok((bits, 0, (bits.size / 8) as usize)),
        Some((start, length)) => {
            let (_, from, size) = part(subject, start, length)?;
            Ok((bits, from as usize, (from + size) as usize))
        }
    }
}

/// The bytes, copied only when they lie between bytes.
fn text(bits: &Bits) -> Cow<'_, [u8]> {
    bits.aligned().map_or_else(|| Cow::Owned(bits.to_vec()), Cow::Borrowed)
}

fn place(cx: &mut Cx, at: usize, length: usize) -> Outcome {
    Ok(cx.tuple(&[Term::small(at as i64), Term::small(length as i64)])?)
}

/// `erts_internal:plain_text(Binary, From)`: how many bytes from there on are printable ASCII without quotes and
/// backslashes, which is what a string of JSON has mostly.
pub(super) fn plain_text(cx: &mut Cx, [subject, from]: &[Term; 2]) -> Outcome {
    let bits = binary(*subject)?;
    let from = from.as_small().and_then(|from| usize::try_from(from).ok()).ok_or_else(badarg)?;
    let bytes = text(&bits);
    let rest = bytes.get(from..).ok_or_else(badarg)?;
    let plain = |byte: &u8| matches!(byte, 0x20..=0x7f) && !matches!(byte, b'"' | b'\\');
    let count = rest.iter().position(|byte| !plain(byte)).unwrap_or(rest.len());
    cx.charge(count / 256);
    Ok(Term::small(count as i64))
}

pub(super) fn match_2(cx: &mut Cx, [subject, pattern]: &[Term; 2]) -> Outcome {
    match_3(cx, &[*subject, *pattern, Term::NIL])
}

pub(super) fn match_3(cx: &mut Cx, [subject, pattern, list]: &[Term; 3]) -> Outcome {
    let (bits, from, end) = scope(*subject, &options(*subject, *list, false)?)?;
    if end == 0 {
        // OTP does not look at the pattern.
        return Ok(Term::atom(atoms::nomatch));
    }
    let pattern = Pattern::of(*pattern)?;
    let found = pattern.find(&text(&bits)[..end], from);
    cx.charge((found.map_or(end, |(at, _)| at) - from) / 256);
    match found {
        Some((at, length)) => place(cx, at, length),
        None => Ok(Term::atom(atoms::nomatch)),
    }
}

pub(super) fn matches_2(cx: &mut Cx, [subject, pattern]: &[Term; 2]) -> Outcome {
    matches_3(cx, &[*subject, *pattern, Term::NIL])
}

pub(super) fn matches_3(cx: &mut Cx, [subject, pattern, list]: &[Term; 3]) -> Outcome {
    if binary(*subject)?.size == 0 {
        scope(*subject, &options(*subject, *list, false)?)?;
        return Ok(Term::NIL);
    }
    let pattern = Pattern::of(*pattern)?;
    let (bits, from, end) = scope(*subject, &options(*subject, *list, false)?)?;
    cx.charge((end - from) / 256);
    let mut found = Vec::new();
    for (at, length) in pattern.find_all(&text(&bits)[from..end], usize::MAX) {
        found.push(place(cx, from + at, length)?);
    }
    Ok(cx.list(&found)?)
}

pub(super) fn split_2(cx: &mut Cx, [subject, pattern]: &[Term; 2]) -> Outcome {
    split_3(cx, &[*subject, *pattern, Term::NIL])
}

pub(super) fn split_3(cx: &mut Cx, [subject, pattern, list]: &[Term; 3]) -> Outcome {
    let options = options(*subject, *list, true)?;
    if binary(*subject)?.size == 0 {
        scope(*subject, &options)?;
        let trimmed = options.trim || options.trim_all;
        return if trimmed { Ok(Term::NIL) } else { Ok(cx.list(&[*subject])?) };
    }
    let (bits, from, end) = scope(*subject, &options)?;
    // Where there is nothing to look at, from the beginning, OTP does not look at the pattern either.
    if (from, end) == (0, 0) {
        return Ok(cx.list(&[*subject])?);
    }
    let pattern = Pattern::of(*pattern)?;
    let limit = if options.global { usize::MAX } else { 1 };
    let mut parts = Vec::new();
    let mut start = 0;
    let found = pattern.find_all(&text(&bits)[from..end], limit);
    let walked = if options.global { end } else { found.first().map_or(end, |(at, _)| from + at) };
    cx.charge((walked - from) / 256);
    if found.is_empty() {
        // Then there is nothing to trim either.
        return Ok(cx.list(&[*subject])?);
    }
    for (at, length) in found {
        parts.push((start, from + at));
        start = from + at + length;
    }
    parts.push((start, (bits.size / 8) as usize));
    if options.trim_all {
        parts.retain(|(start, end)| start < end);
    } else if options.trim {
        while parts.last().is_some_and(|(start, end)| start == end) {
            parts.pop();
        }
    }
    let bits = binary(*subject)?;
    let mut list = Vec::with_capacity(parts.len());
    for (start, end) in parts {
        list.push(slice(cx, bits, start as u64 * 8, (end - start) as u64 * 8)?);
    }
    Ok(cx.list(&list)?)
}
