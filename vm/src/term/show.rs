//! The one printer: terms as the text that `~w` prints, or as the flat form of `~p`.
//!
//! It keeps a stack of its own and stops at a limit, so that terms of any depth and size can be shown.

use super::bits::Bits;
use super::external::reference_words;
use super::{External, Term, Tuple, View, map, raw};
use crate::arith;
use crate::atom::{Atom, atoms};
use crate::number;

/// How terms are shown.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Lists and binaries of printable characters are shown as strings.
    pub strings: bool,
    /// Characters above 255 are shown as they are, not as `\x{…}`.
    pub unicode: bool,
    /// Characters above 255 count as printable (`+pc unicode`).
    pub unicode_strings: bool,
    /// The text ends when it is longer than this many bytes.
    pub limit: usize,
}

impl Style {
    /// `~w`
    pub const WRITE: Style =
        Style { strings: false, unicode: false, unicode_strings: false, limit: usize::MAX };
    /// `~tw`
    pub const WRITE_UNICODE: Style = Style { unicode: true, ..Style::WRITE };
    /// `~p`, all on one line.
    pub const PRETTY: Style = Style { strings: true, ..Style::WRITE };
    /// `~tp`, all on one line.
    pub const PRETTY_UNICODE: Style = Style { strings: true, unicode: true, ..Style::WRITE };
}

/// The text of a term.
pub fn to_string(term: Term, style: Style) -> String {
    let mut text = String::new();
    show(&mut text, term, style);
    text
}

