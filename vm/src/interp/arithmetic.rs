//! Arithmetic: small integers here, floats one tail call further, the rest on the slow path.
//!
//! Small integers are shifted left by three with tag 000, so sums and differences need no untagging and the
//! processor's overflow flag tells when a bignum is due.
#![allow(unsafe_code)]

use super::macros::{M, after, layout};
use super::{Context, slow};
use crate::code::Export;
use crate::term::{Kind, Term, header, tag};

#[inline(always)]
fn both_small(a: Term, b: Term) -> bool {
    (a.0 | b.0) & tag::MASK == tag::SMALL
}

/// The value of a small integer or float as a float.
#[inline(always)]
fn as_f64(term: Term) -> Option<f64> {
    match term.as_float() {
        Some(value) => Some(value),
        None => term.as_small().map(|value| value as f64),
    }
}

/// The sum of two small integers, if it is one.
#[inline(always)]
fn small_sum(a: Term, b: Term) -> Option<Term> {
    (a.0 as i64).checked_add(b.0 as i64).map(|sum| Term(sum as u64))
}

/// The difference of two small integers, if it is one.
#[inline(always)]
fn small_difference(a: Term, b: Term) -> Option<Term> {
    (a.0 as i64).checked_sub(b.0 as i64).map(|difference| Term(difference as u64))
}

/// Leaves the operands for the slow path.
macro_rules! leave {
    ($m:ident, $i:ident, $a:expr, $b:expr, $constant:expr, $dst:expr, $slow:expr) => {{
        let cx = &mut *$m.cx;
        cx.constant = $constant;
        cx.args[0] = $a;
        cx.args[1] = $b;
        cx.dst = $dst;
        cx.live = $i.live;
        cx.fail = $i.fail as *const u64;
        cx.next = after($i);
        slow!($m, $slow)
    }};
}

/// Boxes a float, when it is finite and there is room; the slow path does the rest.
#[inline(always)]
unsafe fn put_float(m: &mut M, value: f64) -> Option<Term> {
    if !value.is_finite() || (m.sp as usize - m.htop as usize) < 16 {
        return None;
    }
    // SAFETY: rule 3 of `interp`, and the room was tested.
    unsafe {
        *m.htop = header(Kind::Float, 1);
        *m.htop.add(1) = value.to_bits();
        let term = Term(m.htop as u64 | tag::FLOAT);
        m.htop = m.htop.add(2);
        Some(term)
    }
}

/// Goes on after `i` with the transfer of control that stands there, without a dispatch.
macro_rules! then {
    (next $m:ident $i:ident) => {
        next!($m, $i)
    };
    (call $m:ident $i:ident) => {{
        let call = &*after($i).cast::<layout::Call>();
        set_continuation!($m, call);
        enter!($m, call.fun, call.arity)
    }};
    (call_only $m:ident $i:ident) => {{
        let call = &*after($i).cast::<layout::CallOnly>();
        enter!($m, call.fun, call.arity)
    }};
    (deallocate_ret $m:ident $i:ident) => {{
        let exit = &*after($i).cast::<layout::DeallocateReturn>();
        drop_frame!($m, exit.slots);
        return_!($m)
    }};
}

/// Defines the variant of an operation for a transfer of control right after it, which the quick case does at once.
macro_rules! operation_then {
    ($name:ident, $plain:ident, $Layout:ident, $then:ident, ($a:ident, $b:ident) => $small:expr) => {
        handler!($name<A: Source, B: Source, D: Dest>(m, i: $Layout) {
            let ($a, $b) = (A::get(&m, i.a), B::get(&m, i.b));
            if both_small($a, $b)
                && let Some(value) = $small {
                    D::put(&mut m, i.dst, value);
                    then!($then m i)
                }
            otherwise!(m, $plain::<A, B, D>)
        });
    };
}

/// Defines an operation on integers and floats: the handler, and the one for floats that it tail-calls.
macro_rules! operation {
    ($name:ident, $float:ident, $Layout:ident, $slow:path, ($a:ident, $b:ident) => $small:expr, ($x:ident, $y:ident) => $real:expr) => {
        handler!($name<A: Source, B: Source, D: Dest>(m, i: $Layout) {
            let ($a, $b) = (A::get(&m, i.a), B::get(&m, i.b));
            if both_small($a, $b) {
                if let Some(value) = $small {
                    D::put(&mut m, i.dst, value);
                    next!(m, i)
                }
                leave!(m, i, $a, $b, !A::CONSTANT && B::CONSTANT, D::generic(i.dst), $slow);
            }
            otherwise!(m, $float::<A, B, D>)
        });

        handler!(#[inline(never)] $float<A: Source, B: Source, D: Dest>(m, i: $Layout) {
            let ($a, $b) = (A::get(&m, i.a), B::get(&m, i.b));
            if let (Some($x), Some($y)) = (as_f64($a), as_f64($b)) {
                if let Some(value) = put_float(&mut m, $real) {
                    D::put(&mut m, i.dst, value);
                    next!(m, i)
                }
            }
            leave!(m, i, $a, $b, !A::CONSTANT && B::CONSTANT, D::generic(i.dst), $slow)
        });
    };
}

operation!(add, add_float, Add, slow::add,
    (a, b) => small_sum(a, b),
    (x, y) => x + y);
