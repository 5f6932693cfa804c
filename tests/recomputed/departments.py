"""Made-up departments that balance, with up to eight units, as the texts of their sources.

They are built from leaf amounts, each of this year and of the last, so that whatever has to agree
does: revenue and expenditure of each fund, both margins, transfers at both ends. What follows from
them is not computed here, but in `oracle.py`, from the texts alone.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from hypothesis import strategies as st

from tests.support import ROOT

YEAR: Final = 2024
SCALES: Final = {"元": 100, "万元": 1_000_000}
OWN_GENERAL: Final = "general.own"
FROM_ABOVE: Final = "unit_funds.superior"
TYPES: Final = ("administrative", "civil_service", "institution")

_BASIC_FUNDS = (
    OWN_GENERAL, OWN_GENERAL, OWN_GENERAL, "general.transfer", "government_fund.own",
    "state_capital.own", "special_account", "unit_funds.business", "carry_over.general",
)  # fmt: skip
_PROJECT_FUNDS = (
    OWN_GENERAL, OWN_GENERAL, "general.transfer", "government_fund.own",
    "government_fund.transfer", "state_capital.own", "state_capital.transfer", "special_account",
    "unit_funds.business", "unit_funds.operation", FROM_ABOVE, "unit_funds.subordinate",
    "unit_funds.other", "carry_over.general", "carry_over.government_fund",
    "carry_over.special_account", "carry_over.unit_funds",
)  # fmt: skip
_BASIC_ITEMS = (
    "30101", "30102", "30103", "30112", "30199", "30201", "30202", "30207", "30212", "30217",
    "30227", "30231", "30299", "30302", "30305", "31002", "31013",
)  # fmt: skip
_PROJECT_ITEMS = (
    "302", "30217", "30227", "303", "307", "309", "30913", "310", "31013", "311", "312", "399",
)  # fmt: skip


def _items_of_any_fund() -> list[str]:
    """Return function items that any fund may pay for."""
    path = ROOT / "schema" / "classification" / "2024" / "functional.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    plain = ("201", "204", "205", "210", "213", "220", "224")
    return [row["code"] for row in rows if row["level"] == "项" and row["parent"][:3] in plain]


_FUNCTIONS = _items_of_any_fund()
REPLACED: Final = {"2010710": "2010704", "2200109": "2200105", "2049999": "2049901"}
"""Items that took the place of others, and those."""

UNLISTED: Final = {"2010688": "本地财政事项", "2050388": "本地教育事项"}
"""Items that only this place has, and their names."""


@dataclass(frozen=True)
class Leaf:
    """An amount of this year and of the last, in 分, for an economic item, paid from a fund."""

    economic: str
    fund: str
    now: int
    last: int


@dataclass(frozen=True)
class Line:
    """Basic expenditure on a function item; all its leaves are of one fund.

    Attributes:
        restated: last year's amount, in 分, typed beside this year's though last year's source has
            another one.
    """

    code: str
    fund: str
    leaves: tuple[Leaf, ...]
    restated: int | None = None


@dataclass(frozen=True)
class Project:
    """A project.

    Attributes:
        before: last year's function item.
        restated: as that of a line.
    """

    id: str
    function: str
    leaves: tuple[Leaf, ...]
    before: str
    restated: int | None = None


@dataclass(frozen=True)
class Passed:
    """Money passed on to a unit: of which leaf of the department, and how much of it."""

    unit: str
    function: str
    leaf: Leaf
    project: str
    now: int
    last: int


@dataclass(frozen=True)
class Body:
    """The own office, or a unit.

    Attributes:
        form: of its basic expenditure: `matrix`, `margins`, or `groups`, which are two margins
            whose lines by function say their group.
        numbers: whatever else it has to say a number of: areas, heads, amounts of last year.
        years: in which there is such a body.
    """

    id: str
    type: str
    money: str
    form: str
    basic: tuple[Line, ...]
    projects: tuple[Project, ...]
    numbers: tuple[int, ...]
    years: tuple[int, ...] = (YEAR - 1, YEAR)


@dataclass(frozen=True)
class Department:
    """A department, or a unit that publishes its own budget.

    Attributes:
        last_year: whether last year's amounts stand in sources of last year; else beside this
            year's.
        replaces: whether last year's sources have the codes that others took the place of.
        told: whether the priors that a document asks for by name are typed all the same.
    """

    jurisdiction: str
    kind: str
    own: Body
    units: tuple[Body, ...]
    passed: tuple[Passed, ...]
    last_year: bool
    told: bool
    options: Mapping[str, Any]
    has_unit_without_source: bool
    replaces: bool


@st.composite
def departments(draw: st.DrawFn, most_units: int = 8) -> Department:
    """Draw a department, or a unit that publishes its own budget."""
    jurisdiction = draw(st.sampled_from(["xinjiang", "shanghai"]))
    kind = draw(st.sampled_from(["department", "department", "department", "unit"]))
    known = st.one_of(*map(st.sampled_from, (_FUNCTIONS, [*REPLACED], [*UNLISTED], _FUNCTIONS)))
    codes = draw(st.lists(known, min_size=2, max_size=6, unique=True))
    own = draw(_bodies("", codes, 4))
    count = draw(st.integers(0, most_units)) if kind == "department" else 0
    units = tuple(draw(_bodies(f"unit-{number + 1}", codes, 2)) for number in range(count))
    passed: list[Passed] = []
    for number, unit in enumerate(units):
        if len(unit.years) == 1:
            continue
        if given := draw(_passed_on(own, unit.id, passed)):
            passed += given
            spent = draw(_spends(unit, codes, given))
            units = (*units[:number], spent, *units[number + 1 :])
    return Department(
        jurisdiction, kind, own, units, tuple(passed), last_year=draw(st.booleans()),
        told=draw(st.booleans()), options=draw(_options(jurisdiction)),
        has_unit_without_source=draw(st.integers(0, 4)) == 4, replaces=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def _options(draw: st.DrawFn, jurisdiction: str) -> dict[str, Any]:
    """Draw how numbers are printed, and what is said in words."""
    decimals = st.fixed_dictionaries(
        {},
        optional={
            "decimals": st.integers(0, 4),
            "whole": st.sampled_from(["bare", "padded"]),
            "zero": st.sampled_from(["blank", "plain", "0", "—"]),
            "separator": st.just(","),
            "unit": st.sampled_from(list(SCALES)),
        },
    )
    options: dict[str, Any] = {}
    if draw(st.booleans()):
        options["tables"] = draw(decimals)
        options["by_table"] = {draw(st.sampled_from(["1", "3", "8", "9"])): draw(decimals)}
    if draw(st.booleans()):
        options["prose"] = {**draw(decimals), "zero": "0"}
    if jurisdiction == "shanghai":
        items = ["item", "item_with_growth", "item_with_growth", "class"]
        fund_sentences = draw(st.sampled_from(["yes", "no"]))
        wording = {
            "items": draw(st.sampled_from(items)),
            "items_compared_with": "预算数",
            "fund_sentences": fund_sentences,
        }
        options["wording"] = wording
    return options


_amounts = st.integers(1, 50_000_000)
_restated = st.one_of(st.none(), st.none(), st.none(), _amounts)
_grains = st.sampled_from([1, 100, 5_000, 10_000])


@st.composite
def _bodies(draw: st.DrawFn, name: str, codes: list[str], most: int) -> Body:
    grain = draw(_grains)
    lines: list[Line] = []
    for code in draw(st.lists(st.sampled_from(codes), min_size=1, max_size=most, unique=True)):
        fund = draw(st.sampled_from(_BASIC_FUNDS))
        items = st.lists(st.sampled_from(_BASIC_ITEMS), min_size=1, max_size=3, unique=True)
        leaves = [draw(_leaves(item, fund, grain)) for item in draw(items)]
        if not lines:  # a budget of nothing at all is refused
            leaves[0] = replace(leaves[0], now=leaves[0].now or grain)
        lines.append(Line(code, fund, tuple(leaves), draw(_restated)))
    projects: list[Project] = []
    for number in range(draw(st.integers(0, most - 1))):
        paid = st.lists(st.sampled_from(_PROJECT_FUNDS), min_size=1, max_size=3)
        leaves = [
            draw(_leaves(draw(st.sampled_from(_PROJECT_ITEMS)), fund, grain)) for fund in draw(paid)
        ]
        code, before = draw(st.sampled_from(codes)), draw(st.sampled_from(codes))
        changed = before if draw(st.integers(0, 5)) == 5 else code
        told = draw(_restated) if len({leaf.fund for leaf in leaves}) == 1 else None
        projects.append(Project(f"project-{number + 1}", code, tuple(leaves), changed, told))
    years = st.sampled_from([(YEAR - 1, YEAR)] * 6 + [(YEAR,), (YEAR - 1,)])
    return Body(
        name,
        draw(st.sampled_from(TYPES)),
        draw(st.sampled_from(list(SCALES))),
        draw(st.sampled_from(["matrix", "margins", "groups"])),
        tuple(lines),
        tuple(projects),
        tuple(draw(st.lists(st.integers(0, 90), min_size=8, max_size=8))),
        draw(years) if name else (YEAR - 1, YEAR),
    )


@st.composite
def _leaves(draw: st.DrawFn, economic: str, fund: str, grain: int) -> Leaf:
    now = draw(st.one_of(_amounts, _amounts, _amounts, st.just(0))) * grain
    last = draw(st.one_of(st.just(0), st.just(now), _amounts.map(lambda fen: fen * grain)))
    return Leaf(economic, fund, now, last)


@st.composite
def _passed_on(draw: st.DrawFn, own: Body, unit: str, before: list[Passed]) -> list[Passed]:
    """Draw what a unit gets, all of it of one fund, out of what is left of the department's."""
    funds = sorted({leaf.fund for _, _, leaf in held(own)} - {FROM_ABOVE})
    if not funds or draw(st.integers(0, 3)) == 3:
        return []
    fund = draw(st.sampled_from(funds))
    given: list[Passed] = []
    for function, project, leaf in held(own):
        taken = [one for one in before if one.leaf is leaf]
        now = leaf.now - sum(one.now for one in taken)
        last = leaf.last - sum(one.last for one in taken)
        if leaf.fund == fund and now > 0 and draw(st.booleans()):
            share, then = draw(st.integers(1, 4)), draw(st.integers(0, 4))
            amount = max(now * share // 4, 1)
            given.append(Passed(unit, function, leaf, project, amount, last * then // 4))
    return given[:2]


def held(own: Body) -> Iterator[tuple[str, str, Leaf]]:
    """Yield all leaves of a body, with the function item and the project that they are of."""
    for line in own.basic:
        yield from ((line.code, "", leaf) for leaf in line.leaves)
    for project in own.projects:
        yield from ((project.function, project.id, leaf) for leaf in project.leaves)


@st.composite
def _spends(draw: st.DrawFn, unit: Body, codes: list[str], given: list[Passed]) -> Body:
    """Draw a unit that spends what it gets, as basic expenditure, on a project, or on both."""
    leaves = [
        Leaf(draw(st.sampled_from(["30101", "30201", "30217", "30302"])), FROM_ABOVE, one.now,
             one.last)
        for one in given
    ]  # fmt: skip
    basic = [leaf for leaf, one in zip(leaves, given, strict=True) if not one.project]
    spent = [leaf for leaf, one in zip(leaves, given, strict=True) if one.project]
    lines = tuple(line for line in unit.basic if line.fund != FROM_ABOVE)
    projects = tuple(
        project
        for project in unit.projects
        if all(leaf.fund != FROM_ABOVE for leaf in project.leaves)
    )
    for leaf in basic[:1]:
        alike = tuple(Leaf(leaf.economic, FROM_ABOVE, one.now, one.last) for one in basic)
        lines += (Line(draw(st.sampled_from(codes)), FROM_ABOVE, _merged(alike)),)
    if spent:
        code = draw(st.sampled_from(codes))
        projects += (Project("from-above", code, tuple(spent), code),)
    return replace(unit, basic=lines, projects=projects)


def _merged(leaves: Iterable[Leaf]) -> tuple[Leaf, ...]:
    """Return one leaf an economic item."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for leaf in leaves:
        sums[leaf.economic, leaf.fund][0] += leaf.now
        sums[leaf.economic, leaf.fund][1] += leaf.last
    return tuple(Leaf(*key, now, last) for key, (now, last) in sums.items())
