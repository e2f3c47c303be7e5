//! Environments: which value each source variable stands for. Cloning one for a clause costs nothing.

use std::hash::{BuildHasherDefault, Hasher};

use lang::ast::Name;
use vm::atom::Atom;

use crate::ir::{Value, Var};

/// The variables bound at one point of a function.
#[derive(Clone, Default)]
pub struct Env {
    vars: im::HashMap<Name, Value, BuildHasherDefault<NameHasher>>,
    /// What has been bound since [`Env::branch`].
    fresh: Vec<Name>,
    /// Variables known to hold a record: its size and tag.
    records: im::HashMap<Var, (u32, Atom), BuildHasherDefault<NameHasher>>,
}

impl Env {
    /// What `name` is bound to.
    pub fn get(&self, name: &str) -> Option<Value> {
        self.vars.get(name).copied()
    }

    /// Binds `name`.
    pub fn bind(&mut self, name: Name, value: Value) {
        if self.vars.insert(name.clone(), value).is_none() {
            self.fresh.push(name);
        }
    }

    /// Binds `name` to another value for good, hiding an outer variable: a fun's argument.
    pub fn shadow(&mut self, name: Name, value: Value) {
        self.vars.insert(name, value);
    }

    /// Removes a binding: the argument of a fun hides the outer variable.
    pub fn forget(&mut self, name: &str) {
        self.vars.remove(name);
    }

    /// The same bindings, new ones being counted from here.
    pub fn branch(&self) -> Env {
        Env { vars: self.vars.clone(), fresh: Vec::new(), records: self.records.clone() }
    }

    /// Notes that `value` has been found to be a tuple of `size` elements that begins with `tag`.
    pub fn learn_record(&mut self, value: Value, size: u32, tag: Atom) {
        if let Value::Var(var) = value {
            self.records.insert(var, (size, tag));
        }
    }

    /// Whether that is known.
    pub fn is_record(&self, value: Value, size: u32, tag: Atom) -> bool {
        value.var().is_some_and(|var| self.records.get(&var) == Some(&(size, tag)))
    }

    /// What has been bound since [`Env::branch`].
    pub fn fresh(&self) -> &[Name] {
        &self.fresh
    }
}

/// A quick hash for short names; nobody can choose names so as to make it slow for others.
#[derive(Default)]
pub struct NameHasher(u64);

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            let word = u64::from_le_bytes(word);
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        // The trie of `im` takes the low bits first; the product is best mixed in its high ones.
        self.0 ^ (self.0 >> 32)
    }
}
