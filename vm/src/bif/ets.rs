//! Tables: objects by their keys. What is about tables as a whole, walks and match specifications is in the files
//! below this one.

pub(super) mod info;
pub(super) mod owner;
pub(super) mod spec;
pub(super) mod step;
pub(super) mod update;
pub(super) mod walk;

use super::lists::elements;
use super::{Cx, Outcome, Stop, badarg, badarg_because};
use crate::atom::{Atom, atoms};
use crate::ets::hashed::{Hashed, Key};
use crate::ets::row::Row;
use crate::ets::tree::Tree;
use crate::ets::{Access, Handle, Store, Table, Type};
use crate::sync::RwLockWriteGuard;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::equal::exact;
use crate::term::{Term, Tuple, View};

/// The table that a term names, if the caller may do this with it.
fn open(cx: &mut Cx, table: Term, access: Access) -> Result<Handle, Stop> {
    if !table.is_atom() && !matches!(table.view(), View::Reference(_)) {
        return Err(badarg_because(atoms::type_));
    }
    let pid = cx.process().pid;
    let found = cx.context.recent.find(&cx.context.machine.tables, table);
    let found = found.ok_or_else(|| badarg_because(atoms::id))?;
    if found.allows(pid, access) { Ok(found) } else { Err(badarg_because(atoms::access)) }
}

/// An answer that says that something is not there holds only for a table that lives: a deleted one is marked before it
/// is emptied.
fn living(table: &Table) -> Result<(), Stop> {
    if table.is_dead() { Err(badarg_because(atoms::id)) } else { Ok(()) }
}

/// How a term names a table: by its name if it has one that finds it, else by its reference.
fn name_of(cx: &mut Cx, table: &Table) -> Result<Term, OutOfHeap> {
    match table.options.named {
        true => Ok(Term::atom(table.name())),
        false => cx.reference(table.id, None),
    }
}

/// The tuple, if it is one that has a key.
fn object(table: &Table, term: Term) -> Result<Tuple, Stop> {
    term.as_tuple().filter(|tuple| table.options.index < tuple.len()).ok_or_else(badarg)
}

/// A row that holds a copy of these elements, and its key.
fn new_row(cx: &mut Cx, table: &Table, elements: &[Term]) -> Result<(Row, Key), Stop> {
    let ordered = table.options.table_type == Type::OrderedSet;
    let key = elements[table.options.index];
    let key = if ordered { Key { term: key, hash: 0, index: 0 } } else { table.key(key) };
    let row = Row::new(&mut cx.context.scratch, elements, key.hash)?;
    cx.charge(row.words() / 16);
    Ok((row, key))
}

/// The copies of rows on the process's heap.
fn copies(cx: &mut Cx, rows: impl Iterator<Item = Row>) -> Result<Vec<Term>, Stop> {
    let mut terms: Vec<Term> = rows.map(Row::term).collect();
    cx.context.import(&mut terms)?;
    Ok(terms)
}

/// Does something with the store of a key: the first for `Hashed`, the second for `Ordered`; locked for writing.
fn change<T>(
    table: &Table,
    key: Key,
    hashed: impl FnOnce(&mut Hashed) -> T,
    ordered: impl FnOnce(&mut Tree) -> T,
) -> T {
    match &table.store {
        Store::Hashed(shards) => hashed(&mut shards[Table::shard(key, shards.len())].write()),
        Store::Ordered(tree) => ordered(&mut tree.write()),
    }
}

/// As [`change`], locked for reading.
#[inline]
fn look<T>(
    table: &Table,
    key: Key,
    hashed: impl FnOnce(&Hashed) -> T,
    ordered: impl FnOnce(&Tree) -> T,
) -> T {
    match &table.store {
        Store::Hashed(shards) => hashed(&shards[Table::shard(key, shards.len())].read()),
        Store::Ordered(tree) => ordered(&tree.read()),
    }
}

// ── Insertion ──────────────────────────────────────────────────────────────

