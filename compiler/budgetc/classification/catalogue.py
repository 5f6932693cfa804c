"""The lists of one edition together, and which edition serves a year."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from budgetc.classification.codes import CodeList, read_code_list
from budgetc.resources import Resources

_FOLDER = "schema/classification"


@dataclass(frozen=True, slots=True)
class ItemPair:
    """A function item and an economic item that are the same money in basic expenditure.

    Attributes:
        name: what the money is for.
        function: function items that hold it.
        economic: economic items that hold it.
    """

    name: str
    function: tuple[str, ...]
    economic: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """The code lists that a budget of one year is written in.

    Attributes:
        edition: the year of the lists.
        function: 支出功能分类.
        economic: 部门预算支出经济分类.
        fund: sources of funds; the ids are this project's own.
        pairs: which function and economic items must agree.
        successors: retired function items, and the items that took their place.
    """

    edition: int
    function: CodeList
    economic: CodeList
    fund: CodeList
    pairs: tuple[ItemPair, ...]
    successors: Mapping[str, str]

    def lists(self) -> Mapping[str, CodeList]:
        """Return the lists by the name of the dimension they give."""
        return {"function": self.function, "economic": self.economic, "fund": self.fund}


@cache
def load_catalogue(resources: Resources, year: int) -> Catalogue:
    """Return the lists of a year: its own edition, else the nearest earlier, else the earliest.

    Raises:
        FileNotFoundError: no edition at all.
    """
    editions = sorted(int(name) for name in resources.folders(_FOLDER) if name.isdigit())
    if not editions:
        raise FileNotFoundError(_FOLDER)
    edition = max((e for e in editions if e <= year), default=editions[0])
    folder = f"{_FOLDER}/{edition}"

    def read(name: str) -> CodeList:
        return read_code_list(resources.text(f"{folder}/{name}.csv"))

    pairs = json.loads(resources.text(f"{folder}/item_pairs.json"))
    return Catalogue(
        edition,
        read("functional"),
        read("economic_department"),
        read("funding"),
        tuple(
            ItemPair(p["name"], tuple(p["function"]), tuple(p["economic"])) for p in pairs["pairs"]
        ),
        _successors(resources.text(f"{folder}/functional_successors.csv")),
    )


def _successors(text: str) -> Mapping[str, str]:
    rows = csv.DictReader(io.StringIO(text))
    return {row["code"]: row["successor"] for row in rows}
