//! Character data by code points and grapheme clusters, case mappings and normal forms: what `string` and `unicode`
//! are made of.
//!
//! OTP 25 follows Unicode 14, which knows no conjuncts of Indic consonants; [`joins`] leaves them apart.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::GraphemeCursor;

use super::{Cx, Outcome, Stop, badarg, error, error_pair};
use crate::atom::{Atom, atoms};
use crate::term::bits::Bits;
use crate::term::build::Alloc;
use crate::term::{Term, View};

/// A place in character data.
#[derive(Clone)]
struct Walk {
    /// The list or binary to go on with.
    rest: Term,
    /// The byte of `rest`, if that is a binary.
    at: usize,
    /// The tails to go on with afterwards, the innermost last.
    pending: Vec<Term>,
}

/// What stands at a place.
enum Step {
    /// An integer, and the character if it is one.
    Character(Term, Option<char>),
    End,
    /// A byte that begins no character.
    Wrong,
}

impl Walk {
    fn new(rest: Term) -> Walk {
        Walk { rest, at: 0, pending: Vec::new() }
    }

    /// Steps over the next character.
    fn next(&mut self, cx: &mut Cx) -> Result<Step, Stop> {
        loop {
            match self.rest.view() {
                View::Cons(head, tail) => match head.view() {
                    View::Small(value) => {
                        self.rest = tail;
                        return Ok(Step::Character(head, u32::try_from(value).ok().and_then(char::from_u32)));
                    }
                    View::Big(_) => {
                        self.rest = tail;
                        return Ok(Step::Character(head, None));
                    }
                    View::Cons(..) | View::Nil | View::Bits(_) => {
                        if !tail.is_nil() {
                            self.pending.push(tail);
                        }
                        self.rest = head;
                    }
                    _ => return Err(no_clause()),
                },
                View::Nil => match self.pending.pop() {
                    Some(tail) => self.rest = tail,
                    None => return Ok(Step::End),
                },
                View::Bits(bits) if bits.is_binary() => {
                    if let Some(step) = self.binary(cx, bits)? {
                        return Ok(step);
                    }
                    self.at = 0;
                    self.rest = Term::NIL;
                }
                _ => return Err(no_clause()),
            }
        }
    }

    /// The next character of the binary; none at its end.
    fn binary(&mut self, cx: &mut Cx, bits: Bits) -> Result<Option<Step>, Stop> {
        let Some(bytes) = bits.aligned() else {
            // From here on a copy stands for it.
            self.rest = cx.binary(&bits.to_vec())?;
            return self.binary(cx, self.rest.as_bits().expect("a binary"));
        };
        let bytes = &bytes[self.at..];
        if bytes.is_empty() {
            return Ok(None);
        }
        let Some(character) = decode(bytes) else { return Ok(Some(Step::Wrong)) };
        self.at += character.len_utf8();
        Ok(Some(Step::Character(Term::small(i64::from(u32::from(character))), Some(character))))
    }

    /// What is left, as character data.
    fn left(self, cx: &mut Cx) -> Outcome {
        let mut rest = self.rest;
        if let Some(bits) = rest.as_bits() {
            let from = self.at as u64 * 8;
            let done = from == bits.size && !self.pending.is_empty();
            rest = if done { Term::NIL } else { super::iolists::slice(cx, bits, from, bits.size - from)? };
        }
        for tail in self.pending.into_iter().rev() {
            rest = if rest.is_nil() { tail } else { cx.cons(rest, tail)? };
        }
        Ok(rest)
    }
}

/// The first character of UTF-8.
fn decode(bytes: &[u8]) -> Option<char> {
    if bytes[0] < 0x80 {
        return Some(char::from(bytes[0]));
    }
    bytes[..bytes.len().min(4)].utf8_chunks().next()?.valid().chars().next()
}

/// The error of OTP's functions for what is no character data.
fn no_clause() -> Stop {
    error(Term::atom(Atom::new("function_clause")))
}

/// Whether a grapheme cluster goes on with `next`.
fn joins(cluster: &str, next: char) -> bool {
    let last = cluster.chars().next_back().expect("not empty");
    let plain = |c: char| c < '\u{300}' && !matches!(c, '\u{a9}' | '\u{ae}');
    if plain(last) && plain(next) {
        return (last, next) == ('\r', '\n');
    }
    // Before a letter only the rules for two neighbours count; the one for conjuncts looks further back.
    let from = if next.is_alphabetic() { cluster.len() - last.len_utf8() } else { 0 };
    let mut text = String::from(&cluster[from..]);
    let middle = text.len();
    text.push(next);
    !GraphemeCursor::new(middle, text.len(), true).is_boundary(&text, 0).unwrap_or(true)
}

