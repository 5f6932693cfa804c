"""Word files, by python-docx: paragraphs and tables in their order; what is hidden is not read."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

import docx
from docx.oxml.ns import qn

from budgetc.lists.print_words import PrintedWords
from budgetc.published.assemble import assemble
from budgetc.published.model import PrintPlace, PublishedDocument
from budgetc.published.raw import RawBlock, RawCell, RawGrid, RawLine
from budgetc.published.words import joined

_MOST_SPAN = 200
_TWIPS_A_LETTER = 210.0
_TWIPS_OF_NOTHING = 60
"""In a column narrower than this no letter has room: an editor made it where edges did not meet."""

_DEEPEST = 6


def read_docx(content: bytes, words: PrintedWords) -> PublishedDocument:
    """Return what a Word file shows."""
    document = docx.Document(io.BytesIO(content))
    levels = {
        style.style_id: int(style.name.rsplit(" ", 1)[-1])
        for style in document.styles
        if style.name and style.name.startswith("Heading ") and style.name[-1].isdigit()
    }
    blocks = list(_Reader(levels).blocks(document.element.body))
    return assemble([blocks], words)


class _Reader:
    """Reads the body of a file, counting its paragraphs and rows."""

    def __init__(self, levels: dict[str, int]) -> None:
        self.levels = levels
        self.counted = 0

    def blocks(self, body: Any, depth: int = 0) -> Iterator[RawBlock]:
        """Yield the paragraphs and tables of a body."""
        for child in body.iterchildren():
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                grid = self._table(child)
                if grid is not None:
                    yield grid
            elif child.tag in {qn("w:sdt"), qn("w:sdtContent")} and depth < _DEEPEST:
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, element: Any) -> Iterator[RawLine]:
        style = _inside(element, "w:pPr", "w:pStyle")
        level = self.levels.get(style.get(qn("w:val")), 0) if style is not None else 0
        align = _inside(element, "w:pPr", "w:jc")
        lonely = align is not None and align.get(qn("w:val")) == "center"
        for line in _text(element).split("\n"):
            if line.strip():
                self.counted += 1
                yield RawLine(line, PrintPlace(self.counted), level=level, lonely=lonely)

    def _table(self, table: Any) -> RawGrid | None:
        cells: list[RawCell] = []
        open_down: dict[int, int] = {}
        row = heads = 0
        for line in table.iterchildren(qn("w:tr")):
            self.counted += 1
            skipped = _inside(line, "w:trPr", "w:gridBefore")
            column = 0 if skipped is None else _number(skipped)
            if _inside(line, "w:trPr", "w:tblHeader") is not None:
                heads = row + 1
            for cell in line.iterchildren(qn("w:tc")):
                wide, joins = _spans(cell)
                if joins and column in open_down:
                    first = cells[open_down[column]]
                    cells[open_down[column]] = replace(first, rows=row - first.row + 1)
                else:
                    made = self._cell(cell, row, column, wide)
                    open_down[column] = len(cells)
                    cells.append(made)
                column += wide
            row += 1
        cells = _without(_slim_columns(table, cells), cells)
        if not cells:
            return None
        width = max(cell.column + cell.columns for cell in cells)
        return RawGrid(row, width, tuple(cells), cells[0].place, heads or None)

    def _cell(self, cell: Any, row: int, column: int, wide: int) -> RawCell:
        paragraphs = list(cell.iter(qn("w:p")))
        raw = [_text(paragraph) for paragraph in paragraphs]
        text = joined("\n".join(raw).split("\n"))
        first = raw[0] if raw else ""
        blanks = len(first) - len(first.lstrip())
        indent = _inside(paragraphs[0], "w:pPr", "w:ind") if paragraphs else None
        left = 0.0
        if indent is not None:
            value = indent.get(qn("w:left")) or indent.get(qn("w:start")) or "0"
            left = float(value) / _TWIPS_A_LETTER if value.lstrip("-").isdigit() else 0.0
        return RawCell(
            text, PrintPlace(self.counted), row, column, 1, wide, indent=blanks + max(0.0, left)
        )


def _inside(element: Any, *names: str) -> Any:
    """Return what stands in an element behind some names, if anything does."""
    return element.find("/".join(map(qn, names)))


def _spans(cell: Any) -> tuple[int, bool]:
    """Return how many columns a cell covers, and whether it is part of the one above."""
    span, merge = _inside(cell, "w:tcPr", "w:gridSpan"), _inside(cell, "w:tcPr", "w:vMerge")
    joins = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
    return (1 if span is None else max(1, _number(span))), joins


def _slim_columns(table: Any, cells: Sequence[RawCell]) -> frozenset[int]:
    """Return the columns that have no room for a letter, and none of a text that needs them.

    A width of 0 is none that was given.
    """
    columns = table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    widths = (column.get(qn("w:w"), "") for column in columns)
    slim = {
        at
        for at, width in enumerate(widths)
        if width.isdecimal() and 0 < int(width) < _TWIPS_OF_NOTHING
    }
    covered = (range(cell.column, cell.column + cell.columns) for cell in cells if cell.text)
    return frozenset(slim.difference(*(span for span in covered if slim.issuperset(span))))


def _without(columns: Collection[int], cells: Sequence[RawCell]) -> list[RawCell]:
    """Return cells as they stand without some columns: what covers no other is gone with them."""
    if not columns:
        return list(cells)
    kept = []
    for cell in cells:
        start, end = cell.column, cell.column + cell.columns
        before = sum(at not in columns for at in range(start))
        wide = sum(at not in columns for at in range(start, end))
        if wide:
            kept.append(replace(cell, column=before, columns=wide))
    return kept


def _number(element: Any) -> int:
    value = element.get(qn("w:val"), "0")
    return min(_MOST_SPAN, int(value)) if value.isdigit() else 0


def _text(paragraph: Any) -> str:
    """Return what a paragraph shows: no deleted or hidden text, no field codes."""
    parts: list[str] = []
    for run in paragraph.iter(qn("w:r")):
        if run.getparent().tag in {qn("w:del"), qn("w:moveFrom")}:
            continue
        hidden = _inside(run, "w:rPr", "w:vanish")
        if hidden is not None and hidden.get(qn("w:val"), "true") not in {"0", "false"}:
            continue
        for piece in run.iterchildren():
            if piece.tag == qn("w:t"):
                parts.append(piece.text or "")
            elif piece.tag == qn("w:tab"):
                parts.append("  ")
            elif piece.tag in {qn("w:br"), qn("w:cr")}:
                parts.append("\n")
            elif piece.tag == qn("w:noBreakHyphen"):
                parts.append("-")
    return "".join(parts)
