"""Reasons for changes: from which change on, and who asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.support import (
    EXAMPLES,
    RESOURCES,
    ROOT,
    TODAY,
    Found,
    compile_text,
    find,
    korla_with,
    with_change,
)

FINAL = (ROOT / "budgets/putuo-finance-bureau/2024-final.yaml").read_text("utf-8")
YEARLY = (EXAMPLES / "PCT005/passing/reasons.yaml").read_text(encoding="utf-8")
HOUSING = "{code: 2210201, amount: 1.00, prior: 1.00}"


def _housing(line: str) -> list[Found]:
    return [item for item in find(with_change(YEARLY, HOUSING, line)) if item[2] in _ASK]


_ASK = ("DOC001", "PCT005", "YOY008")


@pytest.mark.parametrize(
    ("prior", "expected"),
    [
        ("0.91", []),  # 9/91 = 9.89 percent more
        ("0.90", ["PCT005"]),  # 10/90 = 11.1 percent more
        ("1.11", []),  # 11/111 = 9.91 percent less
        ("1.25", ["PCT005"]),  # 20 percent less
        ("0", ["YOY008"]),
        ("0.00", ["YOY008"]),
    ],
)
def test_a_change_needs_a_reason_from_the_threshold_on(prior: str, expected: list[str]) -> None:
    found = _housing(f"{{code: 2210201, amount: 1.00, prior: {prior}}}")
    assert [code for _, _, code in found] == expected


def test_exactly_the_threshold_needs_a_reason() -> None:
    changed = with_change(YEARLY, HOUSING, "{code: 2210201, amount: 1.10, prior: 1.00}")
    assert "PCT005" in [code for _, _, code in find(changed)]


def test_a_reason_that_a_sentence_needs_is_asked_for_once() -> None:
    found = find(korla_with("      reason: 退休人员年底绩效增加\n", ""))
    assert [code for _, _, code in found if code in _ASK] == ["DOC001"]


def test_a_line_that_last_years_source_does_not_have_is_new() -> None:
    last = with_change(YEARLY, "year: 2024", "year: 2023").replace("    - " + HOUSING + "\n", "")
    this = with_change(YEARLY, HOUSING, "{code: 2210201, amount: 1.00}")
    found = compile_text(this, last=last).findings
    assert [f.code for f in found if f.code in _ASK] == ["YOY008"]


def test_official_reception_that_doubled_needs_a_reason() -> None:
    changed = with_change(YEARLY, "reception: {prior: 1.00}", "▶reception: {prior: 0.50}")
    text = changed.replace("▶", "")
    line = changed[: changed.index("▶")].count("\n") + 1
    assert (line, 22, "PCT005") in find(text)


@pytest.mark.parametrize(
    ("reason", "fires"),
    [
        ("年底绩效减少", True),
        ("根据工作需要，相关经费减少", True),
        ("公用经费下降，水电费核减", True),
        ("上级转移支付减少", False),
        ("其他资金减少", False),
        ("公用经费减少，工资标准提高", False),
        ("公用经费减少，安排一次性维修", False),
        ("与上年持平", True),
        ("比2023年预算数无变化", True),
        ("与上年预算持平，人员不变", True),
        ("车辆运行经费不变", True),
        ("接待批次与上年相同", True),
        ("人员和标准没有变化", True),
        ("编制和定额标准均未变动", True),
        ("接待批次无变化，人次与去年一样", True),
        ("机构人数不变，标准提高", False),
        ("机构人数基本不变", False),
        ("总体与上年持平", False),
        ("基本与上年相同", False),
        ("缴费基数没有变化", True),
        ("除人员外，其他不变", False),
        ("与实际需求一致", False),
        ("补贴口径与上年一致", False),
        ("缴费基数尚未调整", False),
        ("上年补发工资，标准不变", False),
        ("与上年基本持平", False),
        ("与2019年持平", False),  # it is back at what it was then
        ("与2023年持平", True),
        ("水电费与2019年相比没有变化", False),
        ("与往年持平", False),
        ("与上年执行数持平", False),  # the line is compared with last year's budget
        ("接待批次与上年决算数一致", False),
        ("水电费决算数没有变化", False),
        ("服务内容不变", False),
        ("政策没有变化", False),
        ("工作任务未调整，项目范围保持不变", False),
        ("服务内容不变，与上年持平", True),
    ],
)
def test_what_explains_no_increase(reason: str, fires: bool) -> None:  # noqa: FBT001
    line = f"{{code: 2210201, amount: 1.00, prior: 0.95, reason: {reason}}}"
    codes = [code for _, _, code in find(with_change(YEARLY, HOUSING, line))]
    assert ("YOY005" in codes) is fires


@pytest.mark.parametrize(
    ("reason", "fires"),
    [
        ("新进教师126人，人员经费增加", True),
        ("新增教师126人，人员经费增加", True),
        ("新增教师126人", True),
        ("在校生增加，教学运行费增加", True),
        ("新增资产配置减少", False),
        ("本年不新增设备", False),
        ("人员未增加", False),
        ("上年新增设备购置", False),
        ("上年一次性补发，人员增加", False),
        ("新增人员未到位", False),
        ("新进人员工资级别低", False),
        ("退休12人，新进教师3人", False),
        ("事业收入增加", False),  # pays in its place
    ],
)
def test_what_explains_no_decrease(reason: str, fires: bool) -> None:  # noqa: FBT001
    line = f"{{code: 2210201, amount: 1.00, prior: 1.05, reason: {reason}}}"
    codes = [code for _, _, code in find(with_change(YEARLY, HOUSING, line))]
    assert ("YOY005" in codes) is fires


def test_what_income_is_said_of_is_the_line_itself() -> None:
    fund = "{fund: unit_funds.business, amount: 0.50, prior: 0.60, reason: 科研和培训收入增加}"
    text = with_change(YEARLY, "revenue:\n", f"revenue:\n  - {fund}\n")
    assert "YOY005" in [code for _, _, code in find(text)]


def test_a_project_that_ended_is_part_of_the_change_of_all() -> None:
    """Those that are left grew, and the sentence says that all of them shrank."""
    last = with_change(YEARLY, "year: 2024", "year: 2023")
    ended = """\
    - id: canteen
      name: 食堂
      function: 2013805
      economic: 302
      allocation: [{item: 食堂, amount: 5.00}]
