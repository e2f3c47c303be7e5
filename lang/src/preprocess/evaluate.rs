//! The condition of `-if` and `-elif`: a guard expression over constants, worked out at compile time.

use std::cmp::Ordering;

use dashu_int::IBig;

use super::define::badly_formed;
use super::{Preprocessor, Site};
use crate::ast::{BinaryOp, Expr, ExprKind, FormKind, UnaryOp};
use crate::nesting;
use crate::parse::{self, Parser};
use crate::token::{Lexeme, Token};

/// The values that a condition can have on the way.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Integer(IBig),
    Float(f64),
    Atom(String),
    Tuple(Vec<Value>),
    List(Vec<Value>),
}

impl Preprocessor {
    /// Whether the condition of `-if(…).`, given as the whole form, is true. As in OTP, a condition that fails to
    /// evaluate is false.
    pub(super) fn evaluate_condition(&mut self, tokens: &[Lexeme], site: &mut Site) -> bool {
        let usage = || badly_formed(tokens, "if", "-if(?OTP_RELEASE >= 25).");
        if tokens.get(2).is_none_or(|t| t.token != Token::LeftParen) {
            site.diagnostics.push(usage());
            return false;
        }
        let Some(expanded) = self.expand(tokens[2..].to_vec(), site) else { return false };
        if let Some(bad) = nesting::too_deep(&expanded) {
            site.diagnostics.push(bad);
            return false;
        }
        let source = tokens[0].span.source;
        match Parser::default().form(source, expanded.clone(), site.diagnostics) {
            Ok(FormKind::Expression(body)) if body.len() == 1 => {
                self.value(&body[0]) == Some(Value::Atom("true".into()))
            }
            Ok(_) => {
                site.diagnostics.push(usage());
                false
            }
            Err(failure) => {
                site.diagnostics.push(parse::explain(&expanded, &failure, site.sources).0);
                false
            }
        }
    }

    fn value(&self, expr: &Expr) -> Option<Value> {
        Some(match &expr.kind {
            ExprKind::Atom(name) => Value::Atom(name.to_string()),
            ExprKind::Integer(n) => Value::Integer(n.clone()),
            ExprKind::Char(c) => Value::Integer((*c).into()),
            ExprKind::Float(f) => Value::Float(*f),
            ExprKind::String(s) => Value::List(s.chars().map(|c| Value::Integer((c as u32).into())).collect()),
            ExprKind::Tuple(elements) => Value::Tuple(self.values(elements)?),
            ExprKind::List { elements, tail: None } => Value::List(self.values(elements)?),
            ExprKind::Unary(op, operand) => unary(*op, self.value(operand)?)?,
            ExprKind::BinaryOp(BinaryOp::Andalso, a, b) => match truth(&self.value(a)?)? {
                true => self.value(b)?,
                false => boolean(false),
            },
            ExprKind::BinaryOp(BinaryOp::Orelse, a, b) => match truth(&self.value(a)?)? {
                true => boolean(true),
                false => self.value(b)?,
            },
            ExprKind::BinaryOp(op, a, b) => binary(*op, self.value(a)?, self.value(b)?)?,
            ExprKind::Call { function, args } => self.call(function, args)?,
            _ => return None,
        })
    }

    fn values(&self, list: &[Expr]) -> Option<Vec<Value>> {
        list.iter().map(|e| self.value(e)).collect()
    }

    fn call(&self, function: &Expr, args: &[Expr]) -> Option<Value> {
        let ExprKind::Atom(name) = &function.kind else { return None };
        if &**name == "defined" {
            return match args {
                [Expr { kind: ExprKind::Atom(name) | ExprKind::Var(name), .. }] => {
                    // OTP counts a predefined macro that has no value yet as defined here, unlike -ifdef.
                    Some(boolean(self.macros.contains_key(name)))
                }
                _ => None,
            };
        }
        let values = self.values(args)?;
        let [value] = &values[..] else { return None };
        Some(match (&**name, value) {
            ("is_atom", v) => boolean(matches!(v, Value::Atom(_))),
            ("is_integer", v) => boolean(matches!(v, Value::Integer(_))),
            ("is_float", v) => boolean(matches!(v, Value::Float(_))),
            ("is_number", v) => boolean(matches!(v, Value::Integer(_) | Value::Float(_))),
            ("is_tuple", v) => boolean(matches!(v, Value::Tuple(_))),
            ("is_list", v) => boolean(matches!(v, Value::List(_))),
            ("is_boolean", v) => boolean(truth(v).is_some()),
            ("length", Value::List(list)) => Value::Integer(list.len().into()),
            ("tuple_size", Value::Tuple(elements)) => Value::Integer(elements.len().into()),
            ("hd", Value::List(list)) => list.first()?.clone(),
            ("abs", Value::Integer(n)) => Value::Integer(if *n < IBig::ZERO { -n } else { n.clone() }),
            _ => return None,
        })
    }
}

