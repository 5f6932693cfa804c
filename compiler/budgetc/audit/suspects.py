"""What is most likely wrong, and may be meant: reported where less sure findings are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.said import Paragraph, Said
from budgetc.audit.views import quote_in
from budgetc.diagnostics.messages import msg
from budgetc.lists.print_words import AuditWords
from budgetc.published.likeness import is_short_of
from budgetc.published.model import PrintedRow, PrintedTable, PublishedDocument
from budgetc.published.numbers import NumberReader

_SUSPECT = 40
_FEWEST_WEIGHTS = 3
_FEWEST_SHARED = 2
_LONG_NAME = 8


def weights(
    document: PublishedDocument, audit: AuditWords, reader: NumberReader
) -> Iterator[Contradiction]:
    """Yield columns of weights that do not add up to the whole."""
    for table in document.tables():
        for panel in table.panels:
            for at, column in enumerate(panel.columns):
                if not column.inner.endswith(audit.weights):
                    continue
                numbers = [reader.cell(row.cells[at].text, None) for row in panel.rows]
                found = [number for number in numbers if number is not None]
                total = sum((number.value for number in found), Decimal(0))
                if len(found) >= _FEWEST_WEIGHTS and total != audit.weights_sum:
                    reason = msg(
                        "the weights add up to {sum}, not to {whole}",
                        sum=str(total),
                        whole=audit.weights_sum,
                    )
                    quote = Quote(str(total), f"{table.called}, {column.head}", table.place)
                    off = str(abs(total - int(audit.weights_sum)))
                    yield Contradiction(
                        Kind.ARITHMETIC, (quote,), reason, _SUSPECT,
                        expected=str(audit.weights_sum), difference=off,
                    )  # fmt: skip


def staff_beyond_posts(paragraphs: Sequence[Paragraph]) -> Iterator[Contradiction]:
    """Yield more people at work than there are posts."""
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            for found in paragraph.words.staff.finditer(sentence.text):
                if int(found["staff"]) > int(found["posts"]):
                    quotes = tuple(quote_in(sentence, found[name]) for name in ("staff", "posts"))
                    reason = msg("there are more people at work than posts")
                    yield Contradiction(Kind.TEXT_VS_TABLE, quotes, reason, _SUSPECT)


def shorter_lists(paragraphs: Sequence[Paragraph]) -> Iterator[Contradiction]:
    """Yield lists of named amounts that leave out one of another list with the same amounts."""
    lists: list[dict[str, Said]] = []
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            named = {
                name: one
                for one in paragraph.said_in(sentence)
                if one.is_money and one.number.value and (name := _name(one))
            }
            if len(named) > _FEWEST_SHARED:
                lists.append(named)
    for one in lists:
        for other in lists:
            shared = [
                name
                for name in one.keys() & other.keys()
                if one[name].number.value == other[name].number.value
            ]
            more = [name for name in other if name not in one]
            whole = len(shared) == len(one) and len(shared) > _FEWEST_SHARED
            if whole and len(more) == 1:
                first = next(iter(one.values()))
                quotes = (first.quote, other[more[0]].quote)
                reason = msg("elsewhere the same list also has {name}", name=more[0])
                yield Contradiction(Kind.CROSS_TABLE, quotes, reason, _SUSPECT)


def _name(said: Said) -> str:
    text = "".join(said.clause.split())
    return "" if said.is_compared else text.strip("“”：:、 ")


def other_targets(document: PublishedDocument, audit: AuditWords) -> Iterator[Contradiction]:
    """Yield indicators of two tables with one name, whose values differ by a digit too many."""
    rows = [
        (table, row)
        for table in document.tables()
        for panel in table.panels
        if any(column.inner.endswith(audit.weights) for column in panel.columns)
        for row in panel.rows
    ]
    for at, (table, row) in enumerate(rows):
        for other_table, other in rows[at + 1 :]:
            if table is not other_table and (
                found := _other_target(table, row, other_table, other)
            ):
                yield found


def _other_target(
    table: PrintedTable, row: PrintedRow, other_table: PrintedTable, other: PrintedRow
) -> Contradiction | None:
    for name, value in _values(row):
        for other_name, other_value in _values(other):
            short, long = sorted((name, other_name), key=len)
            if len(short) < _LONG_NAME or not is_short_of(short, long):
                continue
            digits, others = (_digits(text) for text in (value, other_value))
            if digits != others and digits.rstrip("0") == others.rstrip("0") and digits:
                quotes = (
                    Quote(value, f"{table.name}, {name}", row.place),
                    Quote(other_value, f"{other_table.name}, {other_name}", other.place),
                )
                reason = msg("the same indicator has another value elsewhere")
                return Contradiction(Kind.CROSS_TABLE, quotes, reason, _SUSPECT)
    return None


def _values(row: PrintedRow) -> Iterator[tuple[str, str]]:
    """Yield the cells of a row that hold a value, each with the cell before it."""
    for before, cell in zip(row.cells, row.cells[1:], strict=False):
        if _digits(cell.text) and not _digits(before.text) and len(before.text) >= _LONG_NAME:
            yield before.text, cell.text


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
