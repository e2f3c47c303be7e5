//! The functions of module `erlang` that may be called without saying so, and those that guards may call.
//!
//! One table, sorted by name and arity, taken from OTP 25 itself.

use Kind::{Guard, Plain};

/// Whether `name/arity` is an auto-imported function.
pub fn is_auto_imported(name: &str, arity: u32) -> bool {
    find(name, arity).is_some()
}

/// Whether guards may call `name/arity`.
pub fn is_guard_bif(name: &str, arity: u32) -> bool {
    find(name, arity).is_some_and(|row| row.2 == Guard)
}

/// Whether `name/arity` is a type test of long ago: `list(X)` as a whole test of a guard means `is_list(X)`.
pub fn is_old_type_test(name: &str, arity: usize) -> bool {
    match arity {
        1 => matches!(
            name,
            "integer"
                | "float"
                | "number"
                | "atom"
                | "list"
                | "tuple"
                | "pid"
                | "reference"
                | "port"
                | "binary"
                | "function"
        ),
        2 => name == "record",
        _ => false,
    }
}

/// Operators that may be called as functions in a guard.
pub fn is_guard_operator(name: &str, arity: u32) -> bool {
    match arity {
        1 => matches!(name, "+" | "-" | "bnot" | "not"),
        2 => matches!(
            name,
            "+" | "-"
                | "*"
                | "/"
                | "div"
                | "rem"
                | "band"
                | "bor"
                | "bxor"
                | "bsl"
                | "bsr"
                | "and"
                | "or"
                | "xor"
                | "=="
                | "/="
                | "=:="
                | "=/="
                | "<"
                | "=<"
                | ">"
                | ">="
        ),
        _ => false,
    }
}

/// Whether a local function of this name must not be called without `erlang:` or `no_auto_import`: true for those
/// that were auto-imported before release 14.
pub fn is_old_bif(name: &str, arity: u32) -> bool {
    find(name, arity).is_some_and(|row| row.3)
}

/// The arities with which `name` is auto-imported.
pub fn arities(name: &str) -> impl Iterator<Item = u32> {
    BIFS.iter().filter(move |row| row.0 == name).map(|row| row.1)
}

/// All auto-imported functions.
pub fn all() -> impl Iterator<Item = (&'static str, u32)> {
    BIFS.iter().map(|row| (row.0, row.1))
}

fn find(name: &str, arity: u32) -> Option<&'static Row> {
    BIFS.binary_search_by(|row| (row.0, row.1).cmp(&(name, arity))).ok().map(|at| &BIFS[at])
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Guard,
    Plain,
}

