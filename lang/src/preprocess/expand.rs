//! Replaces macros by what they stand for.

use super::{Definition, Macro, Preprocessor, Site, Special};
use crate::ast::Name;
use crate::diagnostic::Diagnostic;
use crate::literal;
use crate::names::NameMap;
use crate::span::Span;
use crate::suggest;
use crate::token::{Lexeme, Token};

/// A form never grows beyond this many tokens; more means definitions that multiply each other.
const EXPANSION_LIMIT: usize = 4_000_000;
/// Nor are more macros than this replaced in one form: `-define(M(X), X(X))` used as `?M(?M)` never ends.
const USE_LIMIT: usize = 1_000_000;

/// What is still to be read, the next token last; `None` ends a definition that was put in on its own.
type Input = Vec<Option<Lexeme>>;

type Failed = Box<Diagnostic>;

impl Preprocessor {
    /// Replaces all macros in `form`. On failure there is a diagnostic and no form.
    pub fn expand(&mut self, form: Vec<Lexeme>, site: &mut Site) -> Option<Vec<Lexeme>> {
        if !form.iter().any(|lexeme| lexeme.token == Token::Question) {
            return Some(form);
        }
        match self.replace_all(form, site) {
            Ok(form) => Some(form),
            Err(failed) => {
                site.diagnostics.push(*failed);
                None
            }
        }
    }

    fn replace_all(&mut self, form: Vec<Lexeme>, site: &mut Site) -> Result<Vec<Lexeme>, Failed> {
        let mut output = Vec::with_capacity(form.len());
        let mut input: Input = form.into_iter().rev().map(Some).collect();
        let mut uses = 0;
        while let Some(next) = input.pop() {
            let Some(lexeme) = next else { continue };
            if lexeme.token != Token::Question {
                output.push(lexeme);
                continue;
            }
            let Some(Some(Lexeme { token: Token::Atom(name) | Token::Var(name), span })) = input.last() else {
                return Err(Box::new(
                    Diagnostic::error("bad-macro-call", lexeme.span, "`?` without a macro's name", "expected a name")
                        .with_help("a macro is used as ?NAME or ?NAME(Argument)"),
                ));
            };
            let (name, span) = (name.clone(), lexeme.span.to(*span));
            input.pop();
            uses += 1;
            if uses > USE_LIMIT || input.len() + output.len() > EXPANSION_LIMIT {
                return Err(Box::new(
                    Diagnostic::error("macro-too-large", span, "a macro grows without end", "while this is expanded")
                        .with_note(format!("a form may grow to {EXPANSION_LIMIT} tokens")),
                ));
            }
            self.replace(name, span, &mut input, &mut output, site)?;
        }
        Ok(output)
    }

    /// Replaces one use of `name`, whose arguments are next in `input`.
    fn replace(
        &mut self,
        name: Name,
        span: Span,
        input: &mut Input,
        output: &mut Vec<Lexeme>,
        site: &mut Site,
    ) -> Result<(), Failed> {
        let definitions = match self.macros.get(&name) {
            Some(Macro::Special(special)) => {
                let token = special_value(*special, &name, span, output, input, site)?;
                output.push(Lexeme { token, span });
                return Ok(());
            }
            Some(Macro::User(definitions) | Macro::Fixed(definitions)) => definitions,
            None => return Err(self.undefined(&name, span)),
        };
        if let [only @ Definition { params: None, .. }] = &definitions[..] {
            let body = only.body.clone();
            self.check_circle(&name, None, span)?;
            input.push(None);
            input.extend(body.into_iter().rev().map(|token| Some(Lexeme { token, span })));
            return Ok(());
        }
        let arguments = take_arguments(input, &name, span)?;
        let arity = arguments.as_ref().map(|(list, _)| list.len() as u32);
        let Some(definition) = definitions.iter().find(|d| d.arity() == arity) else {
            return Err(wrong_arity(&name, span, arity, definitions));
        };
        let definition = definition.clone();
        self.check_circle(&name, arity, span)?;
        let Some((arguments, close)) = arguments else {
            input.push(None);
            input.extend(definition.body.into_iter().rev().map(|token| Some(Lexeme { token, span })));
            return Ok(());
        };
        let whole = span.to(close);
        let mut replaced = substitute(definition, &arguments, whole);
        replaced.reverse();
        input.extend(replaced.into_iter().map(Some));
        Ok(())
    }

