//! Tables of `ets`: what a table is, who owns which, and how one is found.
//!
//! Rows live in memory of their own ([`row`]): objects are copied in and out. A table is a store ([`hashed`] or
//! [`tree`]) behind a lock; one made for concurrent use has several stores, and an object's key says in which it lives.
//! Locks are taken in this order: names, holdings, fixers, stores from the first on; nothing else is locked meanwhile.
//!
//! A scheduler keeps the tables that it used last ([`Recent`]), so that finding a table again touches nothing that
//! others write. A table that was deleted is marked, and its store is empty.

pub mod row;
pub mod hashed;
pub mod tree;
pub mod spec;

use std::collections::HashMap;
use std::rc::Rc;

use crate::atom::Atom;
use crate::sync::{Arc, AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Mutex, Ordering, RwLock};
use crate::term::{Pid, Term, View, hash};
use hashed::{Hashed, Key};
use row::Row;
use tree::Tree;

/// What a table does with objects that have the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Type {
    Set,
    OrderedSet,
    Bag,
    DuplicateBag,
}

/// Who may do what besides the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Protection {
    Public,
    Protected,
    Private,
}

/// What is asked of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Only what everybody may know.
    Info,
    /// To look at objects.
    Read,
    /// To change objects.
    Write,
}

/// What `ets:new/2` was told.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The type.
    pub table_type: Type,
    /// The protection.
    pub protection: Protection,
    /// Whether it is found by its name.
    pub named: bool,
    /// Where the key stands, counted from 0.
    pub index: usize,
    /// Only for `info`.
    pub read_concurrency: bool,
    /// `true`, `false` or `auto`.
    pub write_concurrency: Term,
    /// Only for `info`.
    pub decentralized_counters: Option<bool>,
    /// Only for `info`.
    pub compressed: bool,
}

/// Where objects are.
pub enum Store {
    /// By the key's hash.
    Hashed(Box<[RwLock<Hashed>]>),
    /// By the key's order.
    Ordered(RwLock<Tree>),
}

/// Who inherits a table: the process, and a row whose only element goes with the message.
type Heir = Option<(Pid, Row)>;

/// How long and by whom a table is kept from moving objects.
#[derive(Default)]
pub struct Fixers {
    /// Fixes by process, in the order of their first one.
    pub by: Vec<(Pid, usize)>,
    /// Monotonic time, in nanoseconds, and system time of the first fix.
    pub since: (i64, i64),
    /// Walks under way by process.
    walks: HashMap<Pid, usize>,
}

/// How a store may change at the moment.
#[derive(Clone, Copy)]
pub struct Hold {
    /// Deleted rows stay, marked.
    pub rows: bool,
    /// Chains are neither split nor merged.
    pub chains: bool,
}

/// See the module's text.
pub struct Table {
    /// The bits of its reference.
    pub id: u64,
    /// How it was made.
    pub options: Options,
    /// Its objects.
    pub store: Store,
    /// Who keeps it from moving objects.
    pub fixers: Mutex<Fixers>,
    heir: Mutex<Heir>,
    name: AtomicU32,
    owner: AtomicU64,
    dead: AtomicBool,
    fixes: AtomicUsize,
    walks: AtomicUsize,
}

/// A table in a scheduler's hands.
pub type Handle = Rc<Arc<Table>>;

/// How many stores a table for concurrent use has.
const SHARDS: usize = 16;
/// Stores with more rows are freed by a thread of their own.
const LARGE: usize = 20_000;

impl Table {
    fn new(id: u64, name: Atom, owner: Pid, options: Options) -> Table {
        let store = match options.table_type {
            Type::OrderedSet => Store::Ordered(RwLock::default()),
            _ => {
                let alone = options.write_concurrency == Term::FALSE && !options.read_concurrency
                    || options.protection == Protection::Private;
                let shards = if alone { 1 } else { SHARDS };
                Store::Hashed((0..shards).map(|_| RwLock::default()).collect())
            }
        };
        Table {
            id,
            options,
            store,
            fixers: Mutex::default(),
            heir: Mutex::new(None),
            name: AtomicU32::new(name.0),
            owner: AtomicU64::new(owner.0),
            dead: AtomicBool::new(false),
            fixes: AtomicUsize::new(0),
            walks: AtomicUsize::new(0),
        }
    }

