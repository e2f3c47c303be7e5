//! Messages that constants tell apart: which ones a module's text sends, and which ones its receives and callbacks match.
//! It knows shapes only: an atom, or a tuple by its size and the atom that it begins with.

use std::fmt;

use lang::ast::{BinaryOp, Clause, Expr, ExprKind, FormKind, Module};
use lang::span::Span;

use crate::walk::children;

/// What is known of a message, or of those that a pattern takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An atom.
    Atom(String),
    /// A tuple of a size, with the atom it begins with if that is known.
    Tuple(Option<String>, usize),
}

/// See the module's text. Each shape comes with its place.
#[derive(Debug, Default)]
pub struct Mail {
    /// What is sent.
    pub sent: Vec<(Shape, Span)>,
    /// What is matched.
    pub matched: Vec<(Shape, Span)>,
    /// Whether something is sent of which nothing is known, such as a variable.
    pub sends_others: bool,
}

/// The messages that the machine and the library send.
const OF_THE_MACHINE: [&str; 12] = [
    "'EXIT'",
    "'DOWN'",
    "'ETS-TRANSFER'",
    "timeout",
    "io_request",
    "io_reply",
    "system",
    "nodeup",
    "nodedown",
    "data",
    "exit_status",
    "eof",
];

impl Shape {
    /// Whether a message of this shape may fit a pattern of that one.
    pub fn fits(&self, pattern: &Shape) -> bool {
        match (self, pattern) {
            (Shape::Tuple(a, m), Shape::Tuple(b, n)) => m == n && (a.is_none() || b.is_none() || a == b),
            (a, b) => a == b,
        }
    }

    /// Whether it tells one message from others, and the machine does not send it.
    pub fn is_telling(&self) -> bool {
        let name = match self {
            Shape::Atom(name) | Shape::Tuple(Some(name), _) => name,
            Shape::Tuple(None, _) => return false,
        };
        !OF_THE_MACHINE.iter().any(|known| known.trim_matches('\'') == name)
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Shape::Atom(name) => f.write_str(&lang::literal::atom(name)),
            Shape::Tuple(tag, size) => {
                let tag = tag.as_ref().map_or("_".to_owned(), |tag| lang::literal::atom(tag));
                write!(f, "{{{tag}{}}}", ",_".repeat(size.saturating_sub(1)))
            }
        }
    }
}

/// Reads a module.
pub fn mail(module: &Module) -> Mail {
    let mut mail = Mail::default();
    for form in &module.forms {
        let FormKind::Function(function) = &form.kind else { continue };
        let is_callback = matches!(
            (&*function.name, function.arity),
            ("handle_call", 3) | ("handle_cast" | "handle_info", 2)
        );
        if is_callback {
            mail.match_clauses(&function.clauses);
        }
        let bodies = function.clauses.iter().flat_map(|clause| &clause.body);
        bodies.for_each(|expr| mail.read(expr));
    }
    mail
}

impl Mail {
    fn read(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::BinaryOp(BinaryOp::Send, _, message) => self.send(message),
            ExprKind::Receive { clauses, .. } => self.match_clauses(clauses),
            ExprKind::Call { function, args } => {
                if let Some(message) = sent_by(function, args.len()).and_then(|index| args.get(index)) {
                    self.send(message);
                }
            }
            _ => {}
        }
        children(expr, &mut |child| self.read(child));
    }

    fn send(&mut self, message: &Expr) {
        match shape(message) {
            Some(shape) => self.sent.push((shape, message.span)),
            None => self.sends_others = true,
        }
    }

    fn match_clauses(&mut self, clauses: &[Clause]) {
        for pattern in clauses.iter().filter_map(|clause| clause.patterns.first()) {
            self.match_pattern(pattern);
        }
    }

    fn match_pattern(&mut self, pattern: &Expr) {
        match &pattern.kind {
            ExprKind::Match(left, right) => {
                self.match_pattern(left);
                self.match_pattern(right);
            }
            _ => self.matched.extend(shape(pattern).map(|shape| (shape, pattern.span))),
        }
    }
}

fn shape(expr: &Expr) -> Option<Shape> {
    match &expr.kind {
        ExprKind::Atom(name) => Some(Shape::Atom(name.to_string())),
        ExprKind::Tuple(elements) => {
            let tag = elements.first().and_then(|first| match &first.kind {
                ExprKind::Atom(name) => Some(name.to_string()),
                _ => None,
            });
            Some(Shape::Tuple(tag, elements.len()))
        }
        _ => None,
    }
}

/// Which argument of a call is a message.
fn sent_by(function: &Expr, arity: usize) -> Option<usize> {
    let (module, name) = match &function.kind {
        ExprKind::Atom(name) => ("erlang", &**name),
        ExprKind::Remote(module, name) => match (&module.kind, &name.kind) {
            (ExprKind::Atom(module), ExprKind::Atom(name)) => (&**module, &**name),
            _ => return None,
        },
        _ => return None,
    };
    match (module, name, arity) {
        ("erlang", "send", 2 | 3) | ("gen_server", "call" | "cast" | "send_request", 2 | 3) => Some(1),
        ("erlang", "send_after", 3 | 4) | ("timer", "send_after" | "send_interval", 3) => Some(2),
        ("timer", "send_after" | "send_interval", 2) => Some(1),
        _ => None,
    }
}
