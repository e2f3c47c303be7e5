//! What stands behind an opening parenthesis.

use super::{Closed, Edit, Kind, Open, Pass, Passed, Second, UNKNOWN_BEHIND};
use crate::regex::{flag, tables};

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
        self.most = self.captures.max(self.most);
        self.enter(length, Kind::Capture(self.captures));
    }

    /// A group that captures, whose name stands behind so many bytes and ends so.
    fn named_capture(&mut self, length: usize, close: u8) -> Passed {
        let end = self.new_name(length, close)?;
        let name = self.rest()[length..end].to_vec();
        let is_empty = name.is_empty();
        if is_empty && self.flags & flag::DUPNAMES == 0 && self.names.contains(&name) {
            return self.fault(43, end);
        }
        if is_empty && matches!(self.peek(end + 1), Some(b'*' | b'?')) {
            return self.fault(9, end + 1);
        }
        self.names.push(name);
        self.capture(0);
        match is_empty {
            // PCRE2 does not take an empty name, by which nothing can refer.
            true => self.edit(end + 1, b"("),
            false => self.copy(end + 1),
        }
        Ok(())
    }

    /// A group, which begins with so many bytes.
    pub(super) fn enter(&mut self, length: usize, kind: Kind) {
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
        let Some(open) = self.open.pop() else { return };
        if let Kind::Alike(_, highest) = open.kind {
            self.captures = self.captures.max(highest);
        }
        let end = self.at;
        if open.kind == Kind::Condition {
            let define = self.source[open.start..].starts_with(b"(?(DEFINE)")
                && !self.names.iter().any(|name| name == b"DEFINE");
            let number = match open.bars.len() {
                1.. if define => Some(54),
                2.. => Some(27),
                _ => None,
            };
            let fault = number.and_then(|number| self.fault::<()>(number, 0).err());
            self.second.extend(fault.map(Second::Fault));
        }
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
            (b'P', Some(b'<')) => return self.named_capture(4, b'>'),
            (b'<', _) => return self.named_capture(3, b'>'),
            (b'\'', _) => return self.named_capture(3, b'\''),
            (b'P', Some(b'=')) => return self.named_reference(4, b')'),
            (b'P', Some(b'>')) => return self.named_recursion(4, b')'),
            (b'&', _) => return self.named_recursion(3, b')'),
            (b'R' | b'+' | b'0'..=b'9', _) => return self.numbered_recursion(2, b')'),
            (b'-', Some(b'0'..=b'9')) => return self.numbered_recursion(2, b')'),
            (b'P', _) => return self.fault(41, 3),
            (b'C', _) => return self.callout(),
            (b'(', _) => return self.condition(),
            _ => return self.options(),
        }
        Ok(())
    }

    /// `(?C` and a number.
    fn callout(&mut self) -> Passed {
        let digits = self.rest()[3..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = std::str::from_utf8(&self.rest()[3..3 + digits]).unwrap_or_default();
        if let Some(end) = (1..=digits).find(|end| text[..*end].parse::<u8>().is_err()) {
            return self.fault(38, 3 + end);
        }
        match self.peek(3 + digits) {
            Some(b')') => self.copy(4 + digits),
            _ => return self.fault(39, 3 + digits),
        }
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
                b'J' if on => self.flags |= flag::DUPNAMES,
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
        self.accepted = name == b"ACCEPT";
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
