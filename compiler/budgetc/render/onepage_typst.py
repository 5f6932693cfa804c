"""The one page of a document for Typst: the same numbers, charts and words as the HTML has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from budgetc.document.model import (
    Chart,
    Document,
    Figure,
    Headline,
    Line,
    OnePage,
    line_text,
)
from budgetc.files.data import Resources
from budgetc.render.html_charts import Words, drawing
from budgetc.render.onepage import MOST, WORDS, drawn_of
from budgetc.render.typst_escape import literal
from budgetc.render.words import words_of
from budgetc.templating.skeletons import framed

SKELETON = "templates/typst/onepage.typ.j2"

_LEFT = 2
"""The most charts that stand on the left; the others stand above the words."""


def render_onepage_typst(document: Document, page: OnePage, resources: Resources) -> str:
    """Return the one page of a document as one Typst file that needs no other.

    Args:
        document: whose page it is.
        page: what stands on it.
        resources: the data files.

    Raises:
        DataFaultError: a data file of the format cannot be used.
        TemplateFaultError: the frame is wrong.
    """
    say = words_of(resources, WORDS, document.tag())
    issued = f"{say['issued']} {document.issued}" if document.issued else ""
    values = {
        "title": literal(line_text(page.title)),
        "department": literal(document.department),
        "document": literal(document.title),
        "source": literal(say["source"]),
        "explained": literal(say["explained"]),
        "issued": literal(issued),
        "language": document.language,
        "region": document.region.lower(),
        "paper": document.paper,
    }
    return "".join(framed(resources, SKELETON, values, _body(document, page, resources, say)))


def _body(
    document: Document, page: OnePage, resources: Resources, say: Mapping[str, str]
) -> Iterator[str]:
    yield f"  numbers({', '.join(map(_headline, page.numbers))},)\n"
    charts = [_chart(shown, resources, say) for shown in drawn_of(document, page)]
    words = [
        f"({literal(one.term)}, {literal(one.meaning + say['stop'])})" for one in page.explained
    ]
    blocks = [*charts, *([f"words({', '.join(words)})"] if words else [])]
    left = min(_LEFT, len(charts), (len(blocks) + 1) // 2)
    yield f"  halves({_stack(blocks[:left])}, {_stack(blocks[left:])})\n"


def _stack(blocks: Sequence[str]) -> str:
    return f"{{ {'; '.join(blocks)} }}" if blocks else "none"


def _headline(one: Headline) -> str:
    parts = ", ".join(_part(*part) for part in _parts(one.number))
    return f"({literal(line_text(one.label))}, ({parts},), {literal(line_text(one.says))})"


def _part(kind: str, text: str) -> str:
    return f'("{kind}", {literal(text)})'


def _parts(line: Line) -> Iterator[tuple[str, str]]:
    """Yield the parts of a number: words, figures, and the units after them."""
    for part in line:
        if not isinstance(part, Figure):
            yield "words", part
        elif part.unit and part.text.endswith(part.unit):
            yield "figure", part.text.removesuffix(part.unit)
            yield "unit", part.unit
        else:
            yield "figure", part.text


def _chart(shown: Chart, resources: Resources, say: Mapping[str, str]) -> str:
    most = MOST[shown.shows]
    if shown.has_both_signs:
        why = f"text(7.5pt, fill: soft, {literal(say['both_signs'])})"
        return f"block(width: 100%, below: 5mm, {{ titled({literal(shown.title)}); {why} }})"
    rest = say["more"] if len(shown.bars) > most else ""
    words = Words.of(shown, say, rest)
    code = drawing(shown, resources, [None] * len(shown.bars), words, most)
    told = "; ".join(map(words.said, shown.bars[:most]))
    keys = "".join(f"{literal(one)}, " for one in words.heads)
    return (
        f"chart({literal(shown.title)}, {literal(f'{shown.title}: {told}')}, ({keys}), "
        f"{literal(rest)}, {literal(code)})"
    )
