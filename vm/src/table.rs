//! The process table: from pid to process, without a lock, and the names.
//!
//! A chunked array of slots; a slot holds the address of its process and how often it was used. A look-up is two loads
//! and a compare. Cells are freed by quiescence: every scheduler counts its slices, and a cell that left the table is
//! freed when every scheduler has ended the slice it was in (or sleeps) since then. Both sides change the counters by
//! read-modify-writes: a slice that begins after the snapshot of the counters then sees all that came before it, the
//! emptied slot included; a plain load of the counter would leave it free to find the old address.
//!
//! # Safety
//! 1. A look-up is used only inside one slice of the scheduler that made it, or under [`Table::guest`].
//! 2. A cell is retired once, after its slot was cleared.
#![allow(unsafe_code)]

use crate::process::Process;
use crate::sync::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Mutex, Ordering, size};
use crate::term::Pid;

const CHUNK: usize = 1 << size::CHUNK_BITS;
const CHUNKS: usize = 1 << (Pid::SLOT_BITS - size::CHUNK_BITS);
/// The first slots are never used, so that pids look like OTP's.
const FIRST_SLOT: u32 = 1;

struct Slot {
    process: AtomicPtr<Process>,
    generation: AtomicU32,
}

/// See the module's text.
pub struct Table {
    chunks: Vec<AtomicPtr<[Slot; CHUNK]>>,
    free: Mutex<Free>,
    count: AtomicUsize,
    /// How many there ever were; changes as `count` does.
    made: AtomicU64,
    /// The most processes there may be.
    pub limit: usize,
    /// No process is to be made for the time being.
    closed: AtomicBool,
    /// Slices ended, per scheduler; odd while it sleeps. The last one is for guests.
    epochs: Vec<AtomicU64>,
    guests: Mutex<()>,
    retired: Mutex<Retired>,
}

struct Free {
    slots: std::collections::VecDeque<u32>,
    next: u32,
}

#[derive(Default)]
struct Retired {
    fresh: Vec<*mut Process>,
    waiting: Vec<(Vec<*mut Process>, Vec<u64>)>,
}

// SAFETY: retired cells belong to the table alone.
unsafe impl Send for Retired {}

impl Table {
    /// A table for `schedulers` schedulers and at most `limit` processes.
    pub fn new(schedulers: usize, limit: usize) -> Table {
        Table {
            chunks: (0..CHUNKS).map(|_| AtomicPtr::default()).collect(),
            free: Mutex::new(Free { slots: Default::default(), next: FIRST_SLOT }),
            count: AtomicUsize::new(0),
            made: AtomicU64::new(0),
            limit,
            closed: AtomicBool::new(false),
            epochs: (0..=schedulers).map(|_| AtomicU64::new(1)).collect(),
            guests: Mutex::new(()),
            retired: Mutex::default(),
        }
    }

    fn slot(&self, slot: u32) -> Option<&Slot> {
        let chunk = self.chunks.get(slot as usize / CHUNK)?.load(Ordering::Acquire);
        // SAFETY: a chunk lives as long as the table.
        unsafe { chunk.as_ref().map(|chunk| &chunk[slot as usize % CHUNK]) }
    }

