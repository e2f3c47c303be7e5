//! The two orders: that of the language ([`compare`]) and that of map keys ([`compare_keys`]), in which every
//! integer comes before every float.
//!
//! `number < atom < reference < fun < port < pid < tuple < map < nil < list < bit string`. Tuples compare by size,
//! then by elements; maps by size, then by keys in key order, then by values in key order.
//!
//! Tuples and lists that are not deep are compared by recursion. What is deeper, and maps, a walk compares that keeps a
//! stack of frames. Most are pairs still to compare; a hashed map adds a frame that sorts its keys,
//! which is fed by the outcomes of further comparisons, so that keys that are themselves such maps need no
//! recursion.

use std::cmp::Ordering;

use super::equal::BITS_OF_A_STEP;
use super::map;
use super::{External, Kind, Pid, Term, View, raw, walked};
use crate::arith;

/// The order of `<`, `>`, `lists:sort` …
#[inline]
pub fn compare(a: Term, b: Term) -> Ordering {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return a.cmp(&b);
    }
    if a == b {
        return Ordering::Equal;
    }
    parts(a, b, Mode::Numeric, LEVELS)
}

/// The order of keys in a flat map. `Equal` means `=:=`.
#[inline]
pub fn compare_keys(a: Term, b: Term) -> Ordering {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return a.cmp(&b);
    }
    if a == b {
        return Ordering::Equal;
    }
    if let (Some(a), Some(b)) = (a.as_atom(), b.as_atom()) {
        return a.name().cmp(b.name());
    }
    parts(a, b, Mode::Key, LEVELS)
}

/// Tuples and lists within each other that are compared by recursion: most values are no deeper, and for them no frame
/// of a [`Walk`] is made.
const LEVELS: usize = 6;

/// Compares two different terms.
fn parts(a: Term, b: Term, mode: Mode, levels: usize) -> Ordering {
    if levels > 0 {
        if let (Some(x), Some(y)) = (a.as_tuple(), b.as_tuple()) {
            let (x, y) = (x.elements(), y.elements());
            walked::add(x.len().min(y.len()));
            let pairs = x.iter().zip(y).map(|(x, y)| part(*x, *y, mode, levels));
            return x.len().cmp(&y.len()).then_with(|| first_difference(pairs));
        }
        if a.is_cons() && b.is_cons() {
            return lists(a, b, mode, levels);
        }
    }
    Walk { frames: Vec::new() }.run(a, b, mode)
}

fn part(a: Term, b: Term, mode: Mode, levels: usize) -> Ordering {
    match (a.as_small(), b.as_small()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ if a == b => Ordering::Equal,
        _ => parts(a, b, mode, levels - 1),
    }
}

fn first_difference(mut orders: impl Iterator<Item = Ordering>) -> Ordering {
    orders.find(|order| *order != Ordering::Equal).unwrap_or(Ordering::Equal)
}

/// Compares two lists, down their spines.
fn lists(mut a: Term, mut b: Term, mode: Mode, levels: usize) -> Ordering {
    let mut steps = 0;
    let mut order = Ordering::Equal;
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.as_cons(), b.as_cons()) {
        steps += 1;
        order = part(x, y, mode, levels);
        (a, b) = (rest_a, rest_b);
        if order != Ordering::Equal || a == b {
            break;
        }
    }
    walked::add(steps);
    order.then_with(|| part(a, b, mode, levels))
}

/// How an integer and a float compare.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// By value.
    Numeric,
    /// The integer is less.
    Key,
}

enum Frame {
    Pair(Term, Term, Mode),
    Sort(Box<Sort>),
}

struct Walk {
    frames: Vec<Frame>,
}

impl Walk {
    fn run(&mut self, a: Term, b: Term, mode: Mode) -> Ordering {
        let (mut a, mut b, mut mode) = (a, b, mode);
        let mut steps = 0;
        loop {
            steps += 1;
            let mut order = if a == b { Ordering::Equal } else { self.one(a, b, mode) };
            // Find the next pair to compare; a difference counts only up to the sort it serves.
            loop {
                match self.frames.pop() {
                    None => {
                        walked::add(steps);
                        return order;
                    }
                    Some(Frame::Pair(x, y, m)) if order == Ordering::Equal => {
                        (a, b, mode) = (x, y, m);
                        break;
                    }
                    Some(Frame::Pair(..)) => {}
                    Some(Frame::Sort(mut sort)) => {
                        sort.feed(order);
                        match sort.next() {
                            Some((x, y)) => {
                                self.frames.push(Frame::Sort(sort));
                                (a, b, mode) = (x, y, Mode::Key);
                                break;
                            }
                            None => {
                                self.sorted(*sort);
                                order = Ordering::Equal;
                            }
                        }
                    }
                }
            }
        }
    }

