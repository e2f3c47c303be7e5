//! Machines of the policy `Driven`: interleavings chosen by hand, and all of them, one after another.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use clap::Parser;
use repl::{boot, cli, project::Project};
use vm::atom::Atom;
use vm::clock::Policy;
use vm::machine::{Config, Ending, Machine};
use vm::module::Module;
use vm::process::spawn;
use vm::sched::driven::{Choice, Chooser, Operation};
use vm::term::Pid;

/// A program that is compiled once and run often.
struct Program {
    project: Project,
    module: Module,
}

impl Program {
    fn new(text: &str) -> Program {
        let project = Project::new(&cli::Command::parse_from(["erlet"]));
        let text = format!("-module(program).\n-export([main/0]).\n{text}");
        let compiled = project.compile_text("program", text, Path::new("program.erl"), false);
        Program { project, module: compiled.module.expect("a program without errors") }
    }

    /// Runs `main/0` as `chooser` says; the status that it halts with.
    fn halts(&self, chooser: Box<dyn Chooser>) -> i32 {
        let config = Config { policy: Policy::Driven, ..Config::default() };
        let machine = boot::machine(config, &self.project);
        machine.set_chooser(chooser);
        let loaded = machine.load(self.module.clone()).expect("a valid module");
        let entry = loaded.entry(Atom::new("main"), 0).expect("main/0");
        let main = spawn::spawn_program(&machine, None, entry, None).expect("memory");
        match end_of(&machine, main) {
            Ending::Halted(status) => status,
            other => panic!("the program ended by {other:?}"),
        }
    }
}

fn end_of(machine: &Arc<Machine>, main: Pid) -> Ending {
    machine.set_main(main);
    spawn::launch(machine, main);
    let ending = machine.wait();
    machine.shut_down();
    ending
}

// ── By hand ────────────────────────────────────────────────────────────────

/// Two processes add 1 to a counter: each asks for its value and sets one that is larger by 1.
const LOST_UPDATE: &str = "
main() ->
    C = spawn(fun() -> counter(0) end), P = self(),
    spawn(fun() -> incr(C, P) end), spawn(fun() -> incr(C, P) end),
    receive done -> ok end, receive done -> ok end,
    C ! {get, self()}, receive {val, X} -> halt(X) end.
counter(N) -> receive {get, F} -> F ! {val, N}, counter(N); {set, M} -> counter(M) end.
incr(C, P) -> C ! {get, self()}, receive {val, N} -> C ! {set, N + 1} end, P ! done.
";

/// Runs whoever stands first in `ranks`: 0 for the main process, then the others in the order in which they are born.
struct ByRank {
    ranks: [usize; 4],
    born: Vec<Pid>,
    steps: Arc<Mutex<Vec<(usize, Operation)>>>,
}

impl Chooser for ByRank {
    fn choose(&mut self, choices: &[Choice]) -> usize {
        let mut best = (usize::MAX, 0, 0, Operation::GoOn);
        for (index, choice) in choices.iter().enumerate() {
            let Choice::Run { pid, next } = *choice else { continue };
            if !self.born.contains(&pid) {
                // Pids grow.
                self.born.push(pid);
                self.born.sort();
            }
            let number = self.born.iter().position(|born| *born == pid).expect("born");
            let rank = self.ranks.iter().position(|rank| *rank == number).expect("four processes");
            if rank < best.0 {
                best = (rank, index, number, next);
            }
        }
        self.steps.lock().expect("no panic").push((best.2, best.3));
        best.1
    }
}

fn lost_update(ranks: [usize; 4]) -> (i32, Vec<(usize, Operation)>) {
    let steps = Arc::default();
    let chooser = ByRank { ranks, born: Vec::new(), steps: Arc::clone(&steps) };
    let status = Program::new(LOST_UPDATE).halts(Box::new(chooser));
    let steps = steps.lock().expect("no panic").clone();
    (status, steps)
}

#[test]
fn an_update_is_lost_when_both_ask_before_one_sets() {
    // The counter answers at once, the first adder is done before the second one begins.
    let (status, in_turn) = lost_update([0, 1, 2, 3]);
    assert_eq!(status, 2);
    // Both ask before the counter answers.
    let (status, together) = lost_update([0, 2, 3, 1]);
    assert_eq!(status, 1);
    assert!(in_turn != together);
    let again = lost_update([0, 2, 3, 1]);
    assert_eq!((status, together), again, "the same choices give the same run");
}

#[test]
fn a_step_is_one_operation() {
    let (_, steps) = lost_update([0, 1, 2, 3]);
    let of_first_adder: Vec<Operation> =
        steps.iter().filter(|(number, _)| *number == 2).map(|(_, operation)| *operation).collect();
    // It begins with its first message; when it looks for the answer, that has arrived.
    use Operation::{End, Send, Start, TakeIn};
    assert_eq!(of_first_adder, [Start, TakeIn, Send, Send, End], "{steps:?}");
}

