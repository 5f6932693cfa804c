"""Departments written as YAML: sources of this year and, where there are some, of the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from tests.yaml_files import dump

from .departments import (
    FROM_ABOVE,
    REPLACED,
    SCALES,
    UNLISTED,
    YEAR,
    Body,
    Department,
    Leaf,
    Line,
    Passed,
    Project,
    held,
)

GROUPS: Final = {"301": "人员经费", "302": "公用经费", "303": "人员经费", "310": "公用经费"}
USES: Final = (
    "ministerial", "leading", "confidential", "emergency", "law_enforcement", "technical",
    "retired_cadres", "other",
)  # fmt: skip


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
        # Of a unit that last year's source does not have, nothing but itself says that it is new.
        self._is_new = department.last_year and year == YEAR and year - 1 not in body.years

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
        if self._is_new:
            return {"prior": 0}
        if self._with_priors:
            return {"prior": self._money(sum(leaf.last for leaf in leaves))}
        return {} if self._year == YEAR else {"prior": 0}

    def _leaves(self) -> Iterator[Leaf]:
        for _, _, leaf in held(self._body):
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
        if self._is_new:
            return {"current": now, "prior": 0}
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
             **(self._prior_revenue(fund, leaves) or self._prior(leaves)),
             "reason": f"{fund.split('.')[0]}安排有变化"}
            for fund, leaves in by_fund.items()
            if self._is_there(leaves)
        ]  # fmt: skip

    def _prior_revenue(self, fund: str, leaves: Iterable[Leaf]) -> dict[str, Any]:
        """Return last year's revenue of a fund where spending of it is restated: by as much."""
        lines: tuple[Line | Project, ...] = (*self._body.basic, *self._body.projects)
        moved = [one for one in lines if one.leaves[0].fund == fund and self._restated(one)]
        if not moved or self._is_new:
            return {}
        before = sum(leaf.last for one in moved for leaf in one.leaves)
        told = sum((one.restated or 0) * self._times_written(one) for one in moved)
        fen = sum(leaf.last for leaf in leaves) + told - before
        return {"prior": self._money(fen), "restated": "上年数因口径调整另行列示"}

    def _times_written(self, line: Line | Project) -> int:
        """Return on how many lines what is restated is typed: on one for each group."""
        if isinstance(line, Project) or self._body.form == "matrix":
            return 1
        return len(self._in_groups(line))

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
            "code": code, **({"name": UNLISTED[code]} if code in UNLISTED else {}),
            "fund": line.fund, **(self._restated(line) or self._prior(leaves)),
            "reason": "标准调整",
        }  # fmt: skip

    def _code(self, code: str) -> str:
        before = self._year != YEAR and self._department.replaces
        return REPLACED.get(code, code) if before else code

    def _restated(self, line: Line | Project) -> dict[str, Any]:
        if line.restated is None or self._year != YEAR or not self._department.last_year:
            return {}
        if line.leaves[0].fund.startswith(("carry_over", FROM_ABOVE)):
            return {}  # the revenue that would be restated is no line, or another body's
        return {"prior": self._money(line.restated), "restated": "上年数因口径调整另行列示"}

    def _project_function(self, project: Project) -> dict[str, str]:
        code = self._code(project.function if self._year == YEAR else project.before)
        name = {"function_name": UNLISTED[code]} if code in UNLISTED else {}
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
        codes = {code for body in bodies for code, _, _ in held(body)}
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
        if self._is_new:
            told, restated, numbers = (
                True,
                {},
                [Decimal(0)] * 4 + numbers[4:7] + [Decimal(0), *numbers[8:]],
            )
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
            paid = any(
                leaf.economic in {"30913", "31013"} and self._fen(leaf) for leaf in self._leaves()
            )
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
            for _, project, leaf in held(self._body)
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
        **head, "category": "数量指标", "name": "完成次数", "operator": ">=", "target": 3,
        "unit": "次", "weight": 100, "basis": "计划标准",
        "scoring": "按照完成比例赋分", "evidence": "工作资料",
    }  # fmt: skip
    return {"goal": "完成年度任务。", "indicators": [indicator]}
