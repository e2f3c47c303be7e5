//! From the syntax tree to the core language: all sugar is dissolved here, function by function.
//!
//! A [`Lower`] builds one function; funs and comprehensions inside it are functions of their own, built on the
//! way. Expressions are lowered in order of evaluation into the current block. In a guard ([`Lower::soft`] is
//! set) the same code makes operations that jump instead of raising.

pub mod binary;
pub mod build;
pub mod call;
pub mod comprehension;
pub mod condition;
pub mod constant;
pub mod control;
pub mod expr;
pub mod fun;
pub mod generator;
pub mod match_;
pub mod match_spec;
pub mod operator;
pub mod pattern;
pub mod receive;
pub mod record;
pub mod segment;
pub mod switch;
pub mod try_;
pub mod warn;
pub mod zip;

use std::collections::HashMap;

use lang::ast::{Expr, Name};
use lang::span::Span;
use vm::atom::Atom;

use crate::ir::{Block, BlockId, Function, Op, OpKind, Term, Test, Value, Var};
use crate::naming::Numbers;
use crate::scope::Env;
use crate::unit::Unit;

/// Where the value of an expression goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dest {
    /// To whoever asked.
    Value,
    /// It is the function's result.
    Tail,
}

/// Builds one function.
pub struct Lower<'u, 'a> {
    /// The module.
    pub unit: &'u mut Unit<'a>,
    /// What has been built.
    pub func: Function,
    /// The block that is being filled.
    pub current: BlockId,
    /// The handler of the protected part that is being lowered.
    pub handler: Option<BlockId>,
    /// In a guard or pattern: where failure leads.
    pub soft: Option<BlockId>,
    /// The numbers for the names of funs, shared by all functions made from one source function.
    pub numbers: &'u mut Numbers,
    /// `name/arity` of the source function, as names of funs show it.
    pub origin: &'u str,
    /// Match states of bit strings; see [`segment`].
    states: HashMap<Var, segment::State>,
    /// How many more clauses the matching may copy; see [`match_`].
    copies: i64,
    /// The named fun whose body this is.
    myself: Option<fun::Myself>,
    /// How many funs that are called where they stand are around this place.
    inlined: usize,
}

impl<'u, 'a> Lower<'u, 'a> {
    /// A function without code that takes `arity` arguments.
    pub fn new(
        unit: &'u mut Unit<'a>,
        numbers: &'u mut Numbers,
        origin: &'u str,
        name: Atom,
        arity: u32,
        span: Span,
    ) -> Lower<'u, 'a> {
        let func = Function {
            name,
            params: (0..arity).collect(),
            blocks: vec![Block::default()],
            var_count: arity,
            names: Vec::new(),
            receives: Vec::new(),
            span,
        };
        Lower {
            unit,
            func,
            current: 0,
            handler: None,
            soft: None,
            numbers,
            origin,
            states: HashMap::new(),
            copies: 0,
            myself: None,
            inlined: 0,
        }
    }

    /// The arguments.
    pub fn params(&self) -> Vec<Value> {
        self.func.params.iter().map(|var| Value::Var(*var)).collect()
    }

    /// A new variable.
    pub fn var(&mut self) -> Var {
        self.func.var_count += 1;
        self.func.var_count - 1
    }

    /// A new empty block in the current protected part.
    pub fn block(&mut self) -> BlockId {
        self.func.blocks.push(Block { handler: self.handler, ..Block::default() });
        self.func.blocks.len() as BlockId - 1
    }

    /// Adds a parameter to `block`.
    pub fn param(&mut self, block: BlockId) -> Value {
        let var = self.var();
        self.func.blocks[block as usize].params.push(var);
        Value::Var(var)
    }

    /// Goes on filling `block`.
    pub fn at(&mut self, block: BlockId) {
        self.current = block;
    }

    /// Ends the current block; what follows is unreachable unless another block is entered.
    pub fn end(&mut self, term: Term) {
        let block = &mut self.func.blocks[self.current as usize];
        // Code after a raise or a tail call is never reached, and falls away.
        if let Term::Open = block.term {
            block.term = term;
        }
    }

    /// Whether the current block has been ended.
    pub fn is_ended(&self) -> bool {
        !matches!(self.func.blocks[self.current as usize].term, Term::Open)
    }

    /// Ends the current block with a jump.
    pub fn jump(&mut self, to: BlockId, args: Vec<Value>) {
        self.end(Term::Jump(to, args));
    }

