"""What is printed otherwise: cells by their ids, sentences under their headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from budgetc.diff.align import Positions, aligned, only_pairs
from budgetc.diff.causes import Causes, Found
from budgetc.diff.model import Group, Part
from budgetc.diff.projects import LaterId
from budgetc.document.figures import Cell, cells
from budgetc.document.model import (
    Document,
    Figure,
    Heading,
    Line,
    Paragraph,
    Role,
    Table,
    line_text,
)
from budgetc.frozen import frozen
from budgetc.numbers.money import Unit

_POSITION = re.compile(r"(?:^|(?<=\.))[0-9]+$")
"""The end of the id of a row that is named by its place."""

_SENTENCE_END = re.compile(r"(?<=[。！？])(?=[^”’」』）》\s])")


@frozen()
class _Block:
    """A part of a document: a table, or a heading with the text under it."""

    key: str
    title: str
    heads: tuple[Line, ...]
    sentences: tuple[Line, ...]
    table: Table | None = None


_NOTHING = _Block("", "", (), ())


def printed_differences(
    before: Document,
    after: Document,
    causes: Causes,
    units: Mapping[str, Unit],
    files: Collection[str],
    later: LaterId,
) -> Iterator[Group]:
    """Yield what two documents print differently, in the order of the second.

    Args:
        before: the first document.
        after: the second.
        causes: finds what is behind a passage.
        units: of what the documents count, by name.
        files: those that the documents are made of.
        later: gives the ids that the second has for figures of the first.
    """
    blocks: list[_Block] = []
    differing: list[tuple[Found, ...]] = []
    olds = tuple(_called(block, later) for block in _blocks(before))
    for old, new in _block_pairs(olds, tuple(_blocks(after))):
        found = (
            *_lines(Part.HEADING, old.heads, new.heads, causes, units),
            *_cells(old.table, new.table, causes, units),
            *_lines(Part.SENTENCE, old.sentences, new.sentences, causes, units),
        )
        if found:
            blocks.append(old if new is _NOTHING else new)
            differing.append(found)
    for block, settled in zip(blocks, causes.settled(differing, files), strict=True):
        yield Group(block.title, block.table.id if block.table else "", settled)


def _block_pairs(olds: Sequence[_Block], news: Sequence[_Block]) -> Iterator[tuple[_Block, _Block]]:
    """Yield the pairs of blocks; tables by their ids, even where the order is another.

    A table that has another id is the one of its title: nobody sees what a project's id is.
    """
    tables = {block.key: block for block in olds if block.table}
    came = [block for block in news if block.table and block.key not in tables]
    gone = [block for block in tables.values() if block.key not in {one.key for one in news}]
    renamed = {
        new.key: tables.pop(old.key)
        for new, old in only_pairs(came, gone, lambda block: block.title)
    }
    tables |= renamed
    old_texts, new_texts = ([one for one in blocks if not one.table] for blocks in (olds, news))
    pairs = tuple(aligned([one.key for one in old_texts], [one.key for one in new_texts]))
    partners = (_NOTHING if a is None else old_texts[a] for a, b in pairs if b is not None)
    for block in news:
        yield (tables.pop(block.key, _NOTHING) if block.table else next(partners)), block
    yield from ((old_texts[a], _NOTHING) for a, b in pairs if a is not None and b is None)
    yield from ((table, _NOTHING) for table in tables.values())


def _blocks(document: Document) -> Iterator[_Block]:
    heads: tuple[Line, ...] = ((document.title,),)
    sentences: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            sentences.extend(s for line in block.sentences for s in _sentences_of(line))
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


def _called(block: _Block, later: LaterId) -> _Block:
    """Return a block whose sentences have figures of other ids."""
    return replace(block, sentences=tuple(_line_called(line, later) for line in block.sentences))


def _line_called(line: Line, later: LaterId) -> Line:
    return tuple(
        replace(part, id=called)
        if isinstance(part, Figure) and (called := later(part.id)) != part.id
        else part
        for part in line
    )


def _sentences_of(line: Line) -> Iterator[Line]:
    """Yield the sentences of a line, each with its figures."""
    ends = [match.start() for match in _SENTENCE_END.finditer(line_text(line))]
    if not ends:
        yield line
        return
    sentence: list[str | Figure] = []
    at = 0
    for part in line:
        text = str(part)
        inside = [end - at for end in ends if at < end <= at + len(text)]
        if isinstance(part, Figure):
            sentence.append(part)
            if inside:
                yield tuple(sentence)
                sentence = []
        else:
            start = 0
            for end in inside:
                yield (*sentence, text[start:end])
                sentence, start = [], end
            if start < len(text):
                sentence.append(text[start:])
        at += len(text)
    if sentence:
        yield tuple(sentence)


def _text_block(heads: tuple[Line, ...], sentences: Sequence[Line]) -> _Block:
    title = "".join(line_text(head) for head in heads)
    return _Block(title, title, heads, tuple(sentences))


def _table_block(table: Table) -> _Block:
    title = table.name
    heads = (title, *filter(None, table.above), *(" / ".join(c.header) for c in table.columns))
    lines = (sentence for line in table.lines for sentence in _sentences_of(line))
    return _Block(table.id, title, tuple((head,) for head in heads), tuple(lines), table)


def _lines(
    part: Part,
    before: Sequence[Line],
    after: Sequence[Line],
    causes: Causes,
    units: Mapping[str, Unit],
) -> Iterator[Found]:
    olds, news = [line_text(line) for line in before], [line_text(line) for line in after]
    pairs = [(a, b) for a, b in _line_pairs(before, after, olds, news)
             if a is None or b is None or olds[a] != news[b]]  # fmt: skip
    # What only stands at another place under its heading says the same as before.
    gone = {olds[a] for a, b in pairs if a is not None and b is None}
    moved = gone & {news[b] for a, b in pairs if a is None and b is not None}
    for a, b in pairs:
        text = olds[a] if a is not None else news[b] if b is not None else ""
        if text and not ((a is None or b is None) and text in moved):
            mine = None if a is None else before[a]
            yield causes.consequence(part, mine, None if b is None else after[b], units)


def _line_pairs(
    before: Sequence[Line], after: Sequence[Line], olds: Sequence[str], news: Sequence[str]
) -> Iterator[Positions]:
    """Yield the pairs of lines: those that speak of one thing, the others by what they say."""
    mine, theirs = _first_figures(before), _first_figures(after)
    once = _only_once(mine).keys() & _only_once(theirs).keys()
    paired = {mine.index(key): theirs.index(key) for key in once}
    rest = [at for at in range(len(olds)) if at not in paired]
    others = [at for at in range(len(news)) if at not in paired.values()]
    came: dict[int, int | None] = {at: old for old, at in paired.items()}
    gone: list[int] = []
    for a, b in aligned([olds[at] for at in rest], [news[at] for at in others]):
        old = None if a is None else rest[a]
        new = None if b is None else others[b]
        if old is not None and new is not None and _are_two_members(mine[old], theirs[new]):
            gone.append(old)
            old = None
        if new is not None:
            came[new] = old
        elif old is not None:
            gone.append(old)
    for at in range(len(news)):
        old = came[at]
        while gone and old is not None and gone[0] < old:
            yield gone.pop(0), None
        yield old, at
    yield from ((old, None) for old in gone)


def _first_figures(lines: Sequence[Line]) -> list[str]:
    """Return the id of the first figure of each line, by which it is told what it speaks of."""
    return [next((part.id for part in line if isinstance(part, Figure)), "") for line in lines]


def _only_once(ids: Sequence[str]) -> Mapping[str, int]:
    return {one: count for one, count in Counter(ids).items() if one and count == 1}


def _are_two_members(one: str, other: str) -> bool:
    """Tell whether two figures are of two members of one list, such as two codes."""
    return one != other and "." in one and one.partition(".")[0] == other.partition(".")[0]


def _cells(
    before: Table | None, after: Table | None, causes: Causes, units: Mapping[str, Unit]
) -> Iterator[Found]:
    for old, new in _row_pairs(_rows(before), _rows(after)):
        mine, theirs = (row.cells if row else {} for row in (old, new))
        found = [
            pair
            for key in dict.fromkeys((*mine, *theirs))
            if _text((pair := (mine.get(key), theirs.get(key)))[0]) != _text(pair[1])
        ]
        # Of a row that came or went, its code and its label say nothing besides its amounts.
        whole = found if mine and theirs else [pair for pair in found if not _is_stub(*pair)]
        for one, other in whole or found:
            yield _cell(one, other, causes, units)


@frozen()
class _Row:
    """A row of a table.

    Attributes:
        key: what it is about.
        stem: of a row that is named by its place, what its neighbours are called as well.
        name: by which people know it; nothing where it has none.
        cells: by their columns.
    """

    key: str
    stem: str
    name: tuple[str, str] | None
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
        name = (row.code or "", row.label) if row.label else None
        rows.append(_Row(f"{key}\0{seen[key]}", f"{stem}\0" if placed else "", name, columns))
    return tuple(rows)


def _row_pairs(
    olds: Sequence[_Row], news: Sequence[_Row]
) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Yield the pairs of rows: those about one thing, and what became of those without a name."""
    left = {row.key: row for row in olds}
    kept = {row.key for row in news}
    came = [row for row in news if row.key not in left]
    gone = [row for row in olds if row.key not in kept]
    for new, old in only_pairs(came, gone, lambda row: None if row.stem else row.name):
        left[new.key] = left.pop(old.key)
    waiting: dict[str, list[str]] = {}
    for row in olds:
        if row.stem and row.key not in kept:
            waiting.setdefault(row.stem, []).append(row.key)
    for row in news:
        nameless = waiting.get(row.stem)
        key = nameless.pop(0) if nameless and row.key not in left else row.key
        yield left.pop(key, None), row
    yield from ((row, None) for row in left.values())


def _there(old: Cell | None, new: Cell | None) -> Cell:
    there = new or old
    if there is None:  # a row has one of them
        raise TypeError
    return there


def _is_stub(old: Cell | None, new: Cell | None) -> bool:
    return _there(old, new).where.column.role in (Role.CODE, Role.LABEL)


def _cell(old: Cell | None, new: Cell | None, causes: Causes, units: Mapping[str, Unit]) -> Found:
    there = _there(old, new)
    label = (there.where.about, there.where.heads)
    before, after = (cell.content if cell and cell.content else None for cell in (old, new))
    return causes.consequence(Part.CELL, before, after, units, there.id, label)


def _text(cell: Cell | None) -> str:
    return line_text(cell.content) if cell else ""
