//! Signals: the only way in which processes touch each other. Sending, and what the receiver does with each kind.
//!
//! A signal is one parcel pushed to the receiver's inbox; signals between two processes keep their order because
//! they go through one list. The receiver handles them between its slices and when a `receive` finds no message.
//! A signal to a process that is gone is answered at once by its sender; one that arrives while the process ends
//! is answered by it ([`super::exit`]); `answer_for_dead` is the one table of those answers.
//!
//! # Safety
//! 1. A parcel just made is the maker's; after a fetch it is the fetcher's.
//! 2. A look-up holds until the slice ends; the inbox, and what is atomic, may be touched by everybody.
#![allow(unsafe_code)]

use super::ext::{Alias, Awaited, Watched};
use super::inbox::Pushed;
use super::info;
use super::inspect;
use super::limits;
use super::notice::Notice;
use super::{Process, flag};
use crate::atom::{Atom, atoms};
use crate::bif::{Stop, badarg};
use crate::events;
use crate::few::Few;

use crate::heap::parcel::{Parcel, Signal};
use crate::interp::Context;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::{Pid, Term, View};
use crate::timers::Target;

/// What a message costs to a process with a long backlog: a sixteenth of a turn. Who sends only a few goes on.
pub(super) const BACKLOG_PRICE: i64 = 250;

/// Sends `message` to a pid, a name, `{Name, Node}` or an alias.
#[inline]
pub fn send(cx: &mut Context, target: Term, message: Term) -> Result<(), Stop> {
    match target.as_pid() {
        Some(pid) => send_to(cx, pid, message),
        None => send_elsewhere(cx, target, message),
    }
}

#[inline(never)]
fn send_elsewhere(cx: &mut Context, target: Term, message: Term) -> Result<(), Stop> {
    match target.view() {
        View::Atom(name) => match whereis(cx, name) {
            Some(pid) => send_to(cx, pid, message),
            None => Err(badarg()),
        },
        View::Tuple(tuple) => {
            match (tuple.get(0).and_then(Term::as_atom), tuple.get(1).and_then(Term::as_atom)) {
                (Some(name), Some(node)) if tuple.len() == 2 => match whereis(cx, name) {
                    Some(pid) if node == atoms::nonode => send_to(cx, pid, message),
                    _ => Ok(()),
                },
                _ => Err(badarg()),
            }
        }
        View::Reference(reference) => match reference.owner() {
            Some(owner) => Ok(post(cx, owner, Signal::AliasMessage, message, reference.id())?),
            None => Ok(()),
        },
        View::Port(number) => {
            let process = cx.machine.ports.lock().process(number);
            process.map_or(Ok(()), |pid| send_to(cx, pid, message))
        }
        // Nobody listens at another node.
        View::ExternalPid(_) | View::ExternalPort(_) | View::ExternalReference(_) => Ok(()),
        _ => Err(badarg()),
    }
}

/// The process registered under `name`.
pub fn whereis(cx: &Context, name: Atom) -> Option<Pid> {
    cx.machine.names.read().pid_of(name)
}

/// Sends a message to a process.
#[inline(never)]
pub fn send_to(cx: &mut Context, pid: Pid, message: Term) -> Result<(), Stop> {
    let parcel = make_here(cx, Signal::Message, message, 0)?;
    match push(cx, pid, parcel) {
        Some(receiver) => pay(cx, receiver),
        None => {
            Parcel::discard(parcel);
            inspect::note_dead(cx, pid);
        }
    }
    Ok(())
}

/// A sender pays for a message to a process that has not looked at many others: then all its senders together do not
/// send more than it receives meanwhile, and what waits stays in the processors' caches.
#[inline]
fn pay(cx: &mut Context, receiver: *mut Process) {
    // SAFETY: rule 2.
    if unsafe { (*receiver).backlog.add(1) } {
        cx.process().reductions_left -= BACKLOG_PRICE;
    }
}

