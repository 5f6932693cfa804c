"""TPX003: money for vehicles and vehicles to be bought go together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from budgetc.budget.model import Assets
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.ledger import Dimensions, Fact
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated
from budgetc.rules.tpx.items import NO_FIGURE, OWN_OFFICE, count, own_money, sum_of


def bought_vehicles_are_planned(case: Case) -> Iterator[Finding]:
    """TPX003: 公务用车购置费 > 0 ⇔ vehicles to be bought > 0.

    Money of any fund counts, for vehicles are planned whoever pays.

    Source: practice: both are printed, in the table of “三公”经费 and under 国有资产.
    """
    spent = own_money(case, "vehicle_purchase")
    assets = case.own.assets
    planned = count(assets.planned_vehicles) if assets else None
    if spent is None:
        yield NO_FIGURE
    elif planned is None and spent:
        yield NotEvaluated(msg("how many vehicles are to be bought is not typed"))
    elif planned is None or assets is None:
        yield NotApplicable(msg("no vehicle is to be bought"))
    elif spent and not planned:
        yield _none_planned(case, spent, assets)
    elif planned and not spent:
        yield _unpaid(case, planned, assets)


def _none_planned(case: Case, spent: tuple[Fact, ...], assets: Assets) -> Diagnostic:
    return finding(
        "TPX003",
        msg(
            "vehicles are bought for {amount}, and planned_vehicles: has none",
            amount=case.money(sum_of(spent)),
        ),
        spent[0].origin.span(spent[0].key),
        related=(
            *case.related(spent[1:]),
            Related(assets.origin.key_span("planned_vehicles"), msg("the plan is here")),
        ),
        hint=msg("write how many are bought, by use; or move the money to what it is for"),
    )


def _unpaid(case: Case, planned: int, assets: Assets) -> Finding:
    spec = case.layout.figures["vehicle_purchase"]
    elsewhere = _may_hold_vehicles(case)
    if elsewhere:
        return NotEvaluated(
            msg(
                "vehicles to be bought: {count}; the money may be in {codes}, which do not say so",
                count=planned,
                codes="、".join(elsewhere),
            )
        )
    return finding(
        "TPX003",
        msg(
            "vehicles to be bought: {count}, and no money stands under {codes}",
            count=planned,
            codes="、".join(spec.economic),
        ),
        assets.origin.span("planned_vehicles"),
        hint=msg("add the money to the item that pays for them, or take them off the plan"),
    )


def _may_hold_vehicles(case: Case) -> list[str]:
    """Return the codes with money that may be for vehicles: undivided, or of other transport."""
    facts = case.cube.facts(case.cube.mask("economic", Dimensions(entity=OWN_OFFICE)))
    return sorted({fact.economic for fact in facts if fact.fen} & _codes(case.resources))


@cache
def _codes(resources: Resources) -> frozenset[str]:
    return resources.parsed_as_shipped("schema/vehicles.json", _parse)


def _parse(text: str) -> frozenset[str]:
    return frozenset(json.loads(text)["may_hold"])
