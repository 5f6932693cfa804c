"""A comparison for people at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diagnostics.text import Palette, place_of
from budgetc.diff import shown
from budgetc.diff.bridge import Bridge
from budgetc.diff.model import Consequence, Diff, FileChange, Group, Part, SourceDiff, TypedChange

SHORT = (40, 400)
"""How many entries of one list are shown, and how many characters of one text."""

WHOLE = (10**9, 10**9)
"""The same, where nothing is left out."""

_T = TypeVar("_T")


class DiffReport:
    """Puts a comparison into lines."""

    def __init__(self, say: Translator, palette: Palette, bounds: tuple[int, int]) -> None:
        """Set up a report.

        Args:
            say: puts the words into a language.
            palette: how parts are marked.
            bounds: `SHORT`, or `WHOLE`.
        """
        self._say = say
        self._palette = palette
        self._many, self._longest = bounds

    def lines(self, diff: Diff) -> Iterator[str]:
        """Yield the lines of a comparison."""
        yield self._words(msg("comparing {before} → {after}", before=diff.before, after=diff.after))
        yield self._palette.place(self._words(shown.summary(diff)))
        for bridge in (bridge for one in diff.sources for bridge in one.bridges):
            yield ""
            yield from self._bridge(bridge)
        if diff.changes or diff.files:
            yield ""
            yield self._words(msg("What was changed"))
            causes: list[TypedChange | FileChange] = [*diff.changes, *diff.files]
            yield from self._bounded(causes, self._cause)
        told = [one for one in diff.sources if shown.is_worth_telling(one)]
        yield from self._bounded(told, self._source)
        yield ""
        yield self._words(
            msg(
                "sources: {sources}; with changes: {changed}; compilations: {compiled}",
                sources=diff.compared,
                changed=len(diff.sources),
                compiled=diff.compiled,
            )
        )

    def _cause(self, change: TypedChange | FileChange) -> Iterator[str]:
        number = self._palette.place(f"{change.number:3}")
        act = self._words(shown.OPERATIONS[change.operation])
        if isinstance(change, FileChange):
            yield f"{number} {act}  {printable(change.name)}"
            return
        old, new = shown.end_texts(change, self._say, self._longest)
        difference = shown.change_difference(change)
        values = _from_to(old, new) + (f" ({difference})" if difference else "")
        label = shown.label_text(change, self._say)
        yield f"{number} {act}  {label}" + (f": {values}" if values else "")
        yield self._palette.faint(f"      {place_of(change.there.span)}")

    def _source(self, one: SourceDiff) -> Iterator[str]:
        yield ""
        title = printable(one.title or one.name)
        yield self._palette.place(f"{title}  {printable(one.name)}")
        for text in (*shown.total_text(one), *shown.remarks(one)):
            yield f"  {self._words(text)}"
        yield from self._bounded(one.groups, self._group)
        for head, findings in shown.listed_findings(one.findings):
            yield from self._findings(head, findings)
        if one.findings.still:
            still = msg("findings still open: {count}", count=len(one.findings.still))
            yield f"  {self._words(still)}"

    def _bridge(self, bridge: Bridge) -> Iterator[str]:
        yield self._words(shown.bridge_title(bridge))
        rows = [*shown.bridge_rows(bridge, self._say)]
        width = max(len(amount) for amount, *_ in rows)

        def line(row: tuple[str, str, str]) -> Iterator[str]:
            amount, about, reason = row
            yield f"  {amount:>{width}}  {printable(about)}" + (
                f": {printable(reason)}" if reason else ""
            )

        yield from line(rows[0])
        yield from self._bounded(rows[1:-1], line)
        yield from line(rows[-1])

    def _group(self, group: Group) -> Iterator[str]:
        yield f"  {printable(group.title)}"
        yield from self._bounded(group.consequences, self._consequence)

    def _consequence(self, one: Consequence) -> Iterator[str]:
        cause = self._palette.faint(f"[{shown.causes_text(one.causes)}]") if one.causes else ""
        texts = shown.both_shortened(one.before or "", one.after or "", self._longest)
        old, new = map(printable, texts)
        if one.part is Part.CELL:
            difference = shown.figure_difference(one)
            more = f" ({difference})" if difference else ""
            label = printable(", ".join(filter(None, one.label)))
            yield f"    {label}: {_from_to(old, new)}{more}  {cause}".rstrip()
            return
        if one.before is not None:
            yield f"    {self._palette.error('−')} {old}"
        if one.after is not None:
            yield f"    {self._palette.note('+')} {new}"
        if cause:
            yield f"      {cause}"

    def _findings(self, head: Message, findings: Sequence[Diagnostic]) -> Iterator[str]:
        if findings:
            yield f"  {self._words(head)}"
            yield from self._bounded(findings, self._finding)

    def _finding(self, found: Diagnostic) -> Iterator[str]:
        mark = self._palette.severity(found.severity)
        head = mark(f"{self._say.text(found.severity.label)}[{found.code}]")
        yield f"    {place_of(found.span)}: {head}: {self._words(found.message)}"

    def _bounded(self, entries: Sequence[_T], show: Callable[[_T], Iterator[str]]) -> Iterator[str]:
        for entry in islice(entries, self._many):
            yield from show(entry)
        if (count := len(entries) - self._many) > 0:
            text = msg("left out: {count}; --all shows everything", count=count)
            yield f"    {self._words(text)}"

    def _words(self, message: Message) -> str:
        return printable(self._say(message))


def _from_to(old: str, new: str) -> str:
    if not old or not new:
        return f"+ {new}" if new else f"− {old}" if old else ""
    return f"{old} → {new}"