// ── All of them ────────────────────────────────────────────────────────────

/// The path to one run through the tree of choices: at each fork the branch taken and how many there are.
#[derive(Default)]
struct Tree {
    path: Vec<(usize, usize)>,
    depth: usize,
}

impl Tree {
    /// Turns to the next path, depth first; false after the last one.
    fn turn(&mut self) -> bool {
        self.depth = 0;
        while let Some((branch, branches)) = self.path.pop() {
            if branch + 1 < branches {
                self.path.push((branch + 1, branches));
                return true;
            }
        }
        false
    }
}

/// Goes down the tree's path.
struct Walk {
    tree: Arc<Mutex<Tree>>,
    /// Nobody watches how another process ends, so that ends need no fork.
    ends_at_once: bool,
}

impl Chooser for Walk {
    fn choose(&mut self, choices: &[Choice]) -> usize {
        let ends = |choice: &Choice| matches!(choice, Choice::Run { next: Operation::End, .. });
        if let Some(end) = choices.iter().position(ends).filter(|_| self.ends_at_once) {
            return end;
        }
        let mut tree = self.tree.lock().expect("no panic");
        let depth = tree.depth;
        tree.depth += 1;
        if depth == tree.path.len() {
            tree.path.push((0, choices.len()));
        }
        let (branch, branches) = tree.path[depth];
        assert_eq!(branches, choices.len(), "the same choices lead to the same fork at {depth}");
        branch
    }
}

/// With what statuses the program halts, over all its runs.
fn statuses(program: &str) -> BTreeSet<i32> {
    walk(program, true)
}

fn walk(program: &str, ends_at_once: bool) -> BTreeSet<i32> {
    let program = Program::new(program);
    let tree = Arc::new(Mutex::new(Tree::default()));
    let mut found = BTreeSet::new();
    loop {
        found.insert(program.halts(Box::new(Walk { tree: tree.clone(), ends_at_once })));
        if !tree.lock().expect("no panic").turn() {
            return found;
        }
    }
}

#[test]
fn senders_are_heard_in_every_order() {
    let senders = |count: usize| {
        format!(
            "main() -> P = self(), [spawn(fun() -> P ! I end) || I <- lists:seq(1, {count})], halt(hear({count}, 0)).
             hear(0, N) -> N;
             hear(K, N) -> receive X -> hear(K - 1, 4 * N + X) end.\n"
        )
    };
    assert_eq!(statuses(&senders(2)), BTreeSet::from([0o12, 0o21].map(digits)));
    assert_eq!(statuses(&senders(3)), BTreeSet::from([0o123, 0o132, 0o213, 0o231, 0o312, 0o321].map(digits)));
}

/// Octal digits as digits to the base of 4.
fn digits(octal: i32) -> i32 {
    if octal == 0 { 0 } else { 4 * digits(octal / 8) + octal % 8 }
}

#[test]
fn what_two_messages_of_one_sender_can_not_do_does_not_happen() {
    let program = "
main() -> P = self(), spawn(fun() -> P ! 1, P ! 2 end), receive X -> receive Y -> halt(10 * X + Y) end end.
";
    assert_eq!(statuses(program), BTreeSet::from([12]));
}

#[test]
fn a_message_comes_in_time_or_not() {
    let polls =
        "main() -> P = self(), spawn(fun() -> P ! a end), receive a -> halt(1) after 0 -> halt(2) end.";
    assert_eq!(statuses(polls), BTreeSet::from([1, 2]));
    let waits =
        "main() -> P = self(), spawn(fun() -> P ! a end), receive a -> halt(1) after 1000 -> halt(2) end.";
    assert_eq!(statuses(waits), BTreeSet::from([1, 2]));
}

#[test]
fn a_name_is_there_or_not() {
    let program = "
main() ->
    spawn(fun() -> register(foo, self()), receive stop -> ok end end),
    try foo ! stop of _ -> halt(1) catch error:badarg -> halt(2) end.
";
    assert_eq!(statuses(program), BTreeSet::from([1, 2]));
}

/// The process of the exit signal is watched: its end matters, but there is nothing else that could come before it.
#[test]
fn an_exit_signal_meets_a_trap_or_not() {
    let program = "
main() ->
    P = self(),
    Pid = spawn(fun() -> process_flag(trap_exit, true), receive {'EXIT', _, _} -> P ! trapped end end),
    Ref = monitor(process, Pid),
    exit(Pid, why),
    receive trapped -> halt(1); {'DOWN', Ref, _, _, why} -> halt(2) end.
";
    assert_eq!(statuses(program), BTreeSet::from([1, 2]));
}

