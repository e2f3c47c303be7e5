//! The documentation of the library: its examples hold, what is described exists, and every function is described.

use std::process::Command;

use repl::docs::Doc;
use repl::{library, manual};

/// The modules whose every exported function has an example.
const EXEMPLIFIED: &[&str] = &[
    "application",
    "array",
    "atomics",
    "base64",
    "binary",
    "c",
    "calendar",
    "code",
    "counters",
    "crypto",
    "dict",
    "erlang",
    "error_logger",
    "erts_debug",
    "escript",
    "ets",
    "file",
    "filelib",
    "filename",
    "gb_sets",
    "gb_trees",
    "inet",
    "init",
    "io",
    "io_lib",
    "json",
    "lists",
    "logger",
    "logger_filters",
    "logger_formatter",
    "logger_std_h",
    "maps",
    "math",
    "orddict",
    "ordsets",
    "os",
    "persistent_term",
    "proplists",
    "queue",
    "re",
    "sets",
    "string",
    "timer",
    "unicode",
    "unicode_util",
    "zlib",
];

/// The functions of those modules that no example can show: they end the run that would show them, or write where its
/// result is written.
const UNSHOWN: &[&str] = &["c:q/0", "erlang:display/1", "erlang:halt/0", "init:stop/0"];

#[test]
fn examples_hold() {
    let output = Command::new(env!("CARGO_BIN_EXE_erlet"))
        .args(["--plain", "../tests/documentation/examples.erl"])
        .args(library::names())
        .output()
        .expect("erlet runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() == 1 && output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let count: usize = lines[0].trim_end_matches(" examples").parse().expect("a number");
    assert!(count > 2000, "only {count} examples are left");
}

#[test]
fn everything_described_exists() {
    for doc in manual::library().iter().filter(|doc| !doc.name.is_empty() && !doc.is_callback()) {
        let exports = library::exports(&doc.module).unwrap_or_default();
        let known = exports.iter().any(|(name, arity)| **name == *doc.name && *arity == doc.arity);
        assert!(known, "{}:{}/{} is described, but not exported", doc.module, doc.name, doc.arity);
    }
}

#[test]
fn callbacks_are_described() {
    let bare = manual::library().iter().filter(|doc| doc.is_callback() && doc.text.is_empty());
    let bare: Vec<_> = bare.map(|doc| format!("{}:{}/{}", doc.module, doc.name, doc.arity)).collect();
    assert!(bare.is_empty(), "nothing is said of {}", bare.join(", "));
}

#[test]
fn every_function_is_described() {
    let modules = library::names().filter(|module| !module.starts_with("erlet"));
    let missing: Vec<String> =
        modules.flat_map(|module| lacking(module, |doc| !doc.text.is_empty())).collect();
    assert!(missing.is_empty(), "nothing is said of {}", missing.join(", "));
}

#[test]
fn functions_have_examples() {
    let has_example = |doc: &Doc| doc.text.lines().any(|line| line.starts_with("> "));
    let bare = EXEMPLIFIED.iter().flat_map(|module| lacking(module, has_example));
    let missing: Vec<String> = bare.filter(|function| !UNSHOWN.contains(&function.as_str())).collect();
    assert!(missing.is_empty(), "no example of {}", missing.join(", "));
}

/// The exported functions of a module whose documentation is not as it should be.
fn lacking(module: &str, is_right: impl Fn(&Doc) -> bool) -> Vec<String> {
    let exports = library::exports(module).unwrap_or_default().into_iter();
    let own = exports.filter(|(name, _)| !matches!(&**name, "module_info" | "behaviour_info"));
    let described = |name: &str, arity: u32| {
        let mut docs = manual::library().iter();
        docs.any(|doc| doc.module == module && doc.name == name && doc.arity == arity && is_right(doc))
    };
    own.filter(|(name, arity)| !described(name, *arity))
        .map(|(name, arity)| format!("{module}:{name}/{arity}"))
        .collect()
}
