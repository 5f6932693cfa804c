"""Whether a number in print says what a number of ours says, whatever its unit and its decimals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from budgetc.compare.ours import OurNumber
from budgetc.compare.scan import Number
from budgetc.document.figures import NoExactValueError, exact_value
from budgetc.document.model import PERCENT
from budgetc.frozen import frozen
from budgetc.numbers.money import Unit, rounded

_FEWEST = 3
"""So many numbers of a table show a habit; fewer are chance."""

_FEWEST_OF_SENTENCES = 5
"""The same of amounts of sentences."""

_HABIT = (4, 5)
"""What has to be written in one way to be a habit: the part, of so many parts."""


@frozen()
class Said:
    """A number in print.

    Attributes:
        value: in its own unit.
        decimals: how many digits stand after its point.
        unit: of money; none where it is no money or nothing is said.
    """

    value: Decimal
    decimals: int
    unit: Unit | None

    @property
    def step(self) -> Decimal:
        """One more in its last digit."""
        return Decimal(1).scaleb(-self.decimals)


@frozen()
class Habit:
    """How print writes the amounts of one place: its tables, one by one, and its sentences.

    Attributes:
        decimals: the most that its amounts have, where that is fewer than ours and was meant:
            whole 万元 throughout are no mistakes of rounding. `None` where none can be told.
        finer: whether its amounts have digits that the source does not have, so that they are
            compared with the digits of ours.
    """

    decimals: int | None = None
    finer: bool = False


def expected(ours: OurNumber, said: Said, money: Mapping[str, Unit]) -> Decimal:
    """Return what a number in print has to be, with its unit and its decimals, to be ours."""
    here = money.get(ours.unit)
    scale = Fraction(said.unit.fen, 1) if said.unit and here else Fraction(here.fen if here else 1)
    exact = _exact(ours, here) / scale
    return rounded(exact, said.decimals)


def step_in(here: Unit | None, said: Said) -> Decimal:
    """Return one more in the last digit of a number in print, in the unit of ours."""
    is_other = here is not None and said.unit is not None and said.unit != here
    return said.step * said.unit.fen / here.fen if is_other and said.unit and here else said.step


def same(ours: OurNumber, said: Said, money: Mapping[str, Unit], habit: Habit) -> bool:
    """Tell whether a number in print says what one of ours says; signs of sentences are in words.

    The same amount in another unit is the same, and so is one that was rounded to fewer decimals;
    to none only where whole amounts are the habit.
    """
    value = said.value if ours.spot.table is not None else abs(said.value)
    mine = ours.number.value if ours.spot.table is not None else abs(ours.number.value)
    here = money.get(ours.unit)
    if (said.unit is None or here is None or said.unit == here) and value == mine:
        return True
    if habit.finer and said.unit and here:
        whole = rounded(Fraction(value) * said.unit.fen / here.fen, ours.number.decimals)
        if whole == mine:
            return True
    wanted = expected(ours, said, money)
    wanted = wanted if ours.spot.table is not None else abs(wanted)
    if value != wanted:
        return False
    is_cut = said.decimals == 0 and ours.number.decimals > 0 and mine != mine.to_integral_value()
    return not is_cut or habit.decimals == 0 or (said.unit is not None and said.unit != here)


def habit_of(pairs: Iterable[tuple[OurNumber, Said]], money: Mapping[str, Unit]) -> Habit:
    """Return how print writes the amounts of one place.

    Args:
        pairs: amounts of ours, and what stands in print in their places.
        money: the units of money by name.
    """
    decimals: Counter[int] = Counter()
    exact = finer = 0
    for ours, said in pairs:
        here = money.get(ours.unit)
        if here is None or said.unit is None or not said.value:
            continue
        decimals[said.decimals] += 1
        if abs(said.value) == abs(expected(ours, said, money)):
            exact += 1
        elif said.step * said.unit.fen < Decimal(here.fen).scaleb(-ours.number.decimals):
            whole = rounded(Fraction(said.value) * said.unit.fen / here.fen, ours.number.decimals)
            finer += abs(whole) == abs(ours.number.value)
    is_finer = finer > exact and finer >= _FEWEST
    return Habit(0 if _are_whole(decimals, _FEWEST) else None, is_finer)


def habit_of_sentences(theirs: Iterable[Number], ours: Iterable[Number]) -> Habit:
    """Return how sentences in print write amounts: whole ones, where ours have decimals."""
    there, here = (
        _are_whole(Counter(one.decimals for one in amounts if one.value), _FEWEST_OF_SENTENCES)
        for amounts in (theirs, ours)
    )
    return Habit(0 if there and not here else None)


def _are_whole(decimals: Counter[int], fewest: int) -> bool:
    """Tell whether amounts are written without decimals throughout, or nearly so."""
    part, parts = _HABIT
    return decimals.total() >= fewest and decimals[0] * parts >= decimals.total() * part


def _exact(ours: OurNumber, here: Unit | None) -> Fraction:
    """Return a number of ours before it was rounded, in 分 if it is money."""
    printed = Fraction(ours.number.value) * (here.fen if here else 1)
    figure = ours.figure
    if figure is None or (here is None and ours.unit != PERCENT):
        return printed
    try:
        exact = exact_value(figure)
    except (NoExactValueError, ValueError):
        return printed
    if printed < 0 < exact:
        exact = -exact
    at_ours = rounded(exact / (here.fen if here else 1), ours.number.decimals)
    return exact if abs(at_ours) == abs(ours.number.value) else printed
