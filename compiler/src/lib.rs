//! Erlet's compiler: syntax tree to bytecode. Pure: no I/O, no threads.
//!
//! The passes, in the order in which a function goes through them:
//!
//! ```text
//!   lang::ast ─▶ lower (all sugar, patterns to decision trees) ─▶ ir: blocks over variables
//!     ─▶ simplify ─▶ context (bit strings that need not be made), for the whole module
//!     ─▶ frame (where a stack frame is made) ─▶ live ─▶ sink ─▶ registers
//!     ─▶ emit (moves, reservations, positions) ─▶ peephole ─▶ vm::module
//! ```
//!
//! **Invariant**: the time taken grows with the size of the source, not faster: no pass copies clause bodies, and
//! the decision trees have a budget.
#![forbid(unsafe_code)]

mod attributes;
mod behaviour;
mod builtin;
#[cfg(debug_assertions)]
mod check;
mod context;
mod disassemble;
mod emit;
mod eunit;
mod frame;
mod free;
mod graph;
mod ir;
mod live;
mod lower;
mod mail;
mod naming;
mod never;
mod peephole;
mod pool;
mod registers;
mod scope;
mod script;
mod simplify;
mod sink;
mod unit;
mod walk;

use lang::ast::FormKind;
use lang::diagnostic::Diagnostic;
use lang::span::Sources;
use vm::module::Module;

pub use disassemble::disassemble;
pub use mail::{Mail, Shape, mail};
pub use script::{add_delegates, complete_entry, match_specs, wrap_entry, wrap_script};
pub use walk::{children, variables};

/// What the caller asks for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Export every function, as for scripts and at the prompt.
    pub export_all: bool,
    /// The module's name when no `-module` says it.
    pub module_name: Option<String>,
    /// Stack traces name the functions as they are called, as in what OTP's shell evaluates.
    pub as_called: bool,
}

/// Compiles a module that lint has passed. On success also returns warnings.
pub fn compile(
    ast: &lang::ast::Module,
    sources: &Sources,
    options: &Options,
) -> Result<(Module, Vec<Diagnostic>), Vec<Diagnostic>> {
    let described = behaviour::described(ast);
    let ast = described.as_ref().unwrap_or(ast);
    let compile_options = attributes::CompileOptions::of(ast);
    let generated = eunit::generate(ast, &compile_options);
    let mut unit = unit::Unit::new(ast, sources, options);
    unit.match_specs = compile_options.match_specs;
    compile_options.refuse_unsupported(&mut unit);
    for form in &ast.forms {
        if let FormKind::Function(function) = &form.kind {
            lower::build::compile_function(&mut unit, function, form.span);
        }
    }
    lower::build::emit_all(&mut unit);
    let module = attributes::finish(unit, ast, &compile_options, generated);
    match module {
        Ok((module, warnings)) => Ok((module, warnings)),
        Err(diagnostics) => Err(diagnostics),
    }
}
