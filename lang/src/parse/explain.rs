//! Why a form cannot be parsed, said so that a learner can mend it.
//!
//! The parser only says which token did not fit. The usual mistakes each have a rule here that looks at the tokens
//! around that one; the rules are tried in order, the most telling first.

mod foreign;
mod operand;

use super::Failure;
use crate::diagnostic::Diagnostic;
use crate::literal;
use crate::nesting::{self, Mismatch};
use crate::span::{Sources, Span};
use crate::token::{Lexeme, Token};

/// A form that failed, seen from the token that did not fit.
struct Site<'a> {
    tokens: &'a [Lexeme],
    at: usize,
    failure: &'a Failure,
    sources: &'a Sources,
}

/// The error that `failure` stands for, and the index of the token where another form seems to start.
pub fn explain(tokens: &[Lexeme], failure: &Failure, sources: &Sources) -> (Diagnostic, Option<usize>) {
    let at = failure.at.min(tokens.len().saturating_sub(1));
    let site = Site { tokens, at, failure, sources };
    if let Some((bad, next)) = site.next_form() {
        return (bad, Some(next));
    }
    let rules = [
        Site::native_record,
        Site::foreign_operator,
        Site::foreign_shift,
        Site::foreign_word,
        Site::foreign_number,
        Site::foreign_bracket,
        Site::comprehension,
        Site::reserved_word,
        Site::trailing_separator,
        Site::empty_body,
        Site::bracket,
        Site::module_dot,
        Site::map_colon,
        Site::fun_head,
        Site::arrow,
        Site::clause_without_arrow,
        Site::misplaced_separator,
        Site::missing_separator,
        Site::missing_operand,
    ];
    let found = rules.iter().find_map(|rule| rule(&site));
    (found.unwrap_or_else(|| site.other()), None)
}

