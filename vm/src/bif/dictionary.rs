//! The process dictionary.

use super::{Cx, Outcome, Stop};
use crate::atom::atoms;
use crate::process::info;
use crate::term::Term;
use crate::term::build::Alloc;
use crate::term::equal;

fn or_undefined(value: Option<Term>) -> Outcome {
    Ok(value.unwrap_or(Term::atom(atoms::undefined)))
}

pub(super) fn put_2(cx: &mut Cx, [key, value]: &[Term; 2]) -> Outcome {
    let dictionary = &mut cx.process().ext().dictionary;
    if !dictionary.has_room() {
        return Err(Stop::OutOfHeap);
    }
    or_undefined(dictionary.put(*key, *value))
}

pub(super) fn get_1(cx: &mut Cx, [key]: &[Term; 1]) -> Outcome {
    match &cx.process().ext {
        Some(ext) => or_undefined(ext.dictionary.get(*key)),
        None => Ok(Term::atom(atoms::undefined)),
    }
}

pub(super) fn get_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(info::dictionary(cx.context)?)
}

pub(super) fn get_keys_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let keys: Vec<Term> = cx.process().ext().dictionary.pairs().chunks_exact(2).map(|pair| pair[0]).collect();
    Ok(cx.list(&keys)?)
}

pub(super) fn get_keys_1(cx: &mut Cx, [value]: &[Term; 1]) -> Outcome {
    let pairs = cx.process().ext().dictionary.pairs();
    let keys: Vec<Term> =
        pairs.chunks_exact(2).filter(|pair| equal::exact(pair[1], *value)).map(|pair| pair[0]).collect();
    Ok(cx.list(&keys)?)
}

pub(super) fn erase_1(cx: &mut Cx, [key]: &[Term; 1]) -> Outcome {
    or_undefined(cx.process().ext().dictionary.erase(*key))
}

pub(super) fn erase_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let list = info::dictionary(cx.context)?;
    cx.process().ext().dictionary.clear();
    Ok(list)
}
