//! Calls, returns, frames and jumps.
//!
//! A call writes the address of its continuation into slot 0 of the current frame and jumps; `ret` jumps to what slot 0
//! of the caller's frame holds. Code pointers on the stack carry the tag 111, so that collections pass over them.
#![allow(unsafe_code)]

use super::macros::{after, items};
use super::slow;
use crate::code::Export;
use crate::code::funs::LambdaEntry;
use crate::term::{Kind, Term, header, raw, tag};

/// Counts a reduction and enters `address`, or ends the slice with `arity` live registers.
macro_rules! enter {
    ($m:ident, $address:expr, $arity:expr) => {{
        $m.pc = $address as *const u64;
        $m.reds -= 1;
        if $m.reds < 0 {
            (*$m.cx).live = $arity as u64;
            slow!($m, slow::yield_at_call);
        }
        dispatch!($m)
    }};
}

/// Writes the continuation of instruction `i` into the current frame.
macro_rules! set_continuation {
    ($m:ident, $i:ident) => {
        // The word between the instruction and its continuation is the frame's size.
        *$m.sp = after($i).add(1) as u64 | tag::CODE;
    };
}

/// Removes a frame of `slots` slots.
macro_rules! drop_frame {
    ($m:ident, $slots:expr) => {
        $m.sp = $m.sp.add($slots as usize + 1);
    };
}

handler!(jump(m, i: Jump) { goto!(m, i.to) });

handler!(call(m, i: Call) {
    set_continuation!(m, i);
    enter!(m, i.fun, i.arity)
});

handler!(call_only(m, i: CallOnly) { enter!(m, i.fun, i.arity) });

handler!(call_last(m, i: CallLast) {
    drop_frame!(m, i.slots);
    enter!(m, i.fun, i.arity)
});

/// The code address of an export at this moment.
macro_rules! entry {
    ($import:expr) => {
        (*($import as *const Export)).address()
    };
}

handler!(call_ext(m, i: CallExt) {
    set_continuation!(m, i);
    enter!(m, entry!(i.import), (*(i.import as *const Export)).mfa.arity)
});

handler!(call_ext_only(m, i: CallExtOnly) {
    enter!(m, entry!(i.import), (*(i.import as *const Export)).mfa.arity)
});

handler!(call_ext_last(m, i: CallExtLast) {
    drop_frame!(m, i.slots);
    enter!(m, entry!(i.import), (*(i.import as *const Export)).mfa.arity)
});

/// Spreads the fun in x(arity) over the registers and enters it; a slow path when it is no fun of that arity.
macro_rules! enter_fun {
    ($m:ident, $arity:expr, $bad:expr) => {{
        let arity = $arity as usize;
        let fun = if arity == 0 { Term($m.x0) } else { (*$m.cx).x[arity] };
        if fun.tag() != tag::BOXED {
            slow!($m, $bad);
        }
        let head = raw::word(fun, 0);
        if head & 0xff != header(Kind::Fun, 0) || raw::word(fun, 2) != $arity {
            slow!($m, $bad);
        }
        let free = (head >> 8) as usize - 3;
        for index in 0..free {
            let value = raw::term(fun, 4 + index);
            if arity + index == 0 {
                $m.x0 = value.0;
            } else {
                (*$m.cx).x[arity + index] = value;
            }
        }
        let entry = raw::word(fun, 1) as *const LambdaEntry;
        enter!($m, (*entry).code(), arity + free)
    }};
}

handler!(call_fun(m, i: CallFun) {
    set_continuation!(m, i);
    enter_fun!(m, i.arity, slow::call_other_fun)
});

handler!(call_fun_only(m, i: CallFunOnly) { enter_fun!(m, i.arity, slow::call_other_fun) });

handler!(call_fun_last(m, i: CallFunLast) {
    let fun = if i.arity == 0 { Term(m.x0) } else { (*m.cx).x[i.arity as usize] };
    // A bad fun is reported with the frame still there, so that the trace shows who called.
    if fun.tag() != tag::BOXED {
        slow!(m, slow::call_other_fun);
    }
    drop_frame!(m, i.slots);
    enter_fun!(m, i.arity, slow::call_other_fun_after_drop)
});

handler!(apply(m, i: Apply) {
    set_continuation!(m, i);
    (*m.cx).live = i.arity;
    slow!(m, slow::apply)
});

handler!(apply_only(m, i: ApplyOnly) {
    (*m.cx).live = i.arity;
    slow!(m, slow::apply)
});

handler!(apply_last(m, i: ApplyLast) {
    (*m.cx).live = i.arity;
    (*m.cx).dst = i.slots;
    slow!(m, slow::apply_last)
});

/// Jumps to the continuation of the frame at `sp`.
macro_rules! return_ {
    ($m:ident) => {{
        $m.pc = (*$m.sp - tag::CODE) as *const u64;
        $m.reds -= 1;
        if $m.reds < 0 {
            (*$m.cx).live = 1;
            slow!($m, slow::yield_at_call);
        }
        dispatch!($m)
    }};
}

handler!(ret(m, _i: Return) { return_!(m) });

handler!(deallocate_ret(m, i: DeallocateReturn) {
    drop_frame!(m, i.slots);
    return_!(m)
});

