//! Walks through a table with a match specification: `select` and `match` in all their forms.
//!
//! A walk looks at as many objects as its slice allows, then goes on by a trap; meanwhile chains of the table keep their
//! place. Where it stands is a number (the store and the chain) or, in an ordered set, the last key. What it
//! finds is put before what it found already, so an ordered set is walked through backwards, unless only so many
//! results are wanted: then they are turned around.

use super::super::{Cx, Outcome, Stop, badarg, badarg_because};
use super::{elements, living, open};
use crate::atom::atoms;
use crate::ets::hashed::{Hashed, chain};
use crate::ets::row::Row;
use crate::ets::spec::Program;
use crate::ets::spec::run::Machine;
use crate::ets::tree::Tree;
use crate::ets::{Access, Handle, Hold, Store, Table, Type};
use crate::process::outside;
use crate::sync::RwLock;
use crate::term::Term;
use crate::term::build::Alloc;
use crate::term::equal::exact;

/// What is done with an object.
#[derive(Clone, Copy, PartialEq)]
enum Op {
    Collect,
    Count,
    Delete,
    Replace,
}

const OPS: [Op; 4] = [Op::Collect, Op::Count, Op::Delete, Op::Replace];

/// Bits of the number that stands for an operation in a trap or a continuation.
const REVERSE: i64 = 4;
const HELD: i64 = 8;

/// A walk under way.
struct Walk {
    op: Op,
    /// Against the order of keys.
    reverse: bool,
    /// Whether the table keeps its chains for this walk.
    held: bool,
    spec: Term,
    /// `[]` at the start; a number; `{Key}`; or `true` at the end.
    position: Term,
    found: Term,
    count: usize,
    /// How many results are wanted.
    limit: Option<usize>,
    /// Results beyond the limit, for the next call.
    beyond: Vec<Term>,
}

/// The end of the table.
const END: Term = Term::TRUE;

/// Where a number's store begins.
const SHARD_SHIFT: u32 = 40;

impl Walk {
    fn code(&self) -> Term {
        let op = self.op as i64;
        Term::small(op | if self.reverse { REVERSE } else { 0 } | if self.held { HELD } else { 0 })
    }

    fn is_full(&self) -> bool {
        self.limit.is_some_and(|limit| self.count >= limit)
    }

    /// Takes one result.
    fn add(&mut self, cx: &mut Cx, result: Term) -> Result<(), Stop> {
        if self.is_full() {
            self.beyond.push(result);
            return Ok(());
        }
        self.count += 1;
        self.found = cx.cons(result, self.found)?;
        Ok(())
    }

    /// Tries an object; whether it is to be deleted, and what it is to be replaced by.
    fn visit(&mut self, cx: &mut Cx, visitor: &mut Visitor, row: Row) -> Result<(bool, Option<Term>), Stop> {
        let Some(result) = visitor.program.run(cx, &mut visitor.machine, row.term(), false)? else {
            return Ok((false, None));
        };
        match self.op {
            Op::Collect => self.add(cx, result)?,
            Op::Count | Op::Delete if result == Term::TRUE => self.count += 1,
            Op::Count | Op::Delete => return Ok((false, None)),
            Op::Replace => {
                let key = result.as_tuple().and_then(|tuple| tuple.get(visitor.index)).ok_or_else(badarg)?;
                if !exact(key, row.element(visitor.index)) {
                    return Err(badarg());
                }
                self.count += 1;
            }
        }
        Ok((self.op == Op::Delete, (self.op == Op::Replace).then_some(result)))
    }
}

/// The program, and how many steps it may still take in this slice.
struct Visitor<'a> {
    program: &'a Program,
    machine: Machine,
    index: usize,
    budget: usize,
}

impl Visitor<'_> {
    fn is_tired(&self) -> bool {
        self.machine.steps >= self.budget
    }
}

// ── Starting ───────────────────────────────────────────────────────────────

