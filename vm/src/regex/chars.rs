//! Sets of characters: classes, properties, case.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::flag;
use crate::sync::Arc;
use std::sync::LazyLock;

/// What one character may be.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// This one.
    Char(u32),
    /// One of these.
    Set(Arc<Set>),
    /// `\\w` and its kin for Unicode by Latin-1's tables: one of `all`. PCRE takes what a repetition must have of `must`,
    /// in which all beyond ASCII is no word, digit or space.
    Escape { all: Arc<Set>, must: Arc<Set> },
    /// Any.
    Any,
    /// Any but the first of CR and LF.
    NotCrlf,
    /// Any byte, even within a character.
    Byte,
}

/// Characters: a bit for each below 256, ranges above.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    low: [u64; 4],
    /// Sorted and apart.
    high: Vec<(u32, u32)>,
}

const LAST: u32 = 0x10_FFFF;

impl Set {
    /// The characters of some ranges.
    pub(super) fn of(ranges: &[(u32, u32)]) -> Set {
        let mut set = Set::default();
        ranges.iter().for_each(|(from, to)| set.add(*from, *to));
        set
    }

    /// Adds a range.
    pub(super) fn add(&mut self, from: u32, to: u32) {
        for code in from..=to.min(255) {
            self.low[code as usize >> 6] |= 1 << (code & 63);
        }
        if to < 256 {
            return;
        }
        let (mut from, mut to) = (from.max(256), to);
        self.high.retain(|(low, high)| {
            let apart = *high + 1 < from || *low > to + 1;
            if !apart {
                (from, to) = (from.min(*low), to.max(*high));
            }
            apart
        });
        let place = self.high.partition_point(|(low, _)| *low < from);
        self.high.insert(place, (from, to));
    }

    /// Adds another set.
    pub(super) fn join(&mut self, other: &Set) {
        self.low.iter_mut().zip(other.low).for_each(|(mine, its)| *mine |= its);
        other.high.iter().for_each(|(from, to)| self.add(*from, *to));
    }

    /// All other characters.
    pub(super) fn complement(&self) -> Set {
        let mut set = Set { low: self.low.map(|bits| !bits), high: Vec::new() };
        let mut from = 256;
        for (low, high) in &self.high {
            if *low > from {
                set.high.push((from, low - 1));
            }
            from = high + 1;
        }
        if from <= LAST {
            set.high.push((from, LAST));
        }
        set
    }

    /// Whether a character is in it.
    pub(super) fn has(&self, code: u32) -> bool {
        if code < 256 {
            return self.has_low(code as u8);
        }
        let place = self.high.partition_point(|(_, high)| *high < code);
        self.high.get(place).is_some_and(|(low, _)| *low <= code)
    }

    /// Whether a character below 256 is in it.
    #[inline]
    pub(super) fn has_low(&self, byte: u8) -> bool {
        self.low[byte as usize >> 6] >> (byte & 63) & 1 != 0
    }

    /// Whether nothing is in both.
    pub(super) fn is_apart(&self, other: &Set) -> bool {
        let low = self.low.iter().zip(other.low).all(|(mine, its)| mine & its == 0);
        low && self.high.iter().all(|(from, to)| {
            let place = other.high.partition_point(|(_, high)| high < from);
            other.high.get(place).is_none_or(|(low, _)| low > to)
        })
    }

    /// Whether there is a character above 255.
    pub(super) fn is_wide(&self) -> bool {
        !self.high.is_empty()
    }

    /// Adds the other cases of what is in it.
    pub(super) fn fold(&mut self, unicode: bool) {
        if !unicode {
            let low = self.clone();
            (0..=255u8).filter(|byte| low.has_low(*byte)).for_each(|byte| {
                let other = u32::from(other_case(byte));
                self.add(other, other);
            });
            return;
        }
        let mut class = ClassUnicode::new(self.ranges());
        // All tables of case are built in.
        if class.try_case_fold_simple().is_ok() {
            class.ranges().iter().for_each(|range| self.add(range.start().into(), range.end().into()));
        }
    }

    fn ranges(&self) -> Vec<ClassUnicodeRange> {
        let low =
            (0..=255u8).filter(|byte| self.has_low(*byte)).map(|byte| (u32::from(byte), u32::from(byte)));
        low.chain(self.high.iter().copied()).filter_map(range).collect()
    }
}

/// A range without the surrogates at its ends.
fn range((from, to): (u32, u32)) -> Option<ClassUnicodeRange> {
    let from = if (0xD800..0xE000).contains(&from) { 0xE000 } else { from };
    let to = if (0xD800..0xE000).contains(&to) { 0xD7FF } else { to };
    let range = (char::from_u32(from)?, char::from_u32(to)?);
    (range.0 <= range.1).then(|| ClassUnicodeRange::new(range.0, range.1))
}

