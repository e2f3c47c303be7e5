//! The line in which something failed, with the place marked, the call that stands there, and the variables: of an entry,
//! of a function that was entered, or of a file.

use std::collections::BTreeSet;

use im::HashMap;
use lang::ast::{Clause, Expr, ExprKind, FormKind, Qualifier};
use lang::edit::Edited;
use lang::scan::{self, Kind};
use lang::span::{Source, Sources};

use super::definitions::{Definitions, Function};
use super::entry::Entered;
use super::{subject, terminal};

/// What the names of modules made of entries begin with; funs and traces show them. A number follows.
const MODULE: &str = "prompt_";
/// Blanks before a picture.
const INDENT: usize = 3;

/// Whether a module was made of an entry.
pub fn is_entry(module: &str) -> bool {
    module.strip_prefix(MODULE).is_some_and(|number| number.parse::<usize>().is_ok())
}

/// The texts of the entries that were made modules, and those that entered functions were compiled from.
#[derive(Default)]
pub struct Texts {
    entries: Vec<Text>,
    functions: HashMap<Function, String>,
}

/// As it was compiled, what of it was typed otherwise, and as it was typed.
struct Text {
    compiled: String,
    edited: Edited,
    typed: String,
}

impl Texts {
    /// Takes the text of an entry in; the name for their module.
    pub fn add(&mut self, entered: &Entered) -> String {
        let (compiled, typed) = (entered.text.clone(), entered.typed.clone());
        self.entries.push(Text { compiled, edited: entered.edited.clone(), typed });
        format!("{MODULE}{}", self.entries.len())
    }

    /// Functions were compiled: those of an entry from its text, the others each from its own.
    pub fn compiled(&mut self, entered: &[Function], text: &str, definitions: &Definitions) {
        let own = |function: &Function| match entered.contains(function) {
            true => text.to_owned(),
            false => definitions.text_of(function).to_owned(),
        };
        self.functions = definitions.functions().map(|function| (function.clone(), own(function))).collect();
    }

    /// The picture of a place, see [`excerpt`]; before the variables stand the call there, as `Mod:Fun/Arity`, and what
    /// a match or a case there wanted, as sort and text (see [`subject::failing`]). A `-` stands before variables that
    /// are not the prompt's. `read` gives the text of a file.
    pub fn excerpt(
        &self,
        place: &[&str],
        definitions: &Definitions,
        read: impl Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let [module, function, arity, file, line, start, end] = place else { return None };
        let (start, end) = (start.parse().ok()?, end.parse().ok()?);
        let columns = terminal::size().1;
        if let Some(number) = module.strip_prefix(MODULE).and_then(|number| number.parse::<usize>().ok()) {
            let text = self.entries.get(number.checked_sub(1)?)?;
            let found = place_in(&text.compiled, start, end, definitions);
            let place = text.edited.before(found.start..end);
            let picture = excerpt(&text.typed, place.start, place.end, columns)?;
            let (picture, names) = picture.split_once('\0').unwrap_or((&picture, ""));
            let names = names.split('\0').filter(|name| !name.is_empty());
            let sign = |name| if found.hidden.contains(name) { "\0-" } else { "\0" };
            let names: String = names.flat_map(|name| [sign(name), name]).collect();
            return Some(format!("{picture}\0{}{names}", found.said()));
        }
        let text = match *module == definitions.module {
            true => self.functions.get(&outer_function(function, arity)?)?.clone(),
            false => read(file)?,
        };
        let before = text.get(..start)?;
        if *module != definitions.module && before.lines().count().max(1) != line.parse().ok()? {
            // The file is not what was compiled.
            return None;
        }
        let found = place_in(&text, start, end, definitions);
        let picture = excerpt(&text, found.start, end, columns)?;
        let (picture, names) = picture.split_once('\0').unwrap_or((&picture, ""));
        let names = names.split('\0').filter(|name| !name.is_empty());
        let names: String = names.flat_map(|name| ["\0-", name]).collect();
        Some(format!("{picture}\0{}{names}", found.said()))
    }
}

