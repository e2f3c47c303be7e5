//! Programs that ports run: starting one, reading what it writes, writing what it reads, waiting for its end. Files that
//! are ports.
//!
//! Each is a job of its own. A job that reads waits for the program or for the port's end, whichever comes first, so
//! that no thread is left behind by a program that goes on.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Stdio};

use rustix::event::{PollFd, PollFlags, poll};

use super::errors;
use super::value::{Arg, Value};
use crate::machine::Environment;
use crate::sync::{Arc, Mutex};

/// What a port wants of its program, as the bits of the first argument of `start`.
mod wanted {
    pub const INPUT: i64 = 1;
    pub const OUTPUT: i64 = 2;
    pub const ERRORS_TOO: i64 = 4;
}

/// How many bytes one job reads at most.
const MOST_READ: usize = 64 << 10;

/// A running program with its pipes, or such pipes alone.
pub(crate) struct Running {
    child: Option<Mutex<Child>>,
    /// Where it reads; gone when the port is closed.
    stdin: Mutex<Option<File>>,
    /// Where it writes.
    stdout: Option<File>,
    /// Readable from the port's end on, because the other side is dropped.
    stop: UnixStream,
    stopper: Mutex<Option<UnixStream>>,
}

/// The programs of all ports by their numbers.
#[derive(Default)]
pub(crate) struct Children {
    last: i64,
    running: HashMap<i64, Arc<Running>>,
}

/// Does one operation.
pub(crate) fn perform(
    children: &Mutex<Children>,
    environment: Environment,
    operation: &str,
    args: &[Arg],
) -> Value {
    match operation {
        "start" => return start(children, environment, args).unwrap_or(Value::error("einval")),
        "adopt" => return adopt(children, args).unwrap_or(Value::error("ebadf")),
        "open" => return open(children, args).unwrap_or(Value::error("einval")),
        _ => {}
    }
    let Some(Arg::Int(number)) = args.first() else { return Value::error("einval") };
    let Some(running) = children.lock().running.get(number).cloned() else { return Value::error("einval") };
    match (operation, &args[1..]) {
        ("read", []) => running.read(),
        ("write", [Arg::Bytes(bytes)]) => running.write(bytes),
        ("wait", []) => running.wait(),
        _ => Value::error("einval"),
    }
}

/// Ends a port's part: its pipes are closed as soon as no job uses them, and the program is waited for.
pub(crate) fn close(children: &Mutex<Children>, number: i64) -> Option<impl FnOnce() + Send + 'static> {
    let running = children.lock().running.remove(&number)?;
    running.stdin.lock().take();
    running.stopper.lock().take();
    Some(move || {
        // Nobody asks for the status any more; the system has to be told so.
        running.wait();
    })
}

/// `[Wanted, Folder, Program, Name, Count, Argument…, Variable…]`: `{ok, Number, Pid}`.
fn start(children: &Mutex<Children>, environment: Environment, args: &[Arg]) -> Option<Value> {
    let [Arg::Int(flags), texts @ ..] = args else { return None };
    let text = |index: usize| match texts.get(index) {
        Some(Arg::Bytes(bytes)) => Some(OsStr::from_bytes(bytes)),
        _ => None,
    };
    let Some(Arg::Int(count)) = texts.get(3) else { return None };
    let first_variable = 4 + usize::try_from(*count).ok()?;
    let mut command = Command::new(text(1)?);
    // Ctrl-C at the terminal is for this program only.
    command.arg0(text(2)?).process_group(0);
    for index in 4..first_variable {
        command.arg(text(index)?);
    }
    if !text(0)?.is_empty() {
        command.current_dir(text(0)?);
    }
    command.env_clear();
    for (name, value) in &environment {
        command.env(OsStr::from_bytes(name), OsStr::from_bytes(value));
    }
    for index in first_variable..texts.len() {
        let variable = text(index)?.as_bytes();
        match variable.iter().position(|byte| *byte == b'=') {
            Some(at) => {
                command.env(OsStr::from_bytes(&variable[..at]), OsStr::from_bytes(&variable[at + 1..]))
            }
            None => command.env_remove(OsStr::from_bytes(variable)),
        };
    }
    match run(command, *flags) {
        Ok(running) => {
            let pid = running.child.as_ref().map_or(0, |child| i64::from(child.lock().id()));
            Some(Value::Tuple(vec![
                Value::Atom("ok"),
                Value::Int(entered(children, running)),
                Value::Int(pid),
            ]))
        }
        Err(error) => Some(refused(&error)),
    }
}

fn entered(children: &Mutex<Children>, running: Running) -> i64 {
    let mut children = children.lock();
    children.last += 1;
    let number = children.last;
    children.running.insert(number, Arc::new(running));
    number
}

