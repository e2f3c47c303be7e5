//! Bit strings: matching on a context, construction.
//!
//! The work is done by [`crate::bitsyntax`]; here operands are fetched and the heap's top is stored and loaded around it.
#![allow(unsafe_code)]

use super::encode::word_flags;
use super::macros::{M, items};
use super::{Context, Step, slow, trace};
use crate::bif::Stop;
use crate::bitsyntax as bits;
use crate::bitsyntax::building::{Failure, Part, build};
use crate::bitsyntax::few::Few;
use crate::bitsyntax::matching as bitsyntax;
use crate::heap::Heap;
use crate::instr::SegmentKind;
use crate::term::bits::{Bits, BufferPtr, first_byte};
use crate::term::build::Alloc;
use crate::term::{Kind, Term, header, raw, tag};

/// Words that sub-binaries, contexts and small results need.
const ROOM: usize = 8;

/// Makes sure of [`ROOM`] before an instruction that allocates little.
macro_rules! room {
    ($m:ident, $i:ident) => {
        if ($m.sp as usize - $m.htop as usize) < ROOM * 8 {
            (*$m.cx).live = $i.live;
            (*$m.cx).dst = ROOM as u64;
            slow!($m, slow::make_room);
        }
    };
}

/// The heap, for a call out of a handler; `reload!` afterwards.
#[inline(always)]
unsafe fn heap<'a>(m: &M) -> &'a mut Heap {
    // SAFETY: rule 2 of `interp`.
    unsafe {
        let heap = &mut (*(*m.cx).process).heap;
        heap.stack = m.sp;
        heap.top = m.htop;
        heap
    }
}

macro_rules! reload {
    ($m:ident) => {
        $m.htop = (*(*$m.cx).process).heap.top;
    };
}

/// Takes a result apart: a value goes on, no match jumps, a stop is raised.
macro_rules! matched {
    ($m:ident, $i:ident, $result:expr, $value:ident => $then:expr) => {{
        let result = $result;
        reload!($m);
        match result {
            Ok(Some($value)) => $then,
            Ok(None) => goto!($m, $i.fail),
            Err(stop) => {
                (*$m.cx).stop = Some(stop);
                slow!($m, stopped);
            }
        }
    }};
}

fn out_of_heap(_: &mut Context) -> Step {
    Step::Raise(Stop::OutOfHeap)
}

fn stopped(cx: &mut Context) -> Step {
    Step::Raise(cx.stop.take().unwrap_or(Stop::OutOfHeap))
}

/// The context operand; anything else is broken code.
macro_rules! context {
    ($m:ident, $i:ident) => {{
        let context = $m.src($i.ctx);
        if context.tag() != tag::BOXED || raw::word(context, 0) & 0xff != header(Kind::MatchContext, 0) {
            slow!($m, slow::broken_code);
        }
        context
    }};
}

/// `size * unit` bits; no match when the size is not a small integer from 0 on.
#[inline(always)]
fn total_bits(size: Term, unit: u64) -> Option<u64> {
    u64::try_from(size.as_small()?).ok()?.checked_mul(unit)
}

handler!(bs_start(m, i: BsStart) {
    room!(m, i);
    let source = m.src(i.src);
    match source.kind() {
        Some(Kind::HeapBits | Kind::SubBits) => {}
        // Handed over by the caller, at its beginning.
        Some(Kind::MatchContext) => {
            m.put(i.dst, source);
            next!(m, i)
        }
        _ => goto!(m, i.fail),
    }
    let bits = Bits::of(source);
    // There is room for the five words.
    *m.htop = header(Kind::MatchContext, 4);
    *m.htop.add(1) = bits.base.0;
    *m.htop.add(2) = bits.offset;
    *m.htop.add(3) = bits.offset + bits.size;
    *m.htop.add(4) = bits.offset;
    let context = Term(m.htop as u64 | tag::BOXED);
    m.htop = m.htop.add(5);
    m.put(i.dst, context);
    next!(m, i)
});

/// Whether `bits` is a multiple of `unit`, which hardly ever needs a division.
#[inline(always)]
fn is_multiple(bits: u64, unit: u64) -> bool {
    if unit & unit.wrapping_sub(1) == 0 {
        bits & unit.saturating_sub(1) == 0
    } else {
        bits.is_multiple_of(unit)
    }
}

