//! The syntax tree: every node with its span, no logic.
//!
//! Patterns and function heads are expressions too ([`Expr`]); the checks after parsing make sure that they hold
//! only what a pattern may hold. Macros are expanded and sigils, triple-quoted and adjacent strings are joined
//! before the tree is made. Types of `-spec` and friends have a tree of their own, [`types`].

use std::sync::Arc;

use dashu_int::IBig;

use crate::span::Span;

pub mod types;

/// An atom's, variable's or field's text, without quotes.
pub type Name = Arc<str>;

/// A module or a script.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    /// The forms in source order. A script without `-module` also holds [`FormKind::Expression`] forms.
    pub forms: Vec<Form>,
    /// Whether `-feature(maybe_expr, enable)` was seen.
    pub maybe_enabled: bool,
}

/// One form: an attribute, a function or (in scripts) an expression sequence.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// From the first token to the full stop.
    pub span: Span,
    /// What it is.
    pub kind: FormKind,
}

/// What a form is.
#[derive(Clone, Debug, PartialEq)]
pub enum FormKind {
    /// `-module(name).`
    Module(Name),
    /// `-export([f/1, …]).`
    Export(Vec<NameArity>),
    /// `-import(module, [f/1, …]).`
    Import {
        /// Where the functions come from.
        module: Name,
        /// The functions that may be called without `module:`.
        functions: Vec<NameArity>,
    },
    /// `-record(name, {field = default :: type, …}).`
    Record(RecordDecl),
    /// All clauses of one function.
    Function(Function),
    /// `-spec` or `-callback`.
    Spec(types::Spec),
    /// `-type`, `-opaque` or `-nominal`.
    Type(types::TypeDecl),
    /// `-export_type([t/0, …]).`
    ExportType(Vec<NameArity>),
    /// `-optional_callbacks([f/1, …]).`
    OptionalCallbacks(Vec<NameArity>),
    /// `-behaviour(name).` or `-behavior(name).`
    Behaviour(Name),
    /// `-on_load(f/0).`
    OnLoad(NameArity),
    /// `-compile(Options).`
    Compile(Expr),
    /// Any other attribute, kept as a term: `-author(…)`, `-vsn(…)`, `-doc …`, `-dialyzer(…)` …
    Attribute {
        /// The attribute's name.
        name: Name,
        /// Its value, a constant expression.
        value: Expr,
    },
    /// A top-level expression sequence of a script, or of an entry at the prompt.
    Expression(Vec<Expr>),
}

/// `name/arity` with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct NameArity {
    /// Where it stands.
    pub span: Span,
    /// The function's or type's name.
    pub name: Name,
    /// The number of arguments.
    pub arity: u32,
}

/// `-record(name, {…}).`
#[derive(Clone, Debug, PartialEq)]
pub struct RecordDecl {
    /// The record's name.
    pub name: Name,
    /// The fields in order.
    pub fields: Vec<FieldDecl>,
}

/// One field of a record declaration.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldDecl {
    /// Where it stands.
    pub span: Span,
    /// The field's name.
    pub name: Name,
    /// The value used when the field is not given; `undefined` when absent.
    pub default: Option<Expr>,
    /// The declared type.
    pub type_: Option<types::Type>,
}

/// A function with all its clauses.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// The function's name.
    pub name: Name,
    /// The number of arguments, that of the first clause.
    pub arity: u32,
    /// The clauses; every clause's patterns are its arguments.
    pub clauses: Vec<Clause>,
}

/// A clause of a function, fun, case, receive, if (no patterns), try or catch.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The whole clause.
    pub span: Span,
    /// Arguments of a function or fun clause; exactly one for case, receive and `of`; none for `if`.
    pub patterns: Vec<Expr>,
    /// Alternatives (`;`) of conjunctions (`,`); empty when there is no guard.
    pub guard: Vec<Vec<Expr>>,
    /// At least one expression.
    pub body: Vec<Expr>,
}

/// A clause of a `catch` section of `try`: `Class:Reason:Stack when Guard -> Body`.
#[derive(Clone, Debug, PartialEq)]
pub struct CatchClause {
    /// The whole clause.
    pub span: Span,
    /// An atom or a variable; absent means `throw`.
    pub class: Option<Expr>,
    /// The reason's pattern.
    pub reason: Expr,
    /// The variable bound to the stack trace.
    pub stack: Option<Expr>,
    /// As in [`Clause`].
    pub guard: Vec<Vec<Expr>>,
    /// As in [`Clause`].
    pub body: Vec<Expr>,
}

