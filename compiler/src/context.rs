//! Match contexts handed from call to call, instead of a new bit string for the rest of one.
//!
//! ```text
//!   f(<<B, Rest/binary>>, Sum) -> f(Rest, Sum + B)
//! ```
//!
//! makes a bit string for `Rest` only to start a match on it. When `Rest` is nothing but an argument of local
//! functions that match on it, the context itself is handed over: `bs_hand_over` makes what is left all that it has,
//! and the callee's `bs_start` goes on with it. Where such a function uses its parameter in another way, `bs_whole`
//! makes the bit string after all. The idea is that of OTP's compiler (`beam_ssa_bsm`); the rules are our own:
//!
//! - A parameter *takes* contexts if the function starts exactly one match on it.
//! - A rest can be handed over if each of its uses is one argument of a call at a parameter that takes contexts, no
//!   operation on the context lies between, and afterwards nobody looks at the rest, the context or what it was
//!   made of.

use std::collections::HashSet;

use crate::ir::{Block, BlockId, Function, Op, OpKind, Term, Value, Var};

/// A function and its index in the module.
pub type Lowered = (u32, Function);

/// Blocks looked at for one rest: more are hardly ever needed, and functions of thousands of clauses exist.
const BUDGET: usize = 200;

/// A rest that can be handed over as a context.
struct HandOver {
    /// The block that ends with taking the rest.
    block: BlockId,
    rest: Var,
    context: Var,
}

/// Hands over contexts wherever that is possible.
pub fn run(functions: &mut [Lowered]) {
    let takes: HashSet<(u32, usize)> =
        functions.iter().flat_map(|(index, func)| takers(*index, func)).collect();
    if takes.is_empty() {
        return;
    }
    let mut receivers = HashSet::new();
    let found: Vec<Vec<HandOver>> =
        functions.iter().map(|(_, func)| hand_overs(func, &takes, &mut receivers)).collect();
    for (index, func) in functions.iter_mut() {
        for at in 0..func.params.len() {
            if receivers.contains(&(*index, at)) {
                make_whole_where_used(func, func.params[at]);
            }
        }
    }
    for ((_, func), list) in functions.iter_mut().zip(found) {
        list.into_iter().for_each(|hand_over| apply(func, &hand_over));
    }
}

/// The parameters of a function that take contexts.
fn takers(index: u32, func: &Function) -> Vec<(u32, usize)> {
    let starts_on = |param: &Var| {
        let starts = func.blocks.iter().filter(|block| starts_match(block, *param)).count();
        starts == 1
    };
    let params = func.params.iter().enumerate().filter(|(_, param)| starts_on(param));
    params.map(|(at, _)| (index, at)).collect()
}

fn starts_match(block: &Block, source: Var) -> bool {
    matches!(&block.term, Term::Check { op, .. }
        if op.kind == OpKind::BsStart && op.args[0] == Value::Var(source))
}

/// The rests of a function that can be handed over; notes who gets them.
fn hand_overs(
    func: &Function,
    takes: &HashSet<(u32, usize)>,
    receivers: &mut HashSet<(u32, usize)>,
) -> Vec<HandOver> {
    let mut found = Vec::new();
    for (block, content) in func.blocks.iter().enumerate() {
        let Term::Check { op: Op { kind: OpKind::BsRest { .. }, args, dst: Some(rest), .. }, succ, .. } =
            &content.term
        else {
            continue;
        };
        let Some(context) = args[0].var() else { continue };
        let mut walk = Walk {
            func,
            takes,
            rest: *rest,
            context,
            source: source_of(func, context),
            visited: HashSet::new(),
            receivers: Vec::new(),
        };
        if walk.all(*succ) && !walk.receivers.is_empty() {
            receivers.extend(walk.receivers);
            found.push(HandOver { block: block as BlockId, rest: *rest, context });
        }
    }
    found
}

/// What the match context was started on.
fn source_of(func: &Function, context: Var) -> Option<Var> {
    func.blocks.iter().find_map(|block| match &block.term {
        Term::Check { op, .. } if op.kind == OpKind::BsStart && op.dst == Some(context) => op.args[0].var(),
        _ => None,
    })
}

/// What has happened on the way to a place.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum State {
    /// The context stands at the rest.
    Fresh,
    /// It has moved on.
    Moved,
    /// It has been handed over.
    Gone,
}

/// Follows all ways from where a rest was taken.
struct Walk<'w> {
    func: &'w Function,
    takes: &'w HashSet<(u32, usize)>,
    rest: Var,
    context: Var,
    source: Option<Var>,
    visited: HashSet<(BlockId, State)>,
    receivers: Vec<(u32, usize)>,
}

