//! Numbers as text: the forms of floats that OTP prints, and reading integers and floats.

use dashu_int::IBig;

/// The longest text of a float in fixed form; longer ones are refused as in OTP.
const MAX_FLOAT_TEXT: usize = 255;

/// `%.<digits>e` of C: the exponent has a sign and at least two digits.
pub fn scientific(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// The shortest text that reads back as the same float, in plain or scientific notation, whichever is shorter.
pub fn shortest(value: f64) -> String {
    /// Above, plain notation would show digits that mean nothing.
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    let mut scientific = format!("{value:e}");
    // Of two texts that are equally short and near, OTP takes the one whose last digit is even, as formatting with a
    // precision does. There are two only where the float needs almost all of its digits. Below a power of two floats
    // lie closer, so the even one may be another float's text.
    let digits: Vec<u8> =
        scientific.bytes().take_while(|byte| *byte != b'e').filter(u8::is_ascii_digit).collect();
    let even = (digits.len() >= 15 && digits.last().is_some_and(|digit| digit % 2 == 1))
        .then(|| format!("{value:.*e}", digits.len() - 1))
        .filter(|text| text.parse() == Ok(value));
    let tie = even.is_some();
    scientific = even.unwrap_or(scientific);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let scientific = format!("{mantissa}{point}e{exponent}");
    // Plain notation of very small floats is longer than any scientific one, and not worth making.
    if value.abs() >= LIMIT || (value != 0.0 && value.abs() < 1e-20) {
        return scientific;
    }
    let plain = format!("{value:?}");
    let plain = if plain.contains('e') { format!("{value}") } else { plain };
    let plain = match plain.split_once('.') {
        Some((_, decimals)) if tie => format!("{value:.*}", decimals.len()),
        _ => plain,
    };
    if plain.len() <= scientific.len() { plain } else { scientific }
}

/// Fixed notation with `decimals` digits after the point, rounded as OTP does; `None` when it is too long.
pub fn decimals(value: f64, decimals: usize, compact: bool) -> Option<String> {
    const MAX_EXACT: f64 = 9_007_199_254_740_992.0;
    const MAX_DECIMALS: usize = 19;
    let size = value.abs();
    let by_library = size > MAX_EXACT || decimals >= MAX_DECIMALS;
    let mut text = if by_library {
        format!("{value:.decimals$}")
    } else {
        // The digits after the point are scaled and rounded as a float, half away from zero: that is how 0.125
        // becomes 0.13.
        let scale = 10u64.pow(decimals as u32);
        let mut whole = size.trunc() as u64;
        let mut fraction = ((size - size.trunc()) * scale as f64).round() as u64;
        if fraction >= scale {
            whole += 1;
            fraction -= scale;
        }
        let sign = if value.is_sign_negative() { "-" } else { "" };
        match decimals {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{fraction:0decimals$}"),
        }
    };
    if text.len() > MAX_FLOAT_TEXT {
        return None;
    }
    // OTP strips the zeros of whole numbers as well when the C library has printed them.
    if compact && (decimals > 0 || by_library) {
        let kept = text.trim_end_matches('0').len();
        text.truncate(if text[..kept].ends_with('.') { kept + 1 } else { kept });
    }
    Some(text)
}

/// The float that `text` is, in Erlang's syntax: digits on both sides of the point, exponent optional.
pub fn parse_float(text: &[u8]) -> Option<f64> {
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let whole = digits(&text[at..]);
    at += whole;
    if whole == 0 || text.get(at) != Some(&b'.') {
        return None;
    }
    let fraction = digits(&text[at + 1..]);
    at += 1 + fraction;
    if fraction == 0 {
        return None;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        at += 1 + usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(&text[at.min(text.len())..]);
        if exponent == 0 {
            return None;
        }
        at += exponent;
    }
    if at != text.len() {
        return None;
    }
    let value: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    if value.is_finite() { Some(value) } else { None }
}

/// The integer that `text` is in this base: an optional sign, then digits.
pub fn parse_integer(text: &[u8], base: u32) -> Option<IBig> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.iter().all(|digit| char::from(*digit).is_digit(base)) {
        return None;
    }
    let text = std::str::from_utf8(digits).ok()?;
    let value = match i64::from_str_radix(text, base) {
        Ok(value) => IBig::from(value),
        Err(_) => IBig::from_str_radix(text, base).ok()?,
    };
    Some(if negative { -value } else { value })
}

/// The digits of an integer in this base, in capitals.
pub fn integer_text(value: &IBig, base: u32) -> String {
    let mut text = value.in_radix(base as u8).to_string();
    text.make_ascii_uppercase();
    text
}

/// A machine integer in decimal digits.
pub struct Decimal {
    /// At the end.
    digits: [u8; 20],
    start: usize,
}

impl Decimal {
    /// The digits of a number.
    pub fn new(value: i64) -> Decimal {
        let mut decimal = Decimal { digits: [b'-'; 20], start: 20 };
        let mut magnitude = value.unsigned_abs();
        loop {
            decimal.start -= 1;
            decimal.digits[decimal.start] = b'0' + (magnitude % 10) as u8;
            magnitude /= 10;
            if magnitude == 0 {
                break;
            }
        }
        // A minus sign stands there already.
        decimal.start -= usize::from(value < 0);
        decimal
    }

    /// As bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.digits[self.start..]
    }

    /// As text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }
}

/// The digits of a machine integer in this base, in capitals.
pub fn small_text(value: i64, base: u32) -> String {
    if base == 10 {
        return Decimal::new(value).text().to_owned();
    }
    let mut magnitude = value.unsigned_abs();
    let mut digits = Vec::new();
    loop {
        let digit = char::from_digit((magnitude % u64::from(base)) as u32, base).unwrap_or('0');
        digits.push(digit.to_ascii_uppercase());
        magnitude /= u64::from(base);
        if magnitude == 0 {
            break;
        }
    }
    if value < 0 {
        digits.push('-');
    }
    digits.into_iter().rev().collect()
}
