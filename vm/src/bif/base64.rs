//! Base 64 behind the module `base64`: what is well-formed; what is not is left to Erlang, which knows OTP's errors.

use super::iolists::bytes;
use super::{Cx, Outcome};
use crate::term::Term;
use crate::term::build::Alloc;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What each byte stands for: six bits, or no digit.
const VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut index = 0;
    while index < 64 {
        values[DIGITS[index] as usize] = index as u8;
        index += 1;
    }
    values
};
const NONE: u8 = 255;

/// `erts_internal:base64_encode(Data)`
pub(super) fn base64_encode(cx: &mut Cx, [data]: &[Term; 1]) -> Outcome {
    let data = bytes(*data)?;
    let mut text = Vec::with_capacity(data.len().div_ceil(3) * 4);
    for group in data.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        let digit = |shift: u32| DIGITS[(bits >> shift & 63) as usize];
        let pad = |from: usize, digit: u8| if group.len() < from { b'=' } else { digit };
        text.extend([digit(18), digit(12), pad(2, digit(6)), pad(3, digit(0))]);
    }
    cx.charge(data.len() / 128);
    Ok(cx.binary(&text)?)
}

/// `erts_internal:base64_decode(Text)`: the data, or `false` if the text has more than digits, white space and pads at
/// its end.
pub(super) fn base64_decode(cx: &mut Cx, [text]: &[Term; 1]) -> Outcome {
    let text = bytes(*text)?;
    cx.charge(text.len() / 128);
    match decoded(&text) {
        Some(data) => Ok(cx.binary(&data)?),
        None => Ok(Term::FALSE),
    }
}

fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mut data = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut count, mut pads) = (0_u32, 0, 0);
    for byte in text {
        match (VALUES[usize::from(*byte)], *byte) {
            (_, b' ' | b'\t' | b'\n' | b'\r') => continue,
            (NONE, b'=') if count + pads < 4 && count >= 2 => pads += 1,
            (NONE, _) => return None,
            _ if pads > 0 => return None,
            (value, _) => {
                bits = bits << 6 | u32::from(value);
                count += 1;
            }
        }
        if count == 4 {
            data.extend_from_slice(&bits.to_be_bytes()[1..]);
            (bits, count) = (0, 0);
        }
    }
    match (count, pads) {
        (0, 0) => {}
        (3, 1) => data.extend_from_slice(&(bits << 6).to_be_bytes()[1..3]),
        (2, 2) => data.push((bits << 12).to_be_bytes()[1]),
        _ => return None,
    }
    Some(data)
}
