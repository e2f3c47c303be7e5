//! The tree as Erlang text, on one line: for goldens, for the patterns that inspectors show, for the shell.

use crate::ast::*;
use crate::literal;
use crate::parse::operators::{MATCH, Side, UNARY, precedence};

mod forms;
mod types;

pub use forms::form;
pub use types::type_;

/// An expression or a pattern.
pub fn expr(e: &Expr) -> String {
    let mut out = String::new();
    write(e, 0, &mut out);
    out
}

/// How a binary operator is written.
pub fn operator(op: BinaryOp) -> &'static str {
    use BinaryOp::*;
    match op {
        Add => "+",
        Sub => "-",
        Mul => "*",
        Divide => "/",
        Div => "div",
        Rem => "rem",
        Band => "band",
        Bor => "bor",
        Bxor => "bxor",
        Bsl => "bsl",
        Bsr => "bsr",
        And => "and",
        Or => "or",
        Xor => "xor",
        Andalso => "andalso",
        Orelse => "orelse",
        Eq => "==",
        Ne => "/=",
        ExactEq => "=:=",
        ExactNe => "=/=",
        Lt => "<",
        Le => "=<",
        Gt => ">",
        Ge => ">=",
        Append => "++",
        Subtract => "--",
        Send => "!",
    }
}

/// The precedence of what stands where only a name, literal or bracket may.
const MAX: u16 = 900;
/// That of calls, map and record updates, remote names.
const CALL: u16 = 700;

fn level(e: &Expr) -> u16 {
    match &e.kind {
        ExprKind::Match(..) | ExprKind::MaybeMatch(..) => MATCH.0,
        ExprKind::BinaryOp(op, ..) => precedence(*op).0,
        ExprKind::Unary(..) => UNARY,
        // Whatever follows a catch belongs to it, so it is bracketed everywhere but alone.
        ExprKind::Catch(_) => 0,
        ExprKind::Call { .. }
        | ExprKind::Remote(..)
        | ExprKind::Map { .. }
        | ExprKind::MapComprehension { .. }
        | ExprKind::Record { .. }
        | ExprKind::RecordAccess { .. }
        | ExprKind::RecordIndex { .. } => CALL,
        _ => MAX,
    }
}

/// Writes `e` where everything below `least` needs parentheses.
fn write(e: &Expr, least: u16, out: &mut String) {
    let bracketed = level(e) < least;
    if bracketed {
        out.push('(');
    }
    write_kind(e, out);
    if bracketed {
        out.push(')');
    }
}

