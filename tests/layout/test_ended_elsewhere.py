"""What came of a line that ended since is no word of last year's source: it has to be typed."""

from __future__ import annotations

import pytest

from budgetc.diagnostics.messages import Translator
from tests.support import ROOT, compile_text, with_change

SOURCE = (ROOT / "tests/golden/county/budgets/forestry-bureau/2025.yaml").read_text("utf-8")
LAST = with_change(SOURCE, "year: 2025\n", "year: 2024\n")
LINE = "    - {code: 2080506, amount: 10.00, fund: general.own, executed: 9.10, prior: 9}\n"
PROJECT = """\
    - id: survey
      name: 普查[二], 期
      function: 2010507
      economic: 302
      executed: 3
      prior: 0
      allocation:
        - {item: 调查, amount: 4.00}
        - {item: 印刷, amount: 1.00}
"""
AT = {LINE: "  by_economic:\n", PROJECT: "    - id: rural-roads\n"}
COMPARED = {
    choice: with_change(
        SOURCE, "unit: 万元\n", f"unit: 万元\noptions: {{wording: {{compared_with: {choice}}}}}\n"
    )
    for choice in ("执行数", "预算数")
}


def _missing(source: str, entry: str, language: str = "en") -> list[tuple[int, str, str]]:
    """Return which outturns are missing: where, what, and what to do."""
    last = with_change(LAST, AT[entry], f"{entry}{AT[entry]}")
    say = Translator(language)
    return [
        (one.span.line, say(one.message), say(one.hint) if one.hint else "")
        for one in compile_text(source, last=last).findings
        if one.code == "DOC001" and "(executed)" in say(one.message)
    ]


def _line_of(text: str) -> int:
    return SOURCE[: SOURCE.index(text)].count("\n") + 1


NEEDED = "青禾县林业和草原局2025年一般公共预算当年拨款512.60万元，比2024年执行数"


def test_the_outturn_of_a_line_that_ended_is_missing() -> None:
    (first, *_) = _missing(SOURCE, LINE)
    assert first == (
        _line_of("    - {code: 2080505"),
        (
            "Basic expenditure › By function › 2080506 › Last year's outturn (executed) is "
            f"missing; “（一）规模变化情况” needs it: {NEEDED}变动…，变动…。"
        ),
        (
            "last year's source has this line, and this one has not; if it ended, add to the list "
            "“by_function:” the line: - {code: 2080506, amount: 0, executed: , fund: general.own}"
        ),
    )
    (first, *_) = _missing(SOURCE, LINE, "zh")
    assert first[1:] == (
        (
            "缺少基本支出 › 按功能分类 › 2080506 › 上年执行数 (executed)，“（一）规模变化情况”"
            f"要用到：{NEEDED}变动…，变动…。"
        ),
        (
            "上年源文件有这一行，本年没有；如已结束，请在 by_function: 的列表中补填一行："
            "- {code: 2080506, amount: 0, executed: , fund: general.own}"
        ),
    )


def test_that_of_a_project_is_missing_as_a_whole() -> None:
    (first, *_) = _missing(SOURCE, PROJECT)
    assert first[0] == _line_of("    - id: afforestation")
    assert first[2].endswith(
        'the line: - {id: survey, name: "普查[二], 期", function: 2010507, economic: 302, '
        'executed: , allocation: [{item: "普查[二], 期", amount: 0}]}'
    )


@pytest.mark.parametrize("entry", [LINE, PROJECT])
def test_a_document_that_prints_no_outturn_lacks_none(entry: str) -> None:
    assert _missing(COMPARED["预算数"], entry) == []
    assert _missing(COMPARED["执行数"], entry) != []


def test_a_line_of_nothing_leaves_nothing_to_be_told() -> None:
    nothing = LINE.replace("10.00", "0")
    AT[nothing] = AT[LINE]
    assert _missing(SOURCE, nothing) == []


def test_the_line_that_the_hint_names_tells_it() -> None:
    typed = "    - {code: 2080506, amount: 0, executed: 9.10, fund: general.own, reason: 并入}\n"
    assert _missing(with_change(SOURCE, AT[LINE], f"{typed}{AT[LINE]}"), LINE) == []


IN_A_UNIT = """\
jurisdiction: china
kind: unit
year: 2025
unit: 万元
department:
  name: 苗圃
  type: institution
  subordinate_units: []
revenue:
  - {fund: general.own, amount: 6}
basic_expenditure:
  by_function:
    - {code: 2080506, amount: 1, executed: 1}
  by_economic:
    - {code: 30101, amount: 1}
project_expenditure:
  projects:
    - id: survey
      name: 普查
      function: 2010507
      economic: 302
      executed: 3
      allocation:
        - {item: 调查, amount: 5.00}
three_public: {abroad: {}, vehicle_purchase: {}, vehicle_operation: {}, reception: {}}
procurement:
  {goods: 0, works: 0, services: 0, reserved_small_and_medium: 0, reserved_small_and_micro: 0}
assets:
  vehicles: 0
  very_large_equipment: 0
  planned_very_large_equipment: 0
  as_of: 2024-12-31
issued: 2025-01-20
"""
"""A unit that has the project now; and a line of the same code, as many bodies have."""


MOVED = {
    "en": "last year's source has this line, and this year 苗圃 has it: last year's amount counts "
    "once, so type it in one of the two, and 0 in the other; add to the list “projects:” ",
    "zh": "上年源文件有这一行，本年列在苗圃：上年数只计一次，两处只填一处，另一处填 0；"
    "请在 projects: 的列表中补填一行：",
}
ENDED = {
    "en": "last year's source has this line, and this one has not; if it ended, add ",
    "zh": "上年源文件有这一行，本年没有；如已结束，请在 ",
}


@pytest.mark.parametrize("language", MOVED)
def test_of_a_project_that_a_unit_has_now_the_amount_counts_once(language: str) -> None:
    source = with_change(
        SOURCE, "subordinate_units: []", "subordinate_units: [{id: nursery, name: 苗圃}]"
    )
    last = with_change(LAST, AT[LINE], f"{LINE}{AT[LINE]}")
    last = with_change(last, AT[PROJECT], f"{PROJECT}{AT[PROJECT]}")
    compiled = compile_text(source, last=last, beside={"nursery/2025.yaml": IN_A_UNIT})
    say = Translator(language)
    hints = {
        say(one.hint)
        for one in compiled.findings
        if one.code == "DOC001" and one.hint and one.span.file.endswith("bureau/2025.yaml")
    }
    assert [one for one in hints if one.startswith(MOVED[language])]
    assert [one for one in hints if one.startswith(ENDED[language]) and "2080506" in one]
