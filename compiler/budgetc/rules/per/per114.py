"""PER114: a second-level class that the table leaves open is no usual one misspelt."""

from __future__ import annotations

from budgetc.diagnostics.messages import enumerated, msg
from budgetc.diagnostics.suggest import one_slip_apart
from budgetc.rules.per.tables import framed_tables
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("PER114")
def open_classes_are_spelt_right(context: RuleContext) -> Findings:
    frameworks = context.layout.frameworks.values()
    listed = [name for each in frameworks for d in each.dimensions for name in d.categories]
    usual = tuple(dict.fromkeys([*listed, *context.words.targets.second_levels]))
    typed = [
        (indicator, indicator.category)
        for table, framework in context.look(framed_tables)
        if not any(dimension.categories for dimension in framework.dimensions)
        for indicator in table.indicators
        if indicator.category
    ]
    for indicator, category in some(
        typed, msg("no second-level class is the department's own choice")
    ):
        near = [name for name in usual if one_slip_apart(category, name)]
        if category not in usual and near:
            yield Violation(
                indicator.origin.span("category"),
                msg(
                    "{name}: the class {typed} is not a usual one, and {usual} is",
                    name=indicator.name,
                    typed=category,
                    usual=near[0],
                ),
                hint=msg("did you mean {names}?", names=enumerated(near)),
            )
