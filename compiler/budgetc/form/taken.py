"""What people write in cells, taken for what it says; where that is open, they are asked."""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from budgetc.diagnostics.characters import FORBIDDEN, printable, shortened
from budgetc.diagnostics.messages import Message, ReasonedError, enumerated, msg
from budgetc.form.model import CellValue, Choice, Field, Kind
from budgetc.form.number_format import is_word, shown_by
from budgetc.form.returned import Cell
from budgetc.frozen import frozen
from budgetc.numbers.days import day_meant
from budgetc.numbers.money import Unit
from budgetc.numbers.style import LAKHS, THOUSANDS

_NUMBER = re.compile(r"(?P<sign>[-−–]?)(?P<digits>[0-9][0-9,]{0,40}|)(?P<decimals>\.[0-9]{1,20})?")
_APOSTROPHES = str.maketrans("’", "'")
_IN_BRACKETS = re.compile(r"\(([^()−–-][^()]{0,80})\)")
"""A number below zero, as accounts write it."""
_GROUPED = {
    THOUSANDS: re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+"),
    LAKHS: re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]?(?:,[0-9]{2}){1,12},[0-9]{3}"),
}
"""Digits with commas between their groups: 1,234,567, and 12,34,567 where documents print it.

No group begins with a nought: 0,500 is a half, where the point is a comma.
"""
_UNIT = re.compile(r"[^\W\d_]{1,20}$")
_LEADING_ZERO = re.compile(r"0[0-9]")
_CODE = re.compile(r"[0-9][0-9-]{0,20}")
_ANY_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
_POINTED = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\u00ad\u202a-\u202e\u2066-\u2069\ufeff]")
_NOISE = Decimal("0.000000001")
"""What computing with binary fractions leaves of an amount."""
_KEPT = Decimal("0.000001")
_MOST_DIGITS = 20
"""Before the point: with the digits of a smaller unit, that is still counted exactly."""
_MOST_OFFERED = 12
_FLAGS: Mapping[str, bool] = {"true": True, "false": False, "1": True, "0": False}


class NotTakenError(ReasonedError):
    """A cell cannot be taken; says why.

    Attributes:
        hint: what to write.
    """

    def __init__(self, reason: Message, hint: Message | None = None) -> None:
        super().__init__(reason)
        self.hint = hint


@frozen()
class Reading:
    """How the cells of a form are read.

    Attributes:
        unit: of its amounts.
        units: those of money, by name.
        flags: the words for yes and no.
        groups: of digits, as its documents print them.
    """

    unit: Unit
    units: Mapping[str, Unit]
    flags: Mapping[str, bool]
    groups: str = THOUSANDS


def taken(field: Field, cell: Cell, reading: Reading) -> CellValue:
    """Return what a cell says; nothing of an empty one.

    Raises:
        NotTakenError: it cannot be told what it says.
    """
    if cell.is_merged:
        raise NotTakenError(
            msg("this cell is merged with others"), msg("unmerge them, and fill in each cell")
        )
    if cell.is_uncomputed:
        raise NotTakenError(
            msg("this cell holds a formula that was never computed"),
            msg("open the workbook, save it, and import it again; or write the value"),
        )
    if cell.is_blank:
        return None
    if isinstance(cell.value, str) and cell.value.startswith("#") and cell.is_formula:
        raise NotTakenError(
            msg("the formula of this cell ends in the error {error}", error=_quoted(cell.value)),
            msg("write the value"),
        )
    return _TAKING[field.kind](field, cell, reading)


def _amount(_: Field, cell: Cell, reading: Reading) -> Decimal:
    """Return an amount in the unit of the file, down to its smallest unit."""
    unit = reading.unit
    is_text = isinstance(cell.value, str)
    amount = _told_amount(cell, reading) if is_text else _shown_amount(cell, reading)
    if (amount * unit.fen) % 1:
        kept = amount.quantize(_KEPT)
        if abs(kept - amount) > _NOISE or (kept * unit.fen) % 1:
            raise NotTakenError(
                msg(
                    "{amount} has more digits than the smallest amount, {least}",
                    amount=f"{amount:f}",
                    least=unit.least,
                ),
                msg("write the amount down to that"),
            )
        amount = kept
    return amount.normalize() if amount else Decimal(0)