impl Walk<'_> {
    /// Whether the rest can be handed over on all ways from `start`.
    fn all(&mut self, start: BlockId) -> bool {
        let mut open = vec![(start, State::Fresh)];
        while let Some((block, state)) = open.pop() {
            if !self.visited.insert((block, state)) {
                continue;
            }
            if self.visited.len() > BUDGET {
                return false;
            }
            let Some(after) = self.block(block, state) else { return false };
            let content = &self.func.blocks[block as usize];
            content.term.each_successor(|to| open.push((to, after)));
            if let Some(handler) = content.handler {
                // An exception may come before or after each operation of the block.
                open.extend([(handler, state), (handler, after)]);
            }
        }
        true
    }

    /// The state at the end of a block; `None` if something in it forbids the hand-over.
    fn block(&mut self, block: BlockId, mut state: State) -> Option<State> {
        let func = self.func;
        let content = &func.blocks[block as usize];
        for op in &content.ops {
            state = self.op(op, state)?;
        }
        match &content.term {
            Term::Check { op, .. } | Term::Tail(op) => self.op(op, state),
            Term::Jump(_, args) => {
                let mut seen = false;
                args.iter().filter_map(|arg| arg.var()).for_each(|var| seen |= self.forbidden(var, state));
                (!seen).then_some(state)
            }
            term => {
                let mut seen = false;
                term.each_use(|var| seen |= self.forbidden(var, state));
                (!seen).then_some(state)
            }
        }
    }

    /// Whether `var` must not be used in this state, other than by operations that know what it is.
    fn forbidden(&self, var: Var, state: State) -> bool {
        let gone = state == State::Gone && (var == self.context || Some(var) == self.source);
        var == self.rest || gone
    }

    fn op(&mut self, op: &Op, state: State) -> Option<State> {
        let uses = |var: Var| op.args.contains(&Value::Var(var));
        if uses(self.rest) {
            return if state == State::Fresh { self.call(op) } else { None };
        }
        let mut seen = false;
        op.each_use(|var| seen |= self.forbidden(var, state));
        if seen {
            return None;
        }
        let looks = matches!(op.kind, OpKind::BsTestUnit(_) | OpKind::BsTestTail(_) | OpKind::BsGetPosition);
        Some(if uses(self.context) && !looks { State::Moved } else { state })
    }

    /// A use of the rest: right if it is one argument of a call that takes a context there.
    fn call(&mut self, op: &Op) -> Option<State> {
        let OpKind::Call(function) = op.kind else { return None };
        let mut places = op.args.iter().enumerate().filter(|(_, arg)| **arg == Value::Var(self.rest));
        let (at, _) = places.next()?;
        if places.next().is_some() || !self.takes.contains(&(function, at)) {
            return None;
        }
        self.receivers.push((function, at));
        Some(State::Gone)
    }
}

/// Before each use of `param` but the start of a match on it, makes the bit string of what may be a context.
fn make_whole_where_used(func: &mut Function, param: Var) {
    let mut next = func.var_count;
    for block in &mut func.blocks {
        let mut whole = None;
        let mut at = 0;
        while at < block.ops.len() {
            if block.ops[at].args.contains(&Value::Var(param)) {
                if whole.is_none() {
                    whole = Some(next);
                    block.ops.insert(at, whole_of(param, next, block.ops[at].span));
                    next += 1;
                    at += 1;
                }
                replace(&mut block.ops[at].args, param, whole.unwrap_or(param));
            }
            at += 1;
        }
        let mut used = false;
        if !starts_match(block, param) {
            block.term.each_value_mut(|value| used |= *value == Value::Var(param));
        }
        if used {
            let var = *whole.get_or_insert_with(|| {
                block.ops.push(whole_of(param, next, func.span));
                next += 1;
                next - 1
            });
            block.term.each_value_mut(|value| {
                if *value == Value::Var(param) {
                    *value = Value::Var(var);
                }
            });
        }
    }
    func.var_count = next;
}

fn whole_of(param: Var, dst: Var, span: lang::span::Span) -> Op {
    Op { kind: OpKind::BsWhole, args: vec![Value::Var(param)], dst: Some(dst), span }
}

fn replace(args: &mut [Value], from: Var, to: Var) {
    for arg in args {
        if *arg == Value::Var(from) {
            *arg = Value::Var(to);
        }
    }
}

/// Hands the context over wherever the rest was.
fn apply(func: &mut Function, hand_over: &HandOver) {
    let HandOver { block, rest, context } = *hand_over;
    if let Term::Check { op, .. } = &mut func.blocks[block as usize].term
        && let OpKind::BsRest { unit } = op.kind
    {
        op.kind = OpKind::BsTestUnit(unit);
        op.dst = None;
    }
    let hand = |span| Op { kind: OpKind::BsHandOver, args: vec![Value::Var(context)], dst: None, span };
    for block in &mut func.blocks {
        let mut at = 0;
        while at < block.ops.len() {
            if block.ops[at].args.contains(&Value::Var(rest)) {
                replace(&mut block.ops[at].args, rest, context);
                block.ops.insert(at, hand(block.ops[at].span));
                at += 1;
            }
            at += 1;
        }
        if let Term::Tail(op) = &mut block.term
            && op.args.contains(&Value::Var(rest))
        {
            replace(&mut op.args, rest, context);
            block.ops.push(hand(op.span));
        }
    }
}
