"""A document's tables as a workbook: a sheet a table, its figures formulas over what was typed.

The first sheet lists the tables; behind them stand the typed numbers, and the workings that no
table prints. Every formula has its value stored, for programs that only show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from itertools import takewhile

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from budgetc.document.figures import figures_by_id
from budgetc.document.model import PERCENT, Document, Figure, Line, Role, line_text
from budgetc.files.data import Resources
from budgetc.files.packed import of_any_system
from budgetc.frozen import frozen
from budgetc.lists import money_units
from budgetc.render import grid
from budgetc.render.evidence import Evidence
from budgetc.render.html_escape import plain
from budgetc.render.words import words_of
from budgetc.render.xlsx_formulas import Leaf, Workings, made_of, sum_of
from budgetc.render.xlsx_looks import TITLE_SIZE, Looks, height_of, lines_in, title_lines
from budgetc.render.xlsx_numbers import number_format, scaled
from budgetc.render.xlsx_sheet import TableSheet, free_name, sheet_titles, titled

WORDS = "templates/xlsx/words.json"

_PAPERS = {"a4": 9, "letter": 1}
"""The numbers that spreadsheets have for papers."""
_ONE_PAGE = 48
"""A table of no more rows is printed on one page."""
_NOT_IN_IDS = re.compile(r"[^\w.]")
_LONGEST = 32_767
"""Characters that a cell may have."""
_INPUTS = (44, 22, 28, 10, 28)
"""How wide the columns of leaves are, in characters, before that of their values."""
_VALUE = len(_INPUTS)
"""The column of the values of leaves."""
_FIRST_LEAF = 2
"""The row of the first of them, as formulas count."""
_WORKING, _CONTENTS = 60, 70
"""How wide the columns of workings and of the contents are."""


def render_xlsx(document: Document, resources: Resources, evidence: Evidence) -> bytes:
    """Return the tables of a document as a workbook.

    Raises:
        DataFaultError: the data file of its words cannot be used.
    """
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options)
    _Book(book, document, resources, evidence).write()
    book.close()
    return of_any_system(content)


@frozen()
class _Home:
    """Where a figure stands: its sheet, row and column, counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """Its name in formulas of any sheet."""
        return (
            f"'{self.sheet}'!{xl_rowcol_to_cell(self.row, self.column, row_abs=True, col_abs=True)}"
        )


