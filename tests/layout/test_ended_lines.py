"""What a source types of a line that ended: the line that a hint prints is one it takes."""

from __future__ import annotations

import re

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import Translator
from budgetc.document.model import Paragraph, line_text
from budgetc.pipeline import Compilation
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
