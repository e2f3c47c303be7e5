//! Images: compiled modules as bytes, so that the library need not be compiled when a program starts.
//!
//! ```text
//!   "ERLET1"  count  { name  offset  length }…  { module's bytes }…
//! ```
//!
//! Numbers are variable-length (seven bits a byte, least first; signed ones zigzag), texts are length and UTF-8. A
//! module's bytes begin with the atoms that it names; the rest refers to them by number. A module is decoded when it
//! is first asked for. Decoding trusts nothing: bad bytes give `None`, and the loader validates what comes out.

use dashu_int::IBig;

use super::{Function, Lambda, Literal, Mfa, Module, Position};
use crate::atom::Atom;
use crate::for_each_op;
use crate::instr::{Constant, Dst, Flags, Instr, Segment, SegmentKind, Src, kinds};

const MAGIC: &[u8] = b"ERLET1";
/// Literals nested deeper are refused: a source cannot make them, and a scheduler's stack could not hold the walk.
const MAX_DEPTH: u32 = 10_000;

/// An image: the directory of the modules in it, and their bytes.
pub struct Image<'a> {
    entries: Vec<(String, &'a [u8])>,
}

impl<'a> Image<'a> {
    /// Reads the directory.
    pub fn open(bytes: &'a [u8]) -> Option<Image<'a>> {
        let mut reader = Reader { bytes: bytes.strip_prefix(MAGIC)?, atoms: Vec::new(), depth: 0 };
        let count = reader.count()?;
        let mut directory = Vec::with_capacity(count);
        for _ in 0..count {
            directory.push((reader.text()?, reader.number()? as usize, reader.number()? as usize));
        }
        let rest = reader.bytes;
        let entry = |(name, offset, len): (String, usize, usize)| {
            Some((name, rest.get(offset..offset.checked_add(len)?)?))
        };
        Some(Image { entries: directory.into_iter().map(entry).collect::<Option<_>>()? })
    }

    /// The names of the modules.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| name.as_str())
    }

    /// The module called `name`.
    pub fn module(&self, name: &str) -> Option<Module> {
        let index = self.entries.binary_search_by(|(entry, _)| entry.as_str().cmp(name)).ok()?;
        decode(self.entries[index].1)
    }
}

/// The image of these modules.
pub fn write(modules: &[Module]) -> Vec<u8> {
    let mut modules: Vec<&Module> = modules.iter().collect();
    modules.sort_by_key(|module| module.name.name());
    let bodies: Vec<Vec<u8>> = modules.iter().map(|module| encode(module)).collect();
    let mut out = Writer::default();
    out.bytes.extend_from_slice(MAGIC);
    out.number(modules.len() as u64);
    let mut offset = 0;
    for (module, body) in modules.iter().zip(&bodies) {
        out.text(module.name.name());
        out.number(offset);
        out.number(body.len() as u64);
        offset += body.len() as u64;
    }
    out.bytes.extend(bodies.into_iter().flatten());
    out.bytes
}

/// One module as bytes.
pub fn encode(module: &Module) -> Vec<u8> {
    let mut body = Writer::default();
    module.put(&mut body);
    let mut out = Writer::default();
    out.number(body.atoms.len() as u64);
    for atom in &body.atoms {
        out.text(atom.name());
    }
    out.bytes.extend(body.bytes);
    out.bytes
}

/// The module that [`encode`] wrote.
pub fn decode(bytes: &[u8]) -> Option<Module> {
    let mut reader = Reader { bytes, atoms: Vec::new(), depth: 0 };
    let count = reader.count()?;
    for _ in 0..count {
        let name = reader.text()?;
        reader.atoms.push(Atom::new(&name));
    }
    let module = Module::get(&mut reader)?;
    reader.bytes.is_empty().then_some(module)
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    atoms: Vec<Atom>,
    numbers: std::collections::HashMap<Atom, u64>,
}

