"""NAR106: no number is another one with two digits exchanged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, islice

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import one_slip_apart
from budgetc.lists import Found
from budgetc.lists.model import TextLists
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, TypedText, matching
from budgetc.source.origin import Place

_MOST = 40
"""How many numbers of the same digits are compared; more are a list, and no slip of fingers."""

_OF_AN_ISSUER = 2
"""The last letters of an issuer, by which it is told: verbs stand before it without a blank."""

_DIGITS = 3


@rule("NAR106", looks_at=printed_texts)
def numbers_are_no_other_with_digits_exchanged(context: RuleContext, texts: Texts) -> Findings:
    yield from _documents(context, texts)
    yield from _documents_of_one_issuer(context, texts)
    places: dict[str, tuple[str, Place]] = {}
    times: Counter[str] = Counter()
    for number, shown, place in _numbers(context, texts):
        places.setdefault(number, (shown, place))
        times[number] += 1
    if not times:
        yield NotApplicable(msg("no text has a longer number"))
    alike: dict[str, list[str]] = defaultdict(list)
    for number in times:
        alike["".join(sorted(number))].append(number)
    for numbers in alike.values():
        for first, second in combinations(numbers[:_MOST], 2):
            if one_slip_apart(first, second):  # of the same digits: two that changed places
                rarer, usual = sorted((second, first), key=lambda number: times[number])
                shown, place = places[rarer]
                usually, there = places[usual]
                yield Violation(
                    place.span,
                    msg(
                        "“{shown}”: {number} is {other} with two digits exchanged",
                        shown=shown,
                        number=rarer,
                        other=usual,
                    ),
                    related=[
                        Related(
                            there.span, msg("the other number is here: “{shown}”", shown=usually)
                        )
                    ],
                    hint=msg("if they are one number, write it alike in both places"),
                )


def _documents(context: RuleContext, texts: Texts) -> Findings:
    """Compare the numbers of documents that have one title."""
    lint = context.words.texts
    known: dict[str, tuple[str, TypedText]] = {}
    for text in texts:
        if "《" not in text.value:  # as mostly
            continue
        title, _, rest = text.value.partition("《")[2].partition("》")
        if not rest and "〕" not in text.value:
            continue
        numbers = {_number(found, lint) for found in lint.document_number.finditer(text.value)}
        if not title or len(numbers) != 1 or "《" in rest:
            continue
        number = numbers.pop()
        other, first = known.setdefault(title, (number, text))
        if other != number:
            yield Violation(
                text.span(),
                msg("《{title}》 has another number here: {number}", title=title, number=number),
                related=[Related(first.span(), msg("there it is {number}", number=other))],
                hint=msg("look it up, and write it alike in both places"),
            )


def _documents_of_one_issuer(context: RuleContext, texts: Texts) -> Findings:
    """Compare documents that are told by their number alone, before which the issuer stands.

    Two with titles may well be 138 and 183 of one year.
    """
    lint = context.words.texts
    known: list[tuple[str, Found, TypedText]] = []
    for text in texts:
        if "〕" not in text.value or "》" in text.value:
            continue
        for found in lint.document_number.finditer(text.value):
            issuer = text.value[max(0, found.start - _OF_AN_ISSUER) : found.start]
            if len(issuer) == _OF_AN_ISSUER and issuer.isalpha():
                known.append((issuer, found, text))
    times = Counter((issuer, _number(found, lint)) for issuer, found, _ in known)
    first = {(issuer, _number(found, lint)): (found, text) for issuer, found, text in known[::-1]}
    for one, other in combinations(islice(first, _MOST), 2):
        if one[0] != other[0] or not _are_exchanged(first[one][0], first[other][0]):
            continue
        usual, rarer = sorted((other, one), key=lambda key: -times[key])
        text, there = first[rarer][1], first[usual][1]
        if times[rarer] == 1:
            yield Violation(
                text.span(),
                msg(
                    "“{shown}”: {number} is {other} with two digits exchanged",
                    shown=text.around(first[rarer][0]),
                    number=rarer[1],
                    other=usual[1],
                ),
                related=[
                    Related(
                        there.span(),
                        msg(
                            "the other number is here: “{shown}”",
                            shown=there.around(first[usual][0]),
                        ),
                    )
                ],
                hint=msg("if they are one number, write it alike in both places"),
            )


def _are_exchanged(one: Found, other: Found) -> bool:
    """Tell whether the numbers of two documents differ by two digits that changed places.

    Of four digits and more, numbers are compared wherever they stand.
    """
    years, numbers = ((one[key], other[key]) for key in ("year", "number"))
    if years[0] == years[1]:
        return all(len(number) == _DIGITS for number in numbers) and _exchanged(*numbers)
    return numbers[0] == numbers[1] and len(numbers[0]) >= _DIGITS and _exchanged(*years)


def _exchanged(one: str, other: str) -> bool:
    return sorted(one) == sorted(other) and one_slip_apart(one, other)


def _number(found: Found, lint: TextLists) -> str:
    return lint.document_number_form.format(year=found["year"], number=found["number"])


def _numbers(context: RuleContext, texts: Texts) -> Iterator[tuple[str, str, Place]]:
    """Yield the longer numbers of the texts, each with the words around it and its place."""
    numbers = context.words.texts.number_of_a_thing
    codes = (context.catalogue.function, context.catalogue.economic)
    for text in matching(texts, numbers):
        for found in numbers.finditer(text.value):
            if found["phone"] or found["local"]:
                yield _digits(found.words), text.around(found), text.place
            elif not any(found.words in listed for listed in codes):
                yield found.words, text.around(found), text.place
    overall = context.budget.performance
    if overall is not None and overall.phone:
        yield _digits(overall.phone), overall.phone, Place(overall.origin, "phone")


def _digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone))
