//! What can be asked of a process: the items of `process_info/2`, checks for old code, and the deadlock report.
//!
//! A process answers for itself, at a safe point: nobody else reads its memory while it may run.
#![allow(unsafe_code)]

use super::ext::MaxHeap;
use super::notice::watched_item;
use super::{Process, flag, inspect, signal};
use crate::atom::{Atom, atoms};
use crate::code::Loaded;
use crate::interp::{Context, trace};
use crate::settings::{SMALLEST_BINARY_HEAP, SMALLEST_HEAP};
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::show::{self, Style};
use crate::term::{Pid, Term, map, tag};

/// The items of `process_info/1`, in OTP's order.
pub const DEFAULT_ITEMS: &[Atom] = &[
    atoms::registered_name,
    atoms::current_function,
    atoms::initial_call,
    atoms::status,
    atoms::message_queue_len,
    atoms::links,
    atoms::dictionary,
    atoms::trap_exit,
    atoms::error_handler,
    atoms::priority,
    atoms::group_leader,
    atoms::total_heap_size,
    atoms::heap_size,
    atoms::stack_size,
    atoms::reductions,
    atoms::garbage_collection,
    atoms::suspending,
];

/// Answers an `Info` signal: `{Ref, Items}`, with `Items` an atom or a list of atoms.
pub fn answer(cx: &mut Context, asker: Pid, question: Term) -> Result<(), OutOfHeap> {
    let Some(tuple) = question.as_tuple() else { return Ok(()) };
    let (Some(reference), Some(items)) = (tuple.get(0), tuple.get(1)) else { return Ok(()) };
    let value = items_or_item(cx, items)?.unwrap_or(Term::atom(atoms::undefined));
    // The answer is no doing of the process.
    let sent = cx.process().sent;
    signal::reply(cx, asker, reference, value);
    cx.process().sent = sent;
    Ok(())
}

/// The running process's answer to `process_info(_, Items)`; `None` for an unknown item.
pub fn items_or_item(cx: &mut Context, items: Term) -> Result<Option<Term>, OutOfHeap> {
    if !items.is_cons() && !items.is_nil() {
        let Some(value) = item(cx, items)? else { return Ok(None) };
        // The one item that is `[]` instead of a pair when it is not there.
        if items == Term::atom(atoms::registered_name) && value.is_nil() {
            return Ok(Some(Term::NIL));
        }
        return cx.process().heap.tuple(&[items, value]).map(Some);
    }
    let mut pairs = Vec::new();
    let mut rest = items;
    while let Some((key, tail)) = rest.as_cons() {
        let Some(value) = item(cx, key)? else { return Ok(None) };
        pairs.push(cx.process().heap.tuple(&[key, value])?);
        rest = tail;
    }
    if !rest.is_nil() {
        return Ok(None);
    }
    cx.process().heap.list(&pairs).map(Some)
}

/// The value of one item; `None` when there is no such item.
fn item(cx: &mut Context, key: Term) -> Result<Option<Term>, OutOfHeap> {
    if let Some(pair) = key.as_tuple() {
        let (Some(name), Some(key)) = (pair.get(0).and_then(Term::as_atom), pair.get(1)) else {
            return Ok(None);
        };
        if name == atoms::mail {
            return inspect::mail(cx, key);
        }
        let found = cx.process().ext().dictionary.get(key);
        return Ok((name == atoms::dictionary).then(|| found.unwrap_or(Term::atom(atoms::undefined))));
    }
    let Some(key) = key.as_atom() else { return Ok(None) };
    if let Some(number) = number(cx.process(), key) {
        return Ok(Some(Term::small(number as i64)));
    }
    lists(cx, key)
}

/// Items that are plain numbers.
fn number(process: &mut Process, key: Atom) -> Option<u64> {
    let hides = process.seldom().is_some_and(|seldom| seldom.sensitive);
    let heap = &process.heap;
    let (old_used, old_size) = heap.old_words();
    let size = heap.block_words() - heap.stack_words() + heap.parcel_words as usize;
    Some(match key {
        atoms::message_queue_len if hides => 0,
        atoms::message_queue_len => u64::from(process.mailbox.len),
        atoms::total_heap_size => {
            let mail = if process.has(flag::OFF_HEAP_MESSAGES) { 0 } else { process.mailbox.words() };
            (heap.block_words() + heap.parcel_words as usize + old_size) as u64 + mail
        }
        atoms::heap_size => size as u64,
        atoms::stack_size => heap.stack_words() as u64,
        atoms::memory => {
            let outside = if heap.owned { heap.block_words() * 8 } else { 0 };
            let own = super::CELL_BYTES + outside + (heap.parcel_words as usize + old_size) * 8;
            own as u64 + process.mailbox.own_bytes()
        }
        atoms::reductions => {
            process.reductions + crate::sched::worker::SLICE as u64
                - process.reductions_left.clamp(0, crate::sched::worker::SLICE) as u64
        }
        atoms::min_heap_size => {
            process.seldom().map_or(0, |seldom| seldom.min_heap).max(SMALLEST_HEAP) as u64
        }
        atoms::min_bin_vheap_size => min_binary_heap(process) as u64,
        atoms::fullsweep_after => u64::from(heap.fullsweep_after),
        atoms::old_heap_size => old_used as u64,
        _ => return None,
    })
}

