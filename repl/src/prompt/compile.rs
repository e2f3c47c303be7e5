//! Entries as modules: expressions as a module of their own, functions together with those defined before.

use im::{HashSet, OrdSet};
use lang::ast::{self, Expr, FormKind, Name};
use lang::diagnostic::Diagnostic;
use lang::render::Style;
use lang::span::{Source, Sources, Span};
use vm::module::Module;

use super::definitions::{Definitions, Function};
use super::entry::Entered;

/// What is usually behind a variable without a value.
const UNBOUND: &str = "a match gives a variable its value: X = 1; an atom begins with a small letter";

/// What expressions stand in: the texts, and the records and types that they may use.
pub struct Context<'a> {
    /// The entry.
    pub entered: &'a Entered,
    forms: Vec<ast::Form>,
    teaches: bool,
}

impl Context<'_> {
    /// The context of an entry's expressions; whether more is said of mistakes than what they are.
    pub fn of(entered: &Entered, teaches: bool) -> Context<'_> {
        let forms = entered.tree.forms.iter().filter(|form| declares(form)).cloned().collect();
        Context { entered, forms, teaches }
    }
}

/// Whether a form says something that holds for expressions, too.
fn declares(form: &ast::Form) -> bool {
    matches!(form.kind, FormKind::Record(_) | FormKind::Type(_) | FormKind::Import { .. })
}

/// A module of expressions, and the variables whose values its function takes. Else pictures of what is wrong.
pub fn expressions(
    exprs: &[Expr],
    context: &Context,
    name: &str,
    bound: &OrdSet<String>,
    definitions: &Definitions,
    style: Style,
) -> Result<(Module, Vec<Name>), String> {
    let mut names: OrdSet<Name> = OrdSet::new();
    for expr in exprs {
        compiler::variables(expr, &mut |name| {
            if bound.contains(&**name) {
                names.insert(name.clone());
            }
        });
    }
    let names: Vec<Name> = names.into_iter().collect();
    let tree = |exprs: Vec<Expr>| {
        let mut tree = compiler::wrap_entry(exprs, &names, &Name::from(name));
        tree.forms.splice(1..1, context.forms.iter().cloned());
        compiler::add_delegates(&mut tree, &|name, arity| home(definitions, name, arity));
        tree
    };
    let mut exprs = exprs.to_vec();
    let entered = context.entered;
    let picture =
        |errors: Vec<Diagnostic>| entered.picture(&errors, (&entered.sources, entered.source), style);
    linted(&tree(exprs.clone()), context.teaches).map_err(picture)?;
    compiler::complete_entry(&mut exprs, &names);
    let options = compiler::Options { as_called: true, ..compiler::Options::default() };
    let compiled = compiler::compile(&tree(exprs), &entered.sources, &options);
    let (module, _) = compiled.map_err(picture)?;
    Ok((module, names))
}

/// Where a function called without a module is.
fn home(definitions: &Definitions, name: &str, arity: u32) -> Name {
    match definitions.has_function(name, arity) {
        true => Name::from(definitions.module.as_str()),
        false => Name::from("shell_default"),
    }
}

/// The module of all functions: those of an entry, and those defined before that it does not define again.
pub fn functions(entered: &Entered, definitions: &Definitions, style: Style) -> Result<Module, String> {
    let own = entered.tree.forms.iter().filter(|form| form.span.source == entered.source);
    let defined: HashSet<Function> = own
        .filter_map(|form| match &form.kind {
            FormKind::Function(function) => Some((function.name.to_string(), function.arity)),
            _ => None,
        })
        .collect();
    let mut sources = Sources::default();
    let mut before = vec![sources.add(Source::new("before", definitions.before(&entered.forms)))];
    for text in definitions.functions_but(&defined) {
        before.push(sources.add(Source::new("prompt", text)));
    }
    let source = sources.add(Source::new("prompt", entered.text.as_str()));
    let within = Some(definitions.module.clone());
    let options = lang::Options { maybe: true, within, before, ..lang::Options::default() };
    let lang::Entry::Complete(mut tree, _) = lang::parse_entry(&mut sources, source, &options) else {
        return Err(String::new());
    };
    tree.forms.retain(|form| declares(form) || matches!(form.kind, FormKind::Function(_)));
    let name = Name::from(definitions.module.as_str());
    let start = Span::new(source, 0, 0);
    tree.forms.insert(0, compiler::match_specs(start));
    tree.forms.insert(0, ast::Form { span: start, kind: FormKind::Module(name) });
    compiler::add_delegates(&mut tree, &|_, _| Name::from("shell_default"));
    let options = compiler::Options { export_all: true, ..compiler::Options::default() };
    let picture = |errors: Vec<Diagnostic>| entered.picture(&errors, (&sources, source), style);
    linted(&tree, false).map_err(picture)?;
    let (module, _) = compiler::compile(&tree, &sources, &options).map_err(picture)?;
    Ok(module)
}

/// What is wrong, if anything is; whether more is said of it.
fn linted(tree: &ast::Module, teaches: bool) -> Result<(), Vec<Diagnostic>> {
    let options = lang::Options { maybe: true, ..lang::Options::default() };
    let mut diagnostics = lang::lint(tree, &options);
    // Warnings are for programs.
    diagnostics.retain(Diagnostic::is_error);
    for unbound in
        diagnostics.iter_mut().filter(|diagnostic| teaches && diagnostic.code == "unbound-variable")
    {
        unbound.help.get_or_insert_with(|| UNBOUND.into());
    }
    if diagnostics.is_empty() { Ok(()) } else { Err(diagnostics) }
}
