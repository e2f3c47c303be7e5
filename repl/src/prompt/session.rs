//! What the prompt knows from entry to entry, and how an entry is evaluated: compiled as a module of its own.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;

use im::OrdSet;
use lang::ast::{Expr, ExprKind, FormKind, Name, UnaryOp};
use lang::diagnostic::Diagnostic;
use vm::atom::Atom;
use vm::heap::Heap;
use vm::machine::{Ending, Machine, Told};
use vm::term::build::{Alloc, OutOfHeap};
use vm::term::{Pid, Term};

use super::compile::{self, Context};
use super::complete::{self, Shared};
use super::definitions::{Definitions, Form, Function, Sort};
use super::entry::{self, Entered};
use super::excerpt::Texts;
use super::interrupts::Interrupts;
use super::lines::{Lines, Outcome, Wanted};
use super::top::Top;
use super::tour::Tour;
use super::{Evaluating, Event, editor, records, subject, terminal};
use crate::project::Project;

/// See the module's text.
pub struct Session {
    pub(super) machine: Arc<Machine>,
    /// The process `erlet_shell`.
    pub(super) shell: Pid,
    pub(super) project: Project,
    events: Receiver<Event>,
    evaluating: Evaluating,
    /// How often something was done that Ctrl-C may end.
    runs: u64,
    /// The names of the bound variables; the shell process has their values.
    pub(super) bound: OrdSet<String>,
    /// What was entered, without full stops, for `h()` and `e(N)`.
    pub(super) entries: Vec<String>,
    /// What was entered with success, without commands of the prompt, for `save(File)`.
    pub(super) typed: Vec<String>,
    /// What was bound and defined before each of the last entries that changed something.
    past: VecDeque<(OrdSet<String>, Definitions)>,
    pub(super) known: Shared,
    /// Those that came during what is done.
    pub(super) interrupts: Interrupts,
    /// The live view, where there is a terminal.
    pub(super) top: Option<Top>,
    /// Reads lines for programs.
    lines: Lines,
    /// Lines that were wanted when Ctrl-C came.
    interrupted: Vec<Wanted>,
    /// The texts of the modules that were made of entries.
    pub(super) texts: Texts,
    pub(super) quitting: bool,
    /// Failures are explained.
    pub(super) teaches: bool,
    /// Lessons.
    pub(super) tour: Tour,
}

/// How many entries can be undone.
const UNDO: usize = 50;

/// What the shell process asks for while it explains a failure.
const EXPLAINING: [&str; 5] = ["suggest", "suggest-module", "arities", "elsewhere", "excerpt"];

