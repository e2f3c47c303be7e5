//! Reading the external term format. The bytes may come from anywhere: whatever they are, the answer is a term or
//! [`Fault::Malformed`], and no more memory is taken than their length justifies.

use super::{VERSION, reference_id, tag};
use crate::atom::{Atom, MAX_ATOM_CHARACTERS, atoms};
use crate::memory;
use crate::module::Mfa;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::{Kind, Pid, Term, map};

/// Why no term came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The bytes are no term (or not a safe one).
    Malformed,
    /// Memory is short.
    OutOfHeap,
    /// There are too many atoms.
    TooManyAtoms,
}

impl From<OutOfHeap> for Fault {
    fn from(_: OutOfHeap) -> Fault {
        Fault::OutOfHeap
    }
}

/// What decoding asks of the loaded code.
pub trait Code {
    /// The entry of `fun M:F/A`, as the word in an `ExportFun`; `create` it if nobody mentioned it before.
    fn export(&mut self, mfa: Mfa, create: bool) -> Option<u64>;
    /// The entry of a fun's code, as the word in a `Fun`.
    fn lambda(&mut self, id: LambdaId) -> Option<u64>;
}

/// What bytes say of a fun's code. They do not name the function that is its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LambdaId {
    /// The module that holds the code.
    pub module: Atom,
    /// Its number in the module.
    pub index: u32,
    /// Identifies the code.
    pub uniq: u32,
    /// The number of arguments without free variables.
    pub arity: u32,
    /// The number of free variables.
    pub free: usize,
}

/// How deep data may be packed into compressed data.
const MAX_UNPACKED: u64 = 1 << 32;

/// A compound term whose parts are being read.
enum Frame {
    Tuple(usize),
    /// So many elements, and the tail.
    List(usize),
    /// So many pairs.
    Map(usize),
    /// A fun's creator and free variables.
    Fun(LambdaId),
}

impl Frame {
    fn parts(&self) -> usize {
        match self {
            Frame::Tuple(len) => *len,
            Frame::List(len) => len + 1,
            Frame::Map(len) => 2 * len,
            Frame::Fun(id) => id.free + 1,
        }
    }
}

/// Reads one term, version byte included; returns it and how many bytes it took.
pub fn decode<A: Alloc + Code>(heap: &mut A, bytes: &[u8], safe: bool) -> Result<(Term, usize), Fault> {
    match bytes {
        [VERSION, tag::COMPRESSED, a, b, c, d, packed @ ..] => {
            let size = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
            let (plain, read) = unpack(packed, size)?;
            let (term, used) = Reader { bytes: &plain, safe, at: 0 }.run(heap)?;
            if used == plain.len() { Ok((term, read + 6)) } else { Err(Fault::Malformed) }
        }
        [VERSION, rest @ ..] => {
            let (term, used) = Reader { bytes: rest, safe, at: 0 }.run(heap)?;
            Ok((term, used + 1))
        }
        _ => Err(Fault::Malformed),
    }
}

fn unpack(packed: &[u8], size: usize) -> Result<(Vec<u8>, usize), Fault> {
    use std::io::Read;
    // Zlib packs no better than about 1:1030.
    if size as u64 > MAX_UNPACKED || size / 1100 > packed.len() {
        return Err(Fault::Malformed);
    }
    let mut plain = Vec::new();
    if !memory::reserve(&mut plain, size) {
        return Err(Fault::OutOfHeap);
    }
    let mut decoder = flate2::bufread::ZlibDecoder::new(packed);
    (&mut decoder).take(size as u64 + 1).read_to_end(&mut plain).map_err(|_| Fault::Malformed)?;
    let read = decoder.total_in() as usize;
    if plain.len() == size { Ok((plain, read)) } else { Err(Fault::Malformed) }
}

struct Reader<'a> {
    bytes: &'a [u8],
    safe: bool,
    at: usize,
}

