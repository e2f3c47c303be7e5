//! Sources: where modules and headers are found, how they are read, checked and compiled.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use lang::diagnostic::Diagnostic;
use lang::span::{Source, SourceId, Sources};
use lang::{Include, Included};
use vm::jobs::sandbox::{self, Sandbox};
use vm::module::Module;

use crate::boot;
use crate::cli::Command;
use crate::library;

/// Where things are found and how they are compiled. Cheap to clone into other threads.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// Folders of modules from `-pa`.
    paths: Vec<PathBuf>,
    /// Folders of headers from `-I`.
    includes: Vec<PathBuf>,
    /// Attributes that every module has beside its own.
    attributes: String,
    defines: Vec<(String, Option<String>)>,
    /// The folder of the program, or the working directory.
    home: PathBuf,
    color: bool,
    /// What programs may reach, and the folders that the user named besides.
    sandbox: Option<(Sandbox, Vec<PathBuf>)>,
    /// The folders `src` of the libraries, listed when the first module is looked for there.
    libraries: Arc<OnceLock<Vec<PathBuf>>>,
}

/// The folders that hold libraries, a folder each.
fn library_folders() -> Vec<PathBuf> {
    let variable = std::env::var_os("ERL_LIBS").unwrap_or_default();
    let beside = ["_build/default/lib", "deps", "lib", ".."].into_iter().map(PathBuf::from);
    beside.chain(std::env::split_paths(&variable).filter(|folder| !folder.as_os_str().is_empty())).collect()
}

/// The folders `src` of the libraries in `library_folders`, but not of those beside the project: these belong to
/// whoever lives there.
fn library_sources() -> Vec<PathBuf> {
    let mut sources = Vec::new();
    for folder in library_folders().into_iter().filter(|folder| folder != Path::new("..")) {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> =
            entries.map(|entry| entry.path().join("src")).filter(|path| path.is_dir()).collect();
        found.sort();
        sources.extend(found);
    }
    sources
}

/// What became of a source.
pub struct Compiled {
    /// The module, if there were no errors.
    pub module: Option<Module>,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they refer to.
    pub sources: Sources,
}

