//! A sanity check of emitted code, for debug builds: what the machine's validator would refuse is a mistake of
//! the compiler and should be found next to it.

use std::collections::HashMap;

use vm::instr::{Class, Dst, Instr, Src};
use vm::module::{FUN_WORDS, Function};

/// What is known at one point of a function.
#[derive(Clone, PartialEq)]
struct State {
    /// The X registers that hold values.
    x: Vec<bool>,
    /// The slots of the frame and whether they have been written; `None` without a frame.
    y: Option<Vec<bool>>,
    /// Words reserved.
    heap: u32,
}

/// Checks one function; the error says what is wrong where.
pub fn function(function: &Function) -> Result<(), String> {
    let mut at_label: HashMap<u32, State> = HashMap::new();
    let mut state = Some(State { x: vec![true; function.arity as usize], y: None, heap: 0 });
    for (index, instr) in function.code.iter().enumerate() {
        if let Instr::Label { label } = instr {
            state = match (state, at_label.remove(label)) {
                (Some(a), Some(b)) => Some(merge(a, b).map_err(|e| format!("{index}: {e}"))?),
                (a, b) => a.or(b),
            };
            if let Some(state) = &mut state {
                state.heap = 0;
            }
            continue;
        }
        let Some(mut now) = state else {
            return Err(format!("{index}: unreachable {instr}"));
        };
        step(instr, &mut now, &mut at_label).map_err(|e| format!("{index}: {instr}: {e}"))?;
        state = instr.falls_through().then_some(now);
    }
    match state {
        Some(_) => Err("falls off the end".to_owned()),
        None => Ok(()),
    }
}

fn merge(a: State, b: State) -> Result<State, String> {
    let count = a.x.len().max(b.x.len());
    let has = |s: &State, x: usize| s.x.get(x).copied().unwrap_or(false);
    let x = (0..count).map(|x| has(&a, x) && has(&b, x)).collect();
    let y = match (a.y, b.y) {
        (None, None) => None,
        (Some(a), Some(b)) if a.len() == b.len() => Some(a.iter().zip(b).map(|(a, b)| *a && b).collect()),
        _ => return Err("frames differ where ways meet".to_owned()),
    };
    Ok(State { x, y, heap: 0 })
}

fn step(instr: &Instr, state: &mut State, labels: &mut HashMap<u32, State>) -> Result<(), String> {
    let mut problem = None;
    each_src(instr, &mut |src| {
        let fine = match src {
            Src::X(x) => state.x.get(x as usize).copied().unwrap_or(false),
            Src::Y(y) => {
                state.y.as_ref().is_some_and(|slots| slots.get(y as usize).copied().unwrap_or(false))
            }
            Src::Const(_) => true,
        };
        if !fine {
            problem = Some(format!("reads {src:?}, which holds nothing"));
        }
    });
    if let Some(problem) = problem {
        return Err(problem);
    }
    frame_rules(instr, state)?;
    heap_rules(instr, state)?;
    if let Some(live) = live_of(instr) {
        if let Some(hole) = (0..live as usize).find(|x| !state.x.get(*x).copied().unwrap_or(false)) {
            return Err(format!("x{hole} is a hole below live"));
        }
        state.x.truncate(live as usize);
    }
    let collects = live_of(instr).is_some() || instr.class() == Class::Call || waits(instr);
    if collects
        && !matches!(instr, Instr::Allocate { .. })
        && let Some(slots) = &state.y
        && let Some(slot) = slots.iter().position(|written| !written)
    {
        return Err(format!("y{slot} has not been written"));
    }
    let before = state.clone();
    effects(instr, state)?;
    each_label(instr, &mut |label| {
        if label == 0 {
            return;
        }
        let mut there = match instr {
            Instr::Try { .. } => State { x: Vec::new(), ..state.clone() },
            Instr::RecvNext { .. } | Instr::RecvWait { .. } | Instr::RecvWaitTimeout { .. } => return,
            _ => before.clone(),
        };
        there.heap = 0;
        let merged = match labels.remove(&label) {
            Some(other) => merge(there, other),
            None => Ok(there),
        };
        match merged {
            Ok(merged) => {
                labels.insert(label, merged);
            }
            Err(e) => problem = Some(e),
        }
    });
    problem.map_or(Ok(()), Err)
}

