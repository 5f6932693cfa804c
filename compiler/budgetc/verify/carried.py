"""What a PDF carries of its figures, read back; it may have been forged, so nothing is trusted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from budgetc.diagnostics.characters import shortened
from budgetc.diagnostics.messages import msg
from budgetc.files.foreign import foreign_json, whole
from budgetc.frozen import NamedTuple, frozen
from budgetc.numbers.reading import POINTS, SEPARATORS
from budgetc.numbers.style import MARKS, NumberFormat
from budgetc.published.model import Unreadable

PROOF, DOCUMENT = "facts.json", "document.json"
FORM = "budgetc-facts/1"
"""The names of what a PDF carries, and the form of the first: as `render.proof` has them."""

_MOST_DECIMALS = 4
"""As many as any document prints."""
_LONGEST = 10_000
"""Characters of a figure; a number of a million digits takes minutes to reckon with."""


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


class CarriedPrint(NamedTuple):
    """What stands in a sentence of the document as data, and what is said to."""

    id: str
    stands: str
    text: str


@frozen()
class CarriedData:
    """The document as data, as far as it tells figures.

    Attributes:
        cells: the id of the figure of each cell, and what stands there.
        figures: what each is told as, by id.
        prints: the figures of sentences.
        heads: the title, who publishes it, and headings: what cover and contents show.
        issued: when, as ISO 8601 has it; empty where that is not told.
    """

    cells: Sequence[tuple[str, str]]
    figures: Mapping[str, object]
    prints: Sequence[CarriedPrint]
    heads: Sequence[str]
    issued: str


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
    data: CarriedData


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
        data, document = (foreign_json(attached[name]) for name in (PROOF, DOCUMENT))
        if data["form"] != FORM:
            return Unreadable(
                msg(
                    "its facts are of a form that is not known: {form}", form=str(data["form"])[:80]
                )
            )
        return _carried(data, document)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Unreadable(msg("the facts that this PDF carries are broken"))


def _carried(data: Mapping[str, Any], document: Mapping[str, Any]) -> Carried:
    prints = dict(enumerate(map(_print, data.get("prints", ()))))
    return Carried(
        shortened(str(data["made_by"])),
        tuple(
            (shortened(str(one.get("name", ""))), shortened(str(one["sha256"])))
            for one in data["sources"]
        ),
        tuple(whole(fact["fen"]) for fact in data["facts"]),
        {name: _figure(name, one, prints) for name, one in data["figures"].items()},
        tuple(_text(one) for one in data["texts"]),
        CarriedData(
            tuple(_cells(document)),
            dict(document.get("figures", {})),
            tuple(_in_sentences(document)),
            tuple(_heads(document)),
            str(document.get("issued") or ""),
        ),
    )


def _cells(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for table in document["tables"]:
        for row in table.get("rows", ()):
            for cell, name in zip(row.get("cells", ()), row.get("figures", ()), strict=False):
                if isinstance(name, str):
                    yield name, str(cell)


def _heads(document: Mapping[str, Any]) -> Iterator[str]:
    yield from (str(document.get(name) or "") for name in ("title", "department"))
    for table in document["tables"]:
        yield " ".join(str(table.get(name) or "") for name in ("number", "title"))
    for section in document.get("sections", ()):
        yield str(section.get("heading") or "")


def _in_sentences(document: Mapping[str, Any]) -> Iterator[CarriedPrint]:
    for section in document.get("sections", ()):
        for text, figures in zip(section["paragraphs"], section["figures"], strict=False):
            for one in figures:
                stands = str(text)[whole(one["start"]) : whole(one["end"])]
                yield CarriedPrint(str(one["id"]), stands, str(one["text"]))


def _print(one: Mapping[str, Any]) -> NumberFormat:
    """Return how numbers are printed, by marks that a reader knows as such."""
    decimals, zero = whole(one["decimals"]), one.get("zero")
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
        whole(one["value"]),
        str(one["unit"]),
        _short(one["exact"]),
        _short(one["text"]),
        tuple(map(whole, one.get("facts", ()))),
        tuple(map(str, one.get("operands", ()))),
        tuple(map(whole, one.get("of", ()))),
        prints[whole(one["print"])] if "print" in one else None,
    )


def _short(value: object) -> str:
    text = str(value)
    if len(text) > _LONGEST:
        raise ValueError(text[:_LONGEST])
    return text


def _text(one: Mapping[str, Any]) -> CarriedText:
    parts = tuple(part if isinstance(part, str) else (str(part[0]),) for part in one["parts"])
    return CarriedText(str(one["in"]), parts, bool(one.get("apart", False)))
