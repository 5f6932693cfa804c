"""A copy of a compiled document in which somebody changed words: years, names, whole lines."""

from __future__ import annotations

import pytest

from budgetc.compare import Fault, Sort
from budgetc.files.data import Resources
from budgetc.render.markdown import render_markdown
from tests.support import with_change

from .references import KORLA, PUTUO, compare_with, document_of, printed_markdown

BUREAU = "库尔勒经济技术开发区市场监督管理局"


def _built(source: str) -> str:
    return render_markdown(document_of(source), Resources.of_workspace(None))


@pytest.mark.parametrize(
    ("source", "right", "wrong", "printed", "ours"),
    [
        (KORLA, f"# {BUREAU}2024年", f"# {BUREAU}2023年", "局2023年部门预", "局2024年部门预"),
        (KORLA, f"# {BUREAU}", "# 库尔勒市教育局", "库尔勒市教育局202", f"{BUREAU}202"),
        (
            KORLA,
            f"### 八、关于{BUREAU}",
            "### 八、关于某教育局",
            "八、关于某教育局202",
            f"八、关于{BUREAU}202",
        ),
        (KORLA, f'"right">{BUREAU}<', '"right">某教育局<', "某教育局", BUREAU),
        (PUTUO, "### 表 5 2025年", "### 表 5 2024年", " 2024年部门一", " 2025年部门一"),
        (
            KORLA,
            "### 部门整体绩效目标表（2024年）",
            "### 部门整体绩效目标表（2023年）",
            "（2023年）",
            "（2024年）",
        ),
    ],
)
def test_another_year_or_department_is_told(
    source: str, right: str, wrong: str, printed: str, ours: str
) -> None:
    text = with_change(_built(source), right, wrong)
    (found,) = compare_with(source, printed_markdown(text)).told()
    assert (found.fault, found.published, found.ours) == (Fault.WORDING, printed, ours)
    assert found.reason.template == "the rest of the text is as compiled"


def test_a_name_that_is_wrong_everywhere_is_hardly_told_twice() -> None:
    text = _built(KORLA).replace(f"编制部门：{BUREAU}", "编制部门：某教育局")
    found = compare_with(KORLA, printed_markdown(text)).told()
    assert [len(one.places) for one in found] == [10, 1]


@pytest.mark.parametrize(
    ("right", "wrong", "fault", "reason"),
    [
        (
            "收支总预算314.66万元。",
            "收支总预算314.66万元。\n\n2023年收支总预算164.00万元，比2022年预算减少12.50万元。",
            Fault.MISSING,
            "the compiled document has no such text",
        ),
        (
            "收入全部为一般公共预算拨款，",
            "收入全部为政府性基金预算拨款，",
            Fault.WORDING,
            "the rest of the text is as compiled",
        ),
        (
            "无政府性基金预算拨款和国有资本经营预算拨款。",
            "",
            Fault.WORDING,
            "the rest of the text is as compiled",
        ),
    ],
)
def test_other_words_are_style(right: str, wrong: str, fault: Fault, reason: str) -> None:
    text = _built(KORLA).replace(right, wrong, 1)
    assert text != _built(KORLA)
    comparison = compare_with(KORLA, printed_markdown(text))
    found = [one for one in comparison.told(0.7, Sort.STYLE) if one.fault is fault]
    assert [one.reason.template for one in found] == [reason]
    assert comparison.told() == ()


def test_a_paragraph_that_is_gone_is_style_where_it_has_no_figure() -> None:
    heading = "#### （三）国有资产占用使用情况"
    before, _, rest = _built(KORLA).partition(heading)
    text = before + heading + "\n\n" + rest[rest.index("#### （四）") :]
    found = compare_with(KORLA, printed_markdown(text)).told(0.7, *Sort)
    assert [(one.where, one.reason.template) for one in found if one.fault is Fault.MISSING][
        -1
    ] == (
        "（三）国有资产占用使用情况",
        "this text is not in print",
    )


def test_one_name_that_is_changed_everywhere_is_one_change() -> None:
    text = _built(KORLA).replace(f"{BUREAU}2024年", "市场监管局2024年")
    found = compare_with(KORLA, printed_markdown(text)).told(0.7, *Sort)
    assert [one.fault for one in found] == [Fault.WORDING] * len(found)
    assert 0 < len(found) < 5 < sum(len(one.places) for one in found)
