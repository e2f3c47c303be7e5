//! The table of built-in functions: the only place where one is declared.
//!
//! An entry reads `kind "name"/arity => path;` inside the block of its Erlang module; the path is below this module.
//!
//! - `guard`: pure and quick, allowed in guards; the compiler asks this table.
//! - `body`: anything that ends in bounded time.
//! - `trap`: may suspend the process or continue later ([`Stop::Trap`]).
//! - `hidden`: as `trap`, but not exported: the continuation of another one.
//!
//! A built-in function gets copies of its arguments and allocates through [`Cx`] (an [`Alloc`]): no collection
//! starts while it runs, so terms may be kept in locals. What walks data of any size charges reductions for it, and
//! continues by a trap when its slice is used up.

mod numbers;
mod tuples;
mod lists;
mod maps;
mod convert;
mod iolists;
mod codec;
mod binaries;
mod unicode;
mod format;
#[cfg(test)]
mod tests;

use crate::atom::{Atom, atoms};
use crate::process::Process;
use crate::term::Term;
use crate::term::build::{Alloc, OutOfHeap};

/// What a built-in function gets besides its arguments.
pub struct Cx<'a> {
    /// The process that called.
    pub process: &'a mut Process,
}

/// The result of a built-in function.
pub type Outcome = Result<Term, Stop>;

/// Why a built-in function did not return a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stop {
    /// It raised an exception.
    Raise {
        /// `error`, `exit` or `throw`.
        class: Atom,
        /// The reason.
        reason: Term,
        /// What OTP puts under `cause` in the frame's `error_info`, if anything.
        cause: Option<Atom>,
    },
    /// It needs more memory than the process may have.
    OutOfHeap,
    /// Go on by calling `function`, an entry of the table, with the arguments left in [`Cx::set_trap`].
    Trap {
        /// The entry's index.
        function: u32,
    },
}

impl From<OutOfHeap> for Stop {
    fn from(_: OutOfHeap) -> Stop {
        Stop::OutOfHeap
    }
}

/// The error `badarg`.
pub fn badarg() -> Stop {
    error(Term::atom(atoms::badarg))
}

/// The error `badarith`.
pub fn badarith() -> Stop {
    error(Term::atom(atoms::badarith))
}

/// The error `system_limit`.
pub fn system_limit() -> Stop {
    error(Term::atom(atoms::system_limit))
}

/// An error with this reason.
pub fn error(reason: Term) -> Stop {
    Stop::Raise { class: atoms::error, reason, cause: None }
}

/// The error `badarg` whose `error_info` carries `cause`.
pub fn badarg_because(cause: Atom) -> Stop {
    Stop::Raise { class: atoms::error, reason: Term::atom(atoms::badarg), cause: Some(cause) }
}

impl Alloc for Cx<'_> {
    #[inline]
    fn alloc(&mut self, words: usize) -> Result<&mut [u64], OutOfHeap> {
        self.process.heap.alloc(words)
    }

    fn register(&mut self, buffer_ref: Term, bytes: usize) {
        self.process.heap.register(buffer_ref, bytes);
    }
}

impl Cx<'_> {
    /// Charges `work` reductions; about one per element walked or 10 per kilobyte copied.
    #[inline]
    pub fn charge(&mut self, work: usize) {
        self.process.reductions_left -= work as i64;
    }

    /// Whether the slice is used up, so that a function with more to do should trap.
    #[inline]
    pub fn exhausted(&self) -> bool {
        self.process.reductions_left <= 0
    }

    /// How many elements may be walked before the slice is used up; at least 1.
    pub fn budget(&self) -> usize {
        self.process.reductions_left.max(1) as usize
    }

    /// Continue, after other processes had their turn, by calling `module:name` with `args`.
    pub fn trap(&mut self, module: Atom, name: &str, args: &[Term]) -> Stop {
        let function =
            lookup(module, Atom::new(name), args.len() as u32).expect("a trap names an entry of the table");
        self.process.trap_args[..args.len()].copy_from_slice(args);
        Stop::Trap { function }
    }
}