impl Writer {
    fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    atoms: Vec<Atom>,
    depth: u32,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// A number of items, each of which takes at least a byte.
    fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.bytes.len()).then_some(count)
    }

    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(len)?;
        self.bytes = rest;
        Some(taken)
    }

    fn text(&mut self) -> Option<String> {
        let len = self.count()?;
        String::from_utf8(self.take(len)?.to_vec()).ok()
    }
}

/// Something that stands in an image.
trait Item: Sized {
    fn put(&self, out: &mut Writer);
    fn get(reader: &mut Reader) -> Option<Self>;
}

macro_rules! number_items {
    ($($type:ty),*) => { $(impl Item for $type {
        fn put(&self, out: &mut Writer) {
            out.number(u64::from(*self));
        }
        fn get(reader: &mut Reader) -> Option<Self> {
            <$type>::try_from(reader.number()?).ok()
        }
    })* };
}

number_items!(u16, u32, u64);

impl Item for i64 {
    fn put(&self, out: &mut Writer) {
        out.number((*self << 1 ^ *self >> 63) as u64);
    }
    fn get(reader: &mut Reader) -> Option<Self> {
        let word = reader.number()?;
        Some((word >> 1) as i64 ^ -((word & 1) as i64))
    }
}

impl Item for bool {
    fn put(&self, out: &mut Writer) {
        out.bytes.push(u8::from(*self));
    }
    fn get(reader: &mut Reader) -> Option<Self> {
        Some(reader.byte()? != 0)
    }
}

impl Item for String {
    fn put(&self, out: &mut Writer) {
        out.text(self);
    }
    fn get(reader: &mut Reader) -> Option<Self> {
        reader.text()
    }
}

impl Item for Atom {
    fn put(&self, out: &mut Writer) {
        let next = out.atoms.len() as u64;
        let number = *out.numbers.entry(*self).or_insert(next);
        if number == next {
            out.atoms.push(*self);
        }
        out.number(number);
    }
    fn get(reader: &mut Reader) -> Option<Self> {
        let number = reader.number()?;
        reader.atoms.get(usize::try_from(number).ok()?).copied()
    }
}

impl<T: Item> Item for Vec<T> {
    fn put(&self, out: &mut Writer) {
        out.number(self.len() as u64);
        for item in self {
            item.put(out);
        }
    }
    fn get(reader: &mut Reader) -> Option<Self> {
        let count = reader.count()?;
        (0..count).map(|_| T::get(reader)).collect()
    }
}

impl<T: Item> Item for Option<T> {
    fn put(&self, out: &mut Writer) {
        self.is_some().put(out);
        if let Some(item) = self {
            item.put(out);
        }
    }
    fn get(reader: &mut Reader) -> Option<Self> {
        match bool::get(reader)? {
            true => T::get(reader).map(Some),
            false => Some(None),
        }
    }
}

impl<A: Item, B: Item> Item for (A, B) {
    fn put(&self, out: &mut Writer) {
        self.0.put(out);
        self.1.put(out);
    }
    fn get(reader: &mut Reader) -> Option<Self> {
        Some((A::get(reader)?, B::get(reader)?))
    }
}

impl<A: Item, B: Item, C: Item, D: Item> Item for (A, B, C, D) {
    fn put(&self, out: &mut Writer) {
        self.0.put(out);
        self.1.put(out);
        self.2.put(out);
        self.3.put(out);
    }
    fn get(reader: &mut Reader) -> Option<Self> {
        Some((A::get(reader)?, B::get(reader)?, C::get(reader)?, D::get(reader)?))
    }
}

/// A struct is its fields in order.
macro_rules! struct_items {
    ($($type:ident { $($field:ident),* })*) => { $(impl Item for $type {
        fn put(&self, out: &mut Writer) {
            $(self.$field.put(out);)*
        }
        fn get(reader: &mut Reader) -> Option<Self> {
            Some($type { $($field: Item::get(reader)?),* })
        }
    })* };
}

