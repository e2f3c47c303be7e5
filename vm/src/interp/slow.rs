//! Slow paths: what handlers leave to the loop. The state is in the context, x0 included.
#![allow(unsafe_code)]

use super::{Context, Step, trace};
use crate::arith;
use crate::atom::{Atom, atoms};
use crate::bif::{self, BIFS, BifKind, Stop};
use crate::code::Export;
use crate::code::funs::LambdaEntry;
use crate::module::Mfa;
use crate::process::{flag, spawn};
use crate::term::build::Alloc;
use crate::term::{Kind, Term};

/// The slice is over at a function's entry or at a return, or only a collection is due; `pc` is already there.
pub(crate) fn yield_at_call(cx: &mut Context) -> Step {
    let live = cx.live;
    let held_back = std::mem::take(&mut cx.held_back);
    if held_back > 0 {
        let request = cx.request(0);
        if cx.collect(request, live as usize, 0).is_err() {
            return end_out_of_heap(cx);
        }
        cx.process().reductions_left += held_back;
    }
    // Otherwise it was only a group of messages that had to leave.
    match cx.process().reductions_left > 0 {
        true => Step::Resume,
        false => Step::Yield(live as u32),
    }
}

/// Room for `dst` words is missing: collect, then try the instruction again.
pub(crate) fn make_room(cx: &mut Context) -> Step {
    let (words, live) = (cx.dst as usize, cx.live as usize);
    let request = cx.request(words);
    match cx.collect(request, live, 0) {
        Ok(()) => Step::Resume,
        Err(_) => end_out_of_heap(cx),
    }
}

/// Collects so that `dst` words are free, and goes on after the instruction.
pub(crate) fn collect_and_go_on(cx: &mut Context) -> Step {
    cx.pc = cx.next;
    make_room(cx)
}

/// An instruction met an operand of a type that it excludes: the module is broken, not the machine.
pub(crate) fn broken_code(_: &mut Context) -> Step {
    Step::Raise(bif::error(Term::atom(atoms::internal_error)))
}

/// The last frame returned.
pub(crate) fn process_end(cx: &mut Context) -> Step {
    if let Some(ext) = cx.process().ext.as_mut() {
        ext.exit_reason = Term::atom(atoms::normal);
    }
    Step::Ended
}

/// The process needs more memory than it may have.
pub(crate) fn end_out_of_heap(cx: &mut Context) -> Step {
    cx.out_of_heap();
    Step::Ended
}

/// Nobody catches: the process ends, after a report when it was an error.
pub(crate) fn end_uncaught(cx: &mut Context, class: Atom, reason: Term, trace: Term) -> Step {
    match crate::process::exit::uncaught(cx, class, reason, trace) {
        Ok(()) => Step::Ended,
        Err(_) => end_out_of_heap(cx),
    }
}

// ── Calls ──────────────────────────────────────────────────────────────────

/// The value called is not a fun with code of this arity: an external fun, a bad fun, a bad arity.
pub(crate) fn call_other_fun(cx: &mut Context) -> Step {
    // SAFETY: rule 1 of `interp`: the first operand of all fun calls is the arity.
    let arity = unsafe { *cx.pc.add(1) } as usize;
    let fun = cx.x[arity];
    match fun.kind() {
        Some(Kind::ExportFun) => {
            let export = Export::of(fun);
            if export.mfa.arity as usize == arity {
                return enter(cx, export.address(), arity);
            }
        }
        Some(Kind::Fun) => {}
        _ => return bad_value(cx, atoms::badfun, fun),
    }
    let args = cx.x[..arity].to_vec();
    let heap = &mut cx.process().heap;
    let reason = heap.list(&args).and_then(|args| heap.tuple(&[fun, args]));
    match reason {
        Ok(reason) => bad_value(cx, atoms::badarity, reason),
        Err(_) => end_out_of_heap(cx),
    }
}

/// As [`call_other_fun`] when the caller's frame is gone already.
pub(crate) fn call_other_fun_after_drop(cx: &mut Context) -> Step {
    call_other_fun(cx)
}

fn bad_value(cx: &mut Context, reason: Atom, value: Term) -> Step {
    match cx.process().heap.tuple(&[Term::atom(reason), value]) {
        Ok(reason) => Step::Raise(bif::error(reason)),
        Err(_) => end_out_of_heap(cx),
    }
}

fn enter(cx: &mut Context, address: *const u64, arity: usize) -> Step {
    cx.pc = address;
    let process = cx.process();
    process.reductions_left -= 1;
    if process.reductions_left < 0 { Step::Yield(arity as u32) } else { Step::Resume }
}

