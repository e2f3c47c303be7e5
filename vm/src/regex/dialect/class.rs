//! Classes in brackets.

use super::{Pass, Passed};
use crate::regex::flag;

/// Letters of escapes that are sets of characters.
const SETS: &[u8] = b"dDhHpPsSvVwW";

/// What was read last in a class.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing, or a whole range.
    Nothing,
    Character,
    Set,
}

impl Pass<'_> {
    /// A class. With `caseless`, PCRE2 takes `\p{Lu}` for letters of both cases: it becomes an alternative of the class.
    pub(super) fn class(&mut self) -> Passed {
        let (start, begin, edits) = (self.at, self.text.len(), self.edits.len());
        let mut apart: Vec<u8> = Vec::new();
        self.copy(1);
        self.skip_ends();
        let negated = self.peek(0) == Some(b'^');
        self.copy(usize::from(negated));
        self.skip_ends();
        let first = self.text.len();
        if self.peek(0) == Some(b']') {
            self.copy(1);
        }
        let mut last = Last::Nothing;
        while let Some(next) = self.peek(0) {
            match next {
                b']' => {
                    let is_empty = self.text.len() == first;
                    self.copy(1);
                    if !apart.is_empty() {
                        self.apart(start, (begin, edits), negated, (is_empty, &apart));
                    }
                    return Ok(());
                }
                b'-' if last == Last::Character && !self.ends_behind_hyphen() => {
                    self.copy(1);
                    self.skip_ends();
                    self.range_end()?;
                    last = Last::Nothing;
                }
                // Behind a set it begins no range.
                b'-' if last == Last::Set => {
                    self.edit(1, b"\\-");
                    last = Last::Character;
                }
                b'[' => last = self.posix(),
                b'\\' => match self.cased() {
                    Some(length) if self.is_caseless() => {
                        apart.extend_from_slice(b"|(?-i:");
                        apart.extend_from_slice(&self.source[self.at..self.at + length]);
                        apart.push(b')');
                        self.edit(length, b"");
                        last = Last::Set;
                    }
                    _ => {
                        last = self.behind_escape(last);
                        self.class_escape()?;
                    }
                },
                _ => {
                    self.copy(1);
                    last = Last::Character;
                }
            }
        }
        Ok(())
    }

    /// Whether a class ends behind the hyphen here.
    fn ends_behind_hyphen(&self) -> bool {
        let mut rest = &self.rest()[1..];
        while let Some(behind) = rest.strip_prefix(b"\\E") {
            rest = behind;
        }
        matches!(rest.first(), Some(b']') | None)
    }

    /// What the escape here will have been.
    fn behind_escape(&self, last: Last) -> Last {
        match self.peek(1) {
            Some(b'E') => last,
            Some(letter) if SETS.contains(&letter) => Last::Set,
            _ => Last::Character,
        }
    }

    /// The end of a range, which is no set.
    fn range_end(&mut self) -> Passed {
        let no_character = match self.peek(1) {
            Some(letter) if self.peek(0) == Some(b'\\') => {
                SETS.contains(&letter) || b"ABCGKNRXZkz".contains(&letter)
            }
            Some(mark @ (b':' | b'.' | b'=')) if self.peek(0) == Some(b'[') => {
                posix_length(self.rest(), mark).is_some()
            }
            _ => false,
        };
        match self.peek(0) {
            Some(b'\\') if self.peek(1) == Some(b'N') && self.names_a_character() => self.fault(37, 1),
            Some(b'\\') if no_character => self.fault(50, 1),
            Some(b'[') if no_character => self.fault(50, 0),
            Some(b'\\') => self.class_escape(),
            _ => {
                self.copy(1);
                Ok(())
            }
        }
    }

    /// Makes alternatives of the class that was read and what stands apart from it.
    fn apart(
        &mut self,
        start: usize,
        (begin, edits): (usize, usize),
        negated: bool,
        (is_empty, apart): (bool, &[u8]),
    ) {
        let class = self.text.split_off(begin);
        self.edits.truncate(edits);
        let old = self.at - start;
        self.at = start;
        let mut new = if negated { b"(?:(?!".to_vec() } else { b"(?:".to_vec() };
        if is_empty {
            new.extend_from_slice(&apart[1..]);
        } else {
            let inside = class[1..].strip_prefix(b"^").unwrap_or(&class[1..]);
            new.push(b'[');
            new.extend_from_slice(inside);
            new.extend_from_slice(apart);
        }
        new.extend_from_slice(if negated { b")(?s:.))" } else { b")" });
        self.edit(old, &new);
    }

    fn skip_ends(&mut self) {
        while self.rest().starts_with(b"\\E") {
            self.copy(2);
        }
    }

    /// `[:name:]`, or a bracket that is a character.
    fn posix(&mut self) -> Last {
        let length = match self.peek(1) {
            Some(mark @ (b':' | b'.' | b'=')) => posix_length(self.rest(), mark),
            _ => None,
        };
        let ucp = self.flags & flag::UCP != 0;
        let cases: [&[u8]; 2] = [b"[:upper:]", b"[:lower:]"];
        let not_cases: [&[u8]; 2] = [b"[:^upper:]", b"[:^lower:]"];
        let letters = ucp && self.is_caseless();
        if ucp && self.rest().starts_with(b"[:word:]") {
            self.edit(8, b"\\p{Xan}_");
        } else if letters && cases.iter().any(|name| self.rest().starts_with(name)) {
            self.edit(9, b"\\p{L}");
        } else if letters && not_cases.iter().any(|name| self.rest().starts_with(name)) {
            self.edit(10, b"\\P{L}");
        } else {
            self.copy(length.unwrap_or(1));
        }
        if length.is_some() { Last::Set } else { Last::Character }
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
