//! What happens outside the schedulers: threads that do what blocks, and messages from the program around the machine.

pub(crate) mod ahead;
pub(crate) mod children;
pub(crate) mod commands;
pub(crate) mod errors;
pub(crate) mod files;
pub(crate) mod pool;
pub mod sandbox;
pub(crate) mod value;

use std::io::BufRead;

use crate::bif::answer_with;
use crate::heap::Heap;
use crate::heap::parcel::{Parcel, ParcelBox};
use crate::interp::Context;
use crate::machine::Machine;
use crate::process::signal;
use crate::sync::{Arc, Ordering};
use crate::term::build::OutOfHeap;
use crate::term::{Pid, Term};

/// Reads one line of standard input and sends `answer`, which says `eof`, or the same message with the line instead.
pub(crate) fn read_line(machine: &Arc<Machine>, to: Pid, answer: ParcelBox) {
    let mut line = Vec::new();
    // An unreadable input has ended.
    let count = std::io::stdin().lock().read_until(b'\n', &mut line).unwrap_or(0);
    let answer = if count == 0 { answer } else { answer_with(answer, machine, &line) };
    deliver(machine, to, answer.0);
    machine.jobs.fetch_sub(1, Ordering::SeqCst);
}

/// Has `job` done by another thread, which sends `{reference, answer}` to `to`; false when no thread could be started.
pub(crate) fn start(
    machine: &Arc<Machine>,
    to: Pid,
    reference: u64,
    job: impl FnOnce(&Arc<Machine>) -> value::Value + Send + 'static,
) -> bool {
    let own = machine.clone();
    machine.jobs.fetch_add(1, Ordering::SeqCst);
    let started = machine.pool.submit(Box::new(move || {
        let answer = job(&own);
        if !send(&own, to, |heap| answer.answer(heap, reference)) {
            // There is no room for the answer: there is for one that says so.
            send(&own, to, |heap| value::Value::error("enomem").answer(heap, reference));
        }
        own.jobs.fetch_sub(1, Ordering::SeqCst);
    }));
    if !started {
        machine.jobs.fetch_sub(1, Ordering::SeqCst);
    }
    started
}

/// Has the compiler answer a request, and sends what it says.
pub(crate) fn compile(machine: &Arc<Machine>, to: Pid, request: &[u8], answer: ParcelBox) {
    let answer = match machine.compiler() {
        Some(compiler) => answer_with(answer, machine, &compiler(request)),
        None => answer,
    };
    deliver(machine, to, answer.0);
    machine.jobs.fetch_sub(1, Ordering::SeqCst);
}

fn deliver(machine: &Arc<Machine>, to: Pid, parcel: *mut Parcel) {
    let mut cx = Context::new(machine.clone(), machine.sched.numbers);
    machine.table.guest(|| signal::deliver(&mut cx, to, parcel));
    // The receiver gives back what this thread took, and the thread may end.
    crate::memory::settle();
}

/// Sends the message that `build` makes from outside the machine; false when it could not be made.
pub fn send(
    machine: &Arc<Machine>,
    to: Pid,
    build: impl FnOnce(&mut Heap) -> Result<Term, OutOfHeap>,
) -> bool {
    let make = || {
        let mut heap = Heap::new(64).ok_or(OutOfHeap)?;
        let mut roots = [build(&mut heap)?];
        let mut cx = Context::new(machine.clone(), machine.sched.numbers);
        let parcel = match roots[0].is_pointer() {
            true => cx.scratch.copy_to_parcel(&mut roots)?,
            false => Parcel::new(0).ok_or(OutOfHeap)?,
        };
        Parcel::become_first_message(parcel, to, roots[0]);
        Ok::<_, OutOfHeap>(parcel)
    };
    match make() {
        Ok(parcel) => {
            deliver(machine, to, parcel);
            true
        }
        Err(_) => false,
    }
}
