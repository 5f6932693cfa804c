"""The words by which sentences of published budgets are taken apart (`schema/published.json`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields

from budgetc.files.data import Resources
from budgetc.lists import money_units
from budgetc.numbers.money import Unit

_FILE = "schema/published.json"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words with a part in comparing.

    Attributes:
        leads: open an enumeration of what money is used for.
        joiners: stand between two items of an enumeration.
        tails: close an enumeration and say nothing.
        changes: stand before the size of a change.
        unit_marks: stand before the unit of a table.
        counters: what things are counted in, after their number.
        units: the units of money, by name.
    """

    leads: tuple[str, ...]
    joiners: tuple[str, ...]
    tails: tuple[str, ...]
    changes: tuple[str, ...]
    unit_marks: tuple[str, ...]
    counters: tuple[str, ...]
    units: Mapping[str, Unit]


def load_vocabulary(resources: Resources) -> Vocabulary:
    """Return the words.

    Raises:
        DataFaultError: the file is missing or wrong.
    """
    said = resources.parsed_as_shipped(_FILE, _words)
    return Vocabulary(**said, units=money_units(resources))


def _words(text: str) -> dict[str, tuple[str, ...]]:
    said = json.loads(text)
    names = [field.name for field in fields(Vocabulary) if field.name != "units"]
    words = {name: tuple(said[name]) for name in names}
    if not all(word and isinstance(word, str) for group in words.values() for word in group):
        raise ValueError("every word is a text that is not empty")
    return words