    /// Compares two different terms but for their parts, which it pushes.
    fn one(&mut self, a: Term, b: Term, mode: Mode) -> Ordering {
        match (a.view(), b.view()) {
            (View::Cons(x, rest_a), View::Cons(y, rest_b)) => {
                // Down the spine as long as the heads are the same word or differ at once.
                let (mut x, mut y, mut rest_a, mut rest_b) = (x, y, rest_a, rest_b);
                let mut steps = 0;
                loop {
                    steps += 1;
                    if x != y {
                        walked::add(steps);
                        self.frames.push(Frame::Pair(rest_a, rest_b, mode));
                        self.frames.push(Frame::Pair(x, y, mode));
                        return Ordering::Equal;
                    }
                    match (rest_a.as_cons(), rest_b.as_cons()) {
                        (Some(next_a), Some(next_b)) if rest_a != rest_b => {
                            (x, rest_a) = next_a;
                            (y, rest_b) = next_b;
                        }
                        _ => {
                            walked::add(steps);
                            self.frames.push(Frame::Pair(rest_a, rest_b, mode));
                            return Ordering::Equal;
                        }
                    }
                }
            }
            (View::Tuple(x), View::Tuple(y)) => {
                let (x, y) = (x.elements(), y.elements());
                x.len().cmp(&y.len()).then_with(|| self.push_all(x, y, mode))
            }
            (View::Atom(x), View::Atom(y)) => x.name().cmp(y.name()),
            (View::Bits(x), View::Bits(y)) => {
                walked::add((x.size.min(y.size) / BITS_OF_A_STEP) as usize);
                x.compare(&y)
            }
            (View::Map(_), View::Map(_)) => self.maps(a, b, mode),
            (View::Fun(x), View::Fun(y)) => {
                let (p, q) = (x.head(), y.head());
                let order = p.module.name().cmp(q.module.name());
                let order = order.then(p.index.cmp(&q.index)).then(p.uniq.cmp(&q.uniq));
                let order = order.then(x.free().len().cmp(&y.free().len()));
                order.then_with(|| self.push_all(x.free(), y.free(), mode))
            }
            (View::ExportFun(_), View::ExportFun(_)) => {
                let (x, y) = (raw::export(a), raw::export(b));
                let order = x.module.name().cmp(y.module.name());
                order.then_with(|| x.function.name().cmp(y.function.name())).then(x.arity.cmp(&y.arity))
            }
            (x, y) => match (rank(&x), rank(&y)) {
                (0, 0) => numbers(a, b, mode),
                (x, y) if x != y => x.cmp(&y),
                _ => identifiers(&x, &y),
            },
        }
    }

    fn push_all(&mut self, a: &[Term], b: &[Term], mode: Mode) -> Ordering {
        for (x, y) in a.iter().zip(b).rev() {
            if x != y {
                self.frames.push(Frame::Pair(*x, *y, mode));
            }
        }
        Ordering::Equal
    }

    fn maps(&mut self, a: Term, b: Term, mode: Mode) -> Ordering {
        let order = map::size(a).cmp(&map::size(b));
        if order != Ordering::Equal {
            return order;
        }
        if a.kind() == Some(Kind::FlatMap) && b.kind() == Some(Kind::FlatMap) {
            let (x, y) = (map::flat_parts(a), map::flat_parts(b));
            self.push_all(x.1, y.1, mode);
            return self.push_all(x.0, y.0, Mode::Key);
        }
        let mut sort = Box::new(Sort::new(a, Some(b), mode));
        match sort.next() {
            Some((x, y)) => {
                self.frames.push(Frame::Sort(sort));
                self.frames.push(Frame::Pair(x, y, Mode::Key));
            }
            None => self.sorted(*sort),
        }
        Ordering::Equal
    }

    /// One of two maps has its keys in order: sort the other, or compare them.
    fn sorted(&mut self, sort: Sort) {
        let Sort { items, other, first, mode, .. } = sort;
        if let Some(other) = other {
            let mut sort = Box::new(Sort::new(other, None, mode));
            sort.first = items;
            match sort.next() {
                Some((x, y)) => {
                    self.frames.push(Frame::Sort(sort));
                    self.frames.push(Frame::Pair(x, y, Mode::Key));
                }
                None => self.sorted(*sort),
            }
            return;
        }
        for (x, y) in first.iter().zip(&items).rev() {
            self.frames.push(Frame::Pair(x.1, y.1, mode));
        }
        for (x, y) in first.iter().zip(&items).rev() {
            self.frames.push(Frame::Pair(x.0, y.0, Mode::Key));
        }
    }
}

