//! Takes a program's steps over a subject, turning back where it has to: PCRE's way of matching, without recursion.
//!
//! What there is to turn back to lies in `frames`, the last on top: other tries, old values of slots, verbs. What is
//! tried on its own (an atomic group, an assertion, a call) has a frame `Barrier` and a record in `barriers`; when it is
//! done, the frames above its barrier go, but for the old values of slots, so that turning back past it restores them.

mod search;
mod turn;

use unicode_segmentation::UnicodeSegmentation;

use super::chars::{self, Item};
use super::flag;
use super::program::{Program, Step, UNSET};
use super::tree::{Mode, Place, Verb};

pub(super) use search::Search;

/// What to turn back to.
enum Frame {
    /// On at a step.
    Try { step: u32, at: usize },
    /// The same, the next alternative of an alternation.
    Alternative { step: u32, at: usize, alternation: u32 },
    /// Here an alternation began.
    Alternation(u32),
    /// The old value of a slot.
    Slot { slot: u32, old: usize },
    /// A repeated character took everything from `low` to `at`: on with one less.
    Fewer { step: u32, low: usize, at: usize },
    /// One more of a repeated character, and on; so many more at most.
    More { step: u32, at: usize, left: u32 },
    /// What is above was tried on its own.
    Barrier,
    /// A verb: the step where it stands, the place where it was passed.
    Verb { step: u32, at: usize },
    /// `(*THEN)` of an alternation.
    Then(u32),
}

/// What is tried on its own.
enum Barrier {
    Atomic,
    Look { holds: usize, fails: usize, at: usize },
    Call { group: usize, back: usize, at: usize, slots: Vec<usize> },
}

/// How a try from one start ended.
enum Outcome {
    Match,
    /// No match from here.
    Fail,
    /// No match from here; the next start is this one.
    Skip(usize),
    /// No match at all.
    Commit,
    /// It turned back too often.
    Limit,
}

/// Where to go on: a step and a place in the subject.
type Next = Option<(usize, usize)>;

struct Matcher<'a> {
    program: &'a Program,
    subject: &'a [u8],
    /// The subject as text, if it is Unicode.
    text: Option<&'a str>,
    /// Where the search began.
    offset: usize,
    /// Of a run, as `run_flag` numbers them.
    run_flags: i64,
    /// Whether a match begins where the search does.
    anchored: bool,
    /// Options in force, with those of the run that concern places.
    flags: i64,
    slots: Vec<usize>,
    frames: Vec<Frame>,
    barriers: Vec<(usize, Barrier)>,
    /// How often it may still turn back.
    left: usize,
    /// How many characters may still be looked at again and again.
    work: usize,
}

