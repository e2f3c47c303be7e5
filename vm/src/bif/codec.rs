//! The external term format, hashes and checksums.

use md5::{Digest, Md5};

use super::lists::elements;
use super::{Cx, Outcome, Stop, badarg, badarg_because, system_limit};
use crate::arith;
use crate::atom::{Atom, atoms};
use crate::code::Export;
use crate::module::Mfa;
use crate::term::Term;
use crate::term::bits::Builder;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::external::decode::{self, Code, Fault, LambdaId};
use crate::term::external::encode::{self, Options, TooLarge};
use crate::term::hash::portable;

impl From<TooLarge> for Stop {
    fn from(_: TooLarge) -> Stop {
        system_limit()
    }
}

impl Code for Cx<'_> {
    fn export(&mut self, mfa: Mfa, create: bool) -> Option<u64> {
        let code = &self.context.machine.code;
        let entry = |export: &'static Export| std::ptr::from_ref(export) as u64;
        match create {
            true => Some(entry(code.export(mfa.module, mfa.function, mfa.arity))),
            false => code.find_export(mfa).map(entry),
        }
    }

    fn lambda(&mut self, id: LambdaId) -> Option<u64> {
        let code = &self.context.machine.code;
        code.lambda(id).map(|lambda| std::ptr::from_ref(lambda) as u64)
    }
}

fn encode_options(list: Term) -> Result<Options, Stop> {
    let mut options = Options::default();
    for option in elements(list).ok_or_else(badarg)? {
        match (option.as_atom(), option.as_tuple().as_ref().map(|tuple| tuple.elements())) {
            (Some(atoms::compressed), _) => options.compression = 6,
            (Some(atoms::deterministic), _) => options.deterministic = true,
            (Some(atoms::local), _) => {}
            (_, Some([name, level])) => match (name.as_atom(), level.as_small()) {
                (Some(atoms::compressed), Some(level @ 0..=9)) => options.compression = level as u32,
                (Some(atoms::minor_version), Some(version @ 0..=2)) => options.minor_version = version as u8,
                _ => return Err(badarg()),
            },
            _ => return Err(badarg()),
        }
    }
    Ok(options)
}

fn encoded(cx: &mut Cx, term: Term, options: Term) -> Result<Builder, Stop> {
    let bytes = encode::encode(term, encode_options(options)?)?;
    cx.charge(bytes.len() / 64);
    Ok(bytes)
}

pub(super) fn term_to_binary_1(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    let bytes = encoded(cx, *term, Term::NIL)?;
    Ok(cx.built(bytes)?)
}

pub(super) fn term_to_binary_2(cx: &mut Cx, [term, options]: &[Term; 2]) -> Outcome {
    let bytes = encoded(cx, *term, *options)?;
    Ok(cx.built(bytes)?)
}

pub(super) fn term_to_iovec_1(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    term_to_iovec_2(cx, &[*term, Term::NIL])
}

pub(super) fn term_to_iovec_2(cx: &mut Cx, [term, options]: &[Term; 2]) -> Outcome {
    let bytes = encoded(cx, *term, *options)?;
    let binary = cx.built(bytes)?;
    Ok(cx.list(&[binary])?)
}

pub(super) fn external_size_1(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    external_size_2(cx, &[*term, Term::NIL])
}

pub(super) fn external_size_2(cx: &mut Cx, [term, options]: &[Term; 2]) -> Outcome {
    let size = encoded(cx, *term, *options)?.len();
    Ok(cx.integer(size as i64)?)
}

fn decoded(cx: &mut Cx, binary: Term, safe: bool) -> Result<(Term, usize), Stop> {
    let bits = binary.as_bits().filter(|bits| bits.is_binary()).ok_or_else(badarg)?;
    cx.charge(bits.size as usize / 512);
    let result = match bits.aligned() {
        Some(bytes) => decode::decode(cx, bytes, safe),
        None => decode::decode(cx, &bits.to_vec(), safe),
    };
    result.map_err(|fault| match fault {
        Fault::Malformed => badarg(),
        Fault::OutOfHeap => OutOfHeap.into(),
        Fault::TooManyAtoms => system_limit(),
    })
}

pub(super) fn binary_to_term_1(cx: &mut Cx, [binary]: &[Term; 1]) -> Outcome {
    Ok(decoded(cx, *binary, false)?.0)
}

pub(super) fn binary_to_term_2(cx: &mut Cx, [binary, options]: &[Term; 2]) -> Outcome {
    let bad_option = || badarg_because(atoms::badopt);
    let (mut safe, mut used) = (false, false);
    for option in elements(*options).ok_or_else(bad_option)? {
        match option.as_atom() {
            Some(atoms::safe) => safe = true,
            Some(atoms::used) => used = true,
            _ => return Err(bad_option()),
        }
    }
    let (term, taken) = decoded(cx, *binary, safe)?;
    if used { Ok(cx.tuple(&[term, Term::small(taken as i64)])?) } else { Ok(term) }
}

// ── Hashes ─────────────────────────────────────────────────────────────────

pub(super) fn phash2_1(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    cx.charge(1);
    Ok(Term::small(i64::from(portable::phash2(*term) & ((1 << 27) - 1))))
}

