//! Liveness: which variables are needed later, and which of them survive a call and so live in the frame.

use crate::graph;
use crate::ir::{Block, BlockId, Function, OpKind, Term, Value, Var};

/// The result of the analysis.
pub struct Liveness {
    /// The reachable blocks in the order in which they are laid out.
    pub order: Vec<BlockId>,
    /// For each block, the variables needed at its beginning, parameters excluded.
    pub live_in: Vec<Vec<Var>>,
    /// For each variable: whether it must survive an instruction after which all X registers are lost.
    pub crosses: Vec<bool>,
    /// For each variable: whether a parameter of a block is needed.
    pub wanted: Vec<bool>,
}

/// A set of variables with cheap clearing.
pub struct VarSet {
    list: Vec<Var>,
    place: Vec<u32>,
}

const ABSENT: u32 = u32::MAX;

impl VarSet {
    /// The empty set of variables below `count`.
    pub fn new(count: u32) -> VarSet {
        VarSet { list: Vec::new(), place: vec![ABSENT; count as usize] }
    }

    /// Adds a variable; whether it is new.
    pub fn insert(&mut self, var: Var) -> bool {
        let new = self.place[var as usize] == ABSENT;
        if new {
            self.place[var as usize] = self.list.len() as u32;
            self.list.push(var);
        }
        new
    }

    /// Removes a variable; whether it was there.
    pub fn remove(&mut self, var: Var) -> bool {
        let at = std::mem::replace(&mut self.place[var as usize], ABSENT);
        if at == ABSENT {
            return false;
        }
        self.list.swap_remove(at as usize);
        if let Some(moved) = self.list.get(at as usize) {
            self.place[*moved as usize] = at;
        }
        true
    }

    /// Whether the variable is in the set.
    pub fn contains(&self, var: Var) -> bool {
        self.place[var as usize] != ABSENT
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        for var in self.list.drain(..) {
            self.place[var as usize] = ABSENT;
        }
    }

    /// The members.
    pub fn iter(&self) -> impl Iterator<Item = Var> + '_ {
        self.list.iter().copied()
    }
}

/// Analyses the function and drops operations whose results nobody needs.
pub fn analyse(func: &mut Function) -> Liveness {
    let order = graph::order(func);
    let vars = func.var_count as usize;
    let mut live = Liveness {
        live_in: vec![Vec::new(); func.blocks.len()],
        crosses: vec![false; vars],
        wanted: vec![false; vars],
        order,
    };
    let mut set = VarSet::new(func.var_count);
    let again = has_loop(func, &live.order);
    loop {
        let mut changed = false;
        for at in (0..live.order.len()).rev() {
            changed |= live.block(func, live.order[at], &mut set);
        }
        if !(changed && again) {
            break;
        }
    }
    drop_unused(func, &live, &mut set);
    live
}

/// Whether one round in reverse order is not enough.
fn has_loop(func: &Function, order: &[BlockId]) -> bool {
    let mut place = vec![0; func.blocks.len()];
    for (at, block) in order.iter().enumerate() {
        place[*block as usize] = at;
    }
    order.iter().any(|block| {
        let mut back = false;
        let here = &func.blocks[*block as usize];
        here.term.each_successor(|to| back |= place[to as usize] <= place[*block as usize]);
        back || here.handler.is_some_and(|handler| place[handler as usize] <= place[*block as usize])
    })
}

impl Liveness {
    /// Adds to `set` what is needed after the last step of a block.
    pub fn after_term(&self, func: &Function, block: &Block, set: &mut VarSet) {
        let mut add = |vars: &[Var]| {
            for var in vars {
                set.insert(*var);
            }
        };
        block.term.each_successor(|to| add(&self.live_in[to as usize]));
        if let Some(handler) = block.handler {
            add(&self.live_in[handler as usize]);
        }
        if let Term::Jump(to, args) = &block.term {
            self.each_argument(func, *to, args, |_, var| {
                set.insert(var);
            });
        }
    }

