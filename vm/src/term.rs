//! Terms: every Erlang value in one machine word.
//!
//! ```text
//!   63                                            3 2 0
//!  ├──────────────────────────────────────────────┼─────┤
//!  │ two's complement, 61 bits                    │ 000 │ small integer
//!  │ address of [head, tail]                      │ 001 │ cons cell
//!  │ address of header + payload                  │ 010 │ boxed: the header's kind says what
//!  │ address of header + elements                 │ 011 │ tuple
//!  │ words << 8 | kind << 3                       │ 100 │ header; only on heaps
//!  │ payload << 6 | sort << 3                     │ 101 │ immediate: atom, local pid, nil, …
//!  │ address of header + 64 bits                  │ 110 │ float
//!  │ address of an instruction                    │ 111 │ code pointer; only on stacks
//! ```
//!
//! A `Term` is `Copy` and has no lifetime: it is valid as long as the heap that holds its data. The rules that
//! make this sound are in [`raw`], the only file here that dereferences.

pub mod raw;
pub mod bits;
pub mod build;
pub mod equal;
pub mod order;
pub mod hash;
pub mod map;
pub mod show;
pub mod external;
pub mod walked;

use crate::atom::{Atom, atoms};

/// One Erlang value.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Term(pub(crate) u64);

/// The three low bits of a term.
pub mod tag {
    #![allow(missing_docs)]
    pub const MASK: u64 = 7;
    pub const SMALL: u64 = 0;
    pub const CONS: u64 = 1;
    pub const BOXED: u64 = 2;
    pub const TUPLE: u64 = 3;
    pub const HEADER: u64 = 4;
    pub const IMMEDIATE: u64 = 5;
    pub const FLOAT: u64 = 6;
    pub const CODE: u64 = 7;
}

/// The sort of an immediate: bits 3 to 5.
pub mod sort {
    #![allow(missing_docs)]
    pub const ATOM: u64 = 0;
    pub const PID: u64 = 1;
    pub const NIL: u64 = 2;
    pub const CATCH: u64 = 3;
    pub const NONE: u64 = 4;
    pub const PORT: u64 = 5;
}

/// What a header says its object is: bits 3 to 7. The comment tells which payload words are terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// All words are terms.
    Tuple = 0,
    /// Magnitude in 64-bit limbs, least significant first; no terms.
    BigPositive = 1,
    /// As `BigPositive`.
    BigNegative = 2,
    /// The bits of the float; no terms.
    Float = 3,
    /// Number of bits, then the bytes; no terms.
    HeapBits = 4,
    /// A term (`HeapBits` or `BufferRef`), then bit offset and bit size as plain words.
    SubBits = 5,
    /// A pointer to a counted buffer; no terms. Registered in its heap's off-heap list.
    BufferRef = 6,
    /// Pointer to the lambda's entry, arity, then terms: the creator and the free variables.
    Fun = 7,
    /// Pointer to the export entry; no terms.
    ExportFun = 8,
    /// All words are terms: the tuple of sorted keys, then the values.
    FlatMap = 9,
    /// All words are terms: the number of keys, then the root node.
    HashMap = 10,
    /// All words are terms: the bitmap as a small integer, then the children.
    MapNode = 11,
    /// The 64 unique bits, then terms: the owning pid of an alias or monitor, else `NONE`; the `BufferRef` of an array
    /// of atomics, if it is one.
    Reference = 12,
    /// Node (a term), creation and number as plain words.
    ExternalPid = 13,
    /// As `ExternalPid`.
    ExternalPort = 14,
    /// Node (a term), creation and three numbers as plain words.
    ExternalReference = 15,
    /// As `SubBits`, plus a third plain word: a match context (base term, position, end, start).
    MatchContext = 16,
    /// All words are terms: the raw stack trace of an exception.
    Trace = 17,
    /// Unused words; no terms.
    Filler = 18,
}

impl Kind {
    /// The kind with this number.
    #[inline]
    pub fn from_bits(bits: u64) -> Kind {
        const KINDS: [Kind; 19] = [
            Kind::Tuple,
            Kind::BigPositive,
            Kind::BigNegative,
            Kind::Float,
            Kind::HeapBits,
            Kind::SubBits,
            Kind::BufferRef,
            Kind::Fun,
            Kind::ExportFun,
            Kind::FlatMap,
            Kind::HashMap,
            Kind::MapNode,
            Kind::Reference,
            Kind::ExternalPid,
            Kind::ExternalPort,
            Kind::ExternalReference,
            Kind::MatchContext,
            Kind::Trace,
            Kind::Filler,
        ];
        KINDS[(bits & 31) as usize]
    }

