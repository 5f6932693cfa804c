"""Money: whole numbers of the smallest unit inside, a named unit at the edges, one rounding rule.

An amount is an `int` of 分 (1 元 = 100 分), or of the smallest unit of another currency, from the
moment it is read. Units such as 元 and 万元 are data (`schema/units.json`); they matter where an
amount is read and where it is shown, nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from budgetc.diagnostics.messages import Bilingual, Message, ReasonedError, msg
from budgetc.diagnostics.suggest import choices
from budgetc.frozen import frozen

if TYPE_CHECKING:
    from fractions import Fraction


@frozen()
class Unit:
    """A unit of money.

    Attributes:
        name: as officers write it.
        fen: how many of the smallest unit of its currency it is worth; a power of ten.
        currency: the code of its currency; empty where the units say none.
        smallest: what the smallest unit is called, if the currency says so.
        is_money: whether it is one, and not posts or pieces, which are counted alike.
        signs: of its currency, as formats of cells show them.
        leads: whether messages set it before its number, and cents in full: $1,950.50.
        separator: between groups of three digits of a number in messages.
        point: between the whole number and its decimals in messages.
    """

    name: str
    fen: int
    currency: str = ""
    smallest: Bilingual | None = None
    is_money: bool = True
    signs: tuple[str, ...] = ()
    leads: bool = False
    separator: str = ""
    point: str = "."

    @property
    def decimals(self) -> int:
        """How many decimals reach down to the smallest unit."""
        return len(str(self.fen)) - 1

    @property
    def least(self) -> Message:
        """The smallest amount there is: one cent, or 0.01 of the unit."""
        if self.smallest is None:
            return money_text(1, self)
        return msg("one {smallest}", smallest=self.smallest)


class FinerThanFenError(ValueError):
    """An amount that is no whole number of the smallest unit."""


UNITS = "schema/units.json"
"""The data file that says what each unit is worth."""


class UnitsError(ReasonedError):
    """What is wrong with `units.json`.

    Attributes:
        path: the keys that lead to what is.
        hint: the way out.
    """

    def __init__(self, path: tuple[str, ...], reason: Message, hint: Message | None = None) -> None:
        super().__init__(reason)
        self.path = path
        self.hint = hint


def load_units(text: str) -> Mapping[str, Unit]:
    """Read `units.json`: currencies, each with its units, signs and what its smallest is called.

    A unit that stands under no currency is of one without a name, as all such units are.

    Raises:
        UnitsError: there is none, a key is unknown or lacks, one is not worth a power of ten of the
            smallest unit, or a mark would stand for thousands and for the decimal point.
    """
    units: dict[str, Unit] = {}
    for name, told in json.loads(text).items():
        if isinstance(told, Mapping):
            own = _of_currency(name, told)
            for unit in own.keys() & units.keys():
                raise UnitsError(
                    (name, "units", unit),
                    msg("{unit} is a unit of {currency} already", unit=unit,
                        currency=units[unit].currency or unit),
                )  # fmt: skip
            units |= own
        else:
            units[name] = Unit(name, _power_of_ten(told, (name,)))
    if not units:
        raise UnitsError((), msg("there is no unit"))
    return units


def _of_currency(currency: str, told: Mapping[str, Any]) -> Mapping[str, Unit]:
    """Return the units of a currency by name."""
    _check_keys((currency,), told, _KEYS, ("smallest", "units"))
    if not isinstance(told["smallest"], Mapping) or not told["smallest"]:
        problem = msg('smallest names the smallest unit in each language: "en", "zh" or both')
        raise UnitsError((currency, "smallest"), problem)
    _check_keys((currency, "smallest"), told["smallest"], _LANGUAGES)
    if not isinstance(told["units"], Mapping):
        raise UnitsError((currency, "units"), msg("each unit stands there with what it is worth"))
    signs = told.get("signs", [])
    if not isinstance(signs, list) or not all(isinstance(one, str) for one in signs):
        problem = msg('signs are a list of texts, such as ["$"]')
        raise UnitsError((currency, "signs"), problem)
    en, zh = (str(told["smallest"].get(one, "")) for one in _LANGUAGES)
    separator, point = str(told.get("separator", "")), str(told.get("point", "."))
    if separator == point:
        reason = msg(
            "{name}: {mark} stands for thousands and for the decimal point; say "
            '"point": with the mark of decimals',
            name=currency,
            mark=point,
        )
        raise UnitsError((currency, "separator"), reason)
    return {
        unit: Unit(
            unit,
            _power_of_ten(worth, (currency, "units", unit)),
            currency,
            Bilingual(en or zh, zh or en),
            signs=tuple(signs),
            # A name of several words would run into the digits.
            leads=bool(told.get("leads")) and " " not in unit,
            separator=separator,
            point=point,
        )
        for unit, worth in told["units"].items()
    }


_KEYS = ("smallest", "units", "signs", "leads", "separator", "point")
"""What is said of a currency."""

_LANGUAGES = ("en", "zh")
"""In which its smallest unit has a name; one alone serves both."""


def _check_keys(
    path: tuple[str, ...], told: object, known: tuple[str, ...], needed: tuple[str, ...] = ()
) -> None:
    """See to it that a mapping has what it needs, and nothing that means nothing.

    Raises:
        UnitsError: it has not, or has.
    """
    keys = tuple(told) if isinstance(told, Mapping) else ()
    for key in keys:
        if key not in known and not str(key).startswith("$"):  # $comment and the like say nothing
            problem = msg("the key {key} is not known here", key=str(key))
            raise UnitsError((*path, str(key)), problem, choices(str(key), known))
    lacking = next((key for key in needed if key not in keys), None) if keys else known[0]
    if lacking is not None:
        raise UnitsError(path, msg("{name} has no key {key}", name=path[-1], key=lacking))


def _power_of_ten(worth: object, path: tuple[str, ...]) -> int:
    if type(worth) is not int or str(worth)[0] != "1" or set(str(worth)[1:]) - {"0"}:
        raise UnitsError(path, msg("each unit is worth 1, 10, 100 … of the smallest"))
    return worth


def to_fen(number: int | Decimal, unit: Unit) -> int:
    """Return a written number of a unit as 分, exactly.

    Raises:
        FinerThanFenError: the number reaches below one 分.
    """
    if isinstance(number, int):
        return number * unit.fen
    numerator, denominator = number.as_integer_ratio()
    fen, rest = divmod(numerator * unit.fen, denominator)
    if rest:
        raise FinerThanFenError(number)
    return fen


def round_ratio(numerator: int, denominator: int) -> int:
    """Return `numerator / denominator` as a whole number, halves away from zero (ROUND_HALF_UP).

    This is the only rounding in the compiler, and it is exact: no float, no intermediate quotient.
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def rounded(value: Fraction | Decimal, decimals: int) -> Decimal:
    """Return a value with so many decimals, halves away from zero."""
    numerator, denominator = value.as_integer_ratio()
    return Decimal(round_ratio(numerator * 10**decimals, denominator)).scaleb(-decimals)


