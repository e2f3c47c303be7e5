//! Scripts and shell entries as modules: top-level expressions become a function.

use lang::ast::{Clause, Expr, ExprKind, Form, FormKind, Function, Module, Name, NameArity};
use lang::span::Span;

use crate::free::bound_names;
use crate::walk;

/// Turns the top-level expressions of a script into an exported `main/0`, in order; variables flow from one to
/// the next. Other forms stay. Without top-level expressions nothing changes.
pub fn wrap_script(mut ast: Module) -> Module {
    let mut body = Vec::new();
    let mut span = Span::default();
    let mut forms = Vec::with_capacity(ast.forms.len() + 3);
    for form in ast.forms {
        match form.kind {
            FormKind::Expression(exprs) => {
                span = if body.is_empty() { form.span } else { span.to(form.span) };
                body.extend(exprs);
            }
            _ => forms.push(form),
        }
    }
    let defines = |forms: &[Form], wanted: &str| {
        forms.iter().any(|form| match &form.kind {
            FormKind::Function(function) => &*function.name == wanted && function.arity == 0,
            _ => false,
        })
    };
    if !body.is_empty() && !defines(&forms, "main") {
        let main = Name::from("main");
        forms.push(export(&main, 0, span));
        forms.push(function(&main, Vec::new(), body, span));
    }
    if !forms.iter().any(|form| matches!(form.kind, FormKind::Module(_))) {
        forms.insert(0, Form { span, kind: FormKind::Module(Name::from("script")) });
    }
    ast.forms = forms;
    ast
}

/// Makes a module out of an entry at the prompt: `'entry'/N` takes the values of the variables `bound` and
/// returns `{Value, [{'Name', Value}, …]}` with all variables that are bound afterwards.
pub fn wrap_entry(exprs: Vec<Expr>, bound: &[Name], module_name: &Name) -> Module {
    let span = exprs.iter().map(|expr| expr.span).reduce(Span::to).unwrap_or_default();
    let expr = |kind| Expr { span, kind };
    let mut names: Vec<Name> = bound.to_vec();
    for entry in &exprs {
        exported(entry, &mut |name| {
            if !names.contains(name) && &**name != "_" {
                names.push(name.clone());
            }
        });
    }
    let value = Name::from("-value-");
    let mut body = exprs;
    let last = body.pop().unwrap_or_else(|| expr(ExprKind::Atom(Name::from("ok"))));
    let target = expr(ExprKind::Var(value.clone()));
    body.push(expr(ExprKind::Match(Box::new(target.clone()), Box::new(last))));
    let pairs = names.iter().map(|name| {
        let key = expr(ExprKind::Atom(name.clone()));
        expr(ExprKind::Tuple(vec![key, expr(ExprKind::Var(name.clone()))]))
    });
    let list = expr(ExprKind::List { elements: pairs.collect(), tail: None });
    body.push(expr(ExprKind::Tuple(vec![target, list])));
    let entry = Name::from("entry");
    let patterns = bound.iter().map(|name| expr(ExprKind::Var(name.clone()))).collect();
    Module {
        forms: vec![
            Form { span, kind: FormKind::Module(module_name.clone()) },
            export(&entry, bound.len() as u32, span),
            function(&entry, patterns, body, span),
        ],
        maybe_enabled: true,
    }
}

/// Gives a module of the prompt a function for each local call of what it does not define and is no built-in function:
/// it calls the function in the module that `target` says.
pub fn add_delegates(entry: &mut Module, target: &dyn Fn(&str, u32) -> Name) {
    let mut called: Vec<(Name, u32, Span)> = Vec::new();
    let mut defined: Vec<(Name, u32)> = Vec::new();
    for form in &entry.forms {
        if let FormKind::Function(function) = &form.kind {
            defined.push((function.name.clone(), function.arity));
            let bodies = function.clauses.iter().flat_map(|clause| &clause.body);
            bodies.for_each(|expr| local_calls(expr, &mut called));
        }
    }
    called.retain(|(name, arity, _)| !defined.iter().any(|(other, n)| other == name && n == arity));
    for (name, arity, span) in called {
        let target = target(&name, arity);
        let expr = |kind| Expr { span, kind };
        let args: Vec<Expr> = (0..arity).map(|n| expr(ExprKind::Var(format!("A{n}").into()))).collect();
        let module = Box::new(expr(ExprKind::Atom(target.clone())));
        let callee = expr(ExprKind::Remote(module, Box::new(expr(ExprKind::Atom(name.clone())))));
        let call = expr(ExprKind::Call { function: Box::new(callee), args: args.clone() });
        entry.forms.push(function(&name, args, vec![call], span));
    }
}

