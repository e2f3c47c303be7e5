//! What processes ask of the session, and what the tour makes of an entry.

use std::path::Path;

use vm::atom::Atom;
use vm::machine::{Ending, Told};
use vm::term::Term;
use vm::term::build::Alloc;

use super::compile::Context;
use super::session::{Session, atom};
use super::{complete, entry, records, service};
use lang::ast::FormKind;

/// Characters of a name that another one is suggested for.
const SUGGESTED: usize = 4;

/// The name of a library module that `name` may have been meant to be; blanks and case do not count.
fn suggested_module(name: &str) -> Option<String> {
    let plain = |name: &str| name.to_lowercase().replace('_', "");
    let public = || crate::library::names().filter(|name| !name.starts_with("erlet_"));
    let same = public().find(|other| plain(other) == plain(name));
    let close =
        || (name.chars().count() >= SUGGESTED).then(|| lang::suggest::closest(name, public())).flatten();
    same.or_else(|| public().find(|other| **other == format!("{name}s"))).or_else(close).map(str::to_owned)
}

impl Session {
    /// Answers a request of the evaluating process.
    pub(super) fn serve(&mut self, told: &Told) {
        let words: Vec<&str> = told.words.iter().map(String::as_str).collect();
        let (fine, text) = match words.as_slice() {
            ["quit"] => {
                self.quitting = true;
                (true, String::new())
            }
            ["history"] => (true, self.entries.join("\0")),
            ["tour", word] => match self.tour.command(word) {
                Some(text) => (true, text),
                None => (false, String::new()),
            },
            ["top", view @ ..] => (true, self.top.as_mut().map_or("plain".into(), |top| top.show(view))),
            ["suggest", module, name] => (true, self.suggestion(module, name)),
            ["suggest-module", name] => (true, suggested_module(name).unwrap_or_default()),
            ["arities", name] => (true, self.arities(name)),
            ["elsewhere", name, arity] => (true, crate::manual::modules_with(name, arity)),
            ["excerpt", place @ ..] => {
                let permitted = |file: &&str| self.machine.permits(Path::new(file));
                let read = |file: &str| {
                    Some(file).filter(permitted).and_then(|file| std::fs::read_to_string(file).ok())
                };
                let picture = self.texts.excerpt(place, &self.definitions(), read);
                (picture.is_some(), picture.unwrap_or_default())
            }
            ["save", file] | ["records", "read", file, ..] if !self.machine.permits(Path::new(file)) => {
                (false, service::SANDBOX.into())
            }
            ["save", file] => match std::fs::write(file, self.typed.join("\n") + "\n") {
                Ok(()) => (true, String::new()),
                Err(error) => (false, service::reason(&error)),
            },
            ["records", words @ ..] => {
                match complete::with(&self.known, |known| records::serve(&mut known.definitions, words)) {
                    Ok(text) => (true, text),
                    Err(text) => (false, text),
                }
            }
            words => match service::serve(&self.machine, &self.project, words) {
                Ok(text) => (true, text),
                Err(text) => (false, text),
            },
        };
        vm::jobs::send(&self.machine, told.from, |heap| {
            let binary = heap.binary(text.as_bytes())?;
            let answer = heap.tuple(&[atom(if fine { "ok" } else { "error" }), binary])?;
            heap.tuple(&[atom("erlet_shell"), atom("answer"), answer])
        });
    }

    /// The name of a function that `name` may have been meant to be; empty for none.
    fn suggestion(&self, module: &str, name: &str) -> String {
        let exports = crate::library::exports(if module.is_empty() { "shell_default" } else { module });
        let mut names: Vec<String> =
            exports.unwrap_or_default().into_iter().map(|(name, _)| name.to_string()).collect();
        if module.is_empty() {
            names.extend(self.definitions().functions().map(|(name, _)| name.clone()));
            names.extend(lang::builtins::all().map(|(name, _)| name.to_owned()));
        } else if let Some(loaded) =
            Atom::existing(module).and_then(|module| self.machine.code.current(module))
        {
            names.extend(loaded.module.functions.iter().map(|function| function.name.name().to_owned()));
        }
        // Short names are close to everything.
        if name.chars().count() < SUGGESTED {
            return String::new();
        }
        let closest = || lang::suggest::closest(name, names.iter().map(String::as_str));
        // `upper` for to_upper: a word of the other name.
        let part =
            || names.iter().map(String::as_str).find(|other| other.split('_').any(|word| word == name));
        part().or_else(closest).unwrap_or_default().to_owned()
    }

    /// How many arguments the functions of a name take that were defined at the prompt, or that every module may call.
    fn arities(&self, name: &str) -> String {
        let definitions = self.definitions();
        let own = definitions.functions().filter(|(other, _)| other == name).map(|(_, arity)| *arity);
        let builtin = lang::builtins::all().filter(|(other, _)| *other == name).map(|(_, arity)| arity);
        let arities: std::collections::BTreeSet<u32> = own.chain(builtin).collect();
        arities.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")
    }

    /// After an entry: whether it is the tour's next step, and what the tour says.
    pub(super) fn guide(&mut self, text: &str, is_command: bool) -> Result<(), Ending> {
        self.catch_up()?;
        let Some(step) = self.tour.step() else { return Ok(()) };
        let done = match step.check {
            Some(check) => self.holds(check)?,
            None => step.is(text),
        };
        let said = match (done, is_command) {
            (true, _) => self.tour.advance(),
            // Looking around is always allowed.
            (false, true) => return Ok(()),
            (false, false) => step.reminder(),
        };
        self.machine.output.write(said.as_bytes());
        Ok(())
    }

    /// Types the steps of the tour again that were done another time.
    pub(super) fn catch_up(&mut self) -> Result<(), Ending> {
        let missed = self.tour.missed();
        if missed.is_empty() {
            return Ok(());
        }
        for text in missed {
            self.machine.output.write(format!("\n{}> {text}\n", self.number()).as_bytes());
            if let Some(entered) = entry::parse(&format!("{text}\n"), &self.definitions()) {
                self.evaluate_entries(entered)?;
            }
        }
        let text = self.tour.caught_up();
        self.machine.output.write(text.as_bytes());
        Ok(())
    }

    /// Whether an expression is true; `It` in it is the value of the last entry.
    fn holds(&mut self, check: &str) -> Result<bool, Ending> {
        let Some(entered) = entry::parse(&format!("{check}.\n"), &self.definitions()) else {
            return Ok(false);
        };
        let context = Context::of(&entered, false);
        let Some(FormKind::Expression(exprs)) = entered.tree.forms.last().map(|form| &form.kind) else {
            return Ok(false);
        };
        let bound = self.bound.clone();
        self.bound.insert("It".into());
        let compiled = self.compile(exprs, &context);
        self.bound = bound;
        // A variable that the step binds may be missing.
        let Ok((module, names)) = compiled else { return Ok(false) };
        self.command(|heap| {
            let names: Vec<Term> = names.iter().map(|name| atom(name)).collect();
            let names = heap.list(&names)?;
            heap.tuple(&[atom("check"), Term::atom(module), names])
        });
        self.outcome()
    }
}
