//! Random keys at the prompt on a terminal, while processes write: it neither crashes nor hangs, and what is typed then is
//! read as it was typed.
//!
//! Some thousand keys are pressed with every run of the tests; `ERLET_FUZZ_KEYS=1000000` presses as many as it says,
//! `ERLET_FUZZ_SEED` begins elsewhere.

use std::process::Command;
use std::time::{Duration, Instant};

use erlet_tests::chance::Chance;
use rexpect::session::{PtySession, spawn_command};

/// Milliseconds that any answer may take on a busy computer.
const PATIENCE: u64 = 10_000;
/// Keys between two lines that are looked at.
const BLOCK: usize = 150;

/// Keys, and what is typed or pasted at once. Those that end the program, stop its terminal or send it to the background
/// are left out: Ctrl-D, Ctrl-S, Ctrl-Q, Ctrl-Z, Ctrl-\.
const KEYS: &[&str] = &[
    "a",
    "b",
    "c",
    "X",
    "Y",
    "1",
    "2",
    " ",
    " ",
    ".",
    ",",
    ";",
    ":",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "\"",
    "'",
    "#",
    "?",
    "%",
    "$",
    "=",
    "-",
    "->",
    "_",
    "|",
    "\\",
    "é",
    "日",
    "\u{301}",
    "lists:",
    "fun",
    "case",
    "end",
    "receive",
    "\t",
    "\t",
    "\t\t",
    "\r",
    "\r",
    "\n",
    "\x01",
    "\x02",
    "\x03",
    "\x05",
    "\x06",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\x0e",
    "\x10",
    "\x12",
    "\x14",
    "\x15",
    "\x16",
    "\x17",
    "\x18",
    "\x19",
    "\x1f",
    "\x7f",
    "\x1b",
    "\x1bh",
    "\x1bb",
    "\x1bf",
    "\x1bd",
    "\x1bt",
    "\x1bu",
    "\x1by",
    "\x1b<",
    "\x1b>",
    "\x1b\x7f",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[H",
    "\x1b[F",
    "\x1b[3~",
    "\x1b[5~",
    "\x1b[1;5C",
    "\x1b[1;5D",
    "\x1b[Z",
    "\x1b[200~1> X = 1.\n1\n2> \x1b[201~",
    "\x1b[200~f(X) ->\n  X.\n\x1b[201~",
];

fn number(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn open() -> PtySession {
    let mut command = Command::new("sh");
    let start = "stty rows 24 columns 80 && exec \"$0\" \"$@\"";
    command.args(["-c", start, env!("CARGO_BIN_EXE_erlet")]).current_dir(std::env::temp_dir());
    command.env("ERLET_HISTORY", "").env("TERM", "xterm").env_remove("ERLET_GC_STRESS");
    let mut session = spawn_command(command, Some(PATIENCE)).expect("a terminal");
    session.exp_string("1> ").expect("a prompt");
    session
}

fn keys(session: &mut PtySession, keys: &str) {
    session.send(keys).and_then(|_| session.flush()).expect("the terminal takes keys");
}

/// Whether the terminal shows a text within a time; `seen` gets what it shows.
fn shows(session: &mut PtySession, text: &str, patience: Duration, seen: &mut String) -> bool {
    let until = Instant::now() + patience;
    while Instant::now() < until {
        match session.try_read() {
            Some(c) => seen.push(c),
            None => std::thread::sleep(Duration::from_millis(1)),
        }
        if seen.ends_with(text) {
            return true;
        }
    }
    false
}

/// Waits until all keys have been read: then a word appears. What is evaluated meanwhile ends.
fn settle(session: &mut PtySession, block: usize) {
    let word = format!("settled{block}x");
    let mut seen = String::new();
    for seconds in 1..=6 {
        keys(session, &word);
        // The first letters may belong to the keys before.
        if shows(session, &word[4..], Duration::from_secs(seconds), &mut seen) {
            return;
        }
        keys(session, "\x03");
    }
    let last: String = seen.chars().skip(seen.chars().count().saturating_sub(2000)).collect();
    panic!("block {block}: keys are no longer read; the terminal showed {last:?}");
}

#[test]
fn no_keys_end_the_prompt_or_lose_a_line() {
    let count = number("ERLET_FUZZ_KEYS", 3000) as usize;
    let mut chance = Chance(number("ERLET_FUZZ_SEED", 0x9e37_79b9_7f4a_7c15).max(1));
    let mut session = open();
    // Once: the history brings it back.
    let noise = "whereis(noise) =:= undefined andalso register(noise, spawn(fun Noise() -> \
                 receive after 7 -> io:format(\"noise~n\"), Noise() end end)).\r";
    keys(&mut session, noise);
    for block in 0..count.div_ceil(BLOCK) {
        let mut pressed = String::new();
        for _ in 0..BLOCK {
            pressed.push_str(KEYS[chance.below(KEYS.len())]);
        }
        keys(&mut session, &pressed);
        settle(&mut session, block);
        // What follows Ctrl-C at once is read; processes write between the parts of the line.
        let sum = 1_000_000 + block + chance.below(1_000_000);
        keys(&mut session, &format!("\x03{{sum, {block}"));
        std::thread::sleep(Duration::from_millis(20));
        keys(&mut session, &format!(" + {}}}.\r", sum - block));
        if let Err(error) = session.exp_string(&format!("{{sum,{sum}}}")) {
            panic!("block {block}: {pressed:?} has lost a line: {error}");
        }
    }
    keys(&mut session, "q().\r");
    session.exp_eof().expect("the prompt ends");
}
