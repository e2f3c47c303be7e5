//! `(*VERB)`s: options in front of everything, and what steers turning back.

use super::{Fault, Parser};
use crate::regex::flag;
use crate::regex::tree::{Node, Verb};

const UNKNOWN: &str = "(*VERB) not recognized or malformed";

impl Parser<'_> {
    /// `(*UTF8)` and the like in front of everything.
    pub(super) fn start_verbs(&mut self) -> Result<(), Fault> {
        let kinds = [("(*LF)", 0), ("(*CR)", 1), ("(*CRLF)", 2), ("(*ANYCRLF)", 3), ("(*ANY)", 4)];
        let flags = [
            ("(*UCP)", flag::UCP),
            ("(*BSR_ANYCRLF)", flag::BSR_ANYCRLF),
            ("(*UTF8)", flag::UNICODE),
            ("(*UTF)", flag::UNICODE),
            ("(*NO_START_OPT)", flag::NO_START_OPTIMIZE),
            ("(*NO_AUTO_POSSESS)", 0),
            ("(*BSR_UNICODE)", 0),
        ];
        loop {
            if let Some((_, kind)) = kinds.into_iter().find(|(verb, _)| self.eat(verb)) {
                self.flags = flag::with_newline(self.flags, kind);
            } else if let Some((verb, flag)) = flags.into_iter().find(|(verb, _)| self.eat(verb)) {
                self.flags |= flag;
                if verb == "(*BSR_UNICODE)" {
                    self.flags &= !flag::BSR_ANYCRLF;
                }
                if flag == flag::UNICODE && self.has(flag::NEVER_UTF) {
                    return Err(Fault::new("setting UTF is disabled by the application", 0));
                }
            } else if !self.limit_verb("(*LIMIT_MATCH=") && !self.limit_verb("(*LIMIT_RECURSION=") {
                return Ok(());
            }
        }
    }

    /// A limit, which may only be lower than the caller's; ours is low enough.
    fn limit_verb(&mut self, name: &str) -> bool {
        let before = self.at;
        let found = self.eat(name) && self.peek().is_some_and(|next| next.is_ascii_digit());
        self.digits(10, usize::MAX);
        if found && self.eat(")") {
            return true;
        }
        self.at = before;
        false
    }

    /// A verb, of which `(*` was taken.
    pub(super) fn verb(&mut self) -> Result<Node, Fault> {
        let start = self.at;
        while self.peek().is_some_and(|next| next.is_ascii_alphabetic()) {
            self.at += 1;
        }
        let name = self.source[start..self.at].to_vec();
        let mut argument = None;
        if self.eat(":") {
            let from = self.at;
            while self.peek().is_some_and(|next| next != b')') {
                self.at += 1;
            }
            argument = Some(String::from_utf8_lossy(&self.source[from..self.at]).into_owned());
            if self.at - from > 255 {
                return self.fault("name is too long in (*MARK), (*PRUNE), (*SKIP), or (*THEN)");
            }
        }
        if self.peek() != Some(b')') {
            return self.fault(UNKNOWN);
        }
        let given = argument.filter(|argument| !argument.is_empty());
        let verb = match name.as_slice() {
            b"ACCEPT" => Verb::Accept,
            b"FAIL" | b"F" => Verb::Fail,
            b"COMMIT" => Verb::Commit,
            b"PRUNE" => Verb::Prune,
            b"SKIP" => Verb::Skip(given.clone()),
            b"THEN" => Verb::Then,
            b"MARK" | b"" => match &given {
                Some(mark) => Verb::Mark(mark.clone()),
                None => return self.fault("(*MARK) must have an argument"),
            },
            _ => return self.fault(UNKNOWN),
        };
        if given.is_some() && matches!(verb, Verb::Accept | Verb::Fail | Verb::Commit) {
            let message = "an argument is not allowed for (*ACCEPT), (*FAIL), or (*COMMIT)";
            return self.fault(message);
        }
        self.at += 1;
        self.has_verbs |= verb != Verb::Fail;
        Ok(match (verb, given) {
            (verb @ (Verb::Prune | Verb::Then), Some(mark)) => {
                Node::Sequence(vec![Node::Verb(Verb::Mark(mark)), Node::Verb(verb)])
            }
            (verb, _) => Node::Verb(verb),
        })
    }
}
