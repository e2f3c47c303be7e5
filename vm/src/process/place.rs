//! Where a process stands in the run queues.

/// The four priorities, the lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Priority {
    Low,
    Normal,
    High,
    Max,
}

/// After so many turns in a row that do not take long a process is not slow any more.
const CALM: u8 = 32;

/// A priority, and for how many turns more the process counts as slow: its turns have taken long lately (see
/// [`crate::sched::lane`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(u8);

impl Place {
    /// Normal priority, and not slow: the place of nearly all.
    pub const USUAL: Place = Place(Priority::Normal as u8);

    /// The place of a process of that priority that is not slow.
    pub fn new(priority: Priority) -> Place {
        Place(priority as u8)
    }

    /// Its priority.
    pub fn priority(self) -> Priority {
        [Priority::Low, Priority::Normal, Priority::High, Priority::Max][usize::from(self.0 & 3)]
    }

    /// Whether it counts as slow.
    #[inline]
    pub fn is_slow(self) -> bool {
        self.0 > 3
    }

    /// The place after a turn that took long, or did not.
    pub fn after_turn(self, long: bool) -> Place {
        let turns = match long {
            true => CALM,
            false => (self.0 >> 2).saturating_sub(1),
        };
        Place(turns << 2 | self.0 & 3)
    }
}
