//! The tokens of Erlang: one logos enum that serves the lexer, the preprocessor and the grammar.
//!
//! Logos recognises fixed texts, names and the *first* character of everything that has rules of its own
//! (numbers, strings, quoted atoms, `$c`, sigils). Those starters ([`Token::Digit`] … [`Token::Tilde`]) never leave
//! the lexer, which reads the rest by hand and replaces them by a token with a value.
#![allow(missing_docs)]

use dashu_int::IBig;
use logos::Logos;

use crate::ast::Name;
use crate::span::Span;

/// A token; what it looks like stands in its attribute.
#[derive(Logos, Clone, Debug, PartialEq)]
#[logos(skip r"[\x00-\x20\x7f-\u{a0}]+")]
#[logos(skip(r"%[^\n]*", allow_greedy = true))]
pub enum Token {
    // ── Reserved words ─────────────────────────────────────────────
    #[token("after")]
    After,
    #[token("and")]
    And,
    #[token("andalso")]
    Andalso,
    #[token("band")]
    Band,
    #[token("begin")]
    Begin,
    #[token("bnot")]
    Bnot,
    #[token("bor")]
    Bor,
    #[token("bsl")]
    Bsl,
    #[token("bsr")]
    Bsr,
    #[token("bxor")]
    Bxor,
    #[token("case")]
    Case,
    #[token("catch")]
    Catch,
    #[token("div")]
    Div,
    #[token("end")]
    End,
    #[token("fun")]
    Fun,
    #[token("if")]
    If,
    #[token("not")]
    Not,
    #[token("of")]
    Of,
    #[token("or")]
    Or,
    #[token("orelse")]
    Orelse,
    #[token("receive")]
    Receive,
    #[token("rem")]
    Rem,
    #[token("try")]
    Try,
    #[token("when")]
    When,
    #[token("xor")]
    Xor,
    /// Reserved only while `maybe_expr` is enabled; else the lexer makes an atom of it.
    #[token("maybe")]
    Maybe,
    /// As [`Token::Maybe`].
    #[token("else")]
    Else,

    // ── Brackets and separators ────────────────────────────────────
    #[token("(")]
    LeftParen,
    #[token(")")]
    RightParen,
    #[token("[")]
    LeftBracket,
    #[token("]")]
    RightBracket,
    #[token("{")]
    LeftBrace,
    #[token("}")]
    RightBrace,
    #[token("<<")]
    LeftBinary,
    #[token(">>")]
    RightBinary,
    #[token(",")]
    Comma,
    #[token(";")]
    Semicolon,
    #[token("->")]
    Arrow,
    #[token("|")]
    Bar,
    #[token("||")]
    DoubleBar,
    #[token("&&")]
    Zip,
    #[token(":")]
    Colon,
    #[token("::")]
    DoubleColon,
    #[token("#")]
    Hash,
    #[token(".")]
    Dot,
    #[token("..")]
    DotDot,
    #[token("...")]
    Ellipsis,
    #[token("?")]
    Question,
    /// A dot before white space, a comment or the end of the text; the lexer tells it from [`Token::Dot`].
    FullStop,

    // ── Operators ──────────────────────────────────────────────────
    #[token("=")]
    Equals,
    #[token("?=")]
    MaybeEquals,
    #[token("==")]
    Eq,
    #[token("/=")]
    Ne,
    #[token("=:=")]
    ExactEq,
    #[token("=/=")]
    ExactNe,
    #[token("<")]
    Lt,
    #[token("=<")]
    Le,
    #[token(">")]
    Gt,
    #[token(">=")]
    Ge,
    #[token("+")]
    Plus,
    #[token("-")]
    Minus,
    #[token("*")]
    Star,
    #[token("/")]
    Slash,
    #[token("++")]
    Append,
    #[token("--")]
    Subtract,
    #[token("!")]
    Send,
    #[token("=>")]
    Assoc,
    #[token(":=")]
    Exact,
    #[token("<-")]
    Generate,
    #[token("<:-")]
    StrictGenerate,
    #[token("<=")]
    BinaryGenerate,
    #[token("<:=")]
    StrictBinaryGenerate,

