//! Erlet's front end: source text to syntax tree and diagnostics. Pure: no I/O, no threads, no globals.
//!
//! ```text
//!   text ──▶ lexer ──▶ preprocess ──▶ parse (../grammar) ──▶ ast ──▶ lint
//!            tokens    macros gone    one form at a time     │       diagnostics
//!            of a form                                       └─────▶ the compiler
//! ```
//!
//! Read `token`, `lexer`, `preprocess`, then the grammar with `parse::build`, then `ast`, then `lint::table`.
//! Nothing here fails: there is always a tree, and a list of what is wrong with the text.
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
pub mod builtins;
pub mod lint;
pub mod pretty;
pub mod render;
pub mod scan;
pub mod edit;
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

/// The functions of a module: name and arity.
pub type Exports = Vec<(Name, u32)>;

/// How a source is to be read.
#[derive(Clone)]
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
    /// The functions that a module exports, when it is known.
    pub exports: &'a dyn Fn(&str) -> Option<Exports>,
    /// The modules that may be meant by the name of one that is not to be found; none when it is.
    pub modules: &'a dyn Fn(&str) -> Vec<&'static str>,
    /// Local functions that exist beside the module's own, as at the prompt.
    pub functions: &'a dyn Fn(&str, u32) -> bool,
    /// The file's name without `.erl`; the module must be called so.
    pub file_stem: Option<String>,
    /// Sources that an entry of the prompt continues: what was defined before. Their forms come first.
    pub before: Vec<SourceId>,
    /// What `?MODULE` is until a module form says otherwise.
    pub within: Option<String>,
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
            exports: &|_| None,
            modules: &|_| Vec::new(),
            functions: &|_, _| false,
            file_stem: None,
            before: Vec::new(),
            within: None,
        }
    }
}

/// Reads a whole module or script. There is always a tree; what could not be read is missing in it.
pub fn parse(sources: &mut Sources, source: SourceId, options: &Options) -> (ast::Module, Vec<Diagnostic>) {
    chain::parse(sources, source, options)
}

/// Checks a module that `parse` read without errors.
pub fn lint(module: &ast::Module, options: &Options) -> Vec<Diagnostic> {
    lint::lint(module, options)
}

/// One entry of the prompt.
#[derive(Clone, Debug)]
pub enum Entry {
    /// More lines are to come: there is no full stop yet.
    Incomplete,
    /// The forms and expression sequences of the entry, and what is wrong with it.
    Complete(ast::Module, Vec<Diagnostic>),
}

/// Reads what was entered so far at the prompt, whose variables [`Options::bound`] names.
pub fn parse_entry(sources: &mut Sources, source: SourceId, options: &Options) -> Entry {
    chain::parse_entry(sources, source, options)
}
