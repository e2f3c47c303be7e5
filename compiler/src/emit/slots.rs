//! Which slots of a frame must be cleared when it is made: a collection may come before they are written.

use std::collections::HashMap;

use vm::instr::Dst;

use crate::frame::Frames;
use crate::ir::{BlockId, Function, OpKind, Term, Var};
use crate::live::Liveness;
use crate::registers::Assignment;

/// The slots to clear, by component.
pub struct Initial(HashMap<u32, Vec<bool>>);

impl Initial {
    /// The slots that a frame of this component must clear unless it fills them.
    pub fn slots(&self, component: u32) -> impl Iterator<Item = u16> + '_ {
        let slots = self.0.get(&component).map_or(&[][..], Vec::as_slice);
        slots.iter().enumerate().filter(|(_, clear)| **clear).map(|(slot, _)| slot as u16)
    }
}

/// Finds the slots that may be seen before they are written.
pub fn uninitialised(
    func: &Function,
    frames: &Frames,
    liveness: &Liveness,
    assignment: &Assignment,
) -> Initial {
    let mut walk = Walk { func, frames, liveness, assignment, known: HashMap::new(), clear: HashMap::new() };
    for block in &liveness.order {
        if frames.inside[*block as usize] {
            walk.block(*block);
        }
    }
    Initial(walk.clear)
}

struct Walk<'w> {
    func: &'w Function,
    frames: &'w Frames,
    liveness: &'w Liveness,
    assignment: &'w Assignment,
    /// The slots written on all ways to a block.
    known: HashMap<BlockId, Vec<bool>>,
    clear: HashMap<u32, Vec<bool>>,
}

impl Walk<'_> {
    fn block(&mut self, id: BlockId) {
        let component = self.frames.component[id as usize];
        let slots = self.assignment.slots.get(&component).copied().unwrap_or(0) as usize;
        let block = &self.func.blocks[id as usize];
        let mut written = match self.frames.entry[id as usize] {
            true => vec![false; slots],
            false => self.known.remove(&id).unwrap_or_else(|| vec![false; slots]),
        };
        if self.frames.entry[id as usize] {
            for var in self.liveness.live_in[id as usize].iter().chain(&block.params) {
                self.write(id, *var, &mut written);
            }
        } else {
            block.params.iter().for_each(|var| self.write(id, *var, &mut written));
        }
        for op in &block.ops {
            if op.kind.clobbers() || op.kind.collects() || op.heap_words() > 0 {
                self.look(component, &written);
            }
            op.each_def(|var| self.write(id, var, &mut written));
        }
        self.term(id, component, &block.term, &mut written);
    }

    fn term(&mut self, id: BlockId, component: u32, term: &Term, written: &mut [bool]) {
        match term {
            Term::Check { op, .. } if op.kind.collects() => self.look(component, written),
            Term::RecvPeek { .. } | Term::RecvWait(_) | Term::RecvWaitTimeout { .. } => {
                self.look(component, written);
            }
            // Built-in functions run before the frame is gone.
            Term::Tail(op) if !matches!(op.kind, OpKind::Call(_)) => self.look(component, written),
            Term::Try { tag, handler, .. } => {
                // The handler finds what was written when the protected part began.
                self.write(id, *tag, written);
                self.reach(*handler, written);
            }
            _ => {}
        }
        let mut successors = Vec::new();
        term.each_successor(|to| successors.push(to));
        for to in successors {
            let mut there = written.to_vec();
            if let Term::Check { op, succ, .. } = term
                && to == *succ
            {
                op.each_def(|var| self.write(id, var, &mut there));
            }
            if let Term::RecvPeek { dst, succ, .. } = term
                && to == *succ
            {
                self.write(id, *dst, &mut there);
            }
            self.reach(to, &there);
        }
    }

    fn reach(&mut self, block: BlockId, written: &[bool]) {
        self.known
            .entry(block)
            .and_modify(|known| known.iter_mut().zip(written).for_each(|(a, b)| *a &= b))
            .or_insert_with(|| written.to_vec());
    }

    fn write(&self, id: BlockId, var: Var, written: &mut [bool]) {
        if let Some(Dst::Y(slot)) = self.assignment.place(self.frames, self.liveness, id, var) {
            let tag = written.len() > slot as usize + 1 && self.assignment.is_tag(var);
            written[slot as usize] = true;
            if tag {
                written[slot as usize + 1] = true;
            }
        }
    }

    /// A collection may come here: what has not been written must have been cleared.
    fn look(&mut self, component: u32, written: &[bool]) {
        let clear = self.clear.entry(component).or_insert_with(|| vec![false; written.len()]);
        clear.iter_mut().zip(written).for_each(|(clear, written)| *clear |= !written);
    }
}
