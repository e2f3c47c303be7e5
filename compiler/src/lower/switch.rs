//! One node of the decision tree: a value is tested against the constructors of all rows.

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use vm::instr::Constant;

use super::Lower;
use super::match_::{At, Matcher, Row, is_constructor, split_rest};
use super::pattern::{Key, Pat, common_tag};
use crate::ir::{BlockId, Op, OpKind, Term, Test, Value, Var};

/// What a value may be built with.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Head {
    Const(Constant),
    Literal(u32),
    Cons,
    Tuple(u32),
    Map,
    Bits,
}

/// The rows for values with one head, and the parts of the value that they look at.
struct Group<'a> {
    head: Head,
    rows: VecDeque<Row<'a>>,
    parts: Vec<Option<Var>>,
}

/// What all groups of one switch share.
struct Switch {
    value: Value,
    fail: BlockId,
    at: At,
}

impl<'a> Lower<'_, 'a> {
    /// Tests `value` against the constructors that `rows` ask for.
    pub fn switch(
        &mut self,
        matcher: &mut Matcher<'a, '_>,
        mut rows: VecDeque<Row<'a>>,
        value: Value,
        fail: BlockId,
        at: At,
    ) {
        let rest = self.set_apart(matcher, &mut rows, value);
        let otherwise = self.rest_block(&rest, fail);
        let tagged = tagged(&rows, value);
        let (mut groups, default) = self.group(rows, value, tagged.is_some());
        // Heads exclude each other, and most lists met are not at their end.
        groups.sort_by_key(|group| group.head != Head::Cons);
        if let Some(tag) = tagged {
            learn(&mut groups, value, tag);
        }
        let switch = Switch { value, fail: otherwise, at };
        self.emit_groups(matcher, groups, tagged, &switch, default);
        self.compile_rest(matcher, rest, otherwise, fail);
    }

    /// Splits off the rows from the first one on that does not care about `value`, when copying such rows to
    /// all branches would cost too much.
    fn set_apart(
        &mut self,
        matcher: &Matcher<'a, '_>,
        rows: &mut VecDeque<Row<'a>>,
        value: Value,
    ) -> VecDeque<Row<'a>> {
        let mut heads = std::collections::HashSet::new();
        let mut careless = 0;
        let mut first_careless = None;
        for (index, row) in rows.iter().enumerate() {
            match row.todo.iter().find(|(v, p)| *v == value && is_constructor(p)) {
                Some((_, pattern)) => {
                    heads.insert(head_of(pattern));
                }
                None => {
                    careless += Self::weight(matcher, row);
                    first_careless = first_careless.or(Some(index));
                }
            }
            // The cost only grows: the rows that follow need not be looked at, of which there may be thousands.
            if let Some(index) = first_careless
                && !self.can_afford(careless * heads.len() as i64)
            {
                return split_rest(rows, index);
            }
        }
        self.afford(careless * heads.len() as i64);
        VecDeque::new()
    }

    /// Distributes the rows: to the group of their head, and those that do not care to all groups.
    fn group(
        &mut self,
        rows: VecDeque<Row<'a>>,
        value: Value,
        tagged: bool,
    ) -> (Vec<Group<'a>>, VecDeque<Row<'a>>) {
        let mut groups: Vec<Group<'a>> = Vec::new();
        let mut index: HashMap<Head, usize> = HashMap::new();
        let mut default: VecDeque<Row<'a>> = VecDeque::new();
        for row in rows {
            let head = row.todo.iter().find(|(v, p)| *v == value && is_constructor(p)).map(|d| head_of(&d.1));
            let Some(head) = head else {
                for group in &mut groups {
                    group.rows.push_back(row.clone());
                }
                default.push_back(row);
                continue;
            };
            let at = *index.entry(head).or_insert_with(|| {
                let parts = match head {
                    Head::Cons | Head::Bits => vec![None; 2],
                    Head::Tuple(arity) => vec![None; arity as usize],
                    _ => Vec::new(),
                };
                groups.push(Group { head, rows: default.clone(), parts });
                groups.len() - 1
            });
            let group = &mut groups[at];
            if let Some(row) = self.specialise(row, value, head, &mut group.parts, tagged) {
                group.rows.push_back(row);
            }
        }
        (groups, default)
    }

    /// The row with its demands on `value` replaced by demands on the value's parts.
    fn specialise(
        &mut self,
        mut row: Row<'a>,
        value: Value,
        head: Head,
        parts: &mut [Option<Var>],
        tagged: bool,
    ) -> Option<Row<'a>> {
        let mut todo = Vec::with_capacity(row.todo.len() + parts.len());
        for (other, pattern) in std::mem::take(&mut row.todo) {
            if other != value || !is_constructor(&pattern) {
                todo.push((other, pattern));
                continue;
            }
            if head_of(&pattern) != head {
                return None;
            }
            match pattern {
                Pat::List(list, at) => {
                    let next = at + 1;
                    let tail = match next < list.elements.len() {
                        true => Pat::List(list.clone(), next),
                        false => list.tail.clone(),
                    };
                    self.demand(&mut todo, &mut parts[0], list.elements[at].clone());
                    self.demand(&mut todo, &mut parts[1], tail);
                }
                Pat::Tuple(elements) => {
                    for (index, element) in elements.iter().enumerate() {
                        if !(tagged && index == 0) {
                            self.demand(&mut todo, &mut parts[index], element.clone());
                        }
                    }
                }
                Pat::Map(keys) => todo.push((value, Pat::Keys(keys))),
                Pat::Bits(segments) => {
                    let context = *parts[0].get_or_insert_with(|| new_var(&mut self.func));
                    let state = *parts[1].get_or_insert_with(|| new_var(&mut self.func));
                    self.open_state(state, Value::Var(context));
                    todo.push((Value::Var(state), Pat::Segments(segments, 0)));
                }
                _ => {}
            }
        }
        row.todo = todo;
        row.settled()
    }

    fn demand(&mut self, todo: &mut Vec<(Value, Pat<'a>)>, part: &mut Option<Var>, pattern: Pat<'a>) {
        if !matches!(pattern, Pat::Any) {
            let var = *part.get_or_insert_with(|| new_var(&mut self.func));
            todo.push((Value::Var(var), pattern));
        }
    }

    /// Emits the tests, kind after kind; what no test accepts goes to the default rows.
    fn emit_groups(
        &mut self,
        matcher: &mut Matcher<'a, '_>,
        mut groups: Vec<Group<'a>>,
        tagged: Option<vm::atom::Atom>,
        switch: &Switch,
        default: VecDeque<Row<'a>>,
    ) {
        let mut pending = Vec::new();
        let last = if default.is_empty() { switch.fail } else { self.block() };
        while let Some(first) = groups.first() {
            let kind = kind_of(first.head);
            let (same, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(|g| kind_of(g.head) == kind);
            groups = others;
            let next = if groups.is_empty() { last } else { self.block() };
            let blocks: Vec<BlockId> = same.iter().map(|_| self.block()).collect();
            self.emit_tests(&same, &blocks, tagged, switch, next);
            pending.extend(same.into_iter().zip(blocks));
            self.at(next);
        }
        for (group, block) in pending {
            self.at(block);
            let at = self.take_apart(&group, switch);
            self.compile(matcher, group.rows, switch.fail, at);
        }
        self.compile_default(matcher, default, last, switch);
    }

    fn compile_default(
        &mut self,
        matcher: &mut Matcher<'a, '_>,
        default: VecDeque<Row<'a>>,
        block: BlockId,
        switch: &Switch,
    ) {
        if !default.is_empty() {
            self.at(block);
            self.compile(matcher, default, switch.fail, switch.at.clone());
        }
    }

    /// Emits the tests for groups of one kind.
    fn emit_tests(
        &mut self,
        groups: &[Group<'a>],
        blocks: &[BlockId],
        tagged: Option<vm::atom::Atom>,
        switch: &Switch,
        next: BlockId,
    ) {
        let value = switch.value;
        match groups[0].head {
            Head::Const(_) if groups.len() >= 3 => {
                let case = |(group, block): (&Group<'a>, &BlockId)| match group.head {
                    Head::Const(constant) => (constant, *block),
                    _ => (Constant::Nil, *block),
                };
                self.end(Term::Select(value, groups.iter().zip(blocks).map(case).collect(), next));
            }
            Head::Tuple(_) if groups.len() >= 2 => {
                let case = |(group, block): (&Group<'a>, &BlockId)| match group.head {
                    Head::Tuple(arity) => (arity, *block),
                    _ => (0, *block),
                };
                self.end(Term::SelectArity(value, groups.iter().zip(blocks).map(case).collect(), next));
            }
            _ => {
                for (index, (group, block)) in groups.iter().zip(blocks).enumerate() {
                    let otherwise = if index + 1 == groups.len() { next } else { self.block() };
                    self.emit_test(group, *block, tagged, value, otherwise);
                    self.at(otherwise);
                }
            }
        }
    }

    fn emit_test(
        &mut self,
        group: &Group<'a>,
        block: BlockId,
        tagged: Option<vm::atom::Atom>,
        value: Value,
        otherwise: BlockId,
    ) {
        let span = self.func.span;
        let (test, args) = match group.head {
            Head::Const(Constant::Nil) => (Test::Nil, vec![value]),
            Head::Const(constant) => (Test::EqExact, vec![value, Value::Const(constant)]),
            Head::Literal(index) => (Test::EqExact, vec![value, Value::Const(Constant::Literal(index))]),
            Head::Cons => (Test::Cons, vec![value]),
            Head::Tuple(arity) => match tagged {
                Some(tag) => (Test::TaggedTuple(arity, tag), vec![value]),
                None => (Test::TupleOf(arity), vec![value]),
            },
            Head::Map => (Test::Map, vec![value]),
            Head::Bits => {
                let op = Op { kind: OpKind::BsStart, args: vec![value], dst: group.parts[0], span };
                return self.end(Term::Check { op, succ: block, fail: otherwise });
            }
        };
        self.branch_test(test, args, block, otherwise, span);
    }

    /// Loads the parts that the group's rows look at.
    fn take_apart(&mut self, group: &Group<'a>, switch: &Switch) -> At {
        let mut at = switch.at.clone();
        let span = self.func.span;
        for (index, part) in group.parts.iter().enumerate() {
            let kind = match (group.head, index) {
                (Head::Cons, 0) => OpKind::GetHead,
                (Head::Cons, _) => OpKind::GetTail,
                (Head::Tuple(_), index) => OpKind::GetElement(index as u32),
                _ => continue,
            };
            if let Some(var) = part {
                let op = Op { kind, args: vec![switch.value], dst: Some(*var), span };
                self.func.blocks[self.current as usize].ops.push(op);
            }
        }
        if let (Head::Bits, Some(state)) = (group.head, group.parts.get(1).copied().flatten()) {
            self.enter_state(state);
            at.push(state);
        }
        at
    }

    /// Looks up the first key that the first row asks of the map `value`, for all rows that ask for it.
    pub fn match_key(
        &mut self,
        matcher: &mut Matcher<'a, '_>,
        mut rows: VecDeque<Row<'a>>,
        value: Value,
        fail: BlockId,
        at: At,
    ) {
        let Some(key) = first_key(&rows[0], value) else {
            return;
        };
        let rest = self.set_apart_key(matcher, &mut rows, value, key);
        let otherwise = self.rest_block(&rest, fail);
        let key_value = match key {
            Key::Known(value) => value,
            Key::Computed(expr) => {
                let mut env = super::match_::bound(matcher.env, &rows[0].binds);
                self.softly(otherwise, |lower| lower.expr(expr, &mut env))
            }
        };
        let span = self.func.span;
        let absent: VecDeque<Row<'a>> =
            rows.iter().filter(|row| !asks_for(row, value, key)).cloned().collect();
        let missing = self.rest_block(&absent, otherwise);
        let found = self.try_op(OpKind::GetMap, vec![value, key_value], missing, span);
        let present = rows.into_iter().filter_map(|row| with_key(row, value, key, found)).collect();
        self.compile(matcher, present, otherwise, at.clone());
        if !absent.is_empty() {
            self.at(missing);
            self.compile(matcher, absent, otherwise, at);
        }
        self.compile_rest(matcher, rest, otherwise, fail);
    }

    fn set_apart_key(
        &mut self,
        matcher: &Matcher<'a, '_>,
        rows: &mut VecDeque<Row<'a>>,
        value: Value,
        key: Key<'a>,
    ) -> VecDeque<Row<'a>> {
        if matches!(key, Key::Computed(_)) {
            return split_rest(rows, 1);
        }
        let careless = |row: &Row<'a>| !asks_for(row, value, key);
        let mut cost = 0;
        let mut first_careless = None;
        for (index, row) in rows.iter().enumerate().filter(|(_, row)| careless(row)) {
            cost += Self::weight(matcher, row);
            let first = *first_careless.get_or_insert(index);
            if !self.can_afford(cost) {
                return split_rest(rows, first);
            }
        }
        self.afford(cost);
        VecDeque::new()
    }
}

/// Notes in the rows of the group of tuples what its test has found.
fn learn(groups: &mut [Group<'_>], value: Value, tag: vm::atom::Atom) {
    for group in groups {
        if let Head::Tuple(size) = group.head {
            group.rows.iter_mut().for_each(|row| row.records.push((value, size, tag)));
        }
    }
}

fn new_var(func: &mut crate::ir::Function) -> Var {
    func.var_count += 1;
    func.var_count - 1
}

fn head_of(pattern: &Pat<'_>) -> Head {
    match pattern {
        Pat::Const(constant) => Head::Const(*constant),
        Pat::Literal(index) => Head::Literal(*index),
        Pat::List(..) => Head::Cons,
        Pat::Tuple(elements) => Head::Tuple(elements.len() as u32),
        Pat::Map(_) => Head::Map,
        Pat::Bits(_) => Head::Bits,
        // The others are no constructors, and settled rows hold no variables.
        _ => Head::Const(Constant::Nil),
    }
}

/// Heads of one kind are told apart by one instruction.
fn kind_of(head: Head) -> u8 {
    match head {
        Head::Const(_) => 0,
        Head::Literal(_) => 1,
        Head::Cons => 2,
        Head::Tuple(_) => 3,
        Head::Map => 4,
        Head::Bits => 5,
    }
}

/// The tag, when all tuples that the rows ask for have one arity and begin with the same atom.
fn tagged(rows: &VecDeque<Row<'_>>, value: Value) -> Option<vm::atom::Atom> {
    let patterns = || {
        rows.iter().flat_map(move |row| {
            row.todo.iter().filter_map(move |(v, p)| match p {
                Pat::Tuple(elements) if *v == value => Some(elements.as_slice()),
                _ => None,
            })
        })
    };
    let arity = patterns().next()?.len();
    patterns().all(|elements| elements.len() == arity).then(|| common_tag(patterns()))?
}

fn same_key(a: Key<'_>, b: Key<'_>) -> bool {
    match (a, b) {
        (Key::Known(a), Key::Known(b)) => a == b,
        (Key::Computed(a), Key::Computed(b)) => std::ptr::eq(a, b),
        _ => false,
    }
}

fn keys_of<'r, 'a>(row: &'r Row<'a>, value: Value) -> impl Iterator<Item = &'r (Key<'a>, Pat<'a>)> {
    row.todo
        .iter()
        .filter(move |(v, _)| *v == value)
        .filter_map(|(_, p)| match p {
            Pat::Keys(keys) => Some(keys.iter()),
            _ => None,
        })
        .flatten()
}

fn first_key<'a>(row: &Row<'a>, value: Value) -> Option<Key<'a>> {
    keys_of(row, value).next().map(|(key, _)| *key)
}

fn asks_for(row: &Row<'_>, value: Value, key: Key<'_>) -> bool {
    keys_of(row, value).any(|(k, _)| same_key(*k, key))
}

/// The row when the key's value is `found`.
fn with_key<'a>(mut row: Row<'a>, value: Value, key: Key<'a>, found: Value) -> Option<Row<'a>> {
    if !asks_for(&row, value, key) {
        return Some(row);
    }
    let mut todo = Vec::with_capacity(row.todo.len() + 1);
    for (other, pattern) in std::mem::take(&mut row.todo) {
        match pattern {
            Pat::Keys(keys) if other == value => {
                let (these, more): (Vec<_>, Vec<_>) = keys.iter().cloned().partition(|k| same_key(k.0, key));
                todo.extend(these.into_iter().map(|(_, pattern)| (found, pattern)));
                todo.push((value, Pat::Keys(Rc::new(more))));
            }
            pattern => todo.push((other, pattern)),
        }
    }
    row.todo = todo;
    row.settled()
}
