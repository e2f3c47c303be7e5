//! From blocks with registers to instructions.
//!
//! Blocks are laid out in order; a jump to the next one falls through. While emitting, the state of the machine
//! is followed along: which X registers hold values (a collection must not find a hole), how much heap is
//! reserved, and which slots are copies of registers.

mod op;
mod shuffle;
mod slots;
mod term;
mod variables;

use std::collections::HashMap;

use lang::diagnostic::Diagnostic;
use lang::span::Span;
use vm::instr::{Constant, Dst, Instr, Src};
use vm::module::Position;

use crate::frame::Frames;
use crate::ir::{BlockId, Function, Value, Var};
use crate::live::{Liveness, VarSet};
use crate::registers::Assignment;
use crate::unit::Unit;

/// The X registers that hold a value.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Defined([u64; 16]);

impl Defined {
    fn first(count: u32) -> Defined {
        let mut defined = Defined([0; 16]);
        (0..count as u16).for_each(|x| defined.set(x));
        defined
    }

    fn set(&mut self, x: u16) {
        self.0[x as usize / 64] |= 1 << (x % 64);
    }

    fn has(&self, x: u16) -> bool {
        self.0[x as usize / 64] & (1 << (x % 64)) != 0
    }

    fn both(&mut self, other: &Defined) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a &= b);
    }

    /// After a collection that keeps `live` registers the others are lost.
    fn keep(&mut self, live: u32) {
        for (at, word) in self.0.iter_mut().enumerate() {
            let first = at as u32 * 64;
            *word &= match live.saturating_sub(first) {
                0 => 0,
                64.. => u64::MAX,
                n => (1 << n) - 1,
            };
        }
    }
}

/// Emits one function.
struct Emitter<'e, 'a> {
    unit: &'e mut Unit<'a>,
    func: &'e Function,
    frames: &'e Frames,
    liveness: &'e Liveness,
    assignment: &'e Assignment,
    code: Vec<Instr>,
    positions: Vec<(u32, Position)>,
    receives: Vec<(u32, Vec<String>)>,
    variables: Vec<(u32, u32, Dst, String)>,
    /// The block that is being emitted.
    block: BlockId,
    /// The block laid out after it.
    next: Option<BlockId>,
    /// What is known at the beginning of blocks already jumped to.
    defined_at: HashMap<BlockId, Defined>,
    defined: Defined,
    /// Words still reserved for the operations that follow.
    reserved: u32,
    /// Slots whose value is still in an X register too.
    copies: Vec<(u16, u16)>,
    /// Blocks that something jumps to.
    targets: Vec<bool>,
}

/// Emits the instructions of a function.
pub fn emit(
    unit: &mut Unit<'_>,
    func: &Function,
    frames: &Frames,
    liveness: &Liveness,
    assignment: &Assignment,
) -> Result<vm::module::Function, Diagnostic> {
    let arity = func.params.len() as u32;
    if arity > 255 {
        let name = func.name.name();
        let title = format!("`{name}` takes more than 255 arguments");
        return Err(Diagnostic::error("too-large", func.span, title, "arguments and free variables count")
            .with_help("pass a tuple or a map instead"));
    }
    let initial = slots::uninitialised(func, frames, liveness, assignment);
    let mut emitter = Emitter {
        unit,
        func,
        frames,
        liveness,
        assignment,
        code: Vec::new(),
        positions: Vec::new(),
        receives: Vec::new(),
        variables: Vec::new(),
        block: 0,
        next: None,
        defined_at: HashMap::new(),
        defined: Defined::first(arity),
        reserved: 0,
        copies: Vec::new(),
        targets: vec![false; func.blocks.len()],
    };
    let names = source_names(func);
    emitter.note_arguments(&names);
    let mut alive = VarSet::new(func.var_count);
    for (at, block) in liveness.order.iter().enumerate() {
        emitter.block = *block;
        emitter.next = liveness.order.get(at + 1).copied();
        emitter.emit_block(at == 0, &initial, &names, &mut alive);
    }
    let Emitter { code, positions, receives, variables, targets, .. } = emitter;
    let mut function = vm::module::Function { name: func.name, arity, code, positions, variables, receives };
    let wanted: Vec<bool> = targets;
    crate::peephole::run(&mut function, &wanted);
    #[cfg(debug_assertions)]
    if let Err(problem) = crate::check::function(&function) {
        panic!("{}/{arity}: {problem}\n{}", func.name.name(), crate::disassemble::listing(&function));
    }
    Ok(function)
}

/// The source name of each variable that has one.
type Names = HashMap<Var, lang::ast::Name>;

fn source_names(func: &Function) -> Names {
    func.names.iter().rev().map(|(var, name)| (*var, name.clone())).collect()
}

/// The label of a block.
fn label(block: BlockId) -> u32 {
    block + 1
}

