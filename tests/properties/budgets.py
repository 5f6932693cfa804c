"""Random budgets that balance, and what follows from them, computed without the compiler."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from tests.support import KORLA, ROOT
from tests.yaml_files import dump, load

LISTS: Final = ROOT / "schema" / "classification" / "2024"
WAN: Final = 1_000_000
"""分 in 万元."""

SMALLEST: Final = 5_000
"""分 that are shown as 0.01 万元; less is shown as nothing."""

FISCAL = ("general", "government_fund", "state_capital")
BELOW: Mapping[str, tuple[str, ...]] = {
    "fiscal": tuple(f"{fund}.{source}" for fund in FISCAL for source in ("own", "transfer")),
    **{fund: (f"{fund}.own", f"{fund}.transfer") for fund in FISCAL},
    "carry_over": (
        "carry_over.general",
        "carry_over.government_fund",
        "carry_over.state_capital",
        "carry_over.special_account",
        "carry_over.unit_funds",
    ),
    "carry_over.fiscal": (
        "carry_over.general",
        "carry_over.government_fund",
        "carry_over.state_capital",
    ),
    "carry_over.non_fiscal": ("carry_over.special_account", "carry_over.unit_funds"),
    "unit_funds": tuple(
        f"unit_funds.{kind}"
        for kind in ("business", "superior", "subordinate", "operation", "other")
    ),
}
"""The funds that a fund of the tables stands for; one that is not here is only itself."""

PROJECT_FUNDS = (
    "general.own",
    "general.transfer",
    "government_fund.own",
    "state_capital.transfer",
    "special_account",
    "unit_funds.business",
    "unit_funds.other",
    "carry_over.general",
    "carry_over.unit_funds",
)


@dataclass(frozen=True)
class Basic:
    """Basic expenditure on one function item: its amounts by economic item."""

    code: str
    fund: str
    prior: int
    cells: Mapping[str, int]


@dataclass(frozen=True)
class Part:
    """One allocation of a project."""

    fen: int
    economic: str
    fund: str


@dataclass(frozen=True)
class Project:
    """One project."""

    name: str
    code: str
    economic: str
    fund: str
    prior: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Entry:
    """One amount with all that tables ask of it."""

    fen: int
    fund: str
    kind: str
    function: str
    economic: str
    project: str = ""
    prior: bool = False


@dataclass(frozen=True)
class Plan:
    """A random budget."""

    basic: tuple[Basic, ...]
    projects: tuple[Project, ...]
    revenue_prior: Mapping[str, int] = field(default_factory=dict)

    def entries(self) -> list[Entry]:
        """Return this year's expenditure, cell by cell."""
        found = [
            Entry(fen, line.fund, "basic", line.code, economic)
            for line in self.basic
            for economic, fen in line.cells.items()
        ]
        found += [
            Entry(part.fen, part.fund, "project", project.code, part.economic, project.name)
            for project in self.projects
            for part in project.parts
        ]
        return found

    def priors(self) -> list[Entry]:
        """Return last year's expenditure."""
        found = [Entry(line.prior, line.fund, "basic", line.code, "") for line in self.basic]
        found += [
            Entry(project.prior, project.fund, "project", project.code, "", project.name)
            for project in self.projects
        ]
        return found

    def by_fund(self) -> dict[str, int]:
        """Return what each source of funds pays for."""
        sums: dict[str, int] = defaultdict(int)
        for entry in self.entries():
            sums[entry.fund] += entry.fen
        return dict(sums)


def total(entries: Iterable[Entry], condition: Callable[[Entry], bool]) -> int:
    """Return the sum of the entries that meet a condition."""
    return sum(entry.fen for entry in entries if condition(entry))


def in_fund(entry_fund: str, fund: str) -> bool:
    """Tell whether a source of funds is, or is part of, a fund of the tables."""
    return entry_fund in BELOW.get(fund, (fund,))


def shown(fen: int, *, zero: str = "0") -> str:
    """Return an amount as the tables and sentences of xinjiang show it, in 万元."""
    rounded = (Decimal(fen) / WAN).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not rounded:
        return zero
    return f"{rounded:.0f}" if rounded == rounded.to_integral() else f"{rounded:f}"


def percent(part: Fraction) -> str:
    """Return a part of one as the sentences of xinjiang show it."""
    hundredths = part * 10_000
    rounded = (
        int(hundredths + Fraction(1, 2)) if hundredths >= 0 else -int(-hundredths + Fraction(1, 2))
    )
    text = f"{Decimal(rounded) / 100:.2f}"
    return f"{text.removesuffix('.00')}%"


