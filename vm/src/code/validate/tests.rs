//! The validator refuses what the interpreter would trust: for each of its rules a function that breaks that one only.

use super::validate;
use crate::atom::Atom;
use crate::instr::{Constant, Dst, Instr, Src};
use crate::module::{Function, Lambda, Literal, Mfa, Module};

const X0: Src = Src::X(0);
const NIL: Src = Src::Const(Constant::Nil);

fn function(name: &str, arity: u32, code: Vec<Instr>) -> Function {
    let name = Atom::new(name);
    Function { name, arity, code, positions: Vec::new(), variables: Vec::new(), receives: Vec::new() }
}

/// A module with `code` as a function of one argument, another function of two, one import of arity 2, one literal and a
/// lambda with one free variable.
fn module(code: Vec<Instr>) -> Module {
    let other = vec![Instr::Return {}];
    Module {
        name: Atom::new("checked"),
        functions: vec![function("tested", 1, code), function("other", 2, other)],
        exports: vec![0],
        imports: vec![Mfa { module: Atom::new("lists"), function: Atom::new("member"), arity: 2 }],
        literals: vec![Literal::Nil],
        lambdas: vec![Lambda { function: 1, arity: 1, free: 1, uniq: 0 }],
        attributes: Vec::new(),
        on_load: None,
        files: Vec::new(),
    }
}

/// Why the code is refused; empty when it is not.
fn refusal(code: Vec<Instr>) -> String {
    validate(&module(code)).err().unwrap_or_default()
}

fn move_(src: Src, dst: Dst) -> Instr {
    Instr::Move { src, dst }
}

fn allocate(slots: u32) -> Instr {
    Instr::Allocate { slots, live: 1 }
}

fn call() -> Instr {
    Instr::Call { fun: 0, arity: 1 }
}

fn leave(slots: u32) -> Instr {
    Instr::DeallocateReturn { slots }
}

#[test]
fn good_code_is_accepted() {
    let good = vec![
        allocate(3),
        move_(X0, Dst::Y(0)),
        Instr::Try { slot: 1, handler: 1 },
        call(),
        Instr::TryEnd { slot: 1 },
        Instr::TestHeap { words: 2, live: 1 },
        Instr::PutList { head: X0, tail: NIL, dst: Dst::X(0) },
        leave(3),
        Instr::Label { label: 1 },
        Instr::TryCase { slot: 1 },
        leave(3),
    ];
    assert_eq!(refusal(good), "");
}