/// Makes a frame of `i.slots` slots, whose words are as they were, and gives its size in words.
macro_rules! make_frame {
    ($m:ident, $i:ident) => {{
        let size = $i.slots as usize + 1;
        if ($m.sp as usize - $m.htop as usize) < size * 8 {
            (*$m.cx).live = $i.live;
            (*$m.cx).dst = size as u64;
            slow!($m, slow::make_room);
        }
        $m.sp = $m.sp.sub(size);
        set_continuation!($m, $i);
        size
    }};
}

handler!(allocate(m, i: Allocate) {
    make_frame!(m, i);
    m.pc = after(i).add(1);
    dispatch!(m)
});

/// Empties the slots of a frame just made. One by one (volatile): there are too few to be worth a vector's preparations.
macro_rules! empty_frame {
    ($m:ident, $size:expr) => {{
        let (mut slot, end) = ($m.sp.add(1), $m.sp.add($size));
        while slot != end {
            slot.write_volatile(Term::NIL.0);
            slot = slot.add(1);
        }
    }};
}

handler!(allocate_zero(m, i: AllocateZero) {
    let size = make_frame!(m, i);
    empty_frame!(m, size);
    m.pc = after(i).add(1);
    dispatch!(m)
});

handler!(deallocate(m, i: Deallocate) {
    drop_frame!(m, i.slots);
    next!(m, i)
});

handler!(test_heap(m, i: TestHeap) {
    if (m.sp as usize - m.htop as usize) < i.words as usize * 8 {
        (*m.cx).live = i.live;
        (*m.cx).dst = i.words;
        slow!(m, slow::make_room);
    }
    next!(m, i)
});

handler!(/** `test_heap` of the collector's stress mode: collects every time. */ test_heap_stress(m, i: TestHeap) {
    (*m.cx).live = i.live;
    (*m.cx).dst = i.words;
    (*m.cx).next = after(i);
    slow!(m, slow::collect_and_go_on)
});

/// So many cases are looked at one after another.
const FEW_CASES: u64 = 8;

handler!(select<A: Source>(m, i: Select) {
    let value = A::get(&m, i.src).0;
    let cases = items(i, i.cases * 2);
    if i.cases > FEW_CASES {
        otherwise!(m, select_of_many::<A>)
    }
    for case in cases.chunks_exact(2) {
        if case[0] == value {
            goto!(m, case[1]);
        }
    }
    goto!(m, i.fail);
});

// Cases are sorted by their word.
handler!(#[inline(never)] select_of_many<A: Source>(m, i: Select) {
    let value = A::get(&m, i.src).0;
    let cases = items(i, i.cases * 2);
    let (mut low, mut high) = (0usize, i.cases as usize);
    while low < high {
        let middle = (low + high) / 2;
        let case = cases[middle * 2];
        if case == value {
            goto!(m, cases[middle * 2 + 1]);
        }
        if case < value { low = middle + 1 } else { high = middle }
    }
    goto!(m, i.fail)
});

handler!(select_arity(m, i: SelectArity) {
    let value = m.src(i.src);
    if value.tag() == tag::TUPLE {
        let arity = raw::word(value, 0) >> 8;
        for case in items(i, i.cases * 2).chunks_exact(2) {
            if case[0] == arity {
                goto!(m, case[1]);
            }
        }
    }
    goto!(m, i.fail)
});

/// Runs a built-in function on x0 …; its value goes to x0.
macro_rules! bif_call {
    ($m:ident, $bif:expr) => {{
        (*$m.cx).x[0] = Term($m.x0);
        // Some functions ask who called.
        (*$m.cx).pc = $m.pc;
        let args = (*$m.cx).x.as_ptr();
        let value = super::bif_from_handler($m.cx, $bif as u32, args, $m.sp, $m.htop, $m.reds);
        let process = (*$m.cx).process;
        // What memory holds need not stay in registers through the call.
        $m.sp = (*process).heap.stack;
        $m.htop = (*process).heap.top;
        $m.reds = (*process).reductions_left;
        if value == Term::NONE {
            // It may have filled the registers for a call.
            $m.x0 = (*$m.cx).x[0].0;
            slow!($m, slow::bif_stopped);
        }
        $m.x0 = value.0;
    }};
}

handler!(call_bif(m, i: CallBif) {
    m.reds -= 1;
    bif_call!(m, i.bif);
    let process = (*m.cx).process;
    if (*process).heap.parcel_words != 0 && (*process).heap.wants_collection() {
        (*m.cx).live = 1;
        (*m.cx).dst = 0;
        (*m.cx).next = after(i);
        slow!(m, slow::collect_and_go_on);
    }
    next!(m, i)
});

handler!(bif_entry(m, i: BifEntry) {
    bif_call!(m, i.bif);
    return_!(m)
});

handler!(undefined(m, i: Undefined) {
    (*m.cx).args[0] = Term(i.export);
    slow!(m, slow::undefined)
});

handler!(purged_fun(m, i: PurgedFun) {
    (*m.cx).args[0] = Term(i.entry);
    slow!(m, slow::purged_fun)
});

handler!(process_end(m, _i: ProcessEnd) { slow!(m, slow::process_end) });
