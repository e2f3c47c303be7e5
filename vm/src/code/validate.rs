//! The validator: every module, ours included, is checked before it is loaded.
//!
//! Abstract interpretation over each function: which X registers and Y slots hold a value on every path, whether there
//! is a frame and of what size, which `try` parts are open, how many heap words are reserved. The interpreter trusts
//! exactly what is checked here; types are not, because instructions test their operands themselves.

mod operands;
mod set;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use crate::instr::{Class, Constant, Dst, Instr, MAX_SLOTS, Src, X_REGISTERS};
use crate::module::{FUN_WORDS, Function, Module};
use operands::Operands;
use set::Set;

/// What the loader needs to know of a function.
pub struct Facts {
    /// Per instruction: the number of slots of the frame before it, if there is one.
    pub frames: Vec<Option<u32>>,
}

impl Facts {
    /// The size of the frame that holds after `instr`, whose frame before is `frame`.
    pub fn frame_after(&self, instr: &Instr, frame: Option<u32>) -> u32 {
        match instr {
            Instr::Allocate { slots, .. }
            | Instr::AllocateZero { slots, .. }
            | Instr::AllocateMove { slots, .. }
            | Instr::AllocateZeroMove { slots, .. }
            | Instr::EnterCons { slots, .. } => *slots,
            _ => frame.unwrap_or(0),
        }
    }
}

#[derive(Clone, PartialEq, Debug)]
struct Frame {
    slots: u32,
    written: Set,
}

#[derive(Clone, PartialEq, Debug)]
struct State {
    x: Set,
    frame: Option<Frame>,
    /// The slots of open `try` parts, the innermost last.
    tries: Vec<u32>,
    /// Reserved heap words.
    heap: u32,
    /// Whether this is the start of an exception handler for this slot.
    handler: Option<u32>,
}

type Check<T = ()> = Result<T, String>;

macro_rules! require {
    ($condition:expr, $($why:tt)*) => {
        if !$condition {
            return Err(format!($($why)*));
        }
    };
}

/// Checks the module; the error names function, instruction and rule.
pub fn validate(module: &Module) -> Check<Vec<Facts>> {
    for index in module.exports.iter().chain(&module.on_load) {
        require!((*index as usize) < module.functions.len(), "an export has no function");
    }
    require!(module.imports.iter().all(|mfa| mfa.arity <= 255), "an import has too many arguments");
    for lambda in &module.lambdas {
        let function = module.functions.get(lambda.function as usize).ok_or("a lambda has no function")?;
        require!(
            lambda.arity.checked_add(lambda.free) == Some(function.arity),
            "the arguments of lambda {} do not add up",
            function.name.name()
        );
    }
    module
        .functions
        .iter()
        .map(|function| {
            Checker::new(module, function)
                .and_then(|mut checker| checker.run())
                .map_err(|why| format!("{}/{}: {why}", function.name.name(), function.arity))
        })
        .collect()
}

struct Checker<'a> {
    module: &'a Module,
    function: &'a Function,
    labels: HashMap<u32, usize>,
    states: HashMap<usize, State>,
    work: Vec<usize>,
    frames: Vec<Option<u32>>,
    visited: HashSet<usize>,
}

