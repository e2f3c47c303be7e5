//! What the grammar's actions call: builders of nodes, and the checks that need no more than the node at hand.

use dashu_int::IBig;

use super::operators::{Infix, Operations, Prefix};
use super::patterns;
use crate::ast::types::{Spec, SpecClause, Type, TypeDecl, TypeKind};
use crate::ast::*;
use crate::diagnostic::Diagnostic;
use crate::span::{SourceId, Span};

/// What the actions share while one form is parsed.
pub struct Context<'d> {
    /// The source of the form.
    pub source: SourceId,
    /// Where findings go.
    pub diagnostics: &'d mut Vec<Diagnostic>,
}

/// A clause of a function, whose head is still an expression.
pub struct HeadClause {
    /// The whole clause.
    pub span: Span,
    /// `name(Arguments)`, unless it is wrong.
    pub head: Expr,
    /// As in [`Clause`].
    pub guard: Vec<Vec<Expr>>,
    /// As in [`Clause`].
    pub body: Vec<Expr>,
}

/// One word after the `/` of a binary segment.
pub struct Specifier {
    /// Where it stands.
    pub span: Span,
    /// `integer`, `unit` …
    pub name: Name,
    /// The number of `unit:8`.
    pub value: Option<IBig>,
}

/// `first` before `rest`.
pub fn prepend(first: Expr, mut rest: Vec<Expr>) -> Vec<Expr> {
    rest.insert(0, first);
    rest
}

