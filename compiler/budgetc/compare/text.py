"""A comparison for people: both values of each difference, why it is one, where ours is from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from budgetc.compare.model import Comparison, Difference, PrintPlace
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diagnostics.text import PLAIN, Palette
from budgetc.pipeline import Draft
from budgetc.trace import Derivation, derive
from budgetc.trace.text import tree_lines

_MOST_PLACES = 4
_MOST_PARTS = 6


class ComparisonReport:
    """Puts a comparison into lines of text."""

    def __init__(self, translator: Translator, draft: Draft, palette: Palette = PLAIN) -> None:
        self._say = translator
        self._draft = draft
        self._palette = palette

    def lines(self, comparison: Comparison) -> Iterator[str]:
        """Yield the lines of a report, a blank one behind each difference."""
        for found in comparison.differences:
            yield from self._difference(found)
            yield ""
        yield from self._closing(comparison)

    def _difference(self, found: Difference) -> Iterator[str]:
        place = self._places(found.places)
        fault = self._palette.error(f"[{self._say(found.fault.label)}]")
        where = printable(found.where)
        yield f"{self._palette.place(place)} {fault} {where}" if place else f"{fault} {where}"
        yield f"    {self._values(found)}"
        if found.places:
            yield self._palette.faint(f"    “…{printable(found.places[0].around)}…”")
        yield from self._trace(found)

    def _values(self, found: Difference) -> str:
        published, ours = printable(found.published), printable(found.ours)
        if not published:
            items = msg("only compiled: {ours}", ours=ours)
            values = msg("in print: nothing; compiled: {ours}", ours=ours)
        elif not ours:
            items = msg("only in print: {published}", published=published)
            values = msg("in print: {published}; compiled: nothing", published=published)
        else:
            both = {"published": published, "ours": ours}
            items = msg("only in print: {published}; only compiled: {ours}", **both)
            values = msg("in print: {published}; compiled: {ours}", **both)
        values = items if found.items else values
        return self._say(msg("{values} ({reason})", values=values, reason=found.reason))

    def _places(self, places: tuple[PrintPlace, ...]) -> str:
        named = list(dict.fromkeys(map(_place, places)))
        if not named:
            return ""
        shown = named[:_MOST_PLACES]
        text = reduce(lambda one, other: msg("{one}, {other}", one=one, other=other), shown)
        return f"{self._say(text)} …" if len(named) > _MOST_PLACES else self._say(text)

    def _trace(self, found: Difference) -> Iterator[str]:
        """Yield the first step of a derivation: the figure, and what it was made of."""
        if found.figure is None:
            return
        node = derive(found.figure, self._draft)
        parts = node.children[:_MOST_PARTS]
        yield f"    {self._head(node)}"
        yield from (f"        {self._head(part)}" for part in parts)
        more = len(node.children) - len(parts)
        if more:
            yield f"        {self._say(msg('and {count} more', count=more))}"

    def _head(self, node: Derivation) -> str:
        return next(tree_lines(node, self._say, self._palette))

    def _closing(self, comparison: Comparison) -> Iterator[str]:
        """Yield what was compared, what was not found, and how many differences of each kind."""
        tally = comparison.tally
        yield self._say(
            msg(
                "figures compared: {compared}; equal: {equal}; not found in print: {lost}",
                compared=tally.compared,
                equal=tally.equal,
                lost=tally.lost,
            )
        )
        for where, count in tally.not_found:
            lost = msg(
                "not found in print: {count} of {where}", count=count, where=printable(where)
            )
            yield f"    {self._say(lost)}"
        counts = [msg("differences: {count}", count=len(comparison.differences))]
        for fault, number in comparison.by_fault():
            counts.append(msg("{kind}: {count}", kind=fault.label, count=number))
        then = reduce(lambda one, other: msg("{one}; {other}", one=one, other=other), counts)
        yield self._say(then)
        if tally.strange:
            yield self._say(msg("hardly any figure was found: is it the document of this source?"))
        if any(found.figure is not None for found in comparison.differences):
            yield self._say(msg("budgetc trace shows the whole way of a figure, by its name"))


def _place(place: PrintPlace) -> Message:
    if place.page:
        return msg("page {page}", page=place.page)
    return msg("line {line}", line=place.line)
