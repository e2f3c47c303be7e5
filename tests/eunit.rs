//! `erlet test`, in the folder `tests/eunit`: a `.txt` file has the command in its first line, then what it prints and
//! its status. Times are masked.

use std::path::{Path, PathBuf};
use std::process::Command;

use erlet_tests as golden;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder()).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let trials = paths.into_iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || check(&path))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/eunit")
}

fn check(path: &Path) -> Result<(), Failed> {
    let text = golden::read(path);
    let line = text.lines().next().unwrap_or_default();
    let words = line.strip_prefix("$ erlet ").ok_or("the first line is a command")?.split_whitespace();
    let mut command = Command::new(env!("CARGO_BIN_EXE_erlet"));
    command.args(["--plain", "--schedulers", "2"]).args(words).current_dir(folder());
    let output = command.output()?;
    let found = format!(
        "{line}\n{}{}status {}\n",
        masked(&String::from_utf8_lossy(&output.stdout)),
        String::from_utf8_lossy(&output.stderr),
        output.status.code().unwrap_or(-1)
    );
    golden::check(path, &found)
}

/// The text with every number of seconds, three digits behind the point, as `N.NNN`, and without those of tests that
/// were quick.
fn masked(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let mut line = line.to_owned();
        for (before, after) in [("time=\"", "\""), ("[done in ", " s]"), ("...[", " s] ok")] {
            if let Some((head, rest)) = line.split_once(before)
                && let Some((_, tail)) = rest.split_once(after)
            {
                line = match before {
                    "...[" => format!("{head}...ok{tail}"),
                    _ => format!("{head}{before}N.NNN{after}{tail}"),
                };
            }
        }
        out.push_str(&line);
    }
    out
}
