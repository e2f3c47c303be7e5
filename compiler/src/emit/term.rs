//! How blocks end.

use vm::atom::Atom;
use vm::instr::{Dst, Instr, Src};

use super::{Defined, Emitter};
use crate::ir::{BlockId, Op, OpKind, Term, Value, Var};

impl Emitter<'_, '_> {
    pub fn emit_term(&mut self, term: &Term, live: u32) {
        match term {
            Term::Open => {}
            Term::Jump(to, args) => self.emit_jump(*to, args),
            Term::Check { op, succ, fail } => self.emit_check(op, *succ, *fail, live),
            Term::Select(src, cases, fail) => {
                let src = self.src(*src);
                self.reach(*fail);
                cases.iter().for_each(|(_, to)| self.reach(*to));
                let fail = self.target(*fail);
                let cases = cases.iter().map(|(constant, to)| (*constant, self.target(*to))).collect();
                self.code.push(Instr::Select { src, fail, cases });
            }
            Term::SelectArity(src, cases, fail) => {
                let src = self.src(*src);
                self.reach(*fail);
                cases.iter().for_each(|(_, to)| self.reach(*to));
                let fail = self.target(*fail);
                let cases = cases.iter().map(|(arity, to)| (*arity, self.target(*to))).collect();
                self.code.push(Instr::SelectArity { src, fail, cases });
            }
            Term::Return(value) => {
                let src = self.src(*value);
                self.shuffle(vec![(src, Dst::X(0))]);
                self.code.push(match self.frame() {
                    Some(slots) => Instr::DeallocateReturn { slots },
                    None => Instr::Return {},
                });
            }
            Term::Tail(op) => self.emit_tail(op),
            Term::Try { tag, body, handler } => {
                if let Dst::Y(slot) = self.dst(*tag) {
                    let target = self.target(*handler);
                    self.code.push(Instr::Try { slot: u32::from(slot), handler: target });
                }
                self.go_on(*body);
            }
            Term::RecvPeek { .. } | Term::RecvNext(_) | Term::RecvWait(_) | Term::RecvWaitTimeout { .. } => {
                self.emit_receive(term)
            }
            Term::ErrorValue(reason, value, _, span) => {
                let value = self.src(*value);
                self.position(*span);
                self.code.push(Instr::ErrorValue { reason: *reason, value });
            }
            Term::ErrorAtom(reason, _, span) => self.emit_error(*reason, *span),
            Term::FunctionClause(args, span) => {
                self.move_args(args);
                self.position(*span);
                self.code.push(Instr::FunctionClause { arity: args.len() as u32 });
            }
            Term::Reraise(class, reason, trace) => {
                let (class, reason, trace) = (self.src(*class), self.src(*reason), self.src(*trace));
                self.code.push(Instr::Reraise { class, reason, trace });
            }
        }
    }

    fn emit_error(&mut self, reason: Atom, span: lang::span::Span) {
        self.position(span);
        self.code.push(Instr::ErrorAtom { reason });
    }

    fn emit_jump(&mut self, to: BlockId, args: &[Value]) {
        let func = self.func;
        let mut moves = Vec::new();
        for (param, arg) in func.blocks[to as usize].params.iter().zip(args) {
            if !self.liveness.wanted[*param as usize] {
                continue;
            }
            let place = match self.frames.entry[to as usize] {
                // The frame is made after the parameters have arrived.
                true => self.assignment.x_of(*param).map(Dst::X),
                false => self.assignment.place(self.frames, self.liveness, to, *param),
            };
            if let Some(place) = place {
                moves.push((self.src(*arg), place));
            }
        }
        self.shuffle(moves);
        self.go_on(to);
    }

    /// Continues at `to`.
    fn go_on(&mut self, to: BlockId) {
        self.reach(to);
        if self.next != Some(to) {
            let to = self.target(to);
            self.code.push(Instr::Jump { to });
        }
    }

    fn emit_check(&mut self, op: &Op, succ: BlockId, fail: BlockId, live: u32) {
        let label = self.target(fail);
        if op.kind.collects() {
            self.fill_holes(live);
            self.defined.keep(live);
        }
        self.reach(fail);
        match op.kind {
            OpKind::Test(test) => {
                let instr = self.test(test, &op.args, label);
                self.code.push(instr);
            }
            _ => {
                self.instruction(op, label, live);
            }
        }
        self.go_on(succ);
    }

    fn emit_tail(&mut self, op: &Op) {
        self.move_args(&op.args);
        self.position(op.span);
        let count = op.args.len() as u32;
        self.code.push(match (&op.kind, self.frame()) {
            (OpKind::Call(fun), None) => Instr::CallOnly { fun: *fun, arity: count },
            (OpKind::Call(fun), Some(slots)) => Instr::CallLast { fun: *fun, arity: count, slots },
            (OpKind::CallExt(import), None) => Instr::CallExtOnly { import: *import },
            (OpKind::CallExt(import), Some(slots)) => Instr::CallExtLast { import: *import, slots },
            (OpKind::CallFun, None) => Instr::CallFunOnly { arity: count - 1 },
            (OpKind::CallFun, Some(slots)) => Instr::CallFunLast { arity: count - 1, slots },
            (_, None) => Instr::ApplyOnly { arity: count - 2 },
            (_, Some(slots)) => Instr::ApplyLast { arity: count - 2, slots },
        });
    }

    /// Brings values into x0, x1, …
    pub fn move_args(&mut self, args: &[Value]) {
        let moves = args.iter().enumerate().map(|(index, arg)| (self.hot_src(*arg), Dst::X(index as u16)));
        let moves: Vec<(Src, Dst)> = moves.collect();
        self.shuffle(moves);
    }

    fn emit_receive(&mut self, term: &Term) {
        match term {
            Term::RecvPeek { dst, succ, wait } => {
                let place = self.dst(*dst);
                self.keep_needed(term, *dst);
                self.reach(*wait);
                let wait = self.target(*wait);
                // Who asks where a waiting process is gets the place before, as from OTP.
                match self.positions.last() {
                    Some((_, before)) => self.positions.push((self.code.len() as u32, *before)),
                    None => self.position(self.func.span),
                }
                self.code.push(Instr::RecvPeek { wait, dst: place });
                self.wrote(place);
                self.go_on(*succ);
            }
            Term::RecvNext(peek) => {
                let peek = self.target(*peek);
                self.code.push(Instr::RecvNext { peek });
            }
            Term::RecvWait(peek) => {
                let peek = self.target(*peek);
                self.note_receive();
                self.code.push(Instr::RecvWait { peek });
            }
            Term::RecvWaitTimeout { time, peek, succ, span } => {
                let time = self.src(*time);
                let peek = self.target(*peek);
                self.note_receive();
                self.position(*span);
                self.code.push(Instr::RecvWaitTimeout { peek, time });
                self.lost_x();
                self.go_on(*succ);
            }
            _ => {}
        }
    }

    /// Control may come back to `recv_peek` after other code or a wait: only what is needed is sure to be there.
    fn keep_needed(&mut self, peek: &Term, message: Var) {
        self.copies.clear();
        let mut kept = Defined::first(0);
        peek.each_successor(|to| {
            for var in self.liveness.live_in[to as usize].iter().filter(|var| **var != message) {
                if let Src::X(x) = self.src(Value::Var(*var)) {
                    kept.set(x);
                }
            }
        });
        self.defined.both(&kept);
    }

    fn note_receive(&mut self) {
        if let Some((_, texts)) = self.func.receives.iter().find(|(block, _)| *block == self.block) {
            self.receives.push((self.code.len() as u32, texts.clone()));
        }
    }
}
