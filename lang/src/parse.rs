//! Tokens of one form to its tree: calls the generated parser, and turns its complaint into advice.

use std::cell::Cell;

use lalrpop_util::{ParseError, lalrpop_mod};

use crate::ast::FormKind;
use crate::diagnostic::Diagnostic;
use crate::span::SourceId;
use crate::token::Lexeme;

pub mod build;
pub mod operators;
mod attributes;
mod explain;
pub(crate) mod patterns;

pub use explain::explain;

lalrpop_mod!(
    #[allow(clippy::all, missing_docs, unused_extern_crates)]
    erlang
);

/// The generated parser; making one is not free, so a compilation keeps it.
pub struct Parser(erlang::FormParser);

impl Default for Parser {
    fn default() -> Parser {
        Parser(erlang::FormParser::new())
    }
}

/// Where parsing failed.
pub struct Failure {
    /// Index of the token that did not fit; the number of tokens when the form ended too early.
    pub at: usize,
    /// The terminals that would have fitted, by their names in the grammar.
    pub expected: Vec<String>,
}

impl Parser {
    /// Parses the tokens of one form, its full stop included.
    pub fn form(
        &self,
        source: SourceId,
        tokens: Vec<Lexeme>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<FormKind, Failure> {
        let count = tokens.len();
        let taken = Cell::new(0);
        let input = tokens.into_iter().map(|lexeme| {
            taken.set(taken.get() + 1);
            Ok((lexeme.span.start, lexeme.token, lexeme.span.end))
        });
        let mut context = build::Context { source, diagnostics };
        self.0.parse(&mut context, input).map_err(|error| match error {
            ParseError::UnrecognizedToken { expected, .. } => Failure { at: taken.get() - 1, expected },
            ParseError::UnrecognizedEof { expected, .. } => Failure { at: count, expected },
            _ => Failure { at: taken.get().saturating_sub(1), expected: Vec::new() },
        })
    }
}
