//! The end of a process: what is told to whom, in which order.
//!
//! Name first, then the process table, links and monitors, the inbox last: nobody learns of the end while the name
//! is still held, and every request that was queued gets its answer.
//!
//! # Safety
//! 1. The context owns the process until `retire`; afterwards nothing here touches it.
#![allow(unsafe_code)]

use std::any::Any;

use super::ext::Awaited;
use super::notice::Notice;
use super::signal::{answer_for_dead, deliver, make, reply_signal, whereis};
use super::{Process, flag, inspect, limits, outside};
use crate::atom::{Atom, atoms};
use crate::bif::Bif;
use crate::events::{Event, note};
use crate::heap::copy::Scratch;
use crate::heap::parcel::{Parcel, Signal};
use crate::interp::{Context, trace};
use crate::machine::{Crash, Frame};
use crate::memory;
use crate::sync::Ordering;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::show::{self, Style};
use crate::term::{Kind, Pid, Term};

/// Bytes of the text of a value that a crash shows.
const SHOWN: usize = 200;

/// Takes the running process apart.
pub fn terminate(cx: &mut Context) {
    let process = cx.process;
    let pid = cx.process().pid;
    let reason = cx.process().exit_reason();
    if cx.process().has(flag::OUT_OF_HEAP) {
        match memory::refused() {
            Some(bytes) => memory::report(cx, bytes),
            None => limits::report_heap(cx),
        }
    }
    cx.process().set(flag::EXITING, true);
    inspect::note_end(cx, reason);
    note!(cx, Event::Ended { pid, reason });
    // What is told to others is built on this heap, whatever it was limited to.
    cx.process().heap.set_limit_words(usize::MAX);
    leave(cx, pid);
    tell(cx, pid, reason);
    let main =
        cx.machine.is_main(pid).then(|| (ends_well(reason), show::to_string(reason, Style::PRETTY_UNICODE)));
    let mut parcel = cx.process().inbox.close();
    while !parcel.is_null() {
        // SAFETY: a closed inbox gives up its parcels.
        let next = unsafe { (*parcel).next };
        answer_for_dead(cx, pid, parcel);
        parcel = next;
    }
    // SAFETY: rule 1.
    unsafe {
        Process::empty(process);
        cx.retire(process);
    }
    cx.machine.victims.gone(pid);
    if let Some((fine, reason)) = main {
        cx.machine.main_ended(fine, reason);
    }
}

/// Whether the running process, which was to end, lives on because it evaluates for the prompt: its outermost handler
/// gets an exception of the class `interrupt`. Its mailbox, links, tables and dictionary stay as they are.
pub(crate) fn is_kept(cx: &mut Context) -> bool {
    let process = cx.process();
    if !process.has(flag::KEPT) || process.catch == 0 || !process.has(flag::EXITING) {
        return false;
    }
    let reason = match process.has(flag::OUT_OF_HEAP) {
        true => Term::atom(atoms::max_heap_size),
        false => process.ext().exit_reason,
    };
    if reason == Term::atom(atoms::internal_error) {
        return false;
    }
    process.ext().exit_reason = Term::atom(atoms::killed);
    process.timer = process.timer.wrapping_add(1);
    let over = flag::EXITING | flag::OUT_OF_HEAP | flag::TRAPPED | flag::TIMER | flag::TIMED_OUT | flag::IDLE;
    process.set(over, false);
    process.mailbox.rewind();
    forget_answers(process);
    cx.retreat(atoms::interrupt, reason)
}

/// What was awaited from outside the schedulers is wanted no more, whether it is here or still to come.
fn forget_answers(process: &mut Process) {
    let mut awaited = std::mem::take(&mut process.ext().seldom().awaited);
    awaited.retain(|reference, state| {
        let here = *state == Awaited::Here;
        *state = Awaited::Unwanted;
        let answers = |message: Term| {
            let first = message.as_tuple().and_then(|tuple| tuple.get(0));
            first.and_then(Term::as_reference).is_some_and(|first| first.id() == *reference)
        };
        if here && let Some(answer) = process.mailbox.remove_first(*reference, answers) {
            Parcel::discard(answer);
        }
        !here
    });
    process.ext().seldom().awaited = awaited;
}

/// The process leaves its name, the table of processes and its ETS tables.
fn leave(cx: &mut Context, pid: Pid) {
    let mut kept = cx.process().outside.load(Ordering::Acquire);
    if kept & outside::NAMED != 0 {
        cx.machine.names.write().remove_pid(pid);
    }
    cx.machine.table.remove(pid);
    // What was given between the two steps: from here on nobody can give anything.
    let given = cx.process().outside.swap(0, Ordering::AcqRel);
    if given & outside::NAMED != 0 {
        cx.machine.names.write().remove_pid(pid);
    }
    kept |= given;
    if kept & outside::TABLES != 0 {
        crate::bif::leave_tables(cx, pid);
    }
}

