"""Items that the prose names by their path, against the rows of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.audit.against import against
from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.quantities import is_item
from budgetc.audit.said import Paragraph, Said
from budgetc.audit.views import TableView, bare, quote_in, worth
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import one_slip_apart
from budgetc.frozen import frozen
from budgetc.lists import Found
from budgetc.lists.print_words import PrintedWords
from budgetc.published.model import PrintedRow, PrintedSentence

_SURE = 90
_LIKELY = 75
_LONG = 5
_NEAR = 2
"""Names that differ in so many letters are of one thing."""


@frozen()
class Item:
    """An item of the prose.

    Attributes:
        name: its own, without class and group.
        sentence: in which it is named.
        paragraph: that tells of it.
        rows: of the tables that have its name.
        is_of_other_money: whether money is named before it that is not that of the tables.
    """

    name: str
    sentence: PrintedSentence
    paragraph: Paragraph
    rows: tuple[tuple[TableView, PrintedRow], ...]
    is_of_other_money: bool


def items_of(
    paragraphs: Sequence[Paragraph], views: Sequence[TableView], words: PrintedWords
) -> tuple[Item, ...]:
    """Return the items that paragraphs tell of: those that name one path."""
    by_name: dict[str, list[tuple[TableView, PrintedRow]]] = {}
    for view in views:
        for row in view.rows:
            if is_item(row) and row.code not in view.repeated:
                by_name.setdefault(view.name(row), []).append((view, row))
    items = []
    for paragraph in paragraphs:
        found = _paths(paragraph)
        if len(found) == 1:
            sentence, path = found[0]
            name = bare(path["item"], words)
            rows = tuple(by_name.get(name, ()))
            items.append(Item(name, sentence, paragraph, rows, _is_of_other(paragraph, path)))
    return tuple(items)


def _paths(paragraph: Paragraph) -> list[tuple[PrintedSentence, Found]]:
    return [
        (sentence, found)
        for sentence in paragraph.sentences
        for found in paragraph.words.path.finditer(sentence.text)
    ]


def _is_of_other(paragraph: Paragraph, path: Found) -> bool:
    """Tell whether other money is named before an item, or in the heading over it."""
    before = paragraph.text.partition(path.words)[0]
    lead = "".join((*paragraph.section[-1:], before, path["class"]))
    return any(word in lead for word in paragraph.words.other_money)


def wrong_amounts(items: Sequence[Item]) -> Iterator[Contradiction | None]:
    """Yield of each item with an amount what contradicts the tables; nothing where they agree.

    非财政拨款安排的…（项）120万元 is compared with none: it may be a part of what they print.
    """
    for item in items:
        if item.is_of_other_money:
            continue
        said = _amount(item)
        cells = [
            view.printed(row, at)
            for view, row in item.rows
            if (at := view.main) is not None and row.cells[at].number is not None
        ]
        if said is not None and cells:
            yield against(said, cells, _SURE)


def wrong_names(items: Sequence[Item], views: Sequence[TableView]) -> Iterator[Contradiction]:
    """Yield the names of items that no table has, while one has nearly the same."""
    rows = [(view.name(row), view, row) for view in views for row in view.rows if is_item(row)]
    names = {name for name, _, _ in rows}
    for item in items:
        if item.name in names:
            continue
        near = [found for found in rows if _differs_little(found[0], item.name)]
        if len({name for name, _, _ in near}) == 1:
            name, view, row = near[0]
            quotes = (
                quote_in(item.sentence, item.name),
                Quote(name, view.table.name, row.place),
            )
            reason = msg("the table calls it {name}", name=name)
            yield Contradiction(Kind.NAMING, quotes, reason, _SURE, expected=name)


def wrong_purposes(items: Sequence[Item]) -> Iterator[Contradiction]:
    """Yield the items whose purpose is said to be basic expenditure, and which have projects."""
    for item in items:
        words = item.paragraph.words
        for sentence in item.paragraph.sentences:
            purpose = _behind(sentence.text, words.purpose)
            if not any(word in purpose for word in words.purpose_of_basic):
                continue
            if any(head in purpose for head in words.project_heads):
                continue
            cells = [
                view.quote(row, at)
                for view, row in item.rows
                for at, column in enumerate(view.panel.columns)
                if column.inner in words.project_heads
                and row.cells[at].number is not None
                and worth(row.cells[at].number)
            ]
            if cells:
                quotes = (quote_in(sentence, purpose), *cells)
                reason = msg("all of it is called basic expenditure; the table has projects in it")
                yield Contradiction(Kind.TEXT_VS_TABLE, quotes, reason, _LIKELY)


def _behind(text: str, marks: Sequence[str]) -> str:
    return next((text[text.index(mark) :] for mark in marks if mark in text), "")


def _differs_little(one: str, other: str) -> bool:
    if one == other or min(len(one), len(other)) < _LONG:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= _NEAR
    return one_slip_apart(one, other)


def _amount(item: Item) -> Said | None:
    """Return the amount of an item in its paragraph: what was spent, or else the first."""
    inside = [one for one in item.paragraph.said if one.is_money]
    spent = [one for one in inside if one.is_spent and not one.is_planned]
    if spent:
        return spent[0]
    own = [
        one
        for one in inside
        if one.sentence is item.sentence and not one.is_compared and not one.is_change
    ]
    return own[0] if own else None