/// The other case of a character of Latin-1, or itself.
pub(super) fn other_case(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' | 0xC0..=0xD6 | 0xD8..=0xDE => byte + 32,
        b'a'..=b'z' | 0xE0..=0xF6 | 0xF8..=0xFE => byte - 32,
        _ => byte,
    }
}

/// A character, and if asked its other cases.
pub(super) fn character(code: u32, caseless: bool, unicode: bool) -> Item {
    if !caseless {
        return Item::Char(code);
    }
    let alone = Set::of(&[(code, code)]);
    let mut folded = alone.clone();
    folded.fold(unicode);
    if folded == alone { Item::Char(code) } else { Item::Set(Arc::new(folded)) }
}

/// Whether two characters are the same but for their case.
pub(super) fn same_letter(one: u32, other: u32, unicode: bool) -> bool {
    if one == other {
        return true;
    }
    let mut set = Set::of(&[(one, one)]);
    set.fold(unicode);
    set.has(other)
}

const HORIZONTAL: &[(u32, u32)] = &[
    (9, 9),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x180E, 0x180E),
    (0x2000, 0x200A),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
];
/// The characters that end a line for Unicode.
pub(super) const VERTICAL: &[(u32, u32)] = &[(0xA, 0xD), (0x85, 0x85), (0x2028, 0x2029)];
const SPACE: &[(u32, u32)] = &[(9, 13), (0x20, 0x20)];
const UPPER: &[(u32, u32)] = &[(0x41, 0x5A), (0xC0, 0xD6), (0xD8, 0xDE)];
const LOWER: &[(u32, u32)] =
    &[(0x61, 0x7A), (0xAA, 0xAA), (0xB5, 0xB5), (0xBA, 0xBA), (0xDF, 0xF6), (0xF8, 0xFF)];
const ALPHA: &[(u32, u32)] = &[
    (0x41, 0x5A),
    (0x61, 0x7A),
    (0xAA, 0xAA),
    (0xB5, 0xB5),
    (0xBA, 0xBA),
    (0xC0, 0xD6),
    (0xD8, 0xF6),
    (0xF8, 0xFF),
];
const PUNCT: &[(u32, u32)] = &[
    (0x21, 0x2F),
    (0x3A, 0x40),
    (0x5B, 0x60),
    (0x7B, 0x7E),
    (0xA0, 0xA9),
    (0xAB, 0xB4),
    (0xB6, 0xB9),
    (0xBB, 0xBF),
    (0xD7, 0xD7),
    (0xF7, 0xF7),
];

/// Some ranges and more.
fn with(ranges: &[(u32, u32)], more: &[(u32, u32)]) -> Set {
    let mut set = Set::of(ranges);
    set.join(&Set::of(more));
    set
}

/// The characters of `\w`, `\d`, `\s`, `\h`, `\v`, and of the capitals, which are the others. Without `ucp` they are
/// Latin-1's, also for `unicode`.
pub(super) fn escape(letter: char, flags: i64) -> Option<Set> {
    let ucp = flags & flag::UCP != 0;
    let set = match letter.to_ascii_lowercase() {
        'd' if ucp => property("Nd")?,
        'd' => Set::of(&[(0x30, 0x39)]),
        'w' if ucp => property("Xwd")?,
        'w' => with(ALPHA, &[(0x30, 0x39), (0x5F, 0x5F)]),
        's' if ucp => property("Xsp")?,
        's' => Set::of(SPACE),
        'h' => Set::of(HORIZONTAL),
        'v' => Set::of(VERTICAL),
        _ => return None,
    };
    Some(if letter.is_ascii_uppercase() { set.complement() } else { set })
}

/// An escape as an item.
pub(super) fn escape_item(letter: char, flags: i64) -> Option<Item> {
    let all = Arc::new(escape(letter, flags)?);
    let latin = flags & flag::UNICODE != 0 && flags & flag::UCP == 0;
    if !latin || !matches!(letter.to_ascii_lowercase(), 'd' | 's' | 'w') {
        return Some(Item::Set(all));
    }
    let ascii = Set::of(&[(0, 0x7F)]);
    let mut other = if letter.is_ascii_uppercase() { (*all).clone() } else { all.complement() };
    other.join(&ascii.complement());
    let must = if letter.is_ascii_uppercase() { other } else { other.complement() };
    Some(Item::Escape { all, must: Arc::new(must) })
}

/// The characters of words.
pub(super) fn word(ucp: bool) -> &'static Set {
    static LATIN: LazyLock<Set> = LazyLock::new(|| escape('w', 0).unwrap_or_default());
    static ALL: LazyLock<Set> = LazyLock::new(|| escape('w', flag::UCP).unwrap_or_default());
    if ucp { &ALL } else { &LATIN }
}