fn start(cx: &mut Cx, tab: Term, op: Op, reverse: bool, spec: Term, limit: Option<Term>) -> Outcome {
    let access = if matches!(op, Op::Delete | Op::Replace) { Access::Write } else { Access::Read };
    let table = open(cx, tab, access)?;
    if op == Op::Replace && table.options.table_type == Type::Bag {
        return Err(badarg_because(atoms::table_type));
    }
    let limit = match limit {
        Some(limit) => Some(limit.as_small().filter(|limit| *limit >= 1).ok_or_else(badarg)? as usize),
        None => None,
    };
    let walk = Walk {
        op,
        reverse: reverse != limit.is_none(),
        held: false,
        spec,
        position: Term::NIL,
        found: Term::NIL,
        count: 0,
        limit,
        beyond: Vec::new(),
    };
    proceed(cx, tab, &table, walk)
}

pub(in crate::bif) fn select_2(cx: &mut Cx, [tab, spec]: &[Term; 2]) -> Outcome {
    start(cx, *tab, Op::Collect, false, *spec, None)
}

pub(in crate::bif) fn select_3(cx: &mut Cx, [tab, spec, limit]: &[Term; 3]) -> Outcome {
    start(cx, *tab, Op::Collect, false, *spec, Some(*limit))
}

pub(in crate::bif) fn select_reverse_2(cx: &mut Cx, [tab, spec]: &[Term; 2]) -> Outcome {
    start(cx, *tab, Op::Collect, true, *spec, None)
}

pub(in crate::bif) fn select_reverse_3(cx: &mut Cx, [tab, spec, limit]: &[Term; 3]) -> Outcome {
    start(cx, *tab, Op::Collect, true, *spec, Some(*limit))
}

pub(in crate::bif) fn select_count(cx: &mut Cx, [tab, spec]: &[Term; 2]) -> Outcome {
    start(cx, *tab, Op::Count, false, *spec, None)
}

pub(in crate::bif) fn select_delete(cx: &mut Cx, [tab, spec]: &[Term; 2]) -> Outcome {
    start(cx, *tab, Op::Delete, false, *spec, None)
}

pub(in crate::bif) fn select_replace(cx: &mut Cx, [tab, spec]: &[Term; 2]) -> Outcome {
    start(cx, *tab, Op::Replace, false, *spec, None)
}

/// `[{Pattern, [], [Result]}]`
fn simple_spec(cx: &mut Cx, pattern: Term, result: crate::atom::Atom) -> Outcome {
    let body = cx.list(&[Term::atom(result)])?;
    let clause = cx.tuple(&[pattern, Term::NIL, body])?;
    Ok(cx.list(&[clause])?)
}

pub(in crate::bif) fn match_2(cx: &mut Cx, [tab, pattern]: &[Term; 2]) -> Outcome {
    let spec = simple_spec(cx, *pattern, atoms::all_variables)?;
    start(cx, *tab, Op::Collect, false, spec, None)
}

pub(in crate::bif) fn match_3(cx: &mut Cx, [tab, pattern, limit]: &[Term; 3]) -> Outcome {
    let spec = simple_spec(cx, *pattern, atoms::all_variables)?;
    start(cx, *tab, Op::Collect, false, spec, Some(*limit))
}

pub(in crate::bif) fn match_object_2(cx: &mut Cx, [tab, pattern]: &[Term; 2]) -> Outcome {
    let spec = simple_spec(cx, *pattern, atoms::whole_object)?;
    start(cx, *tab, Op::Collect, false, spec, None)
}

pub(in crate::bif) fn match_object_3(cx: &mut Cx, [tab, pattern, limit]: &[Term; 3]) -> Outcome {
    let spec = simple_spec(cx, *pattern, atoms::whole_object)?;
    start(cx, *tab, Op::Collect, false, spec, Some(*limit))
}

