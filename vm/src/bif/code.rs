//! Functions as values, calls by name, modules.

use super::processes::{atom_arg, proper_list};
use super::{Cx, Outcome, Stop, badarg, error};
use crate::atom::{Atom, atoms};
use crate::code::funs::LambdaEntry;
use crate::code::{Export, Loaded};
use crate::heap::parcel::{ParcelBox, Signal};
use crate::module::image;
use crate::process::{flag, signal};
use crate::sync::Ordering;
use crate::term::build::Alloc;
use crate::term::{Kind, LambdaHead, Term, View};

/// A function takes at most so many arguments.
const MAX_ARGS: usize = 255;

/// Goes on in the code at `code` with these registers.
fn enter(cx: &mut Cx, code: *const u64, registers: &[Term]) -> Outcome {
    cx.context.x[..registers.len()].copy_from_slice(registers);
    Err(Stop::Call { code: code as u64, live: registers.len() as u32 })
}

pub(super) fn apply_3(cx: &mut Cx, [module, function, args]: &[Term; 3]) -> Outcome {
    let (module, function) = (atom_arg(*module)?, atom_arg(*function)?);
    let args = proper_list(*args).ok_or_else(badarg)?;
    if args.len() > MAX_ARGS {
        return Err(super::system_limit());
    }
    let export = cx.context.export(module, function, args.len());
    enter(cx, export.address(), &args)
}

pub(super) fn apply_2(cx: &mut Cx, [fun, list]: &[Term; 2]) -> Outcome {
    let mut args = proper_list(*list).ok_or_else(badarg)?;
    match fun.view() {
        View::Fun(closure) if closure.arity() as usize == args.len() => {
            args.extend_from_slice(closure.free());
            enter(cx, LambdaEntry::of(*fun).code(), &args)
        }
        View::ExportFun(fun) if Export::of(fun).mfa.arity as usize == args.len() => {
            enter(cx, Export::of(fun).address(), &args)
        }
        View::Fun(_) | View::ExportFun(_) => {
            let culprit = cx.tuple(&[*fun, *list])?;
            let reason = cx.tuple(&[Term::atom(atoms::badarity), culprit])?;
            Err(error(reason))
        }
        _ => {
            let reason = cx.tuple(&[Term::atom(atoms::badfun), *fun])?;
            Err(error(reason))
        }
    }
}

/// Sleeps until there is a message, with nothing left on the stack, then calls the function.
pub(super) fn hibernate(cx: &mut Cx, [module, function, args]: &[Term; 3]) -> Outcome {
    let (name, called) = (atom_arg(*module)?, atom_arg(*function)?);
    let list = proper_list(*args).ok_or_else(badarg)?;
    if list.len() > MAX_ARGS {
        return Err(super::system_limit());
    }
    if cx.process().inbox.has_signals() && !signal::handle_all(cx.context) {
        return Err(Stop::Exit);
    }
    if cx.process().mailbox.len > 0 {
        cx.process().set(flag::IDLE, false);
        let export = cx.context.export(name, called, list.len());
        cx.context.x[..list.len()].copy_from_slice(&list);
        return Err(Stop::Restart { code: export.address() as u64, live: list.len() as u32 });
    }
    // It may sleep for long: all that it does not need is given back.
    cx.process().set(flag::IDLE | flag::COLLECT, true);
    cx.process().mailbox.rewind();
    cx.process().mailbox.settle();
    let own = cx.context.export(atoms::erlang, atoms::hibernate, 3);
    cx.context.x[..3].copy_from_slice(&[*module, *function, *args]);
    Err(Stop::Sleep { code: own.address() as u64, live: 3 })
}

pub(super) fn make_fun(cx: &mut Cx, [module, function, arity]: &[Term; 3]) -> Outcome {
    let (module, function) = (atom_arg(*module)?, atom_arg(*function)?);
    let arity = arity.as_small().filter(|arity| (0..=255).contains(arity)).ok_or_else(badarg)?;
    let export = cx.context.export(module, function, arity as usize);
    Ok(cx.boxed_words(Kind::ExportFun, &[std::ptr::from_ref(export) as u64])?)
}

pub(super) fn is_function_1(_: &mut Cx, [term]: &[Term; 1]) -> Outcome {
    Ok(Term::boolean(matches!(term.kind(), Some(Kind::Fun | Kind::ExportFun))))
}

