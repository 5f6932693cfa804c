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
