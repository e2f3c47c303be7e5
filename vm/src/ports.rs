//! Which process stands behind which port.

use std::collections::BTreeMap;

use crate::term::Pid;

/// The open ports; numbers are never used again.
#[derive(Default)]
pub(crate) struct Ports {
    last: u64,
    open: BTreeMap<u64, Pid>,
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
