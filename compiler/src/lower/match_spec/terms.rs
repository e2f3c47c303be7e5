//! Guards and bodies of match specifications: terms that say what is to be computed.

use lang::ast::{Expr, ExprKind, MapField};
use lang::diagnostic::Diagnostic;
use lang::span::Span;
use vm::module::Literal;

use super::{Field, Head, Lower, Operand, atom, calls, folded, integer};
use crate::builtin::{binary_name, unary_name};
use crate::lower::constant::atomic;
use crate::scope::Env;

/// What a term is part of.
struct Place<'h, 'a> {
    head: &'h Head<'a>,
    is_body: bool,
}

impl<'a> Lower<'_, 'a> {
    pub(super) fn spec_guard(
        &mut self,
        tests: &'a [Expr],
        head: &Head<'a>,
        span: Span,
        env: &mut Env,
    ) -> Operand {
        let place = Place { head, is_body: false };
        let tests = tests.iter().map(|test| self.spec_test(test, &place, env)).collect();
        self.cons_all(tests, Operand::Constant(Literal::Nil), span)
    }

    pub(super) fn spec_body(
        &mut self,
        body: &'a [Expr],
        head: &Head<'a>,
        span: Span,
        env: &mut Env,
    ) -> Operand {
        let terms = self.spec_terms(body, &Place { head, is_body: true }, env);
        self.cons_all(terms, Operand::Constant(Literal::Nil), span)
    }

    /// A whole test, in which the name of a type is a test of that type.
    fn spec_test(&mut self, test: &'a Expr, place: &Place<'_, 'a>, env: &mut Env) -> Operand {
        if let ExprKind::Call { function, args } = &test.kind
            && let ExprKind::Atom(name) = &function.kind
            && let Some(name) = calls::old_test(name, args.len())
        {
            return self.spec_application(&name, test.span, args, place, env);
        }
        self.spec_term(test, place, env)
    }

    fn spec_terms(&mut self, exprs: &'a [Expr], place: &Place<'_, 'a>, env: &mut Env) -> Vec<Operand> {
        exprs.iter().map(|expr| self.spec_term(expr, place, env)).collect()
    }

    fn spec_term(&mut self, expr: &'a Expr, place: &Place<'_, 'a>, env: &mut Env) -> Operand {
        let span = expr.span;
        match &expr.kind {
            // Such atoms have a meaning of their own in a specification.
            ExprKind::Atom(name) if name.starts_with('$') => {
                self.tuple(vec![atom("const"), atom(name)], span)
            }
            ExprKind::Var(name) => self.spec_variable(expr, name, place, env),
            ExprKind::List { elements, tail } => {
                let elements = self.spec_terms(elements, place, env);
                let tail = match tail {
                    Some(tail) => self.spec_term(tail, place, env),
                    None => Operand::Constant(Literal::Nil),
                };
                self.cons_all(elements, tail, span)
            }
            ExprKind::Tuple(elements) => {
                let elements = self.spec_terms(elements, place, env);
                self.quoted_tuple(elements, span)
            }
            ExprKind::Record { base, .. } => self.spec_made_record(expr, base.as_deref(), place, env),
            ExprKind::RecordAccess { record, name, field } => {
                let index = self.spec_index(span, name, field);
                let record = self.spec_term(record, place, env);
                self.tuple(vec![atom("element"), index, record], span)
            }
            ExprKind::RecordIndex { name, field } => self.spec_index(span, name, field),
            ExprKind::Map { base: None, fields } => self.spec_map(fields, span, place, env),
            ExprKind::BinaryOp(op, left, right) => match folded(expr) {
                Some(number) => number,
                None => {
                    let left = self.spec_term(left, place, env);
                    let right = self.spec_term(right, place, env);
                    self.tuple(vec![atom(binary_name(*op)), left, right], span)
                }
            },
            ExprKind::Unary(op, operand) => match folded(expr) {
                Some(number) => number,
                None => {
                    let operand = self.spec_term(operand, place, env);
                    self.tuple(vec![atom(unary_name(*op)), operand], span)
                }
            },
            ExprKind::Call { function, args } => self.spec_call(span, function, args, place, env),
            ExprKind::Binary(elements) => match self.is_outside(expr, place, env) {
                true => self.spec_binary(span, elements, env),
                false => self.no_spec(span, "a binary of variables of the head"),
            },
            _ => match atomic(expr) {
                Some(literal) => Operand::Constant(literal),
                None => self.no_spec(span, "this expression"),
            },
        }
    }

    fn quoted_tuple(&mut self, elements: Vec<Operand>, span: Span) -> Operand {
        let inner = self.tuple(elements, span);
        self.tuple(vec![inner], span)
    }

    fn spec_map(
        &mut self,
        fields: &'a [MapField],
        span: Span,
        place: &Place<'_, 'a>,
        env: &mut Env,
    ) -> Operand {
        let pair = |field: &'a MapField| {
            let key = self.spec_term(&field.key, place, env);
            (false, key, self.spec_term(&field.value, place, env))
        };
        let pairs = fields.iter().map(pair).collect();
        self.map_of(Operand::Constant(Literal::Map(Vec::new())), false, pairs, span)
    }

    /// `#name{…}` and `Base#name{…}`, where the fields not named are those of the other record.
    fn spec_made_record(
        &mut self,
        expr: &'a Expr,
        base: Option<&'a Expr>,
        place: &Place<'_, 'a>,
        env: &mut Env,
    ) -> Operand {
        let ExprKind::Record { name, fields, .. } = &expr.kind else { return atom("_") };
        let span = expr.span;
        if base.is_some() && fields.iter().any(|field| field.name.is_none()) {
            return self.no_spec(span, "`_` for all other fields of a record that is updated");
        }
        let make = &mut |lower: &mut Self, (given, index): Field<'a>| match (given, base) {
            (Ok(given), _) => lower.spec_term(given, place, env),
            (Err(_), Some(base)) => {
                let base = lower.spec_term(base, place, env);
                lower.tuple(vec![atom("element"), integer(index), base], span)
            }
            (Err(Some(default)), None) => lower.spec_term(default, place, env),
            (Err(None), None) => atom("undefined"),
        };
        let elements = self.spec_record(span, name, fields, make);
        self.quoted_tuple(elements, span)
    }

    /// A variable of the head, the object, or a value from outside.
    fn spec_variable(&mut self, expr: &'a Expr, name: &str, place: &Place<'_, 'a>, env: &mut Env) -> Operand {
        if name == "_" {
            return atom("_");
        }
        if let Some(number) = place.head.variables.get(name) {
            return atom(&format!("${number}"));
        }
        if place.head.object == Some(name) {
            return atom("$_");
        }
        self.check_bound(name, expr.span, env);
        let value = self.operand(expr, env);
        self.tuple(vec![atom("const"), value], expr.span)
    }

    /// Lint looks at the fun without a word, as OTP's sees the specification; so this is checked here.
    fn check_bound(&mut self, name: &str, span: Span, env: &Env) {
        if env.get(name).is_none() {
            let title = format!("variable {name} is unbound");
            self.unit.error(Diagnostic::error("unbound-variable", span, title, "not bound here"));
        }
    }

    /// Whether all variables of an expression come from outside of the fun.
    fn is_outside(&mut self, expr: &'a Expr, place: &Place<'_, 'a>, env: &Env) -> bool {
        let mut names = Vec::new();
        crate::walk::variables(expr, &mut |name| names.push(name));
        let of_head = |name: &str| place.head.variables.contains_key(name) || place.head.object == Some(name);
        if names.iter().any(|name| of_head(name)) {
            return false;
        }
        names.iter().for_each(|name| self.check_bound(name, expr.span, env));
        true
    }

    fn spec_call(
        &mut self,
        span: Span,
        function: &'a Expr,
        args: &'a [Expr],
        place: &Place<'_, 'a>,
        env: &mut Env,
    ) -> Operand {
        let (name, is_remote) = match &function.kind {
            ExprKind::Atom(name) => (name, false),
            ExprKind::Remote(module, name) => match (&module.kind, &name.kind) {
                (ExprKind::Atom(module), ExprKind::Atom(name)) if &**module == "erlang" => (name, true),
                (ExprKind::Atom(module), ExprKind::Atom(name)) => {
                    return self.no_spec(span, &format!("a call of {module}:{name}/{}", args.len()));
                }
                _ => return self.no_spec(span, "a call of what is known later"),
            },
            _ => return self.no_spec(span, "a call of a value"),
        };
        match (&**name, args, is_remote) {
            ("object", [], false) => return atom("$_"),
            ("bindings", [], false) => return atom("$*"),
            _ => {}
        }
        let arity = args.len();
        let is_known = calls::is_function(name, arity)
            || match is_remote {
                true => calls::is_operator(name, arity),
                false => calls::is_local(name, arity) || place.is_body && calls::is_action(name, arity),
            };
        match is_known {
            true => self.spec_application(name, span, args, place, env),
            false => self.no_spec(span, &format!("a call of {name}/{arity}")),
        }
    }

    /// A call, which gets the size of the record that it tests for.
    fn spec_application(
        &mut self,
        name: &str,
        span: Span,
        args: &'a [Expr],
        place: &Place<'_, 'a>,
        env: &mut Env,
    ) -> Operand {
        let mut parts = vec![atom(name)];
        parts.extend(self.spec_terms(args, place, env));
        if let ("is_record", [_, Expr { kind: ExprKind::Atom(record), .. }]) = (name, args) {
            parts.push(match self.unit.record(record) {
                Some(record) => integer(record.fields.len() + 1),
                None => self.no_record(span, record),
            });
        }
        self.tuple(parts, span)
    }
}
