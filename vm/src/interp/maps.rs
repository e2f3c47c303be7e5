//! Maps.
#![allow(unsafe_code)]

use super::macros::items;
use super::{Context, Step, slow};
use crate::atom::atoms;
use crate::bif::{self, Stop};
use crate::process::Process;
use crate::term::{Kind, Term, header, header_words, map, raw, tag, walked};

// A flat map, whose keys stand one after another, and a key that equals nothing but its own word.
handler!(get_map<A: Source, B: Source, D: Dest>(m, i: GetMap) {
    let (source, key) = (A::get(&m, i.src), B::get(&m, i.key));
    if source.tag() == tag::BOXED && raw::word(source, 0) & 0xff == header(Kind::FlatMap, 0) && !key.is_pointer() {
        let keys = raw::term(source, 1);
        let mut index = header_words(raw::word(keys, 0));
        while index > 0 {
            if raw::term(keys, index) == key {
                D::put(&mut m, i.dst, raw::term(source, 1 + index));
                next!(m, i)
            }
            index -= 1;
        }
        goto!(m, i.fail)
    }
    otherwise!(m, get_map_rest::<A, B, D>)
});

handler!(#[inline(never)] get_map_rest<A: Source, B: Source, D: Dest>(m, i: GetMap) {
    let (source, key) = (A::get(&m, i.src), B::get(&m, i.key));
    if source.is_map() {
        let (found, reductions) = walked::charged(|| map::get(source, key));
        m.reds -= reductions;
        if let Some(value) = found {
            D::put(&mut m, i.dst, value);
            next!(m, i)
        }
    }
    goto!(m, i.fail)
});

/// Defines a map update: the handler calls `$update` for each pair, with the heap's top stored and loaded around it.
macro_rules! update {
    ($name:ident, $Layout:ident, $each:path) => {
        handler!($name(m, i: $Layout) {
            let pairs = items(i, i.pairs);
            let process: *mut Process = (*m.cx).process;
            if (m.sp as usize - m.htop as usize) < (8 + pairs.len() + (pairs.len() + 64) * 2) * 8 {
                (*m.cx).live = i.live;
                (*m.cx).dst = (8 + pairs.len() + (pairs.len() + 64) * 2) as u64;
                slow!(m, slow::make_room);
            }
            (*process).heap.stack = m.sp;
            (*process).heap.top = m.htop;
            let mut result = m.src(i.src);
            if !result.is_map() {
                (*m.cx).fail = i.fail as *const u64;
                (*m.cx).args[0] = result;
                slow!(m, bad_map);
            }
            for pair in pairs.chunks_exact(2) {
                let (key, value) = (m.src(pair[0]), m.src(pair[1]));
                match $each(&mut (*process).heap, result, key, value) {
                    Ok(updated) => result = updated,
                    Err(stop) => {
                        (*m.cx).fail = i.fail as *const u64;
                        (*m.cx).stop = Some(stop);
                        m.htop = (*process).heap.top;
                        slow!(m, update_failed);
                    }
                }
            }
            m.reds -= walked::take();
            m.htop = (*process).heap.top;
            m.put(i.dst, result);
            m.pc = pairs.as_ptr_range().end;
            dispatch!(m)
        });
    };
}

update!(put_map, PutMap, put_one);
update!(update_map, UpdateMap, update_one);

fn put_one(heap: &mut crate::heap::Heap, map: Term, key: Term, value: Term) -> Result<Term, Stop> {
    Ok(map::put(heap, map, key, value)?)
}

fn update_one(heap: &mut crate::heap::Heap, map: Term, key: Term, value: Term) -> Result<Term, Stop> {
    match map::get(map, key) {
        Some(_) => Ok(map::put(heap, map, key, value)?),
        None => Err(bif::error_pair(heap, atoms::badkey, key)),
    }
}

fn bad_map(cx: &mut Context) -> Step {
    if !cx.fail.is_null() {
        cx.pc = cx.fail;
        return Step::Resume;
    }
    let value = cx.args[0];
    Step::Raise(bif::error_pair(&mut cx.process().heap, atoms::badmap, value))
}

fn update_failed(cx: &mut Context) -> Step {
    match cx.stop.take() {
        Some(Stop::Raise { .. }) if !cx.fail.is_null() => {
            cx.pc = cx.fail;
            Step::Resume
        }
        Some(stop) => Step::Raise(stop),
        None => Step::Raise(Stop::OutOfHeap),
    }
}
