//! Arithmetic, comparison and Boolean operators as functions, and the conversions between numbers.

use super::{Cx, Outcome, Stop, badarg, badarith, error};
use crate::arith;
use crate::atom::atoms;
use crate::cmath;
use crate::term::build::Alloc;
use crate::term::equal::{exact, loose};
use crate::term::order::compare;
use crate::term::{Term, View};
use std::cmp::Ordering;

macro_rules! binary {
    ($($name:ident)*) => {$(
        pub(super) fn $name(cx: &mut Cx, [a, b]: &[Term; 2]) -> Outcome {
            arith::$name(cx, *a, *b)
        }
    )*};
}

binary! { add sub mul divide div rem band bor bxor bsl bsr }

macro_rules! unary {
    ($($name:ident)*) => {$(
        pub(super) fn $name(cx: &mut Cx, [a]: &[Term; 1]) -> Outcome {
            arith::$name(cx, *a)
        }
    )*};
}

unary! { plus neg bnot abs }

macro_rules! comparison {
    ($($name:ident($a:ident, $b:ident) = $test:expr;)*) => {$(
        pub(super) fn $name(cx: &mut Cx, [$a, $b]: &[Term; 2]) -> Outcome {
            cx.charge(1);
            Ok(Term::boolean($test))
        }
    )*};
}

comparison! {
    eq(a, b) = loose(*a, *b);
    ne(a, b) = !loose(*a, *b);
    eq_exact(a, b) = exact(*a, *b);
    ne_exact(a, b) = !exact(*a, *b);
    lt(a, b) = compare(*a, *b) == Ordering::Less;
    le(a, b) = compare(*a, *b) != Ordering::Greater;
    gt(a, b) = compare(*a, *b) == Ordering::Greater;
    ge(a, b) = compare(*a, *b) != Ordering::Less;
}

pub(super) fn max(_cx: &mut Cx, [a, b]: &[Term; 2]) -> Outcome {
    Ok(if compare(*a, *b) == Ordering::Less { *b } else { *a })
}

pub(super) fn min(_cx: &mut Cx, [a, b]: &[Term; 2]) -> Outcome {
    Ok(if compare(*a, *b) == Ordering::Greater { *b } else { *a })
}

fn booleans(a: Term, b: Term) -> Result<(bool, bool), Stop> {
    match (a.as_boolean(), b.as_boolean()) {
        (Some(a), Some(b)) => Ok((a, b)),
        _ => Err(badarg()),
    }
}

pub(super) fn and(_cx: &mut Cx, [a, b]: &[Term; 2]) -> Outcome {
    booleans(*a, *b).map(|(a, b)| Term::boolean(a && b))
}

pub(super) fn or(_cx: &mut Cx, [a, b]: &[Term; 2]) -> Outcome {
    booleans(*a, *b).map(|(a, b)| Term::boolean(a || b))
}

pub(super) fn xor(_cx: &mut Cx, [a, b]: &[Term; 2]) -> Outcome {
    booleans(*a, *b).map(|(a, b)| Term::boolean(a != b))
}

pub(super) fn not(_cx: &mut Cx, [a]: &[Term; 1]) -> Outcome {
    a.as_boolean().map(|a| Term::boolean(!a)).ok_or_else(badarg)
}

/// The integer that a float rounds to; integers stay.
fn rounded(cx: &mut Cx, number: Term, round: fn(f64) -> f64) -> Outcome {
    match number.view() {
        View::Float(value) => arith::integer_of_float(cx, round(value)),
        View::Small(_) | View::Big(_) => Ok(number),
        _ => Err(badarg()),
    }
}

pub(super) fn trunc(cx: &mut Cx, [a]: &[Term; 1]) -> Outcome {
    rounded(cx, *a, f64::trunc)
}

pub(super) fn round(cx: &mut Cx, [a]: &[Term; 1]) -> Outcome {
    rounded(cx, *a, f64::round)
}

pub(super) fn floor(cx: &mut Cx, [a]: &[Term; 1]) -> Outcome {
    rounded(cx, *a, f64::floor)
}

pub(super) fn ceil(cx: &mut Cx, [a]: &[Term; 1]) -> Outcome {
    rounded(cx, *a, f64::ceil)
}

pub(super) fn float(cx: &mut Cx, [a]: &[Term; 1]) -> Outcome {
    if a.is_float() {
        return Ok(*a);
    }
    Ok(cx.float(arith::to_float(*a).ok_or_else(badarg)?)?)
}

