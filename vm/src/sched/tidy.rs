//! Tidying up: what a process keeps while it waits for long.
//!
//! A process that worked hard has a block of heap that fits hard work, and perhaps the remains of its last messages in
//! it. While it runs that is what makes it quick; when it waits, nobody needs it. So a process that goes to sleep with more
//! than a little is noted, and when it still sleeps after a while its heap is collected into as little as its live data
//! takes.
//!
//! Many processes begin with some work and then wait for ever: a small heap is tidied up at the first wait, when the next
//! process that begins can use the block.
//!
//! Schedulers do the rest when they have nothing else to do, and now and then when they have.
//!
//! # Safety
//! 1. A process claimed from its sleep belongs to the claimer until it sleeps again or is queued.
#![allow(unsafe_code)]

use std::collections::VecDeque;

use crate::heap::spare;
use crate::interp::Context;
use crate::machine::Machine;
use crate::memory;
use crate::process::{CONTROL_BYTES, Process, flag};
use crate::term::Pid;

/// Blocks of fewer words stay as they are, and of more: whoever has much alive, and is quiet for a moment, would have to
/// copy it all twice.
const WORDS: std::ops::Range<usize> = 96..1 << 20;
/// Blocks of fewer words are tidied up at the first wait.
const SMALL_WORDS: usize = 512;
/// A process waits for long when it has waited this many milliseconds, and one more for each kilobyte of words: to tidy up
/// takes a hundredth of that.
const LONG: u32 = 100;
/// So many processes are looked at together.
const TOGETHER: usize = 64;
/// When so many bytes less are taken than there once were, the allocator is asked to pass them on to the system.
const MUCH: u64 = 16 << 20;
/// Milliseconds between two such requests.
const PAUSE: u32 = 1000;
/// The same for less: what is kept of many small bursts, in pieces, adds up. Pages that come back cost time.
const SOME: u64 = 4 << 20;
const LONG_PAUSE: u32 = 10_000;

/// Who sleeps with more than a little, the first to have been noted first.
#[derive(Default)]
pub struct Noted {
    waiting: VecDeque<(Pid, u32)>,
    /// The most bytes taken since the allocator was asked last to give back what it keeps.
    peak: u64,
    /// When that was.
    trimmed: u32,
}

impl Context {
    /// The running process is about to sleep.
    #[inline]
    pub(crate) fn note_sleeper(&mut self) {
        let process = self.process();
        if WORDS.contains(&process.heap.block_words()) && !process.has(flag::NOTED) {
            self.note(self.millis());
        }
    }

    /// The running process waits for the first time; only its stack is alive.
    #[cold]
    pub(crate) fn settle(&mut self) {
        let cell = self.process.cast::<u8>().wrapping_add(CONTROL_BYTES).cast();
        let mut request = self.request(0);
        let process = self.process();
        process.set(flag::SETTLED, true);
        if process.heap.owned && process.heap.block_words() < SMALL_WORDS {
            (request.full, request.grow, request.tight, request.cell) = (true, false, true, cell);
            // For want of memory it keeps what it has.
            let _ = process.collect(request, &mut [], &mut []);
        }
    }

    #[cold]
    fn note(&mut self, millis: u32) {
        if !self.machine.clock.is_virtual() {
            let pid = self.process().pid;
            self.process().set(flag::NOTED, true);
            self.machine.noted.lock().waiting.push_back((pid, millis));
        }
    }

    /// Looks at those that were noted long ago; whether there were any.
    pub(super) fn tidy(&mut self) -> bool {
        let now = self.machine.now_in_millis();
        spare::shrink(now);
        for count in 0..TOGETHER {
            let found = self.machine.noted.lock().take(now);
            match found {
                Some(pid) => {
                    if let Some(process) = self.machine.table.find(pid) {
                        self.tidy_one(process, pid, now);
                    }
                }
                None => {
                    let trims = self.machine.noted.lock().trims(now);
                    if trims {
                        memory::source::give_back_freed();
                    }
                    return count > 0;
                }
            }
        }
        true
    }

    fn tidy_one(&mut self, process: *mut Process, pid: Pid, now: u32) {
        // SAFETY: the look-up holds until the slice ends, and the inbox may be touched by everybody; then rule 1.
        unsafe {
            if !(*process).inbox.claim() {
                return self.machine.noted.lock().waiting.push_back((pid, now));
            }
            let since = (*process).since;
            let more = (words_of(&*process) >> 10) as u32;
            if since + LONG + more <= now {
                (*process).set(flag::NOTED, false);
                (*process).mailbox.settle();
                let mut request = (*process).request(0, self.scratch.literals, self.machine.config.gc_stress);
                let cell = process.cast::<u8>().add(CONTROL_BYTES).cast();
                (request.full, request.grow, request.tight, request.cell) = (true, false, true, cell);
                // For want of memory it keeps what it has.
                let _ = (*process).collect(request, &mut [], &mut []);
            } else {
                self.machine.noted.lock().waiting.push_back((pid, since + more));
            }
            if !(*process).inbox.sleep() {
                self.enqueue_last(process);
            }
        }
    }
}

/// Words that tidying up would walk over.
fn words_of(process: &Process) -> usize {
    process.heap.block_words() + process.heap.old_words().1
}

impl Noted {
    /// Somebody who was noted long before `now`.
    fn take(&mut self, now: u32) -> Option<Pid> {
        self.peak = self.peak.max(memory::taken());
        self.waiting.front().filter(|(_, since)| *since + LONG <= now)?;
        self.waiting.pop_front().map(|(pid, _)| pid)
    }

    /// Whether the allocator is to give back what it keeps: then this is noted as done.
    fn trims(&mut self, now: u32) -> bool {
        let trims = self.trim_at().is_some_and(|at| at <= now);
        if trims {
            (self.peak, self.trimmed) = (memory::taken(), now);
        }
        trims
    }

    /// When the allocator is to be asked, if it may keep what nobody has.
    fn trim_at(&self) -> Option<u32> {
        match self.peak.saturating_sub(memory::taken()) {
            MUCH.. => Some(self.trimmed + PAUSE),
            SOME.. => Some(self.trimmed + LONG_PAUSE),
            _ => None,
        }
    }
}

impl Machine {
    fn now_in_millis(&self) -> u32 {
        (self.clock.elapsed() / 1_000_000) as u32
    }

    /// Nanoseconds until somebody noted has waited for long.
    pub(super) fn until_tidying(&self) -> Option<u64> {
        let noted = self.noted.lock();
        let sleeper = noted.waiting.front().map(|(_, since)| since + LONG + 1);
        let trim = noted.trim_at();
        let at = sleeper.into_iter().chain(trim).min()?;
        Some(u64::from(at.saturating_sub(self.now_in_millis()).max(1)) * 1_000_000)
    }
}
