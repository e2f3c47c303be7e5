//! Brackets: how deep a form is, and where an opener and its closer do not fit.
//!
//! Depth is limited here, before parsing, so that no later pass needs to fear for its stack. Not only brackets
//! nest: `a + b + c …` and `- - - a` make deep trees too, so operators count until the next separator.

use crate::diagnostic::Diagnostic;
use crate::token::{Lexeme, Token};

/// How deep a form may be.
pub const DEPTH_LIMIT: u32 = 10_000;

/// The diagnostic for a form that is too deep.
pub fn too_deep(tokens: &[Lexeme]) -> Option<Diagnostic> {
    let mut saved: Vec<u32> = Vec::new();
    // Operators since the last separator inside the innermost bracket, and everything together.
    let mut here = 0;
    let mut total = 0;
    for lexeme in tokens {
        match role(&lexeme.token) {
            Role::Open => {
                saved.push(here);
                here = 0;
                total += 1;
            }
            Role::Close => {
                total -= here;
                here = saved.pop().unwrap_or(0);
                total = total.saturating_sub(1).max(here);
            }
            Role::Separator => {
                total -= here;
                here = 0;
            }
            Role::Operator => {
                here += 1;
                total += 1;
            }
            Role::Other => continue,
        }
        if total > DEPTH_LIMIT {
            return Some(
                Diagnostic::error("too-deep", lexeme.span, "source is nested too deeply", "one level too many")
                    .with_note(format!("brackets and operators nest at most {DEPTH_LIMIT} levels deep")),
            );
        }
    }
    None
}

enum Role {
    Open,
    Close,
    Separator,
    Operator,
    Other,
}

fn role(token: &Token) -> Role {
    use Token::*;
    match token {
        LeftParen | LeftBracket | LeftBrace | LeftBinary | Begin | Case | If | Receive | Try | Maybe => Role::Open,
        RightParen | RightBracket | RightBrace | RightBinary | End => Role::Close,
        Comma | Semicolon | Arrow | When | Of | After | Else | Bar | DoubleBar | Assoc | Exact | Generate
        | StrictGenerate | BinaryGenerate | StrictBinaryGenerate | Zip | FullStop => Role::Separator,
        // `fun` has no closer when it only names a function, so it counts like an operator.
        Fun | Equals | MaybeEquals | Eq | Ne | ExactEq | ExactNe | Lt | Le | Gt | Ge | Plus | Minus | Star | Slash
        | Append | Subtract | Send | Andalso | Orelse | And | Or | Xor | Not | Bnot | Band | Bor | Bxor | Bsl | Bsr
        | Div | Rem | Catch | Hash | DoubleColon | Colon | DotDot => Role::Operator,
        _ => Role::Other,
    }
}

/// An opener without its closer.
pub struct Open {
    /// Index of the opener.
    pub at: usize,
    /// What closes it.
    pub closer: Token,
}

/// What does not fit.
pub enum Mismatch {
    /// The closer at this index closes nothing.
    Stray(usize),
    /// The closer at this index does not close the innermost opener.
    Wrong(Open, usize),
    /// The form ends while this is open.
    Unclosed(Open),
}

/// The brackets that are open before token `end`, outermost first.
pub fn open_at(tokens: &[Lexeme], end: usize) -> Vec<Open> {
    walk(tokens, end).0
}

/// The first closer before or at token `end` that does not fit, or the innermost opener left open there if the form
/// ends there.
pub fn mismatch(tokens: &[Lexeme], end: usize) -> Option<Mismatch> {
    let (mut open, wrong) = walk(tokens, end.saturating_add(1));
    if wrong.is_some() {
        return wrong;
    }
    let at_end = tokens.get(end).is_none_or(|t| t.token.is_full_stop());
    if at_end { open.pop().map(Mismatch::Unclosed) } else { None }
}

fn walk(tokens: &[Lexeme], end: usize) -> (Vec<Open>, Option<Mismatch>) {
    use Token::*;
    let types = matches!(tokens.first(), Some(Lexeme { token: DashSpec | DashCallback | DashType(_) | DashRecord, .. }));
    let mut open: Vec<Open> = Vec::new();
    for (at, lexeme) in tokens.iter().enumerate().take(end) {
        let next = |n: usize| tokens.get(at + n).map(|t| &t.token);
        let closer = match lexeme.token {
            LeftParen => RightParen,
            LeftBracket => RightBracket,
            LeftBrace => RightBrace,
            LeftBinary => RightBinary,
            Begin | Case | If | Receive | Try | Maybe => End,
            Fun if types => continue,
            Fun => match (next(1), next(2)) {
                (Some(LeftParen), _) | (Some(Var(_)), Some(LeftParen)) => End,
                _ => continue,
            },
            RightParen | RightBracket | RightBrace | RightBinary | End => {
                match open.pop() {
                    None => return (open, Some(Mismatch::Stray(at))),
                    Some(last) if last.closer == lexeme.token => {}
                    Some(last) => return (open, Some(Mismatch::Wrong(last, at))),
                }
                continue;
            }
            _ => continue,
        };
        open.push(Open { at, closer });
    }
    (open, None)
}
