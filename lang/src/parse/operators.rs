//! Operator precedence: the one table, and the ordering of a flat run of operands and operators by it.
//!
//! The grammar collects `A op B op C …` flat and hands it over here token by token. That keeps the grammar LR(1)
//! (`catch` may stand before any operand and reaches as far right as it can, which no chain of precedence rules
//! says without ambiguity) and saves a dozen unit reductions per operand. Nothing here recurses.
//!
//! ```text
//!   600  + - bnot not            prefix
//!   500  * / div rem band and    left
//!   400  + - bor bxor bsl bsr or xor   left
//!   300  ++ --                   right
//!   200  == /= =< < >= > =:= =/= none
//!   160  andalso                 right
//!   150  orelse                  right
//!   100  = !                     right
//!     0  catch                   prefix
//! ```

use crate::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use crate::span::Span;

/// A prefix operator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Prefix {
    /// `catch`.
    Catch,
    /// The others.
    Unary(UnaryOp),
}

/// An infix operator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Infix {
    /// `=`.
    Match,
    /// The others.
    Binary(BinaryOp),
}

/// How neighbours of the same precedence group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Side {
    /// `a - b - c` is `(a - b) - c`.
    Left,
    /// `a ++ b ++ c` is `a ++ (b ++ c)`.
    Right,
    /// `a == b == c` is an error.
    None,
}

/// The precedence of `=`.
pub const MATCH: (u16, Side) = (100, Side::Right);
/// The precedence of the prefix operators but `catch`.
pub const UNARY: u16 = 600;

/// Precedence and grouping of a binary operator.
pub fn precedence(op: BinaryOp) -> (u16, Side) {
    use BinaryOp::*;
    match op {
        Mul | Divide | Div | Rem | Band | And => (500, Side::Left),
        Add | Sub | Bor | Bxor | Bsl | Bsr | Or | Xor => (400, Side::Left),
        Append | Subtract => (300, Side::Right),
        Eq | Ne | Le | Lt | Ge | Gt | ExactEq | ExactNe => (200, Side::None),
        Andalso => (160, Side::Right),
        Orelse => (150, Side::Right),
        Send => (100, Side::Right),
    }
}

/// Operands and the operators that still wait for their right side.
#[derive(Default)]
pub struct Operations {
    operands: Vec<Expr>,
    waiting: Vec<(Waiting, Span)>,
}

enum Waiting {
    Prefix(Prefix),
    Infix(Infix),
}

impl Waiting {
    fn precedence(&self) -> u16 {
        match self {
            Waiting::Prefix(Prefix::Catch) => 0,
            Waiting::Prefix(Prefix::Unary(_)) => UNARY,
            Waiting::Infix(Infix::Match) => MATCH.0,
            Waiting::Infix(Infix::Binary(op)) => precedence(*op).0,
        }
    }
}

impl Operations {
    /// Nothing yet.
    pub fn new() -> Operations {
        Operations::default()
    }

    /// A first operand.
    pub fn with(operand: Expr) -> Operations {
        Operations { operands: vec![operand], waiting: Vec::new() }
    }

    /// Adds an operand.
    pub fn operand(&mut self, operand: Expr) {
        self.operands.push(operand);
    }

    /// Adds a prefix operator.
    pub fn prefix(&mut self, op: Prefix, span: Span) {
        self.waiting.push((Waiting::Prefix(op), span));
    }

    /// Adds an infix operator; gives the place of an earlier one that must not stand beside it.
    pub fn infix(&mut self, op: Infix, span: Span) -> Option<Span> {
        let (level, side) = match op {
            Infix::Match => MATCH,
            Infix::Binary(op) => precedence(op),
        };
        let mut clash = None;
        while let Some((top, top_span)) = self.waiting.last() {
            let top_level = top.precedence();
            if top_level < level || (top_level == level && side == Side::Right) {
                break;
            }
            if top_level == level && side == Side::None {
                clash = Some(*top_span);
            }
            self.reduce();
        }
        self.waiting.push((Waiting::Infix(op), span));
        clash
    }

    /// The whole expression.
    pub fn finish(mut self) -> Option<Expr> {
        while !self.waiting.is_empty() {
            self.reduce();
        }
        self.operands.pop()
    }

    fn reduce(&mut self) {
        let (Some((op, span)), Some(right)) = (self.waiting.pop(), self.operands.pop()) else { return };
        let expr = match op {
            Waiting::Prefix(op) => {
                let whole = span.to(right.span);
                let right = Box::new(right);
                let kind = match op {
                    Prefix::Catch => ExprKind::Catch(right),
                    Prefix::Unary(op) => ExprKind::Unary(op, right),
                };
                Expr { span: whole, kind }
            }
            Waiting::Infix(op) => {
                let Some(left) = self.operands.pop() else { return };
                let whole = left.span.to(right.span);
                let (left, right) = (Box::new(left), Box::new(right));
                let kind = match op {
                    Infix::Match => ExprKind::Match(left, right),
                    Infix::Binary(op) => ExprKind::BinaryOp(op, left, right),
                };
                Expr { span: whole, kind }
            }
        };
        self.operands.push(expr);
    }
}
