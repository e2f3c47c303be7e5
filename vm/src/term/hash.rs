//! The two hashes: an internal one for maps and tables ([`internal`]), and `erlang:phash2` bit for bit ([`portable`]).
//!
//! Both depend on the value only (atoms by name), so they are the same in every run. Terms that are `=:=` hash
//! alike: `0.0` and `-0.0` do.

pub mod portable;

use crate::sync::{AtomicU64, Ordering};
use std::sync::OnceLock;

use super::bits::Bits;
use super::{Kind, Term, View, map, raw, walked};
use crate::atom::Atom;

/// Atoms per block of the side table of hashes.
const BLOCK: usize = 4096;
/// Blocks of the side table; atoms beyond are hashed each time.
const BLOCKS: usize = 1024;

/// The hash of an atom's name as OTP computes it; kept in a side table of the atom table.
pub fn atom_hash(atom: Atom) -> u32 {
    static TABLE: [OnceLock<Box<[AtomicU64]>>; BLOCKS] = [const { OnceLock::new() }; BLOCKS];
    let index = atom.0 as usize;
    let Some(block) = TABLE.get(index / BLOCK) else { return hash_name(atom.name()) };
    let slot = &block.get_or_init(|| (0..BLOCK).map(|_| AtomicU64::new(0)).collect())[index % BLOCK];
    // Bit 32 tells a stored hash from an empty slot; threads that race store the same.
    match slot.load(Ordering::Relaxed) {
        0 => {
            let hash = hash_name(atom.name());
            slot.store(1 << 32 | u64::from(hash), Ordering::Relaxed);
            hash
        }
        stored => stored as u32,
    }
}

/// The PJW hash of the name; code points up to 255 count as one byte each.
fn hash_name(name: &str) -> u32 {
    let mut hash: u32 = 0;
    let mut step = |byte: u32| {
        hash = (hash << 4).wrapping_add(byte);
        let high = hash & 0xf000_0000;
        if high != 0 {
            hash ^= high >> 24;
            hash ^= high;
        }
    };
    for c in name.chars() {
        match u32::from(c) {
            latin1 @ ..=0xff => step(latin1),
            _ => c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| step(u32::from(byte))),
        }
    }
    hash
}

// ── The internal hash ──────────────────────────────────────────────────────

#[inline]
fn mix(state: u64, word: u64) -> u64 {
    // A 128-bit product folded: fast, and every input bit reaches many output bits.
    let product = u128::from(state ^ word) * 0x9e37_79b9_7f4a_7c15;
    (product as u64) ^ ((product >> 64) as u64).wrapping_add(0xa076_1d64_78bd_642f)
}

/// The hash that maps and tables use.
#[inline]
pub fn internal(term: Term, seed: u64) -> u64 {
    match immediate(term) {
        Some(word) => finish(mix(seed ^ 0x1234_5678_9abc_def1, word)),
        None => deep(term, seed),
    }
}

#[inline]
fn finish(state: u64) -> u64 {
    let state = (state ^ state >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    state ^ state >> 32
}

/// What an immediate contributes.
#[inline]
fn immediate(term: Term) -> Option<u64> {
    if term.is_small() {
        return Some(term.0);
    }
    match term.as_atom() {
        Some(atom) => Some(u64::from(atom_hash(atom)) << 32 | 1),
        None if term.is_pointer() => None,
        None => Some(term.0),
    }
}

/// Bits of a bit string that are hashed while another part is looked at.
const BITS_OF_A_STEP: usize = 256;

fn deep(term: Term, seed: u64) -> u64 {
    let mut state = seed ^ 0x51ab_37c9_0f1e_2d3c;
    let mut pending = vec![term];
    let mut steps = 0;
    while let Some(term) = pending.pop() {
        steps += 1;
        if let Some(word) = immediate(term) {
            state = mix(state, word);
            continue;
        }
        match term.view() {
            View::Cons(head, tail) => {
                state = mix(state, 11);
                pending.push(tail);
                pending.push(head);
            }
            View::Tuple(tuple) => {
                state = mix(state, 13 + ((tuple.len() as u64) << 8));
                pending.extend(tuple.elements().iter().rev());
            }
            // `-0.0` hashes as `0.0`.
            View::Float(value) => state = mix(state, (value + 0.0).to_bits()),
            View::Big(big) => {
                state = mix(state, 17 + u64::from(big.is_negative()));
                state = big.limbs().iter().fold(state, |state, limb| mix(state, *limb));
            }
            View::Bits(bits) => {
                steps += bits.size as usize / BITS_OF_A_STEP;
                state = hash_bits(state, bits);
            }
            View::Map(_) => state = hash_map(state, term, &mut pending),
            View::Fun(fun) => {
                let head = fun.head();
                state = mix(state, u64::from(atom_hash(head.module)) << 32 | u64::from(head.uniq));
                state = mix(state, u64::from(head.index));
                pending.extend(fun.free());
            }
            View::ExportFun(_) => {
                let mfa = raw::export(term);
                state =
                    mix(state, u64::from(atom_hash(mfa.module)) << 32 | u64::from(atom_hash(mfa.function)));
                state = mix(state, 19 + u64::from(mfa.arity));
            }
            View::Reference(reference) => state = mix(state, reference.id()),
            View::ExternalPid(external)
            | View::ExternalPort(external)
            | View::ExternalReference(external) => {
                state = mix(state, u64::from(atom_hash(external.node())));
                state = external.numbers().iter().fold(state, |state, word| mix(state, *word));
            }
            _ => {}
        }
    }
    walked::add(steps);
    finish(state)
}

fn hash_bits(state: u64, bits: Bits) -> u64 {
    let mut state = mix(state, 23 + (bits.size << 8));
    let mut word = |bytes: &[u8]| {
        let mut filled = [0; 8];
        filled[..bytes.len()].copy_from_slice(bytes);
        state = mix(state, u64::from_le_bytes(filled));
    };
    match bits.aligned() {
        Some(bytes) => bytes.chunks(8).for_each(&mut word),
        None => bits.to_vec().chunks(8).for_each(&mut word),
    }
    state
}

/// A flat map's pairs stand in key order. A hashed map's do not, but equal maps have equal trees: their order is
/// that of the tree.
fn hash_map(state: u64, map: Term, pending: &mut Vec<Term>) -> u64 {
    match map.kind() {
        Some(Kind::FlatMap) => {
            let (keys, values) = map::flat_parts(map);
            pending.extend(values);
            pending.extend(keys);
        }
        _ => map::iter(map).for_each(|(key, value)| pending.extend([value, key])),
    }
    mix(state, 29 + ((map::size(map) as u64) << 8))
}
