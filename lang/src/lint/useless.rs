//! Values that are made and thrown away.

use super::Linter;
use crate::ast::{BinaryOp, Clause, Expr, ExprKind, UnaryOp};
use crate::diagnostic::Diagnostic;
use crate::span::Span;

impl Linter<'_> {
    /// The bodies of clauses whose value is used.
    pub(super) fn check_bodies(&mut self, clauses: &[Clause]) {
        clauses.iter().for_each(|clause| self.check_sequence(&clause.body, true));
    }

    /// Warns of useless expressions in a sequence, the last one excepted when its value is used.
    pub(super) fn check_sequence(&mut self, list: &[Expr], last_used: bool) {
        if self.muted > 0 {
            return;
        }
        let count = list.len() - usize::from(last_used).min(list.len());
        // At the prompt and in scripts the last value of a form is shown or dropped on purpose.
        let count = if self.current.is_none() { list.len().saturating_sub(1) } else { count };
        list[..count].iter().for_each(|e| self.check_useless(e));
        // A block's own expressions are a sequence as well.
        for e in &list[count..] {
            if let ExprKind::Begin(body) = &e.kind {
                self.check_sequence(body, true);
            }
        }
    }

    fn check_useless(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Integer(_)
            | ExprKind::Char(_)
            | ExprKind::Float(_)
            | ExprKind::String(_)
            | ExprKind::Tuple(_)
            | ExprKind::Binary(_)
            | ExprKind::Map { .. }
            | ExprKind::Fun { .. } => self.unused_term(e.span),
            ExprKind::Record { base: None, .. } => self.unused_term(e.span),
            ExprKind::List { elements, .. } if !elements.is_empty() => self.unused_term(e.span),
            ExprKind::FunRemote { .. } => self.ignored(e.span, "the result of fun construction"),
            ExprKind::Begin(body) => body.iter().for_each(|e| self.check_useless(e)),
            ExprKind::ListComprehension { templates, .. } => {
                templates.iter().for_each(|e| self.check_useless(e))
            }
            ExprKind::Unary(op, _) => {
                let op = match op {
                    UnaryOp::Plus => "+",
                    UnaryOp::Minus => "-",
                    UnaryOp::Bnot => "bnot",
                    UnaryOp::Not => "not",
                };
                self.ignored(e.span, &format!("the result of evaluating operator `{op}`"));
            }
            ExprKind::BinaryOp(op, ..) => {
                use BinaryOp::*;
                match op {
                    Andalso | Orelse | Send => {}
                    Eq | Ne | ExactEq | ExactNe | Lt | Le | Gt | Ge => {
                        self.no_effect(
                            e.span,
                            &format!("use of operator `{}`", crate::pretty::operator(*op)),
                        );
                    }
                    _ => {
                        let title =
                            format!("the result of evaluating operator `{}`", crate::pretty::operator(*op));
                        self.ignored(e.span, &title);
                    }
                }
            }
            ExprKind::Call { function, args } => self.check_useless_call(e.span, function, args.len() as u32),
            _ => {}
        }
    }

    fn check_useless_call(&mut self, span: Span, function: &Expr, arity: u32) {
        let (module, name) = match &function.kind {
            ExprKind::Atom(name) => {
                let fa = (name.clone(), arity);
                let own = self.is_local(&fa)
                    || self.imports.contains_key(&fa)
                    || self.is_auto_import_suppressed(&fa);
                if own || !crate::builtins::is_auto_imported(name, arity) {
                    return;
                }
                ("erlang", &**name)
            }
            ExprKind::Remote(module, name) => match (&module.kind, &name.kind) {
                (ExprKind::Atom(module), ExprKind::Atom(name)) => (&**module, &**name),
                _ => return,
            },
            _ => return,
        };
        let shown =
            if module == "erlang" { format!("{name}/{arity}") } else { format!("{module}:{name}/{arity}") };
        if module == "erlang" && is_safe(name, arity) {
            self.no_effect(span, &format!("the call to {shown}"));
        } else if is_pure(module, name, arity) {
            self.ignored(span, &format!("the result of calling {shown}"));
        }
    }

    fn unused_term(&mut self, span: Span) {
        let title = "a term is constructed, but never used";
        let bad = Diagnostic::warning("unused-term", span, title, "its value is thrown away");
        self.report(bad.with_note("only the last expression of a body gives its value"));
    }

    fn ignored(&mut self, span: Span, what: &str) {
        let bad = Diagnostic::warning(
            "ignored-result",
            span,
            format!("{what} is ignored"),
            "its value is thrown away",
        );
        self.report(bad.with_help("to say that this is meant, write _ = …"));
    }

    fn no_effect(&mut self, span: Span, what: &str) {
        let bad = Diagnostic::warning(
            "no-effect",
            span,
            format!("{what} has no effect"),
            "its value is thrown away",
        );
        self.report(bad.with_help("match on it, return it, or remove it"));
    }
}

/// Functions of `erlang` that neither fail nor do anything.
fn is_safe(name: &str, arity: u32) -> bool {
    match arity {
        0 => matches!(
            name,
            "date"
                | "get"
                | "get_keys"
                | "group_leader"
                | "is_alive"
                | "make_ref"
                | "node"
                | "nodes"
                | "now"
                | "registered"
                | "self"
                | "time"
        ),
        1 => {
            name.starts_with("is_") && name != "is_process_alive"
                || matches!(name, "get" | "get_keys" | "term_to_binary")
        }
        2 => matches!(name, "is_record" | "max" | "min" | "is_function"),
        _ => false,
    }
}

/// Functions that do nothing but compute.
fn is_pure(module: &str, name: &str, arity: u32) -> bool {
    match module {
        "math" => true,
        "lists" => matches!((name, arity), ("append", 2) | ("subtract", 2)),
        "erlang" => match arity {
            1 => matches!(
                name,
                "abs"
                    | "atom_to_binary"
                    | "atom_to_list"
                    | "binary_to_atom"
                    | "binary_to_float"
                    | "binary_to_integer"
                    | "binary_to_list"
                    | "bit_size"
                    | "bitstring_to_list"
                    | "byte_size"
                    | "ceil"
                    | "float"
                    | "float_to_binary"
                    | "float_to_list"
                    | "floor"
                    | "hd"
                    | "integer_to_binary"
                    | "integer_to_list"
                    | "iolist_size"
                    | "iolist_to_binary"
                    | "length"
                    | "list_to_atom"
                    | "list_to_binary"
                    | "list_to_bitstring"
                    | "list_to_float"
                    | "list_to_integer"
                    | "list_to_pid"
                    | "list_to_tuple"
                    | "map_size"
                    | "pid_to_list"
                    | "round"
                    | "size"
                    | "tl"
                    | "trunc"
                    | "tuple_size"
                    | "tuple_to_list"
            ),
            2 => matches!(
                name,
                "atom_to_binary"
                    | "binary_part"
                    | "binary_to_atom"
                    | "binary_to_integer"
                    | "element"
                    | "float_to_binary"
                    | "float_to_list"
                    | "integer_to_binary"
                    | "integer_to_list"
                    | "list_to_integer"
                    | "map_get"
                    | "is_map_key"
            ),
            3 => matches!(name, "setelement" | "binary_part"),
            _ => false,
        },
        _ => false,
    }
}
