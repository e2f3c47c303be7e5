//! Nothing that a program does ends the machine: faults planted in it, endless spawns, floods, allocations and
//! loops, with and without Ctrl-C. Runs the real program on the files of `tests/robust`.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program `tests/robust/<name>.erl`, with the options before it.
fn erlet(name: &str, options: &[&str]) -> Command {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/robust");
    let mut command = Command::new(env!("CARGO_BIN_EXE_erlet"));
    command.arg("--plain").args(options).arg(format!("{name}.erl")).current_dir(folder);
    command.env("RUST_BACKTRACE", "0").env_remove("ERLET_GC_STRESS");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(name: &str, options: &[&str]) -> Output {
    erlet(name, options).output().expect("the program starts")
}

/// What was printed, what was reported, the exit status.
fn texts(output: &Output) -> (String, String, Option<i32>) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// Runs a program with one scheduler and with two; each time it must print `stdout`, report `report` and end by `status`.
fn expect(name: &str, options: &[&str], stdout: &str, report: &str, status: i32) {
    for schedulers in ["1", "2"] {
        let options = [&["--schedulers", schedulers], options].concat();
        let (printed, reported, ended) = texts(&run(name, &options));
        assert_eq!(printed, stdout, "{name} with {schedulers}; it reported:\n{reported}");
        assert!(reported.contains(report), "{name} with {schedulers} reported:\n{reported}");
        assert_eq!(ended, Some(status), "{name} with {schedulers}; it reported:\n{reported}");
    }
}

#[test]
fn a_fault_of_the_machine_ends_the_process_that_met_it() {
    let stdout = "bif: internal_error\nslow: internal_error\nlinked: internal_error\nthe others go on\n";
    expect("panic", &[], stdout, "internal error in erts_internal:panic/1: planted", 0);
}

#[test]
fn a_fault_in_the_main_process_ends_the_run() {
    expect("panic_in_main", &[], "before\n", "internal error in erts_internal:panic/1: planted", 1);
}
