//! `ets:fun2ms(fun … end)`: the fun as a match specification, which OTP makes by the parse transform of
//! ms_transform.hrl. What that transform refuses is refused here as well.
//!
//! This file has the fun and its heads; `terms` has guards and bodies, `calls` the functions that they may call.

mod calls;
mod terms;

use std::collections::{HashMap, HashSet};

use lang::ast::{BinaryElement, BinaryOp, Clause, Expr, ExprKind, Name, RecordField};
use lang::diagnostic::Diagnostic;
use lang::span::Span;
use vm::atom::Atom;
use vm::module::Literal;

use super::Lower;
use super::constant::{Operand, attribute_term};
use crate::scope::Env;

/// The variables of a head, by number, and the one that stands for the whole object.
#[derive(Default)]
struct Head<'a> {
    variables: HashMap<&'a str, usize>,
    object: Option<&'a str>,
}

/// What a specification is for: entries of a table, or lists of arguments.
#[derive(Clone, Copy, PartialEq)]
enum Objects {
    Tuples,
    Lists,
}

/// The expression that is given for a record's field, or else its default; and the field's place in the tuple.
type Field<'a> = (Result<&'a Expr, Option<&'a Expr>>, usize);

fn atom(name: &str) -> Operand {
    Operand::Constant(Literal::Atom(Atom::new(name)))
}

fn integer(value: usize) -> Operand {
    Operand::Constant(Literal::Integer(value.into()))
}

/// Arithmetic on numbers, which is done while compiling.
fn folded(expr: &Expr) -> Option<Operand> {
    if !matches!(expr.kind, ExprKind::Unary(..) | ExprKind::BinaryOp(..)) {
        return None;
    }
    let number = attribute_term(expr).filter(|term| matches!(term, Literal::Integer(_) | Literal::Float(_)));
    number.map(Operand::Constant)
}

