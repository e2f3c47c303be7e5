//! Lists.

use super::{Cx, Outcome, Stop, badarg, error};
use crate::atom::atoms;
use crate::term::Term;
use crate::term::build::Alloc;
use crate::term::equal::{exact, loose};
use crate::term::walked;

/// The elements of a proper list.
pub(super) fn elements(list: Term) -> Option<Vec<Term>> {
    let (mut rest, mut elements) = (list, Vec::new());
    while let Some((head, tail)) = rest.as_cons() {
        elements.push(head);
        rest = tail;
    }
    if rest.is_nil() { Some(elements) } else { None }
}

/// The error that a function of the library written in Erlang raises for arguments it has no clause for.
pub(super) fn function_clause() -> Stop {
    error(Term::atom(atoms::function_clause))
}

pub(super) fn hd(_cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    list.as_cons().map(|(head, _)| head).ok_or_else(badarg)
}

pub(super) fn tl(_cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    list.as_cons().map(|(_, tail)| tail).ok_or_else(badarg)
}

pub(super) fn length(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    let (mut rest, mut length) = (*list, 0usize);
    while let Some((_, tail)) = rest.as_cons() {
        length += 1;
        rest = tail;
    }
    cx.charge(length / 16);
    if rest.is_nil() { Ok(Term::small(length as i64)) } else { Err(badarg()) }
}

// ── Long walks ─────────────────────────────────────────────────────────────
// A walk takes at most as many steps as its slice has left, then goes on by a trap with what is left to do.

/// How many steps a walk may take at once, those within the elements apart: one reduction pays for several.
fn steps(cx: &mut Cx) -> usize {
    cx.budget().saturating_mul(8).min(1 << 15)
}

pub(super) fn reverse_2(cx: &mut Cx, [list, tail]: &[Term; 2]) -> Outcome {
    let (mut rest, mut result) = (*list, *tail);
    let limit = steps(cx);
    for step in 0..limit {
        match rest.as_cons() {
            Some((head, tail)) => {
                result = cx.cons(head, result)?;
                rest = tail;
            }
            None => {
                cx.charge(step / 8);
                return if rest.is_nil() { Ok(result) } else { Err(badarg()) };
            }
        }
    }
    cx.charge(limit / 8);
    Err(cx.trap(atoms::lists, "reverse", &[rest, result]))
}

pub(super) fn reverse_1(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    match list.as_cons() {
        None if list.is_nil() => Ok(Term::NIL),
        Some((_, tail)) if tail.is_nil() => Ok(*list),
        Some((_, tail)) if tail.is_cons() => reverse_2(cx, &[*list, Term::NIL]),
        _ => Err(function_clause()),
    }
}

pub(super) fn member(cx: &mut Cx, [wanted, list]: &[Term; 2]) -> Outcome {
    let mut rest = *list;
    let limit = steps(cx);
    for step in 0..limit {
        match rest.as_cons() {
            Some((head, _)) if exact(head, *wanted) => {
                cx.charge(step / 8);
                return Ok(Term::TRUE);
            }
            Some((_, tail)) => rest = tail,
            None => {
                cx.charge(step / 8);
                return if rest.is_nil() { Ok(Term::FALSE) } else { Err(badarg()) };
            }
        }
        if walked::noted() > limit {
            break;
        }
    }
    cx.charge(limit / 8);
    Err(cx.trap(atoms::lists, "member", &[*wanted, rest]))
}

/// The first tuple whose element at `place` equals `key`.
fn find(cx: &mut Cx, name: &str, [key, place, list]: &[Term; 3]) -> Result<Option<Term>, Stop> {
    let index = match place.as_small() {
        Some(place) if place >= 1 => place as usize - 1,
        _ => return Err(badarg()),
    };
    let mut rest = *list;
    let limit = steps(cx);
    for step in 0..limit {
        match rest.as_cons() {
            Some((head, tail)) => {
                let found = head.as_tuple().and_then(|tuple| tuple.get(index));
                if found.is_some_and(|element| loose(element, *key)) {
                    cx.charge(step / 8);
                    return Ok(Some(head));
                }
                rest = tail;
            }
            None => {
                cx.charge(step / 8);
                return if rest.is_nil() { Ok(None) } else { Err(badarg()) };
            }
        }
        if walked::noted() > limit {
            break;
        }
    }
    cx.charge(limit / 8);
    Err(cx.trap(atoms::lists, name, &[*key, *place, rest]))
}

pub(super) fn keyfind(cx: &mut Cx, args: &[Term; 3]) -> Outcome {
    Ok(find(cx, "keyfind", args)?.unwrap_or(Term::FALSE))
}

pub(super) fn keymember(cx: &mut Cx, args: &[Term; 3]) -> Outcome {
    Ok(Term::boolean(find(cx, "keymember", args)?.is_some()))
}

pub(super) fn keysearch(cx: &mut Cx, args: &[Term; 3]) -> Outcome {
    match find(cx, "keysearch", args)? {
        Some(tuple) => Ok(cx.tuple(&[Term::atom(atoms::value), tuple])?),
        None => Ok(Term::FALSE),
    }
}

/// `A ++ B`
pub(super) fn append(cx: &mut Cx, [a, b]: &[Term; 2]) -> Outcome {
    if a.is_nil() {
        return Ok(*b);
    }
    let elements = elements(*a).ok_or_else(badarg)?;
    cx.charge(elements.len() / 8);
    Ok(cx.list_with_tail(&elements, *b)?)
}

/// `A -- B`: removes the first occurrence of each element of `B`.
///
/// Short lists are searched one by one. For long ones both are sorted, each with its index, and walked together, so
/// that the work is n log n.
pub(super) fn subtract(cx: &mut Cx, [a, b]: &[Term; 2]) -> Outcome {
    let (left, right) = (elements(*a).ok_or_else(badarg)?, elements(*b).ok_or_else(badarg)?);
    if left.is_empty() || right.is_empty() {
        return Ok(*a);
    }
    cx.charge((left.len() + right.len()) / 4);
    let mut removed = vec![false; left.len()];
    if left.len().min(right.len()) <= 16 {
        cx.charge(left.len().saturating_mul(right.len()) / 64);
        for element in &right {
            if let Some(index) = (0..left.len()).find(|at| !removed[*at] && exact(left[*at], *element)) {
                removed[index] = true;
            }
        }
    } else {
        let mut order: Vec<u32> = (0..left.len() as u32).collect();
        // Stable: equal elements stay in the order of their places.
        order.sort_by(|x, y| crate::term::order::compare_keys(left[*x as usize], left[*y as usize]));
        let mut wanted = right;
        wanted.sort_by(|x, y| crate::term::order::compare_keys(*x, *y));
        let mut order = order.into_iter().peekable();
        for element in wanted {
            while let Some(index) = order.peek() {
                match crate::term::order::compare_keys(left[*index as usize], element) {
                    std::cmp::Ordering::Less => _ = order.next(),
                    std::cmp::Ordering::Equal => {
                        removed[*index as usize] = true;
                        order.next();
                        break;
                    }
                    std::cmp::Ordering::Greater => break,
                }
            }
        }
    }
    let kept: Vec<Term> =
        left.into_iter().zip(removed).filter(|(_, removed)| !removed).map(|(element, _)| element).collect();
    Ok(cx.list(&kept)?)
}
