//! The program `erlet`: files, terminal, prompt. All policy of input and output is here.
//!
//! ```text
//!   cli ─▶ run ──▶ project (finds, reads, compiles) ──▶ boot (a machine with the library) ──▶ ending, status
//!      └─▶ check, disasm, test                  prompt ─▶ entries ─▶ the shell process in the machine
//! ```
#![forbid(unsafe_code)]

pub mod cli;
pub mod project;
pub mod forms;
pub mod library;
pub mod docs;
pub mod mail;
pub mod manual;
pub mod boot;
pub mod run;
pub mod crash;
pub mod trace;
pub mod inspect;
pub mod documents;
pub mod test;
pub mod prompt;