fn waits(instr: &Instr) -> bool {
    matches!(instr, Instr::RecvPeek { .. } | Instr::RecvWait { .. } | Instr::RecvWaitTimeout { .. })
}

fn frame_rules(instr: &Instr, state: &mut State) -> Result<(), String> {
    let size = state.y.as_ref().map(|slots| slots.len() as u32);
    let wanted = match instr {
        Instr::Allocate { .. }
        | Instr::Return {}
        | Instr::CallOnly { .. }
        | Instr::CallExtOnly { .. }
        | Instr::CallFunOnly { .. }
        | Instr::ApplyOnly { .. } => None,
        Instr::CallLast { slots, .. }
        | Instr::CallExtLast { slots, .. }
        | Instr::CallFunLast { slots, .. }
        | Instr::ApplyLast { slots, .. }
        | Instr::Deallocate { slots }
        | Instr::DeallocateReturn { slots } => Some(*slots),
        _ if instr.class() == Class::Call => {
            return if size.is_some() { Ok(()) } else { Err("calls without a frame".to_owned()) };
        }
        _ => return Ok(()),
    };
    if wanted == size { Ok(()) } else { Err(format!("the frame is {size:?}")) }
}

fn heap_rules(instr: &Instr, state: &mut State) -> Result<(), String> {
    let words = match instr {
        Instr::PutList { .. } => 2,
        Instr::PutTuple { elements, .. } => 1 + elements.len() as u32,
        Instr::MakeFun { free, .. } => FUN_WORDS + free.len() as u32,
        _ => return Ok(()),
    };
    state.heap = state.heap.checked_sub(words).ok_or("has no heap reserved")?;
    Ok(())
}

fn effects(instr: &Instr, state: &mut State) -> Result<(), String> {
    match instr {
        Instr::Allocate { slots, .. } => state.y = Some(vec![false; *slots as usize]),
        Instr::Deallocate { .. } => state.y = None,
        Instr::TestHeap { words, .. } => {
            state.heap = *words;
            return Ok(());
        }
        Instr::TryCase { .. } => state.x = vec![true; 3],
        Instr::CatchCase { .. } => state.x = vec![true; 1],
        Instr::RecvWaitTimeout { .. } => state.x.clear(),
        _ => {}
    }
    if instr.class() == Class::Call {
        state.x = vec![true];
    }
    if live_of(instr).is_some() || instr.class() == Class::Call {
        state.heap = 0;
    }
    let mut problem = None;
    each_dst(instr, &mut |dst| match dst {
        Dst::X(x) => {
            let x = x as usize;
            if x >= state.x.len() {
                state.x.resize(x + 1, false);
            }
            state.x[x] = true;
        }
        Dst::Y(y) => match state.y.as_mut().and_then(|slots| slots.get_mut(y as usize)) {
            Some(slot) => *slot = true,
            None => problem = Some(format!("there is no y{y}")),
        },
    });
    problem.map_or(Ok(()), Err)
}

/// The number of X registers that a collection at this instruction keeps.
fn live_of(instr: &Instr) -> Option<u32> {
    let text = instr.to_string();
    let (_, rest) = text.split_once(" live=")?;
    rest.split(' ').next()?.parse().ok()
}

trait Operand {
    fn srcs(&self, _visit: &mut dyn FnMut(Src)) {}
    fn dsts(&self, _visit: &mut dyn FnMut(Dst)) {}
}

