//! Handlers of a driven machine: they end the slice before an operation that other processes can notice, unless the
//! process was chosen to do it. See [`crate::sched::driven`].
#![allow(unsafe_code)]

use super::{Context, Handler, Step, control, message};
use crate::bif::BIFS;
use crate::instr::Instr;
use crate::sched::driven::{Operation, is_visible};

/// The handler for `instr` in a driven machine, if it is another one than usual.
pub(super) fn handler(instr: &Instr) -> Option<Handler> {
    match instr {
        Instr::Send {} => Some(send),
        Instr::RecvPeek { .. } => Some(recv_peek),
        Instr::CallBif { bif } if is_visible(&BIFS[*bif as usize]) => Some(call_bif),
        _ => None,
    }
}

/// Goes on with the usual handler if the process was chosen for this operation, else leaves with so many live registers.
macro_rules! ask_before {
    ($m:ident, $operation:expr, $live:expr, $handler:path) => {{
        if std::mem::take(&mut (*$m.cx).chosen) {
            return $handler($m.pc, $m.cx, $m.sp, $m.htop, $m.reds, $m.x0);
        }
        (*$m.cx).live = $live;
        (*$m.cx).operation = $operation;
        slow!($m, leave);
    }};
}

handler!(send(m, _i: Send) { ask_before!(m, Operation::Send, 2, message::send) });

handler!(recv_peek(m, _i: RecvPeek) {
    // What has been taken in is the process's own.
    if (*(*m.cx).process).mailbox.peek().is_some() {
        return message::recv_peek(m.pc, m.cx, m.sp, m.htop, m.reds, m.x0);
    }
    ask_before!(m, Operation::Receive, 0, message::recv_peek)
});

handler!(call_bif(m, i: CallBif) {
    let bif = &BIFS[i.bif as usize];
    ask_before!(m, Operation::Call(bif.mfa()), u64::from(bif.arity), control::call_bif)
});

handler!(bif_entry(m, i: BifEntry) {
    let bif = &BIFS[i.bif as usize];
    ask_before!(m, Operation::Call(bif.mfa()), u64::from(bif.arity), control::bif_entry)
});

fn leave(cx: &mut Context) -> Step {
    Step::Yield(cx.live as u32)
}
