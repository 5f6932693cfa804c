"""Quantities that the prose calls by the name of a row, a column or a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from budgetc.audit.against import against
from budgetc.audit.model import Contradiction, Quote
from budgetc.audit.said import BREAKS, Paragraph, Said
from budgetc.audit.views import Printed, TableView, worth
from budgetc.audit.within import Wholes, is_of_all, totals_of, wholes_of
from budgetc.lists.print_words import AuditWords, TotalWords
from budgetc.published.model import PrintedRow

_LIKELY = 80
_SUSPECT = 40
_CLASS_DIGITS = 3
_ITEM_DIGITS = 7
_LONG = 6
"""A name of so many letters may stand behind other words."""

_SHORTEST = 3

Names = Mapping[str, Sequence[Printed]]


def _names_of(views: Sequence[TableView]) -> Names:
    """Return what the tables have names for."""
    names: dict[str, list[Printed]] = defaultdict(list)
    for view in views:
        for name, row, at in (*_rows(view), *_columns(view)):
            if len(name) >= _SHORTEST:
                names[name].append(view.printed(row, at))
    return names


def _totals_of(views: Sequence[TableView]) -> Names:
    """Return what the totals of the tables are called in the prose."""
    names: dict[str, list[Printed]] = defaultdict(list)
    for view in views:
        for words in view.words.totals:
            if words.are_of(view.table.title):
                for name in words.names:
                    names[name] += _totals(view, words)
    return names


def _totals(view: TableView, words: TotalWords) -> list[Printed]:
    """Return what a table prints of its own total, in whatever column; what is blank if all is."""
    cells = [
        view.printed(row, at)
        for row in view.rows
        if view.is_total(row) or any(word in row.label for word in words.rows)
        for at in view.columns
        if not view.is_of_before(at)
    ]
    return [cell for cell in cells if worth(cell[0])] or [*cells, *view.blank_total()]


def _rows(view: TableView) -> Iterator[tuple[str, PrintedRow, int]]:
    at = view.main
    if at is None:
        return
    for row, below in zip(view.rows, (*view.rows[1:], None), strict=True):
        name = view.name(row)
        if row.cells[at].number is None and below is not None and _opens(view, row, below):
            continue
        if view.is_total(row):
            yield name, row, at
            for ending in view.words.total_endings:
                yield name.removesuffix(ending), row, at
            if view.is_grand(row):
                yield f"{_core(view.table.title, view.words)}{name}", row, at
        elif not row.code or len(row.code) == _CLASS_DIGITS:
            yield name, row, at


def _opens(view: TableView, row: PrintedRow, below: PrintedRow) -> bool:
    """Tell whether a row only says of what those below it are."""
    level, next_level = view.level(row), view.level(below)
    is_below = level is not None and next_level is not None and level < next_level
    return (
        is_below or below.indent > row.indent or below.label.startswith(tuple(view.words.of_which))
    )


def _columns(view: TableView) -> Iterator[tuple[str, PrintedRow, int]]:
    """Yield the columns of tables by code with the row of their total."""
    totals = [row for row in view.rows if view.is_total(row)]
    if len(totals) != 1 or not any(row.code for row in view.rows):
        return
    for at in view.columns:
        head = view.panel.columns[at].inner
        if head and head not in view.words.total_heads:
            yield "".join(head.split()), totals[0], at


def _core(title: str, audit: AuditWords) -> str:
    text = "".join(title.split())
    return next(
        (text.removesuffix(tail) for tail in audit.title_tails if text.endswith(tail)), text
    )


def wrong_quantities(
    paragraphs: Sequence[Paragraph], views: Sequence[TableView]
) -> Iterator[Contradiction | None]:
    """Yield of each amount that has a name what it contradicts; nothing where it agrees.

    What is a part of an item, or of anything else that its table does not add up to, has only the
    same name. So has a class of all expenditure in a table of basic expenditure.
    """
    of_basic = _classes_of_basic(views)
    names, called = _names_of(views), _totals_of(views)
    totals, every, wholes = _totals_by_cell(views), totals_of(views), wholes_of(paragraphs)
    items = frozenset(view.name(row) for view in views for row in view.rows if is_item(row))
    for paragraph in paragraphs:
        if _is_of_item(paragraph, items):
            continue
        for said in paragraph.said:
            if not said.is_money or not said.number.value or said.is_compared:
                continue
            if said.is_change or (said.is_planned and paragraph.whose.is_final):
                continue
            its = called.get(_called(said, called), ())
            if its and _is_of_more(said, wholes, its):
                continue
            cells = [*names.get(_named(said, names), ()), *its]
            if not _speaks_of_basic(paragraph):
                cells = [one for one in cells if one[1] not in of_basic]
            cells = [one for one in cells if is_of_all(said, wholes, totals.get(id(one[0]), every))]
            if cells:
                yield against(said, cells, _LIKELY)


def _classes_of_basic(views: Sequence[TableView]) -> frozenset[Quote]:
    """Return the cells of economic classes in tables that have nothing of projects."""
    return frozenset(
        view.printed(row, at)[1]
        for view in views
        if any(word in view.table.title for word in view.words.basic)
        for _, row, at in _rows(view)
        if row.code
    )


def _speaks_of_basic(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph, or a heading over it, speaks of basic expenditure."""
    told = (*paragraph.section, paragraph.text)
    return any(word in text for text in told for word in paragraph.words.basic)


