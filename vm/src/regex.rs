//! Regular expressions: PCRE's syntax translated for the crate `fancy_regex`, compiled once, and matched on bytes.
//!
//! The crate works on UTF-8. A pattern or subject that is not `unicode` is Latin-1, which is ASCII nearly always and
//! else converted; offsets are the original's bytes again before anybody sees them.

mod class;
mod translate;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fancy_regex::{Captures, Error, Regex, RegexBuilder, RuntimeError};

pub(crate) use translate::{Fault, Translated, translate};

use crate::sync::{Arc, Mutex};

/// Options of compilation, as `re.erl` numbers them.
pub(crate) mod flag {
    pub const CASELESS: i64 = 1;
    pub const MULTILINE: i64 = 2;
    pub const DOTALL: i64 = 4;
    pub const EXTENDED: i64 = 8;
    pub const UNGREEDY: i64 = 16;
    pub const UNICODE: i64 = 32;
    pub const UCP: i64 = 64;
    pub const DOLLAR_ENDONLY: i64 = 128;
    pub const ANCHORED: i64 = 256;
    pub const NO_AUTO_CAPTURE: i64 = 512;
    pub const DUPNAMES: i64 = 1024;
    pub const BSR_ANYCRLF: i64 = 2048;
    /// Of a run, yet said to the translation.
    pub const NOTBOL: i64 = 4096;
    /// As `NOTBOL`.
    pub const NOTEOL: i64 = 8192;
    /// A match begins in the first line.
    pub const FIRSTLINE: i64 = 16384;
    /// What is repeated is written so that the crate repeats it even when it takes no character.
    pub const WRAPPED: i64 = 32768;
    /// From here on the kind of newline: 0 LF, 1 CR, 2 CRLF, 3 any of these, 4 any of Unicode's.
    pub const NEWLINE_SHIFT: u32 = 16;
}

/// Options of a run, as `re.erl` numbers them.
pub(crate) mod run_flag {
    pub const ANCHORED: i64 = 1;
    pub const NOTEMPTY: i64 = 2;
    pub const NOTEMPTY_ATSTART: i64 = 4;
    pub const GLOBAL: i64 = 8;
}

/// How often a match may turn back before it is left to another thread, and there.
pub(crate) const QUICK_LIMIT: usize = 20_000;
/// As OTP's default, roughly: a catastrophic pattern gives up after about a second.
pub(crate) const FULL_LIMIT: usize = 10_000_000;

/// Start and length of each group of a match in bytes; `None` for a group that took no part.
pub(crate) type Groups = Vec<Option<(usize, usize)>>;

/// How a run ended.
pub(crate) enum Found {
    /// All matches; none is no match.
    Matches(Vec<Groups>),
    /// It turned back too often.
    Limit,
}

/// What is asked of a run.
#[derive(Clone)]
pub(crate) struct Run {
    pub pattern: Vec<u8>,
    pub flags: i64,
    pub run_flags: i64,
    pub offset: usize,
    pub limit: usize,
}

/// Where a match may begin and whether it may be empty.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Anywhere,
    Here,
    HereNotEmpty,
}

type Key = (Vec<u8>, i64, Kind, usize);

/// Patterns compiled before; begun anew when there are many.
static COMPILED: LazyLock<Mutex<HashMap<Key, Arc<Regex>>>> = LazyLock::new(Mutex::default);
const MOST_COMPILED: usize = 500;

/// A pattern's or subject's text.
pub(crate) fn text(bytes: &[u8], unicode: bool) -> Option<Cow<'_, str>> {
    match std::str::from_utf8(bytes) {
        Ok(text) if unicode || bytes.is_ascii() => Some(Cow::Borrowed(text)),
        Err(_) if unicode => None,
        _ => Some(Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect())),
    }
}

/// Translates and compiles, to say what is wrong with a pattern and what groups it has.
pub(crate) fn check(pattern: &[u8], flags: i64) -> Result<Translated, Fault> {
    let source = text(pattern, flags & flag::UNICODE != 0).ok_or(Fault::new("invalid UTF-8 string", 0))?;
    let translated = translate(&source, flags)?;
    compiled(pattern, flags, Kind::Anywhere, QUICK_LIMIT)?;
    Ok(translated)
}

fn compiled(pattern: &[u8], flags: i64, kind: Kind, limit: usize) -> Result<Arc<Regex>, Fault> {
    let key = (pattern.to_vec(), flags, kind, limit);
    if let Some(found) = COMPILED.lock().get(&key) {
        return Ok(found.clone());
    }
    let source = text(pattern, flags & flag::UNICODE != 0).ok_or(Fault::new("invalid UTF-8 string", 0))?;
    let built = |flags| -> Result<_, Fault> {
        let translated = translate(&source, flags)?.text;
        let written = match kind {
            Kind::Anywhere => translated,
            Kind::Here => format!("\\G(?:{translated})"),
            Kind::HereNotEmpty => format!("\\G(?:{translated})(?!\\G)"),
        };
        Ok(RegexBuilder::new(&written).backtrack_limit(limit).build())
    };
    let found = match built(flags)? {
        Err(_) => built(flags | flag::WRAPPED)?,
        found => found,
    };
    let regex =
        Arc::new(found.map_err(|_| Fault::new("the pattern is beyond what is supported", source.len()))?);
    let mut cache = COMPILED.lock();
    if cache.len() >= MOST_COMPILED {
        cache.clear();
    }
    cache.insert(key, regex.clone());
    Ok(regex)
}

