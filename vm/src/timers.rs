//! Timers: what is to happen when the clock passes a deadline.
//!
//! Entries are ordered by deadline and number of start, so equal deadlines fire in the order they were set. Schedulers
//! look at the earliest deadline between slices. A cancelled `receive` timeout leaves its entry behind, which finds a
//! newer timer number at its process and does nothing.

use std::collections::BTreeMap;

use crate::heap::parcel::{Parcel, ParcelBox, Signal};
use crate::ids::IdMap;
use crate::machine::Machine;
use crate::sync::{AtomicU64, Mutex, Ordering};
use crate::term::{Pid, Term};

/// What a timer does.
enum Action {
    /// The `receive` of this process with this timer number ends.
    Receive(Pid, u32),
    /// A parcel is delivered to a pid, or to whoever has a name then.
    Deliver(Target, ParcelBox, u64),
}

impl Action {
    /// Whether its receiver still exists: a timer for a process ends with it, though its entry stays until it is due.
    fn can_be_seen(&self, machine: &Machine) -> bool {
        match self {
            Action::Deliver(Target::Pid(pid), ..) => machine.is_alive(*pid),
            _ => true,
        }
    }
}

/// Whom a message timer is for.
#[derive(Clone, Copy)]
pub enum Target {
    /// A process.
    Pid(Pid),
    /// Whoever is registered under the name when the time is up.
    Name(crate::atom::Atom),
}

struct Entry(Action);

#[derive(Default)]
struct Queue {
    entries: BTreeMap<(u64, u64), Entry>,
    /// Message timers by reference id.
    by_reference: IdMap<(u64, u64)>,
}

impl Queue {
    fn earliest(&self) -> u64 {
        self.entries.first_key_value().map_or(u64::MAX, |(key, _)| key.0)
    }
}

/// All timers of a machine.
pub struct Timers {
    queue: Mutex<Queue>,
    next: AtomicU64,
    /// The earliest deadline in nanoseconds since the machine's start; `u64::MAX` when there is none.
    earliest: AtomicU64,
}

impl Timers {
    /// No timers.
    pub fn new() -> Timers {
        Timers { queue: Mutex::default(), next: AtomicU64::new(0), earliest: AtomicU64::new(u64::MAX) }
    }

    fn insert(&self, machine: &Machine, deadline: u64, action: Action) {
        let key = (deadline, self.next.fetch_add(1, Ordering::Relaxed));
        let mut queue = self.queue.lock();
        // Under one lock with the entry: it could fire before its reference is known, which then would stay for ever.
        if let Action::Deliver(_, _, reference) = &action {
            queue.by_reference.insert(*reference, key);
        }
        queue.entries.insert(key, Entry(action));
        let earliest = queue.earliest();
        let before = self.earliest.swap(earliest, Ordering::SeqCst);
        drop(queue);
        if earliest < before {
            machine.wake_for_timer();
        }
    }

    /// Ends the `receive` of `pid` in `millis` milliseconds, if its timer number is still `number`.
    pub fn receive_timeout(&self, machine: &Machine, pid: Pid, number: u32, millis: u64) {
        let deadline = machine.clock.elapsed().saturating_add(millis.saturating_mul(1_000_000));
        self.insert(machine, deadline, Action::Receive(pid, number));
    }

    /// Delivers `parcel` at `deadline`; `reference` names the timer.
    pub fn deliver_at(
        &self,
        machine: &Machine,
        deadline: u64,
        target: Target,
        parcel: *mut Parcel,
        reference: u64,
    ) {
        self.insert(machine, deadline, Action::Deliver(target, ParcelBox(parcel), reference));
    }

    /// Nanoseconds left of a message timer.
    pub fn left(&self, machine: &Machine, reference: u64) -> Option<u64> {
        let queue = self.queue.lock();
        let key = queue.by_reference.get(&reference)?;
        let Entry(action) = queue.entries.get(key)?;
        action.can_be_seen(machine).then(|| key.0.saturating_sub(machine.clock.elapsed()))
    }

    /// Removes a message timer; nanoseconds that were left.
    pub fn cancel(&self, machine: &Machine, reference: u64) -> Option<u64> {
        let mut queue = self.queue.lock();
        let key = queue.by_reference.remove(&reference)?;
        let Entry(action) = queue.entries.remove(&key)?;
        let seen = action.can_be_seen(machine);
        if let Action::Deliver(_, ParcelBox(parcel), _) = action {
            Parcel::discard(parcel);
        }
        self.earliest.store(queue.earliest(), Ordering::SeqCst);
        seen.then(|| key.0.saturating_sub(machine.clock.elapsed()))
    }

    /// The earliest deadline, in nanoseconds since the machine's start.
    pub fn earliest(&self) -> Option<u64> {
        match self.earliest.load(Ordering::SeqCst) {
            u64::MAX => None,
            deadline => Some(deadline),
        }
    }

    /// Whether something is due at `now`, nanoseconds since the machine's start.
    #[inline]
    pub fn is_due(&self, now: u64) -> bool {
        self.earliest.load(Ordering::Relaxed) <= now
    }

    /// Fires everything that is due; `deliver` gets the parcels.
    pub fn fire(&self, machine: &Machine, mut deliver: impl FnMut(Target, *mut Parcel)) {
        let now = machine.clock.elapsed();
        let mut due = Vec::new();
        {
            let mut queue = self.queue.lock();
            while let Some(first) = queue.entries.first_entry() {
                if first.key().0 > now || due.len() >= 1000 {
                    break;
                }
                let Entry(action) = first.remove();
                if let Action::Deliver(_, _, reference) = &action {
                    queue.by_reference.remove(reference);
                }
                due.push(action);
            }
            self.earliest.store(queue.earliest(), Ordering::SeqCst);
        }
        for action in due {
            match action {
                Action::Receive(pid, number) => {
                    let parcel = Parcel::signal(Signal::Timeout, pid, Term::NIL, u64::from(number));
                    if let Some(parcel) = parcel {
                        deliver(Target::Pid(pid), parcel);
                    }
                }
                Action::Deliver(target, ParcelBox(parcel), _) => deliver(target, parcel),
            }
        }
    }

    /// How many timers there are, `receive` timeouts left behind included.
    pub fn count(&self) -> usize {
        self.queue.lock().entries.len()
    }
}

impl Default for Timers {
    fn default() -> Timers {
        Timers::new()
    }
}

impl Drop for Timers {
    fn drop(&mut self) {
        for (_, Entry(action)) in std::mem::take(&mut self.queue.get_mut().entries) {
            if let Action::Deliver(_, ParcelBox(parcel), _) = action {
                Parcel::discard(parcel);
            }
        }
    }
}
