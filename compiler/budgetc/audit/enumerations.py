"""Items that a sentence lists, against the amounts of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.said import Paragraph
from budgetc.audit.views import TableView
from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.lists.print_words import AuditWords
from budgetc.published.model import PrintedSentence
from budgetc.published.numbers import normalised

_SURE = 85
_FEWEST = 3
_ITEM_DIGITS = 5
_AROUND = 40

Paid = Mapping[str, tuple[str, Quote]]
"""By the name of an economic item that has an amount: its code, and the cell."""


@frozen()
class Listed:
    """What a stretch of a sentence lists.

    Attributes:
        sentence: that lists it.
        start: where the stretch begins in the sentence.
        text: the stretch.
        names: of economic items, as listed.
        groups: that it is said to list, if it says so.
    """

    sentence: PrintedSentence
    start: int
    text: str
    names: tuple[str, ...]
    groups: tuple[str, ...]

    def quote(self, name: str) -> Quote:
        """Return a name that it lists, or does not, with how the stretch begins."""
        return Quote(name, self.text[:_AROUND], self.sentence.place, is_prose=True)


def paid_items(views: Sequence[TableView]) -> Paid:
    """Return the economic items that a table has an amount for."""
    paid: dict[str, tuple[str, Quote]] = {}
    for view in views:
        for row, _, quote in view.paid():
            if len(row.code) == _ITEM_DIGITS and row.code[0] == "3":
                paid.setdefault(view.name(row), (row.code, quote))
    return paid


def wrong_lists(
    paragraphs: Sequence[Paragraph], paid: Paid, economic: Mapping[str, str]
) -> Iterator[Contradiction]:
    """Yield lists that name what has no amount, or leave out what has one.

    Args:
        paragraphs: of the document.
        paid: what its tables have amounts for.
        economic: the code of each economic item, by its official name.
    """
    if not paid:
        return
    known = frozenset(map(normalised, economic)) | paid.keys()
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            for listed in lists_of(sentence, known, paragraph.words):
                yield from _wrong(listed, paid, paragraph.words)


def _wrong(listed: Listed, paid: Paid, audit: AuditWords) -> Iterator[Contradiction]:
    unpaid = [name for name in listed.names if name not in paid]
    complete = bool(listed.groups) and not listed.text.rstrip(audit.enumeration_marks).endswith(
        audit.and_so_on
    )
    missing = [
        (name, quote)
        for name, (code, quote) in paid.items()
        if complete and code.startswith(listed.groups) and name not in listed.names
    ]
    left_out = ", ".join(name for name, _ in missing)
    if unpaid and missing:
        reason = msg(
            "no table has an amount for {unpaid}; not listed, though with an amount: {missing}",
            unpaid=", ".join(unpaid),
            missing=left_out,
        )
    elif unpaid:
        reason = msg("no table has an amount for {unpaid}", unpaid=", ".join(unpaid))
    elif missing:
        reason = msg("not listed, though with an amount: {missing}", missing=left_out)
    else:
        return
    said = map(listed.quote, unpaid or ("",))
    quotes = (*said, *(quote for _, quote in missing))
    yield Contradiction(Kind.TEXT_VS_TABLE, quotes, reason, _SURE)


def lists_of(
    sentence: PrintedSentence, known: frozenset[str], audit: AuditWords
) -> Iterator[Listed]:
    """Yield what a sentence with amounts lists.

    Args:
        sentence: of the prose.
        known: names of economic items.
        audit: the words of lists.
    """
    text = sentence.text
    cuts = sorted(
        {0, len(text), *(text.find(key) for key in audit.enumerations if key in text)}
        | {number.start for number in sentence.numbers}
    )
    open_groups: tuple[str, ...] = ()
    money = [n.start for n in sentence.numbers if n.is_money]
    if not money:
        return  # a definition, which lists what there may be
    for start, end in pairwise(cuts):
        part = text[start:end]
        key = next((key for key in audit.enumerations if part.startswith(key)), None)
        if key is not None:
            open_groups = audit.enumerations[key]
        lead = next((word for word in audit.enumeration_leads if word in part), None)
        if lead is None:
            continue
        at = part.index(lead) + len(lead)
        stretch = part[at:]
        entries = _entries(stretch, audit)
        names = tuple(entry for entry in entries if entry in known)
        if len(names) >= _FEWEST:
            yield Listed(sentence, start + at, stretch, names, open_groups)
        open_groups = ()


def _entries(text: str, audit: AuditWords) -> list[str]:
    marks = normalised(audit.enumeration_marks)
    first, others = marks[0], marks[1:]
    plain = normalised(text)
    for mark in (*audit.enumeration_joiners, *others):
        plain = plain.replace(mark, first)
    entries = []
    for entry in plain.split(first):
        bare = entry.strip(" “”")
        for word in audit.and_so_on:
            bare = bare.split(word, 1)[0] if bare.endswith(word) else bare
        entries.append(bare)
    return entries
