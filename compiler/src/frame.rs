//! Where the stack frame is: as late as possible, so that paths which make no call need none.
//!
//! A block *needs* a frame if it calls, waits or protects. The frame then stays until the function ends, so all
//! that can follow has it too. A frame is made at the beginning of a block all of whose predecessors have none;
//! where paths with and without meet, a new block on the edge makes it.

use crate::graph;
use crate::ir::{Block, BlockId, Function, Term};

/// The frame of each block.
pub struct Frames {
    /// Whether the block has a frame (from its beginning, or made there).
    pub inside: Vec<bool>,
    /// Whether the frame is made at the block's beginning.
    pub entry: Vec<bool>,
    /// Blocks with the same number share a frame layout.
    pub component: Vec<u32>,
}

/// Decides where frames are made, splitting edges where necessary.
pub fn place(func: &mut Function) -> Frames {
    let order = graph::order(func);
    let mut inside = vec![false; func.blocks.len()];
    for block in &order {
        inside[*block as usize] = needs_frame(&func.blocks[*block as usize]);
    }
    spread(func, &order, &mut inside);
    for block in order.iter().rev() {
        if !inside[*block as usize] && leads_into(func, &inside, *block) {
            inside[*block as usize] = true;
        }
    }
    spread(func, &order, &mut inside);
    let entry = split_edges(func, &order, &mut inside);
    let component = components(func, &inside);
    Frames { inside, entry, component }
}

fn needs_frame(block: &Block) -> bool {
    block.ops.iter().any(|op| op.kind.clobbers())
        || matches!(block.term, Term::Try { .. } | Term::RecvWait(_) | Term::RecvWaitTimeout { .. })
}

/// Everything after a block with a frame has one.
fn spread(func: &Function, order: &[BlockId], inside: &mut [bool]) {
    let mut open: Vec<BlockId> = order.iter().copied().filter(|block| inside[*block as usize]).collect();
    while let Some(block) = open.pop() {
        func.blocks[block as usize].term.each_successor(|to| {
            if !std::mem::replace(&mut inside[to as usize], true) {
                open.push(to);
            }
        });
    }
}

/// Whether a block may as well have the frame: all that can follow has it, raising an error apart.
fn leads_into(func: &Function, inside: &[bool], block: BlockId) -> bool {
    let mut warm = 0;
    let mut framed = 0;
    func.blocks[block as usize].term.each_successor(|to| {
        if !is_cold(&func.blocks[to as usize]) {
            warm += 1;
            framed += u32::from(inside[to as usize]);
        }
    });
    warm == 1 && framed == 1
}

fn is_cold(block: &Block) -> bool {
    matches!(
        block.term,
        Term::ErrorValue(..) | Term::ErrorAtom(..) | Term::FunctionClause(..) | Term::Reraise(..)
    )
}

/// Finds the blocks that make the frame, adding one on every edge where it cannot be done at the end.
fn split_edges(func: &mut Function, order: &[BlockId], inside: &mut Vec<bool>) -> Vec<bool> {
    let predecessors = graph::predecessors(func, order);
    let mut entry = vec![false; func.blocks.len()];
    for block in order {
        let block = *block;
        let before = &predecessors[block as usize];
        if !inside[block as usize] {
            continue;
        }
        if block == 0 || before.iter().all(|p| !inside[*p as usize]) {
            entry[block as usize] = true;
            continue;
        }
        let mut outside: Vec<BlockId> = before.iter().copied().filter(|p| !inside[*p as usize]).collect();
        outside.dedup();
        for from in outside {
            let stub = func.blocks.len() as BlockId;
            let handler = func.blocks[from as usize].handler;
            let term = &mut func.blocks[from as usize].term;
            let args = match term {
                Term::Jump(_, args) => std::mem::take(args),
                _ => Vec::new(),
            };
            term.rename_successors(|to| if to == block { stub } else { to });
            func.blocks.push(Block { handler, term: Term::Jump(block, args), ..Block::default() });
            inside.push(true);
            entry.push(true);
        }
    }
    entry
}

/// Numbers the connected parts of the blocks with frames.
fn components(func: &Function, inside: &[bool]) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..func.blocks.len() as u32).collect();
    fn find(parent: &mut [u32], mut block: u32) -> u32 {
        while parent[block as usize] != block {
            parent[block as usize] = parent[parent[block as usize] as usize];
            block = parent[block as usize];
        }
        block
    }
    for block in graph::order(func) {
        if !inside[block as usize] {
            continue;
        }
        func.blocks[block as usize].term.each_successor(|to| {
            let (a, b) = (find(&mut parent, block), find(&mut parent, to));
            parent[a as usize] = b;
        });
    }
    (0..func.blocks.len() as u32).map(|block| find(&mut parent, block)).collect()
}
