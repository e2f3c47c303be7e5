//! The front end over files: tokens, trees, diagnostics; printing and reading again; and text that is no Erlang.

use std::path::Path;

use lang::ast::Module;
use lang::diagnostic::Diagnostic;
use lang::render::{Style, render};
use lang::span::{Source, Sources};
use lang::{Include, Options};
use libtest_mimic::{Arguments, Failed, Trial};

#[path = "frontend/mutation.rs"]
mod mutation;

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = erlet_tests::trials("lexer", "tokens", tokens);
    trials.extend(erlet_tests::trials("parser", "ast", tree));
    trials.extend(erlet_tests::trials("diagnostics", "stderr", diagnostics));
    trials.extend(erlet_tests::sources("parser").into_iter().map(|path| {
        let name = format!("round_trip/{}", path.file_stem().unwrap_or_default().to_string_lossy());
        Trial::test(name, move || round_trip(&path))
    }));
    trials.extend(mutation::trials());
    libtest_mimic::run(&arguments, trials).exit();
}

/// The tokens, a line each.
fn tokens(_: &Path, text: &str) -> Result<String, Failed> {
    let mut lexer = lang::lexer::Lexer::new(Default::default(), text, false);
    let mut names = lang::names::Names::default();
    let (mut out, mut form, mut diagnostics) = (String::new(), Vec::new(), Vec::new());
    while lexer.form(&mut names, &mut form, &mut diagnostics) != lang::lexer::FormEnd::EndOfText {
        for lexeme in &form {
            out.push_str(&format!("{}..{} {:?}\n", lexeme.span.start, lexeme.span.end, lexeme.token));
        }
        for bad in diagnostics.drain(..) {
            out.push_str(&format!("error: {}\n", bad.title));
        }
    }
    Ok(out)
}

/// The forms, printed from the tree.
fn tree(path: &Path, text: &str) -> Result<String, Failed> {
    let (module, diagnostics, sources) = parse(path, text);
    let mut out: String = module.forms.iter().map(|form| lang::pretty::form(form) + "\n").collect();
    out.push_str(&render(&diagnostics, &sources, Style { ascii: true, ..Style::default() }));
    Ok(out)
}

/// What is said of the file.
fn diagnostics(path: &Path, text: &str) -> Result<String, Failed> {
    let bytes = std::fs::read(path).unwrap_or_default();
    let (decoded, bad) = lang::lexer::encoding::decode(Default::default(), &bytes);
    let (module, mut found, sources) = parse(path, if bad.is_some() { &decoded } else { text });
    found.splice(0..0, bad);
    if !found.iter().any(Diagnostic::is_error) {
        found.extend(lang::lint(&module, &options(path, &include)));
    }
    match found.is_empty() {
        true => Err("nothing is said of this file".into()),
        false => Ok(render(&found, &sources, Style { ascii: true, ..Style::default() })),
    }
}

/// Printing and reading again gives the same text once more.
fn round_trip(path: &Path) -> Result<(), Failed> {
    let text = erlet_tests::read(path);
    let print = |module: &Module| -> String {
        let maybe = if module.maybe_enabled { "-feature(maybe_expr, enable).\n" } else { "" };
        maybe.to_owned()
            + &module.forms.iter().map(|form| lang::pretty::form(form) + "\n").collect::<String>()
    };
    let (module, ..) = parse(path, &text);
    let first = print(&module);
    let (again, diagnostics, _) = parse(path, &first);
    let second = print(&again);
    match first == second && !diagnostics.iter().any(Diagnostic::is_error) {
        true => Ok(()),
        false => Err(format!("printed:\n{first}\nread again:\n{second}\n{diagnostics:?}").into()),
    }
}

fn parse(path: &Path, text: &str) -> (Module, Vec<Diagnostic>, Sources) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut sources = Sources::default();
    let id = sources.add(Source::new(name, text));
    let (module, diagnostics) = lang::parse(&mut sources, id, &options(path, &include));
    (module, diagnostics, sources)
}

/// Options with a known behaviour and module; a file that starts with `#!` is a script.
fn options<'a>(path: &Path, include: &'a dyn Fn(&Include) -> Option<lang::Included>) -> Options<'a> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_program = erlet_tests::read(path).starts_with("#!");
    Options {
        include,
        script: is_program,
        within: is_program.then(|| "script".to_owned()),
        file_stem: Some(stem),
        callbacks: &|behaviour| match behaviour {
            "greeter" => Some(vec![("hello".into(), 1, false), ("bye".into(), 0, true)]),
            _ => None,
        },
        exports: &|module| match module {
            "lists" => Some(vec![("reverse".into(), 1), ("map".into(), 2), ("foldl".into(), 3)]),
            _ => None,
        },
        modules: &|name| if name == "lost" { Vec::new() } else { vec!["lists"] },
        ..Options::default()
    }
}

fn include(include: &Include) -> Option<lang::Included> {
    match &*include.path {
        "point.hrl" => {
            Some(("point.hrl".into(), "-record(point, {x = 0, y = 0}).\n-define(ORIGIN, #point{}).\n".into()))
        }
        "itself.hrl" => Some(("itself.hrl".into(), "-include(\"itself.hrl\").\n".into())),
        _ => None,
    }
}
