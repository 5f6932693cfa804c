"""What last year's source has is counted once, where it was published, or restated from there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from budgetc.diagnostics import Diagnostic, Severity
from budgetc.diagnostics.messages import Translator
from budgetc.ledger import Period
from budgetc.pipeline import Compilation
from tests.support import compile_text, with_change

HEAD = """\
jurisdiction: china
year: {year}
unit: 万元
options: {{wording: {{compared_with: 预算数}}}}
department: {{name: 甲局, type: administrative, functions: [{{text: 负责某事}}], offices: [办公室],
  subordinate_units: []{more}}}
"""
REST = """\
three_public: {abroad: {}, vehicle_purchase: {}, vehicle_operation: {}, reception: {}}
operating_cost: {}
procurement: {goods: 0, works: 0, services: 0, reserved_small_and_medium: 0,
  reserved_small_and_micro: 0}
assets: {vehicles: 0, very_large_equipment: 0, planned_very_large_equipment: 0,
  as_of: 2023-12-31}
carry_over: []
other_matters: []
issued: 2024-02-08
"""
TRAINING = "{id: training, name: 培训费, function: 2010602, economic: 302, %s}"
PAID = "allocation: [{item: 培训, amount: 30}]"
WHY = "reason: 培训任务有所调整"


def _source(
    revenue: str = "{fund: general.own, amount: 130}",
    lines: str = "{code: 2010601, amount: 100}",
    projects: str = TRAINING % PAID,
    year: int = 2024,
    more: str = "",
) -> str:
    return HEAD.format(year=year, more=more) + (
        f"revenue: [{revenue}]\n"
        f"basic_expenditure:\n"
        f"  by_function: [{lines}]\n"
        f"  by_economic: [{{code: 30101, amount: 100}}]\n"
        f"project_expenditure: {{projects: [{projects}]}}\n"
    ) + REST  # fmt: skip


LAST = _source(year=2023)
PUBLISHED = "general.own, prior: 130}"


def _errors(compilation: Compilation, code: str = "YOY001") -> Sequence[Diagnostic]:
    assert all(one.code in {code, "DOC001"} for one in compilation.findings
               if one.severity is Severity.ERROR)  # fmt: skip
    return [one for one in compilation.findings if one.code == code]


def _said(found: Diagnostic, language: str) -> str:
    speak = Translator(language)
    hint = found.hint.in_words(speak) if found.hint is not None else ""
    return f"{found.message.in_words(speak)} | {hint}"


MOVED = "{code: 2010699, amount: 100, prior: 100, restated: 原列行政运行100万元，科目调整}"
PART = MOVED.replace("prior: 100", "prior: 40")
STILL = {
    "en": "一般公共预算拨款, Last year's budget: expenditure adds up to 230 万元 here, and to 130 "
    "万元 in 2023.yaml: a difference of 100 万元 | it is counted where it is restated, and still "
    "where it was: 2010601 行政运行. Type prior: there, with what is left of it, 0 if nothing is, "
    "and restated: with the reason; a line that ended is added with amount: 0. Where money came "
    "from another department, or went there, restate revenue as well",
    "zh": "一般公共预算拨款上年预算数：支出各行合计 230万元，2023.yaml 中为 130万元，相差 100万元 "
    "| 调整到此处的数，原列行仍在计入：2010601 行政运行；请在原列行填写 prior（余下的数，没有的"
    "填 0）和 restated（原因），已不再安排的补填该行，amount 填 0。"
    "由其他部门划入或划给其他部门的，收入一并调整",
}


@pytest.mark.parametrize("language", STILL)
@pytest.mark.parametrize("old", ["", ", {code: 2010601, amount: 0, reason: 科目有所调整}"])
def test_a_line_from_which_money_was_restated_does_not_count_it_too(
    language: str, old: str
) -> None:
    (found,) = _errors(compile_text(_source(lines=MOVED + old), last=LAST))
    assert _said(found, language) == STILL[language]
    assert found.related[0].span.file == "budgets/bureau/2023.yaml"


@pytest.mark.parametrize(
    ("lines", "projects"),
    [
        (f"{MOVED}, {{code: 2010601, amount: 0, prior: 0, restated: 原为100万元，科目调整}}", ""),
        (
            f"{PART}, {{code: 2010601, amount: 0, prior: 60, restated: 原为100万元，科目调整}}",
            "",
        ),
        (
            "{code: 2010601, amount: 100}",
            "{id: courses, name: 干部培训费, function: 2010602, economic: 302, prior: 30, "
            f"restated: 更名，原为30万元, {PAID}}}, "
            + TRAINING
            % "prior: 0, restated: 原为30万元, allocation: [{item: 培训, amount: 0}]",
        ),
    ],
)
def test_what_is_restated_from_a_line_that_says_so_is_right(lines: str, projects: str) -> None:
    text = _source(lines=lines, projects=projects or TRAINING % PAID)
    assert not _errors(compile_text(text, last=LAST))


def test_a_project_that_has_another_id_counts_once() -> None:
    renamed = (
        "{id: courses, name: 干部培训费, function: 2010602, economic: 302, prior: 30, "
        f"restated: 更名，原为30万元, {PAID}}}"
    )
    ended = TRAINING % "allocation: [{item: 培训, amount: 0}]"
    (found,) = _errors(compile_text(_source(projects=f"{renamed}, {ended}"), last=LAST))
    assert "still where it was: 培训费." in _said(found, "en")


OUT = {
    "en": "一般公共预算拨款, Last year's budget: revenue is restated by -60 万元, and expenditure "
    "by -30 万元: a difference of 30 万元",
    "zh": "一般公共预算拨款上年预算数：收入调整了 -60万元，支出调整了 -30万元，相差 30万元",
}


@pytest.mark.parametrize("language", OUT)
def test_money_that_left_for_another_department_left_every_line_it_was_in(language: str) -> None:
    divided = _source(
        "{fund: general.own, amount: 70, prior: 70, restated: 职能划出，原为130万元}",
        "{code: 2010601, amount: 70, prior: 70, restated: 职能划出，原为100万元}",
        TRAINING % "allocation: [{item: 培训, amount: 0}]",
    ).replace("30101, amount: 100", "30101, amount: 70")
    (found,) = _errors(compile_text(divided, last=LAST))
    assert _said(found, language).startswith(OUT[language] + " | ")
    assert "where it was: 培训费." in _said(found, "en")
    left = with_change(
        divided, "302, allocation", "302, prior: 0, restated: 划出，原为30万元, allocation"
    )
    assert not _errors(compile_text(left, last=LAST))


LESS = {
    "en": "a line that has the money now is missing, or has too little: type prior: there, and "
    "restated: with the reason. Where money came from another department, or went there, restate "
    "revenue as well",
    "zh": "现列该数的行缺少，或数额不足：请在该行填写 prior 和 restated（原因）。"
    "由其他部门划入或划给其他部门的，收入一并调整",
}
MORE = {
    "en": "a line has too much: correct prior: there. Where money came from another department, or "
    "went there, restate revenue as well",
    "zh": "有一行的数额偏大，请改正该行的 prior。由其他部门划入或划给其他部门的，收入一并调整",
}


@pytest.mark.parametrize("language", LESS)
def test_what_is_restated_is_not_lost_nor_made_up(language: str) -> None:
    less = _source(lines="{code: 2010601, amount: 100, prior: 90, restated: 原为100万元，调整}")
    (found,) = _errors(compile_text(less, last=LAST))
    assert _said(found, language).endswith(" | " + LESS[language])
    more = _source(
        lines="{code: 2010601, amount: 100, prior: 110, restated: 原为100万元，调整}",
        projects=TRAINING % f"prior: 30, {PAID}",
    )
    (found,) = _errors(compile_text(more, last=LAST))
    assert _said(found, language).endswith(" | " + MORE[language])


def _published(compilation: Compilation) -> dict[tuple[str, str, str], int | None]:
    """Return last year's amounts of projects by function, fund and id."""
    assert compilation.draft is not None
    return {
        (fact.function, fact.fund, fact.project): fact.fen
        for fact in compilation.draft.ledger.facts
        if fact.period == Period.PRIOR and fact.project
    }


