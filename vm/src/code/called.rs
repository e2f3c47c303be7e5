//! The exports that a scheduler called last by names that are known only when the program runs: `Module:handle(…)`.
//!
//! An export is never taken away and keeps its address, whatever is loaded, so what is remembered stays true.

use super::{CodeTable, Export};
use crate::atom::Atom;

/// How many exports are remembered, a power of two.
const PLACES: usize = 64;

/// See the module's text.
pub struct Called([Option<&'static Export>; PLACES]);

impl Default for Called {
    fn default() -> Called {
        Called([None; PLACES])
    }
}

impl Called {
    /// The entry of `module:function/arity`, as [`CodeTable::export`] gives it.
    #[inline]
    pub fn export(&mut self, code: &CodeTable, module: Atom, function: Atom, arity: u32) -> &'static Export {
        let mixed = module.0.wrapping_mul(31) ^ function.0.wrapping_mul(5) ^ arity;
        let place = &mut self.0[mixed as usize % PLACES];
        match *place {
            Some(known)
                if (known.mfa.module, known.mfa.function, known.mfa.arity) == (module, function, arity) =>
            {
                known
            }
            _ => {
                let export = code.export(module, function, arity);
                *place = Some(export);
                export
            }
        }
    }
}
