//! From a pattern of PCRE 8.44 to one that PCRE2 takes in the same way.
//!
//! A pass over the pattern rewrites what PCRE2 means differently: `\y` is a letter, `{,3}` are characters, a recursion is
//! never turned back into, `(*UTF8)` has another name. What only PCRE2 knows is a fault here.

mod class;
mod group;
mod items;
mod properties;
mod refer;

use super::errors::message;
use super::pcre::Wrong;
use super::{Fault, flag};

/// Not PCRE2's: what it takes behind `(?<` is more.
pub(super) const UNKNOWN_BEHIND: i32 = 1000;
/// Not PCRE2's, which finds it at the match.
pub(super) const LOOP: i32 = 1001;
/// Not PCRE2's, which has a more general one.
pub(super) const ZERO: i32 = 1002;

/// A pattern for PCRE2, and what is wrong with it for PCRE 8.44, which reads a pattern twice.
pub(super) struct Dialect {
    text: Vec<u8>,
    /// Where it is another than what was given, in order.
    edits: Vec<Edit>,
    /// The first thing that is wrong at the first reading, and where that begins.
    fault: Option<(usize, Fault)>,
    /// What is wrong at the second.
    second: Vec<Fault>,
    /// A parenthesis that closes nothing, in the text and in what was given: what follows is not read.
    unmatched: Option<(usize, usize)>,
    /// What is wrong if nothing else is.
    last: Option<Fault>,
    /// The groups, in the order in which they close.
    groups: Vec<Closed>,
}

/// What is found at the second reading, when all groups and names are known.
enum Second {
    Fault(Fault),
    /// The group of this number has to be there, or else that is wrong at this place.
    Group(usize, usize),
    /// As `Group`, by its name.
    Name(Vec<u8>, usize),
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
    let mut pass = Pass::new(source, flags, None);
    let mut fault = pass.all().err().map(|fault| (pass.at, fault));
    if pass.most < pass.recursions_tested {
        // A test of a recursion into a group that is not there never holds: now their number is known.
        pass = Pass::new(source, flags, Some(pass.most));
        fault = pass.all().err().map(|fault| (pass.at, fault));
    }
    if fault.is_some() || pass.unmatched.is_some() {
        pass.copy(source.len());
    }
    let missing = message(100 + MISSING);
    let second = pass.second.iter().filter_map(|second| match second {
        Second::Fault(fault) => Some(*fault),
        Second::Group(number, position) => {
            (*number > pass.most).then_some(Fault { message: missing, position: *position })
        }
        Second::Name(name, position) => {
            (!pass.names.contains(name)).then_some(Fault { message: missing, position: *position })
        }
    });
    let second = second.collect();
    let last =
        (pass.last_reference > pass.most).then_some(Fault { message: missing, position: source.len() });
    let Pass { text, edits, unmatched, closed: groups, .. } = pass;
    Dialect { text, edits, fault, second, unmatched, last, groups }
}

/// PCRE2's number of a reference to a group that is not there.
const MISSING: i32 = 15;
/// Its number of a closing parenthesis too many.
const UNMATCHED: i32 = 22;
/// What it finds wrong that looks back: PCRE 8.44 finds it at the second reading.
const BEHIND: [i32; 5] = [25, 35, 36, 87, 100];
/// What PCRE 8.44 finds then, too, and this pass.
const OWN: [i32; 4] = [MISSING, 26, 27, 54];

impl Dialect {
    /// The text for PCRE2, up to where it is read.
    pub(super) fn text(&self) -> &[u8] {
        &self.text[..self.unmatched.map_or(self.text.len(), |(end, _)| end)]
    }

