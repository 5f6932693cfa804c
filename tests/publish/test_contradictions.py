"""A document that contradicts itself by a fault of the workspace's own layout is told at once."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.workspace import Workspace
from budgetc.publish.checked_source import unpacked_source
from budgetc.publish.making import make
from budgetc.publish.work import Work
from tests.support import ROOT, with_change

CHINESE = Translator("zh")
KORLA = "budgets/korla-etdz-market-supervision"
LINE = "role: subtotal, fund: [fiscal, special_account, unit_funds]}"


def _workspace(folder: Path, budgets: str, templates: str) -> Workspace:
    """Return a workspace with a budget of ours, and a copy of the templates that make it."""
    for name in (budgets, templates):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    return Workspace.find(folder)


def _change(workspace: Workspace, name: str, old: str, new: str) -> None:
    file = workspace.root / name
    file.write_text(with_change(file.read_text("utf-8"), old, new), "utf-8")


def _told(workspace: Workspace, code: str) -> list[tuple[str, str, str, str]]:
    resources = workspace.resources()
    work = Work((), workspace.root / "build", "", date(2026, 11, 30))
    told = []
    for source in workspace.sources():
        result = make(source, work, resources).result
        found = unpacked_source(source.name, result.found).findings
        for one in found:
            if one.code == code:
                assert one.severity is Severity.WARNING
                assert one.hint is not None
                assert CHINESE(one.hint) == (
                    "请检查此处的栏、行、资金、科目、数字代号有无遗漏、重复或用错；"
                    "budgetc audit 列出全部相关金额"
                )
                place = f"{one.span.file}:{one.span.line}"
                told.append((place, ENGLISH(one.message), CHINESE(one.message), ENGLISH(one.hint)))
    return told


HINT = (
    "look there for a column, line, fund, code or figure that is left out, doubled or another's; "
    "budgetc audit shows all amounts that it is about"
)


@pytest.mark.parametrize(
    ("budgets", "templates"),
    [
        (KORLA, "templates/xinjiang"),
        ("budgets/putuo-finance-bureau", "templates/shanghai"),
        ("budgets/boston-parks-and-recreation", "templates/boston"),
    ],
)
def test_a_copy_of_what_ships_does_not(tmp_path: Path, budgets: str, templates: str) -> None:
    assert _told(_workspace(tmp_path, budgets, templates), "LAY105") == []


def test_a_line_without_a_fund_is_told_at_its_table(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, KORLA, "templates/xinjiang")
    _change(workspace, "templates/xinjiang/layout.yaml", LINE, LINE.replace("fiscal, ", ""))
    layout = (workspace.root / "templates/xinjiang/layout.yaml").read_text("utf-8").splitlines()
    line = layout.index('  - id: "1"') + 1
    assert _told(workspace, "LAY105") == [
        (
            f"templates/xinjiang/layout.yaml:{line}",
            (
                "a document made by this contradicts itself: "
                "— (表1 部门收支总体情况表, 一、本年收入, 收入 / 预算数): "
                "its parts add up to 314.66, 314.66 away"
            ),
            (
                "据此生成的文件自相矛盾：— (表1 部门收支总体情况表, 一、本年收入, 收入 / 预算数)："
                "各分项之和是 314.66，相差 314.66"
            ),
            HINT,
        )
    ]


def test_a_sentence_is_told_at_the_template(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, KORLA, "templates/xinjiang")
    _change(
        workspace,
        "templates/xinjiang/explanation.j2",
        "占{{ share(figures.basic, figures.expenditure) }}",
        "占{{ share(figures.expenditure, figures.basic) }}",
    )
    assert _told(workspace, "LAY105") == [
        (
            "templates/xinjiang/document.j2:1",
            (
                "a document made by this contradicts itself: "
                "基本支出277.66万元，占113.33%: it comes to 88.2413%"
            ),
            "据此生成的文件自相矛盾：基本支出277.66万元，占113.33%：应为 88.2413%",
            HINT,
        )
    ]
