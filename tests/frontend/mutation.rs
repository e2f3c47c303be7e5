//! Text that is no Erlang: no input may make the front end panic or overflow its stack.
//!
//! The files of all folders are cut, doubled and spliced at random, from fixed seeds, and go through the whole
//! chain; so do texts nested as deep as they may be, and deeper.

use erlet_tests::chance::Chance;
use lang::Options;
use lang::diagnostic::Diagnostic;
use lang::render::{Style, render, to_json};
use lang::span::{Source, Sources};
use libtest_mimic::{Failed, Trial};

const FOLDERS: [&str; 3] = ["lexer", "parser", "diagnostics"];
const ROUNDS: u64 = 6;

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![Trial::test("mutation/deep_nesting", || on_deep_stack(deep_nesting))];
    for folder in FOLDERS {
        trials.push(Trial::test(format!("mutation/{folder}"), move || on_deep_stack(move || mutate(folder))));
    }
    trials
}

/// Trees of ten thousand levels need more than a test thread's stack, as they do in the shell.
fn on_deep_stack(test: impl FnOnce() -> Result<(), Failed> + Send + 'static) -> Result<(), Failed> {
    let thread = std::thread::Builder::new().stack_size(1 << 30).spawn(test).map_err(|e| e.to_string())?;
    thread.join().unwrap_or_else(|_| Err("the front end panicked".into()))
}

fn mutate(folder: &str) -> Result<(), Failed> {
    let texts: Vec<String> =
        erlet_tests::sources(folder).iter().map(|path| erlet_tests::read(path)).collect();
    for (i, text) in texts.iter().enumerate() {
        for round in 0..ROUNDS {
            let mut random = Chance(i as u64 * 1000 + round + 1);
            let mut chars: Vec<char> = text.chars().collect();
            for _ in 0..1 + random.below(6) {
                let other: Vec<char> = texts[random.below(texts.len())].chars().collect();
                let at = random.below(chars.len() + 1);
                let end = (at + random.below(20)).min(chars.len());
                match random.below(4) {
                    0 => drop(chars.drain(at..end)),
                    1 => {
                        let copy: Vec<char> = chars[at..end].to_vec();
                        chars.splice(at..at, copy);
                    }
                    2 => {
                        let from = random.below(other.len() + 1);
                        let to = (from + random.below(40)).min(other.len());
                        chars.splice(at..end, other[from..to].iter().copied());
                    }
                    _ => chars.insert(
                        at,
                        random.pick(&['"', '\'', '$', '\\', '.', '(', '>', '~', '?', '#', 'é', '\0']),
                    ),
                }
            }
            let text: String = chars.into_iter().collect();
            whole_chain(&text);
        }
    }
    Ok(())
}

fn deep_nesting() -> Result<(), Failed> {
    let nested = |open: &str, close: &str, depth: usize| {
        format!("-module(deep).\n-export([f/0]).\nf() -> {}a{}.\n", open.repeat(depth), close.repeat(depth))
    };
    let shapes = [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("- ", ""),
        ("catch ", ""),
        ("1 + ", ""),
        ("a ++ ", ""),
        ("X = ", ""),
        ("begin ", " end"),
        ("fun() -> ", " end"),
        ("case 1 of _ -> ", " end"),
        ("#{1 => ", "}"),
        ("", "#r.x"),
        ("f(", ")"),
    ];
    for (open, close) in shapes {
        whole_chain(&nested(open, close, 2_500));
        let diagnostics = whole_chain(&nested(open, close, 100_000));
        if !diagnostics.iter().any(|d| d.code == "too-deep") {
            return Err(format!("`{open}` 100,000 times is not refused").into());
        }
    }
    Ok(())
}

fn whole_chain(text: &str) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for script in [false, true] {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("mutated.erl", text));
        let options = Options { script, maybe: script, ..Options::default() };
        let (module, mut diagnostics) = lang::parse(&mut sources, id, &options);
        // Lint must stand even what the parser complained about.
        diagnostics.extend(lang::lint(&module, &options));
        if text.len() < 5_000 {
            for form in &module.forms {
                lang::pretty::form(form);
            }
            let some = &diagnostics[..diagnostics.len().min(20)];
            render(some, &sources, Style { ascii: true, ..Style::default() });
            to_json(some, &sources);
        }
        let _ = lang::parse_entry(&mut sources, id, &options);
        all.extend(diagnostics);
    }
    all
}
