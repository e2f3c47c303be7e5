//! Completion: what may stand where the cursor is, as far as the words before it tell.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use lang::scan::{self, Kind, Piece};
use rustyline::completion::Pair;
use vm::machine::Machine;

use super::definitions::Definitions;
use super::{excerpt, help};
use crate::library;
use crate::project::Project;

/// The most entries of a folder that are looked at, and the most atoms that are remembered.
const MOST: usize = 2000;
/// Rows of the screen that a list of candidates leaves.
const ROWS_LEFT: usize = 3;
/// Columns between candidates.
const GAP: usize = 2;

/// What was bound and defined at the prompt.
#[derive(Default)]
pub struct Known {
    /// Names of variables, each with the keys that are atoms if its value is a map.
    pub variables: Vec<(String, Vec<String>)>,
    /// Macros, records, functions.
    pub definitions: Definitions,
    /// The atoms of entries.
    pub atoms: BTreeSet<String>,
    /// The line being edited was pasted, not typed.
    pub pasted: bool,
    /// That line as it was last looked at, and the byte at which the cursor stood.
    pub line: (String, usize),
    /// It is a program that reads it: it is no entry.
    pub for_program: bool,
    /// Ctrl-C has ended that line.
    pub interrupted: bool,
    /// The line is read for the evaluation.
    pub for_evaluation: bool,
    /// The evaluation that a line was wanted for has ended.
    pub orphaned: bool,
    /// A line whose reader had ended: the next entry begins with it.
    pub left: String,
}

impl Known {
    /// Takes in the atoms of an entry.
    pub fn learn_atoms(&mut self, entry: &str) {
        if self.atoms.len() < MOST {
            self.atoms.extend(atoms(entry));
        }
    }
}

/// What is known, shared between the session and the editor.
pub type Shared = Arc<Mutex<Known>>;

/// Looks at what is known.
pub fn with<T>(known: &Shared, look: impl FnOnce(&mut Known) -> T) -> T {
    look(&mut known.lock().unwrap_or_else(PoisonError::into_inner))
}

/// What completion looks things up in.
#[derive(Clone)]
pub struct Completer {
    /// Names of processes and modules.
    pub machine: Arc<Machine>,
    /// Names of the prompt.
    pub known: Shared,
    /// Where the modules of the user are.
    pub project: Project,
}

