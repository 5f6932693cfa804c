"""Expenditure that is neither basic nor a project's: shown wherever these two are, or told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.document.model import Document, Paragraph, Table, line_text
from budgetc.files.data import Resources
from budgetc.pipeline import Compilation
from budgetc.render.onepage import render_onepage
from budgetc.source.keys import in_chinese
from tests.keys.test_keys import said
from tests.layout.shanghai import SOURCE as SHANGHAI
from tests.layout.shanghai import department
from tests.support import KORLA, RESOURCES, ROOT, compile_text, with_change

LINES = """
other_expenditure:
  - {kind: remitted, code: 2013801, amount: 3, fund: unit_funds.business}
  - {kind: operation, code: 2013801, amount: 6, fund: unit_funds.operation}
  - {kind: subsidies, code: 2013899, amount: 1, fund: unit_funds.business}
"""
KINDS = ["上缴上级支出", "经营支出", "对附属单位补助支出"]
XINJIANG = with_change(
    KORLA,
    "\nrevenue:\n",
    "\nrevenue:\n"
    "  - {fund: unit_funds.business, amount: 4, prior: 0, reason: 新开业务}\n"
    "  - {fund: unit_funds.operation, amount: 6, prior: 0, reason: 新开业务}\n",
)
OWN = "\n".join(
    line
    for line in (ROOT / "templates/xinjiang/layout.yaml").read_text(encoding="utf-8").split("\n")
    if "optional: true" not in line
)
"""The layout of a workspace that was copied before the form had these kinds."""


def _made(source: str, resources: Resources = RESOURCES) -> Document:
    made = compile_text(source, resources)
    assert made.document is not None, [ENGLISH(one.message) for one in made.findings]
    return made.document


def _heads(table: Table) -> list[str]:
    return [column.header[-1] for column in table.panels[-1].columns]


def _text(document: Document) -> str:
    blocks = (block for block in document.blocks if isinstance(block, Paragraph))
    return "\n".join(line_text(line) for block in blocks for line in block.lines)


def _table(document: Document, table_id: str) -> Table:
    return next(one for one in document.tables() if one.id == table_id)


def _total(table: Table) -> list[str]:
    row = next(row for row in table.panels[-1].rows if row.id == "total")
    cells = zip(table.panels[-1].columns, row.cells, strict=True)
    return [line_text(cell) for column, cell in cells if column.role.name == "AMOUNT"]


def test_the_form_of_xinjiang_shows_them() -> None:
    document = _made(XINJIANG + LINES)
    table = _table(document, "3")
    assert _heads(table)[-3:] == KINDS
    whole, *parts = (float(cell or 0) for cell in _total(table))
    assert (whole, parts[-3:]) == (sum(parts), [3, 6, 1])
    said = _text(document)
    for kind, amount in zip(KINDS, (3, 6, 1), strict=True):
        assert f"{kind}{amount}万元，占" in said
    (kinds,) = (chart for chart in document.charts if chart.id == "kinds")
    assert {bar.label for bar in kinds.bars} == {"基本支出", "项目支出", *KINDS}


def test_where_there_are_none_nothing_speaks_of_them() -> None:
    document = _made(KORLA)
    assert _heads(_table(document, "3"))[-2:] == ["基本支出", "项目支出"]
    assert not [kind for kind in KINDS if kind in _text(document)]


def test_the_national_form_shows_them() -> None:
    national = with_change(
        XINJIANG + LINES,
        "jurisdiction: xinjiang",
        "jurisdiction: china\noptions: {wording: {compared_with: 预算数}}",
    )
    national = with_change(national, "\nprocurement:\n", "\nprocurement:\n  works: 0\n")
    national = with_change(national, "\nassets:\n", "\nassets:\n  as_of: 2023-12-31\n")
    document = _made(national)
    assert _heads(_table(document, "3"))[-3:] == KINDS
    (said,) = (
        line for line in _text(document).split("\n") if "基本支出" in line and "；经营" in line
    )
    assert [kind for kind in KINDS if f"；{kind}" in said] == KINDS


@pytest.mark.parametrize("table_id", ["1", "3"])
def test_the_form_of_a_unit_of_shanghai_shows_them(table_id: str) -> None:
    source = with_change(
        SHANGHAI,
        "  - {fund: unit_funds.business, amount: 10000}\n",
        "  - {fund: unit_funds.business, amount: 10004}\n"
        "  - {fund: unit_funds.operation, amount: 6}\n",
    )
    lines = LINES.replace("2013801", "2010602").replace("2013899", "2010602")
    document = _made(source + lines)
    assert _heads(_table(document, table_id))[-3:] == KINDS
    assert "经营支出" not in _text(_made(department()))


def _of_own_layout(tmp_path: Path, source: str) -> Compilation:
    folder = tmp_path / "templates" / "xinjiang"
    folder.mkdir(parents=True)
    (folder / "layout.yaml").write_text(OWN, encoding="utf-8")
    explanation = (ROOT / "templates/xinjiang/explanation.j2").read_text(encoding="utf-8")
    start = explanation.index("{% for name, amount in [(")
    end = explanation.index("{% endblock %}", start)
    (folder / "explanation.j2").write_text(explanation[:start] + explanation[end:], "utf-8")
    return compile_text(source, Resources.of_workspace(tmp_path))


def _unshown(made: Compilation) -> list[Diagnostic]:
    return [one for one in made.findings if one.code == "DOC003"]


def test_a_total_with_a_kind_that_no_part_shows_is_an_error(tmp_path: Path) -> None:
    """The total of table 3 was more than its columns, and the shares came to less than all."""
    sentence, table = _unshown(_of_own_layout(tmp_path, XINJIANG + LINES))
    chinese = Translator("zh")
    assert (table.code, {sentence.severity.name, table.severity.name}) == ("DOC003", {"ERROR"})
    assert ENGLISH(table.message) == (
        "部门支出总体情况表: “支出预算·合计” has 10 万元 that none of the parts beside it shows"
    )
    assert chinese(table.message) == (
        "部门支出总体情况表：“支出预算·合计”中有10万元，旁边的各分项都没有列出"
    )
    assert chinese(sentence.message).startswith("三、关于")
    assert [ENGLISH(one.message) for one in table.related] == [
        "expenditure of operating income: 6 万元",
        "remittances to the superior unit: 3 万元",
        "subsidies to subordinate units: 1 万元",
    ]
    assert [chinese(one.message) for one in table.related] == [
        "经营支出：6万元",
        "上缴上级支出：3万元",
        "对附属单位补助支出：1万元",
    ]
    assert table.hint is not None
    assert ENGLISH(table.hint) == (
        "ask those who keep the layout to show these kinds of expenditure there (operation, "
        "remitted, subsidies): in a table each by a column with its kind: and optional: true, in "
        "a sentence by a figure with its kind:"
    )
    assert chinese(table.hint) == (
        "请版式的维护者在该处列出这几类支出（operation、remitted、subsidies）：表中各增加一列，"
        "写明 kind: 和 optional: true；文字中各用一个写明 kind: 的数字"
    )


def test_the_keys_of_a_layout_are_told_as_it_has_them(tmp_path: Path) -> None:
    """To whoever types Chinese keys a column was told to have 类别, which a layout refuses."""
    made = _of_own_layout(tmp_path, said(XINJIANG + LINES, in_chinese)).named()
    assert _unshown(made)
    for found in _unshown(made):
        assert found.hint is not None
        assert "kind: 和 optional: true" in found.hint.in_words(Translator("zh"))
        assert "its kind: and optional: true" in found.hint.in_words(ENGLISH)


def test_a_layout_without_them_is_right_where_there_are_none(tmp_path: Path) -> None:
    assert _unshown(_of_own_layout(tmp_path, KORLA)) == []


def _one_page(document: Document) -> str:
    parts, findings = render_onepage(document, RESOURCES)
    assert findings == ()
    assert parts is not None
    return "".join(parts)


def test_the_one_page_names_them() -> None:
    document = _made(XINJIANG + LINES)
    assert document.one_page is not None
    page, findings = document.one_page()
    assert findings == ()
    assert page is not None
    told = {line_text(one.label): (one.number, line_text(one.says)) for one in page.numbers}
    assert "上缴上级、经营和对附属单位补助支出10万元，占" in told["基本支出"][1]
    # It asked for a key that a source could not have.
    number, says = told["支出与上年相比"]
    assert (line_text(number), says) == ("上年数不全", "不作比较。")
    assert re.search("一般公共服务支出: 本年 [0-9.]+万元, [^<]+ 上年数不全", _one_page(document))


def test_the_one_page_names_no_kind_of_which_there_is_nothing() -> None:
    """“上缴上级、经营和对附属单位补助支出” was printed of a body that pays nobody below it."""
    last = "  - {kind: subsidies, code: 2013899, amount: 1, fund: unit_funds.business}\n"
    lines = with_change(LINES, last, "").replace("amount: 3", "amount: 4")
    make = _made(XINJIANG + lines).one_page
    page = make()[0] if make is not None else None
    assert page is not None
    assert any("；上缴上级和经营支出10万元，占" in line_text(one.says) for one in page.numbers)


LAST_YEAR = LINES.replace("3, fund", "3, prior: 2, reason: 业务增加, fund")
LAST_YEAR = LAST_YEAR.replace("6, fund", "6, prior: 6, fund").replace(
    "1, fund", "1, prior: 0, fund"
)


def test_last_years_may_be_typed() -> None:
    document = _made(XINJIANG + LAST_YEAR)
    said = _text(document)
    assert re.search(
        r"上缴上级支出3万元，占[0-9.]+%，比上年预算增加1万元，增长50%，主要原因是：业务增加。", said
    )
    assert re.search(r"经营支出6万元，占[0-9.]+%，与上年预算持平。", said)
    assert re.search(
        r"对附属单位补助支出1万元，占[0-9.]+%，比上年预算增加1万元，上年无此项预算。", said
    )
    assert document.one_page is not None
    page, findings = document.one_page()
    assert findings == ()
    assert page is not None
    (number,) = (one for one in page.numbers if line_text(one.label) == "支出与上年相比")
    assert line_text(number.number) == "增加152.66万元"
    assert "上年数不全" not in _one_page(document)
