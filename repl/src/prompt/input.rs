//! Where entries come from: a terminal with line editing, or plain lines.

use std::cell::RefCell;
use std::io::{BufRead, ErrorKind, IsTerminal};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use rustyline::error::ReadlineError;
use vm::machine::Machine;

use super::above::{Above, Turn};
use super::complete::{Completer, Shared, with};
use super::editor;
use super::entry::{self, Entered};
use super::lines::{Desk, Lines, Outcome, Queue};
use super::terminal;
use crate::project::Project;

/// What reading gives.
pub enum Read {
    /// An entry.
    Entry(Box<Entered>),
    /// There are no more.
    End,
}

/// See the module's text.
pub struct Input {
    /// Without an editor lines are plain.
    desk: Desk,
    /// What programs read.
    queue: Queue,
    history: Option<PathBuf>,
    turn: Turn,
    machine: Arc<Machine>,
    known: Shared,
    /// An empty line was interrupted just before.
    interrupted: bool,
    /// Plain lines have ended.
    over: bool,
}

impl Input {
    /// The standard input. On a terminal, the machine's output goes around the line being edited.
    pub fn open(machine: &Arc<Machine>, known: &Shared, project: &Project, colours: bool) -> Input {
        let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        let history = editor::history_file();
        let completer =
            Completer { machine: machine.clone(), known: known.clone(), project: project.clone() };
        let mut editor = if terminal { editor::open(completer, colours, history.as_ref()) } else { None };
        if editor.is_some() {
            terminal::keep_keys();
        }
        let turn = Turn::default();
        if let Some(printer) = editor.as_mut().and_then(|editor| editor.create_external_printer().ok()) {
            machine.output.redirect(Box::new(Above::new(&turn, printer)));
            if std::io::stderr().is_terminal() {
                machine.output.join_errors();
            }
        }
        Input {
            desk: Rc::new(RefCell::new(editor)),
            queue: Queue::default(),
            history,
            turn,
            machine: machine.clone(),
            known: known.clone(),
            interrupted: false,
            over: false,
        }
    }

    /// Who has the screen.
    pub fn turn(&self) -> Option<Turn> {
        self.is_terminal().then(|| self.turn.clone())
    }

    /// Whether somebody types.
    pub fn is_terminal(&self) -> bool {
        self.desk.borrow().is_some()
    }

    /// What reads lines for programs.
    pub fn lines(&self) -> Lines {
        Lines {
            desk: self.desk.clone(),
            turn: self.turn.clone(),
            known: self.known.clone(),
            queue: self.queue.clone(),
            machine: self.machine.clone(),
        }
    }

    /// Reads entry `number`.
    pub fn read(&mut self, number: usize) -> Read {
        match self.is_terminal() {
            true => self.edited(number),
            false => self.plain(),
        }
    }

    fn edited(&mut self, number: usize) -> Read {
        let prompt = format!("{number}> ");
        self.read_for_programs();
        let mut before = self.left_line();
        loop {
            let desk = self.desk.clone();
            let mut desk = desk.borrow_mut();
            let Some(editor) = desk.as_mut() else { return Read::End };
            with(&self.known, |known| {
                known.pasted &= !before.0.is_empty();
                known.line = before.clone();
                known.interrupted = false;
            });
            let (text, cursor) = std::mem::take(&mut before);
            self.turn.begin();
            let result = editor.readline_with_initial(&prompt, text.split_at(cursor));
            self.turn.end();
            drop(desk);
            let interrupted = with(&self.known, |known| known.interrupted);
            match result {
                Ok(_) if interrupted => self.interrupt(),
                Ok(text) if text.trim().is_empty() => {
                    self.read_for_programs();
                    before = self.left_line();
                }
                Ok(text) => {
                    self.interrupted = false;
                    self.remember(&text);
                    let entered = with(&self.known, |known| {
                        let finished = entry::finished(&text, true, known);
                        entry::parse(&finished.unwrap_or(text), &known.definitions)
                    });
                    if let Some(entered) = entered {
                        return Read::Entry(Box::new(entered));
                    }
                }
                Err(ReadlineError::Interrupted) => self.interrupt(),
                // Bytes that are no text, or a new size of the window amid a key: the line goes on.
                Err(ReadlineError::Signal(_)) => before = self.last_line(),
                Err(ReadlineError::Io(error)) if error.kind() == ErrorKind::InvalidData => {
                    before = self.last_line();
                }
                Err(_) => return Read::End,
            }
        }
    }

    /// Lines that were asked for while an entry was edited. After Ctrl-C the others wait for the next entry.
    fn read_for_programs(&mut self) {
        let lines = self.lines();
        while let Some(outcome) = lines.serve() {
            if let Outcome::Interrupted(wanted) = outcome {
                lines.put_back(wanted);
                return;
            }
        }
    }

    /// A line that was typed for a program which has ended.
    fn left_line(&self) -> (String, usize) {
        let line = with(&self.known, |known| std::mem::take(&mut known.left));
        let end = line.len();
        (line, end)
    }

    /// The line as it was last seen.
    fn last_line(&self) -> (String, usize) {
        with(&self.known, |known| known.line.clone())
    }

    /// Ctrl-C has ended a line: the second time it says how to leave.
    fn interrupt(&mut self) {
        if super::stop_crowd(&self.machine) {
            self.interrupted = false;
        } else if std::mem::replace(&mut self.interrupted, true) {
            println!("(q() or Ctrl-D ends the prompt)");
        }
    }

    fn remember(&mut self, text: &str) {
        let mut desk = self.desk.borrow_mut();
        let Some(editor) = desk.as_mut() else { return };
        // A history that cannot grow is no reason to stop.
        let _ = editor.add_history_entry(text.trim_end());
        if let Some(path) = &self.history {
            let _ = editor.append_history(path);
        }
    }

    /// Lines up to a full stop; the end of the input ends the last entry.
    fn plain(&mut self) -> Read {
        let mut text = String::new();
        loop {
            match plain_line().filter(|_| !self.over) {
                Some(line) => text.push_str(&line),
                None => self.over = true,
            }
            if text.trim().is_empty() {
                text.clear();
            } else {
                if self.over {
                    text.truncate(text.trim_end().len());
                    // A comment ends with its line.
                    text.push_str("\n.\n");
                }
                let entered = with(&self.known, |known| {
                    entry::parse(&entry::without_prompts(&text), &known.definitions)
                });
                if let Some(entered) = entered {
                    return Read::Entry(Box::new(entered));
                }
            }
            if self.over {
                if !text.is_empty() {
                    println!(
                        "** the input ended within an entry: a string, a bracket or an `end` is missing"
                    );
                }
                return Read::End;
            }
        }
    }
}

/// A line with its end.
fn plain_line() -> Option<String> {
    let mut bytes = Vec::new();
    // An unreadable input has ended. The lock is shared with what programs read.
    match std::io::stdin().lock().read_until(b'\n', &mut bytes) {
        Ok(count) if count > 0 => Some(String::from_utf8_lossy(&bytes).into_owned()),
        _ => None,
    }
}
