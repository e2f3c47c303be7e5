//! Diagnostics as text: a picture for people, a line of JSON for editors. The only file that names ariadne.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;

use ariadne::{CharSet, Color, Config, IndexType, Label, LabelAttach, Report, ReportKind};

use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::{Edit, Edited};
use crate::span::{Source, Sources, Span};

/// How pictures are drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// With colours.
    pub color: bool,
    /// With plain ASCII instead of box characters.
    pub ascii: bool,
    /// Columns that a picture may take: of longer lines what is around the marked places is shown. 0 for any.
    pub columns: usize,
}

/// The pictures of all diagnostics, one after another.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let mut out = Vec::new();
    // Made once, since it finds the lines of every text.
    let mut texts = ariadne::sources(sources.list.iter().map(|s| (s.name.clone(), &s.text)));
    for diagnostic in diagnostics {
        if let Some((cut, short)) = cut(diagnostic, sources, style.columns) {
            let picture = render(std::slice::from_ref(&short), &cut, Style { columns: 0, ..style });
            let [shown, meant] = [(&short, &cut), (diagnostic, sources)].map(|(one, of)| heading(one, of));
            out.extend_from_slice(picture.replace(&shown, &meant).as_bytes());
            continue;
        }
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

/// Columns of a picture beside a line of the source: its number, bars, blanks.
const BESIDE: usize = 12;
/// The fewest columns that are left for a line.
const LEAST: usize = 24;

/// The place that a picture names.
fn heading(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let Some((span, _)) = diagnostic.labels.first() else { return String::new() };
    let source = sources.get(span.source);
    let (line, column) = source.line_column(span.start);
    format!("{}:{line}:{column} ", source.name)
}

/// Sources whose marked lines fit the columns, and the same finding in them; `None` when they do as they are.
fn cut(diagnostic: &Diagnostic, sources: &Sources, columns: usize) -> Option<(Sources, Diagnostic)> {
    let room = columns.saturating_sub(BESIDE).max(LEAST);
    let marked = |index: usize| -> Vec<Range<usize>> {
        let labels = diagnostic.labels.iter().filter(|(span, _)| span.source.0 as usize == index);
        labels.map(|(span, _)| span.start as usize..span.end as usize).collect()
    };
    let cuts: Vec<Vec<Edit>> = match columns {
        0 => return None,
        _ => sources
            .list
            .iter()
            .enumerate()
            .map(|(at, source)| cuts(&source.text, &marked(at), room))
            .collect(),
    };
    if cuts.iter().all(Vec::is_empty) {
        return None;
    }
    let (mut short, mut found) = (sources.clone(), diagnostic.clone());
    for (index, edits) in cuts.into_iter().enumerate().filter(|(_, edits)| !edits.is_empty()) {
        let edited = Edited::new(&sources.list[index].text, edits);
        for (span, _) in found.labels.iter_mut().filter(|(span, _)| span.source.0 as usize == index) {
            let range = edited.after(span.start as usize..span.end as usize);
            *span = Span::new(span.source, range.start, range.end);
        }
        short.list[index] = Source::new(sources.list[index].name.clone(), edited.text);
    }
    Some((short, found))
}

/// What is taken out of the lines in which marks begin or end, so that none has more than `room` characters.
fn cuts(text: &str, marks: &[Range<usize>], room: usize) -> Vec<Edit> {
    let ends = marks.iter().flat_map(|mark| [mark.start, mark.end]).filter(|at| text.is_char_boundary(*at));
    let lines: BTreeSet<usize> = ends.map(|at| text[..at].rfind('\n').map_or(0, |end| end + 1)).collect();
    let mut edits = Vec::new();
    for start in lines {
        let line = text[start..].lines().next().unwrap_or_default();
        let bytes: Vec<usize> = line.char_indices().map(|(at, _)| start + at).collect();
        if bytes.len() <= room {
            continue;
        }
        let here = |at: usize| (start..=start + line.len()).contains(&at);
        let seen: Vec<usize> = marks
            .iter()
            .flat_map(|mark| [mark.start, mark.end])
            .filter(|at| here(*at))
            .map(|at| bytes.partition_point(|byte| *byte < at))
            .collect();
        let first = seen.iter().min().copied().unwrap_or(0);
        let last = seen.iter().max().copied().unwrap_or(0).max(first + 1).min(bytes.len());
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(start + line.len());
        let mut kept = vec![window(first, last, bytes.len(), room)];
        if last - first > room {
            kept = vec![first..first + room / 2, last - room / 2..last];
        }
        let mut from = 0;
        for part in kept {
            edits.push((byte(from)..byte(part.start), part.start > from));
            from = part.end;
        }
        edits.push((byte(from)..start + line.len(), from < bytes.len()));
    }
    let edits = edits.into_iter().filter(|(_, needed)| *needed);
    edits.map(|(range, _)| (range, "…".to_owned())).collect()
}

/// So many characters of a line around some of them.
fn window(first: usize, last: usize, length: usize, room: usize) -> Range<usize> {
    let before = room.saturating_sub(last - first) / 2;
    let start = first.saturating_sub(before).min(length.saturating_sub(room));
    start..(start + room).min(length)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The picture of a place in one long line, on a narrow screen.
    fn picture(text: &str, place: &str) -> String {
        let mut sources = Sources::default();
        let source = sources.add(Source::new("p", text));
        let start = text.find(place).expect("the place");
        let span = Span::new(source, start, start + place.len());
        let found = Diagnostic::error("code", span, "wrong", "here");
        render(&[found], &sources, Style { ascii: true, columns: 36, ..Style::default() })
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa X bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
        let found = picture(text, "X");
        assert!(found.contains("[ p:1:42 ]"), "{found}");
        assert!(found.contains("…aaaaaaaaaa X bbbbbbbbbbb…"), "{found}");
        assert!(picture(text, "aaaa").contains(" aaaaaaaaaaaaaaaaaaaaaaaa…\n"));
        assert!(picture("short X", "X").contains(" short X\n"));
        let whole = picture(text, text);
        assert!(whole.contains(" aaaaaaaaaaaa…bbbbbbbbbbbb\n"), "{whole}");
    }

    #[test]
    fn only_marked_lines_are_cut() {
        let text = "ok.\nüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü X";
        let cut = |mark: Range<usize>| cuts(text, std::slice::from_ref(&mark), 24);
        assert_eq!(cut(0..2), []);
        let at = text.find('X').expect("the place");
        assert_eq!(cut(at..at + 1), [(4..4 + 2 * 17, "…".to_owned())]);
    }
}