fn boolean(value: bool) -> Value {
    Value::Atom(if value { "true" } else { "false" }.into())
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Atom(name) if name == "true" => Some(true),
        Value::Atom(name) if name == "false" => Some(false),
        _ => None,
    }
}

fn unary(op: UnaryOp, value: Value) -> Option<Value> {
    Some(match (op, value) {
        (UnaryOp::Not, value) => boolean(!truth(&value)?),
        (UnaryOp::Plus, value @ (Value::Integer(_) | Value::Float(_))) => value,
        (UnaryOp::Minus, Value::Integer(n)) => Value::Integer(-n),
        (UnaryOp::Minus, Value::Float(f)) => Value::Float(-f),
        (UnaryOp::Bnot, Value::Integer(n)) => Value::Integer(!n),
        _ => return None,
    })
}

fn binary(op: BinaryOp, a: Value, b: Value) -> Option<Value> {
    use BinaryOp::*;
    let order = || compare(&a, &b);
    match op {
        Eq => return Some(boolean(order() == Ordering::Equal)),
        Ne => return Some(boolean(order() != Ordering::Equal)),
        ExactEq => return Some(boolean(a == b)),
        ExactNe => return Some(boolean(a != b)),
        Lt => return Some(boolean(order() == Ordering::Less)),
        Le => return Some(boolean(order() != Ordering::Greater)),
        Gt => return Some(boolean(order() == Ordering::Greater)),
        Ge => return Some(boolean(order() != Ordering::Less)),
        And => return Some(boolean(truth(&a)? & truth(&b)?)),
        Or => return Some(boolean(truth(&a)? | truth(&b)?)),
        Xor => return Some(boolean(truth(&a)? ^ truth(&b)?)),
        _ => {}
    }
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => integers(op, a, b),
        (Value::List(mut a), Value::List(b)) if op == Append => {
            a.extend(b);
            Some(Value::List(a))
        }
        (a, b) => {
            let (a, b) = (number(&a)?, number(&b)?);
            let result = match op {
                Add => a + b,
                Sub => a - b,
                Mul => a * b,
                Divide if b != 0.0 => a / b,
                _ => return None,
            };
            result.is_finite().then_some(Value::Float(result))
        }
    }
}

fn integers(op: BinaryOp, a: IBig, b: IBig) -> Option<Value> {
    use BinaryOp::*;
    // A shift by more than this is no condition but an attack on memory.
    let shift = |by: &IBig| usize::try_from(by).ok().filter(|by| *by < 1 << 16);
    Some(Value::Integer(match op {
        Add => a + b,
        Sub => a - b,
        Mul => a * b,
        Divide | Div | Rem if b == IBig::ZERO => return None,
        Divide => return Some(Value::Float(a.to_f64().value() / b.to_f64().value())),
        Div => a / b,
        Rem => a % b,
        Band => a & b,
        Bor => a | b,
        Bxor => a ^ b,
        Bsl => a << shift(&b)?,
        Bsr => a >> shift(&b)?,
        _ => return None,
    }))
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(n) => Some(n.to_f64().value()),
        Value::Float(f) => Some(*f),
        _ => None,
    }
}

/// Erlang's order: numbers, atoms, tuples, lists.
fn compare(a: &Value, b: &Value) -> Ordering {
    let rank = |v: &Value| match v {
        Value::Integer(_) | Value::Float(_) => 0,
        Value::Atom(_) => 1,
        Value::Tuple(_) => 2,
        Value::List(_) => 3,
    };
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Atom(a), Value::Atom(b)) => a.cmp(b),
        (Value::Tuple(a), Value::Tuple(b)) => a.len().cmp(&b.len()).then_with(|| compare_all(a, b)),
        (Value::List(a), Value::List(b)) => compare_all(a, b).then_with(|| a.len().cmp(&b.len())),
        (a, b) => match (number(a), number(b)) {
            (Some(a), Some(b)) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
            _ => rank(a).cmp(&rank(b)),
        },
    }
}

fn compare_all(a: &[Value], b: &[Value]) -> Ordering {
    a.iter().zip(b).map(|(a, b)| compare(a, b)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
}
