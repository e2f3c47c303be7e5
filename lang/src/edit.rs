//! A text of which pieces were replaced: what is read differs from what was typed, what is shown from what is read.
//! Places are found in one text and shown in the other.

use std::ops::Range;

/// Bytes, and what stands in their place.
pub type Edit = (Range<usize>, String);

/// A text after its edits, and where each piece of it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// The text after the edits.
    pub text: String,
    /// The bytes of each replaced piece before and after.
    pieces: Vec<(Range<usize>, Range<usize>)>,
}

impl Edited {
    /// Replaces pieces of a text. Those that begin within the one before are left out.
    pub fn new(text: &str, mut edits: Vec<Edit>) -> Edited {
        edits.sort_by_key(|(range, _)| range.start);
        let mut edited = Edited::default();
        let mut at = 0;
        for (range, with) in edits.into_iter() {
            if range.start < at {
                continue;
            }
            edited.text.push_str(&text[at..range.start]);
            let start = edited.text.len();
            edited.text.push_str(&with);
            at = range.end;
            edited.pieces.push((range, start..edited.text.len()));
        }
        edited.text.push_str(&text[at..]);
        edited
    }

    /// Where bytes of the edited text were before. What begins or ends within a replaced piece does so at its edge.
    pub fn before(&self, range: Range<usize>) -> Range<usize> {
        let flipped = |(before, after): &(Range<usize>, Range<usize>)| (after.clone(), before.clone());
        moved(self.pieces.iter().map(flipped), range)
    }

    /// Where bytes of the text before the edits are now.
    pub fn after(&self, range: Range<usize>) -> Range<usize> {
        moved(self.pieces.iter().cloned(), range)
    }
}

fn moved(
    pieces: impl Iterator<Item = (Range<usize>, Range<usize>)> + Clone,
    range: Range<usize>,
) -> Range<usize> {
    let start = place(pieces.clone(), range.start, false);
    start..place(pieces, range.end, true).max(start)
}

/// Where an offset is: `last` tells that it is the end of something.
fn place(pieces: impl Iterator<Item = (Range<usize>, Range<usize>)>, at: usize, last: bool) -> usize {
    let mut moved = at as isize;
    for (from, to) in pieces {
        match (from.end <= at && !(last && from.is_empty() && from.end == at), from.start < at) {
            (true, _) => moved = at as isize + to.end as isize - from.end as isize,
            (false, true) if last => return to.end,
            (false, true) => return to.start,
            (false, false) => break,
        }
    }
    moved.max(0) as usize
}

#[cfg(test)]
mod tests {
    use super::Edited;

    #[test]
    fn places_are_found_in_both_texts() {
        let edited =
            Edited::new("time(a + <5>).", vec![(5..5, "fun() -> ".into()), (9..12, "pid(0,5,0)".into())]);
        assert_eq!(edited.text, "time(fun() -> a + pid(0,5,0)).");
        assert_eq!(edited.before(14..28), 5..12, "the sum");
        assert_eq!(edited.before(18..28), 9..12, "the pid");
        assert_eq!(edited.before(22..23), 9..12, "a part of it");
        assert_eq!(edited.before(0..30), 0..14, "all of it");
        assert_eq!(edited.after(5..12), 14..28);
        assert_eq!(edited.after(13..14), 29..30);
    }
}