/// `M:F(x0 …)` with M and F after the arguments.
pub(crate) fn apply(cx: &mut Context) -> Step {
    let arity = cx.live as usize;
    let (module, function) = (cx.x[arity], cx.x[arity + 1]);
    let (Some(module), Some(function)) = (module.as_atom(), function.as_atom()) else {
        return match trace::of_bad_apply(cx, arity) {
            Ok(trace) => cx.unwind(atoms::error, Term::atom(atoms::badarg), trace),
            Err(_) => end_out_of_heap(cx),
        };
    };
    let export = cx.export(module, function, arity);
    enter(cx, export.address(), arity)
}

/// [`apply`] after removing the frame.
pub(crate) fn apply_last(cx: &mut Context) -> Step {
    let arity = cx.live as usize;
    if cx.x[arity].is_atom() && cx.x[arity + 1].is_atom() {
        let slots = cx.dst as usize + 1;
        let heap = &mut cx.process().heap;
        heap.stack = heap.stack.wrapping_add(slots);
    }
    apply(cx)
}

/// An export without code was called: load its module, or raise `undef`.
pub(crate) fn undefined(cx: &mut Context) -> Step {
    // SAFETY: the operand of `undefined` is the address of its export, which lives for ever.
    let export = unsafe { &*(cx.args[0].0 as *const Export) };
    if let Some(step) = called(cx, export) {
        return step;
    }
    let handler = cx.process().seldom().and_then(|seldom| seldom.error_handler);
    let instead = match handler {
        Some(module) => Mfa { module, function: Atom::new("undefined_function"), arity: 3 },
        None => Mfa { function: Atom::new("$handle_undefined_function"), arity: 2, ..export.mfa },
    };
    if let Some(step) = called_instead(cx, instead, export.mfa) {
        return step;
    }
    let args = cx.x[..export.mfa.arity as usize].to_vec();
    match trace::undefined(cx, export.mfa, &args) {
        Ok(trace) => cx.unwind(atoms::error, Term::atom(atoms::undef), trace),
        Err(_) => end_out_of_heap(cx),
    }
}

/// Calls a function whose module may have to be loaded first; nothing when it is not there.
fn called(cx: &mut Context, export: &'static Export) -> Option<Step> {
    let machine = cx.machine();
    if !machine.code.load_on_demand(machine, export.mfa.module) || !export.is_defined() {
        return None;
    }
    cx.pc = export.address();
    Some(match machine.code.take_on_load(export.mfa.module) {
        Some(on_load) => run_on_load(cx, on_load, export),
        None => Step::Resume,
    })
}

/// Calls a function that is to say what a call of a missing one gives: with its module, if the arity is 3, its name and
/// a list of the arguments.
fn called_instead(cx: &mut Context, function: Mfa, missing: Mfa) -> Option<Step> {
    let machine = cx.machine();
    if missing == function || !machine.code.load_on_demand(machine, function.module) {
        return None;
    }
    let export = cx.export(function.module, function.function, function.arity as usize);
    if !export.is_defined() {
        return None;
    }
    let args = cx.x[..missing.arity as usize].to_vec();
    let Ok(list) = cx.process().heap.list(&args) else { return Some(end_out_of_heap(cx)) };
    let parts = [Term::atom(missing.module), Term::atom(missing.function), list];
    let registers = &parts[parts.len() - function.arity as usize..];
    cx.x[..registers.len()].copy_from_slice(registers);
    called(cx, export)
}

/// A fun whose code is gone was called. Its free variables are in the registers: they make it again, to be shown.
pub(crate) fn purged_fun(cx: &mut Context) -> Step {
    // SAFETY: the operand of `purged_fun` is the address of its entry, which lives for ever.
    let entry = unsafe { &*(cx.args[0].0 as *const LambdaEntry) };
    let (arity, free) = (entry.arity as usize, entry.free as usize);
    let machine = cx.machine();
    let is_there = machine.code.load_on_demand(machine, entry.head.module);
    if entry.is_loaded() {
        return enter(cx, entry.code(), arity + free);
    }
    let mut words =
        vec![std::ptr::from_ref(entry) as u64, u64::from(entry.arity), Term::pid(cx.process().pid).0];
    words.extend(cx.x[arity..arity + free].iter().map(|term| term.0));
    match cx.process().heap.boxed_words(Kind::Fun, &words) {
        Ok(fun) if is_there => bad_value(cx, atoms::badfun, fun),
        Ok(fun) => {
            let args = cx.x[..arity].to_vec();
            match trace::of_fun(cx, fun, &args) {
                Ok(trace) => cx.unwind(atoms::error, Term::atom(atoms::undef), trace),
                Err(_) => end_out_of_heap(cx),
            }
        }
        Err(_) => end_out_of_heap(cx),
    }
}

