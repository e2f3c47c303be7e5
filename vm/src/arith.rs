//! Arithmetic on terms: the operators of the language over small integers, big integers and floats.
//!
//! Each operator tries small integers first, then floats, then integers of up to 127 bits in machine arithmetic,
//! and only then the bignum crate. Integers longer than [`MAX_LIMBS`] are refused as OTP 25 refuses them.

use std::cmp::Ordering;

use dashu_int::ops::DivRem;
use dashu_int::{IBig, Sign, UBig};

use crate::bif::{Stop, badarg, badarith, system_limit};
use crate::term::build::Alloc;
use crate::term::{Big, Term, View};

/// The longest big integer in 64-bit limbs: OTP 25 raises `system_limit` above.
pub const MAX_LIMBS: usize = (1 << 19) - 1;

/// The result of an arithmetic operation.
pub type Arith = Result<Term, Stop>;

/// A term as the arithmetic sees it.
#[derive(Clone, Copy)]
enum Number {
    Small(i64),
    Big(Big),
    Float(f64),
}

impl Number {
    fn of(term: Term) -> Option<Number> {
        match term.view() {
            View::Small(value) => Some(Number::Small(value)),
            View::Big(big) => Some(Number::Big(big)),
            View::Float(value) => Some(Number::Float(value)),
            _ => None,
        }
    }

    /// The value as a float; `None` when it is too large for one.
    fn to_float(self) -> Option<f64> {
        match self {
            Number::Small(value) => Some(value as f64),
            Number::Float(value) => Some(value),
            Number::Big(big) => big_to_float(big),
        }
    }
}

/// The nearest float as OTP computes it: limb by limb, rounding at each step.
pub fn big_to_float(big: Big) -> Option<f64> {
    const BASE: f64 = 18_446_744_073_709_551_616.0;
    let mut value = 0.0;
    for limb in big.limbs().iter().rev() {
        value = value * BASE + *limb as f64;
    }
    match (value.is_finite(), big.is_negative()) {
        (true, false) => Some(value),
        (true, true) => Some(-value),
        _ => None,
    }
}

/// The number as a float, if it is a number that fits one.
pub fn to_float(term: Term) -> Option<f64> {
    Number::of(term)?.to_float()
}

/// The integer as an `i128`, if it is an integer that fits.
#[inline]
pub fn to_i128(term: Term) -> Option<i128> {
    match term.view() {
        View::Small(value) => Some(i128::from(value)),
        View::Big(big) => match *big.limbs() {
            [low] => Some(signed(u128::from(low), big.is_negative())),
            [low, high] if high >> 63 == 0 => {
                Some(signed(u128::from(high) << 64 | u128::from(low), big.is_negative()))
            }
            _ => None,
        },
        _ => None,
    }
}

fn signed(magnitude: u128, negative: bool) -> i128 {
    if negative { -(magnitude as i128) } else { magnitude as i128 }
}

/// The integer as an `i64`, if it is an integer that fits.
#[inline]
pub fn to_i64(term: Term) -> Option<i64> {
    to_i128(term).and_then(|value| i64::try_from(value).ok())
}

/// The integer in the bignum crate's form, if it is an integer.
pub fn to_ibig(term: Term) -> Option<IBig> {
    match term.view() {
        View::Small(value) => Some(IBig::from(value)),
        View::Big(big) => {
            let sign = if big.is_negative() { Sign::Negative } else { Sign::Positive };
            Some(IBig::from_parts(sign, UBig::from_words(big.limbs())))
        }
        _ => None,
    }
}

/// The term of an integer of 128 bits.
pub fn from_i128<A: Alloc>(heap: &mut A, value: i128) -> Arith {
    let magnitude = value.unsigned_abs();
    Ok(heap.big(value < 0, &[magnitude as u64, (magnitude >> 64) as u64])?)
}

/// The term of an integer of any size, or `system_limit`.
pub fn from_ibig<A: Alloc>(heap: &mut A, value: &IBig) -> Arith {
    if value.as_sign_words().1.len() > MAX_LIMBS {
        return Err(system_limit());
    }
    Ok(heap.ibig(value)?)
}

/// The term of a float, or `badarith` when it is infinite or no number.
#[inline]
pub fn from_float<A: Alloc>(heap: &mut A, value: f64) -> Arith {
    if value.is_finite() { Ok(heap.float(value)?) } else { Err(badarith()) }
}