/// Name, arity, whether guards may call it, whether it is an old one.
type Row = (&'static str, u32, Kind, bool);

#[rustfmt::skip]
const BIFS: &[Row] = &[
    ("abs", 1, Guard, true),
    ("alias", 0, Plain, false),
    ("alias", 1, Plain, false),
    ("apply", 2, Plain, true),
    ("apply", 3, Plain, true),
    ("atom_to_binary", 1, Plain, false),
    ("atom_to_binary", 2, Plain, true),
    ("atom_to_list", 1, Plain, true),
    ("binary_part", 2, Guard, false),
    ("binary_part", 3, Guard, false),
    ("binary_to_atom", 1, Plain, false),
    ("binary_to_atom", 2, Plain, true),
    ("binary_to_existing_atom", 1, Plain, false),
    ("binary_to_existing_atom", 2, Plain, true),
    ("binary_to_float", 1, Plain, false),
    ("binary_to_integer", 1, Plain, false),
    ("binary_to_integer", 2, Plain, false),
    ("binary_to_list", 1, Plain, true),
    ("binary_to_list", 3, Plain, true),
    ("binary_to_term", 1, Plain, true),
    ("binary_to_term", 2, Plain, false),
    ("bit_size", 1, Guard, true),
    ("bitstring_to_list", 1, Plain, true),
    ("byte_size", 1, Guard, true),
    ("ceil", 1, Guard, false),
    ("check_old_code", 1, Plain, false),
    ("check_process_code", 2, Plain, true),
    ("check_process_code", 3, Plain, false),
    ("date", 0, Plain, true),
    ("delete_module", 1, Plain, true),
    ("demonitor", 1, Plain, false),
    ("demonitor", 2, Plain, false),
    ("disconnect_node", 1, Plain, true),
    ("element", 2, Guard, true),
    ("erase", 0, Plain, true),
    ("erase", 1, Plain, true),
    ("error", 1, Plain, false),
    ("error", 2, Plain, false),
    ("error", 3, Plain, false),
    ("exit", 1, Plain, true),
    ("exit", 2, Plain, true),
    ("float", 1, Guard, true),
    ("float_to_binary", 1, Plain, false),
    ("float_to_binary", 2, Plain, false),
    ("float_to_list", 1, Plain, true),
    ("float_to_list", 2, Plain, false),
    ("floor", 1, Guard, false),
    ("garbage_collect", 0, Plain, true),
    ("garbage_collect", 1, Plain, true),
    ("garbage_collect", 2, Plain, false),
    ("get", 0, Plain, true),
    ("get", 1, Plain, true),
    ("get_keys", 0, Plain, false),
    ("get_keys", 1, Plain, true),
    ("group_leader", 0, Plain, true),
    ("group_leader", 2, Plain, true),
    ("halt", 0, Plain, true),
    ("halt", 1, Plain, true),
    ("halt", 2, Plain, false),
    ("hd", 1, Guard, true),
    ("integer_to_binary", 1, Plain, false),
    ("integer_to_binary", 2, Plain, false),
    ("integer_to_list", 1, Plain, true),
    ("integer_to_list", 2, Plain, false),
    ("iolist_size", 1, Plain, true),
    ("iolist_to_binary", 1, Plain, true),
    ("is_alive", 0, Plain, true),
    ("is_atom", 1, Guard, true),
    ("is_binary", 1, Guard, true),
    ("is_bitstring", 1, Guard, true),
    ("is_boolean", 1, Guard, true),
    ("is_float", 1, Guard, true),
    ("is_function", 1, Guard, true),
    ("is_function", 2, Guard, true),
    ("is_integer", 1, Guard, true),
    ("is_integer", 3, Guard, false),
    ("is_list", 1, Guard, true),
    ("is_map", 1, Guard, false),
    ("is_map_key", 2, Guard, false),
    ("is_number", 1, Guard, true),
    ("is_pid", 1, Guard, true),
    ("is_port", 1, Guard, true),
    ("is_process_alive", 1, Plain, true),
    ("is_record", 2, Guard, true),
    ("is_record", 3, Guard, true),
    ("is_reference", 1, Guard, true),
    ("is_tuple", 1, Guard, true),
    ("length", 1, Guard, true),
    ("link", 1, Plain, true),
    ("list_to_atom", 1, Plain, true),
    ("list_to_binary", 1, Plain, true),
    ("list_to_bitstring", 1, Plain, true),
    ("list_to_existing_atom", 1, Plain, true),
    ("list_to_float", 1, Plain, true),
    ("list_to_integer", 1, Plain, true),
    ("list_to_integer", 2, Plain, false),
    ("list_to_pid", 1, Plain, true),
    ("list_to_port", 1, Plain, false),
    ("list_to_ref", 1, Plain, false),
    ("list_to_tuple", 1, Plain, true),
    ("load_module", 2, Plain, true),
    ("make_ref", 0, Plain, true),
    ("map_get", 2, Guard, false),
    ("map_size", 1, Guard, false),
    ("max", 2, Plain, false),
    ("min", 2, Plain, false),
    ("module_loaded", 1, Plain, true),
    ("monitor", 2, Plain, false),
    ("monitor", 3, Plain, false),
    ("monitor_node", 2, Plain, true),
    ("node", 0, Guard, true),
    ("node", 1, Guard, true),
    ("nodes", 0, Plain, true),
    ("nodes", 1, Plain, true),
    ("nodes", 2, Plain, false),
    ("now", 0, Plain, true),
    ("open_port", 2, Plain, true),
    ("pid_to_list", 1, Plain, true),
    ("port_close", 1, Plain, true),
    ("port_command", 2, Plain, true),
    ("port_command", 3, Plain, false),
    ("port_connect", 2, Plain, true),
    ("port_control", 3, Plain, true),
    ("port_to_list", 1, Plain, false),
    ("pre_loaded", 0, Plain, true),
    ("process_flag", 2, Plain, true),
    ("process_flag", 3, Plain, true),
    ("process_info", 1, Plain, true),
    ("process_info", 2, Plain, true),
    ("processes", 0, Plain, true),
    ("purge_module", 1, Plain, true),
    ("put", 2, Plain, true),
    ("ref_to_list", 1, Plain, false),
    ("register", 2, Plain, true),
    ("registered", 0, Plain, true),
    ("round", 1, Guard, true),
    ("self", 0, Guard, true),
    ("setelement", 3, Plain, true),
    ("size", 1, Guard, true),
    ("spawn", 1, Plain, true),
    ("spawn", 2, Plain, true),
    ("spawn", 3, Plain, true),
    ("spawn", 4, Plain, true),
    ("spawn_link", 1, Plain, true),
    ("spawn_link", 2, Plain, true),
    ("spawn_link", 3, Plain, true),
    ("spawn_link", 4, Plain, true),
    ("spawn_monitor", 1, Plain, true),
    ("spawn_monitor", 2, Plain, false),
    ("spawn_monitor", 3, Plain, true),
    ("spawn_monitor", 4, Plain, false),
    ("spawn_opt", 2, Plain, true),
    ("spawn_opt", 3, Plain, true),
    ("spawn_opt", 4, Plain, true),
    ("spawn_opt", 5, Plain, true),
    ("spawn_request", 1, Plain, false),
    ("spawn_request", 2, Plain, false),
    ("spawn_request", 3, Plain, false),
    ("spawn_request", 4, Plain, false),
    ("spawn_request", 5, Plain, false),
    ("spawn_request_abandon", 1, Plain, false),
    ("split_binary", 2, Plain, true),
    ("statistics", 1, Plain, true),
    ("term_to_binary", 1, Plain, true),
    ("term_to_binary", 2, Plain, true),
    ("term_to_iovec", 1, Plain, false),
    ("term_to_iovec", 2, Plain, false),
    ("throw", 1, Plain, true),
    ("time", 0, Plain, true),
    ("tl", 1, Guard, true),
    ("trunc", 1, Guard, true),
    ("tuple_size", 1, Guard, true),
    ("tuple_to_list", 1, Plain, true),
    ("unalias", 1, Plain, false),
    ("unlink", 1, Plain, true),
    ("unregister", 1, Plain, true),
    ("whereis", 1, Plain, true),
];