/// The next `bits` bits as an integer, when these are 1 to 56 and, least significant byte first, whole bytes at a
/// byte's beginning; the position moves.
///
/// # Safety
/// The rules of `interp`: a context of that process.
#[inline(always)]
unsafe fn next_bits(context: Term, bits: u64, flags: u64) -> Option<Term> {
    let position = raw::word(context, 2);
    let shift = position & 7;
    let flags = word_flags(flags);
    if bits.wrapping_sub(1) > 55
        || raw::word(context, 3) - position < bits
        || flags.little && (shift | bits) & 7 != 0
    {
        return None;
    }
    let mut word = 0_u64;
    // SAFETY: the bytes up to the context's end are there: at most eight.
    unsafe {
        let first = first_byte(raw::term(context, 1)).add((position / 8) as usize);
        let count = (shift + bits).div_ceil(8) as usize;
        let mut at = 0;
        while at < count {
            let index = if flags.little { count - 1 - at } else { at };
            word = word << 8 | u64::from(*first.add(index));
            at += 1;
        }
    }
    raw::set_context_word(context, 2, position + bits);
    // What stands before and behind the bits is pushed out.
    let behind = (8 - ((shift + bits) & 7)) & 7;
    let top = word >> behind << (64 - bits);
    let value = if flags.signed { top as i64 >> (64 - bits) } else { (top >> (64 - bits)) as i64 };
    Some(Term::small(value))
}

/// The next byte, when the position is at its beginning; the position moves.
///
/// # Safety
/// As for [`next_bits`].
#[inline(always)]
unsafe fn next_byte(context: Term) -> Option<u8> {
    let position = raw::word(context, 2);
    if !position.is_multiple_of(8) || raw::word(context, 3) - position < 8 {
        return None;
    }
    // SAFETY: a byte is left.
    let byte = unsafe { *first_byte(raw::term(context, 1)).add((position / 8) as usize) };
    raw::set_context_word(context, 2, position + 8);
    Some(byte)
}

handler!(bs_get_integer(m, i: BsGetInteger) {
    let context = context!(m, i);
    if i.size == Term::small(8).0
        && i.unit == 1
        && i.flags == 0
        && let Some(byte) = next_byte(context)
    {
        m.put(i.dst, Term::small(i64::from(byte)));
        next!(m, i)
    }
    otherwise!(m, bs_get_any_integer)
});

handler!(#[inline(never)] bs_get_any_integer(m, i: BsGetInteger) {
    let context = context!(m, i);
    let Some(bits) = total_bits(m.src(i.size), i.unit) else { goto!(m, i.fail) };
    if let Some(value) = next_bits(context, bits, i.flags) {
        m.put(i.dst, value);
        next!(m, i)
    }
    room!(m, i);
    matched!(m, i, bitsyntax::get_integer(heap(&m), context, bits, word_flags(i.flags)), value => {
        m.put(i.dst, value);
        next!(m, i)
    })
});

handler!(bs_get_float(m, i: BsGetFloat) {
    let context = context!(m, i);
    let Some(bits) = total_bits(m.src(i.size), i.unit) else { goto!(m, i.fail) };
    room!(m, i);
    matched!(m, i, bitsyntax::get_float(heap(&m), context, bits, word_flags(i.flags)).map_err(Stop::from), value => {
        m.put(i.dst, value);
        next!(m, i)
    })
});

handler!(bs_get_bits(m, i: BsGetBits) {
    let context = context!(m, i);
    let Some(bits) = total_bits(m.src(i.size), i.unit) else { goto!(m, i.fail) };
    room!(m, i);
    matched!(m, i, bitsyntax::get_bits(heap(&m), context, bits).map_err(Stop::from), value => {
        m.put(i.dst, value);
        next!(m, i)
    })
});

handler!(bs_get_rest(m, i: BsGetRest) {
    let context = context!(m, i);
    room!(m, i);
    let (position, end) = (raw::word(context, 2), raw::word(context, 3));
    if end - position > bits::COPY_LIMIT && is_multiple(end - position, i.unit) {
        *m.htop = header(Kind::SubBits, 3);
        *m.htop.add(1) = raw::word(context, 1);
        *m.htop.add(2) = position;
        *m.htop.add(3) = end - position;
        let rest = Term(m.htop as u64 | tag::BOXED);
        m.htop = m.htop.add(4);
        raw::set_context_word(context, 2, end);
        m.put(i.dst, rest);
        next!(m, i)
    }
    matched!(m, i, bitsyntax::get_rest(heap(&m), context, i.unit as u32).map_err(Stop::from), value => {
        m.put(i.dst, value);
        next!(m, i)
    })
});

