"""What a source types of a line that ended: the line that a hint prints is one it takes."""

from __future__ import annotations

import re

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.document.model import Paragraph, line_text
from budgetc.pipeline import Compilation
from tests.budget import small
from tests.budget.department import without_priors
from tests.support import KORLA, compile_text, with_change

PROJECT = """\
    - id: archive
      name: 档案数字化
      function: 2012604
      economic: 302
      prior: 0
      allocation:
        - {item: 扫描, amount: 5}
"""
FIRST = "  projects:\n"
LAST = with_change(with_change(KORLA, "year: 2024\n", "year: 2023\n"), FIRST, f"{FIRST}{PROJECT}")
SENTENCE = "档案馆（项）：2024年预算数为0万元，比上年预算减少5万元，下降100%，主要原因是："


def _compiled(first: str = "", basic: str = "") -> Compilation:
    """Compile Korla's source, with a project and a basic line before the others."""
    text = with_change(KORLA, FIRST, f"{FIRST}{first}")
    return compile_text(
        with_change(text, "  by_function:\n", f"  by_function:\n{basic}"), last=LAST
    )


def _errors(compiled: Compilation) -> list[str]:
    """Return the errors, but what Korla's amounts of last year are not this year's."""
    found = [one.code for one in compiled.findings if one.severity is Severity.ERROR]
    return [code for code in found if code != "YOY001"]


def _told(compiled: Compilation) -> str:
    assert compiled.draft is not None, compiled.findings
    blocks = compiled.draft.document.blocks
    return "".join(line_text(x) for b in blocks if isinstance(b, Paragraph) for x in b.sentences)


def _rows(compiled: Compilation) -> list[str]:
    """Return the codes and labels of all rows that tables print."""
    assert compiled.draft is not None, compiled.findings
    tables = compiled.draft.document.tables()
    return [
        f"{row.code} {row.label}"
        for table in tables
        for panel in table.panels
        for row in panel.rows
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_line_that_is_asked_for_is_taken(language: str) -> None:
    """It said `allocation: `, which could neither be left, nor be 0, nor be []."""
    (asked,) = (one for one in _compiled().findings if one.code == "DOC001")
    assert asked.hint is not None
    line = re.search(r"- \{.*\}", Translator(language)(asked.hint))
    assert line is not None
    assert line[0] == (
        "- {id: archive, name: 档案数字化, function: 2012604, economic: 302, reason: , "
        "allocation: [{item: 档案数字化, amount: 0}]}"
    )
    typed = line[0].replace("reason: ", "reason: 数字化已完成")
    compiled = _compiled(f"    {typed}\n")
    assert _errors(compiled) == []
    assert not [row for row in _rows(compiled) if "档案" in row or "2012604" in row]
    assert f"{SENTENCE}数字化已完成。" in _told(compiled)


def test_the_reason_may_stand_at_the_item() -> None:
    compiled = _compiled(basic="    - {code: 2012604, amount: 0, reason: 数字化已完成}\n")
    assert _errors(compiled) == []
    assert not [row for row in _rows(compiled) if "2012604" in row]
    assert f"{SENTENCE}数字化已完成。" in _told(compiled)


def test_a_line_of_nothing_elsewhere_says_no_reason_for_it() -> None:
    compiled = _compiled(basic="    - {code: 2012601, amount: 0, reason: 数字化已完成}\n")
    assert _errors(compiled) == ["DOC001"]


_SHARED = """\
    - {{id: {id}, name: {name}, function: {code}, economic: 30227, prior: 50, reason: 按需安排,
       allocation: [{{item: 委托, amount: 50}}]}}
"""


def _ended_projects(*codes: int) -> list[str]:
    """Return what is asked for where projects of some codes ended with last year."""
    rest = small.department().replace("[{id: station}]", "[]") + "carry_over: []\n"
    rest = with_change(rest, "amount: 150, prior: 150,", "amount: 150,")
    projects = "".join(
        _SHARED.format(id=f"p{at}", name=f"第{at}项", code=code) for at, code in enumerate(codes)
    )
    last = with_change(rest, "  projects:\n", f"  projects:\n{projects}")
    last = with_change(last, "amount: 150,", f"amount: {150 + 50 * len(codes)},")
    found = compile_text(
        without_priors(rest), last=with_change(last, "year: 2024", "year: 2023")
    ).findings
    asked = [one.hint.in_words(ENGLISH) for one in found if one.code == "DOC001" and one.hint]
    return [one.partition("the line: ")[2].partition(",")[0] for one in asked]


def test_every_project_that_ended_is_asked_for_its_reason() -> None:
    """One of those that share a code was, and one of those whose places are the same."""
    assert _ended_projects(2010506, 2010506, 2010507) == ["- {id: p0", "- {id: p1", "- {id: p2"]