/// The kind of a built-in function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BifKind {
    Guard,
    Body,
    Trap,
    Hidden,
}

/// One entry of the table.
pub struct Bif {
    /// Its Erlang module.
    pub module: &'static str,
    /// Its Erlang name.
    pub name: &'static str,
    /// The number of arguments.
    pub arity: u32,
    /// Its kind.
    pub kind: BifKind,
    /// The Rust function; the slice has `arity` elements.
    pub run: fn(&mut Cx, &[Term]) -> Outcome,
}

macro_rules! kind {
    (guard) => {
        BifKind::Guard
    };
    (body) => {
        BifKind::Body
    };
    (trap) => {
        BifKind::Trap
    };
    (hidden) => {
        BifKind::Hidden
    };
}

macro_rules! bifs {
    ($($module:literal { $($kind:ident $name:literal / $arity:literal => $($path:ident)::+;)* })*) => {
        /// All built-in functions; an entry's index is its [`crate::instr::kinds::BifId`].
        pub static BIFS: &[Bif] = &[$($(Bif {
            module: $module,
            name: $name,
            arity: $arity,
            kind: kind!($kind),
            run: |cx, args| $($path)::+(cx, args.first_chunk::<$arity>().expect("called with its arity")),
        },)*)*];
    };
}

/// The index of `module:name/arity` in [`BIFS`].
pub fn lookup(module: Atom, name: Atom, arity: u32) -> Option<u32> {
    use std::collections::HashMap;
    use std::sync::OnceLock;
    static INDEX: OnceLock<HashMap<(Atom, Atom, u32), u32>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let key = |bif: &Bif| (Atom::new(bif.module), Atom::new(bif.name), bif.arity);
        BIFS.iter().enumerate().map(|(index, bif)| (key(bif), index as u32)).collect()
    });
    index.get(&(module, name, arity)).copied()
}

