"""A form whose hidden sheet somebody else wrote is none, and never an exception."""

from __future__ import annotations

import json
from typing import Any

import pytest

from budgetc.form.returned import NoFormError, returned_from
from budgetc.form.write import HIDDEN
from tests.form.workbooks import CHINESE, ENGLISH, form_of, opened
from tests.support import KORLA


@pytest.mark.parametrize(
    "told",
    [
        '{"first": {"x": [[1e999, 1]]}}',
        '{"first": {"x": [[NaN, 1]]}}',
        '{"first": {"x": [[1.5, 1]]}}',
        '{"first": []}',
        '{"tables": [1]}',
        '{"others": 1}',
        '{"source": "\\ud800"}',
        "[1]",
        "[" * 100_000,
    ],
)
def test_a_hidden_sheet_that_says_what_none_says(told: str) -> None:
    book = opened(form_of(KORLA))
    cell = book[HIDDEN].cell(1, 1)
    said: dict[str, Any] = json.loads(cell.value)
    cell.value = told if not told.startswith("{") else json.dumps(said)[:-1] + ", " + told[1:]
    with pytest.raises(NoFormError) as caught:
        returned_from(book, book)
    assert [say(caught.value.reason) for say in (ENGLISH, CHINESE)] == [
        "this workbook is no form that budgetc form made",
        "这份工作簿不是 budgetc form 生成的填报表",
    ]