/// The next results of a walk, from the continuation that came with the last ones.
pub(in crate::bif) fn select_1(cx: &mut Cx, [continuation]: &[Term; 1]) -> Outcome {
    if *continuation == Term::atom(atoms::end_of_table) {
        return Ok(*continuation);
    }
    let parts = continuation.as_tuple().ok_or_else(badarg)?;
    let [tab, code, spec, position, limit, beyond] = *parts.elements() else { return Err(badarg()) };
    let code = code.as_small().filter(|code| *code & !REVERSE == 0).ok_or_else(badarg)?;
    let limit = limit.as_small().filter(|limit| *limit >= 1).ok_or_else(badarg)? as usize;
    let table = open(cx, tab, Access::Read)?;
    let mut walk = Walk {
        op: Op::Collect,
        reverse: code & REVERSE != 0,
        held: false,
        spec,
        position,
        found: Term::NIL,
        count: 0,
        limit: Some(limit),
        beyond: Vec::new(),
    };
    for result in elements(beyond).ok_or_else(badarg)? {
        walk.add(cx, result)?;
    }
    proceed(cx, tab, &table, walk)
}

/// A walk's next slice: the arguments are the table, and the walk's parts.
pub(in crate::bif) fn go_on(cx: &mut Cx, arguments: &[Term; 7]) -> Outcome {
    let [tab, code, spec, position, found, count, limit] = *arguments;
    let table = open(cx, tab, Access::Read)?;
    let code = code.as_small().unwrap_or(0);
    let walk = Walk {
        op: OPS[(code & 3) as usize],
        reverse: code & REVERSE != 0,
        held: code & HELD != 0,
        spec,
        position,
        found,
        count: count.as_small().unwrap_or(0) as usize,
        limit: limit.as_small().map(|limit| limit as usize),
        beyond: Vec::new(),
    };
    proceed(cx, tab, &table, walk)
}

// ── Going on ───────────────────────────────────────────────────────────────

fn proceed(cx: &mut Cx, tab: Term, table: &Handle, mut walk: Walk) -> Outcome {
    let program = Program::compile(walk.spec).map_err(|_| badarg())?;
    let index = table.options.index;
    if walk.op == Op::Replace && !program.keeps_key(index) {
        return Err(badarg());
    }
    let budget = cx.budget().saturating_mul(2).clamp(64, 8000);
    let mut visitor = Visitor { program: &program, machine: Machine::default(), index, budget };
    if walk.position != END && !walk.is_full() {
        match (program.key(index), &table.store) {
            (Some(key), _) => visit_key(cx, table, &mut walk, &mut visitor, key)?,
            (None, Store::Hashed(shards)) => visit_hashed(cx, table, shards, &mut walk, &mut visitor)?,
            (None, Store::Ordered(tree)) => visit_ordered(cx, table, tree, &mut walk, &mut visitor)?,
        }
    }
    let steps = visitor.machine.steps;
    cx.charge(steps / 2);
    if walk.position == END || walk.is_full() {
        finish(cx, tab, table, walk)
    } else {
        pause(cx, tab, table, walk)
    }
}

fn pause(cx: &mut Cx, tab: Term, table: &Handle, mut walk: Walk) -> Outcome {
    if !walk.held && matches!(table.store, Store::Hashed(_)) {
        let pid = cx.process().pid;
        cx.context.machine.table.note_outside(pid, outside::TABLES);
        cx.context.machine.tables.hold(table, pid);
        table.begin_walk(pid);
        walk.held = true;
    }
    let limit = walk.limit.map_or(Term::NIL, |limit| Term::small(limit as i64));
    let count = Term::small(walk.count as i64);
    let arguments = [tab, walk.code(), walk.spec, walk.position, walk.found, count, limit];
    Err(cx.trap(atoms::erts_internal, "table_walk", &arguments))
}

