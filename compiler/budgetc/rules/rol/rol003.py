"""ROL003: a unit stands in its department once."""

from __future__ import annotations

from budgetc.budget.consistency import repeated
from budgetc.budget.department import SubordinateUnit
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("ROL003")
def units_stand_once(context: RuleContext) -> Findings:
    # With their names; a repeated id is found where the sources are read.
    listed = context.consolidated.department.subordinate_units
    units = some(listed, msg("the department has no units"))
    department = context.budget.department
    for unit in units:
        if unit.name == department.name:
            yield Violation(
                _place(unit),
                msg(
                    "{name} is the department itself, and stands among its units",
                    name=department.name,
                ),
                related=[Related(department.origin.span("name"), msg("the department is here"))],
                hint=msg("take it off the list; own_office: names the department's own office"),
            )
    others = (unit for unit in units if unit.name != department.name)
    for unit, first in repeated(others, lambda unit: unit.name or ""):
        yield Violation(
            _place(unit),
            msg("{name} stands in the list of units twice", name=unit.name or ""),
            related=[Related(_place(first), msg("the first one is here"))],
            hint=msg("take one of them off the list, or correct its name"),
        )


def _place(unit: SubordinateUnit) -> Span:
    return unit.origin.span("id" if unit.id is not None else "name")
