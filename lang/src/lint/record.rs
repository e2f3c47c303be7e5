//! Records: their declarations, and every use of a name or a field.

use super::pattern::distinct;
use super::table::Table;
use super::{Linter, Record};
use crate::ast::{Expr, ExprKind, Name, RecordDecl, RecordField};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::suggest;

impl<'a> Linter<'a> {
    /// `-record(…)`.
    pub(super) fn record_declaration(&mut self, declaration: &'a RecordDecl, span: Span) {
        if let Some(first) = self.records.get(&declaration.name) {
            let bad = Diagnostic::error(
                "redefined-record",
                span,
                format!("record {} already defined", declaration.name),
                "a second definition",
            )
            .with_label(first.span, "the first definition");
            self.report(bad);
            return;
        }
        for (i, field) in declaration.fields.iter().enumerate() {
            if declaration.fields[..i].iter().any(|f| f.name == field.name) {
                let title = format!("field {} already defined in record {}", field.name, declaration.name);
                self.report(Diagnostic::error(
                    "redefined-field",
                    field.span,
                    title,
                    "a second field of this name",
                ));
                continue;
            }
            if let Some(default) = &field.default {
                // What a default uses counts where the record is made; here it only must be sound.
                let calls = self.calls.clone();
                let records = self.used_records.clone();
                self.in_record_default = true;
                self.expr(default, &Table::default());
                self.in_record_default = false;
                self.calls = calls;
                self.used_records = records;
            }
        }
        self.records.insert(declaration.name.clone(), Record { span, declaration });
        for field in &declaration.fields {
            if let Some(type_) = &field.type_ {
                self.check_type(type_);
            }
        }
    }
}

