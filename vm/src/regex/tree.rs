//! A pattern as a tree: what the parser gives and the program is made of.

use super::chars::Item;

/// A piece of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Matches the empty string.
    Empty,
    /// One character.
    One(Item),
    /// One piece after another.
    Sequence(Vec<Node>),
    /// The first of several that lets the rest match.
    Group(Group, Vec<Node>),
    /// `(?(…)yes|no)`.
    Condition(Condition, Box<Node>, Box<Node>),
    /// A piece so many times.
    Repeat { node: Box<Node>, min: u32, max: Option<u32>, mode: Mode },
    /// What a group matched, again.
    Reference { target: Target, caseless: bool },
    /// A group called as a subroutine, 0 being the whole pattern; the place of the call's end.
    Call(Target, usize),
    /// A place that takes no character.
    Place(Place),
    /// `\R`; whether only CR, LF and CRLF count.
    Newline(bool),
    /// `\X`.
    Grapheme,
    /// `(*VERB)`.
    Verb(Verb),
}

/// What the parentheses around alternatives mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Nothing but themselves.
    Plain,
    /// What is between them is kept under a number.
    Capture(usize),
    /// What matched is not tried in another way.
    Atomic,
    /// An assertion about what follows, or what precedes.
    Look { behind: bool, negative: bool },
}

/// How a repetition goes about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// As often as possible first.
    Greedy,
    /// As seldom as possible first.
    Lazy,
    /// As often as possible, for good.
    Possessive,
}

/// Which group is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// By its number.
    Number(usize),
    /// By its name, which several may have.
    Name(String),
}

/// What decides between two branches.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    /// Whether a group took part.
    Group(Target),
    /// Whether this is inside a call: of any group, or of a certain one.
    Recursion(Option<Target>),
    /// Never: what is here is only called.
    Define,
    /// An assertion.
    Look(Box<Node>),
}

/// A place between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `^`, `\A`.
    Start,
    /// `^` with `multiline`.
    LineStart,
    /// `$`.
    End,
    /// `$` with `dollar_endonly`.
    VeryEndUnlessNoteol,
    /// `$` with `multiline`.
    LineEnd,
    /// `\A`, which `notbol` does not change.
    VeryStart,
    /// `\z`.
    VeryEnd,
    /// `\Z`.
    LastLineEnd,
    /// `\G`.
    Offset,
    /// `\b` by these word characters; negated for `\B`.
    Word { negated: bool, ucp: bool },
    /// `\K`: the match is said to begin here.
    Keep,
}

/// What steers turning back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// The match ends here.
    Accept,
    /// No match this way.
    Fail,
    /// Turning back to here means no match at all.
    Commit,
    /// Turning back to here means no match from this start.
    Prune,
    /// As `Prune`; the next match begins here, or where a mark with this name stands.
    Skip(Option<String>),
    /// Turning back to here means the next alternative.
    Then,
    /// A mark for `Skip`.
    Mark(String),
}
