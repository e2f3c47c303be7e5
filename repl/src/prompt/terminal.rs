//! The terminal while no line is edited: keys stay as they were typed until the next line reads them, and Ctrl-C, which
//! ends an evaluation and is a key like any other when there is none, throws none of them away.
//!
//! A terminal's usual mode would do both: it takes Ctrl-U or a backspace for an order to forget keys that wait, and an
//! interrupt for one to forget them all. A paste of which the end was forgotten would never end.

use std::io::{stdin, stdout};
use std::os::fd::AsFd;
use std::sync::OnceLock;

use rustix::termios::{
    InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetwinsize, tcsetattr,
};

/// How the terminal was set.
static BEFORE: OnceLock<Termios> = OnceLock::new();

/// Terminals that take no orders: the editor leaves editing to them.
const PLAIN: [&str; 3] = ["dumb", "cons25", "emacs"];

/// Whether the terminal is one of them.
pub fn is_plain() -> bool {
    std::env::var("TERM").is_ok_and(|term| PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(&term)))
}

/// Sets the terminal, if the standard input is one that leaves lines to us, until [`restore`] is called.
pub fn keep_keys() {
    if is_plain() {
        return;
    }
    let Ok(mut modes) = tcgetattr(stdin()) else { return };
    if BEFORE.set(modes.clone()).is_err() {
        return;
    }
    modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::IEXTEN | LocalModes::ISIG;
    modes.local_modes |= LocalModes::NOFLSH;
    modes.input_modes -= InputModes::ICRNL;
    modes.special_codes[SpecialCodeIndex::VMIN] = 1;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    // The prompt works with the usual mode too.
    let _ = tcsetattr(stdin(), OptionalActions::Drain, &modes);
}

/// Says whether Ctrl-C is to be heard while nothing is read: there is an evaluation that it ends.
pub fn hear_interrupts(heard: bool) {
    if BEFORE.get().is_none() {
        return;
    }
    let Ok(mut modes) = tcgetattr(stdin()) else { return };
    modes.local_modes.set(LocalModes::ISIG, heard);
    // An evaluation that cannot be interrupted is better than none.
    let _ = tcsetattr(stdin(), OptionalActions::Now, &modes);
}

/// Sets the terminal as it was. Whatever ends the program calls this.
pub fn restore() {
    if let Some(modes) = BEFORE.get() {
        // Nobody can be told when the terminal is gone.
        let _ = tcsetattr(stdin(), OptionalActions::Drain, modes);
    }
}

/// Columns of the screen that something goes to; 0 when it goes elsewhere.
pub fn columns(out: impl AsFd) -> usize {
    tcgetwinsize(out).map_or(0, |size| size.ws_col.into())
}

/// Rows and columns of the screen; the usual ones when the standard output is none.
pub fn size() -> (usize, usize) {
    let size = tcgetwinsize(stdout()).ok().filter(|size| size.ws_row > 0 && size.ws_col > 0);
    size.map_or((24, 80), |size| (size.ws_row.into(), size.ws_col.into()))
}
