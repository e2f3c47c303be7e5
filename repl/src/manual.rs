//! `erlet doc` and what running programs ask for by `erlet_doc`: the documentation of the library, and of the project's
//! own modules. It is kept compressed in the program, and read when it is first asked for.

use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;

use vm::atom::Atom;

use crate::cli::usage;
use crate::docs::{self, Doc};
use crate::project::Project;

/// Characters of a line that says how a function is called.
const USAGE: usize = 76;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.docs"));

/// What a text is about: a module, its functions of a name, or one function.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    module: &'a str,
    name: Option<&'a str>,
    arity: Option<u32>,
}

impl<'a> Subject<'a> {
    /// Reads `Mod`, `Mod:Fun` or `Mod:Fun/Arity`; the function's name may have quotes, or be an operator.
    pub fn read(words: &'a str) -> Option<Subject<'a>> {
        let Some((module, function)) = words.split_once(':') else {
            return Some(Subject { module: words, name: None, arity: None });
        };
        let (name, arity) = match function.rsplit_once('/') {
            Some((name, arity)) if !name.is_empty() && !arity.is_empty() => (name, Some(arity.parse().ok()?)),
            _ => (function, None),
        };
        let name = name.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')).unwrap_or(name);
        (!name.is_empty()).then_some(Subject { module, name: Some(name), arity })
    }

    fn fits(self, doc: &Doc) -> bool {
        doc.module == self.module
            && self.name.is_none_or(|name| name == doc.name)
            && self.arity.is_none_or(|arity| arity == doc.arity)
    }
}

/// `erlet doc Mod[:Fun[/Arity]]`
pub fn show(project: &Project, words: &str) -> i32 {
    let Some(subject) = Subject::read(words) else {
        return usage(&format!("{words} is no function; functions look like lists:map/2"));
    };
    match text(project, subject) {
        Some(text) => {
            print!("{text}");
            0
        }
        None => {
            eprintln!("erlet: there is no documentation of {words}");
            1
        }
    }
}

/// Answers a request of `erlet_doc`: `text`, `summary` or `usage` of a subject, or `examples` of a module. No answer is empty.
pub fn serve(project: &Project, kind: &str, words: &str) -> Vec<u8> {
    let Some(subject) = Subject::read(words) else { return Vec::new() };
    let answer = match kind {
        "doc" => text(project, subject),
        "doc-usage" => {
            let lines = find(project, subject).iter().map(usage_line).collect::<Vec<_>>();
            Some(lines.join("\n"))
        }
        "doc-summary" => find(project, subject).first().map(|doc| summary(doc).to_owned()),
        _ => Some(find(project, subject).iter().map(examples).collect()),
    };
    answer.unwrap_or_default().into_bytes()
}

/// Everything about `Mod`, `Mod:Fun` or `Mod:Fun/Arity`.
pub fn about(project: &Project, words: &str) -> Option<String> {
    Subject::read(words).and_then(|subject| text(project, subject))
}

/// The first sentence on a function of the library; on a module when the name is empty.
pub fn summary_of(module: &str, name: &str, arity: u32) -> Option<&'static str> {
    let fits =
        |doc: &&Doc| doc.module == module && doc.name == name && (name.is_empty() || doc.arity == arity);
    library().iter().find(fits).map(summary).filter(|summary| !summary.is_empty())
}

/// The modules of the library that have a function of this name and arity, those that are met most first; names with a
/// blank between.
pub fn modules_with(name: &str, arity: &str) -> String {
    const KNOWN: [&str; 8] = ["lists", "string", "maps", "io", "timer", "erlang", "proplists", "file"];
    let fits = |doc: &&Doc| doc.name == name && doc.arity.to_string() == arity && !doc.is_callback();
    let mut modules: Vec<&str> = library().iter().filter(fits).map(|doc| doc.module.as_str()).collect();
    modules.retain(|module| *module != "shell_default" && !module.starts_with("erlet_"));
    modules.sort_by_key(|module| KNOWN.iter().position(|known| known == module).unwrap_or(KNOWN.len()));
    modules.join(" ")
}

/// How a function is called, and its first sentence.
fn usage_line(doc: &Doc) -> String {
    let spec = doc.spec.split_whitespace().collect::<Vec<_>>().join(" ");
    let call = if spec.is_empty() { format!("{}/{}", doc.name, doc.arity) } else { spec };
    let builtin = || lang::builtins::all().any(|(name, arity)| name == doc.name && arity == doc.arity);
    let without_module = doc.module == "shell_default" || doc.module == "erlang" && builtin();
    let call = if without_module { call } else { format!("{}:{call}", doc.module) };
    match format!("{call} -- {}", summary(doc)) {
        line if line.chars().count() <= USAGE => line,
        _ => call,
    }
}