impl Emitter<'_, '_> {
    fn emit_block(&mut self, first: bool, initial: &slots::Initial, names: &Names, alive: &mut VarSet) {
        let block = &self.func.blocks[self.block as usize];
        self.reserved = 0;
        self.copies.clear();
        if !first {
            self.code.push(Instr::Label { label: label(self.block) });
            // A block reached only from behind, or by an exception, starts with nothing.
            self.defined = self.defined_at.remove(&self.block).unwrap_or(Defined::first(0));
        }
        let start = self.code.len() as u32;
        let live = &self.assignment.live[self.block as usize];
        let mut at = 0;
        if self.frames.entry[self.block as usize] {
            self.make_frame(u32::from(live[0]), initial);
            at = 1;
        }
        let mut index = 0;
        let mut starts = Vec::with_capacity(block.ops.len() + 1);
        while index < block.ops.len() {
            let here = self.code.len() as u32;
            index += self.emit_op(&block.ops, index, &live[at..]);
            starts.resize(index, here);
        }
        starts.push(self.code.len() as u32);
        let live = u32::from(live[at + block.ops.len()]);
        self.emit_term(&block.term, live);
        self.note_variables(start, &starts, names, alive);
    }

    /// Makes the frame: copies what survives calls into it and clears the other slots that must hold something.
    fn make_frame(&mut self, live: u32, initial: &slots::Initial) {
        let component = self.frames.component[self.block as usize];
        let slots = self.assignment.slots.get(&component).copied().unwrap_or(0);
        self.fill_holes(live);
        self.code.push(Instr::Allocate { slots, live });
        self.defined.keep(live);
        let block = &self.func.blocks[self.block as usize];
        let mut written = Vec::new();
        let params = block.params.iter().filter(|param| self.liveness.wanted[**param as usize]);
        let live_in = &self.liveness.live_in[self.block as usize];
        let moved: Vec<Var> = live_in.iter().chain(params).copied().collect();
        for var in moved {
            let place = self.assignment.place(self.frames, self.liveness, self.block, var);
            if let (Some(Dst::Y(slot)), Some(x)) = (place, self.assignment.x_of(var)) {
                self.code.push(Instr::Move { src: Src::X(x), dst: Dst::Y(slot) });
                self.copies.push((slot, x));
                written.push(slot);
            }
        }
        let clear: Vec<Dst> =
            initial.slots(component).filter(|slot| !written.contains(slot)).map(Dst::Y).collect();
        if !clear.is_empty() {
            self.code.push(Instr::InitY { slots: clear });
        }
    }

    /// The frame's size for instructions that remove it; `None` without a frame.
    fn frame(&self) -> Option<u32> {
        let component = self.frames.component[self.block as usize];
        self.frames.inside[self.block as usize]
            .then(|| self.assignment.slots.get(&component).copied().unwrap_or(0))
    }

    /// The operand that holds a value.
    fn src(&self, value: Value) -> Src {
        let var = match value {
            Value::Const(constant) => return Src::Const(constant),
            Value::Var(var) => var,
        };
        match self.assignment.place(self.frames, self.liveness, self.block, var) {
            Some(place) => Src::from(place),
            // Only in code that cannot be reached.
            None => Src::Const(Constant::Nil),
        }
    }

    /// As [`Emitter::src`], but a register rather than a slot that has just been filled from it.
    fn hot_src(&self, value: Value) -> Src {
        match self.src(value) {
            Src::Y(slot) => match self.copies.iter().find(|(y, _)| *y == slot) {
                Some((_, x)) => Src::X(*x),
                None => Src::Y(slot),
            },
            src => src,
        }
    }

    /// As [`Emitter::hot_src`] for an instruction that may collect: a register that it reads must be kept too,
    /// so it is read only if that makes no hole.
    fn kept_src(&self, value: Value, live: &mut u32) -> Src {
        match self.hot_src(value) {
            Src::X(x) if u32::from(x) >= *live => {
                if (0..=x).all(|below| self.defined.has(below)) {
                    *live = u32::from(x) + 1;
                    return Src::X(x);
                }
                self.src(value)
            }
            src => src,
        }
    }

    fn dst(&self, var: Var) -> Dst {
        self.assignment.place(self.frames, self.liveness, self.block, var).unwrap_or(Dst::X(0))
    }

    /// A register has been written.
    fn wrote(&mut self, dst: Dst) {
        match dst {
            Dst::X(x) => {
                self.defined.set(x);
                self.copies.retain(|(_, copy)| *copy != x);
            }
            Dst::Y(slot) => self.copies.retain(|(y, _)| *y != slot),
        }
    }

    /// All X registers are lost.
    fn lost_x(&mut self) {
        self.defined = Defined::first(0);
        self.copies.clear();
    }

    /// An instruction that may collect follows: no register below `live` may be undefined.
    fn fill_holes(&mut self, live: u32) {
        for x in 0..live as u16 {
            if !self.defined.has(x) {
                self.code.push(Instr::Move { src: Src::Const(Constant::Nil), dst: Dst::X(x) });
                self.defined.set(x);
            }
        }
    }

    /// After an instruction that may have collected.
    fn collected(&mut self, live: u32) {
        self.defined.keep(live);
        self.copies.clear();
        self.reserved = 0;
    }

    /// The next instruction stands at `span`.
    fn position(&mut self, span: Span) {
        if span.end > 0 {
            let position = self.unit.position(span);
            self.positions.push((self.code.len() as u32, position));
        }
    }

    /// Control may go on at `block` with the current state.
    fn reach(&mut self, block: BlockId) {
        let defined = self.defined;
        self.defined_at.entry(block).and_modify(|at| at.both(&defined)).or_insert(defined);
    }

    /// The label of a block that is jumped to.
    fn target(&mut self, block: BlockId) -> u32 {
        self.targets[block as usize] = true;
        label(block)
    }
}
