//! Guards and bodies of match specifications in postfix form.

use super::{Variables, Wrong, variable};
use crate::atom::{Atom, atoms};
use crate::bif;
use crate::term::show::{self, Style};
use crate::term::{Term, View, map};

/// A step: it takes its operands from the stack and leaves a value there.
#[derive(Clone, Debug)]
pub(in crate::ets) enum Op {
    /// The term itself.
    Constant(Term),
    /// A variable of the head.
    Variable(usize),
    /// The object.
    Object,
    /// The values of all variables, by number.
    All,
    /// A call of a built-in function.
    Call(u32, usize),
    /// A tuple of so many values.
    Tuple(usize),
    /// A list of so many values, and a tail.
    List(usize),
    /// A map of so many pairs.
    Map(usize),
    /// `true` or `false`, or the expression fails.
    Truth,
    /// As `Truth`; when it is the given value it stays, and the steps up to the place are left out.
    Unless(bool, usize),
    /// `{is_record, Term, Tag, Size}`
    Record,
}

/// An expression.
#[derive(Debug)]
pub(in crate::ets) struct Code(pub(in crate::ets) Vec<Op>);

/// Functions of the module `erlang` that expressions may call.
const FUNCTIONS: &[(&str, usize)] = &[
    ("is_atom", 1),
    ("is_float", 1),
    ("is_integer", 1),
    ("is_list", 1),
    ("is_number", 1),
    ("is_pid", 1),
    ("is_port", 1),
    ("is_reference", 1),
    ("is_tuple", 1),
    ("is_map", 1),
    ("is_binary", 1),
    ("is_function", 1),
    ("is_map_key", 2),
    ("abs", 1),
    ("element", 2),
    ("hd", 1),
    ("length", 1),
    ("map_get", 2),
    ("map_size", 1),
    ("node", 1),
    ("node", 0),
    ("round", 1),
    ("size", 1),
    ("bit_size", 1),
    ("byte_size", 1),
    ("tl", 1),
    ("trunc", 1),
    ("float", 1),
    ("self", 0),
    ("binary_part", 2),
    ("binary_part", 3),
    ("+", 1),
    ("-", 1),
    ("+", 2),
    ("-", 2),
    ("*", 2),
    ("/", 2),
    ("div", 2),
    ("rem", 2),
    ("band", 2),
    ("bor", 2),
    ("bxor", 2),
    ("bnot", 1),
    ("bsl", 2),
    ("bsr", 2),
    (">", 2),
    (">=", 2),
    ("<", 2),
    ("=<", 2),
    ("=:=", 2),
    ("==", 2),
    ("=/=", 2),
    ("/=", 2),
    ("not", 1),
    ("xor", 2),
];

/// Special forms of match specifications for tracing.
const TRACING: &[&str] = &[
    "is_seq_trace",
    "set_seq_token",
    "get_seq_token",
    "message",
    "return_trace",
    "exception_trace",
    "process_dump",
    "enable_trace",
    "disable_trace",
    "trace",
    "display",
    "caller",
    "caller_line",
    "current_stacktrace",
    "silent",
];

fn text(term: Term) -> String {
    show::to_string(term, Style::PRETTY_UNICODE)
}

enum Task {
    Compile(Term),
    Emit(Op),
    /// Emits an [`Op::Unless`] for a place that becomes known later.
    Jump(bool, usize),
    /// The place is here.
    Place(usize),
}

struct Compiler<'a> {
    variables: &'a Variables,
    tasks: Vec<Task>,
    places: usize,
}

impl Code {
    pub(super) fn compile(expression: Term, variables: &Variables) -> Result<Code, Wrong> {
        let mut compiler = Compiler { variables, tasks: vec![Task::Compile(expression)], places: 0 };
        let mut ops = Vec::new();
        let mut jumps: Vec<(usize, usize)> = Vec::new();
        while let Some(task) = compiler.tasks.pop() {
            match task {
                Task::Compile(term) => {
                    if let Some(op) = compiler.term(term)? {
                        ops.push(op);
                    }
                }
                Task::Emit(op) => ops.push(op),
                Task::Jump(value, place) => {
                    jumps.push((ops.len(), place));
                    ops.push(Op::Unless(value, 0));
                }
                Task::Place(place) => {
                    let here = ops.len();
                    for (at, _) in jumps.iter().filter(|(_, wanted)| *wanted == place) {
                        if let Op::Unless(_, target) = &mut ops[*at] {
                            *target = here;
                        }
                    }
                }
            }
        }
        Ok(Code(ops))
    }
}

