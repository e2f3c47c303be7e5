//! The library PCRE2, behind a safe face: patterns compiled and matched.
//!
//! # Safety
//! 1. What PCRE2 gives out is used by nobody else and freed once, by the value that owns it.
//! 2. A compiled pattern is only read after its compilation, by any number of threads (no code is generated for it).
//! 3. Bytes are given with their length, and live as long as the call, subjects as long as the `Matcher`; the tables of
//!    characters live for ever.
//! 4. An information is asked with a variable of the type that PCRE2 documents for it.
//! 5. What PCRE2 hands out to be read belongs to a living pattern or matcher, and has the size that it says.
#![allow(unsafe_code)]

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::ptr::{self, NonNull};
use std::slice;

use pcre2_sys as sys;

use super::tables::LATIN_1;
use super::{Groups, Names};

/// A compiled pattern.
pub(crate) struct Pattern {
    code: NonNull<sys::pcre2_code_8>,
    /// How many groups capture.
    groups: usize,
}

// SAFETY: rule 2.
unsafe impl Send for Pattern {}
// SAFETY: rule 2.
unsafe impl Sync for Pattern {}

/// How a pattern is compiled, in PCRE2's numbers.
pub(super) struct Compilation {
    /// `PCRE2_UTF` and so on.
    pub options: u32,
    /// `PCRE2_NEWLINE_LF` and so on.
    pub newline: u32,
    /// `PCRE2_BSR_UNICODE` and so on.
    pub bsr: u32,
}

/// PCRE2's number of what is wrong with a pattern, and at which byte.
pub(super) struct Wrong {
    pub code: i32,
    pub position: usize,
}

/// How much a match may do.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// How often it may go on to match the rest of the pattern.
    pub matches: u32,
    /// How deep these may be nested.
    pub depth: u32,
    /// The KiB that it may keep for turning back.
    pub heap: u32,
}

/// Why a search ended without an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exceeded {
    /// It did too much, or needed too much memory.
    Matches,
    /// It was nested too deeply.
    Depth,
}

/// A context of compilation that is freed.
struct Context(NonNull<sys::pcre2_compile_context_8>);

impl Drop for Context {
    fn drop(&mut self) {
        // SAFETY: rule 1.
        unsafe { sys::pcre2_compile_context_free_8(self.0.as_ptr()) }
    }
}

impl Context {
    fn new(how: &Compilation) -> Option<Context> {
        // SAFETY: rules 1 and 3.
        unsafe {
            let context = Context(NonNull::new(sys::pcre2_compile_context_create_8(ptr::null_mut()))?);
            let raw = context.0.as_ptr();
            sys::pcre2_set_character_tables_8(raw, LATIN_1.as_ptr());
            sys::pcre2_set_newline_8(raw, how.newline);
            sys::pcre2_set_bsr_8(raw, how.bsr);
            sys::pcre2_set_compile_extra_options_8(raw, sys::PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK);
            sys::pcre2_set_max_varlookbehind_8(raw, 0);
            Some(context)
        }
    }
}

impl Pattern {
    /// Compiles.
    pub(super) fn compile(text: &[u8], how: &Compilation) -> Result<Pattern, Wrong> {
        let memory = Wrong { code: sys::PCRE2_ERROR_HEAP_FAILED as i32, position: 0 };
        let Some(context) = Context::new(how) else { return Err(memory) };
        let (mut code, mut position): (c_int, usize) = (0, 0);
        // SAFETY: rule 3.
        let compiled = unsafe {
            sys::pcre2_compile_8(
                text.as_ptr(),
                text.len(),
                how.options,
                &mut code,
                &mut position,
                context.0.as_ptr(),
            )
        };
        let Some(compiled) = NonNull::new(compiled) else { return Err(Wrong { code, position }) };
        let mut pattern = Pattern { code: compiled, groups: 0 };
        pattern.groups = pattern.number(sys::PCRE2_INFO_CAPTURECOUNT) as usize;
        Ok(pattern)
    }

    /// How many groups capture.
    pub(super) fn groups(&self) -> usize {
        self.groups
    }

    /// The options in force, also those that the pattern itself sets at its beginning.
    pub(super) fn options(&self) -> u32 {
        self.number(sys::PCRE2_INFO_ALLOPTIONS)
    }

    /// The kind of newline in force.
    pub(super) fn newline(&self) -> u32 {
        self.number(sys::PCRE2_INFO_NEWLINE)
    }

    /// The names of groups with their numbers, in order; a name may have several.
    pub(super) fn names(&self) -> Names {
        let count = self.number(sys::PCRE2_INFO_NAMECOUNT) as usize;
        let size = self.number(sys::PCRE2_INFO_NAMEENTRYSIZE) as usize;
        let mut start: *const u8 = ptr::null();
        // SAFETY: rules 4 and 5.
        let table = unsafe {
            sys::pcre2_pattern_info_8(
                self.code.as_ptr(),
                sys::PCRE2_INFO_NAMETABLE,
                (&raw mut start).cast::<c_void>(),
            );
            if start.is_null() || count == 0 {
                return Vec::new();
            }
            slice::from_raw_parts(start, count * size)
        };
        let entry = |entry: &[u8]| {
            let name = entry[2..].iter().take_while(|byte| **byte != 0).copied().collect();
            (name, usize::from(entry[0]) << 8 | usize::from(entry[1]))
        };
        table.chunks_exact(size).map(entry).collect()
    }

