//! From a pattern's text to its tree, with PCRE's messages and positions for what is wrong.
//!
//! Names and numbers of groups may be used before the group stands; those are looked at when all groups are known, in
//! the order of their places, as is whether what an assertion looks back on has a fixed length.

mod escape;
mod fixed;
mod group;
mod set;
mod verb;

pub(super) use fixed::length;

use super::chars::{self, Item, Set};
use super::flag;
use super::tree::{Group, Mode, Node, Place, Target};
use crate::sync::Arc;

/// What is wrong with a pattern, and at which byte.
#[derive(Debug)]
pub(crate) struct Fault {
    /// In PCRE's words.
    pub message: &'static str,
    /// In bytes of the pattern.
    pub position: usize,
}

impl Fault {
    /// A fault.
    pub(crate) fn new(message: &'static str, position: usize) -> Fault {
        Fault { message, position }
    }
}

/// A pattern that was understood.
pub(super) struct Parsed {
    pub(super) tree: Node,
    /// The number of groups that capture.
    pub(super) groups: usize,
    /// Named groups with their numbers, in order of the names.
    pub(super) names: Vec<(String, usize)>,
    /// The options in force at the beginning.
    pub(super) flags: i64,
    /// The highest number of a group that is referred to.
    pub(super) highest: usize,
    /// Whether CR or LF stands in it, so that a match may begin between them.
    pub(super) mentions_newline: bool,
    /// Whether a verb stands in it.
    pub(super) has_verbs: bool,
}

/// What can be said only when all groups are known.
enum Check {
    /// A group has to exist.
    Exists(Target),
    /// A piece has to be of a fixed length.
    Fixed(Node),
    /// This is wrong.
    Wrong(&'static str),
}

const NO_GROUP: &str = "reference to non-existent subpattern";
const MISSING: &str = "missing )";
const UNTERMINATED: &str = "syntax error in subpattern name (missing terminator)";

/// Parses a pattern.
pub(super) fn parse(source: &[u8], flags: i64) -> Result<Parsed, Fault> {
    if flags & flag::UNICODE != 0 {
        if flags & flag::NEVER_UTF != 0 {
            return Err(Fault::new("setting UTF is disabled by the application", 0));
        }
        if let Err(error) = std::str::from_utf8(source) {
            return Err(Fault::new("invalid UTF-8 string", error.valid_up_to()));
        }
    }
    if flags & flag::BSR_ANYCRLF != 0 && flags & flag::BSR_UNICODE != 0 {
        return Err(Fault::new("inconsistent NEWLINE options", 0));
    }
    let mut parser = Parser {
        source,
        at: 0,
        flags,
        groups: 0,
        names: Vec::new(),
        checks: Vec::new(),
        highest: 0,
        mentions_newline: false,
        has_verbs: false,
    };
    parser.start_verbs()?;
    let first = parser.flags;
    let tree = Node::Group(Group::Plain, parser.alternatives(0)?);
    if parser.at < source.len() {
        return Err(Fault::new("unmatched parentheses", parser.at));
    }
    parser.names.sort();
    parser.late(&tree)?;
    if parser.highest > parser.groups {
        return Err(Fault::new(NO_GROUP, source.len()));
    }
    Ok(Parsed {
        tree,
        groups: parser.groups,
        names: parser.names,
        flags: first,
        highest: parser.highest,
        mentions_newline: parser.mentions_newline,
        has_verbs: parser.has_verbs,
    })
}

struct Parser<'a> {
    source: &'a [u8],
    at: usize,
    /// Those in force here.
    flags: i64,
    groups: usize,
    names: Vec<(String, usize)>,
    checks: Vec<(usize, Check)>,
    /// The highest number that is referred to.
    highest: usize,
    mentions_newline: bool,
    has_verbs: bool,
}