fn local_calls(expr: &Expr, called: &mut Vec<(Name, u32, Span)>) {
    let found = match &expr.kind {
        ExprKind::Call { function, args } => match &function.kind {
            ExprKind::Atom(name) => Some((name, args.len() as u32)),
            _ => None,
        },
        ExprKind::FunLocal { name, arity } => Some((name, *arity)),
        _ => None,
    };
    if let Some((name, arity)) = found
        && !lang::builtins::is_auto_imported(name, arity)
        && !called.iter().any(|(other, other_arity, _)| other == name && *other_arity == arity)
    {
        called.push((name.clone(), arity, expr.span));
    }
    walk::children(expr, &mut |child| local_calls(child, called));
}

fn export(name: &Name, arity: u32, span: Span) -> Form {
    Form { span, kind: FormKind::Export(vec![NameArity { span, name: name.clone(), arity }]) }
}

fn function(name: &Name, patterns: Vec<Expr>, body: Vec<Expr>, span: Span) -> Form {
    let arity = patterns.len() as u32;
    let clause = Clause { span, patterns, guard: Vec::new(), body };
    Form { span, kind: FormKind::Function(Function { name: name.clone(), arity, clauses: vec![clause] }) }
}

/// Calls `visit` with the variables that are surely bound once `expr` has been evaluated.
fn exported<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Name)) {
    match &expr.kind {
        ExprKind::Match(pattern, value) => {
            exported(value, visit);
            bound_names(pattern, visit);
        }
        // These have a scope of their own, or bind nothing that is safe outside.
        ExprKind::Fun { .. }
        | ExprKind::Try { .. }
        | ExprKind::Catch(_)
        | ExprKind::Maybe { .. }
        | ExprKind::ListComprehension { .. }
        | ExprKind::BinaryComprehension { .. }
        | ExprKind::MapComprehension { .. } => {}
        ExprKind::BinaryOp(lang::ast::BinaryOp::Andalso | lang::ast::BinaryOp::Orelse, left, _) => {
            exported(left, visit);
        }
        ExprKind::Case { subject, clauses } => {
            exported(subject, visit);
            in_all(clauses, visit);
        }
        ExprKind::If(clauses) => in_all(clauses, visit),
        ExprKind::Receive { clauses, after: None } => in_all(clauses, visit),
        ExprKind::Receive { clauses, after: Some((time, body)) } => {
            exported(time, visit);
            let mut after = Vec::new();
            body.iter().for_each(|expr| exported(expr, &mut |name| after.push(name)));
            in_all(clauses, &mut |name| {
                if after.contains(&name) {
                    visit(name);
                }
            });
        }
        _ => walk::children(expr, &mut |child| exported(child, visit)),
    }
}

/// The variables that every clause binds.
fn in_all<'a>(clauses: &'a [Clause], visit: &mut dyn FnMut(&'a Name)) {
    let names = |clause: &'a Clause| {
        let mut names = Vec::new();
        clause.patterns.iter().for_each(|pattern| bound_names(pattern, &mut |name| names.push(name)));
        clause.body.iter().for_each(|expr| exported(expr, &mut |name| names.push(name)));
        names
    };
    let Some((first, others)) = clauses.split_first() else {
        return;
    };
    let others: Vec<Vec<&Name>> = others.iter().map(names).collect();
    for name in names(first) {
        if others.iter().all(|clause| clause.contains(&name)) {
            visit(name);
        }
    }
}
