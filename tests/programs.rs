//! Runs every program under `tests/run`, `tests/newer` and `examples`, and compares what it prints with what OTP
//! printed: with one scheduler, with two, and with the collector's stress mode. Examples and the programs about processes
//! also run twice under one seed: every byte is the same, that of the trace included. `ERLET_SEEDS=n` adds a run under
//! each of the seeds 1 to n.
//!
//! A program's first lines may say `%% args: a b`, `%% status: N` (the exit status, 0 when not said), `%% deep` (left out
//! of the stress mode: it would take minutes), `%% outside` (it runs commands, whose answers come when they come: its
//! trace is not compared) and `%% at once` (not under a seed, where processes take turns). `name.stdin` is its input.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use erlet_tests as golden;
use libtest_mimic::{Arguments, Failed, Trial};

/// A way to run every program.
#[derive(Clone)]
struct Mode {
    name: String,
    order: String,
    stress: bool,
}

impl Mode {
    fn new(name: &str, order: &str, stress: bool) -> Mode {
        Mode { name: name.into(), order: order.into(), stress }
    }

    fn seeded(seed: u64) -> Mode {
        Mode::new(&format!("seed {seed}"), &format!("--seed={seed}"), false)
    }

    /// Behaviours and supervisors promise the same in every order of events.
    fn all(program: &str) -> Vec<Mode> {
        let usual = [
            Mode::new("one", "--schedulers=1", false),
            Mode::new("two", "--schedulers=2", false),
            Mode::new("stress", "--schedulers=1", true),
        ];
        let seeds = golden::seeds(if program.starts_with("tests/run/otp") { 3 } else { 0 });
        usual.into_iter().chain(seeds.map(Mode::seeded)).collect()
    }
}

/// The seed of runs that are repeated.
const REPEATED: &str = "--seed=7";

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for path in programs() {
        let text = golden::read(&path);
        for mode in Mode::all(&shown(&path)) {
            if mode.stress && said(&text, "deep").is_some() {
                continue;
            }
            if mode.order.starts_with("--seed") && said(&text, "at once").is_some() {
                continue;
            }
            let path = path.clone();
            let name = format!("{}/{}", mode.name, shown(&path));
            trials.push(Trial::test(name, move || check(&path, &mode)));
        }
        if shown(&path).starts_with("examples") || shown(&path).starts_with("tests/run/processes") {
            let name = format!("seeded/{}", shown(&path));
            trials.push(Trial::test(name, move || check_repeated(&path)));
        }
    }
    let traced = root().join("tests/trace/conversation.erl");
    trials.push(Trial::test(shown(&traced), move || check_trace(&traced)));
    trials.extend(crashes().into_iter().map(|path| {
        let name = shown(&path);
        Trial::test(name, move || check_crash(&path))
    }));
    libtest_mimic::run(&arguments, trials).exit();
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).with_extension("").to_string_lossy().into_owned()
}

/// All programs that have an expected output, sorted.
fn programs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["tests/run", "tests/newer", "examples"] {
        collect(&root().join(folder), &mut found);
    }
    found.retain(|path| path.with_extension("stdout").exists());
    found.sort();
    found
}

/// Programs whose crash picture is expected.
fn crashes() -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root().join("tests/crash"), &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "erl") {
            found.push(path);
        }
    }
}

/// What the first lines of a program say after `%% key`.
fn said<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let lines = text.lines().take_while(|line| line.starts_with('%'));
    lines
        .filter_map(|line| line.trim_start_matches(['%', ' ']).strip_prefix(key))
        .map(|rest| rest.trim_start_matches(':').trim())
        .next()
}

#[derive(PartialEq)]
struct Finished {
    stdout: String,
    stderr: String,
    status: Option<i32>,
}

fn run<'a>(
    path: &Path,
    text: &str,
    options: impl IntoIterator<Item = &'a str>,
    stress: bool,
) -> Result<Finished, Failed> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_erlet"));
    command.arg("--plain").args(options);
    command.arg(path.file_name().ok_or("a file")?).current_dir(path.parent().ok_or("a folder")?);
    command.args(said(text, "args").unwrap_or_default().split_whitespace());
    command.env_remove("ERLET_GC_STRESS").stdout(Stdio::piped()).stderr(Stdio::piped());
    if stress {
        command.env("ERLET_GC_STRESS", "1");
    }
    let input = path.with_extension("stdin");
    command.stdin(match input.exists() {
        true => Stdio::from(std::fs::File::open(input)?),
        false => Stdio::null(),
    });
    let output = command.output()?;
    Ok(Finished {
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        status: output.status.code(),
    })
}

fn check(path: &Path, mode: &Mode) -> Result<(), Failed> {
    let text = golden::read(path);
    let finished = run(path, &text, [mode.order.as_str()], mode.stress)?;
    let expected = said(&text, "status").and_then(|status| status.parse().ok()).unwrap_or(0);
    let golden = path.with_extension("stdout");
    let shown = golden::read(&golden);
    if finished.stdout != shown {
        let diff = golden::difference(&shown, &finished.stdout);
        return Err(format!("{}\n{diff}\nstandard error:\n{}", golden.display(), finished.stderr).into());
    }
    match finished.status == Some(expected) {
        true => Ok(()),
        false => {
            Err(format!("status {:?}, not {expected}; standard error:\n{}", finished.status, finished.stderr)
                .into())
        }
    }
}

/// Two runs under the same seed.
fn check_repeated(path: &Path) -> Result<(), Failed> {
    let text = golden::read(path);
    let mut runs = [run_traced(path, &text)?, run_traced(path, &text)?];
    if said(&text, "outside").is_some() {
        runs.iter_mut().for_each(|(_, trace)| trace.clear());
    }
    let [first, second] = runs;
    match first == second {
        true => Ok(()),
        false => {
            let [first, second] = [first, second].map(|(run, trace)| run.stdout + &run.stderr + &trace);
            Err(format!("two runs differ\n{}", golden::difference(&first, &second)).into())
        }
    }
}

/// A run under a seed, and its trace.
fn run_traced(path: &Path, text: &str) -> Result<(Finished, String), Failed> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let trace = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).with_extension("trace");
    let options = [REPEATED, "--trace", trace.to_str().unwrap_or_default()];
    let finished = run(path, text, options, false)?;
    Ok((finished, golden::read(&trace)))
}

/// What processes do, event by event.
fn check_trace(path: &Path) -> Result<(), Failed> {
    let (_, trace) = run_traced(path, &golden::read(path))?;
    golden::check(&path.with_extension("trace"), &trace)
}

/// A crash: what stands on standard error.
fn check_crash(path: &Path) -> Result<(), Failed> {
    let text = golden::read(path);
    let finished = run(path, &text, ["--schedulers=1"], false)?;
    let status = finished.status.map_or("none".into(), |status| status.to_string());
    golden::check(
        &path.with_extension("stderr"),
        &format!("{}status {status}\n", golden::mask(&finished.stderr)),
    )
}
