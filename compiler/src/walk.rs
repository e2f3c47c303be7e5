//! Walks over the syntax tree that do not care what a node means.

use lang::ast::{Clause, Expr, ExprKind, Qualifier};

/// Calls `visit` with each direct subexpression (patterns and guards too) in order of evaluation.
pub fn children<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    match &expr.kind {
        ExprKind::List { elements, tail } => {
            elements.iter().for_each(&mut *visit);
            tail.iter().for_each(|tail| visit(tail));
        }
        ExprKind::Tuple(elements) | ExprKind::Begin(elements) => elements.iter().for_each(visit),
        ExprKind::Binary(segments) => {
            for segment in segments {
                visit(&segment.value);
                segment.size.iter().for_each(&mut *visit);
            }
        }
        ExprKind::Map { base, fields } => {
            base.iter().for_each(|base| visit(base));
            for field in fields {
                visit(&field.key);
                visit(&field.value);
            }
        }
        ExprKind::Record { base, fields, .. } => {
            base.iter().for_each(|base| visit(base));
            fields.iter().for_each(|field| visit(&field.value));
        }
        ExprKind::RecordAccess { record, .. } => visit(record),
        ExprKind::Match(pattern, value) | ExprKind::MaybeMatch(pattern, value) => {
            visit(value);
            visit(pattern);
        }
        ExprKind::Call { function, args } => {
            visit(function);
            args.iter().for_each(visit);
        }
        ExprKind::Remote(a, b) | ExprKind::BinaryOp(_, a, b) => {
            visit(a);
            visit(b);
        }
        ExprKind::FunRemote { module, name, arity } => {
            visit(module);
            visit(name);
            visit(arity);
        }
        ExprKind::Fun { clauses, .. } | ExprKind::If(clauses) => clause_children(clauses, visit),
        ExprKind::Case { subject, clauses } => {
            visit(subject);
            clause_children(clauses, visit);
        }
        ExprKind::Receive { clauses, after } => {
            clause_children(clauses, visit);
            if let Some((time, body)) = after {
                visit(time);
                body.iter().for_each(visit);
            }
        }
        ExprKind::Try { body, of, catch, after } => {
            body.iter().for_each(&mut *visit);
            clause_children(of, visit);
            for clause in catch {
                clause.class.iter().for_each(&mut *visit);
                visit(&clause.reason);
                clause.stack.iter().for_each(&mut *visit);
                clause.guard.iter().flatten().for_each(&mut *visit);
                clause.body.iter().for_each(&mut *visit);
            }
            after.iter().for_each(visit);
        }
        ExprKind::Catch(value) | ExprKind::Unary(_, value) => visit(value),
        ExprKind::Maybe { body, else_ } => {
            body.iter().for_each(&mut *visit);
            clause_children(else_, visit);
        }
        ExprKind::ListComprehension { templates, qualifiers } => {
            qualifier_children(qualifiers, visit);
            templates.iter().for_each(visit);
        }
        ExprKind::BinaryComprehension { template, qualifiers } => {
            qualifier_children(qualifiers, visit);
            visit(template);
        }
        ExprKind::MapComprehension { templates, qualifiers } => {
            qualifier_children(qualifiers, visit);
            for (key, value) in templates {
                visit(key);
                visit(value);
            }
        }
        ExprKind::Var(_)
        | ExprKind::Atom(_)
        | ExprKind::Integer(_)
        | ExprKind::Char(_)
        | ExprKind::Float(_)
        | ExprKind::String(_)
        | ExprKind::RecordIndex { .. }
        | ExprKind::FunLocal { .. } => {}
    }
}

/// As [`children`], for clauses.
pub fn clause_children<'a>(clauses: &'a [Clause], visit: &mut dyn FnMut(&'a Expr)) {
    for clause in clauses {
        clause.patterns.iter().for_each(&mut *visit);
        clause.guard.iter().flatten().for_each(&mut *visit);
        clause.body.iter().for_each(&mut *visit);
    }
}

/// As [`children`], for the qualifiers of a comprehension.
pub fn qualifier_children<'a>(qualifiers: &'a [Qualifier], visit: &mut dyn FnMut(&'a Expr)) {
    let generator = |generator: &'a lang::ast::Generator, visit: &mut dyn FnMut(&'a Expr)| {
        visit(&generator.source);
        visit(&generator.pattern);
        generator.value_pattern.iter().for_each(visit);
    };
    for qualifier in qualifiers {
        match qualifier {
            Qualifier::Generator(one) => generator(one, visit),
            Qualifier::Zip(_, many) => many.iter().for_each(|one| generator(one, visit)),
            Qualifier::Filter(filter) => visit(filter),
        }
    }
}

/// Calls `visit` with the name of every variable in `expr`, bound or used, however deep.
pub fn variables<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a lang::ast::Name)) {
    match &expr.kind {
        ExprKind::Var(name) => visit(name),
        _ => children(expr, &mut |child| variables(child, visit)),
    }
}