struct_items! {
    Mfa { module, function, arity }
    Position { file, line, start, end }
    Lambda { function, arity, free, uniq }
    Flags { little, signed }
    Segment { kind, flags, unit, value, size }
    Function { name, arity, code, positions, variables, receives }
    Module { name, functions, exports, imports, literals, lambdas, attributes, on_load, files }
}

impl Item for SegmentKind {
    fn put(&self, out: &mut Writer) {
        out.bytes.push(*self as u8);
    }
    fn get(reader: &mut Reader) -> Option<Self> {
        use SegmentKind::{Bits, Float, Integer, Utf8, Utf16, Utf32};
        [Integer, Float, Bits, Utf8, Utf16, Utf32].get(usize::from(reader.byte()?)).copied()
    }
}

/// An enum is the number of its variant, then the content.
macro_rules! enum_items {
    ($($type:ident { $($number:literal $variant:ident $(($content:ident))?),* })*) => { $(impl Item for $type {
        fn put(&self, out: &mut Writer) {
            match self {
                $($type::$variant $(($content))? => {
                    out.bytes.push($number);
                    $($content.put(out);)?
                })*
            }
        }
        fn get(reader: &mut Reader) -> Option<Self> {
            match reader.byte()? {
                $($number => Some($type::$variant $(({
                    let $content = Item::get(reader)?;
                    $content
                }))?),)*
                _ => None,
            }
        }
    })* };
}

enum_items! {
    Constant { 0 Integer(value), 1 Atom(value), 2 Nil, 3 Literal(value) }
    Src { 0 X(number), 1 Y(number), 2 Const(constant) }
    Dst { 0 X(number), 1 Y(number) }
}

impl Item for Literal {
    fn put(&self, out: &mut Writer) {
        let tag = |out: &mut Writer, tag: u8| out.bytes.push(tag);
        match self {
            Literal::Integer(value) => {
                tag(out, 0);
                value.to_string().put(out);
            }
            Literal::Float(value) => {
                tag(out, 1);
                value.to_bits().put(out);
            }
            Literal::Atom(atom) => {
                tag(out, 2);
                atom.put(out);
            }
            Literal::Nil => tag(out, 3),
            Literal::List(elements, tail) => {
                tag(out, 4);
                elements.put(out);
                tail.put(out);
            }
            Literal::String(text) => {
                tag(out, 5);
                text.put(out);
            }
            Literal::Tuple(elements) => {
                tag(out, 6);
                elements.put(out);
            }
            Literal::Map(pairs) => {
                tag(out, 7);
                pairs.put(out);
            }
            Literal::Bits(bytes, size) => {
                tag(out, 8);
                out.number(bytes.len() as u64);
                out.bytes.extend_from_slice(bytes);
                size.put(out);
            }
            Literal::Export(mfa) => {
                tag(out, 9);
                mfa.put(out);
            }
        }
    }

    fn get(reader: &mut Reader) -> Option<Self> {
        reader.depth += 1;
        if reader.depth > MAX_DEPTH {
            return None;
        }
        let literal = match reader.byte()? {
            0 => Literal::Integer(reader.text()?.parse::<IBig>().ok()?),
            1 => Literal::Float(Some(f64::from_bits(u64::get(reader)?)).filter(|value| value.is_finite())?),
            2 => Literal::Atom(Item::get(reader)?),
            3 => Literal::Nil,
            4 => Literal::List(Item::get(reader)?, Box::new(Item::get(reader)?)),
            5 => Literal::String(Item::get(reader)?),
            6 => Literal::Tuple(Item::get(reader)?),
            7 => Literal::Map(Item::get(reader)?),
            8 => {
                let len = reader.count()?;
                let bytes = reader.take(len)?.to_vec();
                let size = u64::get(reader)?;
                if size.div_ceil(8) != len as u64 {
                    return None;
                }
                Literal::Bits(bytes, size)
            }
            9 => Literal::Export(Item::get(reader)?),
            _ => return None,
        };
        reader.depth -= 1;
        Some(literal)
    }
}

