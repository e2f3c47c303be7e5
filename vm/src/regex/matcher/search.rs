//! Looking for a place where a pattern matches.

use super::{Matcher, Outcome, newline_at};
use crate::regex::program::{Program, UNSET};
use crate::regex::{Groups, flag, run_flag};

/// A search in a subject.
pub(in crate::regex) struct Search<'a> {
    matcher: Matcher<'a>,
    limit: usize,
}

impl<'a> Search<'a> {
    /// A search; `flags` are those of the run that concern places, `limit` how often it may turn back for a match,
    /// `work` bounds all its matches. `text` is the subject when it is Unicode.
    pub(in crate::regex) fn new(
        program: &'a Program,
        subject: &'a [u8],
        text: Option<&'a str>,
        flags: i64,
        (limit, work): (usize, usize),
    ) -> Search<'a> {
        let matcher = Matcher {
            program,
            subject,
            text,
            offset: 0,
            run_flags: 0,
            anchored: false,
            flags: program.flags | flags & (flag::NOTBOL | flag::NOTEOL),
            slots: Vec::new(),
            frames: Vec::new(),
            barriers: Vec::new(),
            left: 0,
            work,
        };
        Search { matcher, limit }
    }

    /// The first match from a place on; an error when that took too long.
    pub(in crate::regex) fn first(&mut self, from: usize, run_flags: i64) -> Result<Option<Groups>, ()> {
        let program = self.matcher.program;
        let anchored = (run_flags & run_flag::ANCHORED != 0) || program.flags & flag::ANCHORED != 0;
        (self.matcher.offset, self.matcher.run_flags, self.matcher.anchored) = (from, run_flags, anchored);
        // A step takes at most a few of these before they are looked at.
        self.matcher.left = self.limit.min(self.matcher.work);
        let given = self.matcher.left;
        let found = self.search(from, anchored);
        self.matcher.work = self.matcher.work.saturating_sub(given - self.matcher.left).max(1);
        found
    }

    fn search(&mut self, from: usize, anchored: bool) -> Result<Option<Groups>, ()> {
        let (program, subject) = (self.matcher.program, self.matcher.subject);
        let firstline = program.flags & flag::FIRSTLINE != 0;
        let mut start = from;
        // The place before which the required byte is known not to stand.
        let mut required = None;
        loop {
            if !anchored && let Some(first) = &program.first {
                start = self.skip(start, first, firstline);
            }
            if let Some(pair) = program.required
                && required.is_none_or(|place| place < start)
            {
                let rest = &subject[start..];
                match memchr::memchr2(pair.0, pair.1, rest) {
                    Some(index) => required = Some(start + index),
                    None => return Ok(None),
                }
            }
            let mut next = None;
            match self.matcher.attempt(start) {
                Outcome::Match => return Ok(Some(self.groups())),
                Outcome::Limit => return Err(()),
                Outcome::Commit => return Ok(None),
                Outcome::Skip(place) => next = Some(place).filter(|place| *place > start),
                Outcome::Fail => {}
            }
            let ends = firstline && newline_at(subject, start, program.flags) > 0;
            if anchored || ends || start >= subject.len() {
                return Ok(None);
            }
            start = next.unwrap_or_else(|| start + self.matcher.width(start));
            if self.within_crlf(start) {
                start += 1;
            }
        }
    }

    /// The next place that a match can begin at, by its first byte.
    fn skip(&self, start: usize, first: &[bool; 256], firstline: bool) -> usize {
        let rest = &self.matcher.subject[start..];
        let found = rest.iter().position(|byte| first[*byte as usize]).unwrap_or(rest.len());
        if !firstline {
            return start + found;
        }
        let newline = |at: &usize| newline_at(self.matcher.subject, *at, self.matcher.flags) > 0;
        (start..start + found).find(newline).unwrap_or(start + found)
    }

    /// Whether a place is between CR and LF where no match begins.
    fn within_crlf(&self, at: usize) -> bool {
        let subject = self.matcher.subject;
        flag::newline(self.matcher.flags) >= 2
            && !self.matcher.program.mentions_newline
            && subject.get(at) == Some(&10)
            && at > 0
            && subject[at - 1] == 13
    }

    fn groups(&self) -> Groups {
        let slots = &self.matcher.slots;
        let count = self.matcher.program.groups.len();
        let place = |number: usize| match (slots[2 * number], slots[2 * number + 1]) {
            (UNSET, _) | (_, UNSET) => None,
            (start, end) => Some((start, end.saturating_sub(start))),
        };
        (0..count).map(place).collect()
    }
}

impl Matcher<'_> {
    /// The length of the character at a place.
    fn width(&self, at: usize) -> usize {
        if self.unicode() { super::decoded(self.subject, at).1 } else { 1 }
    }
}