/// An expression, or a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// A variable; `_` is the anonymous one.
    Var(Name),
    /// An atom.
    Atom(Name),
    /// An integer.
    Integer(IBig),
    /// A character literal `$c`: the integer of its code point.
    Char(u32),
    /// A float.
    Float(f64),
    /// A string literal: the list of its code points.
    String(String),
    /// `[A, B | Tail]`; no elements and no tail is `[]`.
    List {
        /// The elements before the bar.
        elements: Vec<Expr>,
        /// What follows the bar.
        tail: Option<Box<Expr>>,
    },
    /// `{A, B}`.
    Tuple(Vec<Expr>),
    /// `<<…>>`.
    Binary(Vec<BinaryElement>),
    /// `#{…}` or `Base#{…}`.
    Map {
        /// The map that is updated.
        base: Option<Box<Expr>>,
        /// The fields in source order.
        fields: Vec<MapField>,
    },
    /// `#name{…}` or `Base#name{…}`.
    Record {
        /// The record that is updated.
        base: Option<Box<Expr>>,
        /// The record's name.
        name: Name,
        /// The fields given.
        fields: Vec<RecordField>,
    },
    /// `Expr#name.field`.
    RecordAccess {
        /// The record.
        record: Box<Expr>,
        /// The record's name.
        name: Name,
        /// The field's name.
        field: Name,
    },
    /// `#name.field`.
    RecordIndex {
        /// The record's name.
        name: Name,
        /// The field's name.
        field: Name,
    },
    /// `Pattern = Expr`; in a pattern, an alias.
    Match(Box<Expr>, Box<Expr>),
    /// `Pattern ?= Expr`, only directly inside `maybe`.
    MaybeMatch(Box<Expr>, Box<Expr>),
    /// `f(…)`, `M:f(…)` (the function being [`ExprKind::Remote`]) or `Fun(…)`.
    Call {
        /// What is called.
        function: Box<Expr>,
        /// The arguments.
        args: Vec<Expr>,
    },
    /// `M:F`, only as the function of a call.
    Remote(Box<Expr>, Box<Expr>),
    /// `fun f/1`.
    FunLocal {
        /// The function's name.
        name: Name,
        /// Its arity.
        arity: u32,
    },
    /// `fun M:F/A`; each part an atom or integer literal, or a variable.
    FunRemote {
        /// The module.
        module: Box<Expr>,
        /// The function's name.
        name: Box<Expr>,
        /// The arity.
        arity: Box<Expr>,
    },
    /// `fun (…) -> … end`, or `fun Name(…) -> … end`.
    Fun {
        /// The variable that the fun is bound to inside itself.
        name: Option<Name>,
        /// At least one clause.
        clauses: Vec<Clause>,
    },
    /// `case Expr of … end`.
    Case {
        /// The value that is matched.
        subject: Box<Expr>,
        /// The clauses.
        clauses: Vec<Clause>,
    },
    /// `if … end`.
    If(Vec<Clause>),
    /// `begin … end`.
    Begin(Vec<Expr>),
    /// `receive … after … end`.
    Receive {
        /// The clauses; may be empty when there is an `after`.
        clauses: Vec<Clause>,
        /// The timeout in milliseconds and what follows it.
        after: Option<(Box<Expr>, Vec<Expr>)>,
    },
    /// `try … of … catch … after … end`.
    Try {
        /// The protected expressions.
        body: Vec<Expr>,
        /// The clauses after `of`; empty when there is none.
        of: Vec<Clause>,
        /// The clauses after `catch`.
        catch: Vec<CatchClause>,
        /// The expressions after `after`.
        after: Vec<Expr>,
    },
    /// `catch Expr`.
    Catch(Box<Expr>),
    /// `maybe … else … end`.
    Maybe {
        /// The expressions; [`ExprKind::MaybeMatch`] may stand directly among them.
        body: Vec<Expr>,
        /// The clauses after `else`; empty when there is none.
        else_: Vec<Clause>,
    },
    /// A binary operator, `andalso`, `orelse` and `!` included.
    BinaryOp(BinaryOp, Box<Expr>, Box<Expr>),
    /// A unary operator.
    Unary(UnaryOp, Box<Expr>),
    /// `[E, … || …]`: more than one template gives several values a step.
    ListComprehension {
        /// The values of each step.
        templates: Vec<Expr>,
        /// Generators and filters in order.
        qualifiers: Vec<Qualifier>,
    },
    /// `<< E || … >>`: the template is a binary expression.
    BinaryComprehension {
        /// The bits of each step.
        template: Box<Expr>,
        /// Generators and filters in order.
        qualifiers: Vec<Qualifier>,
    },
    /// `#{K => V || …}`.
    MapComprehension {
        /// The associations of each step.
        templates: Vec<(Expr, Expr)>,
        /// Generators and filters in order.
        qualifiers: Vec<Qualifier>,
    },
}

