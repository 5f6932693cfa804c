"""ROL003: a unit stands in its department once.

the names of 下属预算单位 differ from one another and from the department's.
A unit with a source has the name that its source says.
Source: arithmetic; a unit that stands twice is counted twice.
"""

from __future__ import annotations

from budgetc.budget.model import SubordinateUnit
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule


@rule("ROL003")
def units_stand_once(context: RuleContext) -> Findings:
    # With their names; a repeated id is found where the sources are read.
    units = context.consolidated.department.subordinate_units
    if not units:
        yield NotApplicable(msg("the department has no units"))
    seen: dict[str, SubordinateUnit] = {}
    for unit in units:
        name = unit.name or ""
        if name == context.budget.department.name:
            yield Violation(
                unit.origin.span(_key(unit)),
                msg("{name} is the department itself, and stands among its units", name=name),
                related=[
                    Related(
                        context.budget.department.origin.span("name"), msg("the department is here")
                    )
                ],
                hint=msg("take it off the list; own_office: names the department's own office"),
            )
        elif name in seen:
            first = seen[name]
            yield Violation(
                unit.origin.span(_key(unit)),
                msg("{name} stands in the list of units twice", name=name),
                related=[Related(first.origin.span(_key(first)), msg("the first one is here"))],
                hint=msg("take one of them off the list, or correct its name"),
            )
        seen.setdefault(name, unit)


def _key(unit: SubordinateUnit) -> str:
    return "id" if unit.id is not None else "name"
