"""Markdown that reads well on a forge and shows a change as the lines that changed.

One sentence a line, one table row a line, and columns that are not padded to a common width: a
longer number in one row leaves the other rows alone. Heads of several levels are joined by ` / `.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from budgetc.document.model import (
    Align,
    Block,
    Document,
    Heading,
    Line,
    Panel,
    Paragraph,
    Role,
    Row,
    RowKind,
    Table,
    line_text,
)
from budgetc.files.data import Resources
from budgetc.render.pairing import side_by_side
from budgetc.templating.sandbox import render_skeleton

_SKELETON = "templates/markdown/document.md.j2"
_SPECIAL = re.compile(
    r"[\\`*_\[\]|~$]"
    r"|<(?=[A-Za-z/!?])"  # a tag, a comment or a link in angle brackets
    r"|&(?=[A-Za-z0-9#]+;)"  # a character reference
    r"|(?<=https):(?=//)|(?<=http):(?=//)|(?<=ftp):(?=//)|(?<=www)\.|@"  # links without brackets
)
_LINE_START = re.compile(r"[#>]|[-+=](?=[-+=\s]|$)|(?<=[0-9])[.)](?=\s|$)")
_PERHAPS = re.compile(r"[\\`*_\[\]|~$<&@\s]|www\.|://")
"""A quick look: a text without any of these has nothing to escape."""
_NUMBER = re.compile(r"[0-9]{0,9}")
_SENTENCE_END = re.compile(r"(?<=[。！？])(?=[^”’」』）》\s])")
_INDENT = "　"
_HEAD_SEPARATOR = " / "


def render_markdown(document: Document, resources: Resources) -> str:
    """Return a document as Markdown.

    Raises:
        TemplateFaultError: the skeleton of the format is wrong.
    """
    body = "\n\n".join(_blocks(document.blocks))
    return render_skeleton(resources, _SKELETON, {"title": escape(document.title), "body": body})


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """Return a text in which nothing is markup, with no more backslashes than that takes."""
    if not _PERHAPS.search(text):
        return text
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def escape_line(text: str) -> str:
    """Return a text that may begin a line: no heading, list, quote or rule begins with it."""
    escaped = escape(text)
    number = _NUMBER.match(escaped)
    start = number.end() if number else 0
    if _LINE_START.match(escaped, start):
        return f"{escaped[:start]}\\{escaped[start:]}"
    return escaped


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the blocks; a table's title is a heading one level below the one it stands under."""
    level = 1  # the document's own title
    for block in blocks:
        if isinstance(block, Heading):
            level = block.level + 1
            yield f"{'#' * level} {escape(line_text(block.content))}"
        elif isinstance(block, Paragraph):
            yield _paragraph(block)
        else:
            yield from _table(block, level + 1)


def _paragraph(block: Paragraph) -> str:
    if block.align is Align.RIGHT:
        lines = (escape(line_text(sentence)) for sentence in block.sentences)
        return "\n".join(f'<p align="right">{line}</p>' for line in lines)
    return "\n".join(
        escape_line(part)
        for sentence in block.sentences
        for part in _SENTENCE_END.split(line_text(sentence))
    )


def _table(table: Table, level: int) -> Iterator[str]:
    title = f"{table.number} {table.title}".strip()
    yield f"{'#' * level} {escape(title)}"
    above = "　".join(escape(text) for text in table.above if text)
    if above:
        yield above
    if table.form:
        yield _form(table)
    yield _grid(table.panels)
    for note in table.notes:
        yield escape_line(line_text(note))


def _form(table: Table) -> str:
    """Return a form as a table without heads: one row of the form a line."""
    columns = max(len(row) for row in table.form)
    lines = [_row([""] * columns), _row(["---"] * columns)]
    for row in table.form:
        cells = [
            f"**{_cell(cell.content)}**" if cell.head and cell.content else _cell(cell.content)
            for cell in row
        ]
        lines.append(_row([*cells, *[""] * (columns - len(cells))]))
    return "\n".join(lines)


def _grid(panels: tuple[Panel, ...]) -> str:
    columns = [column for panel in panels for column in panel.columns]
    lines = [
        _row(escape(_HEAD_SEPARATOR.join(column.header)) for column in columns),
        _row("---:" if column.role is Role.AMOUNT else "---" for column in columns),
    ]
    for rows in side_by_side(panels):
        cells = [_cells(panel, row) for panel, row in zip(panels, rows, strict=True)]
        lines.append(_row(cell for side in cells for cell in side))
    return "\n".join(lines)


def _cells(panel: Panel, row: Row | None) -> list[str]:
    if row is None:
        return [""] * len(panel.columns)
    cells = []
    for column, content in zip(panel.columns, row.cells, strict=True):
        text = _cell(content)
        if text and column.role is Role.LABEL:
            text = _INDENT * row.indent + text
        cells.append(f"**{text}**" if text and row.kind is RowKind.TOTAL else text)
    return cells


def _cell(content: Line) -> str:
    return escape(line_text(content)) if content else ""


def _row(cells: Iterable[str]) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)
