//! Guards: what may stand in them, and the variables that they use.

use super::table::Table;
use super::{Fa, Linter};
use crate::ast::{BinaryOp, Expr, ExprKind};
use crate::builtins;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

impl Linter<'_> {
    /// A whole guard: updates `table`, and gives the variables used.
    pub(super) fn guard(&mut self, guard: &[Vec<Expr>], table: &mut Table) -> Table {
        let mut all = Table::default();
        for test in guard.iter().flatten() {
            let used = self.guard_test(test, table);
            table.update(&used);
            all.update(&used);
        }
        all
    }

    /// A test at the top of a guard, where the old type tests may stand.
    fn guard_test(&mut self, test: &Expr, table: &Table) -> Table {
        let ExprKind::Call { function, args } = &test.kind else { return self.guard_expr(test, table) };
        let ExprKind::Atom(name) = &function.kind else { return self.guard_expr(test, table) };
        if !crate::builtins::is_old_type_test(name, args.len())
            || self.is_local(&(name.clone(), args.len() as u32))
        {
            return self.guard_expr(test, table);
        }
        if &**name != "float" && self.flags.warns("obsolete_guard") {
            let title = format!("{name}/{} obsolete", args.len());
            let bad = Diagnostic::warning("obsolete-guard", function.span, title, "an old type test");
            self.report(bad.with_help(format!("use is_{name}/{}", args.len())));
        }
        self.guard_list(args, table)
    }

    /// An expression inside a guard.
    pub(super) fn guard_expr(&mut self, e: &Expr, table: &Table) -> Table {
        match &e.kind {
            ExprKind::Var(name) => self.use_variable(name, e.span, table),
            ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Char(_)
            | ExprKind::Float(_)
            | ExprKind::String(_) => Table::default(),
            ExprKind::List { elements, tail } => {
                let mut all = self.guard_list(elements, table);
                if let Some(tail) = tail {
                    all.merge(&self.guard_expr(tail, table));
                }
                all
            }
            ExprKind::Tuple(elements) => self.guard_list(elements, table),
            ExprKind::Map { base, fields } => {
                let mut all = Table::default();
                if let Some(base) = base {
                    all = self.guard_expr(base, table);
                } else {
                    self.check_map_construction(fields);
                }
                for field in fields {
                    all.merge(&self.guard_expr(&field.key, table));
                    all.merge(&self.guard_expr(&field.value, table));
                }
                all
            }
            ExprKind::Record { base: None, name, fields } => {
                if !self.check_record(name, e.span) {
                    return Table::default();
                }
                self.check_fields(name, fields, false);
                let mut all = Table::default();
                for field in fields {
                    all.merge(&self.guard_expr(&field.value, table));
                }
                self.use_defaults(name, fields);
                all
            }
            ExprKind::RecordIndex { name, field } => {
                self.check_record_field(name, field, e.span);
                Table::default()
            }
            ExprKind::RecordAccess { record, name, field } => {
                let used = self.guard_expr(record, table);
                self.check_record_field(name, field, e.span);
                used
            }
            ExprKind::Binary(segments) => self.binary_expr(segments, table, true),
            ExprKind::Unary(_, operand) => self.guard_expr(operand, table),
            ExprKind::BinaryOp(BinaryOp::Append | BinaryOp::Subtract | BinaryOp::Send, a, b) => {
                let mut all = self.guard_expr(a, table);
                all.merge(&self.guard_expr(b, table));
                self.illegal_guard(e.span, None);
                all
            }
            ExprKind::BinaryOp(_, a, b) => {
                let mut all = self.guard_expr(a, table);
                all.merge(&self.guard_expr(b, table));
                all
            }
            ExprKind::Call { function, args } => self.guard_call(e.span, function, args, table),
            ExprKind::Match(..) => {
                self.illegal_guard(e.span, Some("comparing is `==` or `=:=`; `=` matches"));
                Table::default()
            }
            _ => {
                self.illegal_guard(e.span, None);
                Table::default()
            }
        }
    }

    fn guard_list<'e>(&mut self, list: impl IntoIterator<Item = &'e Expr>, table: &Table) -> Table {
        let mut all = Table::default();
        for e in list {
            let used = self.guard_expr(e, table);
            all.merge(&used);
        }
        all
    }

    fn guard_call(&mut self, span: Span, function: &Expr, args: &[Expr], table: &Table) -> Table {
        let (name, remote) = match &function.kind {
            ExprKind::Atom(name) => (name.clone(), false),
            ExprKind::Remote(module, name) => match (&module.kind, &name.kind) {
                (ExprKind::Atom(module), ExprKind::Atom(name)) if &**module == "erlang" => {
                    (name.clone(), true)
                }
                _ => {
                    self.illegal_guard(span, Some("only built-in functions may be called in a guard"));
                    return self.guard_list(args, table);
                }
            },
            _ => {
                self.illegal_guard(span, None);
                return Table::default();
            }
        };
        let fa = (name, args.len() as u32);
        if matches!((&*fa.0, args.len()), ("is_record", 2 | 3)) {
            return self.guard_is_record(span, args, table, &fa);
        }
        let used = self.guard_list(args, table);
        let clash = !remote && self.guard_bif_clashes(&fa);
        let operator = remote && builtins::is_guard_operator(&fa.0, fa.1);
        if (builtins::is_guard_bif(&fa.0, fa.1) || operator) && !clash {
            return used;
        }
        if !remote && (self.is_local(&fa) || self.imports.contains_key(&fa)) {
            let title = format!("call to local/imported function {}/{} is illegal in guard", fa.0, fa.1);
            let title =
                if self.segment_variables.is_some() { title.replace("guard", "a size") } else { title };
            let bad = Diagnostic::error(
                "illegal-guard-call",
                span,
                title,
                "only built-in tests may be called here",
            );
            self.report(bad.with_help("call the function before, in a case, and match its value"));
        } else {
            self.illegal_guard(
                span,
                Some("only built-in functions without side effects may be called in a guard"),
            );
        }
        used
    }

    fn guard_is_record(&mut self, span: Span, args: &[Expr], table: &Table, fa: &Fa) -> Table {
        let used = self.guard_list(args.iter().take(1), table);
        match args {
            [_, Expr { kind: ExprKind::Atom(name), span }] => {
                self.check_record(name, *span);
                used
            }
            [_, Expr { kind: ExprKind::Atom(_), .. }, Expr { kind: ExprKind::Integer(_), .. }] => {
                if self.guard_bif_clashes(fa) {
                    self.illegal_guard(span, None);
                }
                used
            }
            _ => {
                self.illegal_guard(span, Some("in a guard the record's name must be an atom"));
                self.guard_list(args, table)
            }
        }
    }

    fn guard_bif_clashes(&self, fa: &Fa) -> bool {
        let from_erlang = matches!(self.imports.get(fa), Some((module, _)) if &**module == "erlang");
        self.is_local(fa)
            || (self.imports.contains_key(fa) && !from_erlang)
            || (self.is_auto_import_suppressed(fa) && !from_erlang)
    }

    fn illegal_guard(&mut self, span: Span, help: Option<&str>) {
        let bad = match self.segment_variables.is_some() {
            true => Diagnostic::error("illegal-bitsize", span, "illegal bit size", "not allowed in a size"),
            false => {
                Diagnostic::error("illegal-guard", span, "illegal guard expression", "not allowed in a guard")
            }
        };
        self.report(match help {
            Some(help) => bad.with_help(help),
            None => bad,
        });
    }
}
