//! Any text is read to its end, form by form.
#![no_main]

use lang::lexer::{FormEnd, Lexer};
use lang::names::Names;
use lang::span::SourceId;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (text, _) = lang::lexer::encoding::decode(SourceId(0), bytes);
    let mut lexer = Lexer::new(SourceId(0), &text, bytes.len() % 2 == 0);
    let mut names = Names::default();
    let (mut form, mut diagnostics) = (Vec::new(), Vec::new());
    while !matches!(lexer.form(&mut names, &mut form, &mut diagnostics), FormEnd::EndOfText) {
        for lexeme in &form {
            assert!(lexeme.span.start <= lexeme.span.end && lexeme.span.end as usize <= text.len());
        }
    }
});
