//! What is not code: compile options, attributes, exports, and the functions that every module has.

use lang::ast::{Expr, ExprKind, FormKind};
use lang::diagnostic::Diagnostic;
use lang::span::Span;
use vm::atom::{Atom, atoms};
use vm::instr::{Constant, Dst, Instr, Src};
use vm::module::{Function, Literal, Mfa, Module, image};

use crate::eunit::Generated;
use crate::lower::constant::attribute_term;
use crate::unit::{Unit, fnv, folded};

/// The options of all `-compile` attributes.
#[derive(Default)]
pub struct CompileOptions {
    /// `export_all` was given.
    pub export_all: bool,
    /// Functions named `…_test` are exported and `test/0` is made.
    pub eunit: bool,
    /// `ets:fun2ms/1` and `dbg:fun2ms/1` make match specifications.
    pub match_specs: bool,
    /// Parse transforms that are not ours.
    transforms: Vec<(String, Span)>,
    /// `-nifs`.
    nifs: Option<Span>,
}

impl CompileOptions {
    /// Collects the options of a module.
    pub fn of(ast: &lang::ast::Module) -> CompileOptions {
        let mut options = CompileOptions::default();
        for form in &ast.forms {
            match &form.kind {
                FormKind::Compile(expr) => options.add(expr),
                FormKind::Attribute { name, .. } if &**name == "nifs" => options.nifs = Some(form.span),
                _ => {}
            }
        }
        options
    }