operation!(sub, sub_float, Sub, slow::sub,
    (a, b) => small_difference(a, b),
    (x, y) => x - y);
operation_then!(add_call, add, Add, call, (a, b) => small_sum(a, b));
operation_then!(add_call_only, add, Add, call_only,
    (a, b) => small_sum(a, b));
operation_then!(add_deallocate_ret, add, Add, deallocate_ret,
    (a, b) => small_sum(a, b));
operation_then!(sub_call, sub, Sub, call,
    (a, b) => small_difference(a, b));
operation_then!(sub_call_only, sub, Sub, call_only,
    (a, b) => small_difference(a, b));
operation!(mul, mul_float, Mul, slow::mul,
    (a, b) => (a.0 as i64).checked_mul(b.0 as i64 >> 3).map(|product| Term(product as u64)),
    (x, y) => x * y);

handler!(divide(m, i: Divide) {
    let (a, b) = (m.src(i.a), m.src(i.b));
    if let (Some(x), Some(y)) = (as_f64(a), as_f64(b)) {
        // Integers beyond 53 bits are rounded once, by the slow path.
        let exact = |term: Term| term.as_small().is_none_or(|value| value.unsigned_abs() < 1 << 53);
        if y != 0.0 && exact(a) && exact(b)
            && let Some(value) = put_float(&mut m, x / y) {
                m.put(i.dst, value);
                next!(m, i)
            }
    }
    leave!(m, i, a, b, false, i.dst, slow::divide)
});

/// Defines an operation whose quick case is small integers only.
macro_rules! integer_operation {
    ($name:ident, $Layout:ident, $slow:path, ($a:ident, $b:ident) => $small:expr) => {
        handler!($name<A: Source, B: Source>(m, i: $Layout) {
            let ($a, $b) = (A::get(&m, i.a), B::get(&m, i.b));
            if both_small($a, $b) {
                if let Some(value) = $small {
                    m.put(i.dst, value);
                    next!(m, i)
                }
            }
            leave!(m, i, $a, $b, false, i.dst, $slow)
        });
    };
}

integer_operation!(div, Div, slow::div, (a, b) => match b.0 {
    0 => None,
    _ => Term::try_small((a.0 as i64 >> 3) / (b.0 as i64 >> 3)),
});
integer_operation!(rem, Rem, slow::rem, (a, b) => match b.0 {
    0 => None,
    _ => Some(Term::small((a.0 as i64 >> 3) % (b.0 as i64 >> 3))),
});
integer_operation!(band, Band, slow::band, (a, b) => Some(Term(a.0 & b.0)));
integer_operation!(bor, Bor, slow::bor, (a, b) => Some(Term(a.0 | b.0)));
integer_operation!(bxor, Bxor, slow::bxor, (a, b) => Some(Term(a.0 ^ b.0)));

handler!(bsl(m, i: Bsl) {
    let (a, b) = (m.src(i.a), m.src(i.b));
    if both_small(a, b) {
        let (value, shift) = (a.0 as i64, b.0 as i64 >> 3);
        if (0..61).contains(&shift) && value << shift >> shift == value {
            m.put(i.dst, Term((value << shift) as u64));
            next!(m, i)
        }
    }
    leave!(m, i, a, b, false, i.dst, slow::bsl)
});

handler!(bsr(m, i: Bsr) {
    let (a, b) = (m.src(i.a), m.src(i.b));
    if both_small(a, b) {
        let shift = b.0 as i64 >> 3;
        if shift >= 0 {
            m.put(i.dst, Term::small((a.0 as i64 >> 3) >> shift.min(62)));
            next!(m, i)
        }
    }
    leave!(m, i, a, b, false, i.dst, slow::bsr)
});

handler!(bnot(m, i: Bnot) {
    let value = m.src(i.src);
    if value.is_small() {
        m.put(i.dst, Term(!value.0 & !tag::MASK));
        next!(m, i)
    }
    leave!(m, i, value, Term::NIL, false, i.dst, slow::bnot)
});

handler!(neg(m, i: Neg) {
    let value = m.src(i.src);
    if value.is_small()
        && let Some(negated) = Term::try_small(-(value.0 as i64 >> 3)) {
            m.put(i.dst, negated);
            next!(m, i)
        }
    leave!(m, i, value, Term::NIL, false, i.dst, slow::neg)
});

handler!(bif(m, i: Bif) {
    let args = super::macros::items(i, i.args);
    let cx: *mut Context = m.cx;
    for (index, arg) in args.iter().enumerate().take(4) {
        (*cx).args[index] = m.src(*arg);
    }
    // Loading checks that the export is that of a guard function.
    let bif = (*(i.import as *const Export)).bif.unwrap_or_default();
    let value = super::bif_from_handler(cx, bif, (*cx).args.as_ptr(), m.sp, m.htop, m.reds);
    let process = (*cx).process;
    m.htop = (*process).heap.top;
    m.reds = (*process).reductions_left;
    if value == Term::NONE {
        (*cx).fail = i.fail as *const u64;
        slow!(m, slow::guard_bif_failed);
    }
    m.pc = args.as_ptr_range().end;
    m.put(i.dst, value);
    dispatch!(m)
});
