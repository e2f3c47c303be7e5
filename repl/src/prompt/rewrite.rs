//! Forms that only the prompt knows, replaced by what they stand for: `<5>`, `lists:map?`, `h(lists:map)`, `rd(r, {a})`
//! and `time(Expression)`.

use std::ops::Range;

use lang::edit::{Edit, Edited};
use lang::scan::{self, Kind, Piece};

/// The text of an entry as it is compiled. What is said of it speaks of the text as it was typed.
pub fn rewritten(text: &str) -> Edited {
    let forms = scan::forms(text);
    let edits = forms.iter().flat_map(|form| form_edits(text, form)).chain(pids(text)).collect();
    Edited::new(text, edits)
}

fn form_edits(text: &str, form: &[Piece]) -> Vec<Edit> {
    let words: Vec<&str> = form.iter().map(|piece| piece.text(text)).collect();
    let is_atom = |index: usize| form.get(index).is_some_and(|piece| piece.kind == Kind::Atom);
    let words = words.strip_suffix(&["."]).unwrap_or(&words);
    let at = |index: usize| form[index].range.clone();
    let before = |index: usize, with: &str| (at(index).start..at(index).start, with.to_owned());
    let instead = |index: usize, with: &str| (at(index), with.to_owned());
    match words {
        [_, ":", _, "?"] if is_atom(0) && is_atom(2) => {
            vec![before(0, "h("), instead(1, ", "), instead(3, ")")]
        }
        [_, "?"] if is_atom(0) => vec![before(0, "h("), instead(1, ")")],
        ["h", "(", _, ":", _, ")"] => vec![instead(3, ", ")],
        ["h", "(", _, ":", _, "/", _, ")"] => vec![instead(3, ", "), instead(5, ", ")],
        ["rd", "(", name, ",", "{", .., "}", ")"] if is_atom(2) => {
            vec![(at(0).start..at(4).start, format!("-record({name},"))]
        }
        ["time", "(", "fun", "(", .., ")"] => Vec::new(),
        ["time", "(", inside @ .., ")"] if !inside.is_empty() => {
            let counted = matches!(inside, [_, .., ",", count] if count.parse::<u32>().is_ok());
            let end = at(1 + inside.len() - if counted { 2 } else { 0 }).end;
            vec![before(2, "fun() -> "), (end..end, " end".into())]
        }
        _ => Vec::new(),
    }
}

/// `<5>` and `<0.5.0>` where a value is expected.
fn pids(text: &str) -> Vec<Edit> {
    let pieces = scan::scan(text);
    let mut found = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let operand = index.checked_sub(1).and_then(|before| pieces.get(before)).is_some_and(|before| {
            let value = matches!(before.kind, Kind::Atom | Kind::Variable | Kind::Number | Kind::Text);
            value || before.kind == Kind::Close || before.text(text) == "end"
        });
        let start = match piece.text(text) {
            "<" if !operand => piece.range.start,
            // `X=<5>` has no blank, and nothing else can be meant.
            "=<" => piece.range.start + 1,
            _ => continue,
        };
        if let Some((number, length)) = pid_number(&text[piece.range.end..]) {
            let range: Range<usize> = start..piece.range.end + length;
            found.push((range, format!("pid(0,{number},0)")));
        }
    }
    found
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
    fn rewritten(text: &str) -> String {
        super::rewritten(text).text
    }

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
        assert_eq!(rewritten("1. lists? ."), "1. h(lists) .");
        assert_eq!(rewritten("h(lists:map/2)."), "h(lists, map, 2).");
        assert_eq!(rewritten("time(f(1), 100)."), "time(fun() -> f(1) end, 100).");
        assert_eq!(rewritten("time(<5> ! go)."), "time(fun() -> pid(0,5,0) ! go end).");
        assert_eq!(rewritten("time(fun() -> 1 end)."), "time(fun() -> 1 end).");
        assert_eq!(rewritten("rd(r, {a, b = 1})."), "-record(r,{a, b = 1}).");
    }
}