pub(super) fn is_function_2(_: &mut Cx, [term, arity]: &[Term; 2]) -> Outcome {
    let arity = match arity.as_small() {
        Some(arity) if arity >= 0 => Some(arity),
        None if arity.kind() == Some(Kind::BigPositive) => None,
        _ => return Err(badarg()),
    };
    let has = match term.view() {
        View::Fun(fun) => Some(i64::from(fun.arity())),
        View::ExportFun(fun) => Some(i64::from(Export::of(fun).mfa.arity)),
        _ => None,
    };
    Ok(Term::boolean(has.is_some() && has == arity))
}

/// Items of `fun_info/1` for a local fun, in OTP's order.
const LOCAL_ITEMS: [&str; 10] =
    ["pid", "module", "new_index", "new_uniq", "index", "uniq", "name", "arity", "env", "type"];

pub(super) fn fun_info_2(cx: &mut Cx, [fun, item]: &[Term; 2]) -> Outcome {
    let name = atom_arg(*item)?;
    let value = match fun.view() {
        View::Fun(closure) => {
            let entry = LambdaEntry::of(*fun);
            local_item(cx, entry, closure, name)?
        }
        View::ExportFun(fun) => {
            let mfa = Export::of(fun).mfa;
            match name.name() {
                "module" => Term::atom(mfa.module),
                "name" => Term::atom(mfa.function),
                "arity" => Term::small(i64::from(mfa.arity)),
                "env" => Term::NIL,
                "type" => Term::atom(atoms::external),
                "pid" | "new_index" | "new_uniq" | "index" | "uniq" | "refc" => Term::atom(atoms::undefined),
                _ => return Err(badarg()),
            }
        }
        _ => return Err(badarg()),
    };
    Ok(cx.tuple(&[*item, value])?)
}

fn local_item(cx: &mut Cx, entry: &LambdaEntry, fun: crate::term::Fun, name: Atom) -> Outcome {
    let LambdaHead { module, index, uniq } = entry.head;
    Ok(match name.name() {
        "pid" => fun.creator(),
        "module" => Term::atom(module),
        "index" | "new_index" => Term::small(i64::from(index)),
        "uniq" => Term::small(i64::from(uniq)),
        "new_uniq" => {
            let mut bytes = [0u8; 16];
            bytes[12..].copy_from_slice(&uniq.to_be_bytes());
            cx.binary(&bytes)?
        }
        "name" => entry.function().map_or(Term::NIL, Term::atom),
        "arity" => Term::small(i64::from(fun.arity())),
        "env" => cx.list(fun.free())?,
        "type" => Term::atom(atoms::local),
        "refc" => Term::small(1),
        _ => return Err(badarg()),
    })
}

pub(super) fn fun_info_1(cx: &mut Cx, [fun]: &[Term; 1]) -> Outcome {
    let items: &[&str] = match fun.view() {
        View::Fun(_) => &LOCAL_ITEMS,
        View::ExportFun(_) => &["module", "name", "arity", "env", "type"],
        _ => return Err(badarg()),
    };
    let mut pairs = Vec::with_capacity(items.len());
    for item in items {
        pairs.push(fun_info_2(cx, &[*fun, Term::atom(Atom::new(item))])?);
    }
    Ok(cx.list(&pairs)?)
}

// ── Modules ────────────────────────────────────────────────────────────────

/// The arity that an integer says; `None` when no function has it.
fn some_arity(arity: Term) -> Result<Option<u32>, Stop> {
    if !arity.is_integer() {
        return Err(badarg());
    }
    Ok(arity.as_small().and_then(|arity| u32::try_from(arity).ok()))
}

/// Modules that are loaded from the start in OTP, so that programs may ask what they export; here they are when asked.
const FROM_THE_START: [&str; 44] = [
    "application",
    "application_controller",
    "atomics",
    "binary",
    "c",
    "code",
    "counters",
    "erl_eval",
    "erl_lint",
    "erl_parse",
    "erl_prim_loader",
    "erlang",
    "erpc",
    "error_handler",
    "error_logger",
    "ets",
    "file",
    "filename",
    "gb_sets",
    "gb_trees",
    "gen",
    "gen_event",
    "gen_server",
    "global",
    "inet",
    "inet_parse",
    "init",
    "lists",
    "logger",
    "logger_filters",
    "logger_formatter",
    "logger_std_h",
    "maps",
    "orddict",
    "os",
    "persistent_term",
    "proc_lib",
    "proplists",
    "queue",
    "rand",
    "rpc",
    "supervisor",
    "unicode",
    "zlib",
];

fn load_from_the_start(cx: &Cx, module: Atom) {
    let machine = &cx.context.machine;
    if machine.code.current(module).is_none() && FROM_THE_START.contains(&module.name()) {
        machine.clone().code.load_on_demand(machine, module);
    }
}

