//! Erlet's front end: source text to syntax tree and diagnostics. Pure: no I/O, no threads, no globals.
#![forbid(unsafe_code)]

pub mod span;
pub mod diagnostic;
pub mod ast;
