//! Timers that send messages; the clock.

use dashu_int::IBig;
use dashu_int::ops::DivEuclid;

use super::options::bad_option;
use super::processes::{atom_arg, proper_list};
use super::{Cx, Outcome, Stop, badarg, badarg_because};
use crate::arith;
use crate::atom::{Atom, atoms};
use crate::clock::END;
use crate::heap::parcel::Signal;
use crate::process::signal;
use crate::term::build::Alloc;
use crate::term::{Reference, Term, View};
use crate::timers::Target;

/// Starts a timer; `wrap` says whether the message is `{timeout, Ref, Message}`.
fn start(cx: &mut Cx, time: Term, target: Term, message: Term, absolute: bool, wrap: bool) -> Outcome {
    let because = || badarg_because(Atom::new("time"));
    let millis = time.as_small().ok_or_else(because)?;
    if !absolute && millis < 0 {
        return Err(because());
    }
    let target = match target.view() {
        View::Pid(pid) => Target::Pid(pid),
        View::Atom(name) => Target::Name(name),
        _ => return Err(badarg()),
    };
    let machine = cx.context.machine();
    let now = machine.clock.elapsed();
    let nanos = (millis.max(0) as u64).saturating_mul(1_000_000);
    let deadline = if absolute { nanos } else { now.saturating_add(nanos) };
    if deadline > END {
        return Err(because());
    }
    let id = machine.new_reference();
    let reference = cx.reference(id, None)?;
    let message = match wrap {
        true => cx.tuple(&[Term::atom(atoms::timeout), reference, message])?,
        false => message,
    };
    let parcel = signal::make(cx.context, Signal::Message, message, 0)?;
    machine.timers.deliver_at(machine, deadline, target, parcel, id);
    Ok(reference)
}

/// `{abs, Bool}` in a list of options.
fn is_absolute(options: Term) -> Result<bool, Stop> {
    let mut absolute = false;
    for option in proper_list(options).ok_or_else(|| badarg_because(atoms::badopt))? {
        absolute = flag_option(option, atoms::abs).map_err(bad_option)?;
    }
    Ok(absolute)
}

fn flag_option(option: Term, name: Atom) -> Result<bool, Stop> {
    let pair = option.as_tuple().filter(|pair| pair.len() == 2).ok_or_else(badarg)?;
    match (pair.elements()[0].as_atom(), pair.elements()[1].as_boolean()) {
        (Some(found), Some(value)) if found == name => Ok(value),
        _ => Err(badarg()),
    }
}

pub(super) fn send_after_3(cx: &mut Cx, [time, target, message]: &[Term; 3]) -> Outcome {
    start(cx, *time, *target, *message, false, false)
}

pub(super) fn send_after_4(cx: &mut Cx, [time, target, message, options]: &[Term; 4]) -> Outcome {
    let absolute = is_absolute(*options)?;
    start(cx, *time, *target, *message, absolute, false)
}

pub(super) fn start_timer_3(cx: &mut Cx, [time, target, message]: &[Term; 3]) -> Outcome {
    start(cx, *time, *target, *message, false, true)
}

pub(super) fn start_timer_4(cx: &mut Cx, [time, target, message, options]: &[Term; 4]) -> Outcome {
    let absolute = is_absolute(*options)?;
    start(cx, *time, *target, *message, absolute, true)
}

fn timer(term: Term) -> Result<Reference, Stop> {
    match term.view() {
        View::Reference(reference) => Ok(reference),
        _ => Err(badarg()),
    }
}

/// Milliseconds left, or `false`.
fn left(nanos: Option<u64>) -> Term {
    nanos.map_or(Term::atom(atoms::false_), |nanos| Term::small(nanos.div_ceil(1_000_000) as i64))
}

/// How a question about a timer is answered: as a message, with the time left.
struct Answer {
    later: bool,
    info: bool,
}

impl Answer {
    /// By the options of `cancel_timer/2`, or of `read_timer/2`, which always tells the time.
    fn by(options: Term, may_be_silent: bool) -> Result<Answer, Stop> {
        let mut answer = Answer { later: false, info: true };
        for option in proper_list(options).ok_or_else(badarg)? {
            match flag_option(option, Atom::new("async")) {
                Ok(value) => answer.later = value,
                Err(stop) if !may_be_silent => return Err(stop),
                Err(_) => answer.info = flag_option(option, atoms::info)?,
            }
        }
        Ok(answer)
    }

    fn give(&self, cx: &mut Cx, name: Atom, reference: Term, value: Term) -> Outcome {
        match (self.later, self.info) {
            (false, true) => Ok(value),
            (true, true) => {
                let message = cx.tuple(&[Term::atom(name), reference, value])?;
                let own = cx.process().pid;
                signal::send_to(cx.context, own, message)?;
                Ok(Term::atom(atoms::ok))
            }
            _ => Ok(Term::atom(atoms::ok)),
        }
    }
}

pub(super) fn cancel_timer_1(cx: &mut Cx, [reference]: &[Term; 1]) -> Outcome {
    let machine = cx.context.machine();
    Ok(left(machine.timers.cancel(machine, timer(*reference)?.id())))
}

