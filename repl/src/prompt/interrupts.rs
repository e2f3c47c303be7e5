//! Ctrl-C while something is evaluated. The signal comes at once, but a thread acts upon it a little later: before the
//! next evaluation begins the prompt waits for that, so that an interrupt never meets what was typed ahead.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::SIGINT;
use signal_hook::iterator::Signals;

/// How long the prompt waits at most.
const PATIENCE: Duration = Duration::from_millis(50);
/// How often it looks.
const PAUSE: Duration = Duration::from_micros(200);

/// What is known of signals. Cheap to clone.
#[derive(Clone, Default)]
pub struct Interrupts {
    /// One has come.
    pending: Arc<AtomicBool>,
    /// It is acted upon.
    acting: Arc<AtomicBool>,
}

impl Interrupts {
    /// From now on `act` is called for each of them. Without it Ctrl-C ends the program all the same, only without its
    /// last output.
    pub fn hear(&self, act: impl Fn() + Send + 'static) {
        // Before the thread can hear of the signal, so that it is the thread who lets the flag fall.
        let _ = signal_hook::flag::register(SIGINT, self.pending.clone());
        let Ok(mut signals) = Signals::new([SIGINT]) else { return };
        let flags = self.clone();
        thread::spawn(move || {
            for _ in signals.forever() {
                flags.acting.store(true, Ordering::SeqCst);
                flags.pending.store(false, Ordering::SeqCst);
                act();
                flags.acting.store(false, Ordering::SeqCst);
            }
        });
    }

    /// Waits until those that have come were acted upon.
    pub fn settle(&self) {
        let until = Instant::now() + PATIENCE;
        let busy = || self.pending.load(Ordering::SeqCst) || self.acting.load(Ordering::SeqCst);
        while busy() && Instant::now() < until {
            thread::sleep(PAUSE);
        }
        self.pending.store(false, Ordering::SeqCst);
    }
}
