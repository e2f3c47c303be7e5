//! What an entry matches, so that a failure can be explained: patterns and clauses as they were typed.

use im::OrdSet;
use lang::ast::{Clause, Expr, ExprKind};
use lang::span::{Sources, Span};

/// Patterns of matches and cases at the top of an entry's expressions: sort and text, see `erlet_teach`.
pub fn subjects(exprs: &[Expr], bound: &OrdSet<String>, sources: &Sources) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for expr in exprs {
        collect(expr, bound, sources, &mut found);
    }
    if exprs.iter().any(|expr| text(expr, sources).contains('"')) {
        found.push(("quoted", String::new()));
    }
    found
}

fn collect(expr: &Expr, bound: &OrdSet<String>, sources: &Sources, found: &mut Vec<(&'static str, String)>) {
    match &expr.kind {
        ExprKind::Match(pattern, value) => {
            let is_new = matches!(&pattern.kind, ExprKind::Var(name) if !bound.contains(&**name));
            found.extend(failing(expr, sources).filter(|_| !is_new));
            collect(value, bound, sources, found);
        }
        ExprKind::Try { catch, .. } if catch.iter().any(|clause| clause.class.is_none()) => {
            found.push(("thrown", String::new()));
        }
        ExprKind::Case { subject, .. } => {
            found.extend(failing(expr, sources));
            collect(subject, bound, sources, found);
        }
        _ => {}
    }
}

/// What a match or a case that failed wanted.
pub fn failing(expr: &Expr, sources: &Sources) -> Option<(&'static str, String)> {
    match &expr.kind {
        ExprKind::Match(pattern, _) => Some(match &pattern.kind {
            ExprKind::Var(name) => ("bound", name.to_string()),
            ExprKind::Atom(name) => ("atom", name.to_string()),
            _ => ("pattern", text(pattern, sources)),
        }),
        ExprKind::Case { clauses, .. } => Some(("clauses", patterns(clauses, sources))),
        _ => None,
    }
}

/// The patterns of clauses with their guards, a clause a line.
fn patterns(clauses: &[Clause], sources: &Sources) -> String {
    let texts = clauses.iter().map(|clause| {
        let pattern: String = clause.patterns.iter().map(|pattern| text(pattern, sources)).collect();
        let mut tests = clause.guard.iter().flatten();
        match (tests.next(), tests.next_back()) {
            (None, _) => pattern,
            (Some(first), last) => {
                let guard = Span { end: last.unwrap_or(first).span.end, ..first.span };
                format!("{pattern} when {}", typed(guard, sources))
            }
        }
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn text(expr: &Expr, sources: &Sources) -> String {
    typed(expr.span, sources)
}

/// What was typed, on one line.
fn typed(span: Span, sources: &Sources) -> String {
    let whole = &sources.get(span.source).text;
    let typed = whole.get(span.start as usize..span.end as usize).unwrap_or_default();
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}
