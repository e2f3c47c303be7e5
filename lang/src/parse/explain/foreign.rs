//! What other languages write: their operators, words, numbers and brackets, and what Erlang has instead.

use super::{Site, ends_expression, is_bracket, starts_expression};
use crate::diagnostic::Diagnostic;
use crate::literal;
use crate::nesting;
use crate::span::Span;
use crate::token::Token;

/// Words that start or continue something elsewhere: the error's title and its help. Looked up where the parser stopped.
const WORDS: &[(&[&str], &str, &str)] = &[
    (&["return"], "Erlang has no `return`", "the value of a function is that of its last expression"),
    (
        &["while", "for", "foreach", "loop", "until", "repeat"],
        "Erlang has no `{}`",
        "loop by a function that calls itself, or by a list comprehension",
    ),
    (
        &["switch", "match", "select", "cond"],
        "Erlang has no `{}`",
        "write case X of Pattern -> Value; _ -> Other end",
    ),
    (&["unless"], "Erlang has no `unless`", "write if not Condition -> Value; true -> other end"),
    (
        &["except", "rescue", "finally", "ensure"],
        "`{}` is no word of Erlang",
        "write try Expr catch Class:Reason -> Value after Cleanup end",
    ),
    (&["raise"], "Erlang has no `raise`", "error(Reason) raises an error, throw(Value) a value to be caught"),
    (
        &["lambda"],
        "`lambda` is no word of Erlang",
        "a function without a name is written fun(X) -> X + 1 end",
    ),
    (
        &["def", "function", "fn", "func", "let", "var", "const", "val", "sub", "proc", "defp"],
        "`{}` is no word of Erlang",
        "a function is written name(Argument) -> Body. and a variable Name = Value",
    ),
    (
        &["int", "float", "string", "bool", "boolean", "char", "double", "void", "static", "public", "auto"],
        "`{}` is no word of Erlang",
        "variables have no declared type: write Name = Value",
    ),
    (
        &["class", "new", "struct", "interface"],
        "`{}` is no word of Erlang",
        "-record(name, {field}). declares a record, #name{field = 1} makes one",
    ),
    (
        &["defmodule", "module", "namespace", "package"],
        "`{}` is no word of Erlang",
        "a file begins with -module(name).",
    ),
    (
        &["import", "require", "include", "using", "use"],
        "`{}` is no word of Erlang",
        "functions of other modules are called by module:function(…)",
    ),
    (
        &["print", "puts", "echo", "printf", "println"],
        "`{}` is no word of Erlang",
        "io:format(\"~p~n\", [Value]) writes a value",
    ),
    (&["mod"], "Erlang has no `mod`", "the rest of a division is X rem Y"),
    (&["is"], "Erlang has no `is`", "values are compared by `=:=`, and matched by `=`"),
    (
        &["fi", "done", "esac", "endif"],
        "`{}` is no word of Erlang",
        "if, case, receive, try, begin and fun are closed by `end`",
    ),
    (&["else"], "`else` is no word of Erlang", "see case … of and if … end"),
];