/// The operation on floats, when at least one operand is a float and both are numbers.
#[inline]
fn on_floats(a: Number, b: Number, operation: fn(f64, f64) -> f64) -> Option<Result<f64, Stop>> {
    if !matches!(a, Number::Float(_)) && !matches!(b, Number::Float(_)) {
        return None;
    }
    Some(match (a.to_float(), b.to_float()) {
        (Some(a), Some(b)) => Ok(operation(a, b)),
        _ => Err(badarith()),
    })
}

fn numbers(a: Term, b: Term) -> Result<(Number, Number), Stop> {
    match (Number::of(a), Number::of(b)) {
        (Some(a), Some(b)) => Ok((a, b)),
        _ => Err(badarith()),
    }
}

fn integers(a: Term, b: Term) -> Result<(IBig, IBig), Stop> {
    match (to_ibig(a), to_ibig(b)) {
        (Some(a), Some(b)) => Ok((a, b)),
        _ => Err(badarith()),
    }
}

/// `+`, `-` and `*` once the small integers are dealt with.
#[cold]
fn general<A: Alloc>(
    heap: &mut A,
    a: Term,
    b: Term,
    floats: fn(f64, f64) -> f64,
    words: fn(i128, i128) -> Option<i128>,
    bigs: fn(IBig, IBig) -> IBig,
) -> Arith {
    let (x, y) = numbers(a, b)?;
    if let Some(result) = on_floats(x, y, floats) {
        return from_float(heap, result?);
    }
    if let (Some(x), Some(y)) = (to_i128(a), to_i128(b))
        && let Some(result) = words(x, y)
    {
        return from_i128(heap, result);
    }
    let (x, y) = integers(a, b)?;
    from_ibig(heap, &bigs(x, y))
}

/// `a + b`
#[inline]
pub fn add<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Arith {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return Ok(heap.integer(a + b)?);
    }
    if let (Some(a), Some(b)) = (a.as_float(), b.as_float()) {
        return from_float(heap, a + b);
    }
    general(heap, a, b, |a, b| a + b, i128::checked_add, |a, b| a + b)
}

/// `a - b`
#[inline]
pub fn sub<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Arith {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return Ok(heap.integer(a - b)?);
    }
    if let (Some(a), Some(b)) = (a.as_float(), b.as_float()) {
        return from_float(heap, a - b);
    }
    general(heap, a, b, |a, b| a - b, i128::checked_sub, |a, b| a - b)
}

/// `a * b`
#[inline]
pub fn mul<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Arith {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return match a.checked_mul(b) {
            Some(product) => Ok(heap.integer(product)?),
            None => from_i128(heap, i128::from(a) * i128::from(b)),
        };
    }
    if let (Some(a), Some(b)) = (a.as_float(), b.as_float()) {
        return from_float(heap, a * b);
    }
    if limbs(a) + limbs(b) > MAX_LIMBS + 1 && !is_zero(a) && !is_zero(b) {
        return Err(system_limit());
    }
    general(heap, a, b, |a, b| a * b, i128::checked_mul, |a, b| a * b)
}

/// How many limbs an integer has; 0 for what is none.
fn limbs(term: Term) -> usize {
    match term.view() {
        View::Small(_) => 1,
        View::Big(big) => big.limbs().len(),
        _ => 0,
    }
}

fn is_zero(term: Term) -> bool {
    term == Term::small(0)
}

/// `a / b`: always a float.
pub fn divide<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Arith {
    let (a, b) = numbers(a, b)?;
    match (a.to_float(), b.to_float()) {
        (Some(_), Some(0.0)) => Err(badarith()),
        (Some(a), Some(b)) => from_float(heap, a / b),
        _ => Err(badarith()),
    }
}

/// `a div b`, rounded towards zero.
#[inline]
pub fn div<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Arith {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small())
        && b != 0
    {
        return Ok(heap.integer(a / b)?);
    }
    div_rem(heap, a, b, |a, b| a / b, |a, b| a.div_rem(b).0)
}

/// `a rem b`, with the sign of `a`.
#[inline]
pub fn rem<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Arith {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small())
        && b != 0
    {
        return Ok(Term::small(a % b));
    }
    div_rem(heap, a, b, |a, b| a % b, |a, b| a.div_rem(b).1)
}

#[cold]
fn div_rem<A: Alloc>(
    heap: &mut A,
    a: Term,
    b: Term,
    words: fn(i128, i128) -> i128,
    bigs: fn(IBig, IBig) -> IBig,
) -> Arith {
    if !a.is_integer() || !b.is_integer() || is_zero(b) {
        return Err(badarith());
    }
    if let (Some(a), Some(b)) = (to_i128(a), to_i128(b)) {
        // Magnitudes are below 2^127, so the quotient cannot overflow.
        return from_i128(heap, words(a, b));
    }
    let (a, b) = integers(a, b)?;
    from_ibig(heap, &bigs(a, b))
}

