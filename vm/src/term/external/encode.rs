//! Writing the external term format.

use super::{VERSION, reference_words, tag};
use crate::atom::{Atom, atoms};
use crate::term::bits::{Bits, Builder};
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

/// What is still to be written: parts of a term, and which; in two words, which travel in registers.
#[derive(Clone, Copy)]
struct Todo(Term, Parts);

/// Which parts of a term: its [`PARTS_BITS`] lowest bits are one of the kinds, the rest is a number.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Parts(u64);

const PARTS_BITS: u32 = 3;

impl Parts {
    /// The term itself.
    const WHOLE: Parts = Parts(0);
    /// So many elements of a list, then its tail.
    const LIST: Parts = Parts(1);
    /// The elements of a tuple from this one on.
    const TUPLE: Parts = Parts(2);
    /// The pairs of a flat map from this key or value on, counted together.
    const FLAT_MAP: Parts = Parts(3);
    /// The rest of the last of the walks over larger maps.
    const WALK: Parts = Parts(4);
    /// None: a fun is complete, whose size stands at this index.
    const END_FUN: Parts = Parts(5);

    fn number(self, number: usize) -> Parts {
        Parts(self.0 | (number as u64) << PARTS_BITS)
    }

    fn split(self) -> (u64, usize) {
        (self.0 & ((1 << PARTS_BITS) - 1), (self.0 >> PARTS_BITS) as usize)
    }
}

/// The pairs of a large map that are still to be written.
enum Walk {
    /// In the order of the tree.
    Tree(map::Iter),
    /// The next one last.
    Sorted(Vec<(Term, Term)>),
}

struct Writer {
    bytes: Builder,
    options: Options,
    todo: Vec<Todo>,
    walks: Vec<Walk>,
}

/// The bytes of a term, version byte included.
pub fn encode(term: Term, options: Options) -> Result<Builder, TooLarge> {
    let todo = vec![Todo(term, Parts::WHOLE)];
    let mut writer = Writer { bytes: Builder::default(), options, todo, walks: Vec::new() };
    writer.bytes.push(VERSION);
    writer.run()?;
    match options.compression {
        0 => Ok(writer.bytes),
        level => Ok(compress(writer.bytes, level)),
    }
}

/// The compressed form, if it is shorter.
fn compress(plain: Builder, level: u32) -> Builder {
    use std::io::Write;
    let mut head = vec![VERSION, tag::COMPRESSED];
    head.extend((plain.len() as u32 - 1).to_be_bytes());
    let mut encoder = flate2::write::ZlibEncoder::new(head, flate2::Compression::new(level));
    match encoder.write_all(&plain.bytes()[1..]).and_then(|()| encoder.finish()) {
        Ok(bytes) if bytes.len() < plain.len() => {
            let mut packed = Builder::default();
            packed.extend(&bytes);
            if packed.is_short() { plain } else { packed }
        }
        _ => plain,
    }
}

fn length(len: usize) -> Result<[u8; 4], TooLarge> {
    u32::try_from(len).map(u32::to_be_bytes).map_err(|_| TooLarge)
}

impl Writer {
    fn run(&mut self) -> Result<(), TooLarge> {
        while let Some(Todo(term, parts)) = self.todo.pop() {
            if self.bytes.is_short() {
                return Err(TooLarge);
            }
            let (kind, number) = parts.split();
            match Parts(kind) {
                Parts::LIST => self.elements(term, number)?,
                Parts::TUPLE => {
                    let tuple = term.as_tuple();
                    let elements = tuple.as_ref().map_or(&[][..], |tuple| tuple.elements());
                    self.row(Parts::TUPLE, term, elements.len(), number, |at| elements[at])?;
                }
                Parts::FLAT_MAP => {
                    let (keys, values) = map::flat_parts(term);
                    let part = |at: usize| if at.is_multiple_of(2) { keys[at / 2] } else { values[at / 2] };
                    self.row(Parts::FLAT_MAP, term, 2 * keys.len(), number, part)?;
                }
                Parts::WALK => self.walk(),
                Parts::END_FUN => {
                    let size = length(self.bytes.len() - number)?;
                    self.bytes.put(number, &size);
                }
                _ => self.term(term)?,
            }
        }
        if self.bytes.is_short() { Err(TooLarge) } else { Ok(()) }
    }

    fn todo(&mut self, term: Term, parts: Parts) {
        self.todo.push(Todo(term, parts));
    }

