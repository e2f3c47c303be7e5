//! Clauses that cannot be reached and matches that cannot succeed, as far as the text alone tells.

use super::catching::Catching;
use super::{Fa, Linter};
use crate::ast::{Clause, Expr, ExprKind, Name};
use crate::diagnostic::Diagnostic;

impl Linter<'_> {
    /// Warns of clauses after one that always matches, or that repeat the patterns of one without a guard.
    pub(super) fn check_clauses_match(&mut self, clauses: &[Clause], function: Option<&Fa>) {
        self.check_reachable(clauses, function, function.is_some());
    }

    /// The same for the clauses of a fun, whose variables are always new.
    pub(super) fn check_fun_clauses_match(&mut self, clauses: &[Clause]) {
        self.check_reachable(clauses, None, true);
    }

    /// `fresh` tells that variables in the patterns are new and not compared with a value from before.
    fn check_reachable(&mut self, clauses: &[Clause], function: Option<&Fa>, fresh: bool) {
        if self.muted > 0 || clauses.len() < 2 {
            return;
        }
        let shown = function.map_or(String::new(), |(name, arity)| format!(" for {name}/{arity}"));
        let mut catching = Catching::default();
        for clause in clauses {
            let earlier = catching.find(&clause.patterns, |earlier| {
                covers(&earlier.patterns, &clause.patterns, &|name| {
                    &**name == "_" || (fresh && occurrences(&earlier.patterns, name) == 1)
                })
            });
            if let Some(earlier) = earlier {
                let title = format!("this clause{shown} cannot match");
                let bad = Diagnostic::warning("nomatch-clause", head(clause), title, "never reached");
                self.report(
                    bad.with_label(head(earlier), "this clause matches everything that would come here"),
                );
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
            let bad =
                Diagnostic::warning("nomatch", pattern.span, "this match can never succeed", "this pattern");
            let bad = bad.with_label(value.span, "does not fit this value");
            self.report(bad.with_note("the expression will fail with badmatch"));
        }
    }
}

/// The place of a clause's head.
fn head(clause: &Clause) -> crate::span::Span {
    let last = clause.patterns.last().or(clause.guard.last().and_then(|g| g.last()));
    last.map_or(clause.span, |last| crate::span::Span {
        end: last.span.end.max(clause.span.start),
        ..clause.span
    })
}

/// Whether a guard is absent or plainly true.
fn always(guard: &[Vec<Expr>]) -> bool {
    guard.is_empty()
        || guard
            .iter()
            .any(|test| test.iter().all(|e| matches!(&e.kind, ExprKind::Atom(word) if &**word == "true")))
}

fn is_false(guard: &[Vec<Expr>]) -> bool {
    !guard.is_empty()
        && guard.iter().all(|test| {
            test.iter().any(|e| {
                matches!(&e.kind, ExprKind::Atom(word) if &**word != "true")
                    || matches!(e.kind, ExprKind::Integer(_))
            })
        })
}

/// Whether `general` matches all that `special` matches; `free` tells which variables match anything. What is not
/// plain to see does not count, so no clause is called unreachable that is not.
fn covers(general: &[Expr], special: &[Expr], free: &dyn Fn(&Name) -> bool) -> bool {
    general.len() == special.len() && general.iter().zip(special).all(|(g, s)| covers_one(g, s, free))
}

fn covers_one(general: &Expr, special: &Expr, free: &dyn Fn(&Name) -> bool) -> bool {
    match (&general.kind, &special.kind) {
        (ExprKind::Var(name), _) => free(name),
        (ExprKind::Atom(a), ExprKind::Atom(b)) => a == b,
        (ExprKind::Integer(a), ExprKind::Integer(b)) => a == b,
        (ExprKind::Char(a), ExprKind::Char(b)) => a == b,
        (ExprKind::String(a), ExprKind::String(b)) => a == b,
        (ExprKind::Tuple(a), ExprKind::Tuple(b)) => covers(a, b, free),
        (ExprKind::List { elements: a, tail: s }, ExprKind::List { elements: b, tail: t }) => {
            covers(a, b, free)
                && match (s, t) {
                    (None, None) => true,
                    (Some(s), Some(t)) => covers_one(s, t, free),
                    _ => false,
                }
        }
        _ => false,
    }
}

/// How often a variable stands in the patterns; often when there is a kind of pattern that is not looked into.
fn occurrences(patterns: &[Expr], name: &Name) -> usize {
    patterns
        .iter()
        .map(|pattern| match &pattern.kind {
            ExprKind::Var(other) => usize::from(other == name),
            ExprKind::Tuple(elements) => occurrences(elements, name),
            ExprKind::List { elements, tail } => {
                occurrences(elements, name)
                    + tail.iter().map(|t| occurrences(std::slice::from_ref(t), name)).sum::<usize>()
            }
            ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Char(_)
            | ExprKind::Float(_)
            | ExprKind::String(_) => 0,
            _ => 2,
        })
        .sum()
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
        (ExprKind::Tuple(a), ExprKind::Tuple(b)) => {
            a.len() != b.len() || a.iter().zip(b).any(|(a, b)| clash(a, b))
        }
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
