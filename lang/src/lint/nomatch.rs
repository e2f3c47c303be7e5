//! Clauses that cannot be reached and matches that cannot succeed, as far as the text alone tells.

use super::{Fa, Linter};
use crate::ast::{Clause, Expr, ExprKind};
use crate::diagnostic::Diagnostic;

impl Linter<'_> {
    /// Warns of clauses after one that always matches, or that repeat the patterns of one without a guard.
    pub(super) fn check_clauses_match(&mut self, clauses: &[Clause], function: Option<&Fa>) {
        if self.muted > 0 || clauses.len() < 2 {
            return;
        }
        let shown = function.map_or(String::new(), |(name, arity)| format!(" for {name}/{arity}"));
        let mut catching: Vec<&Clause> = Vec::new();
        for clause in clauses {
            let earlier = catching.iter().find(|earlier| covers(&earlier.patterns, &clause.patterns));
            if let Some(earlier) = earlier {
                let title = format!("this clause{shown} cannot match");
                let bad = Diagnostic::warning("nomatch-clause", head(clause), title, "never reached");
                self.report(bad.with_label(head(earlier), "this clause matches everything that would come here"));
            } else if always(&clause.guard) {
                catching.push(clause);
            } else if is_false(&clause.guard) {
                let title = format!("this clause{shown} cannot match because its guard evaluates to `false`");
                self.report(Diagnostic::warning("nomatch-guard", head(clause), title, "never reached"));
            }
        }
    }

    /// Warns of `Pattern = Value` that cannot succeed.
    pub(super) fn check_match_possible(&mut self, pattern: &Expr, value: &Expr) {
        if self.muted == 0 && clash(pattern, value) {
            let bad = Diagnostic::warning("nomatch", pattern.span, "this match can never succeed", "this pattern");
            let bad = bad.with_label(value.span, "does not fit this value");
            self.report(bad.with_note("the expression will fail with badmatch"));
        }
    }
}

/// The place of a clause's head.
fn head(clause: &Clause) -> crate::span::Span {
    let last = clause.patterns.last().or(clause.guard.last().and_then(|g| g.last()));
    last.map_or(clause.span, |last| crate::span::Span { end: last.span.end.max(clause.span.start), ..clause.span })
}

/// Whether a guard is absent or plainly true.
fn always(guard: &[Vec<Expr>]) -> bool {
    guard.is_empty()
        || guard.iter().any(|test| test.iter().all(|e| matches!(&e.kind, ExprKind::Atom(word) if &**word == "true")))
}

fn is_false(guard: &[Vec<Expr>]) -> bool {
    !guard.is_empty()
        && guard.iter().all(|test| {
            test.iter().any(|e| {
                matches!(&e.kind, ExprKind::Atom(word) if &**word != "true") || matches!(e.kind, ExprKind::Integer(_))
            })
        })
}

/// Whether `general` matches all that `special` matches. Only variables that occur once in `general`, start with an
/// underscore or are fresh count as free, so a clause is never wrongly called unreachable: a variable counts only
/// as `_`, or when the whole pattern list is made of distinct variables and the clauses are a function's.
fn covers(general: &[Expr], special: &[Expr]) -> bool {
    general.len() == special.len() && general.iter().zip(special).all(|(g, s)| covers_one(g, s))
}

fn covers_one(general: &Expr, special: &Expr) -> bool {
    match (&general.kind, &special.kind) {
        (ExprKind::Var(name), _) if &**name == "_" => true,
        (ExprKind::Atom(a), ExprKind::Atom(b)) => a == b,
        (ExprKind::Integer(a), ExprKind::Integer(b)) => a == b,
        (ExprKind::Char(a), ExprKind::Char(b)) => a == b,
        (ExprKind::String(a), ExprKind::String(b)) => a == b,
        (ExprKind::Tuple(a), ExprKind::Tuple(b)) => covers(a, b),
        (ExprKind::List { elements: a, tail: s }, ExprKind::List { elements: b, tail: t }) => {
            covers(a, b)
                && match (s, t) {
                    (None, None) => true,
                    (Some(s), Some(t)) => covers_one(s, t),
                    _ => false,
                }
        }
        _ => false,
    }
}

/// Whether two terms can never be equal, whatever the variables in them are.
fn clash(a: &Expr, b: &Expr) -> bool {
    let (Some(first), Some(second)) = (shape(a), shape(b)) else { return false };
    if first != second {
        return true;
    }
    match (&a.kind, &b.kind) {
        (ExprKind::Atom(a), ExprKind::Atom(b)) => a != b,
        (ExprKind::Integer(a), ExprKind::Integer(b)) => a != b,
        (ExprKind::Tuple(a), ExprKind::Tuple(b)) => a.len() != b.len() || a.iter().zip(b).any(|(a, b)| clash(a, b)),
        _ => false,
    }
}

/// The kind of term that an expression surely is.
fn shape(e: &Expr) -> Option<u8> {
    Some(match &e.kind {
        ExprKind::Atom(_) => 0,
        ExprKind::Integer(_) | ExprKind::Char(_) => 1,
        ExprKind::Float(_) => 2,
        ExprKind::List { elements, .. } if elements.is_empty() => 3,
        ExprKind::List { .. } => 4,
        ExprKind::Tuple(_) => 5,
        ExprKind::Map { base: None, .. } => 6,
        ExprKind::Fun { .. } => 7,
        _ => return None,
    })
}
