//! Tables as a whole: making them, their names, who owns, inherits and fixes them.

use super::super::{Cx, Outcome, Stop, badarg, badarg_because};
use super::{elements, name_of, now, open, pair, truth};
use crate::atom::{Atom, atoms};
use crate::ets::row::Row;
use crate::ets::{Access, Options, Protection, Table, Type};
use crate::heap::parcel::Signal;
use crate::interp::Context;
use crate::process::{outside, signal};
use crate::sync::Arc;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::{Pid, Term};

pub(in crate::bif) fn new(cx: &mut Cx, [name, options]: &[Term; 2]) -> Outcome {
    let name = name.as_atom().ok_or_else(badarg)?;
    let mut made = Options {
        table_type: Type::Set,
        protection: Protection::Protected,
        named: false,
        index: 0,
        read_concurrency: false,
        write_concurrency: Term::FALSE,
        decentralized_counters: None,
        compressed: false,
    };
    let mut heir = None;
    for option in elements(*options).ok_or_else(badarg)? {
        match option.as_atom() {
            Some(atom) => set_flag(&mut made, atom)?,
            None => match heir_option(option) {
                Some(wanted) => heir = wanted,
                None => set_value(&mut made, option)?,
            },
        }
    }
    let (id, pid) = (cx.context.machine.new_reference(), cx.process().pid);
    let machine = cx.context.machine.clone();
    machine.table.note_outside(pid, outside::TABLES);
    let table = machine.tables.create(id, name, pid, made);
    let table = table.ok_or_else(|| badarg_because(atoms::already_exists))?;
    set_heir(cx, &table, heir)?;
    Ok(name_of(cx, &table)?)
}

fn set_flag(options: &mut Options, flag: Atom) -> Result<(), Stop> {
    match flag {
        atoms::set => options.table_type = Type::Set,
        atoms::ordered_set => options.table_type = Type::OrderedSet,
        atoms::bag => options.table_type = Type::Bag,
        atoms::duplicate_bag => options.table_type = Type::DuplicateBag,
        atoms::public => options.protection = Protection::Public,
        atoms::protected => options.protection = Protection::Protected,
        atoms::private => options.protection = Protection::Private,
        atoms::named_table => options.named = true,
        atoms::compressed => options.compressed = true,
        _ => return Err(badarg()),
    }
    Ok(())
}

fn set_value(options: &mut Options, option: Term) -> Result<(), Stop> {
    let (name, value) = pair(option).ok_or_else(badarg)?;
    match name {
        atoms::keypos => {
            let position = value.as_small().filter(|position| *position >= 1).ok_or_else(badarg)?;
            options.index = position as usize - 1;
        }
        atoms::read_concurrency => options.read_concurrency = truth(value)?,
        atoms::write_concurrency if value == Term::atom(atoms::auto) => options.write_concurrency = value,
        atoms::write_concurrency => options.write_concurrency = Term::boolean(truth(value)?),
        atoms::decentralized_counters => options.decentralized_counters = Some(truth(value)?),
        _ => return Err(badarg()),
    }
    Ok(())
}

/// What `{heir, none}` or `{heir, Pid, Data}` asks for.
fn heir_option(option: Term) -> Option<Option<(Pid, Term)>> {
    match *option.as_tuple()?.elements() {
        [name, none] if name == Term::atom(atoms::heir) && none == Term::atom(atoms::none) => Some(None),
        [name, pid, data] if name == Term::atom(atoms::heir) => Some(Some((pid.as_pid()?, data))),
        _ => None,
    }
}

fn set_heir(cx: &mut Cx, table: &Table, heir: Option<(Pid, Term)>) -> Result<(), Stop> {
    let heir = match heir {
        Some((pid, data)) => Some((pid, Row::new(&mut cx.context.scratch, &[data], 0)?)),
        None => None,
    };
    table.set_heir(heir);
    Ok(())
}

pub(in crate::bif) fn setopts(cx: &mut Cx, [tab, options]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Write)?;
    let options = if options.is_tuple() { vec![*options] } else { elements(*options).ok_or_else(badarg)? };
    let mut heir = None;
    for option in options {
        match heir_option(option) {
            Some(wanted) => heir = Some(wanted),
            None => {
                // The protection may be named again, as it is.
                let (name, value) = pair(option).ok_or_else(badarg)?;
                let known =
                    matches!(value.as_atom(), Some(atoms::public | atoms::protected | atoms::private));
                if name != atoms::protection || !known {
                    return Err(badarg());
                }
            }
        }
    }
    if let Some(heir) = heir {
        set_heir(cx, &table, heir)?;
    }
    Ok(Term::TRUE)
}

