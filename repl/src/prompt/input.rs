//! Where entries come from: a terminal with line editing, or plain lines.

use std::io::{BufRead, IsTerminal, Write};
use std::sync::Arc;

use lang::Entry;
use lang::ast::Module;
use lang::diagnostic::Diagnostic;
use lang::span::{Source, Sources};
use rustyline::error::ReadlineError;
use rustyline::{DefaultEditor, ExternalPrinter};
use vm::machine::Machine;

/// An entry, read up to its full stop.
pub struct Entered {
    /// What was typed.
    pub text: String,
    /// What it means.
    pub tree: Module,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// The text, for pictures.
    pub sources: Sources,
}

/// What reading gives.
pub enum Read {
    /// An entry.
    Entry(Entered),
    /// There are no more.
    End,
}

enum Line {
    Text(String),
    Interrupted,
    End,
}

/// See the module's text.
pub struct Input {
    /// `None` for plain lines.
    editor: Option<DefaultEditor>,
}

/// Standard output while a line is edited above which it is to appear.
struct Above<P>(P);

impl<P: ExternalPrinter> Write for Above<P> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        self.0.print(text).map_err(std::io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Input {
    /// The standard input. On a terminal, the machine's output goes around the line being edited.
    pub fn open(machine: &Arc<Machine>) -> Input {
        let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        let mut editor = if terminal { DefaultEditor::new().ok() } else { None };
        if let Some(printer) = editor.as_mut().and_then(|editor| editor.create_external_printer().ok()) {
            machine.output.redirect(Box::new(Above(printer)));
        }
        Input { editor }
    }

    /// Whether somebody types.
    pub fn is_terminal(&self) -> bool {
        self.editor.is_some()
    }

    /// Reads entry `number`.
    pub fn read(&mut self, number: usize) -> Read {
        let prompt = format!("{number}> ");
        let mut text = String::new();
        loop {
            match self.line(&prompt) {
                Line::Text(line) => {
                    text.push_str(&line);
                    text.push('\n');
                }
                Line::Interrupted => text.clear(),
                Line::End => return Read::End,
            }
            if text.trim().is_empty() {
                text.clear();
            } else if let Some(entered) = parse(&text) {
                self.remember(&text);
                return Read::Entry(entered);
            }
        }
    }

    fn line(&mut self, prompt: &str) -> Line {
        let Some(editor) = &mut self.editor else { return plain_line() };
        match editor.readline(prompt) {
            Ok(line) => Line::Text(line),
            Err(ReadlineError::Interrupted) => Line::Interrupted,
            Err(_) => Line::End,
        }
    }

    fn remember(&mut self, text: &str) {
        if let Some(editor) = &mut self.editor {
            // A history that cannot grow is no reason to stop.
            let _ = editor.add_history_entry(text.trim_end());
        }
    }
}

fn plain_line() -> Line {
    let mut bytes = Vec::new();
    // An unreadable input has ended. The lock is shared with what programs read.
    match std::io::stdin().lock().read_until(b'\n', &mut bytes) {
        Ok(count) if count > 0 => {
            Line::Text(String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned())
        }
        _ => Line::End,
    }
}

/// Parses an entry; `None` when its full stop is still to come.
pub fn parse(text: &str) -> Option<Entered> {
    let mut sources = Sources::default();
    let source = sources.add(Source::new("prompt", text));
    let options = lang::Options { maybe: true, ..lang::Options::default() };
    match lang::parse_entry(&mut sources, source, &options) {
        Entry::Incomplete => None,
        Entry::Complete(tree, diagnostics) => {
            Some(Entered { text: text.trim_end().to_owned(), tree, diagnostics, sources })
        }
    }
}
