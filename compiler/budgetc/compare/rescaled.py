"""Tables that are read as text, in the unit in which their amounts agree with ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from budgetc.compare.alignment import Alignment, Match
from budgetc.numbers.money import Unit

_FEWEST = 3
"""So many amounts tell the unit of a table; of fewer, all have to agree."""


def rescaled(alignment: Alignment) -> Alignment:
    """Return an alignment whose tables are in the unit in which most of their amounts agree.

    A unit that is said is believed of the amounts that agree in it; it may stand over others alone.
    """
    tables: dict[int, list[Match]] = defaultdict(list)
    for pair in alignment.pairs:
        is_money = pair.ours.is_figure and pair.ours.unit in alignment.money
        if pair.ours.spot.table is not None and is_money and pair.ours.number.value:
            tables[pair.ours.spot.block].append(pair)
    changed: dict[int, Match] = {}
    for pairs in tables.values():
        wrong = [p for p in pairs if not p.equal and len(p.theirs) == 1 and not p.theirs[0].unit]
        least = min(_FEWEST, len(pairs))
        if len(wrong) >= least:
            changed |= {id(pair.ours): again for pair, again in _best(alignment, wrong, least)}
    if not changed:
        return alignment
    return replace(
        alignment, pairs=tuple(changed.get(id(pair.ours), pair) for pair in alignment.pairs)
    )


def _best(
    alignment: Alignment, pairs: Sequence[Match], least: int
) -> Sequence[tuple[Match, Match]]:
    """Return pairs as they are in the unit in which most agree; none if too few do in any."""
    currency = alignment.money[pairs[0].ours.unit].currency
    units = [unit for unit in alignment.money.values() if unit.currency == currency]
    ways = [[(pair, _in(alignment, pair, unit)) for pair in pairs] for unit in units]
    best = max(ways, key=lambda way: sum(again.equal for _, again in way))
    agreed = sum(again.equal for _, again in best)
    return best if agreed >= least and 2 * agreed >= len(pairs) else ()


def _in(alignment: Alignment, pair: Match, unit: Unit) -> Match:
    theirs = (replace(pair.theirs[0], unit=unit.name),)
    return Match(pair.ours, theirs, alignment.equal(pair.ours, theirs))
