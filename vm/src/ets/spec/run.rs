//! Runs match specifications against objects, which may lie in a table whose lock is held.
//!
//! Values that come out of the object are looked at where they are; only what ends up in a result is copied to the
//! process's heap.

use super::expression::{Code, Op};
use super::{Clause, Program, Test};
use crate::atom::{Atom, atoms};
use crate::bif::{BIFS, Cx, Stop};
use crate::term::build::Alloc;
use crate::term::equal::exact;
use crate::term::{Term, View, map};

/// A term, and whether all of it lies on the process's heap.
#[derive(Clone, Copy)]
struct Value {
    term: Term,
    own: bool,
}

/// The stacks of the machine, kept from one object to the next.
#[derive(Default)]
pub struct Machine {
    terms: Vec<Term>,
    variables: Vec<Term>,
    values: Vec<Value>,
    /// Steps done since the last look.
    pub steps: usize,
}

impl Program {
    /// What the first clause that matches makes of an object, as a term on the process's heap; `None` when no clause
    /// matches. `own` says whether the object lies there already.
    pub fn run(
        &self,
        cx: &mut Cx,
        machine: &mut Machine,
        object: Term,
        own: bool,
    ) -> Result<Option<Term>, Stop> {
        for clause in &self.clauses {
            if clause.matches(machine, object) && clause.holds(cx, machine, object, own)? {
                let made = machine.evaluate(cx, clause, &clause.body, Value { term: object, own })?;
                let Some(value) = made else { return Ok(Some(Term::atom(atoms::exit_signal))) };
                return Ok(Some(owned(cx, value)?));
            }
        }
        Ok(None)
    }
}

/// The value, copied to the process's heap if it is not there.
fn owned(cx: &mut Cx, value: Value) -> Result<Term, Stop> {
    if value.own || !value.term.is_pointer() {
        return Ok(value.term);
    }
    let mut roots = [value.term];
    cx.context.import(&mut roots)?;
    Ok(roots[0])
}

impl Clause {
    fn matches(&self, machine: &mut Machine, object: Term) -> bool {
        machine.terms.clear();
        machine.terms.push(object);
        machine.variables.clear();
        machine.variables.resize(self.variables.len(), Term::NIL);
        machine.steps += 1;
        self.head.iter().all(|test| machine.test(test))
    }

    fn holds(&self, cx: &mut Cx, machine: &mut Machine, object: Term, own: bool) -> Result<bool, Stop> {
        for guard in &self.guards {
            let value = machine.evaluate(cx, self, guard, Value { term: object, own })?;
            if value.is_none_or(|value| value.term != Term::TRUE) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl Machine {
    fn test(&mut self, test: &Test) -> bool {
        let Some(term) = self.terms.pop() else { return false };
        match test {
            Test::Any => true,
            Test::Bind(slot) => {
                self.variables[*slot] = term;
                true
            }
            Test::Same(slot) => exact(self.variables[*slot], term),
            Test::Exact(wanted) => exact(*wanted, term),
            Test::Cons => match term.as_cons() {
                Some((head, tail)) => {
                    self.terms.extend([tail, head]);
                    true
                }
                None => false,
            },
            Test::Tuple(size) => match term.as_tuple() {
                Some(tuple) if tuple.len() == *size => {
                    self.terms.extend(tuple.elements().iter().rev());
                    true
                }
                _ => false,
            },
            Test::Map(keys) => {
                if !term.is_map() {
                    return false;
                }
                let found: Option<Vec<Term>> = keys.iter().rev().map(|key| map::get(term, *key)).collect();
                found.is_some_and(|values| {
                    self.terms.extend(values);
                    true
                })
            }
        }
    }

    /// The value of an expression; `None` when it fails.
    fn evaluate(
        &mut self,
        cx: &mut Cx,
        clause: &Clause,
        code: &Code,
        object: Value,
    ) -> Result<Option<Value>, Stop> {
        self.values.clear();
        self.steps += code.0.len() / 8;
        let mut at = 0;
        while let Some(op) = code.0.get(at) {
            at += 1;
            let value = match op {
                Op::Constant(term) => Value { term: *term, own: true },
                Op::Variable(slot) => Value { term: self.variables[*slot], own: object.own },
                Op::Object => object,
                Op::All => {
                    let mut items: Vec<Term> =
                        clause.variables.values().map(|slot| self.variables[*slot]).collect();
                    if !object.own {
                        cx.context.import(&mut items)?;
                    }
                    Value { term: cx.list(&items)?, own: true }
                }
                Op::Unless(value, place) => {
                    match self.values.last().and_then(|last| last.term.as_boolean()) {
                        None => return Ok(None),
                        Some(truth) if truth == *value => at = *place,
                        Some(_) => drop(self.values.pop()),
                    }
                    continue;
                }
                Op::Truth => match self.values.last().and_then(|last| last.term.as_boolean()) {
                    None => return Ok(None),
                    Some(_) => continue,
                },
                Op::Call(bif, arity) => match self.call(cx, *bif, *arity)? {
                    Some(value) => value,
                    None => return Ok(None),
                },
                Op::Record => match self.is_record() {
                    Some(value) => value,
                    None => return Ok(None),
                },
                Op::Tuple(size) => {
                    let elements = self.take_owned(cx, *size)?;
                    Value { term: cx.tuple(&elements)?, own: true }
                }
                Op::List(size) => {
                    let mut elements = self.take_owned(cx, size + 1)?;
                    let tail = elements.pop().unwrap_or(Term::NIL);
                    Value { term: cx.list_with_tail(&elements, tail)?, own: true }
                }
                Op::Map(size) => {
                    let elements = self.take_owned(cx, 2 * size)?;
                    let pairs = elements.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
                    Value { term: map::from_pairs(cx, pairs)?, own: true }
                }
            };
            self.values.push(value);
        }
        Ok(self.values.pop())
    }

    /// Takes the topmost values, which become parts of a new term.
    fn take_owned(&mut self, cx: &mut Cx, count: usize) -> Result<Vec<Term>, Stop> {
        let from = self.values.len() - count;
        self.values.split_off(from).into_iter().map(|value| owned(cx, value)).collect()
    }

    /// Calls a function; `None` when it raised.
    fn call(&mut self, cx: &mut Cx, bif: u32, arity: usize) -> Result<Option<Value>, Stop> {
        let arguments = self.values.split_off(self.values.len() - arity);
        let mut terms = [Term::NIL; 4];
        for (term, argument) in terms.iter_mut().zip(&arguments) {
            *term = argument.term;
        }
        // What it returns may be a part of an argument.
        let own = arguments.iter().all(|argument| argument.own || !argument.term.is_pointer());
        match (BIFS[bif as usize].run)(cx, &terms[..arity]) {
            Ok(term) => Ok(Some(Value { term, own })),
            Err(Stop::Raise { .. }) => Ok(None),
            Err(stop) => Err(stop),
        }
    }

    /// `{is_record, Term, Tag, Size}`
    fn is_record(&mut self) -> Option<Value> {
        let size = self.values.pop()?.term.as_small()?;
        let tag: Atom = self.values.pop()?.term.as_atom()?;
        let term = self.values.pop()?.term;
        let is = match term.view() {
            View::Tuple(tuple) => {
                tuple.len() as i64 == size && tuple.get(0).and_then(Term::as_atom) == Some(tag)
            }
            _ => false,
        };
        Some(Value { term: Term::boolean(is), own: true })
    }
}
