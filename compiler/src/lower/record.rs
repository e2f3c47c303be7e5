//! Records are tuples.

use lang::ast::{Expr, Name, RecordField};
use lang::span::Span;
use vm::atom::{Atom, atoms};
use vm::module::Literal;

use super::Lower;
use super::constant::Operand;
use crate::ir::{OpKind, Test, Value};
use crate::scope::Env;

impl<'a> Lower<'_, 'a> {
    /// `#name{…}`: the fields are evaluated in the order of the declaration, as OTP does.
    pub fn record_new(
        &mut self,
        span: Span,
        name: &Name,
        fields: &'a [RecordField],
        env: &mut Env,
    ) -> Operand {
        let Some(record) = self.unit.record(name) else {
            return Operand::Constant(Literal::Nil);
        };
        let mut operands = vec![Operand::Constant(Literal::Atom(Atom::new(name)))];
        let rest = fields.iter().find(|field| field.name.is_none());
        for (field, default) in &record.fields {
            let given = fields.iter().find(|given| given.name.as_ref() == Some(field)).or(rest);
            operands.push(match (given, default) {
                (Some(given), _) => self.operand(&given.value, env),
                // A default value sees no variables of the place that uses it.
                (None, Some(default)) => self.operand(default, &mut Env::default()),
                (None, None) => Operand::Constant(Literal::Atom(atoms::undefined)),
            });
        }
        let size = operands.len() as u32;
        let tuple = self.tuple(operands, span);
        if let Operand::Value(value) = tuple {
            env.learn_record(value, size, Atom::new(name));
        }
        tuple
    }

    /// `Base#name{…}`: OTP evaluates the new values before the record.
    pub fn record_update(
        &mut self,
        span: Span,
        base: &'a Expr,
        name: &Name,
        fields: &'a [RecordField],
        env: &mut Env,
    ) -> Value {
        let Some(record) = self.unit.record(name) else {
            return Value::NIL;
        };
        let given: Vec<(Option<&Name>, Value)> =
            fields.iter().map(|field| (field.name.as_ref(), self.expr(&field.value, env))).collect();
        let tuple = self.expr(base, env);
        let place = fields.first().map_or(span, |field| field.span);
        let size = record.fields.len() as u32 + 1;
        self.require_record(tuple, size, name, place, env);
        if given.is_empty() {
            return tuple;
        }
        let mut elements = vec![Value::atom(Atom::new(name))];
        for (index, (field, _)) in record.fields.iter().enumerate() {
            let new = given.iter().find(|g| g.0 == Some(field)).or(given.iter().find(|g| g.0.is_none()));
            elements.push(match new {
                Some((_, value)) => *value,
                None => self.op(OpKind::GetElement(index as u32 + 1), vec![tuple], span),
            });
        }
        let updated = self.op(OpKind::PutTuple, elements, span);
        env.learn_record(updated, size, Atom::new(name));
        updated
    }

    /// `Record#name.field`
    pub fn record_access(
        &mut self,
        span: Span,
        record: &'a Expr,
        name: &Name,
        field: &Name,
        env: &mut Env,
    ) -> Value {
        let tuple = self.expr(record, env);
        let Some(declared) = self.unit.record(name) else {
            return Value::NIL;
        };
        let size = declared.fields.len() as u32 + 1;
        self.require_record(tuple, size, name, span, env);
        let index = declared.index(field).unwrap_or(0) as u32 + 1;
        self.op(OpKind::GetElement(index), vec![tuple], span)
    }

    /// Goes on only if `value` is a record called `name`.
    fn require_record(&mut self, value: Value, size: u32, name: &Name, span: Span, env: &mut Env) {
        let tag = Atom::new(name);
        if env.is_record(value, size, tag) {
            return;
        }
        let test = Test::TaggedTuple(size, tag);
        let yes = self.block();
        let no = match self.soft {
            Some(fail) => fail,
            None => self.block(),
        };
        self.branch_test(test, vec![value], yes, no, span);
        if self.soft.is_none() {
            self.at(no);
            self.raise_value(atoms::badrecord, value, span);
        }
        self.at(yes);
        env.learn_record(value, size, tag);
    }
}