handler!(bs_get_utf(m, i: BsGetUtf) {
    let context = context!(m, i);
    let position = raw::word(context, 2);
    if i.kind == 8
        && let Some(byte) = next_byte(context)
    {
        if byte < 0x80 {
            m.put(i.dst, Term::small(i64::from(byte)));
            next!(m, i)
        }
        raw::set_context_word(context, 2, position);
    }
    otherwise!(m, bs_get_any_utf)
});

handler!(#[inline(never)] bs_get_any_utf(m, i: BsGetUtf) {
    let context = context!(m, i);
    match bitsyntax::get_utf(context, i.kind as u32, word_flags(i.flags)) {
        Some(value) => {
            m.put(i.dst, value);
            next!(m, i)
        }
        None => goto!(m, i.fail),
    }
});

handler!(bs_skip(m, i: BsSkip) {
    let context = context!(m, i);
    let Some(bits) = total_bits(m.src(i.size), i.unit) else { goto!(m, i.fail) };
    if bitsyntax::skip(context, bits) {
        next!(m, i)
    }
    goto!(m, i.fail)
});

handler!(bs_test_unit(m, i: BsTestUnit) {
    let context = context!(m, i);
    if is_multiple(raw::word(context, 3) - raw::word(context, 2), i.unit) {
        next!(m, i)
    }
    goto!(m, i.fail)
});

handler!(bs_test_tail(m, i: BsTestTail) {
    let context = context!(m, i);
    if raw::word(context, 3) - raw::word(context, 2) == i.bits {
        next!(m, i)
    }
    goto!(m, i.fail)
});

handler!(bs_match_bits(m, i: BsMatchBits) {
    let context = context!(m, i);
    if bitsyntax::match_bits(context, Term(i.bits)) {
        next!(m, i)
    }
    goto!(m, i.fail)
});

handler!(bs_get_position(m, i: BsGetPosition) {
    let context = context!(m, i);
    m.put(i.dst, Term::small(raw::word(context, 2) as i64));
    next!(m, i)
});

handler!(bs_set_position(m, i: BsSetPosition) {
    let context = context!(m, i);
    let position = m.src(i.position).as_small().unwrap_or(-1) as u64;
    if position < raw::word(context, 4) || position > raw::word(context, 3) {
        slow!(m, slow::broken_code);
    }
    raw::set_context_word(context, 2, position);
    next!(m, i)
});

handler!(bs_hand_over(m, i: BsHandOver) {
    let context = context!(m, i);
    raw::set_context_word(context, 4, raw::word(context, 2));
    next!(m, i)
});

handler!(bs_whole(m, i: BsWhole) {
    let source = m.src(i.src);
    if source.kind() != Some(Kind::MatchContext) {
        m.put(i.dst, source);
        next!(m, i)
    }
    room!(m, i);
    let (start, end) = (raw::word(source, 4), raw::word(source, 3));
    let all = Bits { base: raw::term(source, 1), offset: start, size: end - start };
    let whole = bits::sub_bits(heap(&m), all, 0, all.size);
    reload!(m);
    let Ok(whole) = whole else { slow!(m, out_of_heap) };
    m.put(i.dst, whole);
    next!(m, i)
});

/// Words that must be free before a construction, so that most results land in the block.
const CONSTRUCTION_ROOM: usize = 32;

handler!(bs_create(m, i: BsCreate) {
    if (m.sp as usize - m.htop as usize) < CONSTRUCTION_ROOM * 8 {
        (*m.cx).live = i.live;
        (*m.cx).dst = CONSTRUCTION_ROOM as u64;
        slow!(m, slow::make_room);
    }
    let segments = items(i, i.segments * 3);
    let cx: *mut Context = m.cx;
    (*cx).x[0] = Term(m.x0);
    let heap = heap(&m);
    let before = heap.parcel_words;
    match create_few(&mut *cx, segments).or_else(|| create(&mut *cx, segments)) {
        Some(value) => {
            m.htop = heap.top;
            if heap.parcel_words != before && heap.wants_collection() {
                m.reds = (*m.cx).hold_back(m.reds);
            }
            m.put(i.dst, value);
            m.pc = segments.as_ptr_range().end;
            dispatch!(m)
        }
        None => {
            m.htop = heap.top;
            (*cx).fail = i.fail as *const u64;
            slow!(m, construction_failed)
        }
    }
});

