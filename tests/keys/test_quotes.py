"""Words for values, written into a source: what other readers need quotes for has them."""

from __future__ import annotations

import pytest

from budgetc.formatting.scalars import written
from budgetc.source.keys import in_english, said
from budgetc.source.shape import Shape
from budgetc.source.text_tree import TextNode, TextScalar


def _written(node: TextNode) -> str:
    assert isinstance(node, TextScalar)
    return written(node, in_braces=True)


@pytest.mark.parametrize(
    ("kind", "value", "line"),
    [("string", "No", '"No"'), ("string", "Yes it is", "Yes it is"), ("boolean", "false", "false")],
)
def test_a_word_that_others_read_as_no_text_is_quoted(kind: str, value: str, line: str) -> None:
    """Boston's 否 is the text No: without quotes other readers took it for false."""
    shape = Shape({}, {"type": kind, "x-called": {value: "否"}})
    assert _written(said(TextScalar("否", "否", "否"), shape, in_english)) == line
