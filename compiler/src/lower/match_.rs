//! Pattern matching: from clauses to a tree of decisions.
//!
//! A clause is a [`Row`]: values and the patterns that they still have to match. [`Lower::compile`] looks at the
//! first row, chooses one of its values and tests that value for *all* rows at once (see [`super::switch`]); rows
//! that do not care about the value are copied to every branch. So nothing is tested twice on one path. The price
//! is copies: when they would exceed a budget, the rows after the first that does not care are compiled once,
//! apart, as the place where all branches fail to. That keeps the code linear in the size of the clauses.
//!
//! The leaves of the tree are where all patterns of the first row have matched; its guard is tested there. Bodies
//! are not compiled here: each clause that can be reached gives one [`Arm`].

use std::collections::VecDeque;

use lang::ast::{Expr, Name};

use super::Lower;
use super::pattern::Pat;
use crate::ir::{BlockId, Value, Var};
use crate::scope::Env;

/// A clause that may still match.
#[derive(Clone)]
pub struct Row<'a> {
    /// Which clause it is.
    pub clause: usize,
    /// What has still to be tested.
    pub todo: Vec<(Value, Pat<'a>)>,
    /// The variables bound so far.
    pub binds: Vec<(&'a Name, Value)>,
    /// The values found to be tuples of some size that begin with some atom.
    pub records: Vec<Known>,
}

/// A value, the size of the tuple that it is, and the atom that this begins with.
pub type Known = (Value, u32, vm::atom::Atom);

/// Where a clause's body begins.
pub struct Arm<'a> {
    block: BlockId,
    binds: Vec<(&'a Name, Value)>,
    records: Vec<Known>,
}

/// A place in the tree where a clause matches, and what its variables are there.
type Leaf<'a> = Arm<'a>;

/// What the tree of one construct needs at every node.
pub struct Matcher<'a, 'e> {
    guards: &'e [&'a [Vec<Expr>]],
    /// The variables bound before.
    pub env: &'e Env,
    leaves: Vec<Vec<Leaf<'a>>>,
}

/// The match states that are known to be where their context stands, at most one per context.
pub type At = Vec<Var>;

