"""A comparison as a comment on a pull request: short on top, the rest folded, never too long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diff import shown
from budgetc.diff.bounded import Section, fitted
from budgetc.diff.bridge import Bridge
from budgetc.diff.model import Consequence, Diff, FileChange, Group, Part, SourceDiff, TypedChange
from budgetc.render import markdown_escape

LIMIT = 65_536
"""Characters that a comment may have on the forges that allow the fewest."""

_MARGIN = 2_536
"""What is left free for those who add to a comment, such as the line by which a bot finds it."""

_LONGEST = 200
"""Characters of a text in a table."""

_LONGEST_SENTENCE = 600
"""Characters of a sentence."""

_OF_CAUSES, _OF_FINDINGS = 60, 20
"""Percent of a comment that causes, and new findings, fill while others want some."""

_TICKS = re.compile(r"`+")
_SHORTEST_FENCE = 3

_CAUSE_HEADS = (
    msg("what was done"), msg("where"), msg("before"), msg("after"), msg("difference"),
)  # fmt: skip
_BRIDGE_HEADS = (msg("amount"), msg("what"), msg("reason"))
_CELL_HEADS = (
    msg("row"), msg("column"), msg("before"), msg("after"), msg("difference"), msg("caused by"),
)  # fmt: skip


def diff_markdown(diff: Diff, say: Translator, limit: int = LIMIT) -> str:
    """Return a comparison as Markdown of fewer characters than a limit."""
    comment = _Comment(say)
    return fitted(
        tuple(comment.sections(diff)),
        limit - _MARGIN,
        lambda count: comment.words(msg("left out here: {count}", count=count)),
        lambda count: comment.words(
            msg("left out for want of space: {count} sections; budgetc diff shows all of them",
                count=count)
        ),
    )  # fmt: skip


class _Comment:
    """Writes one comment."""

    def __init__(self, say: Translator) -> None:
        self._say = say

    def words(self, message: Message) -> str:
        """Return a message of which nothing is markup."""
        return escape(self._say(message))

    def sections(self, diff: Diff) -> Iterator[Section]:
        """Yield the sections, the most important first."""
        yield Section(self._top(diff), ())
        yield from (self._bridge(bridge) for one in diff.sources for bridge in one.bridges)
        if diff.changes or diff.files:
            yield self._causes([*diff.changes, *diff.files])
        told = [one for one in diff.sources if shown.is_worth_telling(one)]
        found = sum(bool(one.findings.new) for one in told)
        for one in told:
            (text, new), *_ = shown.listed_findings(one.findings)
            if new:
                title = f"**{self.words(text)}**  {escape(one.name)}"
                rows = tuple(map(self._finding, new))
                yield Section((title, ""), rows, ("",), _OF_FINDINGS // found)
        for one in told:
            yield from self._source(one, several=len(diff.sources) > 1)
        for one in told:
            _, *others = shown.listed_findings(one.findings)
            for text, findings in others:
                yield from self._folded(one, text, findings)
        for one in told:
            text = msg("findings still open: {count}", count=len(one.findings.still))
            yield from self._folded(one, text, one.findings.still)

    def _top(self, diff: Diff) -> tuple[str, ...]:
        names = msg("comparing {before} → {after}", before=diff.before, after=diff.after)
        return (f"**{self.words(shown.summary(diff))}**", "", self.words(names), "")

    def _causes(self, causes: Sequence[TypedChange | FileChange]) -> Section:
        heads = ["#", *(self._say(head) for head in _CAUSE_HEADS)]
        rule = "|---:|---|---|---:|---:|---:|"
        rows = tuple(_row(self._cause(alike)) for alike in shown.alike(causes))
        return Section((_row(heads), rule), rows, ("",), _OF_CAUSES)

    def _cause(self, alike: Sequence[TypedChange | FileChange]) -> tuple[str, ...]:
        """Return the row of a cause, of one that several files have with the numbers of all."""
        cause = alike[0]
        numbers = ", ".join(str(one.number) for one in alike)
        act = self.words(shown.OPERATIONS[cause.operation])
        if isinstance(cause, FileChange):
            return (numbers, act, escape(cause.name), "", "", "")
        old, new = shown.end_texts(cause, self._say, _LONGEST)
        place = f"{cause.there.span.file}:{cause.there.span.line}"
        if len(alike) > 1:
            more = msg("{place}, and the same in {count} more", place=place, count=len(alike) - 1)
            place = self._say(more)
        label = escape(shown.shortened(shown.label_text(cause, self._say), "", _LONGEST))
        where = f"{label}<br><sub>{escape(place)}</sub>"
        difference = shown.change_difference(cause)
        return (numbers, act, where, escape(old), escape(new), difference)

    def _folded(
        self, one: SourceDiff, head: Message, findings: Sequence[Diagnostic]
    ) -> Iterator[Section]:
        if findings:
            opened = self._opened(f"{self._say(head)}  {one.name}")
            yield Section(opened, tuple(map(self._finding, findings)), _CLOSED)

    def _finding(self, found: Diagnostic) -> str:
        severity = escape(self._say.text(found.severity.label))
        place = escape(f"{found.span.file}:{found.span.line}")
        text = escape(shown.shortened(printable(self._say(found.message)), "", _LONGEST_SENTENCE))
        return f"- **{severity} {found.code}** {place} {text}"

    def _source(self, one: SourceDiff, *, several: bool) -> Iterator[Section]:
        lines = [*(shown.total_text(one) if several else ()), *shown.remarks(one)]
        if several or lines:
            title = f"#### {escape(one.title or one.name)}"
            texts = [line for text in lines for line in (self.words(text), "")]
            yield Section((*((title, "") if several else ()), *texts), ())
        for group in one.groups:
            yield from self._group(group)

    def _bridge(self, bridge: Bridge) -> Section:
        heads = [self._say(head) for head in _BRIDGE_HEADS]
        opened = (
            f"**{self.words(shown.bridge_title(bridge))}**",
            "",
            _row(heads),
            "|---:|---|---|",
        )
        first, *steps, last = (
            _row((amount, escape(about), escape(reason)))
            for amount, about, reason in shown.bridge_rows(bridge, self._say)
        )
        return Section((*opened, first), tuple(steps), (last, ""))

    def _group(self, group: Group) -> Iterator[Section]:
        cells = [one for one in group.consequences if one.part is Part.CELL]
        others = [one for one in group.consequences if one.part is not Part.CELL]
        if cells:
            text = msg("{title}: table cells: {count}", title=group.title, count=len(cells))
            heads = [self._say(head) for head in _CELL_HEADS]
            rule = "|---|---|---:|---:|---:|---:|"
            opened = (*self._opened(self._say(text)), _row(heads), rule)
            rows = tuple(_row(_cell(one)) for one in cells)
            yield Section(opened, rows, _CLOSED)
        if others:
            text = msg("{title}: sentences: {count}", title=group.title, count=len(others))
            rows = tuple(self._sentence(one) for one in others)
            mark = fence(rows)
            opened = (*self._opened(self._say(text)), f"{mark}diff")
            yield Section(opened, rows, (mark, *_CLOSED))

    def _sentence(self, one: Consequence) -> str:
        """Return a sentence before and after, inside a block that nothing in it can end."""
        old, new = shown.both_shortened(one.before or "", one.after or "", _LONGEST_SENTENCE)
        lines = []
        if one.causes:
            because = msg("caused by {numbers}", numbers=shown.causes_text(one.causes))
            lines.append(f"@@ {printable(self._say(because))} @@")
        if one.before is not None:
            lines.append(f"- {printable(old)}")
        if one.after is not None:
            lines.append(f"+ {printable(new)}")
        return "\n".join(lines)

    def _opened(self, title: str) -> tuple[str, ...]:
        short = shown.shortened(printable(title), "", _LONGEST)
        return ("<details>", f"<summary>{escape_html(short)}</summary>", "")


_CLOSED = ("", "</details>", "")


def _cell(one: Consequence) -> tuple[str, ...]:
    label = (shown.shortened(text, "", _LONGEST) for text in one.label)
    values = shown.both_shortened(one.before or "", one.after or "", _LONGEST)
    texts = map(escape, (*label, *values))
    return (*texts, shown.figure_difference(one), shown.causes_text(one.causes))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def escape(text: str) -> str:
    """Return a stranger's text for a line or the cell of a table: no markup, mention or link."""
    return markdown_escape.escape_line(printable(text))


def escape_html(text: str) -> str:
    """Return a stranger's text for HTML, such as a summary that is folded out."""
    return markdown_escape.escape_html(printable(text))


def fence(lines: Iterable[str]) -> str:
    """Return the line that begins and ends a block in which lines are shown as they are."""
    longest = max((len(run) for line in lines for run in _TICKS.findall(line)), default=0)
    return "`" * max(_SHORTEST_FENCE, longest + 1)
