//! Raising exceptions, ending the machine.

use super::processes::proper_list;
use super::{Cx, Outcome, Stop, badarg, badarg_because, error};
use crate::atom::{Atom, atoms};
use crate::interp::trace;
use crate::machine::Ending;
use crate::term::build::Alloc;
use crate::term::{Kind, Term};

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
    // As in OTP, options that are none are left out.
    let options = proper_list(*options).unwrap_or_default();
    let is_info = |option: &Term| {
        let pair = option.as_tuple().filter(|pair| pair.len() == 2);
        pair.is_some_and(|pair| {
            pair.elements()[0] == Term::atom(atoms::error_info) && pair.elements()[1].is_map()
        })
    };
    let info = options.into_iter().rfind(is_info).unwrap_or(Term::NIL);
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

pub(super) fn raise_3(cx: &mut Cx, [class, reason, stack]: &[Term; 3]) -> Outcome {
    let class = match class.as_atom() {
        Some(class @ (atoms::error | atoms::exit | atoms::throw)) => class,
        _ => return Ok(Term::atom(atoms::badarg)),
    };
    let Some(items) = proper_list(*stack).filter(|items| items.iter().all(is_stack_item)) else {
        return Ok(Term::atom(atoms::badarg));
    };
    let trace = match items.iter().any(|item| location(*item).is_none()) {
        true => located(cx, items)?,
        false => *stack,
    };
    Err(Stop::Reraise { class, reason: *reason, trace })
}

/// `{M, F, A}`, `{M, F, A, Location}`, `{Fun, Args}` or `{Fun, Args, Location}`, where `A` may be anything.
fn is_stack_item(item: &Term) -> bool {
    let Some(item) = item.as_tuple() else { return false };
    let item = item.elements();
    let location = match item {
        [fun, _, rest @ ..] if is_fun(*fun) => rest,
        [module, function, _, rest @ ..] if module.is_atom() && function.is_atom() => rest,
        _ => return false,
    };
    match location {
        [] => true,
        [location] => location.is_nil() || location.is_cons(),
        _ => false,
    }
}

fn is_fun(term: Term) -> bool {
    matches!(term.kind(), Some(Kind::Fun | Kind::ExportFun))
}

/// The location of such an item, if it has one.
fn location(item: Term) -> Option<Term> {
    let item = item.as_tuple()?;
    let item = item.elements();
    item.get(if is_fun(item[0]) { 2 } else { 3 }).copied()
}

/// The items, each with a location.
fn located(cx: &mut Cx, items: Vec<Term>) -> Outcome {
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        all.push(match (location(item), item.as_tuple()) {
            (None, Some(tuple)) => cx.tuple(&[tuple.elements(), &[Term::NIL]].concat())?,
            _ => item,
        });
    }
    Ok(cx.list(&all)?)
}

pub(super) fn nif_error_1(_: &mut Cx, [reason]: &[Term; 1]) -> Outcome {
    Err(error(*reason))
}

pub(super) fn nif_error_2(_: &mut Cx, [reason, _]: &[Term; 2]) -> Outcome {
    Err(error(*reason))
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
    let known = proper_list(*options).is_some_and(|options| options.into_iter().all(is_halt_option));
    if !known {
        return Err(badarg_because(atoms::badopt));
    }
    halt_1(cx, &[*status])
}

/// Whether an option says what becomes of output that is not yet written.
fn is_halt_option(option: Term) -> bool {
    match option.as_tuple().as_ref().map(|pair| pair.elements()) {
        Some([name, flag]) => *name == Term::atom(atoms::flush) && flag.as_boolean().is_some(),
        _ => false,
    }
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
