"""What the template is filled in with."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.naive.sums import Data, Sums, code_of, decimal, projects_of

_CODES = Path(__file__).parent.parent.parent / "schema" / "classification" / "2024"
_HUNDREDTH = Decimal("0.01")
_FUNDS = (
    *("general.own", "general.transfer", "government_fund.own", "government_fund.transfer"),
    *("state_capital.own", "state_capital.transfer", "special_account", "unit_funds"),
    *("carry_over.general", "carry_over.unit_funds"),
)
_ECONOMIC_CLASSES = ("301", "302", "303", "307", "309", "310", "311", "312", "313", "399")
_THREE_PUBLIC = {
    "因公出国（境）费": ("30212",),
    "公务接待费": ("30217",),
    "公务用车购置费": ("30913", "31013"),
    "公务用车运行费": ("30231",),
}
_DIMENSIONS = {"数": "产出指标", "质": "产出指标", "时": "产出指标", "满": "满意度指标"}


def money(number: object) -> str:
    """Return an amount as it is printed."""
    text = format(decimal(number).quantize(_HUNDREDTH, ROUND_HALF_UP), "f")
    return text.removesuffix(".00")


def percent(part: Decimal, whole: Decimal) -> str:
    """Return a share as it is printed."""
    return money(part / whole * 100) if whole else "100"


def _cell(number: Decimal) -> str:
    return money(number) if number else ""


@cache
def _names(name: str) -> Mapping[str, str]:
    with (_CODES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def values(data: Data, sums: Sums) -> dict[str, Any]:
    """Return everything the template speaks of."""
    function, economic = _names("functional"), _names("economic_department")
    purposes = {code_of(p["code"]): p["text"] for p in data.get("purposes", ())}
    basic_items = [code_of(line["code"]) for line in data["basic_expenditure"]["by_economic"]]
    return {
        **data,
        "tables": list(_tables(data, sums)),
        "revenue": sums.revenue,
        "revenue_lines": [
            {**r, "amount": decimal(r["amount"]), "prior": decimal(r.get("prior", 0))}
            for r in data["revenue"]
        ],
        "expenditure": sums.expenditure,
        "basic": sums.basic,
        "project": sums.project,
        "classes": [
            {"name": function[code], "amount": amount, "purpose": purposes.get(code, "")}
            for code, amount in sums.by_class().items()
        ],
        "items": [
            {
                "lineage": _lineage(code),
                "amount": line.total,
                "prior": line.prior,
                "reasons": line.reasons,
            }
            for code, line in sorted(sums.items.items())
        ],
        "personnel": [economic[c] for c in basic_items if c[:3] in ("301", "303")],
        "public": [economic[c] for c in basic_items if c[:3] not in ("301", "303")],
        "projects": [{**p, "amount": sums.projects[p["id"]]} for p in projects_of(data)],
        "three_public": sum(_three_public(sums).values(), Decimal(0)),
        "procurement": sum(
            (decimal(data["procurement"].get(key, 0)) for key in ("goods", "works", "services")),
            Decimal(0),
        ),
        "targets": [
            {
                **p["targets"],
                "title": "项目支出绩效目标表",
                "name": p["name"],
                "responsible": p["responsible"],
                "amount": sums.projects[p["id"]],
                "indicators": [
                    {**i, "dimension": _DIMENSIONS.get(i["category"][0], "成本指标")}
                    for i in p["targets"]["indicators"]
                ],
            }
            for p in projects_of(data)
        ],
    }


def _tables(data: Data, sums: Sums) -> Iterator[dict[str, Any]]:
    function = _names("functional")
    classes = [(code, name) for code, name in function.items() if len(code) == 3]  # noqa: PLR2004
    by_class = sums.by_class()
    yield {
        "title": "表 1 部门收支总体情况表",
        "head": ["收入", "预算数"],
        "rows": [
            *([line["fund"], money(line["amount"])] for line in data["revenue"]),
            ["收入总计", money(sums.revenue)],
        ],
    }
    class_rows = [[code, name, _cell(by_class.get(code, Decimal(0)))] for code, name in classes]
    class_rows.append(["", "支出总计", money(sums.expenditure)])
    for title in ("表 1 支出（续）", "表 4 财政拨款收支预算总体情况表"):
        yield {"title": title, "head": ["编码", "名称", "预算数"], "rows": class_rows}
    yield {
        "title": "表 2 部门收入总体情况表",
        "head": ["类", "款", "项", "名称", "总计", *_FUNDS],
        "rows": [
            [*_code_and_name(code), _cell(line.total), *(_cell(line.by_fund[f]) for f in _FUNDS)]
            for code, line in sorted(sums.items.items())
        ],
    }
    for title in ("表 3 部门支出总体情况表", "表 5 一般公共预算支出情况表"):
        yield {
            "title": title,
            "head": ["类", "款", "项", "名称", "合计", "基本支出", "项目支出"],
            "rows": [
                [*_code_and_name(code), _cell(x.total), _cell(x.basic), _cell(x.project)]
                for code, x in sorted(sums.items.items())
            ],
        }
    yield {
        "title": "表 6 一般公共预算基本支出情况表",
        "head": ["类", "款", "名称", "合计", "人员经费", "公用经费"],
        "rows": list(_economic_rows(data)),
    }
    yield {
        "title": "表 7 一般公共预算项目支出情况表",
        "head": ["类", "款", "项", "名称", "项目名称", "合计", *_ECONOMIC_CLASSES],
        "rows": [
            [
                *_code_and_name(code_of(p["function"])),
                p["name"],
                _cell(sums.projects[p["id"]]),
                *(
                    _cell(sums.projects[p["id"]]) if code_of(p["economic"])[:3] == c else ""
                    for c in _ECONOMIC_CLASSES
                ),
            ]
            for p in projects_of(data)
        ],
    }
    yield {
        "title": "表 10 财政拨款“三公”经费支出情况表",
        "head": ["“三公”经费支出内容", "合计"],
        "rows": [[name, _cell(amount)] for name, amount in _three_public(sums).items()],
    }
    yield {
        "title": "表 11 上年结转结余情况明细表",
        "head": ["项目", "总计"],
        "rows": [[line["item"], money(line["amount"])] for line in data.get("carry_over") or ()],
    }


def _lineage(code: str) -> str:
    names = _names("functional")
    return f"{names[code[:3]]}（类）{names[code[:5]]}（款）{names[code]}（项）"


def _code_and_name(code: str) -> tuple[str, str, str, str]:
    return code[:3], code[3:5], code[5:], _names("functional")[code]


def _economic_rows(data: Data) -> Iterator[list[str]]:
    names = _names("economic_department")
    for line in data["basic_expenditure"]["by_economic"]:
        code, amount = code_of(line["code"]), money(line["amount"])
        sides = [amount, ""] if code[:3] in ("301", "303") else ["", amount]
        yield [code[:3], code[3:], names[code], amount, *sides]


def _three_public(sums: Sums) -> dict[str, Decimal]:
    return {
        name: sum((sums.economic.get(code, Decimal(0)) for code in codes), Decimal(0))
        for name, codes in _THREE_PUBLIC.items()
    }
