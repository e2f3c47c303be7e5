//! What stands behind an opening parenthesis.

use super::{Closed, Edit, Kind, Open, Pass, Passed};
use crate::regex::{flag, tables};

/// Not PCRE2's: what it takes behind `(?<` is more.
pub(in crate::regex) const UNKNOWN_BEHIND: i32 = 1000;
/// Not PCRE2's, which has a more general one.
pub(in crate::regex) const ZERO: i32 = 1002;
/// Not PCRE2's, which finds it at the match.
pub(in crate::regex) const LOOP: i32 = 1001;

impl Pass<'_> {
    /// What a parenthesis opens.
    pub(super) fn group(&mut self) -> Passed {
        match (self.peek(1), self.peek(2)) {
            (Some(b'*'), Some(next)) if next == b':' || next.is_ascii_alphabetic() => self.verb(),
            (Some(b'*'), _) => self.fault(9, 1),
            (Some(b'?'), Some(b'#')) => {
                self.copy_through(b")");
                Ok(())
            }
            (Some(b'?'), Some(_)) => self.special(),
            (Some(b'?'), None) => self.fault(11, 2),
            _ => {
                match self.flags & flag::NO_AUTO_CAPTURE {
                    0 => self.capture(1),
                    _ => self.enter(1, Kind::Plain),
                }
                Ok(())
            }
        }
    }

    /// A group that captures and begins with so many bytes.
    fn capture(&mut self, length: usize) {
        self.captures += 1;
        self.enter(length, Kind::Capture(self.captures));
    }

    /// A group that captures, whose name stands behind so many bytes and ends so.
    fn named_capture(&mut self, length: usize, close: &[u8]) {
        self.capture(length);
        self.copy_through(close);
    }

    /// A group, which begins with so many bytes.
    fn enter(&mut self, length: usize, kind: Kind) {
        let (extended, caseless) = (self.is_extended(), self.is_caseless());
        self.open.push(Open {
            kind,
            start: self.at,
            bars: Vec::new(),
            begin: (self.text.len(), self.edits.len()),
            extended,
            caseless,
            empty: true,
            any_empty: false,
            refers_to_itself: false,
        });
        self.copy(length);
    }

    /// `|`.
    pub(super) fn bar(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.any_empty |= open.empty;
            open.empty = true;
            open.bars.push(self.at);
            if let Kind::Alike(first, highest) = &mut open.kind {
                *highest = self.captures.max(*highest);
                self.captures = *first;
            }
        }
        self.copy(1);
    }

    /// `)`.
    pub(super) fn close(&mut self) {
        if self.open.len() == 1 {
            return self.copy(1);
        }
        let Some(open) = self.open.pop() else { return };
        if let Kind::Alike(_, highest) = open.kind {
            self.captures = self.captures.max(highest);
        }
        let end = self.at;
        self.copy(1);
        if open.refers_to_itself {
            let (at, edit) = open.begin;
            self.text.splice(at..at, *b"(?>");
            self.edits.insert(edit, Edit { at: open.start, old: 0, new: 3 });
            self.edit(0, b")");
        }
        let one_branch = open.bars.is_empty() && open.kind == Kind::Condition;
        let empty =
            open.empty || open.any_empty || one_branch || matches!(open.kind, Kind::Look | Kind::Behind);
        self.closed.push(Closed { kind: open.kind, start: open.start, bars: open.bars, end });
        self.item(empty);
    }

    /// `(?` and more.
    fn special(&mut self) -> Passed {
        let next = self.peek(3);
        let named = |byte: Option<u8>| byte.is_some_and(tables::is_word);
        match (self.source[self.at + 2], next) {
            (b':' | b'>', _) => self.enter(3, Kind::Plain),
            (b'=' | b'!', _) => self.enter(3, Kind::Look),
            (b'|', _) => self.enter(3, Kind::Alike(self.captures, self.captures)),
            (b'<', Some(b'=' | b'!')) => self.enter(4, Kind::Behind),
            (b'<', _) if !named(next) => return self.fault(UNKNOWN_BEHIND, 3),
            (b'\'', _) if !named(next) => return self.fault(42, 3),
            (b'P', Some(b'<')) if !named(self.peek(4)) => return self.fault(42, 4),
            (b'P', Some(b'<')) => self.named_capture(4, b">"),
            (b'<', _) => self.named_capture(3, b">"),
            (b'\'', _) => self.named_capture(3, b"'"),
            (b'P', Some(b'=')) => {
                self.copy_through(b")");
                self.item(true);
            }
            (b'P', Some(b'>')) => return self.closed_recursion(4),
            (b'&', _) => return self.closed_recursion(3),
            (b'R' | b'0'..=b'9', _) => return self.numbered_recursion(2),
            (b'+' | b'-', Some(b'0'..=b'9')) => return self.numbered_recursion(3),
            (b'P', _) => return self.fault(41, 3),
            (b'+', _) => return self.fault(29, 3),
            (b'C', _) => return self.callout(),
            (b'(', _) => return self.condition(),
            _ => return self.options(),
        }
        Ok(())
    }

    /// A recursion by a number or `R`, whose digits start so many bytes from here.
    fn numbered_recursion(&mut self, start: usize) -> Passed {
        let digits = self.rest()[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let end = start + digits + usize::from(self.peek(start) == Some(b'R'));
        if self.peek(end) != Some(b')') {
            return self.fault(58, end);
        }
        self.recursion(end + 1, 2, end)
    }

    /// A recursion by a name, which starts so many bytes from here, up to its parenthesis.
    fn closed_recursion(&mut self, start: usize) -> Passed {
        match self.rest().iter().position(|byte| *byte == b')') {
            Some(length) => self.recursion(length + 1, start, length),
            None => {
                self.copy(3);
                Ok(())
            }
        }
    }

    /// A recursion of so many bytes, whose other ways are not tried; its target is between these.
    pub(super) fn recursion(&mut self, length: usize, from: usize, to: usize) -> Passed {
        let target = self.rest()[from..to].to_vec();
        self.recursions.push((self.at, self.at + to));
        if self.loops(&target) && self.late.is_none() {
            self.late = self.fault::<()>(LOOP, to).err();
        }
        self.edit(0, b"(?>");
        self.copy(length);
        self.edit(0, b")");
        self.item(true);
        Ok(())
    }

    /// Whether a recursion comes back to where it stands without having matched anything.
    fn loops(&self, target: &[u8]) -> bool {
        let text = std::str::from_utf8(target).unwrap_or_default();
        let number = match (text, text.parse::<usize>()) {
            ("R", _) => 0,
            (_, Ok(number)) if !text.starts_with('+') => number,
            _ => match text.strip_prefix('-').and_then(|back| back.parse::<usize>().ok()) {
                Some(back) if back > 0 && back <= self.captures => self.captures + 1 - back,
                _ => match self.open.iter().rposition(|open| self.is_named(open, target)) {
                    Some(open) => return self.open[open..].iter().all(|open| open.empty),
                    None => return false,
                },
            },
        };
        let open = self.open.iter().rposition(|open| open.kind == Kind::Capture(number));
        open.is_some_and(|open| self.open[open..].iter().all(|open| open.empty))
    }

    /// Whether an open group has this name.
    fn is_named(&self, open: &Open, name: &[u8]) -> bool {
        let text = &self.source[open.start..];
        let text = text.strip_prefix(b"(?").unwrap_or_default();
        let text = text.strip_prefix(b"P").unwrap_or(text);
        let text = text.strip_prefix(b"<").or(text.strip_prefix(b"'")).unwrap_or_default();
        let rest = text.strip_prefix(name).unwrap_or_default();
        !name.is_empty() && matches!(rest.first(), Some(b'>' | b'\''))
    }

    /// `(?C` and a number.
    fn callout(&mut self) -> Passed {
        let digits = self.rest()[3..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        match self.peek(3 + digits) {
            Some(b')') => self.copy(4 + digits),
            _ => return self.fault(39, 3 + digits),
        }
        Ok(())
    }

    /// `(?(` and a condition.
    fn condition(&mut self) -> Passed {
        let assertions: [&[u8]; 5] = [b"?=", b"?!", b"?<=", b"?<!", b"?C"];
        if self.peek(3) == Some(b'?') {
            let digits = self.rest().iter().skip(5).take_while(|byte| byte.is_ascii_digit()).count();
            let callout = self.peek(4) == Some(b'C') && self.peek(5 + digits) != Some(b')');
            if callout || !assertions.iter().any(|open| self.rest()[3..].starts_with(open)) {
                return self.fault(28, 3);
            }
            // The assertion's own parenthesis is next.
            self.enter(2, Kind::Condition);
            return Ok(());
        }
        self.named_condition()
    }

    /// `(?(` and a number or name.
    fn named_condition(&mut self) -> Passed {
        let start = match self.peek(3) {
            Some(b'<' | b'\'') => 4,
            Some(b'+' | b'-') => 4,
            Some(b'R') if self.peek(4) == Some(b'&') => 5,
            _ => 3,
        };
        let is_number = self.peek(start).is_some_and(|byte| byte.is_ascii_digit());
        let part = |byte: &u8| if is_number { byte.is_ascii_digit() } else { tables::is_word(*byte) };
        let name = self.rest().iter().skip(start).take_while(|byte| part(byte)).count();
        let signed = matches!(self.peek(3), Some(b'+' | b'-'));
        if name == 0 && !signed {
            return self.fault(28, start);
        }
        let mut end = start + name;
        if let Some(quote @ (b'<' | b'\'')) = self.peek(3) {
            if self.peek(end) != Some(if quote == b'<' { b'>' } else { quote }) {
                return self.fault(24, end);
            }
            end += 1;
        }
        if self.peek(end) != Some(b')') {
            return self.fault(24, end);
        }
        let zero = self.rest()[start..end].iter().all(|byte| *byte == b'0');
        if zero && start <= 4 {
            return self.fault(ZERO, end + 1);
        }
        self.enter(end + 1, Kind::Condition);
        Ok(())
    }

    /// `(?i-s)` or `(?i-s:`.
    fn options(&mut self) -> Passed {
        let (mut ahead, mut on) = (2, true);
        let (mut extended, mut caseless) = (self.is_extended(), self.is_caseless());
        let mut kept = b"(?".to_vec();
        loop {
            let Some(letter) = self.peek(ahead) else { return self.fault(11, ahead) };
            ahead += 1;
            match letter {
                b')' | b':' => break,
                b'-' if on => on = false,
                b'-' => continue,
                b'x' => {
                    extended = on;
                    if kept.last() == Some(&b'x') {
                        continue;
                    }
                }
                b'X' => {
                    self.strict = on;
                    continue;
                }
                b'i' => caseless = on,
                b'm' | b's' | b'U' | b'J' => {}
                _ => return self.fault(11, ahead - 1),
            }
            kept.push(letter);
        }
        let is_group = self.peek(ahead - 1) == Some(b':');
        kept.push(if is_group { b':' } else { b')' });
        let changed = kept != self.rest()[..ahead];
        if is_group {
            self.enter(0, Kind::Plain);
        }
        if let Some(last) = self.open.last_mut() {
            (last.extended, last.caseless) = (extended, caseless);
        }
        if changed {
            self.edit(ahead, &kept);
        } else {
            self.copy(ahead);
        }
        Ok(())
    }

    /// A verb.
    fn verb(&mut self) -> Passed {
        let name: Vec<u8> =
            self.rest()[2..].iter().take_while(|byte| byte.is_ascii_alphabetic()).copied().collect();
        let mut ahead = 2 + name.len();
        let mut argument = 0;
        let colon = self.peek(ahead) == Some(b':');
        if colon {
            ahead += 1;
            argument = self.rest()[ahead..].iter().take_while(|byte| **byte != b')').count();
            ahead += argument;
            if argument > 255 {
                return self.fault(76, ahead);
            }
        }
        if self.peek(ahead) != Some(b')') {
            return self.fault(60, ahead);
        }
        let takes = match name.as_slice() {
            b"ACCEPT" | b"FAIL" | b"F" | b"COMMIT" => false,
            b"PRUNE" | b"SKIP" | b"THEN" => true,
            b"MARK" | b"" if argument == 0 => return self.fault(66, ahead),
            b"MARK" | b"" => true,
            _ => return self.fault(60, ahead),
        };
        if argument > 0 && !takes {
            return self.fault(59, ahead);
        }
        match colon && argument == 0 {
            // Nothing behind a colon is no name.
            true => {
                let plain = [b"(*", name.as_slice(), b")"].concat();
                self.edit(ahead + 1, &plain);
            }
            false => self.copy(ahead + 1),
        }
        Ok(())
    }
}
