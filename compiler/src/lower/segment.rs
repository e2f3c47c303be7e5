//! Bit string patterns: a chain of segments, matched like the parts of a list.
//!
//! A match context has a position that moves. A *match state* is a context at one known position; it stands in
//! rows like a value (it is a variable that is never assigned). Rows whose next segment is the same share its
//! extraction, so `<<"ab", T/binary>>` and `<<"ac", T/binary>>` read `a` once and then choose. When a branch
//! fails, the context may stand anywhere: the rows tried next first go back to the position of their state.

use std::collections::VecDeque;
use std::rc::Rc;

use lang::ast::{BinaryElement, Endian, Expr, ExprKind, Name, SegmentType};
use vm::instr::{Constant, Flags};
use vm::module::Literal;

use super::Lower;
use super::match_::{At, Matcher, Row, split_rest};
use super::pattern::Pat;
use crate::ir::{BlockId, OpKind, Value, Var};
use crate::scope::Env;

/// The segment types that matching tells apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An integer.
    Integer,
    /// A float.
    Float,
    /// A bit string.
    Bits,
    /// A code point in UTF-8, 16 or 32.
    Utf(u32),
}

/// The size of a segment in units.
#[derive(Clone, Copy)]
pub enum Size<'a> {
    /// All that is left; code points.
    All,
    /// Known.
    Fixed(u32),
    /// A guard expression, mostly a variable.
    Computed(&'a Expr),
}

/// One segment of a bit string pattern.
#[derive(Clone)]
pub struct Segment<'a> {
    kind: Kind,
    size: Size<'a>,
    unit: u32,
    flags: Flags,
    value: Pat<'a>,
}

/// How a segment is taken, its size being evaluated: equal for segments that rows can share.
#[derive(Clone, Copy, PartialEq)]
struct Spec {
    kind: Kind,
    size: Option<Value>,
    unit: u32,
    flags: Flags,
}

/// A context at one position.
#[derive(Clone, Copy)]
pub struct State {
    context: Value,
    position: Option<Var>,
}

