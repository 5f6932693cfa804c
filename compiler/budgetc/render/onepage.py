"""A document on one page (一图读懂): some of its numbers, some charts, and words explained.

It is for whoever reads nothing else, on a phone or on a wall: it runs no script, asks nobody for
anything, leads to no source, and fits one sheet of paper. The frame, the style sheet and the words
around it are data under `templates/onepage`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import text_width
from budgetc.diagnostics.messages import msg
from budgetc.document.model import (
    Chart,
    Document,
    Figure,
    Headline,
    Line,
    OnePage,
    Shown,
    line_text,
)
from budgetc.files.data import DataFaultError, Resources
from budgetc.render.html_charts import Words, drawing
from budgetc.render.html_escape import escape, escape_line
from budgetc.render.html_prelude import LANGUAGES, prelude, style_sheet
from budgetc.render.words import words_of
from budgetc.templating.skeletons import framed

SKELETON = "templates/onepage/page.html.j2"
STYLE = "templates/onepage/style.css"
WORDS = "templates/onepage/words.json"

_ROOMY_NUMBER, _ROOMY_TITLE = 14, 72
"""How many columns numbers and titles have that are set large; two for a Chinese character."""

MOST = {Shown.AMOUNT: 6, Shown.CHANGE: 5, Shown.SHARE: 5}
"""The bars for which a sheet of paper has room; what is smaller stands in the document."""


def render_onepage(
    document: Document, resources: Resources
) -> tuple[Iterator[str] | None, tuple[Diagnostic, ...]]:
    """Return the parts of the one page of a document as HTML, or what is missing for it.

    Args:
        document: any; its page has charts if it has some.
        resources: the data files.

    Raises:
        TemplateFaultError: the frame is wrong.
        DataFaultError: the jurisdiction declares no such page, or another file of the format
            cannot be used.
    """
    page, findings = page_of(document)
    if page is None:
        return None, findings
    style = style_sheet(resources, STYLE)
    words = words_of(resources, WORDS, document.tag())
    say = {name: escape(text) for name, text in words.items()}
    values = {
        "title": _line(page.title),
        "title_look": "long" if text_width(line_text(page.title)) > _ROOMY_TITLE else "",
        "plain_title": escape_line(page.title),
        "department": escape(document.department),
        "document": escape(document.title),
        "issued": escape(document.issued or ""),
        "language": document.language,
        "paper": document.paper,
        "style": style,
        **{f"say_{name}": text for name, text in say.items()},
    }
    beginning = prelude(document.tag(LANGUAGES), style)
    body = _body(page, drawn_of(document, page), resources, say)
    return chain([beginning], framed(resources, SKELETON, values, body)), ()


def page_of(document: Document) -> tuple[OnePage | None, tuple[Diagnostic, ...]]:
    """Return the one page of a document, or what is missing for it.

    Raises:
        DataFaultError: the jurisdiction declares no such page.
    """
    if document.one_page is None:
        raise DataFaultError(
            f"templates/{document.jurisdiction}/layout.yaml",
            msg(
                "it declares no onepage:, which -f onepage prints; declare one, or build without it"
            ),
        )
    return document.one_page()


def drawn_of(document: Document, page: OnePage) -> list[Chart]:
    """Return the charts of a page that have something to show, if its document has charts."""
    return [chart for chart in page.charts if chart.bars] if document.charts else []


def _body(
    page: OnePage, charts: list[Chart], resources: Resources, say: Mapping[str, str]
) -> Iterator[str]:
    yield f'<section class="numbers" aria-label="{say["numbers"]}">\n'
    yield from map(_headline, page.numbers)
    yield '</section>\n<div class="rest">\n'
    for shown in charts:
        yield from _chart(shown, resources, say)
    if page.explained:
        yield f'<section class="words" aria-labelledby="words"><h2 id="words">{say["explained"]}'
        yield "</h2><dl>\n"
        for one in page.explained:
            yield f"<dt>{escape(one.term)}</dt><dd>{escape(one.meaning)}{say['stop']}</dd>\n"
        yield "</dl></section>\n"
    yield "</div>\n"


def _headline(one: Headline) -> str:
    """Return a number with what it tells; the words beside it and its unit are smaller."""
    number = "".join(
        _figure(part, small_unit=True) if isinstance(part, Figure)
        else f"<span>{escape(part.strip())}</span>"
        for part in one.number
    )  # fmt: skip
    says = f'<p class="says">{_line(one.says)}</p>' if one.says else ""
    look = "n long" if text_width(line_text(one.number)) > _ROOMY_NUMBER else "n"
    label = _line(one.label)
    return f'<div class="number"><h2>{label}</h2><p class="{look}">{number}</p>{says}</div>\n'


def _chart(shown: Chart, resources: Resources, say: Mapping[str, str]) -> Iterator[str]:
    yield f'<figure class="chart"><figcaption>{escape(shown.title)}</figcaption>\n'
    if shown.has_both_signs:
        yield f'<p class="more">{say["both_signs"]}</p>\n</figure>\n'
        return
    words = Words.of(shown, say, say["more"])
    if words.heads:
        now, then = map(escape, words.heads)
        yield (
            f'<p class="key" aria-hidden="true"><span class="now">{now}</span>'
            f'<span class="then">{then}</span></p>\n'
        )
    yield drawing(shown, resources, [None] * len(shown.bars), words, MOST[shown.shows])
    if len(shown.bars) > MOST[shown.shows]:
        yield f'<p class="more" aria-hidden="true">{say["more"]}</p>\n'
    yield "</figure>\n"


def _line(line: Line) -> str:
    """Return a line as HTML: text as text, figures with what they are."""
    return "".join(_figure(part) if isinstance(part, Figure) else escape(part) for part in line)


def _figure(figure: Figure, *, small_unit: bool = False) -> str:
    """Return a figure with its id and its exact value, by which anybody can look it up."""
    text, unit = figure.text, figure.unit
    shown = escape(text)
    if small_unit and unit and text.endswith(unit):
        shown = f"{escape(text.removesuffix(unit))}<small>{escape(unit)}</small>"
    return f'<data value="{escape(figure.exact)}" data-figure="{escape(figure.id)}">{shown}</data>'