#[test]
fn each_rule_refuses_what_breaks_it() {
    let label = |label| Instr::Label { label };
    let jump = |to| Instr::Jump { to };
    let nothing = || move_(NIL, Dst::X(0));
    let cases: Vec<(&str, Vec<Instr>)> = vec![
        // Control.
        ("control can leave the function", vec![nothing()]),
        ("label 1 is not unique", vec![label(1), label(1), Instr::Return {}]),
        ("label", vec![jump(7)]),
        // Registers and slots.
        ("x1 is read before it is written", vec![move_(Src::X(1), Dst::X(0)), Instr::Return {}]),
        ("x9999", vec![move_(NIL, Dst::X(9999)), Instr::Return {}]),
        ("x9999", vec![move_(Src::X(9999), Dst::X(0)), Instr::Return {}]),
        (
            "x1 is read before it is written",
            // Written on one of two paths only.
            vec![
                Instr::IsNil { fail: 1, src: X0 },
                move_(NIL, Dst::X(1)),
                label(1),
                move_(Src::X(1), Dst::X(0)),
                Instr::Return {},
            ],
        ),
        ("a Y slot is read without a frame", vec![move_(Src::Y(0), Dst::X(0)), Instr::Return {}]),
        ("a Y slot is written without a frame", vec![move_(X0, Dst::Y(0)), Instr::Return {}]),
        ("y0 is read before it is written", vec![allocate(1), move_(Src::Y(0), Dst::X(0)), leave(1)]),
        ("y1 is outside the frame", vec![allocate(1), move_(X0, Dst::Y(1)), leave(1)]),
        ("y0 is not written before a collection or call", vec![allocate(1), call(), leave(1)]),
        (
            "y0 is not written before a collection or call",
            vec![allocate(1), Instr::TestHeap { words: 2, live: 1 }, leave(1)],
        ),
        ("x1 is live but not written", vec![Instr::TestHeap { words: 2, live: 2 }, Instr::Return {}]),
        ("live", vec![Instr::TestHeap { words: 2, live: 9999 }, Instr::Return {}]),
        (
            "x0 is not written",
            vec![
                allocate(0),
                call(),
                Instr::Deallocate { slots: 0 },
                Instr::RecvWaitTimeout { peek: 1, time: NIL },
                Instr::Return {},
                label(1),
                jump(1),
            ],
        ),
        // Frames.
        ("a second frame", vec![allocate(0), allocate(0), leave(0)]),
        ("the frame is too large", vec![allocate(1 << 20), leave(1 << 20)]),
        ("the frame's size does not fit", vec![allocate(1), leave(2)]),
        ("the frame's size does not fit", vec![allocate(0), Instr::Return {}]),
        ("a call without a frame", vec![call(), Instr::Return {}]),
        // Calls.
        ("the function called has another arity", vec![Instr::CallOnly { fun: 1, arity: 1 }]),
        ("argument x1 is not written", vec![Instr::CallOnly { fun: 1, arity: 2 }]),
        ("function", vec![Instr::CallOnly { fun: 9, arity: 1 }]),
        ("the import does not exist", vec![Instr::CallExtOnly { import: 9 }]),
        ("argument x1 is not written", vec![Instr::CallExtOnly { import: 0 }]),
        ("too many arguments", vec![Instr::CallFunOnly { arity: 256 }]),
        ("argument x1 is not written", vec![Instr::CallFunOnly { arity: 1 }]),
        ("argument x1 is not written", vec![Instr::ApplyOnly { arity: 0 }]),
        ("argument x1 is not written", vec![allocate(0), Instr::Send {}, leave(0)]),
        // The heap.
        ("heap", vec![Instr::PutList { head: X0, tail: NIL, dst: Dst::X(0) }, Instr::Return {}]),
        (
            "heap",
            vec![
                Instr::TestHeap { words: 2, live: 1 },
                Instr::PutTuple { dst: Dst::X(0), elements: vec![X0, X0] },
                Instr::Return {},
            ],
        ),
        (
            "heap",
            // The reservation does not outlast a call.
            vec![
                allocate(0),
                Instr::TestHeap { words: 2, live: 1 },
                call(),
                Instr::PutList { head: X0, tail: NIL, dst: Dst::X(0) },
                leave(0),
            ],
        ),
        ("too many words", vec![Instr::TestHeap { words: 1 << 24, live: 1 }, Instr::Return {}]),
        (
            "an empty tuple is a literal",
            vec![Instr::PutTuple { dst: Dst::X(0), elements: vec![] }, Instr::Return {}],
        ),
        // What the module has to have.
        (
            "literal 3 does not exist",
            vec![move_(Src::Const(Constant::Literal(3)), Dst::X(0)), Instr::Return {}],
        ),
        ("is not small", vec![move_(Src::Const(Constant::Integer(i64::MAX)), Dst::X(0)), Instr::Return {}]),
        (
            "the lambda does not exist",
            vec![Instr::MakeFun { dst: Dst::X(0), lambda: 4, free: vec![] }, Instr::Return {}],
        ),
        (
            "the free variables do not fit the lambda",
            vec![Instr::MakeFun { dst: Dst::X(0), lambda: 0, free: vec![] }, Instr::Return {}],
        ),
        // Exceptions.
        (
            "a try without a frame",
            vec![Instr::Try { slot: 0, handler: 1 }, Instr::Return {}, label(1), Instr::Return {}],
        ),
        (
            "the try's slots are outside the frame",
            vec![allocate(1), Instr::Try { slot: 0, handler: 1 }, leave(1), label(1), leave(1)],
        ),
        ("a try needs a handler", vec![allocate(2), Instr::Try { slot: 0, handler: 0 }, leave(2)]),
        (
            "a frame is left with an open try",
            vec![
                allocate(2),
                Instr::Try { slot: 0, handler: 1 },
                leave(2),
                label(1),
                Instr::TryCase { slot: 0 },
                leave(2),
            ],
        ),
        (
            "belongs to an open try",
            vec![
                allocate(2),
                Instr::Try { slot: 0, handler: 1 },
                move_(X0, Dst::Y(1)),
                Instr::TryEnd { slot: 0 },
                leave(2),
                label(1),
                Instr::TryCase { slot: 0 },
                leave(2),
            ],
        ),
        (
            "the try's slots belong to another one",
            vec![
                allocate(3),
                Instr::Try { slot: 0, handler: 1 },
                Instr::Try { slot: 1, handler: 1 },
                leave(3),
                label(1),
                Instr::TryCase { slot: 0 },
                leave(3),
            ],
        ),
        ("this try is not the innermost open one", vec![allocate(2), Instr::TryEnd { slot: 0 }, leave(2)]),
        (
            "only a handler may begin so",
            vec![
                allocate(2),
                move_(X0, Dst::Y(0)),
                move_(X0, Dst::Y(1)),
                Instr::TryCase { slot: 0 },
                leave(2),
            ],
        ),
        (
            "paths differ in their open tries",
            vec![
                allocate(2),
                Instr::Try { slot: 0, handler: 1 },
                Instr::IsNil { fail: 2, src: X0 },
                Instr::TryEnd { slot: 0 },
                label(2),
                leave(2),
                label(1),
                Instr::TryCase { slot: 0 },
                leave(2),
            ],
        ),
        (
            "a handler is entered normally",
            vec![
                allocate(2),
                Instr::Try { slot: 0, handler: 1 },
                Instr::TryEnd { slot: 0 },
                label(1),
                Instr::TryCase { slot: 0 },
                leave(2),
            ],
        ),
        // Receive.
        (
            "X registers do not survive a wait",
            vec![
                label(1),
                Instr::RecvWaitTimeout { peek: 1, time: X0 },
                Instr::RecvTimeout {},
                Instr::Return {},
            ],
        ),
    ];
    let wrong: Vec<String> = cases
        .into_iter()
        .map(|(expected, code)| (expected, refusal(code)))
        .filter(|(expected, found)| !found.contains(expected))
        .map(|(expected, found)| format!("{expected}: {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn parts_of_a_module_that_do_not_fit_are_refused() {
    let refused = |change: fn(&mut Module)| {
        let mut module = module(vec![Instr::Return {}]);
        change(&mut module);
        validate(&module).err().unwrap_or_default()
    };
    assert_eq!(refused(|_| ()), "");
    assert_eq!(refused(|module| module.exports.push(2)), "an export has no function");
    assert_eq!(refused(|module| module.on_load = Some(9)), "an export has no function");
    assert_eq!(refused(|module| module.imports[0].arity = 256), "an import has too many arguments");
    assert_eq!(refused(|module| module.lambdas[0].function = 9), "a lambda has no function");
    assert!(refused(|module| module.lambdas[0].free = 2).contains("do not add up"));
    assert!(refused(|module| module.functions[0].arity = 256).contains("too many arguments"));
}
