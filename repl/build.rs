//! Compiles the Erlang half of the library (`vm/lib`) into the image that `erlet` embeds, and takes the documentation of
//! the whole library out of the sources.

#[path = "src/docs.rs"]
#[allow(dead_code)]
mod docs;

use std::io::Write;
use std::path::{Path, PathBuf};

use lang::span::{Source, Sources};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/lib");
    let paths = sources(&folder);
    let in_rust = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/src/bif/docs"));
    // The front end recurses on deep sources; a thread of its own has the stack for it.
    let thread = std::thread::Builder::new().stack_size(256 << 20);
    let work = move || (image(&paths), documentation(&paths, &in_rust));
    let (image, docs) = thread.spawn(work).expect("a thread").join().expect("the library compiles");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("library.image"), image).expect("OUT_DIR is writable");
    std::fs::write(Path::new(&out).join("library.docs"), docs).expect("OUT_DIR is writable");
}

/// The Erlang sources in a folder, sorted.
fn sources(folder: &Path) -> Vec<PathBuf> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "erl"));
    paths.sort();
    paths
}

/// The documentation, compressed: that of a module in Erlang and that of its functions in Rust together.
fn documentation(paths: &[PathBuf], in_rust: &[PathBuf]) -> Vec<u8> {
    let of = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("library sources are UTF-8");
        docs::of_source(&path.file_stem().expect("a file").to_string_lossy(), &text)
    };
    let mut text = String::new();
    for path in paths {
        let twin = in_rust.iter().find(|other| other.file_name() == path.file_name());
        text.push_str(&docs::write(&docs::merged(of(path), twin.map(of).unwrap_or_default())));
    }
    for path in in_rust {
        let beside = paths.iter().any(|other| other.file_name() == path.file_name());
        assert!(beside, "{} describes a module that vm/lib does not have", path.display());
    }
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text.as_bytes()).expect("memory takes everything");
    encoder.finish().expect("memory takes everything")
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
            let style = lang::render::Style { ascii: true, ..lang::render::Style::default() };
            panic!("{}", lang::render::render(&diagnostics, &sources, style));
        }
    }
}
