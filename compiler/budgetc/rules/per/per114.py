"""PER114: a second-level class that the table leaves open is no usual one misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import one_slip_apart
from budgetc.rules.case import Case
from budgetc.rules.per.tables import framed_tables
from budgetc.rules.per.words import target_words
from budgetc.rules.rule import Finding, NotApplicable


def open_classes_are_spelt_right(case: Case) -> Iterator[Finding]:
    """PER114: 二级指标 of a table that lists none is not one character away from a usual name.

    Usual are the names of the jurisdiction's other tables, and those of schema/targets.json.

    Source: practice.
    """
    frameworks = case.layout.frameworks.values()
    listed = [name for each in frameworks for d in each.dimensions for name in d.categories]
    usual = tuple(dict.fromkeys([*listed, *target_words(case.resources).second_levels]))
    typed = [
        indicator
        for table, framework in framed_tables(case)
        if not any(dimension.categories for dimension in framework.dimensions)
        for indicator in table.indicators
        if indicator.category
    ]
    if not typed:
        yield NotApplicable(msg("no second-level class is the department's own choice"))
    for indicator in typed:
        category = indicator.category or ""
        near = [name for name in usual if one_slip_apart(category, name)]
        if category not in usual and near:
            yield finding(
                "PER114",
                msg(
                    "{name}: the class {typed} is not a usual one, and {usual} is",
                    name=indicator.name,
                    typed=category,
                    usual=near[0],
                ),
                indicator.origin.span("category"),
                hint=msg("did you mean {names}?", names=", ".join(near)),
            )
