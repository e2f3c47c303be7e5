//! Type tests and comparisons: fall through when they hold, else jump to `fail`.
#![allow(unsafe_code)]

use crate::term::{Kind, Term, equal, header, order, raw, tag, walked};

/// Defines a test of one operand.
macro_rules! test {
    ($name:ident<$A:ident>, $Layout:ident, $value:ident => $holds:expr) => {
        handler!($name<$A: Source>(m, i: $Layout) {
            let $value = $A::get(&m, i.src);
            if $holds {
                next!(m, i)
            }
            goto!(m, i.fail)
        });
    };
    ($name:ident, $Layout:ident, $value:ident => $holds:expr) => {
        handler!($name(m, i: $Layout) {
            let $value = m.src(i.src);
            if $holds {
                next!(m, i)
            }
            goto!(m, i.fail)
        });
    };
}

/// Whether a boxed term is of one of the kinds from `first` to `last`.
#[inline(always)]
fn boxed_between(term: Term, first: Kind, last: Kind) -> bool {
    term.tag() == tag::BOXED && {
        let kind = raw::word(term, 0) >> 3 & 31;
        kind >= first as u64 && kind <= last as u64
    }
}

fn is_boxed(term: Term, kind: Kind) -> bool {
    boxed_between(term, kind, kind)
}

fn any_pid(term: Term) -> bool {
    term.is_local_pid() || is_boxed(term, Kind::ExternalPid)
}

fn any_port(term: Term) -> bool {
    term.0 & 63 == crate::term::sort::PORT << 3 | tag::IMMEDIATE || is_boxed(term, Kind::ExternalPort)
}

fn any_reference(term: Term) -> bool {
    is_boxed(term, Kind::Reference) || is_boxed(term, Kind::ExternalReference)
}

/// The number of bits of a bit string.
fn bit_size(term: Term) -> u64 {
    term.as_bits().map_or(1, |bits| bits.size)
}

test!(is_atom<A>, IsAtom, value => value.is_atom());
test!(is_boolean, IsBoolean, value => value == Term::TRUE || value == Term::FALSE);
test!(is_integer<A>, IsInteger, value => value.is_small() || boxed_between(value, Kind::BigPositive, Kind::BigNegative));
test!(is_float, IsFloat, value => value.is_float());
test!(is_number, IsNumber, value =>
    value.is_small() || value.is_float() || boxed_between(value, Kind::BigPositive, Kind::BigNegative));
test!(is_list<A>, IsList, value => value.is_cons() || value.is_nil());
test!(is_cons<A>, IsCons, value => value.is_cons());
test!(is_nil<A>, IsNil, value => value.is_nil());
test!(is_tuple<A>, IsTuple, value => value.is_tuple());
test!(is_binary, IsBinary, value => boxed_between(value, Kind::HeapBits, Kind::SubBits) && bit_size(value).is_multiple_of(8));
test!(is_bitstring, IsBitstring, value => boxed_between(value, Kind::HeapBits, Kind::SubBits));
test!(is_map<A>, IsMap, value => boxed_between(value, Kind::FlatMap, Kind::HashMap));
test!(is_pid, IsPid, value => any_pid(value));
test!(is_port, IsPort, value => any_port(value));
test!(is_reference, IsReference, value => any_reference(value));
test!(is_function, IsFunction, value => boxed_between(value, Kind::Fun, Kind::ExportFun));

handler!(is_tuple_of<A: Source>(m, i: IsTupleOf) {
    let value = A::get(&m, i.src);
    if value.is_tuple() && raw::word(value, 0) == i.arity << 8 | header(Kind::Tuple, 0) {
        next!(m, i)
    }
    goto!(m, i.fail)
});

handler!(is_tagged_tuple<A: Source>(m, i: IsTaggedTuple) {
    let value = A::get(&m, i.src);
    if value.is_tuple()
        && raw::word(value, 0) == i.arity << 8 | header(Kind::Tuple, 0)
        && raw::word(value, 1) == i.tag
    {
        next!(m, i)
    }
    goto!(m, i.fail)
});

