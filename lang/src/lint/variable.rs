//! Single variables: bound here, used there, unbound, unsafe, shadowed, never used.

use super::Linter;
use super::table::{Entry, From, Places, State, Table, Variable};
use crate::ast::Name;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::suggest;

impl Linter<'_> {
    /// A variable that is used.
    pub(super) fn use_variable(&mut self, name: &Name, span: Span, table: &Table) -> Table {
        let variable = self.variable(name);
        if let Some(new) = self.segment_variables.take() {
            // A segment's size may use what the segments before it bind.
            let (updated, bound) = self.size_variable(name, span, table, &new);
            let mut new = new;
            new.merge(&bound);
            self.segment_variables = Some(new);
            return updated;
        }
        match table.get(variable).cloned() {
            Some(entry) => {
                let state = self.check_state(&entry, name, span);
                Table::one(variable, state, true, entry.places)
            }
            None => {
                self.unbound(name, span, table);
                Table::one(variable, State::Bound, true, Places::One(span))
            }
        }
    }

    /// Reports on a variable that must not be used; the state it has from then on, so that this happens once.
    fn check_state(&mut self, entry: &Entry, name: &Name, span: Span) -> State {
        match entry.state {
            State::Bound => State::Bound,
            State::Unsafe(from) => {
                self.unsafe_variable(name, span, from, &entry.places);
                State::Bound
            }
            State::Exported(from) => {
                if self.flags.has("warn_export_vars") {
                    self.exported(name, span, from);
                    return State::Bound;
                }
                entry.state
            }
            State::Stacktrace => {
                let title = format!("stacktrace variable {name} must not be used in a guard");
                let bad = Diagnostic::error("stacktrace-guard", span, title, "not known to the guard");
                self.report(bad.with_help("test it in the clause's body"));
                State::Bound
            }
        }
    }

    /// A variable in a pattern: the update of known variables, and the new ones. `new` holds what the pattern has
    /// bound already.
    pub(super) fn bind_variable(
        &mut self,
        name: &Name,
        span: Span,
        old: &Table,
        new: &Table,
    ) -> (Table, Table) {
        let variable = self.variable(name);
        if let Some(entry) = new.get(variable).cloned() {
            self.underscore_match(name, span);
            return (Table::default(), Table::one(variable, State::Bound, true, entry.places));
        }
        let Some(entry) = old.get(variable).cloned() else {
            if self.in_record_default {
                let title = format!("variable {name} in record definition");
                self.report(Diagnostic::error(
                    "variable-in-record",
                    span,
                    title,
                    "a default cannot bind variables",
                ));
            }
            return (Table::default(), Table::one(variable, State::Bound, false, Places::One(span)));
        };
        match entry.state {
            State::Unsafe(from) => self.unsafe_variable(name, span, from, &entry.places),
            State::Exported(from) => {
                self.underscore_match(name, span);
                self.exported(name, span, from);
            }
            State::Bound | State::Stacktrace => self.underscore_match(name, span),
        }
        (Table::one(variable, State::Bound, true, entry.places), Table::default())
    }

    /// A variable as the size of a segment in a pattern, which never binds it.
    pub(super) fn size_variable(
        &mut self,
        name: &Name,
        span: Span,
        table: &Table,
        new: &Table,
    ) -> (Table, Table) {
        let variable = self.variable(name);
        if let Some(entry) = new.get(variable) {
            return (Table::default(), Table::one(variable, State::Bound, true, entry.places.clone()));
        }
        let updated = match table.get(variable).cloned() {
            Some(entry) => {
                match entry.state {
                    State::Unsafe(from) => self.unsafe_variable(name, span, from, &entry.places),
                    State::Exported(from) if self.flags.has("warn_export_vars") => {
                        self.exported(name, span, from)
                    }
                    _ => {}
                }
                Table::one(variable, State::Bound, true, entry.places)
            }
            None => {
                self.unbound(name, span, table);
                Table::one(variable, State::Bound, true, Places::One(span))
            }
        };
        (updated, Table::default())
    }

    fn unbound(&mut self, name: &Name, span: Span, table: &Table) {
        let title = format!("variable {name} is unbound");
        let bad = Diagnostic::error("unbound-variable", span, title, "it has no value here");
        let known: Vec<Name> = table.iter().map(|entry| self.name_of(entry.variable)).collect();
        let bad = if &**name == "_" {
            bad.with_note("`_` stands for any value in a pattern; it never has one of its own")
        } else {
            match suggest::closest(name, known.iter().map(|n| &**n)) {
                Some(other) => bad.with_help(format!("did you mean {other}?")),
                None => bad,
            }
        };
        self.report(bad);
    }

    fn unsafe_variable(&mut self, name: &Name, span: Span, from: From, places: &Places) {
        let title = format!("variable {name} unsafe in `{}`", from.what);
        let mut bad = Diagnostic::error("unsafe-variable", span, title, "it may have no value here");
        if let Some(place) = places.list().first().filter(|place| **place != span) {
            bad = bad.with_label(*place, "bound here");
        }
        let (note, help) = match from.what {
            "andalso" | "orelse" => (
                format!("the right side of `{}` is not always evaluated", from.what),
                "bind the variable before",
            ),
            "catch" => ("what a catch binds may not be used after it".into(), "use its value: X = (catch …)"),
            "try" => ("what a try binds may not be used after it".into(), "use its value: X = try … end"),
            "maybe" | "else" => {
                ("what a maybe binds may not be used after it".into(), "use its value: X = maybe … end")
            }
            what => (
                format!("not every clause of this {what} binds it"),
                "bind it in every clause, or use the value of the whole: X = case … of … end",
            ),
        };
        self.report(bad.with_note(note).with_help(help));
    }

    fn exported(&mut self, name: &Name, span: Span, from: From) {
        let title = format!("variable {name} exported from `{}`", from.what);
        let bad =
            Diagnostic::warning("exported-variable", span, title, "it has a value already, so this compares");
        self.report(bad.with_help(format!("give the value of the {} a name instead", from.what)));
    }

    fn underscore_match(&mut self, name: &Name, span: Span) {
        if name.starts_with('_') && self.flags.warns("underscore_match") {
            let title = format!("variable {name} is already bound");
            let bad = Diagnostic::warning("underscore-match", span, title, "this compares with its value");
            self.report(bad.with_help("to ignore a value use `_`, or another name that starts with `_`"));
        }
    }

    /// Puts tables of things that stand side by side together.
    pub(super) fn beside(&mut self, table: &mut Table, other: &Table) {
        let mut matched: Vec<(Variable, Vec<Span>)> = Vec::new();
        table.merge_pattern(other, |variable, places| matched.push((variable, places.to_vec())));
        for (variable, places) in matched {
            let name = self.name_of(variable);
            if !name.starts_with('_') || !self.flags.warns("underscore_match") {
                continue;
            }
            for place in places {
                let title = format!("variable {name} is bound multiple times in this pattern");
                let bad = Diagnostic::warning("underscore-match", place, title, "its values must be equal");
                self.report(bad.with_help("to ignore a value use `_`, or another name that starts with `_`"));
            }
        }
    }

    /// Warns of the variables in `table` that are not in `before` and were never used.
    pub(super) fn warn_unused(&mut self, table: &Table, before: &Table) {
        if !self.flags.warns("unused_vars") {
            return;
        }
        for entry in table.iter().filter(|e| !e.used && before.get(e.variable).is_none()) {
            let name = self.name_of(entry.variable);
            if name.starts_with('_') {
                continue;
            }
            for place in entry.places.list() {
                let title = format!("variable {name} is unused");
                let bad = Diagnostic::warning("unused-variable", *place, title, "bound here, never used");
                self.report(bad.with_help(format!("if that is meant, write _{name} or _")));
            }
        }
    }

    /// Warns of the variables in `new` that hide one of `before`.
    pub(super) fn warn_shadowed(&mut self, new: &Table, before: &Table, what: &str) {
        if !self.flags.warns("shadow_vars") {
            return;
        }
        for entry in new.iter() {
            let Some(outer) = before.get(entry.variable) else { continue };
            if matches!(outer.state, State::Unsafe(_)) {
                continue;
            }
            let name = self.name_of(entry.variable);
            let place = entry.places.list().first().copied().unwrap_or_default();
            let title = format!("variable {name} shadowed in {what}");
            let mut bad =
                Diagnostic::warning("shadowed-variable", place, title, "a new variable of the same name");
            if let Some(first) = outer.places.list().first() {
                bad = bad.with_label(*first, "the variable that it hides");
            }
            self.report(bad.with_help("use another name; to compare with the outer value, add a guard"));
        }
    }
}
