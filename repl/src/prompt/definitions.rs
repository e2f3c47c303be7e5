//! What was defined at the prompt besides variables: macros, records, functions. They are kept as text, and the text is
//! read again before each entry that may use them.

use im::{HashSet, OrdMap};
use lang::scan::{self, Kind, Piece};

/// The name of a function and its arity.
pub type Function = (String, u32);

/// See the module's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Definitions {
    /// The module that the functions belong to.
    pub module: String,
    macros: OrdMap<String, String>,
    /// Text and names of the fields.
    records: OrdMap<String, (String, Vec<String>)>,
    /// Attributes that are read before each entry, such as `-include` and `-type`.
    attributes: im::Vector<String>,
    functions: OrdMap<Function, String>,
}

impl Default for Definitions {
    fn default() -> Definitions {
        Definitions {
            module: "prompt".into(),
            macros: OrdMap::new(),
            records: OrdMap::new(),
            attributes: im::Vector::new(),
            functions: OrdMap::new(),
        }
    }
}

/// What a form of an entry is, as far as its first words tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sort {
    /// `-define(Name`
    Macro(String),
    /// `-undef(Name`
    Undefine(String),
    /// `-record(Name`, with the names of its fields.
    Record(String, Vec<String>),
    /// `-include`, `-type` and others that hold for what follows.
    Attribute,
    /// Attributes that mean nothing here, such as `-export`: everything is exported.
    Ignored,
    /// `-module(Name)`
    Module(String),
    /// A function or expressions.
    Other,
}

/// A form of an entry, and its text.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it is.
    pub sort: Sort,
    /// Its bytes in the entry.
    pub range: std::ops::Range<usize>,
}

/// The forms of an entry.
pub fn forms(text: &str) -> Vec<Form> {
    let forms = scan::forms(text).into_iter().filter(|form| !form.is_empty());
    forms
        .map(|form| Form {
            sort: sort(text, &form),
            range: form[0].range.start..form[form.len() - 1].range.end,
        })
        .collect()
}

fn sort(text: &str, form: &[Piece]) -> Sort {
    let word = |index: usize| form.get(index).map_or("", |piece| piece.text(text));
    if word(0) != "-" || form.get(1).is_none_or(|piece| piece.kind != Kind::Atom) {
        return Sort::Other;
    }
    let name = || word(3).trim_matches('\'').to_owned();
    match word(1) {
        "define" => Sort::Macro(name()),
        "undef" => Sort::Undefine(name()),
        "record" => Sort::Record(name(), fields(text, form.get(5..).unwrap_or_default())),
        "module" => Sort::Module(name()),
        "include" | "include_lib" | "type" | "opaque" | "import" => Sort::Attribute,
        _ => Sort::Ignored,
    }
}