/// Items that are atoms, lists, tuples or maps.
fn lists(cx: &mut Context, key: Atom) -> Result<Option<Term>, OutOfHeap> {
    let hides = cx.process().seldom().is_some_and(|seldom| seldom.sensitive);
    let value = match key {
        atoms::dictionary | atoms::messages if hides => Term::NIL,
        atoms::backtrace if hides => cx.process().heap.binary(b"")?,
        atoms::registered_name => {
            let pid = cx.process().pid;
            cx.machine.names.read().name_of(pid).map_or(Term::NIL, Term::atom)
        }
        atoms::current_function => {
            if cx.process().has(flag::IDLE) && cx.process().mailbox.len == 0 && hibernates(cx) {
                return mfa(cx, atoms::erlang, atoms::hibernate, 3).map(Some);
            }
            match current_place(cx) {
                Some(place) => mfa(cx, place.mfa.module, place.mfa.function, place.mfa.arity)?,
                None => Term::atom(atoms::undefined),
            }
        }
        atoms::current_location => {
            let stack = stack_items(cx)?;
            stack.as_cons().map_or(Term::atom(atoms::undefined), |(head, _)| head)
        }
        atoms::current_stacktrace => stack_items(cx)?,
        atoms::initial_call => initial_call(cx)?,
        atoms::status => Term::atom(status(cx)),
        atoms::messages => messages(cx)?,
        atoms::links => links(cx)?,
        atoms::monitors => monitors(cx)?,
        atoms::monitored_by => {
            let watchers: Vec<Term> =
                cx.process().ext().monitored_by.values().map(|(pid, _)| Term::pid(*pid)).collect();
            cx.process().heap.list(&watchers)?
        }
        atoms::dictionary => dictionary(cx)?,
        atoms::trap_exit => Term::boolean(cx.process().has(flag::TRAP_EXIT)),
        atoms::error_handler => {
            let own = cx.process().seldom().and_then(|seldom| seldom.error_handler);
            Term::atom(own.unwrap_or(atoms::error_handler))
        }
        atoms::priority => Term::atom(priority_name(cx.process().place.priority())),
        atoms::group_leader => cx.process().group_leader,
        atoms::message_queue_data => match cx.process().has(flag::OFF_HEAP_MESSAGES) {
            true => Term::atom(atoms::off_heap),
            false => Term::atom(atoms::on_heap),
        },
        atoms::max_heap_size => max_heap_size(cx)?,
        atoms::catchlevel => Term::small(catch_level(cx)),
        atoms::garbage_collection => garbage_collection(cx)?,
        atoms::garbage_collection_info => garbage_collection_info(cx)?,
        atoms::suspending => suspending(cx)?,
        atoms::trace => Term::small(0),
        // Calls are not recorded.
        atoms::last_calls => match cx.process().seldom().is_some_and(|seldom| seldom.save_calls > 0) {
            true => Term::NIL,
            false => Term::FALSE,
        },
        atoms::sequential_trace_token | atoms::binary | atoms::binary_ => Term::NIL,
        atoms::parent => match cx.process().parent {
            Pid(0) => Term::atom(atoms::undefined),
            parent => Term::pid(parent),
        },
        atoms::label => {
            cx.process().seldom().and_then(|seldom| seldom.label).unwrap_or(Term::atom(atoms::undefined))
        }
        atoms::backtrace => {
            let stack = stack_items(cx)?;
            let text = show::to_string(stack, Style::WRITE);
            cx.process().heap.binary(text.as_bytes())?
        }
        _ => return inspect::item(cx, key),
    };
    Ok(Some(value))
}

/// OTP's name of a priority.
pub fn priority_name(priority: super::Priority) -> Atom {
    match priority {
        super::Priority::Low => atoms::low,
        super::Priority::Normal => atoms::normal,
        super::Priority::High => atoms::high,
        super::Priority::Max => atoms::max,
    }
}

fn mfa(cx: &mut Context, module: Atom, function: Atom, arity: u32) -> Result<Term, OutOfHeap> {
    cx.process().heap.tuple(&[Term::atom(module), Term::atom(function), Term::small(i64::from(arity))])
}

