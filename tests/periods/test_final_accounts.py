"""Final accounts of any department of Shanghai: words chosen by the amounts, budgets looked up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import LANGUAGES, Translator
from budgetc.diagnostics.outcome import Outcome
from budgetc.document.model import line_text
from budgetc.pipeline import Compilation
from tests.periods.river import ACCOUNTS, ALONE, APPROVED, compiled, document, paragraphs
from tests.support import with_change


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Compilation:
    """Return the accounts as they are, with the budget of their year beside them."""
    return compiled(tmp_path_factory.mktemp("river"))


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("一、收入支出", [
            ("上海市某某区河道管理所2024年度收入支出总计130.70万元。"
            "与2023年度相比，收入支出总计增加10.70万元，增长8.92%。主要原因：人员增加。")
        ]),
        ("二、收入", [
            ("本年收入合计126.00万元，其中：财政拨款收入115.00万元，占91.27%；"
            "事业收入8.00万元，占6.35%；经营收入3.00万元，占2.38%。")
        ]),
        ("三、支出", [
            ("本年支出合计127.00万元，其中：基本支出78.00万元，占61.42%；"
            "项目支出46.00万元，占36.22%；经营支出3.00万元，占2.36%。")
        ]),
        ("四、财政拨款", [
            ("上海市某某区河道管理所2024年度财政拨款收入支出总计119.00万元。"
            "与2023年度相比，财政拨款收入支出总计持平。")
        ]),
        ("（一）一般公共", [
            ("一般公共预算财政拨款支出87.00万元，占本年支出合计的68.50%。"
            "与2023年度相比，一般公共预算财政拨款支出增加87.00万元，上年无此项。"
            "主要原因：机构新设。")
        ]),
        ("（三）一般公共", [
            ("一般公共预算财政拨款支出年初预算为90.00万元，支出决算为87.00万元，"
            "完成年初预算的96.67%。决算数小于预算数的主要原因：疏浚长度减少。其中："),
            ("1、农林水支出（类）水利（款）水利行业业务管理（项）。主要用于：机构运转。"
            "年初预算为70.00万元，支出决算为72.00万元。决算数大于预算数的主要原因：人员增加。"),
            ("2、农林水支出（类）水利（款）水利工程运行与维护（项）。主要用于：河道疏浚。"
            "年初预算为20.00万元，支出决算为15.00万元。决算数小于预算数的主要原因：疏浚长度减少。"),
        ]),
        ("（一）“三公”", [
            ("“三公”经费财政拨款支出年初预算为3.00万元，支出决算为3.10万元，完成预算的103.33%，"
            "其中：因公出国（境）费支出决算为0.00万元；公务用车购置及运行维护费支出决算为2.70万元，"
            "完成预算的135.00%；公务接待费支出决算为0.40万元，完成预算的40.00%。"
            "2024年度“三公”经费支出决算数大于预算数的主要原因：车辆维修增加。"),
            ("2024年度“三公”经费财政拨款支出决算数比2023年度增加0.10万元，增长3.33%。其中："
            "因公出国（境）费支出决算持平；公务用车购置及运行维护费支出决算增加0.70万元，"
            "增长35.00%，主要原因是车辆老旧；公务接待费支出决算减少0.60万元，下降60.00%，"
            "主要原因是厉行节约。"),
        ]),
        ("（二）“三公”", [
            "1、因公出国（境）费0.00万元，2024年度无因公出国（境）。",
            ("2、公务用车购置及运行维护费2.70万元。其中：公务用车购置支出0.00万元，"
            "购置公务用车0辆；公务用车运行维护支出2.70万元，"
            "年末开支财政拨款的公务用车保有量为1辆。"),
            "3、公务接待费0.40万元。国内公务接待2批次，15人次。",
        ]),
        ("八、政府性基金", [
            ("政府性基金预算财政拨款年初结转和结余4.00万元，本年收入28.00万元，"
            "本年支出31.00万元，年末结转和结余1.00万元。"
            "与2023年度相比，政府性基金预算财政拨款支出减少84.00万元，下降73.04%。"
            "主要原因：征地减少。"),
            ("1、城乡社区支出（类）国有土地使用权出让收入安排的支出（款）征地和拆迁补偿支出（项）。"
            "主要用于：征地补偿。年初预算为30.00万元，支出决算为31.00万元。"
            "决算数大于预算数的主要原因：征地面积增加。"),
        ]),
        ("九、国有资本", [
            "上海市某某区河道管理所2024年度无国有资本经营预算财政拨款收入和支出。"
        ]),
        ("（一）机关运行", ["本部门为事业单位，无机关运行经费支出。"]),
    ],
)  # fmt: skip
def test_words_are_chosen_by_the_amounts(
    whole: Compilation, heading: str, wanted: list[str]
) -> None:
    assert paragraphs(whole, heading) == wanted


@pytest.mark.parametrize(
    ("table", "panel", "row", "cells"),
    [
        ("1", 0, "surplus_used", ["使用非财政拨款结余（含专用结余）", "0.20"]),
        ("1", 1, "distribution", ["结余分配", "0.70"]),
        ("1", 0, "total", ["总计", "130.70"]),
        ("1", 1, "total", ["总计", "130.70"]),
        ("2", 0, "2130304", ["213", "03", "04", "水利行业业务管理", "83.00", "72.00", "", "8.00",
                             "3.00", "", ""]),
        ("3", 0, "2130304", ["213", "03", "04", "水利行业业务管理", "81.00", "78.00", "", "",
                             "3.00", ""]),
        ("7", 0, "amounts", ["3.00", "3.10", "", "", "2.00", "2.70", "", "", "2.00", "2.70",
                             "1.00", "0.40"]),
        ("8", 0, "total", ["", "", "", "合计", "4.00", "28.00", "31.00", "", "31.00", "1.00"]),
        ("8", 0, "2120801", ["212", "08", "01", "征地和拆迁补偿支出", "4.00", "28.00", "31.00", "",
                             "31.00", "1.00"]),
    ],
)  # fmt: skip
def test_balances_stand_beside_revenue_and_expenditure(
    whole: Compilation, table: str, panel: int, row: str, cells: list[str]
) -> None:
    (one,) = (t for t in document(whole).tables() if t.id == table)
    (found,) = (r for r in one.panels[panel].rows if r.id == row)
    assert [line_text(cell) for cell in found.cells] == cells


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            "{code: 2130304, outturn: 720000,",
            "{code: 2130304, outturn: 720000, initial: 710000,",
            "710000 元 here, and 700000 元 in 2024.yaml: a difference of 10000 元",
        ),
        (
            "      name: 河道疏浚\n",
            "      name: 河道疏浚\n      initial: 210000\n",
            "210000 元 here, and 200000 元 in 2024.yaml: a difference of 10000 元",
        ),
        (
            "reception: {prior_outturn: 10000,",
            "reception: {initial: 9000, prior_outturn: 10000,",
            "9000 元 here, and 10000 元 in 2024.yaml: a difference of 1000 元",
        ),
    ],
    ids=["a line", "a project", "a figure"],
)
def test_an_initial_budget_that_is_not_the_budgets_is_an_error(
    tmp_path: Path, old: str, new: str, found: str
) -> None:
    findings = compiled(tmp_path, with_change(ACCOUNTS, old, new)).findings
    errors = [one for one in findings if one.severity is Severity.ERROR]
    assert [(one.code, one.message.in_words(Translator("en"))) for one in errors] == [
        ("YOY001", f"Initial budget is {found}")
    ]


def test_without_the_budget_the_initial_budget_is_asked_for(tmp_path: Path) -> None:
    findings = compiled(tmp_path, approved="").findings
    asked = [
        one.message.in_words(Translator("en")).partition(";")[0]
        for one in findings
        if one.code == "DOC001"
    ]
    assert asked == [
        f"{place} › Initial budget (initial) is missing"
        for place in (
            "Basic expenditure › By function › 2130304",
            "Project expenditure › Projects › dredging 河道疏浚",
            "Project expenditure › Projects › land 征地补偿",
            "“Three public” spending › Going abroad",
            "“Three public” spending › Vehicle purchase",
            "“Three public” spending › Vehicle operation",
            "“Three public” spending › Reception",
        )
    ]


@pytest.mark.parametrize("fund", ["general", "government_fund", "state_capital"])
@pytest.mark.parametrize(
    ("typed", "key", "place", "called"),
    [
        ("surplus_used: [{fund: unit_funds, outturn: 2000", "opening", "Surplus used",
         "使用非财政拨款结余"),
        ("distribution: [{fund: unit_funds, outturn: 7000", "closing", "Distribution", "结余分配"),
    ],
)  # fmt: skip
def test_fiscal_money_is_no_surplus_of_the_units_own(
    tmp_path: Path, fund: str, typed: str, key: str, place: str, called: str
) -> None:
    """What was carried over of it, or is left of it, has a row of its own in its table."""
    fiscal = with_change(ACCOUNTS, typed, f"{typed}}}, {{fund: {fund}, outturn: 100")
    (found,) = compiled(tmp_path, fiscal).findings
    assert found.hint is not None
    words = (found.message, found.hint)
    said = [Translator(language)(one) for language in ("en", "zh") for one in words]
    assert (found.code, said) == ("SCH004", [
        f"Balances › {place} › {fund} › Fund may not be {fund}",
        f"type it under {key} instead",
        f"结转和结余 › {called} › {fund} › 资金不能填“{fund}”",
        f"这类资金另填在 {key} 下",
    ])  # fmt: skip


def test_accounts_that_do_not_balance_are_told(tmp_path: Path) -> None:
    less = with_change(
        ACCOUNTS, "function: 2120801, outturn: 10000}", "function: 2120801, outturn: 9000}"
    )
    findings = compiled(tmp_path, less).findings
    said = [one.message.in_words(Translator("en")) for one in findings if one.code[:3] == "BAL"]
    assert said == [
        "revenue is 1307000 元, expenditure is 1306000 元: a difference of 1000 元",
        (
            "政府性基金预算拨款: revenue is 320000 元, expenditure is 319000 元: "
            "a difference of 1000 元"
        ),
    ]


NOT_OF_ACCOUNTS = {
    "TPX006": ("accounts say what was spent; what may be is approved before",
               "决算反映实际支出，不适用"),
    "YOY007": ("final accounts are compared with what was spent",
               "决算与执行数比较，不适用"),
    "GOV005": ("accounts count contracts, which other years may pay for as well",
               "决算按合同统计政府采购，资金可能来自其他年度，不适用"),
}  # fmt: skip


@pytest.mark.parametrize("rule", NOT_OF_ACCOUNTS)
def test_what_is_asked_of_budgets_alone_is_not_asked_of_accounts(
    whole: Compilation, rule: str
) -> None:
    (result,) = (one for one in whole.results if one.rule == rule)
    assert result.outcome is Outcome.NOT_APPLICABLE
    (reason,) = result.reasons
    said = tuple(reason.in_words(Translator(language)) for language in LANGUAGES)
    assert said == NOT_OF_ACCOUNTS[rule]


def _with(old: str, new: str) -> str:
    """Return the accounts with a change, which may bring the initial budget of a line."""
    line = old.replace("720000,", "720000, initial: 700000,") if "initial" in new else old
    project = "      name: 河道疏浚\n"
    line = f"{project}      initial: 200000\n" if line == project else line
    return with_change(ALONE, line, new)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (
            "{prior_outturn: 1190000}",
            "{prior_outturn: 1190000, reason: 征地减少}",
            "总额增减变化 › 财政拨款收入支出总计 › 原因",
        ),
        (
            "{prior_outturn: 1150000, reason: 征地减少}",
            "{prior_outturn: 310000, reason: 征地减少}",
            "总额增减变化 › 政府性基金预算财政拨款支出 › 原因",
        ),
        (
            "{code: 2130304, outturn: 720000,",
            "{code: 2130304, outturn: 720000, initial: 720000,",
            "基本支出 › 按功能分类 › 2130304 › 与年初预算差异原因",
        ),
        (
            "      name: 河道疏浚\n",
            "      name: 河道疏浚\n      initial: 150000\n",
            "项目支出 › 项目 › dredging 河道疏浚 › 与年初预算差异原因",
        ),
    ],
)
def test_a_reason_for_what_did_not_change_is_told_as_unused(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    findings = compiled(tmp_path, _with(old, new), approved="").findings
    said = [Translator("zh")(one.message) for one in findings if one.code == "DOC002"]
    assert said == [f"填写了 {place}，生成的文件没有用到"]


def test_a_project_that_spent_nothing_is_still_one_of_those_with_targets(tmp_path: Path) -> None:
    text = ACCOUNTS
    for old, new in (
        ("{item: 疏浚, outturn: 150000}", "{item: 疏浚, outturn: 0}"),
        ("function: 2130306, outturn: 150000}", "function: 2130306, outturn: 0}"),
        ("fiscal_total: {prior_outturn: 1190000}", f"fiscal_total: {{reason: 未疏浚, {_PRIOR}}}"),
    ):
        text = with_change(text, old, new)
    (told,) = paragraphs(compiled(tmp_path, text), "十、预算绩效")
    assert "编报绩效目标的2024年度项目1个，涉及预算金额20.00万元" in told
    assert "绩效自评的2024年度项目1个，涉及预算金额20.00万元" in told


_PRIOR = "prior_outturn: 1190000"


def test_nothing_is_wrong_with_these_accounts(whole: Compilation) -> None:
    assert whole.findings == ()


def test_a_department_adds_up_its_own_accounts_and_its_units(tmp_path: Path) -> None:
    own = with_change(ALONE, "subordinate_units: []", "subordinate_units: [{id: unit}]")
    own = with_change(own, "区河道管理所", "区水务局")
    below = tmp_path / "budgets" / "river" / "unit"
    below.mkdir(parents=True)
    kind = with_change(ALONE, "year: 2024\n", "year: 2024\nkind: unit\n")
    (below / "2024-final.yaml").write_text(kind, encoding="utf-8")
    both = compiled(tmp_path, own, approved="")
    first, *_ = paragraphs(both, "（一）“三公”")
    assert first.startswith(
        "“三公”经费财政拨款支出年初预算为6.00万元，支出决算为6.20万元，完成预算的103.33%，"
    )
    assert (
        paragraphs(both, "（二）“三公”")[2] == "3、公务接待费0.80万元。国内公务接待4批次，30人次。"
    )
    assert paragraphs(both, "二、部门决算")[1:] == ["1.所本部", "2.上海市某某区河道管理所"]
    (overview,) = (table for table in document(both).tables() if table.id == "1")
    totals = [panel.rows[-1].cells[-1] for panel in overview.panels]
    assert [line_text(cell) for cell in totals] == ["261.40", "261.40"]


def test_last_years_outturn_comes_from_last_years_accounts(tmp_path: Path) -> None:
    now = with_change(ACCOUNTS, "year: 2024\n", "year: 2023\n")
    now = with_change(now, "2120801, outturn: 10000}", "2120801, outturn: 40000}")
    now = with_change(
        now, "{fund: unit_funds, outturn: 20000}", "{fund: unit_funds, outturn: 5000}"
    )
    folder = tmp_path / "budgets" / "river"
    folder.mkdir(parents=True)
    (folder / "2023-final.yaml").write_text(now, encoding="utf-8")
    untold = re.sub(r"prior_outturn: [0-9]+(, )?", "", ACCOUNTS)
    for old, new in (
        ("{code: 2130304, outturn: 720000,", "{code: 2130304, outturn: 730000,"),
        ("2130304, outturn: 720000}", "2130304, outturn: 730000}"),
        ("fiscal_total: {}", "fiscal_total: {reason: 人员增加}"),
        ("{code: 30101, outturn: 620000}", "{code: 30101, outturn: 630000}"),
    ):
        untold = with_change(untold, old, new)
    both = compiled(tmp_path, untold)
    assert paragraphs(both, "一、收入支出") == [
        (
            "上海市某某区河道管理所2024年度收入支出总计131.70万元。"
            "与2023年度相比，收入支出总计增加1.00万元，增长0.77%。主要原因：人员增加。"
        )
    ]
    assert paragraphs(both, "（一）一般公共") == [
        (
            "一般公共预算财政拨款支出88.00万元，占本年支出合计的68.75%。"
            "与2023年度相比，一般公共预算财政拨款支出增加1.00万元，增长1.15%。主要原因：机构新设。"
        )
    ]
    assert "“三公”经费财政拨款支出决算数与2023年度持平。" in paragraphs(both, "（一）“三公”")[1]


@pytest.mark.parametrize("fund", ["unit_funds.operation", "carry_over.unit_funds"])
def test_operations_are_paid_from_what_the_year_began_with(tmp_path: Path, fund: str) -> None:
    """The budget says that it was carried over; accounts have it in their opening balance."""
    line = "  - {kind: operation, code: 2130304, fund: unit_funds.operation, "
    left = "  - {kind: operation, code: 2130304, fund: carry_over.unit_funds, "
    income = "  - {fund: unit_funds.business, amount: 60000, prior: 60000}\n"
    approved = with_change(
        APPROVED, income, income + "  - {fund: unit_funds.operation, amount: 30000, prior: 30000}\n"
    )
    approved += f"other_expenditure:\n{line}amount: 30000, prior: 30000}}\n"
    approved += f"{left}amount: 5000, prior: 0}}\ncarry_over:\n"
    approved += "  - {item: 经营结余, fund: carry_over.unit_funds, kind: operation, amount: 5000}\n"
    accounts = with_change(
        ACCOUNTS,
        f"{line}outturn: 30000}}\n",
        f"{line}outturn: 30000}}\n{left}outturn: 5000}}\n".replace("carry_over.unit_funds", fund),
    )
    accounts = with_change(
        accounts, "{fund: unit_funds, outturn: 20000}", "{fund: unit_funds, outturn: 15000}"
    )
    made = compiled(tmp_path, accounts, approved)
    assert made.findings == ()
    assert "经营支出3.50万元" in "".join(paragraphs(made, "三、支出"))