handler!(is_function_of(m, i: IsFunctionOf) {
    let (fun, arity) = (m.src(i.src), m.src(i.arity));
    let found = match fun.kind() {
        Some(Kind::Fun) => raw::word(fun, 2),
        Some(Kind::ExportFun) => u64::from(crate::code::Export::of(fun).mfa.arity),
        _ => goto!(m, i.fail),
    };
    if arity.as_small() == Some(found as i64) {
        next!(m, i)
    }
    goto!(m, i.fail)
});

/// Whether two terms that are not the same word can still be equal: both point somewhere.
#[inline(always)]
fn both_pointers(a: Term, b: Term) -> bool {
    a.is_pointer() && b.is_pointer()
}

/// Defines a comparison: what the operands' words tell at once, and the handler that it leaves the rest to.
macro_rules! comparison {
    ($name:ident $(<$A:ident, $B:ident>)?, $rest:ident, $Layout:ident, $known:ident => $is:literal, $compare:expr) => {
        handler!($name $(<$A: Source, $B: Source>)?(m, i: $Layout) {
            let (a, b) = comparison!(@operands m i $($A $B)?);
            match $known(a, b) {
                Some($is) => next!(m, i),
                Some(_) => goto!(m, i.fail),
                None => otherwise!(m, $rest $(::<$A, $B>)?),
            }
        });

        handler!(#[inline(never)] $rest $(<$A: Source, $B: Source>)?(m, i: $Layout) {
            let (a, b) = comparison!(@operands m i $($A $B)?);
            let (found, reductions) = walked::charged(|| $compare(a, b));
            m.reds -= reductions;
            if found == $is {
                next!(m, i)
            }
            goto!(m, i.fail)
        });
    };
    (@operands $m:ident $i:ident $A:ident $B:ident) => { ($A::get(&$m, $i.a), $B::get(&$m, $i.b)) };
    (@operands $m:ident $i:ident) => { ($m.src($i.a), $m.src($i.b)) };
}

/// Whether two terms are the same, if their words tell, or they are references: by those answers are told apart.
#[inline(always)]
fn known_same(a: Term, b: Term) -> Option<bool> {
    if a == b {
        return Some(true);
    }
    if !both_pointers(a, b) {
        return Some(false);
    }
    let are_references = a.kind() == Some(Kind::Reference) && b.kind() == Some(Kind::Reference);
    are_references.then(|| raw::word(a, 1) == raw::word(b, 1))
}

/// Whether two terms are equal, if their words tell.
#[inline(always)]
fn known_equal(a: Term, b: Term) -> Option<bool> {
    if a == b {
        return Some(true);
    }
    // A float is a pointer and may be equal to an integer.
    if a.is_pointer() || b.is_pointer() { None } else { Some(false) }
}

/// Whether `a < b`, if both are small integers.
#[inline(always)]
fn known_less(a: Term, b: Term) -> Option<bool> {
    ((a.0 | b.0) & tag::MASK == tag::SMALL).then_some((a.0 as i64) < b.0 as i64)
}

fn less(a: Term, b: Term) -> bool {
    match (a.as_float(), b.as_float()) {
        (Some(a), Some(b)) => a < b,
        _ => order::compare(a, b).is_lt(),
    }
}

comparison!(is_eq_exact<A, B>, is_eq_exact_rest, IsEqExact, known_same => true, equal::exact);
comparison!(is_ne_exact<A, B>, is_ne_exact_rest, IsNeExact, known_same => false, equal::exact);
comparison!(is_eq, is_eq_rest, IsEq, known_equal => true, equal::loose);
comparison!(is_ne, is_ne_rest, IsNe, known_equal => false, equal::loose);
comparison!(is_lt<A, B>, is_lt_rest, IsLt, known_less => true, less);
comparison!(is_ge<A, B>, is_ge_rest, IsGe, known_less => false, less);