macro_rules! type_test {
    ($($name:ident($term:ident) = $test:expr;)*) => {$(
        pub(super) fn $name(_cx: &mut Cx, [$term]: &[Term; 1]) -> Outcome {
            Ok(Term::boolean($test))
        }
    )*};
}

type_test! {
    is_atom(t) = t.is_atom();
    is_binary(t) = t.as_bits().is_some_and(|bits| bits.is_binary());
    is_bitstring(t) = t.as_bits().is_some();
    is_boolean(t) = t.as_boolean().is_some();
    is_float(t) = t.is_float();
    is_integer(t) = t.is_integer();
    is_list(t) = t.is_cons() || t.is_nil();
    is_map(t) = t.is_map();
    is_number(t) = t.is_float() || t.is_integer();
    is_pid(t) = matches!(t.view(), View::Pid(_) | View::ExternalPid(_));
    is_port(t) = matches!(t.view(), View::Port(_) | View::ExternalPort(_));
    is_reference(t) = matches!(t.view(), View::Reference(_) | View::ExternalReference(_));
    is_tuple(t) = t.is_tuple();
}

/// `is_integer(I, Low, High)`, of OTP 28.
pub(super) fn is_integer_3(_cx: &mut Cx, [a, low, high]: &[Term; 3]) -> Outcome {
    if !low.is_integer() || !high.is_integer() {
        return Err(badarg());
    }
    let within = a.is_integer()
        && arith::compare(*low, *a) != Ordering::Greater
        && arith::compare(*a, *high) != Ordering::Greater;
    Ok(Term::boolean(within))
}

// ── math ───────────────────────────────────────────────────────────────────

/// A function of the mathematics library: arguments that are no numbers, and results that are none, are errors.
fn math(cx: &mut Cx, arguments: &[Term], function: impl Fn(&[f64]) -> f64) -> Outcome {
    let mut values = [0.0; 2];
    for (value, argument) in values.iter_mut().zip(arguments) {
        let reason = if argument.is_integer() { badarith } else { badarg };
        *value = arith::to_float(*argument).ok_or_else(reason)?;
    }
    arith::from_float(cx, function(&values[..arguments.len()]))
}

macro_rules! math {
    ($($name:ident($x:ident) = $value:expr;)*) => {$(
        pub(super) fn $name(cx: &mut Cx, args: &[Term; 1]) -> Outcome {
            math(cx, args, |values| { let $x = values[0]; $value })
        }
    )*};
}

math! {
    math_sin(x) = x.sin();
    math_cos(x) = x.cos();
    math_tan(x) = x.tan();
    math_asin(x) = x.asin();
    math_acos(x) = x.acos();
    math_atan(x) = x.atan();
    math_sinh(x) = x.sinh();
    math_cosh(x) = x.cosh();
    math_tanh(x) = x.tanh();
    math_asinh(x) = cmath::asinh(x);
    math_acosh(x) = cmath::acosh(x);
    math_atanh(x) = cmath::atanh(x);
    math_exp(x) = x.exp();
    math_log(x) = if x == 0.0 { f64::NAN } else { x.ln() };
    math_log2(x) = if x == 0.0 { f64::NAN } else { x.log2() };
    math_log10(x) = if x == 0.0 { f64::NAN } else { x.log10() };
    math_sqrt(x) = x.sqrt();
    math_erf(x) = cmath::erf(x);
    math_erfc(x) = cmath::erfc(x);
    math_ceil(x) = x.ceil();
    math_floor(x) = x.floor();
}

pub(super) fn math_pi(cx: &mut Cx, []: &[Term; 0]) -> Outcome {
    Ok(cx.float(std::f64::consts::PI)?)
}

pub(super) fn math_atan2(cx: &mut Cx, args: &[Term; 2]) -> Outcome {
    math(cx, args, |values| values[0].atan2(values[1]))
}

pub(super) fn math_pow(cx: &mut Cx, args: &[Term; 2]) -> Outcome {
    math(cx, args, |values| values[0].powf(values[1]))
}

pub(super) fn math_fmod(cx: &mut Cx, args: &[Term; 2]) -> Outcome {
    math(cx, args, |values| values[0] % values[1])
}

/// The error `{reason, value}`.
pub(super) fn error_with<A: Alloc>(heap: &mut A, reason: crate::atom::Atom, value: Term) -> Stop {
    match heap.tuple(&[Term::atom(reason), value]) {
        Ok(reason) => error(reason),
        Err(full) => full.into(),
    }
}

/// The error `{badmap, term}`.
pub(super) fn badmap<A: Alloc>(heap: &mut A, term: Term) -> Stop {
    error_with(heap, atoms::badmap, term)
}
