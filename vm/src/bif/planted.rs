//! A fault planted in the machine, so that tests can see what becomes of one. Not part of a normal build.

use super::{Cx, Outcome, Stop, badarg};
use crate::term::Term;

/// `erts_internal:panic(Where)`: panics in the built-in function itself (`bif`), or in the slow path after it (`slow`).
pub(super) fn panic_1(_: &mut Cx, [place]: &[Term; 1]) -> Outcome {
    match place.as_atom().ok_or_else(badarg)?.name() {
        "bif" => panic!("planted"),
        // No such entry: the slow path indexes the table out of its bounds.
        "slow" => Err(Stop::Trap { function: u32::MAX }),
        _ => Err(badarg()),
    }
}
