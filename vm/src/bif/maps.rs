//! Maps.

use super::numbers::{badmap, error_with};
use super::{Cx, Outcome, Stop, badarg};
use crate::arith;
use crate::atom::{Atom, atoms};
use crate::term::build::Alloc;
use crate::term::map::{self, Iter};
use crate::term::{Kind, Term};

/// The term, if it is a map, else the error `{badmap, term}`.
fn check(cx: &mut Cx, term: Term) -> Result<Term, Stop> {
    if term.is_map() { Ok(term) } else { Err(badmap(cx, term)) }
}

pub(super) fn get_2(cx: &mut Cx, [key, term]: &[Term; 2]) -> Outcome {
    let map = check(cx, *term)?;
    map::get(map, *key).ok_or_else(|| error_with(cx, atoms::badkey, *key))
}

pub(super) fn get_3(cx: &mut Cx, [key, term, default]: &[Term; 3]) -> Outcome {
    let map = check(cx, *term)?;
    Ok(map::get(map, *key).unwrap_or(*default))
}

pub(super) fn find(cx: &mut Cx, [key, term]: &[Term; 2]) -> Outcome {
    let map = check(cx, *term)?;
    match map::get(map, *key) {
        Some(value) => Ok(cx.tuple(&[Term::atom(atoms::ok), value])?),
        None => Ok(Term::atom(atoms::error)),
    }
}

pub(super) fn is_key(cx: &mut Cx, [key, term]: &[Term; 2]) -> Outcome {
    let map = check(cx, *term)?;
    Ok(Term::boolean(map::get(map, *key).is_some()))
}

/// A list with one item for each pair, last to first, so that it stands in the map's order.
fn list_of(cx: &mut Cx, term: Term, item: fn(&mut Cx, Term, Term) -> Outcome) -> Outcome {
    let map = check(cx, term)?;
    cx.charge(map::size(map) / 4);
    let mut items = Vec::with_capacity(map::size(map));
    for (key, value) in map::iter(map) {
        items.push(item(cx, key, value)?);
    }
    Ok(cx.list(&items)?)
}

pub(super) fn keys(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    list_of(cx, *term, |_, key, _| Ok(key))
}

pub(super) fn values(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    list_of(cx, *term, |_, _, value| Ok(value))
}

pub(super) fn to_list(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    list_of(cx, *term, |cx, key, value| Ok(cx.tuple(&[key, value])?))
}

pub(super) fn put(cx: &mut Cx, [key, value, term]: &[Term; 3]) -> Outcome {
    let map = check(cx, *term)?;
    Ok(map::put(cx, map, *key, *value)?)
}

pub(super) fn update(cx: &mut Cx, [key, value, term]: &[Term; 3]) -> Outcome {
    let map = check(cx, *term)?;
    match map::update(cx, map, *key, *value)? {
        Some(map) => Ok(map),
        None => Err(error_with(cx, atoms::badkey, *key)),
    }
}

pub(super) fn remove(cx: &mut Cx, [key, term]: &[Term; 2]) -> Outcome {
    let map = check(cx, *term)?;
    Ok(map::remove(cx, map, *key)?)
}

pub(super) fn take(cx: &mut Cx, [key, term]: &[Term; 2]) -> Outcome {
    let map = check(cx, *term)?;
    match map::take(cx, map, *key)? {
        Some((rest, value)) => Ok(cx.tuple(&[value, rest])?),
        None => Ok(Term::atom(atoms::error)),
    }
}

pub(super) fn merge(cx: &mut Cx, [a, b]: &[Term; 2]) -> Outcome {
    let (a, b) = (check(cx, *a)?, check(cx, *b)?);
    cx.charge(map::size(a).min(map::size(b)));
    Ok(map::merge(cx, a, b)?)
}

pub(super) fn from_list(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    let (mut rest, mut pairs) = (*list, Vec::new());
    while let Some((head, tail)) = rest.as_cons() {
        match head.as_tuple().as_ref().map(|tuple| tuple.elements()) {
            Some([key, value]) => pairs.push((*key, *value)),
            _ => return Err(badarg()),
        }
        rest = tail;
    }
    if !rest.is_nil() {
        return Err(badarg());
    }
    cx.charge(pairs.len());
    Ok(map::from_pairs(cx, pairs)?)
}

pub(super) fn from_keys(cx: &mut Cx, [list, value]: &[Term; 2]) -> Outcome {
    let keys = super::lists::elements(*list).ok_or_else(badarg)?;
    cx.charge(keys.len());
    Ok(map::from_pairs(cx, keys.into_iter().map(|key| (key, *value)).collect())?)
}

/// How many pairs one step of an iterator brings.
const CHUNK: usize = 100;

/// `erts_internal:map_next(Path, Map, iterator)`: `{K, V, {K, V, … Next}}` or `none`, where `Next` is the atom `none`
/// or `[Path | Map]`. Any list for `iterator` gives `[{K, V}, … | Next]` instead.
pub(super) fn map_next(cx: &mut Cx, [path, term, mode]: &[Term; 3]) -> Outcome {
    let start = arith::to_i128(*path).and_then(|path| u128::try_from(path).ok()).ok_or_else(badarg)?;
    let map = check(cx, *term)?;
    let mut walk = Iter::from_path(map, start);
    let pairs: Vec<(Term, Term)> = walk.by_ref().take(CHUNK).collect();
    cx.charge(pairs.len() / 4);
    let listing = mode.is_cons() || mode.is_nil();
    let end = if listing { Term::NIL } else { Term::atom(atoms::none) };
    let mut result = match pairs.len() {
        CHUNK => {
            let path = arith::from_i128(cx, walk.path() as i128)?;
            cx.cons(path, map)?
        }
        _ => end,
    };
    for (key, value) in pairs.into_iter().rev() {
        result = match listing {
            true => {
                let pair = cx.tuple(&[key, value])?;
                cx.cons(pair, result)?
            }
            false => cx.tuple(&[key, value, result])?,
        };
    }
    Ok(result)
}

/// `erts_internal:term_type(Term)`: for maps `flatmap` or `hashmap`.
pub(super) fn term_type(_cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    let name = match term.kind() {
        Some(Kind::FlatMap) => "flatmap",
        Some(Kind::HashMap) => "hashmap",
        _ => "other",
    };
    Ok(Term::atom(Atom::new(name)))
}
