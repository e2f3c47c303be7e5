//! The prompt on a terminal: keys go in, and what the screen is told comes out.

#[path = "terminal/completion.rs"]
mod completion;
#[path = "terminal/reading.rs"]
mod reading;
#[path = "terminal/screens.rs"]
mod screens;
#[path = "terminal/tmux.rs"]
mod tmux;

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use rexpect::session::{PtySession, spawn_command};

/// Milliseconds that any answer may take on a busy computer.
const PATIENCE: u64 = 20_000;

/// A folder of this test's own.
fn folder(test: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("erlet-terminal-{}-{test}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The prompt on a terminal of its own, with the history of `test`.
fn open(test: &str, options: &[&str]) -> PtySession {
    open_on(test, options, "xterm", false)
}

/// The same on a terminal of a kind, with or without colours.
fn open_on(test: &str, options: &[&str], kind: &str, colours: bool) -> PtySession {
    let mut command = Command::new("sh");
    let start = "stty rows 24 columns 100 && exec \"$0\" \"$@\"";
    command.args(["-c", start, env!("CARGO_BIN_EXE_erlet")]).args(options).current_dir(folder(test));
    command.env("ERLET_HISTORY", folder(test).join("history")).env("TERM", kind);
    match colours {
        true => command.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1"),
        false => command.env("NO_COLOR", "1"),
    };
    command.env_remove("ERLET_GC_STRESS");
    let mut session = spawn_command(command, Some(PATIENCE)).expect("a terminal");
    session.exp_string("1> ").expect("a prompt");
    session
}

/// Enters a line, and waits for what is to appear.
fn enter(session: &mut PtySession, line: &str, shown: &str) {
    session.send_line(line).expect("the terminal takes keys");
    if let Err(error) = session.exp_string(shown) {
        panic!("after {line:?}, {shown:?} did not appear: {error}");
    }
}

/// Enters a line and waits until it is evaluated, which something says that it writes: before that Ctrl-C is a key.
fn begin(session: &mut PtySession, line: &str) {
    enter(session, &format!("io:format(\"~b~n\", [60 * 70]), {line}"), "4200");
}

/// Types without Enter.
fn keys(session: &mut PtySession, keys: &str) {
    session.send(keys).and_then(|_| session.flush()).expect("the terminal takes keys");
}

/// Types a letter with the control key.
fn control(session: &mut PtySession, letter: char) {
    session.send_control(letter).and_then(|()| session.flush()).expect("the terminal takes keys");
}

fn close(mut session: PtySession) {
    session.send_line("q().").expect("the terminal takes keys");
    session.exp_eof().expect("the prompt ends");
}

#[test]
fn a_line_needs_no_full_stop_and_an_open_one_goes_on() {
    let mut prompt = open("lines", &[]);
    enter(&mut prompt, "6 * 7", "\r\n42\r\n");
    enter(&mut prompt, "lists:seq(1,", "");
    enter(&mut prompt, "3).", "[1,2,3]");
    enter(&mut prompt, "twice(X) -> 2 * X", "");
    enter(&mut prompt, "", "ok");
    enter(&mut prompt, "twice(21).", "42");
    close(prompt);
}

#[test]
fn the_tab_key_completes() {
    let mut prompt = open("tab", &[]);
    enter(&mut prompt, "Counter = #{total => 1}.", "2> ");
    keys(&mut prompt, "lists:rever\t");
    enter(&mut prompt, "[1,2,3]).", "[3,2,1]");
    keys(&mut prompt, "Cou\t");
    enter(&mut prompt, ".", "#{total => 1}");
    keys(&mut prompt, "Counter#{to\t");
    enter(&mut prompt, " := 2}.", "#{total => 2}");
    close(prompt);
}

#[test]
fn the_history_outlives_the_prompt_and_keeps_whole_entries() {
    let mut prompt = open("history", &[]);
    enter(&mut prompt, "{first,", "");
    enter(&mut prompt, "entry}.", "{first,entry}");
    close(prompt);
    let mut prompt = open("history", &[]);
    // Once up is `q().`, twice the entry before.
    keys(&mut prompt, "\x1b[A\x1b[A\x1b[A");
    enter(&mut prompt, "", "{first,entry}");
    close(prompt);
}

#[test]
fn a_pasted_session_loses_its_prompts() {
    let mut prompt = open("paste", &[]);
    keys(&mut prompt, "\x1b[200~1> A = 20.\n20\n2> A +\n.. 1.\n21\n\x1b[201~");
    enter(&mut prompt, "", "\r\n21\r\n");
    close(prompt);
}

#[test]
fn only_what_was_pasted_loses_a_prompt() {
    let mut prompt = open("comparison", &[]);
    enter(&mut prompt, "1> 2.", "false");
    keys(&mut prompt, "\x1b[200~1> {pasted, 2}.\x1b[201~");
    enter(&mut prompt, "", "\r\n{pasted,2}\r\n");
    enter(&mut prompt, "3> 2.", "true");
    close(prompt);
}

#[test]
fn lines_typed_ahead_are_read_in_turn() {
    let mut prompt = open("ahead", &[]);
    keys(&mut prompt, "{first, 1 + 1}.\n{second, 1 + 2}.\n{third,\n1 + 3}.\n");
    for shown in ["{first,2}", "{second,3}", "{third,4}"] {
        prompt.exp_string(shown).unwrap_or_else(|error| panic!("{shown}: {error}"));
    }
    close(prompt);
}

#[test]
fn documentation_is_at_hand_while_a_line_is_typed() {
    let mut prompt = open("documentation", &[]);
    keys(&mut prompt, "lists:key\t\t");
    prompt.exp_string("The first tuple with a key").expect("a line beside the candidate");
    keys(&mut prompt, "find(a\x1bh");
    prompt.exp_string("1 and 1.0 compare equal.").expect("all about it");
    enter(&mut prompt, ", 1, []).", "false");
    enter(&mut prompt, "lists:sum?", "The sum of numbers.");
    close(prompt);
}

#[test]
fn a_tour_is_resumed_where_it_was_left() {
    let mut prompt = open("tour", &[]);
    enter(&mut prompt, "tour(3).", "Lesson 3 of 10: Selective receive");
    enter(&mut prompt, "tour(skip).", "");
    enter(&mut prompt, "tour(skip).", "");
    close(prompt);
    let mut prompt = open("tour", &[]);
    enter(&mut prompt, "tour().", "Lesson 3 of 10: Selective receive, step 3 of ");
    prompt.exp_string("2> ").expect("the first step");
    prompt.exp_string("3> ").expect("the second step");
    prompt.exp_string("4> ").expect("a prompt");
    close(prompt);
}

#[test]
fn the_answer_to_an_interrupted_request_is_no_message() {
    let mut prompt = open("answer", &[]);
    begin(&mut prompt, "os:cmd(\"sleep 0.4; echo late\").");
    std::thread::sleep(Duration::from_millis(150));
    control(&mut prompt, 'c');
    prompt.exp_string("** interrupted").expect("an end");
    enter(&mut prompt, "timer:sleep(600), process_info(self(), messages).", "{messages,[]}");
    close(prompt);
}

/// A process that writes `shown` after 300 ms, by `work`, leaves the line that is being typed whole.
fn appears_above(name: &str, work: &str, shown: &str) {
    let mut prompt = open(name, &[]);
    enter(&mut prompt, &format!("spawn(fun() -> timer:sleep(300), {work} end)."), "2> ");
    keys(&mut prompt, "atom_to_list(unfinished");
    prompt.exp_string("(unfinished").expect("an echo");
    prompt.exp_string(shown).expect("what it writes");
    prompt.exp_string("atom_to_list(unfinished").expect("the line drawn again");
    enter(&mut prompt, ").", "\"unfinished\"");
    close(prompt);
}

#[test]
fn a_crash_is_reported_above_what_is_typed() {
    appears_above("crash", "exit(self(), 1 + a)", "crashed: error");
}

#[test]
fn a_pasted_module_is_one_entry() {
    let mut prompt = open("module", &[]);
    keys(&mut prompt, "\x1b[200~-module(m).\n-export([f/0]).\nf() -> g().\ng() -> here.\n\x1b[201~");
    enter(&mut prompt, "", "{module,m}");
    enter(&mut prompt, "m:f().", "here");
    close(prompt);
}

#[test]
fn output_appears_above_what_is_typed() {
    appears_above("above", "io:format(\"hello~n\")", "hello\r\n");
}

#[test]
fn an_interrupt_ends_an_evaluation_and_nothing_else() {
    for options in [&["--schedulers", "1"], &["--schedulers", "2"]] {
        let mut prompt = open("interrupt", options);
        enter(&mut prompt, "Self = self().", "2> ");
        enter(&mut prompt, "self() ! kept.", "3> ");
        let stuck = [
            "(fun Loop() -> Loop() end)().",
            "receive never -> ok end.",
            "lists:seq(1, 100000000000).",
            "timer:sleep(infinity).",
            "try (fun Loop() -> Loop() end)() catch _:_ -> caught end.",
        ];
        for entry in stuck {
            begin(&mut prompt, entry);
            std::thread::sleep(Duration::from_millis(50));
            let since = Instant::now();
            control(&mut prompt, 'c');
            prompt.exp_string("** interrupted").unwrap_or_else(|error| panic!("{entry}: {error}"));
            // 50 ms are meant; a busy computer gets more.
            assert!(since.elapsed() < Duration::from_millis(1000), "{entry} took {:?}", since.elapsed());
        }
        enter(&mut prompt, "Self =:= self().", "true");
        enter(&mut prompt, "flush().", "Shell got kept");
        close(prompt);
    }
}

#[test]
fn an_interrupt_does_not_meet_what_was_typed_ahead() {
    let mut prompt = open("typed-ahead", &[]);
    for round in 0..25 {
        begin(&mut prompt, "receive never -> ok end.");
        keys(&mut prompt, &format!("\x03{{ahead, {round} + 100}}.\r"));
        prompt.exp_string("** interrupted").expect("an end");
        let shown = format!("{{ahead,{}}}", round + 100);
        prompt.exp_string(&shown).unwrap_or_else(|error| panic!("round {round}: {error}"));
    }
    close(prompt);
}

#[test]
fn an_interrupt_as_an_evaluation_begins_leaves_the_prompt_alive() {
    let mut prompt = open("begins", &[]);
    for round in 0..120 {
        keys(&mut prompt, "receive after 2 -> ok end.\r");
        std::thread::sleep(Duration::from_micros(round % 24 * 150));
        keys(&mut prompt, "\x03");
        std::thread::sleep(Duration::from_millis(8));
    }
    enter(&mut prompt, "{alive, 1 + 1}.", "{alive,2}");
    close(prompt);
}

#[test]
fn an_interrupt_ends_a_flood_of_processes() {
    let mut prompt = open("bomb", &["--max-processes", "3000"]);
    prompt.send_line("Bomb = fun Bomb() -> catch spawn(Bomb), Bomb() end, spawn(Bomb).").expect("keys");
    prompt
        .exp_string("process limit: 3000 processes are alive (--max-processes raises it)")
        .expect("a report");
    prompt.exp_string("Ctrl-C").expect("a way out");
    control(&mut prompt, 'c');
    prompt.exp_string("** stopped 29").expect("an end");
    enter(&mut prompt, "length(processes()) < 20.", "true");
    close(prompt);
}

#[test]
fn an_interrupt_empties_a_line_and_then_says_how_to_leave() {
    let mut prompt = open("empty", &[]);
    keys(&mut prompt, "half a li");
    control(&mut prompt, 'c');
    prompt.exp_string("1> ").expect("a prompt");
    control(&mut prompt, 'c');
    prompt.exp_string("q() or Ctrl-D").expect("a hint");
    enter(&mut prompt, "1 + 1.", "2> ");
    control(&mut prompt, 'd');
    prompt.exp_eof().expect("the prompt ends");
}

#[test]
fn a_mailbox_that_grows_is_reported_and_a_million_messages_hold_nobody_up() {
    let mut prompt = open("growth", &[]);
    let slow = "register(slow, spawn(fun S() -> receive {log, _} -> receive after 1 -> S() end end end)).";
    enter(&mut prompt, slow, "2> ");
    let feed =
        "Feed = fun F(N) -> [slow ! {log, X} || X <- lists:seq(1, N)], receive after 1 -> F(N) end end.";
    enter(&mut prompt, feed, "3> ");
    enter(&mut prompt, "Feeders = [spawn(fun() -> Feed(N) end) || N <- [9, 3]].", "4> ");
    let text = "⚠ <[0-9]+> slow: [0-9 ]+ waiting \\(\\+[0-9 ]+/s\\); producers <[0-9]+> [0-9]+ %, \
                <[0-9]+> [0-9]+ %; takes [0-9 ]+/s";
    // The terminal is read byte by byte.
    let bytes: String = text.bytes().map(char::from).collect();
    prompt.exp_regex(&bytes).expect("a warning");
    enter(&mut prompt, "[exit(Feeder, kill) || Feeder <- Feeders], ok.", "5> ");
    enter(&mut prompt, "Deaf = spawn(fun() -> receive never -> ok end end), ok.", "6> ");
    enter(&mut prompt, "[Deaf ! N || N <- lists:seq(1, 1000000)], {sent, 1 + 1}.", "{sent,2}");
    let since = Instant::now();
    enter(&mut prompt, "i(Deaf).", "1000000 unread");
    // 50 ms are meant; a busy computer gets more.
    assert!(since.elapsed() < Duration::from_millis(1000), "it took {:?}", since.elapsed());
    close(prompt);
}

#[test]
fn the_live_view_shows_processes_and_gives_the_screen_back() {
    let mut prompt = open("top", &[]);
    enter(&mut prompt, "register(sleeper, spawn(fun() -> receive stop -> ok end end)).", "2> ");
    enter(&mut prompt, "top().", "sleeper");
    prompt.exp_string("q back").expect("a line of keys");
    keys(&mut prompt, "fsleeper\r");
    // Only what has changed is drawn: where nothing was before, whole words are.
    keys(&mut prompt, "\r");
    prompt.exp_string("traps").expect("all about the process");
    keys(&mut prompt, "kq");
    prompt.exp_string("3> ").expect("the prompt");
    enter(&mut prompt, "whereis(sleeper).", "undefined");
    close(prompt);
}