/// Whether a program that ends so has not failed.
fn ends_well(reason: Term) -> bool {
    let shutdown = |term: Option<Term>| term == Some(Term::atom(atoms::shutdown));
    reason == Term::atom(atoms::normal)
        || shutdown(Some(reason))
        || reason.as_tuple().is_some_and(|tuple| tuple.len() == 2 && shutdown(tuple.get(0)))
}

/// Exit signals over links, `DOWN` messages, ended monitors, resumed processes.
fn tell(cx: &mut Context, pid: Pid, reason: Term) {
    let Some(ext) = cx.process().ext.take() else { return };
    // A receiver that cannot be told for want of memory is not told.
    ext.links.each(|linked, pending| {
        if *pending == 0 {
            let _ = Notice::Exit { linked: true }.send(cx, pid, linked, reason);
        }
    });
    // Who watches it several times hears of it in the order in which the monitors were made.
    ext.monitored_by.each(|id, (watcher, watched)| {
        let _ = Notice::Down { id, watched: *watched }.send(cx, pid, *watcher, reason);
    });
    ext.monitors.each(|id, monitor| {
        if let Some(target) = monitor.target {
            reply_signal(cx, target, Signal::Demonitor, id);
        }
    });
    let Some(seldom) = ext.seldom else { return };
    seldom.suspending.each(|suspended, count| {
        for _ in 0..*count {
            if let Some(parcel) = Parcel::signal(Signal::Suspend, pid, Term::NIL, 0) {
                deliver(cx, suspended, parcel);
            }
        }
    });
}

/// The machine itself failed while it worked for the running process: the process ends, with a report.
pub(crate) fn internal_error(cx: &mut Context, bif: Option<&Bif>, panic: &(dyn Any + Send)) {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    let place = bif.map_or("the machine".into(), |bif| format!("{}:{}/{}", bif.module, bif.name, bif.arity));
    let pid = show::identifier(Term::pid(cx.process().pid));
    let report = format!(
        "=ERROR REPORT====\nError in process {pid}: internal error in {place}: {text}\n\
         This is a fault of Erlet, not of the program.\n\n"
    );
    cx.machine.output.write_error(report.as_bytes());
    // A copy that was under way is lost.
    cx.scratch = Scratch::new(cx.scratch.literals);
    cx.stop = None;
    cx.process().ext().exit_reason = Term::atom(atoms::internal_error);
    cx.process().set(flag::EXITING, true);
}

/// The end of a process failed in the machine: whoever waits for it gets no answer, but nobody finds it any more.
pub(crate) fn abandon(cx: &mut Context, panic: &(dyn Any + Send)) {
    internal_error(cx, None, panic);
    let pid = cx.process().pid;
    leave(cx, pid);
    if cx.machine.is_main(pid) {
        cx.machine.main_ended(false, atoms::internal_error.name().into());
    }
}

/// Nobody caught: notes the exit reason, and reports errors as OTP does.
pub fn uncaught(cx: &mut Context, class: Atom, reason: Term, trace: Term) -> Result<(), OutOfHeap> {
    let stack = trace::to_list(cx, trace)?;
    let heap = &mut cx.process().heap;
    let exit_reason = match class {
        atoms::exit => reason,
        atoms::throw => {
            let nocatch = heap.tuple(&[Term::atom(atoms::nocatch), reason])?;
            heap.tuple(&[nocatch, stack])?
        }
        _ => heap.tuple(&[reason, stack])?,
    };
    cx.process().ext().exit_reason = exit_reason;
    let pid = cx.process().pid;
    if cx.machine.is_main(pid) {
        if class != atoms::exit || !ends_well(reason) {
            let crash = crash(cx, class, reason, trace);
            cx.machine.note_crash(crash);
        }
    } else if class != atoms::exit {
        report(cx, exit_reason)?;
    }
    Ok(())
}

/// The report of a crashed process: to the logger if there is one, else on standard error.
fn report(cx: &mut Context, reason: Term) -> Result<(), OutOfHeap> {
    let pid = cx.process().pid;
    if let Some(logger) = whereis(cx, atoms::logger).filter(|logger| *logger != pid) {
        let leader = cx.process().group_leader;
        let message = [Term::atom(atoms::crashed), Term::pid(pid), leader, reason];
        let message = cx.process().heap.tuple(&message)?;
        let parcel = make(cx, Signal::Message, message, 0)?;
        deliver(cx, logger, parcel);
        return Ok(());
    }
    if !limits::may_report(&cx.machine) {
        return Ok(());
    }
    if cx.machine.obituaries.explains()
        && let Some(shell) = whereis(cx, atoms::erlet_shell)
    {
        return tell_shell(cx, shell, pid, reason);
    }
    let pid = show::identifier(Term::pid(pid));
    let reason = show::to_string(reason, Style::PRETTY_UNICODE);
    let text = format!("=ERROR REPORT====\nError in process {pid} with exit value:\n{reason}\n\n");
    cx.machine.output.write_error(text.as_bytes());
    Ok(())
}

