"""PUB007: every unit publishes its budget, or is exempt."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated


def units_publish_or_are_exempt(case: Case) -> Iterator[Finding]:
    """PUB007: each of 下属预算单位 has a source of its own, or `exempt` says why not.

    Judged once a unit of the department has a source; a department that keeps none here may have
    its units' budgets elsewhere.

    Source: 预算法实施条例 on publication by units, to be compared with the official text.
    """
    listed = case.own.department.subordinate_units
    silent = [unit for unit in listed if unit.id is None and not unit.exempt]
    if not listed:
        yield NotApplicable(msg("the department has no units"))
    elif silent and not case.units:
        yield NotEvaluated(msg("no unit of the department has a source here"))
    else:
        for unit in silent:
            yield finding(
                "PUB007",
                msg(
                    "{name} has neither a source of its own nor a reason to publish no budget",
                    name=unit.name or "",
                ),
                unit.origin.span("name"),
                hint=msg("write its source and give its folder as id:, or add exempt: with the "
                         "reason"),
            )  # fmt: skip
