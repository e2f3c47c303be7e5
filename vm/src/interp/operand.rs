//! Operands in threaded code.
//!
//! *Hot* operands are specialised: the handler's type parameter says whether the word is unused (x0), the byte offset
//! of an X register in the context, the byte offset of a Y slot from `sp`, or a constant term. *Generic* operands
//! say it themselves: tag 111, which no constant has, marks a register.
#![allow(unsafe_code)]

use super::Context;
use super::macros::M;
use crate::instr::{Dst, Src};
use crate::term::{Term, tag};

/// A kind of operand that can be read.
pub(crate) trait Source {
    /// Whether it is a constant of the code.
    const CONSTANT: bool = false;
    /// The operand's value.
    ///
    /// # Safety
    /// The rules of `interp`.
    unsafe fn get(m: &M, word: u64) -> Term;
}

/// A kind of operand that can be written.
pub(crate) trait Dest {
    /// Writes the operand.
    ///
    /// # Safety
    /// The rules of `interp`.
    unsafe fn put(m: &mut M, word: u64, value: Term);
    /// The generic form of the operand.
    fn generic(word: u64) -> u64;
}

/// x0, in its machine register.
pub(crate) struct X0;
/// Another X register.
pub(crate) struct X;
/// A Y slot.
pub(crate) struct Y;
/// A constant.
pub(crate) struct C;

const REGISTER_X: u64 = tag::CODE;
const REGISTER_Y: u64 = 1 << 3 | tag::CODE;

impl Source for X0 {
    #[inline(always)]
    unsafe fn get(m: &M, _: u64) -> Term {
        Term(m.x0)
    }
}

impl Source for X {
    #[inline(always)]
    unsafe fn get(m: &M, word: u64) -> Term {
        // SAFETY: rule 1 of `interp`: the offset is that of an X register.
        unsafe { Term(*m.cx.cast::<u8>().add(word as usize).cast::<u64>()) }
    }
}

impl Source for Y {
    #[inline(always)]
    unsafe fn get(m: &M, word: u64) -> Term {
        // SAFETY: rule 1 of `interp`: the offset is that of a slot of the current frame.
        unsafe { Term(*m.sp.cast::<u8>().add(word as usize).cast::<u64>()) }
    }
}

impl Source for C {
    const CONSTANT: bool = true;
    #[inline(always)]
    unsafe fn get(_: &M, word: u64) -> Term {
        Term(word)
    }
}

impl Dest for X0 {
    #[inline(always)]
    unsafe fn put(m: &mut M, _: u64, value: Term) {
        m.x0 = value.0;
    }
    fn generic(_: u64) -> u64 {
        REGISTER_X
    }
}

impl Dest for X {
    #[inline(always)]
    unsafe fn put(m: &mut M, word: u64, value: Term) {
        // SAFETY: as in `get`.
        unsafe { *m.cx.cast::<u8>().add(word as usize).cast::<u64>() = value.0 }
    }
    fn generic(word: u64) -> u64 {
        word << 8 | REGISTER_X
    }
}

impl Dest for Y {
    #[inline(always)]
    unsafe fn put(m: &mut M, word: u64, value: Term) {
        // SAFETY: as in `get`.
        unsafe { *m.sp.cast::<u8>().add(word as usize).cast::<u64>() = value.0 }
    }
    fn generic(word: u64) -> u64 {
        word << 8 | REGISTER_Y
    }
}

/// The value of a generic operand.
///
/// # Safety
/// The rules of `interp`.
#[inline(always)]
pub(crate) unsafe fn fetch(word: u64, cx: *mut Context, sp: *mut u64, x0: u64) -> Term {
    if word & tag::MASK != tag::CODE {
        return Term(word);
    }
    let offset = (word >> 8) as usize;
    // SAFETY: rule 1 of `interp`: the offset is that of a register.
    unsafe {
        match word & 0xff {
            REGISTER_Y => Term(*sp.cast::<u8>().add(offset).cast::<u64>()),
            _ if offset == 0 => Term(x0),
            _ => Term(*cx.cast::<u8>().add(offset).cast::<u64>()),
        }
    }
}

/// Writes a generic operand while no handler runs.
///
/// # Safety
/// The rules of `interp`.
pub(crate) unsafe fn store(word: u64, cx: *mut Context, sp: *mut u64, value: Term) {
    let offset = (word >> 8) as usize;
    // SAFETY: as above.
    unsafe {
        match word & 0xff {
            REGISTER_Y => *sp.cast::<u8>().add(offset).cast::<u64>() = value.0,
            _ => *cx.cast::<u8>().add(offset).cast::<u64>() = value.0,
        }
    }
}

impl M {
    /// The value of a generic operand.
    ///
    /// # Safety
    /// The rules of `interp`.
    #[inline(always)]
    pub(crate) unsafe fn src(&self, word: u64) -> Term {
        // SAFETY: the caller's promise.
        unsafe { fetch(word, self.cx, self.sp, self.x0) }
    }

    /// Writes a generic operand.
    ///
    /// # Safety
    /// The rules of `interp`.
    #[inline(always)]
    pub(crate) unsafe fn put(&mut self, word: u64, value: Term) {
        let offset = (word >> 8) as usize;
        // SAFETY: as in `fetch`.
        unsafe {
            match word & 0xff {
                REGISTER_Y => *self.sp.cast::<u8>().add(offset).cast::<u64>() = value.0,
                _ if offset == 0 => self.x0 = value.0,
                _ => *self.cx.cast::<u8>().add(offset).cast::<u64>() = value.0,
            }
        }
    }
}

/// The word of a hot register operand: unused for x0, else a byte offset. Slot 0 of a frame is the continuation.
pub(crate) fn hot_register(src: Src) -> Option<u64> {
    match src {
        Src::X(n) => Some(u64::from(n) * 8),
        Src::Y(n) => Some((u64::from(n) + 1) * 8),
        Src::Const(_) => None,
    }
}

/// The word of a generic register operand.
pub(crate) fn generic_register(src: Src) -> Option<u64> {
    match src {
        Src::X(n) => Some((u64::from(n) * 8) << 8 | REGISTER_X),
        Src::Y(n) => Some(((u64::from(n) + 1) * 8) << 8 | REGISTER_Y),
        Src::Const(_) => None,
    }
}

/// The word of a generic destination.
pub(crate) fn generic_dst(dst: Dst) -> u64 {
    generic_register(dst.into()).expect("a register")
}
