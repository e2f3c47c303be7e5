//! Regular expressions by the library PCRE2, with the meaning of PCRE 8.44, which is OTP's: `dialect` rewrites what the
//! two take differently, `errors` has the words for what is wrong, `tables` the characters of Latin-1, which a pattern
//! or subject is that is not `unicode`.

mod dialect;
mod errors;
mod pcre;
mod tables;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use pcre2_sys as sys;
use rustc_hash::FxHashMap;

use crate::sync::{Arc, Mutex};
pub(crate) use pcre::Exceeded;
pub(crate) use pcre::Pattern;
use pcre::{Compilation, Limits, Matcher};

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
    /// Of a run, which says it together with these.
    pub const NOTBOL: i64 = 4096;
    /// As `NOTBOL`.
    pub const NOTEOL: i64 = 8192;
    /// A match begins in the first line.
    pub const FIRSTLINE: i64 = 16384;
    /// `unicode` is refused.
    pub const NEVER_UTF: i64 = 1 << 20;
    /// A match is tried everywhere.
    pub const NO_START_OPTIMIZE: i64 = 1 << 21;
    /// `\\R` is any newline of Unicode, as it is without.
    pub const BSR_UNICODE: i64 = 1 << 23;
    /// From here on the kind of newline: 0 LF, 1 CR, 2 CRLF, 3 any of these, 4 any of Unicode's.
    const NEWLINE_SHIFT: u32 = 16;

    /// The kind of newline.
    pub fn newline(flags: i64) -> i64 {
        flags >> NEWLINE_SHIFT & 7
    }

    /// Flags with another kind of newline.
    pub fn with_newline(flags: i64, kind: i64) -> i64 {
        flags & !(7 << NEWLINE_SHIFT) | kind << NEWLINE_SHIFT
    }
}

/// Options of a run, as `re.erl` numbers them.
pub(crate) mod run_flag {
    pub const ANCHORED: i64 = 1;
    pub const NOTEMPTY: i64 = 2;
    pub const NOTEMPTY_ATSTART: i64 = 4;
    pub const GLOBAL: i64 = 8;
}

/// How often a match may turn back before it is left to another thread, and there.
pub(crate) const QUICK_LIMIT: u32 = 2_000;
/// OTP's default: a catastrophic pattern gives up after about a second.
pub(crate) const FULL_LIMIT: u32 = 10_000_000;
/// How long all matches of a run may take before they are left to another thread.
pub(crate) const QUICK_TIME: Duration = Duration::from_millis(1);
/// KiB that a match may keep for turning back.
const HEAP_LIMIT: u32 = 1 << 20;

/// What is wrong with a pattern, and at which byte.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    /// In PCRE's words.
    pub message: &'static str,
    /// In bytes of the pattern.
    pub position: usize,
}

/// Start and length of each group of a match in bytes; `None` for a group that took no part.
pub(crate) type Groups = Vec<Option<(usize, i64)>>;

/// The names of groups with their numbers, in order; a name may have several.
pub(crate) type Names = Vec<(Vec<u8>, usize)>;

/// How a run ended.
pub(crate) enum Found {
    /// All matches; none is no match.
    Matches(Vec<Groups>),
    /// It did more than it may.
    Limit(Exceeded),
}

/// What is asked of a run.
#[derive(Clone)]
pub(crate) struct Run {
    /// Made by [`compiled`].
    pub pattern: Arc<Pattern>,
    pub flags: i64,
    pub run_flags: i64,
    pub offset: usize,
    /// How often a match may turn back.
    pub limit: u32,
    /// How deep a match may be nested.
    pub depth: u32,
    /// How long all matches may take.
    pub time: Option<Duration>,
}

/// The patterns of a text, by their flags.
type OfText = Vec<(i64, Arc<Pattern>)>;

/// Patterns compiled before; begun anew when there are many.
static COMPILED: LazyLock<Mutex<FxHashMap<Vec<u8>, OfText>>> = LazyLock::new(Mutex::default);
const MOST_COMPILED: usize = 500;

