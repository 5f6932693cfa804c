"""A document for Typst: the frame is a skeleton among the templates, the body is written here.

Every text is a string literal; what is written besides are calls of the functions of the frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from budgetc.document.model import Align, Document, Heading, Paragraph, Table, line_text
from budgetc.files.data import Resources
from budgetc.render.titles import title_on_lines
from budgetc.render.typst_escape import Words, literal
from budgetc.render.typst_look import load_words
from budgetc.render.typst_tables import TableTypst
from budgetc.render.words import frame_words, issued_parts
from budgetc.templating.skeletons import framed

SKELETON = "templates/typst/document.typ.j2"

_NEW_PAGE = "#pagebreak(weak: true)"
_IN_CONTENTS = 3
"""The lowest level that stands in the contents."""
_LONGEST_WORD = 8
"""How many characters a word of a heading has that is never broken, at the most."""
_SMALL = 14
"""A table of no more lines shares its page with others like it."""
_PAGE_LINES = {False: 36, True: 22}
"""How many lines of tables stand together on an upright page, and on one on its side."""
_TOGETHER = 30
"""A table of no more lines that follows the text is never broken over pages."""


def render_typst(document: Document, resources: Resources) -> str:
    """Return a document as one Typst file that needs no other.

    Raises:
        DataFaultError: a data file of its look cannot be used.
        TemplateFaultError: the skeleton is wrong.
    """
    said = frame_words(document, resources)
    words = Words.of(document.language, load_words(resources, document.language))
    values = {
        "title": literal(document.title),
        "shown_title": _on_the_cover(document, words),
        "department": literal(document.department),
        "language": document.language,
        "region": document.region.lower(),
        **{name: literal(said[name]) for name in ("contents", "issued", "data", "facts")},
        "paper": document.paper,
        **issued_parts(document),
    }
    body = "\n".join(_Body(document, words).lines())
    return "".join(framed(resources, SKELETON, values, [body]))


def _on_the_cover(document: Document, words: Words) -> str:
    """Return the title to be set large."""
    whose, rest = title_on_lines(document)
    if not whose:
        return words.expression(rest, 12, _LONGEST_WORD)
    name, end = (words.expression(one, 12, _LONGEST_WORD) for one in (whose, rest))
    return f"{name}+B+W({end})"


class _Body:
    """The body of one document, made once from top to bottom."""

    def __init__(self, document: Document, words: Words) -> None:
        self._document = document
        self._words = words
        self._own = document.table_pages == "own"
        self._level = 0
        """That of the last heading, as it was declared."""
        self._tagged = 0
        """The same as a reader of the PDF is told, who may not be led down two levels at once."""

    def lines(self) -> Iterator[str]:
        """Yield the blocks."""
        room, turned = 0, False
        for passage in self._document.passages():
            table, headings = passage.table, passage.headings
            begins_part = any(heading.level == 1 for heading in headings)
            if table is None:
                if turned:
                    yield "]"
                room, turned = 0, False
                if begins_part:
                    yield _NEW_PAGE
                yield from map(self._heading, headings)
                yield from self._text(passage.paragraphs)
                continue
            made = TableTypst(table, self._words, self._document.paper)
            fits = self._own and not headings and made.lines <= min(room, _SMALL)
            if fits and turned == table.wide:
                room -= made.lines
                yield "#apart"
            else:
                if turned:
                    yield "]"
                turned = table.wide
                room = _PAGE_LINES[turned] - made.lines if made.lines <= _SMALL else 0
                first = self._own or begins_part
                yield "#turned[" if turned else _NEW_PAGE if first else ""
            together = not self._own and not turned and made.lines <= _TOGETHER
            yield "#together[" if together else ""
            yield from map(self._heading, headings)
            yield from self._table(made, table)
            yield "]" if together else ""
        if turned:
            yield "]"

    def _heading(self, heading: Heading) -> str:
        self._level = heading.level
        text = self._words.expression(line_text(heading.content), 12, _LONGEST_WORD)
        return f"#part({heading.level},{self._down(heading.level)},{text})"

    def _down(self, level: int) -> int:
        self._tagged = min(level, self._tagged + 1)
        return self._tagged

    def _table(self, made: TableTypst, table: Table) -> Iterator[str]:
        level = min(self._level + 1, _IN_CONTENTS)
        tagged = min(level, self._tagged + 1)
        number = self._words.expression(table.number, 12)
        title = self._words.expression(table.title, 12, _LONGEST_WORD)
        yield f"#entitled({level},{tagged},{number},{title})"
        yield from made.parts()

    def _text(self, paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
        between = f"+{literal(self._document.between)}+"
        for align, group in groupby(paragraphs, key=lambda paragraph: paragraph.align):
            texts = [
                between.join(filter(None, map(self._words.prose, paragraph.sentences)))
                for paragraph in group
                if any(line_text(sentence).strip() for sentence in paragraph.sentences)
            ]
            if texts and align is Align.RIGHT:
                yield f"#signature({','.join(texts)})"
            else:
                yield from (f"#par({text})" for text in texts)
