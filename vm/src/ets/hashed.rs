//! The store of a `set`, `bag` or `duplicate_bag`: linear hashing, so that no insertion moves more than one chain.
//!
//! There are `buckets` chains. A chain is split when there are more rows than buckets and merged when there are far
//! fewer, but not while the table is fixed: then chains keep their place, and rows that are deleted stay, marked, until
//! it is released. Rows with the same key stand together, the newest first.

use super::Hold;
use super::row::Row;
use crate::term::Term;
use crate::term::equal::exact;

/// Chains are kept in pieces of this many.
const SEGMENT: usize = 256;
/// How many chains ahead of a walk rows are fetched: about as long as a fetch takes.
const AHEAD: usize = 8;
/// The number of chains that are never merged.
const FEWEST: usize = 16;

/// See the module's text.
#[derive(Default)]
pub struct Hashed {
    segments: Vec<Box<[Option<Row>]>>,
    buckets: usize,
    /// Rows that are not gone.
    len: usize,
    /// Hashes of rows that are gone but still there.
    gone: Vec<u32>,
    words: usize,
}

/// What a row's key is compared with.
#[derive(Clone, Copy)]
pub struct Key {
    /// The key.
    pub term: Term,
    /// Its hash.
    pub hash: u32,
    /// Where it stands in an object, counted from 0.
    pub index: usize,
}

impl Key {
    #[inline]
    fn is_of(self, row: Row) -> bool {
        row.hash() == self.hash && exact(row.element(self.index), self.term)
    }
}

/// Rows of a chain, from one on.
pub fn chain(first: Option<Row>) -> impl Iterator<Item = Row> {
    std::iter::successors(first, |row| row.next())
}

impl Hashed {
    /// The number of chains.
    pub fn buckets(&self) -> usize {
        self.buckets
    }

    /// The number of objects.
    pub fn size(&self) -> usize {
        self.len
    }

    /// Words of memory.
    pub fn words(&self) -> usize {
        self.words + self.segments.len() * SEGMENT
    }

    /// The first row of a chain.
    #[inline]
    pub fn head(&self, bucket: usize) -> Option<Row> {
        self.segments[bucket / SEGMENT][bucket % SEGMENT]
    }

    /// The first row of a chain that is walked to; those of the chains after it are fetched meanwhile.
    #[inline]
    pub fn head_on_the_way(&self, bucket: usize) -> Option<Row> {
        let segment = &self.segments[bucket / SEGMENT];
        if let Some(ahead) = segment.get(bucket % SEGMENT + AHEAD).copied().flatten() {
            ahead.prefetch();
        }
        segment[bucket % SEGMENT]
    }

    fn set_head(&mut self, bucket: usize, row: Option<Row>) {
        self.segments[bucket / SEGMENT][bucket % SEGMENT] = row;
    }

    #[inline]
    fn bucket_of(&self, hash: u32) -> usize {
        let mask = self.buckets.next_power_of_two() - 1;
        let bucket = hash as usize & mask;
        if bucket < self.buckets { bucket } else { bucket & mask >> 1 }
    }

    fn start(&self, key: Key) -> Option<Row> {
        if self.buckets == 0 { None } else { self.head(self.bucket_of(key.hash)) }
    }

    /// The rows with a key, the newest first.
    pub fn rows(&self, key: Key) -> impl Iterator<Item = Row> {
        chain(self.start(key))
            .skip_while(move |row| !key.is_of(*row))
            .take_while(move |row| key.is_of(*row))
            .filter(|row| !row.is_gone())
    }

    /// The newest row with a key.
    #[inline]
    pub fn find(&self, key: Key) -> Option<Row> {
        chain(self.start(key)).find(|row| key.is_of(*row) && !row.is_gone())
    }

    /// Adds a row before those with its key.
    pub fn add(&mut self, row: Row, key: Key, hold: Hold) {
        if self.buckets == 0 {
            self.open_segment();
            self.buckets = FEWEST;
        }
        let bucket = self.bucket_of(key.hash);
        self.link(bucket, row, |other| key.is_of(other));
        self.len += 1;
        self.words += row.words();
        // Two at a time, to catch up after a time in which chains had to stay.
        for _ in 0..2 {
            if !hold.chains && self.len > self.buckets {
                self.split();
            }
        }
    }

    /// Puts a row before the first one of its chain that `belongs`, or at the chain's start.
    fn link(&mut self, bucket: usize, row: Row, belongs: impl Fn(Row) -> bool) {
        let head = self.head(bucket);
        let mut before = None;
        for other in chain(head) {
            if belongs(other) {
                match before {
                    Some(before) => {
                        row.set_next(Some(other));
                        Row::set_next(before, Some(row));
                    }
                    None => {
                        row.set_next(head);
                        self.set_head(bucket, Some(row));
                    }
                }
                return;
            }
            before = Some(other);
        }
        row.set_next(head);
        self.set_head(bucket, Some(row));
    }

