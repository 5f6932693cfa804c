"""Moving a project's period to another year."""

from __future__ import annotations

from collections.abc import Mapping

_FIRST, _LAST = "-01-01", "-12-31"


def moved_period(start: str, end: str, old: int, new: int) -> Mapping[str, str] | None:
    """Return the period of the new year's budget; `None` where a person must say.

    A whole year moves by as many years as the budget does. A period of several whole years stays
    where the new year lies within it.

    Args:
        start: first day, as YYYY-MM-DD.
        end: last day.
        old: the year of the source.
        new: the year it is rolled to.
    """
    if not start.endswith(_FIRST) or not end.endswith(_LAST):
        return None
    first, last = int(start[:4]), int(end[:4])
    if first == last:
        year = first + new - old
        return {"start": f"{year}{_FIRST}", "end": f"{year}{_LAST}"}
    if first <= new <= last:
        return {"start": start, "end": end}
    return None
