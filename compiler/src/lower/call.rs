//! Calls.

use lang::ast::{Clause, Expr, ExprKind};
use lang::span::Span;
use vm::atom::{Atom, atoms};
use vm::module::{Literal, Mfa};

use super::constant::atomic;
use super::expr::atom_of;
use super::{Dest, Lower};
use crate::builtin::{self, Builtin};
use crate::ir::{Op, OpKind, Term, Value};
use crate::scope::Env;

/// What a call calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A function of this module, by index.
    Local(u32),
    /// A function known by name.
    Mfa(Mfa),
    /// `M:F` with an unknown part.
    Apply,
    /// The value of an expression.
    Fun,
}

impl<'a> Lower<'_, 'a> {
    /// What a call of `function` with `arity` arguments calls.
    pub fn target(&self, function: &Expr, arity: usize) -> Target {
        let arity = arity as u32;
        match &function.kind {
            ExprKind::Atom(name) => match self.unit.local.get(&(name.clone(), arity)) {
                Some(index) if self.soft.is_none() => Target::Local(*index),
                // Made by the compiler, so that it is no function of the source.
                None if &**name == "module_info" && arity <= 1 => {
                    Target::Mfa(Mfa { module: self.unit.name, function: Atom::new(name), arity })
                }
                _ => Target::Mfa(Mfa {
                    module: self.unit.home_of(name, arity),
                    function: Atom::new(name),
                    arity,
                }),
            },
            ExprKind::Remote(module, name) => match (&module.kind, &name.kind) {
                (ExprKind::Atom(module), ExprKind::Atom(name)) => {
                    Target::Mfa(Mfa { module: Atom::new(module), function: Atom::new(name), arity })
                }
                _ => Target::Apply,
            },
            _ => Target::Fun,
        }
    }

    /// A call whose value goes to `dest`.
    pub fn call(
        &mut self,
        expr: &'a Expr,
        function: &'a Expr,
        args: &'a [Expr],
        env: &mut Env,
        dest: Dest,
    ) -> Option<Value> {
        let span = expr.span;
        if let Some((arity, tag)) = self.record_test(function, args) {
            let value = self.expr(&args[0], env);
            let result = self.test_value(crate::ir::Test::TaggedTuple(arity, tag), vec![value], span);
            return self.finish(result, dest);
        }
        if let Some(fields) = self.record_info(function, args) {
            let value = self.value(super::constant::Operand::Constant(fields));
            return self.finish(value, dest);
        }
        if let Some(spec) = self.fun2ms(function, args, env) {
            let value = self.value(spec);
            return self.finish(value, dest);
        }
        match self.target(function, args.len()) {
            Target::Local(index) => {
                let args = self.exprs(args, env);
                self.call_op(OpKind::Call(index), args, span, dest)
            }
            Target::Mfa(mfa) => {
                let args = self.exprs(args, env);
                self.call_mfa(mfa, args, span, dest)
            }
            Target::Apply => self.call_apply(function, args, span, env, dest),
            Target::Fun => {
                if let Some(clause) = called_at_once(function, args) {
                    return self.inline(clause, args, env, dest);
                }
                // OTP evaluates the fun's expression before the arguments.
                let fun = self.expr(function, env);
                let mut args = self.exprs(args, env);
                if let Some(myself) = self.myself.as_ref().filter(|m| m.value == fun && m.arity == args.len())
                {
                    let index = myself.function;
                    args.extend(&myself.free);
                    return self.call_op(OpKind::Call(index), args, span, dest);
                }
                args.push(fun);
                self.call_op(OpKind::CallFun, args, span, dest)
            }
        }
    }

    /// The body of a fun that is called where it stands, as every assert macro does: no function of its own, so that
    /// stack traces show the one around it, as OTP's do. What the body binds stays in it.
    fn inline(&mut self, clause: &'a Clause, args: &'a [Expr], env: &mut Env, dest: Dest) -> Option<Value> {
        let args = self.exprs(args, env);
        let mut inner = env.branch();
        for (pattern, value) in clause.patterns.iter().zip(args) {
            if let ExprKind::Var(name) = &pattern.kind
                && &**name != "_"
            {
                inner.shadow(name.clone(), value);
            }
        }
        self.inlined += 1;
        let value = self.body(&clause.body, &mut inner, dest);
        self.inlined -= 1;
        value
    }

    fn call_apply(
        &mut self,
        function: &'a Expr,
        args: &'a [Expr],
        span: Span,
        env: &mut Env,
        dest: Dest,
    ) -> Option<Value> {
        let ExprKind::Remote(module, name) = &function.kind else {
            return None;
        };
        let module = self.expr(module, env);
        let name = self.expr(name, env);
        let mut args = self.exprs(args, env);
        match (atom_of(module), atom_of(name)) {
            (Some(module), Some(function)) => {
                let mfa = Mfa { module, function, arity: args.len() as u32 };
                self.call_mfa(mfa, args, span, dest)
            }
            _ => {
                args.push(module);
                args.push(name);
                self.call_op(OpKind::Apply, args, span, dest)
            }
        }
    }

    /// A call of a function known by name.
    pub fn call_mfa(&mut self, mfa: Mfa, args: Vec<Value>, span: Span, dest: Dest) -> Option<Value> {
        if mfa.module == atoms::erlang {
            let name = mfa.function.name();
            if builtin::builtin(name, args.len()).is_some() {
                let value = self.erlang_op(name, args, span);
                return self.finish(value, dest);
            }
            match (name, args.as_slice()) {
                ("apply", [fun, list]) => {
                    if let Some(mut elements) = self.known_list(*list) {
                        elements.push(*fun);
                        return self.call_op(OpKind::CallFun, elements, span, dest);
                    }
                }
                ("apply", [module, function, list]) => {
                    if let Some(elements) = self.known_list(*list) {
                        return self.apply_known(*module, *function, elements, span, dest);
                    }
                }
                _ => {}
            }
        }
        // OTP calls these by their guards' names, which shows in stack traces.
        if mfa.module == atoms::maps && args.len() == 2 && !self.unit.options.as_called {
            let guard = match mfa.function.name() {
                "get" => Some("map_get"),
                "is_key" => Some("is_map_key"),
                _ => None,
            };
            if let Some(guard) = guard {
                let value = self.erlang_op(guard, args, span);
                return self.finish(value, dest);
            }
        }
        let import = self.unit.import(mfa);
        self.call_op(OpKind::CallExt(import), args, span, dest)
    }

    fn apply_known(
        &mut self,
        module: Value,
        function: Value,
        mut args: Vec<Value>,
        span: Span,
        dest: Dest,
    ) -> Option<Value> {
        match (atom_of(module), atom_of(function)) {
            (Some(module), Some(function)) => {
                let mfa = Mfa { module, function, arity: args.len() as u32 };
                self.call_mfa(mfa, args, span, dest)
            }
            _ => {
                args.push(module);
                args.push(function);
                self.call_op(OpKind::Apply, args, span, dest)
            }
        }
    }

    /// The elements of a list whose shape is known here; at most as many as a call can take.
    fn known_list(&mut self, list: Value) -> Option<Vec<Value>> {
        let mut elements = Vec::new();
        let mut rest = list;
        while elements.len() <= 255 {
            match rest {
                Value::NIL => return Some(elements),
                Value::Const(constant) => {
                    let Literal::List(literals, tail) = self.unit.pool.literal(constant) else {
                        return None;
                    };
                    if *tail != Literal::Nil || elements.len() + literals.len() > 255 {
                        return None;
                    }
                    for literal in literals {
                        elements.push(Value::Const(self.unit.constant(literal)));
                    }
                    return Some(elements);
                }
                Value::Var(var) => {
                    let block = &self.func.blocks[self.current as usize];
                    let cons = block.ops.iter().rev().find(|op| op.dst == Some(var))?;
                    let (OpKind::PutList, [head, tail]) = (&cons.kind, cons.args.as_slice()) else {
                        return None;
                    };
                    elements.push(*head);
                    rest = *tail;
                }
            }
        }
        None
    }

    /// A call operation whose value goes to `dest`.
    pub fn call_op(&mut self, kind: OpKind, args: Vec<Value>, span: Span, dest: Dest) -> Option<Value> {
        if dest == Dest::Tail && kind != OpKind::Send {
            self.end(Term::Tail(Op { kind, args, dst: None, span }));
            return None;
        }
        if let OpKind::Call(index) = kind
            && self.handler.is_none()
            && self.unit.never_returns.contains(&index)
        {
            // What follows is never reached, and falls away.
            self.end(Term::Tail(Op { kind, args, dst: None, span }));
            return Some(Value::NIL);
        }
        let value = self.op(kind, args, span);
        self.finish(value, dest)
    }

    /// For `is_record(X, r)` and `is_record(X, r, N)` with constant arguments: size and tag.
    pub fn record_test(&self, function: &Expr, args: &[Expr]) -> Option<(u32, Atom)> {
        let Target::Mfa(mfa) = self.target(function, args.len()) else {
            return None;
        };
        if mfa.module != atoms::erlang || mfa.function.name() != "is_record" {
            return None;
        }
        let ExprKind::Atom(tag) = &args.get(1)?.kind else {
            return None;
        };
        let size = match args.get(2).map(|size| &size.kind) {
            None => self.unit.records.get(tag)?.fields.len() as u32 + 1,
            Some(ExprKind::Integer(n)) => u32::try_from(n).ok().filter(|n| *n > 0)?,
            Some(_) => return None,
        };
        Some((size, Atom::new(tag)))
    }

    /// The value of `record_info(fields | size, r)`.
    fn record_info(&self, function: &Expr, args: &[Expr]) -> Option<Literal> {
        let ([what, record], ExprKind::Atom(name)) = (args, &function.kind) else {
            return None;
        };
        let (ExprKind::Atom(what), ExprKind::Atom(record)) = (&what.kind, &record.kind) else {
            return None;
        };
        if &**name != "record_info" || self.unit.local.contains_key(&(name.clone(), 2)) {
            return None;
        }
        let record = self.unit.records.get(record)?;
        match &**what {
            "fields" => {
                let names = record.fields.iter().map(|(name, _)| Literal::Atom(Atom::new(name))).collect();
                Some(super::constant::list(names, Literal::Nil))
            }
            "size" => Some(Literal::Integer((record.fields.len() as i64 + 1).into())),
            _ => None,
        }
    }

    /// Whether a call means an instruction rather than a call.
    pub fn is_builtin(&self, function: &Expr, arity: usize) -> bool {
        matches!(self.builtin_call(function, arity), Some((_, b)) if b != Builtin::Send)
    }
}

/// The clause of a fun whose call is nothing but its body: one clause, no guard, arguments that match everything and
/// need no evaluation, as OTP has it.
fn called_at_once<'a>(function: &'a Expr, args: &[Expr]) -> Option<&'a Clause> {
    match &function.kind {
        ExprKind::Begin(body) if body.len() == 1 => called_at_once(&body[0], args),
        ExprKind::Fun { name: None, clauses } if clauses.len() == 1 => {
            let clause = &clauses[0];
            let mut names: Vec<&str> = Vec::new();
            let plain = clause.patterns.iter().all(|pattern| match &pattern.kind {
                ExprKind::Var(name) if &**name != "_" && names.contains(&&**name) => false,
                ExprKind::Var(name) => {
                    names.push(name);
                    true
                }
                _ => false,
            });
            let known = |arg: &Expr| matches!(arg.kind, ExprKind::Var(_)) || atomic(arg).is_some();
            let fits = clause.guard.is_empty() && clause.patterns.len() == args.len();
            (plain && fits && args.iter().all(known)).then_some(clause)
        }
        _ => None,
    }
}
