//! The inbox: one atomic word through which all signals reach a process.
//!
//! ```text
//!   EMPTY    nothing to fetch; the process runs, or waits in a run queue
//!   WAITING  nothing to fetch; the process sleeps. Whoever replaces this word owns the process and must queue it
//!   DEAD     the process is gone; the signal is given back to its sender
//!   list     signals, the newest first
//! ```
//!
//! Push is a Release so that the receiver sees the parcel's words; it is AcqRel when it replaces WAITING, because
//! from then on the pusher owns the process's other fields. Fetch is an Acquire. After DEAD nothing changes.
//!
//! # Safety
//! 1. A parcel is in one inbox at most, linked through `next`, which only the pusher writes before the push.
//! 2. Only the process's owner (the scheduler that runs it) fetches.
#![allow(unsafe_code)]

use crate::heap::parcel::Parcel;
use crate::sync::{AtomicU16, AtomicUsize, Ordering};

const EMPTY: usize = 0;
const WAITING: usize = 1;
const DEAD: usize = 2;

/// See the module's text.
pub struct Inbox(AtomicUsize);

/// What a push found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// The process will fetch it.
    Queued,
    /// The process slept; the caller must put it into a run queue.
    MustWake,
    /// The process is gone; the caller still owns the parcel.
    Dead,
}

impl Inbox {
    /// An empty inbox of a process that is runnable.
    pub fn new() -> Inbox {
        Inbox(AtomicUsize::new(EMPTY))
    }

    /// Gives `parcel` to the process.
    #[inline]
    pub(crate) fn push(&self, parcel: *mut Parcel) -> Pushed {
        self.push_group(parcel, parcel)
    }

    /// Gives parcels to the process that are linked already, from the newest to the oldest.
    pub(crate) fn push_group(&self, newest: *mut Parcel, oldest: *mut Parcel) -> Pushed {
        let mut word = self.0.load(Ordering::Relaxed);
        loop {
            if word == DEAD {
                return Pushed::Dead;
            }
            let next = if word == WAITING { std::ptr::null_mut() } else { word as *mut Parcel };
            // SAFETY: rule 1: not yet pushed, so ours.
            unsafe { (*oldest).next = next };
            match self.0.compare_exchange_weak(word, newest as usize, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(WAITING) => return Pushed::MustWake,
                Ok(_) => return Pushed::Queued,
                Err(now) => word = now,
            }
        }
    }

    /// Whether there is anything to fetch.
    #[inline]
    pub fn has_signals(&self) -> bool {
        self.0.load(Ordering::Relaxed) > DEAD
    }

    /// Whether the process sleeps and has handled all signals.
    pub fn is_asleep(&self) -> bool {
        self.0.load(Ordering::Relaxed) == WAITING
    }

    /// Takes all signals, oldest first.
    #[inline]
    pub(crate) fn fetch(&self) -> *mut Parcel {
        if !self.has_signals() {
            return std::ptr::null_mut();
        }
        let newest = self.0.swap(EMPTY, Ordering::Acquire) as *mut Parcel;
        // SAFETY: rule 2: fetched, so ours.
        if unsafe { (*newest).next.is_null() } { newest } else { reverse(newest) }
    }

    /// Goes to sleep unless there is something to fetch. On true the caller no longer owns the process.
    pub fn sleep(&self) -> bool {
        self.0.compare_exchange(EMPTY, WAITING, Ordering::Release, Ordering::Relaxed).is_ok()
    }

    /// Takes a sleeping process without a signal; on true the caller owns it.
    pub fn claim(&self) -> bool {
        self.0.compare_exchange(WAITING, EMPTY, Ordering::AcqRel, Ordering::Relaxed).is_ok()
    }

    /// Closes the inbox for ever; returns what was in it, oldest first.
    pub(crate) fn close(&self) -> *mut Parcel {
        let word = self.0.swap(DEAD, Ordering::AcqRel);
        if word > DEAD { reverse(word as *mut Parcel) } else { std::ptr::null_mut() }
    }
}

/// About how many messages a process has not looked at: senders that add theirs at the same time may forget each other's.
pub(crate) struct Backlog(AtomicU16);

impl Backlog {
    /// So many are many, and are not counted further: about what a process receives in a turn.
    pub(crate) const LONG: u16 = 512;

    /// There is none.
    pub(crate) fn none() -> Backlog {
        Backlog(AtomicU16::new(0))
    }

    /// A few more messages were pushed. Whether there were many before.
    #[inline]
    pub(crate) fn add(&self, more: u16) -> bool {
        let before = self.0.load(Ordering::Relaxed);
        if before >= Backlog::LONG {
            return true;
        }
        self.0.store(before + more, Ordering::Relaxed);
        false
    }

    /// The receiver counted them.
    #[inline]
    pub(crate) fn set(&self, unseen: u32) {
        self.0.store(unseen.min(u32::from(Backlog::LONG)) as u16, Ordering::Relaxed);
    }
}

impl Default for Inbox {
    fn default() -> Inbox {
        Inbox::new()
    }
}

#[inline(never)]
fn reverse(mut list: *mut Parcel) -> *mut Parcel {
    let mut reversed = std::ptr::null_mut();
    while !list.is_null() {
        // SAFETY: rule 2: fetched, so ours.
        unsafe {
            let next = (*list).next;
            (*list).next = reversed;
            reversed = list;
            list = next;
        }
    }
    reversed
}
