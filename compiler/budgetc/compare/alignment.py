"""Two documents laid side by side: which letters and numbers are the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from budgetc.compare.model import PrintPlace
from budgetc.compare.ours import OurNumber, Ours, Spot
from budgetc.compare.published import Published
from budgetc.compare.scan import Number, rejoined
from budgetc.frozen import frozen
from budgetc.numbers.money import Unit, round_ratio


@frozen()
class Texts:
    """The two documents that are compared.

    Attributes:
        money: the units of money by name.
    """

    ours: Ours
    published: Published
    money: Mapping[str, Unit]

    def equal(self, ours: OurNumber, theirs: tuple[Number, ...]) -> bool:
        """Tell whether a number in print, or the pieces of a broken one, say what ours says.

        The same amount in another unit is equal, and so is one that was rounded to fewer digits.
        """
        if len(theirs) > 1:
            text = self.published.scanned.text
            line_ends = "\n" in text[theirs[0].end : theirs[-1].start]
            if ours.is_code or (ours.spot.table is not None and not line_ends):
                return False  # two cells of one line are two numbers
            whole = rejoined(text, theirs)
            return whole is not None and abs(ours.number.value) == whole
        (only,) = theirs
        if ours.figure is None or ours.is_code:
            return abs(only.value) == abs(ours.number.value)
        there, here = self._units(ours, only)
        if there is not None and here is not None and there != here:
            step = max(_step(only, there), _step(ours.number, here))
            return _rounded(only.value * there.fen / step, 0) == _rounded(
                ours.number.value * here.fen / step, 0
            )
        if only.value == ours.number.value:
            return True
        fewer = 0 < only.decimals < ours.number.decimals
        return fewer and _rounded(ours.number.value, only.decimals) == only.value

    def _units(self, ours: OurNumber, theirs: Number) -> tuple[Unit | None, Unit | None]:
        """Return the units of money of a number in print and of ours, where they have one."""
        unit = self.published.table_unit(theirs) if ours.spot.table else theirs.unit
        return self.money.get(unit), self.money.get(ours.unit)


def _step(number: Number, unit: Unit) -> Decimal:
    """Return how much one more in the last digit of an amount is, in 分."""
    return Decimal(unit.fen).scaleb(-number.decimals)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    numerator, denominator = value.as_integer_ratio()
    return Decimal(round_ratio(numerator * 10**decimals, denominator)).scaleb(-decimals)


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
    """

    partners: tuple[int, ...]
    backward: tuple[int, ...]
    before: tuple[int, ...]
    pairs: tuple[Match, ...]
    lost: tuple[OurNumber, ...]
    extras: tuple[Number, ...]

    def spot_before(self, letter: int) -> Spot:
        """Return where of ours the last matched letter before one in print stands."""
        return self.ours.spot_of(self.before[letter])

    def in_our_unit(self, pair: Match) -> Decimal:
        """Return what a number in print says, in the unit and with the digits of ours."""
        if len(pair.theirs) > 1:
            return pair.ours.number.value
        there, here = self._units(pair.ours, pair.theirs[0])
        if here is None or there is None or here == there:
            return pair.theirs[0].value
        return _rounded(pair.theirs[0].value * there.fen / here.fen, pair.ours.number.decimals)

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

    def place(self, pair: Match) -> PrintPlace:
        """Return where a number stands in print."""
        return self.published.place(pair.theirs[0].start, pair.theirs[-1].end)
