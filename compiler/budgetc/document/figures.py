"""The figures of a document: what each is exactly, how each is named, and where each is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property

from budgetc.document import model
from budgetc.frozen import NamedTuple, frozen


class NoExactValueError(ValueError):
    """A growth from nothing, or a percentage of less: a word stands for it, and no quotient."""


def exact_value(figure: model.Figure) -> Fraction:
    """Return what a figure is before anything is rounded, or only what it was made of.

    An amount is in 分, a count a plain number, a share or a growth in percentage points, growth
    and difference of sentences without their sign, as they are printed; the rate of a column has
    one. A share of nothing is 0.

    Raises:
        NoExactValueError: a growth from nothing, or a percentage where there is none.
    """
    if figure.unit != model.PERCENT:
        return Fraction(figure.value)
    part, whole = (one.printed if figure.from_printed else one.value for one in figure.operands)
    is_share = figure.formula is model.Formula.SHARE
    if has_no_percentage(part, whole) or (whole == 0 and not is_share):
        raise NoExactValueError(figure.id)
    if is_share:
        return Fraction(100 * part, whole) if whole else Fraction(0)
    change = Fraction(100 * (part - whole), whole)
    return change if figure.formula is model.Formula.RATE else abs(change)


def has_no_percentage(part: int, whole: int) -> bool:
    """Tell whether an amount is no percentage of another, nor has grown from it by one.

    It is none of an amount below zero, unless it is below zero as well, as where all spending is.
    """
    return whole < 0 < part


class CellNames:
    """Names the cells of one panel: `T3!301.total`.

    Where both sides of a table have a row and a column of the same names, as table 1 has two
    totals, the column of the second side has the number of its side before it: `T1!total.2.amount`.
    """

    def __init__(self, table_id: str, before: Sequence[model.Panel]) -> None:
        """Prepare for the panel that comes after others in its table."""
        self._table_id = table_id
        self._before = before

    @cached_property
    def _taken(self) -> tuple[tuple[set[str], set[str]], ...]:
        """The names of the rows and of the columns of each panel before this one.

        They are looked at for the first cell that is named, for rows are made by looking at them.
        """
        return tuple(
            ({row.id for row in panel.rows}, {column.id for column in panel.columns})
            for panel in self._before
        )

    def of(self, row: str, column: str) -> str:
        """Return the id of the cell of a row and a column."""
        if self._before and any(row in rows and column in columns for rows, columns in self._taken):
            column = f"{len(self._before) + 1}.{column}"
        return f"T{self._table_id}!{row}.{column}"


@frozen()
class InCell:
    """A place in a table, under its heads."""

    table: model.Table
    row: model.Row
    column: model.Column

    @property
    def about(self) -> str:
        """What its row is about: a code, a label, or both."""
        return " ".join(filter(None, (self.row.code, self.row.label)))

    @property
    def heads(self) -> str:
        """The heads of its column, the outermost first."""
        return " / ".join(self.column.header)


@frozen()
class InText:
    """A place in a sentence, a heading, a form or a note.

    Attributes:
        heading: the heading or the title of the table that it stands under.
        text: the whole sentence.
        start: where in it the figure begins, in characters.
        end: where it ends.
        table: whose form or note it is, if it is one's.
    """

    heading: str
    text: str
    start: int
    end: int
    table: model.Table | None = None


Where = InCell | InText


@frozen()
class Occurrence:
    """A figure at one place where it is printed."""

    figure: model.Figure
    where: Where


@frozen()
class Cell:
    """One cell of a table, whether anything is printed in it or not."""

    id: str
    where: InCell
    content: model.Line


class TextLine(NamedTuple):
    """A line of text of a document, and where it stands."""

    line: model.Line
    heading: str
    table: model.Table | None = None


def printed_figures(document: model.Document) -> Iterator[Occurrence]:
    """Yield every figure at every place where it is printed, in the order of the document."""
    for block in lines_and_tables(document):
        if isinstance(block, TextLine):
            for figure, start, end in spans(block.line):
                where = InText(block.heading, model.line_text(block.line), start, end, block.table)
                yield Occurrence(figure, where)
        else:
            for cell in cells(block):
                for part in cell.content:
                    if isinstance(part, model.Figure):
                        yield Occurrence(part, cell.where)


def figures_by_id(document: model.Document) -> dict[str, model.Figure]:
    """Return all figures of a document by id: those that are printed, then those behind them.

    Behind them are those that others were made of, such as last year's amounts, and those of cells
    that are blank because they round to nothing.
    """
    found: dict[str, model.Figure] = {}
    for printed in printed_figures(document):
        found.setdefault(printed.figure.id, printed.figure)
    for table in document.tables():
        for row in table.rows:
            for figure in row.unprinted:
                found.setdefault(figure.id, figure)
    waiting = list(found.values())
    while waiting:
        for operand in waiting.pop().operands:
            if operand.id not in found:
                found[operand.id] = operand
                waiting.append(operand)
    return found


def lines_and_tables(document: model.Document) -> Iterator[TextLine | model.Table]:
    """Yield the lines and the tables of a document in order; forms and notes are lines."""
    heading = ""
    for block in document.blocks:
        if isinstance(block, model.Table):
            for row in block.form:
                yield from (TextLine(cell.content, block.title, block) for cell in row)
            yield block
            yield from (TextLine(note, block.title, block) for note in block.notes)
        else:
            heading = (
                model.line_text(block.content) if isinstance(block, model.Heading) else heading
            )
            yield from (TextLine(line, heading) for line in block.lines)


def cells(table: model.Table) -> Iterator[Cell]:
    """Yield the cells of a table, side by side and row by row, blank ones too."""
    for position, panel in enumerate(table.panels):
        names = CellNames(table.id, table.panels[:position])
        for row in panel.rows:
            for column, content in zip(panel.columns, row.cells, strict=True):
                cell_id = names.of(row.id, column.id)
                yield Cell(cell_id, InCell(table, row, column), content)


def spans(line: model.Line) -> Iterator[tuple[model.Figure, int, int]]:
    """Yield the figures of a line with the characters where each begins and ends."""
    end = 0
    for part in line:
        start, end = end, end + len(str(part))
        if isinstance(part, model.Figure):
            yield part, start, end
