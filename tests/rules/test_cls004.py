"""CLS004 of the lists that a jurisdiction declares: no amount is in a total and in no row."""

from __future__ import annotations

from pathlib import Path

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.jurisdiction.district import LAYOUT, SECTIONS, SOURCE, write_district
from tests.support import with_change

CHINESE = Translator("zh")
SOURCE_FILE = "budgets/hill/2024.yaml"
LAYOUT_FILE = "templates/district/layout.yaml"
GROUP = SOURCE.replace("account: 6100", "account: 6")
BELOW = with_change(LAYOUT, "levels: [group, account], always: all", "levels: [account]")


def _found(folder: Path, changed: dict[str, str]) -> list[Diagnostic]:
    write_district(folder, changed)
    workspace = Workspace.find(folder)
    (source,) = workspace.sources()
    return [*compile_source(source, workspace.resources()).findings]


def _said(one: Diagnostic) -> tuple[str, str, str, str]:
    assert one.hint is not None
    english, chinese = ((said(one.message), said(one.hint)) for said in (ENGLISH, CHINESE))
    return *english, *chinese


def test_an_amount_above_the_rows_is_an_error_at_its_code(tmp_path: Path) -> None:
    found = _found(tmp_path, {SOURCE_FILE: GROUP, LAYOUT_FILE: BELOW})
    assert [(one.code, one.span.line, one.span.column) for one in found] == [("CLS004", 24, 15)]
    assert _said(found[0]) == (
        "6 Things is a group, and -$20 of it stands in a table that goes down to account",
        "write the code of a account, such as 6100 Books, 6200 Desks",
        "6 Things 是group级科目，其中 -$20 所在的表要列到account级",
        "请填写account级科目编码，例如 6100 Books、6200 Desks",
    )


def test_it_is_so_where_its_group_has_a_row(tmp_path: Path) -> None:
    found = _found(tmp_path, {SOURCE_FILE: GROUP})
    assert [(one.code, one.span.line) for one in found] == [("CLS004", 24)]


def test_it_is_so_where_another_year_alone_is_shown(tmp_path: Path) -> None:
    source = GROUP.replace("actual: 0, prior: 10, amount: -20", "actual: 7, prior: 0, amount: 0")
    found = _found(tmp_path, {SOURCE_FILE: source, LAYOUT_FILE: BELOW})
    assert [(one.code, one.span.line) for one in found] == [("CLS004", 24)]
    assert "and $7 of it" in ENGLISH(found[0].message)


def test_it_is_so_of_the_parts_of_a_breakdown(tmp_path: Path) -> None:
    layout = with_change(BELOW, "rows: {by: account, levels: [account]", "rows: {by: account")
    layout = with_change(layout, "by: account, level: group", "by: account, level: account")
    found = _found(tmp_path, {SOURCE_FILE: GROUP, LAYOUT_FILE: layout})
    assert [(one.code, one.span.line) for one in found] == [("CLS004", 24)]


def test_a_group_that_nothing_is_under_may_have_a_row_of_its_own(tmp_path: Path) -> None:
    lists = (
        "code,name,level,parent\n5,People,group,\n5100,Salaries,account,5\n"
        "5200,Pensions,account,5\n6,Things,group,\n"
    )
    layout = LAYOUT.replace("account: 6100", "account: 6")
    changed = {SOURCE_FILE: GROUP, LAYOUT_FILE: layout, "templates/district/accounts.csv": lists}
    assert _found(tmp_path, changed) == []


def test_of_a_level_that_has_none_below_the_layout_is_to_print_it(tmp_path: Path) -> None:
    layout = with_change(LAYOUT, "levels: [group, account], always: all", "levels: [group]")
    lists = (
        "code,name,level,parent\n5,People,group,\n5100,Salaries,account,5\n"
        "5200,Pensions,account,5\n6,Things,rest,\n6100,Books,account,\n6200,Desks,account,\n"
    )
    changed = {SOURCE_FILE: SOURCE, LAYOUT_FILE: layout, "templates/district/accounts.csv": lists}
    (first, *_) = (one for one in _found(tmp_path, changed) if one.code == "CLS004")
    assert _said(first)[1::2] == (
        "have the layout print rows of account in that table (levels:)",
        "请让布局在该表中列出account级的行（levels:）",
    )


def test_an_amount_without_a_code_is_in_no_row(tmp_path: Path) -> None:
    sections = with_change(SECTIONS, '"required": ["account"],\n      "properties"', '"properties"')
    agree = '"agree": [{"margins": ["money", "accounts"], "by": "account"}],'
    sections = with_change(sections, agree, "")
    source = with_change(SOURCE, "\n  - {account: 6100, ", "\n  - {")
    changed = {SOURCE_FILE: source, "templates/district/source.schema.json": sections}
    found = _found(tmp_path, changed)
    assert [(one.code, one.span.line) for one in found] == [("CLS004", 24)]
    told = (
        "-$20 has no code of account, and stands in a table whose rows are by account: in the "
        "total, and in no row"
    )
    assert _said(found[0]) == (
        told,
        "write its code; or have the layout make rows of something else (rows: by:)",
        "-$20 没有填写 account 的编码，而所在的表按 account 列行：计入合计，却不在任何一行中",
        "请填写其编码；或者让布局按其他内容列行（rows: by:）",
    )
