//! The numbers in the names of funs and comprehensions, which stack traces show: `-f/1-fun-3-`, `-f/1-lc$^0/1-0-`.
//!
//! OTP counts per function, operands from the last to the first, a fun after its body, a comprehension's generators outside in and after everything
//! that its qualifiers contain. The second number of a comprehension's name is counted where the code is made
//! (see [`crate::lower`]). Nodes are known by their address: the tree does not move while it is compiled.

use std::collections::HashMap;

use lang::ast::{BinaryOp, Expr, ExprKind, Function, Qualifier};

use crate::walk;

/// The numbers of one source function.
#[derive(Default)]
pub struct Numbers {
    by_node: HashMap<usize, u32>,
    next: u32,
    /// Counts lifted local functions: the second number.
    next_lifted: u32,
}

fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}

impl Numbers {
    /// Numbers everything in `function`.
    pub fn of(function: &Function) -> Numbers {
        let mut numbers = Numbers::default();
        walk::clause_children(&function.clauses, &mut |child| numbers.visit(child));
        numbers
    }

    /// The number of a fun, of a generator's qualifier or of an `after` section.
    pub fn get<T>(&mut self, node: &T) -> u32 {
        match self.by_node.get(&address(node)) {
            Some(number) => *number,
            // A default value of a record is shared by all places that use it.
            None => self.take(),
        }
    }

    /// The next second number.
    pub fn lifted(&mut self) -> u32 {
        self.next_lifted += 1;
        self.next_lifted - 1
    }

    fn take(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    fn assign<T>(&mut self, node: &T) {
        let number = self.take();
        self.by_node.insert(address(node), number);
    }

    fn visit(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Fun { .. } | ExprKind::FunLocal { .. } => {
                walk::children(expr, &mut |child| self.visit(child));
                self.assign(expr);
            }
            ExprKind::ListComprehension { qualifiers, templates } => {
                self.qualifiers(qualifiers);
                templates.iter().for_each(|template| self.visit(template));
            }
            ExprKind::BinaryComprehension { qualifiers, template } => {
                self.qualifiers(qualifiers);
                self.visit(template);
            }
            ExprKind::MapComprehension { qualifiers, templates } => {
                self.qualifiers(qualifiers);
                for (key, value) in templates {
                    self.visit(key);
                    self.visit(value);
                }
            }
            ExprKind::BinaryOp(BinaryOp::Append, left, right)
                if matches!(left.kind, ExprKind::ListComprehension { .. }) =>
            {
                self.visit(right);
                self.visit(left);
            }
            ExprKind::Try { after, .. } => {
                walk::children(expr, &mut |child| self.visit(child));
                if is_large(after) {
                    self.assign(expr);
                }
            }
            ExprKind::Receive { clauses, after } => {
                if let Some((time, body)) = after {
                    self.visit(time);
                    body.iter().for_each(|expr| self.visit(expr));
                }
                walk::clause_children(clauses, &mut |child| self.visit(child));
            }
            ExprKind::Call { function, args } => {
                self.visit(function);
                args.iter().rev().for_each(|arg| self.visit(arg));
            }
            ExprKind::BinaryOp(BinaryOp::Andalso | BinaryOp::Orelse, ..) => {
                walk::children(expr, &mut |child| self.visit(child));
            }
            ExprKind::Tuple(_)
            | ExprKind::List { .. }
            | ExprKind::Binary(_)
            | ExprKind::Record { base: None, .. }
            | ExprKind::BinaryOp(..) => {
                let mut children = Vec::new();
                walk::children(expr, &mut |child| children.push(child));
                children.into_iter().rev().for_each(|child| self.visit(child));
            }
            _ => walk::children(expr, &mut |child| self.visit(child)),
        }
    }

    fn qualifiers(&mut self, qualifiers: &[Qualifier]) {
        walk::qualifier_children(qualifiers, &mut |child| self.visit(child));
        for qualifier in qualifiers {
            match qualifier {
                Qualifier::Generator(_) | Qualifier::Zip(..) => self.assign(qualifier),
                Qualifier::Filter(_) => {}
            }
        }
    }
}

/// Whether an `after` section is a function of its own, as OTP makes one of large sections.
pub fn is_large(after: &[Expr]) -> bool {
    const LIMIT: u32 = 20;
    fn cost(expr: &Expr, total: &mut u32) {
        if *total >= LIMIT {
            return;
        }
        match expr.kind {
            ExprKind::Try { .. } | ExprKind::Fun { .. } | ExprKind::ListComprehension { .. } => {
                *total = LIMIT
            }
            ExprKind::BinaryComprehension { .. } | ExprKind::MapComprehension { .. } => *total = LIMIT,
            ExprKind::Call { .. }
            | ExprKind::BinaryOp(..)
            | ExprKind::Unary(..)
            | ExprKind::Case { .. }
            | ExprKind::If(_)
            | ExprKind::Receive { .. }
            | ExprKind::Match(..) => *total += 1,
            _ => {}
        }
        walk::children(expr, &mut |child| cost(child, total));
    }
    let mut total = 0;
    after.iter().for_each(|expr| cost(expr, &mut total));
    total >= LIMIT
}
