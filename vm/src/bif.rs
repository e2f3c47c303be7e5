//! The table of built-in functions: the only place where one is declared.
//!
//! An entry reads `kind "name"/arity => path;` inside the block of its Erlang module; the path is below this module.
//!
//! - `guard`: pure and quick, allowed in guards; the compiler asks this table.
//! - `body`: anything that ends in bounded time.
//! - `data`: as `body`, and touches nothing but its arguments: no other process, no clock, no table. On large data it may
//!   take a while; meanwhile other schedulers do what this one would do next.
//! - `trap`: may suspend the process or continue later ([`Stop::Trap`]).
//! - `hidden`: as `trap`, but not exported: the continuation of another one.
//! - `call`: may go on by calling an Erlang function, so it is always called through its export.
//!
//! What it gets and gives is in `call`, what the table knows of it in `entry`.
//!
//! A built-in function gets copies of its arguments and allocates through [`Cx`], an
//! [`Alloc`](crate::term::build::Alloc): no collection starts while it runs, so terms may be kept in locals. What walks
//! data of any size charges reductions for it, and continues by a trap when its slice is used up.

mod call;
mod entry;

mod numbers;
mod tuples;
mod lists;
mod maps;
mod convert;
mod iolists;
mod ciphers;
mod curves;
mod codec;
mod base64;
mod binaries;
mod unicode;
pub(crate) mod zstreams;
mod graphemes;
mod format;
mod processes;
mod options;
mod links;
mod timers;
mod dictionary;
mod errors;
mod code;
mod system;
mod figures;
mod flags;
mod outside;
mod digests;
mod compression;
mod regex;
mod sorting;
mod persistent;
mod ports;
mod ets;
mod counters;
#[cfg(feature = "planted")]
mod planted;
#[cfg(test)]
mod tests;

pub(crate) use ets::owner::leave_tables;
pub(crate) use system::answer_with;

pub use call::{Cx, Outcome, Stop, badarg, badarg_because, badarith, error, error_pair, system_limit};
pub use entry::{Bif, BifKind, is_guard, lookup};

macro_rules! kind {
    (guard) => {
        BifKind::Guard
    };
    (body) => {
        BifKind::Body
    };
    (data) => {
        BifKind::Data
    };
    (trap) => {
        BifKind::Trap
    };
    (hidden) => {
        BifKind::Hidden
    };
    (call) => {
        BifKind::Call
    };
}

