//! Scripts and entries at the prompt become modules with one function.

use lang::ast::{Expr, FormKind, Name};
use lang::span::{Source, Sources};
use vm::module::Module;

fn parse(text: &str) -> (lang::ast::Module, Sources) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("test.erl", text));
    let options = lang::Options { script: true, ..lang::Options::default() };
    let (ast, diagnostics) = lang::parse(&mut sources, id, &options);
    assert!(!diagnostics.iter().any(|d| d.is_error()), "{diagnostics:?}");
    (ast, sources)
}

fn compile(ast: &lang::ast::Module, sources: &Sources) -> Module {
    let options = compiler::Options { export_all: true, ..compiler::Options::default() };
    compiler::compile(ast, sources, &options).expect("it compiles").0
}

fn exports(module: &Module) -> Vec<String> {
    let function = |index: &u32| &module.functions[*index as usize];
    module.exports.iter().map(function).map(|f| format!("{}/{}", f.name.name(), f.arity)).collect()
}

#[test]
fn a_script_becomes_main_and_its_variables_flow() {
    let (ast, sources) = parse("X = f(1).\nf(A) -> A + 1.\nY = X + 1.\nio:format(\"~p\", [{X, Y}]).\n");
    let module = compile(&compiler::wrap_script(ast), &sources);
    assert!(exports(&module).contains(&"main/0".to_owned()));
}

#[test]
fn an_entry_takes_and_returns_the_bindings() {
    let (ast, sources) = parse("{ok, Y} = f(X), case X of 1 -> Z = 2; _ -> Z = 3 end.\nf(A) -> {ok, A}.\n");
    let exprs: Vec<Expr> = ast
        .forms
        .into_iter()
        .filter_map(|form| match form.kind {
            FormKind::Expression(exprs) => Some(exprs),
            _ => None,
        })
        .flatten()
        .collect();
    let wrapped = compiler::wrap_entry(exprs, &[Name::from("X")], &Name::from("prompt"));
    let module = compile(&wrapped, &sources);
    assert!(exports(&module).contains(&"entry/1".to_owned()));
    let listing = compiler::disassemble(&module, |name| name == "entry/1");
    for name in ["'X'", "'Y'", "'Z'"] {
        assert!(listing.contains(name), "{name} is missing in\n{listing}");
    }
}
