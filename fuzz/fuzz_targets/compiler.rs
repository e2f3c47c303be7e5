//! Any text that parser and checks accept compiles to a module that the validator accepts, or is refused.
#![no_main]

use lang::diagnostic::Diagnostic;
use lang::span::{Source, SourceId, Sources};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (text, _) = lang::lexer::encoding::decode(SourceId(0), bytes);
    let mut sources = Sources::default();
    let source = sources.add(Source::new("fuzz.erl", text));
    let options = lang::Options::default();
    let (ast, mut diagnostics) = lang::parse(&mut sources, source, &options);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return;
    }
    diagnostics.extend(lang::lint(&ast, &options));
    if diagnostics.iter().any(Diagnostic::is_error) {
        return;
    }
    if let Ok((module, _)) = compiler::compile(&ast, &sources, &compiler::Options::default()) {
        vm::code::validate::validate(&module).expect("the compiler makes valid modules");
        let bytes = vm::module::image::encode(&module);
        let again = vm::module::image::decode(&bytes).expect("what was encoded can be decoded");
        assert_eq!(vm::module::image::encode(&again), bytes);
    }
});