/// Where the cursor is.
#[derive(Debug, PartialEq, Eq)]
enum Place<'t> {
    /// After `module:`
    Function(&'t str),
    /// After `#`
    Record,
    /// In `#record{`, or after `#record.`
    Field(&'t str),
    /// In `Variable#{`
    Key(&'t str),
    /// After `?`
    Macro,
    /// In a string: a file.
    File,
    /// In the digits of a pid.
    Pid,
    /// At the start of a name with a small letter.
    Name,
    /// At the start of a name with a capital letter.
    Variable,
    /// Where nothing can be said.
    Nothing,
}

impl Completer {
    /// The start of the word at the end of `text`, and what it may become.
    pub fn complete(&self, text: &str) -> (usize, Vec<Pair>) {
        let (start, place) = place(text);
        let word = &text[start..];
        let mut found = match place {
            Place::Function(module) => self.functions(module),
            Place::Record => self.records(),
            Place::Field(record) => self.fields(record),
            Place::Key(variable) => self.keys(variable),
            Place::Macro => {
                with(&self.known, |known| known.definitions.macros().map(|name| plain(name)).collect())
            }
            Place::File if self.machine.permits(Path::new(folder_of(word))) => files(word),
            Place::File => Vec::new(),
            Place::Pid => self.pids(),
            Place::Name => self.names(&text[..start]),
            Place::Variable => self.variables(text, start),
            Place::Nothing => Vec::new(),
        };
        found.retain(|pair| pair.replacement.starts_with(word));
        found.sort_by(|a, b| a.display.cmp(&b.display));
        found.dedup_by(|a, b| a.display == b.display);
        match place {
            Place::Function(module) => help::explain(&mut found, Some(module)),
            Place::Name => help::explain(&mut found, None),
            _ => {}
        }
        (start, found)
    }

    fn functions(&self, module: &str) -> Vec<Pair> {
        let mut functions: Vec<(String, u32)> = library::exports(module)
            .unwrap_or_default()
            .into_iter()
            .map(|(name, arity)| (name.to_string(), arity))
            .collect();
        let loaded = vm::atom::Atom::existing(module).and_then(|module| self.machine.code.current(module));
        if let Some(loaded) = loaded {
            let exported =
                loaded.module.exports.iter().map(|index| &loaded.module.functions[*index as usize]);
            functions.extend(exported.map(|function| (function.name.name().to_owned(), function.arity)));
        }
        functions.iter().map(|(name, arity)| call(name, *arity)).collect()
    }

    fn records(&self) -> Vec<Pair> {
        with(&self.known, |known| {
            known.definitions.records().map(|(name, _)| plain(&format!("{}{{", quoted(name)))).collect()
        })
    }

    fn fields(&self, record: &str) -> Vec<Pair> {
        with(&self.known, |known| {
            let fields =
                known.definitions.records().find(|(name, _)| *name == record).map(|(_, fields)| fields);
            fields.into_iter().flatten().map(|field| plain(&quoted(field))).collect()
        })
    }

    fn keys(&self, variable: &str) -> Vec<Pair> {
        with(&self.known, |known| {
            let keys = known.variables.iter().find(|(name, _)| name == variable).map(|(_, keys)| keys);
            keys.into_iter().flatten().map(|key| plain(&quoted(key))).collect()
        })
    }

    fn variables(&self, text: &str, start: usize) -> Vec<Pair> {
        let mut names: Vec<String> =
            with(&self.known, |known| known.variables.iter().map(|(name, _)| name.clone()).collect());
        let typed = scan::scan(&text[..start]).into_iter().filter(|piece| piece.kind == Kind::Variable);
        names.extend(typed.map(|piece| piece.text(text).to_owned()));
        names.iter().map(|name| plain(name)).collect()
    }

    fn names(&self, before: &str) -> Vec<Pair> {
        let mut found: Vec<Pair> = self.atoms(before).iter().map(|name| plain(name)).collect();
        for (name, arity) in library::exports("shell_default").unwrap_or_default() {
            found.push(call(&name, arity));
        }
        for (name, arity) in lang::builtins::all() {
            found.push(call(name, arity));
        }
        with(&self.known, |known| {
            found.extend(known.definitions.functions().map(|(name, arity)| call(name, *arity)));
        });
        let mut modules: Vec<String> = library::names().map(str::to_owned).collect();
        modules.extend(self.machine.code.modules().keys().map(|module| module.name().to_owned()));
        modules
            .extend(files_here().into_iter().filter_map(|file| file.strip_suffix(".erl").map(str::to_owned)));
        // What the prompt and the library made for themselves.
        modules.retain(|module| !module.starts_with("erlet_") && !excerpt::is_entry(module));
        found.extend(modules.iter().map(|module| plain(&format!("{}:", quoted(module)))));
        let registered = self.machine.names.read().all();
        let registered = registered.iter().filter(|name| !name.name().starts_with("erlet_"));
        found.extend(registered.map(|name| plain(&quoted(name.name()))));
        found.extend(KEYWORDS.iter().map(|word| plain(word)));
        found
    }

    /// Atoms that are likely: those of the line and of entries, keys of maps, and what the user's modules wait for.
    fn atoms(&self, before: &str) -> BTreeSet<String> {
        let mut found: BTreeSet<String> = atoms(before).collect();
        with(&self.known, |known| {
            found.extend(known.atoms.iter().cloned());
            found.extend(known.variables.iter().flat_map(|(_, keys)| keys).map(|key| quoted(key)));
        });
        for module in self.machine.code.modules().keys().filter(|module| !is_library(module.name())) {
            let Some(loaded) = self.machine.code.current(*module) else { continue };
            let receives = loaded.module.functions.iter().flat_map(|function| &function.receives);
            found.extend(receives.flat_map(|(_, patterns)| patterns).flat_map(|pattern| atoms(pattern)));
        }
        found
    }

    fn pids(&self) -> Vec<Pair> {
        let pids = self.machine.table.pids();
        let shown = pids.into_iter().map(|pid| vm::term::show::identifier(vm::term::Term::pid(pid)));
        shown
            .map(|text| {
                let number = text.split('.').nth(1).unwrap_or_default().to_owned();
                Pair { display: text, replacement: format!("<{number}>") }
            })
            .collect()
    }
}

/// What is shown of candidates for `word` on a screen of some rows and columns: what they all begin with, if that is more
/// than the word, else as many as there is room for. Nobody has to be asked for more: an answer would be a lost key.
pub fn offered(found: Vec<Pair>, word: &str, (rows, columns): (usize, usize)) -> Vec<Pair> {
    let Some((first, rest)) = found.split_first().filter(|(_, rest)| !rest.is_empty()) else { return found };
    let common = rest.iter().fold(first.replacement.as_str(), |common, pair| {
        let same = common.chars().zip(pair.replacement.chars()).take_while(|(one, other)| one == other);
        &common[..same.map(|(one, _)| one.len_utf8()).sum()]
    });
    if common.len() > word.len() {
        return vec![plain(common)];
    }
    let width = found.iter().map(|pair| pair.display.chars().count()).max().unwrap_or(0);
    let room = (columns / (width + GAP).min(columns)) * rows.saturating_sub(ROWS_LEFT).max(1);
    if found.len() <= room {
        return found;
    }
    let more = Pair { display: format!("… {} more", found.len() + 1 - room), replacement: word.to_owned() };
    found.into_iter().take(room - 1).chain([more]).collect()
}

/// Words that begin expressions.
const KEYWORDS: &[&str] = &["begin", "case", "catch", "fun", "if", "maybe", "receive", "try", "end", "when"];

fn plain(text: &str) -> Pair {
    Pair { display: text.to_owned(), replacement: text.to_owned() }
}

fn call(name: &str, arity: u32) -> Pair {
    let name = quoted(name);
    let end = if arity == 0 { ")" } else { "" };
    Pair { display: format!("{name}/{arity}"), replacement: format!("{name}({end}") }
}

/// An atom as it is written.
fn quoted(name: &str) -> String {
    let bare = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '@');
    if bare { name.to_owned() } else { format!("'{}'", name.replace('\\', "\\\\").replace('\'', "\\'")) }
}

fn is_library(module: &str) -> bool {
    library::exports(module).is_some()
}

/// The atoms of a text, as they are written there; names of functions, modules and records are no such.
fn atoms(text: &str) -> impl Iterator<Item = String> {
    let pieces = scan::scan(text);
    let near = |index: Option<usize>| {
        index.and_then(|index| pieces.get(index)).map_or("", |piece: &Piece| piece.text(text))
    };
    let is_value = |index: &usize| {
        pieces[*index].kind == Kind::Atom
            && !matches!(near(index.checked_sub(1)), ":" | "#" | "?")
            && !matches!(near(Some(index + 1)), "(" | ":" | "/")
    };
    let found: Vec<_> =
        (0..pieces.len()).filter(is_value).map(|index| pieces[index].text(text).to_owned()).collect();
    found.into_iter()
}

fn files_here() -> Vec<String> {
    files("").into_iter().map(|pair| pair.replacement).collect()
}

/// The folder in which a file is that begins so.
fn folder_of(word: &str) -> &str {
    word.rfind('/').map_or("", |at| &word[..=at])
}

/// Files whose path begins so.
fn files(word: &str) -> Vec<Pair> {
    let folder = folder_of(word);
    let Ok(entries) = std::fs::read_dir(if folder.is_empty() { "." } else { folder }) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for entry in entries.flatten().take(MOST) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let slash = if entry.path().is_dir() { "/" } else { "" };
        if !name.starts_with('.') {
            found.push(Pair {
                display: format!("{name}{slash}"),
                replacement: format!("{folder}{name}{slash}"),
            });
        }
    }
    found
}