    /// Writes `left` elements of a list and its tail: at once up to the first that has parts.
    fn elements(&mut self, list: Term, mut left: usize) -> Result<(), TooLarge> {
        let mut rest = list;
        while let Some((head, tail)) = rest.as_cons().filter(|_| left > 0) {
            (rest, left) = (tail, left - 1);
            if !self.leaf(head)? {
                self.todo(rest, Parts::LIST.number(left));
                self.todo(head, Parts::WHOLE);
                return Ok(());
            }
        }
        self.todo(rest, Parts::WHOLE);
        Ok(())
    }

    /// Brings the next pair of the last walk.
    fn walk(&mut self) {
        let next = match self.walks.last_mut() {
            Some(Walk::Tree(pairs)) => pairs.next(),
            Some(Walk::Sorted(pairs)) => pairs.pop(),
            None => None,
        };
        match next {
            Some((key, value)) => {
                self.todo(Term::NIL, Parts::WALK);
                self.todo(value, Parts::WHOLE);
                self.todo(key, Parts::WHOLE);
            }
            None => {
                self.walks.pop();
            }
        }
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
                    Ok(arity) => self.bytes.extend(&[tag::SMALL_TUPLE, arity]),
                    Err(_) => self.tagged_length(tag::LARGE_TUPLE, tuple.len())?,
                }
                self.todo(term, Parts::TUPLE);
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

    /// Writes the parts of `whole` number `from` to `len`: at once up to the first that has parts itself.
    #[inline]
    fn row(
        &mut self,
        parts: Parts,
        whole: Term,
        len: usize,
        from: usize,
        part: impl Fn(usize) -> Term,
    ) -> Result<(), TooLarge> {
        for at in from..len {
            if !self.leaf(part(at))? {
                if at + 1 < len {
                    self.todo(whole, parts.number(at + 1));
                }
                self.todo(part(at), Parts::WHOLE);
                break;
            }
        }
        Ok(())
    }

