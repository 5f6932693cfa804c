"""AST006: large equipment that is to be bought has its money."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from budgetc.budget.model import Assets
from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.ledger import Dimensions
from budgetc.numbers.values import Code
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable

NAME = "schema/assets.json"

OWN = ("",)
"""The source's own office among the bodies of a department."""

LARGE, VERY_LARGE = 50_000_000, 100_000_000
"""What a set of large and of very large equipment costs at least, in 分."""


def planned_equipment_has_its_money(case: Case) -> Iterator[Finding]:
    """AST006: 资本性支出 (310, 309) ≥ sets to be bought × 50 万元, of the very large × 100 万元.

    In 分. The economic items are in `schema/assets.json`.

    Source: the meaning of the items in 政府收支分类科目; equipment of that value is capital.
    """
    assets = case.own.assets
    least = _least_cost(assets) if assets else 0
    if assets is None or not least:
        yield NotApplicable(msg("no large equipment is to be bought"))
        return
    money = case.cube.mask("economic", Dimensions(economic=_items(case.resources), entity=OWN))
    there = case.sum(money)
    if there < least:
        key = (
            "planned_large_equipment"
            if assets.planned_large_equipment
            else ("planned_very_large_equipment")
        )
        yield finding(
            "AST006",
            msg(
                "large equipment for at least {least} is to be bought, and capital items ({items}) "
                "have {there}: a difference of {difference}",
                least=case.money(least),
                items=", ".join(_items(case.resources)),
                there=case.money(there),
                difference=case.money(least - there),
            ),
            assets.origin.span(key),
            related=case.related(case.cube.facts(money)),
            hint=msg("give the item that pays for it under economic:, or correct the number"),
        )  # fmt: skip


@cache
def _items(resources: Resources) -> tuple[Code, ...]:
    return resources.parsed_as_shipped(NAME, _parse)


def _parse(text: str) -> tuple[Code, ...]:
    return tuple(Code(code) for code in json.loads(text)["equipment_items"])


def _least_cost(assets: Assets) -> int:
    """Return what the equipment to be bought costs at least, in 分."""
    very_large = assets.planned_very_large_equipment or 0
    large = max((assets.planned_large_equipment or 0) - very_large, 0)
    return large * LARGE + very_large * VERY_LARGE