impl Parser<'_> {
    fn has(&self, flag: i64) -> bool {
        self.flags & flag != 0
    }

    fn unicode(&self) -> bool {
        self.has(flag::UNICODE)
    }

    fn rest(&self) -> &[u8] {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.source.get(self.at).copied()
    }

    /// The next character.
    fn take(&mut self) -> Option<u32> {
        let first = self.peek()?;
        if first < 0x80 || !self.unicode() {
            self.at += 1;
            return Some(u32::from(first));
        }
        let (code, length) = super::matcher::decoded(self.source, self.at);
        self.at += length;
        Some(code)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text.as_bytes());
        if found {
            self.at += text.len();
        }
        found
    }

    /// A fault at this place.
    fn fault<T>(&self, message: &'static str) -> Result<T, Fault> {
        Err(Fault::new(message, self.at))
    }

    /// Skips what does not count with `extended`.
    fn blanks(&mut self) {
        while self.has(flag::EXTENDED) {
            match self.peek() {
                Some(b'#') => {
                    while self.at < self.source.len() && self.newline_here() == 0 {
                        self.take();
                    }
                    self.at += self.newline_here();
                }
                Some(9..=13 | 32) => self.at += 1,
                Some(0xA0) if !self.unicode() => self.at += 1,
                _ => return,
            }
        }
    }

    /// The length of the newline here, or 0.
    fn newline_here(&self) -> usize {
        super::matcher::newline_at(self.source, self.at, self.flags)
    }

    /// Alternatives up to a closing parenthesis or the end.
    fn alternatives(&mut self, depth: usize) -> Result<Vec<Node>, Fault> {
        let mut all = Vec::new();
        loop {
            all.push(self.sequence(depth)?);
            if !self.eat("|") {
                return Ok(all);
            }
        }
    }

    /// What stands up to `|`, `)` or the end.
    fn sequence(&mut self, depth: usize) -> Result<Node, Fault> {
        let mut nodes = Vec::new();
        // Whether the last node may be repeated.
        let mut repeatable = false;
        loop {
            self.blanks();
            let Some(next) = self.peek() else { break };
            match next {
                b'|' | b')' => break,
                b'*' | b'+' | b'?' => self.quantifier(&mut nodes, &mut repeatable)?,
                b'{' if self.braces().is_some() => self.quantifier(&mut nodes, &mut repeatable)?,
                b'(' if self.rest().starts_with(b"(?#") => self.comment()?,
                b'\\' if self.rest().starts_with(b"\\E") => self.at += 2,
                b'\\' if self.rest().starts_with(b"\\Q") => self.quoted(&mut nodes, &mut repeatable),
                b'(' => {
                    let node = self.group(depth)?;
                    repeatable = node.1;
                    nodes.push(node.0);
                }
                _ => {
                    let node = self.atom()?;
                    repeatable = !matches!(node, Node::Place(_));
                    nodes.push(node);
                }
            }
        }
        Ok(if nodes.len() == 1 { nodes.swap_remove(0) } else { Node::Sequence(nodes) })
    }

    fn comment(&mut self) -> Result<(), Fault> {
        match self.rest().iter().position(|byte| *byte == b')') {
            Some(length) => self.at += length + 1,
            None => return Err(Fault::new("missing ) after comment", self.source.len())),
        }
        Ok(())
    }

    /// `\Q…\E`: each character means itself.
    fn quoted(&mut self, nodes: &mut Vec<Node>, repeatable: &mut bool) {
        self.at += 2;
        while self.at < self.source.len() && !self.eat("\\E") {
            if let Some(code) = self.take() {
                nodes.push(self.literal(code));
                *repeatable = true;
            }
        }
    }

    /// The counts of `{n}`, `{n,}` or `{n,m}` here, and its length.
    fn braces(&self) -> Option<(u32, Option<u32>, usize)> {
        let inside = self.rest().strip_prefix(b"{")?;
        let end = inside.iter().position(|byte| *byte == b'}')?;
        let inside = std::str::from_utf8(&inside[..end]).ok()?;
        let (low, high) = match inside.split_once(',') {
            Some((low, "")) => (low, None),
            Some((low, high)) => (low, Some(high)),
            None => (inside, Some(inside)),
        };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(low) || !high.is_none_or(digits) {
            return None;
        }
        let number = |text: &str| text.parse().unwrap_or(u32::MAX);
        Some((number(low), high.map(number), end + 2))
    }

    /// A quantifier, which repeats the last node.
    fn quantifier(&mut self, nodes: &mut Vec<Node>, repeatable: &mut bool) -> Result<(), Fault> {
        let (min, max, length) = match self.peek() {
            Some(b'*') => (0, None, 1),
            Some(b'+') => (1, None, 1),
            Some(b'?') => (0, Some(1), 1),
            _ => self.braces().unwrap_or_default(),
        };
        let at = self.at + length - 1;
        if length > 1 {
            let bound = |count: u32| if count > 65535 { Some(count) } else { None };
            if bound(min).or(max.and_then(bound)).is_some() {
                return Err(Fault::new("number too big in {} quantifier", self.too_big()));
            }
            if max.is_some_and(|max| max < min) {
                return Err(Fault::new("numbers out of order in {} quantifier", at));
            }
        }
        let Some(node) = nodes.pop().filter(|_| *repeatable) else {
            return Err(Fault::new("nothing to repeat", at));
        };
        self.at += length;
        self.blanks();
        let mode = if self.eat("+") {
            Mode::Possessive
        } else if self.eat("?") != self.has(flag::UNGREEDY) {
            Mode::Lazy
        } else {
            Mode::Greedy
        };
        *repeatable = false;
        nodes.push(self.repeated(node, min, max, mode));
        Ok(())
    }

    /// Behind the first number of `{n,m}` that is too big.
    fn too_big(&self) -> usize {
        let mut at = self.at + 1;
        let mut value = 0u32;
        while let Some(byte) = self.source.get(at) {
            match byte {
                b'0'..=b'9' => value = value.saturating_mul(10).saturating_add(u32::from(byte - b'0')),
                _ if value > 65535 => break,
                _ => value = 0,
            }
            at += 1;
            if value > 65535 {
                break;
            }
        }
        at
    }

    /// A node so many times: an assertion at most once.
    fn repeated(&self, node: Node, min: u32, max: Option<u32>, mode: Mode) -> Node {
        match node {
            Node::Condition(super::tree::Condition::Define, ..) => node,
            Node::Group(Group::Look { .. }, _) if min > 0 => node,
            Node::Group(Group::Look { .. }, _) if max == Some(0) => Node::Empty,
            Node::Group(Group::Look { .. }, _) => {
                Node::Repeat { node: Box::new(node), min: 0, max: Some(1), mode }
            }
            _ => Node::Repeat { node: Box::new(node), min, max, mode },
        }
    }

    /// A character that means itself.
    fn literal(&mut self, code: u32) -> Node {
        self.mentions_newline |= code == 10 || code == 13;
        Node::One(chars::character(code, self.has(flag::CASELESS), self.unicode()))
    }

    /// One character, set, assertion or reference.
    fn atom(&mut self) -> Result<Node, Fault> {
        match self.peek() {
            Some(b'\\') => self.escape(),
            Some(b'[') => self.set(),
            Some(b'.') => {
                self.at += 1;
                Ok(Node::One(if self.has(flag::DOTALL) { Item::Any } else { self.no_newline() }))
            }
            Some(b'^') => {
                self.at += 1;
                Ok(Node::Place(if self.has(flag::MULTILINE) { Place::LineStart } else { Place::Start }))
            }
            Some(b'$') => {
                self.at += 1;
                Ok(Node::Place(match () {
                    () if self.has(flag::MULTILINE) => Place::LineEnd,
                    () if self.has(flag::DOLLAR_ENDONLY) => Place::VeryEndUnlessNoteol,
                    () => Place::End,
                }))
            }
            _ => {
                let code = self.take().unwrap_or_default();
                Ok(self.literal(code))
            }
        }
    }

    /// Any character but a newline.
    fn no_newline(&self) -> Item {
        let newlines: &[(u32, u32)] = match flag::newline(self.flags) {
            0 => &[(10, 10)],
            1 => &[(13, 13)],
            2 => return Item::NotCrlf,
            3 => &[(10, 10), (13, 13)],
            _ => chars::VERTICAL,
        };
        Item::Set(Arc::new(Set::of(newlines).complement()))
    }
}
