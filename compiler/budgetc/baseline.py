"""Findings that are known: a repository may start with many, and only new ones fail a check.

`budgets/baseline.json` holds the code, the file and the English words of each; not the line, so
that a finding stays known when lines move, and is new again when its amounts change.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budgetc.diagnostics import Diagnostic
from budgetc.messages import ENGLISH
from budgetc.resources import DataFaultError
from budgetc.workspace import BASELINE, Workspace

Known = tuple[str, str, str]
"""Code, file and words of a finding."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings beside a baseline.

    Attributes:
        new: those that the baseline does not know.
        known: how many it knows.
        gone: how many that it knows of the checked files are there no more.
    """

    new: tuple[Diagnostic, ...]
    known: int
    gone: int


def read_baseline(workspace: Workspace) -> Counter[Known]:
    """Return the findings that a workspace knows; none where it has no baseline.

    Raises:
        DataFaultError: the file is no baseline.
    """
    path = workspace.root / BASELINE
    if not path.is_file() or path.is_symlink():
        return Counter()
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["findings"]
        return Counter((e["code"], e["file"], e["message"]) for e in entries)
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise DataFaultError(BASELINE, f"{type(error).__name__}: {error}") from error


def sift(findings: Sequence[Diagnostic], baseline: Counter[Known], files: Iterable[str]) -> Sifted:
    """Return the findings that a baseline does not know.

    Args:
        findings: of a check.
        baseline: what is known.
        files: those that were checked.
    """
    rest = baseline.copy()
    new = []
    for found in findings:
        if found.waived is None and rest[known := _known(found)] > 0:
            rest[known] -= 1
        else:
            new.append(found)
    checked = frozenset(files)
    gone = sum(count for (_, file, _), count in rest.items() if file in checked)
    return Sifted(tuple(new), len(findings) - len(new), gone)


def baseline_text(
    findings: Iterable[Diagnostic], baseline: Counter[Known], files: Iterable[str]
) -> str:
    """Return a baseline that knows the findings of the checked files; those of others stay."""
    checked = frozenset(files)
    others = [known for known in baseline.elements() if known[1] not in checked]
    mine = [_known(found) for found in findings if found.waived is None]
    entries = [
        {"code": code, "file": file, "message": message}
        for code, file, message in sorted([*others, *mine], key=lambda k: (k[1], k[0], k[2]))
    ]
    return json.dumps({"findings": entries}, ensure_ascii=False, indent=1) + "\n"


def _known(found: Diagnostic) -> Known:
    return found.code, found.span.file, ENGLISH(found.message)
