//! Sorting lists: `lists:sort/1`, `usort/1`, `keysort/2`, `ukeysort/2`.
//!
//! A short list is sorted at once. A long one is copied into a work area on the process's heap, whose first half is cut
//! into runs; each run is sorted in a slice of its own, then neighbours are merged from one half of the area into the
//! other, pass after pass (bottom-up merge sort; Knuth, The Art of Computer Programming 3, 5.2.4). Both halves hold the
//! same elements from the start and are only permuted, so the area stays a tuple that a collection may move at any time.
//!
//! With a key the area holds pairs of key and element, so that a comparison does not have to look into the element.

use std::cmp::Ordering;

use super::lists::{elements, function_clause};
use super::{Cx, Outcome, Stop, badarg, error_pair};
use crate::atom::atoms;
use crate::term::View;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::order::compare;
use crate::term::{Term, raw};

/// How a list is sorted, as bits of a small integer that goes along with the work.
mod mode {
    /// The area holds pairs of key and element.
    pub const KEYED: i64 = 1;
    /// What is compared are small integers.
    pub const SMALL: i64 = 2;
    /// Only the first of equal elements is kept.
    pub const UNIQUE: i64 = 4;
    /// The second half of the area holds the elements in their newest order.
    pub const SECOND_HALF: i64 = 8;
}

/// The longest run of small integers that is sorted at once.
const SMALL_RUN: usize = 8192;
/// The longest run of other elements that is sorted at once.
const RUN: usize = 2048;

/// An element, alone or after its key: what is compared stands first, the element last.
trait Item: Copy {
    fn key(&self) -> Term;
    fn element(&self) -> Term;
    fn split(words: &[Term]) -> &[Self];
    fn split_mut(words: &mut [Term]) -> &mut [Self];
}

impl<const N: usize> Item for [Term; N] {
    #[inline]
    fn key(&self) -> Term {
        self[0]
    }

    #[inline]
    fn element(&self) -> Term {
        self[N - 1]
    }

    fn split(words: &[Term]) -> &[Self] {
        words.as_chunks::<N>().0
    }

    fn split_mut(words: &mut [Term]) -> &mut [Self] {
        words.as_chunks_mut::<N>().0
    }
}

/// `lists:sort/1`
pub(super) fn sort(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    start(cx, *list, None, 0)
}

/// `lists:usort/1`
pub(super) fn usort(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    start(cx, *list, None, mode::UNIQUE)
}

/// `lists:keysort/2`
pub(super) fn keysort(cx: &mut Cx, [place, list]: &[Term; 2]) -> Outcome {
    start(cx, *list, Some(key_place(*place)?), mode::KEYED)
}

/// `lists:ukeysort/2`
pub(super) fn ukeysort(cx: &mut Cx, [place, list]: &[Term; 2]) -> Outcome {
    start(cx, *list, Some(key_place(*place)?), mode::KEYED | mode::UNIQUE)
}

/// The index of the key in its tuple, counted from 0.
fn key_place(place: Term) -> Result<usize, Stop> {
    match place.view() {
        View::Small(place) if place >= 1 => Ok(place as usize - 1),
        // No tuple is that large.
        View::Big(place) if !place.is_negative() => Ok(usize::MAX),
        _ => Err(function_clause()),
    }
}

fn start(cx: &mut Cx, list: Term, place: Option<usize>, mode: i64) -> Outcome {
    let Some(items) = elements(list) else {
        // OTP's code looks at two elements with a case before it meets the rest by clauses.
        let short = list.as_cons().is_none_or(|(_, tail)| !tail.is_cons());
        return Err(match place {
            Some(_) if short => error_pair(cx, atoms::case_clause, list),
            _ => function_clause(),
        });
    };
    if items.len() < 2 {
        // A single element is not looked at.
        return Ok(list);
    }
    let Some(place) = place else { return start_with::<1>(cx, items, mode) };
    let mut keyed = Vec::with_capacity(2 * items.len());
    for item in items {
        let key = item.as_tuple().and_then(|tuple| tuple.get(place)).ok_or_else(badarg)?;
        keyed.extend([key, item]);
    }
    start_with::<2>(cx, keyed, mode)
}

