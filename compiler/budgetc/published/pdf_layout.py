"""From the letters and rules of pages to lines and grids, in reading order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from budgetc.frozen import frozen
from budgetc.published.aligned import Aligned, aligned_tables
from budgetc.published.lattice import Lattice, Rule, lattices
from budgetc.published.model import PrintPlace
from budgetc.published.raw import RawBlock, RawCell, RawGrid, RawLine
from budgetc.published.words import Glyph, GlyphLine, joined, lines_of

UNRULED = 0.6
"""How surely rows and columns are told by blanks alone."""

_INDENT = 1.2
"""A paragraph begins so many letters to the right of the margin."""

_TERMINAL = "。！？；：.!?;:"

_HALF_FULL = 0.3
"""A line that leaves so much of its width empty has ended, whatever its last letter."""

_BEYOND = 1.3
_FEWEST_FULL = 5
"""If so many lines end in one place, one that goes on that much further is of a table."""

_UNBROKEN = 2.0
"""Where a line is so many times as long, lines were not broken to a width at all."""

_NEAR = 2.2
_LONG_TITLE = 15
"""A title goes on in a next line that is so near, if it has so many letters."""

_APART = 1.6
"""Lines that are so many times their usual distance apart are of two paragraphs."""

_LONELY = 0.05
"""A line in the middle has margins that differ by less, as a share of the page's width."""


@frozen()
class PdfPage:
    """What is visible on a page; lengths are hundredths of a point, from the top left.

    Attributes:
        number: from 1; 0 for a text without pages.
        first_line: the number of its first line.
        pitch: how far its lines are apart, blank ones counted; 0 where only the others count.
    """

    number: int
    width: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    first_line: int = 1
    pitch: float = 0.0


def blocks_of_page(page: PdfPage, is_unit: Callable[[str], bool]) -> list[RawBlock]:
    """Return the lines and grids of a page, from the top.

    Args:
        page: its letters and rules.
        is_unit: tells whether a line says the unit of the table below it.
    """
    found = lattices(page.rules)
    inside: list[dict[tuple[int, int], list[Glyph]]] = [defaultdict(list) for _ in found]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        for lattice, cells in zip(found, inside, strict=True):
            at = lattice.at(glyph)
            if at is not None:
                cells[at].append(glyph)
                break
        else:
            outside.append(glyph)
    lines = lines_of(outside)
    numbers = _Numbers([line.top for line in lines], page)
    units = [is_unit(line.text) for line in lines]
    placed = list(_outside(lines, page, numbers, units))
    for lattice, cells in zip(found, inside, strict=True):
        if grid := _grid(lattice, cells, numbers):
            placed.append((lattice.ys[0], grid))
    placed.sort(key=lambda one: one[0])
    return [block for _, block in placed]


def _outside(
    lines: Sequence[GlyphLine], page: PdfPage, numbers: _Numbers, units: Sequence[bool]
) -> Iterator[tuple[float, RawBlock]]:
    """Yield what stands outside of rules: lines, and tables without any."""
    tables = {table.first: table for table in aligned_tables(lines, page.width, units)}
    prose: list[GlyphLine] = []
    at = 0
    while at < len(lines):
        if table := tables.get(at):
            yield lines[at].top, _aligned_grid(table, lines, numbers)
            at = table.last + 1
        else:
            prose.append(lines[at])
            at += 1
    yield from _prose(prose, page, numbers)


def _prose(
    lines: Sequence[GlyphLine], page: PdfPage, numbers: _Numbers
) -> Iterator[tuple[float, RawLine]]:
    """Yield the lines outside of tables, a title of several as one."""
    last: tuple[float, RawLine] | None = None
    told = zip(lines, _paragraphs(lines, page), strict=True)
    for at, (line, (starts, lonely, ends)) in enumerate(told):
        if last is not None and last[1].lonely and lonely and _one_title(lines, at):
            last = (last[0], replace(last[1], text=joined((last[1].text, line.text))))
            continue
        if last is not None:
            yield last
        place = numbers.place(line.top)
        last = (line.top, RawLine(line.text, place, starts, lonely=lonely, ends=ends))
    if last is not None:
        yield last


def _aligned_grid(table: Aligned, lines: Sequence[GlyphLine], numbers: _Numbers) -> RawGrid:
    cells = []
    for row, parts in enumerate(table.rows):
        for part in parts:
            place = numbers.place(lines[part.line].top)
            cells.append(RawCell(part.text, place, row, part.column, 1, part.columns, part.indent))
    height, width = len(table.rows), len(table.edges)
    return RawGrid(height, width, tuple(cells), cells[0].place, None, UNRULED, table.edges)


