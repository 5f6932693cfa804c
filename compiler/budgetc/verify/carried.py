"""What a PDF carries of its figures, read back; it may have been forged, so nothing is trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.numbers.reading import POINTS, SEPARATORS
from budgetc.numbers.style import MARKS, NumberFormat
from budgetc.published.model import Unreadable

PROOF, DOCUMENT = "facts.json", "document.json"
FORM = "budgetc-facts/1"
"""The names of what a PDF carries, and the form of the first: as `render.proof` has them."""

_MOST_DECIMALS = 4
"""As many as any document prints."""


@frozen()
class CarriedFigure:
    """A figure as it is told.

    Attributes:
        value: in the smallest unit, or how many; 0 of a percentage.
        facts: the numbers of the facts that were added.
        operands: the ids of the figures that it was made of.
        of: what these are as they are printed, where it was made of that.
        numbers: how its digits are printed; nothing where that is as programs write them.
    """

    id: str
    formula: str
    value: int
    unit: str
    exact: str
    text: str
    facts: Sequence[int]
    operands: Sequence[str]
    of: Sequence[int]
    numbers: NumberFormat | None = None


@frozen()
class CarriedText:
    """A text as it is told: where it stands, and its parts, texts and ids of figures.

    Attributes:
        apart: whether it is set after what it stands beside.
    """

    where: str
    parts: Sequence[str | tuple[str]]
    apart: bool


@frozen()
class Carried:
    """All that a PDF carries.

    Attributes:
        facts: amounts in the smallest unit.
        sources: the name of each source, or nothing, and the SHA-256 of its text.
        data: the document as data.
    """

    made_by: str
    sources: Sequence[tuple[str, str]]
    facts: Sequence[int]
    figures: Mapping[str, CarriedFigure]
    texts: Sequence[CarriedText]
    data: Mapping[str, Any]


def carried_by(attached: Mapping[str, bytes]) -> Carried | Unreadable:
    """Return what the files that are attached to a PDF say, or why they say nothing."""
    if PROOF not in attached or DOCUMENT not in attached:
        return Unreadable(
            msg("this PDF carries no facts"),
            msg(
                "only the document of budgetc build -f pdf carries them, not its one page, and not "
                "what XeLaTeX set; budgetc audit looks for contradictions in any document"
            ),
        )
    try:
        data, document = (json.loads(attached[name].decode()) for name in (PROOF, DOCUMENT))
        if data["form"] != FORM:
            return Unreadable(
                msg(
                    "its facts are of a form that is not known: {form}", form=str(data["form"])[:80]
                )
            )
        return _carried(data, document)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return Unreadable(msg("the facts that this PDF carries are broken"))


def _carried(data: Mapping[str, Any], document: Mapping[str, Any]) -> Carried:
    if not isinstance(document["tables"], list):
        raise TypeError
    prints = dict(enumerate(map(_print, data.get("prints", ()))))
    return Carried(
        str(data["made_by"]),
        tuple((str(one.get("name", "")), str(one["sha256"])) for one in data["sources"]),
        tuple(_whole(fact["fen"]) for fact in data["facts"]),
        {name: _figure(name, one, prints) for name, one in data["figures"].items()},
        tuple(_text(one) for one in data["texts"]),
        document,
    )


def _print(one: Mapping[str, Any]) -> NumberFormat:
    """Return how numbers are printed, by marks that a reader knows as such."""
    decimals, zero = _whole(one["decimals"]), one.get("zero")
    numbers = NumberFormat(
        decimals,
        bare_whole=False,
        zero=None if zero is None else str(zero),
        separator=str(one["separator"]),
        point=str(one["point"]),
        minus=str(one.get("minus", "-")),
    )
    known = numbers.minus in {"-", *MARKS}
    known &= numbers.point in POINTS and numbers.separator in SEPARATORS - {numbers.point}
    if not known or not 0 <= decimals <= _MOST_DECIMALS:
        raise ValueError(one)
    return numbers


def _figure(name: str, one: Mapping[str, Any], prints: Mapping[int, NumberFormat]) -> CarriedFigure:
    return CarriedFigure(
        name,
        str(one["formula"]),
        _whole(one["value"]),
        str(one["unit"]),
        str(one["exact"]),
        str(one["text"]),
        tuple(map(_whole, one.get("facts", ()))),
        tuple(map(str, one.get("operands", ()))),
        tuple(map(_whole, one.get("of", ()))),
        prints[_whole(one["print"])] if "print" in one else None,
    )


def _text(one: Mapping[str, Any]) -> CarriedText:
    parts = tuple(part if isinstance(part, str) else (str(part[0]),) for part in one["parts"])
    return CarriedText(str(one["in"]), parts, bool(one.get("apart", False)))


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value
