"""The numbers that rules compare with: `schema/thresholds.json`, changed by a jurisdiction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from budgetc.files.data import Resources, kept
from budgetc.jurisdiction.spec import Layout

NAME = "schema/thresholds.json"
_MOST = 10**9
"""No share, number of days or amount that rules compare with is larger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The numbers that rules compare with; a rule whose number is `None` is not evaluated.

    Shares are percent, amounts are yuan (元).

    Attributes:
        growth_reason: from what change against last year a reason is needed, in percent.
        other_share: how much of its parent a code of kind "other" (其他) may hold.
        occupational_pension_share: 职业年金 of 养老保险; 8/16 makes 50.
        occupational_pension_tolerance: by how much of it the share may miss, in percent.
        small_and_medium_share: how much of a larger lot is reserved for smaller enterprises.
        small_and_micro_share: how much of that is reserved for small and micro enterprises.
        small_lot_goods_and_services: below it, a lot is reserved as a whole.
        small_lot_works: the same for works.
        reception_share: how much of 公用经费 may be 公务接待费.
        staff_cost_change: by how much personnel cost a head may change against last year.
        staff_cost_least: what wages a head and year are at least.
        staff_cost_most: what wages a head and year are at most.
        publication_days: how long after the approval a budget may be published.
        carry_over_years: how old carried-over money may be before it is surplus.
        reason_characters: how short a reason may be.
        repeated_reasons: how many lines may give the same reason.
        floor_area_per_head: how many square metres one person in service may have.
        vehicles_per_head: how many vehicles a hundred people in service may have.
    """

    growth_reason: int | None
    other_share: int | None
    occupational_pension_share: int | None
    occupational_pension_tolerance: int | None
    small_and_medium_share: int | None
    small_and_micro_share: int | None
    small_lot_goods_and_services: int | None
    small_lot_works: int | None
    reception_share: int | None
    staff_cost_change: int | None
    staff_cost_least: int | None
    staff_cost_most: int | None
    publication_days: int | None
    carry_over_years: int | None
    reason_characters: int | None
    repeated_reasons: int | None
    floor_area_per_head: int | None
    vehicles_per_head: int | None


def thresholds_of(layout: Layout, resources: Resources) -> Thresholds:
    """Return the thresholds of a jurisdiction in a workspace.

    Raises:
        DataFaultError: one of the usual ones is missing, unknown or no whole number.
    """
    return replace(_usual(resources), **layout.thresholds)


@kept
def _usual(resources: Resources) -> Thresholds:
    return resources.parsed(NAME, _parse)


def _parse(text: str) -> Thresholds:
    given: Mapping[str, object] = json.loads(text)
    for name, value in given.items():
        if value is not None and (type(value) is not int or not 0 <= value <= _MOST):
            raise ValueError(f"{name} is no whole number from 0 to {_MOST}")
    return Thresholds(**given)  # type: ignore[arg-type]
