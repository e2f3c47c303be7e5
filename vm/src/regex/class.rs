//! Sets of characters, written for the crate's bracketed classes.

use super::flag;

/// The characters of `\w`, `\d`, `\s`, `\h`, `\v` (small letters), without brackets.
pub(super) fn escape(letter: char, flags: i64) -> Option<&'static str> {
    let ucp = flags & flag::UCP != 0;
    Some(match letter {
        'd' if ucp => r"\p{Nd}",
        'd' => "0-9",
        'w' if ucp => r"\p{L}\p{N}_",
        // The tables below 256 are Latin-1's, also for `unicode`.
        'w' => r"0-9A-Z_a-z\x{AA}\x{B5}\x{BA}\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{FF}",
        's' if ucp => r"\p{Z}\x{9}-\x{D}\x{85}",
        's' => r"\x{9}-\x{D}\x{20}\x{A0}",
        'h' => r"\x{9}\x{20}\x{A0}\x{1680}\x{180E}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}",
        'v' => r"\x{A}-\x{D}\x{85}\x{2028}\x{2029}",
        _ => return None,
    })
}

/// The characters of a POSIX class, without brackets.
pub(super) fn posix(name: &str) -> Option<&'static str> {
    Some(match name {
        "alnum" => r"0-9A-Za-z\x{AA}\x{B5}\x{BA}\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{FF}",
        "alpha" => r"A-Za-z\x{AA}\x{B5}\x{BA}\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{FF}",
        "ascii" => r"\x{0}-\x{7F}",
        "blank" => r"\x{9}\x{20}\x{A0}",
        "cntrl" => r"\x{0}-\x{1F}\x{7F}-\x{9F}",
        "digit" => "0-9",
        "graph" => r"\x{21}-\x{7E}\x{A1}-\x{FF}",
        "lower" => r"a-z\x{B5}\x{DF}-\x{F6}\x{F8}-\x{FF}",
        "print" => r"\x{20}-\x{7E}\x{A0}-\x{FF}",
        "punct" => {
            r"\x{21}-\x{2F}\x{3A}-\x{40}\x{5B}-\x{60}\x{7B}-\x{7E}\x{A1}\x{A7}\x{AB}\x{B6}\x{B7}\x{BB}\x{BF}"
        }
        "space" => r"\x{9}-\x{D}\x{20}\x{A0}",
        "upper" => r"A-Z\x{C0}-\x{D6}\x{D8}-\x{DE}",
        "word" => r"0-9A-Z_a-z\x{AA}\x{B5}\x{BA}\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{FF}",
        "xdigit" => "0-9A-Fa-f",
        _ => return None,
    })
}
