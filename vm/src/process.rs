//! A process: its control block and the first words of its heap in one cell of 512 bytes.
//!
//! ```text
//!   line 0      inbox, pid, place: what others read and write
//!   lines 1–3   registers of the machine, heap, mailbox, counters: the owner's
//!   256 bytes   the first 32 words of heap and stack
//! ```
//!
//! Whoever runs a process owns it; a sleeping one is owned by its inbox word (see [`inbox`]). What few processes
//! have (links, monitors, dictionary …) lives in [`ext::Ext`], made at first need.
//!
//! # Safety
//! 1. A cell is made by [`Process::new`] and freed by [`Process::free`] once no scheduler can still hold its address
//!    (see [`crate::table`]).
//! 2. Fields after the first line are touched by the owner only.
#![allow(unsafe_code)]

pub mod inbox;
pub mod mailbox;
pub(crate) mod outbox;
pub mod ext;
pub mod dictionary;
pub mod signal;
pub mod notice;
pub mod spawn;
pub mod exit;
pub(crate) mod cells;
pub mod deadlock;
pub mod info;
pub mod inspect;
pub mod limits;
pub mod place;

pub use place::{Place, Priority};

use std::ptr::null_mut;

use crate::atom::atoms;
use crate::code::Export;
use crate::heap::Heap;
use crate::heap::copy::LiteralRange;
use crate::heap::spare;
use crate::memory;
use crate::sync::{AtomicU8, AtomicU32, Ordering};
use crate::term::bits::BufferPtr;
use crate::term::build::OutOfHeap;
use crate::term::{Pid, Term};
use ext::{Ext, Seldom};
use inbox::{Backlog, Inbox};
use mailbox::Mailbox;

/// Bytes of a cell.
pub const CELL_BYTES: usize = 512;
/// Bytes of the control block at its start.
pub const CONTROL_BYTES: usize = 256;
/// Words of heap and stack in the cell.
pub const CELL_WORDS: usize = (CELL_BYTES - CONTROL_BYTES) / 8;

/// Flags of a process.
pub mod flag {
    /// Exit signals become messages.
    pub const TRAP_EXIT: u16 = 1;
    /// Suspended by another process.
    pub const SUSPENDED: u16 = 2;
    /// Belongs to the library: does not count for deadlocks.
    pub const SYSTEM: u16 = 4;
    /// Waits without a timeout by choice (`timer:sleep(infinity)`, hibernate).
    pub const IDLE: u16 = 8;
    /// A built-in function is to be continued: `trap` says which.
    pub const TRAPPED: u16 = 16;
    /// Its heap should be collected at the next safe point.
    pub const COLLECT: u16 = 32;
    /// Waits in a `receive` with a timeout whose timer runs.
    pub const TIMER: u16 = 64;
    /// The timer ran out.
    pub const TIMED_OUT: u16 = 128;
    /// It is to end with the reason in `exit_reason`.
    pub const EXITING: u16 = 256;
    /// Messages stay off the heap and do not count to its limit.
    pub const OFF_HEAP_MESSAGES: u16 = 512;
    /// The exit was caused by a limit of memory.
    pub const OUT_OF_HEAP: u16 = 1024;
    /// It waited for signals until its present slice.
    pub const WAITED: u16 = 2048;
    /// It evaluates for the prompt: what would end it brings it back to its outermost handler instead.
    pub const KEPT: u16 = 4096;
    /// It was noted that it sleeps with more memory than it may need.
    pub const NOTED: u16 = 8192;
    /// It has waited before.
    pub const SETTLED: u16 = 16384;
}

/// What the machine keeps for a process outside of it, and has to put away when it ends.
pub mod outside {
    /// A registered name.
    pub const NAMED: u8 = 1;
    /// Tables that it owns or walks through.
    pub const TABLES: u8 = 2;
}

