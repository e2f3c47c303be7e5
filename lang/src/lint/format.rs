//! `io:format` with a format string that is known: does it fit its arguments?

use super::Linter;
use crate::ast::{Expr, ExprKind};
use crate::diagnostic::Diagnostic;
use crate::parse::build::arguments as count;
use crate::span::Span;

impl Linter<'_> {
    /// Checks a call of `module:name` if that is one of the formatting functions.
    pub(super) fn check_format(&mut self, span: Span, module: &str, name: &str, args: &[Expr]) {
        let formats = matches!((module, name), ("io" | "io_lib", "format" | "fwrite"));
        if !formats || !self.flags.warns("format") || self.muted > 0 {
            return;
        }
        let (text, arguments) = match args {
            [text] => (text, None),
            [text, arguments] | [_, text, arguments] => (text, Some(arguments)),
            _ => {
                let title = "format call with wrong number of arguments";
                self.report(Diagnostic::warning("bad-format", span, title, "there is no such function"));
                return;
            }
        };
        let format = match &text.kind {
            ExprKind::String(format) => format.as_str(),
            ExprKind::Atom(format) => format,
            _ => return,
        };
        let given = match arguments.map(length) {
            None => None,
            Some(Length::Known(given)) => Some(given),
            Some(Length::Unknown) => return,
            Some(Length::NoList) => {
                let place = arguments.map_or(span, |list| list.span);
                let bad = Diagnostic::warning(
                    "bad-format",
                    place,
                    "format arguments not a list",
                    "expected a list",
                );
                self.report(bad.with_help("write [Value], even for a single one"));
                return;
            }
        };
        let needed = match needed(format) {
            Ok(needed) => needed,
            Err(problem) => {
                let title = format!("format string invalid ({problem})");
                self.report(Diagnostic::warning("bad-format", text.span, title, "cannot be read"));
                return;
            }
        };
        if needed == given.unwrap_or(0) {
            return;
        }
        let place = arguments.map_or(text.span, |list| list.span);
        let label = match given {
            None => "no argument list is given".to_owned(),
            Some(0) => "the list is empty".to_owned(),
            Some(given) => format!("the list has {}", count(given)),
        };
        let title = format!("the format string requires {}", count(needed));
        self.report(
            Diagnostic::warning("bad-format", place, title, label).with_label(text.span, "the format string"),
        );
    }
}

enum Length {
    Known(usize),
    Unknown,
    NoList,
}

fn length(list: &Expr) -> Length {
    match &list.kind {
        ExprKind::List { elements, tail: None } => Length::Known(elements.len()),
        ExprKind::List { elements, tail: Some(tail) } => match length(tail) {
            Length::Known(more) => Length::Known(elements.len() + more),
            other => other,
        },
        ExprKind::String(text) => Length::Known(text.chars().count()),
        ExprKind::Atom(_) | ExprKind::Integer(_) | ExprKind::Float(_) => Length::NoList,
        _ => Length::Unknown,
    }
}

/// How many arguments a format string takes.
fn needed(format: &str) -> Result<usize, String> {
    let mut chars = format.chars().peekable();
    let mut total = 0;
    while let Some(c) = chars.next() {
        if c != '~' {
            continue;
        }
        // ~F.P.PadModC: field width, precision, padding.
        chars.next_if_eq(&'-');
        if chars.next_if_eq(&'*').is_some() {
            total += 1;
        }
        while chars.next_if(char::is_ascii_digit).is_some() {}
        if chars.next_if_eq(&'.').is_some() {
            if chars.next_if_eq(&'*').is_some() {
                total += 1;
            }
            while chars.next_if(char::is_ascii_digit).is_some() {}
            if chars.next_if_eq(&'.').is_some() {
                match chars.next() {
                    Some('*') => total += 1,
                    Some(_) => {}
                    None => return Err("truncated".into()),
                }
            }
        }
        let mut modifiers: Vec<char> =
            std::iter::from_fn(|| chars.next_if(|c| matches!(c, 't' | 'l'))).collect();
        modifiers.sort_unstable();
        let modifiers = String::from_iter(modifiers);
        let Some(control) = chars.next() else { return Err("truncated".into()) };
        let fits = match control {
            _ if modifiers.is_empty() => true,
            'c' | 's' | 'w' | 'W' => modifiers == "t",
            'p' | 'P' => true,
            _ => false,
        };
        if !fits {
            return Err(format!("invalid control ~{modifiers}{control}"));
        }
        total += match control {
            '~' | 'n' => 0,
            'c' | 'f' | 'e' | 'g' | 's' | 'w' | 'p' | 'b' | 'B' | '+' | '#' | 'i' => 1,
            'W' | 'P' | 'x' | 'X' => 2,
            _ => return Err(format!("invalid control ~{control}")),
        };
    }
    Ok(total)
}
