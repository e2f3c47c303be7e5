//! Patterns are parsed as expressions; this check leaves only what may stand in one.

use crate::ast::*;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// Reports everything in `pattern` that no pattern may hold.
pub fn check(pattern: &Expr, diagnostics: &mut Vec<Diagnostic>) {
    match &pattern.kind {
        ExprKind::Var(_)
        | ExprKind::Atom(_)
        | ExprKind::Integer(_)
        | ExprKind::Char(_)
        | ExprKind::Float(_)
        | ExprKind::String(_)
        | ExprKind::RecordIndex { .. } => {}
        ExprKind::List { elements, tail } => {
            elements.iter().for_each(|e| check(e, diagnostics));
            tail.iter().for_each(|e| check(e, diagnostics));
        }
        ExprKind::Tuple(elements) => elements.iter().for_each(|e| check(e, diagnostics)),
        ExprKind::Match(a, b) => {
            check(a, diagnostics);
            check(b, diagnostics);
        }
        ExprKind::Binary(elements) => elements.iter().for_each(|e| check(&e.value, diagnostics)),
        ExprKind::Map { base: None, fields } => {
            for field in fields {
                if !field.exact {
                    let help = "patterns match keys that are there, by `:=`: #{key := Value}";
                    illegal(field.span, "`=>` makes an association", diagnostics).help = Some(help.into());
                }
                check(&field.value, diagnostics);
            }
        }
        ExprKind::Record { base: None, fields, .. } => fields.iter().for_each(|f| check(&f.value, diagnostics)),
        ExprKind::BinaryOp(BinaryOp::Append, prefix, rest) if is_string(prefix) => check(rest, diagnostics),
        ExprKind::BinaryOp(BinaryOp::Append, ..) => {
            let help = "in a pattern, only a string may stand before ++: \"prefix\" ++ Rest";
            illegal(pattern.span, "what the left part is must be known", diagnostics).help = Some(help.into());
        }
        ExprKind::BinaryOp(..) | ExprKind::Unary(..) if is_arithmetic(pattern) => {}
        ExprKind::Call { .. } => {
            let help = "patterns describe data; call the function before, or compare in a guard";
            illegal(pattern.span, "a call is no pattern", diagnostics).help = Some(help.into());
        }
        ExprKind::Map { base: Some(_), .. } | ExprKind::Record { base: Some(_), .. } => {
            illegal(pattern.span, "an update is no pattern", diagnostics);
        }
        ExprKind::BinaryOp(..) | ExprKind::Unary(..) => {
            let help = "in a pattern, arithmetic may hold only numbers; compare in a guard: when X > 0";
            illegal(pattern.span, "this is to be computed, not matched", diagnostics).help = Some(help.into());
        }
        _ => {
            illegal(pattern.span, "this expression is no pattern", diagnostics);
        }
    }
}

fn illegal<'d>(span: Span, label: &str, diagnostics: &'d mut Vec<Diagnostic>) -> &'d mut Diagnostic {
    diagnostics.push(Diagnostic::error("illegal-pattern", span, "illegal pattern", label));
    let last = diagnostics.len() - 1;
    &mut diagnostics[last]
}

/// Whether `expr` is a string or a list of known characters, so that it may stand before `++`.
fn is_string(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::String(_) => true,
        ExprKind::List { elements, tail: None } => {
            elements.iter().all(|e| matches!(e.kind, ExprKind::Integer(_) | ExprKind::Char(_)))
        }
        ExprKind::BinaryOp(BinaryOp::Append, a, b) => is_string(a) && is_string(b),
        _ => false,
    }
}

/// Whether `expr` is arithmetic over numbers only.
pub fn is_arithmetic(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Integer(_) | ExprKind::Char(_) | ExprKind::Float(_) => true,
        ExprKind::Unary(UnaryOp::Plus | UnaryOp::Minus | UnaryOp::Bnot, operand) => is_arithmetic(operand),
        ExprKind::BinaryOp(op, a, b) => {
            use BinaryOp::*;
            matches!(op, Add | Sub | Mul | Divide | Div | Rem | Band | Bor | Bxor | Bsl | Bsr)
                && is_arithmetic(a)
                && is_arithmetic(b)
        }
        _ => false,
    }
}
