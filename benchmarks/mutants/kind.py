"""A class of mistakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.mutants.drafts import Drafts
from benchmarks.mutants.original import Original


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of mistakes: every one of its kind that can be made in a source.

    Attributes:
        id: by which `reasons.yaml` says why some of them cannot be found.
        title: for the report.
        make: gives all of them, in the order of the file.
        most: how many of them are tried in one source.
    """

    id: str
    title: str
    make: Callable[[Original], Drafts]
    most: int = 16
