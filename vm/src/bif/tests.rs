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
            let Some(function) = lookup(name(0), name(1), args.len() as u32) else {
                failures.push(format!("{:?}:{:?}/{} is missing", name(0), name(1), args.len()));
                return;
            };
            let got = match call(cx, function, &args) {
                Ok(value) => cx.tuple(&[Term::atom(atoms::ok), value]).expect("memory"),
                Err(Stop::Raise { reason, .. }) => {
                    cx.tuple(&[Term::atom(atoms::error), reason]).expect("memory")
                }
                Err(stop) => panic!("{stop:?}"),
            };
            let expected = case.get(3).expect("a result");
            if !exact(got, expected) {
                let style = Style { limit: 300, ..Style::WRITE };
                let (got, expected) = (to_string(got, style), to_string(expected, style));
                failures.push(format!("{:?}:{:?}{shown}\n   got {got}\n  want {expected}", name(0), name(1)));
            }
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
