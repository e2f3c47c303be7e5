//! The policy `Driven`: before every operation that another process can notice, somebody outside is asked who goes on.
//!
//! There is one thread, and time stands still unless it is told to move. Code of a driven machine is laid down with
//! handlers (`interp::asking`) that end the slice before such an operation; it is done when its process is chosen, and
//! then the process goes on alone up to its next one. What a process does between two of them concerns nobody else, so
//! the choices are all that matters: the same choices give the same run.
//!
//! Signals count, too: a process takes in those that have arrived in a step of its own, before its next operation.

use rustc_hash::FxHashMap;

use crate::bif::Bif;
use crate::machine::Machine;
use crate::module::Mfa;
use crate::term::Pid;

/// What a process does when it is chosen, before it goes on to its next operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// It begins.
    Start,
    /// It takes in the signals that have arrived.
    TakeIn,
    /// It sends a message.
    Send,
    /// It looks for a message that has not arrived yet.
    Receive,
    /// It calls a built-in function.
    Call(Mfa),
    /// It has used up a slice.
    GoOn,
    /// It ends.
    End,
}

/// What can happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// A process does its next operation.
    Run {
        /// The process.
        pid: Pid,
        /// The operation.
        next: Operation,
    },
    /// Time passes until the next timer is due.
    Wait,
}

/// Decides what happens next. The same state comes with the same choices in the same order.
pub trait Chooser: Send {
    /// The index of one of `choices`, which are two or more.
    fn choose(&mut self, choices: &[Choice]) -> usize;
}

/// The index of the process to run, or nothing when time is to pass. A process comes with whether signals have arrived.
pub(super) fn choose(
    machine: &Machine,
    runnable: impl Iterator<Item = (Pid, bool)>,
    operations: &FxHashMap<Pid, Operation>,
) -> Option<usize> {
    let process = |(pid, has_signals): (Pid, bool)| {
        let planned = operations.get(&pid).copied().unwrap_or(Operation::Start);
        Choice::Run { pid, next: if has_signals { Operation::TakeIn } else { planned } }
    };
    let mut choices: Vec<Choice> = runnable.map(process).collect();
    let processes = choices.len();
    choices.extend(machine.timers.earliest().map(|_| Choice::Wait));
    let chosen = match &mut *machine.chooser.lock() {
        // What happens after the end of the run concerns nobody.
        Some(chooser) if choices.len() > 1 && !machine.has_ended() => chooser.choose(&choices),
        _ => 0,
    };
    (chosen < processes).then_some(chosen)
}

/// Whether other processes can notice a call of the function, or it can notice them.
pub(crate) fn is_visible(bif: &Bif) -> bool {
    match bif.module {
        "ets" | "atomics" | "persistent_term" => true,
        "erlang" => matches!(
            (bif.name, bif.arity),
            ("spawn" | "spawn_link" | "spawn_monitor" | "spawn_opt", _)
                | (
                    "send" | "!" | "send_nosuspend" | "link" | "unlink" | "monitor" | "demonitor" | "unalias",
                    _
                )
                | ("register" | "unregister" | "whereis" | "registered" | "processes", _)
                | ("exit" | "group_leader" | "process_flag", 2)
                | ("send_after" | "start_timer" | "cancel_timer" | "read_timer", _)
                | ("unique_integer" | "halt", _)
                // Code, which others load and delete.
                | ("delete_module" | "check_old_code" | "module_loaded" | "loaded" | "function_exported", _)
                // Time, which may pass before.
                | ("monotonic_time" | "system_time" | "timestamp" | "now", _)
                | ("universaltime" | "localtime" | "date" | "time", _)
        ),
        "os" => matches!(bif.name, "system_time" | "timestamp" | "perf_counter"),
        "erts_internal" => matches!(
            bif.name,
            "ask" | "own_info" | "seems_alive" | "load" | "load_image" | "drop_old" | "put_output"
        ),
        _ => false,
    }
}