class _Book:
    """One workbook, written sheet by sheet; figures have their places before the first is."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        document: Document,
        resources: Resources,
        evidence: Evidence,
    ) -> None:
        self._book = book
        self._document = document
        self._evidence = evidence
        self._say = words_of(resources, WORDS, document.tag())
        self._figures = figures_by_id(document)
        self._workings = Workings(self._figures.values(), money_units(resources), document.unit)
        self._looks = Looks(book, self._say["font"], self._say["head_font"])
        self._homes: dict[str, _Home] = {}
        self._behind: list[tuple[str, str, Fraction | None]] = []
        """What has its cell among the workings: an id, its formula, its value."""
        taken: set[str] = set()
        first, inputs, behind = (self._say[key] for key in ("contents", "inputs", "behind"))
        self._contents, self._inputs, self._work = (
            free_name(name, taken) for name in (first, inputs, behind)
        )
        tables = tuple(titled(document))
        self._sheets = [
            (TableSheet(free_name(title, taken), table, under), headings)
            for title, (table, headings, under) in zip(sheet_titles(tables), tables, strict=True)
        ]

    def write(self) -> None:
        """Write the sheets."""
        self._book.set_properties(
            {
                "title": plain(self._document.title)[:255],
                "author": plain(self._document.department)[:255],
                "created": self._document.day,
            }
        )
        contents = self._book.add_worksheet(self._contents)
        grids = [one for one, _ in self._sheets]
        for one in grids:
            for figure, row, column in one.figures():
                self._homes.setdefault(figure.id, _Home(one.name, row, column))
        for one in grids:
            self._table(self._book.add_worksheet(one.name), one)
        self._write_inputs(self._book.add_worksheet(self._inputs))
        self._write_behind(self._book.add_worksheet(self._work))
        self._write_contents(contents)
        self._name_homes()

    # Formulas

    def _formula(self, figure: Figure) -> str:
        """Return what a figure's own cell says."""
        per_unit = self._workings.per_unit(figure.unit)
        if figure.operands:
            cells = [self._brought(one, figure) for one in figure.operands]
            decimals = [one.numbers.decimals if one.numbers else 0 for one in figure.operands]
            return made_of(figure, cells, decimals)
        terms = self._workings.terms(figure)
        if not terms:
            return "0"
        leaf = self._workings.leaves[terms[0][0]]
        column = xl_col_to_name(_VALUE, col_abs=True)
        cell = f"'{self._inputs}'!{column}${{row}}"
        parts = list(sum_of([(at + _FIRST_LEAF, sign) for at, sign in terms], cell))
        one = len(parts) == 1
        formula = parts[0][0] if one else "+".join(self._part(*part) for part in parts)
        return scaled(formula, Fraction(leaf.per_unit, per_unit))

    def _brought(self, operand: Figure, figure: Figure) -> str:
        """Return the cell of an operand, in the unit of what is made of it."""
        ratio = Fraction(1)
        if PERCENT not in (figure.unit, operand.unit):
            units = (self._workings.per_unit(one.unit) for one in (operand, figure))
            ratio = Fraction(*units)
        return scaled(self._address(operand), ratio)

    def _address(self, figure: Figure) -> str:
        home = self._homes.get(figure.id)
        if home is None:
            formula = self._formula(figure)  # what it is made of comes first
            home = self._put(figure.id, formula, self._workings.value(figure))
            self._homes[figure.id] = home
        return home.address

    def _part(self, formula: str, terms: Sequence[tuple[int, int]]) -> str:
        leaves = self._workings.leaves
        value = sum((sign * leaves[row - _FIRST_LEAF].value for row, sign in terms), Fraction(0))
        return self._put("", formula, value).address

    def _put(self, name: str, formula: str, value: Fraction | None) -> _Home:
        self._behind.append((name, formula, value))
        return _Home(self._work, len(self._behind), 1)

    # Sheets

    def _table(self, sheet: Worksheet, one: TableSheet) -> None:
        table, width = one.table, one.columns
        sheet.set_paper(_PAPERS[self._document.paper])
        if table.wide:
            sheet.set_landscape()
        sheet.fit_to_pages(1, int(one.end <= _ONE_PAGE))
        sheet.center_horizontally()
        if one.under:
            self._across(sheet, 0, 0, width, (one.under,), _ABOVE)
        self._across(sheet, one.title, 0, width, (table.name,), _TITLE)
        for side, (column, columns, text) in zip(_SIDES, one.above(), strict=False):
            self._across(sheet, one.title + 1, column, columns, (text,), side)
        for cell, row, column, columns in one.form_cells():
            look = _HEAD if cell.head else _TEXT
            self._across(sheet, row, column, columns, cell.content, look)
        for head in grid.head_cells(table.panels) if one.heads_deep else ():
            place = (one.heads + head.row, head.column)
            self._across(sheet, *place, head.columns, (head.text,), _HEAD, head.rows)
        self._rows(sheet, one)
        for number, note in enumerate(table.notes):
            self._across(sheet, one.notes + number, 0, width, (line_text(note),), _NOTE)
        for column, share in enumerate(one.shares):
            sheet.set_column(column, column, share)
        for line, lines in one.heights().items():
            sheet.set_row(line, height_of(lines))
        if one.heads_deep:
            sheet.repeat_rows(one.heads, one.body - 1)
            sheet.freeze_panes(one.body, one.labels)
        sheet.print_area(0, 0, one.end - 1, width - 1)

    def _rows(self, sheet: Worksheet, one: TableSheet) -> None:
        for cell, row, rows in one.body_cells():
            if not rows:
                continue
            role = one.all_columns[cell.column].role if cell.columns == 1 else Role.LABEL
            look = {**_LOOKS[role], "bold": cell.bold, "indent": cell.indent}
            if cell.centred:
                look["align"] = "center"
            self._across(sheet, row, cell.column, cell.columns, cell.content, look, rows)

    def _across(  # noqa: PLR0913, PLR0917  # a cell and its look
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        columns: int,
        content: Line,
        look: Mapping[str, object],
        rows: int = 1,
    ) -> None:
        """Write a cell over some columns and rows: a figure as its formula, all else as text."""
        figure = grid.only_figure(content)
        value = None if figure is None else self._workings.value(figure)
        if figure is not None and value is not None:
            look = {**look, "num_format": number_format(figure, value)}
        made = self._looks.of(look)
        if columns > 1 or rows > 1:
            sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", made)
        if figure is None or value is None:
            text = plain(line_text(content))[:_LONGEST]
            if text:
                sheet.write_string(row, column, text, made)
            elif columns == rows == 1:
                sheet.write_blank(row, column, None, made)
            return
        home = self._homes[figure.id]
        own = home == _Home(sheet.get_name(), row, column)
        formula = self._formula(figure) if own else self._address(figure)
        sheet.write_formula(row, column, f"={formula}", made, float(value))

    def _write_inputs(self, sheet: Worksheet) -> None:
        say, head = self._say, self._looks.of(_HEAD)
        for column, key in enumerate(("name", "codes", "place", "unit", "figure", "value")):
            sheet.write_string(0, column, say[key], head)
        typed_at = {(one.file, one.line, one.column): one.name for one in self._evidence.typed}
        text, typed = self._looks.of(_TEXT), self._looks.of(_TYPED)
        for row, leaf in enumerate(self._workings.leaves, start=1):
            shown = "" if self._evidence.is_public else _place(leaf)
            path = "" if self._evidence.is_public else _path(leaf)
            spans = (place.span for place in leaf.places)
            called = (typed_at.get((span.file, span.line, span.column), "") for span in spans)
            label = "; ".join(filter(None, called)) or path
            told = (label, " ".join(leaf.names), shown, leaf.unit, path)
            self._wrapped(sheet, row, zip(told, _INPUTS, strict=True), text)
            sheet.write_number(row, _VALUE, float(leaf.value), typed)
        for column, wide in enumerate((*_INPUTS, 16)):
            sheet.set_column(column, column, wide)
        self._printed_across(sheet)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(self._workings.leaves), _VALUE)

    def _write_behind(self, sheet: Worksheet) -> None:
        head, text, number = map(self._looks.of, (_HEAD, _TEXT, _PLAIN_NUMBER))
        sheet.write_string(0, 0, self._say["figure"], head)
        sheet.write_string(0, 1, self._say["value"], head)
        for row, (name, formula, value) in enumerate(self._behind, start=1):
            self._wrapped(sheet, row, [(name, _WORKING)], text)
            sheet.write_formula(
                row, 1, f"={formula}", number, "" if value is None else float(value)
            )
        self._printed_across(sheet)
        if not self._behind:
            sheet.hide()
        sheet.set_column(0, 0, _WORKING)
        sheet.set_column(1, 1, 16)
        sheet.freeze_panes(1, 0)

    @staticmethod
    def _wrapped(sheet: Worksheet, row: int, told: Iterable[tuple[str, int]], look: Format) -> None:
        """Write texts, each with how wide its column is, and make the row as high as they need."""
        lines = 1
        for column, (words, wide) in enumerate(told):
            shown = plain(words)[:_LONGEST]
            sheet.write_string(row, column, shown, look)
            lines = max(lines, lines_in(shown, wide))
        sheet.set_row(row, height_of(lines))

    def _printed_across(self, sheet: Worksheet) -> None:
        sheet.set_paper(_PAPERS[self._document.paper])
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write_contents(self, sheet: Worksheet) -> None:
        title = plain(self._document.title)
        sheet.write_string(0, 0, title, self._looks.of(_TITLE))
        sheet.set_row(0, height_of(title_lines(title, _CONTENTS)))
        self._wrapped(sheet, 1, [(self._say["hint"], _CONTENTS)], self._looks.of(_NOTE))
        for row, (level, told, name) in enumerate(self._entries(), start=3):
            look = self._looks.of({**(_LINK if name else _PART), "indent": level})
            text = plain(told)[:_LONGEST]
            if name:
                sheet.write_url(row, 0, f"internal:'{name}'!A1", look, text)
            else:
                sheet.write_string(row, 0, text, look)
            sheet.set_row(row, height_of(lines_in(text, _CONTENTS - 2 * level)))
        sheet.set_column(0, 0, _CONTENTS)
        sheet.set_paper(_PAPERS[self._document.paper])
        sheet.fit_to_pages(1, 0)
        sheet.activate()

    def _entries(self) -> Iterator[tuple[int, str, str]]:
        """Yield what the contents list: how far in, a text, and its sheet; headings have none."""
        before: tuple[str, ...] = ()
        for one, headings in self._sheets:
            pairs = zip(before, headings, strict=False)
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            for level in range(same, len(headings)):
                yield level, headings[level], ""
            before = headings
            yield len(headings), one.table.name, one.name
        yield from ((0, name, name) for name in (self._inputs, *[self._work] * bool(self._behind)))

    def _name_homes(self) -> None:
        """Name the cells of figures after their ids, for formulas of people."""
        taken: set[str] = set()
        for figure_id, home in self._homes.items():
            name = f"F_{_NOT_IN_IDS.sub('_', figure_id)}"[:200]
            if name.lower() not in taken:
                taken.add(name.lower())
                self._book.define_name(name, f"={home.address}")


