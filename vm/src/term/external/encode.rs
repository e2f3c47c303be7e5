//! Writing the external term format.

use super::{VERSION, reference_words, tag};
use crate::atom::{Atom, atoms};
use crate::memory;
use crate::term::bits::Bits;
use crate::term::{Big, External, Fun, Term, View, map, raw};

/// How terms are written.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// 0 writes floats as text; 2 writes all atoms in UTF-8; 1 is the default.
    pub minor_version: u8,
    /// The level of compression, 0 for none.
    pub compression: u32,
    /// Map keys in key order also for large maps.
    pub deterministic: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { minor_version: 1, compression: 0, deterministic: false }
    }
}

/// The term cannot be written: a size beyond the format's 32 bits, or memory is short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// What is still to be written.
enum Todo {
    Term(Term),
    /// So many elements of a list, then its tail.
    List(Term, usize),
    /// The rest of a map's pairs.
    Map(Box<map::Iter>),
    /// Pairs, the next one last.
    Pairs(Vec<(Term, Term)>),
    /// A fun is complete, whose size stands at this index.
    EndFun(usize),
}

struct Writer {
    bytes: Vec<u8>,
    options: Options,
    todo: Vec<Todo>,
}

/// The bytes of a term, version byte included.
pub fn encode(term: Term, options: Options) -> Result<Vec<u8>, TooLarge> {
    let mut writer = Writer { bytes: vec![VERSION], options, todo: vec![Todo::Term(term)] };
    writer.run()?;
    match options.compression {
        0 => Ok(writer.bytes),
        level => Ok(compress(writer.bytes, level)),
    }
}

/// The compressed form, if it is shorter.
fn compress(plain: Vec<u8>, level: u32) -> Vec<u8> {
    use std::io::Write;
    let mut bytes = vec![VERSION, tag::COMPRESSED];
    bytes.extend((plain.len() as u32 - 1).to_be_bytes());
    let mut encoder = flate2::write::ZlibEncoder::new(bytes, flate2::Compression::new(level));
    match encoder.write_all(&plain[1..]).and_then(|()| encoder.finish()) {
        Ok(bytes) if bytes.len() < plain.len() => bytes,
        _ => plain,
    }
}

fn length(len: usize) -> Result<[u8; 4], TooLarge> {
    u32::try_from(len).map(u32::to_be_bytes).map_err(|_| TooLarge)
}

impl Writer {
    fn run(&mut self) -> Result<(), TooLarge> {
        while let Some(todo) = self.todo.pop() {
            if !memory::reserve(&mut self.bytes, 64) {
                return Err(TooLarge);
            }
            match todo {
                Todo::Term(term) => self.term(term)?,
                Todo::List(term, 0) => self.term(term)?,
                Todo::List(list, left) => {
                    let (mut rest, mut left) = (list, left);
                    while let Some((head, tail)) = rest.as_cons().filter(|_| left > 0) {
                        (rest, left) = (tail, left - 1);
                        if !self.leaf(head)? {
                            self.todo.extend([Todo::List(rest, left), Todo::Term(head)]);
                            break;
                        }
                        if left == 0 {
                            self.todo.push(Todo::Term(rest));
                        }
                    }
                }
                Todo::EndFun(at) => {
                    let size = length(self.bytes.len() - at)?;
                    self.bytes[at..at + 4].copy_from_slice(&size);
                }
                Todo::Map(mut pairs) => {
                    if let Some((key, value)) = pairs.next() {
                        self.todo.extend([Todo::Map(pairs), Todo::Term(value), Todo::Term(key)]);
                    }
                }
                Todo::Pairs(mut pairs) => {
                    if let Some((key, value)) = pairs.pop() {
                        self.todo.extend([Todo::Pairs(pairs), Todo::Term(value), Todo::Term(key)]);
                    }
                }
            }
        }
        Ok(())
    }

