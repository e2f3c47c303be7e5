//! What the prompt's views show of a process beyond `process_info/2`: what it waits for, who wrote to it and when, how
//! much mail it has had; and of processes that have ended, why.
//!
//! A living process answers for itself, as in [`super::info`]. Of one that ends a few lines are kept, while somebody
//! wants them.
//!
//! # Safety
//! 1. A mailbox's parcels and the stack belong to the process that answers.
#![allow(unsafe_code)]

use std::collections::VecDeque;

use super::{Process, flag, info, limits};
use crate::atom::{Atom, atoms};
use crate::code::Place;
use crate::heap::census;
use crate::instr::Dst;
use crate::interp::Context;
use crate::sync::{AtomicBool, AtomicU64, Mutex, Ordering};
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::show;
use crate::term::{Pid, Term, tag};

/// Bytes of the text of a reason.
const REASON: usize = 300;
/// Bytes of the text of an unread message.
const MESSAGE: usize = 80;
/// How many ended processes are remembered.
const REMEMBERED: usize = 2000;
/// How many calls are shown of a process; one more says that there are others.
const CALLS: usize = 40;

/// The value of an item that OTP does not have; `None` when there is no such item.
///
/// `waits_for` is `{File, Line, Patterns, Millis}` of the `receive` in which the process sleeps, else `undefined`;
/// `calls` are the calls that it is in, the innermost first, each as `{Module, Function, Arity, File, Line, Variables}`
/// with the variables whose values are still known as `{Name, Text}`; at most [`CALLS`] and one more;
/// `measured` is `{Spawned, Words}`: how many processes were ever made, and the most words that the process had at a
/// collection since it was asked this last, if no other one was;
/// `sketch` says what fills the heap: `{[{Sort, Objects, Words}], Words, Bytes}`, the words that were looked at, and the
/// bytes of large binaries; `collections` counts all collections, modulo 65,536;
/// `traffic` is `{Sent, Received}`, signals and messages; `system` says whether it belongs to the library.
pub(super) fn item(cx: &mut Context, key: Atom) -> Result<Option<Term>, OutOfHeap> {
    match key {
        atoms::waits_for => waits_for(cx).map(Some),
        atoms::calls => calls(cx).map(Some),
        atoms::measured => {
            let spawned = cx.machine.table.made();
            let pid = cx.process().pid;
            let words = cx.machine.peak.ask(pid);
            let heap = &mut cx.process().heap;
            heap.tuple(&[spawned, words].map(|count| Term::small(count as i64))).map(Some)
        }
        atoms::sketch => sketch(cx).map(Some),
        atoms::collections => Ok(Some(Term::small(i64::from(cx.process().heap.collections)))),
        atoms::traffic => {
            let process = cx.process();
            let counts = [u64::from(process.sent), process.mailbox.received];
            process.heap.tuple(&counts.map(|count| Term::small(count as i64))).map(Some)
        }
        atoms::system => Ok(Some(Term::boolean(cx.process().has(flag::SYSTEM)))),
        _ => Ok(None),
    }
}

/// `File:Line` of the `receive` in which the running process slept until this slice.
pub(super) fn waiting_place(cx: &mut Context) -> Option<String> {
    let process = cx.process();
    let pc = process.pc as u64;
    if !process.has(flag::WAITED) || pc == 0 {
        return None;
    }
    cx.machine.code.locate(pc).map(|place| format!("{}:{}", place.file, place.line))
}

fn waits_for(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let nothing = Term::atom(atoms::undefined);
    let waits = cx.process().has(flag::WAITED) && !cx.process().pc.is_null();
    let pc = cx.process().pc as u64;
    let machine = cx.machine.clone();
    let (Some(place), Some(loaded)) = (machine.code.locate(pc), machine.code.loaded_at(pc)) else {
        return Ok(nothing);
    };
    if !waits {
        return Ok(nothing);
    }
    let millis = passed(cx.process().since, cx.millis());
    let heap = &mut cx.process().heap;
    let mut patterns = Vec::new();
    for pattern in info::patterns(&loaded, pc) {
        patterns.push(heap.binary(pattern.as_bytes())?);
    }
    let patterns = heap.list(&patterns)?;
    let file = heap.binary(place.file.as_bytes())?;
    heap.tuple(&[file, Term::small(i64::from(place.line)), patterns, Term::small(i64::from(millis))])
}

