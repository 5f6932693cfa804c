"""PER006: each indicator is of a class that the target table has."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import choices
from budgetc.layout.rows import belongs, classes_of
from budgetc.rules.per.tables import FramedTable, filled_framed_tables
from budgetc.rules.rule import Findings, RuleContext, Violation, rule


@rule("PER006", looks_at=filled_framed_tables)
def indicators_have_a_class(_: RuleContext, framed: list[FramedTable]) -> Findings:
    for table, framework in framed:
        classes = tuple(classes_of(framework))
        known = tuple(dict.fromkeys(category or dimension for dimension, category in classes))
        key = "category" if any(category for _, category in classes) else "dimension"
        for indicator in table.indicators:
            if any(belongs(indicator, *each, framework) for each in classes):
                continue
            typed = getattr(indicator, key) or ""
            yield Violation(
                indicator.origin.span(key),
                msg("{name}: the table has no class {typed}", name=indicator.name, typed=typed),
                hint=choices(typed, known),
            )
