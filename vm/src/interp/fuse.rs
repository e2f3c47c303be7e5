//! Fusing: instructions that often stand together become one, which saves dispatches.

use super::encode::Linked;
use crate::instr::{Dst, Instr, Src};

/// Fuses what often stands together. `stress` keeps each `test_heap` on its own, for the collector's stress mode.
pub(super) fn fuse(linked: &mut Linked, stress: bool) {
    let code = std::mem::take(&mut linked.code);
    let origin = std::mem::take(&mut linked.origin);
    // Whether an `allocate_zero` before fills the slots of an `init_y`, while only moves into the frame came since.
    let mut zeroed = false;
    let mut index = 0;
    while index < code.len() {
        let rest = &code[index..];
        let (fused, taken) = match &rest[0] {
            Instr::InitY { .. } if std::mem::take(&mut zeroed) => {
                index += 1;
                continue;
            }
            Instr::TestHeap { .. } if stress => (rest[0].clone(), 1),
            Instr::Allocate { slots, live } => {
                // allocate; moves to slots; init_y  ─▶  allocate_zero; moves to slots
                zeroed = begins_with_init(&rest[1..]);
                fuse_allocate(*slots, *live, zeroed, rest.get(1))
            }
            _ => fuse_first(rest).unwrap_or_else(|| (rest[0].clone(), 1)),
        };
        linked.code.push(fused);
        // Of those fused only the last one, a call, has a place in the source.
        linked.origin.push(origin[index + taken - 1]);
        index += taken;
    }
}

/// Whether slots are initialised after nothing but moves.
fn begins_with_init(code: &[Instr]) -> bool {
    code.iter()
        .find(|instr| !matches!(instr, Instr::Move { .. }))
        .is_some_and(|i| matches!(i, Instr::InitY { .. }))
}

/// The instruction that makes a frame, perhaps with the move that comes next, and how many it stands for.
fn fuse_allocate(slots: u32, live: u32, zero: bool, next: Option<&Instr>) -> (Instr, usize) {
    match (next, zero) {
        (Some(Instr::Move { src, dst: dst @ Dst::Y(_) }), true) => {
            (Instr::AllocateZeroMove { slots, live, src: *src, dst: *dst }, 2)
        }
        (Some(Instr::Move { src, dst: dst @ Dst::Y(_) }), false) => {
            (Instr::AllocateMove { slots, live, src: *src, dst: *dst }, 2)
        }
        (_, true) => (Instr::AllocateZero { slots, live }, 1),
        (_, false) => (Instr::Allocate { slots, live }, 1),
    }
}

/// One instruction for a move and the transfer of control that comes next.
fn fuse_move(src: Src, dst: Dst, next: &Instr) -> Option<Instr> {
    Some(match (next, dst) {
        (Instr::Call { fun, arity }, _) => Instr::MoveCall { fun: *fun, arity: *arity, src, dst },
        (Instr::CallOnly { fun, arity }, _) => Instr::MoveCallOnly { fun: *fun, arity: *arity, src, dst },
        (Instr::CallLast { fun, arity, slots }, _) => {
            Instr::MoveCallLast { fun: *fun, arity: *arity, slots: *slots, src, dst }
        }
        (Instr::Return {}, Dst::X(0)) => Instr::MoveReturn { src },
        (Instr::DeallocateReturn { slots }, Dst::X(0)) => Instr::MoveDeallocateReturn { src, slots: *slots },
        (Instr::Move { src: src2, dst: dst2 }, _) => Instr::Move2 { src, dst, src2: *src2, dst2: *dst2 },
        _ => return None,
    })
}

/// One instruction for the first few of `code`, and how many these are.
fn fuse_first(code: &[Instr]) -> Option<(Instr, usize)> {
    Some(match code {
        [Instr::Move { src, dst }, next, ..] => (fuse_move(*src, *dst, next)?, 2),
        [Instr::IsCons { fail, src }, Instr::GetList { src: same, head, tail }, ..] if src == same => {
            (Instr::GetCons { fail: *fail, src: *src, head: *head, tail: *tail }, 2)
        }
        [
            Instr::IsCons { fail, src: src @ Src::X(_) },
            Instr::Allocate { slots, live },
            Instr::GetList { src: same, head, tail },
            ..,
        ] if src == same => {
            let (slots, live, head, tail) = (*slots, *live, *head, *tail);
            (Instr::EnterCons { fail: *fail, src: *src, slots, live, head, tail }, 3)
        }
        [Instr::TestHeap { words, live }, Instr::PutList { head, tail, dst }, rest @ ..] => {
            let (words, live, head, tail) = (*words, *live, *head, *tail);
            match (dst, rest) {
                (Dst::X(0), [Instr::DeallocateReturn { slots }, ..]) => {
                    (Instr::ConsReturn { words, live, head, tail, slots: *slots }, 3)
                }
                _ => (Instr::Cons { words, live, head, tail, dst: *dst }, 2),
            }
        }
        [Instr::TestHeap { words, live }, Instr::PutTuple { dst, elements }, ..] => {
            (Instr::NewTuple { words: *words, live: *live, dst: *dst, elements: elements.clone() }, 2)
        }
        _ => return None,
    })
}
