//! Exceptions: `try` slots, handlers, raising.
//!
//! A `try` takes two Y slots: a catch mark with the position of the enclosing `try`, and the handler's address. The
//! process knows the position of the innermost one, counted in words from the stack's end so that it survives moves.
//! To raise is to take that position, restore the one before, and go to the handler: no search.
#![allow(unsafe_code)]

use super::macros::after;
use super::{Context, Step, slow, trace};
use crate::atom::{Atom, atoms};
use crate::bif::{self, Stop};
use crate::instr::Dst;
use crate::process::flag;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::{Kind, Term, sort, tag};

const CATCH: u64 = sort::CATCH << 3 | tag::IMMEDIATE;

handler!(try_(m, i: Try) {
    let process = &mut *(*m.cx).process;
    let slot = m.sp.add(i.slot as usize + 1);
    *slot = u64::from(process.catch) << 6 | CATCH;
    *slot.add(1) = i.handler | tag::CODE;
    process.catch = ((process.heap.end as u64 - slot as u64) / 8) as u32;
    next!(m, i)
});

handler!(try_end(m, i: TryEnd) {
    let slot = m.sp.add(i.slot as usize + 1);
    if *slot & 63 != CATCH {
        slow!(m, slow::broken_code);
    }
    (*(*m.cx).process).catch = (*slot >> 6) as u32;
    *slot = Term::NIL.0;
    *slot.add(1) = Term::NIL.0;
    next!(m, i)
});

handler!(try_case(m, i: TryCase) {
    let slot = m.sp.add(i.slot as usize + 1);
    *slot = Term::NIL.0;
    *slot.add(1) = Term::NIL.0;
    next!(m, i)
});

handler!(catch_case(m, i: CatchCase) {
    let slot = m.sp.add(i.slot as usize + 1);
    *slot = Term::NIL.0;
    *slot.add(1) = Term::NIL.0;
    (*m.cx).next = after(i);
    slow!(m, catch_value)
});

handler!(build_stacktrace(m, i: BuildStacktrace) {
    let cx = &mut *m.cx;
    cx.args[0] = m.src(i.trace);
    cx.dst = i.dst;
    cx.next = after(i);
    slow!(m, stack_as_list)
});

handler!(reraise(m, i: Reraise) {
    let values = [m.src(i.class), m.src(i.reason), m.src(i.trace), Term::NIL];
    (*m.cx).args = values;
    slow!(m, raise_again)
});

handler!(error_value(m, i: ErrorValue) {
    (*m.cx).args[0] = Term(i.reason);
    (*m.cx).args[1] = m.src(i.value);
    slow!(m, raise_with_value)
});

handler!(error_atom(m, i: ErrorAtom) {
    (*m.cx).args[0] = Term(i.reason);
    slow!(m, raise_atom)
});

handler!(function_clause(m, i: FunctionClause) {
    (*m.cx).live = i.arity;
    slow!(m, raise_function_clause)
});

fn stack_as_list(cx: &mut Context) -> Step {
    let trace = cx.args[0];
    if cx.process().has(flag::KEPT) && trace.kind() == Some(Kind::Trace) {
        let places = trace::sources(cx, trace);
        let seldom = cx.process().ext().seldom();
        seldom.failed_at = places;
        seldom.failed_with = seldom.failed_with.filter(|(pc, _)| *pc == trace::raised_at(trace));
    }
    match trace::to_list(cx, trace) {
        Ok(list) => {
            cx.set_dst(list);
            cx.pc = cx.next;
            Step::Resume
        }
        Err(_) => Step::Raise(Stop::OutOfHeap),
    }
}

/// The value of an old `catch`: the thrown term, or `{'EXIT', Reason}`, with the stack trace for errors.
fn catch_value(cx: &mut Context) -> Step {
    let [class, reason, trace] = [cx.x[0], cx.x[1], cx.x[2]];
    let value = match class.as_atom() {
        Some(atoms::throw) => Ok(reason),
        Some(atoms::exit) => cx.process().heap.tuple(&[Term::atom(atoms::exit_signal), reason]),
        _ => trace::to_list(cx, trace).and_then(|stack| {
            let heap = &mut cx.process().heap;
            let inner = heap.tuple(&[reason, stack])?;
            heap.tuple(&[Term::atom(atoms::exit_signal), inner])
        }),
    };
    match value {
        Ok(value) => {
            cx.x[0] = value;
            cx.pc = cx.next;
            Step::Resume
        }
        Err(_) => Step::Raise(Stop::OutOfHeap),
    }
}

fn raise_again(cx: &mut Context) -> Step {
    let [class, reason, trace, _] = cx.args;
    match class.as_atom() {
        Some(class @ (atoms::error | atoms::exit | atoms::throw)) => cx.unwind(class, reason, trace),
        _ => Step::Raise(bif::badarg()),
    }
}

fn raise_with_value(cx: &mut Context) -> Step {
    let [reason, value, ..] = cx.args;
    match note_values(cx).and_then(|()| cx.process().heap.tuple(&[reason, value])) {
        Ok(reason) => Step::Raise(bif::error(reason)),
        Err(_) => Step::Raise(Stop::OutOfHeap),
    }
}

fn raise_atom(cx: &mut Context) -> Step {
    match note_values(cx) {
        Ok(()) => Step::Raise(bif::error(cx.args[0])),
        Err(_) => Step::Raise(Stop::OutOfHeap),
    }
}