impl Project {
    /// The project of a command, beside the program that it runs.
    pub fn new(command: &Command) -> Project {
        let define = |text: &String| match text.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (text.clone(), None),
        };
        let beside =
            command.words.first().map(|file| Path::new(file).parent().unwrap_or(Path::new("")).to_owned());
        let named = command.paths.iter().chain(&command.includes).cloned().chain(beside);
        Project {
            sandbox: boot::sandbox(command).map(|sandbox| (sandbox, named.collect())),
            paths: command.paths.clone(),
            includes: command.includes.clone(),
            attributes: String::new(),
            defines: command.defines.iter().map(define).collect(),
            home: PathBuf::from("."),
            color: colored::control::SHOULD_COLORIZE.should_colorize(),
            libraries: Arc::default(),
        }
    }

    /// The same project beside another file.
    pub fn beside(&self, file: &Path) -> Project {
        let home = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Project { home: home.to_owned(), ..self.clone() }
    }

    /// The same project for tests: TEST and EUNIT are defined, and modules are also found beside `files`.
    pub fn testing(&self, files: &[PathBuf]) -> Project {
        let mut project = self.clone();
        for name in ["TEST", "EUNIT"] {
            if !project.defines.iter().any(|(defined, _)| defined == name) {
                project.defines.push((name.into(), None));
            }
        }
        for file in files {
            let home = self.beside(file).home;
            if !project.paths.contains(&home) {
                project.paths.push(home);
            }
        }
        project
    }

    /// Whether a source may be read: `--sandbox` allows what programs may reach, and the folders that the user named.
    pub fn permits(&self, path: &Path) -> bool {
        let Some((sandbox, named)) = &self.sandbox else { return true };
        let real = |path: &Path| {
            std::fs::canonicalize(if path.as_os_str().is_empty() { Path::new(".") } else { path })
        };
        let is_named = |folder: &PathBuf| {
            real(path).is_ok_and(|path| real(folder).is_ok_and(|folder| path.starts_with(folder)))
        };
        sandbox.permits(path) || named.iter().any(is_named)
    }

    /// Defines a macro, `NAME` or `NAME=VALUE`.
    pub fn define(&mut self, define: &str) {
        let (name, value) =
            define.split_once('=').map_or((define, None), |(name, value)| (name, Some(value)));
        self.defines.push((name.to_owned(), value.map(str::to_owned)));
    }

    /// Compiles as if this option stood in each module's attribute `compile`.
    pub fn compile_with(&mut self, option: &str) {
        self.attributes.push_str(&format!("-compile({option}).\n"));
    }

    /// Has headers looked for in another folder, too.
    pub fn include_from(&mut self, folder: PathBuf) {
        self.includes.push(folder);
    }

    /// How pictures of diagnostics are drawn.
    pub fn style(&self) -> lang::render::Style {
        let columns = crate::prompt::terminal::columns(std::io::stdout());
        lang::render::Style { color: self.color, columns, ..lang::render::Style::default() }
    }

    /// The file of a module, if it is found: beside the program, in `-pa`, in the working directory, or in a library's `src`.
    pub fn find_module(&self, name: &str) -> Option<PathBuf> {
        if name.contains(['/', '\\', '\0']) {
            return None;
        }
        let beside =
            ["", "src", "../src", "test", "../test"].into_iter().map(|folder| self.home.join(folder));
        let libraries = self.libraries.get_or_init(library_sources);
        let paths = self.paths.iter().cloned().chain([PathBuf::from("")]);
        let folders = beside.chain(paths).chain(libraries.iter().cloned());
        let found = folders
            .map(|folder| folder.join(format!("{name}.erl")))
            .find(|path| path.is_file() && self.permits(path))?;
        // What stands in the working directory is shown by its name alone.
        Some(found.strip_prefix(".").map(Path::to_owned).unwrap_or(found))
    }

    /// The first search path of `code`: the folders of `-pa`, and the working directory.
    pub fn paths(&self) -> Vec<String> {
        let folders = self.paths.iter().map(|folder| folder.to_string_lossy().into_owned());
        folders.chain([".".to_owned()]).collect()
    }

    /// The source of a module along a search path, in which `.` stands for where modules of this project are found. A
    /// folder `ebin` is one of object files: their sources stand in `src` beside it.
    pub fn find_module_along(&self, path: &[String], name: &str) -> Option<PathBuf> {
        if name.contains(['/', '\\', '\0']) {
            return None;
        }
        let here = |folder: &String| {
            let folder = Path::new(folder);
            let sources = folder.ends_with("ebin").then(|| folder.join("../src"));
            let mut files = sources
                .into_iter()
                .chain([folder.to_owned()])
                .map(|folder| folder.join(format!("{name}.erl")));
            files.find(|file| file.is_file() && self.permits(file))
        };
        let own = path.iter().position(|folder| folder == ".").unwrap_or(path.len());
        let (before, after) = path.split_at(own);
        before
            .iter()
            .find_map(here)
            .or_else(|| self.find_module(name))
            .or_else(|| after.iter().find_map(here))
    }

    /// The text of a header.
    fn include(&self, include: &Include, program: &Path) -> Option<Included> {
        let wanted = Path::new(&include.path);
        let beside = program.parent().unwrap_or(Path::new("."));
        let mut folders = vec![beside.to_owned()];
        folders.extend(["include", "../include"].into_iter().map(|folder| beside.join(folder)));
        folders.push(PathBuf::from("."));
        folders.extend(self.includes.iter().cloned());
        if include.lib {
            folders.extend(library_folders());
        }
        let readable = |path: &PathBuf| path.is_file() && self.permits(path);
        let found = folders.iter().map(|folder| folder.join(wanted)).find(readable);
        match found {
            Some(path) => {
                let bytes = std::fs::read(&path).ok()?;
                let (text, _) = lang::lexer::encoding::decode(SourceId(0), &bytes);
                Some((include.path.clone(), text))
            }
            None if include.lib => {
                library::header(&include.path).map(|text| (include.path.clone(), text.to_owned()))
            }
            None => None,
        }
    }

    /// Reads and compiles a file; an I/O error as text.
    pub fn compile_file(&self, path: &Path, script: bool) -> Result<Compiled, String> {
        if !self.permits(path) {
            return Err(format!("{}: {}", path.display(), sandbox::OUTSIDE));
        }
        let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let (text, invalid) = lang::lexer::encoding::decode(SourceId(0), &bytes);
        let mut compiled = self.compile_text(&path.to_string_lossy(), text, path, script);
        if let Some(invalid) = invalid {
            compiled.diagnostics.insert(0, invalid);
            compiled.module = None;
        }
        Ok(compiled)
    }

    /// The tree of a text that stands in the file `path`, as far as it can be read.
    pub fn tree(&self, path: &Path, text: String) -> (lang::ast::Module, Sources) {
        let mut sources = Sources::default();
        let source = sources.add(Source::new(path.to_string_lossy(), text));
        let include = |include: &Include| self.include(include, path);
        let options =
            lang::Options { defines: self.defines.clone(), include: &include, ..lang::Options::default() };
        let (tree, _) = lang::parse(&mut sources, source, &options);
        (tree, sources)
    }

    /// Compiles a text called `name` as if it stood in the file `path`.
    pub fn compile_text(&self, name: &str, text: String, path: &Path, script: bool) -> Compiled {
        // A file that is started as a program may bear any name, and speak of its module without naming it.
        let is_program = script && text.starts_with("#!");
        let mut sources = Sources::default();
        let source = sources.add(Source::new(name, text));
        let include = |include: &Include| self.include(include, path);
        let exports = |module: &str| library::exports(module);
        let modules = |name: &str| match self.find_module(name) {
            Some(_) => Vec::new(),
            None => library::names().filter(|known| !known.starts_with("erlet_")).collect(),
        };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let options = lang::Options {
            defines: self.defines.clone(),
            include: &include,
            exports: &exports,
            modules: &modules,
            callbacks: &|name| library::callbacks(name),
            script,
            file_stem: stem.filter(|_| !is_program),
            within: is_program.then(|| "script".to_owned()),
            ..lang::Options::default()
        };
        let (mut ast, mut diagnostics) = lang::parse(&mut sources, source, &options);
        let attributes = sources.add(Source::new("options", self.attributes.as_str()));
        ast.forms.extend(lang::parse(&mut sources, attributes, &lang::Options::default()).0.forms);
        let has_errors = |diagnostics: &[Diagnostic]| diagnostics.iter().any(Diagnostic::is_error);
        if has_errors(&diagnostics) {
            return Compiled { module: None, diagnostics, sources };
        }
        let is_script = !ast.forms.iter().any(|form| matches!(form.kind, lang::ast::FormKind::Module(_)));
        let ast = if script && is_script { compiler::wrap_script(ast) } else { ast };
        let main = ast.forms.first().map(|form| sources.reported_line(form.span).0);
        // Records of headers are there for others as well, also when the text of several files was put together.
        let concerns = |finding: &Diagnostic| {
            let file = finding.labels.first().map(|(span, _)| sources.reported_line(*span).0);
            finding.code != "unused-record" || file == main
        };
        diagnostics.extend(lang::lint(&ast, &options).into_iter().filter(concerns));
        let options = compiler::Options { export_all: script && is_script, ..compiler::Options::default() };
        let compiled = match has_errors(&diagnostics) {
            true => Err(Vec::new()),
            false => compiler::compile(&ast, &sources, &options),
        };
        let module = match compiled {
            Ok((module, warnings)) => {
                diagnostics.extend(warnings);
                Some(module)
            }
            Err(errors) => {
                diagnostics.extend(errors);
                None
            }
        };
        Compiled { module, diagnostics, sources }
    }
}

impl Compiled {
    /// Shows what was found, on standard error.
    pub fn show(&self, project: &Project) {
        if !self.diagnostics.is_empty() {
            eprint!("{}", lang::render::render(&self.diagnostics, &self.sources, project.style()));
        }
    }
}
