//! Generators: the functions that walk the source of a comprehension.

use std::rc::Rc;
use std::sync::LazyLock;

use lang::ast::{ExprKind, Generator, GeneratorKind, Name, Qualifier};
use lang::span::Span;
use vm::atom::{Atom, atoms};
use vm::module::Mfa;

use super::comprehension::{More, Template};
use super::match_::Row;
use super::pattern::Pat;
use super::segment::Segment;
use super::zip::is_mixed;
use super::{Dest, Lower};
use crate::free::{Free, bound_names};
use crate::ir::{BlockId, OpKind, Term, Test, Value};
use crate::scope::Env;

/// Binds what is left of a binary after one step; no source variable can have this name.
static TAIL: LazyLock<Name> = LazyLock::new(|| Name::from("-tail-"));

/// What a generator's function needs to build its body.
pub struct Loop<'a> {
    pub span: Span,
    /// The place of `<-`.
    arrow: Span,
    pub generators: &'a [Generator],
    template: Template<'a>,
    rest: &'a [Qualifier],
    /// Its own index.
    function: u32,
    /// What follows at the end of the source, in terms of its own arguments.
    pub more: More,
    /// Its arguments that never change.
    fixed: Vec<Value>,
    /// Whether bits are accumulated in the argument after the sources.
    accumulates: bool,
}