def _told_amount(cell: Cell, reading: Reading) -> Decimal:
    """Return the amount of a text: it may say its unit, and stand in brackets for less than 0."""
    text, unit = _without_unit(_with_minus(re.sub(r"\s", "", _folded(cell))), reading)
    amount = _of_digits(_with_minus(text), reading)
    if amount is None or unit.currency != reading.unit.currency:
        raise NotTakenError(
            msg("{text} is no amount", text=_quoted(str(cell.value))),
            msg(
                "write digits and a point, such as 1234.50, or with the unit, such as {example}; "
                "0 where there is none",
                example=_example(text, reading),
            ),
        )
    return amount * unit.fen / reading.unit.fen


def _with_minus(text: str) -> str:
    found = _IN_BRACKETS.fullmatch(text)
    return f"-{found[1]}" if found else text


def _without_unit(text: str, reading: Reading) -> tuple[str, Unit]:
    """Return an amount without the unit behind its digits or before them, and that unit."""
    sign = text[: text[:1] in {"-", "−", "–"}]
    rest = text.removeprefix(sign)
    for name in sorted(reading.units, key=len, reverse=True):
        unit, (first, *others) = reading.units[name], _fold(name).split()
        if not unit.is_money:
            continue
        word, behind = "".join((first, *others)), "".join(others)
        if rest.endswith(word):
            number = rest.removesuffix(word)
            for mark in map(_fold, unit.signs):  # alone it says nothing of 万元
                number = number.removeprefix(mark)
            return sign + number, unit
        if rest.startswith(word):
            return sign + rest.removeprefix(word), unit
        if behind and rest.startswith(first) and rest.endswith(behind):  # $1.2 million
            return sign + rest.removeprefix(first).removesuffix(behind), unit
    return text, reading.unit


def _example(text: str, reading: Reading) -> str:
    """Return an amount with its unit: that of a text whose unit was cut short, where it was."""
    known = [
        name
        for name, unit in reading.units.items()
        if unit.is_money and unit.currency == reading.unit.currency
    ]
    cut = _UNIT.search(text)
    meant = [name for name in known if cut and name.startswith(cut.group())]
    if cut and len(meant) == 1 and _of_digits(text[: cut.start()], reading) is not None:
        return text[: cut.start()] + meant[0]
    return f"1000{reading.unit.name}"


def _shown_amount(cell: Cell, reading: Reading) -> Decimal:
    """Return the amount that a number is shown as, whose format may say a unit."""
    amount = _of_number(cell)
    shown = shown_by(cell.format, amount)
    words = shown.words
    named: dict[str, list[Unit]] = {}
    for one in reading.units.values():
        named.setdefault("".join(filter(is_word, one.name)), []).append(one)
    for sign in reading.unit.signs if words not in named else ():
        words = words.replace(sign, "")
    hint = msg("format it as a number, and write the amount in {unit}", unit=reading.unit.name)
    if not amount or not (words or shown.hides_digits):
        return amount
    if shown.has_condition:
        raise NotTakenError(
            msg(
                "how this cell shows {number} depends on its size: {format}",
                number=f"{amount:f}",
                format=_quoted(cell.format),
            ),
            hint,
        )
    if not words or shown.has_point:
        raise NotTakenError(
            msg("this cell shows its number {number} as a smaller one", number=f"{amount:f}"), hint
        )
    meant = [one for one in named.get(words, ()) if one.currency == reading.unit.currency]
    if len(meant) != 1 or not meant[0].is_money:
        raise NotTakenError(
            msg(
                "this cell shows “{words}” beside its number {number}",
                words=_quoted(words),
                number=f"{amount:f}",
            ),
            hint,
        )
    return amount.scaleb(-3 * shown.thousands) * meant[0].fen / reading.unit.fen


def says_unit(cell: Cell) -> bool:
    """Tell whether the format of a number shows a unit beside it."""
    return isinstance(cell.value, int | float) and bool(shown_by(cell.format, cell.value).words)


def _of_digits(text: str, reading: Reading) -> Decimal | None:
    """Return the number that a text is, with the marks of its money, or with commas and a point.

    What stands between groups of digits does so between all of them, or nowhere.
    """
    grouped = _GROUPED[reading.groups]
    own = _plain(_with_usual_marks(text, reading.unit), grouped)
    return _plain(text, grouped) if own is None else own


def _with_usual_marks(text: str, unit: Unit) -> str:
    """Return a number that has the marks of a currency with commas and a point for them."""
    marks = {unit.separator.translate(_APOSTROPHES): ",", unit.point: "."}
    return "".join(marks.get(one, one) for one in text.translate(_APOSTROPHES))


