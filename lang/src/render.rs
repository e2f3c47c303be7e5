//! Diagnostics as text: a picture for people, a line of JSON for editors. The only file that names ariadne.

use std::fmt::Write;

use ariadne::{CharSet, Color, Config, IndexType, Label, LabelAttach, Report, ReportKind};

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::{Sources, Span};

/// How pictures are drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// With colours.
    pub color: bool,
    /// With plain ASCII instead of box characters.
    pub ascii: bool,
}

/// The pictures of all diagnostics, one after another.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let mut out = Vec::new();
    // Made once, since it finds the lines of every text.
    let mut texts = ariadne::sources(sources.list.iter().map(|s| (s.name.clone(), &s.text)));
    for diagnostic in diagnostics {
        let Some((primary, _)) = diagnostic.labels.first() else {
            let _ = std::io::Write::write_all(&mut out, format!("{}\n", diagnostic.title).as_bytes());
            continue;
        };
        let (kind, color) = match diagnostic.severity {
            Severity::Error => (ReportKind::Error, Color::Red),
            Severity::Warning => (ReportKind::Warning, Color::Yellow),
        };
        let config = Config::default()
            .with_color(style.color)
            .with_char_set(if style.ascii { CharSet::Ascii } else { CharSet::Unicode })
            .with_index_type(IndexType::Byte)
            .with_label_attach(LabelAttach::Start)
            .with_tab_width(8);
        let mut report = Report::build(kind, place(*primary, sources))
            .with_config(config)
            .with_code(diagnostic.code)
            .with_message(&diagnostic.title);
        for (i, (span, text)) in diagnostic.labels.iter().enumerate() {
            let color = if i == 0 { color } else { Color::Cyan };
            let label = Label::new(place(*span, sources)).with_message(text).with_color(color);
            report = report.with_label(label);
        }
        if let Some(note) = &diagnostic.note {
            report = report.with_note(note);
        }
        if let Some(help) = &diagnostic.help {
            report = report.with_help(help);
        }
        let _ = report.finish().write(&mut texts, &mut out);
    }
    let text = String::from_utf8_lossy(&out);
    // Lines end where their text ends, so that goldens survive every editor.
    text.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// A span as ariadne wants it: inside the text and on whole characters.
fn place(span: Span, sources: &Sources) -> (String, std::ops::Range<usize>) {
    let Some(source) = sources.list.get(span.source.0 as usize) else { return (String::new(), 0..0) };
    let text = &source.text;
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start as usize);
    let mut end = floor(span.end as usize).max(start);
    if start == end {
        end = text[start..].chars().next().map_or(end, |c| start + c.len_utf8());
    }
    (source.name.clone(), start..end)
}

/// The diagnostics as JSON, one object a line.
pub fn to_json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let severity = if diagnostic.is_error() { "error" } else { "warning" };
        let _ = write!(out, "{{\"code\":{},\"severity\":\"{severity}\"", quoted(diagnostic.code));
        let _ = write!(out, ",\"title\":{},\"labels\":[", quoted(&diagnostic.title));
        for (i, (span, text)) in diagnostic.labels.iter().enumerate() {
            let source = sources.get(span.source);
            let (line, column) = source.line_column(span.start);
            let (end_line, end_column) = source.line_column(span.end);
            let comma = if i > 0 { "," } else { "" };
            let _ = write!(
                out,
                "{comma}{{\"file\":{},\"line\":{line},\"column\":{column},\"endLine\":{end_line},\
                 \"endColumn\":{end_column},\"text\":{}}}",
                quoted(&source.name),
                quoted(text)
            );
        }
        out.push(']');
        for (key, text) in [("note", &diagnostic.note), ("help", &diagnostic.help)] {
            if let Some(text) = text {
                let _ = write!(out, ",\"{key}\":{}", quoted(text));
            }
        }
        out.push_str("}\n");
    }
    out
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if (c as u32) < 32 => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
