//! The prompt in tmux at 80 columns and 24 rows: what stands on the screen. Without tmux there is nothing to look at.

use std::process::{Command, Output};
use std::time::{Duration, Instant};

use erlet_tests::chance::Chance;

use super::{PATIENCE, folder};

/// A screen of its own.
struct Screen {
    server: String,
}

impl Screen {
    /// The prompt on a screen; `None` without tmux.
    fn open(test: &str) -> Option<Screen> {
        Command::new("tmux").arg("-V").output().ok()?;
        let screen = Screen { server: format!("erlet-{}-{test}", std::process::id()) };
        let folder = folder(test);
        let program = format!(
            "cd '{}' && ERLET_HISTORY='{}' NO_COLOR=1 ERLET_GC_STRESS= exec '{}'",
            folder.display(),
            folder.join("history").display(),
            env!("CARGO_BIN_EXE_erlet")
        );
        let done = screen.tmux(&["new-session", "-d", "-x", "80", "-y", "24", &program]);
        assert!(done.status.success(), "{done:?}");
        screen.shows("1> ");
        Some(screen)
    }

    fn tmux(&self, args: &[&str]) -> Output {
        let mut command = Command::new("tmux");
        command.args(["-L", &self.server, "-f", "/dev/null"]).args(args).output().expect("tmux")
    }

    /// Types text.
    fn types(&self, text: &str) {
        self.tmux(&["send-keys", "-l", text]);
    }

    /// Presses a key that has a name.
    fn key(&self, name: &str) {
        self.tmux(&["send-keys", name]);
    }

    /// The rows of the screen.
    fn rows(&self) -> Vec<String> {
        let shown = self.tmux(&["capture-pane", "-p"]);
        let text = String::from_utf8_lossy(&shown.stdout).into_owned();
        let rows: Vec<String> = text.lines().map(|row| row.trim_end().to_owned()).collect();
        let last = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
        rows[..last].to_vec()
    }

