"""Last year's totals of a department's accounts are those of its own office and of its units."""

from __future__ import annotations

import re
from functools import reduce
from pathlib import Path

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import LANGUAGES, Translator
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.periods.river import ALONE, compiled, paragraphs
from tests.support import TODAY, with_change

_LISTED = ("subordinate_units: []", "subordinate_units: [{id: unit}]")
_NAME = ("区河道管理所", "区水务局")
_KIND = ("year: 2024\n", "year: 2024\nkind: unit\n")

GIVEN = """\
transfers:
  - {unit: unit, function: 2130304, economic: 30201, outturn: 20000, prior_outturn: 50000, initial: 0}
"""  # noqa: E501
GOT = "transfers: [{outturn: 20000, prior_outturn: 50000, initial: 0}]\n"
_REVENUE = "\n  - {fund: unit_funds.superior, function: 2130304, outturn: 20000}"
_LINE = "    - {code: 2130304, fund: unit_funds.superior, outturn: 20000, initial: 0}\n"
_ITEM = "    - {code: 30201, fund: unit_funds.superior, outturn: 20000}\n"
FROM_ABOVE = (
    ("\nbalances:\n", f"{_REVENUE}\nbalances:\n"),
    ("  by_economic:\n", f"{_LINE}  by_economic:\n{_ITEM}"),
)


def department(
    folder: Path, *of_unit: tuple[str, str], own: str = "", unit: str = ""
) -> Compilation:
    """Compile a department of two offices that are alike, but for what is changed and added."""
    below = folder / "budgets" / "river" / "unit"
    below.mkdir(parents=True)
    text = reduce(lambda text, change: with_change(text, *change), (_KIND, *of_unit), ALONE)
    (below / "2024-final.yaml").write_text(text + unit, encoding="utf-8")
    whole = with_change(with_change(ALONE, *_LISTED), *_NAME)
    return compiled(folder, whole + own, approved="")


def _said(compilation: Compilation) -> list[tuple[str, ...]]:
    errors = [one for one in compilation.findings if one.severity is Severity.ERROR]
    languages = [Translator(language) for language in LANGUAGES]
    return [
        (
            f"{one.span.file.removeprefix('budgets/river/')}:{one.span.line} {one.code}",
            *(language(one.message) for language in languages),
        )
        for one in errors
    ]


def test_last_years_totals_are_added_up_over_the_units(tmp_path: Path) -> None:
    both = department(tmp_path)
    assert paragraphs(both, "一、收入支出") == [
        (
            "上海市某某区水务局2024年度收入支出总计261.40万元。"
            "与2023年度相比，收入支出总计增加21.40万元，增长8.92%。主要原因：人员增加。"
        )
    ]
    assert paragraphs(both, "四、财政拨款") == [
        (
            "上海市某某区水务局2024年度财政拨款收入支出总计238.00万元。"
            "与2023年度相比，财政拨款收入支出总计持平。"
        )
    ]
    assert paragraphs(both, "八、政府性基金")[0].endswith(
        "与2023年度相比，政府性基金预算财政拨款支出减少168.00万元，下降73.04%。主要原因：征地减少。"
    )


def test_what_was_passed_on_a_year_ago_is_counted_once(tmp_path: Path) -> None:
    both = department(tmp_path, *FROM_ABOVE, own=GIVEN, unit=GOT)
    assert paragraphs(both, "一、收入支出") == [
        (
            "上海市某某区水务局2024年度收入支出总计261.40万元。"
            "与2023年度相比，收入支出总计增加26.40万元，增长11.23%。主要原因：人员增加。"
        )
    ]
    # Of fiscal money, and of what is spent, each body has its own amount alone.
    assert "持平" in paragraphs(both, "四、财政拨款")[0]
    assert "增加174.00万元，上年无此项" in paragraphs(both, "（一）一般公共")[0]


