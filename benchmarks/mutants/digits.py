"""What fingers do to a number: each function gives the wrong number, or nothing if there is none.

Numbers are texts of plain digits, as they stand in a source.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

WAN = 10_000
"""元 in one 万元."""


def swapped(number: str) -> str | None:
    """Exchange two neighbouring digits: 314.66 becomes 341.66."""
    pairs = [
        i
        for i in range(len(number) - 1)
        if number[i : i + 2].isdigit() and number[i] != number[i + 1]
    ]
    exchanged = (number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in pairs)
    good = [candidate for candidate in exchanged if _plain(candidate)]
    return good[len(good) // 2] if good else None


def mistyped(number: str) -> str:
    """Type one digit wrongly, the middle one, as the next on the keypad: 203.53 becomes 203.63."""
    places = [i for i, character in enumerate(number) if character.isdigit()]
    place = places[len(places) // 2]
    return number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]


def tenfold(number: str) -> str | None:
    """Move the point right: 203.53 becomes 2035.3."""
    return _scaled(number, Decimal(10))


def tenth(number: str) -> str | None:
    """Move the point left: 203.53 becomes 20.353."""
    return _scaled(number, Decimal("0.1"))


def in_yuan(number: str) -> str | None:
    """Type 元 where 万元 are meant: 203.53 becomes 2035300."""
    return _scaled(number, Decimal(WAN))


def in_wan(number: str) -> str | None:
    """Type 万元 where 元 are meant, as they are printed: 16093326 becomes 1609.33."""
    value = (Decimal(number) / WAN).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{value:f}" if value else None


def negated(number: str) -> str | None:
    """Put a minus before a number."""
    return f"-{number}" if Decimal(number) else None


def zeroed(number: str) -> str | None:
    """Leave nothing of a number."""
    return "0" if Decimal(number) else None


def cut(number: str) -> str | None:
    """Lose the last digit: 314.66 becomes 314.6."""
    shorter = number[:-1].removesuffix(".")
    return shorter if shorter and Decimal(shorter) != Decimal(number) else None


def _scaled(number: str, factor: Decimal) -> str | None:
    value = Decimal(number) * factor
    if not value:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(number: str) -> bool:
    """Tell whether a number begins as numbers do: with no 0 before another digit."""
    return not (len(number) > 1 and number[0] == "0" and number[1].isdigit())
