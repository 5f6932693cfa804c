"""A comparison for people: both values of each finding, why it is one, where ours is from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from budgetc.compare.model import Comparison, Difference, Fault, Quote, Sort, Tally
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, enumerated, msg, together
from budgetc.diagnostics.text import Palette
from budgetc.pipeline import Draft
from budgetc.published.model import Omission, PrintPlace
from budgetc.trace import Derivation, derive
from budgetc.trace.text import tree_lines

_MOST_PLACES = 4
_MOST_PARTS = 6

_OMISSIONS = {
    Omission.HIDDEN: msg("text that no reader sees"),
    Omission.PICTURE: msg("pictures"),
    Omission.TOO_LONG: msg("what is too long"),
}
"""What was not read, and is worth saying; contents and numbers of pages are not."""


class ComparisonReport:
    """Puts a comparison into lines of text."""

    def __init__(self, translator: Translator, draft: Draft, palette: Palette) -> None:
        self._say = translator
        self._draft = draft
        self._palette = palette

    def lines(
        self, comparison: Comparison, told: tuple[Difference, ...], least: float
    ) -> Iterator[str]:
        """Yield the lines of a report, a blank one behind each finding.

        Args:
            comparison: all of it.
            told: the findings that are told.
            least: how sure they are at least.
        """
        for found in told:
            yield from self._finding(found)
            yield ""
        yield from self._tally(comparison.tally)
        yield self._counts(told)
        yield from self._untold(comparison, told, least)
        if comparison.tally.strange:
            yield self._say(_strange(comparison.tally))
        if any(found.figure is not None for found in told):
            yield self._say(msg("budgetc trace shows the whole way of a figure, by its name"))

    def _finding(self, found: Difference) -> Iterator[str]:
        place = self._places(found.places)
        sort = msg("{sort}: {kind}", sort=found.sort.label, kind=found.fault.label)
        fault = self._palette.error(f"[{self._say(sort)}]")
        where = printable(found.where)
        yield f"{self._palette.place(place)} {fault} {where}" if place else f"{fault} {where}"
        yield f"    {self._values(found)}"
        if found.places:
            yield self._palette.faint(f"    “…{printable(found.places[0].around)}…”")
        for also in found.also:
            yield f"    {self._say(msg('also: {where}', where=printable(also)))}"
        for quote in found.against:
            yield self._palette.faint(f"    {self._say(_against(quote))}")
        for one in found.consequences:
            there = f"{self._say(_place_text(one.place))} " if one.place else ""
            yield f"    {there}{self._say(one.text)}"
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

    def _places(self, places: tuple[Quote, ...]) -> str:
        named = tuple(dict.fromkeys(self._say(_place_text(quote.place)) for quote in places))
        text = enumerated(named[:_MOST_PLACES]).in_words(self._say)
        return f"{text} …" if len(named) > _MOST_PLACES else text

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

    def _tally(self, tally: Tally) -> Iterator[str]:
        """Yield what was compared, what was not found, and what could not be read."""
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
        for name in tally.absent:
            yield f"    {self._say(msg('not in print: {where}', where=printable(name)))}"
        for why in tally.unreadable:
            yield f"    {self._say(msg('not compared: {why}', why=why))}"
        for kind, count in tally.left_out:
            if kind in _OMISSIONS:
                left = msg("not read: {what} ({count})", what=_OMISSIONS[kind], count=count)
                yield f"    {self._say(left)}"

        if tally.worded:
            places = self._places(tally.worded)
            worded = msg(
                "texts worded otherwise in print: {count} ({places})",
                count=len(tally.worded),
                places=places,
            )
            yield self._say(worded)

    def _counts(self, told: Iterable[Difference]) -> str:
        """Return how many findings there are, of each sort and of each kind."""
        found = tuple(told)
        counts = [msg("findings: {count}", count=len(found))]
        sorts, faults = Counter(one.sort for one in found), Counter(one.fault for one in found)
        kinds = [(s.label, sorts[s]) for s in Sort] + [(f.label, faults[f]) for f in Fault]
        counts += [
            msg("{kind}: {count}", kind=kind, count=number) for kind, number in kinds if number
        ]
        return self._say(together(*counts))

    def _untold(
        self, comparison: Comparison, told: tuple[Difference, ...], least: float
    ) -> Iterator[str]:
        """Yield how many findings are not told, and what tells them."""
        known = set(map(id, told))
        rest = [found for found in comparison.findings if id(found) not in known]
        unsure = sum(found.confidence < least for found in rest)
        if unsure:
            text = msg("not sure enough: {count}; --min-confidence 0 tells them too", count=unsure)
            yield self._say(text)
        style = sum(f.sort is Sort.STYLE and f.confidence >= least for f in rest)
        if style:
            yield self._say(msg("style and wording: {count}; --style tells them too", count=style))


def _place_text(place: PrintPlace) -> Message:
    """Return what a report calls a place in print."""
    if place.sheet:
        return msg("sheet {sheet} {cell}", sheet=printable(place.sheet), cell=place.cell)
    if place.page:
        return msg("page {page}", page=place.page)
    return msg("line {line}", line=place.line)


def _against(quote: Quote) -> Message:
    where, around = _place_text(quote.place), printable(quote.around)
    return msg("against it, {place}: “…{around}…”", place=where, around=around)


def _strange(tally: Tally) -> Message:
    """Return what is said of a document that is hardly the one of the source."""
    if not tally.unnamed:
        return msg("hardly any figure agrees: is it the document of this source?")
    return msg(
        "this is the document of another department: hardly any figure agrees, and {department} "
        "is nowhere in print",
        department=printable(tally.unnamed),
    )
