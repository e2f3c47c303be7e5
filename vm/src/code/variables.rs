//! Which variables of the source are where while a function runs.

use super::CodeTable;
use crate::instr::Dst;
use crate::interp::encode::{link, size};

impl CodeTable {
    /// The variables that have a place at the instruction to which the word at `address` belongs. This is looked up for
    /// people: the addresses of all instructions are worked out again.
    pub fn variables_at(&self, address: u64) -> Vec<(String, Dst)> {
        let Some(loaded) = self.loaded_at(address) else { return Vec::new() };
        let Some(index) = loaded.entries.partition_point(|entry| *entry <= address).checked_sub(1) else {
            return Vec::new();
        };
        let function = &loaded.module.functions[index];
        let imports = loaded.module.imports.iter();
        let imports: Vec<_> = imports.map(|mfa| self.export(mfa.module, mfa.function, mfa.arity)).collect();
        let linked = link(function, &imports, self.stress);
        let mut at = loaded.entries[index];
        let mut here = 0;
        for (instr, origin) in linked.code.iter().zip(&linked.origin) {
            if address < at {
                break;
            }
            here = *origin;
            at += 8 * size(instr) as u64;
        }
        let known = function.variables.iter().filter(|(first, last, _, _)| (*first..=*last).contains(&here));
        known.map(|(_, _, place, name)| (name.clone(), *place)).collect()
    }
}