fn write_kind(e: &Expr, out: &mut String) {
    match &e.kind {
        ExprKind::Var(name) => out.push_str(name),
        ExprKind::Atom(name) => out.push_str(&literal::atom(name)),
        ExprKind::Integer(n) => out.push_str(&n.to_string()),
        ExprKind::Char(c) => out.push_str(&literal::char(*c)),
        ExprKind::Float(f) => out.push_str(&literal::float(*f)),
        ExprKind::String(s) => out.push_str(&literal::string(s)),
        ExprKind::List { elements, tail } => {
            out.push('[');
            commas(elements, out);
            if let Some(tail) = tail {
                out.push_str(" | ");
                write(tail, 0, out);
            }
            out.push(']');
        }
        ExprKind::Tuple(elements) => {
            out.push('{');
            commas(elements, out);
            out.push('}');
        }
        ExprKind::Binary(segments) => {
            out.push_str("<<");
            joined(segments, ", ", out, segment);
            out.push_str(">>");
        }
        ExprKind::Map { base, fields } => {
            if let Some(base) = base {
                let bare = matches!(base.kind, ExprKind::Map { .. });
                write(base, if bare { CALL } else { MAX }, out);
            }
            out.push_str("#{");
            joined(fields, ", ", out, |field, out| {
                write(&field.key, 0, out);
                out.push_str(if field.exact { " := " } else { " => " });
                write(&field.value, 0, out);
            });
            out.push('}');
        }
        ExprKind::Record { base, name, fields } => {
            record_base(base.as_deref(), out);
            out.push('#');
            out.push_str(&literal::atom(name));
            out.push('{');
            joined(fields, ", ", out, |field, out| {
                out.push_str(&field.name.as_ref().map_or("_".to_owned(), |name| literal::atom(name)));
                out.push_str(" = ");
                write(&field.value, 0, out);
            });
            out.push('}');
        }
        ExprKind::RecordAccess { record, name, field } => {
            record_base(Some(record), out);
            out.push_str(&format!("#{}.{}", literal::atom(name), literal::atom(field)));
        }
        ExprKind::RecordIndex { name, field } => {
            out.push_str(&format!("#{}.{}", literal::atom(name), literal::atom(field)));
        }
        ExprKind::Match(a, b) => binary(a, "=", b, MATCH, out),
        ExprKind::MaybeMatch(a, b) => {
            write(a, 0, out);
            out.push_str(" ?= ");
            write(b, 0, out);
        }
        ExprKind::Call { function, args } => {
            let remote = matches!(function.kind, ExprKind::Remote(..));
            write(function, if remote { CALL } else { MAX }, out);
            out.push('(');
            commas(args, out);
            out.push(')');
        }
        ExprKind::Remote(module, name) => {
            write(module, MAX, out);
            out.push(':');
            write(name, MAX, out);
        }
        ExprKind::FunLocal { name, arity } => out.push_str(&format!("fun {}/{arity}", literal::atom(name))),
        ExprKind::FunRemote { module, name, arity } => {
            out.push_str("fun ");
            write(module, MAX, out);
            out.push(':');
            write(name, MAX, out);
            out.push('/');
            write(arity, MAX, out);
        }
        ExprKind::Fun { name, clauses } => {
            out.push_str("fun ");
            joined(clauses, "; ", out, |c, out| {
                out.push_str(name.as_deref().unwrap_or(""));
                head(c, out);
                body(&c.body, out);
            });
            out.push_str(" end");
        }
        ExprKind::Case { subject, clauses } => {
            out.push_str("case ");
            write(subject, 0, out);
            out.push_str(" of ");
            joined(clauses, "; ", out, clause);
            out.push_str(" end");
        }
        ExprKind::If(clauses) => {
            out.push_str("if ");
            joined(clauses, "; ", out, |c, out| {
                guard(&c.guard, out);
                body(&c.body, out);
            });
            out.push_str(" end");
        }
        ExprKind::Begin(list) => {
            out.push_str("begin ");
            commas(list, out);
            out.push_str(" end");
        }
        ExprKind::Receive { clauses, after } => {
            out.push_str("receive ");
            joined(clauses, "; ", out, clause);
            if let Some((time, list)) = after {
                out.push_str(if clauses.is_empty() { "after " } else { " after " });
                write(time, 0, out);
                body(list, out);
            }
            out.push_str(" end");
        }
        ExprKind::Try { body: list, of, catch, after } => {
            out.push_str("try ");
            commas(list, out);
            if !of.is_empty() {
                out.push_str(" of ");
                joined(of, "; ", out, clause);
            }
            if !catch.is_empty() {
                out.push_str(" catch ");
                joined(catch, "; ", out, catch_clause);
            }
            if !after.is_empty() {
                out.push_str(" after ");
                commas(after, out);
            }
            out.push_str(" end");
        }
        ExprKind::Catch(inner) => {
            out.push_str("catch ");
            write(inner, 0, out);
        }
        ExprKind::Maybe { body: list, else_ } => {
            out.push_str("maybe ");
            commas(list, out);
            if !else_.is_empty() {
                out.push_str(" else ");
                joined(else_, "; ", out, clause);
            }
            out.push_str(" end");
        }
        ExprKind::BinaryOp(op, a, b) => binary(a, operator(*op), b, precedence(*op), out),
        ExprKind::Unary(op, operand) => {
            out.push_str(match op {
                UnaryOp::Plus => "+",
                UnaryOp::Minus => "-",
                UnaryOp::Bnot => "bnot ",
                UnaryOp::Not => "not ",
            });
            // `- -1` must not read as `--`.
            if matches!(operand.kind, ExprKind::Unary(UnaryOp::Plus | UnaryOp::Minus, _)) {
                out.push(' ');
            }
            write(operand, UNARY, out);
        }
        ExprKind::ListComprehension { templates, qualifiers } => {
            out.push('[');
            commas(templates, out);
            out.push_str(" || ");
            joined(qualifiers, ", ", out, qualifier);
            out.push(']');
        }
        ExprKind::BinaryComprehension { template, qualifiers } => {
            out.push_str("<< ");
            write(template, MAX, out);
            out.push_str(" || ");
            joined(qualifiers, ", ", out, qualifier);
            out.push_str(" >>");
        }
        ExprKind::MapComprehension { templates, qualifiers } => {
            out.push_str("#{");
            joined(templates, ", ", out, |(key, value), out| {
                write(key, 0, out);
                out.push_str(" => ");
                write(value, 0, out);
            });
            out.push_str(" || ");
            joined(qualifiers, ", ", out, qualifier);
            out.push('}');
        }
    }
}

