"""What a figure has to be, against what it is: the budget's own test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from budgetc.budget.declarations import Expectation
from budgetc.classification import Catalogue
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.document.figures import NoExactValueError, exact_value
from budgetc.document.model import PERCENT, Document, Figure
from budgetc.frozen import frozen
from budgetc.numbers.money import Unit, decimal_text, exact_text, money_text, round_ratio
from budgetc.rules.facts import sum_of
from budgetc.rules.named import NamedFigures, facts_of, parts_of
from budgetc.rules.rule import RuleContext, Violation, amount_named, document_of
from budgetc.rules.suspects import Suspect, suspects_of, with_suspects

_SHOWN = 12
"""How many of the amounts that make a figure a finding lists."""


@frozen(eq=False)
class CheckedDocument:
    """A document whose figures are expected to be something.

    Attributes:
        source: what reports call the source, for the command that shows a derivation.
        unit: the source's, in which amounts are expected unless they name another.
        units: of money and of all else that is counted, by name.
        catalogue: the code lists of its year.
    """

    document: Document
    source: str
    unit: Unit
    units: Mapping[str, Unit]
    catalogue: Catalogue

    def unit_of(self, expected: Expectation, figure: Figure) -> Unit:
        """Return the unit that a figure is expected in: the measure of what is no money."""
        counted = self.units.get(figure.unit, self.unit)
        if not counted.is_money:
            return counted
        return self.units[expected.unit] if expected.unit else self.unit


def checked_document(context: RuleContext) -> CheckedDocument:
    """Return the document of a context.

    Raises:
        NotEvaluated: there is none.
    """
    document = document_of(context)
    file = context.budget.origin.tree.file
    units = {**context.lists.money_units, **context.layout.counted_in}
    return CheckedDocument(document, file, context.unit, units, context.catalogue)


def check_expected(
    expectations: Iterable[Expectation], checked: CheckedDocument
) -> Iterator[Violation]:
    """Yield the expectations that a document does not meet.

    An amount in the source's own unit is compared to the 分. One in another unit is compared as far
    as it is written: 314.66 万元 stands for what rounds to it. So is a percentage.
    """
    named = NamedFigures(checked.document, checked.source)
    for expected in expectations:
        name = named.id_of(expected.figure.strip())
        if (figure := named.figures.get(name)) is not None:
            yield from _check(expected, figure, checked)
        elif name in named.blank:
            yield from _check_blank(expected, checked)
        else:
            problem, hint = named.unknown(name)
            yield Violation(expected.origin.span("figure"), problem, hint=hint)


def _check(expected: Expectation, figure: Figure, checked: CheckedDocument) -> Iterator[Violation]:
    kind, typed = _kind_of(figure), _key_of(expected)
    if typed != kind:
        yield Violation(
            expected.origin.key_span(typed),
            msg("{figure} is no {given}", figure=expected.figure.strip(), given=typed),
            hint=msg("write {kind}: in place of {given}:", kind=kind, given=typed),
        )
        return
    try:
        value = exact_value(figure)
    except NoExactValueError:
        yield Violation(
            expected.origin.span("percent"),
            msg(
                "{figure} compares with nothing or less, so it has no percentage",
                figure=expected.figure,
            ),
            hint=msg("expect the amount instead"),
        )
        return
    written = Decimal(getattr(expected, kind))
    unit = checked.unit_of(expected, figure)
    if kind == "count":
        actual = Decimal(int(value))
    elif kind == "percent":
        actual = _as_written(value, written)
    elif unit == checked.unit or not unit.is_money:
        actual = Decimal(exact_text(int(value), unit))
    else:
        actual = _as_written(value / unit.fen, written)
    if (difference := _missed(expected, written, actual, unit)) is not None:
        way = msg(
            "budgetc trace {source} '{figure}' shows how it is made; mend the amount that is "
            "wrong, here or there",
            source=checked.source,
            figure=expected.figure.strip(),
        )
        suspects = _suspects(expected, figure, checked) if unit == checked.unit else ()
        yield Violation(
            expected.origin.span(kind),
            difference,
            related=_leaves(figure, checked),
            hint=with_suspects(way, suspects, checked.unit),
        )


def _kind_of(figure: Figure) -> str:
    if figure.unit == PERCENT:
        return "percent"
    return "amount" if figure.unit else "count"


def _as_written(value: Fraction, written: Decimal) -> Decimal:
    """Round a value to as many decimals as a number is written with, halves up."""
    exponent = written.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    scaled = round_ratio(value.numerator * 10**decimals, value.denominator)
    return Decimal(decimal_text(scaled, decimals))


def _missed(
    expected: Expectation, written: Decimal, actual: Decimal, counted: Unit
) -> Message | None:
    """Return what an expectation misses by; nothing, if it is met."""
    if written == actual:
        return None
    units = {"amount": counted.name, "percent": PERCENT, "count": ""}
    unit, difference = units[_key_of(expected)], abs(actual - written)
    like_both = difference - difference  # a 0 with the decimals of either
    return msg(
        "{figure} is {actual}, and has to be {expected}: a difference of {difference}",
        figure=expected.figure.strip(),
        actual=_in_unit(actual + like_both, unit),
        expected=_in_unit(written + like_both, unit),
        difference=_in_unit(difference, unit),
    )


def _in_unit(number: Decimal, unit: str) -> Value:
    return msg("{number} {unit}", number=f"{number:f}", unit=unit) if unit else f"{number:f}"


def _key_of(expected: Expectation) -> str:
    """Return under which key an expectation says its number; the schema lets one of them stand."""
    return next(k for k in ("amount", "percent", "count") if getattr(expected, k) is not None)


def _check_blank(expected: Expectation, checked: CheckedDocument) -> Iterator[Violation]:
    key = _key_of(expected)
    written = Decimal(getattr(expected, key))
    unit = checked.units[expected.unit] if expected.unit else checked.unit
    if problem := _missed(expected, written, Decimal(0), unit):
        yield Violation(
            expected.origin.span(key),
            problem,
            hint=msg("the cell is blank: no line of the source belongs to it"),
        )


def _suspects(expected: Expectation, figure: Figure, checked: CheckedDocument) -> Iterator[Suspect]:
    """Yield what may be mistyped: what was expected, and the amounts of which a figure is the sum.

    An amount that is expected in the source's own unit alone is known to the 分.
    """
    wanted = Decimal(expected.amount or 0) * checked.unit.fen
    if expected.amount is None or wanted != int(wanted):
        return
    place, value = expected.origin.span("amount"), int(exact_value(figure))
    missing = int(wanted) - value
    name = msg("{name}: {amount}", name=expected.figure.strip(),
               amount=money_text(int(wanted), checked.unit))  # fmt: skip
    yield Suspect(name, int(wanted), place.line, -missing)
    facts = facts_of(figure)
    if sum_of(facts) == value:
        yield from suspects_of(facts, missing, place.file, checked.catalogue, checked.unit)


def _leaves(figure: Figure, checked: CheckedDocument) -> tuple[Related, ...]:
    """Return the amounts that make a figure, the largest first: they are looked at first."""
    typed = dict.fromkeys(place for part in parts_of(figure) for place in part.places)
    largest = sorted(facts_of(figure), key=lambda fact: -abs(fact.fen or 0))[:_SHOWN]
    return (
        *(
            Related(fact.span, amount_named(checked.catalogue, checked.unit, fact))
            for fact in largest
        ),
        *(Related(place.span, msg("typed here")) for place in [*typed][:_SHOWN]),
    )