/// A term's text, cut at about so many bytes.
pub fn brief(term: Term, limit: usize) -> String {
    let mut text = String::new();
    if !show(&mut text, term, Style { limit, ..Style::PRETTY_UNICODE }) {
        let end = (0..=limit.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Appends the text of a term; returns whether all of it fitted below the limit.
pub fn show(out: &mut String, term: Term, style: Style) -> bool {
    let mut printer = Printer { out, style, todo: vec![Todo::Term(term)] };
    while let Some(todo) = printer.todo.pop() {
        printer.step(todo);
        if printer.out.len() > style.limit {
            return false;
        }
    }
    true
}

enum Todo {
    Term(Term),
    Text(&'static str),
    /// The rest of a list after an element.
    Rest(Term),
    /// A tuple's elements from this one on.
    Elements(Tuple, usize),
    /// The rest of a map's pairs; whether one stands before.
    Pairs(map::Iter, bool),
}

struct Printer<'a> {
    out: &'a mut String,
    style: Style,
    todo: Vec<Todo>,
}

impl Printer<'_> {
    fn step(&mut self, todo: Todo) {
        match todo {
            Todo::Text(text) => self.out.push_str(text),
            Todo::Term(term) => self.term(term),
            Todo::Rest(rest) => match rest.view() {
                View::Nil => self.out.push(']'),
                View::Cons(head, tail) => {
                    self.out.push(',');
                    self.todo.push(Todo::Rest(tail));
                    self.todo.push(Todo::Term(head));
                }
                _ => {
                    self.out.push('|');
                    self.todo.push(Todo::Text("]"));
                    self.todo.push(Todo::Term(rest));
                }
            },
            Todo::Elements(tuple, index) => match tuple.get(index) {
                None => self.out.push('}'),
                Some(element) => {
                    self.out.push_str(if index == 0 { "" } else { "," });
                    self.todo.push(Todo::Elements(tuple, index + 1));
                    self.todo.push(Todo::Term(element));
                }
            },
            Todo::Pairs(mut pairs, after) => match pairs.next() {
                None => self.out.push('}'),
                Some((key, value)) => {
                    self.out.push_str(if after { "," } else { "" });
                    self.todo.push(Todo::Pairs(pairs, true));
                    self.todo.push(Todo::Term(value));
                    self.todo.push(Todo::Text(" => "));
                    self.todo.push(Todo::Term(key));
                }
            },
        }
    }

    fn term(&mut self, term: Term) {
        match term.view() {
            View::Small(value) => self.text(&value.to_string()),
            View::Big(_) => {
                let value = arith::to_ibig(term).unwrap_or_default();
                self.text(&number::integer_text(&value, 10));
            }
            View::Float(value) => self.text(&number::shortest(value)),
            View::Atom(atom) => push_atom(self.out, atom, self.style.unicode),
            View::Nil => self.out.push_str("[]"),
            View::Cons(head, tail) => match self.printable_list(term) {
                Some(characters) => {
                    push_quoted(self.out, characters.into_iter(), '"', self.style.unicode);
                }
                None => {
                    self.out.push('[');
                    self.todo.push(Todo::Rest(tail));
                    self.todo.push(Todo::Term(head));
                }
            },
            View::Tuple(tuple) => {
                self.out.push('{');
                self.todo.push(Todo::Elements(tuple, 0));
            }
            View::Map(map) => {
                self.out.push_str("#{");
                self.todo.push(Todo::Pairs(map::iter(map), false));
            }
            View::Bits(bits) => self.bits(bits),
            View::Fun(fun) => {
                let head = fun.head();
                self.out.push_str("#Fun<");
                push_atom(self.out, head.module, self.style.unicode);
                self.text(&format!(".{}.{}>", head.index, head.uniq));
            }
            View::ExportFun(_) => {
                let mfa = raw::export(term);
                self.out.push_str("fun ");
                push_atom(self.out, mfa.module, self.style.unicode);
                self.out.push(':');
                push_atom(self.out, mfa.function, self.style.unicode);
                self.text(&format!("/{}", mfa.arity));
            }
            View::Other => self.out.push_str("#Internal<>"),
            _ => self.text(&identifier(term)),
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// The characters of a list that is to be shown as a string.
    fn printable_list(&self, list: Term) -> Option<Vec<u32>> {
        if !self.style.strings {
            return None;
        }
        let (mut rest, mut characters) = (list, Vec::new());
        while let Some((head, tail)) = rest.as_cons() {
            let character = u32::try_from(head.as_small()?).ok()?;
            if !is_printable(character, self.style.unicode_strings) {
                return None;
            }
            characters.push(character);
            rest = tail;
            // What lies beyond the limit is not looked at.
            if characters.len() > self.style.limit {
                break;
            }
        }
        if rest.is_nil() || rest.is_cons() { Some(characters) } else { None }
    }

    /// Shows a binary as a string, if its bytes are printable; false if they are not.
    ///
    /// Where Unicode is shown, bytes that are UTF-8 are taken for that, printable or not.
    fn binary_string(&mut self, bytes: &[u8]) -> bool {
        let latin1 = |bytes: &[u8]| bytes.iter().all(|byte| is_printable(u32::from(*byte), false));
        let text = match std::str::from_utf8(bytes) {
            Ok(text) if self.style.unicode && !text.is_ascii() => Some(text),
            _ => None,
        };
        let printable = match text {
            Some(text) => text.chars().all(|c| is_printable(u32::from(c), self.style.unicode_strings)),
            None => latin1(bytes),
        };
        if !printable {
            return false;
        }
        self.out.push_str("<<");
        match text {
            Some(text) => push_quoted(self.out, text.chars().map(u32::from), '"', true),
            None => push_quoted(self.out, bytes.iter().map(|b| u32::from(*b)), '"', self.style.unicode),
        }
        self.out.push_str(if text.is_some() { "/utf8>>" } else { ">>" });
        true
    }

    fn bits(&mut self, bits: Bits) {
        if self.style.strings && bits.size > 0 && bits.is_binary() && self.binary_string(&bits.to_vec()) {
            return;
        }
        self.out.push_str("<<");
        let whole = bits.size / 8;
        for index in 0..whole {
            let comma = if index == 0 { "" } else { "," };
            self.text(&format!("{comma}{}", bits.byte(index * 8)));
            if self.out.len() > self.style.limit {
                return;
            }
        }
        let rest = bits.size % 8;
        if rest != 0 {
            let comma = if whole == 0 { "" } else { "," };
            self.text(&format!("{comma}{}:{rest}", bits.byte(whole * 8) >> (8 - rest)));
        }
        self.out.push_str(">>");
    }
}

/// The text of a pid, port or reference.
pub fn identifier(term: Term) -> String {
    // Any number will do that is not the own node's.
    let node_number = |external: External| match external.node() {
        atoms::nonode => 0,
        node => node.0,
    };
    match term.view() {
        View::Pid(pid) => format!("<0.{}.{}>", pid.slot(), pid.generation()),
        View::Port(number) => format!("#Port<0.{number}>"),
        View::Reference(reference) => {
            let [low, middle, high] = reference_words(reference.id());
            format!("#Ref<0.{high}.{middle}.{low}>")
        }
        View::ExternalPid(external) => {
            let number = external.numbers().get(1).copied().unwrap_or(0);
            format!("<{}.{}.{}>", node_number(external), number as u32, number >> 32)
        }
        View::ExternalPort(external) => {
            format!("#Port<{}.{}>", node_number(external), external.numbers().get(1).copied().unwrap_or(0))
        }
        View::ExternalReference(external) => {
            let numbers: Vec<String> =
                external.numbers()[1..].iter().rev().map(|number| number.to_string()).collect();
            format!("#Ref<{}.{}>", node_number(external), numbers.join("."))
        }
        _ => String::new(),
    }
}

/// Whether `io_lib` prints the character in a string; above 255 only if `unicode`.
pub fn is_printable(character: u32, unicode: bool) -> bool {
    match character {
        8..=13 | 27 | 32..=126 | 160..=255 => true,
        256..=0xd7ff | 0xe000..=0xfffd | 0x1_0000..=0x10_ffff => unicode,
        _ => false,
    }
}

/// The words that are no atoms when they stand without quotes.
const KEYWORDS: &[&str] = &[
    "after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case", "catch", "cond",
    "div", "end", "fun", "if", "let", "not", "of", "or", "orelse", "receive", "rem", "try", "when", "xor",
];

/// Whether an atom must be quoted. Letters beyond latin-1 are not recognised, as in OTP 25.
pub fn needs_quotes(name: &str) -> bool {
    let lower = |c: char| c.is_ascii_lowercase() || matches!(c, 'ß'..='ÿ' if c != '÷');
    let upper = |c: char| c.is_ascii_uppercase() || matches!(c, 'À'..='Þ' if c != '×');
    let mut characters = name.chars();
    !characters.next().is_some_and(lower)
        || !characters.all(|c| lower(c) || upper(c) || c.is_ascii_digit() || c == '_' || c == '@')
        || KEYWORDS.binary_search(&name).is_ok()
}

/// Appends an atom, in quotes where they are needed.
pub fn push_atom(out: &mut String, atom: Atom, unicode: bool) {
    let name = atom.name();
    if needs_quotes(name) {
        push_quoted(out, name.chars().map(u32::from), '\'', unicode);
    } else {
        out.push_str(name);
    }
}

/// Appends characters between quotes, with escapes.
pub fn push_quoted(out: &mut String, characters: impl Iterator<Item = u32>, quote: char, unicode: bool) {
    out.push(quote);
    for character in characters {
        let plain = char::from_u32(character);
        match character {
            0x5c => out.push_str("\\\\"),
            _ if plain == Some(quote) => out.extend(['\\', quote]),
            32..=126 => out.extend(plain),
            8 => out.push_str("\\b"),
            9 => out.push_str("\\t"),
            10 => out.push_str("\\n"),
            11 => out.push_str("\\v"),
            12 => out.push_str("\\f"),
            13 => out.push_str("\\r"),
            27 => out.push_str("\\e"),
            127 => out.push_str("\\d"),
            0..=159 => out.push_str(&format!("\\{character:03o}")),
            160..=255 => out.extend(plain),
            _ => match plain {
                Some(c) if unicode && is_printable(character, true) => out.push(c),
                _ => out.push_str(&format!("\\x{{{character:X}}}")),
            },
        }
    }
    out.push(quote);
}
