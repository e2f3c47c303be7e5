//! Loading: validate, make literals, lay the code down, install.
#![allow(unsafe_code)]

use std::collections::HashMap;

use super::funs::LambdaEntry;
use super::validate::{Facts, validate};
use super::{Export, Loaded, Waiting};
use crate::atom::atoms;
use crate::instr::{Dst, Instr};
use crate::interp::encode::{Encoder, Linked, Links, link, size};
use crate::machine::Machine;
use crate::module::{Function, Literal, Module};
use crate::sync::{Arc, Ordering};
use crate::term::build::{Alloc, OutOfHeap};
use crate::term::external::decode::LambdaId;
use crate::term::{Kind, Term, map};

/// Why a module could not be loaded.
#[derive(Debug, Clone, PartialEq)]
pub enum LoadError {
    /// The validator refused it: where and why.
    Invalid(String),
    /// The literal area is full.
    OutOfMemory,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::Invalid(why) => write!(f, "the module is not valid: {why}"),
            LoadError::OutOfMemory => f.write_str("no room for the module's literals"),
        }
    }
}

impl Machine {
    /// Loads `module` and makes it the current version.
    pub fn load(&self, module: Module) -> Result<Arc<Loaded>, LoadError> {
        let facts = validate(&module).map_err(LoadError::Invalid)?;
        let version = self.code.versions.fetch_add(1, Ordering::Relaxed);
        let literals = self.literals(&module).map_err(|_| LoadError::OutOfMemory)?;
        let imports: Vec<&'static Export> =
            module.imports.iter().map(|mfa| self.code.export(mfa.module, mfa.function, mfa.arity)).collect();
        check_guards(&module, &imports)?;
        let (stress, driven) = (self.code.stress, self.code.driven);
        let linked: Vec<Linked> =
            module.functions.iter().map(|function| link(function, &imports, stress)).collect();
        let total: usize = linked.iter().flat_map(|function| &function.code).map(size).sum::<usize>();
        // Code stays where it is put: the addresses are known before the words are written.
        let words: &'static mut [u64] = Box::leak(vec![0u64; total + 1].into_boxed_slice());
        let base = words.as_ptr() as u64;
        let entries = function_addresses(&linked, base);
        let lambdas = self.lambdas(&module);
        let links = Links {
            literals: &literals,
            imports: &imports,
            lambdas: &lambdas,
            functions: &entries,
            stress,
            driven,
        };
        let (code, places, receives) = lay_down(&module, &linked, &facts, &links, &entries);
        words[..code.len()].copy_from_slice(&code);
        let attributes = self.attributes(&module).map_err(|_| LoadError::OutOfMemory)?;
        let files = self.files(&module).map_err(|_| LoadError::OutOfMemory)?;
        let range = base..base + code.len() as u64 * 8;
        let loaded = Arc::new(Loaded {
            module,
            version,
            range,
            entries,
            places,
            receives,
            lambdas,
            attributes,
            files,
        });
        self.code.install(loaded.clone());
        Ok(loaded)
    }

    fn files(&self, module: &Module) -> Result<Vec<(Arc<str>, Term)>, OutOfHeap> {
        let pair = |file: &String| {
            let name = if file.is_empty() { Literal::Nil } else { Literal::String(file.clone()) };
            let pair = self.literal(&Literal::Tuple(vec![Literal::Atom(atoms::file), name]))?;
            Ok((file.as_str().into(), pair))
        };
        module.files.iter().map(pair).collect()
    }

    fn literals(&self, module: &Module) -> Result<Vec<Term>, OutOfHeap> {
        module.literals.iter().map(|literal| self.literal(literal)).collect()
    }

    /// Builds a literal in the literal area.
    pub fn literal(&self, literal: &Literal) -> Result<Term, OutOfHeap> {
        let children = |items: &[Literal]| -> Result<Vec<Term>, OutOfHeap> {
            items.iter().map(|item| self.literal(item)).collect()
        };
        let area = || self.code.area.lock();
        match literal {
            Literal::Integer(value) => area().ibig(value),
            Literal::Float(value) => area().float(*value),
            Literal::Atom(atom) => Ok(Term::atom(*atom)),
            Literal::Nil => Ok(Term::NIL),
            Literal::String(text) => area().string(text),
            Literal::Bits(bytes, size) => area().bits(bytes, *size),
            Literal::List(elements, tail) => {
                let (elements, tail) = (children(elements)?, self.literal(tail)?);
                area().list_with_tail(&elements, tail)
            }
            Literal::Tuple(elements) => {
                let elements = children(elements)?;
                area().tuple(&elements)
            }
            Literal::Map(pairs) => {
                let mut terms = Vec::with_capacity(pairs.len());
                for (key, value) in pairs {
                    terms.push((self.literal(key)?, self.literal(value)?));
                }
                map::from_pairs(&mut *area(), terms)
            }
            Literal::Export(mfa) => {
                let export = self.code.export(mfa.module, mfa.function, mfa.arity);
                area().boxed_words(Kind::ExportFun, &[std::ptr::from_ref(export) as u64])
            }
        }
    }

    fn attributes(&self, module: &Module) -> Result<Term, OutOfHeap> {
        let mut items = Vec::new();
        for (name, value) in &module.attributes {
            let value = self.literal(value)?;
            items.push(self.code.area.lock().tuple(&[Term::atom(*name), value])?);
        }
        self.code.area.lock().list(&items)
    }