OTHER_FUND = (
    "{fund: general.own, amount: 100, reason: 改由基金安排}, "
    "{fund: government_fund.own, amount: 30, reason: 改由基金安排}"
)


def test_a_project_that_was_moved_counts_last_year_where_it_was_published() -> None:
    """By its id it goes on: it has one change, and the reason of both items."""
    moved = _source(projects=(TRAINING % f"{WHY}, {PAID}").replace("2010602", "2050803"))
    now = compile_text(moved, last=LAST)
    where = {("2010602", "general.own", "training"): 30_000_000}
    assert not [str(one) for one in now.findings if one.severity is Severity.ERROR]
    assert _published(now) == where
    fund = _source(
        OTHER_FUND,
        projects=(TRAINING % f"fund: government_fund.own, {WHY}, {PAID}").replace(
            "2010602", "2120899"
        ),
    )
    assert _published(compile_text(fund, last=LAST)) == where


ELSEWHERE = {
    "en": "Last year's budget is typed here, and would count under the function and fund that the "
    "project has now; 2023.yaml has it under 2010602 一般行政管理事务 (general.own 一般财力) | "
    "delete prior: and it comes from there; or add restated: with the reason",
    "zh": "此处填写的上年预算数会计入该项目现在的功能科目和资金来源，而 2023.yaml 中列在 "
    "2010602 一般行政管理事务 (general.own 一般财力) | "
    "删去 prior，由该文件自动取数；如确有口径调整，填写 restated 说明原因",
}