/// A process's control block.
///
/// Senders write its first cache line; what its own scheduler touches at every message stands in the others, so that the
/// line does not go to and fro between two processors.
#[repr(C, align(64))]
pub struct Process {
    /// Signals arrive here.
    pub inbox: Inbox,
    /// Its identity.
    pub pid: Pid,
    /// Who spawned it.
    pub parent: Pid,
    /// The export of its first call; null for a fun without a name.
    pub initial: *const Export,
    /// Its group leader.
    pub group_leader: Term,
    /// Reductions done in earlier slices.
    pub reductions: u64,
    /// Kilobytes that it last found itself to weigh; only while memory is short.
    weight: AtomicU32,
    /// Milliseconds of the machine's clock when it began to wait.
    pub since: u32,
    /// The built-in function to continue with.
    pub trap: u32,
    /// What others keep for it, see [`outside`]; a bit is set before it is made sure that the process is alive.
    pub outside: AtomicU8,
    /// Its place in the run queues.
    pub place: Place,
    /// Messages that it has not looked at, for those who send more.
    pub(crate) backlog: Backlog,
    /// See [`flag`].
    pub flags: u16,
    /// X registers that are saved on its stack.
    pub live: u16,
    /// Counts its signals to others.
    pub sent: u32,
    /// Numbers its timeouts.
    pub timer: u32,
    /// Words from the stack's end to the innermost `try` slot; 0 for none.
    pub catch: u32,
    /// Where it goes on.
    pub pc: *const u64,
    /// How many reductions its slice has left.
    pub reductions_left: i64,
    /// Where its terms live.
    pub heap: Heap,
    /// Its messages.
    pub mailbox: Mailbox,
    /// What few processes have.
    pub ext: Option<Box<Ext>>,
}

const _: () = assert!(size_of::<Process>() <= CONTROL_BYTES);
const _: () =
    assert!(std::mem::offset_of!(Process, place) < 64 && std::mem::offset_of!(Process, flags) == 64);

impl Process {
    /// A new process without code to run; `None` when memory is short.
    pub fn new(pid: Pid, heap_words: usize) -> Option<*mut Process> {
        if !memory::has_room_for_a_process() {
            return None;
        }
        // SAFETY: rule 1; the control block is written at once.
        unsafe {
            let cell = spare::take_cell()?.cast::<Process>();
            let heap = match heap_words <= CELL_WORDS {
                true => Some(Heap::over(cell.cast::<u8>().add(CONTROL_BYTES).cast(), CELL_WORDS, false)),
                false => Heap::new(heap_words),
            };
            let Some(heap) = heap else {
                spare::put_cell(cell.cast());
                return None;
            };
            cell.write(Process {
                inbox: Inbox::new(),
                pid,
                outside: AtomicU8::new(0),
                weight: AtomicU32::new(0),
                backlog: Backlog::none(),
                place: Place::USUAL,
                flags: 0,
                live: 0,
                trap: 0,
                sent: 0,
                timer: 0,
                pc: std::ptr::null(),
                catch: 0,
                reductions: 0,
                reductions_left: 0,
                heap,
                mailbox: Mailbox::new(),
                group_leader: Term::NIL,
                parent: Pid(0),
                initial: std::ptr::null(),
                since: 0,
                ext: None,
            });
            Some(cell)
        }
    }

    /// Drops what the process holds; the cell itself stays readable until [`Process::free`].
    ///
    /// # Safety
    /// The caller owns the process and nobody will run it again.
    pub unsafe fn empty(process: *mut Process) {
        // SAFETY: the caller's promise; each field is replaced by one that holds nothing.
        unsafe {
            (*process).mailbox.clear();
            (*process).ext = None;
            let cell = process.cast::<u8>().add(CONTROL_BYTES).cast();
            (*process).heap = Heap::over(cell, CELL_WORDS, false);
        }
    }

    /// Frees the cell.
    ///
    /// # Safety
    /// [`Process::empty`] was called and no scheduler can hold the address any more.
    pub unsafe fn free(process: *mut Process) {
        // SAFETY: the caller's promise.
        unsafe {
            std::ptr::drop_in_place(process);
            spare::put_cell(process.cast());
        }
    }

    /// The reason to end with: `normal` unless something else was noted.
    pub fn exit_reason(&self) -> Term {
        self.ext.as_ref().map_or(Term::atom(atoms::normal), |ext| ext.exit_reason)
    }