impl Operand for u32 {}
impl Operand for vm::atom::Atom {}
impl Operand for vm::instr::Flags {}
impl Operand for Vec<(vm::instr::Constant, u32)> {}
impl Operand for Vec<(u32, u32)> {}
impl Operand for Src {
    fn srcs(&self, visit: &mut dyn FnMut(Src)) {
        visit(*self);
    }
}
impl Operand for Dst {
    fn dsts(&self, visit: &mut dyn FnMut(Dst)) {
        visit(*self);
    }
}
impl Operand for Vec<Src> {
    fn srcs(&self, visit: &mut dyn FnMut(Src)) {
        self.iter().for_each(|src| visit(*src));
    }
}
impl Operand for Vec<Dst> {
    fn dsts(&self, visit: &mut dyn FnMut(Dst)) {
        self.iter().for_each(|dst| visit(*dst));
    }
}
impl Operand for Vec<vm::instr::Segment> {
    fn srcs(&self, visit: &mut dyn FnMut(Src)) {
        for segment in self {
            visit(segment.value);
            segment.size.into_iter().for_each(&mut *visit);
        }
    }
}

macro_rules! define_walks {
    ($($(#[$doc:meta])* $class:ident $name:ident = $Variant:ident { $($field:ident : $kind:ident),* };)*) => {
        fn table_srcs(instr: &Instr, visit: &mut dyn FnMut(Src)) {
            match instr { $(Instr::$Variant { $($field),* } => { $($field.srcs(visit);)* let _ = &visit; })* }
        }

        fn table_dsts(instr: &Instr, visit: &mut dyn FnMut(Dst)) {
            match instr { $(Instr::$Variant { $($field),* } => { $($field.dsts(visit);)* let _ = &visit; })* }
        }
    };
}
vm::for_each_op!(define_walks);

fn each_src(instr: &Instr, visit: &mut dyn FnMut(Src)) {
    table_srcs(instr, visit);
    let arguments = |count: u32, visit: &mut dyn FnMut(Src)| (0..count as u16).for_each(|x| visit(Src::X(x)));
    match instr {
        Instr::Call { arity, .. } | Instr::CallOnly { arity, .. } | Instr::CallLast { arity, .. } => {
            arguments(*arity, visit);
        }
        Instr::CallFun { arity } | Instr::CallFunOnly { arity } | Instr::CallFunLast { arity, .. } => {
            arguments(arity + 1, visit);
        }
        Instr::Apply { arity } | Instr::ApplyOnly { arity } | Instr::ApplyLast { arity, .. } => {
            arguments(arity + 2, visit);
        }
        Instr::Return {} | Instr::DeallocateReturn { .. } => visit(Src::X(0)),
        Instr::Send {} => arguments(2, visit),
        Instr::FunctionClause { arity } => arguments(*arity, visit),
        Instr::TryEnd { slot } | Instr::TryCase { slot } | Instr::CatchCase { slot } => {
            visit(Src::Y(*slot as u16));
            visit(Src::Y(*slot as u16 + 1));
        }
        Instr::Swap { a, b } => {
            visit(Src::from(*a));
            visit(Src::from(*b));
        }
        _ => {}
    }
}

fn each_dst(instr: &Instr, visit: &mut dyn FnMut(Dst)) {
    table_dsts(instr, visit);
    if let Instr::Try { slot, .. } = instr {
        visit(Dst::Y(*slot as u16));
        visit(Dst::Y(*slot as u16 + 1));
    }
}

fn each_label(instr: &Instr, visit: &mut dyn FnMut(u32)) {
    match instr {
        Instr::Jump { to } => visit(*to),
        Instr::Select { fail, cases, .. } => {
            visit(*fail);
            cases.iter().for_each(|(_, label)| visit(*label));
        }
        Instr::SelectArity { fail, cases, .. } => {
            visit(*fail);
            cases.iter().for_each(|(_, label)| visit(*label));
        }
        Instr::Try { handler, .. } => visit(*handler),
        Instr::RecvPeek { wait, .. } => visit(*wait),
        Instr::RecvNext { peek } | Instr::RecvWait { peek } | Instr::RecvWaitTimeout { peek, .. } => {
            visit(*peek);
        }
        instr => {
            let text = instr.to_string();
            if let Some((_, rest)) = text.split_once(" fail=")
                && let Some(Ok(label)) = rest.split(' ').next().map(str::parse)
            {
                visit(label);
            }
        }
    }
}
