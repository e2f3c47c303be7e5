//! Compiles the Erlang half of the library (`vm/lib`) into the image that `erlet` embeds.

use std::path::{Path, PathBuf};

use lang::span::{Source, Sources};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/lib");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("vm/lib is there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "erl"));
    paths.sort();
    // The front end recurses on deep sources; a thread of its own has the stack for it.
    let thread = std::thread::Builder::new().stack_size(256 << 20);
    let image = thread.spawn(move || image(&paths)).expect("a thread").join().expect("the library compiles");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("library.image"), image).expect("OUT_DIR is writable");
}

fn image(paths: &[PathBuf]) -> Vec<u8> {
    let modules: Vec<vm::module::Module> = paths.iter().map(|path| compile(path)).collect();
    vm::module::image::write(&modules)
}

fn compile(path: &Path) -> vm::module::Module {
    let text = std::fs::read_to_string(path).expect("library sources are UTF-8");
    let name = path.file_name().expect("a file").to_string_lossy();
    let mut sources = Sources::default();
    let source = sources.add(Source::new(name, text));
    let include = |include: &lang::Include| {
        let text = std::fs::read_to_string(path.with_file_name(&include.path)).ok()?;
        Some((include.path.clone(), text))
    };
    let options = lang::Options { include: &include, ..lang::Options::default() };
    let (ast, mut diagnostics) = lang::parse(&mut sources, source, &options);
    if !diagnostics.iter().any(|diagnostic| diagnostic.is_error()) {
        diagnostics.extend(lang::lint(&ast, &options));
    }
    diagnostics.retain(|diagnostic| diagnostic.is_error());
    let compiled = match diagnostics.is_empty() {
        true => compiler::compile(&ast, &sources, &compiler::Options::default()),
        false => Err(diagnostics),
    };
    match compiled {
        Ok((module, _)) => {
            vm::code::validate::validate(&module)
                .unwrap_or_else(|why| panic!("{} is not valid: {why}", path.display()));
            module
        }
        Err(diagnostics) => {
            let style = lang::render::Style { color: false, ascii: true };
            panic!("{}", lang::render::render(&diagnostics, &sources, style));
        }
    }
}
