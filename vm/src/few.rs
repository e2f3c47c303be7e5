//! A map that mostly has a few entries: the only one in place, a list of exactly so many, and a table once there are
//! more.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use rustc_hash::FxBuildHasher;

/// More entries than these make a table.
const FEW: usize = 8;

/// See the module's text.
pub enum Few<K, V, S = FxBuildHasher> {
    /// The only one.
    One((K, V)),
    /// In the order in which they came; or none.
    List(Vec<(K, V)>),
    /// In no order.
    #[expect(clippy::box_collection, reason = "boxed, it makes those with a list no larger")]
    Table(Box<HashMap<K, V, S>>),
}

impl<K, V, S> Few<K, V, S> {
    const NONE: Few<K, V, S> = Few::List(Vec::new());

    /// The entries that stand in a row, unless there is a table.
    #[inline]
    fn row(&self) -> &[(K, V)] {
        match self {
            Few::One(entry) => std::slice::from_ref(entry),
            Few::List(entries) => entries,
            Few::Table(_) => &[],
        }
    }

    /// The same, to be changed.
    #[inline]
    fn row_mut(&mut self) -> &mut [(K, V)] {
        match self {
            Few::One(entry) => std::slice::from_mut(entry),
            Few::List(entries) => entries,
            Few::Table(_) => &mut [],
        }
    }

    fn table(&self) -> Option<&HashMap<K, V, S>> {
        match self {
            Few::Table(table) => Some(table),
            _ => None,
        }
    }
}

impl<K, V, S> Default for Few<K, V, S> {
    fn default() -> Few<K, V, S> {
        Few::NONE
    }
}

impl<K: Copy + Eq + Hash, V, S: BuildHasher + Default> Few<K, V, S> {
    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        match self {
            Few::Table(table) => table.get(key),
            few => few.row().iter().find(|(own, _)| own == key).map(|(_, value)| value),
        }
    }

    /// The value of a key, which is made to be `value` if there is none.
    pub fn get_or_insert(&mut self, key: K, value: V) -> &mut V {
        if self.get(&key).is_none() {
            self.add(key, value);
        }
        self.get_mut(&key).expect("it is there, or was added")
    }

    /// Gives a key a value.
    pub fn insert(&mut self, key: K, value: V) {
        match self.get_mut(&key) {
            Some(old) => *old = value,
            None => self.add(key, value),
        }
    }

    fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        match self {
            Few::Table(table) => table.get_mut(key),
            few => few.row_mut().iter_mut().find(|(own, _)| own == key).map(|(_, value)| value),
        }
    }

    /// Adds an entry whose key is new.
    #[inline]
    pub fn add(&mut self, key: K, value: V) {
        match self {
            Few::List(entries) if entries.is_empty() => *self = Few::One((key, value)),
            _ => self.add_more(key, value),
        }
    }

    #[inline(never)]
    fn add_more(&mut self, key: K, value: V) {
        match self {
            Few::One(_) => {
                let mut entries = Vec::with_capacity(2);
                if let Few::One(first) = std::mem::replace(self, Few::NONE) {
                    entries.push(first);
                }
                entries.push((key, value));
                *self = Few::List(entries);
            }
            Few::List(entries) if entries.len() < FEW => {
                entries.reserve_exact(1);
                entries.push((key, value));
            }
            Few::List(entries) => {
                let mut table: HashMap<K, V, S> = entries.drain(..).collect();
                table.insert(key, value);
                *self = Few::Table(Box::new(table));
            }
            Few::Table(table) => drop(table.insert(key, value)),
        }
    }

    /// Removes a key; its value.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        match self {
            Few::One((own, _)) if own == key => match std::mem::replace(self, Few::NONE) {
                Few::One((_, value)) => Some(value),
                _ => None,
            },
            Few::One(_) => None,
            Few::List(entries) => {
                let at = entries.iter().position(|(own, _)| own == key)?;
                Some(entries.remove(at).1)
            }
            Few::Table(table) => table.remove(key),
        }
    }

    /// All entries.
    pub fn iter(&self) -> impl Iterator<Item = (K, &V)> {
        let row = self.row().iter().map(|(key, value)| (*key, value));
        row.chain(self.table().into_iter().flatten().map(|(key, value)| (*key, value)))
    }

    /// Calls `f` for all entries, in an order that depends on nothing but them: as they came, or by key when they are many.
    pub fn each(&self, mut f: impl FnMut(K, &V))
    where
        K: Ord,
    {
        match self {
            few @ (Few::One(_) | Few::List(_)) => few.row().iter().for_each(|(key, value)| f(*key, value)),
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

    /// Calls `f` for all values, which it may change.
    pub fn each_mut<'a>(&'a mut self, f: impl FnMut(&'a mut V)) {
        match self {
            Few::Table(table) => table.values_mut().for_each(f),
            few => few.row_mut().iter_mut().map(|(_, value)| value).for_each(f),
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.table().map_or(self.row().len(), HashMap::len)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::Few;

    proptest! {
        /// Whatever is added and removed, in place, in a list or in a table: it holds what an ordered map holds.
        #[test]
        fn it_is_a_map(steps in prop::collection::vec((0..16_u8, prop::option::of(any::<u16>()), any::<bool>()), 0..80)) {
            let (mut few, mut model) = (Few::<u8, u16>::default(), BTreeMap::new());
            for (key, value, keeps) in steps {
                match value {
                    None => prop_assert_eq!(few.remove(&key), model.remove(&key)),
                    Some(value) if keeps => {
                        prop_assert_eq!(*few.get_or_insert(key, value), *model.entry(key).or_insert(value));
                    }
                    Some(value) => {
                        few.insert(key, value);
                        model.insert(key, value);
                    }
                }
                few.each_mut(|value| *value = value.wrapping_add(1));
                model.values_mut().for_each(|value| *value = value.wrapping_add(1));
                prop_assert_eq!(few.get(&key), model.get(&key));
                prop_assert_eq!((few.len(), few.is_empty()), (model.len(), model.is_empty()));
                let (mut all, mut each) = (few.iter().collect::<Vec<_>>(), Vec::new());
                few.each(|key, value| each.push((key, *value)));
                all.sort_unstable();
                each.sort_unstable();
                prop_assert!(all.iter().map(|(key, value)| (*key, **value)).eq(each.iter().copied()));
                prop_assert!(each.into_iter().eq(model.iter().map(|(key, value)| (*key, *value))));
            }
        }
    }
}
