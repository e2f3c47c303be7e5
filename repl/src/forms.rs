//! The compiler as a running program asks for it: `compile:file/2`, `compile:forms/2`.
//!
//! A request is `kind NUL name NUL option NUL … NUL NUL rest`: kind `file`, whose name is a path, or `text`, whose text
//! is the rest; or one of `erlet_doc`, whose kind begins with `doc` and whose answer is a text; or `header`, whose answer
//! is the text of that header of the library; or `mail`, see there. Else the answer begins with `ok NUL name NUL` or
//! `error NUL NUL`, then a line for each finding, then NUL and the image of the module. A line of findings is `severity TAB file TAB line TAB code TAB title`.

use std::path::{Path, PathBuf};

use crate::project::{Compiled, Project};
use crate::{library, mail, manual};

/// Answers a request of the module `compile`.
pub fn serve(project: &Project, request: &[u8]) -> Vec<u8> {
    let end = request.windows(2).position(|pair| pair == [0, 0]).unwrap_or(request.len());
    let head = String::from_utf8_lossy(&request[..end]).into_owned();
    let text = request.get(end + 2..).unwrap_or_default();
    let mut words = head.split('\0');
    let (kind, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut project = project.clone();
    for option in words {
        match option.split_at_checked(1) {
            Some(("d", define)) => project.define(define),
            Some(("i", folder)) => project.include_from(PathBuf::from(folder)),
            Some(("c", option)) => project.compile_with(option),
            _ => {}
        }
    }
    match kind {
        "doc" | "doc-usage" | "doc-summary" | "doc-examples" => manual::serve(&project, kind, name),
        "header" => library::header(name).unwrap_or_default().into(),
        "mail" => mail::serve(&project, name),
        "file" => match project.beside(Path::new(name)).compile_file(Path::new(name), false) {
            Ok(compiled) => answer(compiled),
            Err(_) => {
                format!("error\0\0error\t{name}\t0\tno-file\tno such file or directory\n\0").into_bytes()
            }
        },
        _ => {
            let text = String::from_utf8_lossy(text).into_owned();
            answer(project.compile_text(name, text, Path::new(""), false))
        }
    }
}

fn answer(compiled: Compiled) -> Vec<u8> {
    let mut bytes = match &compiled.module {
        Some(module) => format!("ok\0{}\0", module.name.name()),
        None => "error\0\0".to_owned(),
    };
    for finding in &compiled.diagnostics {
        let severity = if finding.is_error() { "error" } else { "warning" };
        let (file, line) = match finding.labels.first() {
            Some((span, _)) => compiled.sources.reported_line(*span),
            None => ("", 0),
        };
        let title = finding.title.replace(['\0', '\t', '\n'], " ");
        bytes.push_str(&format!("{severity}\t{file}\t{line}\t{}\t{title}\n", finding.code));
    }
    bytes.push('\0');
    let mut bytes = bytes.into_bytes();
    if let Some(module) = &compiled.module {
        bytes.extend(vm::module::image::encode(module));
    }
    bytes
}
