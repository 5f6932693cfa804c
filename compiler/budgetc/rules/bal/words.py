"""The words that explain an amount: `schema/amount_words.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from budgetc.files.data import Resources

NAME = "schema/amount_words.json"


@dataclass(frozen=True, slots=True)
class AmountWords:
    """Words that explain an amount.

    Attributes:
        taken_back: why it is negative.
        rounding: why rounded parts need not add up.
    """

    taken_back: tuple[str, ...]
    rounding: tuple[str, ...]


@cache
def amount_words(resources: Resources) -> AmountWords:
    """Return the words of a workspace.

    Raises:
        DataFaultError: they are missing or cannot be understood.
    """
    return resources.parsed_as_shipped(NAME, _parse)


def _parse(text: str) -> AmountWords:
    data = json.loads(text)
    return AmountWords(tuple(data["taken_back"]), tuple(data["rounding"]))
