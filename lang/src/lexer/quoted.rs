//! Characters, strings, triple-quoted strings and quoted atoms, with their escapes.

use super::{Bad, Lexer, atom};
use crate::diagnostic::Diagnostic;
use crate::names::Names;
use crate::token::Token;

impl Lexer<'_> {
    /// `$c`, the `$` having been read.
    pub(super) fn char(&mut self) -> Result<Token, Bad> {
        let rest = self.logos.remainder();
        let start = self.logos.span().start;
        let Some(c) = rest.chars().next() else {
            return Err(self.bad(start, 1, "illegal-character", "`$` stands alone", "a character must follow"));
        };
        if c != '\\' {
            self.logos.bump(c.len_utf8());
            return Ok(Token::Char(c.into()));
        }
        match escape(&rest[1..]) {
            Ok((code, length)) => {
                self.logos.bump(1 + length);
                Ok(Token::Char(code))
            }
            Err((length, problem)) => {
                self.logos.bump((1 + length).min(rest.len()));
                Err(self.bad(start, 2 + length, "illegal-escape", "illegal escape sequence", problem))
            }
        }
    }

    /// A string, its first quote having been read.
    pub(super) fn string(&mut self) -> Result<Token, Bad> {
        match self.logos.remainder().starts_with("\"\"") {
            true => Ok(Token::String(self.triple_quoted(false)?)),
            false => Ok(Token::String(self.until('"', true, "string")?)),
        }
    }

    /// A quoted atom, its first quote having been read.
    pub(super) fn quoted_atom(&mut self, names: &mut Names) -> Result<Token, Bad> {
        let start = self.logos.span().start;
        let text = self.until('\'', true, "quoted atom")?;
        let span = self.span(start, self.logos.span().end);
        Ok(Token::Atom(atom(names, &text, span)?))
    }

    /// Reads up to and with `close`; `escapes` tells whether backslashes mean anything.
    pub(super) fn until(&mut self, close: char, escapes: bool, what: &str) -> Result<String, Bad> {
        let start = self.logos.span().start;
        let rest = self.logos.remainder();
        let from = self.logos.span().end;
        let mut text = String::new();
        let mut at = 0;
        let mut problem = None;
        loop {
            let Some(offset) = rest[at..].find(|c| c == close || (escapes && c == '\\')) else {
                // Read on after the line of the opening quote: what follows is most likely code.
                let line = rest.find('\n').unwrap_or(rest.len());
                self.logos.bump(line);
                return Err(self.bad(
                    start,
                    from - start,
                    "unterminated",
                    &format!("unterminated {what}"),
                    format!("no closing {close} follows"),
                ));
            };
            text.push_str(&rest[at..at + offset]);
            at += offset;
            if rest[at..].starts_with(close) {
                self.logos.bump(at + close.len_utf8());
                break;
            }
            match escape(&rest[at + 1..]) {
                Ok((code, length)) => {
                    text.extend(char::from_u32(code));
                    at += 1 + length;
                }
                Err((length, reason)) => {
                    problem.get_or_insert((from + at, 1 + length, reason));
                    at += 1 + length.min(rest.len() - at - 1);
                }
            }
        }
        match problem {
            None => Ok(text),
            Some((start, length, reason)) => {
                Err(self.bad(start, length, "illegal-escape", "illegal escape sequence", reason))
            }
        }
    }

    /// A triple-quoted string, its first quote having been read. `escapes` is true for `~b` and `~s`.
    pub(super) fn triple_quoted(&mut self, escapes: bool) -> Result<String, Bad> {
        let rest = self.logos.remainder();
        let start = self.logos.span().end - 1;
        let more = rest.bytes().take_while(|b| *b == b'"').count();
        let quotes = more + 1;
        let Some((first, body)) = rest[more..].split_once('\n') else {
            self.logos.bump(rest.len());
            return Err(self.bad(
                start,
                quotes,
                "unterminated",
                "unterminated triple-quoted string",
                "no closing quotes follow",
            ));
        };
        if !first.trim().is_empty() {
            self.logos.bump(more);
            let bad = self.bad(
                start,
                quotes,
                "triple-quoted",
                "text after the opening quotes of a triple-quoted string",
                "the text starts on the next line",
            );
            return Err(Box::new(
                bad.with_help("an empty string beside a string is written with a space between: \"\" \"text\""),
            ));
        }
        let body_start = more + first.len() + 1;
        let mut lines = Vec::new();
        let mut at = body_start;
        for line in body.split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            let closing = line[indent..].bytes().take_while(|b| *b == b'"').count();
            if closing >= quotes {
                self.logos.bump(at + indent + quotes);
                return self.dedent(&lines, &line[..indent], escapes);
            }
            lines.push((self.logos.span().end + at, line));
            at += line.len();
        }
        self.logos.bump(more);
        Err(self.bad(
            start,
            quotes,
            "unterminated",
            "unterminated triple-quoted string",
            "no line that starts with the closing quotes follows",
        ))
    }

    /// Takes the closing line's indentation off every line and joins them.
    fn dedent(&self, lines: &[(usize, &str)], indent: &str, escapes: bool) -> Result<String, Bad> {
        let mut text = String::new();
        for (at, line) in lines {
            match line.strip_prefix(indent) {
                Some(rest) => text.push_str(rest),
                None if line.trim().is_empty() => text.push('\n'),
                None => {
                    let length = line.len() - line.trim_start().len();
                    return Err(self.bad(
                        *at,
                        length.max(1),
                        "triple-quoted",
                        "a line of a triple-quoted string is not indented enough",
                        "every line starts with the white space that stands before the closing quotes",
                    ));
                }
            }
        }
        if text.ends_with('\n') {
            text.pop();
            if text.ends_with('\r') {
                text.pop();
            }
        }
        match escapes {
            false => Ok(text),
            true => self.unescape(&text, lines.first().map_or(0, |(at, _)| *at)),
        }
    }

    /// Replaces the escapes in `text`, which starts at `at`.
    fn unescape(&self, text: &str, at: usize) -> Result<String, Bad> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('\\') {
            out.push_str(before);
            match escape(after) {
                Ok((code, length)) => {
                    out.extend(char::from_u32(code));
                    rest = &after[length..];
                }
                Err((_, reason)) => {
                    return Err(self.bad(at, 1, "illegal-escape", "illegal escape sequence", reason));
                }
            }
        }
        out.push_str(rest);
        Ok(out)
    }

    /// An error over `length` bytes from `start`, cut to whole characters.
    pub(super) fn bad(
        &self,
        start: usize,
        length: usize,
        code: &'static str,
        title: &str,
        label: impl Into<String>,
    ) -> Bad {
        let text = self.logos.source();
        let mut end = (start + length).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Box::new(Diagnostic::error(code, self.span(start, end), title, label))
    }
}