    fn term(&mut self, term: Term) -> Result<(), TooLarge> {
        match term.view() {
            View::Small(value) => self.small(value),
            View::Big(big) => self.big(big)?,
            View::Float(value) => self.float(value),
            View::Atom(atom) => self.atom(atom),
            View::Nil => self.bytes.push(tag::NIL),
            View::Cons(..) => self.list(term)?,
            View::Tuple(tuple) => {
                match u8::try_from(tuple.len()) {
                    Ok(arity) => self.bytes.extend([tag::SMALL_TUPLE, arity]),
                    Err(_) => self.tagged_length(tag::LARGE_TUPLE, tuple.len())?,
                }
                self.row(tuple.elements())?;
            }
            View::Map(map) => self.map(map)?,
            View::Bits(bits) => self.bits(bits)?,
            View::ExportFun(_) => {
                let mfa = raw::export(term);
                self.bytes.push(tag::EXPORT);
                self.atom(mfa.module);
                self.atom(mfa.function);
                self.small(i64::from(mfa.arity));
            }
            View::Fun(fun) => self.fun(fun)?,
            View::Pid(pid) => self.pid(atoms::nonode, pid.slot(), pid.generation(), 0),
            View::Port(number) => self.port(atoms::nonode, number, 0),
            View::Reference(reference) => {
                self.reference(atoms::nonode, 0, reference_words(reference.id()).into_iter());
            }
            View::ExternalPid(external) => self.external_pid(external),
            View::ExternalPort(external) => {
                if let [creation, number] = *external.numbers() {
                    self.port(external.node(), number, creation as u32);
                }
            }
            View::ExternalReference(external) => {
                if let [creation, numbers @ ..] = external.numbers() {
                    let words = numbers.iter().map(|number| *number as u32);
                    self.reference(external.node(), *creation as u32, words);
                }
            }
            View::Other => self.bytes.push(tag::NIL),
        }
        Ok(())
    }

    /// Writes terms in a row: at once as far as they have no parts, the others in their turn.
    fn row(&mut self, terms: &[Term]) -> Result<(), TooLarge> {
        for (index, term) in terms.iter().enumerate() {
            if !self.leaf(*term)? {
                self.todo.extend(terms[index..].iter().rev().map(|term| Todo::Term(*term)));
                break;
            }
        }
        Ok(())
    }

