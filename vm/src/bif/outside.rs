//! What lies outside the machine: files, commands and the environment.
//!
//! What may block is a job: the built-in function gets a reference, answers `wait`, and a message `{Reference, Answer}`
//! follows. In a seeded run the job is done at once, so that nothing depends on when its answer comes: `{done, Answer}`.

use std::borrow::Cow;

use super::convert::bytes;
use super::lists::elements;
use super::{Cx, Outcome, Stop, badarg};
use crate::jobs;
use crate::jobs::ahead::Want;
use crate::jobs::value::{Arg, Value};
use crate::machine::Machine;
use crate::process::ext::Awaited;
use crate::process::flag;
use crate::sync::Arc;
use crate::term::bits::MAX_HEAP_BYTES;
use crate::term::build::Alloc;
use crate::term::{Term, View};

/// Has `job` done outside the schedulers; see the module's text.
pub(super) fn begin(
    cx: &mut Cx,
    reference: Term,
    job: impl FnOnce(&Arc<Machine>) -> Value + Send + 'static,
) -> Outcome {
    let machine = cx.context.machine.clone();
    if machine.clock.is_virtual() && reference.as_reference().is_some() {
        return job(&machine).done(cx);
    }
    begin_later(cx, reference, job)
}

/// The same for what waits for a program: a job even in a seeded run, which it makes depend on that program.
pub(super) fn begin_later(
    cx: &mut Cx,
    reference: Term,
    job: impl FnOnce(&Arc<Machine>) -> Value + Send + 'static,
) -> Outcome {
    let View::Reference(reference) = reference.view() else { return Err(badarg()) };
    let machine = cx.context.machine.clone();
    let own = cx.process().pid;
    await_answer(cx, reference.id());
    match jobs::start(&machine, own, reference.id(), job) {
        true => Ok(cx.atom("wait")),
        false => Value::error("emfile").done(cx),
    }
}

/// The answer with this reference is no message for an evaluation that does not wait for it any more.
pub(super) fn await_answer(cx: &mut Cx, reference: u64) {
    if cx.process().has(flag::KEPT) {
        let awaited = &mut cx.process().ext().seldom().awaited;
        // What is here was received before the next request is made.
        awaited.retain(|_, state| *state != Awaited::Here);
        awaited.insert(reference, Awaited::Coming);
    }
}

/// `erts_internal:terminal_size(1 | 2)`: `{Columns, Rows}` of the terminal that is standard output or error; `false` when
/// it is none.
pub(super) fn terminal_size(cx: &mut Cx, [port]: &[Term; 1]) -> Outcome {
    let size = match port.as_small() {
        Some(1) => rustix::termios::tcgetwinsize(std::io::stdout()),
        Some(2) => rustix::termios::tcgetwinsize(std::io::stderr()),
        _ => return Err(badarg()),
    };
    match size {
        Ok(size) => {
            let parts = [size.ws_col, size.ws_row].map(|part| Term::small(i64::from(part)));
            Ok(cx.tuple(&parts)?)
        }
        Err(_) => Ok(cx.atom("false")),
    }
}

pub(super) fn arguments(list: Term) -> Result<Vec<Arg>, Stop> {
    elements(list).ok_or_else(badarg)?.into_iter().map(Arg::of).collect()
}

/// `erts_internal:file_job(Ref, Operation, Args)`: one operation on files.
pub(super) fn file_job(cx: &mut Cx, [reference, operation, args]: &[Term; 3]) -> Outcome {
    let operation = operation.as_atom().ok_or_else(badarg)?.name();
    let args = arguments(*args)?;
    if let Some(answer) = jobs::files::perform_at_once(&cx.context.machine.files, operation, &args) {
        return answer.done(cx);
    }
    begin(cx, *reference, move |machine| {
        let perform = || jobs::files::perform(&machine.files, operation, &args);
        match &machine.config.sandbox {
            Some(sandbox) => sandbox
                .perform(operation, &args, perform)
                .unwrap_or_else(|path| Value::Tuple(vec![Value::Atom("refused"), Value::Bytes(path)])),
            None => perform(),
        }
    })
}

