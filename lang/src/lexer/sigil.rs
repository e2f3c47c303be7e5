//! Sigils: `~"…"`, `~b"…"`, `~B"…"`, `~s"…"`, `~S"…"` with any of their delimiters.

use super::{Bad, Lexer};
use crate::token::Token;

impl Lexer<'_> {
    /// A sigil, its `~` having been read.
    pub(super) fn sigil(&mut self) -> Result<Token, Bad> {
        let start = self.logos.span().start;
        let rest = self.logos.remainder();
        let name = &rest[..rest.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let (binary, verbatim) = match name {
            "" => (true, None),
            "b" => (true, Some(false)),
            "B" => (true, Some(true)),
            "s" => (false, Some(false)),
            "S" => (false, Some(true)),
            _ => {
                self.logos.bump(name.len());
                let bad = self.bad(start, 1 + name.len(), "unknown-sigil", "unknown sigil", "no sigil has this name");
                return Err(Box::new(bad.with_help("the sigils are ~ ~b ~B (binaries) and ~s ~S (strings)")));
            }
        };
        let after = &rest[name.len()..];
        let Some(open) = after.chars().next().filter(|c| "([{</|'\"`#".contains(*c)) else {
            self.logos.bump(name.len());
            let title = if name.is_empty() { "illegal character `~`" } else { "a sigil without delimiter" };
            return Err(self.bad(start, 1 + name.len(), "illegal-character", title, "a sigil is written ~\"text\""));
        };
        self.logos.bump(name.len() + 1);
        let text = match after.starts_with("\"\"\"") {
            // Triple-quoted sigils are verbatim unless `b` or `s` asks for escapes.
            true => self.triple_quoted(verbatim == Some(false))?,
            false => self.until(closing(open), verbatim != Some(true), "sigil")?,
        };
        Ok(if binary { Token::BinarySigil(text) } else { Token::String(text) })
    }
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        other => other,
    }
}
