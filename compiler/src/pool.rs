//! The module's constants: every compound constant is kept once.

use std::collections::HashMap;

use dashu_int::IBig;
use vm::atom::Atom;
use vm::instr::Constant;
use vm::module::{Literal, Mfa};

/// The smallest and the largest integer that is an immediate.
const SMALL: std::ops::RangeInclusive<i64> = -(1 << 60)..=(1 << 60) - 1;

/// The literals collected so far.
#[derive(Default)]
pub struct Pool {
    literals: Vec<Literal>,
    /// By exact spelling: `0.0` and `-0.0` are equal but must stay apart.
    index: HashMap<Vec<u8>, u32>,
}

impl Pool {
    /// The constant operand for `literal`.
    pub fn constant(&mut self, literal: Literal) -> Constant {
        match literal {
            Literal::Atom(atom) => Constant::Atom(atom),
            Literal::Nil => Constant::Nil,
            Literal::Integer(n) => match small(&n) {
                Some(n) => Constant::Integer(n),
                None => Constant::Literal(self.index(Literal::Integer(n))),
            },
            Literal::String(text) if text.is_empty() => Constant::Nil,
            literal => Constant::Literal(self.index(literal)),
        }
    }

    /// The index of `literal`.
    pub fn index(&mut self, literal: Literal) -> u32 {
        let mut key = Vec::new();
        spell(&literal, &mut key);
        if let Some(index) = self.index.get(&key) {
            return *index;
        }
        let index = self.literals.len() as u32;
        self.index.insert(key, index);
        self.literals.push(literal);
        index
    }

    /// The term that a constant operand stands for.
    pub fn literal(&self, constant: Constant) -> Literal {
        match constant {
            Constant::Integer(n) => Literal::Integer(IBig::from(n)),
            Constant::Atom(atom) => Literal::Atom(atom),
            Constant::Nil => Literal::Nil,
            Constant::Literal(index) => self.literals[index as usize].clone(),
        }
    }

    /// All literals.
    pub fn finish(self) -> Vec<Literal> {
        self.literals
    }
}

/// The integer as an immediate, if it fits.
pub fn small(n: &IBig) -> Option<i64> {
    i64::try_from(n).ok().filter(|n| SMALL.contains(n))
}

/// Writes an unambiguous spelling of the term.
pub fn spell(literal: &Literal, out: &mut Vec<u8>) {
    match literal {
        Literal::Integer(n) => {
            out.push(b'i');
            match i64::try_from(n) {
                Ok(n) => out.extend(n.to_le_bytes()),
                Err(_) => {
                    out.push(b'b');
                    text(&n.to_string(), out);
                }
            }
        }
        Literal::Float(x) => {
            out.push(b'f');
            out.extend(x.to_bits().to_le_bytes());
        }
        Literal::Atom(atom) => tagged(b'a', *atom, out),
        Literal::Nil => out.push(b'n'),
        Literal::List(elements, tail) => {
            out.push(b'l');
            out.extend((elements.len() as u64).to_le_bytes());
            elements.iter().for_each(|element| spell(element, out));
            spell(tail, out);
        }
        Literal::String(chars) => {
            out.push(b's');
            text(chars, out);
        }
        Literal::Tuple(elements) => {
            out.push(b't');
            out.extend((elements.len() as u64).to_le_bytes());
            elements.iter().for_each(|element| spell(element, out));
        }
        Literal::Map(pairs) => {
            out.push(b'm');
            out.extend((pairs.len() as u64).to_le_bytes());
            for (key, value) in pairs {
                spell(key, out);
                spell(value, out);
            }
        }
        Literal::Bits(bytes, bits) => {
            out.push(b'B');
            out.extend(bits.to_le_bytes());
            out.extend(bytes);
        }
        Literal::Export(Mfa { module, function, arity }) => {
            tagged(b'e', *module, out);
            tagged(b'.', *function, out);
            out.extend(arity.to_le_bytes());
        }
    }
}

fn tagged(tag: u8, atom: Atom, out: &mut Vec<u8>) {
    out.push(tag);
    out.extend(atom.0.to_le_bytes());
}

fn text(text: &str, out: &mut Vec<u8>) {
    out.extend((text.len() as u64).to_le_bytes());
    out.extend(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_literals_are_kept_once_and_signed_zeros_apart() {
        let mut pool = Pool::default();
        let a = pool.constant(Literal::Tuple(vec![Literal::Nil]));
        let b = pool.constant(Literal::Tuple(vec![Literal::Nil]));
        assert_eq!(a, b);
        let zero = pool.constant(Literal::Float(0.0));
        assert_ne!(zero, pool.constant(Literal::Float(-0.0)));
    }
}
