//! A machine with the library, and with modules that are found and compiled when they are first called.

use std::sync::Arc;

use vm::atom::Atom;
use vm::clock::Policy;
use vm::machine::{Config, Machine};
use vm::module::Module;
use vm::process::spawn;
use vm::term::Term;

use crate::cli::Command;
use crate::library;
use crate::project::Project;

/// The configuration that a command asks for.
pub fn config(command: &Command, arguments: &[&str]) -> Config {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let policy = match command.seed {
        Some(seed) => Policy::Seeded(seed),
        None => Policy::Parallel(command.schedulers.unwrap_or(threads)),
    };
    let default = Config::default();
    let words = |bytes: u64| usize::try_from(bytes / 8).unwrap_or(usize::MAX);
    Config {
        policy,
        gc_stress: std::env::var_os("ERLET_GC_STRESS").is_some(),
        max_processes: command.max_processes.unwrap_or(default.max_processes),
        max_heap_words: command.max_heap.map_or(default.max_heap_words, words),
        detect_deadlock: !command.no_deadlock,
        arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect(),
    }
}

/// A machine with the library and the processes behind `user` and `standard_error`, which run when first needed.
pub fn machine(config: Config, project: &Project) -> Arc<Machine> {
    let machine = Machine::new(config);
    let project = project.clone();
    machine.code.set_finder(Box::new(move |_, name| find(&project, name)));
    let user = Atom::new("user");
    for (name, device) in [(user, 1), (Atom::new("standard_error"), 2)] {
        let export = machine.code.export(user, Atom::new("init"), 1);
        if let Some(pid) = spawn::spawn_first(&machine, export, &[Term::small(device)], true) {
            machine.names.write().give(name, pid);
            spawn::let_wait(&machine, pid);
            if name == user {
                machine.set_user(pid);
            }
        }
    }
    machine
}

/// A module of the library or of the project. The library comes first, as OTP's does (its modules are sticky).
fn find(project: &Project, name: Atom) -> Option<Module> {
    if let Some(module) = library::module(name.name()) {
        return Some(module);
    }
    let path = project.find_module(name.name())?;
    let project = project.clone();
    // Compiling needs more stack than a scheduler has.
    let compile = move || {
        let compiled = project.compile_file(&path, false).ok()?;
        compiled.show(&project);
        compiled.module
    };
    std::thread::Builder::new().stack_size(crate::run::STACK_BYTES).spawn(compile).ok()?.join().ok()?
}
