//! Links, monitors, aliases.

use super::options::{alias_mode, bad_option, monitor_options};
use super::ports;
use super::processes::proper_list;
use super::{Cx, Outcome, Stop, badarg, badarg_because, error};
use crate::atom::{Atom, atoms};
use crate::heap::parcel::{Parcel, Signal};
use crate::process::ext::{Alias, Monitor, Watched};
use crate::process::{flag, signal, spawn};
use crate::term::build::Alloc;
use crate::term::equal::exact;
use crate::term::{External, Pid, Reference, Term, View};

pub(super) fn link(cx: &mut Cx, [pid]: &[Term; 1]) -> Outcome {
    if let View::Port(number) = pid.view() {
        return ports::link(cx, *pid, number);
    }
    if let View::ExternalPid(stranger) = pid.view() {
        let reason = why_gone(stranger);
        if reason == Term::atom(atoms::noproc) && !cx.process().has(flag::TRAP_EXIT) {
            return Err(error(reason));
        }
        let message = cx.tuple(&[Term::atom(atoms::exit_signal), *pid, reason])?;
        let own = cx.process().pid;
        signal::post(cx.context, own, Signal::Exit, message, 0)?;
        return settle(cx);
    }
    let View::Pid(pid) = pid.view() else { return Err(badarg()) };
    let machine = cx.context.machine();
    if !cx.process().has(flag::TRAP_EXIT) && machine.table.find(pid).is_none() {
        return Err(error(Term::atom(atoms::noproc)));
    }
    spawn::link(cx.context, pid)?;
    // The answer for a process that is gone is an exit signal already in the inbox.
    settle(cx)
}

/// Why a process is not there whose pid is none of this machine's: it was one of an earlier machine with the same name,
/// or is at another node, to which there is no connection.
fn why_gone(stranger: External) -> Term {
    Term::atom(if stranger.node() == atoms::nonode { atoms::noproc } else { atoms::noconnection })
}

/// Handles signals that have come, among them those that the caller has just sent itself.
pub(super) fn settle(cx: &mut Cx) -> Outcome {
    if cx.process().inbox.has_signals() && !signal::handle_all(cx.context) {
        return Err(Stop::Exit);
    }
    Ok(Term::TRUE)
}

pub(super) fn unlink(cx: &mut Cx, [pid]: &[Term; 1]) -> Outcome {
    if let View::Port(number) = pid.view() {
        return ports::unlink(cx, number);
    }
    if let View::ExternalPid(_) = pid.view() {
        return Ok(Term::TRUE);
    }
    let View::Pid(pid) = pid.view() else { return Err(badarg()) };
    // Signals sent before may still end the link in the other direction.
    settle(cx)?;
    spawn::unlink(cx.context, pid);
    Ok(Term::TRUE)
}

/// The process behind a port that a monitor is for.
fn port_target(cx: &mut Cx, item: Term) -> Result<(Option<Pid>, Watched), Stop> {
    match item.view() {
        View::Port(number) => Ok((cx.context.machine.ports.lock().process(number), Watched::Port(number))),
        View::Atom(_) | View::Tuple(_) => {
            let (pid, name) = target(cx, item)?;
            let name = name.ok_or_else(badarg)?;
            let is_port = cx.context.machine.names.read().port_of(name).is_some();
            Ok((pid.filter(|_| is_port), Watched::PortName(name)))
        }
        _ => Err(badarg()),
    }
}

/// Whom a monitor is for.
fn target(cx: &mut Cx, item: Term) -> Result<(Option<Pid>, Option<Atom>), Stop> {
    if let Some(pid) = item.as_pid() {
        return Ok((Some(pid), None));
    }
    match item.view() {
        View::Atom(name) => Ok((signal::whereis(cx.context, name), Some(name))),
        View::Tuple(tuple) if tuple.len() == 2 => {
            match (tuple.elements()[0].as_atom(), tuple.elements()[1].as_atom()) {
                (Some(name), Some(atoms::nonode)) => Ok((signal::whereis(cx.context, name), Some(name))),
                _ => Err(badarg()),
            }
        }
        _ => Err(badarg()),
    }
}

pub(super) fn monitor_2(cx: &mut Cx, [kind, item]: &[Term; 2]) -> Outcome {
    monitor(cx, *kind, *item, Term::atom(atoms::down), None)
}

pub(super) fn monitor_3(cx: &mut Cx, [kind, item, options]: &[Term; 3]) -> Outcome {
    let (tag, alias) = monitor_options(*options).map_err(bad_option)?;
    monitor(cx, *kind, *item, tag, alias)
}

