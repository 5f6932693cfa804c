"""The one type in which the compiler tells of a mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum

from budgetc.diagnostics.kinds import SEVERITIES
from budgetc.diagnostics.messages import ENGLISH, Message, msg
from budgetc.diagnostics.spans import Address, Span
from budgetc.frozen import frozen

Identity = tuple[str, str, str]
"""Code and file of a finding, and the path of its place; of a place without one, its words."""


class Severity(IntEnum):
    """How bad a finding is; smaller is worse."""

    ERROR = 0
    WARNING = 1
    NOTE = 2

    @property
    def label(self) -> str:
        """The word for it in reports and in JSON."""
        return self.name.lower()


@frozen()
class Related:
    """Another place that a finding speaks of."""

    span: Span
    message: Message
    address: Address | None = None


@frozen()
class Diagnostic:
    """One finding: what is wrong, where, by how much, and what to do.

    Attributes:
        code: stable, never reused; a key of `SEVERITIES`, or that of a workspace's own rule.
        severity: errors stop a build, warnings do not.
        message: what is wrong, with the amounts.
        span: where it was typed, or where a missing thing should stand.
        related: the other places involved.
        hint: the way out, if it is not plain from the message.
        waived: why it is accepted for now, if it is; then it counts no more.
        address: what the place is called, where it is one inside a file that could be read.
    """

    code: str
    severity: Severity
    message: Message
    span: Span
    related: tuple[Related, ...] = ()
    hint: Message | None = None
    waived: Message | None = None
    address: Address | None = None

    @property
    def identity(self) -> Identity:
        """What it is known by, today and tomorrow, whatever its line is and its amounts are."""
        place = ENGLISH(self.message) if self.address is None else self.address.path
        return self.code, self.span.file, place

    @property
    def fault(self) -> object:
        """What two findings have in common of which one says enough.

        Of what is missing in one place, that is all but who needs it: a sentence of a document, or
        the sum of a department.
        """
        values = dict(self.message.values) if self.code in _MISSING else {}
        is_missing = _MISSING.get(self.code) in values
        return (self.span, values["path"], self.waived) if is_missing else self


_MISSING = {"DOC001": "sentence", "UNI008": "other"}
"""The codes of what is missing, each with the value of a message that says who needs it."""


def finding(
    code: str,
    message: Message,
    span: Span,
    *,
    related: Iterable[Related] = (),
    hint: Message | None = None,
    severity: Severity | None = None,
) -> Diagnostic:
    """Make a finding with the severity that its kind usually has, unless another is given.

    Raises:
        KeyError: no severity is given, and the code is not in the registry.
    """
    if severity is None:
        severity = Severity[SEVERITIES[code].upper()]
    return Diagnostic(code, severity, message, span, tuple(related), hint)


def has_errors(findings: Iterable[Diagnostic]) -> bool:
    """Tell whether an error is among findings that nobody waived."""
    return counts(findings, Severity.ERROR)


def errors_of(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return those that are errors, waived or not."""
    return [found for found in findings if found.severity is Severity.ERROR]


def counts(findings: Iterable[Diagnostic], worst: Severity) -> bool:
    """Tell whether a finding as bad as that, or worse, is among those that nobody waived."""
    return any(found.severity <= worst for found in findings if found.waived is None)


MOST_ALIKE = 500
"""How many findings of one code in one file are reported; who mends these sees the next ones."""


def sort_findings(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings as `bounded` does, in the order of every report: place, severity, code.

    What is missing in one place is told once, however many documents need it.
    """
    ordered = sorted(
        dict.fromkeys(findings),
        key=lambda f: (
            f.span.file,
            f.span.line,
            f.span.column,
            f.severity,
            f.code,
            ENGLISH(f.message),
        ),
    )
    lacking: dict[object, Diagnostic] = {}
    for found in ordered:
        lacking.setdefault(found.fault, found)
    return bounded(lacking.values())


def bounded(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings in their order without repeats.

    Of more than can be read of one code in one file, the last one tells how many there are.
    """
    return tuple(_bounded([*dict.fromkeys(findings)]))


def _bounded(ordered: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    alike = Counter((found.span.file, found.code) for found in ordered)
    if not alike or max(alike.values()) <= MOST_ALIKE:
        yield from ordered
        return
    seen: Counter[tuple[str, str]] = Counter()
    for found in ordered:
        kind = (found.span.file, found.code)
        seen[kind] += 1
        if seen[kind] < MOST_ALIKE or alike[kind] <= MOST_ALIKE:
            yield found
        elif seen[kind] == MOST_ALIKE:
            more = alike[kind] - MOST_ALIKE
            message = msg("{message} (and {count} more of {code} in this file)",
                          message=found.message, count=more, code=found.code)  # fmt: skip
            yield replace(found, message=message)