impl<'a> Checker<'a> {
    fn new(module: &'a Module, function: &'a Function) -> Check<Checker<'a>> {
        require!(function.arity <= 255, "too many arguments");
        require!(
            function.code.last().is_some_and(|last| !last.falls_through()),
            "control can leave the function at its end"
        );
        let mut labels = HashMap::new();
        for (index, instr) in function.code.iter().enumerate() {
            if let Instr::Label { label } = instr {
                require!(
                    *label != 0 && labels.insert(*label, index).is_none(),
                    "label {label} is not unique"
                );
            }
        }
        let count = function.code.len();
        Ok(Checker {
            module,
            function,
            labels,
            states: HashMap::new(),
            work: Vec::new(),
            frames: vec![None; count],
            visited: HashSet::new(),
        })
    }

    fn run(&mut self) -> Check<Facts> {
        let mut x = Set::default();
        for index in 0..self.function.arity {
            x.insert(index as usize);
        }
        let start = State { x: x.trimmed(), frame: None, tries: Vec::new(), heap: 0, handler: None };
        self.flow_to(0, start)?;
        while let Some(at) = self.work.pop() {
            self.walk(at)?;
        }
        Ok(Facts { frames: std::mem::take(&mut self.frames) })
    }

    /// Control reaches instruction `at` with `state`.
    fn flow_to(&mut self, at: usize, mut state: State) -> Check {
        state.x = state.x.trimmed();
        match self.states.get_mut(&at) {
            None => {
                self.states.insert(at, state);
                self.work.push(at);
            }
            Some(known) => {
                let mut merged = known.clone();
                merged.x.intersect(&state.x);
                require!(merged.tries == state.tries, "instruction {at}: paths differ in their open tries");
                require!(merged.handler == state.handler, "instruction {at}: a handler is entered normally");
                match (&mut merged.frame, &state.frame) {
                    (None, None) => {}
                    (Some(a), Some(b)) if a.slots == b.slots => a.written.intersect(&b.written),
                    _ => return Err(format!("instruction {at}: paths differ in their frame")),
                }
                merged.heap = merged.heap.min(state.heap);
                if merged != *known {
                    *known = merged;
                    self.work.push(at);
                }
            }
        }
        Ok(())
    }

    fn jump(&mut self, label: u32, state: &State) -> Check {
        if label == 0 {
            return Ok(());
        }
        let at = *self.labels.get(&label).ok_or_else(|| format!("label {label} does not exist"))?;
        self.flow_to(at, state.clone())
    }

    /// Follows control from `at` to the next label or end.
    fn walk(&mut self, at: usize) -> Check {
        let mut state = self.states[&at].clone();
        let mut index = at;
        loop {
            let instr = &self.function.code[index];
            self.visited.insert(index);
            self.frames[index] = state.frame.as_ref().map(|frame| frame.slots);
            self.step(instr, &mut state, index)
                .map_err(|why| format!("instruction {index} ({instr}): {why}"))?;
            if !instr.falls_through() {
                return Ok(());
            }
            index += 1;
            if matches!(self.function.code[index], Instr::Label { .. }) {
                return self.flow_to(index, state);
            }
        }
    }

    fn step(&mut self, instr: &Instr, state: &mut State, index: usize) -> Check {
        require!(instr.class() != Class::Internal, "only the loader may write it");
        if let Some(slot) = state.handler.take() {
            match instr {
                Instr::Label { .. } => {
                    state.handler = Some(slot);
                    return Ok(());
                }
                Instr::TryCase { slot: own } | Instr::CatchCase { slot: own } if *own == slot => {
                    let names = if matches!(instr, Instr::TryCase { .. }) { 3 } else { 1 };
                    (0..names).for_each(|x| state.x.insert(x));
                    return Ok(());
                }
                _ => return Err("a handler must begin with try_case or catch_case of its slot".into()),
            }
        }
        let mut operands = Operands::default();
        operands.visit(instr);
        for src in &operands.reads {
            self.read(state, *src)?;
        }
        self.structure(instr, state)?;
        if let Some(live) = operands.live {
            self.collects(state, live)?;
        }
        for dst in &operands.writes {
            self.write(state, *dst)?;
        }
        for label in &operands.labels {
            let target = match instr {
                // A waiting process has no X registers.
                Instr::RecvWait { .. } | Instr::RecvWaitTimeout { .. } => {
                    State { x: Set::default(), ..state.clone() }
                }
                _ => state.clone(),
            };
            self.jump(*label, &target)?;
        }
        let _ = index;
        self.after(instr, state)
    }

    fn read(&self, state: &State, src: Src) -> Check {
        match src {
            Src::X(n) => {
                require!(n < X_REGISTERS && state.x.contains(n as usize), "x{n} is read before it is written")
            }
            Src::Y(n) => {
                let frame = state.frame.as_ref().ok_or("a Y slot is read without a frame")?;
                require!(
                    u32::from(n) < frame.slots && frame.written.contains(n as usize),
                    "y{n} is read before it is written"
                );
            }
            Src::Const(Constant::Literal(index)) => {
                require!((index as usize) < self.module.literals.len(), "literal {index} does not exist");
            }
            Src::Const(Constant::Integer(value)) => {
                require!(
                    (crate::term::SMALL_MIN..=crate::term::SMALL_MAX).contains(&value),
                    "{value} is not small"
                );
            }
            Src::Const(_) => {}
        }
        Ok(())
    }

    fn write(&self, state: &mut State, dst: Dst) -> Check {
        match dst {
            Dst::X(n) => {
                require!(n < X_REGISTERS, "x{n} does not exist");
                state.x.insert(n as usize);
            }
            Dst::Y(n) => {
                let tried = state.tries.iter().any(|slot| u32::from(n) == *slot || u32::from(n) == slot + 1);
                require!(!tried, "y{n} belongs to an open try");
                let frame = state.frame.as_mut().ok_or("a Y slot is written without a frame")?;
                require!(u32::from(n) < frame.slots, "y{n} is outside the frame");
                frame.written.insert(n as usize);
            }
        }
        Ok(())
    }

    /// A collection may happen: what is alive must be known.
    fn collects(&self, state: &mut State, live: u32) -> Check {
        require!(live <= u32::from(X_REGISTERS), "more live registers than there are");
        for x in 0..live as usize {
            require!(state.x.contains(x), "x{x} is live but not written");
        }
        self.slots_written(state)?;
        state.x.truncate(live as usize);
        state.heap = 0;
        Ok(())
    }

    fn slots_written(&self, state: &State) -> Check {
        let Some(frame) = &state.frame else { return Ok(()) };
        for y in 0..frame.slots as usize {
            require!(frame.written.contains(y), "y{y} is not written before a collection or call");
        }
        Ok(())
    }

    fn arguments(&self, state: &State, count: u32) -> Check {
        require!(count < u32::from(X_REGISTERS) - 2, "too many arguments");
        for x in 0..count as usize {
            require!(state.x.contains(x), "argument x{x} is not written");
        }
        Ok(())
    }

    fn take(&self, state: &mut State, words: u32) -> Check {
        state.heap = state.heap.checked_sub(words).ok_or("heap words are used that were not reserved")?;
        Ok(())
    }

    fn tail(&self, state: &State, slots: Option<u32>) -> Check {
        require!(state.tries.is_empty(), "a frame is left with an open try");
        require!(state.frame.as_ref().map(|frame| frame.slots) == slots, "the frame's size does not fit");
        Ok(())
    }

    fn callee(&self, fun: u32, arity: u32, state: &State) -> Check {
        let target = self.module.functions.get(fun as usize).ok_or("the function called does not exist")?;
        require!(target.arity == arity, "the function called has another arity");
        self.arguments(state, arity)
    }

    fn import(&self, import: u32, state: &State) -> Check {
        let target = self.module.imports.get(import as usize).ok_or("the import does not exist")?;
        self.arguments(state, target.arity)
    }

    /// What an instruction demands beyond its operands.
    fn structure(&self, instr: &Instr, state: &mut State) -> Check {
        if instr.class() == Class::Call {
            require!(state.frame.is_some(), "a call without a frame");
            self.slots_written(state)?;
        }
        match instr {
            Instr::Call { fun, arity } => self.callee(*fun, *arity, state)?,
            Instr::CallOnly { fun, arity } => {
                self.tail(state, None)?;
                self.callee(*fun, *arity, state)?;
            }
            Instr::CallLast { fun, arity, slots } => {
                self.tail(state, Some(*slots))?;
                self.callee(*fun, *arity, state)?;
            }
            Instr::CallExt { import } => self.import(*import, state)?,
            Instr::CallExtOnly { import } => {
                self.tail(state, None)?;
                self.import(*import, state)?;
            }
            Instr::CallExtLast { import, slots } => {
                self.tail(state, Some(*slots))?;
                // Built-in functions run before the frame is gone.
                self.slots_written(state)?;
                self.import(*import, state)?;
            }
            Instr::CallFun { arity } => self.fun_call(*arity, 1, state)?,
            Instr::CallFunOnly { arity } => {
                self.tail(state, None)?;
                self.fun_call(*arity, 1, state)?;
            }
            Instr::CallFunLast { arity, slots } => {
                self.tail(state, Some(*slots))?;
                self.slots_written(state)?;
                self.fun_call(*arity, 1, state)?;
            }
            Instr::Apply { arity } => self.fun_call(*arity, 2, state)?,
            Instr::ApplyOnly { arity } => {
                self.tail(state, None)?;
                self.fun_call(*arity, 2, state)?;
            }
            Instr::ApplyLast { arity, slots } => {
                self.tail(state, Some(*slots))?;
                self.slots_written(state)?;
                self.fun_call(*arity, 2, state)?;
            }
            Instr::Return {} => {
                self.tail(state, None)?;
                self.arguments(state, 1)?;
            }
            Instr::DeallocateReturn { slots } => {
                self.tail(state, Some(*slots))?;
                self.arguments(state, 1)?;
            }
            Instr::Allocate { slots, .. } | Instr::AllocateZero { slots, .. } => {
                require!(state.frame.is_none(), "a second frame");
                require!(*slots < MAX_SLOTS, "the frame is too large");
            }
            Instr::Deallocate { slots } => self.tail(state, Some(*slots))?,
            Instr::TestHeap { words, .. } => require!(*words < 1 << 24, "too many words"),
            Instr::PutList { .. } => self.take(state, 2)?,
            Instr::PutTuple { elements, .. } => {
                require!(!elements.is_empty(), "an empty tuple is a literal");
                self.take(state, 1 + elements.len() as u32)?;
            }
            Instr::MakeFun { lambda, free, .. } => {
                let lambda = self.module.lambdas.get(*lambda as usize).ok_or("the lambda does not exist")?;
                require!(lambda.free as usize == free.len(), "the free variables do not fit the lambda");
                self.take(state, FUN_WORDS + free.len() as u32)?;
            }
            Instr::Bif { import, .. } => {
                require!((*import as usize) < self.module.imports.len(), "the import does not exist");
            }
            Instr::PutMap { pairs, .. } | Instr::UpdateMap { pairs, .. } => {
                require!(pairs.len() % 2 == 0 && pairs.len() < 1 << 16, "pairs come in twos");
            }
            Instr::BsMatchBits { bits, .. } => {
                require!((*bits as usize) < self.module.literals.len(), "the literal does not exist");
            }
            Instr::BsCreate { segments, .. } => {
                require!(
                    segments.iter().all(|segment| (1..=256).contains(&segment.unit)),
                    "a unit is 1 to 256"
                );
            }
            Instr::FunctionClause { arity } => self.arguments(state, *arity)?,
            Instr::Send {} => self.arguments(state, 2)?,
            Instr::RecvWait { .. } => self.slots_written(state)?,
            Instr::RecvWaitTimeout { time, .. } => {
                require!(!matches!(time, Src::X(_)), "X registers do not survive a wait");
                self.slots_written(state)?;
            }
            Instr::TryCase { .. } | Instr::CatchCase { .. } => {
                return Err("only a handler may begin so".into());
            }
            Instr::TryEnd { slot } => {
                require!(state.tries.last() == Some(slot), "this try is not the innermost open one");
            }
            _ => {}
        }
        Ok(())
    }

    fn fun_call(&self, arity: u32, extra: u32, state: &State) -> Check {
        require!(arity <= 255, "too many arguments");
        self.arguments(state, arity + extra)
    }

    /// How an instruction changes the state for the next one.
    fn after(&mut self, instr: &Instr, state: &mut State) -> Check {
        match instr {
            Instr::Allocate { slots, .. } => {
                state.frame = Some(Frame { slots: *slots, written: Set::default() });
                state.heap = 0;
            }
            Instr::AllocateZero { slots, .. } => {
                let mut written = Set::default();
                (0..*slots as usize).for_each(|slot| written.insert(slot));
                state.frame = Some(Frame { slots: *slots, written });
                state.heap = 0;
            }
            Instr::Deallocate { .. } => state.frame = None,
            Instr::TestHeap { words, .. } => state.heap = *words,
            Instr::Try { slot, handler } => self.open_try(*slot, *handler, state)?,
            Instr::TryEnd { .. } => drop(state.tries.pop()),
            Instr::RecvWaitTimeout { .. } => {
                state.x = Set::default();
                state.heap = 0;
            }
            _ if instr.class() == Class::Call => {
                state.x = Set::default();
                state.x.insert(0);
                state.heap = 0;
            }
            _ => {}
        }
        Ok(())
    }

    fn open_try(&mut self, slot: u32, handler: u32, state: &mut State) -> Check {
        let frame = state.frame.as_mut().ok_or("a try without a frame")?;
        require!(slot + 1 < frame.slots, "the try's slots are outside the frame");
        let clash = state.tries.iter().any(|open| open.abs_diff(slot) < 2);
        require!(!clash, "the try's slots belong to another one");
        frame.written.insert(slot as usize);
        frame.written.insert(slot as usize + 1);
        let caught = State {
            x: Set::default(),
            frame: state.frame.clone(),
            tries: state.tries.clone(),
            heap: 0,
            handler: Some(slot),
        };
        require!(handler != 0, "a try needs a handler");
        self.jump(handler, &caught)?;
        state.tries.push(slot);
        Ok(())
    }
}
