//! Parcels: blocks of heap words with a head, which carry signals between processes and extend full heaps.
//!
//! A signal is one parcel: its head says what it is and from whom, its words hold the flattened payload. When a
//! message is received its parcel is linked to the receiver's heap as it is.
//!
//! # Safety
//! 1. A parcel is made by `Parcel::new` and freed once, by whoever owns it: the sender until it is pushed, then
//!    the inbox, then the process that fetched it, then its heap, then the spare parcels of a thread.
//! 2. Words below `used` are complete objects that refer only to words of the same parcel, to literals and to
//!    counted buffers (or, when linked to a heap by a built-in function, to that heap).
#![allow(unsafe_code)]

use std::alloc::Layout;

use super::spare;
use crate::events::Sent;
use crate::memory;
use crate::memory::kinds::{self, Purpose};
use crate::term::bits::BufferPtr;
use crate::term::{Kind, Pid, Term, header_kind, header_words, tag};

/// What a parcel carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Signal {
    /// Only heap words.
    Words,
    /// A message; `term` is it.
    Message,
    /// An exit signal with reason `term`; `a` is 1 when it came over a link.
    Exit,
    /// The sender links to the receiver.
    Link,
    /// The sender unlinks; `a` is the number to acknowledge.
    Unlink,
    /// The receiver's unlink number `a` is acknowledged.
    UnlinkAck,
    /// The sender monitors the receiver: `term` says as what (`Watched::to_term`), `a` is the monitor's id.
    Monitor,
    /// The sender ends the monitor with id `a`.
    Demonitor,
    /// A monitored process ended: `term` is `{Ref, Tag, Item, Reason}`, `a` the monitor's id.
    Down,
    /// The sender asks for information: `term` is `{Ref, Items}`.
    Info,
    /// The timer with number `a` ran out.
    Timeout,
    /// The sender suspends (`a` = 1) or resumes (`a` = 0) the receiver; `term` is the reference to answer.
    Suspend,
    /// The new group leader is `term`.
    GroupLeader,
    /// Collect garbage; `term` is the reference to answer.
    Collect,
    /// A message through the alias with id `a`: `term` is it.
    AliasMessage,
    /// Does the receiver run old code of the module `term`? `a` is 1 to kill it. Answered with a message.
    CheckCode,
    /// Memory is short and the receiver is the heaviest: it is to end.
    OutOfMemory,
    /// The user wants the program's processes to end.
    Stop,
}

/// A block of words with its head.
#[repr(C)]
pub struct Parcel {
    /// The next parcel of an inbox, a mailbox or a heap.
    pub(crate) next: *mut Parcel,
    /// Words that fit.
    pub(crate) capacity: u32,
    /// Words in use.
    pub(crate) used: u32,
    /// Who sent it.
    pub(crate) sender: Pid,
    /// The sender's count of signals when it sent this one.
    pub(crate) counter: u32,
    /// Coarse milliseconds of the machine's clock at the send.
    pub(crate) millis: u32,
    /// What it is.
    pub(crate) signal: Signal,
    /// Whether `BufferRef` objects are among the words.
    pub(crate) has_buffers: bool,
    /// Whether a `receive` has looked at it; of a message in a mailbox.
    pub(crate) is_seen: bool,
    /// Its term; what it means depends on the signal.
    pub(crate) term: Term,
    /// A plain number; what it means depends on the signal.
    pub(crate) a: u64,
}

fn layout(capacity: usize) -> Option<Layout> {
    Layout::from_size_align(size_of::<Parcel>().checked_add(capacity.checked_mul(8)?)?, 8).ok()
}

impl Parcel {
    /// What it says, for those who hear of events.
    pub(crate) fn as_sent(parcel: *mut Parcel, to: Pid) -> Sent {
        // SAFETY: rule 1: its owner asks.
        let parcel = unsafe { &*parcel };
        Sent { from: parcel.sender, count: parcel.counter, to, signal: parcel.signal, term: parcel.term }
    }

