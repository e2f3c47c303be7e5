//! Tuples and sizes.

use super::numbers::badmap;
use super::{Cx, Outcome, Stop, badarg};
use crate::arith;
use crate::term::build::Alloc;
use crate::term::{Term, Tuple, map};

/// The largest tuple that OTP makes.
const MAX_TUPLE: i64 = (1 << 24) - 1;

fn tuple(term: Term) -> Result<Tuple, Stop> {
    term.as_tuple().ok_or_else(badarg)
}

/// The index, counted from 0, of an element at a place counted from 1, which is at most `max`.
fn place(term: Term, max: usize) -> Result<usize, Stop> {
    match term.as_small() {
        Some(index) if index >= 1 && index as u64 <= max as u64 => Ok(index as usize - 1),
        _ => Err(badarg()),
    }
}

pub(super) fn tuple_size(_cx: &mut Cx, [t]: &[Term; 1]) -> Outcome {
    Ok(Term::small(tuple(*t)?.len() as i64))
}

pub(super) fn element(_cx: &mut Cx, [index, t]: &[Term; 2]) -> Outcome {
    let tuple = tuple(*t)?;
    tuple.get(place(*index, tuple.len())?).ok_or_else(badarg)
}

pub(super) fn setelement(cx: &mut Cx, [index, t, value]: &[Term; 3]) -> Outcome {
    let tuple = tuple(*t)?;
    let index = place(*index, tuple.len())?;
    let new = cx.tuple(tuple.elements())?;
    cx.charge(tuple.len() / 16);
    Ok(crate::term::raw::replaced_element(new, index, *value))
}

fn make(cx: &mut Cx, arity: Term, initial: Term, positions: Term) -> Outcome {
    let arity = match arith::to_i64(arity) {
        Some(arity) if (0..=MAX_TUPLE).contains(&arity) => arity as usize,
        _ => return Err(badarg()),
    };
    let mut elements = vec![initial; arity];
    cx.charge(arity / 16);
    let mut rest = positions;
    while let Some((head, tail)) = rest.as_cons() {
        match head.as_tuple().map(|pair| (pair.get(0), pair.get(1), pair.len())) {
            Some((Some(index), Some(value), 2)) => elements[place(index, arity)?] = value,
            _ => return Err(badarg()),
        }
        rest = tail;
    }
    if rest.is_nil() { Ok(cx.tuple(&elements)?) } else { Err(badarg()) }
}

pub(super) fn make_tuple_2(cx: &mut Cx, [arity, initial]: &[Term; 2]) -> Outcome {
    make(cx, *arity, *initial, Term::NIL)
}

pub(super) fn make_tuple_3(cx: &mut Cx, [arity, initial, positions]: &[Term; 3]) -> Outcome {
    make(cx, *arity, *initial, *positions)
}

pub(super) fn append_element(cx: &mut Cx, [t, value]: &[Term; 2]) -> Outcome {
    let mut elements = tuple(*t)?.elements().to_vec();
    if elements.len() as i64 == MAX_TUPLE {
        return Err(badarg());
    }
    elements.push(*value);
    Ok(cx.tuple(&elements)?)
}

pub(super) fn insert_element(cx: &mut Cx, [index, t, value]: &[Term; 3]) -> Outcome {
    let mut elements = tuple(*t)?.elements().to_vec();
    elements.insert(place(*index, elements.len() + 1)?, *value);
    Ok(cx.tuple(&elements)?)
}

pub(super) fn delete_element(cx: &mut Cx, [index, t]: &[Term; 2]) -> Outcome {
    let mut elements = tuple(*t)?.elements().to_vec();
    elements.remove(place(*index, elements.len())?);
    Ok(cx.tuple(&elements)?)
}

pub(super) fn tuple_to_list(cx: &mut Cx, [t]: &[Term; 1]) -> Outcome {
    let tuple = tuple(*t)?;
    cx.charge(tuple.len() / 8);
    Ok(cx.list(tuple.elements())?)
}

pub(super) fn list_to_tuple(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    let elements = super::lists::elements(*list).ok_or_else(badarg)?;
    if elements.len() as i64 > MAX_TUPLE {
        return Err(badarg());
    }
    cx.charge(elements.len() / 8);
    Ok(cx.tuple(&elements)?)
}

pub(super) fn size(_cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    match (term.as_tuple(), term.as_bits()) {
        (Some(tuple), _) => Ok(Term::small(tuple.len() as i64)),
        (_, Some(bits)) => Ok(Term::small((bits.size / 8) as i64)),
        _ => Err(badarg()),
    }
}

pub(super) fn byte_size(_cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    let bits = term.as_bits().ok_or_else(badarg)?;
    Ok(Term::small(bits.size.div_ceil(8) as i64))
}

pub(super) fn bit_size(_cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    let bits = term.as_bits().ok_or_else(badarg)?;
    Ok(Term::small(bits.size as i64))
}

pub(super) fn map_size(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    if term.is_map() { Ok(Term::small(map::size(*term) as i64)) } else { Err(badmap(cx, *term)) }
}
