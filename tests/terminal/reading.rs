//! What programs read while the prompt has the terminal.

use super::{close, control, enter, keys, open};

#[test]
fn a_program_reads_a_line_through_the_editor() {
    let mut prompt = open("read", &[]);
    enter(&mut prompt, "io:get_line(\"now? \").", "now? ");
    keys(&mut prompt, "hellox\x7f\x01>");
    enter(&mut prompt, "", "\">hello\\n\"");
    enter(&mut prompt, "io:put_chars(\"Age: \"), io:fread(\"\", \"~d\").", "Age: ");
    enter(&mut prompt, "42", "{ok,\"*\"}");
    enter(&mut prompt, "io:read(\"\").", "");
    enter(&mut prompt, "{a,", "");
    enter(&mut prompt, "b}.", "{ok,{a,b}}");
    enter(&mut prompt, "io:get_line(\"more? \").", "more? ");
    control(&mut prompt, 'd');
    prompt.exp_string("eof").expect("the end of the input");
    close(prompt);
}

#[test]
fn an_interrupt_ends_a_read_and_leaves_no_answer() {
    let mut prompt = open("read-interrupt", &[]);
    // The echo of the line does not have the text that is waited for.
    enter(&mut prompt, "Read = io:get_line(lists:reverse(\" ?won\")).", "now? ");
    keys(&mut prompt, "half");
    control(&mut prompt, 'c');
    prompt.exp_string("** interrupted").expect("an end");
    enter(&mut prompt, "timer:sleep(100), process_info(self(), messages).", "{messages,[]}");
    enter(&mut prompt, "io:get_line(\"again? \").", "again? ");
    enter(&mut prompt, "yes", "\"yes\\n\"");
    close(prompt);
}

#[test]
fn a_background_process_announces_that_it_reads_and_waits_for_its_line() {
    let mut prompt = open("read-background", &[]);
    let reader =
        "spawn(fun() -> timer:sleep(300), io:format(\"got ~p~n\", [io:get_line(\"name? \")]) end), ok.";
    enter(&mut prompt, reader, "2> ");
    keys(&mut prompt, "atom_to_list(unfinished");
    prompt.exp_string("> wants a line").expect("an announcement");
    prompt.exp_string("atom_to_list(unfinished").expect("the line drawn again");
    enter(&mut prompt, ").", "\"unfinished\"");
    prompt.exp_string("> reads this line").expect("its turn");
    prompt.exp_string("name? ").expect("its prompt");
    control(&mut prompt, 'c');
    prompt.exp_string("3> ").expect("the prompt first");
    enter(&mut prompt, "1 + 1.", "2");
    prompt.exp_string("name? ").expect("its turn again");
    enter(&mut prompt, "Ann", "got \"Ann\\n\"");
    close(prompt);
}

#[test]
fn a_process_that_an_evaluation_waits_for_can_read() {
    let mut prompt = open("read-worker", &[]);
    let entry =
        "Self = self(), spawn(fun() -> Self ! io:get_line(\"worker? \") end), receive Line -> Line end.";
    enter(&mut prompt, entry, "worker? ");
    enter(&mut prompt, "work", "\"work\\n\"");
    close(prompt);
}

#[test]
fn a_line_whose_evaluation_is_killed_begins_the_next_entry() {
    let mut prompt = open("read-killed", &[]);
    let entry = "Self = self(), spawn(fun() -> receive after 500 -> exit(Self, kill) end end), io:get_line(\"name? \").";
    enter(&mut prompt, entry, "name? ");
    keys(&mut prompt, "atom_to_list(half");
    prompt.exp_string("nobody reads this line any more").expect("a notice");
    enter(&mut prompt, "", "2> atom_to_list(half");
    enter(&mut prompt, ").", "\"half\"");
    close(prompt);
}

#[test]
fn a_line_whose_reader_is_killed_begins_the_next_entry() {
    let mut prompt = open("read-killed-reader", &[]);
    let entry = "R = spawn(fun() -> io:get_line(\"name? \") end), spawn(fun() -> receive after 1500 -> exit(R, kill), \
                 io:format(\"killed~n\") end end), receive after 400 -> ok end.";
    enter(&mut prompt, entry, "> reads this line");
    keys(&mut prompt, "{typed, 1");
    prompt.exp_string("killed").expect("its end");
    enter(&mut prompt, "", "2> {typed, 1");
    enter(&mut prompt, " + 1}.", "{typed,2}");
    close(prompt);
}
