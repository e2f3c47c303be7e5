//! The interpreter: threaded code, one function per instruction and kind of operands.
//!
//! Code is an array of words: the address of a handler, then its operands. A handler does its work and *tail-calls*
//! the next one, with the machine's state in six arguments, that is, in six registers:
//!
//! ```text
//!   pc      the instruction               sp     the stack pointer: slot 0 of the current frame
//!   cx      the scheduler's context       htop   the first free heap word
//!   reds    reductions left               x0     X register 0
//! ```
//!
//! Whatever is not quick (a collection, a bignum, an error, the end of a slice) is a *slow path*: the handler
//! leaves the state in the context together with the function to run, and returns; `Context::run` calls that
//! function and goes on where it says. So hot handlers never call cold code and need no stack frame of their own.
//!
//! Tail calls are no guarantee of the language: optimised builds get them from LLVM's sibling-call optimisation; builds with
//! debug assertions return to a loop after every instruction instead (the macro `dispatch!`).
//!
//! # Safety
//! 1. Only the loader makes code, from modules that the validator accepted: operands are in range, Y slots are
//!    initialised when read, reservations cover what is built, X registers below `live` are initialised.
//! 2. `cx` is the context of the scheduler that runs the handler, and it owns the current process.
//! 3. `sp` and `htop` lie in the current process's block with `htop ≤ sp`; `sp` points at a complete frame.
//! 4. Instructions that take objects apart test their operand's tag first, so no type is trusted.
//! 5. After a slow path the state is loaded afresh: no handler keeps an address of the heap across one.
#![allow(unsafe_code)]

#[macro_use]
mod macros;
pub mod operand;
pub mod encode;
mod fuse;
#[macro_use]
mod control;
mod fused;
mod quick;
mod data;
mod tests;
mod arithmetic;
mod bits;
mod maps;
mod message;
mod asking;
mod except;
pub mod slow;
pub mod trace;

use crate::atom::Atom;
use crate::bif::{self, Cx, Stop};
use crate::code::Export;
use crate::code::called::Called;
use crate::events::{Event, note};
use crate::heap::copy::Scratch;
use crate::machine::Machine;
use crate::process::{Process, flag};
use crate::sched::driven::is_visible;
use crate::sync::Arc;
use crate::term::build::OutOfHeap;
use crate::term::{Term, walked};

/// The type of every handler.
pub type Handler = unsafe extern "sysv64" fn(*const u64, *mut Context, *mut u64, *mut u64, i64, u64);

/// A slow path: runs outside the handlers, with the state in the context.
pub type Slow = fn(&mut Context) -> Step;

/// What to do after a slow path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Go on at the context's `pc`.
    Resume,
    /// The slice is over; go on at `pc` later with that many live X registers.
    Yield(u32),
    /// Sleep until a signal arrives; go on at `pc`.
    Wait,
    /// The process has ended.
    Ended,
    /// An exception.
    Raise(Stop),
}

/// How a slice ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SliceEnd {
    /// The process can go on later.
    Yielded,
    /// The process waits for a signal.
    Waiting,
    /// The process is to be taken apart; its reason is in its `ext`.
    Ended,
}

