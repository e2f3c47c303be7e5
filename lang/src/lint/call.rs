//! Calls: local, imported, built-in, remote.

use super::table::Table;
use super::{Fa, Linter};
use crate::ast::{Expr, ExprKind, Name};
use crate::builtins;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::suggest;

impl Linter<'_> {
    /// A call of any kind.
    pub(super) fn call(&mut self, e: &Expr, function: &Expr, args: &[Expr], table: &Table) -> Table {
        let arity = args.len() as u32;
        match &function.kind {
            ExprKind::Atom(name) => {
                if let ("is_record", [value, Expr { kind: ExprKind::Atom(record), span }]) = (&**name, args)
                    && !self.is_local(&(name.clone(), 2))
                {
                    let used = self.expr(value, table);
                    self.check_record(record, *span);
                    return used;
                }
                let used = self.expr_list(args, table);
                self.local_call(e.span, (name.clone(), arity), function.span, args);
                used
            }
            ExprKind::Remote(module, name) => match (&module.kind, &name.kind) {
                (ExprKind::Atom(m), ExprKind::Atom(f)) => {
                    if let ("erlang", "is_record", [value, Expr { kind: ExprKind::Atom(record), span }]) =
                        (&**m, &**f, args)
                    {
                        let used = self.expr(value, table);
                        self.check_record(record, *span);
                        return used;
                    }
                    if self.is_match_spec_fun(m, f) {
                        // The fun becomes a match specification before OTP's own checks see it.
                        return self.muted(|this| this.expr_list(args, table));
                    }
                    self.remote_call(function.span, m, f, args);
                    self.expr_list(args, table)
                }
                _ => self.expr_list([&**module, name].into_iter().chain(args), table),
            },
            _ => {
                if is_no_fun(&function.kind) {
                    let title = "invalid function call";
                    let bad =
                        Diagnostic::warning("invalid-call", function.span, title, "this is no function");
                    self.report(bad.with_note("the call will fail with badfun"));
                }
                self.expr_list(std::iter::once(function).chain(args), table)
            }
        }
    }

    fn local_call(&mut self, span: Span, fa: Fa, name_span: Span, args: &[Expr]) {
        let local = self.is_local(&fa);
        let imported = self.imports.get(&fa).cloned();
        let bif = builtins::is_auto_imported(&fa.0, fa.1);
        let suppressed = self.is_auto_import_suppressed(&fa);
        if !local && imported.is_none() && bif && !suppressed {
            self.deprecated(name_span, "erlang", &fa.0, fa.1);
            return;
        }
        if let Some((module, _)) = imported {
            let name = fa.0.clone();
            self.remote_call(name_span, &module, &name, args);
            return;
        }
        if (&*fa.0, fa.1) == ("record_info", 2) {
            self.record_info(span, args);
            return;
        }
        if bif && !suppressed && self.flags.warns("bif_clash") {
            let title = format!("ambiguous call of overridden auto-imported BIF {}/{}", fa.0, fa.1);
            let label = "the module's own function, or erlang's?";
            let bad = match builtins::is_old_bif(&fa.0, fa.1) {
                true => Diagnostic::error("bif-clash", name_span, title, label),
                false => Diagnostic::warning("bif-clash", name_span, title, label),
            };
            let bad = match self.locals.get(&fa) {
                Some(place) => bad.with_label(*place, "the module's own function"),
                None => bad,
            };
            self.report(bad.with_help(format!(
                "say erlang:{0}(…) for erlang's, or add -compile({{no_auto_import, [{0}/{1}]}}). for the module's own",
                fa.0, fa.1
            )));
        }
        if self.current.as_ref() != Some(&fa) {
            self.refer(fa, name_span);
        }
    }

    /// Notes that `fa` is used.
    pub(super) fn refer(&mut self, fa: Fa, span: Span) {
        let caller = self.current.clone().unwrap_or_else(|| ("".into(), 0));
        self.calls.entry(caller).or_default().push(fa.clone());
        if self.muted == 0 {
            self.called.push((fa, span));
        }
    }

    /// `fun f/1`.
    pub(super) fn fun_reference(&mut self, name: &Name, arity: u32, span: Span) {
        let fa = (name.clone(), arity);
        if (&**name, arity) == ("record_info", 2) {
            self.illegal_record_info(span);
            return;
        }
        let bif = builtins::is_auto_imported(name, arity);
        if !self.is_local(&fa) && bif && !self.is_auto_import_suppressed(&fa) {
            return;
        }
        self.refer(fa, span);
    }

    /// `m:f(…)` with known names.
    fn remote_call(&mut self, span: Span, module: &Name, name: &Name, args: &[Expr]) {
        let arity = args.len() as u32;
        self.deprecated(span, module, name, arity);
        self.check_format(span, module, name, args);
        self.check_exported(span, module, name, arity);
    }

    /// `fun m:f/1` with known names.
    pub(super) fn check_remote_reference(&mut self, span: Span, module: &Expr, name: &Expr, arity: &Expr) {
        if let (ExprKind::Atom(module), ExprKind::Atom(name), ExprKind::Integer(arity)) =
            (&module.kind, &name.kind, &arity.kind)
            && let Ok(arity) = u32::try_from(arity)
        {
            self.check_exported(span, module, name, arity);
        }
    }

    /// Warns when a known module has no such function. OTP's compiler leaves this to other tools.
    fn check_exported(&mut self, span: Span, module: &Name, name: &Name, arity: u32) {
        if self.muted > 0 {
            return;
        }
        let Some(exports) = (self.options.exports)(module) else {
            return self.check_module(span, module, name, arity);
        };
        if exports.iter().any(|(f, a)| f == name && *a == arity) {
            return;
        }
        let title = format!("function {module}:{name}/{arity} does not exist");
        let bad = Diagnostic::warning("undefined-remote", span, title, "the call will fail with undef");
        let mut arities: Vec<u32> = exports.iter().filter(|(f, _)| f == name).map(|(_, a)| *a).collect();
        arities.sort_by_key(|a| a.abs_diff(arity));
        let near = match arities.first() {
            Some(near) => Some((name.to_string(), *near)),
            None => suggest::closest(name, exports.iter().map(|(f, _)| &**f)).map(|near| {
                let arity = exports
                    .iter()
                    .filter(|(f, _)| &**f == near)
                    .map(|(_, a)| *a)
                    .min_by_key(|a| a.abs_diff(arity));
                (near.to_owned(), arity.unwrap_or(arities.len() as u32))
            }),
        };
        self.report(match near {
            Some((near, arity)) => bad.with_help(format!("did you mean {module}:{near}/{arity}?")),
            None => bad,
        });
    }

    /// Warns when no such module is to be found and one with nearly this name has the function.
    fn check_module(&mut self, span: Span, module: &Name, name: &Name, arity: u32) {
        if self.module.as_ref() == Some(module) {
            return;
        }
        let has_function = |candidate: &str| {
            let exports = (self.options.exports)(candidate).unwrap_or_default();
            exports.iter().any(|(f, a)| f == name && *a == arity)
        };
        let near = (self.options.modules)(module)
            .into_iter()
            .filter_map(|candidate| Some((suggest::nearness(module, candidate)?, candidate)))
            .filter(|(_, candidate)| has_function(candidate))
            .min();
        let Some((_, near)) = near else { return };
        let title = format!("module {module} does not exist");
        let bad = Diagnostic::warning("undefined-remote", span, title, "the call will fail with undef");
        self.report(bad.with_help(format!("did you mean {near}:{name}/{arity}?")));
    }

    /// Warns of functions that OTP 25 calls deprecated.
    fn deprecated(&mut self, span: Span, module: &str, name: &str, arity: u32) {
        if !self.flags.warns("deprecated_function") {
            return;
        }
        let advice = match (module, name, arity) {
            ("erlang", "now", 0) => {
                "use erlang:monotonic_time/0, erlang:system_time/0 or erlang:unique_integer/0"
            }
            ("random", "seed" | "uniform" | "uniform_s" | "seed0", _) => "use the `rand` module instead",
            ("string", "len", 1) => "use string:length/1",
            ("filename", "safe_relative_path", 1) => "use filelib:safe_relative_path/2",
            ("http_uri", ..) => "use uri_string",
            ("crypto", "rand_uniform", 2) => "use rand:uniform/1",
            ("erlang", "get_stacktrace", 0) => "use the Class:Reason:Stacktrace form of catch clauses",
            ("gen_fsm", _, _) => "use gen_statem",
            ("pg2", _, _) => "use pg",
            _ => return,
        };
        // The old string functions are not deprecated in 25 after all; they only have successors.
        if module == "string" || (module == "gen_fsm") {
            return;
        }
        let title = format!("{module}:{name}/{arity} is deprecated");
        self.report(
            Diagnostic::warning("deprecated-function", span, title, "still there, but not for long")
                .with_help(advice),
        );
    }

    fn is_match_spec_fun(&self, module: &str, name: &str) -> bool {
        name == "fun2ms"
            && matches!(module, "ets" | "dbg")
            && self.flags.transforms.iter().any(|(transform, _)| &**transform == "ms_transform")
    }
}

/// What can never be called.
fn is_no_fun(kind: &ExprKind) -> bool {
    match kind {
        ExprKind::Integer(_)
        | ExprKind::Char(_)
        | ExprKind::Float(_)
        | ExprKind::String(_)
        | ExprKind::List { .. }
        | ExprKind::ListComprehension { .. }
        | ExprKind::RecordIndex { .. } => true,
        ExprKind::Tuple(elements) => elements.len() != 2,
        _ => false,
    }
}
