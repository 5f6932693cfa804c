"""Findings, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from budgetc.diagnostics.diagnostic import Diagnostic, Severity
from budgetc.diagnostics.gaps import is_gap
from budgetc.frozen import frozen


@frozen()
class Counts:
    """How many findings there are of each severity, apart from them the waived ones.

    Attributes:
        gaps: places that are still to be filled in; nobody has made a mistake there.
    """

    errors: int = 0
    warnings: int = 0
    notes: int = 0
    waived: int = 0
    gaps: int = 0

    @classmethod
    def of(cls, findings: Iterable[Diagnostic]) -> Counts:
        """Count findings."""
        seen = Counter(map(_kind, findings))
        return cls(**seen)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.errors + other.errors,
            self.warnings + other.warnings,
            self.notes + other.notes,
            self.waived + other.waived,
            self.gaps + other.gaps,
        )

    @property
    def total(self) -> int:
        """How many there are."""
        return self.errors + self.warnings + self.notes + self.waived + self.gaps

    def reach(self, worst: Severity) -> bool:
        """Tell whether a finding as bad as that, or worse, is among those that nobody waived."""
        return any((self.errors + self.gaps, self.warnings, self.notes)[: worst + 1])


def _kind(found: Diagnostic) -> str:
    if found.waived is not None:
        return "waived"
    return "gaps" if is_gap(found) else f"{found.severity.label}s"
