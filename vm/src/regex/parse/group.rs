//! What stands in parentheses.

use super::{Check, Fault, MISSING, NO_GROUP, Parser, UNTERMINATED};
use crate::regex::flag;
use crate::regex::tree::{Condition, Group, Node, Target};

const BAD_CONDITION: &str = "malformed number or name after (?(";
const NO_CONDITION: &str = "assertion expected after (?( or (?(?C)";
const AFTER_R: &str = "(?R or (?[+-]digits must be followed by )";

impl Parser<'_> {
    /// A group, and whether it may be repeated.
    pub(super) fn group(&mut self, depth: usize) -> Result<(Node, bool), Fault> {
        if depth >= 250 {
            return self.fault("parentheses are too deeply nested");
        }
        self.at += 1;
        if let Some(next) = self.rest().strip_prefix(b"*").and_then(|rest| rest.first())
            && (next.is_ascii_alphabetic() || *next == b':')
        {
            self.at += 1;
            return Ok((self.verb()?, false));
        }
        if !self.eat("?") {
            return match self.has(flag::NO_AUTO_CAPTURE) {
                true => self.inside(Group::Plain, depth),
                false => self.capture(None, depth),
            };
        }
        let look = |behind, negative| Group::Look { behind, negative };
        for (open, group) in [
            (":", Group::Plain),
            ("=", look(false, false)),
            ("!", look(false, true)),
            ("<=", look(true, false)),
            ("<!", look(true, true)),
            (">", Group::Atomic),
        ] {
            if self.eat(open) {
                return self.inside(group, depth);
            }
        }
        if self.eat("|") {
            return self.numbered_alike(depth);
        }
        for (open, close) in [("P<", ">"), ("<", ">"), ("'", "'")] {
            if self.eat(open) {
                let name = self.new_name(open, close)?;
                return self.capture(Some(name), depth);
            }
        }
        self.special(depth)
    }

    /// The rest of a group.
    fn inside(&mut self, group: Group, depth: usize) -> Result<(Node, bool), Fault> {
        let flags = self.flags;
        let alternatives = match group {
            Group::Look { behind: true, .. } => self.behind(depth)?,
            _ => self.alternatives(depth + 1)?,
        };
        self.flags = flags;
        self.close()?;
        Ok((Node::Group(group, alternatives), true))
    }

    fn close(&mut self) -> Result<(), Fault> {
        if self.eat(")") { Ok(()) } else { Err(Fault::new(MISSING, self.source.len())) }
    }

    /// The alternatives of an assertion that looks back, each of a fixed length.
    fn behind(&mut self, depth: usize) -> Result<Vec<Node>, Fault> {
        let mut all = Vec::new();
        loop {
            let node = self.sequence(depth + 1)?;
            self.checks.push((self.at, Check::Fixed(node.clone())));
            all.push(node);
            if !self.eat("|") {
                return Ok(all);
            }
        }
    }

    /// `(?|…)`: each alternative numbers its groups from the same number on.
    fn numbered_alike(&mut self, depth: usize) -> Result<(Node, bool), Fault> {
        let (flags, first) = (self.flags, self.groups);
        let (mut all, mut most) = (Vec::new(), first);
        loop {
            self.groups = first;
            all.push(self.sequence(depth + 1)?);
            most = most.max(self.groups);
            if !self.eat("|") {
                break;
            }
        }
        (self.groups, self.flags) = (most, flags);
        self.close()?;
        Ok((Node::Group(Group::Plain, all), true))
    }

    /// The name of a group, up to its end, which is taken as well.
    fn new_name(&mut self, open: &str, close: &str) -> Result<String, Fault> {
        let start = self.at;
        match self.peek() {
            Some(next) if next.is_ascii_digit() => {
                return self.fault("group name must start with a non-digit");
            }
            Some(next) if next.is_ascii_alphabetic() || next == b'_' => {}
            _ if open == "<" => return self.fault("unrecognized character after (?<"),
            _ => {}
        }
        while self.peek().is_some_and(|next| next.is_ascii_alphanumeric() || next == b'_') {
            self.at += 1;
        }
        let name = String::from_utf8_lossy(&self.source[start..self.at]).into_owned();
        if !self.rest().starts_with(close.as_bytes()) {
            return self.fault(UNTERMINATED);
        }
        if name.is_empty() {
            return self.fault("subpattern name expected");
        }
        if name.len() > 32 {
            return self.fault("subpattern name is too long (maximum 32 characters)");
        }
        let number = self.groups + 1;
        for (known, its) in &self.names {
            if *known == name && *its != number && !self.has(flag::DUPNAMES) {
                return self.fault("two named subpatterns have the same name");
            }
            if *known != name && *its == number {
                return self.fault("different names for subpatterns of the same number are not allowed");
            }
        }
        self.at += close.len();
        Ok(name)
    }

    fn capture(&mut self, name: Option<String>, depth: usize) -> Result<(Node, bool), Fault> {
        self.groups += 1;
        let number = self.groups;
        if let Some(name) = name
            && !self.names.contains(&(name.clone(), number))
        {
            self.names.push((name, number));
        }
        self.inside(Group::Capture(number), depth)
    }

    /// `(?P=name)`, calls, callouts, conditions and options.
    fn special(&mut self, depth: usize) -> Result<(Node, bool), Fault> {
        if self.eat("P=") {
            let name = self.name(")")?;
            return Ok((self.refer_by_name(name, self.at - 1), true));
        }
        if self.eat("P>") || self.eat("&") {
            let name = self.name(")")?;
            return Ok((self.call(Target::Name(name), self.at - 1), true));
        }
        if self.eat("P") {
            return self.fault("unrecognized character after (?P");
        }
        if self.eat("R") {
            return self.call_end(None, 0);
        }
        if self.eat("C") {
            return self.callout();
        }
        let sign = self.peek().filter(|next| matches!(next, b'-' | b'+'));
        let digit = self.source.get(self.at + usize::from(sign.is_some())).is_some_and(u8::is_ascii_digit);
        if digit {
            self.at += usize::from(sign.is_some());
            let number = self.digits(10, usize::MAX) as usize;
            return self.call_end(sign, number);
        }
        if sign == Some(b'+') {
            return Err(Fault::new("digit expected after (?+", self.at + 1));
        }
        if self.eat("(") {
            return self.condition(depth);
        }
        self.options(depth)
    }

    /// The end of a call by number.
    fn call_end(&mut self, sign: Option<u8>, number: usize) -> Result<(Node, bool), Fault> {
        if !self.eat(")") {
            return self.fault(AFTER_R);
        }
        Ok((self.call_number(sign, number, self.at - 1)?, true))
    }

    /// A call by number, counted from here if it has a sign.
    pub(super) fn call_number(
        &mut self,
        sign: Option<u8>,
        number: usize,
        position: usize,
    ) -> Result<Node, Fault> {
        let number = match sign {
            Some(_) if number == 0 => {
                return Err(Fault::new("a numbered reference must not be zero", position));
            }
            Some(b'-') if number > self.groups => return Err(Fault::new(NO_GROUP, position)),
            Some(b'-') => self.groups + 1 - number,
            Some(_) => self.groups + number,
            None => number,
        };
        Ok(self.call(Target::Number(number), position))
    }

    /// A call; `position` is where its end stands.
    pub(super) fn call(&mut self, target: Target, position: usize) -> Node {
        self.checks.push((position, Check::Exists(target.clone())));
        Node::Call(target, position)
    }

    /// `(?C1)`: nobody is called.
    fn callout(&mut self) -> Result<(Node, bool), Fault> {
        let number = self.digits(10, usize::MAX);
        if self.peek() != Some(b')') {
            return self.fault("closing ) for (?C expected");
        }
        if number > 255 {
            return self.fault("number after (?C is > 255");
        }
        self.at += 1;
        Ok((Node::Empty, false))
    }

    /// `(?(1)yes|no)` and its kin, of which `(?(` was taken.
    fn condition(&mut self, depth: usize) -> Result<(Node, bool), Fault> {
        let condition =
            if self.peek() == Some(b'?') { self.assertion(depth)? } else { self.condition_word()? };
        let flags = self.flags;
        let mut branches = self.alternatives(depth + 1)?;
        self.flags = flags;
        match (&condition, branches.len()) {
            (Condition::Define, 2..) => {
                return self.fault("DEFINE group contains more than one branch");
            }
            (_, 3..) => {
                self.checks
                    .push((self.at, Check::Wrong("conditional group contains more than two branches")));
            }
            _ => {}
        }
        self.close()?;
        let no = if branches.len() > 1 { branches.swap_remove(1) } else { Node::Empty };
        Ok((Node::Condition(condition, Box::new(branches.swap_remove(0)), Box::new(no)), true))
    }

    /// An assertion as a condition; its parenthesis was taken.
    fn assertion(&mut self, depth: usize) -> Result<Condition, Fault> {
        let known = [&b"?="[..], b"?!", b"?<=", b"?<!"].into_iter().any(|open| self.rest().starts_with(open));
        if !known {
            return self.fault(NO_CONDITION);
        }
        self.at -= 1;
        Ok(Condition::Look(Box::new(self.group(depth)?.0)))
    }

    /// What stands between `(?(` and `)`.
    fn condition_word(&mut self) -> Result<Condition, Fault> {
        for (open, close) in [("<", ">)"), ("'", "')")] {
            if self.eat(open) {
                let name = self.name(&close[..1])?;
                if !self.eat(")") {
                    return self.fault(BAD_CONDITION);
                }
                return Ok(self.group_condition(Target::Name(name)));
            }
        }
        let sign = self.peek().filter(|next| matches!(next, b'-' | b'+'));
        let start = self.at;
        self.at += usize::from(sign.is_some());
        if self.eat("R&") {
            let name = self.name(")")?;
            let target = Target::Name(name);
            self.checks.push((self.at, Check::Exists(target.clone())));
            return Ok(Condition::Recursion(Some(target)));
        }
        let from = self.at;
        while self.peek().is_some_and(|next| next.is_ascii_alphanumeric() || next == b'_') {
            self.at += 1;
        }
        if self.at == from {
            self.at = start;
            return self.fault(NO_CONDITION);
        }
        let word = String::from_utf8_lossy(&self.source[from..self.at]).into_owned();
        if !self.eat(")") {
            return self.fault(BAD_CONDITION);
        }
        self.word_condition(sign, word)
    }

    /// What a word between `(?(` and `)` means.
    fn word_condition(&mut self, sign: Option<u8>, word: String) -> Result<Condition, Fault> {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = word.parse().unwrap_or(usize::MAX);
            let number = match sign {
                _ if number == 0 => return self.fault("invalid condition (?(0)"),
                Some(b'-') if number > self.groups => return self.fault(NO_GROUP),
                Some(b'-') => self.groups + 1 - number,
                Some(_) => self.groups + number,
                None => number,
            };
            return Ok(self.group_condition(Target::Number(number)));
        }
        let named = self.names.iter().any(|(known, _)| *known == word);
        match word.strip_prefix('R') {
            Some("") if !named => Ok(Condition::Recursion(None)),
            Some(digits) if !named && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                let number = digits.parse().unwrap_or(usize::MAX);
                Ok(Condition::Recursion(Some(Target::Number(number))))
            }
            _ if word == "DEFINE" && !named => Ok(Condition::Define),
            _ => Ok(self.group_condition(Target::Name(word))),
        }
    }

    fn group_condition(&mut self, target: Target) -> Condition {
        self.checks.push((self.at, Check::Exists(target.clone())));
        Condition::Group(target)
    }

    /// `(?i-s)` up to the end of the group around it, or `(?i-s:…)`.
    fn options(&mut self, depth: usize) -> Result<(Node, bool), Fault> {
        let before = self.flags;
        let mut on = true;
        loop {
            let flag = match self.peek() {
                Some(b'i') => flag::CASELESS,
                Some(b'm') => flag::MULTILINE,
                Some(b's') => flag::DOTALL,
                Some(b'x') => flag::EXTENDED,
                Some(b'U') => flag::UNGREEDY,
                Some(b'J') => flag::DUPNAMES,
                Some(b'X') => flag::EXTRA,
                Some(b'-') => {
                    on = false;
                    self.at += 1;
                    continue;
                }
                Some(b')') => {
                    self.at += 1;
                    return Ok((Node::Empty, false));
                }
                Some(b':') => {
                    self.at += 1;
                    let found = self.inside(Group::Plain, depth);
                    self.flags = before;
                    return found;
                }
                _ => return self.fault("unrecognized character after (? or (?-"),
            };
            self.at += 1;
            self.flags = if on { self.flags | flag } else { self.flags & !flag };
        }
    }
}
