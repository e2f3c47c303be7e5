//! Binaries: sizes, types and units of segments, in expressions and in patterns.

use super::Linter;
use super::table::Table;
use crate::ast::{BinaryElement, Expr, ExprKind, SegmentType};
use crate::diagnostic::Diagnostic;
use crate::parse::patterns::is_arithmetic;
use crate::span::Span;

/// What is known of a segment's size.
#[derive(Clone, Copy, PartialEq)]
enum Size {
    /// So many units.
    Known(i64),
    /// All that is left.
    All,
    /// Computed while running, or given by the type.
    Unknown,
}

impl Linter<'_> {
    /// A binary in an expression or, with `guard`, in a guard.
    pub(super) fn binary_expr(&mut self, segments: &[BinaryElement], table: &Table, guard: bool) -> Table {
        let mut all = Table::default();
        for segment in segments {
            for e in std::iter::once(&segment.value).chain(&segment.size) {
                let used = if guard { self.guard_expr(e, table) } else { self.expr(e, table) };
                all.merge(&used);
            }
            self.check_segment(segment);
        }
        all
    }

    /// A binary as a pattern: sizes see what the segments before them bind.
    pub(super) fn binary_pattern(
        &mut self,
        segments: &[BinaryElement],
        table: &Table,
        old: &Table,
    ) -> (Table, Table) {
        let mut used = Table::default();
        let mut new = Table::default();
        let mut open: Option<Span> = None;
        for segment in segments {
            if let ExprKind::String(_) = segment.value.kind
                && !is_good_string(segment)
            {
                let title = "a literal string in a binary pattern must not have a type or a size";
                self.report(Diagnostic::error(
                    "typed-string",
                    segment.span,
                    title,
                    "these are several segments",
                ));
                continue;
            }
            let (value_used, value_new) = self.segment_value(&segment.value, old, &new);
            let (size_used, size_new) = self.segment_size(segment.size.as_ref(), table, &new);
            let size = self.check_segment(segment);
            if let Some(place) = open {
                let title = "a binary field without size is only allowed at the end of a binary pattern";
                let bad = Diagnostic::error("unsized-not-at-end", place, title, "takes all that is left");
                self.report(
                    bad.with_label(segment.span, "yet more is to follow")
                        .with_help("give it a size: Part:4/binary"),
                );
            }
            let is_string = matches!(segment.value.kind, ExprKind::String(_));
            open = (size == Size::All && !is_string).then_some(segment.span);
            used.merge(&value_used);
            used.merge(&size_used);
            new.merge(&value_new);
            new.merge(&size_new);
        }
        (used, new)
    }

    fn segment_value(&mut self, value: &Expr, old: &Table, new: &Table) -> (Table, Table) {
        match &value.kind {
            ExprKind::Var(name) if &**name == "_" => Default::default(),
            ExprKind::Var(name) => self.bind_variable(name, value.span, old, new),
            ExprKind::String(_) => Default::default(),
            _ if is_arithmetic(value) => Default::default(),
            _ => {
                let bad = Diagnostic::error(
                    "illegal-pattern",
                    value.span,
                    "illegal pattern",
                    "expected a variable or a number",
                );
                self.report(bad.with_help("a segment is matched by a variable; take that apart afterwards"));
                Default::default()
            }
        }
    }

    fn segment_size(&mut self, size: Option<&Expr>, table: &Table, new: &Table) -> (Table, Table) {
        let Some(size) = size else { return Default::default() };
        match &size.kind {
            ExprKind::Var(name) => self.size_variable(name, size.span, table, new),
            ExprKind::Integer(_) => Default::default(),
            _ => {
                let outer = self.segment_variables.replace(new.clone());
                let used = self.guard_expr(size, table);
                let bound = std::mem::replace(&mut self.segment_variables, outer).unwrap_or_default();
                if is_no_integer(&size.kind) {
                    let title = "a size in a pattern evaluates to a non-integer value";
                    let bad = Diagnostic::warning("non-integer-size", size.span, title, "no integer");
                    self.report(bad.with_note("this pattern cannot possibly match"));
                }
                (used, bound)
            }
        }
    }

    /// Checks that type, size and unit of a segment go together.
    fn check_segment(&mut self, segment: &BinaryElement) -> Size {
        let spec = &segment.spec;
        let type_ = spec.type_.unwrap_or(SegmentType::Integer);
        let known = segment.size.as_ref().and_then(|size| match &size.kind {
            ExprKind::Integer(n) => i64::try_from(n).ok(),
            _ => None,
        });
        match type_ {
            SegmentType::Utf8 | SegmentType::Utf16 | SegmentType::Utf32 => {
                if segment.size.is_some() || spec.unit.is_some() {
                    let title = "neither size nor unit must be given for segments of type utf8/utf16/utf32";
                    self.report(Diagnostic::error(
                        "utf-size",
                        segment.span,
                        title,
                        "the character says its size",
                    ));
                }
                return Size::Unknown;
            }
            SegmentType::Binary | SegmentType::Bitstring if segment.size.is_none() => return Size::All,
            SegmentType::Integer | SegmentType::Float if segment.size.is_none() && spec.unit.is_some() => {
                let title = "a bit unit size must not be specified unless a size is specified too";
                self.report(Diagnostic::error(
                    "unit-without-size",
                    segment.span,
                    title,
                    "a unit multiplies a size",
                ));
                return Size::Unknown;
            }
            _ => {}
        }
        if let Some(Expr { kind: ExprKind::Atom(word), span }) = &segment.size
            && &**word == "all"
        {
            return match type_ {
                SegmentType::Binary | SegmentType::Bitstring => Size::All,
                _ => {
                    self.report(Diagnostic::error(
                        "illegal-bitsize",
                        *span,
                        "illegal bit size",
                        "only binaries have it",
                    ));
                    Size::Unknown
                }
            };
        }
        let Some(known) = known else { return Size::Unknown };
        let bits = known.saturating_mul(i64::from(spec.unit.unwrap_or(match type_ {
            SegmentType::Binary => 8,
            _ => 1,
        })));
        if type_ == SegmentType::Float && !matches!(bits, 16 | 32 | 64) {
            let title = "bad float bit size";
            self.report(Diagnostic::warning(
                "bad-float-size",
                segment.span,
                title,
                "floats have 16, 32 or 64 bits",
            ));
        }
        Size::Known(bits)
    }
}

/// Whether a string segment has neither size nor a type other than utf.
fn is_good_string(segment: &BinaryElement) -> bool {
    let spec = &segment.spec;
    let is_utf = matches!(spec.type_, Some(SegmentType::Utf8 | SegmentType::Utf16 | SegmentType::Utf32));
    let plain = spec.type_.is_none() && spec.signed.is_none() && spec.endian.is_none() && spec.unit.is_none();
    segment.size.is_none() && (is_utf || plain)
}

fn is_no_integer(kind: &ExprKind) -> bool {
    match kind {
        ExprKind::Atom(word) => &**word != "all",
        ExprKind::Binary(_)
        | ExprKind::List { .. }
        | ExprKind::Float(_)
        | ExprKind::Map { .. }
        | ExprKind::Tuple(_) => true,
        _ => false,
    }
}
