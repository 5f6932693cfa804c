"""The lists of one edition together, and which edition serves a year."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import TypeVar

from budgetc.classification.codes import (
    CARRIED_OVER,
    DEFAULT,
    FISCAL,
    FROM_ABOVE,
    CodeList,
    check_columns,
    read_code_list,
)
from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError, Resources, kept
from budgetc.frozen import frozen

_FOLDER = "schema/classification"

BASIC_EXPENDITURE, PROJECTS = "basic_expenditure", "projects"
"""The sections of a source whose lines do not say themselves of which kind they are."""

T = TypeVar("T")


@frozen()
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


@frozen()
class ExpenditureKind:
    """A kind of expenditure (支出类别): basic, project, and what final accounts have besides.

    Attributes:
        id: as a source and a layout write it.
        name: the official one.
        english: its name in English.
        section: the section of a source whose lines are of it.
        told_by: the dimension in which each of its amounts must have a value; empty of some.
    """

    id: str
    name: str
    english: str
    section: str
    told_by: str


@frozen(eq=False)
class Catalogue:
    """The code lists that a budget of one year is written in.

    Attributes:
        edition: the year of the lists.
        function: 支出功能分类.
        economic: 部门预算支出经济分类.
        fund: sources of funds; the ids are this project's own.
        pairs: which function and economic items must agree.
        kinds: of expenditure, by their ids.
        successors: retired function items, and the items that took their place.
        declared: the lists of the dimensions that a jurisdiction declares.
    """

    edition: int
    function: CodeList
    economic: CodeList
    fund: CodeList
    pairs: tuple[ItemPair, ...]
    kinds: Mapping[str, ExpenditureKind]
    successors: Mapping[str, str]
    declared: Mapping[str, CodeList] = field(default_factory=dict)

    def lists(self) -> Mapping[str, CodeList]:
        """Return the lists by the name of the dimension they give."""
        own = {"function": self.function, "economic": self.economic, "fund": self.fund}
        return {**own, **self.declared} if self.declared else own

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of basic expenditure: 人员经费 and 公用经费."""
        return tuple(sorted({e.group for e in self.economic.entries.values() if e.group}))

    def kinds_of(self, section: str) -> tuple[str, ...]:
        """Return the kinds of expenditure that the lines of a section are of."""
        return tuple(kind.id for kind in self.kinds.values() if kind.section == section)

    def fund_group(self, fund: str) -> str:
        """Return the budget a fund belongs to: below 财政拨款 the second level, else the top."""
        top, *below = self.fund.lineage(fund)
        return below[0] if below and top == self.fund.coded(FISCAL) else top

    def name_of(self, dimension: str, code: str) -> str:
        """Return the name of a code; nothing where the dimension has no such code."""
        own: CodeList | None = getattr(self, dimension) if dimension in FILES else None
        codes = own or self.declared.get(dimension)
        entry = codes.get(code) if codes is not None else None
        return entry.name if entry else ""


def load_catalogue(resources: Resources, year: int) -> Catalogue:
    """Return the lists of a year: its own edition, else the nearest earlier, else the earliest.

    A list that the edition lacks is the nearest earlier edition's.

    Raises:
        DataFaultError: there is no edition, or a list cannot be understood.
    """
    found = editions(resources)
    return _edition(resources, max((e for e in found if e <= year), default=found[0]))


@kept
def editions(resources: Resources) -> tuple[int, ...]:
    """Return the years that have lists of their own, in order; there is at least one.

    Raises:
        DataFaultError: there is none.
    """
    names = (name for name in resources.folders(_FOLDER) if name.isascii() and name.isdigit())
    found = tuple(sorted(int(name) for name in names if _has_a_list(resources, name)))
    if not found:
        raise DataFaultError(_FOLDER, msg("there is no edition"))
    return found


def _has_a_list(resources: Resources, edition: str) -> bool:
    """Tell whether a folder of a year is an edition: an empty one says nothing of its codes."""
    return any(resources.has(f"{_FOLDER}/{edition}/{file}") for file in FILES.values())


FILES: Mapping[str, str] = MappingProxyType(
    {
        "function": "functional.csv",
        "economic": "economic_department.csv",
        "fund": "funding.csv",
    }
)
"""The file of the list of each dimension that every year has."""


def place_of(resources: Resources, edition: int, file: str) -> str:
    """Return the data file that an edition has a list in: its own, or an earlier edition's.

    Raises:
        DataFaultError: there is no edition.
    """
    every = editions(resources)
    earlier_first = [e for e in reversed(every) if e <= edition]
    places = (f"{_FOLDER}/{e}/{file}" for e in (*earlier_first, *every))
    return next((p for p in places if resources.has(p)), f"{_FOLDER}/{edition}/{file}")


@kept
def _edition(resources: Resources, edition: int) -> Catalogue:
    def read(name: str, parse: Callable[[str], T]) -> T:
        return resources.parsed(place_of(resources, edition, name), parse)

    function, economic = (read(FILES[one], read_code_list) for one in ("function", "economic"))
    if earlier := [one for one in editions(resources) if one < edition]:
        before = _edition(resources, earlier[-1])
        function, economic = function.after(before.function), economic.after(before.economic)
    return Catalogue(
        edition,
        function,
        economic,
        read(FILES["fund"], _funds),
        read("item_pairs.json", _item_pairs),
        read("kinds.csv", _kinds),
        read("functional_successors.csv", _successors),
    )


@kept
def former_names(resources: Resources, edition: int) -> Mapping[str, str]:
    """Return what function codes were called before they got the names of an edition."""
    place = f"{_FOLDER}/{edition}/functional_legacy.csv"
    return resources.parsed(place, _former_names) if resources.has(place) else {}


def _former_names(text: str) -> Mapping[str, str]:
    return {row["code"]: row["old_name"] for row in _rows(text, "code", "old_name")}


def _rows(text: str, *columns: str) -> Iterable[dict[str, str]]:
    """Return the rows of a list of which some columns are needed.

    Raises:
        LineFaultError: it lacks one of them.
    """
    rows = csv.DictReader(io.StringIO(text))
    check_columns(rows.fieldnames or (), columns)
    return rows


def _funds(text: str) -> CodeList:
    funds = read_code_list(text)
    for role in (DEFAULT, FROM_ABOVE, FISCAL, CARRIED_OVER):
        if funds.having(role) is None:
            raise ValueError(f"no fund has the role {role}")
    return funds


def _kinds(text: str) -> Mapping[str, ExpenditureKind]:
    rows = _rows(text, "id", "name", "english", "section", "told_by")
    kinds = {row["id"]: ExpenditureKind(**row) for row in rows}
    for section in (BASIC_EXPENDITURE, PROJECTS):
        if sum(kind.section == section for kind in kinds.values()) != 1:
            raise ValueError(f"not one kind of expenditure is of the section {section}")
    return kinds


def _item_pairs(text: str) -> tuple[ItemPair, ...]:
    return tuple(
        ItemPair(pair["name"], tuple(pair["function"]), tuple(pair["economic"]))
        for pair in json.loads(text)["pairs"]
    )


def _successors(text: str) -> Mapping[str, str]:
    """Return the successors that are known; a code that has none yet stands there with none."""
    rows = _rows(text, "code", "successor")
    return {row["code"]: row["successor"] for row in rows if row["successor"]}
