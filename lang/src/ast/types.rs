//! The tree of types: parsed in full, shown by `h()`, not checked.

use super::{Expr, Name};
use crate::span::Span;

/// `-spec f(…) -> … when ….` or `-callback …`.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Whether this is a `-callback`.
    pub callback: bool,
    /// The module of `-spec m:f(…)`.
    pub module: Option<Name>,
    /// The function's name.
    pub name: Name,
    /// The number of arguments.
    pub arity: u32,
    /// One signature per `;`.
    pub clauses: Vec<SpecClause>,
}

/// One alternative of a specification.
#[derive(Clone, Debug, PartialEq)]
pub struct SpecClause {
    /// The types of the arguments.
    pub args: Vec<Type>,
    /// The type of the result.
    pub result: Type,
    /// `Var :: Type` (or `is_subtype(Var, Type)`) constraints.
    pub constraints: Vec<(Name, Type)>,
}

/// `-type`, `-opaque` or `-nominal`.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDecl {
    /// `type`, `opaque` or `nominal`.
    pub keyword: Name,
    /// The type's name.
    pub name: Name,
    /// Its parameters.
    pub params: Vec<Name>,
    /// What it stands for.
    pub definition: Type,
}

/// A type with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TypeKind,
}

/// What a type is.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// A type variable or `_`.
    Var(Name),
    /// A single atom, integer or character, or constant arithmetic over integers.
    Literal(Expr),
    /// `A..B`.
    Range(Box<Expr>, Box<Expr>),
    /// `A | B`.
    Union(Vec<Type>),
    /// `[]`, `[T]` or `[T, ...]`.
    List {
        /// The type of the elements; absent for `[]`.
        element: Option<Box<Type>>,
        /// Whether `...` was written.
        nonempty: bool,
    },
    /// `{A, B}`.
    Tuple(Vec<Type>),
    /// `#{K => V, K := V}`; the flag is true for `:=`.
    Map(Vec<(bool, Type, Type)>),
    /// `#name{field :: T}`.
    Record(Name, Vec<(Name, Type)>),
    /// `<<>>`, `<<_:N>>`, `<<_:_*U>>` or `<<_:N, _:_*U>>`.
    Bitstring {
        /// The base size in bits.
        size: Option<Box<Expr>>,
        /// The unit in bits.
        unit: Option<Box<Expr>>,
    },
    /// `fun()`, `fun((...) -> T)` or `fun((A, B) -> T)`.
    Fun {
        /// The arguments; absent for `...` and for `fun()`.
        args: Option<Vec<Type>>,
        /// The result; absent for `fun()`.
        result: Option<Box<Type>>,
    },
    /// `name(…)` or `module:name(…)`.
    Named {
        /// The module of a remote type.
        module: Option<Name>,
        /// The type's name.
        name: Name,
        /// The arguments.
        args: Vec<Type>,
    },
    /// `Var :: T`.
    Annotated(Name, Box<Type>),
}
