//! Generators that advance together (OTP 28), when some of them walk bit strings.
//!
//! A step takes one element of every source. When none can be taken of some source, all must be at their end:
//! lists empty, bit strings with too few bits for another element.

use std::rc::Rc;
use std::sync::LazyLock;

use lang::ast::{ExprKind, Generator, GeneratorKind, Name};
use vm::atom::atoms;

use super::generator::Loop;
use super::match_::Row;
use super::pattern::Pat;
use super::segment::Segment;
use super::{Dest, Lower};
use crate::free::bound_names;
use crate::ir::{BlockId, OpKind, Test, Value};
use crate::scope::Env;

/// More binary generators than this do not advance together.
const MOST: usize = 16;

/// Bind what is left of each bit string after one step; no source variable can have these names.
static TAILS: LazyLock<Vec<Name>> =
    LazyLock::new(|| (0..MOST).map(|n| Name::from(format!("-tail{n}-").as_str())).collect());

/// How one source is walked.
enum Walk<'a> {
    /// Head and tail.
    List(Value, Value),
    /// The segments of an element, and the name of what is left.
    Bits(Vec<Segment<'a>>, &'static Name),
}

impl<'a> Lower<'_, 'a> {
    /// Walks sources together, at least one of which is a bit string.
    pub fn mixed_loop(&mut self, body: &Loop<'a>, env: Env) {
        let sources: Vec<Value> = self.params()[..body.generators.len()].to_vec();
        let end = self.block();
        let Some(walks) = self.walks(body, &sources, &env, end) else { return };
        let rows = [false, true].map(|skips| self.row(body, &walks, &sources, &env, skips));
        let mut arms = self.arms(rows.into(), &[&[], &[]], &env, end).into_iter();
        self.mixed_end(body, end, &sources, &walks, &env);
        if let Some(arm) = arms.next().flatten() {
            let mut inner = env.branch();
            self.enter(arm, &mut inner);
            let tails = tails(&walks, &inner);
            self.step_and_next(body, inner, tails);
        }
        if let Some(arm) = arms.next().flatten() {
            let mut inner = env.branch();
            self.enter(arm, &mut inner);
            let strict = body.generators.iter().zip(&sources).find(|(generator, _)| generator.strict);
            match strict {
                Some((generator, source)) => self.raise_value(atoms::badmatch, *source, generator.span),
                None => {
                    let tails = tails(&walks, &inner);
                    self.next(body, tails, None);
                }
            }
        }
    }

    /// How each source is walked, after a test that every list has an element (else control goes to `end`).
    fn walks(
        &mut self,
        body: &Loop<'a>,
        sources: &[Value],
        env: &Env,
        end: BlockId,
    ) -> Option<Vec<Walk<'a>>> {
        let mut inner = env.clone();
        for generator in body.generators {
            let patterns = std::iter::once(&generator.pattern).chain(&generator.value_pattern);
            patterns.for_each(|p| bound_names(p, &mut |name| inner.forget(name)));
        }
        for (generator, source) in body.generators.iter().zip(sources) {
            if generator.kind != GeneratorKind::Binary {
                let yes = self.block();
                self.branch_test(Test::Cons, vec![*source], yes, end, generator.source.span);
                self.at(yes);
            }
        }
        let mut names = TAILS.iter();
        let mut walks = Vec::new();
        for (generator, source) in body.generators.iter().zip(sources) {
            let span = generator.source.span;
            if generator.kind != GeneratorKind::Binary {
                let head = self.op(OpKind::GetHead, vec![*source], span);
                walks.push(Walk::List(head, self.op(OpKind::GetTail, vec![*source], span)));
                continue;
            }
            let (ExprKind::Binary(elements), Some(name)) = (&generator.pattern.kind, names.next()) else {
                self.refuse(generator.span, "so many binary generators that advance together");
                return None;
            };
            let Pat::Bits(segments) = self.binary_pattern(elements, &inner) else { return None };
            walks.push(Walk::Bits(segments.to_vec(), name));
        }
        Some(walks)
    }

    /// The row that takes one element of every source, whatever it is if `skips`.
    fn row(
        &mut self,
        body: &Loop<'a>,
        walks: &[Walk<'a>],
        sources: &[Value],
        env: &Env,
        skips: bool,
    ) -> Row<'a> {
        let mut todo = Vec::new();
        for ((walk, generator), source) in walks.iter().zip(body.generators).zip(sources) {
            match walk {
                Walk::List(..) if skips => {}
                Walk::List(head, _) => {
                    let alone = std::slice::from_ref(generator);
                    todo.extend(self.element_patterns(alone, body.generators, &[*head], env));
                }
                Walk::Bits(segments, name) => todo.push((*source, step_of(segments, name, skips))),
            }
        }
        Row { clause: usize::from(skips), todo, binds: Vec::new(), records: Vec::new() }
    }

    /// Some source has no further element: none may have one.
    fn mixed_end(&mut self, body: &Loop<'a>, end: BlockId, sources: &[Value], walks: &[Walk<'a>], env: &Env) {
        let bad = self.block();
        self.at(end);
        for ((walk, generator), source) in walks.iter().zip(body.generators).zip(sources) {
            let (yes, span) = (self.block(), generator.source.span);
            match walk {
                Walk::List(..) => self.branch_test(Test::Nil, vec![*source], yes, bad, span),
                Walk::Bits(segments, name) => {
                    let bits = self.block();
                    self.branch_test(Test::Bitstring, vec![*source], bits, bad, span);
                    self.at(bits);
                    let todo = vec![(*source, step_of(segments, name, true))];
                    let row = Row { clause: 0, todo, binds: Vec::new(), records: Vec::new() };
                    for arm in self.arms(vec![row], &[&[]], env, yes).into_iter().flatten() {
                        let mut inner = env.branch();
                        self.enter(arm, &mut inner);
                        self.jump(bad, Vec::new());
                    }
                }
            }
            self.at(yes);
        }
        self.more(body.more.clone(), Dest::Tail);
        self.at(bad);
        self.bad_generator(body, sources);
    }
}

/// The pattern of one element and what is left.
fn step_of<'a>(segments: &[Segment<'a>], name: &'static Name, skips: bool) -> Pat<'a> {
    let element = segments.iter().map(|segment| if skips { segment.of_any_value() } else { segment.clone() });
    Pat::Bits(Rc::new(element.chain([Segment::tail(Pat::Var(name))]).collect()))
}

/// What is left of each source.
fn tails(walks: &[Walk<'_>], env: &Env) -> Vec<Value> {
    let left = |walk: &Walk| match walk {
        Walk::List(_, tail) => *tail,
        Walk::Bits(_, name) => env.get(name).unwrap_or(Value::NIL),
    };
    walks.iter().map(left).collect()
}

/// Whether the generators need [`Lower::mixed_loop`].
pub fn is_mixed(generators: &[Generator]) -> bool {
    generators.iter().any(|generator| generator.kind == GeneratorKind::Binary)
}
