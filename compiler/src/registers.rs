//! Registers: every variable gets an X register, a slot of the frame, or one after the other.
//!
//! Variables are assigned once and blocks are visited after all that lead to them, so a variable's register can
//! be chosen where it is assigned: any that no variable needed at that point occupies. A variable that survives
//! a call lives in a Y slot from its assignment on, if there is a frame then; one that is assigned before the
//! frame is made sits in an X register until it is copied to its slot, when the frame is made. These *inherited*
//! variables get their slots first, so that all places that make the same frame agree.
//!
//! Hints go backwards from calls: what will be an argument is put into that argument's register at once.

use std::collections::HashMap;

use lang::diagnostic::Diagnostic;
use vm::instr::{Dst, MAX_SLOTS, X_REGISTERS};

use crate::frame::Frames;
use crate::ir::{Block, BlockId, Function, Op, OpKind, Term, Value, Var};
use crate::live::{Liveness, VarSet};

/// No register.
const NONE: u16 = u16::MAX;

/// Where everything is.
pub struct Assignment {
    x: Vec<u16>,
    /// Frame layout and slot of each variable; nearly all variables live in one frame only.
    y: Vec<(u32, u16)>,
    /// The slots of those that are copied to several frames, but for the first.
    more_y: HashMap<(u32, Var), u16>,
    /// Tags of protected parts take two slots.
    tags: Vec<bool>,
    /// The size of each frame, by component.
    pub slots: HashMap<u32, u32>,
    /// For each block: one more than the highest X register in use before each operation and the last step.
    pub live: Vec<Vec<u16>>,
}

impl Assignment {
    /// Where `var` is inside a block (after the frame has been made, if it is made there).
    pub fn place(&self, frames: &Frames, liveness: &Liveness, block: BlockId, var: Var) -> Option<Dst> {
        if frames.inside[block as usize] && liveness.crosses[var as usize] {
            let component = frames.component[block as usize];
            return self.slot(component, var).map(Dst::Y);
        }
        self.x_of(var).map(Dst::X)
    }

    fn slot(&self, component: u32, var: Var) -> Option<u16> {
        match self.y[var as usize] {
            (_, NONE) => None,
            (first, slot) if first == component => Some(slot),
            _ => self.more_y.get(&(component, var)).copied(),
        }
    }

    fn set_slot(&mut self, component: u32, var: Var, slot: u16) {
        let first = &mut self.y[var as usize];
        if first.1 == NONE || first.0 == component {
            *first = (component, slot);
        } else {
            self.more_y.insert((component, var), slot);
        }
    }

    /// Whether `var` takes two slots.
    pub fn is_tag(&self, var: Var) -> bool {
        self.tags[var as usize]
    }

    /// The X register of `var`, if it has one.
    pub fn x_of(&self, var: Var) -> Option<u16> {
        Some(self.x[var as usize]).filter(|x| *x != NONE)
    }
}

/// Assigns registers to all variables of the function.
pub fn assign(func: &Function, frames: &Frames, liveness: &Liveness) -> Result<Assignment, Diagnostic> {
    let vars = func.var_count as usize;
    let mut allocator = Allocator {
        func,
        frames,
        liveness,
        hints: hints(func, liveness),
        result: Assignment {
            x: vec![NONE; vars],
            y: vec![(0, NONE); vars],
            more_y: HashMap::new(),
            tags: vec![false; vars],
            slots: HashMap::new(),
            live: vec![Vec::new(); func.blocks.len()],
        },
        used_x: Registers::default(),
        used_y: Registers::default(),
        set: VarSet::new(func.var_count),
    };
    allocator.find_tags();
    for (index, param) in func.params.iter().enumerate() {
        allocator.result.x[*param as usize] = index as u16;
    }
    allocator.inherited();
    for block in &liveness.order {
        allocator.block(*block)?;
    }
    for slots in allocator.result.slots.values() {
        if *slots > MAX_SLOTS {
            return Err(allocator.too_large("needs a frame larger than the machine has"));
        }
    }
    Ok(allocator.result)
}

