//! `erlet check` and `erlet disasm`: looking at programs without running them.

use std::path::Path;

use crate::cli::{Command, usage};
use crate::project::Project;

/// `erlet check FILE…`: every diagnostic, as pictures or as JSON.
pub fn check(command: &Command, project: &Project, files: &[&str]) -> i32 {
    if files.is_empty() {
        return usage("check needs a file");
    }
    let json = command.json || files.contains(&"--json");
    let mut status = 0;
    for file in files.iter().filter(|file| **file != "--json") {
        let path = Path::new(file);
        match project.beside(path).compile_file(path, true) {
            Ok(compiled) => {
                match json {
                    true => print!("{}", lang::render::to_json(&compiled.diagnostics, &compiled.sources)),
                    false => compiled.show(project),
                }
                if compiled.module.is_none() {
                    status = 2;
                }
            }
            Err(error) => {
                eprintln!("erlet: {error}");
                status = 2;
            }
        }
    }
    status
}

/// `erlet disasm FILE [F/A]`: the bytecode, with source lines.
pub fn disassemble(project: &Project, file: &str, function: Option<&str>) -> i32 {
    let path = Path::new(file);
    let compiled = match project.beside(path).compile_file(path, true) {
        Ok(compiled) => compiled,
        Err(error) => {
            eprintln!("erlet: {error}");
            return 2;
        }
    };
    compiled.show(project);
    let Some(module) = compiled.module else { return 2 };
    let wanted = |name: &str| function.is_none_or(|function| name == function);
    if !module.functions.iter().any(|f| wanted(&format!("{}/{}", f.name.name(), f.arity))) {
        return usage(&format!("{file} has no function {}", function.unwrap_or_default()));
    }
    print!("{}", compiler::disassemble(&module, wanted));
    0
}