impl<'a> Lower<'_, 'a> {
    /// Matches `rows` (one per clause, in order), going to `fail` when none matches. For each clause: where its
    /// body begins, or nothing if it can never be reached.
    pub fn arms(
        &mut self,
        rows: Vec<Row<'a>>,
        guards: &[&'a [Vec<Expr>]],
        env: &Env,
        fail: BlockId,
    ) -> Vec<Option<Arm<'a>>> {
        let mut matcher = Matcher { guards, env, leaves: guards.iter().map(|_| Vec::new()).collect() };
        let budget = std::mem::replace(&mut self.copies, 40 + 6 * rows.len() as i64);
        let rows = rows.into_iter().filter_map(Row::settled).collect();
        self.compile(&mut matcher, rows, fail, At::new());
        self.copies = budget;
        matcher.leaves.into_iter().map(|leaves| self.arm(leaves)).collect()
    }

    /// Begins the body of a clause.
    pub fn enter(&mut self, arm: Arm<'a>, env: &mut Env) {
        self.at(arm.block);
        for (name, value) in arm.binds {
            self.bind(env, name, value);
        }
        for (value, size, tag) in arm.records {
            env.learn_record(value, size, tag);
        }
    }

    /// Lets all leaves of a clause lead to one block; variables that differ become its parameters.
    fn arm(&mut self, mut leaves: Vec<Leaf<'a>>) -> Option<Arm<'a>> {
        if leaves.len() < 2 {
            return leaves.pop();
        }
        let block = self.block();
        let mut args: Vec<Vec<Value>> = vec![Vec::new(); leaves.len()];
        let mut binds = Vec::new();
        for (name, _) in &leaves[0].binds {
            let find =
                |leaf: &Leaf<'a>| leaf.binds.iter().find(|(n, _)| n == name).map_or(Value::NIL, |b| b.1);
            let values: Vec<Value> = leaves.iter().map(find).collect();
            if values.iter().all(|value| *value == values[0]) {
                binds.push((*name, values[0]));
            } else {
                binds.push((*name, self.param(block)));
                args.iter_mut().zip(values).for_each(|(args, value)| args.push(value));
            }
        }
        let mut records = leaves[0].records.clone();
        records.retain(|known| leaves.iter().all(|leaf| leaf.records.contains(known)));
        for (leaf, args) in leaves.into_iter().zip(args) {
            self.at(leaf.block);
            self.jump(block, args);
        }
        Some(Arm { block, binds, records })
    }

    /// Compiles settled rows from the current block on.
    pub fn compile(
        &mut self,
        matcher: &mut Matcher<'a, '_>,
        mut rows: VecDeque<Row<'a>>,
        fail: BlockId,
        at: At,
    ) {
        while let Some(first) = rows.front() {
            if first.todo.is_empty() {
                let Some(row) = rows.pop_front() else {
                    return;
                };
                if self.leaf(matcher, row, fail, rows.is_empty()) {
                    return;
                }
                continue;
            }
            let chosen = choose(&rows);
            let (value, pattern) = first.todo[chosen].clone();
            return match pattern {
                Pat::Keys(_) => self.match_key(matcher, rows, value, fail, at),
                Pat::Segments(..) => self.match_segment(matcher, rows, value, fail, at),
                Pat::Equal(other) => self.match_equal(matcher, rows, value, other, fail, at),
                _ => self.switch(matcher, rows, value, fail, at),
            };
        }
        self.jump(fail, Vec::new());
    }

    /// All patterns of `row` have matched: tests its guard. Returns whether no later row can be reached.
    fn leaf(&mut self, matcher: &mut Matcher<'a, '_>, row: Row<'a>, fail: BlockId, last: bool) -> bool {
        let guard = matcher.guards[row.clause];
        let mut next = None;
        if !guard.is_empty() {
            let env = bound(matcher.env, &row.binds);
            let otherwise = if last { fail } else { self.block() };
            self.guard(guard, &env, otherwise);
            next = Some(otherwise);
        }
        matcher.leaves[row.clause].push(Arm { block: self.current, binds: row.binds, records: row.records });
        match next {
            Some(next) if !last => {
                self.at(next);
                false
            }
            _ => true,
        }
    }

    /// Tests `value =:= other` for all leading rows that demand it.
    fn match_equal(
        &mut self,
        matcher: &mut Matcher<'a, '_>,
        mut rows: VecDeque<Row<'a>>,
        value: Value,
        other: Value,
        fail: BlockId,
        at: At,
    ) {
        let demands = |row: &Row<'a>| {
            row.todo.iter().position(|(v, p)| *v == value && matches!(p, Pat::Equal(o) if *o == other))
        };
        let count = rows.iter().take_while(|row| demands(row).is_some()).count();
        let rest = split_rest(&mut rows, count);
        for row in &mut rows {
            if let Some(index) = demands(row) {
                row.todo.remove(index);
            }
        }
        let otherwise = self.rest_block(&rest, fail);
        let yes = self.block();
        let span = self.func.span;
        self.branch_test(crate::ir::Test::EqExact, vec![value, other], yes, otherwise, span);
        self.at(yes);
        self.compile(matcher, rows, otherwise, at);
        self.compile_rest(matcher, rest, otherwise, fail);
    }

    /// The block where `rest` will be compiled; `fail` when there is nothing left.
    pub fn rest_block(&mut self, rest: &VecDeque<Row<'a>>, fail: BlockId) -> BlockId {
        if rest.is_empty() { fail } else { self.block() }
    }

    /// Compiles the rows that were set apart, at the block that [`Lower::rest_block`] gave.
    pub fn compile_rest(
        &mut self,
        matcher: &mut Matcher<'a, '_>,
        rest: VecDeque<Row<'a>>,
        block: BlockId,
        fail: BlockId,
    ) {
        if !rest.is_empty() {
            self.at(block);
            self.compile(matcher, rest, fail, At::new());
        }
    }

    /// How many copies of a row the budget counts.
    pub fn weight(matcher: &Matcher<'a, '_>, row: &Row<'a>) -> i64 {
        let guard: usize = matcher.guards[row.clause].iter().map(Vec::len).sum();
        1 + row.todo.len() as i64 + 6 * guard as i64
    }

    /// Whether so much is left of the budget for copies.
    pub fn can_afford(&self, cost: i64) -> bool {
        cost <= self.copies
    }

    /// Takes `cost` from the budget for copies, if there is so much left.
    pub fn afford(&mut self, cost: i64) -> bool {
        let can = self.can_afford(cost);
        if can {
            self.copies -= cost;
        }
        can
    }
}

