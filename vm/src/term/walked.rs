//! How far comparisons have walked: their callers cannot tell from the operands, and a long one is work to be charged.

use std::cell::Cell;

thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// Fewer steps are not worth to be noted.
const FEW: usize = 16;
/// So many steps are a reduction.
const STEPS_OF_A_REDUCTION: usize = 4;

/// A comparison has looked at so many pairs of parts.
#[inline]
pub(super) fn add(steps: usize) {
    if steps >= FEW {
        STEPS.with(|noted| noted.set(noted.get() + steps));
    }
}

/// What `compare` says, and how many reductions it is worth.
#[inline]
pub fn charged<T>(compare: impl FnOnce() -> T) -> (T, i64) {
    STEPS.with(|noted| noted.set(0));
    let result = compare();
    (result, (STEPS.with(Cell::get) / STEPS_OF_A_REDUCTION) as i64)
}
