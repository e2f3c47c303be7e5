//! Ports: names for processes of `erlet_port`, and the programs behind them.
//!
//! A port is a process that listens to port messages. The machine knows which process stands behind which port, hands it
//! what is sent to the port, and turns links and exits into messages `{'$link', Pid}`, `{'$unlink', Pid}` and
//! `{'$exit', Pid, Reason}` to it.

use super::outside::{arguments, begin_later, no_sandbox};
use super::{Cx, Outcome, Stop, badarg, error};
use crate::atom::atoms;
use crate::heap::parcel::Signal;
use crate::jobs::children;
use crate::process::{flag, signal};
use crate::term::build::Alloc;
use crate::term::{Term, View};

/// `erts_internal:port_new()`: a port behind which the calling process stands.
pub(super) fn port_new(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let pid = cx.process().pid;
    Ok(Term::port(cx.context.machine.ports.lock().add(pid)))
}

/// `erts_internal:port_linked(Port, Pid, Flag)`: whether a process counts as linked to the port from now on.
pub(super) fn port_linked(cx: &mut Cx, [port, pid, flag]: &[Term; 3]) -> Outcome {
    let (View::Port(number), View::Pid(pid)) = (port.view(), pid.view()) else { return Err(badarg()) };
    cx.context.machine.ports.lock().set_link(pid, number, *flag == Term::TRUE);
    Ok(Term::TRUE)
}

/// `erts_internal:port_gone(Port)`: the port is closed.
pub(super) fn port_gone(cx: &mut Cx, [port]: &[Term; 1]) -> Outcome {
    let View::Port(number) = port.view() else { return Err(badarg()) };
    cx.context.machine.ports.lock().remove(number);
    let own = cx.process().pid;
    cx.context.machine.names.write().remove_pid(own);
    Ok(Term::TRUE)
}

/// `erts_internal:port_name(Port)`: its name in a list, or `[]`.
pub(super) fn port_name(cx: &mut Cx, [port]: &[Term; 1]) -> Outcome {
    let View::Port(number) = port.view() else { return Err(badarg()) };
    let machine = cx.context.machine.clone();
    let behind = machine.ports.lock().process(number);
    let name = behind.and_then(|pid| machine.names.read().name_of(pid));
    Ok(cx.list(&name.map(Term::atom).into_iter().collect::<Vec<_>>())?)
}

/// `erts_internal:port_process(Port)`: the process behind a port, or `undefined`.
pub(super) fn port_process(cx: &mut Cx, [port]: &[Term; 1]) -> Outcome {
    let View::Port(number) = port.view() else { return Err(badarg()) };
    let found = cx.context.machine.ports.lock().process(number);
    Ok(found.map_or(Term::atom(atoms::undefined), Term::pid))
}

/// `erlang:ports()`
pub(super) fn ports(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let numbers = cx.context.machine.ports.lock().numbers();
    let ports: Vec<Term> = numbers.into_iter().map(Term::port).collect();
    Ok(cx.list(&ports)?)
}

/// `erts_internal:port_exit(Port, Pid, Reason)`: the exit signal of a port to a process.
pub(super) fn port_exit(cx: &mut Cx, [port, pid, reason]: &[Term; 3]) -> Outcome {
    let (View::Port(_), View::Pid(pid)) = (port.view(), pid.view()) else { return Err(badarg()) };
    let message = cx.tuple(&[Term::atom(atoms::exit_signal), *port, *reason])?;
    signal::post(cx.context, pid, Signal::Exit, message, 0)?;
    Ok(Term::TRUE)
}

/// `erts_internal:child_job(Ref, Operation, Args)`: one operation on a port's program, as a job.
pub(super) fn child_job(cx: &mut Cx, [reference, operation, args]: &[Term; 3]) -> Outcome {
    let operation = operation.as_atom().ok_or_else(badarg)?.name();
    let args = arguments(*args)?;
    no_sandbox(cx)?;
    let environment = match operation {
        "start" => cx.context.machine.environment.lock().clone(),
        _ => Default::default(),
    };
    begin_later(cx, *reference, move |machine| {
        children::perform(&machine.children, environment, operation, &args)
    })
}

/// `erts_internal:child_close(Number)`: nobody reads or writes any more.
pub(super) fn child_close(cx: &mut Cx, [number]: &[Term; 1]) -> Outcome {
    let number = number.as_small().ok_or_else(badarg)?;
    let machine = &cx.context.machine;
    if let Some(rest) = children::close(&machine.children, number) {
        machine.pool.submit(Box::new(rest));
    }
    Ok(Term::TRUE)
}

/// `link(Port)`: the port has to be there, else `noproc` as for a process.
pub(super) fn link(cx: &mut Cx, port: Term, number: u64) -> Outcome {
    let own = cx.process().pid;
    if tell(cx, number, "$link", None)? {
        cx.context.machine.ports.lock().set_link(own, number, true);
        return Ok(Term::TRUE);
    }
    let noproc = Term::atom(atoms::noproc);
    if !cx.process().has(flag::TRAP_EXIT) {
        return Err(error(noproc));
    }
    port_exit(cx, &[port, Term::pid(own), noproc])
}

/// `unlink(Port)`
pub(super) fn unlink(cx: &mut Cx, number: u64) -> Outcome {
    let own = cx.process().pid;
    cx.context.machine.ports.lock().set_link(own, number, false);
    tell(cx, number, "$unlink", None)?;
    Ok(Term::TRUE)
}

/// `exit(Port, Reason)`
pub(super) fn exit(cx: &mut Cx, number: u64, reason: Term) -> Outcome {
    tell(cx, number, "$exit", Some(reason))?;
    Ok(Term::TRUE)
}

/// Sends `{Tag, self()}` or `{Tag, self(), More}` to the process behind a port; false when it is closed.
fn tell(cx: &mut Cx, number: u64, tag: &str, more: Option<Term>) -> Result<bool, Stop> {
    let Some(pid) = cx.context.machine.ports.lock().process(number) else { return Ok(false) };
    let mut parts = vec![cx.atom(tag), Term::pid(cx.process().pid)];
    parts.extend(more);
    let message = cx.tuple(&parts)?;
    signal::send_to(cx.context, pid, message)?;
    Ok(true)
}
