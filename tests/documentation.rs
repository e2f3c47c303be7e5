//! The documentation of the library: its examples hold, what is described exists, and every function is described.

use std::io::Write;
use std::process::{Command, Stdio};

use repl::docs::Doc;
use repl::{library, manual};

/// The modules whose every exported function has an example.
const EXEMPLIFIED: &[&str] = &[
    "application",
    "array",
    "atomics",
    "base64",
    "binary",
    "c",
    "calendar",
    "code",
    "compile",
    "counters",
    "crypto",
    "dict",
    "digraph",
    "digraph_utils",
    "epp",
    "erl_anno",
    "erl_comment_scan",
    "erl_error",
    "erl_erts_errors",
    "erl_eval",
    "erl_internal",
    "erl_lint",
    "erl_parse",
    "erl_posix_msg",
    "erl_pp",
    "erl_prim_loader",
    "erl_scan",
    "erl_stdlib_errors",
    "erlang",
    "erpc",
    "error_handler",
    "error_logger",
    "erts_debug",
    "escript",
    "ets",
    "eunit",
    "eunit_surefire",
    "file",
    "filelib",
    "filename",
    "gb_sets",
    "gb_trees",
    "gen",
    "gen_event",
    "gen_fsm",
    "gen_server",
    "gen_statem",
    "global",
    "inet",
    "inet_parse",
    "init",
    "io",
    "io_lib",
    "io_lib_format",
    "json",
    "lists",
    "logger",
    "logger_filters",
    "logger_formatter",
    "logger_std_h",
    "maps",
    "math",
    "orddict",
    "ordsets",
    "os",
    "otp_internal",
    "persistent_term",
    "pg",
    "proc_lib",
    "proplists",
    "queue",
    "rand",
    "random",
    "re",
    "rpc",
    "sets",
    "sofs",
    "string",
    "supervisor",
    "supervisor_bridge",
    "sys",
    "timer",
    "unicode",
    "unicode_util",
    "uri_string",
    "zlib",
];

/// The functions of those modules that no example can show: they end the run that would show them, or write where its
/// result is written.
const UNSHOWN: &[&str] = &["c:q/0", "erlang:display/1", "erlang:halt/0", "init:stop/0"];

#[test]
fn examples_hold() {
    let output = Command::new(env!("CARGO_BIN_EXE_erlet"))
        .args(["--plain", "../tests/documentation/examples.erl"])
        .args(library::names().filter(|module| *module != PROMPT))
        .output()
        .expect("erlet runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() == 1 && output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let count: usize = lines[0].trim_end_matches(" examples").parse().expect("a number");
    assert!(count > 2500, "only {count} examples are left");
}

/// The commands of the prompt: their examples are entered there.
const PROMPT: &str = "shell_default";

/// Commands without an example: they show folders, pids or times, or so much that the text would be no help.
const SHOWN_AT_THE_PROMPT: &[&str] = &[
    "cd/1", "help/0", "i/0", "m/0", "ni/0", "nregs/0", "pwd/0", "regs/0", "time/1", "time/2", "top/0",
    "tour/0", "tree/0", "uptime/0",
];

#[test]
fn examples_of_the_prompt_hold() {
    for doc in manual::library().iter().filter(|doc| doc.module == PROMPT) {
        let label = format!("{}/{}", doc.name, doc.arity);
        let lines = doc.text.lines().skip_while(|line| !line.starts_with("> "));
        let (mut entries, mut shown) = (String::new(), String::new());
        let mut goes_on = false;
        for line in lines {
            let is_entered = goes_on || line.starts_with("> ");
            let text = if is_entered { &mut entries } else { &mut shown };
            text.push_str(line.strip_prefix("> ").unwrap_or(line));
            text.push('\n');
            goes_on = is_entered && !line.ends_with('.');
        }
        let is_exempt = doc.name.is_empty() || SHOWN_AT_THE_PROMPT.contains(&&*label);
        assert!(
            is_exempt != entries.lines().next().is_some(),
            "{label} has no example, or need not be an exception"
        );
        if !entries.is_empty() {
            assert_eq!(shown, entered(&label, &entries), "{label}");
        }
    }
}

/// What the prompt shows when this is entered, in an empty folder.
fn entered(label: &str, entries: &str) -> String {
    let name = format!("erlet_examples_{}_{}", std::process::id(), label.replace('/', "_"));
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut prompt = Command::new(env!("CARGO_BIN_EXE_erlet"))
        .arg("--plain")
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("erlet runs");
    prompt.stdin.take().expect("piped").write_all(entries.as_bytes()).expect("it reads");
    let output = prompt.wait_with_output().expect("it ends");
    std::fs::remove_dir_all(&folder).expect("the folder was ours");
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn everything_described_exists() {
    for doc in manual::library().iter().filter(|doc| !doc.name.is_empty() && !doc.is_callback()) {
        let exports = library::exports(&doc.module).unwrap_or_default();
        let known = exports.iter().any(|(name, arity)| **name == *doc.name && *arity == doc.arity);
        assert!(known, "{}:{}/{} is described, but not exported", doc.module, doc.name, doc.arity);
    }
}

#[test]
fn callbacks_are_described() {
    let bare = manual::library().iter().filter(|doc| doc.is_callback() && doc.text.is_empty());
    let bare: Vec<_> = bare.map(|doc| format!("{}:{}/{}", doc.module, doc.name, doc.arity)).collect();
    assert!(bare.is_empty(), "nothing is said of {}", bare.join(", "));
}

#[test]
fn every_function_is_described() {
    let modules = library::names().filter(|module| !module.starts_with("erlet"));
    let missing: Vec<String> =
        modules.flat_map(|module| lacking(module, |doc| !doc.text.is_empty())).collect();
    assert!(missing.is_empty(), "nothing is said of {}", missing.join(", "));
}

#[test]
fn functions_have_examples() {
    let has_example = |doc: &Doc| doc.text.lines().any(|line| line.starts_with("> "));
    let bare = EXEMPLIFIED.iter().flat_map(|module| lacking(module, has_example));
    let missing: Vec<String> = bare.filter(|function| !UNSHOWN.contains(&function.as_str())).collect();
    assert!(missing.is_empty(), "no example of {}", missing.join(", "));
}

/// The exported functions of a module whose documentation is not as it should be.
fn lacking(module: &str, is_right: impl Fn(&Doc) -> bool) -> Vec<String> {
    let exports = library::exports(module).unwrap_or_default().into_iter();
    let own = exports.filter(|(name, _)| !matches!(&**name, "module_info" | "behaviour_info"));
    let described = |name: &str, arity: u32| {
        let mut docs = manual::library().iter();
        docs.any(|doc| doc.module == module && doc.name == name && doc.arity == arity && is_right(doc))
    };
    own.filter(|(name, arity)| !described(name, *arity))
        .map(|(name, arity)| format!("{module}:{name}/{arity}"))
        .collect()
}
