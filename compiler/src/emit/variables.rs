//! Where the named variables of the source are, instruction by instruction: what the prompt shows of calls that go on.

use std::collections::HashMap;

use vm::instr::Dst;

use super::{Emitter, Names};
use crate::ir::{Term, Var};
use crate::live::VarSet;

impl Emitter<'_, '_> {
    /// Notes the registers in which the function's arguments come.
    pub(super) fn note_arguments(&mut self, names: &Names) {
        for (x, param) in self.func.params.iter().enumerate() {
            if let Some(name) = names.get(param) {
                self.variables.push((0, 0, Dst::X(x as u16), name.to_string()));
            }
        }
    }

    /// Notes the slots of the block's variables, from where they are filled up to the last use: later the slot may be
    /// another's. Of blocks that raise an error the registers are noted as well. `start` is the block's first instruction, `starts` the first of each operation and of what follows
    /// them; `alive` is room to work in.
    pub(super) fn note_variables(&mut self, start: u32, starts: &[u32], names: &Names, alive: &mut VarSet) {
        let end = (self.code.len() as u32).saturating_sub(1);
        if names.is_empty() || end < start {
            return;
        }
        let block = &self.func.blocks[self.block as usize];
        alive.clear();
        self.liveness.after_term(self.func, block, alive);
        block.term.each_use(|var| {
            alive.insert(var);
        });
        let mut ends: HashMap<Var, u32> = alive.iter().map(|var| (var, end)).collect();
        let mut found = Vec::new();
        for (op, begin) in block.ops.iter().zip(starts.windows(2)).rev() {
            op.each_def(|var| found.extend(ends.remove(&var).map(|last| (var, begin[1], last))));
            op.each_use(|var| {
                ends.entry(var).or_insert(begin[1].saturating_sub(1));
            });
        }
        let first = self.liveness.live_in[self.block as usize].iter().chain(&block.params);
        found.extend(first.filter_map(|var| Some((*var, start, ends.remove(var)?))));
        found.sort_unstable();
        let raises = matches!(block.term, Term::ErrorAtom(..) | Term::ErrorValue(..));
        for (var, first, last) in found.into_iter().filter(|(_, first, last)| first <= last) {
            let place = self.assignment.place(self.frames, self.liveness, self.block, var);
            if let (Some(name), Some(place)) = (names.get(&var), place)
                && (raises || matches!(place, Dst::Y(_)))
            {
                self.variables.push((first, last, place, name.to_string()));
            }
        }
    }
}