    /// The first thing that is wrong, in the order in which PCRE 8.44 finds it, when PCRE2 finds this wrong.
    pub(super) fn first_fault(&self, source: &[u8], wrong: Option<&Wrong>) -> Option<Fault> {
        let tell = |wrong| self.tell(source, wrong);
        let is_behind = |wrong: &&Wrong| BEHIND.contains(&(wrong.code - 100));
        let is_second = |wrong: &&Wrong| is_behind(wrong) || OWN.contains(&(wrong.code - 100));
        let before =
            |wrong: &&Wrong| self.fault.is_none_or(|(start, _)| self.original(wrong.position) <= start);
        let first = wrong.filter(|wrong| !is_second(wrong)).filter(before).map(tell);
        let first = first.or(self.fault.map(|(_, fault)| fault));
        let second = self.second.iter().copied().chain(wrong.filter(is_behind).map(tell));
        let unmatched =
            self.unmatched.map(|(_, position)| Fault { message: message(100 + UNMATCHED), position });
        first
            .or_else(|| second.min_by_key(|fault| fault.position))
            .or(unmatched)
            .or(self.last)
            .or_else(|| wrong.map(tell))
    }

    /// What PCRE2 finds wrong, as PCRE 8.44 tells it.
    fn tell(&self, source: &[u8], wrong: &Wrong) -> Fault {
        Fault { message: message(wrong.code), position: self.position(source, wrong) }
    }

    /// The place in what was given of what PCRE2 finds wrong, as PCRE 8.44 tells it.
    fn position(&self, source: &[u8], wrong: &Wrong) -> usize {
        let place = self.original(wrong.position);
        let place = match wrong.code - 100 {
            7 | 37 | 43 | 51 | 65 => place.saturating_sub(1),
            // A backslash that means nothing was taken away.
            8 if [b"\\8", b"\\9"].iter().any(|digit| source[place..].starts_with(*digit)) => place + 1,
            13 => before(source, place, &[b"[.", b"[="]).unwrap_or(place),
            MISSING => source.len(),
            25 | 36 | 87 | 100 => self.branch_end(source, place, wrong.code == 136),
            30 => before(source, place, &[b"[:"])
                .map_or(place, |at| at + 2 + usize::from(source.get(at + 2) == Some(&b'^'))),
            _ => place,
        };
        place.min(source.len())
    }