impl Matcher<'_> {
    fn unicode(&self) -> bool {
        self.text.is_some()
    }

    /// Tries to match from one start on.
    fn attempt(&mut self, start: usize) -> Outcome {
        let program = self.program;
        self.frames.clear();
        self.barriers.clear();
        self.slots.clear();
        self.slots.resize(program.slots, UNSET);
        self.slots[0] = start;
        let (mut step, mut at) = (0, start);
        loop {
            let next = match &program.steps[step] {
                Step::Bytes(bytes) => {
                    self.subject[at..].starts_with(bytes).then(|| (step + 1, at + bytes.len()))
                }
                Step::One(item) => self.one(item, at).map(|at| (step + 1, at)),
                Step::End if self.ends(at) => return Outcome::Match,
                Step::End if matches!(self.barriers.last(), Some((_, Barrier::Call { .. }))) => {
                    Some((self.back_from_call(), at))
                }
                Step::End => None,
                Step::Verb(Verb::Accept) => match self.accept(at) {
                    Some(next) => next,
                    None if self.ends(at) => return Outcome::Match,
                    None => None,
                },
                other => self.take(other, step, at),
            };
            (step, at) = match next {
                Some(next) => next,
                None => match self.turn_back() {
                    Ok(next) => next,
                    Err(outcome) => return outcome,
                },
            };
            if self.left == 0 || self.work == 0 {
                return Outcome::Limit;
            }
        }
    }

    /// Whether the whole pattern has matched, which is then noted.
    fn ends(&mut self, at: usize) -> bool {
        if self.barriers.iter().any(|(_, barrier)| matches!(barrier, Barrier::Call { .. })) {
            return false;
        }
        let empty = at == self.slots[0];
        let forbidden = self.run_flags & super::run_flag::NOTEMPTY != 0
            || self.run_flags & super::run_flag::NOTEMPTY_ATSTART != 0 && self.slots[0] == self.offset;
        self.slots[1] = at;
        !(empty && forbidden)
    }

    /// Takes a step that is not quite simple.
    fn take(&mut self, taken: &Step, step: usize, at: usize) -> Next {
        let on = Some((step + 1, at));
        match taken {
            Step::Many { item, min, max, mode } => return self.many((item, *min, *max, *mode), step, at),
            Step::Jump(other) => return Some((*other, at)),
            Step::Try { other, alternation } => {
                self.spend();
                self.frames.push(match alternation {
                    None => Frame::Try { step: *other as u32, at },
                    Some(number) => {
                        Frame::Alternative { step: *other as u32, at, alternation: *number as u32 }
                    }
                });
            }
            Step::TryOther(other) => {
                self.spend();
                self.frames.push(Frame::Try { step: step as u32 + 1, at });
                return Some((*other, at));
            }
            Step::Alternation(number) => self.frames.push(Frame::Alternation(*number as u32)),
            Step::Open(number) => self.set(2 * self.program.groups.len() + number, at),
            Step::Close(number) => return self.close(*number, step, at),
            Step::Round(slot) => self.set(*slot, at),
            Step::Again { slot, start, lazy } => {
                if self.slots[*slot] == at {
                    return on;
                }
                self.spend();
                let (first, second) = if *lazy { (step + 1, *start) } else { (*start, step + 1) };
                self.frames.push(Frame::Try { step: second as u32, at });
                return Some((first, at));
            }
            Step::Atomic => self.begin(Barrier::Atomic),
            Step::Look { holds, fails } => self.begin(Barrier::Look { holds: *holds, fails: *fails, at }),
            Step::Done => return self.done(step, at),
            Step::Back(count) => return self.back(*count, at).map(|at| (step + 1, at)),
            Step::Place(Place::Keep) => self.set(0, at),
            Step::Place(place) => return on.filter(|_| self.is_at(*place, at)),
            Step::Reference { groups, caseless } => {
                return self.reference(groups, *caseless, at).map(|at| (step + 1, at));
            }
            Step::Call(group) => return self.call(*group, step, at),
            Step::UnlessGroup(groups, other) => {
                let took_part = groups.iter().any(|number| self.slots[2 * number + 1] != UNSET);
                return if took_part { on } else { Some((*other, at)) };
            }
            Step::UnlessCalled(groups, other) => {
                let called = self.barriers.iter().rev().find_map(|(_, barrier)| match barrier {
                    Barrier::Call { group, .. } => Some(*group),
                    _ => None,
                });
                let is = called.is_some_and(|group| groups.is_empty() || groups.contains(&group));
                return if is { on } else { Some((*other, at)) };
            }
            Step::Newline(anycrlf) => {
                let kind = if *anycrlf { 3 } else { 4 };
                let length = newline_at(self.subject, at, flag::with_newline(self.flags, kind));
                return (length > 0).then_some((step + 1, at + length));
            }
            Step::Grapheme => return self.grapheme(at).map(|at| (step + 1, at)),
            Step::Verb(Verb::Fail) => return None,
            Step::Verb(_) => self.frames.push(Frame::Verb { step: step as u32, at }),
            Step::Then(number) => self.frames.push(Frame::Then(*number as u32)),
            // Taken by `attempt`.
            Step::Bytes(_) | Step::One(_) | Step::End => {}
        }
        on
    }

    /// Counts a try.
    fn spend(&mut self) {
        self.left = self.left.saturating_sub(1);
    }

    fn set(&mut self, slot: usize, value: usize) {
        self.frames.push(Frame::Slot { slot: slot as u32, old: self.slots[slot] });
        self.slots[slot] = value;
    }

    /// A group ends, or the call of it.
    fn close(&mut self, number: usize, step: usize, at: usize) -> Next {
        if matches!(self.barriers.last(), Some((_, Barrier::Call { group, .. })) if *group == number) {
            return Some((self.back_from_call(), at));
        }
        let open = self.slots[2 * self.program.groups.len() + number];
        self.set(2 * number, open);
        self.set(2 * number + 1, at);
        Some((step + 1, at))
    }

    fn begin(&mut self, barrier: Barrier) {
        self.spend();
        self.barriers.push((self.frames.len(), barrier));
        self.frames.push(Frame::Barrier);
    }

    fn call(&mut self, group: usize, step: usize, at: usize) -> Next {
        // A call of what is being called at the same place would go on for ever.
        let again = self.barriers.iter().rev().map_while(|(_, barrier)| match barrier {
            Barrier::Call { at: place, .. } if *place != at => None,
            Barrier::Call { group, .. } => Some(*group),
            _ => Some(UNSET),
        });
        if again.into_iter().any(|called| called == group) {
            return None;
        }
        self.work = self.work.saturating_sub(self.slots.len()).max(1);
        let slots = self.slots.clone();
        self.begin(Barrier::Call { group, back: step + 1, at, slots });
        Some((self.program.groups[group], at))
    }

    /// One character: the place behind it.
    #[inline]
    fn one(&self, item: &Item, at: usize) -> Option<usize> {
        let byte = *self.subject.get(at)?;
        match item {
            Item::Set(set) | Item::Escape { all: set, .. } if byte < 0x80 || self.text.is_none() => {
                set.has_low(byte).then_some(at + 1)
            }
            Item::Set(set) | Item::Escape { all: set, .. } => {
                let (code, length) = decoded(self.subject, at);
                set.has(code).then_some(at + length)
            }
            Item::Char(code) => (u32::from(byte) == *code).then_some(at + 1),
            Item::NotCrlf if byte == 13 && self.subject.get(at + 1) == Some(&10) => None,
            Item::Byte => Some(at + 1),
            Item::Any | Item::NotCrlf if byte < 0x80 || self.text.is_none() => Some(at + 1),
            Item::Any | Item::NotCrlf => Some(at + decoded(self.subject, at).1),
        }
    }

    /// A repeated character.
    fn many(&mut self, (item, min, max, mode): (&Item, u32, u32, Mode), step: usize, at: usize) -> Next {
        let mut low = at;
        for _ in 0..min {
            low = self.one(item, low)?;
        }
        let left = max - min;
        if mode == Mode::Lazy {
            if left > 0 {
                self.spend();
                self.frames.push(Frame::More { step: step as u32, at: low, left });
            }
            return Some((step + 1, low));
        }
        let end = self.run(item, low, left);
        self.work = self.work.saturating_sub((end - at) / 16).max(1);
        if mode == Mode::Greedy && end > low {
            self.spend();
            self.frames.push(Frame::Fewer { step: step as u32, low, at: end });
        }
        Some((step + 1, end))
    }

    /// As many of a character as there are: the place behind them.
    fn run(&self, item: &Item, from: usize, most: u32) -> usize {
        if self.text.is_none() {
            let rest = &self.subject[from..];
            let rest = &rest[..rest.len().min(most as usize)];
            let length = match item {
                Item::Set(set) | Item::Escape { all: set, .. } => {
                    rest.iter().position(|byte| !set.has_low(*byte))
                }
                Item::Any | Item::Byte => None,
                Item::Char(code) => rest.iter().position(|byte| u32::from(*byte) != *code),
                Item::NotCrlf => rest
                    .iter()
                    .enumerate()
                    .position(|(index, byte)| *byte == 13 && self.subject.get(from + index + 1) == Some(&10)),
            };
            return from + length.unwrap_or(rest.len());
        }
        let (mut at, mut count) = (from, 0);
        while count < most
            && let Some(next) = self.one(item, at)
        {
            at = next;
            count += 1;
        }
        at
    }

    /// So many characters back.
    fn back(&self, count: usize, at: usize) -> Option<usize> {
        if !self.unicode() {
            return at.checked_sub(count);
        }
        (0..count).try_fold(at, |at, _| (at > 0).then(|| before(self.subject, at)))
    }

    /// The first group of these that took part, again.
    fn reference(&self, groups: &[usize], caseless: bool, at: usize) -> Option<usize> {
        let number = groups.iter().find(|number| self.slots[2 * **number + 1] != UNSET)?;
        let text = &self.subject[self.slots[2 * number]..self.slots[2 * number + 1]];
        if !caseless {
            return self.subject[at..].starts_with(text).then_some(at + text.len());
        }
        let (mut from, mut at) = (0, at);
        while from < text.len() {
            self.subject.get(at)?;
            let (wanted, found) = match self.unicode() {
                true => (decoded(text, from), decoded(self.subject, at)),
                false => ((u32::from(text[from]), 1), (u32::from(self.subject[at]), 1)),
            };
            if !chars::same_letter(wanted.0, found.0, self.unicode()) {
                return None;
            }
            (from, at) = (from + wanted.1, at + found.1);
        }
        Some(at)
    }

    fn grapheme(&self, at: usize) -> Option<usize> {
        let byte = *self.subject.get(at)?;
        match self.text {
            Some(text) => Some(at + text.get(at..)?.graphemes(true).next()?.len()),
            None if byte == 13 && self.subject.get(at + 1) == Some(&10) => Some(at + 2),
            None => Some(at + 1),
        }
    }

    fn is_at(&self, place: Place, at: usize) -> bool {
        let size = self.subject.len();
        let newline = || newline_at(self.subject, at, self.flags);
        match place {
            Place::VeryStart => at == 0,
            Place::Start => at == 0 && self.flags & flag::NOTBOL == 0,
            Place::LineStart if at == 0 => self.flags & flag::NOTBOL == 0,
            Place::LineStart => at < size && newline_before(self.subject, at, self.flags),
            Place::VeryEnd => at == size,
            Place::VeryEndUnlessNoteol => at == size && self.flags & flag::NOTEOL == 0,
            Place::LastLineEnd => at == size || newline() == size - at,
            Place::End => self.flags & flag::NOTEOL == 0 && (at == size || newline() == size - at),
            Place::LineEnd if at == size => self.flags & flag::NOTEOL == 0,
            Place::LineEnd => newline() > 0,
            Place::Offset => at == self.offset,
            Place::Word { negated, ucp } => {
                let before = at > 0 && {
                    let from = if self.unicode() { before(self.subject, at) } else { at - 1 };
                    self.is_word(from, ucp)
                };
                (before != (at < size && self.is_word(at, ucp))) != negated
            }
            // Taken by `take`.
            Place::Keep => true,
        }
    }

    fn is_word(&self, at: usize, ucp: bool) -> bool {
        let code = if self.unicode() { decoded(self.subject, at).0 } else { u32::from(self.subject[at]) };
        chars::word(ucp).has(code)
    }
}

