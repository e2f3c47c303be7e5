//! Sending and receiving.
//!
//! ```text
//!   peek:  recv_peek   ── no message ──▶ wait:  recv_wait ── a signal ──▶ peek
//!             │ message                         recv_wait_timeout ── time is up ──▶ recv_timeout, after body
//!             ▼
//!          match ── no clause ──▶ recv_next ──▶ peek
//!             │ clause
//!             ▼
//!          recv_accept, body
//! ```
#![allow(unsafe_code)]

use super::macros::{after, save};
use super::{Context, Step, slow};
use crate::atom::atoms;
use crate::events::{Event, Sent, note};
use crate::heap::parcel::Parcel;
use crate::process::{Process, flag, outbox, signal};
use crate::term::{Kind, Term, raw};

handler!(send(m, i: Send) {
    *m.sp = after(i).add(1) as u64 | crate::term::tag::CODE;
    let process = (*m.cx).process;
    (*process).heap.stack = m.sp;
    (*process).heap.top = m.htop;
    (*process).reductions_left = m.reds - 4;
    let (target, message) = (Term(m.x0), (*m.cx).x[1]);
    let sent = outbox::send(&mut *m.cx, target, message);
    let process = (*m.cx).process;
    (m.sp, m.htop) = ((*process).heap.stack, (*process).heap.top);
    m.reds = (*process).reductions_left;
    match sent {
        Ok(()) => {
            m.x0 = (*m.cx).x[1].0;
            m.pc = after(i).add(1);
            dispatch!(m)
        }
        Err(stop) => {
            (*m.cx).stop = Some(stop);
            slow!(m, slow::send_failed)
        }
    }
});

handler!(recv_mark(m, i: RecvMark) {
    let reference = m.src(i.reference);
    if reference.kind() == Some(Kind::Reference) {
        (*(*m.cx).process).mailbox.use_mark(raw::word(reference, 1));
    }
    next!(m, i)
});

handler!(recv_peek(m, i: RecvPeek) {
    let process = &mut *(*m.cx).process;
    if let Some(message) = process.mailbox.peek() {
        m.put(i.dst, message);
        next!(m, i)
    }
    if process.inbox.has_signals() {
        slow!(m, fetch_signals);
    }
    goto!(m, i.wait)
});

handler!(recv_accept(m, i: RecvAccept) {
    let process = &mut *(*m.cx).process;
    if (*m.cx).listening || process.has(flag::TIMER | flag::TIMED_OUT) || process.seldom().is_some() {
        otherwise!(m, accept_seldom)
    }
    let Some(parcel) = process.mailbox.accept_first() else { otherwise!(m, accept_seldom) };
    process.heap.link(parcel);
    if process.heap.wants_collection() {
        m.reds = (*m.cx).hold_back(m.reds);
    }
    next!(m, i)
});

// What is less usual: a message behind others, a timeout, messages without words of their own, and what somebody hears of.
handler!(accept_seldom(m, i: RecvAccept) {
    if (*m.cx).listening && (*m.cx).is_to_tell() {
        slow!(m, tell_received)
    }
    let process = &mut *(*m.cx).process;
    if let Some(parcel) = process.mailbox.accept() {
        if let Some(ext) = process.ext.as_mut() {
            ext.forget_rooted(parcel);
        }
        if (*parcel).used > 0 {
            process.heap.link(parcel);
            if process.heap.wants_collection() {
                m.reds = (*m.cx).hold_back(m.reds);
            }
        } else {
            Parcel::free(parcel);
        }
    }
    if process.has(flag::TIMER | flag::TIMED_OUT) {
        process.timer = process.timer.wrapping_add(1);
        process.set(flag::TIMER | flag::TIMED_OUT, false);
    }
    next!(m, i)
});

handler!(recv_next(m, i: RecvNext) {
    let mailbox = &mut (*(*m.cx).process).mailbox;
    if let Some(words) = mailbox.words_looked_at() {
        // Slots may hold parts of the message; it stays outside of the heap, where the collector must not find it.
        for slot in 1..=*after(i) as usize {
            let value = Term(*m.sp.add(slot));
            if value.is_pointer() && words.contains(&(raw::address(value) as u64)) {
                *m.sp.add(slot) = Term::NIL.0;
            }
        }
    }
    mailbox.skip();
    m.reds -= 1;
    goto!(m, i.peek)
});

