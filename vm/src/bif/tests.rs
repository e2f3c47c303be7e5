//! Calls of built-in functions recorded from OTP, and helpers for tests that need a process.

use super::*;
use crate::atom::{Atom, atoms};
use crate::interp::Context;
use crate::machine::{Config, Machine};
use crate::process::Process;
use crate::term::Term;
use crate::term::build::Alloc;
use crate::term::equal::exact;
use crate::term::external::decode::decode;
use crate::term::show::{Style, to_string};

/// Runs `body` in a process of its own.
fn with_cx<R>(body: impl FnOnce(&mut Cx) -> R) -> R {
    let machine = Machine::new(Config::default());
    let mut context = Context::new(machine.clone(), machine.sched.numbers);
    let pid = machine.table.reserve().expect("room");
    context.process = Process::new(pid, 1 << 16).expect("memory");
    machine.table.insert(pid, context.process);
    context.process().reductions_left = 4000;
    body(&mut Cx { context: &mut context })
}

/// Calls a built-in function, following its traps.
fn call(cx: &mut Cx, function: u32, args: &[Term]) -> Outcome {
    let (mut function, mut args) = (function, args.to_vec());
    loop {
        let bif = &BIFS[function as usize];
        match (bif.run)(cx, &args[..bif.arity as usize]) {
            Err(Stop::Trap { function: next }) => {
                function = next;
                args = cx.context.trap_args.to_vec();
                cx.process().reductions_left = 4000;
            }
            outcome => return outcome,
        }
    }
}

/// Notes a failure unless the outcome is the expected one.
fn check(cx: &mut Cx, got: Outcome, expected: Term, called: &str, failures: &mut Vec<String>) {
    let got = match got {
        Ok(value) => cx.tuple(&[Term::atom(atoms::ok), value]).expect("memory"),
        Err(Stop::Raise { reason, .. }) => cx.tuple(&[Term::atom(atoms::error), reason]).expect("memory"),
        Err(stop) => panic!("{stop:?}"),
    };
    if !exact(got, expected) {
        let style = Style { limit: 300, ..Style::WRITE };
        let (got, expected) = (to_string(got, style), to_string(expected, style));
        failures.push(format!("{called}\n   got {got}\n  want {expected}"));
    }
}

/// Operations of the bit syntax, by the names that the recorder gives them.
fn bit_syntax(cx: &mut Cx, name: &str, args: &[Term]) -> Outcome {
    use crate::bitsyntax::building::{Part, build};
    use crate::bitsyntax::matching;
    use crate::instr::{Flags, SegmentKind};
    let flag = |index: usize| args.get(index) == Some(&Term::TRUE);
    if name == "put" {
        let kind = match args[1].as_atom().expect("a kind").name() {
            "integer" => SegmentKind::Integer,
            "float" => SegmentKind::Float,
            "bits" => SegmentKind::Bits,
            "utf8" => SegmentKind::Utf8,
            "utf16" => SegmentKind::Utf16,
            _ => SegmentKind::Utf32,
        };
        let none = [Term::atom(atoms::none), Term::atom(atoms::all)].contains(&args[3]);
        let flags = Flags { little: flag(4), signed: false };
        let part = |kind, value, size| Part { kind, flags, unit: 1, value, size, bits: 0 };
        let size = if none { None } else { Some(args[3]) };
        let mut parts = [part(SegmentKind::Bits, args[0], None), part(kind, args[2], size)];
        let mut scratch = crate::term::bits::Writer::default();
        return build(cx, &mut parts, &mut scratch).map_err(|failure| failure.stop);
    }
    let flags = Flags { little: flag(3), signed: flag(4) };
    let bits = args[2].as_small().expect("a size") as u64;
    let context = matching::start(cx, args[0])?.expect("a bit string");
    let nomatch = Ok(Term::atom(atoms::nomatch));
    if !matching::skip(context, args[1].as_small().expect("a position") as u64) {
        return nomatch;
    }
    let found = match name {
        "get_integer" => matching::get_integer(cx, context, bits, flags)?,
        "get_float" => matching::get_float(cx, context, bits, flags)?,
        "get_bits" => matching::get_bits(cx, context, bits)?,
        _ => matching::get_utf(context, bits as u32, flags),
    };
    let Some(found) = found else { return nomatch };
    let rest = matching::get_rest(cx, context, 1)?.expect("any size is a multiple of 1");
    Ok(cx.tuple(&[found, rest])?)
}

