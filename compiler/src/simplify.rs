//! Cleans up after lowering: empty blocks are jumped over, straight lines of blocks become one.

use crate::graph;
use crate::ir::{BlockId, Function, Term, Value, Var};

/// Simplifies the function.
pub fn run(func: &mut Function) {
    close_open_blocks(func);
    skip_empty_blocks(func);
    let values = merge_lines(func);
    replace(func, &values);
}

/// A block that nothing ends cannot be reached by a correct program; it must still have an end.
fn close_open_blocks(func: &mut Function) {
    for block in &mut func.blocks {
        if matches!(block.term, Term::Open) {
            block.term = Term::Return(Value::NIL);
        }
    }
}

/// Lets jumps to blocks that only jump on go where those go.
fn skip_empty_blocks(func: &mut Function) {
    let next: Vec<Option<BlockId>> = func
        .blocks
        .iter()
        .map(|block| match &block.term {
            Term::Jump(to, args) if args.is_empty() && block.ops.is_empty() && block.params.is_empty() => {
                Some(*to)
            }
            _ => None,
        })
        .collect();
    let target = |mut block: BlockId| {
        // A ring of empty blocks cannot arise, but it must not hang the compiler either.
        for _ in 0..next.len() {
            match next[block as usize] {
                Some(to) => block = to,
                None => break,
            }
        }
        block
    };
    for block in &mut func.blocks {
        block.term.rename_successors(target);
    }
}

/// Appends to each block the one that it jumps to, when nobody else does. Returns what the parameters of the
/// appended blocks stand for.
fn merge_lines(func: &mut Function) -> Vec<Option<Value>> {
    let order = graph::order(func);
    let predecessors = graph::predecessors(func, &order);
    let mut values: Vec<Option<Value>> = vec![None; func.var_count as usize];
    let mut gone = vec![false; func.blocks.len()];
    for block in order {
        if gone[block as usize] {
            continue;
        }
        while let Term::Jump(to, _) = &func.blocks[block as usize].term {
            let to = *to;
            let same_region = func.blocks[to as usize].handler == func.blocks[block as usize].handler;
            if to == block || to == 0 || predecessors[to as usize].len() != 1 || !same_region {
                break;
            }
            gone[to as usize] = true;
            let next = std::mem::take(&mut func.blocks[to as usize]);
            let here = &mut func.blocks[block as usize];
            if let Term::Jump(_, args) = std::mem::replace(&mut here.term, next.term) {
                next.params.iter().zip(args).for_each(|(param, arg)| values[*param as usize] = Some(arg));
            }
            here.ops.extend(next.ops);
            for (waiting, _) in &mut func.receives {
                if *waiting == to {
                    *waiting = block;
                }
            }
        }
    }
    // What has been appended elsewhere stays behind as an unreachable stub.
    close_open_blocks(func);
    values
}

/// Replaces variables by what they stand for.
fn replace(func: &mut Function, values: &[Option<Value>]) {
    if values.iter().all(Option::is_none) {
        return;
    }
    let resolve = |value: &mut Value| {
        while let Value::Var(var) = *value
            && let Some(other) = values[var as usize]
        {
            *value = other;
        }
    };
    for block in &mut func.blocks {
        for op in &mut block.ops {
            op.args.iter_mut().for_each(resolve);
        }
        block.term.each_value_mut(resolve);
    }
    let names: Vec<(Var, lang::ast::Name)> = func
        .names
        .drain(..)
        .filter_map(|(var, name)| {
            let mut value = Value::Var(var);
            resolve(&mut value);
            value.var().map(|var| (var, name))
        })
        .collect();
    func.names = names;
}
