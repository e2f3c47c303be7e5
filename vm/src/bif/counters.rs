//! `atomics`: arrays of 64-bit integers that all processes may change at once. `counters` is written over them.
//!
//! An array is a reference that carries a counted buffer, so it lives as long as somebody has the reference.

use super::lists::elements;
use super::{Cx, Outcome, Stop, badarg, badarg_because, error};
use crate::atom::{Atom, atoms};
use crate::sync::{AtomicU64, Ordering};
use crate::term::bits::{Buffer, BufferPtr};
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::{Kind, Term, View};
use dashu_int::IBig;

/// The array of a reference. The first number says whether the others are signed.
fn array(term: Term) -> Result<BufferPtr, Stop> {
    match term.view() {
        View::Reference(reference) => reference.buffer().ok_or_else(badarg),
        _ => Err(badarg()),
    }
}

fn is_signed(array: BufferPtr) -> bool {
    array.numbers()[0].load(Ordering::Relaxed) == 1
}

fn number(array: &BufferPtr, index: Term) -> Result<&AtomicU64, Stop> {
    let index = index.as_small().filter(|index| *index >= 1).ok_or_else(badarg)?;
    array.numbers().get(index as usize).ok_or_else(badarg)
}

/// The value as 64 bits, if it fits.
fn word(array: BufferPtr, term: Term) -> Result<u64, Stop> {
    let value = integer(term)?;
    let fits = match is_signed(array) {
        true => i64::try_from(&value).is_ok(),
        false => u64::try_from(&value).is_ok(),
    };
    if fits { Ok(low_bits(&value)) } else { Err(badarg()) }
}

/// An increment may be of either kind.
fn step(term: Term) -> Result<u64, Stop> {
    let value = integer(term)?;
    let fits = i64::try_from(&value).is_ok() || u64::try_from(&value).is_ok();
    if fits { Ok(low_bits(&value)) } else { Err(badarg()) }
}

fn integer(term: Term) -> Result<IBig, Stop> {
    crate::arith::to_ibig(term).ok_or_else(badarg)
}

fn low_bits(value: &IBig) -> u64 {
    match i64::try_from(value) {
        Ok(value) => value as u64,
        Err(_) => u64::try_from(value).unwrap_or(0),
    }
}

fn term(cx: &mut Cx, array: BufferPtr, value: u64) -> Outcome {
    Ok(if is_signed(array) { cx.integer(value as i64)? } else { cx.unsigned(value)? })
}

fn ok() -> Outcome {
    Ok(Term::atom(atoms::ok))
}

/// No address space holds more numbers.
const MOST_NUMBERS: usize = isize::MAX as usize / 16;

pub(super) fn atomics_new(cx: &mut Cx, [arity, options]: &[Term; 2]) -> Outcome {
    let size = match arity.view() {
        View::Small(size) if size >= 1 => size as usize,
        View::Big(size) if !size.is_negative() => usize::MAX,
        _ => return Err(badarg()),
    };
    let mut signed = true;
    let bad_option = || badarg_because(atoms::badopt);
    for option in elements(*options).ok_or_else(bad_option)? {
        match option.as_tuple().map(|pair| pair.elements().to_vec()).as_deref() {
            Some([name, value]) if *name == Term::atom(atoms::signed) => {
                signed = value.as_boolean().ok_or_else(bad_option)?;
            }
            _ => return Err(bad_option()),
        }
    }
    if size > MOST_NUMBERS {
        return Err(error(Term::atom(atoms::system_limit)));
    }
    let buffer = Buffer::of_numbers(size + 1).ok_or(OutOfHeap)?;
    buffer.numbers()[0].store(u64::from(signed), Ordering::Relaxed);
    let id = cx.context.machine.new_reference();
    let buffer_ref = match cx.boxed_words(Kind::BufferRef, &[buffer.to_word()]) {
        Ok(buffer_ref) => buffer_ref,
        Err(full) => {
            buffer.release();
            return Err(full.into());
        }
    };
    cx.register(buffer_ref, buffer.share());
    Ok(cx.boxed_words(Kind::Reference, &[id, Term::NONE.0, buffer_ref.0])?)
}

pub(super) fn atomics_put(_: &mut Cx, [array, index, value]: &[Term; 3]) -> Outcome {
    let array = self::array(*array)?;
    number(&array, *index)?.store(word(array, *value)?, Ordering::SeqCst);
    ok()
}

pub(super) fn atomics_get(cx: &mut Cx, [array, index]: &[Term; 2]) -> Outcome {
    let array = self::array(*array)?;
    let value = number(&array, *index)?.load(Ordering::SeqCst);
    term(cx, array, value)
}

pub(super) fn atomics_add(_: &mut Cx, [array, index, by]: &[Term; 3]) -> Outcome {
    let array = self::array(*array)?;
    number(&array, *index)?.fetch_add(step(*by)?, Ordering::SeqCst);
    ok()
}

pub(super) fn atomics_add_get(cx: &mut Cx, [array, index, by]: &[Term; 3]) -> Outcome {
    let array = self::array(*array)?;
    let by = step(*by)?;
    let value = number(&array, *index)?.fetch_add(by, Ordering::SeqCst).wrapping_add(by);
    term(cx, array, value)
}

pub(super) fn atomics_exchange(cx: &mut Cx, [array, index, value]: &[Term; 3]) -> Outcome {
    let array = self::array(*array)?;
    let old = number(&array, *index)?.swap(word(array, *value)?, Ordering::SeqCst);
    term(cx, array, old)
}

/// `ok`, or the value that was there instead of the expected one.
pub(super) fn atomics_compare_exchange(cx: &mut Cx, [array, index, expected, wanted]: &[Term; 4]) -> Outcome {
    let array = self::array(*array)?;
    let (expected, wanted) = (word(array, *expected)?, word(array, *wanted)?);
    let number = number(&array, *index)?;
    match number.compare_exchange(expected, wanted, Ordering::SeqCst, Ordering::SeqCst) {
        Ok(_) => ok(),
        Err(found) => term(cx, array, found),
    }
}

pub(super) fn atomics_info(cx: &mut Cx, [array]: &[Term; 1]) -> Outcome {
    let array = self::array(*array)?;
    let (max, min) = match is_signed(array) {
        true => (cx.integer(i64::MAX)?, cx.integer(i64::MIN)?),
        false => (cx.unsigned(u64::MAX)?, Term::small(0)),
    };
    let (size, bytes) = (array.numbers().len() - 1, array.capacity() + 40);
    let pairs = vec![
        (Term::atom(atoms::size), Term::small(size as i64)),
        (Term::atom(atoms::max), max),
        (Term::atom(Atom::new("min")), min),
        (Term::atom(atoms::memory), Term::small(bytes as i64)),
    ];
    Ok(crate::term::map::from_pairs(cx, pairs)?)
}
