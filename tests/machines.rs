//! Many machines in one program: made, run and dropped one after another.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Parser;
use repl::{boot, cli, project::Project};
use vm::atom::Atom;
use vm::clock::Policy;
use vm::machine::{Config, Ending};
use vm::process::spawn;

/// Spawns, sends, links, waits for a timer; halts with what came back.
const PROGRAM: &str = "
-module(program).
-export([main/0]).
main() ->
    P = self(),
    [spawn_link(fun() -> receive {go, N} -> P ! N * N after I -> P ! 0 end end) ! {go, I} || I <- [1, 2, 3]],
    receive after 10 -> ok end,
    halt(sum(3, 0)).
sum(0, Sum) -> Sum;
sum(K, Sum) -> receive N -> sum(K - 1, Sum + N) end.
";

/// Processor time of this program: other programs do not count.
fn processor_time() -> Duration {
    let text = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = fields[11..13].iter().map(|field| field.parse::<u64>().expect("a number")).sum();
    Duration::from_millis(ticks * 10)
}

fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").map_or(0, Iterator::count)
}

#[test]
fn a_thousand_seeded_machines_take_less_than_a_second_and_leave_nothing_behind() {
    let project = Project::new(&cli::Command::parse_from(["erlet"]));
    let compile = || project.compile_text("program", PROGRAM.into(), Path::new("program.erl"), false);
    let module = compile().module.expect("a program without errors");
    let before = threads();
    let start = processor_time();
    for seed in 0..1000 {
        let machine = boot::machine(Config { policy: Policy::Seeded(seed), ..Config::default() }, &project);
        let loaded = machine.load(module.clone()).expect("a valid module");
        let entry = loaded.entry(Atom::new("main"), 0).expect("main/0");
        let main = spawn::spawn_program(&machine, None, entry, None).expect("memory");
        machine.set_main(main);
        spawn::launch(&machine, main);
        assert_eq!(machine.wait(), Ending::Halted(14));
        machine.shut_down();
    }
    let taken = processor_time() - start;
    eprintln!("1,000 seeded machines: {} ms", taken.as_millis());
    // Unoptimised code takes longer.
    assert!(taken < Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 }), "{taken:?}");
    // Each thread holds its machine: when the threads are gone, the machines are.
    let patience = Instant::now() + Duration::from_secs(5);
    while threads() > before && Instant::now() < patience {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(threads() <= before, "{} threads are left", threads() - before);
}

#[test]
fn a_machine_is_dropped_with_its_last_holder() {
    let project = Project::new(&cli::Command::parse_from(["erlet"]));
    let machine = boot::machine(Config::default(), &project);
    let held = Arc::downgrade(&machine);
    drop(machine);
    assert!(held.upgrade().is_none());
}
