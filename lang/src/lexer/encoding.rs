//! Bytes to text: UTF-8, or latin-1 when a coding comment in the first two lines says so.

use crate::diagnostic::Diagnostic;
use crate::span::{SourceId, Span};

/// The text of a source file, with an error for bytes that are no UTF-8 (each then reads as U+FFFD).
pub fn decode(source: SourceId, bytes: &[u8]) -> (String, Option<Diagnostic>) {
    if coding(bytes) == Some(Coding::Latin1) {
        return (bytes.iter().map(|b| char::from(*b)).collect(), None);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            let at = error.valid_up_to();
            let byte = bytes[at];
            let text = String::from_utf8_lossy(bytes).into_owned();
            let diagnostic = Diagnostic::error(
                "invalid-encoding",
                Span::new(source, at, at + '\u{fffd}'.len_utf8()),
                format!("invalid UTF-8: byte 16#{byte:02X}"),
                "this byte starts no character",
            )
            .with_note("source files are UTF-8 unless a comment in the first two lines says otherwise")
            .with_help("save the file as UTF-8, or say that it is latin-1 in line 1: %% coding: latin-1");
            (text, Some(diagnostic))
        }
    }
}

#[derive(PartialEq)]
enum Coding {
    Latin1,
    Utf8,
}

/// What a `coding: name` or `coding=name` comment in the first two lines says.
fn coding(bytes: &[u8]) -> Option<Coding> {
    bytes.split(|b| *b == b'\n').take(2).find_map(|line| {
        let comment = line.iter().position(|b| *b == b'%')?;
        let text = String::from_utf8_lossy(&line[comment..]).to_lowercase();
        let rest = text.split_once("coding")?.1.trim_start();
        let name = rest.strip_prefix([':', '='])?.trim_start();
        if name.starts_with("latin-1") || name.starts_with("iso-8859-1") {
            Some(Coding::Latin1)
        } else {
            name.starts_with("utf-8").then_some(Coding::Utf8)
        }
    })
}
