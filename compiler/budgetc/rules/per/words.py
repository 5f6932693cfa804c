"""The words that tell what an indicator is of: `schema/targets.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetc.files.data import Resources

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
        more_is_better: names of rates that have to be reached, such as 合格率.
        turned: in such names, what makes less of it better, or leaves it open.
        less_is_better: names of what has to be kept low, such as 差错率.
        less_is_better_turned: in such names, what makes more of it better.
        quantities: classes of work that has to be done.
        capped: in names of quantities that may have a limit.
        cost_name: names of costs, whatever their class.
        saved: in names of costs, what makes more of it better.
        rate: names of shares.
        rate_units: what shares are counted in.
        rate_in_other_units: names and units of rates that are no shares.
        second_levels: the usual second-level classes (二级指标).
        clause_end: what ends a clause of a goal.
        same_count: units that stand for each other.
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
    more_is_better: re.Pattern[str]
    turned: re.Pattern[str]
    less_is_better: re.Pattern[str]
    less_is_better_turned: re.Pattern[str]
    quantities: frozenset[str]
    capped: re.Pattern[str]
    cost_name: re.Pattern[str]
    saved: re.Pattern[str]
    rate: re.Pattern[str]
    rate_units: frozenset[str]
    rate_in_other_units: re.Pattern[str]
    second_levels: tuple[str, ...]
    clause_end: re.Pattern[str]
    same_count: tuple[frozenset[str], ...]


@cache
def target_words(resources: Resources) -> TargetWords:
    """Return the words.

    Raises:
        DataFaultError: the file is missing, or cannot be understood.
    """
    return resources.parsed_as_shipped(NAME, _parse)


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
        more_is_better=re.compile(given["more_is_better"]),
        turned=re.compile(given["turned"]),
        less_is_better=re.compile(given["less_is_better"]),
        less_is_better_turned=re.compile(given["less_is_better_turned"]),
        quantities=frozenset(given["quantities"]),
        capped=re.compile(given["capped"]),
        cost_name=re.compile(given["cost_name"]),
        saved=re.compile(given["saved"]),
        rate=re.compile(given["rate"]),
        rate_units=frozenset(given["rate_units"]),
        rate_in_other_units=re.compile(given["rate_in_other_units"]),
        second_levels=tuple(given["second_levels"]),
        clause_end=re.compile(given["clause_end"]),
        same_count=tuple(map(frozenset, given["same_count"])),
    )


def _misplaced(given: Mapping[str, Any]) -> Misplaced:
    return Misplaced(re.compile(given["name"]), frozenset(given["classes"]), given["belongs"])