/// Compiles, to say what is wrong with a pattern or how many groups it has, and which names.
pub(crate) fn check(pattern: &[u8], flags: i64) -> Result<(usize, Names), Fault> {
    let pattern = compiled(pattern, flags)?;
    Ok((pattern.groups(), pattern.names()))
}

/// The pattern of this text, which was compiled before or is now.
pub(crate) fn compiled(text: &[u8], flags: i64) -> Result<Arc<Pattern>, Fault> {
    let flags = flags & !(flag::NOTBOL | flag::NOTEOL);
    let known = COMPILED.lock().get(text).and_then(|known| of_flags(known, flags));
    if let Some(found) = known {
        return Ok(found);
    }
    let pattern = Arc::new(compile(text, flags)?);
    let mut cache = COMPILED.lock();
    if cache.len() >= MOST_COMPILED {
        cache.clear();
    }
    let known = cache.entry(text.to_vec()).or_default();
    // Another thread may have been quicker, and a text has few kinds of flags.
    if known.len() >= MOST_COMPILED {
        known.clear();
    }
    if of_flags(known, flags).is_none() {
        known.push((flags, pattern.clone()));
    }
    Ok(pattern)
}

fn of_flags(known: &OfText, flags: i64) -> Option<Arc<Pattern>> {
    known.iter().find(|(own, _)| *own == flags).map(|(_, pattern)| pattern.clone())
}

fn compile(text: &[u8], flags: i64) -> Result<Pattern, Fault> {
    let fault = |message, position| Err(Fault { message, position });
    if flags & flag::UNICODE != 0 {
        if flags & flag::NEVER_UTF != 0 {
            return fault(errors::message(174), 0);
        }
        if let Err(error) = std::str::from_utf8(text) {
            return fault("invalid UTF-8 string", error.valid_up_to());
        }
    }
    if flags & flag::BSR_ANYCRLF != 0 && flags & flag::BSR_UNICODE != 0 {
        return fault("inconsistent NEWLINE options", 0);
    }
    let dialect = dialect::translate(text, flags);
    let compiled = Pattern::compile(dialect.text(), &compilation(flags));
    match (dialect.first_fault(text, compiled.as_ref().err()), compiled) {
        (None, Ok(pattern)) => Ok(pattern),
        (Some(found), _) => Err(found),
        (None, Err(wrong)) => fault(errors::message(wrong.code), 0),
    }
}

/// Options in PCRE2's numbers.
fn compilation(flags: i64) -> Compilation {
    let bits = [
        (flag::CASELESS, sys::PCRE2_CASELESS),
        (flag::MULTILINE, sys::PCRE2_MULTILINE),
        (flag::DOTALL, sys::PCRE2_DOTALL),
        (flag::EXTENDED, sys::PCRE2_EXTENDED),
        (flag::UNGREEDY, sys::PCRE2_UNGREEDY),
        (flag::UNICODE, sys::PCRE2_UTF),
        (flag::UCP, sys::PCRE2_UCP),
        (flag::DOLLAR_ENDONLY, sys::PCRE2_DOLLAR_ENDONLY),
        (flag::ANCHORED, sys::PCRE2_ANCHORED),
        (flag::NO_AUTO_CAPTURE, sys::PCRE2_NO_AUTO_CAPTURE),
        (flag::DUPNAMES, sys::PCRE2_DUPNAMES),
        (flag::FIRSTLINE, sys::PCRE2_FIRSTLINE),
        (flag::NEVER_UTF, sys::PCRE2_NEVER_UTF),
        (flag::NO_START_OPTIMIZE, sys::PCRE2_NO_START_OPTIMIZE),
    ];
    Compilation {
        options: bits.iter().filter(|(flag, _)| flags & flag != 0).map(|(_, bit)| bit).sum(),
        newline: match flag::newline(flags) {
            0 => sys::PCRE2_NEWLINE_LF,
            1 => sys::PCRE2_NEWLINE_CR,
            2 => sys::PCRE2_NEWLINE_CRLF,
            3 => sys::PCRE2_NEWLINE_ANYCRLF,
            _ => sys::PCRE2_NEWLINE_ANY,
        },
        bsr: match flags & flag::BSR_ANYCRLF {
            0 => sys::PCRE2_BSR_UNICODE,
            _ => sys::PCRE2_BSR_ANYCRLF,
        },
    }
}