def decimal_text(scaled: int, decimals: int) -> str:
    """Return an integer of 10^-decimals as plain digits: `decimal_text(31466, 2)` is `314.66`."""
    sign = "-" if scaled < 0 else ""
    digits = str(abs(scaled)).rjust(decimals + 1, "0")
    if decimals == 0:
        return sign + digits
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def plain_text(number: int | Decimal) -> str:
    """Return a number in digits, without zeros at the end of its fraction: `314.6`, `100`."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_text(part: int, whole: int) -> str:
    """Return what percentage a part is, to two decimals: `percent_text(1, 8)` is `12.50`."""
    return decimal_text(round_ratio(part * 10_000, whole), 2)


def exact_text(fen: int, unit: Unit) -> str:
    """Return an amount in a unit with every digit it has and none it has not: `314.66`, `5`."""
    whole, rest = divmod(abs(fen), unit.fen)
    sign = "-" if fen < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{str(rest).rjust(unit.decimals, '0').rstrip('0')}"


def number_text(fen: int, unit: Unit) -> str:
    """Return an amount as messages write it beside its unit: exact, `314.66`, `-1,950.50`."""
    number, sign = exact_text(abs(fen), unit), "-" if fen < 0 else ""
    whole, point, rest = number.partition(".")
    if unit.leads and point and unit.decimals <= _CENTS:
        rest = rest.ljust(unit.decimals, "0")
    if unit.separator:
        whole = f"{int(whole):,}".replace(",", unit.separator)
    return f"{sign}{whole}{unit.point}{rest}" if point else f"{sign}{whole}"


_CENTS = 3
"""How many decimals are written in full: those of a thousand dollars would be five."""


def money_text(fen: int, unit: Unit) -> Message:
    """Return an amount as messages name it: exact, with its unit: `314.66 万元`, `-$1,950.50`."""
    if not unit.leads:
        return msg("{number} {unit}", number=number_text(fen, unit), unit=unit.name)
    return Message(led_text(fen, unit))


def led_text(fen: int, unit: Unit) -> str:
    """Return an amount behind its unit, as in `-$1,950.50`; nothing of one that does not lead."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{unit.name}{number_text(abs(fen), unit)}" if unit.leads else ""
