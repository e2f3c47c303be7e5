//! What `erlang:system_flag/2` changes: what a new process is given unless it asks for something else, and figures that
//! are kept for whoever asks.

use std::ops::RangeInclusive;

use crate::process::ext::MaxHeap;
use crate::sync::{AtomicBool, AtomicU64, AtomicUsize, Mutex, Ordering};

/// OTP's smallest heap in words.
pub const SMALLEST_HEAP: usize = 233;
/// OTP's smallest virtual heap of binaries in words.
pub const SMALLEST_BINARY_HEAP: usize = 46_422;
/// From this size on OTP's heap sizes grow by a fifth.
const GROWS_BY_A_FIFTH: usize = 833_026;

/// The smallest of OTP's heap sizes that is not below `words`: 233, 376, and then each the sum of the two before and one.
pub fn heap_size_of(words: usize) -> usize {
    let (mut before, mut size) = (142, SMALLEST_HEAP);
    while size < words {
        let next = match size < GROWS_BY_A_FIFTH {
            true => before + size + 1,
            false => size.saturating_add(size / 5),
        };
        if next == usize::MAX {
            return next;
        }
        (before, size) = (size, next);
    }
    size
}

/// See the module's text.
pub struct Settings {
    /// Minor collections before a full one.
    pub fullsweep_after: AtomicUsize,
    /// Words of the first heap.
    pub min_heap: AtomicUsize,
    /// OTP's words of the first virtual heap of binaries, which there is none of here.
    pub min_binary_heap: AtomicUsize,
    /// Frames of a stack trace.
    pub backtrace_depth: AtomicUsize,
    /// The word that tracing would ask for.
    pub control_word: AtomicU64,
    /// How many requests of the system OTP would have under way at once.
    pub system_requests: AtomicUsize,
    /// Whether `max_heap` was ever set.
    limited: AtomicBool,
    max_heap: Mutex<MaxHeap>,
    /// Since when the schedulers' time is measured, in nanoseconds and one; 0 when it is not.
    pub measured_since: AtomicU64,
    /// The time of the last `now()`, in microseconds.
    last_now: AtomicU64,
    /// What `statistics/1` said last: see [`Settings::since_last`].
    last: [AtomicU64; 4],
}

/// Figures of which `statistics/1` says what came since it was asked last.
#[derive(Clone, Copy)]
pub enum Figure {
    /// Milliseconds of processor time.
    Runtime,
    /// Milliseconds.
    WallClock,
    /// Reductions.
    Reductions,
    /// Reductions, asked for exactly.
    ExactReductions,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            fullsweep_after: AtomicUsize::new(usize::from(u16::MAX)),
            min_heap: AtomicUsize::new(0),
            min_binary_heap: AtomicUsize::new(SMALLEST_BINARY_HEAP),
            backtrace_depth: AtomicUsize::new(8),
            control_word: AtomicU64::new(0),
            system_requests: AtomicUsize::new(4),
            limited: AtomicBool::new(false),
            max_heap: Mutex::new((0, true, true, false)),
            measured_since: AtomicU64::new(0),
            last_now: AtomicU64::new(0),
            last: Default::default(),
        }
    }
}

impl Settings {
    /// The limit of a new process's heap.
    pub fn max_heap(&self) -> MaxHeap {
        match self.limited.load(Ordering::Relaxed) {
            true => *self.max_heap.lock(),
            false => (0, true, true, false),
        }
    }

    /// Sets the limit of new processes' heaps; the one before.
    pub fn set_max_heap(&self, new: MaxHeap) -> MaxHeap {
        let old = std::mem::replace(&mut *self.max_heap.lock(), new);
        self.limited.store(true, Ordering::Relaxed);
        old
    }

    /// Whether new processes have a limit that is none of the machine's own.
    pub fn is_limited(&self) -> bool {
        self.limited.load(Ordering::Relaxed)
    }

    /// A time in microseconds, at `micros` or as soon after it as no other call has been given.
    pub fn next_now(&self, micros: u64) -> u64 {
        let mut last = self.last_now.load(Ordering::Relaxed);
        loop {
            let next = micros.max(last + 1);
            match self.last_now.compare_exchange_weak(last, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return next,
                Err(seen) => last = seen,
            }
        }
    }

    /// How much a figure has grown since this was asked last.
    pub fn since_last(&self, figure: Figure, total: u64) -> u64 {
        total.saturating_sub(self.last[figure as usize].swap(total, Ordering::Relaxed))
    }
}

/// Sets a number that has to lie within `range`; the one before, nothing when the new one does not.
pub fn set(number: &AtomicUsize, new: usize, range: RangeInclusive<usize>) -> Option<usize> {
    range.contains(&new).then(|| number.swap(new, Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heap_sizes_are_those_that_otp_prints() {
        let sizes =
            [(0, 233), (234, 376), (377, 610), (40_000, 46_422), (46_423, 75_113), (833_027, 999_631)];
        for (words, size) in sizes {
            assert_eq!(heap_size_of(words), size);
        }
        assert_eq!(heap_size_of(999_632), 1_199_557);
        assert_eq!(heap_size_of(usize::MAX), usize::MAX);
    }

    #[test]
    fn a_time_is_given_once() {
        let settings = Settings::default();
        assert_eq!([settings.next_now(5), settings.next_now(5), settings.next_now(9)], [5, 6, 9]);
    }
}
