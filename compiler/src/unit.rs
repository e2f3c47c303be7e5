//! What all functions of a module share while it is compiled: names, records, constants, tables of the result.

use std::collections::{HashMap, HashSet};

use lang::ast::{Expr, FormKind, Name, NameArity};
use lang::diagnostic::Diagnostic;
use lang::span::{SourceId, Sources, Span};
use vm::atom::{Atom, atoms};
use vm::instr::Constant;
use vm::module::{Lambda, Literal, Mfa, Position};

use crate::Options;
use crate::context::Lowered;
use crate::never::Never;
use crate::pool::Pool;

/// A declared record.
#[derive(Clone)]
pub struct Record<'a> {
    /// Names and default values in order.
    pub fields: Vec<(Name, Option<&'a Expr>)>,
}

impl Record<'_> {
    /// The place of a field, 0 being the first.
    pub fn index(&self, field: &str) -> Option<usize> {
        self.fields.iter().position(|(name, _)| &**name == field)
    }
}

/// The module under compilation.
pub struct Unit<'a> {
    /// Where the spans point.
    pub sources: &'a Sources,
    /// What the caller asked for.
    pub options: &'a Options,
    /// The module's name.
    pub name: Atom,
    /// The constants.
    pub pool: Pool,
    /// Index of each function of the source.
    pub local: HashMap<(Name, u32), u32>,
    /// The finished functions; those of the source come first.
    pub functions: Vec<Option<vm::module::Function>>,
    /// The functions that have been built, with their indices.
    pub lowered: Vec<Lowered>,
    /// The funs.
    pub lambdas: Vec<Lambda>,
    /// Local functions that never return.
    pub never: Never,
    /// Their indices, and those of named funs that never return.
    pub never_returns: HashSet<u32>,
    /// The declared records.
    pub records: HashMap<Name, Record<'a>>,
    /// Whether `ets:fun2ms/1` makes match specifications.
    pub match_specs: bool,
    /// What has been found wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The functions called in other modules.
    pub imports: Vec<Mfa>,
    /// The files that positions refer to.
    pub files: Vec<String>,
    import_index: HashMap<Mfa, u32>,
    imported: HashMap<(Name, u32), Atom>,
    local_lambdas: HashMap<u32, u32>,
    lines: Lines<'a>,
}

