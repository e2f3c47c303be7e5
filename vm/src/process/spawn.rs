//! Making processes.
//!
//! # Safety
//! 1. A process under construction belongs to its maker until it is queued.
#![allow(unsafe_code)]

use super::ext::{Monitor, Watched};
use super::notice::Notice;
use super::{CELL_WORDS, Place, Priority, Process, flag, limits, signal};
use crate::atom::{Atom, atoms};
use crate::bif::{Stop, badarg, system_limit};
use crate::code::Export;
use crate::code::funs::LambdaEntry;
use crate::events::{Event, note};
use crate::heap::Heap;
use crate::heap::parcel::{Parcel, Signal};
use crate::interp::Context;
use crate::machine::Machine;
use crate::settings::SMALLEST_BINARY_HEAP;
use crate::sync::{Arc, Ordering};
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::{Kind, Pid, Term, View, tag};

/// What a process runs first.
#[derive(Clone)]
pub enum Entry {
    /// A fun without arguments.
    Fun(Term),
    /// A function and its arguments.
    Call(&'static Export, Vec<Term>),
}

/// How a process is made.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Linked to its maker.
    pub link: bool,
    /// Monitored by its maker, with this tag in place of `'DOWN'`.
    pub monitor: Option<Term>,
    /// How an alias made with the monitor ends.
    pub alias: Option<super::ext::Alias>,
    /// Its priority.
    pub priority: Priority,
    /// The words of its first heap, 0 for those that the machine gives.
    pub min_heap: usize,
    /// See [`super::ext::Seldom::min_binary_heap`].
    pub min_binary_heap: usize,
    /// See [`super::ext::Seldom::scheduler`].
    pub scheduler: u32,
    /// See [`super::ext::Seldom::max_heap`].
    pub max_heap: Option<super::ext::MaxHeap>,
    /// Minor collections before a full one, if they are not as many as the machine says.
    pub fullsweep_after: Option<u16>,
    /// `message_queue_data` is `off_heap`.
    pub off_heap_messages: bool,
    /// It belongs to the library.
    pub system: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            link: false,
            monitor: None,
            alias: None,
            priority: Priority::Normal,
            min_heap: 0,
            min_binary_heap: 0,
            scheduler: 0,
            max_heap: None,
            fullsweep_after: None,
            off_heap_messages: false,
            system: false,
        }
    }
}

/// Where a new process starts: code and registers.
fn start(entry: &Entry) -> Option<(*const u64, Vec<Term>, *const Export)> {
    match entry {
        Entry::Call(export, args) => Some((export.address(), args.clone(), std::ptr::from_ref(*export))),
        Entry::Fun(fun) => match fun.view() {
            View::Fun(closure) if closure.arity() == 0 => {
                Some((LambdaEntry::of(*fun).code(), closure.free().to_vec(), std::ptr::null()))
            }
            View::ExportFun(fun) if Export::of(fun).mfa.arity == 0 => {
                let export = Export::of(fun);
                Some((export.address(), Vec::new(), std::ptr::from_ref(export)))
            }
            _ => None,
        },
    }
}

/// What a call costs, in reductions, that makes no process: its exception and its trace.
const REFUSAL: i64 = 100;

/// There is no room for one more process.
fn refuse(cx: &mut Context) -> Stop {
    limits::report_full(cx.machine());
    cx.process().reductions_left -= REFUSAL;
    system_limit()
}

/// Spawns a process from the running one. With a monitor the reference is returned too.
pub fn spawn(cx: &mut Context, entry: Entry, options: &Options) -> Result<(Pid, Option<Term>), Stop> {
    let (code, registers, initial) = start(&entry).ok_or_else(badarg)?;
    let machine = cx.machine();
    let Some(pid) = machine.table.reserve() else { return Err(refuse(cx)) };
    let min_heap = options.min_heap.max(machine.settings.min_heap.load(Ordering::Relaxed));
    let process = match build(cx, pid, code, registers, min_heap) {
        Ok(process) => process,
        Err(_) => {
            machine.table.cancel(pid);
            return Err(refuse(cx));
        }
    };
    let parent = cx.process();
    let (maker, leader) = (parent.pid, parent.group_leader);
    let system = options.system || (parent.has(flag::SYSTEM));
    // SAFETY: rule 1.
    let child = unsafe { &mut *process };
    child.parent = maker;
    child.initial = initial;
    child.group_leader = if leader.is_pointer() { Term::NIL } else { leader };
    child.set(flag::SYSTEM, system);
    apply_options(child, options, machine);
    let mut reference = None;
    if options.link {
        child.ext().links.insert(maker, 0);
        cx.process().ext().links.insert(pid, 0);
    }
    if let Some(tag) = options.monitor {
        let id = machine.new_reference();
        let term = cx.process().heap.reference(id, Some(maker))?;
        child.ext().monitored_by.insert(id, (maker, Watched::Pid));
        let ext = cx.process().ext();
        ext.monitors.insert(id, Monitor { target: Some(pid), watched: Watched::Pid, tag });
        if let Some(alias) = options.alias {
            ext.aliases.insert(id, alias);
        }
        cx.process().mailbox.set_mark(id);
        reference = Some(term);
    }
    note!(cx, Event::Spawned { parent: maker, child: pid });
    machine.table.insert(pid, process);
    cx.process().reductions_left -= 20;
    if leader.is_pointer()
        && let Ok(parcel) = signal::make(cx, Signal::GroupLeader, leader, 0)
    {
        signal::deliver(cx, pid, parcel);
    }
    cx.enqueue_last(process);
    Ok((pid, reference))
}

