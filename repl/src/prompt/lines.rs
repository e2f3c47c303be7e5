//! Lines that programs read: they are edited as entries are, one after another, when the screen is free. What is asked
//! for during an evaluation is read at once; what is asked for while an entry is edited is announced, and read before the
//! next one. A line whose reader ends meanwhile is not lost: the next entry begins with it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::Write;
use std::rc::Rc;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustyline::error::ReadlineError;
use vm::atom::Atom;
use vm::machine::{Machine, Told};
use vm::term::build::Alloc;
use vm::term::{Pid, Term};

use super::Event;
use super::above::Turn;
use super::complete::{Shared, with};
use super::editor::PromptEditor;
use super::terminal;

/// How long an evaluation goes on before other processes read lines meanwhile.
const HESITATION: Duration = Duration::from_millis(200);

/// The editor, while somebody may use it.
pub type Desk = Rc<RefCell<Option<PromptEditor>>>;

/// A line that a process wants.
pub struct Wanted {
    /// The process that serves input.
    server: Pid,
    /// The process that reads it, if it is not the one that evaluates an entry.
    who: Option<String>,
    /// What stands before it on the screen.
    prompt: String,
}

/// The lines that are wanted. Cheap to clone.
#[derive(Clone, Default)]
pub struct Queue(Arc<Mutex<VecDeque<Wanted>>>);

impl Queue {
    /// The process `server` wants a line, `who` being the one that reads it, after what stands on the screen.
    pub fn add(&self, server: Pid, who: Option<String>, prompt: String) {
        self.lock().push_back(Wanted { server, who, prompt });
    }

