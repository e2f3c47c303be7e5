//! Making, ending and naming processes; sending.
#![allow(unsafe_code)]

use super::options::{bad_option, spawn_options};
use super::ports;
use super::{Cx, Outcome, Stop, badarg, badarg_because};
use crate::atom::{Atom, atoms};
use crate::heap::parcel::Signal;
use crate::process::notice::Notice;
use crate::process::spawn::{self, Entry, Options};
use crate::process::{flag, outside, signal};
use crate::term::build::Alloc;
use crate::term::{Pid, Term, View};

pub(super) fn self_(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(Term::pid(cx.process().pid))
}

/// The elements of a proper list.
pub(super) fn proper_list(mut list: Term) -> Option<Vec<Term>> {
    let mut items = Vec::new();
    while let Some((head, tail)) = list.as_cons() {
        items.push(head);
        list = tail;
    }
    list.is_nil().then_some(items)
}

pub(super) fn atom_arg(term: Term) -> Result<Atom, Stop> {
    term.as_atom().ok_or_else(badarg)
}

fn fun_entry(fun: Term) -> Result<Entry, Stop> {
    if spawn::is_entry_fun(fun) { Ok(Entry::Fun(fun)) } else { Err(badarg()) }
}

fn call_entry(cx: &mut Cx, module: Term, function: Term, args: Term) -> Result<Entry, Stop> {
    let (module, function) = (atom_arg(module)?, atom_arg(function)?);
    let args = proper_list(args).filter(|args| args.len() <= 255).ok_or_else(badarg)?;
    Ok(Entry::Call(cx.context.export(module, function, args.len()), args))
}

fn finish(cx: &mut Cx, entry: Entry, options: &Options) -> Outcome {
    // A fun of the wrong arity is an error of the new process, not of its maker.
    let entry = match entry {
        Entry::Fun(fun) if !takes_nothing(fun) => {
            let nil = Term::NIL;
            let apply = cx.context.export(atoms::erlang, Atom::new("apply"), 2);
            Entry::Call(apply, vec![fun, nil])
        }
        entry => entry,
    };
    let (pid, reference) = spawn::spawn(cx.context, entry, options)?;
    match reference {
        Some(reference) => Ok(cx.tuple(&[Term::pid(pid), reference])?),
        None => Ok(Term::pid(pid)),
    }
}

fn takes_nothing(fun: Term) -> bool {
    match fun.view() {
        View::Fun(fun) => fun.arity() == 0,
        View::ExportFun(fun) => crate::code::Export::of(fun).mfa.arity == 0,
        _ => false,
    }
}

const LINK: fn() -> Options = || Options { link: true, ..Options::default() };
const MONITOR: fn() -> Options = || Options { monitor: Some(Term::atom(atoms::down)), ..Options::default() };

pub(super) fn spawn_1(cx: &mut Cx, [fun]: &[Term; 1]) -> Outcome {
    finish(cx, fun_entry(*fun)?, &Options::default())
}

pub(super) fn spawn_3(cx: &mut Cx, [module, function, args]: &[Term; 3]) -> Outcome {
    let entry = call_entry(cx, *module, *function, *args)?;
    finish(cx, entry, &Options::default())
}

pub(super) fn spawn_link_1(cx: &mut Cx, [fun]: &[Term; 1]) -> Outcome {
    finish(cx, fun_entry(*fun)?, &LINK())
}

pub(super) fn spawn_link_3(cx: &mut Cx, [module, function, args]: &[Term; 3]) -> Outcome {
    let entry = call_entry(cx, *module, *function, *args)?;
    finish(cx, entry, &LINK())
}

pub(super) fn spawn_monitor_1(cx: &mut Cx, [fun]: &[Term; 1]) -> Outcome {
    // Alone of its kind, it asks for the arity at once.
    if !takes_nothing(*fun) {
        return Err(badarg());
    }
    finish(cx, fun_entry(*fun)?, &MONITOR())
}

pub(super) fn spawn_monitor_3(cx: &mut Cx, [module, function, args]: &[Term; 3]) -> Outcome {
    let entry = call_entry(cx, *module, *function, *args)?;
    finish(cx, entry, &MONITOR())
}

pub(super) fn spawn_opt_2(cx: &mut Cx, [fun, options]: &[Term; 2]) -> Outcome {
    let entry = fun_entry(*fun)?;
    let options = spawn_options(cx.context.machine(), *options).map_err(bad_option)?;
    finish(cx, entry, &options)
}

