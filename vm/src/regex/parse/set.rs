//! Bracketed sets: `[a-z[:digit:]\s^]`.

use super::{Fault, Parser};
use crate::regex::chars::{self, Item, Set};
use crate::regex::flag;
use crate::regex::tree::Node;
use crate::sync::Arc;

/// One item of a set.
enum Piece {
    /// A character, which may begin a range.
    Character(u32),
    /// Some characters; whether a hyphen behind them means itself.
    Some(Set),
    /// Nothing.
    Nothing,
}

impl Parser<'_> {
    /// A set.
    pub(super) fn set(&mut self) -> Result<Node, Fault> {
        if let Some(kind) = self.posix_here() {
            let message = match kind {
                b':' => "POSIX named classes are supported only within a class",
                _ => "POSIX collating elements are not supported",
            };
            return self.fault(message);
        }
        self.at += 1;
        let missing = Fault::new("missing terminating ] for character class", self.source.len());
        let (mut negated, mut any) = (false, false);
        // `\E` may stand before `^` and before a `]` that means itself.
        while self.eat("\\E") {}
        if self.eat("^") {
            negated = true;
        }
        while self.eat("\\E") {}
        // Case is of what is named by character; properties and classes keep to theirs.
        let (mut named, mut others) = (Set::default(), Set::default());
        let mut quoted = false;
        loop {
            if any && !quoted && self.eat("]") {
                break;
            }
            any = true;
            let Some(piece) = self.piece(&mut quoted)? else { return Err(missing) };
            match piece {
                Piece::Nothing => {}
                Piece::Some(set) => others.join(&set),
                Piece::Character(from) => {
                    let to = self.range_end(from, &mut quoted)?;
                    named.add(from, to);
                    self.mentions_newline |= (from <= 10 && to >= 10 || from <= 13 && to >= 13) && from == to;
                }
            }
        }
        if self.has(flag::CASELESS) {
            named.fold(self.unicode());
        }
        named.join(&others);
        Ok(Node::One(Item::Set(Arc::new(if negated { named.complement() } else { named }))))
    }

    /// The end of a range that began with a character, or that character.
    fn range_end(&mut self, from: u32, quoted: &mut bool) -> Result<u32, Fault> {
        let before = (self.at, *quoted);
        while *quoted && self.eat("\\E") {
            *quoted = false;
        }
        let hyphen = !*quoted && self.eat("-");
        while hyphen && self.eat("\\E") {}
        if !hyphen || matches!(self.peek(), Some(b']') | None) {
            (self.at, *quoted) = before;
            return Ok(from);
        }
        if self.posix_here().is_some() {
            return Err(Fault::new("invalid range in character class", self.at - 1));
        }
        loop {
            return match self.piece(quoted)? {
                Some(Piece::Character(to)) if to < from => {
                    Err(Fault::new("range out of order in character class", self.at - 1))
                }
                Some(Piece::Character(to)) => Ok(to),
                Some(Piece::Some(_)) => Err(Fault::new("invalid range in character class", self.at - 1)),
                Some(Piece::Nothing) => continue,
                None => Err(Fault::new("missing terminating ] for character class", self.source.len())),
            };
        }
    }

    fn piece(&mut self, quoted: &mut bool) -> Result<Option<Piece>, Fault> {
        if *quoted {
            if self.eat("\\E") {
                *quoted = false;
                return Ok(Some(Piece::Nothing));
            }
            return Ok(self.take().map(Piece::Character));
        }
        if let Some(set) = self.posix()? {
            return Ok(Some(Piece::Some(set)));
        }
        if self.peek() != Some(b'\\') {
            return Ok(self.take().map(Piece::Character));
        }
        let letter = self.escape_letter()?;
        if let Some(set) = char::from_u32(letter).and_then(|letter| chars::escape(letter, self.flags)) {
            return Ok(Some(Piece::Some(set)));
        }
        Ok(Some(match u8::try_from(letter).unwrap_or_default() {
            b'b' => Piece::Character(8),
            b'p' | b'P' => Piece::Some(self.property(letter == u32::from(b'P'))?),
            b'Q' => {
                *quoted = true;
                Piece::Nothing
            }
            b'E' => Piece::Nothing,
            b'N' => return Err(Fault::new("\\N is not supported in a class", self.at - 1)),
            b'B' | b'R' | b'X' if self.has(flag::EXTRA) => {
                return Err(Fault::new("invalid escape sequence in character class", self.at - 1));
            }
            b'1'..=b'7' => {
                self.at -= 1;
                Piece::Character(self.octal()?)
            }
            _ => Piece::Character(self.escaped(letter)?),
        }))
    }

    /// Whether `[:name:]`, `[.name.]` or `[=name=]` stands here: the character behind the bracket.
    fn posix_here(&self) -> Option<u8> {
        let inside = self.rest().strip_prefix(b"[")?;
        let kind = *inside.first().filter(|kind| matches!(kind, b':' | b'.' | b'='))?;
        let mut at = 1;
        while let Some(next) = inside.get(at) {
            match next {
                b'\\' if matches!(inside.get(at + 1), Some(b']' | b'\\')) => at += 1,
                b'[' if inside.get(at + 1) == Some(&kind) => return None,
                b']' => return None,
                _ if *next == kind && inside.get(at + 1) == Some(&b']') => return Some(kind),
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// `[:name:]` or `[:^name:]`, if one stands here.
    fn posix(&mut self) -> Result<Option<Set>, Fault> {
        let Some(kind) = self.posix_here() else { return Ok(None) };
        if kind != b':' {
            return self.fault("POSIX collating elements are not supported");
        }
        let start = self.at + 2;
        let negated = self.source[start] == b'^';
        let start = start + usize::from(negated);
        let length = self.source[start..].windows(2).position(|pair| pair == b":]").unwrap_or_default();
        let name = String::from_utf8_lossy(&self.source[start..start + length]).into_owned();
        let Some(set) = chars::posix(&name, self.flags) else {
            return Err(Fault::new("unknown POSIX class name", start));
        };
        self.at = start + length + 2;
        Ok(Some(if negated { set.complement() } else { set }))
    }
}