/// A merge sort of a map's pairs by key whose comparisons are made outside.
struct Sort {
    /// The pairs; runs of `width` are in order.
    items: Vec<(Term, Term)>,
    /// What is merged so far of this pass.
    merged: Vec<(Term, Term)>,
    width: usize,
    /// The next pair of the left and of the right run, and where these end.
    left: usize,
    left_end: usize,
    right: usize,
    right_end: usize,
    /// The map to sort next.
    other: Option<Term>,
    /// The pairs of the map that is already sorted.
    first: Vec<(Term, Term)>,
    mode: Mode,
}

impl Sort {
    fn new(map: Term, other: Option<Term>, mode: Mode) -> Sort {
        let items: Vec<(Term, Term)> = map::iter(map).collect();
        let merged = Vec::with_capacity(items.len());
        let mut sort = Sort {
            items,
            merged,
            width: 1,
            left: 0,
            left_end: 0,
            right: 0,
            right_end: 0,
            other,
            first: Vec::new(),
            mode,
        };
        sort.open_runs(0);
        sort
    }

    fn open_runs(&mut self, at: usize) {
        let len = self.items.len();
        self.left = at.min(len);
        self.left_end = (at + self.width).min(len);
        self.right = self.left_end;
        self.right_end = (at + 2 * self.width).min(len);
    }

    /// The next two keys to compare; `None` when all are in order.
    fn next(&mut self) -> Option<(Term, Term)> {
        loop {
            if self.width >= self.items.len() {
                return None;
            }
            if self.left < self.left_end && self.right < self.right_end {
                return Some((self.items[self.left].0, self.items[self.right].0));
            }
            self.merged.extend_from_slice(&self.items[self.left..self.left_end]);
            self.merged.extend_from_slice(&self.items[self.right..self.right_end]);
            let at = self.right_end;
            if at >= self.items.len() {
                std::mem::swap(&mut self.items, &mut self.merged);
                self.merged.clear();
                self.width *= 2;
                self.open_runs(0);
            } else {
                self.open_runs(at);
            }
        }
    }

    /// The outcome of the comparison that `next` asked for.
    fn feed(&mut self, order: Ordering) {
        let from = if order == Ordering::Greater { &mut self.right } else { &mut self.left };
        self.merged.push(self.items[*from]);
        *from += 1;
    }
}

fn numbers(a: Term, b: Term, mode: Mode) -> Ordering {
    match (mode, a.is_float(), b.is_float()) {
        (Mode::Key, false, true) => Ordering::Less,
        (Mode::Key, true, false) => Ordering::Greater,
        _ => arith::compare(a, b),
    }
}

/// The place of a kind in the order.
fn rank(view: &View) -> u8 {
    match view {
        View::Small(_) | View::Big(_) | View::Float(_) => 0,
        View::Atom(_) => 1,
        View::Reference(_) | View::ExternalReference(_) => 2,
        View::Fun(_) => 3,
        View::ExportFun(_) => 4,
        View::Port(_) | View::ExternalPort(_) => 5,
        View::Pid(_) | View::ExternalPid(_) => 6,
        View::Tuple(_) => 7,
        View::Map(_) => 8,
        View::Nil => 9,
        View::Cons(..) => 10,
        View::Bits(_) => 11,
        View::Other => 12,
    }
}

/// Pids, ports and references: by number, local ones before those of other nodes.
fn identifiers(a: &View, b: &View) -> Ordering {
    match (a, b) {
        (View::Pid(Pid(x)), View::Pid(Pid(y))) => x.cmp(y),
        (View::Port(x), View::Port(y)) => x.cmp(y),
        (View::Reference(x), View::Reference(y)) => x.id().cmp(&y.id()),
        (View::ExternalPid(x), View::ExternalPid(y))
        | (View::ExternalPort(x), View::ExternalPort(y))
        | (View::ExternalReference(x), View::ExternalReference(y)) => externals(*x, *y),
        (View::ExternalPid(_) | View::ExternalPort(_) | View::ExternalReference(_), _) => Ordering::Greater,
        (_, View::ExternalPid(_) | View::ExternalPort(_) | View::ExternalReference(_)) => Ordering::Less,
        _ => Ordering::Equal,
    }
}

fn externals(a: External, b: External) -> Ordering {
    a.node().name().cmp(b.node().name()).then_with(|| a.numbers().cmp(b.numbers()))
}
