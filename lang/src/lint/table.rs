//! What is known of variables at a point of a function: bound or not, safe or not, used or not.
//!
//! Every expression is checked against the table of what stands before it and gives back a table of what it added
//! or used. How tables are combined says how scopes work, so the operations bear names and each is tiny:
//!
//! ```text
//!   A, B        second after first      update
//!   {A, B}      side by side            merge_pattern   (a name in both is used: it is matched)
//!   case        one clause or another   export          (bound in all: exported; in some: unsafe)
//!   catch, try  may not have happened   unsafe_in
//!   fun, [||]   nothing gets out        only_in
//! ```
//!
//! Tables are sorted by variable, and small: a function rarely has more than thirty.

use crate::span::Span;

/// A variable's number within its module.
pub type Variable = u32;

/// The construct that a variable came out of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct From {
    /// `case`, `try` …
    pub what: &'static str,
    /// Where it stands.
    pub span: Span,
}

/// Whether a variable may be used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// It has a value.
    Bound,
    /// It has a value that was bound in every clause of a construct.
    Exported(From),
    /// It may have no value.
    Unsafe(From),
    /// It is the stack trace, which no guard may use.
    Stacktrace,
}

/// What is known of one variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The variable.
    pub variable: Variable,
    /// Whether it may be used.
    pub state: State,
    /// Whether it has been.
    pub used: bool,
    /// Where it was bound, in source order.
    pub places: Places,
}

/// The places where a variable is bound: mostly one.
#[derive(Clone, Debug, PartialEq)]
pub enum Places {
    /// The usual case, without a list.
    One(Span),
    /// Sorted and without duplicates.
    Many(Vec<Span>),
}

impl Places {
    /// As a slice.
    pub fn list(&self) -> &[Span] {
        match self {
            Places::One(span) => std::slice::from_ref(span),
            Places::Many(list) => list,
        }
    }

    fn with(&self, other: &Places) -> Places {
        if self == other {
            return self.clone();
        }
        let mut all = self.list().to_vec();
        all.extend_from_slice(other.list());
        all.sort_by_key(|s| (s.source, s.start, s.end));
        all.dedup();
        Places::Many(all)
    }
}

/// A table, sorted by variable.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table(Vec<Entry>);

impl Table {
    /// A table of one variable.
    pub fn one(variable: Variable, state: State, used: bool, places: Places) -> Table {
        Table(vec![Entry { variable, state, used, places }])
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter()
    }

    /// What is known of `variable`.
    pub fn get(&self, variable: Variable) -> Option<&Entry> {
        self.0.binary_search_by_key(&variable, |e| e.variable).ok().map(|at| &self.0[at])
    }

    /// Brings `later` in, whose states win.
    pub fn update(&mut self, later: &Table) {
        self.combine(later, |old, new| Entry {
            variable: old.variable,
            state: new.state,
            used: old.used || new.used,
            places: old.places.with(&new.places),
        });
    }

    /// Brings `earlier` in, whose states give way.
    pub fn update_under(&mut self, earlier: &Table) {
        let later = std::mem::replace(self, earlier.clone());
        self.update(&later);
    }

    /// `self` with `later` brought in.
    pub fn updated(&self, later: &Table) -> Table {
        let mut table = self.clone();
        table.update(later);
        table
    }

    /// Brings `other` in, the worse state winning.
    pub fn merge(&mut self, other: &Table) {
        self.combine(other, |a, b| Entry {
            variable: a.variable,
            state: worse(a.state, b.state),
            used: a.used || b.used,
            places: a.places.with(&b.places),
        });
    }

    /// Brings `other` in, which stands beside `self`: what both name is matched and so used. `matched` is told of
    /// each such variable and the places where it was bound but not used before.
    pub fn merge_pattern(&mut self, other: &Table, mut matched: impl FnMut(Variable, &[Span])) {
        self.combine(other, |a, b| {
            let places = a.places.with(&b.places);
            match (a.used, b.used) {
                (false, false) => matched(a.variable, places.list()),
                (false, true) => matched(a.variable, a.places.list()),
                (true, false) => matched(a.variable, b.places.list()),
                (true, true) => {}
            }
            Entry { variable: a.variable, state: worse(a.state, b.state), used: true, places }
        });
    }

