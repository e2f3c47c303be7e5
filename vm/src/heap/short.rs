//! Copying short messages: measured first, then written straight to where they go.
//!
//! Most messages are a tuple or two with a reference among the elements; for these a walk that knows its bounds costs
//! less than a copy that can take anything ([`super::copy`]), which all others go to.
//!
//! # Safety
//! 1. Source terms are complete objects (rules of [`crate::term::raw`]).
//! 2. [`write()`] writes exactly the words that [`measure`] counted, for both walk the same way.
#![allow(unsafe_code)]

use super::copy::LiteralRange;
use crate::term::{Kind, Term, header_kind, header_words, raw, tag};

/// More words are not short.
const WORDS: usize = 40;
/// Terms within terms within terms: the recursion goes no deeper.
const DEPTH: usize = 4;

/// How many words a copy takes, if the term is short and made of tuples, lists, numbers, references and small binaries.
#[inline]
pub(super) fn measure(term: Term, literals: LiteralRange) -> Option<usize> {
    let mut words = 0;
    fits(term, literals, DEPTH, &mut words).then_some(words)
}

fn fits(mut term: Term, literals: LiteralRange, depth: usize, words: &mut usize) -> bool {
    loop {
        if !term.is_pointer() || literals.contains(raw::address(term) as u64) {
            return true;
        }
        if depth == 0 {
            return false;
        }
        if let Some((head, tail)) = term.as_cons() {
            *words += 2;
            if *words > WORDS || head.is_pointer() && !fits(head, literals, depth - 1, words) {
                return false;
            }
            term = tail;
            continue;
        }
        let header = raw::word(term, 0);
        *words += 1 + header_words(header);
        if *words > WORDS {
            return false;
        }
        if header_kind(header) != Kind::Tuple {
            return is_leaf(header);
        }
        return raw::terms(term, 1, header_words(header))
            .iter()
            .all(|element| !element.is_pointer() || element_fits(*element, literals, depth, words));
    }
}

/// How many words a copy of a tuple takes, if it is short and holds nothing but immediates, literals and objects without
/// pointers: most messages are that.
#[inline(always)]
pub(super) fn measure_flat(tuple: Term, literals: LiteralRange) -> Option<usize> {
    let size = header_words(raw::word(tuple, 0));
    let mut words = 1 + size;
    if words > WORDS {
        return None;
    }
    for index in 1..size + 1 {
        let element = raw::term(tuple, index);
        if element.is_pointer() && !literals.contains(raw::address(element) as u64) {
            words += leaf_words(element)?;
        }
    }
    (words <= WORDS).then_some(words)
}

/// Whether a tuple's element fits, which is mostly a reference if it is no immediate.
#[inline(always)]
fn element_fits(element: Term, literals: LiteralRange, depth: usize, words: &mut usize) -> bool {
    if literals.contains(raw::address(element) as u64) {
        return true;
    }
    match leaf_words(element) {
        Some(size) => {
            *words += size;
            *words <= WORDS
        }
        None => fits(element, literals, depth - 1, words),
    }
}

/// The words, with its head, of an object without pointers.
#[inline(always)]
fn leaf_words(term: Term) -> Option<usize> {
    if term.tag() != tag::BOXED {
        return None;
    }
    let header = raw::word(term, 0);
    is_leaf(header).then(|| 1 + header_words(header))
}

/// Whether objects with this header hold no pointers.
#[inline(always)]
fn is_leaf(header: u64) -> bool {
    const LEAVES: u64 = 1 << Kind::Float as u64
        | 1 << Kind::BigPositive as u64
        | 1 << Kind::BigNegative as u64
        | 1 << Kind::HeapBits as u64
        | 1 << Kind::Reference as u64;
    LEAVES >> (header >> 3 & 31) & 1 != 0
}

