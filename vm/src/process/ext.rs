//! What few processes have: links, monitors, aliases, dictionary; and what hardly any has. Allocated at first need.

use std::hash::BuildHasherDefault;

use rustc_hash::FxHashMap;

use super::dictionary::Dictionary;
use crate::atom::Atom;
use crate::code::Place;
use crate::few::Few;
use crate::heap::parcel::Parcel;
use crate::ids::IdHasher;
use crate::term::{Pid, Term, View};

/// Mostly a few values, by a reference's number.
pub type FewIds<V> = Few<u64, V, BuildHasherDefault<IdHasher>>;

/// See the module's text.
#[derive(Default)]
pub struct Ext {
    /// Linked processes; the number is that of an unlink not yet acknowledged, or 0.
    pub links: Few<Pid, u64>,
    /// Numbers unlinks.
    pub next_unlink: u64,
    /// Monitors that this process holds, by reference id.
    pub monitors: FewIds<Monitor>,
    /// Monitors that others hold on this process: watcher and what it was monitored as.
    pub monitored_by: FewIds<(Pid, Watched)>,
    /// Active aliases by reference id.
    pub aliases: FewIds<Alias>,
    /// The process dictionary.
    pub dictionary: Dictionary,
    /// Whose exit signal ends it, and whether over a link.
    pub ended_by: Option<(Pid, bool)>,
    /// The reason to end with, when the flag EXITING is set.
    pub exit_reason: Term,
    /// What hardly any process has; made at first need.
    pub seldom: Option<Box<Seldom>>,
}

/// What hardly any process has.
#[derive(Default)]
pub struct Seldom {
    /// `process_flag(label)` and similar terms kept for inspection.
    pub label: Option<Term>,
    /// Messages whose words a collection took to the heap while a `receive` looked at them: parcel and term.
    pub rooted: Vec<(u64, Term)>,
    /// Processes that suspended this one, with counts.
    pub suspended_by: Few<Pid, u32>,
    /// Processes that this one suspended, with counts.
    pub suspending: Few<Pid, u32>,
    /// `max_heap_size`, if it was ever set.
    pub max_heap: Option<MaxHeap>,
    /// `min_heap_size` in words, 0 if it was never set.
    pub min_heap: usize,
    /// `min_bin_vheap_size` in words, 0 if it was never set.
    pub min_binary_heap: usize,
    /// The number of the scheduler that it was told to stay on, or 0.
    pub scheduler: u32,
    /// The module that is asked when a function is not there, if it is not OTP's `error_handler`.
    pub error_handler: Option<Atom>,
    /// The flag `sensitive`: dictionary and messages are not shown.
    pub sensitive: bool,
    /// `save_calls` depth.
    pub save_calls: u32,
    /// Where the last trace led of a process that evaluates for the prompt.
    pub failed_at: Vec<Place>,
    /// The values of variables where a failure was raised that will be explained: the instruction's address, and a list
    /// of `{Name, Value}`.
    pub failed_with: Option<(u64, Term)>,
    /// References of answers that come from outside the schedulers to a process that evaluates for the prompt.
    pub awaited: FxHashMap<u64, Awaited>,
}

/// What has become of an answer from outside the schedulers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Awaited {
    /// It is to come.
    Coming,
    /// It is, or was, in the mailbox.
    Here,
    /// It is to come, but what waited for it was interrupted.
    Unwanted,
}

/// A `max_heap_size`: size in words (0 = none), kill, error_logger, include shared binaries.
pub type MaxHeap = (usize, bool, bool, bool);

/// As what a monitor watches its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watched {
    /// A process, by its pid.
    Pid,
    /// Whoever had the name when the monitor was made.
    Name(Atom),
    /// The port, behind which the target stands.
    Port(u64),
    /// What is no port but was asked for as one, by a name.
    PortName(Atom),
    /// The clock; there is no target.
    Clock,
}

impl Watched {
    /// As a term that goes with a signal to the target.
    pub fn to_term(self) -> Term {
        match self {
            Watched::Pid | Watched::Clock => Term::NIL,
            Watched::Name(name) => Term::atom(name),
            Watched::Port(number) => Term::port(number),
            Watched::PortName(name) => Term::small(i64::from(name.0)),
        }
    }

    /// What [`Watched::to_term`] was made of.
    pub fn from_term(term: Term) -> Watched {
        match term.view() {
            View::Atom(name) => Watched::Name(name),
            View::Port(number) => Watched::Port(number),
            View::Small(name) => Watched::PortName(Atom(name as u32)),
            _ => Watched::Pid,
        }
    }
}

/// A monitor as its holder knows it.
pub struct Monitor {
    /// Whom it watches; none when there was nobody, or when it watches the clock.
    pub target: Option<Pid>,
    /// As what.
    pub watched: Watched,
    /// The first element of the message, `'DOWN'` unless an option says otherwise.
    pub tag: Term,
}

/// How an alias ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alias {
    /// Only by `unalias`.
    Explicit,
    /// Also with the monitor.
    Demonitor,
    /// Also by the first message through it.
    Reply,
}

impl Ext {
    /// About how many bytes this takes outside of the heap.
    pub fn bytes(&self) -> usize {
        let entries = self.links.len() + self.monitors.len() + self.monitored_by.len() + self.aliases.len();
        self.dictionary.bytes() + entries * 48
    }

    /// Adds everything here that refers to the heap to the roots of a collection.
    pub fn roots<'a>(&'a mut self, roots: &mut Vec<&'a mut [Term]>) {
        roots.push(self.dictionary.roots());
        roots.push(std::slice::from_mut(&mut self.exit_reason));
        self.monitors.each_mut(|monitor| {
            if monitor.tag.is_pointer() {
                roots.push(std::slice::from_mut(&mut monitor.tag));
            }
        });
        let Some(seldom) = self.seldom.as_mut() else { return };
        roots.extend(seldom.label.as_mut().map(std::slice::from_mut));
        roots.extend(seldom.failed_with.as_mut().map(|(_, values)| std::slice::from_mut(values)));
        roots.extend(seldom.rooted.iter_mut().map(|(_, term)| std::slice::from_mut(term)));
    }

    /// What hardly any process has.
    pub fn seldom(&mut self) -> &mut Seldom {
        self.seldom.get_or_insert_default()
    }

    /// Gives the messages in [`Seldom::rooted`] their terms' new places.
    pub fn mend_rooted(&mut self) {
        for (parcel, term) in self.seldom.iter().flat_map(|seldom| &seldom.rooted) {
            Parcel::set_term(*parcel as *mut Parcel, *term);
        }
    }

    /// Forgets a rooted message that was received or dropped.
    pub fn forget_rooted(&mut self, parcel: *mut Parcel) {
        if let Some(seldom) = self.seldom.as_mut() {
            seldom.rooted.retain(|(address, _)| *address != parcel as u64);
        }
    }
}