/// Options of a match in PCRE2's numbers.
fn options(run: &Run) -> u32 {
    let bits = [
        (run.run_flags & run_flag::ANCHORED, sys::PCRE2_ANCHORED),
        (run.run_flags & run_flag::NOTEMPTY, sys::PCRE2_NOTEMPTY),
        (run.run_flags & run_flag::NOTEMPTY_ATSTART, sys::PCRE2_NOTEMPTY_ATSTART),
        (run.flags & flag::NOTBOL, sys::PCRE2_NOTBOL),
        (run.flags & flag::NOTEOL, sys::PCRE2_NOTEOL),
    ];
    bits.iter().filter(|(given, _)| *given != 0).map(|(_, bit)| bit).sum()
}

/// Matches; `None` when the subject is no valid text.
pub(crate) fn run(run: &Run, subject: &[u8]) -> Option<Found> {
    let pattern = &run.pattern;
    let text = match pattern.options() & sys::PCRE2_UTF {
        0 => None,
        _ => Some(std::str::from_utf8(subject).ok()?),
    };
    if run.offset > subject.len() {
        return (run.run_flags & run_flag::GLOBAL != 0).then(|| Found::Matches(Vec::new()));
    }
    if text.is_some_and(|text| !text.is_char_boundary(run.offset)) {
        return None;
    }
    let limits = Limits { matches: run.limit, depth: run.depth, heap: HEAP_LIMIT };
    let Some(matcher) = Matcher::new(pattern, subject, limits) else {
        return Some(Found::Limit(Exceeded::Matches));
    };
    let found = match run.run_flags & run_flag::GLOBAL {
        0 => one(matcher, run),
        _ => all(matcher, run, pattern, subject),
    };
    Some(match found {
        Ok(matches) => Found::Matches(matches),
        Err(exceeded) => Found::Limit(exceeded),
    })
}

fn one(mut matcher: Matcher<'_>, run: &Run) -> Result<Vec<Groups>, Exceeded> {
    Ok(matcher.find(run.offset, options(run))?.into_iter().collect())
}

/// All matches, one after another, as OTP finds them: after an empty one, one that is not empty where that search
/// began, else a step on from it.
fn all(
    mut matcher: Matcher<'_>,
    run: &Run,
    pattern: &Pattern,
    subject: &[u8],
) -> Result<Vec<Groups>, Exceeded> {
    let (mut matches, mut from, options) = (Vec::new(), run.offset, options(run));
    let begun = Instant::now();
    while from <= subject.len() {
        if run.time.is_some_and(|time| begun.elapsed() > time) {
            return Err(Exceeded::Matches);
        }
        let Some(groups) = matcher.find(from, options)? else { break };
        let (mut at, mut length) = groups[0].unwrap_or((from, 0));
        let first = at;
        matches.push(groups);
        if length <= 0 {
            let again = options | sys::PCRE2_ANCHORED | sys::PCRE2_NOTEMPTY_ATSTART;
            if let Some(groups) = matcher.find(from, again)? {
                (at, length) = groups[0].unwrap_or((from, 0));
                matches.push(groups);
            }
        }
        from = if length > 0 { at + length as usize } else { first + step(pattern, subject, first) };
    }
    Ok(matches)
}

/// The length of the character at a place, CR and LF being one if they are a newline; 1 at the end.
fn step(pattern: &Pattern, subject: &[u8], at: usize) -> usize {
    let crlf = [sys::PCRE2_NEWLINE_CRLF, sys::PCRE2_NEWLINE_ANYCRLF, sys::PCRE2_NEWLINE_ANY];
    if crlf.contains(&pattern.newline()) && subject[at..].starts_with(b"\r\n") {
        return 2;
    }
    match subject.get(at) {
        Some(0xC2..0xE0) if pattern.options() & sys::PCRE2_UTF != 0 => 2,
        Some(0xE0..0xF0) if pattern.options() & sys::PCRE2_UTF != 0 => 3,
        Some(0xF0..) if pattern.options() & sys::PCRE2_UTF != 0 => 4,
        _ => 1,
    }
}
