//! The machine itself: references, unique numbers, nodes, standard input and output.

use super::processes::proper_list;
use super::{Cx, Outcome, Stop, badarg};
use crate::arith;
use crate::atom::{Atom, atoms};
use crate::heap::parcel::{Parcel, ParcelBox, Signal};
use crate::machine::Told;
use crate::process::signal;
use crate::sync::Ordering;
use crate::term::build::Alloc;
use crate::term::show::{self, Style};
use crate::term::{Pid, Term, View};

pub(super) fn make_ref(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let id = cx.context.machine.new_reference();
    cx.process().mailbox.set_mark(id);
    Ok(cx.reference(id, None)?)
}

pub(super) fn unique_integer_0(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let number = cx.context.machine.new_unique();
    Ok(Term::small(-(number as i64)))
}

pub(super) fn unique_integer_1(cx: &mut Cx, [options]: &[Term; 1]) -> Outcome {
    let mut positive = false;
    for option in proper_list(*options).ok_or_else(badarg)? {
        match option.as_atom().map(Atom::name) {
            Some("positive") => positive = true,
            Some("monotonic") => {}
            _ => return Err(badarg()),
        }
    }
    let number = cx.context.machine.new_unique() as i64;
    // Negative numbers grow as well: far below zero, upwards.
    Ok(Term::small(if positive { number } else { number - (1 << 59) }))
}

pub(super) fn node_0(_: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(Term::atom(atoms::nonode))
}

pub(super) fn node_1(_: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    match term.view() {
        View::Pid(_) | View::Port(_) | View::Reference(_) => Ok(Term::atom(atoms::nonode)),
        View::ExternalPid(other) | View::ExternalPort(other) | View::ExternalReference(other) => {
            Ok(Term::atom(other.node()))
        }
        _ => Err(badarg()),
    }
}

pub(super) fn no_nodes(_: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(Term::NIL)
}

/// The own node is the only one that is known.
pub(super) fn nodes_1(cx: &mut Cx, [kinds]: &[Term; 1]) -> Outcome {
    let kinds = if kinds.as_atom().is_some() {
        vec![*kinds]
    } else {
        super::lists::elements(*kinds).ok_or_else(badarg)?
    };
    let mut own = false;
    for kind in kinds {
        match kind.as_atom().map(|kind| kind.name()) {
            Some("this" | "known") => own = true,
            Some("visible" | "hidden" | "connected") => {}
            _ => return Err(badarg()),
        }
    }
    Ok(if own { cx.list(&[Term::atom(atoms::nonode)])? } else { Term::NIL })
}

pub(super) fn is_alive(_: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(Term::atom(atoms::false_))
}

/// `erts_internal:arguments()`: the program's arguments as strings.
pub(super) fn arguments(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let machine = cx.context.machine.clone();
    let mut items = Vec::new();
    for argument in &machine.config.arguments {
        items.push(cx.string(argument)?);
    }
    Ok(cx.list(&items)?)
}

/// `erts_internal:program()`: the file of the program as the command line says it.
pub(super) fn program(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let program = cx.context.machine.config.program.clone();
    Ok(cx.string(&program)?)
}

/// `erts_internal:random_seed()`: 58 bits from the machine's source of chance.
pub(super) fn random_seed(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(Term::small((cx.context.machine.clock.random() >> 6) as i64))
}

// ── Input and output ───────────────────────────────────────────────────────

fn bytes_of(term: Term) -> Result<std::borrow::Cow<'static, [u8]>, Stop> {
    let bits = term.as_bits().filter(|bits| bits.size % 8 == 0).ok_or_else(badarg)?;
    Ok(std::borrow::Cow::Owned(bits.to_vec()))
}

/// `erts_internal:put_output(1 | 2, Bytes)`: to standard output or error.
pub(super) fn put_output(cx: &mut Cx, [device, bytes]: &[Term; 2]) -> Outcome {
    let bytes = bytes_of(*bytes)?;
    match device.as_small() {
        Some(1) => cx.context.machine.output.write(&bytes),
        Some(2) => cx.context.machine.output.write_error(&bytes),
        _ => return Err(badarg()),
    }
    cx.charge(bytes.len() / 64);
    Ok(Term::TRUE)
}

