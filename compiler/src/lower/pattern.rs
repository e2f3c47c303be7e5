//! Patterns, translated from the syntax tree: records are tuples, strings are lists, constants are folded.

use std::rc::Rc;

use lang::ast::{BinaryOp, Expr, ExprKind, Name};
use vm::atom::Atom;
use vm::instr::Constant;
use vm::module::Literal;

use super::Lower;
use super::constant::{atomic, fold_binary, fold_unary, is_anonymous};
use super::segment::Segment;
use crate::ir::Value;
use crate::scope::Env;

/// A pattern. Cloning is cheap: parts are shared.
#[derive(Clone)]
pub enum Pat<'a> {
    /// Everything matches.
    Any,
    /// The first occurrence binds, every further one compares.
    Var(&'a Name),
    /// An immediate.
    Const(Constant),
    /// A big integer, a float.
    Literal(u32),
    /// A value known before: compared with `=:=`.
    Equal(Value),
    /// The list pattern's elements from this one on, then its tail.
    List(Rc<ListPattern<'a>>, usize),
    /// A tuple.
    Tuple(Rc<Vec<Pat<'a>>>),
    /// A map with at least these keys.
    Map(Rc<Vec<(Key<'a>, Pat<'a>)>>),
    /// The same, the value being known to be a map.
    Keys(Rc<Vec<(Key<'a>, Pat<'a>)>>),
    /// A bit string.
    Bits(Rc<Vec<Segment<'a>>>),
    /// The segments from this one on; the value is a match state.
    Segments(Rc<Vec<Segment<'a>>>, usize),
    /// Both match.
    Both(Rc<(Pat<'a>, Pat<'a>)>),
}

/// The elements and the tail of a list pattern.
pub struct ListPattern<'a> {
    /// At least one.
    pub elements: Vec<Pat<'a>>,
    /// What follows them.
    pub tail: Pat<'a>,
}

/// A key in a map pattern.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// Known: a constant or a variable bound before.
    Known(Value),
    /// A guard expression.
    Computed(&'a Expr),
}

impl<'a> Lower<'_, 'a> {
    /// Translates a pattern; variables bound in `env` compare.
    pub fn pattern(&mut self, pattern: &'a Expr, env: &Env) -> Pat<'a> {
        if let Some(text) = string_of(pattern) {
            return chars(text, Pat::Const(Constant::Nil));
        }
        if let Some(literal) = pattern_constant(pattern) {
            return self.constant_pattern(literal);
        }
        match &pattern.kind {
            ExprKind::Var(name) if is_anonymous(name) => Pat::Any,
            ExprKind::Var(name) => match env.get(name) {
                Some(value) => self.known_pattern(value),
                None => Pat::Var(name),
            },
            ExprKind::List { elements, tail } => {
                let elements: Vec<Pat<'a>> = elements.iter().map(|e| self.pattern(e, env)).collect();
                let tail = match tail {
                    Some(tail) => self.pattern(tail, env),
                    None => Pat::Const(Constant::Nil),
                };
                list_pattern(elements, tail)
            }
            ExprKind::Tuple(elements) => {
                Pat::Tuple(Rc::new(elements.iter().map(|e| self.pattern(e, env)).collect()))
            }
            ExprKind::Match(a, b) => Pat::Both(Rc::new((self.pattern(a, env), self.pattern(b, env)))),
            ExprKind::Map { fields, .. } => {
                let fields = fields.iter().map(|field| {
                    let key = self.pattern_key(&field.key, env);
                    (key, self.pattern(&field.value, env))
                });
                Pat::Map(Rc::new(fields.collect()))
            }
            ExprKind::Record { name, fields, .. } => self.record_pattern(name, fields, env),
            ExprKind::RecordIndex { name, field } => {
                let index = self.unit.record(name).and_then(|record| record.index(field)).unwrap_or(0);
                Pat::Const(Constant::Integer(index as i64 + 2))
            }
            ExprKind::Binary(segments) => self.binary_pattern(segments, env),
            ExprKind::BinaryOp(BinaryOp::Append, prefix, tail) => {
                let tail = self.pattern(tail, env);
                self.prefix_pattern(prefix, tail, env)
            }
            _ => {
                self.refuse(pattern.span, "this pattern");
                Pat::Any
            }
        }
    }

    /// A pattern for a variable bound before; when it is bound to an immediate, that is known.
    fn known_pattern(&mut self, value: Value) -> Pat<'a> {
        match value {
            Value::Const(constant @ (Constant::Atom(_) | Constant::Integer(_) | Constant::Nil)) => {
                Pat::Const(constant)
            }
            value => Pat::Equal(value),
        }
    }

    fn constant_pattern(&mut self, literal: Literal) -> Pat<'a> {
        match self.unit.constant(literal) {
            Constant::Literal(index) => Pat::Literal(index),
            constant => Pat::Const(constant),
        }
    }

    /// `"prefix" ++ Tail`.
    fn prefix_pattern(&mut self, prefix: &'a Expr, tail: Pat<'a>, env: &Env) -> Pat<'a> {
        match &prefix.kind {
            ExprKind::String(text) => chars(text, tail),
            ExprKind::List { elements, tail: None } => {
                let elements = elements.iter().map(|e| self.pattern(e, env)).collect();
                list_pattern(elements, tail)
            }
            ExprKind::BinaryOp(BinaryOp::Append, first, second) => {
                let tail = self.prefix_pattern(second, tail, env);
                self.prefix_pattern(first, tail, env)
            }
            _ => {
                self.refuse(prefix.span, "a prefix that is no string or list");
                Pat::Any
            }
        }
    }

    fn pattern_key(&mut self, key: &'a Expr, env: &Env) -> Key<'a> {
        if let Some(literal) = super::constant::attribute_term(key) {
            return Key::Known(Value::Const(self.unit.constant(literal)));
        }
        match &key.kind {
            ExprKind::Var(name) => match env.get(name) {
                Some(value) => Key::Known(value),
                None => Key::Computed(key),
            },
            _ => Key::Computed(key),
        }
    }

    fn record_pattern(&mut self, name: &'a Name, fields: &'a [lang::ast::RecordField], env: &Env) -> Pat<'a> {
        let Some(record) = self.unit.record(name) else {
            return Pat::Any;
        };
        let mut elements = vec![Pat::Any; record.fields.len() + 1];
        elements[0] = Pat::Const(Constant::Atom(Atom::new(name)));
        let default = fields.iter().find(|field| field.name.is_none());
        for (index, (field, _)) in record.fields.iter().enumerate() {
            let given = fields.iter().find(|f| f.name.as_ref() == Some(field)).or(default);
            if let Some(given) = given {
                elements[index + 1] = self.pattern(&given.value, env);
            }
        }
        Pat::Tuple(Rc::new(elements))
    }
}

