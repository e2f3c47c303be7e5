//! Building terms: what every allocator of heap words can make.

use dashu_int::IBig;

use super::bits::{Bits, Buffer, BufferPtr, Builder, MAX_HEAP_BYTES};
use super::{Kind, SMALL_MAX, SMALL_MIN, Term, header, tag};
use crate::atom::Atom;

/// The heap's limit, the machine's limit or the memory does not allow the allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfHeap;

/// Something that gives heap words: a process's heap, a message under construction, a literal area.
///
/// Allocation never moves a term: when a process's heap is full the words come from a heap fragment, which the next
/// collection takes in. So terms may be held in locals across any of these calls.
pub trait Alloc {
    /// `words` uninitialised words, which the caller fills completely before the next allocation.
    fn alloc(&mut self, words: usize) -> Result<&mut [u64], OutOfHeap>;

    /// Notes that `buffer_ref`, just made, owns one count of a buffer, and answers for
    /// `bytes` of its bytes.
    fn register(&mut self, buffer_ref: Term, bytes: usize);

    /// `[head | tail]`
    #[inline]
    fn cons(&mut self, head: Term, tail: Term) -> Result<Term, OutOfHeap> {
        let words = self.alloc(2)?;
        words[0] = head.0;
        words[1] = tail.0;
        Ok(Term(words.as_ptr() as u64 | tag::CONS))
    }

    /// `{elements…}`
    #[inline]
    fn tuple(&mut self, elements: &[Term]) -> Result<Term, OutOfHeap> {
        Ok(Term(self.object(Kind::Tuple, elements)? | tag::TUPLE))
    }

    /// A boxed object of `kind` whose payload is all terms.
    #[inline]
    fn boxed(&mut self, kind: Kind, payload: &[Term]) -> Result<Term, OutOfHeap> {
        Ok(Term(self.object(kind, payload)? | tag::BOXED))
    }

    /// The address of a new object of `kind` with `payload`.
    #[inline]
    fn object(&mut self, kind: Kind, payload: &[Term]) -> Result<u64, OutOfHeap> {
        let words = self.alloc(payload.len() + 1)?;
        words[0] = header(kind, payload.len());
        for (word, term) in words[1..].iter_mut().zip(payload) {
            *word = term.0;
        }
        Ok(words.as_ptr() as u64)
    }

    /// A boxed object of `kind` whose payload is plain words (and terms where the kind says so).
    #[inline]
    fn boxed_words(&mut self, kind: Kind, payload: &[u64]) -> Result<Term, OutOfHeap> {
        let words = self.alloc(payload.len() + 1)?;
        words[0] = header(kind, payload.len());
        words[1..].copy_from_slice(payload);
        Ok(Term(words.as_ptr() as u64 | tag::BOXED))
    }

    /// A float; the value is finite.
    fn float(&mut self, value: f64) -> Result<Term, OutOfHeap> {
        let words = self.alloc(2)?;
        words[0] = header(Kind::Float, 1);
        words[1] = value.to_bits();
        Ok(Term(words.as_ptr() as u64 | tag::FLOAT))
    }

    /// An integer of the machine's width.
    #[inline]
    fn integer(&mut self, value: i64) -> Result<Term, OutOfHeap> {
        match Term::try_small(value) {
            Some(small) => Ok(small),
            None => self.big(value < 0, &[value.unsigned_abs()]),
        }
    }

    /// An unsigned integer of the machine's width.
    fn unsigned(&mut self, value: u64) -> Result<Term, OutOfHeap> {
        match i64::try_from(value) {
            Ok(value) => self.integer(value),
            Err(_) => self.big(false, &[value]),
        }
    }

    /// An integer of any size.
    fn ibig(&mut self, value: &IBig) -> Result<Term, OutOfHeap> {
        match i64::try_from(value) {
            Ok(value) => self.integer(value),
            Err(_) => {
                let (sign, words) = value.as_sign_words();
                self.big(sign == dashu_int::Sign::Negative, words)
            }
        }
    }

    /// An integer from sign and magnitude; leading zero limbs are dropped and small values become small integers.
    fn big(&mut self, negative: bool, limbs: &[u64]) -> Result<Term, OutOfHeap> {
        let len = limbs.iter().rposition(|limb| *limb != 0).map_or(0, |last| last + 1);
        if len <= 1 {
            let magnitude = i128::from(limbs.first().copied().unwrap_or(0));
            let value = if negative { -magnitude } else { magnitude };
            if value >= i128::from(SMALL_MIN) && value <= i128::from(SMALL_MAX) {
                return Ok(Term::small(value as i64));
            }
        }
        let kind = if negative { Kind::BigNegative } else { Kind::BigPositive };
        self.boxed_words(kind, &limbs[..len])
    }

    /// A proper list.
    fn list(&mut self, elements: &[Term]) -> Result<Term, OutOfHeap> {
        self.list_with_tail(elements, Term::NIL)
    }

