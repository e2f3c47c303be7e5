//! References to groups: back, as recursions, and in conditions.

use super::{Kind, LOOP, Open, Pass, Passed, Second, ZERO};
use crate::regex::tables;

/// No name is longer.
const LONGEST_NAME: usize = 32;
/// PCRE2 knows no higher number of a group; none is there in any pattern.
const HIGHEST: usize = 65_535;

/// The group that a recursion calls.
enum Target {
    Number(usize),
    Name(Vec<u8>),
}

impl Pass<'_> {
    /// `\1`: a reference, or characters when there are not so many groups.
    pub(super) fn numbered_reference(&mut self) -> Passed {
        let Some((number, digits)) = self.number(1) else { return self.fault(61, self.digits(1)) };
        if number > self.captures && matches!(self.peek(1), Some(b'8' | b'9')) {
            self.edit(1, b"");
            self.copy(1);
            self.item(false);
            return Ok(());
        }
        let refers = number < 10 || number <= self.captures;
        if refers {
            self.refers(number);
        }
        self.copy(1 + digits);
        self.item(refers);
        Ok(())
    }

    /// `\g`.
    pub(super) fn group_escape(&mut self) -> Passed {
        match self.peek(2) {
            Some(b'<') => self.group_call(b'>'),
            Some(b'\'') => self.group_call(b'\''),
            Some(b'{') => {
                let inside = |byte: &&u8| byte.is_ascii_digit() || **byte == b'-';
                let end = 3 + self.rest()[3..].iter().take_while(inside).count();
                match self.peek(end) {
                    Some(b'}') | None => self.group_number(3, true),
                    _ => self.named_reference(3, b'}'),
                }
            }
            _ => self.group_number(2, false),
        }
    }

    /// `\g<1>`, a recursion.
    fn group_call(&mut self, close: u8) -> Passed {
        match self.peek(3) {
            Some(b'+' | b'-' | b'0'..=b'9') if self.peek(4 + self.digits(4)) != Some(close) => {
                self.fault(57, 2)
            }
            Some(b'+' | b'-' | b'0'..=b'9') => self.numbered_recursion(3, close),
            _ => self.named_recursion(3, close),
        }
    }

    /// `\g1` or `\g{-1}`, whose number begins so many bytes from here.
    fn group_number(&mut self, start: usize, braced: bool) -> Passed {
        let back = self.peek(start) == Some(b'-');
        let start = start + usize::from(back);
        let digits = self.digits(start);
        let mut last = start + digits - 1;
        let Some((number, _)) = self.number(start) else { return self.fault(61, last) };
        if braced {
            last += 1;
            if self.peek(last) != Some(b'}') {
                return self.fault(57, last);
            }
        }
        if number == 0 {
            return self.fault(26, last);
        }
        if back && number > self.captures {
            return self.fault(15, last);
        }
        self.refers(if back { self.captures + 1 - number } else { number });
        match number > HIGHEST {
            true => self.edit(last + 1, b"\\g{65535}"),
            false => self.copy(last + 1),
        }
        self.item(true);
        Ok(())
    }

    /// A reference to the group of a number; one to a group that is open makes that atomic.
    fn refers(&mut self, number: usize) {
        self.last_reference = self.last_reference.max(number);
        for open in &mut self.open {
            open.refers_to_itself |= number > 0 && open.kind == Kind::Capture(number);
        }
    }

    /// A reference by a name, which begins so many bytes from here, up to what closes it.
    pub(super) fn named_reference(&mut self, start: usize, close: u8) -> Passed {
        let end = self.name(start, close)?;
        let name = self.rest()[start..end].to_vec();
        let itself =
            |open: &Open| matches!(open.kind, Kind::Capture(1..)) && self.is_named(open.start, &name);
        let places: Vec<usize> = (0..self.open.len()).filter(|open| itself(&self.open[*open])).collect();
        for open in places {
            self.open[open].refers_to_itself = true;
        }
        self.second.push(Second::Name(name, self.at + end));
        self.copy(end + 1);
        self.item(true);
        Ok(())
    }

    /// The end of a name that refers to a group.
    fn name(&self, start: usize, close: u8) -> Result<usize, super::Fault> {
        if self.peek(start).is_some_and(|byte| byte.is_ascii_digit()) {
            return self.fault(44, start);
        }
        match self.words(start) {
            0 => self.fault(62, start),
            length if self.peek(start + length) != Some(close) => self.fault(42, start + length),
            length if length > LONGEST_NAME => self.fault(48, start + length),
            length => Ok(start + length),
        }
    }

    /// The end of a name that a group gets, which may be empty.
    pub(super) fn new_name(&self, start: usize, close: u8) -> Result<usize, super::Fault> {
        match self.words(start) {
            0 if self.peek(start) == Some(close) => Ok(start),
            0 => self.fault(42, start),
            _ => self.name(start, close),
        }
    }

    /// A recursion by a number or `R`, which begins so many bytes from here.
    pub(super) fn numbered_recursion(&mut self, start: usize, close: u8) -> Passed {
        let sign = self.peek(start).filter(|byte| matches!(byte, b'+' | b'-'));
        let from = start + usize::from(sign.is_some());
        let is_digit = self.peek(from).is_some_and(|byte| byte.is_ascii_digit());
        match sign {
            Some(b'+') if !is_digit => return self.fault(29, from),
            Some(b'-') if !is_digit => return self.fault(11, from),
            _ => {}
        }
        let end = from + self.digits(from) + usize::from(self.peek(from) == Some(b'R'));
        let Some((number, _)) = self.number(from) else { return self.fault(61, end) };
        if self.peek(end) != Some(close) {
            return self.fault(58, end);
        }
        let number = match sign {
            Some(_) if number == 0 => return self.fault(26, end),
            Some(b'-') if number > self.captures => return self.fault(15, end),
            Some(b'-') => self.captures + 1 - number,
            Some(_) => self.captures + number,
            None => number,
        };
        self.recursion(end, Target::Number(number));
        Ok(())
    }

    /// A recursion by a name, which begins so many bytes from here, up to what closes it.
    pub(super) fn named_recursion(&mut self, start: usize, close: u8) -> Passed {
        let end = self.name(start, close)?;
        let name = self.rest()[start..end].to_vec();
        self.recursion(end, Target::Name(name));
        Ok(())
    }

    /// A recursion that ends so many bytes from here, whose other ways are not tried.
    fn recursion(&mut self, end: usize, target: Target) {
        let place = self.at + end;
        if self.loops(&target) {
            self.second.extend(self.fault::<()>(LOOP, end).err().map(Second::Fault));
        }
        let too_high = matches!(target, Target::Number(number) if number > HIGHEST);
        self.second.push(match target {
            Target::Number(number) => Second::Group(number, place),
            Target::Name(name) => Second::Name(name, place),
        });
        if too_high {
            self.edit(end + 1, b"(?65535)");
        } else {
            self.edit(0, b"(?>");
            self.copy(end + 1);
            self.edit(0, b")");
        }
        self.item(true);
    }

    /// Whether a recursion comes back to where it stands without having matched anything.
    fn loops(&self, target: &Target) -> bool {
        let found = self.open.iter().rposition(|open| match (target, open.kind) {
            (Target::Number(number), Kind::Capture(own)) => own == *number,
            (Target::Name(name), Kind::Capture(1..)) => self.is_named(open.start, name),
            _ => false,
        });
        found.is_some_and(|open| self.open[open..].iter().all(|open| open.empty))
    }

    /// Whether the group that begins at a place has this name.
    fn is_named(&self, start: usize, name: &[u8]) -> bool {
        let text = &self.source[start..];
        let text = text.strip_prefix(b"(?").unwrap_or_default();
        let text = text.strip_prefix(b"P").unwrap_or(text);
        let text = text.strip_prefix(b"<").or(text.strip_prefix(b"'")).unwrap_or_default();
        let rest = text.strip_prefix(name).unwrap_or_default();
        matches!(rest.first(), Some(b'>' | b'\''))
    }

    /// `(?(` and a condition.
    pub(super) fn condition(&mut self) -> Passed {
        if self.peek(3) != Some(b'?') {
            return self.tested_group();
        }
        let digits = self.digits(5);
        let behind_callout = self.peek(4) == Some(b'C') && self.peek(5 + digits) == Some(b')');
        let inside = if behind_callout { 7 + digits } else { 3 };
        let rest = self.rest().get(inside..).unwrap_or_default();
        let assertions: [&[u8]; 4] = [b"?=", b"?!", b"?<=", b"?<!"];
        if behind_callout && self.peek(inside - 1) != Some(b'(') {
            return self.fault(28, 2);
        }
        match assertions.iter().find(|open| rest.starts_with(open)) {
            None => return self.fault(28, 3),
            Some(open) if rest.len() == open.len() => return self.fault(14, inside + open.len()),
            Some(_) => {}
        }
        // The assertion's own parenthesis is next.
        self.enter(2, Kind::Condition);
        Ok(())
    }

    /// `(?(` and a number or name.
    fn tested_group(&mut self) -> Passed {
        let close = match self.peek(3) {
            Some(b'<') => Some(b'>'),
            quote => quote.filter(|byte| *byte == b'\''),
        };
        let recursion = self.rest()[3..].starts_with(b"R&");
        let start = if recursion { 5 } else { 3 + usize::from(close.is_some()) };
        let sign = self.peek(3).filter(|byte| matches!(byte, b'+' | b'-'));
        let is_number =
            sign.is_some() || start == 3 && self.peek(3).is_some_and(|byte| byte.is_ascii_digit());
        let from = start + usize::from(sign.is_some());
        let name = if is_number { from + self.digits(from) } else { from + self.words(from) };
        match self.peek(from) {
            _ if is_number => {}
            Some(b'0'..=b'9') => return self.fault(44, from),
            _ if name == from => return self.fault(28, from),
            _ => {}
        }
        let Some((number, _)) = self.number(from) else { return self.fault(61, name) };
        let end = name + usize::from(close.is_some());
        if close.is_some() && self.peek(name) != close {
            return self.fault(24, name);
        }
        if self.peek(end) != Some(b')') {
            return self.fault(24, end);
        }
        let place = self.at + end + 1;
        let holds = match is_number {
            true => self.tests_number(sign, number, place),
            false => {
                let name = self.rest()[from..name].to_vec();
                self.tests_name(name, close.is_some() || recursion, place)
            }
        };
        self.enter(0, Kind::Condition);
        match holds {
            true => self.copy(end + 1),
            // It never holds, or is a fault that is told by this pass.
            false => self.edit(end + 1, b"(?(?!)"),
        }
        Ok(())
    }

    /// A condition about a group by its number; whether there may be such a group.
    fn tests_number(&mut self, sign: Option<u8>, number: usize, place: usize) -> bool {
        let number = match sign {
            _ if number == 0 => {
                self.second.extend(self.fault::<()>(ZERO, place - self.at).err().map(Second::Fault));
                return false;
            }
            Some(b'-') => (self.captures + 1).saturating_sub(number),
            Some(_) => self.captures + number,
            None => number,
        };
        // There is no group 0 to be tested.
        self.second.push(Second::Group(if number == 0 { usize::MAX } else { number }, place));
        0 < number && number <= HIGHEST
    }

    /// A condition by a name, perhaps `R1` or `DEFINE`; whether it can hold.
    fn tests_name(&mut self, name: Vec<u8>, is_group: bool, place: usize) -> bool {
        let recursion = name.strip_prefix(b"R").filter(|digits| digits.iter().all(u8::is_ascii_digit));
        match recursion {
            Some(digits) if !is_group => {
                let text = std::str::from_utf8(digits).unwrap_or_default();
                match text.parse::<usize>().ok().filter(|number| *number <= i32::MAX as usize) {
                    Some(number) => {
                        self.recursions_tested = self.recursions_tested.max(number);
                        self.total.is_none_or(|total| number <= total) && number <= HIGHEST
                    }
                    None if digits.is_empty() => true,
                    None => {
                        self.second.extend(self.fault::<()>(61, place - self.at).err().map(Second::Fault));
                        false
                    }
                }
            }
            None if !is_group && name == b"DEFINE" => true,
            _ => {
                self.second.push(Second::Name(name, place));
                true
            }
        }
    }

    /// How many digits stand so many bytes from here.
    pub(super) fn digits(&self, start: usize) -> usize {
        self.rest().iter().skip(start).take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// How many bytes of a name stand so many bytes from here.
    fn words(&self, start: usize) -> usize {
        self.rest().iter().skip(start).take_while(|byte| tables::is_word(**byte)).count()
    }

    /// The number so many bytes from here, 0 if there is none, and its length; `None` if it is too big.
    fn number(&self, start: usize) -> Option<(usize, usize)> {
        let digits = self.digits(start);
        let text = std::str::from_utf8(self.rest().get(start..start + digits).unwrap_or_default()).ok()?;
        let number = if digits == 0 { 0 } else { text.parse::<usize>().ok()? };
        let fits = number / 10 < i32::MAX as usize / 10;
        fits.then_some((number, digits))
    }
}
