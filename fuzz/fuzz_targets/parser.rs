//! Any text gives a tree and diagnostics, which can be shown.
#![no_main]

use lang::span::{Source, SourceId, Sources};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (text, _) = lang::lexer::encoding::decode(SourceId(0), bytes);
    let mut sources = Sources::default();
    let source = sources.add(Source::new("fuzz.erl", text));
    let options = lang::Options { script: bytes.len() % 2 == 0, ..lang::Options::default() };
    let (_, diagnostics) = lang::parse(&mut sources, source, &options);
    lang::render::render(&diagnostics, &sources, lang::render::Style::default());
});
