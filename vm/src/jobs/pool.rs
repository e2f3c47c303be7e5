//! Threads for schedulers and jobs: an idle one is taken, else a new one starts; one that finds nothing to do for a while ends.

use std::collections::VecDeque;
use std::time::Duration;

use crate::sched::watch;
use crate::sched::worker::STACK_BYTES;
use crate::sync::{Arc, Condvar, Mutex};

type Job = Box<dyn FnOnce() + Send>;

/// How long a thread waits for another job.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    idle: usize,
    /// Idle threads end at once.
    closed: bool,
}

/// The threads of a machine; they end on their own.
#[derive(Clone, Default)]
pub(crate) struct Pool {
    shared: Arc<(Mutex<Queue>, Condvar)>,
}

impl Pool {
    /// Has `job` done by a thread; false when none could be started.
    pub(crate) fn submit(&self, job: Job) -> bool {
        let mut queue = self.shared.0.lock();
        queue.jobs.push_back(job);
        if queue.idle >= queue.jobs.len() {
            self.shared.1.notify_one();
            return true;
        }
        drop(queue);
        let pool = self.clone();
        let thread = std::thread::Builder::new().name("erlet".into()).stack_size(STACK_BYTES);
        let started = thread.spawn(move || pool.work()).is_ok();
        started || self.shared.0.lock().jobs.pop_back().is_none()
    }

    /// The machine stops: threads end when they have nothing to do.
    pub(crate) fn close(&self) {
        self.shared.0.lock().closed = true;
        self.shared.1.notify_all();
    }

    fn work(&self) {
        let (lock, wake) = &*self.shared;
        let mut queue = lock.lock();
        loop {
            if let Some(job) = queue.jobs.pop_front() {
                drop(queue);
                job();
                // The next job would get less of the processors than it should.
                if watch::gives_way() {
                    return;
                }
                queue = lock.lock();
                continue;
            }
            if queue.closed {
                return;
            }
            queue.idle += 1;
            let late = wake.wait_for(&mut queue, PATIENCE).timed_out();
            queue.idle -= 1;
            if late && queue.jobs.is_empty() {
                return;
            }
        }
    }
}
