//! Changes of parts of objects: `update_counter` and `update_element`.

use super::super::{Cx, Outcome, Stop, badarg, badarg_because};
use super::{Locked, elements, living, new_row, object, open};
use crate::arith;
use crate::atom::{Atom, atoms};
use crate::ets::hashed::Key;
use crate::ets::row::Row;
use crate::ets::{Access, Handle, Table, Type};
use crate::term::build::Alloc;
use crate::term::{SMALL_MAX, SMALL_MIN, Term, View};
use std::cmp::Ordering;

/// The table, which has at most one object for a key.
fn open_set(cx: &mut Cx, tab: Term) -> Result<Handle, Stop> {
    let table = open(cx, tab, Access::Write)?;
    match table.options.table_type {
        Type::Set | Type::OrderedSet => Ok(table),
        Type::Bag | Type::DuplicateBag => Err(badarg_because(atoms::table_type)),
    }
}

/// The object that is to be changed: one of the table, or a new one.
struct Object {
    elements: Vec<Term>,
    row: Option<Row>,
}

impl Object {
    /// The object with a key, or the default with the key put into it; `None` when there is neither.
    fn find(table: &Table, locked: &Locked, key: Key, default: Option<Term>) -> Result<Option<Object>, Stop> {
        if let Some(row) = locked.find(key) {
            let elements = row.term().as_tuple().map(|tuple| tuple.elements().to_vec()).unwrap_or_default();
            return Ok(Some(Object { elements, row: Some(row) }));
        }
        let Some(default) = default else { return Ok(None) };
        let mut elements = object(table, default)?.elements().to_vec();
        elements[table.options.index] = key.term;
        Ok(Some(Object { elements, row: None }))
    }

    /// Puts the changed object into the table.
    fn store(self, cx: &mut Cx, table: &Table, mut locked: Locked, changed: &[usize]) -> Result<(), Stop> {
        if let Some(row) = self.row {
            let plain =
                |index: &usize| !row.element(*index).is_pointer() && !self.elements[*index].is_pointer();
            if changed.iter().all(plain) {
                changed.iter().for_each(|index| row.set_immediate(*index, self.elements[*index]));
                return Ok(());
            }
        }
        let (row, key) = new_row(cx, table, &self.elements)?;
        locked.put(table, row, key);
        Ok(())
    }
}

// ── update_counter ─────────────────────────────────────────────────────────

/// What is done to one counter.
struct Increment {
    /// Where it stands, counted from 0.
    index: usize,
    by: Term,
    /// The limit, and what is stored instead of a value beyond it.
    limit: Option<(Term, Term)>,
}

impl Increment {
    fn of(table: &Table, term: Term) -> Result<Increment, Stop> {
        let integer = |term: Term| if term.is_integer() { Ok(term) } else { Err(badarg()) };
        let parts = term.as_tuple().ok_or_else(badarg)?;
        let (position, by, limit) = match *parts.elements() {
            [position, by] => (position, by, None),
            [position, by, threshold, value] => (position, by, Some((integer(threshold)?, integer(value)?))),
            _ => return Err(badarg()),
        };
        let index = index_of(table, position)?;
        Ok(Increment { index, by: integer(by)?, limit })
    }

    /// The counter's new value.
    fn apply(&self, cx: &mut Cx, elements: &[Term]) -> Outcome {
        let position = || badarg_because(Atom::new("position"));
        let old = *elements.get(self.index).ok_or_else(position)?;
        if !old.is_integer() {
            return Err(badarg());
        }
        let mut new = [arith::add(cx, old, self.by)?];
        // A sum with zero may be the very term in the table.
        cx.context.import(&mut new)?;
        let Some((threshold, value)) = self.limit else { return Ok(new[0]) };
        let beyond = match arith::compare(self.by, Term::small(0)) {
            Ordering::Less => Ordering::Less,
            _ => Ordering::Greater,
        };
        Ok(if arith::compare(new[0], threshold) == beyond { value } else { new[0] })
    }
}

/// The place in an object, which is not that of the key.
fn index_of(table: &Table, position: Term) -> Result<usize, Stop> {
    let index = position.as_small().filter(|position| *position >= 1).ok_or_else(badarg)? as usize - 1;
    if index == table.options.index { Err(badarg_because(atoms::keypos)) } else { Ok(index) }
}

