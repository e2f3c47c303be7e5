//! Attributes: `-name(Value)` to the form that it stands for.

use super::build::Context;
use crate::ast::*;
use crate::span::Span;

impl Context<'_> {
    /// The form of `-name(values…)`.
    pub fn attribute(&mut self, name: Name, values: Vec<Expr>, start: u32, end: u32) -> FormKind {
        let span = self.span(start, end);
        let form = match (&*name, &values[..]) {
            ("module", [one]) => atom(one).map(FormKind::Module),
            ("export", [one]) => name_arities(one).map(FormKind::Export),
            ("export_type", [one]) => name_arities(one).map(FormKind::ExportType),
            ("optional_callbacks", [one]) => name_arities(one).map(FormKind::OptionalCallbacks),
            ("import", [module, functions]) => atom(module)
                .zip(name_arities(functions))
                .map(|(module, functions)| FormKind::Import { module, functions }),
            ("behaviour" | "behavior", [one]) => atom(one).map(FormKind::Behaviour),
            ("on_load", [one]) => name_arity(one).map(FormKind::OnLoad),
            ("compile", [one]) => Some(FormKind::Compile(one.clone())),
            ("record", _) => return self.bad_attribute(&name, span),
            (
                "module" | "export" | "export_type" | "optional_callbacks" | "import" | "behaviour" | "behavior"
                | "on_load" | "compile",
                _,
            ) => None,
            _ => return self.other_attribute(name, values, span),
        };
        match form {
            Some(form) => form,
            None => self.bad_attribute(&name, span),
        }
    }

    fn other_attribute(&mut self, name: Name, values: Vec<Expr>, span: Span) -> FormKind {
        let Ok([value]) = <[Expr; 1]>::try_from(values) else {
            let bad = self.error("bad-attribute", span, "an attribute has one value", "expected one term");
            bad.help = Some(format!("write -{name}(Term). or -{name}([Term, …])."));
            return FormKind::Expression(Vec::new());
        };
        if &*name == "native_record" {
            self.unsupported(span, "native records");
        }
        match constant(&value) {
            Ok(()) => FormKind::Attribute { name, value },
            Err(place) => {
                let title = format!("the value of -{name} is no constant term");
                self.error("bad-attribute", place, title, "this is no constant");
                FormKind::Attribute { name, value }
            }
        }
    }

    /// Refuses a form of Erlang that Erlet leaves out, by its name.
    pub fn unsupported(&mut self, span: Span, what: &str) {
        let bad = self.error("unsupported", span, format!("{what} are not supported"), "not part of Erlet");
        bad.note = Some("Erlet refuses by name what it leaves out of Erlang".into());
    }

    fn bad_attribute(&mut self, name: &str, span: Span) -> FormKind {
        let usage = match name {
            "module" => "-module(name).",
            "export" => "-export([function/1, other/0]).",
            "export_type" => "-export_type([type/0]).",
            "optional_callbacks" => "-optional_callbacks([function/1]).",
            "import" => "-import(lists, [map/2, foldl/3]).",
            "behaviour" | "behavior" => "-behaviour(gen_server).",
            "on_load" => "-on_load(init/0).",
            "record" => "-record(point, {x = 0, y = 0}).",
            _ => "-compile(Options).",
        };
        let bad = self.error("bad-attribute", span, format!("badly formed attribute -{name}"), "cannot be read");
        bad.help = Some(format!("it is written {usage}"));
        FormKind::Expression(Vec::new())
    }
}

fn atom(expr: &Expr) -> Option<Name> {
    match &expr.kind {
        ExprKind::Atom(name) => Some(name.clone()),
        _ => None,
    }
}

/// `[f/1, …]`.
fn name_arities(expr: &Expr) -> Option<Vec<NameArity>> {
    match &expr.kind {
        ExprKind::List { elements, tail: None } => elements.iter().map(name_arity).collect(),
        _ => None,
    }
}

/// `f/1`, or `{f, 1}`.
fn name_arity(expr: &Expr) -> Option<NameArity> {
    let (name, arity) = match &expr.kind {
        ExprKind::BinaryOp(BinaryOp::Divide, name, arity) => (&**name, &**arity),
        ExprKind::Tuple(pair) => match &pair[..] {
            [name, arity] => (name, arity),
            _ => return None,
        },
        _ => return None,
    };
    let ExprKind::Integer(arity) = &arity.kind else { return None };
    Some(NameArity { span: expr.span, name: atom(name)?, arity: u32::try_from(arity).ok()? })
}

/// Whether `expr` is a constant term, and where not. `f/1` counts as the pair that OTP makes of it.
fn constant(expr: &Expr) -> Result<(), Span> {
    let all = |list: &[Expr]| list.iter().try_for_each(constant);
    match &expr.kind {
        ExprKind::Atom(_)
        | ExprKind::Integer(_)
        | ExprKind::Char(_)
        | ExprKind::Float(_)
        | ExprKind::String(_)
        | ExprKind::FunRemote { .. } => Ok(()),
        ExprKind::List { elements, tail } => {
            all(elements)?;
            tail.as_deref().map_or(Ok(()), constant)
        }
        ExprKind::Tuple(elements) => all(elements),
        ExprKind::Map { base: None, fields } => {
            fields.iter().try_for_each(|f| constant(&f.key).and_then(|()| constant(&f.value)))
        }
        ExprKind::Binary(elements) => elements.iter().try_for_each(|e| constant(&e.value)),
        ExprKind::Unary(UnaryOp::Minus | UnaryOp::Plus, operand) => constant(operand),
        ExprKind::BinaryOp(BinaryOp::Divide, name, arity) => constant(name).and_then(|()| constant(arity)),
        _ => Err(expr.span),
    }
}