/// Where the end of a text is, and where the word there begins.
fn place(text: &str) -> (usize, Place<'_>) {
    let pieces = scan::scan(text);
    let Some(last) = pieces.last() else { return (text.len(), Place::Nothing) };
    if last.kind == Kind::Comment || last.kind == Kind::Text && last.range.end == text.len() {
        return (text.len(), Place::Nothing);
    }
    if last.kind == Kind::Unreadable {
        return match last.text(text).starts_with('"') {
            true => (last.range.start + 1, Place::File),
            false => (text.len(), Place::Nothing),
        };
    }
    let touching = last.range.end == text.len();
    let is_word = matches!(last.kind, Kind::Atom | Kind::Variable | Kind::Keyword);
    if touching && last.kind == Kind::Number {
        let opener = pieces.len().checked_sub(2).map(|index| &pieces[index]);
        return match opener {
            Some(opener) if opener.text(text) == "<" => (opener.range.start, Place::Pid),
            _ => (text.len(), Place::Nothing),
        };
    }
    let (start, before) = match touching && is_word {
        true => (last.range.start, &pieces[..pieces.len() - 1]),
        false => (text.len(), &pieces[..]),
    };
    let word = |back: usize| before.len().checked_sub(back).map_or("", |index| before[index].text(text));
    let place = match word(1) {
        ":" if !word(2).is_empty() => Place::Function(word(2)),
        "#" => Place::Record,
        "?" => Place::Macro,
        "<" if touching && !is_word => return (text.len() - 1, Place::Pid),
        "." if word(3) == "#" => Place::Field(word(2)),
        _ if start == text.len() => inside(text, before).unwrap_or(Place::Nothing),
        _ if last.kind == Kind::Variable => Place::Variable,
        _ => inside(text, before).unwrap_or(Place::Name),
    };
    (start, place)
}

