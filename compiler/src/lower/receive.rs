//! `receive`.
//!
//! ```text
//!   peek: next message, or ──▶ wait: sleep, then ──▶ peek
//!     │                          (time is up ──▶ timeout: reset, body of `after`)
//!     ▼
//!   match ──▶ accept, body of the clause
//!     │
//!     └─(no clause)──▶ next ──▶ peek
//! ```

use lang::ast::{Clause, Expr, ExprKind};
use lang::span::Span;
use vm::atom::atoms;

use super::control::Ends;
use super::expr::atom_of;
use super::match_::Row;
use super::{Dest, Lower};
use crate::ir::{BlockId, OpKind, Term, Value};
use crate::scope::Env;

impl<'a> Lower<'_, 'a> {
    /// `receive`.
    pub fn receive(
        &mut self,
        span: Span,
        clauses: &'a [Clause],
        after: &'a Option<(Box<Expr>, Vec<Expr>)>,
        env: &mut Env,
        dest: Dest,
    ) -> Option<Value> {
        let time = after.as_ref().map(|(time, _)| self.expr(time, env));
        if let Some(reference) = common_reference(clauses, env) {
            self.effect(OpKind::RecvMark, vec![reference], span);
        }
        let (peek, found, wait) = (self.block(), self.block(), self.block());
        self.jump(peek, Vec::new());
        self.at(peek);
        let message = self.var();
        self.end(Term::RecvPeek { dst: message, succ: found, wait });
        let mut ends = Ends::default();
        let body = after.as_ref().map_or(&[][..], |(_, body)| body);
        let place = span;
        self.wait(wait, peek, time, clauses, place);
        if time.is_some_and(|time| atom_of(time) != Some(atoms::infinity)) {
            self.effect(OpKind::RecvTimeout, Vec::new(), span);
            let mut inner = env.branch();
            let value = self.body(body, &mut inner, dest);
            self.branch_end(&mut ends, value, inner);
        }
        self.receive_clauses(found, peek, Value::Var(message), clauses, env, dest, &mut ends);
        match dest {
            Dest::Value => Some(self.join(ends, env)),
            Dest::Tail => None,
        }
    }

    /// Fills the block that waits; goes on where the time is up.
    fn wait(&mut self, wait: BlockId, peek: BlockId, time: Option<Value>, clauses: &'a [Clause], span: Span) {
        self.at(wait);
        let texts = clauses.iter().map(|clause| self.unit.sources.text(clause.patterns[0].span).to_owned());
        let texts = texts.collect();
        match time {
            Some(time) if time == Value::int(0) => {}
            Some(time) if atom_of(time) != Some(atoms::infinity) => {
                self.func.receives.push((wait, texts));
                let succ = self.block();
                self.end(Term::RecvWaitTimeout { time, peek, succ, span });
                self.at(succ);
            }
            _ => {
                self.func.receives.push((wait, texts));
                self.end(Term::RecvWait(peek));
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn receive_clauses(
        &mut self,
        found: BlockId,
        peek: BlockId,
        message: Value,
        clauses: &'a [Clause],
        env: &Env,
        dest: Dest,
        ends: &mut Ends,
    ) {
        self.at(found);
        let fail = self.block();
        let rows = clauses.iter().enumerate().map(|(index, clause)| {
            let todo = vec![(message, self.pattern(&clause.patterns[0], env))];
            Row { clause: index, todo, binds: Vec::new(), records: Vec::new() }
        });
        let rows = rows.collect();
        let guards: Vec<&'a [Vec<Expr>]> = clauses.iter().map(|clause| clause.guard.as_slice()).collect();
        let arms = self.arms(rows, &guards, env, fail);
        self.warn_unreachable(&arms, clauses);
        self.at(fail);
        self.end(Term::RecvNext(peek));
        for (arm, clause) in arms.into_iter().zip(clauses) {
            let Some(arm) = arm else {
                continue;
            };
            let mut inner = env.branch();
            self.enter(arm, &mut inner);
            self.effect(OpKind::RecvAccept, Vec::new(), clause.span);
            let value = self.body(&clause.body, &mut inner, dest);
            self.branch_end(ends, value, inner);
        }
    }
}

/// A variable bound before that every clause's pattern is, or has somewhere in its tuples and lists: a message that
/// matches was sent after the variable's value was made, should that be a new reference.
fn common_reference(clauses: &[Clause], env: &Env) -> Option<Value> {
    let (first, others) = clauses.split_first()?;
    let bound_in = |clause: &Clause| {
        let mut found = Vec::new();
        bound_elements(&clause.patterns[0], env, &mut found);
        found
    };
    bound_in(first).into_iter().find(|value| others.iter().all(|clause| bound_in(clause).contains(value)))
}

/// The bound variables of a pattern.
fn bound_elements(pattern: &Expr, env: &Env, found: &mut Vec<Value>) {
    match &pattern.kind {
        ExprKind::Var(name) => found.extend(env.get(name).filter(|value| value.var().is_some())),
        ExprKind::Tuple(elements) => {
            elements.iter().for_each(|element| bound_elements(element, env, found));
        }
        ExprKind::List { elements, tail } => {
            elements.iter().for_each(|element| bound_elements(element, env, found));
            tail.iter().for_each(|tail| bound_elements(tail, env, found));
        }
        ExprKind::Match(left, right) => {
            bound_elements(left, env, found);
            bound_elements(right, env, found);
        }
        _ => {}
    }
}
