//! What commands of the prompt need from outside the machine: files and the compiler.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use vm::atom::Atom;
use vm::jobs::sandbox;
use vm::machine::Machine;

use crate::library;
use crate::project::Project;

/// The reason why `--sandbox` refuses a file, for a program.
pub const SANDBOX: &str = "--sandbox";

/// Answers a request of `shell_default`; an error is a word for the program, empty when all is said.
pub fn serve(machine: &Arc<Machine>, project: &Project, words: &[&str]) -> Result<String, String> {
    match words {
        ["cd" | "ls", path] if !machine.permits(Path::new(path)) => {
            Err(format!("{path} is {}", sandbox::OUTSIDE))
        }
        ["compile", path] if !machine.permits(Path::new(path)) => Err(SANDBOX.into()),
        ["compile", name] => compile(machine, project, name),
        ["load", name] => load(machine, project, name),
        ["cd", folder] => {
            // As in OTP, what cannot be entered leaves everything as it is.
            let _ = std::env::set_current_dir(folder);
            std::env::current_dir().map(|path| path.display().to_string()).map_err(|error| reason(&error))
        }
        ["ls", folder] => list(Path::new(folder)).map_err(|error| reason(&error)),
        _ => Err("badarg".into()),
    }
}

/// `c(Name)`: the name of the module.
fn compile(machine: &Arc<Machine>, project: &Project, name: &str) -> Result<String, String> {
    let stem = name.strip_suffix(".erl").unwrap_or(name);
    if library::module(stem).is_some() {
        return Err("sticky_directory".into());
    }
    let path = [PathBuf::from(format!("{stem}.erl"))].into_iter().find(|path| path.is_file());
    let path = path.or_else(|| project.find_module(stem)).ok_or("non_existing")?;
    install(machine, project, &path)
}

/// `l(Name)`: loads it again.
fn load(machine: &Arc<Machine>, project: &Project, name: &str) -> Result<String, String> {
    if library::exports(name).is_some() {
        return Ok(name.to_owned());
    }
    let path = project.find_module(name).ok_or("nofile")?;
    install(machine, project, &path)
}

fn install(machine: &Arc<Machine>, project: &Project, path: &Path) -> Result<String, String> {
    let compiled = project.compile_file(path, false).map_err(|_| "nofile")?;
    if !compiled.diagnostics.is_empty() {
        let picture = lang::render::render(&compiled.diagnostics, &compiled.sources, project.style());
        machine.output.write(picture.as_bytes());
    }
    let module = compiled.module.ok_or("")?;
    let name = module.name;
    match machine.load(module) {
        Ok(loaded) => match loaded.on_load() {
            Some(_) => refuse_on_load(machine, name),
            None => Ok(name.name().to_owned()),
        },
        Err(error) => {
            machine.output.write(format!("{error}\n").as_bytes());
            Err(String::new())
        }
    }
}

/// A module whose `-on_load` function would have to run first is loaded when it is called.
fn refuse_on_load(machine: &Arc<Machine>, name: Atom) -> Result<String, String> {
    machine.code.delete(name);
    machine.code.drop_old(name);
    Ok(name.name().to_owned())
}

fn list(folder: &Path) -> std::io::Result<String> {
    if folder.is_file() {
        return Ok(folder.display().to_string());
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names.join("\0"))
}

/// An error as OTP words it.
pub fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    text[..end].to_lowercase()
}