pub(in crate::bif) fn update_counter_3(cx: &mut Cx, [tab, key, change]: &[Term; 3]) -> Outcome {
    update_counter(cx, *tab, *key, *change, None)
}

pub(in crate::bif) fn update_counter_4(cx: &mut Cx, [tab, key, change, default]: &[Term; 4]) -> Outcome {
    update_counter(cx, *tab, *key, *change, Some(*default))
}

/// The usual case: one increment without a limit, and small integers all around.
fn quick_counter(table: &Table, locked: &Locked, key: Key, change: Term) -> Option<Term> {
    let (index, by) = match change.as_small() {
        Some(by) => (table.options.index + 1, by),
        None => match change.as_tuple()?.elements() {
            [position, by] => (usize::try_from(position.as_small()?).ok()?.checked_sub(1)?, by.as_small()?),
            _ => return None,
        },
    };
    let row = locked.find(key).filter(|_| index != table.options.index)?;
    let old = row.term().as_tuple()?.elements().get(index)?.as_small()?;
    let value = old.checked_add(by).filter(|value| (SMALL_MIN..=SMALL_MAX).contains(value))?;
    row.set_immediate(index, Term::small(value));
    Some(Term::small(value))
}

fn update_counter(cx: &mut Cx, tab: Term, key: Term, change: Term, default: Option<Term>) -> Outcome {
    let table = open_set(cx, tab)?;
    let key = table.key(key);
    let locked = Locked::of(&table, key);
    if let Some(value) = quick_counter(&table, &locked, key, change) {
        return Ok(value);
    }
    let found = Object::find(&table, &locked, key, default)?;
    let mut object = found.ok_or_else(|| badarg_because(atoms::badkey))?;
    let several = matches!(change.view(), View::Cons(..) | View::Nil);
    let increments = match several {
        true => elements(change).ok_or_else(badarg)?,
        false => vec![change],
    };
    let (mut changed, mut values) = (Vec::new(), Vec::new());
    for increment in increments {
        let increment = match increment.is_integer() && !several {
            true => Increment { index: table.options.index + 1, by: increment, limit: None },
            false => Increment::of(&table, increment)?,
        };
        let value = increment.apply(cx, &object.elements)?;
        object.elements[increment.index] = value;
        changed.push(increment.index);
        values.push(value);
    }
    object.store(cx, &table, locked, &changed)?;
    if several { Ok(cx.list(&values)?) } else { Ok(values[0]) }
}

// ── update_element ─────────────────────────────────────────────────────────

pub(in crate::bif) fn update_element_3(cx: &mut Cx, [tab, key, changes]: &[Term; 3]) -> Outcome {
    update_element(cx, *tab, *key, *changes, None)
}

pub(in crate::bif) fn update_element_4(cx: &mut Cx, [tab, key, changes, default]: &[Term; 4]) -> Outcome {
    update_element(cx, *tab, *key, *changes, Some(*default))
}

fn update_element(cx: &mut Cx, tab: Term, key: Term, changes: Term, default: Option<Term>) -> Outcome {
    let table = open(cx, tab, Access::Write)?;
    if matches!(table.options.table_type, Type::Bag | Type::DuplicateBag) {
        return Err(badarg());
    }
    let key = table.key(key);
    let locked = Locked::of(&table, key);
    // Nothing else is looked at when there is no object.
    let Some(mut object) = Object::find(&table, &locked, key, default)? else {
        return living(&table).map(|()| Term::FALSE);
    };
    let changes = match changes.is_tuple() {
        true => vec![changes],
        false => elements(changes).ok_or_else(badarg)?,
    };
    let mut changed = Vec::with_capacity(changes.len());
    for change in changes {
        let pair = change.as_tuple().filter(|pair| pair.len() == 2).ok_or_else(badarg)?;
        let index = index_of(&table, pair.elements()[0])?;
        *object.elements.get_mut(index).ok_or_else(badarg)? = pair.elements()[1];
        changed.push(index);
    }
    object.store(cx, &table, locked, &changed)?;
    Ok(Term::TRUE)
}
