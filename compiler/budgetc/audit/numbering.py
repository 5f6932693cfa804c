"""The numbers of tables: where one is left out, a table is missing or is miscounted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.unread import SURELY_READ
from budgetc.diagnostics.messages import msg
from budgetc.published.model import Omission, PrintedHeading, PrintedTable, PublishedDocument

_LIKELY = 70
_FEWEST = 4
_GAP = 2
_UNREAD = frozenset({Omission.PICTURE, Omission.TOO_LONG})


def missing_tables(document: PublishedDocument) -> Iterator[Contradiction]:
    """Yield tables before which one number is left out, where the others are counted one by one.

    Only where every table was read for sure, and no line has that number either.
    """
    tables = list(document.tables())
    is_unsure = any(one.confidence < SURELY_READ for one in tables)
    if is_unsure or any(one.kind in _UNREAD for one in document.left_out):
        return
    for stem, counted in _counted(tables).items():
        steps = [after - before for (before, _), (after, _) in pairwise(counted)]
        if len(counted) < _FEWEST or sorted(set(steps)) != [1, _GAP]:
            continue
        for (before, last), (after, table) in pairwise(counted):
            number = f"{stem}{before + 1}"
            if after - before == _GAP and not _is_printed(number, document):
                quotes = tuple(Quote(one.title, one.number, one.place) for one in (table, last))
                reason = msg("there is no table {number} before it", number=number)
                yield Contradiction(Kind.NAMING, quotes, reason, _LIKELY)


def _counted(tables: list[PrintedTable]) -> dict[str, list[tuple[int, PrintedTable]]]:
    """Return the tables that have a number, by what stands before it."""
    counted: dict[str, list[tuple[int, PrintedTable]]] = defaultdict(list)
    for table in tables:
        name = "".join(table.number.split())
        stem = name.rstrip("0123456789")
        if name.removeprefix(stem).isdecimal() and not any(map(str.isdecimal, stem)):
            counted[stem].append((int(name.removeprefix(stem)), table))
    return counted


def _is_printed(number: str, document: PublishedDocument) -> bool:
    """Tell whether a line has the number of a table, which may be blank or not have been read."""
    headings = (block.text for block in document.blocks if isinstance(block, PrintedHeading))
    lines = (*headings, *(sentence.text for sentence in document.sentences()))
    behind = (part for line in lines for part in "".join(line.split()).split(number)[1:])
    return any(not part[:1].isdecimal() for part in behind)