    fn add(&mut self, option: &Expr) {
        match &option.kind {
            ExprKind::List { elements, .. } => elements.iter().for_each(|option| self.add(option)),
            ExprKind::Atom(name) if &**name == "export_all" => self.export_all = true,
            ExprKind::Tuple(parts) => match parts.as_slice() {
                [Expr { kind: ExprKind::Atom(key), .. }, Expr { kind: ExprKind::Atom(name), .. }]
                    if &**key == "parse_transform" =>
                {
                    match &**name {
                        "eunit_autoexport" => self.eunit = true,
                        "ms_transform" => self.match_specs = true,
                        other => self.transforms.push((other.to_owned(), option.span)),
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }

    /// Notes an error for everything that is not supported.
    pub fn refuse_unsupported(&self, unit: &mut Unit<'_>) {
        for (name, span) in &self.transforms {
            let title = format!("parse transforms are not supported: `{name}`");
            unit.error(
                Diagnostic::error("parse-transform", *span, title, "asked for here").with_note(
                    "a parse transform is a program that rewrites the syntax tree of OTP's compiler",
                ),
            );
        }
        if let Some(span) = self.nifs {
            let title = "native functions (`-nifs`) are not supported";
            unit.error(Diagnostic::error("nifs", span, title, "declared here"));
        }
    }
}

/// Puts the module together.
pub fn finish(
    mut unit: Unit<'_>,
    ast: &lang::ast::Module,
    options: &CompileOptions,
    generated: Generated,
) -> Result<(Module, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut exports = unit.exports(ast, options.export_all || unit.options.export_all);
    for name in &generated.exports {
        exports.extend(unit.local.get(name).filter(|index| !exports.contains(index)).copied());
    }
    if generated.test {
        let code = call_with_module(&mut unit, "eunit", "test");
        exports.push(generate(&mut unit, "test", 0, code));
    }
    for arity in [0, 1] {
        let index = module_info(&mut unit, arity);
        exports.push(index);
    }
    let attributes = attributes(&unit, ast);
    let on_load = ast.forms.iter().find_map(|form| match &form.kind {
        FormKind::OnLoad(name) => unit.local.get(&(name.name.clone(), name.arity)).copied(),
        _ => None,
    });
    let errors = unit.diagnostics.iter().any(Diagnostic::is_error);
    if errors || unit.functions.iter().any(Option::is_none) {
        return Err(unit.diagnostics);
    }
    let mut module = Module {
        name: unit.name,
        functions: unit.functions.into_iter().flatten().collect(),
        exports,
        imports: unit.imports,
        literals: unit.pool.finish(),
        lambdas: unit.lambdas,
        attributes,
        on_load,
        files: unit.files,
    };
    identify_funs(&mut module);
    Ok((module, unit.diagnostics))
}

/// Funs of two versions of a module are the same when the versions do the same, wherever it stands in the source.
fn identify_funs(module: &mut Module) {
    if module.lambdas.is_empty() {
        return;
    }
    let mut bare = Module { attributes: Vec::new(), files: Vec::new(), ..module.clone() };
    for function in &mut bare.functions {
        function.positions.clear();
        function.variables.clear();
        function.receives.clear();
    }
    let version = folded(fnv(&image::encode(&bare), 0));
    for lambda in &mut module.lambdas {
        lambda.uniq ^= version;
    }
}

/// `module_info/arity`, which asks the machine.
fn module_info(unit: &mut Unit<'_>, arity: u32) -> u32 {
    let import =
        unit.import(Mfa { module: atoms::erlang, function: Atom::new("get_module_info"), arity: arity + 1 });
    let name = Src::Const(Constant::Atom(unit.name));
    let mut code = Vec::new();
    if arity == 1 {
        code.push(Instr::Move { src: Src::X(0), dst: Dst::X(1) });
    }
    code.push(Instr::Move { src: name, dst: Dst::X(0) });
    code.push(Instr::CallExtOnly { import });
    generate(unit, "module_info", arity, code)
}

/// Code that calls `module:function(ThisModule)`.
fn call_with_module(unit: &mut Unit<'_>, module: &str, function: &str) -> Vec<Instr> {
    let mfa = Mfa { module: Atom::new(module), function: Atom::new(function), arity: 1 };
    let import = unit.import(mfa);
    let name = Src::Const(Constant::Atom(unit.name));
    vec![Instr::Move { src: name, dst: Dst::X(0) }, Instr::CallExtOnly { import }]
}

fn generate(unit: &mut Unit<'_>, name: &str, arity: u32, code: Vec<Instr>) -> u32 {
    let index = unit.reserve();
    unit.functions[index as usize] = Some(Function {
        name: Atom::new(name),
        arity,
        code,
        positions: Vec::new(),
        variables: Vec::new(),
        receives: Vec::new(),
    });
    index
}

/// `module_info(attributes)`: each attribute with the list of its values, in source order.
fn attributes(unit: &Unit<'_>, ast: &lang::ast::Module) -> Vec<(Atom, Literal)> {
    let mut attributes: Vec<(Atom, Literal)> = Vec::new();
    for form in &ast.forms {
        match &form.kind {
            FormKind::Attribute { name, value } if !is_silent(name) => {
                if let Some(value) = attribute_term(value) {
                    attributes.push((Atom::new(name), as_list(value)));
                }
            }
            FormKind::Behaviour(name) => {
                attributes.push((Atom::new("behaviour"), as_list(Literal::Atom(Atom::new(name)))));
            }
            FormKind::OnLoad(name) => {
                let pair = vec![
                    Literal::Atom(Atom::new(&name.name)),
                    Literal::Integer(i64::from(name.arity).into()),
                ];
                attributes.push((Atom::new("on_load"), as_list(Literal::Tuple(pair))));
            }
            _ => {}
        }
    }
    if !attributes.iter().any(|(name, _)| *name == atoms::vsn) {
        let hash = u128::from(unit.source_hash()) << 64 | u128::from(unit.source_hash().rotate_left(31));
        attributes.insert(0, (atoms::vsn, as_list(Literal::Integer(hash.into()))));
    }
    attributes
}

/// Attributes that OTP does not keep in the module.
fn is_silent(name: &str) -> bool {
    matches!(name, "doc" | "moduledoc" | "nifs" | "feature" | "file")
}

/// Values of attributes are lists; a value that is no list is a list of one.
fn as_list(value: Literal) -> Literal {
    match value {
        list @ (Literal::List(..) | Literal::Nil | Literal::String(_)) => list,
        value => Literal::List(vec![value], Box::new(Literal::Nil)),
    }
}