/// Sends a signal whose payload is copied. One that the receiver cannot get is dropped.
pub fn post(cx: &mut Context, to: Pid, signal: Signal, payload: Term, a: u64) -> Result<(), OutOfHeap> {
    let parcel = make(cx, signal, payload, a)?;
    deliver(cx, to, parcel);
    Ok(())
}

/// A signal from the running process.
pub fn make(cx: &mut Context, signal: Signal, payload: Term, a: u64) -> Result<*mut Parcel, OutOfHeap> {
    make_here(cx, signal, payload, a)
}

/// The same, in the caller's code.
#[inline(always)]
fn make_here(cx: &mut Context, signal: Signal, payload: Term, a: u64) -> Result<*mut Parcel, OutOfHeap> {
    let (parcel, payload) = cx.scratch.message(payload)?;
    address(cx, parcel, signal, payload, a);
    Ok(parcel)
}

/// Fills in the head of a parcel whose words are written: a signal from the running process.
#[inline]
pub(super) fn address(cx: &mut Context, parcel: *mut Parcel, signal: Signal, term: Term, a: u64) {
    let millis = cx.millis();
    let process = cx.process();
    let (sender, counter) = (process.pid, process.sent);
    process.sent = counter.wrapping_add(1);
    // SAFETY: rule 1.
    unsafe {
        process.reductions_left -= i64::from((*parcel).used / 16);
        (*parcel).sender = sender;
        (*parcel).counter = counter;
        (*parcel).millis = millis;
        (*parcel).signal = signal;
        (*parcel).term = term;
        (*parcel).a = a;
    }
}

/// Pushes a signal; false, with the parcel discarded, when there is no such process.
#[inline]
pub(crate) fn deliver(cx: &mut Context, to: Pid, parcel: *mut Parcel) -> bool {
    let pushed = push(cx, to, parcel).is_some();
    if !pushed {
        Parcel::discard(parcel);
    }
    pushed
}

/// Pushes a signal; the receiver, or `None` when there is no such process: the parcel is still the caller's.
#[inline]
fn push(cx: &mut Context, to: Pid, parcel: *mut Parcel) -> Option<*mut Process> {
    if cx.listening {
        events::sent(cx, parcel, to);
    }
    let machine = cx.machine();
    let process = machine.table.find(to)?;
    // SAFETY: rule 2.
    match unsafe { (*process).inbox.push(parcel) } {
        Pushed::Queued => {}
        Pushed::MustWake => cx.wake(process),
        Pushed::Dead => return None,
    }
    Some(process)
}

/// Sends a signal that wants an answer; when the receiver is gone, the answer of the dead comes at once.
#[inline]
pub fn ask(cx: &mut Context, to: Pid, signal: Signal, payload: Term, a: u64) -> Result<(), OutOfHeap> {
    let parcel = make(cx, signal, payload, a)?;
    if push(cx, to, parcel).is_none() {
        answer_for_dead(cx, to, parcel);
    }
    Ok(())
}

/// A timer ran out.
pub(crate) fn deliver_timer(cx: &mut Context, target: Target, parcel: *mut Parcel) {
    let pid = match target {
        Target::Pid(pid) => Some(pid),
        Target::Name(name) => whereis(cx, name),
    };
    match pid {
        Some(pid) => drop(deliver(cx, pid, parcel)),
        None => Parcel::discard(parcel),
    }
}

/// Handles everything in the inbox of the running process. False when the process is to end. Mostly it is one message.
pub fn handle_all(cx: &mut Context) -> bool {
    let parcel = cx.process().inbox.fetch();
    // SAFETY: rule 1.
    let is_one_message =
        !parcel.is_null() && unsafe { (*parcel).next.is_null() && (*parcel).signal == Signal::Message };
    if !is_one_message || cx.listening || cx.process().has(flag::EXITING | flag::KEPT) {
        return handle_list(cx, parcel);
    }
    deposit(cx, parcel);
    cx.process().publish_backlog();
    true
}