/// `erts_internal:next_grapheme(Data)`: `[Grapheme | Rest]`, `[]` at the end, or `{error, Rest}`.
pub(super) fn next_grapheme(cx: &mut Cx, [data]: &[Term; 1]) -> Outcome {
    let mut walk = Walk::new(*data);
    let (first, character) = match walk.next(cx)? {
        Step::Character(first, character) => (first, character),
        step => return ended(cx, walk, &step),
    };
    let mut cluster = vec![first];
    if let Some(character) = character {
        let mut text = String::from(character);
        loop {
            let before = walk.clone();
            match walk.next(cx)? {
                Step::Character(term, Some(next)) if joins(&text, next) => {
                    text.push(next);
                    cluster.push(term);
                }
                _ => {
                    walk = before;
                    break;
                }
            }
        }
        cx.charge(cluster.len() / 4);
    }
    let rest = walk.left(cx)?;
    let grapheme = if cluster.len() == 1 { first } else { cx.list(&cluster)? };
    Ok(cx.cons(grapheme, rest)?)
}

/// `erts_internal:next_codepoint(Data)`: `[Codepoint | Rest]`, `[]` at the end, or `{error, Rest}`.
pub(super) fn next_codepoint(cx: &mut Cx, [data]: &[Term; 1]) -> Outcome {
    let mut walk = Walk::new(*data);
    match walk.next(cx)? {
        Step::Character(first, _) => {
            let rest = walk.left(cx)?;
            Ok(cx.cons(first, rest)?)
        }
        step => ended(cx, walk, &step),
    }
}

/// How many characters one call of [`plain_run`] takes at most.
const RUN: usize = 128;

/// Whether a character below 256 in a list is a grapheme by itself, when the next is below 256 too.
fn plain(term: Term) -> Option<u8> {
    term.as_small().and_then(|code| u8::try_from(code).ok())
}

/// `erts_internal:plain_run(Data, Chars, Among)`: the characters in front of a list or binary that are graphemes by
/// themselves and are (`true`) or are not (`false`) in `Chars`. `{Run, Rest}` when the run ends before an element of which this is known,
/// `[Run | Rest]` when somebody has to look at what follows.
pub(super) fn plain_run(cx: &mut Cx, [data, chars, among]: &[Term; 3]) -> Outcome {
    let wanted = among.as_boolean().ok_or_else(badarg)?;
    let (mut members, mut others) = ([0u64; 4], *chars);
    while let Some((head, tail)) = others.as_cons() {
        if let Some(code) = plain(head) {
            members[usize::from(code) / 64] |= 1 << (code % 64);
        }
        others = tail;
    }
    if !others.is_nil() {
        return Err(badarg());
    }
    let is_wanted = |code: u8| (members[usize::from(code) / 64] >> (code % 64) & 1 == 1) == wanted;
    if let Some(bits) = data.as_bits() {
        return plain_bytes(cx, bits, is_wanted);
    }
    let mut run = [Term::NIL; RUN];
    let (mut len, mut rest, mut known) = (0, *data, false);
    while let Some((head, tail)) = rest.as_cons().filter(|_| len < RUN) {
        let Some(code) = plain(head).filter(|code| *code != b'\r') else { break };
        if tail.as_cons().is_none_or(|(next, _)| plain(next).is_none()) {
            break;
        }
        if !is_wanted(code) {
            known = true;
            break;
        }
        run[len] = head;
        (len, rest) = (len + 1, tail);
    }
    cx.charge(len / 8);
    let run = cx.list(&run[..len])?;
    if known { Ok(cx.tuple(&[run, rest])?) } else { Ok(cx.cons(run, rest)?) }
}

/// How many bytes one call of [`plain_run`] takes at most.
const BYTES: usize = 64 * RUN;

/// [`plain_run`] of a binary.
fn plain_bytes(cx: &mut Cx, bits: Bits, is_wanted: impl Fn(u8) -> bool) -> Outcome {
    let count = (bits.size / 8) as usize;
    let byte = |at: usize| bits.byte(at as u64 * 8);
    let (mut len, mut known) = (0, false);
    while len < BYTES
        && len + 1 < count
        && byte(len) != b'\r'
        && byte(len).is_ascii()
        && byte(len + 1).is_ascii()
    {
        if !is_wanted(byte(len)) {
            known = true;
            break;
        }
        len += 1;
    }
    cx.charge(len / 32);
    let end = len as u64 * 8;
    let run = crate::bitsyntax::sub_bits(cx, bits, 0, end)?;
    let rest = crate::bitsyntax::sub_bits(cx, bits, end, bits.size - end)?;
    if known { Ok(cx.tuple(&[run, rest])?) } else { Ok(cx.cons(run, rest)?) }
}

fn ended(cx: &mut Cx, walk: Walk, step: &Step) -> Outcome {
    match step {
        Step::Wrong => {
            let rest = walk.left(cx)?;
            Ok(cx.tuple(&[Term::atom(atoms::error), rest])?)
        }
        _ => Ok(Term::NIL),
    }
}

