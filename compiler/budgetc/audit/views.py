"""Tables as what an audit asks of them: rows with codes, names and amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from budgetc.audit.model import Quote
from budgetc.lists.print_words import AuditWords, PrintedWords
from budgetc.published.model import (
    Cell,
    ColumnRole,
    PrintedColumn,
    PrintedNumber,
    PrintedPanel,
    PrintedRow,
    PrintedSentence,
    PrintedTable,
    PrintedUnit,
    PublishedDocument,
)
from budgetc.published.numbers import normalised

Printed = tuple[PrintedNumber | None, Quote]
"""The number of a cell, which is nothing where the cell is blank, and the cell as printed."""

_AROUND = 40


def worth(number: PrintedNumber | None) -> Decimal:
    """Return a number in 分 or cents, or as it is where it is no money; a blank cell is zero."""
    return number.value * number.scale if number is not None else Decimal(0)


def half(number: PrintedNumber | None) -> Decimal:
    """Return by how much rounding may have moved a number, in the same measure."""
    return number.half * number.scale if number is not None else Decimal(0)


def same_digits(one: PrintedNumber | None, other: PrintedNumber | None) -> bool:
    """Tell whether numbers are printed in one unit and alike exactly: one amount is one text."""
    if one is None or other is None:
        return False
    return (one.unit, one.decimals) == (other.unit, other.decimals)


def may_be_rounding(off: Decimal, numbers: Sequence[PrintedNumber | None]) -> bool:
    """Tell whether numbers that are added are off because they were rounded.

    Nothing was that is printed in the smallest unit there is; of decimals whose unit nothing says
    it cannot be told.
    """
    found = [number for number in numbers if number is not None]
    moved = sum(map(half, found), Decimal(0))
    has_no_unit = bool(found) and all(one.unit is None and one.decimals for one in found)
    return off <= moved and (has_no_unit or moved > len(found))


class TableView:
    """One panel of a table."""

    def __init__(
        self, table: PrintedTable, panel: PrintedPanel, words: PrintedWords, audit: AuditWords
    ) -> None:
        """Look at a panel."""
        self.table = table
        self.panel = panel
        self._printed = words
        self.words = audit

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns of amounts."""
        return tuple(
            at
            for at, column in enumerate(self.panel.columns)
            if column.role is ColumnRole.AMOUNT
            and (column.unit is None or column.unit.is_money)
            and self._holds_amounts(at)
        )

    @cached_property
    def is_blank(self) -> bool:
        """Whether it has rows and no number: all that it is about is nothing."""
        return bool(self.panel.rows) and not any(_numbers(self.panel.rows))

    def blank_total(self) -> Iterator[Printed]:
        """Yield the cells of its total, where it is blank."""
        for row in self.panel.rows if self.is_blank else ():
            for at, column in enumerate(self.panel.columns):
                if self.is_total(row) and column.role is ColumnRole.AMOUNT:
                    yield self.printed(row, at)

    def _holds_amounts(self, at: int) -> bool:
        """Tell whether the numbers of a column are amounts, and not rates or codes of its rows.

        Rates have their mark in the cell where the head says nothing; a row of rates makes none of
        a column. Codes are whole numbers that no total adds up.
        """
        totals = [row.cells[at].number for row in self.panel.rows if self.is_total(row)]
        parts = [row.cells[at].number for row in self.panel.rows if not self.is_total(row)]
        numbers = [one for one in parts if one] or [one for one in totals if one]
        if sum(one.is_rate for one in numbers) * 2 >= len(numbers):
            return False
        return not totals or any(totals) or not all(one.text.isdigit() for one in numbers)

    @cached_property
    def rows(self) -> tuple[PrintedRow, ...]:
        """Its rows; a number whose zeros were trimmed is as exact as the others of its unit.

        A rate among amounts is none of them.
        """
        amounts = frozenset(self.columns)
        finest: dict[PrintedUnit | None, int] = {}
        for number in _numbers(self.panel.rows):
            finest[number.unit] = max(number.decimals, finest.get(number.unit, 0))
        return tuple(
            replace(
                row,
                cells=tuple(
                    replace(cell, number=None)
                    if at in amounts and cell.number and cell.number.is_rate
                    else _as_exact(cell, finest)
                    for at, cell in enumerate(row.cells)
                ),
            )
            for row in self.panel.rows
        )

    def name(self, row: PrintedRow) -> str:
        """Return the name of a row without its number and its blanks."""
        return bare(row.label, self._printed)

    def is_total(self, row: PrintedRow) -> bool:
        """Tell whether a row is called a total."""
        name = self.name(row)
        return not row.code and (
            name in self._printed.total_labels or name.endswith(self.words.total_endings)
        )

    def is_grand(self, row: PrintedRow) -> bool:
        """Tell whether a row is called the total of all."""
        return self.name(row) in self.words.grand_totals

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The codes of more than one row: the parts of an item, and none of them the item."""
        codes = Counter(row.code for row in self.panel.rows if row.code)
        return frozenset(code for code, count in codes.items() if count > 1)

    def level(self, row: PrintedRow) -> int | None:
        """Return how deep a row is counted, by the form of its number; nothing without one."""
        text = "".join(row.label.split())
        for level, pattern in enumerate(self._printed.headings):
            if pattern.fullmatch(text):
                return level
        return None

    @cached_property
    def main(self) -> int | None:
        """The column of the totals of each row: the one so called, or the first of amounts.

        One of an earlier year than another column is not meant.
        """
        columns = [at for at in self.columns if not self.is_of_before(at)]
        for at in columns:
            heads = self.panel.columns[at].heads
            if any(head in self.words.total_heads for head in heads):
                return at
        return next(iter(columns), None)

    def is_of_before(self, at: int) -> bool:
        """Tell whether the heads of a column name an earlier year than those of another."""
        return 0 < self._years[at] < max(self._years)

    @cached_property
    def _years(self) -> tuple[int, ...]:
        """The last year that the heads of each column name; 0 for none."""
        return tuple(
            max((int(found["year"]) for found in self.words.year.finditer(column.head)), default=0)
            for column in self.panel.columns
        )

    def quote(self, row: PrintedRow, at: int) -> Quote:
        """Return a cell as printed."""
        return quote_of(self.table, row, row.cells[at], self.panel.columns[at])

    def printed(self, row: PrintedRow, at: int) -> Printed:
        """Return the number of a cell, and the cell as printed."""
        return row.cells[at].number, self.quote(row, at)

    def paid(self) -> Iterator[tuple[PrintedRow, PrintedNumber, Quote]]:
        """Yield the rows with a code and an amount in the main column, with that and its cell."""
        at = self.main
        if at is None:
            return
        for row in self.rows:
            number, quote = self.printed(row, at)
            if row.code and number is not None and worth(number):
                yield row, number, quote


def _numbers(rows: Sequence[PrintedRow]) -> Iterator[PrintedNumber]:
    return (cell.number for row in rows for cell in row.cells if cell.number is not None)


def _as_exact(cell: Cell, finest: Mapping[PrintedUnit | None, int]) -> Cell:
    number = cell.number
    if number is None or number.decimals == finest[number.unit]:
        return cell
    return replace(cell, number=replace(number, decimals=finest[number.unit]))


def bare(label: str, words: PrintedWords) -> str:
    """Return a name without its number, marks and blanks."""
    text = "".join(normalised(label).split())
    found = words.ordinal.search(text)
    while found is not None and found.start == 0 and found.end < len(text):
        text = text[found.end :].lstrip(":：")
        found = words.ordinal.search(text)
    return text


def quote_of(table: PrintedTable, row: PrintedRow, cell: Cell, column: PrintedColumn) -> Quote:
    """Return a cell as printed, with its table, row and column."""
    name = " ".join(part for part in (row.code, row.label) if part)
    parts = (table.called, name, column.head)
    text = cell.number.text if cell.number is not None else cell.text
    return Quote(text, ", ".join(part for part in parts if part), cell.place)


def quote_in(sentence: PrintedSentence, words: str) -> Quote:
    """Return words of a sentence, with how it begins."""
    return Quote(words, sentence.text[:_AROUND], sentence.place, is_prose=True)


def views_of(
    document: PublishedDocument, words: PrintedWords, audit: AuditWords
) -> tuple[TableView, ...]:
    """Return the panels of a document that hold amounts, or nothing at all."""
    views = (
        TableView(table, panel, words, audit)
        for table in document.tables()
        for panel in table.panels
    )
    return tuple(view for view in views if view.columns or view.is_blank)