/// Handles signals, which follow one another.
fn handle_list(cx: &mut Context, mut parcel: *mut Parcel) -> bool {
    let mut count = 0;
    while !parcel.is_null() {
        // SAFETY: rule 1.
        let next = unsafe { (*parcel).next };
        if cx.process().has(flag::EXITING) && !cx.process().has(flag::KEPT) {
            let pid = cx.process().pid;
            answer_for_dead(cx, pid, parcel);
        } else {
            if cx.listening {
                events::taken_in(cx, parcel);
            }
            handle(cx, parcel);
        }
        parcel = next;
        count += 1;
    }
    cx.process().publish_backlog();
    cx.process().reductions_left -= count / 8;
    !cx.process().has(flag::EXITING)
}

fn handle(cx: &mut Context, parcel: *mut Parcel) {
    // SAFETY: rule 1.
    let (signal, sender, term, a) =
        unsafe { ((*parcel).signal, (*parcel).sender, (*parcel).term, (*parcel).a) };
    match signal {
        Signal::Words => {}
        Signal::Message => return message(cx, parcel),
        Signal::AliasMessage => return alias_message(cx, parcel, a),
        Signal::Exit => return exit_signal(cx, parcel),
        Signal::Down => return down(cx, parcel),
        Signal::Link => {
            cx.process().ext().links.get_or_insert(sender, 0);
        }
        Signal::Unlink => {
            cx.process().ext().links.remove(&sender);
            reply_signal(cx, sender, Signal::UnlinkAck, a);
        }
        Signal::UnlinkAck => {
            let links = &mut cx.process().ext().links;
            if links.get(&sender) == Some(&a) {
                links.remove(&sender);
            }
        }
        Signal::Monitor => {
            cx.process().ext().monitored_by.add(a, (sender, Watched::from_term(term)));
        }
        Signal::Demonitor => drop(cx.process().ext().monitored_by.remove(&a)),
        Signal::Timeout => {
            let process = cx.process();
            if process.has(flag::TIMER) && u64::from(process.timer) == a {
                process.set(flag::TIMED_OUT, true);
            }
        }
        Signal::GroupLeader => drop(set_group_leader(cx, term)),
        Signal::Info => drop(info::answer(cx, sender, term)),
        Signal::Suspend => suspend(cx, sender, term, a),
        Signal::OutOfMemory => end(cx.process()),
        Signal::Stop => {
            if limits::stops(cx) {
                end(cx.process());
            }
        }
        Signal::Collect => {
            cx.process().set(flag::COLLECT, true);
            reply(cx, sender, term, Term::atom(atoms::true_));
        }
        Signal::CheckCode => {
            let answer = info::check_code(cx, term, a);
            let reference = term.as_tuple().and_then(|tuple| tuple.get(0)).unwrap_or(Term::NIL);
            reply(cx, sender, reference, Term::boolean(answer));
        }
    }
    Parcel::discard(parcel);
}

fn message(cx: &mut Context, parcel: *mut Parcel) {
    let process = cx.process();
    if process.has(flag::KEPT) && is_unwanted(process, parcel) {
        return Parcel::discard(parcel);
    }
    deposit(cx, parcel);
}

/// A message goes to the mailbox.
#[inline(always)]
fn deposit(cx: &mut Context, parcel: *mut Parcel) {
    let process = cx.process();
    process.mailbox.push(parcel);
    if process.mailbox.len.is_multiple_of(limits::GROWTH) {
        limits::note_growth(cx);
    }
}

/// Whether a message is the answer to a request whose evaluation was interrupted.
fn is_unwanted(process: &mut Process, parcel: *mut Parcel) -> bool {
    let seldom = process.ext.as_mut().and_then(|ext| ext.seldom.as_mut());
    let Some(seldom) = seldom.filter(|seldom| !seldom.awaited.is_empty()) else { return false };
    // SAFETY: rule 1.
    let first = unsafe { (*parcel).term.as_tuple().and_then(|tuple| tuple.get(0)) };
    let reference = first.and_then(Term::as_reference);
    let Some(awaited) = reference.and_then(|reference| seldom.awaited.get_mut(&reference.id())) else {
        return false;
    };
    std::mem::replace(awaited, Awaited::Here) == Awaited::Unwanted
}