    /// Appends an operation; in a guard, one that can fail.
    pub fn op(&mut self, kind: OpKind, args: Vec<Value>, span: Span) -> Value {
        let dst = self.var();
        let op = Op { kind, args, dst: Some(dst), span };
        match self.soft {
            Some(fail) if op.kind.can_fail() => self.check_op(op, fail),
            _ => self.push(op),
        }
        Value::Var(dst)
    }

    /// Appends an operation without a result.
    pub fn effect(&mut self, kind: OpKind, args: Vec<Value>, span: Span) {
        self.push(Op { kind, args, dst: None, span });
    }

    /// Appends an operation that leads to `fail` when it fails.
    pub fn try_op(&mut self, kind: OpKind, args: Vec<Value>, fail: BlockId, span: Span) -> Value {
        let dst = self.var();
        self.check_op(Op { kind, args, dst: Some(dst), span }, fail);
        Value::Var(dst)
    }

    /// Appends a test, or an operation without result, that leads to `fail` when it fails.
    pub fn test(&mut self, kind: OpKind, args: Vec<Value>, fail: BlockId, span: Span) {
        self.check_op(Op { kind, args, dst: None, span }, fail);
    }

    /// Ends the current block with a test.
    pub fn branch_test(&mut self, test: Test, args: Vec<Value>, succ: BlockId, fail: BlockId, span: Span) {
        let op = Op { kind: OpKind::Test(test), args, dst: None, span };
        self.end(Term::Check { op, succ, fail });
    }

    fn check_op(&mut self, op: Op, fail: BlockId) {
        let succ = self.block();
        self.end(Term::Check { op, succ, fail });
        self.at(succ);
    }

    fn push(&mut self, op: Op) {
        let block = &mut self.func.blocks[self.current as usize];
        if let Term::Open = block.term {
            block.ops.push(op);
        }
    }

    /// Runs `lower` with failure leading to `fail`: a guard or a part of a pattern.
    pub fn softly<T>(&mut self, fail: BlockId, lower: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.soft.replace(fail);
        let result = lower(self);
        self.soft = before;
        result
    }

    /// Runs `lower` with failure raising, as inside a body.
    pub fn firmly<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.soft.take();
        let result = lower(self);
        self.soft = before;
        result
    }

    /// Delivers a value where it goes.
    pub fn finish(&mut self, value: Value, dest: Dest) -> Option<Value> {
        match dest {
            Dest::Value => Some(value),
            Dest::Tail => {
                self.end(Term::Return(value));
                None
            }
        }
    }

    /// Raises `{reason, value}`, or in a guard fails.
    pub fn raise_value(&mut self, reason: Atom, value: Value, span: Span) {
        self.raise_showing(reason, value, Vec::new(), span);
    }

    /// As [`Lower::raise_value`], with values that a failure can show.
    pub fn raise_showing(&mut self, reason: Atom, value: Value, shown: Vec<Value>, span: Span) {
        match self.soft {
            Some(fail) => self.jump(fail, Vec::new()),
            None => self.end(Term::ErrorValue(reason, value, shown, span)),
        }
    }

    /// Notes the source name of a variable.
    pub fn name_value(&mut self, name: &Name, value: Value) {
        if let Value::Var(var) = value {
            self.func.names.push((var, name.clone()));
        }
    }

    /// Binds a source variable.
    pub fn bind(&mut self, env: &mut Env, name: &Name, value: Value) {
        self.name_value(name, value);
        env.bind(name.clone(), value);
    }

    /// The place of the operator between two operands: OTP reports an operation there.
    pub fn operator_span(&self, left: &Expr, right: &Expr, whole: Span) -> Span {
        self.find_between(left.span, right.span.start, whole, |c| !matches!(c, b')' | b'('))
    }

    /// The first byte that `wanted` accepts after `left` and before `limit`, comments and blanks passed over.
    pub fn find_between(&self, left: Span, limit: u32, whole: Span, wanted: impl Fn(u8) -> bool) -> Span {
        if left.source != whole.source || left.end >= limit || left.end > whole.end {
            return whole;
        }
        let text = self.unit.sources.get(left.source).text.as_bytes();
        let mut at = left.end as usize;
        let limit = (limit as usize).min(text.len());
        while at < limit {
            match text[at] {
                b'%' => {
                    while at < limit && text[at] != b'\n' {
                        at += 1;
                    }
                }
                c if c.is_ascii_whitespace() => at += 1,
                c if wanted(c) => return Span { start: at as u32, end: whole.end, ..whole },
                _ => at += 1,
            }
        }
        whole
    }
}
