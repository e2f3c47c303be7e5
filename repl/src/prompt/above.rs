//! Output that appears while a line is edited: above it, with what was typed drawn again below.
//!
//! ```text
//!   processes ─▶ Above ──▶ standard output              nobody edits
//!                   └────▶ queue ─▶ thread ─▶ editor    somebody edits
//! ```
//!
//! The editor's printer blocks once its reader is gone, so nobody else may wait for it: the thread does.

use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use rustyline::ExternalPrinter;

/// Bytes that may wait for the editor before those who write have to.
const FULL: usize = 256 * 1024;
/// What is written in pieces comes out in one.
const PAUSE: Duration = Duration::from_millis(3);
/// A longer row is no prompt of a program's.
const ROW: usize = 400;
/// How often one who has to wait looks again.
const PATIENCE: Duration = Duration::from_millis(20);

#[derive(Default)]
struct State {
    editing: bool,
    /// Something else fills the screen.
    held: bool,
    queue: Vec<u8>,
    /// What was written since the last end of a line, as far as it is kept.
    row: Vec<u8>,
    over: bool,
}

/// Says whether a line is being edited. Cheap to clone.
#[derive(Clone, Default)]
pub struct Turn {
    shared: Arc<(Mutex<State>, Condvar)>,
}

impl Turn {
    /// From now on output goes above the line.
    pub fn begin(&self) {
        self.with(|state| {
            state.editing = true;
            state.row.clear();
        });
    }

    /// From now on output goes where it is written; what waited comes first.
    pub fn end(&self) {
        self.with(|state| {
            state.editing = false;
            state.row.clear();
            put(&std::mem::take(&mut state.queue));
        });
    }

    /// What processes wrote since the last end of a line: the cursor is behind it.
    pub fn row(&self) -> String {
        self.with(|state| String::from_utf8_lossy(&state.row).into_owned())
    }

    /// From now on output waits: something else fills the screen.
    pub fn hold(&self) {
        self.with(|state| state.held = true);
    }

    /// What waited comes out.
    pub fn release(&self) {
        self.with(|state| {
            state.held = false;
            put(&std::mem::take(&mut state.queue));
        });
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let (state, changed) = &*self.shared;
        let value = change(&mut state.lock().unwrap_or_else(PoisonError::into_inner));
        changed.notify_all();
        value
    }

    /// Waits for output and takes it; `None` when there will be no more.
    fn take(&self) -> Option<Vec<u8>> {
        let (state, changed) = &*self.shared;
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        while (state.queue.is_empty() || state.held) && !state.over {
            state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.queue.is_empty() {
            return None;
        }
        drop(state);
        std::thread::sleep(PAUSE);
        Some(self.with(|state| std::mem::take(&mut state.queue)))
    }
}

/// Where a machine's output goes.
pub struct Above {
    turn: Turn,
}

impl Above {
    /// Output that `printer` shows while a line is edited.
    pub fn new(turn: &Turn, mut printer: impl ExternalPrinter + Send + 'static) -> Above {
        let from = turn.clone();
        std::thread::spawn(move || {
            while let Some(bytes) = from.take() {
                // Nobody can be told when the terminal is gone.
                let _ = printer.print(String::from_utf8_lossy(&bytes).into_owned());
            }
        });
        Above { turn: turn.clone() }
    }
}

impl Drop for Above {
    fn drop(&mut self) {
        self.turn.with(|state| state.over = true);
    }
}

impl Write for Above {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        loop {
            let written = self.turn.with(|state| match state.editing {
                // Who looks at a full screen does not see the oldest of very much.
                _ if state.held => {
                    state.queue.extend_from_slice(bytes);
                    let over = state.queue.len().saturating_sub(FULL);
                    state.queue.drain(..over);
                    true
                }
                false => {
                    put(bytes);
                    true
                }
                true if state.queue.len() < FULL => {
                    state.queue.extend_from_slice(bytes);
                    true
                }
                true => false,
            });
            if written {
                self.turn.with(|state| note_row(&mut state.row, bytes));
                return Ok(bytes.len());
            }
            std::thread::sleep(PATIENCE);
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps what follows the last end of a line.
fn note_row(row: &mut Vec<u8>, bytes: &[u8]) {
    let last = match bytes.iter().rposition(|byte| *byte == b'\n') {
        Some(end) => {
            row.clear();
            &bytes[end + 1..]
        }
        None => bytes,
    };
    match row.len() + last.len() <= ROW {
        true => row.extend_from_slice(last),
        false => row.clear(),
    }
}

/// Writes to the terminal.
fn put(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    // Nobody can be told when the terminal is gone.
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}
