"""A printed value is never read together with the number that stands before it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from budgetc.document.model import Figure, Formula, Line, Paragraph, line_text
from budgetc.files.data import Resources
from budgetc.files.disk import Disk
from budgetc.layout.blocks import Wording
from budgetc.layout.lay_out import layout_environment
from budgetc.layout.style import count
from budgetc.source.nodes import Scalar, SourceTree
from budgetc.templating.templates import templates_of
from tests.support import KORLA, document_of, with_change

TREE = SourceTree("templates/t/layout.yaml", "", Scalar("", "", 0, 0, 0, 0))


def _figure(text: str) -> Figure:
    return Figure("f", text, text, Formula.GIVEN)


def _line(folder: Path, text: str, values: Mapping[str, object]) -> Line:
    environment = layout_environment(templates_of(Resources((Disk(folder),))))
    return Wording(environment, values, lambda one: one, (TREE,)).line(text, "")


@pytest.mark.parametrize(
    ("before", "figure", "printed"),
    [
        ("采购2024", "13万元", "采购2024 13万元"),
        ("采购２０２４", "13万元", "采购２０２４ 13万元"),
        ("大气监测PM2.5", "5万元", "大气监测PM2.5 5万元"),
        ("其中1,", "300元", "其中1, 300元"),
        ("No.", "5", "No. 5"),
        ("采购-", "13万元", "采购- 13万元"),
        ("比例50%", "13万元", "比例50% 13万元"),
        ("采购2024", "-13万元", "采购2024 -13万元"),
        ("Parks 2", "$13", "Parks 2 $13"),
        # What cannot be read together stays together.
        ("采购", "13万元", "采购13万元"),
        ("采购（2024）", "13万元", "采购（2024）13万元"),
        ("采购2024", "持平", "采购2024持平"),
    ],
)
def test_a_figure_is_kept_out_of_the_number_before_it(
    tmp_path: Path, before: str, figure: str, printed: str
) -> None:
    """A project “采购2024” of 13 was published as one of 202413, and no check saw it."""
    values = {"name": before, "figure": _figure(figure)}
    line = _line(tmp_path, "{{ name }}{{ figure }}。", values)
    assert line_text(line) == f"{printed}。"
    assert [one.text for one in line if isinstance(one, Figure)] == [figure]


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ name }}{{ nothing }}{{ figure }}", "一中2 13"),
        ("{% macro of() %}{{ name }}{% endmacro %}{{ of() }}{{ figure }}", "一中2 13"),
        ("{{ figure }}{{ figure }}", "13 13"),
        ("{{ figure }}{{ year }}", "13 2024"),
        ("表1{{ figure }}", "表1 13"),
        ("-{{ figure }}", "-13"),
        ("{{ year }}{{ year }}", "20242024"),
        ("{{ figure }}{{ name }}", "13一中2"),
    ],
)
def test_so_is_one_beside_a_number(tmp_path: Path, template: str, printed: str) -> None:
    values = {
        "name": "一中2",
        "nothing": "",
        "year": 2024,
        "figure": count("f", 13, Formula.GIVEN),
    }
    assert line_text(_line(tmp_path, template, values)) == printed


def test_an_item_of_a_project_may_end_in_a_year() -> None:
    item = "item: 监督抽检专项经费"
    document = document_of(with_change(KORLA, item, f"{item}2024"))
    said = [
        "".join(map(line_text, block.sentences))
        for block in document.blocks
        if isinstance(block, Paragraph)
    ]
    (allocated,) = [text for text in said if "监督抽检专项经费2024" in text]
    assert allocated == (
        "资金分配情况：1、监督抽检专项经费2024 13万元；2、“一站式”服务经费5万元；"
        "3、小微企业质量管理体系认证帮扶经费2万元。"
    )


@pytest.mark.parametrize("sign", ["|", ">", "|+", ">-"])
def test_a_text_that_was_typed_as_a_block_ends_with_its_last_word(sign: str) -> None:
    """Its line end was printed as a blank: before the full stop, and behind the name."""
    name = "库尔勒经济技术开发区市场监督管理局"
    text = with_change(KORLA, f"  name: {name}\n", f"  name: {sign}\n    {name}\n")
    document = document_of(text)
    assert (document.department, document.title) == (name, document_of(KORLA).title)
