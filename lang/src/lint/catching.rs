//! The clauses seen so far that match all that fits their patterns, found by the constants in these.
//!
//! A generated module may have ten thousands of clauses, which cannot be compared each with each. A clause can only
//! cover another that has its constants at the same places, so clauses are kept by where their constants stand, and
//! by what these are. Programs have few such arrangements of places; each is asked once for a clause that is looked up.

use std::collections::HashMap;

use dashu_int::IBig;

use crate::ast::{Clause, Expr, ExprKind, Name};

/// The way from a clause's patterns to a part of them: which pattern, which element of it, and so on.
type Path = Vec<usize>;

/// A constant that can be told from others by hashing.
#[derive(PartialEq, Eq, Hash)]
enum Constant<'a> {
    Atom(&'a Name),
    Integer(&'a IBig),
    Char(u32),
    Text(&'a str),
}

/// Clauses with their numbers, by the constants that stand in them.
type Alike<'a> = HashMap<Vec<Constant<'a>>, Vec<(usize, &'a Clause)>>;

/// Clauses without a guard, in the order in which they came.
#[derive(Default)]
pub(super) struct Catching<'a> {
    count: usize,
    by_places: HashMap<Vec<Path>, Alike<'a>>,
}

impl<'a> Catching<'a> {
    /// Adds the next clause.
    pub(super) fn push(&mut self, clause: &'a Clause) {
        let mut places = Vec::new();
        let mut constants = Vec::new();
        collect(&clause.patterns, &mut Path::new(), &mut |path, constant| {
            places.push(path.to_vec());
            constants.push(constant);
        });
        let alike = self.by_places.entry(places).or_default().entry(constants).or_default();
        alike.push((self.count, clause));
        self.count += 1;
    }

    /// The first clause of which `covers` is true among those whose constants stand in `patterns` too.
    pub(super) fn find(&self, patterns: &[Expr], covers: impl Fn(&Clause) -> bool) -> Option<&'a Clause> {
        let first_alike = |(places, alike): (&Vec<Path>, &Alike<'a>)| {
            let constants: Option<Vec<_>> = places.iter().map(|path| constant_at(patterns, path)).collect();
            alike.get(&constants?)?.iter().copied().find(|(_, clause)| covers(clause))
        };
        self.by_places.iter().filter_map(first_alike).min_by_key(|found| found.0).map(|found| found.1)
    }
}

/// Tells `note` of every constant in the patterns and where it stands.
fn collect<'a>(patterns: &'a [Expr], path: &mut Path, note: &mut impl FnMut(&[usize], Constant<'a>)) {
    for (index, pattern) in patterns.iter().enumerate() {
        path.push(index);
        collect_one(pattern, path, note);
        path.pop();
    }
}

fn collect_one<'a>(pattern: &'a Expr, path: &mut Path, note: &mut impl FnMut(&[usize], Constant<'a>)) {
    if let Some(constant) = constant(pattern) {
        return note(path, constant);
    }
    match &pattern.kind {
        ExprKind::Tuple(elements) => collect(elements, path, note),
        ExprKind::List { elements, tail } => {
            collect(elements, path, note);
            if let Some(tail) = tail {
                path.push(elements.len());
                collect_one(tail, path, note);
                path.pop();
            }
        }
        _ => {}
    }
}

fn constant(pattern: &Expr) -> Option<Constant<'_>> {
    match &pattern.kind {
        ExprKind::Atom(name) => Some(Constant::Atom(name)),
        ExprKind::Integer(value) => Some(Constant::Integer(value)),
        ExprKind::Char(code) => Some(Constant::Char(*code)),
        ExprKind::String(text) => Some(Constant::Text(text)),
        _ => None,
    }
}

fn constant_at<'a>(patterns: &'a [Expr], path: &[usize]) -> Option<Constant<'a>> {
    let (first, rest) = path.split_first()?;
    let mut at = patterns.get(*first)?;
    for step in rest {
        at = match &at.kind {
            ExprKind::Tuple(elements) => elements.get(*step)?,
            ExprKind::List { elements, tail } => match elements.get(*step) {
                Some(element) => element,
                None => tail.as_deref()?,
            },
            _ => return None,
        };
    }
    constant(at)
}