    fn undefined(&self, name: &str, span: Span) -> Failed {
        let bad = Diagnostic::error(
            "undefined-macro",
            span,
            format!("macro `{name}` is not defined"),
            "no -define for this name stands before",
        );
        let mut known: Vec<&str> = self.macros.keys().map(|n| &**n).collect();
        known.sort_unstable();
        Box::new(match suggest::closest(name, known) {
            Some(other) => bad.with_help(format!("did you mean ?{other}?")),
            None => bad,
        })
    }

    /// Fails when the definition of `name` leads back to itself.
    fn check_circle(&mut self, name: &Name, arity: Option<u32>, span: Span) -> Result<(), Failed> {
        let start = (name.clone(), arity);
        if self.sound.contains_key(&start) {
            return Ok(());
        }
        // A depth-first walk with its own stack: `true` marks the way back out of a macro.
        let mut open: NameMap<(Name, Option<u32>), ()> = NameMap::default();
        let mut stack = vec![(start.clone(), false)];
        while let Some((key, leaving)) = stack.pop() {
            if leaving {
                open.remove(&key);
                self.sound.insert(key, ());
                continue;
            }
            if open.contains_key(&key) {
                let shown = key.1.map_or(key.0.to_string(), |arity| format!("{}/{arity}", key.0));
                return Err(Box::new(Diagnostic::error(
                    "circular-macro",
                    span,
                    format!("macro `{shown}` is defined by itself"),
                    "its replacement leads back to it",
                )));
            }
            if self.sound.contains_key(&key) {
                continue;
            }
            let uses = self.uses(&key);
            open.insert(key.clone(), ());
            stack.push((key, true));
            stack.extend(uses.into_iter().map(|key| (key, false)));
        }
        Ok(())
    }

    /// The macros that a definition uses.
    fn uses(&self, key: &(Name, Option<u32>)) -> Vec<(Name, Option<u32>)> {
        let Some(Macro::User(definitions)) = self.macros.get(&key.0) else { return Vec::new() };
        let same = definitions.iter().find(|d| d.arity() == key.1);
        let Some(definition) = same.or(definitions.iter().find(|d| d.params.is_none())) else {
            return Vec::new();
        };
        let mut uses = Vec::new();
        let body = &definition.body;
        for (i, token) in body.iter().enumerate() {
            if *token != Token::Question || (i > 0 && body[i - 1] == Token::Question) {
                continue;
            }
            if let Some(Token::Atom(name) | Token::Var(name)) = body.get(i + 1) {
                let mut rest: Input =
                    body[i + 2..].iter().rev().map(|t| Some(Lexeme { token: t.clone(), span: Span::default() })).collect();
                let arity = match take_arguments(&mut rest, name, Span::default()) {
                    Ok(arguments) => arguments.map(|(list, _)| list.len() as u32),
                    Err(_) => None,
                };
                uses.push((name.clone(), arity));
            }
        }
        uses
    }
}

/// The definition with its parameters replaced.
fn substitute(definition: Definition, arguments: &[Vec<Lexeme>], whole: Span) -> Vec<Lexeme> {
    let params = definition.params.unwrap_or_default();
    let bound = |token: Option<&Token>| match token {
        Some(Token::Var(name)) => params.iter().position(|p| p == name).and_then(|i| arguments.get(i)),
        _ => None,
    };
    let body = definition.body;
    let mut replaced = Vec::with_capacity(body.len());
    let mut span = whole;
    let mut at = 0;
    while at < body.len() {
        if let Some(argument) = bound(body.get(at)) {
            replaced.extend(argument.iter().cloned());
            if let Some(last) = argument.last()
                && last.span.source == whole.source
            {
                span = Span { start: last.span.start, end: whole.end.max(last.span.end), source: whole.source };
            }
            at += 1;
            continue;
        }
        if body[at] == Token::Question
            && body.get(at + 1) == Some(&Token::Question)
            && let Some(argument) = bound(body.get(at + 2))
        {
            let texts: Vec<String> = argument.iter().map(|lexeme| literal::token(&lexeme.token)).collect();
            replaced.push(Lexeme { token: Token::String(texts.join(" ")), span });
            at += 3;
            continue;
        }
        replaced.push(Lexeme { token: body[at].clone(), span });
        at += 1;
    }
    replaced
}