def test_a_class_of_which_all_is_passed_on_has_no_row(tmp_path: Path) -> None:
    of_unit = [(old, new.replace("superior, function: 2130304", "superior, function: 2040201"))
               for old, new in FROM_ABOVE]  # fmt: skip
    both = department(tmp_path, *of_unit, own=GIVEN, unit=GOT)
    assert both.document is not None
    (revenue,) = (one for one in both.document.tables() if one.id == "2")
    codes = [row.code for row in revenue.panels[0].rows]
    assert "2130304" in codes
    assert [code for code in codes if (code or "").startswith("204")] == []


def test_the_department_names_the_projects_that_its_units_evaluated(tmp_path: Path) -> None:
    """编报绩效目标 was of all, 绩效跟踪评价 and 绩效自评 in the same sentence of the own office."""
    told = [one for one in department(tmp_path).findings if one.code == "PER115"]
    assert [one.severity for one in told] == [Severity.WARNING, Severity.WARNING]
    assert [Translator("en")(one.message) for one in told] == [
        "tracked: leaves out projects that units name under theirs: unit.dredging",
        "evaluated: leaves out projects that units name under theirs: unit.dredging",
    ]
    assert [Translator("zh")(one.message) for one in told] == [
        "tracked 缺少所属单位填列的项目：unit.dredging",
        "evaluated 缺少所属单位填列的项目：unit.dredging",
    ]


def test_what_the_department_is_made_of_is_not_told_as_unused_in_the_unit(tmp_path: Path) -> None:
    line = "superior, outturn: 20000}"
    typed = "superior, outturn: 20000, initial: 5000, variance_reason: 追加经费}"
    of_unit = [(old, new.replace(f"{{code: 2130304, fund: unit_funds.{line}",
                                 f"{{code: 2130304, fund: unit_funds.{typed}"))
               for old, new in FROM_ABOVE]  # fmt: skip
    both = department(tmp_path, *of_unit, own=GIVEN, unit=GOT)
    assert both.document is not None
    source = Workspace.find(tmp_path).source(tmp_path / "budgets/river/unit/2024-final.yaml")
    unit = compile_source(source, Resources.of_workspace(tmp_path), TODAY)
    unused = [Translator("en")(one.message) for one in unit.findings if one.code == "DOC002"]
    assert unused == [
        "Department › Own office is typed, and the document is made without it"  # its own mistake
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("  government_fund: {prior_outturn: 1150000, reason: 征地减少}\n", ""),
            (
                "unit/2024-final.yaml:29 UNI008",
                (
                    "Changes of totals › Government funds (government_fund) is missing, and "
                    "budgets/river/2024-final.yaml says it"
                ),
                (
                    "缺少总额增减变化 › 政府性基金预算财政拨款支出 (government_fund)，"
                    "budgets/river/2024-final.yaml 已填"
                ),
            ),
        ),
        (
            ("  total: {prior_outturn: 1200000, ", "  total: {"),
            (
                "unit/2024-final.yaml:29 DOC001",
                (
                    "Changes of totals › Total › Last year's outturn (prior_outturn) is missing; "
                    "“一、收入支出决算总体情况说明” needs it: "
                    "与2023年度相比，收入支出总计变动…，变动…。"
                ),
                (
                    "缺少总额增减变化 › 收入支出总计 › 上年决算数 (prior_outturn)，"
                    "“一、收入支出决算总体情况说明”要用到：与2023年度相比，收入支出总计变动…，变动…。"
                ),
            ),
        ),
    ],
)
def test_what_one_of_them_leaves_out_is_asked_for_where_it_is_left_out(
    tmp_path: Path, change: tuple[str, str], said: tuple[str, str, str]
) -> None:
    assert _said(department(tmp_path, change)) == [said]


def test_a_key_is_asked_for_as_accounts_call_it(tmp_path: Path) -> None:
    """It said to type government_fund: {prior: 0}, which accounts refuse."""
    left_out = ("  government_fund: {prior_outturn: 1150000, reason: 征地减少}\n", "")
    (told,) = [one for one in department(tmp_path, left_out).findings if one.code == "UNI008"]
    assert told.hint is not None
    line = "government_fund: {prior_outturn: 0}"
    assert Translator("en")(told.hint) == f"write it, 0 where there is none, such as {line}"
    assert Translator("zh")(told.hint) == f"请补填，没有的填 0，如 {line}"