fn apply_options(child: &mut Process, options: &Options, machine: &Machine) {
    let (settings, default_limit) = (&machine.settings, machine.config.max_heap_words);
    child.place = Place::new(options.priority);
    child.heap.fullsweep_after = match options.fullsweep_after {
        Some(minors) => minors,
        None => settings.fullsweep_after.load(Ordering::Relaxed) as u16,
    };
    child.set(flag::OFF_HEAP_MESSAGES, options.off_heap_messages);
    child.heap.set_limit_words(default_limit);
    if let Some(limit) = options.max_heap.or_else(|| settings.is_limited().then(|| settings.max_heap())) {
        child.ext().seldom().max_heap = Some(limit);
        if limit.0 > 0 && limit.1 {
            child.heap.set_limit_words(limit.0.min(default_limit));
        }
    }
    let min_heap = options.min_heap.max(settings.min_heap.load(Ordering::Relaxed));
    if min_heap > 0 {
        child.ext().seldom().min_heap = min_heap;
    }
    let min_binary_heap = options.min_binary_heap.max(settings.min_binary_heap.load(Ordering::Relaxed));
    if min_binary_heap > SMALLEST_BINARY_HEAP {
        child.ext().seldom().min_binary_heap = min_binary_heap;
    }
    if options.scheduler > 0 {
        child.ext().seldom().scheduler = options.scheduler;
    }
}

/// A process whose saved registers are copies of `registers`, with the process's end as its continuation.
fn build(
    cx: &mut Context,
    pid: Pid,
    code: *const u64,
    mut registers: Vec<Term>,
    min_heap: usize,
) -> Result<*mut Process, OutOfHeap> {
    let boxed = registers.iter().any(|term| term.is_pointer());
    let payload = if boxed { cx.scratch.gather(&mut registers)? } else { 0 };
    let need = payload + registers.len() + 1;
    let words =
        if need + 8 <= CELL_WORDS && min_heap <= CELL_WORDS { CELL_WORDS } else { (need + 16).max(min_heap) };
    let Some(process) = Process::new(pid, words) else {
        cx.scratch.give_back();
        return Err(OutOfHeap);
    };
    // SAFETY: rule 1; the block has room for payload, registers and one frame.
    unsafe {
        if boxed && let Err(failed) = cx.scratch.finish_into(&mut (*process).heap, &mut registers) {
            Process::empty(process);
            Process::free(process);
            return Err(failed);
        }
        let heap = &mut (*process).heap;
        heap.stack = heap.stack.sub(1);
        *heap.stack = cx.machine.code.process_end() | tag::CODE;
        for term in registers.iter().rev() {
            heap.stack = heap.stack.sub(1);
            *heap.stack = term.0;
        }
        (*process).live = registers.len() as u16;
        (*process).pc = code;
    }
    Ok(process)
}

/// Starts a process from outside the schedulers: the main process, or one of the library's.
pub fn spawn_first(
    machine: &Arc<Machine>,
    export: &'static Export,
    args: &[Term],
    system: bool,
) -> Option<Pid> {
    let mut cx = Context::new(machine.clone(), machine.sched.numbers);
    let pid = machine.table.reserve()?;
    let process = build(&mut cx, pid, export.address(), args.to_vec(), 0).ok()?;
    // SAFETY: rule 1.
    let child = unsafe { &mut *process };
    child.initial = std::ptr::from_ref(export);
    child.set(flag::SYSTEM, system);
    child.heap.set_limit_words(machine.config.max_heap_words);
    let user = machine.user.load(Ordering::Relaxed);
    child.group_leader = Term::pid(if user == 0 { pid } else { Pid(user - 1) });
    machine.table.insert(pid, process);
    Some(pid)
}

