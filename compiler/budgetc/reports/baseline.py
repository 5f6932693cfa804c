"""Findings that are known: a repository may start with many, and only new ones fail a check.

`budgets/baseline.json` holds the code, the file and the place of each, by keys and codes, so that a
finding stays known when lines move and amounts change; and whose budget of what year the file is,
so that it stays known when a folder or a file is called otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache

from budgetc.diagnostics import Diagnostic, Identity, Severity
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.kinds import is_local
from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError
from budgetc.files.foreign import foreign_json
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import BASELINE, BUDGETS, Workspace
from budgetc.frozen import frozen


@frozen()
class Baseline:
    """What a workspace knows.

    Attributes:
        known: the findings.
        budgets: files with findings, each with whose budget of what year it was.
    """

    known: Counter[Identity] = field(default_factory=Counter)
    budgets: Mapping[str, str] = field(default_factory=dict)

    def moved(self, budgets: Mapping[str, str], is_there: Callable[[str], bool]) -> Baseline:
        """Return a baseline in which files are called what they are called now.

        Args:
            budgets: files that were checked, each with whose budget of what year it is.
            is_there: tells whether there is a file of a name.
        """
        come = {file: one for file, one in budgets.items() if one and file not in self.budgets}
        gone = {file: one for file, one in self.budgets.items()
                if one in come.values() and not is_there(file)}  # fmt: skip
        names = {}
        for old, one in gone.items():
            news = [new for new, other in come.items() if other == one]
            if len(news) == 1 and list(gone.values()).count(one) == 1:
                names[old] = news[0]
        known: Counter[Identity] = Counter()
        for (code, file, place), count in self.known.items():
            known[code, names.get(file, file), place] += count
        return Baseline(known, {names.get(file, file): one for file, one in self.budgets.items()})


@frozen()
class Baselined:
    """Findings beside a baseline.

    Attributes:
        new: those that the baseline does not know.
        known: those that it knows.
        gone: what it knows of the checked files and is there no more.
    """

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...] = ()
    gone: tuple[Identity, ...] = ()


def read_baseline(workspace: Workspace) -> Baseline:
    """Return what a workspace knows; nothing where it has no baseline.

    Raises:
        DataFaultError: the file is no baseline.
    """
    try:
        content = workspace.files.read(BASELINE)
    except FileRefusedError as error:
        raise DataFaultError(BASELINE, error.diagnostic.message) from error
    if content is None:
        return Baseline()
    try:
        entries = tuple(_entries(content.decode("utf-8-sig")))
    except (KeyError, TypeError, ValueError) as error:
        raise DataFaultError(BASELINE, msg("it is no list of findings")) from error
    return Baseline(
        Counter(known for known, _ in entries), {file: one for (_, file, _), one in entries}
    )


def has_baseline(workspace: Workspace) -> bool:
    """Tell whether a workspace has a file of known findings."""
    return any(f"{BUDGETS}/{entry.name}" == BASELINE for entry in workspace.files.entries(BUDGETS))


def _entries(text: str) -> Iterator[tuple[Identity, str]]:
    for entry in foreign_json(text)["findings"]:
        parts = [entry[key] for key in ("code", "file", "place", "budget")]
        if not all(isinstance(part, str) for part in parts):
            raise TypeError("a finding is known by four texts")
        code, file, place, budget = parts
        yield (code, file, place), budget


def match_baseline(
    findings: Sequence[Diagnostic], baseline: Baseline, files: Iterable[str]
) -> Baselined:
    """Return the findings that a baseline does not know.

    Args:
        findings: of a check.
        baseline: what is known.
        files: those that were checked.
    """
    if not baseline.known:
        return Baselined(tuple(findings))
    rest = baseline.known.copy()
    new, known = [], []
    for found in findings:
        if may_be_known(found) and rest[found.identity] > 0:
            rest[found.identity] -= 1
            known.append(found)
        else:
            new.append(found)
    checked = frozenset(files)
    gone = tuple(one for one in rest.elements() if one[1] in checked)
    return Baselined(tuple(new), tuple(known), gone)


def baseline_text(
    findings: Iterable[Diagnostic], baseline: Baseline, budgets: Mapping[str, str]
) -> str:
    """Return a baseline that knows the findings of the checked files; those of others stay.

    Args:
        findings: of a check.
        baseline: what was known.
        budgets: the files that were checked, each with whose budget of what year it is.
    """
    mine = [found.identity for found in findings if may_be_known(found)]
    checked = frozenset((*budgets, *(file for _, file, _ in mine)))
    others = [known for known in baseline.known.elements() if known[1] not in checked]
    of_files = {**baseline.budgets, **budgets}
    entries = [
        {"code": code, "budget": of_files.get(file, ""), "file": file, "place": place}
        for code, file, place in sorted([*others, *mine], key=lambda k: (k[1], k[0], k[2]))
    ]
    return json_text({"findings": entries}) + "\n"


def may_be_known(found: Diagnostic) -> bool:
    """Tell whether a finding may stay for now: not if nothing can be built of its source.

    What the region approved, and waivers, are no matter of a source's past either.
    """
    if found.waived is not None or found.code in ("SRC002", "SRC003"):
        return False
    if found.severity is not Severity.ERROR or is_local(found.code):
        return True
    return found.code in _rule_codes()


@cache
def _rule_codes() -> frozenset[str]:
    """Return the codes of all rules; only a workspace that knows findings needs them."""
    from budgetc.rules import RULES  # noqa: PLC0415

    return frozenset(rule.code for rule in RULES)
