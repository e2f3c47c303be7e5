//! Small repairs on finished instructions. Each rule says what it turns into what.

use vm::instr::Instr;
use vm::module::Function;

/// Applies the rules. `targets` says, by block, which labels something jumps to.
pub fn run(function: &mut Function, targets: &[bool]) {
    let keep: Vec<bool> = function
        .code
        .iter()
        .map(|instr| match instr {
            // label L (nobody jumps to L)  ─▶  nothing
            Instr::Label { label } => targets.get(*label as usize - 1).copied().unwrap_or(true),
            _ => true,
        })
        .collect();
    remove(function, &keep);
}

/// Removes instructions, keeping the side tables in step.
fn remove(function: &mut Function, keep: &[bool]) {
    let mut index = Vec::with_capacity(keep.len() + 1);
    let mut next = 0;
    for keep in keep {
        index.push(next);
        next += u32::from(*keep);
    }
    let mut flags = keep.iter();
    function.code.retain(|_| flags.next().copied().unwrap_or(true));
    let last = (function.code.len() as u32).saturating_sub(1);
    let moved = |at: u32| index.get(at as usize).copied().unwrap_or(last).min(last);
    function.positions.iter_mut().for_each(|entry| entry.0 = moved(entry.0));
    function.receives.iter_mut().for_each(|entry| entry.0 = moved(entry.0));
    for entry in &mut function.variables {
        entry.0 = moved(entry.0);
        entry.1 = moved(entry.1);
    }
    function.positions.dedup_by_key(|entry| entry.0);
}