/// `[Input, Output]`, numbers of this program's own standard files: `{ok, Number}`.
fn adopt(children: &Mutex<Children>, args: &[Arg]) -> Option<Value> {
    let &[Arg::Int(input), Arg::Int(output)] = args else { return None };
    let (stop, stopper) = UnixStream::pair().ok()?;
    let running = Running {
        child: None,
        stdin: Mutex::new(Some(standard(output)?)),
        stdout: Some(standard(input)?),
        stop,
        stopper: Mutex::new(Some(stopper)),
    };
    Some(Value::Tuple(vec![Value::Atom("ok"), Value::Int(entered(children, running))]))
}

/// `[Wanted, Name]`: `{ok, Number}`. A file that is only written begins empty; one that is only read has to be there.
fn open(children: &Mutex<Children>, args: &[Arg]) -> Option<Value> {
    let [Arg::Int(flags), Arg::Bytes(name)] = args else { return None };
    let (reads, writes) = (flags & wanted::INPUT != 0, flags & wanted::OUTPUT != 0);
    let mut options = File::options();
    options.read(reads).write(writes).create(writes).truncate(writes && !reads);
    let file = options.open(OsStr::from_bytes(name)).ok()?;
    let (stop, stopper) = UnixStream::pair().ok()?;
    let running = Running {
        child: None,
        stdin: Mutex::new(Some(file.try_clone().ok()?)),
        stdout: reads.then_some(file),
        stop,
        stopper: Mutex::new(Some(stopper)),
    };
    Some(Value::Tuple(vec![Value::Atom("ok"), Value::Int(entered(children, running))]))
}

fn standard(number: i64) -> Option<File> {
    let file = match number {
        0 => std::io::stdin().as_fd().try_clone_to_owned(),
        1 => std::io::stdout().as_fd().try_clone_to_owned(),
        2 => std::io::stderr().as_fd().try_clone_to_owned(),
        _ => return None,
    };
    file.ok().map(File::from)
}

/// What the system lacks is the port's error. All else was found out in place of the program, which ends with it.
fn refused(error: &std::io::Error) -> Value {
    match error.raw_os_error() {
        None | Some(libc::EMFILE | libc::ENFILE | libc::EAGAIN | libc::ENOMEM) => {
            Value::error(errors::name(error))
        }
        Some(number) => Value::Tuple(vec![Value::Atom("ended"), Value::Int(i64::from(number))]),
    }
}

fn run(mut command: Command, flags: i64) -> std::io::Result<Running> {
    let has = |bit: i64| flags & bit != 0;
    command.stdin(if has(wanted::OUTPUT) { Stdio::piped() } else { Stdio::null() });
    let mut ours = None;
    if has(wanted::INPUT) {
        let (reader, writer) = std::io::pipe()?;
        if has(wanted::ERRORS_TOO) {
            command.stderr(writer.try_clone()?);
        }
        command.stdout(writer);
        ours = Some(File::from(OwnedFd::from(reader)));
    }
    let (stop, stopper) = UnixStream::pair()?;
    let mut child = command.spawn()?;
    let stdin = child.stdin.take().map(|pipe| File::from(OwnedFd::from(pipe)));
    Ok(Running {
        child: Some(Mutex::new(child)),
        stdin: Mutex::new(stdin),
        stdout: ours,
        stop,
        stopper: Mutex::new(Some(stopper)),
    })
}

impl Running {
    /// What it wrote next; `eof` when it will write no more, or nobody wants it.
    fn read(&self) -> Value {
        let Some(stdout) = &self.stdout else { return Value::Atom("eof") };
        let mut both = [PollFd::new(stdout, PollFlags::IN), PollFd::new(&self.stop, PollFlags::IN)];
        loop {
            match poll(&mut both, None) {
                Ok(_) if both[1].revents().is_empty() => break,
                Err(rustix::io::Errno::INTR) => {}
                _ => return Value::Atom("eof"),
            }
        }
        let mut bytes = vec![0; MOST_READ];
        let mut pipe: &File = stdout;
        match pipe.read(&mut bytes) {
            Ok(0) | Err(_) => Value::Atom("eof"),
            Ok(count) => {
                bytes.truncate(count);
                Value::Bytes(bytes)
            }
        }
    }

    fn write(&self, bytes: &[u8]) -> Value {
        // A copy of the pipe, so that the port can be closed while the program does not read.
        let pipe = self.stdin.lock().as_ref().map(File::try_clone);
        match pipe {
            Some(Ok(mut pipe)) => match pipe.write_all(bytes) {
                Ok(()) => Value::Atom("ok"),
                Err(error) => Value::error(errors::name(&error)),
            },
            Some(Err(error)) => Value::error(errors::name(&error)),
            None => Value::error("einval"),
        }
    }

    /// The program's exit status, 128 and a signal's number when that ended it.
    fn wait(&self) -> Value {
        let Some(child) = &self.child else { return Value::Int(0) };
        match child.lock().wait() {
            Ok(status) => {
                let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
                Value::Int(i64::from(code.unwrap_or(255)))
            }
            Err(error) => Value::error(errors::name(&error)),
        }
    }
}
