//! `erlet test FILE…`: EUnit's tests of modules and folders.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;

use vm::atom::Atom;
use vm::machine::Machine;
use vm::module::Module;
use vm::process::spawn;

use crate::cli::{Command, usage};
use crate::project::Project;
use crate::{boot, library, run, trace};

/// What the words after `test` ask for.
#[derive(Default)]
struct Wanted<'a> {
    quiet: bool,
    junit: Option<&'a str>,
    paths: Vec<&'a str>,
}

/// Runs the tests; the exit status.
pub fn test(command: &Command, project: &Project, words: &[&str]) -> i32 {
    let wanted = match parse(words) {
        Ok(wanted) => wanted,
        Err(message) => return usage(&message),
    };
    let mut files = Vec::new();
    for path in &wanted.paths {
        let path = Path::new(path);
        match path.is_dir() {
            true => sources(path, &mut files),
            false => files.push((path.to_owned(), true)),
        }
    }
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| path.clone()).collect();
    let Some(first) = paths.first() else { return usage("there is no module in these folders") };
    let project = project.beside(first).testing(&paths);
    let Some(modules) = compile(&project, &files) else { return 2 };
    let names = with_tests(&modules);
    let machine = boot::machine(boot::config(command, &[]), &project);
    if !trace::start(command, &machine) {
        return 2;
    }
    for (module, _) in modules {
        // A module with -on_load is loaded when it is first called, so that the function runs.
        if module.on_load.is_none()
            && let Err(error) = machine.load(module)
        {
            eprintln!("erlet: {error}");
            return 2;
        }
    }
    start(&machine, &wanted, &names)
}

fn parse<'a>(words: &[&'a str]) -> Result<Wanted<'a>, String> {
    let mut wanted = Wanted::default();
    let mut words = words.iter().copied();
    while let Some(word) = words.next() {
        match word {
            "--quiet" | "-q" => wanted.quiet = true,
            "--verbose" | "-v" => wanted.quiet = false,
            "--junit" => wanted.junit = Some(words.next().ok_or("--junit needs a file")?),
            word if word.starts_with("--junit=") => wanted.junit = word.split_once('=').map(|(_, file)| file),
            word if word.starts_with('-') => return Err(format!("test has no option {word}")),
            path => wanted.paths.push(path),
        }
    }
    match wanted.paths.is_empty() {
        true => Err("test needs a file or a folder".into()),
        false => Ok(wanted),
    }
}

/// The modules in a folder and in those below it, sorted; `false`: nobody named them.
fn sources(folder: &Path, found: &mut Vec<(PathBuf, bool)>) {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !name.starts_with('.') && !matches!(name.as_str(), "_build" | "deps") {
                sources(&path, found);
            }
        } else if name.ends_with(".erl") {
            found.push((path, false));
        }
    }
}

/// Compiles the files, each with whether it was named; shows what is wrong with them.
fn compile(project: &Project, files: &[(PathBuf, bool)]) -> Option<Vec<(Module, bool)>> {
    let mut modules = Vec::new();
    let mut fine = true;
    for (path, named) in files {
        match project.beside(path).compile_file(path, false) {
            Ok(compiled) => {
                compiled.show(project);
                match compiled.module {
                    Some(module) => modules.push((module, *named)),
                    None => fine = false,
                }
            }
            Err(error) => {
                eprintln!("erlet: {error}");
                fine = false;
            }
        }
    }
    fine.then_some(modules)
}

/// The names of the modules to be tested: those named and those with tests, but not `m_tests` beside `m`, whose
/// tests run with those of `m`.
fn with_tests(modules: &[(Module, bool)]) -> Vec<String> {
    let all: Vec<&str> = modules.iter().map(|(module, _)| module.name.name()).collect();
    let is_wanted = |(module, named): &&(Module, bool)| {
        let name = module.name.name();
        let with_module = name.strip_suffix("_tests").is_some_and(|tested| all.contains(&tested));
        !with_module && (*named || has_tests(module) || all.contains(&&*format!("{name}_tests")))
    };
    modules.iter().filter(is_wanted).map(|(module, _)| module.name.name().to_owned()).collect()
}

fn has_tests(module: &Module) -> bool {
    let mut exports = module.exports.iter().map(|index| &module.functions[*index as usize]);
    exports.any(|function| {
        let name = function.name.name();
        function.arity == 0 && (name.ends_with("_test") || name.ends_with("_test_"))
    })
}

/// Runs `erlet_test:main/1`, and writes the report that it tells.
fn start(machine: &Arc<Machine>, wanted: &Wanted, names: &[String]) -> i32 {
    let module = library::module("erlet_test").and_then(|module| machine.load(module).ok());
    let Some(entry) = module.and_then(|loaded| loaded.entry(Atom::new("main"), 1)) else {
        return run::out_of_memory();
    };
    let show = if wanted.quiet { "quiet" } else { "verbose" };
    let report = if wanted.junit.is_some() { "junit" } else { "none" };
    let arguments: Vec<&str> = [show, report].into_iter().chain(names.iter().map(String::as_str)).collect();
    let (sender, told) = channel();
    machine.set_listener(Box::new(move |words| {
        // Nobody is left to hear it when the run is over.
        let _ = sender.send(words);
    }));
    let Some(pid) = spawn::spawn_program(machine, None, entry, Some(&arguments)) else {
        return run::out_of_memory();
    };
    let status = run::wait(machine, pid);
    let reports = told.try_iter().filter_map(|told| match told.words.as_slice() {
        [what, text] if what == "junit" => Some(text.clone()),
        _ => None,
    });
    for (file, text) in wanted.junit.iter().zip(reports) {
        if let Err(error) = std::fs::write(file, text) {
            eprintln!("erlet: {file}: {error}");
            return 2;
        }
    }
    status
}
