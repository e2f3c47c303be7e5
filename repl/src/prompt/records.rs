//! `rl`, `rf`, `rr`: the records of the prompt, and those of files.

use vm::atom::Atom;
use vm::heap::Heap;
use vm::term::Term;
use vm::term::build::{Alloc, OutOfHeap};

use super::definitions::{self, Definitions, Sort};

/// `{records, [{{Name, Size}, Fields}]}`, for the process that shows values.
pub fn command(heap: &mut Heap, definitions: &Definitions) -> Result<Term, OutOfHeap> {
    let atom = |name: &str| Term::atom(Atom::new(name));
    let mut all = Vec::new();
    for (name, fields) in definitions.records() {
        let names: Vec<Term> = fields.iter().map(|field| atom(field)).collect();
        let names = heap.list(&names)?;
        let key = heap.tuple(&[atom(name), Term::small(fields.len() as i64 + 1)])?;
        all.push(heap.tuple(&[key, names])?);
    }
    let all = heap.list(&all)?;
    heap.tuple(&[atom("records"), all])
}

/// Answers a request of `shell_default` about records.
pub fn serve(definitions: &mut Definitions, words: &[&str]) -> Result<String, String> {
    match words {
        ["show"] => Ok(lines(definitions, None)),
        ["show", name] => Ok(lines(definitions, Some(name))),
        ["forget"] => {
            definitions.forget_records(None);
            Ok(String::new())
        }
        ["forget", name] => {
            definitions.forget_records(Some(name));
            Ok(String::new())
        }
        ["read", file] => read(definitions, file, |_| true),
        ["read", file, "only", names @ ..] => read(definitions, file, |name| names.contains(&name)),
        _ => Err("badarg".into()),
    }
}

fn lines(definitions: &Definitions, name: Option<&str>) -> String {
    definitions.record_texts(name).into_iter().map(|text| text + "\n").collect()
}

/// Defines the wanted records of a source file, or of the file of a module; their names.
fn read(definitions: &mut Definitions, file: &str, wanted: impl Fn(&str) -> bool) -> Result<String, String> {
    let text = std::fs::read_to_string(file)
        .or_else(|_| std::fs::read_to_string(format!("{file}.erl")))
        .map_err(|_| "nofile".to_owned())?;
    let mut names = Vec::new();
    for form in definitions::forms(&text) {
        if let Sort::Record(name, _) = &form.sort
            && wanted(name)
        {
            definitions.define(&form.sort, &text[form.range.clone()]);
            names.push(name.clone());
        }
    }
    Ok(names.join("\0"))
}