/// Runs the cases of a file: each four bytes of length, then `{M, F, Args, {ok, Value} | {error, Reason}}`.
fn run_cases(bytes: &[u8]) -> (usize, Vec<String>) {
    let (mut rest, mut count, mut failures) = (bytes, 0, Vec::new());
    while let Some((length, tail)) = rest.split_first_chunk::<4>() {
        let (case, after) = tail.split_at(u32::from_be_bytes(*length) as usize);
        rest = after;
        count += 1;
        with_cx(|cx| {
            let (case, _) = decode(cx, case, false).expect("a case is a term");
            let case = case.as_tuple().expect("a case is a tuple");
            let name = |index: usize| case.get(index).and_then(Term::as_atom).expect("an atom");
            let args = lists::elements(case.get(2).expect("arguments")).expect("a list");
            let shown = to_string(case.get(2).expect("arguments"), Style { limit: 300, ..Style::WRITE });
            if name(0) == Atom::new("bs") {
                let got = bit_syntax(cx, name(1).name(), &args);
                check(
                    cx,
                    got,
                    case.get(3).expect("a result"),
                    &format!("{:?}{shown}", name(1)),
                    &mut failures,
                );
                return;
            }
            let Some(function) = lookup(name(0), name(1), args.len() as u32) else {
                failures.push(format!("{:?}:{:?}/{} is missing", name(0), name(1), args.len()));
                return;
            };
            let got = call(cx, function, &args);
            let called = format!("{:?}:{:?}{shown}", name(0), name(1));
            check(cx, got, case.get(3).expect("a result"), &called, &mut failures);
        });
    }
    (count, failures)
}

#[test]
fn calls_recorded_from_otp_give_the_same() {
    // `vm/testdata/record.erl` makes such files; another one may be named for a longer run.
    let (count, failures) = match std::env::var("ERLET_CASES") {
        Ok(path) => run_cases(&std::fs::read(path).expect("the file of cases")),
        Err(_) => run_cases(include_bytes!("../../testdata/calls.bin")),
    };
    let shown: Vec<&String> = failures.iter().take(60).collect();
    assert!(failures.is_empty(), "{} of {count} fail:\n{shown:#?}", failures.len());
}

#[test]
fn depth_of_terms_does_not_matter() {
    const DEPTH: usize = 300_000;
    // A stack that recursion over the depth would overflow.
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(|| {
        with_cx(|cx| {
            let build = |cx: &mut Cx| {
                (0..DEPTH).fold(Term::NIL, |inner, depth| match depth % 3 {
                    0 => cx.tuple(&[inner, Term::small(1)]).expect("memory"),
                    1 => cx.cons(inner, Term::small(2)).expect("memory"),
                    _ => crate::term::map::from_pairs(cx, vec![(Term::NIL, inner)]).expect("memory"),
                })
            };
            let (a, b) = (build(cx), build(cx));
            assert!(exact(a, b) && crate::term::equal::loose(a, b));
            assert!(crate::term::order::compare(a, b).is_eq());
            assert_eq!(crate::term::hash::internal(a, 0), crate::term::hash::internal(b, 0));
            assert!(to_string(a, Style::WRITE).len() > DEPTH);
            let bytes = crate::term::external::encode::encode(a, Default::default()).expect("room");
            let (c, used) = decode(cx, bytes.bytes(), true).expect("its own encoding");
            assert!(exact(a, c) && used == bytes.len());
            assert_eq!(crate::term::hash::portable::phash2(a), crate::term::hash::portable::phash2(c));
        });
    });
    thread.expect("a thread").join().expect("no overflow");
}

#[test]
fn decoding_hostile_bytes_gives_a_term_or_an_error() {
    let bytes: &[u8] = include_bytes!("../../testdata/calls.bin");
    let mut state = 1u64;
    for start in (0..bytes.len().min(60_000)).step_by(97) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut case = bytes[start..(start + 200).min(bytes.len())].to_vec();
        let at = (state >> 33) as usize % case.len();
        case[at] = (state >> 20) as u8;
        case.insert(0, 131);
        with_cx(|cx| _ = decode(cx, &case, true));
    }
}

#[test]
fn sorting_a_long_list_traps_and_keeps_equal_elements_in_order() {
    with_cx(|cx| {
        let mut elements = Vec::new();
        for index in 0..20_000i64 {
            let pair = [Term::small(index * 7919 % 100), Term::small(index)];
            elements.push(cx.tuple(&pair).expect("memory"));
        }
        let list = cx.list(&elements).expect("memory");
        let keysort = lookup(atoms::lists, Atom::new("keysort"), 2).expect("declared");
        let sorted = call(cx, keysort, &[Term::small(1), list]).expect("sorts");
        let sorted = lists::elements(sorted).expect("a list");
        assert_eq!(sorted.len(), elements.len());
        let compare = crate::term::order::compare;
        assert!(sorted.windows(2).all(|pair| compare(pair[0], pair[1]).is_lt()));
    });
}

