//! What is told of a process that ends, or that is not there: exit signals and the messages of monitors.
//!
//! A notice is built in the parcel that carries it; only a long reason is copied from a message on the sender's heap.
//!
//! # Safety
//! 1. A parcel that was not delivered is ours.
#![allow(unsafe_code)]

use super::ext::Watched;
use super::signal::{address, deliver, make};
use crate::atom::atoms;
use crate::heap::parcel::{Parcel, Signal};
use crate::interp::Context;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::{Pid, Term};

/// See the module's text.
#[derive(Clone, Copy)]
pub enum Notice {
    /// An exit signal, and whether it comes over a link.
    Exit {
        /// Whether it does.
        linked: bool,
    },
    /// A monitor's message.
    Down {
        /// The number of its reference.
        id: u64,
        /// As what it watched.
        watched: Watched,
    },
}

impl Notice {
    /// Sends it to `to` in the name of `from`.
    pub fn send(self, cx: &mut Context, from: Pid, to: Pid, reason: Term) -> Result<(), OutOfHeap> {
        let (signal, a) = match self {
            Notice::Exit { linked } => (Signal::Exit, u64::from(linked)),
            Notice::Down { id, .. } => (Signal::Down, id),
        };
        let parcel = match cx.scratch.draft(reason, self.words())? {
            Some((parcel, reason)) => {
                let term = self.build(&mut Draft(parcel), from, to, reason)?;
                address(cx, parcel, signal, term, a);
                parcel
            }
            None => {
                let message = self.build(&mut cx.process().heap, from, to, reason)?;
                make(cx, signal, message, a)?
            }
        };
        // SAFETY: rule 1.
        unsafe { (*parcel).sender = from };
        deliver(cx, to, parcel);
        Ok(())
    }

    /// Words besides the reason's.
    fn words(self) -> usize {
        match self {
            Notice::Exit { .. } => 4,
            Notice::Down { watched: Watched::Name(_) | Watched::PortName(_), .. } => 6 + 3 + 3,
            Notice::Down { .. } => 6 + 3,
        }
    }

    /// `{'EXIT', From, Reason}` or `{'DOWN', Ref, Type, Item, Reason}`.
    fn build(self, heap: &mut impl Alloc, from: Pid, to: Pid, reason: Term) -> Result<Term, OutOfHeap> {
        match self {
            Notice::Exit { .. } => heap.tuple(&[Term::atom(atoms::exit_signal), Term::pid(from), reason]),
            Notice::Down { id, watched } => {
                let reference = heap.reference(id, Some(to))?;
                let (kind, item) = watched_item(heap, from, watched)?;
                heap.tuple(&[Term::atom(atoms::down), reference, kind, item, reason])
            }
        }
    }
}

/// The type and the item of a monitor, as its message and `process_info` say them.
pub(crate) fn watched_item(
    heap: &mut impl Alloc,
    pid: Pid,
    watched: Watched,
) -> Result<(Term, Term), OutOfHeap> {
    let (kind, item) = match watched {
        Watched::Pid => (atoms::process, Term::pid(pid)),
        Watched::Name(name) => (atoms::process, heap.tuple(&[Term::atom(name), Term::atom(atoms::nonode)])?),
        Watched::Port(number) => (atoms::port, Term::port(number)),
        Watched::PortName(name) => (atoms::port, heap.tuple(&[Term::atom(name), Term::atom(atoms::nonode)])?),
        Watched::Clock => (atoms::time_offset, Term::atom(atoms::clock_service)),
    };
    Ok((Term::atom(kind), item))
}

/// A parcel with room for what is built in it.
struct Draft(*mut Parcel);

impl Alloc for Draft {
    #[inline]
    fn alloc(&mut self, words: usize) -> Result<&mut [u64], OutOfHeap> {
        match words <= Parcel::room(self.0) {
            true => Ok(Parcel::take(self.0, words)),
            false => Err(OutOfHeap),
        }
    }

    fn register(&mut self, _: Term, _: usize) {
        unreachable!("a notice holds no binaries of its own")
    }
}