class _Numbers:
    """The numbers of the lines of a page."""

    def __init__(self, tops: Sequence[float], page: PdfPage) -> None:
        self._page = page
        self._tops = sorted(tops)
        """From the top."""

    def place(self, top: float) -> PrintPlace:
        """Return where the line at a height is."""
        pitch = self._page.pitch
        behind = round(top / pitch) if pitch else bisect_left(self._tops, top - 1)
        return PrintPlace(self._page.first_line + behind, self._page.number)


def _grid(
    lattice: Lattice, cells: dict[tuple[int, int], list[Glyph]], numbers: _Numbers
) -> RawGrid | None:
    if not cells:
        return None
    made = []
    for span in lattice.spans:
        glyphs = [
            glyph
            for row in range(span.row, span.row + span.rows)
            for column in range(span.column, span.column + span.columns)
            for glyph in cells.get((row, column), ())
        ]
        lines = lines_of(glyphs)
        text = joined(line.text for line in lines)
        left = lattice.xs[span.column]
        indent = (lines[0].left - left) / max(1.0, lines[0].size) if lines else 0.0
        top = lines[0].top if lines else lattice.ys[span.row]
        place = numbers.place(top)
        made.append(RawCell(text, place, span.row, span.column, span.rows, span.columns, indent))
    return RawGrid(
        len(lattice.ys) - 1,
        len(lattice.xs) - 1,
        tuple(made),
        made[0].place,
        edges=lattice.xs,
    )


def _one_title(lines: Sequence[GlyphLine], at: int) -> bool:
    """Tell whether a line in the middle is the end of the line before it, which was too long."""
    before, line = lines[at - 1], lines[at]
    near = line.top - before.top < _NEAR * line.size
    same = abs(before.size - line.size) < 0.05 * line.size
    fits = before.left - line.left
    return near and same and fits < 0 and len(before.glyphs) > _LONG_TITLE


def _ended(before: GlyphLine, line: GlyphLine, end: float, width: float) -> bool:
    """Tell whether a line stopped before it was full: the next word would have had room."""
    room = end - before.right
    size = line.size
    word = 0
    for glyph in line.glyphs:
        if not (glyph.text.isascii() or glyph.text in "（“《") and word:
            break
        word += 1
    needed = line.glyphs[min(len(line.glyphs), word + 2) - 1].right - line.left
    if room < needed + size:
        return False
    if before.glyphs[-1].text.isdigit() and line.glyphs[0].text.isdigit():
        return True  # rows of a table without columns: a figure, and the next code
    return before.glyphs[-1].text in _TERMINAL or room > _HALF_FULL * width


def _unfinished(before: GlyphLine, end: float, width: float) -> bool:
    """Tell whether a line is full and stops within a sentence, so that the next must go on."""
    return before.glyphs[-1].text not in _TERMINAL and before.right > end - _HALF_FULL * width


def _right_margin(ends: Sequence[float], size: float) -> float:
    """Return where full lines end: the last of them, unless that is far beyond where most do."""
    bins = Counter(round(end / (2 * size)) for end in ends)
    usual, count = bins.most_common(1)[0]
    most = max(end for end in ends if round(end / (2 * size)) == usual)
    beyond = _BEYOND * most < max(ends) < _UNBROKEN * most and count >= _FEWEST_FULL
    return most if beyond else max(ends)


def _paragraphs(lines: Sequence[GlyphLine], page: PdfPage) -> Iterator[tuple[bool, bool, bool]]:
    """Yield of each line whether it begins a paragraph, stands alone, and is not full."""
    if not lines:
        return
    size = Counter(round(line.size) for line in lines).most_common(1)[0][0] or 1
    long = [line for line in lines if line.right - line.left > 0.5 * page.width]
    margin = min((line.left for line in long), default=0.0)
    end = _right_margin([line.right for line in long], size) if long else page.width
    steps = [b.top - a.top for a, b in pairwise(lines)]
    usual = sorted(steps)[len(steps) // 2] if steps else 0.0
    # Of a text that is printed with a blank line between any two lines, that is the distance.
    near = [min(steps[max(0, at - 1) : at + 2], default=usual) for at in range(len(steps) + 1)]
    before: GlyphLine | None = None
    for at, line in enumerate(lines):
        off = abs((line.left + line.right) / 2 - page.width / 2)
        short = line.right - line.left < 0.8 * (end - margin)
        lonely = short and off < _LONELY * page.width and line.left > max(margin, 0.0) + 2 * size
        indented = line.left > margin + _INDENT * size
        starts = indented and (before is None or not _unfinished(before, end, end - margin))
        if before is not None and not starts:
            starts = (
                _ended(before, line, end, end - margin)
                or line.top - before.top > _APART * max(usual, size, near[at - 1])
                or abs(before.size - line.size) > 0.15 * size
            )
        full = line.right > end - _HALF_FULL * (end - margin)
        # Without a long line there is no telling where one ends early: each stands alone.
        yield starts or lonely or not long, lonely or line.size > 1.15 * size, not full
        before = line
