//! Match specifications, compiled to small programs for a stack machine of their own.
//!
//! A head becomes a list of tests in the order of a walk through the pattern; a guard or body becomes an expression in
//! postfix form. Neither the compiler nor the machine ([`run`]) recurses.

pub mod expression;
pub mod run;

use std::collections::BTreeMap;

use crate::atom::{Atom, atoms};
use crate::term::equal::exact;
use crate::term::{Term, View, map};
use expression::Code;

/// A step of a head's test: it takes a term from the stack.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// Whatever it is.
    Any,
    /// Remember it.
    Bind(usize),
    /// It equals what was remembered.
    Same(usize),
    /// It equals this term.
    Exact(Term),
    /// It is a cons cell; its parts go to the stack.
    Cons,
    /// It is a tuple of this size; its elements go to the stack.
    Tuple(usize),
    /// It is a map with these keys; their values go to the stack.
    Map(Vec<Term>),
}

/// The variables of a head, by number, and where their values are kept.
pub(super) type Variables = BTreeMap<u32, usize>;

pub(super) struct Clause {
    pub(super) pattern: Term,
    pub(super) head: Vec<Test>,
    pub(super) variables: Variables,
    pub(super) guards: Vec<Code>,
    /// The last expression of the body: the others have no effect.
    pub(super) body: Code,
    /// It as a term, and how many there are.
    last: Term,
    expressions: usize,
}

/// A compiled match specification. Its terms are those of the specification, which must outlive it.
pub struct Program {
    pub(super) clauses: Vec<Clause>,
}

/// What is wrong with a match specification, in OTP's words where they are known.
pub type Wrong = String;

/// The elements of a proper list.
pub(super) fn proper_list(list: Term) -> Option<Vec<Term>> {
    let (mut rest, mut elements) = (list, Vec::new());
    while let Some((head, tail)) = rest.as_cons() {
        elements.push(head);
        rest = tail;
    }
    rest.is_nil().then_some(elements)
}

/// The elements of a list that is said to be `what`.
fn list(term: Term, what: &str) -> Result<Vec<Term>, Wrong> {
    let proper = if term.is_cons() { "proper " } else { "" };
    proper_list(term).ok_or_else(|| format!("{what} not in a {proper}list.").replace("is not in", "is not"))
}

/// The number of a variable `'$N'`.
pub(super) fn variable(term: Term) -> Option<u32> {
    let name = term.as_atom()?.name();
    let digits = name.strip_prefix('$')?;
    let plain = !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().ok().filter(|number| *number <= 100_000_000) } else { None }
}

fn is_any(term: Term) -> bool {
    term == Term::atom(atoms::underscore)
}

/// Whether a pattern has neither variables nor `'_'` in it.
fn is_ground(pattern: Term) -> bool {
    let mut pending = vec![pattern];
    while let Some(term) = pending.pop() {
        match term.view() {
            View::Atom(_) if is_any(term) || variable(term).is_some() => return false,
            View::Cons(head, tail) => pending.extend([tail, head]),
            View::Tuple(tuple) => pending.extend(tuple.elements()),
            // Maps match maps that have more in them.
            View::Map(_) => return false,
            _ => {}
        }
    }
    true
}

impl Program {
    /// Compiles a specification: a list of `{Head, Guards, Body}`.
    pub fn compile(spec: Term) -> Result<Program, Wrong> {
        let clauses = list(spec, "Match programs are")?;
        Ok(Program { clauses: clauses.into_iter().map(Clause::compile).collect::<Result<_, _>>()? })
    }

    /// The only key, at `index` of an object, that can match.
    pub fn key(&self, index: usize) -> Option<Term> {
        let mut keys = self.clauses.iter().map(|clause| clause.key(index));
        let first = keys.next()??;
        keys.all(|key| key.is_some_and(|key| exact(key, first))).then_some(first)
    }

    /// Whether it is plain that what a body makes of an object has that object's key at `index`.
    pub fn keeps_key(&self, index: usize) -> bool {
        self.clauses.iter().all(|clause| clause.keeps_key(index))
    }
}

