//! What is missing: the body or the arrow of a clause, an operand of an operator.

use super::{Site, ends_expression};
use crate::diagnostic::Diagnostic;
use crate::literal;
use crate::nesting;
use crate::token::Token;

impl Site<'_> {
    /// `X -> end`, `begin end`.
    pub(super) fn empty_body(&self) -> Option<Diagnostic> {
        let before = self.token(-1)?;
        let closes = matches!(
            self.token(0)?,
            Token::End | Token::Semicolon | Token::FullStop | Token::After | Token::Catch | Token::Of
        );
        let opens = matches!(before, Token::Arrow | Token::Begin | Token::Try | Token::Case);
        (opens && closes).then(|| {
            let shown = literal::token(before);
            Diagnostic::error(
                "syntax",
                self.span(-1),
                format!("nothing follows `{shown}`"),
                "expected an expression after this",
            )
            .with_help("every body has at least one expression, were it only an atom such as ok")
        })
    }

    /// A clause that ends without having had an arrow.
    pub(super) fn clause_without_arrow(&self) -> Option<Diagnostic> {
        if !matches!(self.token(0)?, Token::End | Token::Semicolon) {
            return None;
        }
        let (open, token) = self.inside()?;
        let depth = nesting::open_at(self.tokens, self.at).len();
        let same_level = |at: &usize| nesting::open_at(self.tokens, *at).len() == depth;
        let starts =
            |at: &usize| matches!(self.tokens[*at].token, Token::Semicolon | Token::Of | Token::Catch);
        let start = (open + 1..self.at).rev().filter(starts).find(same_level).unwrap_or(open) + 1;
        let arrow = (start..self.at).any(|at| matches!(self.tokens[at].token, Token::Arrow | Token::After));
        let help = match token {
            Token::If => "a clause is Condition -> Value; the last one is often true -> Value",
            Token::Case | Token::Receive | Token::Try => {
                "a clause is Pattern -> Value; the last one is often _ -> Value"
            }
            Token::Fun => "a fun is written fun(X) -> X + 1 end",
            _ => return None,
        };
        (start < self.at && !arrow).then(|| {
            let span = self.tokens[start].span.to(self.span(-1));
            Diagnostic::error("syntax", span, "a clause without `->`", "expected `->` after this")
                .with_help(help)
        })
    }

    /// An operator with nothing on one of its sides.
    pub(super) fn missing_operand(&self) -> Option<Diagnostic> {
        let (before, token) = (self.token(-1), self.token(0)?);
        let (operator, offset, side) = match before {
            Some(before) if is_operator(before) && !super::starts_expression(token) => (before, -1, "right"),
            before if is_operator(token) && !before.is_some_and(ends_expression) => (token, 0, "left"),
            _ => return None,
        };
        let shown = literal::token(operator);
        let label = match side {
            "right" => "expected an expression after this",
            _ => "expected an expression before this",
        };
        Some(
            Diagnostic::error(
                "syntax",
                self.span(offset),
                format!("nothing stands {side} of `{shown}`"),
                label,
            )
            .with_help(format!("`{shown}` stands between two expressions")),
        )
    }
}

/// Operators that stand between two operands.
fn is_operator(token: &Token) -> bool {
    use Token::*;
    matches!(
        token,
        Equals
            | Eq
            | Ne
            | ExactEq
            | ExactNe
            | Lt
            | Le
            | Gt
            | Ge
            | Plus
            | Minus
            | Star
            | Slash
            | Append
            | Subtract
            | Send
            | And
            | Andalso
            | Or
            | Orelse
            | Xor
            | Div
            | Rem
            | Band
            | Bor
            | Bxor
            | Bsl
            | Bsr
    )
}
