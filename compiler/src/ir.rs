//! The small core language: a function is a graph of basic blocks over variables that are assigned once.
//!
//! Everything that is sugar in the source is gone here: what is left is moving, building, testing, calling,
//! raising and receiving. Operands are *atomic* (a variable or a constant), so the order of evaluation is the
//! order of operations. A block that several others continue with takes the values that differ as parameters.
//!
//! Operations that may fail softly (guards, patterns) end their block as [`Term::Check`]; the same operation
//! inside a block raises its error.

use lang::span::Span;
use vm::atom::Atom;
use vm::instr::{Constant, Flags, SegmentKind};

/// A variable of one function, assigned exactly once.
pub type Var = u32;
/// Index of a block in [`Function::blocks`].
pub type BlockId = u32;

/// An atomic operand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    /// What a variable holds.
    Var(Var),
    /// A constant.
    Const(Constant),
}

impl Value {
    /// An atom.
    pub fn atom(atom: Atom) -> Value {
        Value::Const(Constant::Atom(atom))
    }

    /// A small integer.
    pub fn int(n: i64) -> Value {
        Value::Const(Constant::Integer(n))
    }

    /// `[]`
    pub const NIL: Value = Value::Const(Constant::Nil);

    /// The variable, if it is one.
    pub fn var(self) -> Option<Var> {
        match self {
            Value::Var(var) => Some(var),
            Value::Const(_) => None,
        }
    }
}

/// A function on its way from the tree to instructions.
#[derive(Debug)]
pub struct Function {
    /// Its name, that of OTP for funs and comprehensions.
    pub name: Atom,
    /// One variable per argument.
    pub params: Vec<Var>,
    /// The blocks; execution begins at block 0.
    pub blocks: Vec<Block>,
    /// One more than the highest variable.
    pub var_count: u32,
    /// Source names of variables, for debugging.
    pub names: Vec<(Var, lang::ast::Name)>,
    /// The patterns of each receive as text, by the block that waits.
    pub receives: Vec<(BlockId, Vec<String>)>,
    /// Where the function stands.
    pub span: Span,
}

/// A straight piece of code.
#[derive(Debug, Default)]
pub struct Block {
    /// Values that the jumping blocks hand over.
    pub params: Vec<Var>,
    /// What is done in order.
    pub ops: Vec<Op>,
    /// How it goes on.
    pub term: Term,
    /// Where exceptions raised in this block go, if to a handler of this function.
    pub handler: Option<BlockId>,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Op {
    /// What it does.
    pub kind: OpKind,
    /// What it reads.
    pub args: Vec<Value>,
    /// What it assigns.
    pub dst: Option<Var>,
    /// The place to report when it fails; the place of the call.
    pub span: Span,
}

/// Arithmetic with instructions of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Arith {
    Add,
    Sub,
    Mul,
    Divide,
    Div,
    Rem,
    Band,
    Bor,
    Bxor,
    Bsl,
    Bsr,
    Bnot,
    Neg,
}

/// Tests; the names are those of the instructions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Test {
    Atom,
    Boolean,
    Integer,
    Float,
    Number,
    List,
    Cons,
    Nil,
    Tuple,
    TupleOf(u32),
    TaggedTuple(u32, Atom),
    Binary,
    Bitstring,
    Map,
    Pid,
    Port,
    Reference,
    Function,
    FunctionOf,
    EqExact,
    NeExact,
    Eq,
    Ne,
    Lt,
    Ge,
}

/// The shape of one segment of a bit string under construction; its operands stand in [`Op::args`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SegmentShape {
    /// Its type.
    pub kind: SegmentKind,
    /// Byte order and sign.
    pub flags: Flags,
    /// Bits per unit of size.
    pub unit: u32,
    /// Whether the value's operand is followed by one for the size.
    pub sized: bool,
}

/// What an operation does.
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)]
pub enum OpKind {
    PutList,
    PutTuple,
    MakeFun(u32),
    GetHead,
    GetTail,
    GetElement(u32),
    Arith(Arith),
    /// A guard function, by import.
    Bif(u32),
    GetMap,
    PutMap,
    UpdateMap,
    Test(Test),
    BsStart,
    BsInteger {
        unit: u32,
        flags: Flags,
    },
    BsFloat {
        unit: u32,
        flags: Flags,
    },
    BsBits {
        unit: u32,
    },
    BsRest {
        unit: u32,
    },
    BsUtf {
        kind: u32,
        flags: Flags,
    },
    BsSkip {
        unit: u32,
    },
    BsTestUnit(u32),
    BsTestTail(u32),
    /// The literal's index.
    BsMatchBits(u32),
    BsGetPosition,
    BsSetPosition,
    /// The context goes to a function.
    BsHandOver,
    /// The bit string of what may be a context.
    BsWhole,
    BsCreate(Vec<SegmentShape>),
    /// A function of this module.
    Call(u32),
    /// An imported function.
    CallExt(u32),
    /// The fun is the last operand.
    CallFun,
    /// Module and function are the last two operands.
    Apply,
    Send,
    /// The operand is the tag made by [`Term::Try`].
    TryEnd,
    /// Assigns the class to `dst`, and these.
    TryCase {
        reason: Var,
        trace: Var,
    },
    CatchCase,
    BuildStacktrace,
    RecvMark,
    RecvAccept,
    RecvTimeout,
}

