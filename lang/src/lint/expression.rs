//! Expressions: every kind, with the variables that it uses and adds.

use super::Linter;
use super::clause::keyword;
use super::table::{Places, State, Table};
use crate::ast::{BinaryOp, Clause, Expr, ExprKind, MapField};
use crate::diagnostic::Diagnostic;

impl Linter<'_> {
    /// Expressions one after another: what they add and use together.
    pub(super) fn exprs(&mut self, list: &[Expr], before: &Table) -> Table {
        if let [only] = list {
            return self.expr(only, before);
        }
        let mut table = before.clone();
        let mut all = Table::default();
        for e in list {
            let added = self.expr(e, &table);
            table.update(&added);
            all.update(&added);
        }
        all
    }

    /// Expressions side by side, each seeing only what was before.
    pub(super) fn expr_list<'e>(&mut self, list: impl IntoIterator<Item = &'e Expr>, table: &Table) -> Table {
        let mut all = Table::default();
        for e in list {
            let added = self.expr(e, table);
            self.beside(&mut all, &added);
        }
        all
    }

    /// One expression: what it adds and uses.
    pub(super) fn expr(&mut self, e: &Expr, table: &Table) -> Table {
        match &e.kind {
            ExprKind::Var(name) => self.use_variable(name, e.span, table),
            ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Char(_)
            | ExprKind::Float(_)
            | ExprKind::String(_) => Table::default(),
            ExprKind::List { elements, tail } => {
                self.expr_list(elements.iter().chain(tail.as_deref()), table)
            }
            ExprKind::Tuple(elements) => self.expr_list(elements, table),
            ExprKind::Binary(segments) => self.binary_expr(segments, table, false),
            ExprKind::Map { base, fields } => {
                let mut all = Table::default();
                match base {
                    Some(base) => all = self.expr(base, table),
                    None => self.check_map_construction(fields),
                }
                for field in fields {
                    let added = self.expr_list([&field.key, &field.value], table);
                    all.update(&added);
                }
                all
            }
            ExprKind::Record { .. } | ExprKind::RecordAccess { .. } | ExprKind::RecordIndex { .. } => {
                self.record_expr(e, table)
            }
            ExprKind::Match(pattern, value) => self.match_expr(pattern, value, table),
            ExprKind::MaybeMatch(pattern, value) => self.match_expr(pattern, value, table),
            ExprKind::Call { function, args } => self.call(e, function, args, table),
            ExprKind::Remote(..) => {
                let bad = Diagnostic::error(
                    "illegal-expression",
                    e.span,
                    "illegal expression",
                    "not a value of its own",
                );
                self.report(bad.with_help("call it, m:f(X), or make a fun of it: fun m:f/1"));
                Table::default()
            }
            ExprKind::FunLocal { name, arity } => {
                self.fun_reference(name, *arity, e.span);
                Table::default()
            }
            ExprKind::FunRemote { module, name, arity } => {
                self.check_remote_reference(e.span, module, name, arity);
                self.expr_list([&**module, name, arity], table)
            }
            ExprKind::Fun { name: None, clauses } => {
                let used = self.fun_clauses(clauses, table);
                self.check_fun_clauses_match(clauses);
                used
            }
            ExprKind::Fun { name: Some(name), clauses } => self.named_fun(name, clauses, e, table),
            ExprKind::Case { subject, clauses } => {
                let mut all = self.expr(subject, table);
                let from = keyword(e.span, "case");
                let added = self.clauses_exported(clauses, from, &table.updated(&all));
                self.check_bodies(clauses);
                self.check_clauses_match(clauses, None);
                all.merge(&added);
                all
            }
            ExprKind::If(clauses) => {
                let added = self.clauses_exported(clauses, keyword(e.span, "if"), table);
                self.check_bodies(clauses);
                self.check_clauses_match(clauses, None);
                added
            }
            ExprKind::Begin(body) => self.exprs(body, table),
            ExprKind::Receive { clauses, after } => {
                let from = keyword(e.span, "receive");
                self.check_bodies(clauses);
                self.check_clauses_match(clauses, None);
                let Some((time, body)) = after else { return self.clauses_exported(clauses, from, table) };
                let mut all = self.expr(time, table);
                let timeout = self.exprs(body, table);
                let mut tables = vec![timeout.clone()];
                tables.extend(self.clauses(clauses, table));
                let added = Table::export(&tables, table, from);
                all.merge(&timeout);
                all.merge(&added);
                all
            }
            ExprKind::Try { .. } => self.try_expr(e, table),
            ExprKind::Catch(inner) => {
                let added = self.expr(inner, table);
                let mut all = added.clone();
                all.update(&added.unsafe_in(keyword(e.span, "catch"), table));
                all
            }
            ExprKind::Maybe { body, else_ } => self.maybe_expr(e, body, else_, table),
            ExprKind::Unary(_, operand) => self.expr(operand, table),
            ExprKind::BinaryOp(op @ (BinaryOp::Andalso | BinaryOp::Orelse), a, b) => {
                let what = if *op == BinaryOp::Andalso { "andalso" } else { "orelse" };
                let mut all = self.expr(a, table);
                let first = table.updated(&all);
                let mut second = self.expr(b, &first);
                let from = super::table::From { what, span: e.span };
                let not_safe = second.unsafe_in(from, &first);
                second.update(&not_safe);
                all.merge(&second);
                all
            }
            ExprKind::BinaryOp(_, a, b) => self.expr_list([&**a, b], table),
            ExprKind::ListComprehension { templates, qualifiers } => {
                self.comprehension(templates, qualifiers, table)
            }
            ExprKind::BinaryComprehension { template, qualifiers } => {
                self.comprehension([&**template], qualifiers, table)
            }
            ExprKind::MapComprehension { templates, qualifiers } => {
                let all = templates.iter().flat_map(|(key, value)| [key, value]);
                self.comprehension(all, qualifiers, table)
            }
        }
    }

    fn match_expr(&mut self, pattern: &Expr, value: &Expr, table: &Table) -> Table {
        let mut all = self.expr(value, table);
        let after = table.updated(&all);
        let (used, new) = self.pattern(pattern, &after, &after);
        self.check_alias_expr(pattern, value, &after);
        self.check_match_possible(pattern, value);
        all.merge(&used);
        all.update(&new);
        all
    }

    fn named_fun(&mut self, name: &crate::ast::Name, clauses: &[Clause], e: &Expr, table: &Table) -> Table {
        if &**name == "_" {
            return self.fun_clauses(clauses, table);
        }
        let variable = self.variable(name);
        let own = Table::one(variable, State::Bound, false, Places::One(keyword(e.span, "fun").span));
        self.warn_shadowed(&own, table, "named fun");
        let mut inner = table.not_in(&own);
        inner.update(&own);
        let used = self.fun_clauses(clauses, &inner);
        self.check_fun_clauses_match(clauses);
        let mut own_used = own.clone();
        own_used.update(&used.only_in(&own));
        self.warn_unused(&own_used, &Table::default());
        used.not_in(&own).only_in(table)
    }

    fn try_expr(&mut self, e: &Expr, table: &Table) -> Table {
        let ExprKind::Try { body, of, catch, after } = &e.kind else { return Table::default() };
        let from = keyword(e.span, "try");
        self.check_sequence(body, true);
        self.check_sequence(after, false);
        self.check_bodies(of);
        self.check_clauses_match(of, None);
        let inside = self.exprs(body, table);
        let not_safe = inside.unsafe_in(from, table);
        let mut tables = self.clauses(of, &table.updated(&inside));
        tables.extend(self.catch_clauses(catch, &table.updated(&not_safe)));
        let clauses = {
            let seen = table.updated(&inside);
            Table::export(&tables, &seen, from)
        };
        let mut all = inside;
        all.update(&not_safe);
        let mut out = clauses.clone();
        out.update(&clauses.unsafe_in(from, table));
        all.merge(&out);
        let mut last = self.exprs(after, &table.updated(&all));
        let last_unsafe = last.unsafe_in(from, table);
        last.update(&last_unsafe);
        all.merge(&last);
        all
    }

    fn maybe_expr(&mut self, e: &Expr, body: &[Expr], else_: &[Clause], table: &Table) -> Table {
        self.check_sequence(body, true);
        let inside = self.exprs(body, table);
        let from = keyword(e.span, "maybe");
        let seen = table.updated(&inside.unsafe_in(from, table));
        let mut all = inside;
        if !else_.is_empty() {
            let from = super::table::From { what: "else", span: from.span };
            let clauses = self.clauses_exported(else_, from, &seen);
            self.check_bodies(else_);
            self.check_clauses_match(else_, None);
            let out = table.updated(&clauses.unsafe_in(from, table));
            let mut both = clauses;
            both.merge(&out);
            all.merge(&seen);
            all.merge(&both);
            return all;
        }
        all.merge(&seen);
        all
    }

    /// `#{K => V}` makes a map, so nothing can be there already.
    pub(super) fn check_map_construction(&mut self, fields: &[MapField]) {
        for field in fields.iter().filter(|field| field.exact) {
            let title = "only association operators `=>` are allowed in map construction";
            let bad = Diagnostic::error("illegal-map-construction", field.span, title, "`:=` updates a key");
            self.report(
                bad.with_help("write #{key => Value}; to update, put the map before: Map#{key := Value}"),
            );
        }
    }
}
