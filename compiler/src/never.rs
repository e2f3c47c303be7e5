//! Functions that never return: every path through them raises, exits or goes on for ever.
//!
//! OTP's compiler drops what follows a call of such a function, so that the caller has no frame in the stack trace.
//! The greatest set is found: all functions are assumed never to return until a clause is seen to.

use std::collections::HashSet;

use lang::ast::{BinaryOp, Clause, Expr, ExprKind, FormKind, Module, Name};

use crate::walk;

/// Name and arity of local functions that never return.
pub type Never = HashSet<(Name, u32)>;

/// The functions of `module` that never return.
pub fn find(module: &Module) -> Never {
    let functions = || {
        module.forms.iter().filter_map(|form| match &form.kind {
            FormKind::Function(function) => Some(function),
            _ => None,
        })
    };
    let mut never: Never = functions().map(|function| (function.name.clone(), function.arity)).collect();
    loop {
        let returns: Vec<(Name, u32)> = functions()
            .filter(|function| never.contains(&(function.name.clone(), function.arity)))
            .filter(|function| !clauses_never(&function.clauses, &Known { never: &never, myself: None }))
            .map(|function| (function.name.clone(), function.arity))
            .collect();
        if returns.is_empty() {
            return never;
        }
        for name in returns {
            never.remove(&name);
        }
    }
}

/// Whether a named fun never returns.
pub fn fun_never_returns(name: &Name, clauses: &[Clause], never: &Never) -> bool {
    let arity = clauses.first().map_or(0, |clause| clause.patterns.len());
    clauses_never(clauses, &Known { never, myself: Some((name, arity)) })
}

/// What is assumed.
struct Known<'a> {
    never: &'a Never,
    /// The named fun whose body is looked at.
    myself: Option<(&'a Name, usize)>,
}

fn clauses_never(clauses: &[Clause], known: &Known) -> bool {
    !clauses.is_empty() && clauses.iter().all(|clause| body_never(&clause.body, known))
}

fn body_never(body: &[Expr], known: &Known) -> bool {
    body.iter().any(|expr| never(expr, known))
}

/// Whether the evaluation of `expr` never ends with a value.
fn never(expr: &Expr, known: &Known) -> bool {
    match &expr.kind {
        ExprKind::Call { function, args } => {
            args.iter().any(|arg| never(arg, known)) || call_never(function, args.len(), known)
        }
        ExprKind::Case { subject, clauses } => never(subject, known) || clauses_never(clauses, known),
        ExprKind::If(clauses) => clauses_never(clauses, known),
        ExprKind::Receive { clauses, after } => {
            let timeout = after.as_ref().is_none_or(|(_, body)| body_never(body, known));
            timeout && clauses.iter().all(|clause| body_never(&clause.body, known))
        }
        ExprKind::BinaryOp(BinaryOp::Andalso | BinaryOp::Orelse, left, _) => never(left, known),
        ExprKind::Fun { .. }
        | ExprKind::Try { .. }
        | ExprKind::Catch(_)
        | ExprKind::Maybe { .. }
        | ExprKind::ListComprehension { .. }
        | ExprKind::BinaryComprehension { .. }
        | ExprKind::MapComprehension { .. } => false,
        ExprKind::Match(_, value) => never(value, known),
        _ => {
            let mut found = false;
            walk::children(expr, &mut |child| found |= never(child, known));
            found
        }
    }
}

fn call_never(function: &Expr, arity: usize, known: &Known) -> bool {
    let raises = |name: &str| matches!((name, arity), ("error", 1..=3) | ("exit" | "throw", 1));
    match &function.kind {
        ExprKind::Atom(name) => known.never.contains(&(name.clone(), arity as u32)) || raises(name),
        ExprKind::Var(name) => known.myself == Some((name, arity)),
        ExprKind::Remote(module, name) => match (&module.kind, &name.kind) {
            (ExprKind::Atom(module), ExprKind::Atom(name)) => &**module == "erlang" && raises(name),
            _ => false,
        },
        _ => false,
    }
}
