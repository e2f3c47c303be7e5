//! Golden tests: a file, and beside it what is expected of it. `BLESS=1 cargo test` writes what came out.

pub mod chance;

use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};

/// One test for each `.erl` file in `tests/<folder>`: what `run` makes of it must equal the file with `extension`.
pub fn trials(
    folder: &'static str,
    extension: &'static str,
    run: fn(&Path, &str) -> Result<String, Failed>,
) -> Vec<Trial> {
    sources(folder)
        .into_iter()
        .map(|path| {
            let name = format!("{folder}/{}", path.file_stem().unwrap_or_default().to_string_lossy());
            Trial::test(name, move || {
                let text = read(&path);
                check(&path.with_extension(extension), &run(&path, &text)?)
            })
        })
        .collect()
}

/// The `.erl` files in `tests/<folder>`, sorted.
pub fn sources(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> =
        entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "erl")).collect();
    paths.sort();
    paths
}

/// A file's text, whatever its bytes.
pub fn read(path: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned()
}

/// The seeds whose orders of events are tried: 1 to `fewest`, or to the number in the variable `ERLET_SEEDS`. What holds
/// only in the order that is usual shows under a few dozens.
pub fn seeds(fewest: u64) -> std::ops::RangeInclusive<u64> {
    let wanted = std::env::var("ERLET_SEEDS").ok().and_then(|text| text.parse().ok());
    1..=wanted.unwrap_or(fewest)
}

/// Compares `found` with the file `golden`, or writes it there when `BLESS` is set.
pub fn check(golden: &Path, found: &str) -> Result<(), Failed> {
    if std::env::var_os("BLESS").is_some() {
        return std::fs::write(golden, found).map_err(Failed::from);
    }
    let expected = read(golden);
    if expected == found {
        return Ok(());
    }
    let shown = difference(&expected, found);
    Err(Failed::from(format!("{}\n{shown}\nto accept: BLESS=1 cargo test -p erlet-tests", golden.display())))
}

/// The lines in which two texts differ.
pub fn difference(expected: &str, found: &str) -> String {
    let diff = similar::TextDiff::from_lines(expected, found);
    diff.unified_diff().header("expected", "found").to_string()
}

/// Pids as `<0.N.0>`: their numbers are no part of what is expected.
pub fn mask(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("<0.") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.find('>').map_or(from.len(), |end| end + 1);
        out.push_str(if from[..end].chars().all(|c| "<0123456789.>".contains(c)) {
            "<0.N.0>"
        } else {
            &from[..end]
        });
        rest = &from[end..];
    }
    out + rest
}