impl<'a> Unit<'a> {
    /// Collects the declarations of `ast`.
    pub fn new(ast: &'a lang::ast::Module, sources: &'a Sources, options: &'a Options) -> Unit<'a> {
        let mut unit = Unit {
            sources,
            options,
            name: Atom::new(options.module_name.as_deref().unwrap_or("script")),
            pool: Pool::default(),
            local: HashMap::new(),
            functions: Vec::new(),
            lambdas: Vec::new(),
            lowered: Vec::new(),
            never: crate::never::find(ast),
            never_returns: HashSet::new(),
            records: HashMap::new(),
            match_specs: false,
            diagnostics: Vec::new(),
            imports: Vec::new(),
            files: Vec::new(),
            import_index: HashMap::new(),
            imported: HashMap::new(),
            local_lambdas: HashMap::new(),
            lines: Lines::new(sources),
        };
        for form in &ast.forms {
            match &form.kind {
                FormKind::Module(name) => unit.name = Atom::new(name),
                FormKind::Import { module, functions } => unit.import_all(module, functions),
                FormKind::Record(record) => {
                    let fields = record.fields.iter().map(|f| (f.name.clone(), f.default.as_ref())).collect();
                    unit.records.insert(record.name.clone(), Record { fields });
                }
                FormKind::Function(function) => {
                    let index = unit.reserve();
                    let name = (function.name.clone(), function.arity);
                    if unit.never.contains(&name) {
                        unit.never_returns.insert(index);
                    }
                    unit.local.insert(name, index);
                }
                _ => {}
            }
        }
        unit
    }

    fn import_all(&mut self, module: &Name, functions: &[NameArity]) {
        let module = Atom::new(module);
        for function in functions {
            self.imported.insert((function.name.clone(), function.arity), module);
        }
    }

    /// Makes room for a function and returns its index.
    pub fn reserve(&mut self) -> u32 {
        self.functions.push(None);
        self.functions.len() as u32 - 1
    }

    /// The module that a call without one goes to, when the function is not of this module: that of an
    /// `-import`, else `erlang`.
    pub fn home_of(&self, name: &Name, arity: u32) -> Atom {
        self.imported.get(&(name.clone(), arity)).copied().unwrap_or(atoms::erlang)
    }

    /// The index of `mfa` among the imports.
    pub fn import(&mut self, mfa: Mfa) -> u32 {
        let imports = &mut self.imports;
        *self.import_index.entry(mfa).or_insert_with(|| {
            imports.push(mfa);
            imports.len() as u32 - 1
        })
    }

    /// The import `erlang:name/arity`.
    pub fn erlang(&mut self, name: &str, arity: u32) -> u32 {
        self.import(Mfa { module: atoms::erlang, function: Atom::new(name), arity })
    }

    /// A new fun whose body is `function`.
    pub fn lambda(&mut self, function: u32, arity: u32, free: u32) -> u32 {
        let index = self.lambdas.len() as u32;
        let mut hash = fnv(self.name.name().as_bytes(), 0xcbf2_9ce4_8422_2325);
        hash = fnv(&[index, function, arity, free].map(u32::to_le_bytes).concat(), hash);
        self.lambdas.push(Lambda { function, arity, free, uniq: folded(hash) });
        index
    }

    /// The fun `fun f/a` of a local function, made once.
    pub fn local_lambda(&mut self, function: u32, arity: u32) -> u32 {
        match self.local_lambdas.get(&function) {
            Some(index) => *index,
            None => {
                let index = self.lambda(function, arity, 0);
                self.local_lambdas.insert(function, index);
                index
            }
        }
    }

    /// The operand for a literal.
    pub fn constant(&mut self, literal: Literal) -> Constant {
        self.pool.constant(literal)
    }

    /// Where `span` is, as positions say it.
    pub fn position(&mut self, span: Span) -> Position {
        let (file, line) = self.lines.reported(span, self.sources, &mut self.files);
        Position { file, line, start: span.start, end: span.end }
    }

    /// A hash of the source text; the module's `vsn` is made of it.
    pub fn source_hash(&self) -> u64 {
        self.lines.hash
    }

    /// Notes an error and goes on.
    pub fn error(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The declared record called `name`; lint has refused the others.
    pub fn record(&self, name: &str) -> Option<Record<'a>> {
        self.records.get(name).cloned()
    }

    /// The exported functions' indices, in the order of the source.
    pub fn exports(&self, ast: &lang::ast::Module, export_all: bool) -> Vec<u32> {
        let mut seen = HashSet::new();
        let mut exports = Vec::new();
        for form in &ast.forms {
            match &form.kind {
                FormKind::Export(list) => {
                    for item in list {
                        exports.extend(self.local.get(&(item.name.clone(), item.arity)));
                    }
                }
                FormKind::Function(f) if export_all => {
                    exports.extend(self.local.get(&(f.name.clone(), f.arity)));
                }
                _ => {}
            }
        }
        exports.retain(|index| seen.insert(*index));
        exports
    }
}

/// 32 bits of a hash.
pub fn folded(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
}

/// Continues the FNV hash of `bytes`.
pub fn fnv(bytes: &[u8], start: u64) -> u64 {
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Finds reported lines fast: each line of each source is asked for once.
struct Lines<'a> {
    starts: HashMap<SourceId, Vec<u32>>,
    known: HashMap<(SourceId, u32), (u16, u32)>,
    file_index: HashMap<&'a str, u16>,
    hash: u64,
}

impl<'a> Lines<'a> {
    fn new(sources: &'a Sources) -> Lines<'a> {
        let mut starts = HashMap::new();
        let mut hash = 0xcbf2_9ce4_8422_2325;
        for (index, source) in sources.list.iter().enumerate() {
            let text = source.text.as_bytes();
            let lines = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            let mut table = vec![0];
            table.extend(lines.map(|(at, _)| at as u32 + 1));
            starts.insert(SourceId(index as u16), table);
            hash = fnv(text, hash);
        }
        Lines { starts, known: HashMap::new(), file_index: HashMap::new(), hash }
    }

    fn reported(&mut self, span: Span, sources: &'a Sources, files: &mut Vec<String>) -> (u16, u32) {
        let Some(starts) = self.starts.get(&span.source) else {
            return (0, 0);
        };
        let line = starts.partition_point(|start| *start <= span.start) as u32;
        if let Some(known) = self.known.get(&(span.source, line)) {
            return *known;
        }
        // Asking for the line's beginning keeps the question cheap on very long lines.
        let start = starts[line as usize - 1] as usize;
        let (name, reported) = sources.reported_line(Span::new(span.source, start, start));
        let file = *self.file_index.entry(name).or_insert_with(|| {
            files.push(name.to_owned());
            (files.len() - 1) as u16
        });
        self.known.insert((span.source, line), (file, reported));
        (file, reported)
    }
}