    /// Writes a term that has no parts; false when it has some.
    fn leaf(&mut self, term: Term) -> Result<bool, TooLarge> {
        if !memory::reserve(&mut self.bytes, 64) {
            return Err(TooLarge);
        }
        match term.view() {
            View::Small(value) => self.small(value),
            View::Atom(atom) => self.atom(atom),
            View::Nil => self.bytes.push(tag::NIL),
            View::Float(value) => self.float(value),
            View::Bits(bits) => self.bits(bits)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn tagged_length(&mut self, tag: u8, len: usize) -> Result<(), TooLarge> {
        self.bytes.push(tag);
        self.bytes.extend(length(len)?);
        Ok(())
    }

    fn small(&mut self, value: i64) {
        if let Ok(byte) = u8::try_from(value) {
            self.bytes.extend([tag::SMALL_INTEGER, byte]);
        } else if let Ok(word) = i32::try_from(value) {
            self.bytes.push(tag::INTEGER);
            self.bytes.extend(word.to_be_bytes());
        } else {
            let magnitude = value.unsigned_abs();
            let len = 8 - magnitude.leading_zeros() as usize / 8;
            self.bytes.extend([tag::SMALL_BIG, len as u8, u8::from(value < 0)]);
            self.bytes.extend(&magnitude.to_le_bytes()[..len]);
        }
    }

    fn big(&mut self, big: Big) -> Result<(), TooLarge> {
        let limbs = big.limbs();
        let unused = limbs.last().map_or(0, |limb| limb.leading_zeros() as usize / 8);
        let len = limbs.len() * 8 - unused;
        match u8::try_from(len) {
            Ok(len) => self.bytes.extend([tag::SMALL_BIG, len]),
            Err(_) => self.tagged_length(tag::LARGE_BIG, len)?,
        }
        self.bytes.push(u8::from(big.is_negative()));
        let end = self.bytes.len() + len;
        self.bytes.extend(limbs.iter().flat_map(|limb| limb.to_le_bytes()));
        self.bytes.truncate(end);
        Ok(())
    }

    fn float(&mut self, value: f64) {
        if self.options.minor_version == 0 {
            let mut text = crate::number::scientific(value, 20).into_bytes();
            text.resize(31, 0);
            self.bytes.push(tag::FLOAT);
            self.bytes.extend(text);
        } else {
            self.bytes.push(tag::NEW_FLOAT);
            self.bytes.extend(value.to_bits().to_be_bytes());
        }
    }

    fn atom(&mut self, atom: Atom) {
        let name = atom.name();
        let latin1 = || name.chars().all(|c| u32::from(c) < 256);
        if self.options.minor_version < 2 && name.is_ascii() {
            self.bytes.push(tag::ATOM);
            self.bytes.extend((name.len() as u16).to_be_bytes());
            self.bytes.extend(name.as_bytes());
        } else if self.options.minor_version < 2 && latin1() {
            let len = name.chars().count() as u16;
            self.bytes.push(tag::ATOM);
            self.bytes.extend(len.to_be_bytes());
            self.bytes.extend(name.chars().map(|c| u32::from(c) as u8));
        } else {
            match u8::try_from(name.len()) {
                Ok(len) => self.bytes.extend([tag::SMALL_ATOM_UTF8, len]),
                Err(_) => {
                    self.bytes.push(tag::ATOM_UTF8);
                    self.bytes.extend((name.len() as u16).to_be_bytes());
                }
            }
            self.bytes.extend(name.as_bytes());
        }
    }

    /// A proper list of at most 65535 bytes has a form of its own.
    fn list(&mut self, list: Term) -> Result<(), TooLarge> {
        let (mut rest, mut len, mut is_string) = (list, 0usize, true);
        while let Some((head, tail)) = rest.as_cons() {
            is_string = is_string && matches!(head.as_small(), Some(0..=255));
            len += 1;
            rest = tail;
        }
        if is_string && rest.is_nil() && len <= usize::from(u16::MAX) {
            self.bytes.push(tag::STRING);
            self.bytes.extend((len as u16).to_be_bytes());
            let mut rest = list;
            while let Some((head, tail)) = rest.as_cons() {
                self.bytes.push(head.as_small().unwrap_or(0) as u8);
                rest = tail;
            }
            return Ok(());
        }
        self.tagged_length(tag::LIST, len)?;
        self.todo.push(Todo::List(list, len));
        Ok(())
    }

    fn map(&mut self, map: Term) -> Result<(), TooLarge> {
        self.tagged_length(tag::MAP, map::size(map))?;
        let pairs = map::iter(map);
        if self.options.deterministic && map::size(map) > map::FLAT_LIMIT {
            let mut sorted: Vec<(Term, Term)> = pairs.collect();
            sorted.sort_by(|a, b| crate::term::order::compare_keys(b.0, a.0));
            self.todo.push(Todo::Pairs(sorted));
        } else if map::size(map) > map::FLAT_LIMIT {
            self.todo.push(Todo::Map(Box::new(pairs)));
        } else {
            let row: Vec<Term> = pairs.flat_map(|(key, value)| [key, value]).collect();
            self.row(&row)?;
        }
        Ok(())
    }

    fn bits(&mut self, bits: Bits) -> Result<(), TooLarge> {
        let len = bits.size.div_ceil(8) as usize;
        if !memory::reserve(&mut self.bytes, len + 8) {
            return Err(TooLarge);
        }
        match bits.size % 8 {
            0 => self.tagged_length(tag::BINARY, len)?,
            rest => {
                self.tagged_length(tag::BIT_BINARY, len)?;
                self.bytes.push(rest as u8);
            }
        }
        match bits.aligned() {
            Some(bytes) => self.bytes.extend(bytes),
            None => self.bytes.extend(bits.to_vec()),
        }
        Ok(())
    }

    fn fun(&mut self, fun: Fun) -> Result<(), TooLarge> {
        let (head, free) = (fun.head(), fun.free());
        self.bytes.push(tag::NEW_FUN);
        // The size covers the free variables: it is filled in when these are written.
        self.todo.push(Todo::EndFun(self.bytes.len()));
        self.bytes.extend([0; 4]);
        self.bytes.push(fun.arity() as u8);
        self.bytes.extend([0; 12]);
        self.bytes.extend(head.uniq.to_be_bytes());
        self.bytes.extend(head.index.to_be_bytes());
        self.bytes.extend(length(free.len())?);
        self.atom(head.module);
        self.small(i64::from(head.index));
        self.small(i64::from(head.uniq));
        self.todo.extend(free.iter().rev().map(|value| Todo::Term(*value)));
        self.todo.push(Todo::Term(fun.creator()));
        Ok(())
    }

    fn pid(&mut self, node: Atom, number: u32, serial: u32, creation: u32) {
        self.bytes.push(tag::NEW_PID);
        self.atom(node);
        self.bytes.extend([number, serial, creation].iter().flat_map(|word| word.to_be_bytes()));
    }

    fn external_pid(&mut self, external: External) {
        if let [creation, number] = *external.numbers() {
            self.pid(external.node(), number as u32, (number >> 32) as u32, creation as u32);
        }
    }

    fn port(&mut self, node: Atom, number: u64, creation: u32) {
        match u32::try_from(number) {
            Ok(number) if number < 1 << 28 => {
                self.bytes.push(tag::NEW_PORT);
                self.atom(node);
                self.bytes.extend(number.to_be_bytes());
            }
            _ => {
                self.bytes.push(tag::V4_PORT);
                self.atom(node);
                self.bytes.extend(number.to_be_bytes());
            }
        }
        self.bytes.extend(creation.to_be_bytes());
    }

    fn reference(&mut self, node: Atom, creation: u32, words: impl ExactSizeIterator<Item = u32>) {
        self.bytes.push(tag::NEWER_REFERENCE);
        self.bytes.extend((words.len() as u16).to_be_bytes());
        self.atom(node);
        self.bytes.extend(creation.to_be_bytes());
        self.bytes.extend(words.flat_map(u32::to_be_bytes));
    }
}
