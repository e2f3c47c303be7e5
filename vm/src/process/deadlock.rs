//! The report of a deadlock: who waits where for what, and who for whom.
//!
//! A variable of a pattern that was bound before the `receive` stands there by its value. Such a value leads to the
//! process that is waited for: a pid does so itself, a reference by the monitor it belongs to. A `receive` that takes a
//! message from anyone waits for the process that made the waiting one. Following these, from the main process first,
//! gives a circle in which all wait.
//!
//! # Safety
//! 1. The report is made while every scheduler sleeps: no process changes or ends.
#![allow(unsafe_code)]

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::{Process, flag};
use crate::code::Waiting;
use crate::machine::Machine;
use crate::sync::{Arc, Ordering};
use crate::term::show::{self, Style};
use crate::term::{Pid, Term, View};

/// More processes than these are only counted.
const SHOWN: usize = 20;
/// Characters of a value that a pattern names.
const VALUE: usize = 60;

/// A process that waits.
struct Waiter {
    pid: Pid,
    /// `file:line`
    place: String,
    /// What it waits for, as text.
    wanted: String,
    /// Whether a message from anyone would do.
    open: bool,
    unread: u32,
    /// Whom it waits for.
    by: Option<Pid>,
}

/// What stderr is to show when nothing can run any more; `None` when the main process waits by choice.
pub fn report(machine: &Arc<Machine>) -> Option<String> {
    let main = Pid(machine.main.load(Ordering::Relaxed).checked_sub(1)?);
    let first = machine.table.find(main)?;
    // A `receive` without clauses is left by its time alone.
    let by_choice = waiting(machine, first).is_none_or(|waiting| waiting.patterns.is_empty());
    // SAFETY: rule 1.
    if by_choice || unsafe { (*first).has(flag::IDLE) } {
        return None;
    }
    let others = machine.table.pids().into_iter().filter(|pid| *pid != main);
    let waiters: Vec<Waiter> =
        std::iter::once(main).chain(others).filter_map(|pid| waiter(machine, pid)).collect();
    let mut text = String::new();
    for waiter in waiters.iter().take(SHOWN) {
        let anyone = if waiter.open { " from anyone; nobody left can send it" } else { "" };
        let who = name(machine, waiter.pid, main);
        text.push_str(&format!("{who} {} waits for {}{anyone}", waiter.place, waiter.wanted));
        match waiter.unread {
            0 => text.push('\n'),
            1 => text.push_str("; 1 unread message\n"),
            unread => text.push_str(&format!("; {unread} unread messages\n")),
        }
    }
    if waiters.len() > SHOWN {
        text.push_str(&format!("… and {} more processes wait\n", waiters.len() - SHOWN));
    }
    if let Some(circle) = circle(&waiters) {
        let names: Vec<String> = circle.into_iter().map(|pid| name(machine, pid, main)).collect();
        text.push_str(&format!("{}\n", names.join(" → ")));
    }
    Some(text)
}

/// How the report calls a process.
fn name(machine: &Machine, pid: Pid, main: Pid) -> String {
    match machine.names.read().name_of(pid) {
        _ if pid == main => "<main>".into(),
        Some(name) => format!("{} {}", show::identifier(Term::pid(pid)), name.name()),
        None => show::identifier(Term::pid(pid)),
    }
}

/// The `receive` at which a process stands.
fn waiting(machine: &Machine, process: *mut Process) -> Option<Waiting> {
    // SAFETY: rule 1.
    let pc = unsafe { (*process).pc } as u64;
    machine.code.loaded_at(pc)?.waiting(pc).cloned()
}

