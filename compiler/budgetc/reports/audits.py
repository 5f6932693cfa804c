"""Audits of many published documents, one after the other or in several processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from budgetc.audit import Audited, audit
from budgetc.audit.official import Official, official_names
from budgetc.files.data import Resources
from budgetc.lists import Lists, shipped_lists
from budgetc.published.model import Unreadable
from budgetc.published.read import read_published

_TWO = 2
"""From how many documents on a second process is worth beginning: each takes about a second."""


def audits(paths: Sequence[Path], jobs: int) -> Iterator[Audited]:
    """Yield the audits of files, in their order; what is wrong with one is no matter of another.

    Args:
        paths: of published documents, as the user named them.
        jobs: how many processes may work.
    """
    if jobs < _TWO or len(paths) < _TWO:
        return _audit_each(paths)
    from budgetc.publish.processes import in_processes  # noqa: PLC0415  # one document needs none

    return in_processes(paths, _audit_each, _audit_each, jobs, 1)


def _audit_each(paths: Sequence[Path]) -> Iterator[Audited]:
    lists, official = _known()
    for path in paths:
        read = read_published(path, lists.printed)
        made = read if isinstance(read, Unreadable) else audit(read, lists, official)
        yield Audited(str(path), made)


@lru_cache(1)
def _known() -> tuple[Lists, Official]:
    """Return what documents are understood by, read once in a process."""
    resources = Resources.of_workspace(None)
    return shipped_lists(resources), official_names(resources)