impl<'a> Lower<'_, 'a> {
    /// Translates a bit string pattern.
    pub fn binary_pattern(&mut self, elements: &'a [BinaryElement], env: &Env) -> Pat<'a> {
        let mut segments = Vec::with_capacity(elements.len());
        for element in elements {
            let shape = shape_of(element);
            match &element.value.kind {
                ExprKind::String(text) => {
                    for c in text.chars() {
                        let value = Pat::Const(Constant::Integer(i64::from(u32::from(c))));
                        segments.push(Segment { value, ..shape.clone() });
                    }
                }
                _ => {
                    let pattern = self.pattern(&element.value, env);
                    let value = match element.value.kind {
                        ExprKind::Var(_) => pattern,
                        _ => self.as_kind(pattern, shape.kind),
                    };
                    segments.push(Segment { value, ..shape });
                }
            }
        }
        Pat::Bits(Rc::new(segments))
    }

    /// A number that is written in a segment of floats is a float.
    fn as_kind(&mut self, pattern: Pat<'a>, kind: Kind) -> Pat<'a> {
        let constant = match pattern {
            Pat::Const(constant) => constant,
            Pat::Literal(index) => Constant::Literal(index),
            _ => return pattern,
        };
        match self.unit.pool.literal(constant) {
            Literal::Integer(n) if kind == Kind::Float && n.to_f64().value().is_finite() => {
                match self.unit.constant(Literal::Float(n.to_f64().value())) {
                    Constant::Literal(index) => Pat::Literal(index),
                    constant => Pat::Const(constant),
                }
            }
            _ => pattern,
        }
    }

    /// Declares a match state of `context`.
    pub fn open_state(&mut self, state: Var, context: Value) {
        self.states.entry(state).or_insert(State { context, position: None });
    }

    /// The context stands at `state` now: remembers where that is.
    pub fn enter_state(&mut self, state: Var) {
        let context = self.states[&state].context;
        let span = self.func.span;
        if let Value::Var(position) = self.op(OpKind::BsGetPosition, vec![context], span) {
            self.states.insert(state, State { context, position: Some(position) });
        }
    }

    /// Matches the first row's next segment at the state `value`, for all leading rows that share it.
    pub fn match_segment(
        &mut self,
        matcher: &mut Matcher<'a, '_>,
        mut rows: VecDeque<Row<'a>>,
        value: Value,
        fail: BlockId,
        mut at: At,
    ) {
        let (Value::Var(state), Some((segments, index))) = (value, next_segment(&rows[0], value)) else {
            return;
        };
        self.restore(state, &mut at);
        let context = self.states[&state].context;
        let span = self.func.span;
        if index == segments.len() {
            let at_end = |row: &Row<'a>| next_segment(row, value).is_some_and(|(s, i)| i == s.len());
            let ended = rows.iter().take_while(|row| at_end(row)).count();
            let rest = split_rest(&mut rows, ended);
            let otherwise = self.rest_block(&rest, fail);
            self.test(OpKind::BsTestTail(0), vec![context], otherwise, span);
            rows.iter_mut().for_each(|row| row.todo.retain(|(v, _)| *v != value));
            self.compile(matcher, rows, otherwise, at);
            return self.compile_rest(matcher, rest, otherwise, fail);
        }
        // A size that must be computed may fail: then only its own row does.
        let computed =
            matches!(segments[index].size, Size::Computed(e) if !matches!(e.kind, ExprKind::Var(_)));
        let count = if computed { 1 } else { self.sharing(matcher, &rows, value) };
        let rest = split_rest(&mut rows, count);
        let otherwise = self.rest_block(&rest, fail);
        let own = bound_before(&segments[..index], &rows[0]);
        let spec = self.spec(matcher, &own, &segments[index], otherwise);
        let literal = if count == 1 { self.literal_run(&segments[index..]) } else { None };
        let next_state = self.var();
        let (taken, found) = match literal {
            Some((bits, taken)) => {
                self.test(OpKind::BsMatchBits(bits), vec![context], otherwise, span);
                (taken, None)
            }
            None => {
                let wanted = rows.iter().any(|row| {
                    !matches!(next_segment(row, value).map(|(s, i)| s[i].value.clone()), Some(Pat::Any))
                });
                (1, self.take(spec, context, wanted, otherwise))
            }
        };
        let to_end = spec.size.is_none() && spec.kind == Kind::Bits;
        if !to_end {
            self.open_state(next_state, context);
            self.enter_state(next_state);
        }
        at.retain(|s| *s != state);
        at.push(next_state);
        let advanced = rows
            .into_iter()
            .filter_map(|row| advance(row, value, taken, found, (!to_end).then_some(Value::Var(next_state))));
        let advanced = advanced.collect();
        self.compile(matcher, advanced, otherwise, at);
        self.compile_rest(matcher, rest, otherwise, fail);
    }

    /// Goes back to the position of `state`, unless the context is known to be there.
    fn restore(&mut self, state: Var, at: &mut At) {
        if at.contains(&state) {
            return;
        }
        let State { context, position } = self.states[&state];
        if let Some(position) = position {
            let span = self.func.span;
            self.effect(OpKind::BsSetPosition, vec![context, Value::Var(position)], span);
        }
        let states = &self.states;
        at.retain(|other| states.get(other).is_none_or(|other| other.context != context));
        at.push(state);
    }

    /// How many leading rows have the same next segment as the first.
    fn sharing(&mut self, matcher: &Matcher<'a, '_>, rows: &VecDeque<Row<'a>>, value: Value) -> usize {
        let spec = |row: &Row<'a>| {
            let (segments, index) = next_segment(row, value)?;
            let segment = segments.get(index)?;
            let size = match segment.size {
                Size::All => None,
                Size::Fixed(n) => Some(Value::int(i64::from(n))),
                Size::Computed(Expr { kind: ExprKind::Var(name), .. }) => {
                    let own = bound_before(&segments[..index], row);
                    Some(own.iter().find(|(n, _)| *n == name).map(|b| b.1).or(matcher.env.get(name))?)
                }
                Size::Computed(_) => return None,
            };
            Some(Spec { kind: segment.kind, size, unit: segment.unit, flags: segment.flags })
        };
        let first = spec(&rows[0]);
        rows.iter().take_while(|row| spec(row) == first).count().max(1)
    }

    fn spec(
        &mut self,
        matcher: &Matcher<'a, '_>,
        own: &[(&'a Name, Value)],
        segment: &Segment<'a>,
        fail: BlockId,
    ) -> Spec {
        let size = match segment.size {
            Size::All => None,
            Size::Fixed(n) => Some(Value::int(i64::from(n))),
            Size::Computed(expr) => {
                let mut env = super::match_::bound(matcher.env, own);
                Some(self.softly(fail, |lower| lower.expr(expr, &mut env)))
            }
        };
        Spec { kind: segment.kind, size, unit: segment.unit, flags: segment.flags }
    }

    /// Takes one segment; its value, if there is one to look at.
    fn take(&mut self, spec: Spec, context: Value, wanted: bool, fail: BlockId) -> Option<Value> {
        let span = self.func.span;
        let Spec { kind, size, unit, flags } = spec;
        match (kind, size) {
            (Kind::Utf(kind), _) => {
                Some(self.try_op(OpKind::BsUtf { kind, flags }, vec![context], fail, span))
            }
            (_, Some(size)) if !wanted => {
                self.test(OpKind::BsSkip { unit }, vec![context, size], fail, span);
                None
            }
            (Kind::Integer, Some(size)) => {
                Some(self.try_op(OpKind::BsInteger { unit, flags }, vec![context, size], fail, span))
            }
            (Kind::Float, Some(size)) => {
                Some(self.try_op(OpKind::BsFloat { unit, flags }, vec![context, size], fail, span))
            }
            (Kind::Bits, Some(size)) => {
                Some(self.try_op(OpKind::BsBits { unit }, vec![context, size], fail, span))
            }
            (_, None) if wanted => Some(self.try_op(OpKind::BsRest { unit }, vec![context], fail, span)),
            (_, None) => {
                if unit > 1 {
                    self.test(OpKind::BsTestUnit(unit), vec![context], fail, span);
                }
                None
            }
        }
    }

    /// The literal for the constant integers that `segments` begin with, and how many they are; at least two,
    /// or one that a comparison would not do cheaper.
    fn literal_run(&mut self, segments: &[Segment<'a>]) -> Option<(u32, usize)> {
        let mut bits = BitWriter::default();
        let mut taken = 0;
        for segment in segments {
            let (Pat::Const(Constant::Integer(n)), Size::Fixed(size), Kind::Integer) =
                (&segment.value, segment.size, segment.kind)
            else {
                break;
            };
            let width = u64::from(size) * u64::from(segment.unit);
            if width == 0 || width > 56 || *n < 0 || *n >= 1 << width || segment.flags.signed {
                break;
            }
            bits.integer(*n as u64, width as u32, segment.flags.little);
            taken += 1;
        }
        if taken == 0 {
            return None;
        }
        Some((self.unit.pool.index(Literal::Bits(bits.bytes, bits.bits)), taken))
    }
}

/// Appends integers bit by bit.
#[derive(Default)]
pub struct BitWriter {
    /// The bytes written; the last may be partial, filled with zeroes.
    pub bytes: Vec<u8>,
    /// How many bits they hold.
    pub bits: u64,
}

impl BitWriter {
    /// Appends the low `width` bits (at most 64) of `n`.
    pub fn integer(&mut self, n: u64, width: u32, little: bool) {
        if !little {
            return self.big(n, width);
        }
        let mut rest = width;
        let mut n = n;
        while rest >= 8 {
            self.big(n & 0xff, 8);
            n >>= 8;
            rest -= 8;
        }
        self.big(n, rest);
    }

    fn big(&mut self, n: u64, width: u32) {
        for at in (0..width).rev() {
            let bit = (n >> at) & 1;
            if self.bits.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= (bit as u8) << (7 - self.bits % 8);
            }
            self.bits += 1;
        }
    }
}

type Chain<'a> = Rc<Vec<Segment<'a>>>;

/// What the segments before a size bind; of other variables a size means the outer ones.
fn bound_before<'a>(segments: &[Segment<'a>], row: &Row<'a>) -> Vec<(&'a Name, Value)> {
    let binds =
        |name: &Name| segments.iter().any(|segment| matches!(segment.value, Pat::Var(own) if own == name));
    row.binds.iter().filter(|(name, _)| binds(name)).copied().collect()
}

