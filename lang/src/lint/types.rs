//! Types are parsed but not checked; only the records that they name are.

use super::Linter;
use crate::ast::types::{Spec, Type, TypeKind};

impl Linter<'_> {
    /// The records in a type.
    pub(super) fn check_type(&mut self, type_: &Type) {
        match &type_.kind {
            TypeKind::Record(name, fields) => {
                if self.check_record(name, type_.span) {
                    for (field, _) in fields {
                        self.check_field(name, field, type_.span);
                    }
                }
                fields.iter().for_each(|(_, t)| self.check_type(t));
            }
            TypeKind::Union(types) | TypeKind::Tuple(types) => types.iter().for_each(|t| self.check_type(t)),
            TypeKind::Named { args, .. } => args.iter().for_each(|t| self.check_type(t)),
            TypeKind::List { element, .. } => element.iter().for_each(|t| self.check_type(t)),
            TypeKind::Map(pairs) => pairs.iter().for_each(|(_, k, v)| {
                self.check_type(k);
                self.check_type(v);
            }),
            TypeKind::Fun { args, result } => {
                args.iter().flatten().for_each(|t| self.check_type(t));
                result.iter().for_each(|t| self.check_type(t));
            }
            TypeKind::Annotated(_, t) => self.check_type(t),
            TypeKind::Var(_) | TypeKind::Literal(_) | TypeKind::Range(..) | TypeKind::Bitstring { .. } => {}
        }
    }

    /// The records in a specification.
    pub(super) fn check_spec_types(&mut self, spec: &Spec) {
        for clause in &spec.clauses {
            clause.args.iter().for_each(|t| self.check_type(t));
            self.check_type(&clause.result);
            clause.constraints.iter().for_each(|(_, t)| self.check_type(t));
        }
    }
}
