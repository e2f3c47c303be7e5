//! Stack traces: addresses are collected when an exception is raised, made into OTP's list only when asked for.
//!
//! A trace is a heap object: a first item that is complete (`{M, F, Args, Location}` for built-in functions, `undef` and
//! `function_clause`) or `[]`, whether the function at the next address gets an item, then code addresses, which look
//! like small integers: that of the instruction, then those of the calls under way.
#![allow(unsafe_code)]

use super::Context;
use crate::atom::{Atom, atoms};
use crate::bif::Bif;
use crate::code::Place;
use crate::module::Mfa;
use crate::process::flag;
use crate::sync::Ordering;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::{Kind, Term, header_words, raw, tag};

/// OTP's `backtrace_depth` unless it is set.
const DEPTH: usize = 8;
/// Addresses of calls that are kept: some turn out to show nothing.
const RAW_DEPTH: usize = DEPTH + 4;

/// The trace of an exception raised by the instruction at `pc`.
pub(crate) fn here(cx: &mut Context) -> Result<Term, OutOfHeap> {
    with_first(cx, Term::NIL, true)
}

/// The trace of `function_clause` in the current function.
pub(crate) fn with_arguments(cx: &mut Context, args: &[Term]) -> Result<Term, OutOfHeap> {
    let code = cx.machine.clone();
    let Some(place) = code.code.locate(cx.pc as u64) else { return here(cx) };
    let args = cx.process().heap.list(args)?;
    let location = location(cx, &place)?;
    let item = item(cx, place.mfa, args, location)?;
    with_first(cx, item, false)
}

/// The trace of a call of an undefined function.
pub(crate) fn undefined(cx: &mut Context, mfa: Mfa, args: &[Term]) -> Result<Term, OutOfHeap> {
    let args = cx.process().heap.list(args)?;
    let item = item(cx, mfa, args, Term::NIL)?;
    with_first(cx, item, true)
}

/// The trace of a call of a fun whose module cannot be loaded.
pub(crate) fn of_fun(cx: &mut Context, fun: Term, args: &[Term]) -> Result<Term, OutOfHeap> {
    let args = cx.process().heap.list(args)?;
    let item = cx.process().heap.tuple(&[fun, args, Term::NIL])?;
    with_first(cx, item, true)
}

/// The trace of an error that a program raises with arguments and information of its own: its function's item shows
/// the arguments.
pub(crate) fn of_caller(cx: &mut Context, args: Term, info: Term) -> Result<Term, OutOfHeap> {
    let machine = cx.machine();
    let (pc, frame) = cx.position();
    // A tail call of `erlang:error/2` through its export left no trace of the caller but its caller.
    let continuation = || {
        // SAFETY: slot 0 of a frame holds its continuation.
        unsafe { *frame - tag::CODE - 8 }
    };
    let Some(place) = machine.code.locate(pc as u64).or_else(|| machine.code.locate(continuation())) else {
        return here(cx);
    };
    let item = item_with_info(cx, &place, args, info)?;
    with_first(cx, item, false)
}

/// The trace of a bit string that could not be built: the item of this place says which segment was wrong.
pub(crate) fn of_construction(cx: &mut Context, cause: (usize, Atom, Atom, Term)) -> Result<Term, OutOfHeap> {
    let machine = cx.machine();
    let Some(place) = machine.code.locate(cx.pc as u64) else { return here(cx) };
    let heap = &mut cx.process().heap;
    let (segment, kind, error, culprit) = cause;
    let cause = heap.tuple(&[Term::small(segment as i64), Term::atom(kind), Term::atom(error), culprit])?;
    let pairs = vec![
        (Term::atom(atoms::cause), cause),
        (Term::atom(atoms::function), Term::atom(Atom::new("format_bs_fail"))),
        (Term::atom(atoms::module), Term::atom(Atom::new("erl_erts_errors"))),
    ];
    let map = crate::term::map::from_pairs(heap, pairs)?;
    let info = heap.tuple(&[Term::atom(atoms::error_info), map])?;
    let item = item_with_info(cx, &place, Term::small(i64::from(place.mfa.arity)), info)?;
    with_first(cx, item, false)
}

/// The item of a place with one more pair after file and line.
fn item_with_info(cx: &mut Context, place: &Place, args: Term, info: Term) -> Result<Term, OutOfHeap> {
    let mut location = location(cx, place)?;
    let mut items: Vec<Term> = Vec::new();
    while let Some((head, tail)) = location.as_cons() {
        items.push(head);
        location = tail;
    }
    if !info.is_nil() {
        items.push(info);
    }
    let location = cx.process().heap.list(&items)?;
    item(cx, place.mfa, args, location)
}

/// The trace of an error in a built-in function.
pub(crate) fn of_bif(
    cx: &mut Context,
    bif: &Bif,
    args: &[Term],
    cause: Option<Atom>,
) -> Result<Term, OutOfHeap> {
    of_function(cx, bif.mfa(), args, cause)
}

