//! The library that the program carries: compiled modules and headers.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use vm::module::Module;
use vm::module::image::Image;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.image"));

fn image() -> &'static Image<'static> {
    static IMAGE: OnceLock<Image> = OnceLock::new();
    IMAGE.get_or_init(|| Image::open(BYTES).expect("the build wrote a sound image"))
}

/// The names of the library's modules.
pub fn names() -> impl Iterator<Item = &'static str> {
    image().names()
}

/// A module of the library.
pub fn module(name: &str) -> Option<Module> {
    image().module(name)
}

/// The functions that a library module exports, those in Rust included; `None` when there is no such module.
pub fn exports(name: &str) -> Option<lang::Exports> {
    // The compiler asks for every call.
    static KNOWN: Mutex<BTreeMap<String, Option<lang::Exports>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    match known.get(name) {
        Some(exports) => exports.clone(),
        None => known.entry(name.to_owned()).or_insert_with(|| listed_exports(name)).clone(),
    }
}

fn listed_exports(name: &str) -> Option<lang::Exports> {
    let mut exports: lang::Exports = vm::bif::BIFS
        .iter()
        .filter(|bif| bif.module == name)
        .map(|bif| (bif.name.into(), bif.arity))
        .collect();
    if let Some(module) = module(name) {
        let functions = module.exports.iter().map(|index| &module.functions[*index as usize]);
        exports.extend(functions.map(|function| (function.name.name().into(), function.arity)));
    }
    (!exports.is_empty()).then_some(exports)
}

/// The callbacks of the library's behaviours.
pub fn callbacks(behaviour: &str) -> Option<lang::Callbacks> {
    let callbacks: &[(&str, u32, bool)] = match behaviour {
        "gen_server" => &[
            ("init", 1, false),
            ("handle_call", 3, false),
            ("handle_cast", 2, false),
            ("handle_info", 2, true),
            ("handle_continue", 2, true),
            ("terminate", 2, true),
            ("code_change", 3, true),
            ("format_status", 1, true),
            ("format_status", 2, true),
        ],
        "gen_fsm" => &[
            ("init", 1, false),
            ("handle_event", 3, false),
            ("handle_sync_event", 4, false),
            ("handle_info", 3, true),
            ("terminate", 3, true),
            ("code_change", 4, true),
            ("format_status", 2, true),
        ],
        "supervisor_bridge" => &[("init", 1, false), ("terminate", 2, false)],
        "supervisor" => &[("init", 1, false)],
        "application" => &[("start", 2, false), ("stop", 1, false)],
        "gen_event" => &[
            ("init", 1, false),
            ("handle_event", 2, false),
            ("handle_call", 2, false),
            ("handle_info", 2, true),
            ("terminate", 2, true),
        ],
        "gen_statem" => &[("init", 1, false), ("callback_mode", 0, false)],
        "eunit_listener" => &[
            ("init", 1, false),
            ("handle_begin", 3, false),
            ("handle_end", 3, false),
            ("handle_cancel", 3, false),
            ("terminate", 2, false),
        ],
        _ => return None,
    };
    Some(callbacks.iter().map(|(name, arity, optional)| ((*name).into(), *arity, *optional)).collect())
}

/// A header of the library, by the path that `-include_lib` gives.
pub fn header(path: &str) -> Option<&'static str> {
    match path {
        "stdlib/include/assert.hrl" => Some(include_str!("../../vm/lib/assert.hrl")),
        "stdlib/include/ms_transform.hrl" => Some(include_str!("../../vm/lib/ms_transform.hrl")),
        "kernel/include/file.hrl" => Some(include_str!("../../vm/lib/file.hrl")),
        "kernel/include/inet.hrl" => Some(include_str!("../../vm/lib/inet.hrl")),
        "kernel/include/logger.hrl" => Some(include_str!("../../vm/lib/logger.hrl")),
        "eunit/include/eunit.hrl" => Some(include_str!("../../vm/lib/eunit.hrl")),
        _ => None,
    }
}