impl Site<'_> {
    /// Whether a token and the one before it touch.
    fn adjacent(&self, offset: isize) -> bool {
        self.span(offset - 1).end == self.span(offset).start
    }

    fn not_erlang(&self, span: Span, title: &str, help: &str) -> Diagnostic {
        Diagnostic::error("syntax", span, title, "not Erlang").with_help(help)
    }

    /// Operators of other languages.
    pub(super) fn foreign_operator(&self) -> Option<Diagnostic> {
        let (title, help, from) = self.joined_operator().or_else(|| self.single_operator())?;
        Some(self.not_erlang(self.span(from).to(self.span(0)), title, help))
    }

    /// Those that are read as two tokens, or begin one before: title, help, and where they begin.
    fn joined_operator(&self) -> Option<(&'static str, &'static str, isize)> {
        let adjacent = self.adjacent(0);
        let found = match (self.token(-1)?, self.token(0)?) {
            (Token::Append, t) if !starts_expression(t) => (
                "`++` joins lists",
                "`++` stands between two lists; one more than X is X + 1, bound to a new variable",
            ),
            (Token::Subtract, t) if !starts_expression(t) => (
                "`--` takes elements out of a list",
                "`--` stands between two lists; one less than X is X - 1, bound to a new variable",
            ),
            _ if !adjacent => return None,
            (Token::Send, Token::Equals | Token::Eq) => {
                ("`!=` is no operator", "not equal is `/=`, or `=/=` when 1 and 1.0 are to differ")
            }
            (Token::Lt, Token::Gt) => (
                "`<>` is no operator",
                "not equal is `/=`; lists are joined by `++`, binaries by <<A/binary, B/binary>>",
            ),
            (Token::Eq, Token::Equals) => ("`===` is no operator", "exactly equal is `=:=`"),
            (Token::Plus | Token::Minus | Token::Star | Token::Slash, Token::Equals) => {
                ("variables cannot be changed", "bind a new variable: X1 = X + 1")
            }
            (Token::Star, Token::Star) => {
                ("`**` is no operator", "powers are math:pow(X, Y), which gives a float")
            }
            (Token::Slash, Token::Slash) => {
                ("`//` is no operator", "X div Y is the integer quotient, X rem Y the rest, X / Y a float")
            }
            (Token::Bar, Token::Gt) => {
                ("`|>` is no operator", "calls are nested, g(f(X)), or their values bound: Y = f(X)")
            }
            (Token::Le, Token::Lt) => ("`=<<` reads as `=<` and `<`", "put a space between `=` and `<<`"),
            _ => return None,
        };
        Some((found.0, found.1, -1))
    }

    fn single_operator(&self) -> Option<(&'static str, &'static str, isize)> {
        let before = self.token(-1);
        let in_braces = matches!(self.inside(), Some((_, Token::LeftBrace)));
        let found = match self.token(0)? {
            Token::Zip => ("`&&` is no operator on truth values", "the logical and is `andalso`"),
            Token::DoubleBar => ("`||` is no operator on truth values", "the logical or is `orelse`"),
            Token::BinaryGenerate => ("`<=` is no comparison", "less or equal is written `=<`"),
            Token::Assoc if self.awaits_arrow() => {
                ("`=>` begins no clause", "the arrow of a clause is written `->`")
            }
            Token::Assoc if !in_braces => ("`=>` is no comparison", "greater or equal is written `>=`"),
            Token::Exact if !in_braces => {
                ("`:=` gives no variable a value", "`=` does: X = 1; `:=` stands in maps: Map#{key := Value}")
            }
            Token::Generate
                if !matches!(
                    self.inside(),
                    Some((_, Token::LeftBracket | Token::LeftBinary | Token::LeftBrace))
                ) =>
            {
                (
                    "`<-` stands only in comprehensions",
                    "write [X || X <- List]; `=` gives a variable its value",
                )
            }
            Token::Send if !before.is_some_and(ends_expression) => {
                ("`!` sends a message", "the logical not is `not`; Pid ! Message sends")
            }
            Token::DotDot => {
                ("`..` makes no list", "lists:seq(1, 5) is the list of the integers from 1 to 5")
            }
            Token::Le if self.token(1) == Some(&Token::Lt) => {
                ("`=<<` reads as `=<` and `<`", "put a space between `=` and `<<`")
            }
            Token::MaybeEquals => {
                ("`?=` stands outside of `maybe`", "it may stand only directly inside maybe … end")
            }
            _ => return None,
        };
        Some((found.0, found.1, 0))
    }

    /// Whether a clause has begun whose arrow is to come.
    fn awaits_arrow(&self) -> bool {
        let Some((open, token)) = self.inside() else { return false };
        let arrows = |from: usize| self.tokens[from..self.at].iter().any(|t| t.token == Token::Arrow);
        let clause =
            (open..self.at).rev().find(|at| matches!(self.tokens[*at].token, Token::Semicolon | Token::Of));
        matches!(token, Token::Fun | Token::Case | Token::If | Token::Receive | Token::Try)
            && !arrows(clause.unwrap_or(open))
    }

    /// `X << 2` and `X >> 2`: half of a binary.
    pub(super) fn foreign_shift(&self) -> Option<Diagnostic> {
        let (at, help) = match (self.token(0)?, self.inside()) {
            (Token::RightBinary, inside) if !matches!(inside, Some((_, Token::LeftBinary))) => {
                (self.at, "X bsr N shifts to the right; << and >> enclose a binary")
            }
            (_, Some((open, Token::LeftBinary))) => {
                (open, "X bsl N shifts to the left; << and >> enclose a binary")
            }
            _ => return None,
        };
        let operand = at.checked_sub(1).is_some_and(|before| ends_expression(&self.tokens[before].token));
        let shown = self.shown(at);
        operand
            .then(|| self.not_erlang(self.tokens[at].span, &format!("`{shown}` does not shift bits"), help))
    }

    /// Words of other languages.
    pub(super) fn foreign_word(&self) -> Option<Diagnostic> {
        self.word_at(0).or_else(|| self.word_at(-1))
    }

    fn word_at(&self, at: isize) -> Option<Diagnostic> {
        let name = match self.token(at)? {
            Token::Atom(name) => name.to_string(),
            Token::Else => "else".to_owned(),
            _ => return None,
        };
        let inside = nesting::open_at(self.tokens, self.at).pop().map(|open| &self.tokens[open.at].token);
        let (title, label, help) = match (&*name, inside) {
            ("then" | "do", Some(Token::If)) => {
                ("`if` has no `{}`", "expected `->`", "write if X > 0 -> positive; true -> other end")
            }
            ("then" | "do", Some(Token::Case)) => {
                ("`case` has no `{}`", "expected `of`", "write case X of Pattern -> Value end")
            }
            ("else" | "elif" | "elsif" | "elseif", Some(Token::If)) => (
                "`if` has no `{}`",
                "not expected here",
                "the last clause of an if is `true -> …`, and clauses are separated by `;`",
            ),
            ("else", Some(Token::Case)) => (
                "`case` has no `{}`",
                "not expected here",
                "the last clause of a case is `_ -> …`, and clauses are separated by `;`",
            ),
            ("in", Some(Token::LeftBracket | Token::LeftBinary)) => {
                ("a generator has no `{}`", "expected `<-`", "write [X * 2 || X <- List]")
            }
            _ => {
                let (_, title, help) = WORDS.iter().find(|(words, _, _)| words.contains(&&*name))?;
                (*title, "not expected here", *help)
            }
        };
        Some(Diagnostic::error("syntax", self.span(at), title.replace("{}", &name), label).with_help(help))
    }

    /// `1e5`, `0x1F`, `.5`, `12abc`, `$ab`.
    pub(super) fn foreign_number(&self) -> Option<Diagnostic> {
        let name = match self.token(0)? {
            Token::Atom(name) | Token::Var(name) => name,
            Token::Dot
                if matches!(self.token(1), Some(Token::Integer(_)))
                    && !self.token(-1).is_some_and(ends_expression) =>
            {
                let bad = self.error("a float begins with a digit", "a digit is missing before this");
                return Some(bad.with_help("write 0.5"));
            }
            _ => return None,
        };
        if !self.adjacent(0) {
            return None;
        }
        let span = self.span(-1).to(self.span(0));
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let text =
            self.sources.get(span.source).text.get(span.start as usize..self.span(0).start as usize)?;
        let (title, help) = match self.token(-1)? {
            Token::Char(_) => {
                ("`$` stands before a single character", "a text is written \"abc\", an atom abc")
            }
            Token::Integer(_) if name.strip_prefix(['e', 'E']).is_some_and(digits) => {
                ("a number with an exponent has a point", "write 1.0e5")
            }
            Token::Integer(_) if text == "0" && name.starts_with(['x', 'X', 'b', 'o']) => {
                ("the base of a number stands before `#`", "write 16#1F, 2#1010 or 8#17")
            }
            Token::Integer(_) if text.contains('#') => {
                ("this is no digit of that base", "the digits of base 16 are 0 to 9 and A to F")
            }
            Token::Integer(_) => (
                "a name begins with a letter",
                "atoms begin with a small letter, variables with a capital one",
            ),
            _ => return None,
        };
        Some(self.not_erlang(span, title, help))
    }

    /// Brackets and braces after a value: `List[0]`, `if (X) {`, `person{name = "A"}`, `{1, 2}.1`.
    pub(super) fn foreign_bracket(&self) -> Option<Diagnostic> {
        let before = self.token(-1)?;
        let touches = self.adjacent(0);
        let (title, help): (&str, String) = match (before, self.token(0)?) {
            (t, Token::LeftBracket) if ends_expression(t) && touches && *t != Token::End => (
                "brackets take no element out of a value",
                "lists:nth(N, List) counts from 1; element(N, Tuple); maps:get(Key, Map)".into(),
            ),
            (t, Token::Dot) if ends_expression(t) && matches!(self.token(1), Some(Token::Integer(_))) => (
                "a point takes no element out of a value",
                "element(N, Tuple) and lists:nth(N, List) count from 1; a float has one point".into(),
            ),
            (Token::Atom(name), Token::LeftBrace) if touches && !self.in_block() => {
                ("a record begins with `#`", format!("write #{}{{field = Value}}", literal::atom(name)))
            }
            (Token::Var(name), Token::LeftBrace) if touches && !self.in_block() => (
                "a map or record is changed with `#`",
                format!("write {name}#{{key => Value}} or {name}#record{{field = Value}}"),
            ),
            (t, Token::LeftBrace) if ends_expression(t) && self.in_block() => (
                "blocks have no braces",
                "write if Condition -> Value; true -> Other end, or case X of Pattern -> Value end".into(),
            ),
            (Token::RightParen, Token::LeftParen) => (
                "the result of a call is no name to call",
                "put parentheses around the first call: (f())()".into(),
            ),
            (Token::LeftParen, Token::RightParen) => {
                ("parentheses enclose an expression", "the empty tuple is {}, the empty list []".into())
            }
            (Token::Atom(name), Token::FullStop | Token::Comma) if self.token(-2) == Some(&Token::Hash) => (
                "a field is read with the record's name",
                format!("write Value#record.{}", literal::atom(name)),
            ),
            (Token::Atom(name), _)
                if self.token(-2) == Some(&Token::Colon) && matches!(self.token(-4), Some(Token::Fun)) =>
            {
                (
                    "a function as a value has its number of arguments",
                    format!("write fun module:{}/1", literal::atom(name)),
                )
            }
            _ => return None,
        };
        Some(self.error(title, "not expected here").with_help(help))
    }

    /// Whether this stands between the `if` or `case` that is open and its clauses.
    fn in_block(&self) -> bool {
        self.inside().is_some_and(|(open, token)| {
            let begun =
                self.tokens[open..self.at].iter().any(|t| matches!(t.token, Token::Of | Token::Arrow));
            matches!(token, Token::If | Token::Case) && !begun
        })
    }

    /// Comprehensions as they are written elsewhere: one bar, or a guard.
    pub(super) fn comprehension(&self) -> Option<Diagnostic> {
        let (open, token) = self.inside()?;
        if *token != Token::LeftBracket {
            return None;
        }
        let find = |wanted: Token| (open..self.at).rev().find(|at| self.tokens[*at].token == wanted);
        match self.token(0)? {
            Token::Generate => {
                let bar = find(Token::Bar)?;
                let bad = self.not_erlang(
                    self.tokens[bar].span,
                    "a comprehension has two bars",
                    "write [X * 2 || X <- List]",
                );
                Some(bad)
            }
            Token::When => {
                find(Token::DoubleBar)?;
                let bad = self.error("a comprehension has no `when`", "expected `,`");
                Some(bad.with_help("a condition follows a comma: [X || X <- List, X > 1]"))
            }
            Token::Bar => {
                find(Token::Bar)?;
                let bad = self.error("a list has one `|`", "not expected here");
                Some(bad.with_help("the elements before it are separated by `,`: [A, B | Rest]"))
            }
            _ => None,
        }
    }

    /// `;` between expressions or arguments; a tuple in parentheses.
    pub(super) fn misplaced_separator(&self) -> Option<Diagnostic> {
        let inside = self.inside();
        let (title, help) = match (self.token(0)?, &inside) {
            (Token::Semicolon, Some((_, token))) if is_bracket(token) => {
                ("`;` separates no arguments or elements", "they are separated by `,`")
            }
            (Token::Semicolon, None) => {
                ("`;` separates clauses", "expressions are separated by `,`; a full stop ends the last one")
            }
            (Token::Comma, Some((open, Token::LeftParen)))
                if !open.checked_sub(1).is_some_and(|at| ends_expression(&self.tokens[at].token)) =>
            {
                ("parentheses enclose one expression", "a tuple has braces: {1, 2}")
            }
            (Token::Atom(_), _)
                if self.token(-1) == Some(&Token::Colon) && self.token(-3) == Some(&Token::Colon) =>
            {
                ("a call has one `:`", "a function is called by module:function(…)")
            }
            _ => return None,
        };
        Some(self.error(title, "not expected here").with_help(help))
    }
}
