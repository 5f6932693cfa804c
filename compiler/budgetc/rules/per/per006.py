"""PER006: each indicator is of a class that the target table has."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import choices
from budgetc.rules.per.tables import FramedTable, filled_framed_tables, members_of
from budgetc.rules.rule import Findings, RuleContext, Violation, rule


@rule("PER006", looks_at=filled_framed_tables)
def indicators_have_a_class(_: RuleContext, framed: list[FramedTable]) -> Findings:
    for table, framework in framed:
        dimensions = framework.dimensions
        classed = {id(one) for dimension in dimensions for one in members_of(dimension, table)}
        for indicator in table.indicators:
            if id(indicator) in classed:
                continue
            classes = (name for one in dimensions for name in one.categories or (one.name,))
            known = tuple(dict.fromkeys(classes))
            key = "category" if any(one.categories for one in dimensions) else "dimension"
            typed = getattr(indicator, key) or ""
            yield Violation(
                indicator.origin.span(key),
                msg("{name}: the table has no class {typed}", name=indicator.name, typed=typed),
                hint=choices(typed, known),
            )
