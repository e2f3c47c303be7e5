//! From a source function to instructions: the passes in order.

use lang::ast::Function;

use super::Lower;
use crate::naming::Numbers;
use crate::scope::Env;
use crate::unit::Unit;
use crate::{emit, frame, live, registers, simplify, sink};

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
    /// Turns what has been built into instructions and stores them as function `index`.
    pub fn complete(self, index: u32) {
        let Lower { unit, mut func, .. } = self;
        simplify::run(&mut func);
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
