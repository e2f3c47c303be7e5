//! What eunit.hrl asks of the compiler: test functions are exported, and `test/0` runs them all.

use std::collections::HashSet;

use lang::ast::{FormKind, Module, Name};

use crate::attributes::CompileOptions;

/// What is added to the module.
#[derive(Default)]
pub struct Generated {
    /// Functions to export.
    pub exports: Vec<(Name, u32)>,
    /// Whether `test/0` is made: `test() -> eunit:test(?MODULE).`
    pub test: bool,
}

/// Decides what is added.
pub fn generate(ast: &Module, options: &CompileOptions) -> Generated {
    if !options.eunit {
        return Generated::default();
    }
    let mut generated = Generated { exports: Vec::new(), test: true };
    let mut seen = HashSet::new();
    for form in &ast.forms {
        if let FormKind::Function(function) = &form.kind {
            let is_test = function.name.ends_with("_test") || function.name.ends_with("_test_");
            if function.arity == 0 && is_test && seen.insert(function.name.clone()) {
                generated.exports.push((function.name.clone(), 0));
            }
            if function.arity == 0 && &*function.name == "test" {
                generated.test = false;
                generated.exports.push((function.name.clone(), 0));
            }
        }
    }
    generated
}