/// `+a`
pub fn plus<A: Alloc>(_heap: &mut A, a: Term) -> Arith {
    Number::of(a).map(|_| a).ok_or_else(badarith)
}

/// `-a`
pub fn neg<A: Alloc>(heap: &mut A, a: Term) -> Arith {
    match Number::of(a) {
        Some(Number::Small(value)) => Ok(heap.integer(-value)?),
        Some(Number::Float(value)) => Ok(heap.float(-value)?),
        Some(Number::Big(big)) => Ok(heap.big(!big.is_negative(), big.limbs())?),
        None => Err(badarith()),
    }
}

/// `abs(a)`
pub fn abs<A: Alloc>(heap: &mut A, a: Term) -> Arith {
    match Number::of(a) {
        Some(Number::Small(value)) => Ok(heap.integer(value.abs())?),
        Some(Number::Float(value)) if value.is_sign_negative() => Ok(heap.float(value.abs())?),
        Some(Number::Big(big)) if big.is_negative() => Ok(heap.big(false, big.limbs())?),
        Some(_) => Ok(a),
        None => Err(badarg()),
    }
}

/// A bitwise operation on integers, in two's complement of unbounded width.
#[inline]
fn bitwise<A: Alloc>(
    heap: &mut A,
    a: Term,
    b: Term,
    words: fn(i128, i128) -> i128,
    bigs: fn(IBig, IBig) -> IBig,
) -> Arith {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return Ok(Term::small(words(i128::from(a), i128::from(b)) as i64));
    }
    if let (Some(a), Some(b)) = (to_i128(a), to_i128(b)) {
        let result = words(a, b);
        if result != i128::MIN {
            return from_i128(heap, result);
        }
    }
    let (a, b) = integers(a, b)?;
    from_ibig(heap, &bigs(a, b))
}

/// `a band b`
#[inline]
pub fn band<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Arith {
    bitwise(heap, a, b, |a, b| a & b, |a, b| a & b)
}

/// `a bor b`
#[inline]
pub fn bor<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Arith {
    bitwise(heap, a, b, |a, b| a | b, |a, b| a | b)
}

/// `a bxor b`
#[inline]
pub fn bxor<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Arith {
    bitwise(heap, a, b, |a, b| a ^ b, |a, b| a ^ b)
}

/// `bnot a`
pub fn bnot<A: Alloc>(heap: &mut A, a: Term) -> Arith {
    match a.as_small() {
        Some(value) => Ok(Term::small(!value)),
        None => {
            let value = to_ibig(a).ok_or_else(badarith)?;
            from_ibig(heap, &!value)
        }
    }
}

/// `a bsl b`
pub fn bsl<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Arith {
    if !a.is_integer() || !b.is_integer() {
        return Err(badarith());
    }
    match to_i64(b) {
        Some(by) if by >= 0 => shift_left(heap, a, by as u64),
        Some(by) => shift_right(heap, a, by.unsigned_abs()),
        None if compare(b, Term::small(0)) == Ordering::Less => shift_right(heap, a, u64::MAX),
        None => shift_left(heap, a, u64::MAX),
    }
}

/// `a bsr b`
pub fn bsr<A: Alloc>(heap: &mut A, a: Term, b: Term) -> Arith {
    if !a.is_integer() || !b.is_integer() {
        return Err(badarith());
    }
    match to_i64(b) {
        Some(by) if by >= 0 => shift_right(heap, a, by as u64),
        Some(by) => shift_left(heap, a, by.unsigned_abs()),
        None if compare(b, Term::small(0)) == Ordering::Less => shift_left(heap, a, u64::MAX),
        None => shift_right(heap, a, u64::MAX),
    }
}

fn shift_left<A: Alloc>(heap: &mut A, a: Term, by: u64) -> Arith {
    if is_zero(a) {
        return Ok(a);
    }
    if let Some(value) = a.as_small()
        && by < 64
    {
        return from_i128(heap, i128::from(value) << by);
    }
    // No more than one limb above the limit is ever made: `from_ibig` decides exactly.
    if by > MAX_LIMBS as u64 * 64 {
        return Err(system_limit());
    }
    let value = to_ibig(a).ok_or_else(badarith)?;
    if value.as_sign_words().1.len() as u64 + by / 64 > MAX_LIMBS as u64 + 1 {
        return Err(system_limit());
    }
    from_ibig(heap, &(value << by as usize))
}