fn binary(a: &Expr, op: &str, b: &Expr, (level, side): (u16, Side), out: &mut String) {
    write(a, level + u16::from(side != Side::Left), out);
    out.push(' ');
    out.push_str(op);
    out.push(' ');
    write(b, level + u16::from(side != Side::Right), out);
}

fn record_base(base: Option<&Expr>, out: &mut String) {
    let Some(base) = base else { return };
    let chained = matches!(base.kind, ExprKind::Record { .. } | ExprKind::RecordAccess { .. });
    write(base, if chained { CALL } else { MAX }, out);
}

fn segment(segment: &BinaryElement, out: &mut String) {
    match &segment.value.kind {
        // A prefix operator may stand before a simple value without brackets.
        ExprKind::Unary(op, operand)
            if matches!(op, UnaryOp::Plus | UnaryOp::Minus) && level(operand) == MAX =>
        {
            write(&segment.value, 0, out);
        }
        _ => write(&segment.value, MAX, out),
    }
    if let Some(size) = &segment.size {
        out.push(':');
        write(size, MAX, out);
    }
    let spec = &segment.spec;
    let mut words: Vec<String> = Vec::new();
    words.extend(spec.type_.map(|t| {
        String::from(match t {
            SegmentType::Integer => "integer",
            SegmentType::Float => "float",
            SegmentType::Binary => "binary",
            SegmentType::Bitstring => "bitstring",
            SegmentType::Utf8 => "utf8",
            SegmentType::Utf16 => "utf16",
            SegmentType::Utf32 => "utf32",
        })
    }));
    words.extend(spec.signed.map(|signed| String::from(if signed { "signed" } else { "unsigned" })));
    words.extend(spec.endian.map(|endian| {
        String::from(match endian {
            Endian::Big => "big",
            Endian::Little => "little",
            Endian::Native => "native",
        })
    }));
    words.extend(spec.unit.map(|unit| format!("unit:{unit}")));
    if !words.is_empty() {
        out.push('/');
        out.push_str(&words.join("-"));
    }
}

fn qualifier(qualifier: &Qualifier, out: &mut String) {
    match qualifier {
        Qualifier::Filter(filter) => write(filter, 0, out),
        Qualifier::Generator(g) => generator(g, out),
        Qualifier::Zip(_, generators) => joined(generators, " && ", out, generator),
    }
}

fn generator(g: &Generator, out: &mut String) {
    write(&g.pattern, 0, out);
    if let Some(value) = &g.value_pattern {
        out.push_str(" := ");
        write(value, 0, out);
    }
    out.push_str(match (g.kind, g.strict) {
        (GeneratorKind::Binary, false) => " <= ",
        (GeneratorKind::Binary, true) => " <:= ",
        (_, false) => " <- ",
        (_, true) => " <:- ",
    });
    write(&g.source, 0, out);
}

fn clause(c: &Clause, out: &mut String) {
    commas(&c.patterns, out);
    when(&c.guard, out);
    body(&c.body, out);
}

/// `(Arguments) when Guard`.
fn head(c: &Clause, out: &mut String) {
    out.push('(');
    commas(&c.patterns, out);
    out.push(')');
    when(&c.guard, out);
}

fn catch_clause(c: &CatchClause, out: &mut String) {
    if let Some(class) = &c.class {
        write(class, MAX, out);
        out.push(':');
    }
    write(&c.reason, if c.class.is_some() { CALL } else { 0 }, out);
    if let Some(stack) = &c.stack {
        out.push(':');
        write(stack, MAX, out);
    }
    when(&c.guard, out);
    body(&c.body, out);
}

fn when(alternatives: &[Vec<Expr>], out: &mut String) {
    if !alternatives.is_empty() {
        out.push_str(" when ");
        guard(alternatives, out);
    }
}

fn guard(alternatives: &[Vec<Expr>], out: &mut String) {
    joined(alternatives, "; ", out, |tests, out| commas(tests, out));
}

fn body(list: &[Expr], out: &mut String) {
    out.push_str(" -> ");
    commas(list, out);
}

fn commas(list: &[Expr], out: &mut String) {
    joined(list, ", ", out, |e, out| write(e, 0, out));
}

fn joined<T>(list: &[T], separator: &str, out: &mut String, mut one: impl FnMut(&T, &mut String)) {
    for (i, item) in list.iter().enumerate() {
        if i > 0 {
            out.push_str(separator);
        }
        one(item, out);
    }
}
