//! `case`, `if`, `=`, `maybe`, and how their branches come together again.

use lang::ast::{Clause, Expr, ExprKind, Name};
use lang::span::Span;
use vm::atom::atoms;

use super::match_::{Arm, Row};
use super::{Dest, Lower};
use crate::ir::{BlockId, Term, Value};
use crate::scope::Env;

/// The ends of the branches of one construct, until they are joined.
#[derive(Default)]
pub struct Ends {
    ends: Vec<(BlockId, Value, Env)>,
}

/// What a `case` matches: a value, or the elements of a tuple that need not be built.
pub enum Subject {
    /// A value.
    One(Value),
    /// The elements of a tuple and the place that builds it.
    Tuple(Vec<Value>, Span),
}

impl<'a> Lower<'_, 'a> {
    /// Notes that a branch ends here with `value`; nothing when it has raised, returned or called.
    pub fn branch_end(&mut self, ends: &mut Ends, value: Option<Value>, env: Env) {
        if let Some(value) = value
            && !self.is_ended()
        {
            ends.ends.push((self.current, value, env));
        }
    }

    /// Joins branches: the value, and in `env` the variables that every branch has bound.
    pub fn join(&mut self, ends: Ends, env: &mut Env) -> Value {
        let ends = ends.ends;
        let block = self.block();
        let Some((_, _, first)) = ends.first() else {
            self.at(block);
            return Value::NIL;
        };
        let in_all = |name: &&Name| ends.iter().all(|(_, _, env)| env.get(name).is_some());
        let names: Vec<Name> = first.fresh().iter().filter(in_all).cloned().collect();
        let mut args: Vec<Vec<Value>> = vec![Vec::new(); ends.len()];
        let values: Vec<Value> = ends.iter().map(|end| end.1).collect();
        let result = self.join_value(block, &values, &mut args);
        for name in names {
            let values: Vec<Value> = ends.iter().map(|end| end.2.get(&name).unwrap_or(Value::NIL)).collect();
            let value = self.join_value(block, &values, &mut args);
            self.bind(env, &name, value);
        }
        for ((from, ..), args) in ends.iter().zip(args) {
            self.at(*from);
            self.jump(block, args);
        }
        self.at(block);
        result
    }

    /// One value out of those that the branches have: themselves when they agree, else a parameter.
    fn join_value(&mut self, block: BlockId, values: &[Value], args: &mut [Vec<Value>]) -> Value {
        if values.iter().all(|value| *value == values[0]) {
            return values[0];
        }
        for (args, value) in args.iter_mut().zip(values) {
            args.push(*value);
        }
        self.param(block)
    }

    /// `case`.
    pub fn case(
        &mut self,
        span: Span,
        subject: &'a Expr,
        clauses: &'a [Clause],
        env: &mut Env,
        dest: Dest,
    ) -> Option<Value> {
        if self.is_condition(subject)
            && let Some(arms) = boolean_arms(clauses)
        {
            return self.boolean_case(span, subject, arms, env, dest);
        }
        let subject = self.subject(subject, clauses.iter().map(|clause| &clause.patterns[0]), env);
        let fail = self.block();
        let rows = clauses.iter().enumerate().map(|(index, clause)| {
            let todo = self.subject_todo(&subject, &clause.patterns[0], env);
            Row { clause: index, todo, binds: Vec::new(), records: Vec::new() }
        });
        let rows = rows.collect();
        let guards: Vec<&'a [Vec<Expr>]> = clauses.iter().map(|clause| clause.guard.as_slice()).collect();
        let arms = self.arms(rows, &guards, env, fail);
        self.at(fail);
        let value = self.subject_value(&subject);
        let patterns = clauses.iter().flat_map(|clause| &clause.patterns);
        let shown = shown(patterns.chain(guards.iter().flat_map(|guard| guard.iter().flatten())), env);
        self.raise_showing(atoms::case_clause, value, shown, span);
        self.finish_arms(arms, clauses, env, dest)
    }

    /// Lowers the bodies of clauses whose patterns have been matched.
    pub fn finish_arms(
        &mut self,
        arms: Vec<Option<Arm<'a>>>,
        clauses: &'a [Clause],
        env: &mut Env,
        dest: Dest,
    ) -> Option<Value> {
        self.warn_unreachable(&arms, clauses);
        let mut ends = Ends::default();
        for (arm, clause) in arms.into_iter().zip(clauses) {
            let Some(arm) = arm else {
                continue;
            };
            let mut inner = env.branch();
            self.enter(arm, &mut inner);
            let value = self.body(&clause.body, &mut inner, dest);
            self.branch_end(&mut ends, value, inner);
        }
        match dest {
            Dest::Value => Some(self.join(ends, env)),
            Dest::Tail => None,
        }
    }

    /// A case on a condition whose clauses are `true`, `false` or `_`: a plain branch.
    fn boolean_case(
        &mut self,
        span: Span,
        subject: &'a Expr,
        (on_true, on_false): (Option<&'a Clause>, Option<&'a Clause>),
        env: &mut Env,
        dest: Dest,
    ) -> Option<Value> {
        let (yes, no) = (self.block(), self.block());
        self.branch_badarg(subject, env, yes, no, span);
        let mut ends = Ends::default();
        for (block, clause, truth) in [(yes, on_true, atoms::true_), (no, on_false, atoms::false_)] {
            self.at(block);
            let mut inner = env.branch();
            match clause {
                Some(clause) => {
                    let value = self.body(&clause.body, &mut inner, dest);
                    self.branch_end(&mut ends, value, inner);
                }
                None => self.raise_value(atoms::case_clause, Value::atom(truth), span),
            }
        }
        match dest {
            Dest::Value => Some(self.join(ends, env)),
            Dest::Tail => None,
        }
    }

    /// Evaluates what is matched. A tuple that every pattern takes apart is not built.
    pub fn subject(
        &mut self,
        subject: &'a Expr,
        mut patterns: impl Iterator<Item = &'a Expr>,
        env: &mut Env,
    ) -> Subject {
        match &subject.kind {
            ExprKind::Tuple(elements)
                if !elements.is_empty()
                    && patterns.all(
                        |p| matches!(&p.kind, ExprKind::Tuple(parts) if parts.len() == elements.len()),
                    ) =>
            {
                Subject::Tuple(self.exprs(elements, env), subject.span)
            }
            _ => Subject::One(self.expr(subject, env)),
        }
    }

    /// The value of a subject, built now if it has not been built.
    pub fn subject_value(&mut self, subject: &Subject) -> Value {
        match subject {
            Subject::One(value) => *value,
            Subject::Tuple(elements, span) => {
                let operands = elements.iter().map(|value| self.operand_of(*value)).collect();
                let tuple = self.tuple(operands, *span);
                self.value(tuple)
            }
        }
    }

    /// What one clause's pattern demands of the subject.
    pub fn subject_todo(
        &mut self,
        subject: &Subject,
        pattern: &'a Expr,
        env: &Env,
    ) -> Vec<(Value, super::pattern::Pat<'a>)> {
        match (subject, &pattern.kind) {
            (Subject::Tuple(elements, _), ExprKind::Tuple(patterns)) => {
                let parts = patterns.iter().map(|p| self.pattern(p, env)).collect::<Vec<_>>();
                elements.iter().copied().zip(parts).collect()
            }
            (Subject::One(value), _) => vec![(*value, self.pattern(pattern, env))],
            // `subject` makes a tuple only when all patterns are tuples.
            (Subject::Tuple(..), _) => Vec::new(),
        }
    }

    /// `if`.
    pub fn if_(&mut self, span: Span, clauses: &'a [Clause], env: &mut Env, dest: Dest) -> Option<Value> {
        let fail = self.block();
        let rows = (0..clauses.len()).map(|clause| Row {
            clause,
            todo: Vec::new(),
            binds: Vec::new(),
            records: Vec::new(),
        });
        let guards: Vec<&'a [Vec<Expr>]> = clauses.iter().map(|clause| clause.guard.as_slice()).collect();
        let arms = self.arms(rows.collect(), &guards, env, fail);
        self.at(fail);
        let shown = shown(guards.iter().flat_map(|guard| guard.iter().flatten()), env);
        self.end(Term::ErrorAtom(atoms::if_clause, shown, span));
        self.finish_arms(arms, clauses, env, dest)
    }

    /// `Pattern = Value`.
    pub fn match_expr(&mut self, span: Span, pattern: &'a Expr, value: &'a Expr, env: &mut Env) -> Value {
        if let ExprKind::Var(name) = &pattern.kind {
            let value = self.expr(value, env);
            if super::constant::is_anonymous(name) {
                return value;
            }
            if env.get(name).is_none() {
                self.bind(env, name, value);
                return value;
            }
            return self.match_subject(span, pattern, &Subject::One(value), env);
        }
        let subject = self.subject(value, std::iter::once(pattern), env);
        self.match_subject(span, pattern, &subject, env)
    }

    fn match_subject(&mut self, span: Span, pattern: &'a Expr, subject: &Subject, env: &mut Env) -> Value {
        let fail = self.block();
        let shown = shown(std::iter::once(pattern), env);
        self.match_one(pattern, subject, env, fail);
        let after = self.current;
        self.at(fail);
        let value = self.subject_value(subject);
        self.raise_showing(atoms::badmatch, value, shown, span);
        self.at(after);
        self.subject_value(subject)
    }

    /// Goes on with the pattern's variables bound, or at `fail`.
    fn match_one(&mut self, pattern: &'a Expr, subject: &Subject, env: &mut Env, fail: BlockId) {
        let todo = self.subject_todo(subject, pattern, env);
        let row = Row { clause: 0, todo, binds: Vec::new(), records: Vec::new() };
        let arms = self.arms(vec![row], &[&[]], env, fail);
        match arms.into_iter().flatten().next() {
            Some(arm) => self.enter(arm, env),
            None => {
                // The pattern can never match; what follows is unreachable.
                let never = self.block();
                self.at(never);
                let mut names = Vec::new();
                crate::walk::variables(pattern, &mut |name| names.push(name));
                for name in names {
                    if env.get(name).is_none() {
                        env.bind(name.clone(), Value::NIL);
                    }
                }
            }
        }
    }

    /// `maybe`.
    pub fn maybe(
        &mut self,
        span: Span,
        body: &'a [Expr],
        else_: &'a [Clause],
        env: &mut Env,
        dest: Dest,
    ) -> Option<Value> {
        let mismatch = self.block();
        let failed = self.param(mismatch);
        let mut ends = Ends::default();
        let mut inner = env.branch();
        let mut value = Some(Value::atom(atoms::ok));
        for (index, expr) in body.iter().enumerate() {
            let last = index + 1 == body.len();
            value = match &expr.kind {
                ExprKind::MaybeMatch(pattern, value) => {
                    let value = self.maybe_match(pattern, value, &mut inner, mismatch);
                    if last { self.finish(value, dest) } else { Some(value) }
                }
                _ if last => self.expr_to(expr, &mut inner, dest),
                _ => Some(self.expr(expr, &mut inner)),
            };
        }
        // Variables bound inside `maybe` are unsafe outside: nothing is exported.
        self.branch_end(&mut ends, value, env.branch());
        self.at(mismatch);
        if else_.is_empty() {
            let value = self.finish(failed, dest);
            self.branch_end(&mut ends, value, env.branch());
        } else {
            self.maybe_else(span, failed, else_, env, dest, &mut ends);
        }
        match dest {
            Dest::Value => Some(self.join(ends, env)),
            Dest::Tail => None,
        }
    }

    fn maybe_match(&mut self, pattern: &'a Expr, value: &'a Expr, env: &mut Env, mismatch: BlockId) -> Value {
        let value = self.expr(value, env);
        let fail = self.block();
        self.match_one(pattern, &Subject::One(value), env, fail);
        let after = self.current;
        self.at(fail);
        self.jump(mismatch, vec![value]);
        self.at(after);
        value
    }

    fn maybe_else(
        &mut self,
        span: Span,
        failed: Value,
        clauses: &'a [Clause],
        env: &mut Env,
        dest: Dest,
        ends: &mut Ends,
    ) {
        let fail = self.block();
        let rows = clauses.iter().enumerate().map(|(index, clause)| {
            let todo = vec![(failed, self.pattern(&clause.patterns[0], env))];
            Row { clause: index, todo, binds: Vec::new(), records: Vec::new() }
        });
        let rows = rows.collect();
        let guards: Vec<&'a [Vec<Expr>]> = clauses.iter().map(|clause| clause.guard.as_slice()).collect();
        let arms = self.arms(rows, &guards, env, fail);
        self.at(fail);
        self.end(Term::ErrorValue(atoms::else_clause, failed, Vec::new(), span));
        for (arm, clause) in arms.into_iter().zip(clauses) {
            if let Some(arm) = arm {
                let mut inner = env.branch();
                self.enter(arm, &mut inner);
                let value = self.body(&clause.body, &mut inner, dest);
                self.branch_end(ends, value, env.branch());
            }
        }
    }
}