/// Whether the process sleeps at the entry of `hibernate/3`, which is in no module.
fn hibernates(cx: &mut Context) -> bool {
    let (pc, _) = cx.position();
    cx.machine.code.is_bif_entry(pc)
}

fn current_place(cx: &mut Context) -> Option<crate::code::Place> {
    let (pc, _) = cx.position();
    let machine = cx.machine.clone();
    match machine.code.locate(pc as u64) {
        Some(place) if !asks(place.mfa.module, place.mfa.function) => Some(place),
        _ => {
            let trace = trace::here(cx).ok()?;
            let mut places = trace::places(cx, trace).1.into_iter();
            places.find(|place| !asks(place.mfa.module, place.mfa.function))
        }
    }
}

/// Whether a frame is that of a process which asks about itself: in OTP there is none, as it calls no Erlang function.
fn asks(module: Atom, function: Atom) -> bool {
    module == atoms::erlang && matches!(function.name(), "process_info" | "process_info_of")
}

/// How many handlers stand around the process, without that of the question itself.
fn catch_level(cx: &mut Context) -> i64 {
    let handlers = cx.handlers();
    let stays = |handler: &&u64| {
        let place = cx.machine.code.locate(**handler);
        place.is_none_or(|place| !asks(place.mfa.module, place.mfa.function))
    };
    handlers.iter().filter(stays).count() as i64
}

/// The call chain as a list of stack items, without the frames of the question itself.
fn stack_items(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let mut rest = trace::current(cx)?;
    while let Some((head, tail)) = rest.as_cons() {
        let part = |index: usize| head.as_tuple().and_then(|item| item.get(index)).and_then(Term::as_atom);
        match (part(0), part(1)) {
            (Some(module), Some(function)) if asks(module, function) => rest = tail,
            _ => break,
        }
    }
    Ok(rest)
}

fn initial_call(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let initial = cx.process().initial;
    if initial.is_null() {
        return mfa(cx, atoms::erlang, Atom::new("apply"), 2);
    }
    // SAFETY: exports live for ever.
    let called = unsafe { (*initial).mfa };
    mfa(cx, called.module, called.function, called.arity)
}

fn status(cx: &mut Context) -> Atom {
    let process = cx.process();
    if process.pc.is_null() {
        atoms::running
    } else if process.has(flag::SUSPENDED) {
        atoms::suspended
    } else if process.has(flag::WAITED) {
        atoms::waiting
    } else {
        atoms::runnable
    }
}

fn messages(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let mut found = Vec::new();
    // SAFETY: the mailbox's parcels belong to the process that runs.
    cx.process().mailbox.for_each(|parcel| found.push(unsafe { (*parcel).term }));
    // Unread messages may be freed before the answer: it has copies.
    // SAFETY: the context owns its process; the scratch area is another field.
    let process = unsafe { &mut *cx.process };
    cx.scratch.copy_to_heap(&mut process.heap, &mut found)?;
    process.heap.list(&found)
}

fn links(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let links = &cx.process().ext().links;
    let mut pids: Vec<Pid> = links.iter().filter(|(_, pending)| **pending == 0).map(|(pid, _)| pid).collect();
    pids.sort_unstable();
    let own = cx.process().pid;
    let ports = cx.machine.ports.lock().links_of(own);
    let terms: Vec<Term> = pids.into_iter().map(Term::pid).chain(ports.into_iter().map(Term::port)).collect();
    cx.process().heap.list(&terms)
}

/// `{Pid, Count, 0}` for each process that this one suspended: no request is outstanding, as the answer is waited for.
fn suspending(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let suspending = cx.process().seldom().into_iter().flat_map(|seldom| seldom.suspending.iter());
    let mut counts: Vec<(Pid, u32)> = suspending.map(|(pid, count)| (pid, *count)).collect();
    counts.retain(|(pid, _)| cx.machine.table.find(*pid).is_some());
    counts.sort_unstable();
    let heap = &mut cx.process().heap;
    let mut items = Vec::with_capacity(counts.len());
    for (pid, count) in counts {
        items.push(heap.tuple(&[Term::pid(pid), Term::small(i64::from(count)), Term::small(0)])?);
    }
    heap.list(&items)
}

fn monitors(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let held: Vec<_> =
        cx.process().ext().monitors.values().map(|monitor| (monitor.target, monitor.watched)).collect();
    let mut items = Vec::new();
    for (target, watched) in held {
        let heap = &mut cx.process().heap;
        let (kind, item) = watched_item(heap, target.unwrap_or(Pid(0)), watched)?;
        items.push(heap.tuple(&[kind, item])?);
    }
    cx.process().heap.list(&items)
}

