//! Terminals of other kinds and sizes, and output that comes between keys.

use std::time::Duration;

use super::{close, enter, keys, open, open_on};

#[test]
fn a_dumb_terminal_gets_no_escape_sequences() {
    let mut prompt = open_on("dumb", &[], "dumb", false);
    prompt.send_line("{answer, 6 * 7}.").expect("keys");
    let before = prompt.exp_string("{answer,42}").expect("a value");
    assert!(!before.contains('\x1b'), "{before:?}");
    prompt.send_line("Q + 1.").expect("keys");
    let before = prompt.exp_string("is unbound").expect("a picture");
    assert!(!before.contains('\x1b'), "{before:?}");
    prompt.send_line("top().").expect("keys");
    let before = prompt.exp_string("evaluates this entry").expect("a table");
    assert!(!before.contains('\x1b'), "{before:?}");
    close(prompt);
}

#[test]
fn colours_come_unless_they_are_refused() {
    let mut prompt = open_on("colours", &[], "xterm", true);
    keys(&mut prompt, "case \"text\" of");
    prompt.exp_regex("\x1b\\[[0-9;]*3[0-9]").expect("a colour");
    keys(&mut prompt, " X -> X end.\r");
    prompt.exp_string("\r\n\"text\"").expect("a value");
    close(prompt);
    let mut prompt = open_on("no-colours", &[], "xterm", false);
    prompt.send_line("case \"text\" of X -> X end.").expect("keys");
    let before = prompt.exp_string("\r\n\"text\"").expect("a value");
    let coloured = before.split('\x1b').skip(1).any(|part| part.split_once('m').is_some_and(is_colour));
    assert!(!coloured, "{before:?}");
    close(prompt);
}

/// Whether what stands before the `m` of an escape sequence are the numbers of a colour.
fn is_colour((numbers, _): (&str, &str)) -> bool {
    numbers.strip_prefix('[').is_some_and(|numbers| {
        numbers.split(';').any(|number| number.len() == 2 && number.starts_with(['3', '4', '9']))
    })
}

/// An entry after which the terminal has another size.
fn resized(rows: usize, columns: usize) -> String {
    format!(
        "spawn(fun() -> timer:sleep(400), \
         os:cmd(\"stty rows {rows} columns {columns} < /dev/tty\"), io:format(\"resized~n\") end), ok."
    )
}

#[test]
fn a_terminal_that_shrinks_keeps_what_is_typed() {
    let mut prompt = open("shrinks", &[]);
    enter(&mut prompt, &resized(10, 30), "2> ");
    keys(&mut prompt, "{unfinished, \"a line that is longer than the screen will be\"");
    prompt.exp_string("resized").expect("another size");
    enter(&mut prompt, ", io:columns()}.", "{unfinished,");
    prompt.exp_string("{ok,30}}").expect("the new size");
    close(prompt);
}

#[test]
fn the_live_view_follows_the_size_of_the_terminal() {
    let mut prompt = open("top-shrinks", &[]);
    enter(&mut prompt, &resized(12, 60), "2> ");
    enter(&mut prompt, "top().", "q back");
    // The last line again, in the twelfth row.
    prompt.exp_string("\x1b[12;").expect("the new last row");
    keys(&mut prompt, "q");
    prompt.exp_string("3> ").expect("the prompt");
    enter(&mut prompt, "{back, 1 + 1}.", "{back,2}");
    close(prompt);
}

#[test]
fn a_long_line_is_cut_in_pictures() {
    let mut prompt = open("cut", &[]);
    let filler = "a, ".repeat(60);
    enter(&mut prompt, &format!("{{{filler}Missing, {filler}b}}."), "is unbound");
    prompt.exp_string("prompt:1:182").expect("its place");
    let after = prompt.exp_string("it has no value here").expect("a label");
    let whole = String::from_utf8_lossy(&after.chars().map(|c| c as u8).collect::<Vec<_>>()).into_owned();
    let line = whole.lines().find(|line| line.contains("Missing")).unwrap_or_default();
    assert!(line.contains('…') && line.chars().count() <= 100, "{whole}");
    close(prompt);
}

#[test]
fn a_line_typed_amid_output_is_drawn_whole() {
    let mut prompt = open("noise", &[]);
    let noise = "spawn(fun() -> [begin io:format(\"~s~s\", [lists:duplicate(N * 7 rem 90, $x), \
                 lists:nth(1 + N rem 3, [\"\", \"~n\", \"y\"])]), timer:sleep(N rem 5) end || N <- lists:seq(1, 900)], \
                 io:format(\"silence~n\") end), ok.";
    enter(&mut prompt, noise, "2> ");
    let typed = "{typed, \"while somebody wrote\", [1, 2, 3]}.";
    for key in typed.chars() {
        keys(&mut prompt, &key.to_string());
        std::thread::sleep(Duration::from_millis(15));
    }
    prompt.exp_string("silence").expect("the end of the noise");
    prompt.exp_string(&format!("2> {typed}")).expect("the line, drawn again whole");
    enter(&mut prompt, "", "{typed,\"while somebody wrote\",[1,2,3]}");
    close(prompt);
}
