//! Messages that a process sends in a row to the same receiver: after the first they leave in groups.
//!
//! Every push takes the cache line of the receiver's inbox away from whoever touched it last. When several processors
//! send to one process, that is most of what a message costs; a group pays for it once. A message waits only while its
//! sender runs instructions: a group leaves when it is full, before a built-in function or a message to somebody else,
//! when the sender leaves its instructions for whatever reason, and after [`PATIENCE`] reductions. So nobody can see a
//! later effect of the sender and miss the message. With one scheduler, or when it is not the machine that chooses,
//! each message leaves at once.
//!
//! # Safety
//! 1. The process that was looked up holds until the slice ends; before that the row has ended.
//! 2. A parcel that was not pushed is ours.
#![allow(unsafe_code)]

use std::ptr::null_mut;

use super::inbox::Pushed;
use super::{Process, inspect, signal};
use crate::bif::Stop;
use crate::clock::Policy;
use crate::events;
use crate::heap::parcel::{Parcel, Signal};
use crate::interp::Context;
use crate::term::{Pid, Term};

/// Messages of a group.
const GROUP: u32 = 8;
/// A group leaves after so many reductions, some microseconds, if nothing else made it leave.
const PATIENCE: i64 = 256;

/// The row of the process that runs.
pub(crate) struct Outbox {
    enabled: bool,
    /// To whom the last message went; `Pid(0)` for nobody.
    to: Pid,
    /// Its control block, once there is a group.
    process: *mut Process,
    /// The group: the newest message, which leads to the older ones, and the oldest.
    newest: *mut Parcel,
    oldest: *mut Parcel,
    count: u32,
    /// Reductions put aside so that the group leaves in time.
    aside: i64,
}

impl Outbox {
    /// An empty one, for a machine of that policy.
    pub(crate) fn new(policy: Policy) -> Outbox {
        Outbox {
            enabled: matches!(policy, Policy::Parallel(schedulers) if schedulers > 1),
            to: Pid(0),
            process: null_mut(),
            newest: null_mut(),
            oldest: null_mut(),
            count: 0,
            aside: 0,
        }
    }
}

/// Sends `message`, as the instruction does it.
#[inline]
pub(crate) fn send(cx: &mut Context, target: Term, message: Term) -> Result<(), Stop> {
    if !cx.outbox.enabled {
        return signal::send(cx, target, message);
    }
    let pid = target.as_pid().filter(|pid| *pid != cx.process().pid);
    if pid == Some(cx.outbox.to) {
        return keep(cx, message);
    }
    leave(cx);
    signal::send(cx, target, message)?;
    cx.outbox.to = pid.unwrap_or(Pid(0));
    Ok(())
}

/// One more message for the same receiver.
fn keep(cx: &mut Context, message: Term) -> Result<(), Stop> {
    if cx.outbox.count == 0 {
        match cx.machine().table.find(cx.outbox.to) {
            Some(process) => cx.outbox.process = process,
            None => return signal::send_to(cx, cx.outbox.to, message),
        }
        let left = cx.process().reductions_left;
        cx.process().reductions_left = left.min(PATIENCE);
        cx.outbox.aside += left - left.min(PATIENCE);
    }
    let parcel = signal::make(cx, Signal::Message, message, 0)?;
    if cx.listening {
        events::sent(cx, parcel, cx.outbox.to);
    }
    let outbox = &mut cx.outbox;
    if outbox.count == 0 {
        outbox.oldest = parcel;
    }
    // SAFETY: rule 2.
    unsafe { (*parcel).next = outbox.newest };
    outbox.newest = parcel;
    outbox.count += 1;
    if outbox.count == GROUP {
        push(cx);
    }
    Ok(())
}

/// Ends the row: what waits leaves, and reductions that were put aside are given back.
#[inline]
pub(crate) fn leave(cx: &mut Context) {
    if cx.outbox.to != Pid(0) {
        end_row(cx);
    }
}

fn end_row(cx: &mut Context) {
    if cx.outbox.count > 0 {
        push(cx);
    }
    cx.outbox.to = Pid(0);
    cx.process().reductions_left += std::mem::take(&mut cx.outbox.aside);
}

/// The group leaves.
fn push(cx: &mut Context) {
    let (process, oldest) = (cx.outbox.process, cx.outbox.oldest);
    let newest = std::mem::replace(&mut cx.outbox.newest, null_mut());
    let count = std::mem::take(&mut cx.outbox.count);
    // SAFETY: rules 1 and 2.
    match unsafe { (*process).inbox.push_group(newest, oldest) } {
        Pushed::Queued => {
            // SAFETY: rule 1.
            if unsafe { (*process).backlog.add(count as u16) } {
                let aside = std::mem::take(&mut cx.outbox.aside);
                cx.process().reductions_left += aside - i64::from(count) * signal::BACKLOG_PRICE;
            }
        }
        Pushed::MustWake => cx.wake(process),
        Pushed::Dead => {
            let mut parcel = newest;
            while !parcel.is_null() {
                // SAFETY: rule 2; the oldest may lead on to what the inbox held once, which is not ours.
                let next = if parcel == oldest { null_mut() } else { unsafe { (*parcel).next } };
                Parcel::discard(parcel);
                inspect::note_dead(cx, cx.outbox.to);
                parcel = next;
            }
        }
    }
}
