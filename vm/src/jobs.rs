//! Blocking work, done outside the schedulers: a thread reads, then sends what it read as a message.

use std::io::BufRead;

use crate::bif::answer_with;
use crate::heap::parcel::{Parcel, ParcelBox};
use crate::interp::Context;
use crate::machine::Machine;
use crate::process::signal;
use crate::sync::{Arc, Ordering};
use crate::term::Pid;

/// Reads one line of standard input and sends `answer`, which says `eof`, or the same message with the line instead.
pub(crate) fn read_line(machine: &Arc<Machine>, to: Pid, answer: ParcelBox) {
    let mut line = Vec::new();
    // An unreadable input has ended.
    let count = std::io::stdin().lock().read_until(b'\n', &mut line).unwrap_or(0);
    let answer = if count == 0 { answer } else { answer_with(answer, machine, &line) };
    deliver(machine, to, answer.0);
    machine.jobs.fetch_sub(1, Ordering::SeqCst);
}

fn deliver(machine: &Arc<Machine>, to: Pid, parcel: *mut Parcel) {
    let mut cx = Context::new(machine.clone(), machine.sched.schedulers);
    machine.table.guest(|| signal::deliver(&mut cx, to, parcel));
}
