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