/// Builds the bit string of a few small integers and characters, alone or behind a bit string to which they can be appended in place;
/// `None` for all others.
#[inline(never)]
fn create_few(cx: &mut Context, segments: &[u64]) -> Option<Term> {
    const INTEGER: u64 = SegmentKind::Integer as u64;
    const BITS: u64 = SegmentKind::Bits as u64;
    const UTF8: u64 = SegmentKind::Utf8 as u64;
    let mut few = Few::default();
    let mut before = None;
    for segment in segments.chunks_exact(3) {
        let (head, size) = (segment[0], segment[2]);
        match head & 0xff {
            INTEGER => {
                let size = cx.operand(size).as_small().filter(|size| (0..=64).contains(size))?;
                let little = word_flags(head >> 8 & 0xff).little;
                if !few.push(cx.operand(segment[1]), size as u64 * (head >> 16), little) {
                    return None;
                }
            }
            UTF8 => {
                if !few.push_utf8(cx.operand(segment[1])) {
                    return None;
                }
            }
            BITS if size == Term::NONE.0 && before.is_none() && few.size() == 0 => {
                let bits = cx.operand(segment[1]).as_bits()?;
                let whole = bits.size % (head >> 16).max(1) == 0 && bits.base.kind() == Some(Kind::BufferRef);
                before = Some(bits).filter(|_| whole);
                before?;
            }
            _ => return None,
        }
    }
    let heap = &mut cx.process().heap;
    let Some(before) = before else { return heap.bits(few.bytes(), few.size()).ok() };
    let grown = few.size() > 0
        && BufferPtr::of(before.base).append(before.offset + before.size, few.bytes(), few.size());
    let parts = [before.base.0, before.offset, before.size + few.size()];
    grown.then(|| heap.boxed_words(Kind::SubBits, &parts).ok()).flatten()
}

/// Builds the bit string of these segments; `None` leaves the failure in the context.
#[inline(never)]
fn create(cx: &mut Context, segments: &[u64]) -> Option<Term> {
    let mut construction = std::mem::take(&mut cx.construction);
    construction.parts.clear();
    for segment in segments.chunks_exact(3) {
        let head = segment[0];
        let size = if segment[2] == Term::NONE.0 { None } else { Some(cx.operand(segment[2])) };
        construction.parts.push(Part {
            kind: segment_kind(head & 0xff),
            flags: word_flags(head >> 8 & 0xff),
            unit: (head >> 16) as u32,
            value: cx.operand(segment[1]),
            size,
            bits: 0,
        });
    }
    let built = build(&mut cx.process().heap, &mut construction.parts, &mut construction.writer);
    if construction.writer.bytes.capacity() > KEPT_BYTES {
        construction.writer = Default::default();
    }
    construction.failure = built.err();
    cx.construction = construction;
    built.ok()
}

/// More scratch memory than this is given back at once.
const KEPT_BYTES: usize = 1 << 16;

fn construction_failed(cx: &mut Context) -> Step {
    match cx.construction.failure.take() {
        Some(Failure { stop: Stop::Raise { .. }, .. }) if !cx.fail.is_null() => {
            cx.pc = cx.fail;
            Step::Resume
        }
        Some(Failure { stop: Stop::Raise { class, reason, .. }, cause: Some(cause) }) => {
            match trace::of_construction(cx, cause) {
                Ok(trace) => cx.unwind(class, reason, trace),
                Err(_) => slow::end_out_of_heap(cx),
            }
        }
        Some(failure) => Step::Raise(failure.stop),
        None => Step::Raise(Stop::OutOfHeap),
    }
}

fn segment_kind(number: u64) -> SegmentKind {
    const KINDS: [SegmentKind; 6] = [
        SegmentKind::Integer,
        SegmentKind::Float,
        SegmentKind::Bits,
        SegmentKind::Utf8,
        SegmentKind::Utf16,
        SegmentKind::Utf32,
    ];
    KINDS[(number as usize).min(5)]
}