mod properties {
    use super::*;
    use crate::arith;
    use crate::term::map;
    use crate::term::order::{compare, compare_keys};
    use dashu_int::IBig;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn integer() -> impl Strategy<Value = i128> {
        prop_oneof![
            any::<i8>().prop_map(i128::from),
            any::<i64>().prop_map(i128::from),
            any::<i128>(),
            (0u32..127).prop_map(|bit| 1i128 << bit),
            (0u32..127).prop_map(|bit| -(1i128 << bit)),
        ]
    }

    proptest! {
        #[test]
        fn integers_behave_like_integers(a in integer(), b in integer(), shift in 0usize..200) {
            with_cx(|cx| {
                let (big_a, big_b) = (IBig::from(a), IBig::from(b));
                let x = arith::from_ibig(cx, &big_a).expect("fits");
                let y = arith::from_ibig(cx, &big_b).expect("fits");
                let by = Term::small(shift as i64);
                let results = [
                    (arith::add(cx, x, y), &big_a + &big_b),
                    (arith::sub(cx, x, y), &big_a - &big_b),
                    (arith::mul(cx, x, y), &big_a * &big_b),
                    (arith::band(cx, x, y), &big_a & &big_b),
                    (arith::bor(cx, x, y), &big_a | &big_b),
                    (arith::bxor(cx, x, y), &big_a ^ &big_b),
                    (arith::bsl(cx, x, by), &big_a << shift),
                    (arith::bsr(cx, x, by), &big_a >> shift),
                ];
                for (got, expected) in results {
                    prop_assert_eq!(arith::to_ibig(got.expect("a number")), Some(expected));
                }
                prop_assert_eq!(compare(x, y), a.cmp(&b));
                Ok(())
            })?;
        }

        #[test]
        fn maps_behave_like_maps(steps in prop::collection::vec((0i64..90, 0i64..4, any::<bool>()), 0..300)) {
            with_cx(|cx| {
                let mut model = BTreeMap::new();
                let mut map = map::empty(cx).expect("memory");
                for (key, value, put) in steps {
                    // Integers and floats of the same value are different keys.
                    let term = if key % 3 == 0 { cx.float(key as f64).expect("memory") } else { Term::small(key) };
                    if put {
                        model.insert(key, value);
                        map = map::put(cx, map, term, Term::small(value)).expect("memory");
                    } else {
                        let removed = map::take(cx, map, term).expect("memory");
                        prop_assert_eq!(removed.map(|(_, value)| value), model.remove(&key).map(Term::small));
                        map = removed.map_or(map, |(rest, _)| rest);
                    }
                    prop_assert_eq!(map::size(map), model.len());
                    prop_assert_eq!(map.kind() == Some(crate::term::Kind::FlatMap), model.len() <= map::FLAT_LIMIT);
                }
                // The same map made at once is the same tree.
                let pairs: Vec<(Term, Term)> = map::iter(map).collect();
                prop_assert_eq!(pairs.len(), model.len());
                let again = map::from_pairs(cx, pairs.iter().rev().copied().collect()).expect("memory");
                prop_assert!(exact(map, again) && compare(map, again).is_eq());
                // A walk may stop anywhere.
                let mut walk = map::iter(map);
                for (index, pair) in pairs.iter().enumerate() {
                    prop_assert_eq!(map::Iter::from_path(map, walk.path()).count(), pairs.len() - index);
                    prop_assert_eq!(walk.next(), Some(*pair));
                }
                Ok(())
            })?;
        }

        #[test]
        fn key_order_is_total(numbers in prop::collection::vec((any::<i32>(), any::<bool>()), 3)) {
            with_cx(|cx| {
                let mut terms = Vec::new();
                for (number, float) in numbers {
                    let number = number / (1 << 28);
                    terms.push(match float {
                        true => cx.float(f64::from(number)).expect("memory"),
                        false => Term::small(i64::from(number)),
                    });
                }
                let [a, b, c] = terms[..] else { unreachable!("three were made") };
                prop_assert_eq!(compare_keys(a, b), compare_keys(b, a).reverse());
                prop_assert_eq!(compare_keys(a, b).is_eq(), exact(a, b));
                if compare_keys(a, b).is_le() && compare_keys(b, c).is_le() {
                    prop_assert!(compare_keys(a, c).is_le());
                }
                Ok(())
            })?;
        }
    }
}