def _plain(text: str, grouped: re.Pattern[str]) -> Decimal | None:
    found = _NUMBER.fullmatch(text)
    if found is None or not (found["digits"] or found["decimals"]):
        return None
    digits = found["digits"]
    if "," in digits and not grouped.fullmatch(digits):
        return None
    number = Decimal(digits.replace(",", "") + (found["decimals"] or "") or "0")
    if number.adjusted() >= _MOST_DIGITS:
        return None
    return -number if found["sign"] else number


def _of_number(cell: Cell) -> Decimal:
    """Return the number of a cell that holds one.

    Raises:
        NotTakenError: it holds a day or something else, or more than is ever counted.
    """
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotTakenError(
            msg("{text} is no number", text=_quoted(str(value))), msg("write a number")
        )
    number = Decimal(repr(value)) if math.isfinite(value) else None
    if number is None or number.adjusted() >= _MOST_DIGITS:
        raise NotTakenError(
            msg("a number has at most {limit} digits", limit=_MOST_DIGITS), msg("write a number")
        )
    return number + 0


def _number(field: Field, cell: Cell, reading: Reading) -> int | Decimal:
    is_whole = field.kind is Kind.WHOLE
    text = _folded(cell) if isinstance(cell.value, str) else ""
    number = _of_digits(text, reading) if text else _of_number(cell)
    if number is None or (is_whole and number % 1):
        raise NotTakenError(
            msg("{text} is no whole number", text=_quoted(str(cell.value)))
            if is_whole
            else msg("{text} is no number", text=_quoted(str(cell.value))),
            msg("write digits alone"),
        )
    return int(number) if not number % 1 else number.normalize()


def _number_or_words(field: Field, cell: Cell, reading: Reading) -> CellValue:
    if "%" in cell.format and not isinstance(cell.value, str):
        raise NotTakenError(
            msg("this cell shows its number as a percentage"),
            msg("format it as text or number, write 95, and % as the unit"),
        )
    if isinstance(cell.value, str):
        number = _of_digits(_folded(cell), reading)
        if number is None or _LEADING_ZERO.match(_folded(cell)):  # of a phone's number, it counts
            return _words(field, cell, reading)
    else:
        number = _of_number(cell)
    return int(number) if not number % 1 else number.normalize()


def _code(field: Field, cell: Cell, _: Reading) -> str:
    """Return a code: as its list has it, with its name behind it, or by its name alone."""
    text = " ".join(_folded(cell).split())
    if not isinstance(cell.value, str):
        text = _code_of_number(field, _of_number(cell))
    text = _joined(text, field)
    names = {one.value: " ".join(_fold(one.shown).split()[1:]) for one in field.choices}
    first, *rest = text.split(" ", 1)
    named = [value for value, name in names.items() if name == text]
    if len(named) == 1 and first not in names:
        return named[0]
    code = _code_alone(first, field)
    if code is None or (rest and code not in names and not _has_digits_alone(field)):
        reason = (
            msg("several codes are called {name}", name=_quoted(text))
            if named
            else msg("{text} is no code", text=_quoted(text))
        )
        raise NotTakenError(reason, msg("write the code alone"))
    if lengths := _lengths_but(len(code), field):
        raise NotTakenError(
            msg("{code} has {count} digits, and no such code has", code=code, count=len(code)),
            msg("write a code of so many digits: {lengths}", lengths=enumerated(lengths)),
        )
    official, name = names.get(code), "".join(rest)
    if name and official is not None and _clean(name) != official:
        raise NotTakenError(
            msg(
                "{code} is {official}, and the cell calls it {name}",
                code=code,
                official=official,
                name=_quoted(name),
            ),
            msg("write the code alone, if the code is right"),
        )
    return code


def _joined(text: str, field: Field) -> str:
    """Return a code without the blanks that published tables set between its levels: 205 02 02."""
    code = text.replace(" ", "")
    return code if code.isdecimal() and any(one.value == code for one in field.choices) else text


def _code_of_number(field: Field, number: Decimal) -> str:
    """Return the code that a number is, whose first and last 0 no spreadsheet keeps."""
    codes = [one.value for one in field.choices]
    same = [code for code in codes if _POINTED.fullmatch(code) and Decimal(code) == number]
    if len(same) > 1:
        raise NotTakenError(
            msg("this number may be several codes: {codes}", codes=enumerated(same)),
            msg("format the cell as text, and write the code"),
        )
    return same[0] if same else f"{number.normalize():f}"