    /// Which payload words of an object of `size` payload words are terms, as a range.
    #[inline]
    pub fn term_words(self, size: usize) -> std::ops::Range<usize> {
        match self {
            Kind::Tuple | Kind::FlatMap | Kind::HashMap | Kind::MapNode | Kind::Trace => 0..size,
            Kind::Fun => 2..size,
            Kind::SubBits | Kind::MatchContext => 0..1,
            Kind::Reference => 1..size,
            Kind::ExternalPid | Kind::ExternalPort | Kind::ExternalReference => 0..1,
            Kind::BigPositive
            | Kind::BigNegative
            | Kind::Float
            | Kind::HeapBits
            | Kind::BufferRef
            | Kind::ExportFun
            | Kind::Filler => 0..0,
        }
    }
}

/// The header of an object of `kind` with `words` payload words.
#[inline]
pub const fn header(kind: Kind, words: usize) -> u64 {
    (words as u64) << 8 | (kind as u64) << 3 | tag::HEADER
}

/// The kind in a header word.
#[inline]
pub fn header_kind(header: u64) -> Kind {
    Kind::from_bits(header >> 3)
}

/// The number of payload words in a header word.
#[inline]
pub const fn header_words(header: u64) -> usize {
    (header >> 8) as usize
}

/// The smallest integer that needs no bignum.
pub const SMALL_MIN: i64 = -(1 << 60);
/// The largest integer that needs no bignum.
pub const SMALL_MAX: i64 = (1 << 60) - 1;

/// `[]`
impl Default for Term {
    fn default() -> Term {
        Term::NIL
    }
}

/// The raw word; `term::show` prints what it means.
impl std::fmt::Debug for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Term({:#x})", self.0)
    }
}

impl Term {
    /// `[]`
    pub const NIL: Term = Term(sort::NIL << 3 | tag::IMMEDIATE);
    /// No value; never seen by a program.
    pub const NONE: Term = Term(sort::NONE << 3 | tag::IMMEDIATE);
    /// The atom `true`.
    pub const TRUE: Term = Term::atom(atoms::true_);
    /// The atom `false`.
    pub const FALSE: Term = Term::atom(atoms::false_);

    /// An atom.
    #[inline]
    pub const fn atom(atom: Atom) -> Term {
        Term((atom.0 as u64) << 6 | sort::ATOM << 3 | tag::IMMEDIATE)
    }

    /// `true` or `false`.
    #[inline]
    pub const fn boolean(value: bool) -> Term {
        if value { Term::TRUE } else { Term::FALSE }
    }

    /// An integer that fits 61 bits.
    #[inline]
    pub const fn small(value: i64) -> Term {
        debug_assert!(value >= SMALL_MIN && value <= SMALL_MAX);
        Term((value as u64) << 3)
    }

    /// The integer, if it needs no bignum.
    #[inline]
    pub const fn try_small(value: i64) -> Option<Term> {
        if value >= SMALL_MIN && value <= SMALL_MAX { Some(Term::small(value)) } else { None }
    }

    /// A local pid.
    #[inline]
    pub const fn pid(pid: Pid) -> Term {
        Term(pid.0 << 6 | sort::PID << 3 | tag::IMMEDIATE)
    }

    /// A local port.
    #[inline]
    pub const fn port(number: u64) -> Term {
        Term(number << 6 | sort::PORT << 3 | tag::IMMEDIATE)
    }

    /// The three tag bits.
    #[inline]
    pub const fn tag(self) -> u64 {
        self.0 & tag::MASK
    }

    /// Whether it points into a heap.
    #[inline]
    pub const fn is_pointer(self) -> bool {
        // Tags 1, 2, 3 and 6.
        (1u64 << (self.0 & 7)) & 0b0100_1110 != 0
    }

    /// Whether it is a small integer.
    #[inline]
    pub const fn is_small(self) -> bool {
        self.0 & 7 == tag::SMALL
    }

    /// The value of a small integer.
    #[inline]
    pub const fn as_small(self) -> Option<i64> {
        if self.is_small() { Some(self.0 as i64 >> 3) } else { None }
    }

    /// Whether it is an atom.
    #[inline]
    pub const fn is_atom(self) -> bool {
        self.0 & 63 == sort::ATOM << 3 | tag::IMMEDIATE
    }

    /// The atom, if it is one.
    #[inline]
    pub const fn as_atom(self) -> Option<Atom> {
        if self.is_atom() { Some(Atom((self.0 >> 6) as u32)) } else { None }
    }

    /// The truth value, if it is `true` or `false`.
    pub fn as_boolean(self) -> Option<bool> {
        match self {
            Term::TRUE => Some(true),
            Term::FALSE => Some(false),
            _ => None,
        }
    }

    /// Whether it is a local pid.
    #[inline]
    pub const fn is_local_pid(self) -> bool {
        self.0 & 63 == sort::PID << 3 | tag::IMMEDIATE
    }