/// Starts the program's process: `entry` on the arguments as a list of strings, or on nothing. With `on_load` that
/// function runs first, and decides whether the other one does.
pub fn spawn_program(
    machine: &Arc<Machine>,
    on_load: Option<&'static Export>,
    entry: &'static Export,
    arguments: Option<&[&str]>,
) -> Option<Pid> {
    if arguments.is_none() && on_load.is_none() {
        return spawn_first(machine, entry, &[], false);
    }
    let has_arguments = arguments.is_some();
    let arguments = arguments.unwrap_or_default();
    let characters: usize = arguments.iter().map(|argument| argument.len() + 1).sum();
    let mut heap = Heap::new(characters * 2 + 32)?;
    let mut strings = Vec::with_capacity(arguments.len());
    for argument in arguments {
        strings.push(heap.string(argument).ok()?);
    }
    let list = heap.list(&strings).ok()?;
    let Some(on_load) = on_load else { return spawn_first(machine, entry, &[list], false) };
    let args = if has_arguments { heap.list(&[list]).ok()? } else { Term::NIL };
    let call = export_fun(&mut heap, entry)?;
    let first = export_fun(&mut heap, on_load)?;
    let module = Term::atom(entry.mfa.module);
    spawn_first(machine, after_load(machine), &[first, module, call, args], false)
}

/// `erlet_run:after_load(OnLoad, Module, Fun, Args)`: runs `OnLoad`, then applies the function.
pub(crate) fn after_load(machine: &Machine) -> &'static Export {
    machine.code.export(Atom::new("erlet_run"), Atom::new("after_load"), 4)
}

/// A fun that calls an export, also one that stands in no table.
pub(crate) fn export_fun(heap: &mut Heap, export: &'static Export) -> Option<Term> {
    heap.boxed_words(Kind::ExportFun, &[std::ptr::from_ref(export) as u64]).ok()
}

/// Lets a process of [`spawn_first`] sleep until its first signal: it costs nothing before.
pub fn let_wait(machine: &Arc<Machine>, pid: Pid) {
    if let Some(process) = machine.table.guest(|| machine.table.find(pid)) {
        // SAFETY: rule 1: nobody has queued it.
        unsafe { (*process).inbox.sleep() };
    }
}

/// Queues a process of [`spawn_first`], and starts the first scheduler if none runs.
pub fn launch(machine: &Arc<Machine>, pid: Pid) {
    if let Some(process) = machine.table.guest(|| machine.table.find(pid)) {
        machine.sched.inject(process);
    }
    if !machine.sched.has_started() {
        crate::sched::worker::start(machine);
    }
}

/// Links the running process to `pid`.
pub fn link(cx: &mut Context, pid: Pid) -> Result<(), Stop> {
    let own = cx.process().pid;
    if pid == own || cx.process().ext().links.get(&pid) == Some(&0) {
        return Ok(());
    }
    cx.process().ext().links.insert(pid, 0);
    Ok(signal::ask(cx, pid, Signal::Link, Term::NIL, 0)?)
}

/// Unlinks the running process from `pid`.
pub fn unlink(cx: &mut Context, pid: Pid) {
    let ext = cx.process().ext();
    if ext.links.get(&pid) != Some(&0) {
        return;
    }
    ext.next_unlink += 1;
    let number = ext.next_unlink;
    ext.links.insert(pid, number);
    let own = cx.process().pid;
    let sent =
        Parcel::signal(Signal::Unlink, own, Term::NIL, number).is_some_and(|p| signal::deliver(cx, pid, p));
    if !sent {
        cx.process().ext().links.remove(&pid);
    }
}

/// Monitors a process by pid or name; the reference.
pub fn monitor(
    cx: &mut Context,
    target: Option<Pid>,
    watched: Watched,
    tag: Term,
    alias: Option<super::ext::Alias>,
) -> Result<Term, Stop> {
    let machine = cx.machine();
    let id = machine.new_reference();
    let own = cx.process().pid;
    let reference = cx.process().heap.reference(id, Some(own))?;
    let process = cx.process();
    process.mailbox.set_mark(id);
    if target == Some(own) {
        return Ok(reference);
    }
    let ext = process.ext();
    ext.monitors.add(id, Monitor { target, watched, tag });
    if let Some(alias) = alias {
        ext.aliases.add(id, alias);
    }
    match target {
        Some(pid) => {
            signal::ask(cx, pid, Signal::Monitor, watched.to_term(), id)?;
        }
        None => {
            Notice::Down { id, watched }.send(cx, own, own, Term::atom(atoms::noproc))?;
        }
    }
    Ok(reference)
}

/// Whether a term is a fun that a process can run.
pub fn is_entry_fun(term: Term) -> bool {
    matches!(term.kind(), Some(Kind::Fun | Kind::ExportFun))
}
