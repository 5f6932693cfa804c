"""Why some mutants cannot be found; judged by hand, in `reasons.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.mutants.edits import Mutant
from benchmarks.mutants.original import shape

_FILE = Path(__file__).with_name("reasons.yaml")


class Sort(StrEnum):
    """What a mutant is that nothing finds."""

    OTHER = "another budget"
    ONCE = "said once"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why nothing finds the mutants of a class, or some of them.

    Attributes:
        where: how the shapes of their paths begin; all places if there are none.
        source: a part of the name of their source.
        typed: a part of what the report shows of them.
    """

    sort: Sort
    why: str
    where: tuple[str, ...] = ("",)
    source: str = ""
    typed: tuple[str, ...] = ("",)

    def holds_for(self, mutant: Mutant) -> bool:
        """Tell whether this is why a mutant is not found."""
        return (
            shape(mutant.path).startswith(self.where)
            and self.source in mutant.source
            and any(typed in mutant.shown for typed in self.typed)
        )


def reason_of(mutant: Mutant) -> Reason | None:
    """Return why nothing finds a mutant; nothing, if nobody has said it yet."""
    return next((r for r in reasons().get(mutant.kind, ()) if r.holds_for(mutant)), None)


@cache
def reasons() -> Mapping[str, Sequence[Reason]]:
    """Return the reasons by class of mistakes; the first that holds is taken."""
    said = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return {
        kind: tuple(
            Reason(
                Sort(one["is"]),
                " ".join(one["why"].split()),
                tuple(one.get("where", ("",))),
                one.get("source", ""),
                tuple(one.get("typed", ("",))),
            )
            for one in several
        )
        for kind, several in said.items()
    }
