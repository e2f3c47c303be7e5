//! How literals are written: atoms, strings, characters and floats as Erlang text that reads back the same.

use std::fmt::Write;

use crate::token::Token;

/// An atom, in quotes where it needs them.
pub fn atom(name: &str) -> String {
    let bare = name.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, 'ß'..='ö' | 'ø'..='ÿ'))
        && name.chars().all(is_name_char)
        && !is_reserved(name);
    match bare {
        true => name.to_owned(),
        false => quoted(name, '\''),
    }
}

/// A string in double quotes.
pub fn string(text: &str) -> String {
    quoted(text, '"')
}

/// A character literal.
pub fn char(code: u32) -> String {
    match char::from_u32(code) {
        None => code.to_string(),
        Some(' ') => "$\\s".into(),
        Some(c) => {
            let mut out = String::from("$");
            escape(c, '\0', &mut out);
            out
        }
    }
}

/// A float, the shortest text that reads back the same, as `~w` writes it.
pub fn float(value: f64) -> String {
    let scientific = format!("{value:e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let with_point = |m: &str| if m.contains('.') { m.to_owned() } else { format!("{m}.0") };
    let plain = with_point(&format!("{value}"));
    let science = format!("{}e{exponent}", with_point(mantissa));
    // Beyond 2^53 neighbouring integers are no longer told apart, so the scientific form is always used there.
    let big = value.abs() >= 9_007_199_254_740_992.0;
    match big || science.len() < plain.len() {
        true => science,
        false => plain,
    }
}

/// A token as `??Arg` writes it.
pub fn token(token: &Token) -> String {
    match token {
        Token::Atom(name) => atom(name),
        Token::Var(name) => name.to_string(),
        Token::Integer(n) => n.to_string(),
        Token::Float(f) => float(*f),
        Token::Char(c) => char(*c),
        Token::String(s) => string(s),
        Token::BinarySigil(s) => format!("~{}", string(s)),
        Token::DashType(name) | Token::DashAttribute(name) => format!("-{name}"),
        other => other.fixed_text().unwrap_or("").to_owned(),
    }
}

fn quoted(text: &str, quote: char) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    text.chars().for_each(|c| escape(c, quote, &mut out));
    out.push(quote);
    out
}

fn escape(c: char, quote: char, out: &mut String) {
    match c {
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        '\u{b}' => out.push_str("\\v"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\u{1b}' => out.push_str("\\e"),
        '\u{7f}' => out.push_str("\\d"),
        '\\' => out.push_str("\\\\"),
        c if c == quote => {
            out.push('\\');
            out.push(c);
        }
        c if (c as u32) < 32 => {
            let _ = write!(out, "\\{:03o}", c as u32);
        }
        c if ('\u{80}'..'\u{a0}').contains(&c) => {
            let _ = write!(out, "\\x{{{:X}}}", c as u32);
        }
        c => out.push(c),
    }
}

fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
}

/// The reserved words; `maybe` and `else` are quoted too, which is right whether they are reserved or not.
fn is_reserved(name: &str) -> bool {
    matches!(
        name,
        "after" | "and" | "andalso" | "band" | "begin" | "bnot" | "bor" | "bsl" | "bsr" | "bxor" | "case" | "catch"
            | "cond" | "div" | "else" | "end" | "fun" | "if" | "let" | "maybe" | "not" | "of" | "or" | "orelse"
            | "receive" | "rem" | "try" | "when" | "xor"
    )
}