    /// `[elements… | tail]`, in one allocation.
    fn list_with_tail(&mut self, elements: &[Term], tail: Term) -> Result<Term, OutOfHeap> {
        self.list_of(elements.len(), elements.iter().copied(), tail)
    }

    /// The list of the first `count` elements, which there are, with a tail.
    #[inline]
    fn list_of(
        &mut self,
        count: usize,
        elements: impl Iterator<Item = Term>,
        tail: Term,
    ) -> Result<Term, OutOfHeap> {
        if count == 0 {
            return Ok(tail);
        }
        let words = self.alloc(count.checked_mul(2).ok_or(OutOfHeap)?)?;
        let base = words.as_ptr() as u64;
        let mut next = base;
        for (cell, element) in words.chunks_exact_mut(2).zip(elements) {
            next += 16;
            cell[0] = element.0;
            cell[1] = next | tag::CONS;
        }
        words[2 * count - 1] = tail.0;
        Ok(Term(base | tag::CONS))
    }

    /// The list of a text's code points.
    fn string(&mut self, text: &str) -> Result<Term, OutOfHeap> {
        if text.is_ascii() {
            return self.byte_list(text.as_bytes(), Term::NIL);
        }
        let points = text.chars().map(|point| Term::small(i64::from(u32::from(point))));
        self.list_of(text.chars().count(), points, Term::NIL)
    }

    /// The list of these bytes, with a tail.
    fn byte_list(&mut self, bytes: &[u8], tail: Term) -> Result<Term, OutOfHeap> {
        self.list_of(bytes.len(), bytes.iter().map(|byte| Term::small(i64::from(*byte))), tail)
    }

    /// The binary of these bytes.
    fn binary(&mut self, bytes: &[u8]) -> Result<Term, OutOfHeap> {
        self.bits(bytes, bytes.len() as u64 * 8)
    }

    /// The binary of what was written: on the heap when it is small, else in the buffer where it stands.
    fn built(&mut self, bytes: Builder) -> Result<Term, OutOfHeap> {
        let len = bytes.len();
        if len <= MAX_HEAP_BYTES {
            return self.binary(bytes.bytes());
        }
        let buffer = bytes.finish().ok_or(OutOfHeap)?;
        self.buffer_bits(buffer, 0, len as u64 * 8)
    }

    /// The bit string of the first `size` bits of `bytes`.
    fn bits(&mut self, bytes: &[u8], size: u64) -> Result<Term, OutOfHeap> {
        let len = size.div_ceil(8) as usize;
        if len > MAX_HEAP_BYTES {
            let buffer = Buffer::new(bytes, size, len).ok_or(OutOfHeap)?;
            return self.buffer_bits(buffer, 0, size);
        }
        let words = self.alloc(2 + len.div_ceil(8))?;
        words[0] = header(Kind::HeapBits, 1 + len.div_ceil(8));
        words[1] = size;
        for (word, chunk) in words[2..].iter_mut().zip(bytes[..len].chunks(8)) {
            let mut filled = [0; 8];
            filled[..chunk.len()].copy_from_slice(chunk);
            *word = u64::from_ne_bytes(filled);
        }
        let tail = size % 8;
        if tail != 0 {
            // The bits after the last one are zero, so that equal bit strings are equal bytes.
            let at = len - 1;
            let mut last = words[2 + at / 8].to_ne_bytes();
            last[at % 8] &= 0xff << (8 - tail);
            words[2 + at / 8] = u64::from_ne_bytes(last);
        }
        Ok(Term(words.as_ptr() as u64 | tag::BOXED))
    }

    /// A bit string over part of `buffer`, of which the caller gives up one count.
    fn buffer_bits(&mut self, buffer: BufferPtr, offset: u64, size: u64) -> Result<Term, OutOfHeap> {
        let buffer_ref = match self.boxed_words(Kind::BufferRef, &[buffer.to_word()]) {
            Ok(buffer_ref) => buffer_ref,
            Err(full) => {
                buffer.release();
                return Err(full);
            }
        };
        self.register(buffer_ref, buffer.share());
        self.boxed_words(Kind::SubBits, &[buffer_ref.0, offset, size])
    }

    /// The part of a bit string from bit `from` of it on, `size` bits long, sharing its bytes when it is large.
    fn sub_bits(&mut self, bits: Bits, from: u64, size: u64) -> Result<Term, OutOfHeap> {
        self.boxed_words(Kind::SubBits, &[bits.base.0, bits.offset + from, size])
    }

    /// A local reference with these 64 unique bits; `owner` for aliases and monitors.
    fn reference(&mut self, id: u64, owner: Option<super::Pid>) -> Result<Term, OutOfHeap> {
        self.boxed_words(Kind::Reference, &[id, owner.map_or(Term::NONE, Term::pid).0])
    }

    /// The atom called `name`.
    fn atom(&mut self, name: &str) -> Term {
        Term::atom(Atom::new(name))
    }
}
