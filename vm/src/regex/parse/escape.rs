//! What begins with a backslash.

use super::{Check, Fault, NO_GROUP, Parser, UNTERMINATED};
use crate::regex::chars::{self, Item};
use crate::regex::flag;
use crate::regex::tree::{Node, Place, Target};
use crate::sync::Arc;

const NOT_SUPPORTED: &str = "PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u";
const AFTER_G: &str =
    "\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number";
const TOO_BIG: &str = "number is too big";

impl Parser<'_> {
    /// An escape outside of sets.
    pub(super) fn escape(&mut self) -> Result<Node, Fault> {
        let letter = self.escape_letter()?;
        if let Some(item) = char::from_u32(letter).and_then(|letter| chars::escape_item(letter, self.flags)) {
            return Ok(Node::One(item));
        }
        let ucp = self.has(flag::UCP);
        Ok(match u8::try_from(letter).unwrap_or_default() {
            b'b' => Node::Place(Place::Word { negated: false, ucp }),
            b'B' => Node::Place(Place::Word { negated: true, ucp }),
            b'A' => Node::Place(Place::VeryStart),
            b'z' => Node::Place(Place::VeryEnd),
            b'Z' => Node::Place(Place::LastLineEnd),
            b'G' => Node::Place(Place::Offset),
            b'K' => Node::Place(Place::Keep),
            b'N' if self.peek() == Some(b'{') && self.braces().is_none() => {
                return Err(Fault::new(NOT_SUPPORTED, self.at - 1));
            }
            b'N' => Node::One(self.no_newline()),
            b'C' => Node::One(Item::Byte),
            b'R' => Node::Newline(self.has(flag::BSR_ANYCRLF)),
            b'X' => Node::Grapheme,
            b'p' | b'P' => Node::One(Item::Set(Arc::new(self.property(letter == u32::from(b'P'))?))),
            b'k' => self.named_reference()?,
            b'g' => self.numbered_reference()?,
            b'1'..=b'9' => self.digit_reference()?,
            _ => {
                let code = self.escaped(letter)?;
                self.literal(code)
            }
        })
    }

    /// The character behind a backslash.
    pub(super) fn escape_letter(&mut self) -> Result<u32, Fault> {
        self.at += 1;
        match self.take() {
            Some(letter) => Ok(letter),
            None => self.fault("\\ at end of pattern"),
        }
    }

    /// A character said by an escape: `\n`, `\x41`, `\x{263a}`, `\012`, `\cA` …; other letters mean themselves.
    pub(super) fn escaped(&mut self, letter: u32) -> Result<u32, Fault> {
        Ok(match u8::try_from(letter).unwrap_or_default() {
            b'a' => 7,
            b'e' => 27,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'c' => match self.peek() {
                None => return self.fault("\\c at end of pattern"),
                Some(next) if next.is_ascii() => {
                    self.at += 1;
                    u32::from(next.to_ascii_uppercase() ^ 64)
                }
                Some(_) => return self.fault("\\c must be followed by an ASCII character"),
            },
            b'x' if self.eat("{") => {
                self.number_in_braces(16, "non-hex character in \\x{} (closing brace missing?)")?
            }
            b'x' => self.digits(16, 2),
            b'o' if self.eat("{") => {
                self.number_in_braces(8, "non-octal character in \\o{} (closing brace missing?)")?
            }
            b'o' => return Err(Fault::new("missing opening brace after \\o", self.at - 1)),
            b'0' => self.digits(8, 2),
            b'L' | b'l' | b'U' | b'u' => return Err(Fault::new(NOT_SUPPORTED, self.at - 1)),
            next if next.is_ascii_alphabetic() && self.has(flag::EXTRA) => {
                return Err(Fault::new("unrecognized character follows \\", self.at - 1));
            }
            _ => letter,
        })
    }

    /// The digits and the closing brace of `\x{…}` and `\o{…}`.
    fn number_in_braces(&mut self, radix: u32, wrong: &'static str) -> Result<u32, Fault> {
        let limit = if self.unicode() { 0x10_FFFF } else { 255 };
        if self.peek() == Some(b'}') {
            let back = if radix == 16 { 0 } else { 2 };
            return Err(Fault::new("digits missing in \\x{} or \\o{}", self.at - back));
        }
        let value = self.digits(radix, usize::MAX);
        if value > limit {
            return self.fault("character value in \\x{} or \\o{} is too large");
        }
        if !self.eat("}") {
            return self.fault(wrong);
        }
        if (0xD800..0xE000).contains(&value) {
            let message = "disallowed Unicode code point (>= 0xd800 && <= 0xdfff)";
            return Err(Fault::new(message, self.at - 1));
        }
        Ok(value)
    }

    /// A number of at most so many digits.
    pub(super) fn digits(&mut self, radix: u32, most: usize) -> u32 {
        let (mut value, mut count) = (0u32, 0);
        let digit = |next: u8| char::from(next).to_digit(radix);
        while let Some(digit) = self.peek().and_then(digit).filter(|_| count < most) {
            value = value.saturating_mul(radix).saturating_add(digit);
            count += 1;
            self.at += 1;
        }
        value
    }

    /// An octal number of up to three digits.
    pub(super) fn octal(&mut self) -> Result<u32, Fault> {
        let code = self.digits(8, 3);
        if code > 255 && !self.unicode() {
            let message = "octal value is greater than \\377 in 8-bit non-UTF-8 mode";
            return Err(Fault::new(message, self.at - 1));
        }
        Ok(code)
    }

    /// `\12`: a reference if it has one digit or there are so many groups before it, else octal.
    fn digit_reference(&mut self) -> Result<Node, Fault> {
        let start = self.at - 1;
        self.at = start;
        let number = self.digits(10, usize::MAX);
        if number > i32::MAX as u32 {
            return Err(Fault::new(TOO_BIG, self.at - 1));
        }
        if number < 8 || number as usize <= self.groups {
            return Ok(self.refer(number as usize));
        }
        self.at = start;
        if self.source[start] >= b'8' {
            self.at += 1;
            return Ok(self.literal(u32::from(self.source[start])));
        }
        let code = self.octal()?;
        Ok(self.literal(code))
    }

    fn refer(&mut self, number: usize) -> Node {
        self.highest = self.highest.max(number);
        Node::Reference { target: Target::Number(number), caseless: self.has(flag::CASELESS) }
    }

    /// A reference by name; `position` is where its end stands.
    pub(super) fn refer_by_name(&mut self, name: String, position: usize) -> Node {
        let target = Target::Name(name);
        self.checks.push((position, Check::Exists(target.clone())));
        Node::Reference { target, caseless: self.has(flag::CASELESS) }
    }

    /// A name that is referred to, up to its end, which is taken as well.
    pub(super) fn name(&mut self, close: &str) -> Result<String, Fault> {
        let start = self.at;
        if self.peek().is_some_and(|next| next.is_ascii_digit()) {
            return self.fault("group name must start with a non-digit");
        }
        while self.peek().is_some_and(|next| next.is_ascii_alphanumeric() || next == b'_') {
            self.at += 1;
        }
        let name = String::from_utf8_lossy(&self.source[start..self.at]).into_owned();
        if name.is_empty() {
            return self.fault("subpattern name expected");
        }
        if !self.rest().starts_with(close.as_bytes()) {
            return self.fault(UNTERMINATED);
        }
        if name.len() > 32 {
            return self.fault("subpattern name is too long (maximum 32 characters)");
        }
        self.at += close.len();
        Ok(name)
    }

    /// `\k<name>`, `\k'name'`, `\k{name}`.
    fn named_reference(&mut self) -> Result<Node, Fault> {
        let pairs = [("{", "}"), ("<", ">"), ("'", "'")];
        let Some((_, close)) = pairs.into_iter().find(|(open, _)| self.eat(open)) else {
            let message = "\\k is not followed by a braced, angle-bracketed, or quoted name";
            return Err(Fault::new(message, self.at - 1));
        };
        let name = self.name(close)?;
        Ok(self.refer_by_name(name, self.at - 1))
    }

    /// `\g1`, `\g{-1}`, `\g{name}`, and the calls `\g<name>`, `\g'1'`.
    fn numbered_reference(&mut self) -> Result<Node, Fault> {
        for (open, close) in [("<", ">"), ("'", "'")] {
            if self.eat(open) {
                return self.called_by_g(close);
            }
        }
        let braced = self.eat("{");
        if braced {
            let inside = self.rest().iter().position(|next| *next != b'-' && !next.is_ascii_digit());
            if inside.is_some_and(|index| self.rest()[index] != b'}') {
                let name = self.name("}")?;
                return Ok(self.refer_by_name(name, self.at - 1));
            }
        }
        let back = self.eat("-");
        let number = self.digits(10, usize::MAX);
        if number > i32::MAX as u32 {
            return Err(Fault::new(TOO_BIG, self.at - 1));
        }
        if braced && !self.eat("}") {
            return self.fault(AFTER_G);
        }
        if number == 0 {
            return Err(Fault::new("a numbered reference must not be zero", self.at - 1));
        }
        let number = number as usize;
        if back && number > self.groups {
            return Err(Fault::new(NO_GROUP, self.at - 1));
        }
        Ok(self.refer(if back { self.groups + 1 - number } else { number }))
    }

    /// The rest of `\g<…>`.
    fn called_by_g(&mut self, close: &str) -> Result<Node, Fault> {
        let start = self.at;
        let sign = self.peek().filter(|next| matches!(next, b'-' | b'+'));
        self.at += usize::from(sign.is_some());
        if sign.is_none() && !self.peek().is_some_and(|next| next.is_ascii_digit()) {
            let name = self.name(close)?;
            return Ok(self.call(Target::Name(name), self.at - 1));
        }
        let number = self.digits(10, usize::MAX) as usize;
        if !self.eat(close) {
            return Err(Fault::new(AFTER_G, start - 1));
        }
        self.call_number(sign, number, self.at - 1)
    }

    /// `\pL`, `\p{Lu}`, `\p{^Lu}`, `\P{…}`.
    pub(super) fn property(&mut self, negated: bool) -> Result<chars::Set, Fault> {
        const MALFORMED: &str = "malformed \\P or \\p sequence";
        let Some(first) = self.take() else { return self.fault(MALFORMED) };
        let mut negated = negated;
        let name = if first == u32::from(b'{') {
            negated ^= self.eat("^");
            let Some(length) = self.rest().iter().position(|next| *next == b'}') else {
                return Err(Fault::new(MALFORMED, self.source.len()));
            };
            let name = String::from_utf8_lossy(&self.rest()[..length]).into_owned();
            self.at += length + 1;
            name
        } else {
            char::from_u32(first).map(String::from).unwrap_or_default()
        };
        match chars::property(&name) {
            Some(set) if negated => Ok(set.complement()),
            Some(set) => Ok(set),
            None => Err(Fault::new("unknown property name after \\P or \\p", self.at - 1)),
        }
    }
}