impl Compiler<'_> {
    /// The step for a term without parts; else adds tasks.
    fn term(&mut self, term: Term) -> Result<Option<Op>, Wrong> {
        match term.view() {
            View::Atom(atom) => self.atom(term, atom).map(Some),
            View::Cons(..) => {
                let (mut rest, mut parts) = (term, Vec::new());
                while let Some((head, tail)) = rest.as_cons() {
                    parts.push(head);
                    rest = tail;
                }
                self.all(Op::List(parts.len()), parts.into_iter().chain([rest]));
                Ok(None)
            }
            View::Map(_) => {
                let pairs: Vec<(Term, Term)> = map::iter(term).collect();
                self.all(Op::Map(pairs.len()), pairs.into_iter().flat_map(|(key, value)| [key, value]));
                Ok(None)
            }
            View::Tuple(tuple) => match *tuple.elements() {
                [inner] if inner.is_tuple() => {
                    let elements =
                        inner.as_tuple().map(|inner| inner.elements().to_vec()).unwrap_or_default();
                    self.all(Op::Tuple(elements.len()), elements.into_iter());
                    Ok(None)
                }
                [name, ref arguments @ ..] if name.is_atom() => self.call(name, arguments),
                _ => Err(format!(
                    "{} is neither a function call, nor a tuple (tuples are written {{{{ ... }}}}).",
                    text(term)
                )),
            },
            _ => Ok(Some(Op::Constant(term))),
        }
    }

    fn atom(&self, term: Term, atom: Atom) -> Result<Op, Wrong> {
        match atom {
            atoms::whole_object => Ok(Op::Object),
            atoms::all_variables => Ok(Op::All),
            _ => match variable(term) {
                Some(number) => match self.variables.get(&number) {
                    Some(slot) => Ok(Op::Variable(*slot)),
                    None => Err(format!("Variable ${number} is unbound.")),
                },
                None => Ok(Op::Constant(term)),
            },
        }
    }

    /// The parts one after another, then the step.
    fn all(&mut self, op: Op, parts: impl DoubleEndedIterator<Item = Term>) {
        self.tasks.push(Task::Emit(op));
        self.tasks.extend(parts.rev().map(Task::Compile));
    }

    fn call(&mut self, name: Term, arguments: &[Term]) -> Result<Option<Op>, Wrong> {
        let atom = name.as_atom().expect("looked at before");
        let arity = arguments.len();
        match (atom.name(), arity) {
            ("const", 1) => return Ok(Some(Op::Constant(arguments[0]))),
            ("const", _) => {
                let items: String =
                    arguments.iter().map(|argument| format!(",{}", text(*argument))).collect();
                return Err(format!(
                    "Special form 'const' called with more than one argument in {{const{items}}}."
                ));
            }
            ("and" | "or" | "andalso" | "orelse", 0) => {
                let form = atom.name();
                return Err(format!("Special form '{form}' called without arguments in {{{form}}}."));
            }
            ("and" | "or", _) => {
                let bif = bif::lookup(atoms::erlang, atom, 2).expect("declared");
                for argument in arguments[1..].iter().rev() {
                    self.tasks.push(Task::Emit(Op::Call(bif, 2)));
                    self.tasks.push(Task::Compile(*argument));
                }
                self.tasks.push(Task::Emit(Op::Truth));
                self.tasks.push(Task::Compile(arguments[0]));
                return Ok(None);
            }
            ("andalso" | "orelse", _) => {
                self.short_circuit(atom.name() == "orelse", arguments);
                return Ok(None);
            }
            ("is_record", 3) => {
                self.all(Op::Record, arguments.iter().copied());
                return Ok(None);
            }
            ("get_tcw", 0) | ("set_tcw", 1) => {
                return Err(format!("Function {}/{arity} cannot be called in this context.", atom.name()));
            }
            (form, _) if TRACING.contains(&form) => {
                return Err(format!("Special form '{form}' used in wrong dialect."));
            }
            _ => {}
        }
        let known = FUNCTIONS.contains(&(atom.name(), arity));
        match bif::lookup(atoms::erlang, atom, arity as u32).filter(|_| known) {
            Some(bif) => {
                self.all(Op::Call(bif, arity), arguments.iter().copied());
                Ok(None)
            }
            None => Err(format!("Function {}/{arity} does_not_exist.", text(name))),
        }
    }

    fn short_circuit(&mut self, value: bool, arguments: &[Term]) {
        let place = self.places;
        self.places += 1;
        self.tasks.push(Task::Place(place));
        let (last, before) = arguments.split_last().expect("there are arguments");
        self.tasks.push(Task::Compile(*last));
        for argument in before.iter().rev() {
            self.tasks.push(Task::Jump(value, place));
            self.tasks.push(Task::Compile(*argument));
        }
    }
}
