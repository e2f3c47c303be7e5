//! Turning back, and what is tried on its own.

use super::{Barrier, Frame, Matcher, Next, Outcome};
use crate::regex::program::Step;
use crate::regex::tree::Verb;

impl Matcher<'_> {
    /// The next thing to try.
    pub(super) fn turn_back(&mut self) -> Result<(usize, usize), Outcome> {
        self.spend();
        loop {
            match self.frames.pop() {
                None => return Err(Outcome::Fail),
                Some(Frame::Try { step, at } | Frame::Alternative { step, at, .. }) => {
                    return Ok((step as usize, at));
                }
                Some(Frame::Slot { slot, old }) => self.slots[slot as usize] = old,
                Some(Frame::Alternation(_)) => {}
                Some(Frame::Fewer { step, low, at }) => return Ok(self.fewer(step, low, at)),
                Some(Frame::More { step, at, left }) => {
                    if let Some(next) = self.more(step, at, left) {
                        return Ok(next);
                    }
                }
                Some(Frame::Barrier) => {
                    if let Some(next) = self.failed() {
                        return Ok(next);
                    }
                }
                Some(Frame::Then(alternation)) => {
                    if let Some(next) = self.next_alternative(alternation)? {
                        return Ok(next);
                    }
                }
                Some(Frame::Verb { step, at }) => {
                    if let Some(next) = self.back_at_verb(step, at)? {
                        return Ok(next);
                    }
                }
            }
        }
    }

    fn fewer(&mut self, step: u32, low: usize, at: usize) -> (usize, usize) {
        let bytes = matches!(&self.program.steps[step as usize], Step::Many { item: super::Item::Byte, .. });
        let at = if self.unicode() && !bytes { super::before(self.subject, at) } else { at - 1 };
        if at > low {
            self.frames.push(Frame::Fewer { step, low, at });
        }
        (step as usize + 1, at)
    }

    fn more(&mut self, step: u32, at: usize, left: u32) -> Next {
        let Step::Many { item, .. } = &self.program.steps[step as usize] else { return None };
        let at = self.one(item, at)?;
        if left > 1 {
            self.frames.push(Frame::More { step, at, left: left - 1 });
        }
        Some((step as usize + 1, at))
    }

    /// What was tried on its own failed.
    fn failed(&mut self) -> Next {
        match self.barriers.pop() {
            Some((_, Barrier::Look { fails, at, .. })) if fails != 0 => Some((fails, at)),
            _ => None,
        }
    }

    /// Unwinds up to the call or negative assertion around this place, which has failed; `None` when there is none.
    fn fail_around(&mut self) -> Option<Next> {
        loop {
            match self.frames.pop()? {
                Frame::Slot { slot, old } => self.slots[slot as usize] = old,
                Frame::Barrier => match self.barriers.last() {
                    Some((_, Barrier::Atomic | Barrier::Look { holds: 1.., .. })) => {
                        drop(self.barriers.pop())
                    }
                    _ => return Some(self.failed()),
                },
                _ => {}
            }
        }
    }

    /// Turning back at a verb: where to go on, or how the try ends.
    fn back_at_verb(&mut self, step: u32, at: usize) -> Result<Next, Outcome> {
        let Step::Verb(verb) = &self.program.steps[step as usize] else { return Ok(None) };
        let outcome = match verb {
            Verb::Commit => Outcome::Commit,
            Verb::Skip(None) => Outcome::Skip(at),
            Verb::Skip(Some(name)) => match self.mark(name) {
                Some(place) => Outcome::Skip(place),
                // PCRE tries the same start again without it, unless there is but one start.
                None if self.anchored => Outcome::Commit,
                None => return Ok(None),
            },
            Verb::Prune => Outcome::Fail,
            _ => return Ok(None),
        };
        self.fail_around().ok_or(outcome)
    }

    /// Where the last mark with a name was passed.
    fn mark(&self, name: &str) -> Option<usize> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Verb { step, at } => match &self.program.steps[*step as usize] {
                Step::Verb(Verb::Mark(mark)) if mark == name => Some(*at),
                _ => None,
            },
            _ => None,
        })
    }

    /// On with the next alternative after a `(*THEN)`.
    fn next_alternative(&mut self, wanted: u32) -> Result<Next, Outcome> {
        loop {
            match self.frames.pop() {
                None => return Err(Outcome::Fail),
                Some(Frame::Alternative { step, at, alternation }) if alternation == wanted => {
                    return Ok(Some((step as usize, at)));
                }
                Some(Frame::Alternation(alternation)) if alternation == wanted => return Ok(None),
                Some(Frame::Slot { slot, old }) => self.slots[slot as usize] = old,
                Some(Frame::Barrier) => match self.barriers.last() {
                    Some((_, Barrier::Atomic)) => drop(self.barriers.pop()),
                    _ => return Ok(self.failed()),
                },
                Some(_) => {}
            }
        }
    }

    /// What was tried on its own has matched.
    pub(super) fn done(&mut self, step: usize, at: usize) -> Next {
        match self.barriers.pop()? {
            (frame, Barrier::Atomic) => {
                self.settle(frame);
                Some((step + 1, at))
            }
            (frame, Barrier::Look { holds, at, .. }) => self.looked(frame, holds, at),
            (_, Barrier::Call { .. }) => None,
        }
    }

    /// An assertion's pattern matched: on where it holds, or back.
    fn looked(&mut self, frame: usize, holds: usize, at: usize) -> Next {
        if holds != 0 {
            self.settle(frame);
            return Some((holds, at));
        }
        while self.frames.len() > frame {
            if let Some(Frame::Slot { slot, old }) = self.frames.pop() {
                self.slots[slot as usize] = old;
            }
        }
        None
    }

    /// Lets go of the frames from a barrier on, but for old values of slots.
    fn settle(&mut self, from: usize) {
        let mut kept = from;
        for index in from..self.frames.len() {
            if matches!(self.frames[index], Frame::Slot { .. }) {
                self.frames.swap(kept, index);
                kept += 1;
            }
        }
        self.frames.truncate(kept);
    }

    /// Ends a call: its groups are again what they were. The step to go on with.
    pub(super) fn back_from_call(&mut self) -> usize {
        while let Some((frame, barrier)) = self.barriers.pop() {
            if let Barrier::Call { back, slots, .. } = barrier {
                self.frames.truncate(frame);
                self.slots = slots;
                return back;
            }
        }
        0
    }

    /// `(*ACCEPT)`: the end of the assertion or call around it; `None` when it ends the whole match.
    pub(super) fn accept(&mut self, at: usize) -> Option<Next> {
        let own = self.barriers.iter().rposition(|(_, barrier)| !matches!(barrier, Barrier::Atomic))?;
        self.barriers.truncate(own + 1);
        Some(match self.barriers.last() {
            Some((_, Barrier::Call { .. })) => Some((self.back_from_call(), at)),
            _ => self.done(0, at),
        })
    }
}