/// Matches; `None` when a pattern or subject is no valid text.
pub(crate) fn run(run: &Run, subject: &[u8]) -> Option<Found> {
    let subject_text = text(subject, run.flags & flag::UNICODE != 0)?;
    let offsets = match &subject_text {
        Cow::Owned(text) => Some(text),
        Cow::Borrowed(_) => None,
    };
    let start = match offsets {
        // A Latin-1 subject: so many characters in.
        Some(text) => text.char_indices().nth(run.offset).map_or(text.len(), |(index, _)| index),
        None => run.offset,
    };
    if !subject_text.is_char_boundary(start) {
        return None;
    }
    let matcher = Matcher { run, text: &subject_text };
    let found = match run.run_flags & run_flag::GLOBAL != 0 {
        true => matcher.all(start),
        false => matcher.one(start, run.run_flags).map(|found| found.into_iter().collect()),
    };
    Some(match found {
        Ok(mut matches) => {
            if let Some(text) = offsets {
                narrow(&mut matches, text);
            }
            Found::Matches(matches)
        }
        Err(()) => Found::Limit,
    })
}

/// Turns offsets in UTF-8 into offsets in Latin-1.
fn narrow(matches: &mut [Groups], text: &str) {
    let mut index = vec![0; text.len() + 1];
    for (count, (at, _)) in text.char_indices().enumerate() {
        index[at] = count;
    }
    index[text.len()] = text.chars().count();
    for (start, length) in matches.iter_mut().flatten().flatten() {
        let end = index[*start + *length];
        *start = index[*start];
        *length = end - *start;
    }
}

struct Matcher<'a> {
    run: &'a Run,
    text: &'a str,
}

impl Matcher<'_> {
    fn attempt(&self, kind: Kind, from: usize) -> Result<Option<Groups>, ()> {
        let regex = compiled(&self.run.pattern, self.run.flags, kind, self.run.limit).map_err(|_| ())?;
        match regex.captures_from_pos(self.text, from) {
            Ok(found) => {
                let found = found.map(|captures| groups(&captures));
                Ok(found.filter(|groups| {
                    self.run.flags & flag::FIRSTLINE == 0 || self.in_first_line(groups, from)
                }))
            }
            Err(Error::RuntimeError(RuntimeError::BacktrackLimitExceeded)) => Err(()),
            Err(_) => Err(()),
        }
    }

    /// Whether a match begins before the first newline after the place where the search did.
    fn in_first_line(&self, groups: &Groups, from: usize) -> bool {
        let text = &self.text[from..];
        let newline = match self.run.flags >> flag::NEWLINE_SHIFT {
            0 => text.find('\n'),
            1 => text.find('\r'),
            2 => text.find("\r\n"),
            3 => text.find(['\r', '\n']),
            _ => text.find(['\r', '\n', '\x0b', '\x0c', '\u{85}', '\u{2028}', '\u{2029}']),
        };
        let start = groups[0].map_or(0, |(start, _)| start);
        newline.is_none_or(|newline| start <= from + newline)
    }

    /// The next place after `from`.
    fn next(&self, from: usize) -> Option<usize> {
        let character = self.text[from..].chars().next()?;
        let crlf = self.run.flags >> flag::NEWLINE_SHIFT >= 2 && self.text[from..].starts_with("\r\n");
        Some(from + if crlf { 2 } else { character.len_utf8() })
    }

    /// The first match from `from` on.
    fn one(&self, from: usize, run_flags: i64) -> Result<Option<Groups>, ()> {
        let anchored = run_flags & run_flag::ANCHORED != 0 || self.run.flags & flag::ANCHORED != 0;
        let notempty = run_flags & run_flag::NOTEMPTY != 0;
        if !notempty && run_flags & run_flag::NOTEMPTY_ATSTART == 0 {
            return self.attempt(if anchored { Kind::Here } else { Kind::Anywhere }, from);
        }
        let mut at = from;
        loop {
            let found = self.attempt(Kind::HereNotEmpty, at)?;
            if found.is_some() || anchored {
                return Ok(found);
            }
            match self.next(at) {
                Some(next) if notempty => at = next,
                Some(next) => return self.attempt(Kind::Anywhere, next),
                None => return Ok(None),
            }
        }
    }

    /// All matches, one after another: after an empty one, one that is not empty at the same place, else a step on.
    fn all(&self, from: usize) -> Result<Vec<Groups>, ()> {
        let (mut matches, mut at, mut empty) = (Vec::new(), from, false);
        let flags = self.run.run_flags;
        loop {
            let more = if empty { run_flag::ANCHORED | run_flag::NOTEMPTY_ATSTART } else { 0 };
            match self.one(at, flags | more)? {
                Some(groups) => {
                    let (start, length) = groups[0].unwrap_or((at, 0));
                    empty = length == 0;
                    at = (start + length).max(at);
                    matches.push(groups);
                }
                None if empty => match self.next(at) {
                    Some(next) => (at, empty) = (next, false),
                    None => return Ok(matches),
                },
                None => return Ok(matches),
            }
        }
    }
}

fn groups(captures: &Captures<'_, str>) -> Groups {
    let place = |index| captures.get(index).map(|found| (found.start(), found.end() - found.start()));
    (0..captures.len()).map(place).collect()
}