/// The state of a scheduler's machine. Handlers address the X registers relative to its start.
#[repr(C)]
pub struct Context {
    /// The X registers; x0 is here only while no handler runs.
    pub x: [Term; crate::instr::X_REGISTERS as usize],
    /// The process that runs.
    pub process: *mut Process,
    /// Saved state: the instruction to go on with.
    pub pc: *const u64,
    /// Saved stack pointer.
    pub sp: *mut u64,
    /// Saved top of the heap.
    pub htop: *mut u64,
    /// Saved reductions.
    pub reds: i64,
    /// The slow path to run, when a handler has returned; none when its process waits.
    pub slow: Option<Slow>,
    /// Operands for the slow path: values, generic destination, where to go after success and failure.
    pub args: [Term; 4],
    /// Whether the first operand of the operation is a register and the second a constant of the code.
    pub(crate) constant: bool,
    /// Whether somebody hears what happens in this slice.
    pub(crate) listening: bool,
    /// The instruction to go on with was told already.
    told: bool,
    pub(crate) dst: u64,
    pub(crate) next: *const u64,
    pub(crate) fail: *const u64,
    pub(crate) live: u64,
    /// What a built-in function raised, for the slow path after it; and which one.
    pub(crate) stop: Option<Stop>,
    pub(crate) bif: u32,
    /// Arguments of a built-in function to continue with.
    pub trap_args: [Term; 8],
    /// For copying messages.
    pub scratch: Scratch,
    /// The tables that were used last.
    pub recent: crate::ets::Recent,
    /// The exports that were called last.
    called: Called,
    /// Segments and bits of the bit string under construction, and why it cannot be built.
    pub(crate) construction: Construction,
    /// The machine.
    pub machine: Arc<Machine>,
    /// Which scheduler this is.
    pub scheduler: usize,
    /// Nanoseconds of the machine's clock, read every few slices.
    pub now: u64,
    /// Slices until the clock is read again.
    pub clock_turns: u32,
    /// The queues of this scheduler; none for a guest thread.
    pub local: Option<crate::sched::worker::Local>,
    /// Reductions that were put aside so that the next call takes in what has piled up beside the heap.
    pub(crate) held_back: i64,
    /// Another scheduler runs in its place: it ends after its turn.
    pub(crate) aside: bool,
    /// The thread's processor time at the beginning of a turn of a process that counts as slow.
    pub(crate) turn_began: Option<std::time::Duration>,
    /// Messages that have not left yet.
    pub(crate) outbox: crate::process::outbox::Outbox,
    /// Whether the process that ran receives less than is sent to it.
    pub(crate) is_behind: bool,
    /// In a driven machine: the process was chosen to do an operation, and has not done it yet.
    pub(crate) chosen: bool,
    /// In a driven machine: what the process is about to do that has just left.
    pub(crate) operation: crate::sched::driven::Operation,
    /// Cells of processes that ended here, until they are many enough to be handed over.
    retired: Vec<*mut Process>,
}

/// So many cells of processes are handed over together.
const RETIRED: usize = 64;

impl Drop for Context {
    fn drop(&mut self) {
        // SAFETY: as in `retire`.
        unsafe { self.machine.table.retire(&mut self.retired) }
    }
}

/// Memory of `bs_create`, kept from one to the next.
#[derive(Default)]
pub(crate) struct Construction {
    parts: Vec<crate::bitsyntax::building::Part>,
    writer: crate::term::bits::Writer,
    failure: Option<crate::bitsyntax::building::Failure>,
}

impl Context {
    /// The machine, without the cost of counting one more reference. The context holds it, and outlives whatever is
    /// called with the context: nobody keeps the reference for longer.
    #[inline]
    pub(crate) fn machine<'m>(&self) -> &'m Machine {
        // SAFETY: see above.
        unsafe { &*Arc::as_ptr(&self.machine) }
    }

