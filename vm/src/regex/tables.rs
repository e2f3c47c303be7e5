//! The characters of ISO 8859-1 as PCRE2 wants to be told them, in the layout of its own tables: lower case, the other
//! case, bit maps of the classes, kinds of characters.
//!
//! The system's locale has no say, and OTP's tables are those of ISO 8859-1, too.

use std::sync::LazyLock;

/// Bytes of the tables.
pub(super) const LENGTH: usize = 256 + 256 + CLASSES * 32 + 256;
const CLASSES: usize = 10;

/// The tables.
pub(super) static LATIN_1: LazyLock<[u8; LENGTH]> = LazyLock::new(tables);

/// What belongs to a class, in the order of the maps.
const MEMBERS: [fn(u8) -> bool; CLASSES] = [
    is_space,
    |byte| byte.is_ascii_hexdigit(),
    |byte| byte.is_ascii_digit(),
    is_upper,
    is_lower,
    is_word,
    is_graph,
    |byte| byte == b' ' || is_graph(byte),
    |byte| is_graph(byte) && !is_letter(byte) && !byte.is_ascii_digit(),
    |byte| matches!(byte, 0..=0x1F | 0x7F..=0x9F),
];

fn tables() -> [u8; LENGTH] {
    let mut tables = [0; LENGTH];
    for byte in 0..=255u8 {
        let at = usize::from(byte);
        tables[at] = if is_upper(byte) { other_case(byte) } else { byte };
        tables[256 + at] = other_case(byte);
        for (class, member) in MEMBERS.iter().enumerate() {
            tables[512 + class * 32 + at / 8] |= u8::from(member(byte)) << (at % 8);
        }
        let kinds: [fn(u8) -> bool; 5] =
            [is_space, is_letter, is_lower, |byte| byte.is_ascii_digit(), is_word];
        let bits = kinds.iter().enumerate().map(|(bit, kind)| u8::from(kind(byte)) << bit);
        tables[LENGTH - 256 + at] = bits.sum();
    }
    tables
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 9..=13 | b' ')
}

fn is_upper(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | 0xC0..=0xD6 | 0xD8..=0xDE)
}

fn is_lower(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | 0xAA | 0xB5 | 0xBA | 0xDF..=0xF6 | 0xF8..=0xFF)
}

fn is_letter(byte: u8) -> bool {
    is_upper(byte) || is_lower(byte)
}

/// A letter, digit or `_`.
pub(super) fn is_word(byte: u8) -> bool {
    is_letter(byte) || byte.is_ascii_digit() || byte == b'_'
}

fn is_graph(byte: u8) -> bool {
    matches!(byte, 0x21..=0x7E | 0xA0..)
}

/// The same letter in the other case; itself when Latin-1 has none.
fn other_case(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' | 0xC0..=0xD6 | 0xD8..=0xDE => byte + 32,
        b'a'..=b'z' | 0xE0..=0xF6 | 0xF8..=0xFE => byte - 32,
        _ => byte,
    }
}
