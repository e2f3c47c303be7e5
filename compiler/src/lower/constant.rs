//! Constant terms: what of an expression is known while compiling.

use lang::ast::{BinaryOp, Expr, ExprKind, Name, UnaryOp};

use dashu_int::IBig;
use vm::atom::Atom;
use vm::module::Literal;

use super::Lower;
use crate::ir::Value;

/// An operand that has been evaluated; constants are kept as terms until it is known what they are part of.
pub enum Operand {
    /// A constant term.
    Constant(Literal),
    /// A value known at run time only.
    Value(Value),
}

impl Lower<'_, '_> {
    /// The operand as a value.
    pub fn value(&mut self, operand: Operand) -> Value {
        match operand {
            Operand::Constant(literal) => Value::Const(self.unit.constant(literal)),
            Operand::Value(value) => value,
        }
    }

    /// The operand for a value: immediates and literals are constants again.
    pub fn operand_of(&self, value: Value) -> Operand {
        match value {
            Value::Const(constant) => Operand::Constant(self.unit.pool.literal(constant)),
            value => Operand::Value(value),
        }
    }
}

/// The literal of a constant expression without subexpressions.
pub fn atomic(expr: &Expr) -> Option<Literal> {
    Some(match &expr.kind {
        ExprKind::Atom(name) => Literal::Atom(Atom::new(name)),
        ExprKind::Integer(n) => Literal::Integer(n.clone()),
        ExprKind::Char(c) => Literal::Integer(IBig::from(*c)),
        ExprKind::Float(x) => Literal::Float(*x),
        ExprKind::String(text) if text.is_empty() => Literal::Nil,
        ExprKind::String(text) => Literal::String(text.clone()),
        _ => return None,
    })
}

/// A constant term as attributes hold it: literals, lists, tuples, maps, `f/1`. `None` for anything else.
pub fn attribute_term(expr: &Expr) -> Option<Literal> {
    if let Some(literal) = atomic(expr) {
        return Some(literal);
    }
    match &expr.kind {
        ExprKind::List { elements, tail } => {
            let elements = elements.iter().map(attribute_term).collect::<Option<Vec<_>>>()?;
            let tail = match tail {
                Some(tail) => attribute_term(tail)?,
                None => Literal::Nil,
            };
            Some(list(elements, tail))
        }
        ExprKind::Tuple(elements) => {
            Some(Literal::Tuple(elements.iter().map(attribute_term).collect::<Option<Vec<_>>>()?))
        }
        ExprKind::Map { base: None, fields } => {
            let pairs = fields.iter().map(|f| Some((attribute_term(&f.key)?, attribute_term(&f.value)?)));
            Some(map(pairs.collect::<Option<Vec<_>>>()?))
        }
        ExprKind::Unary(op, operand) => fold_unary(*op, &attribute_term(operand)?),
        ExprKind::BinaryOp(BinaryOp::Divide, name, arity) => match (&name.kind, &arity.kind) {
            (ExprKind::Atom(name), ExprKind::Integer(arity)) => {
                let name = Literal::Atom(Atom::new(name));
                Some(Literal::Tuple(vec![name, Literal::Integer(arity.clone())]))
            }
            _ => None,
        },
        ExprKind::BinaryOp(op, left, right) => {
            fold_binary(*op, &attribute_term(left)?, &attribute_term(right)?)
        }
        ExprKind::Binary(segments) => super::binary::constant_segments(segments),
        _ => None,
    }
}

/// A list literal in its one canonical form.
pub fn list(mut elements: Vec<Literal>, tail: Literal) -> Literal {
    if elements.is_empty() {
        return tail;
    }
    let tail = match tail {
        Literal::List(more, tail) => {
            elements.extend(more);
            tail
        }
        Literal::String(text) => {
            elements.extend(text.chars().map(|c| Literal::Integer(IBig::from(u32::from(c)))));
            Box::new(Literal::Nil)
        }
        tail => Box::new(tail),
    };
    Literal::List(elements, tail)
}