/// One segment of `<<…>>`: `Value:Size/Type-Unit`.
#[derive(Clone, Debug, PartialEq)]
pub struct BinaryElement {
    /// The whole segment.
    pub span: Span,
    /// The value; a string literal stands for its characters as segments.
    pub value: Expr,
    /// The size expression.
    pub size: Option<Expr>,
    /// The specifiers after `/`, checked: at most one of each sort.
    pub spec: BinarySpec,
}

/// The specifiers of a segment; `None` where the source does not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BinarySpec {
    /// The type; `bytes` is `Binary`, `bits` is `Bitstring`.
    pub type_: Option<SegmentType>,
    /// `signed` or `unsigned`.
    pub signed: Option<bool>,
    /// The byte order.
    pub endian: Option<Endian>,
    /// 1 to 256.
    pub unit: Option<u32>,
}

/// The type of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum SegmentType {
    Integer,
    Float,
    Binary,
    Bitstring,
    Utf8,
    Utf16,
    Utf32,
}

/// The byte order of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Endian {
    Big,
    Little,
    Native,
}

/// `K => V` or `K := V`.
#[derive(Clone, Debug, PartialEq)]
pub struct MapField {
    /// The whole association.
    pub span: Span,
    /// Whether it was written `:=`.
    pub exact: bool,
    /// The key.
    pub key: Expr,
    /// The value, or its pattern.
    pub value: Expr,
}

/// `field = Value` in a record expression.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordField {
    /// The whole field.
    pub span: Span,
    /// The field's name; absent for `_ = Value`, which stands for all fields not named.
    pub name: Option<Name>,
    /// The value, or its pattern.
    pub value: Expr,
}

/// A generator or a filter of a comprehension.
#[allow(
    clippy::large_enum_variant,
    reason = "a comprehension has a handful of them; boxes would only be in the way"
)]
#[derive(Clone, Debug, PartialEq)]
pub enum Qualifier {
    /// One generator.
    Generator(Generator),
    /// `G1 && G2 && …`: generators that advance together.
    Zip(Span, Vec<Generator>),
    /// A boolean expression.
    Filter(Expr),
}

/// `Pattern <- List`, `Pattern <= Binary` or `K := V <- Map`, and the strict forms `<:-`, `<:=`.
#[derive(Clone, Debug, PartialEq)]
pub struct Generator {
    /// The whole generator.
    pub span: Span,
    /// What is walked.
    pub kind: GeneratorKind,
    /// Whether an element that does not match is an error.
    pub strict: bool,
    /// What each element must match; for maps, the key's pattern.
    pub pattern: Expr,
    /// The value's pattern of a map generator.
    pub value_pattern: Option<Expr>,
    /// What is walked.
    pub source: Expr,
}

/// What a generator walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum GeneratorKind {
    List,
    Binary,
    Map,
}

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    /// `/`
    Divide,
    /// `div`
    Div,
    Rem,
    Band,
    Bor,
    Bxor,
    Bsl,
    Bsr,
    And,
    Or,
    Xor,
    Andalso,
    Orelse,
    /// `==`
    Eq,
    /// `/=`
    Ne,
    /// `=:=`
    ExactEq,
    /// `=/=`
    ExactNe,
    Lt,
    /// `=<`
    Le,
    Gt,
    Ge,
    /// `++`
    Append,
    /// `--`
    Subtract,
    /// `!`
    Send,
}

/// A unary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum UnaryOp {
    Plus,
    Minus,
    Bnot,
    Not,
}
