//! The external term format: what `term_to_binary` writes ([`encode`]) and `binary_to_term` reads ([`decode`]).
//!
//! Integers, floats, atoms, bit strings, lists, tuples, maps and external funs come out byte for byte as OTP 25
//! writes them. Pids, ports and references carry `nonode@nohost` and creation 0.

pub mod decode;
pub mod encode;

/// The first byte of every encoded term.
pub const VERSION: u8 = 131;

/// The tags of the format.
pub mod tag {
    #![allow(missing_docs)]
    pub const NEW_FLOAT: u8 = 70;
    pub const BIT_BINARY: u8 = 77;
    pub const COMPRESSED: u8 = 80;
    pub const NEW_PID: u8 = 88;
    pub const NEW_PORT: u8 = 89;
    pub const NEWER_REFERENCE: u8 = 90;
    pub const SMALL_INTEGER: u8 = 97;
    pub const INTEGER: u8 = 98;
    pub const FLOAT: u8 = 99;
    pub const ATOM: u8 = 100;
    pub const PORT: u8 = 102;
    pub const PID: u8 = 103;
    pub const SMALL_TUPLE: u8 = 104;
    pub const LARGE_TUPLE: u8 = 105;
    pub const NIL: u8 = 106;
    pub const STRING: u8 = 107;
    pub const LIST: u8 = 108;
    pub const BINARY: u8 = 109;
    pub const SMALL_BIG: u8 = 110;
    pub const LARGE_BIG: u8 = 111;
    pub const NEW_FUN: u8 = 112;
    pub const EXPORT: u8 = 113;
    pub const NEW_REFERENCE: u8 = 114;
    pub const SMALL_ATOM: u8 = 115;
    pub const MAP: u8 = 116;
    pub const ATOM_UTF8: u8 = 118;
    pub const SMALL_ATOM_UTF8: u8 = 119;
    pub const V4_PORT: u8 = 120;
}

/// A local reference's 64 bits as the words that OTP's format and printed form have: 18, 32 and 14 bits.
pub fn reference_words(id: u64) -> [u32; 3] {
    [id as u32 & 0x3ffff, (id >> 18) as u32, (id >> 50) as u32]
}

/// The reverse of [`reference_words`].
pub fn reference_id(words: [u32; 3]) -> u64 {
    u64::from(words[0] & 0x3ffff) | u64::from(words[1]) << 18 | u64::from(words[2]) << 50
}
