//! `-ifdef`, `-ifndef`, `-if`, `-elif`, `-else`, `-endif`: which forms count.

use super::define::{badly_formed, name_in_parens};
use super::{Preprocessor, Site, whole};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::token::Lexeme;

/// One open conditional.
pub struct Conditional {
    /// Where it was opened.
    pub span: Span,
    /// Whether the branch being read counts.
    active: bool,
    /// Whether a branch has counted, or none can because an outer one does not.
    done: bool,
    /// Whether `-else` was seen.
    else_seen: bool,
}

/// The open conditionals of one file.
#[derive(Default)]
pub struct Conditionals(Vec<Conditional>);

impl Conditionals {
    /// Whether forms count here.
    pub fn active(&self) -> bool {
        self.0.iter().all(|c| c.active)
    }

    /// Handles `tokens` if they are a conditional called `name`.
    pub fn handle(
        &mut self,
        name: &str,
        tokens: &[Lexeme],
        preprocessor: &mut Preprocessor,
        site: &mut Site,
    ) -> bool {
        let span = whole(tokens);
        match name {
            "ifdef" | "ifndef" | "if" => {
                let outer = self.active();
                let active = outer && self.condition(name, tokens, preprocessor, site);
                self.0.push(Conditional { span, active, done: active || !outer, else_seen: false });
            }
            "elif" => {
                let Some(mut last) = self.branch(name, span, site) else { return true };
                let active = !last.done && self.condition("if", tokens, preprocessor, site);
                last.active = active;
                last.done |= active;
                self.0.push(last);
            }
            "else" => {
                let Some(mut last) = self.branch(name, span, site) else { return true };
                last.active = !last.done;
                last.done = true;
                last.else_seen = true;
                self.0.push(last);
            }
            "endif" => {
                if self.0.pop().is_none() {
                    site.diagnostics.push(unbalanced(name, span));
                }
            }
            _ => return false,
        }
        true
    }

    /// The innermost conditional, taken off, for `-elif` and `-else`.
    fn branch(&mut self, name: &str, span: Span, site: &mut Site) -> Option<Conditional> {
        let Some(last) = self.0.pop() else {
            site.diagnostics.push(unbalanced(name, span));
            return None;
        };
        if last.else_seen {
            site.diagnostics.push(
                Diagnostic::error("unbalanced-conditional", span, format!("-{name} after -else"), "a second -else branch")
                    .with_label(last.span, "the conditional starts here"),
            );
        }
        Some(last)
    }

    fn condition(
        &self,
        name: &str,
        tokens: &[Lexeme],
        preprocessor: &mut Preprocessor,
        site: &mut Site,
    ) -> bool {
        if name == "if" {
            return preprocessor.evaluate_condition(tokens, site);
        }
        match name_in_parens(tokens) {
            Some(macro_name) => preprocessor.is_defined(&macro_name) == (name == "ifdef"),
            None => {
                site.diagnostics.push(badly_formed(tokens, name, &format!("-{name}(NAME).")));
                false
            }
        }
    }

    /// Reports what is still open at the end of the file.
    pub fn finish(self, diagnostics: &mut Vec<Diagnostic>) {
        for open in self.0 {
            diagnostics.push(
                Diagnostic::error(
                    "unbalanced-conditional",
                    open.span,
                    "conditional without -endif",
                    "the file ends before its -endif",
                )
                .with_help("every -ifdef, -ifndef and -if needs an -endif."),
            );
        }
    }
}

fn unbalanced(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "unbalanced-conditional",
        span,
        format!("-{name} without -ifdef"),
        "no conditional is open here",
    )
}
