//! Conversions between atoms, numbers, lists and binaries of characters.

use super::lists::elements;
use super::{Cx, Outcome, Stop, badarg, system_limit};
use crate::arith;
use crate::atom::{Atom, MAX_ATOM_CHARACTERS, atoms};
use crate::number;
use crate::term::bits::Bits;
use crate::term::build::Alloc;
use crate::term::{Pid, Term, View, raw, show};

/// The bytes of a binary.
pub(super) fn bytes(term: Term) -> Result<Vec<u8>, Stop> {
    match term.as_bits() {
        Some(bits) if bits.is_binary() => Ok(bits.to_vec()),
        _ => Err(badarg()),
    }
}

/// The bytes of a list of bytes.
fn list_bytes(list: Term) -> Option<Vec<u8>> {
    elements(list)?.into_iter().map(|element| u8::try_from(element.as_small()?).ok()).collect()
}

/// The text of a list of characters.
fn list_text(list: Term) -> Option<String> {
    let character = |element: Term| char::from_u32(u32::try_from(element.as_small()?).ok()?);
    elements(list)?.into_iter().map(character).collect()
}

/// What two-argument conversions take for an encoding.
fn encoding(term: Term) -> Result<bool, Stop> {
    match term.as_atom() {
        Some(atoms::latin1) => Ok(true),
        Some(atoms::utf8 | atoms::unicode) => Ok(false),
        _ => Err(badarg()),
    }
}

// ── Atoms ──────────────────────────────────────────────────────────────────

fn atom(term: Term) -> Result<&'static str, Stop> {
    term.as_atom().map(Atom::name).ok_or_else(badarg)
}

pub(super) fn atom_to_list(cx: &mut Cx, [t]: &[Term; 1]) -> Outcome {
    Ok(cx.string(atom(*t)?)?)
}

pub(super) fn atom_to_binary_1(cx: &mut Cx, [t]: &[Term; 1]) -> Outcome {
    Ok(cx.binary(atom(*t)?.as_bytes())?)
}

pub(super) fn atom_to_binary_2(cx: &mut Cx, [t, code]: &[Term; 2]) -> Outcome {
    let name = atom(*t)?;
    if !encoding(*code)? {
        return Ok(cx.binary(name.as_bytes())?);
    }
    let latin1: Option<Vec<u8>> = name.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    Ok(cx.binary(&latin1.ok_or_else(badarg)?)?)
}

/// The atom of this name, made unless it must exist.
fn to_atom(name: &str, existing: bool) -> Outcome {
    if name.chars().count() > MAX_ATOM_CHARACTERS {
        return Err(if existing { badarg() } else { system_limit() });
    }
    match existing {
        true => Atom::existing(name).map(Term::atom).ok_or_else(badarg),
        false => Atom::limited(name).map(Term::atom).ok_or_else(system_limit),
    }
}

pub(super) fn list_to_atom(_cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    to_atom(&list_text(*list).ok_or_else(badarg)?, false)
}

pub(super) fn list_to_existing_atom(_cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    to_atom(&list_text(*list).ok_or_else(badarg)?, true)
}

fn binary_atom(binary: Term, latin1: bool, existing: bool) -> Outcome {
    let bytes = bytes(binary)?;
    if latin1 {
        return to_atom(&bytes.into_iter().map(char::from).collect::<String>(), existing);
    }
    to_atom(&String::from_utf8(bytes).map_err(|_| badarg())?, existing)
}

pub(super) fn binary_to_atom_1(_cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    binary_atom(*b, false, false)
}

pub(super) fn binary_to_atom_2(_cx: &mut Cx, [b, code]: &[Term; 2]) -> Outcome {
    binary_atom(*b, encoding(*code)?, false)
}

pub(super) fn binary_to_existing_atom_1(_cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    binary_atom(*b, false, true)
}

pub(super) fn binary_to_existing_atom_2(_cx: &mut Cx, [b, code]: &[Term; 2]) -> Outcome {
    binary_atom(*b, encoding(*code)?, true)
}

