//! Time and chance: the only place in the machine that reads a clock or a random source.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::sync::{AtomicU64, Ordering};

/// How the machine decides what is not decided by the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// That many schedulers, real time.
    Parallel(usize),
    /// One thread; time is virtual and every choice is drawn from the seed.
    Seeded(u64),
    /// One thread; time is virtual, and whoever was given to [`crate::machine::Machine::set_chooser`] chooses.
    Driven,
}

impl Policy {
    /// How many scheduler threads there are.
    pub fn schedulers(self) -> usize {
        match self {
            Policy::Parallel(count) => count.max(1),
            Policy::Seeded(_) | Policy::Driven => 1,
        }
    }
}

/// A seeded run begins at this system time: 2025-01-01 00:00:00 UTC, in nanoseconds.
const VIRTUAL_EPOCH: i128 = 1_735_689_600_000_000_000;

/// The last nanosecond since the start that can be told; no timer is set beyond it.
pub const END: u64 = i64::MAX as u64;

/// The machine's clock and source of randomness.
pub struct Clock {
    policy: Policy,
    start: Instant,
    /// Nanoseconds since the start, when time is virtual.
    elapsed: AtomicU64,
    random: AtomicU64,
}

impl Clock {
    /// A clock that starts now.
    pub fn new(policy: Policy) -> Clock {
        let seed = match policy {
            Policy::Seeded(seed) => seed,
            Policy::Driven => 0,
            Policy::Parallel(_) => {
                let address = std::ptr::from_ref(&policy) as u64;
                let nanos =
                    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos() as u64);
                nanos ^ address.rotate_left(32) ^ u64::from(std::process::id())
            }
        };
        Clock { policy, start: Instant::now(), elapsed: AtomicU64::new(0), random: AtomicU64::new(seed) }
    }

    /// The policy it follows.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// Whether time only moves when [`Clock::advance`] says so.
    pub fn is_virtual(&self) -> bool {
        matches!(self.policy, Policy::Seeded(_) | Policy::Driven)
    }

    /// Nanoseconds since the machine was made.
    pub fn elapsed(&self) -> u64 {
        match self.is_virtual() {
            true => self.elapsed.load(Ordering::Relaxed),
            false => self.start.elapsed().as_nanos() as u64,
        }
    }

    /// Nanoseconds for which the program has had processors; virtual time counts as such.
    pub fn processor_nanos(&self) -> u64 {
        if self.is_virtual() {
            return self.elapsed();
        }
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
    }

    /// The same in real time, for waits for what is outside of a machine whose time is virtual.
    pub fn real(&self) -> u64 {
        self.start.elapsed().as_nanos() as u64
    }

    /// Milliseconds since the machine was made.
    pub fn millis(&self) -> u64 {
        self.elapsed() / 1_000_000
    }

    /// Moves virtual time on.
    pub fn advance(&self, nanos: u64) {
        self.elapsed.fetch_add(nanos, Ordering::Relaxed);
    }

    /// Nanoseconds since 1970 in UTC.
    pub fn system_nanos(&self) -> i128 {
        match self.is_virtual() {
            true => VIRTUAL_EPOCH + i128::from(self.elapsed()),
            false => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos() as i128),
        }
    }

    /// The time now in UTC: year, month, day, hour, minute, second.
    pub fn utc(&self) -> [i64; 6] {
        use chrono::{DateTime, Utc};
        let nanos = i64::try_from(self.system_nanos()).unwrap_or(i64::MAX);
        calendar(DateTime::<Utc>::from_timestamp_nanos(nanos).naive_utc())
    }

    /// The time now in the local time zone; a virtual clock stands in UTC.
    pub fn local(&self) -> [i64; 6] {
        match self.is_virtual() {
            true => self.utc(),
            false => calendar(chrono::Local::now().naive_local()),
        }
    }

    /// 64 random bits (splitmix64, Steele, Lea and Flood 2014).
    pub fn random(&self) -> u64 {
        let state = self.random.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }
}

fn calendar(time: chrono::NaiveDateTime) -> [i64; 6] {
    use chrono::{Datelike, Timelike};
    let date = [i64::from(time.year()), i64::from(time.month()), i64::from(time.day())];
    let clock = [i64::from(time.hour()), i64::from(time.minute()), i64::from(time.second())];
    [date[0], date[1], date[2], clock[0], clock[1], clock[2]]
}
