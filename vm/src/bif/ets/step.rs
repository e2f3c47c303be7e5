//! From key to key.

use super::super::{Cx, Outcome, Stop, badarg};
use super::{copies, copy, living, open};
use crate::atom::atoms;
use crate::ets::hashed::{Hashed, chain};
use crate::ets::row::Row;
use crate::ets::{Access, Store, Table, Type};
use crate::sync::RwLock;
use crate::term::Term;
use crate::term::build::Alloc;

/// What is wanted of the row that was found.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Key,
    /// The key and the objects that have it.
    Objects,
}

/// The answer for one row, which is all that its key has, made while the row's store is locked.
fn alone(cx: &mut Cx, table: &Table, row: Row, wanted: Wanted) -> Outcome {
    if wanted == Wanted::Key {
        let mut key = [row.element(table.options.index)];
        cx.context.import(&mut key)?;
        return Ok(key[0]);
    }
    let object = copy(cx, row)?;
    let key = object.as_tuple().ok_or_else(badarg)?.elements()[table.options.index];
    let objects = cx.list(&[object])?;
    Ok(cx.tuple(&[key, objects])?)
}

/// The first row in the stores from `shard` on.
fn first_in(cx: &mut Cx, table: &Table, shards: &[RwLock<Hashed>], shard: usize, wanted: Wanted) -> Outcome {
    for store in &shards[shard..] {
        let store = store.read();
        if let Some(row) = store.first_from(0) {
            return found(cx, table, &store, row, wanted);
        }
    }
    living(table).map(|()| Term::atom(atoms::end_of_table))
}

fn found(cx: &mut Cx, table: &Table, store: &Hashed, row: Row, wanted: Wanted) -> Outcome {
    if wanted == Wanted::Key || table.options.table_type == Type::Set {
        return alone(cx, table, row, wanted);
    }
    let mut objects = copies(cx, store.rows(table.key(row.element(table.options.index))))?;
    objects.reverse();
    let key = objects[0].as_tuple().ok_or_else(badarg)?.elements()[table.options.index];
    let objects = cx.list(&objects)?;
    Ok(cx.tuple(&[key, objects])?)
}

fn ordered(cx: &mut Cx, table: &Table, row: Option<Row>, wanted: Wanted) -> Outcome {
    match row {
        Some(row) => alone(cx, table, row, wanted),
        None => living(table).map(|()| Term::atom(atoms::end_of_table)),
    }
}

fn end(cx: &mut Cx, tab: Term, last: bool, wanted: Wanted) -> Outcome {
    let table = open(cx, tab, Access::Read)?;
    match &table.store {
        Store::Hashed(shards) => first_in(cx, &table, shards, 0, wanted),
        Store::Ordered(tree) => {
            let tree = tree.read();
            let row = if last { tree.after(None).next_back() } else { tree.after(None).next() };
            ordered(cx, &table, row, wanted)
        }
    }
}

fn neighbour(cx: &mut Cx, tab: Term, key: Term, before: bool, wanted: Wanted) -> Outcome {
    let table = open(cx, tab, Access::Read)?;
    match &table.store {
        Store::Hashed(shards) => {
            let key = table.key(key);
            let shard = Table::shard(key, shards.len());
            let store = shards[shard].read();
            match store.after(key).ok_or_else(badarg)? {
                Some(row) => found(cx, &table, &store, row, wanted),
                None => {
                    drop(store);
                    first_in(cx, &table, shards, shard + 1, wanted)
                }
            }
        }
        Store::Ordered(tree) => {
            let tree = tree.read();
            let row = tree.neighbour(key, table.options.index, before);
            ordered(cx, &table, row, wanted)
        }
    }
}

pub(in crate::bif) fn first(cx: &mut Cx, [tab]: &[Term; 1]) -> Outcome {
    end(cx, *tab, false, Wanted::Key)
}

pub(in crate::bif) fn last(cx: &mut Cx, [tab]: &[Term; 1]) -> Outcome {
    end(cx, *tab, true, Wanted::Key)
}

pub(in crate::bif) fn next(cx: &mut Cx, [tab, key]: &[Term; 2]) -> Outcome {
    neighbour(cx, *tab, *key, false, Wanted::Key)
}

pub(in crate::bif) fn prev(cx: &mut Cx, [tab, key]: &[Term; 2]) -> Outcome {
    neighbour(cx, *tab, *key, true, Wanted::Key)
}

pub(in crate::bif) fn first_lookup(cx: &mut Cx, [tab]: &[Term; 1]) -> Outcome {
    end(cx, *tab, false, Wanted::Objects)
}

pub(in crate::bif) fn last_lookup(cx: &mut Cx, [tab]: &[Term; 1]) -> Outcome {
    end(cx, *tab, true, Wanted::Objects)
}

pub(in crate::bif) fn next_lookup(cx: &mut Cx, [tab, key]: &[Term; 2]) -> Outcome {
    neighbour(cx, *tab, *key, false, Wanted::Objects)
}

pub(in crate::bif) fn prev_lookup(cx: &mut Cx, [tab, key]: &[Term; 2]) -> Outcome {
    neighbour(cx, *tab, *key, true, Wanted::Objects)
}

/// The objects of one chain; those of an ordered set are numbered one by one.
pub(in crate::bif) fn slot(cx: &mut Cx, [tab, number]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Read)?;
    let number = number.as_small().and_then(|number| usize::try_from(number).ok()).ok_or_else(badarg)?;
    let objects = match &table.store {
        Store::Ordered(tree) => {
            let tree = tree.read();
            cx.charge(number.min(tree.size()) / 16);
            match tree.after(None).nth(number) {
                Some(row) => copies(cx, [row].into_iter())?,
                None if number == tree.size() => return Ok(Term::atom(atoms::end_of_table)),
                None => return Err(badarg()),
            }
        }
        Store::Hashed(shards) => match chain_at(cx, shards, number)? {
            Some(objects) => objects,
            None => return Ok(Term::atom(atoms::end_of_table)),
        },
    };
    debug_assert!(table.options.table_type != Type::OrderedSet || objects.len() == 1);
    Ok(cx.list(&objects)?)
}

fn chain_at(cx: &mut Cx, shards: &[RwLock<Hashed>], number: usize) -> Result<Option<Vec<Term>>, Stop> {
    let mut left = number;
    for store in shards {
        let store = store.read();
        if left < store.buckets() {
            return copies(cx, chain(store.head(left)).filter(|row| !row.is_gone())).map(Some);
        }
        left -= store.buckets();
    }
    if left == 0 { Ok(None) } else { Err(badarg()) }
}
