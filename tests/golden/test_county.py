"""A county bureau on the national form: last year's outturn, change and rate beside this year.

What it prints was read by a person; accept another with: python -m tests.golden.test_county
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.document.model import Shown
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from budgetc.render.markdown import render_markdown
from budgetc.render.onepage import render_onepage
from tests.cli.run import call
from tests.render.test_html import html_of
from tests.support import TODAY, with_change

COUNTY = Path(__file__).parent / "county"
SOURCE = COUNTY / "budgets" / "forestry-bureau" / "2025.yaml"
PRINTED = COUNTY / "forestry-bureau-2025.md"


def _compiled(folder: Path = COUNTY) -> Compilation:
    workspace = Workspace.find(folder)
    source = workspace.source(folder / SOURCE.relative_to(COUNTY))
    return compile_source(source, workspace.resources(), TODAY)


def _printed(folder: Path = COUNTY) -> str:
    compiled = _compiled(folder)
    assert compiled.document is not None, [f.message for f in compiled.findings]
    return render_markdown(compiled.document, Workspace.find(folder).resources())


def _changed(folder: Path, old: str, new: str) -> Path:
    source = folder / SOURCE.relative_to(COUNTY)
    source.parent.mkdir(parents=True)
    source.write_text(with_change(SOURCE.read_text(encoding="utf-8"), old, new), encoding="utf-8")
    return folder


def test_it_prints_what_was_read() -> None:
    assert _printed() == PRINTED.read_text(encoding="utf-8")


ROAD = "        - {item: 道路, amount: 80.00}\n"
TOLD = f"{ROAD}      reports_targets: true\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("reports_targets: true", "实行绩效目标管理的财政拨款项目2个，涉及财政拨款230.00万元。"),
        (
            "targets_exempt: 涉密项目",
            (
                "财政拨款项目2个，涉及财政拨款230.00万元，其中实行绩效目标管理的1个，"
                "涉及财政拨款150.00万元；1个项目不编报绩效目标：林区道路（涉密项目）。"
            ),
        ),
        (
            "reports_targets: false",
            (
                "财政拨款项目2个，涉及财政拨款230.00万元，其中实行绩效目标管理的1个，"
                "涉及财政拨款150.00万元。"
            ),
        ),
    ],
)
def test_only_projects_that_say_so_are_said_to_have_targets(
    tmp_path: Path, typed: str, said: str
) -> None:
    printed = _printed(_changed(tmp_path, TOLD, f"{ROAD}      {typed}\n"))
    assert f"\n青禾县林业和草原局2025年{said}\n" in printed


def test_of_projects_that_say_nothing_of_targets_nothing_is_said(tmp_path: Path) -> None:
    folder = tmp_path / SOURCE.parent.relative_to(COUNTY)
    folder.mkdir(parents=True)
    text = SOURCE.read_text(encoding="utf-8").replace("      reports_targets: true\n", "")
    (folder / SOURCE.name).write_text(text, encoding="utf-8")
    assert "2025年财政拨款项目2个，涉及财政拨款230.00万元。\n" in _printed(tmp_path)


def test_a_project_that_has_no_targets_and_no_reason_is_found(tmp_path: Path) -> None:
    found = _compiled(_changed(tmp_path, TOLD, f"{ROAD}      reports_targets: false\n")).findings
    say = Translator("en")
    assert [
        (one.code, say(one.message), one.hint and say(one.hint))
        for one in found
        if one.code == "PER001"
    ] == [
        (
            "PER001",
            "林区道路 has 80 万元 and no performance targets",
            "write reports_targets: true, or targets_exempt: with the reason why it has none",
        ),
    ]


CARRIED = {
    ROAD: f"{ROAD}        - {{item: 续建, amount: 6, fund: carry_over.government_fund}}\n",
    "      prior: 60.00\n      executed: 59.10\n": (
        "      prior_by_fund: {government_fund.own: 60, carry_over.government_fund: 0}\n"
        "      executed_by_fund: {government_fund.own: 59.10, carry_over.government_fund: 0}\n"
    ),
    "other_matters: []\n": (
        "carry_over:\n"
        "  - {fund: carry_over.government_fund, kind: project, amount: 6, year: 2024, item: 道路}\n"
        "other_matters: []\n"
    ),
}
"""The road is paid from money of the year before as well."""


def test_money_carried_over_is_told_where_tables_leave_it_out(tmp_path: Path) -> None:
    folder = tmp_path / SOURCE.parent.relative_to(COUNTY)
    folder.mkdir(parents=True)
    text = SOURCE.read_text(encoding="utf-8")
    for old, new in CARRIED.items():
        text = with_change(text, old, new)
    (folder / SOURCE.name).write_text(text, encoding="utf-8")
    lines = _printed(tmp_path).splitlines()
    note = "注：本表只列当年拨款安排的支出；上年结转安排的支出6.00万元列入表 4。"
    assert lines.count(note) == 1
    assert lines.index("### 表 8 政府性基金预算支出表") < lines.index(note)
    assert lines.index(note) < lines.index("### 表 9 国有资本经营预算支出表")
    told = lines.index("### 八、2025年政府性基金预算支出情况说明")
    assert lines[told + 2 : told + 5] == [
        (
            "青禾县林业和草原局2025年政府性基金预算当年拨款支出80.00万元，"
            "其中：基本支出0.00万元，项目支出80.00万元。"
        ),
        (
            "城乡社区支出（类）国有土地使用权出让收入安排的支出（款）农村基础设施建设支出（项）80.00万元，"
            "比2024年执行数增加20.90万元，增长35.36%，主要是新开工一条防火道路。"
        ),
        "上年结转的政府性基金预算拨款安排的支出6.00万元（新开工一条防火道路），另列入财政拨款收支总表。",
    ]


def test_every_reason_and_approval_that_is_typed_is_printed(tmp_path: Path) -> None:
    """They were asked for, and printed of the general public budget alone."""
    folder = tmp_path / SOURCE.parent.relative_to(COUNTY)
    folder.mkdir(parents=True)
    text = SOURCE.read_text(encoding="utf-8").replace("government_fund.own", "special_account")
    text = with_change(text, "reception: {prior: 3.00}", "reception: {prior: 3.00}\n"
                       "  approval: 青财行〔2025〕3号")  # fmt: skip
    text = text.replace("2120804", "2130207")
    (folder / SOURCE.name).write_text(text, encoding="utf-8")
    printed = _printed(tmp_path)
    assert "“三公”经费预算的批准文件：青财行〔2025〕3号。\n" in printed
    assert "财政专户管理资金80.00万元，占13.50%（增减变动原因：新增农村基础设施项目）。" in printed
    assert (
        "\n非财政拨款安排的农林水支出（类）林业和草原（款）森林资源管理（项）80.00万元，" in printed
    )
    assert "80.00万元，增减变动原因：新开工一条防火道路。\n" in printed


RESTATED = {
    "prior: 498.00,": "restated: 原为490万元，划入一人",
    "vehicle_operation: {prior: 9.00,": "restated: 原为8万元，划入一车",
    "      prior: 60.00\n": "      restated: 原为50万元，划入一路",
    "operating_cost:\n": "  restated: 原为39万元，划入一人",
}


@pytest.mark.parametrize("place", RESTATED)
def test_why_last_year_was_restated_is_printed(tmp_path: Path, place: str) -> None:
    typed = RESTATED[place]
    end = "\n" if place.endswith("\n") else ","
    printed = _printed(_changed(tmp_path, place, f"{place}{typed}{end}"))
    assert f"上年数已调整口径：{typed.partition(': ')[2]}" in printed


def test_nothing_is_wrong_with_it() -> None:
    # There is no list of codes of 2025 yet.
    assert [found.code for found in _compiled().findings] == ["CLS101"]


def test_it_may_be_compared_with_last_years_budget(tmp_path: Path) -> None:
    choice = "options: {wording: {compared_with: 预算数}}\n"
    printed = _printed(_changed(tmp_path, "unit: 万元\n", f"unit: 万元\n{choice}"))
    assert "| 2024年预算数 | 2025年预算数 / 合计 |" in printed
    assert "比2024年预算数增加" in printed
    assert "执行数" not in printed


def test_last_years_columns_may_be_left_out(tmp_path: Path) -> None:
    choice = 'options: {wording: {last_year_columns: "no"}}\n'
    printed = _printed(_changed(tmp_path, "unit: 万元\n", f"unit: 万元\n{choice}"))
    heads = next(line for line in printed.splitlines() if "2025年预算数 / 合计" in line)
    assert "2024年" not in heads
    assert "增减" not in heads


def test_the_form_is_offered_first() -> None:
    shown = call("new", "department", "x", "--name", "y", "--year", "2025", "--jurisdiction", "zz")
    assert "china" in shown.err


def test_an_item_that_ended_is_told_with_its_reason(tmp_path: Path) -> None:
    ended = "    - {code: 2080506, amount: 0, prior: 10, executed: 9.50, reason: 改由统筹缴纳}\n"
    printed = _printed(_changed(tmp_path, "  by_economic:\n", f"{ended}  by_economic:\n"))
    (told,) = (line for line in printed.splitlines() if "改由统筹缴纳" in line)
    assert told.endswith(
        "2025年预算数为0.00万元，比2024年执行数减少9.50万元，下降100.00%，主要是改由统筹缴纳。"
    )


@pytest.mark.parametrize(
    ("choice", "called", "before"),
    [("执行数", "上年执行数", ["435.7", "59.1", "30.86", "26.3"]),
     ("预算数", "上年预算数", ["440", "60", "31", "27"])],
)  # fmt: skip
def test_charts_and_text_compare_with_the_same_amounts(
    tmp_path: Path, choice: str, called: str, before: list[str]
) -> None:
    options = f"options: {{wording: {{compared_with: {choice}}}}}\n"
    folder = _changed(tmp_path, "unit: 万元\n", f"unit: 万元\n{options}")
    document = _compiled(folder).document
    assert document is not None
    (chart,) = (one for one in document.charts if one.shows is Shown.CHANGE)
    assert chart.beside == called
    assert sorted(bar.figures[1].exact for bar in chart.bars) == sorted(before)
    parts, _ = render_onepage(document, Workspace.find(folder).resources())
    assert parts is not None
    assert f'<span class="then">{called}</span>' in "".join(parts)


def test_charts_speak_the_language_of_a_layout_that_says_of_which_region_it_is(
    tmp_path: Path,
) -> None:
    layout = tmp_path / "templates/hk/layout.yaml"
    layout.parent.mkdir(parents=True)
    layout.write_text("name: HK\nbase: china\nlanguage: zh-HK\n", encoding="utf-8")
    compiled = _compiled(_changed(tmp_path, "jurisdiction: china\n", "jurisdiction: hk\n"))
    assert compiled.document is not None, compiled.findings
    (chart,) = (one for one in compiled.document.charts if one.shows is Shown.CHANGE)
    assert chart.beside == "上年执行数"


def _missing(folder: Path) -> list[str]:
    """Return what is asked for."""
    found = [one.message for one in _compiled(folder).findings if one.code == "DOC001"]
    return [Translator("en")(one).partition(" is missing;")[0] for one in found]


def test_no_reason_is_asked_for_while_the_amount_of_last_year_is_missing(tmp_path: Path) -> None:
    line = "amount: 32.40, prior: 31.00, executed: 30.86, reason: 缴费基数调整}"
    unchanged = "amount: 32.40, prior: 32.40, executed: 32.40}"
    assert _missing(_changed(tmp_path / "told", line, unchanged)) == []
    untold = unchanged.replace(", executed: 32.40", "")
    assert _missing(_changed(tmp_path / "untold", line, untold)) == [
        "Basic expenditure › By function › 2080505 › Last year's outturn (executed)"
    ]


def test_a_reason_is_asked_for_beside_what_another_entry_lacks(tmp_path: Path) -> None:
    folder = _changed(tmp_path, "executed: 30.86, reason: 缴费基数调整}", "reason: 缴费基数调整}")
    source = folder / SOURCE.relative_to(COUNTY)
    text = with_change(source.read_text(encoding="utf-8"), ", reason: 上年补缴减少}", "}")
    source.write_text(text, encoding="utf-8")
    assert set(_missing(folder)) == {
        "Basic expenditure › By function › 2080505 › Last year's outturn (executed)",
        "Basic expenditure › By function › 2210201 › Reason (reason)",
    }


def test_an_institution_has_no_operating_cost(tmp_path: Path) -> None:
    source = _changed(tmp_path, "  subordinate_units: []\n", INSTITUTION)
    assert "林业和草原局为事业单位，没有机关运行经费。" in _printed(source)


INSTITUTION = "  subordinate_units: []\n  type: institution\n"


def test_a_chart_of_changes_leaves_out_no_bar_that_is_compared_with_nothing(
    tmp_path: Path,
) -> None:
    """The outturn of the unit's own money is printed nowhere, and so asked for nowhere."""
    own = "fund: unit_funds.business"
    folder = _changed(
        tmp_path,
        "basic_expenditure:\n",
        f"  - {{{own}, amount: 5, prior: 5}}\n\nbasic_expenditure:\n",
    )
    source = folder / SOURCE.relative_to(COUNTY)
    line = f"    - {{code: 2060499, {own}, amount: 5, prior: 5}}\n"
    lines = f"{line}  by_economic:\n    - {{code: 30205, {own}, amount: 5}}\n"
    text = with_change(source.read_text("utf-8"), "  by_economic:\n", lines)
    source.write_text(text, encoding="utf-8")
    compiled = _compiled(folder)
    assert compiled.document is not None
    (chart,) = (one for one in compiled.document.charts if one.shows is Shown.CHANGE)
    bars = {bar.label: [figure.text for figure in bar.figures] for bar in chart.bars}
    assert bars["科学技术支出"] == ["5.00万元"]
    assert len(bars) == 5
    html = html_of(compiled, charts=True)
    drawing = html[html.index('aria-labelledby="chart-changes') :]
    drawing = drawing[: drawing.index("</figure>")]
    assert 'aria-label="科学技术支出: 本年 5.00万元, 上年执行数 上年数不全"' in drawing
    row = drawing[drawing.index('<th scope="row">科学技术支出</th>') :]
    assert row[: row.index("</tr>")].endswith('<td class="n">上年数不全</td>')
    assert not re.search("undefined|null|NaN", drawing)


if __name__ == "__main__":
    PRINTED.write_text(_printed(), encoding="utf-8")