    /// Reserves a pid, or nothing when there are too many processes.
    pub fn reserve(&self) -> Option<Pid> {
        let mut free = self.free.lock();
        // The count changes only under this lock; it is atomic for those who only want to know it.
        let count = self.count.load(Ordering::Relaxed);
        if self.limit <= count || self.closed.load(Ordering::Relaxed) {
            return None;
        }
        self.made.store(self.made.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        // Slots rest for a while before they are used again.
        if free.slots.len() > size::RESTING_SLOTS || free.next as usize >= CHUNKS * CHUNK {
            if let Some(slot) = free.slots.pop_front() {
                self.count.store(count + 1, Ordering::Relaxed);
                let generation = &self.slot(slot)?.generation;
                let next = generation.load(Ordering::Relaxed).wrapping_add(1);
                generation.store(next, Ordering::Relaxed);
                return Some(Pid::new(slot, next));
            }
            return None;
        }
        self.count.store(count + 1, Ordering::Relaxed);
        let slot = free.next;
        free.next += 1;
        let chunk = &self.chunks[slot as usize / CHUNK];
        if chunk.load(Ordering::Relaxed).is_null() {
            let fresh: Box<[Slot; CHUNK]> = (0..CHUNK)
                .map(|_| Slot { process: AtomicPtr::default(), generation: AtomicU32::new(0) })
                .collect::<Vec<_>>()
                .into_boxed_slice()
                .try_into()
                .unwrap_or_else(|_| unreachable!("the length is CHUNK"));
            chunk.store(Box::into_raw(fresh), Ordering::Release);
        }
        Some(Pid::new(slot, 0))
    }

    /// Says whether no process is to be made from now on.
    pub fn close(&self, closed: bool) {
        let _with_reserve = self.free.lock();
        self.closed.store(closed, Ordering::Relaxed);
    }

    /// Makes `process` findable under its pid.
    pub fn insert(&self, pid: Pid, process: *mut Process) {
        if let Some(slot) = self.slot(pid.slot()) {
            slot.process.store(process, Ordering::Release);
        }
    }

    /// The process, if it is alive.
    #[inline]
    pub fn find(&self, pid: Pid) -> Option<*mut Process> {
        let slot = self.slot(pid.slot())?;
        let process = slot.process.load(Ordering::Acquire);
        // SAFETY: rule 1: the cell cannot be freed before this slice ends.
        if process.is_null() || unsafe { (*process).pid } != pid { None } else { Some(process) }
    }

    /// Notes that something is kept for a process outside of it; false when it has left the table.
    ///
    /// The note is made before the second look: a process that leaves is gone from the table before it reads its notes.
    pub fn note_outside(&self, pid: Pid, what: u8) -> bool {
        let Some(process) = self.find(pid) else { return false };
        // SAFETY: the look-up holds until the slice ends; the field may be touched by everybody.
        unsafe { (*process).outside.fetch_or(what, Ordering::AcqRel) };
        self.find(pid).is_some()
    }

    /// Removes a process; its slot may be used again.
    pub fn remove(&self, pid: Pid) {
        if let Some(slot) = self.slot(pid.slot()) {
            slot.process.store(std::ptr::null_mut(), Ordering::Release);
            let mut free = self.free.lock();
            free.slots.push_back(pid.slot());
            self.count.store(self.count.load(Ordering::Relaxed) - 1, Ordering::Relaxed);
        }
    }

    /// Gives up a reserved pid.
    pub fn cancel(&self, pid: Pid) {
        self.remove(pid);
    }

    /// How many processes there are.
    pub fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// How many processes were ever made.
    pub fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    /// All pids, in the order of their slots.
    pub fn pids(&self) -> Vec<Pid> {
        let next = self.free.lock().next;
        let alive = (FIRST_SLOT..next).filter_map(|number| {
            let slot = self.slot(number)?;
            let process = slot.process.load(Ordering::Acquire);
            // SAFETY: rule 1.
            if process.is_null() { None } else { Some(unsafe { (*process).pid }) }
        });
        alive.collect()
    }

    // ── Quiescence ─────────────────────────────────────────────────────────

    /// Scheduler `number` ends a slice.
    pub fn slice_ended(&self, number: usize) {
        self.epochs[number].fetch_add(2, Ordering::AcqRel);
    }

    /// Scheduler `number` begins or ends a sleep, or a guest's visit.
    pub fn set_asleep(&self, number: usize, asleep: bool) {
        let epoch = self.epochs[number].load(Ordering::Relaxed);
        let is_asleep = epoch % 2 == 1;
        if asleep != is_asleep {
            self.epochs[number].fetch_add(1, Ordering::AcqRel);
        }
    }

    /// Runs `visit`, during which look-ups stay valid, on a thread that is no scheduler.
    pub fn guest<T>(&self, visit: impl FnOnce() -> T) -> T {
        let _one_at_a_time = self.guests.lock();
        let number = self.epochs.len() - 1;
        self.set_asleep(number, false);
        let result = visit();
        self.set_asleep(number, true);
        result
    }

    /// Takes cells whose processes have ended; they are freed later.
    ///
    /// # Safety
    /// Rule 2, and [`Process::empty`] was called for each.
    pub unsafe fn retire(&self, processes: &mut Vec<*mut Process>) {
        let mut retired = self.retired.lock();
        retired.fresh.append(processes);
        if retired.fresh.len() >= size::RETIRED_BATCH {
            let batch = std::mem::take(&mut retired.fresh);
            let snapshot = self.epochs.iter().map(|epoch| epoch.fetch_add(0, Ordering::AcqRel)).collect();
            retired.waiting.push((batch, snapshot));
            self.free_quiescent(&mut retired);
        }
    }

    fn free_quiescent(&self, retired: &mut Retired) {
        let now: Vec<u64> = self.epochs.iter().map(|epoch| epoch.load(Ordering::Acquire)).collect();
        retired.waiting.retain(|(batch, then)| {
            let passed = now.iter().zip(then).all(|(now, then)| then % 2 == 1 || now != then);
            if passed {
                for process in batch {
                    // SAFETY: no scheduler is in a slice that began before the cell left the table.
                    unsafe { Process::free(*process) };
                }
            }
            !passed
        });
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        let retired = self.retired.get_mut();
        let batches = retired.waiting.drain(..).flat_map(|(batch, _)| batch);
        for process in retired.fresh.drain(..).chain(batches) {
            // SAFETY: nobody runs any more.
            unsafe { Process::free(process) };
        }
        for chunk in &self.chunks {
            let chunk = chunk.load(Ordering::Relaxed);
            if chunk.is_null() {
                continue;
            }
            // SAFETY: made by `Box::into_raw` in `reserve`; the processes in it run no more.
            unsafe {
                for slot in &*chunk {
                    let process = slot.process.load(Ordering::Relaxed);
                    if !process.is_null() {
                        crate::heap::parcel::free_chain((*process).inbox.close(), true);
                        Process::empty(process);
                        Process::free(process);
                    }
                }
                drop(Box::from_raw(chunk));
            }
        }
    }
}
