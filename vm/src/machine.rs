//! A machine: everything that its processes share. A value; many can live in one operating-system process.

use rustc_hash::FxHashMap;

use crate::atom::Atom;
use crate::bif::zstreams::Streams;
use crate::clock::{Clock, Policy};
use crate::code::CodeTable;
use crate::ets::Tables;
use crate::events::Hook;
use crate::jobs::children::Children;
use crate::jobs::files::OpenFiles;
use crate::jobs::pool::Pool;
use crate::jobs::sandbox::Sandbox;
use crate::memory::Victims;
use crate::output::Output;
use crate::ports::Ports;
use crate::process::inspect::{Obituaries, Peak};
use crate::process::limits::Limits;
use crate::sched::Shared;
use crate::sched::driven::Chooser;
use crate::sched::tidy::Noted;
use crate::sched::watch::Watch;
use crate::settings::Settings;
use crate::sync::{Arc, AtomicBool, AtomicU64, AtomicUsize, Condvar, Mutex, Ordering, RwLock};
use crate::table::Table;
use crate::term::{Pid, Term};
use crate::timers::Timers;

/// How a machine is set up.
#[derive(Clone, Debug)]
pub struct Config {
    /// Schedulers and time.
    pub policy: Policy,
    /// Collect at every chance, poison what is left behind and verify the heap.
    pub gc_stress: bool,
    /// The most processes alive at once.
    pub max_processes: usize,
    /// The most words of live data a process may have; `usize::MAX` for no limit.
    pub max_heap_words: usize,
    /// Report when nothing can run any more.
    pub detect_deadlock: bool,
    /// What is within reach of the program, if not everything.
    pub sandbox: Option<Sandbox>,
    /// Arguments of the program, for `init:get_plain_arguments/0`.
    pub arguments: Vec<String>,
    /// The file of the program, for `escript:script_name/0`; empty without one.
    pub program: String,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            policy: Policy::Parallel(1),
            gc_stress: false,
            max_processes: 1 << 24,
            max_heap_words: usize::MAX,
            detect_deadlock: true,
            sandbox: None,
            arguments: Vec::new(),
            program: String::new(),
        }
    }
}

/// Where a frame of a crash stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// `module:function/arity`, or with arguments as text.
    pub function: String,
    /// The source file, empty when unknown.
    pub file: String,
    /// The line, 0 when unknown.
    pub line: u32,
    /// The bytes of the source text.
    pub span: (u32, u32),
}

/// How the main process ended when it did not end normally.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crash {
    /// `error`, `exit` or `throw`.
    pub class: String,
    /// The reason as text.
    pub reason: String,
    /// The stack, innermost first.
    pub stack: Vec<Frame>,
    /// Names and values, as text, of variables at the innermost place of the source.
    pub values: Vec<(String, String)>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// The main process ended normally, or by shutdown.
    Done,
    /// It ended otherwise.
    Crashed(Crash),
    /// `halt(Status)` or `init:stop(Status)`.
    Halted(i32),
    /// Nothing could run any more; the text says who waits for what.
    Deadlock(String),
}

/// What a process tells the program around the machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Who tells.
    pub from: Pid,
    /// What, as words.
    pub words: Vec<String>,
}

/// Hears what processes tell.
pub type Listener = Box<dyn Fn(Told) + Send>;

/// Does what the machine itself cannot, such as compiling: request and answer are bytes that `vm/lib` and the program
/// around the machine agree upon. Runs outside the schedulers.
pub type Service = Box<dyn Fn(&[u8]) -> Vec<u8> + Send + Sync>;

/// Registered names. A port's name is that of the process behind it, too.
#[derive(Default)]
pub struct Names {
    by_name: FxHashMap<Atom, Pid>,
    by_pid: FxHashMap<Pid, Atom>,
    ports: FxHashMap<Atom, u64>,
}

impl Names {
    /// The process that has the name.
    pub fn pid_of(&self, name: Atom) -> Option<Pid> {
        self.by_name.get(&name).copied()
    }

    /// The number of the port that has the name.
    pub fn port_of(&self, name: Atom) -> Option<u64> {
        self.ports.get(&name).copied()
    }

    /// Gives a port a name, unless it is taken or the port has one; `pid` stands behind the port.
    pub fn give_port(&mut self, name: Atom, pid: Pid, port: u64) -> bool {
        let free = self.give(name, pid);
        if free {
            self.ports.insert(name, port);
        }
        free
    }

    /// The name of a process.
    pub fn name_of(&self, pid: Pid) -> Option<Atom> {
        self.by_pid.get(&pid).copied()
    }