    /// Waits until a row of the screen contains a text, or is a prompt if the text is one; all rows then.
    fn shows(&self, text: &str) -> Vec<String> {
        let is_prompt = text.ends_with("> ");
        let until = Instant::now() + Duration::from_millis(PATIENCE);
        loop {
            let rows = self.rows();
            // Blanks at the end of a row are not known.
            let is_shown = |row: &String| match is_prompt {
                true => format!("{row} ") == text,
                false => row.contains(text),
            };
            if rows.iter().any(is_shown) {
                return rows;
            }
            assert!(Instant::now() < until, "{text:?} is not on the screen:\n{}", rows.join("\n"));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Enters a line; the rows of the screen when a text is there.
    fn enter(&self, line: &str, shown: &str) -> Vec<String> {
        self.types(line);
        self.key("Enter");
        self.shows(shown)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

#[test]
fn an_entry_of_several_lines_is_recalled_and_edited_whole() {
    let Some(screen) = Screen::open("tmux-lines") else { return };
    screen.enter("lists:map(fun(X) ->", "lists:map(fun(X) ->");
    screen.types("X * 2 end, [1, 2]).");
    let rows = screen.enter("", "2> ");
    assert_eq!(rows[1..], ["1> lists:map(fun(X) ->", "X * 2 end, [1, 2]).", "[2,4]", "2>"]);
    screen.key("Up");
    screen.shows("2> lists:map(fun(X) ->");
    for key in ["BSpace", "BSpace", "BSpace", "BSpace"] {
        screen.key(key);
    }
    screen.types("21]).");
    screen.key("Enter");
    let rows = screen.shows("3> ");
    assert_eq!(rows[4..], ["2> lists:map(fun(X) ->", "X * 2 end, [1, 21]).", "[2,42]", "3>"]);
}

#[test]
fn tables_fit_the_screen_and_output_comes_above_the_line() {
    let Some(screen) = Screen::open("tmux-table") else { return };
    let entry =
        "register(worker, spawn(fun F() -> receive {job, N} -> io:format(\"job ~w~n\", [N]), F() end end)).";
    screen.enter(entry, "2> ");
    let rows = screen.enter("worker ! {jbo, 1}, i().", "3> ");
    assert!(rows.iter().all(|row| row.chars().count() <= 80), "{rows:?}");
    let row = rows.iter().find(|row| row.starts_with('<') && row.contains(" worker ")).expect("a row for it");
    assert!(row.contains("receive at prompt:1"), "{row}");
    let rows = screen.enter("mailbox(worker).", "4> ");
    assert!(rows.iter().any(|row| row.contains("no clause: tag is jbo")), "{rows:?}");
    screen.enter("spawn(fun() -> receive after 500 -> worker ! {job, 7} end end), ok.", "5> ");
    screen.types("{half, a");
    let rows = screen.shows("job 7");
    let at = rows.iter().position(|row| row == "job 7").expect("a row of its own");
    // It is drawn again below.
    let rows = screen.shows("5> {half, a");
    assert_eq!(rows.iter().position(|row| row == "5> {half, a"), Some(at + 1), "{rows:?}");
    screen.enter(", line}.", "{half,a,line}");
}

#[test]
fn the_live_view_fills_the_screen_and_leaves_it_as_it_was() {
    let Some(screen) = Screen::open("tmux-top") else { return };
    screen.enter("register(sleeper, spawn(fun() -> receive stop -> ok end end)).", "2> ");
    let rows = screen.enter("top().", "q back");
    assert_eq!(rows.len(), 24, "{rows:?}");
    assert!(rows.iter().any(|row| row.contains("sleeper")), "{rows:?}");
    assert!(rows.iter().all(|row| row.chars().count() <= 80), "{rows:?}");
    screen.types("q");
    let rows = screen.shows("3> ");
    assert!(rows.iter().any(|row| row.starts_with("1> register(sleeper,")), "{rows:?}");
    assert!(!rows.iter().any(|row| row.contains("q back")), "{rows:?}");
    screen.enter("whereis(sleeper) =/= undefined.", "true");
}

#[test]
fn completion_and_search_draw_a_line_that_can_be_entered() {
    let Some(screen) = Screen::open("tmux-keys") else { return };
    screen.enter("{needle, 6 * 7}.", "{needle,42}");
    screen.enter("other.", "3> ");
    screen.key("C-r");
    screen.types("need");
    screen.shows("{needle, 6 * 7}.");
    screen.key("Enter");
    screen.shows("4> ");
    screen.types("lists:rev");
    screen.key("Tab");
    screen.shows("4> lists:reverse(");
    let rows = screen.enter("[a, b]).", "[b,a]");
    assert!(rows.iter().any(|row| row == "4> lists:reverse([a, b])."), "{rows:?}");
}

/// Lines that are typed while a process writes. `ERLET_FUZZ_LINES` says how many, `ERLET_FUZZ_SEED` begins elsewhere.
#[test]
fn a_line_typed_amid_random_output_is_drawn_whole() {
    let number =
        |name: &str, usual| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let mut chance = Chance(number("ERLET_FUZZ_SEED", 0x9e37_79b9_7f4a_7c15).max(1));
    let Some(screen) = Screen::open("tmux-output") else { return };
    let texts = r#"Texts = ["x", "\n", "line\n", "two\nlines\n", [$a, $\t, $b, $\n], "\e[31mred\e[0m\n", "日本語\n", lists:duplicate(200, $w), "end\n"], ok."#;
    screen.enter(texts, "2> ");
    let writer = "Write = fun F(0) -> io:put_chars(\"\\nquiet\\n\"); F(N) -> receive after N rem 13 -> ok end, \
                  io:put_chars(lists:nth(erlang:phash2({N, now}, 9) + 1, Texts)), F(N - 1) end, ok.";
    screen.enter(writer, "3> ");
    for round in 0..number("ERLET_FUZZ_LINES", 4) {
        let line: String = (0..10 + chance.below(90))
            .map(|_| chance.pick(&['a', 'b', '_', 'é', '日', '(', '1', '~']))
            .collect();
        screen.tmux(&["clear-history"]);
        screen.enter(
            &format!("spawn(fun() -> Write({}) end), {{round, {round} + 100}}.", 20 + chance.below(40)),
            "",
        );
        screen.shows(&format!("{{round,{}}}", round + 100));
        for part in line.chars().collect::<Vec<char>>().chunks(3) {
            screen.types(&part.iter().collect::<String>());
            std::thread::sleep(Duration::from_millis(chance.below(12) as u64));
        }
        screen.shows("quiet");
        let whole = format!("{}> {line}", round + 4);
        let until = Instant::now() + Duration::from_millis(PATIENCE);
        loop {
            // The line goes on in the rows below its first.
            let rows = screen.rows();
            let first =
                rows.iter().rposition(|row| row.starts_with(&format!("{}> ", round + 4))).unwrap_or(0);
            if rows[first..].concat() == whole {
                break;
            }
            let text = rows.join("\n");
            assert!(Instant::now() < until, "{whole:?} is not on the screen:\n{text}");
            std::thread::sleep(Duration::from_millis(20));
        }
        screen.key("C-c");
        screen.shows(&format!("{}> ", round + 4));
        screen.key("C-l");
    }
}
