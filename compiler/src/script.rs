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
        forms.push(match_specs(span));
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
            match_specs(span),
            export(&entry, bound.len() as u32, span),
            function(&entry, patterns, body, span),
        ],
        maybe_enabled: true,
    }
}

/// What the header ms_transform.hrl asks for, which a prompt and a script have without it.
pub fn match_specs(span: Span) -> Form {
    let atom = |name: &str| Expr { span, kind: ExprKind::Atom(name.into()) };
    let kind = ExprKind::Tuple(vec![atom("parse_transform"), atom("ms_transform")]);
    Form { span, kind: FormKind::Compile(Expr { span, kind }) }
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
    // The compiler answers `record_info`.
    defined.push(("record_info".into(), 2));
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

/// The value of a variable that was not bound after all.
pub const UNBOUND: &str = "-unbound-";

/// Has an entry bind what only the chosen clause of a `case`, `if` or `receive` binds, as it does in OTP's shell: the other
/// clauses give it the value `UNBOUND`. What the entry itself may use has to be checked before.
pub fn complete_entry(exprs: &mut [Expr], bound: &[Name]) {
    complete_all(exprs, &mut bound.to_vec());
}

/// Binds in the clauses of each `case`, `if` and `receive` what its other clauses bind; `known` is what was bound before.
fn complete_all(exprs: &mut [Expr], known: &mut Vec<Name>) {
    for expr in exprs {
        complete(expr, known);
        exported(expr, &mut |name| known.push(name.clone()));
    }
}

fn complete(expr: &mut Expr, known: &mut Vec<Name>) {
    match &mut expr.kind {
        ExprKind::Match(_, value) => complete(value, known),
        ExprKind::Begin(exprs) => complete_all(exprs, &mut known.clone()),
        ExprKind::Case { subject, clauses } => {
            complete(subject, known);
            exported(subject, &mut |name| known.push(name.clone()));
            complete_clauses(clauses.iter_mut().collect(), None, known);
        }
        ExprKind::If(clauses) => complete_clauses(clauses.iter_mut().collect(), None, known),
        ExprKind::Receive { clauses, after } => {
            let after = after.as_mut().map(|(_, body)| body);
            complete_clauses(clauses.iter_mut().collect(), after, known);
        }
        _ => {}
    }
}

fn complete_clauses(mut clauses: Vec<&mut Clause>, mut after: Option<&mut Vec<Expr>>, known: &[Name]) {
    let mut all: Vec<Name> = Vec::new();
    let mut own: Vec<Vec<Name>> = Vec::new();
    let no_patterns = Vec::new();
    let bodies = clauses.iter_mut().map(|clause| (&clause.patterns, &mut clause.body));
    for (patterns, body) in bodies.chain(after.iter_mut().map(|body| (&no_patterns, &mut **body))) {
        let mut names: Vec<Name> = Vec::new();
        patterns.iter().for_each(|pattern| bound_names(pattern, &mut |name| names.push(name.clone())));
        complete_all(body, &mut [known, &names].concat());
        body.iter().for_each(|expr| exported(expr, &mut |name| names.push(name.clone())));
        all.extend(names.iter().filter(|name| !known.contains(name) && &***name != "_").cloned());
        own.push(names);
    }
    all.sort();
    all.dedup();
    let mut own = own.into_iter();
    for clause in clauses {
        let mut mentioned = own.next().unwrap_or_default();
        let parts = clause.patterns.iter().chain(clause.guard.iter().flatten()).chain(&clause.body);
        parts.for_each(|part| walk::variables(part, &mut |name| mentioned.push(name.clone())));
        bind_missing(&mut clause.body, &all, &mentioned);
    }
    if let Some(body) = after {
        let mut mentioned = own.next().unwrap_or_default();
        body.iter().for_each(|part| walk::variables(part, &mut |name| mentioned.push(name.clone())));
        bind_missing(body, &all, &mentioned);
    }
}

/// Begins a body with matches for the names that it does not mention.
fn bind_missing(body: &mut Vec<Expr>, names: &[Name], mentioned: &[Name]) {
    let span = body.first().map(|expr| expr.span).unwrap_or_default();
    let expr = |kind| Box::new(Expr { span, kind });
    for name in names.iter().filter(|name| !mentioned.contains(name)) {
        let value = expr(ExprKind::Atom(Name::from(UNBOUND)));
        body.insert(0, *expr(ExprKind::Match(expr(ExprKind::Var(name.clone())), value)));
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
