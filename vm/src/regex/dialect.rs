//! From a pattern of PCRE 8.44 to one that PCRE2 takes in the same way.
//!
//! A pass over the pattern rewrites what PCRE2 means differently: `\y` is a letter, `{,3}` are characters, a recursion is
//! never turned back into, `(*UTF8)` has another name. What only PCRE2 knows is a fault here.

mod class;
mod group;
mod items;

pub(super) use group::{LOOP, UNKNOWN_BEHIND, ZERO};

use super::errors::message;
use super::pcre::Wrong;
use super::{Fault, flag};

/// A pattern for PCRE2.
pub(super) struct Dialect {
    pub text: Vec<u8>,
    /// Where it is another than what was given, in order.
    pub edits: Vec<Edit>,
    /// The first thing that PCRE 8.44 does not take, and where that begins.
    pub fault: Option<(usize, Fault)>,
    /// What is wrong if nothing else is.
    pub late: Option<Fault>,
    /// Recursions: where they begin, and end but for what closes them.
    recursions: Vec<(usize, usize)>,
    /// The groups, in the order in which they close.
    groups: Vec<Closed>,
}

/// So many bytes at a place of what was given became so many others.
#[derive(Clone, Copy)]
pub(super) struct Edit {
    at: usize,
    old: usize,
    new: usize,
}

/// Translates.
pub(super) fn translate(source: &[u8], flags: i64) -> Dialect {
    let mut pass = Pass {
        source,
        at: 0,
        flags,
        open: vec![Open::of(flags)],
        closed: Vec::new(),
        captures: 0,
        late: None,
        recursions: Vec::new(),
        strict: false,
        text: Vec::with_capacity(source.len() + 8),
        edits: Vec::new(),
    };
    let fault = pass.all().err().map(|fault| (pass.at, fault));
    if fault.is_some() {
        pass.copy(source.len());
    }
    let Pass { text, edits, late, recursions, closed: groups, .. } = pass;
    Dialect { text, edits, fault, late, recursions, groups }
}

impl Dialect {
    /// The place in what was given of what PCRE2 finds wrong, as PCRE 8.44 tells it.
    pub(super) fn position(&self, source: &[u8], wrong: &Wrong) -> usize {
        let place = self.original(wrong.position);
        let rest = source.get(place..).unwrap_or_default();
        let is_reference = |byte: &&u8| !matches!(byte, b')' | b'}' | b'>' | b'\'');
        let place = match wrong.code - 100 {
            7 | 37 | 43 | 47 | 50 | 65 | 69 => place.saturating_sub(1),
            13 => before(source, place, &[b"[.", b"[="]).unwrap_or(place),
            15 if self.in_condition(source, place) => {
                place + rest.iter().position(|byte| *byte == b')').map_or(0, |at| at + 1)
            }
            15 if rest.first().is_some_and(u8::is_ascii_alphabetic) || rest.first() == Some(&b'_') => {
                place + rest.iter().take_while(is_reference).count()
            }
            15 => self.recursion_end(place).unwrap_or(source.len()),
            25 | 36 | 87 | 100 => self.branch_end(source, place),
            26 => place.saturating_sub(1),
            27 | 54 => self.around(place).map_or(place, |group| group.end),
            29 => place + 1,
            55 => before(source, place + 1, &[b"\\o"]).map_or(place, |at| at + 1),
            30 => before(source, place, &[b"[:"])
                .map_or(place, |at| at + 2 + usize::from(source.get(at + 2) == Some(&b'^'))),
            _ => place,
        };
        place.min(source.len())
    }

    /// The place in what was given of a place in the text for PCRE2.
    pub(super) fn original(&self, place: usize) -> usize {
        let (mut place, mut shift) = (place as i64, 0);
        for edit in &self.edits {
            let start = edit.at as i64 + shift;
            if place <= start {
                break;
            }
            place = place.max(start + edit.new as i64);
            shift += edit.new as i64 - edit.old as i64;
        }
        (place - shift).max(0) as usize
    }

    /// The end of the recursion at a place.
    fn recursion_end(&self, place: usize) -> Option<usize> {
        let found = self.recursions.iter().find(|(start, end)| *start <= place && place <= end + 1);
        found.map(|(_, end)| *end)
    }

    /// Whether a place is in the parentheses of a condition.
    fn in_condition(&self, source: &[u8], place: usize) -> bool {
        let start = before(source, place, &[b"(?("]);
        start.is_some_and(|start| !source[start..place].contains(&b')'))
    }

    /// The innermost conditional group around a place.
    fn around(&self, place: usize) -> Option<&Closed> {
        self.groups
            .iter()
            .find(|group| group.kind == Kind::Condition && group.start <= place && place <= group.end)
    }

