"""The published document, as transcribed in `tests/reference`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from .sheet import Sheet

_REFERENCE = Path(__file__).parent.parent / "reference"
KIND = "kind"
TOTAL = "total"


class Number(NamedTuple):
    """One number of the published text: in which section, with the words before it."""

    where: str
    text: str
    value: str
    unit: str


class Shape(NamedTuple):
    """How to read one published table.

    Attributes:
        columns: keys of the columns after the first, which is the kind of the row.
        codes: which of them hold parts of a code; together they name the row.
        name: else the column that names the row.
        total: names the total row.
    """

    columns: tuple[str, ...]
    codes: tuple[str, ...] = ()
    name: str = ""


_FUNCTION = ("类", "款", "项", "名称")
_SPLIT = ("类", "款", "项")
_TARGETS = Shape(("一级指标", "二级指标", "三级指标", "指标值", "依据", "上年完成值", "分值权重"))
SHAPES: Mapping[str, Shape] = {
    "1-income": Shape(("项目", "预算数"), name="项目"),
    "1-expenditure": Shape(("编码", "名称", "预算数"), ("编码",)),
    "2": Shape(("编码", "名称", "总计", "小计", "一般公共预算"), name="名称"),
    "3": Shape((*_FUNCTION, "合计", "基本支出", "项目支出"), _SPLIT),
    "4-income": Shape(("项目", "合计"), name="项目"),
    "4-expenditure": Shape(
        ("编码", "名称", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"), ("编码",)
    ),
    "5": Shape((*_FUNCTION, "合计", "基本支出", "项目支出"), _SPLIT),
    "6": Shape(("类", "款", "名称", "合计", "人员经费", "公用经费"), ("类", "款")),
    "7": Shape(
        (*_FUNCTION, "项目名称", "合计", "301", "302", "303", "307", "309", "310", "311", "312",
         "313", "399"),
        name="项目名称",
    ),
    "8": Shape((*_FUNCTION, "合计", "人员经费", "公用经费", "项目支出"), _SPLIT),
    "9": Shape((*_FUNCTION, "合计", "人员经费", "公用经费", "项目支出"), _SPLIT),
    "10": Shape(("内容", "合计", "一般公共预算", "政府性基金", "国有资本经营预算"), name="内容"),
    "11": Shape(
        ("项目", "总计", "财政", "财政人员", "财政公用", "财政项目",
         "非财政", "非财政人员", "非财政公用", "非财政项目"),
        name="项目",
    ),
    "P0": _TARGETS, "P1": _TARGETS, "P2": _TARGETS, "P3": _TARGETS, "P4": _TARGETS,
}  # fmt: skip
"""How to read each table, by its id in the transcription."""


@cache
def published() -> Any:
    """Return the transcription."""
    return json.loads((_REFERENCE / "korla-2024.published.json").read_text(encoding="utf-8"))


@cache
def supplement() -> Any:
    """Return what the transcription leaves out."""
    return json.loads((_REFERENCE / "korla-2024.supplement.json").read_text(encoding="utf-8"))


def published_numbers() -> list[Number]:
    """Return the numbers of the text, in order."""
    return [
        Number(entry["where"], entry["text"], entry["value"], entry["unit"])
        for entry in published()["narrative_numbers"]
    ]


def transcribed_cells() -> int:
    """Return how many cells the tables of the transcription have, heads included."""
    return sum(
        len(row) for table in published()["tables"] for row in (table["columns"], *table["rows"])
    )


def published_sheets() -> dict[str, Sheet]:
    """Return all tables by id, with what the supplement adds to them."""
    return {table["id"]: _sheet(table) for table in published()["tables"]}


def code(text: str, position: int) -> str:
    """Return one part of a code in full: three digits for the class, two for each part below it."""
    return text.zfill(2) if position and text else text


def _sheet(table: Any) -> Sheet:
    name = table["id"]
    shape = SHAPES[name]
    columns = (KIND, *shape.columns)
    sheet = Sheet(
        name,
        dict(zip(shape.columns, table["columns"][1:], strict=True)),
        {},
        code_columns=frozenset(_SPLIT) & frozenset(columns),
        margins={"title": table["title"]},
    )
    for cells in table["rows"]:
        row = dict(zip(columns, cells, strict=True))
        key = _target_key(row) if name.startswith("P") else _key(row, shape)
        assert key not in sheet.rows, (name, key)
        sheet.rows[key] = row
    _supplement(sheet)
    return sheet


def _key(row: Mapping[str, str], shape: Shape) -> str:
    if row[KIND] == TOTAL:
        return TOTAL
    if shape.codes:
        return "".join(code(row[column], position) for position, column in enumerate(shape.codes))
    return row[shape.name]


def _target_key(row: Mapping[str, str]) -> str:
    """Name a row of targets by its classes and name, and a row of the form by its last head."""
    classes = [row["一级指标"], row["二级指标"], row["三级指标"]]
    return [head for head in classes if head][-1] if row[KIND] == TOTAL else "/".join(classes)


def _supplement(sheet: Sheet) -> None:
    more = supplement()
    if sheet.id in more["forms"]:
        form = {head: {"一级指标": head, "指标值": text} for head, text in more["forms"][sheet.id]}
        below = {"项目总体目标": form.pop("项目总体目标")} if "项目总体目标" in form else {}
        money = {key: row for key, row in sheet.rows.items() if row[KIND] == TOTAL}
        sheet.rows = {**form, **money, **below, **sheet.rows}
    else:
        sheet.margins |= more["above"]
    if sheet.id in more["notes"]:
        sheet.margins["note"] = more["notes"][sheet.id]
    if sheet.id in more["scoring"]["rows"]:
        first, second = more["scoring"]["columns"]
        sheet.heads |= {first: first, second: second}
        for row in sheet.rows.values():
            if row.get(KIND) == "leaf":
                scoring = more["scoring"]["rows"][sheet.id].get(row["三级指标"], ("", ""))
                row[first], row[second] = scoring
