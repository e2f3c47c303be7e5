//! The two equalities: `=:=` ([`exact`]) and `==` ([`loose`]), which also equates integers and floats.
//!
//! Both walk with a stack of their own, so that the depth of a term does not matter.

use super::map::{self, Node};
use super::{Kind, Term, View, raw, walked};
use crate::arith;
use std::cmp::Ordering;

/// `a =:= b`
#[inline]
pub fn exact(a: Term, b: Term) -> bool {
    if a == b {
        return true;
    }
    // Different tags are different kinds; immediates are equal only when they are the same word.
    if a.tag() != b.tag() || !a.is_pointer() {
        return false;
    }
    // By references answers are told apart: no need to set out on a walk.
    if a.kind() == Some(Kind::Reference) {
        return b.kind() == Some(Kind::Reference) && raw::word(a, 1) == raw::word(b, 1);
    }
    walk(a, b, true)
}

/// `a == b`
#[inline]
pub fn loose(a: Term, b: Term) -> bool {
    if a == b {
        return true;
    }
    if !a.is_pointer() && !b.is_pointer() {
        return false;
    }
    walk(a, b, false)
}

/// So many bits are compared as quickly as two parts of terms.
pub(super) const BITS_OF_A_STEP: u64 = 1024;

/// What is still to be compared: two terms, and whether exactly.
type Pending = Vec<(Term, Term, bool)>;

fn walk(a: Term, b: Term, exactly: bool) -> bool {
    let mut steps = 0;
    let equal = walk_counting(a, b, exactly, &mut steps);
    walked::add(steps);
    equal
}

fn walk_counting(a: Term, b: Term, exactly: bool, steps: &mut usize) -> bool {
    let mut pending: Pending = Vec::new();
    let (mut a, mut b, mut exactly) = (a, b, exactly);
    loop {
        *steps += 1;
        // Lists go on in place: the spine needs no stack.
        while let (Some((x, rest_a)), Some((y, rest_b))) = (a.as_cons(), b.as_cons()) {
            *steps += 1;
            if a == b {
                (a, b) = (Term::NIL, Term::NIL);
                break;
            }
            if x != y {
                if x.is_pointer() || y.is_pointer() {
                    pending.push((rest_a, rest_b, exactly));
                    (a, b) = (x, y);
                    continue;
                }
                return false;
            }
            (a, b) = (rest_a, rest_b);
        }
        if a != b && !one(a, b, exactly, &mut pending) {
            return false;
        }
        match pending.pop() {
            Some(next) => (a, b, exactly) = next,
            None => return true,
        }
    }
}

/// Compares two terms but for their parts, which it pushes.
fn one(a: Term, b: Term, exactly: bool, pending: &mut Pending) -> bool {
    match (a.view(), b.view()) {
        (View::Tuple(x), View::Tuple(y)) => push_all(x.elements(), y.elements(), exactly, pending),
        (View::Float(x), View::Float(y)) => x == y,
        (View::Float(_), View::Small(_) | View::Big(_)) | (View::Small(_) | View::Big(_), View::Float(_)) => {
            !exactly && arith::compare(a, b) == Ordering::Equal
        }
        (View::Big(x), View::Big(y)) => x.is_negative() == y.is_negative() && x.limbs() == y.limbs(),
        (View::Bits(x), View::Bits(y)) => {
            walked::add((x.size.min(y.size) / BITS_OF_A_STEP) as usize);
            x.size == y.size && x.compare(&y) == Ordering::Equal
        }
        (View::Map(_), View::Map(_)) => maps(a, b, exactly, pending),
        (View::Fun(x), View::Fun(y)) => {
            x.head() == y.head() && push_all(x.free(), y.free(), exactly, pending)
        }
        (View::ExportFun(_), View::ExportFun(_)) => raw::export(a) == raw::export(b),
        (View::Reference(x), View::Reference(y)) => x.id() == y.id(),
        (View::ExternalPid(x), View::ExternalPid(y))
        | (View::ExternalPort(x), View::ExternalPort(y))
        | (View::ExternalReference(x), View::ExternalReference(y)) => {
            x.node() == y.node() && x.numbers() == y.numbers()
        }
        _ => false,
    }
}

fn push_all(a: &[Term], b: &[Term], exactly: bool, pending: &mut Pending) -> bool {
    if a.len() != b.len() {
        return false;
    }
    walked::add(a.len());
    // The last pair is pushed first, so that the first difference is met first.
    for (x, y) in a.iter().zip(b).rev() {
        if x == y {
            continue;
        }
        if exactly && (x.tag() != y.tag() || !x.is_pointer()) {
            return false;
        }
        pending.push((*x, *y, exactly));
    }
    true
}

/// Keys are always compared exactly; values as the maps are.
fn maps(a: Term, b: Term, exactly: bool, pending: &mut Pending) -> bool {
    match (a.kind(), b.kind()) {
        (Some(Kind::FlatMap), Some(Kind::FlatMap)) => {
            let (x, y) = (map::flat_parts(a), map::flat_parts(b));
            push_all(x.0, y.0, true, pending) && push_all(x.1, y.1, exactly, pending)
        }
        (Some(Kind::HashMap), Some(Kind::HashMap)) if map::size(a) == map::size(b) => {
            nodes(map::root(a), map::root(b), exactly, pending)
        }
        _ => false,
    }
}

/// Equal maps have equal trees, so the nodes are compared side by side. The tree's depth is bounded.
fn nodes(a: Term, b: Term, exactly: bool, pending: &mut Pending) -> bool {
    if a == b {
        return true;
    }
    let (x, y) = (Node::of(a), Node::of(b));
    x.bitmap() == y.bitmap()
        && x.entries().zip(y.entries()).all(|((key_a, value_a), (key_b, value_b))| {
            pending.push((value_a, value_b, exactly));
            pending.push((key_a, key_b, true));
            true
        })
        && x.children().iter().zip(y.children()).all(|(x, y)| nodes(*x, *y, exactly, pending))
}