    /// Calls `visit` with each needed parameter and the variable handed over for it.
    pub fn each_argument(
        &self,
        func: &Function,
        to: BlockId,
        args: &[Value],
        mut visit: impl FnMut(Var, Var),
    ) {
        for (param, arg) in func.blocks[to as usize].params.iter().zip(args) {
            if let (true, Value::Var(var)) = (self.wanted[*param as usize], arg) {
                visit(*param, *var);
            }
        }
    }

    /// Computes what is needed at the beginning of a block; whether that is news.
    fn block(&mut self, func: &Function, id: BlockId, set: &mut VarSet) -> bool {
        let block = &func.blocks[id as usize];
        set.clear();
        self.after_term(func, block, set);
        self.term(block, set);
        for op in block.ops.iter().rev() {
            if op.kind.is_pure() && op.dst.is_none_or(|dst| !set.contains(dst)) {
                continue;
            }
            op.each_def(|var| {
                set.remove(var);
            });
            if op.kind.clobbers() {
                self.cross(set.iter());
            }
            op.each_use(|var| {
                set.insert(var);
            });
        }
        if let Some(handler) = block.handler {
            for var in &self.live_in[handler as usize] {
                set.insert(*var);
            }
        }
        let mut changed = false;
        for param in &block.params {
            if set.remove(*param) {
                changed |= !std::mem::replace(&mut self.wanted[*param as usize], true);
            }
        }
        let mut live: Vec<Var> = set.iter().collect();
        live.sort_unstable();
        changed |= live != self.live_in[id as usize];
        self.live_in[id as usize] = live;
        changed
    }

    /// Goes backwards over the last step of a block.
    fn term(&mut self, block: &Block, set: &mut VarSet) {
        match &block.term {
            Term::Check { op, .. } => op.each_def(|var| {
                set.remove(var);
            }),
            Term::RecvPeek { dst, .. } => {
                set.remove(*dst);
            }
            Term::Try { tag, handler, .. } => {
                let needed = self.live_in[*handler as usize].clone();
                self.cross(needed.into_iter());
                self.crosses[*tag as usize] = true;
                set.remove(*tag);
            }
            Term::RecvWait(_) => self.cross(set.iter()),
            Term::RecvWaitTimeout { time, .. } => {
                self.cross(set.iter());
                self.cross(time.var().into_iter());
            }
            _ => {}
        }
        block.term.each_use(|var| {
            set.insert(var);
        });
    }

    fn cross(&mut self, vars: impl Iterator<Item = Var>) {
        for var in vars {
            self.crosses[var as usize] = true;
        }
    }
}

/// Removes pure operations whose results are not needed.
fn drop_unused(func: &mut Function, live: &Liveness, set: &mut VarSet) {
    for id in &live.order {
        set.clear();
        live.after_term(func, &func.blocks[*id as usize], set);
        let block = &mut func.blocks[*id as usize];
        if let Term::Check { op, .. } = &mut block.term {
            soften(op, set);
        }
        block.term.each_use(|var| {
            set.insert(var);
        });
        let mut ops = std::mem::take(&mut block.ops);
        let mut kept = Vec::with_capacity(ops.len());
        while let Some(op) = ops.pop() {
            if op.kind.is_pure() && op.dst.is_none_or(|dst| !set.contains(dst)) {
                continue;
            }
            op.each_def(|var| {
                set.remove(var);
            });
            op.each_use(|var| {
                set.insert(var);
            });
            kept.push(op);
        }
        kept.reverse();
        block.ops = kept;
    }
}

/// An integer or bit string that is taken but not needed is passed over.
fn soften(op: &mut crate::ir::Op, needed: &VarSet) {
    let unused = op.dst.is_some_and(|dst| !needed.contains(dst));
    match op.kind {
        OpKind::BsInteger { unit, .. } | OpKind::BsBits { unit } if unused => {
            op.kind = OpKind::BsSkip { unit };
            op.dst = None;
        }
        OpKind::BsRest { unit } if unused => {
            op.kind = OpKind::BsTestUnit(unit);
            op.dst = None;
        }
        _ => {}
    }
}
