//! Calls of built-in functions recorded from OTP, and helpers for tests that need a process.

use super::*;
use crate::heap::Heap;
use crate::term::equal::exact;
use crate::term::external::decode::decode;
use crate::term::show::{Style, to_string};

/// Runs `body` in a process of its own.
fn with_cx<R>(body: impl FnOnce(&mut Cx) -> R) -> R {
    let mut process = Process {
        heap: Heap::new(1 << 16).expect("memory"),
        reductions_left: 4000,
        trap_args: [Term::NIL; 8],
    };
    body(&mut Cx { process: &mut process })
}

/// Calls a built-in function, following its traps.
fn call(cx: &mut Cx, function: u32, args: &[Term]) -> Outcome {
    let (mut function, mut args) = (function, args.to_vec());
    loop {
        let bif = &BIFS[function as usize];
        match (bif.run)(cx, &args[..bif.arity as usize]) {
            Err(Stop::Trap { function: next }) => {
                function = next;
                args = cx.process.trap_args.to_vec();
                cx.process.reductions_left = 4000;
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
        let part = |kind, value, size| Part { kind, flags, unit: 1, value, size };
        let size = if none { None } else { Some(args[3]) };
        let parts = [part(SegmentKind::Bits, args[0], None), part(kind, args[2], size)];
        return build(cx, &parts).map_err(|failure| failure.stop);
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
fn cases_recorded_from_otp_hold() {
    let Ok(path) = std::env::var("ERLET_CASES") else { return };
    let bytes = std::fs::read(path).expect("the file of cases");
    let (count, failures) = run_cases(&bytes);
    eprintln!("{count} cases, {} failures", failures.len());
    for failure in failures.iter().take(60) {
        eprintln!("{failure}");
    }
    assert!(failures.is_empty());
}
