//! Bracketed sets: `[a-z[:digit:]\s^]`.

use super::{Fault, Translator};
use crate::regex::class;

/// One item of a set.
enum Item {
    /// A character, which may begin a range.
    Character(char),
    /// Some characters, written.
    Written(String),
}

impl Translator<'_> {
    /// A set whose opening bracket was taken.
    pub(super) fn set(&mut self) -> Result<(), Fault> {
        let missing = Fault::new("missing terminating ] for character class", self.source.len());
        let mut out = String::from("[");
        if self.eat("^") {
            out.push('^');
        }
        let mut first = true;
        loop {
            if !first && self.eat("]") {
                break;
            }
            let Some(item) = self.item()? else { return Err(missing) };
            first = false;
            let from = match item {
                Item::Written(set) => {
                    out.push_str(&set);
                    continue;
                }
                Item::Character(from) => from,
            };
            let before = self.at;
            if self.rest().starts_with('-') && !self.rest().starts_with("-]") {
                self.at += 1;
                match self.item()? {
                    Some(Item::Character(to)) if to < from => {
                        return Err(Fault::new("range out of order in character class", self.at - 1));
                    }
                    Some(Item::Character(to)) => {
                        out.push_str(&format!("\\x{{{:X}}}-\\x{{{:X}}}", u32::from(from), u32::from(to)));
                        continue;
                    }
                    Some(Item::Written(_)) => self.at = before,
                    None => return Err(missing),
                }
            }
            out.push_str(&format!("\\x{{{:X}}}", u32::from(from)));
        }
        out.push(']');
        // An empty item list, as in `[\E]`, matches nothing.
        self.out.push_str(if out == "[]" { "(?!)" } else { &out });
        Ok(())
    }

    fn item(&mut self) -> Result<Option<Item>, Fault> {
        if let Some(set) = self.posix()? {
            return Ok(Some(Item::Written(set)));
        }
        let Some(next) = self.take() else { return Ok(None) };
        if next != '\\' {
            return Ok(Some(Item::Character(next)));
        }
        let Some(letter) = self.take() else { return Err(Fault::new("\\ at end of pattern", self.at)) };
        if let Some(set) = class::escape(letter, self.flags) {
            return Ok(Some(Item::Written(set.to_owned())));
        }
        if let Some(set) = class::escape(letter.to_ascii_lowercase(), self.flags) {
            return Ok(Some(Item::Written(format!("[^{set}]"))));
        }
        match letter {
            'b' => Ok(Some(Item::Character('\u{8}'))),
            'p' | 'P' => Ok(Some(Item::Written(self.property(letter)?))),
            'Q' => {
                let end = self.rest().find("\\E").unwrap_or(self.rest().len());
                let quoted = self.rest()[..end].to_owned();
                self.at = (self.at + end + 2).min(self.source.len());
                let written = quoted.chars().map(|c| format!("\\x{{{:X}}}", u32::from(c))).collect();
                Ok(Some(Item::Written(written)))
            }
            'E' => Ok(Some(Item::Written(String::new()))),
            'N' | 'R' | 'X' | 'B' => {
                let message = "\\N is not supported in a class";
                match letter {
                    'N' => Err(Fault::new(message, self.at)),
                    _ => Err(Fault::new("invalid escape sequence in character class", self.at)),
                }
            }
            '1'..='7' => {
                self.at -= 1;
                let code = self.digits(8, 3);
                Ok(char::from_u32(code & 255).map(Item::Character))
            }
            _ => {
                let character = self.escaped_character(letter)?.unwrap_or(letter);
                Ok(Some(Item::Character(character)))
            }
        }
    }

    /// `[:name:]` or `[:^name:]`, if one stands here.
    fn posix(&mut self) -> Result<Option<String>, Fault> {
        let Some(inside) = self.rest().strip_prefix("[:") else { return Ok(None) };
        let Some(end) = inside.find(":]") else { return Ok(None) };
        let name = &inside[..end];
        if !name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'^') {
            return Ok(None);
        }
        let (negated, plain) = (name.starts_with('^'), name.trim_start_matches('^'));
        let Some(set) = class::posix(plain) else {
            return Err(Fault::new("unknown POSIX class name", self.at + 2));
        };
        let length = end + 4;
        self.at += length;
        Ok(Some(if negated { format!("[^{set}]") } else { set.to_owned() }))
    }
}
