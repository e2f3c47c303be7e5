//! Takes values apart only where they are needed: loads of parts move down to the branch that uses them.
//!
//! Matching loads the parts of a tuple before it is known which clause is taken. A load whose result only one
//! successor needs moves to that successor's beginning, if nothing else leads there; there it can be done after
//! the frame has been made, straight into its slot. No call lies on the way, so nothing new survives one.

use crate::graph;
use crate::ir::{BlockId, Function, Op, OpKind, Value, Var};
use crate::live::Liveness;

/// Moves loads down, keeping the liveness in step.
pub fn run(func: &mut Function, live: &mut Liveness) {
    let predecessors = graph::predecessors(func, &live.order);
    for at in 0..live.order.len() {
        let block = live.order[at];
        let mut successors = Vec::new();
        func.blocks[block as usize].term.each_successor(|to| successors.push(to));
        if successors.len() < 2 || !func.blocks[block as usize].ops.iter().any(is_load) {
            continue;
        }
        sink_block(func, live, block, &successors, &predecessors);
    }
}

fn is_load(op: &Op) -> bool {
    matches!(op.kind, OpKind::GetElement(_) | OpKind::GetHead | OpKind::GetTail)
}

fn sink_block(
    func: &mut Function,
    live: &mut Liveness,
    block: BlockId,
    successors: &[BlockId],
    predecessors: &[Vec<BlockId>],
) {
    let mut used: Vec<Var> = Vec::new();
    func.blocks[block as usize].term.each_use(|var| used.push(var));
    let mut at = func.blocks[block as usize].ops.len();
    while at > 0 {
        at -= 1;
        let op = &func.blocks[block as usize].ops[at];
        if op.kind.clobbers() {
            break;
        }
        let target = match (is_load(op), op.dst, op.args.first()) {
            (true, Some(dst), Some(Value::Var(source))) if !used.contains(&dst) => {
                only_user(live, dst, successors)
                    .filter(|to| predecessors[*to as usize].len() == 1)
                    .filter(|to| func.blocks[*to as usize].handler == func.blocks[block as usize].handler)
                    .map(|to| (to, dst, *source))
            }
            _ => None,
        };
        match target {
            Some((to, dst, source)) => {
                let op = func.blocks[block as usize].ops.remove(at);
                func.blocks[to as usize].ops.insert(0, op);
                let live_in = &mut live.live_in[to as usize];
                live_in.retain(|var| *var != dst);
                if let Err(place) = live_in.binary_search(&source) {
                    live_in.insert(place, source);
                }
            }
            None => op.each_use(|var| used.push(var)),
        }
    }
}

/// The one successor that needs `var`.
fn only_user(live: &Liveness, var: Var, successors: &[BlockId]) -> Option<BlockId> {
    let mut users = successors.iter().filter(|to| live.live_in[**to as usize].binary_search(&var).is_ok());
    let first = users.next()?;
    users.next().is_none().then_some(*first)
}
