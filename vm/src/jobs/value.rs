//! What a job takes and what it answers, as data without a heap.

use crate::bif::{Outcome, Stop, badarg};
use crate::heap::Heap;
use crate::term::bits::BufferPtr;
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::{Term, View};

/// An argument of a job.
#[derive(Clone, Debug)]
pub(crate) enum Arg {
    /// An integer.
    Int(i64),
    /// The bytes of a binary, or the name of an atom.
    Bytes(Vec<u8>),
}

impl Arg {
    /// The argument that a term says, if it is one.
    pub(crate) fn of(term: Term) -> Result<Arg, Stop> {
        match term.view() {
            View::Small(value) => Ok(Arg::Int(value)),
            View::Atom(atom) => Ok(Arg::Bytes(atom.name().as_bytes().to_vec())),
            View::Bits(bits) if bits.is_binary() => Ok(Arg::Bytes(bits.to_vec())),
            _ => Err(badarg()),
        }
    }
}

/// A buffer that this value counts for.
pub(crate) struct Large(BufferPtr);

impl Large {
    /// Takes over a buffer's count.
    pub(crate) fn new(buffer: BufferPtr) -> Large {
        Large(buffer)
    }

    /// All its bytes that are in use.
    pub(crate) fn all(&self) -> &[u8] {
        self.0.bytes(0, self.0.used())
    }

    /// Some of its bytes, which are in use.
    pub(crate) fn bytes(&self, start: usize, size: usize) -> &[u8] {
        self.0.bytes(start, size)
    }
}

impl Clone for Large {
    fn clone(&self) -> Large {
        self.0.retain();
        Large(self.0)
    }
}

impl Drop for Large {
    fn drop(&mut self) {
        self.0.release();
    }
}

impl std::fmt::Debug for Large {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{} bytes", self.0.used())
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// An atom.
    Atom(&'static str),
    /// An integer.
    Int(i64),
    /// A binary.
    Bytes(Vec<u8>),
    /// A large binary, which no heap has to copy.
    Large(Large),
    /// A tuple.
    Tuple(Vec<Value>),
    /// A list.
    List(Vec<Value>),
}

impl Value {
    /// `{ok, value}`
    pub(crate) fn ok(value: Value) -> Value {
        Value::Tuple(vec![Value::Atom("ok"), value])
    }

    /// `{error, reason}`
    pub(crate) fn error(reason: &'static str) -> Value {
        Value::Tuple(vec![Value::Atom("error"), Value::Atom(reason)])
    }

    /// The term, on this heap.
    pub(crate) fn build<A: Alloc>(&self, heap: &mut A) -> Result<Term, OutOfHeap> {
        match self {
            Value::Atom(name) => Ok(heap.atom(name)),
            Value::Int(value) => heap.integer(*value),
            Value::Bytes(bytes) => heap.binary(bytes),
            Value::Large(Large(buffer)) => {
                buffer.retain();
                heap.buffer_bits(*buffer, 0, buffer.used() as u64 * 8)
            }
            Value::Tuple(values) => {
                let terms = built(values, heap)?;
                heap.tuple(&terms)
            }
            Value::List(values) => {
                let terms = built(values, heap)?;
                heap.list(&terms)
            }
        }
    }

    /// `{reference, value}` on a heap of its own, for a message.
    pub(crate) fn answer(&self, heap: &mut Heap, reference: u64) -> Result<Term, OutOfHeap> {
        let reference = heap.reference(reference, None)?;
        let value = self.build(heap)?;
        heap.tuple(&[reference, value])
    }

    /// `{done, value}`, for a job that was done at once.
    pub(crate) fn done<A: Alloc>(&self, heap: &mut A) -> Outcome {
        let done = heap.atom("done");
        let value = self.build(heap)?;
        Ok(heap.tuple(&[done, value])?)
    }
}

fn built<A: Alloc>(values: &[Value], heap: &mut A) -> Result<Vec<Term>, OutOfHeap> {
    values.iter().map(|value| value.build(heap)).collect()
}