/// Notes the values of the variables at the instruction at hand, whose registers are as it found them, when somebody
/// will explain its failure.
fn note_values(cx: &mut Context) -> Result<(), OutOfHeap> {
    if !will_be_explained(cx) {
        return Ok(());
    }
    let machine = cx.machine();
    let (pc, frame) = cx.position();
    let mut pairs = Vec::new();
    for (name, place) in machine.code.variables_at(pc as u64) {
        let value = match place {
            Dst::X(x) => cx.x[x as usize],
            // SAFETY: rule 1 of `interp`: the variable has a slot of the frame, whose first word is the continuation.
            Dst::Y(slot) => unsafe { Term(*frame.add(1 + slot as usize)) },
        };
        pairs.push(cx.process().heap.tuple(&[Term::atom(Atom::new(&name)), value])?);
    }
    let values = cx.process().heap.list(&pairs)?;
    cx.process().ext().seldom().failed_with = Some((pc as u64, values));
    Ok(())
}

/// Whether nobody catches what the main process raises, or only the prompt does.
fn will_be_explained(cx: &mut Context) -> bool {
    let machine = cx.machine();
    let process = cx.process();
    if process.catch == 0 {
        return machine.is_main(process.pid);
    }
    if !process.has(flag::KEPT) {
        return false;
    }
    // SAFETY: as in `unwind`.
    let handler = unsafe { *process.heap.end.sub(process.catch as usize).add(1) - tag::CODE };
    machine.code.locate(handler).is_some_and(|place| place.mfa.module == atoms::erlet_shell)
}

fn raise_function_clause(cx: &mut Context) -> Step {
    let arity = cx.live as usize;
    let args: Vec<Term> = cx.x[..arity].to_vec();
    match trace::with_arguments(cx, &args) {
        Ok(trace) => cx.unwind(atoms::error, Term::atom(atoms::function_clause), trace),
        Err(_) => Step::Raise(Stop::OutOfHeap),
    }
}

impl Context {
    /// Raises what a slow path or a built-in function reported, with the trace of this place.
    pub(crate) fn raise(&mut self, stop: Stop) -> Step {
        match stop {
            Stop::Raise { class, reason, .. } => match trace::here(self) {
                Ok(trace) => self.unwind(class, reason, trace),
                Err(_) => slow::end_out_of_heap(self),
            },
            Stop::OutOfHeap => slow::end_out_of_heap(self),
            Stop::Trap { function } => slow::start_trap(self, function),
            Stop::Reraise { class, reason, trace } => self.unwind(class, reason, trace),
            // Only built-in functions stop so, and they are handled where they are called.
            Stop::Call { .. }
            | Stop::Restart { .. }
            | Stop::Exit
            | Stop::Yield { .. }
            | Stop::Sleep { .. } => Step::Ended,
        }
    }

    /// Between two slices: leaves whatever the process is doing for its outermost handler. False when it has none, or
    /// there is no memory left to get there.
    pub(crate) fn retreat(&mut self, class: crate::atom::Atom, reason: Term) -> bool {
        let process = self.process();
        while process.catch != 0 {
            // SAFETY: as in `unwind`; each slot holds the position of the one around it.
            let around = unsafe { *process.heap.end.sub(process.catch as usize) } >> 6;
            if around == 0 {
                break;
            }
            process.catch = around as u32;
        }
        process.live = 0;
        process.pc = std::ptr::null();
        let found = process.catch != 0 && self.unwind(class, reason, Term::NIL) == Step::Resume;
        // What was left may have been what filled the heap: it is collected at once, beyond the limit for this once.
        self.process().set(flag::COLLECT, true);
        let limit = self.process().heap.limit_words();
        self.process().heap.set_limit_words(usize::MAX);
        let saved = found && self.save_registers(3).is_ok();
        self.process().heap.set_limit_words(limit);
        saved
    }

    /// The addresses of the handlers around the process, the innermost first.
    pub(crate) fn handlers(&mut self) -> Vec<u64> {
        let process = self.process();
        let position = |catch: usize| (catch != 0).then_some(catch);
        // SAFETY: as in `unwind`; each slot holds the position of the one around it.
        let around = |catch: &usize| position(unsafe { *process.heap.end.sub(*catch) } as usize >> 6);
        std::iter::successors(position(process.catch as usize), around)
            // SAFETY: as above; the handler's address lies beside the position.
            .map(|catch| unsafe { *process.heap.end.sub(catch).add(1) } - tag::CODE)
            .collect()
    }

    /// Goes to the innermost handler, or ends the process.
    pub(crate) fn unwind(&mut self, class: crate::atom::Atom, reason: Term, trace: Term) -> Step {
        let process = self.process();
        if process.catch == 0 {
            return slow::end_uncaught(self, class, reason, trace);
        }
        // SAFETY: the position is that of a `try` slot of a frame still on the stack (the validator pairs `try` and
        // `try_end` on every path), and the handler begins with the number of that slot.
        unsafe {
            let slot = process.heap.end.sub(process.catch as usize);
            let handler = (*slot.add(1) - tag::CODE) as *const u64;
            process.catch = (*slot >> 6) as u32;
            process.heap.stack = slot.sub(*handler.add(1) as usize + 1);
            self.pc = handler;
        }
        self.x[0] = Term::atom(class);
        self.x[1] = reason;
        self.x[2] = trace;
        Step::Resume
    }
}