impl<'a> Reader<'a> {
    fn run<A: Alloc + Code>(mut self, heap: &mut A) -> Result<(Term, usize), Fault> {
        let mut values: Vec<Term> = Vec::new();
        // Each open compound with the number of values below its parts.
        let mut frames: Vec<(Frame, usize)> = Vec::new();
        loop {
            match self.term(heap)? {
                Read::Term(term) => values.push(term),
                Read::Frame(frame) => frames.push((frame, values.len())),
            }
            // Close what is complete.
            while let Some((frame, base)) = frames.last() {
                if values.len() - base < frame.parts() {
                    break;
                }
                let base = *base;
                let made = build(heap, frame, &values[base..])?;
                frames.pop();
                values.truncate(base);
                values.push(made);
            }
            if frames.is_empty() {
                return Ok((values[0], self.at));
            }
        }
    }

    fn take(&mut self, len: usize) -> Result<&'a [u8], Fault> {
        let end = self.at.checked_add(len).filter(|end| *end <= self.bytes.len()).ok_or(Fault::Malformed)?;
        let bytes = &self.bytes[self.at..end];
        self.at = end;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        self.take(N)?.try_into().map_err(|_| Fault::Malformed)
    }

    fn u8(&mut self) -> Result<u8, Fault> {
        Ok(self.array::<1>()?[0])
    }

    fn u16(&mut self) -> Result<u16, Fault> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    fn u32(&mut self) -> Result<u32, Fault> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    /// A number of parts, each of which takes at least one byte of what is left.
    fn count(&mut self) -> Result<usize, Fault> {
        let count = self.u32()? as usize;
        if count <= self.bytes.len() - self.at { Ok(count) } else { Err(Fault::Malformed) }
    }

    fn term<A: Alloc + Code>(&mut self, heap: &mut A) -> Result<Read, Fault> {
        let term = match self.u8()? {
            tag::SMALL_INTEGER => Term::small(i64::from(self.u8()?)),
            tag::INTEGER => Term::small(i64::from(self.u32()? as i32)),
            tag::SMALL_BIG => {
                let len = usize::from(self.u8()?);
                self.big(heap, len)?
            }
            tag::LARGE_BIG => {
                let len = self.u32()? as usize;
                self.big(heap, len)?
            }
            tag::NEW_FLOAT => {
                let value = f64::from_bits(u64::from_be_bytes(self.array()?));
                finite(heap, value)?
            }
            tag::FLOAT => {
                let text = self.take(31)?;
                let text = text.split(|byte| *byte == 0).next().unwrap_or(&[]);
                let text = std::str::from_utf8(text).map_err(|_| Fault::Malformed)?;
                finite(heap, text.trim().parse().map_err(|_| Fault::Malformed)?)?
            }
            tag::NIL => Term::NIL,
            tag::STRING => {
                let len = usize::from(self.u16()?);
                let bytes: Vec<Term> = self.take(len)?.iter().map(|b| Term::small(i64::from(*b))).collect();
                heap.list(&bytes)?
            }
            tag::BINARY => {
                let len = self.count()?;
                heap.binary(self.take(len)?)?
            }
            tag::BIT_BINARY => {
                let len = self.u32()? as usize;
                let last = self.u8()?;
                let size = match (len, last) {
                    (1.., 1..=8) => len as u64 * 8 - 8 + u64::from(last),
                    (0, 0) => 0,
                    _ => return Err(Fault::Malformed),
                };
                heap.bits(self.take(len)?, size)?
            }
            tag::SMALL_TUPLE => return Ok(Read::Frame(Frame::Tuple(usize::from(self.u8()?)))),
            tag::LARGE_TUPLE => return Ok(Read::Frame(Frame::Tuple(self.count()?))),
            tag::LIST => return Ok(Read::Frame(Frame::List(self.count()?))),
            tag::MAP => return Ok(Read::Frame(Frame::Map(self.count()?))),
            tag::EXPORT => self.export(heap)?,
            tag::NEW_FUN => return self.fun(),
            tag::NEW_PID => self.pid(heap, true)?,
            tag::PID => self.pid(heap, false)?,
            tag::NEW_PORT => self.port(heap, 4, 4)?,
            tag::V4_PORT => self.port(heap, 8, 4)?,
            tag::PORT => self.port(heap, 4, 1)?,
            tag::NEWER_REFERENCE => self.reference(heap, true)?,
            tag::NEW_REFERENCE => self.reference(heap, false)?,
            other => Term::atom(self.atom_of(other)?),
        };
        Ok(Read::Term(term))
    }

    fn atom(&mut self) -> Result<Atom, Fault> {
        let tag = self.u8()?;
        self.atom_of(tag)
    }

    fn atom_of(&mut self, tag: u8) -> Result<Atom, Fault> {
        let (len, latin1) = match tag {
            tag::ATOM => (usize::from(self.u16()?), true),
            tag::SMALL_ATOM => (usize::from(self.u8()?), true),
            tag::ATOM_UTF8 => (usize::from(self.u16()?), false),
            tag::SMALL_ATOM_UTF8 => (usize::from(self.u8()?), false),
            _ => return Err(Fault::Malformed),
        };
        let bytes = self.take(len)?;
        let owned: String;
        let name = if latin1 {
            owned = bytes.iter().map(|byte| char::from(*byte)).collect();
            &owned
        } else {
            std::str::from_utf8(bytes).map_err(|_| Fault::Malformed)?
        };
        if name.chars().count() > MAX_ATOM_CHARACTERS {
            return Err(Fault::Malformed);
        }
        match self.safe {
            true => Atom::existing(name).ok_or(Fault::Malformed),
            false => Atom::limited(name).ok_or(Fault::TooManyAtoms),
        }
    }

    fn big<A: Alloc>(&mut self, heap: &mut A, len: usize) -> Result<Term, Fault> {
        let negative = self.u8()? != 0;
        let bytes = self.take(len)?;
        let limbs: Vec<u64> = bytes
            .chunks(8)
            .map(|chunk| {
                let mut limb = [0; 8];
                limb[..chunk.len()].copy_from_slice(chunk);
                u64::from_le_bytes(limb)
            })
            .collect();
        Ok(heap.big(negative, &limbs)?)
    }

    fn export<A: Alloc + Code>(&mut self, heap: &mut A) -> Result<Term, Fault> {
        let (module, function) = (self.atom()?, self.atom()?);
        match (self.u8()?, self.u8()?) {
            (tag::SMALL_INTEGER, arity) => {
                let mfa = Mfa { module, function, arity: u32::from(arity) };
                let entry = heap.export(mfa, !self.safe).ok_or(Fault::Malformed)?;
                Ok(heap.boxed_words(Kind::ExportFun, &[entry])?)
            }
            _ => Err(Fault::Malformed),
        }
    }

    fn fun(&mut self) -> Result<Read, Fault> {
        self.u32()?;
        let arity = u32::from(self.u8()?);
        self.take(16)?;
        self.u32()?;
        let free = self.count()?;
        let module = self.atom()?;
        let (index, uniq) = (self.number()?, self.number()?);
        Ok(Read::Frame(Frame::Fun(LambdaId { module, index, uniq, arity, free })))
    }

    /// A number of 32 bits in any of the integer forms.
    fn number(&mut self) -> Result<u32, Fault> {
        match self.u8()? {
            tag::SMALL_INTEGER => Ok(u32::from(self.u8()?)),
            tag::INTEGER => self.u32(),
            tag::SMALL_BIG => match (self.u8()?, self.u8()?) {
                (4, 0) => Ok(u32::from_le_bytes(self.array()?)),
                _ => Err(Fault::Malformed),
            },
            _ => Err(Fault::Malformed),
        }
    }

    /// In one byte there are only two bits of it.
    fn creation(&mut self, wide: bool) -> Result<u64, Fault> {
        match wide {
            true => Ok(u64::from(self.u32()?)),
            false => Some(self.u8()?).filter(|creation| *creation < 4).map(u64::from).ok_or(Fault::Malformed),
        }
    }

    fn pid<A: Alloc>(&mut self, heap: &mut A, wide: bool) -> Result<Term, Fault> {
        let node = self.atom()?;
        let (number, serial) = (self.u32()?, self.u32()?);
        let creation = self.creation(wide)?;
        if is_own(node, creation) {
            let possible = number >> Pid::SLOT_BITS == 0 && serial < 1 << 30;
            return if possible { Ok(Term::pid(Pid::new(number, serial))) } else { Err(Fault::Malformed) };
        }
        let number = u64::from(serial) << 32 | u64::from(number);
        Ok(heap.boxed_words(Kind::ExternalPid, &[Term::atom(node).0, creation, number])?)
    }

    fn port<A: Alloc>(&mut self, heap: &mut A, width: usize, creation: usize) -> Result<Term, Fault> {
        let node = self.atom()?;
        let number = self.take(width)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        let creation = self.creation(creation == 4)?;
        if is_own(node, creation) && number < 1 << 58 {
            return Ok(Term::port(number));
        }
        Ok(heap.boxed_words(Kind::ExternalPort, &[Term::atom(node).0, creation, number])?)
    }

    fn reference<A: Alloc>(&mut self, heap: &mut A, wide: bool) -> Result<Term, Fault> {
        let len = usize::from(self.u16()?);
        if len == 0 || len > 5 {
            return Err(Fault::Malformed);
        }
        let node = self.atom()?;
        let creation = self.creation(wide)?;
        let words: Vec<u32> = (0..len).map(|_| self.u32()).collect::<Result<_, _>>()?;
        if words[0] >= 1 << 18 {
            return Err(Fault::Malformed);
        }
        if let (true, &[a, b, c]) = (is_own(node, creation), &words[..]) {
            return Ok(heap.reference(reference_id([a, b, c]), None)?);
        }
        let mut payload = vec![Term::atom(node).0, creation];
        payload.extend(words.iter().map(|word| u64::from(*word)));
        Ok(heap.boxed_words(Kind::ExternalReference, &payload)?)
    }
}