/// Leaves the first `count` rows and returns the others, moving the fewer of the two.
pub fn split_rest<'a>(rows: &mut VecDeque<Row<'a>>, count: usize) -> VecDeque<Row<'a>> {
    if count > rows.len() / 2 {
        return rows.split_off(count);
    }
    let first = rows.drain(..count).collect();
    std::mem::replace(rows, first)
}

/// The environment with a row's variables.
pub fn bound(env: &Env, binds: &[(&Name, Value)]) -> Env {
    let mut env = env.branch();
    for (name, value) in binds {
        env.bind((*name).clone(), *value);
    }
    env
}

impl<'a> Row<'a> {
    /// Binds variables and drops what matches anyway; `None` when the row cannot match.
    pub fn settled(mut self) -> Option<Row<'a>> {
        if self.todo.iter().all(|(value, pattern)| is_settled(*value, pattern)) {
            return Some(self);
        }
        let mut open: VecDeque<(Value, Pat<'a>)> = std::mem::take(&mut self.todo).into();
        while let Some((value, pattern)) = open.pop_front() {
            match pattern {
                Pat::Any => {}
                Pat::Var(name) => match self.binds.iter().find(|(n, _)| *n == name) {
                    Some((_, other)) => open.push_front((value, Pat::Equal(*other))),
                    None => self.binds.push((name, value)),
                },
                Pat::Equal(other) if other == value => {}
                Pat::Equal(Value::Const(constant)) if immediate(constant) => {
                    open.push_front((value, Pat::Const(constant)));
                }
                Pat::Both(both) => {
                    open.push_front((value, both.1.clone()));
                    open.push_front((value, both.0.clone()));
                }
                Pat::Keys(keys) if keys.is_empty() => {}
                Pat::Const(constant) => match value {
                    Value::Const(known) if immediate(known) => {
                        if known != constant {
                            return None;
                        }
                    }
                    value => self.todo.push((value, Pat::Const(constant))),
                },
                pattern => self.todo.push((value, pattern)),
            }
        }
        Some(self)
    }
}

fn immediate(constant: vm::instr::Constant) -> bool {
    !matches!(constant, vm::instr::Constant::Literal(_))
}

fn is_settled(value: Value, pattern: &Pat<'_>) -> bool {
    match pattern {
        Pat::Any | Pat::Var(_) | Pat::Both(_) => false,
        Pat::Equal(other) => *other != value && !matches!(other, Value::Const(_)),
        Pat::Keys(keys) => !keys.is_empty(),
        Pat::Const(_) => value.var().is_some(),
        _ => true,
    }
}

/// Whether the pattern asks which constructor a value has.
pub fn is_constructor(pattern: &Pat<'_>) -> bool {
    !matches!(pattern, Pat::Equal(_) | Pat::Keys(_) | Pat::Segments(..))
}

/// Which demand of the first row is looked at next: that which most of the rows after it share.
fn choose(rows: &VecDeque<Row<'_>>) -> usize {
    const HORIZON: usize = 24;
    let first = &rows[0].todo;
    if first.len() == 1 {
        return 0;
    }
    let mut best = (0, i64::MIN);
    for (index, (value, pattern)) in first.iter().enumerate() {
        let score = match pattern {
            Pat::Equal(_) => -1,
            Pat::Segments(..) => -2,
            Pat::Keys(_) => -3,
            _ => {
                let shares = |row: &&Row<'_>| row.todo.iter().any(|(v, p)| v == value && is_constructor(p));
                rows.iter().take(HORIZON).take_while(shares).count() as i64
            }
        };
        if score > best.1 {
            best = (index, score);
        }
    }
    best.0
}