impl OpKind {
    /// Whether all X registers are lost.
    pub fn clobbers(&self) -> bool {
        matches!(self, OpKind::Call(_) | OpKind::CallExt(_) | OpKind::CallFun | OpKind::Apply | OpKind::Send)
    }

    /// Whether it may collect, looking after its own memory.
    pub fn collects(&self) -> bool {
        matches!(
            self,
            OpKind::Arith(_)
                | OpKind::Bif(_)
                | OpKind::PutMap
                | OpKind::UpdateMap
                | OpKind::BsStart
                | OpKind::BsInteger { .. }
                | OpKind::BsFloat { .. }
                | OpKind::BsBits { .. }
                | OpKind::BsRest { .. }
                | OpKind::BsWhole
                | OpKind::BsCreate(_)
                | OpKind::BuildStacktrace
        )
    }

    /// Whether it may be dropped when nobody needs its result.
    pub fn is_pure(&self) -> bool {
        matches!(
            self,
            OpKind::PutList
                | OpKind::PutTuple
                | OpKind::MakeFun(_)
                | OpKind::GetHead
                | OpKind::GetTail
                | OpKind::GetElement(_)
                | OpKind::BsGetPosition
                | OpKind::BsWhole
                | OpKind::BuildStacktrace
        )
    }

    /// Whether it may fail: inside guards it must then be a [`Term::Check`].
    pub fn can_fail(&self) -> bool {
        matches!(
            self,
            OpKind::Arith(_)
                | OpKind::Bif(_)
                | OpKind::PutMap
                | OpKind::UpdateMap
                | OpKind::BsCreate(_)
                | OpKind::GetMap
        )
    }
}

impl Op {
    /// Words that must have been reserved for it.
    pub fn heap_words(&self) -> u32 {
        match self.kind {
            OpKind::PutList => 2,
            OpKind::PutTuple => 1 + self.args.len() as u32,
            OpKind::MakeFun(_) => vm::module::FUN_WORDS + self.args.len() as u32,
            _ => 0,
        }
    }

    /// Calls `visit` with everything that it assigns.
    pub fn each_def(&self, mut visit: impl FnMut(Var)) {
        if let Some(dst) = self.dst {
            visit(dst);
        }
        if let OpKind::TryCase { reason, trace } = self.kind {
            visit(reason);
            visit(trace);
        }
    }

    /// Calls `visit` with every variable that it reads.
    pub fn each_use(&self, mut visit: impl FnMut(Var)) {
        for arg in &self.args {
            if let Value::Var(var) = arg {
                visit(*var);
            }
        }
    }
}

/// Which call stands in tail position.
pub type TailCall = Op;

/// How a block goes on.
#[derive(Debug, Default)]
pub enum Term {
    /// Not yet known; only while the block is built.
    #[default]
    Open,
    /// Continue, handing over values for the parameters.
    Jump(BlockId, Vec<Value>),
    /// Do `op`; go to `fail` when it fails, else to `succ`. What `op` assigns is known in `succ` only.
    Check {
        /// A test, or an operation that may fail.
        op: Op,
        /// Where success leads.
        succ: BlockId,
        /// Where failure leads.
        fail: BlockId,
    },
    /// Continue where the immediate says.
    Select(Value, Vec<(Constant, BlockId)>, BlockId),
    /// Continue where the arity of a tuple says.
    SelectArity(Value, Vec<(u32, BlockId)>, BlockId),
    /// The function's result.
    Return(Value),
    /// A call whose result is the function's result.
    Tail(TailCall),
    /// Run `body`, a region of blocks whose `handler` is set; the variable is the region's tag.
    Try {
        /// Lives in two Y slots until the region's end.
        tag: Var,
        /// The first block of the region.
        body: BlockId,
        /// Where exceptions go.
        handler: BlockId,
    },
    /// Look at the next message.
    RecvPeek {
        /// The message.
        dst: Var,
        /// There is one.
        succ: BlockId,
        /// There is none.
        wait: BlockId,
    },
    /// The message does not match.
    RecvNext(BlockId),
    /// Wait for another message.
    RecvWait(BlockId),
    /// Wait for another message or until the time is up.
    RecvWaitTimeout {
        /// Milliseconds, or `infinity`.
        time: Value,
        /// A message came.
        peek: BlockId,
        /// Time is up.
        succ: BlockId,
        /// The place to report when the time is no time.
        span: Span,
    },
    /// Raise `{reason, value}`. The last values are kept up to here so that a failure can show them.
    ErrorValue(Atom, Value, Vec<Value>, Span),
    /// Raise an atom; values are kept as for [`Term::ErrorValue`].
    ErrorAtom(Atom, Vec<Value>, Span),
    /// Raise `function_clause` with the parameters.
    FunctionClause(Vec<Value>, Span),
    /// Raise again what a handler got: class, reason, trace.
    Reraise(Value, Value, Value),
}

