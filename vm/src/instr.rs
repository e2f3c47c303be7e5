//! Instructions as the compiler writes them and the assembler shows them: an enum made from the table.

use std::fmt;

use crate::atom::Atom as AtomName;
use crate::for_each_op;

/// A constant operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Constant {
    /// An integer that fits 61 bits.
    Integer(i64),
    /// An atom.
    Atom(AtomName),
    /// `[]`
    Nil,
    /// Index into [`crate::module::Module::literals`].
    Literal(u32),
}

/// What an instruction reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Src {
    /// An X register.
    X(u16),
    /// A slot of the current frame.
    Y(u16),
    /// A constant.
    Const(Constant),
}

/// What an instruction writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dst {
    /// An X register.
    X(u16),
    /// A slot of the current frame.
    Y(u16),
}

impl From<Dst> for Src {
    fn from(dst: Dst) -> Src {
        match dst {
            Dst::X(n) => Src::X(n),
            Dst::Y(n) => Src::Y(n),
        }
    }
}

/// How many X registers there are; the highest number is one less.
pub const X_REGISTERS: u16 = 1024;
/// The largest frame.
pub const MAX_SLOTS: u32 = 1 << 15;

/// The type of a bit string segment under construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentKind {
    /// `size * unit` bits of an integer.
    Integer,
    /// `size * unit` bits of a float.
    Float,
    /// A bit string: `size * unit` bits of it, or all of it (a multiple of `unit`) when `size` is absent.
    Bits,
    /// A code point in UTF-8.
    Utf8,
    /// A code point in UTF-16.
    Utf16,
    /// A code point in UTF-32.
    Utf32,
}

/// Byte order and sign of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Least significant byte first.
    pub little: bool,
    /// Two's complement.
    pub signed: bool,
}

/// One segment of `bs_create`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its type.
    pub kind: SegmentKind,
    /// Byte order and sign.
    pub flags: Flags,
    /// Bits per unit of size, 1 to 256.
    pub unit: u32,
    /// What is written.
    pub value: Src,
    /// Its size in units; `None` for the whole of a bit string and for UTF.
    pub size: Option<Src>,
}

/// Operand kinds: the type that stands in [`Instr`] for each kind named in the table.
pub mod kinds {
    #![allow(missing_docs)]
    pub use super::{Dst, Flags, Segment, Src};
    pub use crate::atom::Atom;
    pub type HotSrc = Src;
    pub type HotDst = Dst;
    /// A label of the function; 0 is none.
    pub type Label = u32;
    pub type Live = u32;
    pub type Count = u32;
    pub type Words = u32;
    /// Index into the module's functions.
    pub type Fun = u32;
    /// Index into the module's imports.
    pub type Import = u32;
    /// Index into the module's lambdas.
    pub type Lambda = u32;
    /// Index into the module's literals.
    pub type Literal = u32;
    /// The number of a Y slot.
    pub type Slot = u32;
    pub type SrcList = Vec<Src>;
    pub type DstList = Vec<Dst>;
    pub type Cases = Vec<(super::Constant, Label)>;
    pub type Arities = Vec<(u32, Label)>;
    pub type Segments = Vec<Segment>;
    pub type BifId = u32;
    pub type ExportId = u32;
}

macro_rules! define_instr {
    ($($(#[$doc:meta])* $class:ident $name:ident = $Variant:ident { $($field:ident : $kind:ident),* };)*) => {
        /// One instruction. See [`crate::ops`] for what each does.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs)]
        pub enum Instr { $($(#[$doc])* $Variant { $($field: kinds::$kind),* },)* }

        impl Instr {
            /// The name in assembler text.
            pub fn name(&self) -> &'static str {
                match self { $(Instr::$Variant { .. } => stringify!($name).trim_end_matches('_'),)* }
            }

            /// Whether control may reach the next instruction.
            pub fn falls_through(&self) -> bool {
                match self { $(Instr::$Variant { .. } => class!($class) != Class::End,)* }
            }

            /// The class in the table.
            pub fn class(&self) -> Class {
                match self { $(Instr::$Variant { .. } => class!($class),)* }
            }
        }

        impl fmt::Display for Instr {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $(Instr::$Variant { $($field),* } => {
                    f.write_str(self.name())?;
                    $( write!(f, " {}=", stringify!($field))?; Show::show($field, f)?; )*
                    Ok(())
                })* }
            }
        }
    };
}

macro_rules! class {
    (plain) => {
        Class::Plain
    };
    (call) => {
        Class::Call
    };
    (alloc) => {
        Class::Alloc
    };
    (end) => {
        Class::End
    };
    (pseudo) => {
        Class::Pseudo
    };
    (internal) => {
        Class::Internal
    };
}

/// The class of an instruction; see [`crate::ops`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Class {
    Plain,
    Call,
    Alloc,
    End,
    Pseudo,
    Internal,
}

for_each_op!(define_instr);

/// The text of an operand in assembler listings.
trait Show {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl Show for u32 {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Show for AtomName {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Show for Flags {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.little { "little" } else { "big" })?;
        f.write_str(if self.signed { "+signed" } else { "" })
    }
}

impl Show for Constant {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Constant::Integer(n) => write!(f, "{n}"),
            Constant::Atom(atom) => atom.show(f),
            Constant::Nil => f.write_str("[]"),
            Constant::Literal(index) => write!(f, "lit{index}"),
        }
    }
}

impl Show for Src {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Src::X(n) => write!(f, "x{n}"),
            Src::Y(n) => write!(f, "y{n}"),
            Src::Const(constant) => constant.show(f),
        }
    }
}

impl Show for Dst {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Src::from(*self).show(f)
    }
}

impl Show for Segment {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}:", self.kind)?;
        self.value.show(f)?;
        if let Some(size) = &self.size {
            f.write_str(":")?;
            size.show(f)?;
        }
        write!(f, "*{}/", self.unit)?;
        self.flags.show(f)
    }
}

impl<A: Show, B: Show> Show for (A, B) {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f)?;
        f.write_str("->")?;
        self.1.show(f)
    }
}

impl<T: Show> Show for Vec<T> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (index, item) in self.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "," })?;
            item.show(f)?;
        }
        f.write_str("]")
    }
}