impl Site<'_> {
    fn token(&self, offset: isize) -> Option<&Token> {
        let at = self.at.checked_add_signed(offset)?;
        self.tokens.get(at).map(|lexeme| &lexeme.token)
    }

    fn span(&self, offset: isize) -> Span {
        let at = self.at.checked_add_signed(offset);
        at.and_then(|at| self.tokens.get(at))
            .or(self.tokens.last())
            .map_or(Span::default(), |lexeme| lexeme.span)
    }

    fn error(&self, title: impl Into<String>, label: impl Into<String>) -> Diagnostic {
        Diagnostic::error("syntax", self.span(0), title, label)
    }

    fn position(&self, at: usize) -> (u32, u32) {
        let span = self.tokens[at].span;
        self.sources.get(span.source).line_column(span.start)
    }

    /// The innermost open bracket's token.
    fn inside(&self) -> Option<(usize, &Token)> {
        nesting::open_at(self.tokens, self.at).pop().map(|open| (open.at, &self.tokens[open.at].token))
    }

    /// What closes `opener`, as it is shown.
    fn shown(&self, at: usize) -> String {
        literal::token(&self.tokens[at].token)
    }

    /// A new form starts in column 1, so the one before lacks its end.
    fn next_form(&self) -> Option<(Diagnostic, usize)> {
        // The parser may notice only at the arrow of the next form's head; its name is then further left.
        let start = (1..=self.at).rev().take(200).find(|i| {
            let starts = match &self.tokens[*i].token {
                Token::Atom(_) => matches!(self.tokens.get(i + 1), Some(t) if t.token == Token::LeftParen),
                Token::Minus => {
                    matches!(self.tokens.get(i + 1), Some(t) if matches!(t.token, Token::Atom(_)))
                        && matches!(self.tokens.get(i + 2), Some(t) if t.token == Token::LeftParen)
                }
                _ => false,
            };
            starts && self.position(*i).1 == 1 && self.position(*i).0 > self.position(i - 1).0
        })?;
        // Only a real head counts: a call in column 1 may well be an expression of the same body.
        let is_attribute = self.tokens[start].token == Token::Minus;
        if !is_attribute && !self.head_follows(start) {
            return None;
        }
        let before = &self.tokens[start - 1];
        if let Some(open) = nesting::open_at(self.tokens, start).pop() {
            let closer = literal::token(&open.closer);
            let opener = self.shown(open.at);
            let bad = Diagnostic::error(
                "syntax",
                self.tokens[open.at].span,
                format!("missing `{closer}`"),
                format!("this `{opener}` is not closed"),
            )
            .with_label(before.span, format!("expected `{closer}` and `.` after this"));
            return Some((bad, start));
        }
        let separator = matches!(before.token, Token::Comma | Token::Semicolon);
        let name = self.shown(start);
        let same = matches!((&self.tokens[0].token, &self.tokens[start].token), (a, b) if a == b);
        let bad = if separator {
            let shown = literal::token(&before.token);
            Diagnostic::error(
                "syntax",
                before.span,
                format!("`{shown}` where a form ends"),
                "expected `.` here",
            )
        } else if same {
            Diagnostic::error("syntax", before.span, "missing `;` between clauses", "expected `;` after this")
                .with_help(format!("the clauses of {name} are separated by `;`, the last one ends with `.`"))
        } else {
            Diagnostic::error("syntax", before.span, "missing full stop", "expected `.` after this")
        };
        let next = if is_attribute { "the next attribute" } else { "the next function" };
        let bad = bad.with_label(self.tokens[start].span, format!("{next} starts here"));
        let bad =
            if bad.help.is_none() { bad.with_help("every form ends with a full stop: `.`") } else { bad };
        Some((bad, start))
    }

    /// Whether `name(…)` from `start` is followed by `->` or `when`.
    fn head_follows(&self, start: usize) -> bool {
        let mut depth = 0;
        for (i, lexeme) in self.tokens.iter().enumerate().skip(start + 1) {
            match lexeme.token {
                Token::LeftParen | Token::LeftBracket | Token::LeftBrace | Token::LeftBinary => depth += 1,
                Token::RightParen | Token::RightBracket | Token::RightBrace | Token::RightBinary => {
                    depth -= 1
                }
                _ => {}
            }
            if depth <= 0 {
                return matches!(self.tokens.get(i + 1), Some(t) if matches!(t.token, Token::Arrow | Token::When));
            }
        }
        false
    }

    /// Forms of newer releases that Erlet leaves out.
    fn native_record(&self) -> Option<Diagnostic> {
        let declared = self.token(0)? == &Token::Hash && self.token(-1) == Some(&Token::DashRecord);
        let used = self.token(0)? == &Token::Colon && self.token(-2) == Some(&Token::Hash);
        (declared || used).then(|| {
            Diagnostic::error(
                "unsupported",
                self.span(0),
                "native records are not supported",
                "not part of Erlet",
            )
            .with_help("records are declared by -record(name, {field}). and used as #name{field = 1}")
        })
    }

    /// `,` or `;` before a closer, or before another separator.
    fn trailing_separator(&self) -> Option<Diagnostic> {
        let separator = match self.token(-1) {
            Some(Token::Comma) => ",",
            Some(Token::Semicolon) => ";",
            _ => return None,
        };
        let next = match self.token(0)? {
            Token::FullStop => "the full stop".to_owned(),
            t @ (Token::End
            | Token::RightParen
            | Token::RightBracket
            | Token::RightBrace
            | Token::RightBinary
            | Token::After
            | Token::Catch
            | Token::Of
            | Token::Comma
            | Token::Semicolon) => format!("`{}`", literal::token(t)),
            _ => return None,
        };
        let bad = Diagnostic::error(
            "syntax",
            self.span(-1),
            format!("`{separator}` before {next}"),
            format!("nothing follows this `{separator}`"),
        )
        .with_help(match separator {
            "," => "`,` stands between expressions, not after the last one",
            _ => "`;` stands between clauses, not after the last one",
        });
        // With brackets open as well, what is missing is their end.
        match nesting::mismatch(self.tokens, self.at) {
            Some(Mismatch::Unclosed(open)) => Some(bad.with_label(
                self.tokens[open.at].span,
                format!("this `{}` is still open", self.shown(open.at)),
            )),
            _ => Some(bad),
        }
    }

    /// Closers that do not fit, and openers without closer.
    fn bracket(&self) -> Option<Diagnostic> {
        match nesting::mismatch(self.tokens, self.at)? {
            Mismatch::Stray(at) => {
                let closer = self.shown(at);
                Some(
                    Diagnostic::error(
                        "syntax",
                        self.tokens[at].span,
                        format!("`{closer}` closes nothing"),
                        "no bracket or block is open here",
                    )
                    .with_help(format!("remove this `{closer}`, or find the opener that is missing before")),
                )
            }
            Mismatch::Wrong(open, at) => {
                let (opener, closer) = (self.shown(open.at), literal::token(&open.closer));
                let found = self.shown(at);
                Some(
                    Diagnostic::error(
                        "syntax",
                        self.tokens[open.at].span,
                        format!("missing `{closer}`"),
                        format!("this `{opener}` is not closed"),
                    )
                    .with_label(self.tokens[at].span, format!("expected `{closer}` before this `{found}`")),
                )
            }
            Mismatch::Unclosed(open) => {
                let (opener, closer) = (self.shown(open.at), literal::token(&open.closer));
                Some(
                    Diagnostic::error(
                        "syntax",
                        self.tokens[open.at].span,
                        format!("missing `{closer}`"),
                        format!("this `{opener}` is not closed"),
                    )
                    .with_label(self.span(0), format!("expected `{closer}` before this")),
                )
            }
        }
    }

    /// `Foo.bar(1)`.
    fn module_dot(&self) -> Option<Diagnostic> {
        if self.token(0)? != &Token::Dot {
            return None;
        }
        let (Some(Token::Atom(left) | Token::Var(left)), Some(Token::Atom(right) | Token::Var(right))) =
            (self.token(-1), self.token(1))
        else {
            return None;
        };
        let bad = self.error("`.` is no part of an expression", "not expected here");
        let module = left.to_lowercase();
        let call = format!("a function of a module is called by {module}:{right}(…)");
        Some(bad.with_help(match self.token(-1) {
            Some(Token::Var(_)) => format!(
                "{call}; a record's field is {left}#record.{right}, a map's value maps:get({right}, {left})"
            ),
            _ => call,
        }))
    }

    /// `#{key: Value}`.
    fn map_colon(&self) -> Option<Diagnostic> {
        let (open, token) = self.inside()?;
        let is_map = *token == Token::LeftBrace && open > 0 && self.tokens[open - 1].token == Token::Hash;
        let colon = self.tokens[open..=self.at]
            .iter()
            .rposition(|t| matches!(t.token, Token::Colon | Token::Equals))?;
        let span = self.tokens[open + colon].span;
        is_map.then(|| {
            let sign = self.shown(open + colon);
            Diagnostic::error("syntax", span, format!("`{sign}` in a map"), "expected `=>` or `:=`")
                .with_help("write #{key => Value}; in a pattern #{key := Value}")
        })
    }

    /// A reserved word used as an atom.
    fn reserved_word(&self) -> Option<Diagnostic> {
        let token = self.token(0)?;
        let word = token.fixed_text().filter(|t| t.starts_with(|c: char| c.is_ascii_lowercase()))?;
        let opener =
            |t: Option<&Token>| matches!(t, Some(Token::LeftBrace | Token::LeftBracket | Token::LeftParen));
        let after = match token {
            Token::End => opener(self.token(-1)),
            _ => {
                opener(self.token(-1))
                    || matches!(self.token(-1), Some(Token::Comma | Token::Equals | Token::Arrow))
            }
        };
        let before = matches!(
            self.token(1),
            Some(
                Token::Comma | Token::RightBrace | Token::RightBracket | Token::RightParen | Token::LeftParen
            )
        );
        (after && before).then(|| {
            self.error(format!("`{word}` is a reserved word"), "expected an expression")
                .with_help(format!("as an atom it needs quotes: '{word}'"))
        })
    }

    /// `fun X -> …`, `fun name`.
    fn fun_head(&self) -> Option<Diagnostic> {
        let after_fun = self.token(-2) == Some(&Token::Fun);
        if self.token(-1) == Some(&Token::Fun) || (after_fun && self.token(0) == Some(&Token::Arrow)) {
            let bad = self.error("a fun needs parentheses around its arguments", "not expected here");
            return Some(bad.with_help("write fun(X) -> X + 1 end"));
        }
        let Some(Token::Atom(name)) = self.token(-1) else { return None };
        (after_fun).then(|| {
            self.error(format!("`fun {name}` lacks the number of arguments"), "expected `/` and a number")
                .with_help(format!("a function as a value is written fun {name}/1"))
        })
    }

    /// An arrow where none fits: the clause before ended by the wrong sign.
    fn arrow(&self) -> Option<Diagnostic> {
        if self.token(0)? != &Token::Arrow {
            return None;
        }
        let open = nesting::open_at(self.tokens, self.at);
        let floor = open.last().map_or(0, |open| open.at + 1);
        let comma = (floor..self.at).rev().find(|i| {
            self.tokens[*i].token == Token::Comma && nesting::open_at(self.tokens, *i).len() == open.len()
        });
        let bad = self.error("`->` where no clause starts", "not expected here");
        let in_brackets = open.last().is_some_and(|open| is_bracket(&self.tokens[open.at].token));
        Some(match comma {
            _ if in_brackets => bad.with_help("a function without a name is written fun(X) -> X + 1 end"),
            Some(at) => bad
                .with_label(self.tokens[at].span, "does the clause before end here?")
                .with_help("clauses are separated by `;`, the expressions inside one by `,`"),
            None => bad
                .with_help("an arrow follows the head of a clause; is a `;`, `of` or `.` missing before it?"),
        })
    }

    /// Two expressions side by side.
    fn missing_separator(&self) -> Option<Diagnostic> {
        let (before, token) = (self.token(-1)?, self.token(0)?);
        if !ends_expression(before) || !starts_expression(token) {
            return None;
        }
        let previous = self.span(-1);
        let new_line = self.position(self.at).0 > self.position(self.at - 1).0;
        let open = nesting::open_at(self.tokens, self.at).pop();
        if let (Token::Var(_) | Token::Atom(_), Some(open)) = (before, &open)
            && self.tokens[open.at].token == Token::Case
            && !self.tokens[open.at..self.at].iter().any(|t| t.token == Token::Of)
        {
            let bad = self.error("missing `of`", "expected `of` before this");
            return Some(bad.with_label(self.tokens[open.at].span, "the case starts here"));
        }
        let shown = literal::token(token);
        let bad = match new_line {
            true => Diagnostic::error(
                "syntax",
                previous,
                "missing `,` between expressions",
                "expected `,` after this",
            )
            .with_label(self.span(0), "the next expression"),
            false => self
                .error(
                    format!("syntax error before `{shown}`"),
                    "expected an operator, `,` or the end of the expression",
                )
                .with_help(match open.is_some_and(|open| is_bracket(&self.tokens[open.at].token)) {
                    true => "arguments and elements are separated by `,`",
                    false => "expressions are separated by `,`",
                }),
        };
        Some(bad)
    }

    /// What no rule knows.
    fn other(&self) -> Diagnostic {
        let shown = match self.token(0) {
            Some(Token::FullStop) => "the full stop".to_owned(),
            Some(token) => format!("`{}`", literal::token(token)),
            None => "the end".to_owned(),
        };
        let mut expected: Vec<&str> = self.failure.expected.iter().map(|e| e.trim_matches('"')).collect();
        expected.retain(|e| !e.starts_with('-'));
        let label = match &expected[..] {
            few if (1..=4).contains(&few.len()) => {
                let quoted: Vec<String> = few.iter().map(|e| describe(e)).collect();
                format!("expected {}", quoted.join(" or "))
            }
            many if many.contains(&"var") && many.contains(&"case") => "expected an expression".to_owned(),
            _ => "not expected here".to_owned(),
        };
        self.error(format!("syntax error before {shown}"), label)
    }
}