    /// Its name.
    pub fn name(&self) -> Atom {
        Atom(self.name.load(Ordering::Relaxed))
    }

    /// Its owner.
    pub fn owner(&self) -> Pid {
        Pid(self.owner.load(Ordering::Relaxed))
    }

    /// Whether `pid` may do this.
    pub fn allows(&self, pid: Pid, access: Access) -> bool {
        match (access, self.options.protection) {
            (Access::Info, _) | (_, Protection::Public) | (Access::Read, Protection::Protected) => true,
            _ => self.owner() == pid,
        }
    }

    /// Whether it was deleted.
    pub fn is_dead(&self) -> bool {
        self.dead.load(Ordering::Acquire)
    }

    /// Who inherits it.
    pub fn heir(&self) -> Option<Pid> {
        self.heir.lock().map(|(pid, _)| pid)
    }

    /// Who inherits it, and what `f` makes of the row with what goes along.
    pub fn heir_with<T>(&self, f: impl FnOnce(Row) -> T) -> Option<(Pid, T)> {
        self.heir.lock().map(|(pid, row)| (pid, f(row)))
    }

    /// Sets who inherits it.
    pub fn set_heir(&self, heir: Heir) {
        if let Some((_, row)) = std::mem::replace(&mut *self.heir.lock(), heir) {
            row.free();
        }
    }

    /// The key with its hash.
    #[inline]
    pub fn key(&self, term: Term) -> Key {
        Key { term, hash: (hash::internal(term, 0) >> 16) as u32, index: self.options.index }
    }

    /// Which of `shards` stores a key belongs to: bits that do not choose its chain before there are many.
    pub fn shard(key: Key, shards: usize) -> usize {
        (key.hash >> 28) as usize & (shards - 1)
    }

    /// How its stores may change; to be asked while their lock is held.
    #[inline]
    pub fn hold(&self) -> Hold {
        let rows = self.fixes.load(Ordering::Acquire) > 0;
        Hold { rows, chains: rows || self.walks.load(Ordering::Acquire) > 0 }
    }

    /// The number of objects.
    pub fn size(&self) -> usize {
        match &self.store {
            Store::Hashed(shards) => shards.iter().map(|shard| shard.read().size()).sum(),
            Store::Ordered(tree) => tree.read().size(),
        }
    }

    /// Words of memory.
    pub fn words(&self) -> usize {
        let rows = match &self.store {
            Store::Hashed(shards) => shards.iter().map(|shard| shard.read().words()).sum(),
            Store::Ordered(tree) => tree.read().words(),
        };
        rows + size_of::<Table>() / 8
    }

    /// Deletes all objects; how many there were.
    pub fn clear(&self) -> usize {
        match &self.store {
            Store::Hashed(shards) => {
                let mut locked: Vec<_> = shards.iter().map(|shard| shard.write()).collect();
                let hold = self.hold();
                let count = locked.iter().map(|shard| shard.size()).sum();
                if hold.rows {
                    locked.iter_mut().for_each(|shard| shard.mark_all());
                    return count;
                }
                let taken: Vec<Hashed> = locked.iter_mut().map(|shard| shard.take(hold)).collect();
                drop(locked);
                free(count, taken);
                count
            }
            Store::Ordered(tree) => {
                let taken = std::mem::take(&mut *tree.write());
                let count = taken.size();
                free(count, taken);
                count
            }
        }
    }

    /// Fixes the table for a process, or keeps its chains in place for a walk.
    pub fn fix(&self, pid: Pid, now: (i64, i64)) {
        let mut fixers = self.fixers.lock();
        if fixers.by.is_empty() {
            fixers.since = now;
        }
        match fixers.by.iter_mut().find(|(other, _)| *other == pid) {
            Some((_, count)) => *count += 1,
            None => fixers.by.push((pid, 1)),
        }
        self.fixes.fetch_add(1, Ordering::AcqRel);
    }

