//! Dialogues with the prompt, under `tests/shell`: in a `.session` file, lines after `> ` are entered, the others are
//! what `erlet` is to print between them; a first line `$ erlet …` gives more options. Where the program does not end with status 0, the last line says so.
//! `ERLET_SEEDS=n` adds a run under each of the seeds 1 to n.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use erlet_tests as golden;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder()).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "session"));
    paths.sort();
    let mut trials = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for (mode, stress) in [("plain", false), ("stress", true)] {
            let path = path.clone();
            trials
                .push(Trial::test(format!("{mode}/{name}"), move || check(&path, "--schedulers=2", stress)));
        }
        for seed in golden::seeds(0) {
            let path = path.clone();
            trials.push(Trial::test(format!("seed {seed}/{name}"), move || {
                check(&path, &format!("--seed={seed}"), false)
            }));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/shell")
}

fn short_pid_masked(line: &str) -> String {
    match line.strip_prefix("note: <").and_then(|rest| rest.split_once('>')) {
        Some((_, rest)) => format!("note: <N>{rest}"),
        None => line.to_owned(),
    }
}

/// Lines of the library change with the library; those of the modules in `tests/shell` are what they are.
fn library_lines_masked(text: &str) -> String {
    const LINE: &str = ".erl, line ";
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(LINE) {
        let (before, after) = rest.split_at(at + LINE.len());
        let module = before[..at].rsplit('(').next().unwrap_or_default();
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let own = folder().join(format!("{module}.erl")).is_file();
        out.push_str(before);
        out.push_str(if own { &after[..digits] } else { "N" });
        rest = &after[digits..];
    }
    out + rest
}

/// A table's figures differ from run to run: numbers become N, units U, columns lose their width, and the shares of a
/// heap are not told apart.
fn table_masked(line: &str) -> String {
    if line.starts_with("#Ref<") {
        return "#Ref<N>\n".into();
    }
    if line.contains('█') {
        return "shares\n".into();
    }
    if !line.trim_start().contains("  ")
        && !line.contains(" s ago")
        && !line.contains(" ms ")
        && !line.contains(" unread")
    {
        return line.to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    for word in line.split_whitespace() {
        let number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '/');
        let after_number = words.last().is_some_and(|last| last == "N");
        words.push(match word {
            "ms" | "s" | "B" | "KB" | "MB" if after_number => "U".into(),
            "B," | "KB," | "MB," if after_number => "U,".into(),
            "runnable" | "running" => "runs".into(),
            word if number(word) => "N".into(),
            word if word.starts_with('<') && word.ends_with('>') => "<N>".into(),
            word => word.into(),
        });
    }
    words.join(" ") + "\n"
}

fn check(path: &Path, order: &str, stress: bool) -> Result<(), Failed> {
    let text = golden::read(path);
    let (mut input, mut expected) = (String::new(), String::new());
    let (options, text) = match text.strip_prefix("$ erlet ").and_then(|rest| rest.split_once('\n')) {
        Some((options, rest)) => (options.split(' ').collect(), rest),
        None => (Vec::new(), text.as_str()),
    };
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("> ") {
            Some(entered) => input.push_str(entered),
            None => expected.push_str(line),
        }
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_erlet"));
    // Explanations are tested in files of their own.
    let teaches = path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains("teach"));
    let plain: &[&str] = if teaches { &[] } else { &["--plain"] };
    command
        .env("NO_COLOR", "1")
        .args(plain)
        .arg(order)
        .args(options)
        .env("ERLET_HISTORY", "")
        .current_dir(folder())
        .env_remove("ERLET_GC_STRESS");
    if stress {
        command.env("ERLET_GC_STRESS", "1");
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    // All of it fits into the pipe.
    child.stdin.take().ok_or("an input")?.write_all(input.as_bytes())?;
    let output = child.wait_with_output()?;
    let mut found = golden::mask(&String::from_utf8_lossy(&output.stdout));
    // The numbers of pids are as little a matter where they are written short.
    found = found.split_inclusive('\n').map(short_pid_masked).collect();
    let has_tables = |stem: &str| stem.starts_with("teach_tour") || stem == "teach_views";
    if path.file_stem().is_some_and(|stem| has_tables(&stem.to_string_lossy())) {
        let mut lines: Vec<String> = found.split_inclusive('\n').map(table_masked).collect();
        lines.dedup_by(|line, before| line == before && line == "shares\n");
        found = lines.concat();
    }
    if let Some(root) = std::fs::canonicalize(folder())?.to_str() {
        found = found.replace(root, "$FOLDER");
    }
    if !output.status.success() {
        if !found.ends_with('\n') {
            found.push('\n');
        }
        found.push_str(&format!("status {}\n", output.status.code().unwrap_or(-1)));
    }
    let (found, expected) = (library_lines_masked(&found), library_lines_masked(&expected));
    match found == expected {
        true => Ok(()),
        false => {
            let shown = golden::difference(&expected, &found);
            let errors = String::from_utf8_lossy(&output.stderr);
            Err(format!("{}\n{shown}\nstandard error:\n{errors}", path.display()).into())
        }
    }
}