    /// The local pid, if it is one.
    #[inline]
    pub const fn as_pid(self) -> Option<Pid> {
        if self.is_local_pid() { Some(Pid(self.0 >> 6)) } else { None }
    }

    /// Whether it is `[]`.
    #[inline]
    pub const fn is_nil(self) -> bool {
        self.0 == Term::NIL.0
    }

    /// Whether it is a cons cell.
    #[inline]
    pub const fn is_cons(self) -> bool {
        self.0 & 7 == tag::CONS
    }

    /// Whether it is a tuple.
    #[inline]
    pub const fn is_tuple(self) -> bool {
        self.0 & 7 == tag::TUPLE
    }

    /// Whether it is a float.
    #[inline]
    pub const fn is_float(self) -> bool {
        self.0 & 7 == tag::FLOAT
    }

    /// The kind of the object a boxed, tuple or float term points to.
    #[inline]
    pub fn kind(self) -> Option<Kind> {
        match self.tag() {
            tag::BOXED => Some(header_kind(raw::word(self, 0))),
            tag::TUPLE => Some(Kind::Tuple),
            tag::FLOAT => Some(Kind::Float),
            _ => None,
        }
    }

    /// What it is, to be matched on.
    #[inline]
    pub fn view(self) -> View {
        match self.tag() {
            tag::SMALL => View::Small(self.0 as i64 >> 3),
            tag::CONS => View::Cons(raw::term(self, 0), raw::term(self, 1)),
            tag::TUPLE => View::Tuple(Tuple(self)),
            tag::FLOAT => View::Float(f64::from_bits(raw::word(self, 1))),
            tag::IMMEDIATE => match self.0 >> 3 & 7 {
                sort::ATOM => View::Atom(Atom((self.0 >> 6) as u32)),
                sort::PID => View::Pid(Pid(self.0 >> 6)),
                sort::PORT => View::Port(self.0 >> 6),
                sort::NIL => View::Nil,
                _ => View::Other,
            },
            tag::BOXED => self.view_boxed(),
            _ => View::Other,
        }
    }

    fn view_boxed(self) -> View {
        match header_kind(raw::word(self, 0)) {
            Kind::BigPositive | Kind::BigNegative => View::Big(Big(self)),
            Kind::HeapBits | Kind::SubBits => View::Bits(bits::Bits::of(self)),
            Kind::Fun => View::Fun(Fun(self)),
            Kind::ExportFun => View::ExportFun(self),
            Kind::FlatMap | Kind::HashMap => View::Map(self),
            Kind::Reference => View::Reference(Reference(self)),
            Kind::ExternalPid => View::ExternalPid(External(self)),
            Kind::ExternalPort => View::ExternalPort(External(self)),
            Kind::ExternalReference => View::ExternalReference(External(self)),
            _ => View::Other,
        }
    }

    /// The local reference, if it is one.
    #[inline]
    pub fn as_reference(self) -> Option<Reference> {
        (self.kind() == Some(Kind::Reference)).then_some(Reference(self))
    }

    /// The tuple, if it is one.
    #[inline]
    pub fn as_tuple(self) -> Option<Tuple> {
        if self.is_tuple() { Some(Tuple(self)) } else { None }
    }

    /// Head and tail, if it is a cons cell.
    #[inline]
    pub fn as_cons(self) -> Option<(Term, Term)> {
        if self.is_cons() { Some((raw::term(self, 0), raw::term(self, 1))) } else { None }
    }

    /// The float, if it is one.
    #[inline]
    pub fn as_float(self) -> Option<f64> {
        if self.is_float() { Some(f64::from_bits(raw::word(self, 1))) } else { None }
    }

    /// The bit string, if it is one.
    #[inline]
    pub fn as_bits(self) -> Option<bits::Bits> {
        match self.kind() {
            Some(Kind::HeapBits | Kind::SubBits) => Some(bits::Bits::of(self)),
            _ => None,
        }
    }

    /// Whether it is a map.
    #[inline]
    pub fn is_map(self) -> bool {
        matches!(self.kind(), Some(Kind::FlatMap | Kind::HashMap))
    }

    /// Whether it is a small or big integer.
    #[inline]
    pub fn is_integer(self) -> bool {
        self.is_small() || matches!(self.kind(), Some(Kind::BigPositive | Kind::BigNegative))
    }
}