/// Puts a row into its store as the table's type wants it.
fn put(table: &Table, store: &mut Hashed, row: Row, key: Key) {
    let key = Key { term: row.element(key.index), ..key };
    match table.options.table_type {
        Type::Set => {
            if let Some(old) = store.find(key) {
                return store.replace(old, row);
            }
        }
        Type::Bag if store.rows(key).any(|other| exact(other.term(), row.term())) => return row.free(),
        _ => {}
    }
    store.add(row, key, table.hold());
}

pub(super) fn insert(cx: &mut Cx, [tab, objects]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Write)?;
    if objects.is_tuple() {
        let tuple = object(&table, *objects)?;
        if put_flat(cx, &table, tuple.elements())? {
            return Ok(Term::TRUE);
        }
        let (row, key) = new_row(cx, &table, tuple.elements())?;
        let index = table.options.index;
        change(&table, key, |store| put(&table, store, row, key), |tree| tree.put(row, index));
        return Ok(Term::TRUE);
    }
    let rows = new_rows(cx, &table, *objects)?;
    insert_all(&table, rows, |_| false);
    Ok(Term::TRUE)
}

/// Inserts a tuple of immediates into a set: over the row with its key, if that has the same form. False when it is no
/// such tuple or set.
fn put_flat(cx: &mut Cx, table: &Table, elements: &[Term]) -> Result<bool, Stop> {
    let Store::Hashed(shards) = &table.store else { return Ok(false) };
    if table.options.table_type != Type::Set || elements.iter().any(|element| element.is_pointer()) {
        return Ok(false);
    }
    cx.charge(elements.len() / 16);
    let key = table.key(elements[table.options.index]);
    let mut store = shards[Table::shard(key, shards.len())].write();
    match store.find(key) {
        Some(old) if old.write_over(elements) => {}
        Some(old) => store.replace(old, Row::flat(elements, key.hash)?),
        None => store.add(Row::flat(elements, key.hash)?, key, table.hold()),
    }
    Ok(true)
}

pub(super) fn insert_new(cx: &mut Cx, [tab, objects]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Write)?;
    let rows = match objects.is_tuple() {
        true => {
            let tuple = object(&table, *objects)?;
            vec![new_row(cx, &table, tuple.elements())?]
        }
        false => new_rows(cx, &table, *objects)?,
    };
    let inserted = insert_all(&table, rows, |known| known);
    living(&table)?;
    Ok(Term::boolean(inserted))
}

/// The rows for a list of objects.
fn new_rows(cx: &mut Cx, table: &Table, objects: Term) -> Result<Vec<(Row, Key)>, Stop> {
    let objects = elements(objects).ok_or_else(badarg)?;
    let mut tuples = objects.into_iter().map(|term| object(table, term)).collect::<Result<Vec<_>, _>>()?;
    cx.charge(tuples.len());
    if table.options.table_type == Type::Bag {
        // OTP inserts a list into a bag from its end.
        tuples.reverse();
    }
    let mut rows = Vec::with_capacity(tuples.len());
    for tuple in tuples {
        match new_row(cx, table, tuple.elements()) {
            Ok(row) => rows.push(row),
            Err(stop) => {
                rows.into_iter().for_each(|(row, _)| row.free());
                return Err(stop);
            }
        }
    }
    Ok(rows)
}

/// Inserts all rows at once, unless `refuses` so when told that there are objects with one of the keys.
fn insert_all(table: &Table, rows: Vec<(Row, Key)>, refuses: impl Fn(bool) -> bool) -> bool {
    let give_up = |rows: Vec<(Row, Key)>| {
        rows.into_iter().for_each(|(row, _)| row.free());
        false
    };
    match &table.store {
        Store::Hashed(shards) => {
            let mut locked: Vec<_> = shards.iter().map(|shard| shard.write()).collect();
            let count = locked.len();
            if refuses(rows.iter().any(|(_, key)| locked[Table::shard(*key, count)].find(*key).is_some())) {
                return give_up(rows);
            }
            for (row, key) in rows {
                put(table, &mut locked[Table::shard(key, count)], row, key);
            }
        }
        Store::Ordered(tree) => {
            let mut tree = tree.write();
            if refuses(rows.iter().any(|(_, key)| tree.find(key.term).is_some())) {
                return give_up(rows);
            }
            rows.into_iter().for_each(|(row, _)| tree.put(row, table.options.index));
        }
    }
    true
}

