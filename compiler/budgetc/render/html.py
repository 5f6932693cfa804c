"""A document as one page that needs no other: figures lead to where they come from.

The frame, the style sheet, the script and the words around the document are data under
`templates/html`. Nothing that the page shows is markup of a person's, and its policy, which stands
before the frame, lets a browser run no other script and ask nobody for anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from budgetc.document.languages import has_blanks
from budgetc.document.model import (
    Align,
    Chart,
    Document,
    Heading,
    Paragraph,
    Table,
    line_text,
)
from budgetc.files.data import Resources
from budgetc.render.evidence import Evidence
from budgetc.render.html_charts import UNTOLD, chart_html
from budgetc.render.html_escape import escape, escape_line, script_json
from budgetc.render.html_index import index_html
from budgetc.render.html_marks import Marks, remark_items
from budgetc.render.html_prelude import LANGUAGES, prelude, style_sheet
from budgetc.render.html_tables import is_wide, table_html
from budgetc.render.words import words_of, words_told
from budgetc.templating.skeletons import framed

SKELETON = "templates/html/document.html.j2"
STYLE = "templates/html/style.css"
SCRIPT = "templates/html/script.js"
INDEX_SCRIPT = "templates/html/index.js"
WORDS = "templates/html/words.json"
FORMAT_NAMES = "templates/html/formats.json"
"""What formats are called, by their suffixes; of which a language has no name, these stand."""

_UNBROKEN = re.compile(r"[!-~]{20}")
"""A path or an address: no line ends in it, so the line before it may be short by as much."""
_DEEPEST = 6
"""The lowest heading that HTML has."""


def render_html(document: Document, resources: Resources, evidence: Evidence) -> Iterator[str]:
    """Return the parts of a document as one page of HTML.

    Args:
        document: any.
        resources: the data files.
        evidence: where its figures come from; of a figure it does not know, nothing is shown.

    Raises:
        TemplateFaultError: the frame is wrong.
        DataFaultError: another file of the format cannot be used.
    """
    style = style_sheet(resources, STYLE)
    script = resources.parsed_as_shipped(SCRIPT, str)
    index = resources.parsed_as_shipped(INDEX_SCRIPT, str) if document.index is not None else ""
    words = words_of(resources, WORDS, document.tag())
    say = {name: escape(text) for name, text in words.items()}
    page = _Page(document, resources, evidence, say)
    values = {
        "title": escape(document.title),
        "heading": _heading(document),
        "department": escape(document.department),
        "year": str(document.year),
        "issued": escape(document.issued or ""),
        "language": document.language,
        "paper": document.paper,
        "table_pages": document.table_pages,
        "style": style,
        "script": script,
        "index_script": index,
        "hint": say["hint"] if evidence.figures else "",
        "contents": "".join(page.contents()),
        "findings": str(len(evidence.remarks)) if evidence.remarks else "",
        "words": script_json({name: text for name, text in words.items() if name != UNTOLD}),
        **{f"say_{name}": text for name, text in say.items()},
    }
    beginning = prelude(document.tag(LANGUAGES), style, script, index)
    return chain([beginning], framed(resources, SKELETON, values, page.body()))


def _heading(document: Document) -> str:
    """Return the title over a page: where lines end anywhere, first behind the department."""
    whose, rest = map(escape, document.title_parts)
    if not whose or not rest or has_blanks(document.language):
        return f"{whose}{rest}"
    return f"<span>{whose}</span><span>{rest}</span>"


class _Page:
    """The body of one page, made once from top to bottom."""

    def __init__(
        self, document: Document, resources: Resources, evidence: Evidence, say: Mapping[str, str]
    ) -> None:
        self._document = document
        self._resources = resources
        self._evidence = evidence
        self._say = say
        self._marks = Marks(evidence)
        self._headings = 0
        self._level = 1
        self._under = ""

    def contents(self) -> Iterator[str]:
        """Yield the contents as nested lists; tables stand below the heading they follow."""
        depth = 0
        for place, name in self._before():
            yield f'{"</li>" if depth else "<ol>"}<li><a href="#{place}">{name}</a>'
            depth = 1
        for number, (level, text) in enumerate(self._entries(), start=1):
            now = min(level, depth + 1)
            yield "</li></ol>" * (depth - now) + ("</li>" if now <= depth else "<ol>")
            yield f'<li><a href="#h{number}">{text}</a>'
            depth = now
        yield "</li></ol>" * depth

    def _before(self) -> Iterator[tuple[str, str]]:
        """Yield what stands before the text: where, and what it is called."""
        if self._document.index is not None:
            yield "index", escape(self._document.index.name)
        if any(chart.bars for chart in self._document.charts):
            yield "charts", self._say["summary"]

    def _entries(self) -> Iterator[tuple[int, str]]:
        level = 0
        for block in self._document.blocks:
            if isinstance(block, Heading):
                level = block.level
                yield level, escape_line(block.content)
            elif isinstance(block, Table):
                yield level + 1, escape(block.name)

    def body(self) -> Iterator[str]:
        """Yield index, charts, blocks, what was found, and what the page tells of its figures.

        Charts lead to figures below them, so where there are some the blocks are made before.
        """
        if self._document.index is not None:
            formats = words_told(self._resources, FORMAT_NAMES, self._document.tag())
            yield from index_html(self._document.index, self._evidence, self._say, formats)
        blocks: Iterable[str] = self._blocks()
        charts = [chart for chart in self._document.charts if chart.bars]
        if charts:
            blocks = [*blocks]
            yield from self._charts(charts)
        yield from blocks
        yield from self._found()
        yield f'<script type="application/json" id="data">{self._marks.data()}</script>\n'

    def _charts(self, charts: Sequence[Chart]) -> Iterator[str]:
        yield f'<section class="summary"><h2 id="charts">{self._say["summary"]}</h2>'
        yield '<div class="charts">\n'
        for chart in charts:
            yield from chart_html(chart, self._resources, self._marks, self._say)
        yield "</div></section>\n"

    def _blocks(self) -> Iterator[str]:
        for passage in self._document.passages():
            if passage.table is not None:
                yield from self._table(passage.headings, passage.table)
            else:
                yield from map(self._heading, passage.headings)
                yield from map(self._paragraph, passage.paragraphs)

    def _heading(self, heading: Heading) -> str:
        self._level = heading.level
        self._under = line_text(heading.content)
        return self._titled(heading.level, self._marks.under(self._under, heading.content))

    def _titled(self, level: int, text: str) -> str:
        self._headings += 1
        rank = min(level + 1, _DEEPEST)
        return f'<h{rank} id="h{self._headings}" class="level{min(level, 4)}">{text}</h{rank}>\n'

    def _paragraph(self, paragraph: Paragraph) -> str:
        sentences = [self._marks.under(self._under, line) for line in paragraph.sentences]
        if paragraph.align is Align.RIGHT:
            return f'<p class="right">{"<br>".join(sentences)}</p>\n'
        text = self._document.between.join(sentences)
        ragged = any(map(_UNBROKEN.search, map(line_text, paragraph.sentences)))
        look = ' class="ragged"' if ragged else ""
        return f"<p{look}>{text}</p>\n" if text else ""

    def _table(self, headings: Sequence[Heading], table: Table) -> Iterator[str]:
        wide = " wide" if is_wide(table) else ""
        yield f'<section class="sheet{wide}">\n'
        yield from map(self._heading, headings)
        yield self._titled(self._level + 1, escape(table.name))
        for part in table_html(table, f"h{self._headings}", self._marks):
            yield part
            yield "\n"
        yield "</section>\n"

    def _found(self) -> Iterator[str]:
        remarks = self._evidence.remarks
        if not remarks:
            return
        yield '<section class="found" aria-labelledby="found">'
        yield f'<h2 id="found">{self._say["findings"]}</h2><ol>'
        yield from remark_items(remarks, self._marks, self._say)
        yield "</ol></section>\n"