fn end(process: &mut Process) {
    process.ext().exit_reason = Term::atom(atoms::killed);
    process.set(flag::EXITING, true);
}

fn set_group_leader(cx: &mut Context, leader: Term) -> Result<(), OutOfHeap> {
    let mut roots = [leader];
    // SAFETY: the context owns its process; the scratch area is another field.
    let process = unsafe { &mut *cx.process };
    cx.scratch.copy_to_heap(&mut process.heap, &mut roots)?;
    process.group_leader = roots[0];
    Ok(())
}

/// A message through an alias is received while the alias is active.
fn alias_message(cx: &mut Context, parcel: *mut Parcel, id: u64) {
    let process = cx.process();
    let active = process.ext.as_ref().and_then(|ext| ext.aliases.get(&id).copied());
    let Some(alias) = active else { return Parcel::discard(parcel) };
    if alias == Alias::Reply {
        process.ext().aliases.remove(&id);
        if let Some(monitor) = process.ext().monitors.remove(&id)
            && let Some(target) = monitor.target
        {
            reply_signal(cx, target, Signal::Demonitor, id);
        }
    }
    // SAFETY: rule 1.
    unsafe { (*parcel).signal = Signal::Message };
    cx.process().mailbox.push(parcel);
}

/// An exit signal: dropped, made a message, or the end. `term` is `{'EXIT', From, Reason}`.
fn exit_signal(cx: &mut Context, parcel: *mut Parcel) {
    // SAFETY: rule 1.
    let (sender, term, a) = unsafe { ((*parcel).sender, (*parcel).term, (*parcel).a) };
    let process = cx.process();
    let by_link = a == 1;
    if by_link && process.ext().links.remove(&sender) != Some(0) {
        return Parcel::discard(parcel);
    }
    let reason = term.as_tuple().and_then(|tuple| tuple.get(2)).unwrap_or(Term::NIL);
    let killed = !by_link && reason == Term::atom(atoms::kill);
    if process.has(flag::TRAP_EXIT) && !killed {
        // SAFETY: rule 1.
        unsafe { (*parcel).signal = Signal::Message };
        return process.mailbox.push(parcel);
    }
    if reason == Term::atom(atoms::normal) && (by_link || sender != process.pid) {
        return Parcel::discard(parcel);
    }
    let kept = process.has(flag::KEPT);
    // It is on its way back to its handler, or is there.
    if kept && (process.has(flag::EXITING) || process.catch == 0 && !killed) {
        return also_interrupted(cx, parcel);
    }
    process.heap.link(parcel);
    process.ext().ended_by = Some((sender, by_link));
    process.ext().exit_reason = match killed {
        // The handler is told who it was.
        _ if kept && process.catch != 0 => term,
        true => Term::atom(atoms::killed),
        false => reason,
    };
    process.set(flag::EXITING, true);
}

/// The prompt is told of an exit signal that came while its evaluator was being interrupted by another one. An
/// interrupt of its own is no news to it.
fn also_interrupted(cx: &mut Context, parcel: *mut Parcel) {
    // SAFETY: rule 1.
    let (sender, signal) = unsafe { ((*parcel).sender, (*parcel).term) };
    let (pid, prompt) = (cx.process().pid, cx.process().parent);
    if sender != prompt {
        let head = [atoms::erlet_shell, atoms::interrupted].map(Term::atom);
        // The prompt does without the news when there is no memory for it.
        if let Ok(news) = cx.process().heap.tuple(&[head[0], Term::pid(pid), head[1], signal]) {
            let _ = post(cx, prompt, Signal::Message, news, 0);
        }
    }
    Parcel::discard(parcel);
}

