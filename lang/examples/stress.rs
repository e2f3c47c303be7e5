//! Reads Erlang files and says what the front end has to say about them, and how fast it was.

use std::path::{Path, PathBuf};
use std::time::Instant;

use lang::span::{Source, Sources};
use lang::{Include, Options};

fn main() {
    // Deep trees need a deep stack.
    let worker = std::thread::Builder::new().stack_size(1 << 30).spawn(run);
    worker.expect("a thread").join().expect("no panic");
}

fn run() {
    let (mut bytes, mut errors, mut warnings, mut time) = (0, 0, 0, 0.0);
    for path in std::env::args().skip(1) {
        let Ok(raw) = std::fs::read(&path) else { continue };
        let (text, _) = lang::lexer::encoding::decode(Default::default(), &raw);
        bytes += text.len();
        let mut sources = Sources::default();
        let id = sources.add(Source::new(path.clone(), text));
        let include = |include: &Include| find(include);
        let options = Options { include: &include, ..Options::default() };
        let start = Instant::now();
        let (_module, diagnostics) = lang::parse(&mut sources, id, &options);
        time += start.elapsed().as_secs_f64();
        for d in &diagnostics {
            errors += usize::from(d.is_error());
            warnings += usize::from(!d.is_error());
            let (file, line) = sources.reported_line(d.labels[0].0);
            let kind = if d.is_error() { "error" } else { "warning" };
            println!("{file}:{line}: {kind}: {} [{}] {}", d.title, d.code, d.labels[0].1);
        }
    }
    println!("{bytes} bytes, {errors} errors, {warnings} warnings, {:.2} MB/s", bytes as f64 / time / 1e6);
}

/// Looks for a header beside the file, in the usual folders, and in OTP's libraries.
fn find(include: &Include) -> Option<(String, String)> {
    let mut candidates: Vec<PathBuf> = Vec::new();
    let folder = Path::new(&include.from).parent().unwrap_or(Path::new("."));
    candidates.push(folder.join(&include.path));
    for ancestor in folder.ancestors().take(4) {
        candidates.push(ancestor.join("include").join(&include.path));
        candidates.push(ancestor.join("src").join(&include.path));
    }
    let library = Path::new("/usr/lib/erlang/lib");
    let (app, rest) = include.path.split_once('/').unwrap_or(("", &include.path));
    for entry in std::fs::read_dir(library).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.split('-').next() == Some(app) {
            candidates.push(entry.path().join(rest));
        }
        candidates.push(entry.path().join("include").join(&include.path));
        candidates.push(entry.path().join("src").join(&include.path));
    }
    candidates.into_iter().find_map(|path| {
        let raw = std::fs::read(&path).ok()?;
        let (text, _) = lang::lexer::encoding::decode(Default::default(), &raw);
        Some((path.display().to_string(), text))
    })
}
