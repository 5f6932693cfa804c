"""What is printed otherwise: cells by their ids, sentences under their headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from budgetc.diff.align import Pair, aligned
from budgetc.diff.model import Part
from budgetc.diff.sentences import sentences_of
from budgetc.document.figures import Cell, cells
from budgetc.document.model import (
    Document,
    Heading,
    Line,
    Paragraph,
    Role,
    Table,
    line_text,
)

_STUB = (Role.CODE, Role.LABEL)
_POSITION = re.compile(r"(?:^|(?<=\.))[0-9]+$")
"""The end of the id of a row that is named by its place."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A passage of two documents that differs.

    Attributes:
        before: as the first has it; `None` if it has none.
        after: as the second has it; `None` if it has none.
    """

    part: Part
    id: str
    label: tuple[str, str]
    before: Line | None
    after: Line | None


@dataclass(frozen=True, slots=True)
class Section:
    """Passages that differ in one table, or under one heading.

    Attributes:
        table: its id; nothing for prose.
    """

    title: str
    table: str
    passages: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """A part of a document: a table, or a heading with the text under it."""

    key: str
    title: str
    table: Table | None
    heads: tuple[Line, ...]
    sentences: tuple[Line, ...]


def printed_differences(before: Document, after: Document) -> Iterator[Section]:
    """Yield what two documents print differently, in the order of the second."""
    olds, news = tuple(_blocks(before)), tuple(_blocks(after))
    for old, new in _block_pairs(olds, news):
        one = olds[old] if old is not None else None
        other = news[new] if new is not None else None
        passages = tuple(_between(one, other))
        there = other or one
        if passages and there is not None:
            yield Section(there.title, there.table.id if there.table else "", passages)


def _block_pairs(
    olds: Sequence[_Block], news: Sequence[_Block]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the pairs of blocks; tables by their ids, even where the order is another."""
    tables = {block.key: position for position, block in enumerate(olds) if block.table}
    taken = {block.key for block in news if block.table}
    text_olds = [i for i, block in enumerate(olds) if not block.table]
    text_news = [i for i, block in enumerate(news) if not block.table]
    pairs = list(aligned([olds[i].key for i in text_olds], [news[i].key for i in text_news]))
    of_new = {text_news[b]: None if a is None else text_olds[a] for a, b in pairs if b is not None}
    for position, block in enumerate(news):
        yield (tables.get(block.key) if block.table else of_new[position]), position
    yield from ((text_olds[a], None) for a, b in pairs if a is not None and b is None)
    yield from ((i, None) for key, i in tables.items() if key not in taken)


def _blocks(document: Document) -> Iterator[_Block]:
    heads: tuple[Line, ...] = ((document.title,),)
    sentences: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            sentences.extend(s for line in block.sentences for s in sentences_of(line))
            continue
        if heads or sentences:
            yield _text_block(heads, sentences)
        heads, sentences = (), []
        if isinstance(block, Heading):
            heads = (block.content,)
        else:
            yield _table_block(block)
    if heads or sentences:
        yield _text_block(heads, sentences)


def _text_block(heads: tuple[Line, ...], sentences: Sequence[Line]) -> _Block:
    title = "".join(line_text(head) for head in heads)
    return _Block(title, title, None, heads, tuple(sentences))


def _table_block(table: Table) -> _Block:
    title = f"{table.number} {table.title}".strip()
    columns = (column for panel in table.panels for column in panel.columns)
    heads = (title, *filter(None, table.above), *(" / ".join(c.header) for c in columns))
    form = (cell.content for row in table.form for cell in row)
    lines = (sentence for line in (*form, *table.notes) for sentence in sentences_of(line))
    return _Block(table.id, title, table, tuple((head,) for head in heads), tuple(lines))


def _between(old: _Block | None, new: _Block | None) -> Iterator[Printed]:
    yield from _lines(Part.HEADING, old.heads if old else (), new.heads if new else ())
    yield from _cells(old.table if old else None, new.table if new else None)
    yield from _lines(Part.SENTENCE, old.sentences if old else (), new.sentences if new else ())


