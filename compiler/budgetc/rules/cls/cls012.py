"""CLS012: a unit has functions of its own type only."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.cls.lines import function_lines
from budgetc.rules.code_rules import code_rules
from budgetc.rules.rule import Finding, NotApplicable


def unit_type_permits_the_code(case: Case) -> Iterator[Finding]:
    """CLS012: 2080501 行政单位离退休 is not an institution's, 2080502 事业单位离退休 only one's.

    Units listed without a source of their own count with their types, for their money stands here.
    A civil-service unit (参公) may have either. The list is `unit_types` of
    `schema/code_rules.json`.

    Source: names of the items in 政府收支分类科目.
    """
    department = case.own.department
    here = {department.type, *(u.type for u in department.subordinate_units if u.id is None)}
    rules = {rule.function: rule.types for rule in code_rules(case.resources).unit_types}
    lines = [line for line in function_lines(case.own) if line.code in rules]
    if not lines:
        yield NotApplicable(msg("no function here is for one type of unit"))
    for line in lines:
        if here & set(rules[line.code]):
            continue
        entry = case.catalogue.function.get(line.code)
        other = next((c for c, types in rules.items() if here & set(types)), "")
        right = case.catalogue.function.get(other)
        yield finding(
            "CLS012",
            msg(
                "{code} {name} is not for a unit of type {type}",
                code=line.code,
                name=entry.name if entry else "",
                type=department.type,
            ),
            line.origin.span("code"),
            hint=msg(
                "{other} {name} is; or correct type: under department",
                other=other,
                name=right.name if right else "",
            ),
        )