pub(super) fn spawn_opt_4(cx: &mut Cx, [module, function, args, options]: &[Term; 4]) -> Outcome {
    let options = spawn_options(cx.context.machine(), *options).map_err(bad_option)?;
    let entry = call_entry(cx, *module, *function, *args)?;
    finish(cx, entry, &options)
}

pub(super) fn exit_2(cx: &mut Cx, [target, reason]: &[Term; 2]) -> Outcome {
    let pid = match target.view() {
        View::Pid(pid) => pid,
        View::Port(number) => return ports::exit(cx, number, *reason),
        View::ExternalPid(_) | View::ExternalPort(_) => return Ok(Term::TRUE),
        _ => return Err(badarg()),
    };
    let own = cx.process().pid;
    Notice::Exit { linked: false }.send(cx.context, own, pid, *reason)?;
    match pid == own && !signal::handle_all(cx.context) {
        true => Err(Stop::Exit),
        false => Ok(Term::TRUE),
    }
}

pub(super) fn send_2(cx: &mut Cx, [target, message]: &[Term; 2]) -> Outcome {
    signal::send(cx.context, *target, *message)?;
    Ok(*message)
}

pub(super) fn send_3(cx: &mut Cx, [target, message, options]: &[Term; 3]) -> Outcome {
    let because = || badarg_because(atoms::badopt);
    let options = proper_list(*options).ok_or_else(because)?;
    if !options.iter().all(|option| matches!(option.as_atom(), Some(atoms::noconnect | atoms::nosuspend))) {
        return Err(because());
    }
    signal::send(cx.context, *target, *message)?;
    let unconnected =
        is_elsewhere(*target) && options.iter().any(|option| *option == Term::atom(atoms::noconnect));
    Ok(Term::atom(if unconnected { atoms::noconnect } else { atoms::ok }))
}

/// Whether a receiver is at another node, to which there is no connection.
fn is_elsewhere(target: Term) -> bool {
    match target.view() {
        View::Tuple(pair) => pair.get(1) != Some(Term::atom(atoms::nonode)),
        View::ExternalPid(other) | View::ExternalPort(other) | View::ExternalReference(other) => {
            other.node() != atoms::nonode
        }
        _ => false,
    }
}

pub(super) fn send_nosuspend_2(cx: &mut Cx, [target, message]: &[Term; 2]) -> Outcome {
    signal::send(cx.context, *target, *message)?;
    Ok(Term::TRUE)
}

// ── Names ──────────────────────────────────────────────────────────────────

/// Names of processes that OTP starts before any program, most of which do not exist here: no program can have them.
const TAKEN: [&str; 21] = [
    "application_controller",
    "code_server",
    "erl_prim_loader",
    "erl_signal_server",
    "erts_code_purger",
    "file_server_2",
    "global_group",
    "global_name_server",
    "inet_db",
    "init",
    "kernel_refc",
    "kernel_safe_sup",
    "kernel_sup",
    "logger",
    "logger_handler_watcher",
    "logger_proxy",
    "logger_std_h_default",
    "logger_sup",
    "rex",
    "socket_registry",
    "standard_error_sup",
];

pub(super) fn register(cx: &mut Cx, [name, pid]: &[Term; 2]) -> Outcome {
    let cause = || badarg_because(atoms::none);
    let name = name.as_atom().filter(|name| *name != atoms::undefined).ok_or_else(cause)?;
    let port = match pid.view() {
        View::Port(number) => Some(number),
        _ => None,
    };
    let behind = port.and_then(|port| cx.context.machine.ports.lock().process(port));
    let pid = pid.as_pid().or(behind).ok_or_else(cause)?;
    if TAKEN.contains(&name.name()) && !cx.process().has(flag::SYSTEM) {
        return Err(badarg_because(atoms::registered_name));
    }
    let machine = cx.context.machine();
    let mut names = machine.names.write();
    if names.name_of(pid).is_some() {
        return Err(badarg_because(atoms::registered_name));
    }
    if !machine.table.note_outside(pid, outside::NAMED) {
        return Err(badarg_because(atoms::notalive));
    }
    let given = match port {
        Some(port) => names.give_port(name, pid, port),
        None => names.give(name, pid),
    };
    if given { Ok(Term::TRUE) } else { Err(cause()) }
}

pub(super) fn unregister(cx: &mut Cx, [name]: &[Term; 1]) -> Outcome {
    let name = name.as_atom().ok_or_else(badarg)?;
    if cx.context.machine.names.write().remove(name) { Ok(Term::TRUE) } else { Err(badarg()) }
}