/// The clauses for `true` and for `false`, when all clauses are `true`, `false` or `_` and the two differ.
fn boolean_arms(clauses: &[Clause]) -> Option<(Option<&Clause>, Option<&Clause>)> {
    let is = |clause: &Clause, truth: &str| match &clause.patterns[0].kind {
        ExprKind::Atom(name) => &**name == truth,
        _ => true,
    };
    let plain = |clause: &Clause| {
        clause.guard.is_empty()
            && match &clause.patterns[0].kind {
                ExprKind::Atom(name) => matches!(&**name, "true" | "false"),
                ExprKind::Var(name) => super::constant::is_anonymous(name),
                _ => false,
            }
    };
    if !clauses.iter().all(plain) {
        return None;
    }
    let find = |truth| clauses.iter().position(|clause| is(clause, truth));
    let (on_true, on_false) = (find("true"), find("false"));
    // One clause for both would be lowered twice.
    (on_true != on_false).then(|| (on_true.map(|at| &clauses[at]), on_false.map(|at| &clauses[at])))
}

/// The values of the variables in patterns or guards that were bound before: what a failure of them can show.
fn shown<'e>(exprs: impl Iterator<Item = &'e Expr>, env: &Env) -> Vec<Value> {
    let mut found = Vec::new();
    for expr in exprs {
        crate::walk::variables(expr, &mut |name| {
            if let Some(value @ Value::Var(_)) = env.get(name)
                && !found.contains(&value)
            {
                found.push(value);
            }
        });
    }
    found
}