def _lines(part: Part, before: Sequence[Line], after: Sequence[Line]) -> Iterator[Printed]:
    olds, news = [line_text(line) for line in before], [line_text(line) for line in after]
    pairs = [(a, b) for a, b in aligned(olds, news)
             if a is None or b is None or olds[a] != news[b]]  # fmt: skip
    # What only stands at another place under its heading says the same as before.
    gone = {olds[a] for a, b in pairs if a is not None and b is None}
    moved = gone & {news[b] for a, b in pairs if a is None and b is not None}
    for a, b in pairs:
        text = olds[a] if a is not None else news[b] if b is not None else ""
        if text and not ((a is None or b is None) and text in moved):
            one = None if a is None else before[a]
            yield Printed(part, "", ("", ""), one, None if b is None else after[b])


def _cells(before: Table | None, after: Table | None) -> Iterator[Printed]:
    olds, news = _rows(before), _rows(after)
    for old, new in _row_pairs(olds, news):
        mine = olds[old].cells if old is not None else {}
        theirs = news[new].cells if new is not None else {}
        shown = _STUB if mine and theirs else ()
        columns = [key for key in dict.fromkeys((*mine, *theirs))
                   if _differs(mine.get(key), theirs.get(key))]  # fmt: skip
        telling = [key for key in columns if _role(theirs.get(key) or mine[key]) not in _STUB]
        for key in columns if shown else telling or columns:
            yield _cell(mine.get(key), theirs.get(key))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table.

    Attributes:
        key: what it is about.
        stem: of a row that is named by its place, what its neighbours are called as well.
        cells: by their columns.
    """

    key: str
    stem: str
    cells: Mapping[str, Cell]


def _rows(table: Table | None) -> tuple[_Row, ...]:
    """Return the rows of a table; those that are named by their place, by what they say."""
    rows = []
    seen: Counter[str] = Counter()
    for _, group in groupby(cells(table) if table else (), key=lambda cell: id(cell.where.row)):
        found = tuple(group)
        row = found[0].where.row
        stem = _POSITION.sub("", row.id) if row.code is None else row.id
        placed = stem != row.id
        key = f"{stem}\0{row.label}" if placed else row.id
        seen[key] += 1
        columns = {cell.where.column.id: cell for cell in found}
        rows.append(_Row(f"{key}\0{seen[key]}", f"{stem}\0" if placed else "", columns))
    return tuple(rows)


def _row_pairs(olds: Sequence[_Row], news: Sequence[_Row]) -> Iterator[Pair]:
    """Yield the pairs of rows: those about one thing, and what became of those without a name."""
    known = {row.key: position for position, row in enumerate(olds)}
    kept = {row.key for row in news}
    waiting: dict[str, list[int]] = {}
    for position, row in enumerate(olds):
        if row.stem and row.key not in kept:
            waiting.setdefault(row.stem, []).append(position)
    taken = set()
    for position, row in enumerate(news):
        old = known.get(row.key)
        if old is None and waiting.get(row.stem):
            old = waiting[row.stem].pop(0)
        taken.add(old)
        yield old, position
    yield from ((position, None) for position in range(len(olds)) if position not in taken)


def _differs(old: Cell | None, new: Cell | None) -> bool:
    return line_text(old.content if old else ()) != line_text(new.content if new else ())


def _role(cell: Cell) -> Role:
    return cell.where.column.role


def _cell(old: Cell | None, new: Cell | None) -> Printed:
    there = new or old
    if there is None:
        raise TypeError
    where = there.where
    label = (
        " ".join(part for part in (where.row.code, where.row.label) if part),
        " / ".join(where.column.header),
    )
    return Printed(Part.CELL, there.id, label, _content(old), _content(new))


def _content(cell: Cell | None) -> Line | None:
    return cell.content if cell and cell.content else None
