//! What `-callback` asks of the compiler: a behaviour exports `behaviour_info/1`, which lists its callbacks.

use lang::ast::{Clause, Expr, ExprKind, Form, FormKind, Function, Module, Name, NameArity};
use lang::span::Span;

/// The module with `behaviour_info/1`; `None` when it has no callbacks, or defines the function itself.
pub fn described(ast: &Module) -> Option<Module> {
    let function = Name::from("behaviour_info");
    let mut callbacks = Vec::new();
    let mut optional = Vec::new();
    let mut span = Span::default();
    for form in &ast.forms {
        match &form.kind {
            FormKind::Spec(spec) if spec.callback => {
                span = form.span;
                callbacks.push((spec.name.clone(), spec.arity));
            }
            FormKind::OptionalCallbacks(list) => {
                optional.extend(list.iter().map(|callback| (callback.name.clone(), callback.arity)));
            }
            FormKind::Function(defined) if defined.name == function && defined.arity == 1 => return None,
            _ => {}
        }
    }
    if callbacks.is_empty() {
        return None;
    }
    let clause = |kind: &str, list: &[(Name, u32)]| Clause {
        span,
        patterns: vec![Expr { span, kind: ExprKind::Atom(kind.into()) }],
        guard: Vec::new(),
        body: vec![listed(list, span)],
    };
    let clauses = vec![clause("callbacks", &callbacks), clause("optional_callbacks", &optional)];
    let mut module = ast.clone();
    let export = vec![NameArity { span, name: function.clone(), arity: 1 }];
    module.forms.push(Form { span, kind: FormKind::Export(export) });
    let function = Function { name: function, arity: 1, clauses };
    module.forms.push(Form { span, kind: FormKind::Function(function) });
    Some(module)
}

/// `[{Name, Arity}, …]`
fn listed(functions: &[(Name, u32)], span: Span) -> Expr {
    let expr = |kind| Expr { span, kind };
    let pair = |(name, arity): &(Name, u32)| {
        let arity = expr(ExprKind::Integer((*arity).into()));
        expr(ExprKind::Tuple(vec![expr(ExprKind::Atom(name.clone())), arity]))
    };
    expr(ExprKind::List { elements: functions.iter().map(pair).collect(), tail: None })
}