/// The record or map whose braces are open at the end of the pieces, when a field or key is expected there.
fn inside<'t>(text: &'t str, pieces: &[Piece]) -> Option<Place<'t>> {
    let last = pieces.last()?.text(text);
    if last != "{" && last != "," {
        return None;
    }
    let mut depth = 0;
    for (index, piece) in pieces.iter().enumerate().rev() {
        match piece.kind {
            Kind::Close => depth += 1,
            Kind::Open if depth > 0 => depth -= 1,
            Kind::Open => {
                let word = |back: usize| index.checked_sub(back).map_or("", |index| pieces[index].text(text));
                let is = |back: usize, kind: Kind| index >= back && pieces[index - back].kind == kind;
                return match (word(2), word(1)) {
                    ("#", record) if piece.text(text) == "{" && is(1, Kind::Atom) => {
                        Some(Place::Field(record))
                    }
                    (variable, "#") if is(2, Kind::Variable) => Some(Place::Key(variable)),
                    _ => None,
                };
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_fit_the_screen() {
        let shown = |found: &[&str], word: &str, size: (usize, usize)| -> Vec<String> {
            let found = found.iter().map(|text| plain(text)).collect();
            offered(found, word, size).into_iter().map(|pair| pair.display).collect()
        };
        assert_eq!(shown(&["keyfind(", "keymap("], "k", (24, 80)), ["key"]);
        assert_eq!(shown(&["keyfind(", "keymap("], "key", (24, 80)), ["keyfind(", "keymap("]);
        assert_eq!(shown(&["ä", "ö"], "", (24, 80)), ["ä", "ö"]);
        assert_eq!(shown(&["a", "b", "c", "d", "e"], "", (5, 7)), ["a", "b", "c", "… 2 more"]);
        assert_eq!(shown(&["a", "b", "c"], "", (1, 1)), ["… 3 more"]);
    }

    #[test]
    fn atoms_are_those_that_are_written() {
        let found = |text| atoms(text).collect::<Vec<_>>();
        assert_eq!(found("{put, 'a b', X} = \"no\", put"), ["put", "'a b'", "put"]);
        assert_eq!(found("case x of % y"), ["x"]);
        assert_eq!(found("m:f(a), #r{b = c}, fun g/1"), ["a", "b", "c"]);
    }

    #[test]
    fn the_words_before_the_cursor_say_what_can_follow() {
        assert_eq!(place("lists:ma"), (6, Place::Function("lists")));
        assert_eq!(place("X = li"), (4, Place::Name));
        assert_eq!(place("foo(Na"), (4, Place::Variable));
        assert_eq!(place("X#"), (2, Place::Record));
        assert_eq!(place("#point{x = 1, y"), (14, Place::Field("point")));
        assert_eq!(place("P#point."), (8, Place::Field("point")));
        assert_eq!(place("M#{"), (3, Place::Key("M")));
        assert_eq!(place("?"), (1, Place::Macro));
        assert_eq!(place("c(\"sam"), (3, Place::File));
        assert_eq!(place("exit(<4"), (5, Place::Pid));
        assert_eq!(place("1 + "), (4, Place::Nothing));
        assert_eq!(place("% li"), (4, Place::Nothing));
    }
}
