//! A process: its registers, its heap, its mailbox.

use crate::heap::Heap;
use crate::term::Term;

/// One Erlang process.
pub struct Process {
    /// Where its terms live.
    pub heap: Heap,
    /// How many reductions its slice has left.
    pub reductions_left: i64,
    /// The arguments of the built-in function to continue with.
    pub trap_args: [Term; 8],
}
