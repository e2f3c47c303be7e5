//! Reads Erlang files and says what the front end has to say about them, and how fast it was.

use std::time::Instant;

use lang::span::{Source, Sources};

fn main() {
    let mut bytes = 0;
    let mut errors = 0;
    let mut time = 0.0;
    for path in std::env::args().skip(1) {
        let Ok(raw) = std::fs::read(&path) else { continue };
        let (text, _) = lang::lexer::encoding::decode(Default::default(), &raw);
        bytes += text.len();
        let mut sources = Sources::default();
        let id = sources.add(Source::new(path.clone(), text));
        let start = Instant::now();
        let (_module, diagnostics) = lang::parse(&mut sources, id, &lang::Options::default());
        time += start.elapsed().as_secs_f64();
        for d in &diagnostics {
            errors += usize::from(d.is_error());
            let (file, line) = sources.reported_line(d.labels[0].0);
            println!("{file}:{line}: {} [{}] {}", d.title, d.code, d.labels[0].1);
        }
    }
    println!("{bytes} bytes, {errors} errors, {:.2} MB/s", bytes as f64 / time / 1e6);
}