/// The characters of a POSIX class.
pub(super) fn posix(name: &str, flags: i64) -> Option<Set> {
    let name = match name {
        "lower" | "upper" if flags & flag::CASELESS != 0 => "alpha",
        _ => name,
    };
    if flags & flag::UCP != 0 {
        match name {
            "alpha" => return property("L"),
            "lower" => return property("Ll"),
            "upper" => return property("Lu"),
            "alnum" => return property("Xan"),
            "space" => return property("Xps"),
            "blank" => return Some(Set::of(HORIZONTAL)),
            "digit" => return property("Nd"),
            "word" => return property("Xwd"),
            "cntrl" => return property("Cc"),
            "graph" | "print" | "punct" => return visible(name),
            _ => {}
        }
    }
    Some(match name {
        "alnum" => with(ALPHA, &[(0x30, 0x39)]),
        "alpha" => Set::of(ALPHA),
        "ascii" => Set::of(&[(0, 0xFF)]),
        "blank" => Set::of(&[(9, 9), (0x20, 0x20)]),
        "cntrl" => Set::of(&[(0, 0x1F), (0x7F, 0x9F)]),
        "digit" => Set::of(&[(0x30, 0x39)]),
        "graph" => Set::of(&[(0x21, 0x7E), (0xA0, 0xFF)]),
        "lower" => Set::of(LOWER),
        "print" => Set::of(&[(0x20, 0x7E), (0xA0, 0xFF)]),
        "punct" => Set::of(PUNCT),
        "space" => Set::of(SPACE),
        "upper" => Set::of(UPPER),
        "word" => with(ALPHA, &[(0x30, 0x39), (0x5F, 0x5F)]),
        "xdigit" => Set::of(&[(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)]),
        _ => return None,
    })
}

/// `graph`, `print` and `punct` by properties: what marks the page, that and spaces, and punctuation with ASCII's symbols.
fn visible(name: &str) -> Option<Set> {
    if name == "punct" {
        let mut set = property("P")?;
        set.join(&Set::of(&[
            (0x24, 0x24),
            (0x2B, 0x2B),
            (0x3C, 0x3E),
            (0x5E, 0x5E),
            (0x60, 0x60),
            (0x7C, 0x7C),
            (0x7E, 0x7E),
        ]));
        return Some(set);
    }
    let mut hidden = property("Cc")?;
    for category in ["Cs", "Cn", "Zl", "Zp"] {
        hidden.join(&property(category)?);
    }
    hidden.join(&Set::of(&[(0x61C, 0x61C), (0x180E, 0x180E), (0x2066, 0x2069)]));
    if name == "graph" {
        hidden.join(&property("Zs")?);
    }
    Some(hidden.complement())
}

/// The characters with a property: a category, a script, or one of PCRE's own.
pub(super) fn property(name: &str) -> Option<Set> {
    let (parts, more): (&[&str], &[(u32, u32)]) = match name {
        "Any" => (&[], &[(0, LAST)]),
        "L&" => (&["Lu", "Ll", "Lt"], &[]),
        "Xan" => (&["L", "N"], &[]),
        "Xwd" => (&["L", "N"], &[(0x5F, 0x5F)]),
        "Xsp" | "Xps" => (&["Z"], &[(9, 13), (0x85, 0x85), (0x180E, 0x180E)]),
        "Xuc" => (&[], &[(0x24, 0x24), (0x40, 0x40), (0x60, 0x60), (0xA0, 0xD7FF), (0xE000, LAST)]),
        "Cs" => (&[], &[(0xD800, 0xDFFF)]),
        _ if !name.starts_with(|first: char| first.is_ascii_uppercase()) => return None,
        _ => (&[name], &[]),
    };
    let mut set = Set::of(more);
    for part in parts {
        set.join(&tabled(part)?);
    }
    Some(set)
}

/// A property of the crate's tables.
fn tabled(name: &str) -> Option<Set> {
    let script = name.len() > 2;
    let text = if script { format!("\\p{{Script={name}}}") } else { format!("\\p{{gc={name}}}") };
    let parsed = regex_syntax::Parser::new().parse(&text).ok()?;
    let mut set = Set::default();
    match parsed.into_kind() {
        HirKind::Class(Class::Unicode(class)) => {
            class.ranges().iter().for_each(|range| set.add(range.start().into(), range.end().into()));
        }
        // A property of a single character.
        HirKind::Literal(literal) => {
            std::str::from_utf8(&literal.0).ok()?.chars().for_each(|only| set.add(only.into(), only.into()));
        }
        _ => return None,
    }
    Some(set)
}
