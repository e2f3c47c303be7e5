//! Integers and floats, in base ten and in bases 2 to 36, with `_` between digits.

use dashu_int::IBig;

use super::{Bad, Lexer};
use crate::diagnostic::Diagnostic;
use crate::token::Token;

/// Exponents beyond this make every float overflow or vanish; they are refused before any power is computed.
const EXPONENT_LIMIT: i32 = 10_000;

impl Lexer<'_> {
    /// The number whose first digit has just been read.
    pub(super) fn number(&mut self) -> Result<Token, Bad> {
        let start = self.logos.span().start;
        let text = &self.logos.source()[start..];
        let (token, length) = read(text).map_err(|(length, problem)| {
            let span = self.span(start, start + length);
            Box::new(Diagnostic::error("illegal-number", span, "illegal number", problem))
        })?;
        self.logos.bump(length - 1);
        Ok(token)
    }
}

type Failure = (usize, String);

/// The number at the start of `text` and its length in bytes.
fn read(text: &str) -> Result<(Token, usize), Failure> {
    let whole = digits(text, 10);
    let after = &text[whole..];
    if after.starts_with('#') && after[1..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return based(text, whole);
    }
    if !fraction_follows(after, 10) {
        return Ok((Token::Integer(integer(&text[..whole], 10)), whole));
    }
    let mut length = whole + 1 + digits(&after[1..], 10);
    if let Some(exponent) = text[length..].strip_prefix(['e', 'E']) {
        let sign = usize::from(exponent.starts_with(['+', '-']));
        match digits(&exponent[sign..], 10) {
            0 => return Err((length + 1 + sign, "the exponent has no digits".into())),
            count => length += 1 + sign + count,
        }
    }
    match clean(&text[..length]).parse::<f64>() {
        Ok(value) if value.is_finite() => Ok((Token::Float(value), length)),
        _ => Err((length, "this is beyond the largest float, about 1.8e308".into())),
    }
}

/// `Base#Digits` or `Base#Digits.Digits#eExponent`.
fn based(text: &str, whole: usize) -> Result<(Token, usize), Failure> {
    let base = match clean(&text[..whole]).parse::<u32>() {
        Ok(base @ 2..=36) => base,
        _ => return Err((whole, "a base lies between 2 and 36".into())),
    };
    let start = whole + 1;
    let count = digits(&text[start..], base);
    if count == 0 {
        return Err((start + 1, format!("this is no digit of base {base}")));
    }
    let end = start + count;
    if !fraction_follows(&text[end..], base) {
        return Ok((Token::Integer(integer(&text[start..end], base)), end));
    }
    let fraction = digits(&text[end + 1..], base);
    let mut length = end + 1 + fraction;
    let mut exponent = 0;
    if let Some(rest) = text[length..].strip_prefix("#e").or_else(|| text[length..].strip_prefix("#E")) {
        let sign = usize::from(rest.starts_with(['+', '-']));
        let count = digits(&rest[sign..], 10);
        length += 2 + sign + count;
        exponent = match clean(&rest[..sign + count]).parse::<i32>() {
            Ok(value) if value.abs() <= EXPONENT_LIMIT => value,
            Ok(_) => return Err((length, "this exponent is out of range".into())),
            Err(_) => return Err((length, "the exponent has no digits".into())),
        };
    }
    let mantissa = clean(&text[start..end]) + &clean(&text[end + 1..end + 1 + fraction]);
    let scale = text[end + 1..end + 1 + fraction].bytes().filter(|b| *b != b'_').count() as i32;
    let value = scaled(integer(&mantissa, base), base, exponent - scale);
    match value.is_finite() {
        true => Ok((Token::Float(value), length)),
        false => Err((length, "this is beyond the largest float, about 1.8e308".into())),
    }
}

/// `mantissa * base ^ exponent`, correctly rounded.
fn scaled(mantissa: IBig, base: u32, exponent: i32) -> f64 {
    let power = IBig::from(base).pow(exponent.unsigned_abs() as usize);
    if exponent >= 0 {
        return (mantissa * power).to_f64().value();
    }
    // Divide with at least 128 bits of quotient; the lowest bit remembers that something was cut off.
    let shift = bits(&power) + 128;
    let dividend = mantissa << shift;
    let quotient = &dividend / &power;
    let exact = &quotient * &power == dividend;
    let sticky: IBig = if exact { quotient } else { quotient | IBig::ONE };
    let mut value = sticky.to_f64().value();
    let mut left = shift;
    while left > 0 {
        let step = left.min(1000);
        value /= 2f64.powi(step as i32);
        left -= step;
    }
    value
}

fn bits(value: &IBig) -> usize {
    use dashu_int::ops::BitTest;
    value.bit_len()
}

/// How many bytes of `text` are digits of `base` with single `_` between them.
fn digits(text: &str, base: u32) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(|b| char::from(*b).is_digit(base));
    let mut end = 0;
    while digit(end) || (end > 0 && bytes.get(end) == Some(&b'_') && digit(end + 1)) {
        end += 1;
    }
    end
}

/// Whether a dot and a digit come next: `1.` and `1..2` hold no fraction.
fn fraction_follows(text: &str, base: u32) -> bool {
    text.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_digit(base)))
}

fn clean(text: &str) -> String {
    text.replace('_', "")
}

fn integer(text: &str, base: u32) -> IBig {
    if text.len() <= 10
        && let Ok(small) = i64::from_str_radix(text, base)
    {
        return small.into();
    }
    IBig::from_str_radix(&clean(text), base).unwrap_or_default()
}