    /// Who sent a parcel that is in the hands of its receiver.
    pub(crate) fn sender_of(parcel: *mut Parcel) -> Pid {
        // SAFETY: a receiver's parcels live until it discards them.
        unsafe { (*parcel).sender }
    }

    /// A parcel with room for `words` words; `None` when memory is short.
    #[inline]
    pub(crate) fn new(words: usize) -> Option<*mut Parcel> {
        let capacity = u32::try_from(words).ok()?;
        if !memory::has_room(words * 8) {
            return None;
        }
        // SAFETY: rule 1; the head is written at once.
        unsafe {
            let parcel = match spare::take(words) {
                Some(parcel) => parcel,
                None => Parcel::alloc(words)?,
            };
            parcel.write(Parcel {
                next: std::ptr::null_mut(),
                capacity,
                used: 0,
                sender: Pid(0),
                counter: 0,
                millis: 0,
                signal: Signal::Words,
                has_buffers: false,
                is_seen: false,
                term: Term::NIL,
                a: 0,
            });
            Some(parcel)
        }
    }

    /// A new block for a parcel; its head is to be written.
    #[inline(never)]
    fn alloc(words: usize) -> Option<*mut Parcel> {
        let layout = layout(words)?;
        kinds::note(Purpose::Process, layout.size() as i64);
        // SAFETY: the layout is not empty.
        let block = unsafe { std::alloc::alloc(layout) };
        (!block.is_null()).then_some(block.cast())
    }

    /// A signal without payload words.
    pub(crate) fn signal(signal: Signal, sender: Pid, term: Term, a: u64) -> Option<*mut Parcel> {
        debug_assert!(!term.is_pointer());
        let parcel = Parcel::new(0)?;
        // SAFETY: just made, ours alone.
        unsafe {
            (*parcel).signal = signal;
            (*parcel).sender = sender;
            (*parcel).term = term;
            (*parcel).a = a;
        }
        Some(parcel)
    }

    /// The first word.
    pub(crate) fn words(parcel: *mut Parcel) -> *mut u64 {
        parcel.wrapping_add(1).cast()
    }

    /// Words not in use.
    pub(crate) fn room(parcel: *mut Parcel) -> usize {
        // SAFETY: rule 1.
        unsafe { ((*parcel).capacity - (*parcel).used) as usize }
    }

    /// Takes `words` words, for which there is room.
    pub(crate) fn take<'a>(parcel: *mut Parcel, words: usize) -> &'a mut [u64] {
        debug_assert!(Parcel::room(parcel) >= words);
        // SAFETY: rule 1; the words from `used` on belong to nobody yet.
        unsafe {
            let from = (*parcel).used as usize;
            (*parcel).used += words as u32;
            std::slice::from_raw_parts_mut(Parcel::words(parcel).add(from), words)
        }
    }

    /// Its term.
    pub(crate) fn term(parcel: *mut Parcel) -> Term {
        // SAFETY: rule 1.
        unsafe { (*parcel).term }
    }

    /// Bytes that a message's weight counts by.
    pub(crate) const WEIGHT_UNIT: usize = 64;

    /// Weighs a message: itself and the binaries that it refers to. Its number is free to remember it.
    pub(crate) fn keep_weight(parcel: *mut Parcel) -> u32 {
        let mut binaries = 0;
        for_each_buffer(parcel, |_, buffer| binaries += buffer.capacity());
        // SAFETY: rule 1.
        unsafe {
            let bytes = size_of::<Parcel>() + (*parcel).capacity as usize * 8 + binaries;
            (*parcel).a = bytes.div_ceil(Parcel::WEIGHT_UNIT) as u64;
            (*parcel).a as u32
        }
    }

    /// How many words it has room for.
    pub(crate) fn capacity_of(parcel: *mut Parcel) -> u32 {
        // SAFETY: rule 1.
        unsafe { (*parcel).capacity }
    }

    /// What [`Parcel::keep_weight`] found.
    pub(crate) fn kept_weight(parcel: *mut Parcel) -> u32 {
        // SAFETY: rule 1.
        unsafe { (*parcel).a as u32 }
    }

