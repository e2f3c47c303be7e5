//! A machine with the library, and with modules that are found and compiled when they are first called.

use std::sync::Arc;

use vm::atom::Atom;
use vm::clock::Policy;
use vm::jobs::sandbox::Sandbox;
use vm::machine::{Config, Machine};
use vm::memory;
use vm::module::Module;
use vm::process::spawn;
use vm::term::Term;

use crate::cli::Command;
use crate::forms;
use crate::library;
use crate::project::Project;

/// Bytes of live data that a process may have at the prompt and with `--class`, unless an option says otherwise.
const CLASS_HEAP: usize = 512 << 20;
/// The same for bytes of all processes together.
const CLASS_MEMORY: u64 = 4 << 30;
/// The same for processes alive at once.
const CLASS_PROCESSES: usize = 1 << 20;

/// The configuration that a command asks for.
pub fn config(command: &Command, arguments: &[&str]) -> Config {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let policy = match command.seed {
        Some(seed) => Policy::Seeded(seed),
        None => Policy::Parallel(command.schedulers.unwrap_or(threads)),
    };
    let class = command.class || command.has_prompt();
    let most = most_memory();
    memory::set_limit(command.max_memory.unwrap_or(if class { most.min(CLASS_MEMORY) } else { most }));
    let default = Config::default();
    let usual = match class {
        true => (CLASS_PROCESSES, CLASS_HEAP / 8),
        false => (default.max_processes, default.max_heap_words),
    };
    let words = |bytes: u64| usize::try_from(bytes / 8).unwrap_or(usize::MAX);
    Config {
        policy,
        gc_stress: std::env::var_os("ERLET_GC_STRESS").is_some(),
        max_processes: command.max_processes.unwrap_or(usual.0),
        max_heap_words: command.max_heap.map_or(usual.1, words),
        detect_deadlock: !command.no_deadlock,
        sandbox: sandbox(command),
        program: command.words.first().cloned().unwrap_or_default(),
        arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect(),
    }
}

/// What `--sandbox` leaves within reach.
pub fn sandbox(command: &Command) -> Option<Sandbox> {
    // Who has no working directory has no files.
    command.sandbox.then(|| Sandbox::here().unwrap_or_default())
}

/// Four fifths of the memory that this computer, or the control group of this program, has.
fn most_memory() -> u64 {
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let line = |text: &str, key: &str| {
        let rest = text.lines().find_map(|line| line.strip_prefix(key))?.trim().to_owned();
        Some(rest)
    };
    let kilobytes =
        line(&read("/proc/meminfo"), "MemTotal:").and_then(|rest| number(rest.trim_end_matches(" kB")));
    let group = line(&read("/proc/self/cgroup"), "0::").unwrap_or_default();
    let limits = [
        kilobytes.map(|kilobytes| kilobytes << 10),
        number(&read(&format!("/sys/fs/cgroup{group}/memory.max"))),
        number(&read("/sys/fs/cgroup/memory.max")),
        number(&read("/sys/fs/cgroup/memory/memory.limit_in_bytes")),
    ];
    // Where nothing says how much there is, there is no limit.
    limits.into_iter().flatten().min().map_or(u64::MAX, |bytes| bytes / 5 * 4)
}

/// A machine with the library and the processes behind `user` and `standard_error`, which run when first needed.
pub fn machine(config: Config, project: &Project) -> Arc<Machine> {
    let machine = Machine::new(config);
    let project = project.clone();
    machine.code.set_sticky(library::names().map(Atom::new));
    let compiler = project.clone();
    machine.set_compiler(Box::new(move |request| forms::serve(&compiler, request)));
    machine.code.set_path(project.paths());
    machine.code.set_finder(Box::new(move |machine, name| find(machine, &project, name)));
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
fn find(machine: &Machine, project: &Project, name: Atom) -> Option<Module> {
    if let Some(module) = library::module(name.name()) {
        return Some(module);
    }
    let path = project.find_module_along(&machine.code.path(), name.name())?;
    let project = project.clone();
    // Compiling needs more stack than a scheduler has.
    let compile = move || {
        let compiled =
            project.compile_file(&path, false).map_err(|error| eprintln!("erlet: {error}")).ok()?;
        compiled.show(&project);
        compiled.module
    };
    std::thread::Builder::new().stack_size(crate::run::STACK_BYTES).spawn(compile).ok()?.join().ok()?
}
