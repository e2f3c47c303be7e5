//! What can be said of all matches of a pattern without matching: how they begin, what they have.

use super::chars::{self, Item};
use super::tree::{Condition, Group, Node, Verb};

/// Says it.
pub(super) struct Hints {
    pub(super) unicode: bool,
}

/// The bytes with which a piece begins, and whether it may match nothing.
struct First {
    bytes: [bool; 256],
    empty: bool,
}

impl Hints {
    /// The bytes with which a match begins; `None` when it may be empty, or is hard to say.
    pub(super) fn first(&self, tree: &Node) -> Option<[bool; 256]> {
        self.begins(tree).filter(|first| !first.empty).map(|first| first.bytes)
    }

    fn begins(&self, node: &Node) -> Option<First> {
        let mut first = First { bytes: [false; 256], empty: true };
        match node {
            Node::Verb(Verb::Accept) => return None,
            Node::Empty | Node::Place(_) | Node::Verb(_) | Node::Group(Group::Look { .. }, _) => {}
            Node::One(item) => {
                first.bytes = self.bytes(item)?;
                first.empty = false;
            }
            Node::Sequence(nodes) => {
                for node in nodes {
                    let next = self.begins(node)?;
                    first.join(&next);
                    first.empty = next.empty;
                    if !next.empty {
                        break;
                    }
                }
            }
            Node::Group(_, nodes) => {
                first.empty = false;
                for node in nodes {
                    let next = self.begins(node)?;
                    first.join(&next);
                    first.empty |= next.empty;
                }
            }
            Node::Repeat { node, min, .. } => {
                let next = self.begins(node)?;
                first.join(&next);
                first.empty = next.empty || *min == 0;
            }
            _ => return None,
        }
        Some(first)
    }

    /// The bytes with which a character begins.
    fn bytes(&self, item: &Item) -> Option<[bool; 256]> {
        let mut bytes = [false; 256];
        match item {
            Item::Char(code) if *code < 0x80 || !self.unicode => bytes[*code as usize & 255] = true,
            Item::Char(code) => {
                bytes[char::from_u32(*code)?.encode_utf8(&mut [0; 4]).as_bytes()[0] as usize] = true;
            }
            Item::Set(set) | Item::Escape { all: set, .. } => {
                for byte in 0..=255u8 {
                    bytes[byte as usize] =
                        set.has_low(byte) && (byte < 0x80 || !self.unicode) || self.unicode && byte >= 0xC2;
                }
            }
            Item::Any | Item::NotCrlf | Item::Byte => return None,
        }
        Some(bytes)
    }

    /// A byte that each match has, and its other case.
    pub(super) fn required(&self, node: &Node) -> Option<(u8, u8)> {
        match node {
            Node::One(Item::Char(code)) if *code < 0x80 => Some((*code as u8, *code as u8)),
            Node::One(Item::Set(set)) => {
                let mut low = (0..=255u8).filter(|byte| set.has_low(*byte));
                let pair = (low.next()?, low.next()?);
                let only = low.next().is_none() && !set.is_wide() && pair.0 < 0x80 && pair.1 < 0x80;
                (only && chars::other_case(pair.0) == pair.1).then_some(pair)
            }
            Node::Sequence(nodes) => nodes.iter().rev().find_map(|node| self.required(node)),
            Node::Group(Group::Look { .. }, _) => None,
            Node::Group(_, nodes) => {
                let mut all = nodes.iter().map(|node| self.required(node));
                let first = all.next()??;
                all.all(|other| other == Some(first)).then_some(first)
            }
            Node::Repeat { node, min: 1.., .. } => self.required(node),
            Node::Condition(Condition::Define, ..) => None,
            _ => None,
        }
    }
}

impl First {
    fn join(&mut self, other: &First) {
        self.bytes.iter_mut().zip(other.bytes).for_each(|(mine, its)| *mine |= its);
    }
}
