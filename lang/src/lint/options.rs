//! What `-compile(…)` says about warnings and imports.

use std::collections::BTreeSet;

use super::Fa;
use crate::ast::{BinaryOp, Expr, ExprKind, FormKind, Module, Name};
use crate::span::Span;

/// The options that matter here.
#[derive(Default)]
pub struct Flags {
    words: BTreeSet<String>,
    /// `{no_auto_import, [f/1]}`.
    pub no_auto_import: BTreeSet<Fa>,
    /// `no_auto_import`.
    pub no_auto_import_at_all: bool,
    /// `{nowarn_unused_function, [f/1]}`.
    pub nowarn_unused_function: Vec<(Fa, Span)>,
    /// `{inline, [f/1]}`.
    pub inline: Vec<(Fa, Span)>,
    /// `{nowarn_unused_record, [r]}`.
    pub nowarn_unused_record: BTreeSet<Name>,
    /// `export_all`, and where it stands.
    pub export_all: Option<Span>,
    /// `{parse_transform, M}`.
    pub transforms: Vec<(Name, Span)>,
    /// `nowarn_bif_clash` in any form, which is no longer allowed.
    pub nowarn_bif_clash: Option<Span>,
}

impl Flags {
    /// The options of all `-compile` attributes.
    pub fn of(module: &Module) -> Flags {
        let mut flags = Flags::default();
        for form in &module.forms {
            if let FormKind::Compile(value) = &form.kind {
                flags.add(value);
            }
        }
        flags
    }

    /// Whether the plain option `word` is given.
    pub fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether a warning that is on by default is on.
    pub fn warns(&self, category: &str) -> bool {
        !self.words.contains("nowarnings") && !self.words.contains(&format!("nowarn_{category}"))
    }

    /// Whether eunit's functions count as exported.
    pub fn is_eunit(&self) -> bool {
        self.transforms.iter().any(|(name, _)| &**name == "eunit_autoexport")
    }

    fn add(&mut self, option: &Expr) {
        match &option.kind {
            ExprKind::List { elements, .. } => elements.iter().for_each(|e| self.add(e)),
            ExprKind::Atom(word) => {
                match &**word {
                    "export_all" => self.export_all = self.export_all.or(Some(option.span)),
                    "no_auto_import" => self.no_auto_import_at_all = true,
                    "nowarn_bif_clash" => self.nowarn_bif_clash = Some(option.span),
                    _ => {}
                }
                self.words.insert(word.to_string());
            }
            ExprKind::Tuple(pair) => {
                if let [Expr { kind: ExprKind::Atom(tag), .. }, value] = &pair[..] {
                    self.add_pair(tag, value, option.span);
                }
            }
            _ => {}
        }
    }

    fn add_pair(&mut self, tag: &str, value: &Expr, span: Span) {
        match tag {
            "no_auto_import" => self.no_auto_import.extend(functions(value).into_iter().map(|(fa, _)| fa)),
            "nowarn_unused_function" => self.nowarn_unused_function.extend(functions(value)),
            "inline" => self.inline.extend(functions(value)),
            "nowarn_unused_record" => self.nowarn_unused_record.extend(atoms(value)),
            "nowarn_bif_clash" => self.nowarn_bif_clash = Some(span),
            "parse_transform" => {
                if let ExprKind::Atom(name) = &value.kind {
                    self.transforms.push((name.clone(), span));
                }
            }
            _ => {}
        }
    }
}

/// `f/1`, `{f, 1}`, or a list of these.
fn functions(value: &Expr) -> Vec<(Fa, Span)> {
    match &value.kind {
        ExprKind::List { elements, .. } => elements.iter().flat_map(functions).collect(),
        ExprKind::Tuple(pair) => match &pair[..] {
            [name, arity] => function(name, arity, value.span),
            _ => Vec::new(),
        },
        ExprKind::BinaryOp(BinaryOp::Divide, name, arity) => function(name, arity, value.span),
        _ => Vec::new(),
    }
}

fn function(name: &Expr, arity: &Expr, span: Span) -> Vec<(Fa, Span)> {
    match (&name.kind, &arity.kind) {
        (ExprKind::Atom(name), ExprKind::Integer(arity)) => {
            u32::try_from(arity).map(|arity| ((name.clone(), arity), span)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn atoms(value: &Expr) -> Vec<Name> {
    match &value.kind {
        ExprKind::List { elements, .. } => elements.iter().flat_map(atoms).collect(),
        ExprKind::Atom(name) => vec![name.clone()],
        _ => Vec::new(),
    }
}