/// Milliseconds from one time to another. A scheduler reads the clock once a slice: what another one did may seem to be
/// yet to come.
fn passed(then: u32, now: u32) -> u32 {
    let millis = now.wrapping_sub(then);
    if millis > u32::MAX / 2 { 0 } else { millis }
}

/// A call that goes on, and the variables whose values are known, as text.
type Call = (Place, Vec<(String, String)>);

fn calls(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let found = open_calls(cx);
    let heap = &mut cx.process().heap;
    let mut items = Vec::with_capacity(found.len());
    for (place, variables) in found {
        let mut pairs = Vec::with_capacity(variables.len());
        for (name, text) in variables {
            let parts = [heap.binary(name.as_bytes())?, heap.binary(text.as_bytes())?];
            pairs.push(heap.tuple(&parts)?);
        }
        let (mfa, pairs, file) = (place.mfa, heap.list(&pairs)?, heap.binary(place.file.as_bytes())?);
        let [arity, line] = [mfa.arity, place.line].map(|number| Term::small(i64::from(number)));
        let [module, function] = [mfa.module, mfa.function].map(Term::atom);
        items.push(heap.tuple(&[module, function, arity, file, line, pairs])?);
    }
    heap.list(&items)
}

fn open_calls(cx: &mut Context) -> Vec<Call> {
    let machine = cx.machine.clone();
    let (pc, mut frame) = cx.position();
    let (pc, saved) = (pc as u64, !cx.process().pc.is_null());
    let (registers, end) = (cx.process().heap.stack.cast_const(), cx.process().heap.end.cast_const());
    let mut own = false;
    let mut found = Vec::new();
    if let Some(place) = machine.code.locate(pc) {
        own = place.has_frame;
        if !own {
            // Its arguments are the registers that it saved, if they still are there.
            let live = if saved { cx.process().live } else { 0 };
            // SAFETY: rule 1; the process saved that many registers on top of its stack.
            let value = |x: u16| unsafe { Term(*registers.add(x as usize)) };
            let variables =
                machine.code.variables_at(pc).into_iter().filter_map(|(name, place)| match place {
                    Dst::X(x) if x < live => Some((name, show::brief(value(x), MESSAGE))),
                    _ => None,
                });
            let variables = variables.collect();
            found.push((place, variables));
        }
    }
    while frame < end && found.len() <= CALLS {
        // SAFETY: rule 1; `frame` points at slot 0 of a complete frame; the word before a continuation is its frame's
        // size.
        let (continuation, slots) = unsafe {
            let continuation = *frame - tag::CODE;
            (continuation, *(continuation as *const u64).sub(1))
        };
        // In the frame of a function that runs there stands where its last call went on.
        let address = if std::mem::take(&mut own) { pc } else { continuation - 8 };
        if let Some(place) = machine.code.locate(address) {
            // SAFETY: rule 1; the frame has that many slots.
            let value = |slot: u16| unsafe { Term(*frame.add(1 + slot as usize)) };
            let variables =
                machine.code.variables_at(address).into_iter().filter_map(|(name, place)| match place {
                    Dst::Y(slot) if u64::from(slot) < slots => {
                        Some((name, show::brief(value(slot), MESSAGE)))
                    }
                    _ => None,
                });
            let variables = variables.collect();
            found.push((place, variables));
        }
        frame = frame.wrapping_add(slots as usize + 1);
    }
    found
}

fn sketch(cx: &mut Context) -> Result<Term, OutOfHeap> {
    let heap = &mut cx.process().heap;
    let (counts, looked) = census::census(heap);
    let bytes = heap.off_heap.as_ref().map_or(0, |off_heap| off_heap.bytes);
    let mut sorts = Vec::with_capacity(counts.len());
    for (sort, count) in counts {
        let [objects, words] = [count.objects, count.words].map(|count| Term::small(count as i64));
        sorts.push(heap.tuple(&[Term::atom(sort), objects, words])?);
    }
    let sorts = heap.list(&sorts)?;
    heap.tuple(&[sorts, Term::small(looked as i64), Term::small(bytes as i64)])
}