/// The trace of `M:F(x0 …)` where M or F is no atom: it shows what `erlang:apply/3` would have been called with.
pub(crate) fn of_bad_apply(cx: &mut Context, arity: usize) -> Result<Term, OutOfHeap> {
    let (args, called) = (cx.x[..arity].to_vec(), [cx.x[arity], cx.x[arity + 1]]);
    let args = cx.process().heap.list(&args)?;
    let mfa = Mfa { module: atoms::erlang, function: Atom::new("apply"), arity: 3 };
    of_function(cx, mfa, &[called[0], called[1], args], None)
}

/// The trace of an error inside of a function that OTP has in Erlang: its first item has the arity.
pub(crate) fn within_bif(cx: &mut Context, bif: &Bif) -> Result<Term, OutOfHeap> {
    let item = item(cx, bif.mfa(), Term::small(i64::from(bif.arity)), Term::NIL)?;
    with_first(cx, item, true)
}

/// The trace of an error in an operator. OTP's compiled code shows no frame of `/`, nor when a small constant is added
/// or subtracted; what OTP's shell evaluates shows all.
pub(crate) fn of_operator(cx: &mut Context, name: Atom, args: &[Term]) -> Result<Term, OutOfHeap> {
    let hidden =
        name == atoms::divide || matches!(name, atoms::plus | atoms::minus) && adds_constant(cx, name);
    if hidden && !shows_operators(cx) {
        return here(cx);
    }
    let mfa = Mfa { module: atoms::erlang, function: name, arity: args.len() as u32 };
    of_function(cx, mfa, args, None)
}

/// Whether the code at hand was entered at the prompt, or failures there are explained, or the main process ends by this.
fn shows_operators(cx: &mut Context) -> bool {
    if cx.process().catch == 0 {
        let pid = cx.process().pid;
        return cx.machine.is_main(pid);
    }
    let entered = |place: Place| {
        let function = place.mfa.function.name();
        function == "entry" || function.starts_with("-entry/")
    };
    cx.process().has(flag::KEPT)
        && (cx.machine.obituaries.explains() || cx.machine.code.locate(cx.pc as u64).is_some_and(entered))
}

/// Whether an addition or a subtraction that failed has a register as its first and a constant as its second operand,
/// of the kind that OTP's loader makes into an increment.
fn adds_constant(cx: &Context, name: Atom) -> bool {
    let constant = cx.args[1];
    let negative = constant.as_small().is_some_and(|value| value < 0);
    let small =
        constant.as_small().is_some_and(|value| value.unsigned_abs() < 1 << 59) || constant.is_float();
    cx.constant && small && !(name == atoms::minus && negative)
}

/// The first item's location is left open: the cause, an atom, or `true` for none. See [`complete`].
fn of_function(cx: &mut Context, mfa: Mfa, args: &[Term], cause: Option<Atom>) -> Result<Term, OutOfHeap> {
    let list = cx.process().heap.list(args)?;
    let item = item(cx, mfa, list, Term::atom(cause.unwrap_or(atoms::true_)))?;
    with_first(cx, item, true)
}

/// The first item of a trace with its location: `[{error_info, Map}]` where [`of_function`] left it open.
fn complete(cx: &mut Context, item: Term) -> Result<Term, OutOfHeap> {
    let open = item.as_tuple().and_then(|item| match item.elements() {
        [module, function, args, cause] => Some((module.as_atom()?, *function, *args, cause.as_atom()?)),
        _ => None,
    });
    let Some((module, function, args, cause)) = open else { return Ok(item) };
    let heap = &mut cx.process().heap;
    let location = match error_module(module).filter(|_| is_native_in_otp(module, function, args)) {
        None => Term::NIL,
        Some(module) => {
            let mut pairs = vec![(Term::atom(atoms::module), Term::atom(module))];
            if cause != atoms::true_ {
                pairs.push((Term::atom(atoms::cause), Term::atom(cause)));
            }
            let map = crate::term::map::from_pairs(heap, pairs)?;
            let info = heap.tuple(&[Term::atom(atoms::error_info), map])?;
            heap.cons(info, Term::NIL)?
        }
    };
    heap.tuple(&[Term::atom(module), function, args, location])
}

/// Whether OTP has this function of `lists` built in: those that it has in Erlang have no `error_info`.
fn is_native_in_otp(module: Atom, function: Term, args: Term) -> bool {
    let name = function.as_atom().map_or("", |name| name.name());
    module != atoms::lists
        || matches!(name, "keyfind" | "keymember" | "keysearch" | "member")
        || name == "reverse" && args.as_cons().is_some_and(|(_, rest)| rest.is_cons())
}

/// The module that OTP names in `error_info` for built-in functions of `module`.
fn error_module(module: Atom) -> Option<Atom> {
    match module.name() {
        "erlang" | "erts_internal" | "atomics" | "counters" | "persistent_term" => {
            Some(Atom::new("erl_erts_errors"))
        }
        "lists" | "maps" | "math" | "binary" | "unicode" | "re" | "ets" | "io" | "rand" => {
            Some(Atom::new("erl_stdlib_errors"))
        }
        "os" | "code" => Some(Atom::new("erl_kernel_errors")),
        _ => None,
    }
}

