//! A map that mostly has a few entries: a list of exactly so many, and a table once there are more.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use rustc_hash::FxBuildHasher;

/// More entries than these make a table.
const FEW: usize = 8;

/// See the module's text.
pub enum Few<K, V, S = FxBuildHasher> {
    /// In the order in which they came.
    List(Vec<(K, V)>),
    /// In no order.
    #[expect(clippy::box_collection, reason = "boxed, it makes those with a list no larger")]
    Table(Box<HashMap<K, V, S>>),
}

impl<K, V, S> Default for Few<K, V, S> {
    fn default() -> Few<K, V, S> {
        Few::List(Vec::new())
    }
}

impl<K: Copy + Eq + Hash, V, S: BuildHasher + Default> Few<K, V, S> {
    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        match self {
            Few::List(entries) => entries.iter().find(|(own, _)| own == key).map(|(_, value)| value),
            Few::Table(table) => table.get(key),
        }
    }

    /// The value of a key, which is made to be `value` if there is none.
    pub fn get_or_insert(&mut self, key: K, value: V) -> &mut V {
        self.make_table_of_many();
        match self {
            Few::List(entries) => {
                let at = entries.iter().position(|(own, _)| *own == key).unwrap_or(entries.len());
                if at == entries.len() {
                    entries.reserve_exact(1);
                    entries.push((key, value));
                }
                &mut entries[at].1
            }
            Few::Table(table) => table.entry(key).or_insert(value),
        }
    }

    /// Gives a key a value.
    pub fn insert(&mut self, key: K, value: V) {
        self.make_table_of_many();
        match self {
            Few::List(entries) => match entries.iter_mut().find(|(own, _)| *own == key) {
                Some((_, old)) => *old = value,
                None => {
                    entries.reserve_exact(1);
                    entries.push((key, value));
                }
            },
            Few::Table(table) => drop(table.insert(key, value)),
        }
    }

    fn make_table_of_many(&mut self) {
        if let Few::List(entries) = self
            && FEW <= entries.len()
        {
            *self = Few::Table(Box::new(entries.drain(..).collect()));
        }
    }

    /// Removes a key; its value.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        match self {
            Few::List(entries) => {
                let at = entries.iter().position(|(own, _)| own == key)?;
                Some(entries.remove(at).1)
            }
            Few::Table(table) => table.remove(key),
        }
    }

    /// All entries.
    pub fn iter(&self) -> impl Iterator<Item = (K, &V)> {
        let (list, table) = match self {
            Few::List(entries) => (Some(entries), None),
            Few::Table(table) => (None, Some(table)),
        };
        let listed = list.into_iter().flatten().map(|(key, value)| (*key, value));
        listed.chain(table.into_iter().flat_map(|table| table.iter()).map(|(key, value)| (*key, value)))
    }

    /// Calls `f` for all entries, in an order that depends on nothing but them: as they came, or by key when they are many.
    pub fn each(&self, mut f: impl FnMut(K, &V))
    where
        K: Ord,
    {
        match self {
            Few::List(entries) => entries.iter().for_each(|(key, value)| f(*key, value)),
            Few::Table(table) => {
                let mut entries: Vec<_> = table.iter().collect();
                entries.sort_unstable_by_key(|(key, _)| **key);
                entries.into_iter().for_each(|(key, value)| f(*key, value));
            }
        }
    }

    /// All values.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }

    /// All values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        let (list, table) = match self {
            Few::List(entries) => (Some(entries), None),
            Few::Table(table) => (None, Some(table)),
        };
        let listed = list.into_iter().flatten().map(|(_, value)| value);
        listed.chain(table.into_iter().flat_map(|table| table.values_mut()))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        match self {
            Few::List(entries) => entries.len(),
            Few::Table(table) => table.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
