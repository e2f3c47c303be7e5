//! Compiles `tests/bytecode/*.erl` and compares the listing with the `.asm` beside it. After an intended change:
//! `BLESS=1 cargo test -p erlet-compiler --test bytecode`.

use std::fs;
use std::path::{Path, PathBuf};

use lang::span::{Source, Sources};

fn listing(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("the test can be read");
    let mut sources = Sources::default();
    let name = path.file_name().expect("a file").to_string_lossy().into_owned();
    let id = sources.add(Source::new(name, text));
    let (ast, diagnostics) = lang::parse(&mut sources, id, &lang::Options::default());
    assert!(!diagnostics.iter().any(|d| d.is_error()), "{}: {diagnostics:?}", path.display());
    match compiler::compile(&ast, &sources, &compiler::Options::default()) {
        Ok((module, _)) => compiler::disassemble(&module, |name| !name.starts_with("module_info/")),
        Err(diagnostics) => panic!("{}: {diagnostics:?}", path.display()),
    }
}

#[test]
fn listings_are_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/bytecode");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder exists")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "erl"))
        .collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in files {
        let found = listing(&file);
        let golden = file.with_extension("asm");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&golden, &found).expect("the golden can be written");
        } else if fs::read_to_string(&golden).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "run with BLESS=1 if this is intended:\n{}", wrong.join("\n"));
}