/// The full case folding of a character.
fn fold(character: char) -> Vec<char> {
    match character {
        // Cherokee folds to capitals.
        '\u{13a0}'..='\u{13f5}' | '\u{131}' => vec![character],
        '\u{13f8}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => character.to_uppercase().collect(),
        '\u{1e9e}' => vec!['s', 's'],
        _ => character
            .to_uppercase()
            .flat_map(char::to_lowercase)
            .map(|c| if c == 'ς' { 'σ' } else { c })
            .collect(),
    }
}

/// The full title case of a character.
fn title(character: char) -> Vec<char> {
    let code = u32::from(character);
    let single = match code {
        0x1c4..=0x1c6 => 0x1c5,
        0x1c7..=0x1c9 => 0x1c8,
        0x1ca..=0x1cc => 0x1cb,
        0x1f1..=0x1f3 => 0x1f2,
        // Georgian has capitals, but no titles.
        0x10d0..=0x10ff | 0x1fbc | 0x1fcc | 0x1ffc => code,
        0x1f80..=0x1faf => code | 8,
        0x1fb3 | 0x1fc3 | 0x1ff3 => code + 9,
        0x149 => return vec!['\u{2bc}', 'N'],
        _ => {
            let mut upper = character.to_uppercase();
            let first = upper.next().expect("a character has a capital");
            let rest = upper.flat_map(char::to_lowercase).map(|c| if c == 'ι' { '\u{345}' } else { c });
            return std::iter::once(first).chain(rest).collect();
        }
    };
    vec![char::from_u32(single).expect("a character")]
}

/// `erts_internal:titlecase(Codepoint)`: a list of code points.
pub(super) fn titlecase(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    let character = term.as_small().and_then(|value| u32::try_from(value).ok()).and_then(char::from_u32);
    let mapped = match character {
        Some(character) => title(character).into_iter().map(code).collect(),
        None => vec![*term],
    };
    Ok(cx.list(&mapped)?)
}

fn code(character: char) -> Term {
    Term::small(i64::from(u32::from(character)))
}

/// Hands each character that one becomes to a function.
type CharacterMap = fn(char, &mut dyn FnMut(char));

/// `erts_internal:convert_case(upper | lower | fold, Data)`: a binary for a binary, a list of code points for a list.
pub(super) fn convert_case(cx: &mut Cx, [mode, data]: &[Term; 2]) -> Outcome {
    let (ascii, map): (fn(&u8) -> u8, CharacterMap) = match mode.as_atom().map(|mode| mode.name()) {
        Some("upper") => (u8::to_ascii_uppercase, |c, push| c.to_uppercase().for_each(push)),
        Some("lower") => (u8::to_ascii_lowercase, |c, push| c.to_lowercase().for_each(push)),
        Some("fold") => (u8::to_ascii_lowercase, |c, push| match c.is_ascii() {
            true => push(c.to_ascii_lowercase()),
            false => fold(c).into_iter().for_each(push),
        }),
        _ => return Err(badarg()),
    };
    let (mut text, mut list) = (String::new(), Vec::new());
    let binary = data.as_bits().is_some();
    let mut walk = Walk::new(after_ascii(*data, ascii, &mut list));
    loop {
        match walk.next(cx)? {
            Step::Character(_, Some(character)) if binary => map(character, &mut |c| text.push(c)),
            Step::Character(_, Some(character)) => map(character, &mut |c| list.push(code(c))),
            Step::Character(term, None) => list.push(term),
            Step::End => break,
            Step::Wrong => {
                let rest = walk.left(cx)?;
                return Err(error_pair(cx, atoms::badarg, rest));
            }
        }
    }
    cx.charge((text.len() + list.len()) / 8);
    if binary { Ok(cx.binary(text.as_bytes())?) } else { Ok(cx.list(&list)?) }
}

/// Converts the characters of ASCII that a list begins with, which most texts have no others than; gives the rest.
fn after_ascii(mut data: Term, convert: fn(&u8) -> u8, converted: &mut Vec<Term>) -> Term {
    while let Some((head, tail)) = data.as_cons()
        && let Some(character @ 0..0x80) = head.as_small()
    {
        converted.push(Term::small(i64::from(convert(&(character as u8)))));
        data = tail;
    }
    data
}

/// `erts_internal:normalize(nfc | nfd | nfkc | nfkd, Binary)`: the normal form of UTF-8.
pub(super) fn normalize(cx: &mut Cx, [form, data]: &[Term; 2]) -> Outcome {
    let bytes = data.as_bits().filter(Bits::is_binary).ok_or_else(badarg)?.to_vec();
    cx.charge(bytes.len() / 16);
    let text = String::from_utf8(bytes).map_err(|_| badarg())?;
    let form = form.as_atom().ok_or_else(badarg)?;
    let normal: String = match form.name() {
        _ if text.is_ascii() => text,
        "nfc" => text.nfc().collect(),
        "nfd" => text.nfd().collect(),
        "nfkc" => text.nfkc().collect(),
        "nfkd" => text.nfkd().collect(),
        _ => return Err(badarg()),
    };
    Ok(cx.binary(normal.as_bytes())?)
}
