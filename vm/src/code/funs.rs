//! What fun objects refer to: one entry for each fun of each version of a module, kept for ever.
//!
//! A version is known by what its code is, not by when it was loaded, as in OTP: a module that is loaded once more takes
//! over the entries of its funs, and funs whose version was purged, or that came as bytes before there was any, have
//! code again.
//!
//! # Safety
//! 1. Entries are leaked, so references to them are valid for ever; a fun object names one in its first word.
#![allow(unsafe_code)]

use rustc_hash::FxHashMap;

use crate::atom::Atom;
use crate::interp::encode;
use crate::sync::{AtomicU32, AtomicU64, Ordering, RwLock};
use crate::term::external::decode::LambdaId;
use crate::term::{LambdaHead, Term, raw};

/// What a fun object refers to. Terms read its first field.
#[repr(C)]
pub struct LambdaEntry {
    /// What identifies it: module, number, hash.
    pub head: LambdaHead,
    /// Where its body begins in the version loaded last that has it; the stub while none has.
    code: AtomicU64,
    /// The name of the function that is its body.
    function: AtomicU32,
    /// The stub: frame size, handler, this entry.
    stub: [u64; 3],
    /// The number of arguments without free variables.
    pub arity: u32,
    /// The number of free variables.
    pub free: u32,
}

impl LambdaEntry {
    fn new(id: &LambdaId) -> &'static LambdaEntry {
        let entry: &'static mut LambdaEntry = Box::leak(Box::new(LambdaEntry {
            head: LambdaHead { module: id.module, index: id.index, uniq: id.uniq },
            code: AtomicU64::new(0),
            function: AtomicU32::new(0),
            stub: [0; 3],
            arity: id.arity,
            free: id.free as u32,
        }));
        entry.stub = [0, encode::purged_fun() as usize as u64, std::ptr::from_ref(entry) as u64];
        entry.code.store(entry.stub_address(), Ordering::Release);
        entry
    }

    /// The entry that a `Fun` object refers to.
    pub fn of(fun: Term) -> &'static LambdaEntry {
        // SAFETY: rule 1.
        unsafe { &*(raw::word(fun, 1) as *const LambdaEntry) }
    }

    fn stub_address(&self) -> u64 {
        self.stub[1..].as_ptr() as u64
    }

    /// Where a call goes.
    #[inline(always)]
    pub fn code(&self) -> *const u64 {
        self.code.load(Ordering::Acquire) as *const u64
    }

    /// Whether a version that has it is there, current or old.
    pub fn is_loaded(&self) -> bool {
        self.code() as u64 != self.stub_address()
    }

    /// The name of the function that is its body, while it is loaded.
    pub fn function(&self) -> Option<Atom> {
        self.is_loaded().then(|| Atom(self.function.load(Ordering::Relaxed)))
    }

    /// A version that has it was loaded: its body is there.
    pub(super) fn begin_at(&self, code: u64, function: Atom) {
        self.function.store(function.0, Ordering::Relaxed);
        self.code.store(code, Ordering::Release);
    }

    /// The version whose code lies there was purged.
    pub(super) fn purge(&self, range: &std::ops::Range<u64>) {
        if range.contains(&(self.code() as u64)) {
            self.code.store(self.stub_address(), Ordering::Release);
        }
    }
}

/// Bytes of funs that nobody has seen make entries until there are so many.
const MOST_UNSEEN: usize = 1 << 20;

/// All entries.
#[derive(Default)]
pub(super) struct Funs {
    entries: RwLock<FxHashMap<LambdaId, &'static LambdaEntry>>,
}

impl Funs {
    /// The entry for a version that is loaded.
    pub fn entry(&self, id: LambdaId) -> &'static LambdaEntry {
        self.entries.write().entry(id).or_insert_with_key(LambdaEntry::new)
    }

    /// The entry for a fun that comes as bytes; `None` when there are too many that nobody has loaded.
    pub fn named(&self, id: LambdaId) -> Option<&'static LambdaEntry> {
        let (known, count) = {
            let entries = self.entries.read();
            (entries.get(&id).copied(), entries.len())
        };
        if known.is_none() && count < MOST_UNSEEN { Some(self.entry(id)) } else { known }
    }
}