@pytest.mark.parametrize("language", ELSEWHERE)
def test_last_years_money_typed_under_another_function_is_restated(language: str) -> None:
    typed = _source(
        projects=(TRAINING % f"prior: 30, {PAID}").replace("2010602", "2050803")
    )  # fmt: skip
    (found,) = _errors(compile_text(typed, last=LAST))
    assert _said(found, language) == ELSEWHERE[language]
    noted = with_change(typed, "prior: 30", "prior: 30, restated: 原列一般行政管理事务30万元")
    compiled = compile_text(noted, last=LAST)
    assert not _errors(compiled)
    assert not [one for one in compiled.findings if one.code == "YOY009"], "it is restated"


def test_two_projects_of_one_id_go_on_by_two_ids() -> None:
    """The second is called by its folder as well, and the line to add says so."""
    merged = _source(
        "{fund: general.own, amount: 260}", "{code: 2010601, amount: 200}",
        more=", predecessors: [fire]",
    ).replace("30101, amount: 100", "30101, amount: 200")  # fmt: skip
    other = {"../fire/2023.yaml": LAST.replace("2010602", "2050803")}
    lacking = [one for one in compile_text(merged, last=LAST, beside=other).findings
               if one.code == "DOC001"]  # fmt: skip
    (hint,) = {str(one.hint.in_words(Translator("en"))) for one in lacking if one.hint
               and "training" in str(one.hint.in_words(Translator("en")))}  # fmt: skip
    entry = (
        "{id: fire-training, name: 培训费, function: 2050803, economic: 302, reason: , "
        "allocation: [{item: 培训费, amount: 0}]}"
    )
    assert hint.endswith(entry)
    added = with_change(
        merged, "amount: 30}]}]}", f"amount: 30}}]}}, {entry.replace('reason: ', WHY)}]}}"
    )
    assert _published(compile_text(added, last=LAST, beside=other)) == {
        ("2010602", "general.own", "training"): 30_000_000,
        ("2050803", "general.own", "fire-training"): 30_000_000,
    }


