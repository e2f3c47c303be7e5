//! Options and flags of processes: `spawn_opt`, `process_flag`, `process_info`.

use super::processes::{atom_arg, proper_list};
use super::{Cx, Outcome, Stop, badarg, badarg_because};
use crate::atom::{Atom, atoms};
use crate::machine::Machine;
use crate::process::ext::{Alias, MaxHeap};
use crate::process::spawn::Options;
use crate::process::{Place, Priority, flag, info};
use crate::settings::{SMALLEST_BINARY_HEAP, SMALLEST_HEAP, heap_size_of};
use crate::term::{Term, View, map};

fn priority(term: Term) -> Result<Priority, Stop> {
    match term.as_atom() {
        Some(atoms::low) => Ok(Priority::Low),
        Some(atoms::normal) => Ok(Priority::Normal),
        Some(atoms::high) => Ok(Priority::High),
        Some(atoms::max) => Ok(Priority::Max),
        _ => Err(badarg()),
    }
}

fn count(term: Term) -> Result<usize, Stop> {
    term.as_small().and_then(|value| usize::try_from(value).ok()).ok_or_else(badarg)
}

/// The most calls that `save_calls` may name.
const MOST_CALLS: usize = 10_000;

/// No process asks for so many words.
pub(super) const MOST_WORDS: usize = 1 << 48;

/// A limit of the heap must leave room for the heap that a process has at least.
fn check_limit(limit: MaxHeap, min_heap: usize) -> Result<(), Stop> {
    match limit.0 {
        0 => Ok(()),
        size if size < min_heap.max(SMALLEST_HEAP) => Err(badarg()),
        _ => Ok(()),
    }
}

/// `max_heap_size`: a size or a map, in which what is missing is as in `usual`.
pub(super) fn max_heap(term: Term, usual: MaxHeap) -> Result<MaxHeap, Stop> {
    if !term.is_map() {
        return Ok((count(term)?, usual.1, usual.2, usual.3));
    }
    let boolean = |name: Atom, default: bool| match map::get(term, Term::atom(name)) {
        Some(value) => value.as_boolean().ok_or_else(badarg),
        None => Ok(default),
    };
    let size = count(map::get(term, Term::atom(atoms::size)).ok_or_else(badarg)?)?;
    let (kill, report) = (boolean(atoms::kill, usual.1)?, boolean(atoms::error_logger, usual.2)?);
    Ok((size, kill, report, boolean(atoms::include_shared_binaries, usual.3)?))
}

/// `fullsweep_after`
fn most_minors(term: Term) -> Result<u16, Stop> {
    Ok(u16::try_from(count(term)?).unwrap_or(u16::MAX))
}

fn queue_data(term: Term) -> Result<bool, Stop> {
    match term.as_atom() {
        Some(atoms::on_heap) => Ok(false),
        Some(atoms::off_heap) => Ok(true),
        _ => Err(badarg()),
    }
}

/// The alias mode of a name in `{alias, Mode}`.
pub(super) fn alias_mode(term: Term) -> Result<Alias, Stop> {
    match term.as_atom() {
        Some(atoms::explicit_unalias) => Ok(Alias::Explicit),
        Some(atoms::demonitor) => Ok(Alias::Demonitor),
        Some(atoms::reply_demonitor) => Ok(Alias::Reply),
        _ => Err(badarg()),
    }
}

/// The tag and alias of a list of monitor options.
pub(super) fn monitor_options(list: Term) -> Result<(Term, Option<Alias>), Stop> {
    let (mut tag, mut alias) = (Term::atom(atoms::down), None);
    for option in proper_list(list).ok_or_else(badarg)? {
        let pair = option.as_tuple().filter(|pair| pair.len() == 2).ok_or_else(badarg)?;
        let (Some(key), Some(value)) = (pair.get(0).and_then(Term::as_atom), pair.get(1)) else {
            return Err(badarg());
        };
        match key {
            atoms::tag => tag = value,
            atoms::alias => alias = Some(alias_mode(value)?),
            _ => return Err(badarg()),
        }
    }
    Ok((tag, alias))
}

/// The error of an option that is none.
pub(super) fn bad_option(stop: Stop) -> Stop {
    match stop {
        Stop::Raise { .. } => badarg_because(atoms::badopt),
        other => other,
    }
}

/// A scheduler to stay on, or 0 for none; every one may take a process all the same.
fn scheduler(machine: &Machine, term: Term) -> Result<u32, Stop> {
    let number = count(term)?;
    if number <= machine.sched.schedulers { Ok(number as u32) } else { Err(badarg()) }
}

