//! From PCRE's syntax to the crate's, which has no options of its own left: each construct is written out.

use super::{class, flag};

/// What is wrong with a pattern, and at which byte.
#[derive(Debug)]
pub(crate) struct Fault {
    /// In PCRE's words.
    pub message: &'static str,
    /// In bytes of the translated text's source.
    pub position: usize,
}

impl Fault {
    /// A fault.
    pub(crate) fn new(message: &'static str, position: usize) -> Fault {
        Fault { message, position }
    }
}

/// A translated pattern.
pub(crate) struct Translated {
    /// For the crate.
    pub text: String,
    /// The number of groups that capture.
    pub groups: usize,
    /// Named groups with their numbers, in order of the names.
    pub names: Vec<(String, usize)>,
}

/// Translates a pattern.
pub(crate) fn translate(source: &str, flags: i64) -> Result<Translated, Fault> {
    let mut translator = Translator {
        source,
        at: 0,
        flags,
        out: String::new(),
        groups: 0,
        names: Vec::new(),
        references: Vec::new(),
        total: count_groups(source, flags),
    };
    translator.start_verbs();
    if translator.flags & flag::CASELESS != 0 {
        translator.out.push_str("(?i)");
    }
    translator.alternatives(0)?;
    if translator.at < source.len() {
        return Err(Fault::new("unmatched parentheses", translator.at));
    }
    if translator.references.iter().any(|number| *number > translator.groups) {
        return Err(Fault::new("reference to non-existent subpattern", source.len()));
    }
    translator.names.sort();
    Ok(Translated { text: translator.out, groups: translator.groups, names: translator.names })
}

/// How many groups capture, roughly: enough to tell references from octal numbers.
fn count_groups(source: &str, flags: i64) -> usize {
    let bytes = source.as_bytes();
    let opens = |index: usize| bytes[index] == b'(' && (index == 0 || bytes[index - 1] != b'\\');
    let plain = |index: usize| bytes.get(index + 1) != Some(&b'?') && flags & flag::NO_AUTO_CAPTURE == 0;
    let named = |index: usize| {
        matches!(bytes.get(index + 1..index + 4), Some([b'?', b'<', next]) if *next != b'=' && *next != b'!')
            || matches!(bytes.get(index + 1..index + 4), Some([b'?', b'P', b'<'] | [b'?', b'\'', _]))
    };
    (0..bytes.len()).filter(|index| opens(*index) && (plain(*index) || named(*index))).count()
}

struct Translator<'a> {
    source: &'a str,
    at: usize,
    /// Those in force here.
    flags: i64,
    out: String,
    groups: usize,
    names: Vec<(String, usize)>,
    references: Vec<usize>,
    total: usize,
}

/// An end of a line, and what `.` does not match, by the kind of newline.
fn newline(flags: i64) -> (&'static str, &'static str) {
    match flags >> flag::NEWLINE_SHIFT {
        0 => (r"\n", r"[^\n]"),
        1 => (r"\r", r"[^\r]"),
        2 => (r"\r\n", r"(?:(?!\r\n)(?s:.))"),
        3 => (r"(?:\r\n|\n|\r)", r"[^\r\n]"),
        _ => (r"(?:\r\n|[\x{A}-\x{D}\x{85}\x{2028}\x{2029}])", r"[^\x{A}-\x{D}\x{85}\x{2028}\x{2029}]"),
    }
}

