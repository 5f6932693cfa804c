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
from json import JSONDecodeError
from typing import Any

from budgetc.diagnostics import Diagnostic, Identity, Severity
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.kinds import is_local
from budgetc.diagnostics.messages import ENGLISH, Message, msg
from budgetc.diagnostics.outcome import Outcome
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.foreign import foreign_json
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import BASELINE, BUDGETS, Workspace
from budgetc.frozen import frozen
from budgetc.lists import money_units
from budgetc.publish.checked_source import CheckedSource

_DIFFERENCE = "difference"
"""The value of a message that says by how much two amounts are off; and the key of its text."""
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_OF_NO_PAST = frozenset({"SRC002", "SRC003"})
"""What is said of what the region approved, and of waivers."""
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
        gone: what it knows, was looked for, and is there no more.
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
        raise DataFaultError(BASELINE, _fault(content, error)) from error
    return Baseline(
        _by_identity((known, off) for known, off, _ in entries),
        {file: one for (_, file, _), _, one in entries},
    )


def _fault(content: bytes, error: Exception) -> Message:
    """Return why a content is no baseline, and where."""
    lines = enumerate(content.splitlines(), 1)
    conflict = next((number for number, line in lines if line.startswith(b"<<<<<<<")), None)
    if conflict is not None:
        return msg(
            "in line {line} git left what two branches know; keep the findings of both, and delete "
            "the lines that begin with <<<<<<<, ======= and >>>>>>>",
            line=conflict,
        )
    if isinstance(error, JSONDecodeError):
        return msg("line {line}: this is no JSON", line=error.lineno)
    if isinstance(error, _EntryError):
        return msg(
            "finding {number} of its list lacks a text: code, budget, file or place",
            number=error.number,
        )
    return msg("it is no list of findings")


class _EntryError(ValueError):
    """An entry says no finding."""

    def __init__(self, number: int) -> None:
        """Say which, counted from 1."""
        super().__init__(number)
        self.number = number


def _by_identity(known: Iterable[tuple[Identity, str]]) -> Mapping[Identity, Sequence[str]]:
    offs: dict[Identity, list[str]] = defaultdict(list)
    for identity, off in known:
        offs[identity].append(off)
    return offs


def has_baseline(workspace: Workspace) -> bool:
    """Tell whether a workspace has a file of known findings."""
    return any(f"{BUDGETS}/{entry.name}" == BASELINE for entry in workspace.files.entries(BUDGETS))


def _entries(text: str) -> Iterator[tuple[Identity, str, str]]:
    for number, entry in enumerate(foreign_json(text)["findings"], 1):
        said = entry if isinstance(entry, dict) else {}
        parts: list[Any] = [said.get(key) for key in ("code", "file", "place", "budget")]
        parts.append(off := said.get(_DIFFERENCE, ""))  # there was none once
        if not all(isinstance(part, str) for part in parts) or (off and not _NUMBER.search(off)):
            raise _EntryError(number)
        code, file, place, budget, _ = parts
        yield (code, file, place), off, budget


def looked_for(sources: Iterable[CheckedSource]) -> Callable[[Identity], bool]:
    """Return what tells of a finding whether a check would have found it, were it there.

    Of a source that cannot be judged, or by one rule not, nothing can be said to be mended.

    Args:
        sources: that were checked, with what became of each rule.
    """
    judged = {one.name: _judged(one) for one in sources}
    return lambda known: known[1] in judged and judged[known[1]](known[0])


def _judged(one: CheckedSource) -> Callable[[str], bool]:
    """Return what tells of a code whether a source was judged by it."""
    by_rule = {result.rule: result.outcome for result in one.results}
    is_whole = bool(by_rule) and not any(map(_bars, one.findings))
    return lambda code: by_rule[code] is not Outcome.NOT_EVALUATED if code in by_rule else is_whole


def _bars(found: Diagnostic) -> bool:
    """Tell whether something of a source cannot be judged before a finding is mended."""
    if found.severity is not Severity.ERROR or found.code in _OF_NO_PAST:
        return False
    return not _is_of_a_rule(found.code)


def match_baseline(
    findings: Sequence[Diagnostic],
    baseline: Baseline,
    was_looked_for: Callable[[Identity], bool],
    resources: Resources,
) -> Baselined:
    """Return the findings that a baseline does not know.

    Args:
        findings: of a check.
        baseline: what is known.
        was_looked_for: see `looked_for`.
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
    gone = (
        identity
        for identity, offs in baseline.known.items()
        if was_looked_for(identity)
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
    findings: Iterable[Diagnostic], baseline: Baseline, sources: Sequence[CheckedSource]
) -> str:
    """Return a baseline that knows what was found; what was not looked for stays.

    Args:
        findings: of a check.
        baseline: what was known.
        sources: that were checked, with what became of each rule.
    """
    mine = [(found.identity, _off(found)) for found in findings if may_be_known(found)]
    there, was_looked_for = {identity for identity, _ in mine}, looked_for(sources)
    beside = {file for _, file, _ in there} - {one.name for one in sources}
    others = [
        (known, off)
        for known, offs in baseline.known.items()
        if known not in there and known[1] not in beside and not was_looked_for(known)
        for off in offs
    ]
    named = {one.name: one.budget for one in sources if one.budget}
    of_files = {**baseline.budgets, **named}
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
    if found.waived is not None or found.code in _OF_NO_PAST:
        return False
    return found.severity is not Severity.ERROR or _is_of_a_rule(found.code)


def _is_of_a_rule(code: str) -> bool:
    return is_local(code) or code in _rule_codes()


@cache
def _rule_codes() -> frozenset[str]:
    """Return the codes of all rules; only a workspace that knows findings needs them."""
    from budgetc.rules import RULES  # noqa: PLC0415

    return frozenset(rule.code for rule in RULES)
