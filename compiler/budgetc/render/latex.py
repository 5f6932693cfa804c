"""A document in LaTeX: the frame is a skeleton among the templates, the body is written here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from budgetc.document.model import Align, Document, Heading, Paragraph, Table
from budgetc.files.data import Resources
from budgetc.render.breaks import LETTER
from budgetc.render.latex_escape import escape, escape_line
from budgetc.render.latex_tables import table_latex
from budgetc.render.titles import title_on_lines
from budgetc.render.words import frame_words, issued_parts
from budgetc.templating.skeletons import framed

SKELETON = "templates/latex/document.tex.j2"

_COMMANDS = (r"\section", r"\subsection", r"\subsubsection*", r"\paragraph*")
"""The command of each level of heading; those with a star do not stand in the contents."""
_BEGIN = {"own": r"\clearpage", "running": r"\tableroom{{{lines}}}"}
"""What stands before a table and its headings: a new page, or one if there is too little room."""
_MOST_OF_A_PAGE = 30
_TAGS: Mapping[str, str] = MappingProxyType({"zh": "zh-CN"})
_WITHIN_A_WORD = re.compile(rf"(?<={LETTER})\\softbreak\{{\}}(?={LETTER})")
_TABLE = r"\begin{budgettable}"
_ENTRIES = ("section", "subsection", "subsubsection")
"""The kinds of entries in the contents, from the outermost."""


def render_latex(document: Document, resources: Resources) -> str:
    """Return a document as one LaTeX file that needs no other, to be set by XeLaTeX."""
    said = frame_words(document, resources)
    values = {
        "title": escape(document.title),
        "cover_title": _on_the_cover(document),
        "department": escape(document.department),
        "language": document.language,
        "tag": document.tag(_TAGS),
        "contents": escape(said["contents"]),
        "issued": escape(said["issued"]),
        "table_pages": document.table_pages,
        "paper": document.paper,
        **issued_parts(document),
    }
    body = "\n\n".join(_hyphenated(document.language, part) for part in _body(document))
    return "".join(framed(resources, SKELETON, values, [body]))


def _on_the_cover(document: Document) -> str:
    """Return the title to be set large."""
    whose, rest = map(escape, title_on_lines(document))
    return rf"{whose}\allowbreak\mbox{{{rest}}}" if whose else rest


def _hyphenated(language: str, part: str) -> str:
    """Leave the breaks within words to the rules of the language, if it has hyphens.

    Those of English are there in any TeX. Of others only the frame can tell: if they are not, words
    stay whole, but for those of tables.
    """
    if language == "zh":
        return part
    may_lack = language != "en" and _TABLE in part
    return _WITHIN_A_WORD.sub(r"\\wordbreak{}" if may_lack else "", part)


def _body(document: Document) -> Iterator[str]:
    """Yield the blocks; the headings of a table may start a page with it."""
    level = 0
    for passage in document.passages():
        level = passage.headings[-1].level if passage.headings else level
        if passage.table is not None:
            begin = _BEGIN[document.table_pages].format(lines=_lines(passage.table))
            yield _page_of_table(passage.headings, passage.table, level, begin)
        else:
            yield from map(_heading, passage.headings)
            yield from _paragraphs(passage.paragraphs, document.between)


def _heading(heading: Heading) -> str:
    command = _COMMANDS[min(heading.level, len(_COMMANDS)) - 1]
    return f"{command}{{{escape_line(heading.content)}}}"


def _paragraphs(paragraphs: Sequence[Paragraph], between: str) -> Iterator[str]:
    for align, group in groupby(paragraphs, key=lambda paragraph: paragraph.align):
        texts = [between.join(map(escape_line, paragraph.sentences)) for paragraph in group]
        text = "\n\n".join(text for text in texts if text)
        if text and align is Align.RIGHT:
            yield f"\\begin{{signature}}\n{text}\n\\end{{signature}}"
        elif text:
            yield text


def _lines(table: Table) -> int:
    """Return about how many lines of text a table is high; a long one may go over a page."""
    rows = max(len(panel.rows) for panel in table.panels)
    return min(6 + rows + rows // 2, _MOST_OF_A_PAGE)


def _page_of_table(headings: Sequence[Heading], table: Table, level: int, begin: str) -> str:
    entry = _ENTRIES[min(level, len(_ENTRIES) - 1)]
    content = "\n\n".join([*map(_heading, headings), table_latex(table, entry)])
    if table.wide:
        return f"\\begin{{widepages}}\n{content}\n\\end{{widepages}}"
    return f"{begin}\n{content}"