def test_what_was_spent_a_year_ago_and_is_not_now_is_told(tmp_path: Path) -> None:
    typed = "  government_fund: {prior_outturn: 1150000, reason: 征地减少}\n"
    own = with_change(ALONE, typed, f"{typed}  state_capital: {{prior_outturn: 360000}}\n")
    (found,) = _said(compiled(tmp_path, own, approved=""))
    assert found[1].startswith("Changes of totals › State capital operations › Reason (reason)")
    own = with_change(own, "{prior_outturn: 360000}", "{prior_outturn: 360000, reason: 任务完成}")
    assert paragraphs(compiled(tmp_path, own, approved=""), "九、国有资本") == [
        (
            "国有资本经营预算财政拨款年初结转和结余0.00万元，本年收入0.00万元，本年支出0.00万元，"
            "年末结转和结余0.00万元。与2023年度相比，国有资本经营预算财政拨款支出减少36.00万元，"
            "下降100.00%。主要原因：任务完成。"
        )
    ]


def test_nothing_in_both_years_is_typed_and_not_told_of(tmp_path: Path) -> None:
    typed = "  government_fund: {prior_outturn: 1150000, reason: 征地减少}\n"
    own = with_change(ALONE, typed, f"{typed}  state_capital: {{prior_outturn: 0}}\n")
    alone = compiled(tmp_path, own, approved="")
    assert [one.code for one in alone.findings] == []
    assert paragraphs(alone, "九、国有资本") == [
        "上海市某某区河道管理所2024年度无国有资本经营预算财政拨款收入和支出。"
    ]


_SUBSIDY = """\
other_expenditure:
  - {kind: subsidies, code: 2130304, fund: unit_funds.business, outturn: 20000}
"""


def test_what_is_told_to_be_declared_is_typed_as_accounts_have_it(tmp_path: Path) -> None:
    """`amount:` was told, which accounts refuse (SCH002)."""
    below = tmp_path / "budgets" / "river" / "unit"
    below.mkdir(parents=True)
    text = reduce(lambda text, change: with_change(text, *change), (_KIND, *FROM_ABOVE), ALONE)
    own = with_change(with_change(ALONE, *_LISTED), *_NAME)
    own = with_change(own, "other_expenditure:\n", _SUBSIDY)

    def found(given: str = "", received: str = "") -> list[str]:
        (below / "2024-final.yaml").write_text(text + received, encoding="utf-8")
        findings = compiled(tmp_path, own + given, approved="").findings
        say = Translator("en")
        return [say(one.hint) for one in findings if one.hint and one.code[:3] in {"ROL", "SCH"}]

    (told,) = found()
    given, received = re.findall(r"\{[^}]*\}", told)
    assert received == "{outturn: 20000}"
    assert found(f"transfers: [{given}]\n", f"transfers: [{received}]\n") == []


def test_accounts_may_show_a_loss_of_operations(tmp_path: Path) -> None:
    """It was warned about, and covered by what the year had of other money (BAL014)."""
    line = "fund: unit_funds.operation, outturn: 30000}"
    text = with_change(
        ALONE, f"{{kind: operation, code: 2130304, {line}",
        "{kind: operation, code: 2130304, fund: unit_funds.operation, outturn: 38000}",
    )  # fmt: skip
    text = re.sub(r"  surplus_used: .*\n", "", text)
    text = with_change(text, "    - {fund: unit_funds, outturn: 5000}\n", "")
    text = with_change(text, "    - {fund: unit_funds, outturn: 20000}\n", "")
    findings = compiled(tmp_path, text, approved="").findings
    assert "BAL014" not in [one.code for one in findings]
    of_other = with_change(
        text, "fund: unit_funds.operation, outturn: 38", "fund: unit_funds.business, outturn: 38"
    )
    findings = compiled(tmp_path, of_other, approved="").findings
    assert "BAL014" in [one.code for one in findings]