impl<'a> Lower<'_, 'a> {
    /// The specification for a call of `fun2ms` with a fun, if it is one that is to be replaced.
    pub fn fun2ms(&mut self, function: &Expr, args: &'a [Expr], env: &mut Env) -> Option<Operand> {
        let ExprKind::Remote(module, name) = &function.kind else { return None };
        let is = |part: &Expr, wanted: &str| matches!(&part.kind, ExprKind::Atom(name) if &**name == wanted);
        let objects = match (is(module, "ets"), is(module, "dbg")) {
            (true, _) => Objects::Tuples,
            (_, true) => Objects::Lists,
            _ => return None,
        };
        let [arg] = args else { return None };
        if !is(name, "fun2ms") || !self.unit.match_specs {
            return None;
        }
        let ExprKind::Fun { name: None, clauses } = &arg.kind else {
            return Some(self.no_spec(arg.span, "what is no fun without a name, written here,"));
        };
        let mut parts = Vec::new();
        for clause in clauses {
            self.spec_clauses(clause, objects, &mut parts, env);
        }
        Some(self.cons_all(parts, Operand::Constant(Literal::Nil), arg.span))
    }

    /// One clause of the specification for each alternative of the guard.
    fn spec_clauses(
        &mut self,
        clause: &'a Clause,
        objects: Objects,
        parts: &mut Vec<Operand>,
        env: &mut Env,
    ) {
        let [pattern] = &clause.patterns[..] else {
            self.no_spec(clause.span, "a fun with other than one argument");
            return;
        };
        let guards: Vec<&'a [Expr]> = match clause.guard.is_empty() {
            true => vec![&[]],
            false => clause.guard.iter().map(Vec::as_slice).collect(),
        };
        for (index, guard) in guards.into_iter().enumerate() {
            let mut head = Head::default();
            let made = self.spec_head(pattern, objects, &mut head, env);
            if index == 0 {
                self.warn_of_hidden(pattern, &head, env);
            }
            let guard = self.spec_guard(guard, &head, clause.span, env);
            let body = self.spec_body(&clause.body, &head, clause.span, env);
            parts.push(self.tuple(vec![made, guard, body], clause.span));
        }
    }

    /// Warns of variables of the head that hide others, as OTP does though the fun becomes no fun.
    fn warn_of_hidden(&mut self, pattern: &'a Expr, head: &Head<'a>, env: &Env) {
        let mut told = HashSet::new();
        crate::walk::variables(pattern, &mut |name| {
            let is_of_head = head.variables.contains_key(&**name) || head.object == Some(&**name);
            if is_of_head && env.get(name).is_some() && told.insert(name.clone()) {
                let title = format!("variable {name} shadowed in the head of a match specification");
                let label = "this is not the variable from outside";
                self.unit.error(Diagnostic::warning("shadowed-variable", pattern.span, title, label));
            }
        });
    }

    /// Refuses a part of the fun; the operand is as good as any.
    fn no_spec(&mut self, span: Span, what: &str) -> Operand {
        let title = format!("{what} cannot become a match specification");
        self.unit.error(Diagnostic::error("match-specification", span, title, "this is not supported there"));
        Operand::Constant(Literal::Nil)
    }

    // ── Heads ──────────────────────────────────────────────────────────────

    /// The whole pattern, which may name the object.
    fn spec_head(
        &mut self,
        pattern: &'a Expr,
        objects: Objects,
        head: &mut Head<'a>,
        env: &mut Env,
    ) -> Operand {
        let pattern = match &pattern.kind {
            ExprKind::Match(left, right) => match (&left.kind, &right.kind) {
                (ExprKind::Var(name), _) => self.spec_object(name, right, head),
                (_, ExprKind::Var(name)) => self.spec_object(name, left, head),
                _ => pattern,
            },
            _ => pattern,
        };
        let fits = match &pattern.kind {
            ExprKind::Var(_) => true,
            ExprKind::Tuple(_) | ExprKind::Record { base: None, .. } => objects == Objects::Tuples,
            ExprKind::List { .. } => objects == Objects::Lists,
            ExprKind::String(text) => objects == Objects::Lists && text.is_empty(),
            ExprKind::Match(..) => return self.no_spec(pattern.span, "`=` inside of a head"),
            _ => false,
        };
        match (fits, objects) {
            (true, _) => self.spec_pattern(pattern, head, env),
            (false, Objects::Tuples) => self.no_spec(pattern.span, "a head that is no variable and no tuple"),
            (false, Objects::Lists) => self.no_spec(pattern.span, "a head that is no variable and no list"),
        }
    }

    fn spec_object(&mut self, name: &'a Name, pattern: &'a Expr, head: &mut Head<'a>) -> &'a Expr {
        if &**name != "_" {
            head.object = Some(name);
        }
        pattern
    }

    fn spec_pattern(&mut self, pattern: &'a Expr, head: &mut Head<'a>, env: &mut Env) -> Operand {
        let span = pattern.span;
        match &pattern.kind {
            ExprKind::Var(name) if &**name == "_" => atom("_"),
            ExprKind::Var(name) => {
                let next = head.variables.len() + 1;
                let number = *head.variables.entry(name).or_insert(next);
                atom(&format!("${number}"))
            }
            ExprKind::Atom(name) if is_place(name) => {
                self.no_spec(span, "an atom that stands for a variable in the head")
            }
            ExprKind::List { elements, tail } => {
                let elements = self.spec_patterns(elements, head, env);
                let tail = match tail {
                    Some(tail) => self.spec_pattern(tail, head, env),
                    None => Operand::Constant(Literal::Nil),
                };
                self.cons_all(elements, tail, span)
            }
            ExprKind::Tuple(elements) => {
                let elements = self.spec_patterns(elements, head, env);
                self.tuple(elements, span)
            }
            ExprKind::BinaryOp(BinaryOp::Append, text, tail) => {
                let tail = self.spec_pattern(tail, head, env);
                match &text.kind {
                    ExprKind::String(text) => {
                        let points = text.chars().map(|point| integer(u32::from(point) as usize)).collect();
                        self.cons_all(points, tail, span)
                    }
                    _ => self.no_spec(span, "this pattern"),
                }
            }
            ExprKind::Record { base: None, name, fields } => {
                let make = &mut |lower: &mut Self, (given, _): Field<'a>| match given {
                    Ok(given) => lower.spec_pattern(given, head, env),
                    Err(_) => atom("_"),
                };
                let elements = self.spec_record(span, name, fields, make);
                self.tuple(elements, span)
            }
            ExprKind::RecordIndex { name, field } => self.spec_index(span, name, field),
            ExprKind::Map { base: None, fields } => {
                let pair = |field: &'a lang::ast::MapField| {
                    let key = self.spec_pattern(&field.key, head, env);
                    (false, key, self.spec_pattern(&field.value, head, env))
                };
                let pairs = fields.iter().map(pair).collect();
                self.map_of(Operand::Constant(Literal::Map(Vec::new())), false, pairs, span)
            }
            ExprKind::Binary(elements) => {
                let mut mentions = false;
                crate::walk::variables(pattern, &mut |_| mentions = true);
                match mentions {
                    true => self.no_spec(span, "a binary pattern with variables"),
                    false => self.spec_binary(span, elements, env),
                }
            }
            ExprKind::Match(..) => self.no_spec(span, "`=` inside of a head"),
            _ => match folded(pattern).or_else(|| super::constant::atomic(pattern).map(Operand::Constant)) {
                Some(constant) => constant,
                None => self.no_spec(span, "this pattern"),
            },
        }
    }

    fn spec_patterns(&mut self, patterns: &'a [Expr], head: &mut Head<'a>, env: &mut Env) -> Vec<Operand> {
        patterns.iter().map(|pattern| self.spec_pattern(pattern, head, env)).collect()
    }

    /// A binary that is made when the specification is: its values are constants and variables from outside.
    fn spec_binary(&mut self, span: Span, elements: &'a [BinaryElement], env: &mut Env) -> Operand {
        let plain = |expr: &Expr| matches!(expr.kind, ExprKind::Var(_)) || attribute_term(expr).is_some();
        let size = |size: &Expr| folded(size).is_some() || matches!(size.kind, ExprKind::Integer(_));
        match elements.iter().all(|part| plain(&part.value) && part.size.as_ref().is_none_or(size)) {
            true => self.binary(span, elements, env),
            false => self.no_spec(span, "a binary of computed values or sizes"),
        }
    }

    // ── Records ────────────────────────────────────────────────────────────

    /// The elements of a record: `make` gets each field's expression, or else its default.
    fn spec_record(
        &mut self,
        span: Span,
        name: &Name,
        fields: &'a [RecordField],
        make: &mut dyn FnMut(&mut Self, Field<'a>) -> Operand,
    ) -> Vec<Operand> {
        let mut elements = vec![atom(name)];
        let Some(record) = self.unit.record(name) else {
            self.no_record(span, name);
            return elements;
        };
        let mut seen = HashSet::new();
        for given in fields {
            let field = given.name.as_deref().unwrap_or("_");
            if field != "_" && record.index(field).is_none() {
                self.no_field(given.span, name, field);
            }
            if !seen.insert(field) {
                self.no_spec(given.span, &format!("field {field}, which is given twice,"));
            }
        }
        let rest = fields.iter().find(|field| field.name.is_none());
        for (index, (field, default)) in record.fields.iter().enumerate() {
            let given = fields.iter().find(|given| given.name.as_ref() == Some(field)).or(rest);
            elements.push(make(self, (given.map(|given| &given.value).ok_or(*default), index + 2)));
        }
        elements
    }

    /// The place of a field in the tuple.
    fn spec_index(&mut self, span: Span, name: &Name, field: &Name) -> Operand {
        let Some(record) = self.unit.record(name) else { return self.no_record(span, name) };
        match record.index(field) {
            Some(index) => integer(index + 2),
            None => self.no_field(span, name, field),
        }
    }

    fn no_record(&mut self, span: Span, name: &str) -> Operand {
        let title = format!("record {name} is undefined");
        self.unit.error(Diagnostic::error("undefined-record", span, title, "no such record is declared"));
        Operand::Constant(Literal::Nil)
    }

    fn no_field(&mut self, span: Span, name: &str, field: &str) -> Operand {
        let title = format!("field {field} is undefined in record {name}");
        self.unit.error(Diagnostic::error("undefined-field", span, title, "the record has no such field"));
        Operand::Constant(Literal::Nil)
    }
}

/// Whether an atom is `$1`, `$2` and so on.
fn is_place(name: &str) -> bool {
    name.strip_prefix('$')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|digit| digit.is_ascii_digit()))
}
