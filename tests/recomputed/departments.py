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
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from tests.support import ROOT
from tests.yaml_files import dump

YEAR: Final = 2024
SCALES: Final = {"元": 100, "万元": 1_000_000}
OWN_GENERAL: Final = "general.own"
FROM_ABOVE: Final = "unit_funds.superior"
GROUPS: Final = {"301": "人员经费", "302": "公用经费", "303": "人员经费", "310": "公用经费"}
TYPES: Final = ("administrative", "civil_service", "institution")
USES: Final = (
    "ministerial", "leading", "confidential", "emergency", "law_enforcement", "technical",
    "retired_cadres", "other",
)  # fmt: skip

_BASIC_FUNDS = (
    OWN_GENERAL, OWN_GENERAL, OWN_GENERAL, "general.transfer", "government_fund.own",
    "state_capital.own", "special_account", "unit_funds.business", "carry_over.general",
)  # fmt: skip
_PROJECT_FUNDS = (
    OWN_GENERAL, OWN_GENERAL, "general.transfer", "government_fund.own",
    "government_fund.transfer", "state_capital.own", "state_capital.transfer", "special_account",
    "unit_funds.business", "unit_funds.operation", FROM_ABOVE, "unit_funds.subordinate", "unit_funds.other",
    "carry_over.general", "carry_over.government_fund", "carry_over.special_account",
    "carry_over.unit_funds",
)  # fmt: skip
_PASSED_ON_FUNDS = (OWN_GENERAL, OWN_GENERAL, "general.transfer", "government_fund.own")
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
_REPLACED: Final = {"2010710": "2010704", "2200109": "2200105", "2049999": "2049901"}
"""Items that took the place of others, and those."""

