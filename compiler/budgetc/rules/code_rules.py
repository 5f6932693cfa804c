"""What codes must agree with beyond the lists themselves: `schema/code_rules.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from budgetc.files.data import Resources
from budgetc.numbers.values import Code

NAME = "schema/code_rules.json"


@dataclass(frozen=True, slots=True)
class FundRule:
    """Functions, by the digits they begin with, and the funds that may pay for them."""

    functions: tuple[str, ...]
    funds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeRule:
    """A function, and the types of unit that may have it."""

    function: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Purchases:
    """How an item that buys an asset is told by its words.

    Attributes:
        economic: the class (类) it should not stand under.
        acts: words for buying.
        things: words for what lasts.
        other: words that make it something else, such as 维修.
        exempt: items of the class that buy things by their own name.
    """

    economic: str
    acts: tuple[str, ...]
    things: tuple[str, ...]
    other: tuple[str, ...]
    exempt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What some functions are about.

    Attributes:
        functions: by the digits they begin with.
        names: words that speak of these functions and of no others.
        words: words that fit a line of these functions, whatever else it says.
    """

    functions: tuple[str, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeRules:
    """The lists of the file, each under its key."""

    retirement_function: tuple[Code, ...]
    retirement_economic: tuple[Code, ...]
    pension: tuple[Code, ...]
    annuity: tuple[Code, ...]
    funds: tuple[FundRule, ...]
    group_exceptions: frozenset[str]
    unit_types: tuple[TypeRule, ...]
    purchases: Purchases
    topics: tuple[Topic, ...]


@cache
def code_rules(resources: Resources) -> CodeRules:
    """Return the lists of a workspace.

    Raises:
        DataFaultError: a list is missing or cannot be understood.
    """
    return resources.parsed_as_shipped(NAME, _parse)


def _parse(text: str) -> CodeRules:
    data = json.loads(text)
    retirement, pensions, buys = (
        data["retirement"],
        data["occupational_pension"],
        data["purchases"],
    )
    return CodeRules(
        retirement_function=_codes(retirement["function"]),
        retirement_economic=_codes(retirement["economic"]),
        pension=_codes(pensions["pension"]),
        annuity=_codes(pensions["annuity"]),
        funds=tuple(FundRule(tuple(r["functions"]), tuple(r["funds"])) for r in data["funds"]),
        group_exceptions=frozenset(data["group_exceptions"]),
        unit_types=tuple(TypeRule(r["function"], tuple(r["types"])) for r in data["unit_types"]),
        purchases=Purchases(
            buys["economic"],
            tuple(buys["acts"]),
            tuple(buys["things"]),
            tuple(buys["other"]),
            tuple(buys["except"]),
        ),
        topics=tuple(
            Topic(tuple(t["functions"]), tuple(t["names"]), tuple(t["words"]))
            for t in data["topics"]
        ),
    )


def _codes(written: Iterable[str]) -> tuple[Code, ...]:
    return tuple(Code(code) for code in written)
