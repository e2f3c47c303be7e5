//! Free variables: which variables of its surroundings a fun or comprehension uses.

use std::collections::HashSet;

use lang::ast::{Clause, Expr, ExprKind, Generator, Name, Qualifier};

use crate::walk;

/// Collects names that are used and not hidden by an inner binding of the same name.
#[derive(Default)]
pub struct Free<'a> {
    /// The names found.
    pub names: HashSet<&'a Name>,
    hidden: Vec<&'a Name>,
}

impl<'a> Free<'a> {
    /// Looks through an expression.
    pub fn expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Var(name) => {
                if !self.hidden.contains(&name) {
                    self.names.insert(name);
                }
            }
            ExprKind::Fun { name, clauses } => {
                let mark = self.hidden.len();
                self.hidden.extend(name);
                self.fun_clauses(clauses);
                self.hidden.truncate(mark);
            }
            ExprKind::ListComprehension { templates, qualifiers } => {
                let mark = self.qualifiers(qualifiers);
                templates.iter().for_each(|template| self.expr(template));
                self.hidden.truncate(mark);
            }
            ExprKind::BinaryComprehension { template, qualifiers } => {
                let mark = self.qualifiers(qualifiers);
                self.expr(template);
                self.hidden.truncate(mark);
            }
            ExprKind::MapComprehension { templates, qualifiers } => {
                let mark = self.qualifiers(qualifiers);
                for (key, value) in templates {
                    self.expr(key);
                    self.expr(value);
                }
                self.hidden.truncate(mark);
            }
            _ => walk::children(expr, &mut |child| self.expr(child)),
        }
    }

    /// Looks through the clauses of a fun: the variables of a head are its own.
    pub fn fun_clauses(&mut self, clauses: &'a [Clause]) {
        for clause in clauses {
            let mark = self.hidden.len();
            clause.patterns.iter().for_each(|pattern| self.head(pattern));
            clause.patterns.iter().for_each(|pattern| self.hide(pattern));
            clause.guard.iter().flatten().for_each(|test| self.expr(test));
            clause.body.iter().for_each(|expr| self.expr(expr));
            self.hidden.truncate(mark);
        }
    }

    /// Looks through qualifiers, hiding the variables that generators bind from what follows; returns the mark
    /// to which the caller must truncate.
    fn qualifiers(&mut self, qualifiers: &'a [Qualifier]) -> usize {
        let mark = self.hidden.len();
        for qualifier in qualifiers {
            match qualifier {
                Qualifier::Generator(generator) => self.generators(std::slice::from_ref(generator)),
                Qualifier::Zip(_, generators) => self.generators(generators),
                Qualifier::Filter(filter) => self.expr(filter),
            }
        }
        mark
    }

    /// Looks through generators; the variables that they bind stay hidden.
    pub fn generators(&mut self, generators: &'a [Generator]) {
        generators.iter().for_each(|generator| self.expr(&generator.source));
        self.generated(generators);
    }

    /// Looks through what generators bind, which stays hidden.
    fn generated(&mut self, generators: &'a [Generator]) {
        let patterns =
            |generator: &'a Generator| std::iter::once(&generator.pattern).chain(&generator.value_pattern);
        generators.iter().flat_map(patterns).for_each(|pattern| self.head(pattern));
        generators.iter().flat_map(patterns).for_each(|pattern| self.hide(pattern));
    }

    /// Looks through the rest of a comprehension from a generator on, sources of the first ones excepted.
    pub fn comprehension(&mut self, first: &'a [Generator], rest: &'a [Qualifier], templates: &[&'a Expr]) {
        self.generated(first);
        self.qualifiers(rest);
        templates.iter().for_each(|template| self.expr(template));
    }

    /// Looks through a pattern whose variables are its own: sizes and keys use those outside, but a size knows what
    /// the segments before it bind.
    fn head(&mut self, pattern: &'a Expr) {
        match &pattern.kind {
            ExprKind::Var(_) => {}
            ExprKind::Binary(segments) => {
                let mark = self.hidden.len();
                for segment in segments {
                    segment.size.iter().for_each(|size| self.expr(size));
                    self.head(&segment.value);
                    self.hide(&segment.value);
                }
                self.hidden.truncate(mark);
            }
            ExprKind::Map { fields, .. } => {
                for field in fields {
                    self.expr(&field.key);
                    self.head(&field.value);
                }
            }
            _ => walk::children(pattern, &mut |child| self.head(child)),
        }
    }

    fn hide(&mut self, pattern: &'a Expr) {
        bound_names(pattern, &mut |name| self.hidden.push(name));
    }
}

/// Calls `visit` with the names of the variables that a pattern binds when none is bound before: those outside
/// of sizes and map keys.
pub fn bound_names<'a>(pattern: &'a Expr, visit: &mut dyn FnMut(&'a Name)) {
    match &pattern.kind {
        ExprKind::Var(name) => visit(name),
        ExprKind::Binary(segments) => segments.iter().for_each(|s| bound_names(&s.value, visit)),
        ExprKind::Map { fields, .. } => fields.iter().for_each(|f| bound_names(&f.value, visit)),
        _ => walk::children(pattern, &mut |child| bound_names(child, visit)),
    }
}