    /// Makes a parcel of words the message `term`, with the sender and time of `like`.
    pub(crate) fn become_message(parcel: *mut Parcel, like: *mut Parcel, term: Term) {
        // SAFETY: rule 1, for both.
        unsafe {
            (*parcel).signal = Signal::Message;
            (*parcel).sender = (*like).sender;
            (*parcel).counter = (*like).counter;
            (*parcel).millis = (*like).millis;
            (*parcel).term = term;
        }
    }

    /// Makes a parcel of words the message `term`, which nothing came before, as if `sender` had sent it.
    pub(crate) fn become_first_message(parcel: *mut Parcel, sender: Pid, term: Term) {
        // SAFETY: rule 1.
        unsafe {
            (*parcel).signal = Signal::Message;
            (*parcel).sender = sender;
            (*parcel).counter = 0;
            (*parcel).millis = 0;
            (*parcel).term = term;
        }
    }

    /// Replaces its term, after a collection moved what it refers to.
    pub(crate) fn set_term(parcel: *mut Parcel, term: Term) {
        // SAFETY: rule 1.
        unsafe { (*parcel).term = term }
    }

    /// Frees the parcel, but gives no buffer counts back: they went to a heap.
    pub(crate) fn free(parcel: *mut Parcel) {
        // SAFETY: rule 1.
        let capacity = unsafe { (*parcel).capacity as usize };
        if !spare::put(parcel, capacity) {
            Parcel::dealloc(parcel);
        }
    }

    /// Gives the block of a parcel back to the allocator.
    pub(super) fn dealloc(parcel: *mut Parcel) {
        // SAFETY: rule 1.
        unsafe {
            let layout = layout((*parcel).capacity as usize).expect("the layout that it was made with");
            kinds::note(Purpose::Process, -(layout.size() as i64));
            std::alloc::dealloc(parcel.cast(), layout);
        }
    }

    /// Frees a parcel that nobody received, and what it refers to.
    pub(crate) fn discard(parcel: *mut Parcel) {
        for_each_buffer(parcel, |_, buffer| buffer.release());
        Parcel::free(parcel);
    }
}

/// Calls `f` with the address of each `BufferRef` object among the parcel's words, and its buffer.
#[inline]
pub(crate) fn for_each_buffer(parcel: *mut Parcel, f: impl FnMut(u64, BufferPtr)) {
    // SAFETY: rules 1 and 2.
    unsafe {
        if (*parcel).has_buffers {
            for_each_buffer_among(Parcel::words(parcel), (*parcel).used as usize, f);
        }
    }
}

/// Calls `f` with the address of each `BufferRef` object among `count` words, and its buffer.
///
/// # Safety
/// The words are complete objects, one after another.
pub(crate) unsafe fn for_each_buffer_among(
    words: *const u64,
    count: usize,
    mut f: impl FnMut(u64, BufferPtr),
) {
    let mut at = 0;
    while at < count {
        // SAFETY: the caller's promise.
        let (word, next) = unsafe { (*words.add(at), words.add(at + 1)) };
        if word & tag::MASK != tag::HEADER {
            at += 2;
            continue;
        }
        if header_kind(word) == Kind::BufferRef {
            // SAFETY: the caller's promise.
            f(next as u64 - 8, BufferPtr::from_word(unsafe { *next }));
        }
        at += 1 + header_words(word);
    }
}

/// Frees a chain of parcels; `discard` also gives back what they refer to.
pub(crate) fn free_chain(mut parcel: *mut Parcel, discard: bool) {
    while !parcel.is_null() {
        // SAFETY: rule 1: the chain is owned by the caller.
        let next = unsafe { (*parcel).next };
        if discard {
            Parcel::discard(parcel);
        } else {
            Parcel::free(parcel);
        }
        parcel = next;
    }
}

/// A parcel that its holder owns, to be moved between threads.
pub(crate) struct ParcelBox(pub(crate) *mut Parcel);

// SAFETY: rule 1: one owner at a time.
unsafe impl Send for ParcelBox {}