// ── Looking up ─────────────────────────────────────────────────────────────

pub(super) fn lookup(cx: &mut Cx, [tab, key]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Read)?;
    let key = table.key(*key);
    let found = match &table.store {
        Store::Hashed(shards) if table.options.table_type != Type::Set => {
            let store = shards[Table::shard(key, shards.len())].read();
            copies(cx, store.rows(key))?
        }
        Store::Hashed(shards) => {
            let store = shards[Table::shard(key, shards.len())].read();
            return alone(cx, &table, store.find(key));
        }
        Store::Ordered(tree) => {
            let tree = tree.read();
            return alone(cx, &table, tree.find(key.term));
        }
    };
    if found.is_empty() {
        living(&table)?;
    }
    newest_last(cx, found)
}

/// The list of the only object with a key, or the empty one.
fn alone(cx: &mut Cx, table: &Table, row: Option<Row>) -> Outcome {
    let Some(row) = row else { return living(table).map(|()| Term::NIL) };
    let object = copy(cx, row)?;
    Ok(cx.list(&[object])?)
}

/// A copy of a row on the process's heap.
fn copy(cx: &mut Cx, row: Row) -> Outcome {
    let term = row.term();
    match term.as_tuple() {
        Some(tuple) if tuple.elements().iter().all(|element| !element.is_pointer()) => {
            Ok(cx.tuple(tuple.elements())?)
        }
        _ => {
            let mut roots = [term];
            cx.context.import(&mut roots)?;
            Ok(roots[0])
        }
    }
}

/// The list of these objects, which come the newest first.
fn newest_last(cx: &mut Cx, mut found: Vec<Term>) -> Outcome {
    found.reverse();
    cx.charge(found.len() / 4);
    Ok(cx.list(&found)?)
}

pub(super) fn lookup_element_3(cx: &mut Cx, [tab, key, position]: &[Term; 3]) -> Outcome {
    lookup_element(cx, *tab, *key, *position)?.ok_or_else(|| badarg_because(atoms::badkey))
}

pub(super) fn lookup_element_4(cx: &mut Cx, [tab, key, position, default]: &[Term; 4]) -> Outcome {
    Ok(lookup_element(cx, *tab, *key, *position)?.unwrap_or(*default))
}

fn lookup_element(cx: &mut Cx, tab: Term, key: Term, position: Term) -> Result<Option<Term>, Stop> {
    let table = open(cx, tab, Access::Read)?;
    let index = position.as_small().filter(|position| *position >= 1).ok_or_else(badarg)? as usize - 1;
    let key = table.key(key);
    let part = |row: Row| row.term().as_tuple().and_then(|tuple| tuple.get(index)).ok_or_else(badarg);
    match &table.store {
        Store::Ordered(tree) => {
            let tree = tree.read();
            let Some(row) = tree.find(key.term) else { return living(&table).map(|()| None) };
            let mut found = [part(row)?];
            cx.context.import(&mut found)?;
            Ok(Some(found[0]))
        }
        Store::Hashed(shards) => {
            let store = shards[Table::shard(key, shards.len())].read();
            let mut found = store.rows(key).map(part).collect::<Result<Vec<_>, _>>()?;
            if found.is_empty() {
                return living(&table).map(|()| None);
            }
            cx.context.import(&mut found)?;
            drop(store);
            match table.options.table_type {
                Type::Set => Ok(Some(found[0])),
                _ => newest_last(cx, found).map(Some),
            }
        }
    }
}

pub(super) fn member(cx: &mut Cx, [tab, key]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Read)?;
    let key = table.key(*key);
    let there = look(&table, key, |store| store.find(key).is_some(), |tree| tree.find(key.term).is_some());
    if !there {
        living(&table)?;
    }
    Ok(Term::boolean(there))
}

