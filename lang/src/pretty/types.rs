//! Types as text.

use super::{expr, joined};
use crate::ast::types::{SpecClause, Type, TypeKind};
use crate::literal::atom;

/// A type.
pub fn type_(t: &Type) -> String {
    let mut out = String::new();
    write(t, &mut out);
    out
}

/// ` :: Type`, when there is one.
pub(super) fn record_field_type(t: Option<&Type>, out: &mut String) {
    if let Some(t) = t {
        out.push_str(" :: ");
        write(t, out);
    }
}

/// `(Arguments) -> Result when Constraints`.
pub(super) fn spec_clause(clause: &SpecClause, out: &mut String) {
    out.push('(');
    joined(&clause.args, ", ", out, write);
    out.push_str(") -> ");
    write(&clause.result, out);
    if !clause.constraints.is_empty() {
        out.push_str(" when ");
        joined(&clause.constraints, ", ", out, |(name, t), out| {
            out.push_str(name);
            out.push_str(" :: ");
            write(t, out);
        });
    }
}

fn write(t: &Type, out: &mut String) {
    match &t.kind {
        TypeKind::Var(name) => out.push_str(name),
        TypeKind::Literal(e) => out.push_str(&expr(e)),
        TypeKind::Range(a, b) => out.push_str(&format!("{}..{}", expr(a), expr(b))),
        TypeKind::Union(types) => joined(types, " | ", out, |t, out| {
            // A union, or an annotated type, inside of a union is one in brackets.
            match t.kind {
                TypeKind::Union(_) | TypeKind::Annotated(..) => {
                    out.push('(');
                    write(t, out);
                    out.push(')');
                }
                _ => write(t, out),
            }
        }),
        TypeKind::List { element: None, .. } => out.push_str("[]"),
        TypeKind::List { element: Some(t), nonempty } => {
            out.push('[');
            write(t, out);
            out.push_str(if *nonempty { ", ...]" } else { "]" });
        }
        TypeKind::Tuple(types) => {
            out.push('{');
            joined(types, ", ", out, write);
            out.push('}');
        }
        TypeKind::Map(pairs) => {
            out.push_str("#{");
            joined(pairs, ", ", out, |(exact, k, v), out| {
                write(k, out);
                out.push_str(if *exact { " := " } else { " => " });
                write(v, out);
            });
            out.push('}');
        }
        TypeKind::Record(name, fields) => {
            out.push_str(&format!("#{}{{", atom(name)));
            joined(fields, ", ", out, |(name, t), out| {
                out.push_str(&atom(name));
                out.push_str(" :: ");
                write(t, out);
            });
            out.push('}');
        }
        TypeKind::Bitstring { size, unit } => {
            let mut parts = Vec::new();
            parts.extend(size.as_ref().map(|size| format!("_:{}", expr(size))));
            parts.extend(unit.as_ref().map(|unit| format!("_:_*{}", expr(unit))));
            out.push_str(&format!("<<{}>>", parts.join(", ")));
        }
        TypeKind::Fun { result: None, .. } => out.push_str("fun()"),
        TypeKind::Fun { args, result: Some(result) } => {
            out.push_str("fun((");
            match args {
                None => out.push_str("..."),
                Some(args) => joined(args, ", ", out, write),
            }
            out.push_str(") -> ");
            write(result, out);
            out.push(')');
        }
        TypeKind::Named { module, name, args } => {
            if let Some(module) = module {
                out.push_str(&format!("{}:", atom(module)));
            }
            out.push_str(&format!("{}(", atom(name)));
            joined(args, ", ", out, write);
            out.push(')');
        }
        TypeKind::Annotated(name, t) => {
            out.push_str(&format!("{name} :: "));
            write(t, out);
        }
    }
}
