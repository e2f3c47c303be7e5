//! Conditions and guards: boolean expressions as jumps.

use lang::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use lang::span::Span;
use vm::atom::atoms;

use super::Lower;
use super::call::Target;
use super::expr::atom_of;
use super::operator::can_fail;
use crate::builtin::{self, Builtin};
use crate::ir::{BlockId, Term, Test, Value};
use crate::scope::Env;

impl<'a> Lower<'_, 'a> {
    /// Goes on in the current block when one of the guard's alternatives holds, else at `fail`.
    pub fn guard(&mut self, guard: &'a [Vec<Expr>], env: &Env, fail: BlockId) {
        let [first @ .., last] = guard else {
            return;
        };
        if first.is_empty() {
            return self.conjunction(last, env, fail);
        }
        let yes = self.block();
        for (index, alternative) in guard.iter().enumerate() {
            let next = if index + 1 == guard.len() { fail } else { self.block() };
            self.conjunction(alternative, env, next);
            self.jump(yes, Vec::new());
            self.at(next);
        }
        self.at(yes);
    }

    fn conjunction(&mut self, tests: &'a [Expr], env: &Env, fail: BlockId) {
        for test in tests {
            let yes = self.block();
            self.softly(fail, |lower| match lower.old_type_test(test) {
                Some((kind, value)) => {
                    let value = lower.expr(value, &mut env.branch());
                    lower.branch_test(kind, vec![value], yes, fail, test.span);
                }
                None => lower.branch_badarg(test, &mut env.branch(), yes, fail, test.span),
            });
            self.at(yes);
        }
    }

    /// `list(X)` for `is_list(X)`: what is tested, and of what value. Only whole tests of a guard are meant so.
    fn old_type_test(&self, test: &'a Expr) -> Option<(Test, &'a Expr)> {
        let ExprKind::Call { function, args } = &test.kind else { return None };
        let ExprKind::Atom(name) = &function.kind else { return None };
        let is_local = self.unit.local.contains_key(&(name.clone(), args.len() as u32));
        if is_local || !lang::builtins::is_old_type_test(name, args.len()) {
            return None;
        }
        if let [value, tag] = args.as_slice() {
            let ExprKind::Atom(tag) = &tag.kind else { return None };
            let size = self.unit.records.get(tag)?.fields.len() as u32 + 1;
            return Some((Test::TaggedTuple(size, vm::atom::Atom::new(tag)), value));
        }
        match builtin::builtin(&format!("is_{name}"), 1) {
            Some(Builtin::Test(kind)) => Some((kind, args.first()?)),
            _ => None,
        }
    }

    /// Whether the value is `true` or `false` whenever there is one.
    pub fn is_condition(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Atom(name) => matches!(&**name, "true" | "false"),
            ExprKind::BinaryOp(op, _, right) => match op {
                BinaryOp::Andalso | BinaryOp::Orelse => self.is_condition(right),
                BinaryOp::Eq
                | BinaryOp::Ne
                | BinaryOp::ExactEq
                | BinaryOp::ExactNe
                | BinaryOp::Lt
                | BinaryOp::Le
                | BinaryOp::Gt
                | BinaryOp::Ge => true,
                _ => false,
            },
            ExprKind::Unary(UnaryOp::Not, operand) => self.is_condition(operand),
            ExprKind::Call { function, args } => {
                matches!(
                    self.builtin_call(function, args.len()),
                    Some((_, Builtin::Test(_) | Builtin::Swapped(_)))
                ) || self.record_test(function, args).is_some()
            }
            _ => false,
        }
    }

    /// Whether a condition cannot fail: only variables and constants are compared or tested.
    fn is_safe(&self, expr: &Expr) -> bool {
        let simple = |e: &Expr| matches!(e.kind, ExprKind::Var(_)) || super::constant::atomic(e).is_some();
        match &expr.kind {
            ExprKind::Atom(_) => self.is_condition(expr),
            ExprKind::BinaryOp(BinaryOp::Andalso | BinaryOp::Orelse, left, right) => {
                self.is_safe(left) && self.is_safe(right)
            }
            ExprKind::BinaryOp(BinaryOp::And | BinaryOp::Or, left, right) => {
                self.is_safe(left) && self.is_safe(right)
            }
            ExprKind::BinaryOp(_, left, right) => self.is_condition(expr) && simple(left) && simple(right),
            ExprKind::Unary(UnaryOp::Not, operand) => self.is_safe(operand),
            ExprKind::Call { function, args } => {
                let checks_arity = matches!(
                    self.builtin_call(function, args.len()),
                    Some((_, Builtin::Test(Test::FunctionOf)))
                );
                self.is_condition(expr) && args.iter().all(simple) && !checks_arity
            }
            _ => false,
        }
    }

    /// The function of `erlang` that a call means, and how that is compiled.
    pub fn builtin_call(&self, function: &Expr, arity: usize) -> Option<(String, Builtin)> {
        match self.target(function, arity) {
            Target::Mfa(mfa) if mfa.module == atoms::erlang => {
                let name = mfa.function.name();
                Some((name.to_owned(), builtin::builtin(name, arity)?))
            }
            _ => None,
        }
    }

    /// The value of a condition.
    pub fn condition_value(&mut self, expr: &'a Expr, env: &mut Env) -> Value {
        let (yes, no) = (self.block(), self.block());
        self.branch_badarg(expr, env, yes, no, expr.span);
        self.truth(yes, no)
    }

    /// The value `true` or `false`, as control comes from `yes` or from `no`.
    pub fn truth(&mut self, yes: BlockId, no: BlockId) -> Value {
        let join = self.block();
        self.at(yes);
        self.jump(join, vec![Value::atom(atoms::true_)]);
        self.at(no);
        self.jump(join, vec![Value::atom(atoms::false_)]);
        let result = self.param(join);
        self.at(join);
        result
    }

    /// Goes to `yes` or `no`; another value raises `{badarg, Value}` at `span`, or in a guard fails.
    pub fn branch_badarg(&mut self, expr: &'a Expr, env: &mut Env, yes: BlockId, no: BlockId, span: Span) {
        match &expr.kind {
            ExprKind::Unary(UnaryOp::Not, operand) if self.is_condition(operand) => {
                return self.branch_badarg(operand, env, no, yes, span);
            }
            ExprKind::BinaryOp(op, left, right)
                if self.branch_operator(expr, *op, left, right, env, (yes, no)) =>
            {
                return;
            }
            ExprKind::Call { function, args } => {
                if let Some((_, builtin)) = self.builtin_call(function, args.len())
                    && let Builtin::Test(test) | Builtin::Swapped(test) = builtin
                {
                    let mut values = self.exprs(args, env);
                    if matches!(builtin, Builtin::Swapped(_)) {
                        values.reverse();
                    }
                    if can_fail(test, &values) {
                        let value = self.erlang_op("is_function", values, expr.span);
                        return self.branch_test(
                            Test::EqExact,
                            vec![value, Value::atom(atoms::true_)],
                            yes,
                            no,
                            expr.span,
                        );
                    }
                    return self.branch_test(test, values, yes, no, expr.span);
                }
                if let Some((arity, tag)) = self.record_test(function, args) {
                    let value = self.expr(&args[0], env);
                    return self.branch_test(Test::TaggedTuple(arity, tag), vec![value], yes, no, expr.span);
                }
            }
            _ => {}
        }
        let value = self.expr(expr, env);
        self.branch_value(value, yes, no, span);
    }

    /// As [`Lower::branch_badarg`], for a value.
    pub fn branch_value(&mut self, value: Value, yes: BlockId, no: BlockId, span: Span) {
        match atom_of(value) {
            Some(atoms::true_) => return self.jump(yes, Vec::new()),
            Some(atoms::false_) => return self.jump(no, Vec::new()),
            _ => {}
        }
        if self.soft == Some(no) {
            return self.branch_test(Test::EqExact, vec![value, Value::atom(atoms::true_)], yes, no, span);
        }
        let (not_true, other) = (self.block(), self.block());
        self.branch_test(Test::EqExact, vec![value, Value::atom(atoms::true_)], yes, not_true, span);
        self.at(not_true);
        self.branch_test(Test::EqExact, vec![value, Value::atom(atoms::false_)], no, other, span);
        self.at(other);
        match self.soft {
            Some(fail) => self.jump(fail, Vec::new()),
            None => self.end(Term::ErrorValue(atoms::badarg, value, Vec::new(), span)),
        }
    }

    /// Branches on an operator; `false` when that is none whose value is a condition.
    fn branch_operator(
        &mut self,
        expr: &'a Expr,
        op: BinaryOp,
        left: &'a Expr,
        right: &'a Expr,
        env: &mut Env,
        (yes, no): (BlockId, BlockId),
    ) -> bool {
        let span = self.operator_span(left, right, expr.span);
        // In a guard, strict `and` and `or` may stop early when what follows cannot fail, or when failing and
        // being false lead to the same place.
        let lazy = match op {
            BinaryOp::Andalso | BinaryOp::Orelse => true,
            BinaryOp::And if self.soft.is_some() => {
                (self.soft == Some(no) && self.is_condition(right)) || self.is_safe(right)
            }
            BinaryOp::Or if self.soft.is_some() => self.is_safe(right),
            _ => false,
        };
        if lazy {
            let more = self.block();
            if matches!(op, BinaryOp::Andalso | BinaryOp::And) {
                self.branch_badarg(left, env, more, no, span);
            } else {
                self.branch_badarg(left, env, yes, more, span);
            }
            self.at(more);
            self.branch_badarg(right, &mut env.branch(), yes, no, right.span);
            return true;
        }
        if !self.is_condition(expr) {
            return false;
        }
        let Some(Builtin::Test(test) | Builtin::Swapped(test)) =
            builtin::builtin(builtin::binary_name(op), 2)
        else {
            return false;
        };
        let mut args = vec![self.expr(left, env), self.expr(right, env)];
        if matches!(op, BinaryOp::Gt | BinaryOp::Le) {
            args.reverse();
        }
        self.branch_test(test, args, yes, no, span);
        true
    }
}
