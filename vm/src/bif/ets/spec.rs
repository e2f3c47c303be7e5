//! Match specifications outside of tables.

use super::super::{Cx, Outcome, Stop, badarg};
use crate::atom::{Atom, atoms};
use crate::ets::spec::Program;
use crate::ets::spec::run::Machine;
use crate::term::Term;
use crate::term::build::Alloc;

/// What a compiled specification begins with. It is the specification, found to be good: compiling takes less time
/// than looking for what was kept.
const COMPILED: &str = "$compiled_ms";

pub(in crate::bif) fn match_spec_compile(cx: &mut Cx, [spec]: &[Term; 1]) -> Outcome {
    Program::compile(*spec).map_err(|_| badarg())?;
    Ok(cx.tuple(&[Term::atom(Atom::new(COMPILED)), *spec])?)
}

fn compiled(term: Term) -> Option<Program> {
    let parts = term.as_tuple().filter(|parts| parts.len() == 2)?;
    let is = parts.get(0)?.as_atom()?.name() == COMPILED;
    Program::compile(parts.get(1)?).ok().filter(|_| is)
}

pub(in crate::bif) fn is_compiled_ms(_: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    Ok(Term::boolean(compiled(*term).is_some()))
}

/// Runs a compiled specification against the terms of a list; the results go before `done`, the last first.
pub(in crate::bif) fn match_spec_run_r(cx: &mut Cx, [list, spec, done]: &[Term; 3]) -> Outcome {
    let program = compiled(*spec).ok_or_else(badarg)?;
    let mut machine = Machine::default();
    let budget = cx.budget().saturating_mul(2).clamp(64, 8000);
    let (mut rest, mut done) = (*list, *done);
    while let Some((head, tail)) = rest.as_cons() {
        if machine.steps >= budget {
            cx.charge(machine.steps / 2);
            return Err(cx.trap(atoms::ets, "match_spec_run_r", &[rest, *spec, done]));
        }
        if let Some(result) = program.run(cx, &mut machine, head, true)? {
            done = cx.cons(result, done)?;
        }
        rest = tail;
    }
    cx.charge(machine.steps / 2);
    if rest.is_nil() { Ok(done) } else { Err(badarg()) }
}

/// `{ok, Result}`, where `false` is for no match, or `{error, Text}`.
pub(in crate::bif) fn test_ms(cx: &mut Cx, [term, spec]: &[Term; 2]) -> Outcome {
    let program = match Program::compile(*spec) {
        Ok(program) => program,
        Err(text) => {
            let text = cx.string(&text)?;
            return Ok(cx.tuple(&[Term::atom(atoms::error), text])?);
        }
    };
    let result: Result<Option<Term>, Stop> = program.run(cx, &mut Machine::default(), *term, true);
    let result = result?.unwrap_or(Term::FALSE);
    Ok(cx.tuple(&[Term::atom(atoms::ok), result])?)
}
