"""BAL011: rounded parts add up to the rounded total that is printed over or under them.

Parts of a total are the cells of its row or column whose amounts, without overlap, make its amount;
of shares in sentences, those whose amounts make the whole that they are shares of add up to 100 %.
A document that says that its figures are rounded (四舍五入) holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import or_

from budgetc.diagnostics import Related, Severity
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.document.figures import CellNames, TextLine, has_no_percentage
from budgetc.document.model import (
    PERCENT,
    Figure,
    Formula,
    Panel,
    Role,
    Row,
    Table,
    line_text,
)
from budgetc.frozen import frozen
from budgetc.jurisdiction.spec import DEPARTMENTAL
from budgetc.ledger import Fact
from budgetc.numbers.money import Unit, money_text
from budgetc.rules.printed import percentages, text_lines
from budgetc.rules.rule import Findings, RuleContext, Violation, document_of, rule, some

_ALL = Decimal(100)


@rule("BAL011")
def printed_parts_add_up(context: RuleContext) -> Findings:
    document = document_of(context)
    rounded = [table for table in document.tables() if _rounds(table)]
    wholes = _shared_wholes(figure for _, figure in context.look(percentages))
    some(rounded or wholes, msg("no table rounds an amount, and no sentence gives all shares"))
    money, words = context.lists.money_units, context.words.amounts.rounding
    missing = [(table, _misses(table)) for table in rounded]
    # Sources with sections of their own have no other_matters to say it under.
    word = words[0] if context.layout.source == DEPARTMENTAL else ""
    found = [_finding(table, m, money[table.unit], word) for table, m in missing if m]
    found += [_unlike_all(shares, word) for shares in wholes if _added(shares) != _ALL]
    if found and not _says_rounded(context.look(text_lines), words):
        yield from found


def _says_rounded(lines: Iterable[TextLine], words: Sequence[str]) -> bool:
    printed = "\n".join([line_text(one.line) for one in lines]).lower()
    return any(word in printed for word in words)


def _shared_wholes(printed: Iterable[Figure]) -> list[tuple[Figure, ...]]:
    """Return the shares of each whole that all of it is divided into, each printed share once."""
    of_wholes: dict[str, dict[str, Figure]] = {}
    for figure in printed:
        if figure.formula is Formula.SHARE and figure.operands:
            of_wholes.setdefault(figure.operands[1].id, {})[figure.id] = figure
    return [tuple(shares.values()) for shares in of_wholes.values() if _make_a_whole(shares)]


def _make_a_whole(shares: Mapping[str, Figure]) -> bool:
    parts = [fact for share in shares.values() for fact in share.operands[0].facts]
    whole = next(iter(shares.values())).operands[1]
    return (
        bool(whole.value and parts)
        and len(parts) == len(whole.facts)
        and {*parts} == {*whole.facts}
        and not any(has_no_percentage(s.operands[0].value, whole.value) for s in shares.values())
    )


def _added(shares: Iterable[Figure]) -> Decimal:
    return sum((Decimal(share.exact) for share in shares), Decimal(0))


def _unlike_all(shares: Sequence[Figure], word: str) -> Violation:
    added = _added(shares)
    return Violation(
        shares[0].operands[0].facts[0],
        msg(
            "the printed shares of one whole add up to {sum} %: a difference of {difference} %",
            sum=str(added),
            difference=str(abs(_ALL - added)),
        ),
        related=[
            Related(share.operands[0].facts[0].span, msg("{share} is printed", share=share.text))
            for share in shares
            if share.operands[0].facts
        ],
        hint=msg(
            "say under other_matters: that the figures are rounded ({word}); how many decimals "
            "shares have is for the layout to say (numbers: percent:)",
            word=word,
        )
        if word
        else msg("how many decimals shares have is for the layout to say (numbers: percent:)"),
        severity=Severity.NOTE,
    )


@frozen()
class _Cell:
    """An amount of a row or a column.

    Attributes:
        row: its label.
        column: its head.
        mask: its facts, a bit each.
        printed: what a reader sees, in 分; 0 where the cell is blank.
    """

    row: str
    column: str
    figure: Figure
    mask: int
    printed: int

    @property
    def place(self) -> Span:
        """Where the first of its amounts was typed."""
        return self.figure.facts[0].span


@frozen()
class _Miss:
    """A printed total that its printed parts do not add up to."""

    whole: _Cell
    parts: tuple[_Cell, ...]

    @property
    def added(self) -> int:
        return sum(part.printed for part in self.parts)

    @property
    def by(self) -> int:
        return abs(self.whole.printed - self.added)


def _rounds(table: Table) -> bool:
    """Tell whether any cell shows less than its exact amount."""
    rows = (row for panel in table.panels if not panel.is_exact for row in panel.rows)
    return any(
        any(figure.value for figure in row.unprinted)
        or any(_is_shortened(part) for cell in row.cells for part in cell)
        for row in rows
    )


def _is_shortened(part: str | Figure) -> bool:
    return isinstance(part, Figure) and part.unit != PERCENT and part.printed != part.value


def _misses(table: Table) -> list[_Miss]:
    """Return the totals of a table that their parts miss, each row and column once."""
    found: list[_Miss] = []
    for position, panel in enumerate(table.panels):
        names = CellNames(table.id, table.panels[:position])
        grid = _grid(panel, names)
        for line in (*grid, *zip(*grid, strict=True)):
            cells = [cell for cell in line if cell is not None]
            worst = max(_line_misses(cells), key=lambda miss: miss.by, default=None)
            if worst is not None:
                found.append(worst)
    return found


def _grid(panel: Panel, names: CellNames) -> list[list[_Cell | None]]:
    bits: dict[Fact, int] = {}
    rows = []
    for row in panel.rows:
        blank = {figure.id: figure for figure in row.unprinted}
        cells: list[_Cell | None] = []
        for column, content in zip(panel.columns, row.cells, strict=True):
            if column.role is Role.AMOUNT:
                figure = next((part for part in content if isinstance(part, Figure)), None)
                if figure is None:
                    figure = blank.get(names.of(row.id, column.id))
                cells.append(_cell(row, column.header[-1], figure, bits))
        rows.append(cells)
    return rows


def _cell(row: Row, head: str, figure: Figure | None, bits: dict[Fact, int]) -> _Cell | None:
    if figure is None or not figure.facts:
        return None
    mask = 0
    for fact in figure.facts:
        mask |= 1 << bits.setdefault(fact, len(bits))
    return _Cell(row.label, head, figure, mask, figure.printed)


def _line_misses(cells: Sequence[_Cell]) -> Iterator[_Miss]:
    by_mask = {cell.mask: cell for cell in reversed(cells)}
    for mask, whole in by_mask.items():
        below = [part for part in by_mask if part & mask == part != mask]
        parts = [part for part in below if not any(part & o == part != o for o in below)]
        if sum(parts) != mask or reduce(or_, parts) != mask:
            continue  # they overlap, or leave out a part of it
        miss = _Miss(whole, tuple(by_mask[part] for part in sorted(parts)))
        if miss.by:
            yield miss


def _finding(table: Table, misses: Sequence[_Miss], unit: Unit, word: str) -> Violation:
    first, *others = misses
    parts = [Related(part.place, _printed(part, unit)) for part in first.parts]
    return Violation(
        first.whole.place,
        msg("{table}: {miss}", table=table.name, miss=_missed(first, unit)),
        related=[*parts, *(Related(miss.whole.place, _missed(miss, unit)) for miss in others)],
        hint=msg(
            "print the table in a finer unit or with more decimals (options: by_table:), or say "
            "under other_matters: that the figures are rounded ({word})",
            word=word,
        )
        if word
        else msg("print the table in a finer unit or with more decimals (options: by_table:)"),
    )


def _missed(miss: _Miss, unit: Unit) -> Message:
    return msg(
        "{total}, and its printed parts add up to {parts}: a difference of {difference}",
        total=_printed(miss.whole, unit),
        parts=money_text(miss.added, unit),
        difference=money_text(miss.by, unit),
    )


def _printed(cell: _Cell, unit: Unit) -> Message:
    return msg(
        "{row} / {column} is printed as {amount}",
        row=cell.row,
        column=cell.column,
        amount=money_text(cell.printed, unit),
    )
