//! Type tests and comparisons: fall through when they hold, else jump to `fail`.
#![allow(unsafe_code)]

use crate::term::{Kind, Term, equal, header, order, raw, tag};

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

handler!(is_eq_exact<A: Source, B: Source>(m, i: IsEqExact) {
    let (a, b) = (A::get(&m, i.a), B::get(&m, i.b));
    if a == b || (both_pointers(a, b) && equal::exact(a, b)) {
        next!(m, i)
    }
    goto!(m, i.fail)
});

handler!(is_ne_exact<A: Source, B: Source>(m, i: IsNeExact) {
    let (a, b) = (A::get(&m, i.a), B::get(&m, i.b));
    if a == b || (both_pointers(a, b) && equal::exact(a, b)) {
        goto!(m, i.fail)
    }
    next!(m, i)
});

handler!(is_eq(m, i: IsEq) {
    let (a, b) = (m.src(i.a), m.src(i.b));
    if a == b || equal::loose(a, b) {
        next!(m, i)
    }
    goto!(m, i.fail)
});

handler!(is_ne(m, i: IsNe) {
    let (a, b) = (m.src(i.a), m.src(i.b));
    if a == b || equal::loose(a, b) {
        goto!(m, i.fail)
    }
    next!(m, i)
});

/// Whether `a < b`; floats and everything else out of line.
#[inline(never)]
fn less(a: Term, b: Term) -> bool {
    match (a.as_float(), b.as_float()) {
        (Some(a), Some(b)) => a < b,
        _ => order::compare(a, b).is_lt(),
    }
}

handler!(is_lt<A: Source, B: Source>(m, i: IsLt) {
    let (a, b) = (A::get(&m, i.a), B::get(&m, i.b));
    let holds = if (a.0 | b.0) & tag::MASK == tag::SMALL { (a.0 as i64) < b.0 as i64 } else { less(a, b) };
    if holds {
        next!(m, i)
    }
    goto!(m, i.fail)
});

handler!(is_ge<A: Source, B: Source>(m, i: IsGe) {
    let (a, b) = (A::get(&m, i.a), B::get(&m, i.b));
    let fails = if (a.0 | b.0) & tag::MASK == tag::SMALL { (a.0 as i64) < b.0 as i64 } else { less(a, b) };
    if fails {
        goto!(m, i.fail)
    }
    next!(m, i)
});
