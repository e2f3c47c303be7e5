//! Loaded code: modules in two versions, exports, funs' entries, literals, and where an address belongs.
//!
//! Every `M:F/A` that anybody mentions has one [`Export`], made at the first mention and kept for ever; loading a
//! module stores the new addresses there, so a reload is a store. An export without code leads to an instruction that
//! loads the module on demand. The tables are persistent maps (`im`): readers take a snapshot and hold no lock.
//!
//! Code and literals of a module are never freed: a purge makes the version unreachable, its memory stays.
//!
//! # Safety
//! 1. Exports and code words are leaked, so references to them are valid for ever.
//! 2. The literal area is one reserved mapping; its words below `used` are complete objects and never change.
#![allow(unsafe_code)]

pub mod area;
pub mod called;
pub mod funs;
pub mod load;
pub mod validate;
pub mod variables;

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use crate::atom::Atom;
use crate::heap::copy::LiteralRange;
use crate::interp::{Handler, encode};
use crate::machine::Machine;
use crate::module::{Mfa, Module, Position};
use crate::sync::{Arc, AtomicU64, Mutex, Ordering, RwLock};
use crate::term::external::decode::LambdaId;
use crate::term::{Term, raw};
use area::Area;
use funs::{Funs, LambdaEntry};

/// The entry of one `M:F/A`. Terms refer to it, and read its first field.
#[repr(C)]
pub struct Export {
    /// Which function.
    pub mfa: Mfa,
    /// The built-in function of this name.
    pub bif: Option<u32>,
    address: AtomicU64,
    /// Code that runs when no module defines the function: a built-in function's entry, or a demand to load.
    stub: [u64; 4],
}

impl Export {
    /// The export that an `ExportFun` object refers to.
    pub fn of(fun: Term) -> &'static Export {
        // SAFETY: rule 1; the collector keeps the word as it is.
        unsafe { &*(raw::word(fun, 1) as *const Export) }
    }

    /// Where its code is at this moment.
    #[inline(always)]
    pub fn address(&self) -> *const u64 {
        self.address.load(Ordering::Acquire) as *const u64
    }

    fn stub_address(&self) -> u64 {
        self.stub[1..].as_ptr() as u64
    }

    /// Whether a module or the table of built-in functions defines it.
    pub fn is_defined(&self) -> bool {
        self.bif.is_some() || self.address() as u64 != self.stub_address()
    }
}

/// A loaded module.
pub struct Loaded {
    /// What was loaded.
    pub module: Module,
    /// Counts loads.
    pub version: u64,
    /// Where its code lies.
    pub range: std::ops::Range<u64>,
    /// For each function: its first address.
    pub entries: Vec<u64>,
    /// For each function, per instruction that can fail or calls: address, place, whether it has a frame.
    pub places: Vec<Vec<(u64, Position, bool)>>,
    /// Each `receive` that waits, in the order of their addresses.
    pub receives: Vec<Waiting>,
    /// The entries of its funs.
    pub lambdas: Vec<&'static LambdaEntry>,
    /// `module_info(attributes)`, a literal.
    pub attributes: Term,
    /// The module's source files, and `{file, File}` as a literal of each, for stack traces.
    pub files: Vec<(Arc<str>, Term)>,
}

/// A `receive` that waits.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// The address of its wait.
    pub at: u64,
    /// The patterns of its clauses as text.
    pub patterns: Vec<String>,
    /// Variables that were bound before it: name and Y slot.
    pub pinned: Vec<(String, u32)>,
}

impl Loaded {
    /// The `receive` that begins at or after `pc`, which is where a process stands that waits.
    pub fn waiting(&self, pc: u64) -> Option<&Waiting> {
        self.receives.get(self.receives.partition_point(|waiting| waiting.at < pc))
    }

