//! `erlet completions` and `erlet man`: what a shell completes, and the manual page, both made of the flags.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::cli::{Command, usage};

/// `erlet completions SHELL`: a script for that shell.
pub fn completions(shell: &str) -> i32 {
    let Ok(shell) = shell.parse::<Shell>() else {
        return usage(&format!("there are no completions for {shell}, but for bash, zsh and fish"));
    };
    let mut script = Vec::new();
    generate(shell, &mut Command::command(), "erlet", &mut script);
    put(&script)
}

/// `erlet man`: the manual page.
pub fn manual() -> i32 {
    let mut page = Vec::new();
    match clap_mangen::Man::new(Command::command()).render(&mut page) {
        Ok(()) => put(&page),
        Err(error) => usage(&error.to_string()),
    }
}

/// Nobody is told when nobody reads.
fn put(text: &[u8]) -> i32 {
    let _ = std::io::stdout().write_all(text);
    0
}
