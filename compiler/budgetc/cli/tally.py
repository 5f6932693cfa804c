"""The findings of many sources, counted; only those that are shown are held."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from budgetc.diagnostics import Counts, Diagnostic, Severity, counts, sort_findings
from budgetc.diagnostics.text import Lines
from budgetc.keeping import Told
from budgetc.publish.checked_source import CheckedSource, unpacked_source


class Tally:
    """What a build found. What stands in the file of its source is counted, and let go.

    A finding in another file, such as a layout, is found by many sources and counts once.
    """

    def __init__(self, worst: Severity, found: Callable[[str], bytes]) -> None:
        """Begin with nothing.

        Args:
            worst: findings as bad as this are shown.
            found: returns what was found in a source, packed.
        """
        self.sources = 0
        self.lines: list[Lines] = []
        self._worst = worst
        self._found = found
        self._counts = Counts()
        self._shown: list[Diagnostic] = []
        self._elsewhere: dict[Diagnostic, None] = {}
        self._names: set[str] = set()

    def add(self, name: str, told: Told) -> None:
        """Count what was found in a source."""
        self.sources += 1
        self._names.add(name)
        self._counts += told.counts
        if told.elsewhere or told.counts.reach(self._worst):
            seen = self._of(name)
            self.lines.append(seen.lines)
            for one in seen.findings:
                if one.span.file != name:
                    self._elsewhere[one] = None
                elif counts((one,), self._worst):
                    self._shown.append(one)

    def told(self, others: Iterable[Diagnostic]) -> tuple[Counts, tuple[Diagnostic, ...]]:
        """Return how much was found, and what is shown of it.

        Args:
            others: what is no matter of a check; all of it is shown.
        """
        elsewhere = self._elsewhere
        for name in {one.span.file for one in elsewhere} & self._names:
            own = frozenset(one.fault for one in self._of(name).findings)
            elsewhere = {
                one: None for one in elsewhere if one.span.file != name or one.fault not in own
            }
        more = sort_findings(others)
        bad = (one for one in elsewhere if counts((one,), self._worst))
        shown = sort_findings((*self._shown, *bad, *more))
        return self._counts + Counts.of(elsewhere) + Counts.of(more), shown

    def _of(self, name: str) -> CheckedSource:
        return unpacked_source(name, self._found(name))
