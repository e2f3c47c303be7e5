//! Handlers of what the loader fuses; see [`super::fuse`].
#![allow(unsafe_code)]

use super::macros::{after, items, layout};
use super::slow;
use crate::term::{Kind, Term, header, raw, tag};

/// Makes sure of `i.words` free words; the slow path comes back to the instruction.
macro_rules! reserve {
    ($m:ident, $i:ident) => {
        if ($m.sp as usize - $m.htop as usize) < $i.words as usize * 8 {
            (*$m.cx).live = $i.live;
            (*$m.cx).dst = $i.words;
            slow!($m, slow::make_room);
        }
    };
}

/// A new list cell; its words are reserved.
macro_rules! new_cell {
    ($m:ident, $head:expr, $tail:expr) => {{
        *$m.htop = $head.0;
        *$m.htop.add(1) = $tail.0;
        let cell = Term($m.htop as u64 | tag::CONS);
        $m.htop = $m.htop.add(2);
        cell
    }};
}

handler!(get_cons<A: Source, D: Dest, E: Dest>(m, i: GetCons) {
    let cell = A::get(&m, i.src);
    if !cell.is_cons() {
        goto!(m, i.fail)
    }
    let (head, tail) = (raw::term(cell, 0), raw::term(cell, 1));
    D::put(&mut m, i.head, head);
    E::put(&mut m, i.tail, tail);
    next!(m, i)
});

/// Tests for a list cell, makes the frame and takes the cell apart.
macro_rules! enter_cell {
    ($m:ident, $i:ident, $A:ident, $D:ident, $E:ident) => {
        let cell = $A::get(&$m, $i.src);
        if !cell.is_cons() {
            goto!($m, $i.fail)
        }
        make_frame!($m, $i);
        let (head, tail) = (raw::term(cell, 0), raw::term(cell, 1));
        $D::put(&mut $m, $i.head, head);
        $E::put(&mut $m, $i.tail, tail);
    };
}

handler!(enter_cons<A: Source, D: Dest, E: Dest>(m, i: EnterCons) {
    enter_cell!(m, i, A, D, E);
    m.pc = after(i).add(1);
    dispatch!(m)
});

// `enter_cons` with a `call` right after it, which is done at once.
handler!(enter_cons_call<A: Source, D: Dest, E: Dest>(m, i: EnterCons) {
    enter_cell!(m, i, A, D, E);
    let call = &*after(i).add(1).cast::<layout::Call>();
    set_continuation!(m, call);
    enter!(m, call.fun, call.arity)
});

handler!(allocate_move<A: Source, D: Dest>(m, i: AllocateMove) {
    make_frame!(m, i);
    let value = A::get(&m, i.src);
    D::put(&mut m, i.dst, value);
    m.pc = after(i).add(1);
    dispatch!(m)
});

handler!(allocate_zero_move<A: Source, D: Dest>(m, i: AllocateZeroMove) {
    let size = make_frame!(m, i);
    empty_frame!(m, size);
    let value = A::get(&m, i.src);
    D::put(&mut m, i.dst, value);
    m.pc = after(i).add(1);
    dispatch!(m)
});

handler!(move_call<A: Source, D: Dest>(m, i: MoveCall) {
    let value = A::get(&m, i.src);
    D::put(&mut m, i.dst, value);
    set_continuation!(m, i);
    enter!(m, i.fun, i.arity)
});

handler!(move_call_only<A: Source, D: Dest>(m, i: MoveCallOnly) {
    let value = A::get(&m, i.src);
    D::put(&mut m, i.dst, value);
    enter!(m, i.fun, i.arity)
});

handler!(move_call_last<A: Source, D: Dest>(m, i: MoveCallLast) {
    let value = A::get(&m, i.src);
    D::put(&mut m, i.dst, value);
    drop_frame!(m, i.slots);
    enter!(m, i.fun, i.arity)
});

handler!(move_ret<A: Source>(m, i: MoveReturn) {
    m.x0 = A::get(&m, i.src).0;
    return_!(m)
});

handler!(move_deallocate_ret<A: Source>(m, i: MoveDeallocateReturn) {
    m.x0 = A::get(&m, i.src).0;
    drop_frame!(m, i.slots);
    return_!(m)
});

handler!(cons<A: Source, B: Source, D: Dest>(m, i: Cons) {
    reserve!(m, i);
    let cell = new_cell!(m, A::get(&m, i.head), B::get(&m, i.tail));
    D::put(&mut m, i.dst, cell);
    next!(m, i)
});

handler!(cons_ret<A: Source, B: Source>(m, i: ConsReturn) {
    reserve!(m, i);
    m.x0 = new_cell!(m, A::get(&m, i.head), B::get(&m, i.tail)).0;
    drop_frame!(m, i.slots);
    return_!(m)
});

handler!(new_tuple(m, i: NewTuple) {
    reserve!(m, i);
    let elements = items(i, i.elements);
    *m.htop = header(Kind::Tuple, elements.len());
    for (index, element) in elements.iter().enumerate() {
        *m.htop.add(1 + index) = m.src(*element).0;
    }
    let tuple = Term(m.htop as u64 | tag::TUPLE);
    m.htop = m.htop.add(1 + elements.len());
    m.put(i.dst, tuple);
    m.pc = elements.as_ptr_range().end;
    dispatch!(m)
});
