"""NAR110 finds values in quotation marks, however they are written in the file."""

from __future__ import annotations

import pytest

from tests.support import find, minimal_with


@pytest.mark.parametrize(
    ("item", "fires"),
    [
        ("“场地”", True),
        ("「场地」", True),
        ("＂2024＂", True),
        ("'“场地”'", True),
        ('"“场地”"', True),
        (r'"\u201c场地\u201d"', True),
        (r'"\x3a场地"', False),
        ("“场地”和车", False),
        ("在“场地”", False),
        ("“场”“地”", False),
    ],
)
def test_an_item_on_its_line(item: str, fires: bool) -> None:  # noqa: FBT001
    source = minimal_with("item: 场地", f"item: {item}")
    assert [code for _, _, code in find(source)] == (["NAR110"] if fires else [])


@pytest.mark.parametrize(
    "written",
    [
        "“场地\n  和车”",
        ">-\n  “场地\n  和车”",
        '"“场地\\\n  和车”\\\n  "',
    ],
)
def test_a_text_of_several_lines(written: str) -> None:
    source = minimal_with("issued:", f"other_matters:\n- {written}\nissued:")
    assert "NAR110" in [code for _, _, code in find(source)]


def test_the_last_value_of_a_file() -> None:
    text = minimal_with("issued: 2024-02-08\n", "issued: 2024-02-08\nother_matters: [“场地”]")
    assert "NAR110" in [code for _, _, code in find(text)]
