//! What the prompt knows from entry to entry, and how an entry is evaluated: compiled as a module of its own.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;

use im::OrdSet;
use lang::ast::{Expr, ExprKind, FormKind, Name, UnaryOp};
use lang::diagnostic::Diagnostic;
use lang::span::Sources;
use vm::atom::Atom;
use vm::heap::Heap;
use vm::machine::{Ending, Machine, Told};
use vm::module::Module;
use vm::term::build::{Alloc, OutOfHeap};
use vm::term::{Pid, Term};

use super::input::{self, Entered};
use super::{Evaluating, Event, service};
use crate::project::Project;

/// See the module's text.
pub struct Session {
    machine: Arc<Machine>,
    /// The process `erlet_shell`.
    shell: Pid,
    project: Project,
    events: Receiver<Event>,
    evaluating: Evaluating,
    /// The names of the bound variables; the shell process has their values.
    bound: OrdSet<String>,
    /// What was entered, without full stops, for `h()` and `e(N)`.
    entries: Vec<String>,
    /// How many modules were made of entries.
    modules: usize,
    quitting: bool,
}

/// A part of an entry.
enum Step<'a> {
    /// `f()`
    ForgetAll,
    /// `f(X)`
    Forget(&'a Name),
    /// Expressions that are compiled together.
    Evaluate(&'a [Expr]),
}

/// Splits a sequence before and after what looks at the bindings, or changes them otherwise than by a match.
fn steps(exprs: &[Expr]) -> Vec<Step<'_>> {
    let special = |expr: &Expr| matches!(local_call(expr), Some(("f", [] | [_]) | ("b", [])));
    let groups = exprs.chunk_by(|a, b| !special(a) && !special(b));
    groups
        .map(|group| match group.first().and_then(local_call) {
            Some(("f", [])) => Step::ForgetAll,
            Some(("f", [Expr { kind: ExprKind::Var(name), .. }])) => Step::Forget(name),
            _ => Step::Evaluate(group),
        })
        .collect()
}

impl Session {
    /// A session that has seen no entry.
    pub fn new(
        machine: Arc<Machine>,
        shell: Pid,
        project: Project,
        events: Receiver<Event>,
        evaluating: Evaluating,
    ) -> Session {
        Session {
            machine,
            shell,
            project,
            events,
            evaluating,
            bound: OrdSet::new(),
            entries: Vec::new(),
            modules: 0,
            quitting: false,
        }
    }

    /// The number of the next entry.
    pub fn number(&self) -> usize {
        self.entries.len() + 1
    }

    /// Evaluates what was entered: each expression sequence counts. An error is the end of the run.
    pub fn enter(&mut self, entered: Entered) -> Result<(), Ending> {
        self.evaluating.store(true, Ordering::SeqCst);
        let result = self.evaluate_entries(entered);
        self.machine.output.flush();
        match (self.quitting, result) {
            (true, _) => Err(self.end()),
            (false, Err(ending)) => Err(ending),
            (false, Ok(())) => {
                self.evaluating.store(false, Ordering::SeqCst);
                // Whoever ended the run before that was told of it here.
                if self.machine.has_ended() { Err(self.ended()) } else { Ok(()) }
            }
        }
    }

    /// Ends the run.
    pub fn end(&mut self) -> Ending {
        // The thread that waits for the end is to tell us.
        self.evaluating.store(true, Ordering::SeqCst);
        self.machine.end(Ending::Halted(0));
        self.ended()
    }

    fn ended(&self) -> Ending {
        loop {
            match self.events.recv() {
                Ok(Event::Ended(ending)) => return ending,
                Ok(Event::Told(_)) => {}
                Err(_) => return Ending::Halted(0),
            }
        }
    }

