"""The years of the prose: those of amounts and periods, and those that changes are told against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetc.audit.items import Item
from budgetc.audit.model import Contradiction, Kind
from budgetc.audit.said import BREAKS, Paragraph, Said, years_in
from budgetc.audit.views import half, quote_in, worth
from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import frozen
from budgetc.lists import Found
from budgetc.lists.print_words import AuditWords
from budgetc.published.model import PrintedSentence, PublishedDocument
from budgetc.published.words import squeezed

_LIKELY = 80
_UNSURE = 70


@frozen()
class _Base:
    """A year that an amount is compared with.

    Attributes:
        words: as printed.
    """

    year: int
    words: str
    sentence: PrintedSentence


def wrong_years(paragraphs: Sequence[Paragraph], year: int) -> Iterator[Contradiction]:
    """Yield the changes that are told against another year than the one before.

    Only where most are told against that. Final accounts are compared with the budget of their own
    year as well.

    Args:
        paragraphs: of the document.
        year: that the document is of; 0 where it is not known.
    """
    bases = [one for paragraph in paragraphs for one in _bases(paragraph)] if year else []
    usual = [one for one in bases if one.year == year - 1]
    others = [one for one in bases if one.year not in {year, year - 1}]
    for one in others if len(usual) > len(others) else ():
        quotes = (quote_in(one.sentence, one.words), quote_in(usual[0].sentence, usual[0].words))
        reason = msg("elsewhere the changes are told against {year}", year=year - 1)
        yield Contradiction(Kind.COPIED, quotes, reason, _LIKELY)


def _bases(paragraph: Paragraph) -> Iterator[_Base]:
    """Yield the years before the size of a change of money, or before words for none."""
    for sentence in paragraph.sentences:
        said = paragraph.said_in(sentence)
        for found in paragraph.words.base_year.finditer(sentence.text):
            change = next((one for one in said if one.number.start >= found.end), None)
            is_change = change is not None and change.is_money and change.is_change
            clause = squeezed(sentence.text[found.end :])
            for mark in BREAKS:
                clause = clause.partition(mark)[0]
            if is_change or clause.endswith(paragraph.words.same):
                yield _Base(int(found["year"]), found.words, sentence)


def items_of_other_years(items: Sequence[Item], year: int) -> Iterator[Contradiction]:
    """Yield the year of an item whose only amount is that of the tables, while others are of this.

    Args:
        items: of the prose.
        year: that the document is of; 0 where it is not known.
    """
    told = [(item, one) for item in items if year and (one := _only(item)) is not None]
    usual = [(item, one) for item, one in told if set(one.own_years) == {year}]
    others = [(item, one) for item, one in told if one.own_years and year not in one.own_years]
    for item, one in others if len(usual) > len(others) else ():
        if _is_in_tables(one, item):
            _, like = usual[0]
            quotes = (one.quote, like.quote)
            yield Contradiction(Kind.COPIED, quotes, _other(year), _LIKELY)


def _only(item: Item) -> Said | None:
    """Return the amount of an item, if no other is told beside it but a change."""
    said = [one for one in item.paragraph.said if one.is_money and not one.is_change]
    return said[0] if len(said) == 1 else None


def _is_in_tables(one: Said, item: Item) -> bool:
    cells = [row.cells[view.main].number for view, row in item.rows if view.main is not None]
    return any(
        abs(worth(one.number) - worth(cell)) <= half(one.number) + half(cell)
        for cell in cells
        if cell is not None
    )


def empty_tables_of_other_years(
    document: PublishedDocument, audit: AuditWords, year: int
) -> Iterator[Contradiction]:
    """Yield sentences that say of another year why a table is blank, where others say it of this.

    What is left of the year before is of that year.
    """
    told = [
        (int(found["year"]), quote_in(sentence, found.words))
        for sentence in document.sentences()
        for found in audit.blank_table.finditer(sentence.text)
        if not any(word in sentence.text for word in audit.left_over)
        and len({one["year"] for one in audit.year.finditer(found.words)}) == 1
    ]
    usual = [quote for its, quote in told if its == year]
    for its, quote in told if usual else ():
        if its != year:
            yield Contradiction(Kind.COPIED, (quote, usual[0]), _other(year), _LIKELY)


def periods_of_other_years(paragraphs: Sequence[Paragraph]) -> Iterator[Contradiction]:
    """Yield the periods of projects that do not reach into the year of the document.

    What is left to pay of a project is paid when it has ended: 2024年支付尾款.
    """
    for paragraph in paragraphs:
        year, words = paragraph.whose.year, paragraph.words
        headings = "".join(paragraph.section)
        if not year or any(word in headings for word in (*words.left_over, *words.compared)):
            continue
        for sentence in paragraph.sentences:
            for found in words.period.finditer(sentence.text):
                told = f"{paragraph.section[-1] if paragraph.section else ''}{sentence.text}"
                is_period = any(word in told for word in words.period_heads)
                if not is_period or _is_paid_later(paragraph, found):
                    continue
                if not int(found["first"]) <= year <= int(found["last"]):
                    quotes = (quote_in(sentence, found.words),)
                    reason = msg("the document is of {year}", year=year)
                    yield Contradiction(Kind.COPIED, quotes, reason, _UNSURE)


def _is_paid_later(paragraph: Paragraph, period: Found) -> bool:
    """Tell whether a paragraph names the year beside a period, or what is paid behind it."""
    beside, words = paragraph.text.replace(period.words, ""), paragraph.words
    is_named = any(its == paragraph.whose.year for _, its in years_in(beside, words))
    return is_named or any(word in beside for word in words.paid_later)


def days_of_other_years(paragraphs: Sequence[Paragraph]) -> Iterator[Contradiction]:
    """Yield the day that accounts tell assets of, where it is not the last of their year."""
    for paragraph in paragraphs:
        year = paragraph.whose.year if paragraph.whose.is_final else 0
        told = [
            (int(found["year"]), quote_in(sentence, found.words))
            for sentence in paragraph.sentences
            if any(word in sentence.text for word in paragraph.words.assets)
            for found in paragraph.words.last_day.finditer(sentence.text)
        ]
        for _, quote in told if year and all(its != year for its, _ in told) else ():
            reason = msg("the document is of {year}", year=year)
            yield Contradiction(Kind.COPIED, (quote,), reason, _UNSURE)


def _other(year: int) -> Message:
    return msg("elsewhere it is {year}", year=year)