    /// The function that `-on_load` names.
    pub fn on_load(&self) -> Option<&'static Export> {
        let function = &self.module.functions[self.module.on_load? as usize];
        self.entry(function.name, function.arity)
    }

    /// The entry of a function, exported or not.
    pub fn entry(&self, function: Atom, arity: u32) -> Option<&'static Export> {
        let matches =
            |candidate: &crate::module::Function| candidate.name == function && candidate.arity == arity;
        let index = self.module.functions.iter().position(matches)?;
        let mfa = Mfa { module: self.module.name, function, arity };
        let address = AtomicU64::new(self.entries[index]);
        Some(Box::leak(Box::new(Export { mfa, bif: None, address, stub: [0; 4] })))
    }
}

/// Where an address belongs.
#[derive(Clone)]
pub struct Place {
    /// The function.
    pub mfa: Mfa,
    /// The source file.
    pub file: Arc<str>,
    /// `{file, File}`, a literal; `[]` when unknown.
    pub file_pair: Term,
    /// The line, 0 when unknown.
    pub line: u32,
    /// The bytes of the source.
    pub span: (u32, u32),
    /// Whether the function has a frame there.
    pub has_frame: bool,
    /// The loaded version.
    pub version: u64,
}

/// The versions of a module.
#[derive(Clone, Default)]
pub struct Versions {
    /// What exports lead to.
    pub current: Option<Arc<Loaded>>,
    /// What processes may still run.
    pub old: Option<Arc<Loaded>>,
}

/// Finds a module by name, compiled or in the library.
pub type Finder = Box<dyn Fn(&Machine, Atom) -> Option<Module> + Send + Sync>;

/// See the module's text.
pub struct CodeTable {
    pub(crate) area: Mutex<Area>,
    literals: LiteralRange,
    exports: RwLock<FxHashMap<Mfa, &'static Export>>,
    funs: Funs,
    modules: RwLock<im::HashMap<Atom, Versions>>,
    by_address: RwLock<im::OrdMap<u64, Arc<Loaded>>>,
    versions: AtomicU64,
    finder: Mutex<Option<Arc<Finder>>>,
    missing: Mutex<HashSet<Atom>>,
    /// The folders that the program wants modules to be looked for in.
    path: RwLock<Vec<String>>,
    /// Modules that programs may not replace.
    sticky: RwLock<HashSet<Atom>>,
    /// Held while a module is loaded on demand.
    loading: Mutex<()>,
    /// Modules loaded on demand whose `-on_load` function has not begun to run.
    fresh: Mutex<Vec<(Atom, &'static Export)>>,
    /// The code at the bottom of every stack: frame size, instruction.
    process_end: &'static [u64; 2],
    pub(crate) stress: bool,
    pub(crate) driven: bool,
}

impl CodeTable {
    /// A table without modules; `stress` and `driven` say which handlers code is made of.
    pub fn new(stress: bool, driven: bool) -> CodeTable {
        let area = Area::new();
        let end: Handler = encode::process_end();
        CodeTable {
            literals: area.range(),
            area: Mutex::new(area),
            exports: RwLock::default(),
            funs: Funs::default(),
            modules: RwLock::default(),
            by_address: RwLock::default(),
            versions: AtomicU64::new(1),
            finder: Mutex::new(None),
            missing: Mutex::default(),
            path: RwLock::default(),
            sticky: RwLock::default(),
            loading: Mutex::default(),
            fresh: Mutex::default(),
            process_end: Box::leak(Box::new([0, end as usize as u64])),
            stress,
            driven,
        }
    }

    /// Where literals lie.
    pub fn literals(&self) -> LiteralRange {
        self.literals
    }

    /// Words of literals.
    pub fn literal_words(&self) -> usize {
        self.area.lock().used_words()
    }

    /// The continuation of a process's first function.
    pub fn process_end(&self) -> u64 {
        &raw const self.process_end[1] as u64
    }

    /// Says how modules are found when a function of them is called.
    pub fn set_finder(&self, finder: Finder) {
        *self.finder.lock() = Some(Arc::new(finder));
    }

    /// The folders of `code:get_path/0`.
    pub fn path(&self) -> Vec<String> {
        self.path.read().clone()
    }

    /// Has modules looked for in these folders, also those that were not found before.
    pub fn set_path(&self, folders: Vec<String>) {
        *self.path.write() = folders;
        self.missing.lock().clear();
    }

