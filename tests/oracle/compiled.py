"""The compiled document, read as the same tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from budgetc.document.model import Document, Figure, Panel, Row, Table, line_text
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source

from .published import KIND, SHAPES, TOTAL
from .sheet import Sheet

_ROOT = Path(__file__).parent.parent.parent
KORLA = _ROOT / "budgets" / "korla-etdz-market-supervision" / "2024.yaml"


class View(NamedTuple):
    """Where a published table stands in the compiled document.

    Attributes:
        table: id of the compiled table.
        panel: which of its panels.
        columns: for each published column, the compiled columns whose texts it holds.
        name: the column that names a row, as in the published shape; a code does where it is empty.
    """

    table: str
    panel: int
    columns: Mapping[str, tuple[str, ...]]
    name: str = ""


_SPLIT = {"类": ("c1.1.1",), "款": ("c1.1.2",), "项": ("c1.1.3",), "名称": ("c1.2",)}
_KINDS = {"合计": ("total",), "基本支出": ("basic",), "项目支出": ("project",)}
_GROUPS = {
    "合计": ("total",),
    "人员经费": ("personnel",),
    "公用经费": ("public",),
    "项目支出": ("project",),
}
_CLASSES = ("301", "302", "303", "307", "309", "310", "311", "312", "313", "399")
_OVERALL = {
    "一级指标": ("c1",),
    "二级指标": ("c2",),
    "三级指标": ("c3",),
    "指标值": ("c4",),
    "依据": ("c5",),
    "分值权重": ("c6",),
}
_PROJECT = {
    **_OVERALL,
    "上年完成值": ("c6",),
    "分值权重": ("c7",),
    "指标赋分规则": ("c8",),
    "佐证资料": ("c9",),
}
VIEWS: Mapping[str, View] = {
    "1-income": View("1", 0, {"项目": ("c1.1",), "预算数": ("amount",)}, "项目"),
    "1-expenditure": View(
        "1", 1, {"编码": ("c1.1.1",), "名称": ("c1.1.2",), "预算数": ("amount",)}
    ),
    "2": View(
        "2",
        0,
        {
            "编码": ("c1.1", "c1.2", "c1.3"),
            "名称": ("c2",),
            "总计": ("total",),
            "小计": ("fiscal",),
            "一般公共预算": ("general.own",),
        },
        "名称",
    ),
    "3": View("3", 0, {**_SPLIT, **_KINDS}),
    "4-income": View("4", 0, {"项目": ("c1.1",), "合计": ("total",)}, "项目"),
    "4-expenditure": View(
        "4",
        1,
        {
            "编码": ("c1.1.1",),
            "名称": ("c1.1.2",),
            "合计": ("total",),
            "一般公共预算": ("general",),
            "政府性基金预算": ("government_fund",),
            "国有资本经营预算": ("state_capital",),
        },
    ),
    "5": View("5", 0, {**_SPLIT, **_KINDS}),
    "6": View(
        "6",
        0,
        {
            "类": ("c1.1.1",),
            "款": ("c1.1.2",),
            "名称": ("c1.2",),
            "合计": ("total",),
            "人员经费": ("personnel",),
            "公用经费": ("public",),
        },
    ),
    "7": View(
        "7",
        0,
        {
            "类": ("c1.1",),
            "款": ("c1.2",),
            "项": ("c1.3",),
            "名称": ("c2",),
            "项目名称": ("c3",),
            "合计": ("total",),
            **{code: (code,) for code in _CLASSES},
        },
        "项目名称",
    ),
    "8": View("8", 0, {**_SPLIT, **_GROUPS}),
    "9": View("9", 0, {**_SPLIT, **_GROUPS}),
    "10": View(
        "10",
        0,
        {
            "内容": ("c1",),
            "合计": ("total",),
            "一般公共预算": ("general",),
            "政府性基金": ("government_fund",),
            "国有资本经营预算": ("state_capital",),
        },
        "内容",
    ),
    "11": View(
        "11",
        0,
        {
            "项目": ("c1",),
            "总计": ("total",),
            "财政": ("fiscal",),
            "财政人员": ("fiscal.personnel",),
            "财政公用": ("fiscal.public",),
            "财政项目": ("fiscal.project",),
            "非财政": ("non_fiscal",),
            "非财政人员": ("non_fiscal.personnel",),
            "非财政公用": ("non_fiscal.public",),
            "非财政项目": ("non_fiscal.project",),
        },
        "项目",
    ),
    "P0": View("overall_targets", 0, _OVERALL),
    "P1": View("project_targets.special-equipment-inspection", 0, _PROJECT),
    "P2": View("project_targets.intellectual-property-training", 0, _PROJECT),
    "P3": View("project_targets.law-enforcement-cases", 0, _PROJECT),
    "P4": View("project_targets.quality-infrastructure", 0, _PROJECT),
}
"""Where each published table stands; every panel of the compiled document is in one view."""


@cache
def korla() -> Document:
    """Return the compiled document."""
    workspace = Workspace.find(_ROOT)
    compiled = compile_source(workspace.source(KORLA), workspace.resources())
    assert compiled.document is not None, compiled.findings
    return compiled.document


def tables() -> dict[str, Table]:
    """Return the compiled tables by id."""
    return {table.id: table for table in korla().tables()}


def compiled_sheets() -> dict[str, Sheet]:
    """Return all tables by their published id."""
    return {name: _sheet(name, view) for name, view in VIEWS.items()}


def _sheet(name: str, view: View) -> Sheet:
    table = tables()[view.table]
    panel = table.panels[view.panel]
    positions = {column.id: position for position, column in enumerate(panel.columns)}
    shown = {position for ids in view.columns.values() for position in map(positions.get, ids)}
    columns = dict(view.columns) | {
        column.id: (column.id,)
        for position, column in enumerate(panel.columns)
        if position not in shown
    }
    sheet = Sheet(name, {key: _head(panel, ids) for key, ids in columns.items()}, {})
    sheet.margins = _margins(table)
    if table.form:
        sheet.rows = dict(_form_rows(table))
    for row in panel.rows:
        cells = {KIND: row.kind.value} | {
            key: " ".join(filter(None, (line_text(row.cells[positions[i]]) for i in ids)))
            for key, ids in columns.items()
        }
        key = _key(name, row, cells)
        assert key not in sheet.rows, (name, key)
        sheet.rows[key] = cells
    return sheet


def _key(name: str, row: Row, cells: Mapping[str, str]) -> str:
    if row.kind.value == TOTAL:
        return TOTAL
    if name.startswith("P"):
        return "/".join((cells["一级指标"], cells["二级指标"], cells["三级指标"]))
    if SHAPES[name].name:
        return cells[SHAPES[name].name]
    assert row.code is not None
    return row.code


def _head(panel: Panel, ids: Sequence[str]) -> str:
    headers = [column.header for column in panel.columns if column.id in ids]
    return headers[0][-1] if len(headers) == 1 else headers[0][0]


def _margins(table: Table) -> dict[str, str]:
    left, right = table.above
    texts = {"title": table.title, "left": left, "right": right}
    notes = "".join(line_text(note) for note in table.notes)
    return {key: text for key, text in (*texts.items(), ("note", notes)) if text}


def _form_rows(table: Table) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the values of a form by their last heads; a row of heads stands over those below."""
    over: list[str] = []
    for row in table.form:
        heads: list[str] = []
        if all(cell.head for cell in row):
            over = [line_text(row[0].content)]
            continue
        for cell in row:
            if cell.head:
                heads.append(line_text(cell.content))
                continue
            text = line_text(cell.content)
            key = heads[-1]
            cells = dict(zip(("一级指标", "二级指标", "三级指标"), (*over, *heads), strict=False))
            if any(isinstance(part, Figure) for part in cell.content):
                cells = {KIND: TOTAL, **cells}
            yield key, cells | {"指标值": text}
            heads = heads[:1] if heads[0].startswith("项目资金") else []