/// `{mail, Count}`: the first so many messages, each as `{Message, Sender, Number, Millis}` with the sender's count of
/// signals and the time since it was sent. They stay where they are.
pub(super) fn mail(cx: &mut Context, count: Term) -> Result<Option<Term>, OutOfHeap> {
    let Some(count) = count.as_small().and_then(|count| usize::try_from(count).ok()) else { return Ok(None) };
    let mut found = Vec::new();
    let mut heads = Vec::new();
    cx.process().mailbox.for_each(|parcel| {
        if found.len() < count {
            // SAFETY: rule 1.
            unsafe {
                found.push((*parcel).term);
                heads.push(((*parcel).sender, (*parcel).counter, (*parcel).millis));
            }
        }
    });
    let now = cx.millis();
    // SAFETY: the context owns its process; the scratch area is another field.
    let process = unsafe { &mut *cx.process };
    cx.scratch.copy_to_heap(&mut process.heap, &mut found)?;
    let heap = &mut process.heap;
    let mut items = Vec::with_capacity(found.len());
    for (message, (sender, number, millis)) in found.into_iter().zip(heads) {
        let age = passed(millis, now);
        let numbers = [i64::from(number), i64::from(age)].map(Term::small);
        items.push(heap.tuple(&[message, Term::pid(sender), numbers[0], numbers[1]])?);
    }
    heap.list(&items).map(Some)
}

// ── Ended processes ────────────────────────────────────────────────────────

/// The most memory that one process had at its collections: the one that asked last. A count in each process would cost
/// all of them more than it is worth.
#[derive(Default)]
pub struct Peak {
    who: AtomicU64,
    words: AtomicU64,
}

impl Peak {
    /// A process is about to collect.
    #[inline]
    pub(crate) fn note(&self, process: &Process) {
        if self.who.load(Ordering::Relaxed) == process.pid.0 {
            let heap = &process.heap;
            let words =
                heap.used_words() + heap.parcel_words as usize + heap.stack_words() + heap.old_words().0;
            self.words.fetch_max(words as u64, Ordering::Relaxed);
        }
    }

    /// The most words since this process asked last, 0 if another one asked since; from now on it is watched.
    fn ask(&self, pid: Pid) -> u64 {
        let same = self.who.swap(pid.0, Ordering::Relaxed) == pid.0;
        let words = self.words.swap(0, Ordering::Relaxed);
        if same { words } else { 0 }
    }
}

/// What is known of a process that has ended.
#[derive(Clone, Debug)]
pub struct Obituary {
    /// Who it was.
    pub pid: Pid,
    /// Its name.
    pub name: Option<Atom>,
    /// Who spawned it.
    pub parent: Pid,
    /// Why it ended, and where.
    pub reason: String,
    /// Whose exit signal ended it, and whether it came over a link.
    pub by: Option<(Pid, bool)>,
    /// Messages that nobody read.
    pub unread: u32,
    /// Milliseconds of the machine's clock when it ended.
    pub millis: u32,
}

/// Those that ended last, the latest at the end. Empty until somebody wants them.
#[derive(Default)]
pub struct Obituaries {
    wanted: AtomicBool,
    brief: AtomicBool,
    notes: AtomicBool,
    list: Mutex<VecDeque<Obituary>>,
}

impl Obituaries {
    /// From now on they are kept.
    pub fn want(&self) {
        self.wanted.store(true, Ordering::Relaxed);
    }

    /// From now on reports of crashes are cut to a length that can be read, and lost mail is spoken of.
    pub fn explain(&self) {
        self.brief.store(true, Ordering::Relaxed);
        self.set_notes(true);
    }

    /// Whether they are kept: somebody works at a prompt.
    pub(super) fn are_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }

    /// Whether failures are explained: reports are made to be read.
    pub(crate) fn explains(&self) -> bool {
        self.brief.load(Ordering::Relaxed)
    }

    /// Whether lost mail is to be spoken of; whether it was before.
    pub fn set_notes(&self, on: bool) -> bool {
        self.notes.swap(on, Ordering::Relaxed)
    }

    /// All of them.
    pub fn all(&self) -> Vec<Obituary> {
        self.list.lock().iter().cloned().collect()
    }
}