/// A terminal of the grammar in words.
fn describe(terminal: &str) -> String {
    match terminal {
        "atom" => "an atom".into(),
        "var" => "a variable".into(),
        "integer" => "an integer".into(),
        "string" => "a string".into(),
        "dot" => "`.`".into(),
        other => format!("`{other}`"),
    }
}

fn is_bracket(token: &Token) -> bool {
    matches!(token, Token::LeftParen | Token::LeftBracket | Token::LeftBrace | Token::LeftBinary)
}

fn ends_expression(token: &Token) -> bool {
    matches!(
        token,
        Token::Atom(_)
            | Token::Var(_)
            | Token::Integer(_)
            | Token::Char(_)
            | Token::Float(_)
            | Token::String(_)
            | Token::BinarySigil(_)
            | Token::RightParen
            | Token::RightBracket
            | Token::RightBrace
            | Token::RightBinary
            | Token::End
    )
}

fn starts_expression(token: &Token) -> bool {
    matches!(
        token,
        Token::Atom(_)
            | Token::Var(_)
            | Token::Integer(_)
            | Token::Char(_)
            | Token::Float(_)
            | Token::String(_)
            | Token::BinarySigil(_)
            | Token::LeftParen
            | Token::LeftBracket
            | Token::LeftBrace
            | Token::LeftBinary
            | Token::Hash
            | Token::Begin
            | Token::Case
            | Token::If
            | Token::Receive
            | Token::Try
            | Token::Fun
            | Token::Maybe
            | Token::Catch
            | Token::Not
            | Token::Bnot
    )
}