/// Sorts `words`, which are items of `N` terms each.
fn start_with<const N: usize>(cx: &mut Cx, mut words: Vec<Term>, mut mode: i64) -> Outcome {
    let items = <[Term; N]>::split_mut(&mut words);
    if items.iter().all(|item| item.key().is_small()) {
        mode |= mode::SMALL;
    }
    let len = items.len();
    if len <= run_length(mode) {
        sort_run(items, mode);
        cx.charge(len / 2);
        return Ok(sorted_list(cx, items, mode)?);
    }
    cx.charge(len / 16);
    words.extend_from_within(..);
    let area = cx.tuple(&words)?;
    Err(cx.trap(atoms::erts_internal, "sort_runs", &[Term::small(mode), area, Term::small(0)]))
}

fn run_length(mode: i64) -> usize {
    if mode & mode::SMALL != 0 { SMALL_RUN } else { RUN }
}

/// The order of two items; small integers are compared as they stand, for their tags are equal.
#[inline]
fn order<I: Item>(a: &I, b: &I, small: bool) -> Ordering {
    if small { (a.key().0 as i64).cmp(&(b.key().0 as i64)) } else { compare(a.key(), b.key()) }
}

/// Sorts what is sorted at once; equal items keep their order.
fn sort_run<I: Item>(items: &mut [I], mode: i64) {
    if mode & mode::SMALL == 0 {
        items.sort_by(|a, b| order(a, b, false));
    } else if mode & mode::KEYED == 0 {
        items.sort_unstable_by(|a, b| order(a, b, true));
    } else {
        items.sort_by(|a, b| order(a, b, true));
    }
}

/// The list of the sorted items' elements.
fn sorted_list<I: Item>(cx: &mut Cx, items: &[I], mode: i64) -> Result<Term, OutOfHeap> {
    let small = mode & mode::SMALL != 0;
    let mut kept: Vec<Term> = Vec::with_capacity(items.len());
    let mut last: Option<&I> = None;
    for item in items {
        let repeated =
            mode & mode::UNIQUE != 0 && last.is_some_and(|last| order(last, item, small) == Ordering::Equal);
        if !repeated {
            kept.push(item.element());
            last = Some(item);
        }
    }
    cx.list(&kept)
}

/// Sorts the runs from item `from` on, as many as the slice allows, and then merges them.
pub(super) fn sort_runs(cx: &mut Cx, [mode, area, from]: &[Term; 3]) -> Outcome {
    let (bits, start) = (number(*mode), number(*from) as usize);
    let done = if bits & mode::KEYED == 0 {
        sort_runs_of::<1>(cx, *area, bits, start)
    } else {
        sort_runs_of::<2>(cx, *area, bits, start)
    };
    let run = Term::small(run_length(bits) as i64);
    match done {
        Some(next) => {
            Err(cx.trap(atoms::erts_internal, "sort_runs", &[*mode, *area, Term::small(next as i64)]))
        }
        None => merge_runs(cx, &[*mode, *area, run, Term::small(0), Term::small(0), run]),
    }
}

/// Where to go on, or nothing if all runs are sorted.
fn sort_runs_of<const N: usize>(cx: &mut Cx, area: Term, mode: i64, start: usize) -> Option<usize> {
    let run = run_length(mode);
    raw::permute(area, |words| {
        let half = words.len() / 2;
        let items = <[Term; N]>::split_mut(&mut words[..half]);
        let mut from = start;
        while from < items.len() {
            let to = items.len().min(from + run);
            sort_run(&mut items[from..to], mode);
            cx.charge((to - from) / 2);
            from = to;
            if cx.exhausted() {
                return Some(from);
            }
        }
        None
    })
}

