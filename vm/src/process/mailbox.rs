//! The mailbox: fetched messages in order of arrival, with the position of a `receive` in progress.
//!
//! ```text
//!   first ─▶ m1 ─▶ m2 ─▶ m3 ─▶ m4 ─▶ null
//!                   ▲            ▲
//!                previous       last          scan looks at previous.next (m3)
//! ```
//!
//! The position survives a wait: messages that were passed over are not looked at again until one matches or the
//! `receive` ends by its timeout. A reference made after all present messages marks the place where its answers
//! can be; a `receive` that requires the reference starts there. Several marks are kept, for calls inside of calls and
//! for requests under way at once. A reference made while there is no message needs none: its `receive` starts at the
//! first one, as every other.
//!
//! # Safety
//! 1. The parcels belong to the mailbox alone; each is freed, discarded or linked to the heap once.
#![allow(unsafe_code)]

use std::ptr::null_mut;

use crate::heap::parcel::{Parcel, for_each_buffer};
use crate::term::Term;

/// How many marks are kept.
const MARKS: usize = 8;

/// The last messages when references were made, for a `receive` that requires one of them.
struct Marks {
    /// A reference's id and its place; null for none.
    places: [(u64, *mut Parcel); MARKS],
    /// How many there are.
    count: usize,
    /// Which one makes room for another.
    oldest: usize,
}

impl Marks {
    const NONE: (u64, *mut Parcel) = (0, null_mut());

    const fn new() -> Marks {
        Marks { places: [Marks::NONE; MARKS], count: 0, oldest: 0 }
    }

    fn keep(&mut self, id: u64, place: *mut Parcel) {
        let at = match self.places.iter().position(|(_, place)| place.is_null()) {
            Some(free) => {
                self.count += 1;
                free
            }
            None => {
                self.oldest = (self.oldest + 1) % MARKS;
                self.oldest
            }
        };
        self.places[at] = (id, place);
    }

    fn find(&self, id: u64) -> Option<usize> {
        self.places.iter().position(|(kept, _)| *kept == id).filter(|_| self.count > 0)
    }

    fn forget(&mut self, at: usize) {
        self.places[at] = Marks::NONE;
        self.count -= 1;
    }

    /// The message `gone` leaves; `before` is the one before it.
    fn leave(&mut self, gone: *mut Parcel, before: *mut Parcel) {
        for at in 0..MARKS {
            if self.places[at].1 == gone {
                match before.is_null() {
                    true => self.forget(at),
                    false => self.places[at].1 = before,
                }
            }
        }
    }
}

/// The messages of one process. Only its owner touches it.
pub struct Mailbox {
    first: *mut Parcel,
    last: *mut Parcel,
    /// The message before the one to look at next; null when that is the first.
    previous: *mut Parcel,
    /// Made when there is a place to be marked.
    marks: Option<Box<Marks>>,
    /// How many messages there are.
    pub len: u32,
    /// How many of them no `receive` has looked at.
    pub unseen: u32,
    /// What the messages weigh, see [`Parcel::keep_weight`].
    weight: u32,
    /// Words of their terms, modulo 2^32: a mailbox has less than 32 GB.
    words: u32,
    /// How many messages there ever were.
    pub received: u64,
}

impl Mailbox {
    /// An empty mailbox.
    pub const fn new() -> Mailbox {
        Mailbox {
            first: null_mut(),
            last: null_mut(),
            previous: null_mut(),
            marks: None,
            len: 0,
            unseen: 0,
            weight: 0,
            words: 0,
            received: 0,
        }
    }

    /// Appends a message.
    #[inline]
    pub(crate) fn push(&mut self, message: *mut Parcel) {
        // SAFETY: rule 1.
        unsafe {
            (*message).next = null_mut();
            match self.last.is_null() {
                true => self.first = message,
                false => (*self.last).next = message,
            }
        }
        self.last = message;
        self.len += 1;
        self.unseen += 1;
        self.received += 1;
        self.weight = self.weight.wrapping_add(Parcel::keep_weight(message));
        self.words = self.words.wrapping_add(Parcel::capacity_of(message));
    }

    /// How many messages were ever looked at.
    pub fn seen(&self) -> u64 {
        self.received - u64::from(self.unseen)
    }

    /// Words of the messages' terms.
    pub fn words(&self) -> u64 {
        u64::from(self.words)
    }

    /// Bytes of the messages.
    pub fn own_bytes(&self) -> u64 {
        u64::from(self.len) * size_of::<Parcel>() as u64 + self.words() * 8
    }

    /// Bytes of the messages, and of the binaries that they refer to.
    pub fn bytes(&self) -> u64 {
        u64::from(self.weight) * Parcel::WEIGHT_UNIT as u64
    }

    pub(crate) fn current(&self) -> *mut Parcel {
        match self.previous.is_null() {
            true => self.first,
            // SAFETY: rule 1.
            false => unsafe { (*self.previous).next },
        }
    }

    /// The message to look at, if there is one.
    #[inline]
    pub fn peek(&self) -> Option<Term> {
        let current = self.current();
        // SAFETY: rule 1.
        if current.is_null() { None } else { Some(unsafe { (*current).term }) }
    }

