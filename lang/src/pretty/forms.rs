//! Whole forms as text.

use super::types::{record_field_type, spec_clause, type_};
use super::{body, expr, head, joined};
use crate::ast::*;
use crate::literal::atom;

/// A form with its full stop.
pub fn form(form: &Form) -> String {
    match &form.kind {
        FormKind::Module(name) => format!("-module({}).", atom(name)),
        FormKind::Export(list) => format!("-export([{}]).", functions(list)),
        FormKind::Import { module, functions: list } => {
            format!("-import({}, [{}]).", atom(module), functions(list))
        }
        FormKind::ExportType(list) => format!("-export_type([{}]).", functions(list)),
        FormKind::OptionalCallbacks(list) => format!("-optional_callbacks([{}]).", functions(list)),
        FormKind::Behaviour(name) => format!("-behaviour({}).", atom(name)),
        FormKind::OnLoad(function) => format!("-on_load({}).", functions(std::slice::from_ref(function))),
        FormKind::Compile(value) => format!("-compile({}).", expr(value)),
        FormKind::Attribute { name, value } => format!("-{}({}).", atom(name), expr(value)),
        FormKind::Record(record) => {
            let mut fields = String::new();
            joined(&record.fields, ", ", &mut fields, |field, out| {
                out.push_str(&atom(&field.name));
                if let Some(default) = &field.default {
                    out.push_str(" = ");
                    out.push_str(&expr(default));
                }
                record_field_type(field.type_.as_ref(), out);
            });
            format!("-record({}, {{{fields}}}).", atom(&record.name))
        }
        FormKind::Type(declaration) => format!(
            "-{} {}({}) :: {}.",
            declaration.keyword,
            atom(&declaration.name),
            declaration.params.join(", "),
            type_(&declaration.definition)
        ),
        FormKind::Spec(spec) => {
            let mut out = String::from(if spec.callback { "-callback " } else { "-spec " });
            if let Some(module) = &spec.module {
                out.push_str(&format!("{}:", atom(module)));
            }
            out.push_str(&atom(&spec.name));
            joined(&spec.clauses, "; ", &mut out, spec_clause);
            out.push('.');
            out
        }
        FormKind::Function(function) => {
            let mut out = String::new();
            joined(&function.clauses, ";\n", &mut out, |clause, out| {
                out.push_str(&atom(&function.name));
                head(clause, out);
                body(&clause.body, out);
            });
            out.push('.');
            out
        }
        FormKind::Expression(list) => {
            let mut out = String::new();
            joined(list, ", ", &mut out, |e, out| out.push_str(&expr(e)));
            out.push('.');
            out
        }
    }
}

fn functions(list: &[NameArity]) -> String {
    let texts: Vec<String> = list.iter().map(|f| format!("{}/{}", atom(&f.name), f.arity)).collect();
    texts.join(", ")
}
