//! What the OTP compiler says about a module that can be read: errors that stop it and warnings that do not.
//!
//! The rules for variables are exactly OTP's, since the compiler behind relies on them: what has passed here has no
//! unbound or unsafe variable, no unknown record, field or local function, and only legal guards.
//!
//! The forms are taken in order, each function's clauses against an empty [`table::Table`]; what needs the whole
//! module (undefined and unused functions, callbacks) comes at the end. Findings are sorted by place.

use std::collections::BTreeSet;

use crate::Options;
use crate::ast::{Form, FormKind, Function, Module, Name, NameArity, RecordDecl};
use crate::builtins;
use crate::diagnostic::Diagnostic;
use crate::names::NameMap;
use crate::span::Span;
use crate::suggest;

pub mod table;
mod options;
mod expression;
mod clause;
mod comprehension;
mod pattern;
mod guard;
mod binary;
mod call;
mod format;
mod record;
mod variable;
mod useless;
mod catching;
mod nomatch;
mod module;
mod types;

use options::Flags;
use table::{Table, Variable};

/// A function by name and arity.
pub(crate) type Fa = (Name, u32);

/// Checks a module that was parsed without errors.
pub fn lint(module: &Module, options: &Options) -> Vec<Diagnostic> {
    let mut linter = Linter::new(module, options);
    linter.run(module);
    let mut diagnostics = linter.diagnostics;
    diagnostics.sort_by_key(|d| d.labels.first().map(|(span, _)| (span.source, span.start, span.end)));
    diagnostics.dedup();
    diagnostics
}

/// Everything that is known while a module is checked.
struct Linter<'a> {
    options: &'a Options<'a>,
    /// The name of the module, unless it is a script.
    module: Option<Name>,
    flags: Flags,
    diagnostics: Vec<Diagnostic>,
    /// Above zero, nothing is reported: the same expression was checked before.
    muted: u32,
    variables: NameMap<Name, Variable>,
    variable_names: Vec<Name>,
    /// All functions of the module, whether their forms were reached or not.
    locals: NameMap<Fa, Span>,
    /// The functions whose forms were reached.
    defined: NameMap<Fa, Span>,
    imports: NameMap<Fa, (Name, Span)>,
    records: NameMap<Name, Record<'a>>,
    used_records: BTreeSet<Name>,
    exports: NameMap<Fa, Span>,
    /// Who calls whom, for unused functions.
    calls: NameMap<Fa, Vec<Fa>>,
    /// All calls and references to local functions, for undefined ones.
    called: Vec<(Fa, Span)>,
    current: Option<Fa>,
    /// Whether a record's default is checked, where no variable may be bound.
    in_record_default: bool,
    /// Inside a segment's size in a pattern: the variables that the segments before bind.
    segment_variables: Option<Table>,
    on_load: Option<Fa>,
}

/// A record that was declared.
struct Record<'a> {
    span: Span,
    declaration: &'a RecordDecl,
}

