//! From a pattern of PCRE 8.44 to one that PCRE2 takes in the same way.
//!
//! A pass over the pattern rewrites what PCRE2 means differently: `\y` is a letter, `{,3}` are characters, a recursion is
//! never turned back into, `(*UTF8)` has another name. What only PCRE2 knows is a fault here.

mod group;

pub(super) use group::UNKNOWN_BEHIND;

use super::errors::message;
use super::pcre::Wrong;
use super::{Fault, flag};

/// A pattern for PCRE2.
pub(super) struct Dialect {
    pub text: Vec<u8>,
    /// Where it is another than what was given, in order.
    pub edits: Vec<Edit>,
    /// The first thing that PCRE 8.44 does not take, if PCRE2 does.
    pub fault: Option<Fault>,
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
        extended: vec![flags & flag::EXTENDED != 0],
        strict: false,
        text: Vec::with_capacity(source.len() + 8),
        edits: Vec::new(),
    };
    let fault = pass.all().err();
    if fault.is_some() {
        pass.copy(source.len());
    }
    Dialect { text: pass.text, edits: pass.edits, fault }
}

/// The place in what was given of what PCRE2 finds wrong, as PCRE 8.44 tells it.
pub(super) fn position(source: &[u8], edits: &[Edit], wrong: &Wrong) -> usize {
    let (mut place, mut shift) = (wrong.position as i64, 0);
    for edit in edits {
        let start = edit.at as i64 + shift;
        if place <= start {
            break;
        }
        if place < start + edit.new as i64 {
            place = start + edit.new as i64;
        }
        shift += edit.new as i64 - edit.old as i64;
    }
    place -= shift;
    (place.max(0) as usize).min(source.len())
}

type Passed = Result<(), Fault>;