    /// Puts `new` in the place of `old`, a row with the same key, which is freed.
    pub fn replace(&mut self, old: Row, new: Row) {
        let bucket = self.bucket_of(old.hash());
        new.set_next(old.next());
        self.relink(bucket, old, Some(new));
        self.words += new.words();
        self.words -= old.words();
        old.free();
    }

    /// Makes what refers to `old` refer to `new`.
    fn relink(&mut self, bucket: usize, old: Row, new: Option<Row>) {
        let head = self.head(bucket);
        if head == Some(old) {
            return self.set_head(bucket, new);
        }
        if let Some(before) = chain(head).find(|row| row.next() == Some(old)) {
            before.set_next(new);
        }
    }

    /// Deletes a row.
    pub fn remove(&mut self, row: Row, hold: Hold) {
        self.take_out(row, hold);
        if !hold.chains {
            self.shrink(1);
        }
    }

    /// Deletes a row and leaves the chains where they are.
    pub fn take_out(&mut self, row: Row, hold: Hold) {
        self.len -= 1;
        if hold.rows {
            self.gone.push(row.hash());
            return row.mark_gone();
        }
        self.unlink(self.bucket_of(row.hash()), row);
    }

    /// Merges at most so many chains with others if there are far too many.
    pub fn shrink(&mut self, most: usize) {
        for _ in 0..most {
            if self.len >= self.buckets / 4 || self.buckets <= FEWEST {
                return;
            }
            self.merge();
        }
    }

    /// Takes everything out, and leaves as many chains as there were if they have to stay.
    pub fn take(&mut self, hold: Hold) -> Hashed {
        let taken = std::mem::take(self);
        if hold.chains {
            for _ in 0..taken.segments.len() {
                self.open_segment();
            }
            self.buckets = taken.buckets;
        }
        taken
    }

    /// Marks all rows as deleted.
    pub fn mark_all(&mut self) {
        for bucket in 0..self.buckets {
            for row in chain(self.head(bucket)).filter(|row| !row.is_gone()) {
                row.mark_gone();
                self.gone.push(row.hash());
            }
        }
        self.len = 0;
    }

    fn unlink(&mut self, bucket: usize, row: Row) {
        self.relink(bucket, row, row.next());
        self.words -= row.words();
        row.free();
    }

    fn open_segment(&mut self) {
        self.segments.push(vec![None; SEGMENT].into_boxed_slice());
    }

    /// One more bucket: the rows of an older one that belong there move, in their order.
    fn split(&mut self) {
        let new = self.buckets;
        if new / SEGMENT == self.segments.len() {
            self.open_segment();
        }
        self.buckets += 1;
        let mask = self.buckets.next_power_of_two() - 1;
        let old = new & mask >> 1;
        let (mut stays, mut moves): (Option<Row>, Option<Row>) = (None, None);
        let mut next = self.head(old);
        self.set_head(old, None);
        while let Some(row) = next {
            next = row.next();
            row.set_next(None);
            let (bucket, last) =
                if row.hash() as usize & mask == new { (new, &mut moves) } else { (old, &mut stays) };
            match last.replace(row) {
                Some(last) => last.set_next(Some(row)),
                None => self.set_head(bucket, Some(row)),
            }
        }
    }

    /// One bucket less: the rows of the last one go before those of the bucket that it was split from.
    fn merge(&mut self) {
        let last = self.buckets - 1;
        let mask = self.buckets.next_power_of_two() - 1;
        self.buckets = last;
        let moved = self.head(last);
        self.set_head(last, None);
        let target = last & mask >> 1;
        if let Some(end) = chain(moved).last() {
            end.set_next(self.head(target));
            self.set_head(target, moved);
        }
        if last.is_multiple_of(SEGMENT) {
            self.segments.pop();
        }
    }

    /// The first row that is not gone, in a chain from `bucket` on.
    pub fn first_from(&self, bucket: usize) -> Option<Row> {
        (bucket..self.buckets)
            .find_map(|bucket| chain(self.head_on_the_way(bucket)).find(|row| !row.is_gone()))
    }

    /// The first row after those with a key: `None` when there is no such key, else perhaps a row.
    pub fn after(&self, key: Key) -> Option<Option<Row>> {
        let mut rest = chain(self.start(key)).skip_while(|row| !key.is_of(*row)).peekable();
        rest.peek()?;
        let in_chain = rest.find(|row| !key.is_of(*row) && !row.is_gone());
        Some(in_chain.or_else(|| self.first_from(self.bucket_of(key.hash) + 1)))
    }

    /// Frees the rows that are gone: the table is not fixed any more.
    pub fn release(&mut self) {
        for hash in std::mem::take(&mut self.gone) {
            let bucket = self.bucket_of(hash);
            let gone: Vec<Row> = chain(self.head(bucket)).filter(|row| row.is_gone()).collect();
            gone.into_iter().for_each(|row| self.unlink(bucket, row));
        }
    }
}

impl Drop for Hashed {
    fn drop(&mut self) {
        for bucket in 0..self.buckets {
            let mut next = self.head_on_the_way(bucket);
            while let Some(row) = next {
                next = row.next();
                row.free();
            }
        }
    }
}
