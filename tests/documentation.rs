//! The documentation of the library: its examples hold, what is described exists, and what programs use most is
//! described.

use std::process::Command;

use repl::{library, manual};

/// The modules whose every exported function has a sentence.
const DESCRIBED: &[&str] = &[
    "array",
    "binary",
    "dict",
    "erlang",
    "gb_sets",
    "gb_trees",
    "io",
    "io_lib",
    "lists",
    "maps",
    "math",
    "orddict",
    "ordsets",
    "proplists",
    "queue",
    "sets",
    "string",
    "timer",
    "unicode",
];

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
    assert!(count > 700, "only {count} examples are left");
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
fn what_programs_use_most_is_described() {
    let mut missing = Vec::new();
    for module in DESCRIBED {
        for (name, arity) in library::exports(module).unwrap_or_default() {
            let described = manual::library().iter().any(|doc| {
                doc.module == *module && *doc.name == *name && doc.arity == arity && !doc.text.is_empty()
            });
            if !described && &*name != "module_info" {
                missing.push(format!("{module}:{name}/{arity}"));
            }
        }
    }
    assert!(missing.is_empty(), "nothing is said of {}", missing.join(", "));
}