struct Pass<'a> {
    source: &'a [u8],
    at: usize,
    flags: i64,
    /// Whether blanks do not count, for each group that is open.
    extended: Vec<bool>,
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
                b'\\' => self.escape(false)?,
                b'[' => self.class()?,
                b'(' => self.group()?,
                b')' => {
                    if self.extended.len() > 1 {
                        self.extended.pop();
                    }
                    self.copy(1);
                }
                b'{' => match counts(self.rest()) {
                    Some(length) => self.copy(length),
                    None => self.edit(1, b"\\{"),
                },
                b'#' if self.is_extended() => self.comment(),
                _ => self.copy(1),
            }
        }
        Ok(())
    }

    fn is_extended(&self) -> bool {
        self.extended.last().copied().unwrap_or_default()
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
            } else if [&b"(*LIMIT_MATCH="[..], b"(*LIMIT_RECURSION="]
                .iter()
                .any(|item| self.rest().starts_with(item))
            {
                self.copy_through(b")");
            } else {
                return;
            }
        }
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

    /// What a backslash begins.
    fn escape(&mut self, in_class: bool) -> Passed {
        match self.peek(1) {
            Some(b'Q') => self.copy_through(b"\\E"),
            Some(b'i' | b'j' | b'm' | b'q' | b'y' | b'F' | b'I' | b'J' | b'M' | b'O' | b'T' | b'Y')
                if !self.strict =>
            {
                self.edit(1, b"");
                self.copy(1);
            }
            Some(b'x') => self.hexadecimal()?,
            Some(b'o') if self.peek(2) == Some(b'{') => self.braced(3, 64, u8::is_ascii_digit)?,
            Some(b'N') if !in_class && self.peek(2) == Some(b'{') => {
                if counts(&self.rest()[2..]).is_none() {
                    return self.fault(37, 2);
                }
                self.copy(2);
            }
            Some(b'g') if !in_class && matches!(self.peek(2), Some(b'<' | b'\'')) => {
                let close = if self.peek(2) == Some(b'<') { b'>' } else { b'\'' };
                let length = self.rest()[3..].iter().position(|byte| *byte == close);
                match length {
                    Some(length) => self.recursion(length + 4),
                    None => self.copy(3),
                }
            }
            Some(b'g' | b'k') if !in_class => {
                self.copy(2);
                if self.peek(0) == Some(b'{') {
                    self.copy(1);
                    if self.peek(0) == Some(b' ') || self.peek(0) == Some(b'\t') {
                        return self.fault(if self.source[self.at - 2] == b'k' { 62 } else { 57 }, 0);
                    }
                }
            }
            Some(b'p' | b'P') => self.property(in_class)?,
            Some(letter @ (b'w' | b'W')) if self.flags & flag::UCP != 0 && !in_class => {
                self.edit(2, if letter == b'w' { b"[\\p{Xan}_]" } else { b"[^\\p{Xan}_]" });
            }
            Some(b'w') if self.flags & flag::UCP != 0 => self.edit(2, b"\\p{Xan}_"),
            _ => self.copy(2),
        }
        Ok(())
    }

    /// `\x`, of which nothing need follow.
    fn hexadecimal(&mut self) -> Passed {
        match self.peek(2) {
            Some(b'{') => self.braced(3, 67, u8::is_ascii_hexdigit),
            Some(digit) if digit.is_ascii_hexdigit() => {
                self.copy(2);
                Ok(())
            }
            _ => {
                self.edit(2, b"\\x00");
                Ok(())
            }
        }
    }

    /// A number in braces, which start before so many bytes: there are no blanks around it.
    fn braced(&mut self, start: usize, number: i32, is_digit: fn(&u8) -> bool) -> Passed {
        let digits = self.rest()[start..].iter().take_while(|byte| is_digit(byte)).count();
        if matches!(self.peek(start + digits), Some(b' ' | b'\t')) {
            return self.fault(number, start + digits);
        }
        self.copy(start + digits);
        Ok(())
    }

    /// `\p` or `\P`: names of scripts mean the script alone.
    fn property(&mut self, in_class: bool) -> Passed {
        if self.peek(2) != Some(b'{') {
            self.copy(3);
            return Ok(());
        }
        let Some(length) = self.rest().iter().position(|byte| *byte == b'}') else {
            self.copy(3);
            return Ok(());
        };
        let inside = &self.rest()[3..length];
        let negated = inside.first() == Some(&b'^');
        let name = &inside[usize::from(negated)..];
        if let Some(bad) =
            name.iter().position(|byte| !byte.is_ascii_alphabetic() && *byte != b'_' && *byte != b'&')
        {
            return self.fault(46, 3 + usize::from(negated) + bad + 1);
        }
        let is_plain = name.len() <= 2 || matches!(name, b"Any" | b"Xan" | b"Xps" | b"Xsp" | b"Xuc" | b"Xwd");
        if name == b"Xwd" && !in_class {
            let not = negated != (self.peek(1) == Some(b'P'));
            self.edit(length + 1, if not { b"[^\\p{Xan}_]" } else { b"[\\p{Xan}_]" });
            return Ok(());
        }
        if is_plain {
            self.copy(length + 1);
            return Ok(());
        }
        let caret = if negated { "^" } else { "" };
        let letter = char::from(self.source[self.at + 1]);
        let new = format!("\\{letter}{{{caret}sc:{}}}", String::from_utf8_lossy(name));
        self.edit(length + 1, new.as_bytes());
        Ok(())
    }

    /// A class in brackets.
    fn class(&mut self) -> Passed {
        self.copy(1);
        while self.rest().starts_with(b"\\E") {
            self.copy(2);
        }
        if self.peek(0) == Some(b'^') {
            self.copy(1);
        }
        while self.rest().starts_with(b"\\E") {
            self.copy(2);
        }
        if self.peek(0) == Some(b']') {
            self.copy(1);
        }
        while let Some(next) = self.peek(0) {
            match next {
                b']' => {
                    self.copy(1);
                    return Ok(());
                }
                b'[' => self.posix(),
                b'\\' => self.escape(true)?,
                _ => self.copy(1),
            }
        }
        Ok(())
    }

    /// `[:name:]`, or a bracket that is a character.
    fn posix(&mut self) {
        let length = match self.peek(1) {
            Some(mark @ (b':' | b'.' | b'=')) => posix_length(self.rest(), mark),
            _ => None,
        };
        if self.flags & flag::UCP != 0 && self.rest().starts_with(b"[:word:]") {
            return self.edit(8, b"\\p{Xan}_");
        }
        self.copy(length.unwrap_or(1));
    }
}

/// The length of `[:name:]` at the beginning, marked so.
fn posix_length(text: &[u8], mark: u8) -> Option<usize> {
    let mut at = 2;
    loop {
        match text.get(at)? {
            b'\\' if matches!(text.get(at + 1), Some(b']' | b'\\')) => at += 1,
            byte if *byte == mark && text.get(at + 1) == Some(&b']') => return Some(at + 2),
            b']' => return None,
            b'[' if text.get(at + 1) == Some(&mark) => return None,
            _ => {}
        }
        at += 1;
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
