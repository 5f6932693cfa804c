"""Findings that are known: a repository may start with many, and only new ones fail a check.

`budgets/baseline.json` holds the code, the file and the place of each, by keys and codes, so that a
finding stays known when lines move and amounts change; by how much it is off, so that it is new
again when that has grown; and whose budget of what year the file is, so that it stays known when a
folder or a file is called otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from functools import cache

from budgetc.diagnostics import Diagnostic, Identity, Severity
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.kinds import is_local
from budgetc.diagnostics.messages import ENGLISH, msg
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.foreign import foreign_json
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import BASELINE, BUDGETS, Workspace
from budgetc.frozen import frozen
from budgetc.lists import money_units

_DIFFERENCE = "difference"
"""The value of a message that says by how much two amounts are off; and the key of its text."""
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_ANY = Decimal("Infinity")
"""How much what is known without a difference may be off."""


@frozen()
class Baseline:
    """What a workspace knows.

    Attributes:
        known: the findings; of each by how much it is off, in words, which may be empty.
        budgets: files with findings, each with whose budget of what year it was.
    """

    known: Mapping[Identity, Sequence[str]] = field(default_factory=dict)
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
        known = _by_identity(
            ((code, names.get(file, file), place), off)
            for (code, file, place), offs in self.known.items()
            for off in offs
        )
        return Baseline(known, {names.get(file, file): one for file, one in self.budgets.items()})


@frozen()
class Baselined:
    """Findings beside a baseline.

    Attributes:
        new: those that the baseline does not know.
        known: those that it knows.
        gone: what it knows of the checked files and is there no more.
        grown: of the new ones those that it knows as less than they are now.
        unmeasured: of the known ones those that are off by an amount of which it says nothing, as
            one that is older: however much they grow, they stay known.
    """

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...] = ()
    gone: tuple[Identity, ...] = ()
    grown: tuple[Diagnostic, ...] = ()
    unmeasured: tuple[Diagnostic, ...] = ()


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
        _by_identity((known, off) for known, off, _ in entries),
        {file: one for (_, file, _), _, one in entries},
    )


def _by_identity(known: Iterable[tuple[Identity, str]]) -> Mapping[Identity, Sequence[str]]:
    offs: dict[Identity, list[str]] = defaultdict(list)
    for identity, off in known:
        offs[identity].append(off)
    return offs


def has_baseline(workspace: Workspace) -> bool:
    """Tell whether a workspace has a file of known findings."""
    return any(f"{BUDGETS}/{entry.name}" == BASELINE for entry in workspace.files.entries(BUDGETS))


def _entries(text: str) -> Iterator[tuple[Identity, str, str]]:
    for entry in foreign_json(text)["findings"]:
        parts = [entry[key] for key in ("code", "file", "place", "budget")]
        parts.append(off := entry.get(_DIFFERENCE, ""))  # there was none once
        if not all(isinstance(part, str) for part in parts):
            raise TypeError("a finding is known by texts")
        if off and not _NUMBER.search(off):
            raise ValueError(off)
        code, file, place, budget, _ = parts
        yield (code, file, place), off, budget


def match_baseline(
    findings: Sequence[Diagnostic], baseline: Baseline, files: Iterable[str], resources: Resources
) -> Baselined:
    """Return the findings that a baseline does not know.

    Args:
        findings: of a check.
        baseline: what is known.
        files: those that were checked.
        resources: the data files, which say what units are worth.

    Raises:
        DataFaultError: the units cannot be used.
    """
    if not baseline.known:
        return Baselined(tuple(findings))
    worth = {name: Decimal(unit.fen) for name, unit in money_units(resources).items()}
    alike: dict[Identity, list[Diagnostic]] = defaultdict(list)
    for found in findings:
        if may_be_known(found):
            alike[found.identity].append(found)
    known, grown, unmeasured = set[Diagnostic](), set[Diagnostic](), set[Diagnostic]()
    for identity, mine in alike.items():
        offs = sorted(_size(off, worth, _ANY) for off in baseline.known.get(identity, ()))
        grown.update(mine[: len(offs)])
        for found in sorted(mine, key=lambda one: _size(_off(one), worth, Decimal())):
            size = _size(_off(found), worth, Decimal())
            if (enough := next((off for off in offs if off >= size), None)) is not None:
                offs.remove(enough)
                known.add(found)
                if enough == _ANY and size:
                    unmeasured.add(found)
    checked = frozenset(files)
    gone = (
        identity
        for identity, offs in baseline.known.items()
        if identity[1] in checked
        for _ in offs[len(alike.get(identity, ())) :]
    )
    return Baselined(
        tuple(found for found in findings if found not in known),
        tuple(found for found in findings if found in known),
        tuple(gone),
        tuple(found for found in findings if found in grown - known),
        tuple(found for found in findings if found in unmeasured),
    )


def _off(found: Diagnostic) -> str:
    """Return by how much a finding is off, as English reports say it: `0.02 万元`, or nothing."""
    said = dict(found.message.values).get(_DIFFERENCE)
    if said is None or isinstance(said, str | int):
        return "" if said is None else str(said)
    return said.in_words(ENGLISH)


def _size(off: str, worth: Mapping[str, Decimal], otherwise: Decimal) -> Decimal:
    """Return an amount that is said, in the smallest unit of its money."""
    number = _NUMBER.search(off)
    if number is None:
        return otherwise
    unit = (off[: number.start()].lstrip("-") + off[number.end() :]).strip()
    return Decimal(number[0].replace(",", "")) * worth.get(unit, 1)


def baseline_text(
    findings: Iterable[Diagnostic], baseline: Baseline, budgets: Mapping[str, str]
) -> str:
    """Return a baseline that knows the findings of the checked files; those of others stay.

    Args:
        findings: of a check.
        baseline: what was known.
        budgets: the files that were checked, each with whose budget of what year it is.
    """
    mine = [(found.identity, _off(found)) for found in findings if may_be_known(found)]
    checked = frozenset((*budgets, *(file for (_, file, _), _ in mine)))
    others = [
        (known, off)
        for known, offs in baseline.known.items()
        if known[1] not in checked
        for off in offs
    ]
    of_files = {**baseline.budgets, **budgets}
    entries = [
        {"code": code, "budget": of_files.get(file, ""), "file": file, "place": place}
        | ({_DIFFERENCE: off} if off else {})
        for (code, file, place), off in sorted(
            [*others, *mine], key=lambda k: (k[0][1], k[0][0], k[0][2], k[1])
        )
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