handler!(recv_wait(m, i: RecvWait) {
    m.pc = i.peek as *const u64;
    let process = &mut *(*m.cx).process;
    if waits_at_once(process, m.reds) {
        (process.pc, process.live) = (m.pc, 0);
        return save(m.pc, m.cx, m.sp, m.htop, m.reds, m.x0);
    }
    slow!(m, wait)
});

/// Whether nothing is to be done before a process waits. A build with debug assertions knows by the slow path that a
/// handler leaves for good.
#[inline(always)]
fn waits_at_once(process: &Process, reductions: i64) -> bool {
    !cfg!(debug_assertions)
        && reductions >= 0
        && process.has(flag::SETTLED)
        && !process.heap.wants_collection()
}

handler!(recv_wait_timeout(m, i: RecvWaitTimeout) {
    let process = &mut *(*m.cx).process;
    if process.has(flag::TIMED_OUT) {
        next!(m, i)
    }
    let time = m.src(i.time);
    if !process.has(flag::TIMER) && time == Term::small(0) {
        next!(m, i)
    }
    (*m.cx).args[0] = time;
    (*m.cx).next = i.peek as *const u64;
    slow!(m, wait_with_timeout)
});

handler!(recv_timeout(m, i: RecvTimeout) {
    if (*m.cx).listening && (*m.cx).is_to_tell() {
        slow!(m, tell_timed_out)
    }
    let process = &mut *(*m.cx).process;
    process.mailbox.rewind();
    process.timer = process.timer.wrapping_add(1);
    process.set(flag::TIMER | flag::TIMED_OUT, false);
    next!(m, i)
});

/// Tells what is about to be taken out of the mailbox; then the instruction is done.
fn tell_received(cx: &mut Context) -> Step {
    let process = cx.process();
    let (by, current) = (process.pid, process.mailbox.current());
    if !current.is_null() {
        let Sent { from, count, .. } = Parcel::as_sent(current, by);
        note!(cx, Event::Received { by, from, count });
    }
    Step::Resume
}

fn tell_timed_out(cx: &mut Context) -> Step {
    note!(cx, Event::TimedOut { pid: cx.process().pid });
    Step::Resume
}

/// Handles what has arrived, then looks again. No message was left for the process, so whoever asks now is told that it
/// waits, as it would a moment later.
fn fetch_signals(cx: &mut Context) -> Step {
    cx.process().pc = cx.pc;
    cx.process().set(flag::WAITED, true);
    let alive = signal::handle_all(cx);
    cx.process().set(flag::WAITED, false);
    cx.process().pc = std::ptr::null();
    match alive {
        true => Step::Resume,
        false => Step::Ended,
    }
}

/// Sleeps; only the stack is alive, so parcels can be taken in first.
fn wait(cx: &mut Context) -> Step {
    let process = cx.process();
    if process.reductions_left < 0 {
        return Step::Yield(0);
    }
    if process.heap.wants_collection() {
        let mut request = cx.request(0);
        request.grow = false;
        if cx.collect(request, 0, 0).is_err() {
            return slow::end_out_of_heap(cx);
        }
    }
    if !cx.process().has(flag::SETTLED) {
        cx.settle();
    }
    let pc = cx.pc;
    let process = cx.process();
    process.pc = pc;
    process.live = 0;
    Step::Wait
}

/// Starts the timer of a `receive`, unless it runs already, and sleeps.
fn wait_with_timeout(cx: &mut Context) -> Step {
    if !cx.process().has(flag::TIMER) {
        let time = cx.args[0];
        match time.as_small() {
            Some(millis) if (0..=0xffff_ffff).contains(&millis) => {
                let (pid, number) = (cx.process().pid, cx.process().timer);
                cx.machine.timers.receive_timeout(&cx.machine, pid, number, millis as u64);
                cx.process().set(flag::TIMER, true);
            }
            _ if time == Term::atom(atoms::infinity) => {}
            _ => {
                cx.process().mailbox.rewind();
                return Step::Raise(crate::bif::error(Term::atom(atoms::timeout_value)));
            }
        }
    }
    cx.pc = cx.next;
    wait(cx)
}