/// Each program halts with 1 or 2, as its one visible operation (or the one of the other process) comes early or late. An
/// operation before which nobody is asked leaves one of them out.
#[test]
fn each_visible_operation_comes_early_or_late() {
    let programs = [
        ("link", "process_flag(trap_exit, true), P = spawn(fun() -> exit(why) end), link(P),
                  receive {'EXIT', P, why} -> halt(1); {'EXIT', P, noproc} -> halt(2) end"),
        ("monitor", "P = spawn(fun() -> exit(why) end), R = monitor(process, P),
                     receive {'DOWN', R, _, _, why} -> halt(1); {'DOWN', R, _, _, noproc} -> halt(2) end"),
        ("unlink", "process_flag(trap_exit, true), P = spawn_link(fun() -> ok end), unlink(P),
                    receive {'EXIT', P, _} -> halt(1) after 0 -> halt(2) end"),
        ("demonitor", "{_, R} = spawn_monitor(fun() -> ok end), demonitor(R),
                       receive {'DOWN', R, _, _, _} -> halt(1) after 0 -> halt(2) end"),
        ("unalias", "A = alias(), spawn(fun() -> A ! hello end), unalias(A), receive hello -> halt(1) after 0 -> halt(2) end"),
        ("whereis", "P = self(), spawn(fun() -> register(foo, P) end),
                     case whereis(foo) of undefined -> halt(1); P -> halt(2) end"),
        ("unregister", "register(foo, self()), spawn(fun() -> unregister(foo) end),
                        case whereis(foo) of undefined -> halt(1); _ -> halt(2) end"),
        ("registered", "P = self(), spawn(fun() -> register(foo, P) end),
                        case lists:member(foo, registered()) of true -> halt(1); false -> halt(2) end"),
        ("one's own name", "P = self(), spawn(fun() -> register(foo, P) end),
                            case process_info(P, registered_name) of [] -> halt(1); _ -> halt(2) end"),
        ("process_info", "P = spawn(fun() -> receive stop -> ok end end), spawn(fun() -> P ! hello end),
                          {_, N} = process_info(P, message_queue_len), halt(N + 1)"),
        ("is_process_alive", "P = spawn(fun() -> ok end), case is_process_alive(P) of true -> halt(1); false -> halt(2) end"),
        ("processes", "P = spawn(fun() -> ok end), case lists:member(P, processes()) of true -> halt(1); false -> halt(2) end"),
        ("suspend_process", "M = self(), P = spawn(fun() -> M ! hello, receive stop -> ok end end), erlang:suspend_process(P),
                             receive hello -> halt(1) after 0 -> halt(2) end"),
        ("group_leader", "M = self(), P = spawn(fun() -> receive go -> M ! group_leader(), receive stop -> ok end end end),
                          spawn(fun() -> group_leader(M, P) end), P ! go, receive M -> halt(1); _ -> halt(2) end"),
        ("ets", "ets:new(t, [named_table, public]), ets:insert(t, {n, 0}), M = self(),
                 Add = fun() -> [{n, N}] = ets:lookup(t, n), ets:insert(t, {n, N + 1}), M ! done end,
                 spawn(Add), Add(), receive done -> receive done -> halt(ets:lookup_element(t, n, 2)) end end"),
        ("atomics", "A = atomics:new(1, []), M = self(),
                     Add = fun() -> atomics:put(A, 1, atomics:get(A, 1) + 1), M ! done end,
                     spawn(Add), Add(), receive done -> receive done -> halt(atomics:get(A, 1)) end end"),
        ("persistent_term", "persistent_term:put(n, 0), M = self(),
                             Add = fun() -> persistent_term:put(n, persistent_term:get(n) + 1), M ! done end,
                             spawn(Add), Add(), receive done -> receive done -> halt(persistent_term:get(n)) end end"),
        ("cancel_timer", "T = erlang:send_after(10, self(), x), case erlang:cancel_timer(T) of false -> halt(1); _ -> halt(2) end"),
        ("read_timer", "T = erlang:send_after(10, self(), x), case erlang:read_timer(T) of false -> halt(1); _ -> halt(2) end"),
        ("the clock", "A = erlang:monotonic_time(), erlang:send_after(10, self(), x), B = erlang:monotonic_time(),
                       case B - A < 5000000 of true -> halt(1); false -> halt(2) end"),
        ("code", "spawn(fun() -> erlang:delete_module(program) end),
                  case erlang:module_loaded(program) of true -> halt(1); false -> halt(2) end"),
    ];
    let wrong: Vec<_> = programs
        .map(|(what, body)| (what, walk(&format!("main() -> {body}.\n"), false)))
        .into_iter()
        .filter(|(_, found)| *found != BTreeSet::from([1, 2]))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
