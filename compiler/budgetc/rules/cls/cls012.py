"""CLS012: a unit has functions of its own type only."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.bodies import TYPES
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("CLS012")
def unit_type_permits_the_code(context: RuleContext) -> Findings:
    department = context.budget.department
    here = {department.type, *(u.type for u in department.subordinate_units if u.id is None)}
    rules = context.lists.codes.unit_types
    lines = [line for line in context.budget.function_lines if line.code in rules]
    for line in some(lines, msg("no function here is for one type of unit")):
        if here & set(rules[line.code]):
            continue
        other = next((c for c, types in rules.items() if here & set(types)), "")
        yield Violation(
            line.origin.span("code"),
            msg(
                "{code} {name} is not for {type}",
                code=line.code,
                name=context.name("function", line.code),
                type=TYPES[department.type],
            ),
            hint=msg(
                "{other} {name} is; or correct type: under department",
                other=other,
                name=context.name("function", other),
            ),
        )
