//! Funs: their bodies become functions of their own, with the free variables as last arguments.

use lang::ast::{Clause, Expr, Name};
use lang::span::Span;
use vm::atom::Atom;

use super::match_::Row;
use super::{Dest, Lower};
use crate::free::{Free, bound_names};
use crate::ir::{OpKind, Term, Value};
use crate::never;
use crate::scope::Env;

/// The named fun whose body is being lowered: its calls of itself are local calls.
#[derive(Clone)]
pub struct Myself {
    /// What the name is bound to.
    pub value: Value,
    /// The function that is the body.
    pub function: u32,
    /// Arguments without free variables.
    pub arity: usize,
    /// The free variables.
    pub free: Vec<Value>,
}

/// A function that is being lifted out of another: which names it gets handed over.
pub struct Captured {
    /// The values in the outer function.
    pub outer: Vec<Value>,
    /// The bindings in the lifted function.
    pub env: Env,
}

impl<'a> Lower<'_, 'a> {
    /// `fun f/1`
    pub fn fun_local(&mut self, expr: &'a Expr, name: &Name, arity: u32) -> Value {
        // The number is taken even though the name does not show it, as OTP does.
        self.numbers.get(expr);
        match self.unit.local.get(&(name.clone(), arity)) {
            Some(function) => {
                let lambda = self.unit.local_lambda(*function, arity);
                self.op(OpKind::MakeFun(lambda), Vec::new(), expr.span)
            }
            None => {
                let module = self.unit.home_of(name, arity);
                let mfa = vm::module::Mfa { module, function: Atom::new(name), arity };
                Value::Const(self.unit.constant(vm::module::Literal::Export(mfa)))
            }
        }
    }

    /// `fun (…) -> … end`, named or not.
    pub fn fun(&mut self, expr: &'a Expr, name: Option<&'a Name>, clauses: &'a [Clause], env: &Env) -> Value {
        let arity = clauses.first().map_or(0, |clause| clause.patterns.len());
        let mut free = Free::default();
        free.fun_clauses(clauses);
        let mut used: Vec<&Name> = free.names.into_iter().filter(|n| Some(*n) != name).collect();
        used.sort();
        let captured = self.capture(&used, env, arity as u32);
        let number = self.numbers.get(expr);
        let full = match name {
            Some(name) => format!("-{}-{name}/{arity}-{}-", self.origin, self.numbers.lifted()),
            None => format!("-{}-fun-{number}-", self.origin),
        };
        let function = self.unit.reserve();
        let lambda = self.unit.lambda(function, arity as u32, captured.outer.len() as u32);
        let total = arity + captured.outer.len();
        if name.is_some_and(|name| never::fun_never_returns(name, clauses, &self.unit.never)) {
            self.unit.never_returns.insert(function);
        }
        let mut env = captured.env;
        self.lift(function, &full, total as u32, expr.span, |lower| {
            if let Some(name) = name {
                let free = lower.params().split_off(arity);
                let value = lower.op(OpKind::MakeFun(lambda), free.clone(), expr.span);
                env.shadow(name.clone(), value);
                lower.myself = Some(Myself { value, function, arity, free });
            }
            lower.clauses(clauses, arity, &env, expr.span);
        });
        self.op(OpKind::MakeFun(lambda), captured.outer, expr.span)
    }

    /// Which of `names` must be handed to a lifted function whose first `arity` arguments are its own.
    pub fn capture(&self, names: &[&Name], env: &Env, arity: u32) -> Captured {
        let mut captured = Captured { outer: Vec::new(), env: Env::default() };
        for name in names {
            match env.get(name) {
                Some(value @ Value::Const(_)) => captured.env.shadow((*name).clone(), value),
                Some(value) => {
                    let param = match captured.outer.iter().position(|other| *other == value) {
                        Some(at) => at,
                        None => {
                            captured.outer.push(value);
                            captured.outer.len() - 1
                        }
                    };
                    captured.env.shadow((*name).clone(), Value::Var(arity + param as u32));
                }
                None => {}
            }
        }
        captured
    }

    /// Builds a function of its own that belongs to the current source function.
    pub fn lift(
        &mut self,
        function: u32,
        name: &str,
        arity: u32,
        span: Span,
        build: impl FnOnce(&mut Lower<'_, 'a>),
    ) {
        let mut inner =
            Lower::new(&mut *self.unit, &mut *self.numbers, self.origin, Atom::new(name), arity, span);
        build(&mut inner);
        inner.complete(function);
    }

    /// The clauses of a function or fun with `arity` arguments in their patterns.
    pub fn clauses(&mut self, clauses: &'a [Clause], arity: usize, env: &Env, span: Span) {
        let params = self.params();
        let fail = self.block();
        let rows = clauses.iter().enumerate().map(|(index, clause)| {
            let mut head = env.clone();
            clause.patterns.iter().for_each(|p| bound_names(p, &mut |name| head.forget(name)));
            let todo = params.iter().take(arity).copied();
            let todo = todo.zip(&clause.patterns).map(|(v, p)| (v, self.pattern(p, &head))).collect();
            Row { clause: index, todo, binds: Vec::new(), records: Vec::new() }
        });
        let rows = rows.collect();
        let guards: Vec<&'a [Vec<Expr>]> = clauses.iter().map(|clause| clause.guard.as_slice()).collect();
        let arms = self.arms(rows, &guards, env, fail);
        self.warn_unreachable(&arms, clauses);
        self.at(fail);
        self.end(Term::FunctionClause(params, span));
        for (arm, clause) in arms.into_iter().zip(clauses) {
            if let Some(arm) = arm {
                let mut inner = env.branch();
                self.enter(arm, &mut inner);
                self.body(&clause.body, &mut inner, Dest::Tail);
            }
        }
    }
}
