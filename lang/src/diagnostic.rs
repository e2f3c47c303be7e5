//! Diagnostics as data: what is wrong, where, why, and how to mend it.

use crate::span::Span;

/// How serious a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The module is not compiled.
    Error,
    /// The module is compiled all the same.
    Warning,
}

/// One finding of the front end or the compiler.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// A stable short name such as `unbound-variable`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// A lower-case sentence that names the thing.
    pub title: String,
    /// Marked places, the first being the primary one, each with what was expected or found there.
    pub labels: Vec<(Span, String)>,
    /// Why this is so, when the title does not say it.
    pub note: Option<String>,
    /// The usual fix.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at `span`.
    pub fn error(
        code: &'static str,
        span: Span,
        title: impl Into<String>,
        label: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            title: title.into(),
            labels: vec![(span, label.into())],
            note: None,
            help: None,
        }
    }

    /// A warning at `span`.
    pub fn warning(
        code: &'static str,
        span: Span,
        title: impl Into<String>,
        label: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, span, title, label) }
    }

    /// Adds a second marked place.
    pub fn with_label(mut self, span: Span, label: impl Into<String>) -> Diagnostic {
        self.labels.push((span, label.into()));
        self
    }

    /// Sets the reason.
    pub fn with_note(mut self, note: impl Into<String>) -> Diagnostic {
        self.note = Some(note.into());
        self
    }

    /// Sets the fix.
    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Whether this stops the compilation.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