fn shift_right<A: Alloc>(heap: &mut A, a: Term, by: u64) -> Arith {
    if let Some(value) = a.as_small() {
        return Ok(Term::small(value >> by.min(63)));
    }
    let value = to_ibig(a).ok_or_else(badarith)?;
    let by = usize::try_from(by).unwrap_or(usize::MAX).min((MAX_LIMBS + 2) * 64);
    from_ibig(heap, &(value >> by))
}

/// The order of two numbers; integers and floats are compared by their exact values.
///
/// What is no number counts as zero: callers have tested.
pub fn compare(a: Term, b: Term) -> Ordering {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return a.cmp(&b);
    }
    match (Number::of(a), Number::of(b)) {
        (Some(Number::Small(a)), Some(Number::Small(b))) => a.cmp(&b),
        (Some(Number::Float(a)), Some(Number::Float(b))) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
        (Some(Number::Big(a)), Some(Number::Big(b))) => compare_bigs(a, b),
        // A big integer is beyond every small one.
        (Some(Number::Big(a)), Some(Number::Small(_))) => sign(a),
        (Some(Number::Small(_)), Some(Number::Big(b))) => sign(b).reverse(),
        (Some(Number::Small(a)), Some(Number::Float(b))) => compare_small_float(a, b),
        (Some(Number::Float(a)), Some(Number::Small(b))) => compare_small_float(b, a).reverse(),
        (Some(Number::Big(a)), Some(Number::Float(b))) => compare_big_float(a, b),
        (Some(Number::Float(a)), Some(Number::Big(b))) => compare_big_float(b, a).reverse(),
        _ => Ordering::Equal,
    }
}

fn sign(big: Big) -> Ordering {
    if big.is_negative() { Ordering::Less } else { Ordering::Greater }
}

fn compare_bigs(a: Big, b: Big) -> Ordering {
    match (a.is_negative(), b.is_negative()) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (negative, _) => {
            let (x, y) = (a.limbs(), b.limbs());
            let order = x.len().cmp(&y.len()).then_with(|| x.iter().rev().cmp(y.iter().rev()));
            if negative { order.reverse() } else { order }
        }
    }
}

fn compare_small_float(a: i64, b: f64) -> Ordering {
    const LIMIT: f64 = (1u64 << 62) as f64;
    if b >= LIMIT {
        return Ordering::Less;
    }
    if b <= -LIMIT {
        return Ordering::Greater;
    }
    let whole = b.trunc();
    a.cmp(&(whole as i64)).then_with(|| whole.partial_cmp(&b).unwrap_or(Ordering::Equal))
}

fn compare_big_float(a: Big, b: f64) -> Ordering {
    let by_sign = sign(a);
    if b == 0.0 || (b < 0.0) != a.is_negative() {
        return by_sign;
    }
    // Magnitudes: b = mantissa * 2^shift with 53 bits of mantissa; a big integer has at least 61.
    let bits = b.abs().to_bits();
    let exponent = (bits >> 52) as i64 - 1023;
    let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
    let limbs = a.limbs();
    let length = limbs.len() as i64 * 64 - i64::from(limbs[limbs.len() - 1].leading_zeros());
    let order = (length - 1).cmp(&exponent).then_with(|| {
        let (top, rest) = split(limbs, (exponent - 52) as usize);
        top.cmp(&mantissa).then(rest.cmp(&false))
    });
    if a.is_negative() { order.reverse() } else { order }
}

/// The limbs above bit `at` as one word, and whether a bit below is set.
fn split(limbs: &[u64], at: usize) -> (u64, bool) {
    let (index, bit) = (at / 64, at % 64);
    let low = limbs.get(index).copied().unwrap_or(0);
    let high = limbs.get(index + 1).copied().unwrap_or(0);
    let top = ((u128::from(high) << 64 | u128::from(low)) >> bit) as u64;
    let rest =
        limbs[..index.min(limbs.len())].iter().any(|limb| *limb != 0) || low & ((1u64 << bit) - 1) != 0;
    (top, rest)
}

/// The integer part of a float as an integer term: `trunc`, after `floor`, `ceil` or `round`.
pub fn integer_of_float<A: Alloc>(heap: &mut A, value: f64) -> Arith {
    const LIMIT: f64 = (1u64 << 62) as f64;
    if value.abs() < LIMIT {
        return Ok(heap.integer(value as i64)?);
    }
    let bits = value.abs().to_bits();
    let shift = (bits >> 52) as usize - 1075;
    let mantissa = UBig::from(bits & ((1 << 52) - 1) | 1 << 52) << shift;
    let sign = if value < 0.0 { Sign::Negative } else { Sign::Positive };
    from_ibig(heap, &IBig::from_parts(sign, mantissa))
}
