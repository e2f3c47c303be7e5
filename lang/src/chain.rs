//! The chain of one compilation: lexer, preprocessor, parser, a form at a time, included files in their place.

use crate::ast::{Form, FormKind, Module, Name};
use crate::diagnostic::Diagnostic;
use crate::lexer::{FormEnd, Lexer};
use crate::literal;
use crate::names::Names;
use crate::nesting;
use crate::parse::{self, Parser};
use crate::preprocess::{Conditionals, Preprocessor, Site, directive, whole};
use crate::span::{Source, SourceId, Sources, Span};
use crate::token::{Lexeme, Token};
use crate::{Entry, Include, Options};

/// Files may include files this deep, as in OTP's own preprocessor.
const INCLUDE_DEPTH: usize = 8;
/// Numbers of sources are 16 bits wide.
const SOURCE_LIMIT: usize = u16::MAX as usize;

/// Reads all forms of `source`.
pub fn parse(sources: &mut Sources, source: SourceId, options: &Options) -> (Module, Vec<Diagnostic>) {
    let mut chain = Chain::new(sources, options);
    chain.file(source, 0);
    chain.check_module(source);
    let module = Module { forms: chain.forms, maybe_enabled: chain.preprocessor.maybe };
    (module, chain.diagnostics)
}

/// Reads one entry of the prompt.
pub fn parse_entry(sources: &mut Sources, source: SourceId, options: &Options) -> Entry {
    let options = Options { script: true, file_stem: None, ..options.clone() };
    let mut chain = Chain::new(sources, &options);
    for before in &options.before {
        chain.file(*before, 0);
    }
    // Whatever is wrong with them was said when they were entered.
    chain.diagnostics.clear();
    chain.incomplete = false;
    chain.file(source, 0);
    // A string that is still open may end on the next line; so may everything else before its full stop.
    let open = chain.incomplete || chain.diagnostics.iter().any(|d| d.code == "unterminated");
    let module = Module { forms: chain.forms, maybe_enabled: chain.preprocessor.maybe };
    match open {
        true => Entry::Incomplete,
        false => Entry::Complete(module, chain.diagnostics),
    }
}

/// Everything that one compilation carries along.
struct Chain<'a> {
    sources: &'a mut Sources,
    options: &'a Options<'a>,
    names: Names,
    preprocessor: Preprocessor,
    parser: Parser,
    forms: Vec<Form>,
    diagnostics: Vec<Diagnostic>,
    module: Option<(Name, Span)>,
    /// Whether `-feature` may no longer stand.
    past_prefix: bool,
    /// Whether the text ended inside a form.
    incomplete: bool,
}