    /// Whether a process fixes the table or walks through it.
    pub fn is_held_by(&self, pid: Pid) -> bool {
        let fixers = self.fixers.lock();
        fixers.by.iter().any(|(other, _)| *other == pid) || fixers.walks.contains_key(&pid)
    }

    /// Takes one fix of a process back, or all.
    pub fn release(&self, pid: Pid, all: bool) {
        let mut fixers = self.fixers.lock();
        let Some(at) = fixers.by.iter().position(|(other, _)| *other == pid) else { return };
        let count = if all { fixers.by[at].1 } else { 1 };
        fixers.by[at].1 -= count;
        fixers.by.retain(|(_, count)| *count > 0);
        if self.fixes.fetch_sub(count, Ordering::AcqRel) == count
            && let Store::Hashed(shards) = &self.store
        {
            shards.iter().for_each(|shard| shard.write().release());
        }
    }

    /// A walk will go on in another slice: chains stay from now on. To be said while the lock of the store is held that
    /// the walk has come to, or its chains could be split before [`Table::begin_walk`].
    pub fn keep_chains(&self) {
        self.walks.fetch_add(1, Ordering::AcqRel);
    }

    /// A process begins a walk in several slices, for which chains are kept already.
    pub fn begin_walk(&self, pid: Pid) {
        *self.fixers.lock().walks.entry(pid).or_default() += 1;
    }

    /// It ends one, or all of them.
    pub fn end_walk(&self, pid: Pid, all: bool) {
        let mut fixers = self.fixers.lock();
        let Some(walks) = fixers.walks.get_mut(&pid) else { return };
        let count = if all { *walks } else { 1 };
        *walks -= count;
        if *walks == 0 {
            fixers.walks.remove(&pid);
        }
        self.walks.fetch_sub(count, Ordering::AcqRel);
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        self.set_heir(None);
    }
}

/// Frees what was taken from a table; when it is much, not on a scheduler.
fn free<T: Send + 'static>(count: usize, taken: T) {
    if count <= LARGE {
        return drop(taken);
    }
    std::thread::spawn(move || {
        drop(taken);
        crate::memory::settle();
    });
}

// ── All tables ─────────────────────────────────────────────────────────────

/// What a process holds.
#[derive(Default)]
struct Holdings {
    owned: Vec<Arc<Table>>,
    /// Tables that it fixes or walks through.
    held: Vec<Arc<Table>>,
}

/// In how many parts the holdings are kept.
const PARTS: usize = 64;

/// The tables of a machine.
pub struct Tables {
    by_id: RwLock<HashMap<u64, Arc<Table>>>,
    by_name: RwLock<HashMap<Atom, Arc<Table>>>,
    holdings: [Mutex<HashMap<Pid, Holdings>>; PARTS],
}

impl Default for Tables {
    fn default() -> Tables {
        Tables {
            by_id: RwLock::default(),
            by_name: RwLock::default(),
            holdings: std::array::from_fn(|_| Mutex::default()),
        }
    }
}

impl Tables {
    fn part(&self, pid: Pid) -> &Mutex<HashMap<Pid, Holdings>> {
        &self.holdings[pid.slot() as usize % PARTS]
    }

    /// Makes a table; `None` when the name is taken.
    pub fn create(&self, id: u64, name: Atom, owner: Pid, options: Options) -> Option<Arc<Table>> {
        let table = Arc::new(Table::new(id, name, owner, options));
        if options.named {
            let mut names = self.by_name.write();
            if names.contains_key(&name) {
                return None;
            }
            names.insert(name, table.clone());
        }
        self.by_id.write().insert(id, table.clone());
        self.part(owner).lock().entry(owner).or_default().owned.push(table.clone());
        Some(table)
    }

    /// The table that a term names.
    pub fn find(&self, term: Term) -> Option<Arc<Table>> {
        match term.view() {
            View::Atom(name) => self.by_name.read().get(&name).cloned(),
            View::Reference(reference) => self.by_id.read().get(&reference.id()).cloned(),
            _ => None,
        }
    }

