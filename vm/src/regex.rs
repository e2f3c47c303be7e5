//! Regular expressions as PCRE 8.44 means them: `parse` makes a tree of a pattern, `program` steps of the tree, `matcher`
//! takes the steps over bytes.
//!
//! A pattern or subject that is not `unicode` is Latin-1.

mod chars;
mod hints;
mod matcher;
mod parse;
mod program;
mod tree;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) use parse::Fault;

use crate::sync::{Arc, Mutex};
use matcher::Search;
use program::Program;

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
    /// `(?X)`: letters that mean nothing are refused behind a backslash.
    pub const EXTRA: i64 = 1 << 22;
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
pub(crate) const QUICK_LIMIT: usize = 20_000;
/// How much all matches of a run may do before it is left to another thread.
pub(crate) const QUICK_WORK: usize = 50_000;
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
    /// How often a match may turn back.
    pub limit: usize,
    /// How much all matches may.
    pub work: usize,
}

type Key = (Vec<u8>, i64);

/// Patterns compiled before; begun anew when there are many.
static COMPILED: LazyLock<Mutex<HashMap<Key, Arc<Program>>>> = LazyLock::new(Mutex::default);
const MOST_COMPILED: usize = 500;

/// Compiles, to say what is wrong with a pattern or how many groups it has, and which names.
pub(crate) fn check(pattern: &[u8], flags: i64) -> Result<(usize, Vec<(String, usize)>), Fault> {
    let program = compiled(pattern, flags)?;
    Ok((program.groups.len() - 1, program.names.clone()))
}

fn compiled(pattern: &[u8], flags: i64) -> Result<Arc<Program>, Fault> {
    let flags = flags & !(flag::NOTBOL | flag::NOTEOL);
    let key = (pattern.to_vec(), flags);
    if let Some(found) = COMPILED.lock().get(&key) {
        return Ok(found.clone());
    }
    let program = Arc::new(program::program(parse::parse(pattern, flags)?, pattern.len())?);
    let mut cache = COMPILED.lock();
    if cache.len() >= MOST_COMPILED {
        cache.clear();
    }
    cache.insert(key, program.clone());
    Ok(program)
}

/// Matches; `None` when a pattern or subject is no valid text.
pub(crate) fn run(run: &Run, subject: &[u8]) -> Option<Found> {
    let program = compiled(&run.pattern, run.flags).ok()?;
    let text = match program.flags & flag::UNICODE {
        0 => None,
        _ => Some(std::str::from_utf8(subject).ok()?),
    };
    if run.offset > subject.len() {
        return (run.run_flags & run_flag::GLOBAL != 0).then(|| Found::Matches(Vec::new()));
    }
    if text.is_some_and(|text| !text.is_char_boundary(run.offset)) {
        return None;
    }
    let search = Search::new(&program, subject, text, run.flags, (run.limit, run.work));
    let found = match run.run_flags & run_flag::GLOBAL {
        0 => one(search, run),
        _ => all(search, run, &program, subject),
    };
    Some(match found {
        Some(matches) => Found::Matches(matches),
        None => Found::Limit,
    })
}

fn one(mut search: Search<'_>, run: &Run) -> Option<Vec<Groups>> {
    Some(search.first(run.offset, run.run_flags).ok()?.into_iter().collect())
}

/// All matches, one after another, as OTP finds them: after an empty one, one that is not empty where that search
/// began, else a step on from it.
fn all(mut search: Search<'_>, run: &Run, program: &Program, subject: &[u8]) -> Option<Vec<Groups>> {
    let (mut matches, mut from) = (Vec::new(), run.offset);
    while from <= subject.len() {
        let Some(groups) = search.first(from, run.run_flags).ok()? else { break };
        let (mut at, mut length) = groups[0].unwrap_or((from, 0));
        matches.push(groups);
        if length == 0 {
            let again = run.run_flags | run_flag::ANCHORED | run_flag::NOTEMPTY_ATSTART;
            if let Some(groups) = search.first(from, again).ok()? {
                (at, length) = groups[0].unwrap_or((from, 0));
                matches.push(groups);
            }
        }
        from = at + if length == 0 { step(program, subject, at) } else { length };
    }
    Some(matches)
}

/// The length of the character at a place, CR and LF being one if they are a newline; 1 at the end.
fn step(program: &Program, subject: &[u8], at: usize) -> usize {
    match program.flags & flag::UNICODE {
        _ if flag::newline(program.flags) >= 2 && subject[at..].starts_with(b"\r\n") => 2,
        0 => 1,
        _ if at == subject.len() => 1,
        _ => matcher::decoded(subject, at).1,
    }
}