// ── Deletion ───────────────────────────────────────────────────────────────

pub(super) fn take(cx: &mut Cx, [tab, key]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Write)?;
    let key = table.key(*key);
    let taken = match &table.store {
        Store::Hashed(shards) => {
            let mut store = shards[Table::shard(key, shards.len())].write();
            let rows: Vec<Row> = store.rows(key).collect();
            let taken = copies(cx, rows.iter().copied())?;
            rows.into_iter().for_each(|row| store.remove(row, table.hold()));
            drop(store);
            taken
        }
        Store::Ordered(tree) => {
            let mut tree = tree.write();
            let taken = copies(cx, tree.find(key.term).into_iter())?;
            tree.remove(key.term);
            taken
        }
    };
    if taken.is_empty() {
        living(&table)?;
    }
    newest_last(cx, taken)
}

pub(super) fn delete_key(cx: &mut Cx, [tab, key]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Write)?;
    let key = table.key(*key);
    let one = table.options.table_type == Type::Set;
    let remove = |store: &mut Hashed| {
        let hold = table.hold();
        if one {
            if let Some(row) = store.find(key) {
                store.remove(row, hold);
            }
            return;
        }
        let rows: Vec<Row> = store.rows(key).collect();
        rows.into_iter().for_each(|row| store.remove(row, hold));
    };
    change(&table, key, remove, |tree| tree.remove(key.term));
    Ok(Term::TRUE)
}

pub(super) fn delete_object(cx: &mut Cx, [tab, object]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Write)?;
    let tuple = self::object(&table, *object)?;
    let key = table.key(tuple.elements()[table.options.index]);
    let remove = |store: &mut Hashed| {
        let rows: Vec<Row> = store.rows(key).filter(|row| exact(row.term(), *object)).collect();
        rows.into_iter().for_each(|row| store.remove(row, table.hold()));
    };
    change(&table, key, remove, |tree| {
        if tree.find(key.term).is_some_and(|row| exact(row.term(), *object)) {
            tree.remove(key.term);
        }
    });
    Ok(Term::TRUE)
}

/// `ets:delete_all_objects/1`, which gives `true`; the number of objects when asked for a count.
pub(super) fn internal_delete_all(cx: &mut Cx, [tab, _]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Write)?;
    Ok(Term::small(table.clear() as i64))
}

/// Monotonic and system time in nanoseconds.
fn now(cx: &Cx) -> (i64, i64) {
    let clock = &cx.context.machine.clock;
    (clock.elapsed() as i64, clock.system_nanos() as i64)
}

/// The truth value of an option.
fn truth(value: Term) -> Result<bool, Stop> {
    value.as_boolean().ok_or_else(badarg)
}

/// The parts of a pair that begins with an atom.
fn pair(term: Term) -> Option<(Atom, Term)> {
    match *term.as_tuple()?.elements() {
        [name, value] => Some((name.as_atom()?, value)),
        _ => None,
    }
}

/// The store of a key, locked for writing.
enum Locked<'a> {
    Hashed(RwLockWriteGuard<'a, Hashed>),
    Ordered(RwLockWriteGuard<'a, Tree>),
}

impl Locked<'_> {
    fn of(table: &Table, key: Key) -> Locked<'_> {
        match &table.store {
            Store::Hashed(shards) => Locked::Hashed(shards[Table::shard(key, shards.len())].write()),
            Store::Ordered(tree) => Locked::Ordered(tree.write()),
        }
    }

    fn find(&self, key: Key) -> Option<Row> {
        match self {
            Locked::Hashed(store) => store.find(key),
            Locked::Ordered(tree) => tree.find(key.term),
        }
    }

    /// Puts a row into a set, in the place of the one with its key.
    fn put(&mut self, table: &Table, row: Row, key: Key) {
        match self {
            Locked::Hashed(store) => put(table, store, row, key),
            Locked::Ordered(tree) => tree.put(row, table.options.index),
        }
    }
}
