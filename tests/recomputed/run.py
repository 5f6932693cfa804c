"""Runs of the comparison: departments drawn from a seed, each compared with the oracle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import Translator

from .compared import compare, compiled
from .departments import Department, departments
from .oracle import Oracle
from .writing import places, sources

ENGLISH = Translator("en")
_ENDED = re.compile(
    "last year's source has this line, and this one has not"
    "|had this line last year, and is no unit any more"
)
"""Is asked of a line that was not drawn again: no draw says why it ended."""

_A_DRAW = 12
"""Departments drawn from one seed; of more, Hypothesis makes many that are much alike."""


@dataclass
class Tally:
    """What came of a run.

    Attributes:
        errors: the codes of errors that kept a document from being made: the departments are made
            to have none.
        owed: documents that were not made since nothing says why a line ended.
    """

    departments: int = 0
    units: int = 0
    documents: int = 0
    figures: int = 0
    not_nothing: int = 0
    differences: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    owed: int = 0

    def add(self, name: str, department: Department) -> None:
        """Compare all documents of a department."""
        files = sources(department)
        self.departments += 1
        self.units += sum("/" in place for place in files)
        for place in places(department):
            compilation = compiled(files, place)
            if compilation.document is None:
                wrong = [f for f in compilation.findings if f.severity is Severity.ERROR]
                if all(
                    f.code == "DOC001" and _ENDED.search(ENGLISH(f.hint or f.message))
                    for f in wrong
                ):
                    self.owed += 1
                    continue
                codes = {f.code for f in wrong}
                self.errors.append(f"{name} {place}: {' '.join(sorted(codes))}")
                continue
            found = compare(compilation.document, Oracle.of(files, place))
            self.documents += 1
            self.figures += found.figures
            self.not_nothing += found.not_nothing
            self.differences += [f"{name} {place} {one}" for one in found.differences]

    def summary(self) -> str:
        """Return how much was compared, and how much of it differs."""
        return (
            f"departments: {self.departments} (sources of units: {self.units}); "
            f"documents: {self.documents}; refused: {len(self.errors)}; "
            f"without the reason of what ended: {self.owed}; "
            f"figures: {self.figures} (not nothing: {self.not_nothing}); "
            f"differences: {len(self.differences)}"
        )


def drawn(first_seed: int, number: int) -> Iterator[tuple[str, Department]]:
    """Yield so many different departments, each with a name by which it can be drawn again."""
    seen: set[str] = set()
    draw = first_seed
    while len(seen) < number:
        for position, department in enumerate(_drawn(draw)):
            told = repr(department)
            if told not in seen and len(seen) < number:
                seen.add(told)
                yield f"{draw}.{position}", department
        draw += 1


def _drawn(draw: int) -> list[Department]:
    found: list[Department] = []

    @seed(draw)
    @settings(
        max_examples=_A_DRAW, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(departments())
    def remember(department: Department) -> None:
        found.append(department)

    run: Callable[[], None] = remember
    run()
    return found