/// Merges neighbouring runs of `width` items from one half of the area into the other, pass after pass.
///
/// The pair being merged begins at item `low`; `a` and `b` are the next items of its first and second run.
pub(super) fn merge_runs(cx: &mut Cx, [mode, area, width, low, a, b]: &[Term; 6]) -> Outcome {
    let [mode, width, low, a, b] = [*mode, *width, *low, *a, *b].map(number);
    let state = Merge { mode, width: width as usize, low: low as usize, a: a as usize, b: b as usize };
    if mode & mode::KEYED == 0 { state.run::<1>(cx, *area) } else { state.run::<2>(cx, *area) }
}

fn number(term: Term) -> i64 {
    term.as_small().unwrap_or(0)
}

/// How far the merging has come; see [`merge_runs`].
struct Merge {
    mode: i64,
    width: usize,
    low: usize,
    a: usize,
    b: usize,
}

impl Merge {
    fn run<const N: usize>(mut self, cx: &mut Cx, area: Term) -> Outcome {
        let done = raw::permute(area, |words| self.merge::<N>(cx, words));
        if done {
            let words = area.as_tuple().map_or(&[][..], |tuple| raw::terms(area, 1, tuple.len()));
            let (first, second) = words.split_at(words.len() / 2);
            let sorted = if self.mode & mode::SECOND_HALF == 0 { first } else { second };
            return Ok(sorted_list(cx, <[Term; N]>::split(sorted), self.mode)?);
        }
        let [width, low, a, b] = [self.width, self.low, self.a, self.b].map(|n| Term::small(n as i64));
        Err(cx.trap(atoms::erts_internal, "merge_runs", &[Term::small(self.mode), area, width, low, a, b]))
    }

    /// Merges until everything is one run (true) or the slice is used up (false).
    fn merge<const N: usize>(&mut self, cx: &mut Cx, words: &mut [Term]) -> bool {
        let half = words.len() / 2;
        let (first, second) = words.split_at_mut(half);
        let (mut first, mut second) = (<[Term; N]>::split_mut(first), <[Term; N]>::split_mut(second));
        let len = first.len();
        if self.mode & mode::SECOND_HALF != 0 {
            std::mem::swap(&mut first, &mut second);
        }
        while self.width < len {
            while self.low < len {
                let steps = cx.budget().saturating_mul(2).min(1 << 14);
                let before = self.a + self.b;
                let whole = if self.mode & mode::SMALL != 0 {
                    self.merge_pair(first, second, steps, |a, b| order(a, b, true) != Ordering::Greater)
                } else {
                    self.merge_pair(first, second, steps, |a, b| order(a, b, false) != Ordering::Greater)
                };
                cx.charge((self.a + self.b - before) / 2 + 1);
                if whole {
                    self.low += 2 * self.width;
                    self.a = self.low;
                    self.b = len.min(self.low + self.width);
                }
                if cx.exhausted() && self.low < len {
                    return false;
                }
            }
            self.mode ^= mode::SECOND_HALF;
            self.width *= 2;
            (self.low, self.a, self.b) = (0, 0, self.width.min(len));
            std::mem::swap(&mut first, &mut second);
        }
        true
    }

    /// Goes on merging the pair at `low` for about `steps` items; whether the pair is done.
    #[inline]
    fn merge_pair<I: Item>(
        &mut self,
        from: &[I],
        to: &mut [I],
        steps: usize,
        at_most: impl Fn(&I, &I) -> bool,
    ) -> bool {
        let len = from.len();
        let (middle, high) = (len.min(self.low + self.width), len.min(self.low + 2 * self.width));
        let (mut a, mut b) = (self.a, self.b);
        let mut out = a + b - middle;
        let end = high.min(out + steps);
        while a < middle && b < high && out < end {
            let first = at_most(&from[a], &from[b]);
            to[out] = if first { from[a] } else { from[b] };
            a += usize::from(first);
            b += usize::from(!first);
            out += 1;
        }
        if a == middle || b == high {
            // One run is used up: the other's rest follows.
            let (rest, left) = if a == middle { (b, high - b) } else { (a, middle - a) };
            to[out..out + left].copy_from_slice(&from[rest..rest + left]);
            (a, b) = (middle, high);
            out = high;
        }
        (self.a, self.b) = (a, b);
        out == high
    }
}
