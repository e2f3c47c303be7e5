//! The documentation of functions, as it stands in the sources: the `%%` comment right above a function or its `-spec`.
//!
//! `build.rs` takes it out of `vm/lib`, and out of `vm/src/bif/docs` for what is written in Rust; it has this file for a
//! module of its own, so nothing else of the crate is used here. A comment's lines that begin with `> ` are examples,
//! each of one or more such lines; what stands below one, up to the next example, is its value, or `** Class:Reason`.

use std::collections::BTreeMap;

use lang::ast::{FormKind, Module};
use lang::span::{Source, SourceId, Sources};

/// What stands between the fields of an entry, and after each entry, in a file of documentation.
const FIELD: char = '\u{1}';
const ENTRY: char = '\u{2}';

/// A function, or a module: then the name is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    /// The module that exports the function.
    pub module: String,
    /// The function.
    pub name: String,
    /// The number of its arguments.
    pub arity: u32,
    /// Its `-spec`, without the keyword and the full stop; of a callback, with the word `callback` in front.
    pub spec: String,
    /// The comment, without the percent signs.
    pub text: String,
}

impl Doc {
    /// Whether this is a callback: a function that a module of this behaviour exports.
    pub fn is_callback(&self) -> bool {
        self.spec.starts_with(CALLBACK)
    }
}

/// What the specification of a callback begins with.
pub const CALLBACK: &str = "callback ";

/// The documentation in a source: that of the module, then that of its functions and callbacks, sorted. Of a module that exports
/// nothing every function counts that has a `-spec`: so the functions in Rust are described.
pub fn of_source(module: &str, text: &str) -> Vec<Doc> {
    let mut sources = Sources::default();
    let source = sources.add(Source::new(format!("{module}.erl"), text));
    let (ast, _) = lang::parse(&mut sources, source, &lang::Options::default());
    let mut found: BTreeMap<(String, u32), Doc> = BTreeMap::new();
    let mut callbacks = Vec::new();
    for form in ast.forms.iter().filter(|form| form.span.source == source) {
        let (name, arity, is_spec) = match &form.kind {
            FormKind::Spec(spec) if !spec.callback => (&spec.name, spec.arity, true),
            FormKind::Function(function) => (&function.name, function.arity, false),
            FormKind::Spec(callback) => {
                let spec = signature(sources.text(form.span));
                let (name, arity) = (callback.name.to_string(), callback.arity);
                let text = comment_above(text, form.span.start as usize);
                callbacks.push(Doc { module: module.into(), name, arity, spec, text });
                continue;
            }
            _ => continue,
        };
        let doc = found.entry((name.to_string(), arity)).or_default();
        if is_spec {
            doc.spec = signature(sources.text(form.span));
        }
        if doc.text.is_empty() {
            doc.text = comment_above(text, form.span.start as usize);
        }
    }
    let exports = exports(&ast, source);
    let mut docs = vec![Doc { module: module.into(), text: heading(text), ..Doc::default() }];
    for (name, arity) in exports.unwrap_or_else(|| found.keys().cloned().collect()) {
        let doc = found.remove(&(name.clone(), arity)).unwrap_or_default();
        docs.push(Doc { module: module.into(), name, arity, ..doc });
    }
    // A behaviour that is a server itself exports callbacks of its own kind, of which nothing is said.
    let same = |a: &Doc, b: &Doc| a.name == b.name && a.arity == b.arity;
    callbacks.retain(|callback| !docs.iter().any(|doc| same(doc, callback) && !doc.text.is_empty()));
    docs.retain(|doc| !callbacks.iter().any(|callback| same(doc, callback)));
    docs.append(&mut callbacks);
    docs[1..].sort_by(|a, b| (&a.name, a.arity).cmp(&(&b.name, b.arity)));
    docs
}

/// What a module exports, if it says so.
fn exports(ast: &Module, source: SourceId) -> Option<Vec<(String, u32)>> {
    let lists =
        ast.forms.iter().filter(|form| form.span.source == source).filter_map(|form| match &form.kind {
            FormKind::Export(list) => Some(list),
            _ => None,
        });
    let all: Vec<_> = lists.flatten().map(|function| (function.name.to_string(), function.arity)).collect();
    (!all.is_empty()).then_some(all)
}

/// A specification on one line.
fn signature(text: &str) -> String {
    let words: Vec<&str> = text.trim_end().trim_end_matches('.').split_whitespace().collect();
    words.join(" ").trim_start_matches("-spec").trim_start_matches('-').trim_start().to_owned()
}

/// The lines of `%%` that end right above an offset.
fn comment_above(text: &str, offset: usize) -> String {
    let above = text[..offset].lines().rev();
    let mut lines: Vec<&str> =
        above.map_while(|line| line.strip_prefix("%%")).take_while(|line| !line.starts_with('%')).collect();
    lines.reverse();
    unindented(&lines)
}

/// The lines of `%%%` (or `%%`) that a source begins with.
fn heading(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("%%")).collect();
    unindented(&lines.iter().map(|line| line.trim_start_matches('%')).collect::<Vec<_>>())
}

fn unindented(lines: &[&str]) -> String {
    let lines = lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Entries as a text that `read` understands.
pub fn write(docs: &[Doc]) -> String {
    let entry = |doc: &Doc| {
        let fields = [&doc.module, &doc.name, &doc.arity.to_string(), &doc.spec, &doc.text];
        fields.map(|field| format!("{field}{FIELD}")).concat() + &ENTRY.to_string()
    };
    docs.iter().map(entry).collect()
}

/// The entries in a text that `write` made.
pub fn read(text: &str) -> Vec<Doc> {
    let entry = |entry: &str| {
        let mut fields = entry.split(FIELD).map(str::to_owned);
        let mut field = || fields.next().unwrap_or_default();
        Doc {
            module: field(),
            name: field(),
            arity: field().parse().unwrap_or_default(),
            spec: field(),
            text: field(),
        }
    };
    text.split_terminator(ENTRY).map(entry).collect()
}

/// The entries of two sources of one module in one.
pub fn merged(mut first: Vec<Doc>, second: Vec<Doc>) -> Vec<Doc> {
    first.extend(second.into_iter().filter(|doc| !doc.name.is_empty()));
    first.sort_by(|a, b| (&a.name, a.arity).cmp(&(&b.name, b.arity)));
    share(&mut first);
    first
}

/// A function without a comment takes what is said of its nearest namesake, but for the examples.
fn share(docs: &mut [Doc]) {
    let told: Vec<Doc> = docs.iter().filter(|doc| !doc.text.is_empty()).cloned().collect();
    for doc in docs.iter_mut().filter(|doc| doc.text.is_empty()) {
        let namesakes = told.iter().filter(|other| other.name == doc.name);
        let nearest = namesakes.min_by_key(|other| other.arity.abs_diff(doc.arity));
        doc.text = nearest.map(|other| prose(&other.text)).unwrap_or_default();
    }
}

/// The lines before the first example.
fn prose(text: &str) -> String {
    let lines: Vec<&str> = text.lines().take_while(|line| !line.starts_with("> ")).collect();
    lines.join("\n").trim_end().to_owned()
}
