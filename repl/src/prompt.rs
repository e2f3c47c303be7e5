//! The prompt: reads entries, has the shell process evaluate them, and serves what that asks for.
//!
//! ```text
//!   input (terminal or pipe) ─▶ session ─ compiled entry ─▶ erlet_shell (a process; keeps the bindings' values)
//!                                  ▲                              │ evaluator, linked to it
//!                                  └── done, names bound ─────────┘ and requests: c(M), ls(), …
//! ```

mod input;
mod interrupts;
pub(crate) mod terminal;
mod entry;
mod rewrite;
mod definitions;
mod editor;
mod highlight;
mod complete;
mod help;
mod above;
mod lines;
mod session;
mod answers;
mod tour;
mod compile;
mod records;
mod subject;
pub(crate) mod excerpt;
mod top;
mod service;
#[cfg(test)]
mod fuzz;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use vm::atom::Atom;
use vm::machine::{Config, Ending, Machine, Told};
use vm::process::{limits, spawn};
use vm::term::build::Alloc;
use vm::term::{Pid, Term};

use crate::cli::Command;
use crate::project::Project;
use crate::{boot, run, trace};
use input::{Input, Read};
use interrupts::Interrupts;
use lines::Reads;
use session::Session;

/// What comes out of the machine.
enum Event {
    /// A process tells something.
    Told(Told),
    /// The run is over.
    Ended(Ending),
}

/// Who has the terminal: the prompt, while this is 0; what the prompt does for the so-many-th time, while it is a number.
type Evaluating = Arc<AtomicU64>;

/// Opens the prompt, with the modules of `-i` loaded; the exit status.
pub fn open(command: &Command, project: &Project) -> i32 {
    let project = command.interactive.first().map_or_else(|| project.clone(), |file| project.beside(file));
    // A prompt may always wake a process: nothing is a deadlock.
    let config = Config { detect_deadlock: false, ..boot::config(command, &[]) };
    let machine = boot::machine(config, &project);
    if !trace::start(command, &machine) {
        return 2;
    }
    for file in &command.interactive {
        if !load(&machine, &project, file) {
            return 2;
        }
    }
    let export = machine.code.export(Atom::new("erlet_shell"), Atom::new("init"), 0);
    let Some(shell) = spawn::spawn_first(&machine, export, &[], false) else { return run::out_of_memory() };
    machine.set_main(shell);
    machine.obituaries.want();
    let evaluating = Evaluating::default();
    let known = complete::Shared::default();
    let mut input = Input::open(&machine, &known, &project, project.style().color && !is_dumb());
    let reads = Reads { queue: input.lines().queue, turn: input.turn(), known: known.clone() };
    let events = listen(&machine, &evaluating, shell, reads);
    let (interrupted, busy, typed) = (machine.clone(), evaluating.clone(), input.is_terminal());
    let interrupts = Interrupts::default();
    interrupts.hear(move || match busy.load(Ordering::SeqCst) {
        // Where lines are edited Ctrl-C is a key: this one came as an evaluation ended.
        0 if typed && !terminal::is_plain() => {}
        0 if typed => interrupted.output.write(b"(q() or Ctrl-D ends the prompt)\n"),
        0 => interrupted.end(Ending::Halted(130)),
        run => {
            stop_crowd(&interrupted);
            vm::jobs::send(&interrupted, shell, |heap| {
                let run = Term::small(run as i64);
                let interrupt = heap.tuple(&[Term::atom(Atom::new("interrupt")), run])?;
                heap.tuple(&[Term::atom(Atom::new("erlet_shell")), interrupt])
            });
        }
    });
    spawn::launch(&machine, shell);
    if input.is_terminal() {
        println!("Erlet {} (help() lists the commands, Ctrl-D ends)", env!("CARGO_PKG_VERSION"));
    }
    let mut session = Session::new(machine.clone(), shell, project, events, evaluating, input.lines());
    session.interrupts = interrupts;
    if !command.plain {
        session.teach();
    }
    if input.is_terminal() {
        session.observe();
    }
    let begun =
        if command.words.first().is_some_and(|word| word == "tour") { session.begin_tour() } else { Ok(()) };
    let ending = begun.err().unwrap_or_else(|| converse(&mut input, &mut session));
    drop(input);
    conclude(&machine, ending)
}

/// Gives the terminal back and shows how the run ended; the exit status.
fn conclude(machine: &Arc<Machine>, ending: Ending) -> i32 {
    terminal::restore();
    run::conclude(machine, ending)
}

/// An interrupt ends all processes when there are so many that hardly another one can be made; whether there were.
fn stop_crowd(machine: &Arc<Machine>) -> bool {
    let crowded = limits::is_crowded(machine);
    if crowded {
        let count = limits::stop_all(machine);
        machine.output.write(format!("** stopped {count} processes\n").as_bytes());
    }
    crowded
}

/// Whether the terminal understands no escape sequences.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb")
}

/// Reads and evaluates until one side has enough.
fn converse(input: &mut Input, session: &mut Session) -> Ending {
    loop {
        match input.read(session.number()) {
            Read::Entry(entry) => {
                if let Err(ending) = session.enter(*entry) {
                    return ending;
                }
            }
            Read::End => return session.end(),
        }
    }
}

fn load(machine: &Arc<Machine>, project: &Project, file: &Path) -> bool {
    match project.compile_file(file, false) {
        Ok(compiled) => {
            compiled.show(project);
            run::load(machine, compiled).is_some()
        }
        Err(error) => {
            eprintln!("erlet: {error}");
            false
        }
    }
}

/// Hears what processes tell, and of the end of the run.
fn listen(machine: &Arc<Machine>, evaluating: &Evaluating, shell: Pid, reads: Reads) -> Receiver<Event> {
    let (sender, events) = channel();
    let heard: Sender<Event> = sender.clone();
    let (own, busy) = (Arc::downgrade(machine), evaluating.clone());
    machine.set_listener(Box::new(move |told| {
        if told.words.first().is_some_and(|word| word == "read") {
            let Some(machine) = own.upgrade() else { return };
            return reads.ask(&machine, told, busy.load(Ordering::SeqCst) != 0, &heard);
        }
        if told.from == shell
            && told.words.first().is_some_and(|word| word == "ok" || word == "failed")
            && let Some(machine) = own.upgrade()
        {
            reads.evaluated(&machine);
        }
        // Nobody is left to hear it when the run is over.
        let _ = heard.send(Event::Told(told));
    }));
    let (machine, evaluating) = (machine.clone(), evaluating.clone());
    std::thread::spawn(move || {
        let ending = machine.wait();
        if evaluating.load(Ordering::SeqCst) != 0 {
            let _ = sender.send(Event::Ended(ending));
            return;
        }
        // The prompt's thread waits for a line, and cannot be told.
        std::process::exit(conclude(&machine, ending));
    });
    events
}
