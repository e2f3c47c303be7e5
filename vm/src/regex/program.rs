//! From a pattern's tree to steps that the matcher takes.

use super::chars::{Item, Set};
use super::flag;
use super::parse::{Fault, Parsed, length};
use super::tree::{Condition, Group, Mode, Node, Place, Target, Verb};
use crate::sync::Arc;

/// Slots of the matcher: start and end of each group, then where each group began that is open, then where each loop
/// began its last round. This one is unset.
pub(super) const UNSET: usize = usize::MAX;

/// One step.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// These bytes.
    Bytes(Arc<[u8]>),
    One(Item),
    /// One character so many times.
    Many {
        item: Item,
        min: u32,
        max: u32,
        mode: Mode,
    },
    Jump(usize),
    /// On with the next step; when that fails, at another one. The number is of an alternation with a `(*THEN)`.
    Try {
        other: usize,
        alternation: Option<usize>,
    },
    /// On at another step; when that fails, with the next.
    TryOther(usize),
    /// An alternation begins that a `(*THEN)` belongs to.
    Alternation(usize),
    /// A group begins.
    Open(usize),
    /// A group ends.
    Close(usize),
    /// A round of a loop begins: the slot that remembers where.
    Round(usize),
    /// A round ends: again, unless it took nothing.
    Again {
        slot: usize,
        start: usize,
        lazy: bool,
    },
    /// What follows up to `Done` is tried on its own.
    Atomic,
    Done,
    /// An assertion up to `Done`: where to go on when it holds and when it does not; 0 is to turn back.
    Look {
        holds: usize,
        fails: usize,
    },
    /// So many characters back.
    Back(usize),
    Place(Place),
    /// Any of these groups, again.
    Reference {
        groups: Vec<usize>,
        caseless: bool,
    },
    Call(usize),
    /// Elsewhere unless one of these groups took part.
    UnlessGroup(Vec<usize>, usize),
    /// Elsewhere unless one of these groups, or any if there are none, is being called.
    UnlessCalled(Vec<usize>, usize),
    Newline(bool),
    Grapheme,
    Verb(Verb),
    /// `(*THEN)` of this alternation.
    Then(usize),
    /// The whole pattern matched.
    End,
}

/// A compiled pattern.
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    /// The step where each group begins; 0 is the whole pattern.
    pub(super) groups: Vec<usize>,
    pub(super) names: Vec<(String, usize)>,
    pub(super) slots: usize,
    pub(super) flags: i64,
    pub(super) mentions_newline: bool,
    /// The bytes that a match can begin with, if that is known.
    pub(super) first: Option<Box<[bool; 256]>>,
    /// A byte that each match has, and its other case.
    pub(super) required: Option<(u8, u8)>,
}

/// A pattern with more steps is too large.
const MOST_STEPS: usize = 60_000;

/// Compiles a parsed pattern.
pub(super) fn program(parsed: Parsed, length: usize) -> Result<Program, Fault> {
    let mut maker = Maker {
        parsed: &parsed,
        steps: Vec::new(),
        groups: vec![UNSET; parsed.groups + 1],
        slots: 3 * (parsed.groups + 1),
        alternations: 0,
        then: None,
        open: Vec::new(),
        too_large: Fault::new("regular expression is too large", length),
    };
    maker.groups[0] = 0;
    maker.node(&parsed.tree)?;
    maker.steps.push(Step::End);
    let (mut steps, groups, slots) = (maker.steps, maker.groups, maker.slots);
    let called = steps.iter().any(|step| matches!(step, Step::Call(_)));
    let unicode = parsed.flags & flag::UNICODE != 0;
    if !called && !parsed.has_verbs {
        settle(&mut steps, unicode);
    }
    let hint = super::hints::Hints { unicode };
    let mut first = hint.first(&parsed.tree).map(Box::new);
    if parsed.has_verbs {
        // Where a match is not even tried can be seen then: a byte at most says so, as in PCRE.
        first = first.filter(|bytes| bytes.iter().filter(|is| **is).count() <= 2);
    }
    let optimize = parsed.flags & flag::NO_START_OPTIMIZE == 0;
    let required = hint.required(&parsed.tree).filter(|_| optimize && !called && !parsed.has_verbs);
    Ok(Program {
        steps,
        groups,
        names: parsed.names,
        slots,
        flags: parsed.flags,
        mentions_newline: parsed.mentions_newline,
        first: first.filter(|_| optimize),
        required,
    })
}

