//! Expressions: the case distinction over all kinds, and the simple ones among them.

use lang::ast::{Expr, ExprKind, MapField};
use lang::diagnostic::Diagnostic;
use lang::span::Span;
use vm::atom::{Atom, atoms};
use vm::instr::Constant;
use vm::module::{Literal, Mfa};

use super::constant::{Operand, atomic, is_anonymous};
use super::{Dest, Lower};
use crate::ir::{OpKind, Value};
use crate::scope::Env;

impl<'a> Lower<'_, 'a> {
    /// The value of an expression.
    pub fn expr(&mut self, expr: &'a Expr, env: &mut Env) -> Value {
        let operand = self.operand(expr, env);
        self.value(operand)
    }

    /// The values of several expressions, from left to right.
    pub fn exprs(&mut self, exprs: &'a [Expr], env: &mut Env) -> Vec<Value> {
        exprs.iter().map(|expr| self.expr(expr, env)).collect()
    }

    /// A sequence: the value of the last expression goes to `dest`.
    pub fn body(&mut self, exprs: &'a [Expr], env: &mut Env, dest: Dest) -> Option<Value> {
        let Some((last, first)) = exprs.split_last() else {
            return self.finish(Value::atom(atoms::ok), dest);
        };
        for expr in first {
            self.discard(expr, env);
        }
        self.expr_to(last, env, dest)
    }

    /// An expression whose value nobody wants.
    pub fn discard(&mut self, expr: &'a Expr, env: &mut Env) {
        match &expr.kind {
            ExprKind::ListComprehension { templates, qualifiers } => {
                self.effects_comprehension(expr.span, templates, qualifiers, env);
            }
            ExprKind::Match(pattern, value) if matches!(&pattern.kind, ExprKind::Var(name) if is_anonymous(name)) =>
            {
                self.discard(value, env);
            }
            ExprKind::Begin(body) => body.iter().for_each(|expr| self.discard(expr, env)),
            _ => {
                self.expr(expr, env);
            }
        }
    }

    /// An expression whose value goes to `dest`; `None` when it has gone there.
    pub fn expr_to(&mut self, expr: &'a Expr, env: &mut Env, dest: Dest) -> Option<Value> {
        match &expr.kind {
            ExprKind::Begin(body) => self.body(body, env, dest),
            ExprKind::Case { subject, clauses } => self.case(expr.span, subject, clauses, env, dest),
            ExprKind::If(clauses) => self.if_(expr.span, clauses, env, dest),
            ExprKind::Receive { clauses, after } => self.receive(expr.span, clauses, after, env, dest),
            ExprKind::Try { .. } => self.try_expr(expr, env, dest),
            ExprKind::Catch(body) => {
                let value = self.catch(body, env);
                self.finish(value, dest)
            }
            ExprKind::Maybe { body, else_ } => self.maybe(expr.span, body, else_, env, dest),
            ExprKind::Call { function, args } => self.call(expr, function, args, env, dest),
            ExprKind::BinaryOp(op, left, right) => self.binary_op(expr, *op, left, right, env, dest),
            ExprKind::ListComprehension { templates, qualifiers } => {
                self.list_comprehension(expr.span, templates, qualifiers, env, Value::NIL, dest)
            }
            ExprKind::BinaryComprehension { template, qualifiers } => {
                self.binary_comprehension(expr.span, template, qualifiers, env, dest)
            }
            _ => {
                let value = self.expr(expr, env);
                self.finish(value, dest)
            }
        }
    }

    /// As [`Lower::expr`], but a constant stays a term that may become part of a larger one.
    pub fn operand(&mut self, expr: &'a Expr, env: &mut Env) -> Operand {
        if let Some(literal) = atomic(expr) {
            return Operand::Constant(literal);
        }
        match &expr.kind {
            ExprKind::Var(name) => self.variable(name, env),
            ExprKind::List { elements, tail } => self.list(elements, tail.as_deref(), expr.span, env),
            ExprKind::Tuple(elements) => {
                let operands = elements.iter().map(|e| self.operand(e, env)).collect();
                self.tuple(operands, expr.span)
            }
            ExprKind::Binary(segments) => self.binary(expr.span, segments, env),
            ExprKind::Map { base, fields } => self.map(expr.span, base.as_deref(), fields, env),
            ExprKind::Record { base: None, name, fields } => self.record_new(expr.span, name, fields, env),
            ExprKind::Record { base: Some(base), name, fields } => {
                Operand::Value(self.record_update(expr.span, base, name, fields, env))
            }
            ExprKind::RecordAccess { record, name, field } => {
                Operand::Value(self.record_access(expr.span, record, name, field, env))
            }
            ExprKind::RecordIndex { name, field } => {
                let index = self.unit.record(name).and_then(|record| record.index(field)).unwrap_or(0);
                Operand::Constant(Literal::Integer((index as i64 + 2).into()))
            }
            ExprKind::Match(pattern, value) => {
                Operand::Value(self.match_expr(expr.span, pattern, value, env))
            }
            ExprKind::MaybeMatch(pattern, value) => {
                // Only inside `maybe`, which handles it; lint has refused it elsewhere.
                Operand::Value(self.match_expr(expr.span, pattern, value, env))
            }
            ExprKind::FunLocal { name, arity } => Operand::Value(self.fun_local(expr, name, *arity)),
            ExprKind::FunRemote { module, name, arity } => {
                self.fun_remote(expr.span, module, name, arity, env)
            }
            ExprKind::Fun { name, clauses } => Operand::Value(self.fun(expr, name.as_ref(), clauses, env)),
            ExprKind::Unary(op, operand) => self.unary_op(expr, *op, operand, env),
            ExprKind::BinaryOp(op, left, right) => self.binary_operand(expr, *op, left, right, env),
            ExprKind::ListComprehension { templates, qualifiers } => {
                let list =
                    self.list_comprehension(expr.span, templates, qualifiers, env, Value::NIL, Dest::Value);
                Operand::Value(list.unwrap_or(Value::NIL))
            }
            ExprKind::BinaryComprehension { template, qualifiers } => {
                let bits = self.binary_comprehension(expr.span, template, qualifiers, env, Dest::Value);
                Operand::Value(bits.unwrap_or(Value::NIL))
            }
            ExprKind::MapComprehension { templates, qualifiers } => {
                Operand::Value(self.map_comprehension(expr.span, templates, qualifiers, env))
            }
            ExprKind::Remote(..) => {
                self.refuse(expr.span, "a module and a function name without arguments");
                Operand::Constant(Literal::Nil)
            }
            _ => {
                // A construct with control flow: in value position it always delivers one.
                let value = self.expr_to(expr, env, Dest::Value);
                Operand::Value(value.unwrap_or(Value::NIL))
            }
        }
    }

    fn variable(&mut self, name: &str, env: &Env) -> Operand {
        match env.get(name) {
            Some(value) => self.operand_of(value),
            // Lint refuses unbound variables; this keeps a program that slipped through from panicking.
            None => Operand::Constant(Literal::Atom(atoms::undefined)),
        }
    }

    fn list(&mut self, elements: &'a [Expr], tail: Option<&'a Expr>, span: Span, env: &mut Env) -> Operand {
        let operands: Vec<Operand> = elements.iter().map(|e| self.operand(e, env)).collect();
        let tail = match tail {
            Some(tail) => self.operand(tail, env),
            None => Operand::Constant(Literal::Nil),
        };
        self.cons_all(operands, tail, span)
    }

    /// The list of `operands` before `tail`; its constant end becomes one literal.
    pub fn cons_all(&mut self, mut operands: Vec<Operand>, tail: Operand, span: Span) -> Operand {
        let mut rest = match tail {
            Operand::Constant(tail) => {
                let from =
                    operands.iter().rposition(|o| matches!(o, Operand::Value(_))).map_or(0, |at| at + 1);
                let constants = operands.drain(from..).filter_map(|operand| match operand {
                    Operand::Constant(literal) => Some(literal),
                    Operand::Value(_) => None,
                });
                Operand::Constant(super::constant::list(constants.collect(), tail))
            }
            tail => tail,
        };
        while let Some(head) = operands.pop() {
            let args = vec![self.value(head), self.value(rest)];
            rest = Operand::Value(self.op(OpKind::PutList, args, span));
        }
        rest
    }

    /// The tuple of `operands`.
    pub fn tuple(&mut self, operands: Vec<Operand>, span: Span) -> Operand {
        if operands.iter().all(|operand| matches!(operand, Operand::Constant(_))) {
            let elements = operands.into_iter().filter_map(|operand| match operand {
                Operand::Constant(literal) => Some(literal),
                Operand::Value(_) => None,
            });
            return Operand::Constant(Literal::Tuple(elements.collect()));
        }
        let args = operands.into_iter().map(|operand| self.value(operand)).collect();
        Operand::Value(self.op(OpKind::PutTuple, args, span))
    }

    fn map(&mut self, span: Span, base: Option<&'a Expr>, fields: &'a [MapField], env: &mut Env) -> Operand {
        let mut place = span;
        let start = match base {
            Some(base) => {
                let limit = fields.first().map_or(span.end, |field| field.span.start);
                place = self.find_between(base.span, limit, span, |c| c == b'#');
                Operand::Value(self.expr(base, env))
            }
            None => Operand::Constant(Literal::Map(Vec::new())),
        };
        let mut pairs = Vec::with_capacity(fields.len());
        for field in fields {
            let key = self.operand(&field.key, env);
            let value = self.operand(&field.value, env);
            pairs.push((field.exact, key, value));
        }
        self.map_of(start, base.is_some(), pairs, place)
    }

    /// `start#{…}`: consecutive fields of the same sort are one instruction.
    pub fn map_of(
        &mut self,
        start: Operand,
        has_base: bool,
        pairs: Vec<(bool, Operand, Operand)>,
        span: Span,
    ) -> Operand {
        let constant = |o: &Operand| matches!(o, Operand::Constant(_));
        if !has_base && pairs.iter().all(|(exact, key, value)| !exact && constant(key) && constant(value)) {
            let pairs = pairs.into_iter().filter_map(|(_, key, value)| match (key, value) {
                (Operand::Constant(key), Operand::Constant(value)) => Some((key, value)),
                _ => None,
            });
            return Operand::Constant(super::constant::map(pairs.collect()));
        }
        let mut map = self.value(start);
        if pairs.is_empty() {
            // `M#{}` still requires a map.
            return Operand::Value(self.op(OpKind::PutMap, vec![map], span));
        }
        let mut args = vec![map];
        let mut sort = pairs.first().is_some_and(|pair| pair.0);
        for (exact, key, value) in pairs {
            if exact != sort || args.len() >= 512 {
                map = self.put_map(sort, std::mem::take(&mut args), span);
                args.push(map);
                sort = exact;
            }
            args.push(self.value(key));
            args.push(self.value(value));
        }
        Operand::Value(self.put_map(sort, args, span))
    }

    fn put_map(&mut self, exact: bool, args: Vec<Value>, span: Span) -> Value {
        let kind = if exact { OpKind::UpdateMap } else { OpKind::PutMap };
        self.op(kind, args, span)
    }

    /// `fun M:F/A` with constant or variable parts.
    fn fun_remote(
        &mut self,
        span: Span,
        module: &'a Expr,
        name: &'a Expr,
        arity: &'a Expr,
        env: &mut Env,
    ) -> Operand {
        let parts = [self.operand(module, env), self.operand(name, env), self.operand(arity, env)];
        if let [
            Operand::Constant(Literal::Atom(module)),
            Operand::Constant(Literal::Atom(function)),
            Operand::Constant(Literal::Integer(arity)),
        ] = &parts
            && let Ok(arity @ 0..=255) = u32::try_from(arity)
        {
            return Operand::Constant(Literal::Export(Mfa { module: *module, function: *function, arity }));
        }
        let args = parts.into_iter().map(|part| self.value(part)).collect();
        let import = self.unit.erlang("make_fun", 3);
        Operand::Value(self.op(OpKind::CallExt(import), args, span))
    }

    /// Notes that a construct is not supported.
    pub fn refuse(&mut self, span: Span, what: &str) {
        self.unit.error(Diagnostic::error(
            "unsupported",
            span,
            format!("{what} cannot be compiled"),
            "this is not supported",
        ));
    }
}

/// The atom that a constant operand is.
pub fn atom_of(value: Value) -> Option<Atom> {
    match value {
        Value::Const(Constant::Atom(atom)) => Some(atom),
        _ => None,
    }
}
