//! What can be said of a pattern only when it is known whole: whether what is referred to stands, whether what an
//! assertion looks back on has a fixed length, whether a call could go round for ever.

use super::{Check, Fault, NO_GROUP, Parser};
use crate::regex::chars::Item;
use crate::regex::flag;
use crate::regex::tree::{Condition, Group, Node, Target};

/// The group of a number.
pub(in crate::regex) fn group_of(tree: &Node, number: usize) -> Option<&Node> {
    match tree {
        Node::Group(Group::Capture(own), _) if *own == number => Some(tree),
        Node::Group(_, nodes) | Node::Sequence(nodes) => nodes.iter().find_map(|node| group_of(node, number)),
        Node::Repeat { node, .. } => group_of(node, number),
        Node::Condition(Condition::Look(look), yes, no) => {
            [look, yes, no].into_iter().find_map(|node| group_of(node, number))
        }
        Node::Condition(_, yes, no) => [yes, no].into_iter().find_map(|node| group_of(node, number)),
        _ => None,
    }
}

/// Why a piece has no fixed length.
enum Unfixed {
    Differs,
    /// It takes bytes of characters.
    Bytes,
    /// It calls a group, which may stand later.
    Calls,
}

/// A tree with the names of its groups.
struct Whole<'a> {
    tree: &'a Node,
    names: &'a [(String, usize)],
    unicode: bool,
}

impl Whole<'_> {
    fn number(&self, target: &Target) -> Option<usize> {
        match target {
            Target::Number(number) => Some(*number),
            Target::Name(name) => {
                self.names.iter().find(|(known, _)| known == name).map(|(_, number)| *number)
            }
        }
    }

    /// The length of a piece in characters; `calls` are the groups being called, `None` to stop at calls.
    fn length(&self, node: &Node, calls: Option<&[usize]>) -> Result<usize, Unfixed> {
        match node {
            Node::One(Item::Byte) if self.unicode => Err(Unfixed::Bytes),
            Node::One(_) => Ok(1),
            Node::Empty | Node::Place(_) | Node::Verb(_) | Node::Group(Group::Look { .. }, _) => Ok(0),
            Node::Sequence(nodes) => nodes.iter().map(|node| self.length(node, calls)).sum(),
            Node::Group(_, nodes) => self.same(nodes.iter(), calls),
            Node::Condition(Condition::Define, ..) => Ok(0),
            Node::Condition(_, yes, no) => self.same([yes.as_ref(), no.as_ref()].into_iter(), calls),
            Node::Repeat { node, min, max, .. } if *max == Some(*min) => {
                Ok(self.length(node, calls)?.saturating_mul(*min as usize))
            }
            Node::Repeat { .. } | Node::Reference { .. } | Node::Newline(_) | Node::Grapheme => {
                Err(Unfixed::Differs)
            }
            Node::Call(target, _) => {
                let calls = calls.ok_or(Unfixed::Calls)?;
                let number =
                    self.number(target).filter(|number| !calls.contains(number)).ok_or(Unfixed::Differs)?;
                let group = group_of(self.tree, number).ok_or(Unfixed::Differs)?;
                self.length(group, Some(&[calls, &[number]].concat()))
            }
        }
    }

    fn same<'a>(
        &self,
        mut nodes: impl Iterator<Item = &'a Node>,
        calls: Option<&[usize]>,
    ) -> Result<usize, Unfixed> {
        let first = nodes.next().map_or(Ok(0), |node| self.length(node, calls))?;
        for node in nodes {
            if self.length(node, calls)? != first {
                return Err(Unfixed::Differs);
            }
        }
        Ok(first)
    }

    /// Whether a piece may match nothing; `calls` are the groups being called.
    fn may_be_empty(&self, node: &Node, calls: &[usize]) -> bool {
        match node {
            Node::One(_) | Node::Newline(_) | Node::Grapheme => false,
            Node::Sequence(nodes) => nodes.iter().all(|node| self.may_be_empty(node, calls)),
            Node::Group(Group::Look { .. }, _) => true,
            Node::Group(_, nodes) => nodes.iter().any(|node| self.may_be_empty(node, calls)),
            Node::Condition(_, yes, no) => [yes, no].into_iter().any(|node| self.may_be_empty(node, calls)),
            Node::Repeat { node, min, .. } => *min == 0 || self.may_be_empty(node, calls),
            Node::Call(target, _) => match self.number(target) {
                Some(number) if number > 0 && !calls.contains(&number) => group_of(self.tree, number)
                    .is_none_or(|group| self.may_be_empty(group, &[calls, &[number]].concat())),
                _ => false,
            },
            Node::Empty | Node::Place(_) | Node::Verb(_) | Node::Reference { .. } => true,
        }
    }

    /// The end of the first call of a group around it with nothing between that group's beginning and the call.
    fn loops(&self, node: &Node, around: &mut Vec<usize>) -> Option<usize> {
        match node {
            Node::Call(target, position) => {
                self.number(target).filter(|number| around.contains(number)).map(|_| *position)
            }
            Node::Sequence(nodes) => {
                let mut here = around.clone();
                nodes.iter().find_map(|node| {
                    let found = self.loops(node, &mut here);
                    if !self.may_be_empty(node, &[]) {
                        here.clear();
                    }
                    found
                })
            }
            Node::Group(group, nodes) => {
                if let Group::Capture(number) = group {
                    around.push(*number);
                }
                let found = nodes.iter().find_map(|node| self.loops(node, &mut around.clone()));
                if let Group::Capture(_) = group {
                    around.pop();
                }
                found
            }
            Node::Repeat { node, .. } => self.loops(node, around),
            Node::Condition(condition, yes, no) => {
                let look = match condition {
                    Condition::Look(look) => self.loops(look, &mut around.clone()),
                    _ => None,
                };
                look.or_else(|| self.loops(yes, &mut around.clone())).or_else(|| self.loops(no, around))
            }
            _ => None,
        }
    }
}

impl Parser<'_> {
    /// Looks at what could not be looked at before, in the order of the places.
    pub(super) fn late(&mut self, tree: &Node) -> Result<(), Fault> {
        let whole = Whole { tree, names: &self.names, unicode: self.flags & flag::UNICODE != 0 };
        let mut faults = Vec::new();
        for (position, check) in &self.checks {
            match check {
                Check::Exists(target) => {
                    if whole.number(target).is_none_or(|number| number > self.groups) {
                        faults.push(Fault::new(NO_GROUP, *position));
                    }
                }
                Check::Wrong(message) => faults.push(Fault::new(message, *position)),
                Check::Fixed(node) => {
                    let found = match whole.length(node, None) {
                        Err(Unfixed::Calls) => (whole.length(node, Some(&[])), self.source.len()),
                        found => (found, *position),
                    };
                    let message = match found.0 {
                        Ok(_) => continue,
                        Err(Unfixed::Bytes) => "\\C not allowed in lookbehind assertion",
                        Err(_) => "lookbehind assertion is not fixed length",
                    };
                    faults.push(Fault::new(message, found.1));
                }
            }
        }
        if let Some(position) = whole.loops(tree, &mut vec![0]) {
            faults.push(Fault::new("recursive call could loop indefinitely", position));
        }
        match faults.into_iter().min_by_key(|fault| fault.position) {
            Some(fault) => Err(fault),
            None => Ok(()),
        }
    }
}

/// How many characters an alternative of an assertion looks back, which the parser saw to be fixed.
pub(in crate::regex) fn length(node: &Node, tree: &Node, names: &[(String, usize)]) -> usize {
    let whole = Whole { tree, names, unicode: false };
    whole.length(node, Some(&[])).unwrap_or_default()
}
