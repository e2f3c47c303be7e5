//! What the table of built-in functions knows of each, and how one is found by its name.

use super::{BIFS, Cx, Outcome};
use crate::atom::{Atom, atoms};
use crate::module::Mfa;
use crate::term::Term;

/// The kind of a built-in function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BifKind {
    Guard,
    Body,
    Data,
    Trap,
    Hidden,
    Call,
}

/// One entry of the table.
pub struct Bif {
    /// Its Erlang module.
    pub module: &'static str,
    /// Its Erlang name.
    pub name: &'static str,
    /// The number of arguments.
    pub arity: u32,
    /// Its kind.
    pub kind: BifKind,
    /// The Rust function; the slice has `arity` elements.
    pub run: fn(&mut Cx, &[Term]) -> Outcome,
}

impl Bif {
    /// Its module, name and arity as atoms.
    pub fn mfa(&self) -> Mfa {
        static ALL: std::sync::OnceLock<Vec<Mfa>> = std::sync::OnceLock::new();
        let all = ALL.get_or_init(|| {
            let mfa = |bif: &Bif| Mfa {
                module: Atom::new(bif.module),
                function: Atom::new(bif.name),
                arity: bif.arity,
            };
            BIFS.iter().map(mfa).collect()
        });
        let index = (std::ptr::from_ref(self).addr() - BIFS.as_ptr().addr()) / size_of::<Bif>();
        all[index]
    }
}

/// The index of `module:name/arity` in [`BIFS`].
pub fn lookup(module: Atom, name: Atom, arity: u32) -> Option<u32> {
    use std::collections::HashMap;
    use std::sync::OnceLock;
    static INDEX: OnceLock<HashMap<(Atom, Atom, u32), u32>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let key = |bif: &Bif| (Atom::new(bif.module), Atom::new(bif.name), bif.arity);
        BIFS.iter().enumerate().map(|(index, bif)| (key(bif), index as u32)).collect()
    });
    index.get(&(module, name, arity)).copied()
}

/// Whether `erlang:name/arity` is allowed in guards.
pub fn is_guard(name: Atom, arity: u32) -> bool {
    lookup(atoms::erlang, name, arity).is_some_and(|index| BIFS[index as usize].kind == BifKind::Guard)
}