/// A map literal; of equal keys the last one counts.
pub fn map(pairs: Vec<(Literal, Literal)>) -> Literal {
    let mut index = std::collections::HashMap::new();
    let mut result: Vec<(Literal, Literal)> = Vec::new();
    for (key, value) in pairs {
        let mut spelling = Vec::new();
        crate::pool::spell(&canonical(&key), &mut spelling);
        match index.get(&spelling) {
            Some(at) => {
                let pair: &mut (Literal, Literal) = &mut result[*at];
                pair.1 = value;
            }
            None => {
                index.insert(spelling, result.len());
                result.push((key, value));
            }
        }
    }
    Literal::Map(result)
}

/// The key in the form in which equal keys are spelled alike.
fn canonical(key: &Literal) -> Literal {
    match key {
        Literal::String(text) => {
            let chars = text.chars().map(|c| Literal::Integer(IBig::from(u32::from(c)))).collect();
            Literal::List(chars, Box::new(Literal::Nil))
        }
        Literal::List(elements, tail) => {
            Literal::List(elements.iter().map(canonical).collect(), Box::new(canonical(tail)))
        }
        Literal::Tuple(elements) => Literal::Tuple(elements.iter().map(canonical).collect()),
        // In OTP 25 the two zeros are the same key.
        Literal::Float(x) if *x == 0.0 => Literal::Float(0.0),
        key => key.clone(),
    }
}

/// The result of a unary operator on a constant, when it cannot fail.
pub fn fold_unary(op: UnaryOp, operand: &Literal) -> Option<Literal> {
    match (op, operand) {
        (UnaryOp::Minus, Literal::Integer(n)) => Some(Literal::Integer(-n.clone())),
        (UnaryOp::Minus, Literal::Float(x)) => Some(Literal::Float(-x)),
        (UnaryOp::Plus, Literal::Integer(_) | Literal::Float(_)) => Some(operand.clone()),
        (UnaryOp::Bnot, Literal::Integer(n)) => Some(Literal::Integer(-n.clone() - IBig::ONE)),
        _ => None,
    }
}

/// The result of arithmetic on constants, when it cannot fail and stays of reasonable size.
pub fn fold_binary(op: BinaryOp, left: &Literal, right: &Literal) -> Option<Literal> {
    let (Literal::Integer(a), Literal::Integer(b), true) = (left, right, op != BinaryOp::Divide) else {
        return fold_floats(op, exact_float(left)?, exact_float(right)?);
    };
    Some(Literal::Integer(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div if *b != IBig::ZERO => a / b,
        BinaryOp::Rem if *b != IBig::ZERO => a % b,
        BinaryOp::Band => a & b,
        BinaryOp::Bor => a | b,
        BinaryOp::Bxor => a ^ b,
        BinaryOp::Bsl => return shift(a, usize::try_from(b).ok()?),
        BinaryOp::Bsr => a >> usize::try_from(b).ok().filter(|n| *n < 1 << 16)?,
        _ => return None,
    }))
}

/// The float that a number is, if it is so exactly.
fn exact_float(number: &Literal) -> Option<f64> {
    match number {
        Literal::Float(value) => Some(*value),
        Literal::Integer(value) => i32::try_from(value).ok().map(f64::from),
        _ => None,
    }
}

fn fold_floats(op: BinaryOp, a: f64, b: f64) -> Option<Literal> {
    let value = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Divide if b != 0.0 => a / b,
        _ => return None,
    };
    value.is_finite().then_some(Literal::Float(value))
}

/// A left shift that does not make the module's literals huge.
fn shift(a: &IBig, by: usize) -> Option<Literal> {
    (by <= 2048).then(|| Literal::Integer(a << by))
}

/// Whether `name` is the anonymous variable.
pub fn is_anonymous(name: &Name) -> bool {
    &**name == "_"
}
