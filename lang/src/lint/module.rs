//! What concerns the module as a whole: attributes, and the checks after the last form.

use std::collections::HashSet;

use super::{Fa, Linter, name_span, shown};
use crate::ast::{Expr, ExprKind, FormKind, Module, Name, NameArity};
use crate::builtins;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

impl<'a> Linter<'a> {
    /// One attribute; `function` is the first function before it.
    pub(super) fn attribute(&mut self, kind: &'a FormKind, span: Span, function: Option<Span>) {
        let misplaced = match kind {
            FormKind::Export(_) => Some("export"),
            FormKind::Import { .. } => Some("import"),
            FormKind::ExportType(_) => Some("export_type"),
            FormKind::Behaviour(_) => Some("behaviour"),
            FormKind::OnLoad(_) => Some("on_load"),
            FormKind::OptionalCallbacks(_) => Some("optional_callbacks"),
            FormKind::Module(_) => Some("module"),
            FormKind::Spec(spec) if spec.callback => Some("callback"),
            FormKind::Attribute { name, .. } => match &**name {
                "dialyzer" | "doc" | "moduledoc" | "compile" | "file" => None,
                name => Some(name),
            },
            _ => None,
        };
        if let (Some(name), Some(function)) = (misplaced, function) {
            let title = format!("attribute {name} after function definitions");
            let bad = Diagnostic::error("misplaced-attribute", span, title, "too late")
                .with_label(Span { end: function.start + 1, ..function }, "the functions start here")
                .with_help("move it before the first function");
            self.report(bad);
            return;
        }
        match kind {
            FormKind::Export(list) => self.export(list),
            FormKind::Import { module, functions } => self.import(module, functions),
            FormKind::Record(declaration) => self.record_declaration(declaration, span),
            FormKind::Spec(spec) => self.check_spec_types(spec),
            FormKind::Type(type_) => self.check_type(&type_.definition),
            FormKind::OnLoad(function) => self.set_on_load(function),
            FormKind::Attribute { name, .. } if &**name == "nifs" => {
                let bad = Diagnostic::error(
                    "unsupported",
                    span,
                    "native functions (-nifs) are not supported",
                    "not part of Erlet",
                );
                self.report(bad.with_help("write the functions in Erlang"));
            }
            FormKind::Attribute { name, value } if &**name == "mode" => self.mode(value),
            _ => {}
        }
    }

    /// How a program is run: always compiled, but what is no mode is refused.
    fn mode(&mut self, value: &Expr) {
        let known = match &value.kind {
            ExprKind::Atom(mode) => ["compile", "debug", "interpret", "native"].contains(&&**mode),
            _ => false,
        };
        if self.options.within.as_deref() == Some("script") && !known {
            let label = "expected compile, debug, interpret or native";
            self.report(Diagnostic::error("illegal-mode", value.span, "illegal mode attribute", label));
        }
    }

    fn export(&mut self, list: &[NameArity]) {
        for function in list {
            let fa = (function.name.clone(), function.arity);
            if let Some(first) = self.exports.get(&fa).copied() {
                let title = format!("function {} already exported", shown(function));
                let bad = Diagnostic::warning("duplicated-export", function.span, title, "a second time");
                self.report(bad.with_label(first, "exported here"));
            } else {
                self.exports.insert(fa.clone(), function.span);
            }
            if !is_predefined(&fa) {
                self.called.push((fa, function.span));
            }
        }
    }

    fn import(&mut self, module: &Name, functions: &[NameArity]) {
        for function in functions {
            let fa = (function.name.clone(), function.arity);
            let span = function.span;
            if let Some((other, first)) = self.imports.get(&fa).cloned() {
                let title = format!("function {} already imported from {other}", shown(function));
                let bad = Diagnostic::error("redefined-import", span, title, "a second time");
                self.report(bad.with_label(first, "imported here"));
                continue;
            }
            let clash = builtins::is_auto_imported(&fa.0, fa.1) && !self.is_auto_import_suppressed(&fa);
            if clash && self.flags.warns("bif_clash") {
                let title = format!("import directive overrides auto-imported BIF {}", shown(function));
                let label = "erlang's function of this name needs no import";
                let bad = match builtins::is_old_bif(&fa.0, fa.1) {
                    true => Diagnostic::error("import-bif-clash", span, title, label),
                    false => Diagnostic::warning("import-bif-clash", span, title, label),
                };
                let help = format!("add -compile({{no_auto_import, [{}]}}).", shown(function));
                self.report(bad.with_help(help));
            }
            self.imports.insert(fa, (module.clone(), span));
        }
    }