/// A part of an entry.
enum Step<'a> {
    /// `f()`
    ForgetAll,
    /// `f(X)`
    Forget(&'a Name),
    /// `undo()`
    Undo,
    /// Expressions that are compiled together.
    Evaluate(&'a [Expr]),
}

/// Splits a sequence before and after what looks at the bindings, or changes them otherwise than by a match.
fn steps(exprs: &[Expr]) -> Vec<Step<'_>> {
    let special = |expr: &Expr| matches!(local_call(expr), Some(("f", [] | [_]) | ("b" | "undo", [])));
    let groups = exprs.chunk_by(|a, b| !special(a) && !special(b));
    groups
        .map(|group| match group.first().and_then(local_call) {
            Some(("f", [])) => Step::ForgetAll,
            Some(("undo", [])) => Step::Undo,
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
        lines: Lines,
    ) -> Session {
        let known = lines.known.clone();
        let turn = lines.desk.borrow().is_some().then(|| lines.turn.clone());
        Session {
            machine,
            shell,
            project,
            events,
            evaluating,
            runs: 0,
            bound: OrdSet::new(),
            entries: Vec::new(),
            typed: Vec::new(),
            past: VecDeque::new(),
            known,
            interrupts: Interrupts::default(),
            top: turn.filter(|_| !terminal::is_plain()).map(Top::new),
            lines,
            interrupted: Vec::new(),
            texts: Texts::default(),
            quitting: false,
            teaches: false,
            tour: Tour::new(editor::tour_file()),
        }
    }

    /// The number of the next entry.
    pub fn number(&self) -> usize {
        self.entries.len() + 1
    }

    /// Evaluates what was entered: each expression sequence counts. An error is the end of the run.
    pub fn enter(&mut self, entered: Entered) -> Result<(), Ending> {
        self.busy(|session| session.evaluate_entries(entered))
    }

    /// `erlet tour`: goes on where it was left.
    pub fn begin_tour(&mut self) -> Result<(), Ending> {
        let text = self.tour.begin();
        self.machine.output.write(format!("{text}\n").as_bytes());
        self.busy(Session::catch_up)
    }

    /// Does what Ctrl-C may end.
    fn busy(&mut self, work: impl FnOnce(&mut Session) -> Result<(), Ending>) -> Result<(), Ending> {
        self.runs += 1;
        let run = self.runs;
        self.command(|heap| heap.tuple(&[atom("run"), Term::small(run as i64)]));
        self.evaluating.store(run, Ordering::SeqCst);
        terminal::hear_interrupts(true);
        let result = work(self);
        // Its reader has been told to forget it.
        for wanted in std::mem::take(&mut self.interrupted) {
            self.lines.give_up(&wanted);
        }
        self.machine.output.flush();
        terminal::hear_interrupts(false);
        self.interrupts.settle();
        match (self.quitting, result) {
            (true, _) => Err(self.end()),
            (false, Err(ending)) => Err(ending),
            (false, Ok(())) => {
                self.evaluating.store(0, Ordering::SeqCst);
                // Whoever ended the run before that was told of it here.
                if self.machine.has_ended() { Err(self.ended()) } else { Ok(()) }
            }
        }
    }

    /// Ends the run.
    pub fn end(&mut self) -> Ending {
        // Reports of crashes may be under way.
        self.command(|_| Ok(atom("settle")));
        if let Err(ending) = self.outcome() {
            return ending;
        }
        // The thread that waits for the end is to tell us.
        self.evaluating.store(self.runs + 1, Ordering::SeqCst);
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

    pub(super) fn evaluate_entries(&mut self, entered: Entered) -> Result<(), Ending> {
        let entered = self.repeated(entered);
        if entered.diagnostics.iter().any(Diagnostic::is_error) {
            let (sources, style) = ((&entered.sources, entered.source), self.project.style());
            let picture = entered.picture(&entered.diagnostics, sources, style);
            self.machine.output.write(picture.as_bytes());
            return Ok(());
        }
        self.mark();
        if !self.define(&entered)? {
            return Ok(());
        }
        complete::with(&self.known, |known| known.learn_atoms(&entered.text));
        let context = Context::of(&entered, self.teaches);
        for form in entered.tree.forms.iter().filter(|form| form.span.source == entered.source) {
            let FormKind::Expression(exprs) = &form.kind else { continue };
            let range = form.span.start as usize..form.span.end as usize;
            self.entries.push(entered.as_typed(range.clone()).trim_end_matches('.').to_owned());
            let own = entered.text.get(range);
            let before = self.bound.clone();
            match self.evaluate(exprs, &context)? {
                true => self.typed.extend(own.filter(|_| !is_command(exprs)).map(str::to_owned)),
                false => self.bound = before,
            }
            self.guide(own.unwrap_or_default(), is_command(exprs))?;
        }
        Ok(())
    }

    /// Takes in what an entry defines; whether all is well.
    fn define(&mut self, entered: &Entered) -> Result<bool, Ending> {
        let own = |form: &&lang::ast::Form| form.span.source == entered.source;
        let functions: Vec<_> = entered.tree.forms.iter().filter(own).filter_map(function_of).collect();
        let attributes: Vec<_> = entered.forms.iter().filter(|form| form.sort != Sort::Other).collect();
        if functions.is_empty() && attributes.is_empty() {
            return Ok(true);
        }
        let before = self.definitions();
        let mut definitions = before.clone();
        for form in &attributes {
            definitions.define(&form.sort, &entered.text[form.range.clone()]);
        }
        let mut text = match (entered.names_record, attributes.first().map(|form| &form.sort)) {
            (true, Some(Sort::Record(name, _))) => format!("{name}\n"),
            _ => "ok\n".into(),
        };
        if let Some(Form { sort: Sort::Module(name), .. }) =
            attributes.iter().find(|form| matches!(form.sort, Sort::Module(_)))
        {
            text = format!("{{module,{name}}}\n");
        }
        if !functions.is_empty() {
            match compile::functions(entered, &definitions, self.project.style()) {
                Ok(module) => match self.machine.load(module) {
                    Ok(_) => {}
                    Err(error) => {
                        self.machine.output.write(format!("{error}\n").as_bytes());
                        return Ok(false);
                    }
                },
                Err(picture) => {
                    self.machine.output.write(picture.as_bytes());
                    return Ok(false);
                }
            }
        }
        let defined: Vec<_> = functions.iter().map(|(function, _)| function.clone()).collect();
        for (function, range) in functions {
            definitions.define_function(function, &entered.text[range]);
        }
        if !defined.is_empty() {
            self.texts.compiled(&defined, &entered.text, &definitions);
        }
        self.typed.extend(
            entered
                .forms
                .iter()
                .filter(|form| !is_expression(entered, form))
                .map(|form| entered.text[form.range.clone()].to_owned()),
        );
        self.entries.push(
            entered
                .forms
                .first()
                .map_or("", |form| entered.as_typed(form.range.clone()))
                .trim_end_matches('.')
                .to_owned(),
        );
        complete::with(&self.known, |known| known.definitions = definitions);
        self.machine.output.write(text.as_bytes());
        self.guide(&entered.text, false)?;
        Ok(true)
    }

    pub(super) fn definitions(&self) -> Definitions {
        complete::with(&self.known, |known| known.definitions.clone())
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
        let definitions = self.definitions();
        past.and_then(|past| self.entries.get(past))
            .and_then(|text| entry::parse(&format!("{text}.\n"), &definitions))
            .unwrap_or(entered)
    }

    /// Evaluates a sequence; whether it succeeded.
    fn evaluate(&mut self, exprs: &[Expr], context: &Context) -> Result<bool, Ending> {
        let number = Term::small(self.entries.len() as i64);
        self.command(|heap| heap.tuple(&[atom("enter"), number]));
        let definitions = self.definitions();
        self.command(|heap| records::command(heap, &definitions));
        let steps = steps(exprs);
        for (index, step) in steps.iter().enumerate() {
            let last = index + 1 == steps.len();
            match step {
                Step::Evaluate(exprs) => match self.compile(exprs, context) {
                    Ok((module, names)) => {
                        let subjects = subject::subjects(exprs, &self.bound, &context.entered.sources);
                        self.command(|heap| {
                            let names: Vec<Term> = names.iter().map(|name| atom(name)).collect();
                            let names = heap.list(&names)?;
                            let mut about = Vec::with_capacity(subjects.len());
                            for (sort, text) in &subjects {
                                let text = heap.binary(text.as_bytes())?;
                                about.push(heap.tuple(&[atom(sort), text])?);
                            }
                            let about = heap.list(&about)?;
                            let last = Term::boolean(last);
                            heap.tuple(&[atom("evaluate"), Term::atom(module), names, last, about])
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
                    if matches!(forget, Step::Undo) {
                        self.undo();
                    }
                    self.command(|heap| match forget {
                        Step::Forget(name) => heap.tuple(&[atom("forget"), atom(name)]),
                        Step::Undo => Ok(atom("undo")),
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

    /// Before an entry that undoes: what was defined before the one before it.
    fn undo(&mut self) {
        if self.past.len() < 2 {
            return;
        }
        self.past.pop_back();
        if let Some((_, definitions)) = self.past.pop_back() {
            complete::with(&self.known, |known| known.definitions = definitions);
        }
    }

    /// An entry begins: if something has changed since the last one did, this is what `undo()` comes back to.
    fn mark(&mut self) {
        let now = (self.bound.clone(), self.definitions());
        if self.past.back() == Some(&now) {
            return;
        }
        self.command(|_| Ok(atom("mark")));
        self.past.push_back(now);
        if self.past.len() > UNDO {
            self.past.pop_front();
        }
    }

    /// Makes a loaded module of expressions: its name, and the variables whose values it takes. Else why not.
    pub(super) fn compile(&mut self, exprs: &[Expr], context: &Context) -> Result<(Atom, Vec<Name>), String> {
        let name = self.texts.add(context.entered);
        let definitions = self.definitions();
        let (module, names) =
            compile::expressions(exprs, context, &name, &self.bound, &definitions, self.project.style())?;
        self.machine.load(module).map_err(|error| format!("{error}\n"))?;
        Ok((Atom::new(&name), names))
    }

    /// Reads a line for a program while something is evaluated; Ctrl-C ends both.
    fn read_line(&mut self) {
        terminal::hear_interrupts(false);
        let outcome = self.lines.serve();
        terminal::hear_interrupts(true);
        if let Some(Outcome::Interrupted(wanted)) = outcome {
            self.interrupted.push(wanted);
            let run = Term::small(self.runs as i64);
            self.command(|heap| heap.tuple(&[atom("interrupt"), run]));
        }
    }

    /// Waits for what becomes of a command, and serves requests meanwhile; whether it succeeded.
    pub(super) fn outcome(&mut self) -> Result<bool, Ending> {
        loop {
            match self.events.recv() {
                Ok(Event::Told(told))
                    if told.words.first().is_some_and(|word| EXPLAINING.contains(&word.as_str())) =>
                {
                    self.serve(&told);
                }
                Ok(Event::Told(told)) if told.words.first().is_some_and(|word| word == "read") => {
                    self.read_line();
                }
                Ok(Event::Told(Told { from, words })) if from == self.shell => {
                    let Some((outcome @ ("ok" | "failed"), names)) =
                        words.split_first().map(|(first, rest)| (first.as_str(), rest))
                    else {
                        continue;
                    };
                    self.learn(names);
                    return Ok(outcome == "ok");
                }
                Ok(Event::Told(told)) => self.serve(&told),
                Ok(Event::Ended(ending)) => return Err(ending),
                Err(_) => return Err(Ending::Halted(2)),
            }
        }
    }

    /// Takes in what the shell process says is bound: names, each followed by the keys of its map.
    fn learn(&mut self, names: &[String]) {
        let variables = names.iter().map(|word| {
            let mut parts = word.split('\0').map(str::to_owned);
            (parts.next().unwrap_or_default(), parts.collect())
        });
        let variables: Vec<(String, Vec<String>)> = variables.collect();
        self.bound = variables.iter().map(|(name, _)| name.clone()).collect();
        complete::with(&self.known, |known| known.variables = variables);
    }

    /// From now on it is noted what processes do.
    pub fn observe(&self) {
        self.command(|_| Ok(atom("observe")));
    }

    /// From now on failures are explained.
    pub fn teach(&mut self) {
        self.teaches = true;
        self.machine.obituaries.explain();
        self.command(|_| Ok(atom("teach")));
    }

    /// Sends `{erlet_shell, Command}`.
    pub(super) fn command(&self, build: impl FnOnce(&mut Heap) -> Result<Term, OutOfHeap>) {
        vm::jobs::send(&self.machine, self.shell, |heap| {
            let command = build(heap)?;
            heap.tuple(&[atom("erlet_shell"), command])
        });
    }
}

pub(super) fn atom(name: &str) -> Term {
    Term::atom(Atom::new(name))
}

/// The name and the arguments of a call without a module.
fn local_call(expr: &Expr) -> Option<(&str, &[Expr])> {
    let ExprKind::Call { function, args } = &expr.kind else { return None };
    let ExprKind::Atom(name) = &function.kind else { return None };
    Some((&**name, args))
}

/// A function that an entry defines, and its text's place.
fn function_of(form: &lang::ast::Form) -> Option<(Function, std::ops::Range<usize>)> {
    let FormKind::Function(function) = &form.kind else { return None };
    let range = form.span.start as usize..form.span.end as usize;
    Some(((function.name.to_string(), function.arity), range))
}

/// Whether a form of an entry, as it was cut, is evaluated.
fn is_expression(entered: &Entered, form: &Form) -> bool {
    let starts = |tree: &lang::ast::Form| {
        tree.span.source == entered.source && form.range.contains(&(tree.span.start as usize))
    };
    let found = entered.tree.forms.iter().find(|tree| starts(tree));
    found.is_some_and(|tree| matches!(tree.kind, FormKind::Expression(_)))
}

/// Whether a sequence is a call of one of the prompt's commands.
fn is_command(exprs: &[Expr]) -> bool {
    let [expr] = exprs else { return false };
    let Some((name, args)) = local_call(expr) else { return false };
    let commands = crate::library::exports("shell_default").unwrap_or_default();
    commands.iter().any(|(other, arity)| **other == *name && *arity as usize == args.len())
}

/// An integer literal, perhaps with a minus.
fn number_of(expr: &Expr) -> Option<isize> {
    match &expr.kind {
        ExprKind::Integer(number) => isize::try_from(number).ok(),
        ExprKind::Unary(UnaryOp::Minus, expr) => number_of(expr).map(|number| -number),
        _ => None,
    }
}