    fn lambdas(&self, module: &Module) -> Vec<&'static LambdaEntry> {
        let entry = |(index, lambda): (usize, &crate::module::Lambda)| {
            self.code.funs.entry(LambdaId {
                module: module.name,
                index: index as u32,
                uniq: lambda.uniq,
                arity: lambda.arity,
                free: lambda.free as usize,
            })
        };
        module.lambdas.iter().enumerate().map(entry).collect()
    }
}

/// Guard instructions must name guard functions.
fn check_guards(module: &Module, imports: &[&'static Export]) -> Result<(), LoadError> {
    for instr in module.functions.iter().flat_map(|function| &function.code) {
        if let Instr::Bif { import, args, .. } = instr {
            let export = imports[*import as usize];
            let guard = export.bif.is_some_and(|bif| {
                let entry = &crate::bif::BIFS[bif as usize];
                entry.kind == crate::bif::BifKind::Guard
                    && entry.arity as usize == args.len()
                    && args.len() <= 4
            });
            if !guard {
                return Err(LoadError::Invalid(format!("{} is no guard function", export.mfa)));
            }
        }
    }
    Ok(())
}

fn function_addresses(linked: &[Linked], base: u64) -> Vec<u64> {
    let mut at = base;
    let mut entries = Vec::with_capacity(linked.len());
    for function in linked {
        entries.push(at);
        at += 8 * function.code.iter().map(size).sum::<usize>() as u64;
    }
    entries
}

type Receives = Vec<Waiting>;
type Places = Vec<(u64, crate::module::Position, bool)>;

/// Encodes all functions; returns the words and, per function, the places of its instructions.
fn lay_down(
    module: &Module,
    linked: &[Linked],
    facts: &[Facts],
    links: &Links,
    entries: &[u64],
) -> (Vec<u64>, Vec<Places>, Receives) {
    let mut words = Vec::new();
    let mut receives = Receives::new();
    let mut all_places = Vec::with_capacity(linked.len());
    for (index, function) in linked.iter().enumerate() {
        let labels = label_addresses(&function.code, entries[index]);
        let mut encoder = Encoder { links, labels, words: &mut words };
        let mut at = entries[index];
        let mut places = Vec::new();
        let source: &Function = &module.functions[index];
        let mut positions = source.positions.iter().peekable();
        let mut waits = source.receives.iter().peekable();
        for (place, (instr, origin)) in function.code.iter().zip(&function.origin).enumerate() {
            let next = function.code[place + 1..].iter().find(|next| !matches!(next, Instr::Label { .. }));
            let frame = facts[index].frames[*origin as usize];
            while let Some((_, position)) = positions.next_if(|(from, _)| from <= origin) {
                places.push((at, *position, frame.is_some()));
            }
            while let Some((_, patterns)) = waits.next_if(|(from, _)| from <= origin) {
                receives.push(Waiting { at, patterns: patterns.clone(), pinned: pinned(source, *origin) });
            }
            encoder.encode(instr, facts[index].frame_after(instr, frame), next);
            at += 8 * size(instr) as u64;
        }
        all_places.push(places);
    }
    (words, all_places, receives)
}

/// The variables in Y slots at an instruction.
fn pinned(function: &Function, at: u32) -> Vec<(String, u32)> {
    let here = function.variables.iter().filter(|(first, last, _, _)| (*first..=*last).contains(&at));
    here.filter_map(|(_, _, place, name)| match place {
        Dst::Y(slot) => Some((name.clone(), u32::from(*slot))),
        Dst::X(_) => None,
    })
    .collect()
}

fn label_addresses(code: &[Instr], entry: u64) -> HashMap<u32, u64> {
    let mut at = entry;
    let mut labels = HashMap::new();
    for instr in code {
        if let Instr::Label { label } = instr {
            labels.insert(*label, at);
        }
        at += 8 * size(instr) as u64;
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atom::Atom;
    use crate::machine::Config;
    use crate::module::Function;
    use crate::sync::AtomicUsize;

    /// A module whose only function runs off its end.
    fn broken(name: Atom) -> Module {
        let function = Function {
            name: Atom::new("f"),
            arity: 0,
            code: Vec::new(),
            positions: Vec::new(),
            variables: Vec::new(),
            receives: Vec::new(),
        };
        Module {
            name,
            functions: vec![function],
            exports: vec![0],
            imports: Vec::new(),
            literals: Vec::new(),
            lambdas: Vec::new(),
            attributes: Vec::new(),
            on_load: None,
            files: Vec::new(),
        }
    }

    #[test]
    fn a_module_that_is_found_but_not_valid_is_reported_and_not_looked_for_again() {
        let machine = Machine::new(Config::default());
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = asked.clone();
        machine.code.set_finder(Box::new(move |_, name| {
            counter.fetch_add(1, Ordering::Relaxed);
            Some(broken(name))
        }));
        let name = Atom::new("a_broken_module");
        assert!(!machine.code.load_on_demand(&machine, name));
        assert!(!machine.code.load_on_demand(&machine, name));
        assert_eq!(asked.load(Ordering::Relaxed), 1);
        machine.code.forget_missing();
        assert!(!machine.code.load_on_demand(&machine, name));
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    }
}