def _totals_by_cell(views: Sequence[TableView]) -> Mapping[int, Sequence[Decimal]]:
    """Return what the table of each number adds up to, by the identity of the number.

    Not of tables without a row of totals: of these, all may be part of what any table adds up to.
    """
    found: dict[int, Sequence[Decimal]] = {}
    for view in views:
        if own := totals_of((view,)):
            numbers = (row.cells[at].number for row in view.rows for at in view.columns)
            found |= {id(number): own for number in numbers if number is not None}
    return found


def _is_of_item(paragraph: Paragraph, items: Collection[str]) -> bool:
    """Tell whether a paragraph is about one item, or about a body below the office.

    It names it before any figure, or an item in full.
    """
    if paragraph.words.path.search(paragraph.text) is not None:
        return True
    lead = paragraph.text[: paragraph.said[0].number.start] if paragraph.said else ""
    for office in paragraph.whose.offices:
        lead = lead.replace(office, "")
    bodies = paragraph.words.bodies_below
    return any(name in lead for name in (*bodies, *(one for one in items if len(one) > _SHORTEST)))


def is_item(row: PrintedRow) -> bool:
    """Tell whether a row is of an item of a function."""
    return row.code.startswith("2") and len(row.code) == _ITEM_DIGITS


def _named(said: Said, names: Names) -> str:
    clause = "".join(said.clause.split())
    if len(clause) >= _LONG and clause in names:
        return clause  # 年末结转和结余: what leads no other name is part of this one
    subject = said.subjects[-1]
    if subject in names:
        return subject
    long = [name for name in names if len(name) >= _LONG and subject.endswith(name)]
    name = max(long, key=len, default="")
    other = any(word in subject.removesuffix(name) for word in said.words.other_money)
    return "" if other else name


def _called(said: Said, called: Names) -> str:
    """Return the total that an amount is called, by no other words, nor is the first before it.

    Else it is of whatever its sentence is about: 下属单位收入预算100万元，支出预算100万元. So it is
    where more is said before it than the office and the year (截至6月底), or over it (局机关).
    """
    first = said.paragraph.said_in(said.sentence)[0]
    lead = "".join(said.sentence.text[: first.number.start].split())
    for mark in BREAKS:
        lead = lead.replace(mark, "")
    if not any(name in called for name in said.paragraph.names_in(lead)) or _is_under_body(said):
        return ""
    return next((name for name in said.subjects if name in called), "")


def _is_under_body(said: Said) -> bool:
    """Tell whether what stands over an amount may be the name of a body, and is of no money."""
    paragraph, words = said.paragraph, said.words
    over = (*paragraph.section[-1:], paragraph.sentences[0].text)
    return not all(any(word in text for word in words.of_money) for text in over) or any(
        word in text for text in paragraph.section[-1:] for word in words.bodies_below
    )


def _is_of_more(said: Said, wholes: Wholes, cells: Sequence[Printed]) -> bool:
    """Tell whether an amount is that of the table and of other money, which add up to it."""
    paragraph = said.paragraph
    parts = [
        worth(one.number) for one in paragraph.said if wholes.get((id(paragraph), one.at)) is said
    ]
    amount = worth(said.number)
    printed = {worth(cell) for cell, _ in cells if cell is not None}
    return amount not in printed and not printed.isdisjoint(parts) and sum(parts) == amount


def projects_with_targets(
    paragraphs: Sequence[Paragraph], views: Sequence[TableView]
) -> Iterator[Contradiction]:
    """Yield the amount of the projects with targets where it is not that of all projects."""
    cells = [
        view.printed(row, at)
        for view in views
        for name, row, at in _columns(view)
        if name in view.words.project_heads
    ]
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            found = paragraph.words.projects.search(sentence.text)
            if found is None or not cells:
                continue
            said = (one for one in paragraph.said_in(sentence) if one.is_money)
            amount = next((one for one in said if one.number.start >= found.end), None)
            if amount is not None and (wrong := against(amount, cells, _SUSPECT)):
                yield wrong