/// Somebody works at a prompt where failures are explained: its process writes the report.
fn tell_shell(cx: &mut Context, shell: Pid, pid: Pid, reason: Term) -> Result<(), OutOfHeap> {
    let name = cx.machine.names.read().name_of(pid).unwrap_or(atoms::none);
    let heap = &mut cx.process().heap;
    let crashed = heap.tuple(&[Term::atom(atoms::crashed), Term::pid(pid), Term::atom(name), reason])?;
    let message = heap.tuple(&[Term::atom(atoms::erlet_shell), crashed])?;
    let parcel = make(cx, Signal::Message, message, 0)?;
    deliver(cx, shell, parcel);
    Ok(())
}

/// What the main process died of, with the places in the source.
fn crash(cx: &mut Context, class: Atom, reason: Term, trace: Term) -> Crash {
    let mut stack = Vec::new();
    match trace.kind() {
        Some(Kind::Trace) => {
            let (first, places) = trace::places(cx, trace);
            stack.extend(first.as_tuple().map(|item| frame_of_item(item.elements())));
            stack.extend(places.into_iter().map(frame_of_place));
        }
        _ => {
            let mut rest = trace;
            while let Some((head, tail)) = rest.as_cons() {
                stack.extend(head.as_tuple().map(|item| frame_of_item(item.elements())));
                rest = tail;
            }
        }
    }
    // The first item of a trace that carries arguments stands for the place that comes with it.
    let values = values_at(cx, trace);
    Crash {
        class: class.name().into(),
        reason: show::to_string(reason, Style::PRETTY_UNICODE),
        stack,
        values,
    }
}

/// The variables that were noted where a trace begins, with their values.
fn values_at(cx: &mut Context, trace: Term) -> Vec<(String, String)> {
    let noted = cx.process().seldom().and_then(|seldom| seldom.failed_with);
    let is_of = |(pc, _): &(u64, Term)| trace.kind() == Some(Kind::Trace) && trace::raised_at(trace) == *pc;
    let mut rest = noted.filter(is_of).map_or(Term::NIL, |(_, values)| values);
    let mut found = Vec::new();
    while let Some((pair, tail)) = rest.as_cons() {
        if let Some(pair) = pair.as_tuple()
            && let [name, value] = pair.elements()
            && let Some(name) = name.as_atom()
        {
            found.push((name.name().to_string(), show::brief(*value, SHOWN)));
        }
        rest = tail;
    }
    found
}

fn frame_of_place(place: crate::code::Place) -> Frame {
    Frame {
        function: place.mfa.to_string(),
        file: place.file.to_string(),
        line: place.line,
        span: place.span,
    }
}

fn frame_of_item(item: &[Term]) -> Frame {
    let text = |index: usize| {
        item.get(index).map_or(String::new(), |term| show::to_string(*term, Style::PRETTY_UNICODE))
    };
    // A fun has no name: what would be the module is the fun.
    let (name, args, location) = match item.len() {
        3 => (text(0), 1, 2),
        _ => (format!("{}:{}", text(0), text(1)), 2, 3),
    };
    let args = match item.get(args) {
        Some(list) if list.is_cons() || list.is_nil() => {
            format!("({})", text(args).trim_start_matches('[').trim_end_matches(']'))
        }
        _ => format!("/{}", text(args)),
    };
    let mut frame = Frame { function: name + &args, ..Frame::default() };
    let mut location = item.get(location).copied().unwrap_or(Term::NIL);
    while let Some((head, tail)) = location.as_cons() {
        if let Some(pair) = head.as_tuple()
            && let (Some(key), Some(value)) = (pair.get(0).and_then(Term::as_atom), pair.get(1))
        {
            match key {
                atoms::file => frame.file = list_text(value),
                atoms::line => frame.line = value.as_small().unwrap_or(0) as u32,
                _ => {}
            }
        }
        location = tail;
    }
    frame
}

/// The characters of a string.
pub(super) fn list_text(mut list: Term) -> String {
    let mut text = String::new();
    while let Some((head, tail)) = list.as_cons() {
        text.extend(head.as_small().and_then(|code| char::from_u32(code as u32)));
        list = tail;
    }
    text
}