impl<'a> Linter<'a> {
    fn new(module: &'a Module, options: &'a Options<'a>) -> Linter<'a> {
        let mut locals = NameMap::default();
        for form in &module.forms {
            if let FormKind::Function(function) = &form.kind {
                locals
                    .entry((function.name.clone(), function.arity))
                    .or_insert(name_span(function, form.span));
            }
        }
        let named = |form: &Form| match &form.kind {
            FormKind::Module(name) => Some(name.clone()),
            _ => None,
        };
        Linter {
            options,
            module: module.forms.iter().find_map(named),
            flags: Flags::of(module),
            diagnostics: Vec::new(),
            muted: 0,
            variables: NameMap::default(),
            variable_names: Vec::new(),
            locals,
            defined: NameMap::default(),
            imports: NameMap::default(),
            records: NameMap::default(),
            used_records: BTreeSet::new(),
            exports: NameMap::default(),
            calls: NameMap::default(),
            called: Vec::new(),
            current: None,
            in_record_default: false,
            segment_variables: None,
            on_load: None,
        }
    }

    fn run(&mut self, module: &'a Module) {
        self.check_compile_options();
        // The variables of a script's expressions live on from form to form.
        let mut script = Table::default();
        for name in &self.options.bound {
            let variable = self.variable(name);
            let place = table::Places::One(Span::default());
            script.update(&Table::one(variable, table::State::Bound, true, place));
        }
        let mut first_function: Option<Span> = None;
        for form in &module.forms {
            match &form.kind {
                FormKind::Function(function) => {
                    first_function.get_or_insert(form.span);
                    self.function(function, form.span);
                }
                FormKind::Expression(body) => {
                    self.current = None;
                    self.check_sequence(body, false);
                    script = script.updated(&self.exprs(body, &script));
                }
                kind => self.attribute(kind, form.span, first_function),
            }
        }
        self.check_whole(module);
    }

    fn function(&mut self, function: &'a Function, form: Span) {
        let fa = (function.name.clone(), function.arity);
        let span = name_span(function, form);
        self.current = Some(fa.clone());
        if let Some(first) = self.defined.get(&fa) {
            let bad = Diagnostic::error(
                "redefined-function",
                span,
                format!("function {}/{} already defined", fa.0, fa.1),
                "a second definition",
            )
            .with_label(*first, "the first definition")
            .with_help("the clauses of a function are separated by `;`, only the last one ends with `.`");
            self.report(bad);
        } else {
            self.defined.insert(fa.clone(), span);
            if function.arity > 255 {
                let title = format!("too many arguments ({})", function.arity);
                self.report(Diagnostic::error("too-many-arguments", span, title, "at most 255 are allowed"));
            }
            if let Some((module, import)) = self.imports.get(&fa).cloned() {
                let title = format!("defining imported function {}/{}", fa.0, fa.1);
                let label = format!("also imported from {module}");
                let bad = Diagnostic::error("defined-import", span, title, label);
                self.report(bad.with_label(import, "imported here"));
            }
        }
        for clause in &function.clauses {
            self.function_clause(clause);
        }
        self.check_clauses_match(&function.clauses, Some(&fa));
    }

    // ── Reporting ──────────────────────────────────────────────────

    fn report(&mut self, diagnostic: Diagnostic) {
        if self.muted == 0 {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Runs `check` without reporting what it finds.
    fn muted<T>(&mut self, check: impl FnOnce(&mut Self) -> T) -> T {
        self.muted += 1;
        let result = check(self);
        self.muted -= 1;
        result
    }

    // ── Names ──────────────────────────────────────────────────────

    fn variable(&mut self, name: &Name) -> Variable {
        if let Some(variable) = self.variables.get(name) {
            return *variable;
        }
        let variable = self.variable_names.len() as Variable;
        self.variable_names.push(name.clone());
        self.variables.insert(name.clone(), variable);
        variable
    }

    fn name_of(&self, variable: Variable) -> Name {
        self.variable_names.get(variable as usize).cloned().unwrap_or_else(|| "_".into())
    }

    /// Whether a function is defined in this module, or known beside it (as the prompt's own functions are).
    fn is_local(&self, fa: &Fa) -> bool {
        self.locals.contains_key(fa) || (self.options.functions)(&fa.0, fa.1)
    }

    /// Whether `-compile({no_auto_import, …})` names a function.
    fn is_auto_import_suppressed(&self, fa: &Fa) -> bool {
        self.flags.no_auto_import_at_all || self.flags.no_auto_import.contains(fa)
    }

    /// Advice about the functions that are close to one that does not exist.
    fn near_function(&self, fa: &Fa) -> Option<String> {
        let mut others: Vec<u32> =
            self.locals.keys().filter(|(name, _)| *name == fa.0).map(|(_, arity)| *arity).collect();
        others.extend(builtins::arities(&fa.0));
        others.sort_by_key(|arity| arity.abs_diff(fa.1));
        if let Some(arity) = others.first() {
            return Some(format!("did you mean {}/{arity}?", fa.0));
        }
        let mut names: Vec<(&str, u32)> = self.locals.keys().map(|(name, arity)| (&**name, *arity)).collect();
        for (name, arity) in builtins::all() {
            names.push((name, arity));
        }
        names.sort_unstable();
        // One that takes the same number of arguments is meant rather than one that does not.
        let same = names.iter().filter(|(_, arity)| *arity == fa.1).map(|(name, _)| *name);
        let near =
            suggest::closest(&fa.0, same).or(suggest::closest(&fa.0, names.iter().map(|(n, _)| *n)))?;
        let arity =
            names.iter().filter(|(n, _)| *n == near).map(|(_, a)| *a).min_by_key(|a| a.abs_diff(fa.1))?;
        Some(format!("did you mean {near}/{arity}?"))
    }
}

/// Where a function's name stands.
fn name_span(function: &Function, form: Span) -> Span {
    let start = function.clauses.first().map_or(form, |clause| clause.span);
    Span { end: (start.start + function.name.len() as u32).min(start.end), ..start }
}

/// `f/1` as it is shown.
fn shown(fa: &NameArity) -> String {
    format!("{}/{}", fa.name, fa.arity)
}
