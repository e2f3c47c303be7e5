//! The table of built-in functions: the only place where one is declared.
//!
//! An entry reads `kind "name"/arity => path;` inside the block of its Erlang module; the path is below this module.
//!
//! - `guard`: pure and quick, allowed in guards; the compiler asks this table.
//! - `body`: anything that ends in bounded time.
//! - `trap`: may suspend the process or continue later ([`Stop::Trap`]).
//! - `hidden`: as `trap`, but not exported: the continuation of another one.
//!
//! A built-in function gets copies of its arguments and allocates through [`Cx`] (an [`Alloc`]): no collection
//! starts while it runs, so terms may be kept in locals. What walks data of any size charges reductions for it, and
//! continues by a trap when its slice is used up.

use crate::atom::{Atom, atoms};
use crate::process::Process;
use crate::term::Term;
use crate::term::build::{Alloc, OutOfHeap};

/// What a built-in function gets besides its arguments.
pub struct Cx<'a> {
    /// The process that called.
    pub process: &'a mut Process,
}

/// The result of a built-in function.
pub type Outcome = Result<Term, Stop>;

/// Why a built-in function did not return a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stop {
    /// It raised an exception.
    Raise {
        /// `error`, `exit` or `throw`.
        class: Atom,
        /// The reason.
        reason: Term,
        /// What OTP puts under `cause` in the frame's `error_info`, if anything.
        cause: Option<Atom>,
    },
    /// It needs more memory than the process may have.
    OutOfHeap,
    /// Go on by calling `function`, an entry of the table, with the arguments left in [`Cx::set_trap`].
    Trap {
        /// The entry's index.
        function: u32,
    },
}

impl From<OutOfHeap> for Stop {
    fn from(_: OutOfHeap) -> Stop {
        Stop::OutOfHeap
    }
}

/// The error `badarg`.
pub fn badarg() -> Stop {
    error(Term::atom(atoms::badarg))
}

/// The error `badarith`.
pub fn badarith() -> Stop {
    error(Term::atom(atoms::badarith))
}

/// The error `system_limit`.
pub fn system_limit() -> Stop {
    error(Term::atom(atoms::system_limit))
}

/// An error with this reason.
pub fn error(reason: Term) -> Stop {
    Stop::Raise { class: atoms::error, reason, cause: None }
}

/// The error `badarg` whose `error_info` carries `cause`.
pub fn badarg_because(cause: Atom) -> Stop {
    Stop::Raise { class: atoms::error, reason: Term::atom(atoms::badarg), cause: Some(cause) }
}

impl Alloc for Cx<'_> {
    #[inline]
    fn alloc(&mut self, words: usize) -> Result<&mut [u64], OutOfHeap> {
        self.process.heap.alloc(words)
    }

    fn register(&mut self, buffer_ref: Term, bytes: usize) {
        self.process.heap.register(buffer_ref, bytes);
    }
}

impl Cx<'_> {
    /// Charges `work` reductions; about one per element walked or 10 per kilobyte copied.
    #[inline]
    pub fn charge(&mut self, work: usize) {
        self.process.reductions_left -= work as i64;
    }

    /// Whether the slice is used up, so that a function with more to do should trap.
    #[inline]
    pub fn exhausted(&self) -> bool {
        self.process.reductions_left <= 0
    }

    /// How many elements may be walked before the slice is used up; at least 1.
    pub fn budget(&self) -> usize {
        self.process.reductions_left.max(1) as usize
    }

    /// Continue, after other processes had their turn, by calling `module:name` with `args`.
    pub fn trap(&mut self, module: Atom, name: &str, args: &[Term]) -> Stop {
        let function =
            lookup(module, Atom::new(name), args.len() as u32).expect("a trap names an entry of the table");
        self.process.trap_args[..args.len()].copy_from_slice(args);
        Stop::Trap { function }
    }
}

/// The kind of a built-in function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BifKind {
    Guard,
    Body,
    Trap,
    Hidden,
}

/// One entry of the table.
pub struct Bif {
    /// Its Erlang module.
    pub module: &'static str,
    /// Its Erlang name.
    pub name: &'static str,
    /// The number of arguments.
    pub arity: u32,
    /// Its kind.
    pub kind: BifKind,
    /// The Rust function; the slice has `arity` elements.
    pub run: fn(&mut Cx, &[Term]) -> Outcome,
}

macro_rules! kind {
    (guard) => {
        BifKind::Guard
    };
    (body) => {
        BifKind::Body
    };
    (trap) => {
        BifKind::Trap
    };
    (hidden) => {
        BifKind::Hidden
    };
}

macro_rules! bifs {
    ($($module:literal { $($kind:ident $name:literal / $arity:literal => $($path:ident)::+;)* })*) => {
        /// All built-in functions; an entry's index is its [`crate::instr::kinds::BifId`].
        pub static BIFS: &[Bif] = &[$($(Bif {
            module: $module,
            name: $name,
            arity: $arity,
            kind: kind!($kind),
            run: |cx, args| $($path)::+(cx, args.first_chunk::<$arity>().expect("called with its arity")),
        },)*)*];
    };
}

/// The index of `module:name/arity` in [`BIFS`].
pub fn lookup(module: Atom, name: Atom, arity: u32) -> Option<u32> {
    use std::collections::HashMap;
    use std::sync::OnceLock;
    static INDEX: OnceLock<HashMap<(Atom, Atom, u32), u32>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let key = |bif: &Bif| (Atom::new(bif.module), Atom::new(bif.name), bif.arity);
        BIFS.iter().enumerate().map(|(index, bif)| (key(bif), index as u32)).collect()
    });
    index.get(&(module, name, arity)).copied()
}

/// Whether `erlang:name/arity` is allowed in guards.
pub fn is_guard(name: Atom, arity: u32) -> bool {
    lookup(atoms::erlang, name, arity).is_some_and(|index| BIFS[index as usize].kind == BifKind::Guard)
}

bifs! {
    "erlang" {
    }
    // ── Data: numbers, lists, tuples, maps, bit strings, conversions ───────
    // ── Processes, time, code, the system ──────────────────────────────────
}
