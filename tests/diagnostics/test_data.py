"""Data as JSON."""

from __future__ import annotations

import json

import pytest

from budgetc.diagnostics.data import json_entries, json_text


@pytest.mark.parametrize(
    "data",
    [{}, {"form": "甲/1", "facts": [{"fen": 3}, {"fen": -4}], "figures": {"a\n": {"of": [1]}},
          "none": [], "nothing": {}, "text": "\u202e\ud800"}],
)  # fmt: skip
def test_entries_stand_on_lines_of_their_own_and_say_the_same(data: dict[str, object]) -> None:
    text = json_entries(data)
    assert json.loads(text) == json.loads(json_text(data)) == data
    assert "\u202e" not in text
    assert '\n{"fen": 3},\n{"fen": -4}\n' in text or not data