    /// The entry of a function by its name.
    #[inline]
    pub(crate) fn export(&mut self, module: Atom, function: Atom, arity: usize) -> &'static Export {
        self.called.export(&self.machine.code, module, function, arity as u32)
    }

    /// A context for scheduler number `scheduler` of `machine`.
    pub fn new(machine: Arc<Machine>, scheduler: usize) -> Box<Context> {
        let scratch = Scratch::new(machine.code.literals());
        let outbox = crate::process::outbox::Outbox::new(machine.clock.policy());
        Box::new(Context {
            x: [Term::NIL; crate::instr::X_REGISTERS as usize],
            process: std::ptr::null_mut(),
            listening: machine.events.is_on(),
            told: false,
            pc: std::ptr::null(),
            sp: std::ptr::null_mut(),
            htop: std::ptr::null_mut(),
            reds: 0,
            slow: None,
            args: [Term::NIL; 4],
            constant: false,
            dst: 0,
            next: std::ptr::null(),
            fail: std::ptr::null(),
            live: 0,
            stop: None,
            bif: 0,
            trap_args: [Term::NIL; 8],
            scratch,
            recent: crate::ets::Recent::default(),
            called: Called::default(),
            construction: Construction::default(),
            machine,
            scheduler,
            now: 0,
            clock_turns: 0,
            local: None,
            held_back: 0,
            aside: false,
            turn_began: None,
            outbox,
            is_behind: false,
            chosen: false,
            operation: crate::sched::driven::Operation::GoOn,
            retired: Vec::new(),
        })
    }

    /// The process that runs.
    #[inline]
    pub fn process(&mut self) -> &mut Process {
        // SAFETY: rule 2.
        unsafe { &mut *self.process }
    }

    /// Gives the cell of a process away that has ended.
    ///
    /// # Safety
    /// Its process left the table and was emptied.
    pub(crate) unsafe fn retire(&mut self, process: *mut Process) {
        self.retired.push(process);
        if self.retired.len() >= RETIRED {
            // SAFETY: the caller's promise, for each.
            unsafe { self.machine.table.retire(&mut self.retired) }
        }
    }

    /// Runs `process` from its `pc` until its slice ends.
    #[inline]
    pub fn run_slice(&mut self, process: *mut Process, reductions: i64) -> SliceEnd {
        self.process = process;
        let trapped = self.process().has(flag::TRAPPED);
        self.begin(reductions);
        // What a resumed process does first: continue a built-in function, or just run.
        let mut step = if trapped { slow::continue_trap(self) } else { Step::Resume };
        loop {
            match step {
                Step::Resume => {}
                Step::Raise(stop) => {
                    step = self.raise(stop);
                    if step != Step::Resume {
                        continue;
                    }
                }
                Step::Yield(live) => match self.save_registers(live) {
                    Ok(()) => return SliceEnd::Yielded,
                    Err(_) => {
                        self.out_of_heap();
                        return SliceEnd::Ended;
                    }
                },
                Step::Wait => return SliceEnd::Waiting,
                Step::Ended => return SliceEnd::Ended,
            }
            self.run();
            self.store_state();
            crate::process::outbox::leave(self);
            let Some(slow) = self.slow.take() else { return SliceEnd::Waiting };
            step = slow(self);
        }
    }

    /// Takes the process's state over.
    fn begin(&mut self, reductions: i64) {
        let process = self.process();
        process.reductions_left = reductions;
        self.held_back = 0;
        walked::take();
        let process = self.process();
        let live = process.live as usize;
        let pc = process.pc;
        for index in 0..live {
            // SAFETY: `save_registers` pushed that many words on the stack.
            self.x[index] = Term(unsafe { *self.process().heap.stack.add(index) });
        }
        let process = self.process();
        process.heap.stack = process.heap.stack.wrapping_add(live);
        process.live = 0;
        process.pc = std::ptr::null();
        process.set(flag::WAITED, false);
        self.pc = pc;
    }

    /// Where the process stands: the instruction, and slot 0 of its innermost frame. Valid in a slice and between two.
    pub(crate) fn position(&mut self) -> (*const u64, *const u64) {
        let pc = self.pc;
        let process = self.process();
        match process.pc.is_null() {
            true => (pc, process.heap.stack),
            false => (process.pc, process.heap.stack.wrapping_add(process.live as usize)),
        }
    }

    /// Saves the live X registers on the process's stack.
    fn save_registers(&mut self, live: u32) -> Result<(), OutOfHeap> {
        let count = live as usize;
        let asked = self.process().has(flag::COLLECT);
        if asked || self.process().heap.free_words() < count || self.process().heap.wants_collection() {
            let mut request = self.request(count);
            request.full = asked;
            request.grow &= !asked;
            self.collect(request, count, 0)?;
        }
        let pc = self.pc;
        for index in (0..count).rev() {
            let term = self.x[index];
            let heap = &mut self.process().heap;
            heap.stack = heap.stack.wrapping_sub(1);
            // SAFETY: there was room for `count` words.
            unsafe { *heap.stack = term.0 };
        }
        let process = self.process();
        process.live = live as u16;
        process.pc = pc;
        Ok(())
    }

    /// Marks the process to end because it may not have more memory.
    fn out_of_heap(&mut self) {
        let process = self.process();
        process.set(flag::EXITING, true);
        process.set(flag::OUT_OF_HEAP, true);
        process.ext().exit_reason = Term::atom(crate::atom::atoms::killed);
    }

    /// A collection request with the machine's settings.
    pub fn request(&mut self, need: usize) -> crate::heap::collect::Request {
        let (literals, stress) = (self.scratch.literals, self.machine.config.gc_stress);
        self.process().request(need, literals, stress)
    }

    /// Collects with `live` X registers and `args` operands as roots.
    pub fn collect(
        &mut self,
        request: crate::heap::collect::Request,
        live: usize,
        args: usize,
    ) -> Result<(), OutOfHeap> {
        // SAFETY: rule 2.
        let process = unsafe { &mut *self.process };
        let before = process.heap.used_words() + process.heap.parcel_words as usize;
        process.reductions_left -= (before / 64) as i64;
        self.machine.peak.note(process);
        let apart = process.heap.is_large() && self.step_apart();
        let collected = process.collect(request, &mut self.x[..live], &mut self.args[..args]);
        if apart {
            self.step_back();
        }
        let after = process.heap.used_words() + process.heap.parcel_words as usize;
        self.machine.watch.note_collection(self.scheduler, before.saturating_sub(after));
        note!(self, { Event::Collected { pid: self.process().pid, before, after } });
        collected
    }

    /// Copies terms that lie outside of the process, in tables, to its heap.
    pub(crate) fn import(&mut self, roots: &mut [Term]) -> Result<(), OutOfHeap> {
        // SAFETY: rule 2; the scratch area is another field.
        let process = unsafe { &mut *self.process };
        self.scratch.copy_to_heap(&mut process.heap, roots)?;
        process.reductions_left -= (self.scratch.last_words() / 16) as i64;
        Ok(())
    }

    /// What is left of these reductions when the next call is to collect: a call knows what is alive.
    pub(crate) fn hold_back(&mut self, reductions: i64) -> i64 {
        self.held_back += reductions.max(0);
        reductions.min(0)
    }

    /// Whether an instruction, which comes twice, comes for the first time: its event is told outside of its handler.
    #[inline]
    pub(crate) fn is_to_tell(&mut self) -> bool {
        self.told = !self.told;
        self.told
    }

    /// Makes sure that `words` can be allocated in the block.
    pub fn ensure(&mut self, words: usize, live: usize, args: usize) -> Result<(), Stop> {
        let stress = self.machine.config.gc_stress;
        if self.process().heap.free_words() < words || stress {
            let request = self.request(words);
            self.collect(request, live, args)?;
        }
        Ok(())
    }

    /// Handlers run until one returns with a slow path.
    fn run(&mut self) {
        let process = self.process();
        let (sp, htop, reds) = (process.heap.stack, process.heap.top, process.reductions_left);
        let (pc, x0) = (self.pc, self.x[0].0);
        self.slow = None;
        #[cfg(not(debug_assertions))]
        // SAFETY: rules 1 to 3.
        unsafe {
            let handler: Handler = std::mem::transmute::<u64, Handler>(*pc);
            handler(pc, self, sp, htop, reds, x0);
        }
        #[cfg(debug_assertions)]
        {
            (self.pc, self.sp, self.htop, self.reds, self.x[0]) = (pc, sp, htop, reds, Term(x0));
            while self.slow.is_none() {
                // SAFETY: rules 1 to 3.
                unsafe {
                    let handler: Handler = std::mem::transmute::<u64, Handler>(*self.pc);
                    handler(self.pc, self, self.sp, self.htop, self.reds, self.x[0].0);
                }
            }
        }
    }

    /// After a handler returned: the process gets its state back.
    fn store_state(&mut self) {
        // SAFETY: fields of the context. One by one: read as a pair they would wait for the two writes of `save`.
        let (sp, htop) = unsafe { (std::ptr::read_volatile(&self.sp), std::ptr::read_volatile(&self.htop)) };
        let reds = self.reds;
        let process = self.process();
        process.heap.stack = sp;
        process.heap.top = htop;
        process.reductions_left = reds;
    }

    /// Removes all frames; what is called next returns to the process's end.
    pub(crate) fn empty_stack(&mut self) {
        let end = self.machine.code.process_end() | crate::term::tag::CODE;
        let process = self.process();
        process.catch = 0;
        let heap = &mut process.heap;
        // The stack is not empty: the bottom frame's word is replaced by itself or by the same.
        heap.stack = heap.end.wrapping_sub(1);
        // SAFETY: the last word of the block belongs to the stack.
        unsafe { *heap.stack = end };
    }

    /// Slot 0 of the current frame.
    pub(crate) fn stack(&mut self) -> *mut u64 {
        self.process().heap.stack
    }

    /// The value of a generic operand word.
    pub(crate) fn operand(&mut self, word: u64) -> Term {
        // SAFETY: rules 1 and 3.
        unsafe { operand::fetch(word, self, (*self.process).heap.stack, self.x[0].0) }
    }

    /// Writes to the generic destination that a handler left.
    pub(crate) fn set_dst(&mut self, value: Term) {
        let dst = self.dst;
        // SAFETY: rules 1 and 3.
        unsafe { operand::store(dst, self, (*self.process).heap.stack, value) }
    }

    /// Runs a built-in function outside the handlers; a panic ends the process, not the machine. No program can
    /// catch it: what the function was doing to the process is half done.
    #[inline(always)]
    pub(crate) fn call_bif(&mut self, entry: &'static bif::Bif, args: &[Term]) -> bif::Outcome {
        if self.listening && is_visible(entry) {
            note!(self, Event::Called { pid: self.process().pid, function: entry.mfa() });
        }
        let apart =
            entry.kind == bif::BifKind::Data && self.process().heap.has_large_data() && self.step_apart();
        let mut cx = Cx { context: self };
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (entry.run)(&mut cx, args)));
        if apart {
            self.step_back();
        }
        if walked::noted() > 0 {
            self.process().reductions_left -= walked::take();
        }
        match outcome {
            Ok(outcome) => outcome,
            Err(panic) => {
                crate::process::exit::internal_error(self, Some(entry), &*panic);
                Err(Stop::Exit)
            }
        }
    }
}

