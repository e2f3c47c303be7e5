//! Commands of the operating system, as jobs.

use std::ffi::OsStr;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use super::value::{Arg, Value};
use crate::machine::Environment;

/// Runs `cmd` by the shell without input: all that it wrote, up to `max` bytes (a negative number: no limit).
pub(crate) fn perform(environment: Environment, args: &[Arg]) -> Value {
    let [Arg::Bytes(line), Arg::Int(max)] = args else { return Value::error("einval") };
    // As a group of its own lines, so that a comment at the end does no harm.
    let script = [b"(", line.as_slice(), b"\n) </dev/null 2>&1"].concat();
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(OsStr::from_bytes(&script)).stdin(Stdio::null()).stdout(Stdio::piped());
    // Ctrl-C at the terminal is for this program only.
    command.process_group(0).env_clear();
    for (name, value) in &environment {
        command.env(OsStr::from_bytes(name), OsStr::from_bytes(value));
    }
    match command.spawn() {
        Ok(mut child) => {
            let mut output = Vec::new();
            if let Some(mut pipe) = child.stdout.take() {
                // What was read before an error counts.
                let _ = match u64::try_from(*max) {
                    Ok(max) => pipe.take(max).read_to_end(&mut output),
                    Err(_) => pipe.read_to_end(&mut output),
                };
            }
            let _ = child.wait();
            Value::Bytes(output)
        }
        Err(error) => Value::error(super::errors::name(&error)),
    }
}
