//! How far comparisons and hashes have walked: their callers cannot tell from the operands, and a long walk is work to
//! be charged. What a process's instructions and built-in functions walked is noted per thread until someone takes it.

use std::cell::Cell;

thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// Fewer steps are not worth to be noted.
const FEW: usize = 16;
/// So many steps are a reduction.
const STEPS_OF_A_REDUCTION: usize = 4;

/// A walk has looked at so many parts, or pairs of parts.
#[inline]
pub(super) fn add(steps: usize) {
    if steps >= FEW {
        STEPS.with(|noted| noted.set(noted.get() + steps));
    }
}

/// How many steps were noted since they were taken.
#[inline]
pub fn noted() -> usize {
    STEPS.with(Cell::get)
}

/// Takes what was noted: how many reductions it is worth.
#[inline]
pub fn take() -> i64 {
    STEPS.with(|noted| noted.replace(0) / STEPS_OF_A_REDUCTION) as i64
}

/// What `walk` says, and how many reductions it is worth, with whatever was noted before.
#[inline]
pub fn charged<T>(walk: impl FnOnce() -> T) -> (T, i64) {
    let result = walk();
    (result, take())
}
