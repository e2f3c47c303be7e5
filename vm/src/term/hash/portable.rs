//! `erlang:phash2`: the hash whose values are documented to be the same everywhere and for ever.
//!
//! The definition is OTP's: Bob Jenkins' mixing of three words, with a multiple of the golden ratio for each kind of
//! term, over a depth-first walk. Maps combine their pairs by exclusive or.

use super::atom_hash;
use crate::term::bits::Bits;
use crate::term::{Term, View, map, raw};

/// The golden ratio.
const GOLDEN: u32 = 0x9e37_79b9;

/// The constant of a kind: a multiple of the golden ratio.
const fn constant(n: u32) -> u32 {
    GOLDEN.wrapping_mul(n)
}

fn mix(mut a: u32, mut b: u32, mut c: u32) -> (u32, u32, u32) {
    for (x, y, z) in [(13, 8, 13), (12, 16, 5), (3, 10, 15)] {
        a = a.wrapping_sub(b).wrapping_sub(c) ^ (c >> x);
        b = b.wrapping_sub(c).wrapping_sub(a) ^ (a << y);
        c = c.wrapping_sub(a).wrapping_sub(b) ^ (b >> z);
    }
    (a, b, c)
}

/// Mixes two words into the hash.
fn mix_words(hash: u32, x: u32, y: u32, constant: u32) -> u32 {
    mix(constant.wrapping_add(x), constant.wrapping_add(y), hash).2
}

fn mix_word(hash: u32, x: u32, constant: u32) -> u32 {
    mix_words(hash, x, 0, constant)
}

/// What the walk still has to do.
enum Step {
    Term(Term),
    /// A pair of a map is hashed: fold it into the others.
    Pair,
    /// All pairs are: go on with the hash before the map and the pairs of the map around it.
    Tail {
        hash: u32,
        pairs: u32,
    },
}

/// The 32 bits of which `phash2` gives 27 or a remainder.
pub fn phash2(term: Term) -> u32 {
    let (mut hash, mut pairs) = (0, 0);
    let mut steps = vec![Step::Term(term)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Pair => {
                pairs ^= hash;
                hash = 0;
            }
            Step::Tail { hash: before, pairs: outer } => {
                hash = mix_word(before, pairs, constant(19));
                pairs = outer;
            }
            Step::Term(term) => match term.view() {
                View::Cons(..) => hash = list(hash, term, &mut steps),
                View::Map(_) => {
                    let size = map::size(term);
                    hash = mix_word(hash, size as u32, constant(16));
                    if size > 0 {
                        steps.push(Step::Tail { hash, pairs });
                        for (key, value) in map::iter(term) {
                            steps.extend([Step::Pair, Step::Term(value), Step::Term(key)]);
                        }
                        (hash, pairs) = (0, 0);
                    }
                }
                _ => hash = one(hash, term, &mut steps),
            },
        }
    }
    hash
}

/// Bytes at a list's start are taken four at a time.
fn list(hash: u32, list: Term, steps: &mut Vec<Step>) -> u32 {
    let (mut hash, mut rest, mut packed, mut count) = (hash, list, 0u32, 0);
    while let Some((head, tail)) = rest.as_cons() {
        match head.as_small() {
            Some(byte @ 0..=255) => {
                packed = (packed << 8).wrapping_add(byte as u32);
                count += 1;
                if count == 4 {
                    hash = mix_word(hash, packed, constant(4));
                    (packed, count) = (0, 0);
                }
                rest = tail;
            }
            _ => break,
        }
    }
    if count > 0 {
        hash = mix_word(hash, packed, constant(4));
    }
    match rest.as_cons() {
        Some((head, tail)) => steps.extend([Step::Term(tail), Step::Term(head)]),
        None => steps.push(Step::Term(rest)),
    }
    hash
}

