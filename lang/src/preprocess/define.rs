//! `-define` and `-undef`.

use super::{Definition, Macro, Preprocessor, Site, whole};
use crate::ast::Name;
use crate::diagnostic::Diagnostic;
use crate::lexer::Lexer;
use crate::names::Names;
use crate::span::{SourceId, Span};
use crate::token::{Lexeme, Token};

impl Preprocessor {
    /// `-define(Name, Body).` or `-define(Name(A, B), Body).`, `tokens` being the whole form.
    pub fn define(&mut self, tokens: &[Lexeme], site: &mut Site) {
        match read(tokens) {
            Ok((name, span, definition)) => self.add(name, span, definition, site.diagnostics),
            Err(bad) => site.diagnostics.push(*bad),
        }
    }

    /// `-undef(Name).`
    pub fn undef(&mut self, tokens: &[Lexeme], site: &mut Site) {
        match name_in_parens(tokens) {
            Some(name) => {
                self.macros.remove(&name);
                self.sound.clear();
            }
            None => site.diagnostics.push(badly_formed(tokens, "undef", "-undef(NAME).")),
        }
    }

    /// A macro given on the command line or by the caller.
    pub(super) fn define_from_outside(
        &mut self,
        names: &mut Names,
        name: &str,
        text: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut form = Vec::new();
        Lexer::new(SourceId(0), text, self.maybe).form(names, &mut form, diagnostics);
        let body = form.into_iter().map(|lexeme| lexeme.token).filter(|token| !token.is_full_stop()).collect();
        self.add(names.get(name), Span::default(), Definition { params: None, body }, diagnostics);
    }

    fn add(&mut self, name: Name, span: Span, definition: Definition, diagnostics: &mut Vec<Diagnostic>) {
        self.sound.clear();
        match self.macros.entry(name.clone()).or_insert_with(|| Macro::User(Vec::new())) {
            Macro::User(definitions) => {
                if definitions.iter().any(|d| d.arity() == definition.arity()) {
                    diagnostics.push(
                        Diagnostic::error(
                            "redefined-macro",
                            span,
                            format!("macro `{name}` is defined already"),
                            "a second definition",
                        )
                        .with_help(format!("put -undef({name}). before it, or wrap it in -ifndef({name}). … -endif.")),
                    );
                    return;
                }
                definitions.push(definition);
            }
            Macro::Special(_) | Macro::Fixed(_) => diagnostics.push(Diagnostic::error(
                "redefined-macro",
                span,
                format!("macro `{name}` is predefined"),
                "it cannot be defined again",
            )),
        }
    }
}

type Defined = (Name, Span, Definition);

fn read(tokens: &[Lexeme]) -> Result<Defined, Box<Diagnostic>> {
    let bad = |at: usize, label: &str| {
        let span = tokens.get(at).map_or(whole(tokens), |t| t.span);
        Box::new(
            Diagnostic::error("bad-directive", span, "badly formed -define", label)
                .with_help("it is written -define(NAME, Replacement). or -define(NAME(A, B), Replacement)."),
        )
    };
    // -define ( NAME …
    let kind = |at: usize| tokens.get(at).map(|t| &t.token);
    let (Some(Token::LeftParen), Some(Token::Atom(name) | Token::Var(name))) = (kind(2), kind(3)) else {
        return Err(bad(2, "expected `(` and the macro's name"));
    };
    let mut at = 4;
    let mut params = None;
    if kind(at) == Some(&Token::LeftParen) {
        let mut list: Vec<Name> = Vec::new();
        at += 1;
        if kind(at) == Some(&Token::RightParen) {
            at += 1;
        } else {
            loop {
                let Some(Token::Var(param)) = kind(at) else {
                    return Err(bad(at, "expected a variable as parameter"));
                };
                if list.contains(param) {
                    return Err(bad(at, "this parameter is there twice"));
                }
                list.push(param.clone());
                at += 2;
                match kind(at - 1) {
                    Some(Token::Comma) => {}
                    Some(Token::RightParen) => break,
                    _ => return Err(bad(at - 1, "expected `,` or `)` after a parameter")),
                }
            }
        }
        params = Some(list);
    }
    if kind(at) != Some(&Token::Comma) {
        return Err(bad(at, "expected `,` and the replacement"));
    }
    let body = &tokens[at + 1..];
    match body {
        [body @ .., close, stop] if close.token == Token::RightParen && stop.token.is_full_stop() => {
            let body = body.iter().map(|t| t.token.clone()).collect();
            Ok((name.clone(), tokens[3].span, Definition { params, body }))
        }
        _ => Err(bad(tokens.len() - 1, "expected `)` before the full stop")),
    }
}

/// The name in `-directive(Name).`
pub fn name_in_parens(tokens: &[Lexeme]) -> Option<Name> {
    match tokens {
        [_, _, open, name, close, stop]
            if open.token == Token::LeftParen
                && close.token == Token::RightParen
                && stop.token.is_full_stop() =>
        {
            match &name.token {
                Token::Atom(name) | Token::Var(name) => Some(name.clone()),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The complaint about a directive that cannot be read.
pub fn badly_formed(tokens: &[Lexeme], name: &str, usage: &str) -> Diagnostic {
    Diagnostic::error("bad-directive", whole(tokens), format!("badly formed -{name}"), "cannot be read")
        .with_help(format!("it is written {usage}"))
}