/// Whether `erlang:name/arity` is allowed in guards.
pub fn is_guard(name: Atom, arity: u32) -> bool {
    lookup(atoms::erlang, name, arity).is_some_and(|index| BIFS[index as usize].kind == BifKind::Guard)
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
        body "setelement"/3 => tuples::setelement;
        body "make_tuple"/2 => tuples::make_tuple_2;
        body "make_tuple"/3 => tuples::make_tuple_3;
        body "append_element"/2 => tuples::append_element;
        body "insert_element"/3 => tuples::insert_element;
        body "delete_element"/2 => tuples::delete_element;
        body "tuple_to_list"/1 => tuples::tuple_to_list;
        body "list_to_tuple"/1 => tuples::list_to_tuple;
        body "++"/2 => lists::append;
        body "--"/2 => lists::subtract;
        body "append"/2 => lists::append;
        body "subtract"/2 => lists::subtract;
        body "atom_to_list"/1 => convert::atom_to_list;
        body "atom_to_binary"/1 => convert::atom_to_binary_1;
        body "atom_to_binary"/2 => convert::atom_to_binary_2;
        body "list_to_atom"/1 => convert::list_to_atom;
        body "list_to_existing_atom"/1 => convert::list_to_existing_atom;
        body "binary_to_atom"/1 => convert::binary_to_atom_1;
        body "binary_to_atom"/2 => convert::binary_to_atom_2;
        body "binary_to_existing_atom"/1 => convert::binary_to_existing_atom_1;
        body "binary_to_existing_atom"/2 => convert::binary_to_existing_atom_2;
        body "integer_to_list"/1 => convert::integer_to_list_1;
        body "integer_to_list"/2 => convert::integer_to_list_2;
        body "integer_to_binary"/1 => convert::integer_to_binary_1;
        body "integer_to_binary"/2 => convert::integer_to_binary_2;
        body "list_to_integer"/1 => convert::list_to_integer_1;
        body "list_to_integer"/2 => convert::list_to_integer_2;
        body "binary_to_integer"/1 => convert::binary_to_integer_1;
        body "binary_to_integer"/2 => convert::binary_to_integer_2;
        body "float_to_list"/1 => convert::float_to_list_1;
        body "float_to_list"/2 => convert::float_to_list_2;
        body "float_to_binary"/1 => convert::float_to_binary_1;
        body "float_to_binary"/2 => convert::float_to_binary_2;
        body "list_to_float"/1 => convert::list_to_float;
        body "binary_to_float"/1 => convert::binary_to_float;
        body "pid_to_list"/1 => convert::pid_to_list;
        body "port_to_list"/1 => convert::port_to_list;
        body "ref_to_list"/1 => convert::ref_to_list;
        body "fun_to_list"/1 => convert::fun_to_list;
        body "list_to_pid"/1 => convert::list_to_pid;
        body "list_to_port"/1 => convert::list_to_port;
        body "list_to_ref"/1 => convert::list_to_ref;
        body "list_to_binary"/1 => iolists::list_to_binary;
        body "iolist_to_binary"/1 => iolists::iolist_to_binary;
        body "iolist_to_iovec"/1 => iolists::iolist_to_iovec;
        body "iolist_size"/1 => iolists::iolist_size;
        body "list_to_bitstring"/1 => iolists::list_to_bitstring;
        body "binary_to_list"/1 => iolists::binary_to_list_1;
        body "binary_to_list"/3 => iolists::binary_to_list_3;
        body "bitstring_to_list"/1 => iolists::bitstring_to_list;
        body "split_binary"/2 => iolists::split_binary;
        body "term_to_binary"/1 => codec::term_to_binary_1;
        body "term_to_binary"/2 => codec::term_to_binary_2;
        body "term_to_iovec"/1 => codec::term_to_iovec_1;
        body "term_to_iovec"/2 => codec::term_to_iovec_2;
        body "external_size"/1 => codec::external_size_1;
        body "external_size"/2 => codec::external_size_2;
        body "binary_to_term"/1 => codec::binary_to_term_1;
        body "binary_to_term"/2 => codec::binary_to_term_2;
        body "phash2"/1 => codec::phash2_1;
        body "phash2"/2 => codec::phash2_2;
        body "md5"/1 => codec::md5;
        body "md5_init"/0 => codec::md5_init;
        body "md5_update"/2 => codec::md5_update;
        body "md5_final"/1 => codec::md5_final;
        body "crc32"/1 => codec::crc32_1;
        body "crc32"/2 => codec::crc32_2;
        body "crc32_combine"/3 => codec::crc32_combine;
        body "adler32"/1 => codec::adler32_1;
        body "adler32"/2 => codec::adler32_2;
        body "adler32_combine"/3 => codec::adler32_combine;
    }
    "lists" {
        trap "reverse"/1 => lists::reverse_1;
        trap "reverse"/2 => lists::reverse_2;
        trap "member"/2 => lists::member;
        trap "keyfind"/3 => lists::keyfind;
        trap "keymember"/3 => lists::keymember;
        trap "keysearch"/3 => lists::keysearch;
        trap "sort"/1 => lists::sort;
        trap "keysort"/2 => lists::keysort;
    }
    "maps" {
        body "get"/2 => maps::get_2;
        body "get"/3 => maps::get_3;
        body "find"/2 => maps::find;
        body "is_key"/2 => maps::is_key;
        body "keys"/1 => maps::keys;
        body "values"/1 => maps::values;
        body "to_list"/1 => maps::to_list;
        body "put"/3 => maps::put;
        body "update"/3 => maps::update;
        body "remove"/2 => maps::remove;
        body "take"/2 => maps::take;
        body "merge"/2 => maps::merge;
        body "from_list"/1 => maps::from_list;
        body "from_keys"/2 => maps::from_keys;
    }
    "math" {
        body "pi"/0 => numbers::math_pi;
        body "sin"/1 => numbers::math_sin;
        body "cos"/1 => numbers::math_cos;
        body "tan"/1 => numbers::math_tan;
        body "asin"/1 => numbers::math_asin;
        body "acos"/1 => numbers::math_acos;
        body "atan"/1 => numbers::math_atan;
        body "atan2"/2 => numbers::math_atan2;
        body "sinh"/1 => numbers::math_sinh;
        body "cosh"/1 => numbers::math_cosh;
        body "tanh"/1 => numbers::math_tanh;
        body "asinh"/1 => numbers::math_asinh;
        body "acosh"/1 => numbers::math_acosh;
        body "atanh"/1 => numbers::math_atanh;
        body "exp"/1 => numbers::math_exp;
        body "log"/1 => numbers::math_log;
        body "log2"/1 => numbers::math_log2;
        body "log10"/1 => numbers::math_log10;
        body "pow"/2 => numbers::math_pow;
        body "sqrt"/1 => numbers::math_sqrt;
        body "erf"/1 => numbers::math_erf;
        body "erfc"/1 => numbers::math_erfc;
        body "ceil"/1 => numbers::math_ceil;
        body "floor"/1 => numbers::math_floor;
        body "fmod"/2 => numbers::math_fmod;
    }
    "binary" {
        body "at"/2 => binaries::at;
        body "first"/1 => binaries::first;
        body "last"/1 => binaries::last;
        body "part"/2 => binaries::part_2;
        body "part"/3 => binaries::part_3;
        body "bin_to_list"/1 => binaries::bin_to_list_1;
        body "bin_to_list"/2 => binaries::bin_to_list_2;
        body "bin_to_list"/3 => binaries::bin_to_list_3;
        body "list_to_bin"/1 => iolists::list_to_binary;
        body "copy"/1 => binaries::copy_1;
        body "copy"/2 => binaries::copy_2;
        body "decode_unsigned"/1 => binaries::decode_unsigned_1;
        body "decode_unsigned"/2 => binaries::decode_unsigned_2;
        body "encode_unsigned"/1 => binaries::encode_unsigned_1;
        body "encode_unsigned"/2 => binaries::encode_unsigned_2;
        body "encode_hex"/1 => binaries::encode_hex_1;
        body "encode_hex"/2 => binaries::encode_hex_2;
        body "decode_hex"/1 => binaries::decode_hex;
        body "referenced_byte_size"/1 => binaries::referenced_byte_size;
        body "longest_common_prefix"/1 => binaries::longest_common_prefix;
        body "longest_common_suffix"/1 => binaries::longest_common_suffix;
        body "compile_pattern"/1 => binaries::compile_pattern;
        body "match"/2 => binaries::match_2;
        body "match"/3 => binaries::match_3;
        body "matches"/2 => binaries::matches_2;
        body "matches"/3 => binaries::matches_3;
        body "split"/2 => binaries::split_2;
        body "split"/3 => binaries::split_3;
    }
    "unicode" {
        body "characters_to_binary"/1 => unicode::characters_to_binary_1;
        body "characters_to_binary"/2 => unicode::characters_to_binary_2;
        body "characters_to_binary"/3 => unicode::characters_to_binary_3;
        body "characters_to_list"/1 => unicode::characters_to_list_1;
        body "characters_to_list"/2 => unicode::characters_to_list_2;
        body "bin_is_7bit"/1 => unicode::bin_is_7bit;
    }
    "erts_internal" {
        body "format_float"/3 => format::format_float;
        body "map_next"/3 => maps::map_next;
        body "term_type"/1 => maps::term_type;
        body "hash"/1 => codec::internal_hash;
        body "show"/3 => codec::show;
        body "list_prefix_to_integer"/1 => convert::list_prefix_to_integer;
        hidden "sort_runs"/3 => lists::sort_runs;
        hidden "merge_runs"/6 => lists::merge_runs;
    }
    // ── Processes, time, code, the system ──────────────────────────────────
}
