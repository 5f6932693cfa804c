"""Tables without rules: rows of words that stand below each other, with blanks between columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetc.frozen import frozen
from budgetc.published.words import Glyph, GlyphLine, joined

_GAP = 0.9
"""Words that are so many letters apart are of two columns."""

_FEWEST_ROWS = 3
_FEWEST_FIGURES = 2
_MOST_BETWEEN = 2
"""So many lines of one word may stand between two rows: cells that took several lines."""

_MOST_LABELS = 40
"""So many lines may stand between two rows that are labels alone, their figures being blank."""

_MOST_MERGED = 3
"""Where one row of figures of so many has words of two cells in one column, there are none."""

_NARROW = 0.6
_MOST_COLUMNS = 60
_LEADERS = re.compile(r"(?:\.\s?){5}|…{2}|·{5}")
"""A line of a list of contents is of no table."""

_FIGURE = re.compile(r"[-−－(]?[$¥￥]?[0-9][0-9,]*(?:\.[0-9]+)?[)%％]?|[-—–－]")


@frozen()
class Segment:
    """Words on a line without a wide blank between them."""

    text: str
    left: float
    right: float


@frozen()
class Aligned:
    """A table by the places of its words.

    Attributes:
        first: its first line.
        last: its last line.
        rows: of each row its cells: line, first column, how many columns, text, indent.
        edges: where its columns begin.
    """

    first: int
    last: int
    rows: tuple[tuple[AlignedCell, ...], ...]
    edges: tuple[float, ...]


@frozen()
class AlignedCell:
    """A cell of such a table."""

    line: int
    column: int
    columns: int
    text: str
    indent: float


def _segments(line: GlyphLine) -> list[Segment]:
    """Return the parts of a line between wide blanks."""
    parts: list[list[Glyph]] = []
    for glyph in line.glyphs:
        before = parts[-1][-1] if parts else None
        if before is not None and glyph.left - before.right <= _GAP * max(before.size, 1.0):
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return [Segment(GlyphLine(tuple(part)).text, part[0].left, part[-1].right) for part in parts]


def aligned_tables(
    lines: Sequence[GlyphLine], width: float, units: Sequence[bool]
) -> list[Aligned]:
    """Return the tables among the lines of a page.

    Args:
        lines: from the top.
        width: of the page.
        units: of each line, whether it says the unit of a table below it.
    """
    split = [
        [] if is_unit or _LEADERS.search(line.text) else _segments(line)
        for line, is_unit in zip(lines, units, strict=True)
    ]
    regions = _regions(split, lines, width)
    return [table for region in regions if (table := _table(split, lines, *region)) is not None]


def _regions(
    split: Sequence[Sequence[Segment]], lines: Sequence[GlyphLine], width: float
) -> Iterator[tuple[int, int]]:
    first = last = -1
    for at, parts in enumerate(split):
        if len(parts) > 1:
            if first < 0:
                first = at
            last = at
            continue
        narrow = bool(parts) and lines[at].right - lines[at].left < _NARROW * width
        if first >= 0 and narrow and _is_label(parts[0], split[first : last + 1]):
            if at - last > _MOST_LABELS or _ends_sentence(parts):
                yield first, last
                first = -1
        elif first >= 0 and (not narrow or at - last > _MOST_BETWEEN or _ends_sentence(parts)):
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def _is_label(part: Segment, region: Sequence[Sequence[Segment]]) -> bool:
    """Tell whether words begin where labels of rows do, whose figures are blank then.

    Labels of a second panel begin where others of it do.
    """
    rows = [parts for parts in region if len(parts) > 1]
    begins = [parts[0].left for parts in rows]
    inner = {round(one.left) for parts in rows for one in parts[1:] if not _is_figure(one)}
    return min(begins) <= part.left <= max(begins) or round(part.left) in inner


def _is_figure(part: Segment) -> bool:
    return _FIGURE.fullmatch(part.text) is not None


def _ends_sentence(parts: Sequence[Segment]) -> bool:
    return bool(parts) and parts[-1].text[-1] in "。；;：:"


def _table(
    split: Sequence[Sequence[Segment]], lines: Sequence[GlyphLine], first: int, last: int
) -> Aligned | None:
    rows = [at for at in range(first, last + 1) if len(split[at]) > 1]
    body = [at for at in rows if any(map(_is_figure, split[at][1:]))]
    if len(rows) < _FEWEST_ROWS or not body:
        return None
    columns = _columns([part for at in body for part in split[at]])
    heads = split[rows[rows.index(body[0]) - 1]] if body[0] != rows[0] else []
    if len(body) < _FEWEST_FIGURES and not _all_headed(split[body[0]], heads):
        return None
    columns = _with_blank_columns(columns, heads)
    if not 1 < len(columns) <= _MOST_COLUMNS:
        return None
    placed = [
        [_cell(part, at, columns, lines[at].size) for part in split[at]]
        for at in range(first, last + 1)
    ]
    made = [_apart(cells) for cells in placed]
    merged = sum(len(made[at - first]) < len(placed[at - first]) for at in body)
    if merged * _MOST_MERGED > len(body):
        return None
    edges = tuple(left for left, _ in columns)
    return Aligned(first, last, tuple(map(tuple, _whole_rows(made))), edges)


def _columns(parts: Sequence[Segment]) -> list[tuple[float, float]]:
    """Return from where to where each column goes: what no word of the body leaves free."""
    columns: list[tuple[float, float]] = []
    for part in sorted(parts, key=lambda one: one.left):
        if columns and part.left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], part.right))
        else:
            columns.append((part.left, part.right))
    return columns


def _all_headed(figures: Sequence[Segment], heads: Sequence[Segment]) -> bool:
    """Tell whether a row is one of figures alone, each under a head of its own."""
    under = [
        [at for at, head in enumerate(heads) if _meets(head, part.left, part.right)]
        for part in figures
    ]
    alone = all(len(found) == 1 for found in under) and len({found[0] for found in under}) > 1
    return alone and all(map(_is_figure, figures))


def _with_blank_columns(
    columns: Sequence[tuple[float, float]], heads: Sequence[Segment]
) -> list[tuple[float, float]]:
    """Return columns with those that have a head and nothing below it.

    Args:
        columns: those with words below their heads.
        heads: the row of heads right above the first row, which must have one for each of them:
            else a head may stand beside its words.
    """
    touched = [[head for head in heads if _meets(head, *column)] for column in columns]
    if not all(touched):
        return list(columns)
    known = [head for found in touched for head in found]
    blank = [(head.left, head.right) for head in heads if head not in known]
    return sorted((*columns, *blank))


def _meets(part: Segment, left: float, right: float) -> bool:
    return part.left <= right and part.right >= left


def _cell(
    part: Segment, line: int, columns: Sequence[tuple[float, float]], size: float
) -> AlignedCell:
    touched = [at for at, column in enumerate(columns) if _meets(part, *column)]
    if not touched:
        middle = (part.left + part.right) / 2
        touched = [min(range(len(columns)), key=lambda at: abs(sum(columns[at]) / 2 - middle))]
    indent = (part.left - columns[touched[0]][0]) / max(size, 1.0)
    return AlignedCell(line, touched[0], touched[-1] - touched[0] + 1, part.text, indent)


def _apart(cells: Sequence[AlignedCell]) -> list[AlignedCell]:
    """Return the cells of a row, none of which stands on another: words of one column are one."""
    apart: list[AlignedCell] = []
    for cell in cells:
        last = apart[-1] if apart else None
        if last is not None and cell.column <= last.column:
            text = joined((last.text, cell.text))
            wide = max(last.columns, cell.column + cell.columns - last.column)
            apart[-1] = replace(last, columns=wide, text=text)
            continue
        if last is not None and cell.column < last.column + last.columns:
            apart[-1] = replace(last, columns=cell.column - last.column)
        apart.append(cell)
    return apart


def _whole_rows(rows: Sequence[list[AlignedCell]]) -> list[list[AlignedCell]]:
    """Return rows in which a name that took several lines stands on that of its figures.

    A row of figures without a name takes those of the lines above and below that hold nothing
    else.
    """
    names = {row[0].column for row in rows if len(row) > 1 and not _FIGURE.fullmatch(row[0].text)}
    name = min(names, default=0)
    whole: list[list[AlignedCell]] = []
    waiting: list[AlignedCell] = []
    for row in rows:
        alone = row[0] if len(row) == 1 and not _FIGURE.fullmatch(row[0].text) else None
        if alone is not None and alone.columns == 1:
            last = whole[-1] if whole else None
            if last is not None and _nameless(last, alone.column):
                last.append(alone)
                last.sort(key=lambda one: one.column)
            elif last is not None and _continues(last, alone):
                _extend(last, alone)
            else:
                waiting.append(alone)
            continue
        if waiting and _nameless(row, waiting[0].column) and waiting[0].column >= name:
            whole.append(_with_name(row, waiting))
        else:
            whole.extend([cell] for cell in waiting)
            whole.append(list(row))
        waiting = []
    whole.extend([cell] for cell in waiting)
    return whole


def _with_name(row: Sequence[AlignedCell], lines: Sequence[AlignedCell]) -> list[AlignedCell]:
    name = replace(lines[0], text=joined(cell.text for cell in lines))
    return sorted((*row, name), key=lambda one: one.column)


def _nameless(row: Sequence[AlignedCell], column: int) -> bool:
    covered = any(cell.column <= column < cell.column + cell.columns for cell in row)
    return not covered and any(_FIGURE.fullmatch(cell.text) for cell in row)


def _continues(row: Sequence[AlignedCell], alone: AlignedCell) -> bool:
    """Tell whether a name alone goes on a name that was added to a row without one."""
    return any(
        cell.column == alone.column and cell.line == alone.line - 1 and cell.line != row[-1].line
        for cell in row
    )


def _extend(row: list[AlignedCell], more: AlignedCell) -> None:
    for at, cell in enumerate(row):
        if cell.column == more.column:
            row[at] = replace(cell, line=more.line, text=joined((cell.text, more.text)))
