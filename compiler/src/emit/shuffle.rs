//! Parallel moves: several registers get new values at once, some of which stand in registers that change.

use vm::instr::{Dst, Instr, Src};

use super::Emitter;

impl Emitter<'_, '_> {
    /// Moves each source to its destination as if all were moved at the same time.
    pub fn shuffle(&mut self, moves: Vec<(Src, Dst)>) {
        let mut open: Vec<(Src, Dst)> =
            moves.into_iter().filter(|(src, dst)| *src != Src::from(*dst)).collect();
        while !open.is_empty() {
            // A move whose destination nobody else still reads can be made.
            let ready = open.iter().position(|(_, dst)| {
                let place = Src::from(*dst);
                !open.iter().any(|(src, other)| *src == place && other != dst)
            });
            match ready {
                Some(at) => {
                    let (src, dst) = open.swap_remove(at);
                    self.code.push(Instr::Move { src, dst });
                    self.wrote(dst);
                }
                None => self.swap_first(&mut open),
            }
        }
    }

    /// Only rings are left: exchanges the first destination with its source.
    fn swap_first(&mut self, open: &mut Vec<(Src, Dst)>) {
        let (src, dst) = open.swap_remove(0);
        let a = match src {
            Src::X(x) => Dst::X(x),
            Src::Y(y) => Dst::Y(y),
            // A constant is never part of a ring.
            Src::Const(_) => return,
        };
        self.code.push(Instr::Swap { a, b: dst });
        self.wrote(a);
        self.wrote(dst);
        let place = Src::from(dst);
        for (other, _) in open.iter_mut() {
            if *other == place {
                *other = src;
            } else if *other == src {
                *other = place;
            }
        }
        open.retain(|(src, dst)| *src != Src::from(*dst));
    }
}