ACCOUNTS = """\
jurisdiction: shanghai
year: 2024
unit: 万元
%s
department: {name: 某某局, type: administrative, introduction: 某某局是区政府部门,
  own_office: 某某局本部, functions: [{text: 负责某事}], subordinate_units: []}
basic_expenditure:
  by_function: [{code: 2010601, outturn: 200}]
  by_economic: [{code: 30101, outturn: 200}]
project_expenditure:
  projects:
    - {id: systems, name: 信息化建设, function: 2010607, economic: 302,
       reports_targets: true, %s allocation: [{item: 建设, outturn: 100}]}
purposes:
  - {code: 2010601, text: 运转}
  - {code: 2010607, text: 信息化}
  - {code: 2010699, text: 其他财政事务}
changes: {total: {prior_outturn: 300}, fiscal_total: {prior_outturn: 300},
  general: {prior_outturn: 300}}
three_public: {abroad: {prior_outturn: 0}, vehicle_purchase: {prior_outturn: 0},
  vehicle_operation: {prior_outturn: 0}, reception: {prior_outturn: 0}}
operating_cost: {prior_outturn: 0}
procurement: {goods: 0, works: 0, services: 0, reserved_small_and_medium: 0,
  reserved_small_and_micro: 0, won_small_and_medium: 0, won_small_and_micro: 0, won_otherwise: 0}
assets: {very_large_equipment: 0, as_of: 2024-12-31, vehicles_by_use: {}}
evaluation: {arrangements: 制定了办法, tracked: [], evaluated: []}
issued: 2025-08-20
"""
OF_BUDGET = "revenue: [{fund: general.own, amount: 300, prior: 300}]"
OF_ACCOUNTS = """\
stage: final
revenue:
  - {fund: general.own, function: 2010601, outturn: 200}
  - {fund: general.own, function: 2010607, outturn: 100}
balances: {opening: [], closing: []}"""
TWICE = {
    "en": "一般公共预算拨款, Initial budget: expenditure adds up to 400 万元 here, and to 300 万元 "
    "in 2024.yml: a difference of 100 万元 | it is counted where it is restated, and still where "
    "it was: 信息化建设. Type initial: there, with what is left of it, 0 if nothing is, and "
    "restated_initial: with the reason; a line that ended is added with outturn: 0",
    "zh": "一般公共预算拨款年初预算数：支出各行合计 400万元，2024.yml 中为 300万元，相差 100万元 | "
    "调整到此处的数，原列行仍在计入：信息化建设；请在原列行填写 initial（余下的数，没有的填 0）和 "
    "restated_initial（原因），已不再安排的补填该行，outturn 填 0",
}
NOT_THERE = {
    "en": "Initial budget is 100 万元 here, and 0 万元 in 2024.yml: a difference of 100 万元",
    "zh": "此处年初预算数为 100万元，2024.yml 中为 0万元，相差 100万元",
}
SPENT_NOTHING = {
    "en": "this year's budget has this line, and these accounts have not; if nothing was spent on "
    "it, add to the list “projects:” the line: - {id: systems, name: 信息化建设, function: "
    "2010607, economic: 302, variance_reason: , allocation: [{item: 信息化建设, outturn: 0}]}",
    "zh": "本年预算有这一行，决算没有；如未支出，请在 projects: 的列表中补填一行：- {id: systems, "
    "name: 信息化建设, function: 2010607, economic: 302, variance_reason: , "
    "allocation: [{item: 信息化建设, outturn: 0}]}",
}


def _accounts(old: str, new: str) -> Compilation:
    whole, _, _ = (ACCOUNTS % (OF_BUDGET, "")).partition("purposes:")
    text = with_change(ACCOUNTS % (OF_ACCOUNTS, "variance_reason: 改列,"), old, new)
    return compile_text(text, beside={"2024.yml": whole.replace("outturn", "amount")})


@pytest.mark.parametrize("language", TWICE)
def test_the_budget_of_accounts_is_what_was_approved(language: str) -> None:
    compiled = _accounts(
        "id: systems,", "id: it, initial: 100, restated_initial: 更换代号，原为100万元,"
    )
    (found,) = _errors(compiled)
    assert _said(found, language) == TWICE[language]
    compiled = _accounts("id: systems,", "id: it, initial: 100,")
    (found,) = _errors(compiled)
    assert found.message.in_words(Translator(language)) == NOT_THERE[language]
    hints = {one.hint.in_words(Translator(language)) for one in compiled.findings if one.hint}
    assert SPENT_NOTHING[language] in hints