    /// Gives a name, unless it is taken or the process has one.
    pub fn give(&mut self, name: Atom, pid: Pid) -> bool {
        let free = !self.by_name.contains_key(&name) && !self.by_pid.contains_key(&pid);
        if free {
            self.by_name.insert(name, pid);
            self.by_pid.insert(pid, name);
        }
        free
    }

    /// Takes a name away; whether it was there.
    pub fn remove(&mut self, name: Atom) -> bool {
        self.ports.remove(&name);
        let pid = self.by_name.remove(&name);
        pid.is_some_and(|pid| self.by_pid.remove(&pid).is_some())
    }

    /// Takes the name of a process away.
    pub fn remove_pid(&mut self, pid: Pid) {
        if let Some(name) = self.by_pid.remove(&pid) {
            self.by_name.remove(&name);
            self.ports.remove(&name);
        }
    }

    /// All names, sorted by their text.
    pub fn all(&self) -> Vec<Atom> {
        let mut names: Vec<Atom> = self.by_name.keys().copied().collect();
        names.sort_by_key(|name| name.name());
        names
    }
}

/// Variables of the environment, as bytes.
pub(crate) type Environment = std::collections::BTreeMap<Vec<u8>, Vec<u8>>;

/// The environment that the program was started with.
fn environment() -> Environment {
    use std::os::unix::ffi::OsStringExt;
    std::env::vars_os().map(|(name, value)| (name.into_vec(), value.into_vec())).collect()
}

/// See the module's text.
pub struct Machine {
    /// How it was set up.
    pub config: Config,
    /// Time and chance.
    pub clock: Clock,
    /// What `erlang:system_flag/2` changes.
    pub settings: Settings,
    /// Loaded code.
    pub code: CodeTable,
    /// The processes.
    pub table: Table,
    /// Timers.
    pub timers: Timers,
    /// Registered names.
    pub names: RwLock<Names>,
    /// The terms of `persistent_term` by their keys' hashes; all in the literal area.
    pub persistent: RwLock<FxHashMap<u64, Vec<(Term, Term)>>>,
    /// The tables of `ets`.
    pub tables: Tables,
    /// The run queues.
    pub sched: Shared,
    /// Sees to schedulers that are held up.
    pub watch: Watch,
    /// Who sleeps with more memory than it may need.
    pub(crate) noted: Mutex<Noted>,
    /// Standard output and error.
    pub output: Output,
    /// Jobs under way outside the schedulers, whose answers processes wait for.
    pub jobs: AtomicUsize,
    /// The threads that do them.
    pub(crate) pool: Pool,
    /// Files that processes have open.
    pub(crate) files: Mutex<OpenFiles>,
    /// Streams of packed data.
    pub(crate) zstreams: Mutex<Streams>,
    /// The environment that `os` shows and changes, and that commands get.
    pub(crate) environment: Mutex<Environment>,
    /// Which processes stand behind ports.
    pub(crate) ports: Mutex<Ports>,
    /// The programs that ports run.
    pub(crate) children: Mutex<Children>,
    /// Who has to end because memory is short.
    pub victims: Victims,
    /// Why processes ended, for the prompt.
    pub obituaries: Obituaries,
    /// The most memory of a process that is measured.
    pub peak: Peak,
    /// What was said lately of limits.
    pub limits: Limits,
    /// Who hears what happens to the processes.
    pub events: Hook,
    /// Hears `erts_internal:shell_reply/1`.
    listener: Mutex<Option<Listener>>,
    /// Chooses what happens next, when the policy is [`Policy::Driven`].
    pub(crate) chooser: Mutex<Option<Box<dyn Chooser>>>,
    /// Answers `erts_internal:compile/2`.
    compiler: Mutex<Option<Arc<Service>>>,
    /// The process whose end ends the run, 0 for none.
    pub main: AtomicU64,
    /// The process behind `user`, 0 before it is started.
    pub user: AtomicU64,
    /// Whether output to `user` is written at once, in UTF-8, and not by that process.
    pub direct_output: AtomicBool,
    references: AtomicU64,
    unique: AtomicU64,
    crash: Mutex<Option<Crash>>,
    ending: Mutex<Option<Ending>>,
    ended: Condvar,
}

