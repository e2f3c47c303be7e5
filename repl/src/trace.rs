//! `--trace FILE`: what processes do, a line for each event: milliseconds, process, what it does.
//!
//! ```text
//!        0.104 <7> sends #3 to <8>: {hello,<0.7.0>}
//!        0.131 <8> takes in #3 of <7>: message
//!        0.131 <8> receives #3 of <7>
//! ```
//!
//! `#3` is the sender's third signal (they are counted from 0): it joins a send to its receive.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use vm::events::{Event, Sent, Signal, Sink, SliceEnd};
use vm::machine::Machine;
use vm::term::show;
use vm::term::{Pid, Term};

use crate::cli::Command;

/// Bytes of a term's text.
const LIMIT: usize = 200;

/// Has what happens in the machine written to the file of `--trace`, if there is one. False, with the reason on standard
/// error, when that cannot be. The trace is whole when nobody listens any more.
pub fn start(command: &Command, machine: &Machine) -> bool {
    let Some(path) = &command.trace else { return true };
    match File::create(path) {
        Ok(file) => {
            let trace = Trace { path: path.clone(), file: Mutex::new(BufWriter::new(file)) };
            machine.events.listen(Some(Arc::new(trace)));
            true
        }
        Err(error) => {
            eprintln!("erlet: {}: {error}", path.display());
            false
        }
    }
}

/// Writes events to a file.
struct Trace {
    path: PathBuf,
    file: Mutex<BufWriter<File>>,
}

impl Drop for Trace {
    fn drop(&mut self) {
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = file.flush() {
            eprintln!("erlet: {} is not whole: {error}", self.path.display());
        }
    }
}

impl Sink for Trace {
    fn hear(&self, nanos: u64, event: &Event) {
        let mut line = format!("{:>10}.{:03} ", nanos / 1_000_000, nanos / 1000 % 1000);
        describe(&mut line, event);
        line.push('\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // What cannot be written now cannot be written at the end either, where it is said.
        let _ = file.write_all(line.as_bytes());
    }
}

/// Appends who does what. Writing to a string does not fail.
fn describe(line: &mut String, event: &Event) {
    let _ = match event {
        Event::Spawned { parent, child } => write!(line, "{} spawns {}", who(*parent), who(*child)),
        Event::Sent(sent) => {
            let Sent { count, to, signal, term, .. } = *sent;
            // A timer belongs to whom it wakes, but it is not that process that acts.
            let from = if signal == Signal::Timeout { Pid(0) } else { sent.from };
            write!(line, "{} {} #{count} to {}{}", who(from), verb(signal), who(to), payload(signal, term))
        }
        Event::TakenIn(Sent { from, count, to, signal, .. }) => {
            write!(line, "{} takes in #{count} of {}: {}", who(*to), who(*from), noun(*signal))
        }
        Event::Received { by, from, count } => {
            write!(line, "{} receives #{count} of {}", who(*by), who(*from))
        }
        Event::TimedOut { pid } => write!(line, "{} times out", who(*pid)),
        Event::Called { pid, function } => write!(line, "{} calls {function}", who(*pid)),
        Event::Began { pid, scheduler } => write!(line, "{} runs on scheduler {}", who(*pid), scheduler + 1),
        Event::Paused { pid, end, reductions } => {
            let end = match end {
                SliceEnd::Yielded => "is put back",
                SliceEnd::Waiting => "waits",
                SliceEnd::Ended => "is about to end",
            };
            write!(line, "{} {end} after {reductions} reductions", who(*pid))
        }
        Event::Collected { pid, before, after } => {
            write!(line, "{} collects garbage: {before} words to {after}", who(*pid))
        }
        Event::Ended { pid, reason } => write!(line, "{} ends: {}", who(*pid), show::brief(*reason, LIMIT)),
    };
}

/// `<7>`, as the prompt shows processes.
fn who(pid: Pid) -> String {
    if pid == Pid(0) {
        return "machine".into();
    }
    let full = show::identifier(Term::pid(pid));
    match full.strip_prefix("<0.").and_then(|rest| rest.strip_suffix(".0>")) {
        Some(number) => format!("<{number}>"),
        None => full,
    }
}

fn verb(signal: Signal) -> String {
    match signal {
        Signal::Message | Signal::AliasMessage => "sends".into(),
        other => format!("signals {}", noun(other)),
    }
}

fn noun(signal: Signal) -> &'static str {
    match signal {
        Signal::Words => "words",
        Signal::Message => "message",
        Signal::Exit => "exit",
        Signal::Link => "link",
        Signal::Unlink => "unlink",
        Signal::UnlinkAck => "unlink_ack",
        Signal::Monitor => "monitor",
        Signal::Demonitor => "demonitor",
        Signal::Down => "down",
        Signal::Info => "info",
        Signal::Timeout => "timeout",
        Signal::Suspend => "suspend",
        Signal::GroupLeader => "group_leader",
        Signal::Collect => "collect",
        Signal::AliasMessage => "alias_message",
        Signal::CheckCode => "check_code",
        Signal::OutOfMemory => "out_of_memory",
        Signal::Stop => "stop",
    }
}

/// The term of those signals whose term says something to a reader.
fn payload(signal: Signal, term: Term) -> String {
    match signal {
        Signal::Message | Signal::AliasMessage | Signal::Exit | Signal::Down => {
            format!(": {}", show::brief(term, LIMIT))
        }
        _ => String::new(),
    }
}
