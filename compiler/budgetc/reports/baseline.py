"""Findings that are known: a repository may start with many, and only new ones fail a check.

`budgets/baseline.json` holds the code, the file and the English words of each; not the line, so
that a finding stays known when lines move, and is new again when its amounts change.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from budgetc.diagnostics import Diagnostic, Severity
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import ENGLISH, msg
from budgetc.files.data import DataFaultError
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import BASELINE, BUDGETS, Workspace
from budgetc.rules import RULES

Known = tuple[str, str, str]
"""Code, file and words of a finding."""


@dataclass(frozen=True, slots=True)
class Baselined:
    """Findings beside a baseline.

    Attributes:
        new: those that the baseline does not know.
        known: those that it knows.
        gone: what it knows of the checked files and is there no more.
    """

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...] = ()
    gone: tuple[Known, ...] = ()


def read_baseline(workspace: Workspace) -> Counter[Known]:
    """Return the findings that a workspace knows; none where it has no baseline.

    Raises:
        DataFaultError: the file is no baseline.
    """
    try:
        content = workspace.files.read(BASELINE)
    except FileRefusedError as error:
        raise DataFaultError(BASELINE, error.diagnostic.message) from error
    if content is None:
        return Counter()
    try:
        return Counter(_entries(content.decode("utf-8-sig")))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise DataFaultError(BASELINE, msg("it is no list of findings")) from error


def has_baseline(workspace: Workspace) -> bool:
    """Tell whether a workspace has a file of known findings."""
    return any(f"{BUDGETS}/{entry.name}" == BASELINE for entry in workspace.files.entries(BUDGETS))


def _entries(text: str) -> Iterator[Known]:
    for entry in json.loads(text)["findings"]:
        known = (entry["code"], entry["file"], entry["message"])
        if not all(isinstance(part, str) for part in known):
            raise TypeError("a finding is known by three texts")
        "".join(known).encode()  # half a character pair cannot be written again
        yield known


def match_baseline(
    findings: Sequence[Diagnostic], baseline: Counter[Known], files: Iterable[str]
) -> Baselined:
    """Return the findings that a baseline does not know.

    Args:
        findings: of a check.
        baseline: what is known.
        files: those that were checked.
    """
    rest = baseline.copy()
    new, known = [], []
    for found in findings:
        if may_be_known(found) and rest[name := known_as(found)] > 0:
            rest[name] -= 1
            known.append(found)
        else:
            new.append(found)
    checked = frozenset(files)
    gone = tuple(name for name in rest.elements() if name[1] in checked)
    return Baselined(tuple(new), tuple(known), gone)


def baseline_text(
    findings: Iterable[Diagnostic], baseline: Counter[Known], files: Iterable[str]
) -> str:
    """Return a baseline that knows the findings of the checked files; those of others stay."""
    mine = [known_as(found) for found in findings if may_be_known(found)]
    checked = frozenset((*files, *(file for _, file, _ in mine)))
    others = [known for known in baseline.elements() if known[1] not in checked]
    entries = [
        {"code": code, "file": file, "message": message}
        for code, file, message in sorted([*others, *mine], key=lambda k: (k[1], k[0], k[2]))
    ]
    return json_text({"findings": entries}) + "\n"


def may_be_known(found: Diagnostic) -> bool:
    """Tell whether a finding may stay for now: not if nothing can be built of its source.

    What the region approved, and waivers, are no matter of a source's past either.
    """
    if found.waived is not None or found.code in ("SRC002", "SRC003"):
        return False
    return found.severity is not Severity.ERROR or found.code in _RULES


_RULES = frozenset(rule.code for rule in RULES)


def known_as(found: Diagnostic) -> Known:
    """Return what a finding is known by from one day to the next."""
    return found.code, found.span.file, ENGLISH(found.message)