/// The options of `spawn_opt`.
pub(super) fn spawn_options(machine: &Machine, list: Term) -> Result<Options, Stop> {
    let mut options = Options::default();
    let limit = machine.settings.max_heap();
    for option in proper_list(list).ok_or_else(badarg)? {
        match option.view() {
            View::Atom(atoms::link) => options.link = true,
            View::Atom(atoms::monitor) => options.monitor = Some(Term::atom(atoms::down)),
            View::Tuple(pair) if pair.len() == 2 => {
                let (key, value) = (pair.elements()[0].as_atom().ok_or_else(badarg)?, pair.elements()[1]);
                match key {
                    atoms::monitor => {
                        let (tag, alias) = monitor_options(value)?;
                        (options.monitor, options.alias) = (Some(tag), alias);
                    }
                    atoms::priority => options.priority = priority(value)?,
                    atoms::min_heap_size => options.min_heap = heap_size_of(count(value)?.min(1 << 24)),
                    atoms::max_heap_size => options.max_heap = Some(max_heap(value, limit)?),
                    atoms::fullsweep_after => options.fullsweep_after = Some(most_minors(value)?),
                    atoms::message_queue_data => options.off_heap_messages = queue_data(value)?,
                    atoms::min_bin_vheap_size => options.min_binary_heap = heap_size_of(count(value)?),
                    atoms::scheduler => options.scheduler = scheduler(machine, value)?,
                    _ => return Err(badarg()),
                }
            }
            _ => return Err(badarg()),
        }
    }
    options.max_heap.map_or(Ok(()), |limit| check_limit(limit, options.min_heap))?;
    Ok(options)
}

pub(super) fn process_flag_2(cx: &mut Cx, [name, value]: &[Term; 2]) -> Outcome {
    let value = *value;
    let old = match atom_arg(*name).map_err(bad_option)? {
        atoms::trap_exit => {
            let on = value.as_boolean().ok_or_else(badarg)?;
            let old = cx.process().has(flag::TRAP_EXIT);
            cx.process().set(flag::TRAP_EXIT, on);
            Term::boolean(old)
        }
        atoms::priority => {
            let new = priority(value)?;
            let old = std::mem::replace(&mut cx.process().place, Place::new(new));
            Term::atom(info::priority_name(old.priority()))
        }
        atoms::min_heap_size => {
            let new = heap_size_of(count(value)?);
            let old = std::mem::replace(&mut cx.process().ext().seldom().min_heap, new);
            Term::small(old.max(SMALLEST_HEAP) as i64)
        }
        atoms::max_heap_size => {
            let new = max_heap(value, cx.context.machine.settings.max_heap())?;
            check_limit(new, cx.process().seldom().map_or(0, |seldom| seldom.min_heap))?;
            let old = info::max_heap_size(cx.context)?;
            let machine_limit = cx.context.machine.config.max_heap_words;
            cx.process().ext().seldom().max_heap = Some(new);
            let words = if new.0 > 0 && new.1 { new.0.min(machine_limit) } else { machine_limit };
            cx.process().heap.set_limit_words(words);
            old
        }
        atoms::fullsweep_after => {
            let new = most_minors(value)?;
            Term::small(i64::from(std::mem::replace(&mut cx.process().heap.fullsweep_after, new)))
        }
        atoms::message_queue_data => {
            let on = queue_data(value)?;
            let old = cx.process().has(flag::OFF_HEAP_MESSAGES);
            cx.process().set(flag::OFF_HEAP_MESSAGES, on);
            Term::atom(if old { atoms::off_heap } else { atoms::on_heap })
        }
        atoms::min_bin_vheap_size => {
            let new = heap_size_of(count(value)?).max(SMALLEST_BINARY_HEAP);
            let old = std::mem::replace(&mut cx.process().ext().seldom().min_binary_heap, new);
            Term::small(old.max(SMALLEST_BINARY_HEAP) as i64)
        }
        atoms::save_calls => {
            let because = || badarg_because(atoms::none);
            let new = count(value).ok().filter(|new| *new <= MOST_CALLS).ok_or_else(because)?;
            let old = std::mem::replace(&mut cx.process().ext().seldom().save_calls, new as u32);
            Term::small(i64::from(old))
        }
        atoms::sensitive => {
            let new = value.as_boolean().ok_or_else(badarg)?;
            Term::boolean(std::mem::replace(&mut cx.process().ext().seldom().sensitive, new))
        }
        atoms::scheduler => {
            let new = scheduler(cx.context.machine(), value)?;
            Term::small(std::mem::replace(&mut cx.process().ext().seldom().scheduler, new).into())
        }
        atoms::error_handler => {
            let new = Some(atom_arg(value)?).filter(|new| *new != atoms::error_handler);
            let old = std::mem::replace(&mut cx.process().ext().seldom().error_handler, new);
            Term::atom(old.unwrap_or(atoms::error_handler))
        }
        atoms::label => {
            let old = cx.process().ext().seldom().label.replace(value);
            old.unwrap_or(Term::atom(atoms::undefined))
        }
        _ => return Err(badarg_because(atoms::badopt)),
    };
    Ok(old)
}

/// `erts_internal:own_info(Items)`: what the caller knows of itself; `badarg` for an unknown item.
pub(super) fn own_info(cx: &mut Cx, [items]: &[Term; 1]) -> Outcome {
    let asks_for_mail =
        |item: Term| matches!(item.as_atom(), Some(atoms::messages | atoms::message_queue_len));
    // As in OTP other items do not wait for what has come.
    if asks_for_mail(*items) || proper_list(*items).is_some_and(|items| items.into_iter().any(asks_for_mail))
    {
        super::links::settle(cx)?;
    }
    info::items_or_item(cx.context, *items)?.ok_or_else(|| badarg_because(atoms::none))
}

/// `erts_internal:default_info()`: the items of `process_info/1`.
pub(super) fn default_info(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    use crate::term::build::Alloc;
    let items: Vec<Term> = info::DEFAULT_ITEMS.iter().map(|item| Term::atom(*item)).collect();
    Ok(cx.list(&items)?)
}
