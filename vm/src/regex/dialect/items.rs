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
            Some(b'N') if self.peek(2) == Some(b'{') => {
                if self.names_a_character() {
                    return self.fault(37, 1);
                }
                // PCRE2 would look for the name of a character.
                self.edit(2, b"(?:\\N)");
                self.item(false);
            }
            Some(b'g') => return self.group_escape(),
            Some(b'k') => return self.key_escape(),
            Some(b'1'..=b'9') => return self.numbered_reference(),
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
            Some(b'N') => return self.fault(if self.names_a_character() { 37 } else { 71 }, 1),
            // Nothing in a class, these are letters there.
            Some(b'A' | b'B' | b'C' | b'G' | b'K' | b'R' | b'X' | b'Z' | b'g' | b'k' | b'z')
                if !self.strict =>
            {
                self.edit(1, b"");
                self.copy(1);
            }
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
            Some(b'o') if self.peek(2) != Some(b'{') => return self.fault(55, 1),
            Some(b'o') if self.peek(3) == Some(b'}') => return self.fault(78, 1),
            Some(b'o') => return self.braced(64, 8),
            _ => self.copy(2),
        }
        Ok(())
    }

    /// Whether the `\N` here has the name of a character behind it, which is no quantifier.
    pub(super) fn names_a_character(&self) -> bool {
        self.peek(2) == Some(b'{') && counts(&self.rest()[2..]).is_none()
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

    /// `\x`, of which nothing need follow.
    fn hexadecimal(&mut self) -> Passed {
        match self.peek(2) {
            Some(b'{') => return self.braced(67, 16),
            Some(digit) if digit.is_ascii_hexdigit() => {
                let two = self.peek(3).is_some_and(|digit| digit.is_ascii_hexdigit());
                self.copy(3 + usize::from(two));
            }
            _ => {
                self.text.extend_from_slice(b"\\0");
                self.at += 2;
            }
        }
        Ok(())
    }

    /// A number in braces, to this base; the fault if it has no end.
    fn braced(&mut self, unended: i32, base: u32) -> Passed {
        let is_digit = |byte: &&u8| char::from(**byte).is_digit(base);
        let digits = self.rest()[3..].iter().take_while(is_digit).count();
        let text = std::str::from_utf8(&self.rest()[3..3 + digits]).unwrap_or_default();
        let most = if self.flags & flag::UNICODE == 0 { 0xFF } else { 0x10_FFFF };
        if digits > 0 && u32::from_str_radix(text, base).map_or(true, |value| value > most) {
            return self.fault(34, 3 + digits);
        }
        if self.peek(3 + digits) != Some(b'}') {
            return self.fault(unended, 3 + digits);
        }
        self.copy(4 + digits);
        Ok(())
    }

    /// `\k`.
    fn key_escape(&mut self) -> Passed {
        match self.peek(2) {
            Some(b'{') => self.named_reference(3, b'}'),
            Some(b'<') => self.named_reference(3, b'>'),
            Some(b'\'') => self.named_reference(3, b'\''),
            _ => self.fault(69, 1),
        }
    }
}