/// The running process ends.
pub(super) fn note_end(cx: &mut Context, reason: Term) {
    if !cx.machine.obituaries.wanted.load(Ordering::Relaxed) || cx.process().has(flag::SYSTEM) {
        return;
    }
    let millis = cx.millis();
    let process = cx.process();
    let (pid, parent, unread) = (process.pid, process.parent, process.mailbox.len);
    let by = process.ext.as_ref().and_then(|ext| ext.ended_by);
    let name = cx.machine.names.read().name_of(pid);
    let obituary = Obituary { pid, name, parent, reason: reason_text(reason), by, unread, millis };
    let speaks = unread > 0 && cx.machine.obituaries.notes.load(Ordering::Relaxed);
    if speaks && limits::may_report(&cx.machine) {
        note_unread(cx, &obituary);
    }
    let mut list = cx.machine.obituaries.list.lock();
    if list.len() == REMEMBERED {
        list.pop_front();
    }
    list.push_back(obituary);
}

/// Says that a process ended with mail that it never received.
fn note_unread(cx: &mut Context, obituary: &Obituary) {
    let mut first = None;
    cx.process().mailbox.for_each(|parcel| {
        // SAFETY: rule 1.
        first = first.or(Some(unsafe { (*parcel).term }));
    });
    let mut messages = first.map_or(String::new(), |message| show::brief(message, MESSAGE));
    if obituary.unread > 1 {
        messages.push_str(", …");
    }
    let who = title(obituary.pid, obituary.name);
    let text = format!("note: {who} ended with {} unread: {messages}\n", obituary.unread);
    cx.machine.output.write(text.as_bytes());
}

/// Says that a message that was typed at the prompt found nobody.
pub(super) fn note_dead(cx: &mut Context, gone: Pid) {
    if !cx.machine.obituaries.notes.load(Ordering::Relaxed) || !cx.process().has(flag::KEPT) {
        return;
    }
    let now = cx.millis();
    let found = cx.machine.obituaries.list.lock().iter().rev().find(|known| known.pid == gone).cloned();
    let why = match &found {
        Some(found) => {
            let tenths = now.wrapping_sub(found.millis) / 100;
            format!("ended {}.{} s ago: {}", tenths / 10, tenths % 10, found.reason)
        }
        None => "is not alive".into(),
    };
    let who = title(gone, found.and_then(|found| found.name));
    cx.machine.output.write(format!("note: {who} {why}; the message is dropped\n").as_bytes());
}

/// `<5>`, with the name if there is one.
pub(super) fn title(pid: Pid, name: Option<Atom>) -> String {
    let full = show::identifier(Term::pid(pid));
    let short = full.strip_prefix("<0.").and_then(|rest| rest.strip_suffix(".0>"));
    let pid = short.map_or(full.clone(), |number| format!("<{number}>"));
    name.map_or(pid.clone(), |name| format!("{pid} ({})", name.name()))
}

/// A reason in few words: `badarith at w.erl:7` for an error with its stack.
fn reason_text(reason: Term) -> String {
    let pair = reason.as_tuple().filter(|pair| pair.len() == 2);
    let place = pair.and_then(|pair| pair.get(1)).and_then(place_of_stack);
    match (pair.and_then(|pair| pair.get(0)), place) {
        (Some(error), Some(place)) => format!("{} at {place}", show::brief(error, REASON)),
        _ => show::brief(reason, REASON),
    }
}

/// `File:Line` of the first item of a stack that has them.
fn place_of_stack(mut stack: Term) -> Option<String> {
    while let Some((item, rest)) = stack.as_cons() {
        let item = item.as_tuple().filter(|item| item.len() == 4)?;
        let (mut file, mut line) = (String::new(), None);
        let mut pairs = item.get(3)?;
        while let Some((pair, tail)) = pairs.as_cons() {
            let pair = pair.as_tuple()?;
            match pair.get(0)?.as_atom()? {
                atoms::file => file = super::exit::list_text(pair.get(1)?),
                atoms::line => line = pair.get(1)?.as_small(),
                _ => {}
            }
            pairs = tail;
        }
        if let Some(line) = line {
            return Some(format!("{file}:{line}"));
        }
        stack = rest;
    }
    None
}
