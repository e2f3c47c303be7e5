//! Which functions of module `erlang` have instructions of their own, and which may stand in guards.

use lang::ast::{BinaryOp, UnaryOp};

use crate::ir::{Arith, Test};

/// How a call of a function of module `erlang` is compiled, when not as a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Builtin {
    /// A test, its result being `true` or `false`.
    Test(Test),
    /// A test with its two operands exchanged.
    Swapped(Test),
    /// Arithmetic.
    Arith(Arith),
    /// A guard function.
    Guard,
    /// `!`
    Send,
}

/// How `erlang:name/arity` is compiled; `None` means: as a call.
pub fn builtin(name: &str, arity: usize) -> Option<Builtin> {
    match arity {
        0 => matches!(name, "self" | "node").then_some(Builtin::Guard),
        1 => unary(name),
        2 => binary(name),
        3 => matches!(name, "binary_part" | "is_integer").then_some(Builtin::Guard),
        _ => None,
    }
}

fn unary(name: &str) -> Option<Builtin> {
    Some(match name {
        "is_atom" => Builtin::Test(Test::Atom),
        "is_boolean" => Builtin::Test(Test::Boolean),
        "is_integer" => Builtin::Test(Test::Integer),
        "is_float" => Builtin::Test(Test::Float),
        "is_number" => Builtin::Test(Test::Number),
        "is_list" => Builtin::Test(Test::List),
        "is_tuple" => Builtin::Test(Test::Tuple),
        "is_binary" => Builtin::Test(Test::Binary),
        "is_bitstring" => Builtin::Test(Test::Bitstring),
        "is_map" => Builtin::Test(Test::Map),
        "is_pid" => Builtin::Test(Test::Pid),
        "is_port" => Builtin::Test(Test::Port),
        "is_reference" => Builtin::Test(Test::Reference),
        "is_function" => Builtin::Test(Test::Function),
        "-" => Builtin::Arith(Arith::Neg),
        "bnot" => Builtin::Arith(Arith::Bnot),
        "abs" | "bit_size" | "byte_size" | "ceil" | "float" | "floor" | "hd" | "length" | "map_size"
        | "node" | "round" | "size" | "tl" | "trunc" | "tuple_size" | "not" | "+" => Builtin::Guard,
        _ => return None,
    })
}

fn binary(name: &str) -> Option<Builtin> {
    Some(match name {
        "is_function" => Builtin::Test(Test::FunctionOf),
        "+" => Builtin::Arith(Arith::Add),
        "-" => Builtin::Arith(Arith::Sub),
        "*" => Builtin::Arith(Arith::Mul),
        "/" => Builtin::Arith(Arith::Divide),
        "div" => Builtin::Arith(Arith::Div),
        "rem" => Builtin::Arith(Arith::Rem),
        "band" => Builtin::Arith(Arith::Band),
        "bor" => Builtin::Arith(Arith::Bor),
        "bxor" => Builtin::Arith(Arith::Bxor),
        "bsl" => Builtin::Arith(Arith::Bsl),
        "bsr" => Builtin::Arith(Arith::Bsr),
        "==" => Builtin::Test(Test::Eq),
        "/=" => Builtin::Test(Test::Ne),
        "=:=" => Builtin::Test(Test::EqExact),
        "=/=" => Builtin::Test(Test::NeExact),
        "<" => Builtin::Test(Test::Lt),
        ">=" => Builtin::Test(Test::Ge),
        ">" => Builtin::Swapped(Test::Lt),
        "=<" => Builtin::Swapped(Test::Ge),
        "!" => Builtin::Send,
        "and" | "or" | "xor" | "binary_part" | "element" | "is_map_key" | "map_get" => Builtin::Guard,
        _ => return None,
    })
}

/// The function of module `erlang` that a unary operator is.
pub fn unary_name(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Plus => "+",
        UnaryOp::Minus => "-",
        UnaryOp::Bnot => "bnot",
        UnaryOp::Not => "not",
    }
}

/// The function of module `erlang` that a strict binary operator is; `andalso` and `orelse` are none.
pub fn binary_name(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Divide => "/",
        BinaryOp::Div => "div",
        BinaryOp::Rem => "rem",
        BinaryOp::Band => "band",
        BinaryOp::Bor => "bor",
        BinaryOp::Bxor => "bxor",
        BinaryOp::Bsl => "bsl",
        BinaryOp::Bsr => "bsr",
        BinaryOp::And => "and",
        BinaryOp::Or => "or",
        BinaryOp::Xor => "xor",
        BinaryOp::Andalso => "andalso",
        BinaryOp::Orelse => "orelse",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "/=",
        BinaryOp::ExactEq => "=:=",
        BinaryOp::ExactNe => "=/=",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "=<",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        BinaryOp::Append => "++",
        BinaryOp::Subtract => "--",
        BinaryOp::Send => "!",
    }
}
