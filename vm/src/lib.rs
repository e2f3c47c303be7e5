//! Erlet's machine: it loads modules and runs processes.

pub mod atom;
pub mod ops;
pub mod instr;
pub mod module;