macro_rules! bifs {
    ($($module:literal { $($(#[$gate:meta])? $kind:ident $name:literal / $arity:literal => $($path:ident)::+;)* })*) => {
        /// All built-in functions; an entry's index is its [`crate::instr::kinds::BifId`].
        pub static BIFS: &[Bif] = &[$($($(#[$gate])? Bif {
            module: $module,
            name: $name,
            arity: $arity,
            kind: kind!($kind),
            run: |cx, args| $($path)::+(cx, args.first_chunk::<$arity>().expect("called with its arity")),
        },)*)*];
    };
}

bifs! {
    // ── Data: numbers, lists, tuples, maps, bit strings, conversions ───────
    "erlang" {
        guard "+"/1 => numbers::plus;
        guard "-"/1 => numbers::neg;
        guard "+"/2 => numbers::add;
        guard "-"/2 => numbers::sub;
        guard "*"/2 => numbers::mul;
        guard "/"/2 => numbers::divide;
        guard "div"/2 => numbers::div;
        guard "rem"/2 => numbers::rem;
        guard "band"/2 => numbers::band;
        guard "bor"/2 => numbers::bor;
        guard "bxor"/2 => numbers::bxor;
        guard "bsl"/2 => numbers::bsl;
        guard "bsr"/2 => numbers::bsr;
        guard "bnot"/1 => numbers::bnot;
        guard "=="/2 => numbers::eq;
        guard "/="/2 => numbers::ne;
        guard "=:="/2 => numbers::eq_exact;
        guard "=/="/2 => numbers::ne_exact;
        guard "<"/2 => numbers::lt;
        guard "=<"/2 => numbers::le;
        guard ">"/2 => numbers::gt;
        guard ">="/2 => numbers::ge;
        guard "and"/2 => numbers::and;
        guard "or"/2 => numbers::or;
        guard "xor"/2 => numbers::xor;
        guard "not"/1 => numbers::not;
        guard "abs"/1 => numbers::abs;
        guard "trunc"/1 => numbers::trunc;
        guard "round"/1 => numbers::round;
        guard "floor"/1 => numbers::floor;
        guard "ceil"/1 => numbers::ceil;
        guard "float"/1 => numbers::float;
        guard "max"/2 => numbers::max;
        guard "min"/2 => numbers::min;
        guard "is_atom"/1 => numbers::is_atom;
        guard "is_binary"/1 => numbers::is_binary;
        guard "is_bitstring"/1 => numbers::is_bitstring;
        guard "is_boolean"/1 => numbers::is_boolean;
        guard "is_float"/1 => numbers::is_float;
        guard "is_integer"/1 => numbers::is_integer;
        guard "is_integer"/3 => numbers::is_integer_3;
        guard "is_list"/1 => numbers::is_list;
        guard "is_map"/1 => numbers::is_map;
        guard "is_number"/1 => numbers::is_number;
        guard "is_pid"/1 => numbers::is_pid;
        guard "is_port"/1 => numbers::is_port;
        guard "is_reference"/1 => numbers::is_reference;
        guard "is_tuple"/1 => numbers::is_tuple;
        guard "hd"/1 => lists::hd;
        guard "tl"/1 => lists::tl;
        guard "length"/1 => lists::length;
        guard "tuple_size"/1 => tuples::tuple_size;
        guard "element"/2 => tuples::element;
        guard "size"/1 => tuples::size;
        guard "byte_size"/1 => tuples::byte_size;
        guard "bit_size"/1 => tuples::bit_size;
        guard "map_size"/1 => tuples::map_size;
        guard "map_get"/2 => maps::get_2;
        guard "is_map_key"/2 => maps::is_key;
        guard "binary_part"/2 => iolists::binary_part_2;
        guard "binary_part"/3 => iolists::binary_part_3;
        data "setelement"/3 => tuples::setelement;
        data "make_tuple"/2 => tuples::make_tuple_2;
        data "make_tuple"/3 => tuples::make_tuple_3;
        data "append_element"/2 => tuples::append_element;
        data "insert_element"/3 => tuples::insert_element;
        data "delete_element"/2 => tuples::delete_element;
        data "tuple_to_list"/1 => tuples::tuple_to_list;
        data "list_to_tuple"/1 => tuples::list_to_tuple;
        data "++"/2 => lists::append;
        data "--"/2 => lists::subtract;
        data "append"/2 => lists::append;
        data "subtract"/2 => lists::subtract;
        data "atom_to_list"/1 => convert::atom_to_list;
        data "atom_to_binary"/1 => convert::atom_to_binary_1;
        data "atom_to_binary"/2 => convert::atom_to_binary_2;
        data "list_to_atom"/1 => convert::list_to_atom;
        data "list_to_existing_atom"/1 => convert::list_to_existing_atom;
        data "binary_to_atom"/1 => convert::binary_to_atom_1;
        data "binary_to_atom"/2 => convert::binary_to_atom_2;
        data "binary_to_existing_atom"/1 => convert::binary_to_existing_atom_1;
        data "binary_to_existing_atom"/2 => convert::binary_to_existing_atom_2;
        data "integer_to_list"/1 => convert::integer_to_list_1;
        data "integer_to_list"/2 => convert::integer_to_list_2;
        data "integer_to_binary"/1 => convert::integer_to_binary_1;
        data "integer_to_binary"/2 => convert::integer_to_binary_2;
        data "list_to_integer"/1 => convert::list_to_integer_1;
        data "list_to_integer"/2 => convert::list_to_integer_2;
        data "binary_to_integer"/1 => convert::binary_to_integer_1;
        data "binary_to_integer"/2 => convert::binary_to_integer_2;
        data "float_to_list"/1 => convert::float_to_list_1;
        data "float_to_list"/2 => convert::float_to_list_2;
        data "float_to_binary"/1 => convert::float_to_binary_1;
        data "float_to_binary"/2 => convert::float_to_binary_2;
        data "list_to_float"/1 => convert::list_to_float;
        data "binary_to_float"/1 => convert::binary_to_float;
        data "pid_to_list"/1 => convert::pid_to_list;
        data "port_to_list"/1 => convert::port_to_list;
        data "ref_to_list"/1 => convert::ref_to_list;
        data "fun_to_list"/1 => convert::fun_to_list;
        data "list_to_pid"/1 => convert::list_to_pid;
        data "list_to_port"/1 => convert::list_to_port;
        data "list_to_ref"/1 => convert::list_to_ref;
        data "list_to_binary"/1 => iolists::list_to_binary;
        data "iolist_to_binary"/1 => iolists::iolist_to_binary;
        data "iolist_to_iovec"/1 => iolists::iolist_to_iovec;
        data "iolist_size"/1 => iolists::iolist_size;
        data "list_to_bitstring"/1 => iolists::list_to_bitstring;
        data "binary_to_list"/1 => iolists::binary_to_list_1;
        data "binary_to_list"/3 => iolists::binary_to_list_3;
        data "bitstring_to_list"/1 => iolists::bitstring_to_list;
        data "split_binary"/2 => iolists::split_binary;
        data "term_to_binary"/1 => codec::term_to_binary_1;
        data "term_to_binary"/2 => codec::term_to_binary_2;
        data "term_to_iovec"/1 => codec::term_to_iovec_1;
        data "term_to_iovec"/2 => codec::term_to_iovec_2;
        data "external_size"/1 => codec::external_size_1;
        data "external_size"/2 => codec::external_size_2;
        data "binary_to_term"/1 => codec::binary_to_term_1;
        data "binary_to_term"/2 => codec::binary_to_term_2;
        data "phash2"/1 => codec::phash2_1;
        data "phash2"/2 => codec::phash2_2;
        data "md5"/1 => codec::md5;
        data "md5_init"/0 => codec::md5_init;
        data "md5_update"/2 => codec::md5_update;
        data "md5_final"/1 => codec::md5_final;
        data "crc32"/1 => codec::crc32_1;
        data "crc32"/2 => codec::crc32_2;
        data "crc32_combine"/3 => codec::crc32_combine;
        data "adler32"/1 => codec::adler32_1;
        data "adler32"/2 => codec::adler32_2;
        data "adler32_combine"/3 => codec::adler32_combine;
    }
    "lists" {
        trap "reverse"/1 => lists::reverse_1;
        trap "reverse"/2 => lists::reverse_2;
        trap "member"/2 => lists::member;
        trap "keyfind"/3 => lists::keyfind;
        trap "keymember"/3 => lists::keymember;
        trap "keysearch"/3 => lists::keysearch;
        trap "sort"/1 => sorting::sort;
        trap "usort"/1 => sorting::usort;
        trap "keysort"/2 => sorting::keysort;
        trap "ukeysort"/2 => sorting::ukeysort;
    }
    "maps" {
        data "get"/2 => maps::get_2;
        data "get"/3 => maps::get_3;
        data "find"/2 => maps::find;
        data "is_key"/2 => maps::is_key;
        data "keys"/1 => maps::keys;
        data "values"/1 => maps::values;
        data "to_list"/1 => maps::to_list;
        data "put"/3 => maps::put;
        data "update"/3 => maps::update;
        data "remove"/2 => maps::remove;
        data "take"/2 => maps::take;
        data "merge"/2 => maps::merge;
        data "from_list"/1 => maps::from_list;
        data "from_keys"/2 => maps::from_keys;
    }
    "math" {
        data "pi"/0 => numbers::math_pi;
        data "sin"/1 => numbers::math_sin;
        data "cos"/1 => numbers::math_cos;
        data "tan"/1 => numbers::math_tan;
        data "asin"/1 => numbers::math_asin;
        data "acos"/1 => numbers::math_acos;
        data "atan"/1 => numbers::math_atan;
        data "atan2"/2 => numbers::math_atan2;
        data "sinh"/1 => numbers::math_sinh;
        data "cosh"/1 => numbers::math_cosh;
        data "tanh"/1 => numbers::math_tanh;
        data "asinh"/1 => numbers::math_asinh;
        data "acosh"/1 => numbers::math_acosh;
        data "atanh"/1 => numbers::math_atanh;
        data "exp"/1 => numbers::math_exp;
        data "log"/1 => numbers::math_log;
        data "log2"/1 => numbers::math_log2;
        data "log10"/1 => numbers::math_log10;
        data "pow"/2 => numbers::math_pow;
        data "sqrt"/1 => numbers::math_sqrt;
        data "erf"/1 => numbers::math_erf;
        data "erfc"/1 => numbers::math_erfc;
        data "ceil"/1 => numbers::math_ceil;
        data "floor"/1 => numbers::math_floor;
        data "fmod"/2 => numbers::math_fmod;
    }
    "binary" {
        data "at"/2 => binaries::at;
        data "first"/1 => binaries::first;
        data "last"/1 => binaries::last;
        data "part"/2 => binaries::part_2;
        data "part"/3 => binaries::part_3;
        data "bin_to_list"/1 => binaries::bin_to_list_1;
        data "bin_to_list"/2 => binaries::bin_to_list_2;
        data "bin_to_list"/3 => binaries::bin_to_list_3;
        data "list_to_bin"/1 => iolists::list_to_binary;
        data "copy"/1 => binaries::copy_1;
        data "copy"/2 => binaries::copy_2;
        data "decode_unsigned"/1 => binaries::decode_unsigned_1;
        data "decode_unsigned"/2 => binaries::decode_unsigned_2;
        data "encode_unsigned"/1 => binaries::encode_unsigned_1;
        data "encode_unsigned"/2 => binaries::encode_unsigned_2;
        data "encode_hex"/1 => binaries::encode_hex_1;
        data "encode_hex"/2 => binaries::encode_hex_2;
        data "decode_hex"/1 => binaries::decode_hex;
        data "referenced_byte_size"/1 => binaries::referenced_byte_size;
        data "longest_common_prefix"/1 => binaries::longest_common_prefix;
        data "longest_common_suffix"/1 => binaries::longest_common_suffix;
        data "compile_pattern"/1 => binaries::compile_pattern;
        data "match"/2 => binaries::match_2;
        data "match"/3 => binaries::match_3;
        data "matches"/2 => binaries::matches_2;
        data "matches"/3 => binaries::matches_3;
        data "split"/2 => binaries::split_2;
        data "split"/3 => binaries::split_3;
    }
    "unicode" {
        data "characters_to_binary"/1 => unicode::characters_to_binary_1;
        data "characters_to_binary"/2 => unicode::characters_to_binary_2;
        data "characters_to_binary"/3 => unicode::characters_to_binary_3;
        data "characters_to_list"/1 => unicode::characters_to_list_1;
        data "characters_to_list"/2 => unicode::characters_to_list_2;
        data "bin_is_7bit"/1 => unicode::bin_is_7bit;
    }
    "erts_internal" {
        data "format_float"/3 => format::format_float;
        data "map_next"/3 => maps::map_next;
        data "term_type"/1 => maps::term_type;
        data "next_grapheme"/1 => graphemes::next_grapheme;
        data "next_codepoint"/1 => graphemes::next_codepoint;
        data "plain_run"/3 => graphemes::plain_run;
        data "convert_case"/2 => graphemes::convert_case;
        data "titlecase"/1 => graphemes::titlecase;
        data "normalize"/2 => graphemes::normalize;
        data "hash"/1 => codec::internal_hash;
        data "show"/3 => codec::show;
        data "list_prefix_to_integer"/1 => convert::list_prefix_to_integer;
        hidden "sort_runs"/3 => sorting::sort_runs;
        hidden "merge_runs"/6 => sorting::merge_runs;
    }
    // ── Processes, time, code, the system ──────────────────────────────────
    "erlang" {
        guard "self"/0 => processes::self_;
        guard "node"/0 => system::node_0;
        guard "node"/1 => system::node_1;
        guard "is_function"/1 => code::is_function_1;
        guard "is_function"/2 => code::is_function_2;
        body "spawn"/1 => processes::spawn_1;
        body "spawn"/3 => processes::spawn_3;
        body "spawn_link"/1 => processes::spawn_link_1;
        body "spawn_link"/3 => processes::spawn_link_3;
        body "spawn_monitor"/1 => processes::spawn_monitor_1;
        body "spawn_monitor"/3 => processes::spawn_monitor_3;
        body "spawn_opt"/2 => processes::spawn_opt_2;
        body "spawn_opt"/4 => processes::spawn_opt_4;
        body "exit"/2 => processes::exit_2;
        body "send"/2 => processes::send_2;
        body "!"/2 => processes::send_2;
        body "send"/3 => processes::send_3;
        body "send_nosuspend"/2 => processes::send_nosuspend_2;
        body "register"/2 => processes::register;
        body "unregister"/1 => processes::unregister;
        body "whereis"/1 => processes::whereis;
        body "registered"/0 => processes::registered;
        body "processes"/0 => processes::processes;
        trap "yield"/0 => processes::yield_;
        body "bump_reductions"/1 => processes::bump_reductions;
        body "garbage_collect"/0 => processes::garbage_collect_0;
        body "group_leader"/0 => processes::group_leader_0;
        body "group_leader"/2 => processes::group_leader_2;
        body "process_flag"/2 => options::process_flag_2;
        body "link"/1 => links::link;
        body "unlink"/1 => links::unlink;
        body "monitor"/2 => links::monitor_2;
        body "monitor"/3 => links::monitor_3;
        body "demonitor"/1 => links::demonitor_1;
        body "demonitor"/2 => links::demonitor_2;
        body "alias"/0 => links::alias_0;
        body "alias"/1 => links::alias_1;
        body "unalias"/1 => links::unalias;
        body "send_after"/3 => timers::send_after_3;
        body "send_after"/4 => timers::send_after_4;
        body "start_timer"/3 => timers::start_timer_3;
        body "start_timer"/4 => timers::start_timer_4;
        body "cancel_timer"/1 => timers::cancel_timer_1;
        body "cancel_timer"/2 => timers::cancel_timer_2;
        body "read_timer"/1 => timers::read_timer_1;
        body "read_timer"/2 => timers::read_timer_2;
        body "monotonic_time"/0 => timers::monotonic_time_0;
        body "monotonic_time"/1 => timers::monotonic_time_1;
        body "system_time"/0 => timers::system_time_0;
        body "system_time"/1 => timers::system_time_1;
        body "time_offset"/0 => timers::time_offset_0;
        body "time_offset"/1 => timers::time_offset_1;
        body "convert_time_unit"/3 => timers::convert_time_unit;
        body "timestamp"/0 => timers::timestamp;
        body "now"/0 => timers::now;
        body "universaltime"/0 => timers::universaltime;
        body "localtime"/0 => timers::localtime;
        body "date"/0 => timers::date;
        body "time"/0 => timers::time;
        body "put"/2 => dictionary::put_2;
        body "get"/1 => dictionary::get_1;
        body "get"/0 => dictionary::get_0;
        body "get_keys"/0 => dictionary::get_keys_0;
        body "get_keys"/1 => dictionary::get_keys_1;
        body "erase"/1 => dictionary::erase_1;
        body "erase"/0 => dictionary::erase_0;
        body "error"/1 => errors::error_1;
        body "error"/2 => errors::error_2;
        body "error"/3 => errors::error_3;
        body "exit"/1 => errors::exit_1;
        body "throw"/1 => errors::throw;
        body "raise"/3 => errors::raise_3;
        body "nif_error"/1 => errors::nif_error_1;
        body "nif_error"/2 => errors::nif_error_2;
        body "halt"/0 => errors::halt_0;
        body "halt"/1 => errors::halt_1;
        body "halt"/2 => errors::halt_2;
        call "hibernate"/3 => code::hibernate;
        call "apply"/2 => code::apply_2;
        call "apply"/3 => code::apply_3;
        body "make_fun"/3 => code::make_fun;
        body "fun_info"/1 => code::fun_info_1;
        body "fun_info"/2 => code::fun_info_2;
        body "function_exported"/3 => code::function_exported;
        body "is_builtin"/3 => code::is_builtin;
        body "module_loaded"/1 => code::module_loaded;
        body "loaded"/0 => code::loaded;
        body "pre_loaded"/0 => code::pre_loaded;
        body "delete_module"/1 => code::delete_module;
        body "check_old_code"/1 => code::check_old_code;
        body "get_module_info"/1 => code::get_module_info_1;
        body "get_module_info"/2 => code::get_module_info_2;
        body "make_ref"/0 => system::make_ref;
        body "unique_integer"/0 => system::unique_integer_0;
        body "unique_integer"/1 => system::unique_integer_1;
        body "nodes"/0 => system::no_nodes;
        body "nodes"/1 => system::nodes_1;
        body "ports"/0 => ports::ports;
        body "is_alive"/0 => system::is_alive;
        body "memory"/0 => figures::memory_0;
        body "memory"/1 => figures::memory_1;
        body "statistics"/1 => figures::statistics;
        body "system_flag"/2 => flags::system_flag;
        body "system_info"/1 => figures::system_info;
        body "display"/1 => system::display;
    }
    "persistent_term" {
        body "get"/0 => persistent::get_0;
        body "get"/1 => persistent::get_1;
        body "get"/2 => persistent::get_2;
        body "put"/2 => persistent::put;
        body "erase"/1 => persistent::erase;
    }
    "ets" {
        body "new"/2 => ets::owner::new;
        body "delete"/1 => ets::owner::delete;
        body "rename"/2 => ets::owner::rename;
        body "whereis"/1 => ets::owner::whereis;
        body "all"/0 => ets::owner::all;
        body "info"/1 => ets::info::info_1;
        body "info"/2 => ets::info::info_2;
        body "setopts"/2 => ets::owner::setopts;
        body "give_away"/3 => ets::owner::give_away;
        body "safe_fixtable"/2 => ets::owner::safe_fixtable;
        body "insert"/2 => ets::insert;
        body "insert_new"/2 => ets::insert_new;
        body "lookup"/2 => ets::lookup;
        body "lookup_element"/3 => ets::lookup_element_3;
        body "lookup_element"/4 => ets::lookup_element_4;
        body "member"/2 => ets::member;
        body "take"/2 => ets::take;
        body "delete"/2 => ets::delete_key;
        body "delete_object"/2 => ets::delete_object;
        body "internal_delete_all"/2 => ets::internal_delete_all;
        body "update_counter"/3 => ets::update::update_counter_3;
        body "update_counter"/4 => ets::update::update_counter_4;
        body "update_element"/3 => ets::update::update_element_3;
        body "update_element"/4 => ets::update::update_element_4;
        body "first"/1 => ets::step::first;
        body "last"/1 => ets::step::last;
        body "next"/2 => ets::step::next;
        body "prev"/2 => ets::step::prev;
        body "first_lookup"/1 => ets::step::first_lookup;
        body "last_lookup"/1 => ets::step::last_lookup;
        body "next_lookup"/2 => ets::step::next_lookup;
        body "prev_lookup"/2 => ets::step::prev_lookup;
        body "slot"/2 => ets::step::slot;
        trap "select"/1 => ets::walk::select_1;
        trap "select"/2 => ets::walk::select_2;
        trap "select"/3 => ets::walk::select_3;
        trap "select_reverse"/1 => ets::walk::select_1;
        trap "select_reverse"/2 => ets::walk::select_reverse_2;
        trap "select_reverse"/3 => ets::walk::select_reverse_3;
        trap "select_count"/2 => ets::walk::select_count;
        trap "select_replace"/2 => ets::walk::select_replace;
        trap "internal_select_delete"/2 => ets::walk::select_delete;
        trap "match"/1 => ets::walk::select_1;
        trap "match"/2 => ets::walk::match_2;
        trap "match"/3 => ets::walk::match_3;
        trap "match_object"/1 => ets::walk::select_1;
        trap "match_object"/2 => ets::walk::match_object_2;
        trap "match_object"/3 => ets::walk::match_object_3;
        body "match_spec_compile"/1 => ets::spec::match_spec_compile;
        trap "match_spec_run_r"/3 => ets::spec::match_spec_run_r;
        body "is_compiled_ms"/1 => ets::spec::is_compiled_ms;
    }
    "erts_internal" {
        hidden "table_walk"/7 => ets::walk::go_on;
        body "test_ms"/2 => ets::spec::test_ms;
    }
    "atomics" {
        body "new"/2 => counters::atomics_new;
        body "put"/3 => counters::atomics_put;
        body "get"/2 => counters::atomics_get;
        body "add"/3 => counters::atomics_add;
        body "add_get"/3 => counters::atomics_add_get;
        body "exchange"/3 => counters::atomics_exchange;
        body "compare_exchange"/4 => counters::atomics_compare_exchange;
        body "info"/1 => counters::atomics_info;
    }
    "os" {
        body "getpid"/0 => system::getpid;
        body "type"/0 => system::os_type;
        body "system_time"/0 => timers::system_time_0;
        body "system_time"/1 => timers::system_time_1;
        body "timestamp"/0 => timers::timestamp;
        body "perf_counter"/0 => system::perf_counter;
    }
    "erts_internal" {
        body "ask"/3 => processes::ask;
        body "is_suspending"/1 => processes::is_suspending;
        body "seems_alive"/1 => processes::seems_alive;
        body "mark_system"/0 => processes::mark_system;
        body "keep_alive"/1 => processes::keep_alive;
        body "obituaries"/0 => processes::obituaries;
        body "notes"/1 => processes::notes;
        body "failed_at"/0 => processes::failed_at;
        body "own_info"/1 => options::own_info;
        body "default_info"/0 => options::default_info;
        body "load"/1 => code::load;
        body "is_library"/1 => code::is_library;
        body "load_image"/2 => code::load_image;
        body "compile"/2 => code::compile;
        body "drop_old"/1 => code::drop_old;
        body "arguments"/0 => system::arguments;
        body "program"/0 => system::program;
        body "random_seed"/0 => system::random_seed;
        body "put_output"/2 => system::put_output;
        body "put_user"/1 => system::put_user;
        body "direct_output"/1 => system::direct_output;
        body "read_input"/1 => system::read_input;
        body "file_job"/3 => outside::file_job;
        body "read_ahead"/2 => outside::read_ahead;
        body "write_later"/2 => outside::write_later_2;
        body "write_later"/3 => outside::write_later_3;
        body "command"/2 => outside::command;
        body "code_path"/0 => code::code_path;
        body "set_code_path"/1 => code::set_code_path;
        body "is_sandboxed"/0 => outside::is_sandboxed;
        body "port_new"/0 => ports::port_new;
        body "port_linked"/3 => ports::port_linked;
        body "port_gone"/1 => ports::port_gone;
        body "port_name"/1 => ports::port_name;
        body "port_process"/1 => ports::port_process;
        body "port_exit"/3 => ports::port_exit;
        body "child_job"/3 => ports::child_job;
        body "child_close"/1 => ports::child_close;
        body "environment"/0 => outside::environment;
        body "get_variable"/1 => outside::get_variable;
        body "put_variable"/2 => outside::put_variable;
        body "unset_variable"/1 => outside::unset_variable;
        body "digest"/2 => digests::digest;
        body "base64_encode"/1 => base64::base64_encode;
        body "base64_decode"/1 => base64::base64_decode;
        body "cipher"/5 => ciphers::cipher;
        body "seal"/5 => ciphers::seal;
        body "curve_public"/2 => curves::curve_public;
        body "curve_shared"/3 => curves::curve_shared;
        body "curve_sign"/3 => curves::curve_sign;
        body "curve_verify"/4 => curves::curve_verify;
        body "random_bytes"/1 => digests::random_bytes;
        body "plain_text"/2 => binaries::plain_text;
        body "deflate"/2 => compression::deflate;
        body "inflate"/2 => compression::inflate;
        body "zlib_open"/0 => zstreams::zlib_open;
        body "zlib_close"/1 => zstreams::zlib_close;
        body "zlib_give"/2 => zstreams::zlib_give;
        body "zlib_init"/4 => zstreams::zlib_init;
        body "zlib_end"/3 => zstreams::zlib_end;
        body "zlib_reset"/3 => zstreams::zlib_reset;
        body "zlib_set"/3 => zstreams::zlib_set;
        body "zlib_deflate"/3 => zstreams::zlib_deflate;
        body "zlib_inflate"/3 => zstreams::zlib_inflate;
        body "zlib_waiting"/2 => zstreams::zlib_waiting;
        body "terminal_size"/1 => outside::terminal_size;
        body "regex_compile"/2 => regex::regex_compile;
        body "regex_run"/6 => regex::regex_run;
        body "shell_reply"/1 => system::shell_reply;
        // The last entry, so that an image made without it names the same indices.
        #[cfg(feature = "planted")]
        body "panic"/1 => planted::panic_1;
    }
}