def _code_alone(text: str, field: Field) -> str | None:
    """Return what stands for a code, as its list has it; nothing where no list has such codes."""
    if any(one.value == text for one in field.choices):
        return text
    if _has_digits_alone(field):
        return text.replace("-", "") if _CODE.fullmatch(text) else None
    return text if _ANY_CODE.fullmatch(text) else None  # the checks know whether there is one


def _has_digits_alone(field: Field) -> bool:
    """Tell whether a list has codes of digits alone, between whose levels hyphens may stand."""
    return all(one.value.isascii() and one.value.isdecimal() for one in field.choices)


def _lengths_but(length: int, field: Field) -> tuple[str, ...]:
    """Return how many digits the codes of a list have; nothing if some have as many as one has.

    Nor of a list whose codes are more than digits: their length tells nothing.
    """
    lengths = {len(one.value) for one in field.choices}
    is_told = _has_digits_alone(field) and length not in lengths
    return tuple(map(str, sorted(lengths))) if is_told else ()


def _day(_: Field, cell: Cell, __: Reading) -> str:
    if isinstance(cell.value, datetime.datetime | datetime.date):
        return f"{cell.value:%Y-%m-%d}"
    day = day_meant(_folded(cell)) if isinstance(cell.value, str) else None
    if day is None:
        raise NotTakenError(
            msg("{text} is no day", text=_quoted(str(cell.value))),
            msg("write it as 2024-02-08"),
        )
    return day


def _choice(field: Field, cell: Cell, _: Reading) -> str:
    text = _folded(cell)
    known: dict[str, Choice] = {}
    for one in field.choices:
        known.setdefault(one.value, one)
        for word in (one.shown, *one.also):
            known.setdefault(_fold(word), one)
    text = _SIGNS.get(text, text)
    if text not in known:
        offered = [one.shown for one in field.choices]
        raise NotTakenError(
            msg("{text} is none of the words for it", text=_quoted(text)),
            msg("choose one of: {words}", words=enumerated(offered[:_MOST_OFFERED])),
        )
    return known[text].value


_SIGNS: Mapping[str, str] = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<="}


def _flag(_: Field, cell: Cell, reading: Reading) -> bool:
    if isinstance(cell.value, bool):
        return cell.value
    known = {**_FLAGS, **reading.flags}
    text = _folded(cell).casefold()
    if text not in known:
        raise NotTakenError(
            msg("{text} is neither yes nor no", text=_quoted(str(cell.value))),
            msg("choose one of: {words}", words=enumerated(("true", "false", *reading.flags))),
        )
    return known[text]


def _words(_: Field, cell: Cell, __: Reading) -> str:
    text = _text(cell).strip()
    if "\n" in text or "\r" in text:
        raise NotTakenError(
            msg("the text of this cell has more than one line"), msg("write it on one line")
        )
    return _clean(text)


def _items(_: Field, cell: Cell, __: Reading) -> tuple[str, ...]:
    lines = (_clean(line) for line in _text(cell).splitlines())
    return tuple(line for line in lines if line)


def _text(cell: Cell) -> str:
    """Return a cell as text; a whole number without the fraction that spreadsheets keep."""
    value = cell.value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, int | float):
        return f"{_of_number(cell).normalize():f}"
    text = str(value)
    if FORBIDDEN.search(_UNSEEN.sub("", text)):
        raise NotTakenError(
            msg("the text of this cell holds a character that no text may hold"),
            msg("type the text anew"),
        )
    return text


def _clean(text: str) -> str:
    """Return a text without the blanks around it, and without what nobody sees."""
    return _UNSEEN.sub("", text).strip()


def _folded(cell: Cell) -> str:
    """Return a text with its full-width signs as the usual ones."""
    return _fold(_text(cell))


def _fold(text: str) -> str:
    return _clean(unicodedata.normalize("NFKC", text))


def _quoted(text: str) -> str:
    return shortened(printable(text))


_TAKING: Mapping[Kind, Callable[[Field, Cell, Reading], CellValue]] = MappingProxyType(
    {
        Kind.AMOUNT: _amount,
        Kind.WHOLE: _number,
        Kind.NUMBER: _number,
        Kind.CODE: _code,
        Kind.DAY: _day,
        Kind.CHOICE: _choice,
        Kind.FLAG: _flag,
        Kind.NUMBER_OR_WORDS: _number_or_words,
        Kind.WORDS: _words,
        Kind.ITEMS: _items,
    }
)