impl Term {
    /// Calls `visit` with every variable that it reads, but for the values handed to parameters.
    pub fn each_use(&self, mut visit: impl FnMut(Var)) {
        let mut value = |value: &Value| {
            if let Value::Var(var) = value {
                visit(*var);
            }
        };
        match self {
            Term::Check { op, .. } | Term::Tail(op) => op.args.iter().for_each(value),
            Term::Select(src, ..) | Term::SelectArity(src, ..) | Term::Return(src) => value(src),
            Term::ErrorValue(_, src, shown, _) => {
                value(src);
                shown.iter().for_each(value);
            }
            Term::FunctionClause(args, _) | Term::ErrorAtom(_, args, _) => args.iter().for_each(value),
            Term::Reraise(a, b, c) => [a, b, c].into_iter().for_each(value),
            Term::RecvWaitTimeout { time, .. } => value(time),
            _ => {}
        }
    }

    /// Calls `visit` with every block that it may continue with, the likeliest last.
    pub fn each_successor(&self, mut visit: impl FnMut(BlockId)) {
        match self {
            Term::Jump(to, _) => visit(*to),
            Term::Check { succ, fail, .. } => {
                visit(*fail);
                visit(*succ);
            }
            Term::Select(_, cases, fail) => {
                visit(*fail);
                cases.iter().rev().for_each(|case| visit(case.1));
            }
            Term::SelectArity(_, cases, fail) => {
                visit(*fail);
                cases.iter().rev().for_each(|case| visit(case.1));
            }
            Term::Try { body, handler, .. } => {
                visit(*handler);
                visit(*body);
            }
            Term::RecvPeek { succ, wait, .. } => {
                visit(*wait);
                visit(*succ);
            }
            Term::RecvNext(peek) | Term::RecvWait(peek) => visit(*peek),
            Term::RecvWaitTimeout { peek, succ, .. } => {
                visit(*peek);
                visit(*succ);
            }
            _ => {}
        }
    }

    /// Replaces every successor by what `rename` says.
    pub fn rename_successors(&mut self, mut rename: impl FnMut(BlockId) -> BlockId) {
        let mut change = |block: &mut BlockId| *block = rename(*block);
        match self {
            Term::Jump(to, _) => change(to),
            Term::Check { succ, fail, .. } => {
                change(succ);
                change(fail);
            }
            Term::Select(_, cases, fail) => {
                cases.iter_mut().for_each(|case| change(&mut case.1));
                change(fail);
            }
            Term::SelectArity(_, cases, fail) => {
                cases.iter_mut().for_each(|case| change(&mut case.1));
                change(fail);
            }
            Term::Try { body, handler, .. } => {
                change(body);
                change(handler);
            }
            Term::RecvPeek { succ, wait, .. } => {
                change(succ);
                change(wait);
            }
            Term::RecvNext(peek) | Term::RecvWait(peek) => change(peek),
            Term::RecvWaitTimeout { peek, succ, .. } => {
                change(peek);
                change(succ);
            }
            _ => {}
        }
    }

    /// Calls `visit` with every operand, so that it may be replaced.
    pub fn each_value_mut(&mut self, mut visit: impl FnMut(&mut Value)) {
        match self {
            Term::Jump(_, args) | Term::FunctionClause(args, _) | Term::ErrorAtom(_, args, _) => {
                args.iter_mut().for_each(visit);
            }
            Term::Check { op, .. } | Term::Tail(op) => op.args.iter_mut().for_each(visit),
            Term::Select(src, ..) | Term::SelectArity(src, ..) | Term::Return(src) => visit(src),
            Term::ErrorValue(_, src, shown, _) => {
                visit(src);
                shown.iter_mut().for_each(visit);
            }
            Term::Reraise(a, b, c) => [a, b, c].into_iter().for_each(visit),
            Term::RecvWaitTimeout { time, .. } => visit(time),
            _ => {}
        }
    }
}