/// The names of the fields of a record, whose braces begin the pieces.
fn fields(text: &str, pieces: &[Piece]) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut expected = false;
    for piece in pieces {
        match piece.kind {
            Kind::Open => {
                depth += 1;
                expected = depth == 1;
            }
            Kind::Close => depth -= 1,
            Kind::Atom if expected && depth == 1 => {
                names.push(piece.text(text).trim_matches('\'').to_owned());
                expected = false;
            }
            _ => expected = depth == 1 && piece.text(text) == ",",
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// The records that stand in a text: names after `#`.
fn mentioned(text: &str) -> Vec<String> {
    let pieces = scan::scan(text);
    let record = |pair: &[Piece]| {
        let name = pair[1].text(text).trim_matches('\'').to_owned();
        (pair[0].text(text) == "#" && pair[1].kind == Kind::Atom).then_some(name)
    };
    pieces.windows(2).filter_map(record).collect()
}

impl Definitions {
    /// The text of everything but functions, without what an entry defines itself.
    pub fn before(&self, entry: &[Form]) -> String {
        let redefined = |sort: Sort| entry.iter().any(|form| same(&form.sort, &sort));
        let macros = self.macros.iter().filter(|(name, _)| !redefined(Sort::Macro((*name).clone())));
        let records = self.records_in_order().into_iter();
        let records = records.filter(|(name, _)| !redefined(Sort::Record((*name).clone(), Vec::new())));
        let texts = macros.map(|(_, text)| text).chain(&self.attributes).chain(records.map(|(_, text)| text));
        texts.fold(String::new(), |all, text| all + text + "\n")
    }

    /// The records and their texts, each after those that stand in its fields; without those whose fields need a record
    /// that was forgotten.
    fn records_in_order(&self) -> Vec<(&String, &String)> {
        let mut found: Vec<(&String, &String)> = Vec::new();
        let mut left: Vec<_> = self.records.iter().map(|(name, (text, _))| (name, text)).collect();
        while !left.is_empty() {
            let known = |other: &String| found.iter().any(|(name, _)| *name == other);
            let ready = |(_, text): &&(&String, &String)| mentioned(text).iter().all(known);
            let (now, later): (Vec<_>, Vec<_>) = left.iter().partition(ready);
            if now.is_empty() {
                break;
            }
            found.extend(now);
            left = later;
        }
        found
    }

    /// The text that a function was defined by.
    pub fn text_of(&self, function: &Function) -> &str {
        self.functions.get(function).map_or("", String::as_str)
    }

    /// The texts of the functions but these.
    pub fn functions_but(&self, but: &HashSet<Function>) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for (function, text) in &self.functions {
            if !but.contains(function) && !texts.contains(text) {
                texts.push(text.clone());
            }
        }
        texts
    }

    /// The functions.
    pub fn functions(&self) -> impl Iterator<Item = &Function> {
        self.functions.keys()
    }

    /// Whether there is such a function.
    pub fn has_function(&self, name: &str, arity: u32) -> bool {
        self.functions.contains_key(&(name.to_owned(), arity))
    }

    /// Names and fields of the records.
    pub fn records(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.records.iter().map(|(name, (_, fields))| (name, fields))
    }

    /// The texts of the records, or of one.
    pub fn record_texts(&self, name: Option<&str>) -> Vec<String> {
        let wanted = self.records.iter().filter(|(other, _)| name.is_none_or(|name| name == *other));
        wanted.map(|(_, (text, _))| text.clone()).collect()
    }

    /// Forgets a record, or all.
    pub fn forget_records(&mut self, name: Option<&str>) {
        match name {
            Some(name) => drop(self.records.remove(name)),
            None => self.records.clear(),
        }
    }

    /// The names of the macros.
    pub fn macros(&self) -> impl Iterator<Item = &String> {
        self.macros.keys()
    }

    /// Takes a form that is no function in.
    pub fn define(&mut self, sort: &Sort, text: &str) {
        match sort {
            Sort::Macro(name) => drop(self.macros.insert(name.clone(), text.to_owned())),
            Sort::Undefine(name) => drop(self.macros.remove(name)),
            Sort::Record(name, fields) => {
                self.records.insert(name.clone(), (text.to_owned(), fields.clone()));
            }
            Sort::Attribute => self.attributes.push_back(text.to_owned()),
            Sort::Module(name) => {
                self.module.clone_from(name);
                self.functions.clear();
            }
            Sort::Ignored | Sort::Other => {}
        }
    }

    /// Takes a function in.
    pub fn define_function(&mut self, function: Function, text: &str) {
        self.functions.insert(function, text.to_owned());
    }
}

/// Whether two forms define the same macro or the same record.
fn same(one: &Sort, other: &Sort) -> bool {
    match (one, other) {
        (Sort::Macro(one) | Sort::Undefine(one), Sort::Macro(other)) => one == other,
        (Sort::Record(one, _), Sort::Record(other, _)) => one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_their_first_words() {
        let sorts: Vec<Sort> =
            forms("-define(X, 1). -record('R', {a = {1, b}, c :: d()}). -export([f/0]). f() -> ?X.")
                .into_iter()
                .map(|form| form.sort)
                .collect();
        let record = Sort::Record("R".into(), vec!["a".into(), "c".into()]);
        assert_eq!(sorts, [Sort::Macro("X".into()), record, Sort::Ignored, Sort::Other]);
    }
}