impl<'a> Chain<'a> {
    /// A chain that has read nothing.
    fn new(sources: &'a mut Sources, options: &'a Options<'a>) -> Chain<'a> {
        let mut names = Names::default();
        let (mut preprocessor, diagnostics) = Preprocessor::new(&mut names, &options.defines, options.maybe);
        if let Some(module) = &options.within {
            let module = names.get(module);
            preprocessor.set_module(&mut names, &module);
        }
        Chain {
            sources,
            options,
            names,
            preprocessor,
            parser: Parser::default(),
            forms: Vec::new(),
            diagnostics,
            module: None,
            past_prefix: false,
            incomplete: false,
        }
    }

    /// Reads one file to its end.
    fn file(&mut self, source: SourceId, depth: usize) {
        let text = self.sources.get(source).text.clone();
        let mut lexer = Lexer::new(source, &text, self.preprocessor.maybe);
        let mut conditionals = Conditionals::default();
        let mut tokens = Vec::new();
        let mut ignored = Vec::new();
        loop {
            lexer.maybe = self.preprocessor.maybe;
            let active = conditionals.active();
            let diagnostics = if active { &mut self.diagnostics } else { &mut ignored };
            let end = lexer.form(&mut self.names, &mut tokens, diagnostics);
            if end == FormEnd::EndOfText {
                break;
            }
            if end == FormEnd::Missing && active && !tokens.is_empty() {
                self.incomplete = true;
                self.complete(&mut tokens);
            }
            self.form(std::mem::take(&mut tokens), &mut conditionals, depth);
            ignored.clear();
        }
        conditionals.finish(&mut self.diagnostics);
    }

    /// Adds the full stop that the last form lacks, with an error.
    fn complete(&mut self, tokens: &mut Vec<Lexeme>) {
        let span = whole(tokens);
        let end = Span { start: span.end.saturating_sub(1), ..span };
        if !self.options.script || directive(tokens).is_some() {
            self.diagnostics.push(
                Diagnostic::error("missing-full-stop", end, "missing full stop", "the file ends after this")
                    .with_help("every form ends with a full stop and a new line"),
            );
        }
        let span = Span { start: span.end, ..span };
        tokens.push(Lexeme { token: Token::FullStop, span });
    }

    /// Handles one form: a directive, or something to parse.
    fn form(&mut self, tokens: Vec<Lexeme>, conditionals: &mut Conditionals, depth: usize) {
        let name = directive(&tokens).map(str::to_owned);
        if let Some(name) = &name {
            let mut site =
                Site { sources: self.sources, names: &mut self.names, diagnostics: &mut self.diagnostics };
            if conditionals.handle(name, &tokens, &mut self.preprocessor, &mut site) {
                return;
            }
        }
        if !conditionals.active() || tokens.is_empty() {
            return;
        }
        let mut site =
            Site { sources: self.sources, names: &mut self.names, diagnostics: &mut self.diagnostics };
        match name.as_deref() {
            Some("define") => return self.preprocessor.define(&tokens, &mut site),
            Some("undef") => return self.preprocessor.undef(&tokens, &mut site),
            Some("feature") => return self.feature(&tokens),
            Some("include") => return self.include(tokens, false, depth),
            Some("include_lib") => return self.include(tokens, true, depth),
            Some("error" | "warning") => return self.message(tokens),
            Some("file") => return self.renumber(tokens),
            _ => {}
        }
        let span = whole(&tokens);
        let Some(tokens) = self.preprocessor.expand(tokens, &mut site) else { return };
        self.parse(tokens, span);
    }

    /// Parses the tokens of one form; text that runs into the next form is parsed again from there.
    fn parse(&mut self, mut tokens: Vec<Lexeme>, span: Span) {
        fuse(&mut tokens);
        if let Some(bad) = nesting::too_deep(&tokens) {
            self.diagnostics.push(bad);
            return;
        }
        // Tokens are moved into the parser; the few forms that fail are read from this copy again.
        let copy = tokens.clone();
        let before = self.diagnostics.len();
        match self.parser.form(span.source, tokens, &mut self.diagnostics) {
            Ok(kind) => self.add(kind, span, before),
            Err(failure) => {
                self.diagnostics.truncate(before);
                let (bad, next) = parse::explain(&copy, &failure, self.sources);
                self.diagnostics.push(bad);
                if let Some(next) = next.filter(|next| *next > 0) {
                    let rest = copy[next..].to_vec();
                    let span = whole(&rest);
                    self.parse(rest, span);
                }
            }
        }
    }

    fn add(&mut self, kind: FormKind, span: Span, before: usize) {
        match &kind {
            FormKind::Expression(body) if body.is_empty() => return,
            FormKind::Expression(body) if !self.options.script || self.module.is_some() => {
                if self.diagnostics.len() == before {
                    self.diagnostics.push(misplaced_expression(body[0].span));
                }
                return;
            }
            FormKind::Module(name) => {
                self.preprocessor.set_module(&mut self.names, name);
                match &self.module {
                    Some((_, first)) => self.diagnostics.push(
                        Diagnostic::error(
                            "redefined-module",
                            span,
                            "a second -module",
                            "the module has a name already",
                        )
                        .with_label(*first, "named here"),
                    ),
                    None => self.module = Some((name.clone(), span)),
                }
            }
            _ => self.past_prefix = true,
        }
        self.forms.push(Form { span, kind });
    }

    /// Checks that the module is called as its file, and that there is a module at all.
    fn check_module(&mut self, source: SourceId) {
        let Some((name, span)) = &self.module else {
            if !self.options.script {
                let span = Span::new(source, 0, 0);
                self.diagnostics.push(
                    Diagnostic::error(
                        "no-module",
                        span,
                        "the file has no -module attribute",
                        "expected -module here",
                    )
                    .with_help("a module starts with its name: -module(name)."),
                );
            }
            return;
        };
        if let Some(stem) = self.options.file_stem.as_deref().filter(|stem| *stem != &**name) {
            self.diagnostics.push(
                Diagnostic::error(
                    "module-name",
                    *span,
                    format!("module `{name}` stands in file `{stem}.erl`"),
                    "the names differ",
                )
                .with_note("a module is found by the name of its file")
                .with_help(format!(
                    "write -module({}). or rename the file to {name}.erl",
                    literal::atom(stem)
                )),
            );
        }
    }

    // ── Directives ─────────────────────────────────────────────────

    /// `-feature(maybe_expr, enable).`
    fn feature(&mut self, tokens: &[Lexeme]) {
        let span = whole(tokens);
        let words: Vec<&str> = tokens[2..]
            .iter()
            .filter_map(|t| match &t.token {
                Token::Atom(name) => Some(&**name),
                _ => None,
            })
            .collect();
        let enable = match (&words[..], tokens.len()) {
            (["maybe_expr" | "all", "enable"], 8) => true,
            (["maybe_expr" | "all", "disable"], 8) => false,
            ([name, "enable" | "disable"], 8) => {
                let title = format!("unknown feature `{name}`");
                let bad = Diagnostic::error("unknown-feature", span, title, "no feature has this name");
                self.diagnostics.push(bad.with_help("the only feature is maybe_expr"));
                return;
            }
            _ => {
                let bad = Diagnostic::error("bad-directive", span, "badly formed -feature", "cannot be read");
                self.diagnostics.push(bad.with_help("it is written -feature(maybe_expr, enable)."));
                return;
            }
        };
        if self.past_prefix {
            self.diagnostics.push(Diagnostic::error(
                "bad-directive",
                span,
                "-feature stands too late",
                "it must stand before every other form but -module",
            ));
            return;
        }
        self.preprocessor.maybe = enable;
        self.preprocessor.feature_macros(&mut self.names);
    }

    /// `-include("file").` and `-include_lib("app/include/file").`
    fn include(&mut self, tokens: Vec<Lexeme>, lib: bool, depth: usize) {
        let span = whole(&tokens);
        let mut path = String::new();
        let strings = tokens.get(3..tokens.len().saturating_sub(2)).unwrap_or(&[]);
        for lexeme in strings {
            if let Token::String(part) = &lexeme.token {
                path.push_str(part);
            }
        }
        let well_formed = matches!(tokens.get(2), Some(Lexeme { token: Token::LeftParen, .. }))
            && !strings.is_empty()
            && strings.iter().all(|t| matches!(t.token, Token::String(_)));
        if !well_formed {
            let bad = Diagnostic::error("bad-directive", span, "badly formed -include", "cannot be read");
            self.diagnostics.push(bad.with_help("it is written -include(\"file.hrl\")."));
            return;
        }
        let place = strings[0].span;
        if depth + 1 >= INCLUDE_DEPTH || self.sources.list.len() >= SOURCE_LIMIT {
            let title = "files include each other too deeply";
            let bad = Diagnostic::error("include-depth", place, title, "one level too many");
            self.diagnostics.push(bad.with_note(format!("at most {INCLUDE_DEPTH} files are open at a time")));
            return;
        }
        let from = self.sources.get(span.source).name.clone();
        match (self.options.include)(&Include { path: path.clone(), lib, from }) {
            Some((name, text)) => {
                let id = self.sources.add(Source::new(name, text));
                self.file(id, depth + 1);
            }
            None => {
                let title = format!("cannot find include file \"{path}\"");
                let bad = Diagnostic::error("include-not-found", place, title, "no such file is known");
                self.diagnostics.push(match lib {
                    true => bad.with_note(
                        "-include_lib starts with an application's name: \"stdlib/include/assert.hrl\"",
                    ),
                    false => bad
                        .with_note("headers are looked for beside the file and in the include folders (-I)"),
                });
            }
        }
    }

    /// `-error(Term).` and `-warning(Term).`
    fn message(&mut self, tokens: Vec<Lexeme>) {
        let span = whole(&tokens);
        let error = directive(&tokens) == Some("error");
        let mut site =
            Site { sources: self.sources, names: &mut self.names, diagnostics: &mut self.diagnostics };
        let Some(tokens) = self.preprocessor.expand(tokens, &mut site) else { return };
        let inner = tokens.get(3..tokens.len().saturating_sub(2)).unwrap_or(&[]);
        let text: Vec<String> = inner.iter().map(|t| literal::token(&t.token)).collect();
        let text = text.join(" ");
        let label = "asked for here";
        self.diagnostics.push(match error {
            true => Diagnostic::error("error-directive", span, format!("-error({text})"), label),
            false => Diagnostic::warning("warning-directive", span, format!("-warning({text})"), label),
        });
    }

    /// `-file(Name, Line).`
    fn renumber(&mut self, tokens: Vec<Lexeme>) {
        let span = whole(&tokens);
        let mut site =
            Site { sources: self.sources, names: &mut self.names, diagnostics: &mut self.diagnostics };
        let Some(tokens) = self.preprocessor.expand(tokens, &mut site) else { return };
        let parts: Vec<&Token> = tokens.iter().map(|t| &t.token).collect();
        match &parts[..] {
            [_, _, _, Token::String(name), Token::Comma, Token::Integer(line), Token::RightParen, _] => {
                let line = u32::try_from(line).unwrap_or(1);
                let source = &mut self.sources.list[span.source.0 as usize];
                source.renumber(span.end, name.clone(), line);
            }
            _ => {
                let bad = Diagnostic::error("bad-directive", span, "badly formed -file", "cannot be read");
                self.diagnostics.push(bad.with_help("it is written -file(\"name.erl\", 1)."));
            }
        }
    }
}

fn misplaced_expression(span: Span) -> Diagnostic {
    Diagnostic::error(
        "misplaced-expression",
        span,
        "an expression outside of a function",
        "not allowed in a module",
    )
    .with_note("a module holds attributes and functions only")
    .with_help(
        "put it into a function: main() -> …. A file without -module is a script and may hold expressions",
    )
}

/// Makes one token of `-` and an attribute's name at the start of a form.
fn fuse(tokens: &mut Vec<Lexeme>) {
    let [Lexeme { token: Token::Minus, span }, second, third, ..] = &tokens[..] else { return };
    // `-f(X) + 1.` is an expression of a script only when no attribute can be meant: it never is.
    let token = match (&second.token, &third.token) {
        (Token::Atom(name), _) => match &**name {
            "spec" => Token::DashSpec,
            "callback" => Token::DashCallback,
            "record" => Token::DashRecord,
            "type" | "opaque" | "nominal" => Token::DashType(name.clone()),
            _ => Token::DashAttribute(name.clone()),
        },
        _ => return,
    };
    let span = span.to(second.span);
    tokens[1] = Lexeme { token, span };
    tokens.remove(0);
}