    /// Says which modules programs may not replace.
    pub fn set_sticky(&self, names: impl Iterator<Item = Atom>) {
        self.sticky.write().extend(names);
    }

    /// Whether programs may not replace a module.
    pub fn is_sticky(&self, name: Atom) -> bool {
        self.sticky.read().contains(&name)
    }

    /// The `-on_load` function of a module that was just loaded on demand; whoever takes it runs it.
    pub(crate) fn take_on_load(&self, module: Atom) -> Option<&'static Export> {
        let mut fresh = self.fresh.lock();
        let at = fresh.iter().position(|(name, _)| *name == module)?;
        Some(fresh.swap_remove(at).1)
    }

    /// The entry of `module:function/arity`.
    pub fn export(&self, module: Atom, function: Atom, arity: u32) -> &'static Export {
        let mfa = Mfa { module, function, arity };
        if let Some(export) = self.exports.read().get(&mfa) {
            return export;
        }
        self.exports.write().entry(mfa).or_insert_with(|| new_export(mfa, self.driven))
    }

    /// The entry of a function that somebody has mentioned.
    pub fn find_export(&self, mfa: Mfa) -> Option<&'static Export> {
        self.exports.read().get(&mfa).copied()
    }

    /// The entry of a fun that comes as bytes, loaded or not; `None` when there are too many.
    pub fn lambda(&self, id: LambdaId) -> Option<&'static LambdaEntry> {
        self.funs.named(id)
    }

    /// Whether `pc` is at the entry of a built-in function.
    pub(crate) fn is_bif_entry(&self, pc: *const u64) -> bool {
        // SAFETY: `pc` is an instruction's address.
        encode::is_bif_entry(unsafe { *pc })
    }

    /// A snapshot of all modules.
    pub fn modules(&self) -> im::HashMap<Atom, Versions> {
        self.modules.read().clone()
    }

    /// The current version of a module.
    pub fn current(&self, module: Atom) -> Option<Arc<Loaded>> {
        self.modules.read().get(&module).and_then(|versions| versions.current.clone())
    }

    /// Loads the module through the finder unless it is there; whether it is there now.
    pub fn load_on_demand(&self, machine: &Machine, module: Atom) -> bool {
        if self.current(module).is_some() {
            return true;
        }
        let Some(finder) = self.finder.lock().clone() else { return false };
        if self.missing.lock().contains(&module) {
            return false;
        }
        // Two schedulers may ask for the same module; the second one finds it loaded.
        let _one_at_a_time = self.loading.lock();
        if self.current(module).is_some() {
            return true;
        }
        match finder(machine, module) {
            Some(found) => match machine.load(found) {
                Ok(loaded) => {
                    self.fresh.lock().extend(loaded.on_load().map(|on_load| (module, on_load)));
                    true
                }
                Err(error) => {
                    // The caller only sees that the function is undefined.
                    let report =
                        format!("=ERROR REPORT====\nLoading of {} failed: {error}\n\n", module.name());
                    machine.output.write_error(report.as_bytes());
                    self.missing.lock().insert(module);
                    false
                }
            },
            None => {
                self.missing.lock().insert(module);
                false
            }
        }
    }

    /// Forgets which modules were looked for in vain: files may have changed.
    pub fn forget_missing(&self) {
        self.missing.lock().clear();
    }

    /// Makes `loaded` the current version; the one before becomes old.
    fn install(&self, loaded: Arc<Loaded>) {
        let name = loaded.module.name;
        self.by_address.write().insert(loaded.range.start, loaded.clone());
        let mut modules = self.modules.write();
        let before = modules.get(&name).cloned().unwrap_or_default();
        let mut exported = HashSet::new();
        for export in &loaded.module.exports {
            let function = &loaded.module.functions[*export as usize];
            let entry = self.export(name, function.name, function.arity);
            exported.insert((function.name, function.arity));
            if entry.bif.is_none() {
                entry.address.store(loaded.entries[*export as usize], Ordering::Release);
            }
        }
        for (lambda, entry) in loaded.module.lambdas.iter().zip(&loaded.lambdas) {
            let function = lambda.function as usize;
            entry.begin_at(loaded.entries[function], loaded.module.functions[function].name);
        }
        // A function that both versions export is there at every moment.
        if let Some(previous) = &before.current {
            for export in &previous.module.exports {
                let function = &previous.module.functions[*export as usize];
                if !exported.contains(&(function.name, function.arity)) {
                    let entry = self.export(name, function.name, function.arity);
                    entry.address.store(entry.stub_address(), Ordering::Release);
                }
            }
        }
        modules.insert(name, Versions { current: Some(loaded), old: before.current.or(before.old) });
        self.missing.lock().remove(&name);
    }

    /// Makes the current version old, so that the module is not loaded any more. False when there is old code, `None`
    /// when there has never been any.
    pub fn delete(&self, module: Atom) -> Option<bool> {
        let mut modules = self.modules.write();
        let versions = modules.get(&module)?.clone();
        if versions.old.is_some() {
            return Some(false);
        }
        let Some(current) = versions.current else { return Some(true) };
        for export in &current.module.exports {
            let function = &current.module.functions[*export as usize];
            let entry = self.export(module, function.name, function.arity);
            entry.address.store(entry.stub_address(), Ordering::Release);
        }
        modules.insert(module, Versions { current: None, old: Some(current) });
        Some(true)
    }

    /// Forgets the old version: calls of funs that only it has fail.
    pub fn drop_old(&self, module: Atom) -> bool {
        let mut modules = self.modules.write();
        let Some(versions) = modules.get(&module).cloned() else { return false };
        let had = versions.old.is_some();
        if let Some(old) = &versions.old {
            old.lambdas.iter().for_each(|entry| entry.purge(&old.range));
        }
        modules.insert(module, Versions { old: None, ..versions });
        had
    }

    /// The loaded version that an address belongs to.
    pub fn loaded_at(&self, address: u64) -> Option<Arc<Loaded>> {
        let table = self.by_address.read();
        let (_, loaded) = table.get_prev(&address)?;
        loaded.range.contains(&address).then(|| loaded.clone())
    }

    /// The module, function and line of an address inside code.
    pub fn locate(&self, address: u64) -> Option<Place> {
        let table = self.by_address.read();
        let (_, loaded) = table.get_prev(&address)?;
        if !loaded.range.contains(&address) {
            return None;
        }
        let index = loaded.entries.partition_point(|entry| *entry <= address).checked_sub(1)?;
        let function = &loaded.module.functions[index];
        let mfa = Mfa { module: loaded.module.name, function: function.name, arity: function.arity };
        let places = &loaded.places[index];
        let found = places.partition_point(|(at, ..)| *at <= address).checked_sub(1).map(|at| places[at]);
        let (position, has_frame) =
            found.map_or((Position::default(), false), |(_, position, frame)| (position, frame));
        let file = loaded.files.get(position.file as usize).cloned();
        let (file, file_pair) = file.unwrap_or_else(|| ("".into(), Term::NIL));
        Some(Place {
            mfa,
            file,
            file_pair,
            line: position.line,
            span: (position.start, position.end),
            has_frame,
            version: loaded.version,
        })
    }
}

fn new_export(mfa: Mfa, driven: bool) -> &'static Export {
    let bif = crate::bif::lookup(mfa.module, mfa.function, mfa.arity);
    let export: &'static mut Export =
        Box::leak(Box::new(Export { mfa, bif, address: AtomicU64::new(0), stub: [0; 4] }));
    let own = std::ptr::from_ref(export) as u64;
    let (handler, operand) = match bif {
        Some(bif) => (encode::bif_entry(bif, driven), u64::from(bif)),
        None => (encode::undefined(), own),
    };
    // The word before is a frame size of 0, so that the stub can stand where a continuation may.
    export.stub = [0, handler as usize as u64, operand, 0];
    export.address.store(export.stub_address(), Ordering::Release);
    export
}