pub(super) fn whereis(cx: &mut Cx, [name]: &[Term; 1]) -> Outcome {
    let name = name.as_atom().ok_or_else(badarg)?;
    let names = cx.context.machine.names.read();
    if let Some(port) = names.port_of(name) {
        return Ok(Term::port(port));
    }
    Ok(names.pid_of(name).map_or(Term::atom(atoms::undefined), Term::pid))
}

pub(super) fn registered(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let names: Vec<Term> = cx.context.machine.names.read().all().into_iter().map(Term::atom).collect();
    Ok(cx.list(&names)?)
}

// ── All processes ──────────────────────────────────────────────────────────

pub(super) fn processes(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let pids: Vec<Term> = cx.context.machine.table.pids().into_iter().map(Term::pid).collect();
    cx.charge(pids.len());
    Ok(cx.list(&pids)?)
}

/// A pid of this node. One of an earlier machine with the node's name is that of nobody.
fn pid_of_node(term: Term) -> Result<Pid, Stop> {
    match term.view() {
        View::Pid(pid) => Ok(pid),
        View::ExternalPid(stranger) if stranger.node() == atoms::nonode => Ok(Pid(u64::MAX)),
        _ => Err(badarg()),
    }
}

/// `erts_internal:seems_alive(Pid)`: whether a process of this node is alive, as far as can be seen without asking it;
/// `unknown`: signals may be on their way to it that end it.
pub(super) fn seems_alive(cx: &mut Cx, [pid]: &[Term; 1]) -> Outcome {
    let pid = pid_of_node(*pid)?;
    if pid == cx.process().pid {
        return Ok(Term::TRUE);
    }
    let Some(process) = cx.context.machine().table.find(pid) else {
        // What it did before its end counts from now on, as if the answer had come from itself.
        super::links::settle(cx)?;
        return Ok(Term::FALSE);
    };
    // SAFETY: the cell cannot be freed before this slice ends; the inbox is atomic.
    let sleeps = unsafe { (*process).inbox.is_asleep() };
    Ok(if sleeps { Term::TRUE } else { Term::atom(atoms::unknown) })
}

// ── Scheduling ─────────────────────────────────────────────────────────────

pub(super) fn yield_(_: &mut Cx, _: &[Term; 0]) -> Outcome {
    Err(Stop::Yield { value: Term::TRUE })
}

pub(super) fn bump_reductions(cx: &mut Cx, [count]: &[Term; 1]) -> Outcome {
    let count = count.as_small().filter(|count| *count >= 0).ok_or_else(badarg)?;
    cx.process().reductions_left -= count.min(1 << 20);
    Ok(Term::TRUE)
}

pub(super) fn garbage_collect_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    // The slice ends at the next call, and with it the collection is done.
    cx.process().set(flag::COLLECT, true);
    cx.process().reductions_left = cx.process().reductions_left.min(0);
    Ok(Term::TRUE)
}

pub(super) fn group_leader_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(cx.process().group_leader)
}

pub(super) fn group_leader_2(cx: &mut Cx, [leader, pid]: &[Term; 2]) -> Outcome {
    let (View::Pid(_) | View::ExternalPid(_)) = leader.view() else { return Err(badarg()) };
    if let View::ExternalPid(stranger) = pid.view()
        && stranger.node() != atoms::nonode
    {
        return Ok(Term::TRUE);
    }
    let pid = pid.as_pid().ok_or_else(badarg)?;
    if pid == cx.process().pid {
        cx.process().group_leader = *leader;
        return Ok(Term::TRUE);
    }
    alive(cx, pid)?;
    signal::post(cx.context, pid, Signal::GroupLeader, *leader, 0)?;
    Ok(Term::TRUE)
}

/// `badarg` unless the process exists.
pub(super) fn alive(cx: &mut Cx, pid: Pid) -> Result<(), Stop> {
    let machine = cx.context.machine();
    if machine.table.find(pid).is_some() { Ok(()) } else { Err(badarg()) }
}

