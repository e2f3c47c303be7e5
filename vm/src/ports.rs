//! Which process stands behind which port, and which processes are linked to it.

use std::collections::{BTreeMap, BTreeSet};

use crate::term::Pid;

/// The open ports; numbers are never used again.
#[derive(Default)]
pub(crate) struct Ports {
    last: u64,
    open: BTreeMap<u64, Pid>,
    linked: BTreeSet<(Pid, u64)>,
}

impl Ports {
    /// A new port, behind which a process stands.
    pub(crate) fn add(&mut self, pid: Pid) -> u64 {
        self.last += 1;
        self.open.insert(self.last, pid);
        self.last
    }

    /// Forgets a port.
    pub(crate) fn remove(&mut self, number: u64) {
        self.open.remove(&number);
        self.linked.retain(|(_, port)| *port != number);
    }

    /// Notes that a process and a port are linked, or not any more. A port that is closed has no links.
    pub(crate) fn set_link(&mut self, pid: Pid, number: u64, linked: bool) {
        if linked && self.open.contains_key(&number) {
            self.linked.insert((pid, number));
        } else {
            self.linked.remove(&(pid, number));
        }
    }

    /// The ports that a process is linked to.
    pub(crate) fn links_of(&self, pid: Pid) -> Vec<u64> {
        self.linked.range((pid, 0)..=(pid, u64::MAX)).map(|(_, number)| *number).collect()
    }

    /// The process behind a port that is open.
    pub(crate) fn process(&self, number: u64) -> Option<Pid> {
        self.open.get(&number).copied()
    }

    /// All open ports.
    pub(crate) fn numbers(&self) -> Vec<u64> {
        self.open.keys().copied().collect()
    }
}