macro_rules! define_instr_item {
    ($($(#[$doc:meta])* $class:ident $name:ident = $Variant:ident { $($field:ident : $kind:ident),* };)*) => {
        #[repr(u8)]
        #[allow(clippy::enum_variant_names)]
        enum Number { $($Variant),* }

        impl Item for Instr {
            fn put(&self, out: &mut Writer) {
                match self {
                    $(Instr::$Variant { $($field),* } => {
                        out.bytes.push(Number::$Variant as u8);
                        $($field.put(out);)*
                    })*
                }
            }

            fn get(reader: &mut Reader) -> Option<Self> {
                let number = reader.byte()?;
                $(if number == Number::$Variant as u8 {
                    return Some(Instr::$Variant { $($field: <kinds::$kind as Item>::get(reader)?),* });
                })*
                None
            }
        }
    };
}

for_each_op!(define_instr_item);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_images_give_nothing() {
        let module = Module {
            name: Atom::new("m"),
            functions: vec![Function {
                name: Atom::new("f"),
                arity: 1,
                code: vec![Instr::Label { label: 1 }, Instr::Return {}],
                positions: vec![(1, Position { file: 0, line: 3, start: 4, end: 9 })],
                variables: vec![(0, 1, Dst::X(0), "X".into())],
                receives: vec![(1, vec!["{ok, X}".into()])],
            }],
            exports: vec![0],
            imports: vec![Mfa { module: Atom::new("lists"), function: Atom::new("map"), arity: 2 }],
            literals: vec![
                Literal::Integer("-123456789012345678901234567890".parse().expect("a number")),
                Literal::List(
                    vec![Literal::Float(1.5), Literal::Nil],
                    Box::new(Literal::Bits(vec![0xf0], 4)),
                ),
                Literal::Map(vec![(Literal::Atom(Atom::new("k")), Literal::String("v".into()))]),
            ],
            lambdas: vec![Lambda { function: 0, arity: 1, free: 0, uniq: 77 }],
            attributes: vec![(Atom::new("vsn"), Literal::Nil)],
            on_load: None,
            files: vec!["m.erl".into()],
        };
        let bytes = encode(&module);
        assert_eq!(decode(&bytes).as_ref(), Some(&module));
        for len in 0..bytes.len() {
            assert_eq!(decode(&bytes[..len]), None, "{len} bytes");
        }
        let image = write(std::slice::from_ref(&module));
        let opened = Image::open(&image).expect("an image");
        assert_eq!(opened.module("m"), Some(module));
        assert_eq!(opened.module("n"), None);
    }

    /// The bytes of a module with a literal of so many nested tuples.
    fn nested(depth: u32) -> Vec<u8> {
        let literal = (0..depth).fold(Literal::Nil, |inner, _| Literal::Tuple(vec![inner]));
        let module = Module {
            name: Atom::new("m"),
            functions: Vec::new(),
            exports: Vec::new(),
            imports: Vec::new(),
            literals: vec![literal],
            lambdas: Vec::new(),
            attributes: Vec::new(),
            on_load: None,
            files: Vec::new(),
        };
        encode(&module)
    }

    fn on_stack<T: Send + 'static>(bytes: usize, work: impl FnOnce() -> T + Send + 'static) -> T {
        let thread = std::thread::Builder::new().stack_size(bytes).spawn(work).expect("a thread");
        thread.join().expect("no panic")
    }

    #[test]
    fn deep_literals_fit_a_schedulers_stack_or_are_refused() {
        for (depth, accepted) in [(MAX_DEPTH - 1, true), (MAX_DEPTH, false), (200_000, false)] {
            let bytes = on_stack(1 << 30, move || nested(depth));
            let decoded = on_stack(crate::sched::worker::STACK_BYTES, move || decode(&bytes).is_some());
            assert_eq!(decoded, accepted, "{depth} levels");
        }
    }
}
