//! Reading heap objects through terms.
//!
//! # Safety
//! 1. A term with a pointer tag is made only by [`super::build`], the collector and the copier, which point it at
//!    a complete object inside a live heap block, fragment, literal area or message.
//! 2. Objects never change after they are complete, except match contexts (owned by the running process) and the
//!    forwarding words that the collector writes while nobody else runs on that heap.
//! 3. Whoever holds a term holds it only while its heap lives and is not collected: terms live in registers,
//!    stacks, heaps and messages, which the collector knows, and in Rust locals between two points where a
//!    collection can start (built-in functions allocate without collecting).
//! 4. An index given here is within the object's size, which its header or its kind fixes.
//! 5. The pointer in an `ExportFun` is the address of an entry that begins with an [`Mfa`], the one in a `Fun` that of
//!    an entry that begins with a [`LambdaHead`]; entries live as long as any term that names them.
#![allow(unsafe_code)]

use super::{LambdaHead, Term, tag};
use crate::module::Mfa;

/// The address a pointer term holds.
#[inline]
pub fn address(term: Term) -> *const u64 {
    (term.0 & !tag::MASK) as *const u64
}

/// Word `index` of the object, the header (or a cons cell's head) being word 0.
#[inline]
pub fn word(term: Term, index: usize) -> u64 {
    debug_assert!(term.is_pointer());
    // SAFETY: rules 1, 3 and 4.
    unsafe { *address(term).add(index) }
}

/// Word `index` of the object, which is a term.
#[inline]
pub fn term(term: Term, index: usize) -> Term {
    Term(word(term, index))
}

/// `len` words from word `from` on, which are terms.
#[inline]
pub fn terms<'a>(term: Term, from: usize, len: usize) -> &'a [Term] {
    debug_assert!(term.is_pointer());
    // SAFETY: rules 1 to 4; `Term` is a transparent `u64`.
    unsafe { std::slice::from_raw_parts(address(term).add(from).cast::<Term>(), len) }
}

/// `len` plain words from word `from` on.
#[inline]
pub fn words<'a>(term: Term, from: usize, len: usize) -> &'a [u64] {
    debug_assert!(term.is_pointer());
    // SAFETY: rules 1 to 4.
    unsafe { std::slice::from_raw_parts(address(term).add(from), len) }
}

/// `len` bytes that begin at word `from`.
#[inline]
pub fn bytes<'a>(term: Term, from: usize, len: usize) -> &'a [u8] {
    debug_assert!(term.is_pointer());
    // SAFETY: rules 1 to 4.
    unsafe { std::slice::from_raw_parts(address(term).add(from).cast::<u8>(), len) }
}

/// Overwrites plain word `index` of a match context.
#[inline]
pub fn set_context_word(context: Term, index: usize, value: u64) {
    debug_assert!(context.kind() == Some(super::Kind::MatchContext) && index >= 2);
    // SAFETY: rule 2: a context belongs to the running process, and these words are no terms.
    unsafe { *address(context).cast_mut().add(index) = value }
}

/// The name in the entry of an `ExportFun`.
pub fn export(term: Term) -> Mfa {
    debug_assert!(term.kind() == Some(super::Kind::ExportFun));
    // SAFETY: rule 5.
    unsafe { *(word(term, 1) as *const Mfa) }
}

/// The head of the entry of a `Fun`.
pub fn lambda(term: Term) -> LambdaHead {
    debug_assert!(term.kind() == Some(super::Kind::Fun));
    // SAFETY: rule 5.
    unsafe { *(word(term, 1) as *const LambdaHead) }
}

/// Overwrites an element of a tuple that was just made and that nothing refers to yet; returns the tuple.
pub fn replaced_element(tuple: Term, index: usize, element: Term) -> Term {
    debug_assert!(tuple.as_tuple().is_some_and(|tuple| index < tuple.len()));
    // SAFETY: rule 4; the object is not complete in the sense of rule 2 before its maker hands it out.
    unsafe { *address(tuple).cast_mut().add(index + 1) = element.0 }
    tuple
}

/// Lets `work` permute the elements of a tuple that nobody but the running process's current function knows, which is
/// how a long sort keeps its elements where a collection finds them.
pub fn permute<R>(tuple: Term, work: impl FnOnce(&mut [Term]) -> R) -> R {
    let len = tuple.as_tuple().map_or(0, super::Tuple::len);
    // SAFETY: rules 1, 3 and 4; the tuple is handed to no program, so it may change in spite of rule 2. It holds only
    // terms older than itself and keeps holding the same ones, so no older object comes to point to a younger one, and
    // none of its elements leads back to it: `work` sees it through this slice alone.
    work(unsafe { std::slice::from_raw_parts_mut(address(tuple).cast_mut().add(1).cast::<Term>(), len) })
}