fn monitor(cx: &mut Cx, kind: Term, item: Term, tag: Term, alias: Option<Alias>) -> Outcome {
    match kind.as_atom() {
        Some(atoms::process) => {
            if let View::ExternalPid(stranger) = item.view() {
                return monitor_stranger(cx, item, why_gone(stranger), tag, alias);
            }
            let (pid, name) = target(cx, item)?;
            let watched = name.map_or(Watched::Pid, Watched::Name);
            // The name of a port is that of no process.
            let is_port = name.is_some_and(|name| cx.context.machine.names.read().port_of(name).is_some());
            spawn::monitor(cx.context, pid.filter(|_| !is_port), watched, tag, alias)
        }
        Some(atoms::port) => {
            let (pid, watched) = port_target(cx, item)?;
            // As in OTP, the reference is no alias then.
            spawn::monitor(cx.context, pid, watched, tag, None)
        }
        // The clock never jumps here, so nothing will ever be reported.
        Some(atoms::time_offset) if item == Term::atom(atoms::clock_service) => {
            let (id, own) = (cx.context.machine.new_reference(), cx.process().pid);
            let ext = cx.process().ext();
            ext.monitors.insert(id, Monitor { target: None, watched: Watched::Clock, tag });
            if let Some(alias) = alias {
                ext.aliases.insert(id, alias);
            }
            Ok(cx.process().heap.reference(id, Some(own))?)
        }
        Some(atoms::time_offset) => Err(badarg()),
        _ => Err(badarg_because(atoms::badtype)),
    }
}

/// A monitor of a process that is none of this machine's: its signal comes at once.
fn monitor_stranger(cx: &mut Cx, item: Term, reason: Term, tag: Term, alias: Option<Alias>) -> Outcome {
    let (id, own) = (cx.context.machine.new_reference(), cx.process().pid);
    let reference = cx.process().heap.reference(id, Some(own))?;
    let message =
        cx.tuple(&[Term::atom(atoms::down), reference, Term::atom(atoms::process), item, reason])?;
    let ext = cx.process().ext();
    ext.monitors.insert(id, Monitor { target: None, watched: Watched::Pid, tag });
    if let Some(alias) = alias {
        ext.aliases.insert(id, alias);
    }
    signal::post(cx.context, own, Signal::Down, message, id)?;
    Ok(reference)
}

fn own_reference(cx: &mut Cx, term: Term) -> Result<Option<Reference>, Stop> {
    match term.as_reference() {
        Some(reference) => match reference.owner() {
            Some(owner) if owner != cx.process().pid => Ok(None),
            _ => Ok(Some(reference)),
        },
        None if matches!(term.view(), View::ExternalReference(_)) => Ok(None),
        None => Err(badarg()),
    }
}

/// Ends a monitor; whether it was there.
fn end_monitor(cx: &mut Cx, id: u64) -> bool {
    let ext = cx.process().ext();
    let Some(monitor) = ext.monitors.remove(&id) else { return false };
    if ext.aliases.get(&id).is_some_and(|alias| *alias != Alias::Explicit) {
        ext.aliases.remove(&id);
    }
    if let Some(pid) = monitor.target {
        signal::reply_signal(cx.context, pid, Signal::Demonitor, id);
    }
    true
}

pub(super) fn demonitor_1(cx: &mut Cx, [reference]: &[Term; 1]) -> Outcome {
    if let Some(reference) = own_reference(cx, *reference)? {
        end_monitor(cx, reference.id());
        cx.process().mailbox.forget_mark(reference.id());
    }
    Ok(Term::TRUE)
}

pub(super) fn demonitor_2(cx: &mut Cx, [reference, options]: &[Term; 2]) -> Outcome {
    let (mut flush, mut info) = (false, false);
    let mut rest = *options;
    while let Some((option, tail)) = rest.as_cons() {
        rest = tail;
        match option.as_atom() {
            Some(atoms::flush) => flush = true,
            Some(atoms::info) => info = true,
            _ => return Err(badarg()),
        }
    }
    if !rest.is_nil() {
        return Err(badarg());
    }
    let Some(own) = own_reference(cx, *reference)? else { return Ok(Term::boolean(!info)) };
    settle(cx)?;
    let found = end_monitor(cx, own.id());
    if flush && !found {
        // Of a monitor that is gone the message may be in the mailbox.
        let flushed = cx.process().mailbox.remove_first(own.id(), |message| {
            message.as_tuple().is_some_and(|tuple| tuple.len() == 5 && exact(tuple.elements()[1], *reference))
        });
        if let Some(message) = flushed {
            // A collection may have moved its words to the heap.
            cx.process().ext().forget_rooted(message);
            Parcel::discard(message);
        }
    }
    cx.process().mailbox.forget_mark(own.id());
    Ok(Term::boolean(found || !info))
}

pub(super) fn alias_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    alias(cx, Alias::Explicit)
}

pub(super) fn alias_1(cx: &mut Cx, [options]: &[Term; 1]) -> Outcome {
    let mut mode = Alias::Explicit;
    for option in proper_list(*options).ok_or_else(badarg)? {
        mode = match option.as_atom() {
            Some(atoms::reply) => Alias::Reply,
            _ => alias_mode(option).ok().filter(|mode| *mode == Alias::Explicit).ok_or_else(badarg)?,
        };
    }
    alias(cx, mode)
}

fn alias(cx: &mut Cx, mode: Alias) -> Outcome {
    let (id, own) = (cx.context.machine.new_reference(), cx.process().pid);
    cx.process().ext().aliases.insert(id, mode);
    cx.process().mailbox.set_mark(id);
    Ok(cx.process().heap.reference(id, Some(own))?)
}

pub(super) fn unalias(cx: &mut Cx, [reference]: &[Term; 1]) -> Outcome {
    let View::Reference(reference) = reference.view() else { return Err(badarg()) };
    if reference.owner() != Some(cx.process().pid) {
        return Ok(Term::FALSE);
    }
    Ok(Term::boolean(cx.process().ext().aliases.remove(&reference.id()).is_some()))
}
