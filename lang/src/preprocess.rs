//! Between lexer and parser: macros, conditionals, and what the other directives change.
//!
//! A form is taken token by token. `?NAME` is replaced by its definition and read again, so that macros may use
//! macros; a macro with arguments is replaced together with what follows it, one without on its own, as in OTP.
//! Every token of a definition gets the span of the macro's *use*; after an argument's token it gets the span from
//! that token to the end of the use, which keeps lines in order where a use covers several.

use crate::ast::Name;
use crate::diagnostic::Diagnostic;
use crate::names::{NameMap, Names};
use crate::span::{Sources, Span};
use crate::token::{Lexeme, Token};

mod conditional;
mod define;
mod evaluate;
mod expand;

pub use conditional::{Conditional, Conditionals};

/// The macros, and what else directives change.
pub struct Preprocessor {
    macros: NameMap<Name, Macro>,
    /// Macros known to lead to no circle; emptied by every `-define` and `-undef`.
    sound: NameMap<(Name, Option<u32>), ()>,
    /// Whether `maybe` and `else` are reserved words.
    pub maybe: bool,
}

/// What a name stands for.
enum Macro {
    /// Predefined, and worked out at each use.
    Special(Special),
    /// Defined in the source, from outside, or with a fixed value: one definition per number of arguments.
    User(Vec<Definition>),
    /// Predefined with a fixed value, so that it cannot be defined again.
    Fixed(Vec<Definition>),
}

#[derive(Clone, Copy, PartialEq)]
enum Special {
    File,
    Line,
    FunctionName,
    FunctionArity,
    /// `?MODULE` before `-module`.
    Undefined,
}

/// One definition of a macro.
#[derive(Clone)]
struct Definition {
    /// The parameters; absent when the macro is used without parentheses.
    params: Option<Vec<Name>>,
    body: Vec<Token>,
}

impl Definition {
    fn arity(&self) -> Option<u32> {
        self.params.as_ref().map(|p| p.len() as u32)
    }

    fn constant(token: Token) -> Definition {
        Definition { params: None, body: vec![token] }
    }
}

impl Preprocessor {
    /// The predefined macros, and `defines` from outside.
    pub fn new(
        names: &mut Names,
        defines: &[(String, Option<String>)],
        maybe: bool,
    ) -> (Preprocessor, Vec<Diagnostic>) {
        let mut this = Preprocessor { macros: NameMap::default(), sound: NameMap::default(), maybe };
        let special = [
            ("FILE", Special::File),
            ("LINE", Special::Line),
            ("FUNCTION_NAME", Special::FunctionName),
            ("FUNCTION_ARITY", Special::FunctionArity),
            ("MODULE", Special::Undefined),
            ("MODULE_STRING", Special::Undefined),
            ("BASE_MODULE", Special::Undefined),
            ("BASE_MODULE_STRING", Special::Undefined),
        ];
        for (name, special) in special {
            this.macros.insert(names.get(name), Macro::Special(special));
        }
        let beam = Token::Atom(names.get("BEAM"));
        let true_ = Token::Atom(names.get("true"));
        this.fix(names.get("MACHINE"), Definition::constant(beam));
        this.fix(names.get("BEAM"), Definition::constant(true_));
        this.fix(names.get("OTP_RELEASE"), Definition::constant(Token::Integer(25.into())));
        this.feature_macros(names);
        let mut diagnostics = Vec::new();
        for (name, text) in defines {
            this.define_from_outside(names, name, text.as_deref().unwrap_or("true"), &mut diagnostics);
        }
        (this, diagnostics)
    }

    fn fix(&mut self, name: Name, definition: Definition) {
        self.macros.insert(name, Macro::Fixed(vec![definition]));
    }

    /// `?FEATURE_AVAILABLE(F)` and `?FEATURE_ENABLED(F)` as comparisons with the only feature there is.
    pub fn feature_macros(&mut self, names: &mut Names) {
        let param = names.get("X");
        let is_maybe = vec![
            Token::LeftParen,
            Token::LeftParen,
            Token::Var(param.clone()),
            Token::RightParen,
            Token::ExactEq,
            Token::Atom(names.get("maybe_expr")),
            Token::RightParen,
        ];
        let never = vec![Token::Atom(names.get("false"))];
        let enabled = if self.maybe { is_maybe.clone() } else { never };
        let definition = |body| Definition { params: Some(vec![param.clone()]), body };
        self.fix(names.get("FEATURE_AVAILABLE"), definition(is_maybe));
        self.fix(names.get("FEATURE_ENABLED"), definition(enabled));
    }

    /// Notes `-module(name)`.
    pub fn set_module(&mut self, names: &mut Names, module: &Name) {
        self.fix(names.get("MODULE"), Definition::constant(Token::Atom(module.clone())));
        self.fix(names.get("MODULE_STRING"), Definition::constant(Token::String(module.to_string())));
    }

    /// Whether `-ifdef(name)` holds.
    fn is_defined(&self, name: &str) -> bool {
        match self.macros.get(name) {
            None | Some(Macro::Special(Special::Undefined)) => false,
            Some(Macro::Special(_) | Macro::User(_) | Macro::Fixed(_)) => true,
        }
    }
}

/// What a directive needs beside the macros.
pub struct Site<'a> {
    /// The sources, for names and lines.
    pub sources: &'a Sources,
    /// The shared names.
    pub names: &'a mut Names,
    /// Where findings go.
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

/// The name of a directive or attribute, when `tokens` start with `-name`.
pub fn directive(tokens: &[Lexeme]) -> Option<&str> {
    match tokens {
        [Lexeme { token: Token::Minus, .. }, second, ..] => match &second.token {
            Token::Atom(name) => Some(name),
            Token::If => Some("if"),
            Token::Else => Some("else"),
            _ => None,
        },
        _ => None,
    }
}

/// The span from the first to the last of `tokens`.
pub fn whole(tokens: &[Lexeme]) -> Span {
    match tokens {
        [first, .., last] => first.span.to(last.span),
        [only] => only.span,
        [] => Span::default(),
    }
}