fn finish(cx: &mut Cx, tab: Term, table: &Handle, mut walk: Walk) -> Outcome {
    if walk.held {
        let pid = cx.process().pid;
        table.end_walk(pid, false);
        cx.context.machine.tables.let_go(table, pid);
        walk.held = false;
    }
    living(table)?;
    if walk.op != Op::Collect {
        return Ok(Term::small(walk.count as i64));
    }
    let Some(limit) = walk.limit else { return Ok(walk.found) };
    if walk.count == 0 {
        return Ok(Term::atom(atoms::end_of_table));
    }
    let mut found = walk.found;
    if matches!(table.store, Store::Ordered(_)) {
        let mut items = elements(found).ok_or_else(badarg)?;
        items.reverse();
        cx.charge(items.len() / 8);
        found = cx.list(&items)?;
    }
    let rest = match walk.position == END && walk.beyond.is_empty() {
        true => Term::atom(atoms::end_of_table),
        false => {
            let beyond = cx.list(&walk.beyond)?;
            let limit = Term::small(limit as i64);
            cx.tuple(&[tab, walk.code(), walk.spec, walk.position, limit, beyond])?
        }
    };
    Ok(cx.tuple(&[found, rest])?)
}

/// Looks at the objects with one key.
fn visit_key(
    cx: &mut Cx,
    table: &Table,
    walk: &mut Walk,
    visitor: &mut Visitor,
    key: Term,
) -> Result<(), Stop> {
    let key = table.key(key);
    match &table.store {
        Store::Hashed(shards) => {
            let shard = &shards[Table::shard(key, shards.len())];
            if matches!(walk.op, Op::Collect | Op::Count) {
                let store = shard.read();
                for row in store.rows(key) {
                    walk.visit(cx, visitor, row)?;
                }
            } else {
                let mut store = shard.write();
                let rows: Vec<Row> = store.rows(key).collect();
                change_rows(cx, table, &mut store, walk, visitor, rows)?;
            }
        }
        Store::Ordered(tree) if matches!(walk.op, Op::Collect | Op::Count) => {
            let tree = tree.read();
            if let Some(row) = tree.find(key.term) {
                walk.visit(cx, visitor, row)?;
            }
        }
        Store::Ordered(tree) => {
            let mut tree = tree.write();
            let rows: Vec<Row> = tree.find(key.term).into_iter().collect();
            change_tree(cx, &mut tree, walk, visitor, rows)?;
        }
    }
    walk.position = END;
    Ok(())
}

/// Tries rows of one chain, and deletes or replaces them.
fn change_rows(
    cx: &mut Cx,
    table: &Table,
    store: &mut Hashed,
    walk: &mut Walk,
    visitor: &mut Visitor,
    rows: Vec<Row>,
) -> Result<(), Stop> {
    let hold: Hold = table.hold();
    for row in rows {
        match walk.visit(cx, visitor, row)? {
            (true, _) => store.take_out(row, hold),
            (false, Some(new)) => {
                let tuple = new.as_tuple().ok_or_else(badarg)?;
                let new = Row::new(&mut cx.context.scratch, tuple.elements(), row.hash())?;
                store.replace(row, new);
            }
            (false, None) => {}
        }
    }
    Ok(())
}

fn change_tree(
    cx: &mut Cx,
    tree: &mut Tree,
    walk: &mut Walk,
    visitor: &mut Visitor,
    rows: Vec<Row>,
) -> Result<(), Stop> {
    let index = visitor.index;
    for row in rows {
        match walk.visit(cx, visitor, row)? {
            (true, _) => tree.remove(row.element(index)),
            (false, Some(new)) => {
                let tuple = new.as_tuple().ok_or_else(badarg)?;
                let new = Row::new(&mut cx.context.scratch, tuple.elements(), 0)?;
                tree.put(new, index);
            }
            (false, None) => {}
        }
    }
    Ok(())
}

