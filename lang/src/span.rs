//! Where a piece of syntax stands in the source text.

/// Index of a source file within one compilation: 0 is the file compiled, the others are included ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u16);

/// A half-open byte range `start..end` of one source.
///
/// A token that a macro produced carries the span of the macro's *use*, as OTP reports it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The source that the offsets count in.
    pub source: SourceId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `source`.
    pub fn new(source: SourceId, start: usize, end: usize) -> Span {
        Span { source, start: start as u32, end: end as u32 }
    }

    /// The smallest span that covers `self` and `other`; `self` when they stand in different sources.
    pub fn to(self, other: Span) -> Span {
        match self.source == other.source {
            true => {
                Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
            }
            false => self,
        }
    }
}

/// One source text with the table of its lines.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name shown in diagnostics and returned by `?FILE`.
    pub name: String,
    /// The whole text, UTF-8.
    pub text: String,
    /// Offset of the first byte of each line; line 1 is at index 0.
    line_starts: Vec<u32>,
    /// `-file(Name, Line)` attributes: from byte offset, the name and the line number that the next line has.
    renumbered: Vec<(u32, String, u32)>,
}

impl Source {
    /// A source called `name` holding `text`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        let mut line_starts = vec![0];
        line_starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1));
        Source { name: name.into(), text, line_starts, renumbered: Vec::new() }
    }

    /// Records a `-file(Name, Line)` attribute that ends at `offset`.
    pub fn renumber(&mut self, offset: u32, name: String, line: u32) {
        self.renumbered.push((offset, name, line));
    }

    /// Line and column (both from 1, the column in characters) of a byte offset, without `-file` attributes.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts[line - 1] as usize;
        let end = (offset as usize).min(self.text.len());
        let column = self.text.get(start..end).map_or(0, |s| s.chars().count());
        (line as u32, column as u32 + 1)
    }

    /// The file name and line that OTP would report for `offset`, `-file` attributes taken into account.
    pub fn reported_line(&self, offset: u32) -> (&str, u32) {
        let (line, _) = self.line_column(offset);
        match self.renumbered.iter().rev().find(|(from, ..)| *from <= offset) {
            Some((from, name, first)) => (name, first + line.saturating_sub(self.line_column(*from).0)),
            None => (&self.name, line),
        }
    }
}

/// All sources of one compilation, indexed by [`SourceId`].
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The sources; index 0 is the file compiled.
    pub list: Vec<Source>,
}

impl Sources {
    /// Adds a source and returns its id.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.list.push(source);
        SourceId((self.list.len() - 1) as u16)
    }

    /// The source with this id.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.list[id.0 as usize]
    }

    /// The text under `span`.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// The file and line that OTP would report for the start of `span`.
    pub fn reported_line(&self, span: Span) -> (&str, u32) {
        self.get(span.source).reported_line(span.start)
    }
}