// ── Integers ───────────────────────────────────────────────────────────────

fn base(term: Term) -> Result<u32, Stop> {
    match term.as_small() {
        Some(base @ 2..=36) => Ok(base as u32),
        _ => Err(badarg()),
    }
}

/// Above so many digits parsing and printing cost more than a slice; charged by the square.
fn charge_digits(cx: &mut Cx, digits: usize) {
    cx.charge((digits / 256).saturating_mul(digits / 256) + digits / 64);
}

fn integer_text(cx: &mut Cx, term: Term, base: u32) -> Result<String, Stop> {
    match term.view() {
        View::Small(value) => Ok(number::small_text(value, base)),
        View::Big(big) => {
            charge_digits(cx, big.limbs().len() * 19);
            Ok(number::integer_text(&arith::to_ibig(term).unwrap_or_default(), base))
        }
        _ => Err(badarg()),
    }
}

pub(super) fn integer_to_list_1(cx: &mut Cx, [n]: &[Term; 1]) -> Outcome {
    if let Some(value) = n.as_small() {
        return Ok(cx.byte_list(number::Decimal::new(value).bytes(), Term::NIL)?);
    }
    let text = integer_text(cx, *n, 10)?;
    Ok(cx.string(&text)?)
}

pub(super) fn integer_to_list_2(cx: &mut Cx, [n, b]: &[Term; 2]) -> Outcome {
    let text = integer_text(cx, *n, base(*b)?)?;
    Ok(cx.string(&text)?)
}

pub(super) fn integer_to_binary_1(cx: &mut Cx, [n]: &[Term; 1]) -> Outcome {
    if let Some(value) = n.as_small() {
        return Ok(cx.binary(number::Decimal::new(value).bytes())?);
    }
    let text = integer_text(cx, *n, 10)?;
    Ok(cx.binary(text.as_bytes())?)
}

pub(super) fn integer_to_binary_2(cx: &mut Cx, [n, b]: &[Term; 2]) -> Outcome {
    let text = integer_text(cx, *n, base(*b)?)?;
    Ok(cx.binary(text.as_bytes())?)
}

fn parse(cx: &mut Cx, text: &[u8], base: u32) -> Outcome {
    charge_digits(cx, text.len());
    // No number of so many digits fits, whatever its base.
    if text.len() > arith::MAX_LIMBS * 64 + 1 {
        return Err(system_limit());
    }
    let value = number::parse_integer(text, base).ok_or_else(badarg)?;
    arith::from_ibig(cx, &value)
}

/// The integer that a few decimal digits spell; `None` for anything else.
fn short_digits(characters: impl Iterator<Item = i64>) -> Option<i64> {
    let (mut value, mut count) = (0, 0);
    for character in characters {
        let digit = Some(character).filter(|code| (0x30..=0x39).contains(code))? - 0x30;
        value = value * 10 + digit;
        count += 1;
        if count > 17 {
            return None;
        }
    }
    if count > 0 { Some(value) } else { None }
}

/// As [`short_digits`], of a list.
fn short_digits_of_list(mut rest: Term) -> Option<i64> {
    let heads = std::iter::from_fn(|| {
        let (head, tail) = rest.as_cons()?;
        rest = tail;
        // What is no character is no digit either.
        Some(head.as_small().unwrap_or_default())
    });
    short_digits(heads).filter(|_| rest.is_nil())
}

pub(super) fn list_to_integer_1(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    if let Some(value) = short_digits_of_list(*list) {
        return Ok(Term::small(value));
    }
    let text = list_bytes(*list).ok_or_else(badarg)?;
    parse(cx, &text, 10)
}

pub(super) fn list_to_integer_2(cx: &mut Cx, [list, b]: &[Term; 2]) -> Outcome {
    let text = list_bytes(*list).ok_or_else(badarg)?;
    parse(cx, &text, base(*b)?)
}

