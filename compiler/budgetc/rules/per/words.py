"""The words that tell what an indicator is of: `schema/targets.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetc.resources import Resources

NAME = "schema/targets.json"


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Names of indicators that are of another class than officers often put them under.

    Attributes:
        name: a pattern.
        classes: the wrong ones.
        belongs: the right one.
    """

    name: re.Pattern[str]
    classes: frozenset[str]
    belongs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetWords:
    """The words.

    Attributes:
        comparisons: before a number, and the operator that each means.
        endings: the same after a number.
        units: what numbers are of, where nothing else shows that words are a number.
        percent: the unit of shares.
        beyond_hundred: in names of percentages that may be more than 100.
        goal_number: how a number stands in a goal: no ordinal, no end of a range.
        compound_units: longer words that begin like a unit and are another one, or none.
        cost: classes of cost that the budget pays.
        environmental_cost: classes of cost that nature pays.
        unit_price: in names of costs that are no total.
        no_value: what is typed where there is no value.
        misplaced: names under the wrong class.
        capital: economic items of building and buying.
        environment: function items of protecting the environment.
        environment_administration: those of them that are office work.
    """

    comparisons: Mapping[str, str]
    endings: Mapping[str, str]
    units: frozenset[str]
    percent: frozenset[str]
    beyond_hundred: tuple[str, ...]
    goal_number: re.Pattern[str]
    compound_units: tuple[str, ...]
    cost: frozenset[str]
    environmental_cost: frozenset[str]
    unit_price: tuple[str, ...]
    no_value: frozenset[str]
    misplaced: tuple[Misplaced, ...]
    capital: frozenset[str]
    environment: frozenset[str]
    environment_administration: frozenset[str]


@cache
def target_words(resources: Resources) -> TargetWords:
    """Return the words.

    Raises:
        DataFaultError: the file is missing, or cannot be understood.
    """
    return resources.parsed(NAME, _parse)


def _parse(text: str) -> TargetWords:
    given: Mapping[str, Any] = json.loads(text)
    return TargetWords(
        comparisons=given["comparisons"],
        endings=given["endings"],
        units=frozenset(given["units"]),
        percent=frozenset(given["percent"]),
        beyond_hundred=tuple(given["beyond_hundred"]),
        goal_number=re.compile(given["goal_number"]),
        compound_units=tuple(given["compound_units"]),
        cost=frozenset(given["cost"]),
        environmental_cost=frozenset(given["environmental_cost"]),
        unit_price=tuple(given["unit_price"]),
        no_value=frozenset(given["no_value"]),
        misplaced=tuple(map(_misplaced, given["misplaced"])),
        capital=frozenset(given["capital"]),
        environment=frozenset(given["environment"]),
        environment_administration=frozenset(given["environment_administration"]),
    )


def _misplaced(given: Mapping[str, Any]) -> Misplaced:
    return Misplaced(re.compile(given["name"]), frozenset(given["classes"]), given["belongs"])