_UNLISTED: Final = {"2010688": "本地财政事项", "2050388": "本地教育事项"}
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
    known = st.one_of(*map(st.sampled_from, (_FUNCTIONS, [*_REPLACED], [*_UNLISTED], _FUNCTIONS)))
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
        wording = {"items": draw(st.sampled_from(items)), "fund_sentences": fund_sentences}
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
    fund = draw(st.sampled_from(_PASSED_ON_FUNDS))
    given: list[Passed] = []
    for function, project, leaf in _held(own):
        taken = [one for one in before if one.leaf is leaf]
        now = leaf.now - sum(one.now for one in taken)
        last = leaf.last - sum(one.last for one in taken)
        if leaf.fund == fund and now > 0 and draw(st.booleans()):
            share, then = draw(st.integers(1, 4)), draw(st.integers(0, 4))
            amount = max(now * share // 4, 1)
            given.append(Passed(unit, function, leaf, project, amount, last * then // 4))
    return given[:2]


def _held(own: Body) -> Iterator[tuple[str, str, Leaf]]:
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


def sources(department: Department) -> dict[str, str]:
    """Return the texts of a department's sources, by their places in its folder."""
    files: dict[str, str] = {}
    for year in (YEAR - 1, YEAR) if department.last_year else (YEAR,):
        for body in (department.own, *_units_of(department, year)):
            place = f"{body.id}/{year}.yaml" if body.id else f"{year}.yaml"
            files[place] = dump(_Writing(department, body, year).source())
    return files


def places(department: Department) -> list[str]:
    """Return the sources to compile: the department's, and a unit's that can stand by itself.

    A unit's own tables ask for the group of what it typed along two margins.
    """
    told = [
        f"{unit.id}/{YEAR}.yaml"
        for unit in _units_of(department, YEAR)
        if (unit.form != "margins" or department.jurisdiction == "xinjiang")
        and (len(unit.years) > 1 or not department.last_year)
    ]
    return [f"{YEAR}.yaml", *told[:1]]


def _units_of(department: Department, year: int) -> list[Body]:
    return [unit for unit in department.units if year in unit.years]


class _Writing:
    """Writes one body's source of one year."""

    def __init__(self, department: Department, body: Body, year: int) -> None:
        self._department = department
        self._body = body
        self._year = year
        # Of last year's source itself nothing is asked about the year before.
        self._with_priors = not department.last_year and year == YEAR

    def source(self) -> dict[str, Any]:
        department, body = self._department, self._body
        kind = "unit" if body.id else department.kind
        data: dict[str, Any] = {
            "jurisdiction": department.jurisdiction,
            "year": self._year,
            "unit": body.money,
            "kind": kind,
            "department": self._who(),
            "revenue": self._revenue(),
            "basic_expenditure": {"reason": "标准有所调整", **self._basic()},
            "project_expenditure": {"reason": "任务有所调整", "projects": self._projects()},
            "purposes": self._purposes(),
            **self._numbers(),
            "carry_over": self._carried(),
        }
        if passed := self._passed():
            data["transfers"] = passed
        if department.jurisdiction == "xinjiang":
            data["performance"] = {"contact": "甲", "phone": "1234567", **_targets("履职效能")}
        else:
            data["project_statement"] = {
                "overview": "概述", "basis": "依据", "implementers": "主体", "plan": "方案",
                "period": self._period(), "goal": "目标",
            }  # fmt: skip
        data["options"] = department.options
        return data | {"other_matters": [], "issued": f"{self._year}-02-08"}

    def _fen(self, leaf: Leaf | Passed) -> int:
        return leaf.now if self._year == YEAR else leaf.last

    def _money(self, fen: int) -> Decimal:
        return Decimal(fen) / SCALES[self._body.money]

    def _prior(self, leaves: Iterable[Leaf | Passed]) -> dict[str, Any]:
        """Return last year's amount, where it is typed."""
        if self._with_priors:
            return {"prior": self._money(sum(leaf.last for leaf in leaves))}
        return {} if self._year == YEAR else {"prior": 0}

    def _leaves(self) -> Iterator[Leaf]:
        for _, _, leaf in _held(self._body):
            yield leaf

    def _is_there(self, leaves: Iterable[Leaf]) -> bool:
        return self._year == YEAR or any(leaf.last for leaf in leaves)

    def _who(self) -> dict[str, Any]:
        body, department = self._body, self._department
        heads = body.numbers
        who: dict[str, Any] = {
            "name": f"某某{body.id or '局'}",
            "type": body.type,
            "functions": [{"text": "负责某项公共管理工作"}],
            "offices": ["办公室", "业务科"],
            "staff": {
                "establishment": heads[0] + 90,
                "in_service": self._heads(*heads[:2]),
                "retired": self._heads(*heads[2:4]),
                "honorary_retired": self._heads(*heads[4:6]),
            },
        }
        if not body.id:
            who["own_office"] = "局机关"
        units = _units_of(department, self._year) if not body.id else ()
        who["subordinate_units"] = [{"id": unit.id} for unit in units]
        if not body.id and department.kind == "department" and department.has_unit_without_source:
            who["subordinate_units"].append({"name": "某某队", "exempt": "涉密单位，依法不予公开"})
        return who

    def _heads(self, now: int, last: int) -> dict[str, int]:
        if self._year == YEAR and self._department.last_year:
            return {"current": now}
        return {"current": now if self._year == YEAR else last, "prior": last}

    def _revenue(self) -> list[dict[str, Any]]:
        by_fund: dict[str, list[Leaf]] = defaultdict(list)
        for leaf in self._leaves():
            if not leaf.fund.startswith("carry_over"):
                by_fund[leaf.fund].append(leaf)
        return [
            {"fund": fund, "amount": self._money(sum(map(self._fen, leaves))),
             **self._prior(leaves), "reason": f"{fund.split('.')[0]}安排有变化"}
            for fund, leaves in by_fund.items()
            if self._is_there(leaves)
        ]  # fmt: skip

    def _carried(self) -> list[dict[str, Any]]:
        """Return what was carried over: a line for each fund, kind and group that spends it."""
        sums: dict[tuple[str, str, str], int] = defaultdict(int)
        for line in self._body.basic:
            for leaf in line.leaves:
                sums[leaf.fund, "basic", GROUPS[leaf.economic[:3]]] += self._fen(leaf)
        for project in self._body.projects:
            for leaf in project.leaves:
                sums[leaf.fund, "project", ""] += self._fen(leaf)
        return [
            {"item": f"第{position}笔结转", "fund": fund, "kind": kind, "amount": self._money(fen),
             **({"group": group} if group else {})}
            for position, ((fund, kind, group), fen) in enumerate(sums.items(), start=1)
            if fen and fund.startswith("carry_over")
        ]  # fmt: skip

    def _basic(self) -> dict[str, Any]:
        if self._body.form == "matrix":
            return {
                "matrix": [
                    {**self._head(line, line.leaves),
                     "economic": {leaf.economic: self._money(self._fen(leaf))
                                  for leaf in line.leaves}}
                    for line in self._body.basic
                    if self._is_there(line.leaves)
                ]
            }  # fmt: skip
        by_function = [
            {**self._head(line, leaves), "amount": self._money(sum(map(self._fen, leaves))),
             **({"group": group} if group else {})}
            for line in self._body.basic
            for group, leaves in self._in_groups(line).items()
            if self._is_there(leaves)
        ]  # fmt: skip
        margin: dict[tuple[str, str], int] = defaultdict(int)
        for line in self._body.basic:
            for leaf in line.leaves:
                margin[leaf.economic, leaf.fund] += self._fen(leaf)
        by_economic = [
            {"code": code, "fund": fund, "amount": self._money(fen)}
            for (code, fund), fen in margin.items()
            if fen
        ]
        return {"by_function": by_function, "by_economic": by_economic}

    def _in_groups(self, line: Line) -> Mapping[str, list[Leaf]]:
        """Return the leaves of a line by the group that is typed, if any is."""
        department = self._department
        asked = (
            self._body.form == "groups"
            or line.fund.startswith(("government", "state", FROM_ABOVE))
            or (department.jurisdiction, department.kind) == ("shanghai", "unit")
        )
        groups: dict[str, list[Leaf]] = defaultdict(list)
        for leaf in line.leaves:
            groups[GROUPS[leaf.economic[:3]] if asked else ""].append(leaf)
        return groups

    def _head(self, line: Line, leaves: Iterable[Leaf]) -> dict[str, Any]:
        code = self._code(line.code)
        return {
            "code": code, **({"name": _UNLISTED[code]} if code in _UNLISTED else {}),
            "fund": line.fund, **(self._restated(line) or self._prior(leaves)), "reason": "标准调整",
        }  # fmt: skip

    def _code(self, code: str) -> str:
        before = self._year != YEAR and self._department.replaces
        return _REPLACED.get(code, code) if before else code

    def _restated(self, line: Line | Project) -> dict[str, Any]:
        if line.restated is None or self._year != YEAR or not self._department.last_year:
            return {}
        return {"prior": self._money(line.restated), "restated": "上年数因口径调整另行列示"}

    def _project_function(self, project: Project) -> dict[str, str]:
        code = self._code(project.function if self._year == YEAR else project.before)
        name = {"function_name": _UNLISTED[code]} if code in _UNLISTED else {}
        return {"function": code, **name}

    def _projects(self) -> list[dict[str, Any]]:
        return [
            {
                "id": project.id,
                "name": f"{self._body.id or '本级'}{project.id}项目",
                **self._project_function(project),
                "economic": "302",
                **self._project_prior(project),
                "reason": "任务调整",
                "legal_basis": ["某项规定"],
                "allocation": [
                    {"item": f"第{position}项", "amount": self._money(self._fen(leaf)),
                     "economic": leaf.economic, "fund": leaf.fund}
                    for position, leaf in enumerate(project.leaves, start=1)
                ],
                "period": self._period(),
                "responsible": "甲",
                "targets": _targets(None),
                "reports_targets": True,
            }
            for project in self._body.projects
            if self._is_there(project.leaves)
        ]  # fmt: skip

    def _project_prior(self, project: Project) -> dict[str, Any]:
        if restated := self._restated(project):
            return restated
        funds: dict[str, int] = defaultdict(int)
        for leaf in project.leaves:
            funds[leaf.fund] += leaf.last
        if not self._with_priors or len(funds) == 1:
            return self._prior(project.leaves)
        return {"prior_by_fund": {fund: self._money(fen) for fund, fen in funds.items()}}

    def _period(self) -> dict[str, str]:
        return {"start": f"{self._year}-01-01", "end": f"{self._year}-12-31"}

    def _purposes(self) -> list[dict[str, str]]:
        bodies = (self._body, *self._department.units) if not self._body.id else (self._body,)
        codes = {code for body in bodies for code, _, _ in _held(body)}
        codes |= {project.before for body in bodies for project in body.projects}
        wording = self._department.options.get("wording", {"items": "class"})
        short = wording["items"] == "class"
        said = {code[:3] for code in codes} if short else codes
        return [{"code": code, "text": "日常运转和业务工作"} for code in sorted(said)]

    def _numbers(self) -> dict[str, Any]:
        """Return the sections of which a source has each number once."""
        told = not self._department.last_year or self._year != YEAR or self._department.told
        restated = {"restated": "口径有所调整"} if self._department.last_year and told else {}
        numbers = [Decimal(number) for number in self._body.numbers]
        parts = ("abroad", "vehicle_purchase", "vehicle_operation", "reception")
        sections: dict[str, Any] = {
            "three_public": {
                part: {**({"prior": number, **restated} if told else {}), "reason": "业务需要"}
                for part, number in zip(parts, numbers, strict=False)
            },
            "procurement": self._procurement(numbers[4:7]),
            "assets": self._assets(),
        }  # fmt: skip
        if self._body.type != "institution":
            prior = {"prior": numbers[7], **restated} if told else {}
            sections["operating_cost"] = {**prior, "reason": "定额调整"}
        return sections

    def _procurement(self, numbers: list[Decimal]) -> dict[str, Any]:
        goods, works, services = numbers
        if self._body.form == "matrix":
            lines = [("goods", goods), ("works", works), ("goods", services), ("services", 1)]
            return {
                "lines": [
                    {"item": f"{category}采购", "category": category, "amount": amount,
                     "economic": "30201", "small_and_medium": amount, "small_and_micro": 0}
                    for category, amount in lines
                ]
            }  # fmt: skip
        return {
            "goods": goods, "works": works, "services": services / 4,
            "reserved_small_and_medium": goods, "reserved_small_and_micro": goods / 4,
        }  # fmt: skip

    def _assets(self) -> dict[str, Any]:
        numbers = self._body.numbers
        equipment = {
            "very_large_equipment": 1, "planned_very_large_equipment": numbers[1] // 2
        }  # fmt: skip
        if self._department.jurisdiction == "shanghai":
            held = dict(zip(USES, numbers, strict=False))
            paid = any(leaf.economic in {"30913", "31013"} and self._fen(leaf)
                       for leaf in self._leaves())
            bought = dict(zip(USES, reversed(numbers), strict=False)) if paid else {}
            return {
                **equipment, "as_of": f"{self._year - 1}-12-31", "vehicles_by_use": held,
                "planned_vehicles": bought,
            }  # fmt: skip
        return {
            **equipment, "large_equipment": 1 + numbers[0], "planned_large_equipment": numbers[1],
            "building_area": numbers[2], "building_value": numbers[2], "vehicles": numbers[3],
            "vehicle_value": numbers[3] * 3, "furniture_value": Decimal(numbers[4]) / 4,
            "other_value": numbers[5],
        }  # fmt: skip

    def _passed(self) -> list[dict[str, Any]]:
        """Return the transfers that this body gives or gets."""
        given = [one for one in self._department.passed if self._body.id in ("", one.unit)]
        return [
            {**(self._of(one) if not self._body.id else {}), "amount": self._money(self._fen(one)),
             **self._prior([one_as_leaf(one)])}
            for one in given
            if self._year == YEAR or one.last
        ]  # fmt: skip

    def _of(self, one: Passed) -> dict[str, str]:
        told = {"unit": one.unit, "fund": one.leaf.fund}
        if one.project:
            told |= {"kind": "project", "project": one.project}
        alike = [
            leaf
            for _, project, leaf in _held(self._body)
            if leaf.fund == one.leaf.fund and bool(project) == bool(one.project)
        ]
        if len(alike) == 1 and alike[0].now % 2:
            return told  # which is enough
        function = self._code(one.function)
        if one.project and self._year != YEAR:
            projects = self._body.projects
            function = self._code(next(p.before for p in projects if p.id == one.project))
        return {**told, "function": function, "economic": one.leaf.economic}


def one_as_leaf(one: Passed) -> Leaf:
    """Return what is passed on as a leaf of its own."""
    return Leaf(one.leaf.economic, one.leaf.fund, one.now, one.last)


def _targets(dimension: str | None) -> dict[str, Any]:
    head = {"dimension": dimension} if dimension else {}
    indicator = {
        **head, "category": "数量指标", "name": "完成次数", "operator": ">=", "target": 3, "unit": "次",
        "weight": 100, "basis": "计划标准", "scoring": "按照完成比例赋分", "evidence": "工作资料",
    }  # fmt: skip
    return {"goal": "完成年度任务。", "indicators": [indicator]}
