//! `rl`, `rf`, `rr`: the records of the prompt, and those of files.

use super::definitions::{self, Definitions, Sort};

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
        ["read", file] => read(definitions, file),
        _ => Err("badarg".into()),
    }
}

fn lines(definitions: &Definitions, name: Option<&str>) -> String {
    definitions.record_texts(name).into_iter().map(|text| text + "\n").collect()
}

/// Defines the records of a source file, or of the file of a module; their names.
fn read(definitions: &mut Definitions, file: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(file)
        .or_else(|_| std::fs::read_to_string(format!("{file}.erl")))
        .map_err(|_| "nofile".to_owned())?;
    let mut names = Vec::new();
    for form in definitions::forms(&text) {
        if let Sort::Record(name, _) = &form.sort {
            definitions.define(&form.sort, &text[form.range.clone()]);
            names.push(name.clone());
        }
    }
    Ok(names.join("\0"))
}
