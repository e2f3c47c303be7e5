//! Comprehensions: each generator becomes a local function that walks its source, as OTP makes them.
//!
//! ```text
//!   [T || P <- L, F]          g([P | R]) when F -> [T | g(R)];   g([_ | R]) -> g(R);   g([]) -> []
//!   [T || P <- L, Q <- M]     in g's clause: h(M), whose end is not [] but g(R)
//!   [T || P <- L], …          g([P | R]) -> T, g(R);   g([]) -> []
//!   << <<T>> || P <- L >>     g([P | R], Acc) -> g(R, <<Acc/bits, T>>);   g([], Acc) -> Acc
//! ```
//!
//! A map comprehension is a list comprehension of pairs, then `maps:from_list/1`.

use lang::ast::{BinaryOp, Expr, ExprKind, Generator, Qualifier, UnaryOp};
use lang::span::Span;
use vm::atom::{Atom, atoms};
use vm::module::Mfa;

use super::binary::Builder;
use super::constant::Operand;
use super::control::Ends;
use super::{Dest, Lower};
use crate::ir::{OpKind, Value};
use crate::scope::Env;

/// What a comprehension makes at each step.
#[derive(Clone, Copy)]
pub enum Template<'a> {
    /// Elements of a list.
    Elements(&'a [Expr]),
    /// Elements that nobody wants: no list is made of them.
    Effects(&'a [Expr]),
    /// Pairs of a map.
    Pairs(&'a [(Expr, Expr)]),
    /// Bits, appended to an accumulator.
    Bits(&'a Expr),
}

impl<'a> Template<'a> {
    /// Its expressions.
    pub fn exprs(self) -> Vec<&'a Expr> {
        match self {
            Template::Elements(elements) | Template::Effects(elements) => elements.iter().collect(),
            Template::Pairs(pairs) => pairs.iter().flat_map(|(key, value)| [key, value]).collect(),
            Template::Bits(template) => vec![template],
        }
    }
}

/// What comes after the elements made so far.
#[derive(Clone)]
pub enum More {
    /// The list ends with this: `[]`, or what is appended to the comprehension.
    Rest(Value),
    /// What the enclosing generator's function returns for the rest of its source; OTP places the call at the
    /// generator's arrow.
    Call(u32, Vec<Value>, Span),
    /// The bits made so far.
    Accumulator(Value),
}

impl<'a> Lower<'_, 'a> {
    /// `[… || …] ++ Rest`
    pub fn list_comprehension(
        &mut self,
        span: Span,
        templates: &'a [Expr],
        qualifiers: &'a [Qualifier],
        env: &Env,
        rest: Value,
        dest: Dest,
    ) -> Option<Value> {
        self.comprehension(span, Template::Elements(templates), qualifiers, env, More::Rest(rest), dest)
    }

    /// A list comprehension whose value nobody wants.
    pub fn effects_comprehension(
        &mut self,
        span: Span,
        templates: &'a [Expr],
        qualifiers: &'a [Qualifier],
        env: &Env,
    ) {
        let more = More::Rest(Value::NIL);
        self.comprehension(span, Template::Effects(templates), qualifiers, env, more, Dest::Value);
    }

    /// `#{… || …}`
    pub fn map_comprehension(
        &mut self,
        span: Span,
        templates: &'a [(Expr, Expr)],
        qualifiers: &'a [Qualifier],
        env: &Env,
    ) -> Value {
        let more = More::Rest(Value::NIL);
        let pairs = self.comprehension(span, Template::Pairs(templates), qualifiers, env, more, Dest::Value);
        let pairs = pairs.unwrap_or(Value::NIL);
        let mfa = Mfa { module: atoms::maps, function: Atom::new("from_list"), arity: 1 };
        let import = self.unit.import(mfa);
        self.op(OpKind::CallExt(import), vec![pairs], span)
    }

    /// `<< … || … >>`
    pub fn binary_comprehension(
        &mut self,
        span: Span,
        template: &'a Expr,
        qualifiers: &'a [Qualifier],
        env: &Env,
        dest: Dest,
    ) -> Option<Value> {
        let empty = self.value(Operand::Constant(vm::module::Literal::Bits(Vec::new(), 0)));
        self.comprehension(span, Template::Bits(template), qualifiers, env, More::Accumulator(empty), dest)
    }

    fn comprehension(
        &mut self,
        span: Span,
        template: Template<'a>,
        qualifiers: &'a [Qualifier],
        env: &Env,
        more: More,
        dest: Dest,
    ) -> Option<Value> {
        self.firmly(|lower| lower.qualifiers(span, template, qualifiers, env.branch(), more, dest))
    }

    /// What the qualifiers make, followed by `more`.
    pub fn qualifiers(
        &mut self,
        span: Span,
        template: Template<'a>,
        qualifiers: &'a [Qualifier],
        mut env: Env,
        more: More,
        dest: Dest,
    ) -> Option<Value> {
        let Some((first, rest)) = qualifiers.split_first() else {
            return self.step(span, template, &mut env, more, dest);
        };
        match first {
            Qualifier::Filter(filter) => {
                let (yes, no) = (self.block(), self.block());
                self.filter(filter, &mut env, yes, no);
                let mut ends = Ends::default();
                self.at(yes);
                let value = self.qualifiers(span, template, rest, env.branch(), more.clone(), dest);
                self.branch_end(&mut ends, value, Env::default());
                self.at(no);
                let value = self.more(more, dest);
                self.branch_end(&mut ends, value, Env::default());
                match dest {
                    Dest::Value => Some(self.join(ends, &mut env)),
                    Dest::Tail => None,
                }
            }
            Qualifier::Generator(generator) => {
                let generators = std::slice::from_ref(generator);
                self.generate(span, first, generators, template, rest, env, more, dest)
            }
            Qualifier::Zip(_, generators) => {
                self.generate(span, first, generators, template, rest, env, more, dest)
            }
        }
    }

    /// One step: the templates' values before `more`.
    fn step(
        &mut self,
        span: Span,
        template: Template<'a>,
        env: &mut Env,
        more: More,
        dest: Dest,
    ) -> Option<Value> {
        let mut values = Vec::new();
        match (template, &more) {
            (Template::Bits(template), More::Accumulator(bits)) => {
                let bits = self.append_bits(template, *bits, env);
                return self.finish(bits, dest);
            }
            (Template::Effects(elements), _) => {
                elements.iter().for_each(|element| self.discard(element, env));
                return self.more(more, dest);
            }
            (Template::Pairs(pairs), _) => {
                for (key, value) in pairs {
                    let operands = vec![self.operand(key, env), self.operand(value, env)];
                    values.push(self.tuple(operands, span));
                }
            }
            (template, _) => {
                for expr in template.exprs() {
                    values.push(self.operand(expr, env));
                }
            }
        }
        // The values live across the call for the rest; constants are constants again afterwards.
        let rest = self.more(more, Dest::Value).unwrap_or(Value::NIL);
        let rest = self.operand_of(rest);
        let list = self.cons_all(values, rest, span);
        let list = self.value(list);
        self.finish(list, dest)
    }

    fn append_bits(&mut self, template: &'a Expr, bits: Value, env: &mut Env) -> Value {
        let mut builder = Builder::prefix(bits);
        match &template.kind {
            ExprKind::Binary(segments) => self.segments(segments, &mut builder, env),
            _ => {
                let value = self.expr(template, env);
                let more = Builder::prefix(value);
                builder.shapes.extend(more.shapes);
                builder.args.extend(more.args);
            }
        }
        self.op(OpKind::BsCreate(builder.shapes), builder.args, template.span)
    }

    /// What comes after the elements made so far.
    pub fn more(&mut self, more: More, dest: Dest) -> Option<Value> {
        match more {
            More::Rest(value) | More::Accumulator(value) => self.finish(value, dest),
            More::Call(function, args, arrow) => self.call_op(OpKind::Call(function), args, arrow, dest),
        }
    }

    /// Goes to `yes` or `no`. A filter that is a guard cannot fail; another must be boolean.
    fn filter(&mut self, filter: &'a Expr, env: &mut Env, yes: u32, no: u32) {
        if self.is_guard(filter) {
            return self.softly(no, |lower| lower.branch_badarg(filter, env, yes, no, filter.span));
        }
        if self.is_condition(filter) {
            return self.branch_badarg(filter, env, yes, no, filter.span);
        }
        let value = self.expr(filter, env);
        let (not_true, other) = (self.block(), self.block());
        let test = crate::ir::Test::EqExact;
        self.branch_test(test, vec![value, Value::atom(atoms::true_)], yes, not_true, filter.span);
        self.at(not_true);
        self.branch_test(test, vec![value, Value::atom(atoms::false_)], no, other, filter.span);
        self.at(other);
        self.raise_value(atoms::bad_filter, value, filter.span);
    }

    /// Whether an expression could stand in a guard.
    fn is_guard(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::BinaryOp(BinaryOp::Append | BinaryOp::Subtract | BinaryOp::Send, ..) => return false,
            ExprKind::Call { function, args } => {
                let known =
                    self.is_builtin(function, args.len()) || self.record_test(function, args).is_some();
                return known && args.iter().all(|arg| self.is_guard(arg));
            }
            ExprKind::Unary(UnaryOp::Not, operand) => return self.is_guard(operand),
            ExprKind::Var(_)
            | ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Char(_)
            | ExprKind::Float(_)
            | ExprKind::String(_)
            | ExprKind::List { .. }
            | ExprKind::Tuple(_)
            | ExprKind::Binary(_)
            | ExprKind::Map { .. }
            | ExprKind::Record { .. }
            | ExprKind::RecordAccess { .. }
            | ExprKind::RecordIndex { .. }
            | ExprKind::BinaryOp(..)
            | ExprKind::Unary(..) => {}
            _ => return false,
        }
        let mut all = true;
        crate::walk::children(expr, &mut |child| all = all && self.is_guard(child));
        all
    }

    /// The values of the sources of generators that advance together.
    pub fn sources(&mut self, generators: &'a [Generator], env: &mut Env) -> Vec<Value> {
        generators.iter().map(|generator| self.source(generator, env)).collect()
    }
}
