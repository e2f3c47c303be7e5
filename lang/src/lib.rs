//! Erlet's front end: source text to syntax tree and diagnostics. Pure: no I/O, no threads, no globals.
#![forbid(unsafe_code)]

pub mod span;
pub mod diagnostic;
pub mod ast;
pub mod names;
pub mod token;
pub mod lexer;
pub mod preprocess;
pub mod nesting;
pub mod parse;
pub mod literal;
pub mod suggest;
mod chain;

use ast::Name;
use diagnostic::Diagnostic;
use span::{SourceId, Sources};

/// A file that a source asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Include {
    /// What stands between the quotes.
    pub path: String,
    /// Whether it was asked for by `-include_lib`.
    pub lib: bool,
    /// The name of the source that asks.
    pub from: String,
}

/// An include closure's answer: the file's name as diagnostics show it, and its text.
pub type Included = (String, String);

/// The callbacks of a behaviour: name, arity, and whether it may be left out.
pub type Callbacks = Vec<(Name, u32, bool)>;

/// How a source is to be read.
pub struct Options<'a> {
    /// Macros defined from outside: name and text.
    pub defines: Vec<(String, Option<String>)>,
    /// Finds and reads included files.
    pub include: &'a dyn Fn(&Include) -> Option<Included>,
    /// Whether `maybe` and `else` are reserved from the start, as at the prompt.
    pub maybe: bool,
    /// Whether expressions may stand beside the forms.
    pub script: bool,
    /// Variables that are bound before the first expression.
    pub bound: Vec<Name>,
    /// The callbacks of a behaviour, when it is known.
    pub callbacks: &'a dyn Fn(&str) -> Option<Callbacks>,
    /// The file's name without `.erl`; the module must be called so.
    pub file_stem: Option<String>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            defines: Vec::new(),
            include: &|_| None,
            maybe: false,
            script: false,
            bound: Vec::new(),
            callbacks: &|_| None,
            file_stem: None,
        }
    }
}

/// Reads a whole module or script. There is always a tree; what could not be read is missing in it.
pub fn parse(sources: &mut Sources, source: SourceId, options: &Options) -> (ast::Module, Vec<Diagnostic>) {
    chain::parse(sources, source, options)
}
