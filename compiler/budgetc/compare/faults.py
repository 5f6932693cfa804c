"""What kind of fault a wrong figure is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetc.compare.alignment import Alignment, Pair
from budgetc.compare.model import Fault
from budgetc.compare.ours import OurNumber
from budgetc.compare.scan import Number
from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import Figure, Formula
from budgetc.numbers.money import round_ratio

_DERIVED = frozenset({Formula.DIFFERENCE, Formula.GROWTH, Formula.SHARE})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the documents agree on elsewhere.

    Attributes:
        in_tables: amounts of tables, in 分, as sentences round them.
        facts: what the figures that agree were made of.
    """

    alignment: Alignment
    in_tables: frozenset[int]
    facts: frozenset[frozenset[int]]


def evidence_of(alignment: Alignment) -> Evidence:
    """Return what two documents agree on."""
    agreed = [pair for pair in alignment.pairs if pair.equal and not pair.ours.is_code]
    facts = {_facts(pair.ours.figure) for pair in agreed if pair.ours.figure is not None}
    return Evidence(
        alignment, frozenset(_amounts(agreed, alignment)), frozenset(facts - {frozenset()})
    )


def fault_of(pair: Pair, evidence: Evidence) -> tuple[Fault, Message]:
    """Return the kind of fault of a pair that differs, and why it is one."""
    ours, figure = pair.ours, pair.ours.figure
    if figure is None:
        return Fault.AMOUNT, msg("the wording of the compiled document has another number")
    if _is_rounding(ours.number, pair.theirs[0], evidence.alignment.in_our_unit(pair)):
        return Fault.ROUNDING, msg("rounded otherwise, or cut off; halves are rounded up")
    if ours.spot.table is None and _fen(ours, evidence.alignment) in evidence.in_tables:
        return Fault.TEXT_VS_TABLE, msg("the tables in print say otherwise")
    if figure.formula in _DERIVED or (figure.formula is Formula.SUM and len(figure.facts) > 1):
        return Fault.ARITHMETIC, msg("does not follow from what it is made of")
    if _facts(figure) in evidence.facts:
        return Fault.AMOUNT, msg("elsewhere in print it is as in the source")
    return Fault.AMOUNT, msg("the source says otherwise")


def _is_rounding(ours: Number, theirs: Number, said: Decimal) -> bool:
    """Tell whether a printed number is one of the two nearest to ours that have its digits."""
    if not ours.decimals:
        return False
    if theirs.decimals >= ours.decimals:
        return abs(said - ours.value) <= Decimal(1).scaleb(-ours.decimals)
    return abs(said - ours.value) < Decimal(1).scaleb(-theirs.decimals)


def _facts(figure: Figure) -> frozenset[int]:
    return frozenset(map(id, figure.facts))


def _amounts(agreed: list[Pair], alignment: Alignment) -> Iterator[int]:
    """Yield the amounts of tables that both documents have, as each style of prose rounds them."""
    prose = {
        (alignment.money[pair.ours.unit].fen, pair.ours.number.decimals)
        for pair in alignment.pairs
        if pair.ours.spot.table is None and pair.ours.unit in alignment.money
    }
    for pair in agreed:
        fen = _fen(pair.ours, alignment)
        if pair.ours.spot.table is not None and fen is not None:
            for scale, decimals in prose:
                yield round_ratio(fen * 10**decimals, scale) * scale // 10**decimals


def _fen(ours: OurNumber, alignment: Alignment) -> int | None:
    """Return one of our amounts in 分; nothing for what is no money."""
    unit = alignment.money.get(ours.unit)
    return int(ours.number.value * unit.fen) if unit is not None else None