    fn set_on_load(&mut self, function: &NameArity) {
        if self.on_load.is_some() {
            let title = "more than one on_load attribute";
            self.report(Diagnostic::error("bad-on-load", function.span, title, "a second one"));
        } else if function.arity != 0 {
            let title = format!("function {} has wrong arity (must be 0)", shown(function));
            self.report(Diagnostic::error("bad-on-load", function.span, title, "takes arguments"));
        } else {
            self.called.push(((function.name.clone(), 0), function.span));
        }
        self.on_load = Some((function.name.clone(), function.arity));
    }

    /// Options that are errors or warnings themselves.
    pub(super) fn check_compile_options(&mut self) {
        if let Some(span) = self.flags.export_all
            && self.flags.warns("export_all")
        {
            let title = "export_all flag enabled - all functions will be exported";
            let bad = Diagnostic::warning("export-all", span, title, "nothing stays private");
            self.report(bad.with_help("list the functions: -export([f/1])."));
        }
        if let Some(span) = self.flags.nowarn_bif_clash {
            let title = "compile directive nowarn_bif_clash is no longer allowed";
            let bad = Diagnostic::error("nowarn-bif-clash", span, title, "refused by OTP as well");
            self.report(bad.with_help("say erlang:f(X), or -compile({no_auto_import, [f/1]})."));
        }
        let transforms: Vec<(Name, Span)> = self.flags.transforms.clone();
        for (name, span) in transforms {
            if !matches!(&*name, "eunit_autoexport" | "ms_transform") {
                let title = format!("the parse transform {name} is not supported");
                let bad = Diagnostic::error("unsupported", span, title, "not part of Erlet");
                self.report(bad.with_note("the transforms of eunit.hrl and ms_transform.hrl are built in"));
            }
        }
    }

    /// The checks after the last form.
    pub(super) fn check_whole(&mut self, module: &'a Module) {
        self.check_behaviours(module);
        self.check_option_functions();
        self.check_undefined();
        self.check_unused_functions(module);
        self.check_specs(module);
        self.check_unused_records();
    }

    fn check_undefined(&mut self) {
        let mut called = std::mem::take(&mut self.called);
        called.dedup();
        for (fa, span) in called {
            if self.is_local(&fa) || is_predefined(&fa) {
                continue;
            }
            let title = format!("function {}/{} undefined", fa.0, fa.1);
            let bad = Diagnostic::error("undefined-function", span, title, "not defined in this module");
            let near = self.near_function(&fa);
            self.report(match near {
                Some(help) => bad.with_help(help),
                None => bad.with_note("a function of another module is called as module:function(…)"),
            });
        }
    }

    fn check_unused_functions(&mut self, module: &Module) {
        if self.flags.export_all.is_some() || !self.flags.warns("unused_function") {
            return;
        }
        let mut open: Vec<Fa> = self.exports.keys().cloned().collect();
        open.extend(self.on_load.clone());
        open.extend(self.flags.nowarn_unused_function.iter().map(|(fa, _)| fa.clone()));
        // Main is called from outside, and so is what a script's own expressions call.
        open.extend([("main".into(), 0), ("main".into(), 1), ("".into(), 0)]);
        let eunit = self.flags.is_eunit();
        open.extend(self.locals.keys().filter(|fa| eunit && is_test(fa)).cloned());
        let mut reached: HashSet<Fa> = HashSet::new();
        while let Some(fa) = open.pop() {
            if let Some(calls) = self.calls.get(&fa)
                && !reached.contains(&fa)
            {
                open.extend(calls.iter().cloned());
            }
            reached.insert(fa);
        }
        for form in &module.forms {
            let FormKind::Function(function) = &form.kind else { continue };
            let fa = (function.name.clone(), function.arity);
            if !reached.contains(&fa) && !is_predefined(&fa) {
                let title = format!("function {}/{} is unused", fa.0, fa.1);
                let span = name_span(function, form.span);
                let bad = Diagnostic::warning("unused-function", span, title, "neither exported nor called");
                self.report(
                    bad.with_help(format!("export it by -export([{}/{}]). or remove it", fa.0, fa.1)),
                );
            }
        }
    }