pub(super) fn binary_to_integer_1(cx: &mut Cx, [b]: &[Term; 1]) -> Outcome {
    let digits = b.as_bits().filter(Bits::is_binary);
    let digits = digits
        .as_ref()
        .and_then(Bits::aligned)
        .and_then(|bytes| short_digits(bytes.iter().copied().map(i64::from)));
    if let Some(value) = digits {
        return Ok(Term::small(value));
    }
    let text = bytes(*b)?;
    parse(cx, &text, 10)
}

pub(super) fn binary_to_integer_2(cx: &mut Cx, [binary, b]: &[Term; 2]) -> Outcome {
    let text = bytes(*binary)?;
    parse(cx, &text, base(*b)?)
}

/// `string:to_integer` for a list: the integer at its beginning and the rest, or `{error, Reason}`.
pub(super) fn list_prefix_to_integer(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    let failure =
        |cx: &mut Cx, name: &str| Ok(cx.tuple(&[Term::atom(atoms::error), Term::atom(Atom::new(name))])?);
    if !list.is_cons() {
        return failure(cx, if list.is_nil() { "no_integer" } else { "not_a_list" });
    }
    let (mut text, mut rest) = (Vec::new(), *list);
    while let Some((head, tail)) = rest.as_cons() {
        match head.as_small() {
            Some(sign @ (0x2b | 0x2d)) if text.is_empty() => text.push(sign as u8),
            Some(digit @ 0x30..=0x39) => text.push(digit as u8),
            _ => break,
        }
        rest = tail;
    }
    if !text.last().is_some_and(u8::is_ascii_digit) {
        return failure(cx, "no_integer");
    }
    let value = parse(cx, &text, 10)?;
    Ok(cx.tuple(&[value, rest])?)
}

// ── Floats ─────────────────────────────────────────────────────────────────

/// The form that the options of `float_to_list/2` ask for; the last one counts.
#[derive(Clone, Copy)]
enum Form {
    Scientific(usize),
    Decimals(usize),
    Short,
}

/// Most digits after the point in scientific form.
const MAX_SCIENTIFIC: i64 = 249;
/// Most digits after the point in fixed form.
const MAX_DECIMALS: i64 = 253;

fn float_text(term: Term, options: Term) -> Result<String, Stop> {
    let value = term.as_float().ok_or_else(badarg)?;
    let (mut form, mut compact) = (Form::Scientific(20), false);
    for option in elements(options).ok_or_else(badarg)? {
        match (option.as_atom(), option.as_tuple()) {
            (Some(atom), _) if atom == atoms::short => form = Form::Short,
            (Some(atom), _) if atom.name() == "compact" => compact = true,
            (_, Some(tuple)) => match tuple.elements() {
                [name, digits] => {
                    let name = name.as_atom().map_or("", Atom::name);
                    form = match (name, digits.as_small()) {
                        ("scientific", Some(digits @ 0..=MAX_SCIENTIFIC)) => {
                            Form::Scientific(digits as usize)
                        }
                        ("decimals", Some(digits @ 0..=MAX_DECIMALS)) => Form::Decimals(digits as usize),
                        _ => return Err(badarg()),
                    };
                }
                _ => return Err(badarg()),
            },
            _ => return Err(badarg()),
        }
    }
    match form {
        Form::Scientific(digits) => Ok(number::scientific(value, digits)),
        Form::Decimals(digits) => number::decimals(value, digits, compact).ok_or_else(badarg),
        Form::Short => Ok(number::shortest(value)),
    }
}

pub(super) fn float_to_list_1(cx: &mut Cx, [f]: &[Term; 1]) -> Outcome {
    let text = float_text(*f, Term::NIL)?;
    Ok(cx.string(&text)?)
}

pub(super) fn float_to_list_2(cx: &mut Cx, [f, options]: &[Term; 2]) -> Outcome {
    let text = float_text(*f, *options)?;
    Ok(cx.string(&text)?)
}