/// The pattern `[elements… | tail]`.
pub fn list_pattern<'a>(elements: Vec<Pat<'a>>, tail: Pat<'a>) -> Pat<'a> {
    if elements.is_empty() { tail } else { Pat::List(Rc::new(ListPattern { elements, tail }), 0) }
}

fn chars<'a>(text: &str, tail: Pat<'a>) -> Pat<'a> {
    let chars = text.chars().map(|c| Pat::Const(Constant::Integer(i64::from(u32::from(c)))));
    list_pattern(chars.collect(), tail)
}

fn string_of(pattern: &Expr) -> Option<&str> {
    match &pattern.kind {
        ExprKind::String(text) => Some(text),
        _ => None,
    }
}

/// The number or atom that a constant pattern is.
fn pattern_constant(pattern: &Expr) -> Option<Literal> {
    match &pattern.kind {
        ExprKind::Unary(op, operand) => fold_unary(*op, &pattern_constant(operand)?),
        ExprKind::BinaryOp(BinaryOp::Append, ..) => None,
        ExprKind::BinaryOp(op, a, b) => fold_binary(*op, &pattern_constant(a)?, &pattern_constant(b)?),
        ExprKind::List { elements, tail: None } if elements.is_empty() => Some(Literal::Nil),
        _ => atomic(pattern),
    }
}

/// The tag that every pattern of a list of tuples begins with, if there is one.
pub fn common_tag<'p, 'a: 'p>(mut patterns: impl Iterator<Item = &'p [Pat<'a>]>) -> Option<Atom> {
    let tag = match patterns.next()?.first()? {
        Pat::Const(Constant::Atom(tag)) => *tag,
        _ => return None,
    };
    patterns
        .all(|pattern| matches!(pattern.first(), Some(Pat::Const(Constant::Atom(other))) if *other == tag))
        .then_some(tag)
}
