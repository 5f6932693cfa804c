"""How wide the columns of a table are: as declared, and none narrower than it has to be."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_LETTER, _NARROW, _CAPITAL, _WIDEST = 14, 10, 17, 21
"""How wide bold letters of a wide font are, in twentieths of their size: most, as i and t,
capitals, as m and w."""
_IDEOGRAPH = 20


def letter_width(letter: str) -> int:
    """Return how wide a bold letter of a wide font is, in twentieths of its size.

    Quotation marks and the like are as wide as ideographs in some fonts.
    """
    if unicodedata.east_asian_width(letter) in "WFA":
        return _IDEOGRAPH
    if letter in "mwMW@%+=<>~":
        return _WIDEST
    return _CAPITAL if letter.isupper() else _NARROW if letter in "fijlrt" else _LETTER


def shared(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return the widths of columns that share a room.

    Args:
        wanted: as declared; they add up to the room.
        least: how wide each has to be; where these need more than the room, all are squeezed alike.
        room: of the whole table.
    """
    narrow = [wide < need for wide, need in zip(wanted, least, strict=True)]
    while True:  # what one column is given, others may then lack
        given = sum(need for need, is_so in zip(least, narrow, strict=True) if is_so)
        rest = sum(wide for wide, is_so in zip(wanted, narrow, strict=True) if not is_so)
        if not given:
            return list(wanted)
        if given >= room or not rest:
            return [need * room / sum(least) for need in least]
        share = (room - given) / rest
        widths = [
            need if is_so else wide * share
            for wide, need, is_so in zip(wanted, least, narrow, strict=True)
        ]
        more = [
            is_so or wide < need for wide, need, is_so in zip(widths, least, narrow, strict=True)
        ]
        if more == narrow:
            return widths
        narrow = more