    /// The addresses of the words of the message looked at, if it has any of its own.
    pub fn words_looked_at(&self) -> Option<std::ops::Range<u64>> {
        let current = self.current();
        // SAFETY: rule 1.
        let used = if current.is_null() { 0 } else { unsafe { u64::from((*current).used) } };
        let first = Parcel::words(current) as u64;
        (used > 0).then(|| first..first + 8 * used)
    }

    /// Passes over the message looked at.
    #[inline]
    pub fn skip(&mut self) {
        let current = self.current();
        if !current.is_null() {
            // SAFETY: rule 1.
            let was_seen = unsafe { std::mem::replace(&mut (*current).is_seen, true) };
            self.unseen -= u32::from(!was_seen);
            self.previous = current;
        }
    }

    /// Removes the message looked at if it is the first one, has words of its own but no binaries, and no mark is kept.
    #[inline(always)]
    pub(crate) fn accept_first(&mut self) -> Option<*mut Parcel> {
        let first = self.first;
        // SAFETY: rule 1.
        unsafe {
            if first.is_null()
                || !self.previous.is_null()
                || self.marks.is_some()
                || (*first).used == 0
                || (*first).has_buffers
            {
                return None;
            }
            self.unseen -= u32::from(!(*first).is_seen);
            self.first = (*first).next;
        }
        if self.first.is_null() {
            self.last = null_mut();
        }
        self.len -= 1;
        self.weight = self.weight.wrapping_sub(Parcel::kept_weight(first));
        self.words = self.words.wrapping_sub(Parcel::capacity_of(first));
        Some(first)
    }

    /// Removes the message looked at and goes back to the start.
    #[inline]
    pub fn accept(&mut self) -> Option<*mut Parcel> {
        let current = self.current();
        if current.is_null() {
            return None;
        }
        // SAFETY: rule 1.
        unsafe {
            self.unseen -= u32::from(!(*current).is_seen);
            let next = (*current).next;
            match self.previous.is_null() {
                true => self.first = next,
                false => (*self.previous).next = next,
            }
            if self.last == current {
                self.last = self.previous;
            }
        }
        if let Some(marks) = self.marks.as_mut().filter(|marks| marks.count > 0) {
            marks.leave(current, self.previous);
        }
        self.len -= 1;
        self.weight = self.weight.wrapping_sub(Parcel::kept_weight(current));
        self.words = self.words.wrapping_sub(Parcel::capacity_of(current));
        self.rewind();
        Some(current)
    }

    /// Removes the first message that has the reference `id` and for which `wanted` holds, outside of a `receive`.
    pub fn remove_first(&mut self, id: u64, wanted: impl Fn(Term) -> bool) -> Option<*mut Parcel> {
        self.rewind();
        self.use_mark(id);
        while let Some(message) = self.peek() {
            if wanted(message) {
                return self.accept();
            }
            self.skip();
        }
        self.rewind();
        None
    }

    /// The next `receive` starts at the first message.
    #[inline]
    pub fn rewind(&mut self) {
        self.previous = null_mut();
    }

    /// Remembers that the reference `id` was made now.
    #[inline]
    pub fn set_mark(&mut self, id: u64) {
        if !self.last.is_null() {
            self.marks.get_or_insert_with(|| Box::new(Marks::new())).keep(id, self.last);
        }
    }

    /// Starts at the mark, if one is known of the reference `id` and no scan is under way.
    #[inline]
    pub fn use_mark(&mut self, id: u64) {
        if let Some(marks) = &self.marks
            && self.previous.is_null()
            && let Some(at) = marks.find(id)
        {
            self.previous = marks.places[at].1;
        }
    }

    /// Nobody waits for messages with the reference `id` any more: its mark makes room for others.
    #[inline]
    pub fn forget_mark(&mut self, id: u64) {
        if let Some(marks) = &mut self.marks
            && let Some(at) = marks.find(id)
        {
            marks.forget(at);
        }
    }

    /// Gives back what marks take, when there is no message to pass over.
    pub fn settle(&mut self) {
        if self.first.is_null() {
            self.marks = None;
        }
    }

    /// All messages in order, as terms that may be rewritten (a collection does).
    pub fn for_each(&mut self, mut f: impl FnMut(*mut Parcel)) {
        let mut at = self.first;
        while !at.is_null() {
            // SAFETY: rule 1.
            let next = unsafe { (*at).next };
            f(at);
            at = next;
        }
    }

    /// Frees all messages.
    pub fn clear(&mut self) {
        self.for_each(Parcel::discard);
        *self = Mailbox::new();
    }

    /// Before a collection while a message is looked at: takes its words out of the parcel, so that the term may be
    /// a root. Returns the root to be mended, and whether buffers must be registered with the heap.
    pub fn root_current(&mut self) -> Option<*mut Parcel> {
        let current = self.current();
        // SAFETY: rule 1.
        if current.is_null() || unsafe { (*current).used } == 0 { None } else { Some(current) }
    }

    /// Calls `f` for each buffer reference of `parcel`, see `for_each_buffer`.
    pub fn buffers(parcel: *mut Parcel, f: impl FnMut(u64, crate::term::bits::BufferPtr)) {
        for_each_buffer(parcel, f);
    }
}

impl Default for Mailbox {
    fn default() -> Mailbox {
        Mailbox::new()
    }
}