fn next_segment<'a>(row: &Row<'a>, value: Value) -> Option<(Chain<'a>, usize)> {
    row.todo.iter().find_map(|(v, p)| match p {
        Pat::Segments(segments, index) if *v == value => Some((segments.clone(), *index)),
        _ => None,
    })
}

/// The row after `taken` segments at the state `value`, the last one's value being `found`.
fn advance<'a>(
    mut row: Row<'a>,
    value: Value,
    taken: usize,
    found: Option<Value>,
    next: Option<Value>,
) -> Option<Row<'a>> {
    let mut todo = Vec::with_capacity(row.todo.len() + 1);
    for (other, pattern) in std::mem::take(&mut row.todo) {
        match pattern {
            Pat::Segments(segments, index) if other == value => {
                if let Some(found) = found {
                    todo.push((found, segments[index].value.clone()));
                }
                if let Some(next) = next {
                    todo.push((next, Pat::Segments(segments, index + taken)));
                }
            }
            pattern => todo.push((other, pattern)),
        }
    }
    row.todo = todo;
    row.settled()
}

/// Type, size, unit and flags of a segment, defaults filled in.
pub fn shape_of(element: &BinaryElement) -> Segment<'_> {
    let spec = &element.spec;
    let (kind, default_size, default_unit) = match spec.type_ {
        None | Some(SegmentType::Integer) => (Kind::Integer, Size::Fixed(8), 1),
        Some(SegmentType::Float) => (Kind::Float, Size::Fixed(64), 1),
        Some(SegmentType::Binary) => (Kind::Bits, Size::All, 8),
        Some(SegmentType::Bitstring) => (Kind::Bits, Size::All, 1),
        Some(SegmentType::Utf8) => (Kind::Utf(8), Size::All, 1),
        Some(SegmentType::Utf16) => (Kind::Utf(16), Size::All, 1),
        Some(SegmentType::Utf32) => (Kind::Utf(32), Size::All, 1),
    };
    let size = match &element.size {
        None => default_size,
        Some(Expr { kind: ExprKind::Integer(n), .. }) => match u32::try_from(n) {
            Ok(n) => Size::Fixed(n),
            Err(_) => element.size.as_ref().map_or(default_size, Size::Computed),
        },
        Some(Expr { kind: ExprKind::Atom(name), .. }) if &**name == "all" => Size::All,
        Some(size) => Size::Computed(size),
    };
    let little = match spec.endian {
        None | Some(Endian::Big) => false,
        Some(Endian::Little) => true,
        Some(Endian::Native) => cfg!(target_endian = "little"),
    };
    let flags = Flags { little, signed: spec.signed.unwrap_or(false) };
    Segment { kind, size, unit: spec.unit.unwrap_or(default_unit), flags, value: Pat::Any }
}

impl<'a> Segment<'a> {
    /// The type.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The size in units.
    pub fn size(&self) -> Size<'a> {
        self.size
    }

    /// Bits per unit.
    pub fn unit(&self) -> u32 {
        self.unit
    }

    /// Byte order and sign.
    pub fn flags(&self) -> Flags {
        self.flags
    }

    /// All bits that are left.
    pub fn tail(value: Pat<'a>) -> Segment<'a> {
        Segment { kind: Kind::Bits, size: Size::All, unit: 1, flags: Flags::default(), value }
    }

    /// The same bits whatever their value; variables stay, since sizes may need them.
    pub fn of_any_value(&self) -> Segment<'a> {
        let value = match &self.value {
            Pat::Var(name) => Pat::Var(name),
            _ => Pat::Any,
        };
        Segment { value, ..self.clone() }
    }
}
