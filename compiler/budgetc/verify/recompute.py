"""Every figure made anew of the facts, and told where it is not what it is said to be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from budgetc.diagnostics.messages import Message, msg
from budgetc.numbers.marks import WITH_POINT
from budgetc.numbers.money import Unit
from budgetc.numbers.reading import read_percentage, read_print
from budgetc.verify.carried import Carried, CarriedFigure

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_DIGIT = re.compile("[0-9]")
_PERCENT = "%"


def recomputed(carried: Carried, units: Mapping[str, Unit]) -> Iterator[tuple[str, Message]]:
    """Yield the ids of figures that do not follow from the facts, and what each should be.

    Args:
        carried: by the PDF.
        units: of money, by name.
    """
    worth = {**_worth(carried), **{name: unit.fen for name, unit in units.items()}}
    for figure in carried.figures.values():
        if (wrong := _wrong(figure, carried, worth)) is not None:
            yield figure.id, wrong
    yield from _data(carried)


def _worth(carried: Carried) -> Mapping[str, int]:
    """Return what units of a jurisdiction, as posts, are worth: what most of their figures say."""
    said: dict[str, Counter[int]] = {}
    for figure in carried.figures.values():
        told = _number(figure.exact)
        if told is not None and told[0] and figure.value:
            worth = abs(figure.value) / told[0]
            if worth.denominator == 1:
                said.setdefault(figure.unit, Counter())[worth.numerator] += 1
    return {unit: counts.most_common(1)[0][0] for unit, counts in said.items()}


def _wrong(figure: CarriedFigure, carried: Carried, units: Mapping[str, int]) -> Message | None:
    try:
        exact = _exact(figure, carried, units)
    except (LookupError, ZeroDivisionError, ValueError):
        return msg("what it was made of is not told")
    if exact is None:
        return None
    told = _number(figure.exact)
    if told is None or not _rounds(abs(exact), *told):
        return msg(
            "its facts come to {should}, and it is told as {told}",
            should=_plain(exact),
            told=figure.exact,
        )
    if not _is_printed(figure, abs(exact)):
        return msg(
            "its facts come to {should}, and its text is {told}",
            should=_plain(exact),
            told=figure.text,
        )
    return None


def _exact(figure: CarriedFigure, carried: Carried, units: Mapping[str, int]) -> Fraction | None:
    """Return what a figure is in its own unit; nothing where no number is printed.

    Raises:
        LookupError: what it was made of is not there.
        ValueError: its value is not what it was made of.
    """
    operands = [carried.figures[name] for name in figure.operands]
    if figure.unit == _PERCENT:
        if not _DIGIT.search(figure.text):
            return None
        part, whole = figure.of or [one.value for one in operands]
        for one, printed in zip(operands, figure.of, strict=False):
            if not _is_printed_as(one, printed, units):
                raise ValueError
        if figure.formula == "share":
            return Fraction(100 * part, whole) if whole else Fraction(0)
        if not whole:  # a word of the jurisdiction
            return None
        return Fraction(100 * (part - whole), whole)
    value = figure.value
    if figure.facts:
        value = sum(carried.facts[number] for number in figure.facts)
    elif figure.formula == "sum":
        value = sum(one.value for one in operands) if operands else 0
    elif figure.formula == "difference":
        one, other = operands
        value = one.value - other.value
    return Fraction(value, units[figure.unit]) if figure.unit in units else Fraction(value)


def _is_printed_as(figure: CarriedFigure, printed: int, units: Mapping[str, int]) -> bool:
    """Tell whether what others were made of is what a figure is when it is rounded for print."""
    shown = _shown(figure)
    if shown is None or figure.unit not in units:
        return printed == figure.value
    return bool(abs(printed - figure.value) * 2 * 10 ** shown[1] <= units[figure.unit])


def _is_printed(figure: CarriedFigure, size: Fraction) -> bool:
    """Tell whether the text of a figure is a number, rounded; words that tell none are as good."""
    shown = _shown(figure)
    return not _DIGIT.search(figure.text) if shown is None else _rounds(size, *shown)


def _shown(figure: CarriedFigure) -> tuple[Fraction, int] | None:
    """Return the number that is printed, without its sign, and to how many decimals."""
    text, numbers = figure.text, figure.numbers
    if numbers is None:
        return _number(text)
    if not _DIGIT.search(text):
        is_zero = numbers.zero is not None and text.startswith(numbers.zero)
        return (Fraction(0), numbers.decimals) if is_zero else None
    read = read_percentage if figure.unit == _PERCENT else read_print
    number = read(text, numbers)
    return None if number is None else (abs(number), numbers.decimals)


def _number(text: str) -> tuple[Fraction, int] | None:
    """Return the first number of a text without its sign, and how many decimals it has."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    number, decimals = WITH_POINT.read(found[0])
    return Fraction(number), decimals


def _rounds(exact: Fraction, number: Fraction, decimals: int) -> bool:
    """Tell whether a number is what another one is when it is rounded."""
    return bool(abs(exact - number) * 2 * 10**decimals <= 1)


def _plain(exact: Fraction) -> str:
    """Return a number in digits, no more of them than tell it."""
    return f"{Decimal(exact.numerator) / Decimal(exact.denominator):.4f}".rstrip("0").rstrip(".")


def _data(carried: Carried) -> Iterator[tuple[str, Message]]:
    """Yield where the document as data has another number than its figures."""
    for name, cell in carried.data.cells:
        figure = carried.figures.get(name)
        if figure is not None and figure.exact not in cell:
            yield figure.id, _as_data(figure, cell)
    for name, told in carried.data.figures.items():
        figure = carried.figures.get(name)
        if figure is None or figure.exact != told:
            unknown = msg("the document as data alone has it: {told}", told=str(told)[:80])
            yield name, unknown if figure is None else _as_data(figure, str(told))
    for one in carried.data.prints:
        figure = carried.figures.get(one.id)
        if figure is not None and one.stands != one.text:
            yield figure.id, _as_data(figure, one.stands)


def _as_data(figure: CarriedFigure, told: str) -> Message:
    return msg(
        "it is {should}, and the document as data has {told}", should=figure.exact, told=told[:80]
    )
