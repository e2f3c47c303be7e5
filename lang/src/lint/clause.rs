//! Clauses: of functions, funs, case, if, receive, try.

use super::Linter;
use super::table::{From, Places, State, Table};
use crate::ast::{CatchClause, Clause, Expr, ExprKind};
use crate::diagnostic::Diagnostic;
use crate::span::Span;

impl Linter<'_> {
    /// A clause of a function.
    pub(super) fn function_clause(&mut self, clause: &Clause) {
        let nothing = Table::default();
        let (used, new) = self.patterns(&clause.patterns, &nothing, &nothing);
        let mut table = new;
        table.update(&used);
        self.guard(&clause.guard, &mut table);
        self.check_sequence(&clause.body, true);
        let body = self.exprs(&clause.body, &table);
        table.update(&body);
        self.warn_unused(&table, &nothing);
    }

    /// The clauses of a case, if or receive; what each one adds or uses.
    pub(super) fn clauses(&mut self, clauses: &[Clause], table: &Table) -> Vec<Table> {
        clauses.iter().map(|clause| self.clause(clause, table)).collect()
    }

    /// The clauses, and what comes out of them together.
    pub(super) fn clauses_exported(&mut self, clauses: &[Clause], from: From, table: &Table) -> Table {
        let tables = self.clauses(clauses, table);
        Table::export(&tables, table, from)
    }

    fn clause(&mut self, clause: &Clause, before: &Table) -> Table {
        let (used, new) = self.patterns(&clause.patterns, before, before);
        let mut own = new;
        own.update(&used);
        self.guard_and_body(&clause.guard, &clause.body, own, before, None)
    }

    /// Guard and body of a clause whose patterns gave `own`; `stack` replaces an entry for the guard only.
    fn guard_and_body(
        &mut self,
        guard: &[Vec<Expr>],
        body: &[Expr],
        mut own: Table,
        before: &Table,
        stack: Option<Table>,
    ) -> Table {
        if !guard.is_empty() {
            let mut all = before.updated(&own);
            if let Some(stack) = stack {
                all.update(&stack);
            }
            let used = self.guard(guard, &mut all);
            own.update(&used);
        }
        let added = self.exprs(body, &before.updated(&own));
        own.update(&added);
        own
    }

    /// The clauses of a fun; what they use of `before`.
    pub(super) fn fun_clauses(&mut self, clauses: &[Clause], before: &Table) -> Table {
        let outer = std::mem::replace(&mut self.in_record_default, false);
        let mut all = Table::default();
        for clause in clauses {
            let used = self.fun_clause(clause, before);
            all.merge(&used);
        }
        self.in_record_default = outer;
        all.only_in(before).used().safe()
    }

    fn fun_clause(&mut self, clause: &Clause, before: &Table) -> Table {
        let (used, new) = self.patterns(&clause.patterns, before, &Table::default());
        let head = before.updated(&used);
        self.warn_shadowed(&new, before, "fun");
        let hidden = head.only_in(&new);
        let mut table = head.not_in(&new);
        table.update(&new);
        self.guard(&clause.guard, &mut table);
        self.check_sequence(&clause.body, true);
        let body = self.exprs(&clause.body, &table);
        table.update(&body);
        self.warn_unused(&table, before);
        // What shadows counts as new as well.
        self.warn_unused(&table.only_in(&hidden), &Table::default());
        let mut out = hidden.clone();
        out.merge(&table.not_in(&hidden));
        out.only_in(before)
    }

    /// The clauses of a `catch` section.
    pub(super) fn catch_clauses(&mut self, clauses: &[CatchClause], before: &Table) -> Vec<Table> {
        clauses.iter().map(|clause| self.catch_clause(clause, before)).collect()
    }

    fn catch_clause(&mut self, clause: &CatchClause, before: &Table) -> Table {
        let mut parts: Vec<&Expr> = Vec::new();
        parts.extend(&clause.class);
        parts.push(&clause.reason);
        parts.extend(&clause.stack);
        let (used, new) = self.patterns(parts, before, before);
        let mut own = new;
        own.update(&used);
        let stack = clause.stack.as_ref().and_then(|stack| self.taint_stack(stack, &own));
        self.guard_and_body(&clause.guard, &clause.body, own, before, stack)
    }

    /// Checks the stack trace's variable, and gives the entry that the guard sees.
    fn taint_stack(&mut self, stack: &Expr, own: &Table) -> Option<Table> {
        let ExprKind::Var(name) = &stack.kind else { return None };
        if &**name == "_" {
            return None;
        }
        let variable = self.variable(name);
        if own.get(variable).is_some_and(|entry| entry.used) {
            let title = format!("stacktrace variable {name} must not be previously bound");
            let bad = Diagnostic::error("stacktrace-bound", stack.span, title, "it has a value already");
            self.report(bad.with_help("use a variable of its own for the stack trace"));
        }
        Some(Table::one(variable, State::Stacktrace, false, Places::One(stack.span)))
    }
}

/// The first word of a construct, where its finding is reported.
pub(super) fn keyword(span: Span, what: &'static str) -> From {
    From { what, span: Span { end: span.end.min(span.start + what.len() as u32), ..span } }
}
