//! The chain of one compilation: lexer, preprocessor, parser, a form at a time.

use crate::Options;
use crate::ast::{Form, FormKind, Module};
use crate::diagnostic::Diagnostic;
use crate::lexer::{FormEnd, Lexer};
use crate::names::Names;
use crate::parse::{self, Parser};
use crate::span::{SourceId, Sources};
use crate::token::{Lexeme, Token};

/// Reads all forms of `source`.
pub fn parse(sources: &mut Sources, source: SourceId, options: &Options) -> (Module, Vec<Diagnostic>) {
    let text = sources.get(source).text.clone();
    let mut lexer = Lexer::new(source, &text, options.maybe);
    let mut names = Names::default();
    let parser = Parser::default();
    let mut module = Module { forms: Vec::new(), maybe_enabled: options.maybe };
    let mut diagnostics = Vec::new();
    let mut form = Vec::new();
    loop {
        let end = lexer.form(&mut names, &mut form, &mut diagnostics);
        if end == FormEnd::EndOfText {
            break;
        }
        let mut tokens = std::mem::take(&mut form);
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        let span = first.span.to(last.span);
        fuse(&mut tokens);
        let copy = tokens.clone();
        match parser.form(source, tokens, &mut diagnostics) {
            Ok(FormKind::Expression(body)) if body.is_empty() => {}
            Ok(kind) => module.forms.push(Form { span, kind }),
            Err(failure) => diagnostics.push(parse::explain(&copy, &failure)),
        }
    }
    (module, diagnostics)
}

/// Makes one token of `-` and an attribute's name at the start of a form.
pub fn fuse(tokens: &mut Vec<Lexeme>) {
    let [Lexeme { token: Token::Minus, span }, second, ..] = &tokens[..] else { return };
    let token = match &second.token {
        Token::Atom(name) => match &**name {
            "spec" => Token::DashSpec,
            "callback" => Token::DashCallback,
            "record" => Token::DashRecord,
            "type" | "opaque" | "nominal" => Token::DashType(name.clone()),
            _ => Token::DashAttribute(name.clone()),
        },
        _ => return,
    };
    let span = span.to(second.span);
    tokens[1] = Lexeme { token, span };
    tokens.remove(0);
}