impl Clause {
    fn compile(clause: Term) -> Result<Clause, Wrong> {
        let wrong = |text: &str| Wrong::from(text);
        let parts = clause.as_tuple().filter(|parts| parts.len() == 3);
        let parts = parts.ok_or_else(|| wrong("Match program part is not a tuple of arity 3."))?;
        let [pattern, guards, body] = *parts.elements() else { unreachable!("it has three elements") };
        let (head, variables) = compile_head(pattern)?;
        let guards = list(guards, "Match expression is")?;
        let guards = guards.into_iter().map(|guard| Code::compile(guard, &variables));
        let guards = guards.collect::<Result<_, _>>()?;
        let body = proper_list(body).unwrap_or_default();
        let last = *body.last().ok_or_else(|| wrong("Body clause does not return anything."))?;
        let codes =
            body.iter().map(|part| Code::compile(*part, &variables)).collect::<Result<Vec<_>, _>>()?;
        let expressions = codes.len();
        let body = codes.into_iter().next_back().expect("there is a last one");
        Ok(Clause { pattern, head, variables, guards, body, last, expressions })
    }

    fn key(&self, index: usize) -> Option<Term> {
        let key = self.pattern.as_tuple()?.get(index)?;
        is_ground(key).then_some(key)
    }

    fn keeps_key(&self, index: usize) -> bool {
        if self.last == Term::atom(atoms::whole_object) || self.expressions != 1 {
            return self.expressions == 1;
        }
        let Some(pattern) = self.pattern.as_tuple() else { return false };
        let made =
            self.last.as_tuple().filter(|call| call.len() == 1).and_then(|call| call.get(0)?.as_tuple());
        let (Some(made), Some(key)) = (made.and_then(|made| made.get(index)), pattern.get(index)) else {
            return false;
        };
        if variable(key).is_some() {
            return made == key || is_element_of_object(made, index);
        }
        let quoted = made
            .as_tuple()
            .filter(|call| call.len() == 2 && call.get(0) == Some(Term::atom(Atom::new("const"))));
        is_element_of_object(made, index)
            || is_ground(key)
                && match quoted {
                    Some(quoted) => quoted.get(1).is_some_and(|value| exact(value, key)),
                    None => !key.is_tuple() && exact(made, key),
                }
    }
}

/// Whether it is `{element, index + 1, '$_'}`.
fn is_element_of_object(term: Term, index: usize) -> bool {
    term.as_tuple().is_some_and(|call| {
        *call.elements()
            == [
                Term::atom(Atom::new("element")),
                Term::small(index as i64 + 1),
                Term::atom(atoms::whole_object),
            ]
    })
}

fn compile_head(pattern: Term) -> Result<(Vec<Test>, Variables), Wrong> {
    let mut variables = Variables::new();
    let mut tests = Vec::new();
    let mut pending = vec![pattern];
    while let Some(term) = pending.pop() {
        tests.push(match term.view() {
            View::Atom(_) if is_any(term) => Test::Any,
            View::Atom(_) => match variable(term) {
                Some(number) => {
                    let next = variables.len();
                    match variables.insert(number, next) {
                        Some(known) => {
                            variables.insert(number, known);
                            Test::Same(known)
                        }
                        None => Test::Bind(next),
                    }
                }
                None => Test::Exact(term),
            },
            View::Cons(head, tail) => {
                pending.extend([tail, head]);
                Test::Cons
            }
            View::Tuple(tuple) => {
                pending.extend(tuple.elements().iter().rev());
                Test::Tuple(tuple.len())
            }
            View::Map(_) => {
                let pairs: Vec<(Term, Term)> = map::iter(term).collect();
                if pairs.iter().any(|(key, _)| !is_ground(*key) && !key.is_map()) {
                    return Err("Variable found in map key.".into());
                }
                pending.extend(pairs.iter().rev().map(|(_, value)| value));
                Test::Map(pairs.into_iter().map(|(key, _)| key).collect())
            }
            _ => Test::Exact(term),
        });
    }
    Ok((tests, variables))
}