impl Context<'_> {
    /// The span of this form's source from `start` to `end`.
    pub fn span(&self, start: u32, end: u32) -> Span {
        Span { source: self.source, start, end: end.max(start) }
    }

    /// An expression node.
    pub fn expr(&self, kind: ExprKind, start: u32, end: u32) -> Expr {
        Expr { span: self.span(start, end), kind }
    }

    /// Reports an error.
    pub fn error(
        &mut self,
        code: &'static str,
        span: Span,
        title: impl Into<String>,
        label: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::error(code, span, title, label));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Adds a prefix operator to `operations`.
    pub fn prefix(&self, mut operations: Operations, op: Prefix, start: u32, end: u32) -> Operations {
        operations.prefix(op, self.span(start, end));
        operations
    }

    /// Adds an infix operator to `operations`.
    pub fn infix(&mut self, mut operations: Operations, op: Infix, start: u32, end: u32) -> Operations {
        let span = self.span(start, end);
        if let Some(other) = operations.infix(op, span) {
            let bad = self.error("chained-comparison", span, "comparisons do not chain", "a second comparison");
            bad.labels.push((other, "the first comparison".into()));
            bad.help = Some("join two comparisons with andalso: A < B andalso B < C".into());
        }
        operations
    }

    /// The ordered expression.
    pub fn finish(&self, operations: Operations) -> Expr {
        operations.finish().unwrap_or_else(|| self.expr(ExprKind::Tuple(Vec::new()), 0, 0))
    }

    /// A function from its clauses.
    pub fn function(&mut self, clauses: Vec<HeadClause>) -> FormKind {
        let mut name: Option<(Name, u32, Span)> = None;
        let mut result = Vec::with_capacity(clauses.len());
        for clause in clauses {
            let span = clause.head.span;
            let Some((this, patterns)) = self.head(clause.head) else { continue };
            let arity = patterns.len() as u32;
            match &name {
                None => name = Some((this, arity, span)),
                Some((first, first_arity, first_span)) if *first != this || *first_arity != arity => {
                    let title = format!("head mismatch: {this}/{arity} among the clauses of {first}/{first_arity}");
                    let (first_span, expected) = (*first_span, format!("the function starts as {first}/{first_arity}"));
                    let help = match *first == this {
                        true => "all clauses of a function have the same number of arguments; \
                                 end the clause before this one with `.` if another function starts here",
                        false => "end the clause before this one with `.` if another function starts here",
                    };
                    let bad = self.error("head-mismatch", span, title, format!("this clause belongs to {this}/{arity}"));
                    bad.labels.push((first_span, expected));
                    bad.help = Some(help.into());
                }
                Some(_) => {}
            }
            patterns.iter().for_each(|p| patterns::check(p, self.diagnostics));
            result.push(Clause { span: clause.span, patterns, guard: clause.guard, body: clause.body });
        }
        match name {
            Some((name, arity, _)) => FormKind::Function(Function { name, arity, clauses: result }),
            None => FormKind::Expression(Vec::new()),
        }
    }

    /// Name and arguments of a function head.
    fn head(&mut self, head: Expr) -> Option<(Name, Vec<Expr>)> {
        let span = head.span;
        let help = match head.kind {
            ExprKind::Call { function, args } => match function.kind {
                ExprKind::Atom(name) => return Some((name, args)),
                ExprKind::Var(name) => {
                    let lower = lower_first(&name);
                    format!("function names start with a small letter: {lower}(…) ->")
                }
                _ => "a function clause starts with a name: area(Shape) ->".into(),
            },
            ExprKind::Atom(name) => format!("a function without arguments needs parentheses: {name}() ->"),
            _ => "a function clause starts with a name and its arguments: area(Shape) ->".into(),
        };
        let bad = self.error("bad-head", span, "this is no function head", "expected a name and arguments before `->`");
        bad.help = Some(help);
        None
    }

    /// A clause of case, receive, fun …
    pub fn clause(
        &mut self,
        patterns: Vec<Expr>,
        guard: Vec<Vec<Expr>>,
        body: Vec<Expr>,
        start: u32,
        end: u32,
    ) -> Clause {
        patterns.iter().for_each(|p| patterns::check(p, self.diagnostics));
        Clause { span: self.span(start, end), patterns, guard, body }
    }

    /// A fun from its clauses.
    pub fn fun(&mut self, clauses: Vec<(Option<Name>, Clause)>) -> ExprKind {
        let mut iter = clauses.iter();
        if let Some((name, first)) = iter.next() {
            let shown = |name: &Option<Name>| name.as_deref().map_or("no name".to_owned(), |n| format!("the name {n}"));
            for (other_name, other) in iter {
                if other_name != name {
                    let label = format!("this clause has {}", shown(other_name));
                    let mut bad = Diagnostic::error("head-mismatch", other.span, "head mismatch in a fun", label);
                    bad = bad.with_label(first.span, format!("the first clause has {}", shown(name)));
                    self.diagnostics.push(bad);
                } else if other.patterns.len() != first.patterns.len() {
                    let (a, b) = (first.patterns.len(), other.patterns.len());
                    let bad = Diagnostic::error(
                        "head-mismatch",
                        other.span,
                        "head mismatch in a fun",
                        format!("this clause takes {}", arguments(b)),
                    );
                    self.diagnostics
                        .push(bad.with_label(first.span, format!("the first clause takes {}", arguments(a))));
                }
            }
        }
        let name = clauses.first().and_then(|(name, _)| name.clone());
        ExprKind::Fun { name, clauses: clauses.into_iter().map(|(_, clause)| clause).collect() }
    }

    /// A clause of `catch`: takes the head `Class:Reason:Stack` apart, which was read as remote names.
    pub fn catch_clause(
        &mut self,
        head: Expr,
        guard: Vec<Vec<Expr>>,
        body: Vec<Expr>,
        start: u32,
        end: u32,
    ) -> CatchClause {
        let mut reason = head;
        let (class, stack) = split_catch_head(&mut reason);
        if let Some(class) = &class
            && !matches!(class.kind, ExprKind::Atom(_) | ExprKind::Var(_))
        {
            let span = class.span;
            let bad = self.error("illegal-pattern", span, "illegal class in a catch clause", "expected a class here");
            bad.help = Some("the class is error, exit, throw or a variable: error:badarith -> …".into());
        }
        patterns::check(&reason, self.diagnostics);
        CatchClause { span: self.span(start, end), class, reason, stack, guard, body }
    }

    /// `Pattern ?= Expr`.
    pub fn maybe_match(&mut self, pattern: Expr, value: Expr, start: u32, end: u32) -> Expr {
        patterns::check(&pattern, self.diagnostics);
        self.expr(ExprKind::MaybeMatch(Box::new(pattern), Box::new(value)), start, end)
    }

    /// A generator.
    #[allow(clippy::too_many_arguments)]
    pub fn generator(
        &mut self,
        kind: GeneratorKind,
        strict: bool,
        pattern: Expr,
        value_pattern: Option<Expr>,
        source: Expr,
        start: u32,
        end: u32,
    ) -> Generator {
        if kind == GeneratorKind::Binary && !matches!(pattern.kind, ExprKind::Binary(_)) {
            let span = pattern.span;
            let bad = self.error(
                "illegal-pattern",
                span,
                "the pattern of a binary generator must be a binary",
                "expected <<…>> before `<=`",
            );
            bad.help = Some("lists are walked by `<-`, binaries by `<<Byte>> <= Binary`; less or equal is `=<`".into());
        }
        patterns::check(&pattern, self.diagnostics);
        value_pattern.iter().for_each(|p| patterns::check(p, self.diagnostics));
        Generator { span: self.span(start, end), kind, strict, pattern, value_pattern, source }
    }

    /// `#{K => V || …}`.
    pub fn map_comprehension(
        &mut self,
        fields: Vec<MapField>,
        qualifiers: Vec<Qualifier>,
        start: u32,
        end: u32,
    ) -> Expr {
        if let Some(exact) = fields.iter().find(|f| f.exact) {
            let span = exact.span;
            self.error(
                "illegal-map-construction",
                span,
                "only `=>` may stand in a map comprehension",
                "`:=` updates a key that is there already",
            );
        }
        let templates = fields.into_iter().map(|f| (f.key, f.value)).collect();
        self.expr(ExprKind::MapComprehension { templates, qualifiers }, start, end)
    }

    /// `_ = Value` in a record.
    pub fn any_field(&mut self, name: Name, value: Expr, start: u32, end: u32) -> RecordField {
        let span = self.span(start, end);
        if &*name != "_" {
            let bad = self.error(
                "illegal-record-field",
                span,
                format!("field name `{name}` is a variable"),
                "a field's name is an atom",
            );
            bad.help = Some("only `_ = Value` may stand in its place, for all fields not named".into());
        }
        RecordField { span, name: None, value }
    }

    /// `~"text"`.
    pub fn binary_sigil(&self, text: String, start: u32, end: u32) -> ExprKind {
        let span = self.span(start, end);
        if text.is_empty() {
            return ExprKind::Binary(Vec::new());
        }
        let spec = BinarySpec { type_: Some(SegmentType::Utf8), ..BinarySpec::default() };
        ExprKind::Binary(vec![BinaryElement { span, value: Expr { span, kind: ExprKind::String(text) }, size: None, spec }])
    }

    /// A segment of a binary.
    pub fn binary_element(
        &mut self,
        value: Expr,
        size: Option<Expr>,
        specifiers: Vec<Specifier>,
        start: u32,
        end: u32,
    ) -> BinaryElement {
        let spec = self.specifiers(specifiers);
        BinaryElement { span: self.span(start, end), value, size, spec }
    }

    fn specifiers(&mut self, specifiers: Vec<Specifier>) -> BinarySpec {
        let mut spec = BinarySpec::default();
        for Specifier { span, name, value } in specifiers {
            if let Some(value) = value {
                match u32::try_from(&value).ok().filter(|unit| &*name == "unit" && (1..=256).contains(unit)) {
                    Some(unit) => self.specify(&mut spec.unit, unit, span),
                    None => {
                        let title = format!("bad binary specifier `{name}:{value}`");
                        self.error("bad-bit-type", span, title, "only unit:N with N from 1 to 256 takes a number");
                    }
                }
                continue;
            }
            match &*name {
                "integer" => self.specify(&mut spec.type_, SegmentType::Integer, span),
                "float" => self.specify(&mut spec.type_, SegmentType::Float, span),
                "binary" | "bytes" => self.specify(&mut spec.type_, SegmentType::Binary, span),
                "bitstring" | "bits" => self.specify(&mut spec.type_, SegmentType::Bitstring, span),
                "utf8" => self.specify(&mut spec.type_, SegmentType::Utf8, span),
                "utf16" => self.specify(&mut spec.type_, SegmentType::Utf16, span),
                "utf32" => self.specify(&mut spec.type_, SegmentType::Utf32, span),
                "signed" => self.specify(&mut spec.signed, true, span),
                "unsigned" => self.specify(&mut spec.signed, false, span),
                "big" => self.specify(&mut spec.endian, Endian::Big, span),
                "little" => self.specify(&mut spec.endian, Endian::Little, span),
                "native" => self.specify(&mut spec.endian, Endian::Native, span),
                _ => {
                    let title = format!("undefined bit type `{name}`");
                    let bad = self.error("bad-bit-type", span, title, "no specifier of binaries has this name");
                    bad.help = Some(
                        "the types are integer, float, binary, bytes, bits, bitstring, utf8, utf16 and utf32".into(),
                    );
                }
            }
        }
        spec
    }

    fn specify<T: PartialEq>(&mut self, slot: &mut Option<T>, value: T, span: Span) {
        match slot {
            Some(old) if *old != value => {
                self.error("bad-bit-type", span, "conflicting specifiers of a segment", "contradicts one before it");
            }
            _ => *slot = Some(value),
        }
    }

    /// The arity in `fun f/N`.
    pub fn arity(&mut self, arity: &IBig) -> u32 {
        u32::try_from(arity).unwrap_or(u32::MAX)
    }

    // ── Types ──────────────────────────────────────────────────────

    /// A type node.
    pub fn type_(&self, kind: TypeKind, start: u32, end: u32) -> Type {
        Type { span: self.span(start, end), kind }
    }

    /// `a..b`.
    pub fn range(&mut self, a: Type, b: Type, start: u32, end: u32) -> Type {
        match (self.bits(a), self.bits(b)) {
            (Some(a), Some(b)) => self.type_(TypeKind::Range(a, b), start, end),
            _ => self.type_(TypeKind::Var("_".into()), start, end),
        }
    }

    /// Constant arithmetic inside a type.
    pub fn type_operation(&mut self, op: BinaryOp, a: Type, b: Type, start: u32, end: u32) -> Type {
        let (a, b) = (self.bits(a), self.bits(b));
        let kind = match (a, b) {
            (Some(a), Some(b)) => TypeKind::Literal(self.expr(ExprKind::BinaryOp(op, a, b), start, end)),
            _ => TypeKind::Var("_".into()),
        };
        self.type_(kind, start, end)
    }

    /// A prefix operator inside a type.
    pub fn type_prefix(&mut self, op: UnaryOp, operand: Type, start: u32, end: u32) -> Type {
        let kind = match self.bits(operand) {
            Some(operand) => TypeKind::Literal(self.expr(ExprKind::Unary(op, operand), start, end)),
            None => TypeKind::Var("_".into()),
        };
        self.type_(kind, start, end)
    }

    /// The constant that a type must be here.
    pub fn bits(&mut self, type_: Type) -> Option<Box<Expr>> {
        match type_.kind {
            TypeKind::Literal(expr) if !matches!(expr.kind, ExprKind::Atom(_)) => Some(Box::new(expr)),
            TypeKind::Var(name) => Some(Box::new(Expr { span: type_.span, kind: ExprKind::Var(name) })),
            _ => {
                self.error("bad-type", type_.span, "expected an integer in this type", "this is no constant integer");
                None
            }
        }
    }

    /// `is_subtype(Var, Type)`.
    pub fn subtype(&mut self, name: Name, types: Vec<Type>, start: u32, end: u32) -> (Name, Type) {
        let span = self.span(start, end);
        if let Ok([first, second]) = <[Type; 2]>::try_from(types)
            && &*name == "is_subtype"
            && let TypeKind::Var(var) = first.kind
        {
            return (var, second);
        }
        let bad = self.error("bad-type", span, format!("unknown constraint `{name}`"), "expected Variable :: Type");
        bad.help = Some("constraints are written: -spec f(X) -> X when X :: integer().".into());
        ("_".into(), Type { span, kind: TypeKind::Var("_".into()) })
    }

    /// `-type name(Params) :: Definition`.
    pub fn type_declaration(&mut self, keyword: Name, parts: (Name, Vec<Type>, Type)) -> FormKind {
        let (name, params, definition) = parts;
        let mut names = Vec::new();
        for param in params {
            match param.kind {
                TypeKind::Var(name) => names.push(name),
                _ => {
                    self.error("bad-type", param.span, "a type's parameters are variables", "expected a variable");
                }
            }
        }
        FormKind::Type(TypeDecl { keyword, name, params: names, definition })
    }

    /// `-spec` or `-callback`.
    pub fn spec(&mut self, callback: bool, parts: (Option<Name>, Name, Vec<(u32, u32, SpecClause)>)) -> FormKind {
        let (module, name, clauses) = parts;
        let arity = clauses.first().map_or(0, |(_, _, c)| c.args.len());
        if let Some((start, end, other)) = clauses.iter().find(|(_, _, c)| c.args.len() != arity) {
            let (span, count) = (self.span(*start, *end), other.args.len());
            self.error(
                "spec-arity",
                span,
                format!("the alternatives of the spec for {name} differ in their number of arguments"),
                format!("this one has {}, the first {}", arguments(count), arguments(arity)),
            );
        }
        let clauses = clauses.into_iter().map(|(_, _, clause)| clause).collect();
        FormKind::Spec(Spec { callback, module, name, arity: arity as u32, clauses })
    }
}

