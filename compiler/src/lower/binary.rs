//! Building bit strings.

use lang::ast::{BinaryElement, Expr, ExprKind};
use lang::span::Span;
use vm::instr::SegmentKind;
use vm::module::Literal;

use super::Lower;
use super::constant::{Operand, attribute_term};
use super::segment::{BitWriter, Kind, Segment, Size, shape_of};
use crate::ir::{OpKind, SegmentShape, Value};
use crate::scope::Env;

/// A bit string under construction: shapes and operands of its segments.
#[derive(Default)]
pub struct Builder {
    /// The segments in order.
    pub shapes: Vec<SegmentShape>,
    /// Values and sizes, in order.
    pub args: Vec<Value>,
}

impl<'a> Lower<'_, 'a> {
    /// `<<…>>` as an expression.
    pub fn binary(&mut self, span: Span, elements: &'a [BinaryElement], env: &mut Env) -> Operand {
        if let Some(literal) = constant_segments(elements) {
            return Operand::Constant(literal);
        }
        let mut builder = Builder::default();
        self.segments(elements, &mut builder, env);
        Operand::Value(self.op(OpKind::BsCreate(builder.shapes), builder.args, span))
    }

    /// Evaluates segments, in order, into `builder`.
    pub fn segments(&mut self, elements: &'a [BinaryElement], builder: &mut Builder, env: &mut Env) {
        for element in elements {
            let shape = shape_of(element);
            if let ExprKind::String(text) = &element.value.kind {
                self.string_segments(text, &shape, builder, env);
                continue;
            }
            let value = self.expr(&element.value, env);
            let size = self.segment_size(&shape, env);
            builder.push(&shape, value, size);
        }
    }

    /// The size's operand; a default float or integer has its size spelled out.
    fn segment_size(&mut self, shape: &Segment<'a>, env: &mut Env) -> Option<Value> {
        match shape.size() {
            Size::All => None,
            Size::Fixed(n) => Some(Value::int(i64::from(n))),
            Size::Computed(expr) => Some(self.expr(expr, env)),
        }
    }

    fn string_segments(&mut self, text: &str, shape: &Segment<'a>, builder: &mut Builder, env: &mut Env) {
        let size = self.segment_size(shape, env);
        for c in text.chars() {
            builder.push(shape, Value::int(i64::from(u32::from(c))), size);
        }
    }
}

impl Builder {
    fn push(&mut self, shape: &Segment<'_>, value: Value, size: Option<Value>) {
        let kind = match shape.kind() {
            Kind::Integer => SegmentKind::Integer,
            Kind::Float => SegmentKind::Float,
            Kind::Bits => SegmentKind::Bits,
            Kind::Utf(8) => SegmentKind::Utf8,
            Kind::Utf(16) => SegmentKind::Utf16,
            Kind::Utf(_) => SegmentKind::Utf32,
        };
        let sized = size.is_some();
        self.shapes.push(SegmentShape { kind, flags: shape.flags(), unit: shape.unit(), sized });
        self.args.push(value);
        self.args.extend(size);
    }

    /// A whole bit string before everything else.
    pub fn prefix(value: Value) -> Builder {
        let shape = SegmentShape {
            kind: SegmentKind::Bits,
            flags: vm::instr::Flags::default(),
            unit: 1,
            sized: false,
        };
        Builder { shapes: vec![shape], args: vec![value] }
    }
}

/// The literal that constant segments make; `None` when one is not constant or would fail.
pub fn constant_segments(elements: &[BinaryElement]) -> Option<Literal> {
    let mut bits = BitWriter::default();
    for element in elements {
        let shape = shape_of(element);
        match &element.value.kind {
            ExprKind::String(text) => {
                for c in text.chars() {
                    constant_segment(&mut bits, &shape, i64::from(u32::from(c)))?;
                }
            }
            _ => {
                let n = constant_integer(&element.value)?;
                constant_segment(&mut bits, &shape, n)?;
            }
        }
    }
    Some(Literal::Bits(bits.bytes, bits.bits))
}

fn constant_integer(value: &Expr) -> Option<i64> {
    match attribute_term(value)? {
        Literal::Integer(n) => i64::try_from(&n).ok(),
        _ => None,
    }
}

fn constant_segment(bits: &mut BitWriter, shape: &Segment<'_>, n: i64) -> Option<()> {
    match (shape.kind(), shape.size()) {
        (Kind::Integer, Size::Fixed(size)) => {
            let width = size.checked_mul(shape.unit()).filter(|width| *width <= 64)?;
            bits.integer(n as u64, width, shape.flags().little);
        }
        (Kind::Utf(8), _) => {
            let c = char::from_u32(u32::try_from(n).ok()?)?;
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| bits.integer(u64::from(byte), 8, false));
        }
        (Kind::Utf(16), _) => {
            let c = char::from_u32(u32::try_from(n).ok()?)?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                bits.integer(u64::from(*unit), 16, shape.flags().little);
            }
        }
        (Kind::Utf(_), _) => {
            let c = char::from_u32(u32::try_from(n).ok()?)?;
            bits.integer(u64::from(u32::from(c)), 32, shape.flags().little);
        }
        _ => return None,
    }
    Some(())
}
