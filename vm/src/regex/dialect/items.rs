//! What a backslash begins.

use super::{Pass, Passed, counts};
use crate::regex::flag;

impl Pass<'_> {
    /// An escape outside of classes.
    pub(super) fn escape(&mut self) -> Passed {
        match self.peek(1) {
            Some(b'E') => self.copy(2),
            Some(b'Q') => {
                self.copy_through(b"\\E");
                self.item(false);
            }
            Some(b'A' | b'B' | b'b' | b'G' | b'K' | b'Z' | b'z') => self.copy(2),
            Some(b'N') if self.peek(2) == Some(b'{') && counts(&self.rest()[2..]).is_none() => {
                return self.fault(37, 1);
            }
            Some(b'g') => self.group_escape()?,
            Some(b'k') => self.named_reference()?,
            Some(b'1'..=b'9') => self.numbered_reference(),
            Some(letter @ (b'w' | b'W')) if self.flags & flag::UCP != 0 => {
                self.edit(2, if letter == b'w' { b"[\\p{Xan}_]" } else { b"[^\\p{Xan}_]" });
                self.item(false);
            }
            // PCRE2 looks for the beginning of a match among ASCII's alone.
            Some(b'w') if self.flags & flag::UNICODE != 0 && !self.quantifier_follows(2) => {
                self.edit(2, b"[\\w]");
                self.item(false);
            }
            Some(b'p' | b'P') => {
                match self.cased() {
                    Some(length) if self.is_caseless() => {
                        let new = [b"(?-i:", &self.source[self.at..self.at + length], b")"].concat();
                        self.edit(length, &new);
                    }
                    _ => self.property(false)?,
                }
                self.item(false);
            }
            _ => {
                self.common()?;
                self.item(false);
            }
        }
        Ok(())
    }

    /// An escape in a class.
    pub(super) fn class_escape(&mut self) -> Passed {
        match self.peek(1) {
            Some(b'Q') => self.copy_through(b"\\E"),
            Some(b'p' | b'P') => self.property(true)?,
            Some(b'w') if self.flags & flag::UCP != 0 => self.edit(2, b"\\p{Xan}_"),
            Some(b'8' | b'9') => {
                self.edit(1, b"");
                self.copy(1);
            }
            _ => self.common()?,
        }
        Ok(())
    }

    /// An escape that is the same in classes.
    fn common(&mut self) -> Passed {
        match self.peek(1) {
            Some(b'i' | b'j' | b'm' | b'q' | b'y' | b'F' | b'I' | b'J' | b'M' | b'O' | b'T' | b'Y')
                if !self.strict =>
            {
                self.edit(1, b"");
                self.copy(1);
            }
            Some(b'c') => self.copy(3),
            Some(b'x') => return self.hexadecimal(),
            Some(b'o') if self.peek(2) == Some(b'{') => return self.braced(3, 64, u8::is_ascii_digit),
            _ => self.copy(2),
        }
        Ok(())
    }

    /// Whether a quantifier stands so many bytes from here.
    fn quantifier_follows(&self, ahead: usize) -> bool {
        let rest = &self.rest()[ahead..];
        let blanks = match self.is_extended() {
            true => rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count(),
            false => 0,
        };
        match rest.get(blanks) {
            Some(b'*' | b'+' | b'?') => true,
            Some(b'{') => counts(&rest[blanks..]).is_some(),
            _ => false,
        }
    }

    /// The length of `\p{Lu}`, `\p{Ll}`, `\p{Lt}` or its opposite here.
    pub(super) fn cased(&self) -> Option<usize> {
        let rest = self.rest().get(1..)?;
        let rest = rest.strip_prefix(b"p{").or(rest.strip_prefix(b"P{"))?;
        let name = rest.strip_prefix(b"^").unwrap_or(rest);
        let found = [b"Lu}", b"Ll}", b"Lt}"].into_iter().any(|cased| name.starts_with(cased));
        found.then_some(6 + rest.len() - name.len())
    }

    /// `\1`: a reference, or characters when there are not so many groups.
    fn numbered_reference(&mut self) {
        let digits = self.rest()[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = std::str::from_utf8(&self.rest()[1..=digits]).unwrap_or_default();
        let number = text.parse().unwrap_or(usize::MAX);
        if number > self.captures && matches!(self.peek(1), Some(b'8' | b'9')) {
            self.edit(1, b"");
            self.copy(1);
            return self.item(false);
        }
        let refers = number < 10 || number <= self.captures;
        if refers {
            self.refers(number);
        }
        self.copy(1 + digits);
        self.item(refers);
    }

    /// A reference to the group of a number; one to a group that is open makes that atomic.
    pub(super) fn refers(&mut self, number: usize) {
        for open in &mut self.open {
            open.refers_to_itself |= number > 0 && open.kind == super::Kind::Capture(number);
        }
    }

    /// `\g`.
    fn group_escape(&mut self) -> Passed {
        let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        match self.peek(2) {
            Some(open @ (b'<' | b'\'')) => {
                let close = if open == b'<' { b'>' } else { b'\'' };
                match self.rest()[3..].iter().position(|byte| *byte == close) {
                    Some(length) => return self.recursion(length + 4, 3, length + 3),
                    None => self.copy(3),
                }
            }
            Some(b'{') => {
                let back = usize::from(self.peek(3) == Some(b'-'));
                let count = digits(&self.rest()[3 + back..]);
                let end = 3 + back + count;
                if (back > 0 || self.peek(3).is_none()) && self.peek(end) != Some(b'}') {
                    return self.fault(57, end);
                }
                if count > 0 && self.peek(end) != Some(b'}') {
                    return self.fault(44, 3);
                }
                if self.rest()[3..end].iter().all(|byte| *byte == b'0') && count > 0 {
                    return self.fault(26, end);
                }
                self.relative(3 + back, count, back > 0);
                self.copy(end);
                self.copy_through(b"}");
                self.item(true);
            }
            Some(b'0'..=b'9' | b'-' | b'+') => {
                let back = usize::from(self.peek(2) == Some(b'-'));
                let count = digits(&self.rest()[2 + back..]);
                self.relative(2 + back, count, back > 0);
                self.copy(2 + back + count);
                self.item(true);
            }
            _ => return self.fault(26, 1),
        }
        Ok(())
    }

    /// A reference by digits, which start so many bytes from here.
    fn relative(&mut self, start: usize, count: usize, back: bool) {
        let text = std::str::from_utf8(&self.rest()[start..start + count]).unwrap_or_default();
        let Ok(number) = text.parse::<usize>() else { return };
        let number = if back { (self.captures + 1).saturating_sub(number) } else { number };
        self.refers(number);
    }

    /// `\k`.
    fn named_reference(&mut self) -> Passed {
        if !matches!(self.peek(2), Some(b'{' | b'<' | b'\'')) {
            return self.fault(69, 1);
        }
        if matches!(self.peek(3), Some(b' ' | b'\t')) {
            return self.fault(62, 3);
        }
        self.copy(3);
        self.item(true);
        Ok(())
    }

    /// `\x`, of which nothing need follow.
    fn hexadecimal(&mut self) -> Passed {
        match self.peek(2) {
            Some(b'{') => return self.braced(3, 67, u8::is_ascii_hexdigit),
            Some(digit) if digit.is_ascii_hexdigit() => {
                let two = self.peek(3).is_some_and(|digit| digit.is_ascii_hexdigit());
                self.copy(3 + usize::from(two));
            }
            _ => self.edit(2, b"\\x00"),
        }
        Ok(())
    }

    /// A number in braces, whose digits start so many bytes from here.
    fn braced(&mut self, start: usize, number: i32, is_digit: fn(&u8) -> bool) -> Passed {
        let digits = self.rest()[start..].iter().take_while(|byte| is_digit(byte)).count();
        if self.peek(start + digits) != Some(b'}') {
            return self.fault(number, start + digits);
        }
        self.copy(start + digits + 1);
        Ok(())
    }

    /// `\p` or `\P`: names of scripts mean the script alone.
    fn property(&mut self, in_class: bool) -> Passed {
        match self.peek(2) {
            Some(b'{') => {}
            Some(letter) if !letter.is_ascii_alphabetic() => return self.fault(47, 2),
            _ => {
                self.copy(3);
                return Ok(());
            }
        }
        let Some(length) = self.rest().iter().position(|byte| *byte == b'}') else {
            return self.fault(46, self.source.len());
        };
        let inside = &self.rest()[3..length];
        let negated = inside.first() == Some(&b'^');
        let name = &inside[usize::from(negated)..];
        if !name.iter().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'&')) {
            return self.fault(47, length);
        }
        if name == b"Xwd" && !in_class {
            let not = negated != (self.peek(1) == Some(b'P'));
            self.edit(length + 1, if not { b"[^\\p{Xan}_]" } else { b"[\\p{Xan}_]" });
        } else if name.len() <= 2 || matches!(name, b"Any" | b"Xan" | b"Xps" | b"Xsp" | b"Xuc" | b"Xwd") {
            self.copy(length + 1);
        } else {
            let new = [&self.rest()[..3], if negated { b"^sc:" } else { b"sc:" }, name, b"}"].concat();
            self.edit(length + 1, &new);
        }
        Ok(())
    }
}