/// A module was loaded on demand: its `-on_load` function runs before the call that asked for it.
fn run_on_load(cx: &mut Context, on_load: &'static Export, export: &'static Export) -> Step {
    let args = cx.x[..export.mfa.arity as usize].to_vec();
    let heap = &mut cx.process().heap;
    let made = heap.list(&args).ok().and_then(|args| {
        Some([
            spawn::export_fun(heap, on_load)?,
            Term::atom(export.mfa.module),
            spawn::export_fun(heap, export)?,
            args,
        ])
    });
    let Some(registers) = made else { return end_out_of_heap(cx) };
    cx.x[..4].copy_from_slice(&registers);
    let machine = cx.machine();
    enter(cx, spawn::after_load(machine).address(), 4)
}

// ── Built-in functions ─────────────────────────────────────────────────────

/// `call_bif` or `bif_entry` got no value.
pub(crate) fn bif_stopped(cx: &mut Context) -> Step {
    let stop = cx.stop.take().unwrap_or(Stop::OutOfHeap);
    let bif = cx.bif;
    stopped(cx, bif, stop)
}

fn stopped(cx: &mut Context, bif: u32, stop: Stop) -> Step {
    match stop {
        Stop::Raise { class, reason, cause } => {
            let entry = &BIFS[bif as usize];
            let args = cx.x[..entry.arity as usize].to_vec();
            if entry.kind == BifKind::Hidden || transparent(entry.name, entry.arity) {
                return Step::Raise(Stop::Raise { class, reason, cause });
            }
            let is_within = entry.module == "lists" && is_case_clause(reason);
            let trace = match is_within {
                true => trace::within_bif(cx, entry),
                false => trace::of_bif(cx, entry, &args, cause),
            };
            match trace {
                Ok(trace) => cx.unwind(class, reason, trace),
                Err(_) => end_out_of_heap(cx),
            }
        }
        Stop::Trap { function } => start_trap(cx, function),
        Stop::OutOfHeap => end_out_of_heap(cx),
        Stop::Reraise { class, reason, trace } => cx.unwind(class, reason, trace),
        Stop::Call { code, live } => enter(cx, code as *const u64, live as usize),
        Stop::Restart { code, live } => {
            cx.empty_stack();
            enter(cx, code as *const u64, live as usize)
        }
        Stop::Exit => Step::Ended,
        Stop::Yield { value } => {
            cx.x[0] = value;
            leave_bif_call(cx);
            Step::Yield(1)
        }
        Stop::Sleep { code, live } => {
            cx.empty_stack();
            cx.pc = code as *const u64;
            match cx.save_registers(live) {
                Ok(()) => Step::Wait,
                Err(_) => end_out_of_heap(cx),
            }
        }
    }
}

fn is_case_clause(reason: Term) -> bool {
    reason.as_tuple().and_then(|pair| pair.get(0)) == Some(Term::atom(atoms::case_clause))
}

/// Functions that raise on their caller's behalf stand in no stack trace.
fn transparent(name: &str, arity: u32) -> bool {
    matches!(name, "error" | "throw" | "raise") || name == "exit" && arity == 1
}

/// Continue later with another entry of the table, on `trap_args`.
pub(crate) fn start_trap(cx: &mut Context, function: u32) -> Step {
    let arity = BIFS[function as usize].arity;
    cx.x[..8].copy_from_slice(&cx.trap_args);
    let process = cx.process();
    process.trap = function;
    process.set(flag::TRAPPED, true);
    Step::Yield(arity)
}

/// The process got its next turn: continue the built-in function.
pub(crate) fn continue_trap(cx: &mut Context) -> Step {
    let process = cx.process();
    process.set(flag::TRAPPED, false);
    let bif = process.trap;
    let arity = BIFS[bif as usize].arity as usize;
    let mut args = [Term::NIL; 8];
    args[..arity].copy_from_slice(&cx.x[..arity]);
    match cx.call_bif(&bif::BIFS[bif as usize], &args[..arity]) {
        Ok(value) => {
            cx.x[0] = value;
            leave_bif_call(cx);
            Step::Resume
        }
        Err(stop) => stopped(cx, bif, stop),
    }
}