/// `erts_internal:read_ahead(Handle, line | Count | rest)`: what was read ahead of it, or `more`.
pub(super) fn read_ahead(cx: &mut Cx, [handle, want]: &[Term; 2]) -> Outcome {
    let want = match (want.as_small(), want.as_atom().map(|want| want.name())) {
        (Some(count), _) => Want::Bytes(usize::try_from(count).map_err(|_| badarg())?),
        (None, Some("line")) => Want::Line,
        (None, Some("rest")) => Want::Rest,
        _ => return Err(badarg()),
    };
    let handle = handle.as_small().ok_or_else(badarg)?;
    let file = cx.context.machine.files.lock().get(handle);
    // A job that has the file may take long.
    let Some(mut file) = file.as_ref().and_then(|file| file.try_lock()) else { return Ok(cx.atom("more")) };
    let Some((buffer, part)) = file.take(want) else { return Ok(cx.atom("more")) };
    let bytes = buffer.bytes(part.start, part.len());
    cx.charge(part.len() / 64);
    match bytes.strip_suffix(b"\r\n").filter(|_| matches!(want, Want::Line)) {
        Some(line) => Ok(cx.binary(&[line, b"\n"].concat())?),
        None if part.len() <= MAX_HEAP_BYTES => Ok(cx.binary(bytes)?),
        None => {
            buffer.retain();
            Ok(cx.buffer_bits(buffer, 8 * part.start as u64, 8 * part.len() as u64)?)
        }
    }
}

/// `erts_internal:write_later(Handle, Bytes)`: whether they wait behind others to be written.
pub(super) fn write_later_2(cx: &mut Cx, [handle, data]: &[Term; 2]) -> Outcome {
    later(cx, *handle, *data, None)
}

/// `erts_internal:write_later(Handle, Bytes, Limit)`: the same, and they may be the first, if they are fewer than `Limit`.
pub(super) fn write_later_3(cx: &mut Cx, [handle, data, limit]: &[Term; 3]) -> Outcome {
    // Above all numbers that are small no limit is reached.
    let limit = limit.as_small().map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(0));
    later(cx, *handle, *data, Some(limit))
}

fn later(cx: &mut Cx, handle: Term, data: Term, limit: Option<usize>) -> Outcome {
    let handle = handle.as_small().ok_or_else(badarg)?;
    let View::Bits(bits) = data.view() else { return Err(badarg()) };
    let file = cx.context.machine.files.lock().get(handle);
    let bytes = bits.aligned().map_or_else(|| Cow::Owned(bits.to_vec()), Cow::Borrowed);
    let kept = file
        .as_ref()
        .and_then(|file| file.try_lock())
        .is_some_and(|mut file| file.write_later(&bytes, limit));
    cx.charge(bytes.len() / 64);
    Ok(Term::boolean(kept))
}

/// `erts_internal:command(Ref, [Line, Max])`: what a command of the shell writes.
pub(super) fn command(cx: &mut Cx, [reference, args]: &[Term; 2]) -> Outcome {
    let args = arguments(*args)?;
    no_sandbox(cx)?;
    let environment = cx.context.machine.environment.lock().clone();
    begin(cx, *reference, move |_| jobs::commands::perform(environment, &args))
}

/// `erts_internal:is_sandboxed()`: whether only the files below one folder are within reach.
pub(super) fn is_sandboxed(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(Term::boolean(cx.context.machine.config.sandbox.is_some()))
}

/// Refuses what `--sandbox` forbids altogether.
pub(super) fn no_sandbox(cx: &mut Cx) -> Result<(), Stop> {
    match cx.context.machine.config.sandbox {
        Some(_) => Err(super::error(cx.atom("--sandbox"))),
        None => Ok(()),
    }
}

/// `erts_internal:environment()`: all variables, as `Name=Value` in binaries.
pub(super) fn environment(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let environment = cx.context.machine.environment.lock().clone();
    let mut lines = Vec::with_capacity(environment.len());
    for (name, value) in &environment {
        lines.push(cx.binary(&[name.as_slice(), b"=", value].concat())?);
    }
    Ok(cx.list(&lines)?)
}

/// `erts_internal:get_variable(Name)`: its value, or `false`.
pub(super) fn get_variable(cx: &mut Cx, [name]: &[Term; 1]) -> Outcome {
    let value = cx.context.machine.environment.lock().get(&bytes(*name)?).cloned();
    Ok(match value {
        Some(value) => cx.binary(&value)?,
        None => Term::FALSE,
    })
}

/// `erts_internal:put_variable(Name, Value)`
pub(super) fn put_variable(cx: &mut Cx, [name, value]: &[Term; 2]) -> Outcome {
    let (name, value) = (bytes(*name)?, bytes(*value)?);
    if name.is_empty() || name[1..].contains(&b'=') || name.contains(&0) || value.contains(&0) {
        return Err(badarg());
    }
    cx.context.machine.environment.lock().insert(name, value);
    Ok(Term::TRUE)
}

/// `erts_internal:unset_variable(Name)`
pub(super) fn unset_variable(cx: &mut Cx, [name]: &[Term; 1]) -> Outcome {
    let name = bytes(*name)?;
    cx.context.machine.environment.lock().remove(&name);
    Ok(Term::TRUE)
}
