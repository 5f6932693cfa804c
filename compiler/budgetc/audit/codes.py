"""Codes of the official lists that are printed beside another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.official import Official, mistyped, plain
from budgetc.audit.views import bare, half, worth
from budgetc.classification import CodeList, Entry
from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import frozen
from budgetc.lists.print_words import PrintedWords
from budgetc.published.likeness import is_short_of
from budgetc.published.model import (
    ColumnRole,
    PrintedPanel,
    PrintedRow,
    PrintedTable,
    PublishedDocument,
)

_SURE = 85
_LIKELY = 70
_SUSPECT = 40
_FEWEST = 2
_MANY = 3
"""So many names of one panel that are those of other codes are one mistake: a column that slid."""

_HIGH = "high"


class _Verdict(Enum):
    """What the name beside a code is."""

    ITS_OWN = auto()
    OF_ANOTHER = auto()
    MISTYPED = auto()
    UNKNOWN = auto()


@frozen(eq=False)
class _Named:
    """A row with a listed code.

    Attributes:
        entry: of the list.
        verdict: what its name is.
        other: the code that its name is of, where it is another's.
    """

    table: PrintedTable
    row: PrintedRow
    entry: Entry
    verdict: _Verdict
    other: str

    @property
    def quote(self) -> Quote:
        """Its name as printed, behind its code."""
        where = f"{self.table.called}, {self.row.code}".lstrip(", ")
        return Quote(self.row.label, where, self.row.place)


class _Names:
    """The names of a code list, by which rows are judged."""

    def __init__(self, codes: CodeList, former: Mapping[str, str], words: PrintedWords) -> None:
        self.codes = codes
        self._former = former
        self._words = words
        self._by_name: dict[str, list[str]] = {}
        for entry in codes.entries.values():
            self._by_name.setdefault(plain(entry.name), []).append(entry.code)

    def judged(self, table: PrintedTable, row: PrintedRow, entry: Entry) -> _Named:
        printed = plain(bare(row.label, self._words))
        verdict, other = self._judged(printed, entry)
        return _Named(table, row, entry, verdict, other)

    def of(self, code: str) -> str:
        """Return the name of a code, as it is compared."""
        entry = self.codes.get(code)
        return "" if entry is None else plain(entry.name)

    def _judged(self, printed: str, entry: Entry) -> tuple[_Verdict, str]:
        own = [plain(entry.name), plain(self._former.get(entry.code, entry.name))]
        others = [
            code
            for code in self._by_name.get(printed, ())
            if len(code) == len(entry.code) and not own[0].startswith(printed)
        ]
        if printed in own or not printed:
            return _Verdict.ITS_OWN, ""
        if others:
            near = [code for code in others if self.codes.above(code) == entry.parent]
            return _Verdict.OF_ANOTHER, (near or others)[0]
        if any(is_short_of(printed, name) or is_short_of(name, printed) for name in own):
            return _Verdict.ITS_OWN, ""
        return (_Verdict.MISTYPED if mistyped(printed, own[0]) else _Verdict.UNKNOWN), ""


def wrong_codes(
    document: PublishedDocument, official: Official, words: PrintedWords, year: int
) -> Iterator[Contradiction]:
    """Yield listed codes that stand beside the name of another code, or a mistyped one.

    A table whose names are mostly none of the list's is of something else: of projects, of units.

    Args:
        document: as read.
        official: the lists.
        words: by which numbers before names are told.
        year: of the document; 0 where it says none.
    """
    doubt = 0 if year >= official.since else _SURE - _SUSPECT
    for codes in (official.catalogue.function, official.catalogue.economic):
        names = _Names(codes, official.former, words)
        panels = [
            rows
            for table in document.tables()
            for panel in table.panels
            if (rows := list(_listed(table, panel, names)))
        ]
        known = sum(one.verdict is not _Verdict.UNKNOWN for rows in panels for one in rows)
        if known >= _FEWEST:
            for rows in panels:
                yield from _wrong(rows, doubt)


def _listed(table: PrintedTable, panel: PrintedPanel, names: _Names) -> Iterator[_Named]:
    """Yield the rows of a panel whose code is listed and printed in full.

    Where several rows have a code, as those of projects do, one is wrong that has the name of
    another code while a row beside it has that of the code.
    """
    rows: dict[str, list[_Named]] = defaultdict(list)
    for row in panel.rows:
        entry = names.codes.get(row.code)
        if entry is not None and entry.name and _in_full(row, panel):
            rows[row.code].append(names.judged(table, row, entry))
    for named in rows.values():
        if len(named) == 1:
            yield named[0]
        elif any(one.verdict is _Verdict.ITS_OWN for one in named):
            beside = (one for group in _groups(named) for one in _beside(group, panel))
            strange = (one for one in beside if one.verdict is _Verdict.OF_ANOTHER)
            # 其中：… is a part of the row above it, and has its code rightly.
            yield from (one for one in strange if plain(one.row.label) == names.of(one.other))


def _groups(named: Sequence[_Named]) -> Iterator[list[_Named]]:
    """Yield the rows of one code from each that has its own name to the next."""
    group: list[_Named] = []
    for one in named:
        if one.verdict is _Verdict.ITS_OWN and group:
            yield group
            group = []
        group.append(one)
    yield group


def _beside(group: Sequence[_Named], panel: PrintedPanel) -> Sequence[_Named]:
    """Return the rows of a group, less what its first one is made of: projects have its code."""
    first, *others = [one.row for one in group]
    is_whole = group[0].verdict is _Verdict.ITS_OWN and others
    return group[:1] if is_whole and _are_parts(others, first, panel) else group


def _are_parts(rows: Sequence[PrintedRow], whole: PrintedRow, panel: PrintedPanel) -> bool:
    """Tell whether rows are what one of their code is made of, and no lines beside it.

    The code above does not count them; they stand further in, or add up to it. One alone has its
    amount by chance too, where the code above comes to another sum.
    """
    upper = max(
        (row for row in panel.rows if _is_under(row.code, whole.code)),
        key=lambda row: len(row.code),
        default=None,
    )
    if upper is not None:
        level = len(whole.code)
        counted = [
            row for row in panel.rows if row.code.startswith(upper.code) and len(row.code) == level
        ]
        if _is_made_of(upper, counted):
            return False
        if _is_made_of(upper, [row for row in counted if row not in rows]):
            return True
    if all(row.indent > whole.indent for row in rows):
        return True
    return (upper is None or len(rows) > 1) and _is_made_of(whole, rows)


def _is_under(upper: str, code: str) -> bool:
    return bool(upper) and code != upper and code.startswith(upper)


def _is_made_of(whole: PrintedRow, parts: Sequence[PrintedRow]) -> bool:
    """Tell whether rows add up to one wherever it has an amount, but for rounding."""
    numbers = [
        (cell.number, [row.cells[at].number for row in parts])
        for at, cell in enumerate(whole.cells)
        if worth(cell.number)
    ]
    return bool(numbers) and all(
        abs(worth(one) - sum(map(worth, of))) <= sum(map(half, of), half(one))
        for one, of in numbers
    )


def _in_full(row: PrintedRow, panel: PrintedPanel) -> bool:
    """Tell whether no part of a code is blank before another part."""
    parts = [
        bool(cell.text.strip())
        for cell, column in zip(row.cells, panel.columns, strict=True)
        if column.role is ColumnRole.CODE
    ]
    return parts == sorted(parts, reverse=True)


def _wrong(rows: Sequence[_Named], doubt: int) -> Iterator[Contradiction]:
    unknown = sum(one.verdict is _Verdict.UNKNOWN for one in rows)
    if unknown * 2 > len(rows):
        return
    strange = [one for one in rows if one.verdict is _Verdict.OF_ANOTHER]
    if len(strange) >= _MANY:
        quotes = tuple(one.quote for one in strange)
        reason = msg(
            "{count} codes stand beside the names of others; the list calls {code} {name}",
            count=len(strange),
            code=strange[0].entry.code,
            name=strange[0].entry.name,
        )
        yield Contradiction(Kind.NAMING, quotes, reason, _SURE - doubt)
    for one in rows:
        if one.verdict is _Verdict.MISTYPED or (
            one.verdict is _Verdict.OF_ANOTHER and len(strange) < _MANY
        ):
            sure = _SURE if one.verdict is _Verdict.OF_ANOTHER else _LIKELY
            sure = sure if one.entry.confidence == _HIGH else _SUSPECT
            made = Contradiction(Kind.NAMING, (one.quote,), _reason(one), max(0, sure - doubt))
            yield replace(made, expected=one.entry.name)


def _reason(one: _Named) -> Message:
    if one.verdict is _Verdict.OF_ANOTHER:
        return msg(
            "the list calls {code} {name}; what is printed is the name of {other}",
            code=one.entry.code,
            name=one.entry.name,
            other=one.other,
        )
    return msg("the list calls {code} {name}", code=one.entry.code, name=one.entry.name)
