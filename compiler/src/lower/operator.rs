//! Operators.

use lang::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use lang::span::Span;
use vm::atom::{Atom, atoms};
use vm::instr::Constant;
use vm::module::Mfa;

use super::constant::{Operand, fold_binary, fold_unary};
use super::{Dest, Lower};
use crate::builtin::{self, Builtin};
use crate::ir::{OpKind, Test, Value};
use crate::scope::Env;

impl<'a> Lower<'_, 'a> {
    /// A unary operator.
    pub fn unary_op(&mut self, expr: &'a Expr, op: UnaryOp, operand: &'a Expr, env: &mut Env) -> Operand {
        if op == UnaryOp::Not && self.is_condition(operand) {
            return Operand::Value(self.condition_value(expr, env));
        }
        let value = self.operand(operand, env);
        if let Operand::Constant(literal) = &value
            && let Some(folded) = fold_unary(op, literal)
        {
            return Operand::Constant(folded);
        }
        let args = vec![self.value(value)];
        Operand::Value(self.erlang_op(builtin::unary_name(op), args, expr.span))
    }

    /// A binary operator whose value goes to `dest`: `andalso` and `orelse` have calls in tail position.
    pub fn binary_op(
        &mut self,
        expr: &'a Expr,
        op: BinaryOp,
        left: &'a Expr,
        right: &'a Expr,
        env: &mut Env,
        dest: Dest,
    ) -> Option<Value> {
        match op {
            BinaryOp::Andalso | BinaryOp::Orelse if dest == Dest::Tail => {
                self.short_circuit(expr, op == BinaryOp::Andalso, left, right, env, dest)
            }
            BinaryOp::Append | BinaryOp::Subtract if dest == Dest::Tail => {
                let span = self.operator_span(left, right, expr.span);
                let args = match self.append_operands(op, left, right, env, span) {
                    Ok(value) => {
                        let value = self.value(value);
                        return self.finish(value, dest);
                    }
                    Err(args) => args,
                };
                let mfa =
                    Mfa { module: atoms::erlang, function: Atom::new(builtin::binary_name(op)), arity: 2 };
                self.call_mfa(mfa, args, span, dest)
            }
            _ => {
                let operand = self.binary_operand(expr, op, left, right, env);
                let value = self.value(operand);
                self.finish(value, dest)
            }
        }
    }

    /// A binary operator in value position.
    pub fn binary_operand(
        &mut self,
        expr: &'a Expr,
        op: BinaryOp,
        left: &'a Expr,
        right: &'a Expr,
        env: &mut Env,
    ) -> Operand {
        match op {
            BinaryOp::Andalso | BinaryOp::Orelse if self.is_condition(expr) => {
                return Operand::Value(self.condition_value(expr, env));
            }
            BinaryOp::Andalso | BinaryOp::Orelse => {
                let value = self.short_circuit(expr, op == BinaryOp::Andalso, left, right, env, Dest::Value);
                return Operand::Value(value.unwrap_or(Value::NIL));
            }
            BinaryOp::Append | BinaryOp::Subtract => {
                let span = self.operator_span(left, right, expr.span);
                return match self.append_operands(op, left, right, env, span) {
                    Ok(operand) => operand,
                    Err(args) => Operand::Value(self.erlang_op(builtin::binary_name(op), args, span)),
                };
            }
            _ => {}
        }
        let (a, b) = (self.operand(left, env), self.operand(right, env));
        if let (Operand::Constant(a), Operand::Constant(b)) = (&a, &b)
            && let Some(folded) = fold_binary(op, a, b)
        {
            return Operand::Constant(folded);
        }
        let args = vec![self.value(a), self.value(b)];
        let span = self.operator_span(left, right, expr.span);
        Operand::Value(self.erlang_op(builtin::binary_name(op), args, span))
    }

    /// The operands of `++` or `--`; the list itself when it can be built at once: `[A, B] ++ Tail`.
    fn append_operands(
        &mut self,
        op: BinaryOp,
        left: &'a Expr,
        right: &'a Expr,
        env: &mut Env,
        span: Span,
    ) -> Result<Operand, Vec<Value>> {
        if op == BinaryOp::Append {
            match &left.kind {
                ExprKind::List { elements, tail: None } => {
                    let elements: Vec<Operand> = elements.iter().map(|e| self.operand(e, env)).collect();
                    let tail = self.operand(right, env);
                    return Ok(self.cons_all(elements, tail, span));
                }
                ExprKind::ListComprehension { templates, qualifiers } => {
                    // OTP evaluates what is appended first.
                    let rest = self.expr(right, env);
                    let list =
                        self.list_comprehension(left.span, templates, qualifiers, env, rest, Dest::Value);
                    let list = list.unwrap_or(Value::NIL);
                    return Ok(Operand::Value(list));
                }
                ExprKind::String(text) if text.chars().count() <= 32 => {
                    let tail = self.operand(right, env);
                    let chars = text.chars();
                    let elements = chars
                        .map(|c| Operand::Constant(vm::module::Literal::Integer(u32::from(c).into())))
                        .collect();
                    return Ok(self.cons_all(elements, tail, span));
                }
                _ => {}
            }
        }
        let a = self.expr(left, env);
        let b = self.expr(right, env);
        Err(vec![a, b])
    }

    /// `erlang:name(args…)` for an operator or a guard function.
    pub fn erlang_op(&mut self, name: &str, mut args: Vec<Value>, span: Span) -> Value {
        // OTP puts a constant second where that makes no difference but in the stack trace of an error.
        if let ([Value::Const(_), Value::Var(_)], true) = (args.as_slice(), is_commutative(name)) {
            args.reverse();
        }
        match builtin::builtin(name, args.len()) {
            Some(Builtin::Test(test)) if !can_fail(test, &args) => self.test_value(test, args, span),
            Some(Builtin::Swapped(test)) => self.test_value(test, args.into_iter().rev().collect(), span),
            Some(Builtin::Arith(arith)) => self.op(OpKind::Arith(arith), args, span),
            Some(Builtin::Guard | Builtin::Test(_)) => {
                let import = self.unit.erlang(name, args.len() as u32);
                self.op(OpKind::Bif(import), args, span)
            }
            Some(Builtin::Send) if !self.unit.options.as_called => self.op(OpKind::Send, args, span),
            Some(Builtin::Send) | None => {
                let import = self.unit.erlang(name, args.len() as u32);
                self.op(OpKind::CallExt(import), args, span)
            }
        }
    }

    /// The value of a test: `true` or `false`.
    pub fn test_value(&mut self, test: Test, args: Vec<Value>, span: Span) -> Value {
        let (yes, no) = (self.block(), self.block());
        self.branch_test(test, args, yes, no, span);
        self.truth(yes, no)
    }

    /// `andalso` (when `and`) and `orelse`, the right operand's value going to `dest`.
    fn short_circuit(
        &mut self,
        expr: &'a Expr,
        and: bool,
        left: &'a Expr,
        right: &'a Expr,
        env: &mut Env,
        dest: Dest,
    ) -> Option<Value> {
        let (more, done) = (self.block(), self.block());
        let (yes, no) = if and { (more, done) } else { (done, more) };
        self.branch_badarg(left, env, yes, no, self.operator_span(left, right, expr.span));
        let decided = Value::atom(if and { atoms::false_ } else { atoms::true_ });
        match dest {
            Dest::Tail => {
                self.at(done);
                self.end(crate::ir::Term::Return(decided));
                self.at(more);
                self.expr_to(right, &mut env.branch(), Dest::Tail)
            }
            Dest::Value => {
                let join = self.block();
                let result = self.param(join);
                self.at(done);
                self.jump(join, vec![decided]);
                self.at(more);
                let value = self.expr(right, &mut env.branch());
                self.jump(join, vec![value]);
                self.at(join);
                Some(result)
            }
        }
    }
}

/// Whether a test may end in an error: `is_function/2` of what is no arity.
pub fn can_fail(test: Test, args: &[Value]) -> bool {
    test == Test::FunctionOf && !matches!(args, [_, Value::Const(Constant::Integer(arity))] if *arity >= 0)
}

fn is_commutative(name: &str) -> bool {
    matches!(name, "+" | "*" | "band" | "bor" | "bxor" | "and" | "or" | "xor")
}
