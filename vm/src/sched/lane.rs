//! The slow lane: processes of normal priority whose turns take long, and threads that run them beside the schedulers.
//!
//! Who made a scheduler stand aside is likely to do the same in the next turn. For a while it counts as slow: it is
//! queued in the lane, from which schedulers take only when they have nothing else to do. A thread that stood aside goes
//! on with what is in the lane, and the watch starts one when somebody has waited there. Such threads get less of the
//! processors, and there are none while schedulers enough run slow processes. Whoever has had no long turn for a while
//! goes back among the others.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use super::{watch, worker};
use crate::interp::Context;
use crate::machine::Machine;
use crate::process::{Priority, Process};
use crate::sync::{Arc, Ordering};

/// A turn that takes so much of a processor's time is long.
const LONG: Duration = Duration::from_micros(500);

/// Before a turn of a process that counts as slow.
#[cold]
pub(super) fn note_beginning(cx: &mut Context) {
    cx.machine.sched.slow_turns.fetch_add(1, Ordering::Relaxed);
    cx.turn_began = Some(processor_time());
}

/// After a turn of such a process, or of one that made its scheduler stand aside.
#[cold]
pub(super) fn note_end(cx: &mut Context) {
    let long = match cx.turn_began.take() {
        Some(began) => {
            cx.machine.sched.slow_turns.fetch_sub(1, Ordering::Relaxed);
            processor_time() - began >= LONG
        }
        None => cx.machine.watch.turn_took_long(cx.scheduler) && can_take_long(cx.process()),
    };
    let place = &mut cx.process().place;
    *place = place.after_turn(long);
}

/// Whether a turn of this process can be to blame: it has much to walk, or was charged for much. What the host of a
/// virtual machine takes away from a processor looks like time that a thread had, whoever runs there.
fn can_take_long(process: &Process) -> bool {
    process.heap.has_large_data() || process.reductions_left < -worker::SLICE
}

/// The time that this thread had a processor.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Runs what is in the lane on a thread that is beside the schedulers, if there are not enough of those.
pub(super) fn serve(cx: &mut Context) {
    let machine = cx.machine.clone();
    if !machine.sched.enter_lane() {
        return;
    }
    while !machine.sched.stopping()
        && machine.sched.needs_slow_turns()
        && let Some(found) = machine.sched.pop_other(Priority::Normal)
    {
        cx.now = machine.clock.elapsed();
        worker::take_turn(cx, found.0);
        machine.table.slice_ended(cx.scheduler);
    }
    machine.sched.leave_lane();
}

/// Somebody has waited in the lane: has one more thread look at it.
pub(super) fn help(machine: &Arc<Machine>) {
    if machine.sched.has_sleepers() {
        return machine.sched.wake_one();
    }
    if machine.sched.may_start() {
        return worker::start(machine);
    }
    if !machine.sched.needs_slow_turns() {
        return;
    }
    let Some((number, worker)) = machine.sched.start_beside() else { return };
    worker::submit(machine, number, move |cx| {
        watch::give_way(None);
        cx.aside = true;
        worker::serve_lane(cx, worker);
    });
}
