"""Two documents laid side by side: which letters and numbers are the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from budgetc.compare.model import Quote
from budgetc.compare.ours import OurNumber, Ours, Spot
from budgetc.compare.published import Published
from budgetc.compare.saying import Habit, Said, expected, same, step_in
from budgetc.compare.scan import Number, rejoined
from budgetc.frozen import frozen
from budgetc.lists.print_words import PublishedWords
from budgetc.numbers.money import Unit


@frozen()
class Texts:
    """The two documents that are compared, as far as they are texts.

    Attributes:
        money: the units of money by name.
        words: by which sentences are taken apart.
        habit: how the sentences in print write amounts.
    """

    ours: Ours
    published: Published
    money: Mapping[str, Unit]
    words: PublishedWords
    habit: Habit

    def equal(self, ours: OurNumber, theirs: tuple[Number, ...]) -> bool:
        """Tell whether a number in print, or the pieces of a broken one, say what ours says.

        The same amount in another unit is equal, and so is one that was rounded to fewer digits.
        """
        if len(theirs) > 1:
            text = self.published.scanned.text
            line_ends = "\n" in text[theirs[0].end : theirs[-1].start]
            if ours.is_code or (ours.spot.table is not None and not line_ends):
                return False  # two cells of one line are two numbers
        only = rejoined(self.published.scanned, theirs)
        if only is None:
            return False
        if ours.figure is None or ours.is_code:
            return abs(only.value) == abs(ours.number.value)
        return same(ours, self.said(ours, only), self.money, self.habit)

    def said(self, ours: OurNumber, theirs: Number) -> Said:
        """Return what a number in print says, in the unit beside it or that of its table."""
        unit = self.published.table_unit(theirs) if ours.spot.table else theirs.unit
        here = ours.unit in self.money
        return Said(theirs.value, theirs.decimals, self.money.get(unit) if here else None)


def is_amount(number: Number) -> bool:
    """Tell whether a number can only be an amount, a share or a count."""
    return number.decimals > 0 or number.unit != ""


@frozen()
class Match:
    """A number of ours and the one in print that stands in its place.

    Attributes:
        theirs: one number, or the pieces of a broken one.
        equal: whether they say the same.
    """

    ours: OurNumber
    theirs: tuple[Number, ...]
    equal: bool


@frozen()
class Alignment(Texts):
    """Which letters and numbers of two documents are the same ones.

    Attributes:
        partners: for each of our letters its place in theirs, or `UNMATCHED`.
        backward: for each letter in print its place in ours, or `UNMATCHED`.
        before: for each gap between letters in print our letter of the last match before it.
        lost: numbers of ours without one in print.
        extras: numbers in print without one of ours.
        moved: the rows of tables whose letters stand elsewhere in print or nowhere, so that what
            stands near their places is not theirs.
    """

    partners: tuple[int, ...]
    backward: tuple[int, ...]
    before: tuple[int, ...]
    pairs: tuple[Match, ...]
    lost: tuple[OurNumber, ...]
    extras: tuple[Number, ...]
    moved: frozenset[tuple[int, str]] = frozenset()

    def spot_before(self, letter: int) -> Spot:
        """Return where of ours the last matched letter before one in print stands."""
        return self.ours.spot_of(self.before[letter])

    def in_our_unit(self, pair: Match) -> Decimal:
        """Return what a number in print says, in the unit of ours."""
        whole = rejoined(self.published.scanned, pair.theirs)
        if whole is None or (pair.equal and len(pair.theirs) > 1):
            return pair.ours.number.value
        said = self.said(pair.ours, whole)
        here = self.money.get(pair.ours.unit)
        if here is None or said.unit is None or here == said.unit:
            return said.value
        return said.value * said.unit.fen / here.fen

    def step(self, pair: Match) -> Decimal:
        """Return one more in the last digit of a number in print, in the unit of ours."""
        said = self.said(pair.ours, pair.theirs[0])
        return step_in(self.money.get(pair.ours.unit), said)

    def printed(self, pair: Match) -> str:
        """Return a number as it stands in print, with its unit where ours has one behind it."""
        text = self.published.scanned.raw[pair.theirs[0].start : pair.theirs[-1].end]
        figure, unit = pair.ours.figure, pair.ours.number.unit
        named = figure is None or (unit and figure.text.endswith(unit))
        return "".join(text.split()) + (pair.theirs[-1].unit if named else "")

    def compiled(self, ours: OurNumber) -> str:
        """Return a number of ours as the compiled document prints it, with its unit."""
        if ours.figure is not None:
            return ours.figure.text
        return self.ours.scanned.raw[ours.number.start : ours.number.end] + ours.number.unit

    def compiled_there(self, pair: Match) -> str:
        """Return a number of ours as print would have it: in a table, in the unit of that."""
        ours, theirs = pair.ours, pair.theirs[0]
        said, here = self.said(ours, theirs), self.money.get(ours.unit)
        if ours.spot.table is None or here is None or said.unit in (None, here):
            return self.compiled(ours)
        wanted = expected(ours, said, self.money)
        scanned = self.published.scanned
        return scanned.form.written(wanted, said.decimals, scanned.raw[theirs.start : theirs.end])

    def place(self, pair: Match) -> Quote:
        """Return where a number stands in print."""
        return self.published.place(pair.theirs[0].start, pair.theirs[-1].end)
