//! Colours of the line being edited: kinds of words, the bracket that belongs to the one at the cursor.

use lang::scan::{Kind, Piece, scan};

/// A longer text is shown without colours: it was pasted.
const LONGEST: usize = 20_000;

/// The text with colours for a terminal, the cursor standing at byte `cursor`.
pub fn coloured(text: &str, cursor: usize) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let pieces = scan(text);
    let matching = matching_bracket(text, &pieces, cursor);
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for (index, piece) in pieces.iter().enumerate() {
        out.push_str(&text[at..piece.range.start]);
        at = piece.range.end;
        let code = match matching {
            Some((one, other)) if index == one || index == other => "1;4",
            _ => code(text, &pieces, index),
        };
        match code {
            "" => out.push_str(piece.text(text)),
            // An escape sequence may not run over the end of a line.
            code => {
                let lines = piece.text(text).split('\n').map(|line| format!("\x1b[{code}m{line}\x1b[0m"));
                out.push_str(&lines.collect::<Vec<_>>().join("\n"));
            }
        }
    }
    out.push_str(&text[at..]);
    Some(out)
}

/// The parameters of the escape sequence for a piece, empty for none.
fn code(text: &str, pieces: &[Piece], index: usize) -> &'static str {
    let is = |index: usize, mark: &str| pieces.get(index).is_some_and(|piece| piece.text(text) == mark);
    match pieces[index].kind {
        Kind::Keyword => "35",
        Kind::Variable => "36",
        Kind::Number => "33",
        Kind::Text => "32",
        Kind::Comment => "2",
        Kind::Unreadable => "31",
        // Macros, and what is called.
        Kind::Atom if index > 0 && is(index - 1, "?") => "33",
        Kind::Atom if is(index + 1, "(") || is(index + 1, ":") => "34",
        _ => "",
    }
}

/// The pieces of the bracket at or before the cursor and of the one that belongs to it.
fn matching_bracket(text: &str, pieces: &[Piece], cursor: usize) -> Option<(usize, usize)> {
    let is_bracket = |piece: &&(usize, &Piece)| matches!(piece.1.kind, Kind::Open | Kind::Close);
    let brackets: Vec<(usize, &Piece)> = pieces.iter().enumerate().collect();
    let brackets: Vec<&(usize, &Piece)> = brackets.iter().filter(is_bracket).collect();
    let here = brackets
        .iter()
        .position(|(_, piece)| piece.range.start == cursor)
        .or_else(|| brackets.iter().position(|(_, piece)| piece.range.end == cursor))?;
    let opens = brackets[here].1.kind == Kind::Open;
    let mut depth = 0;
    let mut other = here;
    loop {
        depth += if brackets[other].1.kind == brackets[here].1.kind { 1 } else { -1 };
        if depth == 0 {
            break;
        }
        other = if opens { other + 1 } else { other.checked_sub(1)? };
        if other >= brackets.len() {
            return None;
        }
    }
    let (one, two) = (brackets[here], brackets[other]);
    let (open, close) = if opens { (one.1, two.1) } else { (two.1, one.1) };
    fits(open.text(text), close.text(text)).then_some((one.0, two.0))
}

fn fits(open: &str, close: &str) -> bool {
    matches!((open, close), ("(", ")") | ("[", "]") | ("{", "}") | ("<<", ">>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_colours_and_the_text_stays() {
        let shown = coloured("X = foo(1).", 0).unwrap_or_default();
        assert_eq!(shown, "\x1b[36mX\x1b[0m = \x1b[34mfoo\x1b[0m(\x1b[33m1\x1b[0m).");
    }

    #[test]
    fn the_bracket_that_belongs_to_the_one_before_the_cursor_is_marked() {
        let shown = coloured("a((b))", 6).unwrap_or_default();
        assert_eq!(shown, "\x1b[34ma\x1b[0m\x1b[1;4m(\x1b[0m(b)\x1b[1;4m)\x1b[0m");
        // Brackets of different kinds do not belong together.
        assert_eq!(coloured("[b)", 3).unwrap_or_default(), "[b)");
    }
}
