//! `persistent_term`: terms that every process can read without a copy.
//!
//! They live in the literal area for ever: a replaced term's memory is not given back.

use super::{Cx, Outcome, badarg};
use crate::atom::atoms;
use crate::term::build::Alloc;
use crate::term::{Term, equal, hash};

fn find(cx: &Cx, key: Term) -> Option<Term> {
    let terms = cx.context.machine.persistent.read();
    let bucket = terms.get(&hash::internal(key, 0))?;
    bucket.iter().find(|(other, _)| equal::exact(*other, key)).map(|(_, value)| *value)
}

pub(super) fn get_1(cx: &mut Cx, [key]: &[Term; 1]) -> Outcome {
    find(cx, *key).ok_or_else(badarg)
}

pub(super) fn get_2(cx: &mut Cx, [key, default]: &[Term; 2]) -> Outcome {
    Ok(find(cx, *key).unwrap_or(*default))
}

pub(super) fn get_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let machine = cx.context.machine();
    let pairs: Vec<(Term, Term)> = machine.persistent.read().values().flatten().copied().collect();
    let mut items = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        items.push(cx.tuple(&[key, value])?);
    }
    Ok(cx.list(&items)?)
}

pub(super) fn put(cx: &mut Cx, [key, value]: &[Term; 2]) -> Outcome {
    if find(cx, *key).is_some_and(|old| equal::exact(old, *value)) {
        return Ok(Term::atom(atoms::ok));
    }
    let machine = cx.context.machine();
    let (key, value) = {
        let mut area = machine.code.area.lock();
        (area.keep(&mut cx.context.scratch, *key)?, area.keep(&mut cx.context.scratch, *value)?)
    };
    let mut terms = machine.persistent.write();
    let bucket = terms.entry(hash::internal(key, 0)).or_default();
    match bucket.iter_mut().find(|(other, _)| equal::exact(*other, key)) {
        Some(pair) => pair.1 = value,
        None => bucket.push((key, value)),
    }
    Ok(Term::atom(atoms::ok))
}

pub(super) fn erase(cx: &mut Cx, [key]: &[Term; 1]) -> Outcome {
    let machine = cx.context.machine();
    let mut terms = machine.persistent.write();
    let hash = hash::internal(*key, 0);
    let Some(bucket) = terms.get_mut(&hash) else { return Ok(Term::FALSE) };
    let before = bucket.len();
    bucket.retain(|(other, _)| !equal::exact(*other, *key));
    let erased = bucket.len() < before;
    if bucket.is_empty() {
        terms.remove(&hash);
    }
    Ok(Term::boolean(erased))
}