/// The register each variable would best be in.
fn hints(func: &Function, liveness: &Liveness) -> Vec<u16> {
    let mut hints = vec![NONE; func.var_count as usize];
    let arguments = |op: &Op, hints: &mut Vec<u16>| {
        for (index, arg) in op.args.iter().enumerate() {
            if let Value::Var(var) = arg {
                hints[*var as usize] = index as u16;
            }
        }
    };
    for id in liveness.order.iter().rev() {
        let block = &func.blocks[*id as usize];
        match &block.term {
            Term::Tail(op) => arguments(op, &mut hints),
            Term::Return(Value::Var(var)) => hints[*var as usize] = 0,
            Term::Jump(to, args) => liveness.each_argument(func, *to, args, |param, var| {
                if hints[param as usize] != NONE {
                    hints[var as usize] = hints[param as usize];
                }
            }),
            _ => {}
        }
        for op in block.ops.iter().rev() {
            if op.kind.clobbers() {
                arguments(op, &mut hints);
            }
        }
    }
    hints
}

/// A set of register numbers.
#[derive(Default, Clone)]
struct Registers {
    words: Vec<u64>,
}

impl Registers {
    fn set(&mut self, register: u16) {
        let word = register as usize / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (register % 64);
    }

    fn unset(&mut self, register: u16) {
        if let Some(word) = self.words.get_mut(register as usize / 64) {
            *word &= !(1 << (register % 64));
        }
    }

    fn has(&self, register: u16) -> bool {
        self.words.get(register as usize / 64).is_some_and(|word| word & (1 << (register % 64)) != 0)
    }

    /// One more than the highest member.
    fn height(&self) -> u16 {
        let at = self.words.iter().rposition(|word| *word != 0);
        at.map_or(0, |at| (at as u16 + 1) * 64 - self.words[at].leading_zeros() as u16)
    }

    /// The lowest number that is no member.
    fn lowest(&self) -> u16 {
        match self.words.iter().position(|word| *word != u64::MAX) {
            Some(at) => at as u16 * 64 + self.words[at].trailing_ones() as u16,
            None => self.words.len() as u16 * 64,
        }
    }

    /// The lowest number such that it and the next one are no members.
    fn lowest_pair(&self) -> u16 {
        let mut at = self.lowest();
        while self.has(at) || self.has(at + 1) {
            at += 1;
        }
        at
    }

    fn clear(&mut self) {
        self.words.clear();
    }
}

struct Allocator<'f> {
    func: &'f Function,
    frames: &'f Frames,
    liveness: &'f Liveness,
    hints: Vec<u16>,
    result: Assignment,
    used_x: Registers,
    used_y: Registers,
    set: VarSet,
}