struct Maker<'a> {
    parsed: &'a Parsed,
    steps: Vec<Step>,
    groups: Vec<usize>,
    slots: usize,
    alternations: usize,
    /// The alternation that a `(*THEN)` here belongs to.
    then: Option<usize>,
    /// The groups that are open here, up to an assertion.
    open: Vec<usize>,
    too_large: Fault,
}

impl Maker<'_> {
    fn push(&mut self, step: Step) -> Result<usize, Fault> {
        if self.steps.len() >= MOST_STEPS {
            return Err(Fault::new(self.too_large.message, self.too_large.position));
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }

    /// The numbers of the groups that are meant.
    fn numbers(&self, target: &Target) -> Vec<usize> {
        match target {
            Target::Number(number) => vec![*number],
            Target::Name(name) => self
                .parsed
                .names
                .iter()
                .filter(|(known, _)| known == name)
                .map(|(_, number)| *number)
                .collect(),
        }
    }

    /// Whether a piece refers to a group.
    fn refers(&self, node: &Node, number: usize) -> bool {
        if self.parsed.highest == 0 && self.parsed.names.is_empty() {
            return false;
        }
        match node {
            Node::Reference { target, .. } => self.numbers(target).contains(&number),
            Node::Group(_, nodes) | Node::Sequence(nodes) => {
                nodes.iter().any(|node| self.refers(node, number))
            }
            Node::Repeat { node, .. } => self.refers(node, number),
            Node::Condition(Condition::Look(look), yes, no) => {
                [look, yes, no].into_iter().any(|node| self.refers(node, number))
            }
            Node::Condition(_, yes, no) => [yes, no].into_iter().any(|node| self.refers(node, number)),
            _ => false,
        }
    }

    fn node(&mut self, node: &Node) -> Result<(), Fault> {
        let step = match node {
            Node::Empty => return Ok(()),
            Node::One(item) => return self.one(item),
            Node::Sequence(nodes) => return self.sequence(nodes),
            Node::Group(group, nodes) => return self.group(*group, nodes),
            Node::Condition(condition, yes, no) => return self.condition(condition, yes, no),
            Node::Repeat { node, min, max, mode } => return self.repeat(node, *min, *max, *mode),
            Node::Reference { target, caseless } => {
                Step::Reference { groups: self.numbers(target), caseless: *caseless }
            }
            Node::Call(target, _) => Step::Call(self.numbers(target).first().copied().unwrap_or_default()),
            Node::Place(place) => Step::Place(*place),
            Node::Newline(anycrlf) => Step::Newline(*anycrlf),
            Node::Grapheme => Step::Grapheme,
            Node::Verb(Verb::Then) => match self.then {
                Some(alternation) => Step::Then(alternation),
                None => Step::Verb(Verb::Prune),
            },
            Node::Verb(Verb::Accept) => {
                for number in self.open.clone() {
                    self.push(Step::Close(number))?;
                }
                Step::Verb(Verb::Accept)
            }
            Node::Verb(verb) => Step::Verb(verb.clone()),
        };
        self.push(step).map(drop)
    }

    /// One piece after another; characters side by side become one step.
    fn sequence(&mut self, nodes: &[Node]) -> Result<(), Fault> {
        let mut bytes = Vec::new();
        for node in nodes {
            if let Node::One(Item::Char(code)) = node {
                bytes.extend(self.encoded(*code));
                continue;
            }
            if !bytes.is_empty() {
                self.push(Step::Bytes(std::mem::take(&mut bytes).into()))?;
            }
            self.node(node)?;
        }
        if bytes.is_empty() { Ok(()) } else { self.push(Step::Bytes(bytes.into())).map(drop) }
    }

    fn one(&mut self, item: &Item) -> Result<(), Fault> {
        let code = match item {
            Item::Char(code) => code,
            Item::Escape { all, .. } => return self.push(Step::One(Item::Set(all.clone()))).map(drop),
            _ => return self.push(Step::One(item.clone())).map(drop),
        };
        let bytes = self.encoded(*code);
        self.push(Step::Bytes(bytes.into())).map(drop)
    }

    fn encoded(&self, code: u32) -> Vec<u8> {
        match char::from_u32(code) {
            Some(character) if self.parsed.flags & flag::UNICODE != 0 => {
                character.encode_utf8(&mut [0; 4]).as_bytes().to_vec()
            }
            _ => vec![code as u8],
        }
    }

    fn group(&mut self, group: Group, nodes: &[Node]) -> Result<(), Fault> {
        match group {
            Group::Plain => self.alternatives(nodes, false),
            Group::Capture(number) => {
                let at = self.push(Step::Open(number))?;
                if self.groups[number] == UNSET {
                    self.groups[number] = at;
                }
                self.open.push(number);
                // PCRE does not turn back into a group that refers to itself.
                if nodes.iter().any(|node| self.refers(node, number)) {
                    self.push(Step::Atomic)?;
                    self.alternatives(nodes, false)?;
                    self.push(Step::Done)?;
                } else {
                    self.alternatives(nodes, false)?;
                }
                self.open.pop();
                self.push(Step::Close(number)).map(drop)
            }
            Group::Atomic => {
                self.push(Step::Atomic)?;
                self.alternatives(nodes, false)?;
                self.push(Step::Done).map(drop)
            }
            Group::Look { behind, negative } => {
                let at = self.look(behind, nodes)?;
                let next = self.steps.len();
                let (holds, fails) = if negative { (0, next) } else { (next, 0) };
                self.steps[at] = Step::Look { holds, fails };
                Ok(())
            }
        }
    }

    /// An assertion whose first step is still to be written.
    fn look(&mut self, behind: bool, nodes: &[Node]) -> Result<usize, Fault> {
        let (open, then) = (std::mem::take(&mut self.open), self.then.take());
        let at = self.push(Step::Look { holds: 0, fails: 0 })?;
        self.alternatives(nodes, behind)?;
        self.push(Step::Done)?;
        (self.open, self.then) = (open, then);
        Ok(at)
    }

    fn alternatives(&mut self, nodes: &[Node], behind: bool) -> Result<(), Fault> {
        let then = self.then;
        let alternation = (nodes.len() > 1 && nodes.iter().any(has_then)).then(|| {
            self.alternations += 1;
            self.alternations
        });
        if let Some(number) = alternation {
            self.push(Step::Alternation(number))?;
            self.then = Some(number);
        }
        let mut ends = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let last = index + 1 == nodes.len();
            let at = if last { None } else { Some(self.push(Step::Try { other: 0, alternation })?) };
            if behind {
                let length = length(node, &self.parsed.tree, &self.parsed.names);
                self.push(Step::Back(length))?;
            }
            self.node(node)?;
            if let Some(at) = at {
                ends.push(self.push(Step::Jump(0))?);
                self.steps[at] = Step::Try { other: self.steps.len(), alternation };
            }
        }
        let next = self.steps.len();
        ends.into_iter().for_each(|at| self.steps[at] = Step::Jump(next));
        self.then = then;
        Ok(())
    }

    fn condition(&mut self, condition: &Condition, yes: &Node, no: &Node) -> Result<(), Fault> {
        let (at, negative) = match condition {
            Condition::Look(look) => match look.as_ref() {
                Node::Group(Group::Look { behind, negative }, nodes) => {
                    (self.look(*behind, nodes)?, *negative)
                }
                _ => return Ok(()),
            },
            _ => (self.push(Step::Jump(0))?, false),
        };
        let first = self.steps.len();
        self.node(yes)?;
        let end = self.push(Step::Jump(0))?;
        let other = self.steps.len();
        self.steps[at] = match condition {
            Condition::Group(target) => Step::UnlessGroup(self.numbers(target), other),
            Condition::Recursion(None) => Step::UnlessCalled(Vec::new(), other),
            Condition::Recursion(Some(target)) => Step::UnlessCalled(self.numbers(target), other),
            Condition::Define => Step::Jump(other),
            Condition::Look(_) if negative => Step::Look { holds: other, fails: first },
            Condition::Look(_) => Step::Look { holds: first, fails: other },
        };
        self.node(no)?;
        self.steps[end] = Step::Jump(self.steps.len());
        Ok(())
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, mode: Mode) -> Result<(), Fault> {
        if let Node::One(Item::Escape { all, must }) = node {
            if min > 0 {
                // A single one is no repetition for PCRE.
                let item = Item::Set(if min == 1 && max.is_some() { all.clone() } else { must.clone() });
                self.push(Step::Many { item, min, max: min, mode: Mode::Possessive })?;
            }
            let all = Node::One(Item::Set(all.clone()));
            return self.repeat(&all, 0, max.map(|max| max - min), mode);
        }
        if let Node::One(item) = node {
            let wide = matches!(item, Item::Char(code) if self.encoded(*code).len() > 1);
            let item = match item {
                Item::Char(code) if wide => Item::Set(Arc::new(Set::of(&[(*code, *code)]))),
                item => item.clone(),
            };
            return self.push(Step::Many { item, min, max: max.unwrap_or(u32::MAX), mode }).map(drop);
        }
        if mode == Mode::Possessive {
            self.push(Step::Atomic)?;
            self.repeat(node, min, max, Mode::Greedy)?;
            return self.push(Step::Done).map(drop);
        }
        let lazy = mode == Mode::Lazy;
        if max == Some(0) {
            // Never taken, yet perhaps called.
            let at = self.push(Step::Jump(0))?;
            self.node(node)?;
            self.steps[at] = Step::Jump(self.steps.len());
            return Ok(());
        }
        let Some(max) = max else {
            for _ in 1..min {
                self.node(node)?;
            }
            return self.endless(node, min == 0, lazy);
        };
        for _ in 0..min {
            self.node(node)?;
        }
        // Each of the others stands within the one before.
        let mut exits = Vec::new();
        for _ in min..max {
            exits.push(self.push(Step::Jump(0))?);
            self.node(node)?;
        }
        let next = self.steps.len();
        exits.into_iter().for_each(|at| self.steps[at] = branch(next, lazy));
        Ok(())
    }

    /// A piece for ever, or if so not at all.
    fn endless(&mut self, node: &Node, optional: bool, lazy: bool) -> Result<(), Fault> {
        let exit = if optional { Some(self.push(Step::Jump(0))?) } else { None };
        let slot = self.slots;
        self.slots += 1;
        let start = self.push(Step::Round(slot))?;
        self.node(node)?;
        self.push(Step::Again { slot, start, lazy })?;
        if let Some(exit) = exit {
            self.steps[exit] = branch(self.steps.len(), lazy);
        }
        Ok(())
    }
}

