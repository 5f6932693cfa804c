"""What a department has nothing of is told so, and asked for where nobody has said that."""

from __future__ import annotations

import re

import pytest

from budgetc.document.model import Paragraph, line_text
from tests.support import KORLA, ROOT, compile_text, document_of, find_errors, with_change

COUNTY = (ROOT / "tests/golden/county/budgets/forestry-bureau/2025.yaml").read_text("utf-8")
OFFICES = "  offices:\n    - 办公室\n    - 质量安全科\n    - 综合监管科\n"
TARGETS = re.compile(r"(name: 知识产权培训费\n(?:      .*\n)*?)      targets:\n(?:        .*\n)*")
NO_RECEPTION = with_change(KORLA, "    - {code: 30217, amount: 1.87}\n", "").replace(
    "{code: 30201, amount: 4.25}", "{code: 30201, amount: 6.12}"
)


def test_a_department_without_offices_says_so() -> None:
    blocks = document_of(with_change(KORLA, OFFICES, "  offices: []\n")).blocks
    said = ["".join(map(line_text, one.sentences)) for one in blocks if isinstance(one, Paragraph)]
    assert any(one.endswith("无下属预算单位，无内设处室。") for one in said)


def test_the_national_form_says_so_too() -> None:
    text = with_change(COUNTY, "[办公室, 生态修复股, 资源管理股]", "[]")
    draft = compile_text(text).draft
    assert draft is not None
    blocks = draft.document.blocks
    said = ["".join(map(line_text, one.sentences)) for one in blocks if isinstance(one, Paragraph)]
    assert any("局无内设机构。" in one or "部门无内设机构。" in one for one in said)


def test_the_offices_are_asked_for_where_they_are_left_out() -> None:
    assert [code for _, _, code in find_errors(with_change(KORLA, OFFICES, ""))] == ["DOC001"]


def test_a_project_that_is_exempt_from_targets_has_no_table_of_them() -> None:
    text, count = TARGETS.subn(r"\1      targets_exempt: 涉密项目\n", KORLA)
    assert count == 1
    titles = [one.title for one in document_of(text).tables()]
    assert "项目支出绩效目标表（2024年）：知识产权培训费" not in titles
    assert sum("项目支出绩效目标表" in one for one in titles) == 3


def test_a_table_of_lines_is_empty_where_none_of_its_lines_has_anything() -> None:
    notes = {one.number: one.notes for one in document_of(KORLA).tables()}
    assert not notes["表 7"]
    assert not notes["表 10"]
    (note,) = {one.number: one.notes for one in document_of(NO_RECEPTION).tables()}["表 10"]
    assert line_text(note) == (
        "库尔勒经济技术开发区市场监督管理局2024年没有使用财政拨款安排的“三公”经费支出，"
        "财政拨款“三公”经费支出情况表为空表。"
    )


@pytest.mark.parametrize(
    ("text", "told"), [(KORLA, "用于公务接待，比上年"), (NO_RECEPTION, "未安排，比上年")]
)
def test_one_page_names_the_spending_that_there_is(text: str, told: str) -> None:
    make = document_of(text).one_page
    assert make is not None
    page, _ = make()
    assert page is not None
    assert told in "".join(line_text(one.says) for one in page.numbers)
