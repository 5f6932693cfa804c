"""Which table in print is which of ours: by its title, its rows, its heads and its amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from budgetc.document.model import Document, Heading, Panel, Role, Table, line_text
from budgetc.frozen import frozen
from budgetc.published.likeness import digits_of, letters_of, most_alike_first, titles_alike
from budgetc.published.model import PrintedHeading, PrintedTable, PublishedDocument

_LEAST = 0.42
"""Two tables that are less alike are not the same one."""

_SURE, _CLOSE = 0.5, 0.04
"""A table is surely the same one where it is so alike, and no other is nearly as much."""

_UNSURE = 0.5

_NAMES = frozenset({Role.CODE, Role.LABEL})
"""What columns hold that rows are known by."""

_WEIGHTS = {"title": 0.4, "rows": 0.3, "heads": 0.15, "amounts": 0.15, "under": 0.4}
_NUMBERED = 0.05


@frozen()
class TablePair:
    """A table of ours, and the one in print that it is.

    Attributes:
        block: the position of ours in the document.
        confidence: from 0 to 1, how sure that is.
    """

    block: int
    ours: Table
    theirs: PrintedTable
    confidence: float


class _Features:
    """What a table is known by."""

    def __init__(
        self,
        number: str,
        title: str,
        rows: Iterable[str],
        heads: Iterable[str],
        amounts: Iterable[str],
        under: str,
    ) -> None:
        self.number = "".join(number.split())
        self.title = title
        self.rows = frozenset(filter(None, rows))
        self.heads = frozenset(filter(None, map(letters_of, heads)))
        self.amounts = frozenset(one for one in map(digits_of, amounts) if len(one) > 1)
        self.under = letters_of(under)

    @cached_property
    def has_title(self) -> bool:
        return bool(letters_of(self.title))


def _ours(table: Table, under: str, document: Document) -> _Features:
    rows, amounts = [], []
    for panel in table.panels:
        columns = [at for at, column in enumerate(panel.columns) if column.role is Role.AMOUNT]
        for row in panel.rows:
            rows += [row.code or "", letters_of(row.label)]
            amounts += [line_text(row.cells[at]) for at in columns]
    heads = (head for column in table.columns for head in column.header)
    title = _title(table.title, document)
    return _Features(table.number, title, rows, heads, amounts, under)


def _theirs(table: PrintedTable, under: str, document: Document) -> _Features:
    rows = [key for row in table.rows for key in (row.code, letters_of(row.label))]
    amounts = (cell.number.text for line in table.lines for cell in line if cell.number)
    heads = (head for line in table.heads for head in line)
    title = _title(table.title, document)
    return _Features(table.number, title, rows, heads, amounts, under)


def _title(title: str, document: Document) -> str:
    return title.replace(document.department, "")


def is_grid(table: Table) -> bool:
    """Tell whether a table is one of rows and columns of amounts, and no form."""
    rows = any(len(panel.rows) for panel in table.panels)
    return not table.form and rows and any(one.role is Role.AMOUNT for one in table.columns)


def _held(table: Table) -> Table:
    """Return a table that holds its rows, which are looked at again and again."""
    panels = tuple(replace(panel, rows=tuple(panel.rows)) for panel in table.panels)
    return replace(table, panels=panels)


def _tables(document: Document) -> Iterator[tuple[int, Table, str]]:
    """Yield our tables with their blocks, and under which heading those of one title stand."""
    counts = Counter(table.title for table in document.tables())
    heading = ""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            heading = line_text(block.content)
        elif isinstance(block, Table) and is_grid(block):
            yield at, _held(block), heading if counts[block.title] > 1 else ""


def _printed(document: PublishedDocument) -> Iterator[tuple[PrintedTable, str]]:
    """Yield the tables in print, each with what stands between it and the one before it.

    A heading that is read as a line of the prose is there too.
    """
    before: list[str] = []
    for block in document.blocks:
        if isinstance(block, PrintedTable):
            yield block, " ".join([block.section, *before])
            before = []
        elif isinstance(block, PrintedHeading):
            before.append(block.text)
        else:
            before += [one.text for one in block.sentences]


def pair_tables(document: Document, published: PublishedDocument) -> tuple[TablePair, ...]:
    """Return which table in print is which of ours, in our order; most alike first come first."""
    mine = list(_tables(document))
    ours = [_ours(table, under, document) for _, table, under in mine]
    printed = list(_printed(published))
    theirs = [_theirs(table, under, document) for table, under in printed]
    likeness = [[_likeness(one, other) for other in theirs] for one in ours]
    taken = most_alike_first(
        ((score, -abs(i / len(ours) - j / len(theirs))), i, j)
        for i, row in enumerate(likeness)
        for j, score in enumerate(row)
        if score >= _LEAST
    )
    return tuple(
        TablePair(
            mine[i][0],
            _joined(mine[i][1], len(printed[j][0].panels)),
            printed[j][0],
            _confidence(likeness, i, j, taken),
        )
        for i, j in sorted(taken.items())
    )


def _joined(table: Table, most: int) -> Table:
    """Return a table with no more panels than print has, if those without names are joined.

    Their rows go on in those of the panel before them, and so they are printed as one.
    """
    panels = list(table.panels[:1])
    for panel in table.panels[1:]:
        is_named = any(column.role in _NAMES for column in panel.columns)
        goes_on = [row.label for row in panel.rows] == [row.label for row in panels[-1].rows]
        if is_named or not goes_on or len(table.panels) <= most:
            panels.append(panel)
        else:
            panels[-1] = _beside(panels[-1], panel)
    return replace(table, panels=tuple(panels))


def _beside(panel: Panel, other: Panel) -> Panel:
    rows = (
        replace(row, cells=(*row.cells, *more.cells))
        for row, more in zip(panel.rows, other.rows, strict=True)
    )
    return replace(panel, columns=(*panel.columns, *other.columns), rows=tuple(rows))


def _confidence(
    likeness: Sequence[Sequence[float]], i: int, j: int, taken: dict[int, int]
) -> float:
    """Return how sure a pair is: alike enough, and not nearly as much as another of ours is.

    Another that has a better one of its own is no rival.
    """
    score = likeness[i][j]
    rivals = (row[j] for k, row in enumerate(likeness) if k != i and k not in taken)
    return 1.0 if score >= _SURE and score - max(rivals, default=0.0) > _CLOSE else _UNSURE


def _likeness(one: _Features, other: _Features) -> float:
    parts = {
        "rows": _shared(one.rows, other.rows),
        "heads": _shared(one.heads, other.heads),
        "amounts": _shared(one.amounts, other.amounts),
    }
    if other.has_title:
        parts["title"] = titles_alike(one.title, other.title)
    if one.under:
        parts["under"] = float(one.under in other.under)
    if not one.amounts and not other.amounts:
        del parts["amounts"]
    if not one.rows or not other.rows:
        del parts["rows"]
    weight = sum(_WEIGHTS[name] for name in parts)
    score = sum(_WEIGHTS[name] * value for name, value in parts.items()) / weight
    return score + (_NUMBERED if one.number and one.number == other.number else 0.0)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