    /// The place in what was given of a place in the text for PCRE2.
    fn original(&self, place: usize) -> usize {
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

    /// The end of the first alternative of an assertion that has no fixed length, or has a `\C`.
    fn branch_end(&self, source: &[u8], place: usize, byte: bool) -> usize {
        let behind = self.groups.iter().filter(|group| group.kind == Kind::Behind);
        let Some(group) = behind.min_by_key(|group| group.start.abs_diff(place)) else { return place };
        let mut from = group.start + 4;
        for end in group.bars.iter().chain([&group.end]) {
            let branch = source.get(from..*end).unwrap_or_default();
            if may_vary(branch, byte) {
                return *end;
            }
            from = end + 1;
        }
        group.end
    }
}

/// Whether an alternative of an assertion may have no fixed length, or has a `\C`, as it looks.
fn may_vary(branch: &[u8], byte: bool) -> bool {
    let mut at = 0;
    while let Some(next) = branch.get(at) {
        match next {
            b'\\' => match branch.get(at + 1) {
                Some(b'R' | b'X') => return true,
                Some(b'C') if byte => return true,
                _ => at += 1,
            },
            b'[' => at += branch[at + 1..].iter().position(|byte| *byte == b']').map_or(0, |end| end + 1),
            b'*' | b'+' | b'?' | b'(' => return true,
            b'{' if counts(&branch[at..]).is_some_and(|end| branch[at..at + end].contains(&b',')) => {
                return true;
            }
            _ => {}
        }
        at += 1;
    }
    false
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

/// No item is repeated more often.
const MOST_REPEATED: u32 = 65_535;

type Passed = Result<(), Fault>;

struct Pass<'a> {
    source: &'a [u8],
    at: usize,
    flags: i64,
    /// The groups around this place, the whole pattern first.
    open: Vec<Open>,
    closed: Vec<Closed>,
    /// How many groups capture so far; fewer again at another alternative of `(?|`.
    captures: usize,
    /// The most that did.
    most: usize,
    /// How many capture in the whole pattern, if that is known.
    total: Option<usize>,
    /// The names of groups.
    names: Vec<Vec<u8>>,
    second: Vec<Second>,
    unmatched: Option<(usize, usize)>,
    /// The highest number of a reference back.
    last_reference: usize,
    /// The highest number of `(?(R1)`.
    recursions_tested: usize,
    /// `(*ACCEPT)` was read last, which may not be repeated.
    accepted: bool,
    /// Whether letters that mean nothing are refused behind a backslash.
    strict: bool,
    text: Vec<u8>,
    edits: Vec<Edit>,
}

impl<'a> Pass<'a> {
    fn new(source: &'a [u8], flags: i64, total: Option<usize>) -> Pass<'a> {
        Pass {
            source,
            at: 0,
            flags,
            open: vec![Open::of(flags)],
            closed: Vec::new(),
            captures: 0,
            most: 0,
            total,
            names: Vec::new(),
            second: Vec::new(),
            unmatched: None,
            last_reference: 0,
            recursions_tested: 0,
            accepted: false,
            strict: false,
            text: Vec::with_capacity(source.len() + 8),
            edits: Vec::new(),
        }
    }
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
            let accepted = std::mem::take(&mut self.accepted);
            match next {
                b'\\' => self.escape()?,
                b'[' => {
                    self.class()?;
                    self.item(false);
                }
                b'(' if self.rest().starts_with(b"(?#") => {
                    self.copy_through(b")");
                    self.accepted = accepted;
                }
                b'(' => self.group()?,
                b')' if self.open.len() == 1 => {
                    self.unmatched = Some((self.text.len(), self.at));
                    break;
                }
                b')' => self.close(),
                b'|' => self.bar(),
                b'{' => self.brace(accepted)?,
                b'#' if self.is_extended() => {
                    self.comment();
                    self.accepted = accepted;
                }
                _ if self.is_extended() && self.is_blank_of_pcre2() => {
                    self.edit(0, b"\\");
                    self.copy(1);
                }
                b' ' | 9..=13 if self.is_extended() => {
                    self.copy(1);
                    self.accepted = accepted;
                }
                b'*' | b'+' | b'?' if accepted => return self.fault(9, 0),
                b'*' | b'+' | b'?' | b'^' | b'$' => self.copy(1),
                _ => self.character(),
            }
        }
        Ok(())
    }

    /// A character that stands for itself.
    fn character(&mut self) {
        self.copy(1);
        while self.flags & flag::UNICODE != 0 && self.peek(0).is_some_and(|byte| byte & 0xC0 == 0x80) {
            self.copy(1);
        }
        self.item(false);
    }

    /// `{2,3}`, or a brace that stands for itself.
    fn brace(&mut self, accepted: bool) -> Passed {
        let Some(length) = counts(self.rest()) else {
            self.edit(1, b"\\{");
            self.item(false);
            return Ok(());
        };
        let mut counts = [0, u32::MAX];
        let (mut at, mut part) = (1, 0);
        while let Some(byte) = self.peek(at).filter(|byte| *byte != b'}') {
            match byte {
                b',' => part = 1,
                digit => {
                    let before = if counts[part] == u32::MAX { 0 } else { counts[part] };
                    counts[part] = before * 10 + u32::from(digit - b'0');
                    if counts[part] > MOST_REPEATED {
                        return self.fault(5, at + 1);
                    }
                }
            }
            at += 1;
        }
        if counts[1] < counts[0] {
            return self.fault(4, length - 1);
        }
        if accepted {
            return self.fault(9, length - 1);
        }
        self.copy(length);
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
                self.copy(length - 1);
                // Without digits it is 0.
                if self.text.last() == Some(&b'=') {
                    self.edit(0, b"0");
                }
                self.copy(1);
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
        (self.peek(length) == Some(b')')).then_some(length + 1)
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