"""
    last = with_change(last, "  projects:\n", f"  projects:\n{ended}")
    this = with_change(YEARLY, "  projects:\n", "  reason: 培训增加\n  projects:\n")
    codes = [one.code for one in compile_text(this, last=last).findings]
    assert "YOY005" in codes


@pytest.mark.parametrize(("prior", "fires"), [("0.95", True), ("1.05", True), ("1.00", False)])
def test_no_change_explains_neither(prior: str, fires: bool) -> None:  # noqa: FBT001
    line = f"{{code: 2210201, amount: 1.00, prior: {prior}, reason: 与上年持平}}"
    codes = [code for _, _, code in find(with_change(YEARLY, HOUSING, line))]
    assert ("YOY005" in codes) is fires


@pytest.mark.parametrize(
    ("reason", "fires"),
    [
        ("缴存基数提高", True),
        ("人员需增加", True),
        ("工会增加", True),
        ("编制增加", True),
        ("减免增加", True),
        ("以提高质量为目标", True),
        ("比去年10增长", True),
        ("人员未增加，标准提高", True),
        ("较上年零增长", False),
        ("实现0增长", False),
        ("无需增加", False),
        ("不得增加", False),
        ("不予增加", False),
        ("严禁增加", False),
        ("严格控制增长", False),
        ("避免增加", False),
        ("难以压减", False),
        ("不必提高", False),
        ("人员增加与项目减少相抵", False),
        ("人员增加，项目减少，互相抵消", False),
        ("人员增加，总额与上年持平", False),
        ("人员经费增加，公用经费减少", False),
        ("压缩公用经费，人员增加", False),
        ("人员增加，公用经费未减少", True),
    ],
)
def test_what_speaks_of_a_change_of_what_did_not_change(
    reason: str,
    fires: bool,  # noqa: FBT001
) -> None:
    line = f"{{code: 2210201, amount: 1.00, prior: 1.00, reason: {reason}}}"
    codes = [code for _, _, code in find(with_change(YEARLY, HOUSING, line))]
    assert ("YOY006" in codes) is fires


@pytest.mark.parametrize("reason", ["学费收入减少", "收入下降", "培训收入减少，考试收入下降"])
def test_income_is_what_revenue_is(reason: str) -> None:
    """The commonest words of revenue were taken for those of another line."""
    fund = f"{{fund: special_account, amount: 0.60, prior: 0.50, reason: {reason}}}"
    text = with_change(YEARLY, "revenue:\n", f"revenue:\n  - {fund}\n")
    assert "YOY005" in [code for _, _, code in find(text)]


def _accounts(old: str, new: str) -> list[str]:
    """Return what is said in both languages of reasons in final accounts."""
    findings = compile_text(with_change(FINAL, old, new)).findings
    return [
        Translator(language)(text)
        for one in findings
        if one.code == "YOY005"
        for language in ("en", "zh")
        for text in (one.message, one.hint)
        if text is not None
    ]


RUNNING = "2010601 行政运行"


def test_accounts_explain_a_variance_by_its_direction() -> None:
    more = "新增在职人员，人员经费增加"
    assert _accounts("人员进出及退休变化，减少人员经费开支", more) == [
        f"{RUNNING} is 54.53 万元 less than budgeted, and the reason is “{more}”",
        "one of the two is wrong: correct the reason, the outturn or the budget",
        "2010601 行政运行决算数小于预算数 54.53万元，原因却是“新增在职人员，人员经费增加”",
        "两者必有一误：请改正原因、决算数或预算数",
    ]
    unchanged = "与2024年预算数持平"
    assert _accounts("人员进出及退休变化，减少人员经费开支", unchanged)[0] == (
        f"{RUNNING} is 54.53 万元 less than budgeted, and the reason is “{unchanged}”"
    )
    for other in ("与上年持平", "与2023年持平", "与去年相比没有变化"):
        assert not _accounts("人员进出及退休变化，减少人员经费开支", other)
    line = "      outturn: 1503.52\n      initial: {}\n      variance_reason: {}\n"
    old = line.format("1558.05", "人员进出及退休变化，减少人员经费开支")
    said = _accounts(old, line.format("1458.05", "人员减少"))
    assert said[0] == f"{RUNNING} is 45.47 万元 more than budgeted, and the reason is “人员减少”"
    assert said[2] == f"{RUNNING}决算数大于预算数 45.47万元，原因却是“人员减少”"


@pytest.mark.parametrize(
    ("initial", "reason", "cause"),
    [
        ("1558.05", "年中追加抽检任务，抽检批次增加", "年中追加"),
        ("1558.05", "追加预算", "追加预算"),
        ("1458.05", "年中调减", "年中调减"),
        ("1458.05", "预算调减", "预算调减"),
        *(
            ("1558.05", reason, "")
            for reason in (
                "年中追加资金结转下年使用",
                "年中追加的项目尚未完工",
                "年中追加后年底收回",
                "追加预算列入其他科目",
                "年中追加资金到位较晚，未及支付",
                "年中追加指标12月下达，明年支付",
                "年中追加预算后项目取消",
                "本级年中追加，所属单位压减",
                "年中追加项目改由上级列支",
                "追加资金由上年结余安排",
            )
        ),
        *(
            ("1458.05", reason, "")
            for reason in (
                "年中调减后又追加",
                "年中调减其他科目，调入本科目",
                "预算调减后人员增加",
                "年中调减的项目上年结转资金继续支付",
            )
        ),
    ],
)
def test_what_was_added_during_the_year_is_spent_beyond_the_budget(
    initial: str, reason: str, cause: str
) -> None:
    """年中追加 was taken for the reason why less was spent."""
    line = "      outturn: 1503.52\n      initial: {}\n      variance_reason: {}\n"
    old = line.format("1558.05", "人员进出及退休变化，减少人员经费开支")
    said = _accounts(old, line.format(initial, reason))[:1]
    change = "54.53 万元 less" if initial == "1558.05" else "45.47 万元 more"
    expected = f"{RUNNING} is {change} than budgeted, and the reason is “{cause}”"
    assert said == ([expected] if cause else [])


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        (
            "variance_reason: 当年度无“三公”经费支出",
            "variance_reason: 新增接待任务，接待费增加",
            "“three public” spending is 0.95 万元 less",
        ),
        (
            "variance_reason: 因年度工作计划安排，个别信息化项目和中介机构服务调减",
            "variance_reason: 人员增加",
            "expenditure from the general public budget is ",
        ),
    ],
)
def test_accounts_explain_totals_by_their_direction(old: str, new: str, name: str) -> None:
    assert _accounts(old, new)[0].startswith(name)


@pytest.mark.parametrize(("before", "fires"), [("3003.19", False), ("3004.19", True)])
def test_totals_that_changed_alike_have_one_reason(before: str, fires: bool) -> None:  # noqa: FBT001
    """An office with fiscal appropriation alone was told to find three reasons for one change."""
    text = with_change(FINAL, "prior_outturn: 3003.19", f"prior_outturn: {before}")
    assert ("YOY004" in [one.code for one in compile_text(text).findings]) is fires


def test_income_is_what_the_total_of_accounts_is() -> None:
    """收入支出总计增加…主要原因：医院业务收入减少 passed, and 医院业务减少 did not."""
    reason = "reason: 基本支出中人员进出及退休变化，以及项目支出中合同支付进度条款等原因减少支付"
    old = f"    prior_outturn: 3024.82\n    {reason}\n"
    said = _accounts(old, "    prior_outturn: 2024.82\n    reason: 医院业务收入减少\n")
    assert said[0].startswith("all fiscal appropriation that came in and went out grew by ")


BUDGET = with_change(
    (ROOT / "budgets/putuo-finance-bureau/2025.yaml").read_text("utf-8"),
    "year: 2025\n",
    "year: 2024\n",
)


def test_a_variance_is_judged_where_the_budget_is_found(tmp_path: Path) -> None:
    """Typed, the budget was compared with the reason; found in its source, nobody looked."""
    line = "      outturn: 1503.52\n      initial: 1558.05\n      variance_reason: {}\n"
    reason = "人员进出及退休变化，减少人员经费开支"
    more = line.replace("      initial: 1558.05\n", "").format("新增在职人员，人员经费增加")
    text = with_change(FINAL, line.format(reason), more)
    text = with_change(text, ", initial: 0.95}", "}")
    nothing = "variance_reason: 当年度无“三公”经费支出"
    text = with_change(text, nothing, "variance_reason: 新增接待任务，接待费增加")
    department = tmp_path / "budgets/bureau"
    department.mkdir(parents=True)
    (department / "2024.yaml").write_text(BUDGET, encoding="utf-8")
    (department / "2024-final.yaml").write_text(text, encoding="utf-8")
    source = Workspace.find(tmp_path).source(department / "2024-final.yaml")
    findings = compile_source(source, RESOURCES, TODAY).findings
    say = Translator("en")
    assert [say(one.message) for one in findings if one.code == "YOY005"] == [
        (
            f"{RUNNING} is 105.8126 万元 less than budgeted, and the reason is "
            "“新增在职人员，人员经费增加”"
        ),
        (
            "“three public” spending is 0.95 万元 less than budgeted, and the reason is "
            "“新增接待任务，接待费增加”"
        ),
    ]