_PART: Mapping[str, object] = {"align": "left", "text_wrap": True, "bold": True}
_LINK: Mapping[str, object] = {
    "align": "left",
    "font_color": "#0563C1",
    "text_wrap": True,
    "underline": 1,
}
_TEXT: Mapping[str, object] = {"align": "left", "border": 1, "text_wrap": True}
_CODE: Mapping[str, object] = {"align": "center", "border": 1}
_AMOUNT: Mapping[str, object] = {"align": "right", "border": 1}
_HEAD: Mapping[str, object] = {"align": "center", "border": 1, "text_wrap": True, "head": True}
_TITLE: Mapping[str, object] = {
    "align": "center",
    "font_size": TITLE_SIZE,
    "head": True,
    "text_wrap": True,
}
_ABOVE: Mapping[str, object] = {"align": "left", "text_wrap": True}
_SIDES = (_ABOVE, {**_ABOVE, "align": "right"})
_NOTE: Mapping[str, object] = {"align": "left", "text_wrap": True}
_TYPED: Mapping[str, object] = {"align": "right", "border": 1, "bg_color": "#FFF2CC"}
_PLAIN_NUMBER: Mapping[str, object] = {"align": "right", "border": 1}
_LOOKS = {Role.CODE: _CODE, Role.LABEL: _TEXT, Role.TEXT: _TEXT, Role.AMOUNT: _AMOUNT}


def _place(leaf: Leaf) -> str:
    return "; ".join(f"{place.span.file}:{place.span.line}" for place in leaf.places)


def _path(leaf: Leaf) -> str:
    return "; ".join(".".join(map(str, place.path)) for place in leaf.places)
