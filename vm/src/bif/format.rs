//! Floats as `io:format` prints them with `~e`, `~f` and `~g`.
//!
//! OTP rounds the 21 digits of the scientific form, not the float, so the last digits may differ from C's.

use super::{Cx, Outcome, badarg};
use crate::number;
use crate::term::Term;
use crate::term::build::Alloc;

/// The 21 first digits of a float's size, and the place of the point counted from the first digit.
fn digits(value: f64) -> (Vec<u8>, i32) {
    let text = number::scientific(value.abs(), 20);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    (digits, exponent.parse::<i32>().unwrap_or(0) + 1)
}

/// `before` digits, a point and `after` digits, rounded half up; and whether a carry is left over.
fn rounded(digits: &[u8], before: usize, after: usize) -> (String, bool) {
    let len = before + after;
    let mut kept: Vec<u8> = digits.iter().copied().chain(std::iter::repeat(0)).take(len).collect();
    let mut carry = digits.get(len).is_some_and(|digit| *digit >= 5);
    for digit in kept.iter_mut().rev() {
        if !carry {
            break;
        }
        carry = *digit == 9;
        *digit = if carry { 0 } else { *digit + 1 };
    }
    let mut text: String = kept.iter().map(|digit| char::from(b'0' + digit)).collect();
    text.insert(before, '.');
    (text, carry)
}

/// `precision` digits in all, then the exponent.
fn exponent_form(value: f64, precision: usize) -> String {
    let (digits, point) = digits(value);
    let (mut text, carry) = rounded(&digits, 1, precision - 1);
    let mut exponent = point - 1;
    if carry {
        text.replace_range(..1, "1");
        exponent += 1;
    }
    let plus = if exponent < 0 { "" } else { "+" };
    format!("{text}e{plus}{exponent}")
}

/// `precision` digits after the point.
fn fixed_form(value: f64, precision: usize) -> String {
    let (mut digits, mut point) = digits(value);
    if point <= 0 {
        let zeros = (1 - point) as usize;
        digits.splice(..0, std::iter::repeat_n(0, zeros));
        point = 1;
    }
    let (text, carry) = rounded(&digits, point as usize, precision);
    if carry { format!("1{text}") } else { text }
}

/// From 0.1 to 10000 the fixed form with `precision` digits in all, else the exponent form.
fn general_form(value: f64, precision: usize) -> String {
    let size = value.abs();
    let exponent = [1.0e-1, 1.0, 1.0e1, 1.0e2, 1.0e3, 1.0e4]
        .iter()
        .position(|limit| size < *limit)
        .map(|index| index as i64 - 2);
    let precision = precision as i64;
    match exponent {
        Some(-1) if precision <= 1 => fixed_form(value, precision as usize),
        Some(exponent) if precision - 1 > exponent && exponent >= -1 => {
            fixed_form(value, (precision - 1 - exponent) as usize)
        }
        _ if precision <= 1 => exponent_form(value, 2),
        _ => exponent_form(value, precision as usize),
    }
}

/// The longest precision: more digits are refused.
const MAX_PRECISION: i64 = 1 << 20;

/// `erts_internal:format_float(Directive, Float, Precision)`: the characters, with `Directive` one of `$e`, `$f`, `$g`.
pub(super) fn format_float(cx: &mut Cx, [directive, float, precision]: &[Term; 3]) -> Outcome {
    let value = float.as_float().ok_or_else(badarg)?;
    let precision = match precision.as_small() {
        Some(precision @ 0..=MAX_PRECISION) => precision as usize,
        _ => return Err(badarg()),
    };
    let text = match (directive.as_small(), precision) {
        (Some(0x65), 2..) => exponent_form(value, precision),
        (Some(0x66), 1..) => fixed_form(value, precision),
        (Some(0x67), 1..) => general_form(value, precision),
        _ => return Err(badarg()),
    };
    let sign = if value.is_sign_negative() { "-" } else { "" };
    cx.charge(text.len() / 16);
    Ok(cx.string(&format!("{sign}{text}"))?)
}
