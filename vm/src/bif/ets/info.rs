//! What is known about a table.

use super::super::{Cx, Outcome, Stop, badarg};
use super::open;
use crate::atom::{Atom, atoms};
use crate::ets::{Access, Protection, Store, Table, Type};
use crate::term::Term;
use crate::term::build::Alloc;

/// The items of `ets:info/1`, in OTP's order.
const ITEMS: [Atom; 15] = [
    atoms::id,
    atoms::decentralized_counters,
    atoms::read_concurrency,
    atoms::write_concurrency,
    atoms::compressed,
    atoms::memory,
    atoms::owner,
    atoms::heir,
    atoms::name,
    atoms::size,
    atoms::node,
    atoms::named_table,
    atoms::type_,
    atoms::keypos,
    atoms::protection,
];

/// As [`open`], but a table that is not there is none.
fn find(cx: &mut Cx, tab: Term) -> Result<Option<crate::ets::Handle>, Stop> {
    match open(cx, tab, Access::Info) {
        Ok(table) => Ok(Some(table)),
        Err(Stop::Raise { cause: Some(atoms::id), .. }) => Ok(None),
        Err(stop) => Err(stop),
    }
}

pub(in crate::bif) fn info_1(cx: &mut Cx, [tab]: &[Term; 1]) -> Outcome {
    let Some(table) = find(cx, *tab)? else { return Ok(Term::atom(atoms::undefined)) };
    let mut items = Vec::with_capacity(ITEMS.len());
    for name in ITEMS {
        let value = item(cx, &table, name)?;
        items.push(cx.tuple(&[Term::atom(name), value])?);
    }
    Ok(cx.list(&items)?)
}

pub(in crate::bif) fn info_2(cx: &mut Cx, [tab, name]: &[Term; 2]) -> Outcome {
    let Some(table) = find(cx, *tab)? else { return Ok(Term::atom(atoms::undefined)) };
    item(cx, &table, name.as_atom().ok_or_else(badarg)?)
}

fn item(cx: &mut Cx, table: &Table, name: Atom) -> Outcome {
    let options = &table.options;
    let counts = |value: usize| Term::small(value as i64);
    Ok(match name {
        atoms::id => cx.reference(table.id, None)?,
        // OTP counts apart where several may write.
        atoms::decentralized_counters => Term::boolean(options.decentralized_counters.unwrap_or(
            options.write_concurrency != Term::FALSE
                && (options.table_type == Type::OrderedSet
                    || options.write_concurrency == Term::atom(atoms::auto)),
        )),
        atoms::read_concurrency => Term::boolean(options.read_concurrency),
        atoms::write_concurrency => options.write_concurrency,
        atoms::compressed => Term::boolean(options.compressed),
        atoms::memory => counts(table.words()),
        atoms::owner => Term::pid(table.owner()),
        atoms::heir => table.heir().map_or(Term::atom(atoms::none), Term::pid),
        atoms::name => Term::atom(table.name()),
        atoms::size => counts(table.size()),
        atoms::node => Term::atom(atoms::nonode),
        atoms::named_table => Term::boolean(options.named),
        atoms::type_ => Term::atom(match options.table_type {
            Type::Set => atoms::set,
            Type::OrderedSet => atoms::ordered_set,
            Type::Bag => atoms::bag,
            Type::DuplicateBag => atoms::duplicate_bag,
        }),
        atoms::keypos => counts(options.index + 1),
        atoms::protection => Term::atom(match options.protection {
            Protection::Public => atoms::public,
            Protection::Protected => atoms::protected,
            Protection::Private => atoms::private,
        }),
        atoms::fixed => Term::boolean(!table.fixers.lock().by.is_empty()),
        atoms::safe_fixed | atoms::safe_fixed_monotonic_time => fixed(cx, table, name)?,
        atoms::stats => stats(cx, table)?,
        atoms::binary => Term::NIL,
        _ => return Err(badarg()),
    })
}

/// Since when and by whom the table is fixed, or `false`.
fn fixed(cx: &mut Cx, table: &Table, name: Atom) -> Outcome {
    let fixers = table.fixers.lock();
    if fixers.by.is_empty() {
        return Ok(Term::FALSE);
    }
    let mut by = Vec::with_capacity(fixers.by.len());
    for (pid, count) in &fixers.by {
        by.push(cx.tuple(&[Term::pid(*pid), Term::small(*count as i64)])?);
    }
    let since = match name {
        atoms::safe_fixed => {
            let micros = fixers.since.1 / 1000;
            let parts = [micros / 1_000_000_000_000, micros / 1_000_000 % 1_000_000, micros % 1_000_000];
            cx.tuple(&parts.map(Term::small))?
        }
        _ => cx.integer(fixers.since.0)?,
    };
    let by = cx.list(&by)?;
    Ok(cx.tuple(&[since, by])?)
}

/// Chains, their average length, its deviation and what would be expected, the shortest and the longest one.
fn stats(cx: &mut Cx, table: &Table) -> Outcome {
    let Store::Hashed(shards) = &table.store else { return Err(badarg()) };
    let chains: usize = shards.iter().map(|shard| shard.read().buckets()).sum();
    let chains = chains.max(1);
    let average = table.size() as f64 / chains as f64;
    let (average_term, deviation) = (cx.float(average)?, cx.float(average.sqrt())?);
    Ok(cx.tuple(&[
        Term::small(chains as i64),
        average_term,
        deviation,
        deviation,
        Term::small(0),
        Term::small(average.ceil() as i64),
        Term::small(table.fixers.lock().by.len() as i64),
    ])?)
}
