//! An entry as it is typed or pasted: prompts taken off, forms that only the prompt knows rewritten, its end found.

use lang::Entry;
use lang::ast::{FormKind, Module};
use lang::diagnostic::Diagnostic;
use lang::scan::{self, Kind, Piece};
use lang::span::{Source, SourceId, Sources};

use super::complete::Known;
use super::definitions::{self, Definitions, Form};

/// An entry, read up to its full stop.
pub struct Entered {
    /// What was typed.
    pub text: String,
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
    let text = rewritten(text);
    let forms = definitions::forms(&text);
    let mut sources = Sources::default();
    let before = sources.add(Source::new("before", definitions.before(&forms)));
    let source = sources.add(Source::new("prompt", text.as_str()));
    let within = Some(definitions.module.clone());
    let options = lang::Options { maybe: true, within, before: vec![before], ..lang::Options::default() };
    match lang::parse_entry(&mut sources, source, &options) {
        Entry::Incomplete => None,
        Entry::Complete(tree, diagnostics) => Some(Entered {
            text: text.trim_end().to_owned(),
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

// ── Forms that only the prompt knows ───────────────────────────────────────

/// Replaces `<5>`, `lists:map?`, `h(lists:map)`, `rd(r, {a})` and `time(Expression)` by what they stand for.
pub fn rewritten(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for form in scan::forms(text) {
        let Some(replaced) = form_rewritten(text, &form) else { continue };
        let range = form[0].range.start..form[form.len() - 1].range.end;
        out.push_str(&text[at..range.start]);
        out.push_str(&replaced);
        at = range.end;
    }
    out.push_str(&text[at..]);
    pids_rewritten(&out)
}

fn form_rewritten(text: &str, form: &[Piece]) -> Option<String> {
    let words: Vec<&str> = form.iter().map(|piece| piece.text(text)).collect();
    let is_atom = |index: usize| form.get(index).is_some_and(|piece| piece.kind == Kind::Atom);
    let end = if words.last() == Some(&".") { "." } else { "" };
    let words = words.strip_suffix(&["."]).unwrap_or(&words);
    match words {
        [module, ":", function, "?"] if is_atom(0) && is_atom(2) => {
            Some(format!("h({module}, {function}){end}"))
        }
        [module, "?"] if is_atom(0) => Some(format!("h({module}){end}")),
        ["h", "(", module, ":", function, ")"] => Some(format!("h({module}, {function}){end}")),
        ["h", "(", module, ":", function, "/", arity, ")"] => {
            Some(format!("h({module}, {function}, {arity}){end}"))
        }
        ["rd", "(", name, ",", "{", .., "}", ")"]
            if form.get(2).is_some_and(|piece| piece.kind == Kind::Atom) =>
        {
            let fields = form.get(4)?.range.start..form.get(words.len() - 1)?.range.start;
            Some(format!("-record({name},{}){end}", &text[fields]))
        }
        ["time", "(", "fun", "(", .., ")"] => None,
        ["time", "(", inside @ .., ")"] if !inside.is_empty() => {
            let inner = &form[2..2 + inside.len()];
            let (expression, count) = match inside {
                [_, .., ",", count] if count.parse::<u32>().is_ok() => {
                    (&inner[..inner.len() - 2], Some(*count))
                }
                _ => (inner, None),
            };
            let range = expression.first()?.range.start..expression.last()?.range.end;
            let count = count.map_or(String::new(), |count| format!(", {count}"));
            Some(format!("time(fun() -> {} end{count}){end}", &text[range]))
        }
        _ => None,
    }
}

/// `<5>` and `<0.5.0>` where a value is expected.
fn pids_rewritten(text: &str) -> String {
    let pieces = scan::scan(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (index, piece) in pieces.iter().enumerate() {
        let operand = index.checked_sub(1).and_then(|before| pieces.get(before)).is_some_and(|before| {
            let value = matches!(before.kind, Kind::Atom | Kind::Variable | Kind::Number | Kind::Text);
            value || before.kind == Kind::Close || before.text(text) == "end"
        });
        let opener = match piece.text(text) {
            "<" if !operand => "",
            // `X=<5>` has no blank, and nothing else can be meant.
            "=<" => "=",
            _ => continue,
        };
        if piece.range.start < at {
            continue;
        }
        if let Some((number, length)) = pid_number(&text[piece.range.end..]) {
            out.push_str(&text[at..piece.range.start]);
            out.push_str(&format!("{opener}pid(0,{number},0)"));
            at = piece.range.end + length;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// The number of the pid whose `<` was read, and the bytes up to its `>`.
fn pid_number(text: &str) -> Option<(&str, usize)> {
    let end = text.find('>')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text[..end].split('.').collect();
    let number = match parts.as_slice() {
        [number] => number,
        ["0", number, "0"] => number,
        _ => return None,
    };
    is_number(number).then_some((*number, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pids_are_written_short() {
        assert_eq!(rewritten("exit(<5>, kill)."), "exit(pid(0,5,0), kill).");
        assert_eq!(rewritten("P=<0.12.0>."), "P=pid(0,12,0).");
        assert_eq!(rewritten("A<5, X =< 7."), "A<5, X =< 7.");
        assert_eq!(rewritten("\"<5>\"."), "\"<5>\".");
    }

    #[test]
    fn help_and_time_take_what_is_no_value() {
        assert_eq!(rewritten("lists:map?"), "h(lists, map)");
        assert_eq!(rewritten("h(lists:map/2)."), "h(lists, map, 2).");
        assert_eq!(rewritten("time(f(1), 100)."), "time(fun() -> f(1) end, 100).");
        assert_eq!(rewritten("time(fun() -> 1 end)."), "time(fun() -> 1 end).");
    }

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
