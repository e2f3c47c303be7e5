//! Text to tokens, a form at a time: whatever stands before a full stop.
//!
//! A form at a time because `-feature(maybe_expr, enable)` changes what the forms after it read, and because a
//! mistake costs one form only. What cannot be read is reported and its form is dropped.

use logos::Logos;

use crate::ast::Name;
use crate::diagnostic::Diagnostic;
use crate::names::Names;
use crate::span::{SourceId, Span};
use crate::token::{Lexeme, Token};

mod number;
mod quoted;
mod sigil;
pub mod encoding;

/// Reads the forms of one source.
pub struct Lexer<'s> {
    logos: logos::Lexer<'s, Token>,
    source: SourceId,
    /// Whether `maybe` and `else` are reserved words.
    pub maybe: bool,
}

/// How a form ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormEnd {
    /// With its full stop.
    FullStop,
    /// At the end of the text, with tokens but no full stop.
    Missing,
    /// There was no further token.
    EndOfText,
}

/// What is wrong with a token: code, place, title, label and help, before it is a diagnostic.
pub type Bad = Box<Diagnostic>;

impl<'s> Lexer<'s> {
    /// A lexer at the start of `text`, after its shebang line.
    pub fn new(source: SourceId, text: &'s str, maybe: bool) -> Lexer<'s> {
        let mut logos = Token::lexer(text);
        if text.starts_with("#!") {
            logos.bump(text.find('\n').unwrap_or(text.len()));
        } else if text.starts_with('\u{feff}') {
            logos.bump('\u{feff}'.len_utf8());
        }
        Lexer { logos, source, maybe }
    }

    /// The whole text.
    pub fn text(&self) -> &'s str {
        self.logos.source()
    }

    /// The source that is read.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// Reads the next form into `form`, its full stop included. A form that cannot be read is left empty.
    pub fn form(
        &mut self,
        names: &mut Names,
        form: &mut Vec<Lexeme>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> FormEnd {
        form.clear();
        let mut readable = true;
        let mut any = false;
        let end = loop {
            let Some((lexeme, _)) = self.lexeme(names) else {
                break if any { FormEnd::Missing } else { FormEnd::EndOfText };
            };
            any = true;
            match lexeme {
                Ok(lexeme) => {
                    let full_stop = lexeme.token.is_full_stop();
                    form.push(lexeme);
                    if full_stop {
                        break FormEnd::FullStop;
                    }
                }
                Err(bad) => {
                    // The rest of a form that cannot be read would mostly repeat the first complaint.
                    if readable {
                        diagnostics.push(*bad);
                    }
                    readable = false;
                }
            }
        };
        if !readable {
            form.clear();
        }
        end
    }

    /// Reads the next token; or what is wrong with it. With its place; `None` at the end of the text.
    pub fn lexeme(&mut self, names: &mut Names) -> Option<(Result<Lexeme, Bad>, Span)> {
        let result = self.logos.next()?;
        let start = self.logos.span().start;
        let token = match result {
            Ok(token) => self.finish(token, names),
            Err(()) => Err(self.illegal_character()),
        };
        let span = Span::new(self.source, start, self.logos.span().end);
        Some((token.map(|token| Lexeme { token, span }), span))
    }

    /// Gives a starter token its value and settles what depends on what follows.
    fn finish(&mut self, token: Token, names: &mut Names) -> Result<Token, Bad> {
        Ok(match token {
            Token::BareAtom => Token::Atom(names.get(self.logos.slice())),
            Token::BareVariable => Token::Var(names.get(self.logos.slice())),
            Token::Maybe | Token::Else if !self.maybe => Token::Atom(names.get(self.logos.slice())),
            Token::Dot => match self.logos.remainder().chars().next() {
                None | Some('\0'..=' ' | '%' | '\u{80}'..='\u{a0}') => Token::FullStop,
                Some(_) => Token::Dot,
            },
            Token::Digit => self.number()?,
            Token::Dollar => self.char()?,
            Token::DoubleQuote => self.string()?,
            Token::SingleQuote => self.quoted_atom(names)?,
            Token::Tilde => self.sigil()?,
            token => token,
        })
    }

    /// The span from the token's start to `end` bytes after its first character's end.
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    fn illegal_character(&mut self) -> Bad {
        let span = self.logos.span();
        let c = self.logos.slice().chars().next().unwrap_or('\u{fffd}');
        let bad = Diagnostic::error(
            "illegal-character",
            self.span(span.start, span.end),
            format!("illegal character `{c}`"),
            "no Erlang token starts like this",
        );
        Box::new(match c {
            '\u{201c}' | '\u{201d}' | '\u{201e}' => {
                bad.with_help("strings stand between straight quotes: \"text\"")
            }
            '\u{2018}' | '\u{2019}' => bad.with_help("quoted atoms stand between straight quotes: 'an atom'"),
            '\u{2013}' | '\u{2014}' => {
                bad.with_help("the minus sign and the arrow are plain ASCII: - and ->")
            }
            '&' => bad.with_help("the logical operators are `andalso` and `and`, the bitwise one is `band`"),
            '^' => bad.with_help("exclusive or is `bxor`; powers are math:pow(X, Y)"),
            '\\' => bad.with_help("a fun is written fun (X) -> X + 1 end"),
            '`' => bad.with_help("quoted atoms stand between straight quotes: 'an atom'"),
            c if c.is_alphabetic() => bad.with_help("an atom with such letters needs quotes: 'naïve'"),
            _ => bad,
        })
    }
}

/// An atom's text must not exceed this many characters.
const ATOM_LIMIT: usize = 255;

/// The atom `text`, unless it is too long.
fn atom(names: &mut Names, text: &str, span: Span) -> Result<Name, Bad> {
    match text.len() > ATOM_LIMIT && text.chars().count() > ATOM_LIMIT {
        true => Err(Box::new(Diagnostic::error(
            "atom-too-long",
            span,
            "atom is too long",
            format!("an atom has at most {ATOM_LIMIT} characters"),
        ))),
        false => Ok(names.get(text)),
    }
}
