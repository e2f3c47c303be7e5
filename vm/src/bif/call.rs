//! What a built-in function gets, and what it gives: a value, or why there is none.

use super::lookup;
use crate::atom::{Atom, atoms};
use crate::interp::Context;
use crate::process::Process;
use crate::term::Term;
use crate::term::build::{Alloc, OutOfHeap};

/// What a built-in function gets besides its arguments.
pub struct Cx<'a> {
    /// The scheduler's context, with the process that called.
    pub context: &'a mut Context,
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
    /// Go on, after other processes had their turn, by calling `function`, an entry of the table, with the
    /// context's `trap_args`.
    Trap {
        /// The entry's index.
        function: u32,
    },
    /// It raised with a trace that a program made or caught.
    Reraise {
        /// `error`, `exit` or `throw`.
        class: Atom,
        /// The reason.
        reason: Term,
        /// The trace.
        trace: Term,
    },
    /// The value is that of a call of an Erlang function, whose arguments are in the X registers.
    Call {
        /// The address of its code.
        code: u64,
        /// How many registers are in use.
        live: u32,
    },
    /// The process is to end; its reason is set.
    Exit,
    /// The value is `value`, after other processes had their turn.
    Yield {
        /// The value.
        value: Term,
    },
    /// As `Call`, with nothing left on the stack.
    Restart {
        /// The address of its code.
        code: u64,
        /// How many registers are in use.
        live: u32,
    },
    /// The process sleeps with an empty stack until a signal arrives, then goes on at `code` with the X registers as
    /// they are.
    Sleep {
        /// The address of the code.
        code: u64,
        /// How many registers are in use.
        live: u32,
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

/// The error `{reason, value}`.
pub fn error_pair<A: Alloc>(heap: &mut A, reason: Atom, value: Term) -> Stop {
    match heap.tuple(&[Term::atom(reason), value]) {
        Ok(reason) => error(reason),
        Err(full) => full.into(),
    }
}

/// The error `badarg` whose `error_info` carries `cause`.
pub fn badarg_because(cause: Atom) -> Stop {
    Stop::Raise { class: atoms::error, reason: Term::atom(atoms::badarg), cause: Some(cause) }
}

impl Alloc for Cx<'_> {
    #[inline]
    fn alloc(&mut self, words: usize) -> Result<&mut [u64], OutOfHeap> {
        self.process().heap.alloc(words)
    }

    fn register(&mut self, buffer_ref: Term, bytes: usize) {
        self.process().heap.register(buffer_ref, bytes);
    }
}

impl Cx<'_> {
    /// The process that called.
    #[inline]
    pub fn process(&mut self) -> &mut Process {
        self.context.process()
    }

    /// Charges `work` reductions; about one per element walked or 10 per kilobyte copied.
    #[inline]
    pub fn charge(&mut self, work: usize) {
        self.process().reductions_left -= work as i64;
    }

    /// Whether the slice is used up, so that a function with more to do should trap.
    #[inline]
    pub fn exhausted(&mut self) -> bool {
        self.process().reductions_left <= 0
    }

    /// How many elements may be walked before the slice is used up; at least 1.
    pub fn budget(&mut self) -> usize {
        self.process().reductions_left.max(1) as usize
    }

    /// Continue, after other processes had their turn, by calling `module:name` with `args`.
    pub fn trap(&mut self, module: Atom, name: &str, args: &[Term]) -> Stop {
        let function =
            lookup(module, Atom::new(name), args.len() as u32).expect("a trap names an entry of the table");
        self.context.trap_args[..args.len()].copy_from_slice(args);
        Stop::Trap { function }
    }
}
