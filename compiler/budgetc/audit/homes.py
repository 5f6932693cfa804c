"""Lists of uses that name what is paid under another function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from budgetc.audit.enumerations import Listed, lists_of
from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.said import Paragraph
from budgetc.audit.views import TableView, worth
from budgetc.classification import Catalogue
from budgetc.diagnostics.messages import msg
from budgetc.frozen import frozen
from budgetc.lists.print_words import AuditWords
from budgetc.published.numbers import normalised

_SURE = 80
_CLASS_DIGITS = 3

Amounts = Mapping[str, tuple[Decimal, Quote]]
"""By code: an amount in 分, and its cell."""


@frozen(eq=False)
class _Home:
    """Economic items whose money is all of some functions, as their amounts tell.

    Attributes:
        function: the class (类) of these.
        name: of the class.
        cell: that prints the money by function.
    """

    function: str
    name: str
    cell: Quote


def uses_of_others(
    paragraphs: Sequence[Paragraph],
    views: Sequence[TableView],
    catalogue: Catalogue,
    audit: AuditWords,
) -> Iterator[Contradiction]:
    """Yield economic items that are listed under a class, while their money is in another.

    Practice says in which functions an item is paid (`homes`); it counts only where the tables have
    the same amount there, to the last digit.

    Args:
        paragraphs: of the document.
        views: its tables.
        catalogue: the official lists.
        audit: the words of lists, and the homes.
    """
    amounts, classes = _amounts(views), _classes(catalogue)
    homes = _homes(amounts, classes, audit)
    codes = {normalised(name): code for name, code in catalogue.economic.by_name.items()}
    for paragraph in paragraphs if homes else ():
        for sentence in paragraph.sentences:
            for listed in lists_of(sentence, frozenset(codes), audit):
                told = _class_told(listed, classes)
                for name in listed.names if told else ():
                    home = homes.get(codes[name])
                    if home is not None and home.function != told:
                        yield _foreign(listed, name, home)


def _foreign(listed: Listed, name: str, home: _Home) -> Contradiction:
    reason = msg("its money is all under {code} {name}", code=home.function, name=home.name)
    return Contradiction(Kind.TEXT_VS_TABLE, (listed.quote(name), home.cell), reason, _SURE)


def _amounts(views: Sequence[TableView]) -> Amounts:
    amounts: dict[str, tuple[Decimal, Quote]] = {}
    for view in views:
        for row, number, quote in view.paid():
            if row.code not in view.repeated:
                amounts.setdefault(row.code, (worth(number), quote))
    return amounts


def _classes(catalogue: Catalogue) -> Mapping[str, str]:
    """Return the classes of functions by their names."""
    entries = catalogue.function.entries.values()
    return {normalised(one.name): one.code for one in entries if len(one.code) == _CLASS_DIGITS}


def _homes(amounts: Amounts, classes: Mapping[str, str], audit: AuditWords) -> dict[str, _Home]:
    names = {code: name for name, code in classes.items()}
    homes: dict[str, _Home] = {}
    for pair in (*audit.equal, *audit.homes):
        functions = [amounts[code] for code in pair.one if code in amounts]
        items = [amounts[code] for code in pair.other if code in amounts]
        equal = sum(amount for amount, _ in functions) == sum(amount for amount, _ in items)
        function = pair.one[0][:_CLASS_DIGITS]
        if functions and items and equal and function in names:
            home = _Home(function, names[function], functions[0][1])
            homes |= dict.fromkeys(pair.other, home)
    return homes


def _class_told(listed: Listed, classes: Mapping[str, str]) -> str:
    """Return the class whose uses a sentence lists: the last one before, with one amount at most.

    Empty where there is none.
    """
    before = normalised(listed.sentence.text[: listed.start])
    told = [(before.rfind(name), len(name), code) for name, code in classes.items()]
    at, _, code = max(told, default=(-1, 0, ""))
    between = [one for one in listed.sentence.numbers if at <= one.start < listed.start]
    return code if at >= 0 and len(between) <= 1 else ""
