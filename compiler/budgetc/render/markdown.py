"""Markdown that reads well on a forge and shows a change as the lines that changed.

One sentence a line, one table row a line, and columns that are not padded to a common width: a
longer number in one row leaves the other rows alone. Heads of several levels are joined by ` / `.
Tables that are wider than a page may be HTML instead, with merged heads, and still a row a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from budgetc.document import model
from budgetc.document.languages import has_blanks
from budgetc.files.data import Resources
from budgetc.render import grid
from budgetc.render.markdown_escape import escape, escape_html, escape_line
from budgetc.templating.skeletons import framed

SKELETON = "templates/markdown/document.md.j2"
_SENTENCE_END = re.compile(r"(?<=[。！？])(?=[^”’」』）》\s])")
_INDENT = "&emsp;"
"""As a reference: the character itself, of whatever width, is trimmed by most readers."""
_HEAD_SEPARATOR = " / "
_HEAD, _CELL = 6, 20
"""The longest lines of heads and of cells in tables of HTML."""


def render_markdown(
    document: model.Document, resources: Resources, wide_tables: str = "pipes"
) -> str:
    """Return a document as Markdown.

    Raises:
        TemplateFaultError: the skeleton of the format is wrong.
    """
    return "".join(markdown_parts(document, resources, wide_tables))


def markdown_parts(
    document: model.Document, resources: Resources, wide_tables: str = "pipes"
) -> Iterator[str]:
    """Yield a document as Markdown, row by row.

    Args:
        document: any.
        resources: the data files.
        wide_tables: one of `look.WIDE_TABLES`.

    Raises:
        TemplateFaultError: the skeleton of the format is wrong.
    """
    grid_of = _GRIDS[wide_tables]
    apart = "\u2003" if has_blanks(document.language) else "\u3000"
    body = _body(document, lambda table: (grid_of if table.wide else _grid)(table.panels), apart)
    return framed(resources, SKELETON, {"title": escape(document.title)}, body)


_GridOf = Callable[[model.Table], Iterator[str]]


def _body(document: model.Document, grid_of: _GridOf, apart: str) -> Iterator[str]:
    separator = ""
    for block in _blocks(document.blocks, grid_of, apart):
        for line in (block,) if isinstance(block, str) else block:
            yield separator
            yield line
            separator = "\n"
        separator = "\n\n"


def _blocks(
    blocks: Iterable[model.Block], grid_of: _GridOf, apart: str
) -> Iterator[str | Iterator[str]]:
    """Yield the blocks, grids line by line; what is over a table is set apart by a wide blank.

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
            yield from _table(block, level + 1, grid_of, apart)


def _paragraph(block: model.Paragraph) -> str:
    if block.align is model.Align.RIGHT:
        lines = (escape_html(model.line_text(sentence)) for sentence in block.sentences)
        return "\n".join(f'<p align="right">{line}</p>' for line in lines)
    return "\n".join(
        escape_line(part)
        for sentence in block.sentences
        for part in _SENTENCE_END.split(model.line_text(sentence))
    )


def _table(
    table: model.Table, level: int, grid_of: _GridOf, apart: str
) -> Iterator[str | Iterator[str]]:
    yield f"{'#' * level} {escape(table.name)}"
    if any(table.above):
        yield escape_line(apart.join(filter(None, table.above)))
    if table.form:
        yield _form(table)
    yield grid_of(table)
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
    for rows in model.printed_side_by_side(panels):
        yield _row(chain.from_iterable(map(_cells, panels, rows)))


def _cells(panel: model.Panel, row: model.PrintedRow | None) -> list[str]:
    if row is None:
        return [""] * len(panel.columns)
    cells = [escape(text) if text else "" for text in row.texts]
    if row.kind is model.RowKind.TOTAL:
        cells = [*map(_bold, cells)]
    for at, column in enumerate(panel.columns) if row.indent else ():
        if cells[at] and column.role is model.Role.LABEL:
            cells[at] = _INDENT * row.indent + cells[at]
    return cells


def _html_grid(panels: tuple[model.Panel, ...]) -> Iterator[str]:
    """Yield a table of HTML: a row a line, and no empty line, which would end it."""
    yield "<table>"
    heads, depth = grid.head_cells(panels), grid.head_depth(panels)
    for row in range(depth):
        cells = "".join(
            f"<th{grid.spans(cell.columns, cell.rows)}{_unbroken(cell.text, _HEAD)}</th>"
            for cell in heads
            if cell.row == row
        )
        begin, end = "<thead>" * (row == 0), "</thead>" * (row == depth - 1)
        yield f"{begin}<tr>{cells}</tr>{end}"
    for rows in model.printed_side_by_side(panels):
        cells = "".join(
            cell
            for panel, row in zip(panels, rows, strict=True)
            for cell in _html_cells(panel, row)
        )
        yield f"<tr>{cells}</tr>"
    yield "</table>"


def _html_cells(panel: model.Panel, row: model.PrintedRow | None) -> Iterator[str]:
    texts = row.texts if row is not None else [""] * len(panel.columns)
    for column, text in zip(panel.columns, texts, strict=True):
        side = ' align="right"' if text and column.role is model.Role.AMOUNT else ""
        indent = _INDENT * row.indent if row and text and column.role is model.Role.LABEL else ""
        bold = row is not None and row.kind is model.RowKind.TOTAL
        yield f"<td{side}{_unbroken(text, _CELL, indent, 'b' if bold else '')}</td>"


def _unbroken(text: str, most: int, indent: str = "", tag: str = "") -> str:
    """Return the inside of a cell, with the end of its tag: a browser breaks no line of it.

    In a table that is wider than the page, a browser breaks Chinese after each character. So lines
    are broken here, evenly; words of other languages stay whole anyway.

    Args:
        text: of the cell.
        most: the longest line, in characters.
        indent: before it.
        tag: around it; may be empty.
    """
    if text.isascii():
        lines, attribute = [text], ""
    else:
        even = -(-len(text) // -(-len(text) // most))
        lines = [text[at : at + even] for at in range(0, len(text), even)]
        attribute = " nowrap"
    inside = "<br>".join(map(escape_html, lines))
    return f"{attribute}>{indent}{f'<{tag}>{inside}</{tag}>' if tag and text else inside}"


_GRIDS: Mapping[str, Callable[[tuple[model.Panel, ...]], Iterator[str]]] = MappingProxyType(
    {"pipes": _grid, "html": _html_grid}
)
"""How a table that is wider than a page is written."""


def _bold(text: str) -> str:
    return text and f"**{text}**"


def _row(cells: Iterable[str]) -> str:
    return "|" + "".join([f" {cell} |" if cell else " |" for cell in cells])