    fn take(&self) -> Option<Wanted> {
        self.lock().pop_front()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Wanted>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Who wants a line of input, and where it is read.
pub struct Reads {
    /// What is wanted.
    pub queue: Queue,
    /// `None` where the input is no terminal.
    pub turn: Option<Turn>,
    /// What the editor and the session know.
    pub known: Shared,
}

impl Reads {
    /// A process wants a line; `heard` leads to what goes on with an evaluation. A process that is no part of it waits
    /// for its end, if that is not far.
    pub fn ask(&self, machine: &Arc<Machine>, told: Told, evaluating: bool, heard: &Sender<Event>) {
        let Some(turn) = &self.turn else { return read_plain(machine, told.from) };
        let (who, row) = (told.words.get(1).cloned(), turn.row());
        self.queue.add(told.from, who.clone(), row.clone());
        let heard = heard.clone();
        match who {
            // Nobody is left to hear it when the run is over.
            None => {
                with(&self.known, |known| known.orphaned = false);
                drop(heard.send(Event::Told(told)));
            }
            Some(_) if evaluating => drop(std::thread::spawn(move || {
                std::thread::sleep(HESITATION);
                heard.send(Event::Told(told))
            })),
            Some(who) => {
                let below = if row.is_empty() { "" } else { "\n" };
                let text = format!("{below}({who} wants a line: the one after this entry, or after Enter)\n");
                machine.output.write(text.as_bytes());
            }
        }
    }
}

impl Reads {
    /// An evaluation has ended: whoever types a line for it is told where the line goes.
    pub fn evaluated(&self, machine: &Arc<Machine>) {
        let lost =
            with(&self.known, |known| !std::mem::replace(&mut known.orphaned, true) && known.for_evaluation);
        if lost {
            machine.output.write(b"(nobody reads this line any more: Enter takes it to the prompt)\n");
        }
    }
}

/// What became of a wanted line.
pub enum Outcome {
    /// It was read, or there was none to read.
    Served,
    /// Ctrl-C came instead: nobody has answered yet.
    Interrupted(Wanted),
}

/// Reads lines for programs.
#[derive(Clone)]
pub struct Lines {
    pub(super) desk: Desk,
    pub(super) turn: Turn,
    pub(super) known: Shared,
    pub(super) queue: Queue,
    pub(super) machine: Arc<Machine>,
}

impl Lines {
    /// Reads the line that has been wanted longest; `None` when there is none.
    pub fn serve(&self) -> Option<Outcome> {
        let wanted = self.queue.take()?;
        let mut desk = self.desk.borrow_mut();
        let editor = match desk.as_mut() {
            Some(editor) if !self.has_lost_reader(&wanted) => editor,
            _ => {
                answer(&self.machine, &wanted, "");
                return Some(Outcome::Served);
            }
        };
        let mut shown = wanted.prompt.as_str();
        let mut before = String::new();
        if terminal::is_plain() {
            shown = "";
        } else {
            // The editor draws the prompt itself.
            before.push_str("\r\x1b[K");
        }
        if let Some(who) = &wanted.who {
            before.push_str(&format!("({who} reads this line; after Ctrl-C it waits for the next one)\n"));
        }
        let mut out = std::io::stdout();
        // Nobody can be told when the terminal is gone.
        let _ = out.write_all(before.as_bytes()).and_then(|()| out.flush());
        with(&self.known, |known| {
            (known.for_program, known.interrupted) = (true, false);
            known.for_evaluation = wanted.who.is_none() && !known.orphaned;
        });
        self.turn.begin();
        let result = editor.readline(shown);
        self.turn.end();
        let interrupted = with(&self.known, |known| {
            (known.for_program, known.for_evaluation) = (false, false);
            known.interrupted
        });
        let line = match result {
            Ok(_) | Err(ReadlineError::Interrupted) if interrupted || result.is_err() => {
                return Some(Outcome::Interrupted(wanted));
            }
            Ok(line) if self.has_lost_reader(&wanted) => {
                with(&self.known, |known| known.left = line);
                String::new()
            }
            Ok(line) => line + "\n",
            Err(_) => String::new(),
        };
        answer(&self.machine, &wanted, &line);
        Some(Outcome::Served)
    }

    /// Whether nobody reads a wanted line any more.
    fn has_lost_reader(&self, wanted: &Wanted) -> bool {
        match wanted.who.as_deref().map(pid) {
            Some(Some(reader)) => !self.machine.is_alive(reader),
            Some(None) => false,
            None => with(&self.known, |known| known.orphaned),
        }
    }

    /// Gives up a line: its reader is told that there is none.
    pub fn give_up(&self, wanted: &Wanted) {
        answer(&self.machine, wanted, "");
    }

    /// A line that could not be read now is read later.
    pub fn put_back(&self, wanted: Wanted) {
        self.queue.lock().push_front(wanted);
    }
}

/// The process that is called `<5>`.
fn pid(text: &str) -> Option<Pid> {
    let number = text.strip_prefix('<')?.strip_suffix('>')?;
    number.parse().ok().filter(|slot| *slot < 1 << Pid::SLOT_BITS).map(|slot| Pid::new(slot, 0))
}

/// Sends a line with its end to the process that serves input; an empty one is the end of the input.
fn answer(machine: &Arc<Machine>, wanted: &Wanted, line: &str) {
    send(machine, wanted.server, line.as_bytes());
}

/// Reads a line of an input that is no terminal, on a thread of its own.
fn read_plain(machine: &Arc<Machine>, server: Pid) {
    let machine = machine.clone();
    std::thread::spawn(move || {
        let mut line = Vec::new();
        // An unreadable input has ended.
        let _ = std::io::BufRead::read_until(&mut std::io::stdin().lock(), b'\n', &mut line);
        send(&machine, server, &line);
    });
}

fn send(machine: &Arc<Machine>, server: Pid, line: &[u8]) {
    vm::jobs::send(machine, server, |heap| {
        let line = match line {
            [] => Term::atom(Atom::new("eof")),
            line => heap.binary(line)?,
        };
        heap.tuple(&[Term::atom(Atom::new("erlet_shell")), Term::atom(Atom::new("line")), line])
    });
}