impl Translator<'_> {
    fn has(&self, flag: i64) -> bool {
        self.flags & flag != 0
    }

    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// The text up to `end`, which is taken as well.
    fn until(&mut self, end: &str, message: &'static str) -> Result<String, Fault> {
        let Some(length) = self.rest().find(end) else { return Err(Fault::new(message, self.source.len())) };
        let found = self.rest()[..length].to_owned();
        self.at += length + end.len();
        Ok(found)
    }

    /// `(*UTF8)` and the like in front of everything.
    fn start_verbs(&mut self) {
        let newline = |kind: i64| kind << flag::NEWLINE_SHIFT;
        loop {
            let kinds = [("(*LF)", 0), ("(*CR)", 1), ("(*CRLF)", 2), ("(*ANYCRLF)", 3), ("(*ANY)", 4)];
            if let Some((_, kind)) = kinds.into_iter().find(|(verb, _)| self.eat(verb)) {
                self.flags = self.flags & (newline(1) - 1) | newline(kind);
            } else if self.eat("(*UCP)") {
                self.flags |= flag::UCP;
            } else if self.eat("(*BSR_ANYCRLF)") {
                self.flags |= flag::BSR_ANYCRLF;
            } else if !["(*UTF8)", "(*UTF)", "(*BSR_UNICODE)", "(*NO_START_OPT)", "(*NO_AUTO_POSSESS)"]
                .into_iter()
                .any(|verb| self.eat(verb))
            {
                return;
            }
        }
    }

    /// Alternatives up to a closing parenthesis or the end.
    fn alternatives(&mut self, depth: usize) -> Result<(), Fault> {
        if depth > 250 {
            return Err(Fault::new("parentheses are too deeply nested", self.at));
        }
        let before = self.flags;
        // The group that stands for an option like `(?i)`, which the crate would not end with the group around it.
        let mut option = None;
        // Whether something stands here that may be repeated, and where it begins in what is written.
        let (mut repeatable, mut item) = (false, self.out.len());
        while let Some(next) = self.peek() {
            let quantified = matches!(next, '*' | '+' | '?') || next == '{' && self.braces().is_some();
            if !quantified {
                item = self.out.len();
            }
            match next {
                ')' => break,
                '|' => {
                    self.at += 1;
                    self.out.push_str(if option.is_some() { ")|" } else { "|" });
                    self.out.push_str(option.unwrap_or_default());
                    repeatable = false;
                }
                '(' => {
                    let caseless = self.has(flag::CASELESS);
                    repeatable = self.group(depth)?;
                    if self.has(flag::CASELESS) != caseless {
                        let open = if caseless { "(?-i:" } else { "(?i:" };
                        self.out.push_str(if option.is_some() { ")" } else { "" });
                        self.out.push_str(open);
                        option = Some(open);
                    }
                }
                _ if quantified => self.quantifier(repeatable, item)?,
                _ => repeatable = self.atom()?,
            }
            if quantified {
                repeatable = false;
            }
        }
        if option.is_some() {
            self.out.push(')');
        }
        self.flags = before;
        Ok(())
    }

    /// The counts of `{n}`, `{n,}` or `{n,m}` here, and its length.
    fn braces(&self) -> Option<(usize, Option<usize>, usize)> {
        let inside = self.rest().strip_prefix('{')?;
        let end = inside.find('}')?;
        let (low, high) = match inside[..end].split_once(',') {
            Some((low, "")) => (low, None),
            Some((low, high)) => (low, Some(high)),
            None => (&inside[..end], Some(&inside[..end])),
        };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(low) || !high.is_none_or(digits) {
            return None;
        }
        let number = |text: &str| text.parse().unwrap_or(usize::MAX);
        Some((number(low), high.map(number), end + 2))
    }

    fn quantifier(&mut self, repeatable: bool, item: usize) -> Result<(), Fault> {
        let mut at = self.at;
        if let Some((low, high, length)) = self.braces() {
            if low > 65535 || high.is_some_and(|high| high > 65535) {
                return Err(Fault::new("number too big in {} quantifier", at + length - 1));
            }
            if high.is_some_and(|high| high < low) {
                return Err(Fault::new("numbers out of order in {} quantifier", at + length - 1));
            }
            at += length - 1;
        }
        if !repeatable {
            return Err(Fault::new("nothing to repeat", at));
        }
        if self.has(flag::WRAPPED) {
            self.out.insert_str(item, "(?:");
            self.out.push_str("|(?!))");
        }
        match self.braces() {
            Some((low, high, length)) => {
                self.at += length;
                let high = high.map(|high| high.to_string()).unwrap_or_default();
                self.out.push_str(&format!("{{{low},{high}}}"));
            }
            None => {
                let sign = self.take().unwrap_or('?');
                self.out.push(sign);
            }
        }
        if self.eat("+") {
            self.out.push('+');
        } else if self.eat("?") != self.has(flag::UNGREEDY) {
            self.out.push('?');
        }
        Ok(())
    }

    fn literal(&mut self, character: char) {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => self.out.push(character),
            _ => self.out.push_str(&format!("\\x{{{:X}}}", u32::from(character))),
        }
    }

    /// One character, set, assertion or reference; false when nothing was written.
    fn atom(&mut self) -> Result<bool, Fault> {
        let (end, dot) = newline(self.flags);
        let Some(next) = self.take() else { return Ok(false) };
        match next {
            '.' if self.has(flag::DOTALL) => self.out.push_str("(?s:.)"),
            '.' => self.out.push_str(dot),
            '^' => {
                self.circumflex(end);
                return Ok(false);
            }
            '$' => {
                self.dollar(end);
                return Ok(false);
            }
            '[' => self.set()?,
            '\\' => return self.escape(),
            '#' if self.has(flag::EXTENDED) => {
                let length = self.rest().find('\n').map_or(self.rest().len(), |index| index + 1);
                self.at += length;
                return Ok(true);
            }
            _ if self.has(flag::EXTENDED) && next.is_ascii_whitespace() => return Ok(true),
            _ => self.literal(next),
        }
        Ok(true)
    }

    fn circumflex(&mut self, end: &str) {
        let written = match (self.has(flag::MULTILINE), self.has(flag::NOTBOL)) {
            (false, false) => r"\A".to_owned(),
            (false, true) => "(?!)".to_owned(),
            (true, false) => format!(r"(?:\A|(?<={end})(?!\z))"),
            (true, true) => format!(r"(?<={end})(?!\z)"),
        };
        self.out.push_str(&written);
    }

    fn dollar(&mut self, end: &str) {
        let written = match (self.has(flag::MULTILINE), self.has(flag::NOTEOL)) {
            (true, false) => format!(r"(?={end}|\z)"),
            (true, true) => format!("(?={end})"),
            (false, true) => "(?!)".to_owned(),
            (false, false) if self.has(flag::DOLLAR_ENDONLY) => r"\z".to_owned(),
            (false, false) => format!(r"(?=(?:{end})?\z)"),
        };
        self.out.push_str(&written);
    }

    /// A character said by an escape: `\n`, `\x41`, `\x{263a}`, `\012`, `\cA` …; `None` if the letter says none.
    fn escaped_character(&mut self, letter: char) -> Result<Option<char>, Fault> {
        let code = match letter {
            'a' => 7,
            'e' => 27,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'c' => match self.take() {
                Some(next) if next.is_ascii() => u32::from(next.to_ascii_uppercase()) ^ 64,
                _ => return Err(Fault::new("\\c at end of pattern", self.at)),
            },
            'x' if self.eat("{") => {
                let digits = self.until("}", "missing terminating } for hexadecimal number")?;
                u32::from_str_radix(&digits, 16)
                    .map_err(|_| Fault::new("non-hex character in \\x{} (closing brace missing?)", self.at))?
            }
            'x' => self.digits(16, 2),
            'o' if self.eat("{") => {
                let digits = self.until("}", "missing terminating } for octal number")?;
                u32::from_str_radix(&digits, 8).map_err(|_| {
                    Fault::new("non-octal character in \\o{} (closing brace missing?)", self.at)
                })?
            }
            '0' => self.digits(8, 2),
            _ if !letter.is_ascii_alphanumeric() => return Ok(Some(letter)),
            _ => return Ok(None),
        };
        let limit = if self.has(flag::UNICODE) { u32::MAX } else { 255 };
        match char::from_u32(code).filter(|_| code <= limit) {
            Some(character) => Ok(Some(character)),
            None => Err(Fault::new("character value in \\x{} or \\o{} is too large", self.at - 1)),
        }
    }

    /// A number of at most so many digits.
    fn digits(&mut self, radix: u32, most: usize) -> u32 {
        let (mut value, mut count) = (0u32, 0);
        while let Some(digit) = self.peek().and_then(|next| next.to_digit(radix)).filter(|_| count < most) {
            value = value.saturating_mul(radix).saturating_add(digit);
            count += 1;
            self.at += 1;
        }
        value
    }

    fn escape(&mut self) -> Result<bool, Fault> {
        let Some(letter) = self.take() else { return Err(Fault::new("\\ at end of pattern", self.at)) };
        if let Some(set) = class::escape(letter, self.flags) {
            self.out.push_str(&format!("[{set}]"));
            return Ok(true);
        }
        if let Some(set) = class::escape(letter.to_ascii_lowercase(), self.flags) {
            self.out.push_str(&format!("[^{set}]"));
            return Ok(true);
        }
        let word = class::escape('w', self.flags).unwrap_or_default();
        match letter {
            'b' => {
                self.out.push_str(&format!("(?:(?<=[{word}])(?![{word}])|(?<![{word}])(?=[{word}]))"));
            }
            'B' => {
                self.out.push_str(&format!("(?:(?<=[{word}])(?=[{word}])|(?<![{word}])(?![{word}]))"));
            }
            'A' => self.out.push_str(r"\A"),
            'z' => self.out.push_str(r"\z"),
            'Z' => self.out.push_str(&format!(r"(?=(?:{})?\z)", newline(self.flags).0)),
            'G' => self.out.push_str(r"\G"),
            'K' => self.out.push_str(r"\K"),
            'N' => self.out.push_str(newline(self.flags).1),
            'R' if self.has(flag::BSR_ANYCRLF) => self.out.push_str(r"(?>\r\n|\n|\r)"),
            'R' => self.out.push_str(r"(?>\r\n|[\x{A}-\x{D}\x{85}\x{2028}\x{2029}])"),
            'X' => self.out.push_str(r"(?>\r\n|\P{M}\p{M}*|\p{M}+)"),
            'Q' => {
                let end = self.rest().find("\\E").unwrap_or(self.rest().len());
                let quoted = self.rest()[..end].to_owned();
                self.at = (self.at + end + 2).min(self.source.len());
                quoted.chars().for_each(|character| self.literal(character));
                return Ok(true);
            }
            'E' => return Ok(true),
            'p' | 'P' => {
                let property = self.property(letter)?;
                self.out.push_str(&property);
            }
            'g' | 'k' => self.reference(letter)?,
            '1'..='9' => self.numbered(letter)?,
            _ => match self.escaped_character(letter)? {
                Some(character) => self.literal(character),
                None if matches!(letter, 'L' | 'l' | 'U' | 'u') => {
                    return Err(Fault::new(
                        "PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u",
                        self.at,
                    ));
                }
                None => self.literal(letter),
            },
        }
        // Nothing repeats what takes no character.
        Ok(!matches!(letter, 'b' | 'B' | 'A' | 'z' | 'Z' | 'G' | 'K'))
    }

    /// `\12`: a reference if there are so many groups or it has one digit, else octal.
    fn numbered(&mut self, first: char) -> Result<(), Fault> {
        let start = self.at;
        self.at -= 1;
        let number = self.digits(10, 4) as usize;
        if number < 10 || number <= self.total {
            return self.refer(number);
        }
        self.at = start - 1;
        if first >= '8' {
            self.at = start;
            self.literal(first);
            return Ok(());
        }
        let code = self.digits(8, 3);
        match char::from_u32(code & 255) {
            Some(character) => self.literal(character),
            None => {
                return Err(Fault::new("octal value is greater than \\377 in 8-bit non-UTF-8 mode", self.at));
            }
        }
        Ok(())
    }

    fn refer(&mut self, number: usize) -> Result<(), Fault> {
        self.references.push(number);
        self.out.push_str(&format!("(?:\\{number})"));
        Ok(())
    }

    fn refer_by_name(&mut self, name: &str) -> Result<(), Fault> {
        let found = self.names.iter().find(|(known, _)| known == name).map(|(_, number)| *number);
        match found {
            Some(number) => self.refer(number),
            None => Err(Fault::new("reference to non-existent subpattern", self.at)),
        }
    }

    /// `\g1`, `\g{-1}`, `\g{name}`, `\g<name>`, `\k<name>`, `\k'name'`, `\k{name}`.
    fn reference(&mut self, letter: char) -> Result<(), Fault> {
        let pairs = [("{", "}"), ("<", ">"), ("'", "'")];
        let Some((open, close)) = pairs.into_iter().find(|(open, _)| self.eat(open)) else {
            if letter == 'k' {
                let message = "\\k is not followed by a braced, angle-bracketed, or quoted name";
                return Err(Fault::new(message, self.at));
            }
            let back = self.eat("-");
            let number = self.digits(10, 4) as usize;
            return self.refer(if back { (self.groups + 1).saturating_sub(number) } else { number });
        };
        let name = self.until(close, "syntax error in subpattern name (missing terminator)")?;
        if letter == 'g' && open != "{" {
            return self.call(&name);
        }
        match name.parse::<i64>() {
            Ok(number) if number < 0 => {
                self.refer((self.groups + 1).saturating_sub(number.unsigned_abs() as usize))
            }
            Ok(number) => self.refer(number as usize),
            Err(_) => self.refer_by_name(&name),
        }
    }

    /// A group called as a subroutine.
    fn call(&mut self, name: &str) -> Result<(), Fault> {
        let number = match name {
            "R" => Some(0),
            _ if name.starts_with('-') => {
                name[1..].parse::<usize>().ok().map(|back| (self.groups + 1).saturating_sub(back))
            }
            _ if name.starts_with('+') => name[1..].parse::<usize>().ok().map(|on| self.groups + on),
            _ => name
                .parse()
                .ok()
                .or_else(|| self.names.iter().find(|(known, _)| known == name).map(|(_, number)| *number)),
        };
        let Some(number) = number else {
            return Err(Fault::new("reference to non-existent subpattern", self.at));
        };
        self.references.push(number);
        self.out.push_str(&format!("\\g<{number}>"));
        Ok(())
    }

    /// `\pL`, `\p{Lu}`, `\p{^Lu}`, `\P{…}`.
    fn property(&mut self, letter: char) -> Result<String, Fault> {
        let name = match self.eat("{") {
            true => self.until("}", "malformed \\P or \\p sequence")?,
            false => self.take().map(String::from).unwrap_or_default(),
        };
        let negated = (letter == 'P') != name.starts_with('^');
        let name = name.trim_start_matches('^');
        let known = |name: &str| regex_knows(&format!("\\p{{{name}}}"));
        let set = match name {
            "L&" => r"\p{Lu}\p{Ll}\p{Lt}".to_owned(),
            "Any" => r"\x{0}-\x{10FFFF}".to_owned(),
            "Xan" => r"\p{L}\p{N}".to_owned(),
            "Xwd" => r"\p{L}\p{N}_".to_owned(),
            "Xsp" | "Xps" => r"\p{Z}\x{9}-\x{D}\x{85}".to_owned(),
            _ if known(name) => format!("\\p{{{name}}}"),
            _ => return Err(Fault::new("unknown property name after \\P or \\p", self.at - 1)),
        };
        Ok(format!("[{}{set}]", if negated { "^" } else { "" }))
    }
}

fn regex_knows(text: &str) -> bool {
    fancy_regex::Regex::new(text).is_ok()
}

mod group;
mod set;