def test_the_budget_of_a_project_that_was_moved_stays_where_it_was_approved() -> None:
    compiled = _accounts("设, function: 2010607", "设, function: 2010699")
    assert not _errors(compiled)
    assert compiled.draft is not None
    assert {fact.function: fact.fen for fact in compiled.draft.ledger.facts
            if fact.period == "initial" and fact.project} == {"2010607": 100_000_000}  # fmt: skip


CARRIED = "fund: carry_over.general, "
NOTHING_SPENT = "{item: 培训, amount: 0}"
CARRIED_ON = "carry_over: [{fund: carry_over.general, item: 培训费, kind: project, amount: 30}]"


@pytest.mark.parametrize(
    ("revenue", "project"),
    [
        (
            100,
            f"{CARRIED} prior: 0, restated: 划出，原为30万元, allocation: [{NOTHING_SPENT}]",
        ),
        (130, f"prior: 30, restated: 原由上年结转安排30万元, {WHY}, {PAID}"),
    ],
)
def test_what_was_carried_over_is_restated_from_and_to_any_fund(revenue: int, project: str) -> None:
    """The money that paid for it was no revenue of that year: nothing could be restated of it."""
    own = "{fund: general.own, amount: 100}"
    last = _source(own, projects=TRAINING % f"{CARRIED}{PAID}", year=2023)
    now = _source(
        f"{{fund: general.own, amount: {revenue}, reason: 有所调整}}", projects=TRAINING % project
    )
    assert not _errors(compile_text(now, last=with_change(last, "carry_over: []", CARRIED_ON)))


@pytest.mark.parametrize(
    "typed", ["", "initial: 100,", "initial: 100, restated_initial: 原为结转,"]
)
def test_accounts_spend_what_a_budget_carried_over_from_a_fund_of_theirs(typed: str) -> None:
    carried = CARRIED_ON.replace("培训费", "信息化建设").replace("30}", "100}")
    revenue = f"revenue: [{{fund: general.own, amount: 200, prior: 200}}]\n{carried}"
    whole, _, _ = (ACCOUNTS % (revenue, CARRIED)).partition("purposes:")
    spent = with_change(
        OF_ACCOUNTS, "  - {fund: general.own, function: 2010607, outturn: 100}\n", ""
    ).replace("opening: []", "opening: [{fund: general, outturn: 100}]")
    text = ACCOUNTS % (spent, f"{typed} variance_reason: 改列,")
    found = compile_text(text, beside={"2024.yml": whole.replace("outturn", "amount")}).findings
    assert not [one for one in found if one.code == "YOY001"]


def _handed_over(revenue: str, opening: str) -> Compilation:
    """Return accounts of a project of which 60 of 100 went elsewhere, and so did some revenue."""
    last = ACCOUNTS % (OF_ACCOUNTS, "")
    last = with_change(last, "year: 2024", "year: 2023")
    if opening:
        last = last.replace("2010607, outturn: 100}", "2010607, outturn: 40}").replace(
            "opening: []", f"opening: [{{fund: general, outturn: {opening}}}]"
        )
    now = ACCOUNTS % (OF_ACCOUNTS, "prior_outturn: 40, restated: 职能划出，原为100万元,")
    now = now.replace("2010607, outturn: 100}", f"2010607, outturn: 100{revenue}}}")
    return compile_text(now, last=last, beside={})


def test_what_a_balance_paid_is_not_restated_by_revenue() -> None:
    restated = ", prior_outturn: 40, restated: 职能划出，原为100万元"
    codes = {one.code for one in _handed_over("", "60").findings}
    assert "YOY001" not in codes
    assert "YOY001" in {one.code for one in _handed_over("", "").findings}
    assert "YOY001" not in {one.code for one in _handed_over(restated, "").findings}


EXECUTED = """\
options: {wording: {items: item_with_growth, items_compared_with: 执行数}}
"""


