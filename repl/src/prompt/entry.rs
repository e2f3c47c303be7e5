//! An entry as it is typed or pasted: prompts taken off, its end found.

use lang::Entry;
use lang::ast::{FormKind, Module};
use lang::diagnostic::Diagnostic;
use lang::edit::Edited;
use lang::render::{Style, render};
use lang::span::{Source, SourceId, Sources, Span};

use super::complete::Known;
use super::definitions::{self, Definitions, Form};
use super::rewrite;

/// An entry, read up to its full stop.
pub struct Entered {
    /// Its text.
    pub text: String,
    /// What of it was typed otherwise.
    pub edited: Edited,
    /// The text as it was typed.
    pub typed: String,
    /// Its forms, by their first words.
    pub forms: Vec<Form>,
    /// What it means. What was defined before comes first.
    pub tree: Module,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// The text, for pictures.
    pub sources: Sources,
    /// Which of the sources the entry is.
    pub source: SourceId,
    /// Whether a record is defined by `rd`, whose value is the name.
    pub names_record: bool,
}

/// Parses an entry; `None` when its full stop is still to come.
pub fn parse(text: &str, definitions: &Definitions) -> Option<Entered> {
    let names_record = text.trim_start().starts_with("rd");
    let edited = rewrite::rewritten(text);
    let forms = definitions::forms(&edited.text);
    let mut sources = Sources::default();
    let before = sources.add(Source::new("before", definitions.before(&forms)));
    let source = sources.add(Source::new("prompt", edited.text.as_str()));
    let within = Some(definitions.module.clone());
    let options = lang::Options { maybe: true, within, before: vec![before], ..lang::Options::default() };
    match lang::parse_entry(&mut sources, source, &options) {
        Entry::Incomplete => None,
        Entry::Complete(tree, diagnostics) => Some(Entered {
            text: edited.text.trim_end().to_owned(),
            edited,
            typed: text.trim_end().to_owned(),
            forms,
            tree,
            diagnostics,
            sources,
            source,
            names_record,
        }),
    }
}

/// The text of an entry that is complete, with the full stop that may be left out; `None` while more is to come.
///
/// A single line that is an expression needs no full stop when it is entered at its end, a function none when an empty
/// line follows it. In all other cases only a full stop ends an entry.
pub fn finished(text: &str, at_end: bool, known: &Known) -> Option<String> {
    let definitions = &known.definitions;
    // A typed `1> 2.` is a comparison.
    let text =
        if known.pasted || text.trim_end().contains('\n') { without_prompts(text) } else { text.to_owned() };
    if parse(&text, definitions).is_some() {
        return Some(text);
    }
    let body = text.trim_end();
    let line = !body.contains('\n') && text.len() - body.len() < 2;
    let empty_line = text.ends_with("\n") && body.contains("->");
    if !at_end || !line && !empty_line {
        return None;
    }
    let stopped = format!("{body}.");
    let entered = parse(&stopped, definitions)?;
    let own = entered.tree.forms.iter().filter(|form| form.span.source == entered.source);
    let fits = !entered.diagnostics.iter().any(Diagnostic::is_error)
        && own.clone().count() == 1
        && own.clone().all(|form| match form.kind {
            FormKind::Expression(_) => !empty_line && line,
            FormKind::Function(_) => empty_line,
            _ => false,
        });
    fits.then_some(stopped)
}

impl Entered {
    /// The text of a form as it was typed.
    pub fn as_typed(&self, form: std::ops::Range<usize>) -> &str {
        self.typed.get(self.edited.before(form)).unwrap_or(&self.typed)
    }

    /// Pictures of what is wrong with sources of which `source` is the entry: it is shown as it was typed.
    pub fn picture(
        &self,
        diagnostics: &[Diagnostic],
        (sources, source): (&Sources, SourceId),
        style: Style,
    ) -> String {
        let mut sources = sources.clone();
        sources.list[source.0 as usize] = Source::new("prompt", self.typed.as_str());
        let mut diagnostics = diagnostics.to_vec();
        for (span, _) in diagnostics.iter_mut().flat_map(|diagnostic| &mut diagnostic.labels) {
            if span.source == source {
                let range = self.edited.before(span.start as usize..span.end as usize);
                *span = Span::new(source, range.start, range.end);
            }
        }
        render(&diagnostics, &sources, style)
    }
}

// ── Pasted prompts ─────────────────────────────────────────────────────────

/// A copy of a session loses its prompts, and the output between complete entries.
pub fn without_prompts(text: &str) -> String {
    let copied = text.lines().next().and_then(after_prompt).is_some();
    if !copied {
        return text.to_owned();
    }
    let mut kept = String::new();
    // Lines up to a full stop go on with an entry; those after it were printed.
    let mut open = false;
    for line in text.lines() {
        let (line, begins) = match (after_prompt(line), line.strip_prefix(".. ")) {
            (Some(rest), _) => (rest, true),
            (None, Some(rest)) => (rest, open),
            (None, None) => (line, open),
        };
        if begins {
            kept.push_str(line);
            kept.push('\n');
            open = !line.trim_end().ends_with('.');
        }
    }
    match text.ends_with('\n') {
        true => kept,
        false => kept.trim_end_matches('\n').to_owned(),
    }
}

/// What follows `12> `, `(name@host)12> `, `iex(12)> ` or `erlet> ` at the start of a line.
fn after_prompt(line: &str) -> Option<&str> {
    let rest = line.trim_start();
    let rest = match rest.strip_prefix('(') {
        Some(node) => node.split_once(')').filter(|(name, _)| name.contains('@')).map(|(_, rest)| rest)?,
        None => rest,
    };
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if digits.len() < rest.len() { digits } else { rest.strip_prefix("erlet")? };
    rest.strip_prefix("> ").or(rest.strip_prefix('>').filter(|rest| rest.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_session_loses_prompts_and_results() {
        assert_eq!(without_prompts("1> X = 1.\n1\n2> f(\n.. X).\nok\n"), "X = 1.\nf(\nX).\n");
        assert_eq!(without_prompts("12 > 3."), "12 > 3.");
    }

    #[test]
    fn a_line_needs_no_full_stop_and_a_function_an_empty_line() {
        let ends = |text: &str| finished(text, true, &Known::default());
        assert_eq!(ends("X = 1"), Some("X = 1.".into()));
        assert_eq!(ends("X = "), None);
        assert_eq!(ends("X = 1,\nY = 2"), None);
        assert_eq!(ends("f(X) -> X"), None);
        assert_eq!(ends("f(X) -> X\n"), Some("f(X) -> X.".into()));
        assert_eq!(finished("X = 1", false, &Known::default()), None);
    }

    #[test]
    fn a_typed_comparison_is_no_copied_prompt() {
        let ends = |text: &str, pasted: bool| finished(text, true, &Known { pasted, ..Known::default() });
        assert_eq!(ends("1> 2.", false), Some("1> 2.".into()));
        assert_eq!(ends("1> 2.", true), Some("2.".into()));
        assert_eq!(ends("1> f(\n.. 2).", false), Some("f(\n2).".into()));
    }
}
