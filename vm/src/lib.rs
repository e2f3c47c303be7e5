//! Erlet's machine: it loads modules and runs processes.

mod sync;
pub mod atom;
pub mod ops;
pub mod instr;
pub mod module;
pub mod term;
pub mod heap;
pub mod memory;
pub mod number;
mod cmath;
pub mod arith;
pub mod bitsyntax;
pub mod process;
pub mod table;
pub mod ids;
pub mod timers;
pub mod clock;
pub mod output;
pub mod jobs;
mod ports;
mod regex;
pub mod bif;
pub mod ets;
pub mod code;
pub mod interp;
pub mod sched;
pub mod machine;
