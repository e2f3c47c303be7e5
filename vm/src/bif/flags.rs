//! `erlang:system_flag/2`: what new processes are given, what is measured, how much is shown.

use super::options::{MOST_WORDS, max_heap};
use super::{Cx, Outcome, badarg, badarg_because};
use crate::atom::{Atom, atoms};
use crate::process::info;
use crate::settings::{SMALLEST_BINARY_HEAP, SMALLEST_HEAP, Settings, heap_size_of, set};
use crate::sync::Ordering;
use crate::term::Term;

/// OTP keeps no more frames.
const DEEPEST: usize = 64;

pub(super) fn system_flag(cx: &mut Cx, [flag, value]: &[Term; 2]) -> Outcome {
    let machine = cx.context.machine.clone();
    let settings = &machine.settings;
    let unknown = || badarg_because(atoms::badopt);
    let name = flag.as_atom().map(Atom::name).ok_or_else(unknown)?;
    let old = match name {
        "backtrace_depth"
        | "fullsweep_after"
        | "min_heap_size"
        | "min_bin_vheap_size"
        | "outstanding_system_requests_limit" => number(settings, name, *value),
        "max_heap_size" => {
            let new = max_heap(*value, settings.max_heap())?;
            if new.0 > 0 && new.0 < settings.min_heap.load(Ordering::Relaxed).max(SMALLEST_HEAP) {
                return Err(badarg());
            }
            return Ok(info::limit_map(cx, settings.set_max_heap(new))?);
        }
        "trace_control_word" => {
            let new = value.as_small().and_then(|new| u32::try_from(new).ok()).ok_or_else(badarg)?;
            Some(Term::small(settings.control_word.swap(new.into(), Ordering::Relaxed) as i64))
        }
        "scheduler_wall_time" => {
            let since = if value.as_boolean().ok_or_else(badarg)? { machine.clock.real() + 1 } else { 0 };
            Some(Term::boolean(settings.measured_since.swap(since, Ordering::Relaxed) > 0))
        }
        // How many there are cannot be changed.
        "schedulers_online" | "dirty_cpu_schedulers_online" => {
            let all = machine.sched.schedulers as i64;
            value.as_small().filter(|count| (1..=all).contains(count)).map(|_| Term::small(all))
        }
        "time_offset" if *value == Term::atom(Atom::new("finalize")) => Some(Term::atom(Atom::new("final"))),
        "scheduler_bind_type" => {
            let unbound = Term::atom(Atom::new("unbound"));
            (*value == unbound).then_some(unbound)
        }
        _ => return Err(unknown()),
    };
    old.ok_or_else(badarg)
}

/// Sets a number that is kept; the one before, nothing when the new one cannot be.
fn number(settings: &Settings, name: &str, value: Term) -> Option<Term> {
    let new = usize::try_from(value.as_small()?).ok()?;
    let old = match name {
        "backtrace_depth" => set(&settings.backtrace_depth, new.min(DEEPEST), 0..=DEEPEST),
        "fullsweep_after" => set(&settings.fullsweep_after, new.min(usize::from(u16::MAX)), 0..=usize::MAX),
        "min_heap_size" => {
            let old = set(&settings.min_heap, heap_size_of(new), 0..=MOST_WORDS);
            old.map(|old| old.max(SMALLEST_HEAP))
        }
        "min_bin_vheap_size" => {
            let new = heap_size_of(new).max(SMALLEST_BINARY_HEAP);
            set(&settings.min_binary_heap, new, 0..=MOST_WORDS)
        }
        _ => set(&settings.system_requests, new, 1..=usize::MAX),
    };
    old.map(|old| Term::small(old as i64))
}
