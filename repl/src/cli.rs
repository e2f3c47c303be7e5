//! The command line: what can be asked for, and who does it.

use std::path::PathBuf;

use clap::{ArgAction, Parser};

use crate::project::Project;
use crate::{documents, inspect, manual, prompt, run, test};

/// What the first word means.
const USAGE: &str = "erlet [OPTIONS] [tour]                 the prompt; ten lessons
       erlet [OPTIONS] FILE.erl [ARG…]        run a program
       erlet [OPTIONS] -e 'EXPR.' …           evaluate expressions
       erlet check FILE… [--json]             what the compiler finds
       erlet test FILE… [--quiet] [--junit F] run their EUnit tests
       erlet doc MOD[:FUN[/ARITY]]            what that is for
       erlet disasm FILE [F/A]                their bytecode
       erlet completions bash|zsh|fish · man  for a shell; a manual page";

/// A tiny Erlang.
#[derive(Parser, Debug, Clone)]
#[command(name = "erlet", version, about, long_about = None, args_override_self = true, override_usage = USAGE)]
#[command(disable_help_flag = true, disable_version_flag = true)]
pub struct Command {
    /// What to do, and with what; see the usage.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    pub words: Vec<String>,
    /// Evaluate; --print shows the value. May be repeated
    #[arg(short = 'e', long = "eval", value_name = "EXPR")]
    pub eval: Vec<String>,
    /// Show the value of the last expression of -e
    #[arg(long, hide_short_help = true, hide_long_help = true)]
    pub print: bool,
    /// Open the prompt with these modules loaded
    #[arg(short = 'i', value_name = "FILE", num_args = 1..)]
    pub interactive: Vec<PathBuf>,
    /// How many scheduler threads there may be
    #[arg(long, value_name = "N")]
    pub schedulers: Option<usize>,
    /// One thread, virtual time, by this seed; --trace FILE
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Write what processes do to FILE, a line for each event
    #[arg(long, value_name = "FILE", hide_short_help = true, hide_long_help = true)]
    pub trace: Option<PathBuf>,
    /// A process's memory; see --max-memory, --max-processes
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_heap: Option<u64>,
    /// The most bytes all processes may have together (suffixes K, M, G)
    #[arg(long, value_name = "SIZE", value_parser = size, hide_short_help = true, hide_long_help = true)]
    pub max_memory: Option<u64>,
    /// The most processes alive at once
    #[arg(long, value_name = "N", hide_short_help = true, hide_long_help = true)]
    pub max_processes: Option<usize>,
    /// The prompt's limits: 512M, 4G in all, 1048576 processes
    #[arg(long)]
    pub class: bool,
    /// No files from elsewhere, no commands, no ports
    #[arg(long)]
    pub sandbox: bool,
    /// Do not report a deadlock; wait as OTP does
    #[arg(long)]
    pub no_deadlock: bool,
    /// No colours, no explanations: what OTP says
    #[arg(long)]
    pub plain: bool,
    /// `check`: one line of JSON for each diagnostic
    #[arg(long, hide_short_help = true, hide_long_help = true)]
    pub json: bool,
    /// More modules; -I DIR: headers; -D NAME[=V]: a macro
    #[arg(long = "pa", value_name = "DIR")]
    pub paths: Vec<PathBuf>,
    /// Another folder to find headers in
    #[arg(short = 'I', value_name = "DIR", hide_short_help = true, hide_long_help = true)]
    pub includes: Vec<PathBuf>,
    /// Define a macro
    #[arg(short = 'D', value_name = "NAME[=VALUE]", hide_short_help = true, hide_long_help = true)]
    pub defines: Vec<String>,
    /// Print this; -V, --version: the version
    #[arg(short, long, action = ArgAction::HelpShort)]
    pub help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version, hide_short_help = true, hide_long_help = true)]
    pub version: Option<bool>,
}

impl Command {
    /// Whether there is no program to run, but somebody who types.
    pub fn has_prompt(&self) -> bool {
        self.eval.is_empty() && (self.words.is_empty() || self.words == ["tour"])
    }
}

/// A number of bytes with an optional suffix.
fn size(text: &str) -> Result<u64, String> {
    let (digits, factor) = match text.char_indices().last() {
        Some((at, 'k' | 'K')) => (&text[..at], 1 << 10),
        Some((at, 'm' | 'M')) => (&text[..at], 1 << 20),
        Some((at, 'g' | 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1),
    };
    let number: u64 = digits.parse().map_err(|_| format!("{text} is no size; sizes look like 512M"))?;
    number.checked_mul(factor).ok_or_else(|| format!("{text} is too large"))
}

/// OTP's spelling of options that clap would read as several short ones.
pub fn arguments() -> impl Iterator<Item = String> {
    let mut program_seen = false;
    std::env::args().enumerate().map(move |(index, argument)| {
        // What follows the program's file belongs to the program.
        program_seen |= index > 0 && argument.ends_with(".erl");
        if argument == "-pa" && !program_seen { "--pa".into() } else { argument }
    })
}

/// Does what the command asks for; the exit status.
pub fn execute(command: &Command) -> i32 {
    if command.plain || std::env::var_os("NO_COLOR").is_some() {
        colored::control::set_override(false);
    }
    let project = Project::new(command);
    let words: Vec<&str> = command.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        _ if !command.eval.is_empty() => run::evaluate(command, &project),
        [] | ["tour"] => prompt::open(command, &project),
        ["check", files @ ..] => inspect::check(command, &project, files),
        ["test", words @ ..] => test::test(command, &project, words),
        ["doc", subject] => manual::show(&project, subject),
        ["doc", ..] => usage("doc needs a module or a function, such as lists or lists:map/2"),
        ["disasm", file, function @ ..] => inspect::disassemble(&project, file, function.first().copied()),
        ["disasm"] => usage("disasm needs a file"),
        ["completions", shell] => documents::completions(shell),
        ["completions"] => usage("completions needs the name of a shell: bash, zsh or fish"),
        ["man"] => documents::manual(),
        [file, arguments @ ..] => run::file(command, &project, file, arguments),
    }
}

/// Reports wrong usage.
pub fn usage(message: &str) -> i32 {
    eprintln!("erlet: {message}\nTry `erlet --help`.");
    2
}
