//! Writes the compiled modules of Erlang files, as seeds for the validator: `images FOLDER FILE…`.

use lang::span::{Source, Sources};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("a folder");
    let options = lang::Options::default();
    for (number, file) in arguments.enumerate() {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let mut sources = Sources::default();
        let source = sources.add(Source::new(file, text));
        let (ast, diagnostics) = lang::parse(&mut sources, source, &options);
        if diagnostics.iter().chain(&lang::lint(&ast, &options)).any(|diagnostic| diagnostic.is_error()) {
            continue;
        }
        if let Ok((module, _)) = compiler::compile(&ast, &sources, &compiler::Options::default()) {
            std::fs::write(format!("{folder}/{number}"), vm::module::image::encode(&module)).expect("written");
        }
    }
}
