//! Raising exceptions, ending the machine.

use super::processes::proper_list;
use super::{Cx, Outcome, Stop, badarg, error};
use crate::atom::{Atom, atoms};
use crate::interp::trace;
use crate::machine::Ending;
use crate::term::Term;

fn raise(class: Atom, reason: Term) -> Outcome {
    Err(Stop::Raise { class, reason, cause: None })
}

pub(super) fn error_1(_: &mut Cx, [reason]: &[Term; 1]) -> Outcome {
    Err(error(*reason))
}

pub(super) fn error_2(cx: &mut Cx, [reason, args]: &[Term; 2]) -> Outcome {
    error_with(cx, *reason, *args, Term::NIL)
}

pub(super) fn error_3(cx: &mut Cx, [reason, args, options]: &[Term; 3]) -> Outcome {
    let mut info = Term::NIL;
    for option in proper_list(*options).ok_or_else(badarg)? {
        match option.as_tuple() {
            Some(pair) if pair.len() == 2 && pair.elements()[0] == Term::atom(atoms::error_info) => {
                info = option
            }
            _ => return Err(badarg()),
        }
    }
    error_with(cx, *reason, *args, info)
}

/// An error whose first frame shows the caller's arguments instead of its arity.
fn error_with(cx: &mut Cx, reason: Term, args: Term, info: Term) -> Outcome {
    match proper_list(args) {
        Some(_) => {
            let trace = trace::of_caller(cx.context, args, info)?;
            Err(Stop::Reraise { class: atoms::error, reason, trace })
        }
        None => Err(error(reason)),
    }
}

pub(super) fn exit_1(_: &mut Cx, [reason]: &[Term; 1]) -> Outcome {
    raise(atoms::exit, *reason)
}

pub(super) fn throw(_: &mut Cx, [reason]: &[Term; 1]) -> Outcome {
    raise(atoms::throw, *reason)
}

pub(super) fn raise_3(_: &mut Cx, [class, reason, stack]: &[Term; 3]) -> Outcome {
    let class = match class.as_atom() {
        Some(class @ (atoms::error | atoms::exit | atoms::throw)) => class,
        _ => return Ok(Term::atom(atoms::badarg)),
    };
    if !is_stack(*stack) {
        return Ok(Term::atom(atoms::badarg));
    }
    Err(Stop::Reraise { class, reason: *reason, trace: *stack })
}

/// A list of `{M, F, A}`, `{M, F, A, Location}`, `{Fun, Args}` or `{Fun, Args, Location}`.
fn is_stack(stack: Term) -> bool {
    proper_list(stack).is_some_and(|items| {
        items.iter().all(|item| item.as_tuple().is_some_and(|item| matches!(item.len(), 2..=4)))
    })
}

pub(super) fn nif_error_1(_: &mut Cx, [reason]: &[Term; 1]) -> Outcome {
    Err(error(*reason))
}

pub(super) fn nif_error_2(cx: &mut Cx, [reason, args]: &[Term; 2]) -> Outcome {
    error_with(cx, *reason, *args, Term::NIL)
}

pub(super) fn halt_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    end(cx, 0)
}

pub(super) fn halt_1(cx: &mut Cx, [status]: &[Term; 1]) -> Outcome {
    match status.as_small() {
        Some(status) if status >= 0 => end(cx, status),
        Some(_) => Err(badarg()),
        None if *status == Term::atom(Atom::new("abort")) => end(cx, 134),
        None => {
            let slogan = slogan(*status).ok_or_else(badarg)?;
            cx.context.machine.output.write_error(format!("{slogan}\n").as_bytes());
            end(cx, 1)
        }
    }
}

pub(super) fn halt_2(cx: &mut Cx, [status, options]: &[Term; 2]) -> Outcome {
    proper_list(*options).ok_or_else(badarg)?;
    halt_1(cx, &[*status])
}

fn slogan(text: Term) -> Option<String> {
    let characters = proper_list(text)?;
    characters.into_iter().map(|code| char::from_u32(u32::try_from(code.as_small()?).ok()?)).collect()
}

fn end(cx: &mut Cx, status: i64) -> Outcome {
    cx.context.machine.end(Ending::Halted((status & 0xff) as i32));
    cx.process().ext().exit_reason = Term::atom(atoms::normal);
    Err(Stop::Exit)
}
