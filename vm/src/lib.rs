//! Erlet's machine: it loads modules and runs processes.

pub mod atom;
pub mod ops;
pub mod instr;
pub mod module;
pub mod term;
pub mod heap;
pub mod process;
pub mod bif;
pub mod arith;
pub mod number;
mod cmath;
pub mod bitsyntax;