    fn evaluate_entries(&mut self, entered: Entered) -> Result<(), Ending> {
        let entered = self.repeated(entered);
        let Entered { text, tree, diagnostics, sources } = entered;
        if diagnostics.iter().any(Diagnostic::is_error) {
            self.show(&diagnostics, &sources);
            return Ok(());
        }
        for form in &tree.forms {
            match &form.kind {
                FormKind::Expression(exprs) => {
                    let own = text.get(form.span.start as usize..form.span.end as usize);
                    self.entries.push(own.unwrap_or(&text).trim_end_matches('.').to_owned());
                    let before = self.bound.clone();
                    if !self.evaluate(exprs, &sources)? {
                        self.bound = before;
                    }
                }
                _ => {
                    let title = "only expressions can be entered";
                    let refusal = Diagnostic::error("prompt", form.span, title, "this belongs in a file");
                    let refusal = refusal.with_help("put it into a module and load that with c(module)");
                    self.show(&[refusal], &sources);
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// What `e(N)` stands for.
    fn repeated(&self, entered: Entered) -> Entered {
        let [form] = &entered.tree.forms[..] else { return entered };
        let FormKind::Expression(exprs) = &form.kind else { return entered };
        let [expr] = &exprs[..] else { return entered };
        let Some(("e", [number])) = local_call(expr) else { return entered };
        let past = number_of(number).and_then(|number| match number < 0 {
            true => self.entries.len().checked_sub(number.unsigned_abs()),
            false => number.unsigned_abs().checked_sub(1),
        });
        past.and_then(|past| self.entries.get(past))
            .and_then(|text| input::parse(&format!("{text}.\n")))
            .unwrap_or(entered)
    }

    /// Evaluates a sequence; whether it succeeded.
    fn evaluate(&mut self, exprs: &[Expr], sources: &Sources) -> Result<bool, Ending> {
        let number = Term::small(self.entries.len() as i64);
        self.command(|heap| heap.tuple(&[atom("enter"), number]));
        let steps = steps(exprs);
        for (index, step) in steps.iter().enumerate() {
            let last = index + 1 == steps.len();
            match step {
                Step::Evaluate(exprs) => match self.compile(exprs, sources) {
                    Ok((module, names)) => {
                        self.command(|heap| {
                            let names: Vec<Term> = names.iter().map(|name| atom(name)).collect();
                            let names = heap.list(&names)?;
                            heap.tuple(&[atom("evaluate"), Term::atom(module), names, Term::boolean(last)])
                        });
                    }
                    Err(text) => {
                        self.machine.output.write(text.as_bytes());
                        self.command(|_| Ok(atom("refuse")));
                    }
                },
                forget => {
                    if last {
                        self.command(|heap| heap.tuple(&[atom("show"), atom("ok")]));
                    }
                    self.command(|heap| match forget {
                        Step::Forget(name) => heap.tuple(&[atom("forget"), atom(name)]),
                        _ => Ok(atom("forget")),
                    });
                }
            }
            if !self.outcome()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Makes a loaded module of expressions: its name, and the variables whose values it takes. Else why not.
    fn compile(&mut self, exprs: &[Expr], sources: &Sources) -> Result<(Atom, Vec<Name>), String> {
        let mut names: OrdSet<Name> = OrdSet::new();
        for expr in exprs {
            compiler::variables(expr, &mut |name| {
                if self.bound.contains(&**name) {
                    names.insert(name.clone());
                }
            });
        }
        let names: Vec<Name> = names.into_iter().collect();
        self.modules += 1;
        let name = format!("erlet_entry_{}", self.modules);
        let mut tree = compiler::wrap_entry(exprs.to_vec(), &names, &Name::from(name.as_str()));
        compiler::add_delegates(&mut tree, &Name::from("shell_default"));
        let options = lang::Options { maybe: true, ..lang::Options::default() };
        let mut diagnostics = lang::lint(&tree, &options);
        // Warnings are for programs.
        diagnostics.retain(Diagnostic::is_error);
        if !diagnostics.is_empty() {
            return Err(self.picture(&diagnostics, sources));
        }
        let compiled = compiler::compile(&tree, sources, &compiler::Options::default());
        let (module, _): (Module, _) = compiled.map_err(|errors| self.picture(&errors, sources))?;
        self.machine.load(module).map_err(|error| format!("{error}\n"))?;
        Ok((Atom::new(&name), names))
    }

    /// Waits for what becomes of a command, and serves requests meanwhile; whether it succeeded.
    fn outcome(&mut self) -> Result<bool, Ending> {
        loop {
            match self.events.recv() {
                Ok(Event::Told(Told { from, words })) if from == self.shell => {
                    let Some((outcome @ ("ok" | "failed"), names)) =
                        words.split_first().map(|(first, rest)| (first.as_str(), rest))
                    else {
                        continue;
                    };
                    self.bound = names.iter().cloned().collect();
                    return Ok(outcome == "ok");
                }
                Ok(Event::Told(told)) => self.serve(&told),
                Ok(Event::Ended(ending)) => return Err(ending),
                Err(_) => return Err(Ending::Halted(2)),
            }
        }
    }

    /// Answers a request of the evaluating process.
    fn serve(&mut self, told: &Told) {
        let words: Vec<&str> = told.words.iter().map(String::as_str).collect();
        let (fine, text) = match words.as_slice() {
            ["quit"] => {
                self.quitting = true;
                (true, String::new())
            }
            ["history"] => (true, self.entries.join("\0")),
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

    /// Sends `{erlet_shell, Command}`.
    fn command(&self, build: impl FnOnce(&mut Heap) -> Result<Term, OutOfHeap>) {
        vm::jobs::send(&self.machine, self.shell, |heap| {
            let command = build(heap)?;
            heap.tuple(&[atom("erlet_shell"), command])
        });
    }

    fn show(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        self.machine.output.write(self.picture(diagnostics, sources).as_bytes());
    }

    fn picture(&self, diagnostics: &[Diagnostic], sources: &Sources) -> String {
        lang::render::render(diagnostics, sources, self.project.style())
    }
}

fn atom(name: &str) -> Term {
    Term::atom(Atom::new(name))
}

/// The name and the arguments of a call without a module.
fn local_call(expr: &Expr) -> Option<(&str, &[Expr])> {
    let ExprKind::Call { function, args } = &expr.kind else { return None };
    let ExprKind::Atom(name) = &function.kind else { return None };
    Some((&**name, args))
}

/// An integer literal, perhaps with a minus.
fn number_of(expr: &Expr) -> Option<isize> {
    match &expr.kind {
        ExprKind::Integer(number) => isize::try_from(number).ok(),
        ExprKind::Unary(UnaryOp::Minus, expr) => number_of(expr).map(|number| -number),
        _ => None,
    }
}