pub(super) fn function_exported(cx: &mut Cx, [module, function, arity]: &[Term; 3]) -> Outcome {
    let (module, function) = (atom_arg(*module)?, atom_arg(*function)?);
    let Some(arity) = some_arity(*arity)? else { return Ok(Term::FALSE) };
    load_from_the_start(cx, module);
    Ok(Term::boolean(cx.context.machine.code.export(module, function, arity).is_defined()))
}

pub(super) fn is_builtin(_: &mut Cx, [module, function, arity]: &[Term; 3]) -> Outcome {
    let (module, function) = (atom_arg(*module)?, atom_arg(*function)?);
    let Some(arity) = some_arity(*arity)? else { return Ok(Term::FALSE) };
    Ok(Term::boolean(super::lookup(module, function, arity).is_some()))
}

pub(super) fn module_loaded(cx: &mut Cx, [module]: &[Term; 1]) -> Outcome {
    let module = atom_arg(*module)?;
    load_from_the_start(cx, module);
    // The module of the built-in functions is there even before its half in Erlang is needed.
    Ok(Term::boolean(module == atoms::erlang || cx.context.machine.code.current(module).is_some()))
}

/// What is there without being loaded from the image of the library.
pub(super) fn pre_loaded(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    Ok(cx.list(&[Term::atom(atoms::erlang)])?)
}

pub(super) fn loaded(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let modules = cx.context.machine.code.modules();
    let mut names: Vec<Atom> =
        modules.iter().filter(|(_, versions)| versions.current.is_some()).map(|(name, _)| *name).collect();
    names.sort_by_key(|name| name.name());
    let names: Vec<Term> = names.into_iter().map(Term::atom).collect();
    Ok(cx.list(&names)?)
}

/// `erts_internal:load(Module)`: loads a module through the finder unless it is there; whether it is there now.
pub(super) fn load(cx: &mut Cx, [module]: &[Term; 1]) -> Outcome {
    let module = atom_arg(*module)?;
    let machine = cx.context.machine.clone();
    Ok(Term::boolean(machine.code.load_on_demand(&machine, module)))
}

/// `erts_internal:is_library(Module)`: whether programs may not replace it.
pub(super) fn is_library(cx: &mut Cx, [module]: &[Term; 1]) -> Outcome {
    let module = atom_arg(*module)?;
    Ok(Term::boolean(cx.context.machine.code.is_sticky(module)))
}

/// `erts_internal:code_path()`: the folders that modules are looked for in, as binaries.
pub(super) fn code_path(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let mut folders = Vec::new();
    for folder in cx.context.machine.code.path() {
        folders.push(cx.process().heap.binary(folder.as_bytes())?);
    }
    Ok(cx.list(&folders)?)
}

/// `erts_internal:set_code_path(Folders)`: replaces them.
pub(super) fn set_code_path(cx: &mut Cx, [folders]: &[Term; 1]) -> Outcome {
    let text = |folder: &Term| {
        let bits = folder.as_bits().filter(|bits| bits.is_binary()).ok_or_else(badarg)?;
        String::from_utf8(bits.to_vec()).map_err(|_| badarg())
    };
    let folders: Result<Vec<String>, Stop> =
        proper_list(*folders).ok_or_else(badarg)?.iter().map(text).collect();
    cx.context.machine.code.set_path(folders?);
    Ok(Term::TRUE)
}

/// `erts_internal:load_image(Module, Image)`: loads a module that the compiler made; `true`, or its `-on_load`
/// function, which must run first. `bad_image`, or the name of another module that the image holds.
pub(super) fn load_image(cx: &mut Cx, [module, image]: &[Term; 2]) -> Outcome {
    let name = atom_arg(*module)?;
    let bits = image.as_bits().filter(|bits| bits.is_binary()).ok_or_else(badarg)?;
    cx.charge(bits.size as usize / 64);
    let machine = cx.context.machine.clone();
    let Some(module) = image::decode(&bits.to_vec()) else { return Ok(Term::atom(atoms::bad_image)) };
    if module.name != name {
        return Ok(Term::atom(module.name));
    }
    match machine.load(module) {
        Ok(loaded) => match loaded.on_load() {
            Some(on_load) => Ok(cx.boxed_words(Kind::ExportFun, &[std::ptr::from_ref(on_load) as u64])?),
            None => Ok(Term::TRUE),
        },
        Err(_) => Ok(Term::atom(atoms::bad_image)),
    }
}

/// Stack of the thread that compiles.
const COMPILER_STACK: usize = 256 << 20;