    // ── Names and literals ─────────────────────────────────────────
    #[regex(r"[a-z\u{df}-\u{f6}\u{f8}-\u{ff}][A-Za-z0-9_@\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{ff}]*")]
    BareAtom,
    #[regex(r"[A-Z_\u{c0}-\u{d6}\u{d8}-\u{de}][A-Za-z0-9_@\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{ff}]*")]
    BareVariable,
    #[regex("[0-9]")]
    Digit,
    #[token("$")]
    Dollar,
    #[token("\"")]
    DoubleQuote,
    #[token("'")]
    SingleQuote,
    #[token("~")]
    Tilde,
    Atom(Name),
    Var(Name),
    Integer(IBig),
    Char(u32),
    Float(f64),
    String(String),
    /// `~b"…"` and friends: a binary in UTF-8.
    BinarySigil(String),

    // ── Attribute keywords, fused with their `-` at the start of a form ──
    DashSpec,
    DashCallback,
    DashRecord,
    /// `-type`, `-opaque` or `-nominal`.
    DashType(Name),
    /// Any other attribute.
    DashAttribute(Name),
}

/// A token with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Lexeme {
    /// What it is.
    pub token: Token,
    /// Where it stands; for a macro's tokens, where the macro is used.
    pub span: Span,
}

impl Token {
    /// Whether nothing but a full stop can be meant.
    pub fn is_full_stop(&self) -> bool {
        *self == Token::FullStop
    }

    /// The reserved words and punctuation, as written; `None` for tokens with a value.
    pub fn fixed_text(&self) -> Option<&'static str> {
        Some(match self {
            Token::After => "after",
            Token::And => "and",
            Token::Andalso => "andalso",
            Token::Band => "band",
            Token::Begin => "begin",
            Token::Bnot => "bnot",
            Token::Bor => "bor",
            Token::Bsl => "bsl",
            Token::Bsr => "bsr",
            Token::Bxor => "bxor",
            Token::Case => "case",
            Token::Catch => "catch",
            Token::Div => "div",
            Token::End => "end",
            Token::Fun => "fun",
            Token::If => "if",
            Token::Not => "not",
            Token::Of => "of",
            Token::Or => "or",
            Token::Orelse => "orelse",
            Token::Receive => "receive",
            Token::Rem => "rem",
            Token::Try => "try",
            Token::When => "when",
            Token::Xor => "xor",
            Token::Maybe => "maybe",
            Token::Else => "else",
            Token::LeftParen => "(",
            Token::RightParen => ")",
            Token::LeftBracket => "[",
            Token::RightBracket => "]",
            Token::LeftBrace => "{",
            Token::RightBrace => "}",
            Token::LeftBinary => "<<",
            Token::RightBinary => ">>",
            Token::Comma => ",",
            Token::Semicolon => ";",
            Token::Arrow => "->",
            Token::Bar => "|",
            Token::DoubleBar => "||",
            Token::Zip => "&&",
            Token::Colon => ":",
            Token::DoubleColon => "::",
            Token::Hash => "#",
            Token::Dot | Token::FullStop => ".",
            Token::DotDot => "..",
            Token::Ellipsis => "...",
            Token::Question => "?",
            Token::Equals => "=",
            Token::MaybeEquals => "?=",
            Token::Eq => "==",
            Token::Ne => "/=",
            Token::ExactEq => "=:=",
            Token::ExactNe => "=/=",
            Token::Lt => "<",
            Token::Le => "=<",
            Token::Gt => ">",
            Token::Ge => ">=",
            Token::Plus => "+",
            Token::Minus => "-",
            Token::Star => "*",
            Token::Slash => "/",
            Token::Append => "++",
            Token::Subtract => "--",
            Token::Send => "!",
            Token::Assoc => "=>",
            Token::Exact => ":=",
            Token::Generate => "<-",
            Token::StrictGenerate => "<:-",
            Token::BinaryGenerate => "<=",
            Token::StrictBinaryGenerate => "<:=",
            Token::DashSpec => "-spec",
            Token::DashCallback => "-callback",
            Token::DashRecord => "-record",
            _ => return None,
        })
    }
}