/// Whether what has this node and creation was made by this machine: an earlier one with the node's name had another
/// creation.
fn is_own(node: Atom, creation: u64) -> bool {
    node == atoms::nonode && creation == 0
}

enum Read {
    Term(Term),
    Frame(Frame),
}

fn finite<A: Alloc>(heap: &mut A, value: f64) -> Result<Term, Fault> {
    if value.is_finite() { Ok(heap.float(value)?) } else { Err(Fault::Malformed) }
}

/// The compound term of these parts.
fn build<A: Alloc + Code>(heap: &mut A, frame: &Frame, parts: &[Term]) -> Result<Term, Fault> {
    match frame {
        Frame::Tuple(_) => Ok(heap.tuple(parts)?),
        Frame::List(len) => Ok(heap.list_with_tail(&parts[..*len], parts[*len])?),
        Frame::Map(len) => {
            let pairs = parts.chunks(2).map(|pair| (pair[0], pair[1])).collect();
            let map = map::from_pairs(heap, pairs)?;
            // A key that occurs twice is refused.
            if map::size(map) == *len { Ok(map) } else { Err(Fault::Malformed) }
        }
        Frame::Fun(id) => {
            let entry = heap.lambda(*id).ok_or(Fault::Malformed)?;
            let mut payload = vec![entry, u64::from(id.arity)];
            payload.extend(parts.iter().map(|part| part.0));
            Ok(heap.boxed_words(Kind::Fun, &payload)?)
        }
    }
}
