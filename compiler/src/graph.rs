//! The shape of a function: the order of its blocks and who leads to whom.

use crate::ir::{BlockId, Function};

/// The reachable blocks, each after all that lead to it (but for loops), a block's likeliest successor right
/// after it where possible.
pub fn order(func: &Function) -> Vec<BlockId> {
    let mut seen = vec![false; func.blocks.len()];
    let mut done = Vec::new();
    let mut stack: Vec<(BlockId, Vec<BlockId>)> = Vec::new();
    let enter = |block: BlockId, seen: &mut Vec<bool>, stack: &mut Vec<(BlockId, Vec<BlockId>)>| {
        if !std::mem::replace(&mut seen[block as usize], true) {
            let mut next = Vec::new();
            func.blocks[block as usize].term.each_successor(|to| next.push(to));
            // Visited last means placed first: the likeliest successor is at the end already.
            next.reverse();
            stack.push((block, next));
        }
    };
    enter(0, &mut seen, &mut stack);
    while let Some((block, next)) = stack.last_mut() {
        match next.pop() {
            Some(to) => enter(to, &mut seen, &mut stack),
            None => {
                done.push(*block);
                stack.pop();
            }
        }
    }
    done.reverse();
    done
}

/// For each block, the reachable blocks that lead to it (once for each way).
pub fn predecessors(func: &Function, order: &[BlockId]) -> Vec<Vec<BlockId>> {
    let mut predecessors = vec![Vec::new(); func.blocks.len()];
    for block in order {
        func.blocks[*block as usize].term.each_successor(|to| predecessors[to as usize].push(*block));
    }
    predecessors
}
