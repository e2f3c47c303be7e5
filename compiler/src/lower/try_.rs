//! `try`, `catch` and `after`.
//!
//! The protected part is a region of blocks whose handler is set. `after` sections are lowered as OTP does it:
//! the whole `try … of … catch …` is the protected part of a second `try`, and the section is copied to the normal
//! and to the exceptional end when it is small, else it is a function of its own that both ends call.

use lang::ast::{CatchClause, Clause, Expr, ExprKind, Name};
use lang::span::Span;
use vm::atom::atoms;
use vm::instr::Constant;

use super::control::Ends;
use super::match_::Row;
use super::pattern::Pat;
use super::{Dest, Lower};
use crate::free::Free;
use crate::ir::{BlockId, Op, OpKind, Term, Value, Var};
use crate::naming::is_large;
use crate::scope::Env;

/// What a handler gets.
#[derive(Clone, Copy)]
struct Caught {
    class: Value,
    reason: Value,
    trace: Value,
}

/// How an `after` section is run.
enum After<'a> {
    /// Copied.
    Inline(&'a [Expr]),
    /// Called.
    Function(u32, Vec<Value>),
}

impl<'a> Lower<'_, 'a> {
    /// `catch Expr`.
    pub fn catch(&mut self, body: &'a Expr, env: &mut Env) -> Value {
        let (tag, handler) = self.open_region();
        let value = self.expr(body, &mut env.branch());
        let join = self.block_outside(handler);
        self.close_region(tag, handler, join, vec![value]);
        self.at(handler);
        let caught = self.op(OpKind::CatchCase, vec![Value::Var(tag)], body.span);
        self.jump(join, vec![caught]);
        let result = self.param(join);
        self.at(join);
        result
    }

    /// `try`.
    pub fn try_expr(&mut self, expr: &'a Expr, env: &mut Env, dest: Dest) -> Option<Value> {
        let ExprKind::Try { body, of, catch, after } = &expr.kind else {
            return None;
        };
        if after.is_empty() {
            return self.try_catch(expr.span, body, of, catch, env, dest);
        }
        let section = self.after_section(expr, after, env);
        let (tag, handler) = self.open_region();
        let value = match of.is_empty() && catch.is_empty() {
            true => self.body(body, &mut env.branch(), Dest::Value),
            false => self.try_catch(expr.span, body, of, catch, &mut env.branch(), Dest::Value),
        };
        let done = self.block_outside(handler);
        self.close_region(tag, handler, done, Vec::new());
        self.at(done);
        self.run_after(&section, expr.span, env);
        let value = self.finish(value.unwrap_or(Value::NIL), dest);
        let normal = self.current;
        self.at(handler);
        let caught = self.caught(tag, expr.span);
        self.run_after(&section, expr.span, env);
        self.end(Term::Reraise(caught.class, caught.reason, caught.trace));
        self.at(normal);
        value
    }

    /// Prepares an `after` section: large ones become functions.
    fn after_section(&mut self, expr: &'a Expr, after: &'a [Expr], env: &Env) -> After<'a> {
        if !is_large(after) {
            return After::Inline(after);
        }
        let number = self.numbers.get(expr);
        let mut free = Free::default();
        after.iter().for_each(|expr| free.expr(expr));
        let mut names: Vec<&Name> = free.names.into_iter().collect();
        names.sort();
        let captured = self.capture(&names, env, 0);
        let name = format!("-{}-after$^{number}/0-{}-", self.origin, self.numbers.lifted());
        let function = self.unit.reserve();
        let mut inner = captured.env;
        self.lift(function, &name, captured.outer.len() as u32, expr.span, |lower| {
            lower.body(after, &mut inner, Dest::Tail);
        });
        After::Function(function, captured.outer)
    }

    fn run_after(&mut self, after: &After<'a>, span: Span, env: &Env) {
        match after {
            After::Inline(exprs) => {
                self.body(exprs, &mut env.branch(), Dest::Value);
            }
            After::Function(function, args) => {
                self.op(OpKind::Call(*function), args.clone(), span);
            }
        }
    }

    fn try_catch(
        &mut self,
        span: Span,
        body: &'a [Expr],
        of: &'a [Clause],
        catch: &'a [CatchClause],
        env: &mut Env,
        dest: Dest,
    ) -> Option<Value> {
        let mut ends = Ends::default();
        let (tag, handler) = self.open_region();
        let mut inner = env.branch();
        let value = self.body(body, &mut inner, Dest::Value).unwrap_or(Value::NIL);
        let done = self.block_outside(handler);
        self.close_region(tag, handler, done, Vec::new());
        self.at(done);
        if of.is_empty() {
            let value = self.finish(value, dest);
            self.branch_end(&mut ends, value, env.branch());
        } else {
            self.of_clauses(span, value, of, &inner, (env, dest), &mut ends);
        }
        self.at(handler);
        let caught = self.caught(tag, span);
        self.catch_clauses(caught, catch, env, dest, &mut ends);
        match dest {
            Dest::Value => Some(self.join(ends, env)),
            Dest::Tail => None,
        }
    }

    /// The clauses after `of` see the variables that the body has bound.
    fn of_clauses(
        &mut self,
        span: Span,
        value: Value,
        clauses: &'a [Clause],
        inner: &Env,
        (outer, dest): (&Env, Dest),
        ends: &mut Ends,
    ) {
        let fail = self.block();
        let rows = clauses.iter().enumerate().map(|(index, clause)| {
            let todo = vec![(value, self.pattern(&clause.patterns[0], inner))];
            Row { clause: index, todo, binds: Vec::new(), records: Vec::new() }
        });
        let rows = rows.collect();
        let guards: Vec<&'a [Vec<Expr>]> = clauses.iter().map(|clause| clause.guard.as_slice()).collect();
        let arms = self.arms(rows, &guards, inner, fail);
        self.warn_unreachable(&arms, clauses);
        self.at(fail);
        self.raise_value(atoms::try_clause, value, span);
        for (arm, clause) in arms.into_iter().zip(clauses) {
            if let Some(arm) = arm {
                let mut env = inner.branch();
                self.enter(arm, &mut env);
                let value = self.body(&clause.body, &mut env, dest);
                self.branch_end(ends, value, outer.branch());
            }
        }
    }

    fn catch_clauses(
        &mut self,
        caught: Caught,
        clauses: &'a [CatchClause],
        env: &Env,
        dest: Dest,
        ends: &mut Ends,
    ) {
        let fail = self.block();
        let rows = clauses.iter().enumerate().map(|(index, clause)| {
            let class = match &clause.class {
                Some(class) => self.pattern(class, env),
                None => Pat::Const(Constant::Atom(atoms::throw)),
            };
            let todo = vec![(caught.class, class), (caught.reason, self.pattern(&clause.reason, env))];
            Row { clause: index, todo, binds: Vec::new(), records: Vec::new() }
        });
        let rows = rows.collect();
        let guards: Vec<&'a [Vec<Expr>]> = clauses.iter().map(|clause| clause.guard.as_slice()).collect();
        let arms = self.arms(rows, &guards, env, fail);
        self.at(fail);
        self.end(Term::Reraise(caught.class, caught.reason, caught.trace));
        for (arm, clause) in arms.into_iter().zip(clauses) {
            let Some(arm) = arm else {
                continue;
            };
            let mut inner = env.branch();
            self.enter(arm, &mut inner);
            if let Some(Expr { kind: ExprKind::Var(name), .. }) = &clause.stack
                && !super::constant::is_anonymous(name)
            {
                let stack = self.op(OpKind::BuildStacktrace, vec![caught.trace], clause.span);
                self.bind(&mut inner, name, stack);
            }
            let value = self.body(&clause.body, &mut inner, dest);
            self.branch_end(ends, value, env.branch());
        }
    }

    /// What the handler got.
    fn caught(&mut self, tag: Var, span: Span) -> Caught {
        let (class, reason, trace) = (self.var(), self.var(), self.var());
        let kind = OpKind::TryCase { reason, trace };
        let op = Op { kind, args: vec![Value::Var(tag)], dst: Some(class), span };
        self.func.blocks[self.current as usize].ops.push(op);
        Caught { class: Value::Var(class), reason: Value::Var(reason), trace: Value::Var(trace) }
    }

    /// Begins a protected part in a new block; returns its tag and its handler's block.
    fn open_region(&mut self) -> (Var, BlockId) {
        let tag = self.var();
        let handler = self.block();
        let outer = self.handler.replace(handler);
        debug_assert_eq!(outer, self.func.blocks[handler as usize].handler);
        let body = self.block();
        self.end(Term::Try { tag, body, handler });
        self.at(body);
        (tag, handler)
    }

    /// A new block outside of the region of `handler`.
    fn block_outside(&mut self, handler: BlockId) -> BlockId {
        let block = self.block();
        self.func.blocks[block as usize].handler = self.func.blocks[handler as usize].handler;
        block
    }

    /// Ends the protected part normally and goes on at `to`.
    fn close_region(&mut self, tag: Var, handler: BlockId, to: BlockId, args: Vec<Value>) {
        let span = self.func.span;
        self.effect(OpKind::TryEnd, vec![Value::Var(tag)], span);
        self.handler = self.func.blocks[handler as usize].handler;
        self.jump(to, args);
    }
}
