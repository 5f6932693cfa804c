"""NAR106: no number is another one with two digits exchanged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

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


@rule("NAR106", looks_at=printed_texts)
def numbers_are_no_other_with_digits_exchanged(context: RuleContext, texts: Texts) -> Findings:
    yield from _documents(context, texts)
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
