"""Markdown that reads well on a forge and shows a change as the lines that changed.

One sentence a line, one table row a line, and columns that are not padded to a common width: a
longer number in one row leaves the other rows alone. Heads of several levels are joined by ` / `.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from budgetc.document import model
from budgetc.files.data import Resources
from budgetc.render.markdown_escape import escape, escape_html, escape_line
from budgetc.templating.skeletons import framed

SKELETON = "templates/markdown/document.md.j2"
_SENTENCE_END = re.compile(r"(?<=[。！？])(?=[^”’」』）》\s])")
_INDENT = "　"
_HEAD_SEPARATOR = " / "


def render_markdown(document: model.Document, resources: Resources) -> str:
    """Return a document as Markdown.

    Raises:
        TemplateFaultError: the skeleton of the format is wrong.
    """
    return "".join(markdown_parts(document, resources))


def markdown_parts(document: model.Document, resources: Resources) -> Iterator[str]:
    """Yield a document as Markdown, row by row.

    Raises:
        TemplateFaultError: the skeleton of the format is wrong.
    """
    return framed(resources, SKELETON, {"title": escape(document.title)}, _body(document))


def _body(document: model.Document) -> Iterator[str]:
    separator = ""
    for block in _blocks(document.blocks):
        for line in (block,) if isinstance(block, str) else block:
            yield separator
            yield line
            separator = "\n"
        separator = "\n\n"


def _blocks(blocks: Iterable[model.Block]) -> Iterator[str | Iterator[str]]:
    """Yield the blocks, grids line by line.

    A table's title is a heading one level below the one it stands under.
    """
    level = 1  # the document's own title
    for block in blocks:
        if isinstance(block, model.Heading):
            level = block.level + 1
            yield f"{'#' * level} {escape(model.line_text(block.content))}"
        elif isinstance(block, model.Paragraph):
            yield _paragraph(block)
        else:
            yield from _table(block, level + 1)


def _paragraph(block: model.Paragraph) -> str:
    if block.align is model.Align.RIGHT:
        lines = (escape_html(model.line_text(sentence)) for sentence in block.sentences)
        return "\n".join(f'<p align="right">{line}</p>' for line in lines)
    return "\n".join(
        escape_line(part)
        for sentence in block.sentences
        for part in _SENTENCE_END.split(model.line_text(sentence))
    )


def _table(table: model.Table, level: int) -> Iterator[str | Iterator[str]]:
    yield f"{'#' * level} {escape(table.name)}"
    if any(table.above):
        yield escape_line("　".join(filter(None, table.above)))
    if table.form:
        yield _form(table)
    yield _grid(table.panels)
    for note in table.notes:
        yield escape_line(model.line_text(note))


def _form(table: model.Table) -> str:
    """Return a form as a table without heads: one row of the form a line."""
    columns = max(len(row) for row in table.form)
    lines = [_row([""] * columns), _row(["---"] * columns)]
    for row in table.form:
        texts = [escape(model.line_text(cell.content)) for cell in row]
        cells = [_bold(text) if cell.head else text for cell, text in zip(row, texts, strict=True)]
        lines.append(_row([*cells, *[""] * (columns - len(cells))]))
    return "\n".join(lines)


def _grid(panels: tuple[model.Panel, ...]) -> Iterator[str]:
    columns = [column for panel in panels for column in panel.columns]
    yield _row(escape(_HEAD_SEPARATOR.join(column.header)) for column in columns)
    yield _row("---:" if column.role is model.Role.AMOUNT else "---" for column in columns)
    for rows in model.side_by_side(panels):
        cells = [_cells(panel, row) for panel, row in zip(panels, rows, strict=True)]
        yield _row(chain.from_iterable(cells))


def _cells(panel: model.Panel, row: model.Row | None) -> list[str]:
    if row is None:
        return [""] * len(panel.columns)
    cells = []
    for column, content in zip(panel.columns, row.cells, strict=True):
        text = escape(model.line_text(content))
        if row.kind is model.RowKind.TOTAL:
            text = _bold(text)
        indent = _INDENT * row.indent if text and column.role is model.Role.LABEL else ""
        cells.append(indent + text)
    return cells


def _bold(text: str) -> str:
    return text and f"**{text}**"


def _row(cells: Iterable[str]) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)
