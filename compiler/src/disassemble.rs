//! Listings of compiled code, with the source lines that it comes from.

use std::fmt::Write;

use vm::instr::Instr;
use vm::module::{Function, Module};

/// The functions of `module` whose `name/arity` satisfies `filter`, as text.
pub fn disassemble(module: &Module, filter: impl Fn(&str) -> bool) -> String {
    let mut out = String::new();
    for (index, function) in module.functions.iter().enumerate() {
        let name = format!("{}/{}", function.name.name(), function.arity);
        if !filter(&name) {
            continue;
        }
        let exported = if module.exports.contains(&(index as u32)) { ", exported" } else { "" };
        let _ = writeln!(out, "{name} (function {index}{exported})");
        out.push_str(&listing(function));
        out.push('\n');
    }
    if !module.imports.is_empty() {
        out.push_str("imports\n");
        for (index, import) in module.imports.iter().enumerate() {
            let _ = writeln!(out, "  {index}: {import}");
        }
    }
    if !module.literals.is_empty() {
        out.push_str("literals\n");
        for (index, literal) in module.literals.iter().enumerate() {
            let _ = writeln!(out, "  lit{index}: {literal:?}");
        }
    }
    out
}

/// One function, an instruction a line; the line of the source stands behind what has one.
pub fn listing(function: &Function) -> String {
    let mut out = String::new();
    let mut positions = function.positions.iter().peekable();
    for (index, instr) in function.code.iter().enumerate() {
        let indent = if matches!(instr, Instr::Label { .. }) { " " } else { "    " };
        let _ = write!(out, "{indent}{instr}");
        if let Some((_, position)) = positions.next_if(|(at, _)| *at as usize == index) {
            let _ = write!(out, "  % {}", position.line);
        }
        out.push('\n');
    }
    out
}