/// Takes `Class:Reason:Stack` apart, leaving the reason in `head`. With an alias as reason, `error:A = B:Stack`, the
/// class hangs on the leftmost part and the stack on the rightmost one.
fn split_catch_head(head: &mut Expr) -> (Option<Expr>, Option<Expr>) {
    let left = edge(head, true);
    let ExprKind::Remote(mut first, rest) = take_remote(left) else { return (None, None) };
    if let ExprKind::Remote(class, reason) = take_remote(&mut first) {
        *left = *reason;
        return (Some(*class), Some(*rest));
    }
    *left = *rest;
    let right = edge(head, false);
    let mut stack = None;
    if let ExprKind::Remote(reason, last) = take_remote(right) {
        *right = *reason;
        stack = Some(*last);
    }
    (Some(*first), stack)
}

/// The leftmost or rightmost operand.
fn edge(mut expr: &mut Expr, left: bool) -> &mut Expr {
    while matches!(expr.kind, ExprKind::Match(..) | ExprKind::BinaryOp(..)) {
        let (ExprKind::Match(a, b) | ExprKind::BinaryOp(_, a, b)) = &mut expr.kind else { unreachable!() };
        expr = if left { a } else { b };
    }
    expr
}

/// The kind of `expr` when that is a remote name, leaving a placeholder behind; else an empty tuple.
fn take_remote(expr: &mut Expr) -> ExprKind {
    let placeholder = ExprKind::Tuple(Vec::new());
    match expr.kind {
        ExprKind::Remote(..) => std::mem::replace(&mut expr.kind, placeholder),
        _ => placeholder,
    }
}

/// `1 argument`, `2 arguments`.
pub fn arguments(count: usize) -> String {
    if count == 1 { "1 argument".into() } else { format!("{count} arguments") }
}

/// `name` with its first letter small.
pub fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}