def growth(current: int, prior: int) -> str:
    """Return by how much an amount grew or shrank, without a sign; from nothing it is 100%."""
    return percent(Fraction(abs(current - prior), prior)) if prior else "100%"


@cache
def code_list(name: str) -> list[dict[str, str]]:
    """Return a classification list, row by row."""
    text = (LISTS / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def groups() -> dict[str, str]:
    """Return 人员经费 or 公用经费 by economic code."""
    return {row["code"]: row["expense_group"] for row in code_list("economic_department")}


_OF_ONE_FUND = tuple(
    code
    for rule in json.loads((ROOT / "schema/code_rules.json").read_text(encoding="utf-8"))["funds"]
    for code in rule["functions"]
)
FUNCTIONS = [
    row["code"]
    for row in code_list("functional")
    if row["level"] == "项" and not row["code"].startswith(_OF_ONE_FUND)
]
"""Items that any fund may pay for."""

BASIC_ECONOMIC = [
    row["code"]
    for row in code_list("economic_department")
    if row["level"] == "款" and row["parent"] in ("301", "302", "303")
]
PROJECT_ECONOMIC = ["302", "30217", "30227", "303", "309", "30913", "310", "31013", "399"]

amounts = st.integers(min_value=SMALLEST, max_value=10**11)
priors = st.one_of(st.just(0), amounts)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a budget: basic expenditure of the general public budget, projects of all funds."""
    codes = draw(st.lists(st.sampled_from(FUNCTIONS), min_size=1, max_size=5, unique=True))
    # Personnel and public expenses both, for the sentences that name them.
    economics = [
        draw(st.sampled_from(["30101", "30199", "30302"])),
        draw(st.sampled_from(["30201", "30217", "30231"])),
        *draw(st.lists(st.sampled_from(BASIC_ECONOMIC), max_size=3)),
    ]
    basic = []
    for position, code in enumerate(codes):
        chosen = economics if position == 0 else draw(
            st.lists(st.sampled_from(economics), min_size=1, max_size=3)
        )  # fmt: skip
        cells = {economic: draw(amounts) for economic in dict.fromkeys(chosen)}
        fund = draw(st.sampled_from(["general.own", "general.own", "general.transfer"]))
        basic.append(Basic(code, fund, draw(priors), cells))
    count = draw(st.integers(min_value=0, max_value=4))
    projects = tuple(draw(_projects(f"项目{position}", codes)) for position in range(count))
    funds = Plan(tuple(basic), projects).by_fund()
    revenue_prior = {fund: draw(priors) for fund in funds}
    return Plan(tuple(basic), projects, revenue_prior)


@st.composite
def _projects(draw: st.DrawFn, name: str, codes: list[str]) -> Project:
    code = draw(st.one_of(st.sampled_from(codes), st.sampled_from(FUNCTIONS)))
    economic = draw(st.sampled_from(PROJECT_ECONOMIC))
    fund = draw(st.sampled_from(PROJECT_FUNDS))
    parts = tuple(
        Part(
            draw(amounts),
            draw(st.sampled_from([economic, *PROJECT_ECONOMIC])),
            draw(st.sampled_from([fund, fund, *PROJECT_FUNDS])),
        )
        for _ in range(draw(st.integers(min_value=1, max_value=3)))
    )
    return Project(name, code, economic, fund, draw(priors), parts)


def source(plan: Plan, *, unit: str = "万元", matrix: bool = False) -> dict[str, Any]:
    """Return a budget as a source says it.

    Args:
        plan: the budget.
        unit: of its amounts.
        matrix: whether basic expenditure is a matrix, or two margins.
    """
    scale = {"元": 100, "万元": WAN}[unit]

    def money(fen: int) -> Decimal:
        return Decimal(fen) / scale

    data: dict[str, Any] = load(KORLA)
    data["unit"] = unit
    data["revenue"] = [
        {"fund": fund, "amount": money(fen), "prior": money(plan.revenue_prior[fund]),
         "reason": f"{fund.split('.')[0]}的原因"}
        for fund, fen in plan.by_fund().items()
        if not fund.startswith("carry_over")
    ]  # fmt: skip
    data["carry_over"] = [
        {"item": f"{fund}结转", "fund": fund, "kind": "project", "amount": money(fen)}
        for fund, fen in plan.by_fund().items()
        if fund.startswith("carry_over")
    ]
    data["basic_expenditure"] = {"reason": "基本支出的原因", **_basic(plan, money, matrix=matrix)}
    data["project_expenditure"] = {
        "reason": "项目支出的原因",
        "projects": [_project(project, money) for project in plan.projects],
    }
    classes = {entry.function[:3] for entry in (*plan.entries(), *plan.priors())}
    data["purposes"] = [{"code": code, "text": f"{code}的用途"} for code in sorted(classes)]
    _fixed_amounts(data, money)
    return data


def _basic(plan: Plan, money: Callable[[int], Decimal], *, matrix: bool) -> dict[str, Any]:
    lines = [
        {"code": line.code, "fund": line.fund, "prior": money(line.prior),
         "reason": f"{line.code}的原因"}
        for line in plan.basic
    ]  # fmt: skip
    if matrix:
        cells = [{code: money(fen) for code, fen in line.cells.items()} for line in plan.basic]
        return {
            "matrix": [
                {**line, "economic": economic} for line, economic in zip(lines, cells, strict=True)
            ]
        }
    sums = [money(sum(line.cells.values())) for line in plan.basic]
    margin: dict[tuple[str, str], int] = defaultdict(int)
    for line in plan.basic:
        for economic, fen in line.cells.items():
            margin[economic, line.fund] += fen
    return {
        "by_function": [
            {**line, "amount": amount} for line, amount in zip(lines, sums, strict=True)
        ],
        "by_economic": [
            {"code": economic, "fund": fund, "amount": money(fen)}
            for (economic, fund), fen in margin.items()
        ],
    }


def _project(project: Project, money: Callable[[int], Decimal]) -> dict[str, Any]:
    return {
        "id": f"project-{project.name[-1]}",
        "name": project.name,
        "function": project.code,
        "economic": project.economic,
        "fund": project.fund,
        "prior_by_fund": {project.fund: money(project.prior)},
        "reason": f"{project.code}的原因",
        "legal_basis": ["《办法》"],
        "allocation": [
            {"item": f"第{position + 1}项", "amount": money(part.fen),
             "economic": part.economic, "fund": part.fund}
            for position, part in enumerate(project.parts)
        ],
        "period": {"start": "2024-01-01", "end": "2024-12-31"},
        "responsible": "甲",
        "targets": {
            "goal": "完成",
            "indicators": [
                {"category": "数量指标", "name": "次数", "operator": ">=", "target": 1,
                 "unit": "次", "weight": 100},
            ],
        },
    }  # fmt: skip


def _fixed_amounts(data: dict[str, Any], money: Callable[[int], Decimal]) -> None:
    """Write the amounts that stay the same in every budget."""
    data["three_public"] = {
        "abroad": {"prior": money(0), "reason": "原因"},
        "vehicle_purchase": {"prior": money(3_000_001), "reason": "原因"},
        "vehicle_operation": {"prior": money(700_000), "reason": "原因"},
        "reception": {"prior": money(1_000_000), "reason": "原因"},
    }
    data["operating_cost"] = {"prior": money(5_900_000), "reason": "原因"}
    data["procurement"] = {
        "goods": money(3_000_000),
        "services": money(37_123_456),
        "reserved_small_and_medium": money(2_000_000),
        "reserved_small_and_micro": money(1_234_567),
    }
    for key in ("building_value", "vehicle_value", "furniture_value", "other_value"):
        data["assets"][key] = money(360_000)
    data["assets"] |= {"building_area": 12, "vehicles": 1}


def shuffled(data: dict[str, Any], draw: Callable[[list[Any]], list[Any]]) -> dict[str, Any]:
    """Return a source with its lines in another order, all but those whose order is printed."""
    basic = dict(data["basic_expenditure"])
    for key in ("by_function", "by_economic", "matrix"):
        if key in basic:
            basic[key] = draw(basic[key])
    other = {
        "basic_expenditure": basic,
        "revenue": draw(data["revenue"]),
        "purposes": draw(data["purposes"]),
    }
    keys = draw(list(data))
    return {key: other.get(key, data[key]) for key in keys}


def to_yaml(data: Mapping[str, Any]) -> bytes:
    """Return a source as the bytes of its file."""
    return dump(data).encode()


def with_amount(plan: Plan, fen: int) -> Plan:
    """Return a budget whose every amount is the same."""
    basic = tuple(replace(line, cells=dict.fromkeys(line.cells, fen)) for line in plan.basic)
    projects = tuple(
        replace(project, parts=tuple(replace(part, fen=fen) for part in project.parts))
        for project in plan.projects
    )
    return replace(plan, basic=basic, projects=projects)
