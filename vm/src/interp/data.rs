//! Moving, building and taking apart.
#![allow(unsafe_code)]

use super::macros::items;
use super::slow;
use crate::term::{Kind, Term, header, raw, tag};

handler!(move_<A: Source, D: Dest>(m, i: Move) {
    let value = A::get(&m, i.src);
    D::put(&mut m, i.dst, value);
    next!(m, i)
});

handler!(move2<A: Source, D: Dest, B: Source, E: Dest>(m, i: Move2) {
    let value = A::get(&m, i.src);
    D::put(&mut m, i.dst, value);
    let value = B::get(&m, i.src2);
    E::put(&mut m, i.dst2, value);
    next!(m, i)
});

handler!(swap(m, i: Swap) {
    let (a, b) = (m.src(i.a), m.src(i.b));
    m.put(i.a, b);
    m.put(i.b, a);
    next!(m, i)
});

handler!(init_y(m, i: InitY) {
    let slots = items(i, i.slots);
    for slot in slots {
        m.put(*slot, Term::NIL);
    }
    m.pc = slots.as_ptr_range().end;
    dispatch!(m)
});

handler!(put_list<A: Source, B: Source, D: Dest>(m, i: PutList) {
    *m.htop = A::get(&m, i.head).0;
    *m.htop.add(1) = B::get(&m, i.tail).0;
    let cell = Term(m.htop as u64 | tag::CONS);
    m.htop = m.htop.add(2);
    D::put(&mut m, i.dst, cell);
    next!(m, i)
});

handler!(put_tuple(m, i: PutTuple) {
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

handler!(make_fun(m, i: MakeFun) {
    let free = items(i, i.free);
    *m.htop = header(Kind::Fun, 3 + free.len());
    *m.htop.add(1) = i.lambda;
    *m.htop.add(2) = u64::from((*(i.lambda as *const crate::code::funs::LambdaEntry)).arity);
    *m.htop.add(3) = Term::pid((*(*m.cx).process).pid).0;
    for (index, value) in free.iter().enumerate() {
        *m.htop.add(4 + index) = m.src(*value).0;
    }
    let fun = Term(m.htop as u64 | tag::BOXED);
    m.htop = m.htop.add(4 + free.len());
    m.put(i.dst, fun);
    m.pc = free.as_ptr_range().end;
    dispatch!(m)
});

handler!(get_list<A: Source, D: Dest, E: Dest>(m, i: GetList) {
    let cell = A::get(&m, i.src);
    if !cell.is_cons() {
        slow!(m, slow::broken_code);
    }
    let (head, tail) = (raw::term(cell, 0), raw::term(cell, 1));
    D::put(&mut m, i.head, head);
    E::put(&mut m, i.tail, tail);
    next!(m, i)
});

handler!(get_head<A: Source, D: Dest>(m, i: GetHead) {
    let cell = A::get(&m, i.src);
    if !cell.is_cons() {
        slow!(m, slow::broken_code);
    }
    D::put(&mut m, i.dst, raw::term(cell, 0));
    next!(m, i)
});

handler!(get_tail<A: Source, D: Dest>(m, i: GetTail) {
    let cell = A::get(&m, i.src);
    if !cell.is_cons() {
        slow!(m, slow::broken_code);
    }
    D::put(&mut m, i.dst, raw::term(cell, 1));
    next!(m, i)
});

handler!(get_element<A: Source, D: Dest>(m, i: GetElement) {
    let tuple = A::get(&m, i.src);
    if !tuple.is_tuple() || raw::word(tuple, 0) >> 8 <= i.index {
        slow!(m, slow::broken_code);
    }
    D::put(&mut m, i.dst, raw::term(tuple, 1 + i.index as usize));
    next!(m, i)
});
