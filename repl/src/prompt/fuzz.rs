//! Random keys against everything that looks at a half-typed line: nothing panics, nothing is lost.
//!
//! A few thousand lines are tried with every run of the tests; `ERLET_FUZZ=1000000` tries as many as it says.

use std::sync::Arc;

use erlet_tests::chance::Chance;
use vm::machine::{Config, Machine};

use super::complete::{Completer, Shared, with};
use super::definitions::Sort;
use super::{entry, help, highlight};
use crate::project::Project;

/// What is typed: pieces of Erlang, and what does not belong together.
const PIECES: &[&str] = &[
    "lists:", "X", "#point{", "M#{", "?", "\"", "'", "(", ")", "[", "]", "{", "}", "<<", ">>", "<", "5>",
    ".", ". ", ",", ";", "->", "|", "||", "fun ", "end", "case ", " of ", "receive ", "\n", "%", "$", "$\\",
    "1> ", ".. ", "-", "-define(", "-record(", "h(", "time(", "é", "日本", "\u{301}", "\t", "\0", "\u{1b}[A",
    "1.5", "16#F", "=", "=<", "~", "\"\"\"", "map?", "a@b", "_", "begin ", "\\", "/", "#", ":", "c(\"",
    "atom", "<0.", "0.0>",
];

fn completer() -> Completer {
    let known = Shared::default();
    with(&known, |known| {
        known.variables.push(("M".into(), vec!["key".into(), "two words".into()]));
        let fields = vec!["x".into(), "y".into()];
        known.definitions.define(&Sort::Record("point".into(), fields), "-record(point, {x, y}).");
    });
    Completer {
        machine: Machine::new(Config::default()),
        known: Arc::clone(&known),
        project: Project::default(),
    }
}

/// The text without colours.
fn plain(coloured: &str) -> String {
    let mut out = String::new();
    let mut rest = coloured;
    while let Some(at) = rest.find("\x1b[") {
        let code = &rest[at + 2..];
        let end = code.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(code.len());
        match code[end..].starts_with('m') {
            true => {
                out.push_str(&rest[..at]);
                rest = &code[end + 1..];
            }
            false => {
                out.push_str(&rest[..at + 2]);
                rest = code;
            }
        }
    }
    out + rest
}

#[test]
fn no_line_is_too_strange_to_colour_to_complete_or_to_enter() {
    let count = std::env::var("ERLET_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(3000);
    let completer = completer();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for _ in 0..count {
        let mut text = String::new();
        for _ in 0..1 + chance.below(8) {
            text.push_str(PIECES[chance.below(PIECES.len())]);
        }
        let mut cursor = chance.below(text.len() + 1);
        while !text.is_char_boundary(cursor) {
            cursor -= 1;
        }
        let coloured = highlight::coloured(&text, cursor).unwrap_or_default();
        assert_eq!(plain(&coloured), plain(&text), "colours change {text:?}");
        help::at(&text, cursor, &completer.project);
        let (start, _) = completer.complete(&text[..cursor]);
        assert!(start <= cursor && text.is_char_boundary(start), "{text:?} at {cursor}: {start}");
        with(&completer.known, |known| {
            let finished = entry::finished(&text, true, known);
            if let Some(finished) = finished {
                assert!(entry::parse(&finished, &known.definitions).is_some(), "{text:?} is lost");
            }
        });
    }
}
