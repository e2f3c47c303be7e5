//! `ets:fun2ms(fun … end)`: the fun as a match specification, which OTP makes by the parse transform of
//! ms_transform.hrl. A prompt has no headers, so the call is replaced wherever it stands.

use std::collections::HashMap;

use lang::ast::{Clause, Expr, ExprKind, MapField, Name, RecordField};
use lang::span::Span;
use vm::atom::Atom;
use vm::module::Literal;

use super::Lower;
use super::constant::{Operand, atomic, attribute_term, map as map_literal};
use crate::builtin::{binary_name, unary_name};
use crate::scope::Env;

/// The variables of a head, by number, and those that stand for the whole object.
#[derive(Default)]
struct Head<'a> {
    variables: HashMap<&'a str, usize>,
    objects: Vec<&'a str>,
}

fn atom(name: &str) -> Operand {
    Operand::Constant(Literal::Atom(Atom::new(name)))
}

fn integer(value: usize) -> Operand {
    Operand::Constant(Literal::Integer(value.into()))
}

impl<'a> Lower<'_, 'a> {
    /// The specification for a call of `fun2ms` with a fun, if it is one.
    pub fn fun2ms(&mut self, function: &Expr, args: &'a [Expr], env: &mut Env) -> Option<Operand> {
        let ExprKind::Remote(module, name) = &function.kind else { return None };
        let is = |part: &Expr, names: &[&str]| matches!(&part.kind, ExprKind::Atom(name) if names.contains(&&**name));
        if !is(module, &["ets", "dbg"]) || !is(name, &["fun2ms"]) {
            return None;
        }
        let [Expr { kind: ExprKind::Fun { name: None, clauses }, span }] = args else { return None };
        let mut parts = Vec::new();
        for clause in clauses {
            self.spec_clauses(clause, &mut parts, env);
        }
        Some(self.cons_all(parts, Operand::Constant(Literal::Nil), *span))
    }

    /// One clause of the specification for each alternative of the guard.
    fn spec_clauses(&mut self, clause: &'a Clause, parts: &mut Vec<Operand>, env: &mut Env) {
        let [pattern] = &clause.patterns[..] else {
            return self.refuse(clause.span, "a match specification of a fun with other than one argument");
        };
        let guards: Vec<&'a [Expr]> = match clause.guard.is_empty() {
            true => vec![&[]],
            false => clause.guard.iter().map(Vec::as_slice).collect(),
        };
        for guard in guards {
            let mut head = Head::default();
            let made = self.spec_head(pattern, &mut head);
            let guard = self.spec_list(guard, &head, clause.span, env);
            let body = self.spec_list(&clause.body, &head, clause.span, env);
            parts.push(self.tuple(vec![made, guard, body], clause.span));
        }
    }

    fn spec_list(&mut self, exprs: &'a [Expr], head: &Head<'a>, span: Span, env: &mut Env) -> Operand {
        let operands = exprs.iter().map(|expr| self.spec_expr(expr, head, env)).collect();
        self.cons_all(operands, Operand::Constant(Literal::Nil), span)
    }

    // ── Heads ──────────────────────────────────────────────────────────────

    /// The whole pattern, which may name the object.
    fn spec_head(&mut self, pattern: &'a Expr, head: &mut Head<'a>) -> Operand {
        if let ExprKind::Match(left, right) = &pattern.kind {
            for (name, other) in [(left, right), (right, left)] {
                if let ExprKind::Var(name) = &name.kind {
                    head.objects.push(name);
                    return self.spec_head(other, head);
                }
            }
        }
        self.spec_pattern(pattern, head)
    }

    fn spec_pattern(&mut self, pattern: &'a Expr, head: &mut Head<'a>) -> Operand {
        match &pattern.kind {
            ExprKind::Var(name) if &**name == "_" => atom("_"),
            ExprKind::Var(name) => {
                let next = head.variables.len() + 1;
                let number = *head.variables.entry(name).or_insert(next);
                atom(&format!("${number}"))
            }
            ExprKind::List { elements, tail } => {
                let elements = elements.iter().map(|element| self.spec_pattern(element, head)).collect();
                let tail = match tail {
                    Some(tail) => self.spec_pattern(tail, head),
                    None => Operand::Constant(Literal::Nil),
                };
                self.cons_all(elements, tail, pattern.span)
            }
            ExprKind::Tuple(elements) => {
                let elements = elements.iter().map(|element| self.spec_pattern(element, head)).collect();
                self.tuple(elements, pattern.span)
            }
            ExprKind::BinaryOp(lang::ast::BinaryOp::Append, text, tail) => {
                let tail = self.spec_pattern(tail, head);
                match &text.kind {
                    ExprKind::String(text) => {
                        let points = text.chars().map(|point| integer(u32::from(point) as usize)).collect();
                        self.cons_all(points, tail, pattern.span)
                    }
                    _ => self.no_spec(pattern.span),
                }
            }
            ExprKind::Record { base: None, name, fields } => {
                let elements = self.spec_record(name, fields, &mut |lower, given| match given {
                    Ok(given) => lower.spec_pattern(given, head),
                    Err(_) => atom("_"),
                });
                self.tuple(elements, pattern.span)
            }
            ExprKind::Map { base: None, fields } => {
                let pairs = fields
                    .iter()
                    .map(|field| (self.spec_pattern(&field.key, head), self.spec_pattern(&field.value, head)))
                    .collect();
                self.spec_map(pairs, pattern.span)
            }
            _ => match attribute_term(pattern) {
                Some(literal) => Operand::Constant(literal),
                None => self.no_spec(pattern.span),
            },
        }
    }

    /// The elements of a record: `make` gets each field's expression, or else its default.
    fn spec_record(
        &mut self,
        name: &Name,
        fields: &'a [RecordField],
        make: &mut dyn FnMut(&mut Self, Result<&'a Expr, Option<&'a Expr>>) -> Operand,
    ) -> Vec<Operand> {
        let mut elements = vec![atom(name)];
        let Some(record) = self.unit.record(name) else { return elements };
        let rest = fields.iter().find(|field| field.name.is_none());
        for (field, default) in &record.fields {
            let given = fields.iter().find(|given| given.name.as_ref() == Some(field)).or(rest);
            elements.push(make(self, given.map(|given| &given.value).ok_or(*default)));
        }
        elements
    }

    fn spec_map(&mut self, pairs: Vec<(Operand, Operand)>, span: Span) -> Operand {
        let literals = pairs.into_iter().map(|pair| match pair {
            (Operand::Constant(key), Operand::Constant(value)) => Some((key, value)),
            _ => None,
        });
        match literals.collect::<Option<Vec<_>>>() {
            Some(pairs) => Operand::Constant(map_literal(pairs)),
            None => self.no_spec(span),
        }
    }

    fn no_spec(&mut self, span: Span) -> Operand {
        self.refuse(span, "this part of a fun as a match specification");
        Operand::Constant(Literal::Nil)
    }

    // ── Guards and bodies ──────────────────────────────────────────────────

    fn spec_expr(&mut self, expr: &'a Expr, head: &Head<'a>, env: &mut Env) -> Operand {
        if let Some(literal) = atomic(expr) {
            return Operand::Constant(literal);
        }
        let span = expr.span;
        match &expr.kind {
            ExprKind::Var(name) => self.spec_variable(expr, name, head, env),
            ExprKind::List { elements, tail } => {
                let elements = elements.iter().map(|element| self.spec_expr(element, head, env)).collect();
                let tail = match tail {
                    Some(tail) => self.spec_expr(tail, head, env),
                    None => Operand::Constant(Literal::Nil),
                };
                self.cons_all(elements, tail, span)
            }
            ExprKind::Tuple(elements) => {
                let elements = elements.iter().map(|element| self.spec_expr(element, head, env)).collect();
                self.quoted_tuple(elements, span)
            }
            ExprKind::Record { base: None, name, fields } => {
                let elements = self.spec_record(name, fields, &mut |lower, given| match given {
                    Ok(given) => lower.spec_expr(given, head, env),
                    Err(Some(default)) => lower.spec_expr(default, head, env),
                    Err(None) => atom("undefined"),
                });
                self.quoted_tuple(elements, span)
            }
            ExprKind::RecordAccess { record, name, field } => {
                let declared = self.unit.record(name);
                let index = declared.and_then(|declared| declared.index(field)).unwrap_or(0) + 2;
                let record = self.spec_expr(record, head, env);
                self.tuple(vec![atom("element"), integer(index as usize), record], span)
            }
            ExprKind::RecordIndex { .. } => self.operand(expr, env),
            ExprKind::Map { base: None, fields } => self.spec_fields(fields, span, head, env),
            ExprKind::BinaryOp(op, left, right) => {
                let left = self.spec_expr(left, head, env);
                let right = self.spec_expr(right, head, env);
                self.tuple(vec![atom(binary_name(*op)), left, right], span)
            }
            ExprKind::Unary(op, operand) => {
                if let Some(literal) = attribute_term(expr) {
                    return Operand::Constant(literal);
                }
                let operand = self.spec_expr(operand, head, env);
                self.tuple(vec![atom(unary_name(*op)), operand], span)
            }
            ExprKind::Call { function, args } => self.spec_call(expr, function, args, head, env),
            ExprKind::Binary(_) => match attribute_term(expr) {
                Some(literal) => Operand::Constant(literal),
                None => self.no_spec(span),
            },
            _ => self.no_spec(span),
        }
    }

    fn quoted_tuple(&mut self, elements: Vec<Operand>, span: Span) -> Operand {
        let inner = self.tuple(elements, span);
        self.tuple(vec![inner], span)
    }

    fn spec_fields(&mut self, fields: &'a [MapField], span: Span, head: &Head<'a>, env: &mut Env) -> Operand {
        let pairs = fields
            .iter()
            .map(|field| (self.spec_expr(&field.key, head, env), self.spec_expr(&field.value, head, env)))
            .collect();
        self.spec_map(pairs, span)
    }

    /// A variable of the head, the object, or a value from outside.
    fn spec_variable(&mut self, expr: &'a Expr, name: &str, head: &Head<'a>, env: &mut Env) -> Operand {
        if let Some(number) = head.variables.get(name) {
            return atom(&format!("${number}"));
        }
        if head.objects.contains(&name) {
            return atom("$_");
        }
        let value = self.operand(expr, env);
        self.tuple(vec![atom("const"), value], expr.span)
    }

    fn spec_call(
        &mut self,
        expr: &'a Expr,
        function: &'a Expr,
        args: &'a [Expr],
        head: &Head<'a>,
        env: &mut Env,
    ) -> Operand {
        let name = match &function.kind {
            ExprKind::Atom(name) => name,
            ExprKind::Remote(module, name) => match (&module.kind, &name.kind) {
                (ExprKind::Atom(module), ExprKind::Atom(name)) if &**module == "erlang" => name,
                _ => return self.no_spec(expr.span),
            },
            _ => return self.no_spec(expr.span),
        };
        match (&**name, args) {
            ("object", []) => return atom("$_"),
            ("bindings", []) => return atom("$*"),
            _ => {}
        }
        let mut parts = vec![atom(name)];
        for arg in args {
            parts.push(self.spec_expr(arg, head, env));
        }
        if let ("is_record", [_, Expr { kind: ExprKind::Atom(record), .. }]) = (&**name, args) {
            let size = self.unit.record(record).map_or(0, |record| record.fields.len() + 1);
            parts.push(integer(size));
        }
        self.tuple(parts, expr.span)
    }
}