/// Any other term.
fn one(hash: u32, term: Term, steps: &mut Vec<Step>) -> u32 {
    match term.view() {
        View::Small(value) => small(hash, value),
        View::Big(big) => {
            let kind = constant(if big.is_negative() { 10 } else { 11 });
            big.limbs()
                .iter()
                .fold(hash, |hash, limb| mix_words(hash, *limb as u32, (*limb >> 32) as u32, kind))
        }
        View::Float(value) => {
            // Minus zero is made zero.
            let bits = (value + 0.0).to_bits();
            mix_words(hash, (bits >> 32) as u32, bits as u32, constant(12))
        }
        View::Atom(atom) if hash == 0 => atom_hash(atom),
        View::Atom(atom) => mix_word(hash, atom_hash(atom), constant(3)),
        View::Nil if hash == 0 => 3_468_870_702,
        View::Nil => mix_word(hash, 2, constant(2)),
        View::Tuple(tuple) => {
            steps.extend(tuple.elements().iter().rev().map(|element| Step::Term(*element)));
            mix_word(hash, tuple.len() as u32, constant(9))
        }
        View::Bits(bits) => bit_string(hash, bits),
        View::Fun(fun) => {
            let (head, free) = (fun.head(), fun.free());
            steps.extend(free.iter().rev().map(|value| Step::Term(*value)));
            let hash = mix_words(hash, free.len() as u32, atom_hash(head.module), GOLDEN);
            mix_words(hash, head.index, head.uniq, GOLDEN)
        }
        View::ExportFun(_) => {
            let mfa = raw::export(term);
            let hash = mix_words(hash, mfa.arity, atom_hash(mfa.module), GOLDEN);
            mix_word(hash, atom_hash(mfa.function), constant(14))
        }
        View::Pid(pid) => mix_word(hash, pid.slot(), constant(5)),
        View::Port(number) => mix_words(hash, number as u32, (number >> 32) as u32, constant(6)),
        View::Reference(reference) => mix_word(hash, reference.id() as u32, constant(7)),
        View::ExternalPid(external) => mix_word(hash, number(external.numbers()) as u32, constant(5)),
        View::ExternalPort(external) => {
            let number = number(external.numbers());
            mix_words(hash, number as u32, (number >> 32) as u32, constant(6))
        }
        View::ExternalReference(external) => mix_word(hash, number(external.numbers()) as u32, constant(7)),
        _ => hash,
    }
}

/// The first number after the creation.
fn number(numbers: &[u64]) -> u64 {
    numbers.get(1).copied().unwrap_or(0)
}

fn small(hash: u32, value: i64) -> u32 {
    const LIMIT: i64 = 1 << 27;
    if !(-LIMIT..LIMIT).contains(&value) {
        let kind = constant(if value < 0 { 10 } else { 11 });
        let magnitude = value.unsigned_abs();
        return mix_words(hash, magnitude as u32, (magnitude >> 32) as u32, kind);
    }
    let hash = if value < 0 { mix_word(hash, value.unsigned_abs() as u32, GOLDEN) } else { hash };
    mix_word(hash, value as u32, GOLDEN)
}

fn bit_string(hash: u32, bits: Bits) -> u32 {
    let start = constant(13).wrapping_add(hash);
    if bits.size == 0 {
        return start;
    }
    let (whole, rest) = ((bits.size / 8) as usize, (bits.size % 8) as u32);
    let owned;
    let bytes = match bits.offset % 8 {
        0 => bits.covering(),
        _ => {
            owned = bits.to_vec();
            &owned[..]
        }
    };
    let hash = block(&bytes[..whole], start);
    if rest == 0 {
        return hash;
    }
    mix_words(hash, rest, u32::from(bytes[whole] >> (8 - rest)), constant(15))
}

/// Jenkins' hash of bytes.
fn block(bytes: &[u8], initial: u32) -> u32 {
    let word = |bytes: &[u8]| {
        bytes.iter().enumerate().fold(0u32, |word, (index, byte)| word | u32::from(*byte) << (8 * index))
    };
    let (mut a, mut b, mut c) = (GOLDEN, GOLDEN, initial);
    let mut chunks = bytes.chunks_exact(12);
    for chunk in &mut chunks {
        a = a.wrapping_add(word(&chunk[..4]));
        b = b.wrapping_add(word(&chunk[4..8]));
        c = c.wrapping_add(word(&chunk[8..]));
        (a, b, c) = mix(a, b, c);
    }
    let rest = chunks.remainder();
    c = c.wrapping_add(bytes.len() as u32);
    a = a.wrapping_add(word(&rest[..rest.len().min(4)]));
    b = b.wrapping_add(word(rest.get(4..rest.len().clamp(4, 8)).unwrap_or(&[])));
    // The low byte of the last word is kept for the length.
    c = c.wrapping_add(word(rest.get(8..).unwrap_or(&[])) << 8);
    mix(a, b, c).2
}
