//! Comprehensions: what generators bind is seen to their right and in the template, and nowhere else.

use super::Linter;
use super::table::Table;
use crate::ast::{Expr, ExprKind, Generator, GeneratorKind, Qualifier, SegmentType};
use crate::diagnostic::Diagnostic;

impl Linter<'_> {
    /// A comprehension: its templates, which see what the qualifiers bind.
    pub(super) fn comprehension<'e>(
        &mut self,
        templates: impl IntoIterator<Item = &'e Expr>,
        qualifiers: &[Qualifier],
        before: &Table,
    ) -> Table {
        let outer = std::mem::replace(&mut self.in_record_default, false);
        let mut table = before.clone();
        let mut hidden = Table::default();
        for qualifier in qualifiers {
            match qualifier {
                Qualifier::Filter(filter) => {
                    let used = self.expr(filter, &table);
                    table.update(&used);
                }
                Qualifier::Generator(generator) => {
                    self.generators(std::slice::from_ref(generator), &mut table, &mut hidden);
                }
                Qualifier::Zip(_, generators) => self.generators(generators, &mut table, &mut hidden),
            }
        }
        self.in_record_default = outer;
        let used = self.expr_list(templates, &table);
        table.update(&used);
        self.warn_unused(&table.only_in(&hidden), &Table::default());
        self.warn_unused(&hidden, before);
        // What is hidden and new is in both; it is reported once.
        self.warn_unused(&table.not_in(&hidden), before);
        let mut out = table.not_in(&hidden);
        out.merge(&hidden);
        out.only_in(before).used().safe()
    }

    /// Generators that advance together: one, or those of a zip. `hidden` collects the variables that they shadow.
    fn generators(&mut self, generators: &[Generator], table: &mut Table, hidden: &mut Table) {
        let mut sources = Table::default();
        for generator in generators {
            self.check_generator(generator);
            let used = self.expr(&generator.source, table);
            self.warn_unused(&used, table);
            self.beside(&mut sources, &used.only_in(table));
        }
        table.update(&sources);
        let mut used = Table::default();
        let mut new = Table::default();
        for generator in generators {
            let patterns: Vec<&Expr> =
                std::iter::once(&generator.pattern).chain(&generator.value_pattern).collect();
            let (these_used, these_new) = self.patterns(patterns, table, &Table::default());
            self.beside(&mut used, &these_used);
            self.beside(&mut new, &these_new);
        }
        self.warn_shadowed(&new, table, "generator");
        table.update(&used);
        let shadowed = table.only_in(&new);
        self.warn_unused(&shadowed.only_in(hidden), &Table::default());
        let fresh = shadowed.not_in(hidden);
        hidden.update(&fresh);
        *table = table.not_in(&new);
        table.update(&new);
    }

    fn check_generator(&mut self, generator: &Generator) {
        if generator.kind != GeneratorKind::Binary {
            return;
        }
        let ExprKind::Binary(segments) = &generator.pattern.kind else { return };
        let Some(last) = segments.last() else { return };
        let unsized_type = matches!(last.spec.type_, Some(SegmentType::Binary | SegmentType::Bitstring));
        if unsized_type && last.size.is_none() {
            let title = "binary fields without size are not allowed in patterns of bit string generators";
            let bad = Diagnostic::error(
                "unsized-in-generator",
                last.span,
                title,
                "how much is to be taken each step?",
            );
            self.report(bad.with_help("give it a size: <<Part:4/binary>> <= Binary"));
        }
    }
}
