//! What `erlet:check/1` asks for: messages of a module that nobody matches, and patterns that nothing sends. Modules are
//! read as sources; those that run beside it may send and match as well.

use std::path::Path;

use compiler::{Mail, mail};
use lang::span::{Sources, Span};

use crate::project::Project;

/// Answers a request: the first of the names, which have blanks between them, is the module that is looked at. The answer
/// has a line for each finding, `unmatched` or `unsent`, line and shape with tabs between; first of all `ok`, and
/// `others` when something is sent of which nothing is known. It is empty when the module has no source.
pub fn serve(project: &Project, names: &str) -> Vec<u8> {
    let mut names = names.split(' ');
    let Some((own, sources)) = names.next().and_then(|name| read(project, name)) else { return Vec::new() };
    let others: Vec<Mail> = names.filter_map(|name| read(project, name)).map(|(mail, _)| mail).collect();
    let all = || others.iter().chain([&own]);
    let line = |span: &Span| sources.get(span.source).line_column(span.start).0;
    let unmatched = own.sent.iter().filter(|(shape, _)| {
        shape.is_telling() && !all().flat_map(|mail| &mail.matched).any(|(pattern, _)| shape.fits(pattern))
    });
    let unsent = own.matched.iter().filter(|(pattern, _)| {
        pattern.is_telling() && !all().flat_map(|mail| &mail.sent).any(|(shape, _)| shape.fits(pattern))
    });
    let mut answer = String::from("ok");
    if all().any(|mail| mail.sends_others) {
        answer.push_str("\nothers");
    }
    for (kind, (shape, span)) in
        unmatched.map(|found| ("unmatched", found)).chain(unsent.map(|found| ("unsent", found)))
    {
        answer.push_str(&format!("\n{kind}\t{}\t{shape}", line(span)));
    }
    answer.into_bytes()
}

fn read(project: &Project, name: &str) -> Option<(Mail, Sources)> {
    let path = project.find_module(name).filter(|path| project.permits(path))?;
    let text = std::fs::read_to_string(Path::new(&path)).ok()?;
    let (tree, sources) = project.tree(&path, text);
    Some((mail(&tree), sources))
}