    /// Whether a flag of [`flag`] is set.
    #[inline]
    pub fn has(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    /// Sets or clears a flag.
    #[inline]
    pub fn set(&mut self, flag: u16, on: bool) {
        if on {
            self.flags |= flag;
        } else {
            self.flags &= !flag;
        }
    }

    /// Tells senders how many messages it has not looked at.
    #[inline]
    pub(crate) fn publish_backlog(&self) {
        self.backlog.set(self.mailbox.unseen);
    }

    /// Bytes that it held when it last weighed itself, 0 before.
    pub fn weight(&self) -> u64 {
        u64::from(self.weight.load(Ordering::Relaxed)) << 10
    }

    /// Finds out how many bytes it holds, its mail included. A process of the library counts only when it is huge.
    pub(crate) fn weigh(&mut self) {
        let heap = &self.heap;
        let words = heap.block_words() + heap.old_words().1 + heap.parcel_words as usize;
        let binaries = heap.off_heap.as_ref().map_or(0, |off_heap| off_heap.bytes);
        let ext = self.ext.as_ref().map_or(0, |ext| ext.bytes());
        let bytes = (words * 8 + binaries + ext) as u64 + self.mailbox.bytes();
        let spared = self.has(flag::SYSTEM) && memory::limit().is_none_or(|limit| bytes < limit / 4);
        let kilobytes = if spared { 0 } else { u32::try_from(bytes >> 10).unwrap_or(u32::MAX) };
        self.weight.store(kilobytes, Ordering::Relaxed);
    }

    /// What few processes have, made when it is not there.
    pub fn ext(&mut self) -> &mut Ext {
        self.ext.get_or_insert_default()
    }

    /// What hardly any process has, if this one does.
    pub fn seldom(&self) -> Option<&Seldom> {
        self.ext.as_ref()?.seldom.as_deref()
    }

    /// Collects garbage so that `need` words are free; `x` are the live registers, `extra` other terms in hand.
    pub fn collect(
        &mut self,
        request: crate::heap::collect::Request,
        x: &mut [Term],
        extra: &mut [Term],
    ) -> Result<(), OutOfHeap> {
        self.set(flag::COLLECT, false);
        let mut mail = Term::NIL;
        let current = self.mailbox.root_current();
        if let Some(parcel) = current {
            self.root_message(parcel, &mut mail);
        }
        let mut leader = [self.group_leader];
        let mut roots: Vec<&mut [Term]> = vec![x, extra, &mut leader, std::slice::from_mut(&mut mail)];
        if let Some(ext) = self.ext.as_mut() {
            ext.roots(&mut roots);
        }
        let result = self.heap.collect(&mut roots, request);
        drop(roots);
        self.group_leader = leader[0];
        if let Some(parcel) = current {
            // SAFETY: the message still belongs to the mailbox.
            unsafe { (*parcel).term = mail };
            self.ext().seldom().rooted.push((parcel as u64, mail));
        }
        // Messages rooted by this or an earlier collection, and still unread, follow their terms.
        if let Some(ext) = self.ext.as_mut() {
            ext.mend_rooted();
        }
        result
    }

    /// A message that a `receive` looks at moves to the heap with the collection: its parcel gives up its words.
    fn root_message(&mut self, parcel: *mut crate::heap::parcel::Parcel, root: &mut Term) {
        let mut found: Vec<(u64, BufferPtr)> = Vec::new();
        Mailbox::buffers(parcel, |object, buffer| found.push((object, buffer)));
        for (object, buffer) in found {
            self.heap.adopt_buffer(object, buffer.share());
        }
        // SAFETY: the parcel belongs to this process's mailbox.
        unsafe {
            *root = (*parcel).term;
            // The collection moves these words, too, and must have room for them.
            self.heap.parcel_words += (*parcel).used;
            (*parcel).used = 0;
            (*parcel).has_buffers = false;
        }
    }

    /// A request for a collection of the usual kind. The block grows when it is what ran full; messages that piled up
    /// are no sign that the program needs a larger one.
    pub fn request(
        &self,
        need: usize,
        literals: LiteralRange,
        stress: bool,
    ) -> crate::heap::collect::Request {
        let free = self.heap.free_words();
        let grow = free < need || free < self.heap.block_words() / 4;
        crate::heap::collect::Request {
            need,
            full: false,
            grow,
            tight: false,
            cell: null_mut(),
            stress,
            literals,
        }
    }
}
