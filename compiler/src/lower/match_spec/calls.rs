//! The functions that a fun may call which becomes a match specification. Newer ones, as `is_boolean/1` and `tuple_size/1`,
//! are not among them, though a specification may have them.

use lang::builtins;

/// What may be called in guards and bodies, with `erlang:` before it or without.
pub fn is_function(name: &str, arity: usize) -> bool {
    matches!(
        (name, arity),
        (
            "is_atom"
                | "is_binary"
                | "is_float"
                | "is_function"
                | "is_integer"
                | "is_list"
                | "is_map"
                | "is_number"
                | "is_pid"
                | "is_port"
                | "is_reference"
                | "is_tuple",
            1
        ) | ("is_record" | "is_map_key" | "map_get" | "element", 2)
            | (
                "abs"
                    | "bit_size"
                    | "byte_size"
                    | "float"
                    | "hd"
                    | "length"
                    | "map_size"
                    | "node"
                    | "round"
                    | "size"
                    | "tl"
                    | "trunc",
                1
            )
            | ("binary_part", 2 | 3)
            | ("node" | "self" | "is_seq_trace", 0)
    )
}

/// What may be called without a module only.
pub fn is_local(name: &str, arity: usize) -> bool {
    matches!((name, arity), ("get_tcw", 0))
}

/// What bodies may call for its effect on tracing.
pub fn is_action(name: &str, arity: usize) -> bool {
    matches!(
        (name, arity),
        ("caller" | "exception_trace" | "get_seq_token" | "process_dump" | "return_trace", 0)
            | ("display" | "message" | "set_tcw" | "silent", 1)
            | ("disable_trace" | "enable_trace", 1 | 2)
            | ("set_seq_token", 2)
            | ("trace", 2 | 3)
    )
}

/// Operators that are called as functions of `erlang`.
pub fn is_operator(name: &str, arity: usize) -> bool {
    let others = ["andalso", "orelse", "++", "--", "!"];
    builtins::is_guard_operator(name, arity as u32) || arity == 2 && others.contains(&name)
}

/// The test that a guard means by the name of a type, which it may have as a whole only.
pub fn old_test(name: &str, arity: usize) -> Option<String> {
    builtins::is_old_type_test(name, arity).then(|| format!("is_{name}"))
}
