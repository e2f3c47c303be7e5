//! Warnings that fall out of lowering: clauses that no value reaches.

use std::collections::{HashMap, HashSet};

use lang::ast::Clause;
use lang::diagnostic::Diagnostic;
use lang::span::Span;

use super::Lower;
use super::match_::Arm;

impl<'a> Lower<'_, 'a> {
    /// Warns of clauses whose body cannot be reached.
    pub fn warn_unreachable(&mut self, arms: &[Option<Arm<'a>>], clauses: &[Clause]) {
        if self.inlined > 0 {
            // An assertion about a constant is no mistake.
            return;
        }
        let reached = |index: usize| arms.get(index).is_some_and(Option::is_some);
        if (0..clauses.len()).all(reached) {
            return;
        }
        let mut heads: HashMap<Span, u32> = HashMap::new();
        for clause in clauses {
            *heads.entry(head_of(clause)).or_default() += 1;
        }
        // Sections that are lowered twice must not be warned of twice.
        let warned: HashSet<Span> =
            self.unit.diagnostics.iter().filter_map(|d| d.labels.first()).map(|label| label.0).collect();
        for (index, clause) in clauses.iter().enumerate() {
            if reached(index) {
                continue;
            }
            let span = head_of(clause);
            // What a macro wrote is not the user's mistake: all its tokens stand where the macro is used.
            let generated = heads[&span] > 1;
            if generated || warned.contains(&span) {
                continue;
            }
            let before = (0..index).rev().find(|index| reached(*index)).map(|index| &clauses[index]);
            self.unit.error(unreachable(span, before.map(head_of)));
        }
    }
}

/// The pattern or guard by which a reader knows the clause.
fn head_of(clause: &Clause) -> Span {
    let patterns = clause.patterns.iter().map(|pattern| pattern.span);
    patterns.reduce(Span::to).or(clause.guard.iter().flatten().map(|g| g.span).next()).unwrap_or(clause.span)
}

fn unreachable(span: Span, before: Option<Span>) -> Diagnostic {
    match before {
        Some(before) => Diagnostic::warning(
            "unreachable-clause",
            span,
            "this clause cannot match because a previous clause always matches",
            "never reached",
        )
        .with_label(before, "this one takes everything that is left")
        .with_help("remove the clause, or put it before the more general one"),
        None => Diagnostic::warning(
            "unreachable-clause",
            span,
            "this clause cannot match",
            "the value that is matched can never look like this",
        ),
    }
}
