//! What stands behind an opening parenthesis.

use super::{Pass, Passed};

/// Not PCRE2's: what it takes behind `(?<` is more.
pub(in crate::regex) const UNKNOWN_BEHIND: i32 = 1000;

impl Pass<'_> {
    /// What a parenthesis opens.
    pub(super) fn group(&mut self) -> Passed {
        match (self.peek(1), self.peek(2)) {
            (Some(b'*'), Some(next)) if next == b':' || next.is_ascii_alphabetic() => self.verb(),
            (Some(b'?'), Some(b'#')) => {
                self.copy_through(b")");
                Ok(())
            }
            (Some(b'?'), Some(_)) => self.special(),
            (Some(b'?'), None) => {
                self.copy(2);
                Ok(())
            }
            _ => {
                self.open(1);
                Ok(())
            }
        }
    }

    /// A group, which begins with so many bytes.
    fn open(&mut self, length: usize) {
        self.copy(length);
        self.extended.push(self.is_extended());
    }

    /// `(?` and more.
    fn special(&mut self) -> Passed {
        match (self.source[self.at + 2], self.peek(3)) {
            (b'<', Some(b'*')) => return self.fault(UNKNOWN_BEHIND, 3),
            (b':' | b'=' | b'!' | b'>' | b'|', _) => self.open(3),
            (b'<', Some(b'=' | b'!')) | (b'P', Some(b'<')) => self.open(4),
            (b'<' | b'\'', _) => self.open(3),
            (b'P', Some(b'=')) => self.copy_through(b")"),
            (b'P', Some(b'>')) | (b'&' | b'R' | b'0'..=b'9', _) => self.closed_recursion(),
            (b'+' | b'-', Some(b'0'..=b'9')) => self.closed_recursion(),
            (b'P' | b'+', _) => self.copy(3),
            (b'C', _) => return self.callout(),
            (b'(', _) => return self.condition(),
            _ => return self.options(),
        }
        Ok(())
    }

    /// A recursion up to its parenthesis.
    fn closed_recursion(&mut self) {
        match self.rest().iter().position(|byte| *byte == b')') {
            Some(length) => self.recursion(length + 1),
            None => self.copy(3),
        }
    }

    /// A recursion of so many bytes, whose other ways are not tried.
    pub(super) fn recursion(&mut self, length: usize) {
        self.edit(0, b"(?>");
        self.copy(length);
        self.edit(0, b")");
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
        if self.peek(3) == Some(b'?') || self.peek(3) == Some(b'*') {
            if self.peek(3) == Some(b'*') {
                return self.fault(28, 3);
            }
            // The assertion's own parenthesis is next.
            self.open(2);
            return Ok(());
        }
        self.open(3);
        self.copy_through(b")");
        Ok(())
    }

    /// `(?i-s)` or `(?i-s:`.
    fn options(&mut self) -> Passed {
        let (mut ahead, mut on, mut extended) = (2, true, self.is_extended());
        let mut kept = b"(?".to_vec();
        loop {
            let Some(letter) = self.peek(ahead) else {
                self.copy(ahead);
                return Ok(());
            };
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
                b'i' | b'm' | b's' | b'U' | b'J' => {}
                _ => return self.fault(11, ahead),
            }
            kept.push(letter);
        }
        let is_group = self.peek(ahead - 1) == Some(b':');
        kept.push(if is_group { b':' } else { b')' });
        if is_group {
            self.extended.push(extended);
        } else if let Some(last) = self.extended.last_mut() {
            *last = extended;
        }
        if kept == self.rest()[..ahead] {
            self.copy(ahead);
        } else {
            self.edit(ahead, &kept);
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
