//! Commands of the operating system, as jobs.

use std::ffi::OsStr;
use std::io::{ErrorKind, PipeReader, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use super::value::{Arg, Value};
use crate::machine::Environment;

/// What the shell writes when it is done with a command. What was left running in the background may keep the pipe open.
const DONE: u8 = 4;

/// Runs a command by the shell without input: what it wrote, up to `max` bytes (a negative number: no limit).
pub(crate) fn perform(environment: Environment, args: &[Arg]) -> Value {
    let [Arg::Bytes(line), Arg::Int(max)] = args else { return Value::error("einval") };
    match start(environment) {
        Ok((mut child, mut pipe)) => {
            // On lines of its own, so that a comment at the end does no harm.
            let script = [b"(", line.as_slice(), b"\n) </dev/null; echo \"", &[DONE], b"\"\n"].concat();
            if let Some(mut input) = child.stdin.take() {
                // A shell that does not read it has written why.
                let _ = input.write_all(&script);
            }
            let output = written(&mut pipe, usize::try_from(*max).unwrap_or(usize::MAX));
            drop(pipe);
            let _ = child.wait();
            Value::Bytes(output)
        }
        Err(error) => Value::error(super::errors::name(&error)),
    }
}

/// A shell that reads what it shall do, and where it writes.
fn start(environment: Environment) -> std::io::Result<(Child, PipeReader)> {
    let (reader, writer) = std::io::pipe()?;
    let mut command = Command::new("/bin/sh");
    command.args(["-s", "unix:cmd"]).stdin(Stdio::piped()).stderr(writer.try_clone()?).stdout(writer);
    // Ctrl-C at the terminal is for this program only.
    command.process_group(0).env_clear();
    for (name, value) in &environment {
        command.env(OsStr::from_bytes(name), OsStr::from_bytes(value));
    }
    Ok((command.spawn()?, reader))
}

/// What comes up to the mark, or the end; what was read before an error counts.
fn written(pipe: &mut PipeReader, max: usize) -> Vec<u8> {
    let mut output = Vec::new();
    let mut chunk = [0; 16 << 10];
    while output.len() < max {
        let count = match pipe.read(&mut chunk) {
            Ok(count @ 1..) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            _ => break,
        };
        let end = memchr::memchr(DONE, &chunk[..count]);
        output.extend_from_slice(&chunk[..end.unwrap_or(count)]);
        if end.is_some() {
            break;
        }
    }
    output.truncate(max);
    output
}