/// The process dictionary as a list of pairs.
pub fn dictionary(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let pairs = cx.process().ext().dictionary.pairs().to_vec();
    let heap = &mut cx.process().heap;
    let mut items = Vec::with_capacity(pairs.len() / 2);
    for pair in pairs.chunks_exact(2) {
        items.push(heap.tuple(pair)?);
    }
    heap.list(&items)
}

/// `max_heap_size` as the map that `process_flag/2` takes.
pub fn max_heap_size(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let set = cx.process().seldom().and_then(|seldom| seldom.max_heap);
    limit_map(&mut cx.process().heap, set.unwrap_or((0, true, true, false)))
}

/// A limit as a map.
pub fn limit_map(heap: &mut impl Alloc, limit: MaxHeap) -> Result<Term, OutOfHeap> {
    let (size, kill, report, shared) = limit;
    let mut pairs = vec![
        (atoms::size, Term::small(size as i64)),
        (atoms::kill, Term::boolean(kill)),
        (atoms::error_logger, Term::boolean(report)),
    ];
    if shared {
        pairs.push((atoms::include_shared_binaries, Term::boolean(true)));
    }
    let pairs = pairs.into_iter().map(|(key, value)| (Term::atom(key), value)).collect();
    map::from_pairs(heap, pairs)
}

fn pairs_list(cx: &mut Context, pairs: &[(Atom, Term)]) -> Result<Term, OutOfHeap> {
    let heap = &mut cx.process().heap;
    let mut items = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        items.push(heap.tuple(&[Term::atom(*key), *value])?);
    }
    heap.list(&items)
}

fn min_binary_heap(process: &Process) -> usize {
    process.seldom().map_or(0, |seldom| seldom.min_binary_heap).max(SMALLEST_BINARY_HEAP)
}

fn garbage_collection(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let max = max_heap_size(cx)?;
    let process = cx.process();
    let min = process.seldom().map_or(0, |seldom| seldom.min_heap).max(SMALLEST_HEAP);
    let pairs = [
        (atoms::max_heap_size, max),
        (atoms::min_bin_vheap_size, Term::small(min_binary_heap(process) as i64)),
        (atoms::min_heap_size, Term::small(min as i64)),
        (atoms::fullsweep_after, Term::small(i64::from(process.heap.fullsweep_after))),
        (atoms::minor_gcs, Term::small(i64::from(process.heap.minors))),
    ];
    pairs_list(cx, &pairs)
}

fn garbage_collection_info(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let heap = &cx.process().heap;
    let (old_used, old_size) = heap.old_words();
    let pairs = [
        (atoms::old_heap_block_size, old_size),
        (atoms::heap_block_size, heap.block_words()),
        (atoms::mbuf_size, heap.parcel_words as usize),
        (atoms::recent_size, heap.used_words()),
        (atoms::stack_size, heap.stack_words()),
        (atoms::old_heap_size, old_used),
        (atoms::heap_size, heap.used_words()),
        (atoms::bin_vheap_size, 0),
        (atoms::bin_vheap_block_size, 46422),
        (atoms::bin_old_vheap_size, 0),
        (atoms::bin_old_vheap_block_size, 46422),
    ]
    .map(|(key, words)| (key, Term::small(words as i64)));
    pairs_list(cx, &pairs)
}

/// Whether the running process has frames or funs in old code of a module; `term` is `{Ref, Module}`.
pub fn check_code(cx: &mut Context, term: Term, kill: u64) -> bool {
    let module = term.as_tuple().and_then(|tuple| tuple.get(1)).and_then(Term::as_atom);
    let machine = cx.machine.clone();
    let old = module
        .and_then(|module| machine.code.modules().get(&module).and_then(|versions| versions.old.clone()));
    let Some(old) = old else { return false };
    let (pc, mut frame) = cx.position();
    let end = cx.process().heap.end.cast_const();
    let mut found = old.range.contains(&(pc as u64));
    while !found && frame < end {
        // SAFETY: `frame` points at slot 0 of a complete frame.
        let (continuation, slots) = unsafe {
            let continuation = *frame - tag::CODE;
            (continuation, *(continuation as *const u64).sub(1))
        };
        found = old.range.contains(&continuation);
        frame = frame.wrapping_add(slots as usize + 1);
    }
    if found && kill == 1 {
        let process = cx.process();
        process.ext().exit_reason = Term::atom(atoms::killed);
        process.set(flag::EXITING, true);
    }
    found
}

/// The patterns of the `receive` that begins at or after `pc`.
pub(super) fn patterns(loaded: &Loaded, pc: u64) -> Vec<String> {
    loaded.waiting(pc).map(|waiting| waiting.patterns.clone()).unwrap_or_default()
}
