//! Running programs, scripts and expressions, and what a run's end means for the exit status.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use vm::atom::Atom;
use vm::code::Loaded;
use vm::machine::{Ending, Machine};
use vm::process::spawn;

use crate::cli::Command;
use crate::project::{Compiled, Project};
use crate::{boot, crash, trace};

/// Stack of threads that compile.
pub const STACK_BYTES: usize = 256 << 20;

/// How long a run that was interrupted may take to end in good order.
const PATIENCE: Duration = Duration::from_secs(1);

/// `erlet FILE.erl [ARG…]`
pub fn file(command: &Command, project: &Project, file: &str, arguments: &[&str]) -> i32 {
    let path = Path::new(file);
    let project = project.beside(path);
    let compiled = match project.compile_file(path, true) {
        Ok(compiled) => compiled,
        Err(error) => {
            eprintln!("erlet: {error}");
            return 2;
        }
    };
    compiled.show(&project);
    let machine = boot::machine(boot::config(command, arguments), &project);
    if !trace::start(command, &machine) {
        return 2;
    }
    match load(&machine, compiled) {
        Some(loaded) => start(&machine, &loaded, arguments, file),
        None => 2,
    }
}

/// `erlet -e 'EXPR.' …`
pub fn evaluate(command: &Command, project: &Project) -> i32 {
    let mut text = String::new();
    for expression in &command.eval {
        text.push_str(expression.trim_end());
        // A forgotten full stop is no reason to refuse an expression on the command line.
        text.push_str(if expression.trim_end().ends_with('.') { "\n" } else { ".\n" });
    }
    let compiled = project.compile_text("-e", text, Path::new("script.erl"), true);
    compiled.show(project);
    let arguments: Vec<&str> = command.words.iter().map(String::as_str).collect();
    let machine = boot::machine(boot::config(command, &arguments), project);
    if !trace::start(command, &machine) {
        return 2;
    }
    let Some(loaded) = load(&machine, compiled) else { return 2 };
    match command.print {
        true => start_printing(&machine, &loaded),
        false => start(&machine, &loaded, &[], "-e"),
    }
}

/// Loads what was compiled; says on standard error why not.
pub fn load(machine: &Arc<Machine>, compiled: Compiled) -> Option<Arc<Loaded>> {
    match machine.load(compiled.module?) {
        Ok(loaded) => Some(loaded),
        Err(error) => {
            eprintln!("erlet: {error}");
            None
        }
    }
}

/// Calls `erlet_run:print/1` with the module: it shows what `main/0` returns.
fn start_printing(machine: &Arc<Machine>, loaded: &Loaded) -> i32 {
    let export = machine.code.export(Atom::new("erlet_run"), Atom::new("print"), 1);
    match spawn::spawn_first(machine, export, &[vm::term::Term::atom(loaded.module.name)], false) {
        Some(pid) => wait(machine, pid),
        None => out_of_memory(),
    }
}

/// Reports that the run could not even begin; the exit status.
pub fn out_of_memory() -> i32 {
    eprintln!("erlet: no memory for the first process");
    1
}

/// Starts main/1 with the arguments, else main/0, and waits for the run's end.
fn start(machine: &Arc<Machine>, loaded: &Loaded, arguments: &[&str], file: &str) -> i32 {
    let main = Atom::new("main");
    let pid = match (loaded.entry(main, 1), loaded.entry(main, 0)) {
        (Some(entry), _) => spawn::spawn_program(machine, loaded.on_load(), entry, Some(arguments)),
        (None, Some(entry)) => spawn::spawn_program(machine, loaded.on_load(), entry, None),
        (None, None) => {
            explain_no_main(loaded, file);
            return 2;
        }
    };
    match pid {
        Some(pid) => wait(machine, pid),
        None => out_of_memory(),
    }
}

fn explain_no_main(loaded: &Loaded, file: &str) {
    let module = loaded.module.name.name();
    let functions = loaded.module.exports.iter().map(|index| &loaded.module.functions[*index as usize]);
    let names: Vec<String> = functions
        .filter(|function| function.name.name() != "module_info")
        .map(|function| format!("{}/{}", function.name.name(), function.arity))
        .collect();
    let start =
        names.iter().find(|name| name.ends_with("/0")).map_or("start", |name| name.trim_end_matches("/0"));
    eprintln!("erlet: {file} has no function main/0 or main/1");
    match names.is_empty() {
        true => eprintln!("It exports nothing."),
        false => eprintln!("It exports {}.", names.join(", ")),
    }
    eprintln!("To call one of them: erlet {file} -e '{module}:{start}().'");
}

/// Waits for the end of a run; the exit status.
pub fn wait(machine: &Arc<Machine>, main: vm::term::Pid) -> i32 {
    machine.set_main(main);
    let interrupted = machine.clone();
    // Without the handler Ctrl-C ends the program all the same, only without its last output.
    let _ = ctrlc::set_handler(move || {
        interrupted.end(Ending::Halted(130));
        // The last output may be for a reader who does not read, or a great deal may have to be put away.
        std::thread::sleep(PATIENCE);
        std::process::exit(130);
    });
    spawn::launch(machine, main);
    let ending = machine.wait();
    conclude(machine, ending)
}

/// Stops the machine and shows how the run ended; the exit status.
pub fn conclude(machine: &Arc<Machine>, ending: Ending) -> i32 {
    machine.shut_down();
    machine.events.listen(None);
    machine.output.flush();
    match ending {
        Ending::Done => 0,
        Ending::Halted(status) => status,
        _ if machine.output.is_broken() => 0,
        Ending::Crashed(crash) => {
            eprint!(
                "{}",
                crash::picture(&crash, machine, colored::control::SHOULD_COLORIZE.should_colorize())
            );
            1
        }
        Ending::Deadlock(report) => {
            eprint!("deadlock: nobody can run\n{report}");
            3
        }
    }
}