fn waiter(machine: &Machine, pid: Pid) -> Option<Waiter> {
    let process = machine.table.find(pid)?;
    // SAFETY: rule 1.
    let (pc, parent, unread, system) = unsafe {
        ((*process).pc as u64, (*process).parent, (*process).mailbox.len, (*process).has(flag::SYSTEM))
    };
    if system {
        return None;
    }
    let place = machine.code.locate(pc).map_or("somewhere".into(), |place| {
        let file = Path::new(&*place.file)
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into());
        format!("{file}:{}", place.line)
    });
    let waiting = waiting(machine, process).unwrap_or_default();
    let values: Vec<(&str, Term)> =
        waiting.pinned.iter().map(|(name, slot)| (name.as_str(), variable(process, *slot))).collect();
    let mut by = None;
    let mut open = false;
    let mut wanted = Vec::new();
    for pattern in &waiting.patterns {
        let mut pinned = false;
        wanted.push(with_values(pattern, |name| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            by = by.or_else(|| leads_to(process, *value));
            pinned |= leads_to(process, *value).is_some();
            Some(shortened(*value))
        }));
        open |= !pinned;
    }
    let wanted = if wanted.is_empty() { "a message".into() } else { wanted.join(" | ") };
    Some(Waiter { pid, place, wanted, open, unread, by: by.or((parent != Pid(0)).then_some(parent)) })
}

/// The variable in a Y slot of the innermost frame.
pub(super) fn variable(process: *mut Process, slot: u32) -> Term {
    // SAFETY: rule 1; a waiting process stands in a frame with that slot, below the registers it saved.
    unsafe { Term(*(*process).heap.stack.add((*process).live as usize + 1 + slot as usize)) }
}

/// The process that a value of a pattern belongs to.
fn leads_to(process: *mut Process, value: Term) -> Option<Pid> {
    match value.view() {
        View::Pid(pid) => Some(pid),
        // SAFETY: rule 1.
        View::Reference(reference) => unsafe {
            (*process).ext.as_ref()?.monitors.get(&reference.id())?.target
        },
        _ => None,
    }
}

fn shortened(value: Term) -> String {
    let mut text = String::new();
    if !show::show(&mut text, value, Style { limit: VALUE, ..Style::PRETTY_UNICODE }) {
        let end = (0..=VALUE.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
    text
}

/// A pattern's text with its variables replaced: those that `value` knows by their values, others by `_`.
fn with_values(pattern: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '"' | '\'' => quoted(rest, first),
            '$' => first.len_utf8() + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ if first.is_alphanumeric() || first == '_' => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '@')).unwrap_or(rest.len())
            }
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(taken);
        match first.is_uppercase() || first == '_' {
            true => text.push_str(&value(token).unwrap_or_else(|| "_".into())),
            false if first.is_whitespace() => text.push(' '),
            false => text.push_str(token),
        }
        rest = after;
    }
    text
}

/// The length of a quoted atom or string.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Who waits for whom, up to the first one that comes again: the first circle on the ways from the processes in turn.
fn circle(waiters: &[Waiter]) -> Option<Vec<Pid>> {
    let by: HashMap<Pid, Option<Pid>> = waiters.iter().map(|waiter| (waiter.pid, waiter.by)).collect();
    let mut known = HashSet::new();
    for first in waiters {
        let mut way = Vec::new();
        let mut at = Some(first.pid);
        while let Some(pid) = at.filter(|pid| by.contains_key(pid)) {
            if !known.insert(pid) {
                if let Some(from) = way.iter().position(|seen| *seen == pid) {
                    way.push(pid);
                    return Some(way.split_off(from));
                }
                break;
            }
            way.push(pid);
            at = by[&pid];
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::with_values;

    #[test]
    fn variables_of_a_pattern_are_replaced() {
        let value = |name: &str| (name == "Ref").then(|| "#Ref<0.1.2.3>".to_owned());
        assert_eq!(with_values("{Ref, Answer}", value), "{#Ref<0.1.2.3>, _}");
        assert_eq!(
            with_values("{'Ref', \"Ref\", $R, ref_Ref, _X}", value),
            "{'Ref', \"Ref\", $R, ref_Ref, _}"
        );
        assert_eq!(with_values("#{Ref := 'a\\'Ref'}", value), "#{#Ref<0.1.2.3> := 'a\\'Ref'}");
    }
}