impl Allocator<'_> {
    fn find_tags(&mut self) {
        for block in &self.func.blocks {
            if let Term::Try { tag, .. } = &block.term {
                self.result.tags[*tag as usize] = true;
            }
        }
    }

    /// Gives slots to the variables that are copied when a frame is made.
    fn inherited(&mut self) {
        let mut conflicts: HashMap<(u32, Var), Vec<Var>> = HashMap::new();
        let mut sequence = Vec::new();
        for block in &self.liveness.order {
            if !self.frames.entry[*block as usize] {
                continue;
            }
            let component = self.frames.component[*block as usize];
            let mut vars = self.liveness.live_in[*block as usize].clone();
            let params = &self.func.blocks[*block as usize].params;
            vars.extend(params.iter().filter(|param| self.liveness.wanted[**param as usize]));
            vars.retain(|var| self.liveness.crosses[*var as usize]);
            for var in &vars {
                let list = conflicts.entry((component, *var)).or_insert_with(|| {
                    sequence.push((component, *var));
                    Vec::new()
                });
                list.extend(vars.iter().filter(|other| *other != var));
            }
        }
        for key in sequence {
            self.used_y.clear();
            for other in &conflicts[&key] {
                if let Some(slot) = self.result.slot(key.0, *other) {
                    self.used_y.set(slot);
                }
            }
            let slot = self.used_y.lowest();
            self.take_slot(key.0, key.1, slot);
        }
    }

    fn take_slot(&mut self, component: u32, var: Var, slot: u16) {
        self.result.set_slot(component, var, slot);
        let end = u32::from(slot) + if self.result.tags[var as usize] { 2 } else { 1 };
        let slots = self.result.slots.entry(component).or_default();
        *slots = (*slots).max(end);
    }

    /// Assigns registers to what a block assigns.
    fn block(&mut self, id: BlockId) -> Result<(), Diagnostic> {
        let func = self.func;
        let block = &func.blocks[id as usize];
        let inside = self.frames.inside[id as usize];
        let entry = self.frames.entry[id as usize];
        self.used_x.clear();
        self.used_y.clear();
        let before_frame = !inside || entry;
        for var in &self.liveness.live_in[id as usize] {
            if !before_frame && self.liveness.crosses[*var as usize] {
                self.occupy_slot(id, *var);
            } else {
                let x = self.result.x[*var as usize];
                debug_assert_ne!(x, NONE, "v{var} at block {id} of {:#?}", self.func);
                self.used_x.set(x);
            }
        }
        self.params(id, block, before_frame)?;
        let mut live = Vec::with_capacity(block.ops.len() + 2);
        if entry {
            live.push(self.used_x.height());
            self.move_to_frame(id, block);
        }
        let deaths = self.deaths(block);
        for (at, op) in block.ops.iter().enumerate() {
            live.push(self.used_x.height());
            deaths[at].iter().for_each(|var| self.release(id, *var));
            if op.kind.clobbers() {
                self.used_x.clear();
            }
            self.define(id, op)?;
            // A result that nobody needs gives its register back at once.
            op.each_def(|var| {
                if deaths[at].contains(&var) {
                    self.release(id, var);
                }
            });
        }
        live.push(self.used_x.height());
        self.define_at_end(id, block)?;
        self.result.live[id as usize] = live;
        Ok(())
    }

    fn params(&mut self, id: BlockId, block: &Block, before_frame: bool) -> Result<(), Diagnostic> {
        for param in &block.params {
            if !self.liveness.wanted[*param as usize] {
                continue;
            }
            if !before_frame && self.liveness.crosses[*param as usize] {
                let slot = self.used_y.lowest();
                self.used_y.set(slot);
                self.take_slot(self.frames.component[id as usize], *param, slot);
            } else {
                self.choose_x(*param)?;
            }
        }
        Ok(())
    }

    /// The frame is made: variables that survive calls move to their slots.
    fn move_to_frame(&mut self, id: BlockId, block: &Block) {
        let live_in = &self.liveness.live_in[id as usize];
        let params = block.params.iter().filter(|param| self.liveness.wanted[**param as usize]);
        for var in live_in.iter().chain(params) {
            if self.liveness.crosses[*var as usize] {
                self.used_x.unset(self.result.x[*var as usize]);
                self.occupy_slot(id, *var);
            }
        }
    }

    fn occupy_slot(&mut self, id: BlockId, var: Var) {
        if let Some(slot) = self.result.slot(self.frames.component[id as usize], var) {
            self.used_y.set(slot);
            if self.result.tags[var as usize] {
                self.used_y.set(slot + 1);
            }
        }
    }

    /// For each operation, the variables that nobody needs after it.
    fn deaths(&mut self, block: &Block) -> Vec<Vec<Var>> {
        self.set.clear();
        self.liveness.after_term(self.func, block, &mut self.set);
        block.term.each_use(|var| {
            self.set.insert(var);
        });
        let mut deaths = vec![Vec::new(); block.ops.len()];
        for (at, op) in block.ops.iter().enumerate().rev() {
            let dying = &mut deaths[at];
            op.each_def(|var| {
                if !self.set.remove(var) {
                    dying.push(var);
                }
            });
            op.each_use(|var| {
                if self.set.insert(var) {
                    dying.push(var);
                }
            });
        }
        deaths
    }

    fn release(&mut self, id: BlockId, var: Var) {
        match self.result.place(self.frames, self.liveness, id, var) {
            Some(Dst::X(x)) => self.used_x.unset(x),
            Some(Dst::Y(slot)) => {
                self.used_y.unset(slot);
                if self.result.tags[var as usize] {
                    self.used_y.unset(slot + 1);
                }
            }
            None => {}
        }
    }

    /// Assigns registers to the results of an operation.
    fn define(&mut self, id: BlockId, op: &Op) -> Result<(), Diagnostic> {
        if let OpKind::TryCase { reason, trace } = op.kind {
            self.used_x.clear();
            let class = op.dst.into_iter().map(|class| (class, 0));
            for (var, x) in class.chain([(reason, 1), (trace, 2)]) {
                self.define_fixed(id, var, x);
            }
            return Ok(());
        }
        let Some(dst) = op.dst else {
            return Ok(());
        };
        if op.kind.clobbers() || op.kind == OpKind::CatchCase {
            self.used_x.clear();
            self.define_fixed(id, dst, 0);
            return Ok(());
        }
        self.define_anywhere(id, dst)
    }

    /// A result that arrives in `x`.
    fn define_fixed(&mut self, id: BlockId, var: Var, x: u16) {
        if self.in_frame(id, var) {
            self.define_slot(id, var);
        } else {
            self.result.x[var as usize] = x;
            self.used_x.set(x);
        }
    }

    fn define_anywhere(&mut self, id: BlockId, var: Var) -> Result<(), Diagnostic> {
        if self.in_frame(id, var) {
            self.define_slot(id, var);
            return Ok(());
        }
        self.choose_x(var)
    }

    fn in_frame(&self, id: BlockId, var: Var) -> bool {
        self.frames.inside[id as usize] && self.liveness.crosses[var as usize]
    }

    fn define_slot(&mut self, id: BlockId, var: Var) {
        let slot = match self.result.tags[var as usize] {
            true => self.used_y.lowest_pair(),
            false => self.used_y.lowest(),
        };
        self.take_slot(self.frames.component[id as usize], var, slot);
        self.occupy_slot(id, var);
    }

    fn choose_x(&mut self, var: Var) -> Result<(), Diagnostic> {
        let hint = self.hints[var as usize];
        let x = match hint != NONE && hint < X_REGISTERS && !self.used_x.has(hint) {
            true => hint,
            false => self.used_x.lowest(),
        };
        if x >= X_REGISTERS {
            return Err(self.too_large("needs more values at once than the machine has registers"));
        }
        self.result.x[var as usize] = x;
        self.used_x.set(x);
        Ok(())
    }

    /// Assigns registers to what the last step assigns. Nothing that either way needs may be overwritten.
    fn define_at_end(&mut self, id: BlockId, block: &Block) -> Result<(), Diagnostic> {
        let dst = match &block.term {
            Term::Check { op, .. } => op.dst,
            Term::RecvPeek { dst, .. } => Some(*dst),
            Term::Try { tag, .. } => Some(*tag),
            _ => None,
        };
        let Some(dst) = dst else {
            return Ok(());
        };
        self.set.clear();
        self.liveness.after_term(self.func, block, &mut self.set);
        self.used_x.clear();
        self.used_y.clear();
        let needed: Vec<Var> = self.set.iter().filter(|var| *var != dst).collect();
        for var in needed {
            match self.result.place(self.frames, self.liveness, id, var) {
                Some(Dst::X(x)) => self.used_x.set(x),
                _ => self.occupy_slot(id, var),
            }
        }
        self.define_anywhere(id, dst)
    }

    fn too_large(&self, why: &str) -> Diagnostic {
        let name = self.func.name.name();
        Diagnostic::error(
            "too-large",
            self.func.span,
            format!("the function `{name}` {why}"),
            "this function",
        )
        .with_help("split it into several functions")
    }
}