impl<'a> Lower<'_, 'a> {
    /// The value of a generator's source; a map is walked as the list of its pairs.
    pub fn source(&mut self, generator: &'a Generator, env: &mut Env) -> Value {
        let value = self.expr(&generator.source, env);
        if generator.kind != GeneratorKind::Map {
            return value;
        }
        let span = generator.source.span;
        let (yes, no, bad) = (self.block(), self.block(), self.block());
        self.branch_test(Test::Map, vec![value], yes, no, span);
        // Anything else must be an iterator: `none`, a triple, or the pair that `maps:iterator` makes.
        self.at(no);
        let cons = self.block();
        self.branch_test(Test::Tuple, vec![value], yes, cons, span);
        self.at(cons);
        let none = self.block();
        self.branch_test(Test::Cons, vec![value], yes, none, span);
        self.at(none);
        self.branch_test(Test::EqExact, vec![value, Value::atom(atoms::none)], yes, bad, span);
        self.at(bad);
        self.raise_value(atoms::bad_generator, value, span);
        self.at(yes);
        let mfa = Mfa { module: Atom::new("erlet_run"), function: Atom::new("generator_pairs"), arity: 1 };
        let import = self.unit.import(mfa);
        self.op(OpKind::CallExt(import), vec![value], span)
    }

    /// A generator (or several that advance together) and what follows it.
    #[allow(clippy::too_many_arguments)]
    pub fn generate(
        &mut self,
        span: Span,
        qualifier: &'a Qualifier,
        generators: &'a [Generator],
        template: Template<'a>,
        rest: &'a [Qualifier],
        mut env: Env,
        more: More,
        dest: Dest,
    ) -> Option<Value> {
        let mut args = self.sources(generators, &mut env);
        let accumulates = matches!(more, More::Accumulator(_));
        let own = args.len() as u32 + u32::from(accumulates);
        let mut free = Free::default();
        free.comprehension(generators, rest, &template.exprs());
        let mut names: Vec<&Name> = free.names.into_iter().collect();
        names.sort();
        let mut captured = self.capture(&names, &env, own);
        let inner_more = self.inner_more(more.clone(), own, &mut captured.outer);
        let number = self.numbers.get(qualifier);
        let sort = if accumulates { "lbc" } else { "lc" };
        let name = format!("-{}-{sort}$^{number}/{own}-{}-", self.origin, self.numbers.lifted());
        let function = self.unit.reserve();
        let total = own + captured.outer.len() as u32;
        let fixed = (own..total).map(Value::Var).collect();
        let body = Loop {
            span,
            arrow: self.arrow(&generators[0]),
            generators,
            template,
            rest,
            function,
            more: inner_more,
            fixed,
            accumulates,
        };
        let inner_env = captured.env;
        self.lift(function, &name, total, span, |lower| lower.loop_body(&body, inner_env));
        if let More::Accumulator(bits) = more {
            args.push(bits);
        }
        args.extend(captured.outer);
        self.call_op(OpKind::Call(function), args, span, dest)
    }

    /// The place of a generator's arrow.
    fn arrow(&self, generator: &Generator) -> Span {
        let pattern = generator.value_pattern.as_ref().unwrap_or(&generator.pattern);
        self.find_between(pattern.span, generator.source.span.start, generator.span, |c| c == b'<')
    }

    /// What follows the source's end, seen from inside: the values it needs are handed over.
    fn inner_more(&mut self, more: More, own: u32, outer: &mut Vec<Value>) -> More {
        let mut inside = |value: Value| match value {
            Value::Const(_) => value,
            value => {
                let at = outer.iter().position(|other| *other == value).unwrap_or_else(|| {
                    outer.push(value);
                    outer.len() - 1
                });
                Value::Var(own + at as u32)
            }
        };
        match more {
            More::Rest(value) => More::Rest(inside(value)),
            More::Accumulator(_) => More::Accumulator(Value::Var(own - 1)),
            More::Call(function, args, arrow) => {
                More::Call(function, args.into_iter().map(inside).collect(), arrow)
            }
        }
    }

    /// The function's body: take one element of every source, make the step, go on with the rest.
    fn loop_body(&mut self, body: &Loop<'a>, env: Env) {
        if let [generator] = body.generators {
            return match generator.kind {
                GeneratorKind::Binary => self.binary_loop(body, generator, env),
                _ => self.list_loop(body, env),
            };
        }
        match is_mixed(body.generators) {
            true => self.mixed_loop(body, env),
            false => self.list_loop(body, env),
        }
    }

    /// Walks lists, one or several together.
    fn list_loop(&mut self, body: &Loop<'a>, env: Env) {
        let sources: Vec<Value> = self.params()[..body.generators.len()].to_vec();
        let (mut heads, mut tails) = (Vec::new(), Vec::new());
        let end = self.block();
        let bad = self.block();
        for (index, source) in sources.iter().enumerate() {
            let yes = self.block();
            let span = body.generators[index].source.span;
            // The first source says whether there is a step; the others must agree.
            self.branch_test(Test::Cons, vec![*source], yes, if index == 0 { end } else { bad }, span);
            self.at(yes);
        }
        for (index, source) in sources.iter().enumerate() {
            let span = body.generators[index].source.span;
            heads.push(self.op(OpKind::GetHead, vec![*source], span));
            tails.push(self.op(OpKind::GetTail, vec![*source], span));
        }
        let todo = self.element_patterns(body.generators, body.generators, &heads, &env);
        self.match_step(body, env, todo, &heads, tails);
        self.at(end);
        for (index, source) in sources.iter().enumerate() {
            let yes = self.block();
            self.branch_test(Test::Nil, vec![*source], yes, bad, body.generators[index].source.span);
            self.at(yes);
        }
        self.more(body.more.clone(), Dest::Tail);
        self.at(bad);
        self.bad_generator(body, &sources);
    }

    /// Raises `bad_generator` or, of several sources, `bad_generators`.
    pub fn bad_generator(&mut self, body: &Loop<'a>, sources: &[Value]) {
        let span = body.generators[0].source.span;
        match sources {
            [source] => self.raise_value(atoms::bad_generator, *source, span),
            sources => {
                let tuple = self.op(OpKind::PutTuple, sources.to_vec(), span);
                self.raise_value(atoms::bad_generators, tuple, span);
            }
        }
    }

    /// The patterns of elements with their values; `all` generators of the group bind new variables.
    pub fn element_patterns(
        &mut self,
        generators: &'a [Generator],
        all: &'a [Generator],
        heads: &[Value],
        env: &Env,
    ) -> Vec<(Value, Pat<'a>)> {
        let mut inner = env.clone();
        for generator in all {
            let patterns = std::iter::once(&generator.pattern).chain(&generator.value_pattern);
            patterns.for_each(|p| bound_names(p, &mut |name| inner.forget(name)));
        }
        let mut todo = Vec::new();
        for (generator, head) in generators.iter().zip(heads) {
            let pattern = self.pattern(&generator.pattern, &inner);
            let pattern = match &generator.value_pattern {
                Some(value) => {
                    let value = self.pattern(value, &inner);
                    Pat::Tuple(Rc::new(vec![pattern, value]))
                }
                None => pattern,
            };
            todo.push((*head, pattern));
        }
        todo
    }

    /// Matches the elements and makes the step; an element that does not match is passed over, or is an error
    /// if a generator is strict.
    fn match_step(
        &mut self,
        body: &Loop<'a>,
        env: Env,
        todo: Vec<(Value, Pat<'a>)>,
        heads: &[Value],
        tails: Vec<Value>,
    ) {
        let fail = self.block();
        let row = Row { clause: 0, todo, binds: Vec::new(), records: Vec::new() };
        let arms = self.arms(vec![row], &[&[]], &env, fail);
        self.at(fail);
        match body.generators.iter().zip(heads).find(|(generator, _)| generator.strict) {
            Some((generator, head)) => self.raise_value(atoms::badmatch, *head, generator.span),
            None => self.next(body, tails.clone(), None),
        }
        if let Some(arm) = arms.into_iter().flatten().next() {
            let mut inner = env.branch();
            self.enter(arm, &mut inner);
            self.step_and_next(body, inner, tails);
        }
    }

    /// Makes the step with what the patterns bound, then goes on with the rest.
    pub fn step_and_next(&mut self, body: &Loop<'a>, env: Env, tails: Vec<Value>) {
        if body.accumulates {
            let more = body.more.clone();
            let bits = self.qualifiers(body.span, body.template, body.rest, env, more, Dest::Value);
            return self.next(body, tails, bits);
        }
        let mut args = tails;
        args.extend(&body.fixed);
        let more = More::Call(body.function, args, body.arrow);
        self.qualifiers(body.span, body.template, body.rest, env, more, Dest::Tail);
    }

    /// Goes on with the rest of the sources.
    pub fn next(&mut self, body: &Loop<'a>, tails: Vec<Value>, bits: Option<Value>) {
        let mut args = tails;
        if let More::Accumulator(unchanged) = body.more {
            args.push(bits.unwrap_or(unchanged));
        }
        args.extend(&body.fixed);
        self.call_op(OpKind::Call(body.function), args, body.arrow, Dest::Tail);
    }

    /// Walks a bit string.
    fn binary_loop(&mut self, body: &Loop<'a>, generator: &'a Generator, env: Env) {
        let source = Value::Var(0);
        let ExprKind::Binary(elements) = &generator.pattern.kind else {
            return self.refuse(generator.pattern.span, "a binary generator without a binary pattern");
        };
        let mut inner = env.clone();
        bound_names(&generator.pattern, &mut |name| inner.forget(name));
        let Pat::Bits(segments) = self.binary_pattern(elements, &inner) else {
            return;
        };
        let tail = Segment::tail(Pat::Var(&TAIL));
        let with = |segments: Vec<Segment<'a>>| {
            let todo = vec![(source, Pat::Bits(Rc::new(segments)))];
            move |clause| Row { clause, todo, binds: Vec::new(), records: Vec::new() }
        };
        let matching = with(segments.iter().cloned().chain([tail.clone()]).collect())(0);
        // The same bits, whatever they are: an element that does not match is passed over.
        let skipping = with(segments.iter().map(Segment::of_any_value).chain([tail]).collect())(1);
        let end = self.block();
        let mut arms = self.arms(vec![matching, skipping], &[&[], &[]], &env, end).into_iter();
        self.end_of_bits(body, end, source, generator);
        if let Some(arm) = arms.next().flatten() {
            let mut inner = env.branch();
            self.enter(arm, &mut inner);
            let tail = inner.get(&TAIL).unwrap_or(Value::NIL);
            self.step_and_next(body, inner, vec![tail]);
        }
        if let Some(arm) = arms.next().flatten() {
            let mut inner = env.branch();
            self.enter(arm, &mut inner);
            match generator.strict {
                true => self.raise_value(atoms::badmatch, source, generator.span),
                false => {
                    let tail = inner.get(&TAIL).unwrap_or(Value::NIL);
                    self.next(body, vec![tail], None);
                }
            }
        }
    }

    /// What is left does not match any more: that is the end, but for strict generators bits must not be left.
    fn end_of_bits(&mut self, body: &Loop<'a>, block: BlockId, source: Value, generator: &Generator) {
        let span = generator.source.span;
        self.at(block);
        let (yes, bad) = (self.block(), self.block());
        self.branch_test(Test::Bitstring, vec![source], yes, bad, span);
        self.at(bad);
        self.end(Term::ErrorValue(atoms::bad_generator, source, Vec::new(), span));
        self.at(yes);
        if generator.strict {
            let (done, left) = (self.block(), self.block());
            let empty = self.unit.constant(vm::module::Literal::Bits(Vec::new(), 0));
            self.branch_test(Test::EqExact, vec![source, Value::Const(empty)], done, left, span);
            self.at(left);
            self.raise_value(atoms::badmatch, source, generator.span);
            self.at(done);
        }
        self.more(body.more.clone(), Dest::Tail);
    }
}