    /// All tables.
    pub fn all(&self) -> Vec<Arc<Table>> {
        self.by_id.read().values().cloned().collect()
    }

    /// Gives a table another name; false when it is found by its name and that is taken.
    pub fn rename(&self, table: &Table, name: Atom) -> bool {
        let mut names = self.by_name.write();
        if table.options.named {
            if names.contains_key(&name) {
                return false;
            }
            if let Some(entry) = names.remove(&table.name()) {
                names.insert(name, entry);
            }
        }
        table.name.store(name.0, Ordering::Relaxed);
        true
    }

    /// Deletes a table; false when somebody else did.
    pub fn delete(&self, table: &Table) -> bool {
        if table.dead.swap(true, Ordering::AcqRel) {
            return false;
        }
        if table.options.named {
            self.by_name.write().remove(&table.name());
        }
        self.by_id.write().remove(&table.id);
        let owner = table.owner();
        self.forget(owner, |holdings| holdings.owned.retain(|other| other.id != table.id));
        let by: Vec<Pid> = table.fixers.lock().by.iter().map(|(pid, _)| *pid).collect();
        by.into_iter().for_each(|pid| table.release(pid, true));
        table.clear();
        true
    }

    fn forget(&self, pid: Pid, f: impl FnOnce(&mut Holdings)) {
        let mut part = self.part(pid).lock();
        if let Some(holdings) = part.get_mut(&pid) {
            f(holdings);
            if holdings.owned.is_empty() && holdings.held.is_empty() {
                part.remove(&pid);
            }
        }
    }

    /// Gives a table to a process that `is_alive`; false when it is not.
    pub fn give(&self, table: &Arc<Table>, to: Pid, is_alive: impl FnOnce() -> bool) -> bool {
        {
            let mut part = self.part(to).lock();
            // A process that ends leaves the table of processes first and takes its holdings then.
            if !is_alive() {
                return false;
            }
            part.entry(to).or_default().owned.push(table.clone());
        }
        let from = Pid(table.owner.swap(to.0, Ordering::AcqRel));
        self.forget(from, |holdings| holdings.owned.retain(|other| other.id != table.id));
        true
    }

    /// Notes that a process fixes a table or walks through it.
    pub fn hold(&self, table: &Arc<Table>, pid: Pid) {
        let mut part = self.part(pid).lock();
        let held = &mut part.entry(pid).or_default().held;
        if !held.iter().any(|other| other.id == table.id) {
            held.push(table.clone());
        }
    }

    /// Forgets it, unless the process still does.
    pub fn let_go(&self, table: &Table, pid: Pid) {
        if table.is_held_by(pid) {
            return;
        }
        self.forget(pid, |holdings| holdings.held.retain(|other| other.id != table.id));
    }

    /// A process has ended and left the table of processes: its fixes end. Returns the tables that it owned.
    pub fn leave(&self, pid: Pid) -> Vec<Arc<Table>> {
        let Some(holdings) = self.part(pid).lock().remove(&pid) else { return Vec::new() };
        for table in holdings.held {
            table.release(pid, true);
            table.end_walk(pid, true);
        }
        holdings.owned
    }
}

/// The tables that a scheduler used last.
#[derive(Default)]
pub struct Recent {
    tables: [Option<Handle>; 4],
    next: usize,
}

impl Recent {
    /// The table that a term names.
    #[inline]
    pub fn find(&mut self, tables: &Tables, term: Term) -> Option<Handle> {
        let known = match term.view() {
            View::Atom(name) => self.known(|table| table.options.named && table.name() == name),
            View::Reference(reference) => self.known(|table| table.id == reference.id()),
            _ => return None,
        };
        known.or_else(|| {
            let found = Rc::new(tables.find(term)?);
            self.tables[self.next] = Some(found.clone());
            self.next = (self.next + 1) % self.tables.len();
            Some(found)
        })
    }

    fn known(&self, is: impl Fn(&Table) -> bool) -> Option<Handle> {
        self.tables.iter().flatten().find(|table| !table.is_dead() && is(table)).cloned()
    }
}
