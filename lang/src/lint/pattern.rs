//! Patterns: which variables they bind, which they only compare with.

use super::Linter;
use super::table::{State, Table};
use crate::ast::{Expr, ExprKind, RecordField};
use crate::diagnostic::Diagnostic;

impl Linter<'_> {
    /// Patterns side by side. `table` is what map keys and sizes may use; `old` is the same, or empty where new
    /// variables hide old ones. Gives the update of known variables, and the new ones.
    pub(super) fn patterns<'e>(
        &mut self,
        patterns: impl IntoIterator<Item = &'e Expr>,
        table: &Table,
        old: &Table,
    ) -> (Table, Table) {
        let mut used = Table::default();
        let mut new = Table::default();
        for pattern in patterns {
            let (these_used, these_new) = self.pattern(pattern, table, old);
            self.beside(&mut used, &these_used);
            self.beside(&mut new, &these_new);
        }
        (used, new)
    }

    /// One pattern; see [`Linter::patterns`].
    pub(super) fn pattern(&mut self, pattern: &Expr, table: &Table, old: &Table) -> (Table, Table) {
        match &pattern.kind {
            ExprKind::Var(name) if &**name == "_" => Default::default(),
            ExprKind::Var(name) => self.bind_variable(name, pattern.span, old, &Table::default()),
            ExprKind::List { elements, tail } => {
                let all = elements.iter().chain(tail.as_deref());
                self.patterns(all, table, old)
            }
            ExprKind::Tuple(elements) => self.patterns(elements, table, old),
            ExprKind::Match(a, b) => {
                self.check_alias(a, b, table);
                self.patterns([&**a, &**b], table, old)
            }
            ExprKind::BinaryOp(_, _, rest) => match &pattern.kind {
                ExprKind::BinaryOp(crate::ast::BinaryOp::Append, ..) => self.pattern(rest, table, old),
                _ => Default::default(),
            },
            ExprKind::Binary(segments) => self.binary_pattern(segments, table, old),
            ExprKind::Map { fields, .. } => {
                let mut used = Table::default();
                let mut new = Table::default();
                for field in fields {
                    let mut key_used = self.guard_expr(&field.key, table);
                    let (value_used, value_new) = self.pattern(&field.value, table, old);
                    self.beside(&mut key_used, &value_used);
                    self.beside(&mut used, &key_used);
                    self.beside(&mut new, &value_new);
                }
                (used, new)
            }
            ExprKind::RecordIndex { name, field } => {
                self.check_record_field(name, field, pattern.span);
                Default::default()
            }
            ExprKind::Record { name, fields, .. } => {
                if !self.check_record(name, pattern.span) {
                    return Default::default();
                }
                self.check_fields(name, fields, true);
                let values: Vec<&Expr> = distinct(fields).map(|field| &field.value).collect();
                self.patterns(values, table, old)
            }
            _ => Default::default(),
        }
    }

    /// Two patterns for one value: binaries cannot be taken apart twice, and map keys must be known before.
    pub(super) fn check_alias(&mut self, a: &Expr, b: &Expr, table: &Table) {
        match (&a.kind, &b.kind) {
            (ExprKind::Match(x, y), _) => {
                self.check_alias(x, b, table);
                self.check_alias(y, b, table);
            }
            (_, ExprKind::Match(x, y)) => {
                self.check_alias(x, a, table);
                self.check_alias(y, a, table);
            }
            (ExprKind::Binary(_), ExprKind::Binary(_)) => {
                let title = "binary patterns cannot be matched in parallel using `=`";
                let bad = Diagnostic::error("binary-alias", a.span, title, "one pattern");
                self.report(bad.with_label(b.span, "another for the same value"));
            }
            (ExprKind::Map { fields: first, .. }, ExprKind::Map { fields: second, .. }) => {
                for field in first.iter().chain(second) {
                    let ExprKind::Var(name) = &field.key.kind else { continue };
                    let variable = self.variable(name);
                    if !matches!(table.get(variable), Some(entry) if entry.state == State::Bound) {
                        let title = format!("variable {name} is unbound");
                        let span = field.key.span;
                        self.report(Diagnostic::error(
                            "unbound-variable",
                            span,
                            title,
                            "a key needs a value before",
                        ));
                    }
                }
            }
            (
                ExprKind::List { elements: first, tail: first_tail },
                ExprKind::List { elements: second, tail: second_tail },
            ) => {
                first.iter().zip(second).for_each(|(x, y)| self.check_alias(x, y, table));
                if let (Some(x), Some(y)) = (first_tail, second_tail)
                    && first.len() == second.len()
                {
                    self.check_alias(x, y, table);
                }
            }
            (ExprKind::Tuple(first), ExprKind::Tuple(second)) => {
                first.iter().zip(second).for_each(|(x, y)| self.check_alias(x, y, table));
            }
            _ => {}
        }
    }

    /// The same between the pattern of a match and patterns inside its right side: `<<A>> = <<B>> = f()`.
    pub(super) fn check_alias_expr(&mut self, pattern: &Expr, mut right: &Expr, table: &Table) {
        if !matches!(pattern.kind, ExprKind::Binary(_) | ExprKind::Map { .. } | ExprKind::Match(..)) {
            return;
        }
        while let ExprKind::Match(inner, rest) = &right.kind {
            self.check_alias(pattern, inner, table);
            right = rest;
        }
    }
}

/// The fields without repetitions, which are reported elsewhere.
pub(super) fn distinct(fields: &[RecordField]) -> impl Iterator<Item = &RecordField> {
    fields.iter().enumerate().filter(|(i, f)| !fields[..*i].iter().any(|g| g.name == f.name)).map(|(_, f)| f)
}
