"""CLS012: a unit has functions of its own type only.

2080501 行政单位离退休 is not an institution's, 2080502 事业单位离退休 only one's.
Units listed without a source of their own count with their types, for their money stands here.
A civil-service unit (参公) may have either. The list is `unit_types` of
`schema/code_rules.json`.
Source: names of the items in 政府收支分类科目.
"""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.cls.lines import function_lines
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule


@rule("CLS012")
def unit_type_permits_the_code(context: RuleContext) -> Findings:
    department = context.budget.department
    here = {department.type, *(u.type for u in department.subordinate_units if u.id is None)}
    rules = {rule.function: rule.types for rule in context.lists.codes.unit_types}
    lines = [line for line in function_lines(context.budget) if line.code in rules]
    if not lines:
        yield NotApplicable(msg("no function here is for one type of unit"))
    for line in lines:
        if here & set(rules[line.code]):
            continue
        entry = context.catalogue.function.get(line.code)
        other = next((c for c, types in rules.items() if here & set(types)), "")
        right = context.catalogue.function.get(other)
        yield Violation(
            line.origin.span("code"),
            msg(
                "{code} {name} is not for a unit of type {type}",
                code=line.code,
                name=entry.name if entry else "",
                type=department.type,
            ),
            hint=msg(
                "{other} {name} is; or correct type: under department",
                other=other,
                name=right.name if right else "",
            ),
        )
