"""Projects that the second state calls by another id: what is said of them stays theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from budgetc.diff.align import only_pairs
from budgetc.pipeline import Draft

LaterId = Callable[[str], str]
"""Gives the id that the second document has for a figure of the first."""

_MEMBER = re.compile(r"(?<=[.!])[^.!]+")
"""What of the id of a figure may be a project: `T7!training.total`, `expenditure.training`."""


def renamed_projects(before: Draft, after: Draft) -> Mapping[str, str]:
    """Return the later id of each project that has another one by now.

    It is the one of its name, as in what is printed: nobody sees what a project's id is.
    """
    olds, news = (draft.budget.projects for draft in (before, after))
    left, kept = ({one.id for one in side} for side in (olds, news))
    came = [one for one in news if one.id not in left]
    gone = [one for one in olds if one.id not in kept]
    pairs = only_pairs(came, gone, lambda project: project.name)
    return {old.id: new.id for new, old in pairs}


def later_ids(renamed: Mapping[str, str], there: Collection[str]) -> LaterId:
    """Return what gives figures of the first document the ids that the second has for them.

    Args:
        renamed: the later ids of projects that have another one.
        there: the ids of the second document; a figure that has one of them keeps it.
    """

    def later(figure: str) -> str:
        if not renamed or figure in there:
            return figure
        return _MEMBER.sub(lambda found: renamed.get(found[0], found[0]), figure)

    return later
