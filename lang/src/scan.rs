//! A text as pieces to be coloured, completed or cut into forms: whatever can be made out, be it Erlang or not.

use std::ops::Range;

use crate::lexer::Lexer;
use crate::names::Names;
use crate::span::SourceId;
use crate::token::Token;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A reserved word.
    Keyword,
    /// An atom.
    Atom,
    /// A variable.
    Variable,
    /// An integer or a float.
    Number,
    /// A string, a character, a sigil.
    Text,
    /// `(`, `[`, `{`, `<<`
    Open,
    /// `)`, `]`, `}`, `>>`
    Close,
    /// The full stop.
    FullStop,
    /// Other punctuation.
    Mark,
    /// From `%` to the end of the line.
    Comment,
    /// No token, or one without an end.
    Unreadable,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

impl Piece {
    /// What is written there.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range.clone()]
    }
}

/// The pieces of a text, in order. White space is between them.
pub fn scan(text: &str) -> Vec<Piece> {
    let mut lexer = Lexer::new(SourceId(0), text, true);
    let mut names = Names::default();
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some((lexeme, span)) = lexer.lexeme(&mut names) {
        let range = span.start as usize..span.end as usize;
        comments(text, at..range.start, &mut pieces);
        at = range.end;
        let kind = lexeme.map_or(Kind::Unreadable, |lexeme| kind(&lexeme.token));
        pieces.push(Piece { range, kind });
    }
    comments(text, at..text.len(), &mut pieces);
    pieces
}

/// The forms of a text, each with its full stop: the pieces of each, without comments.
pub fn forms(text: &str) -> Vec<Vec<Piece>> {
    let mut pieces = scan(text);
    pieces.retain(|piece| piece.kind != Kind::Comment);
    pieces.split_inclusive(|piece| piece.kind == Kind::FullStop).map(<[Piece]>::to_vec).collect()
}

/// The comments among what the lexer passed over.
fn comments(text: &str, gap: Range<usize>, pieces: &mut Vec<Piece>) {
    let mut at = gap.start;
    while let Some(start) = text[at..gap.end].find('%').map(|start| at + start) {
        let end = text[start..gap.end].find('\n').map_or(gap.end, |end| start + end);
        pieces.push(Piece { range: start..end, kind: Kind::Comment });
        at = end;
    }
}

fn kind(token: &Token) -> Kind {
    match token {
        Token::Atom(_) => Kind::Atom,
        Token::Var(_) => Kind::Variable,
        Token::Integer(_) | Token::Float(_) => Kind::Number,
        Token::String(_) | Token::Char(_) | Token::BinarySigil(_) => Kind::Text,
        Token::LeftParen | Token::LeftBracket | Token::LeftBrace | Token::LeftBinary => Kind::Open,
        Token::RightParen | Token::RightBracket | Token::RightBrace | Token::RightBinary => Kind::Close,
        Token::FullStop => Kind::FullStop,
        token => match token.fixed_text() {
            Some(word) if word.starts_with(|c: char| c.is_ascii_alphabetic()) => Kind::Keyword,
            _ => Kind::Mark,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        scan(text).iter().map(|piece| piece.kind).collect()
    }

    #[test]
    fn every_piece_is_told_apart() {
        use Kind::*;
        let text = "case X of {a, \"b\", $c} -> 1.5 end. % so";
        let expected = [
            Keyword, Variable, Keyword, Open, Atom, Mark, Text, Mark, Text, Close, Mark, Number, Keyword,
            FullStop, Comment,
        ];
        assert_eq!(kinds(text), expected);
    }

    #[test]
    fn what_has_no_end_is_unreadable() {
        assert_eq!(kinds("X = \"abc"), [Kind::Variable, Kind::Mark, Kind::Unreadable]);
    }

    #[test]
    fn forms_end_with_their_full_stops() {
        let text = "-record(r, {a}). % c\nf() -> ok.\nf().";
        let cut: Vec<&str> = forms(text)
            .iter()
            .map(|form| &text[form[0].range.start..form[form.len() - 1].range.end])
            .collect();
        assert_eq!(cut, ["-record(r, {a}).", "f() -> ok.", "f()."]);
    }
}
