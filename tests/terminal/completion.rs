//! What the Tab key offers, a subject each; hints from the history.

use super::{close, enter, folder, keys, open, open_on};

/// After `before`, typing `typed`, Tab and `rest` shows a value.
fn completes(test: &str, before: &str, typed: &str, rest: &str, value: &str) {
    let mut prompt = open(test, &[]);
    enter(&mut prompt, before, "2> ");
    keys(&mut prompt, &format!("{typed}\t"));
    enter(&mut prompt, rest, value);
    close(prompt);
}

#[test]
fn files_with_blanks() {
    std::fs::write(folder("tab-file").join("two words.txt"), "read").expect("a file");
    completes("tab-file", "ok.", "file:read_file(\"two", "\").", "{ok,<<\"read\">>}");
}

#[test]
fn variables() {
    completes("tab-variable", "Temperature = 21.", "{warm, Temp", "}.", "{warm,21}");
}

#[test]
fn map_keys() {
    completes("tab-key", "M = #{temperature => 21}.", "M#{temp", " := 22}.", "#{temperature => 22}");
}

#[test]
fn record_names_and_fields() {
    let record = "-record(weather, {temperature = 21}).";
    completes("tab-record", record, "#weat", "}.", "#weather{temperature = 21}");
    completes("tab-field", record, "#weather{temp", " = 1}.", "#weather{temperature = 1}");
    completes("tab-access", record, "(#weather{})#weather.temp", ".", "21");
}

#[test]
fn registered_names() {
    let server = "register(thermometer, spawn(fun() -> receive stop -> ok end end)).";
    completes("tab-registered", server, "is_pid(whereis(thermo", ")).", "true");
}

#[test]
fn atoms_of_quoted_names() {
    completes("tab-quoted", "M = #{'Big Key' => 1}.", "M#{", " := 2}.", "#{'Big Key' => 2}");
}

#[test]
fn atoms_that_were_typed_and_messages_that_a_module_waits_for() {
    completes("tab-atom", "X = frobnicate.", "{frob", ", X}.", "{frobnicate,frobnicate}");
    completes("tab-atom-of-line", "ok.", "[frobnicate, frob", "].", "[frobnicate,frobnicate]");
    let text = "-module(waits). -export([loop/0]). loop() -> receive {increment, N} -> N end.";
    std::fs::write(folder("tab-message").join("waits.erl"), text).expect("a file");
    completes("tab-message", "c(waits).", "{incr", ", 1}.", "{increment,1}");
}

#[test]
fn pids() {
    completes(
        "tab-pid",
        "P = spawn(fun() -> receive stop -> ok end end), P.",
        "is_process_alive(<5",
        ").",
        "true",
    );
}

#[test]
fn commands_of_the_prompt() {
    completes("tab-command", "ok.", "is_integer(mem", "total)).", "true");
}

#[test]
fn own_functions_macros_and_modules() {
    completes("tab-function", "thermometer(X) -> X.\n", "thermo", "5).", "5");
    completes("tab-macro", "-define(ZERO_KELVIN, 273).", "?ZERO", " + 1.", "274");
    completes("tab-module", "ok.", "proplis", "get_value(a, [{a, 1}]).", "1");
}

#[test]
fn an_earlier_entry_is_hinted_at_and_taken_by_the_right_arrow() {
    let mut prompt = open_on("hint", &[], "xterm", true);
    enter(&mut prompt, "length(\"remembered\").", "10");
    prompt.exp_string("2").expect("the next prompt");
    keys(&mut prompt, "length(");
    prompt.exp_string("\x1b[2m\"remembered\").").expect("the rest, dim");
    keys(&mut prompt, "\x1b[C");
    enter(&mut prompt, "", "10");
    close(prompt);
}
