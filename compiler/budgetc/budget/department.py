"""Who publishes a budget: the department, its people and its units."""

from __future__ import annotations

from budgetc.budget.declarations import Typed
from budgetc.frozen import frozen
from budgetc.numbers.values import Count


@frozen(eq=False)
class Duty(Typed):
    """One of the department's functions, with the points under it."""

    text: str
    points: tuple[str, ...] = ()


@frozen(eq=False)
class Headcount(Typed):
    """People of one kind, now and a year ago."""

    current: Count
    prior: Count | None = None


@frozen(eq=False)
class Staff(Typed):
    """Establishment (编制) and people: in service (在职), retired (退休, and 离休).

    Attributes:
        over_establishment: why more people are in service than posts are approved.
    """

    establishment: Count
    in_service: Headcount | None = None
    retired: Headcount | None = None
    honorary_retired: Headcount | None = None
    over_establishment: str | None = None


@frozen(eq=False)
class SubordinateUnit(Typed):
    """A budget unit under the department.

    Attributes:
        id: the folder of its own source, under the department's; its name and type are said there.
        name: of a unit that has no source here.
        type: of a unit that has no source here, as of a department.
        exempt: why the unit publishes no budget of its own.
    """

    id: str | None = None
    name: str | None = None
    type: str = "institution"
    exempt: str | None = None


@frozen(eq=False)
class Department(Typed):
    """Who publishes this budget.

    Attributes:
        type: administrative (行政), civil_service (参公) or institution (事业).
        introduction: a sentence before the list of its functions.
        own_office: what its own office is called among its units (本部, 本级).
        merged_units: those whose accounts are part of its own office's (并入本级).
        predecessors: the folders under that of all budgets of those whose last year is its own:
            it was called so, or they became part of it.
    """

    name: str
    type: str = "administrative"
    introduction: str | None = None
    own_office: str | None = None
    also_named: str | None = None
    functions: tuple[Duty, ...] = ()
    offices: tuple[str, ...] = ()
    subordinate_units: tuple[SubordinateUnit, ...] = ()
    merged_units: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    staff: Staff | None = None