/// What a term is. Maps, big integers and bit strings have their own files of operations.
#[derive(Clone, Copy)]
pub enum View {
    /// An integer of 61 bits.
    Small(i64),
    /// A larger integer.
    Big(Big),
    /// A float.
    Float(f64),
    /// An atom.
    Atom(Atom),
    /// `[]`
    Nil,
    /// Head and tail.
    Cons(Term, Term),
    /// A tuple.
    Tuple(Tuple),
    /// A map, flat or hashed.
    Map(Term),
    /// A bit string.
    Bits(bits::Bits),
    /// A fun of some module's code.
    Fun(Fun),
    /// `fun M:F/A`.
    ExportFun(Term),
    /// A local pid.
    Pid(Pid),
    /// A local port's number.
    Port(u64),
    /// A local reference.
    Reference(Reference),
    /// Another node's pid.
    ExternalPid(External),
    /// Another node's port.
    ExternalPort(External),
    /// Another node's reference.
    ExternalReference(External),
    /// Nothing a program can hold: a match context, a catch mark, a trace.
    Other,
}

/// A local process identifier: slot in the low 28 bits, generation above; 58 bits in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pid(pub u64);

impl Pid {
    /// Bits of the slot number.
    pub const SLOT_BITS: u32 = 28;

    /// The pid of `slot` in its `generation`-th use.
    pub const fn new(slot: u32, generation: u32) -> Pid {
        Pid((generation as u64 & 0x3fff_ffff) << Self::SLOT_BITS | slot as u64)
    }

    /// The slot in the process table.
    pub const fn slot(self) -> u32 {
        (self.0 & ((1 << Self::SLOT_BITS) - 1)) as u32
    }

    /// How often the slot was used before.
    pub const fn generation(self) -> u32 {
        (self.0 >> Self::SLOT_BITS) as u32
    }
}

/// A tuple.
#[derive(Clone, Copy)]
pub struct Tuple(Term);

impl Tuple {
    /// The number of elements.
    #[inline]
    pub fn len(self) -> usize {
        header_words(raw::word(self.0, 0))
    }

    /// Whether it is `{}`.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The elements.
    #[inline]
    pub fn elements(&self) -> &[Term] {
        raw::terms(self.0, 1, self.len())
    }

    /// The element at `index`, counted from 0.
    #[inline]
    pub fn get(self, index: usize) -> Option<Term> {
        if index < self.len() { Some(raw::term(self.0, index + 1)) } else { None }
    }
}

/// An integer beyond 61 bits.
#[derive(Clone, Copy)]
pub struct Big(Term);

impl Big {
    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.0.kind() == Some(Kind::BigNegative)
    }

    /// The magnitude's limbs, least significant first; the last is not zero.
    pub fn limbs(&self) -> &[u64] {
        raw::words(self.0, 1, header_words(raw::word(self.0, 0)))
    }
}

/// A fun with code of a module.
#[derive(Clone, Copy)]
pub struct Fun(Term);

/// What identifies a fun's code; the loader's entry of a lambda begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct LambdaHead {
    /// The module that holds the code.
    pub module: Atom,
    /// Its number in the module.
    pub index: u32,
    /// Identifies the code.
    pub uniq: u32,
}

impl Fun {
    /// What identifies its code.
    pub fn head(self) -> LambdaHead {
        raw::lambda(self.0)
    }

    /// The address of its lambda's entry.
    #[inline]
    pub fn entry(self) -> u64 {
        raw::word(self.0, 1)
    }

    /// The number of arguments it takes.
    #[inline]
    pub fn arity(self) -> u32 {
        raw::word(self.0, 2) as u32
    }

    /// The process that made it.
    pub fn creator(self) -> Term {
        raw::term(self.0, 3)
    }

    /// The values of its free variables.
    pub fn free(&self) -> &[Term] {
        raw::terms(self.0, 4, header_words(raw::word(self.0, 0)) - 3)
    }
}

/// A local reference.
#[derive(Clone, Copy)]
pub struct Reference(Term);

impl Reference {
    /// The 64 bits that make it unique.
    pub fn id(self) -> u64 {
        raw::word(self.0, 1)
    }

    /// The process that owns the alias or monitor, if it is one.
    pub fn owner(self) -> Option<Pid> {
        raw::term(self.0, 2).as_pid()
    }

    /// The numbers that it stands for, if it is an array of atomics.
    pub fn buffer(self) -> Option<bits::BufferPtr> {
        (header_words(raw::word(self.0, 0)) > 2).then(|| bits::BufferPtr::of(raw::term(self.0, 3)))
    }
}

/// A pid, port or reference of another node.
#[derive(Clone, Copy)]
pub struct External(Term);

impl External {
    /// The node's name.
    pub fn node(self) -> Atom {
        raw::term(self.0, 1).as_atom().unwrap_or(atoms::nonode)
    }

    /// The node's creation and the numbers of the identifier.
    pub fn numbers(&self) -> &[u64] {
        raw::words(self.0, 2, header_words(raw::word(self.0, 0)) - 1)
    }
}