    /// Writes a term that has no parts; false when it has some.
    fn leaf(&mut self, term: Term) -> Result<bool, TooLarge> {
        if let Some(value) = term.as_small() {
            self.small(value);
        } else if let Some(atom) = term.as_atom() {
            self.atom(atom);
        } else if term.is_nil() {
            self.bytes.push(tag::NIL);
        } else if let Some(bits) = term.as_bits() {
            self.bits(bits)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn tagged_length(&mut self, tag: u8, len: usize) -> Result<(), TooLarge> {
        self.bytes.push(tag);
        self.bytes.extend(&length(len)?);
        Ok(())
    }

    fn small(&mut self, value: i64) {
        if let Ok(byte) = u8::try_from(value) {
            self.bytes.extend(&[tag::SMALL_INTEGER, byte]);
        } else if let Ok(word) = i32::try_from(value) {
            self.bytes.push(tag::INTEGER);
            self.bytes.extend(&word.to_be_bytes());
        } else {
            let magnitude = value.unsigned_abs();
            let len = 8 - magnitude.leading_zeros() as usize / 8;
            self.bytes.extend(&[tag::SMALL_BIG, len as u8, u8::from(value < 0)]);
            self.bytes.extend(&magnitude.to_le_bytes()[..len]);
        }
    }

    fn big(&mut self, big: Big) -> Result<(), TooLarge> {
        let limbs = big.limbs();
        let unused = limbs.last().map_or(0, |limb| limb.leading_zeros() as usize / 8);
        let len = limbs.len() * 8 - unused;
        match u8::try_from(len) {
            Ok(len) => self.bytes.extend(&[tag::SMALL_BIG, len]),
            Err(_) => self.tagged_length(tag::LARGE_BIG, len)?,
        }
        self.bytes.push(u8::from(big.is_negative()));
        for (index, limb) in limbs.iter().enumerate() {
            self.bytes.extend(&limb.to_le_bytes()[..(len - 8 * index).min(8)]);
        }
        Ok(())
    }

    fn float(&mut self, value: f64) {
        if self.options.minor_version == 0 {
            let mut text = crate::number::scientific(value, 20).into_bytes();
            text.resize(31, 0);
            self.bytes.push(tag::FLOAT);
            self.bytes.extend(&text);
        } else {
            self.bytes.push(tag::NEW_FLOAT);
            self.bytes.extend(&value.to_bits().to_be_bytes());
        }
    }

    fn atom(&mut self, atom: Atom) {
        let name = atom.name();
        let latin1 = || name.chars().all(|c| u32::from(c) < 256);
        if self.options.minor_version < 2 && name.is_ascii() {
            self.bytes.push(tag::ATOM);
            self.bytes.extend(&(name.len() as u16).to_be_bytes());
            self.bytes.extend(name.as_bytes());
        } else if self.options.minor_version < 2 && latin1() {
            let len = name.chars().count() as u16;
            self.bytes.push(tag::ATOM);
            self.bytes.extend(&len.to_be_bytes());
            name.chars().for_each(|c| self.bytes.push(u32::from(c) as u8));
        } else {
            match u8::try_from(name.len()) {
                Ok(len) => self.bytes.extend(&[tag::SMALL_ATOM_UTF8, len]),
                Err(_) => {
                    self.bytes.push(tag::ATOM_UTF8);
                    self.bytes.extend(&(name.len() as u16).to_be_bytes());
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
            self.bytes.extend(&(len as u16).to_be_bytes());
            let mut rest = list;
            while let Some((head, tail)) = rest.as_cons() {
                self.bytes.push(head.as_small().unwrap_or(0) as u8);
                rest = tail;
            }
            return Ok(());
        }
        self.tagged_length(tag::LIST, len)?;
        self.todo(list, Parts::LIST.number(len));
        Ok(())
    }

    fn map(&mut self, map: Term) -> Result<(), TooLarge> {
        self.tagged_length(tag::MAP, map::size(map))?;
        if map::size(map) <= map::FLAT_LIMIT {
            self.todo(map, Parts::FLAT_MAP);
            return Ok(());
        }
        self.walks.push(match self.options.deterministic {
            true => {
                let mut sorted: Vec<(Term, Term)> = map::iter(map).collect();
                sorted.sort_by(|a, b| crate::term::order::compare_keys(b.0, a.0));
                Walk::Sorted(sorted)
            }
            false => Walk::Tree(map::iter(map)),
        });
        self.todo(Term::NIL, Parts::WALK);
        Ok(())
    }

    fn bits(&mut self, bits: Bits) -> Result<(), TooLarge> {
        let len = bits.size.div_ceil(8) as usize;
        match bits.size % 8 {
            0 => self.tagged_length(tag::BINARY, len)?,
            rest => {
                self.tagged_length(tag::BIT_BINARY, len)?;
                self.bytes.push(rest as u8);
            }
        }
        match bits.aligned() {
            Some(bytes) => self.bytes.extend(bytes),
            None => self.bytes.extend(&bits.to_vec()),
        }
        Ok(())
    }

    fn fun(&mut self, fun: Fun) -> Result<(), TooLarge> {
        let (head, free) = (fun.head(), fun.free());
        self.bytes.push(tag::NEW_FUN);
        // The size covers the free variables: it is filled in when these are written.
        self.todo(Term::NIL, Parts::END_FUN.number(self.bytes.len()));
        self.bytes.extend(&[0; 4]);
        self.bytes.push(fun.arity() as u8);
        self.bytes.extend(&[0; 12]);
        self.bytes.extend(&head.uniq.to_be_bytes());
        self.bytes.extend(&head.index.to_be_bytes());
        self.bytes.extend(&length(free.len())?);
        self.atom(head.module);
        self.small(i64::from(head.index));
        self.small(i64::from(head.uniq));
        self.todo.extend(free.iter().rev().map(|value| Todo(*value, Parts::WHOLE)));
        self.todo(fun.creator(), Parts::WHOLE);
        Ok(())
    }

    fn pid(&mut self, node: Atom, number: u32, serial: u32, creation: u32) {
        self.bytes.push(tag::NEW_PID);
        self.atom(node);
        [number, serial, creation].iter().for_each(|word| self.bytes.extend(&word.to_be_bytes()));
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
                self.bytes.extend(&number.to_be_bytes());
            }
            _ => {
                self.bytes.push(tag::V4_PORT);
                self.atom(node);
                self.bytes.extend(&number.to_be_bytes());
            }
        }
        self.bytes.extend(&creation.to_be_bytes());
    }

    fn reference(&mut self, node: Atom, creation: u32, words: impl ExactSizeIterator<Item = u32>) {
        self.bytes.push(tag::NEWER_REFERENCE);
        self.bytes.extend(&(words.len() as u16).to_be_bytes());
        self.atom(node);
        self.bytes.extend(&creation.to_be_bytes());
        words.for_each(|word| self.bytes.extend(&word.to_be_bytes()));
    }
}
