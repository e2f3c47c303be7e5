//! Single operations.

use vm::instr::{Dst, Instr, Segment, Src};

use super::Emitter;
use crate::ir::{Arith, Op, OpKind, SegmentShape, Test, Value};

impl Emitter<'_, '_> {
    /// Emits the operation at `at`; returns how many it has dealt with.
    pub fn emit_op(&mut self, ops: &[Op], at: usize, live: &[u16]) -> usize {
        let op = &ops[at];
        let height = u32::from(live[at]);
        if op.heap_words() > 0 {
            self.reserve(ops, at, height);
        }
        match (&op.kind, ops.get(at + 1)) {
            (OpKind::GetHead, Some(next)) if next.kind == OpKind::GetTail && next.args == op.args => {
                self.get_list(op, next);
                return 2;
            }
            _ => {}
        }
        match op.kind {
            OpKind::Call(_) | OpKind::CallExt(_) | OpKind::CallFun | OpKind::Apply | OpKind::Send => {
                self.call(op);
            }
            OpKind::TryCase { .. } | OpKind::CatchCase => self.handler(op),
            _ => self.instruction(op, 0, height),
        }
        1
    }

    /// Reserves heap for this operation and those after it until something else may collect.
    fn reserve(&mut self, ops: &[Op], at: usize, live: u32) {
        if self.reserved > 0 {
            return;
        }
        let ends = |op: &&Op| {
            op.kind.clobbers()
                || op.kind.collects()
                || matches!(op.kind, OpKind::RecvAccept | OpKind::RecvMark | OpKind::TryEnd)
        };
        let words = ops[at..].iter().take_while(|op| !ends(op)).map(Op::heap_words).sum();
        self.fill_holes(live);
        self.code.push(Instr::TestHeap { words, live });
        self.collected(live);
        self.reserved = words;
    }

    fn get_list(&mut self, head: &Op, tail: &Op) {
        let src = self.hot_src(head.args[0]);
        let (Some(h), Some(t)) = (head.dst, tail.dst) else {
            return;
        };
        let (h, t) = (self.dst(h), self.dst(t));
        self.code.push(Instr::GetList { src, head: h, tail: t });
        self.wrote(h);
        self.wrote(t);
    }

    fn call(&mut self, op: &Op) {
        self.move_args(&op.args);
        self.position(op.span);
        let count = op.args.len() as u32;
        self.code.push(match &op.kind {
            OpKind::Call(fun) => Instr::Call { fun: *fun, arity: count },
            OpKind::CallExt(import) => Instr::CallExt { import: *import },
            OpKind::CallFun => Instr::CallFun { arity: count - 1 },
            OpKind::Apply => Instr::Apply { arity: count - 2 },
            _ => Instr::Send {},
        });
        self.lost_x();
        self.reserved = 0;
        self.defined.set(0);
        if let Some(dst) = op.dst.filter(|dst| self.is_used(*dst)) {
            self.arrive(0, self.dst(dst));
        }
    }

    /// Whether a result has a place of its own; an unused result of a call stays in x0 and is lost.
    fn is_used(&self, var: crate::ir::Var) -> bool {
        self.assignment.place(self.frames, self.liveness, self.block, var).is_some()
    }

    /// A value that arrives in `x` goes where it lives.
    fn arrive(&mut self, x: u16, dst: Dst) {
        if dst != Dst::X(x) {
            self.code.push(Instr::Move { src: Src::X(x), dst });
            self.wrote(dst);
            if let Dst::Y(slot) = dst {
                self.copies.push((slot, x));
            }
        }
    }

    fn handler(&mut self, op: &Op) {
        let tag = match self.src(op.args[0]) {
            Src::Y(slot) => u32::from(slot),
            _ => 0,
        };
        self.lost_x();
        self.reserved = 0;
        match op.kind {
            OpKind::TryCase { reason, trace } => {
                self.code.push(Instr::TryCase { slot: tag });
                (0..3).for_each(|x| self.defined.set(x));
                let parts = [op.dst, Some(reason), Some(trace)];
                for (x, part) in parts.into_iter().enumerate() {
                    if let Some(part) = part.filter(|part| self.is_used(*part)) {
                        self.arrive(x as u16, self.dst(part));
                    }
                }
            }
            _ => {
                self.code.push(Instr::CatchCase { slot: tag });
                self.defined.set(0);
                if let Some(dst) = op.dst.filter(|dst| self.is_used(*dst)) {
                    self.arrive(0, self.dst(dst));
                }
            }
        }
    }