pub(super) fn cancel_timer_2(cx: &mut Cx, [reference, options]: &[Term; 2]) -> Outcome {
    let answer = Answer::by(*options, true)?;
    let value = cancel_timer_1(cx, &[*reference])?;
    answer.give(cx, atoms::cancel_timer, *reference, value)
}

pub(super) fn read_timer_1(cx: &mut Cx, [reference]: &[Term; 1]) -> Outcome {
    let machine = cx.context.machine();
    Ok(left(machine.timers.left(machine, timer(*reference)?.id())))
}

pub(super) fn read_timer_2(cx: &mut Cx, [reference, options]: &[Term; 2]) -> Outcome {
    let answer = Answer::by(*options, false)?;
    let value = read_timer_1(cx, &[*reference])?;
    answer.give(cx, Atom::new("read_timer"), *reference, value)
}

// ── The clock ──────────────────────────────────────────────────────────────

/// Units per second.
fn unit(term: Term) -> Result<i128, Stop> {
    if let Some(parts) = term.as_small() {
        return if parts > 0 { Ok(i128::from(parts)) } else { Err(badarg()) };
    }
    match atom_arg(term)? {
        atoms::second | atoms::seconds => Ok(1),
        atoms::millisecond | atoms::milli_seconds => Ok(1000),
        atoms::microsecond | atoms::micro_seconds => Ok(1_000_000),
        atoms::nanosecond | atoms::nano_seconds | atoms::native | atoms::perf_counter => Ok(1_000_000_000),
        _ => Err(badarg()),
    }
}

/// Nanoseconds in a unit, rounded down.
fn in_unit(cx: &mut Cx, nanos: i128, per_second: i128) -> Outcome {
    arith::from_i128(cx, (nanos * per_second).div_euclid(1_000_000_000))
}

fn monotonic(cx: &Cx) -> i128 {
    i128::from(cx.context.machine.clock.elapsed())
}

pub(super) fn monotonic_time_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let nanos = monotonic(cx);
    arith::from_i128(cx, nanos)
}

pub(super) fn monotonic_time_1(cx: &mut Cx, [name]: &[Term; 1]) -> Outcome {
    let (per_second, nanos) = (unit(*name)?, monotonic(cx));
    in_unit(cx, nanos, per_second)
}

pub(super) fn system_time_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let nanos = cx.context.machine.clock.system_nanos();
    arith::from_i128(cx, nanos)
}

pub(super) fn system_time_1(cx: &mut Cx, [name]: &[Term; 1]) -> Outcome {
    let (per_second, nanos) = (unit(*name)?, cx.context.machine.clock.system_nanos());
    in_unit(cx, nanos, per_second)
}

pub(super) fn time_offset_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let nanos = cx.context.machine.clock.system_nanos() - monotonic(cx);
    arith::from_i128(cx, nanos)
}

pub(super) fn time_offset_1(cx: &mut Cx, [name]: &[Term; 1]) -> Outcome {
    let nanos = cx.context.machine.clock.system_nanos() - monotonic(cx);
    let per_second = unit(*name)?;
    in_unit(cx, nanos, per_second)
}

pub(super) fn convert_time_unit(cx: &mut Cx, [time, from, to]: &[Term; 3]) -> Outcome {
    let (from, to) = (unit(*from)?, unit(*to)?);
    if let Some(scaled) = arith::to_i128(*time).and_then(|time| time.checked_mul(to)) {
        return arith::from_i128(cx, scaled.div_euclid(from));
    }
    let time = arith::to_ibig(*time).ok_or_else(badarg)?;
    arith::from_ibig(cx, &(time * IBig::from(to)).div_euclid(IBig::from(from)))
}

pub(super) fn timestamp(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let micros = cx.context.machine.clock.system_nanos() / 1000;
    three_parts(cx, micros as u64)
}

/// `erlang:now()`: a later time at each call, whoever calls.
pub(super) fn now(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let machine = cx.context.machine();
    let micros = machine.clock.system_nanos() / 1000;
    let next = machine.settings.next_now(micros as u64);
    three_parts(cx, next)
}

/// Microseconds as `{Megaseconds, Seconds, Microseconds}`.
fn three_parts(cx: &mut Cx, micros: u64) -> Outcome {
    let part = |value: u64| Term::small(value as i64);
    let parts =
        [part(micros / 1_000_000_000_000), part(micros / 1_000_000 % 1_000_000), part(micros % 1_000_000)];
    Ok(cx.tuple(&parts)?)
}

/// Year, month, day, hour, minute, second.
fn date_and_time(cx: &mut Cx, parts: [i64; 6]) -> Outcome {
    let terms = parts.map(Term::small);
    let date = cx.tuple(&terms[..3])?;
    let time = cx.tuple(&terms[3..])?;
    Ok(cx.tuple(&[date, time])?)
}

pub(super) fn universaltime(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let parts = cx.context.machine.clock.utc();
    date_and_time(cx, parts)
}

pub(super) fn localtime(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let parts = cx.context.machine.clock.local();
    date_and_time(cx, parts)
}

pub(super) fn date(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let parts = cx.context.machine.clock.local().map(Term::small);
    Ok(cx.tuple(&parts[..3])?)
}

pub(super) fn time(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let parts = cx.context.machine.clock.local().map(Term::small);
    Ok(cx.tuple(&parts[3..])?)
}
