"""A check, ready to be handed to a forge."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from budgetc.diagnostics import Diagnostic, Identity
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Translator, msg
from budgetc.frozen import frozen
from budgetc.publish.checked_source import CheckedSource
from budgetc.reports.baseline import Baselined
from budgetc.rules.local_pages import Pages


@frozen(eq=False)
class Checked:
    """What a check found.

    Attributes:
        baselined: the findings, those that a baseline knows apart.
        sources: each with what became of each rule.
        folder: from the top of the repository to the workspace; empty, or with a slash at its end.
        has_baseline: whether there is a file of known findings.
        pages: what there is to say of each code.
    """

    baselined: Baselined
    sources: tuple[CheckedSource, ...]
    folder: str = ""
    has_baseline: bool = False
    pages: Pages = Pages()

    def path(self, name: str) -> str:
        """Return what the forge calls a file, given what reports call it."""
        return name if PurePath(name).is_absolute() else self.folder + name


def fingerprints(findings: Iterable[Identity]) -> Iterator[str]:
    """Yield for each finding a name of its own that stays when its lines move.

    It comes from what a finding is known by, and from which of several alike it is.
    """
    seen: Counter[Identity] = Counter()
    for known in findings:
        text = "\0".join((*known, str(seen[known])))
        yield hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:32]
        seen[known] += 1


def words(found: Diagnostic, translator: Translator) -> tuple[str, ...]:
    """Return the lines that say what was found, and where, what to do, and why it may stay."""
    said = [found.message]
    if found.address is not None:
        said.append(found.address.words)
    if found.hint is not None:
        said.append(msg("hint: {hint}", hint=found.hint))
    if found.waived is not None:
        said.append(found.waived)
    return tuple(printable(translator(message)) for message in said)
