"""How far the departments of a region are, for programs."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.diagnostics import Counts
from budgetc.diagnostics.characters import printable
from budgetc.reports.standing import Standing, Standings, State, done_of


def standings_data(far: Standings) -> Mapping[str, object]:
    """Return how far departments are as plain values; each volume is of one stage."""
    return {
        "year": far.year,
        "volumes": [
            {
                "stage": stage,
                "done": sum(done_of(far, stage).values()),
                "all": len(done_of(far, stage)),
                "found": _counts(far.found.get(stage, Counts())),
                "to_fill_in": sum(one.left for one in those),
                "departments": [_standing(one) for one in those],
            }
            for stage, those in far.volumes
        ],
        "elsewhere": _counts(far.elsewhere),
        "other_years": list(far.besides),
    }


def _standing(one: Standing) -> Mapping[str, object]:
    is_there = one.state is not State.ABSENT
    return {
        "name": printable(one.name),
        "file": printable(one.file) if is_there else None,
        "last_file": None if is_there else printable(one.file),
        "state": one.state.name.lower(),
        "found": _counts(one.found),
        "to_fill_in": one.left,
        "places": one.places or None,
        "known_errors": one.known,
    }


def _counts(found: Counts) -> Mapping[str, int]:
    return {"errors": found.errors, "warnings": found.warnings, "notes": found.notes}
