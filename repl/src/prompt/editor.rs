//! The line editor: what rustyline asks of a program, answered from the other files of this folder.

use std::borrow::Cow;
use std::path::PathBuf;

use rustyline::completion::Pair;
use rustyline::config::Configurer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hinter, HistoryHinter};
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{
    Cmd, CompletionType, ConditionalEventHandler, Config, Context, Editor, Event, EventContext, EventHandler,
    Helper, KeyCode, KeyEvent, Modifiers, RepeatCount,
};

use super::complete::{Completer, Shared, with};
use super::help::Explain;
use super::{complete, entry, highlight, terminal};

/// Entries that the history keeps.
const HISTORY: usize = 5000;

/// The editor of the prompt.
pub type PromptEditor = Editor<Assistant, FileHistory>;

/// See the module's text.
pub struct Assistant {
    completer: Completer,
    hinter: HistoryHinter,
    colours: bool,
}

/// More bytes at once than a key gives are pasted.
const KEY_BYTES: usize = 4;

impl Assistant {
    /// Notes the line, and whether it was typed or pasted.
    fn look(&self, text: &str, cursor: usize) {
        with(&self.completer.known, |known| {
            known.pasted |= known.line.0.len() + KEY_BYTES < text.len();
            known.line = (text.to_owned(), cursor);
        });
    }
}

impl Assistant {
    /// Whether a program reads the line.
    fn is_for_program(&self) -> bool {
        with(&self.completer.known, |known| known.for_program)
    }
}

/// An editor whose history is that of earlier sessions; `None` when the terminal cannot be had.
pub fn open(completer: Completer, colours: bool, history: Option<&PathBuf>) -> Option<PromptEditor> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .completion_prompt_limit(usize::MAX)
        .bracketed_paste(true)
        .build();
    let mut editor = Editor::with_config(config).ok()?;
    // A limit that cannot be set leaves the usual one.
    let _ = editor.set_max_history_size(HISTORY);
    let known = completer.known.clone();
    let explain = Box::new(Explain { completer: completer.clone() });
    editor.bind_sequence(KeyEvent::alt('h'), EventHandler::Conditional(explain));
    editor.set_helper(Some(Assistant { completer, hinter: HistoryHinter::new(), colours }));
    for key in [KeyEvent(KeyCode::Enter, Modifiers::NONE), KeyEvent::ctrl('J')] {
        let enter = Box::new(Enter { known: known.clone() });
        editor.bind_sequence(Event::from(key), EventHandler::Conditional(enter));
    }
    for modifiers in [Modifiers::CTRL, Modifiers::CTRL_ALT] {
        let interrupt = Box::new(Interrupt { known: known.clone() });
        editor.bind_sequence(
            Event::from(KeyEvent(KeyCode::Char('C'), modifiers)),
            EventHandler::Conditional(interrupt),
        );
    }
    if let Some(path) = history {
        // There is none at first.
        let _ = editor.load_history(path);
    }
    Some(editor)
}

/// Where the history is kept: the file that `ERLET_HISTORY` names, none when it is empty, else one in the user's folder
/// of data.
pub fn history_file() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("ERLET_HISTORY") {
        return (!path.is_empty()).then(|| path.into());
    }
    let folder = match std::env::var_os("XDG_DATA_HOME").filter(|folder| !folder.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(std::env::var_os("HOME")?).join(".local/share"),
    };
    let folder = folder.join("erlet");
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}

/// Where the tour keeps its place: beside the history.
pub fn tour_file() -> Option<PathBuf> {
    history_file().map(|history| history.with_file_name("tour"))
}

/// What the Enter key does: it ends an entry that is complete, else begins a line.
struct Enter {
    known: Shared,
}

impl ConditionalEventHandler for Enter {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let (text, cursor) = (context.line(), context.pos());
        let at_end = text[cursor..].trim().is_empty();
        let done = text.trim().is_empty()
            || with(&self.known, |known| known.for_program || entry::finished(text, at_end, known).is_some());
        Some(if done { Cmd::AcceptLine } else { Cmd::Newline })
    }
}

/// What Ctrl-C does. The editor's own interrupt would forget what was typed after it.
struct Interrupt {
    known: Shared,
}

impl ConditionalEventHandler for Interrupt {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext) -> Option<Cmd> {
        with(&self.known, |known| known.interrupted = true);
        Some(Cmd::AcceptLine)
    }
}

impl Validator for Assistant {
    /// Where there is no editing, lines are asked for until they make an entry.
    fn validate(&self, context: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        let text = context.input();
        let done = text.trim().is_empty()
            || with(&self.completer.known, |known| {
                known.for_program || entry::finished(text, true, known).is_some()
            });
        Ok(if done { ValidationResult::Valid(None) } else { ValidationResult::Incomplete })
    }
}

impl Hinter for Assistant {
    type Hint = String;

    /// The rest of the line as it was entered before.
    fn hint(&self, text: &str, cursor: usize, context: &Context<'_>) -> Option<String> {
        self.look(text, cursor);
        if self.is_for_program() {
            return None;
        }
        let hint = self.hinter.hint(text, cursor, context)?;
        let line = hint.lines().next().unwrap_or_default().to_owned();
        (self.colours && !line.is_empty()).then_some(line)
    }
}

impl rustyline::completion::Completer for Assistant {
    type Candidate = Pair;

    fn complete(&self, text: &str, cursor: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        if self.is_for_program() {
            return Ok((cursor, Vec::new()));
        }
        let (start, found) = self.completer.complete(&text[..cursor]);
        Ok((start, complete::offered(found, &text[start..cursor], terminal::size())))
    }
}

impl Highlighter for Assistant {
    fn highlight<'t>(&self, text: &'t str, cursor: usize) -> Cow<'t, str> {
        let is_entry = self.colours && !self.is_for_program();
        match is_entry.then(|| highlight::coloured(text, cursor)).flatten() {
            Some(coloured) => Cow::Owned(coloured),
            None => Cow::Borrowed(text),
        }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("\x1b[2m{hint}\x1b[0m"))
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        self.colours
    }
}

impl Helper for Assistant {}