/// A built-in function is done, its value in x0: go on after the call, or return from its entry.
fn leave_bif_call(cx: &mut Context) {
    // SAFETY: `pc` is at a `call_bif` or a `bif_entry`; a frame's slot 0 holds a code pointer.
    unsafe {
        cx.pc = match cx.machine.code.is_bif_entry(cx.pc) {
            true => (*cx.stack() - crate::term::tag::CODE) as *const u64,
            false => cx.pc.add(2),
        };
    }
}

/// A guard function failed: jump, or raise.
pub(crate) fn guard_bif_failed(cx: &mut Context) -> Step {
    let stop = cx.stop.take().unwrap_or(Stop::OutOfHeap);
    match stop {
        Stop::Raise { .. } if !cx.fail.is_null() => {
            cx.pc = cx.fail;
            Step::Resume
        }
        Stop::Raise { class, reason, cause } => {
            let entry = &BIFS[cx.bif as usize];
            if (entry.name, entry.arity) == ("+", 1) {
                // OTP adds a constant, and shows no frame of that.
                return Step::Raise(Stop::Raise { class, reason, cause });
            }
            let args = cx.args[..entry.arity as usize].to_vec();
            let is_within = entry.module == "lists" && is_case_clause(reason);
            let trace = match is_within {
                true => trace::within_bif(cx, entry),
                false => trace::of_bif(cx, entry, &args, cause),
            };
            match trace {
                Ok(trace) => cx.unwind(class, reason, trace),
                Err(_) => end_out_of_heap(cx),
            }
        }
        stop => Step::Raise(stop),
    }
}

/// `send` failed: as OTP, the frame of `erlang:'!'/2`'s arguments is shown.
pub(crate) fn send_failed(cx: &mut Context) -> Step {
    let stop = cx.stop.take().unwrap_or(Stop::OutOfHeap);
    let Stop::Raise { class, reason, cause } = stop else { return Step::Raise(stop) };
    let bif = bif::lookup(atoms::erlang, Atom::new("send"), 2).expect("declared");
    let args = [cx.x[0], cx.x[1]];
    match trace::of_bif(cx, &BIFS[bif as usize], &args, cause) {
        Ok(trace) => cx.unwind(class, reason, trace),
        Err(_) => end_out_of_heap(cx),
    }
}

// ── Arithmetic ─────────────────────────────────────────────────────────────

/// Finishes an operation whose operands and destination a handler left in the context.
fn finish(
    cx: &mut Context,
    name: Atom,
    arity: usize,
    operation: impl Fn(&mut Context) -> Result<Term, Stop>,
) -> Step {
    // Room for a float or a small bignum; larger ones may overflow into a parcel.
    let live = cx.live as usize;
    if let Err(stop) = cx.ensure(16, live, arity) {
        return Step::Raise(stop);
    }
    match operation(cx) {
        Ok(value) => {
            cx.set_dst(value);
            cx.pc = cx.next;
            if cx.process().heap.wants_collection() {
                let left = cx.process().reductions_left;
                cx.process().reductions_left = cx.hold_back(left);
            }
            Step::Resume
        }
        Err(Stop::Raise { .. }) if !cx.fail.is_null() => {
            cx.pc = cx.fail;
            Step::Resume
        }
        Err(Stop::Raise { class, reason, .. }) => {
            let args = cx.args[..arity].to_vec();
            match trace::of_operator(cx, name, &args) {
                Ok(trace) => cx.unwind(class, reason, trace),
                Err(_) => end_out_of_heap(cx),
            }
        }
        Err(stop) => Step::Raise(stop),
    }
}

macro_rules! binary_slow {
    ($($name:ident $atom:ident;)*) => { $(
        pub(crate) fn $name(cx: &mut Context) -> Step {
            finish(cx, atoms::$atom, 2, |cx| {
                let [a, b, ..] = cx.args;
                arith::$name(&mut cx.process().heap, a, b)
            })
        }
    )* };
}

binary_slow! {
    add plus; sub minus; mul times; divide divide; div div; rem rem; band band; bor bor; bxor bxor; bsl bsl; bsr bsr;
}

pub(crate) fn bnot(cx: &mut Context) -> Step {
    finish(cx, atoms::bnot, 1, |cx| {
        let value = cx.args[0];
        arith::bnot(&mut cx.process().heap, value)
    })
}

pub(crate) fn neg(cx: &mut Context) -> Step {
    finish(cx, atoms::minus, 1, |cx| {
        let value = cx.args[0];
        arith::neg(&mut cx.process().heap, value)
    })
}