/// The function that a trace speaks of, or the one around the fun `-name/arity-fun-0-`.
fn outer_function(name: &str, arity: &str) -> Option<Function> {
    let (name, arity) = match name.strip_prefix('-').and_then(|rest| rest.split_once('/')) {
        Some((name, rest)) => (name, rest.split('-').next()?),
        None => (name, arity),
    };
    Some((name.to_owned(), arity.parse().ok()?))
}

/// What stands at a place.
struct Found {
    /// Where the left operand begins when the place, whose span begins at its operator, is that of an operation.
    start: usize,
    /// The call that is the place.
    call: String,
    /// What it wanted, if it is a match or a case.
    wanted: Option<(&'static str, String)>,
    /// Variables that heads of funs and generators around it bind: they hide what has their names outside.
    hidden: BTreeSet<String>,
}

impl Found {
    fn said(&self) -> String {
        let (sort, text) = self.wanted.as_ref().map_or(("", ""), |(sort, text)| (sort, text));
        format!("{}\0{sort}\0{text}", self.call)
    }
}

/// Looks for a place in a text.
fn place_in(text: &str, start: usize, end: usize, definitions: &Definitions) -> Found {
    let mut found = Found { start, call: String::new(), wanted: None, hidden: BTreeSet::new() };
    let mut sources = Sources::default();
    let before = sources.add(Source::new("before", definitions.before(&[])));
    let source = sources.add(Source::new("prompt", text));
    let within = Some(definitions.module.clone());
    let options = lang::Options { maybe: true, within, before: vec![before], ..lang::Options::default() };
    let lang::Entry::Complete(tree, _) = lang::parse_entry(&mut sources, source, &options) else {
        return found;
    };
    let own = tree.forms.iter().filter(|form| form.span.source == source);
    let is_place = |expr: &Expr| (expr.span.start as usize, expr.span.end as usize) == (start, end);
    let surrounds = |expr: &Expr| (expr.span.start as usize..expr.span.end as usize).contains(&start);
    let mut visit = |expr: &Expr| match &expr.kind {
        // The operator stands between its operands.
        ExprKind::BinaryOp(_, left, right)
            if (left.span.end as usize..right.span.start as usize).contains(&start) =>
        {
            found.start = leftmost(left);
        }
        ExprKind::Call { function, args } if is_place(expr) => found.call = called(function, args.len()),
        _ if is_place(expr) => found.wanted = found.wanted.take().or(subject::failing(expr, &sources)),
        _ if surrounds(expr) => {
            let mut hide = |name: &lang::ast::Name| {
                found.hidden.insert(name.to_string());
            };
            heads(expr, &mut |pattern| compiler::variables(pattern, &mut hide));
        }
        _ => {}
    };
    for form in own {
        match &form.kind {
            FormKind::Expression(exprs) => exprs.iter().for_each(|expr| search(expr, &mut visit)),
            FormKind::Function(function) => {
                let bodies = function.clauses.iter().flat_map(|clause: &Clause| &clause.body);
                bodies.for_each(|expr| search(expr, &mut visit));
            }
            _ => {}
        }
    }
    found.start = with_brackets(text, found.start.min(start), end);
    found
}

/// The patterns by which a fun or a comprehension binds variables of its own.
fn heads<'t>(expr: &'t Expr, visit: &mut dyn FnMut(&'t Expr)) {
    match &expr.kind {
        ExprKind::Fun { clauses, .. } => clauses.iter().flat_map(|clause| &clause.patterns).for_each(visit),
        ExprKind::ListComprehension { qualifiers, .. }
        | ExprKind::BinaryComprehension { qualifiers, .. }
        | ExprKind::MapComprehension { qualifiers, .. } => {
            let generators = qualifiers.iter().flat_map(|qualifier| match qualifier {
                Qualifier::Generator(one) => std::slice::from_ref(one),
                Qualifier::Zip(_, many) => many,
                Qualifier::Filter(_) => &[],
            });
            for generator in generators {
                visit(&generator.pattern);
                generator.value_pattern.iter().for_each(&mut *visit);
            }
        }
        _ => {}
    }
}

/// `Mod:Fun/Arity` or `Fun/Arity` when the names stand there; else nothing.
fn called(function: &Expr, arity: usize) -> String {
    match &function.kind {
        ExprKind::Atom(name) => format!("{name}/{arity}"),
        ExprKind::Remote(module, name) => match (&module.kind, &name.kind) {
            (ExprKind::Atom(module), ExprKind::Atom(name)) => format!("{module}:{name}/{arity}"),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// The brackets around a left operand are no part of it.
fn with_brackets(text: &str, mut start: usize, end: usize) -> usize {
    let count =
        |start: usize, bracket: char| text.get(start..end).map_or(0, |part| part.matches(bracket).count());
    while count(start, ')') > count(start, '(') && text[..start].trim_end().ends_with('(') {
        start = text[..start].trim_end().len() - 1;
    }
    start
}

fn search(expr: &Expr, visit: &mut dyn FnMut(&Expr)) {
    visit(expr);
    compiler::children(expr, &mut |child| search(child, visit));
}

fn leftmost(expr: &Expr) -> usize {
    match &expr.kind {
        ExprKind::BinaryOp(_, left, _) => leftmost(left),
        _ => expr.span.start as usize,
    }
}

/// The picture of bytes `start` to `end` of an entry, then the names of the variables among them, each after a zero;
/// `None` when the entry is not that long. Of a line that does not fit `columns` what is around the place is shown.
pub fn excerpt(text: &str, start: usize, end: usize, columns: usize) -> Option<String> {
    let marked = text.get(start..end)?.trim_end();
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[from..].lines().next().unwrap_or_default();
    let indented = line.len() - line.trim_start().len();
    let before = text[(from + indented).min(start)..start].chars().count();
    // What goes on below is marked up to the end of its first line.
    let width = marked.lines().next().unwrap_or_default().chars().count().max(1);
    let (line, before, width) = around(line.trim(), before, width, columns.saturating_sub(INDENT + 1));
    let (indent, before) = (" ".repeat(INDENT), " ".repeat(before));
    let mut picture = format!("{indent}{line}\n{indent}{before}{}\n", "^".repeat(width));
    for name in variables(marked) {
        picture.push('\0');
        picture.push_str(name);
    }
    Some(picture)
}

/// The names of the variables in a text.
pub fn variables(text: &str) -> BTreeSet<&str> {
    let pieces = scan::scan(text);
    pieces.iter().filter(|piece| piece.kind == Kind::Variable).map(|piece| piece.text(text)).collect()
}

/// The part of a line that has room in `columns`, where the place of `width` characters after `before` begins in it, and
/// how much of that is seen.
fn around(line: &str, before: usize, width: usize, columns: usize) -> (String, usize, usize) {
    let length = line.chars().count();
    if length <= columns {
        return (line.to_owned(), before, width);
    }
    // A character at each end says that the line goes on.
    let room = columns.saturating_sub(2).max(1);
    let seen = width.min(room);
    let from = before.saturating_sub((room - seen) / 2).min(length.saturating_sub(room));
    let part: String = line.chars().skip(from).take(room).collect();
    let left = if from > 0 { "…" } else { "" };
    let right = if from + room < length { "…" } else { "" };
    (format!("{left}{part}{right}"), before - from + left.chars().count(), seen)
}

#[cfg(test)]
mod tests {
    use super::{around, excerpt};

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let shown = |before, width| around("0123456789abcdefghij", before, width, 10);
        assert_eq!(shown(0, 2), ("01234567…".into(), 0, 2));
        assert_eq!(shown(10, 2), ("…789abcde…".into(), 4, 2));
        assert_eq!(shown(18, 2), ("…cdefghij".into(), 7, 2));
        assert_eq!(shown(4, 16), ("…456789ab…".into(), 1, 8));
        assert_eq!(around("short", 1, 2, 10), ("short".into(), 1, 2));
    }

    #[test]
    fn a_place_is_marked_in_its_line() {
        let found = excerpt("X = 1,\n  X + ü + Y.", 13, 14, 80);
        assert_eq!(found, None, "half a character");
        let found = excerpt("X = 1,\n  X + Y.", 9, 14, 80);
        assert_eq!(found.as_deref(), Some("   X + Y.\n   ^^^^^\n\0X\0Y"));
        let found = excerpt("f(case X of\n1 -> a end).", 2, 22, 80);
        assert_eq!(found.as_deref(), Some("   f(case X of\n     ^^^^^^^^^\n\0X"));
    }
}