/// `erts_internal:compile(Ref, Request)`: the compiler's answer is sent later as `{Ref, Bytes}`, or `{Ref, eof}` when
/// there is no compiler.
pub(super) fn compile(cx: &mut Cx, [reference, request]: &[Term; 2]) -> Outcome {
    let own = cx.process().pid;
    if let View::Reference(reference) = reference.view() {
        super::outside::await_answer(cx, reference.id());
    }
    let machine = cx.context.machine.clone();
    let request = request.as_bits().filter(|bits| bits.is_binary()).ok_or_else(badarg)?.to_vec();
    let message = cx.tuple(&[*reference, Term::atom(atoms::eof)])?;
    let empty = ParcelBox(signal::make(cx.context, Signal::Message, message, 0)?);
    machine.jobs.fetch_add(1, Ordering::SeqCst);
    let job = move || crate::jobs::compile(&machine, own, &request, empty);
    let thread = std::thread::Builder::new().name("compiler".into()).stack_size(COMPILER_STACK);
    if thread.spawn(job).is_err() {
        return Err(super::system_limit());
    }
    Ok(Term::TRUE)
}

pub(super) fn delete_module(cx: &mut Cx, [module]: &[Term; 1]) -> Outcome {
    let module = atom_arg(*module)?;
    match cx.context.machine.code.delete(module) {
        Some(true) => Ok(Term::TRUE),
        Some(false) => Err(badarg()),
        None => Ok(Term::atom(atoms::undefined)),
    }
}

/// `erts_internal:drop_old(Module)`: forgets the old version; whether there was one.
pub(super) fn drop_old(cx: &mut Cx, [module]: &[Term; 1]) -> Outcome {
    let module = atom_arg(*module)?;
    Ok(Term::boolean(cx.context.machine.code.drop_old(module)))
}

pub(super) fn check_old_code(cx: &mut Cx, [module]: &[Term; 1]) -> Outcome {
    let module = atom_arg(*module)?;
    let modules = cx.context.machine.code.modules();
    Ok(Term::boolean(modules.get(&module).is_some_and(|versions| versions.old.is_some())))
}

fn function_list(cx: &mut Cx, loaded: &Loaded, exported_only: bool) -> Outcome {
    let mut items = Vec::new();
    for (index, function) in loaded.module.functions.iter().enumerate() {
        if !exported_only || loaded.module.exports.contains(&(index as u32)) {
            items.push(cx.tuple(&[Term::atom(function.name), Term::small(i64::from(function.arity))])?);
        }
    }
    // Those written in Rust are exported, too; some have a twin in Erlang.
    let own = loaded.module.name;
    let mut add = |name: Atom, arity: u32| {
        let known = |function: &crate::module::Function| function.name == name && function.arity == arity;
        if !loaded.module.functions.iter().any(known) {
            items.push(cx.tuple(&[Term::atom(name), Term::small(i64::from(arity))])?);
        }
        Ok::<_, Stop>(())
    };
    for bif in super::BIFS.iter().filter(|bif| bif.kind != super::BifKind::Hidden && bif.module == own.name())
    {
        add(Atom::new(bif.name), bif.arity)?;
    }
    Ok(cx.list(&items)?)
}

pub(super) fn get_module_info_2(cx: &mut Cx, [module, item]: &[Term; 2]) -> Outcome {
    let module = atom_arg(*module)?;
    let loaded = cx.context.machine.code.current(module).ok_or_else(badarg)?;
    match atom_arg(*item)? {
        atoms::module => Ok(Term::atom(module)),
        atoms::exports => function_list(cx, &loaded, true),
        atoms::functions => function_list(cx, &loaded, false),
        atoms::attributes => Ok(loaded.attributes),
        atoms::compile => {
            let source = loaded.module.files.first().cloned().unwrap_or_default();
            let source = cx.string(&source)?;
            let pair = cx.tuple(&[Term::atom(atoms::source), source])?;
            Ok(cx.list(&[pair])?)
        }
        atoms::md5 => {
            let mut bytes = [0u8; 16];
            bytes[8..].copy_from_slice(&loaded.version.to_be_bytes());
            Ok(cx.binary(&bytes)?)
        }
        atoms::nifs => Ok(Term::NIL),
        item if item.name() == "native_addresses" => Ok(Term::NIL),
        atoms::native => Ok(Term::atom(atoms::false_)),
        _ => Err(badarg()),
    }
}

pub(super) fn get_module_info_1(cx: &mut Cx, [module]: &[Term; 1]) -> Outcome {
    let mut pairs = Vec::new();
    for item in [atoms::module, atoms::exports, atoms::attributes, atoms::compile, atoms::md5] {
        let value = get_module_info_2(cx, &[*module, Term::atom(item)])?;
        pairs.push(cx.tuple(&[Term::atom(item), value])?);
    }
    Ok(cx.list(&pairs)?)
}