    /// The end of the first alternative of an assertion that has no fixed length.
    fn branch_end(&self, source: &[u8], place: usize) -> usize {
        let behind = self.groups.iter().filter(|group| group.kind == Kind::Behind);
        let Some(group) = behind.min_by_key(|group| group.start.abs_diff(place)) else { return place };
        let mut from = group.start + 4;
        for end in group.bars.iter().chain([&group.end]) {
            let branch = source.get(from..*end).unwrap_or_default();
            if branch.iter().any(|byte| b"*+?{(".contains(byte))
                || [b"\\R", b"\\X", b"\\C"].iter().any(|item| branch.windows(2).any(|pair| pair == *item))
            {
                return *end;
            }
            from = end + 1;
        }
        group.end
    }
}

/// The last place of one of these texts that begins before a place.
fn before(source: &[u8], place: usize, texts: &[&[u8]]) -> Option<usize> {
    (0..place.min(source.len())).rev().find(|at| texts.iter().any(|text| source[*at..].starts_with(text)))
}

/// What a group is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    /// It captures, with this number.
    Capture(usize),
    /// It looks ahead.
    Look,
    /// It looks back.
    Behind,
    Condition,
    /// The same numbers in each alternative: the first, and the highest so far.
    Alike(usize, usize),
}

/// A group that was read.
struct Closed {
    kind: Kind,
    start: usize,
    /// The places of `|` and `)`.
    bars: Vec<usize>,
    end: usize,
}

/// A group that is being read.
struct Open {
    kind: Kind,
    start: usize,
    bars: Vec<usize>,
    /// Where it begins in the text for PCRE2, and the number of edits there.
    begin: (usize, usize),
    /// Whether blanks do not count, and cases.
    extended: bool,
    caseless: bool,
    /// Whether this alternative, one of them, may be empty.
    empty: bool,
    any_empty: bool,
    /// Whether it refers back to itself, which makes it atomic.
    refers_to_itself: bool,
}

impl Open {
    /// The whole pattern.
    fn of(flags: i64) -> Open {
        Open {
            kind: Kind::Capture(0),
            start: 0,
            bars: Vec::new(),
            begin: (0, 0),
            extended: flags & flag::EXTENDED != 0,
            caseless: flags & flag::CASELESS != 0,
            empty: true,
            any_empty: false,
            refers_to_itself: false,
        }
    }
}

type Passed = Result<(), Fault>;

struct Pass<'a> {
    source: &'a [u8],
    at: usize,
    flags: i64,
    /// The groups around this place, the whole pattern first.
    open: Vec<Open>,
    closed: Vec<Closed>,
    /// How many groups capture so far.
    captures: usize,
    /// What is wrong if nothing else is.
    late: Option<Fault>,
    recursions: Vec<(usize, usize)>,
    /// Whether letters that mean nothing are refused behind a backslash.
    strict: bool,
    text: Vec<u8>,
    edits: Vec<Edit>,
}