/// The documentation of the library.
pub fn library() -> &'static [Doc] {
    static LIBRARY: OnceLock<Vec<Doc>> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let mut text = String::new();
        flate2::read::ZlibDecoder::new(BYTES).read_to_string(&mut text).expect("the build wrote sound text");
        docs::read(&text)
    })
}

/// What fits the subject. A module that the library does not have is looked for as programs find theirs.
fn find(project: &Project, subject: Subject) -> Vec<Doc> {
    let fitting = |docs: &[Doc]| docs.iter().filter(|doc| subject.fits(doc)).cloned().collect::<Vec<_>>();
    if library().iter().any(|doc| doc.module == subject.module) {
        return fitting(library());
    }
    let named = subject.module.strip_suffix(".erl").map(|_| subject.module.into());
    let path = named.or_else(|| project.find_module(subject.module));
    let path = path.filter(|path| project.permits(Path::new(path)));
    let text = path.and_then(|path| std::fs::read_to_string(Path::new(&path)).ok());
    text.map(|text| fitting(&docs::of_source(subject.module, &text))).unwrap_or_default()
}

/// Everything about the subject: a line a function for a module, else signature, meaning and examples of each function.
fn text(project: &Project, subject: Subject) -> Option<String> {
    let docs = find(project, subject);
    let first = docs.first()?;
    if subject.name.is_some() {
        return Some(docs.iter().map(whole).collect::<Vec<_>>().join("\n"));
    }
    let mut text = format!("{}\n\n{}\n", first.module, indented(&first.text));
    let label = |doc: &Doc| format!("{}/{}", doc.name, doc.arity);
    let functions = || docs.iter().filter(|doc| !doc.name.is_empty() && !doc.is_callback());
    let callbacks: Vec<&Doc> = docs.iter().filter(|doc| doc.is_callback()).collect();
    let width = functions()
        .chain(callbacks.iter().copied())
        .map(|doc| label(doc).chars().count())
        .max()
        .unwrap_or(0)
        .min(32);
    for doc in functions() {
        text.push_str(format!("\n  {:width$}  {}", label(doc), summary(doc)).trim_end());
    }
    if !callbacks.is_empty() {
        text.push_str("\n\n  Callbacks, which a module of this behaviour exports:");
    }
    for doc in callbacks {
        text.push_str(format!("\n  {:width$}  {}", label(doc), summary(doc)).trim_end());
    }
    text.push('\n');
    Some(text)
}

fn whole(doc: &Doc) -> String {
    let kind = if doc.is_callback() { ", a callback" } else { "" };
    let mut text = format!("{}:{}/{}{kind}\n", doc.module, doc.name, doc.arity);
    if !doc.spec.is_empty() {
        text.push_str(&format!("  {}\n", doc.spec.trim_start_matches(docs::CALLBACK)));
    }
    let lines: Vec<&str> = doc.text.lines().collect();
    let examples = lines.iter().position(|line| line.starts_with("> ")).unwrap_or(lines.len());
    for part in [&lines[..examples], &lines[examples..]].into_iter().filter(|part| !part.is_empty()) {
        text.push_str(&format!("\n{}\n", indented(&part.join("\n"))));
    }
    if doc.module == "erlang" && vm::bif::is_guard(Atom::new(&doc.name), doc.arity) {
        text.push_str("\n  Allowed in guards.\n");
    }
    text
}

fn indented(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("  {line}") };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The first sentence: up to a full stop that ends a line or stands before a blank and a capital.
fn summary(doc: &Doc) -> &str {
    let line = doc.text.lines().next().unwrap_or_default();
    let ends = |(at, _): &(usize, &str)| line[at + 2..].chars().next().is_some_and(char::is_uppercase);
    match line.match_indices(". ").find(ends) {
        Some((at, _)) => &line[..=at],
        None => line,
    }
}

/// The examples as `erlet_doc` reads them: `function/arity NUL expression NUL value NUL`. A line `> ` right below another
/// goes on with its expression.
fn examples(doc: &Doc) -> String {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in doc.text.lines() {
        match (line.strip_prefix("> "), found.last_mut()) {
            (Some(more), Some((expression, value))) if value.is_empty() => {
                expression.push('\n');
                expression.push_str(more);
            }
            (Some(expression), _) => found.push((expression.to_owned(), String::new())),
            (None, Some((_, value))) => {
                value.push_str(line);
                value.push('\n');
            }
            (None, None) => {}
        }
    }
    let example = |(expression, value)| format!("{}/{}\0{expression}\0{value}\0", doc.name, doc.arity);
    found.into_iter().map(example).collect()
}