/// Takes `(A, B)` off the input: the arguments and the closing parenthesis' place; `None` when no `(` comes next.
#[allow(clippy::type_complexity)]
fn take_arguments(input: &mut Input, name: &str, span: Span) -> Result<Option<(Vec<Vec<Lexeme>>, Span)>, Failed> {
    if !matches!(input.last(), Some(Some(Lexeme { token: Token::LeftParen, .. }))) {
        return Ok(None);
    }
    let unclosed = |label: &str| {
        Box::new(Diagnostic::error("bad-macro-call", span, format!("badly formed arguments of macro `{name}`"), label))
    };
    let Some(Some(open)) = input.pop() else { return Ok(None) };
    let mut closers: Vec<Token> = Vec::new();
    let mut arguments = Vec::new();
    let mut argument: Vec<Lexeme> = Vec::new();
    let mut last = open.span;
    loop {
        let Some(Some(lexeme)) = input.pop() else { return Err(unclosed("the closing `)` is missing")) };
        if lexeme.token.is_full_stop() {
            return Err(unclosed("the closing `)` is missing"));
        }
        if closers.is_empty() && matches!(lexeme.token, Token::Comma | Token::RightParen) {
            let done = lexeme.token == Token::RightParen;
            last = last.to(lexeme.span);
            if argument.is_empty() {
                return match done && arguments.is_empty() {
                    true => Ok(Some((arguments, last))),
                    false => Err(unclosed("an argument is missing")),
                };
            }
            arguments.push(std::mem::take(&mut argument));
            if done {
                return Ok(Some((arguments, lexeme.span)));
            }
            continue;
        }
        if closers.last() == Some(&lexeme.token) {
            closers.pop();
        } else if let Some(closer) = closer(&lexeme.token, input) {
            closers.push(closer);
        }
        argument.push(lexeme);
    }
}

/// What closes the bracket that `token` opens.
fn closer(token: &Token, rest: &Input) -> Option<Token> {
    let next = |n: usize| rest.len().checked_sub(n).and_then(|at| rest[at].as_ref()).map(|lexeme| &lexeme.token);
    Some(match token {
        Token::LeftParen => Token::RightParen,
        Token::LeftBracket => Token::RightBracket,
        Token::LeftBrace => Token::RightBrace,
        Token::LeftBinary => Token::RightBinary,
        Token::Begin | Token::If | Token::Case | Token::Receive | Token::Try | Token::Maybe => Token::End,
        Token::Fun => match (next(1), next(2)) {
            (Some(Token::LeftParen), _) | (Some(Token::Var(_)), Some(Token::LeftParen)) => Token::End,
            _ => return None,
        },
        _ => return None,
    })
}

fn wrong_arity(name: &str, span: Span, arity: Option<u32>, definitions: &[Definition]) -> Failed {
    let count = |arity: Option<u32>| match arity {
        None => "no parentheses".to_owned(),
        Some(1) => "1 argument".to_owned(),
        Some(n) => format!("{n} arguments"),
    };
    let known: Vec<String> = definitions.iter().map(|d| count(d.arity())).collect();
    Box::new(Diagnostic::error(
        "macro-arity",
        span,
        format!("macro `{name}` is not defined with {}", count(arity)),
        format!("it is defined with {}", known.join(" and ")),
    ))
}

/// The value of a macro that depends on its place.
fn special_value(
    special: Special,
    name: &str,
    span: Span,
    output: &[Lexeme],
    input: &Input,
    site: &mut Site,
) -> Result<Token, Failed> {
    match special {
        Special::File => Ok(Token::String(site.sources.reported_line(span).0.to_owned())),
        Special::Line => Ok(Token::Integer(site.sources.reported_line(span).1.into())),
        Special::Undefined => Err(Box::new(
            Diagnostic::error("undefined-macro", span, format!("macro `{name}` is not defined yet"), "used too early")
                .with_note("it gets its value from -module, which does not stand before this"),
        )),
        Special::FunctionName | Special::FunctionArity => {
            let Some((function, arity)) = function_head(output, input) else {
                return Err(Box::new(Diagnostic::error(
                    "bad-macro-call",
                    span,
                    format!("?{name} outside of a function"),
                    "only the clauses of a function have a name and an arity",
                )));
            };
            Ok(match special {
                Special::FunctionName => Token::Atom(function),
                _ => Token::Integer(arity.into()),
            })
        }
    }
}

/// Name and number of arguments of the function whose tokens stand in `output`, in its body or its head.
fn function_head(output: &[Lexeme], input: &Input) -> Option<(Name, usize)> {
    let [Lexeme { token: Token::Atom(name), .. }, Lexeme { token: Token::LeftParen, .. }, ..] = output else {
        return None;
    };
    let rest = output[1..].iter().cloned().chain(input.iter().rev().flatten().cloned());
    let mut all: Input = rest.map(Some).collect();
    all.reverse();
    let (arguments, _) = take_arguments(&mut all, name, Span::default()).ok()??;
    Some((name.clone(), arguments.len()))
}