impl Pass<'_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.source.get(self.at + ahead).copied()
    }

    fn rest(&self) -> &[u8] {
        &self.source[self.at.min(self.source.len())..]
    }

    /// Takes so many bytes as they are, if there are so many.
    fn copy(&mut self, count: usize) {
        let end = (self.at + count).min(self.source.len());
        self.text.extend_from_slice(&self.source[self.at..end]);
        self.at = end;
    }

    /// Takes bytes up to and with this text, or all.
    fn copy_through(&mut self, end: &[u8]) {
        let found = self.rest().windows(end.len()).position(|window| window == end);
        self.copy(found.map_or(self.source.len(), |found| found + end.len()));
    }

    /// Takes others for so many bytes.
    fn edit(&mut self, old: usize, new: &[u8]) {
        self.edits.push(Edit { at: self.at, old, new: new.len() });
        self.text.extend_from_slice(new);
        self.at += old;
    }

    /// A fault by PCRE2's number at so many bytes from here.
    fn fault<T>(&self, number: i32, ahead: usize) -> Result<T, Fault> {
        let position = (self.at + ahead).min(self.source.len());
        Err(Fault { message: message(100 + number), position })
    }

    fn all(&mut self) -> Passed {
        self.start_items();
        while let Some(next) = self.peek(0) {
            match next {
                b'\\' => self.escape()?,
                b'[' => {
                    self.class()?;
                    self.item(false);
                }
                b'(' => self.group()?,
                b')' => self.close(),
                b'|' => self.bar(),
                b'{' => match counts(self.rest()) {
                    Some(length) => self.copy(length),
                    None => {
                        self.edit(1, b"\\{");
                        self.item(false);
                    }
                },
                b'#' if self.is_extended() => self.comment(),
                _ if self.is_extended() && self.is_blank_of_pcre2() => {
                    self.edit(0, b"\\");
                    self.copy(1);
                }
                b' ' | 9..=13 if self.is_extended() => self.copy(1),
                b'*' | b'+' | b'?' | b'^' | b'$' => self.copy(1),
                _ => {
                    self.copy(1);
                    while self.flags & flag::UNICODE != 0
                        && self.peek(0).is_some_and(|byte| byte & 0xC0 == 0x80)
                    {
                        self.copy(1);
                    }
                    self.item(false);
                }
            }
        }
        Ok(())
    }

    fn is_extended(&self) -> bool {
        self.open.last().is_some_and(|open| open.extended)
    }

    fn is_caseless(&self) -> bool {
        self.open.last().is_some_and(|open| open.caseless)
    }

    /// Whether here is a blank for PCRE2 that is none for PCRE 8.44.
    fn is_blank_of_pcre2(&self) -> bool {
        match self.flags & flag::UNICODE {
            0 => self.peek(0) == Some(0x85),
            _ => ["\u{85}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}"]
                .iter()
                .any(|blank| self.rest().starts_with(blank.as_bytes())),
        }
    }

    /// An item was read that may match nothing, or not; it counts unless it may stand no times.
    fn item(&mut self, may_be_empty: bool) {
        let may_be_empty = may_be_empty
            || match self.peek(0) {
                Some(b'*' | b'?') => true,
                Some(b'{') => counts(self.rest()).is_some() && matches!(self.peek(1), Some(b'0')),
                _ => false,
            };
        if let Some(open) = self.open.last_mut() {
            open.empty &= may_be_empty;
        }
    }

    /// A comment of `extended`, up to a newline.
    fn comment(&mut self) {
        let wide: &[&[u8]] =
            &[b"\r\n", b"\n", b"\r", b"\x0B", b"\x0C", b"\x85", b"\xE2\x80\xA8", b"\xE2\x80\xA9"];
        let ends = match flag::newline(self.flags) {
            0 => &wide[1..2],
            1 => &wide[2..3],
            2 => &wide[..1],
            3 => &wide[..3],
            _ => wide,
        };
        while self.at < self.source.len() {
            if let Some(end) = ends.iter().find(|end| self.rest().starts_with(end)) {
                return self.copy(end.len());
            }
            self.copy(1);
        }
    }

    /// `(*UTF8)` and the like in front of everything.
    fn start_items(&mut self) {
        const PLAIN: [&[u8]; 10] = [
            b"(*UTF)",
            b"(*UCP)",
            b"(*LF)",
            b"(*CR)",
            b"(*CRLF)",
            b"(*ANYCRLF)",
            b"(*ANY)",
            b"(*NO_START_OPT)",
            b"(*NO_AUTO_POSSESS)",
            b"(*BSR_UNICODE)",
        ];
        loop {
            if let Some(item) = PLAIN.iter().find(|item| self.rest().starts_with(item)) {
                self.started(item);
                self.copy(item.len());
            } else if self.rest().starts_with(b"(*BSR_ANYCRLF)") {
                self.copy_through(b")");
            } else if self.rest().starts_with(b"(*UTF8)") {
                self.flags |= flag::UNICODE;
                self.edit(7, b"(*UTF)");
            } else if let Some(length) = self.limit() {
                self.copy(length);
            } else {
                return;
            }
        }
    }

    /// The length of `(*LIMIT_MATCH=n)` or the like here.
    fn limit(&self) -> Option<usize> {
        let names = [&b"(*LIMIT_MATCH="[..], b"(*LIMIT_RECURSION="];
        let name = names.into_iter().find(|name| self.rest().starts_with(name))?;
        let digits = self.rest()[name.len()..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let length = name.len() + digits;
        (digits > 0 && self.peek(length) == Some(b')')).then_some(length + 1)
    }

    /// What an item at the beginning says to this pass.
    fn started(&mut self, item: &[u8]) {
        let kinds: [&[u8]; 5] = [b"(*LF)", b"(*CR)", b"(*CRLF)", b"(*ANYCRLF)", b"(*ANY)"];
        match item {
            b"(*UTF)" => self.flags |= flag::UNICODE,
            b"(*UCP)" => self.flags |= flag::UCP,
            _ => {
                if let Some(kind) = kinds.iter().position(|kind| *kind == item) {
                    self.flags = flag::with_newline(self.flags, kind as i64);
                }
            }
        }
    }
}

/// The length of `{n}`, `{n,}` or `{n,m}` at the beginning.
fn counts(text: &[u8]) -> Option<usize> {
    let end = text.iter().position(|byte| *byte == b'}')?;
    let inside = text.get(1..end)?;
    let mut parts = inside.split(|byte| *byte == b',');
    let low = parts.next()?;
    let is_number = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let fits =
        !low.is_empty() && is_number(low) && parts.next().is_none_or(is_number) && parts.next().is_none();
    fits.then_some(end + 1)
}