impl Linter<'_> {
    /// Any expression with `#name`.
    pub(super) fn record_expr(&mut self, e: &Expr, table: &Table) -> Table {
        match &e.kind {
            ExprKind::RecordIndex { name, field } => {
                self.check_record_field(name, field, e.span);
                Table::default()
            }
            ExprKind::RecordAccess { record, name, field } => {
                self.check_is_record(record);
                let used = self.expr(record, table);
                self.check_record_field(name, field, e.span);
                used
            }
            ExprKind::Record { base, name, fields } => {
                let mut all = Table::default();
                if let Some(base) = base {
                    self.check_is_record(base);
                    all = self.expr(base, table);
                }
                if !self.check_record(name, e.span) {
                    return all;
                }
                self.check_fields(name, fields, false);
                if let (Some(_), Some(any)) = (base, fields.iter().find(|f| f.name.is_none())) {
                    let title = format!("meaningless use of _ in update of record {name}");
                    self.report(Diagnostic::error(
                        "wildcard-in-update",
                        any.span,
                        title,
                        "an update keeps other fields",
                    ));
                }
                let values = self.expr_list(distinct(fields).map(|f| &f.value), table);
                if base.is_none() {
                    self.use_defaults(name, fields);
                }
                all.merge(&values);
                all
            }
            _ => Table::default(),
        }
    }

    fn check_is_record(&mut self, e: &Expr) {
        let never = matches!(
            e.kind,
            ExprKind::Char(_)
                | ExprKind::Integer(_)
                | ExprKind::Float(_)
                | ExprKind::Atom(_)
                | ExprKind::String(_)
                | ExprKind::List { .. }
                | ExprKind::ListComprehension { .. }
                | ExprKind::RecordIndex { .. }
                | ExprKind::Fun { .. }
                | ExprKind::FunLocal { .. }
                | ExprKind::FunRemote { .. }
        );
        if never {
            let bad = Diagnostic::warning(
                "invalid-record",
                e.span,
                "invalid record expression",
                "this is no record",
            );
            self.report(bad.with_note("the expression will fail with badrecord"));
        }
    }

    /// Notes a use of a record; whether there is such a one.
    pub(super) fn check_record(&mut self, name: &Name, span: Span) -> bool {
        if self.records.contains_key(name) {
            if !self.used_records.contains(name) {
                self.used_records.insert(name.clone());
            }
            return true;
        }
        let title = format!("record {name} undefined");
        let bad = Diagnostic::error("undefined-record", span, title, "no -record of this name stands before");
        let mut names: Vec<&str> = self.records.keys().map(|n| &**n).collect();
        names.sort_unstable();
        let bad = match suggest::closest(name, names) {
            Some(other) => bad.with_help(format!("did you mean #{other}?")),
            None => bad,
        };
        self.report(bad);
        false
    }

    /// Checks `#name.field`.
    pub(super) fn check_record_field(&mut self, name: &Name, field: &Name, span: Span) {
        if self.check_record(name, span) {
            let start = span.end.saturating_sub(field.len() as u32).max(span.start);
            self.check_field(name, field, Span { start, ..span });
        }
    }

    pub(super) fn check_field(&mut self, name: &Name, field: &Name, span: Span) {
        let Some(record) = self.records.get(name) else { return };
        let fields = &record.declaration.fields;
        if fields.iter().any(|f| f.name == *field) {
            return;
        }
        let title = format!("field {field} undefined in record {name}");
        let bad = Diagnostic::error("undefined-field", span, title, "the record has no such field")
            .with_label(record.span, "the record");
        let bad = match suggest::closest(field, fields.iter().map(|f| &*f.name)) {
            Some(other) => bad.with_help(format!("did you mean {other}?")),
            None => bad,
        };
        self.report(bad);
    }

    /// Checks the fields given in an expression or a pattern.
    pub(super) fn check_fields(&mut self, name: &Name, fields: &[RecordField], pattern: bool) {
        for (i, field) in fields.iter().enumerate() {
            let repeated = fields[..i].iter().any(|f| f.name == field.name);
            match &field.name {
                Some(own) if repeated => {
                    let title = format!("field {own} already defined in record {name}");
                    self.report(Diagnostic::error(
                        "redefined-field",
                        field.span,
                        title,
                        "given a second time",
                    ));
                }
                Some(own) => {
                    let span =
                        Span { end: (field.span.start + own.len() as u32).min(field.span.end), ..field.span };
                    self.check_field(name, own, span);
                }
                None if repeated => self.useless_wildcard(field.span),
                None => {}
            }
        }
        let Some(any) = fields.iter().find(|f| f.name.is_none()).filter(|_| pattern) else { return };
        let all = self.records.get(name).map_or(0, |record| record.declaration.fields.len());
        if fields.len() > all {
            self.useless_wildcard(any.span);
        }
    }

    fn useless_wildcard(&mut self, span: Span) {
        let title = "`_` initializes no omitted fields";
        self.report(Diagnostic::error("useless-wildcard", span, title, "every field is given already"));
    }

    /// Counts what the defaults of the fields that are not given use.
    pub(super) fn use_defaults(&mut self, name: &Name, fields: &[RecordField]) {
        if fields.iter().any(|f| f.name.is_none()) {
            return;
        }
        let Some(record) = self.records.get(name) else { return };
        let declaration = record.declaration;
        for field in &declaration.fields {
            let given = fields.iter().any(|f| f.name.as_ref() == Some(&field.name));
            if let Some(default) = field.default.as_ref().filter(|d| !given && !is_plain(d)) {
                // A record whose default makes the same record would lead back here for ever.
                if self.muted < 16 {
                    self.muted(|this| this.expr(default, &Table::default()));
                }
            }
        }
    }

    /// `record_info(fields, Name)` and `record_info(size, Name)`.
    pub(super) fn record_info(&mut self, span: Span, args: &[Expr]) {
        match args {
            [Expr { kind: ExprKind::Atom(what), .. }, Expr { kind: ExprKind::Atom(name), span }]
                if matches!(&**what, "fields" | "size") =>
            {
                self.check_record(name, *span);
            }
            _ => self.illegal_record_info(span),
        }
    }

    pub(super) fn illegal_record_info(&mut self, span: Span) {
        let bad =
            Diagnostic::error("illegal-record-info", span, "illegal record info", "not known when compiling");
        self.report(bad.with_help("record_info(fields, Name) and record_info(size, Name) take atoms"));
    }
}

/// Literals use nothing.
fn is_plain(e: &Expr) -> bool {
    matches!(
        e.kind,
        ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Char(_)
            | ExprKind::Float(_)
            | ExprKind::String(_)
    ) || matches!(&e.kind, ExprKind::List { elements, tail: None } if elements.is_empty())
}
