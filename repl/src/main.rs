//! The command `erlet`.

use clap::Parser;
use repl::cli::Command;

/// The front end recurses on nested sources; up to 10,000 levels need this much stack.
const STACK_BYTES: usize = 256 << 20;

/// Every part of the program counts to `--max-memory`.
#[global_allocator]
static MEMORY: vm::memory::Counting = vm::memory::Counting;

fn main() {
    let command = Command::parse_from(repl::cli::arguments());
    let thread = std::thread::Builder::new().name("main".into()).stack_size(STACK_BYTES);
    let status = match thread.spawn(move || repl::cli::execute(&command)) {
        Ok(thread) => thread.join().unwrap_or(2),
        Err(error) => {
            eprintln!("erlet: no memory for the main thread: {error}");
            2
        }
    };
    std::process::exit(status);
}
