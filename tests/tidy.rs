//! The rules of the house, as tests: what every file says at its top, where unsafe code may be, who knows whom.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Rust files of these folders, as paths from the root, with their texts.
fn sources(folders: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in folders {
        walk(&root().join(folder), &mut found);
    }
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("readable"))
        })
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

const ALL: &[&str] = &["lang", "compiler", "vm", "repl", "tests"];

/// Files of `vm` that may hold unsafe code.
const UNSAFE: &str = include_str!("unsafe_files.txt");

#[test]
fn every_file_says_what_it_is() {
    for (name, text) in sources(ALL) {
        assert!(text.starts_with("//!"), "{name} does not open with //!");
    }
}

#[test]
fn unsafe_code_is_only_in_the_listed_files() {
    for (name, text) in sources(ALL) {
        let allowed = UNSAFE.lines().any(|line| line == name);
        let has = text.contains("allow(unsafe_code)") && name != "tests/tidy.rs";
        assert_eq!(has, allowed, "{name}: the list in tests/unsafe_files.txt and the file differ");
    }
}

#[test]
fn atomics_and_locks_come_from_one_file() {
    for (name, text) in sources(&["vm/src"]) {
        if name != "vm/src/sync.rs" {
            assert!(!text.contains("std::sync::atomic"), "{name} uses std::sync::atomic; use crate::sync");
        }
    }
}

#[test]
fn crates_know_only_whom_they_may() {
    let manifest =
        |name: &str| std::fs::read_to_string(root().join(name).join("Cargo.toml")).expect("a manifest");
    let normal = |name: &str| {
        let text = manifest(name);
        let from = text.find("[dependencies]").expect("dependencies");
        let rest = &text[from + 1..];
        rest[..rest.find("\n[").unwrap_or(rest.len())].to_owned()
    };
    assert!(!normal("lang").contains("erlet-"), "lang depends on nothing of ours");
    assert!(!normal("vm").contains("erlet-"), "vm depends on nothing of ours");
    let compiler = normal("compiler");
    assert!(compiler.contains("erlet-lang") && compiler.contains("erlet-vm"));
    for name in ["lang", "compiler", "vm"] {
        assert!(
            !normal(name).contains("colored") && !normal(name).contains("rustyline"),
            "{name} knows no terminal"
        );
    }
}

#[test]
fn every_document_is_there() {
    for name in ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE"] {
        assert!(root().join(name).exists(), "{name}");
    }
    let architecture = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("readable");
    assert!(architecture.lines().count() <= 250, "ARCHITECTURE.md is to stay a short read");
}