pub(super) fn float_to_binary_1(cx: &mut Cx, [f]: &[Term; 1]) -> Outcome {
    let text = float_text(*f, Term::NIL)?;
    Ok(cx.binary(text.as_bytes())?)
}

pub(super) fn float_to_binary_2(cx: &mut Cx, [f, options]: &[Term; 2]) -> Outcome {
    let text = float_text(*f, *options)?;
    Ok(cx.binary(text.as_bytes())?)
}

pub(super) fn list_to_float(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    let text = list_bytes(*list).ok_or_else(badarg)?;
    Ok(cx.float(number::parse_float(&text).ok_or_else(badarg)?)?)
}

pub(super) fn binary_to_float(cx: &mut Cx, [binary]: &[Term; 1]) -> Outcome {
    let text = bytes(*binary)?;
    Ok(cx.float(number::parse_float(&text).ok_or_else(badarg)?)?)
}

// ── Identifiers ────────────────────────────────────────────────────────────

pub(super) fn pid_to_list(cx: &mut Cx, [t]: &[Term; 1]) -> Outcome {
    match t.view() {
        View::Pid(_) | View::ExternalPid(_) => Ok(cx.string(&show::identifier(*t))?),
        _ => Err(badarg()),
    }
}

pub(super) fn port_to_list(cx: &mut Cx, [t]: &[Term; 1]) -> Outcome {
    match t.view() {
        View::Port(_) | View::ExternalPort(_) => Ok(cx.string(&show::identifier(*t))?),
        _ => Err(badarg()),
    }
}

pub(super) fn ref_to_list(cx: &mut Cx, [t]: &[Term; 1]) -> Outcome {
    match t.view() {
        View::Reference(_) | View::ExternalReference(_) => Ok(cx.string(&show::identifier(*t))?),
        _ => Err(badarg()),
    }
}

pub(super) fn fun_to_list(cx: &mut Cx, [t]: &[Term; 1]) -> Outcome {
    match t.view() {
        View::Fun(_) => Ok(cx.string(&show::to_string(*t, show::Style::WRITE))?),
        View::ExportFun(_) => {
            let mfa = raw::export(*t);
            let text = show::to_string(*t, show::Style::WRITE);
            debug_assert!(text.contains(mfa.module.name()) || mfa.module.name().is_empty());
            Ok(cx.string(&text)?)
        }
        _ => Err(badarg()),
    }
}

/// The numbers between `prefix` and `>`, separated by points.
fn numbers(list: Term, prefix: &str) -> Result<Vec<u64>, Stop> {
    let text = list_text(list).ok_or_else(badarg)?;
    let inner = text.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>')).ok_or_else(badarg)?;
    let number = |part: &str| match part.bytes().all(|byte| byte.is_ascii_digit()) {
        true => part.parse().map_err(|_| badarg()),
        false => Err(badarg()),
    };
    inner.split('.').map(number).collect()
}

pub(super) fn list_to_pid(_cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    match numbers(*list, "<")?[..] {
        [0, slot, generation] if slot < 1 << Pid::SLOT_BITS && generation < 1 << 30 => {
            Ok(Term::pid(Pid::new(slot as u32, generation as u32)))
        }
        _ => Err(badarg()),
    }
}

pub(super) fn list_to_port(_cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    match numbers(*list, "#Port<")?[..] {
        [0, number] if number < 1 << 58 => Ok(Term::port(number)),
        _ => Err(badarg()),
    }
}

pub(super) fn list_to_ref(cx: &mut Cx, [list]: &[Term; 1]) -> Outcome {
    let word = |number: u64| u32::try_from(number).map_err(|_| badarg());
    match numbers(*list, "#Ref<")?[..] {
        [0, high, middle, low] if low < 1 << 18 && high < 1 << 14 => {
            let id = crate::term::external::reference_id([word(low)?, word(middle)?, word(high)?]);
            Ok(cx.reference(id, None)?)
        }
        _ => Err(badarg()),
    }
}
