"""What finds a mutant: the findings that its original does not have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from benchmarks.mutants.edits import Mutant
from budgetc.diagnostics import Diagnostic, Severity
from budgetc.diagnostics.messages import ENGLISH, Message

CONTROL = "SRC002"
"""The finding of an approved figure that is not met."""

MISSING = "DOC001"
"""The finding of a text or an amount that the document needs."""

_SIZES = frozenset({"difference", "excess", "rest"})
"""The names under which messages say how large a fault is."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WAN = re.compile(r"[0-9] ?万元")


class By(StrEnum):
    """What found a mutant; the strongest first."""

    REFUSED = "refused"
    ERROR = "error"
    MISSING = "missing"
    WARNING = "warning"
    NOTE = "note"
    CONTROL = "control total"
    SAME = "same document"
    NOTHING = "nothing"


FOUND = (By.REFUSED, By.ERROR, By.MISSING, By.WARNING, By.NOTE)
"""What finds a mutant without any other figures than the source's own."""

_BY_SEVERITY: Mapping[Severity, By] = {
    Severity.ERROR: By.ERROR,
    Severity.WARNING: By.WARNING,
    Severity.NOTE: By.NOTE,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant, and what became of it.

    Attributes:
        codes: of the findings that it has and its original has not, the worst first.
        silenced: codes of the findings that its original has and it has not.
    """

    mutant: Mutant
    by: By
    codes: tuple[str, ...] = ()
    silenced: tuple[str, ...] = ()


def judge(
    mutant: Mutant,
    before: Sequence[Diagnostic],
    after: Sequence[Diagnostic],
    *,
    refused: bool,
    same: bool,
) -> Judged:
    """Say what finds a mutant.

    Args:
        mutant: the mutant.
        before: the findings of its original.
        after: its own.
        refused: whether it could not be read as a budget at all.
        same: whether its document is, letter by letter, that of its original.
    """
    new = new_findings(before, after)
    others = [found for found in new if found.code != CONTROL]
    if others:
        by = By.REFUSED if refused else _by(others)
    elif new:
        by = By.CONTROL
    else:
        by = By.SAME if same else By.NOTHING
    return Judged(
        mutant,
        by,
        codes=_codes(others or new),
        silenced=() if refused else _codes(_gone(before, after)),
    )


def new_findings(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings that are new, and those that speak of a larger fault than before.

    Lines move and names change, so a finding is known by its code and by the sentence it is: where
    there are more of one sort than before, the sort is new.
    """
    known = _by_sort(before)
    new: list[Diagnostic] = []
    for sort, found in _by_sort(after).items():
        old = known.get(sort, [])
        if len(found) > len(old) or sum(map(_size, found)) > sum(map(_size, old)):
            said = {ENGLISH(diagnostic.message) for diagnostic in old}
            changed = [f for f in found if ENGLISH(f.message) not in said]
            new += changed or found[-1:]
    return new


def _gone(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings of which there are fewer than before."""
    left = _by_sort(after)
    return [
        diagnostic
        for sort, known in _by_sort(before).items()
        for diagnostic in known[len(left.get(sort, [])) :]
    ]


def _codes(findings: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Return the codes of findings, the worst first, each once."""
    return tuple(dict.fromkeys(f.code for f in sorted(findings, key=lambda f: f.severity)))


def _by(found: Sequence[Diagnostic]) -> By:
    worst = min(diagnostic.severity for diagnostic in found)
    if all(d.code == MISSING for d in found if d.severity == worst):
        return By.MISSING
    return _BY_SEVERITY[worst]


def _by_sort(
    findings: Iterable[Diagnostic],
) -> dict[tuple[str, Severity, str], list[Diagnostic]]:
    sorts: dict[tuple[str, Severity, str], list[Diagnostic]] = defaultdict(list)
    for found in findings:
        if found.waived is None:
            sorts[found.code, found.severity, found.message.template].append(found)
    return sorts


def _size(found: Diagnostic) -> Decimal:
    """Return how large a fault is, in 元 where it is of money; 0 where the message does not say."""
    values = (value for name, value in found.message.values if name in _SIZES)
    return sum((_amount(value) for value in values), Decimal(0))


def _amount(value: object) -> Decimal:
    text = ENGLISH(value) if isinstance(value, Message) else str(value)
    number = _NUMBER.search(text)
    if number is None:
        return Decimal(0)
    return Decimal(number.group()) * (10_000 if _WAN.search(text) else 1)