    fn combine(&mut self, other: &Table, mut both: impl FnMut(&Entry, &Entry) -> Entry) {
        if other.0.is_empty() {
            return;
        }
        if self.0.is_empty() {
            self.0.clone_from(&other.0);
            return;
        }
        // The usual small update of a large table happens in place.
        if other.0.len() * 4 < self.0.len() {
            for entry in &other.0 {
                match self.0.binary_search_by_key(&entry.variable, |e| e.variable) {
                    Ok(at) => self.0[at] = both(&self.0[at], entry),
                    Err(at) => self.0.insert(at, entry.clone()),
                }
            }
            return;
        }
        let mut merged = Vec::with_capacity(self.0.len() + other.0.len());
        let mut left = std::mem::take(&mut self.0).into_iter().peekable();
        let mut right = other.0.iter().peekable();
        loop {
            match (left.peek(), right.peek()) {
                (Some(a), Some(b)) if a.variable == b.variable => {
                    merged.push(both(a, b));
                    left.next();
                    right.next();
                }
                (Some(a), Some(b)) if a.variable > b.variable => merged.extend(right.next().cloned()),
                (Some(_), _) => merged.extend(left.next()),
                (None, Some(_)) => merged.extend(right.next().cloned()),
                (None, None) => break,
            }
        }
        self.0 = merged;
    }

    fn filtered(&self, keep: impl Fn(&Entry) -> bool) -> Table {
        Table(self.0.iter().filter(|e| keep(e)).cloned().collect())
    }

    /// The entries whose variables are not in `other`.
    pub fn not_in(&self, other: &Table) -> Table {
        self.filtered(|e| other.get(e.variable).is_none())
    }

    /// The entries whose variables are in `other`.
    pub fn only_in(&self, other: &Table) -> Table {
        self.filtered(|e| other.get(e.variable).is_some())
    }

    /// The entries that may be used.
    pub fn safe(&self) -> Table {
        self.filtered(|e| !matches!(e.state, State::Unsafe(_)))
    }

    /// The entries that have been used.
    pub fn used(&self) -> Table {
        self.filtered(|e| e.used)
    }

    /// The variables that are not in `before`, as unsafe.
    pub fn unsafe_in(&self, from: From, before: &Table) -> Table {
        let mut table = self.not_in(before);
        table.0.iter_mut().for_each(|e| e.state = State::Unsafe(from));
        table
    }

    /// Marks `variable` as used.
    pub fn mark_used(&mut self, variable: Variable) {
        if let Ok(at) = self.0.binary_search_by_key(&variable, |e| e.variable) {
            self.0[at].used = true;
        }
    }

    /// What comes out of a construct whose clauses gave `clauses`, `before` being known before it.
    pub fn export(clauses: &[Table], before: &Table, from: From) -> Table {
        let mut all: Vec<&Entry> = clauses.iter().flat_map(|t| &t.0).collect();
        all.sort_by_key(|e| e.variable);
        let mut out = Vec::new();
        for same in all.chunk_by(|a, b| a.variable == b.variable) {
            let variable = same[0].variable;
            out.push(match before.get(variable) {
                Some(old) => export_old(same, old),
                None => export_new(same, clauses.len(), from),
            });
        }
        Table(out)
    }
}

/// A variable from before that some clause used.
fn export_old(same: &[&Entry], old: &Entry) -> Entry {
    let mut state = State::Bound;
    if let (State::Exported(_), State::Exported(_)) = (same[0].state, old.state) {
        // It stays exported unless a clause has reported on it and made it plainly bound.
        state = same.iter().fold(old.state, |state, e| worse(state, e.state));
    }
    Entry { variable: old.variable, state, used: true, places: old.places.clone() }
}

/// A variable that some or all clauses bind.
fn export_new(same: &[&Entry], clauses: usize, from: From) -> Entry {
    let mut state = State::Exported(from);
    let mut unused: Option<Places> = None;
    for entry in same {
        if let State::Unsafe(_) = entry.state {
            state = match state {
                State::Unsafe(_) => State::Unsafe(from),
                _ => entry.state,
            };
        }
        if !entry.used {
            unused = Some(unused.map_or(entry.places.clone(), |all| all.with(&entry.places)));
        }
    }
    if same.len() != clauses {
        state = State::Unsafe(from);
    }
    let used = unused.is_none();
    // A used variable needs no places for warnings; the first one stays for labels.
    let places = unused.unwrap_or_else(|| same[0].places.clone());
    Entry { variable: same[0].variable, state, used, places }
}

/// The state that matters more: an error before a warning before nothing.
fn worse(a: State, b: State) -> State {
    match (a, b) {
        (State::Unsafe(_), _) => a,
        (_, State::Unsafe(_)) => b,
        (State::Bound, _) => b,
        _ => a,
    }
}