    /// Functions that `-compile` options name must exist.
    fn check_option_functions(&mut self) {
        let named: Vec<(Fa, Span)> =
            self.flags.nowarn_unused_function.iter().chain(&self.flags.inline).cloned().collect();
        for (fa, span) in named {
            if !self.is_local(&fa) && !self.imports.contains_key(&fa) {
                let title = format!("function {}/{} undefined", fa.0, fa.1);
                self.report(Diagnostic::error("undefined-function", span, title, "named in an option"));
            }
        }
    }

    fn check_specs(&mut self, module: &'a Module) {
        let own = module.forms.iter().find_map(|form| match &form.kind {
            FormKind::Module(name) => Some(name.clone()),
            _ => None,
        });
        let mut seen: HashSet<(bool, Fa)> = HashSet::new();
        for form in &module.forms {
            let FormKind::Spec(spec) = &form.kind else { continue };
            let fa = (spec.name.clone(), spec.arity);
            let span = form.span;
            if let Some(other) = spec.module.as_ref().filter(|m| Some(*m) != own.as_ref()) {
                if spec.callback || own.is_some() {
                    let title = format!("spec for function {other}:{}/{} from other module", fa.0, fa.1);
                    self.report(Diagnostic::error("foreign-spec", span, title, "not this module's function"));
                }
                continue;
            }
            if !seen.insert((spec.callback, fa.clone())) {
                let what = if spec.callback { "callback" } else { "spec for" };
                let title = format!("{what} {}/{} already defined", fa.0, fa.1);
                self.report(Diagnostic::error("redefined-spec", span, title, "a second one"));
            } else if !spec.callback && !self.is_local(&fa) && !is_predefined(&fa) {
                let title = format!("spec for undefined function {}/{}", fa.0, fa.1);
                let bad =
                    Diagnostic::error("undefined-spec", span, title, "no function of this name and arity");
                let near =
                    self.near_function(&fa).filter(|_| self.locals.keys().any(|(name, _)| *name == fa.0));
                self.report(match near {
                    Some(help) => bad.with_help(help),
                    None => bad,
                });
            }
        }
    }

    fn check_behaviours(&mut self, module: &Module) {
        for form in &module.forms {
            let FormKind::Behaviour(name) = &form.kind else { continue };
            match (self.options.callbacks)(name) {
                None => {
                    let title = format!("behaviour {name} undefined");
                    let bad = Diagnostic::warning(
                        "undefined-behaviour",
                        form.span,
                        title,
                        "no such module is known",
                    );
                    self.report(bad);
                }
                Some(callbacks) => {
                    for (function, arity, optional) in callbacks {
                        let fa = (function, arity);
                        let there = match self.flags.export_all {
                            Some(_) => self.locals.contains_key(&fa),
                            None => self.exports.contains_key(&fa),
                        };
                        if optional || there {
                            continue;
                        }
                        let title =
                            format!("undefined callback function {}/{} (behaviour `{name}`)", fa.0, fa.1);
                        let bad =
                            Diagnostic::warning("undefined-callback", form.span, title, "this asks for it");
                        self.report(match self.locals.contains_key(&fa) {
                            true => bad.with_help(format!("export it: -export([{}/{}]).", fa.0, fa.1)),
                            false => bad,
                        });
                    }
                }
            }
        }
    }

    fn check_unused_records(&mut self) {
        if !self.flags.warns("unused_record") {
            return;
        }
        let unused: Vec<(Name, Span)> = self
            .records
            .iter()
            .filter(|(name, record)| {
                // Records of headers are there for others as well.
                record.span.source.0 == 0
                    && !self.used_records.contains(*name)
                    && !self.flags.nowarn_unused_record.contains(*name)
            })
            .map(|(name, record)| (name.clone(), record.span))
            .collect();
        for (name, span) in unused {
            let title = format!("record {name} is unused");
            self.report(Diagnostic::warning("unused-record", span, title, "never used in this module"));
        }
    }
}

/// Functions that every module has.
fn is_predefined(fa: &Fa) -> bool {
    matches!((&*fa.0, fa.1), ("module_info", 0 | 1) | ("record_info", 2))
}

/// Whether eunit calls a function of this name.
fn is_test(fa: &Fa) -> bool {
    fa.1 == 0 && (fa.0.ends_with("_test") || fa.0.ends_with("_test_"))
}