    /// An information that is a `uint32_t`.
    fn number(&self, what: u32) -> u32 {
        let mut number = 0u32;
        // SAFETY: rule 4.
        unsafe {
            sys::pcre2_pattern_info_8(self.code.as_ptr(), what, (&raw mut number).cast::<c_void>());
        }
        number
    }
}

impl Drop for Pattern {
    fn drop(&mut self) {
        // SAFETY: rule 1.
        unsafe { sys::pcre2_code_free_8(self.code.as_ptr()) }
    }
}

/// What a match works with. A thread keeps one from match to match: most last no longer than it takes to make it.
struct Room {
    data: NonNull<sys::pcre2_match_data_8>,
    context: NonNull<sys::pcre2_match_context_8>,
    /// How many places of groups it holds.
    places: usize,
}

/// Groups for which a thread keeps room.
const USUAL_PLACES: usize = 32;
/// Bytes for turning back that it keeps.
const USUAL_BYTES: usize = 64 << 10;

thread_local! {
    static KEPT: Cell<Option<Room>> = const { Cell::new(None) };
}

impl Room {
    /// Room for the places of so many groups and the whole match; `None` without memory.
    fn take(places: usize) -> Option<Room> {
        let kept = KEPT.try_with(Cell::take).ok().flatten();
        match kept {
            Some(kept) if kept.places >= places => Some(kept),
            _ => Room::new(places.max(USUAL_PLACES)),
        }
    }

    fn new(places: usize) -> Option<Room> {
        let count = u32::try_from(places).ok()?;
        // SAFETY: rule 1.
        unsafe {
            let context = NonNull::new(sys::pcre2_match_context_create_8(ptr::null_mut()))?;
            let data = sys::pcre2_match_data_create_8(count, ptr::null_mut());
            let Some(data) = NonNull::new(data) else {
                sys::pcre2_match_context_free_8(context.as_ptr());
                return None;
            };
            Some(Room { data, context, places })
        }
    }

    /// Keeps it for the thread's next match, unless it has become large.
    fn give_back(self) {
        // SAFETY: rule 1.
        let bytes = unsafe { sys::pcre2_get_match_data_heapframes_size_8(self.data.as_ptr()) };
        if self.places == USUAL_PLACES && bytes <= USUAL_BYTES {
            // A thread that ends keeps nothing.
            let _ = KEPT.try_with(|kept| kept.set(Some(self)));
        }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // SAFETY: rule 1.
        unsafe {
            sys::pcre2_match_data_free_8(self.data.as_ptr());
            sys::pcre2_match_context_free_8(self.context.as_ptr());
        }
    }
}

/// A pattern over a subject, to be searched for more than once.
pub(super) struct Matcher<'a> {
    pattern: &'a Pattern,
    subject: &'a [u8],
    /// There until the end.
    room: Option<Room>,
    data: NonNull<sys::pcre2_match_data_8>,
    context: NonNull<sys::pcre2_match_context_8>,
}

impl<'a> Matcher<'a> {
    /// A pattern over a subject, which is valid UTF-8 when the pattern's options say so; `None` without memory.
    pub(super) fn new(pattern: &'a Pattern, subject: &'a [u8], limits: Limits) -> Option<Matcher<'a>> {
        let room = Room::take(pattern.groups + 1)?;
        let (data, context) = (room.data, room.context);
        // SAFETY: rule 1.
        unsafe {
            sys::pcre2_set_match_limit_8(context.as_ptr(), limits.matches);
            sys::pcre2_set_depth_limit_8(context.as_ptr(), limits.depth);
            sys::pcre2_set_heap_limit_8(context.as_ptr(), limits.heap);
        }
        Some(Matcher { pattern, subject, room: Some(room), data, context })
    }

    /// Searches from a byte on, which begins a character: start and length of the match and its groups, `None` for a
    /// group that took no part; none of all if there is no match.
    pub(super) fn find(&mut self, from: usize, options: u32) -> Result<Option<Groups>, Exceeded> {
        // SAFETY: rules 2 and 3; the subject was seen to be UTF-8.
        let code = unsafe {
            sys::pcre2_match_8(
                self.pattern.code.as_ptr(),
                self.subject.as_ptr(),
                self.subject.len(),
                from,
                options | sys::PCRE2_NO_UTF_CHECK,
                self.data.as_ptr(),
                self.context.as_ptr(),
            )
        };
        match code {
            sys::PCRE2_ERROR_MATCHLIMIT | sys::PCRE2_ERROR_HEAPLIMIT | sys::PCRE2_ERROR_NOMEMORY => {
                Err(Exceeded::Matches)
            }
            sys::PCRE2_ERROR_DEPTHLIMIT => Err(Exceeded::Depth),
            // Among the others, too, is only what finds nothing: a recursion without an end.
            ..0 => Ok(None),
            _ => Ok(Some(self.places(code as usize))),
        }
    }

    /// The places of the last match, of which so many are set.
    fn places(&self, set: usize) -> Groups {
        // SAFETY: rule 5.
        let ends =
            unsafe { slice::from_raw_parts(sys::pcre2_get_ovector_pointer_8(self.data.as_ptr()), set * 2) };
        // `\K` in what looks ahead can make a match end before its start.
        let place = |ends: &[usize]| {
            (ends[0] != sys::PCRE2_UNSET).then(|| (ends[0], ends[1] as i64 - ends[0] as i64))
        };
        let mut places: Vec<_> = ends.chunks_exact(2).map(place).collect();
        places.resize(self.pattern.groups + 1, None);
        places
    }
}

impl Drop for Matcher<'_> {
    fn drop(&mut self) {
        if let Some(room) = self.room.take() {
            room.give_back();
        }
    }
}
