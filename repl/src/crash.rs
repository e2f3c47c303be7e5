//! How a crash of the main process is shown: the reason, the source with the culprit marked, the stack.

use std::path::Path;

use lang::diagnostic::Diagnostic;
use lang::render::Style;
use lang::span::{Source, Sources, Span};
use vm::machine::{Crash, Frame, Machine};

use crate::prompt::{excerpt, terminal};

/// The text for standard error.
pub fn picture(crash: &Crash, machine: &Machine, color: bool) -> String {
    let title = match crash.class.as_str() {
        "error" => format!("error: {}", crash.reason),
        "throw" => format!("error: {{nocatch,{}}}", crash.reason),
        class => format!("{class}: {}", crash.reason),
    };
    let mut text = match crash.stack.iter().find_map(|frame| read(frame, machine)) {
        Some((sources, span, frame)) => {
            let title = format!("the program ended with {title}");
            let label = format!("in {}", frame.function);
            let diagnostic = Diagnostic::error("uncaught", span, title, label);
            let columns = terminal::columns(std::io::stderr());
            let style = Style { color, columns, ..Style::default() };
            lang::render::render(&[diagnostic], &sources, style) + &values(crash, frame, &sources, span)
        }
        None => format!("the program ended with {title}\n"),
    };
    for frame in &crash.stack {
        text.push_str(&format!("  in {}", frame.function));
        if frame.line > 0 {
            text.push_str(&format!(" ({}:{})", frame.file, frame.line));
        }
        text.push('\n');
    }
    text
}

/// The values of the variables that stand in the marked place, if that is where the failure was raised.
fn values(crash: &Crash, frame: &Frame, sources: &Sources, span: Span) -> String {
    if !crash.stack.first().is_some_and(|first| std::ptr::eq(first, frame)) {
        return String::new();
    }
    let marked = &sources.get(span.source).text[span.start as usize..span.end as usize];
    let names = excerpt::variables(marked);
    let values = crash.values.iter().filter(|(name, _)| names.contains(name.as_str()));
    values.map(|(name, value)| format!("  {name} = {value}\n")).collect()
}

/// The source of a frame, if it can still be read, and the marked place in it.
fn read<'f>(frame: &'f Frame, machine: &Machine) -> Option<(Sources, Span, &'f Frame)> {
    let (start, end) = frame.span;
    if end == 0 {
        return None;
    }
    if !machine.permits(Path::new(&frame.file)) {
        return None;
    }
    let text = std::fs::read_to_string(&frame.file).ok()?;
    let mut sources = Sources::default();
    let source = sources.add(Source::new(frame.file.as_str(), text.as_str()));
    let fits = text.get(start as usize..end as usize).is_some();
    fits.then(|| (sources, Span::new(source, start as usize, end as usize), frame))
}