pub(in crate::bif) fn delete(cx: &mut Cx, [tab]: &[Term; 1]) -> Outcome {
    let table = open(cx, *tab, Access::Write)?;
    match cx.context.machine.tables.delete(&table) {
        true => Ok(Term::TRUE),
        false => Err(badarg_because(atoms::id)),
    }
}

pub(in crate::bif) fn rename(cx: &mut Cx, [tab, name]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Write)?;
    let name = name.as_atom().ok_or_else(badarg)?;
    if !cx.context.machine.tables.rename(&table, name) {
        return Err(badarg());
    }
    Ok(name_of(cx, &table)?)
}

pub(in crate::bif) fn whereis(cx: &mut Cx, [name]: &[Term; 1]) -> Outcome {
    name.as_atom().ok_or_else(badarg)?;
    match cx.context.machine.tables.find(*name) {
        Some(table) => Ok(cx.reference(table.id, None)?),
        None => Ok(Term::atom(atoms::undefined)),
    }
}

pub(in crate::bif) fn all(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let tables = cx.context.machine.tables.all();
    cx.charge(tables.len());
    let names = tables.iter().map(|table| name_of(cx, table)).collect::<Result<Vec<_>, _>>()?;
    Ok(cx.list(&names)?)
}

pub(in crate::bif) fn safe_fixtable(cx: &mut Cx, [tab, fix]: &[Term; 2]) -> Outcome {
    let table = open(cx, *tab, Access::Read)?;
    let pid = cx.process().pid;
    match truth(*fix)? {
        true => {
            cx.context.machine.table.note_outside(pid, outside::TABLES);
            cx.context.machine.tables.hold(&table, pid);
            table.fix(pid, now(cx));
        }
        false => {
            table.release(pid, false);
            cx.context.machine.tables.let_go(&table, pid);
        }
    }
    Ok(Term::TRUE)
}

// ── Owners ─────────────────────────────────────────────────────────────────

pub(in crate::bif) fn give_away(cx: &mut Cx, [tab, to, data]: &[Term; 3]) -> Outcome {
    let table = open(cx, *tab, Access::Write)?;
    let to = to.as_pid().ok_or_else(badarg)?;
    let pid = cx.process().pid;
    if table.owner() != pid {
        return Err(badarg_because(atoms::access));
    }
    if to == pid {
        return Err(badarg_because(atoms::owner));
    }
    if !hand_over(cx.context, &table, pid, to, *data)? {
        return Err(badarg());
    }
    Ok(Term::TRUE)
}

/// Makes `to` the owner, and tells it; false when it has ended.
fn hand_over(
    cx: &mut Context,
    table: &Arc<Table>,
    from: Pid,
    to: Pid,
    data: Term,
) -> Result<bool, OutOfHeap> {
    let machine = cx.machine.clone();
    if !machine.tables.give(table, to, || machine.table.note_outside(to, outside::TABLES)) {
        return Ok(false);
    }
    let heap = &mut cx.process().heap;
    let name = match table.options.named {
        true => Term::atom(table.name()),
        false => heap.reference(table.id, None)?,
    };
    let message = heap.tuple(&[Term::atom(atoms::ets_), name, Term::pid(from), data])?;
    signal::post(cx, to, Signal::Message, message, 0)?;
    Ok(true)
}

/// The running process has ended and left the table of processes: its tables go to their heirs or end.
pub(crate) fn leave_tables(cx: &mut Context, pid: Pid) {
    let machine = cx.machine.clone();
    for table in machine.tables.leave(pid) {
        if !inherited(cx, &table, pid) {
            machine.tables.delete(&table);
        }
    }
}

fn inherited(cx: &mut Context, table: &Arc<Table>, pid: Pid) -> bool {
    let heir = table.heir_with(|row| {
        let mut data = [row.element(0)];
        cx.import(&mut data).map(|()| data[0])
    });
    let Some((to, data)) = heir.filter(|(to, _)| *to != pid) else { return false };
    // An heir that cannot be told for want of memory does not inherit.
    let told = data.and_then(|data| hand_over(cx, table, pid, to, data));
    told.unwrap_or(false)
}