def test_nothing_is_said_of_an_outturn_whose_revenue_has_other_lines() -> None:
    """A budget has its revenue by fund, and the accounts beside have it by fund and function."""
    budget = ACCOUNTS % ("revenue: [{fund: general.own, amount: 300}]", "%s")
    budget, _, _ = budget.replace("outturn", "amount").partition("purposes:")
    budget = with_change(budget, "year: 2024", "year: 2025") + EXECUTED
    beside = {"2024-final.yaml": ACCOUNTS % (OF_ACCOUNTS, "")}
    for typed, errors in (
        ("executed: 40,", True),
        ("executed: 40, restated_executed: 划出，原为100万元,", False),
    ):
        found = compile_text(budget % typed, beside=beside).findings
        assert bool([one for one in found if one.code == "YOY001"]) is errors


def test_what_is_typed_of_a_project_that_has_another_fund_was_typed_there_too() -> None:
    """What the source beside has under the old fund is not missing from what was looked up."""
    within = _source(
        "{fund: general.own, amount: 100, prior: 130, reason: 改由上级转移支付安排},"
        "{fund: general.transfer, amount: 30, prior: 0, reason: 改由上级转移支付安排}",
        "{code: 2010601, amount: 100, prior: 100}",
        TRAINING % f"fund: general.transfer, prior: 30, {WHY}, {PAID}",
    )
    assert not _errors(compile_text(within, last=LAST))
    noted = with_change(within, "prior: 30,", "prior: 30, restated: 原列一般财力30万元,")
    assert not _errors(compile_text(noted, last=LAST))
    other = _source(
        "{fund: general.own, amount: 100, prior: 100, restated: 原为130万元，改列},"
        "{fund: government_fund.own, amount: 30, prior: 30, restated: 原列一般公共预算30万元}",
        projects=(
            TRAINING
            % f"fund: government_fund.own, prior: 30, restated: 原列一般财力30万元, {WHY}, {PAID}"
        ).replace("2010602", "2120899"),
    )
    assert not _errors(compile_text(other, last=LAST))


@pytest.mark.parametrize("language", MORE)
def test_of_many_lines_that_may_have_too_much_none_is_named(language: str) -> None:
    several = ", ".join(
        f"{{id: p{one}, name: 培训费{one}, function: 2010602, economic: 302, {WHY}{one}, "
        f"allocation: [{{item: 培训, amount: {one}}}]}}"
        for one in range(1, 6)
    )
    last = _source("{fund: general.own, amount: 115}", projects=several, year=2023)
    now = _source(
        "{fund: general.own, amount: 115}",
        "{code: 2010601, amount: 100, prior: 100.37, restated: 原为100万元，调整}",
        several,
    )
    (found,) = _errors(compile_text(now, last=last))
    assert _said(found, language).endswith(" | " + MORE[language])
    assert not found.related


FROM_THE_DEPARTMENT = {
    "en": "a line has too much: correct prior: there. Where money came from the department or "
    "another unit, or went there, restate its line there too, and revenue in both",
    "zh": "有一行的数额偏大，请改正该行的 prior。由部门本级或其他所属单位划入、或划给它们的，"
    "对方的原列行和双方的收入一并调整",
}


@pytest.mark.parametrize("language", FROM_THE_DEPARTMENT)
def test_no_salaries_are_blamed_for_a_project_that_came_from_the_department(language: str) -> None:
    """They have its code and more money than it: its own line stands in another source."""
    came = TRAINING.replace("2010602", "2010601") % f"prior: 30, restated: 局机关下划, {PAID}"
    unit = "unit: 万元\nkind: unit\n"
    now = with_change(_source(projects=came), "unit: 万元\n", unit)
    before = _source("{fund: general.own, amount: 100}", projects="", year=2023)
    last = with_change(before, "unit: 万元\n", unit)
    (found,) = _errors(compile_text(now, last=last))
    assert _said(found, language).partition(" | ")[2] == FROM_THE_DEPARTMENT[language]
    from_above = "{fund: general.own, amount: 130, prior: 130, restated: 项目由局机关下划}"
    assert not _errors(compile_text(with_change(now, "{fund: general.own, amount: 130}",
                                                from_above), last=last))  # fmt: skip