/// `erts_internal:ask(Kind, Pid, Question)`: sends a request signal, whose answer is the message `{Ref, Answer}`.
pub(super) fn ask(cx: &mut Cx, [kind, pid, question]: &[Term; 3]) -> Outcome {
    let pid = pid_of_node(*pid)?;
    let (signal, a) = match kind.as_atom().ok_or_else(badarg)?.name() {
        "info" => (Signal::Info, 0),
        "suspend" => (Signal::Suspend, 1),
        "resume" => (Signal::Suspend, 0),
        "collect" => (Signal::Collect, 0),
        "check_code" => (Signal::CheckCode, 0),
        "kill_code" => (Signal::CheckCode, 1),
        _ => return Err(badarg()),
    };
    let own = cx.process().pid;
    let id = cx.context.machine.new_reference();
    let reference = cx.process().heap.reference(id, Some(own))?;
    cx.process().mailbox.set_mark(id);
    let payload = match signal {
        Signal::Info | Signal::CheckCode => cx.tuple(&[reference, *question])?,
        _ => reference,
    };
    if matches!(signal, Signal::Suspend) {
        signal::count_suspension(&mut cx.process().ext().seldom().suspending, pid, a == 1);
    }
    signal::ask(cx.context, pid, signal, payload, a)?;
    Ok(reference)
}

/// `erts_internal:is_suspending(Pid)`: how often the caller suspended it.
pub(super) fn is_suspending(cx: &mut Cx, [pid]: &[Term; 1]) -> Outcome {
    let pid = pid.as_pid().ok_or_else(badarg)?;
    let count = cx.process().seldom().and_then(|seldom| seldom.suspending.get(&pid).copied());
    Ok(Term::small(i64::from(count.unwrap_or(0))))
}

/// `erts_internal:obituaries()`: who has ended lately, as `{Pid, Name, Parent, Reason, By, ByLink, Unread, Millis}`: the
/// name is `[]` for none, By is `undefined` without an exit signal, Millis is the time since then.
pub(super) fn obituaries(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let now = cx.context.millis();
    let all = cx.context.machine.obituaries.all();
    cx.charge(all.len() * 16);
    let mut items = Vec::with_capacity(all.len());
    for obituary in all {
        let reason = cx.binary(obituary.reason.as_bytes())?;
        let (by, by_link) = match obituary.by {
            Some((pid, by_link)) => (Term::pid(pid), by_link),
            None => (Term::atom(atoms::undefined), false),
        };
        items.push(cx.tuple(&[
            Term::pid(obituary.pid),
            obituary.name.map_or(Term::NIL, Term::atom),
            Term::pid(obituary.parent),
            reason,
            by,
            Term::boolean(by_link),
            Term::small(i64::from(obituary.unread)),
            Term::small(i64::from(now.wrapping_sub(obituary.millis))),
        ])?);
    }
    Ok(cx.list(&items)?)
}

/// `erts_internal:notes(Bool)`: whether lost mail is spoken of from now on; whether it was before.
pub(super) fn notes(cx: &mut Cx, [on]: &[Term; 1]) -> Outcome {
    Ok(Term::boolean(cx.context.machine.obituaries.set_notes(*on == Term::TRUE)))
}

/// `erts_internal:failed_at()`: the places of the trace that the prompt's evaluator asked for last, the innermost first,
/// as `{Module, Function, Arity, File, Line, Start, End}` with bytes of the source, and the values that variables had at
/// the first, `{Name, Value}`: `{Places, Values}`.
pub(super) fn failed_at(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let places = cx.process().seldom().map_or_else(Vec::new, |seldom| seldom.failed_at.clone());
    let mut items = Vec::with_capacity(places.len());
    for place in places {
        let file = cx.binary(place.file.as_bytes())?;
        let (mfa, (start, end)) = (place.mfa, place.span);
        let [arity, line, start, end] =
            [mfa.arity, place.line, start, end].map(|number| Term::small(i64::from(number)));
        items.push(cx.tuple(&[
            Term::atom(mfa.module),
            Term::atom(mfa.function),
            arity,
            file,
            line,
            start,
            end,
        ])?);
    }
    let places = cx.list(&items)?;
    let values =
        cx.process().seldom().and_then(|seldom| seldom.failed_with).map_or(Term::NIL, |(_, values)| values);
    Ok(cx.tuple(&[places, values])?)
}

/// `erts_internal:keep_alive(Bool)`: whether the caller lives on when something would end it, as the prompt's evaluator
/// does.
pub(super) fn keep_alive(cx: &mut Cx, [on]: &[Term; 1]) -> Outcome {
    cx.process().set(flag::KEPT, *on == Term::TRUE);
    Ok(Term::TRUE)
}

/// `erts_internal:mark_system()`: the caller belongs to the library.
pub(super) fn mark_system(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    cx.process().set(flag::SYSTEM, true);
    Ok(Term::TRUE)
}