/// The code point that the escape after a backslash stands for and its length, or what is wrong with it.
fn escape(text: &str) -> Result<(u32, usize), (usize, String)> {
    let mut chars = text.chars();
    let Some(c) = chars.next() else {
        return Err((0, "a character must follow the backslash".into()));
    };
    let simple = |code: u8| Ok((u32::from(code), 1));
    match c {
        'n' => simple(b'\n'),
        't' => simple(b'\t'),
        'r' => simple(b'\r'),
        's' => simple(b' '),
        'b' => simple(8),
        'd' => simple(127),
        'e' => simple(27),
        'f' => simple(12),
        'v' => simple(11),
        '0'..='7' => {
            let digits = &text[..text.bytes().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count()];
            Ok((u32::from_str_radix(digits, 8).unwrap_or_default(), digits.len()))
        }
        '^' => match chars.next() {
            Some(c @ ('@'..='_' | 'a'..='z')) => Ok((u32::from(c) & 31, 2)),
            Some('?') => Ok((127, 2)),
            _ => Err((1, "a letter must follow `\\^`".into())),
        },
        'x' => hexadecimal(&text[1..]).map(|(code, length)| (code, length + 1)).map_err(|(l, r)| (l + 1, r)),
        c => Ok((c.into(), c.len_utf8())),
    }
}

/// `HH` or `{H…}` after `\x`.
fn hexadecimal(text: &str) -> Result<(u32, usize), (usize, String)> {
    let braced = text.starts_with('{');
    let digits = match braced {
        true => text[1..].find('}').map(|end| &text[1..1 + end]),
        false => text.get(..2),
    };
    let digits = digits.filter(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_hexdigit()));
    let Some(digits) = digits else {
        return Err((0, "write \\xHH with two hexadecimal digits, or \\x{…}".into()));
    };
    let length = digits.len() + if braced { 2 } else { 0 };
    match u32::from_str_radix(digits, 16).ok().filter(|code| char::from_u32(*code).is_some()) {
        Some(code) => Ok((code, length)),
        None => Err((length, format!("{digits} is no Unicode code point"))),
    }
}
