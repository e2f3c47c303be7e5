//! From a source function to instructions: the passes in order.

use lang::ast::Function;

use super::Lower;
use crate::naming::Numbers;
use crate::scope::Env;
use crate::unit::Unit;
use crate::{context, emit, frame, live, registers, simplify, sink};

/// Compiles a function of the source; its index has been reserved.
pub fn compile_function<'a>(unit: &mut Unit<'a>, function: &'a Function, span: lang::span::Span) {
    let Some(index) = unit.local.get(&(function.name.clone(), function.arity)).copied() else {
        return;
    };
    let mut numbers = Numbers::of(function);
    let origin = format!("{}/{}", function.name, function.arity);
    let name = vm::atom::Atom::new(&function.name);
    let span = function.clauses.first().map_or(span, |clause| clause.span);
    let mut lower = Lower::new(unit, &mut numbers, &origin, name, function.arity, span);
    lower.clauses(&function.clauses, function.arity as usize, &Env::default(), span);
    lower.complete(index);
}

impl Lower<'_, '_> {
    /// Stores what has been built as function `index`; [`emit_all`] turns it into instructions.
    pub fn complete(self, index: u32) {
        let Lower { unit, mut func, .. } = self;
        simplify::run(&mut func);
        unit.lowered.push((index, func));
    }
}

/// Turns all functions that have been built into instructions.
pub fn emit_all(unit: &mut Unit<'_>) {
    let mut lowered = std::mem::take(&mut unit.lowered);
    context::run(&mut lowered);
    for (index, mut func) in lowered {
        let frames = frame::place(&mut func);
        let mut liveness = live::analyse(&mut func);
        sink::run(&mut func, &mut liveness);
        let result = registers::assign(&func, &frames, &liveness)
            .and_then(|assignment| emit::emit(unit, &func, &frames, &liveness, &assignment));
        match result {
            Ok(function) => unit.functions[index as usize] = Some(function),
            Err(diagnostic) => unit.error(diagnostic),
        }
    }
}