    /// An operation that is one instruction.
    pub fn instruction(&mut self, op: &Op, fail: u32, live: u32) {
        let collects = op.kind.collects();
        let mut live = live;
        let args: Vec<Src> = match collects {
            true => op.args.iter().map(|arg| self.kept_src(*arg, &mut live)).collect(),
            false => op.args.iter().map(|arg| self.hot_src(*arg)).collect(),
        };
        if collects {
            self.fill_holes(live);
        }
        let dst = op.dst.map(|dst| self.dst(dst));
        if (collects || op.kind == OpKind::GetMap) && fail == 0 {
            self.position(op.span);
        }
        let instr = self.encode(op, args, fail, live, dst.unwrap_or(Dst::X(0)));
        self.code.push(instr);
        if collects {
            self.collected(live);
        }
        match op.kind {
            OpKind::RecvAccept | OpKind::RecvMark | OpKind::TryEnd => self.reserved = 0,
            _ => {}
        }
        if let Some(dst) = dst {
            self.wrote(dst);
        }
    }

    fn encode(&mut self, op: &Op, mut args: Vec<Src>, fail: u32, live: u32, dst: Dst) -> Instr {
        let arg = |at: usize| args.get(at).copied().unwrap_or(Src::X(0));
        match &op.kind {
            OpKind::PutList => Instr::PutList { head: arg(0), tail: arg(1), dst },
            OpKind::PutTuple => Instr::PutTuple { dst, elements: args },
            OpKind::MakeFun(lambda) => Instr::MakeFun { lambda: *lambda, dst, free: args },
            OpKind::GetHead => Instr::GetHead { src: arg(0), dst },
            OpKind::GetTail => Instr::GetTail { src: arg(0), dst },
            OpKind::GetElement(index) => Instr::GetElement { src: arg(0), index: *index, dst },
            OpKind::Arith(arith) => self::arith(*arith, fail, live, &args, dst),
            OpKind::Bif(import) => Instr::Bif { fail, live, import: *import, dst, args },
            OpKind::GetMap => Instr::GetMap { fail, src: arg(0), key: arg(1), dst },
            OpKind::PutMap => {
                let src = args.remove(0);
                Instr::PutMap { fail, live, src, dst, pairs: args }
            }
            OpKind::UpdateMap => {
                let src = args.remove(0);
                Instr::UpdateMap { fail, live, src, dst, pairs: args }
            }
            OpKind::BsCreate(shapes) => {
                Instr::BsCreate { fail, live, dst, segments: segments(shapes, &args) }
            }
            OpKind::BuildStacktrace => Instr::BuildStacktrace { trace: arg(0), dst, live },
            OpKind::TryEnd => Instr::TryEnd {
                slot: match arg(0) {
                    Src::Y(slot) => u32::from(slot),
                    _ => 0,
                },
            },
            OpKind::RecvMark => Instr::RecvMark { reference: arg(0) },
            OpKind::RecvAccept => Instr::RecvAccept {},
            OpKind::RecvTimeout => Instr::RecvTimeout {},
            kind => bits(kind, &args, fail, live, dst),
        }
    }

    /// A test that jumps to `fail`.
    pub fn test(&mut self, test: Test, args: &[Value], fail: u32) -> Instr {
        let src = self.hot_src(args[0]);
        let a = src;
        let b = args.get(1).map_or(src, |arg| self.hot_src(*arg));
        match test {
            Test::Atom => Instr::IsAtom { fail, src },
            Test::Boolean => Instr::IsBoolean { fail, src },
            Test::Integer => Instr::IsInteger { fail, src },
            Test::Float => Instr::IsFloat { fail, src },
            Test::Number => Instr::IsNumber { fail, src },
            Test::List => Instr::IsList { fail, src },
            Test::Cons => Instr::IsCons { fail, src },
            Test::Nil => Instr::IsNil { fail, src },
            Test::Tuple => Instr::IsTuple { fail, src },
            Test::TupleOf(arity) => Instr::IsTupleOf { fail, src, arity },
            Test::TaggedTuple(arity, tag) => Instr::IsTaggedTuple { fail, src, arity, tag },
            Test::Binary => Instr::IsBinary { fail, src },
            Test::Bitstring => Instr::IsBitstring { fail, src },
            Test::Map => Instr::IsMap { fail, src },
            Test::Pid => Instr::IsPid { fail, src },
            Test::Port => Instr::IsPort { fail, src },
            Test::Reference => Instr::IsReference { fail, src },
            Test::Function => Instr::IsFunction { fail, src },
            Test::FunctionOf => Instr::IsFunctionOf { fail, src, arity: b },
            Test::EqExact => match (a, b) {
                (a, Src::Const(vm::instr::Constant::Nil)) => Instr::IsNil { fail, src: a },
                (Src::Const(vm::instr::Constant::Nil), b) => Instr::IsNil { fail, src: b },
                // Constants stand second, so that handlers need to know them there only.
                (Src::Const(_), _) => Instr::IsEqExact { fail, a: b, b: a },
                _ => Instr::IsEqExact { fail, a, b },
            },
            Test::NeExact => Instr::IsNeExact { fail, a, b },
            Test::Eq => Instr::IsEq { fail, a, b },
            Test::Ne => Instr::IsNe { fail, a, b },
            Test::Lt => Instr::IsLt { fail, a, b },
            Test::Ge => Instr::IsGe { fail, a, b },
        }
    }
}

