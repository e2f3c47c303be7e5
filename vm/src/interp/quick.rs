//! Guard functions whose usual case is a handful of instructions: handlers of `bif` that try that case first.
//!
//! Whatever is not usual (wrong types, large integers) is left to the function in the table of built-in functions,
//! so that each function is defined, errors included, in one place.
#![allow(unsafe_code)]

use super::Handler;
use super::arithmetic::bif;
use super::macros::{after, items};
use crate::code::Export;
use crate::term::bits::Bits;
use crate::term::{Kind, Term, header_kind, raw, tag};

/// Defines a handler: the value in the usual case, `None` for the rest.
macro_rules! quick {
    ($name:ident($a:ident) => $usual:expr) => {
        quick!(@define $name, 1, args, { let $a = args[0]; $usual });
    };
    ($name:ident($a:ident, $b:ident) => $usual:expr) => {
        quick!(@define $name, 2, args, { let ($a, $b) = (args[0], args[1]); $usual });
    };
    (@define $name:ident, $arity:literal, $args:ident, $usual:expr) => {
        handler!($name(m, i: Bif) {
            let operands = items(i, $arity);
            let $args: [Term; $arity] = std::array::from_fn(|at| m.src(operands[at]));
            let usual: Option<Term> = $usual;
            if let Some(value) = usual {
                m.put(i.dst, value);
                m.pc = operands.as_ptr_range().end;
                dispatch!(m)
            }
            otherwise!(m, bif)
        });
    };
}

/// The element of a tuple, or nothing.
#[inline(always)]
fn element_at(index: Term, tuple: Term) -> Option<Term> {
    let index = usize::try_from(index.as_small()?).ok()?;
    let size = tuple_arity(tuple)?;
    if index == 0 || index > size { None } else { Some(raw::term(tuple, index)) }
}

#[inline(always)]
fn tuple_arity(tuple: Term) -> Option<usize> {
    if tuple.is_tuple() { Some((raw::word(tuple, 0) >> 8) as usize) } else { None }
}

#[inline(always)]
fn bits_of(value: Term) -> Option<Bits> {
    let is_bits = value.tag() == tag::BOXED
        && matches!(header_kind(raw::word(value, 0)), Kind::HeapBits | Kind::SubBits);
    if is_bits { Some(Bits::of(value)) } else { None }
}

// `self()` has no other case.
handler!(self_(m, i: Bif) {
    m.put(i.dst, Term::pid((*(*m.cx).process).pid));
    goto!(m, after(i))
});

quick!(abs(value) => value.as_small().and_then(|small| Term::try_small(small.abs())));
quick!(hd(list) => list.is_cons().then(|| raw::term(list, 0)));
quick!(tl(list) => list.is_cons().then(|| raw::term(list, 1)));
quick!(element(index, tuple) => element_at(index, tuple));
quick!(tuple_size(tuple) => tuple_arity(tuple).map(|size| Term::small(size as i64)));
quick!(byte_size(value) => bits_of(value).map(|bits| Term::small(bits.size.div_ceil(8) as i64)));
quick!(bit_size(value) => bits_of(value).map(|bits| Term::small(bits.size as i64)));
quick!(min(a, b) => (a.is_small() && b.is_small()).then_some(if (b.0 as i64) < a.0 as i64 { b } else { a }));
quick!(max(a, b) => (a.is_small() && b.is_small()).then_some(if (a.0 as i64) < b.0 as i64 { b } else { a }));

/// The handler of `bif` for this function.
pub(super) fn handler(export: &Export) -> Handler {
    let mfa = &export.mfa;
    if mfa.module != crate::atom::atoms::erlang {
        return bif;
    }
    match (mfa.function.name(), mfa.arity) {
        ("self", 0) => self_,
        ("abs", 1) => abs,
        ("hd", 1) => hd,
        ("tl", 1) => tl,
        ("element", 2) => element,
        ("tuple_size", 1) => tuple_size,
        ("byte_size", 1) => byte_size,
        ("bit_size", 1) => bit_size,
        ("min", 2) => min,
        ("max", 2) => max,
        _ => bif,
    }
}
