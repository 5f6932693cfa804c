"""Units of money as words around numbers and over tables say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from budgetc.frozen import NamedTuple
from budgetc.numbers.money import Unit

Multipliers = tuple[tuple[str, int], ...]
"""Words that multiply a unit, such as million."""


class Worth(NamedTuple):
    """What a unit is worth: how many of the smallest unit of its currency."""

    fen: int
    currency: str

    @classmethod
    def of(cls, unit: Unit) -> Worth:
        """Return that of a unit."""
        return cls(unit.fen, unit.currency)


class UnitWords:
    """Knows what a text says that amounts are in."""

    def __init__(self, units: Iterable[Unit], multipliers: Multipliers) -> None:
        """Prepare the words.

        Args:
            units: of money.
            multipliers: words that may stand beside one.
        """
        known = tuple(units)
        self._least: Mapping[str, int] = {
            currency: min(one.fen for one in known if one.currency == currency)
            for currency in {one.currency for one in known}
        }
        self._multipliers = dict(multipliers)
        forms = dict(self._forms(known))
        self._worth = {_plain(form): worth for form, worth in forms.items()}
        words = sorted(forms, key=len, reverse=True)
        any_word = "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in words)
        # Among other letters or digits it is a part of another word, or stands behind an amount.
        self._any = re.compile(rf"(?<![^\W_])(?:{any_word})(?![^\W_])")

    def said_in(self, text: str) -> tuple[str, Worth] | None:
        """Return the unit that a text says, and what it is worth; nothing if it says none.

        What multiplies it elsewhere in the text, as in “$ (thousands)”, leaves that open.
        """
        found = self._any.search(text)
        if found is None:
            return None
        around = text[: found.start()] + text[found.end() :]
        if any(word in around for word in self._multipliers):
            return None
        return found[0], self._worth[_plain(found[0])]

    def said_by(self, text: str, unit: Unit) -> Worth | None:
        """Return what a text is worth beside amounts in a unit, if it is nothing but a unit."""
        alone = self._multipliers.get(text.strip())
        if alone is not None:
            return Worth(self._least[unit.currency] * alone, unit.currency)
        return self._worth.get(_plain(text))

    def _forms(self, units: tuple[Unit, ...]) -> Iterator[tuple[str, Worth]]:
        """Yield the words for units, names after what is made of others."""
        for unit in units:
            if unit.fen != self._least[unit.currency]:
                continue
            for name in (unit.name, *unit.signs):
                yield name, Worth.of(unit)
                for word, times in self._multipliers.items():
                    worth = Worth(unit.fen * times, unit.currency)
                    for form in (f"{name} {word}", f"{name} {word}s", f"{word}s of {name}"):
                        yield form, worth
        for unit in units:
            yield unit.name, Worth.of(unit)


@lru_cache(maxsize=16)
def unit_words(units: frozenset[Unit], multipliers: Multipliers) -> UnitWords:
    """Return what knows the words of some units."""
    return UnitWords(sorted(units, key=lambda one: one.name), multipliers)


def _plain(text: str) -> str:
    return "".join(text.split())
