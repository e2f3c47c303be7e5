//! A compiled module: what the compiler makes, the image stores, the validator checks and the loader loads.

pub mod image;

use dashu_int::IBig;

use crate::atom::Atom;
use crate::instr::Instr;

/// Heap words of a fun without free variables: header, code, environment size and arity, creator.
pub const FUN_WORDS: u32 = 4;

/// `module:function/arity`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mfa {
    /// The module.
    pub module: Atom,
    /// The function.
    pub function: Atom,
    /// The number of arguments.
    pub arity: u32,
}

impl std::fmt::Display for Mfa {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}/{}", self.module.name(), self.function.name(), self.arity)
    }
}

/// A compiled module.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// The module's name.
    pub name: Atom,
    /// All functions, funs' bodies included.
    pub functions: Vec<Function>,
    /// Indices into `functions` of those that may be called from outside.
    pub exports: Vec<u32>,
    /// The functions of other modules (and built-in ones) that the code calls.
    pub imports: Vec<Mfa>,
    /// Constant terms, referred to by [`crate::instr::Constant::Literal`].
    pub literals: Vec<Literal>,
    /// The funs that `make_fun` makes.
    pub lambdas: Vec<Lambda>,
    /// `module_info(attributes)`: name and list of values, in source order; `vsn` included.
    pub attributes: Vec<(Atom, Literal)>,
    /// Index of the function that `-on_load` names.
    pub on_load: Option<u32>,
    /// The source files that positions refer to, as reported in stack traces.
    pub files: Vec<String>,
}

/// One function.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name; funs have OTP's names such as `-main/0-fun-0-`.
    pub name: Atom,
    /// The number of arguments, free variables included.
    pub arity: u32,
    /// The instructions. Execution begins at the first.
    pub code: Vec<Instr>,
    /// For each call and each instruction that can fail, sorted by index: where it stands in the source.
    pub positions: Vec<(u32, Position)>,
    /// Names of source variables: `(first, last, register, name)`, instruction indices inclusive.
    pub variables: Vec<(u32, u32, crate::instr::Dst, String)>,
    /// For each `recv_wait` or `recv_wait_timeout`: the patterns of its clauses as text.
    pub receives: Vec<(u32, Vec<String>)>,
}

/// A place in the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Index into [`Module::files`].
    pub file: u16,
    /// The line as OTP reports it, from 1.
    pub line: u32,
    /// Byte offset of the first byte in the file's text.
    pub start: u32,
    /// Byte offset after the last byte.
    pub end: u32,
}

/// A fun of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lambda {
    /// Index of its body in [`Module::functions`].
    pub function: u32,
    /// The number of arguments without free variables.
    pub arity: u32,
    /// The number of free variables: the body's last arguments.
    pub free: u32,
    /// Identifies the code: equal for equal funs only.
    pub uniq: u32,
}

/// A constant term, as the compiler writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// An integer of any size.
    Integer(IBig),
    /// A finite float.
    Float(f64),
    /// An atom.
    Atom(Atom),
    /// `[]`
    Nil,
    /// A non-empty list: elements and tail.
    List(Vec<Literal>, Box<Literal>),
    /// A proper list of small integers below 2^21, as strings are.
    String(String),
    /// A tuple.
    Tuple(Vec<Literal>),
    /// A map; keys are distinct.
    Map(Vec<(Literal, Literal)>),
    /// A bit string: bytes and the number of bits, the last byte being filled with zeroes.
    Bits(Vec<u8>, u64),
    /// `fun m:f/a`.
    Export(Mfa),
}