/// Past what follows: as a second try, or as the first.
fn branch(next: usize, lazy: bool) -> Step {
    if lazy { Step::TryOther(next) } else { Step::Try { other: next, alternation: None } }
}

/// Whether a `(*THEN)` stands in a piece that belongs to an alternation around it.
fn has_then(node: &Node) -> bool {
    match node {
        Node::Verb(Verb::Then) => true,
        Node::Sequence(nodes) => nodes.iter().any(has_then),
        Node::Group(Group::Look { .. }, _) => false,
        Node::Group(_, nodes) => nodes.len() == 1 && nodes.iter().any(has_then),
        Node::Repeat { node, .. } => has_then(node),
        Node::Condition(_, yes, no) => has_then(yes) || has_then(no),
        _ => false,
    }
}

/// Makes repetitions possessive that nothing could come of turning back into: what follows them begins otherwise.
fn settle(steps: &mut [Step], unicode: bool) {
    for index in 0..steps.len() {
        let Step::Many { item, mode: Mode::Greedy, .. } = &steps[index] else { continue };
        let Some(set) = set_of(item) else { continue };
        let mut next = index + 1;
        while let Step::Close(_) | Step::Open(_) = steps[next] {
            next += 1;
        }
        let apart = match &steps[next] {
            Step::Bytes(bytes) if bytes[0] < 0x80 || !unicode => !set.has_low(bytes[0]),
            Step::One(other) => set_of(other).is_some_and(|other| set.is_apart(&other)),
            Step::Many { item: other, min: 1.., .. } => {
                set_of(other).is_some_and(|other| set.is_apart(&other))
            }
            Step::Place(Place::VeryEnd) => true,
            _ => false,
        };
        if apart && let Step::Many { mode, .. } = &mut steps[index] {
            *mode = Mode::Possessive;
        }
    }
}

fn set_of(item: &Item) -> Option<Arc<Set>> {
    match item {
        Item::Char(code) => Some(Arc::new(Set::of(&[(*code, *code)]))),
        Item::Set(set) | Item::Escape { all: set, .. } => Some(set.clone()),
        Item::Any | Item::NotCrlf | Item::Byte => None,
    }
}