fn item(cx: &mut Context, mfa: Mfa, args: Term, location: Term) -> Result<Term, OutOfHeap> {
    cx.process().heap.tuple(&[Term::atom(mfa.module), Term::atom(mfa.function), args, location])
}

/// `[{file, File}, {line, Line}]`
fn location(cx: &mut Context, place: &Place) -> Result<Term, OutOfHeap> {
    if place.line == 0 {
        return Ok(Term::NIL);
    }
    let heap = &mut cx.process().heap;
    let line = heap.tuple(&[Term::atom(atoms::line), Term::small(i64::from(place.line))])?;
    heap.list(&[place.file_pair, line])
}

/// How many frames are shown.
fn depth(cx: &Context) -> usize {
    cx.machine.settings.backtrace_depth.load(Ordering::Relaxed)
}

/// A trace that begins with `first`; `own` says whether the function at `pc` gets an item. Nothing is looked up here:
/// most exceptions are caught by somebody who does not ask.
fn with_first(cx: &mut Context, first: Term, own: bool) -> Result<Term, OutOfHeap> {
    let (pc, mut frame) = cx.position();
    let mut usual = [Term::NIL; 3 + RAW_DEPTH];
    let mut deep;
    let payload = match depth(cx) {
        ..=DEPTH => &mut usual[..],
        depth => {
            deep = vec![Term::NIL; 3 + depth + RAW_DEPTH - DEPTH];
            &mut deep[..]
        }
    };
    payload[..3].copy_from_slice(&[first, Term::boolean(own), Term(pc as u64)]);
    let mut len = 3;
    let end = cx.process().heap.end.cast_const();
    while frame < end && len < payload.len() {
        // SAFETY: `frame` points at slot 0 of a complete frame; the word before a continuation is its frame's size.
        let (continuation, slots) = unsafe {
            let continuation = *frame - tag::CODE;
            (continuation, *(continuation as *const u64).sub(1))
        };
        // OTP leaves out a frame that repeats the one before.
        let call = Term(continuation - 8);
        if len == 3 || payload[len - 1] != call {
            payload[len] = call;
            len += 1;
        }
        frame = frame.wrapping_add(slots as usize + 1);
    }
    cx.process().heap.boxed(Kind::Trace, &payload[..len])
}

/// The complete first item of a trace, if it has one, and the places of the others.
pub(crate) fn places(cx: &Context, trace: Term) -> (Term, Vec<Place>) {
    let count = header_words(raw::word(trace, 0));
    let (first, own, pc) = (raw::term(trace, 1), raw::term(trace, 2), raw::word(trace, 3));
    let code = &cx.machine.code;
    let here = code.locate(pc);
    // The continuation of a function with a frame is its own.
    let skip = usize::from(here.as_ref().is_some_and(|place| place.has_frame));
    let own_place = here.filter(|_| own == Term::TRUE);
    let room = depth(cx).saturating_sub(usize::from(!first.is_nil()));
    let calls = (4 + skip..=count).filter_map(|index| code.locate(raw::word(trace, index)));
    // Who calls an entry of the prompt is no part of what was entered.
    let calls = calls.take_while(|place| place.mfa.module != atoms::erlet_shell);
    (first, own_place.into_iter().chain(calls).take(room).collect())
}

/// The address of the instruction that raised what a trace is of.
pub(crate) fn raised_at(trace: Term) -> u64 {
    raw::word(trace, 3)
}

/// The places of the sources that a trace leads to, the innermost first: also that of a bit string's construction, whose
/// item is the first.
pub(crate) fn sources(cx: &Context, trace: Term) -> Vec<Place> {
    let (first, mut places) = places(cx, trace);
    let built = first.as_tuple().is_some_and(|item| item.elements()[2].is_small());
    if let Some(here) = cx.machine.code.locate(raw::word(trace, 3)).filter(|_| built) {
        places.insert(0, here);
    }
    places
}

/// The addresses of the current call chain, innermost first, as a trace (for `current_stacktrace`).
pub(crate) fn current(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let trace = here(cx)?;
    to_list(cx, trace)
}

/// OTP's list of a trace; a list that a program gave to `erlang:raise/3` is itself.
pub(crate) fn to_list(cx: &mut Context, trace: Term) -> Result<Term, OutOfHeap> {
    if trace.kind() != Some(Kind::Trace) {
        return Ok(trace);
    }
    let (first, places) = places(cx, trace);
    let mut items = Vec::with_capacity(places.len() + 1);
    if !first.is_nil() {
        items.push(complete(cx, first)?);
    }
    for place in places {
        let location = location(cx, &place)?;
        items.push(item(cx, place.mfa, Term::small(i64::from(place.mfa.arity)), location)?);
    }
    cx.process().heap.list(&items)
}