fn visit_hashed(
    cx: &mut Cx,
    table: &Table,
    shards: &[RwLock<Hashed>],
    walk: &mut Walk,
    visitor: &mut Visitor,
) -> Result<(), Stop> {
    let position = walk.position.as_small().unwrap_or(0) as usize;
    let (mut shard, mut bucket) = (position >> SHARD_SHIFT, position & ((1 << SHARD_SHIFT) - 1));
    while let Some(store) = shards.get(shard) {
        let stays = |walk: &Walk, next: Option<usize>| {
            if next.is_some() && !walk.held && !walk.is_full() {
                table.keep_chains();
            }
            next
        };
        let next = match walk.op {
            Op::Collect | Op::Count => {
                let store = store.read();
                let next = look_at_chains(cx, &store, walk, visitor, bucket)?;
                stays(walk, next)
            }
            Op::Delete | Op::Replace => {
                let mut store = store.write();
                let next = change_chains(cx, table, &mut store, walk, visitor, bucket)?;
                stays(walk, next)
            }
        };
        match next {
            Some(next) => {
                walk.position = Term::small((shard << SHARD_SHIFT | next) as i64);
                return Ok(());
            }
            None => (shard, bucket) = (shard + 1, 0),
        }
    }
    walk.position = END;
    Ok(())
}

/// Goes through the chains from one on; the next one to go on with, unless all are done.
fn look_at_chains(
    cx: &mut Cx,
    store: &Hashed,
    walk: &mut Walk,
    visitor: &mut Visitor,
    from: usize,
) -> Result<Option<usize>, Stop> {
    for bucket in from..store.buckets() {
        if visitor.is_tired() || walk.is_full() {
            return Ok(Some(bucket));
        }
        for row in chain(store.head_on_the_way(bucket)).filter(|row| !row.is_gone()) {
            walk.visit(cx, visitor, row)?;
        }
        // An empty chain takes its time, too.
        visitor.machine.steps += bucket & 1;
    }
    Ok(if walk.is_full() { Some(store.buckets()) } else { None })
}

fn change_chains(
    cx: &mut Cx,
    table: &Table,
    store: &mut Hashed,
    walk: &mut Walk,
    visitor: &mut Visitor,
    from: usize,
) -> Result<Option<usize>, Stop> {
    for bucket in from..store.buckets() {
        if visitor.is_tired() {
            return Ok(Some(bucket));
        }
        let rows: Vec<Row> = chain(store.head_on_the_way(bucket)).filter(|row| !row.is_gone()).collect();
        change_rows(cx, table, store, walk, visitor, rows)?;
        visitor.machine.steps += bucket & 1;
    }
    Ok(None)
}

fn visit_ordered(
    cx: &mut Cx,
    table: &Table,
    tree: &RwLock<Tree>,
    walk: &mut Walk,
    visitor: &mut Visitor,
) -> Result<(), Stop> {
    let last = walk.position.as_tuple().and_then(|position| position.get(0));
    let stopped = match walk.op {
        Op::Collect | Op::Count => {
            let tree = tree.read();
            let rows: &mut dyn Iterator<Item = Row> =
                if walk.reverse { &mut tree.before(last).rev() } else { &mut tree.after(last) };
            let mut stopped = None;
            for row in rows {
                walk.visit(cx, visitor, row)?;
                if visitor.is_tired() || walk.is_full() {
                    stopped = Some(row);
                    break;
                }
            }
            key_of(cx, table, stopped)?
        }
        Op::Delete | Op::Replace => {
            let mut tree = tree.write();
            let few = visitor.budget / 2;
            let rows: Vec<Row> = match walk.reverse {
                true => tree.before(last).rev().take(few).collect(),
                false => tree.after(last).take(few).collect(),
            };
            let stopped = rows.last().copied().filter(|_| rows.len() == few);
            // The key is copied before its row may go.
            let stopped = key_of(cx, table, stopped)?;
            change_tree(cx, &mut tree, walk, visitor, rows)?;
            stopped
        }
    };
    walk.position = match stopped {
        Some(key) => cx.tuple(&[key])?,
        None => END,
    };
    Ok(())
}

/// A copy of the row's key.
fn key_of(cx: &mut Cx, table: &Table, row: Option<Row>) -> Result<Option<Term>, Stop> {
    let Some(row) = row else { return Ok(None) };
    let mut key = [row.element(table.options.index)];
    cx.context.import(&mut key)?;
    Ok(Some(key[0]))
}