/// The character at a place and its length. A byte that begins none stands for itself.
pub(super) fn decoded(bytes: &[u8], at: usize) -> (u32, usize) {
    let first = bytes[at];
    let length = match first {
        0xC2..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0..0xF5 => 4,
        _ => return (u32::from(first), 1),
    };
    let Some(rest) = bytes.get(at + 1..at + length) else { return (u32::from(first), 1) };
    let start = u32::from(first) & (0x7F >> length);
    (rest.iter().fold(start, |code, byte| code << 6 | u32::from(byte & 0x3F)), length)
}

/// The place of the character before.
fn before(bytes: &[u8], at: usize) -> usize {
    let mut at = at - 1;
    while at > 0 && bytes[at] & 0xC0 == 0x80 {
        at -= 1;
    }
    at
}

/// The length of the newline at a place, 0 when there is none.
pub(super) fn newline_at(bytes: &[u8], at: usize, flags: i64) -> usize {
    let Some(first) = bytes.get(at) else { return 0 };
    let crlf = *first == 13 && bytes.get(at + 1) == Some(&10);
    match (flag::newline(flags), first) {
        (0, 10) | (1, 13) => 1,
        (2.., 13) if crlf => 2,
        (3.., 10 | 13) | (4, 11 | 12) => 1,
        (4, 0x85) if flags & flag::UNICODE == 0 => 1,
        (4, 0xC2) if flags & flag::UNICODE != 0 && bytes.get(at + 1) == Some(&0x85) => 2,
        (4, 0xE2) if flags & flag::UNICODE != 0 => match bytes.get(at + 1..at + 3) {
            Some([0x80, 0xA8 | 0xA9]) => 3,
            _ => 0,
        },
        _ => 0,
    }
}

/// Whether a newline ends just before a place.
fn newline_before(bytes: &[u8], at: usize, flags: i64) -> bool {
    match flag::newline(flags) {
        2 => at >= 2 && bytes[at - 2..at] == *b"\r\n",
        _ if flags & flag::UNICODE != 0 => newline_at(bytes, before(bytes, at), flags) > 0,
        _ => newline_at(bytes, at - 1, flags) > 0,
    }
}
