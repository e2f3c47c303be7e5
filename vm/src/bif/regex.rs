//! Compiling and matching regular expressions, behind `re`.

use super::convert::bytes;
use super::outside::begin;
use super::{Cx, Outcome, Stop, badarg};
use crate::atom::atoms;
use crate::jobs::value::{Large, Value};
use crate::regex::{self, Exceeded, FULL_LIMIT, Found, Groups, QUICK_LIMIT, QUICK_TIME, Run};
use crate::term::bits::{Bits, BufferPtr};
use crate::term::build::Alloc;
use crate::term::{Kind, Term, View};

/// A subject of more bytes is matched by another thread.
const QUICK_BYTES: usize = 4 << 10;

/// `erts_internal:regex_compile(Pattern, Flags)`: `{ok, Groups, [{Name, Number}]}` or `{error, {Text, Position}}`.
pub(super) fn regex_compile(cx: &mut Cx, [pattern, flags]: &[Term; 2]) -> Outcome {
    let (pattern, flags) = (bytes(*pattern)?, flags.as_small().ok_or_else(badarg)?);
    cx.charge(pattern.len() + 50);
    let value = match regex::check(&pattern, flags) {
        Ok((groups, names)) => {
            let name = |(name, number): (Vec<u8>, usize)| {
                Value::Tuple(vec![Value::Bytes(name), Value::Int(number as i64)])
            };
            let names = names.into_iter().map(name).collect();
            Value::Tuple(vec![Value::Atom("ok"), Value::Int(groups as i64), Value::List(names)])
        }
        Err(fault) => {
            let place = vec![Value::Bytes(fault.message.into()), Value::Int(fault.position as i64)];
            Value::Tuple(vec![Value::Atom("error"), Value::Tuple(place)])
        }
    };
    Ok(value.build(cx)?)
}

/// `erts_internal:regex_run(Ref, Pattern, Flags, Subject, Offset, {RunFlags, Limit, Depth})`: the matches,
/// `match_limit`, `match_limit_recursion` or `badarg`, as a job tells it; at once when that is quick.
pub(super) fn regex_run(
    cx: &mut Cx,
    [reference, pattern, flags, subject, offset, how]: &[Term; 6],
) -> Outcome {
    let how = how.as_tuple().ok_or_else(badarg)?;
    let [run_flags, limit, depth] = how.elements() else { return Err(badarg()) };
    let bound = |given: &Term| {
        let given = given.as_small().ok_or_else(badarg)?;
        Ok::<u32, Stop>(u32::try_from(given).unwrap_or(FULL_LIMIT).min(FULL_LIMIT))
    };
    let (full, depth) = (bound(limit)?, bound(depth)?);
    let flags = flags.as_small().ok_or_else(badarg)?;
    let View::Bits(text) = pattern.view() else { return Err(badarg()) };
    let compiled = match text.aligned() {
        Some(bytes) => regex::compiled(bytes, flags),
        None => regex::compiled(&text.to_vec(), flags),
    };
    let Ok(pattern) = compiled else { return told(None).done(cx) };
    let mut run = Run {
        pattern,
        flags,
        run_flags: run_flags.as_small().ok_or_else(badarg)?,
        offset: usize::try_from(offset.as_small().ok_or_else(badarg)?).map_err(|_| badarg())?,
        limit: full.min(QUICK_LIMIT),
        depth,
        time: Some(QUICK_TIME),
    };
    let View::Bits(bits) = subject.view() else { return Err(badarg()) };
    let size = (bits.size / 8) as usize;
    if !bits.is_binary() {
        return Err(badarg());
    }
    cx.charge(size / 16 + 20);
    if let Some(subject) = bits.aligned().filter(|_| size <= QUICK_BYTES) {
        match regex::run(&run, subject) {
            Some(Found::Matches(matches)) => return done(cx, &matches),
            None => return told(None).done(cx),
            Some(Found::Limit(_)) => {}
        }
    }
    (run.limit, run.time) = (full, None);
    let subject = Subject::of(&bits)?;
    begin(cx, *reference, move |_| told(regex::run(&run, subject.bytes())))
}

/// What [`told`] tells of matches, made on the heap at once: short subjects come by the thousand.
fn done(cx: &mut Cx, matches: &[Groups]) -> Outcome {
    let (mut shown, mut places) = (Vec::with_capacity(matches.len()), Vec::new());
    for groups in matches {
        places.clear();
        for group in groups {
            let (start, length) = place(*group);
            let place = [cx.integer(start)?, cx.integer(length)?];
            places.push(cx.tuple(&place)?);
        }
        shown.push(cx.list(&places)?);
    }
    let shown = cx.list(&shown)?;
    Ok(cx.tuple(&[Term::atom(atoms::done), shown])?)
}

/// Start and length as `re` tells them.
fn place(group: Option<(usize, i64)>) -> (i64, i64) {
    group.map_or((-1, 0), |(start, length)| (start as i64, length))
}

/// A subject for another thread: a buffer shared with the heap, or a copy of what is in none.
enum Subject {
    Shared { buffer: Large, start: usize, size: usize },
    Copied(Vec<u8>),
}

impl Subject {
    fn of(bits: &Bits) -> Result<Subject, Stop> {
        if bits.aligned().is_some() && bits.base.kind() == Some(Kind::BufferRef) {
            let buffer = BufferPtr::of(bits.base);
            buffer.retain();
            let (start, size) = ((bits.offset / 8) as usize, (bits.size / 8) as usize);
            return Ok(Subject::Shared { buffer: Large::new(buffer), start, size });
        }
        Ok(Subject::Copied(bits.to_vec()))
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Subject::Shared { buffer, start, size } => buffer.bytes(*start, *size),
            Subject::Copied(bytes) => bytes,
        }
    }
}

fn told(found: Option<Found>) -> Value {
    match found {
        Some(Found::Matches(matches)) => Value::List(matches.into_iter().map(groups).collect()),
        Some(Found::Limit(Exceeded::Matches)) => Value::Atom("match_limit"),
        Some(Found::Limit(Exceeded::Depth)) => Value::Atom("match_limit_recursion"),
        None => Value::Atom("badarg"),
    }
}

fn groups(groups: Groups) -> Value {
    let shown = |group| {
        let (start, length) = place(group);
        Value::Tuple(vec![Value::Int(start), Value::Int(length)])
    };
    Value::List(groups.into_iter().map(shown).collect())
}