fn arith(arith: Arith, fail: u32, live: u32, args: &[Src], dst: Dst) -> Instr {
    let a = args[0];
    let b = args.get(1).copied().unwrap_or(a);
    let src = a;
    match arith {
        Arith::Add => Instr::Add { fail, live, a, b, dst },
        Arith::Sub => Instr::Sub { fail, live, a, b, dst },
        Arith::Mul => Instr::Mul { fail, live, a, b, dst },
        Arith::Divide => Instr::Divide { fail, live, a, b, dst },
        Arith::Div => Instr::Div { fail, live, a, b, dst },
        Arith::Rem => Instr::Rem { fail, live, a, b, dst },
        Arith::Band => Instr::Band { fail, live, a, b, dst },
        Arith::Bor => Instr::Bor { fail, live, a, b, dst },
        Arith::Bxor => Instr::Bxor { fail, live, a, b, dst },
        Arith::Bsl => Instr::Bsl { fail, live, a, b, dst },
        Arith::Bsr => Instr::Bsr { fail, live, a, b, dst },
        Arith::Bnot => Instr::Bnot { fail, live, src, dst },
        Arith::Neg => Instr::Neg { fail, live, src, dst },
    }
}

/// Instructions on match contexts.
fn bits(kind: &OpKind, args: &[Src], fail: u32, live: u32, dst: Dst) -> Instr {
    let ctx = args.first().copied().unwrap_or(Src::X(0));
    let src = ctx;
    let size = args.get(1).copied().unwrap_or(ctx);
    match *kind {
        OpKind::BsStart => Instr::BsStart { fail, live, src, dst },
        OpKind::BsInteger { unit, flags } => Instr::BsGetInteger { fail, live, ctx, size, unit, flags, dst },
        OpKind::BsFloat { unit, flags } => Instr::BsGetFloat { fail, live, ctx, size, unit, flags, dst },
        OpKind::BsBits { unit } => Instr::BsGetBits { fail, live, ctx, size, unit, dst },
        OpKind::BsRest { unit } => Instr::BsGetRest { fail, live, ctx, unit, dst },
        OpKind::BsUtf { kind, flags } => Instr::BsGetUtf { fail, ctx, kind, flags, dst },
        OpKind::BsSkip { unit } => Instr::BsSkip { fail, ctx, size, unit },
        OpKind::BsTestUnit(unit) => Instr::BsTestUnit { fail, ctx, unit },
        OpKind::BsTestTail(bits) => Instr::BsTestTail { fail, ctx, bits },
        OpKind::BsMatchBits(bits) => Instr::BsMatchBits { fail, ctx, bits },
        OpKind::BsGetPosition => Instr::BsGetPosition { ctx, dst },
        OpKind::BsHandOver => Instr::BsHandOver { ctx },
        OpKind::BsWhole => Instr::BsWhole { live, src, dst },
        _ => Instr::BsSetPosition { ctx, position: size },
    }
}

fn segments(shapes: &[SegmentShape], args: &[Src]) -> Vec<Segment> {
    let mut args = args.iter().copied();
    let mut next = || args.next().unwrap_or(Src::X(0));
    let segment = |shape: &SegmentShape| {
        let value = next();
        let size = shape.sized.then(&mut next);
        Segment { kind: shape.kind, flags: shape.flags, unit: shape.unit, value, size }
    };
    shapes.iter().map(segment).collect()
}
