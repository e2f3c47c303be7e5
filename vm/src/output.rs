//! Standard output and error: buffered when they are no terminal, complete at the end.

use std::io::{IsTerminal, Write};

use crate::sync::{AtomicBool, Mutex, Ordering};

/// Bytes that are held back before a write.
const BUFFER: usize = 32 * 1024;

/// Where output goes instead of the standard stream: tests and the shell's captured output.
pub type Sink = Box<dyn Write + Send>;

/// See the module's text.
pub struct Output {
    out: Mutex<Stream>,
    /// A write failed because nobody reads any more.
    broken: AtomicBool,
}

struct Stream {
    sink: Sink,
    buffer: Vec<u8>,
    direct: bool,
    /// Standard error goes to `sink` as well.
    errors_too: bool,
}

impl Output {
    /// The standard streams.
    pub fn new() -> Output {
        let direct = std::io::stdout().is_terminal();
        let sink: Sink = Box::new(std::io::stdout());
        Output {
            out: Mutex::new(Stream { sink, buffer: Vec::new(), direct, errors_too: false }),
            broken: AtomicBool::new(false),
        }
    }

    /// Sends standard output to `sink` from now on.
    pub fn redirect(&self, sink: Sink) {
        self.flush();
        let mut out = self.out.lock();
        out.sink = sink;
        out.direct = true;
    }

    /// Sends standard error where standard output goes: both are the same screen.
    pub fn join_errors(&self) {
        self.out.lock().errors_too = true;
    }

    /// Writes to standard output.
    pub fn write(&self, bytes: &[u8]) {
        let mut out = self.out.lock();
        out.buffer.extend_from_slice(bytes);
        if out.direct || out.buffer.len() >= BUFFER {
            self.drain(&mut out);
        }
    }

    /// Writes to standard error, after what was written to standard output before.
    pub fn write_error(&self, bytes: &[u8]) {
        let mut out = self.out.lock();
        if out.errors_too {
            out.buffer.extend_from_slice(bytes);
            return self.drain(&mut out);
        }
        self.drain(&mut out);
        drop(out);
        // Nobody can be told when standard error is gone.
        let _ = std::io::stderr().write_all(bytes);
    }

    /// Writes out what was held back.
    pub fn flush(&self) {
        self.drain(&mut self.out.lock());
    }

    /// Whether the reader of standard output is gone.
    pub fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }

    fn drain(&self, out: &mut Stream) {
        if out.buffer.is_empty() {
            return;
        }
        let buffer = std::mem::take(&mut out.buffer);
        let result = out.sink.write_all(&buffer).and_then(|()| out.sink.flush());
        if result.is_err() {
            self.broken.store(true, Ordering::Relaxed);
        }
    }
}

impl Default for Output {
    fn default() -> Output {
        Output::new()
    }
}