impl Machine {
    /// A machine without code or processes.
    pub fn new(config: Config) -> Arc<Machine> {
        crate::memory::source::keep_freed(config.policy.schedulers());
        let clock = Clock::new(config.policy);
        let sched = Shared::new(config.policy.schedulers());
        let first_reference = clock.random() >> 8;
        Arc::new(Machine {
            code: CodeTable::new(config.gc_stress, config.policy == Policy::Driven),
            table: Table::new(sched.numbers, config.max_processes),
            timers: Timers::new(),
            names: RwLock::default(),
            persistent: RwLock::default(),
            tables: Tables::default(),
            events: Hook::default(),
            watch: Watch::new(sched.numbers),
            sched,
            noted: Mutex::default(),
            output: Output::new(),
            jobs: AtomicUsize::new(0),
            pool: Pool::default(),
            files: Mutex::default(),
            zstreams: Mutex::default(),
            environment: Mutex::new(environment()),
            ports: Mutex::default(),
            children: Mutex::default(),
            settings: Settings::default(),
            victims: Victims::default(),
            obituaries: Obituaries::default(),
            peak: Peak::default(),
            limits: Limits::default(),
            listener: Mutex::new(None),
            chooser: Mutex::new(None),
            compiler: Mutex::new(None),
            main: AtomicU64::new(0),
            user: AtomicU64::new(0),
            direct_output: AtomicBool::new(true),
            references: AtomicU64::new(first_reference),
            unique: AtomicU64::new(1),
            crash: Mutex::new(None),
            ending: Mutex::new(None),
            ended: Condvar::new(),
            clock,
            config,
        })
    }

    /// Whether `--sandbox` allows a file.
    pub fn permits(&self, path: &std::path::Path) -> bool {
        self.config.sandbox.as_ref().is_none_or(|sandbox| sandbox.permits(path))
    }

    /// Whether there is a process `pid`; asked by a scheduler.
    pub fn is_alive(&self, pid: Pid) -> bool {
        self.table.find(pid).is_some()
    }

    /// 64 bits for a new reference.
    pub fn new_reference(&self) -> u64 {
        self.references.fetch_add(1, Ordering::Relaxed)
    }

    /// The next integer of `erlang:unique_integer/1`.
    pub fn new_unique(&self) -> u64 {
        self.unique.fetch_add(1, Ordering::Relaxed)
    }

    /// Whether `pid` is the main process.
    pub fn is_main(&self, pid: Pid) -> bool {
        self.main.load(Ordering::Relaxed) == pid.0 + 1
    }

    /// Makes `pid` the main process.
    pub fn set_main(&self, pid: Pid) {
        self.main.store(pid.0 + 1, Ordering::Relaxed);
    }

    /// Makes `pid` the process behind `user`.
    pub fn set_user(&self, pid: Pid) {
        self.user.store(pid.0 + 1, Ordering::Relaxed);
    }

    /// Has `listener` hear what processes tell from now on.
    pub fn set_listener(&self, listener: Listener) {
        *self.listener.lock() = Some(listener);
    }

    /// Says who chooses what happens next in a machine of the policy [`Policy::Driven`]; without it the first choice is
    /// taken.
    pub fn set_chooser(&self, chooser: Box<dyn Chooser>) {
        *self.chooser.lock() = Some(chooser);
    }

    /// Says what answers `erts_internal:compile/2`.
    pub fn set_compiler(&self, compiler: Service) {
        *self.compiler.lock() = Some(Arc::new(compiler));
    }

    /// What was set by [`Machine::set_compiler`].
    pub fn compiler(&self) -> Option<Arc<Service>> {
        self.compiler.lock().clone()
    }

    /// Tells the program around the machine; false when the run is over or nobody listens.
    pub fn tell(&self, told: Told) -> bool {
        !self.has_ended() && self.listener.lock().as_ref().map(|listener| listener(told)).is_some()
    }

    /// Keeps what is known of the main process's crash until it has ended.
    pub fn note_crash(&self, crash: Crash) {
        *self.crash.lock() = Some(crash);
    }

    /// The main process ended; `fine` when by `normal` or a shutdown.
    pub fn main_ended(&self, fine: bool, reason: String) {
        let crash = self.crash.lock().take();
        let ending = match fine {
            true => Ending::Done,
            false => Ending::Crashed(crash.unwrap_or_else(|| Crash {
                class: "exit".into(),
                reason,
                stack: Vec::new(),
                values: Vec::new(),
            })),
        };
        self.end(ending);
    }

    /// Ends the run; the first to say how wins.
    pub fn end(&self, ending: Ending) {
        let mut slot = self.ending.lock();
        if slot.is_none() {
            *slot = Some(ending);
            self.ended.notify_all();
        }
    }

    /// Whether the run has ended.
    pub fn has_ended(&self) -> bool {
        self.ending.lock().is_some()
    }

    /// Waits for the end of the run.
    pub fn wait(&self) -> Ending {
        let mut slot = self.ending.lock();
        loop {
            if let Some(ending) = &*slot {
                return ending.clone();
            }
            self.ended.wait(&mut slot);
        }
    }

    /// Stops the schedulers after their present slices.
    pub fn shut_down(&self) {
        self.sched.shut_down();
        self.watch.look();
        self.pool.close();
    }

    /// A timer was set that is earlier than all others: a sleeping scheduler may have to wake for it.
    pub fn wake_for_timer(&self) {
        self.sched.wake_all();
    }
}
