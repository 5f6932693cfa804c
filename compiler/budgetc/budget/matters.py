"""What is told of the money besides its lines: “三公”, procurement, assets.

Amounts are 分. Every field was typed by a person; what is computed of some is a property.
"""

from __future__ import annotations

from budgetc.budget.declarations import Typed
from budgetc.budget.lines import PriorAndReason
from budgetc.frozen import frozen
from budgetc.numbers.values import NONE, Amount, Area, Code, Count, Day


@frozen(eq=False)
class ThreePublicItem(PriorAndReason):
    """One kind of "three public" spending, and of final accounts what it was for.

    Attributes:
        groups: groups that went abroad (团组), or receptions (批次).
        people: who went, or were received (人次).
        vehicles: vehicles that were bought, or kept (保有量).
    """

    groups: Count | None = None
    people: Count | None = None
    vehicles: Count | None = None


@frozen(eq=False)
class ThreePublic(Typed):
    """The "three public" spending (“三公”经费). Amounts follow from the economic items.

    Attributes:
        approval: the document that approved more than last year.
        variance_reason: of final accounts, why it is not what was budgeted at first.
    """

    abroad: ThreePublicItem | None = None
    vehicle_purchase: ThreePublicItem | None = None
    vehicle_operation: ThreePublicItem | None = None
    reception: ThreePublicItem | None = None
    approval: str | None = None
    variance_reason: str | None = None


@frozen(eq=False)
class ProcurementLine(Typed):
    """One thing to be procured, and the line of the budget that pays for it.

    Attributes:
        category: goods (货物), works (工程) or services (服务).
        project: id of the project that pays for it.
        economic: of what no project pays for, the economic item of basic expenditure that does.
        small_and_medium: what of it is reserved for small and medium-sized enterprises.
        small_and_micro: what of that is reserved for small and micro enterprises.
        purchased_service: whether it is a service bought from society (政府购买服务).
    """

    item: str
    category: str
    amount: Amount
    project: str | None = None
    economic: Code | None = None
    small_and_medium: Amount | None = None
    small_and_micro: Amount | None = None
    purchased_service: bool = False


@frozen(eq=False)
class Procurement(Typed):
    """Government procurement (政府采购), and what of it is reserved for smaller enterprises.

    A source gives the sums, or the lines that make them. Final accounts give what was contracted.

    Attributes:
        won_small_and_medium: what small and medium-sized enterprises won of what is reserved.
        won_small_and_micro: what small and micro enterprises won of what is reserved for them.
        won_otherwise: what small and medium-sized enterprises won of the rest.
    """

    goods: Amount | None = None
    works: Amount | None = None
    services: Amount | None = None
    reserved_small_and_medium: Amount | None = None
    reserved_small_and_micro: Amount | None = None
    won_small_and_medium: Amount | None = None
    won_small_and_micro: Amount | None = None
    won_otherwise: Amount | None = None
    lines: tuple[ProcurementLine, ...] = ()


@frozen(eq=False)
class Vehicles(Typed):
    """Official vehicles by use (公务用车, 按用途)."""

    ministerial: Count = NONE
    leading: Count = NONE
    confidential: Count = NONE
    emergency: Count = NONE
    law_enforcement: Count = NONE
    technical: Count = NONE
    retired_cadres: Count = NONE
    other: Count = NONE


@frozen(eq=False)
class Assets(Typed):
    """State assets held (国有资产占用使用) at last year's end, and large things to be bought.

    Attributes:
        authorised_vehicles: how many vehicles are approved (车辆编制数).
        vehicles_to_dispose: how many are to be given up this year.
    """

    building_area: Area | None = None
    building_value: Amount | None = None
    vehicles: Count | None = None
    vehicle_value: Amount | None = None
    furniture_value: Amount | None = None
    other_value: Amount | None = None
    large_equipment: Count | None = None
    very_large_equipment: Count | None = None
    planned_large_equipment: Count | None = None
    planned_very_large_equipment: Count | None = None
    as_of: Day | None = None
    vehicles_by_use: Vehicles | None = None
    planned_vehicles: Vehicles | None = None
    authorised_vehicles: Count | None = None
    vehicles_to_dispose: Count | None = None
