//! What happens to processes, told as it happens: one hook, behind one flag.
//!
//! While nobody listens each place costs one test of a flag that the scheduler keeps for the slice. A sink is a value: the recorder of
//! `erlet --trace`, a view, a test. It hears each event on the thread where it happens, while the terms of the event are
//! alive, and must not wait for a process.

use crate::heap::parcel::Parcel;
use crate::interp::Context;
use crate::module::Mfa;
use crate::sync::{Arc, AtomicBool, Ordering, RwLock};
use crate::term::{Pid, Term};

/// What a signal wants, in events.
pub use crate::heap::parcel::Signal;
/// How a slice ended, in events.
pub use crate::interp::SliceEnd;

/// A signal on its way. Sender and count name it: the sender's count of its signals when it sent this one.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    /// Who sent it; `Pid(0)` for the machine, such as a timer.
    pub from: Pid,
    /// The sender's count of signals.
    pub count: u32,
    /// To whom.
    pub to: Pid,
    /// What it is.
    pub signal: Signal,
    /// The message, the exit reason and the like; what it means depends on the signal.
    pub term: Term,
}

/// Something that happened.
#[derive(Clone, Copy, Debug)]
pub enum Event {
    /// `parent` spawned `child`.
    Spawned {
        /// Who spawned.
        parent: Pid,
        /// The new process.
        child: Pid,
    },
    /// A signal was sent: a message, or a link, a monitor, an exit signal and so on.
    Sent(Sent),
    /// The receiver took a signal in. A message is in its mailbox from now on.
    TakenIn(Sent),
    /// A `receive` took a message out of the mailbox.
    Received {
        /// Whose mailbox.
        by: Pid,
        /// Who had sent it, and the sender's count.
        from: Pid,
        /// See [`Sent::count`].
        count: u32,
    },
    /// The time of a `receive` ran out.
    TimedOut {
        /// Whose.
        pid: Pid,
    },
    /// A process calls a function that others can notice: names, tables, links, code, time.
    Called {
        /// Who calls.
        pid: Pid,
        /// The function.
        function: Mfa,
    },
    /// A slice begins.
    Began {
        /// Whose.
        pid: Pid,
        /// On which scheduler.
        scheduler: usize,
    },
    /// A slice is over.
    Paused {
        /// Whose.
        pid: Pid,
        /// How it ended.
        end: SliceEnd,
        /// The reductions that it took.
        reductions: u64,
    },
    /// Garbage was collected.
    Collected {
        /// Whose.
        pid: Pid,
        /// Words in use before.
        before: usize,
        /// Words in use afterwards.
        after: usize,
    },
    /// A process ended.
    Ended {
        /// Which.
        pid: Pid,
        /// Its exit reason.
        reason: Term,
    },
}

/// Hears what happens.
pub trait Sink: Send + Sync {
    /// An event, and the machine's clock in nanoseconds since it was made.
    fn hear(&self, nanos: u64, event: &Event);
}

/// Who listens to a machine.
#[derive(Default)]
pub struct Hook {
    on: AtomicBool,
    sink: RwLock<Option<Arc<dyn Sink>>>,
}

impl Hook {
    /// From now on `sink` hears what happens, or nobody.
    pub fn listen(&self, sink: Option<Arc<dyn Sink>>) {
        let mut place = self.sink.write();
        self.on.store(sink.is_some(), Ordering::Relaxed);
        *place = sink;
    }

    /// Whether anybody listens.
    pub fn is_on(&self) -> bool {
        self.on.load(Ordering::Relaxed)
    }
}

/// Tells an event.
#[cold]
#[inline(never)]
pub(crate) fn tell(cx: &Context, event: &Event) {
    let machine = cx.machine();
    // Of what goes on after the end of the run it is left to chance how much is done.
    if machine.has_ended() {
        return;
    }
    if let Some(sink) = machine.events.sink.read().as_deref() {
        sink.hear(machine.clock.elapsed(), event);
    }
}

/// Tells that a signal is sent.
#[cold]
#[inline(never)]
pub(crate) fn sent(cx: &Context, parcel: *mut Parcel, to: Pid) {
    tell(cx, &Event::Sent(Parcel::as_sent(parcel, to)));
}

/// Tells that the running process takes a signal in.
#[cold]
#[inline(never)]
pub(crate) fn taken_in(cx: &mut Context, parcel: *mut Parcel) {
    let pid = cx.process().pid;
    tell(cx, &Event::TakenIn(Parcel::as_sent(parcel, pid)));
}

/// Tells the event if anybody listened when the slice began; else the expression is not evaluated.
macro_rules! note {
    ($cx:expr, $event:expr) => {
        if $cx.listening {
            let event = $event;
            $crate::events::tell($cx, &event);
        }
    };
}
pub(crate) use note;