/// Writes a copy of a tuple that [`measure_flat`] found flat to `target`; the term that refers to the copy.
///
/// # Safety
/// There is room for the words that were measured, with the same literals.
#[inline(always)]
pub(super) unsafe fn write_flat(tuple: Term, literals: LiteralRange, target: *mut u64) -> Term {
    let header = raw::word(tuple, 0);
    let size = header_words(header);
    // SAFETY: rule 2 and the caller's promise.
    unsafe {
        *target = header;
        let mut next = target.add(1 + size);
        for index in 1..size + 1 {
            let element = raw::term(tuple, index);
            let has_copy = element.is_pointer() && !literals.contains(raw::address(element) as u64);
            *target.add(index) = if has_copy { write_leaf(element, &mut next).0 } else { element.0 };
        }
    }
    Term(target as u64 | tag::TUPLE)
}

/// Writes a copy of an object without pointers to `next`, which moves on.
///
/// # Safety
/// There is room for it.
#[inline(always)]
unsafe fn write_leaf(leaf: Term, next: &mut *mut u64) -> Term {
    let size = 1 + header_words(raw::word(leaf, 0));
    // SAFETY: the caller's promise.
    unsafe {
        let target = *next;
        *next = target.add(size);
        // One by one (volatile): there are too few words to be worth a vector's preparations.
        let mut index = 0;
        while index < size {
            target.add(index).write_volatile(raw::word(leaf, index));
            index += 1;
        }
        Term(target as u64 | leaf.tag())
    }
}

/// Writes a copy of a term that [`measure`] found short to `next`, which moves on; the term that refers to the copy.
///
/// # Safety
/// There is room for the words that were measured, with the same literals.
pub(super) unsafe fn write(term: Term, literals: LiteralRange, next: &mut *mut u64) -> Term {
    if !term.is_pointer() || literals.contains(raw::address(term) as u64) {
        return term;
    }
    let target = *next;
    // SAFETY: rule 2 and the caller's promise.
    unsafe {
        if let Some((head, tail)) = term.as_cons() {
            *next = target.add(2);
            *target = if head.is_pointer() { write(head, literals, next).0 } else { head.0 };
            write_tail(tail, literals, next, target.add(1));
            return Term(target as u64 | tag::CONS);
        }
        let header = raw::word(term, 0);
        let size = header_words(header);
        *next = target.add(1 + size);
        *target = header;
        let has_terms = header_kind(header) == Kind::Tuple;
        let mut index = 1;
        while index <= size {
            let word = raw::word(term, index);
            let is_pointer = has_terms && Term(word).is_pointer();
            *target.add(index) = if is_pointer { write_element(Term(word), literals, next).0 } else { word };
            index += 1;
        }
        Term(target as u64 | term.tag())
    }
}

/// Writes what a tuple's element refers to.
///
/// # Safety
/// As for [`write()`].
#[inline(always)]
unsafe fn write_element(element: Term, literals: LiteralRange, next: &mut *mut u64) -> Term {
    if literals.contains(raw::address(element) as u64) {
        return element;
    }
    // SAFETY: rule 2 and the caller's promise.
    unsafe {
        match leaf_words(element) {
            Some(_) => write_leaf(element, next),
            None => write(element, literals, next),
        }
    }
}

/// Writes the rest of a list cell by cell; `link` is where the reference to it belongs.
///
/// # Safety
/// As for [`write()`].
unsafe fn write_tail(mut rest: Term, literals: LiteralRange, next: &mut *mut u64, mut link: *mut u64) {
    // SAFETY: rule 2 and the caller's promise.
    unsafe {
        while rest.is_cons() && !literals.contains(raw::address(rest) as u64) {
            let cell = *next;
            *next = cell.add(2);
            *link = cell as u64 | tag::CONS;
            let head = raw::term(rest, 0);
            *cell = if head.is_pointer() { write(head, literals, next).0 } else { head.0 };
            link = cell.add(1);
            rest = raw::term(rest, 1);
        }
        *link = write(rest, literals, next).0;
    }
}
