//! Nothing that a program does ends the machine: faults planted in it, endless spawns, floods, allocations and
//! loops, with and without Ctrl-C. Runs the real program on the files of `tests/robust`.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The program `tests/robust/<name>.erl`, with the options before it.
fn erlet(name: &str, options: &[&str]) -> Command {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/robust");
    let mut command = Command::new(env!("CARGO_BIN_EXE_erlet"));
    command.arg("--plain").args(options).arg(format!("{name}.erl")).current_dir(folder);
    command.env("RUST_BACKTRACE", "0").env_remove("ERLET_GC_STRESS");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(name: &str, options: &[&str]) -> Output {
    erlet(name, options).output().expect("the program starts")
}

/// What was printed, what was reported, the exit status.
fn texts(output: &Output) -> (String, String, Option<i32>) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// Runs a program with one scheduler and with two; each time it must print `stdout`, report `report` and end by `status`.
fn expect(name: &str, options: &[&str], stdout: &str, report: &str, status: i32) {
    for schedulers in ["1", "2"] {
        let options = [&["--schedulers", schedulers], options].concat();
        let (printed, reported, ended) = texts(&run(name, &options));
        assert_eq!(printed, stdout, "{name} with {schedulers}; it reported:\n{reported}");
        assert!(reported.contains(report), "{name} with {schedulers} reported:\n{reported}");
        assert_eq!(ended, Some(status), "{name} with {schedulers}; it reported:\n{reported}");
    }
}

#[test]
fn a_fault_of_the_machine_ends_the_process_that_met_it() {
    let stdout = "bif: internal_error\nslow: internal_error\nlinked: internal_error\nthe others go on\n";
    expect("panic", &[], stdout, "internal error in erts_internal:panic/1: planted", 0);
}

#[test]
fn a_fault_in_the_main_process_ends_the_run() {
    expect("panic_in_main", &[], "before\n", "internal error in erts_internal:panic/1: planted", 1);
}

/// What a report says when the limit of the whole machine is passed.
const REPORT: &str = "Context:            memory limit reached";

#[test]
fn an_endless_spawn_gets_system_limit_for_want_of_memory() {
    expect("endless_spawn", &["--max-memory", "64M"], "spawn: system_limit\nthe others go on\n", "", 0);
}

#[test]
fn an_endless_spawn_gets_system_limit_by_the_number_of_processes() {
    expect("endless_spawn", &["--max-processes", "5000"], "spawn: system_limit\nthe others go on\n", "", 0);
}

#[test]
fn a_fork_bomb_leaves_others_their_turn() {
    expect("fork_bomb", &["--max-memory", "64M"], "the others go on\n", "", 0);
    expect("fork_bomb", &["--max-processes", "2000"], "the others go on\n", "", 0);
}

#[test]
fn a_flooded_process_ends_by_the_limit() {
    let stdout = "flooded: killed\nthe others go on\nsender alive: true\n";
    expect("flood", &["--max-memory", "64M"], stdout, REPORT, 0);
    expect("flood_of_binaries", &["--max-memory", "64M"], "flooded: killed\nsender alive: true\n", REPORT, 0);
    expect("flood_of_itself", &["--max-memory", "64M"], "begin\n", REPORT, 1);
}

#[test]
fn a_collector_keeps_up_with_its_senders() {
    let (printed, reported, ended) = texts(&run("collector", &["--schedulers", "1"]));
    assert_eq!((printed.as_str(), ended), ("few were waiting\n", Some(0)), "it reported:\n{reported}");
}

#[test]
fn comparisons_of_large_terms_are_charged() {
    let line = |what: &str| format!("{what}:{}\n", " true".repeat(9));
    let stdout = ["rows", "a tuple", "a map", "a binary"].map(line).concat();
    expect("comparisons", &[], &stdout, "", 0);
}

#[test]
fn endless_allocations_end_by_the_limit() {
    let growers = "list stack binary binaries duplicate seq copy map integer exploding dictionary";
    let killed: String = growers.split(' ').map(|grower| format!("{grower}: killed\n")).collect();
    expect("endless_list", &["--max-memory", "64M"], &(killed + "the others go on\n"), REPORT, 0);
}

#[test]
fn an_endless_allocation_ends_by_its_own_limit() {
    let growers = "list stack duplicate seq map";
    let killed: String = growers.split(' ').map(|grower| format!("{grower}: killed\n")).collect();
    expect(
        "endless_heap",
        &["--max-heap", "8M"],
        &(killed + "the others go on\n"),
        "maximum heap size reached",
        0,
    );
}

#[test]
fn a_limit_says_how_it_is_raised() {
    expect(
        "endless_spawn",
        &["--max-processes", "5000"],
        "spawn: system_limit\nthe others go on\n",
        "--max-processes raises",
        0,
    );
    expect(
        "flood",
        &["--max-memory", "64M"],
        "flooded: killed\nthe others go on\nsender alive: true\n",
        "--max-memory raises",
        0,
    );
    let (_, reported, _) = texts(&run("endless_heap", &["--max-heap", "8M"]));
    assert!(reported.contains("8 MB (--max-heap raises it)"), "{reported}");
}

#[test]
fn a_class_has_limits_and_a_sandbox_keeps_to_its_folder() {
    let stdout = "processes: 1048576\noutside: {'--sandbox',{file,\"../tidy.rs\"}}\ninside: ok\n\
                  command: {'--sandbox',command}\ncompiler: error\n";
    expect("class", &["--class", "--sandbox"], stdout, "", 0);
}

/// What the prompt prints and reports for these entries.
fn enter(entries: &str, options: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_erlet"));
    command.args(options).env("NO_COLOR", "1").env_remove("ERLET_GC_STRESS");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("piped").write_all(entries.as_bytes()).expect("a reader");
    let (printed, reported, _) = texts(&child.wait_with_output().expect("an end"));
    printed + &reported
}

#[test]
fn the_prompt_outlives_what_is_too_large() {
    let entries = "spawn(fun() -> {lists:duplicate(1 bsl 34, a)} end), timer:sleep(500).\n\
                   lists:duplicate(1 bsl 34, a).\n{still, here}.\n";
    let said = enter(entries, &["--max-heap", "16M"]);
    assert!(
        said.contains("killed: heap limit 16 MB at prompt:1 (erlet --max-heap SIZE raises it)"),
        "{said}"
    );
    assert!(said.contains("** stopped by the heap limit"), "{said}");
    assert!(said.contains("{still,here}"), "{said}");
}

#[test]
fn endless_atoms_get_system_limit() {
    let stdout =
        "list_to_atom: system_limit\nold: main\nbinary_to_term: system_limit\nbinary_to_atom: system_limit\n";
    expect("endless_atoms", &[], stdout, "", 0);
}

#[test]
fn endless_loops_leave_others_their_turn() {
    expect("endless_loop", &[], "the others go on\n", "", 0);
}

#[test]
fn a_seed_decides_what_chance_decides() {
    let race = |seed: &str| texts(&run("races", &["--seed", seed])).0;
    let outcomes: Vec<String> = ["1", "2", "3", "4", "5"].map(race).to_vec();
    assert!(outcomes.iter().all(|outcome| outcome.lines().count() == 4), "{outcomes:?}");
    assert!(outcomes.windows(2).all(|pair| pair[0] != pair[1]), "another seed, another run: {outcomes:?}");
    assert_eq!(race("3"), outcomes[2], "the same seed, the same run");
    let order = |outcome: &String| outcome.lines().next().map(str::to_owned);
    assert!(outcomes.windows(2).any(|pair| order(&pair[0]) != order(&pair[1])), "nobody is ever first");
}

#[test]
fn source_that_is_nested_too_deeply_is_refused() {
    let nested = |depth: usize| format!("{}1{}.", "(".repeat(depth), ")".repeat(depth));
    let evaluate = |depth: usize| {
        let output = Command::new(env!("CARGO_BIN_EXE_erlet")).args(["-e", &nested(depth)]).output();
        texts(&output.expect("the program starts"))
    };
    assert_eq!(evaluate(9_000).2, Some(0));
    let (_, report, status) = evaluate(20_000);
    assert_eq!(status, Some(2));
    assert!(report.contains("nested too deeply"), "{report}");
}

/// Sends SIGINT some time after the program has begun; how it ended.
fn interrupt(what: &str, schedulers: &str, after: Duration) -> Option<i32> {
    let mut command = erlet("interrupted", &["--schedulers", schedulers, "--max-memory", "128M"]);
    let mut child = command.arg(what).spawn().expect("the program starts");
    let mut reports = BufReader::new(child.stderr.take().expect("piped"));
    let mut line = String::new();
    reports.read_line(&mut line).expect("readable");
    assert_eq!(line, "begun\n");
    // Reports must not fill the pipe; standard output may: nobody reads it.
    let drain = std::thread::spawn(move || reports.read_to_end(&mut Vec::new()).map(drop));
    std::thread::sleep(after);
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success(), "{what} had ended before");
    let deadline = Instant::now() + Duration::from_secs(20);
    let status = loop {
        if let Some(status) = child.try_wait().expect("our child") {
            break status.code();
        }
        if deadline < Instant::now() {
            child.kill().expect("our child");
            panic!("{what} with {schedulers} did not end by SIGINT");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    drain.join().expect("no panic").expect("readable");
    status
}

#[test]
fn sigint_ends_whatever_never_ends() {
    for what in ["wait", "loop", "spawn", "bomb", "flood", "list", "print", "sort"] {
        for (schedulers, millis) in [("1", 20), ("2", 400)] {
            let status = interrupt(what, schedulers, Duration::from_millis(millis));
            assert_eq!(status, Some(130), "{what} with {schedulers}");
        }
    }
}

/// A program of `fuzz`, for two seconds on two schedulers: it must end by itself and find nothing.
fn fuzz(program: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
    let mut command = Command::new(env!("CARGO_BIN_EXE_erlet"));
    command.args(["--schedulers", "2", program, "2"]).current_dir(folder).env_remove("ERLET_GC_STRESS");
    let (printed, reported, status) = texts(&command.output().expect("the program starts"));
    assert_eq!(status, Some(0), "it printed:\n{printed}\nand reported:\n{reported}");
}

#[test]
fn supervisors_restart_what_the_rules_say() {
    fuzz("supervised/supervised.erl");
}

#[test]
fn tables_agree_with_a_model_under_concurrent_use() {
    fuzz("tables/tables.erl");
}

#[test]
fn the_help_fits_a_screen_and_names_every_option() {
    let told = |word: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_erlet"));
        let output = command.args(word.split(' ')).output().expect("the program runs");
        assert!(output.status.success(), "{word}");
        String::from_utf8(output.stdout).expect("text")
    };
    let help = told("--help");
    assert!(help.lines().count() < 24, "{help}");
    assert!(help.lines().all(|line| line.chars().count() <= 80), "{help}");
    // The manual page and what shells complete come from where the options are declared.
    let manual = told("man").replace('\\', "");
    let scripts = ["bash", "zsh", "fish"].map(|shell| told(&format!("completions {shell}")));
    let options = [
        "eval",
        "print",
        "schedulers",
        "seed",
        "trace",
        "max-heap",
        "max-memory",
        "max-processes",
        "class",
        "sandbox",
        "no-deadlock",
        "plain",
        "json",
        "pa",
        "help",
        "version",
    ];
    for option in options {
        assert!(help.contains(&format!("--{option}")), "{option} is not in the help");
        assert!(manual.contains(&format!("--{option}")), "{option} is not in the manual page");
        assert!(scripts.iter().all(|script| script.contains(option)), "{option} is not completed");
    }
}