/// `erts_internal:put_user(Bytes)`: to standard output, if the caller's group leader is the machine's own `user`.
pub(super) fn put_user(cx: &mut Cx, [bytes]: &[Term; 1]) -> Outcome {
    let user = cx.context.machine.user.load(Ordering::Relaxed);
    let direct = cx.context.machine.direct_output.load(Ordering::Relaxed);
    if !direct || user == 0 || cx.process().group_leader != Term::pid(Pid(user - 1)) {
        return Ok(Term::atom(atoms::false_));
    }
    put_output(cx, &[Term::small(1), *bytes])
}

/// `erts_internal:direct_output(Boolean)`: whether `put_user` may write what programs put, or leaves it to `user`, which
/// knows how characters are to be encoded.
pub(super) fn direct_output(cx: &mut Cx, [direct]: &[Term; 1]) -> Outcome {
    let direct = direct.as_boolean().ok_or_else(badarg)?;
    cx.context.machine.direct_output.store(direct, Ordering::Relaxed);
    Ok(Term::TRUE)
}

/// `erts_internal:read_input(Ref)`: one line of standard input, sent later as `{Ref, Bytes}` or `{Ref, eof}`.
pub(super) fn read_input(cx: &mut Cx, [reference]: &[Term; 1]) -> Outcome {
    let own = cx.process().pid;
    let machine = cx.context.machine.clone();
    machine.output.flush();
    let message = cx.tuple(&[*reference, Term::atom(atoms::eof)])?;
    let empty = ParcelBox(signal::make(cx.context, Signal::Message, message, 0)?);
    machine.jobs.fetch_add(1, Ordering::SeqCst);
    let job = move || crate::jobs::read_line(&machine, own, empty);
    if std::thread::Builder::new().name("input".into()).spawn(job).is_err() {
        return Err(super::system_limit());
    }
    Ok(Term::TRUE)
}

/// `erts_internal:shell_reply(Words)`: tells the program around the machine, in atoms, strings and binaries. An
/// answer, if there is one, comes as a message.
pub(super) fn shell_reply(cx: &mut Cx, [words]: &[Term; 1]) -> Outcome {
    let word = |term: Term| match term.as_atom() {
        Some(atom) => Ok(atom.name().to_owned()),
        None => text(term),
    };
    let words = proper_list(*words).ok_or_else(badarg)?.into_iter().map(word).collect::<Result<_, Stop>>()?;
    let from = cx.process().pid;
    Ok(Term::boolean(cx.context.machine.tell(Told { from, words })))
}

/// `erlang:display(Term)`: the term on standard output, for debugging.
pub(super) fn display(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    let text = show::to_string(*term, Style::PRETTY);
    cx.context.machine.output.write(format!("{text}\n").as_bytes());
    Ok(Term::TRUE)
}

pub(super) fn getpid(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(cx.string(&std::process::id().to_string())?)
}

pub(super) fn os_type(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let name = Term::atom(Atom::new(std::env::consts::OS));
    Ok(cx.tuple(&[Term::atom(atoms::unix), name])?)
}

pub(super) fn perf_counter(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let nanos = i128::from(cx.context.machine.clock.elapsed());
    arith::from_i128(cx, nanos)
}

/// A string or binary as text.
fn text(term: Term) -> Result<String, Stop> {
    if let Some(characters) = proper_list(term) {
        let read = |code: Term| char::from_u32(u32::try_from(code.as_small()?).ok()?);
        return characters.into_iter().map(read).collect::<Option<String>>().ok_or_else(badarg);
    }
    String::from_utf8(bytes_of(term)?.into_owned()).map_err(|_| badarg())
}

/// The parcel of an answer from outside, to be completed with bytes.
pub(crate) fn answer_with(
    parcel: ParcelBox,
    machine: &crate::sync::Arc<crate::machine::Machine>,
    bytes: &[u8],
) -> ParcelBox {
    let mut cx = crate::interp::Context::new(machine.clone(), machine.sched.numbers);
    let Ok(heap) = crate::heap::Heap::new(64 + bytes.len() / 8).ok_or(()) else { return parcel };
    let mut heap = heap;
    let reference = Parcel::term(parcel.0).as_tuple().and_then(|pair| pair.get(0)).unwrap_or(Term::NIL);
    let Ok(binary) = heap.binary(bytes) else { return parcel };
    let Ok(message) = heap.tuple(&[reference, binary]) else { return parcel };
    let mut roots = [message];
    let Ok(made) = cx.scratch.copy_to_parcel(&mut roots) else { return parcel };
    Parcel::become_message(made, parcel.0, roots[0]);
    Parcel::discard(parcel.0);
    ParcelBox(made)
}
