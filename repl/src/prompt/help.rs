//! Documentation while typing: a line beside what completion offers, and all about the word at the cursor (Alt-h).

use lang::scan::{self, Kind};
use rustyline::completion::Pair;
use rustyline::{Cmd, ConditionalEventHandler, Event, EventContext, RepeatCount};

use super::complete::Completer;
use crate::manual;
use crate::project::Project;

/// More candidates than these are offered without a word.
const FEW: usize = 16;
/// Characters of a candidate with its line.
const WIDTH: usize = 76;

/// Puts the first sentence of its documentation beside each candidate, if there are few. Candidates are functions of
/// `module`, or what may be called without one, or modules.
pub fn explain(found: &mut [Pair], module: Option<&str>) {
    if found.len() > FEW {
        return;
    }
    let width = found.iter().map(|pair| pair.display.chars().count()).max().unwrap_or(0);
    for pair in found {
        let summary = match (pair.display.rsplit_once('/'), pair.display.strip_suffix(':')) {
            (Some((name, arity)), _) => arity.parse().ok().and_then(|arity| function(module, name, arity)),
            (None, Some(module)) => manual::summary_of(module, "", 0),
            (None, None) => None,
        };
        if let Some(summary) = summary {
            let line = format!("{:width$}  {summary}", pair.display);
            pair.display = match line.char_indices().nth(WIDTH) {
                Some((end, _)) => format!("{}…", &line[..end]),
                None => line,
            };
        }
    }
}

fn function(module: Option<&str>, name: &str, arity: u32) -> Option<&'static str> {
    let name = name.trim_matches('\'');
    let modules = module.map_or(["shell_default", "erlang"].as_slice(), |_| &[]);
    module.iter().chain(modules).find_map(|module| manual::summary_of(module, name, arity))
}

/// The documentation of the function or module at the cursor, else of the call whose arguments are being typed.
pub fn at(text: &str, cursor: usize, project: &Project) -> Option<String> {
    subjects(text, cursor).into_iter().find_map(|(module, name)| match module {
        Some(module) => manual::about(project, &format!("{module}:{name}")),
        None => ["shell_default:", "erlang:", ""]
            .into_iter()
            .find_map(|before| manual::about(project, &format!("{before}{name}"))),
    })
}

fn subjects(text: &str, cursor: usize) -> Vec<(Option<&str>, &str)> {
    let pieces = scan::scan(text);
    let word = |index: usize| pieces.get(index).map_or("", |piece| piece.text(text));
    let is_atom = |index: usize| pieces.get(index).is_some_and(|piece| piece.kind == Kind::Atom);
    let touches = |piece: &scan::Piece| piece.range.start <= cursor && cursor <= piece.range.end;
    let here = (0..pieces.len()).find(|index| is_atom(*index) && touches(&pieces[*index]));
    let mut depth = 0;
    let before = (0..pieces.len()).rev().filter(|index| pieces[*index].range.end <= cursor);
    let called = before.into_iter().find_map(|index| {
        match pieces[index].kind {
            Kind::Close => depth += 1,
            Kind::Open if depth > 0 => depth -= 1,
            Kind::Open if index > 0 && is_atom(index - 1) => return Some(index - 1),
            _ => {}
        }
        None
    });
    let name =
        |index: usize| match (index > 1 && word(index - 1) == ":" && is_atom(index - 2), word(index + 1)) {
            (true, _) => (Some(word(index - 2)), word(index)),
            (false, ":") if is_atom(index + 2) => (Some(word(index)), word(index + 2)),
            _ => (None, word(index)),
        };
    here.into_iter().chain(called).map(name).collect()
}

/// What Alt-h does.
pub struct Explain {
    /// Where names are looked up.
    pub completer: Completer,
}

impl ConditionalEventHandler for Explain {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let found = at(context.line(), context.pos(), &self.completer.project);
        let text = found.unwrap_or_else(|| "there is no documentation of what stands here\n".into());
        self.completer.machine.output.write(text.as_bytes());
        Some(Cmd::Noop)
    }
}

#[cfg(test)]
mod tests {
    use super::subjects;

    #[test]
    fn a_word_or_a_call_is_the_subject() {
        let text = "X = lists:map(foo(1), bar";
        let map = (Some("lists"), "map");
        assert_eq!(subjects(text, 11), [map]);
        assert_eq!(subjects(text, 6), [map]);
        assert_eq!(subjects(text, 21), [map]);
        assert_eq!(subjects(text, 15), [(None, "foo"), map]);
        assert_eq!(subjects("1 + 2", 3), []);
    }
}