/// Called by handlers: runs a built-in function; `NONE` when it did not return a value (see `stop`).
///
/// # Safety
/// Rules 2 and 3 of the module.
#[inline(never)]
pub(crate) unsafe fn bif_from_handler(
    cx: *mut Context,
    bif: u32,
    args: *const Term,
    sp: *mut u64,
    htop: *mut u64,
    reds: i64,
) -> Term {
    // SAFETY: the caller's promise.
    unsafe {
        let process = (*cx).process;
        (*process).heap.stack = sp;
        (*process).heap.top = htop;
        (*process).reductions_left = reds;
        crate::process::outbox::leave(&mut *cx);
        let entry = &bif::BIFS[bif as usize];
        let arity = entry.arity as usize;
        // Copies, since the function may use the registers. One by one (volatile): words just written can be read
        // back quickly as what they were written, not as parts of a vector. There are four in any case.
        let copy = |index| std::ptr::read_volatile(args.add(index));
        let few = [copy(0), copy(1), copy(2), copy(3)];
        let many: [Term; 8];
        let copies = match arity <= few.len() {
            true => &few[..arity],
            false => {
                many = std::array::from_fn(|index| if index < arity { copy(index) } else { Term::NIL });
                &many[..arity]
            }
        };
        match (*cx).call_bif(entry, copies) {
            Ok(value) => value,
            Err(stop) => {
                (*cx).stop = Some(stop);
                (*cx).bif = bif;
                Term::NONE
            }
        }
    }
}
