"""Why a figure that differs is wrong, and where print itself says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from budgetc.compare.model import Fault, Quote
from budgetc.compare.pairs import Pair
from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import PERCENT, Figure, Formula
from budgetc.numbers.money import Unit

DERIVED = frozenset({Formula.DIFFERENCE, Formula.GROWTH, Formula.RATE, Formula.SHARE})
_MOST_QUOTES = 2

Facts = frozenset[int]


def facts_of(figure: Figure | None) -> Facts:
    """Return the facts that a figure adds up."""
    return frozenset(map(id, figure.facts if figure is not None else ()))


def is_whole(figure: Figure) -> bool:
    """Tell whether a figure adds up several amounts."""
    return figure.formula is Formula.SUM and len(figure.facts) > 1


class Evidence:
    """What the documents agree on: amounts of tables, and what figures were made of."""

    def __init__(self, pairs: Sequence[Pair], money: Mapping[str, Unit]) -> None:
        """Prepare.

        Args:
            pairs: all of both documents.
            money: the units of money by name.
        """
        self._money = money
        agreed = [pair for pair in pairs if pair.equal and not pair.ours.is_code]
        # Of the same facts: another amount of a table may be as large by chance.
        self._in_tables = frozenset(
            facts_of(pair.ours.figure) for pair in agreed if pair.ours.spot.table is not None
        ) - {frozenset()}
        self._of_facts: dict[Facts, list[Pair]] = defaultdict(list)
        self._of_fact: dict[int, Pair] = {}
        self._rounded: dict[Facts, list[Pair]] = defaultdict(list)
        for pair in pairs:
            if not pair.equal and _is_rounding_of_parts(pair):
                self._rounded[facts_of(pair.ours.figure)].append(pair)
        for pair in agreed:
            facts = facts_of(pair.ours.figure)
            if facts and pair.ours.figure and pair.ours.figure.formula is Formula.SUM:
                self._of_facts[facts].append(pair)
                for fact in facts if len(facts) == 1 else ():
                    self._of_fact.setdefault(fact, pair)

    def fault_of(self, pair: Pair) -> tuple[Fault, Message]:
        """Return the kind of fault of a pair that differs, and why it is one."""
        ours, figure = pair.ours, pair.ours.figure
        if figure is None:
            return Fault.WORDING, msg("the wording of the compiled document has another number")
        if _is_rounding_of_parts(pair):
            return Fault.ROUNDING, msg("off by no more than its parts may have been rounded by")
        if _is_rounding(pair):
            return Fault.ROUNDING, self._how_rounded(pair)
        in_tables = facts_of(figure) in self._in_tables or self._tables_round(pair)
        if ours.spot.table is None and in_tables:
            return Fault.TEXT_VS_TABLE, msg("the tables in print say otherwise")
        if figure.formula in DERIVED or is_whole(figure):
            return Fault.ARITHMETIC, msg("does not follow from what it is made of")
        is_told = facts_of(figure) in self._of_facts
        elsewhere = msg("elsewhere in print it is as in the source")
        return Fault.AMOUNT, elsewhere if is_told else msg("the source says otherwise")

    def against(self, pair: Pair) -> tuple[Quote, ...]:
        """Return where print says otherwise itself: the same amount, or what this is made of."""
        figure = pair.ours.figure
        if figure is None:
            return ()
        if figure.formula in DERIVED:
            parts = [self._of_facts.get(facts_of(one), []) for one in figure.operands]
            return tuple(one[0].quote for one in parts) if parts and all(parts) else ()
        facts = facts_of(figure)
        again = [one for one in self._of_facts.get(facts, ()) if one.ours is not pair.ours]
        if again:
            # Of places that say it, one of another table or of the text tells more.
            other = [one for one in again if one.ours.spot.block != pair.ours.spot.block]
            return ((other or again)[0].quote,)
        rounded = self._tables_round(pair)
        if rounded or _is_rounding_of_parts(pair):
            return () if _is_rounding_of_parts(pair) else (rounded[0].quote,)
        if is_whole(figure) and all(fact in self._of_fact for fact in facts):
            # In the order of the facts, so that the same places are quoted each time.
            first = [self._of_fact[id(fact)].quote for fact in figure.facts]
            return tuple(dict.fromkeys(first))[:_MOST_QUOTES]
        return ()

    def _tables_round(self, pair: Pair) -> Sequence[Pair]:
        """Return where tables in print have the same amount, off by no more than its rounding."""
        rounded = self._rounded.get(facts_of(pair.ours.figure), ())
        return [one for one in rounded if one.ours.spot.table is not None and one is not pair]

    def _how_rounded(self, pair: Pair) -> Message:
        """Return how a number may have been rounded: what was cut off is less than it was."""
        figure, unit = pair.ours.figure, self._money.get(pair.ours.unit)
        step = unit.fen if unit else 1
        if figure and figure.unit != PERCENT and not figure.value % Fraction(pair.step * step):
            return msg("off by one in its last digit")
        if pair.said is not None and abs(pair.said) > abs(pair.ours.number.value):
            return msg("rounded up; less than a half is rounded down")
        return msg("rounded otherwise, or cut off; halves are rounded up")


def _is_rounding(pair: Pair) -> bool:
    """Tell whether a printed number is one of the two nearest to ours that have its digits."""
    ours = pair.ours.number
    own = Decimal(1).scaleb(-ours.decimals)
    if pair.said is None or (own == 1 and pair.step <= own):
        return False
    said, mine = pair.said, ours.value
    if pair.ours.spot.table is None:
        said, mine = abs(said), abs(mine)
    return abs(said - mine) <= own if pair.step <= own else abs(said - mine) < pair.step


def _is_rounding_of_parts(pair: Pair) -> bool:
    """Tell whether a total is off by no more than its parts may have been rounded by."""
    figure = pair.ours.figure
    if figure is None or pair.said is None or not is_whole(figure) or not pair.decimals:
        return False
    own = Decimal(1).scaleb(-pair.ours.number.decimals)
    slack = len(figure.facts) * own / 2
    is_as_exact = pair.step <= own
    return is_as_exact and abs(abs(pair.said) - abs(pair.ours.number.value)) <= slack
