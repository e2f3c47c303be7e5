//! What stands in parentheses.

use super::{Fault, Translator};
use crate::regex::flag;

impl Translator<'_> {
    /// A group; false when it is nothing that may be repeated.
    pub(super) fn group(&mut self, depth: usize) -> Result<bool, Fault> {
        self.at += 1;
        if let Some(verb) = self.rest().strip_prefix('*')
            && verb.starts_with(|next: char| next.is_ascii_alphabetic() || next == ':')
        {
            let length = verb.find(|next: char| !next.is_ascii_alphabetic()).unwrap_or(verb.len());
            return Err(Fault::new("(*VERB) not recognized or malformed", self.at + 1 + length));
        }
        if !self.eat("?") {
            match self.has(flag::NO_AUTO_CAPTURE) {
                true => return self.inside("(?:", depth),
                false => return self.capture(None, depth),
            }
        }
        for open in ["(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>"] {
            if self.eat(&open[2..]) {
                return self.inside(open, depth);
            }
        }
        for (open, close) in [("P<", ">"), ("<", ">"), ("'", "'")] {
            if self.eat(open) {
                let name = self.until(close, "syntax error in subpattern name (missing terminator)")?;
                return self.capture(Some(name), depth);
            }
        }
        self.special(depth)
    }

    fn inside(&mut self, open: &str, depth: usize) -> Result<bool, Fault> {
        let flags = self.flags;
        self.out.push_str(open);
        self.alternatives(depth + 1)?;
        self.flags = flags;
        if !self.eat(")") {
            return Err(Fault::new("missing )", self.source.len()));
        }
        self.out.push(')');
        Ok(true)
    }

    fn capture(&mut self, name: Option<String>, depth: usize) -> Result<bool, Fault> {
        self.groups += 1;
        if let Some(name) = name {
            if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
                return Err(Fault::new("group name must start with a non-digit", self.at - 1 - name.len()));
            }
            if !self.has(flag::DUPNAMES) && self.names.iter().any(|(known, _)| *known == name) {
                return Err(Fault::new("two named subpatterns have the same name", self.at - 1));
            }
            self.names.push((name, self.groups));
        }
        self.inside("(", depth)
    }

    /// `(?#…)`, `(?P=name)`, calls, conditions and options.
    fn special(&mut self, depth: usize) -> Result<bool, Fault> {
        let close = "missing )";
        if self.eat("#") {
            self.until(")", "missing ) after comment")?;
            return Ok(true);
        }
        if self.eat("P=") {
            let name = self.until(")", close)?;
            return self.refer_by_name(&name).map(|()| true);
        }
        if self.eat("P>") || self.eat("&") {
            let name = self.until(")", close)?;
            return self.call(&name).map(|()| true);
        }
        if self.rest().starts_with(|next: char| next.is_ascii_digit() || next == 'R' || next == '+')
            || self.rest().starts_with('-')
                && self.rest()[1..].starts_with(|next: char| next.is_ascii_digit())
        {
            let name = self.until(")", close)?;
            return self.call(&name).map(|()| true);
        }
        if self.eat("(") {
            return self.condition(depth);
        }
        if self.rest().starts_with('|') || self.rest().starts_with('C') {
            return Err(Fault::new("the pattern is beyond what is supported", self.at));
        }
        self.options(depth)
    }

    /// `(?(1)yes|no)`, also by name.
    fn condition(&mut self, depth: usize) -> Result<bool, Fault> {
        let condition = self.until(")", "missing )")?;
        let name = condition.trim_start_matches(['<', '\'']).trim_end_matches(['>', '\'']);
        let number = match name.parse::<usize>() {
            Ok(number) => Some(number),
            Err(_) => self.names.iter().find(|(known, _)| known == name).map(|(_, number)| *number),
        };
        let Some(number) = number else {
            return Err(Fault::new("the pattern is beyond what is supported", self.at));
        };
        self.references.push(number);
        self.inside(&format!("(?({number})"), depth)
    }

    /// `(?i-s)` up to the end of the group around it, or `(?i-s:…)`.
    fn options(&mut self, depth: usize) -> Result<bool, Fault> {
        let before = self.flags;
        let mut on = true;
        loop {
            let flag = match self.take() {
                Some('i') => flag::CASELESS,
                Some('m') => flag::MULTILINE,
                Some('s') => flag::DOTALL,
                Some('x') => flag::EXTENDED,
                Some('U') => flag::UNGREEDY,
                Some('J') => flag::DUPNAMES,
                Some('X') => 0,
                Some('-') => {
                    on = false;
                    continue;
                }
                Some(end @ (')' | ':')) => {
                    // Up to the end of the group around it: see `alternatives`.
                    if end == ')' {
                        return Ok(false);
                    }
                    let caseless = if self.has(flag::CASELESS) { "i" } else { "-i" };
                    let inner = self.flags;
                    let open = format!("(?{caseless}:");
                    let found = self.inside(&open, depth);
                    debug_assert_eq!(self.flags, inner);
                    self.flags = before;
                    return found;
                }
                Some(_) => return Err(Fault::new("unrecognized character after (? or (?-", self.at - 1)),
                None => return Err(Fault::new("unrecognized character after (? or (?-", self.at)),
            };
            self.flags = if on { self.flags | flag } else { self.flags & !flag };
        }
    }
}