/// A monitored process ended: a message, unless the monitor is gone.
fn down(cx: &mut Context, parcel: *mut Parcel) {
    // SAFETY: rule 1.
    let (id, term) = unsafe { ((*parcel).a, (*parcel).term) };
    let ext = cx.process().ext();
    let Some(monitor) = ext.monitors.remove(&id) else { return Parcel::discard(parcel) };
    if ext.aliases.get(&id).is_some_and(|alias| *alias != Alias::Explicit) {
        ext.aliases.remove(&id);
    }
    // SAFETY: rule 1.
    unsafe { (*parcel).signal = Signal::Message };
    if monitor.tag == Term::atom(atoms::down) {
        return cx.process().mailbox.push(parcel);
    }
    let Some(tuple) = term.as_tuple() else { return Parcel::discard(parcel) };
    let mut elements = tuple.elements().to_vec();
    elements[0] = monitor.tag;
    let retagged =
        cx.process().heap.tuple(&elements).and_then(|message| make(cx, Signal::Message, message, 0));
    if let Ok(message) = retagged {
        cx.process().mailbox.push(message);
    }
    Parcel::discard(parcel);
}

/// One more suspension by or of `pid`, or one less; the last one is forgotten.
pub(crate) fn count_suspension(counts: &mut Few<Pid, u32>, pid: Pid, more: bool) {
    let count = counts.get_or_insert(pid, 0);
    *count = if more { *count + 1 } else { count.saturating_sub(1) };
    if *count == 0 {
        counts.remove(&pid);
    }
}

fn suspend(cx: &mut Context, sender: Pid, reference: Term, a: u64) {
    let process = cx.process();
    let by = &mut process.ext().seldom().suspended_by;
    count_suspension(by, sender, a == 1);
    let suspended = !by.is_empty();
    process.set(flag::SUSPENDED, suspended);
    reply(cx, sender, reference, Term::atom(atoms::true_));
}

/// Sends a signal without payload.
pub fn reply_signal(cx: &mut Context, to: Pid, signal: Signal, a: u64) {
    let sender = cx.process().pid;
    if let Some(parcel) = Parcel::signal(signal, sender, Term::NIL, a) {
        deliver(cx, to, parcel);
    }
}

/// Sends `{Reference, Value}`; for want of memory nothing, as if the process had ended meanwhile.
pub fn reply(cx: &mut Context, to: Pid, reference: Term, value: Term) {
    if !reference.is_pointer() {
        return;
    }
    if let Ok(answer) = cx.process().heap.tuple(&[reference, value]) {
        // Without memory for the answer the asker's monitor or timeout tells it.
        let _ = post(cx, to, Signal::Message, answer, 0);
    }
}

/// What the sender of a signal gets when the receiver `gone` is dead. Takes the parcel.
pub(crate) fn answer_for_dead(cx: &mut Context, gone: Pid, parcel: *mut Parcel) {
    // SAFETY: rule 1.
    let (signal, sender, term, a) =
        unsafe { ((*parcel).signal, (*parcel).sender, (*parcel).term, (*parcel).a) };
    let answered = match signal {
        Signal::Link => Notice::Exit { linked: true }.send(cx, gone, sender, Term::atom(atoms::noproc)),
        Signal::Monitor => {
            let notice = Notice::Down { id: a, watched: Watched::from_term(term) };
            notice.send(cx, gone, sender, Term::atom(atoms::noproc))
        }
        Signal::Unlink => {
            if let Some(ack) = Parcel::signal(Signal::UnlinkAck, gone, Term::NIL, a) {
                deliver(cx, sender, ack);
            }
            Ok(())
        }
        Signal::Info => {
            let reference = term.as_tuple().and_then(|tuple| tuple.get(0)).unwrap_or(Term::NIL);
            reply(cx, sender, reference, Term::atom(atoms::undefined));
            Ok(())
        }
        Signal::Suspend | Signal::Collect => {
            reply(cx, sender, term, Term::atom(atoms::false_));
            Ok(())
        }
        Signal::CheckCode => {
            let reference = term.as_tuple().and_then(|tuple| tuple.get(0)).unwrap_or(Term::NIL);
            reply(cx, sender, reference, Term::atom(atoms::false_));
            Ok(())
        }
        Signal::Stop => {
            limits::heard(&cx.machine);
            Ok(())
        }
        _ => Ok(()),
    };
    // Without memory for an answer there is none, as after a crash of the whole machine.
    let _ = answered;
    Parcel::discard(parcel);
}