pub(super) fn phash2_2(cx: &mut Cx, [term, range]: &[Term; 2]) -> Outcome {
    cx.charge(1);
    let range = match range.as_small() {
        Some(range) if (1..=1 << 32).contains(&range) => range,
        _ => return Err(badarg()),
    };
    Ok(Term::small(i64::from(portable::phash2(*term)) % range))
}

/// `erts_internal:hash(Term)`: the internal hash, for tables written in Erlang.
pub(super) fn internal_hash(_cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    Ok(Term::small((crate::term::hash::internal(*term, 0) >> 8) as i64))
}

/// The bytes of an iolist, charged for.
fn data(cx: &mut Cx, term: Term) -> Result<Vec<u8>, Stop> {
    let bytes = super::iolists::bytes(term)?;
    cx.charge(bytes.len() / 256);
    Ok(bytes)
}

pub(super) fn md5(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    let bytes = data(cx, *term)?;
    Ok(cx.binary(&Md5::digest(&bytes))?)
}

// The state of an unfinished digest is what it has been fed: the crate's own state cannot be stored in a term.

pub(super) fn md5_init(cx: &mut Cx, []: &[Term; 0]) -> Outcome {
    Ok(cx.binary(b"md5:")?)
}

fn md5_fed(state: Term) -> Result<Vec<u8>, Stop> {
    let bytes = super::convert::bytes(state)?;
    if bytes.starts_with(b"md5:") { Ok(bytes) } else { Err(badarg()) }
}

pub(super) fn md5_update(cx: &mut Cx, [state, term]: &[Term; 2]) -> Outcome {
    let mut state = md5_fed(*state)?;
    state.extend(data(cx, *term)?);
    Ok(cx.binary(&state)?)
}

pub(super) fn md5_final(cx: &mut Cx, [state]: &[Term; 1]) -> Outcome {
    let state = md5_fed(*state)?;
    cx.charge(state.len() / 256);
    Ok(cx.binary(&Md5::digest(&state[4..]))?)
}

/// A checksum argument: 32 bits.
fn word(term: Term) -> Result<u32, Stop> {
    term.as_small().and_then(|value| u32::try_from(value).ok()).ok_or_else(badarg)
}

pub(super) fn crc32_1(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    crc32_2(cx, &[Term::small(0), *term])
}

pub(super) fn crc32_2(cx: &mut Cx, [old, term]: &[Term; 2]) -> Outcome {
    let mut hasher = crc32fast::Hasher::new_with_initial(word(*old)?);
    hasher.update(&data(cx, *term)?);
    Ok(Term::small(i64::from(hasher.finalize())))
}

pub(super) fn crc32_combine(_cx: &mut Cx, [first, second, size]: &[Term; 3]) -> Outcome {
    let size = arith::to_i64(*size).filter(|size| *size >= 0).ok_or_else(badarg)?;
    if size == 0 {
        // As OTP has it: its zlib does not look whether there is nothing.
        return Ok(Term::small(i64::from(word(*first)? ^ word(*second)?)));
    }
    let mut hasher = crc32fast::Hasher::new_with_initial_len(word(*first)?, 0);
    hasher.combine(&crc32fast::Hasher::new_with_initial_len(word(*second)?, size as u64));
    Ok(Term::small(i64::from(hasher.finalize())))
}

pub(super) fn adler32_1(cx: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    adler32_2(cx, &[Term::small(1), *term])
}

pub(super) fn adler32_2(cx: &mut Cx, [old, term]: &[Term; 2]) -> Outcome {
    let mut adler = simd_adler32::Adler32::from_checksum(word(*old)?);
    adler.write(&data(cx, *term)?);
    Ok(Term::small(i64::from(adler.finish())))
}

pub(super) fn adler32_combine(_cx: &mut Cx, [first, second, size]: &[Term; 3]) -> Outcome {
    const MODULUS: u64 = 65521;
    let size = arith::to_i64(*size).filter(|size| *size >= 0).ok_or_else(badarg)? as u64;
    let (first, second) = (u64::from(word(*first)?), u64::from(word(*second)?));
    if size == 0 {
        return Ok(Term::small(first as i64));
    }
    let size = size % MODULUS;
    let (a1, b1, a2, b2) = (first & 0xffff, first >> 16, second & 0xffff, second >> 16);
    // The second part began with sum 1, which the first part's sum replaces.
    let a = (a1 + a2 + MODULUS - 1) % MODULUS;
    let b = (b1 + b2 + size * ((a1 + MODULUS - 1) % MODULUS)) % MODULUS;
    Ok(Term::small((b << 16 | a) as i64))
}

/// `erts_internal:show(Term, Mode, Limit)`: the text of a term as a binary, and whether all of it fitted.
pub(super) fn show(cx: &mut Cx, [term, mode, limit]: &[Term; 3]) -> Outcome {
    use crate::term::show::{Style, show};
    let style = match mode.as_atom().map(Atom::name) {
        Some("write") => Style::WRITE,
        Some("write_unicode") => Style::WRITE_UNICODE,
        Some("pretty") => Style::PRETTY,
        Some("pretty_unicode") => Style::PRETTY_UNICODE,
        _ => return Err(badarg()),
    };
    let limit = limit.as_small().and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let mut text = String::new();
    let all = show(&mut text, *term, Style { limit, ..style });
    cx.charge(text.len() / 16);
    let text = cx.binary(text.as_bytes())?;
    Ok(cx.tuple(&[Term::boolean(all), text])?)
}
